//! Bytes or text to a [`Document`]: detection of format and encoding, and one file for each input format.

#[cfg(feature = "documents")]
mod archive;
#[cfg(feature = "documents")]
mod budget;
mod colour;
#[cfg(feature = "documents")]
mod compound;
#[cfg(test)]
#[cfg(feature = "documents")]
mod cost_tests;
mod detect;
mod direction;
#[cfg(feature = "documents")]
pub mod doc;
#[cfg(feature = "documents")]
mod docx;
#[cfg(feature = "documents")]
mod embedded;
pub mod encoding;
#[cfg(feature = "documents")]
mod equation;
mod fidelity;
mod grid;
pub(crate) mod html;
mod junk;
#[cfg(test)]
#[cfg(feature = "documents")]
mod limits_tests;
#[cfg(feature = "documents")]
mod mail;
mod markdown;
pub(crate) mod meter;
#[cfg(feature = "documents")]
mod mime;
mod number;
#[cfg(test)]
#[cfg(feature = "documents")]
mod objects_tests;
#[cfg(feature = "documents")]
mod odf;
#[cfg(feature = "documents")]
pub mod pdf;
#[cfg(feature = "documents")]
mod rtf;
mod shapes;
#[cfg(feature = "documents")]
mod sheet;
#[cfg(test)]
mod test_support;
pub(crate) mod text;
mod transfer;
mod visible;
#[cfg(feature = "documents")]
mod xml;
#[cfg(feature = "documents")]
pub(crate) mod zip;

use crate::document::{Document, ReadNote};
#[cfg(feature = "documents")]
use budget::Budget;
use detect::Format;
#[cfg(feature = "documents")]
use meter::Blocks;
use meter::Meter;

/// Bytes that an input may have.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Bytes that a text (HTML, Markdown, plain) may have.
pub const MAX_TEXT_BYTES: usize = 24 * 1024 * 1024;

/// Endings of the files that can be read; in a folder of mixed files the others are passed over.
const ENDINGS: [&str; 45] = [
    "csv", "doc", "docm", "docx", "dot", "dotm", "dotx", "eml", "et", "ett", "fods", "fodt", "htm", "html",
    "markdown", "md", "mht", "mhtml", "msg", "ods", "odt", "ofd", "ots", "ott", "pdf", "rtf", "shtml",
    "text", "tsv", "txt", "wps", "wpt", "xhtml", "xls", "xlsm", "xlsx", "xlt", "xltm", "xltx", "xml", "zip",
    "asp", "aspx", "jsp", "php",
];

/// Whether files with an ending (`docx`, in any case) are of a format that can be read.
#[must_use]
pub fn is_readable_ending(ending: &str) -> bool {
    ENDINGS.iter().any(|each| each.eq_ignore_ascii_case(ending))
}

/// The formats that a caller can insist on, by their names in [`Hint::format`].
pub const FORCED_FORMATS: [&str; 3] = ["html", "markdown", "text"];

/// What the caller knows about the input.
#[derive(Debug, Clone, Default)]
pub struct Hint<'a> {
    /// The file's name, if any; its extension is a hint only.
    pub name: Option<&'a str>,
    /// The format that the caller insists on (a name as in [`Input::format`]); `None` to detect it from the content.
    pub format: Option<&'a str>,
}

/// A document with what was found out about its file.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The document.
    pub document: Document,
    /// Format as detected: `html`, `markdown`, `text`, `docx`, `doc`, `pdf`, …
    pub format: &'static str,
    /// Encoding as detected (`utf-8`, `gb18030`, …), where the format is a text.
    pub encoding: Option<&'static str>,
    /// Size of the input in bytes.
    pub bytes: usize,
}

/// What comes of reading a file.
pub type Read = Result<Input, ReadError>;

