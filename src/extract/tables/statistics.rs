//! The statistics table of 2014: one number a row, fifty rows, some labels twice (被依法纠错数 of reviews and of suits).
//!
//! It stands as a table (指标, 单位, 统计数) or as lines, a row on one line or a cell on each. Rows are told by their
//! labels in the order of the form, so that of two rows with one label each is found in its own block.

use super::Found;
use super::heads::is_of_other_year;
use super::label::{Core, Expected, core};
use super::value::{Reading, read_value};
use crate::document::{Content, Document, Place, Table, TableCell};
use crate::form::{CellId, RowForm, TableForm};
use crate::order::Order;
use crate::text::fold::folded;

/// Agreement from which a label is the row's.
const SAME: f64 = 0.8;

/// Rows that must be there before a document is taken to hold the table.
const FEWEST: usize = 5;

/// A table of which fewer than one row in so many is the form's own is somebody else's table.
const SHARE: usize = 3;

/// Labels in a document that are looked at: far more than the form has rows, so that a long document costs no more.
const MOST: usize = 2_000;

/// Units of the column 单位.
const UNITS: [&str; 8] = ["条", "件", "次", "篇", "个", "人", "人次", "万元"];

/// A cell longer than this is no head of a column of numbers.
const LONGEST_HEAD: usize = 10;

/// Words in the head of a column that counts all years together.
const OF_ALL_YEARS: [&str; 2] = ["累计", "历年"];

/// A label as it stands in the document, with the value beside or below it.
struct Line {
    core: Core,
    value: Option<Value>,
}

struct Value {
    raw: String,
    reading: Reading,
    place: Place,
}

/// Reads the table; nothing where too few of its rows are there.
pub fn read(document: &Document, table: &'static TableForm) -> Found {
    let rows: Vec<&RowForm> = table.rows().collect();
    let expected: Vec<Expected> = rows.iter().map(|row| Expected::row(row)).collect();
    let (mut lines, among) = lines(document, &expected);
    let mut found = Found::default();
    let pairs = matched(&lines, &expected);
    if pairs.len() < FEWEST || pairs.len() * SHARE < among {
        return found;
    }
    for (line, row) in pairs {
        let (Some(line), Some(row)) = (lines.get_mut(line), rows.get(row)) else { continue };
        let columns = table.blocks.iter().find(|block| block.rows.iter().any(|each| each.id == row.id));
        let column = columns.and_then(|block| block.columns.first());
        let (Some(value), Some(column)) = (line.value.take(), column) else { continue };
        found.blocks.push(block_of(value.place));
        found.cells.insert(CellId::new(row.id, column.id), value.reading.cell(&value.raw, value.place));
    }
    found
}

fn block_of(place: Place) -> u32 {
    match place {
        Place::Cell { block, .. } | Place::Span { block, .. } => block,
    }
}

/// The pairs of line and row, both in order, that agree best in all: an alignment of two sequences.
fn matched(lines: &[Line], expected: &[Expected]) -> Vec<(usize, usize)> {
    let width = expected.len() + 1;
    let mut best = vec![0.0_f64; (lines.len() + 1) * width];
    let at = |line: usize, row: usize| line * width + row;
    let agreement = |line: &Line, row: &Expected| {
        let agreement = row.agreement(&line.core);
        // A row that has its number counts more than a heading that reads alike.
        if agreement >= SAME { agreement + if line.value.is_some() { 0.5 } else { 0.0 } } else { 0.0 }
    };
    let score = |best: &[f64], line: usize, row: usize| best.get(at(line, row)).copied().unwrap_or(0.0);
    for (line, written) in (1..).zip(lines) {
        for (row, form) in (1..).zip(expected) {
            let skipped = score(&best, line - 1, row).max(score(&best, line, row - 1));
            let paired = agreement(written, form);
            let value =
                if paired > 0.0 { skipped.max(score(&best, line - 1, row - 1) + paired) } else { skipped };
            if let Some(slot) = best.get_mut(at(line, row)) {
                *slot = value;
            }
        }
    }
    let (mut line, mut row) = (lines.len(), expected.len());
    let mut pairs = Vec::new();
    while line > 0 && row > 0 {
        let here = score(&best, line, row);
        if here <= score(&best, line - 1, row) {
            line -= 1;
        } else if here <= score(&best, line, row - 1) {
            row -= 1;
        } else {
            (line, row) = (line - 1, row - 1);
            pairs.push((line, row));
        }
    }
    pairs.reverse();
    pairs
}

/// The labels of the document that are like one of the form's, in order, and among how many rows of tables they stand.
fn lines(document: &Document, expected: &[Expected]) -> (Vec<Line>, usize) {
    let is_label = |core: &Core| expected.iter().any(|row| row.agreement(core) >= SAME);
    let mut lines: Vec<Line> = Vec::new();
    let mut among = 0;
    let mut texts: Vec<(&str, Place)> = Vec::new();
    for (block, content) in (0_u32..).zip(&document.blocks) {
        match &content.content {
            Content::Table(table) => {
                let before = lines.len();
                lines.extend(of_table(block, table, &is_label));
                if lines.len() > before {
                    among += table.rows as usize;
                }
            }
            _ => {
                let text = content.text().unwrap_or_default();
                let mut start = 0;
                for piece in text.split('\n') {
                    let length = u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
                    texts.push((piece, Place::Span { block, start, end: start.saturating_add(length) }));
                    start = start.saturating_add(length).saturating_add(1);
                }
            }
        }
        if lines.len() > MOST {
            break;
        }
    }
    // Lines of text only where no table has the rows: a narrative names some of them in its sentences.
    if lines.len() < FEWEST {
        lines = of_texts(&texts, &is_label);
        among = 0;
    }
    lines.truncate(MOST);
    (lines, among)
}

