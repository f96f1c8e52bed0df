//! Blanks whose value the identities determine.

use std::collections::BTreeMap;

use super::compound::Changes;
use super::core::{self, Problem, Rule, Variable};
use super::model::Model;
use super::{Blank, wording};
use crate::form::Identity;

/// The blanks with exactly one possible value, in the order of the form. `accepted`: corrections taken as made,
/// because a table that contradicts itself determines nothing.
pub(super) fn determined(model: &Model, identities: &[Identity], accepted: &[(usize, i64)]) -> Vec<Blank> {
    let known = |variable: usize| {
        accepted
            .iter()
            .find(|each| each.0 == variable)
            .map(|each| each.1)
            .or_else(|| model.published(variable))
    };
    let mut values: Vec<(usize, i64)> = Vec::new();
    for table in model.form.tables {
        // Each table for itself: a contradiction in one says nothing about the others.
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        let mut cells: Changes = Vec::new();
        let mut problem = Problem::default();
        for rule in &model.rules {
            let of_table = identities
                .get(rule.identity)
                .is_some_and(|identity| identity.cells().all(|cell| cell.table == table.id));
            if !of_table {
                continue;
            }
            let terms = rule
                .terms
                .iter()
                .map(|&(variable, sign)| {
                    let at = *place.entry(variable).or_insert_with(|| {
                        problem.variables.push(known(variable).map_or(Variable::missing(), Variable::count));
                        cells.push((variable, 0));
                        problem.variables.len() - 1
                    });
                    (at, sign)
                })
                .collect();
            problem.rules.push(Rule::equal(terms, 0));
        }
        let contradiction = problem.rules.iter().any(|rule| {
            let whole: Option<i64> = rule
                .terms
                .iter()
                .map(|&(at, sign)| problem.variables.get(at).and_then(|v| v.value).map(|value| value * sign))
                .sum();
            whole.is_some_and(|sum| sum != 0)
        });
        if contradiction {
            continue;
        }
        let Ok(found) = core::deduce(&problem) else { continue };
        values.extend(found.into_iter().filter_map(|(at, value)| Some((cells.get(at)?.0, value))));
    }
    values.sort_unstable();
    let filled: Vec<usize> = values.iter().map(|each| each.0).collect();
    values
        .iter()
        .filter(|(variable, _)| known(*variable).is_none())
        .filter_map(|&(variable, value)| {
            let reason = wording::blank(&model.with(&values), variable, value, &filled);
            Some(Blank { cell: model.cell(variable)?, value, reason })
        })
        .collect()
}
