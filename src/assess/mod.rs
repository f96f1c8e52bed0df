//! Which sums of a report hold, which are broken, and what they prove about cells that were left blank.
//!
//! Every identity is looked at twice. Strictly, a blank or a placeholder has no value, and the identity cannot be
//! assessed. Leniently, a blank has the value that the identities leave it, where that is one value only (a total
//! over known addends, a part of a known total), and 0 otherwise. What holds in neither reading is broken.

mod blanks;
mod equation;
mod values;
mod weighing;

use std::collections::{BTreeMap, BTreeSet};

use crate::form::{CellId, Form, Identity, TableForm, TableId};
use crate::report::{Cell, CellState, Report};

pub use values::TableValues;

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
    /// Tables all of whose cells that were found are blank: not filled in. A row alone tells nothing of the others.
    pub empty_tables: Vec<TableId>,
}

/// An identity with its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The identity.
    pub identity: &'static Identity,
    /// Whether it holds.
    pub status: SumStatus,
    /// For a broken one, the key of its group: broken identities with one cause, as [`crate::locate`] finds them.
    pub cause: Option<String>,
}

/// Whether an identity holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumStatus {
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
                SumStatus::Broken { left, right, sure } => Some((each, left, right, sure)),
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
                SumStatus::Holds | SumStatus::HoldsLeniently => tally.held += 1,
                SumStatus::Broken { .. } => tally.broken += 1,
                SumStatus::NotAssessable { .. } => tally.open += 1,
            }
        }
        tally
    }
}

