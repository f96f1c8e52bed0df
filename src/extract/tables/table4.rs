//! Table 4: three kinds of case side by side, each with four results and their total.

mod labels;
mod listed;
mod text;

use self::labels::{Labels, head};
use self::listed::listed;
use self::text::{in_text, read_run};
use super::Found;
use super::captions::{Captions, names_cases, speaks_of_cases};
use super::glued::Run;
use super::heads::{Rows, numbers_columns, text_to_the_left};
use super::label::{Core, Expected, core};
use super::order::order_of;
use super::rows::{ObservedRow, Value, place_of};
use super::stream::Stream;
use super::value::{read_value, under_head};
use super::whose::Whose;
use super::years::is_of_other_year;
use crate::document::{Content, Document, Place, TableCell};
use crate::form::{BlockForm, CellId, RowForm, TableForm};
use crate::order::Order;
use crate::report::CellState;

/// More rows under the same heads are not compared.
const MOST_UNITS: usize = 200;

/// The cells of a row with what they are.
type Filled<'t> = Vec<(CellId, &'t TableCell)>;

/// Reads table 4 as each form has it.
pub fn read_all(
    document: &Document,
    rows: &[ObservedRow],
    stream: &Stream,
    captions: &Captions,
) -> Vec<(&'static TableForm, Found)> {
    let read = |labels: &Labels| {
        let mut found = Found::default();
        read(document, labels, rows, stream, captions, &mut found);
        (labels.table, found)
    };
    labels::all().iter().map(read).collect()
}

/// Reads table 4 from table blocks, else from running text.
fn read(
    document: &Document,
    labels: &Labels,
    rows: &[ObservedRow],
    stream: &Stream,
    captions: &Captions,
    found: &mut Found,
) {
    let about = About::of(rows, labels, captions);
    // Last year's table is read only where there is no other.
    let of_other_year = |place: Place| captions.is_passed_over(place);
    let named_otherwise = |label: &str| captions.is_other_year(label);
    let whose = |label: &str| captions.whose_row(label);
    if under_heads(document, labels, &about, &of_other_year, &named_otherwise, &whose, found) {
        return;
    }
    if in_one_cell(rows, labels, &about, &of_other_year, found) {
        return;
    }
    let values = side_by_side(rows, labels, &about, &of_other_year);
    if values.is_none() && under_heads(document, labels, &about, &|_| false, &|_| false, &whose, found) {
        return;
    }
    if let Some((ids, values)) = values.or_else(|| side_by_side(rows, labels, &about, &|_| false)) {
        for (id, value) in ids.iter().zip(&values) {
            found.cells.insert(*id, under_head(&value.raw).cell(&value.raw, value.place));
        }
        found.blocks.extend(values.first().map(|value| block_of(value.place)));
        return;
    }
    let blocks = || about.own.iter().chain(&about.above);
    let of_block = |block: u32| rows.iter().filter(move |row| row.block == block);
    if blocks().any(|block| listed(of_block(*block), labels, found)) {
        return;
    }
    if fragments(document, rows, labels, found) {
        return;
    }
    in_text(stream, labels, found);
}

fn block_of(place: Place) -> u32 {
    match place {
        Place::Cell { block, .. } | Place::Span { block, .. } => block,
    }
}

/// Which table blocks speak of reviews or suits.
struct About {
    /// By their own labels, of this year.
    own: Vec<u32>,
    /// By what stands over them, or by the piece of the table before them.
    above: Vec<u32>,
}

impl About {
    fn of(rows: &[ObservedRow], form: &Labels, captions: &Captions) -> Self {
        let (mut own, mut above) = (Vec::new(), Vec::new());
        let mut before: Option<u32> = None;
        for of_block in rows.chunk_by(|a, b| a.block == b.block) {
            let Some(number) = of_block.first().map(|row| row.block) else { continue };
            let labels: Vec<Core> =
                of_block.iter().flat_map(|row| row.labels.iter().map(|label| label.core.clone())).collect();
            let speaks = labels.iter().any(|label| label.chars.len() <= 40 && names_cases(&label.chars))
                || form.are_spoken_of(&labels);
            let continues = before.is_some_and(|before| before + 1 == number);
            if speaks {
                own.push(number);
            } else if captions.is_about_cases(number) || continues {
                above.push(number);
            }
            before = speaks.then_some(number);
        }
        Self { own, above }
    }
}

