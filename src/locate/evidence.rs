//! What the narrative and last year's report say about cells.

use std::collections::HashMap;

use super::{Evidence, Hint, HintSource};
use crate::form::{CellId, ColumnRole, Role, TableId};
use crate::report::Report;
use crate::report::narrative::{Claim, Strength};
use crate::text::numerals::Precision;

impl<'a> Evidence<'a> {
    /// Gathers what is said about cells and their sums.
    #[must_use]
    pub fn gather(report: &Report, previous: Option<&'a Report>) -> Self {
        let mut expected: Vec<Hint> = said(report)
            .into_iter()
            .map(|(cells, value)| Hint { cells, value, source: HintSource::Narrative })
            .collect();
        // Carried in is what was carried out the year before: strong on the total, weaker per column.
        let (carried_in, carried_out) = (Role::CarriedIn.row(), Role::CarriedOut.row());
        let table = report.form_data().table(TableId::Table3);
        for column in table.iter().flat_map(|table| table.blocks).flat_map(|block| block.columns) {
            let before =
                previous.and_then(|previous| previous.cells.count(CellId::new(carried_out, column.id)));
            if let Some(value) = before {
                let cell = CellId::new(carried_in, column.id);
                expected.push(Hint { cells: vec![cell], value, source: HintSource::LastYear });
            }
        }
        Self { expected, previous }
    }
}

/// Sums of cells with the number that the narrative gives for them: evidence for which cell is wrong.
///
/// Only exact numbers that are bound in one way, and that the text does not contradict itself about. A number received
/// that may include those carried in is one of new requests where none were carried in.
fn said(report: &Report) -> Vec<(Vec<CellId>, i64)> {
    let none_carried_in = report
        .cells
        .get(CellId::new(Role::CarriedIn.row(), ColumnRole::Total.column()))
        .is_some_and(|cell| cell.sure && (cell.is_blank() || cell.count() == Some(0)));
    let mut said: HashMap<&[CellId], Option<i64>> = HashMap::new();
    let mut order = Vec::new();
    for quantity in report.narrative.quantities.iter().filter(|each| each.strength > Strength::Slight) {
        let reading = match quantity.readings.as_slice() {
            [reading] => reading,
            [new @ .., both]
                if new.len() == 1 && both.iter().any(|cell| cell.row().role() == Role::CarriedIn) =>
            {
                let Some(new) = new.first().filter(|_| none_carried_in) else { continue };
                new
            }
            _ => continue,
        };
        let says = matches!(quantity.claim, Claim::Number | Claim::Nothing);
        let exact = quantity.numeral.precision == Precision::Exact && quantity.numeral.after_space.is_none();
        let Some(value) = quantity.numeral.integer().filter(|_| exact && says) else { continue };
        let entry = said.entry(reading.as_slice()).or_insert_with(|| {
            order.push(reading.as_slice());
            Some(value)
        });
        if *entry != Some(value) {
            *entry = None;
        }
    }
    order
        .into_iter()
        .filter_map(|reading| said.get(reading).copied().flatten().map(|value| (reading.to_vec(), value)))
        .collect()
}
