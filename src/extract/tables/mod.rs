//! Tables of the document to cells of the form (DOMAIN section 5).
//!
//! Tables are recognised by what they say, not by where they stand. Everything that carries a label of the form and
//! values beside it is a candidate, in table blocks and in running text alike; what cannot be told apart is left
//! unread.

mod align;
mod columns;
mod glued;
mod label;
mod rows;
mod solve;
mod stream;
mod table2;
mod table3;
mod table4;
#[cfg(test)]
mod tests;
mod value;

use crate::document::{Document, Fidelity};
use crate::form::{FormId, RowForm, TableForm, TableId};
use crate::report::{CellState, Cells, LabelCause, LabelReading, Report, TableReading, TableStatus};
use align::{By, Target};
use rows::{KNOWN_LABELS, Label, ObservedRow, observe};
use stream::Stream;

pub use value::{Reading, read_value};

/// What was found of a table.
#[derive(Debug, Default)]
struct Found {
    cells: Cells,
    labels: Vec<LabelReading>,
    blocks: Vec<u32>,
}

/// Finds tables 2, 3 and 4 (or the statistics table of 2014) and puts their cells, labels and form into the report.
///
/// `report.year` must be known by then where it can be: it decides the form where no table does.
pub fn extract(document: &Document, report: &mut Report) {
    let rows: Vec<ObservedRow> = (0_u32..)
        .zip(&document.blocks)
        .filter_map(|(block, content)| content.as_table().map(|table| observe(block, table, &KNOWN_LABELS)))
        .flatten()
        .collect();
    let lines = rows::observe_lines(document, 7);
    let stream = Stream::of(document, &report.text);

    let written = table2::written(&rows);
    let for_2021 = table2::evidence(FormId::Form2021, &written, &stream);
    let for_2019 = table2::evidence(FormId::Form2019, &written, &stream);
    let by_three = table3::read(FormId::Form2021, &rows, &lines, &stream);
    let by_one = table3::read(FormId::Form2019, &rows, &lines, &stream);
    let single_other = one_row_of_other(by_three.as_ref(), by_one.as_ref());
    let mut table4 = Found::default();
    table4::read(document, &rows, &stream, &mut table4);
    let any = !table4.cells.is_empty() || by_three.as_ref().is_some_and(|(found, _)| !found.cells.is_empty());
    let form = choose(single_other, for_2021, for_2019, report.year)
        .filter(|form| !any || *form != FormId::Statistics2014)
        .or(any.then_some(FormId::Form2021));
    let table3 = match form {
        Some(FormId::Form2021) => by_three,
        Some(FormId::Form2019 | FormId::Hybrid) => by_one,
        _ => None,
    };

    let mut all: Vec<(TableId, Found)> = Vec::new();
    if let Some(form) = form {
        for table in form.form().tables {
            let mut found = Found::default();
            match table.id {
                TableId::Table2 | TableId::Statistics2014 => {
                    if table.id == TableId::Statistics2014 || for_2021 + for_2019 > 0 {
                        table2::read(document, table, &rows, &stream, &mut found);
                    }
                }
                TableId::Table3 => {}
                TableId::Table4 => found = std::mem::take(&mut table4),
            }
            all.push((table.id, found));
        }
    }
    if let Some((found, _)) = table3
        && let Some((_, slot)) = all.iter_mut().find(|(id, _)| *id == TableId::Table3)
    {
        *slot = found;
    }
    report.form = form;
    let Some(form) = form else { return };
    for (id, mut found) in all {
        let Some(table) = form.form().table(id) else { continue };
        if !found.cells.is_empty() {
            found.note_missing(table);
        }
        found.soften(document.fidelity);
        report.tables.insert(
            id,
            TableReading { status: status(table, &found), blocks: found.blocks(), heading: None },
        );
        for (cell_id, cell) in found.cells.iter() {
            report.cells.insert(cell_id, cell.clone());
        }
        report.labels.append(&mut found.labels);
    }
    report.cells.sort(form.form());
}

/// Whether 其他处理 is one row in this report's table 3, as in the form of 2019; `None` where its rows were not found.
fn one_row_of_other(by_three: Option<&(Found, f64)>, by_one: Option<&(Found, f64)>) -> Option<bool> {
    let (three, one) = (by_three?, by_one?);
    let found = |found: &Found, row: &str| {
        found
            .cells
            .iter()
            .any(|(id, _)| id.row == row || id.row.strip_prefix(row).is_some_and(|r| r.starts_with('.')))
    };
    if !found(&three.0, "other") && !found(&one.0, "other") {
        return None;
    }
    Some(one.1 > three.1)
}

