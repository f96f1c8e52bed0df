//! The narrative as one run of folded characters for each section, free of the tables that stand in running text.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Block, Content, Document, Place};
use crate::form::TableId;
use crate::order::Order;
use crate::read::meter::MOST_NARRATIVE;
use crate::report::Report;
use crate::text::fold::{Folded, fold};
use crate::text::numerals::{Glyph, is_ordinal_numeral};

/// The text of one section.
#[derive(Debug, Clone, Default)]
pub(super) struct Stream {
    /// Number of the section, 1 to 6; 0 where the text could not be divided.
    pub section: u8,
    /// Its characters in reading order.
    pub glyphs: Vec<Glyph>,
}

impl Stream {
    pub(super) fn character(&self, at: usize) -> Option<char> {
        self.glyphs.get(at).map(|glyph| glyph.character)
    }

    /// Whether a range runs over blocks.
    pub(super) fn is_broken(&self, range: Range<usize>) -> bool {
        let glyphs = self.glyphs.get(range).unwrap_or_default();
        glyphs.first().map(|glyph| glyph.block) != glyphs.last().map(|glyph| glyph.block)
    }

    /// The folded text between two indices.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        let glyphs = self.glyphs.get(start..end.min(self.glyphs.len())).unwrap_or_default();
        // Nearly all characters have three bytes.
        let mut text = String::with_capacity(glyphs.len() * 3);
        text.extend(glyphs.iter().map(|glyph| glyph.character));
        text
    }

    /// The text between two indices as it was written, without white space.
    pub(super) fn written(&self, start: usize, end: usize) -> String {
        self.glyphs.iter().take(end).skip(start).map(|glyph| glyph.written).collect()
    }

    /// The place of the characters between two indices; where they run over blocks, the part in the last block.
    pub(super) fn place(&self, start: usize, end: usize) -> Option<Place> {
        let last = self.glyphs.get(end.checked_sub(1)?)?;
        let first = self.glyphs.iter().take(end).skip(start).find(|glyph| glyph.block == last.block)?;
        Some(Place::Span { block: last.block, start: first.at, end: last.at + 1 })
    }
}

/// A piece of a block's text that belongs to the narrative, offsets in characters.
type Piece = (u32, usize, usize);

/// The streams of a report in the order of its sections, and whether they were cut: a paragraph that would make them
/// longer than a narrative may be is left out with all that follows it.
pub(super) fn streams(document: &Document, report: &Report) -> (Vec<Stream>, bool) {
    let tables = table_ranges(report);
    let pieces = |places: &[Place]| -> Vec<Piece> {
        let spans = places.iter().filter_map(|place| match *place {
            Place::Span { block, start, end } => Some((block, start as usize, end as usize)),
            Place::Cell { .. } => None,
        });
        spans.collect()
    };
    // Where the heading of section one is lost, its text stands among the opening paragraphs.
    let mut sections: Vec<(u8, Vec<Piece>)> = std::iter::once((0, pieces(&report.preamble)))
        .chain(report.sections.iter().map(|section| (section.number, pieces(&section.body))))
        .filter(|(_, pieces)| !pieces.is_empty())
        .collect();
    if sections.is_empty() {
        let whole = (0..).zip(&document.blocks).filter(|(_, block)| block.text().is_some());
        sections.push((0, whole.map(|(block, _)| (block, 0, usize::MAX)).collect()));
    }
    let mut source = None;
    let first = |pieces: &[Piece]| pieces.first().map(|(block, ..)| *block);
    let ends: Vec<Option<u32>> =
        sections.iter().skip(1).map(|(_, pieces)| first(pieces)).chain([None]).collect();
    let (mut room, mut cut) = (MOST_NARRATIVE, false);
    let streams = sections
        .into_iter()
        .zip(ends)
        .map(|((section, pieces), end)| {
            let mut builder = Builder { ended: true, ..Builder::default() };
            let mut tables = tables.clone();
            for (block, range) in labels_of_tables(document, &pieces, end, &tables) {
                let ranges = tables.entry(block).or_default();
                ranges.push(range);
                ranges.order();
            }
            let pieces = pieces.into_iter().filter(|(block, ..)| !is_data(document, *block));
            for piece in pieces.flat_map(|piece| without(piece, &tables)) {
                let before = builder.glyphs.len();
                cut = cut || !builder.add(document, piece, room, &mut source);
                if cut {
                    break;
                }
                room -= builder.glyphs.len() - before;
            }
            Stream { section, glyphs: builder.glyphs }
        })
        .filter(|stream| !stream.glyphs.is_empty())
        .collect();
    (streams, cut)
}

