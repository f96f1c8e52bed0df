//! Identities: the sums between cells that a form demands.

use serde::Serialize;

use super::declare::{Over, Sum};
use super::{BlockForm, CellId, ColumnId, ColumnRole, Role, RowId, TableForm};

/// A sum that must hold: the total of the left terms = the total of the right terms.
#[derive(Debug, PartialEq, Eq)]
pub struct Identity {
    /// Contract name, e.g. `t3.balance.natural`.
    pub name: String,
    /// Name of the rule that reports a break.
    pub rule: &'static str,
    /// What is added up.
    pub kind: SumKind,
    /// Left side. For a sum of parts this is the total.
    pub left: Vec<Term>,
    /// Right side.
    pub right: Vec<Term>,
}

/// What a sum adds up. The order is that in which blanks are looked at: a total is first of all what its own row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SumKind {
    /// The columns of a row.
    Row,
    /// The parts of a local subtotal.
    Subtotal,
    /// The results of requests.
    Results,
    /// Anything else down a column.
    Column,
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

fn terms(rows: &[RowId], column: ColumnId) -> Vec<Term> {
    rows.iter().map(|row| Term { cell: CellId::new(*row, column) }).collect()
}

/// All identities of a table.
pub(super) fn of_table(table: &TableForm, sums: &[Sum]) -> Vec<Identity> {
    let mut identities = Vec::new();
    for sum in sums {
        for block in table.blocks {
            match sum.over {
                Over::Columns => across(table, block, sum, &mut identities),
                _ => down(table, block, sum, &mut identities),
            }
        }
    }
    identities
}

/// In each row: the total = the sum of the other columns.
fn across(table: &TableForm, block: &BlockForm, sum: &Sum, identities: &mut Vec<Identity>) {
    let Some(total) = block.column_with(ColumnRole::Total) else { return };
    for row in block.rows {
        let term = |column| Term { cell: CellId::new(row.id, column) };
        let parts = block.columns.iter().map(|column| column.id).filter(|column| *column != total);
        identities.push(Identity {
            name: format!("{}.{}.{}", table.id.prefix(), sum.family, row.name),
            rule: sum.rule,
            kind: SumKind::Row,
            left: vec![term(total)],
            right: parts.map(term).collect(),
        });
    }
}

/// In each column: some rows = other rows.
fn down(table: &TableForm, block: &BlockForm, sum: &Sum, identities: &mut Vec<Identity>) {
    let select = |wanted: &dyn Fn(Role, &str) -> bool| -> Vec<RowId> {
        block.rows.iter().filter(|row| wanted(row.role, row.name)).map(|row| row.id).collect()
    };
    let (left, right) = match sum.over {
        Over::Balance(left, right) => {
            (select(&|role, _| left.contains(&role)), select(&|role, _| right.contains(&role)))
        }
        Over::Results(total) => (select(&|role, _| role == total), select(&|role, _| role.is_result())),
        Over::Rows(total, parts) => {
            (select(&|_, name| name == total), select(&|_, name| parts.contains(&name)))
        }
        Over::Columns => return,
    };
    if left.is_empty() {
        return;
    }
    let kind = if matches!(sum.over, Over::Results(_)) { SumKind::Results } else { SumKind::Column };
    for column in block.columns {
        let dot = if column.name.is_empty() { "" } else { "." };
        identities.push(Identity {
            name: format!("{}.{}{dot}{}", table.id.prefix(), sum.family, column.name),
            rule: sum.rule,
            kind,
            left: terms(&left, column.id),
            right: terms(&right, column.id),
        });
    }
}

/// Identities of the subtotals that some layouts add to table 3.
///
/// Names: `t3.subtotal.<row>` for the subtotal column of organisations, `t3.subtotal.<group>.<column>` for a subtotal
/// row of a group.
pub(super) fn subtotals(table: &TableForm) -> Vec<Identity> {
    let Some(subtotal) = table.subtotal else { return Vec::new() };
    let mut identities = Vec::new();
    let mut add = |name: &str, total: CellId, right: Vec<Term>| {
        identities.push(Identity {
            name: format!("{}.subtotal.{name}", table.id.prefix()),
            rule: "t3-subtotal",
            kind: SumKind::Subtotal,
            left: vec![Term { cell: total }],
            right,
        });
    };
    for block in table.blocks {
        for row in block.rows {
            let parts = block.columns.iter().filter(|column| column.role.is_organisation());
            let right = parts.map(|column| Term { cell: CellId::new(row.id, column.id) }).collect();
            add(row.name, CellId::new(row.id, subtotal.id), right);
        }
    }
    for block in table.blocks {
        for group in table.groups() {
            let rows: Vec<RowId> = block
                .rows
                .iter()
                .filter(|row| row.group.is_some_and(|own| own.id == group.id))
                .map(|row| row.id)
                .collect();
            for column in block.columns.iter().chain([&subtotal]) {
                let name = format!("{}.{}", group.name, column.name);
                add(&name, CellId::new(group.id, column.id), terms(&rows, column.id));
            }
        }
    }
    identities
}
