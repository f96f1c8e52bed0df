//! What a number counts, as far as the form has cells for it.

use crate::form::{ColumnId, Role, RowId};

/// What the numbers of a clause are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// Not known.
    None,
    /// Requests for government information.
    Request,
    /// Review and litigation.
    Case,
    /// 规章 and 规范性文件.
    Document,
    /// 行政许可, 行政处罚, 行政强制.
    Decision,
    /// Information published.
    Disclosure,
    /// Anything that no table counts.
    Alien,
}

/// Kinds of cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cases {
    pub review: bool,
    pub direct: bool,
    pub after: bool,
}

impl Cases {
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self {
            review: self.review || other.review,
            direct: self.direct || other.direct,
            after: self.after || other.after,
        }
    }
}

/// The rows of requests received, by reading: without those carried in, or with them.
pub(super) fn received() -> Vec<Vec<RowId>> {
    vec![vec![Role::New.row()], vec![Role::New.row(), Role::CarriedIn.row()]]
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// Rows of table 3 by reading, in a column.
    Request { rows: Vec<Vec<RowId>>, column: ColumnId, kind: RequestKind },
    /// Requests by the way they came: no cell of the form.
    Channel,
    /// Results of cases; no column: the total.
    Case { cases: Cases, columns: Vec<ColumnId> },
    /// A document of table 2.
    Document { row: RowId, column: ColumnId },
    /// Decisions of table 2.
    Decision(RowId),
    /// Fees of table 2.
    Fee,
}

/// What kind of label of requests it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestKind {
    Received,
    ReceivedNew,
    CarriedIn,
    CarriedOut,
    Closed,
    Handled,
    Result,
    Applicant,
}