/// Whether a block is data for a program, with places of words on a page or of cells in a table: `[[94, 71], ["一、", 0.9]]`.
fn is_data(document: &Document, block: u32) -> bool {
    const NUMBERS: usize = 20;
    let block = usize::try_from(block).ok().and_then(|block| document.blocks.get(block));
    let text = block.and_then(Block::text).map_or("", str::trim_start);
    if !["[[", "[{", "{\"", "[\""].iter().any(|start| text.starts_with(start)) {
        return false;
    }
    let unquoted = text.split('"').step_by(2);
    let numbers = unquoted.flat_map(|part| part.split(|c: char| !c.is_ascii_digit()));
    numbers.filter(|number| !number.is_empty()).take(NUMBERS).count() == NUMBERS
}

/// For each block, the ranges from the first to the last cell of a table that stands in its text.
fn table_ranges(report: &Report) -> HashMap<u32, Vec<(usize, usize)>> {
    let mut ranges: HashMap<(u32, TableId), (usize, usize)> = HashMap::new();
    for (id, cell) in report.cells.iter() {
        if let Place::Span { block, start, end } = cell.place {
            let range = ranges.entry((block, id.table())).or_insert((usize::MAX, 0));
            range.0 = range.0.min(start as usize);
            range.1 = range.1.max(end as usize);
        }
    }
    let mut by_block: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
    for ((block, _), range) in ranges {
        by_block.entry(block).or_default().push(range);
    }
    // A statistics table of the organ's own.
    let annex = report.annex.iter().flat_map(|annex| report.text.places(annex.range.clone()));
    for place in annex {
        if let Place::Span { block, start, end } = place {
            by_block.entry(block).or_default().push((start as usize, end as usize));
        }
    }
    by_block.values_mut().for_each(|ranges| ranges.order());
    by_block
}

/// What stands between a sentence, or a cell of a table, and the next cell of a table in running text: its head and its
/// labels, whose words tell nothing. Block and range of each part.
fn labels_of_tables(
    document: &Document,
    pieces: &[Piece],
    end: Option<u32>,
    tables: &HashMap<u32, Vec<(usize, usize)>>,
) -> Vec<(u32, (usize, usize))> {
    // No head of a form's table has more characters.
    const LONGEST: usize = 400;
    let mut labels = Vec::new();
    let mut begun: Vec<(u32, (usize, usize))> = Vec::new();
    let take = |begun: &mut Vec<(u32, (usize, usize))>, labels: &mut Vec<_>| {
        let size: usize = begun.iter().map(|(_, (from, to))| to.saturating_sub(*from)).sum();
        labels.extend(begun.drain(..).filter(|_| size <= LONGEST));
    };
    let values = |block: u32| {
        let text = document.blocks.get(block as usize).and_then(|block| block.text());
        text.is_some_and(|text| has_digits_enough(text.bytes()) && unread_values(text, usize::MAX).is_some())
    };
    let follows = |after: u32, until: u32| {
        tables.keys().any(|table| after < *table && *table < until) || (after + 1..until).take(40).any(values)
    };
    let ends = pieces.iter().skip(1).map(|(block, ..)| *block).chain([end.unwrap_or(u32::MAX)]);
    for ((block, start, end), next) in pieces.iter().zip(ends) {
        let Some(text) = document.blocks.get(*block as usize).and_then(|block| block.text()) else {
            continue;
        };
        let characters: Vec<char> = text.chars().take(*end).collect();
        let mut at = *start;
        let mut ranges = tables.get(block).cloned().unwrap_or_default();
        if has_digits_enough(text.bytes()) {
            ranges.extend(unread_values(text, *end));
        }
        ranges.order();
        for (from, to) in ranges.into_iter().chain([(characters.len(), usize::MAX)]) {
            let before = characters.get(at..from.min(characters.len())).unwrap_or_default();
            let stops = |c: &char| matches!(c, '。' | '；' | '：' | '！' | '？' | ';' | ':' | '!' | '?');
            let sentence = before.iter().rposition(stops);
            if let Some(sentence) = sentence {
                begun.clear();
                at += sentence + 1;
            }
            begun.push((*block, (at, from)));
            if to < usize::MAX {
                take(&mut begun, &mut labels);
                at = to;
            }
        }
        // Lines that hold nothing but values are no part of the section's text.
        if follows(*block, next) {
            take(&mut begun, &mut labels);
        }
    }
    labels
}

