//! Document to Report: title and organ, sections, tables to cells, numbers in the narrative.

pub mod fold;
pub mod script;
pub mod tables;

use crate::document::Document;
use crate::report::Report;

/// Finds the report in a document. Total: what was not found is said in the result.
#[must_use]
pub fn extract(document: &Document) -> Report {
    let mut report = Report::default();
    tables::extract(document, &mut report);
    report
}
