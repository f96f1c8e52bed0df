//! Parts of the reports before 2019: their number and their list.

use std::ops::Range;

use super::listed::items;
use super::{announced, asked, opening};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::prose::places;
use crate::rules::{Context, Finding};
use crate::text::dates::digit;
use crate::text::flow::Flow;
use crate::text::message::Message;

/// What is wrong with the parts of an older report: their list lacks one that the regulation asked for, names more than
/// it announces, or the headings go on after the number that it announces.
pub(super) fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    if report.year.is_none_or(|year| !(2008..=2018).contains(&year)) {
        return Vec::new();
    }
    let severity = context.bearing.words(Severity::Warning);
    let sentences = opening(report);
    let mut findings = asked::check(context, &sentences);
    let Some((number, at)) = announced(report) else { return findings };
    let sentence = sentences.iter().find(|sentence| sentence.contains(&at.start));
    let count = sentence
        .and_then(|sentence| items(flow, sentence))
        .map(|(fewest, _)| fewest)
        .filter(|count| *count > number);
    if let Some(count) = count {
        let message = Message::new(
            format!("开头说有 {number} 个部分，列出的有 {count} 个"),
            format!("The opening announces {number} parts and names {count}"),
        );
        findings.push(Finding::new(severity, message).at_places(places(report, at.clone())));
    } else if let Some(count) =
        sentence.and_then(|sentence| most_named(flow, sentence, at.start)).filter(|count| *count < number)
    {
        let message = Message::new(
            format!("开头说有 {number} 个部分，列出的只有 {count} 个"),
            format!("The opening announces {number} parts and names {count} only"),
        );
        // 等七个部分 may stand for one more.
        let open = flow.has(at.start.wrapping_sub(1), "等");
        let severity = if open { Severity::Notice } else { severity };
        findings.push(Finding::new(severity, message).at_places(places(report, at.clone())));
    } else if let Some((ordinal, heading)) = beyond(report, number, at.end) {
        findings.push(goes_beyond(context, number, &ordinal, at, heading, severity));
    }
    findings
}

/// How many parts a list names before their number, counted as many as they can be; nothing where it does not read as a list
/// of parts.
fn most_named(flow: &Flow, sentence: &Range<usize>, number: usize) -> Option<usize> {
    const LEADS: [&str; 7] = ["由", "包括", "包含", "分为", "有", "为", "分"];
    // 存在的问题及改进措施 is one part.
    const ENDINGS: [&str; 5] = ["情况", "事项", "措施", "概述", "概况"];
    const JOINTS: [&str; 4] = ["以及", "及", "和", "与"];
    let own =
        ["报告", "年报", "全文", "内容"].iter().filter_map(|word| flow.find(sentence.clone(), word)).min()?;
    let list = own..number;
    let lead = LEADS.iter().filter_map(|word| flow.find(list.clone(), word)).min()?;
    let list = lead + 1..number;
    let ends = |at: usize| ENDINGS.iter().any(|ending| flow.has(at - ending.chars().count(), ending));
    let marks = |mark: char| list.clone().filter(move |at| flow.chars.get(*at) == Some(&mark));
    // Where commas or semicolons divide the list, 、 stands within a part.
    let mark = [';', ','].into_iter().find(|mark| marks(*mark).filter(|at| ends(*at)).count() > 2);
    let divided: Vec<usize> = marks(mark.unwrap_or('、')).collect();
    let parts = divided.iter().filter(|at| ends(**at)).count();
    // ,共九个部分: behind the last one stands no part.
    let words =
        |from: usize| flow.text(from..number).trim_end_matches(['共', '等', '计', '合']).chars().count();
    let last = divided.last().is_some_and(|at| words(at + 1) > 0);
    let joined =
        JOINTS.iter().flat_map(|joint| flow.find_all(list.clone(), joint)).filter(|at| ends(*at)).count();
    (parts > 2).then_some(divided.len() + usize::from(last) + joined)
}

/// The finding that headings go on after the number of parts announced.
pub(super) fn goes_beyond(
    context: &Context,
    number: usize,
    ordinal: &str,
    at: Range<usize>,
    heading: Range<usize>,
    severity: Severity,
) -> Finding {
    let message = Message::new(
        format!("开头说有 {number} 个部分，标题却编到“{ordinal}、”"),
        format!("The opening announces {number} parts; the headings go up to “{ordinal}、”"),
    );
    let at = [at, heading].into_iter().flat_map(|range| places(context.report, range));
    Finding::new(severity, message).at_places(at)
}

/// The heading with the highest ordinal, where that is higher than the number announced.
pub(super) fn beyond(report: &Report, number: usize, from: usize) -> Option<(String, Range<usize>)> {
    const WORDS: [&str; 8] = ["附表", "说明", "问题", "事项", "打算", "措施", "其他", "复议"];
    const LONGEST: usize = 24;
    let flow = &report.text;
    let mut last = 0;
    let mut found = None;
    for index in from..flow.len() {
        let Some(value) = flow.chars.get(index).copied().filter(|c| !c.is_ascii_digit()).and_then(digit)
        else {
            continue;
        };
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
        let begins = flow.starts_piece(index) || flow.gap_before(index) || matches!(before, Some('。' | ';'));
        if !begins
            || !flow.has(index + 1, "、")
            || flow.chars.get(index + 2).copied().and_then(digit).is_some()
        {
            continue;
        }
        // A table or an appendix begins anew.
        if value == 1 && last > 0 {
            break;
        }
        let value = value as usize;
        if last == 0 && value != 1 || value <= last {
            continue;
        }
        last = value;
        let heading = index..(index + LONGEST).min(flow.len());
        let worded = flow.says(heading.clone(), &WORDS);
        if value > number && value <= number + 2 && worded {
            found = Some((flow.text(index..index + 1), index..index + 2));
        }
    }
    found
}
