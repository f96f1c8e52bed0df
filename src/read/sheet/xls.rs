//! Excel 97–2003 workbooks and those of Excel 5 and 95 (`.xls`, `.et` of WPS), as [MS-XLS] describes BIFF.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::format::Formats;
use super::formula::{At, Cells, Content};
use super::rich::{Font, Look, Rich};
use super::tokens;
use super::{Merge, Room, Sheet};
use crate::read::meter::{Limit, Meter};
use crate::read::zip::damaged;
use crate::read::{ReadError, encoding};

/// Largest stream that is read, in bytes.
const LARGEST_STREAM: u64 = 64 * 1024 * 1024;

/// One record: its kind and its data, continuation records apart.
struct Record<'b> {
    kind: u16,
    data: &'b [u8],
    /// Data of the `CONTINUE` records that follow.
    more: Vec<&'b [u8]>,
}

/// The sheets of a workbook that are shown, and the names of those that are hidden.
///
/// # Errors
/// `damaged` where the workbook cannot be read, `encrypted` where it is locked with a password.
pub fn sheets(bytes: &[u8], meter: &Meter) -> Result<(Vec<Sheet>, Vec<String>), ReadError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut stream = Vec::new();
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or_else(damaged)?;
    // A stream that is cut off still gives its beginning.
    let _ = file.open_stream(name).map_err(|_| damaged())?.take(LARGEST_STREAM).read_to_end(&mut stream);
    let mut book = Book::default();
    let globals = records(&stream, 0, meter);
    book.read_globals(&globals)?;
    let (mut shown, mut hidden, mut room) = (Vec::new(), Vec::new(), Room::new(meter));
    for (offset, is_hidden, is_sheet, name) in std::mem::take(&mut book.sheets) {
        if is_hidden {
            hidden.push(name);
        } else if is_sheet {
            shown.push(book.read_sheet(&records(&stream, offset, meter), name, &mut room));
        }
    }
    Ok((shown, hidden))
}

/// The records of one substream, from its `BOF` to its `EOF`; those of substreams within it (charts) are left out.
/// Each is a step of work: a sheet can be listed many times.
fn records<'b>(stream: &'b [u8], offset: usize, meter: &Meter) -> Vec<Record<'b>> {
    let mut records: Vec<Record> = Vec::new();
    let (mut at, mut depth) = (offset, 0_u32);
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else { break };
        if !meter.pay(Limit::Steps, 2) {
            break;
        }
        match kind {
            0x0009 | 0x0209 | 0x0409 | 0x0809 => {
                depth += 1;
                if depth == 1 {
                    records.push(Record { kind: 0x0809, data, more: Vec::new() });
                }
            }
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            0x003C if depth == 1 => {
                if let Some(last) = records.last_mut() {
                    last.more.push(data);
                }
            }
            _ if depth == 1 => records.push(Record { kind, data, more: Vec::new() }),
            _ => {}
        }
        at += 4 + usize::from(length);
    }
    records
}

#[derive(Default)]
struct Book {
    /// BIFF8, of Excel 97 and later; before it texts are in the code page.
    is_unicode: bool,
    code_page: u16,
    strings: Vec<Rich>,
    formats: Formats,
    /// Fonts in their order.
    fonts: Vec<Font>,
    /// The look of each cell style.
    looks: Vec<Look>,
    /// Offset, whether hidden, whether a worksheet, name.
    sheets: Vec<(usize, bool, bool, String)>,
}

