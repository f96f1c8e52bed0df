//! Rows that have a line for each year: beside 一、本年新收 stand 2023年 and its numbers, and below them 2024年 and its own.

use super::heads::year_alone;
use super::rows::{Label, ObservedRow, Values};

/// Leaves of such rows the line of the report's year, with the label that stands beside all of them. What says of no line
/// that it is this year's is left as it is.
pub fn tell(rows: &mut [ObservedRow], year: Option<i32>) {
    let mut at = 0;
    while at < rows.len() {
        let count = lines(rows.get(at..).unwrap_or_default(), year);
        if let Some(group) = rows.get_mut(at..at + count) {
            keep_own(group, year);
        }
        at += count.max(1);
    }
}

/// How many rows from the first on stand beside its label; 1 where no line begins with a year.
fn lines(rows: &[ObservedRow], year: Option<i32>) -> usize {
    let Some((first, rest)) = rows.split_first() else { return 0 };
    let named =
        first.labels.len() > 1 && first.labels.last().is_some_and(|label| is_year(label, year).is_some());
    let beside = |row: &&ObservedRow| {
        let inherits = |label: &Label| {
            row.inherited.iter().any(|each| each.place == label.place && each.text == label.text)
        };
        named && row.block == first.block && row.labels.len() == 1 && first.labels.iter().any(inherits)
    };
    1 + rest.iter().take_while(beside).count()
}

/// Whether a label is the report's year, or another one; `None` where it is none.
fn is_year(label: &Label, year: Option<i32>) -> Option<bool> {
    year_alone(&label.text, year)
}

fn keep_own(group: &mut [ObservedRow], year: Option<i32>) {
    let own = |row: &ObservedRow| row.labels.last().is_some_and(|label| is_year(label, year) == Some(true));
    let mut of_year = (0..group.len()).filter(|at| group.get(*at).is_some_and(own));
    let (Some(kept), None) = (of_year.next(), of_year.next()) else { return };
    if group.len() < 2 {
        return;
    }
    let shared = group.first().map(|first| first.labels.clone()).unwrap_or_default();
    for (at, row) in group.iter_mut().enumerate() {
        if at == kept {
            row.labels.clone_from(&shared);
            row.labels.pop();
        } else {
            row.labels.clear();
            row.values = Values::Cells(Vec::new());
            row.told.clear();
        }
    }
}
