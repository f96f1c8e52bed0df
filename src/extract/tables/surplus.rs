//! Rows with more values than the form has columns and no head over each of them, as text copied out of a table has
//! them: beside the form's stand last year's total, a change, a remark. Which values are the form's is told by the sums
//! of all rows together, or not at all.

use super::rows::{ObservedRow, Value, Values};
use crate::form::ColumnId;
use crate::report::CellState;

/// Fewer rows tell nothing.
const LEAST_ROWS: usize = 5;

/// More columns beside the form's than this are not told apart.
const MOST_BESIDE: usize = 2;

/// In so many rows more than with any other choice the sums must hold.
const MARGIN: usize = 2;

/// Rows in which several numbers add up are at least so many: one number beside its own total adds up in any order.
const LEAST_TELLING: usize = 2;

/// Of rows with so many values, which are the form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surplus {
    /// How many values such a row has.
    pub count: usize,
    /// The places of the form's values, ascending.
    pub kept: Vec<usize>,
}

impl Surplus {
    /// Of all numbers of values that occur in rows of a table with these columns.
    pub fn of_rows<'r>(rows: impl Iterator<Item = &'r ObservedRow>, columns: &[ColumnId]) -> Vec<Self> {
        let Some(total) = columns.iter().position(|column| column.is_total()) else { return Vec::new() };
        let width = columns.len();
        // Rows whose labels are lost are looked at as well: where choices are the same numbers, they are so in all rows.
        let values: Vec<Vec<Option<i64>>> =
            rows.filter(|row| row.told.is_empty()).filter_map(values_of).collect();
        let with = |count: usize| -> Vec<&[Option<i64>]> {
            values.iter().filter(|values| values.len() == count).map(Vec::as_slice).collect()
        };
        let counts = width + 1..=width + MOST_BESIDE;
        counts
            .filter_map(|count| Some(Self { count, kept: kept(&with(count), count, width, total)? }))
            .collect()
    }
}

/// The values of a row as numbers: blanks and signs for nothing as 0, other words as none.
fn values_of(row: &ObservedRow) -> Option<Vec<Option<i64>>> {
    let number = |value: &Value| match value.reading.state {
        CellState::Number => value.reading.value.and_then(crate::report::Number::integer),
        CellState::Blank | CellState::Placeholder => Some(0),
        _ => None,
    };
    match &row.values {
        Values::Cells(cells) => Some(cells.iter().map(number).collect()),
        Values::Run(run) => {
            let plain = run.cell.is_none() && !run.tokens.iter().any(|token| token.blank);
            let digits = |chars: &[char]| chars.iter().collect::<String>().parse::<i64>().ok();
            plain.then(|| run.tokens.iter().map(|token| digits(&token.chars)).collect())
        }
    }
}

/// The places of the form's values: with them the sums of nearly all rows hold, and with no others those of nearly as
/// many, unless they are the same numbers.
fn kept(rows: &[&[Option<i64>]], count: usize, width: usize, total: usize) -> Option<Vec<usize>> {
    if rows.len() < LEAST_ROWS {
        return None;
    }
    let picked = |row: &[Option<i64>], places: &[usize]| -> Option<Vec<i64>> {
        places.iter().map(|place| row.get(*place).copied().flatten()).collect()
    };
    let holds = |row: &[Option<i64>], places: &[usize]| {
        let value = |place: &usize| row.get(*place).copied().flatten();
        let (sum, own) = (places.iter().map(value).sum::<Option<i64>>(), places.get(total).and_then(value));
        sum.zip(own).is_some_and(|(sum, own)| sum.checked_sub(own) == Some(own))
    };
    let choices: Vec<(Vec<usize>, usize)> = subsets(count, width)
        .into_iter()
        .map(|places| {
            let hold = rows.iter().filter(|row| holds(row, &places)).count();
            (places, hold)
        })
        .collect();
    let most = choices.iter().map(|(_, hold)| *hold).max()?;
    let (best, _) = choices.iter().find(|(_, hold)| *hold == most)?;
    let same = |other: &[usize]| rows.iter().all(|row| picked(row, best) == picked(row, other));
    let told = choices.iter().all(|(places, hold)| hold + MARGIN <= most || same(places));
    let several = |row: &[Option<i64>]| {
        let values = picked(row, best).unwrap_or_default();
        values.iter().enumerate().filter(|(place, value)| *place != total && **value != 0).count() > 1
    };
    let telling: Vec<bool> = rows.iter().filter(|row| several(row)).map(|row| holds(row, best)).collect();
    let held = telling.iter().filter(|holds| **holds).count();
    let certain = held >= LEAST_TELLING && (telling.len() - held) * 2 <= held;
    (most * 5 >= rows.len() * 4 && told && certain).then(|| best.clone())
}

