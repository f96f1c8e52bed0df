//! Table 3: rows of the document to cells of the form.

mod run;
mod text;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use self::run::read_run;
use self::text::text_rows;
use super::align::{Alignment, By, Cache, Compared, Target, Vocabulary, align, rows_among, targets};
use super::captions::Captions;
use super::columns::{Columns, Layout};
use super::heads::Extent;
use super::open::{OpenRow, official};
use super::pieces::{self, Piece};
use super::rows::{ObservedRow, Values, observe_lines};
use super::stream::{Needle, Needles, Stream};
use super::surplus::Surplus;
use super::whole::{glued_rows, glued_rows_add_up, join_cut_rows};
use super::{Found, heads, solve, subtotals};
use crate::document::{Document, Place, Table};
use crate::form::{self, CellId, ColumnId, RowId, TableForm, TableId};
use crate::order::Order;
use crate::report::{Cell, CellState, Recovery};

/// More rows than this are not looked at: a report has 25.
const MAX_ROWS: usize = 5_000;

/// Of more tables than this, the rest is not looked at.
const MAX_TABLES: usize = 100;

/// A form's table 3 prepared for comparison, each part once and only where a document asks for it.
struct Prepared {
    table: &'static TableForm,
    /// Its place among those of the other forms.
    number: usize,
    needles: OnceLock<Needles>,
}

/// The labels of table 3 to compare with those of a document.
struct Labels {
    targets: Vec<Target>,
    columns: Columns,
}

/// Each table 3 that differs among the forms.
static PREPARED: LazyLock<Vec<Prepared>> =
    LazyLock::new(|| form::tables(TableId::Table3).iter().zip(0..).map(Prepared::new).collect());

/// The labels of each, and all of them once.
static LABELS: LazyLock<(Vocabulary, Vec<Labels>)> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::default();
    let mut labels =
        |table| Labels { targets: targets(table, &mut vocabulary), columns: Columns::new(table) };
    let all = PREPARED.iter().map(|prepared| labels(prepared.table)).collect();
    (vocabulary, all)
});

impl Prepared {
    fn new((table, number): (&&'static TableForm, usize)) -> Self {
        Self { table, number, needles: OnceLock::new() }
    }

    /// The rows' labels, to look for in running text; each is called by the row's number in the table.
    fn needles(&self) -> &Needles {
        self.needles.get_or_init(|| {
            let targets = self.labels().map_or(&[][..], |labels| &labels.targets);
            let rows = targets.iter().filter(|target| target.row.is_some()).map(Target::expected);
            let needles = (0..).zip(rows).flat_map(|(label, row)| {
                let needle =
                    move |chars: &[char]| Needle { label, chars: chars.to_vec(), ordinal: row.ordinal };
                row.patterns.iter().map(move |pattern| needle(pattern.chars()))
            });
            Needles::new(needles.collect())
        })
    }

    fn labels(&self) -> Option<&'static Labels> {
        LABELS.1.get(self.number)
    }
}

/// A table 3 as one form has it, read from a document.
pub struct Read {
    /// The form's table.
    pub table: &'static TableForm,
    /// What was found.
    pub found: Found,
    /// How well the rows of the document agree with the form's: comparable between forms.
    pub score: f64,
}

/// Reads table 3 in the shape of each form.
pub fn read_all(
    document: &Document,
    rows: &[ObservedRow],
    stream: &Stream,
    captions: &Captions,
) -> Vec<Read> {
    let mut lines: Vec<(usize, Vec<ObservedRow>)> = Vec::new();
    let mut compared = None;
    let mut all = Vec::new();
    for prepared in PREPARED.iter() {
        let table = prepared.table;
        let width = official(table).len();
        if !lines.iter().any(|(known, _)| *known == width) {
            let mut of_width = observe_lines(document, width);
            subtotals::tell(&mut of_width);
            lines.push((width, of_width));
        }
        let own = lines.iter().find(|(known, _)| *known == width).map_or(&[][..], |(_, lines)| lines);
        let (found, score) = read(prepared, rows, own, stream, captions, &mut compared);
        all.push(Read { table, found, score });
    }
    all
}

