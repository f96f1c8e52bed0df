//! Inputs at and beyond the limits: each ends in a document or in a sentence, in time and in little memory.

use super::budget::{Budget, PER_BYTE};
use super::meter::{LIMITS, Limit};
use super::test_support::Random;
use super::zip::tests::archive;
use super::{Hint, read};
use crate::document::{Block, Document};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const ROOT: &str = "<Relationships><Relationship Id='a' Type='t/officeDocument' Target='word/document.xml'/></Relationships>";

fn docx(body: &str) -> Vec<u8> {
    let main = format!("<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>");
    archive(&[("_rels/.rels", ROOT.as_bytes()), ("word/document.xml", main.as_bytes())])
}

fn code(bytes: &[u8]) -> Result<(), &'static str> {
    read(bytes, &Hint::default()).map(|_| ()).map_err(|error| {
        assert!(error.zh.ends_with('。') && error.en.ends_with('.'), "{error:?}");
        error.code
    })
}

#[test]
fn the_rows_of_limits_stand_in_the_order_of_what_they_measure() {
    assert!(LIMITS.iter().enumerate().all(|(at, row)| row.limit as usize == at));
}

fn most(limit: Limit) -> usize {
    LIMITS.iter().find(|row| row.limit == limit).unwrap().most
}

fn is_cut(bytes: &[u8], limit: Limit) -> bool {
    let row = LIMITS.iter().find(|row| row.limit == limit).unwrap();
    let input = read(bytes, &Hint::default()).unwrap();
    input.document.notes.iter().any(|note| note.code == "truncated" && note.zh.contains(row.zh))
}

fn cells(document: &Document) -> usize {
    document.blocks.iter().filter_map(Block::as_table).map(|table| table.cells.len()).sum()
}

#[test]
fn bombs_in_packages_and_archives_are_said() {
    let spaces = vec![b' '; 65 << 20];
    let main = [b"<a>", &spaces[..], b"</a>"].concat();
    let package = archive(&[("_rels/.rels", ROOT.as_bytes()), ("word/document.xml", &main)]);
    assert!(package.len() < 100_000);
    assert_eq!(code(&package), Err("too-large"));
    assert_eq!(code(&archive(&[("a.txt", &spaces)])), Err("too-large"));
}

/// An archive whose entries all name the same packed bytes.
fn overlapping(count: u32, content: &[u8], ending: &str) -> Vec<u8> {
    let single = archive(&[("a", content)]);
    let directory = single.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let entry = &single[directory..single.len() - 22];
    let mut bytes = single[..directory].to_vec();
    for number in 0..count {
        let name = format!("{number}.{ending}");
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        bytes.extend([&entry[..28], &length, &entry[30..46], name.as_bytes()].concat());
    }
    let size = u32::try_from(bytes.len() - directory).unwrap().to_le_bytes();
    let start = u32::try_from(directory).unwrap().to_le_bytes();
    bytes.extend([&b"PK\x05\x06\0\0\0\0\0\0\0\0"[..], &size, &start, &[0, 0]].concat());
    bytes
}

/// An archive of so many files with the same content.
fn repeated(count: u32, content: &[u8], ending: &str) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|number| format!("{number}.{ending}")).collect();
    archive(&names.iter().map(|name| (name.as_str(), content)).collect::<Vec<_>>())
}

/// What becomes of the files of an archive or mail: how many were read, how many refused as too large, and how many
/// characters came of them.
fn gathered(bytes: &[u8], budget: &Budget) -> (usize, usize, usize) {
    let (mut read, mut refused, mut characters) = (0, 0, 0);
    let mut count = |_: String, file: super::Read| match file {
        Ok(input) => {
            read += 1;
            characters += input.document.blocks.iter().filter_map(Block::text).map(str::len).sum::<usize>();
        }
        Err(error) => {
            assert_eq!(error.code, "too-large", "after {read}: {}", error.zh);
            refused += 1;
        }
    };
    match super::archive_of_files(bytes) {
        Ok(Some(archive)) => super::archive::read_each(&archive, 0, budget, &mut count),
        _ => super::mail_files(bytes, 0, budget, &mut count),
    }
    (read, refused, characters)
}

#[test]
fn small_collections_unpack_to_no_more_than_a_document_and_a_multiple_of_their_size() {
    assert_eq!(Budget::of(1_000).left(), most(Limit::Unpacked) + PER_BYTE * 1_000);
    let most = 500_000;
    let budget = || Budget::with(Limit::Unpacked, most);
    let text = "长文字\n".repeat(2_000);
    let page = format!("<p>{}</p>", "长文字".repeat(2_000));
    let word = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "长文字".repeat(200)).repeat(10));
    let nested = archive(&[("a.docx", &word[..])]);
    let mail = |file: &[u8]| {
        let part = format!(
            "--b\r\nContent-Type: application/zip; name=a.docx\r\nContent-Disposition: attachment; filename=a.docx\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(file)
        );
        let head = "From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
        [head, &part.repeat(150), "--b--"].concat().into_bytes()
    };
    for bytes in [
        repeated(200, text.as_bytes(), "txt"),
        repeated(200, page.as_bytes(), "html"),
        repeated(200, &word, "docx"),
        repeated(200, &nested, "zip"),
        mail(&word),
    ] {
        let (read, refused, characters) = gathered(&bytes, &budget());
        assert!(
            read > 5 && refused > 0 && characters <= most,
            "{read} read, {refused} refused, {characters}"
        );
    }
    // As many small ones as there are.
    let (read, refused, _) = gathered(&repeated(300, b"\xe7\x94\xb2 1", "txt"), &budget());
    assert_eq!((read, refused), (300, 0));
}

