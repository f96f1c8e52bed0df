//! Parts of the reports before 2019, whose law (article 32 of the regulation of 2007) named what they are to hold.

use std::ops::Range;

use super::{announced, between_stops, items};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::prose::{places, ranges};
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
    let opening = ranges(report).into_iter().filter(|(section, _)| *section <= 1).map(|(_, range)| range);
    let sentences: Vec<Range<usize>> = opening.flat_map(|range| between_stops(flow, range)).collect();
    let mut findings = Vec::new();
    let lacking = |sentence: &Range<usize>| {
        lists_all(flow, sentence).then(|| lacks(flow, sentence, report.year.unwrap_or_default()))
    };
    // Fees may be told of without a part of their own.
    let fees = ["未收取", "没有收取", "不收取", "无收取", "免费", "未收费", "没有收费", "不收费", "收费情况"];
    let fees_told = ranges(report)
        .into_iter()
        .any(|(_, range)| fees.iter().any(|word| flow.find(range.clone(), word).is_some()));
    let lacking = |sentence: &Range<usize>| {
        let missing = lacking(sentence)?;
        Some(missing.into_iter().filter(|part| !(fees_told && part.is_fees())).collect::<Vec<_>>())
    };
    let list = sentences.iter().find_map(|sentence| Some((sentence, lacking(sentence)?)));
    if let Some((sentence, missing)) = list.filter(|(_, missing)| !missing.is_empty()) {
        let zh: Vec<&str> = missing.iter().map(|part| part.name.0).collect();
        let en: Vec<&str> = missing.iter().map(|part| part.name.1).collect();
        let message = Message::new(
            format!(
                "开头列出的各部分中没有{}；当时的《政府信息公开条例》（第三十二条）要求年度报告写明",
                zh.join("、")
            ),
            format!(
                "The parts that the opening lists leave out {}, which the regulation then in force asked for",
                en.join(", ")
            ),
        );
        // A mirror changes words, it does not take parts away.
        let severity = if context.bearing.recognised { Severity::Notice } else { Severity::Warning };
        findings.push(Finding::new(severity, message).at_places(places(report, sentence.clone())));
    }
    let Some((number, at)) = announced(report) else { return findings };
    let sentence = sentences.iter().find(|sentence| sentence.contains(&at.start));
    let count = sentence.and_then(|sentence| items(flow, sentence)).filter(|count| *count > number);
    if let Some(count) = count {
        let message = Message::new(
            format!("开头说有 {number} 个部分，列出的有 {count} 个"),
            format!("The opening announces {number} parts and names {count}"),
        );
        findings.push(Finding::new(severity, message).at_places(places(report, at.clone())));
    } else if let Some((ordinal, heading)) = beyond(report, number, at.end) {
        let message = Message::new(
            format!("开头说有 {number} 个部分，标题却编到“{ordinal}、”"),
            format!("The opening announces {number} parts; the headings go up to “{ordinal}、”"),
        );
        let at = [at, heading].into_iter().flat_map(|range| places(report, range));
        findings.push(Finding::new(severity, message).at_places(at));
    }
    findings
}

/// A part that the regulation of 2007 asked for.
struct Part {
    name: (&'static str, &'static str),
    /// Words by which lists name it.
    words: &'static [&'static str],
    /// The last year of which it is missed: nothing could be charged since 2017.
    until: i32,
}

impl Part {
    fn is_fees(&self) -> bool {
        self.words.contains(&"收费")
    }
}

const PARTS: [Part; 3] = [
    Part {
        name: ("行政复议、行政诉讼情况", "reviews and lawsuits"),
        words: &["复议", "诉讼", "申诉"],
        until: 2018,
    },
    Part {
        name: ("收费及减免情况", "fees and their reduction"),
        words: &["收费", "减免", "免费", "收支", "支出", "经费", "费用"],
        until: 2016,
    },
    Part {
        name: ("存在的主要问题及改进情况", "problems and improvements"),
        words: &["问题", "不足", "困难", "差距", "改进", "整改"],
        until: 2018,
    },
];

/// Whether a sentence lists the parts of the report, all of them: the list goes on nowhere.
fn lists_all(flow: &Flow, sentence: &Range<usize>) -> bool {
    const LONGEST: usize = 400;
    // 等五个部分 ends a list, and so does 等 before an appendix.
    const OPEN: [&str; 8] = ["等部分", "等内容", "等方面", "等几", "等情况", "等。", "等组成", "等构成"];
    let has = |word: &str| flow.find(sentence.clone(), word).is_some();
    let lists = ["组成", "包括", "分为", "包含"].into_iter().any(has);
    let report = has("报告") || has("年报") || has("全文");
    let parts = has("主动公开") && (has("申请公开") || has("公开申请"));
    // Each part has its name: some can be missing, not all but one.
    let named = PARTS.iter().filter(|part| part.words.iter().any(|word| has(word))).count();
    let open = OPEN.into_iter().any(has) || flow.slice(sentence.clone()).ends_with(&['等']);
    sentence.len() <= LONGEST && lists && report && parts && named > 0 && !open
}

/// The parts that a list of them leaves out.
fn lacks(flow: &Flow, sentence: &Range<usize>, year: i32) -> Vec<&'static Part> {
    let has = |word: &&str| flow.find(sentence.clone(), word).is_some();
    PARTS.iter().filter(|part| year <= part.until && !part.words.iter().any(has)).collect()
}

/// The heading with the highest ordinal, where that is higher than the number announced.
fn beyond(report: &Report, number: usize, from: usize) -> Option<(String, Range<usize>)> {
    const WORDS: [&str; 8] = ["附表", "说明", "问题", "事项", "打算", "措施", "其他", "复议"];
    const LONGEST: usize = 24;
    let flow = &report.text;
    let mut last = 0;
    let mut found = None;
    for index in from..flow.len() {
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(index)
            || flow.gap_before(index)
            || before.is_some_and(|before| "。;".contains(before));
        let Some(value) = flow.chars.get(index).copied().filter(|c| !c.is_ascii_digit()).and_then(digit)
        else {
            continue;
        };
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
        let worded = WORDS.iter().any(|word| flow.find(heading.clone(), word).is_some());
        if value > number && value <= number + 2 && worded {
            found = Some((flow.text(index..index + 1), index..index + 2));
        }
    }
    found
}
