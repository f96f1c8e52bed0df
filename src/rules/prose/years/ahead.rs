//! Years that do not fit what is reported: the year to come told of as over, budgets and accounts of other years.

use std::ops::Range;

use super::leading_year;
use crate::rules::prose::Sentence;
use crate::text::dates::year_at;
use crate::text::flow::Flow;

/// Words of what is still to be done.
const PLANNED: [&str; 7] = ["将", "拟", "计划", "继续", "进一步", "打算", "预计"];

/// What is reported under the year after the report's: 2022年，我局未收到申请 in the report of 2021.
pub(super) fn reported_ahead(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const REPORTS: [&str; 8] =
        ["收到", "受理", "主动公开", "依申请", "处理费", "行政复议", "行政诉讼", "公开信息"];
    const OVER: [&str; 8] = ["未", "没有", "无", "共", "累计", "均已", "收到了", "全年"];
    const TO_COME: [&str; 7] = ["力争", "目标", "下一步", "今后", "要加", "要不断", "年起"];
    if !(1..=4).contains(&sentence.section) && sentence.section != 6 {
        return None;
    }
    let (start, after) = leading_year(flow, sentence, year + 1..year + 2)?;
    if flow.chars.get(after) != Some(&'年') {
        return None;
    }
    let next = after + 1 + usize::from(flow.has(after + 1, "度"));
    // 2022年1月 is a day of the year in which the report was written.
    let day = flow.chars.get(next).is_some_and(|c| c.is_ascii_digit() || among!("起初底", *c));
    let rest = next..sentence.range.end;
    let says = |words: &[&str]| flow.says(rest.clone(), words);
    let end = sentence.range.end.min(start + 24);
    (!day && says(&REPORTS) && says(&OVER) && !says(&PLANNED) && !says(&TO_COME)).then_some(start..end)
}

/// A year that was not over when the report was written, as one of work done: 2023年我局建立健全各项制度 in the report of 2021.
pub(super) fn of_no_report_yet(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const LONGEST: usize = 24;
    const TO_COME: [&str; 8] = ["年底", "年起", "年前", "规划", "目标", "要", "力争", "到"];
    if sentence.section == 5 {
        return None;
    }
    let (start, after) = leading_year(flow, sentence, year + 2..year + 6)?;
    let end = sentence.range.end.min(start + LONGEST);
    let begins =
        start == sentence.range.start || flow.chars.get(start - 1).is_some_and(|c| ")、.是。;:".contains(*c));
    let next = after + 1 + usize::from(flow.has(after + 1, "度"));
    // 2023年,我局 and 2023年我局 tell of a year; 2023-2025年 and 2023年1月 of a time.
    let told = flow.has(after, "年") && flow.chars.get(next).is_some_and(|c| ",我本全共".contains(*c));
    let planned = flow.says(start..sentence.range.end, &PLANNED) || flow.says(start..end, &TO_COME);
    (begins && told && !planned).then_some(start..end)
}

/// A rough count under the year after the report's, also behind a first clause: 另外，2010年我镇在门户网站公开信息30余条 in the
/// report of 2009. Plans count exactly, and need no word that says so: 2010年，我局每月公开水质信息2条.
pub(super) fn counted_ahead(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const VERBS: [&str; 5] = ["公开", "发布", "收到", "受理", "制作"];
    // What is planned, or was done by the day on which the report is written.
    const OTHERWISE: [&str; 9] = ["目标", "要", "应", "达到", "确保", "任务", "以来", "已", "截"];
    let range = sentence.range.clone();
    if sentence.section == 0 || sentence.section == 5 {
        return None;
    }
    let begins = |at: usize| at == range.start || flow.slice(at - 1..at).iter().any(|c| among!(",;:", *c));
    let (start, after) = range.clone().filter(|at| begins(*at)).find_map(|at| {
        let (stated, after) = year_at(flow, at)?;
        (stated == year + 1 && flow.has(after, "年")).then_some((at, after + 1))
    })?;
    let next = after + usize::from(flow.has(after, "度"));
    let told = flow.chars.get(next).is_some_and(|c| among!(",我本全共", *c));
    let verb = VERBS.iter().filter_map(|verb| flow.find(next..range.end, verb)).min()?;
    let count = flow.slice(verb..range.end).windows(3).any(|characters| {
        matches!(characters, [number, '余' | '多', unit]
            if number.is_ascii_digit() && among!("条件次份项篇", *unit))
    });
    let says = |words: &str| flow.find(range.clone(), words).is_some();
    let other = says(&format!("{year}年")) || PLANNED.iter().chain(&OTHERWISE).any(|word| says(word));
    (told && count && !other).then(|| start..range.end.min(start + 24))
}

