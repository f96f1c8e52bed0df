//! Pages saved as one file (`.mht`, `.mhtml`) and mails (`.eml`): the part that a reader would show.

use std::collections::HashMap;

use super::detect::message;
use super::encoding;
use super::transfer::base64;

/// Parts within parts, at most this many deep.
const MAX_DEPTH: usize = 12;

/// Pages of one message that are looked at: frames, sheets of a workbook.
const MAX_PAGES: usize = 50;

/// A part's text with its type.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// HTML; plain text otherwise.
    pub html: bool,
    /// The decoded text.
    pub text: String,
    /// Name of its encoding.
    pub encoding: &'static str,
    /// The `Subject` of the whole.
    pub subject: Option<String>,
}

/// A style sheet that a page saved as one file carries, and the addresses by which the page names it.
struct Styles {
    addresses: Vec<String>,
    text: String,
}

/// Style sheets of one message that are looked at, and how many bytes of them.
const MAX_STYLES: usize = 50;
const MAX_STYLE_BYTES: usize = 2 * 1024 * 1024;

/// The parts of a message that are shown: the page with its style sheets and what stands in its frames, or the first plain
/// text.
pub fn shown(bytes: &[u8]) -> Vec<Part> {
    let bytes = message(bytes);
    let mut found: Vec<Part> = Vec::new();
    let mut styles: Vec<Styles> = Vec::new();
    let subject =
        headers(bytes).0.get("subject").map(|subject| words(subject)).filter(|subject| !subject.is_empty());
    search(bytes, 0, &mut found, &mut styles);
    for part in found.iter_mut().filter(|part| part.html) {
        part.style(&styles);
    }
    if let Some(first) = found.first_mut() {
        first.subject = subject;
    }
    found
}

impl Part {
    /// Puts the style sheets that the page names by their addresses before it.
    fn style(&mut self, styles: &[Styles]) {
        /// Where the links of a page stand.
        const HEAD: usize = 1024 * 1024;
        let head = self.text.get(..self.text.floor_char_boundary(HEAD)).unwrap_or_default();
        let named = |style: &&Styles| style.addresses.iter().any(|address| head.contains(address.as_str()));
        let sheets: Vec<&str> = styles.iter().filter(named).map(|style| style.text.as_str()).collect();
        if !sheets.is_empty() {
            self.text.insert_str(0, &format!("<style>{}</style>", sheets.join("\n")));
        }
    }
}

/// The files that a message carries, with their names; mails within it are files, too.
pub fn attachments(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    attached(message(bytes), 0, &mut found);
    found
}

fn attached(bytes: &[u8], depth: usize, found: &mut Vec<(String, Vec<u8>)>) {
    if depth > MAX_DEPTH {
        return;
    }
    let (fields, body) = headers(bytes);
    let kind = fields.get("content-type").map_or("text/plain", String::as_str);
    let disposition = fields.get("content-disposition").map(String::as_str).unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        for part in parameter(kind, "boundary").iter().flat_map(|boundary| parts(body, boundary)) {
            attached(part, depth + 1, found);
        }
        return;
    }
    let name = parameter(disposition, "filename").or_else(|| parameter(kind, "name"));
    let is_file = disposition.trim_start().to_ascii_lowercase().starts_with("attachment") || name.is_some();
    let picture = lower.starts_with("image/") || lower.starts_with("audio/") || lower.starts_with("video/");
    if depth > 0
        && (is_file || lower.starts_with("message/rfc822") || lower.starts_with("application/"))
        && !picture
    {
        found.push((name.map(|name| words(&name)).unwrap_or_default(), content(&fields, body)));
    }
}

/// The body of a part as it was before it was encoded for sending.
fn content(fields: &HashMap<String, String>, body: &[u8]) -> Vec<u8> {
    let transfer = fields.get("content-transfer-encoding").map(|name| name.trim().to_ascii_lowercase());
    match transfer.as_deref() {
        Some("base64") => base64(body),
        Some("quoted-printable") => quoted_printable(body),
        _ => body.to_vec(),
    }
}

