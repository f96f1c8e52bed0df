//! Text that stands twice.

use std::collections::HashMap;

use super::{places, quote};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::fold::is_han;
use crate::text::message::Message;
use std::ops::Range;

rule! {
    /// # 检查什么
    ///
    /// 30字以上的句子没有原样出现两次。
    ///
    /// # 为什么
    ///
    /// 整句重复多半是粘贴时留下的。
    ///
    /// # What it checks
    ///
    /// No sentence of 30 characters or more stands twice word for word.
    ///
    /// # Why
    ///
    /// A sentence that stands twice was most likely pasted twice.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 围绕群众关心的就业、教育、医疗等重点领域，及时更新栏目内容，持续充实主动公开目录。
    /// section 5 + 围绕群众关心的就业、教育、医疗等重点领域，及时更新栏目内容，持续充实主动公开目录。
    /// → 出现了 2 次
    /// ```
    ///
    /// ```passes
    /// section 1 + 围绕群众关心的就业、教育、医疗等重点领域，及时更新栏目内容，持续充实主动公开目录。
    /// section 5 + 围绕群众关心的就业、教育、医疗等重点领域，更加及时地更新栏目内容，持续充实主动公开目录。
    /// ```
    ///
    /// ```passes
    /// section 1 + 加强业务培训。
    /// section 5 + 加强业务培训。
    /// ```
    ///
    /// ```passes
    /// section 1 + 收集社会各方的建议，努力实现信息公开内容更加广泛，收集社会各方的建议，为群众提供权威的政府信息。
    /// ```
    ///
    /// ```passes
    /// section 3 = 2024年，本机关没有收到政府信息公开申请。
    /// section 4 = 2024年，本机关没有收到政府信息公开申请。
    /// ```
    ///
    /// ```passes
    /// section 1 + [……]
    /// section 5 + [……]
    /// ```
    ///
    /// ```passes
    /// section 6 = 本机关按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）执行。 / 没有按照该办法收取过信息处理费。
    /// ```
    pub TEXT_DUPLICATED {
        name: "text-duplicated",
        kind: Text,
        title: ("同一句话出现两次", "The same sentence twice"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    const SHORTEST: usize = 30;
    const CERTAIN: usize = 50;
    let report = context.report;
    let long: Vec<&Range<usize>> = context
        .sentences
        .iter()
        .map(|sentence| &sentence.range)
        .filter(|range| range.len() >= SHORTEST && is_words(report, range))
        .collect();
    let mut first: HashMap<&[char], usize> = HashMap::new();
    let mut again: Vec<(usize, usize)> = Vec::new();
    for (index, range) in long.iter().enumerate() {
        match first.get(report.text.slice((*range).clone())) {
            Some(before) => again.push((*before, index)),
            None => {
                first.insert(report.text.slice((*range).clone()), index);
            }
        }
    }
    // A page that holds the report twice (for screen and for print) is no fault of the report.
    if again.len() * 3 > long.len() && again.len() > 3 {
        return findings;
    }
    // Sentences that follow one another in both places are one passage.
    let mut last: Option<(usize, usize)> = None;
    for (before, index) in again {
        let continues = last.is_some_and(|(a, b)| before == a + 1 && index == b + 1);
        last = Some((before, index));
        let (Some(one), Some(two)) = (long.get(before), long.get(index)) else { continue };
        let both = places(report, (*one).clone()).into_iter().chain(places(report, (*two).clone()));
        if continues {
            if let Some(finding) = findings.last_mut() {
                finding.places.extend(both);
            }
            continue;
        }
        let words = quote(context.document, report, (*one).clone());
        let message = Message::new(
            format!("这句话出现了 2 次：“{words}”"),
            format!("This sentence stands twice: “{words}”"),
        );
        // A stock phrase of a line or so may be meant in two sections.
        let severity = if one.len() >= CERTAIN { Severity::Warning } else { Severity::Notice };
        findings.push(Finding::new(severity, message).at_places(both));
    }
    findings
}

/// Mostly Chinese words: not a row of digits or marks.
fn is_words(report: &Report, range: &Range<usize>) -> bool {
    let text = report.text.slice(range.clone());
    let words = text.iter().filter(|c| is_han(**c)).count();
    words * 3 >= text.len() * 2
}
