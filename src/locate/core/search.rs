//! The search for every smallest set of variables to change.

use super::polytope::{self, Inequality, Verdict};
use super::rows::Tableau;
use super::{Limits, Problem, ProblemError, Relation, Rule, Variable, Weight};

/// A set of variables whose change makes all rules of its part hold, and one way to change them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set {
    /// The variables that change, ascending. Missing values that are filled in are not listed.
    pub variables: Vec<usize>,
    /// A value for each of them with which all rules hold.
    pub values: Vec<i64>,
    /// Whether the rules leave no other value for it, as far as that was asked for and is certain.
    pub determined: Vec<bool>,
}

/// What was found for one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// The sets of the smallest weight.
    Sets {
        /// Their total weight.
        weight: u32,
        /// The sets, in ascending order of their variables.
        sets: Vec<Set>,
        /// Whether these are all of them; `false` when the bound on work was met while collecting.
        complete: bool,
    },
    /// The bound on work was met before one was found: too many errors to locate.
    TooMany {
        /// A total weight that is needed at the least.
        at_least: u32,
    },
    /// No change of the changeable variables makes the rules hold.
    Impossible,
}

/// One part of a problem: rules connected by shared variables, at least one of which is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The rules of the part, broken or not, ascending.
    pub rules: Vec<usize>,
    /// What was found.
    pub located: Located,
}

/// Finds the smallest changes, part by part: parts share no variable that can change, so that any choice of one
/// set for each part is a smallest change of the whole.
///
/// # Errors
/// When a rule names an unknown variable or the values are too large to add up exactly.
pub fn locate(problem: &Problem, limits: Limits) -> Result<Vec<Part>, ProblemError> {
    // Checked once for the whole, so that the message names the rule by its index there.
    let whole = Tableau::new(problem)?;
    let mut steps = limits.steps;
    let mut parts = Vec::new();
    for component in components(problem) {
        let violated = component.rules.iter().any(|&rule| {
            problem
                .rules
                .get(rule)
                .zip(whole.rows.get(rule))
                .is_some_and(|(rule, row)| is_broken(rule, row.residual))
        }) || component.variables.iter().any(|&variable| {
            problem.variables.get(variable).is_some_and(|v| v.value.is_some_and(|value| !v.allows(value)))
        });
        if !violated {
            continue;
        }
        let part = restrict(problem, &component);
        let mut search = Search::new(&part, limits, steps)?;
        let mut located = search.run();
        steps = steps.saturating_sub(search.used);
        if matches!(located, Located::Sets { weight: 0, .. }) {
            // Filling in what is missing is enough.
            continue;
        }
        if let Located::Sets { sets, .. } = &mut located {
            for set in sets {
                for variable in &mut set.variables {
                    *variable = component.variables.get(*variable).copied().unwrap_or(*variable);
                }
            }
        }
        parts.push(Part { rules: component.rules, located });
    }
    Ok(parts)
}

/// Whether a rule is broken, or cannot be told to hold because a value is missing.
fn is_broken(rule: &Rule, residual: i64) -> bool {
    match rule.relation {
        Relation::Equal => residual != 0,
        Relation::AtMost => residual > 0,
    }
}

struct Component {
    rules: Vec<usize>,
    variables: Vec<usize>,
}

/// Rules that share a changeable variable belong together; a variable without rules is a component of its own.
fn components(problem: &Problem) -> Vec<Component> {
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
fn restrict(problem: &Problem, component: &Component) -> Problem {
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
            Rule { terms, relation: rule.relation, constant }
        })
        .collect();
    Problem { variables, rules }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Keeps its value so far, may be freed.
    Open,
    /// Freed.
    Free,
    /// Never changes in this branch.
    Shut,
}

/// A condition that the present set cannot meet: one of the candidates must change too.
struct Unmet {
    candidates: Vec<usize>,
    least: u32,
}

/// The bounds of the freed variables as inequalities over the changes of the loose ones, and of one further
/// unknown for each defining row that does not divide evenly.
#[derive(Default)]
struct System {
    inequalities: Vec<Inequality>,
    unknowns: usize,
}

