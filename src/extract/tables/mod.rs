//! Tables of the document to cells of the form (DOMAIN section 5).
//!
//! Tables are recognised by what they say, not by where they stand. Everything that carries a label of the form and
//! values beside it is a candidate, in table blocks and in running text alike; what cannot be told apart is left
//! unread.

mod added;
mod align;
mod beside;
mod captions;
mod columns;
mod glued;
mod heads;
mod label;
mod lines;
mod open;
mod order;
mod paired;
mod pieces;

mod rows;
mod solve;
mod statistics;
#[cfg(test)]
mod statistics_tests;
mod stream;
mod subtotals;
mod surplus;
mod table2;
mod table3;
mod table4;
#[cfg(test)]
mod tests;
mod turned;
mod value;
mod whole;
mod whose;
mod years;

use std::ops::Range;

use crate::document::{Document, Fidelity, Place, ReadNote};
use crate::form::{self, CellId, Form, FormId, RowForm, TableForm, TableId};
use crate::order::Order;
use crate::report::{Cell, CellState, Cells, LabelCause, LabelReading, Report, TableReading, TableStatus};
use align::{By, Target};
use captions::Captions;
use rows::{KNOWN_LABELS, Label, ObservedRow, by_block, join_lines, observe};
use stream::Stream;
use turned::View;

pub use value::{Reading, read_value};
pub use years::is_of_other_year;

/// What was found of a table.
#[derive(Debug, Clone, Default)]
struct Found {
    cells: Cells,
    labels: Vec<LabelReading>,
    blocks: Vec<u32>,
    /// What its rows are called that are none of the form's.
    left_out: Vec<String>,
    /// What rows of table 4 are called that hold the numbers of units, and whether one beside them is the report's.
    of_units: (Vec<String>, bool),
}

/// Finds tables 2, 3 and 4 (or the statistics table of 2014) and puts their cells, labels and form into the report.
///
/// `report.year` must be known by then where it can be: it decides the form where no table does.
pub fn extract(document: &Document, report: &mut Report) {
    let Some(view) = View::of(document) else { return extract_upright(document, report) };
    extract_upright(&view.document, report);
    report.cells.move_places(|place| view.back(place));
    for label in &mut report.labels {
        label.place = label.place.map(|place| view.back(place));
    }
}

fn extract_upright(document: &Document, report: &mut Report) {
    let mut rows: Vec<ObservedRow> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    let (mut head, mut pieces) = (None, Vec::new());
    for (block, content) in (0_u32..).zip(&document.blocks) {
        let Some(table) = content.as_table() else { continue };
        let mut own = observe(block, table, &KNOWN_LABELS);
        left_out.extend(table3::tell_heads(block, table, report.year, &mut own, &mut head, &mut pieces));
        join_lines(&mut own, &KNOWN_LABELS);
        rows.append(&mut own);
    }
    table3::join_pieces(&pieces, &mut rows);
    let lines_of_others = years::tell(&mut rows, report.year);
    subtotals::tell(&mut rows);
    let stream = Stream::of(document, &report.text);
    let organ = report.organ.clone();
    let captions = Captions::of(document, report.year, organ.as_ref());
    let mut read = Read::new(document, &rows, &stream, &captions, report.year);
    report.form = read.form(report.year);
    let Some(form) = report.form.map(FormId::form) else { return };
    let mut rows_left_out: Vec<String> = Vec::new();
    let mut units: (Vec<String>, bool) = (Vec::new(), true);
    for table in form.tables {
        let mut found = read.table(table, document, &rows, &stream, &captions);
        if found.cells.is_empty() && matches!(table.id, TableId::Table2 | TableId::Table4) {
            paired::read(document, table, &captions, &mut found);
        }
        // Of a form whose rows are not all known from an official text none is called missing.
        if form.certain && !found.cells.is_empty() {
            found.note_missing(table);
        }
        let several = whose_is_open(&captions, &rows, &found);
        if !several.is_empty() {
            report.notes.push(of_several_organs(&several));
            found.leave_unread();
        }
        found.soften(document.fidelity);
        report.tables.insert(
            table.id,
            TableReading { status: status(table, &found), blocks: found.blocks(), heading: None },
        );
        report.cells.append(found.cells);
        report.labels.append(&mut found.labels);
        rows_left_out.append(&mut found.left_out);
        if !found.of_units.0.is_empty() {
            units = std::mem::take(&mut found.of_units);
        }
    }
    report.cells.sort(form);
    report.notes.extend(left_out_note(
        "columns-left-out",
        left_out,
        20,
        ["第三部分的表里“", "”不是规定格式的列，没有读取。"],
        ["In table 3 “", "” is no column of the official form; it was not read."],
    ));
    report.notes.extend(left_out_note(
        "rows-left-out",
        rows_left_out,
        40,
        ["第三部分的表里“", "”不是规定格式的行，没有核对。"],
        ["In table 3 “", "” is no row of the official form; it was not checked."],
    ));
    report.notes.extend(left_out_note(
        "rows-left-out",
        units.0,
        20,
        [
            "第四部分的表里“",
            if units.1 {
                "”各行不是本机关的数，没有读取。"
            } else {
                "”各行分属几个机关，看不出哪一行是本报告的，没有读取。"
            },
        ],
        [
            "In table 4 the rows “",
            if units.1 {
                "” are of other organs; they were not read."
            } else {
                "” are of several organs; which is this report's is not told, so none was read."
            },
        ],
    ));
    report.notes.extend(left_out_note(
        "lines-passed-over",
        lines_of_others,
        20,
        ["表里标着“", "”的各行不是本年的数，没有读取；检查的是本年的各行。"],
        ["The lines called “", "” are not of this year and were not read; this year's were."],
    ));
    let passed = passed_over(captions.of_other_years(), &rows, report);
    report.notes.extend((!passed.is_empty()).then(|| tables_passed_over(&passed)));
    let passed = passed_over(captions.of_other_organs(), &rows, report);
    report.notes.extend((!passed.is_empty()).then(|| of_other_organs(&passed)));
}

