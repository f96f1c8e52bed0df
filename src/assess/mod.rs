//! Which sums of a report hold, which are broken, and what they prove about cells that were left blank.
//!
//! Every identity is looked at twice. Strictly, a blank or a placeholder has no value, and the identity cannot be
//! assessed. Leniently, a blank has the value that the identities leave it, where that is one value only (a total
//! over known addends, a part of a known total), and 0 otherwise. What holds in neither reading is broken.

mod values;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::form::{CellId, Form, Identity, SumKind, TableId};
use crate::report::{CellState, Report};

pub use values::Expected;

/// What became of the identities of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessed {
    /// The identities in the order of the form, those of local subtotals after them.
    pub identities: Vec<Assessment>,
    /// How many of them are the form's own.
    of_form: usize,
    /// Blank cells whose value the identities leave no choice about, with that value.
    pub determined: BTreeMap<CellId, i64>,
    /// Cells that are blank or hold a placeholder, in the order of the form.
    pub blanks: Vec<CellId>,
    /// Tables all of whose cells that were found are blank: not filled in.
    pub empty_tables: Vec<TableId>,
}

/// An identity with its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The identity.
    pub identity: &'static Identity,
    /// Whether it holds.
    pub status: Status,
    /// For a broken one, the key of its group: broken identities with one cause, as [`crate::locate`] finds them.
    pub cause: Option<String>,
}

/// Whether an identity holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// All values are there and the sides are equal.
    Holds,
    /// Values are missing; with the value that each blank must have, or else 0, the sides are equal.
    HoldsLeniently,
    /// The sides differ, however the blanks are read.
    Broken {
        /// Sum of the left side, blanks read leniently.
        left: i64,
        /// Sum of the right side, blanks read leniently.
        right: i64,
        /// False where a value on either side could be a misreading: the difference may be ours, not the organ's.
        sure: bool,
    },
    /// A cell was not found or could not be read, or nothing is filled in.
    NotAssessable {
        /// The cells without a value.
        missing: Vec<CellId>,
    },
}

impl Assessed {
    /// Assesses the identities of a report's form and of the subtotals that it adds.
    #[must_use]
    pub fn new(report: &Report, form: &'static Form) -> Self {
        assess(report, form)
    }

    /// Gives broken identities that have one cause the same key, which is the name of the first of them.
    pub fn group<'a>(&mut self, causes: impl IntoIterator<Item = &'a [String]>) {
        for names in causes {
            for each in self.identities.iter_mut().filter(|each| names.contains(&each.identity.name)) {
                each.cause = names.first().cloned();
            }
        }
    }

    /// The value of a cell as the lenient reading has it: what is written, what a blank must be, or 0 for a blank.
    #[must_use]
    pub fn lenient(&self, report: &Report, cell: CellId) -> Option<i64> {
        let found = report.cells.get(cell)?;
        if found.is_blank() { Some(self.determined.get(&cell).copied().unwrap_or(0)) } else { found.count() }
    }

    /// The identities of a rule with both sides, where they are broken.
    pub fn broken(&self, rule: &'static str) -> impl Iterator<Item = (&Assessment, i64, i64, bool)> {
        self.identities.iter().filter(move |each| each.identity.rule == rule).filter_map(|each| {
            match each.status {
                Status::Broken { left, right, sure } => Some((each, left, right, sure)),
                _ => None,
            }
        })
    }

    /// What became of the form's own sums; subtotals that a local layout adds are not counted.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for each in self.identities.iter().take(self.of_form) {
            match each.status {
                Status::Holds | Status::HoldsLeniently => tally.held += 1,
                Status::Broken { .. } => tally.broken += 1,
                Status::NotAssessable { .. } => tally.open += 1,
            }
        }
        tally
    }
}

impl Assessed {
    /// The names of the form's own sums whose status is as asked.
    pub fn names(&self, asked: impl Fn(&Status) -> bool) -> Vec<String> {
        let own = self.identities.iter().take(self.of_form);
        own.filter(|each| asked(&each.status)).map(|each| each.identity.name.clone()).collect()
    }
}

/// How many sums of the form hold, are broken, or could not be checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// They hold, strictly or leniently.
    pub held: u32,
    /// They do not hold.
    pub broken: u32,
    /// They could not be checked.
    pub open: u32,
}

