//! The pieces that explanations are made of, each by itself: what a change does to the sums, what was added up twice,
//! what is said elsewhere, and what comes first.

use super::generator::{Draft, Numbers, form, spoiled, t3, t4};
use crate::assess::Assessed;
use crate::form::CellId;
use crate::locate::candidate::Candidate;
use crate::locate::model::{Model, Trial};
use crate::locate::rank::Scale;
use crate::locate::repeated::{counted_twice, taken_over};
use crate::locate::{Evidence, Hint, HintSource};
use crate::report::{Cell, Recovery, Report};
use crate::rules::example::Example;

fn model_of(report: &Report) -> Model {
    Model::new(report, &Assessed::new(report, report.form_data()))
}

fn model(draft: &Draft) -> Model {
    model_of(&draft.report())
}

/// A report with some wrong numbers and some totals left blank.
fn damaged(numbers: &mut Numbers) -> Draft {
    let mut draft =
        Draft::consistent(numbers.next() % 50, form(["2021", "2019", "hybrid"][numbers.below(3)]));
    let cells: Vec<CellId> = draft.cells.keys().copied().collect();
    for _ in 0..1 + numbers.below(3) {
        let cell = cells[numbers.below(cells.len())];
        let values = spoiled(draft.get(cell));
        draft.set(cell, values[numbers.below(values.len())]);
    }
    for _ in 0..numbers.below(4) {
        let cell = cells[numbers.below(cells.len())];
        if cell.column().is_total() {
            draft.blank(cell);
        }
    }
    draft
}

#[test]
fn what_a_change_does_is_what_it_does_when_it_is_made() {
    let mut numbers = Numbers::new(11);
    let mut follow = 0;
    for _ in 0..200 {
        let model = model(&damaged(&mut numbers));
        follow += model.open.iter().flatten().count();
        let mut trial = Trial::new(&model);
        for _ in 0..12 {
            let mut changes: Vec<(usize, i64)> = Vec::new();
            for _ in 0..1 + numbers.below(3) {
                let variable = numbers.below(model.cells.len());
                if !model.is_open(variable) && changes.iter().all(|change| change.0 != variable) {
                    changes.push((variable, numbers.below(30) as i64));
                }
            }
            let changed = model.with(&changes);
            let before = model.broken();
            let concerned = trial.concerned(&changes).to_vec();
            for rule in 0..model.rules.len() {
                let found = concerned.iter().find(|each| each.0 == rule);
                assert_eq!(
                    found.map_or(model.residual(rule), |each| each.2),
                    changed.residual(rule),
                    "{changes:?}"
                );
                assert!(found.is_none_or(|each| each.1 == model.residual(rule)));
                assert_eq!(trial.residual(rule), model.residual(rule));
            }
            assert_eq!(trial.broken_after(&changes), Some(changed.broken().len()));
            let after = changed.broken();
            for asked in [before.as_slice(), before.get(..1).unwrap_or(&[]), before.get(1..).unwrap_or(&[])] {
                let mended = asked.iter().all(|rule| !after.contains(rule));
                let none_new = after.iter().all(|rule| before.contains(rule));
                assert_eq!(trial.explains(asked, &changes), mended && none_new, "{changes:?} for {asked:?}");
            }
        }
        assert_eq!(trial.broken_after(&[(0, -1)]), None);
    }
    assert!(follow > 20, "{follow} blank totals");
}

