//! Excel workbooks in Office Open XML (`.xlsx`, `.xlsm`, as Excel, WPS and LibreOffice write them).

use std::borrow::Cow;
use std::collections::HashMap;

use super::conditional::Rules;
use super::formula::{At, Cells, Content, content, moved};
use super::names::{self, Named, Names};
use super::rich::{Look, Rich};
use super::styles::{self, Styles};
use super::{Merge, Room, Sheet};
use crate::read::ReadError;
use crate::read::docx::{Relation, part, relations};
use crate::read::meter::{Limit, Meter};
use crate::read::xml::{Id, Xml};
use crate::read::zip::{Archive, damaged};

/// The path of the workbook, where a zip archive is one.
pub fn main_part(archive: &Archive) -> Option<String> {
    let target =
        relations(archive, "").into_iter().find(|relation| relation.kind == "officeDocument")?.target;
    let workbook =
        target.rsplit('/').next().is_some_and(|file| file.to_ascii_lowercase().starts_with("workbook"));
    (workbook && target.to_ascii_lowercase().ends_with(".xml") && archive.find(&target).is_some())
        .then_some(target)
}

/// The sheets of a workbook that are shown, and the names of those that are hidden.
///
/// # Errors
/// `damaged` where the workbook cannot be read, `too-large` and `too-deep` beyond the limits.
pub fn sheets(archive: &Archive, main: &str) -> Result<(Vec<Sheet>, Vec<String>), ReadError> {
    let meter = archive.meter();
    let relations = relations(archive, main);
    let source = part(archive, main)?;
    let workbook = Xml::parse(&source, meter);
    let root = workbook.root().ok_or_else(damaged)?;
    let related = |kind: &str| -> Result<String, ReadError> {
        relations
            .iter()
            .find(|relation| relation.kind == kind && archive.find(&relation.target).is_some())
            .map_or_else(|| Ok(String::new()), |relation| part(archive, &relation.target))
    };
    let strings = strings(&related("sharedStrings")?, meter);
    let mut styles = styles::read(&related("styles")?, meter);
    let properties = workbook.child(root, "x", "workbookPr");
    styles.formats.from_1904 = properties.is_some_and(|id| is_on(workbook.attribute(id, "date1904")));
    // A program that writes formulas without computing them has them computed when the workbook is opened.
    let uncomputed = workbook
        .child(root, "x", "calcPr")
        .is_some_and(|properties| is_on(workbook.attribute(properties, "fullCalcOnLoad")));
    let list = workbook.child(root, "x", "sheets").ok_or_else(damaged)?;
    let names = names_of(&workbook, root);
    let sheet_names: Vec<String> = workbook
        .children(list)
        .filter_map(|entry| workbook.attribute(entry, "name").map(str::to_owned))
        .collect();
    let (strings, styles, names, sheets) = (&strings[..], &styles, &names, &sheet_names[..]);
    // The cells of a sheet that another one's formulas name.
    let cells_of = |wanted: &str| -> Option<Contents> {
        let mut entries = workbook.children(list).filter(|&child| workbook.is(child, "x", "sheet"));
        let entry = entries.find(|&entry| workbook.attribute(entry, "name") == Some(wanted))?;
        let source = part(archive, target(&relations, workbook.attribute(entry, "id"))?).ok()?;
        let xml = Xml::parse(&source, meter);
        let root = xml.root().filter(|&root| xml.is(root, "x", "worksheet"))?;
        let (rules, cells_of) = (Rules::default(), &|_: &str| None);
        let book = Book { strings, styles, names, sheets, cells_of, uncomputed };
        Some(Reader { xml: &xml, book: &book, rules, meter }.contents(root))
    };
    let book = Book { strings, styles, names, sheets, cells_of: &cells_of, uncomputed };
    let (mut shown, mut hidden, mut room) = (Vec::new(), Vec::new(), Room::new(meter));
    for entry in workbook.children(list).filter(|&child| workbook.is(child, "x", "sheet")) {
        let name = workbook.attribute(entry, "name").unwrap_or_default().to_owned();
        if matches!(workbook.attribute(entry, "state"), Some("hidden" | "veryHidden")) {
            hidden.push(name);
            continue;
        }
        let Some(path) = target(&relations, workbook.attribute(entry, "id")) else { continue };
        // A chart sheet has no cells.
        let Ok(source) = part(archive, path) else { continue };
        let xml = Xml::parse(&source, meter);
        let Some(root) = xml.root().filter(|&root| xml.is(root, "x", "worksheet")) else { continue };
        let rules = Rules::of(&xml, root, styles);
        let reader = Reader { xml: &xml, book: &book, rules, meter };
        shown.push(reader.sheet(root, name, &mut room));
    }
    Ok((shown, hidden))
}

