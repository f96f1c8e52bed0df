//! What the sums of a report prove about cells that were left blank.

use std::collections::{BTreeMap, VecDeque};

use super::Known;
use super::equation::{Equation, set};
use super::weighing::Weighing;
use crate::form::{CellId, Identity, SumKind};
use crate::order::Order;

/// What a blank can be: at least `low`, at most `high` where there is a limit. Counts are never negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Range {
    low: i64,
    high: Option<i64>,
}

/// The blanks whose value the identities leave no choice about. `unwritten`: whether nothing is what a blank says there,
/// as where a report leaves all its zeros out.
///
/// Equations are taken in one at a time, sums within a row first: they are what the total is by definition. One that
/// contradicts those before it proves nothing (some filled cell in it is wrong). What they prove is then weighed, see
/// [`Weighing`].
pub(super) fn determine(
    identities: &[&Identity],
    know: &dyn Fn(CellId) -> Known,
    unwritten: &dyn Fn(CellId) -> bool,
) -> BTreeMap<CellId, i64> {
    let is_blank = |cell: &CellId| matches!(know(*cell), Known::Blank { .. });
    let with_blank = |identity: &&&Identity| identity.cells().any(|cell| is_blank(&cell));
    let mut sums: Vec<&&Identity> = identities.iter().filter(with_blank).collect();
    if sums.is_empty() {
        return BTreeMap::new();
    }
    sums.order_by_key(|identity| identity.kind);
    let mut cells: Vec<CellId> = sums.iter().flat_map(|identity| identity.cells()).collect();
    cells.retain(is_blank);
    cells.order();
    cells.dedup();
    let equations: Vec<Equation> =
        sums.iter().filter_map(|identity| Equation::new(identity, &cells, know)).collect();
    let mut narrowing = Narrowing::new(cells.len(), &equations);
    let taken: Vec<bool> = (0..equations.len()).map(|number| narrowing.take(number)).collect();
    let point = |range: &Range| (range.high == Some(range.low)).then_some(range.low);
    let values: Vec<Option<i64>> = narrowing.ranges.iter().map(point).collect();
    let unwritten: Vec<bool> = cells.iter().map(|cell| unwritten(*cell)).collect();
    let is_empty = |cell: &CellId| know(*cell) == Known::Blank { placeholder: false };
    let own_sum = |identity: &&&&Identity| matches!(identity.kind, SumKind::Row | SumKind::Subtotal);
    let totals: Vec<CellId> =
        sums.iter().filter(own_sum).flat_map(|identity| &identity.left).map(|term| term.cell).collect();
    let total: Vec<bool> = cells.iter().map(|cell| totals.contains(cell) && is_empty(cell)).collect();
    let weighing = Weighing { equations: &equations, taken: &taken, unwritten: &unwritten, total: &total };
    let mut determined = BTreeMap::new();
    determined.extend(
        cells.into_iter().zip(weighing.weighed(values)).filter_map(|(cell, value)| Some((cell, value?))),
    );
    determined
}

/// The ranges of the blanks, narrowed by the equations that were taken.
struct Narrowing<'a> {
    equations: &'a [Equation],
    ranges: Vec<Range>,
    /// For each blank, the equations that it stands in.
    around: Vec<Vec<usize>>,
    taken: Vec<bool>,
    /// Which equations wait to be looked at, so that none waits twice.
    waiting: Vec<bool>,
}

impl<'a> Narrowing<'a> {
    fn new(blanks: usize, equations: &'a [Equation]) -> Self {
        let mut around = vec![Vec::new(); blanks];
        for (number, equation) in equations.iter().enumerate() {
            for (cell, _) in &equation.terms {
                if let Some(list) = around.get_mut(*cell) {
                    list.push(number);
                }
            }
        }
        let none = vec![false; equations.len()];
        Self { equations, ranges: vec![Range::default(); blanks], around, taken: none.clone(), waiting: none }
    }

