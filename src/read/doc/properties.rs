//! Property lists (sprms), the pages they are stored on, and what they say about a paragraph, a character or a row.
//!
//! Names and numbers are those of [MS-DOC] 2.6 (single property modifiers) and 2.9.33, 2.9.175 (formatted pages).

use super::bytes::{i16_at, size_at, slice, u8_at, u16_at, u32_at};
use super::file::{Part, Streams};
use crate::order::Order;
use crate::read::meter::Limit;

/// One property of a list: its number and its operand (without the length prefix of variable operands).
pub(super) struct Property<'a> {
    pub(super) code: u16,
    pub(super) operand: &'a [u8],
}

/// The properties of a list, in order; ends at the first one that does not fit.
pub(super) fn properties(list: &[u8]) -> impl Iterator<Item = Property<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let code = u16_at(list, at)?;
        let (skip, length) = match code >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            _ if code == TABLE_DEFINITION => (4, usize::from(u16_at(list, at + 2)?).saturating_sub(1)),
            _ => match u8_at(list, at + 2)? {
                255 if code == CHANGED_TABS => (3, changed_tabs_length(list, at + 3)?),
                length => (3, usize::from(length)),
            },
        };
        // A table definition that is cut off still tells the columns that are there.
        let rest = list.get(at + skip..)?;
        let operand = rest.get(..length).or((code == TABLE_DEFINITION).then_some(rest))?;
        at += skip + length;
        Some(Property { code, operand })
    })
}

pub(super) const TABLE_DEFINITION: u16 = 0xD608;
const CHANGED_TABS: u16 = 0xC615;

/// The real length of a list of changed tabs, whose length byte overflowed.
fn changed_tabs_length(list: &[u8], at: usize) -> Option<usize> {
    let deleted = usize::from(u8_at(list, at)?);
    let added = usize::from(u8_at(list, at + 1 + deleted * 4)?);
    Some(2 + deleted * 4 + added * 3)
}

/// What a paragraph's properties say to a reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Index of the paragraph's style.
    pub(super) style: u16,
    /// Nesting depth: 0 outside of tables.
    pub(super) depth: u32,
    /// The mark ends a row of an outermost table.
    pub(super) row_end: bool,
    /// The mark ends a cell of a nested table.
    pub(super) inner_cell_end: bool,
    /// The mark ends a row of a nested table.
    pub(super) inner_row_end: bool,
    /// List override (from 1); 0 for none.
    pub(super) list: u16,
    /// Level in the list, from 0.
    pub(super) level: u8,
    /// Outline level from 0; 9 for body text.
    pub(super) outline: Option<u8>,
    /// A background other than white stands behind it.
    pub(super) shaded: bool,
    /// The row, where the mark ends one.
    pub(super) row: Row,
}

/// The shape of a table row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Positions of the cell boundaries in twentieths of a point; one more than cells.
    pub(super) edges: Vec<i32>,
    /// How each cell is merged.
    pub(super) merges: Vec<Merge>,
}

/// How a cell is merged with its neighbours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Merge {
    /// 0: not merged to the side; the first value other than 0 in a row marks the first cell of a merge.
    pub(super) across: u8,
    /// 0: not merged downwards, 1: continues the cell above, 2 or 3: begins a merge.
    pub(super) down: u8,
}

impl Paragraph {
    /// Applies a property list. The streams hold lists too long for their place.
    pub(super) fn apply(&mut self, list: &[u8], streams: &Streams) {
        self.apply_nested(list, streams, true);
    }

