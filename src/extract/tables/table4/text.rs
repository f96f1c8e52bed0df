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
            if (all || (some && speaks_of_cases(&near)))
                && let Some(order) = order_of(head, block, ids)
                && read_run(&run, &order, block.columns.len(), found)
            {
                return;
            }
        }
        index = after.max(index + 1);
    }
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
