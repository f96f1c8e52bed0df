//! What stays the same through a report, and what changes from clause to clause while it is read.

use std::collections::VecDeque;

use crate::document::Document;
use crate::form::{ColumnId, FormId, RowId};
use crate::report::Report;
use crate::text::fold::folded;

use super::lexicon::{Lexicon, Word};
use super::whose::Organ;

use super::counted::Label;
pub(super) use super::counted::{Cases, Topic, received};

/// What stays the same through a report.
#[derive(Debug)]
pub(super) struct Setting {
    pub lexicon: Lexicon,
    pub organ: Organ,
    pub year: Option<i32>,
    pub form: FormId,
}

impl Setting {
    pub(super) fn new(document: &Document, report: &Report) -> Self {
        let name = report.organ.as_ref().map(|organ| organ.folded.clone());
        let year = report.year.or_else(|| year_of(document));
        let mut own = Vec::new();
        if let Some(name) = name.as_deref().filter(|name| name.chars().count() >= 2) {
            let bare = name.trim_end_matches("人民政府").trim_end_matches("办事处");
            for text in [name, bare] {
                // A name that is itself a common word stays that word.
                if text.chars().count() >= 3 {
                    own.push((text.to_owned(), Word::Name));
                }
            }
        }
        Self {
            lexicon: Lexicon::new(&own),
            organ: Organ::new(report.organ.as_ref()),
            year,
            form: report.form.or_else(|| year.and_then(FormId::of_year)).unwrap_or(FormId::CURRENT),
        }
    }
}

/// The year in the first blocks that name one beside 年度报告.
fn year_of(document: &Document) -> Option<i32> {
    let texts =
        document.title.as_deref().into_iter().chain(document.blocks.iter().take(12).filter_map(|b| b.text()));
    texts.map(|text| folded(&text.chars().take(400).collect::<String>())).find_map(|text| {
        let at = text
            .find("年政府信息公开")
            .or_else(|| text.find("年度政府信息公开"))
            .or_else(|| text.find("年度报告").and_then(|end| text.get(..end)?.rfind('年')))?;
        let digits: String =
            text.get(..at)?.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        digits.parse().ok().filter(|year| (2000..2100).contains(year))
    })
}

/// What is known at a place of the text: it goes into each step of reading, and comes out of it as the next step needs
/// it.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Number of the paragraph, counted through the report.
    pub paragraph: u32,
    /// Number of the sentence in the section.
    pub sentence: usize,
    /// Whether the sentence begins a paragraph.
    pub opens_paragraph: bool,
    /// Depth of brackets in the sentence.
    pub depth: usize,
    /// First character that the last number did not take for itself.
    pub taken: usize,
    /// Characters of the sentence, up to `read_to`, that nothing explains.
    pub strange: usize,
    /// Up to where they were counted.
    pub read_to: usize,
    /// Whether the sentence divides documents by class of openness.
    pub openness: bool,
    /// Whether the sentence tells of the organ's work as the one that reviews.
    pub reviews_itself: bool,
    /// Whether the sentence's cases are about government information.
    pub about: bool,
    /// What the next numbers of an enumeration with 分别 count.
    pub queue: VecDeque<Option<Label>>,
    /// What the paragraph's heading or the section says that it is about.
    pub heading: Topic,
    /// What the last number was about.
    pub run: Topic,
    /// Whether the paragraph said that its cases are about government information.
    pub evidence: bool,
    /// Whether numbers are meant for less than the organ.
    pub other_scope: bool,
    /// Whether the sentence speaks of a government itself (市政府), with or without its departments.
    pub itself: bool,
    /// How many clauses of the sentence named other organs or parts, and what was meant before them.
    pub scope_parts: usize,
    /// Scope before the first of them: whether other, whether named.
    pub scope_outside: Option<(bool, bool)>,
    /// Whether a clause named the organ or its whole territory.
    pub named_scope: bool,
    /// Whether the sentence counted requests or cases.
    pub counts: bool,
    /// Whether other organs were named in the paragraph, and nothing counted of them: perhaps the organ is meant again.
    pub scope_doubt: bool,
    /// Rows that applicants divide, by reading.
    pub rows: Vec<Vec<RowId>>,
    /// Rows of the last label, for 其中.
    pub last_rows: Vec<Vec<RowId>>,
    /// Whether the last number counted one kind of organisation.
    pub organisations: bool,
    /// The kind of applicants of which the sentence speaks: those of its first number.
    pub applicant: Option<ColumnId>,
    /// Whether a number received was read.
    pub received: bool,
    /// Whether a number carried in was read.
    pub carried_in: bool,
    /// Whether a number closed was read.
    pub closed: bool,
    /// Cases of the last label.
    pub cases: Cases,
    /// Whether cases of two kinds were counted one right behind the other, and no others since.
    pub both_kinds: bool,
    /// The result of the last cases counted; none where they were counted as a whole.
    pub result: Vec<ColumnId>,
    /// Whether the last cases were one kind of those of a result told before.
    pub inherits_result: bool,
    /// All cases named in the sentence.
    pub sentence_cases: Cases,
    /// Row of table 2 last named.
    pub document: Option<RowId>,
    /// Column of table 2 last named.
    pub version: Option<ColumnId>,
    /// Whether decisions (作出 …) are being listed.
    pub decisions: bool,
    /// Whether the sentence lists cases of the organ's other work.
    pub other_work: bool,
    /// Whether the sentence speaks of another time.
    pub other_time: bool,
    /// Whether it did before the bracket that is open.
    pub time_outside: Option<bool>,
    /// Whether the sentence speaks of plans.
    pub plan: bool,
}