/// Why an input could not be read at all. Anything less is a [`crate::document::ReadNote`] in the document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{zh}")]
pub struct ReadError {
    /// Stable kebab-case name: `too-large`, `encrypted`, `damaged`, `unsupported`, `empty`, …
    pub code: &'static str,
    /// A finished sentence in Chinese that says what is wrong and what to do.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

impl ReadError {
    /// An error of a code with its two sentences.
    pub(crate) fn new(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, zh: zh.into(), en: en.into() }
    }

    pub(crate) fn empty() -> Self {
        Self::new("empty", "内容为空，没有可以读取的文字。", "The input is empty; there is no text to read.")
    }

    fn too_large(bytes: usize, most: usize) -> Self {
        let megabytes = |bytes: usize| {
            let tenths = bytes.saturating_mul(10).saturating_add(1 << 19) >> 20;
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        let (bytes, most) = (megabytes(bytes), megabytes(most));
        Self::new(
            "too-large",
            format!("文件有 {bytes} MB，超过 {most} MB 的上限；请只保留年度报告本身再试。"),
            format!(
                "The file has {bytes} MB, more than the {most} MB allowed; please keep the report itself only."
            ),
        )
    }
}

/// Reads bytes of any supported format. The format is told by the content; the hint's name plays no part in it.
///
/// # Errors
/// [`ReadError`] where nothing of the input can be shown: empty, encrypted, damaged beyond reading, over a limit.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Input, ReadError> {
    let bytes = junk::without(bytes);
    #[cfg(feature = "documents")]
    if let Some(archive) = archive_of_files(bytes)? {
        let mut files = archive.entries().iter().filter(|entry| archive::is_content(entry));
        return match (files.next(), files.count()) {
            (None, _) => Err(ReadError::empty()),
            (Some(_), 0) => {
                let mut first = None;
                archive::read_each(&archive, 0, &Budget::of(bytes.len()), &mut |_, read| {
                    first.get_or_insert(read);
                });
                first.unwrap_or_else(|| Err(ReadError::empty()))
            }
            (Some(_), more) => Err(ReadError::new(
                "archive",
                format!("压缩包里有 {} 个文件；请解压后逐份打开，或用命令行一次检查全部。", more + 1),
                format!(
                    "The archive holds {} files; unpack it and open them one by one, or check all of them on the command line.",
                    more + 1
                ),
            )),
        };
    }
    read_one(bytes, hint)
}

/// Reads a file, or every file of an archive with its path in it; a file that is no archive comes with the hint's name.
/// There is at least one result.
#[must_use]
pub fn read_all(bytes: &[u8], hint: &Hint) -> Vec<(String, Read)> {
    let mut all = Vec::new();
    read_each(bytes, hint, &mut |name, read| all.push((name, read)));
    all
}

/// Reads as [`read_all`] does and hands each file on as soon as it has been read: of a large archive only one document
/// is at hand at a time.
pub fn read_each(bytes: &[u8], hint: &Hint, each: &mut dyn FnMut(String, Read)) {
    let name = hint.name.unwrap_or_default();
    let bytes = junk::without(bytes);
    #[cfg(feature = "documents")]
    match archive_of_files(bytes) {
        Ok(Some(archive)) => return archive::read_each(&archive, 0, &Budget::of(bytes.len()), each),
        Ok(None) => {}
        Err(error) => return each(name.to_owned(), Err(error)),
    }
    #[cfg(feature = "documents")]
    if is_mail(bytes, hint) {
        let whole = |inner: String| if inner.is_empty() { name.to_owned() } else { inner };
        return mail_files(bytes, 0, &Budget::of(bytes.len()), &mut |inner, read| each(whole(inner), read));
    }
    each(name.to_owned(), read_one(bytes, hint));
}

/// Whether bytes are a mail.
#[cfg(feature = "documents")]
fn is_mail(bytes: &[u8], hint: &Hint) -> bool {
    hint.format.is_none()
        && bytes.len() <= MAX_BYTES
        && match detect::binary(bytes) {
            Ok(Some(Format::Compound)) => mail::is_outlook(bytes),
            Ok(None) => detect::is_message(bytes),
            _ => false,
        }
}

