//! Spreadsheets: what xlsx, xls, ods and csv have in common once their cells are read.

mod conditional;
pub mod csv;
mod elsewhere;
mod format;
mod formula;
mod hidden;
mod names;
mod remarks;
mod rich;
#[cfg(test)]
pub(super) mod seen_tests;
mod styles;
mod sums;
mod tokens;
pub mod xls;
pub mod xlsx;
pub mod xml;

use std::collections::BTreeMap;

pub use elsewhere::follow;
pub use format::plain;
pub use formula::{At, cell_name};
pub use remarks::Remarks;
pub use sums::Sums;

use crate::document::{Block, Place, Table, TableCell};
use crate::read::grid::{MAX_CELLS, MAX_COLUMNS};
use crate::read::meter::{Blocks, Limit, Meter};

/// A rectangle of merged cells, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    pub first_row: u32,
    pub last_row: u32,
    pub first_column: u32,
    pub last_column: u32,
}

/// The cells of one sheet, as shown.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Texts by row and column; cells without text may be missing.
    pub cells: BTreeMap<(u32, u32), String>,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// Rows that are hidden, as runs with both ends, in order.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Columns that are hidden, likewise.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Formulas that were computed here, since their program never did.
    pub computed: Vec<(u32, u32)>,
    /// Formulas that nobody computed.
    pub uncomputed: Vec<(u32, u32)>,
}

/// Merged cells that a workbook may have; a form has some fifty.
const MAX_MERGES: usize = 20_000;

/// What a workbook may still take before its tables are made: a text that is stored once can be shown in many thousand
/// cells, and a sheet can be listed many times.
#[derive(Debug)]
pub struct Room {
    meter: Meter,
    texts: usize,
    characters: usize,
    merges: usize,
}

impl Room {
    /// The room that the meter leaves.
    pub fn new(meter: &Meter) -> Self {
        let (texts, characters) = (meter.left(Limit::Cells), meter.left(Limit::Text));
        Self { meter: meter.clone(), texts, characters, merges: MAX_MERGES }
    }

    /// Whether no text can be added.
    pub fn is_full(&self) -> bool {
        self.texts == 0 || self.characters == 0
    }

    /// Takes room for a text; whether there was any.
    fn take(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        if self.texts == 0 || self.characters < length {
            self.meter.cut(if self.texts == 0 { Limit::Cells } else { Limit::Text });
            (self.texts, self.characters) = (0, 0);
            return false;
        }
        self.texts -= 1;
        self.characters -= length;
        true
    }
}

/// Rows that a sheet can have: sixteen times as many as a workbook's. What a file numbers beyond them is told as cut.
const MAX_ROWS: u32 = 1 << 24;

impl Sheet {
    /// Adds a cell's text, without the white space round it, unless it is blank or there is no room.
    pub fn put(&mut self, place: (u32, u32), text: &str, room: &mut Room) {
        let text = text.trim_matches([' ', '\n', '\r', '\t']);
        if text.is_empty() {
            return;
        }
        if place.0 >= MAX_ROWS {
            room.meter.cut(Limit::Cells);
        } else if room.take(text) {
            self.cells.insert(place, text.to_owned());
        }
    }

    /// Adds a merged cell, unless there is no room.
    pub fn merge(&mut self, mut merge: Merge, room: &mut Room) {
        merge.last_row = merge.last_row.min(MAX_ROWS - 1);
        if room.merges == 0 {
            room.meter.cut(Limit::Cells);
        } else if merge.first_row <= merge.last_row
            && merge.first_column <= merge.last_column
            && merge.first_column < MAX_COLUMNS
        {
            room.merges -= 1;
            self.merges.push(merge);
        }
    }
}

/// Merged cells by where they begin and which rows they go through.
struct Merges {
    by_place: BTreeMap<(u32, u32), Merge>,
    /// Rows that a merged cell reaches from above: first and last of each run, the runs apart and in order.
    entered: Vec<(u32, u32)>,
}

impl Merges {
    fn of(merges: &[Merge]) -> Self {
        let mut by_place = BTreeMap::new();
        for merge in merges {
            by_place.entry((merge.first_row, merge.first_column)).or_insert(*merge);
        }
        let mut entered: Vec<(u32, u32)> = Vec::new();
        for merge in by_place.values().filter(|merge| merge.last_row > merge.first_row) {
            match entered.last_mut() {
                Some(last) if merge.first_row < last.1 => last.1 = last.1.max(merge.last_row),
                _ => entered.push((merge.first_row + 1, merge.last_row)),
            }
        }
        Self { by_place, entered }
    }

