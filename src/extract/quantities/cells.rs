//! From what is counted to the cells of the form.

use crate::form::{CellId, ColumnForm, ColumnId, ColumnRole, Form, FormId, Role, RowId, TableForm};

use super::context::Cases;

/// The rows of a form that a row stands for: itself; the rows of the group that it is; the row of the statistics table
/// of 2014 that counted the same.
fn rows_of(form: &Form, row: RowId) -> Vec<RowId> {
    let own: Vec<RowId> = form
        .tables
        .iter()
        .filter(|table| table.id == row.table())
        .flat_map(TableForm::rows)
        .filter(|each| each.id == row || each.group.is_some_and(|group| group.id == row))
        .map(|each| each.id)
        .collect();
    let same = || {
        let alone = !matches!(row.role(), Role::Plain | Role::Detail);
        form.cell(row.role(), ColumnRole::Total).filter(|_| alone)
    };
    if own.is_empty() { same().map(CellId::row).into_iter().collect() } else { own }
}

/// The cells of a row of table 3, or of all rows of a group (不予公开), in a column (of the subtotal of organisations: in
/// all their columns). What the form does not count has none.
pub(super) fn request_cells(form: FormId, row: RowId, column: ColumnId) -> Vec<CellId> {
    let form = form.form();
    let columns = |row: RowId| -> Vec<ColumnId> {
        let block = form.block_of(row);
        let own = block.map_or(&[][..], |block| block.columns);
        let wanted = |each: &&ColumnForm| match column.role() {
            ColumnRole::Organisations => each.role.is_organisation(),
            ColumnRole::Total => each.role == ColumnRole::Total,
            _ => each.id == column,
        };
        own.iter().filter(wanted).map(|each| each.id).collect()
    };
    let cells = |row: RowId| columns(row).into_iter().map(move |column| CellId::new(row, column));
    rows_of(form, row).into_iter().flat_map(cells).collect()
}

/// The cells of kinds of cases in columns. A form that has one row for both kinds of lawsuits has none for one of them,
/// and a sum with a part that it does not have cannot be compared.
pub(super) fn case_cells(form: FormId, cases: Cases, columns: &[ColumnId]) -> Vec<CellId> {
    let form = form.form();
    let suits = form.cell(Role::Suits, ColumnRole::Total).is_some();
    let mut roles = Vec::new();
    if cases.review {
        roles.push(Role::Review);
    }
    match (cases.direct, cases.after) {
        (true, true) if suits => roles.push(Role::Suits),
        (false, false) => {}
        _ if suits => return Vec::new(),
        (direct, after) => {
            roles.extend(direct.then_some(Role::SuitDirect));
            roles.extend(after.then_some(Role::SuitAfter));
        }
    }
    let cell = |role: Role, column: ColumnId| {
        let own = CellId::new(role.row(), column);
        if form.has(own) { Some(own) } else { form.cell(role, column.role()) }
    };
    let cells = roles.iter().flat_map(|role| columns.iter().map(|column| cell(*role, *column)));
    cells.collect::<Option<Vec<CellId>>>().unwrap_or_default()
}

/// A cell of table 2, where the form has it.
pub(super) fn disclosure_cell(form: FormId, row: RowId, column: ColumnId) -> Option<CellId> {
    let cell = CellId::new(row, column);
    form.form().has(cell).then_some(cell)
}
