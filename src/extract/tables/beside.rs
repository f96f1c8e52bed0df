//! Blocks of table 2 that stand beside each other, as they do where a table shall fit on one page, and tables beside each
//! other on one sheet: they are put below each other before anything is read.

use std::ops::Range;
use std::sync::LazyLock;

use super::heads::plain_head;
use super::label::core;
use super::rows::KNOWN_LABELS;
use super::value::read_value;
use crate::document::{Table, TableCell};
use crate::form::{self, TableId};
use crate::order::Order;
use crate::text::fold::is_han;

/// Rows of a table as it is read, and where they come from.
#[derive(Debug)]
pub struct Segment {
    /// The rows as they are read.
    pub rows: Range<u32>,
    /// The first row of the document's table that they are made of …
    pub from: u32,
    /// … and its first column.
    pub column: u32,
    /// Whether rows and columns are exchanged.
    pub is_turned: bool,
}

/// What the rows of a table 2 are called in some form.
static LABELS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let rows = form::tables(TableId::Table2).iter().flat_map(|table| table.rows());
    let labels = rows.flat_map(|row| std::iter::once(row.label).chain(row.variants.iter().copied()));
    let mut cores: Vec<Vec<char>> = Vec::new();
    for chars in labels.map(|label| plain_head(label).chars) {
        if !cores.contains(&chars) {
            cores.push(chars);
        }
    }
    cores
});

/// A table with the blocks below each other that stand side by side in it; `None` where there are none.
pub fn stacked(table: &Table) -> Option<(Table, Vec<Segment>)> {
    let bands = bands(table);
    let cuts: Vec<Vec<u32>> = bands.iter().map(|band| cuts(table, band)).collect();
    if cuts.iter().all(|cuts| cuts.len() < 2) {
        return None;
    }
    Some(below_each_other(table, &bands, &cuts))
}

/// At most so many columns are looked at with which a table may begin.
const MOST_BEGINNINGS: usize = 16;

/// A table with the tables below each other that stand side by side in it; `None` where there are none.
pub fn side_by_side(table: &Table) -> Option<(Table, Vec<Segment>)> {
    let bands = sections(table);
    let cuts: Vec<Vec<u32>> =
        bands.iter().map(|band| cuts_between_tables(table, band).unwrap_or_default()).collect();
    cuts.iter().any(|cuts| cuts.len() > 1).then(|| below_each_other(table, &bands, &cuts))
}