#[test]
fn files_that_share_their_bytes_are_read_once() {
    let count = |bytes: &[u8]| {
        let (mut read, mut refused) = (0, Vec::new());
        super::read_each(bytes, &Hint::default(), &mut |name, file| match file {
            Ok(_) => read += 1,
            Err(error) => refused.push((name, error.code, error.zh)),
        });
        (read, refused)
    };
    for inner in [&b"\xe7\x94\xb2 1"[..], &docx("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")] {
        let (read, refused) = count(&overlapping(300, inner, "txt"));
        // One sentence for all that was left out, with how many.
        let [(name, "too-large", zh)] = refused.as_slice() else { unreachable!("{refused:?}") };
        assert!(read == 1 && name == "1.txt" && zh.contains("有 299 个文件"), "{read} {name} {zh}");
        assert_eq!(count(&repeated(300, inner, "txt")), (300, Vec::new()));
    }
    // So in an archive within an archive.
    let nested = archive(&[("a.zip", &overlapping(30, b"\xe7\x94\xb2", "txt"))]);
    let (read, refused) = count(&nested);
    assert_eq!((read, refused.len()), (1, 1));
}

/// As a mail writes bytes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| char::from(LETTERS[(bits & 63) as usize]);
    let three = |part: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(part.get(at).copied().unwrap_or(0)));
        let all = [letter(bits >> 18), letter(bits >> 12), letter(bits >> 6), letter(bits)];
        let length = part.len();
        (0..4).map(move |at| if at > length { '=' } else { all[at] })
    };
    bytes.chunks(3).flat_map(three).collect()
}

#[test]
fn dictionaries_within_dictionaries_are_not_read_again_for_each() {
    for piece in ["<< /A ", "<</A<</B[", "1 0 obj << /A << /B ", "<< /A [ << ", "<</"] {
        let file = format!("%PDF-1.7\n{}", piece.repeat(400_000));
        assert!(code(file.as_bytes()) == Err("damaged"), "{piece}");
    }
    let deep = format!("{}{}", "<< /A ".repeat(400), ">> ".repeat(400));
    let file = format!("%PDF-1.7\n1 0 obj {deep} endobj\n");
    assert!(!super::pdf::nests_without_end(file.as_bytes()));
}

#[test]
fn ten_thousand_levels_are_said() {
    let deep = |open: &str, close: &str| format!("{}甲{}", open.repeat(10_000), close.repeat(10_000));
    let word = format!(
        "{}<w:p><w:r><w:t>乙</w:t></w:r></w:p>",
        deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
    );
    assert!(is_cut(&docx(&word), Limit::Depth));
    let content = deep("<table:table>", "</table:table>");
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document xmlns:office='{names}:office:1.0' xmlns:table='{names}:table:1.0' xmlns:text='{names}:text:1.0'><office:body><office:text>\
         <text:p>乙</text:p>{content}</office:text></office:body></office:document>"
    );
    let odt = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ]);
    assert!(is_cut(&odt, Limit::Depth));
    for html in [deep("<div>", "</div>"), deep("<table><tr><td>", "</td></tr></table>")] {
        assert!(is_cut(html.as_bytes(), Limit::Depth));
    }
    assert_eq!(code(format!("{{\\rtf1 {}}}", deep("{", "}")).as_bytes()), Ok(()));
}

#[test]
fn entities_are_not_expanded() {
    let mut declared = "<!ENTITY a0 '甲甲甲甲甲甲甲甲甲甲'>".to_owned();
    for level in 1..10 {
        declared += &format!("<!ENTITY a{level} '{}'>", format!("&a{};", level - 1).repeat(10));
    }
    let main = format!(
        "<!DOCTYPE x [{declared}]><w:document xmlns:w='{WORD}'><w:body><w:p><w:r><w:t>乙&a9;</w:t></w:r></w:p></w:body></w:document>"
    );
    let bytes = archive(&[("_rels/.rels", ROOT.as_bytes()), ("word/document.xml", main.as_bytes())]);
    let input = read(&bytes, &Hint::default()).unwrap();
    assert_eq!(input.document.blocks.first().and_then(Block::text), Some("乙"));
}

