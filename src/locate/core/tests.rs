//! Published cases of the field's own tools, in this project's own notation, and the core against brute force.

use super::*;
use proptest::prelude::*;

fn sets(problem: &Problem) -> (u32, Vec<Vec<usize>>) {
    let mut weight = 0;
    let mut all = vec![Vec::new()];
    for part in locate(problem, Limits::default()).unwrap() {
        let Located::Sets { weight: own, sets, complete } = part.located else {
            panic!("not located: {:?}", part.located)
        };
        assert!(complete);
        weight += own;
        all = all
            .iter()
            .flat_map(|chosen: &Vec<usize>| {
                sets.iter().map(move |set| chosen.iter().chain(&set.variables).copied().collect::<Vec<_>>())
            })
            .collect();
    }
    for set in &mut all {
        set.sort_unstable();
    }
    all.sort();
    (weight, all)
}

fn observed(values: &[i64]) -> Vec<Variable> {
    // The published cases state their bounds as rules.
    values
        .iter()
        .map(|&value| Variable { value: Some(value), weight: Weight::Units(1), lower: None, upper: None })
        .collect()
}

fn weighted(values: &[i64], weights: &[u32]) -> Vec<Variable> {
    let mut variables = observed(values);
    for (variable, &weight) in variables.iter_mut().zip(weights) {
        variable.weight = Weight::Units(weight);
    }
    variables
}

fn at_least(variable: usize, value: i64) -> Constraint {
    Constraint::at_most(vec![(variable, -1)], -value)
}

#[test]
fn errorlocate_profit_and_cost() {
    // p + c = t, c ≥ 0.6 t: only p can be wrong.
    let rules = vec![
        Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0),
        Constraint::at_most(vec![(1, -5), (2, 3)], 0),
        at_least(1, 0),
        at_least(0, 0),
    ];
    let problem = Problem { variables: observed(&[755, 125, 200]), rules: rules.clone() };
    assert_eq!(sets(&problem), (1, vec![vec![0]]));
    let problem = Problem { variables: weighted(&[55, 125, 200], &[2, 2, 1]), rules: rules.clone() };
    assert_eq!(sets(&problem), (1, vec![vec![2]]));
    let problem = Problem { variables: weighted(&[55, 125, 200], &[1, 2, 2]), rules };
    assert_eq!(sets(&problem), (1, vec![vec![0]]));
}

#[test]
fn editrules_weight_on_the_total_leaves_two_answers() {
    let rules = vec![Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0)];
    let problem = Problem { variables: weighted(&[755, 125, 200], &[1, 1, 2]), rules };
    assert_eq!(sets(&problem), (1, vec![vec![0], vec![1]]));
}

#[test]
fn editrules_missing_value_is_filled_in_at_no_cost() {
    // p + c1 + c2 = t with c2 missing, c1 ≥ 0.3 t, all positive: any two of the three observed ones.
    let rules = vec![
        Constraint::equal(vec![(0, 1), (1, 1), (2, 1), (3, -1)], 0),
        Constraint::at_most(vec![(1, -10), (3, 3)], 0),
        at_least(0, 1),
        at_least(1, 1),
        at_least(2, 1),
        at_least(3, 1),
    ];
    let mut variables = observed(&[755, 50, 0, 200]);
    variables[2].value = None;
    assert_eq!(sets(&Problem { variables, rules }), (2, vec![vec![0, 1], vec![0, 3], vec![1, 3]]));
}

#[test]
fn errorlocate_weights_choose_between_equals() {
    let rules = vec![Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0)];
    let problem = Problem { variables: weighted(&[1, 1, 1], &[1, 2, 2]), rules: rules.clone() };
    assert_eq!(sets(&problem), (1, vec![vec![0]]));
    let problem = Problem { variables: weighted(&[1, 1, 1], &[2, 2, 1]), rules };
    assert_eq!(sets(&problem), (1, vec![vec![2]]));
}

#[test]
fn errorlocate_two_equations_single_out_one() {
    let rules = vec![
        Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0),
        Constraint::equal(vec![(1, 2), (2, -1)], -1),
    ];
    assert_eq!(sets(&Problem { variables: observed(&[1, 1, 3]), rules }), (1, vec![vec![0]]));
}

#[test]
fn errorlocate_a_fixed_variable_never_changes() {
    let rules = vec![Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0), at_least(0, 0), at_least(1, 0)];
    let mut variables = observed(&[6, 6, 5]);
    variables[2].weight = Weight::Fixed;
    assert_eq!(sets(&Problem { variables, rules }), (2, vec![vec![0, 1]]));
}

