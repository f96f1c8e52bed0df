//! The document's text as one folded stream that knows where each of its characters stands.
//!
//! Headings, titles and statements run over lines in some documents and stand in the middle of one endless line in
//! others. In the stream both look alike. Pieces are paragraphs, headings and cells of tables, in reading order.

use std::ops::Range;

use super::fold::fold_each;
use crate::document::{Content, Document, Place};

/// A folded text with the place of each character.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flow {
    /// The folded characters of all pieces, without separators.
    pub chars: Vec<char>,
    /// For each character, where it comes from.
    sources: Vec<Origin>,
    /// The pieces in reading order.
    pub pieces: Vec<Piece>,
    /// Which characters follow which somewhere.
    pairs: Pairs,
}

/// Which two characters stand side by side anywhere in a text, by a few of their bits: what rules look for mostly stands
/// nowhere in a report, and this says so without a look at its text.
#[derive(Debug, Clone, Default, PartialEq)]
struct Pairs(Vec<u64>);

impl Pairs {
    const SIZE: usize = 1 << 15;

    fn of(characters: &[char]) -> Self {
        let mut marks = vec![0; Self::SIZE / 64];
        for pair in characters.windows(2) {
            if let [first, second] = pair {
                let bit = Self::bit(*first, *second);
                if let Some(mark) = marks.get_mut(bit / 64) {
                    *mark |= 1 << (bit % 64);
                }
            }
        }
        Self(marks)
    }

    fn bit(first: char, second: char) -> usize {
        let (first, second) = (first as usize, second as usize);
        (first ^ (second << 6) ^ (second >> 9)) % Self::SIZE
    }

    /// Whether words may stand somewhere; where they do, always.
    fn may_have(&self, words: &str) -> bool {
        let mut words = words.chars();
        let Some(mut first) = words.next() else { return true };
        words.all(|second| {
            let bit = Self::bit(std::mem::replace(&mut first, second), second);
            self.0.get(bit / 64).is_some_and(|mark| mark >> (bit % 64) & 1 != 0)
        })
    }
}

/// Where a character comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Origin {
    /// Its index in the source text of its piece.
    index: u32,
    /// Where it begins there, in bytes.
    byte: u32,
    /// What stands before it.
    before: Before,
}

/// What stands before a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The character before it in the stream.
    Character,
    /// White space, or something else that folding drops.
    Gap,
    /// Another piece.
    Edge,
}

/// A paragraph, a heading or a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its characters in the stream.
    pub range: Range<usize>,
    /// Index of the document's block.
    pub block: u32,
    /// Grid row and column, where it is a cell.
    pub cell: Option<(u32, u32)>,
    /// Whether the format marks it as a heading.
    pub heading: bool,
}