/// Fifteen values under heads that name the kind of case and the result, in any order, beside other columns.
fn under_heads(
    document: &Document,
    labels: &Labels,
    about: &About,
    leave: &dyn Fn(Place) -> bool,
    leave_row: &dyn Fn(&str) -> bool,
    whose: &dyn Fn(&str) -> Option<Whose>,
    found: &mut Found,
) -> bool {
    let ids = &labels.ids;
    let result_of = |text: &TableCell| labels.result(&head(&text.text)?);
    let kind_of = |text: &TableCell| labels.kind(&head(&text.text)?);
    for number in &about.own {
        let table = document.blocks.get(*number as usize).and_then(|block| block.as_table());
        let Some(cells) = table.and_then(Rows::of) else { continue };
        let holds_data = |row: u32| {
            let own = || cells.row(row).iter().filter(|cell| cell.row == row);
            cells.numbers(row) * 2 >= ids.len() && !numbers_columns(own().map(|cell| cell.text.as_str()))
        };
        // Asked once of each row: hundreds may stand under the same heads.
        let data: Vec<bool> = (0..cells.len()).map(holds_data).collect();
        let is_data = |row: u32| data.get(row as usize).copied().unwrap_or_default();
        // Behind the last row before a row that holds no data: rows of other years can stand between a row and the heads.
        let mut end = 0;
        // Rows for several units under the same heads.
        let mut several: Vec<(u32, Filled)> = Vec::new();
        for row in 0..cells.len() {
            if !is_data(row) {
                if !several.is_empty() {
                    break;
                }
                end = row + 1;
                continue;
            }
            if leave(Place::Cell { block: *number, row, column: 0 }) {
                continue;
            }
            let lines =
                (0..end).rev().take_while(|line| end - line <= 6 && !is_data(*line)).last().unwrap_or(end)
                    ..end;
            let mut label = cells.row(row).iter().take_while(|cell| !read_value(&cell.text).is_value());
            if label.any(|cell| is_of_other_year(&cell.text, None))
                || cells.row(row).iter().take(2).any(|cell| leave_row(&cell.text))
            {
                continue;
            }
            let mut values: Vec<(CellId, &TableCell)> = Vec::new();
            for cell in cells.row(row).iter().filter(|cell| cell.row == row) {
                let over = cells.over(lines.clone(), cell.column);
                let told = |text: &TableCell| !is_of_other_year(&text.text, None);
                let Some(result) = over.iter().filter(|text| told(text)).find_map(|text| result_of(text))
                else {
                    continue;
                };
                let nearest = || {
                    let mut left =
                        lines.clone().rev().filter_map(|line| text_to_the_left(&cells, line, cell.column));
                    left.find_map(kind_of)
                };
                let Some(group) = over.iter().find_map(|text| kind_of(text)).or_else(nearest) else {
                    continue;
                };
                // One head over two cells: the heads do not stand where the values do.
                let head = over.iter().find(|text| result_of(text).is_some());
                let shared = head.is_some_and(|head| {
                    let under = |other: &&&TableCell| {
                        other.column < head.column + head.column_span
                            && head.column < other.column + other.column_span
                    };
                    cells.row(row).iter().filter(|other| other.row == row).filter(under).count() > 1
                });
                if !shared && over.iter().all(|text| told(text)) {
                    values.push((CellId::new(group, result), *cell));
                }
            }
            let complete = ids.iter().all(|id| values.iter().filter(|(each, _)| each == id).count() == 1);
            // All values in one cell do not stand under their heads.
            let filled = values.iter().filter(|(_, cell)| !cell.text.trim().is_empty()).count();
            if !complete || filled == 1 {
                continue;
            }
            values.retain(|(id, _)| ids.contains(id));
            several.push((row, values));
            if several.len() == MOST_UNITS {
                break;
            }
        }
        if several.is_empty() {
            continue;
        }
        let label = |row: u32| {
            let own = cells.row(row).iter().take_while(|cell| !read_value(&cell.text).is_number());
            own.map(|cell| cell.text.trim()).filter(|text| !text.is_empty()).last()
        };
        let names: Vec<Option<&str>> = several.iter().map(|(row, _)| label(*row)).collect();
        let told = whose_row(&names, whose);
        let first = told.unwrap_or(0);
        let Some((_, values)) = several.get(first) else { continue };
        for (id, cell) in values {
            let place = place_of(*number, cell);
            let mut read = under_head(&cell.text).cell(&cell.text, place);
            if told.is_none() {
                (read.value, read.state, read.sure) = (None, CellState::Ambiguous, false);
            }
            found.cells.insert(*id, read);
        }
        let others = names.iter().enumerate().filter(|(at, _)| *at != first || told.is_none());
        let is_unit = |name: &&str| whose(name).is_some();
        let units = others.filter_map(|(_, name)| *name).filter(is_unit).map(str::to_owned);
        found.of_units = (units.collect(), told.is_some());
        found.blocks.push(*number);
        return true;
    }
    false
}

