//! Traits of documents combined by pairs: consistent reports are read back without a wrong cell and without an error.
//!
//! `GOUJI_CASES` sets how many reports are written for each combination (1 unless told).

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod support;

use gouji::outcome::{Outcome, Severity};
use gouji::{Options, check};
use support::numbers::{Form, Report};
use support::random::Random;
use support::variations::{self, AXES, Choice};

#[derive(Debug, Default)]
struct Tally {
    exact: usize,
    unread: usize,
    wrong: Vec<String>,
    errors: Vec<String>,
    most_unread: Vec<(usize, String)>,
}

fn named(choice: &Choice) -> String {
    AXES.iter().zip(choice).map(|((_, traits), at)| traits[*at]).collect::<Vec<_>>().join(" · ")
}

fn add(tally: &mut Tally, report: &Report, outcome: &Outcome, name: &str, exact: bool) {
    let mut unread = 0;
    for (cell, expected) in &report.values {
        let read = outcome.report.cells.get(cell).and_then(|cell| cell.value);
        match (read, expected) {
            (Some(read), Some(expected)) if (read.decimal() - expected).abs() < 1e-9 => tally.exact += 1,
            (Some(read), _) => tally.wrong.push(format!("{name}: {cell} = {read:?} for {expected:?}")),
            (None, Some(_)) if exact => unread += 1,
            (None, _) => {}
        }
    }
    tally.unread += unread;
    if unread > 0 {
        tally.most_unread.push((unread, name.to_owned()));
    }
    for finding in outcome.findings.iter().filter(|finding| finding.severity == Severity::Error) {
        tally.errors.push(format!("{name}: {} {}", finding.rule, finding.message));
    }
}

#[test]
fn pairs_of_traits_are_read_without_a_wrong_cell() {
    let cases: u64 = std::env::var("GOUJI_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1);
    let mut tally = Tally::default();
    let choices = variations::pairs();
    for (number, choice) in (0_u64..).zip(&choices) {
        for case in 0..cases {
            let mut random = Random::new(number * 1000 + case);
            let form = if number % 3 == 2 { Form::F2019 } else { Form::F2021 };
            let report = Report::random(form, &mut random);
            let (file, text) = variations::write(&report, choice, &mut random);
            let options = Options { name: Some(file.to_owned()), ..Options::default() };
            let name = named(choice);
            let outcome = check(text.as_bytes(), &options).unwrap_or_else(|error| panic!("{name}: {error}"));
            add(&mut tally, &report, &outcome, &name, variations::is_exact(choice));
            if std::env::var("GOUJI_KEEP").is_ok() {
                let directory = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
                let kind = file.rsplit('.').next().unwrap_or("txt");
                std::fs::write(directory.join(format!("variation-{number}.{kind}")), &text).unwrap();
                println!("{number} {name}");
            }
        }
    }
    tally.most_unread.sort_by(|a, b| b.cmp(a));
    println!(
        "{} combinations: {} cells exact, {} unread, {} wrong, {} errors",
        choices.len(),
        tally.exact,
        tally.unread,
        tally.wrong.len(),
        tally.errors.len()
    );
    let shown = |list: &[String]| list.iter().take(400).cloned().collect::<Vec<_>>().join("\n");
    assert!(tally.wrong.is_empty(), "{} wrong\n{}", tally.wrong.len(), shown(&tally.wrong));
    assert!(tally.errors.is_empty(), "{} errors\n{}", tally.errors.len(), shown(&tally.errors));
    // At most two cells of a thousand are left unread.
    assert!(tally.unread * 500 <= tally.exact, "{} unread: {:?}", tally.unread, tally.most_unread);
}

/// Sources by their places on the first axis.
fn plain_choice(source: usize) -> Choice {
    let mut choice: Choice = [0; AXES.len()];
    choice[0] = source;
    choice
}

#[test]
fn a_cell_that_cannot_be_read_loses_itself_and_is_named() {
    let cells = [
        "t3.new.natural",
        "t3.handled.natural",
        "t3.granted.commercial",
        "t3.carried_out.total",
        "t2.normative.issued",
        "t2.licence.decisions",
        "t4.review.upheld",
        "t4.suit_after_review.total",
    ];
    let mut failures = Vec::new();
    for source in 0..AXES[0].1.len() {
        for (number, cell) in (0_u64..).zip(cells) {
            for broken in ["2O", "l2", "#REF!", "？3", "3/5"] {
                let mut random = Random::new(number);
                let mut report = Report::random(Form::F2021, &mut random);
                report.write(cell, broken, None);
                let choice = plain_choice(source);
                let (file, text) = variations::write(&report, &choice, &mut random);
                let options = Options { name: Some(file.to_owned()), ..Options::default() };
                let outcome = check(text.as_bytes(), &options).unwrap();
                let name = format!("{} {cell} {broken}", AXES[0].1[source]);
                let mut tally = Tally::default();
                add(&mut tally, &report, &outcome, &name, true);
                let read = outcome.report.cells.get(cell).and_then(|cell| cell.value);
                if read.is_some() || !tally.wrong.is_empty() || !tally.errors.is_empty() {
                    failures.push(format!(
                        "{name}: read {read:?}, {:?} {:?}",
                        tally.wrong.first(),
                        tally.errors.first()
                    ));
                }
                // In running text nothing parts the cells of a row: the row is lost with it.
                if variations::has_grid(&choice) {
                    let named = outcome.findings.iter().any(|finding| finding.message.contains(broken));
                    if tally.unread > 0 || !named {
                        failures.push(format!("{name}: {} others unread, named {named}", tally.unread));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}
