//! Document to Report: title and organ, sections, tables to cells, numbers in the narrative.

mod annex;
mod hints;
mod page_fields;
pub mod quantities;
pub mod sections;
mod signature;
mod structure;
pub mod tables;
mod title;

use crate::document::Document;
use crate::form::TableId;
use crate::report::Report;
use crate::text::flow::Flow;

/// Finds the report in a document. Total: what was not found is said in the result.
#[must_use]
pub fn extract(document: &Document) -> Report {
    // The year's form stands until the tables' labels say which one was used.
    let mut report = structure::structure(document, Flow::of(document));
    tables::extract(document, &mut report);
    report.cells.mark_computed(&document.computed);
    if report.cells.iter().all(|(cell, _)| cell.table() != TableId::Statistics2014) {
        report.annex = annex::annex(&report.text);
    }
    report.narrative = quantities::narrative(document, &report);
    report.notes.extend(quantities::cut_note(&report.narrative));
    report
}
