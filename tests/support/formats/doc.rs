//! Word 97–2003 documents, written as [MS-DOC] has them: one piece of text, pages of properties, one style.

use std::io::{Cursor, Write};

use super::{Kind, Manner, Piece, kind, placed, turned};
use crate::support::parts::{Part, Sheet};

/// Where the text begins.
const TEXT: usize = 0x800;

#[derive(Default)]
struct Writer {
    units: Vec<u16>,
    /// Ends of runs of characters with their properties.
    characters: Vec<(usize, Vec<u8>)>,
    /// Ends of paragraphs with their properties.
    paragraphs: Vec<(usize, Vec<u8>)>,
}

impl Writer {
    fn text(&mut self, text: &str, properties: &[u8]) {
        let units = text.encode_utf16().map(|unit| if unit == 0x0A { 0x0B } else { unit });
        self.units.extend(units);
        self.end_run(properties);
    }

    fn end_run(&mut self, properties: &[u8]) {
        self.characters.push((self.units.len(), properties.to_vec()));
    }

    /// A paragraph's mark.
    fn mark(&mut self, mark: u16, properties: &[u8]) {
        self.units.push(mark);
        self.end_run(&[]);
        self.paragraphs.push((self.units.len(), [&[0, 0][..], properties].concat()));
    }

    fn piece(&mut self, piece: &Piece) {
        const SPECIAL: [u8; 3] = [0x55, 0x08, 1];
        match piece {
            Piece::Plain(text) => self.text(text, &[]),
            Piece::Struck(text) => self.text(text, &[0x37, 0x08, 1]),
            Piece::Deleted(text) => self.text(text, &[0x00, 0x08, 1]),
            Piece::DeletedByStyle(text) => self.text(text, &[0x30, 0x4A, 1, 0]),
            Piece::Raised(text) => self.text(text, &[0x48, 0x2A, 1]),
            Piece::Hidden(text) => self.text(text, &[0x3C, 0x08, 1]),
            Piece::White(text) => self.text(text, &[0x42, 0x2A, 8]),
            Piece::Field(text) => {
                self.text("\u{13}", &SPECIAL);
                self.text(" FORMTEXT ", &[]);
                self.text("\u{14}", &SPECIAL);
                self.text(text, &[]);
                self.text("\u{15}", &SPECIAL);
            }
            Piece::Symbol(text) => {
                for byte in text.bytes() {
                    self.text("(", &[&SPECIAL[..], &[0x09, 0x6A, 0, 0, byte, 0xF0]].concat());
                }
            }
            Piece::Reversed(text) => self.text(&format!("\u{202e}{}\u{202c}", turned(text)), &[]),
            Piece::Sum(..) | Piece::Lookup | Piece::Bound(_) => panic!("no formulas in this format"),
            Piece::Read(text) => {
                self.text("\u{13}", &SPECIAL);
                self.text(&format!(" EQ \\* jc0 \\o\\ad(\\s\\up 9(9),{text})"), &[]);
                self.text("\u{15}", &SPECIAL);
            }
        }
    }

    fn table(&mut self, sheet: &Sheet, manner: Manner) {
        let (cells, columns) = placed(sheet);
        let mut rows = vec![vec![None; columns]; sheet.len()];
        for placed in &cells {
            for down in 0..placed.cell.down {
                rows[placed.row + down][placed.column] = Some((placed.cell, down == 0));
            }
        }
        const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];
        for row in rows {
            let (mut edges, mut flags) = (vec![0_i16], Vec::new());
            for (column, place) in row.iter().enumerate() {
                let Some((cell, first)) = place else { continue };
                if *first {
                    manner(cell).iter().for_each(|piece| self.piece(piece));
                }
                self.mark(7, &IN_TABLE);
                edges.push(i16::try_from((column + cell.across) * 500).unwrap());
                flags.push(match (cell.down > 1, first) {
                    (false, _) => 0_u8,
                    (true, true) => 0x60,
                    (true, false) => 0x20,
                });
            }
            let mut definition = vec![u8::try_from(flags.len()).unwrap()];
            definition.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
            for flag in flags {
                definition.push(flag);
                definition.extend([0; 19]);
            }
            let length = u16::try_from(definition.len() + 1).unwrap().to_le_bytes();
            let end = [&IN_TABLE[..], &[0x17, 0x24, 1, 0x08, 0xD6], &length, &definition].concat();
            self.mark(7, &end);
        }
    }
}

