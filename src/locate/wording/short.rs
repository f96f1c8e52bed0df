//! What is said at first sight: which sums come out then, and what else speaks for it. How each sum comes out is told
//! by the whole reason.

use super::super::Evidence;
use super::super::candidate::Candidate;
use super::super::model::Model;
use super::{append, beside, column_label, compound, row_label, slips};
use crate::form::CellId;
use crate::text::message::Message;

/// Why this explanation, in a few words.
pub(in super::super) fn in_short(
    model: &Model,
    candidate: &Candidate,
    broken: &[usize],
    evidence: &Evidence,
) -> Message {
    let changes = &candidate.changes;
    let mut message = match &candidate.compound {
        // What happened to a whole row or column is said as it is: it is what the reader looks for.
        Some(hypothesis) if hypothesis.kind.is_one() => {
            compound::reason(model, hypothesis, &candidate.cells, broken.len())
        }
        _ => {
            let mut message = come_out(model, changes);
            append(&mut message, slips::slip_of(model, changes, evidence));
            message
        }
    };
    beside(&mut message, model, changes, evidence);
    message
}

/// The sums that the changed cells are in, by the way they run in the table.
fn come_out(model: &Model, changes: &[(usize, i64)]) -> Message {
    let (across, down) = (run(model, changes, CellId::row), run(model, changes, CellId::column));
    let (sums, sums_en) = match (across, down) {
        (true, true) => ("横向、纵向合计都", "the sums across and down come out"),
        (true, false) => ("横向合计就", "the sums across come out"),
        (false, true) => ("纵向合计就", "the sums down come out"),
        (false, false) => ("合计就", "the sums come out"),
    };
    if let [_] = changes {
        return Message::new(format!("这样{sums}对得上"), format!("then {sums_en}"));
    }
    let cells = || changes.iter().filter_map(|change| model.cell(change.0));
    let row = same(cells().map(CellId::row))
        .map(|row| row_label(model, row))
        .map(|row| (format!("“{}”一行的 ", row.zh), format!(" of the row “{}”", row.en)));
    let line = row.or_else(|| {
        let column = column_label(model, same(cells().map(CellId::column))?);
        Some((format!("“{}”一列的 ", column.zh), format!(" of the column “{}”", column.en)))
    });
    let (of, of_en) = line.unwrap_or_else(|| ("这 ".to_owned(), String::new()));
    let count = changes.len();
    Message::new(
        format!("{of}{count} 格一起改，{sums}对得上"),
        format!("with {count} cells{of_en} changed together {sums_en}"),
    )
}

/// Whether one of the sums of the changed cells keeps to one row, or to one column.
fn run<T: PartialEq>(model: &Model, changes: &[(usize, i64)], line: fn(CellId) -> T) -> bool {
    let mut rules = changes.iter().flat_map(|change| model.rules_of(change.0));
    rules.any(|each| same(model.terms(each.0).iter().map(|term| model.cell(term.0).map(line))).is_some())
}

/// What all of them are.
fn same<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
