//! Table 4: three kinds of case side by side, each with four results and their total.

mod labels;

use self::labels::{Labels, head};
use super::Found;
use super::captions::{Captions, names_cases, speaks_of_cases};
use super::glued::{Run, separate};
use super::heads::{Rows, is_of_other_year, numbers_columns, text_to_the_left};
use super::label::{Core, Expected, core};
use super::order::order_of;
use super::rows::{ObservedRow, Value, place_of};
use super::stream::{Gap, Stream, is_foreign};
use super::value::{read_value, under_head};
use crate::document::{Content, Document, Place, TableCell};
use crate::form::{BlockForm, CellId, RowForm, TableForm, ValueKind};
use crate::order::Order;
use crate::report::{Cell, CellState, Recovery};

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
    let of_other_year = |place: Place| captions.is_of_other_year(place);
    let named_otherwise = |label: &str| captions.is_other_year(label);
    if under_heads(document, labels, &about, &of_other_year, &named_otherwise, found) {
        return;
    }
    if in_one_cell(rows, labels, &about, &of_other_year, found) {
        return;
    }
    let values = side_by_side(rows, labels, &about, &of_other_year);
    if values.is_none() && under_heads(document, labels, &about, &|_| false, &|_| false, found) {
        return;
    }
    if let Some((ids, values)) = values.or_else(|| side_by_side(rows, labels, &about, &|_| false)) {
        for (id, value) in ids.iter().zip(&values) {
            found.cells.insert(*id, under_head(&value.raw).cell(&value.raw, value.place));
        }
        found.blocks.extend(values.first().map(|value| block_of(value.place)));
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
    found: &mut Found,
) -> bool {
    let ids = &labels.ids;
    let result_of = |text: &TableCell| labels.result(&head(&text.text)?);
    let kind_of = |text: &TableCell| labels.kind(&head(&text.text)?);
    for number in &about.own {
        let table = document.blocks.get(*number as usize).and_then(|block| block.as_table());
        let Some(cells) = table.and_then(Rows::of) else { continue };
        let is_data = |row: u32| {
            let own = || cells.row(row).iter().filter(|cell| cell.row == row);
            cells.numbers(row) * 2 >= ids.len() && !numbers_columns(own().map(|cell| cell.text.as_str()))
        };
        for row in (0..cells.len()).filter(|row| is_data(*row)) {
            if leave(Place::Cell { block: *number, row, column: 0 }) {
                continue;
            }
            // Rows of other years can stand between a row and the heads.
            let end = (0..row).rev().find(|line| !is_data(*line)).map_or(0, |line| line + 1);
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
            for (id, cell) in values.iter().filter(|(id, _)| ids.contains(id)) {
                let place = place_of(*number, cell);
                found.cells.insert(*id, under_head(&cell.text).cell(&cell.text, place));
            }
            found.blocks.push(*number);
            return true;
        }
    }
    false
}

