//! The statistical period.

mod again;
mod counted;
mod unstated;

use std::ops::Range;

use super::lost::loses_characters;
use super::regulation::is_under_other_rules;
use super::{places, quote, ranges};
use crate::report::{Report, StatedPeriod};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::{of_statistics, year_at};
use crate::text::flow::Flow;
use crate::text::message::Message;

pub use unstated::PERIOD_MISSING;

rule! {
    /// # 检查什么
    ///
    /// 报告写明的统计期限是报告年度的1月1日至12月31日；正文的数据没有只统计到12月某一天。
    ///
    /// # 为什么
    ///
    /// 年度报告报告的是上一个日历年。统计期限写成别的年份、起止颠倒或不满一年，多半是照抄往年报告时没有改全。
    ///
    /// # What it checks
    ///
    /// The statistical period that the report states is 1 January to 31 December of the report's year, and what the text
    /// counts does not end some days before.
    ///
    /// # Why
    ///
    /// The report covers the past calendar year. Another period is most often left over from an older report.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2023年1月1日至2023年12月31日。
    /// → 统计期限写的是 2023年1月1日至2023年12月31日，2024年的报告应当是 2024年1月1日至2024年12月31日
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2024年1月1日至2023年12月31日。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2024年1月1日至2024年12月30日。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2024年1月1日至2024年12月31日。
    /// section 6 + 本报告中的数据，统计时限自2024年1月1日起至2024年11月30日止。
    /// → 统计期限在别处写的是 2024年1月1日至2024年11月30日
    /// ```
    ///
    /// ```passes
    /// before = 本报告所列数据的统计期限为2024年1月1日至2024年12月31日。
    /// section 6 + 本报告数据的统计期限为2024年1月1日至12月31日。上一年度报告的统计期限为2023年1月1日至2023年12月31日。第三方评估报告的统计期限为2024年1月1日至2024年9月30日。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自202411日起至20241231日止。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自202411日起至20241231日止。由县政府办（望政办〔202437号）解释。
    /// → 只是这份文本在转换时丢了字
    /// ```
    ///
    /// ```breaks
    /// before = 本报告反映我镇公开工作，时间跨度为202411-1231日。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告的数据以202411日至20241231日为起止时限。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告根据条例编制，所列数据截止日期为20241231日。
    /// ```
    ///
    /// ```passes
    /// before = 本报告根据条例编制，所列数据统计期限自2024年元月1日起至2024年12月31日止，即数据自20240101至20241231日止。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2024年1月1日至2024年12日31日。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自2024月1日起至2024年12月31日止。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告各项数据的统计期限为2024111231日。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告涵盖2024年1月1日至12月21日青禾镇政府信息公开工作情况。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为20241月1日至202412月31日。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 截至2024年12月20日，我镇累计主动公开政府信息125条。
    /// → 12月20日
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇认真落实条例。截至2023年12月31日，共主动公开政府信息536条。
    /// → 2023 年年底
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇认真落实条例。截至2023年12月31日，共主动公开政府信息536条。2024年又公开125条。
    /// ```
    ///
    /// ```passes
    /// section 1 + 截至2024年12月31日，我镇累计主动公开政府信息125条；截至12月20日，网站改版全部完成。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自至。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自 / 联系地址：青禾镇人民路1号。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```passes
    /// before = 本报告所列数据的统计期限自 / 2024年1月1日起至2024年12月31日止。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2024年1月至2023年12月31日。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自2024年1月日起至2024年12月31日止。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限为2024年11日至2024年12月31日。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```breaks
    /// before = 本报告所列数据的统计期限自2024年01月01起至2024年12月31日止。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```passes
    /// before = 本报告所列数据的统计期限为2024年1月至12月。
    /// ```
    ///
    /// ```passes
    /// before = 本报告反映我校2023—2024学年信息公开情况，统计期限自2023年9月1日起至2024年8月31日止。
    /// ```
    ///
    /// ```passes
    /// before = 本报告所列数据的统计期限为20240101至20241231。
    /// ```
    ///
    /// ```passes
    /// before = 本报告所列数据的统计期限自 2024 年 1 月 1 日起至 2024 年 1 2 月 31 日止。
    /// ```
    ///
    /// ```breaks
    /// before = 本年度报告中所列数据统计期限从2024年1月1日至12月31止。
    /// → 不是完整的日期
    /// ```
    ///
    /// ```passes
    /// before = 本年度报告中所列数据统计期限从2024年1月1日到12月31日止。
    /// ```
    ///
    /// ```passes
    /// before = 统计周期：2024年1月1日—2024年12月31日。
    /// ```
    ///
    /// ```passes
    /// before = 本报告根据《中华人民共和国政府信息公开条例》编制。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2023年10月1日至2024年3月31日开展专项整治，据统计，整改问题12个。
    /// ```
    ///
    /// ```passes
    /// section 1 + 据统计，2024年1月1日至6月30日公开政府信息60条。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 政务新媒体方面，2024年截至6月底，公众号共发布信息174篇。
    /// → 只统计到 6 月底
    /// ```
    ///
    /// ```passes
    /// section 1 + 截至6月底，指南的修订全部完成，共整改3项。截至2024年12月底，公众号共发布信息174篇。
    /// ```
    pub PERIOD_WRONG {
        name: "period-wrong",
        kind: Years,
        title: ("统计期限不对", "Wrong statistical period"),
        severity: Error,
        source: Source::Official {
            document: "《中华人民共和国政府信息公开条例》（国令第711号）",
            clause: "第四十九条、第五十条（上一年度政府信息公开工作年度报告）",
        },
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    findings.extend(
        counted::to_another_day(context)
            .or_else(|| counted::to_last_years_day(context))
            .or_else(|| counted::to_last_years_end(context))
            .or_else(|| counted::to_a_month(context)),
    );
    let Some(period) = &report.period else {
        findings.extend(damaged(context));
        return findings;
    };
    let (Some(start), Some(end)) = (parts(&period.start), parts(&period.end)) else { return findings };
    let year = report.year.unwrap_or(end.0);
    if start == (year, 1, 1) && end == (year, 12, 31) {
        findings.extend(again::stated_otherwise(context, year));
        return findings;
    }
    if is_under_other_rules(report) {
        findings.extend(of_a_school(context, period, start, end));
        return findings;
    }
    // An organ that was set up in the course of the year begins then.
    let partial = start.0 == year && end == (year, 12, 31) && start > (year, 1, 1);
    let usual = match partial {
        true if was_set_up(&report.text, year) => Severity::Notice,
        true => Severity::Warning,
        false => Severity::Error,
    };
    let severity = context.bearing.words(usual);
    let stated = format!("{}至{}", words(start), words(end));
    let right = format!("{year}年1月1日至{year}年12月31日");
    let message = Message::new(
        format!("统计期限写的是 {stated}，{year}年的报告应当是 {right}"),
        format!(
            "The statistical period stated is {} to {}; for a report of {year} it is {year}-01-01 to {year}-12-31",
            period.start, period.end
        ),
    );
    findings.push(Finding::new(severity, message).at_places(period.place));
    findings
}

/// A school's year that begins in September and does not end with August: 2019年9月1日到2020年10月23日.
fn of_a_school(
    context: &Context,
    period: &StatedPeriod,
    start: (i32, u32, u32),
    end: (i32, u32, u32),
) -> Option<Finding> {
    let begins = (start.1, start.2) == (9, 1);
    let right = (start.0 + 1, 8, 31);
    // A term, a merger, or a change to years of the calendar ends on other days.
    let otherwise = context.report.text.says(0..context.report.text.len(), &["学期", "并入", "自然年"]);
    if !begins || otherwise || end.0 != right.0 || !(9..=11).contains(&end.1) {
        return None;
    }
    let message = Message::new(
        format!("统计期限写的是 {}至{}，学年应当到 {} 为止", words(start), words(end), words(right)),
        format!(
            "The statistical period stated is {} to {}; a school year from September ends on {}-08-31",
            period.start, period.end, right.0
        ),
    );
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(period.place))
}

