//! The characters of the main text to paragraphs, cells, rows and blocks.

use super::bytes::{slice, u16_at};
use super::file::{Part, Piece, Streams};
use super::lists::Lists;
use super::properties::{Character, Paragraph, Runs, character_style};
use super::styles::Styles;
use super::tables::{ReadRow, table_of};
use crate::document::Block;
use crate::read::equation;
use crate::read::meter::{Blocks, Limit};
use crate::read::visible::{OBJECT, lowered, of_symbol_font, raised};

/// Deepest nesting of tables that is kept apart; Word itself stops far earlier.
const DEEPEST_TABLE: usize = 32;

/// The blocks of the main text, and whether all of it could be read.
pub(super) fn blocks(streams: &Streams, pieces: &[Piece], blocks: Blocks) -> (Blocks, bool) {
    let paragraphs = Runs::of(streams, Part::Paragraphs);
    let mut reader = Reader {
        shaded: paragraphs.shade_cells(streams),
        streams,
        styles: Styles::of(streams),
        fonts: streams.fonts(),
        lists: Lists::of(streams),
        paragraphs,
        builder: Builder { blocks, open: Vec::new() },
        line: Line::default(),
    };
    let characters = Runs::of(streams, Part::Characters);
    let mut complete = true;
    for piece in pieces {
        let width = if piece.compressed { 1 } else { 2 };
        let count = piece.end - piece.start;
        let Some(bytes) = slice(&streams.word, piece.offset, count.saturating_mul(width))
            .or_else(|| streams.word.get(piece.offset..))
        else {
            complete = false;
            continue;
        };
        complete &= bytes.len() >= count.saturating_mul(width);
        let mut look = Look::default();
        for (index, unit) in bytes.chunks_exact(width).enumerate() {
            let offset = piece.offset + index * width;
            let unit = match (width, unit) {
                (1, &[byte]) => windows_1252(byte),
                (_, unit) => u16_at(unit, 0).unwrap_or(0),
            };
            if offset >= look.end {
                look = Look::at(&characters, offset);
                // What is hidden or struck out can no longer be told.
                if streams.meter.is_over(Limit::Steps) {
                    break;
                }
            }
            reader.unit(unit, offset, look.list, piece);
        }
        if streams.meter.is_full() || streams.meter.is_over(Limit::Steps) {
            break;
        }
    }
    reader.end();
    (reader.builder.finish(), complete)
}

/// The character run at hand: its list holds up to `end`.
#[derive(Default)]
struct Look<'a> {
    end: usize,
    list: &'a [u8],
}

impl<'a> Look<'a> {
    fn at(runs: &Runs<'a>, offset: usize) -> Self {
        match runs.at(offset) {
            Some((_, end, list)) => Self { end, list },
            None => Self { end: offset + 1, list: &[] },
        }
    }
}

/// A field that has begun.
#[derive(Default)]
struct Field {
    instruction: Vec<u16>,
    /// How much text stood in the paragraph where its result began; `None` while its instruction is being read.
    result: Option<usize>,
}

impl Field {
    /// What the field shows that follows from its instruction, where it ends without a result at this length.
    fn shown(&self, length: usize) -> Option<String> {
        if self.result.is_some_and(|start| start < length) {
            return None;
        }
        equation::shown(&String::from_utf16_lossy(&self.instruction))
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Line<'a> {
    units: Vec<(u16, &'a [u8])>,
}

struct Reader<'a> {
    streams: &'a Streams,
    styles: Styles,
    fonts: Vec<String>,
    lists: Lists,
    paragraphs: Runs<'a>,
    /// Cells of tables have backgrounds other than white; which they are is not known before their row ends.
    shaded: bool,
    builder: Builder,
    line: Line<'a>,
}

/// The marks that end a paragraph: paragraph, cell or row, page or section, column.
const MARKS: [u16; 4] = [0x0D, 0x07, 0x0C, 0x0E];

impl<'a> Reader<'a> {
    fn unit(&mut self, unit: u16, offset: usize, list: &'a [u8], piece: &Piece) {
        if !MARKS.contains(&unit) {
            let meter = self.builder.blocks.meter();
            if !meter.allows(Limit::Paragraph, self.line.units.len()) {
                meter.cut(Limit::Paragraph);
                return;
            }
            self.line.units.push((unit, list));
            return;
        }
        let (_, _, stored) = self.paragraphs.at(offset).unwrap_or_default();
        let style = u16_at(stored, 0).unwrap_or(0);
        let mut paragraph = self.styles.paragraph(style, self.streams);
        paragraph.apply(stored.get(2..).unwrap_or_default(), self.streams);
        paragraph.apply(&piece.changes, self.streams);
        let mut mark = self.styles.character(style, self.streams);
        mark.apply(list, self.streams);
        // A paragraph mark that is deleted, or hidden with its text, joins the paragraph with the next one.
        if unit == 0x0D && paragraph.depth == 0 && mark.deleted {
            return;
        }
        self.close(unit, &paragraph, &piece.changes);
    }