/// Which of the rows under the same heads is the report's: that of all together, else that of the organ, else the only one that
/// no unit's name stands before; the first where no row is named. `None` where it is not told.
fn whose_row(names: &[Option<&str>], whose: &dyn Fn(&str) -> Option<Whose>) -> Option<usize> {
    let all: Vec<Option<Whose>> = names.iter().map(|name| whose((*name)?)).collect();
    let units = all.iter().filter(|whose| whose.is_some()).count();
    if names.len() < 2 || units == 0 {
        return Some(0);
    }
    let only = |wanted: Option<Whose>| {
        let mut own = all.iter().enumerate().filter(|(_, whose)| **whose == wanted);
        own.next().filter(|_| own.next().is_none()).map(|(at, _)| at)
    };
    let whole = only(Some(Whose::Whole)).or_else(|| only(Some(Whose::Own)));
    whole.or_else(|| only(Some(Whose::Itself))).or_else(|| only(None))
}

/// Rows that may hold the values of this table: of its own blocks, and of those that only stand under its name. A table
/// without labels of its own has no labels before its values either: 35 townships have.
fn rows_about<'a>(rows: &'a [ObservedRow], about: &About) -> impl Iterator<Item = Standing<'a>> {
    let of = |blocks: &[u32]| {
        let tables = rows.chunk_by(|a, b| a.block == b.block);
        let tables = tables.filter(|table| table.first().is_some_and(|row| blocks.contains(&row.block)));
        tables.flat_map(|table| (0..table.len()).filter_map(|at| Standing::at(table, at))).collect::<Vec<_>>()
    };
    let above = of(&about.above).into_iter().filter(|standing| standing.row.labels.is_empty());
    of(&about.own).into_iter().chain(above)
}

/// A row as it stands in its table.
#[derive(Clone, Copy)]
struct Standing<'a> {
    row: &'a ObservedRow,
    /// The rows just above it.
    above: &'a [ObservedRow],
    /// All rows of the table: a whole report can stand in it.
    table: &'a [ObservedRow],
}

impl<'a> Standing<'a> {
    fn at(table: &'a [ObservedRow], at: usize) -> Option<Self> {
        const REACH: usize = 6;
        let above = table.get(at.saturating_sub(REACH)..at).unwrap_or_default();
        Some(Self { row: table.get(at)?, above, table })
    }
}

/// All values in one cell, or on one line of which the cells were lost.
fn in_one_cell(
    rows: &[ObservedRow],
    labels: &Labels,
    about: &About,
    leave: &dyn Fn(Place) -> bool,
    found: &mut Found,
) -> bool {
    let ids = &labels.ids;
    let official = |standing: Standing| order_near(standing, labels).is_some_and(|order| order == *ids);
    let may_hold = |row: &ObservedRow| row.numbers() * 2 < ids.len() && !row.place().is_some_and(leave);
    rows_about(rows, about).filter(|standing| may_hold(standing.row)).any(|standing| {
        let row = standing.row;
        let mut runs = row.cells().iter().filter_map(|value| Run::in_cell(&value.raw, value.place));
        let run = runs.find(|run| run.digits() >= ids.len());
        let read = run
            .filter(|_| official(standing))
            .is_some_and(|run| read_run(&run, ids, labels.block.columns.len(), found));
        if read {
            found.blocks.push(row.block);
        }
        read
    })
}

