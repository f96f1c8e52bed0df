//! What the narrative and last year's report say about single cells.

use super::{Evidence, Expected, Source};
use crate::form::{CellId, Role, TableId};
use crate::report::Report;

impl<'a> Evidence<'a> {
    /// Gathers what is said about single cells; sums of several cells say nothing about one of them.
    #[must_use]
    pub fn gather(report: &Report, previous: Option<&'a Report>) -> Self {
        let mut expected: Vec<Expected> = crate::rules::narrative::evidence(report)
            .into_iter()
            .filter_map(|(cells, value)| match *cells.as_slice() {
                [cell] => Some(Expected { cell, value, source: Source::Narrative }),
                _ => None,
            })
            .collect();
        // Carried in is what was carried out the year before: strong on the total, weaker per column.
        let (carried_in, carried_out) = (Role::CarriedIn.row(), Role::CarriedOut.row());
        let table = report.form_data().table(TableId::Table3);
        for column in table.iter().flat_map(|table| table.blocks).flat_map(|block| block.columns) {
            let before =
                previous.and_then(|previous| previous.cells.count(CellId::new(carried_out, column.id)));
            if let Some(value) = before {
                let cell = CellId::new(carried_in, column.id);
                expected.push(Expected { cell, value, source: Source::LastYear });
            }
        }
        Self { expected, previous }
    }
}