fn of_table(block: u32, table: &Table, is_label: &dyn Fn(&Core) -> bool) -> Vec<Line> {
    let mut rows: Vec<Vec<&TableCell>> = vec![Vec::new(); table.rows as usize];
    for cell in &table.cells {
        if let Some(row) = rows.get_mut(cell.row as usize) {
            row.push(cell);
        }
    }
    let head = |cell: &&TableCell| {
        let text = folded(&cell.text);
        ["统计数", "统计数据", "数量", "本年数", "本年度", "本年"].contains(&text.trim())
    };
    let column = rows.iter().take(5).flatten().find(|cell| head(cell)).map(|cell| cell.column);
    // Columns that count another time than the year are never its numbers.
    let other: Vec<u32> = rows
        .iter()
        .take(5)
        .flatten()
        .filter(|cell| cell.text.chars().count() <= LONGEST_HEAD)
        .filter(|cell| {
            is_of_other_year(&cell.text, None) || OF_ALL_YEARS.iter().any(|word| cell.text.contains(word))
        })
        .map(|cell| cell.column)
        .collect();
    let mut lines = Vec::new();
    for mut cells in rows {
        cells.order_by_key(|cell| cell.column);
        let Some((at, label)) = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (at, prepared(&cell.text)))
            .find(|(_, label)| !label.chars.is_empty() && is_label(label))
        else {
            continue;
        };
        // A group's name stands before the label of its first row, and may read like a row of the form.
        if cells.get(at + 1).is_some_and(|next| is_numbered(&next.text)) {
            continue;
        }
        let candidates =
            cells.iter().skip(at + 1).filter(|cell| !is_unit(&cell.text) && !other.contains(&cell.column));
        let chosen = match column {
            Some(column) => {
                candidates.clone().find(|cell| cell.column == column).or(candidates.clone().next_back())
            }
            None => candidates.clone().next(),
        };
        let value = chosen.map(|cell| Value {
            raw: cell.text.clone(),
            reading: read_value(&cell.text),
            place: Place::Cell { block, row: cell.row, column: cell.column },
        });
        lines.push(Line { core: label, value });
    }
    lines
}

/// Lines of text: label, unit and value on one line, or each on a line of its own.
fn of_texts(texts: &[(&str, Place)], is_label: &dyn Fn(&Core) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, (text, place)) in texts.iter().enumerate() {
        // A sentence that begins like a label is none.
        if text.chars().count() > 60 {
            continue;
        }
        let whole = prepared(text);
        if is_label(&whole) && !text.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
            let below = texts.iter().skip(index + 1).filter(|(text, _)| !text.trim().is_empty());
            let value = below.take(2).find(|(text, _)| !is_unit(text)).and_then(|(text, place)| {
                let reading = read_value(text);
                reading.is_value().then(|| Value { raw: (*text).to_owned(), reading, place: *place })
            });
            lines.push(Line { core: whole, value });
        } else if let Some((label, raw, from)) = split(text)
            && let core = prepared(&label)
            && is_label(&core)
        {
            let reading = read_value(&raw);
            let length = u32::try_from(raw.chars().count()).unwrap_or(0);
            let place = match *place {
                Place::Span { block, start, .. } => {
                    Place::Span { block, start: start + from, end: start + from + length }
                }
                other @ Place::Cell { .. } => other,
            };
            lines.push(Line { core, value: Some(Value { raw, reading, place }) });
        }
        if lines.len() > MOST {
            break;
        }
    }
    lines
}

/// `1.当面申请数 件 3` as the label, the value, and the number of characters before the value.
fn split(text: &str) -> Option<(String, String, u32)> {
    let gap = |c: char| c.is_whitespace() || c == '|' || c == '\u{3000}';
    let trimmed = text.trim_end_matches(gap);
    let (before, value) = trimmed.rsplit_once(gap)?;
    let value_starts = before.chars().count() + 1;
    let before = before.trim_end_matches(gap);
    let label = match before.rsplit_once(gap) {
        Some((label, unit)) if is_unit(unit) => label,
        _ => before,
    };
    let is_value = read_value(value).is_value() && !value.is_empty();
    is_value.then(|| (label.to_owned(), value.to_owned(), u32::try_from(value_starts).unwrap_or(0)))
}

/// `22.与信息公开事务相关的行政复议申请数`: words behind a number of their own, the label of a row.
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start();
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = words.trim_start_matches(['.', '．', '、', ' ']);
    words.len() < text.len() && behind.len() < words.len() && behind.starts_with(|c: char| c > '\u{2e80}')
}

fn is_unit(text: &str) -> bool {
    let text = folded(text);
    let text = text.trim().trim_matches(['(', ')']);
    UNITS.contains(&text)
}

/// A label without the explanations in brackets behind it and without 其中.
fn prepared(text: &str) -> Core {
    let folded = folded(text.trim());
    // An ordinal may stand in brackets: only what follows the first characters is an explanation.
    let note = folded.char_indices().skip(4).find(|(_, c)| *c == '(').map_or(folded.len(), |(at, _)| at);
    let label = folded.get(..note).unwrap_or(&folded).trim();
    core(label.strip_prefix("其中").map_or(label, |rest| rest.trim_start_matches([':', ',', '、'])))
}