fn read(
    prepared: &Prepared,
    rows: &[ObservedRow],
    lines: &[ObservedRow],
    stream: &Stream,
    captions: &Captions,
    compared: &mut Option<Compared<'static>>,
) -> (Found, f64) {
    let table = prepared.table;
    let width = official(table).len();
    let (in_text, order) = if stream.may_hold_row(width) {
        text_rows(table, prepared.needles(), stream)
    } else {
        (Vec::new(), None)
    };
    let mut found = Found::default();
    let nothing = rows.is_empty() && lines.is_empty() && in_text.is_empty();
    let Some(Labels { targets, columns }) = (!nothing).then(|| prepared.labels()).flatten() else {
        return (found, 0.0);
    };
    // Lines of a table whose heads stand elsewhere have its order.
    let of_tables = || rows.iter().map(|row| &row.told).find(|told| told.len() == width).cloned();
    let order = order.or_else(|| of_tables().filter(|told| *told != official(table)));
    let in_text: Vec<ObservedRow> = in_text.into_iter().map(|row| told(row, order.as_deref())).collect();
    // A line that the labels of the form explain needs no second reading by its looks.
    let taken = characters(&in_text);
    let explained = |line: &&ObservedRow| overlaps(line, &taken);
    let lines = lines.iter().filter(|line| !explained(line)).cloned();
    let lines: Vec<ObservedRow> = lines.map(|line| told(line, order.as_deref())).collect();
    let whole = join_cut_rows(rows, targets);
    let rows = whole.as_deref().unwrap_or(rows);
    let glued = glued_rows(rows, targets, width);
    let is_plain = |index: &usize| glued.binary_search_by_key(index, |(at, _)| *at).is_err();
    let plain = rows.iter().enumerate().filter(|(index, _)| is_plain(index)).map(|(_, row)| row);
    let mut all: Vec<&ObservedRow> =
        plain.chain(glued.iter().map(|(_, row)| row)).chain(&lines).chain(&in_text).collect();
    all.order_by_key(|row| position(row));
    let every: Vec<&ObservedRow> =
        all.iter().copied().filter(|row| is_candidate(row, targets, width)).take(MAX_ROWS).collect();
    // Last year's table is left alone where there is another.
    let of_this_year: Vec<&ObservedRow> = every
        .iter()
        .copied()
        .filter(|row| !row.place().is_some_and(|at| captions.is_passed_over(at)))
        .collect();
    let passed_over = of_this_year.len() < every.len();
    let cache = &mut Cache::new(compared.get_or_insert_with(|| Compared::new(&LABELS.0)));
    let (mut candidates, mut alignment) = best_alignment(of_this_year, targets, width, cache);
    let labelled = |alignment: &Alignment| {
        alignment.matches.iter().filter(|each| matches!(each.by, By::Label(_))).count()
    };
    if passed_over && labelled(&alignment) * 3 < rows_among(targets) {
        (candidates, alignment) = best_alignment(every, targets, width, cache);
    }
    let score = alignment.score;
    let mut layouts = layouts(&all, columns, width);
    // Of a table whose columns stand in another order, but not under their heads, nothing can be told.
    if layouts.iter().any(|(block, layout)| !layout.from_header && total_stands_first(stream, *block)) {
        layouts.retain(|(_, layout)| layout.from_header);
    }
    let open = assign(&alignment, &candidates, &layouts, targets, &official(table), &mut found);
    solve::close(open, table, &mut found);
    found.left_out = subtotals::left_out(&alignment, &candidates, width);
    (found, score)
}

/// A row of running text with the columns that its values have, where they are not in the form's order.
fn told(row: ObservedRow, order: Option<&[ColumnId]>) -> ObservedRow {
    ObservedRow { told: order.map(<[ColumnId]>::to_vec).unwrap_or_default(), ..row }
}

