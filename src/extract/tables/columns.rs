//! Which value of a row belongs to which column.

use super::label::{Core, Expected};
use super::rows::{ObservedRow, Value, Values};
use crate::form::{ColumnForm, ORGANISATIONS};

/// The columns of a table as its header gives them, in order.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Contract names in order of appearance.
    pub names: Vec<&'static str>,
    /// Whether the header named them; otherwise they are the form's.
    pub from_header: bool,
    /// Grid columns of the values in rows that are full.
    grid: Option<Vec<u32>>,
}

/// The columns of table 3 prepared for comparison.
#[derive(Debug)]
pub struct Columns {
    form: &'static [ColumnForm],
    /// Contract names with labels, the local subtotal of the organisations last.
    expected: Vec<(&'static str, Expected)>,
    /// The label over the columns of organisations.
    organisations: Expected,
}

impl Columns {
    /// Of a form's table 3.
    pub fn new(form: &'static [ColumnForm]) -> Self {
        let expected = form
            .iter()
            .chain([&ORGANISATIONS])
            .map(|column| (column.name, Expected::new(column.label, column.variants, "")))
            .collect();
        let organisations =
            Expected::new("法人或其他组织", &["法人或者其他组织", "法人", "法人和其他组织"], "");
        Self { form, expected, organisations }
    }
}

impl Layout {
    /// The form's own columns.
    pub fn official(columns: &'static [ColumnForm]) -> Self {
        Self { names: columns.iter().map(|column| column.name).collect(), from_header: false, grid: None }
    }

    /// Looks for a header among rows: the labels 自然人, 商业企业 … 总计 and, in local layouts, a subtotal of the
    /// organisations. Headers of two lines are put together: what stands under 法人或其他组织 takes its place.
    pub fn of_table3(rows: &[&ObservedRow], columns: &Columns) -> Self {
        let Columns { form: columns, expected, organisations } = columns;
        let recognise = |core: &Core| {
            // 法人或其他组织 over five columns is no column; only a subtotal is.
            let subtotal = core.chars.contains(&'计');
            let mut best: Option<(&'static str, f64)> = None;
            for (name, expected) in expected {
                let agreement = expected.agreement(core);
                if agreement >= 0.85
                    && (*name != ORGANISATIONS.name || subtotal)
                    && best.is_none_or(|(_, other)| agreement > other)
                {
                    best = Some((name, agreement));
                }
            }
            best.map(|(name, _)| name)
        };
        let mut upper: Vec<&'static str> = Vec::new();
        let mut lower: Vec<&'static str> = Vec::new();
        let mut seen_group = false;
        for row in rows {
            if row.numbers() > 0 {
                continue;
            }
            let texts = || row.labels.iter().map(|label| &label.core);
            let names: Vec<&'static str> = texts().filter_map(recognise).collect();
            let is_group = texts().any(|core| organisations.agreement(core) >= 0.85);
            if is_group && !seen_group {
                seen_group = true;
                upper = names;
            } else if names.len() >= 3 && lower.is_empty() {
                lower = names;
            }
        }
        let mut names: Vec<&'static str> = Vec::new();
        if lower.contains(&"natural") {
            names = lower;
        } else if !lower.is_empty() {
            let split = upper.iter().position(|name| *name == "total").unwrap_or(upper.len());
            let (before, after) = upper.split_at_checked(split).unwrap_or((&upper, &[]));
            names = before.iter().chain(&lower).chain(after).copied().collect();
        }
        let complete =
            columns.iter().all(|column| names.iter().filter(|name| **name == column.name).count() == 1)
                && names.len() <= columns.len() + 1;
        if complete { Self { names, from_header: true, grid: None } } else { Self::official(columns) }
    }

    /// Learns from rows that are full in which grid columns the values stand.
    pub fn learn_grid(&mut self, rows: &[&ObservedRow]) {
        let mut counts: Vec<(Vec<u32>, usize)> = Vec::new();
        for row in rows.iter().filter(|row| !row.labels.is_empty()) {
            let grid: Vec<u32> = row
                .cells()
                .iter()
                .filter(|value| value.reading.is_number())
                .map(|value| value.column)
                .collect();
            if grid.len() == self.names.len() {
                match counts.iter_mut().find(|(each, _)| *each == grid) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((grid, 1)),
                }
            }
        }
        // The first of the most frequent, so that the answer does not depend on anything else.
        let most = counts.iter().map(|(_, count)| *count).max();
        self.grid = counts.into_iter().find(|(_, count)| Some(*count) == most).map(|(grid, _)| grid);
    }

    /// The values of a row by column; `None` where it cannot be told which is which.
    ///
    /// `own_label`: the row has a label of its own; without one, one number too many is a label that was replaced by
    /// a number.
    pub fn assign<'a>(
        &self,
        row: &'a ObservedRow,
        own_label: bool,
    ) -> Option<Vec<(&'static str, &'a Value)>> {
        let Values::Cells(cells) = &row.values else { return None };
        let wanted = self.names.len();
        let named = |values: Vec<&'a Value>| Some(self.names.iter().copied().zip(values).collect());
        let numbers: Vec<&Value> = cells.iter().filter(|value| value.reading.is_number()).collect();
        let filled: Vec<&Value> = cells.iter().filter(|value| !value.raw.trim().is_empty()).collect();
        if !own_label && filled.len() == wanted + 1 {
            return named(filled.into_iter().skip(1).collect());
        }
        if numbers.len() == wanted && filled.len() == wanted {
            return named(numbers);
        }
        if filled.len() == wanted {
            return named(filled);
        }
        if filled.len() > wanted {
            return None;
        }
        if let Some(grid) = &self.grid {
            let by_column = |column: &u32| cells.iter().find(|value| value.column == *column);
            let values: Vec<&Value> = grid.iter().filter_map(by_column).collect();
            let all_inside = filled.iter().all(|value| grid.contains(&value.column));
            if values.len() == wanted && all_inside {
                return named(values);
            }
        }
        if cells.len() == wanted {
            return named(cells.iter().collect());
        }
        // Padding behind the last column: a row that is filled from its first value on.
        None
    }
}