    /// Ends the paragraph at hand with a mark.
    fn close(&mut self, mark: u16, paragraph: &Paragraph, changes: &[u8]) {
        let units = std::mem::take(&mut self.line.units);
        let mut text = self.text_of(&units, paragraph, changes);
        if paragraph.list > 0
            && paragraph.list < 0x7FF
            && !paragraph.row_end
            && !text.trim().is_empty()
            && let Some(number) = self.lists.next(paragraph.list, paragraph.level)
        {
            text.insert_str(0, &number);
        }
        let level = paragraph.outline.filter(|level| *level < 9).map(|level| level + 1);
        let level = level.or_else(|| self.styles.heading(paragraph.style));
        self.builder.paragraph(mark, paragraph, text, level);
    }

    fn end(&mut self) {
        if !self.line.units.is_empty() {
            self.close(0x0D, &Paragraph::default(), &[]);
        }
    }

    /// The visible text of a paragraph.
    fn text_of(&self, units: &[(u16, &[u8])], paragraph: &Paragraph, changes: &[u8]) -> String {
        const OBJECT_UNIT: u16 = 0xFFFC;
        let (style, in_cell) = (paragraph.style, paragraph.depth > 0);
        let mut kept: Vec<u16> = Vec::with_capacity(units.len());
        // Some of the text stands on the line; some of it is moved up or down by a length.
        let (mut level, mut shifted) = (false, false);
        let base = self.styles.character(style, self.streams);
        let character_of = |list: &[u8]| {
            let mut character = base;
            if let Some(style) = character_style(self.streams.paid(list)) {
                self.styles.apply(style, &mut character, self.streams);
            }
            character.apply(list, self.streams);
            character.apply(changes, self.streams);
            character
        };
        let white_is_unseen = !paragraph.shaded && self.white_is_unseen(units, &character_of);
        let mut last: Option<(&[u8], Character)> = None;
        let mut fields: Vec<Field> = Vec::new();
        // How many of them are still at their instruction.
        let mut instructions = 0_usize;
        for &(unit, list) in units {
            let character = match last {
                Some((known, character)) if std::ptr::eq(known, list) => character,
                _ => {
                    let character = character_of(list);
                    last = Some((list, character));
                    character
                }
            };
            match unit {
                0x13 => {
                    fields.push(Field::default());
                    instructions += 1;
                }
                0x14 => {
                    if let Some(field) = fields.last_mut() {
                        instructions -= usize::from(field.result.is_none());
                        field.result = Some(kept.len());
                    }
                }
                0x15 => {
                    let ended = fields.pop();
                    let unread = ended.as_ref().is_some_and(|field| field.result.is_none());
                    instructions -= usize::from(unread);
                    if let Some(text) = ended.and_then(|field| field.shown(kept.len()))
                        && instructions == 0
                    {
                        level = true;
                        kept.extend(text.encode_utf16());
                    }
                }
                _ if character.dropped() => {}
                _ if instructions > 0 => {
                    if let Some(field) = fields.last_mut().filter(|field| field.result.is_none()) {
                        field.instruction.push(unit);
                    }
                }
                _ if white_is_unseen && character.is_white() => {}
                0x28 if character.special => {
                    let sign = character.symbol.and_then(|(font, code)| self.symbol(font, code));
                    let object = Some(OBJECT).filter(|_| in_cell);
                    kept.extend(sign.or(object).map(u32::from).and_then(|code| u16::try_from(code).ok()));
                    level |= sign.is_some();
                }
                // A picture or an object that stands in the line.
                0x01 if character.special && in_cell => kept.push(OBJECT_UNIT),
                0xF000..0xF100 if character.font.is_some() => {
                    let sign = character.font.and_then(|font| self.symbol(font, unit));
                    kept.push(sign.map(u32::from).and_then(|code| u16::try_from(code).ok()).unwrap_or(unit));
                    level = true;
                }
                0x09 => kept.push(0x09),
                0x0B => kept.push(0x0A),
                0x1E => kept.push(0x2D),
                0x00..0x20 => {}
                0x30..=0x39 if character.raised || character.is_shifted() => {
                    shifted |= !character.raised;
                    let digit = char::from_u32(u32::from(unit)).map(String::from).unwrap_or_default();
                    kept.extend(raised(&digit).encode_utf16());
                }
                _ => {
                    level |= unit != 0x20 && !character.raised && !character.is_shifted();
                    kept.push(unit);
                }
            }
        }
        if kept.iter().any(|unit| *unit > 0x20 && *unit != OBJECT_UNIT) {
            kept.retain(|unit| *unit != OBJECT_UNIT);
        }
        let text = String::from_utf16_lossy(&kept);
        // Where all of a paragraph is moved up or down, nothing in it is a note's mark.
        if shifted && !level { lowered(&text) } else { text }
    }

