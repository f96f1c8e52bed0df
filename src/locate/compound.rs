//! Errors that move several numbers at once and are one error to the person who made it: a row shifted by one
//! column, a column shifted by one row, rows or columns or single values in each other's place, a number split over
//! two cells, a whole row or column that is not up to date.

mod shifts;

use std::collections::BTreeSet;

use super::model::{Model, Trial};
use crate::form::{CellId, ColumnId, RowId};
use crate::order::Order;

/// A change of cells: index and new value.
pub(super) type Changes = Vec<(usize, i64)>;

/// What kind of error explains a change of several cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// The values of a row from `from` on stand one column too far right (or left).
    RowShift { row: RowId, right: bool, from: ColumnId, whole: bool },
    /// The values of a column between two rows stand one row too low (or high).
    ColumnShift { column: ColumnId, down: bool, from: RowId, to: RowId },
    /// A number stands in the neighbouring cell or in another of its row or column: from the first to the second.
    Moved { should: usize, is: usize },
    /// Two values in each other's place.
    CellsExchanged { first: usize, second: usize },
    /// A row's values stand in another row, which should be empty.
    RowMoved { should: RowId, is: RowId },
    /// Two rows in each other's place.
    RowsExchanged { first: RowId, second: RowId },
    /// A column's values stand in another column, which should be empty.
    ColumnMoved { should: ColumnId, is: ColumnId },
    /// Two columns in each other's place.
    ColumnsExchanged { first: ColumnId, second: ColumnId },
    /// The digits of one number stand in two cells.
    Split { first: usize, second: usize, number: i64, shifted: bool },
    /// All that is wrong in several columns is one row.
    Row { row: RowId },
    /// All that is wrong in several rows is one column.
    Column { column: ColumnId },
    /// The total of a sum and another row are wrong together: one that it balances with, or one that it adds up.
    Together { total: RowId, partner: RowId },
}

impl Shape {
    /// Whether the error counts as one, however many cells it changes.
    pub fn is_one(self) -> bool {
        !matches!(self, Self::Row { .. } | Self::Column { .. } | Self::Together { .. })
    }
}

/// One error that would explain what is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hypothesis {
    pub kind: Shape,
    pub changes: Changes,
    /// Rules that would still, or newly, be broken.
    pub broken_after: usize,
    /// The lower, the nearer to what people do.
    pub distance: i32,
}

/// The cells of one block of a table in their rows and columns.
struct Grid {
    rows: Vec<RowId>,
    columns: Vec<ColumnId>,
    cells: Vec<Vec<Option<usize>>>,
}

impl Grid {
    fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.cells.get(row)?.get(column).copied().flatten()
    }

    fn row(&self, row: usize) -> RowId {
        self.rows.get(row).copied().unwrap_or(RowId::NONE)
    }

    fn column(&self, column: usize) -> ColumnId {
        self.columns.get(column).copied().unwrap_or(ColumnId::NONE)
    }
}

/// All hypotheses that leave fewer rules broken than there are, the most explaining first, in a fixed order.
pub(super) fn hypotheses(model: &Model, broken: &[usize], steps: &mut u64) -> Vec<Hypothesis> {
    search(model, broken, steps, |finder, grid| {
        finder.lines(grid);
        finder.cells(grid);
        finder.shifts(grid);
        finder.totals_follow(grid);
    })
}

/// Of these, the rows shifted as a whole: what may have happened even where one cell explains as much.
pub(super) fn shifted_rows(model: &Model, broken: &[usize], steps: &mut u64) -> Vec<Hypothesis> {
    let mut found = search(model, broken, steps, |finder, grid| {
        (0..grid.rows.len()).for_each(|row| finder.row_shifts(grid, row));
    });
    found.retain(|each| matches!(each.kind, Shape::RowShift { whole: true, .. }));
    found
}

