//! The way from bytes to the Outcome.

use std::collections::{BTreeMap, HashMap};

use crate::assess::{self, Tally};
use crate::document::{Document, Place};
use crate::extract::extract;
use crate::form::CellId;
use crate::locate::{self, Explanation};
use crate::order::Order;
use crate::outcome::{
    CellInfo, Change, Counts, Finding, GroupNote, InputInfo, Language, Origin, Outcome, Repair, ReportInfo,
    SCHEMA, Severity, Status, SummaryInfo, Sums,
};
use crate::read::{Hint, Input, ReadError, read};
use crate::report::{Cell, Report};
use crate::rules::{self, Companion, Context, Rule};

/// What the caller asks for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Name of the input, for messages and as a hint for its format.
    pub name: Option<String>,
    /// Format of the input; `None` to detect it.
    pub format: Option<String>,
    /// Language of the messages.
    pub language: Language,
    /// Only these rules; all where empty.
    pub select: Vec<&'static Rule>,
    /// Not these rules.
    pub ignore: Vec<&'static Rule>,
    /// Whether the Outcome is to carry the Document.
    pub document: bool,
    /// The same organ's report of the year before.
    pub previous: Option<Companion>,
    /// The reports that this one sums up.
    pub parts: Vec<Companion>,
}

/// Checks the bytes of a report.
///
/// # Errors
/// [`ReadError`] where nothing of the input can be read.
pub fn check(bytes: &[u8], options: &Options) -> Result<Outcome, ReadError> {
    let hint = Hint { name: options.name.as_deref(), format: options.format.as_deref() };
    Ok(check_input(read(bytes, &hint)?, options))
}

/// Checks a report that was already read.
#[must_use]
pub fn check_input(mut input: Input, options: &Options) -> Outcome {
    input.document.settle();
    let report = extract(&input.document);
    let context = Context::new(&input.document, &report, options.previous.as_ref(), &options.parts);
    let findings = rules::all()
        .iter()
        .filter(|rule| options.runs(rule))
        .flat_map(|rule| rule.findings(&context).into_iter().map(move |finding| (rule, finding)))
        .collect();
    let (findings, groups) = finish(findings, &report, options.language);
    let (repairs, notes) = suggestions(&context.explanation, &findings, &groups, options.language);
    let assessed = &context.assessed;
    let counts = counts(&findings, assessed.tally());
    let sums = Sums {
        broken: assessed.names(|status| matches!(status, assess::SumStatus::Broken { .. })),
        open: assessed.names(|status| matches!(status, assess::SumStatus::NotAssessable { .. })),
    };
    let blanks = assessed
        .determined
        .iter()
        .filter(|(cell, _)| report.cells.get(**cell).is_some_and(Cell::is_blank))
        .map(|(cell, value)| Change { cell: cell.name(), from: None, to: *value })
        .collect();
    let status = status(&context, counts);
    let summary = context.summary.as_ref().map(|summary| {
        let names = options.parts.iter().map(|part| part.name.clone().unwrap_or_default()).collect();
        let named = |at| rules::summary::part_name(&context, at);
        SummaryInfo::new(names, &summary.comparison, context.form, &named, options.language)
    });
    let remarks = context.bearing.remarks();
    let numbers = rules::narrative::numbers(&report, options.language);
    let left_out = report.notes.clone();
    let extent = extent(&report, &findings);
    let report = ReportInfo {
        first_block: extent.map(|extent| extent.0),
        last_block: extent.map(|extent| extent.1),
        ..report_info(&report, &input.document)
    };
    Outcome {
        schema: SCHEMA,
        input: InputInfo {
            name: options.name.clone(),
            format: input.format.to_owned(),
            encoding: input.encoding.map(str::to_owned),
            bytes: input.bytes,
            notes: input
                .document
                .notes
                .iter()
                .chain(&left_out)
                .map(|note| if options.language == Language::En { note.en.clone() } else { note.zh.clone() })
                .chain(remarks.iter().map(|remark| remark.get(options.language).to_owned()))
                .collect(),
        },
        report,
        findings,
        repairs,
        notes,
        numbers,
        sums,
        blanks,
        summary,
        status,
        counts,
        document: options.document.then_some(input.document),
    }
}

impl Options {
    /// Whether a rule is asked for.
    fn runs(&self, rule: &Rule) -> bool {
        let among = |rules: &[&Rule]| rules.iter().any(|each| each.name == rule.name);
        (self.select.is_empty() || among(&self.select)) && !among(&self.ignore)
    }
}