impl Book {
    fn read_globals(&mut self, records: &[Record]) -> Result<(), ReadError> {
        let first = records.first().filter(|record| record.kind == 0x0809).ok_or_else(damaged)?;
        self.is_unicode = u16_at(first.data, 0) == Some(0x0600);
        for record in records {
            let data = record.data;
            match record.kind {
                0x002F => {
                    return Err(ReadError::new(
                        "encrypted",
                        "这个表格文件设有密码，无法读取；请用 Excel 或 WPS 打开，去掉密码后另存再试。",
                        "This workbook is locked with a password; open it, remove the password, save and try again.",
                    ));
                }
                0x0042 => self.code_page = u16_at(data, 0).unwrap_or(0),
                0x0022 => self.formats.from_1904 = u16_at(data, 0) == Some(1),
                0x041E => {
                    let code = if self.is_unicode {
                        unicode(data, 2, usize::from(u16_at(data, 2).unwrap_or(0)), 4)
                    } else {
                        self.narrow(data.get(3..).unwrap_or_default())
                    };
                    self.formats.add_code(u32::from(u16_at(data, 0).unwrap_or(0)), &code);
                }
                0x00E0 => {
                    self.formats.add_style(u32::from(u16_at(data, 2).unwrap_or(0)));
                    let font = u16_at(data, 0).and_then(|font| font_at(&self.fonts, font));
                    let coloured = self.is_unicode && is_coloured(data);
                    self.looks.push(Look { font: font.unwrap_or_default(), coloured });
                }
                0x0031 => {
                    let struck = u16_at(data, 2).is_some_and(|flags| flags & 8 != 0);
                    let raised = matches!(u16_at(data, 8), Some(1 | 2));
                    // The colours of the palette stand twice in it; before Excel 97 fillings are not read.
                    let white = self.is_unicode && matches!(u16_at(data, 4), Some(1 | 9));
                    self.fonts.push(Font { struck, raised, white });
                }
                0x0085 => {
                    let length = usize::from(data.get(6).copied().unwrap_or(0));
                    let name = if self.is_unicode {
                        unicode(data, 6, length, 7)
                    } else {
                        self.narrow(data.get(7..7 + length).unwrap_or_default())
                    };
                    let offset = u32_at(data, 0).and_then(|offset| usize::try_from(offset).ok());
                    let (state, kind) =
                        (data.get(4).copied().unwrap_or(0), data.get(5).copied().unwrap_or(0));
                    self.sheets.extend(offset.map(|offset| (offset, state & 3 != 0, kind == 0, name)));
                }
                0x00FC => self.strings = shared_strings(record, &self.fonts),
                _ => {}
            }
        }
        Ok(())
    }

    fn look(&self, style: Option<usize>) -> Look {
        style.and_then(|style| self.looks.get(style)).copied().unwrap_or_default()
    }

    /// A text in the workbook's code page.
    fn narrow(&self, bytes: &[u8]) -> String {
        match self.code_page {
            950 => encoding::decode_as(bytes, "big5").text,
            1200 | 0 | 936 | 1252 => encoding::decode(bytes, Some("gbk")).text,
            _ => encoding::decode(bytes, None).text,
        }
    }

