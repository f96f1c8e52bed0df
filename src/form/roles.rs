//! What rows and columns are, whatever they are called and wherever they stand: the only way in which code outside the
//! forms speaks of a particular one.

use super::registry::registry;
use super::{ColumnId, RowId};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A row by itself.
    Plain,
    /// Requests received this year.
    New,
    /// Requests carried in from last year.
    CarriedIn,
    /// The total of the results of requests.
    Handled,
    /// Requests closed, where that is another row than the answers (2014).
    Closed,
    /// Requests carried over into the next year.
    CarriedOut,
    /// A result of requests: granted.
    Granted,
    /// A result of requests: granted in part.
    Partial,
    /// Requests denied: a group of results, or their number.
    Denied,
    /// All other results of requests, as one row or as a group.
    Rest,
    /// Any other result of requests: one of the details that add up to [`Role::Handled`].
    Detail,
    /// Reviews.
    Review,
    /// Lawsuits of both kinds.
    Suits,
    /// Lawsuits without review.
    SuitDirect,
    /// Lawsuits after review.
    SuitAfter,
    /// Regulations (规章).
    Regulation,
    /// Normative documents.
    Normative,
    /// Fees.
    Fee,
    /// Procurement, whose amounts have no fixed unit.
    Procurement,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnRole {
    /// A column by itself.
    Plain,
    /// The total over the other columns of its block; the one number of a table that has no columns.
    Total,
    /// Natural persons.
    Natural,
    /// A kind of organisation.
    Organisation,
    /// All other organisations.
    OtherOrganisation,
    /// A local subtotal of all kinds of organisations; the official form has none.
    Organisations,
    /// Cases upheld.
    Upheld,
    /// Cases corrected.
    Corrected,
    /// Cases with another result.
    OtherResult,
    /// Cases not decided yet.
    Pending,
    /// Documents issued this year.
    Issued,
    /// Documents repealed this year.
    Repealed,
    /// Documents in force.
    InForce,
    /// Documents made this year (2019).
    Made,
    /// Documents published this year (2019).
    Published,
    /// Documents published in all (2019).
    PublicTotal,
    /// Number of items last year (2019).
    Previous,
    /// Change of the number of items (2019).
    Change,
    /// Decisions.
    Decisions,
    /// An amount of money.
    Amount,
}

impl Role {
    /// The row with this role of the first form that has one; a row of no form where none does.
    #[must_use]
    pub fn row(self) -> RowId {
        registry().row_of(self)
    }

    /// Whether the row is one of the results that add up to [`Role::Handled`].
    #[must_use]
    pub fn is_result(self) -> bool {
        matches!(self, Self::Granted | Self::Partial | Self::Rest | Self::Detail)
    }

    /// Whether the row is an item of its own of table 3 (一、本年新收…), not part of 三、本年度办理结果.
    #[must_use]
    pub fn stands_alone(self) -> bool {
        matches!(self, Self::Plain | Self::New | Self::CarriedIn | Self::CarriedOut)
    }
}

impl ColumnRole {
    /// The column with this role of the first form that has one; a column of no form where none does.
    #[must_use]
    pub fn column(self) -> ColumnId {
        registry().column_of(self)
    }

    /// Whether it counts organisations of one kind.
    #[must_use]
    pub fn is_organisation(self) -> bool {
        matches!(self, Self::Organisation | Self::OtherOrganisation)
    }
}