/// How many root causes there are of each severity, and what became of the form's sums.
fn counts(findings: &[Finding], tally: Tally) -> Counts {
    let mut counts = Counts { held: tally.held, broken: tally.broken, open: tally.open, ..Counts::default() };
    let mut last = None;
    // Findings of one group stand together, the most serious first.
    for finding in findings {
        if last.replace(finding.group) == Some(finding.group) {
            continue;
        }
        match finding.severity {
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Notice => counts.notice += 1,
        }
    }
    counts
}

/// The one verdict. A sum that is broken without an error (a form whose sums only warn, a rule left out) is a doubt:
/// what does not hold is never called good.
fn status(context: &Context, counts: Counts) -> Status {
    let report = context.report;
    let without_text = context.document.blocks.iter().all(|block| block.text().is_some_and(str::is_empty));
    if counts.error > 0 {
        Status::Errors
    } else if !without_text && !report.is_recognised() {
        Status::NotAReport
    } else if counts.held + counts.broken == 0 {
        if context.assessed.empty_tables.is_empty() { Status::NotChecked } else { Status::NotFilledIn }
    } else if counts.open > 0 {
        Status::PartlyChecked
    } else if counts.broken + counts.warning > 0 {
        Status::Doubts
    } else {
        Status::Holds
    }
}

