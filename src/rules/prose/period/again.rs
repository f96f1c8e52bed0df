//! A statistical period that is stated once more, and otherwise.

use super::words;
use crate::rules::prose::{places, ranges};
use crate::rules::{Context, Finding, Severity};
use crate::text::dates::{Date, of_statistics, period_from};
use crate::text::message::Message;

/// 本报告数据的统计期限为2024年1月1日至2024年11月30日, where another place of the report has the whole year: a period of which one
/// end is right, said of this report's own numbers.
pub(super) fn stated_otherwise(context: &Context, year: i32) -> Option<Finding> {
    const REACH: usize = 45;
    const OWN: [&str; 6] = ["本报告", "本次报告", "本年报", "本年度报告", "本份报告", "此报告"];
    const OTHERS: [&str; 8] = ["上年", "上一年", "去年", "往年", "评估", "专项", "季度", "调查"];
    let report = context.report;
    let flow = &report.text;
    let day = |date: Date| (date.year, date.month, date.day);
    let (first, last) = ((year, 1, 1), (year, 12, 31));
    let wrong = ranges(report).into_iter().find_map(|(_, range)| {
        of_statistics(flow, range.clone()).find_map(|at| {
            let stops = |c: &char| among!("。;!?", *c);
            let before = flow.slice(range.start..at).iter().rposition(stops);
            let begin = before.map_or(range.start, |stop| range.start + stop + 1);
            let stop = flow.slice(at..range.end).iter().position(stops);
            let end = stop.map_or(range.end, |stop| at + stop);
            let (period, place) = period_from(flow, at, REACH).filter(|(_, place)| place.end <= end)?;
            let (start, until) = (day(period.start), day(period.end));
            let own = flow.says(begin..at, &OWN) && !flow.says(begin..end, &OTHERS);
            let one_end = (start == first) != (until == last);
            (own && one_end).then_some((start, until, place))
        })
    });
    let (start, until, place) = wrong?;
    let right = format!("{}至{}", words(first), words(last));
    let message = Message::new(
        format!("统计期限在别处写的是 {}至{}，前面写的是 {right}", words(start), words(until)),
        format!(
            "The statistical period is stated a second time, and ends or begins on another day than {year}-01-01 to \
             {year}-12-31"
        ),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, place)))
}