/// What is known about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Value {
        value: i64,
        sure: bool,
    },
    /// Nothing, or a sign that the organ wrote for nothing.
    Blank {
        placeholder: bool,
    },
    Missing,
}

fn assess(report: &Report, form: &'static Form) -> Assessed {
    let mut known: HashMap<CellId, Known> = HashMap::new();
    let mut blanks = Vec::new();
    let mut filled: BTreeSet<TableId> = BTreeSet::new();
    for (id, cell) in report.cells.iter() {
        let knowledge = match (cell.count(), cell.state) {
            (Some(value), _) => Known::Value { value, sure: cell.sure },
            (None, CellState::Blank) => Known::Blank { placeholder: false },
            (None, CellState::Placeholder) => Known::Blank { placeholder: true },
            (None, _) => Known::Missing,
        };
        if cell.is_blank() {
            blanks.push(id);
        } else {
            filled.insert(id.table());
        }
        known.insert(id, knowledge);
    }
    let is_there = |identity: &&Identity| identity.left.iter().all(|term| known.contains_key(&term.cell));
    let mut identities: Vec<&'static Identity> = form.identities().collect();
    let of_form = identities.len();
    identities.extend(form.tables.iter().flat_map(|table| table.subtotals).filter(is_there));
    let know = |cell: CellId| known.get(&cell).copied().unwrap_or(Known::Missing);
    let determined = determine(&identities, &know);
    let list: Vec<Assessment> = identities
        .into_iter()
        .map(|identity| {
            let status = status(identity, &know, &determined, &filled);
            Assessment { identity, status, cause: None }
        })
        .collect();
    let empty_tables = form
        .tables
        .iter()
        .map(|table| table.id)
        .filter(|table| !filled.contains(table) && blanks.iter().any(|cell| cell.table() == *table))
        .collect();
    Assessed { identities: list, of_form, determined, blanks, empty_tables }
}

fn status(
    identity: &Identity,
    know: &dyn Fn(CellId) -> Known,
    determined: &BTreeMap<CellId, i64>,
    filled: &BTreeSet<TableId>,
) -> Status {
    let mut missing = Vec::new();
    let mut difference: i64 = 0;
    let mut sides = [0_i64; 2];
    let (mut blank, mut sure) = (false, true);
    for (side, terms) in sides.iter_mut().zip([&identity.left, &identity.right]) {
        for term in terms {
            match know(term.cell) {
                Known::Value { value, sure: this_one } => {
                    *side = side.saturating_add(value);
                    sure &= this_one;
                }
                Known::Blank { .. } => {
                    blank = true;
                    *side = side.saturating_add(determined.get(&term.cell).copied().unwrap_or(0));
                    if !filled.contains(&term.cell.table()) {
                        missing.push(term.cell);
                    }
                }
                Known::Missing => missing.push(term.cell),
            }
        }
    }
    let [left, right] = sides;
    difference = difference.saturating_add(left).saturating_sub(right);
    match (missing.is_empty(), difference) {
        (false, _) => Status::NotAssessable { missing },
        (true, 0) if blank => Status::HoldsLeniently,
        (true, 0) => Status::Holds,
        (true, _) => Status::Broken { left, right, sure },
    }
}

/// One identity as an equation over its blanks: the sum of coefficient × blank = constant.
#[derive(Debug)]
struct Equation {
    terms: Vec<(CellId, i64)>,
    constant: i64,
}

/// What a blank can be: at least `low`, at most `high` where there is a limit. Counts are never negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Range {
    low: i64,
    high: Option<i64>,
}

