//! Tables that say what the form does in another shape: in every format that has it, and beside what looks alike.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod cases;
mod requests;
mod statistics;

use crate::support::numbers::Report;
use crate::support::parts::Part;
use crate::traits::{plain, written};
use gouji::outcome::Outcome;
use gouji::{Options, check};

/// A report of these parts, written in a format and checked.
fn outcome(format: &str, parts: &[Part]) -> Outcome {
    check(&written(format, parts, &|cell| vec![plain(&cell.text)]), &Options::default()).unwrap()
}

/// The value that was read for a cell.
fn value(outcome: &Outcome, cell: &str) -> Option<f64> {
    outcome.report.cells.get(cell).and_then(|cell| cell.value).map(|value| value.decimal())
}

/// The cells of a table, by how their names begin, that are read and differ, and how many are not read.
fn judged(table: &str, kind: &str, format: &str, report: &Report, made: &[Part]) -> (Vec<String>, usize) {
    let outcome = outcome(format, made);
    let own = report.values.iter().filter(|(name, _)| name.starts_with(table));
    let (mut wrong, mut unread) = (Vec::new(), 0);
    for (name, expected) in own {
        match value(&outcome, name) {
            None => unread += 1,
            read if read != *expected => wrong.push(format!("{kind} in {format}: {name} is {read:?}")),
            _ => {}
        }
    }
    wrong.truncate(3);
    (wrong, unread)
}
