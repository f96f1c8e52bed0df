//! The statistics table that an organ appends to its report in a form of its own (附表：指标名称、单位、年度、历年累计).

use std::ops::Range;

use crate::document::Place;

/// An appended statistics table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annex {
    /// Its columns of values.
    pub columns: Vec<Column>,
    /// Its rows, as far as they could be told apart.
    pub rows: Vec<Row>,
    /// Where it stands in the report's text.
    pub range: Range<usize>,
}

/// A column of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head as written: `2016年度`.
    pub head: String,
    /// Whether it counts all years together.
    pub cumulative: bool,
}

/// A row with its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its label without ordinal and 其中.
    pub label: String,
    /// The row that it is a part of.
    pub parent: Option<usize>,
    /// What its digits can say: one value for each column. More than one where they run together.
    pub readings: Vec<Vec<u64>>,
    /// Where it stands.
    pub place: Option<Place>,
}

impl Annex {
    /// Whether a column counts one year.
    #[must_use]
    pub fn is_of_year(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| !column.cumulative)
    }

    /// The rows that are parts of a row.
    pub fn parts(&self, row: usize) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |each| each.parent == Some(row))
    }
}

impl Row {
    /// The values of a column that its digits allow.
    pub fn values(&self, column: usize) -> impl Iterator<Item = u64> {
        self.readings.iter().filter_map(move |reading| reading.get(column).copied())
    }
}
