//! Table 2: short blocks, each with columns of its own; also the statistics table of 2014, which is read the same way.

mod labels;
mod text;

use std::collections::{HashMap, HashSet};

use self::labels::{Block, Labels};
use self::text::{in_text, read_run};
use super::Found;
use super::captions::Captions;
use super::glued::Run;
use super::heads::plain_head;
use super::label::{Core, Expected, Pattern, core};
use super::rows::{KNOWN_LABELS, ObservedRow, Value, by_block, place_of};
use super::stream::Stream;
use super::value::{is_unit, of_kind, read_value};
use crate::document::{Document, Place, Table, TableCell};
use crate::form::{BlockForm, CellId, ColumnId, RowForm, TableForm, ValueKind};
use crate::order::Order;
use crate::report::CellState;

/// Agreement from which a label of table 2 is the row's: its labels are short, so damage weighs more.
const SAME: f64 = 0.8;

/// The labels of a document's tables, each once, without what is explained in brackets: tables repeat their labels.
fn written(rows: &[ObservedRow]) -> Vec<Core> {
    let mut seen: HashSet<&str> = HashSet::new();
    rows.iter()
        .flat_map(|row| &row.labels)
        .filter(|label| seen.insert(&label.text))
        .map(|label| without_note(&label.text))
        .collect()
}

/// How much a document speaks for each table 2: how many of its column labels are there, or, where there are none of any,
/// how many of its rows have its shape.
pub fn evidence(rows: &[ObservedRow], stream: &Stream) -> Vec<(&'static TableForm, usize)> {
    let written = written(rows);
    let heads: Vec<usize> = labels::all().iter().map(|labels| headed(labels, &written, stream)).collect();
    let headless = heads.iter().all(|heads| *heads == 0);
    let shape = |labels: &Labels| if headless { shape(labels, rows) } else { 0 };
    labels::all().iter().zip(heads).map(|(labels, heads)| (labels.table, heads + shape(labels))).collect()
}

/// How many of its column labels are there.
fn headed(labels: &Labels, written: &[Core], stream: &Stream) -> usize {
    let (columns, needles) = labels.evidence();
    let in_text: Vec<usize> = stream.find(needles).iter().map(|found| found.label).collect();
    let in_tables = |expected: &Pattern| written.iter().any(|label| expected.agreement(label) >= 0.85);
    columns.iter().enumerate().filter(|(index, label)| in_text.contains(index) || in_tables(label)).count()
}

/// How many rows of a table without heads have as many values as the form has columns there; only rows of tables that
/// name the items of article 20 count.
fn shape(labels: &Labels, rows: &[ObservedRow]) -> usize {
    let names_item = |row: &&ObservedRow| {
        row.labels.iter().any(|label| label.core.chars.starts_with(&['第', '二', '十', '条']))
    };
    let items: HashSet<u32> = rows.iter().filter(names_item).map(|row| row.block).collect();
    let fitting = |claim: &Claim| {
        let wanted = labels.block_of(claim.row).map_or(0, |block| block.form.columns.len());
        let filled = || claim.observed.cells().iter().filter(|value| !value.raw.trim().is_empty());
        let mut glued =
            filled().filter_map(|value| Run::in_cell(&value.raw, value.place)).map(|run| run.tokens.len());
        // One value may be several that run together: it tells nothing.
        wanted > 1
            && (filled().count() == wanted || glued.any(|tokens| tokens == wanted))
            && items.contains(&claim.observed.block)
    };
    claims(labels.rows(), rows).iter().filter(|claim| fitting(claim)).count()
}

/// A label without the explanation that some layouts add in brackets.
fn without_note(label: &str) -> Core {
    let folded = crate::text::fold::folded(label);
    let end = folded.char_indices().skip(2).find(|(_, c)| *c == '(').map_or(folded.len(), |(at, _)| at);
    core(folded.get(..end).unwrap_or(&folded))
}

/// Reads the table of a form.
pub fn read(
    document: &Document,
    table: &'static TableForm,
    rows: &[ObservedRow],
    stream: &Stream,
    captions: &Captions,
    found: &mut Found,
) {
    let Some(labels) = labels::all().iter().find(|labels| labels.table.is_same(table)) else { return };
    let mut claims = claims(labels.rows(), rows);
    weigh(&mut claims, document, labels, rows, captions);
    let apart = apart(document, labels, &claims);
    for block in labels.blocks() {
        for row in block.form.rows {
            let number = table.rows().position(|each| each.id == row.id);
            if let Some((observed, label)) = row_in_tables(document, block, number, &claims) {
                put_cells(document, block, row, observed, apart.contains(&observed.block), found);
                found.note_plain_label(table.id, row, label, observed);
            }
        }
    }
    in_text(labels, stream, found);
}

