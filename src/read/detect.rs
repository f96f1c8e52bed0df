//! Which format an input has, by its content.

use super::{ReadError, junk};

/// The formats that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "documents"), expect(dead_code, reason = "told apart only where they can be read"))]
pub enum Format {
    /// A page or a fragment.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// PDF.
    Pdf,
    /// OLE compound file: Word 97–2003, Excel 97–2003, WPS.
    Compound,
    /// Word in Office Open XML, or as one XML text.
    Docx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// Excel in Office Open XML.
    Xlsx,
    /// Excel 97–2003 and before.
    Xls,
    /// Comma-separated values.
    Csv,
    /// A page saved as one file, a mail.
    Mht,
    /// Zip that is no office package: an archive of reports.
    Zip,
    /// Rich Text Format.
    Rtf,
    /// The layout format of GB/T 33190.
    Ofd,
}

impl Format {
    /// The format's name in [`super::Input::format`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Pdf => "pdf",
            Self::Compound => "doc",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Csv => "csv",
            Self::Mht => "mht",
            Self::Zip => "zip",
            Self::Rtf => "rtf",
            Self::Ofd => "ofd",
        }
    }

    /// The format that a caller names. Only text formats can be forced: the others say what they are themselves.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "html" => Self::Html,
            "markdown" => Self::Markdown,
            "text" => Self::Text,
            _ => return None,
        })
    }
}

/// Tells a binary format by its first bytes; `None` for a text.
pub fn binary(bytes: &[u8]) -> Result<Option<Format>, ReadError> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let pdf = head.windows(5).any(|window| window == b"%PDF-");
    Ok(if pdf && (bytes.starts_with(b"%PDF-") || bytes.windows(4).any(|window| window == b" obj")) {
        Some(Format::Pdf)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Some(Format::Compound)
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Some(Format::Zip)
    } else if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        Some(Format::Rtf)
    } else if let Some(refused) = junk::refused(bytes) {
        return Err(refused);
    } else {
        None
    })
}

/// Whether a text says that it is XML.
pub fn is_xml(text: &str) -> bool {
    text.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
        .starts_with("<?xml")
}

/// Whether bytes are a MIME message: header fields at the start, `MIME-Version` or `Content-Type` among them.
pub fn is_message(bytes: &[u8]) -> bool {
    let bytes = message(bytes);
    let mut head = bytes.get(..8192).unwrap_or(bytes);
    while let [b'\r' | b'\n' | b' ', rest @ ..] | [0xef, 0xbb, 0xbf, rest @ ..] = head {
        head = rest;
    }
    let mut telling = false;
    for (index, line) in head.split_inclusive(|&byte| byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
        match line {
            [] => return index > 0 && telling,
            [b' ' | b'\t', ..] => continue,
            _ => {}
        }
        let mut parts = line.splitn(2, |&byte| byte == b':');
        let (Some(name), Some(value)) = (parts.next(), parts.next()) else { return false };
        if name.is_empty() || !name.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        telling |= name.eq_ignore_ascii_case(b"mime-version")
            || (name.eq_ignore_ascii_case(b"content-type") && value.contains(&b'/'));
    }
    false
}

/// A mail without the line that a mailbox puts before it: `From` with sender and day, or its length, as Apple's program does.
pub fn message(bytes: &[u8]) -> &[u8] {
    const LONGEST: usize = 200;
    let head = bytes.get(..LONGEST).unwrap_or(bytes);
    let Some(end) = head.iter().position(|byte| *byte == b'\n') else { return bytes };
    let (line, rest) = bytes.split_at_checked(end + 1).unwrap_or((bytes, &[]));
    if line.starts_with(b"From ") {
        return rest;
    }
    match std::str::from_utf8(line).ok().and_then(|line| line.trim().parse::<usize>().ok()) {
        Some(length) => rest.get(..length).unwrap_or(rest),
        None => bytes,
    }
}

/// The format of a text that only the readers for documents read: a mail or page saved as one file, flat XML of an office
/// program, comma-separated values. The page's first module has none of these readers and asks for them; it may ask in vain,
/// never not ask.
#[cfg(any(test, not(feature = "documents")))]
pub fn of_documents(decoded: &str) -> Option<Format> {
    if is_message(decoded.as_bytes()) {
        return Some(Format::Mht);
    }
    if is_xml(decoded) {
        const HEAD: usize = 4_000;
        let head = decoded.get(..floor_boundary(decoded, HEAD)).unwrap_or_default();
        return (!head.to_ascii_lowercase().contains("<html")).then_some(Format::Odt);
    }
    (text(decoded) == Format::Text && may_be_values(decoded)).then_some(Format::Csv)
}