/// The budget and the accounts that are published together, of other years than the report's and the year before:
/// 2019年部门预算和2018年部门决算 in the report of 2020.
pub(super) fn budgets(flow: &Flow, sentence: &Sentence, year: i32) -> Option<Range<usize>> {
    const REACH: usize = 10;
    let of = |word: &'static str| {
        let found = flow.find_all(sentence.range.clone(), word).filter_map(move |at| {
            let from = at.saturating_sub(REACH).max(sentence.range.start);
            let near = (from..at).rev().find_map(|index| Some((index, year_at(flow, index)?.0)))?;
            let between = flow.slice(near.0 + 4..at).iter().any(|c| among!(",。;、和及与《", *c));
            (!between).then_some((near.1, near.0..at + 2))
        });
        found.collect::<Vec<_>>()
    };
    let (budget, accounts) = (of("预算"), of("决算"));
    let ([(budgeted, first)], [(accounted, last)]) = (budget.as_slice(), accounts.as_slice()) else {
        return None;
    };
    let pair = *budgeted == accounted + 1 && *budgeted != year && budgeted.abs_diff(year) <= 2;
    let says = |word: &str| flow.find(sentence.range.clone(), word).is_some();
    let published = says("公开") || says("公布");
    let range = first.start.min(last.start)..first.end.max(last.end);
    (pair && published && !says("计划") && !says("将") && range.len() <= 40).then_some(range)
}

/// What is left at the year's end carried over into that same year: 收到申请3件，办结3件，0件结转2024年办结 in the report of
/// 2024. What came from the year before is told with that year.
pub(super) fn carried_into(
    flow: &Flow,
    sentence: &Sentence,
    before: Option<&Sentence>,
    year: i32,
) -> Option<Range<usize>> {
    /// As far before the word the number of those carried over may stand.
    const REACH: usize = 14;
    const RECEIVED: [&str; 4] = ["收到", "新收", "受理", "办结"];
    const EARLIER: [&str; 5] = ["上年", "去年", "上一年", "上年度", "往年"];
    let range = &sentence.range;
    let says = |words: &[&str]| flow.says(range.clone(), words);
    if !says(&["结转", "转结"]) {
        return None;
    }
    let older = |range: &Range<usize>| {
        range.clone().any(|index| year_at(flow, index).is_some_and(|(stated, _)| stated < year))
    };
    let neighbour = before
        .is_some_and(|before| older(&before.range) && flow.find(before.range.clone(), "结转").is_some());
    if !says(&RECEIVED) || says(&EARLIER) || older(range) || neighbour {
        return None;
    }
    ["结转", "转结"].iter().find_map(|word| {
        flow.find_all(range.clone(), word).find_map(|at| {
            // 0件结转…; 未办结的4件申请结转至…: how many stands in the clause.
            let clause = flow.slice(range.start..at).iter().rev().take_while(|c| !among!(",。;", **c));
            let counted = flow.has(at.saturating_sub(1), ",") || clause.take(REACH).any(char::is_ascii_digit);
            let into = at + 2;
            let start = into + usize::from(["至", "到", "入"].iter().any(|word| flow.has(into, word)));
            let (stated, after) = year_at(flow, start)?;
            (counted && stated == year && flow.has(after, "年")).then_some(at..after + 1)
        })
    })
}