/// An observed row whose label agrees with that of a row of the form, more than with any other.
struct Claim<'a> {
    /// Number of the form's row in its table.
    row: usize,
    agreement: f64,
    observed: &'a ObservedRow,
    label: &'a super::rows::Label,
    /// How much the row's table speaks for being this one: comparable between tables.
    weight: usize,
}

impl Claim<'_> {
    /// Whether several of the row's own cells hold a number each; `None` where one holds what must be several.
    fn is_apart(&self, document: &Document, block: &Block) -> Option<bool> {
        let numbers = |texts: &mut dyn Iterator<Item = &str>| {
            let mut filled = 0;
            for text in texts.filter(|text| !text.trim().is_empty()) {
                let several = |run: Run| run.tokens.len() > 1 || run.begins_with_zero();
                if Run::in_cell(text, self.label.place).is_some_and(several) {
                    return None;
                }
                filled += usize::from(read_value(text).is_number());
            }
            Some(filled > 1)
        };
        match under_heads(document, block, self.observed) {
            Heads::Tell(values) => numbers(&mut values.iter().map(|(_, cell)| cell.text.as_str())),
            Heads::Order => {
                let own = self.observed.cells().iter().take(block.form.columns.len());
                numbers(&mut own.map(|value| value.raw.as_str()))
            }
            Heads::Unclear => Some(false),
        }
    }
}

/// The tables whose values stand in cells of their own: there a number beside blank cells is one. In none where any row of
/// the report's has several in one cell.
fn apart(document: &Document, labels: &Labels, claims: &[Claim]) -> HashSet<u32> {
    let mut apart = HashSet::new();
    for claim in claims {
        let Some(block) = labels.block_of(claim.row) else { continue };
        match claim.is_apart(document, block) {
            Some(true) => {
                apart.insert(claim.observed.block);
            }
            Some(false) => {}
            None => return HashSet::new(),
        }
    }
    apart
}

/// Weighs the claims by their tables: how many rows of the form a table has, and how many of its heads. Another table
/// of the organ's can have rows of the same names (规章, 行政许可), and last year's has all of them.
fn weigh(
    claims: &mut [Claim],
    document: &Document,
    labels: &Labels,
    rows: &[ObservedRow],
    captions: &Captions,
) {
    let tables = by_block(rows);
    let mut weights: HashMap<u32, usize> = HashMap::new();
    let filled = claims.iter().filter(|claim| claim.observed.numbers() > 0).map(|claim| claim.observed.block);
    let filled: HashSet<u32> = filled.collect();
    for own in claims.chunk_by(|a, b| a.observed.block == b.observed.block) {
        let Some(block) = own.first().map(|claim| claim.observed.block) else { continue };
        let Some(of_block) = tables.get(&block) else { continue };
        let mut own: Vec<usize> = own.iter().map(|claim| claim.row).collect();
        own.order();
        own.dedup();
        let own_labels = || of_block.iter().flat_map(|row| &row.labels);
        let written: Vec<Core> = own_labels().map(|label| plain_head(&label.text)).collect();
        let is_there = |head: &&Pattern| written.iter().any(|label| head.agreement(label) >= 0.85);
        let named = labels.heads().iter().filter(is_there).count();
        let items = own_labels().filter(|label| label.text.contains("第二十条")).count();
        weights.insert(block, own.len().min(20) + named.min(20) * 3 + items.min(5) * 3);
    }
    for claim in claims {
        let of_table = weights.get(&claim.observed.block).copied().unwrap_or(0);
        // The share of its block's heads over the row, in hundredths.
        let headed = labels.block_of(claim.row).map_or(0, |block| {
            let Some((table, _, line)) = head_line(document, block, claim.observed) else { return 0 };
            let named = |column: &&crate::form::ColumnForm| {
                table.row(line).iter().any(|cell| block.recognise(&cell.text) == Some(column.id))
            };
            let columns = block.form.columns;
            columns.iter().filter(named).count() * 100 / columns.len().max(1)
        });
        // A form that was not filled in stands beside the one that was.
        let filled = if filled.contains(&claim.observed.block) { 500 } else { 0 };
        let other_year = claim.observed.place().is_some_and(|place| captions.is_passed_over(place));
        claim.weight = of_table + headed + filled + if other_year { 0 } else { 1000 };
    }
}

