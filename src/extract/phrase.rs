//! Phrases with alternatives, matched at a place of the stream in linear time.
//!
//! A phrase is a row of slots, each a choice of words; an empty word makes a slot optional. All ways through are
//! followed at once, so nothing is tried twice.

use super::flow::Flow;

/// A phrase: slots of alternatives separated by `|`.
pub type Phrase = &'static [&'static str];

/// Where the longest match of a phrase at a place ends, at `limit` at the latest.
#[must_use]
pub fn match_at(flow: &Flow, index: usize, limit: usize, phrase: Phrase) -> Option<usize> {
    let mut ends = vec![index];
    for slot in phrase {
        let mut next = Vec::new();
        for end in ends {
            for word in slot.split('|') {
                let reached = word_end(flow, end, word).filter(|reached| *reached <= limit);
                next.extend(reached.filter(|reached| !next.contains(reached)));
            }
        }
        if next.is_empty() {
            return None;
        }
        ends = next;
    }
    ends.into_iter().max().filter(|end| *end > index)
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
    }
}
