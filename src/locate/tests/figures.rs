//! How often the true error is found: small samples here, the whole study in [`study`] (`make locate-study`).

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::generator::{Draft, Numbers, form, spoiled};
use crate::assess::{self, Assessed};
use crate::form::{CellId, TableId};
use crate::locate::core::{self, Limits, Located};
use crate::locate::model::Model;
use crate::locate::{Change, Completeness, Explanation, Repair};

const FORMS: [&str; 3] = ["2021", "2019", "hybrid"];

fn draft(seed: u64) -> Draft {
    Draft::consistent(seed, form(FORMS[(seed % 3) as usize]))
}

/// Time of the processor for this thread, so that other work on the machine does not count; the clock's where the
/// system does not tell.
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

#[derive(Debug, Default, PartialEq, Eq)]
struct OneCell {
    cases: usize,
    first: usize,
    among: usize,
}

/// Changes every cell of a table in every way of [`spoiled`].
fn one_cell(seeds: std::ops::Range<u64>, table: TableId) -> OneCell {
    let mut figures = OneCell::default();
    for seed in seeds {
        let draft = draft(seed);
        for cell in draft.table(table) {
            let value = draft.get(cell);
            for wrong in spoiled(value) {
                let mut spoiled = draft.clone();
                spoiled.set(cell, wrong);
                let explanation = spoiled.explain();
                let truth = vec![Change { cell, from: Some(wrong), to: value }];
                assert_eq!(explanation.groups.len(), 1, "{cell}: {value} → {wrong}");
                figures.cases += 1;
                figures.first += usize::from(first_is(&explanation, &truth));
                figures.among +=
                    usize::from(explanation.repairs.iter().any(|repair| repair.changes == truth));
            }
        }
    }
    figures
}

/// The only suggestion of rank 1, and listed first.
fn first_is(explanation: &Explanation, truth: &[Change]) -> bool {
    explanation.repairs.first().is_some_and(|repair| repair.changes == truth)
        && explanation.repairs.iter().filter(|repair| repair.rank == 1).count() == 1
}

#[derive(Debug, Default)]
struct Several {
    cases: usize,
    /// The true change is one of the combinations of suggestions.
    among: usize,
    /// It is not, but a change of fewer cells explains the same breaks.
    smaller: usize,
    /// The first suggestions of all groups together are the true change.
    first: usize,
    /// Nothing was found.
    nothing: usize,
    slowest: Duration,
}

/// Changes some cells of table 3, taken at random.
fn several(cases: u64, count: usize) -> Several {
    let mut figures = Several::default();
    let mut numbers = Numbers::new(count as u64 * 1_000_003);
    for case in 0..cases {
        let draft = draft(1_000 + case % 211);
        let cells = draft.table(TableId::Table3);
        let mut spoiled_draft = draft.clone();
        let mut chosen: BTreeSet<CellId> = BTreeSet::new();
        let mut truth: Vec<Change> = Vec::new();
        while chosen.len() < count {
            let cell = cells[numbers.below(cells.len())];
            if !chosen.insert(cell) {
                continue;
            }
            let value = draft.get(cell);
            let choices = spoiled(value);
            let wrong = choices[numbers.below(choices.len())];
            spoiled_draft.set(cell, wrong);
            truth.push(Change { cell, from: Some(wrong), to: value });
        }
        let started = processor_time();
        let explanation = spoiled_draft.explain();
        figures.slowest = figures.slowest.max(processor_time() - started);
        figures.cases += 1;
        let truth: BTreeSet<Change> = truth.into_iter().collect();
        let groups: Vec<Vec<&Repair>> = (0..explanation.groups.len())
            .map(|group| explanation.repairs.iter().filter(|repair| repair.group == group).collect())
            .collect();
        if groups.iter().any(Vec::is_empty) {
            figures.nothing += 1;
            println!("nothing for a group of case {case}: {truth:?}, {:?}", explanation.groups);
            continue;
        }
        // Groups are independent: the truth is among the suggestions when each group lists its part of it.
        let mut rest = truth.clone();
        let mut first: BTreeSet<Change> = BTreeSet::new();
        for repairs in &groups {
            first.extend(repairs[0].changes.iter().copied());
            let part =
                repairs.iter().find(|repair| repair.changes.iter().all(|change| truth.contains(change)));
            for change in part.iter().flat_map(|repair| &repair.changes) {
                rest.remove(change);
            }
        }
        let least: usize =
            groups.iter().map(|repairs| repairs.iter().map(|r| r.changes.len()).min().unwrap_or(0)).sum();
        if rest.is_empty() {
            figures.among += 1;
        } else if least < count {
            figures.smaller += 1;
        } else {
            println!("not among {} of case {case}: {truth:?}", explanation.repairs.len());
        }
        figures.first += usize::from(first == truth);
    }
    figures
}