/// One line with all fifteen values, and which they are.
fn side_by_side<'a>(
    rows: &'a [ObservedRow],
    form: &Labels,
    about: &About,
    leave: &dyn Fn(Place) -> bool,
) -> Option<(Vec<CellId>, Vec<&'a Value>)> {
    let wanted = form.ids.len();
    let mut blank: Option<(Vec<CellId>, Vec<&Value>)> = None;
    for standing in rows_about(rows, about) {
        let row = standing.row;
        if numbers_columns(row.cells().iter().map(|value| value.raw.as_str())) {
            continue;
        }
        let Some(order) = order_near(standing, form).filter(|_| !row.place().is_some_and(leave)) else {
            continue;
        };
        let mut filled: Vec<&Value> =
            row.cells().iter().filter(|value| !value.raw.trim().is_empty()).collect();
        let numbers = row.numbers();
        if filled.len() > wanted {
            // Columns of the organ's own stand beside the form's: remarks, a check.
            let heads = || standing.above.iter().flat_map(|row| &row.labels);
            let other = |value: &&Value| {
                let column = |place: Place| match place {
                    Place::Cell { column, .. } => Some(column),
                    Place::Span { .. } => None,
                };
                let mut over = heads().filter(|label| column(label.place) == Some(value.column)).peekable();
                over.peek().is_some() && !over.any(|label| form.may_be_head(&label.core))
            };
            filled.retain(|value| !other(value));
        }
        if filled.len() == wanted && numbers * 2 >= wanted {
            if order != form.ids && is_contradicted(&order, &filled, standing.above, form) {
                continue;
            }
            return Some((order, filled));
        }
        // Signs that stand for 0 are as good as numbers under the labels of this table.
        let signs = || filled.iter().all(|value| value.reading.state != CellState::Unreadable);
        if row.cells().len() >= wanted && row.labels.is_empty() && (filled.len() < wanted || signs()) {
            let labels = standing.table.iter().flat_map(|other| &other.labels);
            let labels: Vec<Core> = labels.map(|label| label.core.clone()).collect();
            // One filled cell with a digit for each of them may hold them all.
            let digits = |value: &Value| value.raw.chars().filter(char::is_ascii_digit).count();
            let glued = matches!(filled.as_slice(), [only] if digits(only) >= wanted);
            if row.cells().len() == wanted && !glued && form.are_spoken_of(&labels) {
                let cells: Vec<&Value> = row.cells().iter().collect();
                if numbers > 0 {
                    return Some((order, cells));
                }
                blank.get_or_insert((order, cells));
            }
        }
    }
    blank
}

/// Whether a head that stands over a value names another result than an order of words gives it.
fn is_contradicted(order: &[CellId], values: &[&Value], above: &[ObservedRow], form: &Labels) -> bool {
    order.iter().zip(values).any(|(id, value)| {
        let over = above
            .iter()
            .flat_map(|row| &row.labels)
            .filter(|label| matches!(label.place, Place::Cell { column, .. } if column == value.column));
        over.filter_map(|label| form.result(&label.core)).any(|result| result != id.column())
    })
}

/// Which cells the values of a row are, as the rows just above it say; `None` where they do not speak of cases (a whole
/// report can stand in one table) or name the results in an order that cannot be followed.
fn order_near(standing: Standing, form: &Labels) -> Option<Vec<CellId>> {
    let (block, ids) = (form.block, &form.ids);
    let labels: Vec<Core> =
        standing.above.iter().flat_map(|row| row.labels.iter().map(|label| label.core.clone())).collect();
    let speaks = || labels.iter().any(|label| names_cases(&label.chars)) || form.are_spoken_of(&labels);
    if standing.table.len() > 12 && !speaks() {
        return None;
    }
    let words: Vec<String> = labels.iter().map(|label| label.chars.iter().collect()).collect();
    // What stands before the names of the cases belongs to another table.
    let from = words.iter().position(|word| speaks_of_cases(word)).unwrap_or(0);
    order_of(&words.get(from..)?.join("|"), block, ids).or_else(|| last_line(standing.above, block, ids))
}

/// The order by the line right over the values alone, where it has a label for each of them: of a head whose words are
/// torn over two lines (结果 over 维持) the upper halves of some stand before the lower halves of others.
fn last_line(above: &[ObservedRow], block: &BlockForm, ids: &[CellId]) -> Option<Vec<CellId>> {
    let (last, before) = above.split_last()?;
    let words = |row: &ObservedRow| -> Vec<String> {
        row.labels.iter().map(|label| label.core.chars.iter().collect()).collect()
    };
    let own = words(last);
    if own.len() < ids.len() {
        return None;
    }
    let kinds = before.iter().flat_map(words).filter(|word| speaks_of_cases(word));
    order_of(&kinds.chain(own).collect::<Vec<_>>().join("|"), block, ids)
}

/// A line of values in the table of one kind of case, or of some.
struct Line<'a> {
    /// Which kinds, by their place in the form; none where nothing names them.
    kinds: Vec<usize>,
    values: Vec<&'a Value>,
    /// The words of the heads, which tell the order of the results.
    heads: String,
}