/// Whether the text says that the organ itself was set up in the year or came out of a reform: 成立四个月以来, 2019年8月……组建,
/// 由于机构改革; not 成立领导小组.
fn was_set_up(flow: &Flow, year: i32) -> bool {
    const NEAR: usize = 30;
    let year = format!("{year}年");
    let said = |at: usize| {
        let after = flow.text(at..(at + NEAR).min(flow.len()));
        let after = after.split(['。', '，', ',', ';']).next().unwrap_or_default();
        let of_others =
            ["小组", "委员会", "专班", "工作组", "机构", "队"].iter().any(|word| after.contains(word));
        let before = flow.text(at.saturating_sub(NEAR)..at);
        !of_others && (after.contains("以来") || before.contains(&year))
    };
    let reformed = |at: usize| {
        let before = flow.text(at.saturating_sub(NEAR)..at);
        said(at + 4) || before.ends_with("由于") || before.ends_with('因')
    };
    if flow.find_all(0..flow.len(), "机构改革").any(reformed) {
        return true;
    }
    ["成立", "组建", "挂牌", "设立"].into_iter().any(|word| flow.find_all(0..flow.len(), word).any(said))
}

/// A period whose dates lost characters: 自202411日起至20241231日止.
fn damaged(context: &Context) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let own = ranges(report);
    let stated = || own.iter().find_map(|(_, range)| damaged_statement(report, range));
    let glued = || own.iter().find_map(|(_, range)| without_marks(flow, range, report.year?));
    let range = stated().or_else(glued)?;
    let words = quote(context.document, report, range.clone());
    let message = if of_two_years(report, &range).is_some() {
        Message::new(
            format!("统计期限写的是“{words}”，起止不在同一年"),
            format!("The statistical period “{words}” begins and ends in two years"),
        )
    } else if loses_characters(flow, 0..range.start) || loses_characters(flow, range.end..flow.len()) {
        Message::new(
            format!(
                "统计期限写的是“{words}”，不是完整的日期；别处的数字也缺了字，如果原网页是完整的，就只是这份文本在转换时丢了字"
            ),
            format!(
                "The statistical period is written “{words}”: not complete dates. Other numbers of the text lack \
                 characters too: if the original page has them, only this copy lost them"
            ),
        )
    } else {
        Message::new(
            format!("统计期限写的是“{words}”，不是完整的日期"),
            format!("The statistical period is written “{words}”: not complete dates"),
        )
    };
    // A page or its extraction that takes characters shows its readers no better dates. 至12月31止 says what is meant.
    let only_day = lacks_only_day(&report.text, &range);
    let severity = if context.bearing.recognised || only_day { Severity::Notice } else { Severity::Warning };
    Some(Finding::new(severity, message).at_places(places(report, range)))
}

