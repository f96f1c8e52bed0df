//! Inputs at and beyond the limits: each ends in a document or in a sentence, in time and in little memory.

use super::zip::tests::archive;
use super::{Hint, MAX_BLOCKS, read};
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

#[test]
fn ten_thousand_levels_are_said() {
    let deep = |open: &str, close: &str| format!("{}甲{}", open.repeat(10_000), close.repeat(10_000));
    assert_eq!(code(&docx(&deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"))), Err("too-deep"));
    let content = deep("<table:table>", "</table:table>");
    let odt = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ]);
    assert_eq!(code(&odt), Err("too-deep"));
    for html in [deep("<div>", "</div>"), deep("<table><tr><td>", "</td></tr></table>")] {
        let input = read(html.as_bytes(), &Hint::default()).unwrap();
        assert!(input.document.notes.iter().any(|note| note.code == "too-deep"));
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
    let input = read("甲\n".repeat(MAX_BLOCKS + 9).as_bytes(), &Hint::default()).unwrap();
    assert_eq!(input.document.blocks.len(), MAX_BLOCKS);
    assert!(input.document.notes.iter().any(|note| note.code == "truncated"));
}

#[test]
fn a_pdf_of_a_million_objects_ends() {
    let mut file = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> \
                    endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n"
        .to_owned();
    // Without a table of references: every object is looked for.
    (4..1_000_000).for_each(|number| file += &format!("{number} 0 obj 1 endobj\n"));
    file += "trailer << /Root 1 0 R /Size 1000000 >>";
    assert!(read(file.as_bytes(), &Hint::default()).is_ok_and(|input| !input.document.notes.is_empty()));
}

#[test]
fn files_cut_off_anywhere_end_in_a_document_or_a_sentence() {
    let doc: &[u8] = include_bytes!("../../tests/fixtures/doc/traits.doc");
    let pdf: &[u8] = include_bytes!("../../tests/fixtures/pdf/repeated.pdf");
    let word = docx(&"<w:p><w:r><w:t>甲乙丙</w:t></w:r></w:p>".repeat(50));
    let html = "<p>甲乙</p><table><tr><td>1</table>".repeat(50);
    let mut seed = 42_u32;
    for bytes in [doc, pdf, &word, html.as_bytes()] {
        for _ in 0..100 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let length = usize::try_from(seed >> 4).unwrap() % bytes.len();
            let _ = code(&bytes[..length]);
        }
    }
}
