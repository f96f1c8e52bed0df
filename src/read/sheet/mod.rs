//! Spreadsheets: what xlsx, xls, ods and csv have in common once their cells are read.

pub mod csv;
mod format;
pub mod xls;
pub mod xlsx;
pub mod xml;

use std::collections::BTreeMap;

use crate::document::{Block, Table, TableCell};
use crate::read::grid::{MAX_CELLS, MAX_COLUMNS};

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
}

/// Cells with text that a sheet may have.
pub const MAX_TEXTS: usize = 300_000;

/// The blocks of a sheet: its name as a heading, then each group of rows between blank rows as a table. Lines that
/// stand alone above or below such a group are paragraphs. Also whether anything was too large to take in.
pub fn blocks(mut sheet: Sheet) -> (Vec<Block>, bool) {
    let before = sheet.cells.len();
    sheet.cells.retain(|&(_, column), text| column < MAX_COLUMNS && !text.is_empty());
    let mut cut = before > MAX_TEXTS;
    sheet.merges.retain(|merge| {
        merge.first_row <= merge.last_row
            && merge.first_column <= merge.last_column
            && merge.first_column < MAX_COLUMNS
    });
    // Only the top left cell of a merged rectangle is shown.
    let mut covered: BTreeMap<u32, Vec<Merge>> = BTreeMap::new();
    for merge in &sheet.merges {
        covered.entry(merge.first_row).or_default().push(*merge);
    }
    let mut blocks = Vec::new();
    if sheet.cells.is_empty() {
        return (blocks, cut);
    }
    blocks.push(Block::heading(1, sheet.name.clone()));
    for (first, last) in groups(&sheet, &covered) {
        cut |= group(&sheet, first, last, &mut blocks);
    }
    (blocks, cut)
}

/// Runs of rows that hold text or stand beside a merged cell that does.
fn groups(sheet: &Sheet, merges_by_row: &BTreeMap<u32, Vec<Merge>>) -> Vec<(u32, u32)> {
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for &(row, column) in sheet.cells.keys() {
        let merge = merges_by_row
            .get(&row)
            .and_then(|merges| merges.iter().find(|merge| merge.first_column == column))
            .map_or(row, |merge| merge.last_row);
        match groups.last_mut() {
            Some(last) if row <= last.1.saturating_add(1) => last.1 = last.1.max(merge),
            _ => groups.push((row, merge)),
        }
    }
    groups
}

/// Writes one group of rows; whether something of it was left out.
fn group(sheet: &Sheet, first: u32, last: u32, blocks: &mut Vec<Block>) -> bool {
    let in_row = |row: u32| sheet.cells.range((row, 0)..=(row, u32::MAX));
    let alone = |row: u32| {
        let mut cells = in_row(row);
        let (Some((&(_, column), _)), None) = (cells.next(), cells.next()) else { return false };
        !sheet.merges.iter().any(|merge| {
            merge.last_row > merge.first_row
                && (merge.first_row..=merge.last_row).contains(&row)
                && (merge.first_row < row || merge.first_column == column)
        })
    };
    let lines = |from: u32, to: u32| {
        (from..to).flat_map(in_row).map(|(_, text)| Block::paragraph(text.clone())).collect::<Vec<_>>()
    };
    let top = (first..=last).find(|&row| !alone(row)).unwrap_or(last.saturating_add(1));
    blocks.extend(lines(first, top));
    if top > last {
        return false;
    }
    let end = (top..=last).rev().find(|&row| !alone(row)).unwrap_or(last);
    let cut = table(sheet, top, end, blocks);
    blocks.extend(lines(end + 1, last.saturating_add(1)));
    cut
}

