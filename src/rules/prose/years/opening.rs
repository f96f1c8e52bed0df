//! A section, or a part of it, that begins its account with an older year.

use std::ops::Range;

use super::leading_year;
use crate::rules::prose::Sentence;
use crate::rules::prose::points::mark_at;
use crate::text::dates::year_at;
use crate::text::flow::Flow;

/// Where a part of the report begins with last year and tells what was done in general: 一、总体情况 / 2023年，我镇认真贯彻…
/// in the report of 2024. A result or a document of last year may be told first, and what was done before may be set
/// beside this year's work: then the year is meant.
pub(super) fn opens_with_older(
    flow: &Flow,
    sentence: &Sentence,
    neighbours: [Option<&Sentence>; 2],
    year: i32,
) -> Option<Range<usize>> {
    const GENERAL: [&str; 33] = [
        "落实",
        "执行",
        "坚持",
        "认真",
        "严格",
        "深入",
        "贯彻",
        "按照",
        "根据",
        "围绕",
        "全面",
        "高度重视",
        "指导下",
        "领导下",
        "以习近平",
        "积极",
        "进一步",
        "依托",
        "扎实",
        "通过",
        "大力",
        "紧密结合",
        "重点",
        "对照",
        "切实",
        "加强",
        "持续",
        "紧扣",
        "聚焦",
        "立足",
        "不断",
        "扩大",
        "学习",
    ];
    const COMPARED: [&str; 7] = ["以来", "今年", "本年", "去年", "上年", "上一年", "同比"];
    const TIMED: [&str; 12] =
        ["考核", "评估", "测评", "表彰", "荣获", "获得", "排名", "通报", "印发", "指出", "整改", "反馈"];
    const REACH: usize = 50;
    let [before, after] = neighbours;
    let (start, end) = leading_year(flow, sentence, year - 1..year)?;
    let part = mark_at(flow, sentence.range.start).is_some();
    let opens =
        part || before.is_none_or(|before| before.section != sentence.section || is_heading(flow, before));
    if !opens || flow.chars.get(end) != Some(&'年') {
        return None;
    }
    let next = end + 1 + usize::from(flow.has(end + 1, "度"));
    // 2023年度报告, 2023年12月, 2023年底 name something else than the time of the work.
    let led = flow.chars.get(next).is_some_and(|c| among!(",我本全", *c));
    let rest = next..sentence.range.end;
    let near = next..(next + REACH).min(sentence.range.end);
    let says = |words: &[&str], range: &Range<usize>| flow.says(range.clone(), words);
    // 落实《2024年政务公开工作要点》 names a document.
    let named =
        |index: usize| flow.slice(start..index).iter().rev().find(|c| among!("《》", **c)) == Some(&'《');
    let other_year = rest.clone().any(|index| year_at(flow, index).is_some() && !named(index));
    let beside = [before, after].into_iter().flatten().filter(|other| other.section == sentence.section);
    let own = format!("{year}年");
    let compared = beside
        .filter(|other| mark_at(flow, other.range.start).is_none())
        .any(|other| says(&[own.as_str(), "今年", "本年"], &other.range));
    let found = led
        && says(&GENERAL, &near)
        && !says(&TIMED, &near)
        && !says(&COMPARED, &rest)
        && !other_year
        && !compared;
    found.then_some(start..sentence.range.end.min(start + 24))
}

/// Whether a sentence is a heading on a line of its own.
fn is_heading(flow: &Flow, sentence: &Sentence) -> bool {
    const LONGEST: usize = 24;
    let text = flow.slice(sentence.range.clone());
    text.len() <= LONGEST && !text.iter().rev().skip(1).any(|c| among!("。,;", *c))
}
