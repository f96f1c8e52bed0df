//! Table 4 in running text, and values that run together.

use super::super::Found;
use super::super::captions::speaks_of_cases;
use super::super::glued::{Run, Token, separate};
use super::super::order::order_of;
use super::super::stream::{Gap, Stream, is_foreign};
use super::labels::Labels;
use crate::form::{CellId, ValueKind};

/// Fifteen numbers in running text after the labels of the table.
pub(super) fn in_text(stream: &Stream, form: &Labels, found: &mut Found) {
    let (block, ids) = (form.block, &form.ids);
    if by_kinds(stream, form, found) {
        return;
    }
    let mut index = 0;
    while let Some((start, run, after)) = next_run(stream, index) {
        let run = without_column_numbers(run, ids.len());
        if run.digits() >= ids.len() || run.tokens.len() >= ids.len() {
            let before = stream.text(start.saturating_sub(90), start);
            let all = ["维", "纠", "审", "计"].iter().all(|part| before.contains(part));
            // Of a head that lost a line some words are left, under the names of the cases.
            let some = ["维持", "结果", "其他", "尚未", "总计"]
                .iter()
                .filter(|part| before.contains(**part))
                .count()
                >= 3;
            let near = stream.text(start.saturating_sub(200), start);
            // What stands in another table before this one is no head of it.
            let names = ["行政复议", "行政诉讼"].iter().filter_map(|name| near.rfind(name));
            let head = names.min().and_then(|at| near.get(at..)).unwrap_or(&near);
            if (all || (some && speaks_of_cases(&near)))
                && let Some(order) = order_of(head, block, ids)
                && read_run(&run, &order, block.columns.len(), found)
            {
                return;
            }
        }
        index = after;
    }
}

/// The next numbers in running text from an index on: where they begin, what they are, and what follows them.
fn next_run(stream: &Stream, from: usize) -> Option<(usize, Run, usize)> {
    let glued = |index: usize| stream.chars.get(index).is_some_and(|c| c.gap == Gap::None);
    let starts = |index: &usize| {
        stream.chars.get(*index).is_some_and(|c| c.folded.is_ascii_digit())
            && !index
                .checked_sub(1)
                .and_then(|i| stream.chars.get(i))
                .is_some_and(|c| c.folded.is_ascii_digit() || (is_foreign(c.folded) && glued(*index)))
    };
    let start = (from..stream.chars.len()).find(starts)?;
    let (run, after) = stream.run(start, stream.chars.len());
    Some((start, run, after.max(start + 1)))
}

/// Each kind of case with the names of its results and as many numbers, one after the other.
fn by_kinds(stream: &Stream, form: &Labels, found: &mut Found) -> bool {
    let (block, width) = (form.block, form.block.columns.len());
    let mut lists: Vec<(Vec<CellId>, Run)> = Vec::new();
    let (mut index, mut end) = (0, 0);
    while let Some((start, run, after)) = next_run(stream, index) {
        index = after;
        let digits = |token: &Token| !token.blank && token.chars.iter().all(char::is_ascii_digit);
        if run.tokens.len() != width || !run.tokens.iter().all(digits) {
            continue;
        }
        let head = stream.text(start.saturating_sub(80).max(end), start);
        end = after;
        let all = ["维", "纠", "审", "计"].iter().all(|part| head.contains(part));
        let kind = super::group_in(&head, &form.kinds).and_then(|kind| form.kinds.get(kind)).filter(|_| all);
        let ids = kind.and_then(|(row, _)| {
            let own: Vec<CellId> =
                block.columns.iter().map(|column| CellId::new(row.id, column.id)).collect();
            order_of(&head, block, &own).filter(|order| order.len() == width)
        });
        lists.extend(ids.map(|ids| (ids, run)));
    }
    let once = |id: &CellId| lists.iter().filter(|(ids, _)| ids.contains(id)).count() == 1;
    form.ids.iter().all(once) && lists.iter().all(|(ids, run)| read_run(run, ids, width, found))
}

/// A run without the numbers of the columns, 1 to 15, that stand before the values.
fn without_column_numbers(mut run: Run, wanted: usize) -> Run {
    let counts =
        |(number, token): (usize, &Token)| token.chars.iter().collect::<String>() == number.to_string();
    let numbered = run.tokens.len() > wanted && (1..).zip(run.tokens.iter().take(wanted)).all(counts);
    if numbered {
        run.tokens.drain(..wanted);
    }
    run
}

pub(super) fn read_run(run: &Run, ids: &[CellId], columns: usize, found: &mut Found) -> bool {
    if let Some(cells) = separate(run, ids.len()) {
        for (id, (cell, _)) in ids.iter().zip(cells) {
            found.cells.insert(*id, cell);
        }
        return true;
    }
    if run.tokens.iter().any(|token| token.blank || token.chars.iter().any(|c| !c.is_ascii_digit())) {
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
    if let Some(run) = run.without_stray(ids.len(), &totals) {
        return read_run(&run, ids, columns, found);
    }
    if run.may_lack_values() {
        return false;
    }
    // As many digits as cells: one reading, whether the sums hold or not.
    let splits =
        if digits == ids.len() { run.splits(&kinds, &|_| true) } else { run.splits(&kinds, &totals) };
    let splits = splits.unwrap_or_default();
    if run.place().is_none() {
        return false;
    }
    run.put_readings(ids, &splits, &mut found.cells);
    true
}
