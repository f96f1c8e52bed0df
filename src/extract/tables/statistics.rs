//! The statistics table of 2014: one number a row, fifty rows, some labels twice (被依法纠错数 of reviews and of suits).
//!
//! It stands as a table (指标, 单位, 统计数) or as lines, a row on one line or a cell on each. Rows are told by their
//! labels in the order of the form, so that of two rows with one label each is found in its own block.

mod columns;

use self::columns::{Heads, Told, place_of_years, told};
use super::Found;
use super::captions::Captions;
use super::label::{Core, Expected, core};
use super::value::{Reading, read_value};
use super::years::year_alone;
use crate::document::{Content, Document, Place, Table, TableCell};
use crate::form::{CellId, RowForm, TableForm};
use crate::order::Order;
use crate::text::fold::{folded, is_han};

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

/// No row has more figures: those of two years, and how they differ in number and in part.
const MOST_FIGURES: usize = 6;

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

/// Reads the table; nothing where too few of its rows are there. Last year's is read only where there is no other.
pub fn read(document: &Document, table: &'static TableForm, year: Option<i32>, captions: &Captions) -> Found {
    let rows: Vec<&RowForm> = table.rows().collect();
    let expected: Vec<Expected> = rows.iter().map(|row| Expected::row(row)).collect();
    let (mut lines, mut among) = lines(document, &expected, year, &|place| captions.is_passed_over(place));
    if lines.len() < FEWEST && captions.pass_over() {
        (lines, among) = self::lines(document, &expected, year, &|_| false);
    }
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
fn lines(
    document: &Document,
    expected: &[Expected],
    year: Option<i32>,
    leave: &dyn Fn(Place) -> bool,
) -> (Vec<Line>, usize) {
    let is_label = |core: &Core| expected.iter().any(|row| row.agreement(core) >= SAME);
    let mut lines: Vec<Line> = Vec::new();
    let mut among = 0;
    let mut texts: Vec<(&str, Place)> = Vec::new();
    let mut heads = Heads::default();
    for (block, content) in (0_u32..).zip(&document.blocks) {
        match &content.content {
            Content::Table(table) => {
                let before = lines.len();
                let own = of_table(block, table, year, &is_label, &mut heads);
                lines.extend(
                    own.into_iter()
                        .filter(|line| !line.value.as_ref().is_some_and(|value| leave(value.place))),
                );
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
        lines = of_texts(&texts, year, &is_label);
        among = 0;
    }
    lines.truncate(MOST);
    (lines, among)
}

/// The rows of a table whose labels the form has. Where they stand in halves side by side, those of the first half come
/// first. `heads`: those of the table before, under which a table goes on that was cut at the end of a page.
fn of_table(
    block: u32,
    table: &Table,
    year: Option<i32>,
    is_label: &dyn Fn(&Core) -> bool,
    heads: &mut Heads,
) -> Vec<Line> {
    let rows: Vec<&[TableCell]> = table.cells.chunk_by(|a, b| a.row == b.row).collect();
    let labels: Vec<Vec<Label>> = rows.iter().map(|cells| labels(cells, is_label)).collect();
    let Some(first) = labels.iter().position(|labels| !labels.is_empty()) else { return Vec::new() };
    heads.go_on(Heads::of(rows.get(..first).unwrap_or_default(), table.columns, year));
    let mut beside: Vec<u32> =
        labels.iter().flatten().filter(|label| label.is_behind_value).map(|label| label.column).collect();
    beside.order();
    let halves = beside.chunk_by(|a, b| a == b).filter(|of_column| of_column.len() >= FEWEST);
    let starts: Vec<u32> =
        std::iter::once(0).chain(halves.filter_map(|of_column| of_column.first().copied())).collect();
    let ends = starts.iter().skip(1).copied().chain([table.columns]);
    let mut lines = Vec::new();
    for half in starts.iter().copied().zip(ends).map(|(start, end)| start..end) {
        for (cells, labels) in rows.iter().zip(&labels) {
            let Some(label) = labels.iter().find(|label| half.contains(&label.column)) else { continue };
            let behind = label.column + 1..half.end;
            let cells = || cells.iter().filter(|cell| behind.contains(&cell.column));
            // A group's name stands before the label of its first row, and may read like a row of the form.
            if cells().next().is_some_and(|next| is_numbered(&next.text)) {
                continue;
            }
            let figures: Vec<&TableCell> = cells().filter(|cell| !is_unit(&cell.text)).collect();
            // Years can stand one under another, each beside its number.
            if figures.iter().any(|cell| {
                year_alone(&cell.text, year) == Some(false) && !read_value(&cell.text).is_number()
            }) {
                continue;
            }
            let value = heads.value(&figures, behind.clone()).map(|cell| Value {
                raw: cell.text.clone(),
                reading: read_value(&cell.text),
                place: Place::Cell { block, row: cell.row, column: cell.column },
            });
            lines.push(Line { core: label.core.clone(), value });
        }
    }
    lines
}

/// A label of the form in a row of a table.
struct Label {
    core: Core,
    column: u32,
    /// Whether another label and its number stand before it.
    is_behind_value: bool,
}

fn labels(cells: &[TableCell], is_label: &dyn Fn(&Core) -> bool) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut has_value = false;
    for cell in cells {
        if read_value(&cell.text).is_number() {
            has_value = !labels.is_empty();
            continue;
        }
        let core = prepared(&cell.text);
        if cell.text.contains(is_han) && is_label(&core) {
            labels.push(Label { core, column: cell.column, is_behind_value: has_value });
            has_value = false;
        }
    }
    labels
}

/// Lines of text: label, unit and value on one line, or each on a line of its own.
fn of_texts(texts: &[(&str, Place)], year: Option<i32>, is_label: &dyn Fn(&Core) -> bool) -> Vec<Line> {
    let mut lines = Vec::new();
    // The columns of numbers that heads before the rows name, on one line or on a line each.
    let (mut heads, mut has_heads): (Vec<Told>, bool) = (Vec::new(), false);
    for (index, (text, place)) in texts.iter().enumerate() {
        // A sentence that begins like a label is none.
        if text.chars().count() > 60 {
            continue;
        }
        // A figure inside a label is that of a row before, of which the line was lost.
        if let Some((label, figures)) = split(text)
            && let core = prepared(label)
            && !core.chars.iter().any(char::is_ascii_digit)
            && is_label(&core)
        {
            let figure = place_of_years(&heads, figures.len()).and_then(|at| figures.get(at));
            let value = figure.map(|(raw, from)| {
                let length = u32::try_from(raw.chars().count()).unwrap_or(0);
                let place = match *place {
                    Place::Span { block, start, .. } => {
                        Place::Span { block, start: start + from, end: start + from + length }
                    }
                    other @ Place::Cell { .. } => other,
                };
                Value { raw: (*raw).to_owned(), reading: read_value(raw), place }
            });
            lines.push(Line { core, value });
        } else if let whole = prepared(text)
            && is_label(&whole)
            && !text.trim_end().ends_with(|c: char| c.is_ascii_digit())
        {
            let below = texts.iter().skip(index + 1).filter(|(text, _)| !text.trim().is_empty());
            let below: Vec<&(&str, Place)> =
                below.skip_while(|(text, _)| is_unit(text)).take(MOST_FIGURES).collect();
            let figures = below.iter().take_while(|(text, _)| is_figure(text)).count();
            let value = place_of_years(&heads, figures).and_then(|at| below.get(at)).map(|(text, place)| {
                Value { raw: (*text).to_owned(), reading: read_value(text), place: *place }
            });
            lines.push(Line { core: whole, value });
        } else if lines.is_empty() {
            for word in text.split(is_gap).filter(|word| !word.is_empty()) {
                // What stands before the name of the rows is no head of a column.
                if word.ends_with("指标") || word.ends_with("项目") || word.ends_with("名称") {
                    heads.clear();
                    has_heads = true;
                }
                let told = told(std::iter::once(word), year);
                heads.extend((has_heads && told != Told::Unsaid).then_some(told));
            }
        }
        if lines.len() > MOST {
            break;
        }
    }
    lines
}

/// `1.当面申请数 件 3` as the label and the figures, each with the number of characters before it.
fn split(text: &str) -> Option<(&str, Vec<(&str, u32)>)> {
    let mut rest = text.trim_end_matches(is_gap);
    let mut figures = Vec::new();
    while let Some((before, word)) = rest.rsplit_once(is_gap).filter(|(_, word)| is_figure(word)) {
        let from = u32::try_from(before.chars().count()).unwrap_or(0).saturating_add(1);
        figures.push((word, from));
        rest = before.trim_end_matches(is_gap);
    }
    figures.reverse();
    let label = match rest.rsplit_once(is_gap) {
        Some((label, unit)) if is_unit(unit) => label,
        _ => rest,
    };
    (!figures.is_empty()).then_some((label, figures))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | ':' | '：')
}

/// Whether a word is a number, a sign for none, or a share.
fn is_figure(word: &str) -> bool {
    let word = word.trim().trim_end_matches(['%', '％']);
    !word.is_empty() && read_value(word).is_value()
}

/// `22.与信息公开事务相关的行政复议申请数`: words behind a number of their own, the label of a row.
pub(super) fn is_numbered(text: &str) -> bool {
    // Words behind a number can be its unit: 3127 条.
    if read_value(text).is_value() {
        return false;
    }
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