    /// Whether white letters of a paragraph cannot be seen: others stand beside them, or no cell has a background.
    fn white_is_unseen(&self, units: &[(u16, &[u8])], character_of: &dyn Fn(&[u8]) -> Character) -> bool {
        let (mut white, mut dark) = (false, false);
        let mut last: Option<&[u8]> = None;
        for (_, list) in units.iter().filter(|(unit, _)| *unit > 0x20) {
            if last.is_some_and(|last| std::ptr::eq(last, *list)) {
                continue;
            }
            last = Some(list);
            let character = character_of(list);
            white |= character.is_white();
            dark |= !character.white && !character.dropped();
        }
        white && (dark || !self.shaded)
    }

    /// The sign of a font's code, where the font's name tells it.
    fn symbol(&self, font: u16, code: u16) -> Option<char> {
        of_symbol_font(self.fonts.get(usize::from(font))?, u32::from(code))
    }
}

/// Paragraphs to blocks.
struct Builder {
    blocks: Blocks,
    open: Vec<OpenTable>,
}

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    rows: Vec<ReadRow>,
    texts: Vec<String>,
    cell: Option<String>,
    /// Blocks of tables nested in this one, with the row and the cell in which they stand.
    inner: Vec<((usize, usize), Block)>,
}

impl OpenTable {
    fn write(&mut self, text: &str) {
        match &mut self.cell {
            Some(cell) => {
                cell.push('\n');
                cell.push_str(text);
            }
            None => self.cell = Some(text.to_owned()),
        }
    }

    fn end_cell(&mut self) {
        let cell = self.cell.take().unwrap_or_default();
        self.texts.push(cell.trim_matches('\n').to_owned());
    }

    fn end_row(&mut self, paragraph: &Paragraph) {
        let texts = std::mem::take(&mut self.texts);
        self.cell = None;
        self.rows.push(ReadRow { texts, row: paragraph.row.clone() });
    }

    /// This table, then those nested in it; where it only arranges others, its cells one after the other.
    fn blocks(mut self) -> Vec<Block> {
        /// Rows of numbers are a table, whatever is nested in them.
        const FEW: usize = 6;
        const LONG: usize = 200;
        if self.cell.is_some() {
            self.end_cell();
        }
        if !self.texts.is_empty() {
            self.end_row(&Paragraph::default());
        }
        let digits = |text: &&String| {
            let number = |c: char| c.is_ascii_digit() || among!(".,%-", c);
            !text.trim().is_empty() && text.trim().chars().all(number)
        };
        let numbers = self.rows.iter().flat_map(|row| &row.texts).filter(digits).count();
        // A page has several tables or long texts in its cells; one small table in a cell of others stands after them.
        let long = |text: &String| text.chars().count() >= LONG;
        let blank = |text: &String| text.trim().is_empty();
        let texts = || self.rows.iter().flat_map(|row| &row.texts);
        let page = texts().all(blank) || (self.rows.len() > 1 && (self.inner.len() > 1 || texts().any(long)));
        if !self.inner.is_empty() && numbers < FEW && page {
            return self.arranged();
        }
        let own = table_of(self.rows);
        let own = (!own.cells.is_empty()).then(|| Block::table(own));
        own.into_iter().chain(self.inner.into_iter().map(|(_, block)| block)).collect()
    }

    /// The texts and the nested tables of the cells, row by row.
    fn arranged(self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut inner = self.inner.into_iter().peekable();
        for (row, read) in self.rows.iter().enumerate() {
            for (cell, text) in read.texts.iter().enumerate() {
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                blocks.extend(lines.map(Block::paragraph));
                while let Some((_, block)) = inner.next_if(|(place, _)| *place <= (row, cell)) {
                    blocks.push(block);
                }
            }
        }
        blocks.extend(inner.map(|(_, block)| block));
        blocks
    }
}

