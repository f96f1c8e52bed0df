//! Whole reports as documents of every format, with what a person sees of a cell written as pieces: struck out, raised,
//! hidden, a field. Nothing here is shared with the code that reads.

pub mod doc;
pub mod ofd;
pub mod open;
pub mod packed;
pub mod pdf;
pub mod plain;
pub mod rtf;
pub mod sheets;
pub mod word;
pub mod xls;

use super::parts::{Cell, Part, Sheet};

/// A part of a cell's text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Text as it is; `\n` breaks the line.
    Plain(String),
    /// A line through it.
    Struck(String),
    /// Taken away by a tracked change.
    Deleted(String),
    /// In the character style that an office suite makes of HTML's `<del>`.
    DeletedByStyle(String),
    /// A note's mark above the line.
    Raised(String),
    /// Hidden by the format's own means.
    Hidden(String),
    /// White on white.
    White(String),
    /// The value of a form's field.
    Field(String),
    /// Shown from a part of the document's own data; the text itself is an old one.
    Bound(String),
    /// Digits of a font of symbols.
    Symbol(String),
    /// Written from right to left, so that it is shown as given.
    Reversed(String),
    /// With its reading above it.
    Read(String),
    /// A formula: the sum of this many cells at its left, written in one of six ways; only the last has its result.
    Sum(String, usize, usize),
    /// A formula that is no sum, without a result.
    Lookup,
}

/// The sum of cells at the left as a formula, by the names of the cells.
pub fn sum_of(names: &[String], way: usize) -> String {
    let (first, last) = (&names[0], &names[names.len() - 1]);
    match way {
        1 => names.join("+"),
        3 => format!("SUM({first},{})", names[1..].join(",")),
        4 => format!("ROUND(SUM({first}:{last}),0)"),
        _ => format!("SUM({first}:{last})"),
    }
}

/// What a formula of a way has for its result: none, 0, or the number.
pub fn result_of(number: &str, way: usize) -> Option<String> {
    match way {
        2 | 3 => Some("0".to_owned()),
        5 => Some(number.to_owned()),
        _ => None,
    }
}

/// The letters of a column.
pub fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", letter(column / 26 - 1), letter(column % 26))
    }
}

/// The names of cells at the left of one; rows count from 0.
pub fn at_the_left(row: usize, column: usize, count: usize) -> Vec<String> {
    (column - count..column).map(|column| format!("{}{}", letters(column), row + 1)).collect()
}

pub type Pieces = Vec<Piece>;

/// How each cell is written.
pub type Manner<'a> = &'a dyn Fn(&Cell) -> Pieces;

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn turned(text: &str) -> String {
    text.chars().rev().collect()
}

/// The sheet of a part, or its text and whether it is a heading.
pub enum Kind<'p> {
    Title(&'p str),
    Heading(&'p str),
    Paragraph(&'p str),
    Table(&'p Sheet),
}

pub fn kind(part: &Part) -> Kind<'_> {
    match part {
        Part::Title(text) => Kind::Title(text),
        Part::Heading(text) => Kind::Heading(text),
        Part::Paragraph(text) => Kind::Paragraph(text),
        Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) => Kind::Table(sheet),
    }
}

/// A cell with its place in the grid.
pub struct Placed<'c> {
    pub cell: &'c Cell,
    pub row: usize,
    pub column: usize,
}

/// Where the cells of a sheet stand, and how many columns it has.
pub fn placed(sheet: &Sheet) -> (Vec<Placed<'_>>, usize) {
    let mut taken = std::collections::BTreeSet::new();
    let (mut cells, mut columns) = (Vec::new(), 0);
    for (row, line) in sheet.iter().enumerate() {
        let mut column = 0;
        for cell in line {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            for down in 0..cell.down {
                for across in 0..cell.across {
                    taken.insert((row + down, column + across));
                }
            }
            cells.push(Placed { cell, row, column });
            column += cell.across;
            columns = columns.max(column);
        }
    }
    (cells, columns)
}

/// The name of cells in a column that is hidden.
pub const HIDDEN_COLUMN: &str = "hidden column";

/// The name of cells in a row that is hidden.
pub const HIDDEN_ROW: &str = "hidden row";

/// The columns of a sheet that are hidden.
pub fn hidden_columns(sheet: &Sheet) -> Vec<usize> {
    let (cells, _) = placed(sheet);
    let hidden = cells.iter().filter(|placed| placed.cell.name == HIDDEN_COLUMN).map(|placed| placed.column);
    let columns: std::collections::BTreeSet<usize> = hidden.collect();
    columns.into_iter().collect()
}

/// Of all sheets of a report, where they stand on one.
pub fn hidden_columns_of_all(parts: &[Part]) -> Vec<usize> {
    let sheets = parts.iter().filter_map(|part| match kind(part) {
        Kind::Table(sheet) => Some(hidden_columns(sheet)),
        _ => None,
    });
    let columns: std::collections::BTreeSet<usize> = sheets.flatten().collect();
    columns.into_iter().collect()
}

/// Whether a row is hidden.
pub fn is_hidden(row: &[Cell]) -> bool {
    row.iter().any(|cell| cell.name == HIDDEN_ROW)
}

/// How wide a text is drawn.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| if c.is_ascii() { size / 2.0 } else { size }).sum()
}

/// Where the columns of a table begin and the last one ends: each as wide as its widest text and some room.
pub fn lefts(cells: &[Placed], columns: usize, size: f32, (first, least, room): (f32, f32, f32)) -> Vec<f32> {
    let mut widths = vec![least; columns];
    for placed in cells.iter().filter(|placed| placed.cell.across == 1) {
        let lines = placed.cell.text.split('\n').map(|line| width(line, size));
        widths[placed.column] = lines.fold(widths[placed.column], |wide, line| wide.max(line + room));
    }
    let mut lefts = vec![first];
    for wide in &widths {
        lefts.push(lefts.last().unwrap() + wide);
    }
    lefts
}

/// The lines in which the pieces of a cell are drawn.
pub fn drawn_lines(pieces: Pieces) -> Vec<Pieces> {
    match &pieces[..] {
        [Piece::Plain(text)] => text.split('\n').map(|line| vec![Piece::Plain(line.to_owned())]).collect(),
        _ => vec![pieces],
    }
}
