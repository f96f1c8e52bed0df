//! Phrases with alternatives, matched at a place of the stream in linear time.
//!
//! A phrase is a row of slots, each a choice of words; an empty word makes a slot optional. All ways through are
//! followed at once, so nothing is tried twice.

use std::sync::OnceLock;

use super::flow::Flow;
use crate::order::Order;

/// A phrase: slots of alternatives separated by `|`.
pub type Phrase = &'static [&'static str];

/// Where the longest match of a phrase at a place ends, at `limit` at the latest.
fn longest(flow: &Flow, index: usize, limit: usize, slots: &[Vec<char>]) -> Option<usize> {
    let text = flow.slice(index..limit.max(index));
    // Where the ways through the slots end, counted from the place, each a bit: no phrase is longer than these.
    let mut ends = 1_u128;
    for slot in slots {
        let (mut from, mut next) = (ends, 0);
        while from != 0 {
            let end = from.trailing_zeros();
            from &= from - 1;
            let here = text.get(end as usize..).unwrap_or_default();
            // Most words differ in their first character: no call for each.
            let first = here.first();
            let begins = |word: &&[char]| word.first().is_none_or(|own| first == Some(own));
            let is_here = |word: &&[char]| begins(word) && here.starts_with(word);
            for word in slot.split(|character| *character == '|').filter(is_here) {
                let reached = u32::try_from(word.len()).unwrap_or(u32::MAX).saturating_add(end);
                next |= 1_u128.checked_shl(reached).unwrap_or(0);
            }
        }
        if next == 0 {
            return None;
        }
        ends = next;
    }
    let last = ends.checked_ilog2()? as usize;
    (last > 0).then_some(index + last)
}

/// Phrases with the characters that each can begin with: at most places of a text none can.
#[derive(Debug)]
pub struct Phrases(Vec<Prepared>);

#[derive(Debug)]
struct Prepared {
    firsts: Vec<char>,
    phrase: Phrase,
    /// Its slots as characters, spread out when the phrase may stand somewhere.
    slots: OnceLock<Vec<Vec<char>>>,
}

impl Phrases {
    /// Prepares phrases.
    #[must_use]
    pub fn new(phrases: &[Phrase]) -> Self {
        let prepared = |phrase: &Phrase| {
            let (firsts, phrase) = (first_characters(phrase), *phrase);
            Prepared { firsts, phrase, slots: OnceLock::new() }
        };
        Self(phrases.iter().map(prepared).collect())
    }

    /// The longest match of any of the phrases at a place: where it ends, at `limit` at the latest.
    #[must_use]
    pub fn match_at(&self, flow: &Flow, index: usize, limit: usize) -> Option<usize> {
        let first = flow.chars.get(index)?;
        let may_begin = self.0.iter().filter(|prepared| prepared.firsts.contains(first));
        may_begin.filter_map(|prepared| longest(flow, index, limit, prepared.slots())).max()
    }
}

impl Prepared {
    fn slots(&self) -> &[Vec<char>] {
        self.slots.get_or_init(|| self.phrase.iter().map(|slot| slot.chars().collect()).collect())
    }
}

/// The characters that a match of a phrase can begin with: those of its slots up to the first that must not be empty.
fn first_characters(phrase: Phrase) -> Vec<char> {
    let mut firsts = Vec::new();
    for slot in phrase {
        firsts.extend(slot.split('|').filter_map(|word| word.chars().next()));
        if slot.split('|').all(|word| !word.is_empty()) {
            break;
        }
    }
    firsts.order();
    firsts.dedup();
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    #[test]
    fn slots_may_be_empty_and_the_longest_way_wins() {
        let document =
            Document { blocks: vec![Block::paragraph("总体工作情况")], ..Document::default() };
        let flow = Flow::of(&document);
        let match_at = |phrases: &[Phrase]| Phrases::new(phrases).match_at(&flow, 0, 9);
        assert_eq!(match_at(&[&["总|总体", "工作|", "情况|"]]), Some(6));
        assert_eq!(match_at(&[&["总体", "情况"]]), None);
        assert_eq!(match_at(&[&["总体"], &["总体工作"]]), Some(4));
        assert_eq!(match_at(&[&["|"]]), None);
        assert_eq!(Phrases::new(&[&["总体", "工作|"]]).match_at(&flow, 0, 3), Some(2));
        let prepared = Phrases::new(&[&["|无", "总体|", "|工作"], &["情况"]]);
        assert_eq!(prepared.match_at(&flow, 0, 9), Some(4));
        assert_eq!(prepared.match_at(&flow, 2, 9), Some(4));
        assert_eq!(prepared.match_at(&flow, 4, 9), Some(6));
        assert_eq!(prepared.match_at(&flow, 1, 9), None);
    }
}
