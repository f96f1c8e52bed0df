//! Rows of text whose cells do not stand one behind the other as those of the other rows: the first value beside its label
//! in one cell, blank cells that were lost at the ends of lines.

use std::borrow::Cow;

use crate::read::visible::is_wide;

/// The cells of one row.
type Cells<'l> = Vec<Cow<'l, str>>;

/// Puts the cells of a table's rows in their columns, where the rows together tell them.
pub(super) fn settle<'l>(rows: &mut [&mut Cells<'l>]) {
    part_labels(rows);
    fill_ends(rows);
}

/// Parts labels from the first value or head, where only a space stands between these and a separator between all
/// others: `行政许可 51 | | 3551`.
fn part_labels(rows: &mut [&mut Cells]) {
    let of_several = || rows.iter().filter(|row| row.len() > 1);
    let headed = of_several().any(|row| !holds_number(row) && head_of(row).is_some());
    let numbered = of_several().filter(|row| holds_number(row) || value_of(row).is_some()).count();
    let parted = of_several().filter(|row| value_of(row).is_some()).count();
    // A row of more cells than those has its first value in a cell of its own.
    let widest = |has_value: bool| {
        let own = of_several().filter(|row| head_of(row).is_none() && value_of(row).is_some() == has_value);
        own.map(|row| row.len()).max().unwrap_or(0)
    };
    if !headed || parted == 0 || parted * 2 < numbered || widest(false) > widest(true) {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.len() > 1) {
        let first = row.first().map_or("", AsRef::as_ref);
        let (label, value) = value_of(row).or_else(|| head_of(row)).unwrap_or((first, ""));
        let (label, value) = (label.to_owned(), value.to_owned());
        row.splice(0..1, [Cow::Owned(label), Cow::Owned(value)]);
    }
}

/// A label and the number behind it in the first cell of a row.
fn value_of<'c>(row: &'c Cells) -> Option<(&'c str, &'c str)> {
    let (label, value) = row.first()?.trim().rsplit_once(char::is_whitespace)?;
    (is_number(value) && label.contains(is_wide)).then_some((label.trim_end(), value))
}

/// The head of the labels and that of the first values in the first cell of a row.
fn head_of<'c>(row: &'c Cells) -> Option<(&'c str, &'c str)> {
    let (label, head) = row.first()?.trim().rsplit_once(char::is_whitespace)?;
    (!holds_number(row) && label.contains(is_wide) && head.contains(is_wide))
        .then_some((label.trim_end(), head))
}

/// Gives back the blank cells at the ends of rows that a program took away with other white space. That it is these which
/// are lost is told by blank cells that are there, between numbers.
fn fill_ends(rows: &mut [&mut Cells]) {
    let numbered = || rows.iter().filter(|row| holds_number(row));
    let ends_blank = |row: &&&mut Cells| row.last().is_some_and(|cell| cell.is_empty());
    let widest = numbered().map(|row| row.len()).max().unwrap_or(0);
    if numbered().any(|row| ends_blank(&row)) || !numbered().any(|row| has_gap(row)) {
        return;
    }
    for row in rows.iter_mut().filter(|row| holds_number(row)) {
        let missing = widest.saturating_sub(row.len());
        row.extend(std::iter::repeat_n(Cow::Borrowed(""), missing));
    }
}

/// Whether a blank cell stands between two numbers.
fn has_gap(row: &Cells) -> bool {
    let mut after = row.iter().skip_while(|cell| !is_number(cell)).skip_while(|cell| !cell.is_empty());
    after.any(|cell| is_number(cell))
}

fn holds_number(row: &Cells) -> bool {
    row.iter().skip(1).any(|cell| is_number(cell))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|c| c.is_ascii_digit() || matches!(c, b'.' | b','))
}
