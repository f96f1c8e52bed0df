//! Dates of the report against each other.

mod damaged;
mod events;

use std::ops::Range;

use super::period::parts;
use super::regulation::is_under_other_rules;
use super::{places, quote, ranges, signed};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::{Date, date_at, year_at};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 落款日期在报告年度结束以后；版记的印发日期与落款日期不是相差一年；落款的日子日历上有；网页的发布日期也在报告年度结束以后；正文没有写到落款时还没有的文件、会议，也不停在往届的会议上；正文里的日期没有缺“年”“月”。
    ///
    /// # 为什么
    ///
    /// 报告的是全年，年度没有结束不可能落款。日期停在往年，是从往年报告抄来没有改的。
    ///
    /// # What it checks
    ///
    /// The signature's date lies after the end of the year, the date of issue (印发) is not a year away from it, and the
    /// calendar has it. The text names no document and no meeting that came after the signature, nor stops at those of a congress before the last, and its dates have lost neither 年 nor 月.
    ///
    /// # Why
    ///
    /// A report of a whole year cannot be signed before the year is over: such a date is left over.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// signature = 青禾镇人民政府 / 2024年1月16日
    /// → 落款日期是 2024年1月16日
    /// ```
    ///
    /// ```breaks
    /// signature = 青禾镇人民政府 / 2025年1月26日 / 青禾镇党政办公室 2024年1月26日印发
    /// → 印发日期是 2024年1月26日
    /// ```
    ///
    /// ```breaks
    /// signature = 青禾镇人民政府 / 2025年2月30日
    /// → 没有这一天
    /// ```
    ///
    /// ```breaks
    /// signature = 青禾镇人民政府 / 2025年1月32日
    /// → 没有这一天
    /// ```
    ///
    /// ```passes
    /// signature = 青禾镇人民政府 / 2025年1月26日 / 青禾镇党政办公室 2025年1月27日印发
    /// ```
    ///
    /// ```passes
    /// signature = 青禾镇人民政府 / 2024年12月31日
    /// ```
    ///
    /// ```passes
    /// section 1 + 2024年1月26日印发《青禾镇政务公开工作要点》。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 认真学习贯彻党的十九届六中全会精神，落实各项公开任务。
    /// → 像是往年报告的文字
    /// ```
    ///
    /// ```passes
    /// section 1 + 党的十八大以来，公开工作不断深入。学习贯彻党的十九大、二十大精神，落实各项公开任务。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按时完成2024年政府信息公开年度报告，并于2024年1月15日前在县政府网站公布。
    /// → 还没有过完
    /// ```
    ///
    /// ```passes
    /// section 1 + 按时完成2023年政府信息公开年度报告，并于2024年1月15日前在县政府网站公布。
    /// ```
    ///
    /// ```passes
    /// section 1 + 公布2024年政府信息公开年度报告，涵盖2024年1月1日至2024年12月31日期间的公开情况。
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// section 1 + 按照国办公开办函〔2021〕30号的格式填写各表。
    /// → 还没有
    /// ```
    ///
    /// ```passes
    /// section 1 + 深入学习贯彻党的二十大、二十届三中全会精神，落实国办公开办函〔2021〕30号。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 深入学习贯彻党的二十届四中全会精神。
    /// → 还没有
    /// ```
    ///
    /// ```breaks
    /// section 1 + 领导小组20188月成立，2019年45日调整。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// section 1 + 20241025日公布《青禾镇依申请政务服务事项目录》。
    /// → “20241025日”不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// section 1 + 截至202412我镇更新专栏。
    /// → “202412”不是完整的日期
    /// ```
    ///
    /// ```passes
    /// section 1 + 简报截至202412期，共印发。
    /// ```
    ///
    /// ```passes
    /// section 1 + 领导小组2018年8月成立，2019年4月5日调整，收到申请后2024年20日内答复，文号20240012。
    /// ```
    ///
    /// ```passes
    /// section 5 + 以优异成绩迎接党的二十届四中全会。
    /// ```
    pub DATE_INCONSISTENT {
        name: "date-inconsistent",
        kind: Years,
        title: ("日期前后矛盾", "Dates contradict each other"),
        severity: Error,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let Some(year) = report.year else { return Vec::new() };
    let severity = context.bearing.words(Severity::Error);
    let signature = signed(report);
    // The year of a school is over in summer.
    let of_school = is_under_other_rules(report);
    let mut findings = Vec::new();
    if let Some(range) = no_day(report) {
        let words = quote(context.document, report, range.clone());
        let message = Message::new(
            format!("落款日期写的是 {words}，日历上没有这一天"),
            format!("The signature's date is {words}: the calendar has no such day"),
        );
        findings.push(Finding::new(severity, message).at_places(places(report, range)));
    }
    if let Some((date, range)) = &signature {
        let words = quote(context.document, report, range.clone());
        let early = date.year < year || date.year == year && date.month < 12 && !of_school;
        let message = if early {
            Some(Message::new(
                format!("落款日期是 {words}，而报告的是 {year} 年全年，像是往年报告留下的"),
                format!("The signature's date is {words}, before the end of {year}: it looks left over"),
            ))
        } else if date.exists() {
            None
        } else {
            Some(Message::new(
                format!("落款日期写的是 {words}，日历上没有这一天"),
                format!("The signature's date is {words}: the calendar has no such day"),
            ))
        };
        findings.extend(message.map(|message| {
            Finding::new(severity, message)
                .at_places(places(report, range.clone()))
                .caused_by("year left over")
        }));
    }
    if let Some((issued, range)) = issued(report, signature.as_ref().map_or(0, |(_, range)| range.end)) {
        let a_year = |date: &Date| date.year != issued.year && date.month.abs_diff(issued.month) <= 1;
        let (other, early) = match &signature {
            Some((date, at)) => (Some((*date, at.clone())).filter(|(date, _)| a_year(date)), false),
            None => (None, issued.year <= year && issued.month < 12 && !of_school),
        };
        let words = quote(context.document, report, range.clone());
        let message = match &other {
            Some((_, at)) => {
                let signed = quote(context.document, report, at.clone());
                Some(Message::new(
                    format!("印发日期是 {words}，落款日期是 {signed}，相差一年"),
                    format!("The date of issue is {words}, the signature's {signed}: a year apart"),
                ))
            }
            None if early => Some(Message::new(
                format!("印发日期是 {words}，而报告的是 {year} 年全年"),
                format!("The date of issue is {words}, before the end of {year}"),
            )),
            None => None,
        };
        findings
            .extend(message.map(|message| Finding::new(severity, message).at_places(places(report, range))));
    }
    if findings.is_empty() && !of_school {
        findings.extend(published_early(context, year));
    }
    findings.extend(told_early(context, year));
    findings.extend(events::named_early(context, year));
    findings.extend(events::named_late(context, year));
    findings.extend(damaged::find(context));
    findings
}

