//! What it takes to err in the cells of a row or of a column, in the points of [`super::rank`].
//!
//! Numbers of one line are not wrong independently of each other: whoever left out a row left out all of it, whoever
//! counted some requests twice did so for each kind of applicant.

use super::candidate::follows;
use super::compound::Changes;
use super::model::Model;
use super::repeated::{counted_twice, taken_over};
use super::{Evidence, typing};
use crate::form::{CellId, Role, RowId};

/// One mistake: a number, or a line of numbers, that is wrong. How it came about adds up to eight points, see
/// [`typing::distance`].
pub(super) const MISTAKE: i32 = 12;
/// Each further number of the same line that is wrong in its own way: nearly half a mistake.
const FURTHER: i32 = 5;
/// Requests counted under another column or row.
const TRANSFERRED: i32 = 5;
/// A row that was not filled in.
const LEFT_OUT: i32 = 5;
/// A row that holds what another one of its balance holds already, in every column; first where that is hardly chance.
const REPEATED: (i32, i32) = (2, 5);
/// A row that should be empty, first where it is hardly chance that its numbers are all that is too much. Whoever filled
/// it in meant something by it.
const EMPTIED: (i32, i32) = (4, 8);
/// Requests that are carried over, counted in the last of the details as well: as likely as the other way round.
const PENDING: i32 = EMPTIED.0;
/// A total and another row wrong by the same numbers: two rows, but one thing that was forgotten.
const TOGETHER: i32 = MISTAKE + 6;
/// What was carried over is known from another report, and a detail is wrong more often by itself.
const UNLIKELY_PARTNER: i32 = 3;
/// How much numbers have to tell so that others are hardly the same by chance: one large number, or several.
const TELLING: i32 = 4;

/// The cells as mistakes in rows or in columns, whichever takes less.
pub(super) fn cells(model: &Model, changes: &[(usize, i64)], evidence: &Evidence) -> i32 {
    let mut rows: Vec<(RowId, Changes)> = Vec::new();
    let mut columns = Vec::new();
    for &(variable, to) in changes {
        let Some(cell) = model.cell(variable) else { continue };
        add(&mut rows, cell.row(), (variable, to));
        add(&mut columns, cell.column(), (variable, to));
    }
    let in_rows: i32 = rows.iter().map(|(row, changes)| in_row(model, *row, changes, evidence)).sum();
    let in_columns: i32 = columns.iter().map(|(_, changes)| in_line(model, changes, evidence)).sum();
    in_rows.min(in_columns)
}

fn add<T: PartialEq>(lines: &mut Vec<(T, Changes)>, line: T, change: (usize, i64)) {
    match lines.iter_mut().find(|each| each.0 == line) {
        Some((_, changes)) => changes.push(change),
        None => lines.push((line, vec![change])),
    }
}

/// Numbers of one row. A total that follows them is none of its own: it was added up from what is wrong.
fn in_row(model: &Model, row: RowId, changes: &[(usize, i64)], evidence: &Evidence) -> i32 {
    let own: Changes = changes.iter().copied().filter(|each| !follows(model, each.0, changes)).collect();
    let as_numbers = in_line(model, &own, evidence);
    let Some(shape) = RowChange::new(model, row, changes).and_then(|change| change.as_one(model)) else {
        return as_numbers;
    };
    as_numbers.min(MISTAKE + shape)
}

fn in_line(model: &Model, changes: &[(usize, i64)], evidence: &Evidence) -> i32 {
    let number = i32::try_from(changes.len()).unwrap_or(i32::MAX).max(1);
    let distances: i32 = changes.iter().map(|&(variable, to)| single(model, variable, to, evidence)).sum();
    let as_numbers = MISTAKE + distances / number + (number - 1).saturating_mul(FURTHER);
    let [(first, _), (second, _)] = *changes else { return as_numbers };
    let change: i64 = changes.iter().map(|&(variable, to)| to - model.value(variable)).sum();
    if change == 0 && !model.is_total(first) && !model.is_total(second) {
        return as_numbers.min(MISTAKE + TRANSFERRED);
    }
    as_numbers
}

/// How far a change of one cell is from a slip that occurs.
fn single(model: &Model, variable: usize, to: i64, evidence: &Evidence) -> i32 {
    // Where 0 is left blank, a blank tells no more than a 0 would.
    let from = model.published(variable).or(model.blank_for_zero.then_some(0));
    let mut distance = typing::distance(from, to, model.is_total(variable));
    if taken_over(model, variable, evidence) {
        distance = distance.min(1);
    }
    if counted_twice(model, variable, to).is_some() {
        distance = distance.min(2);
    }
    distance
}

/// A total and another row, wrong by the same numbers: requests that were counted in neither of them, or in both.
pub(super) fn together(model: &Model, changes: &[(usize, i64)], total: RowId, partner: RowId) -> Option<i32> {
    let of_row = |row: RowId| -> Changes {
        changes.iter().copied().filter(|each| model.cell(each.0).map(CellId::row) == Some(row)).collect()
    };
    let (of_total, of_partner) = (of_row(total), of_row(partner));
    let by = |&(variable, to): &(usize, i64)| {
        (model.cell(variable).map(CellId::column), to - model.value(variable))
    };
    let is_same = |sign: i64| {
        let turned = of_partner.iter().map(by).map(|(column, change)| (column, sign * change));
        of_total.iter().map(by).eq(turned)
    };
    if !is_same(1) && !is_same(-1) {
        return None;
    }
    let repeats = RowChange::new(model, total, changes).is_some_and(|row| row.repeats(model).is_some());
    let last = is_last_part(model, of_total.first()?.0, of_partner.first()?.0);
    if repeats && last {
        return Some(MISTAKE + PENDING);
    }
    let own = of_total.iter().filter(|each| !follows(model, each.0, &of_total)).count();
    let further = if repeats { 0 } else { i32::try_from(own).unwrap_or(i32::MAX).saturating_sub(1) };
    let unlikely = if last || partner.role() == Role::New { 0 } else { UNLIKELY_PARTNER };
    Some(TOGETHER + further.saturating_mul(FURTHER) + unlikely)
}

