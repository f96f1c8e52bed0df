//! Parts of section 1 that are a head and nothing else.

use std::ops::Range;

use super::super::{Sentence, places};
use super::bracketed;
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// A part of the section that is a head and nothing else, or the one on requests where nothing stands of requests. `next` is
/// where section 2 begins.
pub(super) fn part(context: &Context, next: usize) -> Option<Finding> {
    reviews_alone(context, next).or_else(|| head_alone(context, next))
}

/// The head on requests where all sentences under it are about reviews and lawsuits.
pub(super) fn reviews_alone(context: &Context, next: usize) -> Option<Finding> {
    let flow = &context.report.text;
    let head = about_reviews(flow, &parts(context, next), |sentence| bracketed(flow, sentence))?;
    let words = flow.text(head.clone());
    let message = Message::new(
        format!("“{words}”下面只写了行政复议、行政诉讼，没有写收到和办理申请的情况"),
        format!("Under “{words}” stand reviews and lawsuits, and nothing on requests"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(context.report, head)))
}

/// A head and nothing else: （二）依申请公开办理情况 on a line, and （三） on the next.
pub(super) fn head_alone(context: &Context, next: usize) -> Option<Finding> {
    const LONGEST: usize = 30;
    let flow = &context.report.text;
    let value = |sentence: &Sentence| bracketed(flow, sentence);
    let own = parts(context, next);
    let only_head = |sentence: &Sentence| {
        let words = flow.slice(sentence.range.clone());
        words.len() <= LONGEST && !words.iter().any(|c| among!("。,;:", *c))
    };
    let heads = own.iter().filter(|sentence| value(sentence).is_some()).count();
    let empty: Vec<&Sentence> = own
        .windows(2)
        .filter_map(|pair| {
            let [head, next] = pair else { return None };
            let follows = value(head).is_some_and(|head| value(next) == Some(head + 1));
            (follows && only_head(head)).then_some(*head)
        })
        .collect();
    // Where most are empty, it is a list.
    let first = empty.first().filter(|_| empty.len() * 2 <= heads)?;
    // What stands between two heads of the text is not cut off at its end.
    let severity = context.bearing.words(Severity::Warning);
    let written = flow.text(first.range.clone());
    let message =
        Message::new(format!("“{written}”下面没有内容"), format!("Nothing stands under “{written}”"));
    let at = empty.iter().flat_map(|sentence| places(context.report, sentence.range.clone()));
    Some(Finding::new(severity, message).at_places(at))
}

/// The sentences of section 1.
fn parts<'a>(context: &'a Context, next: usize) -> Vec<&'a Sentence> {
    let of_section = |sentence: &&Sentence| sentence.section == 1 && sentence.range.start < next;
    context.sentences.iter().filter(of_section).collect()
}

/// The head on requests, closed by the next, all sentences under which are about reviews and lawsuits.
fn about_reviews(
    flow: &Flow,
    own: &[&Sentence],
    value: impl Fn(&Sentence) -> Option<u32>,
) -> Option<Range<usize>> {
    /// Most sentences under the head.
    const LONGEST: usize = 100;
    own.iter().enumerate().find_map(|(index, head)| {
        let says = |sentence: &Sentence, words: &[&str]| flow.says(sentence.range.clone(), words);
        // In a text that lost its lines the head goes on with what it heads.
        let alone = !flow.slice(head.range.clone()).iter().any(|c| among!(",;:收没未受无", *c));
        let number = value(head).filter(|_| alone && says(head, &["依申请公开"]))?;
        let rest = own.get(index + 1..)?;
        let closed = rest
            .iter()
            .take(LONGEST)
            .position(|sentence| value(sentence) == Some(number + 1))
            .filter(|end| *end > 0)?;
        let body = rest.get(..closed)?;
        // 全年办件量为零,未发生行政复议: the first clause is about requests.
        let other = |sentence: &&Sentence| {
            let clauses = flow.slice(sentence.range.clone()).split(|c| among!(",、。;", *c));
            let about = |clause: &[char]| {
                clause.is_empty() || clause.windows(2).any(|pair| matches!(pair, ['复', '议'] | ['诉', '讼']))
            };
            let asked = |at: usize| !(at > 1 && flow.has(at - 2, "复议"));
            clauses.into_iter().all(about) && !flow.find_all(sentence.range.clone(), "申请").any(asked)
        };
        body.iter().all(other).then(|| head.range.clone())
    })
}