/// More digits in a row than any number of a sentence has.
const MOST_DIGITS: usize = 15;

/// Whether a text has digits enough to hold values that nothing could part; most have not.
fn has_digits_enough(bytes: impl Iterator<Item = u8>) -> bool {
    bytes.filter(u8::is_ascii_digit).count() >= MOST_DIGITS
}

/// Values of a table that nothing could part, in so many characters of a text.
fn unread_values(text: &str, most: usize) -> Option<(usize, usize)> {
    let (mut start, mut end, mut digits) = (0, 0, 0);
    for (at, character) in (1..).zip(text.chars().take(most)) {
        if character.is_ascii_digit() {
            digits += 1;
        } else if !character.is_whitespace() {
            if digits >= MOST_DIGITS {
                break;
            }
            (start, digits) = (at, 0);
        }
        end = at;
    }
    (digits >= MOST_DIGITS).then_some((start, end))
}

/// A piece without the tables in it.
fn without(piece: Piece, tables: &HashMap<u32, Vec<(usize, usize)>>) -> Vec<Piece> {
    let (block, mut start, end) = piece;
    let mut pieces = Vec::new();
    for (from, to) in tables.get(&block).into_iter().flatten() {
        if *from >= end || *to <= start {
            continue;
        }
        if *from > start {
            pieces.push((block, start, *from));
        }
        start = start.max(*to);
    }
    if start < end {
        pieces.push((block, start, end));
    }
    pieces
}

/// A block's text, folded once for all its pieces.
struct FoldedBlock {
    block: u32,
    folded: Folded,
    characters: Vec<char>,
}

#[derive(Default)]
struct Builder {
    glyphs: Vec<Glyph>,
    /// Whether the last piece ended a paragraph.
    ended: bool,
}

impl Builder {
    /// Adds a piece; whether there was room for it.
    fn add(
        &mut self,
        document: &Document,
        (block, start, end): Piece,
        room: usize,
        source: &mut Option<FoldedBlock>,
    ) -> bool {
        let Some(content) = document.blocks.get(block as usize) else { return true };
        let Some(text) = content.text() else { return true };
        let heading = matches!(content.content, Content::Heading { .. });
        if source.as_ref().is_none_or(|source| source.block != block) {
            *source = Some(FoldedBlock { block, folded: fold(text), characters: text.chars().collect() });
        }
        let Some(FoldedBlock { folded, characters, .. }) = source else { return true };
        let begin = folded.origin.partition_point(|at| (*at as usize) < start);
        let finish = folded.origin.partition_point(|at| (*at as usize) < end);
        if finish.saturating_sub(begin) > room {
            return false;
        }
        let from = self.glyphs.len();
        let mut last: Option<usize> = None;
        let own = folded.chars.iter().zip(&folded.origin).take(finish).skip(begin);
        for (character, index) in own {
            let at = *index as usize;
            let between = last.and_then(|before| characters.get(before + 1..at)).unwrap_or_default();
            let paragraph = match last {
                None => {
                    self.ended || heading || begins_item(folded.chars.get(begin..finish).unwrap_or_default())
                }
                Some(_) => {
                    between.contains(&'\n')
                        && self.glyphs.last().is_some_and(|glyph| ends_sentence(glyph.character))
                }
            };
            let spaces = between.iter().filter(|each| each.is_whitespace() && **each != '\n').count();
            self.glyphs.push(Glyph {
                character: *character,
                written: characters.get(at).copied().unwrap_or(*character),
                block,
                at: *index,
                gap: last.is_none() || between.iter().any(|each| each.is_whitespace()),
                spaces: u8::try_from(spaces).unwrap_or(u8::MAX),
                paragraph,
            });
            last = Some(at);
        }
        let own = self.glyphs.get(from..).unwrap_or_default();
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            let short = own.len() <= 30 && !own.iter().any(|glyph| among!("。,;", glyph.character));
            let mark =
                |own: &[Glyph]| item_mark(&own.iter().take(8).map(|each| each.character).collect::<Vec<_>>());
            self.ended =
                heading || ends_sentence(last.character) || (short && first.paragraph && mark(own).is_some());
        }
        true
    }
}