    fn at(&self, row: u32, column: u32) -> Option<&Merge> {
        self.by_place.get(&(row, column))
    }

    /// Whether a merged cell from a row above goes on in this row.
    fn enters(&self, row: u32) -> bool {
        let after = self.entered.partition_point(|run| run.0 <= row);
        after.checked_sub(1).and_then(|at| self.entered.get(at)).is_some_and(|run| row <= run.1)
    }
}

/// The blocks of a sheet: its name as a heading, then each group of rows between blank rows as a table. Lines that
/// stand alone above or below such a group are paragraphs.
pub fn write(sheet: Sheet, blocks: &mut Blocks, remarks: &mut Remarks) {
    let name = |at: &At| cell_name(*at);
    remarks.computed.extend(sheet.computed.iter().map(name));
    remarks.uncomputed.extend(sheet.uncomputed.iter().map(name));
    let (mut sheet, hidden) = hidden::without(sheet);
    remarks.hidden_cells += hidden;
    sheet.cells.retain(|&(_, column), _| column < MAX_COLUMNS);
    leave_out_row_numbers(&mut sheet);
    if sheet.cells.is_empty() {
        return;
    }
    let merges = Merges::of(&sheet.merges);
    if !sheet.name.trim().is_empty() {
        blocks.push(Block::heading(1, sheet.name.clone()));
    }
    for rows in groups(&sheet, &merges) {
        group(&sheet, &merges, rows, blocks, &mut remarks.places);
    }
}

/// Takes a first column away that only counts the rows, as programs for data write it: the titles and sentences beside it
/// would be cells of one table.
fn leave_out_row_numbers(sheet: &mut Sheet) {
    /// Fewer numbers could be anything.
    const LEAST: usize = 10;
    let Some(first) = sheet.cells.keys().map(|(_, column)| *column).min() else { return };
    let rows = sheet.cells.keys().map(|(row, _)| *row).collect::<std::collections::BTreeSet<u32>>();
    let mut number: Option<u32> = None;
    let mut counted = 0;
    for (at, row) in rows.iter().enumerate() {
        let own = sheet.cells.get(&(*row, first));
        let Some(value) = own.and_then(|text| text.parse::<u32>().ok()) else {
            // A line of heads above it.
            if at == 0 && own.is_none() {
                continue;
            }
            return;
        };
        if number.is_some_and(|before| value != before.saturating_add(1)) {
            return;
        }
        number = Some(value);
        counted += 1;
    }
    if counted >= LEAST && !sheet.merges.iter().any(|merge| merge.first_column == first) {
        sheet.cells.retain(|(_, column), _| *column != first);
    }
}

/// Runs of rows that hold text or stand beside a merged cell that does.
fn groups(sheet: &Sheet, merges: &Merges) -> Vec<(u32, u32)> {
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for &(row, column) in sheet.cells.keys() {
        let end = merges.at(row, column).map_or(row, |merge| merge.last_row);
        match groups.last_mut() {
            Some(last) if row <= last.1.saturating_add(1) => last.1 = last.1.max(end),
            _ => groups.push((row, end)),
        }
    }
    groups
}

/// Writes one group of rows.
fn group(
    sheet: &Sheet,
    merges: &Merges,
    (first, last): (u32, u32),
    blocks: &mut Blocks,
    computed: &mut Vec<Place>,
) {
    let in_row = |row: u32| sheet.cells.range((row, 0)..=(row, u32::MAX));
    let alone = |row: u32| {
        let mut cells = in_row(row);
        let (Some((&(_, column), _)), None) = (cells.next(), cells.next()) else { return false };
        !merges.enters(row) && merges.at(row, column).is_none_or(|merge| merge.last_row == row)
    };
    let lines = |from: u32, to: u32| {
        (from..to).flat_map(in_row).map(|(_, text)| Block::paragraph(text.clone())).collect::<Vec<_>>()
    };
    let top = (first..=last).find(|&row| !alone(row)).unwrap_or(last.saturating_add(1));
    lines(first, top).into_iter().for_each(|line| blocks.push(line));
    if top > last {
        return;
    }
    let mut end = (top..=last).rev().find(|&row| !alone(row)).unwrap_or(last);
    // Numbers that stand in one cell are a row of the table above them.
    let of_numbers = |row: u32| {
        in_row(row).any(|(_, text)| text.starts_with(|c: char| c.is_ascii_digit()))
            && in_row(row).flat_map(|(_, text)| text.chars()).all(|c| c.is_ascii_digit() || c.is_whitespace())
    };
    while end < last && of_numbers(end + 1) {
        end += 1;
    }
    table(sheet, merges, (top, end), blocks, computed);
    lines(end + 1, last.saturating_add(1)).into_iter().for_each(|line| blocks.push(line));
}

