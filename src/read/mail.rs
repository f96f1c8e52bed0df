//! Mails as they come with a report: the attached files where there are any that can be read, the mail itself where
//! there are none.

use std::io::Read as _;

use super::budget::Budget;
use super::compound::opened;
use super::mime::{self, Part};
use super::{
    Format, Hint, Input, MAX_TEXT_BYTES, Read, ReadError, archive, archive_of_files, detect, finished, html,
    read_one_at, text,
};
use crate::document::Block;

/// Mails within mails, at most this many deep.
const MAX_DEPTH: u32 = 3;

/// Files that are taken out of one mail.
const MAX_FILES: usize = 200;

/// Bytes of a file in a mail of Outlook.
const MAX_FILE: u64 = 64 * 1024 * 1024;

/// Reads a mail: hands on its attached files with their names, one at a time, or its own text.
pub fn read(bytes: &[u8], depth: u32, budget: &Budget, each: &mut dyn FnMut(String, Read)) {
    let parts = mime::shown(bytes);
    let shown = page(parts.iter().map(|part| message(part, bytes.len(), budget)));
    with_files(shown, || mime::attachments(bytes), depth, budget, each);
}

/// Whether bytes are a mail that Outlook saved (`.msg`).
pub fn is_outlook(bytes: &[u8]) -> bool {
    opened(bytes).is_ok_and(|file| file.is_stream("/__properties_version1.0"))
}

/// Reads a mail that Outlook saved, as [`read`] does.
pub fn read_outlook(bytes: &[u8], depth: u32, budget: &Budget, each: &mut dyn FnMut(String, Read)) {
    let Ok(mut file) = opened(bytes) else {
        return each(String::new(), Err(ReadError::empty()));
    };
    let mut stream = |path: &str| -> Option<Vec<u8>> {
        let mut content = Vec::new();
        file.open_stream(path).ok()?.take(MAX_FILE).read_to_end(&mut content).ok()?;
        Some(content)
    };
    let wide = |bytes: Vec<u8>| super::encoding::decode_as(&bytes, "utf-16le").text;
    let page = stream("/__substg1.0_10130102").map(|bytes| super::encoding::decode(&bytes, None).text);
    let plain = stream("/__substg1.0_1000001F").map(wide);
    let subject = stream("/__substg1.0_0037001F").map(wide);
    let mut files = Vec::new();
    for index in 0..MAX_FILES {
        let path = |property: &str| format!("/__attach_version1.0_#{index:08X}/__substg1.0_{property}");
        let Some(content) = stream(&path("37010102")) else { continue };
        let name = stream(&path("3707001F")).or_else(|| stream(&path("3704001F"))).map(wide);
        files.push((name.unwrap_or_default(), content));
    }
    let part = page.map(|text| (true, text)).or(plain.map(|text| (false, text)));
    let shown = part.map(|(html, text)| {
        message(&Part { html, text, encoding: "utf-16le", subject: subject.clone() }, bytes.len(), budget)
    });
    with_files(shown, || files, depth, budget, each);
}

fn with_files(
    shown: Option<Read>,
    files: impl FnOnce() -> Vec<(String, Vec<u8>)>,
    depth: u32,
    budget: &Budget,
    each: &mut dyn FnMut(String, Read),
) {
    // A page saved as one file, or a mail whose own text is the report.
    let shown = match shown {
        Some(Ok(input)) if has_numbers(&input) => return each(String::new(), Ok(input)),
        shown => shown,
    };
    let mut any = false;
    let mut refused = Vec::new();
    if depth < MAX_DEPTH {
        // Beside files that can be read, pictures and the like need no word; a report that was left out does.
        let mut hand_on = |name: String, read: Read| match read {
            Err(error) if error.code != "too-large" => refused.push((name, error)),
            read => {
                any = true;
                each(name, read);
            }
        };
        for (name, bytes) in files().into_iter().take(MAX_FILES) {
            attached(name, &bytes, depth + 1, budget, &mut hand_on);
        }
    }
    match shown {
        _ if any => {}
        Some(Ok(input)) => each(String::new(), Ok(input)),
        // A mail without a text says why its file cannot be read.
        _ if !refused.is_empty() => refused.into_iter().for_each(|(name, error)| each(name, Err(error))),
        Some(shown) => each(String::new(), shown),
        None => each(String::new(), Err(ReadError::empty())),
    }
}

/// A page saved as one file: where it holds no table of numbers, those of its frames stand in it, as the sheets of a
/// workbook do.
fn page(mut parts: impl Iterator<Item = Read>) -> Option<Read> {
    let mut page = parts.next()?;
    if page.as_ref().is_ok_and(has_numbers) {
        return Some(page);
    }
    for frame in parts.flatten().filter(has_numbers) {
        match &mut page {
            Ok(page) => page.document.blocks.extend(frame.document.blocks),
            Err(_) => page = Ok(frame),
        }
    }
    Some(page)
}

/// Whether tables hold more numbers than dates and counters make.
fn has_numbers(input: &Input) -> bool {
    let tables = input.document.blocks.iter().filter_map(Block::as_table);
    let cells = tables.flat_map(|table| &table.cells);
    cells.filter(|cell| cell.text.contains(|c: char| c.is_numeric())).count() > 6
}

/// Hands on an attached file, or the files of an attached archive with their paths in it.
fn attached(name: String, bytes: &[u8], depth: u32, budget: &Budget, each: &mut dyn FnMut(String, Read)) {
    match archive_of_files(bytes) {
        Ok(Some(archive)) => archive::read_each(&archive, depth, budget, &mut |path, read| {
            each(format!("{name}/{path}"), read);
        }),
        Ok(None) => {
            let read = read_one_at(bytes, &Hint { name: Some(&name), format: None }, depth, budget);
            each(name, read);
        }
        Err(error) => each(name, Err(error)),
    }
}

/// The one report of a mail that hands on a first file and so many more.
///
/// # Errors
/// `archive` where there are several files, the file's own error where it cannot be read.
pub fn only(first: Option<Read>, more: usize) -> Read {
    match (first, more) {
        (Some(input), 0) => input,
        (_, more) => Err(ReadError::new(
            "archive",
            format!("邮件带有 {} 个附件；请分别保存后逐份打开，或用命令行一次检查全部。", more + 1),
            format!(
                "The mail has {} files attached; save and open them one by one, or check all of them on the command line.",
                more + 1
            ),
        )),
    }
}

/// The part of a message that is shown.
fn message(part: &Part, bytes: usize, budget: &Budget) -> Result<Input, ReadError> {
    if part.text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::too_large(part.text.len(), MAX_TEXT_BYTES));
    }
    let as_page = part.html || detect::text(&part.text) == Format::Html;
    let input = budget.metered(|meter| {
        let mut document =
            if as_page { html::read(&part.text, meter) } else { text::read(&part.text, meter) };
        document.title = document.title.or_else(|| part.subject.clone());
        finished(document, Format::Mht, part.text.len(), meter)
    })?;
    Ok(Input { encoding: Some(part.encoding), bytes, ..input })
}

#[cfg(test)]
#[path = "mail_tests.rs"]
mod tests;