/// The blanks whose value the identities leave no choice about.
///
/// Equations are taken in one at a time, sums within a row first: they are what the total is by definition. One that
/// contradicts those before it proves nothing (some filled cell in it is wrong). Where a value proved by one equation
/// breaks as many others as it satisfies, the blank is left open: 0 explains as much. Only an empty total stays what
/// its addends make it.
fn determine(identities: &[&Identity], know: &dyn Fn(CellId) -> Known) -> BTreeMap<CellId, i64> {
    let mut equations: Vec<(SumKind, Equation)> = identities
        .iter()
        .filter_map(|identity| equation(identity, know).map(|each| (identity.kind, each)))
        .collect();
    equations.sort_by_key(|(kind, _)| *kind);
    let equations: Vec<Equation> = equations.into_iter().map(|(_, equation)| equation).collect();
    let mut ranges: BTreeMap<CellId, Range> = BTreeMap::new();
    let mut taken: Vec<&Equation> = Vec::new();
    let mut refused: Vec<&Equation> = Vec::new();
    for equation in &equations {
        let before = ranges.clone();
        for (cell, _) in &equation.terms {
            ranges.entry(*cell).or_default();
        }
        taken.push(equation);
        if !narrow(&taken, &mut ranges) {
            ranges = before;
            taken.pop();
            refused.push(equation);
        }
    }
    let mut determined: BTreeMap<CellId, i64> = ranges
        .iter()
        .filter(|(_, range)| range.high == Some(range.low))
        .map(|(cell, range)| (*cell, range.low))
        .collect();
    let broken_around = |cell: CellId, values: &BTreeMap<CellId, i64>| {
        equations.iter().filter(|each| each.has(cell) && !each.holds(values)).count()
    };
    let empty_totals: BTreeSet<CellId> = identities
        .iter()
        .filter(|identity| matches!(identity.kind, SumKind::Row | SumKind::Subtotal))
        .flat_map(|identity| identity.left.iter().map(|term| term.cell))
        .filter(|cell| know(*cell) == Known::Blank { placeholder: false })
        .collect();
    let contested = refused.iter().flat_map(|equation| &equation.terms);
    for (cell, _) in contested.filter(|(cell, _)| !empty_totals.contains(cell)) {
        let Some(value) = determined.get(cell).copied().filter(|value| *value != 0) else { continue };
        let with = broken_around(*cell, &determined);
        determined.remove(cell);
        if with < broken_around(*cell, &determined) {
            determined.insert(*cell, value);
        }
    }
    determined
}

/// The equation of an identity with blanks; `None` without a blank, or where a value is missing or not sure.
fn equation(identity: &Identity, know: &dyn Fn(CellId) -> Known) -> Option<Equation> {
    let mut equation = Equation { terms: Vec::new(), constant: 0 };
    for (terms, sign) in [(&identity.left, 1), (&identity.right, -1)] {
        for term in terms {
            match know(term.cell) {
                Known::Value { value, sure: true } => {
                    equation.constant = equation.constant.checked_sub(value.checked_mul(sign)?)?;
                }
                Known::Blank { .. } => equation.terms.push((term.cell, sign)),
                _ => return None,
            }
        }
    }
    (!equation.terms.is_empty()).then_some(equation)
}

impl Equation {
    fn has(&self, cell: CellId) -> bool {
        self.terms.iter().any(|(each, _)| *each == cell)
    }

    /// Whether it holds with these values, and 0 for every other blank.
    fn holds(&self, values: &BTreeMap<CellId, i64>) -> bool {
        let sum: i64 =
            self.terms.iter().map(|(cell, sign)| sign * values.get(cell).copied().unwrap_or(0)).sum();
        sum == self.constant
    }
}

/// Narrows the ranges by the equations as far as they go; false where an equation cannot hold.
fn narrow(equations: &[&Equation], ranges: &mut BTreeMap<CellId, Range>) -> bool {
    // Ranges only shrink, and every useful pass fixes a limit; the bound is for endless small steps.
    for _ in 0..200 {
        let mut changed = false;
        for equation in equations {
            match narrow_by(equation, ranges) {
                None => return false,
                Some(more) => changed |= more,
            }
        }
        if !changed {
            break;
        }
    }
    true
}