/// The text of a nested table that is one small cell: what the cell says in which it stands.
fn small_cell(blocks: &[Block]) -> Option<String> {
    const LONGEST: usize = 60;
    let [block] = blocks else { return None };
    let [cell] = block.as_table()?.cells.as_slice() else { return None };
    (cell.text.chars().count() <= LONGEST).then(|| cell.text.clone())
}

impl Builder {
    fn paragraph(&mut self, mark: u16, paragraph: &Paragraph, text: String, level: Option<u8>) {
        // A cell mark belongs to a table even where the paragraph's properties are lost.
        let known = usize::try_from(paragraph.depth).unwrap_or(DEEPEST_TABLE).min(DEEPEST_TABLE);
        let depth = if mark == 0x07 { known.max(1) } else { known };
        self.set_depth(depth);
        let Some(table) = self.open.last_mut() else {
            if !text.trim().is_empty() {
                self.blocks.push(match level {
                    Some(level) => Block::heading(level, text),
                    None => Block::paragraph(text),
                });
            }
            return;
        };
        let row_end = (mark == 0x07 && paragraph.row_end) || (depth > 1 && paragraph.inner_row_end);
        if row_end {
            table.end_row(paragraph);
            return;
        }
        table.write(&text);
        if mark == 0x07 || (depth > 1 && paragraph.inner_cell_end) {
            table.end_cell();
        }
    }

    fn set_depth(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(closed) = self.open.pop() else { break };
            let blocks = closed.blocks();
            match self.open.last_mut() {
                Some(outer) => match small_cell(&blocks) {
                    Some(text) => outer.write(&text),
                    None => {
                        let place = (outer.rows.len(), outer.texts.len());
                        outer.inner.extend(blocks.into_iter().map(|block| (place, block)));
                    }
                },
                None => blocks.into_iter().for_each(|block| self.blocks.push(block)),
            }
        }
        while self.open.len() < depth {
            self.open.push(OpenTable::default());
        }
    }

    fn finish(mut self) -> Blocks {
        self.set_depth(0);
        self.blocks
    }
}

/// Code page 1252, the only one of compressed pieces ([MS-DOC] 2.9.73); bytes without a character stand for themselves.
fn windows_1252(byte: u8) -> u16 {
    const HIGH: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];
    let index = usize::from(byte).wrapping_sub(0x80);
    HIGH.get(index).copied().unwrap_or_else(|| u16::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_table_of_one_small_cell_is_the_text_of_the_cell_round_it() {
        let small = |rows: &[&[&str]]| {
            small_cell(&[Block::table(crate::document::Table::from_rows(
                rows.iter().map(|row| row.iter().copied()),
            ))])
        };
        assert_eq!(small(&[&["1286"]]).as_deref(), Some("1286"));
        assert_eq!(small(&[&["1", "2"]]), None);
        assert_eq!(small(&[&[&"甲".repeat(61)]]), None);
        assert_eq!(small_cell(&[]), None);
    }

    #[test]
    fn a_table_that_arranges_others_is_its_cells_one_after_the_other() {
        let shown = |numbers: &[&str]| -> Vec<String> {
            let inner = Block::table(crate::document::Table::from_rows([["1", "2"], ["3", "4"]]));
            let mut table = OpenTable::default();
            for (at, text) in ["一、总体情况", "甲", "二、公开", ""].into_iter().enumerate() {
                table.write(text);
                if at == 1 || at == 3 {
                    table.inner.push(((table.rows.len(), table.texts.len()), inner.clone()));
                }
                table.end_cell();
                if at % 2 == 1 {
                    table.end_row(&Paragraph::default());
                }
            }
            for number in numbers {
                table.write(number);
                table.end_cell();
            }
            let text = |block: &Block| block.text().map_or_else(|| "表".to_owned(), str::to_owned);
            table.blocks().iter().map(text).collect()
        };
        assert_eq!(
            shown(&["三、其他", "3"]),
            ["一、总体情况", "甲", "表", "二、公开", "表", "三、其他", "3"]
        );
        // A table of numbers stays one; what is nested in it stands after it.
        assert_eq!(shown(&["1", "2", "3", "4", "5", "6"]), ["表", "表", "表"]);
    }
}
