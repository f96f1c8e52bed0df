//! Identities: the sums between cells that a form demands.

use serde::Serialize;

use super::{CellId, Form, GroupForm, ORGANISATIONS, Role, RowForm, Rows, Sum, TableForm, TableId};

/// A sum that must hold: the total of the left terms = the total of the right terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Contract name, e.g. `t3.balance.natural`.
    pub name: String,
    /// Name of the rule that reports a break.
    pub rule: &'static str,
    /// Left side. For a sum of parts this is the total.
    pub left: Vec<Term>,
    /// Right side.
    pub right: Vec<Term>,
}

/// One cell in an identity, counted once with a positive sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Term {
    /// The cell.
    pub cell: CellId,
}

impl Identity {
    /// All cells, left side first.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + '_ {
        self.left.iter().chain(&self.right).map(|term| term.cell)
    }

    /// +1 for a cell on the left, −1 on the right, 0 elsewhere.
    #[must_use]
    pub fn sign(&self, cell: CellId) -> i64 {
        if self.left.iter().any(|term| term.cell == cell) {
            1
        } else if self.right.iter().any(|term| term.cell == cell) {
            -1
        } else {
            0
        }
    }
}

/// All identities of a table.
pub(super) fn of_table(table: &TableForm) -> Vec<Identity> {
    let id = table.id;
    let terms = |rows: &mut dyn Iterator<Item = &'static str>, column: &'static str| -> Vec<Term> {
        rows.map(|row| Term { cell: CellId { table: id, row, column } }).collect()
    };
    let mut identities = Vec::new();
    for sum in table.sums {
        for block in table.blocks {
            match sum {
                Sum::Down { rule, family, left, right } => {
                    let here = |row: &RowForm| left.contains(&row.name);
                    if !block.rows.iter().any(here) {
                        continue;
                    }
                    for column in block.columns {
                        let right = match right {
                            Rows::Named(rows) => terms(&mut rows.iter().copied(), column.name),
                            Rows::Details => terms(
                                &mut block
                                    .rows
                                    .iter()
                                    .filter(|row| row.role == Role::Detail)
                                    .map(|row| row.name),
                                column.name,
                            ),
                        };
                        let left = terms(&mut left.iter().copied(), column.name);
                        let name = if column.name.is_empty() {
                            format!("{}.{family}", id.prefix())
                        } else {
                            format!("{}.{family}.{}", id.prefix(), column.name)
                        };
                        identities.push(Identity { name, rule, left, right });
                    }
                }
                Sum::Across { rule, family, total, parts } => {
                    for row in block.rows {
                        let term =
                            |column: &'static str| Term { cell: CellId { table: id, row: row.name, column } };
                        identities.push(Identity {
                            name: format!("{}.{family}.{}", id.prefix(), row.name),
                            rule,
                            left: vec![term(total)],
                            right: parts.iter().map(|column| term(column)).collect(),
                        });
                    }
                }
            }
        }
    }
    identities
}

/// Identities of the subtotals that some layouts add to table 3, over the cells for which `present` is true.
///
/// Names: `t3.subtotal.<row>` for the subtotal column of organisations, `t3.subtotal.<group>.<column>` for a subtotal
/// row of a group.
#[must_use]
pub fn subtotals(table: &TableForm, present: &dyn Fn(CellId) -> bool) -> Vec<Identity> {
    const PARTS: [&str; 5] = ["commercial", "research", "public_benefit", "legal_service", "other_org"];
    let id = table.id;
    let mut identities = Vec::new();
    let cell = |row, column| CellId { table: id, row, column };
    for row in table.rows() {
        let total = cell(row.name, ORGANISATIONS.name);
        if present(total) {
            identities.push(Identity {
                name: format!("t3.subtotal.{}", row.name),
                rule: "t3-subtotal",
                left: vec![Term { cell: total }],
                right: PARTS.iter().map(|column| Term { cell: cell(row.name, column) }).collect(),
            });
        }
    }
    for block in table.blocks {
        for group in super::table3::GROUPS {
            let rows: Vec<&RowForm> = block.rows.iter().filter(|row| row.group == Some(*group)).collect();
            if rows.is_empty() {
                continue;
            }
            for column in block.columns.iter().map(|column| column.name).chain([ORGANISATIONS.name]) {
                let total = cell(group.name, column);
                if present(total) {
                    identities.push(Identity {
                        name: format!("t3.subtotal.{}.{column}", group.name),
                        rule: "t3-subtotal",
                        left: vec![Term { cell: total }],
                        right: rows.iter().map(|row| Term { cell: cell(row.name, column) }).collect(),
                    });
                }
            }
        }
    }
    identities
}

/// Cells that only local layouts have: the subtotal column, and subtotal rows of the groups.
pub(super) fn local_cells() -> impl Iterator<Item = CellId> {
    let rows = super::FormId::Form2021.form().table(TableId::Table3).into_iter().flat_map(TableForm::rows);
    let columns = super::table3::COLUMNS.iter().map(|column| column.name).chain([ORGANISATIONS.name]);
    rows.map(|row| CellId::t3(row.name, ORGANISATIONS.name)).chain(
        super::table3::GROUPS
            .iter()
            .flat_map(move |group| columns.clone().map(move |column| CellId::t3(group.name, column))),
    )
}

/// The form's words for a cell: row and column joined by `·`.
pub(super) fn cell_label(cell: CellId, form: &Form) -> String {
    let Some(table) = form.table(cell.table) else { return cell.to_string() };
    let row_label = match table.row(cell.row) {
        Some(row) => row.full_label(),
        None => super::table3::GROUPS
            .iter()
            .find(|group| group.name == cell.row)
            .map_or_else(|| cell.row.to_owned(), |group| format!("{}小计", group.full_label())),
    };
    let column_label = table
        .blocks
        .iter()
        .find_map(|block| block.column(cell.column))
        .or(Some(&ORGANISATIONS).filter(|column| column.name == cell.column))
        .map_or("", |column| column.label);
    if column_label.is_empty() { row_label } else { format!("{row_label}·{column_label}") }
}

impl RowForm {
    /// The label with its ordinal as the form prints it: `一、本年新收…`, `（七）总计`, `1.属于国家秘密`.
    #[must_use]
    pub fn full_label(&self) -> String {
        match self.ordinal {
            "" => self.label.to_owned(),
            digits if digits.starts_with(|c: char| c.is_ascii_digit()) => format!("{digits}.{}", self.label),
            top if self.role == Role::Plain && self.name != "handled" => format!("{top}、{}", self.label),
            inner => format!("（{inner}）{}", self.label),
        }
    }
}

impl GroupForm {
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