/// Names of at most so many characters that were left out, in a sentence of each language: what stands before and behind them.
fn left_out_note(
    code: &str,
    names: Vec<String>,
    longest: usize,
    zh: [&str; 2],
    en: [&str; 2],
) -> Option<ReadNote> {
    let (names, names_en) = listed(names, longest)?;
    Some(ReadNote {
        code: code.to_owned(),
        zh: [zh[0], &names, zh[1]].concat(),
        en: [en[0], &names_en, en[1]].concat(),
    })
}

/// The first names of a list, each once, in Chinese and in English quotation marks; what is `longest` and longer is no
/// name.
fn listed(mut names: Vec<String>, longest: usize) -> Option<(String, String)> {
    let mut seen: Vec<String> = Vec::new();
    names.retain(|name| {
        let short = name.split_whitespace().collect::<String>();
        let new = !seen.contains(&short) && short.chars().count() <= longest;
        seen.push(short);
        new
    });
    names.truncate(5);
    (!names.is_empty()).then(|| (names.join("”“"), names.join("”, “")))
}

/// Whether a place is in rows of a block.
fn is_within(place: Option<Place>, block: u32, range: &Range<u32>) -> bool {
    matches!(place, Some(Place::Cell { block: of, row, .. }) if of == block && range.contains(&row))
}

/// The captions of the tables that were passed over because these say that they are of another year or organ.
fn passed_over<'c>(
    others: impl Iterator<Item = (u32, Range<u32>, &'c str)>,
    rows: &[ObservedRow],
    report: &Report,
) -> Vec<String> {
    let within = is_within;
    let used = |block: u32, range: &Range<u32>| {
        report.cells.iter().any(|(_, cell)| within(Some(cell.place), block, range))
    };
    let tables = by_block(rows);
    let labelled = |block: u32, range: &Range<u32>| {
        let own = tables.get(&block).copied().unwrap_or_default().iter();
        let own = own.filter(|row| row.numbers() > 0 && within(row.place(), block, range));
        own.filter(|row| row.labels.iter().any(|label| KNOWN_LABELS.knows(&label.core))).count() >= 3
    };
    let passed = others.filter(|(block, range, _)| !used(*block, range) && labelled(*block, range));
    passed.map(|(_, _, caption)| caption.to_owned()).take(3).collect()
}

/// The captions of a table that stands there for several organs, none of which is the report's own for certain: which of them
/// counts is not told.
fn whose_is_open(captions: &Captions, rows: &[ObservedRow], found: &Found) -> Vec<String> {
    let Some((_, first)) = found.cells.iter().next() else { return Vec::new() };
    let several = captions.of_several_organs(first.place);
    let tables = by_block(rows);
    let labels = |(block, range, _): &(u32, Range<u32>, &str)| -> Vec<Vec<char>> {
        let own = tables.get(block).copied().unwrap_or_default().iter();
        let own = own.filter(|row| {
            let place = row.place().or_else(|| row.labels.first().map(|label| label.place));
            is_within(place, *block, range)
        });
        own.flat_map(|row| &row.labels).map(|label| label.core.chars.clone()).take(100).collect()
    };
    let Some((own, others)) = several.split_first() else { return Vec::new() };
    let wanted = labels(own);
    let is_same = |other: &&(u32, Range<u32>, &str)| {
        let there = labels(other);
        wanted.iter().filter(|label| there.contains(label)).count() * 5 >= wanted.len() * 4
    };
    let same: Vec<&str> = others.iter().take(20).filter(is_same).map(|other| other.2).collect();
    if same.is_empty() { same } else { [own.2].into_iter().chain(same).collect() }
        .into_iter()
        .take(3)
        .map(str::to_owned)
        .collect()
}