impl System {
    fn push(&mut self, form: &[i128], sign: i128, bound: i128, origin: &[usize]) {
        let mut coefficients: Vec<i128> = form.iter().map(|value| value * sign).collect();
        coefficients.resize(self.unknowns, 0);
        self.inequalities.push(Inequality { coefficients, bound, origin: origin.to_vec() });
    }

    fn is_constant(&self, form: &[i128], steps: &mut u64) -> bool {
        let mut form = form.to_vec();
        form.resize(self.unknowns, 0);
        polytope::is_constant(&self.inequalities, self.unknowns, &form, steps)
    }
}

struct Search {
    tableau: Tableau,
    marks: Vec<Mark>,
    weights: Vec<u32>,
    /// Freed variables without a defining row.
    loose: Vec<usize>,
    chosen: Vec<usize>,
    threshold: u32,
    next: Option<u32>,
    sets: Vec<Set>,
    most_sets: usize,
    determined: bool,
    steps: u64,
    used: u64,
    stopped: bool,
    smallest_weight: u32,
    stamps: Vec<u64>,
    stamp: u64,
}

impl Search {
    fn new(problem: &Problem, limits: Limits, steps: u64) -> Result<Self, ProblemError> {
        let tableau = Tableau::new(problem)?;
        let mut marks = Vec::with_capacity(tableau.variables.len());
        let mut weights = Vec::with_capacity(tableau.variables.len());
        for variable in &tableau.variables {
            let (mark, weight) = match (variable.value, variable.weight) {
                (Some(_), Weight::Fixed) => (Mark::Shut, u32::MAX),
                (Some(_), Weight::Units(units)) => (Mark::Open, units.max(1)),
                (None, _) => (Mark::Open, 0),
            };
            marks.push(mark);
            weights.push(weight);
        }
        let smallest_weight = weights.iter().copied().filter(|&weight| weight > 0).min().unwrap_or(1);
        let stamps = vec![0; marks.len()];
        Ok(Self {
            tableau,
            marks,
            weights,
            loose: Vec::new(),
            chosen: Vec::new(),
            threshold: 0,
            next: None,
            sets: Vec::new(),
            most_sets: limits.sets,
            determined: limits.determined,
            steps,
            used: 0,
            stopped: false,
            smallest_weight,
            stamps,
            stamp: 0,
        })
    }

    fn run(&mut self) -> Located {
        let mut cost = 0_u32;
        for variable in self.tableau.free_of_cost.clone() {
            if self.free(variable).is_none() {
                return Located::TooMany { at_least: 1 };
            }
        }
        // A value outside its bounds has to change whatever else does.
        for variable in 0..self.tableau.variables.len() {
            let outside = self
                .tableau
                .variables
                .get(variable)
                .is_some_and(|v| v.value.is_some_and(|value| !v.allows(value)));
            if !outside {
                continue;
            }
            if self.marks.get(variable) == Some(&Mark::Shut) {
                return Located::Impossible;
            }
            cost = cost.saturating_add(self.weight(variable));
            self.chosen.push(variable);
            if self.free(variable).is_none() {
                return Located::TooMany { at_least: cost };
            }
        }
        self.threshold = cost;
        loop {
            self.next = None;
            self.visit(cost);
            if self.stopped && self.sets.is_empty() {
                return Located::TooMany { at_least: self.threshold.max(1) };
            }
            if !self.sets.is_empty() {
                let mut sets = std::mem::take(&mut self.sets);
                sets.sort();
                return Located::Sets { weight: self.threshold, sets, complete: !self.stopped };
            }
            match self.next {
                Some(next) => self.threshold = next,
                None => return Located::Impossible,
            }
        }
    }

    fn weight(&self, variable: usize) -> u32 {
        self.weights.get(variable).copied().unwrap_or(u32::MAX)
    }

    fn mark(&self, variable: usize) -> Mark {
        self.marks.get(variable).copied().unwrap_or(Mark::Shut)
    }

