//! Comma-separated values, with the mark by which spreadsheet programs know the encoding.

use super::table::Place;
use super::{Piece, Sheet, inert};

/// The mark of the encoding, before everything else.
pub const MARK: &str = "\u{feff}";

/// One line.
pub fn line<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let fields: Vec<_> = fields.into_iter().map(inert::csv).collect();
    format!("{}\r\n", fields.join(","))
}

/// A book: its sheets one after the other, an empty line between two, all lines of one length as spreadsheets save them.
#[must_use]
pub fn write(book: &[Sheet]) -> String {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for (index, sheet) in book.iter().enumerate() {
        if index > 0 {
            lines.push(Vec::new());
        }
        for piece in &sheet.pieces {
            match piece {
                Piece::Heading(words) | Piece::Paragraph(words) => lines.push(vec![words.clone()]),
                Piece::Page => {}
                Piece::Table(table) => {
                    let rows = table.grid().into_iter();
                    lines.extend(rows.map(|row| row.into_iter().map(field).collect::<Vec<_>>()));
                }
            }
        }
    }
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let padded = |line: &Vec<String>| {
        let empty = std::iter::repeat_n("", width - line.len());
        self::line(line.iter().map(String::as_str).chain(empty))
    };
    std::iter::once(MARK.to_owned()).chain(lines.iter().map(padded)).collect()
}

fn field(place: Place) -> String {
    match place {
        Place::Cell(cell) => cell.content.written(),
        Place::Covered(..) | Place::Free => String::new(),
    }
}
