//! Lists of all kinds of results of requests, which need no total of their own: what was answered is theirs.

use std::collections::HashMap;

use crate::form::{CellId, Form, RowForm, RowId, TableForm, TableId};
use crate::text::numerals::Precision;

use super::{Claim, Class, Closure, List, Quantity};

/// Runs of results of requests that name all six, and have no total of their own.
pub(super) fn lists(quantities: &[Quantity], lists: &[List], form: &Form) -> Vec<List> {
    // A result of table 3 or the group that it belongs to; all of them are the whole.
    let kind = |row: &RowForm| row.group.map_or(row.id, |group| group.id);
    let rows = || form.table(TableId::Table3).into_iter().flat_map(TableForm::rows);
    let mut scheme: Vec<RowId> = rows().filter(|row| row.role.is_result()).map(kind).collect();
    scheme.dedup();
    if scheme.is_empty() {
        return Vec::new();
    }
    let mut run: Vec<usize> = Vec::new();
    let mut seen: Vec<RowId> = Vec::new();
    let mut found = Vec::new();
    let mut paragraph = None;
    for (index, quantity) in quantities.iter().enumerate() {
        if paragraph != Some(quantity.paragraph) {
            paragraph = Some(quantity.paragraph);
            run.clear();
            seen.clear();
        }
        if quantity.class != Class::Result || quantity.claim != Claim::Number {
            continue;
        }
        let Some(reading) = quantity.readings.first() else {
            run.clear();
            seen.clear();
            continue;
        };
        let group_of = |cell: &CellId| form.row(cell.row()).map_or(cell.row(), kind);
        let mut groups: Vec<RowId> = reading.iter().map(group_of).collect();
        groups.dedup();
        let partly = reading.len() == 1 && reading.first().is_some_and(|cell| group_of(cell) != cell.row());
        if partly || quantity.numeral.precision != Precision::Exact {
            continue;
        }
        if groups.iter().any(|group| seen.contains(group)) {
            run.clear();
            seen.clear();
        }
        seen.extend(groups);
        run.push(index);
        if scheme.iter().all(|group| seen.contains(group)) {
            found.push(std::mem::take(&mut run));
            seen.clear();
        }
    }
    // The list that each part stands in already.
    let mut list_of: HashMap<usize, usize> = HashMap::new();
    for (index, list) in lists.iter().enumerate() {
        list_of.extend(list.parts.iter().map(|part| (*part, index)));
    }
    let known = |parts: &Vec<usize>| {
        let first = parts.first().and_then(|part| list_of.get(part));
        first.is_some() && parts.iter().all(|part| list_of.get(part) == first)
    };
    let fresh = found.into_iter().filter(|parts| !known(parts));
    fresh.map(|parts| List { total: None, parts, closure: Closure::Closed }).collect()
}
