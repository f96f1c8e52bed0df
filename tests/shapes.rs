//! Tables that say what the form does in another shape: in every format that has it, and beside what looks alike.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod cases;
mod requests;
mod statistics;

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
