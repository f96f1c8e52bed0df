//! Rows of glued digits that the row total leaves open are decided by the sums of the columns, all together.

mod doubt;

use super::Found;
use super::glued::Part;
use super::open::{OpenRow, official, put, put_open};
use crate::form::{CellId, ColumnId, Identity, RowId, SumKind, TableForm};
use crate::report::Cells;

/// No more combinations than this are tried.
const LIMIT: usize = 200_000;

/// The numbers of the table that are known: those of cells, and of rows as they are read so far.
pub struct Known<'a> {
    cells: &'a Cells,
    columns: &'a [ColumnId],
    rows: Vec<(RowId, Vec<Part>)>,
}

impl Known<'_> {
    /// The number of a cell.
    pub fn count(&self, cell: CellId) -> Option<i64> {
        let Some((_, parts)) = self.rows.iter().find(|(row, _)| *row == cell.row()) else {
            return self.cells.count(cell);
        };
        let column = self.columns.iter().position(|column| *column == cell.column())?;
        parts.get(column).map(|part| part.value)
    }
}

/// Decides the open rows that are read alike in all combinations which the column identities leave; of the others the
/// readings that occur in one are kept. What is decided is looked at again: the published row may be wrong, so that its
/// digits add up only as they do not stand.
pub fn close(mut open: Vec<OpenRow>, table: &TableForm, found: &mut Found) {
    let columns = official(table);
    let mut known = Known { cells: &found.cells, columns: &columns, rows: Vec::new() };
    let single = |row: &OpenRow| match row.readings.as_slice() {
        [only] if table.row(row.row).is_some() => Some((row.row, only.clone())),
        _ => None,
    };
    known.rows.extend(open.iter().filter_map(single));
    // A local subtotal stands in none of the form's sums.
    let left: Vec<&OpenRow> =
        open.iter().filter(|row| row.readings.len() > 1 && table.row(row.row).is_some()).collect();
    // Readings that occur in no combination are out.
    let mut narrowed: Vec<(RowId, Vec<Vec<Part>>)> = Vec::new();
    let combinations = combinations(&left, table, &known).unwrap_or_default();
    for (index, row) in left.iter().enumerate() {
        let occurs = |choice: &usize| combinations.iter().any(|each| each.get(index) == Some(choice));
        let readings = row.readings.iter().zip(0..).filter(|(_, choice)| occurs(choice));
        let readings: Vec<Vec<Part>> = readings.map(|(parts, _)| parts.clone()).collect();
        match readings.as_slice() {
            [] => {}
            [only] => known.rows.push((row.row, only.clone())),
            _ => narrowed.push((row.row, readings)),
        }
    }
    for (row, readings) in doubt::readings(&open, table, known).into_iter().chain(narrowed) {
        open.iter_mut().filter(|each| each.row == row).for_each(|each| each.readings.clone_from(&readings));
    }
    for row in open {
        match row.readings.as_slice() {
            [only] => put(&row.run, only, row.row, &columns, found),
            _ => put_open(&row, &columns, found),
        }
    }
}

/// Column identities of the table (those that run down), each with the column's index.
pub fn down(table: &TableForm) -> Vec<(&Identity, usize)> {
    let columns = official(table);
    table
        .identities()
        .iter()
        .filter(|identity| identity.kind != SumKind::Row)
        .filter_map(|identity| {
            let column = identity.left.first()?.cell.column();
            columns.iter().position(|each| *each == column).map(|index| (identity, index))
        })
        .collect()
}

/// All combinations of readings under which every column identity over known rows holds; `None` where it cannot be said
/// (too many, or rows missing).
fn combinations(open: &[&OpenRow], table: &TableForm, known: &Known) -> Option<Vec<Vec<usize>>> {
    if open.is_empty() {
        return None;
    }
    let product = open.iter().try_fold(1_usize, |product, row| product.checked_mul(row.readings.len()))?;
    if product == 0 || product > LIMIT {
        return None;
    }
    let columns = official(table).len();
    let identities = down(table);
    let usable: Vec<&(&Identity, usize)> = identities
        .iter()
        .filter(|(identity, _)| {
            identity
                .cells()
                .all(|cell| known.count(cell).is_some() || open.iter().any(|row| row.row == cell.row()))
        })
        .collect();
    if usable.len() < columns {
        return None;
    }
    let mut all = Vec::new();
    let mut choice = vec![0_usize; open.len()];
    for number in 0..product {
        let mut rest = number;
        for (slot, row) in choice.iter_mut().zip(open) {
            *slot = rest % row.readings.len();
            rest /= row.readings.len();
        }
        let value = |cell: CellId, column: usize| match open.iter().position(|row| row.row == cell.row()) {
            Some(index) => open
                .get(index)
                .and_then(|row| row.readings.get(choice.get(index).copied().unwrap_or(0)))
                .and_then(|parts| parts.get(column))
                .map(|part| part.value),
            None => known.count(cell),
        };
        let holds = usable.iter().all(|(identity, column)| {
            identity
                .cells()
                .try_fold(0_i64, |sum, cell| Some(sum + identity.sign(cell) * value(cell, *column)?))
                == Some(0)
        });
        if holds {
            all.push(choice.clone());
        }
    }
    Some(all)
}
