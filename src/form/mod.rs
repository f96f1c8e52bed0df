//! The official forms as data.
//!
//! A [`Form`] says which tables a report has, their rows and columns with the labels they carry (and the variants
//! that are not errors), and the identities (勾稽关系) between their cells. Nothing about a particular row is written
//! in code elsewhere: a new form is a new file here.

mod form2019;
mod form2021;
mod identity;
mod statistics2014;
mod table3;
mod table4;

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

pub use identity::{Identity, Term, subtotals};

/// The form that a report uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum FormId {
    /// 国办公开办函〔2021〕30号, for the reports of 2021 and later.
    #[serde(rename = "2021")]
    Form2021,
    /// 国办公开办函〔2019〕60号 (trial), for the reports of 2019 and 2020.
    #[serde(rename = "2019")]
    Form2019,
    /// Headers of 2021 with the single row 其他处理 of 2019: seen in real reports.
    #[serde(rename = "hybrid")]
    Hybrid,
    /// The statistics table of 国办发〔2014〕32号, for the reports of 2014 to 2018.
    #[serde(rename = "2014")]
    Statistics2014,
}

/// One of the tables of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum TableId {
    /// 主动公开政府信息情况.
    #[serde(rename = "t2")]
    Table2,
    /// 收到和处理政府信息公开申请情况.
    #[serde(rename = "t3")]
    Table3,
    /// 政府信息公开行政复议、行政诉讼情况.
    #[serde(rename = "t4")]
    Table4,
    /// 政府信息公开情况统计表 of 2014.
    #[serde(rename = "s14")]
    Statistics2014,
}

/// The contract name of a cell, e.g. `t3.denied.state_secret.natural`.
///
/// Equal by its three parts; the order is by name within a table, not the order of the form (see [`Form::cells`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId {
    /// The table.
    pub table: TableId,
    /// Name of the row, possibly with a group before a dot: `denied.state_secret`. Table 4: the group of cases.
    pub row: &'static str,
    /// Name of the column; empty in the statistics table of 2014.
    pub column: &'static str,
}

/// A form: its tables and their identities.
#[derive(Debug)]
pub struct Form {
    /// Which form this is.
    pub id: FormId,
    /// Its tables in order.
    pub tables: &'static [TableForm],
}

/// One table of a form.
#[derive(Debug)]
pub struct TableForm {
    /// Which table this is.
    pub id: TableId,
    /// The heading of its section as the form prints it.
    pub title: &'static str,
    /// The blocks of the table, each with columns of its own. Tables 3 and 4 have one.
    pub blocks: &'static [BlockForm],
    /// The sums that must hold.
    pub sums: &'static [Sum],
}

/// Part of a table with one set of columns.
#[derive(Debug)]
pub struct BlockForm {
    /// The line above the block (第二十条第（一）项); empty where there is none.
    pub heading: &'static str,
    /// Rows in order.
    pub rows: &'static [RowForm],
    /// Value columns in order.
    pub columns: &'static [ColumnForm],
    /// All rows of the block stand side by side in one line of values (table 4).
    pub side_by_side: bool,
}

/// One row of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct RowForm {
    /// Contract name within the table.
    pub name: &'static str,
    /// The ordinal as printed, without brackets or dot: `一`, `三`, `1`; empty where there is none.
    pub ordinal: &'static str,
    /// The label as the form prints it, without ordinal.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// The group that the row belongs to, for 三、本年度办理结果 those of （三） to （六）.
    pub group: Option<&'static GroupForm>,
    /// What the row is in the sums.
    pub role: Role,
}

/// A group of rows with a label of its own, such as （三）不予公开.
#[derive(Debug, PartialEq, Eq)]
pub struct GroupForm {
    /// Contract name; the prefix of its rows' names.
    pub name: &'static str,
    /// The ordinal as printed, without brackets.
    pub ordinal: &'static str,
    /// The label as the form prints it, without ordinal.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
}

