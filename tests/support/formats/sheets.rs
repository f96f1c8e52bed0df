//! Office Open XML workbooks: everything on one sheet, one below the other.

use super::packed::{relations, zip};
use super::{Kind, Manner, Piece, escaped, kind, placed, turned};
use crate::support::parts::Part;

const MAIN: &str = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", letter(column / 26 - 1), letter(column % 26))
    }
}

fn run(piece: &Piece) -> String {
    let (properties, text) = match piece {
        Piece::Plain(text) => ("", text.clone()),
        Piece::Struck(text) => ("<strike/>", text.clone()),
        Piece::Raised(text) => ("<vertAlign val='superscript'/>", text.clone()),
        Piece::White(text) => ("<color rgb='FFFFFFFF'/>", text.clone()),
        Piece::Reversed(text) => ("", format!("\u{202e}{}\u{202c}", turned(text))),
        other => panic!("no cell of a workbook for {other:?}"),
    };
    format!("<r><rPr>{properties}</rPr><t xml:space='preserve'>{}</t></r>", escaped(&text))
}

pub fn xlsx(parts: &[Part], manner: Manner) -> Vec<u8> {
    let (mut rows, mut merges, mut row) = (String::new(), String::new(), 1_usize);
    let write = |row: usize, column: usize, pieces: &[Piece]| {
        let at = format!("{}{row}", letters(column));
        match pieces {
            [Piece::Plain(text)] if text.parse::<f64>().is_ok() => format!("<c r='{at}'><v>{text}</v></c>"),
            _ => format!(
                "<c r='{at}' t='inlineStr'><is>{}</is></c>",
                pieces.iter().map(run).collect::<String>()
            ),
        }
    };
    for part in parts {
        match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) | Kind::Heading(text) => {
                let cell = write(row, 0, &[Piece::Plain(text.to_owned())]);
                rows.push_str(&format!("<row r='{row}'>{cell}</row>"));
                row += 2;
            }
            Kind::Table(sheet) => {
                let (cells, _) = placed(sheet);
                for line in 0..sheet.len() {
                    let here = cells.iter().filter(|placed| placed.row == line);
                    let cells: String =
                        here.map(|placed| write(row + line, placed.column, &manner(placed.cell))).collect();
                    rows.push_str(&format!("<row r='{}'>{cells}</row>", row + line));
                }
                for placed in cells.iter().filter(|placed| placed.cell.down * placed.cell.across > 1) {
                    let (top, left) = (row + placed.row, placed.column);
                    merges.push_str(&format!(
                        "<mergeCell ref='{}{top}:{}{}'/>",
                        letters(left),
                        letters(left + placed.cell.across - 1),
                        top + placed.cell.down - 1
                    ));
                }
                row += sheet.len() + 1;
            }
        }
    }
    zip(&[
        ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!("<workbook {MAIN}><sheets><sheet name='表' sheetId='1' r:id='r1'/></sheets></workbook>")
                .into_bytes(),
        ),
        ("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet {MAIN}><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
            )
            .into_bytes(),
        ),
    ])
}