    fn read_sheet(&self, records: &[Record], name: String, room: &mut Room) -> Sheet {
        let mut sheet = Sheet { name, ..Sheet::default() };
        // The cell whose formula has a text for its result, which follows in a record of its own.
        let mut awaiting = None;
        let mut sums = Sums::default();
        let shared = shared_formulas(records);
        for record in records {
            let data = record.data;
            if room.is_full() {
                break;
            }
            let place = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
            let style = |at: usize| u16_at(data, at).map(usize::from);
            let of_one_cell =
                matches!(record.kind, 0x0204 | 0x00D6 | 0x0203 | 0x027E | 0x0006 | 0x0206 | 0x0406 | 0x0205);
            if of_one_cell && !self.look(style(4)).is_seen() {
                awaiting = None;
                continue;
            }
            match record.kind {
                0x0208 => {
                    let (row, flags) = (u16_at(data, 0).map(u32::from), u16_at(data, 12).unwrap_or(0));
                    sheet.hidden_rows.extend(row.filter(|_| flags & 0x20 != 0).map(|row| (row, row)));
                }
                0x007D => {
                    let edge = |at: usize| u16_at(data, at).map(u32::from);
                    let hidden = u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) || edge(4) == Some(0);
                    if let (true, Some(first), Some(last)) = (hidden, edge(0), edge(2)) {
                        sheet.hidden_columns.push((first, last));
                    }
                }
                0x00FD => {
                    let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                    let text = index.and_then(|index| self.strings.get(index));
                    let text = text.map(|text| text.seen(self.look(style(4))));
                    put(&mut sheet, room, place(), text.as_deref());
                }
                0x0204 | 0x00D6 => {
                    let length = usize::from(u16_at(data, 6).unwrap_or(0));
                    let text = if self.is_unicode {
                        unicode(data, 6, length, 8)
                    } else {
                        self.narrow(data.get(8..8 + length).unwrap_or_default())
                    };
                    put(&mut sheet, room, place(), Some(&text));
                }
                0x0203 | 0x027E => {
                    let number =
                        if record.kind == 0x0203 { f64_at(data, 6) } else { u32_at(data, 6).map(rk) };
                    if let (Some(place), Some(number)) = (place(), number) {
                        sums.cells.insert(place, Content::Number(number));
                        sheet.put(place, &self.formats.shown(number, style(4)), room);
                    }
                }
                0x00BD => {
                    if let Some((row, first)) = place() {
                        let pairs =
                            data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                        for (column, pair) in (first..).zip(pairs) {
                            let style = u16_at(pair, 0).map(usize::from);
                            let Some(number) = u32_at(pair, 2).map(rk) else { continue };
                            sums.cells.insert((row, column), Content::Number(number));
                            if self.look(style).is_seen() {
                                sheet.put((row, column), &self.formats.shown(number, style), room);
                            }
                        }
                    }
                }
                0x0006 | 0x0206 | 0x0406 => {
                    awaiting = None;
                    let special = u16_at(data, 12) == Some(0xFFFF);
                    let number = f64_at(data, 6).filter(|_| !special);
                    // Programs that do not compute write 0 or an empty text.
                    let nothing = number == Some(0.0) || (special && data.get(6) == Some(&3));
                    if let Some(at) = place() {
                        let own = formula_tokens(data, 20).filter(|_| nothing && self.is_unicode);
                        let tokens = own.and_then(|own| match tokens::shared_from(own) {
                            Some(first) => shared.get(&first).copied(),
                            None => Some(own),
                        });
                        if let Some(source) = tokens.and_then(|tokens| tokens::source(tokens, at)) {
                            sums.doubted.push((at, style(4)));
                            sums.cells.insert(at, Content::Doubted(source));
                        } else if let Some(number) = number {
                            sums.cells.insert(at, Content::Number(number));
                        }
                    }
                    let result = data.get(8).copied().unwrap_or(0);
                    let text = match (special, data.get(6)) {
                        (false, _) => f64_at(data, 6).map(|number| self.formats.shown(number, style(4))),
                        (true, Some(0)) => {
                            awaiting = place();
                            None
                        }
                        (true, Some(1)) => Some(truth(result)),
                        (true, Some(2)) => Some(error(result).to_owned()),
                        _ => None,
                    };
                    put(&mut sheet, room, place(), text.as_deref());
                }
                0x0207 => {
                    let length = usize::from(u16_at(data, 0).unwrap_or(0));
                    let text = if self.is_unicode {
                        unicode(data, 0, length, 2)
                    } else {
                        self.narrow(data.get(2..2 + length).unwrap_or_default())
                    };
                    put(&mut sheet, room, awaiting.take(), Some(&text));
                }
                0x0205 => {
                    let value = data.get(6).copied().unwrap_or(0);
                    let text = if data.get(7) == Some(&0) { truth(value) } else { error(value).to_owned() };
                    put(&mut sheet, room, place(), Some(&text));
                }
                0x00E5 => {
                    let list = data.get(2..).unwrap_or_default().chunks_exact(8);
                    for merge in list {
                        let edge = |at: usize| u16_at(merge, at).map_or(0, u32::from);
                        let (first_row, last_row) = (edge(0), edge(2));
                        let (first_column, last_column) = (edge(4), edge(6));
                        sheet.merge(Merge { first_row, last_row, first_column, last_column }, room);
                    }
                }
                _ => {}
            }
        }
        for (at, style) in std::mem::take(&mut sums.doubted) {
            if let Some(value) = sums.cells.computed(at, &room.meter).filter(|value| *value != 0.0) {
                sheet.computed.push(at);
                sheet.put(at, &self.formats.shown(value, style), room);
            }
        }
        sheet
    }
}

/// What plain sums need.
#[derive(Default)]
struct Sums {
    cells: Cells,
    /// Sums whose result is nothing, with the styles of their cells.
    doubted: Vec<(At, Option<usize>)>,
}

/// The tokens of a formula's record, their length first.
fn formula_tokens(data: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16_at(data, at)?);
    data.get(at + 2..at + 2 + length)
}

