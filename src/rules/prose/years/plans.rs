//! Plans for a year that is over.

use std::ops::Range;

use crate::rules::prose::Sentence;
use crate::text::dates::year_at;
use crate::text::flow::Flow;

/// A plan for a year that is over: `2024年,我局将进一步…` in a report of 2024.
pub(super) fn past_plan(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const PLANS: [&str; 47] = [
        "从下列",
        "在下列",
        "从几",
        "进一步",
        "继续",
        "不断",
        "持续",
        "着力",
        "围绕",
        "重点",
        "积极",
        "加强",
        "全面",
        "深入",
        "大力",
        "坚持",
        "认真",
        "严格落实",
        "努力",
        "按照",
        "紧紧",
        "从以下",
        "以习近平",
        "突出",
        "聚焦",
        "采取",
        "重点做好",
        "做好",
        "着重",
        "加大",
        "加快",
        "推进",
        "完善",
        "健全",
        "强化",
        "优化",
        "提高",
        "提升",
        "改进",
        "从如下",
        "在以下",
        "立足",
        "力争",
        "以更",
        "牢固",
        "更加",
        "针对",
    ];
    // 将公开工作纳入考核 disposes of something, it is no plan.
    const DISPOSES: [&str; 11] =
        ["作为", "纳入", "列入", "列为", "融入", "贯穿", "摆在", "放在", "结合起来", "落实到", "抓在"];
    const REACH: usize = 24;
    if !matches!(sentence.section, 1 | 5) {
        return None;
    }
    let digit = |index: &usize| flow.chars.get(*index).is_some_and(char::is_ascii_digit);
    sentence.range.clone().filter(digit).find_map(|index| {
        let (stated, after) = year_at(flow, index)?;
        let over = if sentence.section == 5 { stated > year } else { stated >= year };
        if over || stated + 2 < year || flow.chars.get(after) != Some(&'年') {
            return None;
        }
        let from = sentence.range.start;
        let inside_title = flow.slice(from..index).iter().rev().find(|c| among!("《》", **c)) == Some(&'《');
        let reach = after..(after + REACH).min(sentence.range.end);
        let will = flow.find_all(reach, "将").find(|at| PLANS.iter().any(|plan| flow.has(at + 1, plan)))?;
        let between = flow.slice(after + 1..will);
        let direct = between.iter().filter(|c| among!(",", **c)).count() <= 1
            && !between.iter().any(|c| c.is_ascii_digit() || among!("《》:;", *c));
        let done = flow.says(will..sentence.range.end, &["已", "提出", "曾"]) || between.contains(&'已');
        let clause = flow.slice(will..sentence.range.end).iter().position(|c| among!(",;", *c));
        let clause = will..clause.map_or(sentence.range.end, |length| will + length);
        let disposes = flow.says(clause.clone(), &DISPOSES);
        (direct && !inside_title && !done && !disposes).then_some(index..will + 1)
    })
}

/// A heading of what is planned with the report's own year or an older one: （二）2024年工作打算.
pub(super) fn past_heading(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const SUBJECTS: [&str; 7] =
        ["政府信息公开工作", "信息公开工作", "政务公开工作", "重点工作", "主要工作", "工作", ""];
    const PLANS: [&str; 10] =
        ["计划", "打算", "安排", "思路", "目标", "改进措施", "整改措施", "努力方向", "工作重点", "下一步"];
    if sentence.section != 5 {
        return None;
    }
    sentence.range.clone().find_map(|index| {
        let (stated, after) = year_at(flow, index)?;
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.gap_before(index) || before.is_none_or(|before| among!("。;:)、", before));
        if stated > year || stated + 2 < year || !begins || !flow.has(after, "年") {
            return None;
        }
        let words = after + 1 + usize::from(flow.has(after + 1, "度"));
        let end = SUBJECTS.iter().find_map(|subject| {
            let plan = words + subject.chars().count();
            let length =
                PLANS.iter().find(|word| flow.has(words, subject) && flow.has(plan, word))?.chars().count();
            Some(plan + length)
        })?;
        // 2024年工作计划完成情况 tells of a plan; a heading ends with it.
        let ends = flow.starts_piece(end) || flow.chars.get(end).is_none_or(|next| among!("。:;", *next));
        ends.then_some(index..end)
    })
}

/// Furthest that the name of a plan reaches.
const LONGEST: usize = 40;

/// What plans of work for a year are called.
const NAMES: [&str; 7] =
    ["工作要点", "主要任务", "重点工作", "重点任务", "任务分解", "任务分工", "公开工作安排"];

/// Whether the plan of a year is named anywhere in a text.
pub(super) fn is_named(flow: &Flow, year: i32) -> bool {
    let own = format!("{year}年");
    flow.find_all(0..flow.len(), &own).any(|at| flow.says(at..(at + LONGEST).min(flow.len()), &NAMES))
}

/// The yearly plan of work of two years ago or longer, as what this year's work rests on: 根据《某省2021年政务公开工作要点》 in
/// the report of 2023; that of last year where none of this year is named (`named`).
pub(super) fn rests_on_older(
    flow: &Flow,
    sentence: &Sentence,
    year: i32,
    named: bool,
) -> Option<Range<usize>> {
    const RESTS: [&str; 5] = ["根据", "按照", "依据", "对照", "落实"];
    let range = &sentence.range;
    flow.find_all(range.clone(), "《").find_map(|open| {
        let close = flow.find(open..(open + LONGEST).min(range.end), "》")?;
        let (index, stated, after) = (open + 1..close).find_map(|index| {
            let (stated, after) = year_at(flow, index)?;
            Some((index, stated, after))
        })?;
        let older = (year - 4..year).contains(&stated) && flow.has(after, "年");
        if !older || !flow.says(after..close, &["公开"]) || !flow.says(after..close, &NAMES) {
            return None;
        }
        let before = range.start..open;
        // 落实2023年要点未完成的任务 may be this year's work; 按照 it is hardly.
        let last = stated + 1 == year;
        let rests = if last { &RESTS[..4] } else { &RESTS[..] };
        let rests = flow.says(before.clone(), rests) && !(last && (named || sentence.section > 1));
        // 自2021年起, 2021年印发, 继续落实: what that year's plan led to may be told.
        let told = flow.says(before, &[&format!("{stated}年"), "续"]);
        // 落实《2022年政务公开工作要点》情况的检查.
        let of_itself = ["情况", "的"].iter().any(|word| flow.has(close + 1, word));
        (rests && !told && !of_itself).then_some(index..close)
    })
}