impl Flow {
    /// Folds a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        // Counted before, so that nothing is twice there while it grows: a document may have a million characters.
        let (mut characters, mut pieces) = (0, 0);
        let mut count = |text: &str| {
            characters += text.chars().count();
            pieces += 1;
        };
        for block in &document.blocks {
            match &block.content {
                Content::Heading { text, .. } | Content::Paragraph { text } => count(text),
                Content::Table(table) => table.cells.iter().for_each(|cell| count(&cell.text)),
            }
        }
        let mut flow = Self {
            chars: Vec::with_capacity(characters),
            sources: Vec::with_capacity(characters),
            pieces: Vec::with_capacity(pieces),
            pairs: Pairs::default(),
        };
        for (block, content) in (0..).zip(&document.blocks) {
            match &content.content {
                Content::Heading { text, .. } => flow.push(text, block, None, true),
                Content::Paragraph { text } => flow.push(text, block, None, false),
                Content::Table(table) => {
                    for cell in &table.cells {
                        flow.push(&cell.text, block, Some((cell.row, cell.column)), false);
                    }
                }
            }
        }
        flow.pairs = Pairs::of(&flow.chars);
        flow
    }

    /// A text of one line, for tests.
    #[cfg(test)]
    pub(crate) fn of_line(line: &str) -> Self {
        let blocks = vec![crate::document::Block::paragraph(line)];
        Self::of(&Document { blocks, ..Document::default() })
    }

    fn push(&mut self, text: &str, block: u32, cell: Option<(u32, u32)>, heading: bool) {
        let start = self.chars.len();
        let mut next = None;
        fold_each(text, |character, index, byte| {
            let before = match next {
                None => Before::Edge,
                Some(next) if index > next => Before::Gap,
                Some(_) => Before::Character,
            };
            next = Some(index + 1);
            let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            self.chars.push(character);
            self.sources.push(Origin { index: number(index), byte: number(byte), before });
        });
        self.pieces.push(Piece { range: start..self.chars.len(), block, cell, heading });
    }

    /// Number of characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Index of the piece that holds a character; the last piece for an index at the end.
    #[must_use]
    pub fn piece_at(&self, index: usize) -> usize {
        self.pieces.partition_point(|piece| piece.range.end <= index).min(self.pieces.len().saturating_sub(1))
    }

    /// Whether a character begins its piece.
    #[must_use]
    pub fn starts_piece(&self, index: usize) -> bool {
        self.sources.get(index).is_some_and(|source| source.before == Before::Edge)
    }

    /// Whether white space (or something else that folding drops) or a piece's edge stands before a character, or the
    /// text ends there.
    #[must_use]
    pub fn gap_before(&self, index: usize) -> bool {
        self.sources.get(index).is_none_or(|source| source.before != Before::Character)
    }

    /// Index of a character in the source text of its piece; 0 for one that does not exist.
    #[must_use]
    pub fn origin(&self, index: usize) -> u32 {
        self.sources.get(index).map_or(0, |source| source.index)
    }

    /// The folded text of a range.
    #[must_use]
    pub fn text(&self, range: Range<usize>) -> String {
        let characters = self.slice(range);
        // Nearly all characters have three bytes.
        let mut text = String::with_capacity(characters.len() * 3);
        text.extend(characters);
        text
    }

    /// The characters of a range, as far as they exist.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        let end = range.end.min(self.len());
        self.chars.get(range.start.min(end)..end).unwrap_or(&[])
    }

    /// Whether the text has the given words (folded) at a place.
    #[must_use]
    pub fn has(&self, index: usize, words: &str) -> bool {
        let mut rest = self.chars.get(index..).unwrap_or(&[]).iter();
        words.chars().all(|word| rest.next() == Some(&word))
    }

    /// First place of the given words in a range.
    #[must_use]
    pub fn find(&self, range: Range<usize>, words: &str) -> Option<usize> {
        let first = words.chars().next()?;
        if !self.pairs.may_have(words) {
            return None;
        }
        let slice = self.chars.get(range.start..range.end.min(self.len()))?;
        let mut from = 0;
        loop {
            from += position_of(slice.get(from..)?, first)?;
            let mut here = slice.get(from..).unwrap_or(&[]).iter();
            if words.chars().all(|word| here.next() == Some(&word)) {
                return Some(range.start + from);
            }
            from += 1;
        }
    }

    /// Whether any of some words stands in a range.
    #[must_use]
    pub fn says(&self, range: Range<usize>, words: &[&str]) -> bool {
        words.iter().any(|word| self.find(range.clone(), word).is_some())
    }

    /// All places of the given words in a range.
    pub fn find_all<'a>(&'a self, range: Range<usize>, words: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut from = range.start;
        std::iter::from_fn(move || {
            let found = self.find(from..range.end, words)?;
            from = found + words.chars().count().max(1);
            Some(found)
        })
    }

    /// The pieces that a range touches, in reading order.
    pub fn touched(&self, range: &Range<usize>) -> impl Iterator<Item = &Piece> {
        let end = range.end;
        self.pieces.iter().skip(self.piece_at(range.start)).take_while(move |piece| piece.range.start < end)
    }

    /// Where a range stands: one place for each piece that it touches.
    #[must_use]
    pub fn places(&self, range: Range<usize>) -> Vec<Place> {
        if range.is_empty() {
            return Vec::new();
        }
        self.touched(&range)
            .filter_map(|piece| {
                let start = piece.range.start.max(range.start);
                let end = piece.range.end.min(range.end);
                (start < end).then(|| self.place_in(piece, start..end))
            })
            .collect()
    }

    /// Where a range begins: its place in its first piece.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Option<Place> {
        let piece = self.pieces.get(self.piece_at(range.start))?;
        let end = piece.range.end.min(range.end);
        (range.start < end).then(|| self.place_in(piece, range.start..end))
    }

    fn place_in(&self, piece: &Piece, range: Range<usize>) -> Place {
        if let Some((row, column)) = piece.cell {
            return Place::Cell { block: piece.block, row, column };
        }
        let end = self.origin(range.end.saturating_sub(1)) + 1;
        Place::Span { block: piece.block, start: self.origin(range.start), end }
    }

    /// What was written in a range; lines of one statement are joined.
    #[must_use]
    pub fn written(&self, document: &Document, range: Range<usize>) -> String {
        let mut written = String::new();
        for piece in self.touched(&range) {
            let start = piece.range.start.max(range.start);
            let end = piece.range.end.min(range.end);
            let text = document.blocks.get(piece.block as usize).and_then(|block| match piece.cell {
                None => block.text(),
                Some((row, column)) => {
                    block.as_table().and_then(|table| table.at(row, column)).map(|c| &*c.text)
                }
            });
            let (Some(text), true) = (text, start < end) else { continue };
            let length = self.origin(end - 1) + 1 - self.origin(start);
            let first = self.sources.get(start).map_or(0, |source| source.byte as usize);
            let rest = text.get(first..).unwrap_or("");
            written.extend(rest.chars().take(length as usize).filter(|c| !matches!(c, '\n' | '\r')));
        }
        written
    }

    /// The piece of a cell, among those of a block whose first is known.
    fn piece_in(&self, from: usize, block: u32, cell: Option<(u32, u32)>) -> Option<&Piece> {
        let until = self.pieces.partition_point(|piece| piece.block <= block);
        let pieces = self.pieces.get(from..until)?;
        // In row-major order, as long as who made the document kept to it.
        match pieces.binary_search_by_key(&cell, |piece| piece.cell) {
            Ok(at) => pieces.get(at),
            Err(_) => pieces.iter().find(|piece| piece.cell == cell),
        }
    }

    /// Start and end (in characters of the source) turned into a range of the stream; empty where it is not there.
    #[must_use]
    pub fn range_of(&self, place: Place) -> Range<usize> {
        let (block, cell) = match place {
            Place::Cell { block, row, column } => (block, Some((row, column))),
            Place::Span { block, .. } => (block, None),
        };
        let from = self.pieces.partition_point(|piece| piece.block < block);
        let first = self.pieces.get(from).filter(|piece| piece.block == block && piece.cell == cell);
        let Some(piece) = first.or_else(|| self.piece_in(from, block, cell)) else { return 0..0 };
        let Place::Span { start, end, .. } = place else { return piece.range.clone() };
        let sources = self.sources.get(piece.range.clone()).unwrap_or(&[]);
        let first = sources.partition_point(|source| source.index < start);
        let last = sources.partition_point(|source| source.index < end);
        piece.range.start + first..piece.range.start + last
    }
}