/// Looks through a part and those within it; HTML replaces plain text.
fn search(bytes: &[u8], depth: usize, found: &mut Vec<Part>, styles: &mut Vec<Styles>) {
    if depth > MAX_DEPTH || found.len() >= MAX_PAGES {
        return;
    }
    let (fields, body) = headers(bytes);
    let kind = fields.get("content-type").map_or("text/plain", String::as_str);
    let disposition = fields.get("content-disposition").map(String::as_str).unwrap_or_default();
    if disposition.trim_start().to_ascii_lowercase().starts_with("attachment") {
        return;
    }
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        if let Some(boundary) = parameter(kind, "boundary") {
            for part in parts(body, &boundary) {
                search(part, depth + 1, found, styles);
            }
        }
        return;
    }
    if lower.starts_with("text/css") {
        styles.extend(style_sheet(&fields, body, styles));
        return;
    }
    let html = lower.starts_with("text/html") || lower.starts_with("application/xhtml");
    if !html && (!lower.starts_with("text/plain") || !found.is_empty()) {
        return;
    }
    let body = content(&fields, body);
    let decoded = encoding::decode(&body, parameter(kind, "charset").as_deref());
    if decoded.text.trim().is_empty() {
        return;
    }
    found.retain(|part| part.html);
    found.push(Part { html, text: decoded.text, encoding: decoded.encoding, subject: None });
}

/// The style sheet of a part, unless there are too many or it would end before its end.
fn style_sheet(fields: &HashMap<String, String>, body: &[u8], before: &[Styles]) -> Option<Styles> {
    let taken: usize = before.iter().map(|style| style.text.len()).sum();
    if before.len() >= MAX_STYLES || taken + body.len() > MAX_STYLE_BYTES {
        return None;
    }
    let location = fields.get("content-location").cloned();
    let identifier = fields.get("content-id").map(|id| format!("cid:{}", id.trim().trim_matches(['<', '>'])));
    let addresses = [location, identifier].into_iter().flatten().filter(|address| address.len() > 4);
    let text = encoding::decode(&content(fields, body), None).text;
    (!text.contains("</")).then(|| Styles { addresses: addresses.collect(), text })
}

/// The header fields, names in lower case and folded lines joined, and the body after the blank line.
fn headers(bytes: &[u8]) -> (HashMap<String, String>, &[u8]) {
    let mut fields = HashMap::new();
    let mut name = String::new();
    let mut rest = bytes.trim_ascii_start();
    rest = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(rest);
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        rest = after;
        let text = encoding::decode(line.trim_ascii_end(), None).text;
        if text.is_empty() {
            return (fields, rest);
        }
        if text.starts_with([' ', '\t']) {
            if let Some(value) = fields.get_mut(&name) {
                let value: &mut String = value;
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((field, value)) = text.split_once(':') {
            name = field.to_ascii_lowercase();
            fields.entry(name.clone()).or_insert_with(|| value.trim().to_owned());
        }
        if rest.is_empty() {
            return (fields, rest);
        }
    }
}

/// A parameter of a field: `charset="gb2312"`.
fn parameter(field: &str, name: &str) -> Option<String> {
    let find = |wanted: &str| {
        field.split(';').skip(1).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"').to_owned())
        })
    };
    find(name).or_else(|| extended(&find(&format!("{name}*"))?))
}

/// A parameter's value with its encoding in front (RFC 2231): `GBK''%C4%EA`.
fn extended(value: &str) -> Option<String> {
    let mut pieces = value.splitn(3, '\'');
    let (charset, _, encoded) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let bytes = quoted_printable(encoded.replace('=', "").replace('%', "=").as_bytes());
    Some(encoding::decode(&bytes, Some(charset)).text)
}

/// The parts between the lines of a boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let line = format!("--{boundary}");
    let line = line.as_bytes();
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    while at < body.len() {
        let rest = body.get(at..).unwrap_or_default();
        let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |end| end + 1);
        if rest.starts_with(line) {
            if let Some(start) = start {
                parts.push(body.get(start..at).unwrap_or_default());
            }
            let last = rest.get(line.len()..).is_some_and(|after| after.starts_with(b"--"));
            start = (!last).then_some(at + end);
            if last {
                return parts;
            }
        }
        at += end;
    }
    // A message that is cut off ends with its last part.
    parts.extend(start.and_then(|start| body.get(start..)));
    parts
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let hexadecimal = bytes
            .get(at..at + 2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = hexadecimal {
            out.push(byte);
            at += 2;
        } else if bytes.get(at..at + 2) == Some(b"\r\n") {
            at += 2;
        } else if bytes.get(at) == Some(&b'\n') {
            at += 1;
        } else {
            out.push(b'=');
        }
    }
    out
}

