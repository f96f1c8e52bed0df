//! Values that stand together: in one cell, with spaces lost, without any, run into the next label (DOMAIN: L11, L19,
//! L20). Which of them the sums of their own row part is counted here by trying every split.

use std::collections::BTreeSet;

use super::super::parts::{Cell, Part, Sheet};
use super::super::random::Random;
use super::{Choice, has_grid, is};

/// Glues, and says which cells are open afterwards.
pub fn apply(made: &mut [Part], choice: &Choice, random: &mut Random) -> BTreeSet<String> {
    let mut open = BTreeSet::new();
    if is(choice, "glue", "none") {
        return open;
    }
    let into_label = is(choice, "glue", "next label") && !has_grid(choice);
    for part in made {
        let (Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet)) = part else { continue };
        for row in sheet.iter_mut() {
            let Some(from) = row.iter().position(|cell| cell.value) else { continue };
            let to = row.iter().rposition(|cell| cell.value).unwrap() + 1;
            let values: Vec<Cell> = row.splice(from..to, []).collect();
            let mut text = String::new();
            for cell in &values {
                let spaced = match () {
                    () if is(choice, "glue", "values in one cell") => true,
                    () if is(choice, "glue", "half") => random.chance(60),
                    () => false,
                };
                if spaced && !text.is_empty() {
                    text.push(' ');
                }
                text += &cell.text;
            }
            let across = values.iter().map(|cell| cell.across).sum();
            // In table 2, where no sum parts them, digits in one cell may be one number.
            let spanned = ["html", "one table", "sheet"].iter().any(|source| is(choice, "source", source));
            let several = text.contains(' ') || text.starts_with('0');
            let no_sums = values.len() < 7 && values.len() > 1 && has_grid(choice);
            if splits(&text, &values) != 1 || (no_sums && !(spanned && several)) {
                open.extend(values.iter().map(|cell| cell.name.clone()));
            }
            row.insert(from, Cell { text, down: 1, across, value: true, name: String::new() });
        }
        if into_label {
            run_on(sheet);
        }
    }
    open
}

/// The label of the next row stands in the cell of the values before it.
fn run_on(sheet: &mut Sheet) {
    for row in 0..sheet.len() - 1 {
        let last = sheet[row].last().is_some_and(|cell| cell.value);
        if last && sheet[row + 1].first().is_some_and(|cell| !cell.value && !cell.text.is_empty()) {
            let next = sheet[row + 1].remove(0).text;
            sheet[row].last_mut().unwrap().text += &next;
        }
    }
}

/// How many ways there are to read the text as one number for each cell, under the sums of the row: two are enough.
fn splits(text: &str, cells: &[Cell]) -> usize {
    let tokens: Vec<&[u8]> = text.split(' ').map(str::as_bytes).collect();
    if text.contains('.') && cells.len() > tokens.len() {
        return 2;
    }
    if tokens.len() == cells.len() {
        return 1;
    }
    // Whole numbers of which some may be lost: no token begins with a 0 that only glued digits have.
    if tokens.len() > 1 && tokens.iter().all(|token| token.len() == 1 || token[0] != b'0') {
        return 2;
    }
    let mut found = 0;
    go(&tokens, 0, 0, cells, &mut Vec::new(), &mut found);
    found
}

fn go(tokens: &[&[u8]], token: usize, at: usize, cells: &[Cell], values: &mut Vec<i64>, found: &mut usize) {
    if *found > 1 {
        return;
    }
    let Some(current) = tokens.get(token) else {
        *found += usize::from(values.len() == cells.len());
        return;
    };
    if at == current.len() {
        return go(tokens, token + 1, 0, cells, values, found);
    }
    let Some(cell) = cells.get(values.len()) else { return };
    let signed = current[at] == b'-' && cell.name.ends_with(".change");
    let digits = at + usize::from(signed);
    let mut value = 0;
    for end in digits..current.len().min(digits + 9) {
        if !current[end].is_ascii_digit() {
            break;
        }
        value = value * 10 + i64::from(current[end] - b'0');
        values.push(if signed { -value } else { value });
        if holds(cells, values) {
            go(tokens, token, end + 1, cells, values, found);
        }
        values.pop();
        if value == 0 {
            break;
        }
    }
}

/// Whether the sums hold whose last value was just put down: seven of table 3, five of table 4.
fn holds(cells: &[Cell], values: &[i64]) -> bool {
    let width = match cells.len() {
        7 => 7,
        15 => 5,
        _ => return true,
    };
    if !values.len().is_multiple_of(width) {
        return true;
    }
    let from = values.len() - width;
    let group = &cells[from..values.len()];
    let total = group.iter().position(|cell| cell.name.ends_with(".total")).unwrap();
    let sum: i64 = values[from..].iter().sum();
    sum == 2 * values[from + total]
}
