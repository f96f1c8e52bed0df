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

impl Weighing<'_> {
    /// The values that stay. One that some of the sums of its cell contradict stays only where two others say it; an
    /// empty total stays what its row's written parts make it.
    pub(super) fn weighed(&self, mut values: Vec<Option<i64>>) -> Vec<Option<i64>> {
        let open: Vec<bool> = values.iter().map(Option::is_none).collect();
        while let Some(cell) = (0..values.len()).find(|cell| !self.stays(*cell, &values, &open)) {
            set(&mut values, cell, None);
        }
        values
    }

    /// Whether a blank is what its sums make it.
    fn stays(&self, cell: usize, values: &[Option<i64>], open: &[bool]) -> bool {
        if values.get(cell).copied().flatten().is_none_or(|value| value == 0)
            || self.is_made_by_its_row(cell, values)
        {
            return true;
        }
        let around = self.telling(values, open).filter(|equation| equation.sign(cell).is_some());
        let (hold, broken): (Vec<_>, Vec<_>) = around.partition(|equation| equation.difference(values) == 0);
        broken.is_empty() || hold.len() > 1
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::example::Example;

    #[test]
    fn four_blanks_for_each_zero_are_a_custom_and_fewer_are_not() {
        // Table 4 with so many blanks and zeros; its columns have three cells each.
        let unwritten_of = |blanks: usize, zeros: usize| {
            let form = crate::form::FormId::CURRENT.form();
            let cells = form.cells().filter(|cell| cell.table() == TableId::Table4);
            let written = |at: usize| match at {
                _ if at < blanks => "",
                _ if at < blanks + zeros => "0",
                _ => "1",
            };
            let text: String =
                cells.enumerate().map(|(at, cell)| format!("{cell} = {}\n", written(at))).collect();
            unwritten(&Example::new(&text).report, form).len()
        };
        assert_eq!([unwritten_of(4, 0), unwritten_of(4, 1), unwritten_of(8, 2)], [4, 4, 8]);
        assert_eq!([unwritten_of(3, 0), unwritten_of(4, 2), unwritten_of(7, 2)], [0, 0, 0]);
    }
}
