//! Summaries beside their parts: the search finds the explanations that trying everything finds.

use std::collections::{BTreeMap, BTreeSet};

use super::generator::{Numbers, form, named, t3, t4};
use crate::form::{CellId, Form, TableId};
use crate::locate::parts::{
    Comparison, Given, Holder, How, Miswritten, Part, Step, Values, compare, compare_listed,
};
use crate::report::Number;

type Counts = BTreeMap<CellId, i64>;

fn values(form: &Form, counts: &Counts) -> Values {
    Values::from_cells(form, |cell| Some(Number::Integer(counts.get(&cell).copied().unwrap_or(0))))
}

/// A part as it is added up, with what its organ said the year before.
#[derive(Debug, Clone)]
struct Told {
    now: Counts,
    before: Option<Counts>,
}

fn compared(summary: &Counts, parts: &[Told]) -> Comparison {
    let form = form("2021").form();
    let part = |part: &Told| Part {
        values: values(form, &part.now),
        before: part.before.as_ref().map(|before| values(form, before)),
    };
    compare(form, &values(form, summary), &parts.iter().map(part).collect::<Vec<_>>())
}

fn plus(counts: &mut Counts, other: &Counts, sign: i64) {
    for (cell, value) in other {
        *counts.entry(*cell).or_default() += sign * value;
    }
    counts.retain(|_, value| *value != 0);
}

fn sum(parts: &[Told]) -> Counts {
    let mut sum = Counts::new();
    parts.iter().for_each(|part| plus(&mut sum, &part.now, 1));
    sum
}

/// What is about whole parts, as it can be compared.
type Mistake = (usize, u8, Option<TableId>);

fn mistake(step: &Step) -> Option<Mistake> {
    let Step::Part { part, how, table } = step else { return None };
    let how = match how {
        How::LeftOut => 0,
        How::Twice => 1,
        How::LastYears => 2,
    };
    Some((*part, how, *table))
}

/// All mistakes about one part or one of its tables that change something, with what each adds.
fn mistakes(parts: &[Told]) -> Vec<(Mistake, Counts)> {
    let mut all = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let mut ways =
            vec![(0, Counts::new(), -1, part.now.clone()), (1, Counts::new(), 1, part.now.clone())];
        ways.extend(part.before.clone().map(|before| (2, before, -1, part.now.clone())));
        for (how, mut adds, sign, now) in ways {
            plus(&mut adds, &now, sign);
            let tables: BTreeSet<TableId> = adds.keys().map(|cell| cell.table()).collect();
            if tables.len() > 1 {
                for table in &tables {
                    let own = adds.iter().filter(|(cell, _)| cell.table() == *table);
                    let own = own.map(|(cell, value)| (*cell, *value)).collect();
                    all.push(((at, how, Some(*table)), own));
                }
            }
            if !adds.is_empty() {
                all.push(((at, how, None), adds));
            }
        }
    }
    all
}

/// By trying every set: all ways to explain the differences with the fewest mistakes, at most four, of which at most
/// three are about whole parts and at most three are single cells.
fn tried(differences: &Counts, parts: &[Told]) -> BTreeSet<(Vec<Mistake>, Vec<CellId>)> {
    fn go(
        all: &[(Mistake, Counts)],
        chosen: &mut Vec<Mistake>,
        left: &Counts,
        found: &mut Vec<(Vec<Mistake>, Vec<CellId>)>,
    ) {
        if left.len() <= 3 && chosen.len() + left.len() <= 4 {
            found.push((chosen.clone(), left.keys().copied().collect()));
        }
        if chosen.len() == 3 {
            return;
        }
        for (at, (next, adds)) in all.iter().enumerate() {
            let both = |other: &Mistake| {
                other.0 == next.0 && (other.2.is_none() || next.2.is_none() || other.2 == next.2)
            };
            if chosen.iter().any(both) {
                continue;
            }
            let mut rest = left.clone();
            plus(&mut rest, adds, -1);
            chosen.push(*next);
            go(&all[at + 1..], chosen, &rest, found);
            chosen.pop();
        }
    }
    let mut found = Vec::new();
    go(&mistakes(parts), &mut Vec::new(), differences, &mut found);
    let fewest = found.iter().map(|(mistakes, cells)| mistakes.len() + cells.len()).min();
    let best = found.into_iter().filter(|(mistakes, cells)| Some(mistakes.len() + cells.len()) == fewest);
    best.map(|(mut mistakes, cells)| {
        mistakes.sort();
        (mistakes, cells)
    })
    .collect()
}

