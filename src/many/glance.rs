//! A report at a glance: what a list of many keeps of each, small enough for tens of thousands.

use serde::{Deserialize, Serialize};

use super::{Part, Reading};
use crate::document::{Document, Place};
use crate::form::{CellId, Form, FormId};
use crate::outcome::{Counts, Finding, Kind, Language, Outcome, Severity, Status};
use crate::report::Number;
use crate::report::organ::alike;
use crate::rules::words;

/// Characters of the text that are quoted to find a place again.
const QUOTED: usize = 30;
/// Cells and places that are named of one root cause, and changes that are suggested for it.
const NAMED: usize = 4;

/// A report at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Glance {
    /// The name of its file.
    pub name: String,
    /// The organ.
    pub organ: Option<String>,
    /// What tells the organ from others: the same for its several names.
    pub key: Option<String>,
    /// The rank of the organ, as its name tells: `province`, `city`, `county`, `township`, ….
    pub level: String,
    /// The year reported on.
    pub year: Option<i32>,
    /// The form used.
    pub form: Option<FormId>,
    /// The verdict.
    pub status: Status,
    /// How many of everything.
    pub counts: Counts,
    /// Its root causes, most serious first.
    pub items: Vec<Item>,
    /// The numbers in the order of the form's cells; null where there is none.
    pub cells: Vec<Option<Number>>,
    /// The places in that order of the cells that could not be read: they are not blank.
    pub unread: Vec<usize>,
}

/// One root cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Item {
    /// How serious.
    pub severity: Severity,
    /// What it is about.
    pub kind: Kind,
    /// The rule of its first finding.
    pub rule: String,
    /// Where to look.
    pub place: String,
    /// What is wrong.
    pub says: String,
    /// What it should be, where that is known; equally good answers one after the other.
    pub should: String,
    /// How many further findings have the same cause.
    pub further: usize,
}

impl Glance {
    /// What a check found. The outcome has to carry the document for places in the text to be quoted.
    #[must_use]
    pub fn new(outcome: &Outcome, language: Language) -> Self {
        let report = &outcome.report;
        let part = Part::new(outcome);
        let (mut cells, mut unread) = (Vec::new(), Vec::new());
        if let Some(form) = report.form {
            for (at, cell) in form.form().cells().enumerate() {
                let reading = part.reading(cell);
                cells.push(if let Reading::Number(number) = reading { Some(number) } else { None });
                if reading == Reading::Unread {
                    unread.push(at);
                }
            }
        }
        let level = report.organ.as_deref().map(|organ| crate::report::organ::Organ::named(organ).level);
        Self {
            name: outcome.input.name.clone().unwrap_or_default(),
            key: report.organ.as_deref().map(alike::key),
            level: level.map_or(String::new(), |level| format!("{level:?}").to_lowercase()),
            organ: report.organ.clone(),
            year: report.year,
            form: report.form,
            status: outcome.status,
            counts: outcome.counts,
            items: items(outcome, language),
            cells,
            unread,
        }
    }
}

impl From<&Glance> for Part {
    fn from(glance: &Glance) -> Self {
        let cells = glance.form.map(|form| form.form().cells()).into_iter().flatten().enumerate();
        let cells = cells.map(|(at, cell)| {
            let reading = match glance.cells.get(at) {
                Some(Some(number)) => Reading::Number(*number),
                Some(None) if !glance.unread.contains(&at) => Reading::Blank,
                _ => Reading::Unread,
            };
            (cell, reading)
        });
        let error = glance.items.iter().find(|item| item.severity == Severity::Error);
        Self {
            name: glance.name.clone(),
            organ: glance.organ.clone(),
            year: glance.year,
            form: glance.form,
            status: glance.status,
            error: error.map(|item| item.says.clone()),
            cells: cells.collect(),
        }
    }
}

/// The root causes of an outcome, each by its first finding.
fn items(outcome: &Outcome, language: Language) -> Vec<Item> {
    let form = outcome.report.form.map(FormId::form);
    let groups = outcome.findings.chunk_by(|a, b| a.group == b.group);
    groups
        .filter_map(|group| {
            let lead = group.first()?;
            Some(Item {
                severity: lead.severity,
                kind: lead.kind,
                rule: lead.rule.clone(),
                place: place(outcome, form, group, language),
                says: lead.message.clone(),
                should: should(outcome, form, lead.group, language),
                further: group.len() - 1,
            })
        })
        .collect()
}

