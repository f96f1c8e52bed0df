//! Rows of table 3 whose digits can be split in several ways.

use super::Found;
use super::glued::{Part, Run};
use crate::form::{CellId, ColumnId, RowId, TableForm};
use crate::order::Order;
use crate::report::{Cell, CellState, Number, Recovery};

/// A row of running text whose split is still open: candidates for its values.
pub struct OpenRow {
    /// The row.
    pub row: RowId,
    /// The digits.
    pub run: Run,
    /// Readings that add up, each with as many parts as there are columns; empty where there are too many to list.
    pub readings: Vec<Vec<Part>>,
    /// Whether the digits are there whole, in the order of the form: then one of all their splits is what is written.
    pub whole: bool,
}

impl OpenRow {
    /// A row of which nothing can be said.
    pub fn unread(row: RowId, run: &Run) -> Self {
        Self { row, run: run.clone(), readings: Vec::new(), whole: false }
    }
}

/// Puts a split into cells.
pub fn put(run: &Run, parts: &[Part], row: RowId, columns: &[ColumnId], found: &mut Found) {
    for (column, part) in columns.iter().zip(parts) {
        let Some(place) = run.place_of(part) else { continue };
        let mut cell = Cell::integer(part.value, part.value.to_string(), place);
        cell.recovered = Some(Recovery::Glued);
        found.cells.insert(CellId::new(row, *column), cell);
    }
}

/// Puts cells that could be read in several ways, with the readings.
pub fn put_open(open: &OpenRow, columns: &[ColumnId], found: &mut Found) {
    let Some(place) = open.run.place() else { return };
    for (index, column) in columns.iter().enumerate() {
        let mut readings: Vec<i64> =
            open.readings.iter().filter_map(|parts| parts.get(index)).map(|part| part.value).collect();
        readings.order();
        readings.dedup();
        let (value, state) = match readings.as_slice() {
            [only] => (Some(Number::Integer(*only)), CellState::Number),
            _ => (None, CellState::Ambiguous),
        };
        let cell = Cell {
            value,
            raw: open.run.text(),
            place,
            state,
            recovered: Some(Recovery::Glued),
            sure: value.is_some(),
            readings: if value.is_some() { Vec::new() } else { readings },
            note: None,
        };
        found.cells.insert(CellId::new(open.row, *column), cell);
    }
}

/// The official columns.
pub fn official(table: &TableForm) -> Vec<ColumnId> {
    let block = table.blocks.first();
    block.map_or_else(Vec::new, |block| block.columns.iter().map(|column| column.id).collect())
}