/// Tables of their own for the kinds of case, named by their headings, their own labels or the order.
fn fragments(document: &Document, rows: &[ObservedRow], form: &Labels, found: &mut Found) -> bool {
    let (block, groups) = (form.block, &form.kinds);
    let wanted = block.columns.len();
    let mut lines: Vec<Line> = Vec::new();
    for of_block in rows.chunk_by(|a, b| a.block == b.block) {
        let Some(number) = of_block.first().map(|row| row.block) else { continue };
        let labels: Vec<Core> =
            of_block.iter().flat_map(|row| row.labels.iter().map(|label| label.core.clone())).collect();
        if !form.are_spoken_of(&labels) {
            continue;
        }
        let above = text_above(document, number);
        let own = |core: &Core| groups.iter().position(|(_, expected)| expected.agreement(core) >= 0.8);
        // The kinds of case that rows of the table named since the last row of values, for the next one.
        let mut named: Vec<usize> = Vec::new();
        let (mut heads, mut ended) = (String::new(), false);
        for row in of_block {
            if numbers_columns(row.cells().iter().map(|value| value.raw.as_str())) {
                continue;
            }
            let filled: Vec<&Value> =
                row.cells().iter().filter(|value| !value.raw.trim().is_empty()).collect();
            let of_kinds = filled.len() == wanted * named.len() && !named.is_empty();
            let values = if filled.len() == wanted || of_kinds {
                filled
            } else if row.cells().len() == wanted && row.numbers() > 0 {
                row.cells().iter().collect()
            } else {
                let kinds: Vec<usize> = row.labels.iter().filter_map(|label| own(&label.core)).collect();
                named = if kinds.is_empty() { named } else { kinds };
                // What is no value is a head, also where another table of the same block has its values.
                let words = row.cells().iter().filter(|value| !value.reading.is_value());
                let words = words.map(|value| core(&value.raw));
                let cores: Vec<Core> =
                    row.labels.iter().map(|label| label.core.clone()).chain(words).collect();
                // Heads end with the rows of another table, and begin again where results are named anew.
                if row.numbers() > 1 || (ended && form.are_spoken_of(&cores)) {
                    heads.clear();
                    ended = false;
                }
                for word in &cores {
                    heads.extend(&word.chars);
                    heads.push('|');
                }
                continue;
            };
            let group = || {
                let of_row = row.labels.iter().chain(&row.inherited).find_map(|label| own(&label.core));
                of_row
                    .or_else(|| named.last().copied())
                    .or_else(|| labels.iter().find_map(own).filter(|_| of_block.len() <= 3))
                    .or_else(|| above.as_deref().and_then(|text| group_in(text, groups)))
            };
            let kinds = if values.len() == wanted { group().into_iter().collect() } else { named.clone() };
            named.clear();
            ended = true;
            lines.push(Line { kinds, values, heads: heads.clone() });
        }
    }
    let by_order = lines.len() == groups.len() && lines.iter().all(|line| line.kinds.is_empty());
    let mut any = false;
    for (index, line) in lines.iter().enumerate() {
        let kinds = if by_order { std::slice::from_ref(&index) } else { line.kinds.as_slice() };
        let ids: Vec<CellId> = kinds
            .iter()
            .filter_map(|kind| groups.get(*kind))
            .flat_map(|(row, _)| block.columns.iter().map(|column| CellId::new(row.id, column.id)))
            .collect();
        let Some(ids) = order_of(&line.heads, block, &ids).filter(|ids| ids.len() == line.values.len())
        else {
            continue;
        };
        for (id, value) in ids.into_iter().zip(&line.values) {
            any |= found.cells.insert(id, value.reading.clone().cell(&value.raw, value.place));
        }
        found.blocks.extend(line.values.first().map(|value| block_of(value.place)));
    }
    any
}

/// The nearest text above a table, if it is short enough to be a heading.
fn text_above(document: &Document, block: u32) -> Option<String> {
    document
        .blocks
        .iter()
        .take(block as usize)
        .rev()
        .find_map(|each| match &each.content {
            Content::Table(_) => None,
            Content::Heading { text, .. } | Content::Paragraph { text } => {
                (!text.trim().is_empty()).then(|| core(text).chars.iter().collect::<String>())
            }
        })
        .filter(|text| text.chars().count() <= 30)
}

/// The kind of case that a heading names; the longer names first, since 复议后起诉 contains 复议.
fn group_in(text: &str, groups: &[(&RowForm, Expected)]) -> Option<usize> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.order_by_key(|index| {
        groups.get(*index).map(|(row, _)| std::cmp::Reverse(row.label.chars().count()))
    });
    order.into_iter().find(|index| {
        groups.get(*index).is_some_and(|(_, expected)| {
            expected.patterns.iter().any(|each| text.contains(&each.chars().iter().collect::<String>()))
        })
    })
}
