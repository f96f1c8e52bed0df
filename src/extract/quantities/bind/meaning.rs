//! From the label of a number to the cells that it must equal.

use crate::form::{CellId, ColumnRole, Role, RowId};

use crate::extract::quantities::cells::{case_cells, disclosure_cell, request_cells};
use crate::extract::quantities::context::{State, Topic};
use crate::extract::quantities::labels::{Label, RequestKind};
use crate::extract::quantities::whose::Reporter;
use crate::extract::quantities::{Class, Reason, Strength};

use super::{Meaning, Reader};

impl<'a> Reader<'a> {
    /// The meaning of a label, and what it means for the numbers that follow.
    pub(super) fn meaning(&self, mut state: State, label: Label, named: bool) -> (State, Meaning) {
        let form = self.setting.form;
        // 受理19件，其中11件办结，8件撤回: what was withdrawn may be counted as closed or not.
        let slight = self.withdrawn && matches!(&label, Label::Request { kind: RequestKind::Closed, .. });
        let (readings, class, clear) = match label {
            Label::Channel => return (state, Meaning::unbound(Class::Channel, Reason::Class)),
            Label::Request { rows, column, kind } => {
                match kind {
                    RequestKind::Received | RequestKind::ReceivedNew | RequestKind::Handled => {
                        state.received = true;
                    }
                    RequestKind::CarriedIn => state.carried_in = true,
                    RequestKind::Closed => state.closed = true,
                    _ => {}
                }
                state.organisations = column.role().is_organisation();
                let base = !matches!(
                    kind,
                    RequestKind::Result
                        | RequestKind::Applicant
                        | RequestKind::CarriedIn
                        | RequestKind::CarriedOut
                );
                let aside = state.depth > 0;
                if base && column.is_total() && !aside {
                    state.rows.clone_from(&rows);
                }
                if kind != RequestKind::Applicant && column.is_total() && !aside {
                    state.last_rows.clone_from(&rows);
                }
                let cells = |names: &Vec<RowId>| -> Vec<CellId> {
                    names.iter().flat_map(|row| request_cells(form, *row, column)).collect()
                };
                let mut readings: Vec<Vec<CellId>> =
                    rows.iter().map(cells).filter(|reading| !reading.is_empty()).collect();
                if rows.iter().any(|names| names == &[Role::Handled.row()]) {
                    // 办结 and 答复 are two rows in the table of 2014.
                    let closed = form.form().cell(Role::Closed, ColumnRole::Total);
                    readings.extend(closed.map(|cell| vec![cell]));
                }
                readings.dedup();
                let class = match kind {
                    RequestKind::Result => Class::Result,
                    _ if !column.is_total() => Class::Applicant,
                    _ => Class::Requests,
                };
                (readings, class, kind != RequestKind::Handled)
            }
            Label::Case { cases, columns } => {
                state.cases = cases;
                state.sentence_cases = state.sentence_cases.with(cases);
                if !state.about {
                    state.run = Topic::Alien;
                    return (state, Meaning::unbound(Class::Other, Reason::OtherCases));
                }
                let class = if columns.is_empty() { Class::Case } else { Class::CaseResult };
                let columns = if columns.is_empty() { vec![ColumnRole::Total.column()] } else { columns };
                let cells = case_cells(form, cases, &columns);
                ((!cells.is_empty()).then_some(cells).into_iter().collect(), class, true)
            }
            Label::Document { row, column } => (
                disclosure_cell(form, row, column).map(|cell| vec![cell]).into_iter().collect(),
                Class::Disclosure,
                true,
            ),
            Label::Fee => (
                form.form().cell(Role::Fee, ColumnRole::Amount).map(|cell| vec![cell]).into_iter().collect(),
                Class::Disclosure,
                true,
            ),
            Label::Decision(row) => (
                disclosure_cell(form, row, ColumnRole::Decisions.column())
                    .map(|cell| vec![cell])
                    .into_iter()
                    .collect(),
                Class::Disclosure,
                true,
            ),
        };
        if state.other_scope {
            return (state, Meaning::unbound(class, Reason::OtherScope));
        }
        let whole = self.setting.organ.kind != Reporter::Government || state.named_scope;
        // The full list of rows of the table of 2014 is not known from an official text: what is checked on it warns.
        let official = form.form().certain;
        let certain = named && clear && official && !readings.is_empty();
        let strength = match (slight, certain, whole) {
            (true, _, _) => Strength::Slight,
            (_, true, true) => Strength::Certain,
            (_, true, false) => Strength::Understood,
            _ => Strength::Likely,
        };
        (state, Meaning { readings, class, strength, reason: Reason::NoCell })
    }
}