fn table(
    sheet: &Sheet,
    merges: &Merges,
    (first, last): (u32, u32),
    blocks: &mut Blocks,
    computed: &mut Vec<Place>,
) {
    let keys = || sheet.cells.range((first, 0)..=(last, u32::MAX)).map(|(&place, _)| place);
    let left = keys().map(|(_, column)| column).min().unwrap_or(0);
    let right =
        keys().map(|(row, column)| merges.at(row, column).map_or(column, |merge| merge.last_column)).max();
    let right = right.unwrap_or(left).min(MAX_COLUMNS - 1);
    let (rows, columns) = (last - first + 1, right - left + 1);
    let area = u64::from(rows) * u64::from(columns);
    let most = u64::try_from(MAX_CELLS.min(blocks.meter().left(Limit::Cells))).unwrap_or(u64::MAX);
    // A table beyond the limit keeps the rows that fit.
    let rows = if area > most {
        blocks.meter().cut(Limit::Cells);
        u32::try_from(most / u64::from(columns)).unwrap_or(1)
    } else {
        rows
    };
    let area = usize::try_from(rows * columns).unwrap_or(0);
    if rows == 0 {
        return;
    }
    let mut taken = vec![false; area];
    let index = |row: u32, column: u32| usize::try_from(row * columns + column).unwrap_or(usize::MAX);
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            if taken.get(index(row, column)) == Some(&true) {
                continue;
            }
            let place = (row + first, column + left);
            // Where merged cells overlap, the earlier one keeps the place and the later one ends before it.
            let (mut row_span, mut column_span) = (1, 1);
            if let Some(merge) = merges.at(place.0, place.1) {
                row_span = (merge.last_row - merge.first_row).saturating_add(1).min(rows - row);
                column_span =
                    (merge.last_column - merge.first_column).saturating_add(1).min(columns - column);
                let free =
                    (0..column_span).take_while(|by| taken.get(index(row, column + by)) == Some(&false));
                column_span = u32::try_from(free.count()).unwrap_or(1).max(1);
                let below = row + 1..row + row_span;
                let free = below.take_while(|&row| {
                    (column..column + column_span).all(|at| taken.get(index(row, at)) == Some(&false))
                });
                row_span = 1 + u32::try_from(free.count()).unwrap_or(0);
                for row in row..row + row_span {
                    for column in column..column + column_span {
                        if let Some(place) = taken.get_mut(index(row, column)) {
                            *place = true;
                        }
                    }
                }
            }
            let text = sheet.cells.get(&place).cloned().unwrap_or_default();
            cells.push(TableCell { row_span, column_span, ..TableCell::at(row, column, text) });
        }
    }
    let block = u32::try_from(blocks.len()).unwrap_or(u32::MAX);
    let of_table = sheet.computed.iter().filter(|at| (first..first + rows).contains(&at.0) && at.1 >= left);
    computed.extend(of_table.map(|at| Place::Cell { block, row: at.0 - first, column: at.1 - left }));
    blocks.push(Block::table(Table { rows, columns, cells }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::test_support;

    #[test]
    fn rows_that_no_sheet_has_are_told_as_cut() {
        for row in [MAX_ROWS, u32::MAX - 1, u32::MAX] {
            let (meter, mut sheet) = (Meter::default(), Sheet::default());
            let mut room = Room::new(&meter);
            for (place, text) in [((0, 0), "甲"), ((0, 1), "1"), ((row, 0), "乙"), ((row, 1), "2")] {
                sheet.put(place, text, &mut room);
            }
            let merge = |first_row, last_row| Merge { first_row, last_row, first_column: 0, last_column: 1 };
            sheet.merge(merge(3, row), &mut room);
            sheet.merge(merge(row, row), &mut room);
            let blocks = written(sheet, &meter);
            assert_eq!(test_support::shown(&blocks), ["t 甲¦1"], "{row}");
            assert!(meter.is_over(Limit::Cells));
        }
    }

    fn written(sheet: Sheet, meter: &Meter) -> Vec<Block> {
        let mut blocks = Blocks::new(meter);
        write(sheet, &mut blocks, &mut Remarks::default());
        blocks.into_document().blocks
    }

    fn shown(sheet: Sheet) -> Vec<String> {
        test_support::shown(&written(sheet, &Meter::default()))
    }

    fn sheet(cells: &[(u32, u32, &str)], merges: &[(u32, u32, u32, u32)]) -> Sheet {
        Sheet {
            name: "表".to_owned(),
            cells: cells.iter().map(|&(row, column, text)| ((row, column), text.to_owned())).collect(),
            merges: merges
                .iter()
                .map(|&(first_row, first_column, last_row, last_column)| Merge {
                    first_row,
                    last_row,
                    first_column,
                    last_column,
                })
                .collect(),
            ..Sheet::default()
        }
    }

    #[test]
    fn titles_tables_and_notes_part() {
        let cells = [
            (1, 1, "题目"),
            (2, 1, "项目"),
            (2, 2, "件数"),
            (3, 1, "规章"),
            (4, 1, "注"),
            (6, 1, "甲"),
            (6, 3, "1"),
        ];
        assert_eq!(
            shown(sheet(&cells, &[(1, 1, 1, 2)])),
            ["h1 表", "p 题目", "t 项目¦件数", "p 规章", "p 注", "t 甲¦¦1"]
        );
        assert_eq!(shown(sheet(&[], &[])), [""; 0]);
    }

    #[test]
    fn merged_cells_span() {
        let cells = [
            (0, 0, "三、"),
            (0, 1, "（一）"),
            (0, 2, "1"),
            (1, 1, "（二）"),
            (1, 2, "2"),
            (2, 0, "（七）总计"),
            (2, 2, "3"),
        ];
        assert_eq!(
            shown(sheet(&cells, &[(0, 0, 1, 0), (2, 0, 2, 1)])),
            ["h1 表", "t 三、[2×1]¦（一）¦1 / （二）¦2 / （七）总计[1×2]¦3"]
        );
    }

    #[test]
    fn overlapping_and_endless_merges_do_no_harm() {
        let cells = [(0, 0, "甲"), (0, 1, "1"), (1, 0, "乙"), (1, 1, "2")];
        let merges = [(0, 0, 0, 1), (0, 1, 1, 1), (1, 0, 1, 0), (0, 0, 4_000_000_000, 4_000_000_000)];
        assert_eq!(shown(sheet(&cells, &merges[..3])), ["h1 表", "t 甲[1×2] / 乙¦2"]);
        let meter = Meter::default();
        let blocks = written(sheet(&cells, &merges[3..]), &meter);
        assert!(meter.is_over(Limit::Cells) && blocks.len() == 2);
    }

    #[test]
    fn merged_cells_over_many_rows_keep_their_place() {
        let merges = Merges::of(&[(0, 4), (2, 3), (4, 6), (9, 9)].map(|(first_row, last_row)| Merge {
            first_row,
            last_row,
            first_column: first_row,
            last_column: first_row,
        }));
        let entered: Vec<u32> = (0..12).filter(|&row| merges.enters(row)).collect();
        assert_eq!(entered, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_workbook_takes_in_no_more_than_its_room() {
        // One long text in thousands of cells.
        let meter = Meter::default();
        let (mut sheet, mut room) = (Sheet::default(), Room::new(&meter));
        let text = "长".repeat(100_000);
        for row in 0..1000 {
            sheet.put((row, 0), &text, &mut room);
        }
        assert!(meter.is_over(Limit::Text) && room.is_full() && sheet.cells.len() < 100);
        // Thousands of tables, each as wide as can be, with two texts.
        let meter = Meter::default();
        let (mut sheet, mut room) = (Sheet::default(), Room::new(&meter));
        for row in 0..5000 {
            sheet.put((row * 2, 0), "1", &mut room);
            sheet.put((row * 2, 511), "2", &mut room);
        }
        let most = meter.left(Limit::Cells);
        let blocks = written(sheet, &meter);
        let cells: usize = blocks.iter().filter_map(Block::as_table).map(|table| table.cells.len()).sum();
        assert!(meter.is_over(Limit::Cells) && cells <= most && cells > most / 2);
        // More merged cells than any form has.
        let meter = Meter::default();
        let (mut sheet, mut room) = (Sheet::default(), Room::new(&meter));
        let merge = Merge { first_row: 1, last_row: 2, first_column: 1, last_column: 2 };
        (0..=MAX_MERGES).for_each(|_| sheet.merge(merge, &mut room));
        assert!(meter.is_over(Limit::Cells) && sheet.merges.len() == MAX_MERGES);
    }
}