/// The form by its labels first, the year second.
fn choose(single_other: Option<bool>, for_2021: usize, for_2019: usize, year: Option<i32>) -> Option<FormId> {
    let by_year = year.and_then(FormId::of_year);
    let new_headers = match for_2021.cmp(&for_2019) {
        std::cmp::Ordering::Greater => Some(true),
        std::cmp::Ordering::Less => Some(false),
        std::cmp::Ordering::Equal => match by_year {
            Some(FormId::Form2021) => Some(true),
            Some(FormId::Form2019) => Some(false),
            _ => None,
        },
    };
    match (new_headers, single_other) {
        (Some(true), Some(true)) => Some(FormId::Hybrid),
        (Some(true), _) | (None, Some(false)) => Some(FormId::Form2021),
        (Some(false), Some(false)) => Some(FormId::Form2021),
        (Some(false), _) | (None, Some(true)) => Some(FormId::Form2019),
        (None, None) => by_year,
    }
}

/// How much of a table is there. A value that could not be told from others counts as not found.
fn status(table: &TableForm, found: &Found) -> TableStatus {
    let there = |cell| {
        found
            .cells
            .get(cell)
            .is_some_and(|cell| !matches!(cell.state, CellState::Ambiguous | CellState::Unreadable))
    };
    if found.cells.is_empty() {
        TableStatus::NotFound
    } else if table.cells().all(there) {
        TableStatus::Found
    } else {
        TableStatus::Partial
    }
}

impl Found {
    fn blocks(&self) -> Vec<u32> {
        let mut blocks = self.blocks.clone();
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }

    /// Notes how a row of table 3 is labelled, where that is not as the form has it.
    fn note_label(&mut self, table: TableId, row: &ObservedRow, target: &Target, by: By) {
        let Some(form) = target.row else { return };
        if matches!(row.values, rows::Values::Run(_)) {
            return;
        }
        let accepted =
            row.labels.iter().any(|label| target.accepts(&label.core)) || target.accepts(&row.joined());
        if accepted {
            return;
        }
        let closest = row
            .labels
            .iter()
            .max_by(|a, b| target.closeness(&a.core).total_cmp(&target.closeness(&b.core)))
            .filter(|_| matches!(by, By::Label(_)));
        let cause = match closest {
            Some(label) => cause_of(&label.text, form.label),
            None => LabelCause::Unlabelled,
        };
        self.labels.push(LabelReading {
            table,
            name: form.name,
            expected: form.full_label(),
            found: closest.map(|label| label.text.clone()),
            place: closest.map(|label| label.place),
            cause,
        });
    }

    /// The same for a row of tables 2 and 4.
    fn note_plain_label(&mut self, table: TableId, form: &'static RowForm, label: &Label, row: &ObservedRow) {
        let expected = label::Expected::row(form);
        let folded = crate::extract::fold::folded(&label.text);
        let noted = folded.chars().skip(2).any(|c| c == '(');
        if expected.accepts(&label.core) || expected.accepts(&row.joined()) || noted {
            return;
        }
        self.labels.push(LabelReading {
            table,
            name: form.name,
            expected: form.full_label(),
            found: Some(label.text.clone()),
            place: Some(label.place),
            cause: cause_of(&label.text, form.label),
        });
    }

    /// Notes rows of the form of which nothing was found.
    fn note_missing(&mut self, table: &TableForm) {
        for block in table.blocks {
            for row in block.rows {
                let any = block.columns.iter().any(|column| {
                    self.cells
                        .get(crate::form::CellId { table: table.id, row: row.name, column: column.name })
                        .is_some()
                });
                if !any {
                    self.labels.push(LabelReading {
                        table: table.id,
                        name: row.name,
                        expected: row.full_label(),
                        found: None,
                        place: None,
                        cause: LabelCause::Missing,
                    });
                }
            }
        }
    }

    /// On text that a machine recognised or a mirror converted, a damaged label is not the organ's.
    fn soften(&mut self, fidelity: Fidelity) {
        if matches!(fidelity, Fidelity::Recognised | Fidelity::Mirror) {
            for label in self.labels.iter_mut().filter(|label| label.cause == LabelCause::Typing) {
                label.cause = LabelCause::Noise;
            }
        }
    }
}

/// A label with one or two characters wrong was typed so; more damage, or signs that nobody types, is noise.
fn cause_of(written: &str, expected: &str) -> LabelCause {
    let (written, expected) = (label::core(written).chars, label::core(expected).chars);
    let distance = edit_distance(&written, &expected);
    // Parts of characters are what recognition leaves of them; nobody types them.
    let torn = "纟亻氵讠钅饣忄扌犭礻衤艹宀冖冂凵勹匚卩辶阝疒丨丿丶亅";
    let foreign = written.iter().any(|c| c.is_ascii_alphabetic() || torn.contains(*c));
    if distance <= 2 && distance * 4 <= expected.len().max(4) && !foreign {
        LabelCause::Typing
    } else {
        LabelCause::Noise
    }
}

fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut current = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let substituted = previous.get(j).copied().unwrap_or(0) + usize::from(x != y);
            let deleted = previous.get(j + 1).copied().unwrap_or(0) + 1;
            let inserted = current.last().copied().unwrap_or(0) + 1;
            current.push(substituted.min(deleted).min(inserted));
        }
        previous = current;
    }
    previous.last().copied().unwrap_or(0)
}