impl State {
    /// What is known where a section begins, whose first paragraph has the number given.
    pub(super) fn new(section: u8, paragraph: u32) -> Self {
        let heading = match section {
            3 => Topic::Request,
            4 => Topic::Case,
            _ => Topic::None,
        };
        Self {
            paragraph,
            sentence: 0,
            opens_paragraph: true,
            depth: 0,
            taken: 0,
            strange: 0,
            read_to: 0,
            openness: false,
            reviews_itself: false,
            about: false,
            queue: VecDeque::new(),
            heading,
            run: heading,
            evidence: false,
            other_scope: false,
            itself: false,
            scope_parts: 0,
            scope_outside: None,
            named_scope: false,
            counts: false,
            scope_doubt: false,
            rows: Vec::new(),
            last_rows: Vec::new(),
            organisations: false,
            applicant: None,
            received: false,
            carried_in: false,
            closed: false,
            cases: Cases::default(),
            both_kinds: false,
            result: Vec::new(),
            inherits_result: false,
            sentence_cases: Cases::default(),
            document: None,
            version: None,
            decisions: false,
            other_work: false,
            other_time: false,
            time_outside: None,
            plan: false,
        }
    }

    /// The rows that kinds of applicants divide where nothing else is said.
    pub(super) fn applicant_rows(&self) -> Vec<Vec<RowId>> {
        if self.rows.is_empty() { received() } else { self.rows.clone() }
    }

    /// Where a paragraph begins; `heading` is what its heading says, where it has one.
    pub(super) fn in_paragraph(self, heading: Option<Topic>) -> Self {
        let heading = heading.unwrap_or(self.heading);
        Self {
            heading,
            run: heading,
            sentence: self.sentence,
            opens_paragraph: true,
            ..Self::new(0, self.paragraph + 1)
        }
    }

    /// Where a sentence begins.
    pub(super) fn in_sentence(self, from: usize) -> Self {
        let (other_scope, named_scope) = match self.scope_outside {
            Some(outside) if self.scope_parts >= 2 || !self.counts => outside,
            _ => (self.other_scope, self.named_scope),
        };
        let scope_doubt = self.scope_doubt || self.other_scope && !other_scope && self.scope_parts < 2;
        let passing =
            self.run == Topic::Disclosure || (self.run == Topic::Alien && self.heading != Topic::None);
        Self {
            run: if passing { self.heading } else { self.run },
            sentence_cases: Cases::default(),
            both_kinds: false,
            result: Vec::new(),
            inherits_result: false,
            version: None,
            decisions: false,
            other_work: false,
            other_time: false,
            time_outside: None,
            plan: false,
            other_scope,
            itself: false,
            named_scope,
            counts: false,
            applicant: None,
            organisations: false,
            scope_doubt,
            scope_outside: None,
            scope_parts: 0,
            depth: 0,
            strange: 0,
            read_to: from,
            queue: VecDeque::new(),
            ..self
        }
    }
}
