//! A table 3 whose columns stand in several tables, or in several parts of one: the first has those from 自然人 to 科研机构,
//! the next the others, each with the labels of all rows.

use std::ops::RangeInclusive;

use super::heads::{Band, Rows};
use super::rows::{KNOWN_LABELS, ObservedRow, Values};
use crate::form::ColumnId;

/// How many rows a table 3 has, local ones among them.
const ROWS: RangeInclusive<usize> = 12..=200;

/// A part of a table with some of the columns.
#[derive(Debug)]
pub struct Piece {
    columns: Vec<ColumnId>,
    /// Its rows with numbers, and those that the form has, as its head tells them.
    rows: Vec<ObservedRow>,
    /// Whether it has no other columns.
    is_all: bool,
}

impl Piece {
    /// Of a head; `rows`: those of its table as they were observed.
    pub fn of(band: &Band, cells: &Rows, block: u32, rows: &[ObservedRow]) -> Self {
        let is_row = |row: &ObservedRow| {
            row.numbers() > 0 || row.labels.last().is_some_and(|label| KNOWN_LABELS.knows(&label.core))
        };
        let told = |row: u32| {
            let old = rows.get(row as usize)?;
            band.told(cells, row, block, old).filter(|row| !row.labels.is_empty() && is_row(row))
        };
        let first = band.heads.iter().map(|head| head.range.start).min().unwrap_or(0);
        Self {
            columns: band.heads.iter().map(|head| head.key).collect(),
            rows: band.rows.clone().filter_map(told).collect(),
            is_all: band.others.iter().all(|(_, range)| range.start < first),
        }
    }

    /// Whether another has the same rows, other tables behind them passed over, and no column of this one.
    fn is_beside(&self, other: &Self) -> bool {
        let labels =
            |row: &ObservedRow| row.labels.iter().map(|label| label.core.clone()).collect::<Vec<_>>();
        let own = self.rows.iter().map(labels);
        other.rows.len() >= self.rows.len()
            && own.eq(other.rows.iter().take(self.rows.len()).map(labels))
            && !self.columns.iter().any(|column| other.columns.contains(column))
    }
}

/// Puts pieces that follow each other and have all columns of a form together into the rows of the first. Of one by itself
/// no other columns are read than it has.
pub fn join(pieces: &[Piece], forms: &[Vec<ColumnId>], rows: &mut [ObservedRow]) {
    let mut rest = pieces;
    while let Some((first, others)) = rest.split_first() {
        rest = others;
        if !ROWS.contains(&first.rows.len()) {
            continue;
        }
        let own = others.iter().take_while(|other| first.is_beside(other)).count();
        let (own, after) = others.split_at(own);
        let whole: Vec<&Piece> = std::iter::once(first).chain(own).collect();
        let columns: Vec<ColumnId> = whole.iter().flat_map(|piece| &piece.columns).copied().collect();
        let is_whole = |form: &Vec<ColumnId>| {
            form.len() == columns.len() && form.iter().all(|column| columns.contains(column))
        };
        if !own.is_empty() && forms.iter().any(is_whole) {
            for (at, row) in first.rows.iter().enumerate() {
                let cells = whole.iter().filter_map(|piece| piece.rows.get(at)).flat_map(ObservedRow::cells);
                let values = Values::Cells(cells.cloned().collect());
                put(rows, ObservedRow { values, told: columns.clone(), ..row.clone() });
            }
            // What stands below them is of other tables.
            for row in own.iter().flat_map(|piece| piece.rows.iter().take(first.rows.len())) {
                if let Some(row) = place_of(rows, row) {
                    row.values = Values::Cells(Vec::new());
                    row.labels.clear();
                    row.told.clear();
                }
            }
            rest = after;
        } else if first.is_all {
            first.rows.iter().for_each(|row| put(rows, row.clone()));
        }
    }
}

/// The row whose label stands where a row's own does.
fn place_of<'r>(rows: &'r mut [ObservedRow], row: &ObservedRow) -> Option<&'r mut ObservedRow> {
    let place = |row: &ObservedRow| row.labels.first().map(|label| label.place);
    let start = rows.partition_point(|each| each.block < row.block);
    let mut own = rows.iter_mut().skip(start).take_while(|each| each.block == row.block);
    own.find(|each| place(each) == place(row))
}

/// Puts a row in that place.
fn put(rows: &mut [ObservedRow], new: ObservedRow) {
    if let Some(row) = place_of(rows, &new) {
        *row = new;
    }
}
