//! What programs put into tables beside their contents, and what is taken away before anything is read: the name of the
//! column before each number (自然人 above 12, for narrow screens), a first column without a head that counts the rows, and
//! cells with nothing but a unit (件) behind each number.

use super::beside::Segment;
use super::value::{is_unit, read_value};
use crate::document::{Table, TableCell};

/// Fewer cells that repeat their head, or count rows, say nothing of the table.
const LEAST: usize = 4;

/// A table without the names; `None` where they are not repeated.
pub fn without_names(table: &Table) -> Option<(Table, Vec<Segment>)> {
    // The last head of each column: of one column, and without a number.
    let mut heads: Vec<Option<&str>> = vec![None; table.columns as usize];
    let mut values: Vec<(usize, &str)> = Vec::new();
    for (at, cell) in table.cells.iter().enumerate() {
        let Some(head) = heads.get_mut(cell.column as usize).filter(|_| cell.column_span == 1) else {
            continue;
        };
        match head.and_then(|name| behind(&cell.text, name)) {
            Some(value) if read_value(value).is_value() => values.push((at, value)),
            _ if is_name(&cell.text) => *head = Some(&cell.text),
            _ => {}
        }
    }
    if values.len() < LEAST {
        return None;
    }
    let mut cells: Vec<TableCell> = table.cells.clone();
    for (at, value) in values {
        if let Some(cell) = cells.get_mut(at) {
            cell.text = value.to_owned();
        }
    }
    let whole = Segment { rows: 0..table.rows, from: 0, column: 0, is_turned: false };
    Some((Table { cells, ..*table }, vec![whole]))
}

/// A table without a first column that counts its rows; `None` where it has none.
pub fn without_row_numbers(table: &Table) -> Option<(Table, Vec<Segment>)> {
    let mut before: Option<u32> = None;
    let mut counted = 0;
    for cell in table.cells.iter().filter(|cell| cell.column == 0) {
        if cell.column_span > 1 || cell.row_span > 1 {
            return None;
        }
        let text = cell.text.trim();
        if text.is_empty() && before.is_none() {
            continue;
        }
        let number: u32 = text.parse().ok()?;
        if before.is_some_and(|before| number != before.saturating_add(1)) {
            return None;
        }
        (before, counted) = (Some(number), counted + 1);
    }
    // A table with numbers alone counts nothing.
    let labels = || table.cells.iter().filter(|cell| cell.column == 1 && !read_value(&cell.text).is_value());
    if counted < LEAST || labels().count() * 2 < counted {
        return None;
    }
    let cells = table.cells.iter().filter(|cell| cell.column > 0);
    let cells = cells.map(|cell| TableCell { column: cell.column - 1, ..cell.clone() }).collect();
    let whole = Segment { rows: 0..table.rows, from: 0, column: 1, is_turned: false };
    Some((Table { rows: table.rows, columns: table.columns - 1, cells }, vec![whole]))
}

/// A table without the cells that only hold a unit, in columns without a head where nothing else stands; `None` where it has
/// none.
pub fn without_units(table: &Table) -> Option<(Table, Vec<Segment>)> {
    let mut units: Vec<Option<usize>> = vec![Some(0); table.columns as usize];
    for cell in table.cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
        let Some(own) = units.get_mut(cell.column as usize) else { continue };
        *own = own.filter(|_| is_unit(&cell.text)).map(|count| count + 1);
    }
    let of_units = |cell: &TableCell| {
        units.get(cell.column as usize).copied().flatten().is_some_and(|count| count >= LEAST)
    };
    if !table.cells.iter().any(of_units) {
        return None;
    }
    let blank = |cell: &TableCell| TableCell { text: String::new(), ..cell.clone() };
    let cells = table.cells.iter().map(|cell| if of_units(cell) { blank(cell) } else { cell.clone() });
    let whole = Segment { rows: 0..table.rows, from: 0, column: 0, is_turned: false };
    Some((Table { cells: cells.collect(), ..*table }, vec![whole]))
}

/// Whether a text can be the head of a column: no number in words, 壹拾 above 壹拾叁.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace());
    let is_letter = |c: char| c.is_alphabetic() || among!("（）()、", c);
    (2..=16).contains(&letters.clone().count()) && letters.all(is_letter) && !read_value(text).is_value()
}

/// What stands behind the name, whatever white space is between its characters.
fn behind<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    for character in name.chars().filter(|c| !c.is_whitespace()) {
        rest = rest.trim_start().strip_prefix(character)?;
    }
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || among!(":：", c));
    (!value.is_empty()).then_some(value)
}
