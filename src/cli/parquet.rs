//! Reports as a table for DuckDB, Spark and pandas: one Parquet file, one row for each report.
//!
//! The columns bear the names of the JSON contract: a cell `t3.new.total` is the field `total` of the group `new` of the
//! group `t3`, so that the contract name itself is what a query selects. Rows are written in groups of some hundreds;
//! no more than one group is in memory.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use gouji::Options;
use gouji::form::{CellId, FormId};
use gouji::many::{Part, Reading};
use gouji::outcome::{Counts, Finding, Outcome, Severity};
use gouji::report::Number;
use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::{ParquetError, Result as Written};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::arguments::Check;
use super::gather;
use super::sources::Failure;
use super::{Exit, complain};

/// Rows of one group: what lies in memory at a time.
const TOGETHER: usize = 500;

/// Where a file is written to.
type Out = Box<dyn Write + Send>;

/// One report, or a file that could not be read.
#[derive(Debug, Default)]
struct Row {
    /// Columns of text by name.
    texts: BTreeMap<&'static str, String>,
    year: Option<i32>,
    counts: Option<Counts>,
    cells: BTreeMap<CellId, f64>,
    unread: Vec<String>,
    findings: Vec<Finding>,
}

/// Columns of text, in their order.
const TEXTS: [&str; 6] = ["name", "failure", "status", "organ", "form", "published"];

/// One of the counts of a report.
type Count = fn(&Counts) -> u32;

/// How many of everything: the name of the contract, and where it stands.
const COUNTS: [(&str, Count); 6] = [
    ("error", |counts| counts.error),
    ("warning", |counts| counts.warning),
    ("notice", |counts| counts.notice),
    ("held", |counts| counts.held),
    ("broken", |counts| counts.broken),
    ("open", |counts| counts.open),
];

impl Row {
    fn new(outcome: &Outcome) -> Self {
        let report = &outcome.report;
        let texts = [
            ("name", outcome.input.name.clone()),
            ("status", Some(outcome.status.name().to_owned())),
            ("organ", report.organ.clone()),
            ("form", report.form.map(|form| form.name().to_owned())),
            ("published", report.published.clone()),
        ];
        let part = Part::new(outcome);
        let (mut cells, mut unread) = (BTreeMap::new(), Vec::new());
        for cell in report.form.into_iter().flat_map(|form| form.form().cells()) {
            match part.reading(cell) {
                Reading::Number(number) => {
                    cells.insert(cell, number.decimal());
                }
                Reading::Blank => {}
                Reading::Unread => unread.push(cell.to_string()),
            }
        }
        Self {
            texts: texts.into_iter().filter_map(|(name, text)| Some((name, text?))).collect(),
            year: report.year,
            counts: Some(outcome.counts),
            cells,
            unread,
            findings: outcome.findings.clone(),
        }
    }

    fn failed(failure: &Failure, why: &str) -> Self {
        let texts = [("name", failure.name.clone()), ("failure", why.to_owned())];
        Self { texts: texts.into(), ..Self::default() }
    }
}

/// Checks all reports and writes a row for each.
///
/// # Errors
/// Where the file cannot be written; a terminal is no place for it.
pub fn write(call: &Check, options: &Options, done: &HashSet<String>) -> io::Result<Exit> {
    let out: Out = match &call.out {
        Some(path) => Box::new(fs::File::create(path)?),
        None if io::stdout().is_terminal() => {
            return Err(io::Error::other(
                "Parquet 不能写到终端上：用 -o 结果.parquet，或转到文件（not to a terminal: use -o or redirect）",
            ));
        }
        None => Box::new(io::stdout()),
    };
    let mut file = File::new(out).map_err(told)?;
    let mut exit = Exit::Clean;
    let keep = |outcome: &Outcome| (Exit::from(outcome.status), Row::new(outcome));
    gather::each(&call.files, call.input.as_deref(), options, done, keep, |result| {
        let (own, row) = result.unwrap_or_else(|failure| {
            complain(&failure, call.language);
            (Exit::Unchecked, Row::failed(&failure, failure.says(call.language)))
        });
        exit = exit.max(own);
        file.add(row).map_err(told)
    })?;
    file.close().map_err(told)?;
    Ok(exit)
}

fn told(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => io::Error::other(source),
        other => io::Error::other(other),
    }
}

/// A file that rows are added to.
struct File<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    rows: Vec<Row>,
}

