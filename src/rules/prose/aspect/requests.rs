//! Whether section 1 tells of requests.

use std::ops::Range;

use super::super::Sentence;
use crate::text::flow::Flow;

/// Whether what stands under the head 依申请公开 says nothing of requests, and nothing does elsewhere in the section.
pub(super) fn only_headed(flow: &Flow, own: &[&&Sentence], heads: &[Range<usize>]) -> bool {
    const SHORTEST: usize = 24;
    const TELLS: [&str; 12] =
        ["收到", "受理", "答复", "办结", "接到", "申请人", "无", "没有", "未", "0件", "零", "办理"];
    let Some(position) = heads.iter().position(|head| flow.find(head.clone(), "依申请公开").is_some())
    else {
        return false;
    };
    let Some(head) = heads.get(position) else { return false };
    let end = heads
        .get(position + 1)
        .map_or_else(|| own.last().map_or(head.end, |last| last.range.end), |next| next.start);
    // （二）依申请公开情况本年度收到…: in a text that lost its lines the head ends where its words do.
    let words = ["情况", "方面", "工作"].iter().filter_map(|word| flow.find(head.clone(), word)).min();
    let begin = words.map_or(head.end, |at| at + 2);
    let part = begin..end.max(begin);
    // 没有因政府信息公开被申请行政复议 is nothing of requests.
    let of_reviews = |sentence: &Sentence| {
        let words = flow.text(sentence.range.clone());
        let clauses = || words.split([',', '。', ';']).filter(|clause| !clause.is_empty());
        clauses().all(|clause| ["行政复议", "行政诉讼"].iter().any(|case| clause.contains(case)))
            && !words.contains("收到")
            && !are_told(flow, sentence)
    };
    let closed = position + 1 < heads.len();
    if !closed || part.len() < SHORTEST {
        return false;
    }
    // What of the sentences stands in the part.
    let inside = |sentence: &Sentence| {
        let (from, to) = (sentence.range.start.max(part.start), sentence.range.end.min(part.end));
        (from < to).then_some(from..to)
    };
    let told: Vec<Range<usize>> =
        own.iter().filter_map(|sentence| inside(sentence).filter(|_| !of_reviews(sentence))).collect();
    let says = |word: &str| told.iter().any(|range| flow.find(range.clone(), word).is_some());
    let elsewhere = || {
        own.iter().any(|sentence| {
            (sentence.range.end <= head.start || sentence.range.start >= part.end) && are_told(flow, sentence)
        })
    };
    !says("申请") && !TELLS.into_iter().any(says) && !elsewhere()
}

/// Whether a sentence tells of requests: 申请 in any words, but not 行政复议申请 nor 依申请公开信息1180条, a class of documents. In
/// section 3 the labels of a table that lost its form speak of them too.
pub(super) fn are_told(flow: &Flow, sentence: &Sentence) -> bool {
    const ANSWERS: [&str; 6] = ["回应", "答复", "受理", "收到", "办结", "办理"];
    const VERBS: [&str; 8] = ["收到", "受理", "没有", "答复", "办结", "接到", "接收", "办理"];
    let range = &sentence.range;
    let says = |word: &&str| flow.find(range.clone(), word).is_some();
    let told = sentence.section == 1 || sentence.section == 3 && VERBS.iter().any(says);
    told && flow.find_all(range.clone(), "申请").any(|at| {
        let class = ["公开信息", "公开的信息", "公开政府信息", "公开类信息", "公开的政府信息"]
            .iter()
            .any(|words| flow.has(at + 2, words) && at > 0 && flow.has(at - 1, "依"));
        // 回应依申请公开信息1条: what was answered was asked for.
        let answered = at > 2 && ANSWERS.iter().any(|verb| flow.has(at - 3, verb));
        // 施工许可证76条、申请户外广告许可证83条: permits are applied for.
        let clause = flow.slice(at + 2..range.end.min(at + 16));
        let clause: String = clause.iter().take_while(|c| !among!(",。;:、", **c)).collect();
        let of_permits = ["许可", "备案"].iter().any(|word| clause.contains(word))
            && !clause.contains("公开")
            && at > range.start
            && flow.chars.get(at - 1).is_some_and(|c| among!(",。;、", *c));
        !of_permits
            && (answered || !class && !is_counted_class(flow, at))
            && !flow.has(at + 2, "行政复议")
            && !flow.has(at + 2, "复议")
            && !(at > 1 && flow.has(at - 2, "复议"))
    })
}

/// Whether 申请 at an index belongs to a class of documents with its count: 依申请公开128条.
fn is_counted_class(flow: &Flow, at: usize) -> bool {
    let from = at + 4;
    let digits = flow.slice(from..from + 7).iter().take_while(|c| c.is_ascii_digit()).count();
    at > 0
        && flow.has(at - 1, "依")
        && flow.has(at + 2, "公开")
        && digits > 0
        && flow.has(from + digits, "条")
}