/// What is damaged where a part of the text says what period its numbers are of.
fn damaged_statement(report: &Report, range: &Range<usize>) -> Option<Range<usize>> {
    // The first may be in the title of a notice: …和统计数据报送工作的通知.
    of_statistics(&report.text, range.clone()).find_map(|stated| damaged_from(report, range, stated))
}

/// What is damaged behind one place that says what period numbers are of.
fn damaged_from(report: &Report, range: &Range<usize>, stated: usize) -> Option<Range<usize>> {
    const REACH: usize = 45;
    let flow = &report.text;
    let stop = flow.slice(stated..range.end).iter().take(REACH).position(|c| among!("。;", *c));
    let sentence = stated..(stated + stop.unwrap_or(REACH)).min(range.end);
    let blank = || {
        without_dates(flow, &sentence)
            .or_else(|| ends_with_line(flow, &sentence))
            .or_else(|| without_year(flow, &sentence))
    };
    if let Some(wrong) = blank().or_else(|| of_two_years(report, &sentence)) {
        return Some(wrong);
    }
    let is_digit = |index: &usize| flow.chars.get(*index).is_some_and(char::is_ascii_digit);
    let first = sentence.clone().find(is_digit)?;
    let last = sentence.clone().rfind(is_digit)?;
    let text = flow.text(first..last + 1);
    let end = last + 1 + usize::from(flow.has(last + 1, "日"));
    let spans = ["至", "到", "-", "起", "—"].iter().any(|word| text.contains(word));
    let next = flow.chars.get(last + 1).copied().unwrap_or(' ');
    // 12月31止: the last character of the day is left out.
    let without_day = text.ends_with("月31") && among!("止。,;的", next);
    // 2025111231日: both days in one number.
    let year = report.year.map(|year| year.to_string()).unwrap_or_default();
    let digits = text.chars().all(|c| c.is_ascii_digit()) && text.len() > 8;
    let in_one = digits && !year.is_empty() && text.starts_with(&year) && text.ends_with("1231");
    (in_one || spans && (without_day || lost_characters(&text, next))).then_some(first..end)
}