fn target<'r>(relations: &'r [Relation], id: Option<&str>) -> Option<&'r str> {
    relations
        .iter()
        .find(|relation| Some(relation.id.as_str()) == id)
        .map(|relation| relation.target.as_str())
}

fn strings(source: &str, meter: &Meter) -> Vec<Rich> {
    let xml = Xml::parse(source, meter);
    let Some(root) = xml.root() else { return Vec::new() };
    let items = xml.children(root).filter(|&child| xml.is(child, "x", "si"));
    items.map(|item| rich_text(&xml, item)).collect()
}

/// The text of a string: its own, or that of its runs; readings (`rPh`) are left out.
fn rich_text(xml: &Xml, item: Id) -> Rich {
    let mut text = Rich::default();
    for child in xml.children(item) {
        match xml.name(child) {
            ("x", "t") => text.push(None, plain(&xml.own_text(child))),
            ("x", "r") => {
                let own = xml.child(child, "x", "t").map(|run| plain(&xml.own_text(run))).unwrap_or_default();
                text.push(xml.child(child, "x", "rPr").map(|properties| styles::font(xml, properties)), own);
            }
            _ => {}
        }
    }
    text
}

/// Rows of two pixels or fewer, in points, show nothing of their text.
const LOWEST_ROW: f64 = 1.5;

fn is_at_most(size: &str, most: f64) -> bool {
    size.parse().is_ok_and(|size: f64| size <= most)
}

fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// A cell with what is asked of it more than once.
#[derive(Clone, Copy)]
struct CellNode<'x> {
    id: Id,
    /// What kind of value it holds.
    kind: Option<&'x str>,
    style: Option<usize>,
    at: At,
}

/// What a formula's result is worth.
enum Formula<'x> {
    /// There is no formula, or it was computed.
    Sure,
    /// The formula was never computed, or may not have been: its source.
    Unsure(Cow<'x, str>),
    /// The result is 0, which a program writes that leaves computing to others: its source.
    Doubted(Cow<'x, str>),
}

/// The cells of a sheet that hold something.
type Contents = Vec<(At, Content)>;

/// What the sheets of a workbook share.
struct Book<'b> {
    strings: &'b [Rich],
    styles: &'b Styles,
    names: &'b Names,
    sheets: &'b [String],
    /// The cells of a sheet of this name.
    cells_of: &'b dyn Fn(&str) -> Option<Contents>,
    /// Results that are 0 were never computed.
    uncomputed: bool,
}

/// Reads one sheet.
struct Reader<'x> {
    xml: &'x Xml<'x>,
    book: &'x Book<'x>,
    rules: Rules,
    meter: &'x Meter,
}

/// What a workbook calls its cells.
fn names_of(workbook: &Xml, root: Id) -> Names {
    /// No workbook that people make has more.
    const MOST: usize = 2_000;
    let mut names = Names::new();
    let list = workbook.child(root, "x", "definedNames");
    for entry in list.into_iter().flat_map(|list| workbook.children(list)).take(MOST) {
        let name = workbook.attribute(entry, "name").unwrap_or_default().to_lowercase();
        let cells = workbook.own_text(entry);
        let known = names.entry(name).or_insert_with(|| Some(cells.clone()));
        if known.as_ref() != Some(&cells) {
            *known = None;
        }
    }
    names
}

