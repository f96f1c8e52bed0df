//! Locating against what others publish and on real reports. Neither is part of the repository: `make real` runs this
//! where `../shared` is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::PathBuf;

use gouji::assess::Assessed;
use gouji::document::Place;
use gouji::form::{CellId, FormId, TableId};
use gouji::locate::core::{self, Constraint, Limits, Located, Problem, Variable, Weight};
use gouji::locate::{Change, Completeness, Evidence, explain};
use gouji::report::{Cell, CellState, Report};
use serde_json::{Map, Value};

fn shared(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path)
}

/// A decimal as a whole number of units of 10^−digits.
fn scaled(text: &str, digits: usize) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction: String = fraction.chars().chain(std::iter::repeat('0')).take(digits).collect();
    format!("{whole}{fraction}").parse().unwrap()
}

fn digits(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// `c - 0.6*t >= 0` as terms with coefficients in tenths, comparison and constant.
fn parse(rule: &str, names: &[String], unit: usize) -> Constraint {
    let comparison = ["==", ">=", "<=", ">", "<"].into_iter().find(|each| rule.contains(each)).unwrap();
    let (left, right) = rule.split_once(comparison).unwrap();
    // Coefficients have one decimal at the most.
    let factor = if rule.contains("0.") { 10 } else { 1 };
    let mut terms: Vec<(usize, i64)> = Vec::new();
    let mut constant = 0;
    for (side, sign) in [(left, 1), (right, -1)] {
        let spaced = side.replace('-', " - ").replace('+', " + ");
        let mut turn = sign;
        for token in spaced.split_whitespace() {
            match token {
                "+" => turn = sign,
                "-" => turn = -sign,
                _ => {
                    let (coefficient, name) = token.split_once('*').unwrap_or(("1", token));
                    if let Some(index) = names.iter().position(|each| each == name) {
                        let coefficient = scaled(coefficient, usize::from(factor == 10));
                        terms.push((index, turn * coefficient));
                    } else {
                        constant -= turn * scaled(token, unit) * factor;
                    }
                    turn = sign;
                }
            }
        }
    }
    let turned: Vec<(usize, i64)> = terms.iter().map(|&(variable, value)| (variable, -value)).collect();
    match comparison {
        "==" => Constraint::equal(terms, constant),
        "<=" => Constraint::at_most(terms, constant),
        "<" => Constraint::at_most(terms, constant - 1),
        ">=" => Constraint::at_most(turned, -constant),
        _ => Constraint::at_most(turned, -constant - 1),
    }
}

fn problem(case: &Value) -> (Problem, Vec<String>) {
    let record: &Map<String, Value> = case["record"].as_object().unwrap();
    let mut names: Vec<String> = record.keys().cloned().collect();
    names.sort();
    let unit = record.values().map(|value| digits(&value.to_string())).max().unwrap_or(0).min(15);
    let variables = names
        .iter()
        .map(|name| {
            let value = match &record[name] {
                Value::Null => None,
                number => Some(scaled(&number.to_string(), unit)),
            };
            let weight = match &case["weights"][name.as_str()] {
                Value::Number(number) => Weight::Units(u32::try_from(number.as_u64().unwrap()).unwrap()),
                Value::String(_) => Weight::Fixed,
                _ => Weight::Units(1),
            };
            Variable { value, weight, lower: None, upper: None }
        })
        .collect();
    let rules =
        case["rules"].as_array().unwrap().iter().map(|rule| parse(rule.as_str().unwrap(), &names, unit));
    (Problem { variables, rules: rules.collect() }, names)
}

/// The published cases: same minimum, same sets.
#[test]
#[ignore = "needs ../shared"]
fn published_cases_have_the_same_minimum_and_the_same_sets() {
    let cases: Value =
        serde_json::from_str(&fs::read_to_string(shared("localisation/cases.json")).unwrap()).unwrap();
    let mut checked = 0;
    for case in cases["localisation"].as_array().unwrap() {
        let (problem, names) = problem(case);
        let mut weight = 0;
        let mut sets: Vec<Vec<String>> = vec![Vec::new()];
        for part in core::locate(&problem, Limits::default()).unwrap() {
            let Located::Sets { weight: own, sets: found, complete: true } = part.located else {
                panic!("{}: {:?}", case["id"], part.located);
            };
            weight += own;
            sets = sets
                .iter()
                .flat_map(|chosen| {
                    found.iter().map(|set| {
                        let mut both = chosen.clone();
                        both.extend(set.variables.iter().map(|&variable| names[variable].clone()));
                        both.sort();
                        both
                    })
                })
                .collect();
        }
        sets.sort();
        let mut expected: Vec<Vec<String>> =
            serde_json::from_value(case["recomputed_all_minimal_sets"].clone()).unwrap();
        expected.iter_mut().for_each(|set| set.sort());
        expected.sort();
        assert_eq!(Some(u64::from(weight)), case["recomputed_min_weight"].as_u64(), "{}", case["id"]);
        assert_eq!(sets, expected, "{}", case["id"]);
        checked += 1;
    }
    // Corrections of typing errors, where the published correction is a smallest change.
    let mut typed = (0, Vec::new());
    for case in cases["typos"].as_array().unwrap() {
        let (problem, names) = problem(case);
        let changes = case["port_changes"].as_object().unwrap();
        let remaining = case["port_remaining_violations"].as_array().unwrap();
        if changes.is_empty() || !remaining.is_empty() {
            typed.1.push(case["id"].to_string());
            continue;
        }
        let mut expected: Vec<(String, i64)> =
            changes.iter().map(|(name, pair)| (name.clone(), pair[1].as_i64().unwrap())).collect();
        expected.sort();
        let mut problem = problem;
        for fixed in case["fixate"].as_array().unwrap() {
            let at = names.iter().position(|name| fixed == name).unwrap();
            problem.variables[at].weight = Weight::Fixed;
        }
        let listed = core::locate(&problem, Limits::default()).unwrap().iter().any(|part| {
            let Located::Sets { sets, .. } = &part.located else { return false };
            sets.iter().any(|set| {
                let mut found: Vec<(String, i64)> =
                    set.variables.iter().map(|&v| names[v].clone()).zip(set.values.iter().copied()).collect();
                found.sort();
                found == expected
            })
        });
        assert!(listed, "{}: {expected:?}", case["id"]);
        typed.0 += 1;
    }
    println!(
        "localisation: {checked} cases, minimum and sets the same; typing \
         errors: {} corrections are among the smallest changes, left out because the published method changes nothing \
         or only a part: {}; signs, swaps and rounding are methods of correction of their own and left out",
        typed.0,
        typed.1.join(", ")
    );
}

/// What a person found in a report, as a report.
fn expected(file: &PathBuf) -> (Report, Vec<String>) {
    let data: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let cells = data["cells"].as_object().unwrap();
    let single_other =
        cells.keys().any(|name| name.starts_with("t3.other.") && name.matches('.').count() == 2);
    let form = if cells.contains_key("t2.normative.made") {
        "2019"
    } else if single_other {
        "hybrid"
    } else {
        "2021"
    };
    let mut report = Report { form: FormId::parse(form), ..Report::default() };
    let place = Place::Cell { block: 0, row: 0, column: 0 };
    for id in report.form_data().cells().filter(|id| matches!(id.table(), TableId::Table3 | TableId::Table4))
    {
        let name = id.to_string();
        if let Some(value) = cells.get(&name).and_then(Value::as_f64) {
            #[expect(clippy::cast_possible_truncation, reason = "counts")]
            report.cells.insert(id, Cell::integer(value as i64, "", place));
        } else if data["blank"].as_array().is_some_and(|blank| blank.iter().any(|each| each == &name)) {
            let cell = Cell { value: None, state: CellState::Blank, ..Cell::integer(0, "", place) };
            report.cells.insert(id, cell);
        }
    }
    let broken = serde_json::from_value(data["broken"].clone()).unwrap();
    (report, broken)
}

/// Values that are written in place of the right one.
fn spoiled(value: i64) -> Vec<i64> {
    let mut values = vec![value + 1, value - 1, value * 10, 0];
    let text = value.to_string();
    for at in 0..text.len() - 1 {
        let mut digits: Vec<char> = text.chars().collect();
        digits.swap(at, at + 1);
        values.push(digits.into_iter().collect::<String>().parse().unwrap());
    }
    values.retain(|&each| each != value && each >= 0);
    values.sort_unstable();
    values.dedup();
    values
}

/// Every cell of table 3 of the clean reports changed in turn: it is the one suggestion, with the right value.
#[test]
#[ignore = "needs ../shared"]
fn one_changed_cell_of_a_clean_report_is_named_with_its_value() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(shared("reports/expected")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut reports = 0;
    for file in files {
        let (report, broken) = expected(&file);
        let table3: Vec<(CellId, i64)> = report
            .cells
            .iter()
            .filter(|(id, cell)| id.table() == TableId::Table3 && cell.count().is_some())
            .map(|(id, cell)| (id, cell.count().unwrap()))
            .collect();
        let assessed = Assessed::new(&report, report.form_data());
        let whole = table3.len() >= 161 && assessed.tally().open == 0;
        if !broken.is_empty() || !whole {
            println!("{}: left out, {} values in table 3, broken: {broken:?}", file.display(), table3.len());
            continue;
        }
        reports += 1;
        let (mut cases, mut first) = (0, 0);
        for (cell, value) in table3 {
            for wrong in spoiled(value) {
                let mut changed = report.clone();
                let place = Place::Cell { block: 0, row: 0, column: 0 };
                changed.cells.replace(cell, Cell::integer(wrong, "", place));
                let assessed = Assessed::new(&changed, changed.form_data());
                let explanation = explain(&changed, &assessed, &Evidence::default());
                cases += 1;
                let truth = [Change { cell, from: Some(wrong), to: value }];
                let named = explanation.repairs.first().is_some_and(|repair| repair.changes == truth)
                    && explanation.repairs.iter().filter(|repair| repair.rank == 1).count() == 1
                    && explanation.groups.iter().all(|group| group.status == Completeness::All);
                first += i32::from(named);
            }
        }
        println!("{}: {first} of {cases}", file.display());
        assert_eq!(first, cases, "{}", file.display());
    }
    assert!(reports > 0);
}

/// A real report, from its bytes to its suggestions.
fn checked(name: &str) -> gouji::outcome::Outcome {
    let bytes = fs::read(shared("reports").join(name)).unwrap();
    gouji::check(&bytes, &gouji::Options::default()).unwrap()
}

/// The changes of a suggestion, for example `t3.handled.natural 0 → 3`.
fn changes(repair: &gouji::outcome::Repair) -> Vec<String> {
    let from = |value: Option<i64>| value.map_or_else(String::new, |value| value.to_string());
    repair
        .changes
        .iter()
        .map(|change| format!("{} {} → {}", change.cell, from(change.from), change.to))
        .collect()
}

/// A total left at 0 in its column and in the total column: one cause, one suggestion.
#[test]
#[ignore = "needs ../shared"]
fn a_total_left_at_zero_in_a_real_report_is_one_cause() {
    let outcome = checked("060_pingtan_jjf_2024.page.txt");
    let [repair] = outcome.repairs.as_slice() else { panic!("{:?}", outcome.repairs) };
    assert_eq!(changes(repair), ["t3.handled.natural 0 → 3", "t3.handled.total 0 → 3"]);
    assert_eq!(repair.resolves.len(), 4);
    let broken: Vec<u32> = outcome
        .findings
        .iter()
        .filter(|finding| finding.identity.is_some())
        .map(|finding| finding.group)
        .collect();
    assert_eq!(broken, [repair.group; 4]);
}

/// Details of 26 and 27 under totals of 20 and 21: what each side would mean is said.
#[test]
#[ignore = "needs ../shared"]
fn details_against_totals_of_a_real_report_say_what_each_would_mean() {
    let outcome = checked("035_pingtan_2020.page.txt");
    let groups: std::collections::BTreeSet<u32> = outcome.repairs.iter().map(|repair| repair.group).collect();
    assert_eq!(groups.len(), 1);
    let all: Vec<Vec<String>> = outcome.repairs.iter().map(changes).collect();
    // The totals are right: one row of details is wrong, which one the sums leave open.
    assert!(
        all.contains(&vec!["t3.granted.natural 6 → 0".into(), "t3.granted.total 7 → 1".into()]),
        "{all:?}"
    );
    assert!(
        all.contains(&vec!["t3.partial.natural 6 → 0".into(), "t3.partial.total 6 → 0".into()]),
        "{all:?}"
    );
    assert!(outcome.repairs.iter().filter(|repair| repair.rank == 1).count() > 1);
    // The details are right: the totals follow them, and what balances with the totals.
    let follow = outcome
        .repairs
        .iter()
        .find(|repair| changes(repair).contains(&"t3.handled.natural 20 → 26".to_owned()))
        .unwrap();
    assert!(changes(follow).contains(&"t3.handled.total 21 → 27".to_owned()));
    assert!(follow.reason.contains("明细之和对不上"), "{}", follow.reason);
}