fn label(cell: &str, form: Option<&'static Form>, language: Language) -> String {
    match (CellId::parse(cell), form) {
        (Some(id), Some(form)) => {
            let table = words::table(id.table());
            let words = words::cell(id, form);
            if language == Language::En {
                format!("{}, {}", table.en, words.en)
            } else {
                format!("{}“{}”", table.zh, words.zh)
            }
        }
        _ => cell.to_owned(),
    }
}

fn joined(mut parts: Vec<String>, language: Language) -> String {
    parts.dedup();
    let more = parts.len() > NAMED;
    parts.truncate(NAMED);
    let text = parts.join(if language == Language::En { "; " } else { "；" });
    match (more, language) {
        (true, Language::Zh) => text + "等",
        (true, Language::En) => text + " and others",
        (false, _) => text,
    }
}

/// Where to look: the cells that a suggestion changes, else the spans of the text, else the cells concerned.
fn place(outcome: &Outcome, form: Option<&'static Form>, group: &[Finding], language: Language) -> String {
    let number = group.first().map_or(0, |lead| lead.group);
    let best = outcome.repairs.iter().filter(|repair| repair.group == number && repair.rank == 1);
    let changed: Vec<String> =
        best.flat_map(|repair| &repair.changes).map(|change| label(&change.cell, form, language)).collect();
    let cells = || group.iter().flat_map(|finding| &finding.cells).map(|cell| label(cell, form, language));
    let spans = || -> Vec<String> {
        let places = group.iter().flat_map(|finding| &finding.places);
        places.filter_map(|place| span(outcome, *place, language)).collect()
    };
    if !changed.is_empty() {
        return joined(changed, language);
    }
    let spans = spans();
    if spans.is_empty() { joined(cells().collect(), language) } else { joined(spans, language) }
}

/// A place in the text: its section, and the words that stand there.
fn span(outcome: &Outcome, place: Place, language: Language) -> Option<String> {
    let Place::Span { block, start, .. } = place else { return None };
    let before = |other: &Place| match other {
        Place::Span { block: own, start: at, .. } => (*own, *at) <= (block, start),
        Place::Cell { block: own, .. } => *own < block,
    };
    let mut sections = outcome.report.sections.iter();
    let section = sections.rfind(|section| section.found && section.place.as_ref().is_some_and(before));
    let heading = section.map(|section| section.heading.split_whitespace().collect::<String>());
    let text = outcome.document.as_ref().and_then(|document: &Document| document.text_at(place));
    let text: String = text.unwrap_or_default().split_whitespace().collect();
    let cut: String = text.chars().take(QUOTED).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    let quoted = match (cut.is_empty(), language) {
        (true, Language::Zh) => format!("第 {} 段", block + 1),
        (true, Language::En) => format!("paragraph {}", block + 1),
        (false, Language::Zh) => format!("“{cut}{more}”"),
        (false, Language::En) => format!("\"{cut}{more}\""),
    };
    let comma = if language == Language::En { ", " } else { "，" };
    Some(heading.map_or(quoted.clone(), |heading| format!("{heading}{comma}{quoted}")))
}

/// The suggestions of the first rank, equally good ones one after the other.
fn should(outcome: &Outcome, form: Option<&'static Form>, group: u32, language: Language) -> String {
    let best: Vec<String> = outcome
        .repairs
        .iter()
        .filter(|repair| repair.group == group && repair.rank == 1)
        .map(|repair| {
            let changes = repair.changes.iter().map(|change| {
                let label = label(&change.cell, form, language);
                let from = change.from.map_or_else(
                    || if language == Language::En { "blank" } else { "空白" }.to_owned(),
                    |from| from.to_string(),
                );
                match language {
                    Language::Zh => format!("{label}由 {from} 改为 {}", change.to),
                    Language::En => format!("{label}: {from} to {}", change.to),
                }
            });
            changes.collect::<Vec<_>>().join(if language == Language::En { ", " } else { "，" })
        })
        .collect();
    let count = best.len();
    let text = joined(best, language);
    match (count, language) {
        (0 | 1, _) => text,
        (_, Language::Zh) => format!("以下几种之一：{text}"),
        (_, Language::En) => format!("one of: {text}"),
    }
}