impl Reader<'_> {
    fn sheet(&self, root: Id, name: String, room: &mut Room) -> Sheet {
        let xml = self.xml;
        let mut sheet = Sheet { name, ..Sheet::default() };
        self.hidden_columns(root, &mut sheet);
        let (mut cells, mut unsure, mut doubted) = (Cells::default(), Vec::new(), Vec::new());
        let mut arrays: Vec<(At, At)> = Vec::new();
        let mut shared: HashMap<&str, (At, Cow<str>)> = HashMap::new();
        let own = sheet.name.clone();
        let mut named = Named::new(self.book.names, self.book.sheets, &own);
        let mut next_row = 0_u32;
        let data = xml.child(root, "x", "sheetData");
        for row in data.into_iter().flat_map(|data| xml.children(data)).filter(|&row| xml.is(row, "x", "row"))
        {
            let [number, hidden, height] = xml.attributes(row, ["r", "hidden", "ht"]);
            let at = number.and_then(|number| number.parse::<u32>().ok());
            let row_number = at.and_then(|at| at.checked_sub(1)).unwrap_or(next_row);
            next_row = row_number.saturating_add(1);
            if is_on(hidden) || height.is_some_and(|height| is_at_most(height, LOWEST_ROW)) {
                sheet.hidden_rows.push((row_number, row_number));
            }
            let mut next_column = 0_u32;
            for cell in xml.children(row).filter(|&child| xml.is(child, "x", "c")) {
                let [reference, kind, style] = xml.attributes(cell, ["r", "t", "s"]);
                let style = style.and_then(|style| style.parse().ok());
                let at = reference.and_then(place).unwrap_or((row_number, next_column));
                let cell = CellNode { id: cell, kind, style, at };
                next_column = at.1.saturating_add(1);
                if room.is_full() {
                    break;
                }
                let (text, number) = self.text(cell);
                match self.formula(cell, at, (&text, number), &mut shared, &mut arrays) {
                    Formula::Sure => {
                        cells.insert(at, number.map_or_else(|| content(&text), Content::Number));
                        let of_runs = matches!(cell.kind, Some("s" | "inlineStr"));
                        if of_runs || self.is_seen(cell) {
                            sheet.put(at, &text, room);
                        }
                    }
                    Formula::Unsure(source) => {
                        unsure.push((at, cell, text, source.chars().take(60).collect::<String>()));
                        cells.insert(at, Content::Formula(self.local(source, &mut named)));
                    }
                    Formula::Doubted(source) => {
                        doubted.push((at, cell, text));
                        cells.insert(at, Content::Doubted(self.local(source, &mut named)));
                    }
                }
            }
        }
        for (below, name) in named.sheets.iter().enumerate() {
            for (at, content) in (self.book.cells_of)(name).into_iter().flatten() {
                if let Some(at) = names::below(below, at) {
                    cells.insert(at, content);
                }
            }
        }
        for (at, cell, text, source) in unsure {
            let computed = cells.computed(at, self.meter);
            let text = match computed {
                Some(value) => self.book.styles.formats.shown(value, cell.style),
                None if matches!(text.trim(), "" | "0") => format!("={source}"),
                // It is not 0: something computed it.
                None => text,
            };
            if self.is_seen(cell) {
                match computed {
                    Some(_) => sheet.computed.push(at),
                    None if text.starts_with('=') => sheet.uncomputed.push(at),
                    None => {}
                }
                sheet.put(at, &text, room);
            }
        }
        for (at, cell, text) in doubted.into_iter().filter(|(_, cell, _)| self.is_seen(*cell)) {
            let computed = cells.computed(at, self.meter).filter(|value| *value != 0.0);
            sheet.computed.extend(computed.map(|_| at));
            let text = computed.map_or(text, |value| self.book.styles.formats.shown(value, cell.style));
            sheet.put(at, &text, room);
        }
        self.merges(root, &mut sheet, room);
        sheet
    }

    /// A formula with the places at which the cells that it names stand.
    fn local(&self, source: Cow<str>, named: &mut Named) -> String {
        let names = source.contains('!') || !self.book.names.is_empty();
        // What was moved along to another cell was not where it names other sheets.
        let moved = matches!(source, Cow::Owned(_)) && source.contains('!');
        let local = if names && !moved { named.local(&source) } else { None };
        local.unwrap_or(source.into_owned())
    }

    /// The numbers of a sheet's cells; a formula without a result is taken as an error.
    fn contents(&self, root: Id) -> Contents {
        let xml = self.xml;
        let mut contents = Vec::new();
        let data = xml.child(root, "x", "sheetData");
        for row in data.into_iter().flat_map(|data| xml.children(data)) {
            for cell in xml.children(row).filter(|&child| xml.is(child, "x", "c")) {
                let [reference, kind, style] = xml.attributes(cell, ["r", "t", "s"]);
                let Some(at) = reference.and_then(place) else { continue };
                let cell = CellNode { id: cell, kind, style: style.and_then(|style| style.parse().ok()), at };
                let (text, number) = self.text(cell);
                let blank = text.is_empty() && number.is_none();
                let has_formula = xml.child(cell.id, "x", "f").is_some();
                contents.push(match number {
                    _ if has_formula && (blank || (number == Some(0.0) && self.book.uncomputed)) => {
                        (at, Content::Error)
                    }
                    Some(number) => (at, Content::Number(number)),
                    None if blank => continue,
                    None => (at, content(&text)),
                });
            }
        }
        contents
    }

    fn hidden_columns(&self, root: Id, sheet: &mut Sheet) {
        let xml = self.xml;
        let Some(list) = xml.child(root, "x", "cols") else { return };
        for column in xml.children(list) {
            let edge = |name: &str| xml.attribute(column, name)?.parse::<u32>().ok()?.checked_sub(1);
            let width = xml.attribute(column, "width");
            let hidden =
                is_on(xml.attribute(column, "hidden")) || width.is_some_and(|width| is_at_most(width, 0.2));
            if let (true, Some(first), Some(last)) = (hidden, edge("min"), edge("max")) {
                sheet.hidden_columns.push((first, last));
            }
        }
    }

    fn merges(&self, root: Id, sheet: &mut Sheet, room: &mut Room) {
        let xml = self.xml;
        let Some(list) = xml.child(root, "x", "mergeCells") else { return };
        for entry in xml.children(list) {
            let merge = || {
                let (from, to) = xml.attribute(entry, "ref")?.split_once(':')?;
                let ((first_row, first_column), (last_row, last_column)) = (place(from)?, place(to)?);
                Some(Merge { first_row, last_row, first_column, last_column })
            };
            if let Some(merge) = merge() {
                sheet.merge(merge, room);
            }
        }
    }

    fn look(&self, cell: CellNode) -> Look {
        let look = self.book.styles.looks.get(cell.style.unwrap_or(0)).copied().unwrap_or_default();
        self.rules.applied(look, cell.at)
    }

    /// Whether what stands in the font of a cell can be seen: it is not struck out, nor white on white.
    fn is_seen(&self, cell: CellNode) -> bool {
        self.look(cell).is_seen()
    }

    /// What a cell shows, and the number that it holds.
    fn text(&self, cell: CellNode) -> (String, Option<f64>) {
        let xml = self.xml;
        let value = || xml.child(cell.id, "x", "v").map(|value| xml.own_text(value)).unwrap_or_default();
        let text = match cell.kind {
            Some("s") => {
                let string = value().trim().parse::<usize>().ok().and_then(|at| self.book.strings.get(at));
                string.map(|text| text.seen(self.look(cell))).unwrap_or_default()
            }
            Some("inlineStr") => {
                let string = xml.child(cell.id, "x", "is").map(|text| rich_text(xml, text));
                string.map(|text| text.seen(self.look(cell))).unwrap_or_default()
            }
            Some("b") => if value().trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            Some("str" | "e" | "d") => plain(&value()),
            _ => {
                let value = value();
                let written = value.trim();
                match written.parse::<f64>() {
                    Ok(number) => {
                        let formats = &self.book.styles.formats;
                        return (formats.shown_as_written(written, number, cell.style), Some(number));
                    }
                    Err(_) => plain(&value),
                }
            }
        };
        (text, None)
    }

    /// The formula of a cell, where its result is none or cannot be believed.
    fn formula<'f>(
        &'f self,
        cell: CellNode,
        at: At,
        (text, number): (&str, Option<f64>),
        shared: &mut HashMap<&'f str, (At, Cow<'f, str>)>,
        arrays: &mut Vec<(At, At)>,
    ) -> Formula<'f> {
        let xml = self.xml;
        let Some(formula) = xml.child(cell.id, "x", "f") else {
            // One formula for many cells stands in the first of them.
            let within =
                |(from, to): &(At, At)| (from.0..=to.0).contains(&at.0) && (from.1..=to.1).contains(&at.1);
            let uncomputed = self.book.uncomputed && number == Some(0.0) && arrays.iter().any(within);
            return if uncomputed { Formula::Unsure(Cow::Borrowed("{}")) } else { Formula::Sure };
        };
        if xml.attribute(formula, "t") == Some("array") && arrays.len() < 1_000 {
            let range = xml.attribute(formula, "ref").and_then(|range| range.split_once(':'));
            arrays.extend(range.and_then(|(from, to)| Some((place(from)?, place(to)?))));
        }
        // References to characters part a text.
        let mut texts = xml.children(formula).filter_map(|child| xml.text_of(child));
        let own = match (texts.next(), texts.next()) {
            (text, None) => Cow::Borrowed(text.unwrap_or_default()),
            _ => Cow::Owned(xml.own_text(formula)),
        };
        let group = xml.attribute(formula, "si").filter(|_| xml.attribute(formula, "t") == Some("shared"));
        if let Some(group) = group.filter(|_| !own.is_empty()) {
            shared.insert(group, (at, own.clone()));
        }
        // A long formula of many cells is paid for in each of them.
        let source = || match group {
            Some(group) if own.is_empty() => {
                let of_group =
                    shared.get(group).filter(|(_, source)| self.meter.pay(Limit::Steps, source.len()));
                let moved = of_group.and_then(|(from, source)| moved(source, *from, at));
                Cow::Owned(moved.unwrap_or_default())
            }
            _ => own.clone(),
        };
        // An empty text is a result as well: IF(A1=0,"",A1).
        let computed = match cell.kind {
            Some("e" | "b") => true,
            Some("str") => !self.book.uncomputed || !text.is_empty(),
            _ => !text.trim().is_empty() && !self.book.uncomputed,
        };
        match number {
            _ if !computed => Formula::Unsure(source()),
            Some(0.0) => Formula::Doubted(source()),
            _ => Formula::Sure,
        }
    }
}

