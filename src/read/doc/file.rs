//! The streams of a Word binary file, its file information block and its pieces of text ([MS-DOC] 2.5, 2.9.38).

use std::borrow::Cow;
use std::ops::Range;

use super::bytes::{size_at, slice, u16_at, u32_at};
use crate::read::meter::{Limit, Meter};

/// The streams that a reader of the main text needs.
pub(super) struct Streams {
    /// `WordDocument`: the file information block, the text, the pages of formatting.
    pub(super) word: Vec<u8>,
    /// `0Table` or `1Table`: the tables of positions, styles and lists.
    pub(super) table: Vec<u8>,
    /// `Data`: property lists that were too long for their page. Empty where the file has none.
    pub(super) data: Vec<u8>,
    /// Paid for the property lists that are applied: many paragraphs and pieces may name the same long one.
    pub(super) meter: Meter,
}

/// A run of text that lies in one stretch of the `WordDocument` stream.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    /// First character position.
    pub(super) start: usize,
    /// One past the last character position.
    pub(super) end: usize,
    /// Byte offset of the first character in the `WordDocument` stream.
    pub(super) offset: usize,
    /// One byte for each character (code page 1252) instead of two (UTF-16).
    pub(super) compressed: bool,
    /// Property changes of the whole piece, made by a quick save.
    pub(super) changes: Cow<'a, [u8]>,
}

/// Positions of the file-information block's (offset, length) pairs that are used here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// The style sheet.
    Styles = 1,
    /// Pages of character formatting.
    Characters = 12,
    /// Pages of paragraph formatting.
    Paragraphs = 13,
    /// The names of the fonts.
    Fonts = 15,
    /// The piece table.
    Pieces = 33,
    /// The list definitions.
    Lists = 73,
    /// The list overrides.
    ListOverrides = 74,
}

/// Where the pairs begin in the block of Word 97 and later.
const PAIRS: usize = 0x9A;

/// The offset and length of a part in the table stream; `None` where the file has none.
pub(super) fn part_range(word: &[u8], part: Part) -> Option<(usize, usize)> {
    let index = part as usize;
    if usize::from(u16_at(word, 0x98)?) <= index {
        return None;
    }
    let at = PAIRS + index * 8;
    let (offset, length) = (size_at(word, at)?, size_at(word, at + 4)?);
    (length > 0).then_some((offset, length))
}

impl Streams {
    /// A property list to be applied, once it has been paid for; an empty one where there is no room for it.
    pub(super) fn paid<'a>(&self, list: &'a [u8]) -> &'a [u8] {
        const BYTES_OF_A_STEP: usize = 32;
        if self.meter.pay(Limit::Steps, list.len().div_ceil(BYTES_OF_A_STEP)) { list } else { &[] }
    }

    /// The bytes of a part; `None` where the file has none or it lies outside the stream.
    pub(super) fn part(&self, part: Part) -> Option<&[u8]> {
        let (offset, length) = part_range(&self.word, part)?;
        slice(&self.table, offset, length)
    }

    /// Number of characters of the main text, without footnotes, headers, comments and text boxes.
    pub(super) fn main_length(&self) -> usize {
        size_at(&self.word, 0x4C).unwrap_or(0)
    }

    /// The names of the fonts in order ([MS-DOC] 2.9.286, 2.9.80).
    pub(super) fn fonts(&self) -> Vec<String> {
        let Some(table) = self.part(Part::Fonts) else { return Vec::new() };
        let count = u16_at(table, 0).unwrap_or(0);
        let mut names = Vec::new();
        let mut at = 4;
        for _ in 0..count {
            let Some(length) = table.get(at).map(|length| usize::from(*length)) else { break };
            let entry = table.get(at + 1..).unwrap_or_default();
            let entry = entry.get(..length).unwrap_or(entry);
            let units =
                entry.get(39..).unwrap_or_default().chunks_exact(2).map(|pair| u16_at(pair, 0).unwrap_or(0));
            let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
            names.push(String::from_utf16_lossy(&name));
            at += 1 + length;
        }
        names
    }

    /// The characters of the text boxes: behind the main text, footnotes, headers, macros, comments and endnotes.
    fn boxes(&self) -> Range<usize> {
        let length = |at: usize| size_at(&self.word, at).unwrap_or(0);
        let start = [0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60]
            .iter()
            .fold(0_usize, |sum, &at| sum.saturating_add(length(at)));
        start..start.saturating_add(length(0x64))
    }

    /// The pieces of the main text in order. Empty where the piece table cannot be read.
    pub(super) fn pieces(&self) -> Vec<Piece<'_>> {
        self.pieces_in(0..self.main_length())
    }

    /// The pieces of the text boxes of the main text.
    pub(super) fn pieces_of_boxes(&self) -> Vec<Piece<'_>> {
        let boxes = self.boxes();
        if boxes.is_empty() { Vec::new() } else { self.pieces_in(boxes) }
    }

    fn pieces_in(&self, range: Range<usize>) -> Vec<Piece<'_>> {
        self.part(Part::Pieces).and_then(|clx| pieces_of(clx, &range)).unwrap_or_default()
    }
}

/// Reads the piece table: property lists for quick saves, then positions and descriptors.
fn pieces_of<'a>(clx: &'a [u8], range: &Range<usize>) -> Option<Vec<Piece<'a>>> {
    let mut at = 0;
    let mut changes: Vec<&'a [u8]> = Vec::new();
    while clx.get(at) == Some(&1) {
        let length = usize::from(u16_at(clx, at + 1)?);
        changes.push(slice(clx, at + 3, length)?);
        at += 3 + length;
    }
    if clx.get(at) != Some(&2) {
        return None;
    }
    let length = size_at(clx, at + 1)?;
    let rest = clx.get(at + 5..)?;
    let plc = rest.get(..length).unwrap_or(rest);
    let count = plc.len().checked_sub(4)? / 12;
    let mut pieces = Vec::with_capacity(count.min(4096));
    for index in 0..count {
        let first = size_at(plc, index * 4)?;
        let start = first.max(range.start);
        let end = size_at(plc, index * 4 + 4)?.min(range.end);
        if start >= end {
            continue;
        }
        let descriptor = (count + 1) * 4 + index * 8;
        let position = u32_at(plc, descriptor + 2)?;
        let compressed = position & 0x4000_0000 != 0;
        let offset = usize::try_from(position & 0x3FFF_FFFF).ok()?;
        let offset = if compressed { offset / 2 } else { offset };
        let offset = offset.checked_add((start - first).checked_mul(if compressed { 1 } else { 2 })?)?;
        let change = u16_at(plc, descriptor + 6)?;
        let changes = if change & 1 == 1 {
            Cow::Borrowed(changes.get(usize::from(change >> 1)).copied().unwrap_or_default())
        } else {
            Cow::Owned(short_change(change))
        };
        pieces.push(Piece { start, end, offset, compressed, changes });
    }
    Some(pieces)
}

/// The property list that a piece's short form stands for: only those that decide what is read.
fn short_change(change: u16) -> Vec<u8> {
    let value = (change >> 8).to_le_bytes()[0];
    let property: u16 = match (change >> 1) & 0x7F {
        0x18 => 0x2416, // in a table
        0x19 => 0x2417, // end of a row
        0x41 => 0x0800, // deleted, tracked
        0x5C => 0x083C, // hidden
        _ => return Vec::new(),
    };
    let [low, high] = property.to_le_bytes();
    vec![low, high, value]
}