impl<W: Write + Send> File<W> {
    fn new(out: W) -> Written<Self> {
        let made = concat!("gouji ", env!("CARGO_PKG_VERSION")).to_owned();
        let properties = WriterProperties::builder().set_created_by(made).build();
        let writer = SerializedFileWriter::new(out, schema()?, Arc::new(properties))?;
        Ok(Self { writer, rows: Vec::new() })
    }

    fn add(&mut self, row: Row) -> Written<()> {
        self.rows.push(row);
        if self.rows.len() < TOGETHER { Ok(()) } else { self.write_group() }
    }

    fn write_group(&mut self) -> Written<()> {
        let columns: Vec<String> =
            self.writer.schema_descr().columns().iter().map(|column| column.path().string()).collect();
        let mut group = self.writer.next_row_group()?;
        for path in columns {
            let Some(mut column) = group.next_column()? else { break };
            write_column(&mut column, &path, &self.rows)?;
            column.close()?;
        }
        group.close()?;
        self.rows.clear();
        Ok(())
    }

    fn close(mut self) -> Written<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.writer.close()?;
        Ok(())
    }
}

/// Columns by groups: what is one column, and what holds further ones.
#[derive(Debug, Default)]
struct Names(Vec<(String, Names)>);

impl Names {
    fn add(&mut self, path: &str) {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let at = self.0.iter().position(|(name, _)| name == first).unwrap_or(self.0.len());
        if at == self.0.len() {
            self.0.push((first.to_owned(), Self::default()));
        }
        if let Some((_, inner)) = self.0.get_mut(at).filter(|_| !rest.is_empty()) {
            inner.add(rest);
        }
    }

    fn fields(&self) -> Written<Vec<TypePtr>> {
        let field = |(name, inner): &(String, Self)| {
            if inner.0.is_empty() { leaf(name, Physical::DOUBLE) } else { group(name, inner.fields()?) }
        };
        self.0.iter().map(field).collect()
    }
}

fn leaf(name: &str, physical: Physical) -> Written<TypePtr> {
    let text = physical == Physical::BYTE_ARRAY;
    let builder = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    let builder = builder.with_logical_type(text.then_some(LogicalType::String));
    let builder = builder.with_converted_type(if text { ConvertedType::UTF8 } else { ConvertedType::NONE });
    builder.build().map(Arc::new)
}

fn group(name: &str, fields: Vec<TypePtr>) -> Written<TypePtr> {
    let builder = Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
    builder.with_fields(fields).build().map(Arc::new)
}

/// A list of any length in the three levels that every reader knows.
fn list(name: &str, element: TypePtr) -> Written<TypePtr> {
    let repeated = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
    let builder = Type::group_type_builder(name).with_repetition(Repetition::REQUIRED);
    let builder = builder.with_logical_type(Some(LogicalType::List)).with_converted_type(ConvertedType::LIST);
    builder.with_fields(vec![Arc::new(repeated.with_fields(vec![element]).build()?)]).build().map(Arc::new)
}

/// The columns: what is told of a report, its cells by the names of every form, its findings.
fn schema() -> Written<TypePtr> {
    let mut fields = Vec::new();
    for name in TEXTS {
        fields.push(leaf(name, Physical::BYTE_ARRAY)?);
    }
    fields.push(leaf("year", Physical::INT32)?);
    let counts = COUNTS.iter().map(|(name, _)| leaf(name, Physical::INT32)).collect::<Written<_>>()?;
    fields.push(group("counts", counts)?);
    let mut names = Names::default();
    for cell in FormId::all().flat_map(|form| form.form().cells()) {
        names.add(&cell.to_string());
    }
    fields.extend(names.fields()?);
    fields.push(list("unread", leaf("element", Physical::BYTE_ARRAY)?)?);
    let finding = vec![
        leaf("rule", Physical::BYTE_ARRAY)?,
        leaf("severity", Physical::BYTE_ARRAY)?,
        leaf("identity", Physical::BYTE_ARRAY)?,
        leaf("group", Physical::INT32)?,
        leaf("message", Physical::BYTE_ARRAY)?,
        leaf("left", Physical::DOUBLE)?,
        leaf("right", Physical::DOUBLE)?,
        list("cells", leaf("element", Physical::BYTE_ARRAY)?)?,
    ];
    fields.push(list("findings", group("element", finding)?)?);
    Type::group_type_builder("report").with_fields(fields).build().map(Arc::new)
}