#[test]
fn the_model_holds_the_report_and_its_sums() {
    let mut draft = Draft::consistent(3, form("2021"));
    draft.blank(t3("granted", "total"));
    draft.unsure.push(t3("partial", "natural"));
    let mut report = draft.report();
    let change = |report: &mut Report, cell: CellId, change: fn(&mut Cell)| {
        let mut found = report.cells.get(cell).unwrap().clone();
        change(&mut found);
        report.cells.replace(cell, found);
    };
    change(&mut report, t3("new", "natural"), |cell| cell.recovered = Some(Recovery::Recognised));
    change(&mut report, t3("new", "commercial"), |cell| cell.recovered = Some(Recovery::Glued));
    change(&mut report, t4("review", "upheld"), |cell| cell.readings = vec![1, 7]);
    let model = model_of(&report);
    let at = |cell: CellId| model.find(cell).unwrap();
    for (&cell, value) in &draft.cells {
        assert_eq!((model.cell(at(cell)), model.published(at(cell))), (Some(cell), *value));
        assert_eq!(
            model.is_total(at(cell)),
            cell.column().is_total() || cell.row().name() == "handled",
            "{cell}"
        );
        let unsure = [t3("partial", "natural"), t3("new", "natural")].contains(&cell);
        assert_eq!(model.is_sure(at(cell)), !unsure, "{cell}");
        assert_eq!(model.is_open(at(cell)), cell == t3("granted", "total") && model.value(at(cell)) != 0);
    }
    assert_eq!(model.readings[at(t4("review", "upheld"))], [1, 7]);
    assert!(model.broken().is_empty() && !model.rules.is_empty());
    // A count that no office has takes no part, with all sums that it is in.
    let with = |value: i64| {
        let mut large = draft.clone();
        large.set(t4("review", "upheld"), value);
        let model = self::model(&large);
        model.find(t4("review", "upheld")).map(|variable| model.rules_of(variable).len())
    };
    assert_eq!(with(1_000_000_000_000), Some(1));
    assert_eq!(with(1_000_000_000_001), None);
}

#[test]
fn what_was_added_up_twice() {
    let mut draft = Draft::consistent(1, form("2021"));
    for cell in draft.cells.keys().copied().collect::<Vec<_>>() {
        draft.set(cell, 0);
    }
    for (row, column, value) in [
        ("granted", "natural", 17),
        ("denied.internal_affairs", "natural", 4),
        ("denied.process", "natural", 2),
        ("unavailable.not_held", "natural", 3),
        ("new", "natural", 26),
        ("new", "commercial", 5),
        ("new", "other_org", 2),
        ("partial", "natural", 9),
        ("partial", "commercial", 5),
    ] {
        draft.set(t3(row, column), value);
    }
    let twice = |cell: CellId, from: i64, to: i64| {
        let mut draft = draft.clone();
        draft.set(cell, from);
        let model = model(&draft);
        counted_twice(&model, model.find(cell).unwrap(), to).map(|words| words.0)
    };
    let handled = t3("handled", "natural");
    // 17 + 9 + 4 + 2 + 3 = 35; （三） is 6, （四） one number alone.
    assert_eq!(twice(handled, 41, 35).as_deref(), Some("“（三）不予公开”的小计"));
    assert_eq!(twice(handled, 38, 35), None);
    assert_eq!(twice(handled, 29, 35), None);
    assert_eq!(twice(handled, 35, 35), None);
    assert_eq!(twice(handled, 70, 35).as_deref(), Some("全部各项"));
    assert_eq!(twice(t3("new", "total"), 40, 33).as_deref(), Some("各类组织的小计"));
    assert_eq!(twice(t3("new", "total"), 66, 33).as_deref(), Some("全部各项"));
    assert_eq!(twice(t3("new", "total"), 38, 33), None);
    // One organisation is no subtotal; 14 twice is everything.
    assert_eq!(twice(t3("partial", "total"), 19, 14), None);
    assert_eq!(twice(t3("partial", "total"), 28, 14).as_deref(), Some("全部各项"));
    // No total, so nothing is added up in it.
    assert_eq!(twice(t3("granted", "natural"), 34, 17), None);
    // A small number, or one addend, is twice as large by chance.
    assert_eq!(twice(t3("granted", "total"), 34, 17), None);
    let mut small = draft.clone();
    small.set(t4("review", "upheld"), 2);
    small.set(t4("review", "corrected"), 3);
    small.set(t4("review", "total"), 10);
    let model = model(&small);
    assert_eq!(counted_twice(&model, model.find(t4("review", "total")).unwrap(), 5), None);
}

#[test]
fn what_is_last_years_number() {
    let mut draft = Draft::consistent(1, form("2021"));
    let cell = t4("review", "total");
    let is = |now: i64, before: Option<i64>| {
        let mut previous = draft.clone();
        match before {
            Some(value) => previous.set(cell, value),
            None => previous.blank(cell),
        }
        let mut draft = draft.clone();
        draft.set(cell, now);
        let (model, previous) = (model(&draft), previous.report());
        taken_over(
            &model,
            model.find(cell).unwrap(),
            &Evidence { expected: Vec::new(), previous: Some(&previous) },
        )
    };
    assert!(is(10, Some(10)) && is(57, Some(57)));
    assert!(!is(9, Some(9)) && !is(57, Some(58)) && !is(57, None));
    draft.set(cell, 57);
    let model = model(&draft);
    assert!(!taken_over(&model, model.find(cell).unwrap(), &Evidence::default()));
}

