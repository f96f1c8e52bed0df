//! Rows, columns and cells as small numbers. Their contract names exist at the edges only.

use std::fmt;

use serde::{Serialize, Serializer};

use super::registry::registry;
use super::{ColumnRole, Form, Role, TableId};

/// A row of a table, or the subtotal of a group of rows: the same number in every form that has the row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub(super) u16);

/// A column: the same number in every table and form that has a column of this name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColumnId(pub(super) u8);

/// A cell: a row and a column in one number.
///
/// The order is that of the tables, within a table that of the first form that has the row; for the order within one
/// form see [`Form::cells`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(u16);

/// Bits of a cell's number that are its column.
const COLUMN_BITS: u16 = 6;

impl RowId {
    /// A row that no form has: the last number that a cell's has room for.
    pub const NONE: Self = Self((1 << 10) - 1);

    /// Contract name within the table, possibly with a group before a dot: `denied.state_secret`.
    #[must_use]
    pub fn name(self) -> &'static str {
        registry().row(self).name
    }

    /// The table.
    #[must_use]
    pub fn table(self) -> TableId {
        registry().row(self).table
    }

    /// What the row is.
    #[must_use]
    pub fn role(self) -> Role {
        registry().row(self).role
    }
}

impl ColumnId {
    /// A column that no form has.
    pub const NONE: Self = Self((1 << COLUMN_BITS) - 1);

    /// Contract name; empty in the statistics table of 2014.
    #[must_use]
    pub fn name(self) -> &'static str {
        registry().column(self).name
    }

    /// What the column is.
    #[must_use]
    pub fn role(self) -> ColumnRole {
        registry().column(self).role
    }

    /// Whether it is the total over the other columns.
    #[must_use]
    pub fn is_total(self) -> bool {
        self.role() == ColumnRole::Total
    }
}

impl CellId {
    /// The cell of a row and a column.
    #[must_use]
    pub const fn new(row: RowId, column: ColumnId) -> Self {
        Self((row.0 << COLUMN_BITS) | column.0 as u16)
    }

    /// The row.
    #[must_use]
    pub const fn row(self) -> RowId {
        RowId(self.0 >> COLUMN_BITS)
    }

    /// The column.
    #[must_use]
    pub const fn column(self) -> ColumnId {
        ColumnId((self.0 & ((1 << COLUMN_BITS) - 1)) as u8)
    }

    /// The table.
    #[must_use]
    pub fn table(self) -> TableId {
        self.row().table()
    }

    /// The cell of the same row in another column.
    #[must_use]
    pub const fn in_column(self, column: ColumnId) -> Self {
        Self::new(self.row(), column)
    }

    /// The number as an index into an array of all cells.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The contract name, made at once: what is displayed comes in parts.
    #[must_use]
    pub fn name(self) -> String {
        self.parts().concat()
    }

    /// The parts of the contract name.
    fn parts(self) -> [&'static str; 5] {
        let row = registry().row(self.row());
        let column = self.column().name();
        let dot = if column.is_empty() { "" } else { "." };
        [row.table.prefix(), ".", row.name, dot, column]
    }

    /// Finds the cell with a contract name among the official cells of all forms and the local subtotals.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        registry().parse(name)
    }

    /// The form's words for the cell, e.g. `（七）总计·自然人`, in the given form.
    #[must_use]
    pub fn label(self, form: &Form) -> String {
        let row = form.row_label(self.row());
        let column = form.column(self).map_or("", |column| column.label);
        if column.is_empty() { row } else { format!("{row}·{column}") }
    }
}

impl fmt::Debug for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table().prefix(), self.name())
    }
}

impl fmt::Debug for ColumnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.name())
    }
}

impl fmt::Debug for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().into_iter().try_for_each(|part| f.write_str(part))
    }
}

impl Serialize for CellId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
