//! The statistical period.

use crate::outcome::{Message, Severity};
use crate::rules::{Context, Finding, Source};

rule! {
    /// # 检查什么
    ///
    /// 报告写明的统计期限是报告年度的1月1日至12月31日。
    ///
    /// # 为什么
    ///
    /// 年度报告报告的是上一个日历年。统计期限写成别的年份、起止颠倒或不满一年，多半是照抄往年报告时没有改全。
    ///
    /// # What it checks
    ///
    /// The statistical period that the report states is 1 January to 31 December of the report's year.
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
    /// ```passes
    /// before = 本报告所列数据的统计期限自 2024 年 1 月 1 日起至 2024 年 1 2 月 31 日止。
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
    let Some(period) = &report.period else { return findings };
    let (Some(start), Some(end)) = (parts(&period.start), parts(&period.end)) else { return findings };
    let year = report.year.unwrap_or(end.0);
    if start == (year, 1, 1) && end == (year, 12, 31) {
        return findings;
    }
    // An organ that was set up in the course of the year begins then.
    let partial = start.0 == year && end == (year, 12, 31) && start > (year, 1, 1);
    let usual = if partial { Severity::Warning } else { Severity::Error };
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

/// Year, month and day of `YYYY-MM-DD`.
pub fn parts(date: &str) -> Option<(i32, u32, u32)> {
    let mut parts = date.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn words((year, month, day): (i32, u32, u32)) -> String {
    format!("{year}年{month}月{day}日")
}