/// The first place of a character. It is looked for in many at a time, without a way out among them, which compilers make
/// into a few wide comparisons: rules look for words in every sentence, and nearly no place of a sentence begins one.
fn position_of(characters: &[char], wanted: char) -> Option<usize> {
    const AT_ONCE: usize = 16;
    let (blocks, rest) = characters.as_chunks::<AT_ONCE>();
    let is_wanted = |character: &char| *character == wanted;
    for (block, start) in blocks.iter().zip((0..).step_by(AT_ONCE)) {
        if block.iter().fold(false, |found, character| found | is_wanted(character)) {
            return block.iter().position(is_wanted).map(|at| start + at);
        }
    }
    let start = blocks.len() * AT_ONCE;
    rest.iter().position(is_wanted).map(|at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::document::Table;

    fn sample() -> Document {
        let mut document = Document::default();
        document.blocks.push(Block::heading(1, "某縣 2023 年"));
        document.blocks.push(Block::table(Table::from_rows([["发布机构", "某镇"]])));
        document.blocks.push(Block::paragraph("一、總體(tǐ)情況 正文"));
        document
    }

    #[test]
    fn places_and_written_text_come_back() {
        let document = sample();
        let flow = Flow::of(&document);
        assert_eq!(flow.text(0..flow.len()), "某县2023年发布机构某镇一、总体情况正文");
        let start = flow.find(0..flow.len(), "一、").unwrap();
        assert_eq!(flow.place(start..start + 6), Some(Place::Span { block: 2, start: 0, end: 10 }));
        assert_eq!(flow.written(&document, start..start + 6), "一、總體(tǐ)情況");
        assert_eq!(flow.range_of(Place::Span { block: 2, start: 0, end: 10 }), start..start + 6);
        assert!(flow.gap_before(start + 6));
        assert!(!flow.gap_before(start + 2));
        let cell = flow.find(0..flow.len(), "某镇").unwrap();
        assert_eq!(flow.place(cell..cell + 2), Some(Place::Cell { block: 1, row: 0, column: 1 }));
        assert_eq!(flow.range_of(Place::Cell { block: 1, row: 0, column: 1 }), cell..cell + 2);
        assert_eq!(flow.range_of(Place::Cell { block: 1, row: 1, column: 0 }), 0..0);
        assert_eq!(flow.places(0..flow.len()).len(), 4);
    }

    #[test]
    fn an_empty_document_has_no_place() {
        let flow = Flow::of(&Document::default());
        assert_eq!(flow.place(0..1), None);
        assert!(flow.gap_before(0));
        assert!(flow.is_empty());
        assert_eq!(flow.find(0..10, "一"), None);
    }
}
