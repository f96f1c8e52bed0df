//! A summary beside the reports of a list: which cells differ, and which mistakes explain that.

use super::{Part, Reading};
use crate::form::{CellId, FormId};
use crate::locate::parts::{Given, Listed, Values, compare_listed};
use crate::report::Number;
use crate::report::organ::alike;

/// A summary beside a list, or nothing where it has no form. Parts are told by their places in the list.
#[derive(Debug, Clone)]
pub struct Against {
    /// The form of the summary.
    pub form: FormId,
    /// What comes of comparing.
    pub listed: Listed,
    /// Reports of the list that have no tables, or those of another form: they are not among the parts.
    pub left: Vec<usize>,
}

/// Compares a summary with a list of reports.
#[must_use]
pub fn against(summary: &Part, parts: &[Part]) -> Option<Against> {
    let id = summary.form?;
    let form = id.form();
    let values = |part: &Part| {
        Values::from_cells(form, |cell: CellId| match part.reading(cell) {
            Reading::Number(number) => Some(number),
            Reading::Blank => Some(Number::Integer(0)),
            Reading::Unread => None,
        })
    };
    let (used, left): (Vec<usize>, Vec<usize>) = (0..parts.len())
        .partition(|at| parts.get(*at).is_some_and(|part| part.can_be_added() && part.form == Some(id)));
    let given: Vec<Given> = used
        .iter()
        .filter_map(|at| parts.get(*at))
        .map(|part| Given {
            organ: part.organ.as_deref().map(alike::key),
            year: part.year,
            values: values(part),
        })
        .collect();
    let listed = compare_listed(form, summary.year, &values(summary), &given).placed(&used);
    Some(Against { form: id, listed, left })
}
