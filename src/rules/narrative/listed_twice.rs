//! One kind of information that stands twice in one list.

use std::collections::HashMap;

use crate::report::narrative::{Claim, Class, List, Quantity};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

use super::bearable;

/// Fewest parts of a list whose parts are told apart by their names.
const FEWEST: usize = 4;
/// Fewest characters of a name that says which kind is meant.
const SHORTEST: usize = 4;

/// Kinds of information that a list names twice: 科教文体类5条；科教文体类信息3条.
pub(super) fn listed_twice(context: &Context) -> Vec<Finding> {
    let narrative = &context.report.narrative;
    narrative.lists.iter().filter_map(|list| finding(context, list, &narrative.quantities)).collect()
}

fn finding(context: &Context, list: &List, quantities: &[Quantity]) -> Option<Finding> {
    let parts: Vec<&Quantity> = list.parts.iter().filter_map(|part| quantities.get(*part)).collect();
    if parts.len() < FEWEST {
        return None;
    }
    let mut known: HashMap<&str, &Quantity> = HashMap::new();
    let mut again: Vec<(&str, &Quantity, &Quantity)> = Vec::new();
    if stands_in_groups(context, &parts) {
        return None;
    }
    for part in parts {
        let Some(name) = kind(part) else { continue };
        again.extend(known.insert(name, part).map(|first| (name, first, part)));
    }
    // 甲村：党务公开5条，村务公开6条；乙村：党务公开4条，村务公开3条: the same kinds of several places.
    let [(name, first, part)] = again.as_slice() else { return None };
    let message = Message::new(
        format!("同一列举中“{name}”列了两次：“{}”和“{}”", first.phrase, part.phrase),
        format!("One list names “{name}” twice: “{}” and “{}”", first.phrase, part.phrase),
    );
    let severity = bearable(context, Severity::Warning);
    Some(Finding::new(severity, message).at_places([first.place, part.place]))
}

/// Whether some parts are divided by ； and others by ，: 甲村党务5条，村务6条；乙村党务4条，村务3条.
fn stands_in_groups(context: &Context, parts: &[&Quantity]) -> bool {
    let flow = &context.report.text;
    let divided = |pair: &[&Quantity]| {
        let [before, after] = pair else { return false };
        let (from, to) = (flow.range_of(before.place).end, flow.range_of(after.place).start);
        flow.slice(from..to.max(from)).contains(&';')
    };
    let divided: Vec<bool> = parts.windows(2).map(divided).collect();
    divided.contains(&true) && divided.contains(&false)
}

/// The name of the kind of information that a part counts, without the words that all such names have.
fn kind(part: &Quantity) -> Option<&str> {
    // 市政协七届一次会议委员提案2件, 规划总结3条; 复议后起诉2件 may be told of again.
    if part.claim != Claim::Number || !matches!(part.class, Class::Information | Class::Other) {
        return None;
    }
    let number = part.phrase.rfind(|c: char| c.is_ascii_digit())?;
    let name = part.phrase.get(..=number)?.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let name = name.trim_start_matches(['、', '，', ' ']);
    let name = ["共计", "共", "为", "有", "数"].iter().fold(name, |name, word| name.trim_end_matches(word));
    let name = ["信息", "的", "类"].iter().fold(name, |name, word| name.trim_end_matches(word));
    // One that was cut says only how the name ends.
    (name.chars().count() >= SHORTEST && !name.starts_with('…')).then_some(name)
}
