//! One explanation of what is broken.

use super::compound::{Changes, Hypothesis, Shape};
use super::model::Model;
use crate::form::CellId;
use crate::order::Order;

/// One explanation: at most one error that moves several cells, and single cells beside it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub compound: Option<Hypothesis>,
    /// Single cells, beside it where there is one.
    pub cells: Changes,
    /// All changes by ascending cell.
    pub changes: Changes,
    /// How much the explanation assumes, in half errors: 2 for each cell with a number of its own (a row's total that
    /// follows its row has none), 3 for one error that moves several cells.
    pub cost: u32,
    /// How unlikely it is, in the points of [`super::rank`].
    pub score: i32,
}

impl Candidate {
    pub fn new(model: &Model, compound: Option<Hypothesis>, cells: Changes) -> Self {
        let compound_cost = match &compound {
            None => 0,
            Some(hypothesis) if hypothesis.kind.is_one() => 3,
            Some(hypothesis) => 2 * independent(model, &hypothesis.changes),
        };
        let cost = compound_cost + 2 * independent(model, &cells);
        let mut changes: Changes =
            compound.iter().flat_map(|hypothesis| &hypothesis.changes).chain(&cells).copied().collect();
        changes.order();
        Self { compound, cells, changes, cost, score: 0 }
    }

    /// What a person has to write: without the blanks that were taken for a number and are to be 0, which they mean as they
    /// are. All of it, where it is nothing else.
    pub fn to_write(&self, model: &Model) -> Self {
        let is_written = |change: &(usize, i64)| change.1 != 0 || model.published(change.0).is_some();
        let left = self.changes.iter().filter(|change| is_written(change)).count();
        let as_it_is = |hypothesis: &Hypothesis| hypothesis.kind.is_one();
        if left == 0 || left == self.changes.len() || self.compound.as_ref().is_some_and(as_it_is) {
            return self.clone();
        }
        let kept = |changes: &Changes| -> Changes {
            changes.iter().filter(|each| is_written(each)).copied().collect()
        };
        let compound =
            self.compound.as_ref().map(|each| Hypothesis { changes: kept(&each.changes), ..each.clone() });
        // A line of one cell, and two rows of which one is as it should be, have no name beside their cells.
        let is_named = |each: &Hypothesis| match each.kind {
            Shape::Together { total, partner } => [total, partner].iter().all(|row| {
                each.changes.iter().any(|change| model.cell(change.0).is_some_and(|cell| cell.row() == *row))
            }),
            _ => each.changes.len() > 1,
        };
        let (compound, cells) = match compound.filter(is_named) {
            Some(compound) => (Some(compound), kept(&self.cells)),
            None => (None, kept(&self.changes)),
        };
        Self { score: self.score, ..Self::new(model, compound, cells) }
    }
}

/// The number of cells, without the totals that follow other changed cells of their row.
fn independent(model: &Model, changes: &[(usize, i64)]) -> u32 {
    let number = changes.iter().filter(|each| !follows(model, each.0, changes)).count();
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether a cell is the total of its row and follows other changed cells of it.
pub(super) fn follows(model: &Model, variable: usize, changes: &[(usize, i64)]) -> bool {
    model.rules_of(variable).iter().any(|&(rule, sign)| {
        let terms = model.terms(rule);
        let row = model.cell(variable).map(CellId::row);
        terms.iter().filter(|term| term.1 == sign).count() == 1
            && terms.iter().all(|term| model.cell(term.0).map(CellId::row) == row)
            && terms.iter().any(|term| term.0 != variable && changes.iter().any(|each| each.0 == term.0))
    })
}
