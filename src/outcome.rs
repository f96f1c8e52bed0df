//! The outcome of a check: the JSON contract, `schema: 1`.
//!
//! Optional fields are left out where they have nothing to say. Names are for good; fields may be added.

mod summary;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Place};
use crate::form::{CellId, FormId, Identity, Term};
use crate::report::{CellState, Number, Recovery, Section, TableStatus};
use crate::rules::words;

pub use self::summary::{
    SummaryDifference, SummaryExplanation, SummaryHolder, SummaryInfo, SummaryMistake, SummaryStep,
};
pub use crate::rules::narrative::NarrativeNumber;
pub use crate::rules::{Kind, Severity};
pub use crate::text::message::{Language, Message};

/// Version of this contract.
pub const SCHEMA: u32 = 1;

/// The one verdict on an input: the first of these that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// There are errors.
    Errors,
    /// Nothing shows that this is an annual report on open government information.
    NotAReport,
    /// No table could be read: none of the form's sums was checked.
    NotChecked,
    /// The tables are there and nobody has filled them in.
    NotFilledIn,
    /// Some of the form's sums could not be checked.
    PartlyChecked,
    /// Every sum was checked; there are warnings, or sums that do not hold and are not errors.
    Doubts,
    /// Every sum of the form was checked and holds, and there is nothing to look at.
    Holds,
}

impl Status {
    /// The name in the JSON contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Errors => "errors",
            Self::NotAReport => "not-a-report",
            Self::NotChecked => "not-checked",
            Self::NotFilledIn => "not-filled-in",
            Self::PartlyChecked => "partly-checked",
            Self::Doubts => "doubts",
            Self::Holds => "holds",
        }
    }

    /// The verdict in a few words, for a list or a line.
    #[must_use]
    pub fn words(self) -> Message {
        let (zh, en) = match self {
            Self::Errors => ("有错误", "errors"),
            Self::NotAReport => ("不是年度报告", "not an annual report"),
            Self::NotChecked => ("没有核对", "not checked"),
            Self::NotFilledIn => ("尚未填写", "not filled in"),
            Self::PartlyChecked => ("部分核对", "partly checked"),
            Self::Doubts => ("有疑点", "doubts"),
            Self::Holds => ("全部成立", "all holds"),
        };
        Message::new(zh, en)
    }
}

/// The outcome of checking one report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Outcome {
    /// Version of the contract: [`SCHEMA`].
    pub schema: u32,
    /// The file.
    pub input: InputInfo,
    /// What was found in it.
    pub report: ReportInfo,
    /// Findings, most serious first, those of one group together.
    pub findings: Vec<Finding>,
    /// Suggested repairs by group and rank.
    pub repairs: Vec<Repair>,
    /// What there is to say about the search for a cause, where it did not simply end with suggestions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<GroupNote>,
    /// Numbers of the narrative and what each was checked against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub numbers: Vec<NarrativeNumber>,
    /// The form's sums that do not hold and those that could not be checked; all others hold.
    pub sums: Sums,
    /// Blank cells whose value the sums leave no choice about: `from` is null, `to` what they must be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub blanks: Vec<Change>,
    /// What comes of comparing it with the reports that it sums up, where those were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<SummaryInfo>,
    /// The one verdict.
    pub status: Status,
    /// How many of everything.
    pub counts: Counts,
    /// The document, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
}

/// The file that was checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct InputInfo {
    /// Name as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Format as detected.
    pub format: String,
    /// Encoding as detected, for texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Size in bytes.
    pub bytes: usize,
    /// What reading could not do, and what the text cannot bear, in the language asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub notes: Vec<String>,
}

/// What was found of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct ReportInfo {
    /// Title as written.
    pub title: Option<String>,
    /// The organ.
    pub organ: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
    /// The form used.
    pub form: Option<FormId>,
    /// Date of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The six sections.
    pub sections: Vec<Section>,
    /// How much of each table was found: keys `t2`, `t3`, `t4`, or `s14`.
    pub tables: BTreeMap<String, TableStatus>,
    /// The cells by contract name.
    pub cells: BTreeMap<String, CellInfo>,
    /// The first block of the document that belongs to the report and not to the page round it; null where that is not
    /// known.
    pub first_block: Option<u32>,
    /// The last such block.
    pub last_block: Option<u32>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct CellInfo {
    /// The value; null where blank, placeholder or unreadable (`raw` and `state` tell which).
    pub value: Option<Number>,
    /// The text as written.
    pub raw: String,
    /// Number of the table among the document's tables, from 0; absent where the cell stands in running text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Where it stands: `block` with `row` and `column`, or `block` with `start` and `end`.
    #[serde(flatten)]
    pub place: Place,
    /// False where the reading could be another.
    pub sure: bool,
    /// What the cell holds.
    pub state: CellState,
    /// How the value was recovered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovered: Option<Recovery>,
    /// The possible readings, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub readings: Vec<i64>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Finding {
    /// Name of the rule.
    pub rule: String,
    /// What it is about.
    pub kind: Kind,
    /// Name of the identity, where the finding is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// How serious.
    pub severity: Severity,
    /// Findings with the same number have one root cause; repairs refer to it.
    pub group: u32,
    /// A finished sentence in the language asked for.
    pub message: String,
    /// Left side of the identity as computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Number>,
    /// Right side of the identity as computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<Number>,
    /// Cells concerned, by contract name.
    pub cells: Vec<String>,
    /// Where to look: cells of tables and spans of text.
    #[serde(rename = "where")]
    pub places: Vec<Place>,
}