/// Whether nothing is wrong with a period but that 日 is left out at its end.
fn lacks_only_day(flow: &Flow, range: &Range<usize>) -> bool {
    let text = flow.text(range.clone());
    text.ends_with("月31") && !lost_characters(&text, '日')
}

/// The first or the last day of the year without 年 or 月 between its numbers, however the period is stated: 时间跨度为
/// 202411-1231日, 截止日期为20241231日, 到202412月31日.
fn without_marks(flow: &Flow, range: &Range<usize>, year: i32) -> Option<Range<usize>> {
    const NEAR: usize = 6;
    let year = year.to_string();
    let has = |index: usize, set: &str| flow.chars.get(index).is_some_and(|c| set.contains(*c));
    flow.find_all(range.clone(), "31日").find_map(|at| {
        let part = |index: &usize| has(*index, "0123456789年月日起至到-—");
        let from = at - (range.start..at).rev().take_while(part).count();
        let digit = (from..at).find(|index| has(*index, "0123456789"))?;
        let until = (from..at).rfind(|index| has(*index, "至到-—"));
        let last = until.map_or(from, |until| until + 1);
        let begins = ["11", "1月1", "年11", "01月01"].iter().any(|day| {
            let after = digit + 4 + day.chars().count();
            flow.has(digit, &year) && flow.has(digit + 4, day) && has(after, "日起至到-—")
        });
        let month = flow.has(last, &year) && flow.has(last + 4, "12月") && last + 7 == at;
        let ends = month || at > last + 1 && flow.has(at - 2, "12");
        // 20240101至20241231日 are dates in full.
        let spans = until.is_some() && flow.find(from..last, "0101").is_none();
        let counted = digit == from && flow.find(from.saturating_sub(NEAR)..from, "截止").is_some();
        let of_year = || flow.find(from..at, &year).is_some();
        (begins || ends && (spans || counted) && of_year()).then_some(digit..at + 3)
    })
}

/// A period by months whose years are two: 2024年1月至2023年12月31日. The year of a school is one of two.
fn of_two_years(report: &Report, sentence: &Range<usize>) -> Option<Range<usize>> {
    let flow = &report.text;
    let year = report.year?;
    let mut years = sentence.clone().filter_map(|at| Some((at, year_at(flow, at)?)));
    let (first, (from, _)) = years.next()?;
    let (second, (to, after)) = years.next()?;
    let school = flow.says(0..flow.len(), &["学年", "学校", "我校", "学院"]);
    let months = flow.slice(after..sentence.end).iter().take(4).any(|c| *c == '月');
    let spans = flow.slice(first..second).iter().any(|c| among!("至到-—", *c));
    let end = sentence.clone().rfind(|at| flow.chars.get(*at).is_some_and(|c| among!("日月", *c)))? + 1;
    (from != to && (from == year || to == year) && months && spans && !school).then_some(first..end)
}

