//! Findings for a spreadsheet: one a line.

use std::io::{self, Write};

use gouji::outcome::{Outcome, Severity};
use gouji::write::csv;

const HEADER: &[&str] = &[
    "file", "status", "organ", "year", "form", "group", "severity", "rule", "identity", "message", "cells",
    "left", "right",
];

/// The header, after the mark by which spreadsheet programs know the encoding.
pub fn begin(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", csv::MARK)?;
    line(out, HEADER.iter().map(|name| (*name).to_owned()))
}

/// The findings of one outcome; a report with none has one line that gives its status.
pub fn print(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    let report = &outcome.report;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<gouji::report::Number>| {
        value.map_or(String::new(), |value| value.decimal().to_string())
    };
    let about = [
        text(&outcome.input.name),
        outcome.status.name().to_owned(),
        text(&report.organ),
        report.year.map_or(String::new(), |year| year.to_string()),
        report.form.map_or(String::new(), |form| form.name().to_owned()),
    ];
    if outcome.findings.is_empty() {
        let nothing = std::iter::repeat_n(String::new(), HEADER.len() - about.len());
        line(out, about.iter().cloned().chain(nothing))?;
    }
    for finding in &outcome.findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        };
        line(
            out,
            about.iter().cloned().chain([
                finding.group.to_string(),
                severity.to_owned(),
                finding.rule.clone(),
                text(&finding.identity),
                finding.message.clone(),
                finding.cells.join(" "),
                number(finding.left),
                number(finding.right),
            ]),
        )?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, fields: impl IntoIterator<Item = String>) -> io::Result<()> {
    let fields: Vec<String> = fields.into_iter().collect();
    write!(out, "{}", csv::line(fields.iter().map(String::as_str)))
}
