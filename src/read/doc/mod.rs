//! Word 97–2003 binary documents (`.doc`, `.dot`, `.wps`), read as [MS-DOC] describes them.
//!
//! Only the main text and its text boxes are read: no footnotes, headers, comments. Tracked changes are read as accepted, hidden text is
//! left out, of a field its result is kept.

mod bytes;
mod file;
mod lists;
mod properties;
mod styles;
mod tables;
mod text;

use std::io::Read;

use super::ReadError;
use super::compound::opened;
use super::meter::{Blocks, Meter};
use crate::document::{Document, ReadNote};
use bytes::u16_at;
use file::Streams;

/// What an OLE2 compound file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compound {
    /// A Word or WPS text.
    Text,
    /// An Excel or ET spreadsheet.
    Spreadsheet,
    /// A modern office file (docx, xlsx, …) locked with a password.
    Encrypted,
    /// A presentation, a drawing, a mail or anything else.
    Other,
}

/// The first bytes of every OLE2 compound file.
pub const COMPOUND_MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Tells what a compound file holds; `None` where it cannot be opened as one.
#[must_use]
pub fn compound(bytes: &[u8]) -> Option<Compound> {
    let file = opened(bytes).ok()?;
    let has = |name: &str| file.is_stream(name);
    Some(if has("/WordDocument") {
        Compound::Text
    } else if has("/Workbook") || has("/Book") {
        Compound::Spreadsheet
    } else if has("/EncryptedPackage") {
        Compound::Encrypted
    } else {
        Compound::Other
    })
}

/// Largest stream that is read, in bytes.
const LARGEST_STREAM: u64 = 64 * 1024 * 1024;

/// Reads a Word 97–2003 document.
///
/// # Errors
/// `damaged` where the file is not a readable compound file or has no text in it, `unsupported` for what it holds
/// instead of a Word text and for Word 95 and older, `encrypted` for files locked with a password.
pub(super) fn read(bytes: &[u8], meter: &Meter) -> Result<Document, ReadError> {
    let mut file = opened(bytes).map_err(|_| damaged())?;
    if file.is_stream("/EncryptedPackage") {
        return Err(encrypted());
    }
    if !file.is_stream("/WordDocument") {
        return Err(not_a_text());
    }
    let mut stream = |name: &str| -> Option<Vec<u8>> {
        let mut content = Vec::new();
        // A stream that is cut off still gives its beginning.
        let _ = file.open_stream(name).ok()?.take(LARGEST_STREAM).read_to_end(&mut content);
        Some(content)
    };
    let word = stream("/WordDocument").ok_or_else(damaged)?;
    match u16_at(&word, 0) {
        Some(0xA5EC) if u16_at(&word, 2).is_some_and(|version| version >= 0xC0) => {}
        Some(0xA5DC | 0xA5DB | 0xA59B | 0xA59C | 0xA5EC) => return Err(too_old()),
        _ => return Err(damaged()),
    }
    let flags = u16_at(&word, 0x0A).ok_or_else(damaged)?;
    if flags & 0x0100 != 0 {
        return Err(encrypted());
    }
    let names = if flags & 0x0200 != 0 { ["/1Table", "/0Table"] } else { ["/0Table", "/1Table"] };
    let table = names.iter().find_map(|name| stream(name)).unwrap_or_default();
    let data = stream("/Data").unwrap_or_default();
    let streams = Streams { word, table, data, meter: meter.clone() };
    let pieces = streams.pieces();
    if pieces.is_empty() && streams.main_length() > 1 {
        return Err(damaged());
    }
    let (blocks, complete) = text::blocks(&streams, &pieces, Blocks::new(meter));
    // Text boxes stand behind the text: where on the page they are drawn is not read.
    let boxes = streams.pieces_of_boxes();
    let (blocks, complete) = match boxes.is_empty() {
        true => (blocks, complete),
        false => {
            let (blocks, whole) = text::blocks(&streams, &boxes, blocks);
            (blocks, complete && whole)
        }
    };
    let mut document = blocks.into_document();
    if !complete {
        document.notes.push(ReadNote {
            code: "truncated".to_owned(),
            zh: "这个 Word 文档不完整，只读到了其中一部分；请重新下载或另存后再检查。".to_owned(),
            en: "This Word document is incomplete and was read only in part; please download or save it again."
                .to_owned(),
        });
    }
    Ok(document)
}

fn damaged() -> ReadError {
    ReadError {
        code: "damaged",
        zh: "这个 Word 文档已损坏，无法读出正文；请用 Word 或 WPS 打开后另存为 docx 再试。".to_owned(),
        en: "This Word document is damaged and its text cannot be read; open it in Word or WPS, save it as docx and \
             try again."
            .to_owned(),
    }
}

fn encrypted() -> ReadError {
    ReadError {
        code: "encrypted",
        zh: "这个文件设有打开密码；请用 Word 或 WPS 打开，去掉密码后另存再试。".to_owned(),
        en: "This file is locked with a password; open it in Word or WPS, save it without the password and try again."
            .to_owned(),
    }
}

fn too_old() -> ReadError {
    ReadError {
        code: "unsupported",
        zh: "这是 Word 95 或更早版本的文档，暂不支持；请用 Word 或 WPS 打开后另存为 docx 再试。".to_owned(),
        en: "This document was written by Word 95 or older, which is not supported; open it in Word or WPS, save it as \
             docx and try again."
            .to_owned(),
    }
}

fn not_a_text() -> ReadError {
    ReadError {
        code: "unsupported",
        zh: "这个文件不是 Word 文档（可能是演示文稿、邮件或其他 Office 文件）；请提供年度报告的 Word、PDF 或网页版。".to_owned(),
        en: "This file is not a Word text (perhaps a presentation, a mail or another Office file); please give the \
             report as Word, PDF or web page."
            .to_owned(),
    }
}

#[cfg(test)]
mod tests;
