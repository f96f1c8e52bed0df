//! Archives without compression, and mails that carry files.

/// A zip archive of files that are stored as they are.
pub fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let offset = u32::try_from(bytes.len()).unwrap();
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let crc = crc(content).to_le_bytes();
        let common = [&[20, 0, 0, 8, 0, 0, 0, 0, 0, 0][..], &crc, &size, &size, &length, &[0, 0]].concat();
        bytes.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), content].concat());
        directory.extend(
            [&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset.to_le_bytes(), name.as_bytes()].concat(),
        );
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    bytes.extend(directory);
    bytes.extend([&b"PK\x05\x06\x00\x00\x00\x00"[..], &count, &count, &size, &offset, &[0, 0]].concat());
    bytes
}

/// The part of an Office Open XML package that names the one part which another needs.
pub fn relations(kind: &str, target: &str) -> Vec<u8> {
    all_relations(&[(kind, target)])
}

pub fn all_relations(relations: &[(&str, &str)]) -> Vec<u8> {
    let relation = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!(
            "<Relationship Id='r{number}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' \
             Target='{target}'/>"
        )
    };
    let list: String = (1..).zip(relations).map(relation).collect();
    format!("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{list}</Relationships>")
        .into_bytes()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    })
}

pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (index, chunk) in bytes.chunks(3).enumerate() {
        if index > 0 && index % 19 == 0 {
            text.push_str("\r\n");
        }
        let number =
            chunk.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place > chunk.len() {
                text.push('=');
            } else {
                text.push(char::from(SIGNS[(number >> (18 - 6 * place)) as usize & 63]));
            }
        }
    }
    text
}

/// A mail with a few words and a file.
pub fn mail(name: &str, content: &[u8]) -> Vec<u8> {
    format!(
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: =?UTF-8?B?{}?=\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"part\"\r\n\r\n--part\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--part\r\nContent-Type: application/octet-stream\r\n\
         Content-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--part--\r\n",
        base64("年度报告".as_bytes()),
        base64("附件是年度报告，请查收。".as_bytes()),
        base64(content)
    )
    .into_bytes()
}

/// A page that a browser saved with all that belongs to it.
pub fn saved_page(html: &str) -> Vec<u8> {
    saved_pages(&[html])
}

/// The same with the pages of its frames behind it.
pub fn saved_pages(pages: &[&str]) -> Vec<u8> {
    let parts: String = pages.iter().map(|html| saved_part(html)).collect();
    format!(
        "From: <Saved by Blink>\r\nSubject: report\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; \
         type=\"text/html\"; boundary=\"part\"\r\n\r\n{parts}--part--\r\n"
    )
    .into_bytes()
}

fn saved_part(html: &str) -> String {
    let quoted: String = html
        .bytes()
        .map(|byte| match byte {
            b'\n' => "\r\n".to_owned(),
            b'=' | 0x80.. => format!("={byte:02X}"),
            _ => char::from(byte).to_string(),
        })
        .collect();
    format!(
        "--part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: http://example.com/\r\n\r\n{quoted}\r\n"
    )
}
