//! The report's own name with another year.

use std::ops::Range;

use crate::rules::Severity;
use crate::rules::prose::{Sentence, places, quote};
use crate::rules::{Context, Finding};
use crate::text::dates::year_at;
use crate::text::flow::Flow;
use crate::text::message::Message;

/// The title, the opening and lines like titles that name another year than the report's. `certain`: the statistical
/// period says which year is right.
pub(super) fn of_another_year(context: &Context, year: i32, certain: bool) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let usual = if certain { Severity::Error } else { Severity::Warning };
    let severity = context.bearing.years(usual);
    let title = report.title.as_ref().and_then(|title| title.place).map(|place| flow.range_of(place));
    let title = title.filter(|range| year_in(flow, range).is_some_and(|stated| stated != year));
    let line = report.other_title.map(|place| flow.range_of(place));
    let opening = context
        .sentences
        .iter()
        .find_map(|sentence| own_name(flow, sentence, year).or_else(|| own_work(flow, sentence, year)));
    let found = [
        ("标题", "The title", title),
        ("正文前的标题", "A title above the text", line),
        ("开头", "The opening", opening),
    ];
    found
        .into_iter()
        .filter_map(|(zh, en, range)| Some((zh, en, range?)))
        .map(|(zh, en, range)| {
            let words = quote(context.document, report, range.clone());
            let message = Message::new(
                format!("{zh}写的是“{words}”，而报告的是 {year} 年"),
                format!("{en} says “{words}”; the report is of {year}"),
            );
            Finding::new(severity, message).at_places(places(report, range)).caused_by("year left over")
        })
        .collect()
}

/// The year that a title names.
fn year_in(flow: &Flow, range: &Range<usize>) -> Option<i32> {
    range.clone().find_map(|index| year_at(flow, index)).map(|(year, _)| year)
}

/// The report's own name with an older year, in the opening paragraphs.
fn own_name(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const FAR: usize = 30;
    // Under the first heading an older report may be spoken of: only what presents this one counts.
    let presents = ["现将", "现公布", "现发布", "现向社会", "特编制", "报告如下"];
    let introduces = flow.says(sentence.range.clone(), &presents);
    if sentence.section != 0 && !(sentence.section == 1 && introduces) {
        return None;
    }
    flow.find_all(sentence.range.clone(), "政府信息公开").find_map(|at| {
        let annual = flow.find(at..(at + 14).min(sentence.range.end), "年度报告")?;
        let rest = annual + 4..(annual + 16).min(sentence.range.end);
        // 《关于做好2023年政府信息公开工作年度报告编制发布工作的通知》 names another document.
        let notice =
            flow.says(rest.clone(), &["编制", "的通知", "工作的", "格式", "要求", "相比", "反馈", "指出"]);
        let from = at.saturating_sub(14).max(sentence.range.start);
        let clause = flow.slice(from..at).iter().rposition(|c| among!(",;。", *c));
        let from = clause.map_or(from, |mark| from + mark + 1);
        let asked = flow.says(from..at, &["做好", "要求", "上年", "较"]);
        let (start, stated) = year_just_before(flow, at, from)?;
        // 现公布…2016年度政府信息公开工作年度报告: it is this report, however far its year is off.
        let presented = flow.slice(start.saturating_sub(FAR).max(sentence.range.start)..start).iter().rev();
        let clause: String = presented.take_while(|c| !among!(",;。", **c)).collect();
        let clause: String = clause.chars().rev().collect();
        let presented = presents.iter().any(|word| clause.contains(word))
            && !["自", "从", "历年", "历次", "汇编"].iter().any(|word| clause.contains(word));
        let near = stated != year && (stated.abs_diff(year) < 4 || presented);
        (near && !notice && !asked).then_some(start..annual + 4)
    })
}

/// The work that the report is made of, with an older year: 结合2023年我镇政府信息公开工作实际，形成本报告.
fn own_work(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const FAR: usize = 30;
    const WORK: [&str; 3] = ["工作实际", "工作情况", "工作开展情况"];
    if sentence.section != 0 {
        return None;
    }
    flow.find_all(sentence.range.clone(), "结合").find_map(|at| {
        let start = at + 2;
        let (stated, after) = year_at(flow, start).filter(|(stated, _)| (year - 3..year).contains(stated))?;
        let clause = flow.slice(after..(after + FAR).min(sentence.range.end)).iter();
        let end = after + clause.take_while(|c| !among!(",;。《", **c)).count();
        (stated < year && flow.has(after, "年") && flow.says(after..end, &WORK)).then_some(start..end)
    })
}

/// `2023年` or `2023年度` right before an index.
fn year_just_before(flow: &Flow, index: usize, from: usize) -> Option<(usize, i32)> {
    (from..index).rev().take(6).find_map(|start| {
        let (year, after) = year_at(flow, start)?;
        let rest = flow.text(after..index);
        ["年", "年度"].contains(&&*rest).then_some((start, year))
    })
}
