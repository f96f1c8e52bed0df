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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::example::Example;

    fn values(text: &str, cells: &[&str]) -> Vec<i64> {
        let report = Example::new(text).report;
        let cells: Vec<CellId> = cells.iter().map(|cell| CellId::parse(cell).unwrap()).collect();
        TableValues::new(&report).values(&cells)
    }

    #[test]
    fn a_sum_of_cells_is_as_written_and_as_the_parts_give_it() {
        let total = "t3.granted.total";
        assert_eq!(values("", &[total]), [4]);
        assert_eq!(values("t3.granted.total = 6", &[total]), [6, 4]);
        assert_eq!(values("t3.granted.total =", &[total]), [4]);
        // A part has no parts.
        assert_eq!(values("t3.granted.natural = 9", &["t3.granted.natural"]), [9]);
        assert_eq!(values("t3.granted.total = 6", &[total, "t3.partial.natural"]), [7, 5]);
        assert_eq!(
            values("t3.granted.total = 6\nt3.partial.total = 2", &[total, "t3.partial.total"]),
            [8, 5]
        );
    }

    #[test]
    fn what_was_not_read_has_no_value() {
        let total = "t3.granted.total";
        assert!(values("without row t3.granted", &[total]).is_empty());
        assert!(values("t3.granted.total = 许多", &[total]).iter().all(|value| *value == 4));
        assert_eq!(values("t3.granted.natural = 许多", &[total]), [4]);
        assert!(values("t3.granted.natural = 许多", &["t3.granted.natural"]).is_empty());
        assert!(values("t3.granted.natural = 许多", &["t3.partial.total", "t3.granted.natural"]).is_empty());
    }

    #[test]
    fn a_reading_that_may_be_another_says_nothing() {
        let unsure = |unsure: &str, cell: &str| {
            let mut report = Example::new("t3.granted.total = 6").report;
            let id = CellId::parse(unsure).unwrap();
            let found = report.cells.get(id).unwrap().clone();
            report.cells.replace(id, crate::report::Cell { sure: false, ..found });
            let values = TableValues::new(&report);
            let id = CellId::parse(cell).unwrap();
            (values.values(&[id]), values.amount(id))
        };
        assert_eq!(unsure("t3.granted.natural", "t3.granted.total"), (vec![6], Some(6.0)));
        assert_eq!(unsure("t3.granted.natural", "t3.granted.natural"), (Vec::new(), None));
        assert_eq!(unsure("t3.granted.total", "t3.granted.total"), (vec![4], None));
    }

    #[test]
    fn a_blank_is_nothing_only_where_values_were_filled_in() {
        let form = crate::form::FormId::CURRENT.form();
        let empty: String = form
            .cells()
            .filter(|cell| cell.table() == TableId::Table4)
            .map(|cell| format!("{cell} =\n"))
            .collect();
        assert!(values(&empty, &["t4.review.upheld"]).is_empty());
        assert!(values(&empty, &["t4.review.total"]).is_empty());
        assert_eq!(values("t4.review.upheld =", &["t4.review.upheld"]), [0]);
        // A row of blanks in a table that was filled in.
        let row: String = form
            .cells()
            .map(|cell| cell.to_string())
            .filter(|cell| cell.starts_with("t3.granted."))
            .map(|cell| format!("{cell} =\n"))
            .collect();
        assert_eq!(values(&row, &["t3.granted.total"]), [0]);
    }

    #[test]
    fn amounts_are_decimals() {
        let report = Example::new("").report;
        let amount = |cell| TableValues::new(&report).amount(CellId::parse(cell).unwrap());
        assert_eq!(amount("t3.granted.total"), Some(4.0));
        assert_eq!(amount("t2.normative.made"), None);
    }
}
