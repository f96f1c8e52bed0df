//! Numbers that stand where they do because they were taken from elsewhere: from last year's report, or added up twice.

use super::Evidence;
use super::model::Model;
use crate::form::{CellId, TableForm};

/// Whether the number is last year's, and not a small one that may be the same by chance.
pub(super) fn taken_over(model: &Model, variable: usize, evidence: &Evidence) -> bool {
    let Some(cell) = model.cell(variable) else { return false };
    let Some(value) = model.published(variable) else { return false };
    value >= 10 && evidence.previous.and_then(|previous| previous.cells.count(cell)) == Some(value)
}

/// What was added up twice in a total: a group of rows, the organisations, or everything.
pub(super) fn counted_twice(model: &Model, variable: usize, to: i64) -> Option<(String, String)> {
    let from = model.published(variable)?;
    let excess = from.checked_sub(to).filter(|excess| *excess > 0)?;
    for &(rule, sign) in model.rules_of(variable) {
        let terms = model.terms(rule);
        if terms.iter().filter(|term| term.1 == sign).count() != 1 {
            continue;
        }
        let own = model.cell(variable)?;
        let addends: Vec<(CellId, i64)> = terms
            .iter()
            .filter(|term| term.0 != variable)
            .filter_map(|term| Some((model.cell(term.0)?, model.value(term.0))))
            .filter(|(_, value)| *value != 0)
            .collect();
        if addends.len() < 2 {
            continue;
        }
        let down = addends.iter().all(|(cell, _)| cell.column() == own.column());
        if down {
            for group in model.form.tables.iter().flat_map(TableForm::groups) {
                let inside: Vec<i64> = addends
                    .iter()
                    .filter(|(cell, _)| model.form.row(cell.row()).and_then(|row| row.group) == Some(group))
                    .map(|(_, value)| *value)
                    .collect();
                if inside.len() > 1 && inside.iter().sum::<i64>() == excess {
                    let name = format!("“（{}）{}”的小计", group.ordinal, group.label);
                    let english = format!("the subtotal of “{}”", group.english());
                    return Some((name, english));
                }
            }
        } else {
            // Of the applicants, the first column is that of natural persons, the others are organisations.
            let block = model.form.block_of(own.row());
            let first = block.and_then(|block| block.columns.first()).map(|column| column.id);
            let inside: Vec<i64> = addends
                .iter()
                .filter(|(cell, _)| Some(cell.column()) != first)
                .map(|(_, value)| *value)
                .collect();
            if inside.len() > 1 && inside.iter().sum::<i64>() == excess {
                return Some(("各类组织的小计".to_owned(), "the subtotal of the organisations".to_owned()));
            }
        }
        if excess == to && to >= 10 {
            return Some(("全部各项".to_owned(), "everything".to_owned()));
        }
    }
    None
}
