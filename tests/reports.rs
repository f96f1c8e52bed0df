//! Whole reports with their findings written where they must be found.
//!
//! A file in tests/reports/ is a report as it arrives, with marks: `⟦rule!|words⟧` says that this rule must find
//! something at these words or in this cell. After the name stands the severity: `!` an error, `?` a warning, `.` a
//! notice. `⟦rule?⟧` without words says that the rule finds something that has no place. Several rules are separated by
//! commas. The marks are taken out before the report is read. A finding that no mark announces fails the test, and so
//! does a mark that nothing answers.
//!
//! `NAME.previous.EXT` is the report of the year before, `NAME.part-1.EXT` and so on are the reports that it sums up.
//! For documents that are no text, the marks stand in `NAME.EXT.findings`, one a line: `rule! cell-name` or
//! `rule! “words”`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gouji::document::{Content, Document, Place};
use gouji::outcome::{Finding, Outcome, Severity};
use gouji::read::{Hint, read};
use gouji::rules::{self, Companion};
use gouji::{Options, check_input};

/// Characters that no report has: where a mark begins and ends in the second reading.
const BEGIN: u32 = 0xF_0000;
const END: char = '\u{10_FFFD}';

/// What a mark announces.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Expected {
    rule: String,
    severity: Severity,
    /// Where; `None` where the finding has no place.
    at: Option<At>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    Place(Place),
    Cell(String),
    Words(String),
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports")
}

/// The reports themselves: no companions, no lists of findings.
fn reports() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            !name.contains(".previous.") && !name.contains(".part-") && !name.ends_with(".findings")
        })
        .collect();
    files.sort();
    files
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["html", "md", "txt", "csv"].iter().any(|text| ending == *text))
}

fn severity(sign: char) -> Option<Severity> {
    Some(match sign {
        '!' => Severity::Error,
        '?' => Severity::Warning,
        '.' => Severity::Notice,
        _ => return None,
    })
}

/// `rule!,other-rule?` as names with severities.
fn announced(list: &str) -> Vec<(String, Severity)> {
    list.split(',')
        .map(|each| {
            let each = each.trim();
            let sign = each.chars().next_back().unwrap();
            let severity = severity(sign).unwrap_or_else(|| panic!("no severity: {each}"));
            (each.trim_end_matches(sign).to_owned(), severity)
        })
        .collect()
}

/// A text without its marks, the same with a sign where each mark begins and ends, and what the marks announce.
struct Marked {
    plain: String,
    signed: String,
    marks: Vec<Vec<(String, Severity)>>,
    placeless: Vec<(String, Severity)>,
}

fn unmark(text: &str) -> Marked {
    let mut marked =
        Marked { plain: String::new(), signed: String::new(), marks: Vec::new(), placeless: Vec::new() };
    let mut rest = text;
    while let Some(open) = rest.find('⟦') {
        let before = &rest[..open];
        let close = rest[open..].find('⟧').unwrap_or_else(|| panic!("a mark has no end: {}", &rest[open..]));
        let inside = &rest[open + '⟦'.len_utf8()..open + close];
        rest = &rest[open + close + '⟧'.len_utf8()..];
        marked.plain.push_str(before);
        marked.signed.push_str(before);
        let Some((list, words)) = inside.split_once('|') else {
            marked.placeless.extend(announced(inside));
            continue;
        };
        let sign = char::from_u32(BEGIN + u32::try_from(marked.marks.len()).unwrap()).unwrap();
        marked.plain.push_str(words);
        write!(marked.signed, "{sign}{words}{END}").unwrap();
        marked.marks.push(announced(list));
    }
    marked.plain.push_str(rest);
    marked.signed.push_str(rest);
    marked
}

/// Where the marks stand: a cell of a table, or the span of a paragraph.
fn places(signed: &Document, plain: &Document, marks: usize) -> Vec<Place> {
    assert_eq!(signed.blocks.len(), plain.blocks.len(), "the marks change how the report is read");
    let mut found: Vec<Option<Place>> = vec![None; marks];
    for (block, content) in (0_u32..).zip(&signed.blocks) {
        match &content.content {
            Content::Table(table) => {
                for cell in &table.cells {
                    for (mark, _) in spans(&cell.text) {
                        found[mark] = Some(Place::Cell { block, row: cell.row, column: cell.column });
                    }
                }
            }
            _ => {
                for (mark, (start, end)) in spans(content.text().unwrap_or_default()) {
                    found[mark] = Some(Place::Span { block, start, end });
                }
            }
        }
    }
    found
        .into_iter()
        .enumerate()
        .map(|(mark, place)| place.unwrap_or_else(|| panic!("mark {mark} was not read")))
        .collect()
}

/// The marks in a text with their spans, counted in characters without the signs.
fn spans(text: &str) -> Vec<(usize, (u32, u32))> {
    let mut open: Vec<(usize, u32)> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    for c in text.chars() {
        if c == END {
            let (mark, start) = open.pop().unwrap();
            found.push((mark, (start, at)));
        } else if (BEGIN..BEGIN + 0x1000).contains(&u32::from(c)) {
            open.push(((u32::from(c) - BEGIN) as usize, at));
        } else {
            at += 1;
        }
    }
    found
}

