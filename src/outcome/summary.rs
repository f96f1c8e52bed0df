//! What the contract says of a summary beside its parts.

use serde::Serialize;

use crate::form::{Form, TableId};
use crate::locate::parts::{Comparison, Explanation, How, Step};
use crate::report::Number;
use crate::rules::summary::step_in_words;
use crate::text::message::{Language, Message};

/// A summary beside the reports that it sums up.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SummaryInfo {
    /// The reports given beside it, by name; the numbers of parts count in this list, from 0.
    pub parts: Vec<String>,
    /// The cells in which the summary is not the sum.
    pub differences: Vec<SummaryDifference>,
    /// The cells that the summary or a part lacks: not compared.
    pub open: Vec<String>,
    /// All smallest explanations of all differences together; none where it takes too many mistakes.
    pub explanations: Vec<SummaryExplanation>,
}

/// A cell in which the summary is not the sum.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SummaryDifference {
    /// Contract name.
    pub cell: String,
    /// What the summary says.
    pub summary: Number,
    /// What the parts add up to.
    pub sum: Number,
}

/// Mistakes that explain all differences together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SummaryExplanation {
    /// A finished sentence in the language asked for.
    pub message: String,
    /// The mistakes.
    pub steps: Vec<SummaryStep>,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SummaryStep {
    /// What was done.
    pub kind: SummaryMistake,
    /// The part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
    /// The table in which it was done; absent for all tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The cell that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Where it can be wrong, the most likely first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub holders: Vec<SummaryHolder>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum SummaryMistake {
    /// A part was left out.
    LeftOut,
    /// A part was counted twice.
    Twice,
    /// A part's report of the year before was added.
    LastYears,
    /// One cell is wrong.
    Cell,
}

/// A report in which a cell can be wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct SummaryHolder {
    /// The part; absent for the summary itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
    /// What it says.
    pub from: Number,
    /// What it would have to say.
    pub to: Number,
    /// Whether its own sums do not hold as it stands, and hold with the change.
    pub proven: bool,
}

impl SummaryInfo {
    /// What comes of comparing, in the words of the contract. `named` tells what a part is called in a sentence.
    #[must_use]
    pub fn new(
        parts: Vec<String>,
        comparison: &Comparison,
        form: &'static Form,
        named: &dyn Fn(usize) -> Message,
        language: Language,
    ) -> Self {
        let differences = comparison.differences.iter().map(|each| SummaryDifference {
            cell: each.cell.to_string(),
            summary: each.summary,
            sum: each.sum,
        });
        let explanation = |explanation: &Explanation| {
            let each = explanation.steps.iter().map(|step| step_in_words(step, form, named));
            let words: Vec<String> = each.map(|message| message.get(language).to_owned()).collect();
            SummaryExplanation {
                message: words.join(if language == Language::En { ", and " } else { "，另外" }),
                steps: explanation.steps.iter().map(SummaryStep::from).collect(),
            }
        };
        Self {
            parts,
            differences: differences.collect(),
            open: comparison.open.iter().map(|(cell, _)| cell.to_string()).collect(),
            explanations: comparison.explanations.iter().map(explanation).collect(),
        }
    }
}

impl From<&Step> for SummaryStep {
    fn from(step: &Step) -> Self {
        match step {
            Step::Part { part, how, table } => Self {
                kind: match how {
                    How::LeftOut => SummaryMistake::LeftOut,
                    How::Twice => SummaryMistake::Twice,
                    How::LastYears => SummaryMistake::LastYears,
                },
                part: Some(*part),
                table: table.map(TableId::prefix).map(str::to_owned),
                cell: None,
                holders: Vec::new(),
            },
            Step::Cell { cell, holders } => Self {
                kind: SummaryMistake::Cell,
                part: None,
                table: None,
                cell: Some(cell.to_string()),
                holders: holders
                    .iter()
                    .map(|holder| SummaryHolder {
                        part: holder.part,
                        from: holder.from,
                        to: holder.to,
                        proven: holder.proven,
                    })
                    .collect(),
            },
        }
    }
}
