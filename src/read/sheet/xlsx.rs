//! Excel workbooks in Office Open XML (`.xlsx`, `.xlsm`, as Excel, WPS and LibreOffice write them).

use std::borrow::Cow;

use super::format::Formats;
use super::{Merge, Room, Sheet};
use crate::read::ReadError;
use crate::read::docx::{Relation, part, relations};
use crate::read::meter::Meter;
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
    let mut formats = formats(&related("styles")?, meter);
    formats.from_1904 = workbook
        .child(root, "x", "workbookPr")
        .and_then(|properties| workbook.attribute(properties, "date1904"))
        .is_some_and(|value| matches!(value, "1" | "true"));
    let list = workbook.child(root, "x", "sheets").ok_or_else(damaged)?;
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
        let sheet = Xml::parse(&source, meter);
        let Some(root) = sheet.root().filter(|&root| sheet.is(root, "x", "worksheet")) else { continue };
        shown.push(read(&sheet, root, name, &strings, &formats, &mut room));
    }
    Ok((shown, hidden))
}

fn target<'r>(relations: &'r [Relation], id: Option<&str>) -> Option<&'r str> {
    relations
        .iter()
        .find(|relation| Some(relation.id.as_str()) == id)
        .map(|relation| relation.target.as_str())
}

fn strings(source: &str, meter: &Meter) -> Vec<String> {
    let xml = Xml::parse(source, meter);
    let Some(root) = xml.root() else { return Vec::new() };
    let items = xml.children(root).filter(|&child| xml.is(child, "x", "si"));
    items.map(|item| plain(&rich_text(&xml, item))).collect()
}

/// The text of a string: its own, or that of its runs; readings (`rPh`) are left out.
fn rich_text(xml: &Xml, item: Id) -> String {
    let mut text = String::new();
    for child in xml.children(item) {
        match xml.name(child) {
            ("x", "t") => text.push_str(&xml.own_text(child)),
            ("x", "r") => text.extend(xml.child(child, "x", "t").map(|run| xml.own_text(run))),
            _ => {}
        }
    }
    text
}

fn formats(source: &str, meter: &Meter) -> Formats {
    let xml = Xml::parse(source, meter);
    let mut formats = Formats::default();
    let Some(root) = xml.root() else { return formats };
    let number = |id: Id, name: &str| xml.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
    if let Some(list) = xml.child(root, "x", "numFmts") {
        for entry in xml.children(list) {
            if let (Some(id), Some(code)) = (number(entry, "numFmtId"), xml.attribute(entry, "formatCode")) {
                formats.add_code(id, code);
            }
        }
    }
    if let Some(list) = xml.child(root, "x", "cellXfs") {
        for entry in xml.children(list).filter(|&child| xml.is(child, "x", "xf")) {
            formats.add_style(number(entry, "numFmtId").unwrap_or(0));
        }
    }
    formats
}

fn read(xml: &Xml, root: Id, name: String, strings: &[String], formats: &Formats, room: &mut Room) -> Sheet {
    let mut sheet = Sheet { name, ..Sheet::default() };
    if let Some(data) = xml.child(root, "x", "sheetData") {
        let mut next_row = 0_u32;
        for row in xml.children(data).filter(|&child| xml.is(child, "x", "row")) {
            let at = xml.attribute(row, "r").and_then(|number| number.parse::<u32>().ok());
            let row_number = at.and_then(|at| at.checked_sub(1)).unwrap_or(next_row);
            next_row = row_number.saturating_add(1);
            let mut next_column = 0_u32;
            for cell in xml.children(row).filter(|&child| xml.is(child, "x", "c")) {
                let place = xml.attribute(cell, "r").and_then(place);
                let (row_number, column) = place.unwrap_or((row_number, next_column));
                next_column = column.saturating_add(1);
                if room.is_full() {
                    return sheet;
                }
                sheet.put((row_number, column), &cell_text(xml, cell, strings, formats), room);
            }
        }
    }
    if let Some(list) = xml.child(root, "x", "mergeCells") {
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
    sheet
}

fn cell_text<'s>(xml: &Xml, cell: Id, strings: &'s [String], formats: &Formats) -> Cow<'s, str> {
    let value = || xml.child(cell, "x", "v").map(|value| xml.own_text(value)).unwrap_or_default();
    let text = match xml.attribute(cell, "t") {
        Some("s") => {
            let string = value().trim().parse::<usize>().ok().and_then(|at| strings.get(at));
            return Cow::Borrowed(string.map_or("", String::as_str));
        }
        Some("inlineStr") => xml.child(cell, "x", "is").map(|text| rich_text(xml, text)).unwrap_or_default(),
        Some("b") => if value().trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("str" | "e" | "d") => value(),
        _ => {
            let value = value();
            let style = xml.attribute(cell, "s").and_then(|style| style.parse().ok());
            value.trim().parse::<f64>().map_or(value, |number| formats.shown(number, style))
        }
    };
    Cow::Owned(plain(&text))
}

/// Excel writes control characters, such as the carriage return of a line end, as `_x000D_`.
fn plain(text: &str) -> String {
    text.replace("_x000D_", "").replace("\r\n", "\n")
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
        let row = |row: u32| -> Vec<&str> {
            table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()).collect()
        };
        assert_eq!(row(0), ["项目", "商业\n企业", "合计"]);
        assert_eq!(row(1), ["甲", "3,985,758", "96171.60万元"]);
        assert_eq!(row(2), ["TRUE", "#REF!", "12.50%"]);
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
