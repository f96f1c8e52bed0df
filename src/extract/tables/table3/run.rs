//! Values of a row that stand together as one run of digits.

use super::super::Found;
use super::super::glued::{Part, Run, separate};
use super::super::open::{OpenRow, put};
use crate::form::{CellId, ColumnId, RowId, ValueKind};
use crate::report::Cell;

/// Reads a run of digits: at once where there is one reading, else later with the whole table. `official`: the columns stand
/// in the order of the form.
pub(super) fn read_run(
    run: &Run,
    row: RowId,
    columns: &[ColumnId],
    official: bool,
    found: &mut Found,
    open: &mut Vec<OpenRow>,
) {
    if let Some(cells) = separate(run, columns.len()) {
        // The heads do not stand over values that stand in one cell: only their sum says that the order is the form's.
        let number = |(column, (cell, _)): (&ColumnId, &(Cell, usize))| {
            let value = cell.value.and_then(crate::report::Number::integer).unwrap_or(0);
            if column.is_total() { -value } else { value }
        };
        if run.cell.is_some() && columns.iter().zip(&cells).map(number).sum::<i64>() != 0 {
            open.push(OpenRow::unread(row, run));
            return;
        }
        for (column, (cell, _)) in columns.iter().zip(cells) {
            found.cells.insert(CellId::new(row, *column), cell);
        }
        return;
    }
    if run.tokens.iter().any(|token| token.blank || token.chars.iter().any(|c| !c.is_ascii_digit())) {
        open.push(OpenRow::unread(row, run));
        return;
    }
    let sums = |values: &[i64]| {
        values.len() < columns.len()
            || values.split_last().is_some_and(|(total, rest)| rest.iter().sum::<i64>() == *total)
    };
    let total_last = columns.last().is_some_and(|column| column.is_total());
    if let Some(run) = run.without_stray(columns.len(), &sums).filter(|_| total_last) {
        return read_run(&run, row, columns, official, found, open);
    }
    // Where the total does not stand last, the sums cannot part digits that are glued together.
    if run.may_lack_values() || !total_last {
        open.push(OpenRow::unread(row, run));
        return;
    }
    let kinds = vec![ValueKind::Count; columns.len()];
    let all = run.splits(&kinds, &|_| true).unwrap_or_default();
    if let ([only], None) = (all.as_slice(), run.cell) {
        put(run, only, row, columns, found);
        return;
    }
    let fitting: Vec<Vec<Part>> = all
        .iter()
        .filter(|parts| {
            let values: Vec<i64> = parts.iter().map(|part| part.value).collect();
            values.split_last().is_some_and(|(total, rest)| rest.iter().sum::<i64>() == *total)
        })
        .cloned()
        .collect();
    // Of columns in another order only what adds up in one way is told; in one cell only the sum says that they are not.
    if !official || run.cell.is_some() && fitting.is_empty() {
        match fitting.as_slice() {
            [only] => put(run, only, row, columns, found),
            _ => open.push(OpenRow::unread(row, run)),
        }
        return;
    }
    // One that adds up may do so by chance, where the published row does not; none may mean that a value is missing.
    open.push(OpenRow { row, run: run.clone(), readings: fitting, whole: true });
}
