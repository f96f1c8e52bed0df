//! What the cells of a report give to sums of cells: the values that a number of the text must equal.

use crate::form::{CellId, ColumnRole, TableId};
use crate::report::{Number, Report};

/// The values that the cells of a report give to sums of cells.
#[derive(Debug)]
pub struct TableValues<'a> {
    report: &'a Report,
    /// The tables in which values were filled in.
    filled: Vec<TableId>,
}

impl<'a> TableValues<'a> {
    /// Looks into a report.
    #[must_use]
    pub fn new(report: &'a Report) -> Self {
        let mut filled: Vec<TableId> = Vec::new();
        for (id, _) in report.cells.iter().filter(|(_, cell)| cell.value.is_some()) {
            let table = id.table();
            if !filled.contains(&table) {
                filled.push(table);
            }
        }
        Self { report, filled }
    }

    /// The values that a sum of cells can have: as written and, where a total was left blank or does not agree with
    /// its parts, as the parts give it. Empty where a cell was not found, not read, or not surely read.
    ///
    /// A blank counts as 0 only where other cells of its row or table say that values were filled in.
    #[must_use]
    pub fn values(&self, sum: &[CellId]) -> Vec<i64> {
        let written: Option<i64> = sum.iter().map(|cell| self.written(*cell)).sum();
        let parts: Option<i64> = sum.iter().map(|cell| self.of_parts(*cell)).sum();
        let mut values: Vec<i64> = written.into_iter().chain(parts).collect();
        values.dedup();
        values
    }

    /// The amount in a cell, for decimals.
    #[must_use]
    pub fn amount(&self, cell: CellId) -> Option<f64> {
        self.report.cells.get(cell).filter(|cell| cell.sure).and_then(|cell| cell.value).map(Number::decimal)
    }

    /// What is written in a cell; a blank total of a row with numbers is what they add up to, another blank is 0.
    fn written(&self, id: CellId) -> Option<i64> {
        let cell = self.report.cells.get(id)?;
        if !cell.sure {
            return None;
        }
        if cell.is_blank() {
            return match self.of_row(id) {
                Some(sum) => Some(sum),
                None => self.filled.contains(&id.table()).then_some(0),
            };
        }
        cell.count()
    }

    /// What the parts of a row give to its total; other cells as written.
    fn of_parts(&self, id: CellId) -> Option<i64> {
        self.of_row(id).or_else(|| self.written(id))
    }

    /// The sum of the parts of the row that a total stands in; `None` where no part is a number.
    fn of_row(&self, id: CellId) -> Option<i64> {
        if !id.column().is_total() {
            return None;
        }
        let block = self.report.form_data().block_of(id.row())?;
        let parts = block.columns.iter().filter(|column| column.role != ColumnRole::Total);
        let mut any = false;
        let mut sum = 0;
        for column in parts {
            let cell = self.report.cells.get(id.in_column(column.id))?;
            if !cell.sure {
                return None;
            }
            if !cell.is_blank() {
                any = true;
                sum += cell.count()?;
            }
        }
        any.then_some(sum)
    }
}
