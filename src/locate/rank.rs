//! How likely each of several explanations is: what it takes a person to err so, and what is said elsewhere.
//!
//! All of it is counted in points that add up, the fewer the likelier; six are about what is so one time in ten.
//!
//! - *Mistakes* ([`super::lines`]): twelve for each, as of a hundred numbers or lines hardly more than one is wrong, and
//!   up to eight for how it came about. A row that is wrong as a whole is one mistake; so are numbers that moved together.
//! - *Digits*: part of how it came about ([`super::typing`]). A number that looks mistyped speaks for a slip of the pen;
//!   one more or one less speaks for nothing.
//! - *The text*: ten for each plain statement that stays contradicted, less than a mistake and more than any digits, for
//!   a text is mistyped as a table is. But a text may have been copied from the table with its mistakes, or know better
//!   than it; the likelier of the two counts.
//! - *Last year's report*: what it carried over, which is known from elsewhere, but counted anew now and then.

use super::candidate::Candidate;
use super::compound::Shape;
use super::lines::{MISTAKE, cells, together};
use super::model::Model;
use super::{Evidence, HintSource};

/// Explanations that differ by less are equally likely, as far as anyone can tell.
pub(super) const SAME: i32 = 1;
/// By how much a row that stands one column too far may be less likely than one wrong number, to be told beside it.
pub(super) const BESIDE: i32 = 4;
/// Several numbers moved together: a line shifted, lines exchanged, a number split.
const MOVED: i32 = 18;
/// A plain statement of the text that is wrong.
const TEXT_WRONG: i32 = 10;
/// A text that repeats the table with its mistakes: a point for each number, and the most that they tell.
const COPIED: i32 = 3;
/// What last year's report says was carried over, and the most that it can say.
const LAST_YEAR: (i32, i32) = (3, 8);
/// Digits that were hard to read, and another reading that makes the sums hold.
const HARD_TO_READ: (i32, i32) = (4, 6);

/// What explanations are measured by.
pub(super) struct Scale<'a> {
    model: &'a Model,
    evidence: &'a Evidence<'a>,
    statements: Vec<Statement>,
}

/// What is said elsewhere of a sum of cells of the model.
struct Statement {
    cells: Vec<usize>,
    value: i64,
    published: i64,
    source: HintSource,
}

impl Statement {
    /// Whether the changes leave it contradicted.
    fn is_contradicted(&self, model: &Model, changes: &[(usize, i64)]) -> bool {
        let changed = changes.iter().filter(|change| self.cells.contains(&change.0));
        self.published + changed.map(|&(cell, to)| to - model.value(cell)).sum::<i64>() != self.value
    }
}

impl<'a> Scale<'a> {
    pub fn new(model: &'a Model, evidence: &'a Evidence<'a>) -> Self {
        let statement = |hint: &super::Hint| {
            let cells = hint.cells.iter().map(|cell| model.find(*cell)).collect::<Option<Vec<usize>>>()?;
            let published = cells.iter().map(|cell| model.value(*cell)).sum();
            Some(Statement { cells, value: hint.value, published, source: hint.source })
        };
        Self { model, evidence, statements: evidence.expected.iter().filter_map(statement).collect() }
    }

    /// The points of an explanation.
    pub fn points(&self, candidate: &Candidate) -> i32 {
        self.mistakes(&candidate.to_write(self.model)) + self.text(candidate) + self.last_year(candidate)
            - self.reading(candidate)
    }

    fn mistakes(&self, candidate: &Candidate) -> i32 {
        let cells = |changes: &[(usize, i64)]| cells(self.model, changes, self.evidence);
        let Some(hypothesis) = &candidate.compound else { return cells(&candidate.changes) };
        let beside = || if candidate.cells.is_empty() { 0 } else { cells(&candidate.cells) };
        match hypothesis.kind {
            Shape::Row { .. } | Shape::Column { .. } => cells(&candidate.changes),
            Shape::Together { total, partner } => {
                let together = together(self.model, &hypothesis.changes, total, partner);
                let apart = cells(&candidate.changes);
                together.map_or(apart, |points| apart.min(points + beside()))
            }
            Shape::Moved { is, .. } => {
                // A few requests in another cell may have been counted there as well as written there.
                let small = i32::from(self.model.value(is) < 10);
                MISTAKE + hypothesis.distance + small + beside()
            }
            Shape::CellsExchanged { .. } => MISTAKE + hypothesis.distance + 2 + beside(),
            _ => MOVED + hypothesis.distance + beside(),
        }
    }

    /// What the text says. Either it was written from the table as it is, mistakes and all: then a number that it
    /// repeats says little for it. Or it knows better: then each statement that stays contradicted is a mistake of the
    /// text.
    fn text(&self, candidate: &Candidate) -> i32 {
        let (mut before, mut after, mut repeated) = (0, 0, 0);
        for each in self.statements.iter().filter(|each| each.source == HintSource::Narrative) {
            let contradicted = each.is_contradicted(self.model, &candidate.changes);
            after += i32::from(contradicted);
            before += i32::from(each.published != each.value);
            repeated += i32::from(contradicted && each.published == each.value);
        }
        (TEXT_WRONG * after).min(TEXT_WRONG * before + repeated.min(COPIED))
    }

    fn last_year(&self, candidate: &Candidate) -> i32 {
        let said = self.statements.iter().filter(|each| each.source == HintSource::LastYear);
        let contradicted = said.filter(|each| each.is_contradicted(self.model, &candidate.changes)).count();
        let (each, most) = LAST_YEAR;
        i32::try_from(contradicted).unwrap_or(i32::MAX).saturating_mul(each).min(most)
    }

    /// What was hard to read is more likely to be read wrongly.
    fn reading(&self, candidate: &Candidate) -> i32 {
        let unsure = candidate.changes.iter().filter(|change| !self.model.is_sure(change.0));
        unsure
            .map(|&(variable, to)| {
                let readings = self.model.readings.get(variable);
                let (hard, other) = HARD_TO_READ;
                hard + if readings.is_some_and(|readings| readings.contains(&to)) { other } else { 0 }
            })
            .sum()
    }
}