    fn set_mark(&mut self, variable: usize, mark: Mark) {
        if let Some(place) = self.marks.get_mut(variable) {
            *place = mark;
        }
    }

    fn free(&mut self, variable: usize) -> Option<super::rows::Freed> {
        let freed = self.tableau.free(variable)?;
        self.used += freed.steps;
        self.set_mark(variable, Mark::Free);
        if freed.pivot.is_none() {
            self.loose.push(variable);
        }
        Some(freed)
    }

    fn unfree(&mut self, variable: usize, freed: super::rows::Freed) {
        if freed.pivot.is_none() {
            self.loose.pop();
        }
        self.tableau.restore(freed);
        self.set_mark(variable, Mark::Open);
    }

    fn visit(&mut self, cost: u32) {
        if self.used > self.steps {
            self.stopped = true;
        }
        if self.stopped {
            return;
        }
        let mut unmet = self.unmet();
        if unmet.is_empty() {
            match self.solve() {
                Solved::Set(set) => {
                    self.sets.push(set);
                    if self.sets.len() >= self.most_sets {
                        self.stopped = true;
                    }
                    return;
                }
                Solved::Contradiction(condition) => unmet.push(condition),
                Solved::Unknown => {
                    self.stopped = true;
                    return;
                }
            }
        }
        if unmet.iter().any(|condition| condition.candidates.is_empty()) {
            return;
        }
        let needed = cost.saturating_add(self.least_further(&unmet));
        if needed > self.threshold {
            self.next = Some(self.next.map_or(needed, |next| next.min(needed)));
            return;
        }
        let Some(chosen) = unmet.iter().min_by_key(|condition| condition.candidates.len()) else { return };
        let candidates = chosen.candidates.clone();
        let last = self.threshold - cost < self.smallest_weight.saturating_mul(2);
        let mut shut = Vec::with_capacity(candidates.len());
        for variable in candidates {
            let total = cost.saturating_add(self.weight(variable));
            if total > self.threshold {
                self.next = Some(self.next.map_or(total, |next| next.min(total)));
            } else if last && !self.could_be_last(variable, &unmet) {
                // One more variable is all there is room for, and this one does not meet every condition.
                let total = total.saturating_add(self.smallest_weight);
                self.next = Some(self.next.map_or(total, |next| next.min(total)));
            } else {
                let Some(freed) = self.free(variable) else {
                    self.stopped = true;
                    break;
                };
                self.chosen.push(variable);
                self.visit(total);
                self.chosen.pop();
                self.unfree(variable, freed);
                if self.stopped {
                    break;
                }
            }
            self.set_mark(variable, Mark::Shut);
            shut.push(variable);
        }
        for variable in shut {
            self.set_mark(variable, Mark::Open);
        }
    }

    /// Whether the change of this one variable could meet all conditions at once.
    fn could_be_last(&mut self, variable: usize, unmet: &[Unmet]) -> bool {
        if !unmet.iter().all(|condition| condition.candidates.binary_search(&variable).is_ok()) {
            return false;
        }
        // Every equation without freed variables has to be met by the same change.
        let mut change: Option<i64> = None;
        for row in &self.tableau.rows {
            if row.basic.is_some() {
                continue;
            }
            self.used += 4;
            let Some(coefficient) = row.coefficient(variable) else { continue };
            if row.residual % coefficient != 0 {
                return false;
            }
            let own = -(row.residual / coefficient);
            if change.is_some_and(|change| change != own) {
                return false;
            }
            change = Some(own);
        }
        true
    }

