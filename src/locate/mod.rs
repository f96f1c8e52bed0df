//! Which cell is wrong, and what it should be.
//!
//! [`explain`] takes a report and its identities and returns, for each group of broken identities that have one
//! cause, every smallest change that makes them hold, the most plausible first, each with its reason in words.
//!
//! The theory is that of Fellegi and Holt (1976), the smallest change, searched exactly by [`core`]; on top of it
//! stand the errors that move several numbers at once and count as one (a shifted row, exchanged columns). Which of them
//! comes first is measured in `rank.rs`: what mistakes it takes, how people mistype (Scholtus (2009), *Automatic
//! correction of simple typing errors in numerical data with balance edits*), and what is said elsewhere.

mod candidate;
mod candidates;
mod compound;
pub mod core;
mod evidence;
mod lines;
mod model;
pub mod parts;
mod rank;
mod repeated;
#[cfg(test)]
mod tests;
mod typing;
mod wording;

use crate::assess::{self, Assessed};
use crate::form::CellId;
use crate::order::Order;
use crate::report::Report;
use crate::text::message::Message;

use self::core::{Limits, Located};
use self::model::Model;
use self::rank::Scale;

/// What is known about the values from elsewhere: it tells which change is likelier, it never makes a sum hold or fail.
#[derive(Debug, Clone, Default)]
pub struct Evidence<'a> {
    /// Numbers that cells should hold by what the narrative or last year's report says.
    pub expected: Vec<Hint>,
    /// The same organ's report of the year before: values taken over from it are a likely slip.
    pub previous: Option<&'a Report>,
}

/// A number that a cell, or several together, should hold by another part of the report or by another report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The cells that add up to it.
    pub cells: Vec<CellId>,
    /// The number.
    pub value: i64,
    /// Where it comes from.
    pub source: HintSource,
}

/// Where an expected number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintSource {
    /// A sentence of the report.
    Narrative,
    /// Last year's report.
    LastYear,
}

/// What explains the broken identities of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The groups, in the order of the form.
    pub groups: Vec<Group>,
    /// Suggestions by group and rank.
    pub repairs: Vec<Repair>,
}

/// Broken identities with one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Names of the broken identities, in the order given. Empty for a negative value that no sum contradicts.
    pub identities: Vec<String>,
    /// How the search ended.
    pub status: Completeness,
    /// What there is to say about the group as a whole, where there is.
    pub note: Option<Message>,
}

/// How the search for the cause of a group ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// All smallest changes are listed.
    All,
    /// More exist than are listed.
    Some,
    /// Too many errors to locate within the bound on work.
    TooMany,
    /// No change of the cells at hand makes the identities hold.
    Impossible,
}

/// A change of cells that makes all identities of its group hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Index of the group.
    pub group: usize,
    /// 1 is the most plausible; equal ranks are equally plausible.
    pub rank: u32,
    /// The changes, applied together, in the order of the form.
    pub changes: Vec<Change>,
    /// Names of the identities that were broken and hold then.
    pub resolves: Vec<String>,
    /// Why, in a finished sentence.
    pub reason: Message,
    /// The same in a few words, without how each sum comes out.
    pub short: Message,
    /// Whose error it looks like.
    pub origin: Origin,
}

/// The change of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// The number as published; `None` where nothing was written.
    pub from: Option<i64>,
    /// The number that it should be.
    pub to: i64,
}

/// Whose error a change corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The report says so.
    Author,
    /// The cell was read from a picture or from digits without separation: the reading may be wrong, not the report.
    Reading,
}

/// Elementary steps of the search for single cells. They find eight wrong cells of table 3 practically always, twelve in
/// most cases, and take a few milliseconds in wasm (`locate::tests::figures::reach`).
const STEPS: u64 = 300_000;
/// Sets of cells looked at in one part of a report.
const MOST_SETS: usize = 500;
/// Suggestions listed for one group.
const MOST_REPAIRS: usize = 100;

/// Explains what is broken: see the module's documentation.
///
/// The identities that take part are those that were assessed; blanks have the values of that assessment: what the
/// identities leave them, else 0. A blank total that is determined by its addends follows them. The same input gives
/// the same answer, and no input takes more than a bounded amount of work.
#[must_use]
pub fn explain(report: &Report, assessed: &Assessed, evidence: &Evidence) -> Explanation {
    let broken =
        assessed.identities.iter().any(|each| matches!(each.status, assess::SumStatus::Broken { .. }));
    let negative = || report.cells.iter().any(|(_, cell)| cell.count().is_some_and(|value| value < 0));
    if !broken && !negative() {
        return Explanation::default();
    }
    let model = Model::new(report, assessed);
    let mut explanation = Explanation::default();
    let limits = Limits { steps: STEPS, sets: MOST_SETS, determined: false };
    // Cannot fail: the model's values are bounded and its rules name its own cells.
    let parts = core::locate(&model.problem(), limits).unwrap_or_default();
    let mut solved = Vec::new();
    let scale = Scale::new(&model, evidence);
    for part in parts {
        solved.extend(candidates::solve(&model, &part, &scale));
    }
    solved.order_by(|a, b| a.broken.cmp(&b.broken));
    for group in solved {
        let index = explanation.groups.len();
        let name = |rule: usize| {
            let rule = model.rules.get(rule)?;
            assessed.identities.get(rule.identity).map(|each| each.identity.name.clone())
        };
        let names: Vec<String> = group.broken.iter().filter_map(|&rule| name(rule)).collect();
        let listed = group.candidates.len().min(MOST_REPAIRS);
        let mut rank = 0;
        let mut first = None;
        for candidate in group.candidates.iter().take(listed) {
            if first.is_none_or(|first| candidate.score - first > rank::SAME) {
                rank += 1;
                first = Some(candidate.score);
            }
            let candidate = &candidate.to_write(&model);
            let changes = &candidate.changes;
            explanation.repairs.push(Repair {
                group: index,
                rank,
                changes: changes
                    .iter()
                    .filter_map(|&(variable, to)| {
                        Some(Change { cell: model.cell(variable)?, from: model.published(variable), to })
                    })
                    .collect(),
                resolves: names.clone(),
                reason: wording::reason(&model, candidate, &group.broken, evidence),
                short: wording::in_short(&model, candidate, &group.broken, evidence),
                origin: if changes.iter().any(|&(variable, _)| !model.is_sure(variable)) {
                    Origin::Reading
                } else {
                    Origin::Author
                },
            });
        }
        let status = match &group.located {
            _ if listed < group.candidates.len() => Completeness::Some,
            Located::Sets { complete: true, .. } => Completeness::All,
            _ if !group.candidates.is_empty() => Completeness::Some,
            Located::TooMany { .. } | Located::Sets { .. } => Completeness::TooMany,
            Located::Impossible => Completeness::Impossible,
        };
        let note = wording::note(&names, status, &group.located);
        explanation.groups.push(Group { identities: names, status, note });
    }
    explanation
}