#[test]
fn errorlocate_two_errors_that_cancel_in_the_total() {
    let mut rules: Vec<Constraint> = [60, 5, 5, 5, 25, 20]
        .iter()
        .enumerate()
        .map(|(index, &value)| Constraint::equal(vec![(index, 1)], value))
        .collect();
    rules.push(Constraint::equal(vec![(0, 1), (1, -1), (2, -1), (3, -1), (4, -1), (5, -1)], 0));
    assert_eq!(sets(&Problem { variables: observed(&[60, 5, 5, 5, 45, 0]), rules }), (2, vec![vec![4, 5]]));
}

#[test]
fn errorlocate_strict_inequality_with_weights() {
    let rules = vec![Constraint::at_most(vec![(0, 1), (1, -1)], -1)];
    assert_eq!(sets(&Problem { variables: weighted(&[20, 10], &[1, 2]), rules }), (1, vec![vec![0]]));
}

#[test]
fn editrules_negative_addend_needs_two_changes() {
    let rules = vec![
        Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0),
        at_least(0, 1),
        at_least(1, 1),
        at_least(2, 1),
    ];
    assert_eq!(sets(&Problem { variables: observed(&[-1, 1, 0]), rules }), (2, vec![vec![0, 2]]));
}

#[test]
fn editrules_real_values_as_units_of_ten_to_the_minus_fifteen() {
    // Coefficients are all 1: scaled to whole numbers, the answer over the reals is the answer over integers.
    let values = [
        -556_503_362_667_066,
        -83_934_213_374_916,
        775_427_129_507_229,
        -1_948_831_055_426_530,
        1_119_316_590_040_760,
        -1_453_437_500_466_000,
        472_787_453_579_470,
    ];
    let mut rules = vec![
        Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0),
        Constraint::equal(vec![(2, 1), (3, 1), (4, -1)], 0),
        Constraint::equal(vec![(2, 1), (4, 1), (6, -1)], 0),
    ];
    rules.extend((0..7).map(|variable| at_least(variable, 0)));
    assert_eq!(sets(&Problem { variables: observed(&values), rules }), (5, vec![vec![0, 1, 3, 5, 6]]));
}

#[test]
fn scholtus_two_typing_errors_are_the_one_smallest_change() {
    // Scholtus (2009), section 4: x4 161 for 116 and x9 19979 for 1979.
    let rules = vec![
        Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0),
        Constraint::equal(vec![(1, 1), (3, -1)], 0),
        Constraint::equal(vec![(4, 1), (5, 1), (6, 1), (7, -1)], 0),
        Constraint::equal(vec![(2, 1), (7, 1), (8, -1)], 0),
        Constraint::equal(vec![(8, 1), (9, -1), (10, -1)], 0),
    ];
    let values = [1452, 116, 1568, 161, 323, 76, 12, 411, 19979, 1842, 137];
    let parts = locate(&Problem { variables: observed(&values), rules }, Limits::default()).unwrap();
    let Located::Sets { sets, .. } = &parts[0].located else { panic!() };
    assert_eq!((parts.len(), sets.len()), (1, 1));
    assert_eq!((&sets[0].variables, &sets[0].values), (&vec![3, 8], &vec![116, 1979]));
}

#[test]
fn a_consistent_record_needs_nothing_and_an_impossible_one_is_said_to_be() {
    let rules = vec![Constraint::equal(vec![(0, 1), (1, 1)], 3)];
    let problem = Problem { variables: vec![Variable::count(1), Variable::count(2)], rules };
    assert_eq!(locate(&problem, Limits::default()).unwrap(), vec![]);
    let rules = vec![Constraint::equal(vec![(0, 2)], 3)];
    let problem = Problem { variables: vec![Variable::count(1)], rules };
    assert_eq!(locate(&problem, Limits::default()).unwrap()[0].located, Located::Impossible);
}

#[test]
fn the_bound_on_work_is_kept_and_said() {
    let mut rules = Vec::new();
    for i in 0..30_usize {
        let terms = (0..30_usize).map(|j| (j, 1 + i64::from((i * j + i) % 7 == 0))).collect();
        rules.push(Constraint::equal(terms, i as i64 * 37));
    }
    let problem = Problem { variables: vec![Variable::count(1); 30], rules };
    let parts = locate(&problem, Limits { steps: 20_000, sets: 10, determined: true }).unwrap();
    assert!(matches!(parts[0].located, Located::TooMany { .. }));
}