/// The points of an explanation of single cells.
fn points(model: &Model, cells: &[(usize, i64)], expected: Vec<Hint>) -> i32 {
    let mut cells = cells.to_vec();
    cells.sort_unstable();
    Scale::new(model, &Evidence { expected, previous: None }).points(&Candidate::new(model, None, cells))
}

#[test]
fn what_is_said_elsewhere_weighs_against_what_contradicts_it() {
    let mut draft = Draft::consistent(1, form("2021"));
    let cell = t4("review", "upheld");
    draft.set(cell, 40);
    let model = model(&draft);
    let variable = model.find(cell).unwrap();
    let score = |source: HintSource, said: &[i64], to: i64| {
        let hint = |&value: &i64| Hint { cells: vec![cell], value, source };
        points(&model, &[(variable, to)], said.iter().map(hint).collect())
    };
    let plain = score(HintSource::Narrative, &[], 61);
    assert_eq!(score(HintSource::Narrative, &[61], 61), plain);
    assert_eq!(score(HintSource::Narrative, &[62], 61), plain + 10);
    // A text that says what the table says may have it from there; all that it says is one text.
    assert_eq!(score(HintSource::Narrative, &[40], 61), plain + 1);
    assert_eq!(score(HintSource::Narrative, &[40; 2], 61), plain + 2);
    assert_eq!(score(HintSource::Narrative, &[40; 5], 61), plain + 3);
    // Where it says something else as well, it has not.
    assert_eq!(score(HintSource::Narrative, &[40, 61], 61), plain + 10);
    assert_eq!(score(HintSource::LastYear, &[61], 61), plain);
    assert_eq!(score(HintSource::LastYear, &[40], 61), plain + 3);
    assert_eq!(score(HintSource::LastYear, &[40; 7], 61), plain + 8);
    // Of other cells, nothing is said; of a sum, it is.
    let hint = |cells: Vec<CellId>| Hint { cells, value: 62, source: HintSource::Narrative };
    let other = draft.clone().get(t4("review", "total"));
    let of_other = Hint { value: other, ..hint(vec![t4("review", "total")]) };
    assert_eq!(points(&model, &[(variable, 61)], vec![of_other]), plain);
    draft.set(t4("suit_direct", "upheld"), 1);
    let model = self::model(&draft);
    let sum =
        |to: i64| points(&model, &[(variable, to)], vec![hint(vec![cell, t4("suit_direct", "upheld")])]);
    assert_eq!(sum(61), plain);
    assert_eq!(sum(60), points(&model, &[(variable, 60)], Vec::new()) + 10);
}

#[test]
fn a_reading_that_may_be_another_comes_before_an_error() {
    let cell = t4("review", "upheld");
    let score = |sure: bool, readings: &[i64]| {
        let mut draft = Draft::consistent(1, form("2021"));
        draft.set(cell, 40);
        if !sure {
            draft.unsure.push(cell);
        }
        let mut report = draft.report();
        let mut found = report.cells.get(cell).unwrap().clone();
        found.readings = readings.to_vec();
        report.cells.replace(cell, found);
        let model = model_of(&report);
        points(&model, &[(model.find(cell).unwrap(), 61)], Vec::new())
    };
    let sure = score(true, &[]);
    assert_eq!(score(true, &[61]), sure);
    assert_eq!(score(false, &[]), sure - 4);
    assert_eq!(score(false, &[40, 61]), sure - 10);
    assert_eq!(score(false, &[40, 60]), sure - 4);
}

#[test]
fn explanations_are_measured_by_the_numbers_that_they_change() {
    let mut draft = Draft::consistent(1, form("2021"));
    for (column, value) in [("natural", 17), ("commercial", 6), ("total", 23)] {
        draft.set(t3("granted", column), value);
    }
    let model = model(&draft);
    let at = |row: &str, column: &str| model.find(t3(row, column)).unwrap();
    let measure = |changes: &[(usize, i64)]| {
        let mut cells = changes.to_vec();
        cells.sort_unstable();
        Candidate::new(&model, None, cells).cost
    };
    let natural = |to| (at("granted", "natural"), to);
    let total = |to| (at("granted", "total"), to);
    assert_eq!(measure(&[natural(9)]), 2);
    assert_eq!(measure(&[total(9)]), 2);
    // A row's total that follows its row has no number of its own.
    assert_eq!(measure(&[natural(9), total(15)]), 2);
    assert_eq!(measure(&[natural(9), (at("partial", "total"), 15)]), 4);
    // What the total of a column balances with is another row.
    assert_eq!(measure(&[natural(9), (at("handled", "natural"), 15)]), 4);
}

