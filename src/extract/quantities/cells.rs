//! From what is counted to the cells of the form, and from cells to the value that a number must equal.

use std::collections::{HashMap, HashSet};

use crate::form::{CellId, FormId, TableId};
use crate::report::{Cell, Number, Report};

const APPLICANTS: [&str; 6] =
    ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

/// Cells of the statistics table of 2014 for what tables 3 and 4 count later: row and, for cases, column. What that
/// table did not count has none.
fn statistics(row: &str, column: &str) -> Option<CellId> {
    let name = match (row, column) {
        ("new", "total") => "received",
        ("handled", "total") => "answered",
        ("closed", "total") => "closed",
        ("granted", "total") => "answered.granted",
        ("partial", "total") => "answered.partial",
        ("denied", "total") => "answered.denied",
        ("review", "total") => "review",
        ("review", "upheld") => "review.upheld",
        ("review", "corrected") => "review.corrected",
        ("suit_direct", "total") => "suit",
        ("suit_direct", "upheld") => "suit.upheld",
        ("suit_direct", "corrected") => "suit.corrected",
        _ => return None,
    };
    let table = FormId::Statistics2014.form().table(TableId::Statistics2014)?;
    let row = table.row(name)?;
    Some(CellId { table: TableId::Statistics2014, row: row.name, column: "" })
}

/// Cells of tables 3 and 4 as those of the form: the statistics table of 2014 has its own.
pub(super) fn of_form(form: FormId, cells: Vec<CellId>) -> Vec<CellId> {
    if form != FormId::Statistics2014 {
        return cells;
    }
    // Both suits are one row there; a sum with a part that it does not have cannot be compared.
    let has = |row: &str| cells.iter().any(|cell| cell.row == row);
    if has("suit_direct") != has("suit_after_review") {
        return Vec::new();
    }
    let counted = cells.iter().filter(|cell| cell.row != "suit_after_review");
    let found: Option<Vec<CellId>> = counted.map(|cell| statistics(cell.row, cell.column)).collect();
    found.unwrap_or_default()
}

/// The cells of a row of table 3, or of all rows of a group (`denied`), in a column (`organisations`: all five).
pub(super) fn request_cells(form: FormId, row: &'static str, column: &'static str) -> Vec<CellId> {
    if form == FormId::Statistics2014 {
        return statistics(row, column).into_iter().collect();
    }
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
