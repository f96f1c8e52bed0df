//! Office Open XML workbooks: everything on one sheet, one below the other.

use super::packed::{relations, zip};
use super::{
    Kind, Manner, Piece, at_the_left, escaped, hidden_columns_of_all, is_hidden, kind, letters, placed,
    result_of, sum_of, turned,
};
use crate::support::parts::Part;

const MAIN: &str = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'";

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
            [Piece::Sum(number, left, way)] => {
                let formula = sum_of(&at_the_left(row - 1, column, *left), *way);
                let result =
                    result_of(number, *way).map(|result| format!("<v>{result}</v>")).unwrap_or_default();
                format!("<c r='{at}'><f>{formula}</f>{result}</c>")
            }
            [Piece::Lookup] => format!("<c r='{at}'><f>VLOOKUP(A1,A2:B9,2,0)</f></c>"),
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
                for (line, row_cells) in sheet.iter().enumerate() {
                    let here = cells.iter().filter(|placed| placed.row == line);
                    let cells: String =
                        here.map(|placed| write(row + line, placed.column, &manner(placed.cell))).collect();
                    let hidden = if is_hidden(row_cells) { "hidden='1'" } else { "" };
                    rows.push_str(&format!("<row r='{}' {hidden}>{cells}</row>", row + line));
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
    let hidden = hidden_columns_of_all(parts);
    let hidden = hidden.iter().map(|at| format!("<col min='{0}' max='{0}' width='9' hidden='1'/>", at + 1));
    let columns = format!("<cols>{}</cols>", hidden.collect::<String>()).replace("<cols></cols>", "");
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
                "<worksheet {MAIN}>{columns}<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
            )
            .into_bytes(),
        ),
    ])
}

/// The same as one XML text, as Excel 2003 and templates of systems write it.
pub fn xml(parts: &[Part], manner: Manner) -> Vec<u8> {
    let (mut rows, mut row) = (String::new(), 0_usize);
    let text = |text: &str| format!("<Data ss:Type='String'>{}</Data>", escaped(text));
    let content = |pieces: &[Piece]| match pieces {
        [Piece::Sum(number, left, way)] => {
            let names: Vec<String> = (1..=*left).rev().map(|by| format!("RC[-{by}]")).collect();
            let result = result_of(number, *way);
            let result =
                result.map(|result| format!("<Data ss:Type='Number'>{result}</Data>")).unwrap_or_default();
            (format!(" ss:Formula='={}'", sum_of(&names, *way)), result)
        }
        [Piece::Lookup] => (" ss:Formula='=VLOOKUP(R1C1,R[1]C:R[9]C[1],2,0)'".to_owned(), String::new()),
        [Piece::Plain(number)] if number.parse::<f64>().is_ok() => {
            (String::new(), format!("<Data ss:Type='Number'>{number}</Data>"))
        }
        [Piece::Plain(words)] => (String::new(), text(words)),
        other => panic!("no cell of a workbook for {other:?}"),
    };
    for part in parts {
        match kind(part) {
            Kind::Title(words) | Kind::Paragraph(words) | Kind::Heading(words) => {
                rows.push_str(&format!("<Row ss:Index='{}'><Cell>{}</Cell></Row>", row + 1, text(words)));
                row += 2;
            }
            Kind::Table(sheet) => {
                let (cells, _) = placed(sheet);
                for (line, row_cells) in sheet.iter().enumerate() {
                    let hidden = if is_hidden(row_cells) { "ss:Hidden='1'" } else { "" };
                    rows.push_str(&format!("<Row ss:Index='{}' {hidden}>", row + line + 1));
                    for placed in cells.iter().filter(|placed| placed.row == line) {
                        let (formula, data) = content(&manner(placed.cell));
                        rows.push_str(&format!(
                            "<Cell ss:Index='{}' ss:MergeAcross='{}' ss:MergeDown='{}'{formula}>{data}</Cell>",
                            placed.column + 1,
                            placed.cell.across - 1,
                            placed.cell.down - 1
                        ));
                    }
                    rows.push_str("</Row>");
                }
                row += sheet.len() + 1;
            }
        }
    }
    let hidden = hidden_columns_of_all(parts);
    let hidden = hidden.iter().map(|at| format!("<Column ss:Index='{}' ss:Hidden='1'/>", at + 1));
    let columns: String = hidden.collect();
    format!(
        "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' \
         xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet ss:Name='表'><Table>{columns}{rows}</Table></Worksheet></Workbook>"
    )
    .into_bytes()
}
