//! Dates within the text that lost a part: 20078月成立, 2007年45日公布, 2024，在县委领导下.

use std::ops::Range;

use super::super::{places, quote};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

/// One finding on all dates of the text that lost 年 or 月; those of the statistics' period have a rule of their own.
pub(super) fn find(context: &Context) -> Option<Finding> {
    /// By these a sentence tells of the period.
    const PERIOD: [&str; 4] = ["统计", "期限", "起至", "日起"];
    let report = context.report;
    let flow = &report.text;
    let told = |range: &Range<usize>| !flow.says(range.clone(), &PERIOD);
    let sentences = context.sentences.iter().map(|sentence| sentence.range.clone()).filter(told);
    let found: Vec<Range<usize>> = sentences.flat_map(|range| damaged(flow, range)).collect();
    let first = found.first()?;
    let words = quote(context.document, report, first.clone());
    let message = Message::new(
        format!("“{words}”不是完整的日期，像是缺了字"),
        format!("“{words}” is no whole date: a part of it is missing"),
    );
    let at = found.iter().flat_map(|range| places(report, range.clone()));
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(at))
}

/// The dates of a sentence that lost a part.
fn damaged(flow: &Flow, sentence: Range<usize>) -> Vec<Range<usize>> {
    let digits =
        |from: usize| flow.slice(from..sentence.end).iter().take_while(|c| c.is_ascii_digit()).count();
    // 到202412月31日: the statistics' period.
    let bounds = |at: usize| flow.has(at, "1日") || flow.has(at, "31日") || flow.has(at, "30日");
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let run = digits(at);
        if run == 0 {
            at += 1;
            continue;
        }
        let end = at + run;
        let year = run >= 4 && (1990..=2099).contains(&flow.text(at..at + 4).parse().unwrap_or(0));
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before));
        let alone = year && before.is_none_or(|c| !c.is_ascii_alphanumeric() && !among!("-_/.:", *c));
        let value = |from: usize| flow.text(from..end).parse().unwrap_or(0_u32);
        if alone
            && (5..=6).contains(&run)
            && (1..=12).contains(&value(at + 4))
            && flow.has(end, "月")
            && !bounds(end + 1)
        {
            found.push(at..end + 1);
        } else if alone && run == 6 && (1..=12).contains(&value(at + 4)) && is_until(flow, at, end) {
            found.push(at..end);
        } else if alone
            && (7..=8).contains(&run)
            && flow.has(end, "日")
            && !flow.has(end, "日报")
            && !bounds_in(flow, at, end)
        {
            found.push(at..end + 1);
        } else if alone && run == 4 && flow.has(end, "年") {
            // 2024年20日内 would be a time to do something in, 2024年365日 all the days of the year.
            let day = digits(end + 1);
            let stop = end + 1 + day;
            let all = flow.has(end + 1, "365日") || flow.has(end + 1, "366日");
            if (1..=4).contains(&day) && !all && flow.has(stop, "日") && !flow.has(stop + 1, "内") {
                found.push(at..stop + 1);
            }
        } else if alone && run >= 12 && flow.has(end, "间") {
            found.push(at..end);
        } else if alone
            && run == 4
            && (at == sentence.start || flow.starts_piece(at))
            && is_year_without_unit(flow, end)
        {
            found.push(at..end + 1);
        }
        at = end;
    }
    found
}

/// Whether digits that lost 年 and 月 are the first or the last day of a year, as the statistics' period has them.
fn bounds_in(flow: &Flow, at: usize, end: usize) -> bool {
    ["11", "0101", "1231", "1230"].contains(&&*flow.text(at + 4..end))
}

/// Whether six digits say up to when, and lost both 年 and 月: 截至202412我局公开信息; not 截至202412期.
fn is_until(flow: &Flow, at: usize, end: usize) -> bool {
    let until = at.checked_sub(2).is_some_and(|from| flow.has(from, "截至") || flow.has(from, "截止"));
    let next = flow.chars.get(end).copied().unwrap_or(' ');
    until && (next == ',' || is_han(next) && !among!("条件份篇个期项人次号批", next))
}

/// Whether a sentence goes on behind its year without 年: 2024，在县委领导下, 2015-在目录中公开. 2015-2016 are two years.
fn is_year_without_unit(flow: &Flow, end: usize) -> bool {
    matches!(flow.chars.get(end), Some(',' | '-')) && flow.chars.get(end + 1).is_some_and(|c| is_han(*c))
}