/// The rows of a table in bands, each below the heading of a section of the report that stands alone in its row.
fn sections(table: &Table) -> Vec<Range<u32>> {
    let mut starts = vec![0];
    let mut reach = 0;
    for row in table.cells.chunk_by(|a, b| a.row == b.row) {
        let mut written = row.iter().filter(|cell| !cell.text.trim().is_empty());
        if let (Some(only), None) = (written.next(), written.next())
            && only.text.contains("情况")
            && reach <= only.row
            && only.row > 0
        {
            starts.push(only.row);
        }
        reach = row.iter().map(|cell| cell.row.saturating_add(cell.row_span)).fold(reach, u32::max);
    }
    let ends = starts.iter().skip(1).copied().chain([table.rows]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The columns with which the tables begin that stand side by side in rows of a table: they are parted by columns in which
/// nothing is written, or the heads of the first stand again over the second.
fn cuts_between_tables(table: &Table, band: &Range<u32>) -> Option<Vec<u32>> {
    let cells = table.band(band.clone());
    let width = table.columns as usize;
    let (mut filled, mut joined) = (vec![false; width], vec![false; width]);
    let mut begins: Vec<u32> = Vec::new();
    for row in cells.chunk_by(|a, b| a.row == b.row) {
        let written: Vec<&TableCell> = row.iter().filter(|cell| !cell.text.trim().is_empty()).collect();
        // A line over all of them is alone in its row.
        for cell in written.iter().filter(|_| written.len() > 1) {
            let columns = cell.column as usize..(cell.column + cell.column_span) as usize;
            joined.get_mut(columns.start + 1..columns.end)?.fill(true);
            filled.get_mut(columns)?.fill(true);
        }
        begins.extend(heads_again(&written));
    }
    let blank_before = |(_, pair): &(u32, &[bool])| *pair == [false, true];
    begins.extend((1..).zip(filled.windows(2)).filter(blank_before).map(|(column, _)| column));
    begins.order();
    begins.dedup();
    begins.retain(|column| joined.get(*column as usize) == Some(&false));
    let mut cuts = vec![0];
    for column in begins.into_iter().take(MOST_BEGINNINGS) {
        let last = cuts.last().copied().unwrap_or(0);
        if are_tables(&Part::of(cells, last..column), &Part::of(cells, column..table.columns)) {
            cuts.push(column);
        }
    }
    Some(cuts)
}

/// The column with which the second of two tables begins, where the words of a row are those of a head and stand in it twice.
fn heads_again(written: &[&TableCell]) -> Option<u32> {
    let (first, second) = written.split_at(written.len() / 2);
    let is_head = |cell: &&TableCell| !cell.text.contains(|c: char| c.is_numeric());
    let same = |(a, b): (&&TableCell, &&TableCell)| a.text == b.text;
    let twice = first.len() > 1 && first.len() == second.len() && first.iter().zip(second).all(same);
    (twice && first.iter().all(is_head)).then(|| second.first()?.column.checked_sub(first.first()?.column))?
}

/// Whether two parts of a table are tables: labels of the forms with values behind them, or the results of cases.
fn are_tables(left: &Part, right: &Part) -> bool {
    // The same rows again are those of another year, or of other columns of the same table.
    let again = left.labels.iter().filter(|label| right.labels.contains(label)).count() > 1;
    let of_results = |cases: &Part, rows: &Part| cases.results > 0 && rows.results == 0 && rows.has_rows();
    let different = left.has_rows() && right.has_rows() || of_results(left, right) || of_results(right, left);
    different && (!again || left.is_full && right.is_full)
}

/// What stands between two columns of a table.
#[derive(Default)]
struct Part {
    /// The labels of forms with a value behind them.
    labels: Vec<Vec<char>>,
    /// How many cells name results of cases.
    results: usize,
    /// Whether it has a row of as many values as table 3.
    is_full: bool,
}

impl Part {
    fn of(cells: &[TableCell], columns: Range<u32>) -> Self {
        let mut part = Self::default();
        for row in cells.chunk_by(|a, b| a.row == b.row) {
            let own = || row.iter().filter(|cell| columns.contains(&cell.column));
            let is_value: Vec<bool> = own().map(|cell| read_value(&cell.text).is_number()).collect();
            // What stands before the first value, where there is one.
            let before = is_value.iter().position(|is_value| *is_value).unwrap_or(0);
            let labels = own().take(before).filter(|cell| cell.text.contains(is_han));
            let labels = labels.map(|cell| core(&cell.text)).filter(|label| KNOWN_LABELS.knows(label));
            part.labels.extend(labels.last().map(|label| label.chars));
            part.is_full |= is_value.iter().filter(|is_value| **is_value).count() > 6;
            part.results += own().filter(|cell| cell.text.contains("维持")).count();
        }
        part
    }

    fn has_rows(&self) -> bool {
        self.labels.len() > 2
    }
}

/// The parts of a table between columns, of each band of its rows, put below each other.
fn below_each_other(table: &Table, bands: &[Range<u32>], cuts: &[Vec<u32>]) -> (Table, Vec<Segment>) {
    let mut whole = Table::default();
    let mut segments = Vec::new();
    for (band, cuts) in bands.iter().zip(cuts) {
        let starts = || std::iter::once(0).chain(cuts.iter().skip(1).copied());
        for (start, end) in starts().zip(starts().skip(1).chain([table.columns])) {
            let top = whole.rows;
            let mut cells: Vec<TableCell> = table
                .band(band.clone())
                .iter()
                .filter(|cell| (start..end).contains(&cell.column))
                .map(|cell| TableCell {
                    row: top + cell.row - band.start,
                    column: cell.column - start,
                    column_span: cell.column_span.min(end - cell.column),
                    ..cell.clone()
                })
                .collect();
            cells.order_by_key(|cell| (cell.row, cell.column));
            whole.cells.append(&mut cells);
            whole.rows += band.end - band.start;
            whole.columns = whole.columns.max(end - start);
            segments.push(Segment {
                rows: top..whole.rows,
                from: band.start,
                column: start,
                is_turned: false,
            });
        }
    }
    (whole, segments)
}

/// The rows of a table in bands, each with the heads above its values; no cell reaches from one into the next.
fn bands(table: &Table) -> Vec<Range<u32>> {
    let mut bands: Vec<Range<u32>> = Vec::new();
    let mut start = 0;
    let mut has_rows = false;
    // How far down the cells of the rows above reach.
    let mut reach = 0;
    for cells in table.cells.chunk_by(|a, b| a.row == b.row) {
        let Some(row) = cells.first().map(|cell| cell.row) else { continue };
        let labelled = labelled(cells).next().is_some();
        let whole = reach <= row;
        reach = cells.iter().map(|cell| row.saturating_add(cell.row_span)).fold(reach, u32::max);
        if has_rows && !labelled && whole {
            bands.push(start..row);
            start = row;
        }
        has_rows = labelled || (has_rows && !whole);
    }
    bands.push(start..table.rows);
    bands
}

/// The cells of a row that are labels of table 2 with a value behind them, before the next such label.
fn labelled(cells: &[TableCell]) -> impl Iterator<Item = &TableCell> {
    let is_label = |cell: &TableCell| {
        let text = cell.text.trim();
        let short = (2..=40).contains(&text.chars().count());
        short && text.contains(is_han) && LABELS.contains(&plain_head(text).chars)
    };
    let labels: Vec<bool> = cells.iter().map(is_label).collect();
    cells.iter().enumerate().filter_map(move |(at, cell)| {
        let behind = cells.iter().zip(&labels).skip(at + 1);
        let mut own = behind.take_while(|(_, is_label)| !**is_label);
        let is_label = labels.get(at).is_some_and(|is_label| *is_label);
        (is_label && own.any(|(cell, _)| read_value(&cell.text).is_number())).then_some(cell)
    })
}

/// The columns in which labels stand beside each other in a band; fewer than two where its cells reach over them.
fn cuts(table: &Table, band: &Range<u32>) -> Vec<u32> {
    let rows = || table.band(band.clone()).chunk_by(|a, b| a.row == b.row);
    let mut cuts: Vec<u32> = Vec::new();
    let mut are_beside = false;
    for row in rows() {
        let columns: Vec<u32> = labelled(row).map(|cell| cell.column).collect();
        are_beside |= columns.len() > 1;
        cuts.extend(columns);
    }
    cuts.order();
    cuts.dedup();
    let over = |cell: &TableCell, cut: u32| cell.column < cut && cell.column + cell.column_span > cut;
    // A line over the whole table, alone in its row, is no part of a block.
    let crosses = |cut: &u32| {
        rows().any(|row| {
            let filled = row.iter().filter(|cell| !cell.text.trim().is_empty()).count();
            row.iter().any(|cell| over(cell, *cut) && filled > usize::from(!cell.text.trim().is_empty()))
        })
    };
    if !are_beside || cuts.iter().skip(1).any(crosses) {
        cuts.truncate(1);
    }
    cuts
}