/// What a row is in the sums of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A row by itself.
    Plain,
    /// One of the results that add up to （七）总计.
    Detail,
    /// A subtotal of a group that some layouts add; absent from the official form.
    Subtotal,
}

/// One value column of a block.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnForm {
    /// Contract name.
    pub name: &'static str,
    /// The label as the form prints it.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// What its values may be.
    pub kind: Kind,
}

/// What the values of a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, not negative.
    Count,
    /// A whole number that may be negative (本年增/减).
    Change,
    /// An amount of money, possibly with decimals.
    Amount,
}

/// A family of sums, one identity for each row or column.
#[derive(Debug)]
pub enum Sum {
    /// In each column: the sum of the `left` rows = the sum of the `right` rows.
    Down {
        /// Rule that reports a break.
        rule: &'static str,
        /// Middle part of the identity's name: `t3.<family>.<column>`.
        family: &'static str,
        /// Rows on the left.
        left: &'static [&'static str],
        /// Rows on the right.
        right: Rows,
    },
    /// In each row: the `total` column = the sum of the `parts`.
    Across {
        /// Rule that reports a break.
        rule: &'static str,
        /// Middle part of the identity's name: `t3.<family>.<row>`.
        family: &'static str,
        /// The column that holds the total.
        total: &'static str,
        /// The columns that add up to it.
        parts: &'static [&'static str],
    },
}

/// A choice of rows.
#[derive(Debug)]
pub enum Rows {
    /// These.
    Named(&'static [&'static str]),
    /// All rows whose role is [`Role::Detail`].
    Details,
}

/// Column of table 3 that some layouts add: the subtotal of 法人或其他组织.
pub const ORGANISATIONS: ColumnForm = ColumnForm {
    name: "organisations",
    label: "法人或其他组织小计",
    variants: &["法人小计", "小计", "法人或其他组织合计", "法人或者其他组织小计", "组织小计"],
    kind: Kind::Count,
};

impl FormId {
    /// The form itself.
    #[must_use]
    pub fn form(self) -> &'static Form {
        match self {
            Self::Form2021 => &form2021::FORM,
            Self::Form2019 => &form2019::FORM,
            Self::Hybrid => &form2021::HYBRID,
            Self::Statistics2014 => &statistics2014::FORM,
        }
    }

    /// The form that reports of a year are to use; `None` before 2014 (local tables, no common form).
    #[must_use]
    pub fn of_year(year: i32) -> Option<Self> {
        match year {
            2021.. => Some(Self::Form2021),
            2019 | 2020 => Some(Self::Form2019),
            2014..=2018 => Some(Self::Statistics2014),
            _ => None,
        }
    }

    /// The name in the JSON contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Form2021 => "2021",
            Self::Form2019 => "2019",
            Self::Hybrid => "hybrid",
            Self::Statistics2014 => "2014",
        }
    }
}

impl Form {
    /// One of its tables.
    #[must_use]
    pub fn table(&self, id: TableId) -> Option<&'static TableForm> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// All official cells in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + use<> {
        self.tables.iter().flat_map(TableForm::cells)
    }

    /// All single-year identities of the form: 42 for 2021, 40 for 2019 and the hybrid.
    #[must_use]
    pub fn identities(&self) -> Vec<Identity> {
        self.tables.iter().flat_map(TableForm::identities).collect()
    }
}

impl TableForm {
    /// All official cells of the table in order.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + use<> {
        let table = self.id;
        self.blocks.iter().flat_map(move |block| {
            block.rows.iter().flat_map(move |row| {
                block.columns.iter().map(move |column| CellId { table, row: row.name, column: column.name })
            })
        })
    }

    /// All rows of all blocks in order.
    pub fn rows(&self) -> impl Iterator<Item = &'static RowForm> + use<> {
        self.blocks.iter().flat_map(|block| block.rows.iter())
    }

    /// The block that holds a row, by the row's contract name.
    #[must_use]
    pub fn block_of(&self, row: &str) -> Option<&'static BlockForm> {
        self.blocks.iter().find(|block| block.rows.iter().any(|each| each.name == row))
    }

    /// A row by its contract name.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&'static RowForm> {
        self.rows().find(|row| row.name == name)
    }

    /// The identities of the table.
    #[must_use]
    pub fn identities(&self) -> Vec<Identity> {
        identity::of_table(self)
    }
}

