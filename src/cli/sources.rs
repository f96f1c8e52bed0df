//! Files, directories, archives and standard input to documents.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use gouji::read::{Hint, Input, is_readable_ending, read_all};

/// A document that was read.
pub struct Source {
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

/// Reads a file; every file of a directory or an archive; standard input for `-`.
///
/// The files of a directory are read one after another as they are asked for, so that much work streams.
pub fn read<'a>(
    path: &OsStr,
    format: Option<&'a str>,
) -> Box<dyn Iterator<Item = Result<Source, Failure>> + 'a> {
    if path == "-" {
        let mut bytes = Vec::new();
        return match io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => Box::new(documents(&bytes, "-", None, format).into_iter()),
            Err(error) => Box::new(std::iter::once(Err(unreadable("-".to_owned(), &error)))),
        };
    }
    let path = Path::new(path);
    if !path.is_dir() {
        return Box::new(read_file(path, format).into_iter());
    }
    let mut files = Vec::new();
    let mut failures = Vec::new();
    collect(path, &mut files, &mut failures);
    files.sort();
    let documents = files.into_iter().flat_map(move |file| read_file(&file, format));
    Box::new(documents.chain(failures.into_iter().map(Err)))
}

/// Whether more than one report is to be expected of an argument.
pub fn holds_several(path: &OsString) -> bool {
    let path = Path::new(path);
    path.is_dir() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn read_file(path: &Path, format: Option<&str>) -> Vec<Result<Source, Failure>> {
    let name = path.display().to_string();
    match fs::read(path) {
        Ok(bytes) => documents(&bytes, &name, Some(&name), format),
        Err(error) => vec![Err(unreadable(name, &error))],
    }
}

fn documents(
    bytes: &[u8],
    name: &str,
    hint: Option<&str>,
    format: Option<&str>,
) -> Vec<Result<Source, Failure>> {
    read_all(bytes, &Hint { name: hint, format })
        .into_iter()
        .map(|(inner, read)| {
            let name =
                if inner.is_empty() || inner == name { name.to_owned() } else { format!("{name}/{inner}") };
            match read {
                Ok(input) => Ok(Source { name, input }),
                Err(error) => Err(Failure { name, zh: error.zh, en: error.en }),
            }
        })
        .collect()
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
    let zh = match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限读取这个文件".to_owned(),
        _ => format!("无法读取（{error}）"),
    };
    Failure { name, zh, en: format!("cannot be read ({error})") }
}