fn search(
    model: &Model,
    broken: &[usize],
    steps: &mut u64,
    look: impl Fn(&mut Finder, &Grid),
) -> Vec<Hypothesis> {
    let mut finder = Finder {
        model,
        trial: Trial::new(model),
        before: broken.len(),
        found: Vec::new(),
        changed: Vec::new(),
    };
    for table in model.form.tables {
        for block in table.blocks {
            let rows: Vec<RowId> = block.rows.iter().map(|row| row.id).collect();
            let columns: Vec<ColumnId> = block.columns.iter().map(|column| column.id).collect();
            let cells: Vec<Vec<Option<usize>>> = rows
                .iter()
                .map(|&row| columns.iter().map(|&column| model.find(CellId::new(row, column))).collect())
                .collect();
            let grid = Grid { rows, columns, cells };
            let concerned = broken.iter().any(|&rule| {
                model
                    .terms(rule)
                    .iter()
                    .any(|term| grid.cells.iter().flatten().any(|cell| *cell == Some(term.0)))
            });
            if concerned && grid.columns.len() > 1 {
                look(&mut finder, &grid);
            }
        }
    }
    *steps = steps.saturating_sub(finder.trial.steps);
    let mut found = finder.found;
    found.order_by(|a, b| {
        (a.broken_after, !a.kind.is_one(), a.distance, a.changes.len(), a.kind).cmp(&(
            b.broken_after,
            !b.kind.is_one(),
            b.distance,
            b.changes.len(),
            b.kind,
        ))
    });
    // The same change under several names keeps its first, most telling one.
    let mut seen: BTreeSet<Changes> = BTreeSet::new();
    found.retain(|hypothesis| seen.insert(hypothesis.changes.clone()));
    found
}

/// The rules of a cell that hold no other of the cells that are marked.
fn leaving<'m>(model: &'m Model, cell: usize, marks: &'m [bool]) -> impl Iterator<Item = (usize, i64)> + 'm {
    let is_marked = |other: usize| marks.get(other).is_some_and(|mark| *mark);
    model
        .rules_of(cell)
        .iter()
        .copied()
        .filter(move |&(rule, _)| model.terms(rule).iter().all(|term| term.0 == cell || !is_marked(term.0)))
}

struct Finder<'a> {
    model: &'a Model,
    trial: Trial<'a>,
    before: usize,
    found: Vec<Hypothesis>,
    /// What was offered last changes; only what is found keeps a list of its own.
    changed: Changes,
}

