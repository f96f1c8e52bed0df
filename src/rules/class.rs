//! How serious a finding is, and what it is about.

use serde::{Deserialize, Serialize};

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A broken hard identity or a certain fault.
    Error,
    /// Most likely wrong; a person should look.
    Warning,
    /// Worth knowing.
    Notice,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The tables: their sums, values, rows and labels.
    Table,
    /// What the text says, against the tables and in itself.
    Text,
    /// Title, headings, sections and what each has to hold.
    Structure,
    /// Names of organs, laws and persons.
    Names,
    /// Years, dates and periods, and the year before.
    Years,
    /// A summary against its parts.
    Summary,
}
