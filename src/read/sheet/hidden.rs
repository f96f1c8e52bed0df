//! A sheet as it is seen: hidden rows and columns are not there, and what stood on both sides of them stands together.

use std::collections::BTreeMap;

use super::{Merge, Sheet};
use crate::order::Order;

/// Hidden rows or columns as runs that do not touch, in order, each with how many are hidden before it.
struct Runs(Vec<(u32, u32, u32)>);

impl Runs {
    fn of(mut runs: Vec<(u32, u32)>) -> Self {
        runs.order();
        let mut joined: Vec<(u32, u32, u32)> = Vec::new();
        for (first, last) in runs.into_iter().filter(|run| run.0 <= run.1) {
            match joined.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
                before => {
                    let hidden =
                        before.map_or(0, |run| run.2.saturating_add(run.1 - run.0).saturating_add(1));
                    joined.push((first, last, hidden));
                }
            }
        }
        Self(joined)
    }

    /// Where a row or column stands among those that are seen; for a hidden one `Err` with the place of the next.
    fn seen(&self, at: u32) -> Result<u32, u32> {
        let after = self.0.partition_point(|run| run.0 <= at);
        let Some(run) = after.checked_sub(1).and_then(|before| self.0.get(before)) else { return Ok(at) };
        if at <= run.1 { Err(run.0 - run.2) } else { Ok(at - run.2 - (run.1 - run.0 + 1)) }
    }

    /// The first and last place that is seen of a run; `None` where none is.
    fn span(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let from = self.seen(first).unwrap_or_else(|next| next);
        let to = match self.seen(last) {
            Ok(last) => last,
            Err(next) => next.checked_sub(1)?,
        };
        (from <= to).then_some((from, to))
    }
}

/// Takes out what is hidden. Also how many cells with text that were.
pub fn without(sheet: Sheet) -> (Sheet, usize) {
    if sheet.hidden_rows.is_empty() && sheet.hidden_columns.is_empty() {
        return (sheet, 0);
    }
    let (rows, columns) = (Runs::of(sheet.hidden_rows), Runs::of(sheet.hidden_columns));
    let mut seen = Sheet { name: sheet.name, ..Sheet::default() };
    let mut hidden = 0;
    let mut merges: BTreeMap<(u32, u32), &Merge> = BTreeMap::new();
    for merge in &sheet.merges {
        merges.entry((merge.first_row, merge.first_column)).or_insert(merge);
    }
    let merged = |at: (u32, u32)| {
        let merge = merges.get(&at)?;
        let rows = rows.span(merge.first_row, merge.last_row)?;
        let columns = columns.span(merge.first_column, merge.last_column)?;
        Some((rows.0, columns.0))
    };
    let place = |(row, column): (u32, u32)| match (rows.seen(row), columns.seen(column)) {
        (Ok(row), Ok(column)) => Some((row, column)),
        // The text of a merged cell is seen as long as any part of it is.
        _ => merged((row, column)),
    };
    for (at, text) in sheet.cells {
        match place(at) {
            Some(at) => {
                seen.cells.insert(at, text);
            }
            None => hidden += 1,
        }
    }
    for merge in &sheet.merges {
        let spans =
            (rows.span(merge.first_row, merge.last_row), columns.span(merge.first_column, merge.last_column));
        if let (Some(rows), Some(columns)) = spans {
            let (first_row, last_row, first_column, last_column) = (rows.0, rows.1, columns.0, columns.1);
            seen.merges.push(Merge { first_row, last_row, first_column, last_column });
        }
    }
    seen.computed = sheet.computed.into_iter().filter_map(place).collect();
    seen.uncomputed = sheet.uncomputed.into_iter().filter_map(place).collect();
    (seen, hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(u32, u32)], columns: &[(u32, u32)], merges: &[(u32, u32, u32, u32)]) -> Sheet {
        let mut sheet =
            Sheet { hidden_rows: rows.to_vec(), hidden_columns: columns.to_vec(), ..Sheet::default() };
        for row in 0..5 {
            for column in 0..3 {
                sheet.cells.insert((row, column), format!("{row}{column}"));
            }
        }
        for &(first_row, last_row, first_column, last_column) in merges {
            sheet.merges.push(Merge { first_row, last_row, first_column, last_column });
        }
        sheet
    }

    fn shown(sheet: &Sheet) -> String {
        let cells: Vec<String> =
            sheet.cells.iter().map(|((row, column), text)| format!("{row},{column}={text}")).collect();
        cells.join(" ")
    }

    #[test]
    fn what_is_left_moves_together() {
        let (seen, hidden) = without(sheet(&[(3, 3), (1, 1)], &[(1, 1)], &[]));
        assert_eq!(shown(&seen), "0,0=00 0,1=02 1,0=20 1,1=22 2,0=40 2,1=42");
        assert_eq!(hidden, 9);
        let (seen, hidden) = without(sheet(&[], &[], &[]));
        assert_eq!((seen.cells.len(), hidden), (15, 0));
        let (seen, hidden) = without(sheet(&[(0, 9)], &[], &[]));
        assert_eq!((seen.cells.len(), hidden), (0, 15));
        let (seen, _) = without(sheet(&[(2, 900), (1, 2), (0, 0)], &[(2, 16_383)], &[]));
        assert_eq!(shown(&seen), "");
    }

    #[test]
    fn a_merged_cell_is_seen_as_long_as_a_part_of_it_is() {
        let (seen, _) = without(sheet(&[(0, 1)], &[], &[(1, 3, 0, 0), (0, 1, 2, 2)]));
        assert_eq!(seen.cells.get(&(0, 0)).map(String::as_str), Some("20"));
        assert_eq!(seen.merges.len(), 1);
        let mut merged = sheet(&[(1, 1)], &[], &[(1, 3, 0, 0)]);
        merged.cells.retain(|at, _| at.1 > 0 || !(2..=3).contains(&at.0));
        let (seen, _) = without(merged);
        assert_eq!(seen.cells.get(&(1, 0)).map(String::as_str), Some("10"));
        assert_eq!(seen.merges.first().map(|merge| (merge.first_row, merge.last_row)), Some((1, 2)));
    }
}
