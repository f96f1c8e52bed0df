//! How a form is declared: one constant table of plain values. What the program works with is made from it, see
//! [`super::registry`].

use super::{ColumnRole, Role, TableId, ValueKind};

/// A form.
#[derive(Debug)]
pub struct Form {
    /// Name in the JSON contract.
    pub name: &'static str,
    /// What it is called in messages, in Chinese and in English.
    pub title: (&'static str, &'static str),
    /// The same in few words, beside the name of a report.
    pub short: (&'static str, &'static str),
    /// The first year whose reports use it.
    pub from: i32,
    /// The form that reports of its years have to use, where it is not this one: real reports mix forms.
    pub instead_of: Option<&'static str>,
    /// Whether all its rows are known from an official text; what is checked on others warns at most.
    pub certain: bool,
    /// Its tables in order.
    pub tables: &'static [Table],
}

/// A table of a form.
#[derive(Debug)]
pub struct Table {
    /// Which table it is.
    pub id: TableId,
    /// The heading of its section as the form prints it.
    pub title: &'static str,
    /// Its blocks in order.
    pub blocks: &'static [Block],
    /// The sums that must hold.
    pub sums: &'static [Sum],
    /// The subtotal column that some layouts add.
    pub subtotal: Option<Column>,
    /// The label that stands over all rows of results, without ordinal.
    pub over_rows: &'static str,
    /// The label over the columns of organisations, then those that mean the same.
    pub over_columns: &'static [&'static str],
    /// Words of the narrative for several rows together: the names of the rows, and the words with spaces between.
    pub phrases: &'static [(&'static [&'static str], &'static str)],
}

/// Part of a table with one set of columns.
#[derive(Debug)]
pub struct Block {
    /// The line above the block; empty where there is none.
    pub heading: &'static str,
    /// Rows in order.
    pub rows: &'static [Row],
    /// Value columns in order.
    pub columns: &'static [Column],
    /// All rows stand side by side in one line of values.
    pub side_by_side: bool,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Contract name within the table.
    pub name: &'static str,
    /// What it is called in English messages; its name in words where nothing is said.
    pub english: &'static str,
    /// The ordinal as printed, without brackets or dot.
    pub ordinal: &'static str,
    /// The label as printed, without ordinal.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// The words by which a narrative names it, with spaces between.
    pub words: &'static str,
    /// The group that it belongs to.
    pub group: Option<&'static Group>,
    /// What it is.
    pub role: Role,
    /// What its one number is, where a column says so in other forms (被依法纠错数).
    pub counts: Option<ColumnRole>,
}

/// A group of rows with a label of its own.
#[derive(Debug)]
pub struct Group {
    /// Contract name; the prefix of its rows' names.
    pub name: &'static str,
    /// What it is called in English messages; its name in words where nothing is said.
    pub english: &'static str,
    /// The ordinal as printed, without brackets.
    pub ordinal: &'static str,
    /// The label as printed, without ordinal.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// The words by which a narrative names it, with spaces between.
    pub words: &'static str,
    /// What it is.
    pub role: Role,
}

/// A value column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Contract name.
    pub name: &'static str,
    /// What it is called in English messages; its name in words where nothing is said.
    pub english: &'static str,
    /// The label as printed.
    pub label: &'static str,
    /// Labels that mean the same and are not errors.
    pub variants: &'static [&'static str],
    /// The words by which a narrative names it, with spaces between.
    pub words: &'static str,
    /// What it is.
    pub role: ColumnRole,
    /// What its values may be.
    pub kind: ValueKind,
}

/// A family of sums, one identity for each row or column.
#[derive(Debug)]
pub struct Sum {
    /// Rule that reports a break.
    pub rule: &'static str,
    /// Middle part of the identity's name: `t3.<family>.<column>`.
    pub family: &'static str,
    /// What is summed.
    pub over: Over,
}

/// What a sum adds up.
#[derive(Debug)]
pub enum Over {
    /// In each column: the sum of the rows with the first roles = the sum of the rows with the second.
    Balance(&'static [Role], &'static [Role]),
    /// In each column: the row with this role = the sum of all results.
    Results(Role),
    /// In each row: the total column = the sum of the other columns.
    Columns,
    /// In each column: the first row = the sum of the rows after it, by their names.
    Rows(&'static str, &'static [&'static str]),
}

/// What a row is that nothing else is said of.
pub const ROW: Row = Row {
    name: "",
    english: "",
    ordinal: "",
    label: "",
    variants: &[],
    words: "",
    group: None,
    role: Role::Plain,
    counts: None,
};

/// What a column is that nothing else is said of.
pub const COLUMN: Column = Column {
    name: "",
    english: "",
    label: "",
    variants: &[],
    words: "",
    role: ColumnRole::Plain,
    kind: ValueKind::Count,
};

/// What a table is that nothing else is said of.
pub const UNNAMED: Table = Table {
    id: TableId::Table2,
    title: "",
    blocks: &[],
    sums: &[],
    subtotal: None,
    over_rows: "",
    over_columns: &[],
    phrases: &[],
};

impl Row {
    /// The same row with what it is called in English.
    pub const fn english(self, english: &'static str) -> Self {
        Self { english, ..self }
    }
}

impl Group {
    /// The same group with what it is called in English.
    pub const fn english(self, english: &'static str) -> Self {
        Self { english, ..self }
    }
}

impl Column {
    /// The same column with what it is called in English.
    pub const fn english(self, english: &'static str) -> Self {
        Self { english, ..self }
    }
}

impl Form {
    /// Fails to compile where a sum or a phrase names a row that its table does not have.
    pub const fn verify(&self) {
        let mut at = 0;
        while at < self.tables.len() {
            self.tables[at].verify();
            at += 1;
        }
    }
}

impl Table {
    /// Whether another table is declared with the very same blocks.
    pub fn shares_blocks_with(&self, other: &Self) -> bool {
        std::ptr::eq(self.blocks, other.blocks)
    }

    const fn verify(&self) {
        let mut at = 0;
        while at < self.sums.len() {
            if let Over::Rows(total, parts) = &self.sums[at].over {
                assert!(self.has(total), "a sum names a row that the table does not have");
                self.verify_all(parts);
            }
            at += 1;
        }
        let mut at = 0;
        while at < self.phrases.len() {
            self.verify_all(self.phrases[at].0);
            at += 1;
        }
    }

    const fn verify_all(&self, names: &[&str]) {
        let mut at = 0;
        while at < names.len() {
            assert!(self.has(names[at]), "the table has no row of this name");
            at += 1;
        }
    }

    const fn has(&self, name: &str) -> bool {
        let mut block = 0;
        while block < self.blocks.len() {
            let rows = self.blocks[block].rows;
            let mut at = 0;
            while at < rows.len() {
                if equal(rows[at].name, name) {
                    return true;
                }
                at += 1;
            }
            block += 1;
        }
        false
    }
}

const fn equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}
