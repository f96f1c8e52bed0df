//! What article 32 of the regulation of 2007 asked reports to hold, in those before 2019: in the list of parts that the
//! opening gives, and in the report as a whole.

use std::ops::Range;

use crate::report::Report;
use crate::rules::Severity;
use crate::rules::prose::regulation::{is_in_title, is_under_other_rules};
use crate::rules::prose::{places, ranges};
use crate::rules::{Context, Finding};
use crate::text::dates::digit;
use crate::text::flow::Flow;
use crate::text::message::Message;

/// A part that the regulation asked for.
struct Part {
    name: Named,
    /// Words by which lists and headings name it.
    words: &'static [&'static str],
    /// The last year of which a list of the parts has to name it.
    until: i32,
}

const PARTS: [Part; 3] = [
    Part {
        name: ("行政复议、行政诉讼情况", "reviews and lawsuits"),
        words: &["复议", "诉讼", "申诉"],
        until: 2018,
    },
    Part {
        name: ("收费及减免情况", "fees and their reduction"),
        words: &["收费", "减免", "免费", "收支", "支出", "经费", "费用", "收取"],
        // Nothing was charged any more from April 2017 on (财税〔2017〕20号).
        until: 2017,
    },
    Part {
        name: ("存在的主要问题及改进情况", "problems and improvements"),
        words: &["问题", "不足", "困难", "差距", "改进", "整改", "薄弱", "有待"],
        until: 2018,
    },
];

/// A part's name in Chinese and English.
type Named = (&'static str, &'static str);

/// Index of 行政复议、行政诉讼情况 in [`PARTS`].
const REVIEWS: usize = 0;

/// Index of 收费及减免情况 in [`PARTS`].
const FEES: usize = 1;

/// Index of 存在的主要问题 in [`PARTS`].
const PROBLEMS: usize = 2;

/// What was asked for and is not there: in the first list of the opening that names all parts, else in the whole text;
/// and what that list names and nothing behind it tells of.
pub(super) fn check(context: &Context, sentences: &[Range<usize>]) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let Some(year) = report.year else { return Vec::new() };
    if is_under_other_rules(report) {
        return Vec::new();
    }
    let due = |index: &usize| PARTS.get(*index).is_some_and(|part| year <= part.until);
    let list = sentences.iter().find(|sentence| lists_all(flow, sentence));
    let missing: Vec<usize> = list.map_or_else(Vec::new, |list| {
        // Fees, and what is wanting, may be told of without a part of their own; a part that is there should be named.
        let rest = list.end..flow.len();
        let has_part = || headings(flow).iter().any(|heading| names(flow, heading, PROBLEMS));
        let told = |index: usize| {
            names(flow, list, index)
                || index == FEES && tells_of_fees(report)
                || index == PROBLEMS && says(flow, &rest, PROBLEMS, &WANTING) && !has_part()
        };
        (0..PARTS.len()).filter(due).filter(|index| !told(*index)).collect()
    });
    let mut findings = Vec::new();
    if let Some(list) = list.filter(|_| !missing.is_empty()) {
        let (zh, en) = named(&missing);
        let message = Message::new(
            format!("开头列出的各部分中没有{zh}；当时的《政府信息公开条例》（第三十二条）要求年度报告写明"),
            format!(
                "The parts that the opening lists leave out {en}, which the regulation then in force asked for"
            ),
        );
        // Many had nothing to charge, and no part for it.
        let severity = if missing.as_slice() == [FEES] { Severity::Notice } else { Severity::Warning };
        findings.push(finding(context, severity, message, list.clone()));
    } else if let Some((missing, last)) =
        missing_in_all(context, year).or_else(|| missing_without_headings(context, year))
    {
        let (zh, en) = joined(&missing);
        let message = Message::new(
            format!("全文没有写{zh}；当时的《政府信息公开条例》（第三十二条）要求年度报告写明"),
            format!("The report does not tell of {en}, which the regulation then in force asked for"),
        );
        findings.push(finding(context, Severity::Warning, message, last));
    }
    if let Some((untold, heading)) = half_told(context) {
        let message = Message::new(
            format!("“{}”下面没有写{}", flow.text(heading.clone()), untold.0),
            format!("What stands under this heading does not tell of {}", untold.1),
        );
        findings.push(finding(context, Severity::Notice, message, heading));
    }
    // 由概述、…、收费及减免情况等组成: what is named must be there, whatever else is.
    let list = sentences.iter().find(|sentence| lists_parts(flow, sentence));
    if let Some((part, list)) = list.and_then(|list| Some((named_only(context, list)?, list))) {
        let message = Message::new(
            format!("开头列出的各部分中有{}，正文没有写", part.0),
            format!("The opening's list names {}; the text does not tell of it", part.1),
        );
        findings.push(finding(context, Severity::Warning, message, list.clone()));
    }
    findings
}