/// Gives groups their numbers (most serious first), places to the cells, and one language to the messages.
///
/// Also returns the number of each root cause.
fn finish(
    findings: Vec<(&'static Rule, rules::Finding)>,
    report: &Report,
    language: Language,
) -> (Vec<Finding>, HashMap<String, u32>) {
    let mut worst: HashMap<String, (Severity, usize)> = HashMap::new();
    let key = |index: usize, finding: &rules::Finding| match &finding.cause {
        Some(cause) => cause.clone(),
        None => format!("#{index}"),
    };
    for (index, (_, finding)) in findings.iter().enumerate() {
        let entry = worst.entry(key(index, finding)).or_insert((finding.severity, index));
        entry.0 = entry.0.min(finding.severity);
    }
    let mut order: Vec<((Severity, usize), usize, &'static Rule, rules::Finding)> = findings
        .into_iter()
        .enumerate()
        .map(|(index, (rule, finding))| {
            let group = worst.get(&key(index, &finding)).copied().unwrap_or((finding.severity, index));
            (group, index, rule, finding)
        })
        .collect();
    order.order_by_key(|(group, index, _, finding)| (*group, finding.severity, *index));
    let mut number = 0;
    let mut last = None;
    let mut numbers = HashMap::new();
    let findings = order
        .into_iter()
        .map(|(group, _, rule, finding)| {
            if last != Some(group) {
                number += 1;
                last = Some(group);
            }
            if let Some(cause) = finding.cause {
                numbers.insert(cause, number);
            }
            let mut places: Vec<Place> = finding
                .cells
                .iter()
                .filter_map(|cell| report.cells.get(*cell))
                .map(|cell| cell.place)
                .collect();
            places.extend(finding.places);
            Finding {
                rule: rule.name.to_owned(),
                kind: rule.kind,
                identity: finding.identity,
                severity: finding.severity,
                group: number,
                message: finding.message.get(language).to_owned(),
                left: finding.left,
                right: finding.right,
                cells: finding.cells.iter().map(|cell| cell.name()).collect(),
                places,
            }
        })
        .collect();
    (findings, numbers)
}

/// The suggestions for the groups that have findings, by the number of their group.
fn suggestions(
    explanation: &Explanation,
    findings: &[Finding],
    numbers: &HashMap<String, u32>,
    language: Language,
) -> (Vec<Repair>, Vec<GroupNote>) {
    let group_of = |index: usize| -> Option<u32> {
        let group = explanation.groups.get(index)?;
        if let Some(number) = group.identities.first().and_then(|name| numbers.get(name)) {
            return Some(*number);
        }
        // A negative value that no sum contradicts: the group of the finding on that cell.
        let changed = explanation.repairs.iter().find(|repair| repair.group == index)?.changes.first()?.cell;
        let name = changed.name();
        findings.iter().find(|finding| finding.cells.contains(&name)).map(|finding| finding.group)
    };
    let mut repairs: Vec<Repair> = explanation
        .repairs
        .iter()
        .filter_map(|repair| {
            Some(Repair {
                group: group_of(repair.group)?,
                rank: repair.rank,
                changes: repair
                    .changes
                    .iter()
                    .map(|change| Change { cell: change.cell.name(), from: change.from, to: change.to })
                    .collect(),
                resolves: repair.resolves.clone(),
                reason: repair.reason.get(language).to_owned(),
                short: repair.short.get(language).to_owned(),
                origin: match repair.origin {
                    locate::Origin::Author => Origin::Author,
                    locate::Origin::Reading => Origin::Reading,
                },
            })
        })
        .collect();
    repairs.order_by_key(|repair| (repair.group, repair.rank));
    let notes = (0..)
        .zip(&explanation.groups)
        .filter_map(|(index, group)| {
            let message = group.note.as_ref()?.get(language).to_owned();
            Some(GroupNote { group: group_of(index)?, message })
        })
        .collect();
    (repairs, notes)
}

fn report_info(report: &Report, document: &Document) -> ReportInfo {
    let mut ordinals: BTreeMap<u32, u32> = BTreeMap::new();
    let mut next = 0;
    for (block, content) in (0..).zip(&document.blocks) {
        if content.as_table().is_some() {
            ordinals.insert(block, next);
            next += 1;
        }
    }
    let text = |located: &Option<crate::report::Located>| located.as_ref().map(|each| each.text.clone());
    let mut tables = BTreeMap::new();
    tables.extend(
        report.form_data().tables.iter().map(|table| (table.id.prefix().to_owned(), report.status(table.id))),
    );
    let info = |(id, cell): (CellId, &Cell)| {
        let table = match cell.place {
            Place::Cell { block, .. } => ordinals.get(&block).copied(),
            Place::Span { .. } => None,
        };
        let info = CellInfo {
            value: cell.value,
            raw: cell.raw.clone(),
            table,
            place: cell.place,
            sure: cell.sure,
            state: cell.state,
            recovered: cell.recovered,
            readings: cell.readings.clone(),
        };
        (id.name(), info)
    };
    let mut cells = BTreeMap::new();
    cells.extend(report.cells.iter().map(info));
    ReportInfo {
        title: text(&report.title),
        organ: report.organ.as_ref().map(|organ| organ.name.clone()),
        year: report.year,
        form: report.form,
        published: text(&report.published),
        sections: report.sections.clone(),
        tables,
        cells,
        first_block: None,
        last_block: None,
    }
}

/// The first and the last block of the report itself; the others are its page's: navigation, shares, the site's foot.
/// Nothing where its beginning or all headings are missing: then nobody knows what belongs to it.
fn extent(report: &Report, findings: &[Finding]) -> Option<(u32, u32)> {
    // A page may have its title outside its text alone: the report begins with its opening then.
    let title = report.title.as_ref().and_then(|title| title.place);
    let begin = title.or(report.preamble.first().copied())?;
    let mut ends: Vec<Option<Place>> = Vec::new();
    for section in &report.sections {
        ends.extend([section.place, section.body.last().copied()]);
    }
    if ends.iter().all(Option::is_none) {
        return None;
    }
    ends.push(report.signature.as_ref().and_then(|signature| signature.place));
    ends.push(report.annex.as_ref().and_then(|annex| annex.rows.last()?.place));
    // What something is said about is never folded away.
    for finding in findings {
        ends.extend(finding.places.iter().map(|place| Some(*place)));
    }
    let block_of = |place: Place| match place {
        Place::Span { block, .. } | Place::Cell { block, .. } => block,
    };
    let begin = block_of(begin);
    let (mut first, mut last) = (begin, begin);
    for block in ends.into_iter().flatten().map(block_of) {
        (first, last) = (first.min(block), last.max(block));
    }
    for table in report.tables.values() {
        last = last.max(table.blocks.last().copied().unwrap_or_default());
    }
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_told_from_the_page_round_it() {
        let report = include_str!("../www/example.html");
        let extent = |page: &str| {
            let report = crate::check(page.as_bytes(), &Options::default()).expect("a page").report;
            report.first_block.zip(report.last_block)
        };
        let (first, last) = extent(report).expect("a report");
        assert_eq!(first, 0);
        let before = "<body><p>首页</p><p>当前位置：首页 &gt; 政府信息公开年报</p>";
        let after = "<p>分享到：</p><p>【关闭窗口】</p><p>版权所有：云溪县人民政府</p></body>";
        let page = report.replace("<body>", before).replace("</body>", after);
        assert_eq!(extent(&page), Some((first + 2, last + 2)));
        assert_eq!(extent("<p>首页</p><p>下周一召开会议，请准时参加。</p>"), None);
    }
}