/// Says that a table stands there for several organs.
fn of_several_organs(captions: &[String]) -> ReadNote {
    let (zh, en) = (captions.join("”“"), captions.join("”, “"));
    ReadNote {
        code: "tables-of-several-organs".to_owned(),
        zh: format!("“{zh}”下面是几个机关各自的同一张表，看不出哪一张是本报告的，没有读取。"),
        en: format!(
            "Under “{en}” the same table stands for several organs; which is this report's is not told, so none was read."
        ),
    }
}

/// Says which tables were passed over because they are another organ's.
fn of_other_organs(captions: &[String]) -> ReadNote {
    let (zh, en) = (captions.join("”“"), captions.join("”, “"));
    ReadNote {
        code: "tables-passed-over".to_owned(),
        zh: format!("“{zh}”下面的表不是本机关的，没有读取；检查的是本机关的表。"),
        en: format!("The table under “{en}” is another organ's and was not read; this organ's was."),
    }
}

/// Says which tables were passed over.
pub fn tables_passed_over(captions: &[String]) -> ReadNote {
    let (zh, en) = (captions.join("”“"), captions.join("”, “"));
    ReadNote {
        code: "tables-passed-over".to_owned(),
        zh: format!("“{zh}”下面的表不是本年报告的，没有读取；检查的是本年报告的表。"),
        en: format!(
            "The table under “{en}” is not of this year's report and was not read; the one that is was."
        ),
    }
}

