//! A number of a clause that was understood in part, and another cell of the same table that it may mean as well.
//!
//! Where every word of a clause is understood, a difference is a difference. Where some are not (以撤诉结案, 不经复议),
//! they may say which kind of case, or which row of the requests, is meant: if the number stands there, nothing is wrong
//! that the text shows.

use crate::assess::TableValues;
use crate::form::{CellId, ColumnId, ColumnRole, Role, TableId};
use crate::report::narrative::{Claim, Quantity, Strength};

/// The kinds of cases of table 4, in all ways in which a text may put them together.
const KINDS: [&[Role]; 7] = [
    &[Role::Review],
    &[Role::SuitDirect],
    &[Role::SuitAfter],
    &[Role::SuitDirect, Role::SuitAfter],
    &[Role::Review, Role::SuitDirect],
    &[Role::Review, Role::SuitAfter],
    &[Role::Review, Role::SuitDirect, Role::SuitAfter],
];

/// What a text may mean by requests.
const REQUESTS: [&[Role]; 5] =
    [&[Role::New], &[Role::New, Role::CarriedIn], &[Role::Handled], &[Role::CarriedIn], &[Role::CarriedOut]];

/// The results that a case is closed by.
const CLOSED: [ColumnRole; 3] = [ColumnRole::Upheld, ColumnRole::Corrected, ColumnRole::OtherResult];

/// Whether a number that differs from its cells is that of others which the part of its clause that was not understood may
/// name: the same result of other kinds of cases, the same applicants among other requests.
pub(super) fn is_elsewhere(quantity: &Quantity, expected: &TableValues) -> bool {
    let Some(number) = quantity.numeral.integer().filter(|number| *number > 0) else { return false };
    if quantity.strength != Strength::Likely || quantity.claim != Claim::Number {
        return false;
    }
    let stands = |cells: Vec<CellId>| expected.values(&cells).contains(&number);
    quantity.readings.iter().any(|reading| {
        let mut columns: Vec<ColumnId> = reading.iter().map(|cell| cell.column()).collect();
        columns.dedup();
        let cells = |roles: &[Role], columns: &[ColumnId]| -> Vec<CellId> {
            let row = |role: &Role| {
                columns.iter().map(|column| CellId::new(role.row(), *column)).collect::<Vec<_>>()
            };
            roles.iter().flat_map(row).collect()
        };
        let all =
            |table: TableId| !reading.is_empty() && reading.iter().all(|cell| cell.row().table() == table);
        if all(TableId::Table4) {
            let mut columns = columns;
            columns.sort_unstable();
            columns.dedup();
            let closed = CLOSED.map(ColumnRole::column);
            let total = [ColumnRole::Total.column()];
            // A total may be of those closed, and those closed of one kind.
            let total_or_closed = columns == total || columns.len() == CLOSED.len();
            let ways: [&[ColumnId]; 3] =
                if total_or_closed { [&columns, &closed, &total] } else { [&columns, &columns, &columns] };
            return KINDS.iter().any(|roles| ways.iter().any(|columns| stands(cells(roles, columns))));
        }
        // 办理926件（含上年结转）: received, or closed. What is said to be closed is no less for that.
        let of_requests = |cell: &CellId| matches!(cell.row().role(), Role::New | Role::CarriedIn);
        let applicants = columns.iter().all(|column| !column.is_total());
        all(TableId::Table3)
            && (applicants || reading.iter().all(of_requests))
            && REQUESTS.iter().any(|roles| stands(cells(roles, &columns)))
    })
}
