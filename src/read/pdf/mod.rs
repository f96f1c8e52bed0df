//! PDF with a text layer: glyphs with their positions, ruling lines, and the tables and paragraphs that they make.
//!
//! The file's syntax (objects, compression, encryption without a password) is hayro-syntax; what the page shows and
//! means is read here. A scan has no text: the document is empty and says so.

mod across;
mod chinese;
mod cmap;
mod embedded;
mod fields;
mod font;
mod font_parts;
mod fonts;
mod geometry;
mod halves;
mod heads;
mod inline_images;
mod interpret;
mod layers;
mod level;
mod lines;
mod loose;
mod margin;
mod names;
pub(in crate::read) mod ofd;
mod page;
mod paragraphs;
mod path;
mod ruling;
mod running;
mod seam;
mod seen;
#[cfg(test)]
mod seen_tests;
mod stream;
mod strokes;
mod widths;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::ReadError;
use super::meter::{Limit, Meter};
use crate::document::{Document, Fidelity, ReadNote};
use geometry::Sheet;
use interpret::Shared;
#[cfg(test)]
pub(in crate::read) use stream::nests_without_end;

/// Largest file that is read, in bytes.
const LARGEST_FILE: usize = 200 * 1024 * 1024;

/// Reads a PDF.
///
/// # Errors
/// `encrypted` for files that need a password, `damaged` where no page can be found, `too-large` over the limits.
pub(super) fn read(bytes: &[u8], meter: &Meter) -> Result<Document, ReadError> {
    if bytes.len() > LARGEST_FILE || stream::hides_a_bomb(bytes) {
        return Err(too_large());
    }
    if stream::nests_without_end(bytes) {
        return Err(damaged());
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => encrypted(),
        LoadPdfError::Decryption(_) => locked_in_an_unknown_way(),
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(damaged());
    }
    let mut shared = Shared::new(meter, layers::Layers::of(&pdf));
    let mut sheets: Vec<Sheet> = Vec::new();
    for (number, page) in (1..).zip(pages.iter()) {
        if !meter.pay(Limit::Pages, 1) {
            break;
        }
        sheets.push(interpret::sheet(page, number, &mut shared));
        if [Limit::Steps, Limit::Glyphs, Limit::Unpacked].into_iter().any(|limit| meter.is_over(limit)) {
            break;
        }
    }
    let mut document = document_of(sheets, "PDF", meter);
    document.notes.extend(cut_note(bytes));
    Ok(Document { title: title_of(&pdf), ..document })
}

/// The lines and tables of pages, and what is to be said of them. `kind` is what their file is called.
fn document_of(mut sheets: Vec<Sheet>, kind: &str, meter: &Meter) -> Document {
    let recognised = keep_one_layer(&mut sheets);
    if recognised {
        sheets.iter_mut().for_each(level::level_words);
    }
    margin::drop_line_numbers(&mut sheets);
    let notes = [scan_note(&sheets, kind), unknown_note(&sheets), unreadable_note(&sheets, kind)];
    let mut pages: Vec<page::PageItems> = across::beside(sheets)
        .into_iter()
        .flat_map(|sheet| page::items_of(sheet, meter))
        .map(heads::with_heads)
        .collect();
    running::remove(&mut pages);
    let mut document = paragraphs::blocks_of(pages, meter).into_document();
    document.notes.extend(notes.into_iter().flatten());
    if recognised {
        document.fidelity = Fidelity::Recognised;
    }
    document
}

/// Text without ink is the layer that character recognition puts under a scan. It counts only where there is little
/// other text. Says whether the text that is left was recognised.
fn keep_one_layer(sheets: &mut [Sheet]) -> bool {
    let count = |wanted: bool| -> usize {
        sheets.iter().map(|sheet| sheet.glyphs.iter().filter(|glyph| glyph.invisible == wanted).count()).sum()
    };
    let (hidden, seen) = (count(true), count(false));
    let recognised = hidden > 4 * seen && hidden > 0;
    for sheet in sheets.iter_mut() {
        // Where nothing else stands on a page, it is what the page says.
        let without_ink = sheet.glyphs.iter().filter(|glyph| glyph.invisible).count();
        let pictured = sheet.pictures > 0.5 || without_ink > 4 * (sheet.glyphs.len() - without_ink);
        sheet.glyphs.retain(|glyph| !glyph.invisible || (recognised && pictured));
    }
    recognised && sheets.iter().any(|sheet| !sheet.glyphs.is_empty())
}

/// A file whose end is missing: behind its last object nothing tells where its table of objects is. One that is meant to be
/// shown while it is loading tells so at its beginning as well, which says nothing of its end.
fn cut_note(bytes: &[u8]) -> Option<ReadNote> {
    let last = |mark: &[u8]| bytes.windows(mark.len()).rposition(|window| window == mark);
    (last(b"startxref") < last(b" obj")).then(|| ReadNote {
        code: "truncated".to_owned(),
        zh: "这个 PDF 不完整：文件的结尾缺失，多半没有下载完，只读出了前面的一部分；请重新下载再检查。".to_owned(),
        en: "This PDF is not complete: its end is missing, most likely because the download broke off, and only a part of \
             it was read; download it again."
            .to_owned(),
    })
}

