//! Days up to which a text counts that are not the year's last.

use std::cell::LazyCell;
use std::ops::Range;

use crate::rules::Severity;
use crate::rules::prose::regulation::is_under_other_rules;
use crate::rules::prose::{Sentence, places, signed};
use crate::rules::{Context, Finding};
use crate::text::dates::{date_at, year_at};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// Where a range says up to when something is counted, and where the time itself begins: 截至, 截止到.
fn up_to<'f>(flow: &'f Flow, range: &Range<usize>) -> impl Iterator<Item = (usize, usize)> + 'f {
    let words = ["截至", "截止"].map(|word| flow.find_all(range.clone(), word));
    words
        .into_iter()
        .flatten()
        .map(|at| (at, at + 2 + usize::from(flow.has(at + 2, "到") || flow.has(at + 2, "至"))))
}

/// What was published or received in the year, counted up to a day before its end: 截止2013年12月27日，累计主动公开….
pub(super) fn to_another_day(context: &Context) -> Option<Finding> {
    const REACH: usize = 60;
    const STATED: usize = 4;
    const COUNTED: [&str; 6] = [
        "主动公开政府信息",
        "主动公开信息",
        "主动公开各类",
        "公开政府信息",
        "收到政府信息公开申请",
        "收到依申请",
    ];
    let report = context.report;
    let flow = &report.text;
    let year = report.year?;
    // Its last day need not be the year's.
    let was_reformed = LazyCell::new(|| {
        let reforms = ["撤销", "划转", "并入", "划入"];
        flow.says(0..flow.len(), &reforms)
    });
    let (date, range) =
        context.sentences.iter().filter(|sentence| sentence.section <= 3).find_map(|sentence| {
            up_to(flow, &sentence.range).find_map(|(at, start)| {
                // 所列数据统计时间截至2024年12月27日: the period itself.
                let from = at.saturating_sub(STATED).max(sentence.range.start);
                let before = flow.text(from..at);
                let stated = ["统计时间", "统计期限", "统计时限", "统计日期", "数据统计"];
                let says = |words: &[&str], range: &Range<usize>| flow.says(range.clone(), words);
                let of_period = stated.iter().any(|word| before.ends_with(word))
                    && says(&["报告", "所列数据"], &sentence.range)
                    && !*was_reformed;
                let (date, end) = date_at(flow, start)?;
                let late = date.year == year
                    && (date.month == 12 || of_period && date.month > 1)
                    && (date.month, date.day) < (12, 31);
                let reach = end..(end + REACH).min(sentence.range.end);
                let counts =
                    flow.says(reach.clone(), &COUNTED) && flow.slice(reach).iter().any(char::is_ascii_digit);
                (late && (counts || of_period && !is_under_other_rules(report))).then_some((date, at..end))
            })
        })?;
    let message = Message::new(
        format!("数据统计到 {}月{}日，{year}年的报告应当统计到12月31日", date.month, date.day),
        format!(
            "What is counted ends on {year}-{:02}-{:02}; for a report of {year} it is 31 December",
            date.month, date.day
        ),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)))
}

/// What is counted up to a day in the first months of the report's own year, in a report that was signed a year later: the
/// sentence of the report before. 截止2024年1月20日，累计发送….
pub(super) fn to_last_years_day(context: &Context) -> Option<Finding> {
    const REACH: usize = 40;
    let report = context.report;
    let flow = &report.text;
    let year = report.year?;
    let (signed_on, _) = signed(report).filter(|(date, _)| date.year == year + 1)?;
    let sentences = context.sentences.iter().filter(|sentence| sentence.section <= 1);
    let (date, range) = sentences.into_iter().find_map(|sentence| {
        up_to(flow, &sentence.range).find_map(|(at, start)| {
            let (date, end) = date_at(flow, start)?;
            let early = date.year == year && date.month <= 2;
            let reach = end..(end + REACH).min(sentence.range.end);
            let counts = flow.find(reach.clone(), "累计").is_some()
                && flow.slice(reach).iter().any(char::is_ascii_digit);
            (early && counts).then_some((date, at..end))
        })
    })?;
    let message = Message::new(
        format!(
            "累计数统计到 {}年{}月{}日，而报告的是 {year} 年全年，{}年才落款，像是往年报告留下的",
            date.year, date.month, date.day, signed_on.year
        ),
        format!(
            "What is counted ends on {}-{:02}-{:02}, at the beginning of the year {year}, which is reported on: it \
             looks left over from the report before",
            date.year, date.month, date.day
        ),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)).caused_by("year left over"))
}

