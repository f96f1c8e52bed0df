//! From what is counted to the cells of the form, and from cells to the value that a number must equal.

use std::collections::HashMap;

use crate::form::{CellId, Form, FormId, TableId};
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
}

impl<'a> Expected<'a> {
    /// Looks into a report.
    #[must_use]
    pub fn new(report: &'a Report) -> Self {
        Self { cells: report.cells.iter().collect() }
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
                None => self.is_filled(id.table).then_some(0),
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

    /// Whether any cell of a table holds a number.
    fn is_filled(&self, table: TableId) -> bool {
        self.cells.iter().any(|(id, cell)| id.table == table && cell.value.is_some())
    }

    /// The form's words for a sum of cells: those of a group by its name, else the cells joined by ＋.
    #[must_use]
    pub fn label(sum: &[CellId], form: &Form) -> String {
        sum_label(sum, form)
    }
}

/// Words for a sum of cells.
fn sum_label(sum: &[CellId], form: &Form) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut rest: Vec<CellId> = sum.to_vec();
    let groups = [
        ("denied", "（三）不予公开"),
        ("unavailable", "（四）无法提供"),
        ("refused", "（五）不予处理"),
        ("other", "（六）其他处理"),
    ];
    for (group, label) in groups {
        let prefix = format!("{group}.");
        let of_group: Vec<CellId> = rest
            .iter()
            .copied()
            .filter(|cell| cell.row.starts_with(&prefix) && cell.table == TableId::Table3)
            .collect();
        let rows = form.table(TableId::Table3).map_or(0, |table| {
            table.rows().filter(|row| row.group.is_some_and(|each| each.name == group)).count()
        });
        let mut columns: Vec<&str> = of_group.iter().map(|cell| cell.column).collect();
        columns.sort_unstable();
        columns.dedup();
        if rows > 1 && of_group.len() == rows * columns.len() && columns.len() == 1 {
            names.push(format!("{label}各项"));
            rest.retain(|cell| !of_group.contains(cell));
        }
    }
    let suits = |cell: &CellId| cell.table == TableId::Table4 && cell.row != "review";
    names.splice(0..0, {
        let mut own: Vec<String> = Vec::new();
        let organisations: Vec<CellId> = rest
            .iter()
            .copied()
            .filter(|cell| {
                cell.table == TableId::Table3 && APPLICANTS.iter().skip(1).any(|c| *c == cell.column)
            })
            .collect();
        for cell in &rest {
            let same_row = organisations.iter().filter(|each| each.row == cell.row).count();
            if same_row == 5 && cell.column != "natural" && cell.column != "total" {
                if cell.column == "commercial" {
                    let natural = CellId { column: "total", ..*cell }.label(form);
                    own.push(natural.replace("总计", "法人或其他组织"));
                }
            } else if suits(cell) {
                own.push(format!("行政诉讼·{}", cell.label(form)));
            } else {
                own.push(cell.label(form));
            }
        }
        own
    });
    names.join("＋")
}