/// The formulas that many cells share, by the cell that names each; their record follows its.
fn shared_formulas<'b>(records: &[Record<'b>]) -> HashMap<At, &'b [u8]> {
    let mut formulas = HashMap::new();
    for (before, record) in records.iter().zip(records.iter().skip(1)) {
        if record.kind == 0x04BC && before.kind == 0x0006 {
            let at = u16_at(before.data, 0).zip(u16_at(before.data, 2));
            let tokens = formula_tokens(record.data, 8);
            formulas.extend(at.map(|(row, column)| (u32::from(row), u32::from(column))).zip(tokens));
        }
    }
    formulas
}

/// Whether a cell style of Excel 97 and later fills the cell with a colour other than white.
fn is_coloured(style: &[u8]) -> bool {
    let pattern = u32_at(style, 14).map_or(0, |borders| borders >> 26);
    let front = u16_at(style, 18).map_or(64, |colours| colours & 0x7F);
    pattern != 0 && !(pattern == 1 && matches!(front, 1 | 9))
}

fn put(sheet: &mut Sheet, room: &mut Room, place: Option<(u32, u32)>, text: Option<&str>) {
    if let (Some(place), Some(text)) = (place, text) {
        sheet.put(place, text, room);
    }
}

fn truth(value: u8) -> String {
    if value == 0 { "FALSE" } else { "TRUE" }.to_owned()
}

fn error(value: u8) -> &'static str {
    match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// A number in four bytes: the upper part of a double or an integer, either in hundredths.
fn rk(number: u32) -> f64 {
    let value = if number & 2 != 0 {
        f64::from(i32::from_le_bytes(number.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(number & 0xFFFF_FFFC) << 32)
    };
    if number & 1 != 0 { value / 100.0 } else { value }
}

/// A text of `length` characters whose flags stand at `flags_at`: 16 bits a character, or 8.
fn unicode(data: &[u8], length_at: usize, length: usize, flags_at: usize) -> String {
    debug_assert!(length_at < flags_at);
    let wide = data.get(flags_at).is_some_and(|flags| flags & 1 != 0);
    let start = flags_at + 1;
    if wide {
        let units = data.get(start..(start + length * 2).min(data.len())).unwrap_or_default();
        utf16(units)
    } else {
        latin(data.get(start..(start + length).min(data.len())).unwrap_or_default())
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
    char::decode_utf16(units).map(|character| character.unwrap_or('\u{fffd}')).collect()
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// The strings that all sheets share; they run on over `CONTINUE` records, and where one breaks within its characters
/// its width is stated anew.
fn shared_strings(record: &Record, fonts: &[Font]) -> Vec<Rich> {
    let mut reader = Segments { segments: &record.more, current: record.data, at: 8 };
    let count = u32_at(record.data, 4).unwrap_or(0);
    let mut strings = Vec::new();
    for _ in 0..count {
        let Some(text) = reader.string(fonts) else { break };
        strings.push(text);
    }
    strings
}

struct Segments<'r, 'b> {
    segments: &'r [&'b [u8]],
    current: &'b [u8],
    at: usize,
}

impl Segments<'_, '_> {
    fn next_segment(&mut self) -> Option<()> {
        let (first, rest) = self.segments.split_first()?;
        self.current = first;
        self.segments = rest;
        self.at = 0;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.current.len() {
            self.next_segment()?;
        }
        let byte = self.current.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0_usize;
        for place in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * place);
        }
        Some(number)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.at >= self.current.len() {
                self.next_segment()?;
                continue;
            }
            let step = count.min(self.current.len() - self.at);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    fn string(&mut self, fonts: &[Font]) -> Option<Rich> {
        let length = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extension = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.at >= self.current.len() {
                self.next_segment()?;
                wide = self.byte()? & 1 != 0;
            }
            units.push(u16::try_from(self.number(if wide { 2 } else { 1 })?).unwrap_or(0xFFFD));
        }
        // Where each run of characters begins, and its font.
        let mut starts = Vec::new();
        for _ in 0..runs {
            starts.push((self.number(2)?, u16::try_from(self.number(2)?).unwrap_or(0)));
        }
        self.skip(extension)?;
        Some(in_runs(&units, &starts, fonts))
    }
}