fn finding(context: &Context, severity: Severity, message: Message, at: Range<usize>) -> Finding {
    Finding::new(context.bearing.said(severity), message).at_places(places(context.report, at))
}

fn named(missing: &[usize]) -> (String, String) {
    let names: Vec<Named> = missing.iter().filter_map(|index| Some(PARTS.get(*index)?.name)).collect();
    joined(&names)
}

fn joined(names: &[Named]) -> (String, String) {
    let zh: Vec<&str> = names.iter().map(|name| name.0).collect();
    let en: Vec<&str> = names.iter().map(|name| name.1).collect();
    (zh.join("、"), en.join(", "))
}

/// Whether a range has words of a part outside the titles of documents.
fn names(flow: &Flow, range: &Range<usize>, index: usize) -> bool {
    says(flow, range, index, PARTS.get(index).map_or(&[][..], |part| part.words))
}

fn says(flow: &Flow, range: &Range<usize>, index: usize, words: &[&str]) -> bool {
    let told = |at: usize| !(is_in_title(flow, at) || index == PROBLEMS && is_of_the_people(flow, at));
    words.iter().any(|word| flow.find_all(range.clone(), word).any(told))
}

/// Words for what is wanting.
const WANTING: [&str; 6] = ["问题", "不足", "困难", "差距", "薄弱", "有待"];

/// Whether a problem is one that the people have and not the organ: 干部群众关注、反映强烈的问题.
fn is_of_the_people(flow: &Flow, at: usize) -> bool {
    const NEAR: usize = 16;
    let before = at.saturating_sub(NEAR)..at;
    let clause = flow.slice(before.clone()).iter().rposition(|c| among!(",。;", *c));
    let clause = clause.map_or(before.start, |stop| before.start + stop + 1)..at;
    let whose = ["群众", "百姓", "居民", "村民", "社会", "热点"];
    let ends = flow.chars.get(at.wrapping_sub(1)).is_some_and(|c| among!("的点大心", *c));
    ends && flow.says(clause.clone(), &whose)
}

/// Whether a sentence says that nothing was charged, or a heading names fees, in whatever part.
fn tells_of_fees(report: &Report) -> bool {
    const HEADS: [&str; 4] = ["收费及减免", "收费和减免", "收费、减免", "收费与减免"];
    const WORDS: [&str; 9] =
        ["未收取", "没有收取", "不收取", "无收取", "免费", "未收费", "没有收费", "不收费", "收费情况"];
    let flow = &report.text;
    let told = |(_, range): (u8, Range<usize>)| flow.says(range.clone(), &WORDS);
    ranges(report).into_iter().any(told) || flow.says(0..flow.len(), &HEADS)
}

/// Whether a sentence lists the parts of the report, all of them: the list goes on nowhere.
fn lists_all(flow: &Flow, sentence: &Range<usize>) -> bool {
    // 等五个部分 ends a list, and so does 等 before an appendix.
    const OPEN: [&str; 8] = ["等部分", "等内容", "等方面", "等几", "等情况", "等。", "等组成", "等构成"];
    let open = flow.says(sentence.clone(), &OPEN) || flow.slice(sentence.clone()).ends_with(&['等']);
    lists_parts(flow, sentence) && !open
}

/// Whether a sentence lists parts of the report.
fn lists_parts(flow: &Flow, sentence: &Range<usize>) -> bool {
    const LONGEST: usize = 400;
    let has = |word: &str| flow.find(sentence.clone(), word).is_some();
    let lists = ["组成", "包括", "分为", "包含"].into_iter().any(has);
    let report = has("报告") || has("年报") || has("全文");
    let parts = has("主动公开") && (has("申请公开") || has("公开申请"));
    // Each part has its name: some can be missing, not all.
    let any = (0..PARTS.len()).any(|index| names(flow, sentence, index));
    sentence.len() <= LONGEST && lists && report && parts && any
}