impl Assessed {
    /// The names of the form's own sums whose status is as asked.
    pub fn names(&self, asked: impl Fn(&SumStatus) -> bool) -> Vec<String> {
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

impl Known {
    fn of(cell: &Cell) -> Self {
        match (cell.count(), cell.state) {
            (Some(value), _) => Self::Value { value, sure: cell.sure },
            (None, CellState::Blank) => Self::Blank { placeholder: false },
            (None, CellState::Placeholder) => Self::Blank { placeholder: true },
            (None, _) => Self::Missing,
        }
    }
}

fn assess(report: &Report, form: &'static Form) -> Assessed {
    let mut blanks = Vec::new();
    let mut filled: BTreeSet<TableId> = BTreeSet::new();
    for (id, cell) in report.cells.iter() {
        if cell.is_blank() {
            blanks.push(id);
        } else {
            filled.insert(id.table());
        }
    }
    let is_there =
        |identity: &&Identity| identity.left.iter().all(|term| report.cells.get(term.cell).is_some());
    let mut identities: Vec<&'static Identity> = form.identities().collect();
    let of_form = identities.len();
    // Cells that the form does not have are subtotals of a local layout.
    if report.cells.iter().any(|(id, _)| form.position(id).is_none()) {
        identities.extend(form.tables.iter().flat_map(TableForm::subtotals).filter(is_there));
    }
    let know = |cell: CellId| report.cells.get(cell).map_or(Known::Missing, Known::of);
    let unwritten = weighing::unwritten(report, form);
    let determined = blanks::determine(&identities, &know, &|cell| unwritten.contains(&cell));
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
        .filter(|table| {
            let of_table = |cell: &CellId| cell.table() == *table;
            let found = blanks.iter().copied().filter(of_table).count();
            !filled.contains(table) && found * 6 >= form.cells().filter(of_table).count()
        })
        .collect();
    Assessed { identities: list, of_form, determined, blanks, empty_tables }
}

fn status(
    identity: &Identity,
    know: &dyn Fn(CellId) -> Known,
    determined: &BTreeMap<CellId, i64>,
    filled: &BTreeSet<TableId>,
) -> SumStatus {
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
        (false, _) => SumStatus::NotAssessable { missing },
        (true, 0) if blank => SumStatus::HoldsLeniently,
        (true, 0) => SumStatus::Holds,
        (true, _) => SumStatus::Broken { left, right, sure },
    }
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
        let is_broken = |each: &Assessment| matches!(each.status, SumStatus::Broken { .. });
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
    fn a_blank_that_sums_disagree_about_is_what_most_of_them_say() {
        // Its row and its column say 5, the balance 7.
        let text = "t3.handled.natural =\nt3.new.natural = 7\nt3.new.total = 10";
        assert_eq!(determined(text), [known("t3.handled.natural", 5)]);
        assert_eq!(broken(text), ["t3.balance.natural", "t3.balance.total"]);
        // One says 1, one 0: an empty total is what its row makes it, with a sign for nothing it may be nothing.
        let text = "t3.handled.total = 7\nt3.partial.total =";
        assert_eq!(determined(text), [known("t3.partial.total", 1)]);
        assert!(determined(&format!("{text} -")).is_empty());
        // Its row says 6, the balance 5: nothing says which.
        let text = "t3.new.natural =\nt3.new.total = 9";
        assert!(determined(text).is_empty());
        assert_eq!(broken(text), ["t3.balance.natural", "t3.balance.total", "t3.row_total.new"]);
        // Its row and the balance say 5, the balance beside blanks that may be anything; its column says 7.
        let free = "t3.carried_in.natural =\nt3.carried_in.total =\nt3.carried_out.natural =\nt3.carried_out.total =";
        let text = format!("t3.handled.natural =\nt3.granted.natural = 5\nt3.granted.total = 6\n{free}");
        assert_eq!(determined(&text), [known("t3.handled.natural", 5)]);
        // Where no sums disagree, blanks beside it that may be anything do not count against it.
        let text = "t3.new.research =\nt3.new.total = 10\nt3.carried_in.research =\nt3.carried_in.total =\nt3.carried_out.research =\nt3.carried_out.total =";
        assert_eq!(determined(text), [known("t3.new.research", 2)]);
    }

    /// What makes a report of one that writes no zeros, but a sign or nothing for them.
    fn zeros_left_out(sign: &str, text: &str) -> String {
        let report = Example::new(text).report;
        let zeros =
            report.cells.iter().filter(|(id, cell)| id.table() == TableId::Table3 && cell.count() == Some(0));
        let blanks: String = zeros.map(|(id, _)| format!("{id} ={sign}\n")).collect();
        format!("{blanks}{text}")
    }

    /// The blanks that must be something.
    fn filled(text: &str) -> Vec<(String, i64)> {
        determined(text).into_iter().filter(|(_, value)| *value != 0).collect()
    }

    #[test]
    fn a_blank_that_one_sum_alone_makes_something_is_nothing_and_the_broken_sums_are_named() {
        // No request was carried in; the natural persons' carried out is one too many.
        let carried_in = "t3.new.natural = 6\nt3.new.total = 9\nt3.carried_in.natural = 0\nt3.carried_in.total = 0\nt3.carried_out.natural = 2";
        // None was carried out; the total carried in is three too many, and so may anybody's be.
        let carried_out = "t3.new.natural = 4\nt3.new.total = 7\nt3.carried_out.natural = 0\nt3.carried_out.total = 0\nt3.carried_in.total = 4";
        // One more natural person beside a total that says nothing.
        let denied = "t3.denied.process.natural = 1";
        // What is true of 0 is true of a blank.
        for sign in ["", " —"] {
            for (text, sums) in [
                (carried_in, ["t3.balance.natural", "t3.row_total.carried_out"]),
                (carried_out, ["t3.balance.total", "t3.row_total.carried_in"]),
                (denied, ["t3.handled_sum.natural", "t3.row_total.denied.process"]),
            ] {
                assert_eq!(broken(text), sums, "{text}");
                let text = zeros_left_out(sign, text);
                assert_eq!(filled(&text), [], "{text}");
                assert_eq!(broken(&text), sums, "{text}");
            }
        }
        // Where zeros are written, an empty row is no less nothing.
        let row = carried_in.replace("carried_in.natural = 0", "carried_in.natural =");
        let row = row.replace("carried_in.total = 0", "carried_in.total =");
        assert_eq!(filled(&row), []);
        assert_eq!(broken(&row), ["t3.balance.natural", "t3.row_total.carried_out"]);
        // A single empty total is what its row makes it.
        let total = format!("{denied}\nt3.denied.process.total =");
        assert_eq!(filled(&total), [known("t3.denied.process.total", 1)]);
    }

    #[test]
    fn blanks_that_all_sums_make_something_are_that_where_no_zeros_are_written() {
        for sign in ["", " —"] {
            let without = |cells: &[&str]| {
                let text: String = cells.iter().map(|cell| format!("{cell} ={sign}\n")).collect();
                zeros_left_out(sign, &text)
            };
            // A row, a part, a total, a column of them.
            let row = without(&["t3.carried_in.natural", "t3.carried_in.total"]);
            assert_eq!(filled(&row), [known("t3.carried_in.natural", 1), known("t3.carried_in.total", 1)]);
            assert_eq!(filled(&without(&["t3.granted.natural"])), [known("t3.granted.natural", 3)]);
            assert_eq!(filled(&without(&["t3.handled.total"])), [known("t3.handled.total", 8)]);
            let cells = ["t3.new.legal_service", "t3.unavailable.not_held.legal_service"];
            assert_eq!(filled(&without(&cells)), [known(cells[0], 1), known(cells[1], 1)]);
            for text in [row, without(&cells)] {
                assert!(broken(&text).is_empty());
            }
        }
    }

    #[test]
    fn blanks_that_mend_fewer_sums_than_they_are_stay_nothing() {
        // One total is wrong by three; the only column without numbers could take it, in three rows.
        let text = "t3.handled.total = 11";
        let dense = ["natural", "commercial", "public_benefit", "legal_service", "other_org"];
        let ones: String = ["new", "carried_in", "handled", "carried_out", "granted", "partial"]
            .into_iter()
            .flat_map(|row| dense.map(move |column| (row, column)))
            .map(|(row, column)| {
                let value = match row {
                    "new" | "handled" => 2,
                    _ => 1,
                };
                format!("t3.{row}.{column} = {value}\n")
            })
            .collect();
        let totals = "t3.new.total = 10\nt3.carried_in.total = 5\nt3.carried_out.total = 5\nt3.granted.total = 5\nt3.partial.total = 5\n";
        let nothing = "t3.denied.internal_affairs.commercial = 0\nt3.denied.internal_affairs.total = 0\nt3.unavailable.not_held.natural = 0\nt3.unavailable.not_held.legal_service = 0\nt3.unavailable.not_held.total = 0\n";
        let text = zeros_left_out("", &format!("{ones}{totals}{nothing}{text}"));
        assert_eq!(filled(&text), []);
        assert_eq!(broken(&text), ["t3.balance.total", "t3.handled_sum.total", "t3.row_total.handled"]);
    }

    #[test]
    fn an_empty_table_is_not_assessable_and_named() {
        let form = crate::form::FormId::CURRENT.form();
        let text: String = form.cells().map(|cell| format!("{cell} =\n")).collect();
        let found = assessed(&text);
        let tally = found.tally();
        assert_eq!((tally.held, tally.broken, tally.open, found.empty_tables.len()), (0, 0, 42, 3));
    }

    #[test]
    fn the_status_of_a_sum_is_of_all_its_cells() {
        let status = |change: &dyn Fn(&mut Report)| {
            let mut report = Example::new("t3.granted.total = 6").report;
            change(&mut report);
            let found = Assessed::new(&report, report.form_data());
            let name = "t3.row_total.granted";
            let each = found.identities.iter().find(|each| each.identity.name == name).unwrap();
            (each.status.clone(), found.tally(), found.broken(each.identity.rule).count())
        };
        let id = |name: &str| CellId::parse(name).unwrap();
        let with = |name: &'static str, change: fn(&mut Cell)| {
            status(&move |report| {
                let mut cell = report.cells.get(id(name)).unwrap().clone();
                change(&mut cell);
                report.cells.replace(id(name), cell);
            })
        };
        let broken = |sure| SumStatus::Broken { left: 6, right: 4, sure };
        assert_eq!(with("t3.granted.natural", |_| {}).0, broken(true));
        // One reading that may be another makes the difference ours, on whichever side it stands.
        assert_eq!(with("t3.granted.natural", |cell| cell.sure = false).0, broken(false));
        assert_eq!(with("t3.granted.total", |cell| cell.sure = false).0, broken(false));
        let unread = |cell: &mut Cell| (cell.value, cell.state) = (None, CellState::Unreadable);
        let (found, tally, _) = with("t3.granted.natural", unread);
        assert_eq!(found, SumStatus::NotAssessable { missing: vec![id("t3.granted.natural")] });
        let (_, before, rows) = with("t3.granted.natural", |_| {});
        assert_eq!((before.held, before.broken, before.open), (40, 2, 0));
        assert_eq!(rows, 1);
        assert_eq!((tally.broken, tally.open), (1, 2));
        let right = |cell: &mut Cell| cell.value = Some(crate::report::Number::Integer(4));
        assert_eq!(with("t3.granted.total", right).0, SumStatus::Holds);
        let blank = |cell: &mut Cell| (cell.value, cell.state) = (None, CellState::Placeholder);
        assert_eq!(with("t3.granted.total", blank).0, SumStatus::HoldsLeniently);
        // A decimal is no count.
        let decimal = |cell: &mut Cell| cell.value = Some(crate::report::Number::Decimal(6.5));
        assert!(matches!(with("t3.granted.total", decimal).0, SumStatus::NotAssessable { .. }));
    }

