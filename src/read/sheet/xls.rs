//! Excel 97–2003 workbooks and those of Excel 5 and 95 (`.xls`, `.et` of WPS), as [MS-XLS] describes BIFF.

mod strings;

use std::collections::HashMap;
use std::io::Read;

use self::strings::{font_at, shared_strings};
use super::format::Formats;
use super::formula::{At, Cells, Content};
use super::rich::{Font, Look, Rich};
use super::tokens;
use super::{Merge, Room, Sheet};
use crate::read::colour::Colour;
use crate::read::compound::opened;
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
    let mut file = opened(bytes).map_err(|_| damaged())?;
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
                        unicode(data, usize::from(u16_at(data, 2).unwrap_or(0)), 4)
                    } else {
                        self.narrow(data.get(3..).unwrap_or_default())
                    };
                    self.formats.add_code(u32::from(u16_at(data, 0).unwrap_or(0)), &code);
                }
                0x00E0 => {
                    let format = u32::from(u16_at(data, 2).unwrap_or(0));
                    self.formats.add_style(format);
                    let mut font =
                        u16_at(data, 0).and_then(|font| font_at(&self.fonts, font)).unwrap_or_default();
                    font.ink = self.formats.ink(format).or(font.ink);
                    let ground = if self.is_unicode { ground_of(data) } else { Some(Colour::WHITE) };
                    self.looks.push(Look { font, ground });
                }
                0x0031 => {
                    let struck = u16_at(data, 2).is_some_and(|flags| flags & 8 != 0);
                    let raised = matches!(u16_at(data, 8), Some(1 | 2));
                    // The colours of the palette stand twice in it; before Excel 97 fillings are not read.
                    let ink = u16_at(data, 4).filter(|_| self.is_unicode).and_then(of_palette);
                    self.fonts.push(Font { struck, raised, ink });
                }
                0x0085 => {
                    let length = usize::from(data.get(6).copied().unwrap_or(0));
                    let name = if self.is_unicode {
                        unicode(data, length, 7)
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
                    // Of two pixels or fewer, in twentieths of a point; of the default height where the first bit is set.
                    let low = u16_at(data, 6).is_some_and(|height| (1..=30).contains(&height));
                    sheet.hidden_rows.extend(row.filter(|_| low || flags & 0x20 != 0).map(|row| (row, row)));
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
                        unicode(data, length, 8)
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
                    // Programs that do not compute write 0 or an empty text, and that it is to be computed when the
                    // workbook is opened.
                    let empty = special && data.get(6) == Some(&3);
                    let nothing = (number == Some(0.0) || empty) && self.is_unicode;
                    let to_compute = u16_at(data, 14).is_some_and(|flags| flags & 3 != 0);
                    if let Some(at) = place() {
                        let own = formula_tokens(data, 20).filter(|_| nothing);
                        let tokens = own.and_then(|own| match tokens::shared_from(own) {
                            Some(first) => shared.get(&first).copied(),
                            None => Some(own),
                        });
                        let source = tokens.and_then(|tokens| tokens::source(tokens, at));
                        if nothing && (empty || to_compute || source.is_some()) {
                            sums.open.push(Open { at, style: style(4), source, empty, to_compute });
                            sums.computed |= !empty && !to_compute;
                            continue;
                        }
                        sums.computed = true;
                        let text = || Content::Text;
                        sums.cells.insert(at, number.map_or_else(text, Content::Number));
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
                        unicode(data, length, 2)
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
        sums.close(&self.formats, &mut sheet, room);
        sheet
    }
}

/// A formula whose result is 0 or an empty text.
struct Open {
    at: At,
    style: Option<usize>,
    /// Its source, where it is a plain sum.
    source: Option<String>,
    /// The result is an empty text, not 0.
    empty: bool,
    /// It is to be computed when the workbook is opened.
    to_compute: bool,
}

/// What plain sums need.
#[derive(Default)]
struct Sums {
    cells: Cells,
    open: Vec<Open>,
    /// Some formula of the sheet has a result of its own.
    computed: bool,
}

impl Sums {
    /// Computes the formulas that nobody computed, as far as they are plain sums.
    fn close(mut self, formats: &Formats, sheet: &mut Sheet, room: &mut Room) {
        // No sum comes to an empty text; where every formula of a sheet did, none was computed.
        let none_computed = !self.computed;
        let unsure =
            |open: &Open| open.to_compute || (open.empty && (none_computed || open.source.is_some()));
        for open in &self.open {
            let source = open.source.clone();
            let content = match source {
                source if unsure(open) => Content::Formula(source.unwrap_or_default()),
                Some(source) => Content::Doubted(source),
                None => Content::Text,
            };
            self.cells.insert(open.at, content);
        }
        for open in &self.open {
            match self.cells.computed(open.at, &room.meter) {
                Some(value) if value != 0.0 || (open.empty && unsure(open)) => {
                    sheet.computed.push(open.at);
                    sheet.put(open.at, &formats.shown(value, open.style), room);
                }
                None if unsure(open) => {
                    sheet.uncomputed.push(open.at);
                    sheet.put(open.at, &format!("={}", open.source.as_deref().unwrap_or("…")), room);
                }
                _ if !open.empty => sheet.put(open.at, &formats.shown(0.0, open.style), room),
                _ => {}
            }
        }
    }
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

/// What a cell style of Excel 97 and later puts behind the text; `None` where it cannot be told.
fn ground_of(style: &[u8]) -> Option<Colour> {
    let pattern = u32_at(style, 14).map_or(0, |borders| borders >> 26);
    let front = u16_at(style, 18).map_or(64, |colours| colours & 0x7F);
    match pattern {
        0 => Some(Colour::WHITE),
        1 => of_palette(front),
        _ => None,
    }
}

/// A colour by its place in the palette; `None` for what the window has itself.
fn of_palette(place: u16) -> Option<Colour> {
    match place {
        1 | 9 => Some(Colour::WHITE),
        8..=63 => Some(Colour::of_name(&format!("palette {place}"))),
        _ => None,
    }
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
fn unicode(data: &[u8], length: usize, flags_at: usize) -> String {
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
mod tests;
