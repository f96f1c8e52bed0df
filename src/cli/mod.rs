//! The command line: what is asked for, and the way from files to what is printed.

mod arguments;
mod csv;
mod html;
mod pages;
mod sources;
mod style;
mod text;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use gouji::outcome::{Language, Outcome};
use gouji::rules::Companion;
use gouji::{Options, check_input};

use arguments::{Call, Check, Format, Misuse};
use sources::{Failure, Source};
use style::Style;

/// The exit status: a part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No error was found.
    Clean = 0,
    /// Errors were found.
    Errors = 1,
    /// Something could not be read, or the call is wrong.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Does what the arguments ask for.
pub fn run(arguments: impl Iterator<Item = OsString>) -> Status {
    let call = match Call::parse(arguments) {
        Ok(call) => call,
        Err(Misuse(message)) => {
            eprintln!("gouji: {message}\n\n{}", pages::USAGE);
            return Status::Failed;
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = match &call {
        Call::Help => write!(out, "{}", pages::HELP).map(|()| Status::Clean),
        Call::Version => writeln!(out, "gouji {}", env!("CARGO_PKG_VERSION")).map(|()| Status::Clean),
        Call::Rules { format, language } => {
            pages::rules(&mut out, *format, *language).map(|()| Status::Clean)
        }
        Call::Explain { rule, language } => pages::explain(&mut out, rule, *language).map(|()| Status::Clean),
        Call::Check(check) => self::check(check, &mut out),
    };
    match done.and_then(|status| out.flush().map(|()| status)) {
        Ok(status) => status,
        // The reader of a pipe that has seen enough is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Clean,
        Err(error) => {
            eprintln!("gouji: {error}");
            Status::Failed
        }
    }
}

fn check(call: &Check, out: &mut dyn Write) -> io::Result<Status> {
    let style = Style::new(io::stdout().is_terminal());
    let mut status = Status::Clean;
    let mut options = Options {
        language: call.language,
        select: call.select.clone(),
        ignore: call.ignore.clone(),
        document: matches!(call.format, Format::Text | Format::Html),
        ..Options::default()
    };
    let companions = |paths: &[OsString], status: &mut Status| -> Vec<Companion> {
        let read = paths.iter().flat_map(|path| sources::read(path, call.input.as_deref()));
        read.filter_map(|source| match source {
            Ok(Source { name, input }) => Some(Companion::new(Some(name), input.document)),
            Err(failure) => {
                complain(&failure, call.language);
                *status = Status::Failed;
                None
            }
        })
        .collect()
    };
    options.parts = companions(&call.parts, &mut status);
    if let Some(previous) = &call.previous {
        options.previous = companions(std::slice::from_ref(previous), &mut status).into_iter().next();
    }
    let one = matches!(call.files.as_slice(), [file] if !sources::holds_several(file));
    let mut printer = Printer { format: call.format, language: call.language, style, one, count: 0, out };
    printer.begin()?;
    let (mut files, mut with_errors, mut failed) = (0_usize, 0_usize, 0_usize);
    for source in call.files.iter().flat_map(|file| sources::read(file, call.input.as_deref())) {
        match source {
            Ok(Source { name, input }) => {
                options.name = Some(name);
                let outcome = check_input(input, &options);
                files += 1;
                if outcome.counts.error > 0 {
                    with_errors += 1;
                    status = status.max(Status::Errors);
                }
                printer.print(&outcome)?;
            }
            Err(failure) => {
                complain(&failure, call.language);
                failed += 1;
                status = Status::Failed;
            }
        }
    }
    printer.end(files, with_errors, failed)?;
    Ok(status)
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

    fn end(&mut self, files: usize, with_errors: usize, failed: usize) -> io::Result<()> {
        match self.format {
            Format::Json if !self.one => writeln!(self.out, "\n]"),
            Format::Html => html::end(self.out),
            Format::Text if files + failed > 1 => {
                text::summary(self.out, self.language, self.style, files, with_errors, failed)
            }
            _ => Ok(()),
        }
    }
}