/// The report at a path with what its marks announce.
fn load(path: &Path) -> (gouji::read::Input, Vec<Expected>) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let hint = Hint { name: Some(&name), format: None };
    let bytes = fs::read(path).unwrap();
    if !is_text(path) {
        let list = fs::read_to_string(format!("{}.findings", path.display())).unwrap_or_default();
        let expected = list.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| {
            let (rules, at) = line.split_once(' ').unwrap_or((line, ""));
            let at = match at.trim() {
                "" => None,
                words if words.starts_with('“') => {
                    Some(At::Words(words.trim_matches(['“', '”']).to_owned()))
                }
                cell => Some(At::Cell(cell.to_owned())),
            };
            announced(rules)
                .into_iter()
                .map(move |(rule, severity)| Expected { rule, severity, at: at.clone() })
                .collect::<Vec<_>>()
        });
        return (read(&bytes, &hint).unwrap(), expected.collect());
    }
    let marked = unmark(&String::from_utf8(bytes).unwrap());
    let input = read(marked.plain.as_bytes(), &hint).unwrap();
    let signed = read(marked.signed.as_bytes(), &hint).unwrap();
    let places = places(&signed.document, &input.document, marked.marks.len());
    let mut expected: Vec<Expected> = Vec::new();
    for (rules, place) in marked.marks.iter().zip(places) {
        for (rule, severity) in rules {
            expected.push(Expected { rule: rule.clone(), severity: *severity, at: Some(At::Place(place)) });
        }
    }
    for (rule, severity) in marked.placeless {
        expected.push(Expected { rule, severity, at: None });
    }
    (input, expected)
}

/// The companions of a report: `NAME.previous.EXT`, `NAME.part-1.EXT`, …
fn companions(path: &Path, kind: &str) -> Vec<Companion> {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut files: Vec<PathBuf> = fs::read_dir(directory())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.file_name().unwrap().to_string_lossy().starts_with(&format!("{stem}.{kind}")))
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            Companion::new(Some(name), load(file).0.document)
        })
        .collect()
}

fn touches(place: Place, expected: Place) -> bool {
    match (place, expected) {
        (Place::Span { block, start, end }, Place::Span { block: other, start: from, end: to }) => {
            block == other && start < to && from < end
        }
        _ => place == expected,
    }
}

/// Whether a finding is the one that a mark announces.
fn answers(finding: &Finding, expected: &Expected, outcome: &Outcome) -> bool {
    let there = match &expected.at {
        None => finding.places.is_empty(),
        Some(At::Place(place)) => finding.places.iter().any(|each| touches(*each, *place)),
        Some(At::Cell(cell)) => finding.cells.contains(cell),
        Some(At::Words(words)) => finding.places.iter().any(|place| {
            outcome
                .document
                .as_ref()
                .and_then(|document| document.text_at(*place))
                .is_some_and(|text| text.contains(words.as_str()) || words.contains(text.as_str()))
        }),
    };
    finding.rule == expected.rule && finding.severity == expected.severity && there
}

#[test]
fn every_report_has_the_findings_that_its_marks_announce_and_no_other() {
    let mut failures = String::new();
    for path in reports() {
        let (input, expected) = load(&path);
        let options = Options {
            name: Some(path.file_name().unwrap().to_string_lossy().into_owned()),
            previous: companions(&path, "previous").into_iter().next(),
            parts: companions(&path, "part-"),
            document: true,
            ..Options::default()
        };
        let outcome = check_input(input, &options);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for finding in &outcome.findings {
            if !expected.iter().any(|each| answers(finding, each, &outcome)) {
                writeln!(
                    failures,
                    "{name}: not announced: {:?} {}: {} at {:?}",
                    finding.severity, finding.rule, finding.message, finding.places
                )
                .unwrap();
            }
        }
        for each in &expected {
            if !outcome.findings.iter().any(|finding| answers(finding, each, &outcome)) {
                writeln!(
                    failures,
                    "{name}: nothing answers {:?} {} at {:?}",
                    each.severity, each.rule, each.at
                )
                .unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_rule_has_a_report_that_breaks_it_and_one_that_only_looks_so() {
    let mut broken: BTreeSet<String> = BTreeSet::new();
    let mut held: BTreeSet<String> = BTreeSet::new();
    for path in reports() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if let Some(rule) = name.strip_suffix("-isvalid") {
            held.insert(rule.to_owned());
        }
        broken.extend(load(&path).1.into_iter().map(|each| each.rule));
    }
    let without = |set: &BTreeSet<String>| -> Vec<&str> {
        rules::all().iter().map(|rule| rule.name).filter(|name| !set.contains(*name)).collect()
    };
    assert!(without(&broken).is_empty(), "no report in tests/reports/ breaks {:?}", without(&broken));
    assert!(without(&held).is_empty(), "no tests/reports/RULE-isvalid.* for {:?}", without(&held));
}