    /// The conditions that single rows show to be unmet.
    fn unmet(&mut self) -> Vec<Unmet> {
        let mut conditions = Vec::new();
        let mut steps = self.tableau.rows.len() as u64;
        for row in &self.tableau.rows {
            // The direction in which coefficient × change of the other variables must go; 0: any.
            let direction = match row.basic {
                None if row.residual == 0 => continue,
                None => -row.residual.signum(),
                Some(basic) => {
                    steps += row.terms.len() as u64;
                    if !self.loose.is_empty()
                        && row.terms.iter().any(|term| term.0 != basic && self.mark(term.0) == Mark::Free)
                    {
                        continue;
                    }
                    let Some(coefficient) = row.coefficient(basic) else { continue };
                    if row.residual % coefficient == 0 {
                        let start = self.tableau.start.get(basic).copied().unwrap_or(0);
                        let Some(value) = start.checked_sub(row.residual / coefficient) else { continue };
                        let Some(variable) = self.tableau.variables.get(basic) else { continue };
                        if variable.lower.is_some_and(|lower| value < lower) {
                            -coefficient.signum()
                        } else if variable.upper.is_some_and(|upper| value > upper) {
                            coefficient.signum()
                        } else {
                            continue;
                        }
                    } else {
                        0
                    }
                }
            };
            steps += row.terms.len() as u64;
            let mut candidates = Vec::new();
            let mut least = u32::MAX;
            for &(variable, coefficient) in &row.terms {
                if self.mark(variable) == Mark::Open
                    && self.can_move(variable, coefficient.signum() * direction)
                {
                    candidates.push(variable);
                    least = least.min(self.weight(variable));
                }
            }
            conditions.push(Unmet { candidates, least });
        }
        self.used += steps;
        conditions
    }

    /// Whether the observed value can move up (1), down (−1) or at all (0).
    fn can_move(&self, variable: usize, direction: i64) -> bool {
        let Some(bounds) = self.tableau.variables.get(variable) else { return false };
        let start = self.tableau.start.get(variable).copied().unwrap_or(0);
        match direction {
            1 => bounds.upper.is_none_or(|upper| start < upper),
            -1 => bounds.lower.is_none_or(|lower| start > lower),
            _ => true,
        }
    }

    /// A weight that is needed beyond the present set: conditions without a common candidate add up.
    fn least_further(&mut self, unmet: &[Unmet]) -> u32 {
        let mut order: Vec<usize> = (0..unmet.len()).collect();
        order.sort_by_key(|&at| unmet.get(at).map_or(0, |condition| condition.candidates.len()));
        let rising = self.pack(unmet, order.iter().copied());
        let falling = self.pack(unmet, order.iter().rev().copied());
        rising.max(falling)
    }

    fn pack(&mut self, unmet: &[Unmet], order: impl Iterator<Item = usize>) -> u32 {
        self.stamp += 1;
        let mut total = 0_u32;
        for condition in order.filter_map(|at| unmet.get(at)) {
            self.used += condition.candidates.len() as u64;
            let taken =
                condition.candidates.iter().any(|&variable| self.stamps.get(variable) == Some(&self.stamp));
            if taken {
                continue;
            }
            total = total.saturating_add(condition.least);
            for &variable in &condition.candidates {
                if let Some(place) = self.stamps.get_mut(variable) {
                    *place = self.stamp;
                }
            }
        }
        total
    }

    /// Called when no single row is unmet: finds values for the freed variables.
    fn solve(&mut self) -> Solved {
        let loose = self.loose.clone();
        let system = if loose.is_empty() { System::default() } else { self.system(&loose) };
        let point = if loose.is_empty() {
            Vec::new()
        } else {
            match polytope::integer_point(&system.inequalities, system.unknowns, &mut self.used) {
                Verdict::Point(point) => point,
                Verdict::Unknown => return Solved::Unknown,
                Verdict::Empty(rows) => return Solved::Contradiction(self.contradiction(&rows)),
            }
        };
        let mut set = Set { variables: Vec::new(), values: Vec::new(), determined: Vec::new() };
        let mut chosen = self.chosen.clone();
        chosen.sort_unstable();
        for variable in chosen {
            let start = self.tableau.start.get(variable).copied().unwrap_or(0);
            let defining = self.tableau.rows.iter().find(|row| row.basic == Some(variable));
            let (change, determined) = if let Some(row) = defining {
                let Some(own) = row.coefficient(variable) else { return Solved::Unknown };
                let form: Vec<i128> =
                    loose.iter().map(|&v| i128::from(row.coefficient(v).unwrap_or(0))).collect();
                let others: i128 = form.iter().zip(&point).map(|(a, b)| a * b).sum();
                let top = -(i128::from(row.residual) + others);
                if top % i128::from(own) != 0 {
                    return Solved::Unknown;
                }
                let free = form.iter().any(|&value| value != 0);
                (
                    top / i128::from(own),
                    !free || (self.determined && system.is_constant(&form, &mut self.used)),
                )
            } else {
                let at = loose.iter().position(|&v| v == variable);
                let change = at.and_then(|at| point.get(at)).copied().unwrap_or(0);
                let form: Vec<i128> = (0..loose.len()).map(|i| i128::from(Some(i) == at)).collect();
                (change, self.determined && system.is_constant(&form, &mut self.used))
            };
            let Ok(value) = i64::try_from(i128::from(start) + change) else { return Solved::Unknown };
            set.variables.push(variable);
            set.values.push(value);
            set.determined.push(determined);
        }
        Solved::Set(set)
    }