/// Pages of 512 bytes with the properties of runs; each page with the offset at which it begins.
fn pages(runs: &[(usize, Vec<u8>)], paragraphs: bool) -> Vec<(usize, [u8; 512])> {
    let width = if paragraphs { 13 } else { 1 };
    let offset = |units: usize| u32::try_from(TEXT + units * 2).unwrap().to_le_bytes();
    let mut pages = Vec::new();
    let (mut at, mut start) = (0, 0);
    while at < runs.len() {
        let mut page = [0; 512];
        let (mut count, mut low) = (0, 510_usize);
        let first = start;
        let mut places = Vec::new();
        while let Some((_, list)) = runs.get(at + count) {
            // An odd length can be stated in words as it is; an even one needs a byte more.
            let stored = match (paragraphs, list.len() % 2) {
                (false, _) => [&[u8::try_from(list.len()).unwrap()][..], list].concat(),
                (true, 1) => [&[u8::try_from(list.len().div_ceil(2)).unwrap()][..], list].concat(),
                (true, _) => [&[0, u8::try_from(list.len() / 2).unwrap()][..], list].concat(),
            };
            let place = low.saturating_sub(stored.len()) & !1;
            if count > 0 && place < (count + 2) * 4 + (count + 1) * width {
                break;
            }
            page[place..place + stored.len()].copy_from_slice(&stored);
            low = place;
            places.push(place);
            count += 1;
        }
        page[..4].copy_from_slice(&offset(first));
        for index in 0..count {
            let end = runs[at + index].0;
            page[(index + 1) * 4..(index + 2) * 4].copy_from_slice(&offset(end));
            page[(count + 1) * 4 + index * width] = u8::try_from(places[index] / 2).unwrap();
            start = end;
        }
        page[511] = u8::try_from(count).unwrap();
        pages.push((TEXT + first * 2, page));
        at += count;
    }
    pages
}

/// Puts the pages behind the text and gives the table of where they are.
fn stored(word: &mut Vec<u8>, pages: &[(usize, [u8; 512])], end: usize) -> Vec<u8> {
    let mut offsets = Vec::new();
    let mut numbers = Vec::new();
    for (start, page) in pages {
        offsets.extend(u32::try_from(*start).unwrap().to_le_bytes());
        numbers.extend(u32::try_from(word.len() / 512).unwrap().to_le_bytes());
        word.extend(page);
    }
    offsets.extend(u32::try_from(end).unwrap().to_le_bytes());
    [offsets, numbers].concat()
}

/// The style sheet: normal text, and the character style that an office suite makes of `<del>`.
fn styles() -> Vec<u8> {
    let style = |kind: u16, name: &str| {
        let units: Vec<u16> = name.encode_utf16().collect();
        let mut entry = Vec::new();
        for word in [0xFFE, 0xFFF0 | kind, 2, 0, 0, u16::try_from(units.len()).unwrap()] {
            entry.extend(word.to_le_bytes());
        }
        units.iter().for_each(|unit| entry.extend(unit.to_le_bytes()));
        entry.extend([0; 2 + 2 + 2 + 2]);
        [&u16::try_from(entry.len()).unwrap().to_le_bytes()[..], &entry].concat()
    };
    let header: Vec<u8> = [2_u16, 10, 0, 0, 0].iter().flat_map(|word| word.to_le_bytes()).collect();
    [&u16::try_from(header.len()).unwrap().to_le_bytes()[..], &header, &style(1, "Normal"), &style(2, "del")]
        .concat()
}

/// A document; `boxed` are parts that stand in text boxes.
pub fn doc(parts: &[Part], boxed: &[Part], manner: Manner) -> Vec<u8> {
    let mut writer = Writer::default();
    let write = |writer: &mut Writer, parts: &[Part]| {
        for part in parts {
            match kind(part) {
                Kind::Title(text) | Kind::Paragraph(text) | Kind::Heading(text) => {
                    writer.text(text, &[]);
                    writer.mark(0x0D, &[]);
                }
                Kind::Table(sheet) => writer.table(sheet, manner),
            }
        }
    };
    write(&mut writer, parts);
    let main = writer.units.len();
    write(&mut writer, boxed);
    let all = writer.units.len();
    let mut word = vec![0; TEXT];
    writer.units.iter().for_each(|unit| word.extend(unit.to_le_bytes()));
    let end = word.len();
    word.resize(end.next_multiple_of(512), 0);
    let fonts: Vec<u8> = {
        let name: Vec<u8> = "Symbol\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entry = [&[0; 39][..], &name].concat();
        [&[1, 0, 0, 0, u8::try_from(entry.len()).unwrap()][..], &entry].concat()
    };
    let characters = stored(&mut word, &pages(&writer.characters, false), end);
    let paragraphs = stored(&mut word, &pages(&writer.paragraphs, true), end);
    let mut pieces = vec![2, 16, 0, 0, 0];
    for number in [0, all] {
        pieces.extend(u32::try_from(number).unwrap().to_le_bytes());
    }
    pieces.extend([&[0, 0][..], &u32::try_from(TEXT).unwrap().to_le_bytes(), &[0, 0]].concat());
    let mut put = |at: usize, bytes: &[u8]| word[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xEC, 0xA5, 0xC1, 0]);
    put(0x0A, &[0, 2]);
    put(0x4C, &u32::try_from(main).unwrap().to_le_bytes());
    put(0x64, &u32::try_from(all - main).unwrap().to_le_bytes());
    put(0x98, &[0x5D, 0]);
    let mut table = Vec::new();
    for (index, part) in [(1, styles()), (12, characters), (13, paragraphs), (15, fonts), (33, pieces)] {
        put(0x9A + index * 8, &u32::try_from(table.len()).unwrap().to_le_bytes());
        put(0x9E + index * 8, &u32::try_from(part.len()).unwrap().to_le_bytes());
        table.extend(part);
    }
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/WordDocument").unwrap().write_all(&word).unwrap();
    file.create_stream("/1Table").unwrap().write_all(&table).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