/// A suggestion that makes the identities of a group hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Repair {
    /// The group of findings that it explains.
    pub group: u32,
    /// 1 is the most plausible; equal rank: equally plausible.
    pub rank: u32,
    /// Changes, applied together.
    pub changes: Vec<Change>,
    /// Identities that hold once it is applied.
    pub resolves: Vec<String>,
    /// Why, as a finished sentence in the language asked for.
    pub reason: String,
    /// The same in a few words: which sums come out then, and what else speaks for it.
    pub short: String,
    /// Whose error it looks like: the report's, or one of reading it.
    pub origin: Origin,
}

/// Whose error a repair corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The report says so.
    Author,
    /// The cell was read from a picture or from digits without separation: the reading may be wrong, not the report.
    Reading,
}

/// What there is to say about the search for the cause of a group of findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct GroupNote {
    /// The group of findings.
    pub group: u32,
    /// A finished sentence in the language asked for, e.g. that there are too many errors to locate.
    pub message: String,
}

/// The change of one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct Change {
    /// Contract name of the cell.
    pub cell: String,
    /// Value as published; null where blank.
    pub from: Option<i64>,
    /// Value that it should have.
    pub to: i64,
}

/// What became of the form's sums, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Sums {
    /// They do not hold.
    pub broken: Vec<String>,
    /// They could not be checked.
    pub open: Vec<String>,
}

/// Totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Counts {
    /// Root causes whose most serious finding is an error.
    pub error: u32,
    /// Root causes whose most serious finding is a warning.
    pub warning: u32,
    /// Root causes of which there are only notices.
    pub notice: u32,
    /// Sums of the form that hold. `held + broken + open` is the number of the form's sums.
    pub held: u32,
    /// Sums of the form that do not hold.
    pub broken: u32,
    /// Sums of the form that could not be checked: a value is missing or could not be read.
    pub open: u32,
}

/// The words and sums of a form, for showing a calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct FormInfo {
    /// Contract name and label of each cell, in the order of the form.
    pub cells: Vec<CellLabel>,
    /// The identities.
    pub identities: Vec<IdentityInfo>,
}

/// The form's words for a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CellLabel {
    /// Contract name.
    pub cell: String,
    /// For example `（七）总计·自然人`.
    pub label: String,
    /// The row in short, for example `本年新收`.
    pub row: String,
    /// The column in short, for example `自然人`; empty where the table has one column of values.
    pub column: String,
    /// Row and column in English.
    pub english: (String, String),
    /// The label of the group that its row belongs to, for example `（三）不予公开`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// An identity: the sum of the left cells = the sum of the right cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct IdentityInfo {
    /// Contract name.
    pub name: String,
    /// Contract names on the left; for a sum of parts this is the total.
    pub left: Vec<String>,
    /// Contract names on the right.
    pub right: Vec<String>,
}

impl FormInfo {
    /// The words and sums of a form.
    #[must_use]
    pub fn of(id: FormId) -> Self {
        let form = id.form();
        let label = |cell: CellId| {
            let (row, column) = (words::row(cell, form), words::column(cell, form));
            CellLabel {
                cell: cell.to_string(),
                label: cell.label(form),
                row: row.zh,
                column: column.zh,
                english: (row.en, column.en),
                group: form.row(cell.row()).and_then(|row| row.group).map(|group| group.full_label()),
            }
        };
        let names = |terms: &[Term]| terms.iter().map(|term| term.cell.to_string()).collect();
        let identity = |each: &Identity| IdentityInfo {
            left: names(&each.left),
            right: names(&each.right),
            name: each.name.clone(),
        };
        Self {
            cells: form.cells().map(label).collect(),
            identities: form.identities().map(identity).collect(),
        }
    }
}
