//! What stands before a file or is no file to read: byte order marks and headers that a portal put in front of a
//! download, and files of other kinds, each with its name and what to do.

use super::ReadError;
#[cfg(feature = "documents")]
use super::zip::Archive;

/// How far into a file its beginning may stand.
const REACH: usize = 1024;

/// The beginnings of the formats that cannot begin anywhere else.
const BEGINNINGS: [&[u8]; 4] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"%PDF-"];

/// The file without what was put before it: a byte order mark, line ends, the head of an answer of a server.
pub fn without(bytes: &[u8]) -> &[u8] {
    let head = bytes.get(..REACH).unwrap_or(bytes);
    // The first byte of most places rules all of them out.
    let begins = |at: usize| {
        matches!(bytes.get(at), Some(b'P' | 0xd0 | b'{' | b'%'))
            && BEGINNINGS.iter().any(|magic| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic)))
    };
    if begins(0) {
        return bytes;
    }
    match (1..head.len()).find(|&at| begins(at)) {
        // A text can quote these signs; then it goes on as a text.
        Some(at) if is_binary(bytes.get(at..).unwrap_or_default()) => bytes.get(at..).unwrap_or(bytes),
        _ => bytes,
    }
}

/// Whether bytes are no text: they hold control characters that none has.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    head.starts_with(b"{\\rtf") || head.iter().any(|byte| *byte < 9 || (14..27).contains(byte))
}

/// Why a file of a kind that holds no text, or none that can be read, is refused; `None` for all others.
pub fn refused(bytes: &[u8]) -> Option<ReadError> {
    let (zh, en) = unreadable(bytes)?;
    let (zh, en) = match en {
        "an image" => (
            "这是图片，没有可以直接读取的文字；请先用文字识别（OCR）软件转成 Word 或文本，核对数字后再检查。".to_owned(),
            "This is an image and has no text to read; turn it into text with OCR, check the numbers, then try again.".to_owned(),
        ),
        _ if zh.ends_with("压缩包") => (
            format!("这是{zh}，不能直接读取；请先解压，再打开里面的年度报告。"),
            format!("This is {en}; please unpack it and open the report in it."),
        ),
        _ => (
            format!("这是{zh}，其中没有可以读取的报告；请改用年度报告的网页、Word、PDF 或文本。"),
            format!("This is {en}; it holds no report that can be read. Please use the report as web page, Word, PDF or text."),
        ),
    };
    Some(ReadError::new("unsupported", zh, en))
}

/// Files that people drop by mistake, named in Chinese and English.
fn unreadable(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let brand = bytes.get(8..12).unwrap_or_default();
    Some(match () {
        () if starts(b"\x89PNG")
            || starts(b"\xff\xd8\xff")
            || starts(b"GIF8")
            || starts(b"BM") && is_bitmap(bytes) =>
        {
            ("图片", "an image")
        }
        () if starts(b"II*\0") || starts(b"MM\0*") || starts(b"8BPS") || starts(b"\0\0\x01\0") => {
            ("图片", "an image")
        }
        () if starts(b"\0\0\0\x0cjP  ") || starts(b"AT&TFORM") || starts(b"\xd7\xcd\xc6\x9a") => {
            ("图片", "an image")
        }
        () if starts(b"RIFF") && brand == b"WEBP" => ("图片", "an image"),
        () if bytes.get(4..8) == Some(b"ftyp") => match brand {
            b"heic" | b"heix" | b"mif1" | b"msf1" | b"avif" | b"hevc" => ("图片", "an image"),
            _ => ("视频或录音", "a video or a recording"),
        },
        () if starts(b"RIFF") || starts(b"ID3") || starts(b"OggS") || starts(b"\x1aE\xdf\xa3") => {
            ("视频或录音", "a video or a recording")
        }
        () if starts(b"Rar!\x1a\x07") => ("RAR压缩包", "a RAR archive"),
        () if starts(b"7z\xbc\xaf\x27\x1c") => ("7z压缩包", "a 7z archive"),
        () if starts(b"\x1f\x8b")
            || starts(b"BZh")
            || starts(b"\xfd7zXZ\0")
            || starts(b"\x28\xb5\x2f\xfd") =>
        {
            ("gzip 一类的压缩包", "a compressed archive")
        }
        () if starts(b"MZ") && bytes.contains(&0) || starts(b"\x7fELF") => ("程序", "a program"),
        () if starts(b"SQLite format 3\0") || starts(b"\0\x01\0\0Standard ") => ("数据库文件", "a database"),
        () if starts(b"\x01CD001") || starts(b"\0asm") || starts(b"wOFF") || starts(b"OTTO") => {
            ("字体或系统文件", "a font or system file")
        }
        _ => return None,
    })
}

/// A bitmap states its own size at its third byte.
fn is_bitmap(bytes: &[u8]) -> bool {
    let Some([a, b, c, d]) = bytes.get(2..6) else { return false };
    u32::from_le_bytes([*a, *b, *c, *d]) as usize == bytes.len()
}

/// Packages of office and reading programs that are known and cannot be read: what they are and what to do.
#[cfg(feature = "documents")]
pub fn package(archive: &Archive) -> Option<ReadError> {
    let has = |name: &str| archive.find(name).is_some();
    let kind = archive.find("mimetype").and_then(|entry| archive.read(entry, 4096).ok()).unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind).into_owned();
    let (zh, en) = match () {
        () if has("xl/workbook.bin") => (
            "这是 Excel 二进制工作簿（.xlsb），不能直接读取；请用 Excel 或 WPS 打开，另存为 .xlsx 后再检查。",
            "This is a binary Excel workbook (.xlsb), which cannot be read; open it in Excel or WPS and save it as .xlsx.",
        ),
        () if has("ppt/presentation.xml") || kind.contains("opendocument.presentation") => (
            "这是演示文稿，不是年度报告的文本；请提供年度报告的 Word、PDF 或网页版。",
            "This is a presentation; please give the report as Word, PDF or web page.",
        ),
        () if kind.contains("epub") || has("META-INF/container.xml") => (
            "这是电子书（EPUB），不能直接读取；请提供年度报告的 Word、PDF 或网页版，或把正文复制后粘贴。",
            "This is an e-book (EPUB), which cannot be read; give the report as Word, PDF or web page, or paste its text.",
        ),
        () if has("Index/Document.iwa") || has("Index.zip") => (
            "这是苹果 Pages 或 Numbers 文稿，不能直接读取；请在苹果电脑上导出为 Word、Excel 或 PDF 后再检查。",
            "This is a Pages or Numbers document, which cannot be read; export it as Word, Excel or PDF.",
        ),
        () if has("visio/document.xml") || kind.contains("opendocument.graphics") => (
            "这是绘图文件，不是年度报告的文本；请提供年度报告的 Word、PDF 或网页版。",
            "This is a drawing; please give the report as Word, PDF or web page.",
        ),
        _ => return None,
    };
    Some(ReadError::new("unsupported", zh, en))
}

/// Why bytes that are neither a known format nor a text are refused.
pub fn no_text() -> ReadError {
    ReadError::new(
        "unsupported",
        "这个文件的内容既不是文字，也不是能识别的文档格式，可能已损坏、被加密或只是程序数据；请提供年度报告的网页、Word、PDF、Excel 或文本。",
        "This file is neither a text nor a document of a known format; it may be damaged, encrypted or a program's data. \
         Please give the report as web page, Word, PDF, Excel or text.",
    )
}

#[cfg(test)]
#[path = "junk_tests.rs"]
mod tests;
