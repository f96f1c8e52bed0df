//! Rules as rows of an exact integer tableau, and the elimination of freed variables from them.

use super::{Problem, ProblemError, Relation, Variable};
use crate::order::Order;

/// One linear equation over the *changes* of the variables: the sum of coefficient × change = −residual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Variable index and coefficient, by ascending index, no zero coefficient.
    pub terms: Vec<(usize, i64)>,
    /// By how much the observed values miss the equation.
    pub residual: i64,
    /// The freed variable that this row determines, if it is one's defining row.
    pub basic: Option<usize>,
}

impl Row {
    pub fn coefficient(&self, variable: usize) -> Option<i64> {
        self.terms
            .binary_search_by_key(&variable, |term| term.0)
            .ok()
            .and_then(|at| self.terms.get(at))
            .map(|term| term.1)
    }
}

/// The rows of a problem and the variables with the slack of each inequality behind them.
#[derive(Debug, Clone)]
pub struct Tableau {
    pub variables: Vec<Variable>,
    /// The observed value of each variable; a missing one starts from its lower bound or 0.
    pub start: Vec<i64>,
    pub rows: Vec<Row>,
    /// Freed from the beginning at no cost: slacks and missing values.
    pub free_of_cost: Vec<usize>,
    /// Memory of rows that were taken back, for the next ones.
    spare: Vec<Vec<(usize, i64)>>,
}

impl Tableau {
    /// Builds the rows; fails when a rule names an unknown variable or its values cannot be added exactly.
    pub fn new(problem: &Problem) -> Result<Self, ProblemError> {
        let mut variables = problem.variables.clone();
        let mut start: Vec<i64> =
            variables.iter().map(|v| v.value.or(v.lower).or(v.upper).unwrap_or(0)).collect();
        let mut free_of_cost: Vec<usize> =
            (0..variables.len()).filter(|&v| variables.get(v).is_some_and(|v| v.value.is_none())).collect();
        let mut rows = Vec::with_capacity(problem.rules.len());
        for (index, rule) in problem.rules.iter().enumerate() {
            let too_large = || ProblemError::TooLarge { rule: index };
            let mut terms = rule.terms.clone();
            terms.order_by_key(|term| term.0);
            let mut merged: Vec<(usize, i64)> = Vec::with_capacity(terms.len() + 1);
            for (variable, coefficient) in terms {
                if variable >= problem.variables.len() {
                    return Err(ProblemError::UnknownVariable { rule: index, variable });
                }
                match merged.last_mut() {
                    Some(last) if last.0 == variable => {
                        last.1 = last.1.checked_add(coefficient).ok_or_else(too_large)?;
                    }
                    _ => merged.push((variable, coefficient)),
                }
            }
            merged.retain(|term| term.1 != 0);
            let mut residual = rule.constant.checked_neg().ok_or_else(too_large)?;
            for (variable, coefficient) in &merged {
                let value = start.get(*variable).copied().unwrap_or(0);
                residual = coefficient
                    .checked_mul(value)
                    .and_then(|product| residual.checked_add(product))
                    .ok_or_else(too_large)?;
            }
            if rule.relation == Relation::AtMost {
                let slack = variables.len();
                variables.push(Variable::missing());
                start.push(0);
                free_of_cost.push(slack);
                merged.push((slack, 1));
            }
            rows.push(Row { terms: merged, residual, basic: None });
        }
        Ok(Self { variables, start, rows, free_of_cost, spare: Vec::new() })
    }

    /// Frees a variable: picks a defining row and eliminates the variable from every other row.
    ///
    /// Returns what is needed to take it back, whether a defining row was found, and the terms touched;
    /// `None` when the numbers outgrow exact arithmetic (nothing is changed then).
    pub fn free(&mut self, variable: usize) -> Option<Freed> {
        let mut steps = self.rows.len() as u64;
        let mut pivot: Option<(usize, u64, usize)> = None;
        for (index, row) in self.rows.iter().enumerate() {
            if row.basic.is_some() {
                continue;
            }
            if let Some(coefficient) = row.coefficient(variable) {
                let better = pivot.is_none_or(|(_, size, length)| {
                    (coefficient.unsigned_abs(), row.terms.len()) < (size, length)
                });
                if better {
                    pivot = Some((index, coefficient.unsigned_abs(), row.terms.len()));
                }
            }
        }
        let Some((pivot, _, _)) = pivot else {
            return Some(Freed { replaced: Vec::new(), pivot: None, steps });
        };
        let source = self.rows.get(pivot)?;
        let source_coefficient = source.coefficient(variable)?;
        let mut changed = Vec::with_capacity(4);
        for (index, row) in self.rows.iter().enumerate() {
            if index == pivot {
                continue;
            }
            if let Some(coefficient) = row.coefficient(variable) {
                steps += (row.terms.len() + source.terms.len()) as u64;
                let terms = self.spare.pop().unwrap_or_default();
                changed.push((index, combine(row, coefficient, source, source_coefficient, terms)?));
            }
        }
        for (index, row) in &mut changed {
            if let Some(place) = self.rows.get_mut(*index) {
                std::mem::swap(place, row);
            }
        }
        if let Some(row) = self.rows.get_mut(pivot) {
            row.basic = Some(variable);
        }
        Some(Freed { replaced: changed, pivot: Some(pivot), steps })
    }

