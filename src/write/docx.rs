//! Documents (Office Open XML): headings, paragraphs and plain tables with merged cells.

use std::fmt::Write;

use super::inert;
use super::package::pack;
use super::table::{Cell, Place, Table};
use super::{Piece, Sheet};

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Width of what can be printed on, in twentieths of a point: A4 across, and upright, with margins of two centimetres.
const ACROSS: usize = 14_570;
const UPRIGHT: usize = 9_638;

/// The bytes of a document.
#[must_use]
pub fn write(book: &[Sheet]) -> Vec<u8> {
    let mut body = String::new();
    let upright = book.first().is_some_and(|sheet| sheet.upright);
    let (width, height, turned, room) = if upright {
        (11_906, 16_838, "", UPRIGHT)
    } else {
        (16_838, 11_906, " w:orient=\"landscape\"", ACROSS)
    };
    for piece in book.iter().flat_map(|sheet| &sheet.pieces) {
        match piece {
            Piece::Heading(words) if upright => {
                body.push_str(&paragraph(
                    words,
                    "<w:b/><w:sz w:val=\"32\"/>",
                    "<w:spacing w:after=\"200\"/><w:jc w:val=\"center\"/>",
                ));
            }
            Piece::Heading(words) => body.push_str(&paragraph(words, "<w:b/><w:sz w:val=\"28\"/>", "")),
            Piece::Paragraph(words) if upright => {
                body.push_str(&paragraph(
                    words,
                    "<w:sz w:val=\"24\"/>",
                    "<w:spacing w:after=\"120\" w:line=\"400\" w:lineRule=\"atLeast\"/>",
                ));
            }
            Piece::Paragraph(words) => body.push_str(&paragraph(words, "", "")),
            Piece::Table(table) => body.push_str(&self::table(table, room)),
            Piece::Page => body.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    pack(vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "{HEADER}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEADER}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml".to_owned(),
            format!(
                "{HEADER}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}\
                 <w:sectPr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
                 <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"600\" w:footer=\"600\" w:gutter=\"0\"/></w:sectPr>\
                 </w:body></w:document>"
            ),
        ),
    ])
}

fn paragraph(words: &str, character: &str, of_paragraph: &str) -> String {
    let fonts = "<w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/>";
    format!(
        "<w:p><w:pPr>{of_paragraph}</w:pPr><w:r><w:rPr>{fonts}{character}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        inert::markup(&inert::shown(words))
    )
}

fn table(table: &Table, room: usize) -> String {
    let grid = table.grid();
    let columns = grid.first().map_or(1, Vec::len).max(1);
    let shares: usize = table.widths.iter().take(columns).sum();
    let width = |column: usize, across: usize| -> usize {
        (column..column + across)
            .map(|at| match table.widths.get(at) {
                Some(own) if shares > 0 => room * own / shares,
                _ => room / columns,
            })
            .sum()
    };
    let mut text = String::from("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(text, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    text.push_str("</w:tblBorders></w:tblPr><w:tblGrid>");
    for column in 0..columns {
        let _ = write!(text, "<w:gridCol w:w=\"{}\"/>", width(column, 1));
    }
    text.push_str("</w:tblGrid>");
    for places in grid {
        text.push_str("<w:tr>");
        for (column, place) in places.into_iter().enumerate() {
            match place {
                Place::Free => text.push_str(&cell(None, width(column, 1), 1, "")),
                Place::Cell(own) => {
                    let merge = if own.down > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                    text.push_str(&cell(Some(own), width(column, own.across), own.across, merge));
                }
                Place::Covered(own, true) => {
                    text.push_str(&cell(None, width(column, own.across), own.across, "<w:vMerge/>"))
                }
                Place::Covered(_, false) => {}
            }
        }
        text.push_str("</w:tr>");
    }
    // A paragraph behind each table keeps two of them apart.
    text.push_str("</w:tbl><w:p/>");
    text
}

fn cell(own: Option<&Cell>, width: usize, across: usize, merge: &str) -> String {
    let span = if across > 1 { format!("<w:gridSpan w:val=\"{across}\"/>") } else { String::new() };
    let words = own.map(|cell| cell.content.written()).unwrap_or_default();
    let middle = if own.is_some_and(|cell| cell.head) { "<w:jc w:val=\"center\"/>" } else { "" };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}{merge}<w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
        width,
        paragraph(&words, "<w:sz w:val=\"18\"/>", middle)
    )
}
