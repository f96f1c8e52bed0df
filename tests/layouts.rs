//! Random consistent reports, written in every layout in which reports arrive: read back exactly, with nothing to find;
//! and with one cell changed: exactly the sums that it breaks.
//!
//! `GOUJI_CASES` sets the number of reports for each layout (4 unless told); all seeds are fixed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;

use crate::support::layouts::{self, Demand, Layout};
use crate::support::numbers::{Form, Report};
use crate::support::random::Random;
use gouji::outcome::{Outcome, Severity};
use gouji::{Options, check};

const SUMS: [&str; 5] = ["t3-balance", "t3-handled-sum", "t3-row-total", "t4-case-total", "t3-subtotal"];

fn cases() -> u64 {
    std::env::var("GOUJI_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(4)
}

fn form(seed: u64) -> Form {
    [Form::F2021, Form::F2019, Form::F2021, Form::Hybrid][(seed % 4) as usize]
}

fn outcome(layout: &Layout, text: &str) -> Outcome {
    let options = Options { name: Some(layout.file.to_owned()), ..Options::default() };
    check(text.as_bytes(), &options).unwrap_or_else(|error| panic!("{}: {error}", layout.name))
}

/// Cells that were not read back as they are; cells read as sure that differ come first.
fn differences(report: &Report, outcome: &Outcome, demand: Demand) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut unread = Vec::new();
    for (name, expected) in &report.values {
        match (outcome.report.cells.get(name), expected) {
            (None, _) => unread.push(format!("{name} not found, {:?} written", report.text(name))),
            (Some(cell), None) if cell.value.is_some() => {
                wrong.push(format!("{name} = {:?} for {:?}", cell.value.unwrap(), report.text(name)));
            }
            (Some(_), None) => {}
            (Some(cell), Some(expected)) => match cell.value {
                Some(value) if (value.decimal() - expected).abs() < 1e-9 && cell.sure => {}
                Some(value) if cell.sure => {
                    wrong.push(format!("{name} = {value:?} ({:?}) for {expected}", cell.raw))
                }
                _ => unread.push(format!("{name} unread ({:?} {:?}) for {expected}", cell.state, cell.raw)),
            },
        }
    }
    for (name, cell) in &outcome.report.cells {
        let local = name.contains("organisations")
            || name.starts_with("t3.denied.") && name.matches('.').count() == 2;
        let Some(value) = cell.value.filter(|_| !local && !report.values.contains_key(name)) else {
            continue;
        };
        wrong.push(format!("{name} = {value:?} out of nothing"));
    }
    if demand == Demand::Exact {
        wrong.extend(unread);
    }
    wrong
}

/// Keeps failures readable: the text is written beside the others of the test run.
fn fail(layout: &Layout, seed: u64, what: &str, list: &[String], text: &str) -> String {
    let directory = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let kind = layout.file.rsplit('.').next().unwrap_or("txt");
    let path = directory.join(format!("{}-{seed}-{what}.{kind}", layout.name).replace(' ', "-"));
    std::fs::write(&path, text).unwrap();
    let shown: Vec<&str> = list.iter().take(5).map(String::as_str).collect();
    format!(
        "{} seed {seed}: {what} ({}): {}\n   {}",
        layout.name,
        list.len(),
        shown.join("; "),
        path.display()
    )
}

fn run(one: impl Fn(&Layout, u64) -> Option<String> + Sync) {
    let layouts = layouts::all();
    let failures: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|worker| {
                let (layouts, one) = (&layouts, &one);
                scope.spawn(move || {
                    let mut failures = Vec::new();
                    for layout in layouts.iter().skip(worker).step_by(2) {
                        failures.extend((0..cases()).filter_map(|seed| one(layout, seed)));
                    }
                    failures
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(failures.is_empty(), "\n{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn consistent_reports_are_read_back_and_nothing_is_found() {
    run(|layout, seed| {
        let mut random = Random::new(seed);
        let mut report = Report::random(form(seed), &mut random);
        assert!(report.broken().is_empty(), "the generator is wrong: {:?}", report.broken());
        let text = (layout.write)(&mut report, &mut random);
        let outcome = outcome(layout, &text);
        if layout.demand == Demand::NoTables {
            report.values.clear();
        }
        let differences = differences(&report, &outcome, layout.demand);
        if !differences.is_empty() {
            return Some(fail(layout, seed, "read otherwise", &differences, &text));
        }
        // A hybrid is pointed out in every layout.
        let hybrid = report.form == Form::Hybrid;
        let found: Vec<String> = outcome
            .findings
            .iter()
            .filter(|finding| !(hybrid && finding.rule == "form-year-mismatch"))
            .filter(|finding| !layout.allowed.contains(&finding.rule.as_str()))
            .filter(|finding| !(layout.notices && finding.severity == Severity::Notice))
            .map(|finding| format!("{:?} {}: {}", finding.severity, finding.rule, finding.message))
            .collect();
        (!found.is_empty()).then(|| fail(layout, seed, "found", &found, &text))
    });
}

#[test]
fn one_changed_cell_breaks_exactly_its_sums() {
    run(|layout, seed| {
        if layout.demand != Demand::Exact {
            return None;
        }
        let mut random = Random::new(seed + 1000);
        let mut report = Report::random(form(seed), &mut random);
        let changed = report.change(&mut random);
        // Among placeholders a sum of table 4 leaves one of them no choice, which is said instead.
        if layout.allowed.contains(&"value-blank") && changed.starts_with("t4.") {
            return None;
        }
        let text = (layout.write)(&mut report, &mut random);
        let broken = report.broken();
        let outcome = outcome(layout, &text);
        let said: BTreeSet<String> = outcome
            .findings
            .iter()
            .filter(|finding| SUMS.contains(&finding.rule.as_str()) && finding.severity == Severity::Error)
            .filter_map(|finding| finding.identity.clone())
            // Subtotals are computed from what is written, so that only official sums can break.
            .filter(|identity| !identity.starts_with("t3.subtotal."))
            .collect();
        if said == broken {
            return None;
        }
        let list = vec![format!("{changed} changed: {said:?} said, {broken:?} broken")];
        Some(fail(layout, seed, "other sums", &list, &text))
    });
}

#[test]
fn a_wrong_subtotal_is_found() {
    let mut random = Random::new(7);
    let report = Report::random(Form::F2021, &mut random);
    let manner = crate::support::parts::Manner { local: true, ..Default::default() };
    let mut parts = crate::support::parts::parts(&report, &manner, &mut random);
    for part in &mut parts {
        let crate::support::parts::Part::Table3(sheet) = part else { continue };
        let row =
            sheet.iter_mut().find(|row| row.iter().any(|cell| cell.text == "小计" && row.len() > 8)).unwrap();
        let cell = row.iter_mut().find(|cell| cell.value).unwrap();
        cell.text = format!("{}", cell.text.parse::<i64>().unwrap() + 1);
    }
    let text = crate::support::writers::html(&parts, &mut random);
    let outcome = check(text.as_bytes(), &Options::default()).unwrap();
    let said: Vec<&str> = outcome.findings.iter().filter_map(|finding| finding.identity.as_deref()).collect();
    assert!(said.contains(&"t3.subtotal.denied.natural"), "{said:?}");
}
