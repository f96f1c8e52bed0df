//! Words of a template that were never replaced.

use std::ops::Range;

use super::{places, quote, ranges};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 正文中没有模板留下的空位：“XX件”“×年×月×日”“____”“（此处填写）”“待补充”。打了码的人名、单位名（张某某、××公司）和网址不算。
    ///
    /// # 为什么
    ///
    /// 空位没有填上就发布，说明没有人通读过全文。
    ///
    /// # What it checks
    ///
    /// No placeholder of a template is left: XX件, ×年×月×日, ____, 此处填写, 待补充. Names that were made unreadable and
    /// addresses are none.
    ///
    /// # Why
    ///
    /// A placeholder in a published report shows that nobody read it through.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 全年召开新闻发布会XX场。
    /// → “XX场”
    /// ```
    ///
    /// ```breaks
    /// section 1 + 主动公开政府信息 × 条。
    /// ```
    ///
    /// ```breaks
    /// section 6 + （此处填写其他需要报告的事项）
    /// ```
    ///
    /// ```breaks
    /// section 1 + 共举办培训____次。
    /// ```
    ///
    /// ```breaks
    /// signature = XX镇人民政府 / 2025年1月16日
    /// section 1 + XX镇认真贯彻落实条例。
    /// ```
    ///
    /// ```passes
    /// section 1 + 处理××公司虚假宣传一案，张某某申请公开的信息已经答复。
    /// ```
    ///
    /// ```passes
    /// section 1 + 网址为www.example.gov.cn/xxgk/XXGK/index.html，邮箱xx@example.com。
    /// ```
    ///
    /// ```passes
    /// section 1 + 开展“X光检查”知识普及，推广XXL号防护服。
    /// ```
    ///
    /// ```passes
    /// section 1 + 推进数字化2.0×平台建设，实行3×24小时值守。
    /// ```
    ///
    /// ```passes
    /// section 1 + 热线号码139****1234已经停用。
    /// ```
    ///
    /// ```passes
    /// section 1 + 依申请公开信息填写指南和样表已经更新，对待补充材料的申请一次性告知。
    /// ```
    pub TEXT_PLACEHOLDER {
        name: "text-placeholder",
        kind: Text,
        title: ("留有没有填写的空位", "A placeholder was left"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let flow = &report.text;
    let severity = context.bearing.words(Severity::Warning);
    let mut found: Vec<Range<usize>> = Vec::new();
    for (_, range) in ranges(report) {
        let mut index = range.start;
        while index < range.end {
            let end = placeholder_at(flow, index, range.end);
            if let Some(end) = end {
                found.push(index..end);
            }
            index = end.unwrap_or(index + 1);
        }
    }
    let Some(first) = found.first() else { return findings };
    let words = quote(context.document, report, first.clone());
    let (zh_more, en_more) = match found.len() {
        1 => (String::new(), String::new()),
        count => (format!("等 {count} 处"), format!(" and {} more", count - 1)),
    };
    let message = Message::new(
        format!("留有没有填写的空位：“{words}”{zh_more}"),
        format!("A placeholder was left: “{words}”{en_more}"),
    );
    findings.push(
        Finding::new(severity, message).at_places(found.into_iter().flat_map(|range| places(report, range))),
    );
    findings
}

/// Where a placeholder that begins at an index ends.
fn placeholder_at(flow: &Flow, index: usize, limit: usize) -> Option<usize> {
    const UNITS: &str = "件条次个份场期人名项篇宗起万元年月日号镇乡县市区局类家";
    const PHRASES: [&str; 9] =
        ["此处填写", "此处插入", "请填写", "请在此", "(填写", "(待补充)", "[待补充]", "待填写", "(单位名称)"];
    let first = flow.chars.get(index)?;
    match first {
        'X' | 'x' | '×' | 'Ⅹ' | '✕' => {
            let run = flow.slice(index..limit).iter().take(9).take_while(|c| *c == first).count();
            let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
            let joined =
                before.is_some_and(|c| c.is_ascii_alphanumeric() || "./@-_".contains(*c) || c == first);
            let unit = flow.chars.get(index + run).is_some_and(|c| UNITS.contains(*c));
            // ×光 and 3×24 are words and sums; × stands alone only before a unit.
            (!joined && unit && run <= 8).then_some(index + run + 1)
        }
        '_' => {
            let run = flow.slice(index..limit).iter().take_while(|c| **c == '_').count();
            (run >= 3).then_some(index + run)
        }
        '此' | '请' | '(' | '[' | '待' => {
            PHRASES.iter().find(|phrase| flow.has(index, phrase)).map(|phrase| index + phrase.chars().count())
        }
        _ => None,
    }
}
