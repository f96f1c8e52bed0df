//! The rules: one registry, and one file for each rule or tight family of rules.
//!
//! A rule is declared with `rule!`: its documentation comment is the page that a user reads (`gouji explain`,
//! docs/rules.md), with the headings of [`documentation`], and its examples are run as tests. [`all`] is the only list.

#[macro_use]
mod declare;
mod annex;
mod class;
pub mod documentation;
#[cfg(test)]
pub(crate) mod example;
#[cfg(test)]
mod figures_tests;
pub mod narrative;
#[cfg(test)]
mod neighbours_tests;
#[cfg(test)]
mod pointing_tests;
pub mod prose;
pub mod repeated;
pub mod summary;
mod sums;
mod table2;
mod tables;
mod values;
pub mod words;
pub mod years;

use crate::assess::Assessed;

use crate::document::{Document, Place};
use crate::extract::extract;
use crate::form::{CellId, Form};
use crate::locate::parts::Listed;
use crate::locate::{self, Evidence, Explanation};
use crate::order::Order;
use crate::text::message::Message;

use crate::report::{Number, Report};
pub use class::{Kind, Severity};

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable kebab-case name.
    pub name: &'static str,
    /// What it is about.
    pub kind: Kind,
    /// Title in Chinese and English.
    pub title: (&'static str, &'static str),
    /// Severity of its findings unless a finding says less.
    pub severity: Severity,
    /// Where the requirement comes from.
    pub source: Source,
    /// The documentation comment of the rule: the page that a user reads. Empty in the page's module.
    pub documentation: &'static str,
    /// Looks for breaks. What a finding is stamped with, [`Rule::findings`] adds.
    check: fn(&Context) -> Vec<Finding>,
}

/// Where the requirement of a rule comes from. Practice is never called official.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An official document and its clause.
    Official {
        /// The document with its number.
        document: &'static str,
        /// The clause, or where in the document.
        clause: &'static str,
    },
    /// It follows from the form by arithmetic.
    Arithmetic,
    /// What supervisors and offices hold to.
    Practice,
}

impl Rule {
    /// What the rule finds, none of it more serious than the rule itself.
    #[must_use]
    pub fn findings(&self, context: &Context) -> Vec<Finding> {
        let mut findings = (self.check)(context);
        for finding in &mut findings {
            finding.severity = finding.severity.max(self.severity);
            finding.message.nest_quotation_marks();
        }
        findings
    }
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The document as read.
    pub document: &'a Document,
    /// The report found in it.
    pub report: &'a Report,
    /// The form of the report.
    pub form: &'static Form,
    /// The same organ's report of the year before, where given.
    pub previous: Option<&'a Companion>,
    /// The reports that this one sums up, where given.
    pub parts: &'a [Companion],
    /// What comes of comparing it with them.
    pub summary: Option<Listed>,
    /// Which sums hold, and what they prove about blanks.
    pub assessed: Assessed,
    /// Which broken sums have one cause, and which cells are most likely wrong.
    pub explanation: Explanation,
    /// The sentences of the report's own text.
    pub sentences: Vec<prose::Sentence>,
    /// Where each begins, and which it is, in the order of the text: sections may stand in another.
    beginnings: Vec<(usize, usize)>,
    /// What rules on words, names and missing things can rest on.
    pub bearing: prose::Bearing,
}

/// A report given beside the one that is checked.
#[derive(Debug, Clone, Default)]
pub struct Companion {
    /// Name of its file, for messages.
    pub name: Option<String>,
    /// Its document.
    pub document: Document,
    /// The report found in it.
    pub report: Report,
}

impl Companion {
    /// Finds the report in a document that is given beside the one that is checked.
    #[must_use]
    pub fn new(name: Option<String>, mut document: Document) -> Self {
        document.settle();
        Self { name, report: extract(&document), document }
    }
}

impl<'a> Context<'a> {
    /// What rules may look at, for a report and what is given beside it.
    #[must_use]
    pub fn new(
        document: &'a Document,
        report: &'a Report,
        previous: Option<&'a Companion>,
        parts: &'a [Companion],
    ) -> Self {
        let form = report.form_data();
        let mut assessed = Assessed::new(report, form);
        let evidence = Evidence::gather(report, previous.map(|previous| &previous.report));
        let explanation = locate::explain(report, &assessed, &evidence);
        assessed.group(explanation.groups.iter().map(|group| group.identities.as_slice()));
        let sentences = prose::sentences(report);
        let bearing = prose::Bearing::of(document, report);
        let summary = (!parts.is_empty()).then(|| summary::listed(report, form, parts));
        let starts = sentences.iter().map(|sentence| sentence.range.start);
        let mut beginnings: Vec<(usize, usize)> = starts.zip(0..).collect();
        beginnings.order();
        Self {
            document,
            report,
            form,
            previous,
            parts,
            summary,
            assessed,
            explanation,
            sentences,
            beginnings,
            bearing,
        }
    }

    /// The sentence in which a character of the text stands. Rules ask it of each number: it is not looked for from the
    /// first sentence on.
    #[must_use]
    pub fn sentence_at(&self, index: usize) -> Option<&prose::Sentence> {
        let after = self.beginnings.partition_point(|(start, _)| *start <= index);
        let (_, at) = self.beginnings.get(after.checked_sub(1)?)?;
        self.sentences.get(*at).filter(|sentence| sentence.range.contains(&index))
    }
}

