//! Document to Report: title and organ, sections, tables to cells, numbers in the narrative.

mod annex;
mod hints;
mod one_year;
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
    let flow = Flow::of(document);
    let Some((document, note)) = one_year::one_year(document, &flow) else {
        return extract_one(document, flow);
    };
    let flow = Flow::of(&document);
    let mut report = extract_one(&document, flow);
    report.notes.push(note);
    report
}

/// Finds the report in a document that holds no other.
fn extract_one(document: &Document, flow: Flow) -> Report {
    // The year's form stands until the tables' labels say which one was used.
    let mut report = structure::structure(document, flow);
    tables::extract(document, &mut report);
    report.cells.mark_computed(&document.computed);
    if report.cells.iter().all(|(cell, _)| cell.table() != TableId::Statistics2014) {
        report.annex = annex::annex(&report.text);
    }
    report.narrative = quantities::narrative(document, &report);
    report.notes.extend(quantities::cut_note(&report.narrative));
    report
}
