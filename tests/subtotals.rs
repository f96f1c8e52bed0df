//! Subtotals that a local layout adds behind the details of a group: read and checked in every format and layout.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;

use crate::support::changes;
use crate::support::numbers::{Form, Report};
use crate::support::parts::{self, Cell, Part, Sheet, label};
use crate::support::random::Random;
use crate::support::writers::{self, Bars, Details};
use crate::traits::{ALL, plain, written};
use gouji::outcome::{Outcome, Severity};
use gouji::{Options, check};

/// What a subtotal is called, and whether its group's label reaches down to it.
const WAYS: [(&str, bool); 6] = [
    ("小计", true),
    ("合计", true),
    ("9.小计", true),
    ("小计", false),
    ("合计", false),
    ("（九）小计", false),
];

fn made(form: Form, seed: u64, way: (&str, bool), wrong: i64) -> Vec<Part> {
    let report = Report::random(form, &mut Random::new(seed));
    let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    changes::subtotals_behind(&mut made, way.0, way.1, wrong);
    made
}

/// The sums of subtotals that are said to be broken, and all else that is said.
fn said(outcome: &Outcome) -> (BTreeSet<String>, Vec<String>) {
    let errors = outcome.findings.iter().filter(|finding| finding.severity != Severity::Notice);
    let (own, others): (Vec<_>, Vec<_>) = errors.partition(|finding| finding.rule == "t3-subtotal");
    let names = |finding: &gouji::outcome::Finding| finding.identity.clone().unwrap_or_default();
    (own.into_iter().map(names).collect(), others.into_iter().map(|each| each.message.clone()).collect())
}

/// What of the subtotals a form has is found, where all are wrong in their first and last columns.
fn expected(form: Form) -> BTreeSet<String> {
    let groups = ["denied", "unavailable", "refused", "other"];
    let groups = groups.into_iter().take(if form == Form::F2019 { 3 } else { 4 });
    groups
        .flat_map(|group| ["natural", "total"].map(|column| format!("t3.subtotal.{group}.{column}")))
        .collect()
}

fn judge(name: &str, form: Form, way: (&str, bool), write: &dyn Fn(&[Part]) -> Vec<u8>) -> Vec<String> {
    let mut failures = Vec::new();
    for seed in 0..if crate::support::is_thorough() { 8 } else { 1 } {
        let outcome = |wrong| check(&write(&made(form, seed, way, wrong)), &Options::default()).unwrap();
        let (own, others) = said(&outcome(0));
        if !own.is_empty() || !others.is_empty() {
            failures.push(format!("{name} {form:?} {way:?}: {own:?} {others:?}"));
        }
        let (own, others) = said(&outcome(7));
        if own != expected(form) || !others.is_empty() {
            failures.push(format!("{name} {form:?} {way:?} wrong: {own:?} {others:?}"));
        }
    }
    failures
}

