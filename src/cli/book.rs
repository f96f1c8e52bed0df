//! `gouji check -o`: a file about all reports together.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use gouji::Options;
use gouji::many::Glance;
use gouji::many::missing::{Held, attendance};
use gouji::outcome::{Outcome, Status};
use gouji::text::message::Message;
use gouji::write::{Target, letters, many};

use super::Exit;
use super::arguments::{Book, Check};
use super::gather::{Gathered, gathered, listed};

/// Checks all reports and writes one file about them.
pub fn write(
    call: &Check,
    kind: Book,
    options: &Options,
    done: &HashSet<String>,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let options = Options { document: true, ..options.clone() };
    let keep = |outcome: &Outcome| Glance::new(outcome, options.language);
    let Gathered { kept: glances, failures } =
        gathered(&call.files, call.input.as_deref(), &options, done, keep);
    let unread: Vec<(String, String)> = failures
        .into_iter()
        .map(|failure| {
            let why = failure.says(call.language).to_owned();
            (failure.name, why)
        })
        .collect();
    let mut exit = if unread.is_empty() { Exit::Clean } else { Exit::Unchecked };
    exit = glances.iter().map(|glance| Exit::from(glance.status)).fold(exit, Exit::max);
    let attendance = call.list.as_deref().map(|list| {
        let held = glances.iter().map(|glance| Held {
            file: glance.name.clone(),
            organ: glance.organ.clone(),
            year: glance.year,
        });
        let (names, whole) = listed(list, call.language);
        if !whole {
            exit = Exit::Unchecked;
        }
        attendance(&names, held.collect(), &[])
    });
    let bytes = match kind {
        Book::Workbook => Target::Xlsx.write(&many::book(&glances, &unread, attendance.as_ref())),
        Book::Letters => Target::Docx.write(&letters::book(&glances)),
        Book::LettersEach => letters::archive(&glances),
    };
    let path = call.out.as_deref().unwrap_or(OsStr::new("gouji.xlsx"));
    fs::write(path, bytes)?;
    let file = Path::new(path).display();
    let wrong = glances.iter().filter(|glance| glance.status == Status::Errors).count();
    let concerned = glances.iter().filter(|glance| letters::is_needed(glance)).count();
    let (count, failed) = (glances.len(), unread.len());
    let said = Message::new(
        format!(
            "{count} 份读出，{wrong} 份有错误，{concerned} 份有要改或要看的，{failed} 份没有读出；写入 {file}。"
        ),
        format!(
            "{count} were read, {wrong} have errors, {concerned} have something to look at, {failed} could not be read; written to {file}."
        ),
    );
    writeln!(out, "{}", said.get(call.language))?;
    Ok(exit)
}

/// The names of the reports in earlier results, one Outcome a line. A last line that was cut off is not counted.
pub fn done(results: Option<&OsStr>) -> io::Result<HashSet<String>> {
    let Some(path) = results else { return Ok(HashSet::new()) };
    let file = match fs::File::open(path) {
        Ok(file) => file,
        // Nothing was done yet: the first call of a loop.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(HashSet::new()),
        Err(error) => return Err(error),
    };
    let mut names = HashSet::new();
    for line in BufReader::new(file).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?).unwrap_or_default();
        if let Some(name) = value.pointer("/input/name").and_then(serde_json::Value::as_str) {
            names.insert(name.to_owned());
        }
    }
    Ok(names)
}