/// What a whole report with headings of its own says nothing of, and where its last heading stands: problems where the
/// headings come to 复议、诉讼, fees, reviews and requests where they come to the end.
fn missing_in_all(context: &Context, year: i32) -> Option<(Vec<Named>, Range<usize>)> {
    let report = context.report;
    let flow = &report.text;
    let heads = headings(flow);
    let last = heads.last().filter(|_| !context.bearing.is_part())?;
    let ends = is_of_the_end(flow, last);
    if heads.len() < if ends { FEWEST - 1 } else { FEWEST } {
        return None;
    }
    let late = ends || names(flow, last, 0) || names(flow, last, FEES);
    let all = 0..flow.len();
    let whole = comes_to_its_end(flow, last);
    let silent_on = |index: usize| whole && !names(flow, &all, index);
    let mut missing: Vec<Named> = Vec::new();
    let part = |index: usize| PARTS.get(index).map(|part| part.name);
    // 改进载体 in what was done tells of no problem.
    let done = heads.get(1).map_or(0, |second| second.start);
    let problems =
        || names(flow, &(done..flow.len()), PROBLEMS) || says(flow, &(0..done), PROBLEMS, &WANTING);
    if late && whole && !problems() {
        missing.extend(part(PROBLEMS));
    }
    if ends && heads.len() >= FEWEST && flow.find(all.clone(), "申请").is_none() {
        missing.push(REQUESTS);
    }
    if ends && year <= CHARGED {
        let silent = [FEES, REVIEWS].into_iter().filter(|index| silent_on(*index));
        missing.extend(silent.filter_map(part));
    }
    (!missing.is_empty()).then(|| (missing, last.clone()))
}

/// What a few sentences without headings leave out that tell of disclosure alone and come to the next year.
fn missing_without_headings(context: &Context, year: i32) -> Option<(Vec<Named>, Range<usize>)> {
    let flow = &context.report.text;
    let next = format!("{}年", year + 1);
    let last = context.sentences.last().filter(|_| year <= CHARGED && !context.bearing.is_part())?;
    let plan = flow.find(last.range.clone(), &next)?;
    let plan = plan..plan + next.chars().count();
    let all = 0..flow.len();
    let told = flow.find(all.clone(), "申请").is_some()
        || (0..PARTS.len()).any(|index| names(flow, &all, index))
        || !headings(flow).is_empty();
    let missing = std::iter::once(REQUESTS).chain(PARTS.map(|part| part.name)).collect();
    (!told && comes_to_its_end(flow, &plan)).then_some((missing, plan))
}

/// Nothing was charged after this year, and many reports drop what they have nothing to say of.
const CHARGED: i32 = 2016;

/// Requests, of which reports tell in many words.
const REQUESTS: Named = ("依申请公开的情况", "requests");

/// Fewest headings by which a text shows its parts.
const FEWEST: usize = 3;

/// Whether a heading is one with which reports end: 存在的问题及改进措施, 下一步打算.
fn is_of_the_end(flow: &Flow, heading: &Range<usize>) -> bool {
    const ENDS: [&str; 6] = ["问题", "打算", "努力方向", "改进", "措施", "计划"];
    flow.says(heading.clone(), &ENDS)
}

/// A part that the opening's list names and neither a heading nor a sentence of the whole text.
fn named_only(context: &Context, list: &Range<usize>) -> Option<(&'static str, &'static str)> {
    let flow = &context.report.text;
    let heads = headings(flow);
    let last = heads.last().filter(|_| heads.len() > FEWEST && !context.bearing.is_part())?;
    let first = heads.first().filter(|first| list.end <= first.start)?;
    let appendix = appendix(flow, last);
    // What breaks off at a full stop looks as if it were whole.
    if appendix.is_none() && !is_of_the_end(flow, last) {
        return None;
    }
    let body = first.start..appendix.unwrap_or(flow.len());
    let absent = |index: &usize| names(flow, list, *index) && !names(flow, &body, *index);
    let index = (0..PARTS.len()).find(absent).filter(|_| comes_to_its_end(flow, last))?;
    PARTS.get(index).map(|part| part.name)
}

