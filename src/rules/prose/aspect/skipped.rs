//! An aspect that the heads of a text pass over, where the text breaks off in its first section: （三）政府信息管理情况 …
//! （四）监督保障情况.

use std::ops::Range;

use super::super::points::{Mark, Style, marks};
use super::super::{places, ranges};
use super::five::{ASPECTS, Aspect, SUPERVISION};
use super::heads_of_points;
use crate::report::Section;
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// The aspects without a head among heads that are the format's, each one aspect, in its order, from 主动公开 to 监督保障.
pub(super) fn find(context: &Context, section: &Section) -> Option<Finding> {
    /// Fewest heads by which the section is in the format's parts.
    const FEWEST: usize = 3;
    let report = context.report;
    let flow = &report.text;
    if context.bearing.excerpt || !super::has_six_sections(report) {
        return None;
    }
    let parts = ranges(report).into_iter().filter(|(number, _)| *number == 1).map(|(_, range)| range);
    let heads: Vec<(Mark, Range<usize>)> = parts
        .flat_map(|range| {
            let bracketed = marks(flow, &range).into_iter().filter(|mark| mark.style == Style::Bracketed);
            let head = |mark: Mark| {
                let words = heads_of_points(flow, mark.range.start..range.end).next()?;
                Some((mark, words))
            };
            bracketed.filter_map(head).collect::<Vec<_>>()
        })
        .collect();
    let in_order = (1..).zip(&heads).all(|(value, (mark, _))| mark.value == value);
    let named: Vec<usize> =
        heads.iter().map(|(_, head)| only_aspect(context, head)).collect::<Option<_>>()?;
    let from_first_to_last = named.first() == Some(&0) && named.last() == Some(&SUPERVISION);
    let rising = named.windows(2).all(|pair| matches!(pair, [before, after] if before < after));
    // Told under another head, in whatever words.
    let told = |aspect: &Aspect| {
        let words = aspect.name.0.trim_start_matches("政府");
        let word = if words.contains("申请") {
            "申请"
        } else if words.contains("平台") {
            "平台"
        } else {
            words
        };
        ranges(report).into_iter().any(|(_, range)| flow.find(range, word).is_some())
    };
    let passed = |(at, aspect): &(usize, &Aspect)| !named.contains(at) && !told(aspect);
    let missing: Vec<&Aspect> = (0..).zip(&ASPECTS).filter(passed).map(|(_, each)| each).collect();
    if heads.len() < FEWEST || !in_order || !from_first_to_last || !rising || missing.is_empty() {
        return None;
    }
    let heading = &section.heading;
    let names: String = missing.iter().map(|aspect| format!("“{}”", aspect.name.0)).collect();
    let english: Vec<&str> = missing.iter().map(|aspect| aspect.name.1).collect();
    let message = Message::new(
        format!("“{heading}”写到监督保障，前面没有写到{names}"),
        format!("“{heading}” comes to supervision without {}", english.join(", ")),
    );
    // Where the heads go on behind what they pass over.
    let after = named.windows(2).position(|pair| matches!(pair, [before, after] if before + 1 < *after));
    let (mark, head) = heads.get(after? + 1)?;
    let at = places(report, mark.range.start..head.end);
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(at))
}

/// The one aspect that a head names by its name.
fn only_aspect(context: &Context, head: &Range<usize>) -> Option<usize> {
    let flow = &context.report.text;
    let named = |aspect: &Aspect| {
        let name = aspect.name.0.trim_start_matches("政府");
        flow.find(head.clone(), name).is_some()
    };
    let mut found = (0..).zip(&ASPECTS).filter(|(_, aspect)| named(aspect)).map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none())
}