#[test]
fn unknown_variables_and_overflow_are_errors() {
    let rules = vec![Constraint::equal(vec![(3, 1)], 0)];
    let problem = Problem { variables: vec![Variable::count(1)], rules };
    assert!(matches!(
        locate(&problem, Limits::default()),
        Err(ProblemError::UnknownVariable { rule: 0, variable: 3 })
    ));
    let rules = vec![Constraint::equal(vec![(0, 4)], 0)];
    let problem = Problem { variables: vec![Variable::count(i64::MAX / 2)], rules };
    assert!(matches!(locate(&problem, Limits::default()), Err(ProblemError::TooLarge { rule: 0 })));
}

#[test]
fn what_is_dropped_at_one_weight_is_tried_at_the_next() {
    // At weight 2 only one variable can change, and none does it alone; two of weight 1 and 2 do.
    let variable = |value, units| Variable {
        value: Some(value),
        weight: Weight::Units(units),
        lower: Some(0),
        upper: Some(HIGHEST),
    };
    let rules =
        vec![Constraint::at_most(vec![(0, 2), (2, 1)], 1), Constraint::equal(vec![(2, 2), (1, 1)], 2)];
    let problem = Problem { variables: vec![variable(2, 1), variable(1, 2), variable(1, 2)], rules };
    assert_eq!(sets(&problem), (3, vec![vec![0, 1]]));
}

#[test]
fn what_shares_nothing_that_can_change_is_looked_at_by_itself() {
    let apart = vec![Constraint::equal(vec![(0, 1), (1, 1)], 5), Constraint::equal(vec![(2, 1), (3, 1)], 7)];
    let problem = Problem { variables: [1, 1, 2, 2].map(Variable::count).to_vec(), rules: apart };
    let parts = locate(&problem, Limits::default()).unwrap();
    let rules = |parts: &[Part]| parts.iter().map(|part| part.rules.clone()).collect::<Vec<_>>();
    assert_eq!(rules(&parts), [vec![0], vec![1]]);
    for (part, sets) in parts.iter().zip([[(0, 4), (1, 4)], [(2, 5), (3, 5)]]) {
        let Located::Sets { weight: 1, sets: found, complete: true } = &part.located else {
            panic!("{part:?}")
        };
        let found: Vec<(usize, i64)> = found.iter().map(|set| (set.variables[0], set.values[0])).collect();
        assert_eq!(found, sets);
    }
    // What both have in common may not change: it does not tie them together.
    let mut variables = [1, 2, 1].map(Variable::count).to_vec();
    variables[1].weight = Weight::Fixed;
    let shared = vec![Constraint::equal(vec![(0, 1), (1, 1)], 5), Constraint::equal(vec![(1, 1), (2, 1)], 7)];
    let parts = locate(&Problem { variables, rules: shared }, Limits::default()).unwrap();
    assert_eq!(rules(&parts), [vec![0], vec![1]]);
}

#[test]
fn a_value_is_determined_where_no_other_would_do() {
    let two = |values: [i64; 2], limits: [(i64, i64); 2], sum: i64| {
        let variable = |(value, (lower, upper))| Variable {
            value: Some(value),
            weight: Weight::Units(1),
            lower: Some(lower),
            upper: Some(upper),
        };
        let variables = values.into_iter().zip(limits).map(variable).collect();
        let problem = Problem { variables, rules: vec![Constraint::equal(vec![(0, 1), (1, 1)], sum)] };
        let parts = locate(&problem, Limits::default()).unwrap();
        let Located::Sets { sets, .. } = &parts[0].located else { panic!("{parts:?}") };
        assert_eq!(sets.len(), 1, "{sets:?}");
        (sets[0].variables.clone(), sets[0].values.clone(), sets[0].determined.clone())
    };
    let both = vec![0, 1];
    assert_eq!(two([1, 1], [(0, 5), (0, 5)], 10), (both.clone(), vec![5, 5], vec![true, true]));
    assert_eq!(two([9, 9], [(5, 9), (5, 9)], 10), (both.clone(), vec![5, 5], vec![true, true]));
    let (variables, values, determined) = two([1, 1], [(0, 6), (0, 5)], 10);
    assert_eq!((variables, determined), (both.clone(), vec![false, false]));
    assert_eq!(values.iter().sum::<i64>(), 10);
    let (variables, values, determined) = two([9, 9], [(4, 9), (5, 9)], 10);
    assert_eq!((variables, determined), (both, vec![false, false]));
    assert_eq!(values.iter().sum::<i64>(), 10);
    // One that changes alone has no choice.
    assert_eq!(two([1, 4], [(0, 9), (0, 4)], 10), (vec![0], vec![6], vec![true]));
}