/// Narrows by one equation: whether anything changed; `None` where it cannot hold.
fn narrow_by(equation: &Equation, ranges: &mut BTreeMap<CellId, Range>) -> Option<bool> {
    let mut changed = false;
    for (cell, sign) in &equation.terms {
        // sign × cell = constant − the rest; the rest lies between its own limits.
        let mut rest_low = Some(0_i64);
        let mut rest_high = Some(0_i64);
        for (other, other_sign) in equation.terms.iter().filter(|(other, _)| other != cell) {
            let range = ranges.get(other).copied().unwrap_or_default();
            let (low, high) = if *other_sign > 0 {
                (Some(range.low), range.high)
            } else {
                (range.high.map(|high| -high), Some(-range.low))
            };
            rest_low = rest_low.zip(low).and_then(|(a, b)| a.checked_add(b));
            rest_high = rest_high.zip(high).and_then(|(a, b)| a.checked_add(b));
        }
        let least = rest_high.and_then(|high| equation.constant.checked_sub(high));
        let most = rest_low.and_then(|low| equation.constant.checked_sub(low));
        let (least, most) =
            if *sign > 0 { (least, most) } else { (most.map(|most| -most), least.map(|least| -least)) };
        let range = ranges.entry(*cell).or_default();
        let narrowed = Range {
            low: least.map_or(range.low, |least| least.max(range.low)),
            high: match (most, range.high) {
                (Some(most), Some(high)) => Some(most.min(high)),
                (most, high) => most.or(high),
            },
        };
        if narrowed.high.is_some_and(|high| high < narrowed.low) {
            return None;
        }
        changed |= narrowed != *range;
        *range = narrowed;
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::example::Example;

    fn assessed(text: &str) -> Assessed {
        let example = Example::new(text);
        Assessed::new(&example.report, example.report.form_data())
    }

    fn determined(text: &str) -> Vec<(String, i64)> {
        assessed(text).determined.into_iter().map(|(cell, value)| (cell.to_string(), value)).collect()
    }

    fn broken(text: &str) -> Vec<String> {
        let is_broken = |each: &Assessment| matches!(each.status, Status::Broken { .. });
        assessed(text)
            .identities
            .into_iter()
            .filter(is_broken)
            .map(|each| each.identity.name.clone())
            .collect()
    }

    fn known(name: &str, value: i64) -> (String, i64) {
        (name.to_owned(), value)
    }

    #[test]
    fn a_consistent_report_holds_in_all_its_identities() {
        assert_eq!(assessed("").tally().held, 42);
        assert_eq!(assessed("form 2019").tally().held, 40);
        assert_eq!(assessed("").tally().open, 0);
    }

    #[test]
    fn a_blank_total_is_what_its_addends_say() {
        assert_eq!(determined("t3.granted.total ="), [known("t3.granted.total", 4)]);
        assert_eq!(determined("t3.granted.total = -"), [known("t3.granted.total", 4)]);
        assert_eq!(determined("t4.review.total ="), [known("t4.review.total", 1)]);
        assert!(broken("t3.granted.total =").is_empty());
    }

    #[test]
    fn a_blank_part_of_a_known_total_is_determined_and_zeros_are_proved() {
        assert_eq!(
            determined("t3.granted.natural =\nt3.granted.research ="),
            [known("t3.granted.natural", 3), known("t3.granted.research", 0)]
        );
    }

    #[test]
    fn blanks_that_nothing_pins_down_are_not_determined() {
        let text = "t3.carried_in.research =\nt3.carried_out.research =\nt3.carried_in.total =\nt3.carried_out.total =";
        let found = assessed(text);
        assert!(found.determined.is_empty());
        assert!(broken("t3.granted.natural =\nt3.granted.total =").is_empty());
    }

    #[test]
    fn a_contradicted_blank_part_is_left_at_zero_and_the_wrong_total_is_broken() {
        let text = "t3.granted.total = 5\nt3.granted.research =";
        assert!(determined(text).is_empty());
        assert_eq!(broken(text), ["t3.handled_sum.total", "t3.row_total.granted"]);
    }

    #[test]
    fn blank_totals_stay_determined_beside_a_wrong_cell() {
        let text = "t3.granted.total =\nt3.partial.total =\nt3.partial.natural = 2";
        assert_eq!(determined(text), [known("t3.granted.total", 4), known("t3.partial.total", 2)]);
        assert_eq!(broken(text), ["t3.handled_sum.natural", "t3.handled_sum.total"]);
    }

    #[test]
    fn an_empty_table_is_not_assessable_and_named() {
        let form = crate::form::FormId::CURRENT.form();
        let text: String = form.cells().map(|cell| format!("{cell} =\n")).collect();
        let found = assessed(&text);
        let tally = found.tally();
        assert_eq!((tally.held, tally.broken, tally.open, found.empty_tables.len()), (0, 0, 42, 3));
    }
}