/// 完成2024年年度报告，并于2024年1月15日前公布 in the report of 2024: what is told of was done a year later, or it is the
/// sentence of the year before.
fn told_early(context: &Context, year: i32) -> Option<Finding> {
    const NAME: usize = 30;
    const REACH: usize = 40;
    let report = context.report;
    let flow = &report.text;
    let of_year = format!("{year}年");
    let range = ranges(report).into_iter().find_map(|(_, range)| {
        flow.find_all(range.clone(), &of_year).find_map(|at| {
            // No further than what is looked for can stand: a text without stops has one sentence for all its years.
            let reach = at..(at + NAME + 3 * REACH).min(range.end);
            let stop = flow.slice(reach.clone()).iter().position(|c| among!("。;", *c));
            let end = stop.map_or(reach.end, |stop| at + stop);
            let named = flow.find(at..(at + NAME).min(end), "年度报告")?;
            // 2023年度报告 may stand between.
            let years = flow.find_all(at + 2..named, "年").any(|other| {
                year_at(flow, other.saturating_sub(4)).is_some_and(|(stated, _)| stated != year)
            });
            // 涵盖2020年1月1日至…: a period is none.
            let date = flow
                .find_all(named..(named + REACH).min(end), &of_year)
                .find(|date| flow.chars.get(date - 1).is_some_and(|c| among!("于在", *c)))?;
            let month = ["1月", "2月", "3月"].iter().any(|month| flow.has(date + 5, month));
            let published = flow.says(date..(date + REACH).min(end), &["公布", "公开", "发布"]);
            (!years && month && published).then_some(date..date + 7)
        })
    })?;
    let words = quote(context.document, report, range.clone());
    let message = Message::new(
        format!("正文说{year}年的年度报告在 {words} 公布，那时 {year} 年还没有过完"),
        format!(
            "The text says that the report of {year} was published in {words}, before that year was over"
        ),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)).caused_by("year left over"))
}

/// The date of issue after the signature: `2021年1月26日印发`.
fn issued(report: &Report, from: usize) -> Option<(Date, Range<usize>)> {
    const REACH: usize = 160;
    if from == 0 {
        return None;
    }
    let flow = &report.text;
    (from..(from + REACH).min(flow.len())).find_map(|index| {
        let (date, end) = date_at(flow, index)?;
        flow.has(end, "印发").then_some((date, index..end))
    })
}

/// A line at the end that is a date with a month or a day that no calendar has: 2022年1月32日.
fn no_day(report: &Report) -> Option<Range<usize>> {
    const LAST: usize = 5;
    let flow = &report.text;
    let number = |from: usize| {
        let digits = flow.slice(from..from + 2).iter().map_while(|c| c.to_digit(10));
        digits.fold((0, from), |(value, end), digit| (value * 10 + digit, end + 1))
    };
    flow.pieces.iter().rev().take(LAST).find_map(|piece| {
        let (_, after) = year_at(flow, piece.range.start).filter(|(_, after)| flow.has(*after, "年"))?;
        let (month, end) = number(after + 1);
        let (day, end) = number(flow.has(end, "月").then_some(end + 1)?);
        let none = month > 12 || day > 31 || month == 0 || day == 0;
        let whole = flow.has(end, "日") && end + 1 == piece.range.end;
        (none && whole).then(|| piece.range.clone())
    })
}

/// The page's date before the year was over: the report cannot have been there.
fn published_early(context: &Context, year: i32) -> Option<Finding> {
    let published = context.report.published.as_ref()?;
    let (stated, month, day) = parts(&published.text)?;
    let early = stated == year && (month, day) < (12, 31) && !context.bearing.mirror;
    let message = Message::new(
        format!("{} 发布，而报告的是 {year} 年全年，当时这一年还没有结束", published.text),
        format!("Published on {}, before the year {year}, which it reports on, was over", published.text),
    );
    let severity = context.bearing.words(Severity::Warning);
    early.then(|| Finding::new(severity, message).at_places(published.place).caused_by("year left over"))
}
