//! The cells of a table as the rows see them.

use std::cell::OnceCell;
use std::ops::Range;

use super::super::label::Core;
use super::super::value::read_value;
use super::head;
use crate::document::{Table, TableCell};
use crate::order::Order;

/// The cells of a table by row, those that reach down from above included.
pub struct Rows<'t> {
    rows: Vec<Row<'t>>,
}

/// The cells that cover places of a row, and what is asked of them for each form again.
#[derive(Default)]
struct Row<'t> {
    cells: Vec<&'t TableCell>,
    /// How many of its own cells hold numbers.
    numbers: OnceCell<usize>,
    /// Each cell as a head of a column.
    heads: OnceCell<Vec<Option<Core>>>,
}

impl<'t> Rows<'t> {
    /// Of a table; `None` where its cells reach over too many rows to list.
    pub fn of(table: &'t Table) -> Option<Self> {
        const MOST: u64 = 400_000;
        let listed: u64 = table.cells.iter().map(|cell| u64::from(cell.row_span)).sum();
        if listed > MOST {
            return None;
        }
        let mut rows: Vec<Row> = Vec::new();
        rows.resize_with(table.rows as usize, Row::default);
        for cell in &table.cells {
            for row in cell.row..cell.row.saturating_add(cell.row_span).min(table.rows) {
                if let Some(row) = rows.get_mut(row as usize) {
                    row.cells.push(cell);
                }
            }
        }
        rows.iter_mut().for_each(|row| row.cells.order_by_key(|cell| cell.column));
        Some(Self { rows })
    }

    /// The cells that cover places of a row.
    pub fn row(&self, row: u32) -> &[&'t TableCell] {
        self.rows.get(row as usize).map_or(&[], |row| row.cells.as_slice())
    }

    /// The cells that begin in a row, each as a head of a column where it can be one.
    pub(super) fn heads(&self, row: u32) -> impl Iterator<Item = (&'t TableCell, Option<&Core>)> {
        let of_row = self.rows.get(row as usize).into_iter().flat_map(|Row { cells, heads, .. }| {
            let heads = heads.get_or_init(|| cells.iter().map(|cell| head(&cell.text)).collect());
            cells.iter().copied().zip(heads.iter().map(Option::as_ref))
        });
        of_row.filter(move |(cell, _)| cell.row == row)
    }

    /// A cell as a head of a column.
    pub(super) fn head(&self, wanted: &TableCell) -> Option<&Core> {
        self.heads(wanted.row).find(|(cell, _)| std::ptr::eq(*cell, wanted)).and_then(|(_, head)| head)
    }

    /// Number of rows.
    pub fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// The cell that covers a place.
    pub fn at(&self, row: u32, column: u32) -> Option<&'t TableCell> {
        self.row(row).iter().copied().find(|cell| cell.covers(row, column))
    }

    /// How many cells of a row hold numbers.
    pub fn numbers(&self, row: u32) -> usize {
        let Some(Row { cells, numbers, .. }) = self.rows.get(row as usize) else { return 0 };
        let is_number = |cell: &&&TableCell| cell.row == row && read_value(&cell.text).is_number();
        *numbers.get_or_init(|| cells.iter().filter(is_number).count())
    }

    /// The texts over a grid column in lines of a head, from the lowest to the highest, each cell once.
    pub fn over(&self, lines: Range<u32>, column: u32) -> Vec<&'t TableCell> {
        let mut over: Vec<&TableCell> = Vec::new();
        for line in lines.rev() {
            if let Some(cell) = self.at(line, column)
                && !cell.text.trim().is_empty()
                && over.last().is_none_or(|last| !std::ptr::eq(*last, cell))
            {
                over.push(cell);
            }
        }
        over
    }
}

/// The text that stands nearest to the left of a place in a row, blank places passed over: what a merged cell said whose
/// merging was lost.
pub fn text_to_the_left<'t>(cells: &Rows<'t>, row: u32, column: u32) -> Option<&'t TableCell> {
    let own = cells.row(row).iter().filter(|cell| cell.column <= column && !cell.text.trim().is_empty());
    own.copied().next_back()
}
