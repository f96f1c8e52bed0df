//! Rows of table 3 that a layout took apart or ran together: cut by the end of a page, all values in one cell.

use super::align::Target;
use super::glued::Run;
use super::label::core;
use super::rows::{Label, ObservedRow, Values};
use crate::form::{ColumnId, ValueKind};

/// The rows with those put together that the end of a page cut: a row without values directly under one with values,
/// whose label is the rest of that one's. `None` where there are none.
pub fn join_cut_rows(rows: &[ObservedRow], targets: &[Target]) -> Option<Vec<ObservedRow>> {
    let filled = |row: &ObservedRow| row.cells().iter().any(|value| !value.raw.trim().is_empty());
    let joined = |pair: &[ObservedRow]| {
        let [above, below] = pair else { return None };
        let ([.., label], [.., rest]) = (above.labels.as_slice(), below.labels.as_slice()) else {
            return None;
        };
        if filled(above) == filled(below) || rest.core.ordinal.is_some() {
            return None;
        }
        let text = format!("{}{}", label.text, rest.text);
        let whole = core(&text);
        let rows = |core| targets.iter().filter(move |target| target.row.is_some() && target.accepts(core));
        let own = rows(&whole).next()?;
        // Either part may be a shorter name of the same row.
        let cut = rows(&label.core).chain(rows(&rest.core)).all(|other| std::ptr::eq(other, own));
        cut.then_some(Label { text, core: whole, place: label.place })
    };
    let mut cut =
        rows.windows(2).map(joined).enumerate().filter_map(|(at, label)| Some((at, label?))).peekable();
    cut.peek()?;
    let mut all = rows.to_vec();
    for (at, label) in cut {
        let values_below = rows.get(at + 1).filter(|below| filled(below));
        let (values, told) = values_below.map_or((Values::Cells(Vec::new()), Vec::new()), |below| {
            (below.values.clone(), below.told.clone())
        });
        if let Some(below) = all.get_mut(at + 1) {
            below.labels.clear();
            below.values = Values::Cells(Vec::new());
            below.told.clear();
        }
        if let Some(above) = all.get_mut(at) {
            above.labels.pop();
            above.labels.push(label);
            if values_below.is_some() {
                (above.values, above.told) = (values, told);
            }
        }
    }
    Some(all)
}

/// Rows of tables whose values all stand in one cell (`10 0 0 0 01`, `15130000154`), as runs of digits, each with its
/// index.
pub fn glued_rows(rows: &[ObservedRow], targets: &[Target], width: usize) -> Vec<(usize, ObservedRow)> {
    let run_of = |row: &ObservedRow| {
        // Nothing else of the row has as many digits as there are columns, nor are there as many numbers.
        if row.numbers() + 1 >= width {
            return None;
        }
        let mut runs = row.cells().iter().filter_map(|value| Run::in_cell(&value.raw, value.place));
        let run = runs.find(|run| run.digits() >= width)?;
        runs.all(|other| other.digits() < width).then_some(run)
    };
    let labelled = |row: &ObservedRow| {
        let joined = row.joined();
        let cores = || row.labels.iter().map(|label| &label.core).chain(&joined);
        targets.iter().any(|target| target.row.is_some() && cores().any(|core| target.agrees(core) >= 0.6))
    };
    let glued = rows.iter().enumerate().filter_map(|(index, row)| {
        let run = run_of(row).filter(|_| labelled(row))?;
        Some((index, ObservedRow { values: Values::Run(run), ..row.clone() }))
    });
    glued.collect()
}

/// Whether most rows whose values stand in one cell add up in the order of the form: no head stands over such values, and
/// in another order some would add up all the same.
pub fn glued_rows_add_up<'a>(rows: impl Iterator<Item = &'a ObservedRow>, columns: &[ColumnId]) -> bool {
    let (mut hold, mut fail) = (0_usize, 0_usize);
    for row in rows {
        let Values::Run(run) = &row.values else { continue };
        let zero = run.tokens.iter().flat_map(|token| &token.chars).all(|c| *c == '0');
        if run.cell.is_none() || zero {
            continue;
        }
        let whole = |values: &[i64]| {
            values.len() < columns.len()
                || values.split_last().is_some_and(|(total, rest)| rest.iter().sum::<i64>() == *total)
        };
        let splits = run.splits(&vec![ValueKind::Count; columns.len()], &whole);
        if splits.is_none_or(|splits| !splits.is_empty()) {
            hold += 1;
        } else {
            fail += 1;
        }
    }
    fail < 2 || fail * 4 <= hold
}