/// Pages that are pictures without text.
fn scan_note(sheets: &[Sheet], kind: &str) -> Option<ReadNote> {
    let text = |sheet: &Sheet| sheet.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()).count();
    let scanned: Vec<u32> = sheets
        .iter()
        .filter(|sheet| sheet.pictures > 0.4 && text(sheet) < 30)
        .map(|sheet| sheet.number)
        .collect();
    let empty = sheets.iter().all(|sheet| text(sheet) == 0 && !sheet.unreadable);
    if scanned.is_empty() && !empty {
        return None;
    }
    let count = sheets.len();
    let (zh, en) = if scanned.is_empty() {
        (
            format!(
                "这个 {kind} 共 {count} 页，其中没有可以读取的文字；请改用 Word 版或网页版，或先作文字识别（OCR）再检查。"
            ),
            format!(
                "This {kind} of {count} pages has no text that can be read; use the Word or web version, or run character \
                 recognition (OCR) first."
            ),
        )
    } else if scanned.len() == count {
        (
            format!(
                "这个 {kind} 是扫描件，{count} 页都是图片，没有文字层；请先作文字识别（OCR），或改用 Word 版、网页版再检查。"
            ),
            format!(
                "This {kind} is a scan: all {count} pages are pictures without a text layer. Run character recognition \
                 (OCR) first, or use the Word or web version."
            ),
        )
    } else {
        let list: Vec<String> = scanned.iter().take(20).map(u32::to_string).collect();
        (
            format!(
                "这个 {kind} 的第 {} 页是扫描图片，没有文字层，其中的内容没有读到；请先作文字识别（OCR），或改用 Word 版、网页版再检查。",
                list.join("、")
            ),
            format!(
                "Page {} of this {kind} is a scanned picture without a text layer and was not read; run character \
                 recognition (OCR) first, or use the Word or web version.",
                list.join(", ")
            ),
        )
    };
    Some(ReadNote { code: "scan-without-text".to_owned(), zh, en })
}

/// Characters that the file does not explain.
fn unknown_note(sheets: &[Sheet]) -> Option<ReadNote> {
    let unknown: usize = sheets.iter().map(|sheet| sheet.unknown).sum();
    (unknown > 0).then(|| ReadNote {
        code: "unknown-characters".to_owned(),
        zh: format!("这个 PDF 有 {unknown} 个字符没有给出对应的文字，以“\u{FFFD}”代替；涉及的内容请改用 Word 版或网页版检查。"),
        en: format!(
            "This PDF does not say what {unknown} of its characters mean; they are shown as “\u{FFFD}”. Use the Word or \
             web version for what they affect."
        ),
    })
}

/// Pages whose content is damaged or unpacks to more than the limit.
fn unreadable_note(sheets: &[Sheet], kind: &str) -> Option<ReadNote> {
    let pages: Vec<String> = sheets
        .iter()
        .filter(|sheet| sheet.unreadable)
        .take(20)
        .map(|sheet| sheet.number.to_string())
        .collect();
    (!pages.is_empty()).then(|| ReadNote {
        code: "damaged".to_owned(),
        zh: format!("这个 {kind} 第 {} 页的内容已损坏或过大，没有全部读到；请重新下载或另存后再检查。", pages.join("、")),
        en: format!(
            "The content of page {} of this {kind} is damaged or too large and was not read in full; download or save it \
             again.",
            pages.join(", ")
        ),
    })
}

/// The title in the file's information dictionary: UTF-16 with a byte order mark, UTF-8 or ASCII.
fn title_of(pdf: &Pdf) -> Option<String> {
    let title = pdf.metadata().title.as_deref()?;
    let text = fields::text_string(title);
    let text = text.trim_matches(|character: char| character.is_whitespace() || character.is_control());
    (!text.is_empty()).then(|| text.to_owned())
}

fn damaged() -> ReadError {
    ReadError {
        code: "damaged",
        zh: "这个 PDF 已损坏或不完整，读不出页面；请重新下载，或用 PDF 阅读器打开后另存再试。".to_owned(),
        en: "This PDF is damaged or incomplete and no page can be read; download it again, or open it in a PDF reader \
             and save it anew."
            .to_owned(),
    }
}

fn encrypted() -> ReadError {
    ReadError {
        code: "encrypted",
        zh: "这个 PDF 设有打开密码；请去掉密码后另存再试。".to_owned(),
        en: "This PDF is locked with a password; save it without the password and try again.".to_owned(),
    }
}

fn locked_in_an_unknown_way() -> ReadError {
    ReadError {
        code: "encrypted",
        zh: "这个 PDF 用不支持的方式加了密；请用 PDF 阅读器打开后重新打印成 PDF 再试。".to_owned(),
        en: "This PDF is encrypted in a way that is not supported; open it in a PDF reader, print it to a new PDF and \
             try again."
            .to_owned(),
    }
}

fn too_large() -> ReadError {
    ReadError {
        code: "too-large",
        zh: "这个 PDF 太大，或解压后的内容远超正常范围，没有读取；请只提供年度报告本身。".to_owned(),
        en: "This PDF is too large, or unpacks to far more than is normal, and was not read; give the report alone."
            .to_owned(),
    }
}

/// How many entries of a font program's tables are read.
#[cfg(test)]
pub(super) fn entries_of_program(program: &[u8]) -> usize {
    embedded::Embedded::of(program).entries
}

#[cfg(test)]
mod narrow_tests;
#[cfg(test)]
mod seam_tests;
#[cfg(test)]
pub(crate) mod tests;