    #[test]
    fn sums_with_one_cause_have_one_key() {
        let mut found = assessed("t3.granted.total = 6\nt4.review.total = 3");
        let names = found.names(|status| matches!(status, SumStatus::Broken { .. }));
        assert_eq!(names.len(), 3);
        let (row, review) = (names[..2].to_vec(), names[2..].to_vec());
        found.group([row.as_slice(), review.as_slice()]);
        let cause = |name: &String| {
            found
                .identities
                .iter()
                .find(|each| each.identity.name == *name)
                .and_then(|each| each.cause.clone())
        };
        assert_eq!(names.iter().map(cause).collect::<Vec<_>>(), [0, 0, 2].map(|at| Some(names[at].clone())));
        assert_eq!(found.identities.iter().filter(|each| each.cause.is_some()).count(), 3);
    }

    #[test]
    fn the_lenient_value_is_what_is_written_or_must_be_or_nothing() {
        let example = Example::new(
            "t3.granted.total =\nt3.carried_in.research =\nt3.carried_out.research =\nt3.carried_in.total =\nt3.carried_out.total =",
        );
        let found = Assessed::new(&example.report, example.report.form_data());
        let value = |name: &str| found.lenient(&example.report, CellId::parse(name).unwrap());
        assert_eq!(value("t3.granted.natural"), Some(3));
        assert_eq!(value("t3.granted.total"), Some(4));
        assert_eq!(value("t3.carried_in.research"), Some(0));
        // The table is not of this form.
        assert_eq!(value("t2.normative.made"), None);
    }

