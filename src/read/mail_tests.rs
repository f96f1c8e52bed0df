use crate::read::zip::tests::archive;
use crate::read::{Hint, read, read_all};

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = (bits << 8) | u32::from(chunk.get(at).copied().unwrap_or(0));
        }
        for at in 0..4 {
            let sign = SIGNS[usize::try_from((bits >> (18 - at * 6)) & 63).unwrap()];
            text.push(if at <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

fn docx(text: &str) -> Vec<u8> {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let main = format!(
        "<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", main.as_bytes())])
}

fn file(name: &str, kind: &str, bytes: &[u8]) -> String {
    format!(
        "Content-Type: {kind}; {name}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n{}\n",
        base64(bytes)
    )
}

fn mail(parts: &[String]) -> String {
    let body: String = parts.iter().map(|part| format!("--x\n{part}")).collect();
    format!(
        "From: a@b\nSubject: y\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n{body}--x--\n"
    )
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn hello() -> String {
    "Content-Type: text/plain; charset=utf-8\n\n您好，见附件。\n".to_owned()
}

/// Names, formats and first texts of what a mail holds; errors by their code.
fn files(mail: &str) -> Vec<(String, String)> {
    read_all(mail.as_bytes(), &Hint { name: Some("信.eml"), format: None })
        .into_iter()
        .map(|(name, input)| {
            let shown = match input {
                Ok(input) => {
                    let first =
                        input.document.blocks.first().and_then(|block| block.text().map(str::to_owned));
                    format!("{} {}", input.format, first.unwrap_or_default())
                }
                Err(error) => error.code.to_owned(),
            };
            (name, shown)
        })
        .collect()
}

fn pair(name: &str, shown: &str) -> (String, String) {
    (name.to_owned(), shown.to_owned())
}

#[test]
fn the_attached_report_is_read() {
    let one = mail(&[hello(), file("name=\"nb.docx\"", WORD, &docx("年报"))]);
    assert_eq!(files(&one), [pair("nb.docx", "docx 年报")]);
    assert_eq!(read(one.as_bytes(), &Hint::default()).map(|input| input.format), Ok("docx"));
    // Names in encoded words and with their encoding in front; any type.
    let name = "name=\"=?utf-8?B?5bm05oqlLmRvY3g=?=\"";
    assert_eq!(
        files(&mail(&[file(name, "application/octet-stream", &docx("年报"))])),
        [pair("年报.docx", "docx 年报")]
    );
    let name = "name*=utf-8''%E5%B9%B4%E6%8A%A5.docx";
    assert_eq!(files(&mail(&[hello(), file(name, WORD, &docx("年报"))])), [pair("年报.docx", "docx 年报")]);
    let page = "<table><tr><td>规章</td><td>1</td></tr><tr><td>文件</td><td>2</td></tr></table>";
    assert_eq!(
        files(&mail(&[hello(), file("name=a.html", "text/html", page.as_bytes())])),
        [pair("a.html", "html ")]
    );
    assert_eq!(
        files(&mail(&[hello(), file("name=a.txt", "text/plain", "甲镇".as_bytes())])),
        [pair("a.txt", "text 甲镇")]
    );
    // A mail that was forwarded as a file.
    let inner = one.replace("boundary=x", "boundary=z").replace("--x", "--z");
    let outer = mail(&[hello(), format!("Content-Type: message/rfc822\n\n{inner}\n")]);
    assert_eq!(files(&outer), [pair("信.eml", "docx 年报")]);
}

#[test]
fn several_files_are_told_apart() {
    let two = mail(&[
        hello(),
        file("name=a.docx", WORD, &docx("甲")),
        file("name=b.docx", WORD, &docx("乙")),
        file("name=c.png", "application/octet-stream", b"\x89PNG\r\n"),
    ]);
    assert_eq!(files(&two), [pair("a.docx", "docx 甲"), pair("b.docx", "docx 乙")]);
    let error = read(two.as_bytes(), &Hint::default()).unwrap_err();
    assert_eq!(error.code, "archive");
    assert!(error.zh.contains("2 个附件"));
}

#[test]
fn a_mail_without_a_file_that_can_be_read_is_its_own_text() {
    let picture = file("name=a.png", "image/png", b"\x89PNG\r\n");
    assert_eq!(files(&mail(&[hello(), picture])), [pair("信.eml", "mht 您好，见附件。")]);
    assert_eq!(files(&mail(&[hello()])), [pair("信.eml", "mht 您好，见附件。")]);
    let packed = file("name=a.rar", "application/octet-stream", b"Rar!\x1a\x07\0");
    assert_eq!(files(&mail(&[packed])), [pair("a.rar", "unsupported")]);
    // A page saved as one file keeps its own tables.
    let cells: String = (0..8).map(|at| format!("<tr><td>甲{at}<td>{at}</tr>")).collect();
    let page = format!("Content-Type: text/html\n\n<table>{cells}</table>\n");
    let saved = mail(&[page, file("name=b.docx", WORD, &docx("乙"))]);
    assert_eq!(files(&saved), [pair("信.eml", "mht ")]);
}

#[test]
fn mails_of_outlook_are_opened() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let made = |file: Option<Vec<u8>>| {
        let mut mail = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
        let mut put = |path: &str, bytes: &[u8]| {
            std::io::Write::write_all(&mut mail.create_stream(path).unwrap(), bytes).unwrap();
        };
        put("/__properties_version1.0", b"x");
        put("/__substg1.0_1000001F", &wide("见附件"));
        if let Some(file) = file {
            mail.create_storage("/__attach_version1.0_#00000000").unwrap();
            let mut put = |path: &str, bytes: &[u8]| {
                std::io::Write::write_all(&mut mail.create_stream(path).unwrap(), bytes).unwrap();
            };
            put("/__attach_version1.0_#00000000/__substg1.0_37010102", &file);
            put("/__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("年报.docx"));
        }
        mail.into_inner().into_inner()
    };
    let formats = |bytes: &[u8]| {
        let all = read_all(bytes, &Hint { name: Some("a.msg"), format: None });
        all.into_iter()
            .map(|(name, input)| (name, input.map(|input| input.format).map_err(|error| error.code)))
            .collect::<Vec<_>>()
    };
    assert_eq!(formats(&made(Some(docx("甲")))), [("年报.docx".to_owned(), Ok("docx"))]);
    assert_eq!(formats(&made(None)), [("a.msg".to_owned(), Ok("mht"))]);
}

#[test]
fn mails_within_mails_end() {
    let mut nested = mail(&[hello(), file("name=a.docx", WORD, &docx("甲"))]);
    for _ in 0..2000 {
        nested = format!(
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: message/rfc822\n\n{nested}\n--y--\n"
        );
    }
    assert!(!files(&nested).is_empty());
}