    /// Takes an equation in and narrows the ranges as far as it goes; where it cannot hold beside those taken before,
    /// everything stays as it was, and false is returned.
    fn take(&mut self, number: usize) -> bool {
        // Ranges only shrink, and every useful look fixes a limit; the bound is for endless small steps.
        let mut looks = 200 * (1 + self.taken.iter().filter(|taken| **taken).count());
        let mut before: Vec<(usize, Range)> = Vec::new();
        let mut queue = VecDeque::from([number]);
        set(&mut self.taken, number, true);
        set(&mut self.waiting, number, true);
        let mut possible = true;
        while let Some(next) = queue.pop_front() {
            set(&mut self.waiting, next, false);
            if !possible || looks == 0 {
                continue;
            }
            looks -= 1;
            let first = before.len();
            possible = self.narrow_by(next, &mut before);
            for (cell, _) in before.get(first..).unwrap_or(&[]) {
                for other in self.around.get(*cell).into_iter().flatten() {
                    let is_taken = self.taken.get(*other) == Some(&true);
                    if let Some(waiting) =
                        self.waiting.get_mut(*other).filter(|waiting| is_taken && !**waiting)
                    {
                        *waiting = true;
                        queue.push_back(*other);
                    }
                }
            }
        }
        if !possible {
            set(&mut self.taken, number, false);
            for (cell, range) in before.into_iter().rev() {
                set(&mut self.ranges, cell, range);
            }
        }
        possible
    }

    /// Narrows by one equation and notes in `before` what changed; false where it cannot hold.
    fn narrow_by(&mut self, number: usize, before: &mut Vec<(usize, Range)>) -> bool {
        let Some(equation) = self.equations.get(number) else { return true };
        let range_of = |ranges: &[Range], cell: usize| ranges.get(cell).copied().unwrap_or_default();
        let mut whole = Limits::default();
        for (cell, sign) in &equation.terms {
            whole.add(range_of(&self.ranges, *cell), *sign, 1);
        }
        for (cell, sign) in &equation.terms {
            // sign × cell = constant − the rest; the rest lies between its own limits.
            let range = range_of(&self.ranges, *cell);
            whole.add(range, *sign, -1);
            let left = |rest: Option<i128>| i64::try_from(i128::from(equation.constant) - rest?).ok();
            let (least, most) = (left(whole.highest()), left(whole.lowest()));
            let (least, most) = if *sign > 0 {
                (least, most)
            } else {
                (most.map(i64::saturating_neg), least.map(i64::saturating_neg))
            };
            let narrowed = Range {
                low: least.map_or(range.low, |least| least.max(range.low)),
                high: match (most, range.high) {
                    (Some(most), Some(high)) => Some(most.min(high)),
                    (most, high) => most.or(high),
                },
            };
            if narrowed.high.is_some_and(|high| high < narrowed.low) {
                return false;
            }
            if narrowed != range {
                before.push((*cell, range));
                set(&mut self.ranges, *cell, narrowed);
            }
            whole.add(narrowed, *sign, 1);
        }
        true
    }
}

/// Between what a sum of blanks lies.
#[derive(Debug, Default)]
struct Limits {
    low: i128,
    high: i128,
    /// How many of its terms have no lower, and no upper limit.
    endless: (i32, i32),
}

impl Limits {
    /// Adds a term, or takes one away with `times` −1.
    fn add(&mut self, range: Range, sign: i64, times: i32) {
        let (near, far) = (i128::from(range.low), range.high.map(i128::from));
        let times_wide = i128::from(times);
        if sign > 0 {
            self.low += near * times_wide;
            self.high += far.unwrap_or(0) * times_wide;
            self.endless.1 += if far.is_none() { times } else { 0 };
        } else {
            self.high -= near * times_wide;
            self.low -= far.unwrap_or(0) * times_wide;
            self.endless.0 += if far.is_none() { times } else { 0 };
        }
    }

    fn lowest(&self) -> Option<i128> {
        (self.endless.0 == 0).then_some(self.low)
    }

