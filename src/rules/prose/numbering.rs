//! The ordinals of the six sections.

mod older;

use super::{has_six_sections, heading_range, places};
use crate::document::Fidelity;
use crate::order::Order;
use crate::report::{Report, Section};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::digit;
use crate::text::fold::folded;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 六个部分的序号依次是一至六。从某处起都差一的，只提示一次；没有序号的不提示。“总体情况”之下不再有同序号的“概况”“概述”，各点也不再编“一、二、三、”。
    ///
    /// # 为什么
    ///
    /// 序号重复或跳号，多半是删改后没有顺过来，也可能是漏了一个部分。
    ///
    /// # What it checks
    ///
    /// The sections are numbered 一 to 六. A number that is off by one from some place on is one finding; sections
    /// without numbers are none. No second heading (概况, 概述) with the same number stands in the first section,
    /// and its points are not numbered as the sections are.
    ///
    /// # Why
    ///
    /// Repeated or skipped numbers are left over from editing, or a section is missing.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// heading 4 = 三、政府信息公开行政复议、行政诉讼情况
    /// → “三、政府信息公开行政复议、行政诉讼情况”的序号应当是“四”
    /// ```
    ///
    /// ```breaks
    /// heading 4 = 五、政府信息公开行政复议、行政诉讼情况
    /// heading 5 = 六、存在的主要问题及改进情况
    /// heading 6 = 七、其他需要报告的事项
    /// → 起序号都多 1
    /// ```
    ///
    /// ```passes
    /// heading 1 = 1.总体情况
    /// heading 2 = 2.主动公开政府信息情况
    /// ```
    ///
    /// ```breaks
    /// section 1 = 本报告根据条例编制。 / 一、概述 / 2024年，我镇主动公开政府信息125条。
    /// → 序号重复
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年工作情况如下。 / 一、主动公开情况。全年公开信息125条。 / 二、信息管理情况。逐条审核。 / 三、监督保障情况。按季考核。
    /// → 与各部分的序号重复
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年工作情况如下。 / （一）主动公开情况。全年公开信息125条。 / （二）信息管理情况。逐条审核。 / （三）监督保障情况。按季考核。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）概述 / 2024年，我镇主动公开政府信息125条。
    /// ```
    ///
    /// ```passes
    /// heading 6 = 其他需要报告的事项
    /// ```
    ///
    /// ```passes
    /// heading 1 = （一）总体情况
    /// ```
    ///
    /// ```passes
    /// heading 1 = 第一部分 总体情况
    /// heading 2 = 第二部分 主动公开政府信息情况
    /// ```
    ///
    /// ```passes
    /// without section 4
    /// heading 5 = 四、存在的主要问题及改进情况
    /// heading 6 = 五、其他需要报告的事项
    /// ```
    ///
    /// ```passes
    /// heading 1 = —、总体情况
    /// ```
    ///
    /// ```passes
    /// section 1 + 二、主要任务落实情况 / 各项任务均已完成。
    /// heading 2 = 三、主动公开政府信息情况
    /// heading 3 = 四、收到和处理政府信息公开申请情况
    /// heading 4 = 五、政府信息公开行政复议、行政诉讼情况
    /// heading 5 = 六、存在的主要问题及改进情况
    /// heading 6 = 七、其他需要报告的事项
    /// ```
    ///
    /// ```passes
    /// section 5 + 六、2025年工作思路 / 继续充实公开内容。
    /// heading 6 = 七、其他需要报告的事项
    /// ```
    pub SECTION_NUMBERING {
        name: "section-numbering",
        kind: Structure,
        title: ("各部分的序号不对", "Sections numbered wrongly"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

const NUMERALS: [&str; 8] = ["零", "一", "二", "三", "四", "五", "六", "七"];

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    if !has_six_sections(report) {
        findings.extend(older::find(context));
        return findings;
    }
    let mut numbered: Vec<(&Section, i32)> = report
        .sections
        .iter()
        .filter(|section| section.found)
        .filter_map(|section| Some((section, ordinal(section.ordinal.as_deref()?)?)))
        .collect();
    numbered.order_by_key(|(section, _)| heading_range(report, section).start);
    let wrong: Vec<(&Section, i32)> = numbered
        .iter()
        .filter(|(section, ordinal)| {
            expected(report, section) != *ordinal && i32::from(section.number) != *ordinal
        })
        .copied()
        .collect();
    let Some((first, value)) = wrong.first().copied() else {
        findings.extend(second_heading(context).or_else(|| second_row(context)));
        return findings;
    };
    let offset = |(section, ordinal): &(&Section, i32)| ordinal - i32::from(section.number);
    let shifted = wrong.len() > 1 && wrong.iter().all(|each| offset(each) == value - i32::from(first.number));
    let own_parts = wrong.len() == 1 && has_own_parts(report, &numbered, first, value);
    // From there on all are shifted, or it is the last one.
    let own_heading = (shifted || wrong.len() == 1) && has_own_heading(report, &numbered, first, value);
    if own_parts || own_heading {
        return findings;
    }
    let message = if shifted {
        let by = value - i32::from(first.number);
        let more = if by > 0 { "多" } else { "少" };
        Message::new(
            format!("从“{}”起序号都{more} {}", first.heading, by.abs()),
            format!("From “{}” on the sections' numbers are off by {by}", first.heading),
        )
    } else {
        let each = |(section, _): &(&Section, i32)| {
            format!("“{}”的序号应当是“{}”", section.heading, numeral(section.number))
        };
        let zh: Vec<String> = wrong.iter().map(each).collect();
        let en: Vec<String> = wrong
            .iter()
            .map(|(section, _)| {
                format!("“{}” should be numbered {}", section.heading, numeral(section.number))
            })
            .collect();
        Message::new(zh.join("，"), en.join("; "))
    };
    // A number is wrong among numbers that are right; where most are others, they may number something else.
    let certain = shifted || wrong.len() * 2 < numbered.len();
    // Text taken out of another format can lose or change numbers that stood in the layout.
    let severity = match context.document.fidelity {
        _ if !certain => Severity::Notice,
        Fidelity::Original => Severity::Warning,
        _ => context.bearing.words(Severity::Warning),
    };
    findings.push(
        Finding::new(severity, message).at_places(wrong.iter().filter_map(|(section, _)| section.place)),
    );
    findings
}

/// Whether the number that is left out before a section stands before a heading of the organ's own: 一、总体情况 …
/// 二、主要任务落实情况 … 三、主动公开政府信息情况.
fn has_own_heading(report: &Report, numbered: &[(&Section, i32)], first: &Section, value: i32) -> bool {
    let to = heading_range(report, first).start;
    let from = numbered
        .iter()
        .map(|(section, _)| heading_range(report, section))
        .filter(|heading| heading.end <= to)
        .map(|heading| heading.end)
        .max();
    let left_out = usize::try_from(value - 1).ok().and_then(|before| NUMERALS.get(before));
    let (Some(from), Some(numeral)) = (from, left_out) else { return false };
    // The rows of table 3 have numerals of the same kind.
    let is_row = |at: usize| ["本年", "上年", "结转"].iter().any(|label| report.text.has(at + 2, label));
    value > i32::from(first.number)
        && report.text.find_all(from..to, &format!("{numeral}、")).any(|at| !is_row(at))
}

/// Whether a section has a lower number than the form's because parts of the organ's own stand before it, numbered as it
/// is: 一、总体情况 二、信息公开情况 三、存在的不足.
fn has_own_parts(report: &Report, numbered: &[(&Section, i32)], section: &Section, value: i32) -> bool {
    let to = heading_range(report, section).start;
    let before =
        numbered.iter().map(|(each, _)| heading_range(report, each).end).filter(|end| *end <= to).max();
    let left_out = usize::try_from(value - 1).ok().and_then(|number| NUMERALS.get(number));
    let (Some(from), Some(numeral)) = (before, left_out) else { return false };
    // The rows of table 3 have numerals of the same kind.
    let is_row = |at: usize| ["本年", "上年", "结转"].iter().any(|label| report.text.has(at + 2, label));
    let heading = |at: usize| report.text.starts_piece(at) && !is_row(at);
    value > 1
        && value < i32::from(section.number)
        && report.text.find_all(from..to, &format!("{numeral}、")).any(heading)
}

/// A second heading of the first section inside it, with the same number: 一、总体情况 … 一、概述.
fn second_heading(context: &Context) -> Option<Finding> {
    const WORDS: [&str; 8] =
        ["概况", "概述", "总体情况", "基本情况", "总体概况", "总体概述", "工作概况", "工作概述"];
    let report = context.report;
    let flow = &report.text;
    let first = report.sections.iter().find(|section| section.found && section.number == 1)?;
    let mark = format!("{}、", first.ordinal.as_deref()?);
    let own = heading_range(report, first);
    let again = first.body.iter().find_map(|place| {
        let body = flow.range_of(*place);
        flow.touched(&body).map(|piece| piece.range.clone()).find(|piece| {
            let words = piece.start + mark.chars().count()..piece.end;
            let inside = body.start <= piece.start && piece.end <= body.end && own.end <= piece.start;
            inside
                && flow.has(piece.start, &mark)
                && WORDS.contains(&flow.text(words).trim_end_matches(['。', ':']))
        })
    })?;
    let words = flow.text(again.clone());
    let message = Message::new(
        format!("“{}”之下又有“{words}”，序号重复", first.heading),
        format!("Under “{}” stands “{words}”: the number is there twice", first.heading),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, again)))
}

