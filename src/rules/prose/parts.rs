//! The number of parts that the opening paragraph announces.

use super::{has_six_sections, places, ranges};
use crate::extract::dates::digit;
use crate::outcome::{Message, Severity};
use crate::report::Report;
use crate::rules::{Context, Finding, Source};
use std::ops::Range;

rule! {
    /// # 检查什么
    ///
    /// 开头写“由……六部分组成”“共分五个部分”的，与正文的部分数一致。
    ///
    /// # 为什么
    ///
    /// 开头是从往年报告或别的机关抄来的，部分数就常常对不上。
    ///
    /// # What it checks
    ///
    /// The number of parts that the opening paragraph announces is the number of sections that the report has.
    ///
    /// # Why
    ///
    /// An opening copied from an older report often announces another number.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 本报告由总体情况、主动公开政府信息情况、存在的主要问题及改进情况等五个部分组成。统计期限为2024年1月1日至2024年12月31日。
    /// → 开头说有 5 个部分，正文有 6 个部分
    /// ```
    ///
    /// ```breaks
    /// before = 本报告共分为八部分。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```passes
    /// before = 本报告共分6个部分：总体情况、主动公开政府信息情况、其他需要报告的事项。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```passes
    /// before = 本报告由总体情况等六大部分组成，并附相关指标统计表。
    /// ```
    ///
    /// ```passes
    /// before = 本报告包括总体情况、主动公开政府信息情况等内容。
    /// ```
    ///
    /// ```passes
    /// without section 6
    /// before = 本报告由总体情况等五个部分组成。
    /// ```
    ///
    /// ```passes
    /// section 1 + 围绕三部分重点内容加强公开，共涉及五个部门。
    /// ```
    ///
    /// ```passes
    /// before = 根据有关要求编制本报告，全面反映五个方面的工作。
    /// ```
    pub PARTS_COUNT {
        name: "parts-count",
        kind: Structure,
        title: ("部分数与正文不符", "Announced number of parts differs"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    if !has_six_sections(report) {
        return findings;
    }
    let bearing = context.bearing;
    let found = report.sections.iter().filter(|section| section.found).count();
    let Some((announced, range)) = announced(report) else { return findings };
    // With a section missing, the number may be right and that section the one finding. A seventh part of the
    // organ's own (附件, 附表) is not counted here.
    let seventh =
        announced > 6 && (report.text.find(0..report.text.len(), "七、").is_some() || announced == 7);
    if found < 6 || announced == found || seventh {
        return findings;
    }
    let message = Message::new(
        format!("开头说有 {announced} 个部分，正文有 {found} 个部分"),
        format!("The opening announces {announced} parts; the report has {found}"),
    );
    findings.push(Finding::new(bearing.words(Severity::Warning), message).at_places(places(report, range)));
    findings
}

/// The number announced in the opening paragraphs: `六部分`, `六个部分`, `6大部分`.
fn announced(report: &Report) -> Option<(usize, Range<usize>)> {
    let flow = &report.text;
    ranges(report).into_iter().filter(|(section, _)| *section == 0).find_map(|(_, range)| {
        flow.find_all(range.clone(), "部分").find_map(|at| {
            let mut number = at.checked_sub(1)?;
            if flow.chars.get(number).is_some_and(|c| "个大".contains(*c)) {
                number = number.checked_sub(1)?;
            }
            let value = flow.chars.get(number).copied().and_then(digit)?;
            let before =
                number.checked_sub(1).and_then(|before| flow.chars.get(before)).copied().unwrap_or(' ');
            let single = digit(before).is_none() && !"十第".contains(before);
            (single && (3..=9).contains(&value)).then_some((value as usize, number..at + 2))
        })
    })
}