const HIGHEST: i64 = 4;

/// Every assignment inside the box, counted by the set of variables it changes.
fn brute_force(problem: &Problem) -> Option<(u32, Vec<Vec<usize>>)> {
    let count = problem.variables.len();
    let mut best: Option<(u32, Vec<Vec<usize>>)> = None;
    let mut values = vec![0_i64; count];
    loop {
        let holds = problem.rules.iter().all(|rule| {
            let sum: i64 = rule.terms.iter().map(|&(v, c)| c * values[v]).sum();
            match rule.relation {
                Relation::Equal => sum == rule.constant,
                Relation::AtMost => sum <= rule.constant,
            }
        });
        let allowed = problem.variables.iter().zip(&values).all(|(variable, &value)| match variable.weight {
            Weight::Fixed => variable.value.is_none_or(|own| own == value),
            Weight::Units(_) => true,
        });
        if holds && allowed {
            let mut weight = 0;
            let mut set = Vec::new();
            for (index, variable) in problem.variables.iter().enumerate() {
                if let (Some(own), Weight::Units(units)) = (variable.value, variable.weight)
                    && own != values[index]
                {
                    weight += units;
                    set.push(index);
                }
            }
            match &mut best {
                Some((least, _)) if *least < weight => {}
                Some((least, sets)) if *least == weight => sets.push(set),
                _ => best = Some((weight, vec![set])),
            }
        }
        let mut at = 0;
        while at < count {
            values[at] += 1;
            if values[at] <= HIGHEST {
                break;
            }
            values[at] = 0;
            at += 1;
        }
        if at == count {
            break;
        }
    }
    if let Some((_, sets)) = &mut best {
        sets.sort();
        sets.dedup();
    }
    best
}

fn any_problem() -> impl Strategy<Value = Problem> {
    let variable = (-1..=HIGHEST + 1, 0..8_u32).prop_map(|(value, kind)| Variable {
        value: if kind == 0 { None } else { Some(value) },
        weight: match kind {
            1 if (0..=HIGHEST).contains(&value) => Weight::Fixed,
            2 => Weight::Units(2),
            3 => Weight::Units(3),
            _ => Weight::Units(1),
        },
        lower: Some(0),
        upper: Some(HIGHEST),
    });
    (3..=5_usize).prop_flat_map(move |count| {
        let rule = (
            proptest::collection::vec(
                (0..count, prop_oneof![Just(1_i64), Just(-1), Just(1), Just(2), Just(-3)]),
                1..=4,
            ),
            any::<bool>(),
            -3..=8_i64,
        )
            .prop_map(|(terms, equal, constant)| {
                if equal { Constraint::equal(terms, constant) } else { Constraint::at_most(terms, constant) }
            });
        (proptest::collection::vec(variable.clone(), count), proptest::collection::vec(rule, 1..=4))
            .prop_map(|(variables, rules)| Problem { variables, rules })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_brute_force(problem in any_problem()) {
        let expected = brute_force(&problem);
        let parts = locate(&problem, Limits::default()).unwrap();
        match expected {
            None => prop_assert!(parts.iter().any(|part| part.located == Located::Impossible)),
            Some(expected) => prop_assert_eq!(sets(&problem), expected),
        }
    }

    #[test]
    fn every_set_applied_makes_the_rules_hold(problem in any_problem()) {
        prop_assume!(problem.variables.iter().all(|variable| variable.value.is_some()));
        let first = locate(&problem, Limits::default()).unwrap();
        prop_assert_eq!(&first, &locate(&problem, Limits::default()).unwrap());
        for part in first {
            let Located::Sets { sets, .. } = part.located else { continue };
            for set in sets {
                let mut values: Vec<i64> = problem.variables.iter().map(|v| v.value.unwrap()).collect();
                for (&variable, &value) in set.variables.iter().zip(&set.values) {
                    prop_assert!(problem.variables[variable].allows(value));
                    values[variable] = value;
                }
                for &rule in &part.rules {
                    let rule = &problem.rules[rule];
                    let sum: i64 = rule.terms.iter().map(|&(v, c)| c * values[v]).sum();
                    let holds = match rule.relation {
                        Relation::Equal => sum == rule.constant,
                        Relation::AtMost => sum <= rule.constant,
                    };
                    prop_assert!(holds);
                }
            }
        }
    }
}
