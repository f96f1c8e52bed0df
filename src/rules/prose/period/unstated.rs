//! No period: nowhere is it said which days the report's numbers cover.

use super::super::has_six_sections;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 全文写明了数据从哪一天统计到哪一天。节选的文字不查。
    ///
    /// # 为什么
    ///
    /// 各地的年度报告多在开头写明“所列数据的统计期限为1月1日至12月31日”。没有一处写明的，读者要靠年度去猜；《条例》没有要求这样写，所以只作提示。
    ///
    /// # What it checks
    ///
    /// Somewhere the report says from which day to which day its numbers were counted. Excerpts are not checked.
    ///
    /// # Why
    ///
    /// Most reports say so in their opening. The Regulations do not ask for it, so that it is a notice.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 本报告根据《中华人民共和国政府信息公开条例》编制。
    /// → 没有写明数据的统计期限，一般写为“所列数据的统计期限为2024年1月1日至2024年12月31日”
    /// ```
    ///
    /// ```breaks
    /// before = 本报告根据《中华人民共和国政府信息公开条例》编制。
    /// section 1 + 申请均在法定期限内答复。
    /// ```
    ///
    /// ```passes
    /// before = 本报告根据《中华人民共和国政府信息公开条例》编制，数据截至2024年底。
    /// ```
    ///
    /// ```passes
    /// before = 本报告根据《中华人民共和国政府信息公开条例》编制。
    /// section 6 = 无。本报告的数据从1月1日起，到12月31日止。
    /// ```
    pub PERIOD_MISSING {
        name: "period-missing",
        kind: Years,
        title: ("没有写明统计期限", "No statistical period"),
        severity: Notice,
        source: Source::Practice,
        check: |context| check(context).into_iter().collect(),
    }
}

fn check(context: &Context) -> Option<Finding> {
    /// Fewer sections are no whole report.
    const FEWEST: usize = 4;
    let report = context.report;
    let sections = report.sections.iter().filter(|section| section.found).count();
    let whole = has_six_sections(report) && sections >= FEWEST;
    if !whole || report.period.is_some() || states_days(&report.text) {
        return None;
    }
    let (year, severity) = (report.year?, context.bearing.absence(Severity::Notice)?);
    let message = Message::new(
        format!("没有写明数据的统计期限，一般写为“所列数据的统计期限为{year}年1月1日至{year}年12月31日”"),
        format!("The report does not say that its numbers cover {year}-01-01 to {year}-12-31"),
    );
    let first = report.sections.iter().find(|section| section.found).and_then(|section| section.place);
    Some(Finding::new(severity, message).at_places(report.preamble.first().copied().or(first)))
}

/// Whether a period may be stated, however it is worded or damaged: not 在法定期限内答复.
fn states_days(flow: &Flow) -> bool {
    const WORDS: [&str; 16] = [
        "统计期",
        "期限为",
        "期限自",
        "期限从",
        "期限是",
        "期限:",
        "起止",
        "截止",
        "截至",
        "止。",
        "时限自",
        "时限为",
        "时间跨度",
        "1月1日",
        "12月31",
        "元月1日",
    ];
    flow.says(0..flow.len(), &WORDS)
}
