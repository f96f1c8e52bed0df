//! The command line: what is asked for, and the way from files to what is printed.

mod arguments;
mod csv;
mod html;
mod numbers;
mod pages;
mod sources;
mod style;
mod text;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use gouji::outcome::{Language, Outcome, Status};
use gouji::rules::Companion;
use gouji::{Options, check_input};

use arguments::{Call, Check, Format, Misuse};
use sources::{Failure, Source};
use style::Style;

/// The exit status: a part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything was checked and no error was found.
    Clean = 0,
    /// Errors were found.
    Errors = 1,
    /// Something was not read, or not or only partly checked, or the call is wrong.
    Unchecked = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<Status> for Exit {
    fn from(status: Status) -> Self {
        match status {
            Status::Holds | Status::Doubts => Self::Clean,
            Status::Errors => Self::Errors,
            Status::NotAReport | Status::NotChecked | Status::NotFilledIn | Status::PartlyChecked => {
                Self::Unchecked
            }
        }
    }
}

/// Does what the arguments ask for.
pub fn run(arguments: impl Iterator<Item = OsString>) -> Exit {
    let call = match Call::parse(arguments) {
        Ok(call) => call,
        Err(Misuse(message)) => {
            eprintln!("gouji: {message}\n\n{}", pages::USAGE);
            return Exit::Unchecked;
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = match &call {
        Call::Help => write!(out, "{}", pages::HELP).map(|()| Exit::Clean),
        Call::Version => writeln!(out, "gouji {}", env!("CARGO_PKG_VERSION")).map(|()| Exit::Clean),
        Call::Rules { format, language } => pages::rules(&mut out, *format, *language).map(|()| Exit::Clean),
        Call::Explain { rule, language } => pages::explain(&mut out, rule, *language).map(|()| Exit::Clean),
        Call::Check(check) => self::check(check, &mut out),
        Call::Numbers(numbers) => self::numbers(numbers, &mut out),
    };
    match done.and_then(|status| out.flush().map(|()| status)) {
        Ok(status) => status,
        // The reader of a pipe that has seen enough is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            eprintln!("gouji: {error}");
            Exit::Unchecked
        }
    }
}

fn check(call: &Check, out: &mut dyn Write) -> io::Result<Exit> {
    let style = Style::new(io::stdout().is_terminal());
    let mut exit = Exit::Clean;
    let mut options = Options {
        language: call.language,
        select: call.select.clone(),
        ignore: call.ignore.clone(),
        document: matches!(call.format, Format::Text | Format::Html),
        ..Options::default()
    };
    let companions = |paths: &[OsString], exit: &mut Exit| -> Vec<Companion> {
        let read = paths.iter().flat_map(|path| sources::read(path, call.input.as_deref()));
        read.filter_map(|source| match source {
            Ok(Source { name, input }) => Some(Companion::new(Some(name), input.document)),
            Err(failure) => {
                complain(&failure, call.language);
                *exit = Exit::Unchecked;
                None
            }
        })
        .collect()
    };
    options.parts = companions(&call.parts, &mut exit);
    if let Some(previous) = &call.previous {
        options.previous = companions(std::slice::from_ref(previous), &mut exit).into_iter().next();
    }
    let one = matches!(call.files.as_slice(), [file] if !sources::holds_several(file));
    let mut printer = Printer { format: call.format, language: call.language, style, one, count: 0, out };
    printer.begin()?;
    let (mut verdicts, mut failed) = (BTreeMap::new(), 0_usize);
    for source in call.files.iter().flat_map(|file| sources::read(file, call.input.as_deref())) {
        match source {
            Ok(Source { name, input }) => {
                options.name = Some(name);
                let outcome = check_input(input, &options);
                *verdicts.entry(outcome.status).or_insert(0) += 1;
                exit = exit.max(outcome.status.into());
                printer.print(&outcome)?;
            }
            Err(failure) => {
                complain(&failure, call.language);
                failed += 1;
                exit = Exit::Unchecked;
            }
        }
    }
    printer.end(&verdicts, failed)?;
    Ok(exit)
}

/// The numbers of each report's text. The exit status says only whether all could be read: what is wrong with the
/// numbers, `gouji check` says.
fn numbers(call: &arguments::Numbers, out: &mut dyn Write) -> io::Result<Exit> {
    let style = Style::new(io::stdout().is_terminal());
    let mut exit = Exit::Clean;
    let mut options = Options { language: call.language, ..Options::default() };
    let one = matches!(call.files.as_slice(), [file] if !sources::holds_several(file));
    let mut list = Vec::new();
    let mut first = true;
    for source in call.files.iter().flat_map(|file| sources::read(file, call.input.as_deref())) {
        match source {
            Ok(Source { name, input }) => {
                options.name = Some(name);
                let outcome = check_input(input, &options);
                if call.json {
                    list.push(numbers::as_json(&outcome));
                    continue;
                }
                if !std::mem::take(&mut first) {
                    writeln!(out)?;
                }
                numbers::print(out, &outcome, call.language, style)?;
            }
            Err(failure) => {
                complain(&failure, call.language);
                exit = Exit::Unchecked;
            }
        }
    }
    if call.json {
        match list.as_slice() {
            [only] if one => serde_json::to_writer_pretty(&mut *out, only)?,
            all => serde_json::to_writer_pretty(&mut *out, all)?,
        }
        writeln!(out)?;
    }
    Ok(exit)
}

fn complain(failure: &Failure, language: Language) {
    let message = match language {
        Language::Zh => &failure.zh,
        Language::En => &failure.en,
    };
    eprintln!("gouji: {}: {message}", failure.name);
}

/// Prints outcomes one after another in a format.
struct Printer<'a> {
    format: Format,
    language: Language,
    style: Style,
    /// One file was asked for: one Outcome is printed, not a list.
    one: bool,
    count: usize,
    out: &'a mut dyn Write,
}

impl Printer<'_> {
    fn begin(&mut self) -> io::Result<()> {
        match self.format {
            Format::Json if !self.one => write!(self.out, "["),
            Format::Csv => csv::begin(self.out),
            Format::Html => html::begin(self.out, self.language),
            _ => Ok(()),
        }
    }

    fn print(&mut self, outcome: &Outcome) -> io::Result<()> {
        let first = self.count == 0;
        self.count += 1;
        match self.format {
            Format::Text => {
                if !first {
                    writeln!(self.out)?;
                }
                text::print(self.out, outcome, self.language, self.style)
            }
            Format::Json if self.one => {
                serde_json::to_writer_pretty(&mut *self.out, outcome)?;
                writeln!(self.out)
            }
            Format::Json => {
                write!(self.out, "{}", if first { "\n" } else { ",\n" })?;
                Ok(serde_json::to_writer(&mut *self.out, outcome)?)
            }
            Format::JsonLines => {
                serde_json::to_writer(&mut *self.out, outcome)?;
                writeln!(self.out)?;
                self.out.flush()
            }
            Format::Csv => csv::print(self.out, outcome),
            Format::Html => html::print(self.out, outcome, self.language),
        }
    }

    fn end(&mut self, verdicts: &BTreeMap<Status, usize>, failed: usize) -> io::Result<()> {
        match self.format {
            Format::Json if !self.one => writeln!(self.out, "\n]"),
            Format::Html => html::end(self.out),
            Format::Text if verdicts.values().sum::<usize>() + failed > 1 => {
                text::summary(self.out, self.language, self.style, verdicts, failed)
            }
            _ => Ok(()),
        }
    }
}