/// What a heading on reviews and lawsuits names, where what stands under it tells of the other alone, and nothing else of
/// it.
fn half_told(context: &Context) -> Option<(Named, Range<usize>)> {
    const REVIEW: (&str, Named) = ("复议", ("行政复议", "reviews"));
    const LAWSUIT: (&str, Named) = ("诉讼", ("行政诉讼", "lawsuits"));
    let flow = &context.report.text;
    let heads = headings(flow);
    let first = heads.first()?.start;
    heads.windows(2).find_map(|pair| {
        let [head, next] = pair else { return None };
        let says = |range: Range<usize>, word: &str| flow.find(range, word).is_some();
        let body = || head.end..next.start;
        // Lawsuits go by many words: 起诉, 应诉, 法院受理案件0件.
        let sued = ["诉", "讼", "法院", "官司", "审判", "被告", "纠纷"].iter().any(|word| says(body(), word));
        let (word, name) = match (says(body(), REVIEW.0), sued) {
            (true, false) => LAWSUIT,
            (false, true) if says(body(), LAWSUIT.0) => REVIEW,
            _ => return None,
        };
        let elsewhere = flow.find_all(first..flow.len(), word).any(|at| !head.contains(&at));
        (says(head.clone(), REVIEW.0) && says(head.clone(), LAWSUIT.0) && !elsewhere)
            .then(|| (name, head.clone()))
    })
}

/// Where the table or another appendix begins behind the last heading.
fn appendix(flow: &Flow, last: &Range<usize>) -> Option<usize> {
    const TABLES: [&str; 3] = ["指标名称", "统计指标", "情况统计表"];
    let rest = last.start..flow.len();
    let tables = TABLES.iter().filter_map(|words| flow.find(rest.clone(), words));
    let named = flow.touched(&rest).map(|piece| piece.range.start).filter(|start| {
        *start >= last.end && ["附件", "附表", "附:"].iter().any(|word| flow.has(*start, word))
    });
    tables.chain(named).min()
}

/// Whether the text comes to its end behind its last heading: after the last full stop, or before an appendix, stand only
/// short lines without any part of a sentence (a signature, a date, the names of files).
fn comes_to_its_end(flow: &Flow, last: &Range<usize>) -> bool {
    const LONGEST: usize = 80;
    let appendix = appendix(flow, last);
    let end = appendix.unwrap_or(flow.len());
    if appendix.is_some_and(|at| flow.starts_piece(at) && at > last.end) {
        return true;
    }
    let stop = (last.end..end).rfind(|index| flow.chars.get(*index) == Some(&'。'));
    let Some(after) = stop.map(|stop| stop + 1) else { return false };
    if ["附件", "附表", "附:"].iter().any(|word| flow.has(after, word)) {
        return true;
    }
    // (二)收费情况: a part that was cut off.
    if flow.has(after, "(") && flow.chars.get(after + 1).copied().and_then(digit).is_some() {
        return false;
    }
    let rest = flow.slice(after..end);
    let line = after == end || flow.starts_piece(after) || flow.gap_before(after);
    line && rest.len() <= LONGEST && !rest.iter().any(|c| among!(",;:、", *c))
}

/// The headings of the widest parts (一、概述), with the words behind the ordinal, in rising order from 一 or 二 on.
fn headings(flow: &Flow) -> Vec<Range<usize>> {
    const LONGEST: usize = 24;
    let mut last = 0;
    let mut found = Vec::new();
    for mark in flow.find_all(0..flow.len(), "、") {
        let Some(index) = mark.checked_sub(1) else { continue };
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(index)
            || flow.gap_before(index)
            || before.is_some_and(|before| among!("。;", before));
        let value = flow.chars.get(index).copied().filter(|c| !c.is_ascii_digit()).and_then(digit);
        let Some(value) = value.filter(|_| begins) else { continue };
        let cell = flow.pieces.get(flow.piece_at(index)).is_some_and(|piece| piece.cell.is_some());
        // 一、二等奖 names two things; rows of a table have numerals of their own.
        if cell || flow.chars.get(mark + 1).copied().and_then(digit).is_some() {
            continue;
        }
        // A table or an appendix begins anew.
        if value > last + 2 || value == 1 && last > 0 {
            break;
        }
        if value <= last {
            continue;
        }
        last = value;
        let reach = mark + 1..(mark + 1 + LONGEST).min(flow.len());
        let stop = reach.clone().skip(1).find(|at| {
            flow.starts_piece(*at)
                || flow.gap_before(*at)
                || flow.chars.get(*at).is_some_and(|c| among!("。,;", *c))
        });
        found.push(index..stop.unwrap_or(reach.end));
    }
    found
}