#[test]
fn one_wrong_cell_of_table_3_is_named_first_with_its_value() {
    let figures = one_cell(3..4, TableId::Table3);
    assert!(figures.cases > 175);
    assert_eq!(figures.first, figures.cases);
}

#[test]
fn one_wrong_cell_of_table_4_is_among_the_suggestions() {
    let figures = one_cell(0..6, TableId::Table4);
    assert!(figures.cases > 100);
    assert_eq!(figures.among, figures.cases);
}

#[test]
fn two_and_three_wrong_cells_are_found_together() {
    let two = several(40, 2);
    assert_eq!(two.among + two.smaller, 40, "{two:?}");
    assert!(two.first >= 34, "{two:?}");
    let three = several(20, 3);
    assert_eq!(three.among + three.smaller, 20, "{three:?}");
}

#[test]
fn every_suggestion_applied_makes_its_identities_hold_and_breaks_none() {
    let mut numbers = Numbers::new(5);
    for case in 0..40 {
        let mut spoiled_draft = draft(case);
        let cells = [spoiled_draft.table(TableId::Table3), spoiled_draft.table(TableId::Table4)].concat();
        for _ in 0..=numbers.below(4) {
            let cell = cells[numbers.below(cells.len())];
            if numbers.below(6) == 0 {
                spoiled_draft.blank(cell);
            } else {
                spoiled_draft.set(cell, numbers.below(30) as i64);
            }
        }
        let before = broken(&spoiled_draft);
        let explanation = spoiled_draft.explain();
        assert_eq!(explanation, spoiled_draft.explain());
        for repair in &explanation.repairs {
            let applied = spoiled_draft.apply(repair);
            let after = broken(&applied);
            assert!(repair.resolves.iter().all(|name| !after.contains(name)), "{repair:?}");
            assert!(repair.changes.iter().all(|change| change.to >= 0));
            assert!(after.is_subset(&before), "{repair:?}");
        }
    }
}

/// Names of the identities that are broken, blanks read leniently.
fn broken(draft: &Draft) -> BTreeSet<String> {
    let report = draft.report();
    Assessed::new(&report, report.form_data())
        .identities
        .into_iter()
        .filter(|each| matches!(each.status, assess::SumStatus::Broken { .. }))
        .map(|each| each.identity.name.clone())
        .collect()
}

/// Ways to fill a table with nonsense.
fn nonsense(seed: u64) -> Draft {
    let mut numbers = Numbers::new(seed);
    let mut draft = Draft::consistent(seed, form("2021"));
    let mode = numbers.below(6);
    let share = 1 + numbers.below(10);
    for cell in [draft.table(TableId::Table3), draft.table(TableId::Table4)].concat() {
        match mode {
            0 => draft.set(cell, numbers.below(1_000) as i64),
            1 => draft.set(cell, numbers.below(2) as i64),
            2 if numbers.below(10) < share => draft.set(cell, draft.get(cell) + 1),
            3 if numbers.below(10) < share => draft.blank(cell),
            4 if numbers.below(20) < share => draft.set(cell, numbers.below(5) as i64),
            5 if numbers.below(10) < share => draft.set(cell, draft.get(cell) * 10 - 3),
            _ => {}
        }
    }
    draft
}

