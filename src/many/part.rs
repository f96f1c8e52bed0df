//! One report among many: as much of it as sums and lists need.

use std::collections::BTreeMap;

use crate::form::{CellId, ColumnRole, FormId, Role, ValueKind};
use crate::outcome::{CellInfo, Outcome, Severity, Status};
use crate::report::{CellState, Number};

/// What a part has in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// A number that is sure.
    Number(Number),
    /// Nothing is written, which stands for 0.
    Blank,
    /// Not there, not readable, or blank where the part's own sums say that it is not 0.
    Unread,
}

/// One report among many.
#[derive(Debug, Clone)]
pub struct Part {
    /// The name of its file.
    pub name: String,
    /// The organ.
    pub organ: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
    /// The form used.
    pub form: Option<FormId>,
    /// Its own verdict.
    pub status: Status,
    /// Its first error, as a sentence.
    pub error: Option<String>,
    pub(super) cells: BTreeMap<CellId, Reading>,
}

impl Part {
    /// What a check found.
    #[must_use]
    pub fn new(outcome: &Outcome) -> Self {
        let report = &outcome.report;
        let proven = |name: &str| outcome.blanks.iter().any(|blank| blank.cell == name && blank.to != 0);
        let cells = report.cells.iter().filter_map(|(name, cell)| {
            let id = CellId::parse(name)?;
            let reading = reading(id, cell, report.form);
            let open = reading == Reading::Blank && proven(name);
            Some((id, if open { Reading::Unread } else { reading }))
        });
        let error = outcome.findings.iter().find(|finding| finding.severity == Severity::Error);
        Self {
            name: outcome.input.name.clone().unwrap_or_default(),
            organ: report.organ.clone(),
            year: report.year,
            form: report.form,
            status: outcome.status,
            error: error.map(|finding| finding.message.clone()),
            cells: cells.collect(),
        }
    }

    /// What stands in a cell.
    #[must_use]
    pub fn reading(&self, cell: CellId) -> Reading {
        self.cells.get(&cell).copied().unwrap_or(Reading::Unread)
    }

    /// Whether it is a report whose tables can be added up.
    #[must_use]
    pub fn can_be_added(&self) -> bool {
        self.form.is_some()
            && !matches!(self.status, Status::NotAReport | Status::NotChecked | Status::NotFilledIn)
    }
}

fn reading(id: CellId, cell: &CellInfo, form: Option<FormId>) -> Reading {
    let column = form.and_then(|form| form.form().column(id));
    let amount = column.is_some_and(|column| column.kind == ValueKind::Amount);
    // Amounts of procurement have no fixed unit, and one with a unit of its own may have another than the form's.
    let without_unit = id.row().role() == Role::Procurement && id.column().role() == ColumnRole::Amount;
    let own_unit = cell.raw.contains(['元', '亿']) && !cell.raw.contains("万元");
    match (cell.value, cell.state) {
        _ if !cell.sure => Reading::Unread,
        (Some(_), _) if amount && (without_unit || own_unit) => Reading::Unread,
        (Some(value), _) => Reading::Number(value),
        (None, CellState::Blank | CellState::Placeholder) => Reading::Blank,
        (None, _) => Reading::Unread,
    }
}
