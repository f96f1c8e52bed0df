//! Archives of reports: a zip of files, as departments send them in.

use super::budget::Budget;
use super::meter::Meter;
use super::zip::{self, Archive, Entry};
use super::{Hint, MAX_BYTES, Read, ReadError, read_one_at};

/// Archives within archives, at most this many deep.
const MAX_DEPTH: usize = 2;

/// Reads every file of an archive and hands it on with its path in it, one at a time. Files that systems leave behind
/// are passed over. `mails` says how many mails deep the archive stands in others.
pub fn read_each(archive: &Archive, mails: u32, budget: &Budget, each: &mut dyn FnMut(String, Read)) {
    if !archive.entries().iter().any(is_content) {
        return each(String::new(), Err(ReadError::empty()));
    }
    collect(archive, "", (0, mails), budget, each);
}

fn collect(
    archive: &Archive,
    prefix: &str,
    (depth, mails): (usize, u32),
    budget: &Budget,
    each: &mut dyn FnMut(String, Read),
) {
    let mut packed = archive.packed();
    let mut styles = None;
    let mut entries = archive.entries().iter().filter(|entry| is_content(entry));
    while let Some(entry) = entries.next() {
        let path = format!("{prefix}{}", entry.name);
        // Files of an archive stand one after the other: those of one that is smaller than they are overlap.
        match packed.checked_sub(entry.compressed.saturating_add(zip::HEADER)) {
            Some(left) => packed = left,
            // It goes beyond the archive's end, which reading it says.
            None if entry.compressed > archive.packed() => {}
            None => return each(path, Err(overlap(1 + entries.count()))),
        }
        let bytes = match archive.read(entry, MAX_BYTES.min(budget.left())) {
            Ok(bytes) => bytes,
            Err(error) => {
                each(path, Err(error));
                continue;
            }
        };
        budget.take(bytes.len());
        if depth < MAX_DEPTH
            && bytes.starts_with(b"PK")
            && let Ok(inner) = Archive::open(&bytes, &Meter::default())
            && !super::is_package(&inner)
        {
            collect(&inner, &format!("{path}/"), (depth + 1, mails), budget, each);
            continue;
        }
        let bytes = match is_page(&entry.name) {
            true => with_styles(bytes, entry, styles.get_or_insert_with(|| style_sheets(archive, budget))),
            false => bytes,
        };
        let input = read_one_at(&bytes, &Hint { name: Some(&path), format: None }, mails, budget);
        each(path, input);
    }
}

/// A style sheet of an archive: its path and what it holds.
type StyleSheet = (String, Vec<u8>);

/// The style sheets that saved pages can have beside them.
fn style_sheets(archive: &Archive, budget: &Budget) -> Vec<StyleSheet> {
    /// How many are looked at, and how long each may be.
    const MOST: usize = 50;
    const LONGEST: usize = 1024 * 1024;
    let is_sheet = |entry: &&Entry| is_content(entry) && entry.name.to_ascii_lowercase().ends_with(".css");
    let sheets = archive.entries().iter().filter(is_sheet).take(MOST);
    sheets
        .filter_map(|entry| {
            let bytes = archive.read(entry, LONGEST.min(budget.left())).ok()?;
            budget.take(bytes.len());
            // What would end before its end is none.
            memchr::memmem::find(&bytes, b"</").is_none().then(|| (entry.name.clone(), bytes))
        })
        .collect()
}

fn is_page(path: &str) -> bool {
    [".html", ".htm", ".xhtml"].iter().any(|ending| path.to_ascii_lowercase().ends_with(ending))
}

/// A saved page with the style sheets that it names behind it: what they hide is not shown.
fn with_styles(mut page: Vec<u8>, entry: &Entry, sheets: &[StyleSheet]) -> Vec<u8> {
    let length = page.len();
    for (path, sheet) in sheets {
        let named = page.get(..length).is_some_and(|page| names(page, &entry.name, path));
        // Two bytes a character take no others.
        if named && !page.starts_with(b"\xff\xfe") && !page.starts_with(b"\xfe\xff") {
            page.extend_from_slice(b"<style>");
            page.extend(sheet.iter().map(|&byte| if byte.is_ascii() { byte } else { b'-' }));
            page.extend_from_slice(b"</style>");
        }
    }
    page
}

/// Whether a page names a style sheet: by the end of its path, or by its name where it stands in the folder that browsers
/// save with the page (`年报.html`, `年报_files/`), whose name is written in many ways.
fn names(page: &[u8], page_path: &str, path: &str) -> bool {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = folders.rsplit('/').next().unwrap_or_default();
    let own = page_path.rsplit_once('.').is_some_and(|(stem, _)| {
        folders.strip_prefix(stem).is_some_and(|end| matches!(end, "_files" | ".files" | "_file"))
    });
    let beside = folders == page_path.rsplit_once('/').map_or("", |(folders, _)| folders);
    let wanted = if own || beside { file.to_owned() } else { format!("{folder}/{file}") };
    memchr::memmem::find(page, wanted.as_bytes()).is_some()
}

