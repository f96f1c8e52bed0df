//! Lists of the parts that are those of another form, or of the first part alone.

use super::listed::{PARTS, named_fees};
use super::opening;
use crate::rules::Severity;
use crate::rules::prose::places;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// The parts of the form before 2019 in a report after the first of the new one: 概述 or no 其他需要报告的事项, and 收费及减免.
pub(super) fn older(context: &Context) -> Option<Finding> {
    const FORM: [&str; 2] = ["收到和处理", "收到及处理"];
    let report = context.report;
    let flow = &report.text;
    report.year.filter(|year| *year > 2019)?;
    let sentence = opening(report).into_iter().find(|sentence| {
        let has = |words: &[&str]| flow.says(sentence.clone(), words);
        let named = || PARTS.iter().filter(|(_, words)| has(words)).count();
        named_fees(flow, sentence)
            && named() > 3
            && has(&["报告", "全文", "年报", "内容"])
            && !has(&FORM)
            && (has(&["概述", "概况"]) || !has(PARTS[5].1))
    })?;
    let message = Message::new(
        "开头列出的是2019年以前的各部分（“收费及减免”已不是一个部分），没有按现在格式的六个部分写".to_owned(),
        "The opening lists the parts of reports before 2019 (fees are no part any more), not the six of the form"
            .to_owned(),
    );
    Some(Finding::new(Severity::Notice, message).at_places(places(report, sentence)))
}

/// The aspects of the first part in the place of the six parts: 本报告由主动公开、依申请公开、政府信息管理、平台建设、监督保障组成.
pub(super) fn aspects(context: &Context, severity: Severity) -> Option<Finding> {
    const ASPECTS: [&str; 5] = ["主动公开", "依申请公开", "信息管理", "平台", "监督"];
    const OTHERS: [&str; 9] =
        ["总体", "概述", "概况", "复议", "诉讼", "问题", "不足", "其他需要", "收到和处理"];
    let report = context.report;
    let flow = &report.text;
    let sentence = opening(report).into_iter().find(|sentence| {
        let has = |words: &[&str]| flow.says(sentence.clone(), words);
        ASPECTS.iter().all(|aspect| has(&[aspect]))
            && has(&["报告", "全文", "年报"])
            && has(&["组成", "构成", "包括", "分为"])
            && !has(&OTHERS)
    })?;
    let message = Message::new(
        "开头列出的是“一、总体情况”的五个方面，不是报告的六个部分".to_owned(),
        "The opening lists the five aspects of the first part, not the six parts of the report".to_owned(),
    );
    Some(Finding::new(severity, message).at_places(places(report, sentence)))
}
