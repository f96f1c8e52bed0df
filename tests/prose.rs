//! Whole texts, as clerks write them: the names tell the verdict (`-isvalid`: nothing to warn of; `-novalid`: exactly
//! the rules that are listed here).

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use gouji::outcome::Severity;
use gouji::{Options, check};

/// Rules that warn of a text, those about its tables left out: the texts have none.
fn warnings(name: &str) -> BTreeSet<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/prose").join(name);
    let bytes = fs::read(path).unwrap();
    let outcome = check(&bytes, &Options { name: Some(name.to_owned()), ..Options::default() }).unwrap();
    let warned = outcome.findings.iter().filter(|finding| finding.severity != Severity::Notice);
    warned.map(|finding| finding.rule.clone()).filter(|rule| rule != "table-not-found").collect()
}

/// All rules that find something in a text.
fn findings(name: &str) -> BTreeSet<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/prose").join(name);
    let bytes = fs::read(path).unwrap();
    let outcome = check(&bytes, &Options { name: Some(name.to_owned()), ..Options::default() }).unwrap();
    outcome.findings.iter().map(|finding| finding.rule.clone()).collect()
}

fn rules(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn sound_texts_raise_no_warning() {
    for name in ["street-office-isvalid.txt", "county-office-isvalid.txt", "bureau-2020-isvalid.txt"] {
        assert_eq!(warnings(name), rules(&[]), "{name}");
    }
}

/// Texts that break off, as archives of pages give them: nothing is said of what stood after their end.
#[test]
fn texts_that_break_off_lack_nothing() {
    for name in ["excerpt-in-table-isvalid.txt", "excerpt-in-sentence-isvalid.txt"] {
        assert_eq!(warnings(name), rules(&[]), "{name}");
        let found = findings(name);
        for rule in ["section-missing", "text-sum", "section-numbering", "fee-statement-missing"] {
            assert!(!found.contains(rule), "{name}: {rule}");
        }
    }
}

#[test]
fn a_report_copied_from_another_town_and_another_year() {
    let expected = [
        "aspect-missing",
        "fee-statement-missing",
        "foreign-organ",
        "law-misquoted",
        "parts-count",
        "personal-data",
        "section-numbering",
        "text-duplicated",
        "text-placeholder",
        "year-mismatch",
    ];
    assert_eq!(warnings("copied-report-novalid.txt"), rules(&expected));
}

#[test]
fn a_work_report_with_the_period_of_the_year_before() {
    let expected = [
        "foreign-organ",
        "law-misquoted",
        "period-wrong",
        "published-late",
        "section-empty",
        "section-missing",
        "title-wrong",
    ];
    assert_eq!(warnings("bureau-work-report-novalid.txt"), rules(&expected));
}