/// The font of a number; there is no fourth.
fn font_at(fonts: &[Font], number: u16) -> Option<Font> {
    let at = if number > 4 { number - 1 } else { number };
    fonts.get(usize::from(at)).copied()
}

/// A text with the runs that have fonts of their own; what stands before them has the cell's.
fn in_runs(units: &[u16], starts: &[(usize, u16)], fonts: &[Font]) -> Rich {
    let part = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
    let first = starts.first().map_or(units.len(), |start| start.0.min(units.len()));
    let mut text = Rich::plain(part(0, first));
    for (index, (start, font)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(units.len(), |next| next.0.min(units.len()));
        text.push(font_at(fonts, *font), part(*start, end));
    }
    text
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    use crate::document::Block;
    use crate::read::{Hint, read};

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
    }

    fn units(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// A workbook with one sheet; `globals` stand before the list of sheets.
    fn workbook(version: u16, globals: &[Vec<u8>], name: &[u8], cells: &[Vec<u8>]) -> Vec<u8> {
        let start = record(0x0809, &[version.to_le_bytes(), [5, 0]].concat());
        let before: Vec<u8> = globals.concat();
        let bound = |offset: u32| record(0x0085, &[&offset.to_le_bytes()[..], &[0, 0], name].concat());
        let end = record(0x000A, &[]);
        let offset = start.len() + before.len() + bound(0).len() + end.len();
        let sheet =
            [record(0x0809, &[version.to_le_bytes(), [0x10, 0]].concat()), cells.concat(), end.clone()]
                .concat();
        let stream = [start, before, bound(u32::try_from(offset).unwrap()), end, sheet].concat();
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(if version == 0x0600 { "/Workbook" } else { "/Book" })
            .unwrap()
            .write_all(&stream)
            .unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let input = read(bytes, &Hint::default()).unwrap();
        assert_eq!(input.format, "xls");
        let table = input.document.blocks.iter().find_map(Block::as_table).unwrap();
        let row =
            |row| table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.clone()).collect();
        (0..table.rows).map(row).collect()
    }

    #[test]
    fn cells_of_every_kind() {
        let name = [&[2, 1][..], &units("申请")].concat();
        // Two strings; the second breaks within its characters and goes on eight bits wide.
        let first = [&[2, 0, 1][..], &units("项目")].concat();
        let second = [&[6, 0, 9, 1, 0][..], &units("企业A")].concat();
        let strings = record(0x00FC, &[&[2, 0, 0, 0, 2, 0, 0, 0][..], &first, &second].concat());
        let more = record(0x003C, &[&[0][..], b"bcd", &[0, 0, 0, 0]].concat());
        let format = record(0x041E, &[&[176, 0, 4, 0, 0][..], b"0.00"].concat());
        let style = |id: u8| record(0x00E0, &[0, 0, id, 0, 0, 0]);
        let globals = [format, style(0), style(176), style(3), strings, more];
        let head = |row: u8, column: u8, style: u8| vec![row, 0, column, 0, style, 0];
        let rk_integer = |number: i32| ((number << 2) | 2).to_le_bytes();
        let cells = [
            record(0x00FD, &[&head(0, 0, 0)[..], &[0, 0, 0, 0]].concat()),
            record(0x00FD, &[&head(0, 1, 0)[..], &[1, 0, 0, 0]].concat()),
            record(0x0204, &[&head(0, 2, 0)[..], &[2, 0, 1], &units("合计")].concat()),
            record(0x0203, &[&head(1, 0, 1)[..], &12.5_f64.to_le_bytes()].concat()),
            record(0x027E, &[&head(1, 1, 2)[..], &rk_integer(3_985_758)].concat()),
            record(0x0006, &[&head(1, 2, 0)[..], &7.0_f64.to_le_bytes(), &[0; 6]].concat()),
            record(
                0x00BD,
                &[&[2, 0, 0, 0][..], &[0, 0], &rk_integer(-8), &[0, 0], &rk_integer(9), &[1, 0]].concat(),
            ),
            record(0x0006, &[&head(2, 2, 0)[..], &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF], &[0; 6]].concat()),
            record(0x0207, &[&[1, 0, 1][..], &units("无")].concat()),
            record(0x0205, &[&head(3, 0, 0)[..], &[0x17, 1]].concat()),
            record(0x0203, &[&head(3, 1, 0)[..], &1.0_f64.to_le_bytes()].concat()),
            record(0x00E5, &[1, 0, 3, 0, 3, 0, 1, 0, 2, 0]),
        ];
        let bytes = workbook(0x0600, &globals, &name, &cells);
        assert_eq!(
            rows(&bytes),
            [
                vec!["项目", "企业Abcd", "合计"],
                vec!["12.5", "3,985,758", "7"],
                vec!["-8", "9", "无"],
                vec!["#REF!", "1"]
            ]
        );
        for length in (0..bytes.len()).step_by(37) {
            let _ = read(bytes.get(..length).unwrap(), &Hint::default());
        }
    }

    #[test]
    fn hidden_rows_and_columns_and_struck_out_text_are_not_there() {
        let name = [&[2, 1][..], &units("申请")].concat();
        // Fonts: plain, four of them since there is no fourth; then one that strikes out and one that raises.
        let font = |flags: u8, shift: u8| {
            record(0x0031, &[200, 0, flags, 0, 0, 0, 0x90, 1, shift, 0, 0, 0, 0, 0, 0, 0])
        };
        let fonts = [font(0, 0), font(0, 0), font(0, 0), font(0, 0), font(8, 0), font(0, 1)];
        let style = |font: u8| record(0x00E0, &[font, 0, 0, 0, 0, 0]);
        // 21 struck out before 12; 12 with a raised 1; both in runs of their own.
        let rich = |text: &str, runs: &[[u8; 4]]| {
            let count = u16::try_from(text.encode_utf16().count()).unwrap().to_le_bytes();
            let runs_count = u16::try_from(runs.len()).unwrap().to_le_bytes();
            [&count[..], &[9], &runs_count, &units(text), &runs.concat()].concat()
        };
        let strings = [
            rich("2112", &[[0, 0, 5, 0], [2, 0, 0, 0]]),
            rich("121", &[[2, 0, 6, 0]]),
            rich("12", &[[0, 0, 6, 0]]),
            rich("件", &[]),
        ];
        let table = record(0x00FC, &[&[4, 0, 0, 0, 4, 0, 0, 0][..], &strings.concat()].concat());
        let globals = [fonts.concat(), style(0), style(5), table];
        let shared = |row: u8, column: u8, style: u8, string: u8| {
            record(0x00FD, &[row, 0, column, 0, style, 0, string, 0, 0, 0])
        };
        let cells = [
            shared(0, 0, 0, 3),
            shared(0, 1, 0, 0),
            shared(0, 2, 0, 1),
            shared(1, 0, 0, 3),
            shared(1, 1, 0, 3),
            shared(2, 0, 0, 3),
            shared(2, 1, 0, 2),
            shared(2, 2, 1, 1),
            shared(2, 3, 0, 3),
            record(0x0208, &[1, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0, 0, 0x20, 0, 0, 0]),
            record(0x007D, &[3, 0, 3, 0, 0, 9, 0, 0, 1, 0, 0, 0]),
        ];
        assert_eq!(
            rows(&workbook(0x0600, &globals, &name, &cells)),
            [vec!["件", "12", "12¹"], vec!["件", "12", ""]]
        );
    }

    #[test]
    fn texts_of_excel_95_are_in_its_code_page() {
        let text = encoding_rs::GBK.encode("规章").0.into_owned();
        let cell = |column: u8| record(0x0204, &[&[0, 0, column, 0, 0, 0, 4, 0][..], &text].concat());
        let name = [&[4][..], &text].concat();
        let bytes = workbook(0x0500, &[record(0x0042, &936_u16.to_le_bytes())], &name, &[cell(0), cell(1)]);
        assert_eq!(rows(&bytes), [["规章", "规章"]]);
    }

    #[test]
    fn locked_workbooks_are_said_to_be_locked() {
        let bytes = workbook(0x0600, &[record(0x002F, &[0; 6])], &[1, 0, b'a'], &[]);
        assert_eq!(read(&bytes, &Hint::default()).map(|_| ()).map_err(|error| error.code), Err("encrypted"));
    }
}