#[test]
fn the_search_finds_what_trying_everything_finds() {
    let pool = [
        t3("new", "natural"),
        t3("new", "commercial"),
        t3("granted", "natural"),
        t4("review", "upheld"),
        t4("suit_direct", "other"),
    ];
    let mut numbers = Numbers::new(5);
    let counts = |numbers: &mut Numbers, most: usize| -> Counts {
        let cells = pool.iter().filter(|_| numbers.below(2) == 0).copied().collect::<Vec<_>>();
        cells.into_iter().map(|cell| (cell, 1 + numbers.below(most) as i64)).collect()
    };
    let mut sizes = BTreeSet::new();
    for round in 0..80 {
        // Small numbers agree by chance, which makes ties.
        let most = [2, 40][round % 2];
        let parts: Vec<Told> = (0..1 + numbers.below(2))
            .map(|_| Told {
                now: counts(&mut numbers, most),
                before: (numbers.below(2) == 0).then(|| counts(&mut numbers, most)),
            })
            .collect();
        let mut summary = sum(&parts);
        let all = mistakes(&parts);
        for _ in 0..numbers.below(3) {
            if let Some((_, adds)) = all.get(numbers.below(all.len() + 1)) {
                plus(&mut summary, adds, 1);
            }
        }
        for _ in 0..numbers.below(2) * numbers.below(4) {
            plus(&mut summary, &Counts::from([(pool[numbers.below(pool.len())], 3)]), 1);
        }
        let mut differences = summary.clone();
        plus(&mut differences, &sum(&parts), -1);
        let comparison = compared(&summary, &parts);
        let differ: Vec<CellId> = comparison.differences.iter().map(|each| each.cell).collect();
        assert_eq!(differ.iter().copied().collect::<BTreeSet<_>>(), differences.keys().copied().collect());
        let mut found = BTreeSet::new();
        for explanation in &comparison.explanations {
            let mut whole: Vec<Mistake> = explanation.steps.iter().filter_map(mistake).collect();
            whole.sort();
            let cells: BTreeSet<CellId> = explanation
                .steps
                .iter()
                .filter_map(|step| match step {
                    Step::Cell { cell, .. } => Some(*cell),
                    Step::Part { .. } => None,
                })
                .collect();
            assert!(found.insert((whole, cells.into_iter().collect::<Vec<_>>())), "twice: {explanation:?}");
        }
        if differences.is_empty() {
            assert!(found.is_empty());
            continue;
        }
        let expected = tried(&differences, &parts);
        assert_eq!(found, expected, "round {round}: {parts:?} beside {summary:?}");
        sizes.extend(expected.iter().map(|(mistakes, cells)| (mistakes.len(), cells.len())));
    }
    for size in [(0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)] {
        assert!(sizes.contains(&size), "no case of {size:?}");
    }
}

/// The only step of the first explanation: its cell, and who can be wrong about it.
fn only(comparison: &Comparison) -> (CellId, Vec<Holder>) {
    match comparison.explanations.first().map(|explanation| explanation.steps.as_slice()) {
        Some([Step::Cell { cell, holders }]) => (*cell, holders.clone()),
        other => panic!("{other:?}"),
    }
}

/// A row of table 4 by its four results, with its total.
fn row(upheld: i64, corrected: i64, other: i64, pending: i64) -> Counts {
    Counts::from([
        (t4("review", "upheld"), upheld),
        (t4("review", "corrected"), corrected),
        (t4("review", "other"), other),
        (t4("review", "pending"), pending),
        (t4("review", "total"), upheld + corrected + other + pending),
    ])
}

#[test]
fn who_is_wrong_about_a_cell_is_who_its_own_sums_prove_wrong() {
    let part = |now: Counts| Told { now, before: None };
    let cell = t4("review", "corrected");
    let with = |mut counts: Counts, value: i64| {
        counts.insert(cell, value);
        counts
    };
    let holders = |summary: &Counts, parts: &[Told]| {
        let (wrong, holders) = only(&compared(summary, parts));
        assert_eq!(wrong, cell);
        let told = |number: Number| number.integer().unwrap();
        holders
            .iter()
            .map(|each| (each.part, told(each.from), told(each.to), each.proven, each.slip))
            .collect::<Vec<_>>()
    };
    let parts = [part(row(1, 12, 3, 4)), part(row(5, 31, 0, 2))];
    let sum = sum(&parts);
    // The summary says 34 for 43: its own row no longer adds up.
    let swapped = Some(Miswritten::Swapped);
    assert_eq!(holders(&with(sum.clone(), 34), &parts), [(None, 34, 43, true, swapped)]);
    // The second part says 13 for 31; the summary was added up of what it should say.
    let wrong = [parts[0].clone(), part(with(row(5, 31, 0, 2), 13))];
    assert_eq!(holders(&sum, &wrong), [(Some(1), 13, 31, true, swapped)]);
    // Nobody's sums hold the cell: anyone may be wrong, the summary first, and no number is below nothing.
    let (changed, digits) = (Some(Miswritten::Changed), Some(Miswritten::Digits));
    let free = named("t2.licence.decisions");
    let alone = |value: i64| Counts::from([(free, value)]);
    let open = |summary: i64, first: i64, second: i64| {
        let parts = [part(alone(first)), part(alone(second))];
        let (_, holders) = only(&compared(&alone(summary), &parts));
        holders
            .iter()
            .map(|each| (each.part, each.from.integer().unwrap(), each.to.integer().unwrap(), each.slip))
            .collect::<Vec<_>>()
    };
    assert_eq!(open(21, 12, 0), [(None, 21, 12, swapped), (Some(0), 12, 21, swapped), (Some(1), 0, 9, None)],);
    // What swaps two digits comes before what does not, the summary before all.
    assert_eq!(
        open(29, 8, 12),
        [(None, 29, 20, changed), (Some(1), 12, 21, swapped), (Some(0), 8, 17, None)]
    );
    assert_eq!(open(3, 2, 9), [(None, 3, 11, None), (Some(1), 9, 1, None)]);
    assert_eq!(
        open(130, 13, 0),
        [(None, 130, 13, digits), (Some(0), 13, 130, digits), (Some(1), 0, 117, None)]
    );
}