impl Finder<'_> {
    fn value(&self, cell: usize) -> i64 {
        self.model.value(cell)
    }

    fn offer(&mut self, kind: Shape, changes: &[(usize, i64)], distance: i32) {
        let model = self.model;
        self.changed.clear();
        self.changed.extend(changes.iter().copied().filter(|&(cell, value)| model.value(cell) != value));
        if self.changed.is_empty() || (self.changed.len() == 1 && kind.is_one()) {
            return;
        }
        let Some(broken_after) = self.trial.broken_after(&self.changed) else { return };
        // Worth keeping only when it explains as much as one wrong cell could on its own.
        if broken_after == 0 || broken_after + 1 < self.before {
            let mut changes = self.changed.clone();
            changes.order();
            self.found.push(Hypothesis { kind, changes, broken_after, distance });
        }
    }

    /// Rows and columns as wholes.
    fn lines(&mut self, grid: &Grid) {
        let (height, width) = (grid.rows.len(), grid.columns.len());
        // Lines of the same values, most of them nothing but 0, have nothing to exchange.
        let value = |row: usize, column: usize| grid.at(row, column).map_or(0, |cell| self.value(cell));
        let in_rows: Vec<Vec<i64>> =
            (0..height).map(|row| (0..width).map(|column| value(row, column)).collect()).collect();
        let in_columns: Vec<Vec<i64>> =
            (0..width).map(|column| (0..height).map(|row| value(row, column)).collect()).collect();
        for first in 0..height {
            for second in (first + 1..height).filter(|second| in_rows.get(first) != in_rows.get(*second)) {
                let pairs = (0..width).map(|c| (grid.at(first, c), grid.at(second, c)));
                let (a, b) = (grid.row(first), grid.row(second));
                let far = i32::from(second - first > 1) * 2;
                self.exchange(pairs, far, Shape::RowsExchanged { first: a, second: b }, |from_first| {
                    if from_first {
                        Shape::RowMoved { should: b, is: a }
                    } else {
                        Shape::RowMoved { should: a, is: b }
                    }
                });
            }
        }
        for first in 0..width {
            for second in (first + 1..width).filter(|second| in_columns.get(first) != in_columns.get(*second))
            {
                let pairs = (0..height).map(|r| (grid.at(r, first), grid.at(r, second)));
                let (a, b) = (grid.column(first), grid.column(second));
                let far = i32::from(second - first > 1) * 2;
                self.exchange(pairs, far, Shape::ColumnsExchanged { first: a, second: b }, |from_first| {
                    if from_first {
                        Shape::ColumnMoved { should: b, is: a }
                    } else {
                        Shape::ColumnMoved { should: a, is: b }
                    }
                });
            }
        }
        for row in 0..height {
            let cells: Vec<usize> = (0..width).filter_map(|column| grid.at(row, column)).collect();
            if let Some(changes) = self.settle(&cells) {
                self.offer(Shape::Row { row: grid.row(row) }, &changes, 2);
            }
        }
        for column in 0..width {
            let cells: Vec<usize> = (0..height).filter_map(|row| grid.at(row, column)).collect();
            if let Some(changes) = self.settle(&cells) {
                self.offer(Shape::Column { column: grid.column(column) }, &changes, 2);
            }
        }
    }

    /// For each cell of the model whether it is one of these.
    fn marks(&self, cells: &[usize]) -> Vec<bool> {
        let mut marks = vec![false; self.model.cells.len()];
        for &cell in cells {
            if let Some(mark) = marks.get_mut(cell) {
                *mark = true;
            }
        }
        marks
    }

    /// Sets each cell to what those of its rules demand that hold no other of the cells, where they agree.
    fn settle(&mut self, cells: &[usize]) -> Option<Changes> {
        let (model, marks) = (self.model, self.marks(cells));
        let mut changes = Vec::new();
        for &cell in cells {
            let mut wanted = None;
            for (rule, sign) in leaving(model, cell, &marks) {
                self.trial.steps += 10;
                let change = -self.trial.residual(rule) * sign;
                if wanted.is_some_and(|wanted| wanted != change) {
                    return None;
                }
                wanted = Some(change);
            }
            if let Some(change) = wanted
                && change != 0
            {
                changes.push((cell, self.value(cell) + change));
            }
        }
        (changes.len() > 1).then_some(changes)
    }

    fn exchange(
        &mut self,
        pairs: impl Iterator<Item = (Option<usize>, Option<usize>)> + Clone,
        far: i32,
        both: Shape,
        moved: impl Fn(bool) -> Shape,
    ) {
        let cells = pairs.filter_map(|(a, b)| a.zip(b));
        let differ = |&(a, b): &(usize, usize)| self.value(a) != self.value(b);
        if cells.clone().filter(differ).count() < 2 {
            // One pair only is an exchange of cells.
            return;
        }
        let mut changes = Vec::new();
        let (mut first_empty, mut second_empty) = (true, true);
        for (a, b) in cells {
            let (left, right) = (self.value(a), self.value(b));
            first_empty &= left == 0;
            second_empty &= right == 0;
            if left != right {
                changes.push((a, right));
                changes.push((b, left));
            }
        }
        let (kind, distance) = match (first_empty, second_empty) {
            (false, true) => (moved(true), 3),
            (true, false) => (moved(false), 3),
            _ => (both, 4),
        };
        self.offer(kind, &changes, distance + far);
    }

    /// Single values in each other's place, and numbers split over two cells.
    fn cells(&mut self, grid: &Grid) {
        let (height, width) = (grid.rows.len(), grid.columns.len());
        for row in 0..height {
            for first in 0..width {
                for second in first + 1..width {
                    self.exchange_cells(grid.at(row, first), grid.at(row, second), second - first);
                }
            }
        }
        for column in 0..width {
            for first in 0..height {
                for second in first + 1..height {
                    self.exchange_cells(grid.at(first, column), grid.at(second, column), second - first);
                }
            }
        }
        for row in 0..height {
            for column in 0..width.saturating_sub(1) {
                self.split(grid, row, column);
            }
        }
    }

    fn exchange_cells(&mut self, first: Option<usize>, second: Option<usize>, apart: usize) {
        let (Some(first), Some(second)) = (first, second) else { return };
        let (a, b) = (self.value(first), self.value(second));
        if a == b {
            return;
        }
        let kind = match (a, b) {
            (_, 0) => Shape::Moved { should: second, is: first },
            (0, _) => Shape::Moved { should: first, is: second },
            _ => Shape::CellsExchanged { first, second },
        };
        let distance = if apart == 1 { 3 } else { 5 };
        self.offer(kind, &[(first, b), (second, a)], distance);
    }

    /// `1 | 2` for 12: the rest of the row may have moved on by one.
    fn split(&mut self, grid: &Grid, row: usize, column: usize) {
        let (Some(first), Some(second)) = (grid.at(row, column), grid.at(row, column + 1)) else { return };
        let (a, b) = (self.value(first), self.value(second));
        let Some(number) = joined(a, b) else { return };
        let kind = |shifted| Shape::Split { first, second, number, shifted };
        self.offer(kind(false), &[(first, number), (second, 0)], 4);
        self.offer(kind(false), &[(first, 0), (second, number)], 4);
        let mut changes = vec![(first, number)];
        for at in column + 1..grid.columns.len() - 1 {
            if let (Some(cell), Some(next)) = (grid.at(row, at), grid.at(row, at + 1)) {
                changes.push((cell, self.value(next)));
            }
        }
        if let Some(last) = grid.at(row, grid.columns.len() - 1) {
            let value = self.demanded(last, &changes);
            changes.push((last, value));
        }
        self.offer(kind(true), &changes, 3);
    }

    /// The total row of a sum is what the other sums demand of it, and another row of the sum that then fails follows.
    fn totals_follow(&mut self, grid: &Grid) {
        let (height, width) = (grid.rows.len(), grid.columns.len());
        for total in 0..height {
            // A row that is a total of details and stands in a balance.
            let sums = grid.at(total, 0).map_or(0, |cell| {
                let line: Vec<usize> = (1..width).filter_map(|column| grid.at(total, column)).collect();
                leaving(self.model, cell, &self.marks(&line)).count()
            });
            if sums < 2 {
                continue;
            }
            for partner in (0..height).filter(|&row| row != total) {
                if let Some(changes) = self.follow(grid, total, partner, width) {
                    let kind = Shape::Together { total: grid.row(total), partner: grid.row(partner) };
                    self.offer(kind, &changes, 1_000);
                }
            }
        }
    }

    fn follow(&mut self, grid: &Grid, total: usize, partner: usize, width: usize) -> Option<Changes> {
        let mut changes = Vec::new();
        for column in 0..width {
            let (total, partner) = (grid.at(total, column)?, grid.at(partner, column)?);
            let own = self.model.cell(total)?.column();
            let down = |rule: usize| {
                self.model
                    .terms(rule)
                    .iter()
                    .all(|term| self.model.cell(term.0).is_some_and(|cell| cell.column() == own))
            };
            let holds = |rule: usize, cell: usize| self.model.terms(rule).iter().any(|term| term.0 == cell);
            let of_total: Vec<(usize, i64)> =
                self.model.rules_of(total).iter().copied().filter(|&(rule, _)| down(rule)).collect();
            // The sum that the partner is not in, and the one that both are in.
            let sum = of_total.iter().find(|&&(rule, _)| !holds(rule, partner))?;
            let both = of_total.iter().find(|&&(rule, _)| holds(rule, partner))?;
            let both_sign = self.model.terms(both.0).iter().find(|term| term.0 == partner)?.1;
            let change = -self.trial.residual(sum.0) * sum.1;
            let residual = self.trial.residual(both.0) + both.1 * change;
            let partner_change = -residual * both_sign;
            changes.push((total, self.value(total) + change));
            changes.push((partner, self.value(partner) + partner_change));
        }
        Some(changes)
    }
}

/// The number whose digits are those of `a` followed by those of `b`.
pub(super) fn joined(a: i64, b: i64) -> Option<i64> {
    if a <= 0 || b < 0 {
        return None;
    }
    format!("{a}{b}").parse().ok().filter(|&number| number < 1_000_000)
}