/// Points of the first section numbered as the sections are: 一、总体情况 with 一、… 二、… 三、… under it, before
/// 二、主动公开政府信息情况.
fn second_row(context: &Context) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let headed = |number: u8| {
        let section = report.sections.iter().find(|section| section.found && section.number == number)?;
        let numbered = section.ordinal.as_deref() == Some(numeral(number));
        numbered.then(|| (section, heading_range(report, section)))
    };
    let ((first, own), (_, next)) = (headed(1)?, headed(2)?);
    let between = own.end..next.start.max(own.end);
    let lines = flow.touched(&between).map(|piece| piece.range.clone());
    let mut row = Vec::new();
    for line in lines.filter(|line| line.start >= own.end && line.end <= next.start) {
        let mark = format!("{}、", NUMERALS.get(row.len() + 1)?);
        if flow.has(line.start, &mark) {
            row.push(line.start..line.start + mark.chars().count());
        }
    }
    let marks: String = row.iter().map(|mark| format!("“{}”", flow.text(mark.clone()))).collect();
    let message = Message::new(
        format!("“{}”之下又编{marks}，与各部分的序号重复", first.heading),
        format!("The points under “{}” are numbered {marks}, as the sections are", first.heading),
    );
    // They are in order among themselves: a question of style.
    let severity = context.bearing.words(Severity::Notice);
    let at = row.iter().flat_map(|mark| places(report, mark.clone())).collect::<Vec<_>>();
    (row.len() >= FEWEST_POINTS).then(|| Finding::new(severity, message).at_places(at))
}

/// Fewest points that make a row of their own; a single 一、 may be anything.
const FEWEST_POINTS: usize = 3;

/// The number that a section would carry if the sections that are missing were never there: that they are missing is
/// one finding, and the numbers are none.
fn expected(report: &Report, section: &Section) -> i32 {
    let before = report.sections.iter().filter(|each| each.found && each.number <= section.number).count();
    i32::try_from(before).unwrap_or(0)
}

fn numeral(number: u8) -> &'static str {
    NUMERALS.get(usize::from(number)).copied().unwrap_or("")
}

/// The value of an ordinal as written; `None` for what recognition made of it.
fn ordinal(text: &str) -> Option<i32> {
    let folded = folded(text);
    let mut characters = folded.chars();
    let first = characters.next()?;
    if characters.next().is_some() {
        return None;
    }
    let value = if first == '十' { 10 } else { digit(first)? };
    i32::try_from(value).ok()
}