/// The alignment of all candidates, or, where the table stands there more than once (a summary and its parts, a page
/// with its print version), of the one table that fits best, the first of equals. Rows of two tables are never mixed.
fn best_alignment<'a>(
    candidates: Vec<&'a ObservedRow>,
    targets: &[Target],
    width: usize,
    cache: &mut Cache,
) -> (Vec<&'a ObservedRow>, Alignment) {
    let is_first = |row: &ObservedRow| {
        let first = targets.iter().find(|target| target.row.is_some());
        first.is_some_and(|target| row.labels.iter().any(|label| target.agrees(&label.core) >= 0.9))
    };
    let starts: Vec<usize> =
        candidates.iter().enumerate().filter(|(_, row)| is_first(row)).map(|(index, _)| index).collect();
    if starts.len() < 2 {
        let candidates = in_order(candidates, targets);
        let whole = align(&candidates, targets, width, cache);
        return (candidates, whole);
    }
    let ends = || starts.iter().skip(1).copied().chain([candidates.len()]);
    // A form that was not filled in stands beside the one that was.
    let filled = |row: &&ObservedRow| row.numbers() > 0 || matches!(row.values, Values::Run(_));
    let is_blank = |part: &Range<usize>| {
        part.len() * 2 > rows_among(targets)
            && !candidates.get(part.clone()).unwrap_or_default().iter().any(filled)
    };
    let parts = starts.iter().copied().zip(ends()).map(|(start, end)| start..end);
    let blank: Vec<Range<usize>> = parts.filter(is_blank).collect();
    if !blank.is_empty() && blank.len() < starts.len() {
        let kept = |index: &usize| !blank.iter().any(|part| part.contains(index));
        let kept = (0..candidates.len()).filter(kept).filter_map(|index| candidates.get(index).copied());
        return best_alignment(kept.collect(), targets, width, cache);
    }
    let whole = align(&candidates, targets, width, cache);
    let mut best: Option<(Vec<&ObservedRow>, Alignment)> = None;
    for (start, end) in starts.iter().copied().zip(ends()).take(MAX_TABLES) {
        let part = in_order(candidates.get(start..end).unwrap_or(&[]).to_vec(), targets);
        let alignment = align(&part, targets, width, cache);
        if best.as_ref().is_none_or(|(_, other)| alignment.score > other.score) {
            best = Some((part, alignment));
        }
    }
    match best {
        Some((part, alignment)) if alignment.score >= whole.score => (part, alignment),
        _ => (candidates, whole),
    }
}

/// The rows in the order of the form, where their labels are the form's own and stand in another: a row is told by what
/// it says, not by where it stands. Rows without such a label stay behind the one that they follow.
fn in_order<'a>(rows: Vec<&'a ObservedRow>, targets: &[Target]) -> Vec<&'a ObservedRow> {
    let filled =
        |row: &ObservedRow| row.numbers() > 0 || !row.told.is_empty() || matches!(row.values, Values::Run(_));
    let mut pins: Vec<Option<usize>> =
        rows.iter().map(|row| pinned(row, targets).filter(|_| filled(row))).collect();
    let known: Vec<usize> = pins.iter().flatten().copied().collect();
    // A label that is there twice belongs to two tables, or to a group that is lost.
    for pin in &mut pins {
        *pin = pin.filter(|pin| known.iter().filter(|each| *each == pin).count() == 1);
    }
    let known: Vec<usize> = pins.iter().flatten().copied().collect();
    if known.is_sorted() || known.len() * 2 < rows_among(targets) {
        return rows;
    }
    let mut last = 0;
    let mut keyed: Vec<(usize, usize)> = Vec::with_capacity(rows.len());
    for (index, pin) in pins.iter().enumerate() {
        last = pin.unwrap_or(last);
        keyed.push((last, index));
    }
    keyed.order();
    keyed.into_iter().filter_map(|(_, index)| rows.get(index).copied()).collect()
}

/// The only target whose label a row has exactly.
fn pinned(row: &ObservedRow, targets: &[Target]) -> Option<usize> {
    let joined = row.joined();
    let has = |target: &Target| {
        row.labels.iter().map(|label| &label.core).chain(&joined).any(|core| target.accepts(core))
    };
    let mut found = targets.iter().enumerate().filter(|(_, target)| target.row.is_some() && has(target));
    let first = found.next()?.0;
    found.next().is_none().then_some(first)
}

/// Block and offset of every character that belongs to the values of rows in running text, ascending.
fn characters(rows: &[ObservedRow]) -> Vec<(u32, u32)> {
    let runs = rows.iter().filter_map(|row| match &row.values {
        Values::Run(run) => Some(run),
        Values::Cells(_) => None,
    });
    let mut origins: Vec<(u32, u32)> =
        runs.flat_map(|run| &run.tokens).flat_map(|token| &token.origin).copied().collect();
    origins.order();
    origins
}

/// Whether the values of a line hold one of these characters.
fn overlaps(line: &ObservedRow, characters: &[(u32, u32)]) -> bool {
    line.cells().iter().any(|value| {
        let Place::Span { block, start, end } = value.place else { return false };
        let next = characters.partition_point(|each| *each < (block, start));
        characters.get(next).is_some_and(|each| each.0 == block && each.1 < end)
    })
}