    #[test]
    fn a_table_without_any_value_is_empty_and_one_with_a_value_is_not() {
        let form = crate::form::FormId::CURRENT.form();
        let blank = |table: TableId, but: &str| {
            let cells = form.cells().filter(|cell| cell.table() == table && cell.to_string() != but);
            cells.map(|cell| format!("{cell} =\n")).collect::<String>()
        };
        assert_eq!(assessed(&blank(TableId::Table4, "")).empty_tables, [TableId::Table4]);
        assert!(assessed(&blank(TableId::Table4, "t4.review.total")).empty_tables.is_empty());
        assert!(assessed("").empty_tables.is_empty());
        // What is not there at all is not empty.
        assert!(assessed("without table t4").empty_tables.is_empty());
        // Of fifteen cells three blanks tell, and two do not.
        let of_found = |count: usize| {
            let mut report = Example::new("without table t4").report;
            let cells = Example::new(&blank(TableId::Table4, "")).report.cells;
            cells.iter().filter(|(id, _)| id.table() == TableId::Table4).take(count).for_each(
                |(id, cell)| {
                    report.cells.insert(id, cell.clone());
                },
            );
            Assessed::new(&report, report.form_data()).empty_tables
        };
        assert_eq!(of_found(3), [TableId::Table4]);
        assert!(of_found(2).is_empty());
        let found = assessed("t3.granted.total = /\nt3.new.research =");
        assert_eq!(
            found.blanks.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["t3.new.research", "t3.granted.total"]
        );
    }
}
