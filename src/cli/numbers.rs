//! The numbers of a report's text, with what each was compared with or why it was left alone.

use std::io::{self, Write};

use gouji::document::Place;
use gouji::outcome::{Language, NarrativeNumber, Outcome};
use serde_json::{Value, json};

use super::style::{Style, wrapped};
use super::text::headline;

/// Columns that a line may take.
const COLUMNS: usize = 96;

/// Prints the numbers of one report for people.
pub fn print(out: &mut dyn Write, outcome: &Outcome, language: Language, style: Style) -> io::Result<()> {
    let zh = language == Language::Zh;
    if let Some(name) = &outcome.input.name {
        writeln!(out, "{}", style.faint(name))?;
    }
    writeln!(out, "{}", style.strong(&headline(&outcome.report, zh)))?;
    let count = outcome.numbers.len();
    let compared = outcome.numbers.iter().filter(|number| number.agrees.is_some()).count();
    let agree = outcome.numbers.iter().filter(|number| number.agrees == Some(true)).count();
    if zh {
        writeln!(out, "正文共 {count} 个数，{compared} 个与表格比较，{agree} 个相符")?;
    } else {
        writeln!(out, "{count} numbers in the text, {compared} compared with tables, {agree} agree")?;
    }
    let mut last = None;
    for number in &outcome.numbers {
        let block = block(number);
        if last != Some(block) {
            writeln!(out)?;
            last = Some(block);
        }
        let mark = match number.agrees {
            Some(true) => "✓",
            Some(false) => "✗",
            None => "·",
        };
        writeln!(out, "{mark} {}", style.strong(&number.text))?;
        for line in wrapped(&number.reason, COLUMNS - 4) {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// The numbers of one report as JSON.
pub fn as_json(outcome: &Outcome) -> Value {
    json!({
        "schema": outcome.schema,
        "input": outcome.input,
        "report": {
            "title": outcome.report.title,
            "organ": outcome.report.organ,
            "year": outcome.report.year,
            "form": outcome.report.form,
        },
        "numbers": outcome.numbers,
    })
}

fn block(number: &NarrativeNumber) -> u32 {
    match number.place {
        Place::Span { block, .. } | Place::Cell { block, .. } => block,
    }
}