fn position(row: &ObservedRow) -> (u32, u32) {
    match row.place().or_else(|| row.labels.first().map(|label| label.place)) {
        Some(Place::Cell { row: line, .. }) => (row.block, line),
        Some(Place::Span { block, start, .. }) => (block, start),
        None => (row.block, 0),
    }
}

/// Whether a line of a head before a table names the total before the natural persons.
fn total_stands_first(stream: &Stream, block: u32) -> bool {
    const LINES: usize = 6;
    let end = stream.chars.partition_point(|character| character.origin.0 < block);
    let before = stream.chars.get(end.saturating_sub(300)..end).unwrap_or(&[]);
    let lines = before.chunk_by(|a, b| a.origin.0 == b.origin.0).rev().take(LINES);
    lines.map(|line| line.iter().map(|each| each.folded).collect::<String>()).any(|line| {
        let total = line.find("总计").or_else(|| line.find("合计"));
        let is_head =
            line.chars().count() <= 40 && !line.contains(|c: char| c.is_numeric() || among!("。;", c));
        is_head && total.zip(line.find("自然")).is_some_and(|(total, natural)| total < natural)
    })
}

/// Whether a row can be one of table 3 at all.
fn is_candidate(row: &ObservedRow, targets: &[Target], width: usize) -> bool {
    match &row.values {
        Values::Run(_) => true,
        Values::Cells(cells) => {
            let numbers = row.numbers();
            let labelled = || {
                let joined = row.joined();
                targets.iter().any(|target| {
                    target.row.is_some()
                        && row
                            .labels
                            .iter()
                            .map(|label| &label.core)
                            .chain(&joined)
                            .any(|core| target.agrees(core) >= 0.75)
                })
            };
            (width - 1..=width + 3).contains(&numbers) || (cells.len() >= 4 && labelled())
        }
    }
}

/// Puts the matched rows' values into cells; rows of glued digits with several readings are returned.
fn assign(
    alignment: &Alignment,
    candidates: &[&ObservedRow],
    layouts: &[(u32, Layout)],
    targets: &[Target],
    columns: &[ColumnId],
    found: &mut Found,
) -> Vec<OpenRow> {
    let mut open = Vec::new();
    let matched = || alignment.matches.iter().filter_map(|each| candidates.get(each.observed).copied());
    let add_up = glued_rows_add_up(matched(), columns);
    // Runs have no cells of a block in common: all of the text are one table's.
    let surplus = Surplus::of_rows(matched().filter(|row| matches!(row.values, Values::Run(_))), columns);
    for each in &alignment.matches {
        let (Some(row), Some(target)) = (candidates.get(each.observed), targets.get(each.target)) else {
            continue;
        };
        found.blocks.push(row.block);
        if target.row.is_some() {
            found.note_label(TableId::Table3, row, target, each.by);
        }
        match &row.values {
            Values::Cells(values) if !row.told.is_empty() => {
                for (column, value) in row.told.iter().zip(values) {
                    let cell = value.reading.clone().cell(&value.raw, value.place);
                    found.cells.insert(CellId::new(target.id, *column), cell);
                }
            }
            Values::Cells(_) => {
                let Some((_, layout)) = layouts.iter().find(|(each, _)| *each == row.block) else { continue };
                let own_label = matches!(each.by, By::Label(_));
                if layout.columns.is_empty() {
                    unread(row, target.id, columns, found);
                } else if let Some(values) = layout.assign(row, own_label) {
                    for (column, value) in values {
                        let mut cell = value.reading.clone().cell(&value.raw, value.place);
                        if !own_label && cell.value.is_some() && cell.recovered.is_none() {
                            cell.recovered = Some(Recovery::Ordered);
                        }
                        found.cells.insert(CellId::new(target.id, column), cell);
                    }
                } else {
                    unread(row, target.id, &layout.columns, found);
                }
            }
            Values::Run(run) => {
                let layout = layouts.iter().find(|(each, _)| *each == row.block).map(|(_, layout)| layout);
                let unclear = layout.is_some_and(|layout| layout.columns.is_empty());
                if run.cell.is_some() && row.told.is_empty() && (unclear || !add_up) {
                    open.push(OpenRow::unread(target.id, run));
                    continue;
                }
                let order = match layout.filter(|layout| layout.from_header) {
                    _ if !row.told.is_empty() => row.told.as_slice(),
                    Some(layout) if run.cell.is_some() => layout.columns.as_slice(),
                    _ => columns,
                };
                let own =
                    surplus.iter().find(|surplus| surplus.count == run.tokens.len() && run.cell.is_none());
                match own.filter(|_| order == columns) {
                    Some(surplus) => {
                        read_run(&run.only(&surplus.kept), target.id, order, true, found, &mut open)
                    }
                    None => read_run(run, target.id, order, order == columns, found, &mut open),
                }
            }
        }
    }
    open
}

