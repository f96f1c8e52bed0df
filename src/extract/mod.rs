//! Document to Report: title and organ, sections, tables to cells, numbers in the narrative.

pub mod dates;
pub mod flow;
pub mod fold;
mod furniture;
mod hints;
pub mod numerals;
mod phrase;
pub mod quantities;
pub mod script;
pub mod sections;
mod signature;
pub mod slip;
mod structure;
pub mod tables;
mod title;

use crate::document::Document;
use crate::report::Report;

/// Finds the report in a document. Total: what was not found is said in the result.
#[must_use]
pub fn extract(document: &Document) -> Report {
    // The year's form stands until the tables' labels say which one was used.
    let mut report = structure::structure(document, flow::Flow::of(document));
    tables::extract(document, &mut report);
    report.narrative = quantities::narrative(document, &report);
    report
}
