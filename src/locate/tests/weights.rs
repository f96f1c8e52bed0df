//! How unlikely explanations are, beside one another.

use super::super::candidate::Candidate;
use super::super::compound::{Hypothesis, Shape};
use super::super::model::Model;
use super::super::rank::Scale;
use super::super::repeated::counted_twice;
use super::super::typing::distance;
use super::super::{Evidence, Hint, HintSource};
use crate::assess::Assessed;
use crate::form::CellId;
use crate::rules::example::Example;

/// The points of an explanation: one error that moves numbers, and numbers that are wrong beside it.
struct Weighed {
    model: Model,
    statements: Vec<Hint>,
}

impl Weighed {
    fn of(text: &str) -> Self {
        let report = Example::new(text).report;
        let model = Model::new(&report, &Assessed::new(&report, report.form_data()));
        Self { model, statements: Vec::new() }
    }

    fn said(mut self, name: &str, value: i64) -> Self {
        let cells = vec![CellId::parse(name).unwrap()];
        self.statements.push(Hint { cells, value, source: HintSource::Narrative });
        self
    }

    fn cell(&self, name: &str) -> usize {
        CellId::parse(name).and_then(|cell| self.model.find(cell)).unwrap()
    }

    fn changes(&self, changes: &[(&str, i64)]) -> Vec<(usize, i64)> {
        changes.iter().map(|&(name, to)| (self.cell(name), to)).collect()
    }

    fn points(&self, compound: Option<Hypothesis>, beside: &[(&str, i64)]) -> i32 {
        let evidence = Evidence { expected: self.statements.clone(), previous: None };
        let candidate = Candidate::new(&self.model, compound, self.changes(beside));
        Scale::new(&self.model, &evidence).points(&candidate)
    }

    /// 予以公开 and 部分公开 of natural persons: the number of the one stands in the other.
    fn moved(&self, distance: i32) -> Hypothesis {
        let (is, should) = (self.cell("t3.granted.natural"), self.cell("t3.partial.natural"));
        let changes = vec![(is, 0), (should, self.model.value(is))];
        Hypothesis { kind: Shape::Moved { should, is }, changes, broken_after: 0, distance }
    }

    fn exchanged(&self, distance: i32) -> Hypothesis {
        let (first, second) = (self.cell("t3.granted.natural"), self.cell("t3.partial.natural"));
        let changes = vec![(first, self.model.value(second)), (second, self.model.value(first))];
        Hypothesis { kind: Shape::CellsExchanged { first, second }, changes, broken_after: 0, distance }
    }

    /// A row with its numbers one column too far right.
    fn shifted(&self, distance: i32) -> Hypothesis {
        let cell = CellId::parse("t3.granted.commercial").unwrap();
        let kind = Shape::RowShift { row: cell.row(), right: true, from: cell.column(), whole: false };
        let changes = self.changes(&[("t3.granted.commercial", 7), ("t3.granted.research", 0)]);
        Hypothesis { kind, changes, broken_after: 0, distance }
    }
}

const LARGE: &str = "t3.granted.natural = 40\nt3.partial.natural = 12\nt3.granted.research = 7";

#[test]
fn a_number_wrong_beside_an_error_costs_what_it_costs_alone() {
    let report = Weighed::of(LARGE);
    let beside: &[(&str, i64)] = &[("t4.review.upheld", 5)];
    let alone = report.points(None, beside);
    assert!(alone > 0);
    for error in [report.moved(0), report.exchanged(0), report.shifted(0)] {
        let points = report.points(Some(error.clone()), &[]);
        assert_eq!(report.points(Some(error.clone()), beside), points + alone, "{:?}", error.kind);
    }
}

#[test]
fn the_farther_from_what_people_do_the_more_an_error_costs() {
    let report = Weighed::of(LARGE);
    let points = |error: Hypothesis| report.points(Some(error), &[]);
    assert_eq!(points(report.moved(3)), points(report.moved(0)) + 3);
    assert_eq!(points(report.exchanged(3)), points(report.exchanged(0)) + 3);
    assert_eq!(points(report.shifted(3)), points(report.shifted(0)) + 3);
    // To write a number into another cell is one slip, to exchange two is rarer, and a line of them rarer still.
    assert!(points(report.moved(0)) < points(report.exchanged(0)));
    assert!(points(report.exchanged(0)) < points(report.shifted(0)));
}

#[test]
fn a_few_requests_may_have_been_counted_in_the_other_cell_as_well() {
    let moved = |value: u32| {
        let report = Weighed::of(&format!("t3.granted.natural = {value}\nt3.partial.natural = 0"));
        report.points(Some(report.moved(0)), &[])
    };
    assert_eq!(moved(9), moved(12) + 1);
    assert_eq!(moved(10), moved(12));
    assert_eq!(moved(11), moved(12));
}

#[test]
fn a_text_that_repeats_the_table_speaks_only_for_the_numbers_that_an_explanation_changes() {
    let beside: &[(&str, i64)] = &[("t3.granted.natural", 41)];
    let points = |report: Weighed| report.points(None, beside);
    let silent = points(Weighed::of(LARGE));
    let repeated = points(Weighed::of(LARGE).said("t3.granted.natural", 40));
    assert!(repeated > silent);
    assert_eq!(
        points(Weighed::of(LARGE).said("t3.granted.natural", 40).said("t3.partial.natural", 12)),
        repeated
    );
    // A text that has the number of the explanation speaks for it, however it came about.
    assert!(
        points(Weighed::of(LARGE).said("t3.granted.natural", 41))
            < points(Weighed::of(LARGE).said("t3.granted.natural", 42))
    );
}

#[test]
fn one_digit_that_differs_tells_the_more_the_farther_the_numbers_are_apart() {
    let far = |from: i64, to: i64| distance(Some(from), to, false);
    assert!(far(32, 42) < far(32, 37));
    // Numbers below 10 may be any other; 10 and 3 have nothing in common.
    assert!(far(3, 8) < far(3, 10));
    assert_eq!(far(3, 10), far(30, 71));
}

#[test]
fn twice_the_sum_of_a_row_is_everything_counted_twice_from_ten_on() {
    let twice = |natural: i64, commercial: i64| {
        let sum = natural + commercial;
        let report = Weighed::of(&format!(
            "t3.new.natural = {natural}\nt3.new.commercial = {commercial}\nt3.new.legal_service = 0\nt3.new.total = {}",
            2 * sum
        ));
        counted_twice(&report.model, report.cell("t3.new.total"), sum).map(|(zh, _)| zh)
    };
    assert_eq!(twice(7, 3), Some("全部各项".to_owned()));
    assert_eq!(twice(5, 4), None);
}
