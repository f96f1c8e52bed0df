//! Workbooks (Office Open XML): numbers as numbers, words as words in the cell itself, never a formula.

use std::fmt::Write;

use super::inert;
use super::package::pack;
use super::table::{Content, Place, Table};
use super::{Piece, Sheet};

/// Numbers of the styles in [`STYLES`].
const TEXT: u8 = 1;
const HEAD: u8 = 2;
const TITLE: u8 = 3;
/// Words that a spreadsheet would take for a formula when the cell is edited: marked as words for good.
const QUOTED: u8 = 4;

const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders>\
<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"5\"><xf/>\
<xf borderId=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>\
<xf fontId=\"0\" borderId=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
<xf fontId=\"1\" applyFont=\"1\"/>\
<xf borderId=\"1\" applyBorder=\"1\" quotePrefix=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>\
</cellXfs></styleSheet>";

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The bytes of a workbook.
#[must_use]
pub fn write(book: &[Sheet]) -> Vec<u8> {
    let (mut types, mut list, mut related) = (String::new(), String::new(), String::new());
    let mut sheets = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (number, sheet) in (1..).zip(book) {
        let name = sheet_name(&sheet.name, number, &names);
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let shown = inert::markup(&name);
        let _ = write!(list, "<sheet name=\"{shown}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let _ = write!(
            related,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        sheets.push((format!("xl/worksheets/sheet{number}.xml"), worksheet(sheet)));
        names.push(name);
    }
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "{HEADER}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>\
                 {types}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEADER}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{HEADER}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "{HEADER}<Relationships xmlns=\"{RELATIONS}\">{related}<Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ];
    parts.extend(sheets);
    pack(parts)
}

/// A name that a sheet may have: short, without the signs that references are made of, and no other's.
fn sheet_name(name: &str, number: usize, others: &[String]) -> String {
    let kept: String = inert::shown(name).chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(28).collect();
    if kept.trim().is_empty() || others.iter().any(|other| other.eq_ignore_ascii_case(&kept)) {
        format!("{} {number}", kept.trim()).trim().to_owned()
    } else {
        kept
    }
}

fn worksheet(sheet: &Sheet) -> String {
    let mut page = Page::default();
    let columns = sheet.pieces.iter().map(width).max().unwrap_or(1).max(1);
    for piece in &sheet.pieces {
        match piece {
            Piece::Heading(words) => page.line(words, TITLE, columns),
            Piece::Paragraph(words) => page.line(words, 0, columns),
            Piece::Page => {}
            Piece::Table(table) => page.table(table),
        }
    }
    let merges = if page.merges.is_empty() {
        String::new()
    } else {
        let list: String = page.merges.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
        format!("<mergeCells count=\"{}\">{list}</mergeCells>", page.merges.len())
    };
    format!(
        "{HEADER}<worksheet xmlns=\"{MAIN}\"><sheetFormatPr defaultRowHeight=\"15\"/>\
         <cols>{}</cols><sheetData>{}</sheetData>{merges}\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        widths(sheet, columns),
        page.rows
    )
}

/// The widths of the columns, in letters: those that the sheet's first table asks for.
fn widths(sheet: &Sheet, columns: usize) -> String {
    let asked = sheet.pieces.iter().find_map(|piece| match piece {
        Piece::Table(table) if !table.widths.is_empty() => Some(table.widths.as_slice()),
        _ => None,
    });
    (1..=columns)
        .map(|number| {
            let width = asked.and_then(|widths| widths.get(number - 1)).copied().unwrap_or(14);
            format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
        })
        .collect()
}

fn width(piece: &Piece) -> usize {
    match piece {
        Piece::Table(table) => table.grid().first().map_or(0, Vec::len),
        _ => 0,
    }
}

/// The rows of a worksheet so far.
#[derive(Default)]
struct Page {
    rows: String,
    merges: Vec<String>,
    row: usize,
}

impl Page {
    /// A line of words over the whole width.
    fn line(&mut self, words: &str, style: u8, columns: usize) {
        self.row += 1;
        let row = self.row;
        let cell = cell(row, 0, &Content::text(words), style);
        let _ = write!(self.rows, "<row r=\"{row}\">{cell}</row>");
        if columns > 1 {
            self.merges.push(format!("A{row}:{}{row}", letters(columns - 1)));
        }
    }

    fn table(&mut self, table: &Table) {
        for places in table.grid() {
            self.row += 1;
            let row = self.row;
            let _ = write!(self.rows, "<row r=\"{row}\">");
            for (column, place) in places.into_iter().enumerate() {
                let written = match place {
                    Place::Free => continue,
                    Place::Covered(..) => cell(row, column, &Content::Empty, TEXT),
                    Place::Cell(own) => {
                        if own.across * own.down > 1 {
                            let end = letters(column + own.across - 1);
                            self.merges.push(format!("{}{row}:{end}{}", letters(column), row + own.down - 1));
                        }
                        cell(row, column, &own.content, if own.head { HEAD } else { TEXT })
                    }
                };
                self.rows.push_str(&written);
            }
            self.rows.push_str("</row>");
        }
    }
}

fn cell(row: usize, column: usize, content: &Content, style: u8) -> String {
    let place = format!("{}{row}", letters(column));
    match content {
        Content::Empty => format!("<c r=\"{place}\" s=\"{style}\"/>"),
        Content::Number(_) => format!("<c r=\"{place}\" s=\"{style}\"><v>{}</v></c>", content.written()),
        Content::Text(text) => {
            let style = if inert::is_formula(text) { QUOTED } else { style };
            let text = inert::markup(&inert::shown(text));
            format!(
                "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            )
        }
    }
}

/// The letters of a column, from 0: A, Z, AA.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}
