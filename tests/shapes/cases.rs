//! Table 4 without a grid, and with result and number in one place.

use super::{outcome, value};
use crate::support::numbers::{CASES, Form, RESULTS_OF_CASES, Report};
use crate::support::parts::{self, Part};
use crate::support::random::Random;

/// A report, and its parts with these in place of table 4.
fn with(seed: u64, cases: impl Fn(&Report) -> Vec<Part>) -> (Report, Vec<Part>) {
    let report = Report::random(Form::F2021, &mut Random::new(seed));
    let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    let at = made.iter().position(|part| matches!(part, Part::Table4(_))).unwrap();
    made.splice(at..=at, cases(&report));
    (report, made)
}

/// The cells of table 4 that are read and differ, and how many are not read.
fn judged(kind: &str, format: &str, report: &Report, made: &[Part]) -> (Vec<String>, usize) {
    let outcome = outcome(format, made);
    let own = report.values.iter().filter(|(name, _)| name.starts_with("t4."));
    let (mut wrong, mut unread) = (Vec::new(), 0);
    for (name, expected) in own {
        match value(&outcome, name) {
            None => unread += 1,
            read if read != *expected => wrong.push(format!("{kind} in {format}: {name} is {read:?}")),
            _ => {}
        }
    }
    wrong.truncate(3);
    (wrong, unread)
}

fn paragraphs(texts: impl IntoIterator<Item = String>) -> Vec<Part> {
    texts.into_iter().map(Part::Paragraph).collect()
}

/// The kinds of case in an order, as they are called.
fn called(kinds: [&str; 3], order: [usize; 3]) -> Vec<(&'static str, &str)> {
    order.into_iter().map(|at| (CASES[at].0, kinds[at])).collect()
}

const NAMES: [[&str; 3]; 3] = [
    ["行政复议", "未经复议直接起诉", "复议后起诉"],
    ["行政复议", "未经行政复议直接起诉", "行政复议后起诉"],
    ["行政复议", "行政诉讼未经复议直接起诉", "行政诉讼复议后起诉"],
];

#[test]
fn heads_that_name_kind_and_result_tell_the_order_of_the_kinds() {
    let mut all = Vec::new();
    for (seed, names) in (30..).zip(NAMES) {
        for (order, is_read) in
            [([0, 1, 2], true), ([1, 2, 0], true), ([0, 2, 1], false), ([1, 0, 2], false), ([2, 1, 0], false)]
        {
            let (report, made) = with(seed, |report| {
                let kinds = called(names, order);
                let both = |each: &dyn Fn(&str, &str, (&str, &str)) -> String| {
                    let cells = kinds.iter().flat_map(|kind| RESULTS_OF_CASES.map(|result| (kind, result)));
                    cells.map(|((name, kind), result)| each(name, kind, result)).collect::<Vec<_>>()
                };
                let heads = both(&|_, kind, (_, result)| format!("{kind}·{result}"));
                let values =
                    both(&|name, _, (result, _)| report.text(&format!("t4.{name}.{result}")).to_owned());
                paragraphs([heads, values].concat())
            });
            for format in ["html", "txt", "docx", "md"] {
                let kind = format!("{} {order:?}", names[1]);
                let (wrong, unread) = judged(&kind, format, &report, &made);
                all.extend(wrong);
                // Where each head names 行政诉讼 as well, the first are too far from the values to be followed.
                if is_read && unread > 0 && !names[1].contains("诉讼") {
                    all.push(format!("{kind} in {format}: {unread} unread"));
                }
            }
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn heads_in_two_lines_tell_the_order_of_the_kinds() {
    let mut all = Vec::new();
    for (seed, names) in (40..).zip(&NAMES[..2]) {
        for suits_first in [false, true] {
            let (report, made) = with(seed, |report| {
                let (upper, order) = if suits_first {
                    (["行政诉讼", "行政复议"], [1, 2, 0])
                } else {
                    (["行政复议", "行政诉讼"], [0, 1, 2])
                };
                let results = RESULTS_OF_CASES.map(|(_, result)| result.to_owned());
                let heads = upper.into_iter().chain(names[1..].iter().copied()).map(str::to_owned);
                let values = order.into_iter().flat_map(|at| {
                    RESULTS_OF_CASES
                        .map(|(result, _)| report.text(&format!("t4.{}.{result}", CASES[at].0)).to_owned())
                });
                paragraphs(heads.chain(results.iter().cycle().take(15).cloned()).chain(values))
            });
            for format in ["html", "txt", "docx"] {
                let kind = format!("{} suits first {suits_first}", names[1]);
                let (wrong, unread) = judged(&kind, format, &report, &made);
                all.extend(wrong);
                if unread > 0 {
                    all.push(format!("{kind} in {format}: {unread} unread"));
                }
            }
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