/// The table of a row, its row in it, and the line of heads above it that names a column of the row's block.
fn head_line<'d>(
    document: &'d Document,
    block: &Block,
    observed: &ObservedRow,
) -> Option<(&'d Table, u32, u32)> {
    let table = document.blocks.get(observed.block as usize)?.as_table()?;
    let (row, _) = values_from(observed)?;
    let names = |line: &u32| {
        let cells = table.row(*line).iter();
        cells.filter(|cell| cell.text.chars().count() <= 40).any(|cell| block.recognise(&cell.text).is_some())
    };
    let line = (row.saturating_sub(8)..row).rev().find(names)?;
    Some((table, row, line))
}

/// A value of a row that is damaged so that it looks like a label.
fn damaged(observed: &ObservedRow) -> Option<&super::rows::Label> {
    observed.labels.iter().skip(1).find(|label| !is_name(&label.text) && !is_unit(&label.text))
}

/// Row and column of a row's first value, also where it is damaged so that it looks like a label.
fn values_from(observed: &ObservedRow) -> Option<(u32, u32)> {
    match damaged(observed).map(|label| label.place).or_else(|| observed.place())? {
        Place::Cell { row, column, .. } => Some((row, column)),
        Place::Span { .. } => None,
    }
}

/// What the observed rows with values say that they are.
fn claims<'a>(expected: &[Expected], rows: &'a [ObservedRow]) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    for observed in rows {
        let unread = observed.labels.iter().skip(1).any(|label| !is_name(&label.text));
        if (observed.cells().is_empty() && !unread)
            || observed.numbers() > 6
            || is_in_one_line(expected, observed)
        {
            continue;
        }
        // A column between label and values can name what is counted; a value can be damaged.
        let names = |label: &&super::rows::Label| is_name(&label.text);
        let Some(label) = observed.labels.iter().rev().find(names) else { continue };
        let written = without_note(&label.text);
        let agreements: Vec<f64> = expected.iter().map(|each| each.agreement(&written)).collect();
        for (row, &agreement) in agreements.iter().enumerate().filter(|(_, agreement)| **agreement >= SAME) {
            let others = agreements.iter().enumerate().filter(|(other, _)| *other != row);
            // Another row of the table that agrees better has the claim.
            if others.map(|(_, other)| *other).fold(0.0, f64::max) < agreement {
                claims.push(Claim { row, agreement, observed, label, weight: 0 });
            }
        }
    }
    claims
}

