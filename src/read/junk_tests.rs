use crate::read::encoding::is_text;
use crate::read::test_support::Random;
#[cfg(feature = "documents")]
use crate::read::zip::tests::archive;
use crate::read::{Hint, read};

fn refusal(bytes: &[u8]) -> String {
    let error = read(bytes, &Hint::default()).unwrap_err();
    assert_eq!(error.code, "unsupported", "{error:?}");
    error.zh
}

#[test]
fn pictures_archives_and_others_are_named() {
    for picture in [
        b"\x89PNG\r\n\x1a\n....".as_slice(),
        b"\xff\xd8\xff\xe0....",
        b"GIF89a....",
        b"\0\0\0\x18ftypheic....",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"II*\0....",
    ] {
        assert!(refusal(picture).contains("文字识别"), "{picture:?}");
    }
    for packed in [b"Rar!\x1a\x07\0".as_slice(), b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\0"] {
        assert!(refusal(packed).contains("先解压"), "{packed:?}");
    }
    for other in [
        b"\x7fELF\x02\x01".as_slice(),
        b"MZ\x90\0\x03",
        b"SQLite format 3\0",
        b"ID3\x03\0",
        b"\0\0\0\x18ftypmp42",
    ] {
        assert!(refusal(other).contains("没有可以读取的报告"), "{other:?}");
    }
}

#[cfg(feature = "documents")]
#[test]
fn packages_that_cannot_be_read_say_what_to_do() {
    for (names, word) in [
        (&["[Content_Types].xml", "xl/workbook.bin"][..], ".xlsx"),
        (&["[Content_Types].xml", "ppt/presentation.xml"], "演示文稿"),
        (&["META-INF/container.xml", "mimetype"], "EPUB"),
        (&["Index/Document.iwa", "preview.jpg"], "Pages"),
        (&["[Content_Types].xml", "visio/document.xml"], "绘图"),
    ] {
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, b"x".as_slice())).collect();
        assert!(refusal(&archive(&files)).contains(word), "{word}");
    }
}

#[test]
fn random_bytes_are_no_text() {
    let mut random = Random(7);
    for length in [64, 200, 1000, 5000, 70_000] {
        for _ in 0..4 {
            let bytes: Vec<u8> = (0..length).map(|_| random.byte()).collect();
            assert!(read(&bytes, &Hint::default()).is_err(), "{length}");
            // Compressed data after a head of text, and data without a zero byte.
            let without_zero: Vec<u8> = bytes.iter().map(|byte| byte | 1).collect();
            assert!(read(&without_zero, &Hint::default()).is_err(), "{length}");
        }
    }
}

#[test]
fn texts_in_all_encodings_are_texts() {
    let text = "某镇2023年政府信息公开工作年度报告\r\n一、总体情况\r\n规章 | 0 | 0 | 12\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let damaged = [text.repeat(3).as_bytes(), b"\xff\xfe\x81"].concat();
    for bytes in [text.as_bytes().to_vec(), utf16, gbk, damaged] {
        assert!(read(&bytes, &Hint::default()).is_ok());
    }
    // A short Latin text, one of radicals, one whose digits a font keeps for itself.
    for text in ["12 34", "⼀⼆⼉", "总计 \u{f031}\u{f032}", "Ünïcödé"] {
        assert!(is_text(text), "{text}");
    }
}

#[cfg(feature = "documents")]
#[test]
fn what_stands_before_a_file_does_not_matter() {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let main = format!(
        "<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>"
    );
    let docx = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", main.as_bytes())]);
    let doc = include_bytes!("../../tests/fixtures/doc/traits.doc").to_vec();
    let rtf = b"{\\rtf1\\ansi\\ansicpg936 \\'bc\\'d7\\par}".to_vec();
    for (file, format) in [(docx, "docx"), (doc, "doc"), (rtf, "rtf")] {
        for before in [
            b"".as_slice(),
            b"\xef\xbb\xbf",
            b"\n",
            b"\r\n\r\n  ",
            b"\xff\xfe",
            b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n",
            b"\0\0\0\x01",
        ] {
            let read = read(&[before, &file].concat(), &Hint::default());
            assert_eq!(read.map(|input| input.format), Ok(format), "{before:?}");
        }
    }
    // A text that speaks of these signs is one.
    assert_eq!(read("标记 %PDF- 与 PK".as_bytes(), &Hint::default()).map(|input| input.format), Ok("text"));
}
