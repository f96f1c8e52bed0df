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
    let mut report = Report::default();
    let mut own = one_year::one_year(document, &flow);
    if own.is_none() {
        report = structure::structure(document, flow);
        own = one_year::own_tables(document, &report);
    }
    if let Some((document, note)) = own {
        report = extract(&document);
        report.notes.push(note);
        return report;
    }
    // The year's form stands until the tables' labels say which one was used.
    tables::extract(document, &mut report);
    report.cells.mark_computed(&document.computed);
    if report.cells.iter().all(|(cell, _)| cell.table() != TableId::Statistics2014) {
        report.annex = annex::annex(&report.text);
    }
    report.narrative = quantities::narrative(document, &report);
    report.notes.extend(quantities::cut_note(&report.narrative));
    report
}