/// A header's text with its encoded words (RFC 2047) decoded.
fn words(field: &str) -> String {
    let mut text = String::new();
    let mut rest = field;
    while let Some((before, after)) = rest.split_once("=?") {
        let mut pieces = after.splitn(3, '?');
        let (Some(charset), Some(kind), Some(tail)) = (pieces.next(), pieces.next(), pieces.next()) else {
            break;
        };
        let Some((encoded, after)) = tail.split_once("?=") else { break };
        if !before.trim().is_empty() {
            text.push_str(before);
        }
        let bytes = match kind {
            "B" | "b" => base64(encoded.as_bytes()),
            _ => quoted_printable(encoded.replace('_', " ").as_bytes()),
        };
        text.push_str(&encoding::decode(&bytes, Some(charset)).text);
        rest = after;
    }
    text.push_str(rest);
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::detect::is_message;
    use crate::read::{Hint, read};

    #[test]
    fn saved_pages() {
        let page = "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--B--\"\r\n\r\n\r\n\
            ----B--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3D\"a\">=E6=\r\n=94=BF</p><table><tr><td>=E8=A7=84</td><td>0</td></tr><tr><td>1</td><td>2</td></tr></table>\r\n\
            ----B--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B----\r\n";
        let input = read(page.as_bytes(), &Hint::default()).unwrap();
        assert_eq!((input.format, input.encoding), ("mht", Some("utf-8")));
        assert_eq!(input.document.title.as_deref(), Some("年报"));
        assert_eq!(input.document.blocks.first().and_then(|block| block.text()), Some("政"));
        assert_eq!(input.document.blocks.len(), 2);
    }

    #[test]
    fn what_a_saved_style_sheet_hides_is_not_shown() {
        let page = |address: &str, field: &str, styles: &str| {
            format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n<html><head><link rel=stylesheet href=\"{address}\"></head><p><b class=v>9</b>12</p>\r\n--B\r\nContent-Type: text/css\r\n{field}\r\n\r\n{styles}\r\n--B--\r\n"
            )
        };
        let seen = |page: String| {
            let input = read(page.as_bytes(), &Hint::default()).unwrap();
            input.document.blocks.first().and_then(|block| block.text()).unwrap_or_default().to_owned()
        };
        let hides = ".v{display:none}";
        assert_eq!(seen(page("cid:a@mhtml.blink", "Content-ID: <a@mhtml.blink>", hides)), "12");
        assert_eq!(seen(page("http://x.cn/a.css", "Content-Location: http://x.cn/a.css", hides)), "12");
        assert_eq!(seen(page("http://x.cn/a.css", "Content-Location: http://x.cn/b.css", hides)), "912");
        assert_eq!(seen(page("cid:a@b", "Content-ID: <a@b>", "</style>.v{display:none}")), "912");
    }

    #[test]
    fn mails_show_their_page_in_its_encoding() {
        let text = encoding_rs::GBK.encode("政府信息公开").0.into_owned();
        let html = [b"<p>".as_slice(), &text, b"</p>"].concat();
        let mail = [
            b"Mime-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nplain\n--x\nContent-Type: text/html; charset=\"gb2312\"\n\n".as_slice(),
            &html,
            b"\n--x--\n",
        ]
        .concat();
        let input = read(&mail, &Hint::default()).unwrap();
        assert_eq!(input.document.blocks.first().and_then(|block| block.text()), Some("政府信息公开"));
        assert_eq!(input.encoding, Some("gb18030"));
        let cut = mail.get(..150).unwrap();
        assert_eq!(
            shown(cut).first().map(|part| (part.html, part.text.trim().to_owned())),
            Some((false, "plain".to_owned()))
        );
    }

    #[test]
    fn a_mailbox_puts_a_line_before_the_mail() {
        let mail = "Subject: a\nContent-Type: text/html\n\n<p>政府信息公开</p>\n";
        let of_box = format!("From someone Mon Jan 20 09:00:00 2025\n{mail}");
        let of_length = format!("{}        \n{mail}<?xml version='1.0'?><plist><dict/></plist>", mail.len());
        for text in [mail.to_owned(), of_box, of_length] {
            assert!(is_message(text.as_bytes()), "{text}");
            let part = shown(text.as_bytes()).into_iter().next().unwrap();
            assert_eq!((part.html, part.text.trim()), (true, "<p>政府信息公开</p>"));
        }
        for text in ["From a to b\n正文\nContent-Type: a/b\n\n", "12\n13\n14\n", "2024\n标题: 报告\n\n"]
        {
            assert!(!is_message(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn texts_are_no_messages() {
        for text in [
            "标题: 报告\n发布时间: 2024\n\n正文",
            "Title: a\n\nb",
            "Version:1.0\r\nStartHTML:1\r\n<html>",
            "",
        ] {
            assert!(!is_message(text.as_bytes()), "{text}");
        }
    }
}