/// Cells of a row whose values cannot be told apart: there, but unread.
fn unread(row: &ObservedRow, id: RowId, columns: &[ColumnId], found: &mut Found) {
    let raw: Vec<&str> = row.cells().iter().map(|value| value.raw.trim()).collect();
    let Some(place) = row.cells().first().map(|value| value.place) else { return };
    for column in columns {
        let cell = Cell {
            value: None,
            raw: raw.join(" "),
            place,
            state: CellState::Ambiguous,
            recovered: None,
            sure: false,
            readings: Vec::new(),
            note: None,
        };
        found.cells.insert(CellId::new(id, *column), cell);
    }
}

/// The columns of each table block. A table cut in pieces keeps the columns of the piece that has the header.
fn layouts(rows: &[&ObservedRow], columns: &Columns, width: usize) -> Vec<(u32, Layout)> {
    let mut layouts: Vec<(u32, Layout)> = Vec::new();
    // The last layout that a header gave.
    let mut header: Option<usize> = None;
    for of_block in rows.chunk_by(|a, b| a.block == b.block) {
        let Some(block) = of_block.first().map(|row| row.block) else { continue };
        let mut layout = Layout::of_table3(of_block, columns);
        if layout.from_header {
            header = Some(layouts.len());
        } else if let Some((_, earlier)) = header.and_then(|at| layouts.get(at)) {
            layout.columns.clone_from(&earlier.columns);
        }
        layout.learn_grid(of_block);
        if layout.columns.len() == width {
            layout.learn_surplus(of_block);
        }
        layouts.push((block, layout));
    }
    layouts
}

/// Puts what the heads of a table tell into its rows; the names of columns that were left out are returned.
/// `before`: the last head; a table cut at the end of a page goes on under it without one of its own. `pieces`: those that
/// were found of a table whose columns stand in several.
pub fn tell_heads(
    block: u32,
    table: &Table,
    year: Option<i32>,
    rows: &mut [ObservedRow],
    before: &mut Option<heads::Last>,
    pieces: &mut Vec<Piece>,
) -> Vec<String> {
    // Only a table that names the applicants has a head of this table.
    let may_have_head = table.cells.iter().any(|cell| cell.text.contains('自') || cell.text.contains('公'));
    if !may_have_head && before.is_none() && pieces.is_empty() {
        return Vec::new();
    }
    let Some(cells) = heads::Rows::of(table) else { return Vec::new() };
    // The form that has the most of the columns that are there; all its own must be.
    let mut best: Vec<heads::Band> = Vec::new();
    let mut parts: Vec<heads::Band> = Vec::new();
    let mut seen: Vec<Vec<ColumnId>> = Vec::new();
    for prepared in PREPARED.iter() {
        let own = official(prepared.table);
        if seen.contains(&own) {
            continue;
        }
        let Some(Labels { columns, .. }) = prepared.labels() else { continue };
        let names = heads::Names {
            column: &|cell, head| columns.recognise(&cell.text, head, year),
            over: &|head| columns.is_over_organisations(head),
        };
        let bands = heads::bands(&cells, &own, &names, year, Extent::Whole);
        let named = |bands: &[heads::Band]| bands.iter().map(|band| band.heads.len()).max();
        if named(&bands) > named(&best) {
            best = bands;
        }
        if best.is_empty() && parts.is_empty() {
            parts = heads::bands(&cells, &own, &names, year, Extent::Piece);
        }
        seen.push(own);
    }
    if best.is_empty() {
        pieces.extend(parts.iter().map(|band| Piece::of(band, &cells, block, rows)));
        best.extend(before.as_ref().filter(|_| parts.is_empty()).and_then(|last| last.goes_on(block, table)));
    }
    *before = best.last().map(|band| heads::Last::new(block, table, band));
    heads::tell(&cells, &best, block, year, rows)
}

/// Joins the pieces of a table whose columns stand in several, one under another.
pub fn join_pieces(pieces: &[Piece], rows: &mut [ObservedRow]) {
    pieces::join(pieces, &PREPARED.iter().map(|prepared| official(prepared.table)).collect::<Vec<_>>(), rows);
}
