//! Headings that are nearly those of the form.

use super::{has_six_sections, heading_range, places};
use crate::extract::sections::TITLES;
use crate::report::{Report, Section};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::fold::folded;
use crate::text::message::Message;
use crate::text::slip::is_slip_of;

rule! {
    /// # 检查什么
    ///
    /// 六个部分的标题没有写错字：没有错字、漏字、重复的词和写了两次的序号。换一种说法的标题不算；第一部分仍用旧格式的“概述”“基本概况”的，请人看一看。
    ///
    /// # 为什么
    ///
    /// 标题是全文最显眼的字，写错了说明没有校对；漏字的标题还会使汇总程序认不出这一部分。
    ///
    /// # What it checks
    ///
    /// The headings of the six sections have no character wrong or left out, no word twice and no number
    /// twice. Other wordings
    /// are none, but for the older form's 概述 over section 1.
    ///
    /// # Why
    ///
    /// Headings are what is seen first; a slip in them shows that nobody proof-read.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// heading 2 = 二、主动公开政府政府情况
    /// → 主动公开政府信息情况
    /// ```
    ///
    /// ```breaks
    /// heading 3 = 三、收到和处理政府信息公开申情况
    /// ```
    ///
    /// ```breaks
    /// heading 3 = 三、三、收到和处理政府信息公开申请情况
    /// → 序号写了两次
    /// ```
    ///
    /// ```breaks
    /// heading 5 = 五、存在的的主要问题及改进情况
    /// ```
    ///
    /// ```breaks
    /// heading 6 = 六、其他需要报告的事顶
    /// ```
    ///
    /// ```breaks
    /// heading 3 = 三、收到和处理政府信息公开申请申请情况
    /// ```
    ///
    /// ```breaks
    /// heading 1 = 一、政府信息公开工作的基本概况
    /// ```
    ///
    /// ```passes
    /// heading 2 = 二、行政机关主动公开政府信息情况
    /// ```
    ///
    /// ```passes
    /// heading 2 = 二、主动公开政务信息情况
    /// ```
    ///
    /// ```passes
    /// heading 5 = 五、存在的问题和下一步打算
    /// ```
    ///
    /// ```passes
    /// heading 6 = 六、其他需要报告的事项说明
    /// ```
    ///
    /// ```passes
    /// heading 1 = 一、总体情况（概述）
    /// ```
    pub HEADING_ALTERED {
        name: "heading-altered",
        kind: Structure,
        title: ("标题写错了字", "A slip in a heading"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    if !has_six_sections(report) {
        return Vec::new();
    }
    let severity = context.bearing.words(Severity::Warning);
    let mut findings = Vec::new();
    for section in report.sections.iter().filter(|section| section.found) {
        let heading = &section.heading;
        let message = if numbered_twice(report, section) {
            Message::new(
                format!("标题“{heading}”的序号写了两次"),
                format!("The number of the heading “{heading}” stands twice"),
            )
        } else if let Some(right) = meant(report, section) {
            Message::new(
                format!("标题“{heading}”写错了字，格式的标题是“{right}”"),
                format!("The heading “{heading}” has a slip; the form's is “{right}”"),
            )
        } else if let Some(right) = of_the_older_form(report, section) {
            Message::new(
                format!("标题“{heading}”是旧格式的，2019年度起的格式是“{right}”"),
                format!("The heading “{heading}” is that of an older form; since 2019 it is “{right}”"),
            )
        } else {
            continue;
        };
        let at = places(report, heading_range(report, section));
        findings.push(Finding::new(severity, message).at_places(at));
    }
    findings
}

/// Whether the ordinal stands twice: 三三、, 三、三、.
fn numbered_twice(report: &Report, section: &Section) -> bool {
    let Some(ordinal) = section.ordinal.as_deref() else { return false };
    let mut characters = ordinal.chars();
    let doubled = match (characters.next(), characters.next(), characters.next()) {
        (Some(first), Some(second), None) => first == second && first != '十',
        _ => false,
    };
    let start = heading_range(report, section).start;
    let length = ordinal.chars().count() + 1;
    let before = start.checked_sub(length).map(|from| report.text.text(from..start));
    let again = before
        .is_some_and(|before| before == format!("{ordinal}、") && report.text.starts_piece(start - length));
    doubled || again
}

/// The form's first heading where the older form's stands: 工作概述, 基本概况.
fn of_the_older_form(report: &Report, section: &Section) -> Option<&'static str> {
    let text = folded(&section.heading);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let older = has(&["概述", "概况", "基本情况"]) && !has(&["总体", "整体", "总的"]);
    (section.number == 1 && report.year.is_some_and(|year| year >= 2019) && older).then(|| TITLES[0])
}

/// The form's heading that was meant by one with a slip.
fn meant(report: &Report, section: &Section) -> Option<&'static str> {
    let title = TITLES.get(usize::from(section.number).checked_sub(1)?)?;
    let right = title.split_once('、').map_or(*title, |(_, words)| words);
    let text = if section.in_form_words {
        // The form's words may stand there with something behind them: 改进情情况.
        whole_line(report, section)?
    } else {
        folded(&section.heading)
    };
    let words = text.split_once('、').map_or(&*text, |(_, words)| words);
    let words: Vec<char> = words.trim_end_matches(['。', ':', '.']).chars().collect();
    is_slip_of(&words, right).then_some(title)
}

/// The line of a heading that goes on a few characters after the words that were taken for it.
fn whole_line(report: &Report, section: &Section) -> Option<String> {
    const LONGEST: usize = 3;
    let heading = heading_range(report, section);
    let line = report.text.pieces.get(report.text.piece_at(heading.start))?.range.clone();
    let more = line.end.checked_sub(heading.end)?;
    (1..=LONGEST).contains(&more).then(|| report.text.text(heading.start..line.end))
}
