//! Traits of documents combined by pairs: consistent reports are read back without a wrong cell and without an error.
//!
//! `GOUJI_CASES` sets how many times all pairs are covered anew, and has all pairs looked at in documents that are plain
//! but for them; `GOUJI_SHOW` prints what was not read, `GOUJI_KEEP` reads those numbers alone and keeps their documents.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;

use crate::support::numbers::{Form, Report};
use crate::support::random::Random;
use crate::support::variations::{self, AXES, Choice, Written};
use gouji::outcome::{Outcome, Severity};
use gouji::{Options, check};

#[derive(Debug, Default)]
struct Tally {
    layouts: usize,
    exact: usize,
    /// Cells that can be told and are not read.
    unread: usize,
    /// Cells that are not read and of which the document leaves more than one reading.
    open: usize,
    wrong: Vec<String>,
    errors: Vec<String>,
    most_unread: Vec<(usize, String)>,
}

impl Tally {
    fn add(&mut self, report: &Report, outcome: &Outcome, name: &str, exact: bool, open: &BTreeSet<String>) {
        let mut unread = 0;
        self.layouts += 1;
        for (cell, expected) in &report.values {
            let read = outcome.report.cells.get(cell).and_then(|cell| cell.value);
            match (read, expected) {
                (Some(read), Some(expected)) if (read.decimal() - expected).abs() < 1e-9 => self.exact += 1,
                (Some(read), _) => self.wrong.push(format!("{name}: {cell} = {read:?} for {expected:?}")),
                (None, Some(_)) if exact && !open.contains(cell) => unread += 1,
                (None, Some(_)) => self.open += 1,
                (None, None) => {}
            }
        }
        self.unread += unread;
        if unread > 0 {
            self.most_unread.push((unread, name.to_owned()));
        }
        for finding in outcome.findings.iter().filter(|finding| finding.severity == Severity::Error) {
            self.errors.push(format!("{name}: {} {}", finding.rule, finding.message));
        }
    }

    fn join(mut self, other: Self) -> Self {
        self.layouts += other.layouts;
        self.exact += other.exact;
        self.unread += other.unread;
        self.open += other.open;
        self.wrong.extend(other.wrong);
        self.errors.extend(other.errors);
        self.most_unread.extend(other.most_unread);
        self
    }
}

fn named(choice: &Choice) -> String {
    let other = AXES.iter().zip(choice).filter(|(_, at)| **at > 0);
    let names: Vec<String> = other.map(|((axis, traits), at)| format!("{axis}: {}", traits[*at])).collect();
    names.join(" · ")
}

/// Writes and reads a report for each choice.
fn read_all(choices: &[Choice], seed: u64) -> Tally {
    read_chosen(choices, seed, |_, _| true)
}

/// Writes and reads a report for each choice that is chosen, the same one whichever others are.
fn read_chosen(choices: &[Choice], seed: u64, is_chosen: fn(u64, &Choice) -> bool) -> Tally {
    let kept = std::env::var("GOUJI_KEEP").ok();
    let is_kept = |number: u64| {
        kept.as_ref().map(|kept| kept.split(',').any(|keep| keep == format!("{seed}-{number}")))
    };
    let one = |tally: &mut Tally, number: u64, choice: &Choice| {
        if is_kept(number) == Some(false) {
            return;
        }
        let mut random = Random::new(seed * 1_000_000 + number);
        let form = if number % 3 == 2 { Form::F2019 } else { Form::F2021 };
        let report = Report::random(form, &mut random);
        let Written { file, text, open } = variations::write(&report, choice, &mut random);
        let options = Options { name: Some(file.to_owned()), ..Options::default() };
        let name = format!("{seed}-{number} {}", named(choice));
        let outcome = check(text.as_bytes(), &options).unwrap_or_else(|error| panic!("{name}: {error}"));
        tally.add(&report, &outcome, &name, variations::is_exact(choice), &open);
        if is_kept(number).is_some() {
            let directory = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
            let path = directory.join(format!("{seed}-{number}-{file}"));
            std::fs::write(&path, &text).unwrap();
            println!("{} {name}", path.display());
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2)
            .map(|worker| {
                scope.spawn(move || {
                    let mut tally = Tally::default();
                    let chosen = (0_u64..).zip(choices).filter(|(number, choice)| is_chosen(*number, choice));
                    for (number, choice) in chosen.skip(worker).step_by(2) {
                        one(&mut tally, number, choice);
                    }
                    tally
                })
            })
            .collect();
        let tallies = workers.into_iter().map(|worker| worker.join().unwrap());
        tallies.fold(Tally::default(), Tally::join)
    })
}

