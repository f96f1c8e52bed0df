//! Rows that stand one column too far, and columns that stand one row too far.

use super::{Finder, Grid, Shape};
use crate::form::CellId;

impl Finder<'_> {
    /// What the cell's row sum demands of it once the changes are made; its own value where it is in none.
    pub(super) fn demanded(&mut self, cell: usize, changes: &[(usize, i64)]) -> i64 {
        self.trial.steps += 20;
        let row = self.model.cell(cell).map(CellId::row);
        let sum = self.model.rules_of(cell).iter().find(|(rule, _)| {
            self.model.terms(*rule).iter().all(|term| self.model.cell(term.0).map(CellId::row) == row)
        });
        let Some(&(rule, sign)) = sum else { return self.value(cell) };
        let mut residual = self.trial.residual(rule);
        for &(other, value) in changes {
            if let Some(term) = self.model.terms(rule).iter().find(|term| term.0 == other && other != cell) {
                residual += term.1 * (value - self.value(other));
            }
        }
        self.value(cell) - residual * sign
    }

    pub(super) fn shifts(&mut self, grid: &Grid) {
        for row in 0..grid.rows.len() {
            self.row_shifts(grid, row);
            self.shifts_before_total(grid, row);
        }
        for column in 0..grid.columns.len() {
            self.column_shifts(grid, column);
        }
    }

    pub(super) fn row_shifts(&mut self, grid: &Grid, row: usize) {
        let width = grid.columns.len();
        let line: Vec<usize> = (0..width).filter_map(|column| grid.at(row, column)).collect();
        if line.len() != width || line.iter().all(|&cell| self.value(cell) == 0) {
            return;
        }
        for from in 0..width - 1 {
            let name = grid.row(row);
            for right in [true, false] {
                // Moved to the right, the cell at `from` is left empty; to the left, the last cell.
                let empty = if right { line.get(from) } else { line.last() };
                if empty.is_none_or(|&cell| self.value(cell) != 0) {
                    continue;
                }
                let mut changes = Vec::with_capacity(width);
                for at in from..width - 1 {
                    if let (Some(&low), Some(&high)) = (line.get(at), line.get(at + 1)) {
                        let change = if right { (low, self.value(high)) } else { (high, self.value(low)) };
                        changes.push(change);
                    }
                }
                // The value that fell off the row is what its sum demands.
                if let Some(&lost) = if right { line.last() } else { line.get(from) } {
                    let value = self.demanded(lost, &changes);
                    changes.push((lost, value));
                }
                let kind = Shape::RowShift { row: name, right, from: grid.column(from), whole: from == 0 };
                self.offer(kind, &changes, if from == 0 { 0 } else { 1 });
            }
        }
    }

    /// The same of the numbers before a total that stands where it should: it adds up the row wherever they stand.
    fn shifts_before_total(&mut self, grid: &Grid, row: usize) {
        let Some(last) = grid.columns.len().checked_sub(2) else { return };
        let line: Vec<usize> = (0..=last).filter_map(|column| grid.at(row, column)).collect();
        if line.len() != last + 1 || !grid.column(last + 1).is_total() {
            return;
        }
        for from in 0..last {
            let own = line.get(from..).unwrap_or_default();
            // One number that stands beside its cell is told as such.
            if own.iter().filter(|&&cell| self.value(cell) != 0).count() < 2 {
                continue;
            }
            for right in [true, false] {
                let empty = if right { own.first() } else { own.last() };
                if empty.is_none_or(|&cell| self.value(cell) != 0) {
                    continue;
                }
                let pairs = own.windows(2).filter_map(|pair| match *pair {
                    [low, high] if right => Some((low, self.value(high))),
                    [low, high] => Some((high, self.value(low))),
                    _ => None,
                });
                let left = if right { own.last() } else { own.first() };
                let changes: Vec<(usize, i64)> = pairs.chain(left.map(|&cell| (cell, 0))).collect();
                let kind =
                    Shape::RowShift { row: grid.row(row), right, from: grid.column(from), whole: from == 0 };
                self.offer(kind, &changes, if from == 0 { 0 } else { 1 });
            }
        }
    }

    fn column_shifts(&mut self, grid: &Grid, column: usize) {
        let height = grid.rows.len();
        let line: Vec<usize> = (0..height).filter_map(|row| grid.at(row, column)).collect();
        if line.len() != height {
            return;
        }
        // What each row's sum demands of the cell if the rest of the row is right: a shift gives all of them.
        let is_filled = |finder: &Self, at: usize| line.get(at).is_some_and(|&cell| finder.value(cell) != 0);
        for from in 0..height - 1 {
            let mut filled = usize::from(is_filled(self, from));
            for to in from + 1..height {
                filled += usize::from(is_filled(self, to));
                let Some(segment) = line.get(from..=to).filter(|_| filled >= 2) else { continue };
                for down in [true, false] {
                    let empty = if down { segment.first() } else { segment.last() };
                    if empty.is_none_or(|&cell| self.value(cell) != 0) {
                        continue;
                    }
                    let mut changes = Vec::with_capacity(segment.len());
                    for pair in segment.windows(2) {
                        if let [high, low] = *pair {
                            changes.push(if down {
                                (high, self.value(low))
                            } else {
                                (low, self.value(high))
                            });
                        }
                    }
                    if let Some(&lost) = if down { segment.last() } else { segment.first() } {
                        let value = self.demanded(lost, &changes);
                        changes.push((lost, value));
                    }
                    let whole = from == 0 && to == height - 1;
                    let kind = Shape::ColumnShift {
                        column: grid.column(column),
                        down,
                        from: grid.row(from),
                        to: grid.row(to),
                    };
                    let distance = if whole { 0 } else { 1 };
                    self.offer(kind, &changes, distance);
                }
            }
        }
    }
}