/// The files of a mail, or its own text.
#[cfg(feature = "documents")]
fn mail_files(bytes: &[u8], depth: u32, budget: &Budget, each: &mut dyn FnMut(String, Read)) {
    match detect::binary(bytes) {
        Ok(Some(_)) => mail::read_outlook(bytes, depth, budget, each),
        _ => mail::read(bytes, depth, budget, each),
    }
}

/// The archive that the bytes are, unless they are something else or the package of an office document.
#[cfg(feature = "documents")]
fn archive_of_files(bytes: &[u8]) -> Result<Option<zip::Archive<'_>>, ReadError> {
    if bytes.len() > MAX_BYTES || detect::binary(bytes).ok().flatten() != Some(Format::Zip) {
        return Ok(None);
    }
    let archive = zip::Archive::open(bytes, &Meter::default())?;
    Ok((!is_package(&archive)).then_some(archive))
}

/// Whether an archive is one office document.
#[cfg(feature = "documents")]
fn is_package(archive: &zip::Archive) -> bool {
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "mimetype",
        "META-INF/manifest.xml",
        "OFD.xml",
        "Index/Document.iwa",
    ]
    .iter()
    .any(|name| archive.find(name).is_some())
        || docx::main_part(archive).is_some()
}

/// Reads a file that is no archive of files.
fn read_one(bytes: &[u8], hint: &Hint) -> Read {
    #[cfg(feature = "documents")]
    return read_one_at(bytes, hint, 0, &Budget::of(bytes.len()));
    #[cfg(not(feature = "documents"))]
    read_one_at(bytes, hint)
}

/// Reads a file that stands so many mails deep in others, and may unpack what is left of their budget.
fn read_one_at(
    bytes: &[u8],
    hint: &Hint,
    #[cfg(feature = "documents")] depth: u32,
    #[cfg(feature = "documents")] budget: &Budget,
) -> Read {
    let bytes = junk::without(bytes);
    let forced = forced(hint)?;
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::too_large(bytes.len(), MAX_BYTES));
    }
    if bytes.is_empty() {
        return Err(ReadError::empty());
    }
    #[cfg(feature = "documents")]
    if is_mail(bytes, hint) {
        let (mut first, mut more) = (None, 0);
        mail_files(bytes, depth, budget, &mut |_, read| match first {
            None => first = Some(read),
            Some(_) => more += 1,
        });
        return mail::only(first, more);
    }
    #[cfg(feature = "documents")]
    return budget.metered(|meter| read_document(bytes, forced, meter));
    #[cfg(not(feature = "documents"))]
    read_document(bytes, forced, &Meter::default())
}

/// Reads one document, within what its meter has left.
fn read_document(bytes: &[u8], forced: Option<Format>, meter: &Meter) -> Read {
    let format = match forced {
        Some(format) => Some(format),
        None => detect::binary(bytes)?,
    };
    if let Some(input) = format.and_then(|format| read_binary(bytes, format, meter)) {
        return input;
    }
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(ReadError::too_large(bytes.len(), MAX_TEXT_BYTES));
    }
    let decoded = encoding::decode(bytes, None);
    // Whoever writes a mark of UTF-8 and keeps to it writes a text, in whatever script.
    let marked = bytes.starts_with(b"\xef\xbb\xbf") && decoded.invalid == 0;
    if forced.is_none() && !marked && !encoding::is_text(&decoded.text) && !decoded.text.trim().is_empty() {
        return Err(junk::no_text());
    }
    let mut input = read_decoded(&decoded.text, forced, meter)?;
    input.encoding = Some(decoded.encoding);
    input.bytes = bytes.len();
    if decoded.invalid > 0 {
        let (count, encoding) = (decoded.invalid, decoded.encoding.to_uppercase());
        input.document.notes.push(ReadNote {
            code: "damaged-characters".to_owned(),
            zh: format!("按 {encoding} 编码读取时有 {count} 处无法识别的字符，已用“\u{fffd}”代替。"),
            en: format!(
                "Read as {encoding}, {count} places hold no valid character; each is shown as \u{fffd}."
            ),
        });
    }
    Ok(input)
}

