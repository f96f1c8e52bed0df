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
    /// The cost by which explanations are put in order: as the cost, but a total that was taken from what it balances
    /// with and not added up again is one error, and a row that empties together with its total half an error more.
    pub weight: u32,
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
        let weight = match compound.as_ref().map(|hypothesis| hypothesis.kind) {
            Some(Shape::TotalsFollow { .. }) => 3 + 2 * independent(model, &cells),
            Some(kind) if kind.is_one() => cost,
            _ => cost + emptied(model, &changes),
        };
        Self { compound, cells, changes, cost, weight, score: 0 }
    }
}

impl Candidate {
    /// Whether it says that totals were not added up again.
    pub fn follows(&self) -> bool {
        self.compound.as_ref().is_some_and(|each| matches!(each.kind, Shape::TotalsFollow { .. }))
    }
}

/// Rows that lose a number together with their total: it was written in both places, which is no slip of the pen.
fn emptied(model: &Model, changes: &[(usize, i64)]) -> u32 {
    let loss = |variable: usize, to: i64| model.published(variable).map(|from| from - to);
    let number = changes
        .iter()
        .filter(|&&(variable, to)| {
            let row = model.cell(variable).map(CellId::row);
            let lost = loss(variable, to).filter(|lost| *lost > 0 && to == 0 && !model.is_total(variable));
            lost.is_some()
                && changes.iter().any(|&(total, total_to)| {
                    model.is_total(total)
                        && model.cell(total).map(CellId::row) == row
                        && loss(total, total_to) == lost
                })
        })
        .count();
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The number of cells, without the totals that follow other changed cells of their row.
fn independent(model: &Model, changes: &[(usize, i64)]) -> u32 {
    let follows = |variable: usize| {
        model.rules_of(variable).iter().any(|&(rule, sign)| {
            let terms = model.terms(rule);
            let row = model.cell(variable).map(CellId::row);
            terms.iter().filter(|term| term.1 == sign).count() == 1
                && terms.iter().all(|term| model.cell(term.0).map(CellId::row) == row)
                && terms.iter().any(|term| term.0 != variable && changes.iter().any(|each| each.0 == term.0))
        })
    };
    let number = changes.iter().filter(|&&(variable, _)| !follows(variable)).count();
    u32::try_from(number).unwrap_or(u32::MAX)
}
