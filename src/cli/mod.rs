//! The command line: what is asked for, and the way from files to what is printed.

mod arguments;
mod book;
mod csv;
mod gather;
mod html;
mod many;
mod numbers;
mod pages;
mod parquet;
mod progress;
mod sources;
mod style;
mod text;
mod workers;
mod years;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use gouji::outcome::{Language, Outcome, Status};
use gouji::rules::Companion;
use gouji::write::inert::shown;
use gouji::{Options, check_input};

use arguments::{Call, Check, Format, Misuse};
use progress::Progress;
use sources::{Failure, InputFile, Job};
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
            eprintln!("gouji: {}\n\n{}", shown(&message), pages::USAGE);
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
        Call::Sum(sum) => many::sum(sum, &mut out),
        Call::Years(call) => years::years(call, &mut out),
        Call::Missing(missing) => many::missing(missing, &mut out),
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
    let to_terminal = call.out.is_none() && io::stdout().is_terminal();
    let style = Style::new(to_terminal);
    let done = book::done(call.skip_done.as_deref())?;
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
            Ok(InputFile { name, input }) => Some(Companion::new(Some(name), input.document)),
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
    if let Some(kind) = call.book {
        return book::write(call, kind, &options, &done, out).map(|own| own.max(exit));
    }
    if call.format == Format::Parquet {
        return parquet::write(call, &options, &done);
    }
    let one = matches!(call.files.as_slice(), [file] if !sources::holds_several(file));
    let form = Form { format: call.format, language: call.language, style, one };
    let streams: Vec<_> = call.files.iter().map(|file| sources::stream(file)).collect();
    let count = streams.iter().map(|stream| stream.size_hint().1).sum::<Option<usize>>();
    let jobs = streams.into_iter().flatten();
    let jobs = jobs.filter(|job| job.name().is_none_or(|name| !done.contains(&name)));
    let at_once = count.map_or_else(workers::cores, |count| workers::cores().min(count));
    let mut progress = Progress::new(count, to_terminal, call.language);
    let mut file = match &call.out {
        Some(path) => Some(io::BufWriter::new(fs::File::create(path)?)),
        None => None,
    };
    let out: &mut dyn Write = match &mut file {
        Some(file) => file,
        None => out,
    };
    let mut printer = Printer { form, count: 0, out };
    printer.begin()?;
    let (mut verdicts, mut failed) = (BTreeMap::new(), 0_usize);
    // Reading, checking and writing out are the workers'; what comes of it is printed in order.
    let work = |options: &mut Options, job: Job| -> Vec<Result<Checked, Failure>> {
        let mut checked = Vec::new();
        job.each(call.input.as_deref(), &mut |source| {
            if source.as_ref().map_or(true, |source| !done.contains(&source.name)) {
                checked.push(source.map(|source| Checked::new(source, options, form)));
            }
        });
        checked
    };
    workers::in_order(
        jobs,
        at_once,
        || options.clone(),
        work,
        |results| {
            progress.step();
            // A mail can hold several reports, which is known once they have been read.
            if printer.form.one && results.iter().filter(|result| result.is_ok()).count() > 1 {
                printer.form.one = false;
                if call.format == Format::Json {
                    printer.begin()?;
                }
            }
            for result in results {
                match result {
                    Ok(Checked { status, printed }) => {
                        *verdicts.entry(status).or_insert(0) += 1;
                        exit = exit.max(status.into());
                        printer.print(&printed?)?;
                    }
                    Err(failure) => {
                        complain(&failure, call.language);
                        failed += 1;
                        exit = Exit::Unchecked;
                    }
                }
            }
            Ok::<(), io::Error>(())
        },
    )?;
    progress.end();
    printer.end(&verdicts, failed)?;
    printer.out.flush()?;
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
            Ok(InputFile { name, input }) => {
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

/// A report that was checked, and its outcome as it is printed.
struct Checked {
    status: Status,
    printed: io::Result<Vec<u8>>,
}

impl Checked {
    fn new(source: InputFile, options: &mut Options, form: Form) -> Self {
        options.name = Some(source.name);
        let outcome = check_input(source.input, options);
        Self { status: outcome.status, printed: form.printed(&outcome) }
    }
}

fn complain(failure: &Failure, language: Language) {
    eprintln!("gouji: {}: {}", shown(&failure.name), shown(failure.says(language)));
}

/// How outcomes are printed.
#[derive(Debug, Clone, Copy)]
struct Form {
    format: Format,
    language: Language,
    style: Style,
    /// One file was asked for: one Outcome is printed, not a list.
    one: bool,
}

impl Form {
    /// An outcome as it is printed, without what stands between two.
    fn printed(self, outcome: &Outcome) -> io::Result<Vec<u8>> {
        // Nearly all outcomes fit in.
        let mut out = Vec::with_capacity(1 << 16);
        match self.format {
            Format::Text => text::print(&mut out, outcome, self.language, self.style)?,
            Format::Json if self.one => serde_json::to_writer_pretty(&mut out, outcome)?,
            Format::Json | Format::JsonLines => serde_json::to_writer(&mut out, outcome)?,
            Format::Csv => csv::print(&mut out, outcome)?,
            Format::Html => html::print(&mut out, outcome, self.language)?,
            // A file of its own, not printed report by report.
            Format::Parquet => {}
        }
        Ok(out)
    }
}

/// Prints outcomes one after another.
struct Printer<'a> {
    form: Form,
    count: usize,
    out: &'a mut dyn Write,
}

impl Printer<'_> {
    fn begin(&mut self) -> io::Result<()> {
        match self.form.format {
            Format::Json if !self.form.one => write!(self.out, "["),
            Format::Csv => csv::begin(self.out),
            Format::Html => html::begin(self.out, self.form.language),
            _ => Ok(()),
        }
    }

    fn print(&mut self, printed: &[u8]) -> io::Result<()> {
        let first = self.count == 0;
        self.count += 1;
        let before = match self.form.format {
            Format::Text if !first => "\n",
            Format::Json if !self.form.one => {
                if first {
                    "\n"
                } else {
                    ",\n"
                }
            }
            _ => "",
        };
        self.out.write_all(before.as_bytes())?;
        self.out.write_all(printed)?;
        match self.form.format {
            Format::Json if self.form.one => writeln!(self.out),
            Format::JsonLines => {
                writeln!(self.out)?;
                self.out.flush()
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, verdicts: &BTreeMap<Status, usize>, failed: usize) -> io::Result<()> {
        match self.form.format {
            Format::Json if !self.form.one => writeln!(self.out, "\n]"),
            Format::Html => html::end(self.out),
            Format::Text if verdicts.values().sum::<usize>() + failed > 1 => {
                text::summary(self.out, self.form.language, self.form.style, verdicts, failed)
            }
            _ => Ok(()),
        }
    }
}