/// Reads a text that is already decoded, such as one from the clipboard; its format is told by the content unless
/// the hint insists on one (`html` for the clipboard's rich text).
///
/// # Errors
/// [`ReadError`] where there is no text in it or it is over a limit.
pub fn read_str(text: &str, hint: &Hint) -> Result<Input, ReadError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::too_large(text.len(), MAX_TEXT_BYTES));
    }
    read_decoded(text.strip_prefix('\u{feff}').unwrap_or(text), forced(hint)?, &Meter::default())
}

/// The format that the hint insists on.
fn forced(hint: &Hint) -> Result<Option<Format>, ReadError> {
    let Some(name) = hint.format else { return Ok(None) };
    Format::named(name).map(Some).ok_or_else(|| {
        let names = FORCED_FORMATS.join(" ");
        ReadError::new(
            "unknown-format",
            format!("没有“{name}”这种指定的格式，可用：{names}；其他格式按内容自动识别，不用指定。"),
            format!(
                "There is no format “{name}” to insist on, only {names}; others are told by their content."
            ),
        )
    })
}

fn read_decoded(text: &str, forced: Option<Format>, meter: &Meter) -> Result<Input, ReadError> {
    #[cfg(not(feature = "documents"))]
    if forced.is_none()
        && let Some(format) = detect::of_documents(text)
    {
        return Err(needs_documents(format));
    }
    let format = forced.unwrap_or_else(|| detect::text(text));
    #[cfg(feature = "documents")]
    if forced.is_none() && detect::is_xml(text) {
        if let Some(odf) = odf::read_flat(text, meter) {
            let (document, format) = open_document(odf?, meter);
            return finished(document, format, text.len(), meter);
        }
        if let Some(sheets) = sheet::xml::sheets(text, meter) {
            return finished(workbook((sheets, Vec::new()), meter), Format::Xls, text.len(), meter);
        }
        if let Some(document) = docx::read_flat(text, meter) {
            return finished(document?, Format::Docx, text.len(), meter);
        }
        // Other XML can carry a page, as a feed does.
        if format == Format::Text && text.contains("&lt;t") {
            return finished(html::read(text, meter), Format::Html, text.len(), meter);
        }
    }
    #[cfg(feature = "documents")]
    if forced.is_none()
        && format == Format::Text
        && let Some(document) = sheet::csv::read(text, meter)
    {
        return finished(document, Format::Csv, text.len(), meter);
    }
    let document = match format {
        Format::Html => html::read(text, meter),
        Format::Markdown => markdown::read(text, meter),
        _ => text::read(text, meter),
    };
    finished(document, format, text.len(), meter)
}

/// Reads a format that is no text; `None` for the text formats.
fn read_binary(bytes: &[u8], format: Format, meter: &Meter) -> Option<Result<Input, ReadError>> {
    if matches!(format, Format::Html | Format::Markdown | Format::Text) {
        return None;
    }
    let read = documents(bytes, format, 0, meter);
    Some(read.and_then(|(document, format)| finished(document, format, bytes.len(), meter)))
}

/// The input for a document that has been read; `empty` where there is nothing in it.
fn finished(mut document: Document, format: Format, bytes: usize, meter: &Meter) -> Result<Input, ReadError> {
    document.notes.extend(meter.note());
    visible::clean(&mut document);
    // A text that only held what shows nothing is none.
    document.blocks.retain(|block| block.text() != Some(""));
    // A scan has no text, and says so in a note.
    if document.blocks.is_empty() && document.notes.is_empty() {
        return Err(ReadError::empty());
    }
    fidelity::judge(&mut document);
    Ok(Input { document, format: format.name(), encoding: None, bytes })
}

