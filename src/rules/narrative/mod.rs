//! The numbers of the narrative, against the tables and among each other.

mod account;
mod annexed;
mod balance;
mod bases;
mod blank;
mod carried;
mod closed;
mod contradiction;
mod elsewhere;
mod fractions;
mod growth;
mod in_force;
mod listed_twice;
mod mismatch;
mod named_shares;
mod percentage;
mod ranked;
mod rates;
mod series;
mod sum;
mod wider;
mod wording;
mod zero;

use crate::assess::TableValues;
use crate::document::Fidelity;
use crate::form::{CellId, ColumnRole};
use crate::order::Order;
use crate::report::Number;
use crate::report::narrative::{Claim, Quantity};
use crate::rules::Severity;

use super::Context;

pub use account::{NarrativeNumber, numbers};
pub use blank::NUMBER_BLANK;
pub use contradiction::CONTRADICTION;
pub use growth::GROWTH;
pub use mismatch::TABLE_MISMATCH;
pub use percentage::PERCENTAGE;
pub use sum::SUM;

/// What comparing a quantity with its cells gave.
#[derive(Debug, Clone, PartialEq)]
enum Verdict {
    /// One of its readings holds: the index of the reading.
    Agrees(usize),
    /// None holds; for each reading what its cells say.
    Differs(Vec<Number>),
}

/// Compares a quantity with its cells; `None` where it is bound to nothing, or a cell was not found or not surely read.
fn judge(quantity: &Quantity, expected: &TableValues) -> Option<Verdict> {
    let mut found = Vec::new();
    for (index, reading) in quantity.readings.iter().enumerate() {
        if let [cell] = reading.as_slice()
            && cell.column().role() == ColumnRole::Amount
        {
            let amount = expected.amount(*cell)?;
            let unit = 10_f64.powi(-i32::try_from(quantity.numeral.scale).unwrap_or(0));
            if (amount - quantity.numeral.decimal()).abs() < unit {
                return Some(Verdict::Agrees(index));
            }
            found.push(Number::Decimal(amount));
            continue;
        }
        let values = expected.values(reading);
        let agrees = |value: &i64| match quantity.claim {
            Claim::Told => *value > 0,
            _ => quantity.numeral.admits(*value),
        };
        if values.iter().any(agrees) {
            return Some(Verdict::Agrees(index));
        }
        found.push(Number::Integer(*values.first()?));
    }
    (!found.is_empty()).then_some(Verdict::Differs(found))
}

/// The severity that a finding about the text can bear: the text may have been misread, or be another organ's copy.
fn bearable(context: &Context, severity: Severity) -> Severity {
    match context.document.fidelity {
        _ if context.report.mirror => severity.max(Severity::Warning),
        Fidelity::Recognised | Fidelity::Mirror => severity.max(Severity::Warning),
        Fidelity::Original | Fidelity::Extracted => severity,
    }
}

/// The key of the root cause: what is said wrongly of the same cells has one cause.
fn cause(reading: &[CellId]) -> String {
    let mut names: Vec<String> = reading.iter().map(ToString::to_string).collect();
    names.order();
    format!("narrative:{}", names.join("+"))
}

/// The key of the root cause of a difference between text and table: where the change that explains broken sums of the
/// table makes it agree with the text, the cause is theirs.
fn root_cause(context: &Context, reading: &[CellId], said: Option<i64>, table: Number) -> String {
    let explained = context.explanation.repairs.iter().filter(|repair| repair.rank == 1).find(|repair| {
        let shift: i64 = repair
            .changes
            .iter()
            .filter(|change| reading.contains(&change.cell))
            .map(|change| change.to - change.from.unwrap_or(0))
            .sum();
        shift != 0 && matches!((said, table.integer()), (Some(said), Some(table)) if table + shift == said)
    });
    explained
        .and_then(|repair| context.explanation.groups.get(repair.group))
        .and_then(|group| group.identities.first().cloned())
        .unwrap_or_else(|| cause(reading))
}

/// A quantity's number.
fn value(quantity: &Quantity) -> Number {
    match quantity.numeral.integer() {
        Some(value) => Number::Integer(value),
        None => Number::Decimal(quantity.numeral.decimal()),
    }
}