/// Whether a text may be comma-separated values: of its lines a quarter have separators, and of what stands between them a
/// fifth are numbers, a sign for nothing or nothing.
#[cfg(any(test, not(feature = "documents")))]
fn may_be_values(text: &str) -> bool {
    let lines = || text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
    let head: String = lines().take(40).collect();
    let named = head.trim_start().starts_with("sep=");
    [',', ';', '\t'].into_iter().filter(|&separator| separator != '\t' || named || head.starts_with('"')).any(
        |separator| {
            let (mut count, mut several, mut widest, mut cells, mut plain) =
                (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
            for line in lines() {
                count += 1;
                if !line.contains(separator) {
                    continue;
                }
                several += 1;
                let mut width = 0;
                for cell in line.split(separator) {
                    width += 1;
                    let cell = cell.trim_matches(['"', '=', '\'', ' ', '-', '—', '/', '%', '.']);
                    plain += u32::from(cell.chars().all(|c| c.is_ascii_digit() || c == '.'));
                }
                cells += width;
                widest = widest.max(width);
            }
            several >= 2 && widest >= 3 && several * 4 >= count && plain * 5 >= cells
        },
    )
}

/// Tells HTML, Markdown and plain text apart.
pub fn text(text: &str) -> Format {
    let start =
        text.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    let windows_clipboard = start.starts_with("Version:") && start.contains("StartHTML:");
    if windows_clipboard || starts_like_html(start) {
        return Format::Html;
    }
    let sample: &str = text.get(..floor_boundary(text, 400_000)).unwrap_or(text);
    let markup = sample.matches("</").filter(|_| true).count();
    let markdown = sample.lines().any(is_markdown);
    let tags =
        sample.match_indices('<').filter(|(at, _)| is_tag(sample.get(at + 1..).unwrap_or_default())).count();
    let table = sample.match_indices('<').any(|(at, _)| {
        sample.as_bytes().get(at..at + 6).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<table"))
    });
    match (markdown, tags >= 3 && markup >= 2, table) {
        (true, _, _) | (false, false, true) => Format::Markdown,
        (false, true, _) => Format::Html,
        (false, false, false) => Format::Text,
    }
}

fn floor_boundary(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn starts_like_html(start: &str) -> bool {
    let Some(rest) = start.strip_prefix('<') else { return false };
    if rest.starts_with("!--") || rest.get(..8).is_some_and(|word| word.eq_ignore_ascii_case("!doctype")) {
        return true;
    }
    if rest.starts_with("?xml") {
        return rest.contains("<html") || rest.contains("<HTML");
    }
    is_tag(rest)
}

/// Whether a tag of HTML follows the `<`.
fn is_tag(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = matches!(rest.as_bytes().get(length), Some(b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/'));
    ends && rest.get(..length).is_some_and(|name| {
        matches!(
            name.to_ascii_lowercase().as_str(),
            "html"
                | "head"
                | "body"
                | "meta"
                | "title"
                | "link"
                | "style"
                | "script"
                | "p"
                | "div"
                | "span"
                | "br"
                | "b"
                | "i"
                | "u"
                | "strong"
                | "em"
                | "font"
                | "center"
                | "a"
                | "img"
                | "hr"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "ul"
                | "ol"
                | "li"
                | "dl"
                | "dt"
                | "dd"
                | "table"
                | "thead"
                | "tbody"
                | "tfoot"
                | "tr"
                | "td"
                | "th"
                | "col"
                | "colgroup"
                | "caption"
                | "section"
                | "article"
                | "main"
                | "header"
                | "footer"
                | "nav"
                | "aside"
                | "pre"
                | "blockquote"
                | "form"
                | "input"
                | "iframe"
                | "base"
        )
    })
}

/// A line that only Markdown has: a heading, or the dashes below a table's header.
fn is_markdown(line: &str) -> bool {
    let line = line.trim();
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    let heading = (1..=6).contains(&hashes) && line.as_bytes().get(hashes) == Some(&b' ');
    let delimiter = line.contains('|')
        && ["--", ":-", "-:"].iter().any(|dashes| line.contains(dashes))
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    let formula = line.contains("\\begin{tabular}") || line.contains("\\begin{array}");
    heading
        || delimiter
        || formula
        || (line.starts_with("**") && line.len() > 4 && line.ends_with("**"))
        || has_escaped_number(line)
}

/// Whether the point of a number (`35\.72`, `2\.`) or its sign (`\-5`) is escaped: converters do so without need.
fn has_escaped_number(line: &str) -> bool {
    let digit = |text: Option<&str>, at: fn(&str) -> Option<char>| {
        text.and_then(at).is_some_and(|character| character.is_ascii_digit())
    };
    let of_code = line.contains(['<', '"', '\'', '/']);
    let point = |(at, _)| digit(line.get(..at), |before| before.chars().next_back());
    !of_code
        && (line.match_indices("\\.").any(point)
            || digit(line.strip_prefix("\\-"), |number| number.chars().next()))
}
