//! The statement on the fee for processing information.

use std::ops::Range;

use super::{found_section, ranges};
use crate::form::TableId;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 第六部分写明本年度收取政府信息公开信息处理费的情况，没有收取的也写一句。只查2020年度及以后的报告。
    ///
    /// # 为什么
    ///
    /// 《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）自2021年1月1日起施行后，各地的年度报告在“其他需要报告的事项”中报告收取信息处理费的
    /// 情况。它不是第二部分表中的“行政事业性收费”。
    ///
    /// # What it checks
    ///
    /// Section 6 says whether a fee for processing requests (信息处理费) was charged. Reports from 2020 on.
    ///
    /// # Why
    ///
    /// Since the measure 国办函〔2020〕109号, reports say so under “other matters”, also where nothing was charged. It
    /// is not the administrative charge of table 2.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 6 = 无其他需要报告的事项。
    /// → 没有写信息处理费的收取情况
    /// ```
    ///
    /// ```breaks
    /// section 6 = 无。
    /// ```
    ///
    /// ```passes
    /// section 6 = 本年度无收取政府信息处理费情况。
    /// ```
    ///
    /// ```passes
    /// section 6 = 2024年，市科委未发生政府信息公开收费事项。
    /// ```
    ///
    /// ```passes
    /// section 6 = 全县共收取信息处理费380元，其中民政局1件。
    /// ```
    ///
    /// ```passes
    /// section 6 = 依申请提供政府信息，未收取任何费用。
    /// ```
    ///
    /// ```passes
    /// year = 2019
    /// form 2019
    /// year = 2019
    /// section 6 = 无。
    /// ```
    ///
    /// ```passes
    /// section 1 + 2024年没有收取政府信息公开信息处理费。
    /// section 6 = 无其他需要报告的事项。
    /// ```
    ///
    /// ```passes
    /// section 6 = [……]
    /// ```
    ///
    /// ```breaks
    /// without section 6
    /// → 全文没有写
    /// ```
    ///
    /// ```passes
    /// section 1 + 2024年，我镇未收取政府信息公开费用，不存在减免费用。
    /// section 6 = 没有其他需要报告的事项。
    /// ```
    ///
    /// ```passes
    /// section 1 + （六）收费及减免情况。2024年，我镇没有涉及政府信息公开的收费及减免。
    /// section 6 = 没有其他需要报告的事项。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 2024年，我镇按规定公开收费项目，不存在乱收费。
    /// section 6 = 没有其他需要报告的事项。
    /// ```
    ///
    /// ```passes
    /// without section 6
    /// signature =
    /// ```
    ///
    /// ```passes
    /// without section 6
    /// section 5 + 2024年没有收取信息处理费。
    /// ```
    pub FEE_STATEMENT_MISSING {
        name: "fee-statement-missing",
        kind: Structure,
        title: ("没有写信息处理费", "No statement on the processing fee"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let Some(year) = report.year else { return findings };
    let Some(section) = found_section(report, 6) else { return without_section(context, year) };
    if year < 2020 || report.form_data().table(TableId::Statistics2014).is_some() {
        return findings;
    }
    let flow = &report.text;
    let stated = ranges(report).into_iter().any(|(number, range)| {
        let says = |words: &str| flow.find(range.clone(), words).is_some();
        let anywhere = says("处理费") || says("信息费用") || says_of_fees(flow, &range);
        let here = number == 6 && (says("收费") || says("费用") || says("收取") || says("免费"));
        anywhere || here || number == 6 && (says("[…") || says("从略"))
    });
    // A section without any text is a finding of its own.
    let text: usize = section.body.iter().map(|place| flow.range_of(*place).len()).sum();
    if stated || text == 0 || says_in_cells(context) {
        return findings;
    }
    // A text that ends before its last section has none here; one with that section has it whole.
    let bearing = context.bearing;
    if bearing.excerpt {
        return findings;
    }
    let severity = if bearing.cut { Severity::Notice } else { bearing.said(Severity::Warning) };
    let message = Message::new(
        format!("“{}”没有写信息处理费的收取情况；没有收取的，也应写明", section.heading),
        format!(
            "“{}” does not say whether a processing fee was charged; it should, also where none was",
            section.heading
        ),
    );
    findings.push(
        Finding::new(severity, message).at_places(section.place).at_places(section.body.first().copied()),
    );
    findings
}

/// 未收取政府信息公开费用，不存在减免: what was charged, in words of the organ's own; a heading (收费及减免情况) says nothing of it.
fn says_of_fees(flow: &Flow, range: &Range<usize>) -> bool {
    const CHARGED: [&str; 3] = ["收取", "收费", "免费"];
    const FEES: [&str; 4] = ["公开费用", "任何费用", "收取费用", "申请人费用"];
    const DENIED: [&str; 5] = ["未", "没有", "不", "无", "共"];
    // 没有涉及政府信息公开的收费及减免: in the words of the older regulation.
    const OLDER: [&str; 4] = ["收费及减免", "收费和减免", "收费、减免", "收费与减免"];
    let denied = OLDER.iter().flat_map(|words| flow.find_all(range.clone(), words)).any(|at| {
        const BEFORE: usize = 20;
        let from = at.saturating_sub(BEFORE).max(range.start);
        let stop = flow
            .slice(from..at)
            .iter()
            .rposition(|c| among!("。,;", *c))
            .map_or(from, |stop| from + stop + 1);
        flow.says(stop..at, &["未", "没有", "无"]) && flow.says(stop..at, &["公开"])
    });
    denied
        || FEES.iter().flat_map(|words| flow.find_all(range.clone(), words)).any(|at| {
            const BEFORE: usize = 14;
            let clause = at.saturating_sub(BEFORE).max(range.start)..(at + 4).min(range.end);
            flow.says(clause.clone(), &CHARGED) && flow.says(clause, &DENIED)
        })
}

/// A signed report that ends with section 5 and says nothing of the fee anywhere.
fn without_section(context: &Context, year: i32) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let whole = (1..=5).all(|number| found_section(report, number).is_some()) && report.signature.is_some();
    let says = |words: &&str| flow.find(0..flow.len(), words).is_some();
    let stated = ["处理费", "信息费用", "收费情况", "收取费用", "收取任何费用"].iter().any(says);
    if year < 2020 || !whole || stated || context.bearing.is_part() {
        return Vec::new();
    }
    let message = Message::new(
        "全文没有写信息处理费的收取情况；没有收取的，也应在第六部分写明",
        "The report does not say whether a processing fee was charged; section 6 should, also where none was",
    );
    let last = found_section(report, 5).and_then(|section| section.place);
    vec![Finding::new(context.bearing.said(Severity::Warning), message).at_places(last)]
}

/// The statement in a cell of a table at the end of the report.
fn says_in_cells(context: &Context) -> bool {
    let flow = &context.report.text;
    flow.pieces
        .iter()
        .filter(|piece| piece.cell.is_some())
        .any(|piece| flow.find(piece.range.clone(), "信息处理费").is_some())
}