/// Whether a line begins with the mark of a list item or heading.
fn begins_item(characters: &[char]) -> bool {
    item_mark(characters.get(..characters.len().min(8)).unwrap_or_default()).is_some()
}

fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | ';' | ':' | '!' | '?' | '|')
}

/// Length of the mark of a list item or heading at the beginning of a text: `一、`, `(一)`, `1.`, `1、`, `(1)`, `一是`.
pub(super) fn item_mark(characters: &[char]) -> Option<usize> {
    let character = |at: usize| characters.get(at).copied();
    let bracketed = character(0) == Some('(');
    let from = usize::from(bracketed);
    let mut at = from;
    let mut digits = 0;
    while let Some(c) = character(at).filter(|c| is_ordinal_numeral(*c) || c.is_ascii_digit()) {
        digits += usize::from(c.is_ascii_digit());
        at += 1;
        if at - from > 2 {
            return None;
        }
    }
    if at == from {
        return None;
    }
    let all_digits = digits == at - from;
    match character(at)? {
        ')' if bracketed && !matches!(character(at + 1), Some('项' | '款' | '条')) => Some(at + 1),
        '、' if !bracketed => Some(at + 1),
        // `1.` but not `1.5`.
        '.' if !bracketed && all_digits && !character(at + 1).is_some_and(|c| c.is_ascii_digit()) => {
            Some(at + 1)
        }
        '是' if !bracketed && !all_digits => Some(at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::quantities::cut_note;
    use crate::report::narrative::Narrative;

    /// The characters of the narrative of paragraphs so long, and whether it was cut.
    fn read(lengths: &[usize]) -> (usize, bool) {
        let blocks = lengths.iter().map(|length| Block::paragraph("字".repeat(*length))).collect();
        let document = Document { blocks, ..Document::default() };
        let (streams, cut) = streams(&document, &Report::default());
        (streams.iter().map(|stream| stream.glyphs.len()).sum(), cut)
    }

    #[test]
    fn a_narrative_is_read_as_far_as_its_limit_by_whole_paragraphs() {
        let most = MOST_NARRATIVE;
        assert_eq!(read(&[most]), (most, false));
        assert_eq!(read(&[most - 5, 5]), (most, false));
        assert_eq!(read(&[most - 5, 6]), (most - 5, true));
        // What follows is left out even where it would fit: half a sentence in the middle is worse than none.
        assert_eq!(read(&[10, most, 10]), (10, true));
        assert_eq!(read(&[most + 1]), (0, true));
        assert_eq!(read(&vec![1_000; 300]), (most, true));
    }

    #[test]
    fn places_on_a_page_are_no_text() {
        let data = |text: &str| {
            is_data(&Document { blocks: vec![Block::paragraph(text)], ..Document::default() }, 0)
        };
        let word = r#"[[[94, 71], [1518, 71], [1518, 245], [94, 245]], ["办结12件", 0.998]]"#;
        assert!(data(&format!("[{word}, {word}]")));
        let words = r#"{"words": "办结12件", "location": {"left": 94, "top": 71, "width": 20, "height": 9}}"#;
        assert!(data(&format!("{{\"words_result\": [{}]}}", [words; 6].join(", "))));
        // A record that holds a report, a note in brackets, a number in a list.
        assert!(!data(
            r#"{"id": 7, "year": 2024, "text": "新收1件，办结2件，3、4、5、6、7、8、9、10、11、12、13、14、15、16、17、18、19、20"}"#
        ));
        assert!(!data(&format!("[注]{}", "办结12件，".repeat(30))));
        assert!(!data(&format!("[1]{}", "办结12件，".repeat(30))));
    }

    #[test]
    fn a_narrative_that_was_cut_says_so() {
        let note = |cut| cut_note(&Narrative { cut, ..Narrative::default() });
        assert_eq!(note(false), None);
        let note = note(true).unwrap();
        assert!(note.zh.contains("超过 20 万字") && note.en.contains("over 200000 characters"), "{note:?}");
    }
}