/// Prints the counts and holds them.
fn judge(mut tally: Tally) {
    tally.most_unread.sort_by(|a, b| b.cmp(a));
    println!(
        "{} layouts: {} cells exact, {} unread, {} open in the document and unread, {} wrong, {} errors",
        tally.layouts,
        tally.exact,
        tally.unread,
        tally.open,
        tally.wrong.len(),
        tally.errors.len()
    );
    let shown = |list: &[String]| list.iter().take(400).cloned().collect::<Vec<_>>().join("\n");
    let unread: Vec<String> =
        tally.most_unread.iter().map(|(count, name)| format!("{count} unread: {name}")).collect();
    if std::env::var("GOUJI_SHOW").is_ok() {
        println!("{}\n{}\n{}", shown(&tally.wrong), shown(&tally.errors), shown(&unread));
    }
    assert!(tally.wrong.is_empty(), "{} wrong\n{}", tally.wrong.len(), shown(&tally.wrong));
    assert!(tally.errors.is_empty(), "{} errors\n{}", tally.errors.len(), shown(&tally.errors));
    // At most two cells of a thousand are left unread.
    assert!(tally.unread * 500 <= tally.exact, "{} unread\n{}", tally.unread, shown(&unread));
}

/// How many times all pairs are covered anew.
fn rounds() -> u64 {
    std::env::var("GOUJI_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1)
}

#[test]
fn pairs_of_traits_are_read_without_a_wrong_cell() {
    let rounds = rounds();
    // What is plain but for one trait is always looked at; of what is plain but for two, which the rounds cover too, a
    // part.
    let plain = read_chosen(&variations::plain_pairs(), 99, |number, choice| {
        choice.iter().filter(|at| **at > 0).count() < 2 || crate::support::is_chosen(number as usize, 4)
    });
    let rounds = (0..rounds).map(|seed| read_all(&variations::covering(2, seed), seed));
    judge(rounds.fold(plain, Tally::join));
}

/// The longer target, `make variations`: all triples three times, each time in other documents.
#[test]
#[ignore = "some minutes"]
fn triples_of_traits_are_read_without_a_wrong_cell() {
    let rounds =
        (0..rounds().div_ceil(4)).map(|round| read_all(&variations::covering(3, 77 + round), 77 + round));
    judge(rounds.fold(Tally::default(), Tally::join));
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
            for (way, broken) in ["2O", "l2", "#REF!", "？3", "3/5"].into_iter().enumerate() {
                if !crate::support::is_chosen(source + number as usize + way, 5) {
                    continue;
                }
                let mut random = Random::new(number);
                let mut report = Report::random(Form::F2021, &mut random);
                report.write(cell, broken, None);
                let choice = plain_choice(source);
                let Written { file, text, .. } = variations::write(&report, &choice, &mut random);
                let options = Options { name: Some(file.to_owned()), ..Options::default() };
                let outcome = check(text.as_bytes(), &options).unwrap();
                let name = format!("{} {cell} {broken}", AXES[0].1[source]);
                let mut tally = Tally::default();
                tally.add(&report, &outcome, &name, true, &BTreeSet::new());
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
