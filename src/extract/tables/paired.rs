//! Tables 2 and 4 as pairs of a name and its number in one place: 结果维持：12, in cells or lines of their own, with the name
//! of the row before the column's or on a line above.

use std::cmp::Reverse;

use super::Found;
use super::captions::Captions;
use super::label::core;
use super::value::{is_unit, of_kind, read_value};
use crate::document::{Content, Document, Place};
use crate::form::{BlockForm, CellId, ColumnForm, RowForm, RowId, TableForm, ValueKind};
use crate::order::Order;
use crate::text::fold::is_han;

/// A line of more characters tells something.
const LONGEST: usize = 60;

/// The name of a row with what is said round it has no more characters.
const LONGEST_NAME: usize = 24;

/// A number with the words before it.
struct Pair<'t> {
    label: &'t str,
    raw: &'t str,
    /// Characters of the line before the number.
    before: usize,
}

/// A cell with its number.
struct Valued<'t> {
    id: CellId,
    raw: &'t str,
    place: Place,
    kind: ValueKind,
}

/// Reads such a table: only where most of its cells are there, and each once.
pub fn read(document: &Document, table: &'static TableForm, captions: &Captions, found: &mut Found) {
    let names = Names::of(table);
    let mut row: Option<RowId> = None;
    let mut values: Vec<Valued> = Vec::new();
    let wanted = table.cells().count();
    for (block, content) in (0_u32..).zip(&document.blocks) {
        if values.len() > wanted {
            return;
        }
        match &content.content {
            Content::Table(table) => {
                for cell in &table.cells {
                    let place = Place::Cell { block, row: cell.row, column: cell.column };
                    if !captions.is_passed_over(place) {
                        cell.text
                            .lines()
                            .for_each(|line| names.take(line, &mut row, &mut values, &|_| place));
                    }
                }
            }
            Content::Heading { text, .. } | Content::Paragraph { text } => {
                let mut before = 0;
                for line in text.split('\n') {
                    let span = |pair: &Pair| {
                        let from = before + pair.before;
                        let [start, end] = [from, from + pair.raw.chars().count()]
                            .map(|at| u32::try_from(at).unwrap_or(u32::MAX));
                        Place::Span { block, start, end }
                    };
                    names.take(line, &mut row, &mut values, &span);
                    before += line.chars().count() + 1;
                }
            }
        }
    }
    let mut ids: Vec<CellId> = values.iter().map(|value| value.id).collect();
    ids.order();
    ids.dedup();
    if ids.len() < values.len() || ids.len() * 4 < wanted * 3 {
        return;
    }
    for Valued { id, raw, place, kind } in values {
        found.cells.insert(id, of_kind(kind, raw).cell(raw, place));
        let (Place::Cell { block, .. } | Place::Span { block, .. }) = place;
        found.blocks.push(block);
    }
}

/// What the rows and columns of a table are called.
struct Names {
    /// The names of rows, the longest first: 复议后起诉 has 复议 in it.
    rows: Vec<(String, RowId)>,
    /// Those of columns, the longest first, each with its block.
    columns: Vec<(String, &'static ColumnForm, &'static BlockForm)>,
}

impl Names {
    fn of(table: &'static TableForm) -> Self {
        let named = |label: &'static str, variants: &'static [&'static str]| {
            std::iter::once(label).chain(variants.iter().copied()).map(letters)
        };
        let of_row = |row: &'static RowForm| named(row.label, row.variants).map(|name| (name, row.id));
        let mut rows: Vec<(String, RowId)> = table.rows().flat_map(of_row).collect();
        rows.order_by_key(|(name, _)| Reverse(name.len()));
        let of_block = |block: &'static BlockForm| {
            block.columns.iter().flat_map(move |column| {
                named(column.label, column.variants).map(move |name| (name, column, block))
            })
        };
        let mut columns: Vec<_> = table.blocks.iter().flat_map(of_block).collect();
        columns.order_by_key(|(name, ..)| Reverse(name.len()));
        Self { rows, columns }
    }

    /// The row that a short text names.
    fn row(&self, text: &str) -> Option<RowId> {
        let named = self.rows.iter().find(|(name, _)| text.contains(name.as_str()));
        named.filter(|_| text.chars().count() <= LONGEST_NAME).map(|(_, row)| *row)
    }

    /// Takes the pairs of a line, if it is nothing else, or the row that it names for those that follow.
    fn take<'t>(
        &self,
        line: &'t str,
        row: &mut Option<RowId>,
        values: &mut Vec<Valued<'t>>,
        place: &dyn Fn(&Pair) -> Place,
    ) {
        if line.trim().is_empty() {
            return;
        }
        let pairs = if line.chars().count() <= LONGEST { pairs(line) } else { Vec::new() };
        let before = values.len();
        if pairs.is_empty() {
            *row = self.row(&letters(line));
        }
        for pair in &pairs {
            let Some((own, id, kind)) = self.cell(&letters(pair.label), *row) else {
                values.truncate(before);
                *row = None;
                return;
            };
            *row = Some(own);
            values.push(Valued { id, raw: pair.raw, place: place(pair), kind });
        }
    }

    /// The cell whose column a label ends with; its row stands before that, or was named above.
    fn cell(&self, label: &str, above: Option<RowId>) -> Option<(RowId, CellId, ValueKind)> {
        self.columns.iter().find_map(|(name, column, block)| {
            let before = label.strip_suffix(name.as_str())?;
            let row = if before.is_empty() { above } else { self.row(before) };
            let row = row.filter(|row| block.rows.iter().any(|each| each.id == *row))?;
            Some((row, CellId::new(row, column.id), column.kind))
        })
    }
}

/// The characters of a text that carry meaning.
fn letters(text: &str) -> String {
    core(text).chars.into_iter().collect()
}

/// The pairs that a line is made of; none where it says anything else.
fn pairs(line: &str) -> Vec<Pair<'_>> {
    let is_sign = |c: char| c.is_whitespace() || among!(",;、。:，；：（）()|", c);
    let mut pairs = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = line.get(at..).and_then(|rest| rest.find(|c: char| c.is_numeric() && !is_han(c)))
    {
        let from = at + found;
        let rest = line.get(from..).unwrap_or_default();
        let is_part = |c: char| (c.is_numeric() && !is_han(c)) || among!(".,，．", c);
        let digits = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let end =
            from + rest.get(..digits).unwrap_or_default().trim_end_matches(['.', ',', '，', '．']).len();
        at = end;
        let label = line.get(start..from).unwrap_or_default();
        // A number that begins a label is its ordinal.
        if core(label).chars.is_empty() {
            continue;
        }
        let behind = line.get(end..).unwrap_or_default().trim_start();
        let unit = behind.find(is_sign).unwrap_or(behind.len());
        if is_unit(behind.get(..unit).unwrap_or_default()) {
            at = line.len() - behind.len() + unit;
        }
        let raw = line.get(from..at).unwrap_or_default();
        if !read_value(raw).is_number() {
            return Vec::new();
        }
        let before = line.get(..from).unwrap_or_default().chars().count();
        pairs.push(Pair { label, raw, before });
        start = at;
    }
    if line.get(start..).unwrap_or_default().chars().all(is_sign) { pairs } else { Vec::new() }
}