/// Excel writes characters that XML cannot hold, or that it takes apart, as `_x000D_`; a carriage return is a part of
/// a line's end.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        plain.push_str(before);
        let digits = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                plain.extend(char::from_u32(code).filter(|&sign| sign != '\r'));
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    plain.replace("\r\n", "\n")
}

/// Row and column of a reference such as `B12`, both from 0.
fn place(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim_matches('$');
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = reference.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        sum.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A' + 1))
    });
    Some((digits.trim_start_matches('$').parse::<u32>().ok()?.checked_sub(1)?, column?.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::read::zip::tests::archive;
    use crate::read::{Hint, read};

    fn workbook(sheet: &str) -> Vec<u8> {
        let main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='r'";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id='{id}' Type='t/{kind}' Target='{target}'/>")
        };
        let root =
            format!("<Relationships>{}</Relationships>", relation("a", "officeDocument", "xl/workbook.xml"));
        let parts = format!(
            "<Relationships>{}{}{}{}</Relationships>",
            relation("s1", "worksheet", "worksheets/sheet1.xml"),
            relation("s2", "worksheet", "worksheets/sheet2.xml"),
            relation("t", "sharedStrings", "sharedStrings.xml"),
            relation("f", "styles", "styles.xml")
        );
        let book = format!(
            "<workbook {main}><sheets><sheet name='申请' r:id='s1'/><sheet name='参数' state='hidden' r:id='s2'/></sheets></workbook>"
        );
        let strings = format!(
            "<sst {main}><si><t>项目</t></si><si><r><t>商业</t></r><r><t xml:space='preserve'>\n企业</t></r><rPh><t>x</t></rPh></si></sst>"
        );
        let styles = format!(
            "<styleSheet {main}><numFmts><numFmt numFmtId='176' formatCode='0.00\"万元\"'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='3'/><xf numFmtId='176'/><xf numFmtId='10'/></cellXfs></styleSheet>"
        );
        let sheet = format!("<worksheet {main}>{sheet}</worksheet>");
        archive(&[
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
            ("xl/worksheets/sheet2.xml", b"<worksheet/>"),
        ])
    }

    #[test]
    fn cells_of_every_kind() {
        let bytes = workbook(
            "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c t='inlineStr'><is><t>合计</t></is></c></row>\
             <row r='2'><c r='A2' t='str'><f>X</f><v>甲</v></c><c r='B2' s='1'><v>3985758</v></c><c r='C2' s='2'><f>SUM(1)</f><v>96171.6</v></c></row>\
             <row r='3'><c r='A3' t='b'><v>1</v></c><c r='B3' t='e'><v>#REF!</v></c><c r='C3' s='3'><v>0.125</v></c></row>\
             <row r='4'><c r='A4' t='s'><v>0</v></c><c r='B4'/><c r='C4'><v>7</v></c></row></sheetData>\
             <mergeCells><mergeCell ref='A4:B4'/></mergeCells>",
        );
        let input = read(&bytes, &Hint::default()).unwrap();
        assert_eq!(input.format, "xlsx");
        assert_eq!(input.document.blocks.first(), Some(&Block::heading(1, "申请")));
        let table = input.document.blocks.get(1).and_then(Block::as_table).unwrap();
        let row = |row: u32| -> Vec<&str> { table.row(row).iter().map(|cell| cell.text.as_str()).collect() };
        assert_eq!(row(0), ["项目", "商业\n企业", "合计"]);
        assert_eq!(row(1), ["甲", "3,985,758", "96171.6万元"]);
        assert_eq!(row(2), ["TRUE", "#REF!", "12.5%"]);
        assert_eq!(row(3), ["项目", "7"]);
        assert_eq!(table.at(3, 1).map(|cell| cell.column_span), Some(2));
        assert!(
            input.document.notes.iter().any(|note| note.code == "hidden-sheet" && note.zh.contains("参数"))
        );
    }

    #[test]
    fn a_cell_at_the_far_end_costs_nothing() {
        let bytes = workbook(
            "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>",
        );
        let input = read(&bytes, &Hint::default()).unwrap();
        assert_eq!(input.document.blocks.len(), 2);
    }

    #[test]
    fn references() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(place("$B$12"), Some((11, 1)));
        assert_eq!((place("A0"), place("1"), place("ZZZZZZZZZZ1")), (None, None, None));
    }
}