#[test]
fn nonsense_is_answered_and_every_group_has_a_status() {
    for seed in 0..8 {
        let explanation = nonsense(seed).explain();
        for (index, group) in explanation.groups.iter().enumerate() {
            let any = explanation.repairs.iter().any(|repair| repair.group == index);
            assert_eq!(any, matches!(group.status, Completeness::All | Completeness::Some), "{group:?}");
        }
    }
}

/// How far the bound on work reaches: reports with many wrong cells, searched with several bounds.
#[test]
#[ignore = "prints figures"]
fn reach() {
    let cases: u64 =
        std::env::var("GOUJI_STUDY_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    for steps in [50_000, 100_000, 150_000, 200_000, 300_000, 600_000, 1_200_000] {
        let mut line = String::new();
        for count in [2, 3, 4, 5, 6, 7, 8, 10, 12, 15] {
            let mut numbers = Numbers::new(count as u64 * 77);
            let (mut found, mut largest, mut slowest) = (0, 0, Duration::ZERO);
            for case in 0..cases {
                let mut spoiled_draft = draft(2_000 + case);
                let cells = spoiled_draft.table(TableId::Table3);
                for _ in 0..count {
                    let cell = cells[numbers.below(cells.len())];
                    let choices = spoiled(spoiled_draft.get(cell));
                    spoiled_draft.set(cell, choices[numbers.below(choices.len())]);
                }
                let report = spoiled_draft.report();
                let model = Model::new(&report, &Assessed::new(&report, report.form_data()));
                let limits = Limits { steps, sets: 500, determined: false };
                let started = processor_time();
                let parts = core::locate(&model.problem(), limits).unwrap();
                slowest = slowest.max(processor_time() - started);
                let weight = parts.iter().try_fold(0, |sum, part| match &part.located {
                    Located::Sets { weight, .. } => Some(sum + weight),
                    _ => None,
                });
                found += usize::from(weight.is_some());
                largest = largest.max(weight.unwrap_or(0));
            }
            line += &format!("  {count}: {found} ≤{largest} {:.0}ms", slowest.as_secs_f64() * 1000.0);
        }
        println!("{steps} steps, of {cases}:{line}");
    }
    for steps in [50_000, 150_000, 300_000, 600_000] {
        let (mut found, mut slowest) = (Vec::new(), Duration::ZERO);
        for seed in 0..cases * 3 {
            let report = nonsense(seed).report();
            let model = Model::new(&report, &Assessed::new(&report, report.form_data()));
            let started = processor_time();
            let parts =
                core::locate(&model.problem(), Limits { steps, sets: 500, determined: false }).unwrap();
            slowest = slowest.max(processor_time() - started);
            found.extend(parts.iter().filter_map(|part| match &part.located {
                Located::Sets { weight, .. } => Some(*weight),
                _ => None,
            }));
        }
        found.sort_unstable();
        println!("{steps} steps, nonsense: weights found {found:?}, slowest {slowest:?}");
    }
}

/// The whole study: `make locate-study`.
#[test]
#[ignore = "takes minutes; prints figures"]
fn study() {
    let seeds: u64 =
        std::env::var("GOUJI_STUDY_REPORTS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let cases: u64 =
        std::env::var("GOUJI_STUDY_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    println!("one cell of table 3: {:?}", one_cell(0..seeds, TableId::Table3));
    println!("one cell of table 4: {:?}", one_cell(0..seeds, TableId::Table4));
    for count in 2..=5 {
        let started = processor_time();
        let figures = several(cases, count);
        println!("{count} cells: {figures:?}, {:?} in all", processor_time() - started);
    }
    let mut statuses = [0_usize; 4];
    for seed in 0..cases / 10 {
        for group in nonsense(seed).explain().groups {
            statuses[group.status as usize] += 1;
        }
    }
    println!("nonsense: groups all, some, too many, impossible: {statuses:?}");
    let mut times: Vec<(Duration, u64)> = (0..cases / 10)
        .map(|seed| {
            let draft = nonsense(seed);
            let started = processor_time();
            let _ = std::hint::black_box(draft.explain());
            (processor_time() - started, seed)
        })
        .collect();
    times.sort();
    println!("nonsense: median {:?}, slowest {:?}", times[times.len() / 2], times.last());
}