    fn system(&self, loose: &[usize]) -> System {
        let uneven = |row: &super::rows::Row| {
            row.basic.and_then(|basic| row.coefficient(basic)).is_some_and(|own| own.abs() != 1)
                && loose.iter().any(|&variable| row.coefficient(variable).is_some())
        };
        let extra = self.tableau.rows.iter().filter(|row| uneven(row)).count();
        let mut system = System { inequalities: Vec::new(), unknowns: loose.len() + extra };
        for (at, &variable) in loose.iter().enumerate() {
            let form: Vec<i128> = (0..loose.len()).map(|i| i128::from(i == at)).collect();
            let start = i128::from(self.tableau.start.get(variable).copied().unwrap_or(0));
            let Some(bounds) = self.tableau.variables.get(variable) else { continue };
            if let Some(upper) = bounds.upper {
                system.push(&form, 1, i128::from(upper) - start, &[]);
            }
            if let Some(lower) = bounds.lower {
                system.push(&form, -1, start - i128::from(lower), &[]);
            }
        }
        let mut next_extra = loose.len();
        for (index, row) in self.tableau.rows.iter().enumerate() {
            let Some(basic) = row.basic else { continue };
            let mut form: Vec<i128> =
                loose.iter().map(|&v| i128::from(row.coefficient(v).unwrap_or(0))).collect();
            if form.iter().all(|&value| value == 0) {
                continue;
            }
            let Some(own) = row.coefficient(basic).map(i128::from) else { continue };
            let Some(bounds) = self.tableau.variables.get(basic) else { continue };
            let start = i128::from(self.tableau.start.get(basic).copied().unwrap_or(0));
            let residual = i128::from(row.residual);
            let sign = own.signum();
            // own × change = −residual − form, and lower − start ≤ change ≤ upper − start
            if let Some(lower) = bounds.lower {
                system.push(&form, sign, sign * (-residual - own * (i128::from(lower) - start)), &[index]);
            }
            if let Some(upper) = bounds.upper {
                system.push(&form, -sign, sign * (residual + own * (i128::from(upper) - start)), &[index]);
            }
            if uneven(row) {
                // The change itself as a whole number: own × change + form = −residual.
                form.resize(next_extra, 0);
                form.push(own);
                next_extra += 1;
                system.push(&form, 1, -residual, &[index]);
                system.push(&form, -1, residual, &[index]);
            }
        }
        system
    }

    /// Every open variable of the given defining rows, of which one must change.
    fn contradiction(&self, rows: &[usize]) -> Unmet {
        let mut candidates: Vec<usize> = rows
            .iter()
            .filter_map(|&row| self.tableau.rows.get(row))
            .flat_map(|row| row.terms.iter().map(|term| term.0))
            .filter(|&variable| self.mark(variable) == Mark::Open)
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let least = candidates.iter().map(|&variable| self.weight(variable)).min().unwrap_or(u32::MAX);
        Unmet { candidates, least }
    }
}

enum Solved {
    Set(Set),
    Contradiction(Unmet),
    Unknown,
}