    fn apply_nested(&mut self, list: &[u8], streams: &Streams, follow: bool) {
        let data = &streams.data;
        for Property { code, operand } in properties(streams.paid(list)) {
            let byte = u8_at(operand, 0).unwrap_or(0);
            match code {
                0x4600 => self.style = u16_at(operand, 0).unwrap_or(0),
                0x2416 => self.depth = if byte == 0 { 0 } else { self.depth.max(1) },
                0x2417 => self.row_end = byte != 0,
                0x6649 => self.depth = u32_at(operand, 0).unwrap_or(0),
                0x664A => {
                    self.depth =
                        self.depth.saturating_add_signed(u32_at(operand, 0).unwrap_or(0).cast_signed())
                }
                0x244B => self.inner_cell_end = byte != 0,
                0x244C => self.inner_row_end = byte != 0,
                0x460B => self.list = u16_at(operand, 0).unwrap_or(0),
                0x260A => self.level = byte.min(8),
                0x2640 => self.outline = Some(byte),
                0x442D | 0xC64D => self.shaded = is_shading(operand),
                0x6646 | 0x6645 | 0x646B if follow => {
                    let stored = size_at(operand, 0)
                        .and_then(|at| slice(data, at.checked_add(2)?, usize::from(u16_at(data, at)?)));
                    if let Some(stored) = stored {
                        self.apply_nested(stored, streams, false);
                    }
                }
                // Of one row there may be hundreds of cells.
                _ if Row::is_changed_by(code) && streams.meter.pay(Limit::Steps, STEPS_OF_A_ROW) => {
                    self.row.apply(code, operand);
                }
                _ => {}
            }
        }
    }
}

/// Steps that a change of a row's shape is paid for with.
const STEPS_OF_A_ROW: usize = 16;

impl Row {
    fn is_changed_by(code: u16) -> bool {
        matches!(code, TABLE_DEFINITION | 0x5624 | 0x5625 | 0xD62B | 0x7623 | 0x7621 | 0x5622)
    }

    fn apply(&mut self, code: u16, operand: &[u8]) {
        match code {
            TABLE_DEFINITION => self.define(operand),
            0x5624 => {
                let (first, end) = (index_at(operand, 0), index_at(operand, 1));
                for (offset, merge) in self.merges.iter_mut().take(end).skip(first).enumerate() {
                    merge.across = if offset == 0 { 1 } else { 2 };
                }
            }
            0x5625 => {
                let (first, end) = (index_at(operand, 0), index_at(operand, 1));
                self.merges.iter_mut().take(end).skip(first).for_each(|merge| merge.across = 0);
            }
            0xD62B => {
                if let Some(merge) = self.merges.get_mut(index_at(operand, 0)) {
                    merge.down = u8_at(operand, 1).unwrap_or(0) & 3;
                }
            }
            0x7623 => {
                let width = i32::from(i16_at(operand, 2).unwrap_or(0));
                self.widen(index_at(operand, 0), index_at(operand, 1), width);
            }
            0x7621 => {
                let width = i32::from(i16_at(operand, 2).unwrap_or(0));
                self.insert(index_at(operand, 0), index_at(operand, 1).min(MOST_CELLS), width);
            }
            0x5622 => self.delete(index_at(operand, 0), index_at(operand, 1)),
            _ => {}
        }
    }

    fn define(&mut self, operand: &[u8]) {
        let count = index_at(operand, 0).min(MOST_CELLS);
        let edges: Option<Vec<i32>> =
            (0..=count).map(|index| i16_at(operand, 1 + index * 2).map(i32::from)).collect();
        let Some(edges) = edges else { return };
        self.edges = edges;
        let descriptors = 1 + (count + 1) * 2;
        self.merges = (0..count)
            .map(|index| {
                let flags = u16_at(operand, descriptors + index * 20).unwrap_or(0).to_le_bytes()[0];
                Merge { across: flags & 3, down: (flags >> 5) & 3 }
            })
            .collect();
    }

    /// Gives cells a width; what stands behind them moves.
    fn widen(&mut self, first: usize, end: usize, width: i32) {
        let end = end.min(self.merges.len());
        let mut edges = self.edges.iter_mut().skip(first);
        let Some(mut left) = edges.next().map(|edge| *edge).filter(|_| first < end) else { return };
        let mut moved = 0_i32;
        for (cell, edge) in (first..).zip(edges) {
            let before = *edge;
            *edge = if cell < end { left.saturating_add(width) } else { before.saturating_add(moved) };
            moved = edge.saturating_sub(before);
            left = *edge;
        }
    }

    fn insert(&mut self, first: usize, count: usize, width: i32) {
        let first = first.min(self.merges.len());
        if self.merges.len() + count > MOST_CELLS {
            return;
        }
        let left = self.edges.get(first).copied().unwrap_or(0);
        let edge = |cell: i32| left.saturating_add(cell.saturating_mul(width));
        let cells = i32::try_from(count).unwrap_or(i32::MAX);
        let moved = cells.saturating_mul(width);
        self.edges.iter_mut().skip(first + 1).for_each(|edge| *edge = edge.saturating_add(moved));
        let place = (first + 1).min(self.edges.len());
        self.edges.splice(place..place, (1..=cells).map(edge));
        self.merges.splice(first..first, std::iter::repeat_n(Merge::default(), count));
    }