#[test]
fn tables_of_a_hundred_thousand_cells_are_read() {
    let html = format!("<table>{}</table>", format!("<tr>{}</tr>", "<td>1".repeat(10)).repeat(10_000));
    let text = "甲 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9\n".repeat(10_000);
    let cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>".repeat(10);
    let word = docx(&format!("<w:tbl>{}</w:tbl>", format!("<w:tr>{cell}</w:tr>").repeat(10_000)));
    let rtf = format!(
        "{{\\rtf1 {}}}",
        format!("\\trowd{}{}\\row ", "\\cellx1".repeat(10), "\\intbl 1\\cell ".repeat(10)).repeat(10_000)
    );
    for bytes in [html.as_bytes(), text.as_bytes(), &word, rtf.as_bytes()] {
        let input = read(bytes, &Hint::default()).unwrap();
        assert!(cells(&input.document) >= 90_000, "{} {}", input.format, cells(&input.document));
    }
}

#[test]
fn more_paragraphs_than_any_report_has_are_cut_and_said() {
    let most = most(Limit::Blocks);
    let input = read("甲\n".repeat(most + 9).as_bytes(), &Hint::default()).unwrap();
    assert_eq!(input.document.blocks.len(), most);
    assert!(input.document.notes.iter().any(|note| note.code == "truncated"));
}

#[test]
fn a_pdf_of_two_hundred_thousand_objects_ends() {
    let mut file = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> \
                    endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n"
        .to_owned();
    // Without a table of references: every object is looked for.
    (4..200_000).for_each(|number| file += &format!("{number} 0 obj 1 endobj\n"));
    file += "trailer << /Root 1 0 R /Size 200000 >>";
    assert!(read(file.as_bytes(), &Hint::default()).is_ok_and(|input| !input.document.notes.is_empty()));
}

#[test]
fn files_cut_off_anywhere_end_in_a_document_or_a_sentence() {
    let doc: &[u8] = include_bytes!("../../tests/fixtures/doc/traits.doc");
    let pdf: &[u8] = include_bytes!("../../tests/fixtures/pdf/repeated.pdf");
    let word = docx(&"<w:p><w:r><w:t>甲乙丙</w:t></w:r></w:p>".repeat(50));
    let html = "<p>甲乙</p><table><tr><td>1</table>".repeat(50);
    let mut random = Random(42);
    for bytes in [doc, pdf, &word, html.as_bytes()] {
        for _ in 0..100 {
            let _ = code(&bytes[..random.below(bytes.len())]);
        }
    }
}

#[test]
fn data_of_no_kind_is_no_text() {
    let mut random = Random(7);
    for (length, times) in [(300, 20), (2_000, 20), (50_000, 2)] {
        for _ in 0..times {
            let bytes: Vec<u8> = (0..length).map(|_| random.byte()).collect();
            assert_eq!(code(&bytes), Err("unsupported"), "{length}");
        }
        let without_zero: Vec<u8> = (0..length).map(|_| random.byte().max(1)).collect();
        assert_eq!(code(&without_zero), Err("unsupported"), "{length}");
        let numbers: Vec<u8> = (0..length).flat_map(|number| (number * 7_u32).to_le_bytes()).collect();
        assert_eq!(code(&numbers), Err("unsupported"), "{length}");
    }
    let text = "某县2023年政府信息公开工作年度报告：新收申请12件\r\n①②③ Ⅳ √ × ─│ ～％";
    for encoding in [encoding_rs::GBK, encoding_rs::UTF_8] {
        assert_eq!(code(&encoding.encode(text).0), Ok(()));
    }
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(code(&wide), Ok(()));
}

#[test]
fn the_readme_states_every_limit() {
    let readme = include_str!("../../README.md");
    let stated = readme.lines().find(|line| line.starts_with("上限")).unwrap();
    for row in &super::meter::LIMITS {
        assert!(stated.contains(row.zh), "{}", row.zh);
        // The sentence says the number that the code has.
        let digits: String = row.zh.chars().filter(char::is_ascii_digit).collect();
        let scale = if row.zh.contains('万') {
            10_000
        } else if row.zh.contains("MB") {
            1 << 20
        } else {
            1
        };
        assert_eq!(digits.parse::<usize>().unwrap() * scale, row.most, "{}", row.zh);
        let english: String = row.en.chars().filter(char::is_ascii_digit).collect();
        let scale = if row.en.contains("million") {
            1_000_000
        } else if row.en.contains("MB") {
            1 << 20
        } else {
            1
        };
        assert_eq!(english.parse::<usize>().unwrap() * scale, row.most, "{}", row.en);
    }
    for (number, unit, value) in [
        ("64", "文件 64 MB", super::MAX_BYTES >> 20),
        ("24", "网页和文本 24 MB", super::MAX_TEXT_BYTES >> 20),
        ("48", "单个 48 MB", super::docx::MAX_PART >> 20),
        ("512", "512 列", usize::try_from(super::grid::MAX_COLUMNS).unwrap()),
        ("20", "一张表 20 万格", super::grid::MAX_CELLS / 10_000),
        ("2", "压缩包 2 万个文件", super::zip::MAX_ENTRIES / 10_000),
        ("20", "都合计不超过一份的上限加本身每字节 20", PER_BYTE),
    ] {
        assert!(stated.contains(unit) && number.parse::<usize>() == Ok(value), "{unit}");
    }
}