#[test]
fn what_own_sums_prove_comes_before_whole_parts_and_those_before_single_cells() {
    let part = |now: Counts| Told { now, before: None };
    // A part's only number is missing in the sum: the part was forgotten, or the number is wrong somewhere.
    let whole = [part(row(0, 0, 0, 0)), part(Counts::from([(named("t2.licence.decisions"), 7)]))];
    let comparison = compared(&Counts::new(), &whole);
    let kinds: Vec<bool> =
        comparison.explanations.iter().map(|each| matches!(each.steps[..], [Step::Part { .. }])).collect();
    assert_eq!(kinds, [true, false]);
    let parts = [part(row(4, 0, 0, 0)), part(Counts::from([(t4("review", "upheld"), 3)]))];
    let summary = row(4, 0, 0, 0);
    // The second part, which is one number without its total, was left out; or its number is wrong in it.
    let comparison = compared(&summary, &parts);
    let kinds: Vec<bool> =
        comparison.explanations.iter().map(|each| matches!(each.steps[..], [Step::Cell { .. }])).collect();
    assert_eq!(kinds, [true, false]);
    let (_, holders) = only(&comparison);
    assert_eq!(holders.iter().map(|each| (each.part, each.proven)).collect::<Vec<_>>(), [(Some(1), true)]);
}

#[test]
fn several_cells_are_proven_wrong_together() {
    let part = Told { now: row(1, 12, 3, 4), before: None };
    for wrong in [&[("upheld", 2), ("corrected", 21)][..], &[("upheld", 2), ("corrected", 21), ("other", 5)]]
    {
        // The total is that of the right numbers: only all of them together make the summary's row add up.
        let mut summary = row(1, 12, 3, 4);
        for &(column, value) in wrong {
            summary.insert(t4("review", column), value);
        }
        let comparison = compared(&summary, std::slice::from_ref(&part));
        assert_eq!(comparison.explanations.len(), 1, "{comparison:?}");
        let steps = &comparison.explanations[0].steps;
        assert_eq!(steps.len(), wrong.len());
        for (step, &(column, value)) in steps.iter().zip(wrong) {
            let Step::Cell { cell, holders } = step else { panic!("{step:?}") };
            let told: Vec<_> =
                holders.iter().map(|each| (each.part, each.from.integer(), each.proven)).collect();
            assert_eq!((*cell, told), (t4("review", column), vec![(None, Some(value), true)]));
        }
    }
}

#[test]
fn last_years_report_of_an_organ_stands_beside_this_years_and_is_not_added() {
    let form = form("2021").form();
    let cell = named("t2.licence.decisions");
    let given = |organ: Option<&str>, year: i32, value: i64| Given {
        organ: organ.map(str::to_owned),
        year: Some(year),
        values: values(form, &Counts::from([(cell, value)])),
    };
    let all = [
        given(Some("甲"), 2023, 10),
        given(Some("甲"), 2022, 7),
        given(Some("乙"), 2023, 50),
        given(Some("乙"), 2021, 44),
        // Whose these are nobody knows: each is a part.
        given(None, 2023, 100),
        given(None, 2022, 300),
        // The only one of its organ, whatever its year, is a part.
        given(Some("丙"), 2022, 2_000),
    ];
    let listed =
        |sum: i64| compare_listed(form, Some(2023), &values(form, &Counts::from([(cell, sum)])), &all);
    let right = listed(10 + 50 + 100 + 300 + 2_000);
    assert_eq!((right.parts, right.before), (vec![0, 2, 4, 5, 6], vec![1, 3]));
    assert_eq!(right.comparison.differences, []);
    let last = |sum: i64| -> Vec<usize> {
        let explanations = listed(sum).comparison.explanations;
        let steps = explanations.iter().flat_map(|each| each.steps.clone());
        steps
            .filter_map(|step| match step {
                Step::Part { part, how: How::LastYears, .. } => Some(part),
                _ => None,
            })
            .collect()
    };
    assert_eq!(last(7 + 50 + 100 + 300 + 2_000), [0]);
    // The report of two years ago is not the one before.
    assert!(last(10 + 44 + 100 + 300 + 2_000).is_empty());
    // Without a year nothing stands beside anything.
    let none = compare_listed(form, None, &values(form, &Counts::new()), &all);
    assert_eq!((none.parts.len(), none.before.len()), (7, 0));
}