/// What the year's report counts, up to the end of the year before: 截至2016年12月31日，共主动公开政府信息536条 in the report of
/// 2017. What was there before, or is compared with the year's, is told with other words or beside the year's number.
pub(super) fn to_last_years_end(context: &Context) -> Option<Finding> {
    const REACH: usize = 16;
    const COUNTED: [&str; 4] = ["主动公开政府信息", "主动公开信息", "主动公开各类", "公开政府信息"];
    const OTHERWISE: [&str; 14] = [
        "累计", "以来", "历年", "已", "上年", "去年", "此前", "之前", "新增", "比", "较", "原有", "现有",
        "结转",
    ];
    let report = context.report;
    let flow = &report.text;
    let year = report.year?;
    // The title's year may be that of publication: the text reports on the year as well.
    let titled = report.title.as_ref().is_some_and(|title| title.text.contains(&year.to_string()));
    let own = format!("{year}年");
    let of_year = |sentence: &Sentence| flow.find(sentence.range.clone(), &own).is_some();
    let of_now =
        |sentence: &Sentence| flow.says(sentence.range.clone(), &["本年", "今年", "当年", "新增", "全年"]);
    let counts = |range: &Range<usize>| {
        flow.slice(range.clone()).windows(2).any(
            |pair| matches!(pair, [digit, unit] if digit.is_ascii_digit() && among!("条件次份项篇个", *unit)),
        )
    };
    let sentences = &context.sentences;
    let (stated, range) = sentences.iter().enumerate().find_map(|(index, sentence)| {
        let range = &sentence.range;
        let (at, start) = up_to(flow, range).next()?;
        let (stated, after) = year_at(flow, start).filter(|(stated, _)| stated + 1 == year)?;
        let end = ["年12月31日", "年底", "年末"].iter().find(|end| flow.has(after, end))?;
        let end = after + end.chars().count();
        let reach = end..(end + REACH).min(range.end);
        let counted = COUNTED.iter().find_map(|word| flow.find(reach.clone(), word))?;
        let number = counts(&(counted..(counted + REACH).min(range.end)));
        let says = |word: &str| flow.find(range.clone(), word).is_some();
        let beside = [index.checked_sub(1), Some(index + 1)]
            .into_iter()
            .filter_map(|index| sentences.get(index?))
            .any(|beside| of_now(beside) || counts(&beside.range) && of_year(beside))
            || of_year(sentence)
            || of_now(sentence);
        (number && !beside && !OTHERWISE.iter().any(|word| says(word))).then_some((stated, at..end))
    })?;
    // A number that is counted to the year's own end stands for the year's.
    let counts_own = ["截至", "截止"].iter().any(|word| {
        flow.find_all(0..flow.len(), word).any(|at| flow.find(at..(at + 8).min(flow.len()), &own).is_some())
    });
    if !titled || counts_own || !sentences.iter().any(of_year) {
        return None;
    }
    let message = Message::new(
        format!("主动公开的数统计到 {stated} 年年底，而报告的是 {year} 年，像是往年报告留下的"),
        format!(
            "What was published is counted up to the end of {stated} in the report of {year}: it looks left over"
        ),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)).caused_by("year left over"))
}

/// What the account of a year counts up to the end of an earlier month of it: 2024年截至6月底，公众号共发布信息174篇. It may have ended
/// there.
pub(super) fn to_a_month(context: &Context) -> Option<Finding> {
    const REACH: usize = 40;
    const UNITS: &str = "条件次份篇";
    const COUNTED: [&str; 7] = ["发布", "公开", "推送", "收到", "受理", "办结", "答复"];
    let report = context.report;
    let flow = &report.text;
    let year = report.year?;
    let sentences = context.sentences.iter().filter(|sentence| sentence.section == 1);
    let (month, range) = sentences.into_iter().find_map(|sentence| {
        let range = &sentence.range;
        let (at, start) = up_to(flow, range).next()?;
        let start = match year_at(flow, start) {
            Some((stated, after)) if stated == year && flow.has(after, "年") => after + 1,
            Some(_) => return None,
            None => start,
        };
        let digits = flow.slice(start..start + 2).iter().take_while(|c| c.is_ascii_digit()).count();
        let month: u32 = flow.text(start..start + digits).parse().ok()?;
        let end =
            ["月底", "月末"].iter().find(|end| flow.has(start + digits, end)).map(|_| start + digits + 2)?;
        let reach = end..(end + REACH).min(range.end);
        let counts = flow.says(reach.clone(), &COUNTED)
            && flow
                .slice(reach)
                .windows(2)
                .any(|pair| matches!(pair, [digit, unit] if digit.is_ascii_digit() && among!(UNITS, *unit)));
        (counts && (1..12).contains(&month)).then_some((month, at..end))
    })?;
    let message = Message::new(
        format!("正文有数只统计到 {month} 月底，{year}年的报告应当统计到年底"),
        format!(
            "A number of the text is counted up to the end of month {month}; the report is of the whole of {year}"
        ),
    );
    Some(Finding::new(Severity::Notice, message).at_places(places(report, range)))
}
