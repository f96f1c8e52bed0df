//! Tables of which cells are left blank: one line of heads, below it rows in which each value stands under its own head.
//! Table 2 has few columns, so that no row tells by its values alone where they are.

use std::ops::Range;

use super::lines::{Line, Word};
use super::{LONGEST_TABLE, are_joined};
use crate::document::{Table, TableCell};
use crate::read::visible::is_wide;

/// Heads of columns of values, beside that of the labels.
const LEAST_HEADS: usize = 2;

/// A line of heads with the rows below it.
struct Band {
    lines: Range<usize>,
    /// The words of the heads, that of the labels first.
    heads: Vec<String>,
    rows: Vec<Row>,
    /// Whether each value stands under a head of its own.
    told: bool,
    /// Whether some row has a value under each head, apart from its neighbours as heads are.
    full: bool,
}

/// A row: its label, and each value with the place of its head.
#[derive(PartialEq, Eq)]
struct Row {
    label: String,
    values: Vec<(usize, String)>,
}

impl Band {
    fn has_blanks(&self) -> bool {
        self.rows.iter().any(|row| row.values.len() + 1 < self.heads.len())
    }
}

/// The tables of lines that have blank cells which their heads tell, with the lines that they take.
///
/// Chinese characters take one place or two: only by the measure by which the values of full rows stand under their heads
/// a blank is told. Where both measures tell it, they must tell the same.
pub(super) fn tables(lines: &[&str]) -> Vec<(Range<usize>, Table)> {
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(may_be_head)).collect();
    if starts.is_empty() {
        return Vec::new();
    }
    let mut measures: Vec<Vec<Band>> =
        [false, true].into_iter().map(|wide| bands(lines, &starts, wide)).collect();
    // A full row whose values stand elsewhere refutes the measure.
    measures.retain(|bands| {
        bands.iter().any(|band| band.full && band.told) && !bands.iter().any(|band| band.full && !band.told)
    });
    let Some((first, others)) = measures.split_first() else { return Vec::new() };
    let agreed = |band: &&Band| {
        let same = |other: &Band| other.lines == band.lines && other.told && other.rows == band.rows;
        band.told && band.has_blanks() && others.iter().all(|bands| bands.iter().any(same))
    };
    first.iter().filter(agreed).map(|band| (band.lines.clone(), table_of(band))).collect()
}

/// Whether a line can be one of heads: words that stand apart, none of them a number.
fn may_be_head(line: &&str) -> bool {
    line.len() < 400
        && (line.contains("  ") || line.contains('\u{3000}'))
        && line.contains(is_wide)
        && !line.contains(|c: char| c.is_ascii_digit() || matches!(c, '。' | '，' | '|' | '\t'))
}

fn bands(lines: &[&str], starts: &[usize], wide: bool) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for &start in starts {
        if bands.last().is_none_or(|last| last.lines.end <= start) {
            bands.extend(band(lines, start, wide));
        }
    }
    bands
}

/// The band below a line of heads; none where no row follows.
fn band(lines: &[&str], start: usize, wide: bool) -> Option<Band> {
    let head = Line::of(lines.get(start)?, wide);
    let apart = head.words.windows(2).all(|pair| matches!(pair, [a, b] if b.from > a.to + 1));
    if !apart || head.values > 0 || head.words.len() <= LEAST_HEADS || head.is_prose() {
        return None;
    }
    let (mut rows, mut told, mut full) = (Vec::new(), true, Vec::new());
    let mut end = start + 1;
    // Labels without values are rows only where others follow.
    let mut waiting: Vec<Row> = Vec::new();
    for (at, text) in lines.iter().enumerate().skip(start + 1).take(LONGEST_TABLE) {
        let line = Line::of(if text.len() < 1000 { text } else { "" }, wide);
        let labelled = !line.label().is_empty() && !line.is_prose();
        if !labelled
            || line.values >= head.words.len()
            || may_be_head(text) && line.label().len() > LEAST_HEADS
        {
            break;
        }
        let label = line.label().iter().map(|word| word.text).collect();
        if line.values == 0 {
            waiting.push(Row { label, values: Vec::new() });
            continue;
        }
        let values = under(&head.words, line.values());
        told &= values.is_some()
            && line
                .label()
                .last()
                .zip(head.words.get(1))
                .is_some_and(|(label, first)| label.to <= first.from);
        rows.append(&mut waiting);
        rows.push(Row { label, values: values.unwrap_or_default() });
        if line.values + 1 == head.words.len() {
            full.push(line);
        }
        end = at + 1;
    }
    // Where the cells of a line were only joined, a full row has the same gaps as the heads.
    let is_full = full.iter().any(|line| !are_joined(std::slice::from_ref(&head), line));
    let heads = head.words.iter().map(|word| word.text.to_owned()).collect();
    (!rows.is_empty()).then_some(Band { lines: start..end, heads, rows, told, full: is_full })
}

/// The values with the places of their heads; `None` where one stands under none or two of them, or two under one.
fn under(heads: &[Word], values: &[Word]) -> Option<Vec<(usize, String)>> {
    let mut told: Vec<(usize, String)> = Vec::new();
    for value in values {
        let mut over = (1..heads.len())
            .filter(|at| heads.get(*at).is_some_and(|head| head.from < value.to && value.from < head.to));
        let place = over.next()?;
        if over.next().is_some() || told.last().is_some_and(|(last, _)| *last >= place) {
            return None;
        }
        told.push((place, value.text.to_owned()));
    }
    Some(told)
}

fn table_of(band: &Band) -> Table {
    let columns = u32::try_from(band.heads.len()).unwrap_or(u32::MAX);
    let mut table = Table { rows: 1, columns, cells: Vec::new() };
    table.cells.extend((0..).zip(&band.heads).map(|(column, head)| TableCell::at(0, column, head.clone())));
    for row in &band.rows {
        table.cells.push(TableCell::at(table.rows, 0, row.label.clone()));
        for column in 1..columns {
            let own = row.values.iter().find(|(place, _)| u32::try_from(*place) == Ok(column));
            let text = own.map_or_else(String::new, |(_, text)| text.clone());
            table.cells.push(TableCell::at(table.rows, column, text));
        }
        table.rows += 1;
    }
    table
}