    fn delete(&mut self, first: usize, end: usize) {
        let end = end.min(self.merges.len());
        if first < end && self.edges.len() > end {
            self.merges.drain(first..end);
            self.edges.drain(first + 1..=end);
        }
    }
}

/// More cells than Word allows in a row (63); a limit for damaged files.
const MOST_CELLS: usize = 255;

fn index_at(operand: &[u8], at: usize) -> usize {
    usize::from(u8_at(operand, at).unwrap_or(0))
}

/// What a character's properties say to a reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Character {
    /// Hidden text.
    pub(super) hidden: bool,
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
    /// A special character: a picture, a note's reference, a symbol.
    pub(super) special: bool,
    /// A symbol of a font: the font's number and the code.
    pub(super) symbol: Option<(u16, u16)>,
    /// A line through the text, or two.
    pub(super) struck: [bool; 2],
    /// Superscript or subscript.
    pub(super) raised: bool,
    /// Moved up or down, in half points.
    pub(super) shift: i16,
    /// Number of the font of Latin letters and digits.
    pub(super) font: Option<u16>,
    /// White letters.
    pub(super) white: bool,
    /// A background other than white stands behind the letters.
    pub(super) shaded: bool,
}

impl Character {
    /// Applies a property list.
    pub(super) fn apply(&mut self, list: &[u8], streams: &Streams) {
        for Property { code, operand } in properties(streams.paid(list)) {
            let byte = u8_at(operand, 0).unwrap_or(0);
            match code {
                0x083C => self.hidden = toggled(self.hidden, byte),
                0x0800 => self.deleted = toggled(self.deleted, byte),
                0x0855 => self.special = byte != 0,
                0x6A09 => self.symbol = u16_at(operand, 0).zip(u16_at(operand, 2)),
                0x0837 => self.struck[0] = toggled(self.struck[0], byte),
                0x2A53 => self.struck[1] = byte != 0,
                0x2A48 => self.raised = byte != 0,
                0x4845 => self.shift = i16_at(operand, 0).unwrap_or(0),
                0x4A4F => self.font = u16_at(operand, 0),
                0x2A42 => self.white = byte == WHITE_OF_PALETTE,
                0x6870 => self.white = u32_at(operand, 0).is_some_and(is_white),
                0x2A0C => self.shaded = !matches!(byte, 0 | WHITE_OF_PALETTE),
                0x4866 | 0xCA71 => self.shaded = is_shading(operand),
                _ => {}
            }
        }
    }

    /// Whether the character is not part of the text as it would be read.
    pub(super) fn dropped(self) -> bool {
        self.hidden || self.deleted || self.struck != [false; 2]
    }

    /// Whether the character is white and nothing of another colour is known to stand behind it.
    pub(super) fn is_white(self) -> bool {
        self.white && !self.shaded
    }

    /// Whether the character is moved up or down by a length.
    pub(super) fn is_shifted(self) -> bool {
        self.shift.abs() >= 3
    }
}

/// White among Word's sixteen colours.
const WHITE_OF_PALETTE: u8 = 8;

/// Whether a colour is stated and white, or so near to it that nothing shows on white.
fn is_white(colour: u32) -> bool {
    let [red, green, blue, automatic] = colour.to_le_bytes();
    automatic == 0 && red.min(green).min(blue) >= 0xFA
}

/// Whether a shading (of Word 97, in two bytes, or of later Word, in ten) is a background other than white.
fn is_shading(operand: &[u8]) -> bool {
    if operand.len() < 10 {
        let shading = u16_at(operand, 0).unwrap_or(0);
        let (back, pattern) = ((shading >> 5) & 0x1F, shading >> 10);
        return shading != 0xFFFF && (pattern != 0 || !matches!(back, 0 | 8));
    }
    let automatic = |colour: u32| colour >> 24 != 0;
    let back = u32_at(operand, 4).unwrap_or(0xFF00_0000);
    let pattern = u16_at(operand, 8).unwrap_or(0);
    !matches!(pattern, 0 | 0xFFFF) || (pattern == 0 && !automatic(back) && !is_white(back))
}

