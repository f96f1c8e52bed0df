//! Which values of blanks that some sums prove stay where others contradict them, and which blanks say that nothing
//! happened.

use std::collections::{BTreeMap, BTreeSet};

use super::equation::{Equation, set};
use crate::form::{CellId, ColumnId, ColumnRole, Form, TableId};
use crate::report::Report;

/// The blanks that say that nothing happened: those of a table, or of a column of parts, in which hardly a zero is written
/// and much is blank.
pub(super) fn unwritten(report: &Report, form: &Form) -> BTreeSet<CellId> {
    /// Fewer blanks are no custom, nor so many for each zero.
    const LEAST: usize = 4;
    let mut of_columns: BTreeMap<(TableId, Option<ColumnId>), (usize, usize)> = BTreeMap::new();
    for (id, cell) in report.cells.iter() {
        for column in [Some(id.column()), None] {
            let (blanks, zeros) = of_columns.entry((id.table(), column)).or_default();
            *blanks += usize::from(cell.is_blank());
            *zeros += usize::from(cell.count() == Some(0));
        }
    }
    let custom = |id: CellId, column: Option<ColumnId>| {
        let counts = of_columns.get(&(id.table(), column));
        counts.is_some_and(|(blanks, zeros)| *blanks >= LEAST && zeros * LEAST <= *blanks)
    };
    let is_total = |id: CellId| form.column(id).is_some_and(|column| column.role == ColumnRole::Total);
    let blanks = report.cells.iter().filter(|(_, cell)| cell.is_blank()).map(|(id, _)| id);
    let says_nothing = |id: &CellId| custom(*id, None) || (!is_total(*id) && custom(*id, Some(id.column())));
    let mut unwritten = BTreeSet::new();
    unwritten.extend(blanks.filter(says_nothing));
    unwritten
}

/// What equations prove of blanks, weighed against what else they may say: that a blank is nothing.
pub(super) struct Weighing<'a> {
    pub(super) equations: &'a [Equation],
    /// Which of them contradict none before them.
    pub(super) taken: &'a [bool],
    /// For each blank, whether nothing is what it says.
    pub(super) unwritten: &'a [bool],
    /// For each blank, whether it is an empty total.
    pub(super) total: &'a [bool],
}

/// What the equations around a blank say of its value.
#[derive(Debug, Default)]
struct Votes {
    /// How many hold with it.
    hold: usize,
    /// How many are broken with it.
    broken: usize,
    /// How many would be broken with 0.
    broken_without: usize,
}

impl Weighing<'_> {
    /// The values that stay. One that some of the sums of its cell contradict stays only where two others say it, and
    /// more than would say 0, and several that depend on each other only where they mend as many sums. An empty total
    /// stays what its row's written parts make it.
    pub(super) fn weighed(&self, mut values: Vec<Option<i64>>) -> Vec<Option<i64>> {
        let open: Vec<bool> = values.iter().map(Option::is_none).collect();
        while let Some(cell) = self.least_said(&values, &open) {
            set(&mut values, cell, None);
        }
        for group in self.groups(&values) {
            let mut without = values.clone();
            group.iter().for_each(|cell| set(&mut without, *cell, None));
            let around = || {
                let has = |equation: &Equation| group.iter().any(|cell| equation.sign(*cell).is_some());
                self.telling(&values, &open).filter(move |equation| has(equation))
            };
            let broken =
                |values: &[Option<i64>]| around().filter(|each| each.difference(values) != 0).count();
            let with = broken(&values);
            // Each of them must mend a sum at least.
            if with > 0 && broken(&without) < with + group.len() {
                values = without;
            }
        }
        values
    }

    /// The blank whose value least speaks for, of those whose value does not stay.
    fn least_said(&self, values: &[Option<i64>], open: &[bool]) -> Option<usize> {
        let mut least: Option<(usize, (usize, usize))> = None;
        for cell in self.filled(values) {
            let Votes { hold, broken, broken_without } = self.votes(cell, values, open);
            let stays = broken == 0 || (hold > 1 && broken < broken_without);
            let said = ((broken_without + self.equations.len()).saturating_sub(broken), hold);
            if !stays && least.is_none_or(|(_, other)| said < other) {
                least = Some((cell, said));
            }
        }
        least.map(|(cell, _)| cell)
    }

    /// The blanks that are something, but for totals that their rows make.
    fn filled(&self, values: &[Option<i64>]) -> impl Iterator<Item = usize> {
        let filled = values.iter().enumerate().filter(|(_, value)| value.is_some_and(|value| value != 0));
        filled.map(|(cell, _)| cell).filter(|cell| !self.is_made_by_its_row(*cell, values))
    }

    /// Blanks that are something, those together that stand in one sum.
    fn groups(&self, values: &[Option<i64>]) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = self.filled(values).map(|cell| vec![cell]).collect();
        for equation in self.equations {
            let has = |group: &Vec<usize>| group.iter().any(|cell| equation.sign(*cell).is_some());
            let (within, mut others): (Vec<_>, Vec<_>) = groups.into_iter().partition(has);
            others.extend((!within.is_empty()).then(|| within.concat()));
            groups = others;
        }
        groups
    }

    fn votes(&self, cell: usize, values: &[Option<i64>], open: &[bool]) -> Votes {
        let mut votes = Votes::default();
        let own = values.get(cell).copied().flatten().unwrap_or(0);
        for equation in self.telling(values, open) {
            let Some(sign) = equation.sign(cell) else { continue };
            let difference = equation.difference(values);
            votes.hold += usize::from(difference == 0);
            votes.broken += usize::from(difference != 0);
            votes.broken_without += usize::from(difference != sign * own);
        }
        votes
    }

    /// The equations that hold or not with these values. Where another blank in one may be anything, it says nothing.
    fn telling(&self, values: &[Option<i64>], open: &[bool]) -> impl Iterator<Item = &Equation> {
        let free = |(cell, _): &(usize, i64)| {
            open.get(*cell) == Some(&true) && self.unwritten.get(*cell) != Some(&true)
        };
        let says_nothing = move |equation: &Equation, taken: bool| {
            taken && equation.difference(values) != 0 && equation.terms.iter().any(free)
        };
        let equations = self.equations.iter().zip(self.taken);
        equations
            .filter(move |(equation, taken)| !says_nothing(equation, **taken))
            .map(|(equation, _)| equation)
    }

    /// Whether a cell is the empty total of a row whose other blanks are nothing: what it is is not in doubt.
    fn is_made_by_its_row(&self, cell: usize, values: &[Option<i64>]) -> bool {
        let value = |cell: &usize| values.get(*cell).copied().flatten().unwrap_or(0);
        let is_own = |equation: &&Equation| {
            // The first equation that a total stands in is that of its row.
            equation.sign(cell).is_some()
        };
        self.total.get(cell) == Some(&true)
            && self.unwritten.get(cell) != Some(&true)
            && self.equations.iter().find(is_own).is_some_and(|own| {
                own.difference(values) == 0
                    && own.terms.iter().all(|(other, _)| *other == cell || value(other) == 0)
            })
    }
}