#[test]
fn cells_are_told_by_the_narrative_and_by_last_year() {
    let gathered = |text: &str| {
        let example = Example::new(text);
        let previous = example.previous.as_ref().map(|companion| &companion.report);
        Evidence::gather(&example.report, previous)
            .expected
            .into_iter()
            .map(|hint| {
                let names: Vec<String> = hint.cells.iter().map(ToString::to_string).collect();
                (names.join("+"), hint.value, hint.source)
            })
            .collect::<Vec<_>>()
    };
    let narrative = |text: &str, cell: &str| {
        gathered(text).into_iter().filter(|each| each.0 == cell).map(|each| each.1).collect::<Vec<_>>()
    };
    let new = "t3.new.total";
    let section = |text: &str| format!("section 1 = {text}");
    assert_eq!(narrative("", new), [8]);
    assert_eq!(narrative(&section("2024年，新收政府信息公开申请9件。"), new), [9]);
    // The text says it twice, or two different things; about how many; nothing.
    let twice = |second: u8| {
        section(&format!(
            "2024年，新收政府信息公开申请9件。 / 2024年，本机关新收政府信息公开申请{second}件。"
        ))
    };
    assert_eq!(narrative(&twice(9), new), [9]);
    assert!(narrative(&twice(7), new).is_empty());
    assert!(narrative(&section("2024年，新收政府信息公开申请约9件。"), new).is_empty());
    // Received may be with those carried in, where there were some.
    let received = section("2024年，收到政府信息公开申请9件。");
    assert!(narrative(&received, new).is_empty());
    for none in ["0", "", "-"] {
        assert_eq!(narrative(&format!("{received}\nt3.carried_in.total = {none}"), new), [9], "{none}");
    }
    assert!(narrative(&format!("{received}\nt3.carried_in.total = 许多"), new).is_empty());
    // Carried in is what was carried out the year before, in each column.
    let last_year: Vec<_> = gathered("previous t3.carried_out.natural = 3")
        .into_iter()
        .filter(|each| each.2 == HintSource::LastYear)
        .collect();
    assert_eq!(last_year.len(), 7);
    assert_eq!(last_year[0], ("t3.carried_in.natural".to_owned(), 3, HintSource::LastYear));
    assert!(last_year.iter().all(|each| each.0.starts_with("t3.carried_in.")));
    assert!(gathered("").iter().all(|each| each.2 == HintSource::Narrative));
}

#[test]
fn one_mistake_is_a_number_or_a_line() {
    let mut draft = Draft::consistent(1, form("2021"));
    for (column, value) in [("natural", 17), ("commercial", 6), ("total", 23)] {
        draft.set(t3("granted", column), value);
    }
    let model = model(&draft);
    let at = |row: &str, column: &str| model.find(t3(row, column)).unwrap();
    let score = |changes: &[(usize, i64)]| points(&model, changes, Vec::new());
    let (natural, total) = ((at("granted", "natural"), 40), (at("granted", "total"), 61));
    let elsewhere = (at("handled", "commercial"), 5_000);
    // A total that follows its row is no mistake of its own; a number elsewhere is.
    assert_eq!(score(&[natural, total]), score(&[natural]));
    assert_eq!(score(&[natural, elsewhere]), score(&[natural]) + score(&[elsewhere]));
    assert_eq!(score(&[natural, total, elsewhere]), score(&[natural]) + score(&[elsewhere]));
    // A further number of the same row or column is half a one.
    let (commercial, below) = ((at("granted", "commercial"), 99), (at("handled", "natural"), 5_000));
    for line in [[natural, commercial], [natural, below]] {
        let alone = (score(&line[..1]) + score(&line[1..])) / 2;
        assert_eq!(score(&line), alone + 5);
    }
    // Requests counted under another applicant are one mistake.
    let under_another = score(&[(at("granted", "natural"), 14), (at("granted", "commercial"), 9)]);
    assert_eq!(under_another, 17);
}
