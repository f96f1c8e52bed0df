//! The official forms as data.
//!
//! A [`Form`] says which tables a report has, their rows and columns with the labels they carry (and the variants
//! that are not errors), what each row and column is ([`Role`], [`ColumnRole`]), the words by which a narrative names
//! them, and the identities (勾稽关系) between their cells. Nothing about a particular row is written in code elsewhere:
//! a new form is a new file here, named in the list of this one.

mod declare;
mod form2019;
mod form2021;
#[cfg(test)]
mod form2027;
mod identity;
mod ids;
mod registry;
mod roles;
mod statistics2014;
mod table3;
mod table4;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use identity::{Identity, SumKind, Term};
pub use ids::{CellId, ColumnId, RowId};
pub use registry::Vocabulary;
pub use roles::{ColumnRole, Role};

use registry::registry;

/// All forms: a new one is its file and a line here. Where nothing else decides, an earlier one is taken.
const DECLARED: &[&declare::Form] = &[
    &form2021::FORM,
    &form2019::FORM,
    &form2021::HYBRID,
    &statistics2014::FORM,
    #[cfg(test)]
    &form2027::FORM,
];

/// The form that a report uses: its number in the order of the registry, by its name in the JSON contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FormId(u8);

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

/// A form: its tables and their identities.
#[derive(Debug)]
pub struct Form {
    /// Which form this is.
    pub id: FormId,
    /// The name in the JSON contract.
    pub name: &'static str,
    /// What it is called in messages, in Chinese and in English.
    pub title: (&'static str, &'static str),
    /// The same in few words, beside the name of a report.
    pub short: (&'static str, &'static str),
    /// The first year whose reports use it.
    pub from: i32,
    /// The form that reports of these years have to use: itself, unless it is a mixture seen in real reports.
    pub official: FormId,
    /// Whether all its rows are known from an official text; what is checked on others warns at most.
    pub certain: bool,
    /// Its tables in order.
    pub tables: &'static [TableForm],
    /// By the index of a cell: its position in the order of the form.
    positions: Vec<u16>,
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
    /// The label that stands over all rows of results, without ordinal; empty where there is none.
    pub over_rows: &'static str,
    /// The label over the columns of organisations, then those that mean the same.
    pub over_columns: &'static [&'static str],
    /// The subtotal column of all organisations that some layouts add.
    pub subtotal: Option<ColumnForm>,
    sums: &'static [declare::Sum],
    identities: OnceLock<Vec<Identity>>,
    subtotals: OnceLock<Vec<Identity>>,
}

/// Part of a table with one set of columns.
#[derive(Debug, PartialEq, Eq)]
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
    /// Its number.
    pub id: RowId,
    /// Contract name within the table.
    pub name: &'static str,
    /// What it is called in English messages.
    pub english: &'static str,
    /// The ordinal as printed, without brackets or dot: `一`, `三`, `1`; empty where there is none.
    pub ordinal: &'static str,
    /// The label as the form prints it, without ordinal.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// The group that the row belongs to, for 三、本年度办理结果 those of （三） to （六）.
    pub group: Option<GroupForm>,
    /// What the row is.
    pub role: Role,
    /// What its one number is, where a column says so in other forms (被依法纠错数).
    pub counts: Option<ColumnRole>,
}

/// A group of rows with a label of its own, such as （三）不予公开.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupForm {
    /// The number of its subtotal, as a row.
    pub id: RowId,
    /// Contract name; the prefix of its rows' names.
    pub name: &'static str,
    /// What it is called in English messages.
    pub english: &'static str,
    /// The ordinal as printed, without brackets.
    pub ordinal: &'static str,
    /// The label as the form prints it, without ordinal.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
}

/// One value column of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnForm {
    /// Its number.
    pub id: ColumnId,
    /// Contract name.
    pub name: &'static str,
    /// What it is called in English messages.
    pub english: &'static str,
    /// The label as the form prints it.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// What the column is.
    pub role: ColumnRole,
    /// What its values may be.
    pub kind: ValueKind,
}

/// What the values of a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A whole number, not negative.
    Count,
    /// A whole number that may be negative (本年增/减).
    Change,
    /// An amount of money, possibly with decimals.
    Amount,
}

impl FormId {
    /// The form in use: what is taken where nothing is known.
    pub const CURRENT: Self = Self(0);

    /// All forms.
    pub fn all() -> impl Iterator<Item = Self> {
        registry().forms.iter().map(|form| form.id)
    }