#[cfg(feature = "documents")]
fn documents(
    bytes: &[u8],
    format: Format,
    depth: u32,
    meter: &Meter,
) -> Result<(Document, Format), ReadError> {
    match format {
        Format::Compound if doc::compound(bytes) == Some(doc::Compound::Spreadsheet) => {
            Ok((workbook(sheet::xls::sheets(bytes, meter)?, meter), Format::Xls))
        }
        Format::Compound => Ok((doc::read(bytes, meter)?, format)),
        Format::Pdf => Ok((pdf::read(bytes, meter)?, format)),
        Format::Rtf => Ok((rtf::read(bytes, meter)?, format)),
        Format::Zip => {
            let archive = zip::Archive::open(bytes, meter)?;
            if let Some(refused) = junk::package(&archive) {
                return Err(refused);
            }
            if let Some(main) = docx::main_part(&archive) {
                return Ok((
                    docx::read(&archive, &main, &|bytes| embedded::blocks(bytes, depth, meter))?,
                    Format::Docx,
                ));
            }
            if let Some(main) = sheet::xlsx::main_part(&archive) {
                return Ok((workbook(sheet::xlsx::sheets(&archive, &main)?, meter), Format::Xlsx));
            }
            if pdf::ofd::is_ofd(&archive) {
                return Ok((pdf::ofd::read(&archive)?, Format::Ofd));
            }
            if odf::is_odf(&archive) {
                return Ok(open_document(odf::read(&archive)?, meter));
            }
            Err(unsupported(format))
        }
        _ => Err(unsupported(format)),
    }
}

#[cfg(feature = "documents")]
fn open_document(odf: odf::Odf, meter: &Meter) -> (Document, Format) {
    match odf {
        odf::Odf::Text(document) => (document, Format::Odt),
        odf::Odf::Spreadsheet(sheets, hidden) => (workbook((sheets, hidden), meter), Format::Ods),
    }
}

/// A workbook as a document: the sheets that are shown one after the other, a note on what is not.
#[cfg(feature = "documents")]
fn workbook((mut sheets, hidden): (Vec<sheet::Sheet>, Vec<String>), meter: &Meter) -> Document {
    sheet::follow(&mut sheets);
    let mut blocks = Blocks::new(meter);
    let mut remarks = sheet::Remarks { hidden_sheets: hidden, ..sheet::Remarks::default() };
    sheets.into_iter().for_each(|sheet| sheet::write(sheet, &mut blocks, &mut remarks));
    let mut document = blocks.into_document();
    document.notes = remarks.notes();
    document.computed = remarks.places;
    document
}

#[cfg(feature = "documents")]
fn unsupported(format: Format) -> ReadError {
    let name = format.name();
    ReadError::new(
        "unsupported",
        format!("这是 {name} 文件，目前还不能读取；请另存为网页或复制全文后粘贴。"),
        format!("This is a {name} file, which cannot be read yet; save it as a web page or paste its text."),
    )
}

/// Without the readers for documents the caller learns that they are what is needed: the page then loads them.
#[cfg(not(feature = "documents"))]
fn documents(
    _bytes: &[u8],
    format: Format,
    _depth: u32,
    _meter: &Meter,
) -> Result<(Document, Format), ReadError> {
    Err(needs_documents(format))
}

#[cfg(not(feature = "documents"))]
fn needs_documents(format: Format) -> ReadError {
    ReadError::new(
        "needs-documents",
        format!("这是{}文件，需要文档读取模块才能读取。", format.name()),
        format!("This is a {} file; reading it needs the module for documents.", format.name()),
    )
}

#[cfg(test)]
mod tests;
