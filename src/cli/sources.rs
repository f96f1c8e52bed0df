//! Files, directories, archives and standard input to documents.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use gouji::outcome::Language;
use gouji::read::{Hint, Input, MAX_BYTES, is_readable_ending, read_each};

/// A document that was read.
pub struct InputFile {
    /// The name of the file, with its path in an archive.
    pub name: String,
    /// What was read.
    pub input: Input,
}

/// Why a file could not be read.
pub struct Failure {
    /// The name of the file.
    pub name: String,
    /// A sentence in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl Failure {
    /// The sentence in a language.
    pub fn says(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// Something to read.
pub enum Job {
    /// Standard input.
    Input,
    /// A file, which an archive of several can be.
    File(PathBuf),
    /// A line of a file of JSON Lines: a report with its name, or the path of one.
    Line(String, usize),
    /// A directory that could not be looked into.
    Failed(Failure),
}

/// The jobs of an argument one after another: those of a file of JSON Lines are never all at hand.
pub fn stream(path: &OsStr) -> Box<dyn Iterator<Item = Job> + Send> {
    let is_lines = Path::new(path)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson"));
    if !is_lines {
        return Box::new(jobs(path).into_iter());
    }
    match fs::File::open(path) {
        Ok(file) => {
            let lines = BufReader::new(file).lines().map_while(Result::ok);
            let numbered = lines.zip(1..).filter(|(line, _)| !line.trim().is_empty());
            Box::new(numbered.map(|(line, number)| Job::Line(line, number)))
        }
        Err(error) => {
            let name = Path::new(path).display().to_string();
            Box::new(std::iter::once(Job::Failed(unreadable(name, &error))))
        }
    }
}

/// What there is to read of an argument: a file, the files of a directory, or standard input for `-`.
pub fn jobs(path: &OsStr) -> Vec<Job> {
    if path == "-" {
        return vec![Job::Input];
    }
    let path = Path::new(path);
    if !path.is_dir() {
        return vec![Job::File(path.to_owned())];
    }
    let mut files = Vec::new();
    let mut failures = Vec::new();
    collect(path, &mut files, &mut failures);
    files.sort();
    files.into_iter().map(Job::File).chain(failures.into_iter().map(Job::Failed)).collect()
}

/// Reads a file, every file of a directory or an archive, or standard input, one after another as they are asked for.
pub fn read<'a>(
    path: &OsStr,
    format: Option<&'a str>,
) -> impl Iterator<Item = Result<InputFile, Failure>> + use<'a> {
    jobs(path).into_iter().flat_map(move |job| {
        let mut found = Vec::new();
        job.each(format, &mut |source| found.push(source));
        found
    })
}

impl Job {
    /// The name of what it reads, where that is known before.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::File(path) => Some(path.display().to_string()),
            _ => None,
        }
    }

    /// Reads the file, or every file of an archive, and hands each on before the next one is read.
    pub fn each(self, format: Option<&str>, each: &mut dyn FnMut(Result<InputFile, Failure>)) {
        match self {
            Self::Input => match within_limit(&mut io::stdin().lock(), 0) {
                Ok(bytes) => documents(&bytes, "-", None, format, each),
                Err(error) => each(Err(unreadable("-".to_owned(), &error))),
            },
            Self::File(path) => read_file(&path, format, each),
            Self::Line(line, number) => read_line(&line, number, format, each),
            Self::Failed(failure) => each(Err(failure)),
        }
    }
}

/// A report that a line of JSON holds (`name` with `text` or `html`), or names (`path`).
fn read_line(
    line: &str,
    number: usize,
    format: Option<&str>,
    each: &mut dyn FnMut(Result<InputFile, Failure>),
) {
    let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    let field = |name: &str| value.get(name).and_then(serde_json::Value::as_str);
    let name = || field("name").map_or_else(|| format!("第 {number} 行"), str::to_owned);
    if let Some(text) = field("html").or_else(|| field("text")) {
        let format = format.or_else(|| field("html").map(|_| "html"));
        return documents(text.as_bytes(), &name(), None, format, each);
    }
    if let Some(path) = field("path") {
        return read_file(Path::new(path), format, each);
    }
    each(Err(Failure {
        name: name(),
        zh: "这一行不是 JSON，或者没有 name 和 text、html、path 中的一项".to_owned(),
        en: "This line is no JSON, or has neither text nor html nor path".to_owned(),
    }));
}