/// A finding as a rule makes it; [`crate::outcome::Finding`] is what leaves the core.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Name of the identity, where it is about one.
    pub identity: Option<String>,
    /// How serious.
    pub severity: Severity,
    /// A key of the root cause: findings with the same key form a group. `None`: a group of its own.
    pub cause: Option<String>,
    /// What is wrong, in both languages.
    pub message: Message,
    /// Left side of the identity as computed.
    pub left: Option<Number>,
    /// Right side of the identity as computed.
    pub right: Option<Number>,
    /// Cells concerned; their places are added to `places`.
    pub cells: Vec<CellId>,
    /// Further places.
    pub places: Vec<Place>,
}

impl Finding {
    /// A finding with its severity and a message, without cells and places. No finding is more serious than its rule.
    #[must_use]
    pub fn new(severity: Severity, message: Message) -> Self {
        Self {
            identity: None,
            severity,
            cause: None,
            message,
            left: None,
            right: None,
            cells: Vec::new(),
            places: Vec::new(),
        }
    }

    /// The same finding about an identity with the two sides that differ.
    #[must_use]
    pub fn of_identity(mut self, identity: impl Into<String>, left: Number, right: Number) -> Self {
        self.identity = Some(identity.into());
        self.left = Some(left);
        self.right = Some(right);
        self
    }

    /// The same finding with a key of its root cause: findings with the same key form a group.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The same finding with cells concerned.
    #[must_use]
    pub fn on_cells(mut self, cells: impl IntoIterator<Item = CellId>) -> Self {
        self.cells.extend(cells);
        self
    }

    /// The same finding with places concerned that are not cells of the form.
    #[must_use]
    pub fn at_places(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.places.extend(places);
        self
    }
}

/// All rules in the order of documentation: the registry.
#[must_use]
pub fn all() -> &'static [Rule] {
    &[
        sums::T3_BALANCE,
        sums::T3_HANDLED_SUM,
        sums::T3_ROW_TOTAL,
        sums::T4_CASE_TOTAL,
        sums::T3_SUBTOTAL,
        sums::S14_SUM,
        values::NOT_INTEGER,
        values::NEGATIVE,
        values::BLANK,
        values::UNIT,
        tables::NOT_FOUND,
        tables::ROW_NOT_FOUND,
        tables::LABEL_ALTERED,
        table2::IN_FORCE,
        table2::PUBLISHED_TOTAL,
        table2::PREVIOUS_CHANGE,
        table2::REGULATION_LEVEL,
        table2::DECISIONS_AS_ITEMS,
        table2::FEE_MAGNITUDE,
        prose::FORM_YEAR_MISMATCH,
        prose::TITLE_WRONG,
        prose::SECTION_MISSING,
        prose::SECTION_ORDER,
        prose::SECTION_NUMBERING,
        prose::SECTION_EMPTY,
        prose::SECTION_TOO_LONG,
        prose::HEADING_ALTERED,
        prose::ENUMERATION_BROKEN,
        prose::ASPECT_MISSING,
        prose::CORRECTION_UNTOLD,
        prose::PARTS_COUNT,
        prose::FEE_STATEMENT_MISSING,
        prose::PERIOD_WRONG,
        prose::PERIOD_MISSING,
        prose::YEAR_MISMATCH,
        prose::BASIS_OUTDATED,
        prose::PUBLISHED_LATE,
        prose::DATE_INCONSISTENT,
        prose::FOREIGN_ORGAN,
        prose::ORGAN_ALTERED,
        prose::NOT_SPECIFIC,
        prose::LAW_MISQUOTED,
        prose::TEXT_PLACEHOLDER,
        prose::TEXT_DUPLICATED,
        prose::TEXT_SLIP,
        prose::PERSONAL_DATA,
        prose::PHONE_INCOMPLETE,
        prose::CONTACT_WRONG,
        narrative::TABLE_MISMATCH,
        narrative::SUM,
        narrative::PERCENTAGE,
        narrative::GROWTH,
        narrative::CONTRADICTION,
        narrative::NUMBER_BLANK,
        years::CARRY_OVER,
        years::PREVIOUS_YEAR,
        years::IN_FORCE_CHAIN,
        years::PREVIOUS_CHANGE_CHAIN,
        years::SAME_NUMBERS,
        years::SAME_TEXT,
        summary::SUMMARY_SUM,
        summary::PART_MISSING,
    ]
}

/// There is no rule of a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有“{name}”这条规则，最相近的是 {nearest}（there is no rule “{name}”; the nearest is {nearest}）")]
pub struct UnknownRule {
    /// The name as given.
    pub name: String,
    /// The name of a rule that is most like it.
    pub nearest: &'static str,
}

/// The rule that a caller names.
///
/// # Errors
/// [`UnknownRule`] where there is none: a name that checks nothing is not passed over.
pub fn named(name: &str) -> Result<&'static Rule, UnknownRule> {
    find(name).ok_or_else(|| {
        let nearest = all().iter().min_by_key(|rule| strsim::osa_distance(rule.name, name));
        UnknownRule { name: name.to_owned(), nearest: nearest.map_or("", |rule| rule.name) }
    })
}

/// The rule with a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.name == name)
}
