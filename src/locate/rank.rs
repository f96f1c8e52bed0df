//! Which of several explanations of the same size comes first: how people err, and what is said elsewhere.

use super::candidate::Candidate;
use super::compound::Shape;
use super::model::Model;
use super::repeated::{counted_twice, taken_over};
use super::{Evidence, HintSource, typing};
use crate::form::{CellId, Role};

/// The lower, the more plausible. Only explanations of the same size are compared.
pub(super) fn score(model: &Model, candidate: &Candidate, evidence: &Evidence) -> i32 {
    let mut score = 0;
    let changes = &candidate.changes;
    let follow = candidate.follows();
    for &(variable, to) in changes {
        let said = said_elsewhere(model, variable, to, evidence);
        // Who writes the text takes the totals from the table: that it repeats them says little for them.
        score += if follow { said.min(0) } else { said };
        if !model.is_sure(variable) {
            // What was hard to read is more likely to be read wrongly.
            score -= 4;
            if model.readings.get(variable).is_some_and(|readings| readings.contains(&to)) {
                score -= 6;
            }
        }
    }
    match &candidate.compound {
        Some(hypothesis) => {
            // Where the same change has another name, that comes first: no measure of how likely it is.
            score += match hypothesis.kind {
                Shape::TotalsFollow { partner, .. } if partner.role() == Role::New => COUNTED,
                // What is carried over is known from another report.
                Shape::TotalsFollow { .. } => CARRIED,
                _ => hypothesis.distance,
            };
            if matches!(
                hypothesis.kind,
                Shape::Row { .. } | Shape::Column { .. } | Shape::TotalsFollow { .. }
            ) {
                // Counted by their cells, so compared with as many single cells.
                for &(variable, to) in &hypothesis.changes {
                    score += single(model, variable, to, evidence);
                }
                score -= 5;
            }
            for &(variable, to) in &candidate.cells {
                score += single(model, variable, to, evidence);
            }
        }
        None => {
            for &(variable, to) in changes {
                score += single(model, variable, to, evidence);
            }
            let mut rows = changes.iter().filter_map(|&(variable, _)| model.cell(variable).map(CellId::row));
            let first = rows.next();
            if changes.len() > 1 && rows.all(|row| Some(row) == first) {
                // One row wrong in itself consistently: one slip, carried over into the total.
                score -= 3;
            }
        }
    }
    score
}

/// What speaks against a total and the number of new requests being wrong together: as much as against a whole row.
const COUNTED: i32 = 2;

/// The same of a number of requests carried over.
const CARRIED: i32 = 5;

/// How far a change of one cell is from a slip that occurs.
fn single(model: &Model, variable: usize, to: i64, evidence: &Evidence) -> i32 {
    let from = model.published(variable);
    let mut distance = typing::distance(from, to, model.is_total(variable));
    if taken_over(model, variable, evidence) {
        distance = distance.min(1);
    }
    if counted_twice(model, variable, to).is_some() {
        distance = distance.min(2);
    }
    distance
}

fn said_elsewhere(model: &Model, variable: usize, to: i64, evidence: &Evidence) -> i32 {
    let Some(cell) = model.cell(variable) else { return 0 };
    let from = model.published(variable);
    evidence
        .expected
        .iter()
        .filter(|expected| expected.cell == cell)
        .map(|expected| {
            let weight = match expected.source {
                HintSource::Narrative => 8,
                HintSource::LastYear => 6,
            };
            if expected.value == to {
                -weight
            } else if Some(expected.value) == from {
                weight
            } else {
                0
            }
        })
        .sum()
}
