//! Rows of table 2 in running text, and values that run together.

use super::super::Found;
use super::super::glued::{Part, Run, separate};
use super::super::label::core;
use super::super::stream::{Found as Named, Gap, Stream};
use super::labels::{END, Labels, START};
use crate::form::{BlockForm, CellId, ColumnId, RowForm, ValueKind};
use crate::order::Order;

/// Rows in running text, between 第二十条 and the next table.
pub(super) fn in_text(labels: &Labels, stream: &Stream, found: &mut Found) {
    let rows: Vec<(&BlockForm, &RowForm)> = labels.rows_in_blocks().collect();
    let all = stream.find(labels.in_text());
    let written = Written::of(&rows, &all, stream);
    let mut inside = false;
    // Where the values of the row before end.
    let mut read = 0;
    for (index, each) in all.iter().enumerate() {
        match each.label {
            START => inside = true,
            END => inside = false,
            _ => {}
        }
        let Some((block, row)) = rows.get(each.label).filter(|_| inside) else { continue };
        let next = all.get(index + 1).map_or(stream.chars.len(), |next| next.start);
        let (mut run, after) = stream.run(each.end, next);
        // 行政事业性收费0三、收到…: the next heading's ordinal is a Chinese numeral and ends the run by itself;
        // a sentence does so with a word that counts things.
        if run.tokens.is_empty()
            || stream.chars.get(after).is_some_and(|c| among!("条项年月日个次", c.folded))
        {
            continue;
        }
        // Values before a label that are no other row's: the labels stand behind their values here.
        let before = each.start.checked_sub(1).filter(|before| *before >= read);
        let apart =
            before.and_then(|before| stream.chars.get(before)).is_some_and(|c| c.folded.is_ascii_digit());
        read = after;
        if apart {
            continue;
        }
        let Some(order) = order_before(stream, block, each.start) else { continue };
        let ids: Vec<CellId> = order.into_iter().map(|column| CellId::new(row.id, column)).collect();
        if ids.iter().any(|id| found.cells.get(*id).is_some()) {
            continue;
        }
        run.tokens.truncate(block.columns.len().max(run.tokens.len()));
        if !written.parts(
            &run,
            ids.len(),
            stream.chars.get(each.end).is_some_and(|first| first.gap != Gap::None),
        ) {
            run.put_readings(&ids, &[], &mut found.cells);
            continue;
        }
        let told = || told_numbers(stream, row);
        read_run(&run, block, &ids, &told, found);
    }
}

/// How the rows of the table are written, all together: it tells whether digits without marks between them are the values
/// of all columns.
struct Written {
    /// Some row has fewer digits than columns: cells were left blank.
    blanks: bool,
    /// Some number begins with a 0, as only several that run together do.
    glued: bool,
}

impl Written {
    fn of(rows: &[(&BlockForm, &RowForm)], all: &[Named], stream: &Stream) -> Self {
        let mut written = Self { blanks: false, glued: false };
        let mut inside = false;
        for (index, each) in all.iter().enumerate() {
            inside = match each.label {
                START => true,
                END => false,
                _ => inside,
            };
            let Some((block, _)) = rows.get(each.label).filter(|_| inside) else { continue };
            let next = all.get(index + 1).map_or(stream.chars.len(), |next| next.start);
            let (run, after) = stream.run(each.end, next);
            // Digits that run on into a word are part of a sentence.
            if after == next {
                written.blanks |= (1..block.columns.len()).contains(&run.digits());
                written.glued |= run.begins_with_zero();
            }
        }
        written
    }

    /// Whether the digits may be parted, one number for each of so many columns. `apart`: white space stands before them.
    fn parts(&self, run: &Run, columns: usize, apart: bool) -> bool {
        let tokens = || run.tokens.iter().filter(|token| !token.blank);
        let zeros = tokens().flat_map(|token| &token.chars).all(|c| *c == '0') && run.digits() == columns;
        let one = tokens().count() == 1 && columns > 1 && !run.begins_with_zero();
        zeros || tokens().count() >= columns || (!self.blanks && (!one || !apart || self.glued))
    }
}

/// The order of a block's columns, as the last words before a row in running text name them; `None` where these name
/// them in another order, but not each once.
fn order_before(stream: &Stream, block: &BlockForm, start: usize) -> Option<Vec<ColumnId>> {
    const REACH: usize = 80;
    let official = || block.columns.iter().map(|column| column.id).collect::<Vec<_>>();
    let before = stream.text(start.saturating_sub(REACH), start);
    let head = before.rfind("信息内容").and_then(|at| before.get(at..)).unwrap_or("");
    let mut places: Vec<(usize, ColumnId)> = Vec::new();
    for column in block.columns {
        let label: String = core(column.label).chars.iter().collect();
        places.extend(head.find(&label).map(|at| (at, column.id)));
    }
    if places.is_sorted_by_key(|(at, _)| *at) {
        return Some(official());
    }
    let whole = places.len() == block.columns.len();
    places.order_by_key(|(at, _)| *at);
    whole.then(|| places.into_iter().map(|(_, column)| column).collect())
}

/// Numbers that the narrative gives in sentences about a row.
fn told_numbers(stream: &Stream, row: &RowForm) -> Vec<i64> {
    let shortest = std::iter::once(&row.label).chain(row.variants).min_by_key(|label| label.chars().count());
    shortest.map_or_else(Vec::new, |label| stream.numbers_in_sentences_with(&core(label).chars))
}

/// Where the digits alone leave several readings, one whose every number the narrative gives is taken.
fn supported(splits: Vec<Vec<Part>>, told: &[i64]) -> Vec<Vec<Part>> {
    let given = |parts: &&Vec<Part>| {
        let numbers: Vec<i64> = parts.iter().map(|part| part.value).filter(|value| *value != 0).collect();
        numbers.len() >= 2 && numbers.iter().all(|value| told.contains(value))
    };
    let supported: Vec<&Vec<Part>> = splits.iter().filter(given).collect();
    if let [only] = supported.as_slice() { vec![(*only).clone()] } else { splits }
}

pub(super) fn read_run(
    run: &Run,
    block: &BlockForm,
    ids: &[CellId],
    told: &dyn Fn() -> Vec<i64>,
    found: &mut Found,
) {
    if let Some(cells) = separate(run, ids.len()) {
        for (id, (cell, _)) in ids.iter().zip(cells) {
            found.cells.insert(*id, cell);
        }
        return;
    }
    let kind = |id: &CellId| block.columns.iter().find(|column| column.id == id.column());
    let kinds: Vec<ValueKind> = ids.iter().filter_map(kind).map(|column| column.kind).collect();
    let digits_only = run
        .tokens
        .iter()
        .all(|token| !token.blank && token.chars.iter().all(|c| c.is_ascii_digit() || *c == '-'));
    let has_amount = kinds.contains(&ValueKind::Amount);
    let splits = if digits_only && !has_amount && !run.may_lack_values() {
        let changes = |values: &[i64]| {
            // 上一年项目数量 + 本年增/减 is the number of items now, which cannot be negative.
            !(kinds.get(1) == Some(&ValueKind::Change) && values.len() == 2 && values.iter().sum::<i64>() < 0)
        };
        let splits = run.splits(&kinds, &changes).unwrap_or_default();
        if splits.len() > 1 { supported(splits, &told()) } else { splits }
    } else {
        Vec::new()
    };
    run.put_readings(ids, &splits, &mut found.cells);
}