    fn highest(&self) -> Option<i128> {
        (self.endless.1 == 0).then_some(self.high)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BLANKS: usize = 3;

    fn range() -> impl Strategy<Value = Range> {
        (0..4_i64, proptest::option::weighted(0.7, 0..4_i64))
            .prop_map(|(low, more)| Range { low, high: more.map(|more| low + more) })
    }

    fn equation() -> impl Strategy<Value = Equation> {
        (proptest::collection::vec(prop::sample::select(vec![-1, 0, 1]), BLANKS), -6..10_i64).prop_map(
            |(signs, constant)| {
                let terms = signs.into_iter().enumerate().filter(|(_, sign)| *sign != 0).collect();
                Equation { terms, constant }
            },
        )
    }

    /// All ways to fill the blanks from within their ranges so that the equations hold; what has no limit goes to `most`.
    fn solutions(ranges: &[Range], equations: &[&Equation], most: i64) -> Vec<Vec<i64>> {
        let mut ways: Vec<Vec<i64>> = vec![Vec::new()];
        for range in ranges {
            let values = range.low..=range.high.unwrap_or(most);
            ways = ways
                .iter()
                .flat_map(|way| values.clone().map(move |value| [way.as_slice(), &[value]].concat()))
                .collect();
        }
        let holds = |way: &Vec<i64>, equation: &&Equation| {
            equation.terms.iter().map(|(cell, sign)| sign * way[*cell]).sum::<i64>() == equation.constant
        };
        ways.retain(|way| equations.iter().all(|equation| holds(way, equation)));
        ways
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

        /// One equation leaves each of its blanks exactly what some way to fill the others leaves it.
        #[test]
        fn an_equation_narrows_its_blanks_to_what_they_can_be(
            ranges in proptest::collection::vec(range(), BLANKS),
            equation in equation(),
        ) {
            // No limit that there is lies above 21: what grows with what is tried has none.
            let (ways, further) = (solutions(&ranges, &[&equation], 22), solutions(&ranges, &[&equation], 26));
            let equations = [equation];
            let mut narrowing = Narrowing::new(BLANKS, &equations);
            narrowing.ranges.clone_from(&ranges);
            let mut before = Vec::new();
            let possible = narrowing.narrow_by(0, &mut before);
            if !equations[0].terms.is_empty() {
                prop_assert_eq!(possible, !ways.is_empty());
            }
            if possible && !ways.is_empty() {
                for (cell, _) in &equations[0].terms {
                    let values = |ways: &[Vec<i64>]| ways.iter().map(|way| way[*cell]).collect::<Vec<_>>();
                    let (near, far) = (values(&ways), values(&further));
                    let high = near.iter().max().filter(|most| far.iter().max() == Some(*most)).copied();
                    let expected = Range { low: *near.iter().min().unwrap(), high };
                    prop_assert_eq!(narrowing.ranges[*cell], expected);
                }
            }
            for (cell, range) in before {
                prop_assert_eq!(range, ranges[cell]);
                prop_assert_ne!(range, narrowing.ranges[cell]);
            }
        }

        /// Several equations: no way to fill the blanks is lost, and what is refused leaves everything as it was.
        #[test]
        fn no_way_to_fill_the_blanks_is_lost(equations in proptest::collection::vec(equation(), 1..5)) {
            let mut narrowing = Narrowing::new(BLANKS, &equations);
            let everything = vec![Range { low: 0, high: Some(12) }; BLANKS];
            let mut taken: Vec<&Equation> = Vec::new();
            for (number, equation) in equations.iter().enumerate() {
                let before = narrowing.ranges.clone();
                let ways = solutions(&everything, &[taken.as_slice(), &[equation]].concat(), 0);
                if narrowing.take(number) {
                    taken.push(equation);
                } else {
                    prop_assert_eq!(&narrowing.ranges, &before);
                    prop_assert!(ways.is_empty(), "{:?} is possible", ways);
                }
                prop_assert_eq!(narrowing.taken.iter().filter(|taken| **taken).count(), taken.len());
                prop_assert!(narrowing.waiting.iter().all(|waiting| !waiting));
                for way in solutions(&everything, &taken, 0) {
                    for (range, value) in narrowing.ranges.iter().zip(&way) {
                        prop_assert!(range.low <= *value && range.high.is_none_or(|high| *value <= high));
                    }
                }
                // Nothing that was taken has more to say.
                if narrowing.ranges.iter().all(|range| range.high.is_some()) {
                    let mut again = Vec::new();
                    for other in (0..=number).filter(|other| narrowing.taken[*other]).collect::<Vec<_>>() {
                        prop_assert!(equations[other].terms.is_empty() || narrowing.narrow_by(other, &mut again));
                    }
                    prop_assert!(again.is_empty(), "{again:?}");
                }
            }
        }
    }
}