/// The tables of a document as each form has them, before it is known which form the report uses.
struct Read {
    /// How much speaks for each table 2.
    table2: Vec<(&'static TableForm, usize)>,
    table3: Vec<table3::Read>,
    table4: Vec<(&'static TableForm, Found)>,
    statistics: Found,
}

impl Read {
    fn new(
        document: &Document,
        rows: &[ObservedRow],
        stream: &Stream,
        captions: &Captions,
        year: Option<i32>,
    ) -> Self {
        let mut read = Self {
            table2: table2::evidence(rows, stream),
            table3: table3::read_all(document, rows, stream, captions),
            table4: table4::read_all(document, rows, stream, captions),
            statistics: Found::default(),
        };
        // No report has both: the table of 2014 is only looked for where the later ones are not.
        let later =
            || read.table3.iter().map(|read| &read.found).chain(read.table4.iter().map(|(_, found)| found));
        if later().all(|found| found.cells.iter().all(|(_, cell)| cell.value.is_none()))
            && let Some(table) = form::tables(TableId::Statistics2014).first()
        {
            read.statistics = statistics::read(document, table, year, captions);
            // Rows that read alike in both, of which the later form could make nothing.
            if !read.statistics.cells.is_empty() {
                read.table3.iter_mut().for_each(|read| read.found = Found::default());
                read.table4.iter_mut().for_each(|(_, found)| *found = Found::default());
            }
        }
        read
    }

    /// Whether cells of table 3 or 4 were found.
    fn has_later_tables(&self) -> bool {
        self.table3.iter().any(|read| !read.found.cells.is_empty())
            || self.table4.iter().any(|(_, found)| !found.cells.is_empty())
    }

    /// The form that fits best: by the rows of table 3, then by the columns of table 2, then by the year, then the one
    /// that comes first. Without any table, that of the year.
    fn form(&self, year: Option<i32>) -> Option<FormId> {
        let by_year = year.and_then(FormId::of_year);
        // Headings that all forms have in common, in running text, say nothing.
        let evidence = || self.table2.iter().map(|(_, evidence)| *evidence);
        if !self.has_later_tables() && evidence().min() == evidence().max() {
            let has_statistics = |form: &&Form| form.table(TableId::Statistics2014).is_some();
            return match FormId::all().map(FormId::form).find(has_statistics) {
                Some(form) if !self.statistics.cells.is_empty() => Some(form.id),
                _ => by_year,
            };
        }
        let told_apart = self.told_apart();
        let fit = |form: &Form| Fit {
            rows: if told_apart { self.score(form) } else { 0.0 },
            columns: self.evidence(form),
            year: Some(form.official) == by_year,
        };
        let mut best: Option<(FormId, Fit)> = None;
        for form in FormId::all().map(FormId::form).filter(|form| form.table(TableId::Table3).is_some()) {
            let own = fit(form);
            if best.as_ref().is_none_or(|(_, other)| own.is_better(other)) {
                best = Some((form.id, own));
            }
        }
        best.map(|(form, _)| form)
    }

    /// Whether a row was found that not every form has: only then do the rows say which form it is.
    fn told_apart(&self) -> bool {
        let in_all = |cell: CellId| self.table3.iter().all(|read| read.table.row(cell.row()).is_some());
        self.table3.iter().any(|read| read.found.cells.iter().any(|(cell, _)| !in_all(cell)))
    }

    fn score(&self, form: &Form) -> f64 {
        let table = form.table(TableId::Table3);
        let own = self.table3.iter().find(|read| table.is_some_and(|table| table.is_same(read.table)));
        own.map_or(f64::NEG_INFINITY, |read| read.score)
    }

    fn evidence(&self, form: &Form) -> usize {
        let table = form.table(TableId::Table2);
        let own = self.table2.iter().find(|(each, _)| table.is_some_and(|table| table.is_same(each)));
        own.map_or(0, |(_, evidence)| *evidence)
    }

    /// What was found of a table of the form that was chosen; it is given away.
    fn table(
        &mut self,
        table: &'static TableForm,
        document: &Document,
        rows: &[ObservedRow],
        stream: &Stream,
        captions: &Captions,
    ) -> Found {
        match table.id {
            TableId::Table3 => {
                let own = self.table3.iter_mut().find(|read| read.table.is_same(table));
                own.map(|read| std::mem::take(&mut read.found)).unwrap_or_default()
            }
            TableId::Table4 => {
                let own = self.table4.iter_mut().find(|(each, _)| each.is_same(table));
                own.map(|(_, found)| std::mem::take(found)).unwrap_or_default()
            }
            TableId::Table2 if self.table2.iter().all(|(_, evidence)| *evidence == 0) => Found::default(),
            TableId::Statistics2014 => std::mem::take(&mut self.statistics),
            TableId::Table2 => {
                let mut found = Found::default();
                table2::read(document, table, rows, stream, captions, &mut found);
                found
            }
        }
    }
}

/// How well a form fits a document.
struct Fit {
    /// Agreement of the rows of table 3.
    rows: f64,
    /// Columns of table 2 that are there.
    columns: usize,
    /// Whether the report's year uses it.
    year: bool,
}

impl Fit {
    fn is_better(&self, other: &Self) -> bool {
        let order = self.rows.total_cmp(&other.rows);
        order.then(self.columns.cmp(&other.columns)).then(self.year.cmp(&other.year)).is_gt()
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
    /// Leaves all its cells unread: what they hold is there, and not what is meant.
    fn leave_unread(&mut self) {
        let cells: Vec<(CellId, Cell)> = self.cells.iter().map(|(id, cell)| (id, cell.clone())).collect();
        for (id, cell) in cells {
            let unread =
                Cell { value: None, state: CellState::Ambiguous, sure: false, readings: Vec::new(), ..cell };
            self.cells.replace(id, unread);
        }
        self.labels.clear();
    }

    fn blocks(&self) -> Vec<u32> {
        let mut blocks = self.blocks.clone();
        blocks.order();
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
            row.labels.iter().map(|label| &label.core).chain(&row.joined()).any(|core| target.accepts(core));
        if accepted {
            return;
        }
        let closest = row
            .labels
            .iter()
            .max_by(|a, b| target.closeness(&a.core).total_cmp(&target.closeness(&b.core)))
            .filter(|_| matches!(by, By::Label(_)));
        if closest.is_some_and(|label| target.accepts(&label::core(without_mark(&label.text)))) {
            return;
        }
        let cause = match closest {
            Some(label) => cause_of(&label.text, form.label),
            None => LabelCause::Unlabelled,
        };
        self.labels.push(LabelReading {
            table,
            row: form.id,
            expected: form.full_label(),
            found: closest.map(|label| label.text.clone()),
            place: closest.map(|label| label.place),
            cause,
        });
    }

    /// The same for a row of tables 2 and 4.
    fn note_plain_label(&mut self, table: TableId, form: &'static RowForm, label: &Label, row: &ObservedRow) {
        let expected = label::Expected::row(form);
        let noted = || crate::text::fold::folded(&label.text).chars().skip(2).any(|c| c == '(');
        if expected.accepts(&label.core)
            || row.joined().is_some_and(|core| expected.accepts(&core))
            || noted()
            || expected.accepts(&label::core(without_mark(&label.text)))
        {
            return;
        }
        self.labels.push(LabelReading {
            table,
            row: form.id,
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
                let any = block
                    .columns
                    .iter()
                    .any(|column| self.cells.get(CellId::new(row.id, column.id)).is_some());
                if !any {
                    self.labels.push(LabelReading {
                        table: table.id,
                        row: row.id,
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

/// A label without the mark of a note behind it: （七）总计①.
fn without_mark(label: &str) -> &str {
    label.trim_end().trim_end_matches(value::is_mark_of_note)
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
