//! The smallest change that makes a set of linear rules hold.
//!
//! Fellegi and Holt (1976): of all ways to make a faulty record consistent, the most likely one changes the
//! fewest values. Given linear rules with integer coefficients over integer variables, this part finds the
//! minimum total weight of a set of variables whose change lets every rule hold with integers inside their
//! bounds, and *every* set of that weight, exactly and in a fixed order. It knows nothing of reports.
//!
//! How: rules are equalities (an inequality becomes one through a slack variable that is always free). The
//! search deepens over the total weight. At each step the freed variables are eliminated from the rules by
//! exact integer elimination; a rule without freed variables that does not hold, or a freed variable that the
//! rules force out of its bounds, names the variables of which at least one more must change. Branching over
//! those, and only those, loses no solution; a count of broken rules that share no variable cuts the rest.

mod parts;
mod polytope;
mod rows;
mod search;
mod solve;
#[cfg(test)]
mod tests;

pub use search::{Located, Part, Set, locate};

use thiserror::Error;

/// What it costs to change a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The cost of a change; at least 1.
    Units(u32),
    /// The variable may never change.
    Fixed,
}

/// One integer variable with its observed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// The value observed; `None` when there is none: it must be filled in, which costs nothing.
    pub value: Option<i64>,
    /// The cost of changing it; of no meaning for a missing value.
    pub weight: Weight,
    /// The smallest value allowed, if any.
    pub lower: Option<i64>,
    /// The largest value allowed, if any.
    pub upper: Option<i64>,
}

impl Variable {
    /// A count: not negative, of weight 1.
    #[must_use]
    pub const fn count(value: i64) -> Self {
        Self { value: Some(value), weight: Weight::Units(1), lower: Some(0), upper: None }
    }

    /// A count whose value is missing.
    #[must_use]
    pub const fn missing() -> Self {
        Self { value: None, weight: Weight::Units(1), lower: Some(0), upper: None }
    }

    /// Whether a value lies inside the bounds.
    #[must_use]
    pub fn allows(&self, value: i64) -> bool {
        self.lower.is_none_or(|lower| value >= lower) && self.upper.is_none_or(|upper| value <= upper)
    }
}

/// How the two sides of a rule are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The sum equals the constant.
    Equal,
    /// The sum is at most the constant.
    AtMost,
}

/// A linear rule: the sum of coefficient × variable, compared with a constant.
///
/// `≥` is `AtMost` with all signs turned; over integers `<` is `AtMost` with the constant one smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// Pairs of variable index and coefficient; a variable named twice counts with the sum.
    pub terms: Vec<(usize, i64)>,
    /// How the sum is compared.
    pub relation: Relation,
    /// What the sum is compared with.
    pub constant: i64,
}

impl Constraint {
    /// The sum of the terms equals `constant`.
    #[must_use]
    pub const fn equal(terms: Vec<(usize, i64)>, constant: i64) -> Self {
        Self { terms, relation: Relation::Equal, constant }
    }

    /// The sum of the terms is at most `constant`.
    #[must_use]
    pub const fn at_most(terms: Vec<(usize, i64)>, constant: i64) -> Self {
        Self { terms, relation: Relation::AtMost, constant }
    }
}

/// Variables and the rules that bind them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// The variables; rules name them by index.
    pub variables: Vec<Variable>,
    /// The rules.
    pub rules: Vec<Constraint>,
}

/// How much work a search may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Elementary steps: terms of rules looked at. Ten million take some tens of milliseconds natively.
    pub steps: u64,
    /// The largest number of sets collected for one part.
    pub sets: usize,
    /// Whether to work out which of the found values are the only possible ones.
    pub determined: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { steps: 4_000_000, sets: 2_000, determined: true }
    }
}

/// Why a problem could not be searched at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProblemError {
    /// A rule names a variable that is not there.
    #[error("rule {rule} names variable {variable}, which does not exist")]
    UnknownVariable {
        /// The rule's index.
        rule: usize,
        /// The variable's index.
        variable: usize,
    },
    /// The numbers are too large for exact 64-bit arithmetic.
    #[error("the values of rule {rule} are too large to be added up exactly")]
    TooLarge {
        /// The rule's index.
        rule: usize,
    },
}