/// Whether a property list shades cells of a row with a colour other than white.
fn shades_cells(list: &[u8], streams: &Streams) -> bool {
    properties(streams.paid(list)).any(|Property { code, operand }| match code {
        0xD609 => operand.chunks_exact(2).any(is_shading),
        0xD612 | 0xD616 | 0xD60C | 0xD670 | 0xD671 | 0xD672 | 0xD660 => {
            operand.chunks_exact(10).any(is_shading)
        }
        0x7627 | 0xD62D => true,
        _ => false,
    })
}

/// The character style that a property list names.
pub(super) fn character_style(list: &[u8]) -> Option<u16> {
    properties(list).find(|property| property.code == 0x4A30).and_then(|property| u16_at(property.operand, 0))
}

fn toggled(before: bool, byte: u8) -> bool {
    match byte {
        0 => false,
        0x80 => before,
        0x81 => !before,
        _ => true,
    }
}

/// Property lists over stretches of the `WordDocument` stream, sorted by their beginning.
pub(super) struct Runs<'a> {
    runs: Vec<(usize, usize, &'a [u8])>,
}

impl<'a> Runs<'a> {
    /// The paragraphs' or characters' runs of a file.
    pub(super) fn of(streams: &'a Streams, part: Part) -> Self {
        let mut runs = Vec::new();
        let plc = streams.part(part).unwrap_or_default();
        let count = plc.len().saturating_sub(4) / 8;
        for index in 0..count {
            let number = size_at(plc, (count + 1) * 4 + index * 4).unwrap_or(0) & 0x3F_FFFF;
            if let Some(page) = slice(&streams.word, number * 512, 512) {
                read_page(page, matches!(part, Part::Paragraphs), &mut runs);
            }
        }
        runs.order_by_key(|run| run.0);
        Self { runs }
    }

    /// Whether any cell of the document's tables has a background other than white.
    pub(super) fn shade_cells(&self, streams: &Streams) -> bool {
        let data = &streams.data;
        self.runs.iter().any(|(_, _, list)| {
            let own = list.get(2..).unwrap_or_default();
            let stored = properties(own)
                .filter(|property| matches!(property.code, 0x6646 | 0x6645 | 0x646B))
                .filter_map(|property| size_at(property.operand, 0))
                .filter_map(|at| slice(data, at.checked_add(2)?, usize::from(u16_at(data, at)?)));
            shades_cells(own, streams) || stored.into_iter().any(|list| shades_cells(list, streams))
        })
    }

    /// The run that covers a byte offset: its beginning, end and list.
    pub(super) fn at(&self, offset: usize) -> Option<(usize, usize, &'a [u8])> {
        let after = self.runs.partition_point(|run| run.0 <= offset);
        let run = *self.runs.get(after.checked_sub(1)?)?;
        (offset < run.1).then_some(run)
    }
}

/// Reads a 512-byte page of runs.
fn read_page<'a>(page: &'a [u8], paragraphs: bool, runs: &mut Vec<(usize, usize, &'a [u8])>) {
    let count = usize::from(u8_at(page, 511).unwrap_or(0));
    let width = if paragraphs { 13 } else { 1 };
    for index in 0..count {
        let (Some(start), Some(end)) = (size_at(page, index * 4), size_at(page, index * 4 + 4)) else {
            return;
        };
        let Some(place) = u8_at(page, (count + 1) * 4 + index * width) else { return };
        let place = usize::from(place) * 2;
        let list = if place == 0 { None } else { list_at(page, place, paragraphs) };
        runs.push((start, end, list.unwrap_or_default()));
    }
}

fn list_at(page: &[u8], place: usize, paragraphs: bool) -> Option<&[u8]> {
    let length = usize::from(u8_at(page, place)?);
    let (skip, length) = match (paragraphs, length) {
        (false, length) => (1, length),
        (true, 0) => (2, usize::from(u8_at(page, place + 1)?) * 2),
        (true, length) => (1, length * 2 - 1),
    };
    let rest = page.get(place + skip..)?;
    Some(rest.get(..length).unwrap_or(rest))
}