impl BlockForm {
    /// A column by its contract name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static ColumnForm> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl CellId {
    /// A cell of table 3.
    #[must_use]
    pub const fn t3(row: &'static str, column: &'static str) -> Self {
        Self { table: TableId::Table3, row, column }
    }

    /// Finds the cell with a contract name among the official cells of all forms and the local subtotals.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let forms = [FormId::Form2021, FormId::Form2019, FormId::Hybrid, FormId::Statistics2014];
        forms
            .iter()
            .flat_map(|id| id.form().cells())
            .chain(identity::local_cells())
            .find(|cell| cell.to_string() == name)
    }

    /// The form's words for the cell, e.g. `（七）总计·自然人`, in the given form.
    #[must_use]
    pub fn label(&self, form: &Form) -> String {
        identity::cell_label(*self, form)
    }
}

/// The groups of rows of table 3 that have a label of their own, in order: （三）不予公开 to （六）其他处理.
#[must_use]
pub fn groups() -> &'static [&'static GroupForm] {
    table3::GROUPS
}

impl TableId {
    /// Prefix of the contract names of its cells.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Table2 => "t2",
            Self::Table3 => "t3",
            Self::Table4 => "t4",
            Self::Statistics2014 => "s14",
        }
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.table.prefix(), self.row)?;
        if self.column.is_empty() { Ok(()) } else { write!(f, ".{}", self.column) }
    }
}

impl Serialize for CellId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_cells_and_identities_are_those_of_the_forms() {
        let count = |id: FormId, table| id.form().table(table).map_or(0, |t| t.cells().count());
        assert_eq!(count(FormId::Form2021, TableId::Table2), 10);
        assert_eq!(count(FormId::Form2021, TableId::Table3), 175);
        assert_eq!(count(FormId::Form2021, TableId::Table4), 15);
        assert_eq!(count(FormId::Form2019, TableId::Table2), 22);
        assert_eq!(count(FormId::Form2019, TableId::Table3), 161);
        assert_eq!(count(FormId::Hybrid, TableId::Table3), 161);
        assert_eq!(count(FormId::Hybrid, TableId::Table2), 10);
        assert_eq!(FormId::Form2021.form().identities().len(), 42);
        assert_eq!(FormId::Form2019.form().identities().len(), 40);
        assert_eq!(FormId::Hybrid.form().identities().len(), 40);
        assert_eq!(FormId::Statistics2014.form().identities().len(), 7);
    }

    #[test]
    fn names_are_those_of_the_contract() {
        for name in [
            "t3.new.natural",
            "t3.denied.safety_stability.public_benefit",
            "t3.other.fee_unpaid.total",
            "t3.other.legal_service",
            "t4.suit_after_review.pending",
            "t2.regulation.issued",
            "t2.fee.amount",
            "t2.other_service.change",
            "t2.procurement.projects",
        ] {
            assert_eq!(CellId::parse(name).map(|cell| cell.to_string()).as_deref(), Some(name));
        }
        assert_eq!(CellId::parse("t3.new"), None);
        let names: Vec<_> = FormId::Form2021.form().identities().iter().map(|i| i.name.clone()).collect();
        for name in [
            "t3.balance.natural",
            "t3.handled_sum.total",
            "t3.row_total.denied.process",
            "t4.case_total.review",
        ] {
            assert!(names.iter().any(|each| each == name), "{name}");
        }
        assert_eq!(CellId::t3("handled", "natural").label(FormId::Form2021.form()), "（七）总计·自然人");
    }
}
