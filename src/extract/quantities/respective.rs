//! Lists told one after the other behind their total: 共计50件，分别为20件、18件和12件; 收到50件，按季度依次为9件、12件、14件、15件.

use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::{Token, TokenKind};
use super::{Claim, Closure, List, Quantity};

/// The lists of a section.
pub(super) fn lists(mentions: &[Mention], quantities: &[Quantity]) -> Vec<List> {
    (1..mentions.len()).filter_map(|at| list(mentions, at, quantities)).collect()
}

/// How many numbers are told, where that is said, by the words that lead from a total to the first of them; `None` where
/// they lead to something else.
fn led_to(mention: &Mention) -> Option<Option<usize>> {
    const SPANS: [(&str, usize); 7] = [
        ("按季度", 4),
        ("分季度", 4),
        ("各季度", 4),
        ("四个季度", 4),
        ("一至四季度", 4),
        ("按月", 12),
        ("各月", 12),
    ];
    const LEADS: [&str; 5] = ["分别为", "分别是", "依次为", "依次是", "分别有"];
    let between = &mention.between;
    let text = between.stream.text(between.from, between.to);
    // 共收到50件申请，按季度依次为: what is counted may stand before the comma.
    let text = text.split_once([',', ':']).map_or(text.as_str(), |(_, clause)| clause);
    let span = SPANS.iter().find(|(name, _)| text.starts_with(name));
    let words = span.map_or(text, |(name, _)| text.get(name.len()..).unwrap_or_default());
    let lead = LEADS.iter().find_map(|lead| words.strip_prefix(lead))?;
    let named = lead.chars().any(|c| among!(",;:(", c));
    // By quarter no name stands before a number.
    (!named && (span.is_none() || lead.is_empty())).then_some(span.map(|(_, count)| *count))
}

/// Whether a number is enumerated behind the one before it.
fn goes_on(mention: &Mention) -> bool {
    let joins = |token: &Token| {
        token.kind == TokenKind::Pause
            || ["和", "与", "及", "以及"].iter().any(|word| mention.between.is(token, word))
    };
    let breaks = |token: &Token| {
        matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close)
    };
    let tokens = mention.between.tokens;
    tokens.first().is_some_and(|first| joins(first) && first.start == mention.between.from)
        && !tokens.iter().any(breaks)
}

/// The list whose first part a number is.
fn list(mentions: &[Mention], at: usize, quantities: &[Quantity]) -> Option<List> {
    let (total, first) = (mentions.get(at.checked_sub(1)?)?, mentions.get(at)?);
    let counts = |mention: &Mention| {
        let own = quantities.get(mention.quantity)?;
        (own.claim == Claim::Number && mention.sentence == first.sentence).then_some(own.unit)
    };
    let unit = counts(total)?;
    let count = led_to(first)?;
    let sums_up = total.left.has(|word| word == Word::Total);
    let alone = !total.left.tokens.first().is_some_and(|token| token.kind == TokenKind::Pause);
    let of_all = count.is_some() || sums_up;
    if !of_all || !alone || counts(first) != Some(unit) {
        return None;
    }
    let behind = mentions.get(at + 1..)?.iter();
    let behind = behind.take_while(|each| goes_on(each) && counts(each) == Some(unit));
    let parts: Vec<&Mention> = std::iter::once(first).chain(behind).collect();
    let last = parts.last()?;
    // 等: there are more.
    let etcetera = last.rest.tokens.first().is_some_and(|token| token.word() == Some(Word::Etcetera));
    let more = mentions.get(at + parts.len()).is_some_and(goes_on);
    let enough = count.map_or(parts.len() > 1, |count| count == parts.len());
    let parts = parts.iter().map(|part| part.quantity).collect();
    (enough && !etcetera && !more).then_some(List {
        total: Some(total.quantity),
        parts,
        closure: Closure::Closed,
    })
}
