//! Text that stands twice.

use super::pronoun::around;
use super::{places, quote};
use crate::order::Order;
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::fold::is_han;
use crate::text::message::Message;
use std::ops::Range;

rule! {
    /// # 检查什么
    ///
    /// 30字以上的句子没有原样出现两次，同一个分句没有紧接着再写一遍，《》里的文件名没有把一个词写两遍。
    ///
    /// # 为什么
    ///
    /// 整句重复多半是粘贴时留下的。
    ///
    /// # What it checks
    ///
    /// No sentence of 30 characters or more stands twice word for word, no clause is written again right behind itself,
    /// and no word stands twice in a row in a document's title.
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
    /// ```breaks
    /// section 1 + 明确专人负责，按月更新公开栏目，按月更新公开栏目，方便群众查询。
    /// → 紧接着又写了一遍
    /// ```
    ///
    /// ```breaks
    /// section 1 + 印发《青禾镇临时救助救助实施细则》。
    /// → “救助”写了两遍
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《关于规范规范性文件制定的通知》，修订《青禾县人民政府政府信息公开指南》，主动公开，主动回应，收到申请0件，办结0件。
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
    // Nearly all differ in their first character: comparing them is less than hashing them.
    let mut texts: Vec<(&[char], usize)> =
        long.iter().map(|range| report.text.slice((*range).clone())).zip(0..).collect();
    texts.order();
    // The first of those that are the same, and each other.
    let mut again: Vec<(usize, usize)> = Vec::new();
    for same in texts.chunk_by(|a, b| a.0 == b.0) {
        let Some(((_, first), later)) = same.split_first() else { continue };
        again.extend(later.iter().map(|(_, index)| (*first, *index)));
    }
    again.order_by_key(|(_, index)| *index);
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
    findings.extend(context.sentences.iter().filter_map(|sentence| clause_again(context, &sentence.range)));
    findings
        .extend(context.sentences.iter().filter_map(|sentence| title_word_again(context, &sentence.range)));
    findings
}

/// A clause that is written again right behind itself: 按月更新公开栏目，按月更新公开栏目，….
fn clause_again(context: &Context, sentence: &Range<usize>) -> Option<Finding> {
    const SHORTEST: usize = 6;
    let report = context.report;
    let flow = &report.text;
    let mut start = sentence.start;
    let mut last: Option<Range<usize>> = None;
    for index in sentence.clone() {
        let mark = flow.chars.get(index).is_some_and(|c| among!(",;。", *c));
        if !mark && index + 1 < sentence.end {
            continue;
        }
        let clause = start..if mark { index } else { index + 1 };
        start = index + 1;
        let again = last.as_ref().is_some_and(|last| flow.slice(last.clone()) == flow.slice(clause.clone()));
        let words = || flow.slice(clause.clone()).iter().filter(|c| is_han(**c)).count();
        if again && words() >= SHORTEST {
            let words = flow.text(clause.clone());
            let message = Message::new(
                format!("“{words}”紧接着又写了一遍"),
                format!("“{words}” is written again right behind itself"),
            );
            let both =
                last.into_iter().chain(std::iter::once(clause)).flat_map(|range| places(report, range));
            let severity = context.bearing.said(Severity::Warning);
            return Some(Finding::new(severity, message).at_places(both.collect::<Vec<_>>()));
        }
        last = Some(clause);
    }
    None
}

/// A word that stands twice in a row in the title of a document: 《…救助救助实施细则》.
fn title_word_again(context: &Context, sentence: &Range<usize>) -> Option<Finding> {
    const LONGEST: usize = 60;
    let report = context.report;
    let flow = &report.text;
    let again = flow.find_all(sentence.clone(), "《").find_map(|open| {
        let close = flow.find(open..(open + LONGEST).min(sentence.end), "》")?;
        // 规范规范性文件, 服务服务业: the second one begins a longer word.
        const LONGER: &str = "性业员者化型权费证队所站";
        let twice = |at: &usize| {
            let word = flow.slice(*at..at + 2);
            let longer = flow.chars.get(at + 4).is_some_and(|c| among!(LONGER, *c));
            // 县人民政府政府信息: the first is the organ's. 一一 and 种种 are words.
            let is_word =
                word.iter().all(|c| is_han(*c)) && word.first() != word.last() && word != ['政', '府'];
            is_word && !longer && word == flow.slice(at + 2..at + 4)
        };
        (open + 1..close.saturating_sub(3)).find(twice)
    })?;
    let range = again..again + 4;
    let word = flow.text(again..again + 2);
    let words = quote(context.document, report, around(flow, &range));
    let message = Message::new(
        format!("文件名里的“{word}”写了两遍：“{words}”"),
        format!("“{word}” stands twice in a document's title: “{words}”"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)))
}

/// Mostly Chinese words: not a row of digits or marks.
fn is_words(report: &Report, range: &Range<usize>) -> bool {
    let text = report.text.slice(range.clone());
    let words = text.iter().filter(|c| is_han(**c)).count();
    words * 3 >= text.len() * 2
}
