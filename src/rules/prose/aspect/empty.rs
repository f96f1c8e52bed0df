//! Parts of section 1 that are a head and nothing else.

use super::super::points::{Style, mark_at};
use super::super::{Sentence, places};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// A part of the section that is a head and nothing else: （二）依申请公开办理情况 on a line, and （三） on the next. `next` is
/// where section 2 begins.
pub(super) fn part(context: &Context, next: usize) -> Option<Finding> {
    const LONGEST: usize = 30;
    let flow = &context.report.text;
    let value = |sentence: &Sentence| {
        let mark = mark_at(flow, sentence.range.start)?;
        (mark.style == Style::Bracketed).then_some(mark.value)
    };
    let only_head = |sentence: &Sentence| {
        let words = flow.slice(sentence.range.clone());
        words.len() <= LONGEST && !words.iter().any(|c| "。,;:".contains(*c))
    };
    let of_section = |sentence: &&Sentence| sentence.section == 1 && sentence.range.start < next;
    let own: Vec<&Sentence> = context.sentences.iter().filter(of_section).collect();
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
