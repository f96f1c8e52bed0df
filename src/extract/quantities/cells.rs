//! From what is counted to the cells of the form, and from cells to the value that a number must equal.

use std::collections::{HashMap, HashSet};

use crate::form::{CellId, FormId, TableId};
use crate::report::{Cell, Number, Report};

const APPLICANTS: [&str; 6] =
    ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

/// The cells of a row of table 3, or of all rows of a group (`denied`), in a column (`organisations`: all five).
pub(super) fn request_cells(form: FormId, row: &'static str, column: &'static str) -> Vec<CellId> {
    let Some(table) = form.form().table(TableId::Table3) else { return Vec::new() };
    let rows: Vec<&'static str> = table
        .rows()
        .filter(|each| each.name == row || each.group.is_some_and(|group| group.name == row))
        .map(|each| each.name)
        .collect();
    let columns: &[&'static str] = match column {
        "organisations" => APPLICANTS.get(1..).unwrap_or_default(),
        _ => return rows.into_iter().map(|name| CellId::t3(name, column)).collect(),
    };
    rows.into_iter().flat_map(|name| columns.iter().map(move |each| CellId::t3(name, each))).collect()
}

/// A cell of table 2, where the form has it.
pub(super) fn disclosure_cell(form: FormId, row: &'static str, column: &'static str) -> Option<CellId> {
    let table = form.form().table(TableId::Table2)?;
    table.block_of(row)?.column(column)?;
    Some(CellId { table: TableId::Table2, row, column })
}

/// The values that the cells of a report give to sums of cells.
#[derive(Debug)]
pub struct Expected<'a> {
    cells: HashMap<CellId, &'a Cell>,
    filled: HashSet<TableId>,
}

impl<'a> Expected<'a> {
    /// Looks into a report.
    #[must_use]
    pub fn new(report: &'a Report) -> Self {
        let filled = report.cells.iter().filter(|(_, cell)| cell.value.is_some()).map(|(id, _)| id.table);
        Self { cells: report.cells.iter().collect(), filled: filled.collect() }
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
        self.cells.get(&cell).filter(|cell| cell.sure).and_then(|cell| cell.value).map(Number::decimal)
    }

    /// What is written in a cell; a blank total of a row with numbers is what they add up to, another blank is 0.
    fn written(&self, id: CellId) -> Option<i64> {
        let cell = self.cells.get(&id)?;
        if !cell.sure {
            return None;
        }
        if cell.is_blank() {
            return match self.of_row(id) {
                Some(sum) => Some(sum),
                None => self.filled.contains(&id.table).then_some(0),
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
        if id.column != "total" {
            return None;
        }
        let parts: &[&'static str] = match id.table {
            TableId::Table3 => &APPLICANTS,
            TableId::Table4 => &["upheld", "corrected", "other", "pending"],
            _ => return None,
        };
        let mut any = false;
        let mut sum = 0;
        for column in parts {
            let cell = self.cells.get(&CellId { column, ..id })?;
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