/// All ways to choose so many places of others, each ascending.
fn subsets(count: usize, chosen: usize) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for place in 0..count {
        for index in 0..all.len() {
            if let Some(longer) = all.get(index).filter(|places| places.len() < chosen) {
                all.push(longer.iter().copied().chain([place]).collect());
            }
        }
        // What can no longer be filled up is dropped.
        all.retain(|places| places.len() + (count - place - 1) >= chosen);
    }
    all.retain(|places| places.len() == chosen);
    all
}

#[cfg(test)]
mod tests {
    use super::{kept, subsets};

    fn told(rows: &[&[i64]]) -> Option<Vec<usize>> {
        let rows: Vec<Vec<Option<i64>>> = rows
            .iter()
            .map(|row| row.iter().map(|value| (*value >= 0).then_some(*value)).collect())
            .collect();
        let rows: Vec<&[Option<i64>]> = rows.iter().map(Vec::as_slice).collect();
        kept(&rows, rows[0].len(), 3, 2)
    }

    #[test]
    fn the_sums_of_all_rows_tell_which_values_are_the_forms() {
        assert_eq!(subsets(4, 3), [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3]]);
        // Last year's total behind, a serial number before, one row that is wrong.
        let behind: &[&[i64]] = &[&[1, 2, 3, 9], &[4, 0, 4, 7], &[0, 0, 0, 2], &[5, 6, 11, 1], &[8, 1, 9, 3]];
        assert_eq!(told(behind), Some(vec![0, 1, 2]));
        let before: &[&[i64]] = &[&[1, 1, 2, 3], &[2, 4, 0, 4], &[3, 7, 2, 9], &[4, 5, 6, 11], &[5, 8, 1, 9]];
        assert_eq!(told(before), Some(vec![1, 2, 3]));
        let wrong: &[&[i64]] = &[&[1, 2, 4, 9], &[4, 0, 4, 7], &[0, 0, 0, 2], &[5, 6, 11, 1], &[8, 1, 9, 3]];
        assert_eq!(told(wrong), Some(vec![0, 1, 2]));
        // A word in the way, a column that is the total again, two more columns.
        let word: &[&[i64]] =
            &[&[1, 2, 3, -1], &[4, 0, 4, -1], &[0, 0, 0, -1], &[5, 6, 11, -1], &[8, 1, 9, -1]];
        assert_eq!(told(word), Some(vec![0, 1, 2]));
        let twice: &[&[i64]] = &[&[1, 2, 3, 3], &[4, 0, 4, 4], &[0, 0, 0, 0], &[5, 6, 11, 11], &[8, 1, 9, 9]];
        assert_eq!(told(twice), Some(vec![0, 1, 2]));
        let two: &[&[i64]] =
            &[&[1, 2, 3, 9, 5], &[4, 0, 4, 7, -1], &[0, 0, 0, 2, 2], &[5, 6, 11, 1, 0], &[8, 1, 9, 3, 3]];
        assert_eq!(told(two), Some(vec![0, 1, 2]));
    }

    #[test]
    fn what_the_sums_leave_open_is_not_told() {
        // Too few rows; sums that hold nowhere; two choices that hold alike.
        assert_eq!(told(&[&[1, 2, 3, 9], &[4, 0, 4, 7]]), None);
        let none: &[&[i64]] = &[&[1, 2, 4, 9], &[4, 0, 5, 7], &[1, 1, 1, 2], &[5, 6, 12, 1], &[8, 1, 2, 3]];
        assert_eq!(told(none), None);
        let alike: &[&[i64]] = &[&[1, 0, 1, 1], &[0, 0, 0, 0], &[0, 0, 0, 0], &[0, 0, 0, 0], &[1, 2, 0, 3]];
        assert_eq!(told(alike), None);
        // The total before the last part: one number is its own total in any order, and the row of two parts is not.
        let turned: &[&[i64]] = &[&[0, 5, 5, 7], &[0, 7, 7, 8], &[0, 0, 0, 2], &[0, 3, 3, 1], &[2, 9, 7, 4]];
        assert_eq!(told(turned), None);
        let single: &[&[i64]] = &[&[0, 5, 5, 7], &[0, 7, 7, 8], &[0, 0, 0, 2], &[0, 3, 3, 1], &[0, 9, 9, 4]];
        assert_eq!(told(single), None);
    }
}