/// Whether a text can be what a row is called: no unit, and not without words, as `2O` or `=A1` are.
fn is_name(text: &str) -> bool {
    !is_unit(text) && !text.starts_with('=') && text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The observed row that best claims to be a row of the form, the first of equals.
fn row_in_tables<'a>(
    document: &Document,
    block: &Block,
    row: Option<usize>,
    claims: &[Claim<'a>],
) -> Option<(&'a ObservedRow, &'a super::rows::Label)> {
    let wanted = block.form.columns.len();
    let mut best: Option<&Claim> = None;
    let own = || claims.iter().filter(|claim| Some(claim.row) == row);
    // Where the table that speaks most for being this one has no such row that can be read, another one's is not it.
    let most = own().map(|claim| claim.weight).max();
    let of_table = own().find(|claim| Some(claim.weight) == most)?.observed.block;
    for claim in own().filter(|claim| claim.observed.block == of_table) {
        let better = |best: &Claim| (claim.weight, claim.agreement) > (best.weight, best.agreement);
        if best.is_none_or(better) {
            let cells = claim.observed.cells();
            let filled = cells.iter().filter(|value| !value.raw.trim().is_empty()).count();
            let told = || !matches!(under_heads(document, block, claim.observed), Heads::Order);
            if filled <= wanted.max(cells.len().min(wanted)) || told() {
                best = Some(claim);
            }
        }
    }
    best.map(|claim| (claim.observed, claim.label))
}

/// `apart`: whether other rows of the table have their values in cells of their own.
fn put_cells(
    document: &Document,
    labels: &Block,
    row: &RowForm,
    observed: &ObservedRow,
    apart: bool,
    found: &mut Found,
) {
    let block = labels.form;
    let wanted = block.columns.len();
    let cells = observed.cells();
    let told = match under_heads(document, labels, observed) {
        // Several values may stand in the only cell that is filled.
        Heads::Tell(values) if may_be_glued(&values, apart) => Heads::Unclear,
        told => told,
    };
    if let Heads::Tell(values) = told {
        found.blocks.push(observed.block);
        for (column, cell) in values {
            let place = place_of(observed.block, cell);
            let own = block.columns.iter().find(|each| each.id == column);
            let reading = of_kind(own.map_or(ValueKind::Count, |own| own.kind), &cell.text);
            found.cells.insert(CellId::new(row.id, column), reading.cell(&cell.text, place));
        }
        return;
    }
    let filled: Vec<&Value> = cells.iter().filter(|value| !value.raw.trim().is_empty()).collect();
    if matches!(told, Heads::Unclear) {
        found.blocks.push(observed.block);
        unread(block, row, &filled, found);
        return;
    }
    if let Some(run) = glued(document, observed, &filled, wanted).filter(|run| !apart || run.holds_several())
    {
        found.blocks.push(observed.block);
        let ids: Vec<CellId> = block.columns.iter().map(|column| CellId::new(row.id, column.id)).collect();
        match run {
            Glued::Told(run) => read_run(&run, block, &ids, &Vec::new, found),
            Glued::Open(run) => run.put_readings(&ids, &[], &mut found.cells),
        }
        return;
    }
    let values: Vec<&Value> =
        if filled.len() == wanted { filled } else { cells.iter().take(wanted).collect() };
    if values.len() < wanted {
        return;
    }
    found.blocks.push(observed.block);
    for (column, value) in block.columns.iter().zip(values) {
        let id = CellId::new(row.id, column.id);
        let reading = of_kind(column.kind, &value.raw);
        found.cells.insert(id, reading.cell(&value.raw, value.place));
    }
}

/// Whether other parts of the table stand in a row as well: then nothing tells where its own values begin and end.
fn is_in_one_line(expected: &[Expected], observed: &ObservedRow) -> bool {
    let is_row = |label: &&super::rows::Label| expected.iter().any(|row| row.accepts(&label.core));
    observed.labels.iter().filter(is_row).count() > 1
        || observed.cells().iter().any(|value| is_part(&value.raw))
}

/// Whether a text is a label of the form, or begins a block or its heads.
fn is_part(text: &str) -> bool {
    // 计 4 件 is a value.
    let counts = text.contains(|c: char| c.is_ascii_digit());
    is_name(text)
        && (text.contains("第二十条")
            || text.contains("信息内容")
            || !counts && KNOWN_LABELS.knows(&core(text)))
}

/// Cells of a row whose values do not stand under the heads: there, but unread.
fn unread(block: &BlockForm, row: &RowForm, filled: &[&Value], found: &mut Found) {
    let Some(place) = filled.first().map(|value| value.place) else { return };
    let raw: Vec<&str> = filled.iter().map(|value| value.raw.trim()).collect();
    for column in block.columns {
        let mut cell = read_value("").cell(&raw.join(" "), place);
        cell.state = CellState::Ambiguous;
        cell.sure = false;
        found.cells.insert(CellId::new(row.id, column.id), cell);
    }
}

/// All values of a row in one cell.
enum Glued {
    /// The cell reaches over all columns: what stands in it are their values.
    Told(Run),
    /// The other cells of the row are blank: it may be one value, or all of them.
    Open(Run),
}

impl Glued {
    /// Whether it cannot be one number.
    fn holds_several(&self) -> bool {
        let (Self::Told(run) | Self::Open(run)) = self;
        run.tokens.len() > 1 || run.begins_with_zero()
    }
}

/// The digits of a row of which only one cell is filled, with at least one digit for each column; a few digits alone are
/// a number.
fn glued(document: &Document, observed: &ObservedRow, filled: &[&Value], wanted: usize) -> Option<Glued> {
    let mut runs = filled.iter().filter_map(|value| Some((value, Run::in_cell(&value.raw, value.place)?)));
    let (value, run) = runs.find(|(_, run)| run.digits() >= wanted)?;
    if wanted < 2 || runs.next().is_some() || filled.len() >= wanted {
        return None;
    }
    let table = document.blocks.get(observed.block as usize)?.as_table()?;
    let Place::Cell { row, column, .. } = value.place else { return None };
    let cell = table.row(row).iter().find(|cell| cell.column == column)?;
    // One number may stand in a cell that is too wide; one that begins with 0 may not.
    let several = run.tokens.len() > 1 || run.tokens.iter().any(|token| token.chars.first() == Some(&'0'));
    if cell.column_span as usize >= wanted && several {
        Some(Glued::Told(run))
    } else {
        Some(Glued::Open(run))
    }
}

/// Whether one of several cells holds at least one digit for each of them, and the others nothing; in a table whose values
/// stand apart only where that is no number.
fn may_be_glued(values: &[(ColumnId, &TableCell)], apart: bool) -> bool {
    let mut filled = values.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
    let (Some((_, only)), None) = (filled.next(), filled.next()) else { return false };
    let is_one = || apart && read_value(&only.text).is_number();
    values.len() > 1 && only.text.chars().filter(|c| c.is_numeric()).count() >= values.len() && !is_one()
}

/// What the heads of a block tell about the values of a row.
enum Heads<'d> {
    /// No more than the order of the form does.
    Order,
    /// Which value is of which column: columns in another order, or others beside them.
    Tell(Vec<(ColumnId, &'d TableCell)>),
    /// There are such columns, but the values do not stand under their heads.
    Unclear,
}

/// The values of a row under the heads of its block.
fn under_heads<'d>(document: &'d Document, block: &Block, observed: &ObservedRow) -> Heads<'d> {
    let Some((table, row, line)) = head_line(document, block, observed) else { return Heads::Order };
    let Some((_, first)) = values_from(observed) else { return Heads::Order };
    let cells_of = |row: u32| table.row(row).iter();
    let mut known: Vec<(ColumnId, &TableCell)> = Vec::new();
    let mut others = 0_usize;
    for head in cells_of(line).filter(|head| head.column >= first && !head.text.trim().is_empty()) {
        match block.recognise(&head.text) {
            Some(column) => known.push((column, head)),
            None => others += 1,
        }
    }
    let written_out = merge_equal(&mut known, &cells_of(row).collect::<Vec<_>>());
    let order: Vec<ColumnId> = known.iter().map(|(column, _)| *column).collect();
    let plain = damaged(observed).is_none() && !written_out;
    let official: Vec<ColumnId> = block.form.columns.iter().map(|column| column.id).collect();
    let times = |column: &ColumnId| order.iter().filter(|each| *each == column).count();
    let each_once = official.iter().all(|column| times(column) == 1);
    // A block under the heads of another form's has fewer columns.
    let filled = cells_of(row).filter(|cell| cell.column >= first && !cell.text.trim().is_empty()).count();
    let fewer =
        plain && others == 0 && filled == order.len() && order.iter().all(|column| times(column) == 1);
    if !each_once && (!fewer || order.is_empty()) || (others == 0 && order == official && plain) {
        return Heads::Order;
    }
    let mut values: Vec<(ColumnId, &TableCell)> = Vec::new();
    for (column, head) in known {
        let under: Vec<&TableCell> = cells_of(row)
            .filter(|cell| {
                cell.column < head.column + head.column_span && head.column < cell.column + cell.column_span
            })
            .collect();
        let filled: Vec<&TableCell> =
            under.iter().copied().filter(|cell| !cell.text.trim().is_empty()).collect();
        let cell = match (filled.as_slice(), under.first()) {
            ([only], _) => *only,
            ([], Some(blank)) => *blank,
            _ => return Heads::Unclear,
        };
        if values.iter().any(|(_, used)| std::ptr::eq(*used, cell)) {
            return Heads::Unclear;
        }
        values.push((column, cell));
    }
    Heads::Tell(values)
}

/// Heads of one column that stand side by side over values that are all the same are one head: a merged cell that a
/// program wrote out. Whether there are any.
fn merge_equal(known: &mut Vec<(ColumnId, &TableCell)>, values: &[&TableCell]) -> bool {
    let before = known.len();
    let under = |head: &TableCell| {
        values.iter().find(|cell| cell.column <= head.column && head.column < cell.column + cell.column_span)
    };
    known.dedup_by(|next, head| {
        let same = |a: &TableCell, b: &TableCell| a.text.trim() == b.text.trim();
        let below = under(next.1).zip(under(head.1));
        next.0 == head.0 && same(next.1, head.1) && below.is_some_and(|(a, b)| same(a, b))
    });
    known.len() < before
}