/// Whether a cell is the last that a total of its column adds up: the one that takes in what fits nowhere else.
fn is_last_part(model: &Model, total: usize, part: usize) -> bool {
    model.rules_of(total).iter().any(|&(rule, sign)| {
        let parts = || model.terms(rule).iter().filter(|term| term.0 != total);
        parts().all(|term| term.1 != sign) && parts().map(|term| term.0).max() == Some(part)
    })
}

/// What a change does to a whole row.
pub(super) struct RowChange {
    /// Cell, number as published or 0, number after the change, for each column of the form.
    cells: Vec<(usize, i64, i64)>,
}

impl RowChange {
    pub fn new(model: &Model, row: RowId, changes: &[(usize, i64)]) -> Option<Self> {
        let columns = model.form.block_of(row)?.columns;
        let cell = |column| {
            let variable = model.find(CellId::new(row, column))?;
            let before = model.value(variable);
            let changed = changes.iter().find(|change| change.0 == variable);
            Some((variable, before, changed.map_or(before, |change| change.1)))
        };
        let cells = columns.iter().map(|column| cell(column.id)).collect::<Option<Vec<_>>>()?;
        Some(Self { cells })
    }

    /// What it takes beside [`MISTAKE`] if all of it is one mistake of its kind.
    fn as_one(&self, model: &Model) -> Option<i32> {
        if self.cells.iter().all(|each| each.1 == 0) {
            return Some(LEFT_OUT);
        }
        let emptied = self.cells.iter().all(|each| each.2 == 0);
        let tells = self.tells(model);
        if self.repeated(model).is_some() || self.misses_a_part(model) {
            return if tells >= TELLING { Some(REPEATED.0) } else { (tells > 1).then_some(REPEATED.1) };
        }
        emptied.then_some(if tells >= TELLING { EMPTIED.0 } else { EMPTIED.1 })
    }

    /// The row whose numbers are what this row has too much or too little, where that is no chance; and whether it is
    /// too much.
    pub fn repeats(&self, model: &Model) -> Option<(RowId, bool)> {
        let other = self.repeated(model).filter(|_| self.tells(model) >= TELLING)?;
        Some((other, self.cells.iter().any(|each| each.1 > each.2)))
    }

    /// The row of the same balance that holds, in every column, what this row has too much; or, where this row is a
    /// total that was worked out from the balance, what it has too little.
    fn repeated(&self, model: &Model) -> Option<RowId> {
        let column = self.cells.iter().find(|each| each.1 != each.2)?.0;
        let is_total = model.is_total_of_column(column);
        model.rules_of(column).iter().filter(|rule| is_balance(model, rule.0)).find_map(|&(rule, own)| {
            let others = model.terms(rule).iter().filter(|term| term.0 != column);
            let others = others.filter(|term| is_total || term.1 == own);
            let mut rows = others.filter_map(|term| Some((model.cell(term.0)?.row(), term.1 * own)));
            rows.find(|&(row, sign)| self.differs_by(model, row, sign)).map(|each| each.0)
        })
    }

    /// Whether the row is a total that is too large, or too small, by just one of the rows that it adds up.
    fn misses_a_part(&self, model: &Model) -> bool {
        let Some(&(column, ..)) = self.cells.iter().find(|each| each.1 != each.2) else { return false };
        model.is_total_of_column(column)
            && model.rules_of(column).iter().filter(|rule| !is_balance(model, rule.0)).any(|&(rule, _)| {
                let mut parts = model.terms(rule).iter().filter(|term| term.0 != column);
                parts.any(|term| {
                    let row = model.cell(term.0).map(CellId::row);
                    row.is_some_and(|row| self.differs_by(model, row, 1) || self.differs_by(model, row, -1))
                })
            })
    }

    /// Whether each number is too large, or with the other sign too small, by what another row holds.
    fn differs_by(&self, model: &Model, row: RowId, sign: i64) -> bool {
        self.cells.iter().all(|&(variable, before, after)| {
            let column = model.cell(variable).map(CellId::column);
            let other = column.and_then(|column| model.find(CellId::new(row, column)));
            other.is_some_and(|other| before - after == sign * model.value(other))
        })
    }

    /// How little the change can be the same as others by chance.
    fn tells(&self, model: &Model) -> i32 {
        let part = |variable: usize| model.cell(variable).is_some_and(|cell| !cell.column().is_total());
        let bits = |number: i64| match number.abs() {
            0 => 0,
            1 => 1,
            2..10 => 2,
            _ => TELLING,
        };
        self.cells.iter().filter(|each| part(each.0)).map(|each| bits(each.1 - each.2)).sum()
    }
}

/// Whether a rule has two numbers or more on either side.
fn is_balance(model: &Model, rule: usize) -> bool {
    let of = |sign: i64| model.terms(rule).iter().filter(|term| term.1 == sign).count();
    of(1) > 1 && of(-1) > 1
}
