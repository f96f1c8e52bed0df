//! Rich Text Format.

use super::{Kind, Manner, Piece, kind, placed, turned};
use crate::support::parts::{Part, Sheet};

fn words(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| match u8::try_from(unit).map(char::from) {
            Ok('\n') => "\\line ".to_owned(),
            Ok(sign @ ('\\' | '{' | '}')) => format!("\\{sign}"),
            Ok(sign) if sign.is_ascii() => sign.to_string(),
            _ => format!("\\u{}?", unit.cast_signed()),
        })
        .collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) => words(text),
        Piece::Struck(text) => format!("{{\\strike {}}}", words(text)),
        Piece::Deleted(text) => format!("{{\\deleted {}}}", words(text)),
        Piece::DeletedByStyle(text) => format!("{{\\cs18 {}}}", words(text)),
        Piece::Raised(text) => format!("{{\\super {}}}", words(text)),
        Piece::Hidden(text) => format!("{{\\v {}}}", words(text)),
        Piece::White(text) => format!("{{\\cf2 {}}}", words(text)),
        Piece::Field(text) => format!(
            "{{\\field{{\\*\\fldinst {{ FORMTEXT }}{{\\*\\formfield{{\\fftype0}}}}}}{{\\fldrslt {}}}}}",
            words(text)
        ),
        Piece::Symbol(text) => format!("{{\\f1 {}}}", words(text)),
        Piece::Reversed(text) => words(&format!("\u{202e}{}\u{202c}", turned(text))),
        Piece::Sum(..) | Piece::Lookup | Piece::Bound(_) => panic!("no formulas in this format"),
        Piece::Read(text) => {
            format!(
                "{{\\field{{\\*\\fldinst {{EQ \\\\o\\\\ad(\\\\s\\\\up 9(9),{})}}}}{{\\fldrslt }}}}",
                words(text)
            )
        }
    }
}

fn table(sheet: &Sheet, manner: Manner) -> String {
    let (cells, columns) = placed(sheet);
    let mut rows = vec![vec![None; columns]; sheet.len()];
    for placed in &cells {
        for down in 0..placed.cell.down {
            rows[placed.row + down][placed.column] = Some((placed.cell, down == 0));
        }
    }
    let mut text = String::new();
    for row in rows {
        text.push_str("\\trowd");
        let mut contents = String::new();
        for (column, place) in row.iter().enumerate() {
            let Some((cell, first)) = place else { continue };
            if cell.down > 1 {
                text.push_str(if *first { "\\clvmgf" } else { "\\clvmrg" });
            }
            text.push_str(&format!("\\cellx{}", (column + cell.across) * 800));
            if *first {
                contents.extend(manner(cell).iter().map(piece));
            }
            contents.push_str("\\cell\n");
        }
        text.push_str(&format!("\\pard\\intbl {contents}\\row\n"));
    }
    text
}

pub fn rtf(parts: &[Part], manner: Manner) -> Vec<u8> {
    let body: String = parts
        .iter()
        .map(|part| match kind(part) {
            Kind::Title(text) | Kind::Paragraph(text) => format!("\\pard {}\\par\n", words(text)),
            Kind::Heading(text) => format!("\\pard\\outlinelevel0 {}\\par\n", words(text)),
            Kind::Table(sheet) => table(sheet, manner),
        })
        .collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg936\\deff0{{\\fonttbl{{\\f0\\fcharset134 SimSun;}}{{\\f1\\fcharset2 Symbol;}}}}\
         {{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}}{{\\stylesheet{{Normal;}}{{\\*\\cs18 del;}}}}\n{body}}}"
    )
    .into_bytes()
}