#[test]
fn subtotals_behind_their_details_are_checked_in_every_format() {
    let mut failures = Vec::new();
    for (number, format) in ALL.into_iter().enumerate() {
        for (index, way) in WAYS.into_iter().enumerate() {
            if !crate::support::is_chosen(number + index, 3) {
                continue;
            }
            for form in [Form::F2021, Form::F2019] {
                failures.extend(judge(format, form, way, &|parts| {
                    written(format, parts, &|cell| vec![plain(&cell.text)])
                }));
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// A layout of text.
type Write = fn(&[Part]) -> String;

#[test]
fn subtotals_behind_their_details_are_checked_in_text() {
    let layouts: [(&str, Write); 11] = [
        ("pipes", |parts| writers::pipes(parts, Details::Kept, true)),
        ("tabs", writers::tabs),
        ("copied", writers::copied),
        ("columns", writers::columns),
        ("lines", writers::lines),
        ("bars behind", |parts| writers::archived(parts, Bars::Behind)),
        ("bars below", |parts| writers::archived(parts, Bars::Below)),
        ("bars round", |parts| writers::archived(parts, Bars::Round)),
        ("empty lines", |parts| writers::archived(parts, Bars::Empty)),
        ("one line", writers::one_line),
        ("padded", writers::padded_html),
    ];
    let mut failures = Vec::new();
    for (number, (name, write)) in layouts.into_iter().enumerate() {
        for (index, way) in WAYS.into_iter().enumerate() {
            if !crate::support::is_chosen(number + index, 2) {
                continue;
            }
            for form in [Form::F2021, Form::F2019] {
                failures.extend(judge(name, form, way, &|parts| write(parts).into_bytes()));
            }
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

/// Nothing is said of subtotals and anything else; the notes that there are.
fn silent(name: &str, text: &str) -> Vec<String> {
    let outcome = check(text.as_bytes(), &Options::default()).unwrap();
    let (own, others) = said(&outcome);
    assert!(own.is_empty() && others.is_empty(), "{name}: {own:?} {others:?}");
    outcome.input.notes
}

#[test]
fn glued_digits_of_subtotals_behind_are_never_another_number() {
    let mut told = 0;
    for seed in 0..6 {
        for form in [Form::F2021, Form::F2019] {
            silent("glued", &writers::glued(&made(form, seed, ("小计", true), 0)));
            let text = writers::glued(&made(form, seed, ("小计", true), 7));
            let (own, others) = said(&check(text.as_bytes(), &Options::default()).unwrap());
            assert!(own.is_subset(&expected(form)) && others.is_empty(), "{seed} {own:?} {others:?}");
            told += own.len();
        }
    }
    assert!(told > 24, "{told}");
}

/// The rows of table 3 of a report, changed.
fn with_rows(seed: u64, change: &dyn Fn(&mut Sheet)) -> Vec<Part> {
    let report = Report::random(Form::F2021, &mut Random::new(seed));
    let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    for part in &mut made {
        if let Part::Table3(sheet) = part {
            change(sheet);
        }
    }
    made
}

/// A row with the sum of some rows, by the beginnings of their names.
fn sum_of(sheet: &Sheet, text: &str, across: usize, names: &[&str]) -> Vec<Cell> {
    let of = |row: &&Vec<Cell>| row.iter().any(|cell| names.iter().any(|name| cell.name.starts_with(name)));
    let mut line = vec![label(text, 1, across)];
    let rows: Vec<Vec<i64>> = sheet
        .iter()
        .filter(of)
        .map(|row| row.iter().filter(|cell| cell.value).map(|cell| cell.text.parse().unwrap()).collect())
        .collect();
    line.extend((0..7).map(|column| {
        let sum: i64 = rows.iter().map(|row| row[column]).sum();
        Cell { value: true, ..label(sum.to_string(), 1, 1) }
    }));
    line
}

fn row_of(sheet: &Sheet, name: &str) -> usize {
    sheet.iter().position(|row| row.iter().any(|cell| cell.name.starts_with(name))).unwrap()
}

fn raise_results(sheet: &mut Sheet) {
    let over = sheet.iter_mut().flatten().find(|cell| cell.text.starts_with("三、本年度办理结果"));
    over.unwrap().down += 1;
}

#[test]
fn a_subtotal_that_may_be_of_something_else_is_not_held_against_its_neighbours() {
    const RESULTS: [&str; 6] =
        ["t3.granted", "t3.partial", "t3.denied", "t3.unavailable", "t3.refused", "t3.other"];
    for seed in 0..3 {
        // Of all results, before 总计.
        let all = with_rows(seed, &|sheet| {
            let line = sum_of(sheet, "合计", 2, &RESULTS);
            sheet.insert(row_of(sheet, "t3.handled"), line);
            raise_results(sheet);
        });
        // Before its details, where the lines do not say whose they are.
        let before = with_rows(seed, &|sheet| {
            let line = sum_of(sheet, "小计", 1, &["t3.unavailable"]);
            let at = row_of(sheet, "t3.unavailable");
            sheet[at].remove(0);
            sheet.insert(at, line);
        });
        // Of two groups.
        let both = with_rows(seed, &|sheet| {
            let line = sum_of(sheet, "（三）（四）项小计", 2, &["t3.denied", "t3.unavailable"]);
            sheet.insert(row_of(sheet, "t3.refused"), line);
            raise_results(sheet);
        });
        for (name, parts) in [("all", &all), ("both", &both)] {
            let notes = silent(name, &writers::html(parts, &mut Random::new(seed)));
            assert!(notes.iter().any(|note| note.contains("没有核对")), "{name}: {notes:?}");
            silent(name, &writers::lines(parts));
            silent(name, &writers::tabs(parts));
            silent(name, &writers::columns(parts));
        }
        silent("before", &writers::copied(&before));
        silent("before", &writers::lines(&before));
    }
}

#[test]
fn rows_that_the_form_has_not_are_said_not_to_be_checked() {
    let made = with_rows(3, &|sheet| {
        let line = sum_of(sheet, "其中：涉及征地补偿的", 2, &["t3.partial"]);
        sheet.insert(row_of(sheet, "t3.denied"), line);
        raise_results(sheet);
    });
    let notes = silent("own row", &writers::html(&made, &mut Random::new(3)));
    let said = |note: &String| note.contains("其中：涉及征地补偿的") && note.contains("没有核对");
    assert!(notes.iter().any(said), "{notes:?}");
    let plain = with_rows(3, &|_| {});
    let notes = silent("no such row", &writers::html(&plain, &mut Random::new(3)));
    assert!(notes.iter().all(|note| !note.contains("没有核对")), "{notes:?}");
}
