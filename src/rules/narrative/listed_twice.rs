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
    for part in parts {
        let Some(name) = kind(part) else { continue };
        let Some(first) = known.insert(name, part) else { continue };
        let message = Message::new(
            format!("同一列举中“{name}”列了两次：“{}”和“{}”", first.phrase, part.phrase),
            format!("One list names “{name}” twice: “{}” and “{}”", first.phrase, part.phrase),
        );
        let severity = bearable(context, Severity::Warning);
        return Some(Finding::new(severity, message).at_places([first.place, part.place]));
    }
    None
}

/// The name of the kind of information that a part counts, without the words that all such names have.
fn kind(part: &Quantity) -> Option<&str> {
    if part.claim != Claim::Number || part.class != Class::Information {
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