fn table(sheet: &Sheet, first: u32, last: u32, blocks: &mut Vec<Block>) -> bool {
    let merges: Vec<Merge> = sheet
        .merges
        .iter()
        .filter(|merge| merge.first_row <= last && merge.last_row >= first)
        .copied()
        .collect();
    let texts = || sheet.cells.range((first, 0)..=(last, u32::MAX)).map(|(&place, text)| (place, text));
    let left = texts().map(|((_, column), _)| column).min().unwrap_or(0);
    let right = texts().map(|((row, column), _)| {
        let merge = merges.iter().find(|merge| (merge.first_row, merge.first_column) == (row, column));
        merge.map_or(column, |merge| merge.last_column)
    });
    let right = right.max().unwrap_or(left).min(MAX_COLUMNS - 1);
    let (rows, columns) = (last - first + 1, right - left + 1);
    let area = u64::from(rows) * u64::from(columns);
    let most = u64::try_from(MAX_CELLS).unwrap_or(u64::MAX);
    let cut = area > most;
    // A table beyond the limit keeps the rows that fit.
    let rows = if cut { u32::try_from(most / u64::from(columns)).unwrap_or(1) } else { rows };
    let places = usize::try_from(rows * columns).unwrap_or(0);
    let mut taken = vec![false; places];
    let index = |row: u32, column: u32| usize::try_from(row * columns + column).unwrap_or(usize::MAX);
    let mut spans: BTreeMap<(u32, u32), (u32, u32)> = BTreeMap::new();
    for merge in &merges {
        let top = merge.first_row.max(first) - first;
        let start = merge.first_column.max(left) - left;
        let bottom = (merge.last_row.min(last) - first + 1).min(rows);
        let end = (merge.last_column.min(right) + 1).saturating_sub(left);
        if merge.last_column < left || merge.first_column > right || top >= bottom || start >= end {
            continue;
        }
        let free =
            (top..bottom).all(|row| (start..end).all(|column| taken.get(index(row, column)) == Some(&false)));
        if free {
            for row in top..bottom {
                for column in start..end {
                    if let Some(place) = taken.get_mut(index(row, column)) {
                        *place = true;
                    }
                }
            }
            spans.insert((top, start), (bottom - top, end - start));
        }
    }
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let span = spans.get(&(row, column));
            if span.is_none() && taken.get(index(row, column)) == Some(&true) {
                continue;
            }
            let text = sheet.cells.get(&(row + first, column + left)).cloned().unwrap_or_default();
            let (row_span, column_span) = span.copied().unwrap_or((1, 1));
            cells.push(TableCell { row_span, column_span, ..TableCell::at(row, column, text) });
        }
    }
    blocks.push(Block::table(Table { rows, columns, cells }));
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Content;

    fn shown(sheet: Sheet) -> Vec<String> {
        blocks(sheet)
            .0
            .iter()
            .map(|block| match &block.content {
                Content::Heading { text, .. } => format!("h {text}"),
                Content::Paragraph { text } => format!("p {text}"),
                Content::Table(table) => {
                    let row = |row: u32| {
                        let cells = table.cells.iter().filter(|cell| cell.row == row);
                        let shown = cells.map(|cell| match (cell.row_span, cell.column_span) {
                            (1, 1) => cell.text.clone(),
                            (rows, columns) => format!("{}[{rows}×{columns}]", cell.text),
                        });
                        shown.collect::<Vec<_>>().join("¦")
                    };
                    format!("t {}", (0..table.rows).map(row).collect::<Vec<_>>().join(" / "))
                }
            })
            .collect()
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
            ["h 表", "p 题目", "t 项目¦件数", "p 规章", "p 注", "t 甲¦¦1"]
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
            ["h 表", "t 三、[2×1]¦（一）¦1 / （二）¦2 / （七）总计[1×2]¦3"]
        );
    }

    #[test]
    fn overlapping_and_endless_merges_do_no_harm() {
        let cells = [(0, 0, "甲"), (0, 1, "1"), (1, 0, "乙"), (1, 1, "2")];
        let merges = [(0, 0, 0, 1), (0, 1, 1, 1), (1, 0, 1, 0), (0, 0, 4_000_000_000, 4_000_000_000)];
        assert_eq!(shown(sheet(&cells, &merges[..3])), ["h 表", "t 甲[1×2] / 乙¦2"]);
        let (blocks, cut) = blocks(sheet(&cells, &merges[3..]));
        assert!(cut && blocks.len() == 2);
    }
}