/// A column of one group of rows: values, and for each place whether one stands there and how deep a list begins anew.
struct Column<T> {
    values: Vec<T>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl<T> Column<T> {
    /// A value for each row, or none.
    fn plain(values: impl Iterator<Item = Option<T>>) -> Self {
        Self::lists(values.map(|value| vec![value]), 0)
    }

    /// A list for each row, within `depth` levels of lists; an empty list is a place with no value.
    fn lists(rows: impl Iterator<Item = Vec<Option<T>>>, depth: i16) -> Self {
        let mut column = Self { values: Vec::new(), defined: Vec::new(), repeated: Vec::new() };
        for row in rows {
            if row.is_empty() {
                column.place(0, 0, None);
            }
            for (at, value) in row.into_iter().enumerate() {
                column.place(depth + i16::from(value.is_some()), if at == 0 { 0 } else { depth }, value);
            }
        }
        column
    }

    fn place(&mut self, defined: i16, repeated: i16, value: Option<T>) {
        self.defined.push(defined);
        self.repeated.push(repeated);
        self.values.extend(value);
    }
}

/// Hands a column to the writer of its kind.
macro_rules! hand {
    ($writer:expr, $kind:ty, $column:expr) => {{
        let column = $column;
        let writer = $writer.typed::<$kind>();
        writer.write_batch(&column.values, Some(&column.defined), Some(&column.repeated)).map(|_| ())
    }};
}

fn write_column(writer: &mut SerializedColumnWriter<'_>, path: &str, rows: &[Row]) -> Written<()> {
    let text = |text: &str| Some(ByteArray::from(text));
    let of_findings = path.strip_prefix("findings.list.element.");
    if let Some(text_of) = TEXTS.into_iter().find(|name| *name == path) {
        let texts = rows.iter().map(|row| row.texts.get(text_of).and_then(|value| text(value)));
        return hand!(writer, ByteArrayType, Column::plain(texts));
    }
    if path == "year" {
        return hand!(writer, Int32Type, Column::plain(rows.iter().map(|row| row.year)));
    }
    let counted = path.strip_prefix("counts.");
    if let Some((_, count)) = COUNTS.into_iter().find(|(name, _)| Some(*name) == counted) {
        let counts = rows.iter().map(|row| row.counts.as_ref().map(|counts| whole(count(counts))));
        return hand!(writer, Int32Type, Column::plain(counts));
    }
    if path == "unread.list.element" {
        let names = rows.iter().map(|row| row.unread.iter().map(|name| text(name)).collect());
        return hand!(writer, ByteArrayType, Column::lists(names, 1));
    }
    match of_findings {
        Some("group") => hand!(writer, Int32Type, of(rows, |finding| Some(whole(finding.group)))),
        Some("left") => {
            hand!(writer, DoubleType, of(rows, |finding| finding.left.map(Number::decimal)))
        }
        Some("right") => {
            hand!(writer, DoubleType, of(rows, |finding| finding.right.map(Number::decimal)))
        }
        Some("rule") => hand!(writer, ByteArrayType, of(rows, |finding| text(&finding.rule))),
        Some("message") => hand!(writer, ByteArrayType, of(rows, |finding| text(&finding.message))),
        Some("severity") => hand!(writer, ByteArrayType, of(rows, |finding| text(severity(finding)))),
        Some("identity") => {
            hand!(writer, ByteArrayType, of(rows, |finding| finding.identity.as_deref().and_then(text)))
        }
        Some(_) => hand!(writer, ByteArrayType, cells_of_findings(rows)),
        None => {
            let cell = CellId::parse(path);
            let numbers = rows.iter().map(|row| row.cells.get(&cell?).copied());
            hand!(writer, DoubleType, Column::plain(numbers))
        }
    }
}

/// What each finding has in a column.
fn of<T>(rows: &[Row], value: impl Fn(&Finding) -> Option<T>) -> Column<T> {
    Column::lists(rows.iter().map(|row| row.findings.iter().map(&value).collect()), 1)
}

/// The cells of the findings: a list within a list.
fn cells_of_findings(rows: &[Row]) -> Column<ByteArray> {
    let mut column = Column { values: Vec::new(), defined: Vec::new(), repeated: Vec::new() };
    for row in rows {
        if row.findings.is_empty() {
            column.place(0, 0, None);
        }
        for (at, finding) in row.findings.iter().enumerate() {
            let begins = i16::from(at > 0);
            if finding.cells.is_empty() {
                column.place(1, begins, None);
            }
            for (at, cell) in finding.cells.iter().enumerate() {
                column.place(3, if at == 0 { begins } else { 2 }, Some(ByteArray::from(cell.as_str())));
            }
        }
    }
    column
}

fn whole(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}
