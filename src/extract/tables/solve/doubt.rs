//! Whether the reading of glued digits that adds up is the only one there can be.
//!
//! `140000041` adds up as 1, 40, 0, 0, 0, 0, 41; but 14 persons with the digits of their total exchanged are written so,
//! too. What else a row can say, also where it does not add up, is weighed by how many numbers would have to be wrong: a
//! wrong number is missed by its row and by its column, by the same difference.

use super::{Known, down};
use crate::extract::tables::glued::{Part, Run};
use crate::extract::tables::open::{OpenRow, official};
use crate::form::{RowId, TableForm, ValueKind};

/// No more readings than this are looked at; what is not looked at is in doubt.
const LIMIT: usize = 150_000;

/// Rounds in which rows are read anew by what the others say.
const ROUNDS: usize = 3;

/// A sum down a column.
struct Sum {
    column: usize,
    /// Rows with their signs.
    terms: Vec<(RowId, i64)>,
}

/// The rows of glued digits and the sums that they stand in.
struct Table<'a> {
    sums: Vec<Sum>,
    rows: Vec<&'a OpenRow>,
    width: usize,
    /// Readings that may still be looked at.
    left: usize,
}

/// What remains of each sum, where all its numbers are known.
struct State {
    sums: Vec<Option<i64>>,
    /// What remains of the rows that do not add up.
    rows: Vec<(RowId, i64)>,
}

/// The readings that are left of each row that was decided or that adds up in no way.
pub fn readings(open: &[OpenRow], table: &TableForm, mut known: Known) -> Vec<(RowId, Vec<Vec<Part>>)> {
    let sums = down(table).into_iter().map(|(identity, column)| {
        let terms = identity.cells().map(|cell| (cell.row(), identity.sign(cell))).collect();
        Sum { column, terms }
    });
    let own = |row: &&OpenRow| table.row(row.row).is_some() && row.whole;
    let rows = open.iter().filter(own).collect();
    let mut own = Table { sums: sums.collect(), rows, width: official(table).len(), left: LIMIT };
    if own.rows.is_empty() {
        return Vec::new();
    }
    if !own.holds(&known) {
        own.read_anew(&mut known);
    }
    let state = own.state(&known);
    own.rows.clone().iter().map(|row| (row.row, own.plausible(row, &known, &state))).collect()
}

