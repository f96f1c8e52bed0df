#![no_main]

use arbitrary::Arbitrary;
use gouji::document::Content::Heading;
use gouji::read::{Hint, read};
use gouji::report::Number;
use gouji::write::{Cell, Content, Piece, Sheet, Table, Target, inert};
use gouji_fuzz::sheets::texts_of;

/// What the fuzzer makes a book of.
#[derive(Debug, Arbitrary)]
enum Part {
    Heading(String),
    Paragraph(String),
    Page,
    Table(Vec<Vec<(Value, u8, u8)>>),
}

#[derive(Debug, Arbitrary)]
enum Value {
    Empty,
    Text(String),
    Integer(i64),
    Decimal(i32),
}

fn content(value: Value) -> Content {
    match value {
        Value::Empty => Content::Empty,
        Value::Text(text) => Content::text(text),
        Value::Integer(value) => Content::integer(value),
        Value::Decimal(value) => Content::Number(Number::Decimal(f64::from(value) / 100.0)),
    }
}

/// Letters and digits of a text as it may be shown: white space and marks are the readers' to judge.
fn bare(text: &str) -> String {
    inert::shown(text).chars().filter(|character| character.is_alphanumeric()).collect()
}

// Whatever is written is read back: no text lost or moved, no formula, no markup out of words.
libfuzzer_sys::fuzz_target!(|parts: Vec<Part>| {
    let mut expected = String::new();
    let mut pieces = Vec::new();
    for part in parts.into_iter().take(8) {
        match part {
            Part::Heading(text) => {
                expected += &bare(&text);
                pieces.push(Piece::Heading(text));
            }
            Part::Paragraph(text) => {
                expected += &bare(&text);
                pieces.push(Piece::Paragraph(text));
            }
            Part::Page => pieces.push(Piece::Page),
            Part::Table(rows) => {
                let mut table = Table::default();
                for row in rows.into_iter().take(12) {
                    let cells: Vec<Cell> = row
                        .into_iter()
                        .take(8)
                        .map(|(value, across, down)| Cell {
                            content: content(value),
                            across: usize::from(across % 3) + 1,
                            down: usize::from(down % 3) + 1,
                            head: across > 200,
                        })
                        .collect();
                    cells.iter().for_each(|cell| expected += &bare(&cell.content.written()));
                    table.rows.push(cells);
                }
                pieces.push(Piece::Table(table));
            }
        }
    }
    let book = [Sheet { name: "甲".to_owned(), pieces, upright: false }];
    for target in [Target::Docx, Target::Xlsx, Target::Csv] {
        let bytes = target.write(&book);
        assert_eq!(bytes, target.write(&book));
        let Ok(mut input) = read(&bytes, &Hint::default()) else {
            assert!(expected.is_empty(), "{target:?} is not read");
            continue;
        };
        if target == Target::Xlsx {
            // A sheet's own name is a heading; what it holds are cells.
            input.document.blocks.retain(|block| !matches!(block.content, Heading { .. }));
        }
        let found: String = texts_of(&input.document).iter().map(|text| bare(text)).collect();
        if target != Target::Csv {
            assert_eq!(found, expected, "{target:?}");
        }
    }
});