/// Whether more than one report is to be expected of an argument.
pub fn holds_several(path: &OsString) -> bool {
    let path = Path::new(path);
    let several = ["zip", "jsonl", "ndjson"];
    path.is_dir()
        || path.extension().is_some_and(|ending| several.iter().any(|each| ending.eq_ignore_ascii_case(each)))
}

fn read_file(path: &Path, format: Option<&str>, each: &mut dyn FnMut(Result<InputFile, Failure>)) {
    let name = path.display().to_string();
    match regular_file(path) {
        Ok(bytes) => documents(&bytes, &name, Some(&name), format, each),
        Err(error) => each(Err(unreadable(name, &error))),
    }
}

/// The bytes of a regular file. What has no end, or would be waited for, is told before it is opened; of what is too
/// large only so much is read as shows that it is.
fn regular_file(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    if metadata.len() > MAX_BYTES as u64 {
        return Err(too_large(metadata.len()));
    }
    // One byte more than there is: a file that fills its room would be asked for more by enlarging it.
    within_limit(&mut fs::File::open(path)?, usize::try_from(metadata.len()).map_or(0, |length| length + 1))
}

/// All that a source holds, if it is no more than a file may have; room is made for as much as is expected.
fn within_limit(source: &mut dyn Read, expected: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(expected);
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

fn too_large(length: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, length.to_string())
}

fn documents(
    bytes: &[u8],
    name: &str,
    hint: Option<&str>,
    format: Option<&str>,
    each: &mut dyn FnMut(Result<InputFile, Failure>),
) {
    read_each(bytes, &Hint { name: hint, format }, &mut |inner, read| {
        let name =
            if inner.is_empty() || inner == name { name.to_owned() } else { format!("{name}/{inner}") };
        each(match read {
            Ok(input) => Ok(InputFile { name, input }),
            Err(error) => Err(Failure { name, zh: error.zh, en: error.en }),
        });
    });
}

/// The files of a directory and those below it; hidden ones are left alone.
fn collect(directory: &Path, files: &mut Vec<PathBuf>, failures: &mut Vec<Failure>) {
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => return failures.push(unreadable(directory.display().to_string(), &error)),
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        // `~$` marks the copies that office programs keep of files that are open.
        let hidden = path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with('.') || name.starts_with("~$")
        });
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if hidden {
            continue;
        }
        if path.is_dir() && !path.is_symlink() {
            collect(&path, files, failures);
        } else if ending.is_some_and(|ending| is_readable_ending(&ending)) {
            files.push(path);
        }
    }
}

fn unreadable(name: String, error: &io::Error) -> Failure {
    let most = MAX_BYTES / 1_048_576;
    let zh = match error.kind() {
        io::ErrorKind::FileTooLarge => {
            return Failure {
                name,
                zh: format!("文件超过 {most} MB 的上限，没有读取；请只保留年度报告本身再试。"),
                en: format!(
                    "The file has more than the {most} MB allowed and was not read; please keep the report itself only."
                ),
            };
        }
        io::ErrorKind::InvalidInput => {
            return Failure {
                name,
                zh: "这不是普通文件（可能是设备或管道），没有读取；请另存为文件再检查。".to_owned(),
                en: "This is no regular file (perhaps a device or a pipe) and was not read; save it as a file first."
                    .to_owned(),
            };
        }
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限读取这个文件".to_owned(),
        _ => format!("无法读取（{error}）"),
    };
    Failure { name, zh, en: format!("cannot be read ({error})") }
}
