//! The search for every smallest set of variables to change.

use super::parts::{components, is_broken, restrict};
use super::rows::{Freed, Tableau};
use super::{Limits, Problem, ProblemError, Weight};
use crate::order::Order;

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
    // Small parts first: one that is wrong throughout leaves the others nothing of the bound on work.
    let mut order = components(problem);
    order.order_by_key(|component| component.variables.len());
    for component in order {
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
        let first = (component.rules.first().copied(), component.variables.first().copied());
        parts.push((first, Part { rules: component.rules, located }));
    }
    // Those without rules are single values; they come last, as their variables do.
    parts.order_by_key(|((rule, variable), _)| (rule.unwrap_or(usize::MAX), *variable));
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Keeps its value so far, may be freed.
    Open,
    /// Freed.
    Free,
    /// Never changes in this branch.
    Shut,
}

/// A condition that the present set cannot meet: one of the candidates must change too.
pub struct Unmet {
    pub candidates: Vec<usize>,
    pub least: u32,
}

/// The conditions that are unmet, in one run of memory that is used again and again.
#[derive(Default)]
struct Conditions {
    candidates: Vec<usize>,
    spans: Vec<Span>,
    /// Indices of the conditions, those with the fewest candidates first.
    order: Vec<usize>,
}

/// One condition: its candidates from `start` to `end`, ascending, and the least weight of one of them.
#[derive(Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    least: u32,
}

impl Conditions {
    fn clear(&mut self) {
        self.candidates.clear();
        self.spans.clear();
    }

    /// Ends a condition whose candidates were pushed from `start` on.
    fn close(&mut self, start: usize, least: u32) {
        self.spans.push(Span { start, end: self.candidates.len(), least });
    }

    fn of(&self, span: Span) -> &[usize] {
        self.candidates.get(span.start..span.end).unwrap_or(&[])
    }

    fn iter(&self) -> impl Iterator<Item = &[usize]> {
        self.spans.iter().map(|&span| self.of(span))
    }

    /// The first condition with the fewest candidates.
    fn smallest(&self) -> Option<Span> {
        self.spans.iter().copied().min_by_key(|span| span.end - span.start)
    }

    fn sort(&mut self) {
        self.order.clear();
        self.order.extend(0..self.spans.len());
        let spans = &self.spans;
        self.order.order_by_key(|&at| spans.get(at).map_or(0, |span| span.end - span.start));
    }

    /// Keeps the candidates that fulfil something; whether every condition still has one.
    fn retain(&mut self, keep: impl Fn(usize) -> bool) -> bool {
        let mut to = 0;
        let mut all = true;
        for span in &mut self.spans {
            let start = to;
            for from in span.start..span.end {
                let Some(&variable) = self.candidates.get(from) else { break };
                if keep(variable)
                    && let Some(place) = self.candidates.get_mut(to)
                {
                    *place = variable;
                    to += 1;
                }
            }
            (span.start, span.end) = (start, to);
            all &= start < to;
        }
        self.candidates.truncate(to);
        all
    }
}

/// Whether there are values for the freed variables.
pub enum Solved {
    Set(Set),
    Contradiction(Unmet),
    Unknown,
}

