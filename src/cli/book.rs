//! `gouji check -o`: a file about all reports together.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use gouji::many::Glance;
use gouji::many::missing::{Held, attendance, names};
use gouji::outcome::{Language, Status};
use gouji::text::message::Message;
use gouji::write::{Target, letters, many};
use gouji::{Options, check_input};

use super::arguments::{Book, Check};
use super::progress::Progress;
use super::sources::{self, InputFile, Job};
use super::{Exit, complain, workers};

/// Checks all reports and writes one file about them.
pub fn write(
    call: &Check,
    kind: Book,
    options: &Options,
    done: &HashSet<String>,
    out: &mut dyn Write,
) -> io::Result<Exit> {
    let jobs: Vec<Job> = call.files.iter().flat_map(|file| sources::jobs(file)).collect();
    let jobs: Vec<Job> =
        jobs.into_iter().filter(|job| job.name().is_none_or(|name| !done.contains(&name))).collect();
    let mut progress = Progress::new(Some(jobs.len()), false, call.language);
    let at_once = workers::cores().min(jobs.len());
    let options = Options { document: true, ..options.clone() };
    let work = |options: &mut Options, job: Job| -> Vec<_> {
        let read = job.read(call.input.as_deref()).into_iter();
        read.map(|source| {
            source.map(|InputFile { name, input }| {
                options.name = Some(name);
                Glance::new(&check_input(input, options), options.language)
            })
        })
        .collect()
    };
    let (mut glances, mut unread, mut exit) = (Vec::new(), Vec::new(), Exit::Clean);
    let gathered = workers::in_order(
        jobs.into_iter(),
        at_once,
        || options.clone(),
        work,
        |results| {
            progress.step();
            for result in results {
                match result {
                    Ok(glance) => {
                        exit = exit.max(Exit::from(glance.status));
                        glances.push(glance);
                    }
                    Err(failure) => {
                        complain(&failure, call.language);
                        exit = Exit::Unchecked;
                        let why = if call.language == Language::En { failure.en } else { failure.zh };
                        unread.push((failure.name, why));
                    }
                }
            }
            Ok::<(), std::convert::Infallible>(())
        },
    );
    let Ok(()) = gathered;
    progress.end();
    let attendance = call.list.as_deref().map(|list| {
        let held = glances.iter().map(|glance| Held {
            file: glance.name.clone(),
            organ: glance.organ.clone(),
            year: glance.year,
        });
        attendance(&listed(list, call.language, &mut exit), held.collect(), &[])
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

/// The names of a list of organs.
fn listed(list: &OsStr, language: Language, exit: &mut Exit) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources::read(list, None) {
        match source {
            Ok(source) => found.extend(names(&source.input.document)),
            Err(failure) => {
                complain(&failure, language);
                *exit = Exit::Unchecked;
            }
        }
    }
    found
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