    /// The form with a name of the JSON contract.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        registry().forms.iter().find(|form| form.name == name).map(|form| form.id)
    }

    /// The form itself.
    #[must_use]
    pub fn form(self) -> &'static Form {
        let forms = &registry().forms;
        // A number is only ever made from the registry.
        forms.get(usize::from(self.0)).unwrap_or_else(|| &forms[0])
    }

    /// The form that reports of a year are to use; `None` before 2014 (local tables, no common form).
    #[must_use]
    pub fn of_year(year: i32) -> Option<Self> {
        let official = registry().forms.iter().filter(|form| form.official == form.id && form.from <= year);
        official.max_by_key(|form| form.from).map(|form| form.id)
    }

    /// The name in the JSON contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.form().name
    }
}

impl Serialize for FormId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for FormId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| D::Error::custom(format!("no form is called {name}")))
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
    pub fn identities(&self) -> impl Iterator<Item = &'static Identity> + use<> {
        self.tables.iter().flat_map(TableForm::identities)
    }

    /// The position of a cell in the order of the form; `None` for cells that it does not have.
    #[must_use]
    pub fn position(&self, cell: CellId) -> Option<u16> {
        self.positions.get(cell.index()).copied().filter(|position| *position != u16::MAX)
    }

    /// Whether it has a cell, local subtotals not counted.
    #[must_use]
    pub fn has(&self, cell: CellId) -> bool {
        self.position(cell).is_some()
    }

    /// A row by its number.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<&'static RowForm> {
        self.tables.iter().find_map(|table| table.row(id))
    }

    /// The block that holds a row.
    #[must_use]
    pub fn block_of(&self, row: RowId) -> Option<&'static BlockForm> {
        self.tables.iter().find_map(|table| table.block_of(row))
    }

    /// The column of a cell, as the block of its row has it; for a subtotal, as the table has it.
    #[must_use]
    pub fn column(&self, cell: CellId) -> Option<&'static ColumnForm> {
        let block = self.block_of(cell.row());
        let own = block.and_then(|block| block.column(cell.column()));
        let table = || self.tables.iter().find(|table| table.id == cell.table());
        own.or_else(|| table()?.column(cell.column()))
    }

    /// The cell with these roles, where the form has one.
    #[must_use]
    pub fn cell(&self, role: Role, column: ColumnRole) -> Option<CellId> {
        self.tables.iter().flat_map(|table| table.blocks).find_map(|block| {
            block.rows.iter().filter(|row| row.role == role).find_map(|row| {
                let found = block.columns.iter().find(|each| row.counts.unwrap_or(each.role) == column)?;
                Some(CellId::new(row.id, found.id))
            })
        })
    }

    /// What the row is called in English messages; of a group, `denied, subtotal`.
    #[must_use]
    pub fn row_english(&self, id: RowId) -> String {
        if let Some(row) = self.row(id) {
            return row.english();
        }
        let group = self.tables.iter().flat_map(TableForm::groups).find(|group| group.id == id);
        group.map_or_else(|| in_words("", id.name()), |group| format!("{}, subtotal", group.english()))
    }

    /// The row's label with its ordinal; of a group, `（三）不予公开小计`.
    #[must_use]
    pub fn row_label(&self, id: RowId) -> String {
        if let Some(row) = self.row(id) {
            return row.full_label();
        }
        let group = self.tables.iter().flat_map(TableForm::rows).filter_map(|row| row.group);
        let group = group.into_iter().find(|group| group.id == id);
        group.map_or_else(|| id.name().to_owned(), |group| format!("{}小计", group.full_label()))
    }
}

impl TableForm {
    /// The sums that must hold.
    pub fn identities(&self) -> &[Identity] {
        self.identities.get_or_init(|| identity::of_table(self, self.sums))
    }

    /// The sums of the subtotals that some layouts add, in rows and columns.
    pub fn subtotals(&self) -> &[Identity] {
        self.subtotals.get_or_init(|| identity::subtotals(self))
    }