    /// Takes back what [`Tableau::free`] did.
    pub fn restore(&mut self, freed: Freed) {
        if let Some(row) = freed.pivot.and_then(|pivot| self.rows.get_mut(pivot)) {
            row.basic = None;
        }
        for (index, row) in freed.replaced {
            if let Some(place) = self.rows.get_mut(index) {
                let mut terms = std::mem::replace(place, row).terms;
                terms.clear();
                self.spare.push(terms);
            }
        }
    }
}

/// What an elimination replaced.
#[derive(Debug)]
pub struct Freed {
    replaced: Vec<(usize, Row)>,
    /// The defining row; `None` when no free row holds the variable.
    pub pivot: Option<usize>,
    pub steps: u64,
}

/// The combination of `row` and `source` from which the variable with the given coefficients is gone. `terms` is empty
/// and becomes the row's terms.
fn combine(
    row: &Row,
    coefficient: i64,
    source: &Row,
    source_coefficient: i64,
    mut terms: Vec<(usize, i64)>,
) -> Option<Row> {
    let divisor = gcd(coefficient.unsigned_abs(), source_coefficient.unsigned_abs());
    let divisor = i64::try_from(divisor).ok()?;
    // Kept positive, so that a defining row keeps the sign of its own variable.
    let sign = source_coefficient.signum();
    let keep = times(source_coefficient.checked_div(divisor)?, sign)?;
    let take = times(coefficient.checked_div(divisor)?, sign)?.checked_neg()?;
    terms.reserve(row.terms.len() + source.terms.len());
    let (mut left, mut right) = (row.terms.iter().peekable(), source.terms.iter().peekable());
    loop {
        let (variable, value) = match (left.peek(), right.peek()) {
            (Some(&&(l, a)), Some(&&(r, b))) if l == r => {
                left.next();
                right.next();
                (l, times(a, keep)?.checked_add(times(b, take)?)?)
            }
            (Some(&&(l, a)), Some(&&(r, _))) if l < r => {
                left.next();
                (l, times(a, keep)?)
            }
            (Some(&&(l, a)), None) => {
                left.next();
                (l, times(a, keep)?)
            }
            (_, Some(&&(r, b))) => {
                right.next();
                (r, times(b, take)?)
            }
            (None, None) => break,
        };
        if value != 0 {
            terms.push((variable, value));
        }
    }
    let mut residual = times(row.residual, keep)?.checked_add(times(source.residual, take)?)?;
    let mut common = residual.unsigned_abs();
    for term in &terms {
        if common == 1 {
            break;
        }
        common = gcd(common, term.1.unsigned_abs());
    }
    if common > 1
        && let Ok(common) = i64::try_from(common)
    {
        residual /= common;
        for term in &mut terms {
            term.1 /= common;
        }
    }
    Some(Row { terms, residual, basic: row.basic })
}

/// The product; nearly always one factor is 1 or −1, and a product checked for overflow is slow where the machine
/// has no instruction for it, as in wasm.
fn times(value: i64, factor: i64) -> Option<i64> {
    match factor {
        1 => Some(value),
        -1 => value.checked_neg(),
        _ => value.checked_mul(factor),
    }
}

