//! A problem as independent parts.

use super::{Constraint, Problem, Relation, Variable, Weight};

/// Whether a rule is broken, or cannot be told to hold because a value is missing.
pub fn is_broken(rule: &Constraint, residual: i64) -> bool {
    match rule.relation {
        Relation::Equal => residual != 0,
        Relation::AtMost => residual > 0,
    }
}

/// Rules that share variables, and their variables, by index into the problem.
pub struct Component {
    pub rules: Vec<usize>,
    pub variables: Vec<usize>,
}

/// Rules that share a changeable variable belong together; a variable without rules is a component of its own.
pub fn components(problem: &Problem) -> Vec<Component> {
    let rules = problem.rules.len();
    // Nodes: rules first, then variables.
    let mut parent: Vec<usize> = (0..rules + problem.variables.len()).collect();
    fn find(parent: &mut [usize], mut node: usize) -> usize {
        while let Some(&up) = parent.get(node) {
            if up == node {
                break;
            }
            let above = parent.get(up).copied().unwrap_or(up);
            if let Some(place) = parent.get_mut(node) {
                *place = above;
            }
            node = above;
        }
        node
    }
    for (index, rule) in problem.rules.iter().enumerate() {
        for &(variable, coefficient) in &rule.terms {
            let fixed = problem
                .variables
                .get(variable)
                .is_some_and(|v| v.value.is_some() && v.weight == Weight::Fixed);
            if coefficient == 0 || fixed {
                continue;
            }
            let (a, b) = (find(&mut parent, index), find(&mut parent, rules + variable));
            let (low, high) = (a.min(b), a.max(b));
            if let Some(place) = parent.get_mut(high) {
                *place = low;
            }
        }
    }
    let mut result: Vec<(usize, Component)> = Vec::new();
    for node in 0..parent.len() {
        let root = find(&mut parent, node);
        let at = match result.iter().position(|(r, _)| *r == root) {
            Some(at) => at,
            None => {
                result.push((root, Component { rules: Vec::new(), variables: Vec::new() }));
                result.len() - 1
            }
        };
        if let Some((_, component)) = result.get_mut(at) {
            if node < rules {
                component.rules.push(node);
            } else {
                component.variables.push(node - rules);
            }
        }
    }
    result.into_iter().map(|(_, component)| component).collect()
}

/// The problem of one component; fixed variables go into the constants.
pub fn restrict(problem: &Problem, component: &Component) -> Problem {
    let mut place = vec![None; problem.variables.len()];
    for (index, &variable) in component.variables.iter().enumerate() {
        if let Some(place) = place.get_mut(variable) {
            *place = Some(index);
        }
    }
    let variables: Vec<Variable> =
        component.variables.iter().filter_map(|&variable| problem.variables.get(variable).copied()).collect();
    let rules = component
        .rules
        .iter()
        .filter_map(|&index| problem.rules.get(index))
        .map(|rule| {
            let mut constant = rule.constant;
            let mut terms = Vec::with_capacity(rule.terms.len());
            for &(variable, coefficient) in &rule.terms {
                if let Some(index) = place.get(variable).copied().flatten() {
                    terms.push((index, coefficient));
                } else if let Some(value) = problem.variables.get(variable).and_then(|v| v.value) {
                    // Cannot overflow: the same sum was formed for the whole problem.
                    constant = constant.saturating_sub(coefficient.saturating_mul(value));
                }
            }
            Constraint { terms, relation: rule.relation, constant }
        })
        .collect();
    Problem { variables, rules }
}
