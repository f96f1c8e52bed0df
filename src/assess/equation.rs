//! The sums of a report as equations over its blanks.

use super::Known;
use crate::form::{CellId, Identity};

/// One identity as an equation over its blanks: the sum of sign × blank = constant.
#[derive(Debug)]
pub(super) struct Equation {
    /// Blanks by their places among all, each with its sign.
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) constant: i64,
}

impl Equation {
    /// Of an identity; `None` where a value is missing or not sure, or too large to be added up.
    pub(super) fn new(identity: &Identity, cells: &[CellId], know: &dyn Fn(CellId) -> Known) -> Option<Self> {
        let mut equation = Self { terms: Vec::new(), constant: 0 };
        for (terms, sign) in [(&identity.left, 1), (&identity.right, -1)] {
            for term in terms {
                match know(term.cell) {
                    Known::Value { value, sure: true } => {
                        equation.constant = equation.constant.checked_sub(value.checked_mul(sign)?)?;
                    }
                    Known::Blank { .. } => {
                        equation.terms.push((cells.binary_search(&term.cell).ok()?, sign));
                    }
                    _ => return None,
                }
            }
        }
        Some(equation)
    }

    /// The sign of a blank in it.
    pub(super) fn sign(&self, cell: usize) -> Option<i64> {
        self.terms.iter().find(|(each, _)| *each == cell).map(|(_, sign)| *sign)
    }

    /// By how much its blanks come to more than they should with these values, and 0 for every other blank.
    pub(super) fn difference(&self, values: &[Option<i64>]) -> i64 {
        let value = |cell: &usize| values.get(*cell).copied().flatten().unwrap_or(0);
        let sum: i64 = self.terms.iter().map(|(cell, sign)| sign * value(cell)).sum();
        sum - self.constant
    }
}

/// Puts a value at a place of a list, where it has one.
pub(super) fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_of_what_is_known_holds_or_not() {
        let equation = |constant| Equation { terms: vec![(0, 1), (2, -1)], constant };
        assert_eq!([0, 1, 2].map(|cell| equation(3).sign(cell)), [Some(1), None, Some(-1)]);
        // What has no value counts as 0.
        let difference = |constant, values: [Option<i64>; 3]| equation(constant).difference(&values);
        assert_eq!(difference(3, [Some(5), Some(9), Some(2)]), 0);
        assert_eq!(difference(5, [Some(5), None, None]), 0);
        assert_eq!(difference(3, [Some(5), None, Some(1)]), 1);
        assert_eq!(difference(0, [None, None, Some(1)]), -1);
    }
}
