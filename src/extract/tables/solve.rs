//! Rows of glued digits that the row total leaves open are decided by the sums of the columns, all together.

use super::Found;
use super::glued::Part;
use super::open::{OpenRow, official, put, put_open};
use crate::form::{CellId, Identity, RowId, SumKind, TableForm};

/// No more combinations than this are tried.
const LIMIT: usize = 200_000;

/// Decides the open rows where the column identities leave exactly one combination; otherwise the readings are kept.
pub fn close(open: Vec<OpenRow>, table: &TableForm, found: &mut Found) {
    let columns = official(table);
    // A local subtotal stands in none of the form's sums.
    let decided = |row: &OpenRow| !row.readings.is_empty() && table.row(row.row).is_some();
    let (open, undecided): (Vec<OpenRow>, Vec<OpenRow>) = open.into_iter().partition(decided);
    undecided.iter().for_each(|row| put_open(row, &columns, found));
    if open.is_empty() {
        return;
    }
    let open = propagate(open, table, found);
    if open.is_empty() {
        return;
    }
    match combinations(&open, table, found).as_deref() {
        Some([only]) => {
            for (row, choice) in open.iter().zip(only) {
                match row.readings.get(*choice) {
                    Some(parts) => put(&row.run, parts, row.row, &columns, found),
                    None => put_open(row, &columns, found),
                }
            }
        }
        Some(several @ [_, _, ..]) => {
            // Readings that occur in no combination are out.
            for (index, mut row) in open.into_iter().enumerate() {
                let mut readings: Vec<Vec<Part>> = Vec::new();
                for choice in several.iter().filter_map(|each| each.get(index)) {
                    if let Some(parts) = row.readings.get(*choice).filter(|parts| !readings.contains(parts)) {
                        readings.push(parts.clone());
                    }
                }
                row.readings = readings;
                match row.readings.as_slice() {
                    [only] => put(&row.run, only, row.row, &columns, found),
                    _ => put_open(&row, &columns, found),
                }
            }
        }
        _ => open.iter().for_each(|row| put_open(row, &columns, found)),
    }
}

/// Column identities of the table (those that run down), each with the column's index.
fn down(table: &TableForm) -> Vec<(&Identity, usize)> {
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

/// An identity in which only one open row takes part decides that row, where the rest of the table agrees.
fn propagate(mut open: Vec<OpenRow>, table: &TableForm, found: &mut Found) -> Vec<OpenRow> {
    let (identities, columns) = (down(table), official(table));
    loop {
        let mut progress = None;
        for (index, row) in open.iter().enumerate() {
            if row.readings.len() < 2 {
                continue;
            }
            let others: Vec<RowId> =
                open.iter().filter(|each| each.row != row.row).map(|each| each.row).collect();
            let alone: Vec<&(&Identity, usize)> = identities
                .iter()
                .filter(|(identity, _)| identity.cells().any(|cell| cell.row() == row.row))
                .filter(|(identity, _)| identity.cells().all(|cell| !others.contains(&cell.row())))
                .filter(|(identity, _)| {
                    identity.cells().all(|cell| cell.row() == row.row || found.cells.count(cell).is_some())
                })
                .collect();
            if alone.len() < columns.len() {
                continue;
            }
            let holds = |parts: &Vec<Part>| {
                alone.iter().all(|(identity, column)| {
                    let value = |cell: CellId| {
                        if cell.row() == row.row {
                            parts.get(*column).map(|part| part.value)
                        } else {
                            found.cells.count(cell)
                        }
                    };
                    identity
                        .cells()
                        .try_fold(0_i64, |sum, cell| Some(sum + identity.sign(cell) * value(cell)?))
                        == Some(0)
                })
            };
            let fitting: Vec<&Vec<Part>> = row.readings.iter().filter(|parts| holds(parts)).collect();
            if let [only] = fitting.as_slice() {
                progress = Some((index, (*only).clone()));
                break;
            }
        }
        match progress {
            Some((index, parts)) if index < open.len() => {
                let row = open.remove(index);
                put(&row.run, &parts, row.row, &columns, found);
            }
            _ => return open,
        }
    }
}

/// All combinations of readings under which every column identity over known rows holds, at most two kept apart per
/// row; `None` where it cannot be said (too many, or rows missing).
fn combinations(open: &[OpenRow], table: &TableForm, found: &Found) -> Option<Vec<Vec<usize>>> {
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
                .all(|cell| found.cells.count(cell).is_some() || open.iter().any(|row| row.row == cell.row()))
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
            None => found.cells.count(cell),
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
