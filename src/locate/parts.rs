//! Why a summary is not the sum of its parts: the fewest mistakes of adding up that explain every difference.
//!
//! A mistake is a part left out, counted twice, or put in with last year's numbers, or one cell that is wrong in the
//! summary or in a part. The search is exact: all sets of parts up to the size of the smallest explanation are tried,
//! and what they leave over is explained cell by cell. Everything that explains the differences equally well is given,
//! always in one order.

mod search;

use crate::form::{CellId, Form, Role, TableId};
use crate::report::decimal::{exact, number};
use crate::report::{Number, Report};

/// The numbers of a report in the order of the form's cells; `None` where a cell has no number that is sure. A blank is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values(Vec<Option<i128>>);

/// A report that is added up.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it says.
    pub values: Values,
    /// What the report of the same organ said the year before, where that is at hand.
    pub before: Option<Values>,
}

/// A cell in which the summary is not the sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The cell.
    pub cell: CellId,
    /// What the summary says.
    pub summary: Number,
    /// What the parts add up to.
    pub sum: Number,
}

/// What comes of comparing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The cells that differ, in the order of the form.
    pub differences: Vec<Difference>,
    /// The cells that the summary or a part lacks, with the parts that lack them: not compared.
    pub open: Vec<(CellId, Vec<usize>)>,
    /// The smallest explanations of all differences together; none where it takes too many mistakes.
    pub explanations: Vec<Explanation>,
}

/// Mistakes that explain all differences together.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The mistakes, those about whole parts first.
    pub steps: Vec<Step>,
}

/// One mistake. Parts are told by their place in the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A part was not added as it is.
    Part {
        /// The part.
        part: usize,
        /// What was done with it.
        how: How,
        /// The table in which this was done; `None` for all of them.
        table: Option<TableId>,
    },
    /// One cell is wrong in one of these, the most likely first.
    Cell {
        /// The cell.
        cell: CellId,
        /// Where it can be wrong.
        holders: Vec<Holder>,
    },
}

/// What was done with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It was forgotten.
    LeftOut,
    /// It was added twice.
    Twice,
    /// The report of the year before was added in its place.
    LastYears,
}

/// A report in which a cell can be wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holder {
    /// The part; `None` for the summary.
    pub part: Option<usize>,
    /// What it says.
    pub from: Number,
    /// What would make the summary the sum.
    pub to: Number,
    /// Whether its own sums do not hold as it stands, and hold with the change.
    pub proven: bool,
    /// Whether the two numbers are one slip of the pen apart.
    pub slip: Option<Miswritten>,
}

/// How a number was miswritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Miswritten {
    /// Two digits in each other's place.
    Swapped,
    /// A digit too few, or too many.
    Digits,
    /// Another digit.
    Changed,
}

impl Values {
    /// The numbers of a report.
    #[must_use]
    pub fn of(report: &Report, form: &Form) -> Self {
        Self::from_cells(form, |cell| {
            let cell = report.cells.get(cell).filter(|cell| cell.sure)?;
            cell.value.or_else(|| cell.is_blank().then_some(Number::Integer(0)))
        })
    }

    /// The numbers that a function tells. Amounts of procurement are none: their unit is not fixed.
    pub fn from_cells(form: &Form, value: impl Fn(CellId) -> Option<Number>) -> Self {
        let known = |cell: CellId| {
            let compared = cell.row().role() != Role::Procurement;
            value(cell).filter(|_| compared).and_then(exact)
        };
        Self(form.cells().map(known).collect())
    }

    fn at(&self, index: usize) -> Option<i128> {
        self.0.get(index).copied().flatten()
    }
}

/// A report that is given beside a summary.
#[derive(Debug, Clone)]
pub struct Given {
    /// What tells its organ from others.
    pub organ: Option<String>,
    /// The year that it is about.
    pub year: Option<i32>,
    /// What it says.
    pub values: Values,
}

/// A summary beside what was given. All parts are told by their places among what was given.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// The reports that are added up.
    pub parts: Vec<usize>,
    /// Reports of other years that stand beside one of the same organ: they are not added up.
    pub before: Vec<usize>,
    /// What comes of comparing.
    pub comparison: Comparison,
}

/// Compares a summary of a year with the reports that are given beside it.
#[must_use]
pub fn compare_listed(form: &'static Form, year: Option<i32>, summary: &Values, given: &[Given]) -> Listed {
    let of = |organ: &Option<String>, year: Option<i32>| -> Vec<usize> {
        let same = |each: &Given| each.organ.is_some() && each.organ == *organ && each.year == year;
        (0..given.len()).filter(|at| year.is_some() && given.get(*at).is_some_and(same)).collect()
    };
    let last_year = year.map(|year| year - 1);
    let is_before = |at: &usize| {
        given.get(*at).is_some_and(|each| {
            year.is_some() && each.year.is_some() && each.year != year && !of(&each.organ, year).is_empty()
        })
    };
    let (before, added): (Vec<usize>, Vec<usize>) = (0..given.len()).partition(is_before);
    let parts: Vec<Part> = added
        .iter()
        .filter_map(|at| given.get(*at))
        .map(|each| {
            let then = of(&each.organ, last_year);
            let only = match then.as_slice() {
                [only] if before.contains(only) => given.get(*only),
                _ => None,
            };
            Part { values: each.values.clone(), before: only.map(|each| each.values.clone()) }
        })
        .collect();
    let all: Vec<usize> = (0..parts.len()).collect();
    let compared = Listed { parts: all, before: Vec::new(), comparison: compare(form, summary, &parts) };
    Listed { before, ..compared.placed(&added) }
}

impl Listed {
    /// The same with parts told by other places: the number at the place that each has here.
    #[must_use]
    pub fn placed(mut self, places: &[usize]) -> Self {
        let place = |at: &mut usize| *at = places.get(*at).copied().unwrap_or(*at);
        self.parts.iter_mut().chain(&mut self.before).for_each(place);
        self.comparison.open.iter_mut().flat_map(|(_, lacking)| lacking).for_each(place);
        for step in self.comparison.explanations.iter_mut().flat_map(|explanation| &mut explanation.steps) {
            match step {
                Step::Part { part, .. } => place(part),
                Step::Cell { holders, .. } => {
                    holders.iter_mut().filter_map(|holder| holder.part.as_mut()).for_each(place);
                }
            }
        }
        self
    }
}

/// Compares a summary with its parts.
#[must_use]
pub fn compare(form: &'static Form, summary: &Values, parts: &[Part]) -> Comparison {
    let cells: Vec<CellId> = form.cells().collect();
    let mut comparison = Comparison::default();
    let mut compared = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let lacking: Vec<usize> = parts
            .iter()
            .enumerate()
            .filter(|(_, part)| part.values.at(index).is_none())
            .map(|(at, _)| at)
            .collect();
        let Some(own) = summary.at(index).filter(|_| lacking.is_empty()) else {
            comparison.open.push((*cell, lacking));
            continue;
        };
        let sum: i128 = parts.iter().filter_map(|part| part.values.at(index)).sum();
        compared.push((index, own - sum));
        if own != sum
            && let (Some(summary), Some(sum)) = (number(own), number(sum))
        {
            comparison.differences.push(Difference { cell: *cell, summary, sum });
        }
    }
    if !comparison.differences.is_empty() {
        comparison.explanations = search::Search::new(form, &cells, summary, parts, &compared).run();
    }
    comparison
}
