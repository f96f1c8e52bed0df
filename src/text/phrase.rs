//! Phrases with alternatives, matched at a place of the stream in linear time.
//!
//! A phrase is a row of slots, each a choice of words; an empty word makes a slot optional. All ways through are
//! followed at once, so nothing is tried twice.

use super::flow::Flow;
use crate::order::Order;

/// A phrase: slots of alternatives separated by `|`.
pub type Phrase = &'static [&'static str];

/// Where the longest match of a phrase at a place ends, at `limit` at the latest.
#[must_use]
pub fn match_at(flow: &Flow, index: usize, limit: usize, phrase: Phrase) -> Option<usize> {
    // Where the ways through the slots end, counted from the place, each a bit: no phrase is longer than these.
    let mut ends = 1_u128;
    for slot in phrase {
        let (mut from, mut next) = (ends, 0);
        while from != 0 {
            let end = index + from.trailing_zeros() as usize;
            from &= from - 1;
            for word in slot.split('|') {
                let reached = word_end(flow, end, word).filter(|reached| *reached <= limit);
                next |= reached.map_or(0, |reached| 1_u128.checked_shl(bit(reached - index)).unwrap_or(0));
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

fn bit(distance: usize) -> u32 {
    u32::try_from(distance).unwrap_or(u32::MAX)
}

/// Where a word that stands at a place ends.
fn word_end(flow: &Flow, index: usize, word: &str) -> Option<usize> {
    let mut end = index;
    for character in word.chars() {
        if flow.chars.get(end) != Some(&character) {
            return None;
        }
        end += 1;
    }
    Some(end)
}

/// Phrases with the characters that each can begin with: at most places of a text none can.
#[derive(Debug)]
pub struct Phrases(Vec<(Vec<char>, Phrase)>);

impl Phrases {
    /// Prepares phrases.
    #[must_use]
    pub fn new(phrases: &[Phrase]) -> Self {
        Self(phrases.iter().map(|phrase| (first_characters(phrase), *phrase)).collect())
    }

    /// The longest match of any of the phrases at a place, as [`match_any`].
    #[must_use]
    pub fn match_at(&self, flow: &Flow, index: usize, limit: usize) -> Option<usize> {
        let first = flow.chars.get(index)?;
        let may_begin = self.0.iter().filter(|(firsts, _)| firsts.contains(first));
        may_begin.filter_map(|(_, phrase)| match_at(flow, index, limit, phrase)).max()
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

/// The longest match of any of some phrases.
#[must_use]
pub fn match_any(flow: &Flow, index: usize, limit: usize, phrases: &[Phrase]) -> Option<usize> {
    phrases.iter().filter_map(|phrase| match_at(flow, index, limit, phrase)).max()
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
        assert_eq!(match_at(&flow, 0, 9, &["总|总体", "工作|", "情况|"]), Some(6));
        assert_eq!(match_at(&flow, 0, 9, &["总体", "情况"]), None);
        assert_eq!(match_any(&flow, 0, 9, &[&["总体"], &["总体工作"]]), Some(4));
        assert_eq!(match_at(&flow, 0, 9, &["|"]), None);
        let prepared = Phrases::new(&[&["|无", "总体|", "|工作"], &["情况"]]);
        assert_eq!(prepared.match_at(&flow, 0, 9), Some(4));
        assert_eq!(prepared.match_at(&flow, 2, 9), Some(4));
        assert_eq!(prepared.match_at(&flow, 4, 9), Some(6));
        assert_eq!(prepared.match_at(&flow, 1, 9), None);
    }
}
