//! Table 4: three kinds of case side by side, each with four results and their total.

use super::Found;
use super::glued::Run;
use super::label::{Core, Expected, core};
use super::rows::{ObservedRow, Value};
use super::stream::Stream;
use super::table3::separate;
use super::value::read_value;
use crate::document::{Content, Document, Place};
use crate::form::{BlockForm, CellId, ColumnRole, Kind, RowForm, TableForm};
use crate::report::{Cell, CellState, Recovery};

/// Reads table 4 from table blocks, else from running text.
pub fn read(
    document: &Document,
    table: &TableForm,
    rows: &[ObservedRow],
    stream: &Stream,
    found: &mut Found,
) {
    let Some(block) = table.blocks.first() else { return };
    let ids: Vec<CellId> = table.cells().collect();
    if let Some(values) = side_by_side(rows, block, ids.len()) {
        for (id, value) in ids.iter().zip(&values) {
            found.cells.insert(*id, value.reading.clone().cell(&value.raw, value.place));
        }
        found.blocks.extend(values.first().map(|value| block_of(value.place)));
        return;
    }
    if fragments(document, rows, block, found) {
        return;
    }
    in_text(stream, &ids, block.columns.len(), found);
}

fn block_of(place: Place) -> u32 {
    match place {
        Place::Cell { block, .. } | Place::Span { block, .. } => block,
    }
}

/// Whether labels say that this is table 4: at least two different results among them.
fn speaks_of_cases(labels: &[Core], block: &BlockForm) -> bool {
    let results = block.columns.iter().filter(|column| column.role != ColumnRole::Total);
    let results: Vec<Expected> =
        results.map(|column| Expected::new(column.label, column.variants, "")).collect();
    let named =
        results.iter().filter(|expected| labels.iter().any(|core| expected.agreement(core) >= 0.8)).count();
    let parts = ["维持", "纠正", "审结"];
    let torn = parts
        .iter()
        .filter(|part| {
            labels
                .iter()
                .any(|core| core.chars.len() <= 6 && core.chars.iter().collect::<String>().contains(*part))
        })
        .count();
    named >= 2 || torn >= 2
}

/// One line with all fifteen values.
fn side_by_side<'a>(rows: &'a [ObservedRow], block: &BlockForm, wanted: usize) -> Option<Vec<&'a Value>> {
    let mut blank: Option<Vec<&Value>> = None;
    for row in rows {
        let filled: Vec<&Value> = row.cells().iter().filter(|value| !value.raw.trim().is_empty()).collect();
        let numbers = row.numbers();
        if filled.len() == wanted && numbers * 2 >= wanted {
            return Some(filled);
        }
        // Signs that stand for 0 are as good as numbers under the labels of this table.
        let signs = || filled.iter().all(|value| value.reading.state != CellState::Unreadable);
        if row.cells().len() >= wanted && row.labels.is_empty() && (filled.len() < wanted || signs()) {
            let labels: Vec<Core> = rows
                .iter()
                .filter(|other| other.block == row.block)
                .flat_map(|other| other.labels.iter().map(|label| label.core.clone()))
                .collect();
            if row.cells().len() == wanted && speaks_of_cases(&labels, block) {
                let cells: Vec<&Value> = row.cells().iter().collect();
                if numbers > 0 {
                    return Some(cells);
                }
                blank.get_or_insert(cells);
            }
        }
    }
    blank
}

/// A table of its own for each kind of case, named by its heading, its own labels or the order.
fn fragments(document: &Document, rows: &[ObservedRow], block: &BlockForm, found: &mut Found) -> bool {
    let wanted = block.columns.len();
    let groups: Vec<(&RowForm, Expected)> = block.rows.iter().map(|row| (row, Expected::row(row))).collect();
    let mut lines: Vec<(Option<usize>, Vec<&Value>)> = Vec::new();
    for of_block in rows.chunk_by(|a, b| a.block == b.block) {
        let Some(number) = of_block.first().map(|row| row.block) else { continue };
        let labels: Vec<Core> =
            of_block.iter().flat_map(|row| row.labels.iter().map(|label| label.core.clone())).collect();
        if !speaks_of_cases(&labels, block) {
            continue;
        }
        let above = text_above(document, number);
        for row in of_block {
            let filled: Vec<&Value> =
                row.cells().iter().filter(|value| !value.raw.trim().is_empty()).collect();
            let values = if filled.len() == wanted {
                filled
            } else if row.cells().len() == wanted && row.numbers() > 0 {
                row.cells().iter().collect()
            } else {
                continue;
            };
            let own = |core: &Core| groups.iter().position(|(_, expected)| expected.agreement(core) >= 0.8);
            let group = row
                .labels
                .iter()
                .chain(&row.inherited)
                .find_map(|label| own(&label.core))
                .or_else(|| labels.iter().find_map(own).filter(|_| of_block.len() <= 3))
                .or_else(|| above.as_deref().and_then(|text| group_in(text, &groups)));
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
    order
        .sort_by_key(|index| groups.get(*index).map(|(row, _)| std::cmp::Reverse(row.label.chars().count())));
    order.into_iter().find(|index| {
        groups.get(*index).is_some_and(|(_, expected)| {
            expected.patterns.iter().any(|each| text.contains(&each.chars().iter().collect::<String>()))
        })
    })
}

/// Fifteen numbers in running text after the labels of the table.
fn in_text(stream: &Stream, ids: &[CellId], columns: usize, found: &mut Found) {
    let mut index = 0;
    while index < stream.chars.len() {
        let starts = stream.chars.get(index).is_some_and(|c| c.folded.is_ascii_digit())
            && !index
                .checked_sub(1)
                .and_then(|i| stream.chars.get(i))
                .is_some_and(|c| c.folded.is_ascii_digit());
        if !starts {
            index += 1;
            continue;
        }
        let (run, after) = stream.run(index, stream.chars.len());
        let digits = run.tokens.iter().flat_map(|token| &token.chars).filter(|c| c.is_ascii_digit()).count();
        if digits >= ids.len() || run.tokens.len() >= ids.len() {
            let before = stream.text(index.saturating_sub(90), index);
            let speaks = ["维", "纠", "审", "计"].iter().all(|part| before.contains(part));
            if speaks && read_run(&run, ids, columns, found) {
                return;
            }
        }
        index = after.max(index + 1);
    }
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
    let kinds = vec![Kind::Count; ids.len()];
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
        readings.sort_unstable();
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