/// Why the last files of an archive were not read.
fn overlap(count: usize) -> ReadError {
    ReadError::new(
        "too-large",
        format!(
            "压缩包的目录里有 {count} 个文件与前面的文件占用同一段内容，合计超过压缩包本身的大小，没有读取；请重新打包再试。"
        ),
        format!(
            "{count} files in the archive's directory share their bytes with those before them and come to more than the \
             archive's own size; they were not read. Please pack them anew."
        ),
    )
}

/// Whether an entry is a file of the sender's: no folder, nothing that systems add.
pub fn is_content(entry: &Entry) -> bool {
    let file = entry.name.rsplit('/').next().unwrap_or_default();
    !entry.is_folder()
        && !entry.name.starts_with("__MACOSX/")
        && !file.starts_with('.')
        && !file.starts_with("~$")
        && !matches!(file.to_ascii_lowercase().as_str(), "thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use crate::read::budget::Budget;
    use crate::read::meter::Limit;
    use crate::read::zip::tests::archive;
    use crate::read::{Hint, read, read_all};

    #[test]
    fn every_file_is_read_with_its_path() {
        let inner = archive(&[("丙.html", "<p>丙</p>".as_bytes())]);
        let bytes = archive(&[
            ("甲.txt", "甲".as_bytes()),
            ("__MACOSX/._甲.txt", b"x"),
            ("某县/.DS_Store", b"x"),
            ("某县/乙.md", "# 乙".as_bytes()),
            ("某县/图.png", b"\x89PNG\r\n"),
            ("更多.zip", &inner),
        ]);
        let all: Vec<(String, Result<&str, &str>)> = read_all(&bytes, &Hint::default())
            .into_iter()
            .map(|(path, input)| (path, input.map(|input| input.format).map_err(|error| error.code)))
            .collect();
        let expected = [
            ("甲.txt", Ok("text")),
            ("某县/乙.md", Ok("markdown")),
            ("某县/图.png", Err("unsupported")),
            ("更多.zip/丙.html", Ok("html")),
        ];
        assert_eq!(all, expected.map(|(path, result)| (path.to_owned(), result)));
        assert_eq!(read(&bytes, &Hint::default()).map(|_| ()).map_err(|error| error.code), Err("archive"));
    }

    #[test]
    fn a_saved_page_is_shown_by_the_style_sheets_that_it_names() {
        let page = |link: &str| format!("<link rel=stylesheet href='{link}'><p><b class=v>9</b>12</p>");
        let seen = |link: &str, sheets: &[(&str, &str)]| {
            let page = page(link);
            let mut files = vec![("甲/年报.html", page.as_bytes())];
            files.extend(sheets.iter().map(|(path, sheet)| (*path, sheet.as_bytes())));
            let all = read_all(&archive(&files), &Hint::default());
            let first = all.first().and_then(|(_, read)| read.as_ref().ok());
            first
                .and_then(|input| input.document.blocks.first()?.text().map(str::to_owned))
                .unwrap_or_default()
        };
        let hides = ".v{display:none}";
        assert_eq!(seen("./年报_files/a.css", &[("甲/年报_files/a.css", hides)]), "12");
        assert_eq!(seen("./%E5%B9%B4%E6%8A%A5_files/a.css", &[("甲/年报_files/a.css", hides)]), "12");
        assert_eq!(seen("a.css?v=1", &[("甲/a.css", hides)]), "12");
        assert_eq!(seen("../css/a.css", &[("css/a.css", hides)]), "12");
        // Another page's.
        assert_eq!(seen("./年报_files/a.css", &[("甲/去年_files/a.css", hides)]), "912");
        assert_eq!(seen("./年报_files/b.css", &[("甲/年报_files/a.css", hides)]), "912");
        assert_eq!(seen("../css/a.css", &[("old/a.css", hides)]), "912");
        assert_eq!(seen("a.css", &[("甲/a.css", "</style>.v{display:none}")]), "912");
    }

    #[test]
    fn an_archive_of_one_file_is_that_file() {
        let bytes = archive(&[("报告/", b""), ("报告/甲.txt", "甲".as_bytes())]);
        assert_eq!(read(&bytes, &Hint::default()).map(|input| input.format), Ok("text"));
        let one = read_all("甲".as_bytes(), &Hint { name: Some("甲.txt"), format: None });
        assert_eq!(one.first().map(|(path, input)| (path.as_str(), input.is_ok())), Some(("甲.txt", true)));
        let empty = read(&archive(&[]), &Hint::default());
        assert_eq!(empty.map(|_| ()).map_err(|error| error.code), Err("empty"));
    }

    #[test]
    fn all_files_together_have_a_limit() {
        let bytes = archive(&[("1.txt", b"12345678"), ("2.txt", b"12345678"), ("3.txt", b"12345678")]);
        let mut codes = Vec::new();
        let opened = super::Archive::open(&bytes, &super::Meter::default()).unwrap();
        super::read_each(&opened, 0, &Budget::with(Limit::Unpacked, 20), &mut |_, input| {
            codes.push(input.err().map(|error| error.code));
        });
        assert_eq!(codes, [None, None, Some("too-large")]);
    }
}
