//! What is written is read back, and one list of hostile strings changes nothing on any way out.

use super::*;
use crate::document::{Content as Read, Document};
use crate::form::{CellId, FormId};
use crate::read::{Hint, read};
use crate::report::Number;

/// Names and words as strangers may write them.
const HOSTILE: [&str; 16] = [
    "=HYPERLINK(\"http://a.example\",\"某镇\")",
    "+1+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\n=1+1",
    "\r\n＝1+1",
    "　＋1+1",
    "－2+3",
    "＠某镇",
    "\u{1b}[2J\u{1b}]0;标题\u{7}某镇",
    "年报\u{202e}xcod.html",
    "\u{2066}某镇\u{2069}\u{200f}",
    "<script>alert(1)</script>",
    "a\"b'c&d</t></is></c><f>1+1</f>",
    "某镇\u{0}\u{9b}31m\u{ffff}",
];

fn book(texts: &[&str]) -> Book {
    let rows = texts.iter().map(|text| vec![Content::text(*text), Content::integer(-3)]);
    let pieces = vec![
        Piece::Heading(texts.first().copied().unwrap_or_default().to_owned()),
        Piece::Paragraph(texts.last().copied().unwrap_or_default().to_owned()),
        Piece::Table(Table::plain(&["名称", "数"], rows)),
    ];
    vec![Sheet { name: texts.first().copied().unwrap_or_default().to_owned(), pieces, upright: false }]
}

/// The parts of a package, unpacked one after the other as their own heads say.
fn unpacked(mut bytes: &[u8]) -> String {
    let mut texts = String::new();
    while let Some(rest) = bytes.strip_prefix(b"PK\x03\x04") {
        let size = |at: usize| u32::from_le_bytes(rest[at..at + 4].try_into().unwrap()) as usize;
        let begin = 26 + usize::from(u16::from_le_bytes(rest[22..24].try_into().unwrap()));
        let data = &rest[begin..begin + size(14)];
        texts.push_str(&String::from_utf8(miniz_oxide::inflate::decompress_to_vec(data).unwrap()).unwrap());
        bytes = &rest[begin + size(14)..];
    }
    texts
}

fn cells(document: &Document) -> Vec<String> {
    let tables = document.blocks.iter().filter_map(|block| match &block.content {
        Read::Table(table) => Some(table),
        _ => None,
    });
    tables.flat_map(|table| &table.cells).map(|cell| cell.text.clone()).collect()
}

#[test]
fn hostile_strings_are_words_on_every_way_out() {
    let is_control = |c: char| {
        c.is_control() && !"\r\n\t".contains(c)
            || "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200f}".contains(c)
    };
    for text in HOSTILE {
        assert!(!inert::shown(text).contains(|c: char| c.is_control() || is_control(c)), "{text:?}");
        let field = inert::field(text);
        assert!(!inert::is_formula(&field), "{text:?}: {field:?}");
        assert!(!inert::markup(text).contains(['<', '>', '"', '\u{1b}', '\u{202e}']), "{text:?}");
    }
    let csv = csv::write(&book(&HOSTILE));
    assert!(!csv.contains(is_control));
    for line in csv.trim_start_matches(csv::MARK).split("\r\n") {
        // Quoted or not, in columns parted by commas or by semicolons: no field begins a formula.
        for field in line.split([',', ';']).map(|field| field.trim_start_matches('"')) {
            let inner = line.starts_with('"') && !line.starts_with(field);
            assert!(inner || !inert::is_formula(field), "{line:?}");
        }
    }
    for target in [Target::Xlsx, Target::Docx] {
        let bytes = target.write(&book(&HOSTILE));
        let parts = unpacked(&bytes);
        assert!(!parts.contains("<f>") && !parts.contains("<script"), "{target:?}");
        assert!(!parts.contains("instrText") && !parts.contains(is_control), "{target:?}");
        let read = read(&bytes, &Hint::default()).unwrap();
        let cells = cells(&read.document);
        for text in HOSTILE {
            let shown = inert::shown(text);
            assert!(
                cells.iter().any(|cell| cell.trim() == shown.trim()),
                "{target:?}: {shown:?} in {cells:?}"
            );
        }
        assert_eq!(cells.iter().filter(|cell| *cell == "-3").count(), HOSTILE.len(), "{target:?}");
    }
    // What a spreadsheet could take for a formula when the cell is edited is marked as words.
    let sheet = unpacked(&xlsx::write(&book(&HOSTILE)));
    assert_eq!(
        sheet.matches("s=\"4\" t=\"inlineStr\"").count(),
        2 + HOSTILE.iter().filter(|text| inert::is_formula(text)).count() - 1
    );
}

/// A number for each cell that no other cell has.
fn filled(form: FormId, target: Target) -> Vec<u8> {
    let form = form.form();
    let value = |cell: CellId| Content::integer(i64::from(form.position(cell).unwrap_or(0)) * 7 + 1);
    let mut pieces = vec![Piece::Heading("青禾县2024年政府信息公开工作年度报告".to_owned())];
    for (heading, table) in form::tables(form, &value) {
        pieces.extend([Piece::Heading(heading), Piece::Table(table)]);
    }
    target.write(&[Sheet { name: "汇总".to_owned(), pieces, upright: false }])
}

#[test]
fn every_form_is_read_back_cell_by_cell_from_every_target() {
    for id in FormId::all().filter(|id| id.form().from != 2027) {
        // The blocks of 2014 have two columns: without merged cells their headings part the table.
        let csv = (id.name() != "2014").then_some(Target::Csv);
        for target in [Target::Xlsx, Target::Docx].into_iter().chain(csv) {
            let input = read(&filled(id, target), &Hint::default()).unwrap();
            let report = crate::extract::extract(&input.document);
            assert_eq!(report.form, Some(id), "{target:?}");
            for cell in id.form().cells() {
                let expected = i64::from(id.form().position(cell).unwrap()) * 7 + 1;
                let found = report.cells.get(cell);
                assert_eq!(
                    found.and_then(|cell| cell.value),
                    Some(Number::Integer(expected)),
                    "{target:?} {cell}"
                );
                assert!(found.is_some_and(|cell| cell.sure), "{target:?} {cell}");
            }
        }
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert_eq!(filled(FormId::CURRENT, Target::Xlsx), filled(FormId::CURRENT, Target::Xlsx));
}