    /// All official cells of the table in order.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + use<> {
        self.blocks.iter().flat_map(BlockForm::cells)
    }

    /// All rows of all blocks in order.
    pub fn rows(&self) -> impl Iterator<Item = &'static RowForm> + use<> {
        self.blocks.iter().flat_map(|block| block.rows.iter())
    }

    /// The groups of its rows in order.
    pub fn groups(&self) -> impl Iterator<Item = GroupForm> + use<> {
        let mut last = None;
        self.rows().filter_map(|row| row.group).filter(move |group| last.replace(group.id) != Some(group.id))
    }

    /// The block that holds a row.
    #[must_use]
    pub fn block_of(&self, row: RowId) -> Option<&'static BlockForm> {
        self.blocks.iter().find(|block| block.rows.iter().any(|each| each.id == row))
    }

    /// A row by its number.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<&'static RowForm> {
        self.rows().find(|row| row.id == id)
    }

    /// A column of one of its blocks, or the local subtotal.
    #[must_use]
    pub fn column(&'static self, id: ColumnId) -> Option<&'static ColumnForm> {
        let subtotal = self.subtotal.as_ref().filter(|column| column.id == id);
        self.blocks.iter().find_map(|block| block.column(id)).or(subtotal)
    }

    /// Cells that only local layouts have: the subtotal column, and subtotal rows of the groups.
    pub fn local_cells(&self) -> impl Iterator<Item = CellId> + use<> {
        let subtotal = self.subtotal.map(|column| column.id);
        let rows = self.rows();
        let of_groups = self.blocks.iter().flat_map(move |block| {
            let columns = block.columns.iter().map(|column| column.id).chain(subtotal);
            let groups: Vec<RowId> =
                block.rows.iter().filter_map(|row| row.group).map(|group| group.id).collect();
            columns
                .flat_map(move |column| groups.clone().into_iter().map(move |row| CellId::new(row, column)))
        });
        rows.flat_map(move |row| subtotal.map(|column| CellId::new(row.id, column)))
            .chain(of_groups.filter(move |_| subtotal.is_some()))
    }
}

impl BlockForm {
    /// A column by its number.
    #[must_use]
    pub fn column(&self, id: ColumnId) -> Option<&'static ColumnForm> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The column with a role.
    #[must_use]
    pub fn column_with(&self, role: ColumnRole) -> Option<ColumnId> {
        self.columns.iter().find(|column| column.role == role).map(|column| column.id)
    }

    /// All its cells in order.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + use<> {
        let columns = self.columns;
        self.rows.iter().flat_map(move |row| columns.iter().map(move |column| CellId::new(row.id, column.id)))
    }
}

/// A contract name read as words, for what the form gives no English word for.
fn in_words(english: &'static str, name: &str) -> String {
    if english.is_empty() { name.replace('_', " ").replace('.', ": ") } else { english.to_owned() }
}

impl ColumnForm {
    /// What it is called in English messages.
    #[must_use]
    pub fn english(&self) -> String {
        in_words(self.english, self.name)
    }
}

impl RowForm {
    /// What it is called in English messages, with its group: `denied: state secret`.
    #[must_use]
    pub fn english(&self) -> String {
        let own = in_words(self.english, self.name);
        match self.group {
            Some(group) if !group.english.is_empty() => format!("{}: {own}", group.english),
            _ => own,
        }
    }

    /// The label with its ordinal as the form prints it: `一、本年新收…`, `（七）总计`, `1.属于国家秘密`.
    #[must_use]
    pub fn full_label(&self) -> String {
        match self.ordinal {
            "" => self.label.to_owned(),
            digits if digits.starts_with(|c: char| c.is_ascii_digit()) => format!("{digits}.{}", self.label),
            top if self.role.stands_alone() => format!("{top}、{}", self.label),
            inner => format!("（{inner}）{}", self.label),
        }
    }
}

impl GroupForm {
    /// What it is called in English messages.
    #[must_use]
    pub fn english(&self) -> String {
        in_words(self.english, self.name)
    }

    /// The label with its ordinal as the form prints it: `（三）不予公开`, `行政诉讼`.
    #[must_use]
    pub fn full_label(&self) -> String {
        if self.ordinal.is_empty() {
            self.label.to_owned()
        } else {
            format!("（{}）{}", self.ordinal, self.label)
        }
    }
}

/// The different tables of one kind among all forms, each once, in the order of the registry.
#[must_use]
pub fn tables(id: TableId) -> &'static [&'static TableForm] {
    let all = registry().different.iter();
    all.filter(|(each, _)| *each == id).map(|(_, tables)| tables.as_slice()).next().unwrap_or_default()
}

/// The words by which narratives name rows and columns, of all forms.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    &registry().vocabulary
}

impl TableForm {
    /// Whether another form's table has the same blocks.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        // The registry makes equal tables of equal parts.
        std::ptr::eq(self.blocks, other.blocks)
    }
}

impl TableId {
    /// All tables.
    pub const ALL: [Self; 4] = [Self::Table2, Self::Table3, Self::Table4, Self::Statistics2014];

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