/// Rows that may hold the values of this table: of its own blocks, and of those that only stand under its name. A table
/// without labels of its own has no labels before its values either: 35 townships have.
fn rows_about<'a>(rows: &'a [ObservedRow], about: &About) -> impl Iterator<Item = &'a ObservedRow> {
    let own = rows.iter().filter(|row| about.own.contains(&row.block));
    let above = rows.iter().filter(|row| about.above.contains(&row.block) && row.labels.is_empty());
    own.chain(above)
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
    let official = |row: &ObservedRow| order_near(rows, row, labels).is_some_and(|order| order == *ids);
    let may_hold = |row: &&ObservedRow| row.numbers() * 2 < ids.len() && !row.place().is_some_and(leave);
    rows_about(rows, about).filter(may_hold).any(|row| {
        let mut runs = row.cells().iter().filter_map(|value| Run::in_cell(&value.raw, value.place));
        let run = runs.find(|run| run.digits() >= ids.len());
        let read = run
            .filter(|_| official(row))
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
    for row in rows_about(rows, about) {
        if numbers_columns(row.cells().iter().map(|value| value.raw.as_str())) {
            continue;
        }
        let Some(order) = order_near(rows, row, form).filter(|_| !row.place().is_some_and(leave)) else {
            continue;
        };
        let filled: Vec<&Value> = row.cells().iter().filter(|value| !value.raw.trim().is_empty()).collect();
        let numbers = row.numbers();
        if filled.len() == wanted && numbers * 2 >= wanted {
            return Some((order, filled));
        }
        // Signs that stand for 0 are as good as numbers under the labels of this table.
        let signs = || filled.iter().all(|value| value.reading.state != CellState::Unreadable);
        if row.cells().len() >= wanted && row.labels.is_empty() && (filled.len() < wanted || signs()) {
            let labels: Vec<Core> = rows
                .iter()
                .filter(|other| other.block == row.block)
                .flat_map(|other| other.labels.iter().map(|label| label.core.clone()))
                .collect();
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

/// Which cells the values of a row are, as the rows just above it say; `None` where they do not speak of cases (a whole
/// report can stand in one table) or name the results in an order that cannot be followed.
fn order_near(rows: &[ObservedRow], row: &ObservedRow, form: &Labels) -> Option<Vec<CellId>> {
    const REACH: usize = 6;
    let (block, ids) = (form.block, &form.ids);
    let at = rows.iter().position(|other| std::ptr::eq(other, row))?;
    let of_block = |other: &&ObservedRow| other.block == row.block;
    let near: Vec<&ObservedRow> = rows.get(at.saturating_sub(REACH)..at)?.iter().filter(of_block).collect();
    let labels: Vec<Core> =
        near.iter().flat_map(|row| row.labels.iter().map(|label| label.core.clone())).collect();
    let long = rows.iter().filter(of_block).count() > 12;
    let speaks = || labels.iter().any(|label| names_cases(&label.chars)) || form.are_spoken_of(&labels);
    if long && !speaks() {
        return None;
    }
    let words: Vec<String> = labels.iter().map(|label| label.chars.iter().collect()).collect();
    // What stands before the names of the cases belongs to another table.
    let from = words.iter().position(|word| speaks_of_cases(word)).unwrap_or(0);
    order_of(&words.get(from..)?.join("|"), block, ids).or_else(|| last_line(&near, block, ids))
}

/// The order by the line right over the values alone, where it has a label for each of them: of a head whose words are
/// torn over two lines (结果 over 维持) the upper halves of some stand before the lower halves of others.
fn last_line(near: &[&ObservedRow], block: &BlockForm, ids: &[CellId]) -> Option<Vec<CellId>> {
    let (last, before) = near.split_last()?;
    let words = |row: &ObservedRow| -> Vec<String> {
        row.labels.iter().map(|label| label.core.chars.iter().collect()).collect()
    };
    let own = words(last);
    if own.len() < ids.len() {
        return None;
    }
    let kinds = before.iter().flat_map(|row| words(row)).filter(|word| speaks_of_cases(word));
    order_of(&kinds.chain(own).collect::<Vec<_>>().join("|"), block, ids)
}

/// A table of its own for each kind of case, named by its heading, its own labels or the order.
fn fragments(document: &Document, rows: &[ObservedRow], form: &Labels, found: &mut Found) -> bool {
    let (block, groups) = (form.block, &form.kinds);
    let wanted = block.columns.len();
    let mut lines: Vec<(Option<usize>, Vec<&Value>)> = Vec::new();
    for of_block in rows.chunk_by(|a, b| a.block == b.block) {
        let Some(number) = of_block.first().map(|row| row.block) else { continue };
        let labels: Vec<Core> =
            of_block.iter().flat_map(|row| row.labels.iter().map(|label| label.core.clone())).collect();
        if !form.are_spoken_of(&labels) {
            continue;
        }
        let above = text_above(document, number);
        let own = |core: &Core| groups.iter().position(|(_, expected)| expected.agreement(core) >= 0.8);
        // The kind of case that a row of the table named last, for the next row of values.
        let mut named: Option<usize> = None;
        for row in of_block {
            if numbers_columns(row.cells().iter().map(|value| value.raw.as_str())) {
                continue;
            }
            let filled: Vec<&Value> =
                row.cells().iter().filter(|value| !value.raw.trim().is_empty()).collect();
            let values = if filled.len() == wanted {
                filled
            } else if row.cells().len() == wanted && row.numbers() > 0 {
                row.cells().iter().collect()
            } else {
                named = row.labels.iter().find_map(|label| own(&label.core)).or(named);
                continue;
            };
            let group = row
                .labels
                .iter()
                .chain(&row.inherited)
                .find_map(|label| own(&label.core))
                .or_else(|| named.take())
                .or_else(|| labels.iter().find_map(own).filter(|_| of_block.len() <= 3))
                .or_else(|| above.as_deref().and_then(|text| group_in(text, groups)));
            lines.push((group, values));
        }
    }
    let by_order = lines.len() == groups.len() && lines.iter().all(|(group, _)| group.is_none());
    let mut any = false;
    for (index, (group, values)) in lines.iter().enumerate() {
        let group = if by_order { Some(index) } else { *group };
        let Some((row, _)) = group.and_then(|group| groups.get(group)) else { continue };
        for (column, value) in block.columns.iter().zip(values) {
            let id = CellId::new(row.id, column.id);
            any |= found.cells.insert(id, value.reading.clone().cell(&value.raw, value.place));
        }
        found.blocks.extend(values.first().map(|value| block_of(value.place)));
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

/// Fifteen numbers in running text after the labels of the table.
fn in_text(stream: &Stream, form: &Labels, found: &mut Found) {
    let (block, ids) = (form.block, &form.ids);
    let mut index = 0;
    let glued = |index: usize| stream.chars.get(index).is_some_and(|c| c.gap == Gap::None);
    while index < stream.chars.len() {
        let starts = stream.chars.get(index).is_some_and(|c| c.folded.is_ascii_digit())
            && !index
                .checked_sub(1)
                .and_then(|i| stream.chars.get(i))
                .is_some_and(|c| c.folded.is_ascii_digit() || (is_foreign(c.folded) && glued(index)));
        if !starts {
            index += 1;
            continue;
        }
        let (run, after) = stream.run(index, stream.chars.len());
        let run = without_column_numbers(run, ids.len());
        if run.digits() >= ids.len() || run.tokens.len() >= ids.len() {
            let before = stream.text(index.saturating_sub(90), index);
            let all = ["维", "纠", "审", "计"].iter().all(|part| before.contains(part));
            // Of a head that lost a line some words are left, under the names of the cases.
            let some = ["维持", "结果", "其他", "尚未", "总计"]
                .iter()
                .filter(|part| before.contains(**part))
                .count()
                >= 3;
            let near = stream.text(index.saturating_sub(200), index);
            // What stands in another table before this one is no head of it.
            let names = ["行政复议", "行政诉讼"].iter().filter_map(|name| near.rfind(name));
            let head = names.min().and_then(|at| near.get(at..)).unwrap_or(&near);
            // Right after the names of the cases alone the sums have to say that these are the results.
            let bare = || {
                let text = stream.text(index.saturating_sub(30), index);
                ["行政复议", "行政诉讼"].iter().all(|name| text.contains(name))
                    && totals_hold(&run, ids.len(), block.columns.len())
            };
            if (all || (some && speaks_of_cases(&near)) || bare())
                && let Some(order) = order_of(head, block, ids)
                && read_run(&run, &order, block.columns.len(), found)
            {
                return;
            }
        }
        index = after.max(index + 1);
    }
}

/// Whether a run is as many numbers as there are cells, and the last of each kind of case is the sum of the others.
fn totals_hold(run: &Run, wanted: usize, columns: usize) -> bool {
    let number = |token: &super::glued::Token| token.chars.iter().collect::<String>().parse::<i64>().ok();
    let values: Option<Vec<i64>> = run.tokens.iter().map(number).collect();
    let holds =
        |part: &[i64]| part.split_last().is_some_and(|(total, rest)| rest.iter().sum::<i64>() == *total);
    values.is_some_and(|values| values.len() == wanted && values.chunks(columns).all(holds))
}

/// A run without the numbers of the columns, 1 to 15, that stand before the values.
fn without_column_numbers(mut run: Run, wanted: usize) -> Run {
    let counts = |(number, token): (usize, &super::glued::Token)| {
        token.chars.iter().collect::<String>() == number.to_string()
    };
    let numbered = run.tokens.len() > wanted && (1..).zip(run.tokens.iter().take(wanted)).all(counts);
    if numbered {
        run.tokens.drain(..wanted);
    }
    run
}

fn read_run(run: &Run, ids: &[CellId], columns: usize, found: &mut Found) -> bool {
    if let Some(cells) = separate(run, ids.len()) {
        for (id, (cell, _)) in ids.iter().zip(cells) {
            found.cells.insert(*id, cell);
        }
        return true;
    }
    if run.tokens.iter().any(|token| token.blank || token.chars.iter().any(|c| !c.is_ascii_digit())) {
        return false;
    }
    if run.may_lack_values() {
        return false;
    }
    let kinds = vec![ValueKind::Count; ids.len()];
    let digits: usize = run.tokens.iter().map(|token| token.chars.len()).sum();
    let totals = |values: &[i64]| {
        !values.len().is_multiple_of(columns)
            || values
                .chunks(columns)
                .last()
                .and_then(<[i64]>::split_last)
                .is_some_and(|(total, rest)| rest.iter().sum::<i64>() == *total)
    };
    // As many digits as cells: one reading, whether the sums hold or not.
    let splits =
        if digits == ids.len() { run.splits(&kinds, &|_| true) } else { run.splits(&kinds, &totals) };
    let splits = splits.unwrap_or_default();
    let Some(whole) = run.place() else { return false };
    if let [only] = splits.as_slice() {
        for (id, part) in ids.iter().zip(only) {
            let place = run.place_of(part).unwrap_or(whole);
            let mut cell = Cell::integer(part.value, part.value.to_string(), place);
            cell.recovered = Some(Recovery::Glued);
            found.cells.insert(*id, cell);
        }
        return true;
    }
    for (index, id) in ids.iter().enumerate() {
        let mut readings: Vec<i64> =
            splits.iter().filter_map(|parts| parts.get(index)).map(|part| part.value).collect();
        readings.order();
        readings.dedup();
        let mut cell = read_value("").cell(&run.text(), whole);
        match readings.as_slice() {
            [only] => {
                cell = Cell::integer(*only, only.to_string(), whole);
                cell.recovered = Some(Recovery::Glued);
            }
            _ => {
                cell.state = CellState::Ambiguous;
                cell.recovered = Some(Recovery::Glued);
                cell.sure = false;
                cell.readings = readings;
            }
        }
        found.cells.insert(*id, cell);
    }
    true
}
