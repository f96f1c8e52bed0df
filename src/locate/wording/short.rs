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
    let (mut across, mut down) = (false, false);
    for &(rule, _) in changes.iter().flat_map(|change| model.rules_of(change.0)) {
        let (row, column) = in_line(model, model.terms(rule));
        across |= row;
        down |= column;
    }
    let (sums, sums_en) = match (across, down) {
        (true, true) => ("横向、纵向合计都", "the sums across and down come out"),
        (true, false) => ("横向合计就", "the sums across come out"),
        (false, true) => ("纵向合计就", "the sums down come out"),
        (false, false) => ("合计就", "the sums come out"),
    };
    let one = match changes {
        [_] => return Message::new(format!("这样{sums}对得上"), format!("then {sums_en}")),
        _ => changes.first().and_then(|change| model.cell(change.0)),
    };
    let (of, of_en) = match (in_line(model, changes), one) {
        ((true, _), Some(cell)) => {
            let row = row_label(model, cell.row());
            (format!("“{}”一行的 ", row.zh), format!(" of the row “{}”", row.en))
        }
        ((_, true), Some(cell)) => {
            let column = column_label(model, cell.column());
            (format!("“{}”一列的 ", column.zh), format!(" of the column “{}”", column.en))
        }
        _ => ("这 ".to_owned(), String::new()),
    };
    let count = changes.len();
    Message::new(
        format!("{of}{count} 格一起改，{sums}对得上"),
        format!("with {count} cells{of_en} changed together {sums_en}"),
    )
}

/// Whether cells stand in one row, and whether in one column.
fn in_line(model: &Model, cells: &[(usize, i64)]) -> (bool, bool) {
    let (mut row, mut column) = (true, true);
    let mut all = cells.iter().map(|cell| model.cell(cell.0));
    let first = all.next().flatten();
    for cell in all {
        row &= cell.map(CellId::row) == first.map(CellId::row);
        column &= cell.map(CellId::column) == first.map(CellId::column);
    }
    (row, column)
}
