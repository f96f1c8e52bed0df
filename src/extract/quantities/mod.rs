//! Numbers of the narrative: each with its unit, what it counts, and the cells that it must equal.
//!
//! The text of each section is cut into numbers, words that matter and marks ([`tokens`]); each number is understood
//! from the clause that it stands in, from the words that follow it, and from what was counted before it ([`bind`]).
//! Precision comes first: a number whose clause says anything that is not understood is bound to nothing.
//!
//! Source of the bindings: the practice of the reports, as DOMAIN.md section 3 has it; nothing of it is official.

mod bind;
mod blanks;
mod cells;
mod claims;
mod context;
mod labels;
mod lexicon;
mod lists;
mod organ;
mod stream;
mod tokens;

use crate::document::{Document, Place};
use crate::extract::numerals::Numeral;
use crate::form::CellId;
use crate::report::Report;

pub use cells::Expected;

/// What was understood of the narrative.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Narrative {
    /// All numbers, and words that stand for one, in reading order.
    pub quantities: Vec<Quantity>,
    /// Totals with the parts that are listed after them.
    pub lists: Vec<List>,
    /// Places where a number should stand and none does.
    pub blanks: Vec<Blank>,
}

/// A number of the narrative, or words that stand for one (没有, 全部办结).
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number; 0 for words that deny.
    pub numeral: Numeral,
    /// Its unit; empty where it has none.
    pub unit: &'static str,
    /// Where it stands, unit included.
    pub place: Place,
    /// The words around it, for messages.
    pub phrase: String,
    /// What it says.
    pub claim: Claim,
    /// What it counts, as far as that was understood.
    pub subject: Subject,
    /// The sums of cells that it may be meant to equal; empty where it is bound to nothing. One that holds is enough.
    pub readings: Vec<Vec<CellId>>,
    /// Whether the wording leaves no doubt about what is meant.
    pub plain: bool,
    /// Number of the section that it stands in; 0 where the text could not be divided.
    pub section: u8,
    /// The percentage that is said of it, as an index into [`Narrative::quantities`].
    pub share: Option<usize>,
    /// Number of its paragraph, counted through the report.
    pub paragraph: u32,
}

/// In what way a quantity says its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Claim {
    /// By a number.
    Number,
    /// By a percentage.
    Percentage,
    /// By denying (没有, 未, 无): 0.
    Nothing,
    /// By saying that all are closed: nothing is carried over.
    AllClosed,
    /// By saying that all were upheld: no other result.
    AllUpheld,
}

/// What a quantity counts, as far as lists and shares need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Requests received, carried over or closed.
    Requests,
    /// Requests by result.
    Result,
    /// Requests by kind of applicant.
    Applicant,
    /// Requests by the way they came.
    Channel,
    /// Cases of review and litigation.
    Case,
    /// Cases by result.
    CaseResult,
    /// Documents, decisions, fees of table 2.
    Disclosure,
    /// Information published, by number.
    Information,
    /// Anything else.
    Other,
}

/// A total with the parts listed after it, as indices into [`Narrative::quantities`].
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The total; `None` where the parts are all results of requests, whose total is the number of answers.
    pub total: Option<usize>,
    /// The parts.
    pub parts: Vec<usize>,
    /// Whether the parts are said to be all there is.
    pub closure: Closure,
}

/// Whether the parts of a list are all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closure {
    /// The last part is 其他, or the parts divide by one complete scheme.
    Closed,
    /// Nothing says that it is open, nothing that it is closed.
    Unsaid,
    /// 等, 含 or 主要 says that there is more.
    Open,
}

/// A place where a number should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The words around it.
    pub phrase: String,
    /// Where it is.
    pub place: Place,
}

/// Reads the narrative of a report. Total: what is not understood is bound to nothing.
#[must_use]
pub fn narrative(document: &Document, report: &Report) -> Narrative {
    let mut narrative = Narrative::default();
    let context = context::Setting::new(document, report);
    let streams = stream::streams(document, report);
    for stream in &streams {
        bind::read(stream, &context, &mut narrative);
    }
    blanks::find(&streams, &mut narrative);
    narrative
}

impl Quantity {
    /// Whether it is bound to cells.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        !self.readings.is_empty()
    }
}
