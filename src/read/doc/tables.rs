//! Rows with cell boundaries to one grid: boundaries of all rows are the grid's columns.

use super::properties::Row;
use crate::document::{Table, TableCell};
use crate::order::Order;
use crate::read::grid::parted;

/// A row as it was closed: the texts of its cells and its shape.
#[derive(Debug, Default)]
pub(super) struct ReadRow {
    pub(super) texts: Vec<String>,
    pub(super) row: Row,
}

/// Boundaries nearer than this (in twentieths of a point, 3 pt) are one column edge: rows drawn by hand do not meet
/// exactly, and no column of a form is narrower.
const SAME_EDGE: i32 = 60;

/// The most grid places a table may have.
const MOST_PLACES: usize = 2_000_000;

/// Makes the grid. Rows without a shape take one grid column for each cell.
pub(super) fn table_of(rows: Vec<ReadRow>) -> Table {
    let rows: Vec<ReadRow> = rows.into_iter().filter(|row| !row.texts.is_empty()).collect();
    let edges = column_edges(&rows);
    let column_of = |edge: i32| {
        let after = edges.partition_point(|&known| known <= edge);
        after.saturating_sub(1)
    };
    let mut cells: Vec<TableCell> = Vec::new();
    // For each grid column, the cell (by its index) that a vertical merge there would continue.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut columns = 0;
    for (row_index, read) in rows.iter().enumerate() {
        let Ok(row_number) = u32::try_from(row_index) else { break };
        let mut next_open: Vec<Option<usize>> = Vec::new();
        let shaped = read.row.edges.len() > read.texts.len();
        let mut used = 0;
        let mut merging: Option<(usize, u8)> = None;
        for (index, text) in read.texts.iter().enumerate() {
            let merge = read.row.merges.get(index).copied().unwrap_or_default();
            let (left, right) = match (shaped, read.row.edges.get(index), read.row.edges.get(index + 1)) {
                (true, Some(&left), Some(&right)) => {
                    let left = column_of(left).max(used);
                    (left, column_of(right).max(left))
                }
                _ => (used, used + 1),
            };
            if right > MOST_PLACES / rows.len().max(1) {
                break;
            }
            columns = columns.max(right);
            // A cell merged into the one before it adds its columns to that one.
            if let Some((into, first)) = merging
                && merge.across != 0
                && merge.across != first
                && let Some(cell) = cells.get_mut(into)
            {
                if cell.row == row_number {
                    cell.column_span += narrow(right - left);
                }
                mark(&mut next_open, left, right, into);
                used = right;
                continue;
            }
            merging = None;
            // A cell without width (hidden by its table) still must not lose its text.
            if right == left {
                if let Some(last) = cells.last_mut()
                    && last.row == row_number
                    && !text.is_empty()
                {
                    last.text.push_str(text);
                }
                continue;
            }
            let above = if merge.down == 1 {
                let below: Vec<usize> =
                    open.iter().take(right).skip(left).take(64).flatten().copied().collect();
                // The edges of a merge drawn by hand may differ a little from row to row: the one below most counts.
                below
                    .iter()
                    .filter(|place| {
                        cells.get(**place).is_some_and(|cell| cell.row + cell.row_span == row_number)
                    })
                    .max_by_key(|place| below.iter().filter(|other| other == place).count())
                    .copied()
            } else {
                None
            };
            let place = match above {
                Some(place) => {
                    if let Some(cell) = cells.get_mut(place) {
                        cell.row_span = row_number - cell.row + 1;
                        if !text.is_empty() {
                            if !cell.text.is_empty() {
                                cell.text.push('\n');
                            }
                            cell.text.push_str(text);
                        }
                    }
                    place
                }
                _ => {
                    let mut cell = TableCell::at(row_number, narrow(left), text.clone());
                    cell.column_span = narrow(right - left);
                    cells.push(cell);
                    cells.len() - 1
                }
            };
            if merge.down != 0 {
                mark(&mut next_open, left, right, place);
            }
            if merge.across != 0 {
                merging = Some((place, merge.across));
            }
            used = right;
        }
        open = next_open;
    }
    cells.order_by_key(|cell| (cell.row, cell.column));
    let mut table = Table { rows: narrow(rows.len()), columns: narrow(columns), cells };
    parted(&mut table);
    table
}

fn mark(open: &mut Vec<Option<usize>>, left: usize, right: usize, place: usize) {
    if open.len() < right {
        open.resize(right, None);
    }
    open.iter_mut().take(right).skip(left).for_each(|slot| *slot = Some(place));
}

fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// All distinct cell boundaries from left to right.
fn column_edges(rows: &[ReadRow]) -> Vec<i32> {
    let mut all: Vec<i32> = Vec::new();
    for read in rows {
        all.extend(read.row.edges.iter().take(read.texts.len() + 1));
    }
    all.order();
    let mut edges: Vec<i32> = Vec::new();
    for edge in all {
        if edges.last().is_none_or(|last| edge.saturating_sub(*last) > SAME_EDGE) {
            edges.push(edge);
        }
    }
    edges
}