impl Table<'_> {
    /// Whether every sum is known and holds, and every row adds up: then any other reading breaks something.
    fn holds(&self, known: &Known) -> bool {
        let state = self.state(known);
        state.rows.is_empty() && state.sums.iter().all(|sum| *sum == Some(0))
    }

    fn state(&self, known: &Known) -> State {
        let sum = |sum: &Sum| {
            let column = *known.columns.get(sum.column)?;
            sum.terms.iter().try_fold(0_i64, |rest, (row, sign)| {
                Some(rest + sign * known.count(crate::form::CellId::new(*row, column))?)
            })
        };
        let of_row = |row: &&OpenRow| {
            let (_, parts) = known.rows.iter().find(|(each, _)| *each == row.row)?;
            Some((row.row, rest(parts))).filter(|(_, rest)| *rest != 0)
        };
        State {
            sums: self.sums.iter().map(sum).collect(),
            rows: self.rows.iter().filter_map(of_row).collect(),
        }
    }

    /// Reads rows as fewer numbers would have to be wrong, one after the other, until nothing changes.
    fn read_anew(&mut self, known: &mut Known) {
        for _ in 0..ROUNDS {
            let mut changed = false;
            for index in 0..self.rows.len() {
                let Some(row) = self.rows.get(index).copied() else { continue };
                if is_undecided(row, known) {
                    continue;
                }
                let all = self.all(&row.run);
                let state = self.state(known);
                let now = known.rows.iter().position(|(each, _)| *each == row.row);
                let Some(now) = now else {
                    // A row that adds up in no way: all others must be known to read it.
                    let Some(first) = all.first() else { continue };
                    known.rows.push((row.row, first.clone()));
                    let state = self.state(known);
                    let mut costs: Vec<(usize, &Vec<Part>)> =
                        all.iter().map(|parts| (self.cost(row.row, first, parts, &state), parts)).collect();
                    costs.sort_by_key(|(cost, _)| *cost);
                    known.rows.pop();
                    let known_all = state.sums.iter().all(Option::is_some);
                    if let [(least, parts), others @ ..] = costs.as_slice()
                        && known_all
                        && others.first().is_none_or(|(cost, _)| cost > least)
                    {
                        known.rows.push((row.row, (*parts).clone()));
                        changed = true;
                    }
                    continue;
                };
                let Some((_, current)) = known.rows.get(now).cloned() else { continue };
                let own = self.cost(row.row, &current, &current, &state);
                let best = all.iter().map(|parts| (self.cost(row.row, &current, parts, &state), parts));
                if let Some((_, parts)) = best.filter(|(cost, _)| *cost < own).min_by_key(|(cost, _)| *cost)
                    && let Some((_, place)) = known.rows.get_mut(now)
                {
                    place.clone_from(parts);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// All readings of a run.
    fn all(&mut self, run: &Run) -> Vec<Vec<Part>> {
        let all = run.splits(&vec![ValueKind::Count; self.width], &|_| true).unwrap_or_default();
        if all.len() > self.left {
            return Vec::new();
        }
        self.left -= all.len();
        all
    }

    /// The reading of a row with all others that are as plausible; none where it is not read.
    fn plausible(&mut self, row: &OpenRow, known: &Known, state: &State) -> Vec<Vec<Part>> {
        if is_undecided(row, known) {
            return self.all(&row.run).into_iter().filter(|parts| may_be_slip(parts)).collect();
        }
        let Some((_, read)) = known.rows.iter().find(|(each, _)| *each == row.row) else { return Vec::new() };
        if state.rows.is_empty() && state.sums.iter().all(|sum| *sum == Some(0)) {
            return vec![read.clone()];
        }
        let all = self.all(&row.run);
        if all.is_empty() {
            return Vec::new();
        }
        let own = self.cost(row.row, read, read, state);
        let as_plausible = |parts: &&Vec<Part>| {
            let cost = self.cost(row.row, read, parts, state);
            cost <= own || (cost == own + 1 && may_be_slip(parts))
        };
        let others = all.iter().filter(|parts| *parts != read).filter(as_plausible).cloned();
        std::iter::once(read.clone()).chain(others).collect()
    }

    /// How many numbers at least are wrong if a row is read so and not as it is: as many as there are rows or columns that
    /// do not add up.
    fn cost(&self, row: RowId, read: &[Part], parts: &[Part], state: &State) -> usize {
        let value = |parts: &[Part], column: usize| parts.get(column).map_or(0, |part| part.value);
        let mut columns: Vec<usize> = Vec::new();
        for (sum, rest) in self.sums.iter().zip(&state.sums) {
            let Some(rest) = rest else { continue };
            let own = sum.terms.iter().find(|(each, _)| *each == row).map_or(0, |(_, sign)| *sign);
            let rest = rest + own * (value(parts, sum.column) - value(read, sum.column));
            if rest != 0 && !columns.contains(&sum.column) {
                columns.push(sum.column);
            }
        }
        let others = state.rows.iter().filter(|each| each.0 != row).map(|each| each.1);
        others.chain([rest(parts)]).filter(|rest| *rest != 0).count().max(columns.len())
    }
}

/// Whether several readings of a row add up, of which the sums of the columns chose none.
fn is_undecided(row: &OpenRow, known: &Known) -> bool {
    row.readings.len() > 1 && !known.rows.iter().any(|(each, _)| *each == row.row)
}

/// By how much a row misses its total.
fn rest(parts: &[Part]) -> i64 {
    parts
        .split_last()
        .map_or(0, |(total, rest)| rest.iter().map(|part| part.value).sum::<i64>() - total.value)
}

/// Whether one number that is mistyped explains why a row does not add up: digits in each other's place, one digit wrong,
/// too few or too many, a total that was not filled in.
fn may_be_slip(parts: &[Part]) -> bool {
    let Some((total, details)) = parts.split_last() else { return false };
    let less = rest(parts);
    let slip =
        |written: i64, meant: i64| meant >= 0 && (written != 0 || meant > 9) && is_slip(written, meant);
    less == 0
        || total.value == 0
        || slip(total.value, total.value + less)
        || details.iter().any(|part| slip(part.value, part.value - less))
}

/// Whether two numbers have the same digits but for one, or for two in each other's place.
fn is_slip(written: i64, meant: i64) -> bool {
    let (written, meant) = (written.to_string().into_bytes(), meant.to_string().into_bytes());
    let (longer, shorter) = if written.len() > meant.len() { (&written, &meant) } else { (&meant, &written) };
    let same = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    match longer.len() - shorter.len() {
        0 => {
            let differing: Vec<(&u8, &u8)> = longer.iter().zip(shorter).filter(|(a, b)| a != b).collect();
            matches!(differing.as_slice(), [_])
                || matches!(differing.as_slice(), [(a, b), (c, d)] if a == d && b == c)
        }
        1 => longer.get(same + 1..) == shorter.get(same..),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_or_two_in_each_others_place_are_a_slip() {
        for (written, meant) in [(12, 21), (12, 13), (12, 1), (1, 12), (102, 12), (1234, 1243), (5, 6)] {
            assert!(is_slip(written, meant), "{written} for {meant}");
        }
        for (written, meant) in [(12, 34), (123, 1), (1, 123), (1234, 1342), (123, 456), (102, 15)] {
            assert!(!is_slip(written, meant), "{written} for {meant}");
        }
    }
}