/// The greatest common divisor; `gcd(0, n) = n`.
pub const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::super::{Constraint, Problem, Variable};
    use super::*;

    fn row(terms: &[(usize, i64)], residual: i64) -> Row {
        Row { terms: terms.to_vec(), residual, basic: None }
    }

    /// What is left of the first row when variable 0 is taken out of it with the second.
    fn without_first(left: &Row, source: &Row) -> Option<Row> {
        combine(left, left.coefficient(0)?, source, source.coefficient(0)?, Vec::new())
    }

    #[test]
    fn a_variable_is_taken_out_in_whole_numbers_and_the_rest_reduced() {
        for (left, source, expected) in [
            // 3 × (4a + 6b + 10) − 2 × (6a + 9c + 3), divided by 6.
            (row(&[(0, 4), (1, 6)], 10), row(&[(0, 6), (2, 9)], 3), row(&[(1, 3), (2, -3)], 4)),
            (row(&[(0, 2), (1, 1)], 5), row(&[(0, -1), (1, 1)], 3), row(&[(1, 3)], 11)),
            (row(&[(0, -2), (3, 1)], 1), row(&[(0, 1), (2, 1)], 1), row(&[(2, 2), (3, 1)], 3)),
            // The sign of the row's own variables stays, whatever the sign of what is taken out.
            (row(&[(0, 1), (1, 1)], 0), row(&[(0, -3), (2, 1)], 0), row(&[(1, 3), (2, 1)], 0)),
            (row(&[(0, 1), (1, -4)], 8), row(&[(0, 1), (1, 2)], 2), row(&[(1, -1)], 1)),
            // Nothing is left but that it does not hold, or that it does.
            (row(&[(0, 1), (1, 1)], 5), row(&[(0, 1), (1, 1)], 2), row(&[], 1)),
            (row(&[(0, 2), (1, 2)], 4), row(&[(0, 1), (1, 1)], 2), row(&[], 0)),
        ] {
            assert_eq!(without_first(&left, &source), Some(expected), "{left:?} and {source:?}");
        }
    }

    #[test]
    fn numbers_that_grow_too_large_are_told() {
        let source = row(&[(0, 2), (1, 1)], 1);
        assert_eq!(without_first(&row(&[(0, 1), (2, i64::MAX)], 0), &source), None);
        assert_eq!(without_first(&row(&[(0, 1)], i64::MAX), &source), None);
        assert!(without_first(&row(&[(0, 1), (2, i64::MAX / 2)], 0), &source).is_some());
        assert_eq!((times(5, 1), times(5, -1), times(5, 3)), (Some(5), Some(-5), Some(15)));
        assert_eq!((times(i64::MIN, -1), times(i64::MAX, 2)), (None, None));
        assert_eq!((gcd(0, 7), gcd(7, 0), gcd(12, 18), gcd(5, 3)), (7, 7, 6, 1));
    }

    fn sums() -> Tableau {
        // a + b = c, 2a + d = e, b = 3.
        let rules = vec![
            Constraint::equal(vec![(0, 1), (1, 1), (2, -1)], 0),
            Constraint::equal(vec![(0, 2), (3, 1), (4, -1)], 0),
            Constraint::equal(vec![(1, 1)], 3),
        ];
        let variables = [1, 2, 4, 5, 6].map(Variable::count).to_vec();
        Tableau::new(&Problem { variables, rules }).unwrap()
    }

    #[test]
    fn rules_become_rows_over_changes() {
        let residuals: Vec<i64> = sums().rows.iter().map(|row| row.residual).collect();
        assert_eq!(residuals, [-1, 1, -1]);
        // The same variable twice is one term, and none where both cancel.
        let rules = vec![
            Constraint::equal(vec![(1, 2), (0, 1), (1, 3)], 4),
            Constraint::equal(vec![(0, 1), (0, -1)], 2),
            Constraint::at_most(vec![(0, 1)], 9),
        ];
        let variables = vec![Variable::count(7), Variable::missing()];
        let tableau = Tableau::new(&Problem { variables, rules }).unwrap();
        assert_eq!(tableau.rows, [row(&[(0, 1), (1, 5)], 3), row(&[], -2), row(&[(0, 1), (2, 1)], -2)]);
        assert_eq!((tableau.free_of_cost, tableau.start), (vec![1, 2], vec![7, 0, 0]));
    }

    #[test]
    fn what_is_freed_leaves_all_rows_but_its_own_and_comes_back() {
        let mut tableau = sums();
        let before = tableau.rows.clone();
        let freed = tableau.free(0).unwrap();
        // The row with the smallest coefficient determines it; three rows are looked at, two of three terms combined.
        assert_eq!((freed.pivot, freed.steps), (Some(0), 3 + 6));
        assert_eq!(tableau.rows.first().and_then(|row| row.basic), Some(0));
        let holding = tableau.rows.iter().filter(|row| row.coefficient(0).is_some()).count();
        assert_eq!(holding, 1);
        assert_eq!(tableau.rows.get(1), Some(&row(&[(1, -2), (2, 2), (3, 1), (4, -1)], 3)));
        let second = tableau.free(1).unwrap();
        assert_eq!(second.pivot, Some(2));
        tableau.restore(second);
        tableau.restore(freed);
        assert_eq!(tableau.rows, before);
        // A variable of no row is determined by none.
        let none = tableau.free(9).unwrap();
        assert_eq!((none.pivot, none.steps), (None, 3));
    }
}
