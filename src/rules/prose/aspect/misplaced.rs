//! Parts of section 1 whose head names one aspect and whose text tells of something else.

use std::ops::Range;

use super::super::points::{Style, mark_at};
use super::super::{Sentence, places};
use super::five::{ASPECTS, Aspect, REQUESTS};
use super::heads_of_points;
use super::told::counts_what_was_published;
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// What a part may tell of in place of its aspect.
const TOPICS: [(&[&str], &str, &str); 2] = [
    (&["依申请公开", "信息公开申请", "申请公开"], "依申请公开", "requests"),
    (&["行政复议", "行政诉讼"], "行政复议、行政诉讼", "reviews and lawsuits"),
];

/// A part of the section with its head.
struct Part<'a> {
    head: Range<usize>,
    aspect: &'static Aspect,
    body: &'a [Sentence],
}

/// 3.政府信息管理情况。没有行政复议、行政诉讼案件。 and （二）主动公开情况。没有收到依申请公开的事项。: not a word of the part is about
/// what its head names. `next` is where section 2 begins.
pub(super) fn find(context: &Context, next: usize) -> Option<Finding> {
    /// A shorter text is what is left of a line.
    const SHORTEST: usize = 8;
    const LONGEST: usize = 120;
    let flow = &context.report.text;
    let told = |part: &Part| {
        let body = || part.body.iter().map(|sentence| sentence.range.clone());
        let length: usize = body().map(|range| range.len()).sum();
        let of_aspect = body().any(|range| flow.says(range, part.aspect.words))
            || part.aspect.name.0 != ASPECTS[0].name.0
                && body().any(|range| flow.says(range, part.aspect.heading))
            || part.body.iter().any(|sentence| counts_what_was_published(flow, sentence));
        if of_aspect || !(SHORTEST..=LONGEST).contains(&length) {
            return None;
        }
        TOPICS.iter().find(|(words, name, _)| {
            *name != part.aspect.name.0 && body().any(|range| flow.says(range, words))
        })
    };
    let (part, (_, zh, en)) =
        parts(context, next).into_iter().find_map(|part| told(&part).map(|topic| (part, topic)))?;
    let words = flow.text(part.head.clone());
    let (aspect, aspect_en) = part.aspect.name;
    let message = Message::new(
        format!("“{words}”下面写的是{zh}，没有写{aspect}"),
        format!("Under “{words}” stand {en}, and nothing on {aspect_en}"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(context.report, part.head)))
}

/// （二）依申请公开情况 over nothing but channels: 通过政府网站主动公开信息49条. Not a word of the part is about requests.
pub(super) fn published_alone(context: &Context, next: usize) -> Option<Finding> {
    const OF_REQUESTS: [&str; 7] = ["申请", "受理", "收到", "接到", "答复", "办结", "要求提供"];
    let flow = &context.report.text;
    let alone = |part: &Part| {
        let of_requests = part.body.iter().any(|sentence| flow.says(sentence.range.clone(), &OF_REQUESTS));
        !of_requests && part.body.iter().any(|sentence| counts_what_was_published(flow, sentence))
    };
    let part = headed(context, next, on_requests).into_iter().find(alone)?;
    let words = flow.text(part.head.clone());
    let message = Message::new(
        format!("“{words}”下面写的是主动公开的信息，没有写收到和办理申请的情况"),
        format!("Under “{words}” stands what was published, and nothing on requests"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(context.report, part.head)))
}

/// The aspect of requests, where a head names it and no other.
fn on_requests(flow: &Flow, head: &Range<usize>) -> Option<&'static Aspect> {
    let says = |word: &str| flow.find(head.clone(), word).is_some();
    (says("依申请公开") && !says("主动公开")).then_some(&ASPECTS[REQUESTS])
}

/// The parts whose heads name one aspect by its own name, save 依申请公开 and 监督保障, under which others may be told of.
fn parts<'a>(context: &'a Context, next: usize) -> Vec<Part<'a>> {
    headed(context, next, named)
}

/// The parts of the section with heads that are of an aspect.
fn headed<'a>(
    context: &'a Context,
    next: usize,
    of: fn(&Flow, &Range<usize>) -> Option<&'static Aspect>,
) -> Vec<Part<'a>> {
    let flow = &context.report.text;
    let of_section = |sentence: &Sentence| sentence.section == 1 && sentence.range.start < next;
    let sentences = &context.sentences;
    let mark = |sentence: &Sentence| {
        mark_at(flow, sentence.range.start)
            .filter(|mark| matches!(mark.style, Style::Bracketed | Style::Number))
    };
    let part = |(at, sentence): (usize, &Sentence)| {
        let own = mark(sentence).filter(|_| of_section(sentence))?;
        let words = heads_of_points(flow, sentence.range.clone()).next()?;
        let aspect = of(flow, &words)?;
        // The head is a sentence of its own: what stands behind it in the same one is not told apart.
        let alone = flow.slice(words.end..sentence.range.end).iter().all(|c| among!("。:;", *c));
        let rest = sentences.get(at + 1..)?;
        let behind = rest.iter().position(|each| {
            !of_section(each)
                || mark(each).is_some_and(|next| next.style == own.style && next.value == own.value + 1)
        })?;
        // Closed by the next part: nothing was cut off.
        let closed = rest.get(behind).is_some_and(of_section);
        let head = sentence.range.start..words.end;
        (alone && closed).then_some(Part { head, aspect, body: rest.get(..behind)? })
    };
    sentences.iter().enumerate().filter_map(part).collect()
}

/// The one aspect that a head names.
fn named(flow: &Flow, head: &Range<usize>) -> Option<&'static Aspect> {
    let says = |word: &str| flow.find(head.clone(), word).is_some();
    let names = |aspect: &&Aspect| says(aspect.name.0.trim_start_matches("政府"));
    let mut found = ASPECTS.iter().filter(names);
    let (aspect, None) = (found.next()?, found.next()) else { return None };
    let told_apart = ["主动公开", "政府信息管理", "平台建设"].contains(&aspect.name.0);
    (told_apart && !says("申请")).then_some(aspect)
}