/// A period whose dates are not there at all: 统计期限自至。
fn without_dates(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    let text = flow.slice(sentence.clone());
    let left = text.iter().rev().take_while(|c| among!("自从为起至到止年月日()—-", **c)).count();
    let rest = text.iter().rev().take(left).collect::<Vec<_>>();
    let spans = rest.iter().any(|c| among!("至到", **c)) && left >= 2;
    let stated = text
        .len()
        .checked_sub(left + 1)
        .and_then(|at| text.get(at))
        .is_some_and(|c| among!("限期间段围", *c));
    (spans && stated).then(|| sentence.clone())
}

/// A period whose years are not there: 统计期限自年1月1日起至止.
fn without_year(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    let at = ["自年", "从年", "为年", "至年"].iter().find_map(|words| flow.find(sentence.clone(), words))?;
    let month = flow.chars.get(at + 2).is_some_and(char::is_ascii_digit);
    let end = sentence.clone().rfind(|index| flow.chars.get(*index).is_some_and(|c| among!("日止", *c)))?;
    (month && end > at).then_some(at..end + 1)
}

/// A period of which nothing but its first word is left on its line (统计期限自), where the next line goes on with something
/// else than a date.
fn ends_with_line(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const WORDS: [&str; 4] = ["期限", "期间", "截止时间", "截止日期"];
    const NEAR: usize = 8;
    let (word, length) = sentence.clone().find_map(|at| {
        let word = WORDS.iter().find(|word| flow.has(at, word))?;
        Some((at, word.chars().count()))
    })?;
    let from = word + length;
    let is = usize::from(flow.has(from, "是") || flow.has(from, "为"));
    let end = from + is + usize::from(flow.has(from + is, "自") || flow.has(from + is, "从"));
    let near = flow.slice(end..(end + NEAR).min(flow.len()));
    // 一、概述 is a heading, 二〇二四年 a date.
    let heading = near.get(1) == Some(&'、');
    let dated = !heading && near.iter().any(|c| c.is_ascii_digit() || among!("年月日〇零一二", *c));
    let over = end == flow.len() || flow.starts_piece(end);
    let in_cell = flow.pieces.get(flow.piece_at(word)).is_some_and(|piece| piece.cell.is_some());
    (end > from && over && !dated && !in_cell).then_some(sentence.start..end)
}

/// Whether years, months and days stand without the characters between them (202411日, 2024年12日31日) or are none
/// (202024年, 13月). `next` is what follows the last number.
fn lost_characters(text: &str, next: char) -> bool {
    let mut runs: Vec<(usize, u32, char)> = Vec::new();
    let (mut length, mut value) = (0, 0u32);
    for character in text.chars().chain([next]) {
        // 元月 is the first month.
        if let Some(digit) = character.to_digit(10).or((character == '元').then_some(1)) {
            length += 1;
            value = value.saturating_mul(10).saturating_add(digit);
            continue;
        }
        if length > 0 {
            runs.push((length, value, character));
        }
        (length, value) = (0, 0);
    }
    // 20240101 is a date in full.
    let glued = runs.iter().any(|(length, _, next)| match next {
        '日' | '起' | '止' => (5..=7).contains(length),
        '年' => *length > 4,
        '月' => *length > 2,
        _ => false,
    });
    // A year is followed by a month, not by a day (2024年11日, 2024年1231日), and a month by a day in full (01月01起).
    let days = runs.windows(2).any(|runs| {
        matches!(runs, [(4, _, '年'), (_, _, '日')] | [(1..=2, _, '月'), (1..=2, 1..=31, '起' | '止' | '至')])
    });
    let none = runs.iter().any(|(length, value, next)| {
        *length <= 2 && (*next == '月' && *value > 12 || *next == '日' && *value > 31)
    });
    // A month or a day without its number: 2018年1月日.
    glued || days || none || text.contains("月日") || text.contains("年月")
}

/// Year, month and day of `YYYY-MM-DD`.
pub fn parts(date: &str) -> Option<(i32, u32, u32)> {
    let mut parts = date.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn words((year, month, day): (i32, u32, u32)) -> String {
    format!("{year}年{month}月{day}日")
}