/// One part being searched.
pub struct Search {
    pub tableau: Tableau,
    marks: Vec<Mark>,
    weights: Vec<u32>,
    /// Freed variables without a defining row.
    pub loose: Vec<usize>,
    /// The variables freed at a cost.
    pub chosen: Vec<usize>,
    threshold: u32,
    next: Option<u32>,
    sets: Vec<Set>,
    most_sets: usize,
    pub determined: bool,
    steps: u64,
    pub used: u64,
    stopped: bool,
    smallest_weight: u32,
    stamps: Vec<u64>,
    stamp: u64,
    spare: Vec<Conditions>,
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
            spare: Vec::new(),
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
                sets.order();
                return Located::Sets { weight: self.threshold, sets, complete: !self.stopped };
            }
            match self.next {
                Some(next) => self.threshold = next,
                None => return Located::Impossible,
            }
        }
    }

    pub fn weight(&self, variable: usize) -> u32 {
        self.weights.get(variable).copied().unwrap_or(u32::MAX)
    }

    pub fn mark(&self, variable: usize) -> Mark {
        self.marks.get(variable).copied().unwrap_or(Mark::Shut)
    }

    fn set_mark(&mut self, variable: usize, mark: Mark) {
        if let Some(place) = self.marks.get_mut(variable) {
            *place = mark;
        }
    }

    fn free(&mut self, variable: usize) -> Option<Freed> {
        let freed = self.tableau.free(variable)?;
        self.used += freed.steps;
        self.set_mark(variable, Mark::Free);
        if freed.pivot.is_none() {
            self.loose.push(variable);
        }
        Some(freed)
    }

    fn unfree(&mut self, variable: usize, freed: Freed) {
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
        let mut unmet = self.spare.pop().unwrap_or_default();
        unmet.clear();
        self.branch(cost, &mut unmet);
        self.spare.push(unmet);
    }

    fn branch(&mut self, cost: u32, unmet: &mut Conditions) {
        self.unmet(unmet);
        if unmet.spans.is_empty() {
            match self.solve() {
                Solved::Set(set) => {
                    self.sets.push(set);
                    if self.sets.len() >= self.most_sets {
                        self.stopped = true;
                    }
                    return;
                }
                Solved::Contradiction(condition) => {
                    unmet.candidates.extend(condition.candidates);
                    unmet.close(0, condition.least);
                }
                Solved::Unknown => {
                    self.stopped = true;
                    return;
                }
            }
        }
        if unmet.iter().any(<[usize]>::is_empty) {
            return;
        }
        if let Err(needed) = self.bound(cost, unmet) {
            self.postpone(needed);
            return;
        }
        let Some(chosen) = unmet.smallest() else { return };
        let last = self.threshold - cost < self.smallest_weight.saturating_mul(2);
        let mut tried = chosen.start;
        for at in chosen.start..chosen.end {
            let Some(&variable) = unmet.candidates.get(at) else { break };
            let total = cost.saturating_add(self.weight(variable));
            if total > self.threshold {
                self.postpone(total);
            } else if last && !self.could_be_last(variable, unmet) {
                // One more variable is all there is room for, and this one does not meet every condition.
                self.postpone(total.saturating_add(self.smallest_weight));
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
            tried = at + 1;
        }
        for &variable in unmet.candidates.get(chosen.start..tried).unwrap_or(&[]) {
            self.set_mark(variable, Mark::Open);
        }
    }

    /// Notes that a branch needs at least this weight, which is more than is searched at present.
    fn postpone(&mut self, needed: u32) {
        self.next = Some(self.next.map_or(needed, |next| next.min(needed)));
    }

    /// Whether the change of this one variable could meet all conditions at once.
    fn could_be_last(&mut self, variable: usize, unmet: &Conditions) -> bool {
        if !unmet.iter().all(|candidates| candidates.binary_search(&variable).is_ok()) {
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
    fn unmet(&mut self, conditions: &mut Conditions) {
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
            let start = conditions.candidates.len();
            let mut least = u32::MAX;
            for &(variable, coefficient) in &row.terms {
                if self.mark(variable) == Mark::Open
                    && self.can_move(variable, coefficient.signum() * direction)
                {
                    conditions.candidates.push(variable);
                    least = least.min(self.weight(variable));
                }
            }
            conditions.close(start, least);
        }
        self.used += steps;
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

    /// Conditions without a common candidate add up: `Err` with the weight that is needed at the least, where that is
    /// more than is searched at present.
    ///
    /// Where such conditions take up all the weight there is, each of them gets one variable and nothing else changes:
    /// then the candidates outside them are dropped from all other conditions. With more weight they may be what changes.
    fn bound(&mut self, cost: u32, unmet: &mut Conditions) -> Result<(), u32> {
        unmet.sort();
        for rising in [true, false] {
            let needed = cost.saturating_add(self.pack(unmet, rising));
            if needed > self.threshold {
                return Err(needed);
            }
            if needed == self.threshold {
                self.used += unmet.candidates.len() as u64;
                let (stamps, stamp, before) = (&self.stamps, self.stamp, unmet.candidates.len());
                let more = self.threshold.saturating_add(1);
                if !unmet.retain(|variable| stamps.get(variable) == Some(&stamp)) {
                    return Err(more);
                }
                if unmet.candidates.len() < before {
                    self.postpone(more);
                }
            }
        }
        Ok(())
    }

    /// The weight that conditions without a common candidate need, taken from those with the fewest candidates on or
    /// from those with the most. Their candidates bear the present stamp afterwards.
    fn pack(&mut self, unmet: &Conditions, rising: bool) -> u32 {
        self.stamp += 1;
        let mut total = 0_u32;
        for at in 0..unmet.order.len() {
            let at = if rising { at } else { unmet.order.len() - 1 - at };
            let Some(&span) = unmet.order.get(at).and_then(|&at| unmet.spans.get(at)) else { break };
            let candidates = unmet.of(span);
            self.used += candidates.len() as u64;
            if candidates.iter().any(|&variable| self.stamps.get(variable) == Some(&self.stamp)) {
                continue;
            }
            total = total.saturating_add(span.least);
            for &variable in candidates {
                if let Some(place) = self.stamps.get_mut(variable) {
                    *place = self.stamp;
                }
            }
        }
        total
    }
}
