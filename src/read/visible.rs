//! What a person sees of a text, in every format: signs that show nothing are not there, a shape is the character that
//! it looks like, and a note's mark set above the line stays apart from the number before it.

use super::direction::as_shown;
use super::shapes::ordinary;
use crate::document::{Content, Document};

/// Stands in a cell's text for what it shows that is no text: a picture, an object, a sign that no font tells.
pub const OBJECT: char = '\u{fffc}';

/// Whether a text is nothing but what cannot be read.
pub fn is_only_objects(text: &str) -> bool {
    text.contains(OBJECT) && text.chars().all(|character| character == OBJECT || character.is_whitespace())
}

/// Takes out of all texts what shows nothing, and writes shapes as the characters that they look like.
pub fn clean(document: &mut Document) {
    for block in &mut document.blocks {
        match &mut block.content {
            Content::Heading { text, .. } | Content::Paragraph { text } => clean_text(text),
            Content::Table(table) => {
                for cell in &mut table.cells {
                    // A cell that shows something is not blank. The first head is often a drawing.
                    if cell.row > 0 && is_only_objects(&cell.text) {
                        cell.text = UNTOLD.to_owned();
                    } else {
                        clean_text(&mut cell.text);
                    }
                }
            }
        }
    }
    if let Some(title) = &mut document.title {
        clean_text(title);
    }
}

/// What a cell says that shows something which cannot be read.
const UNTOLD: &str = "\u{fffd}";

fn clean_text(text: &mut String) {
    if let Some(shown) = as_shown(text) {
        *text = shown;
    }
    if text.chars().any(|character| shown(character) != Some(character)) {
        *text = text.chars().filter_map(shown).collect();
    }
}

/// The character that a person sees; `None` for one that shows nothing and takes no room.
fn shown(character: char) -> Option<char> {
    match character {
        // Nearly all characters are one of these.
        '\u{3000}'..='\u{9fff}' if character != '\u{3164}' => return Some(character),
        ' '..='~' | '\n' | '\t' | '\r' => return Some(character),
        _ => {}
    }
    match character {
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => None,
        // Soft hyphen, joiners, marks of direction, invisible operators, fillers of other scripts, annotation marks.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        // The key that a digit stands on.
        | '\u{20e3}'
        // Selectors of a glyph's variant, tags.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' => None,
        // A pattern of Braille without dots is a blank; so are the room that an object takes, and the private characters
        // by which typesetters and fonts of symbols indent.
        '\u{2800}' | '\u{fffc}' | '\u{e5e5}' | '\u{f020}' => Some(' '),
        '\u{1d7ce}'..='\u{1d7ff}' => digit(character, 0x1D7CE),
        '\u{1fbf0}'..='\u{1fbf9}' => digit(character, 0x1FBF0),
        _ => Some(ordinary(character)),
    }
}

/// The digit of a set of digits in other styles: bold, sans-serif, monospaced, segmented.
fn digit(character: char, zero: u32) -> Option<char> {
    char::from_digit(u32::from(character).checked_sub(zero)? % 10, 10)
}

/// The small digits above the line, 0 to 9.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The letters that number notes: i, ii, iv, a, b.
const LETTERS: [(char, char); 6] = [('i', 'ⁱ'), ('v', 'ᵛ'), ('x', 'ˣ'), ('a', 'ᵃ'), ('b', 'ᵇ'), ('c', 'ᶜ')];

/// A text that stands above or below the line: its digits as the small ones, so that `12` with a note's 1 is `12¹`.
pub fn raised(text: &str) -> String {
    let small = |character: char| match character {
        '０'..='９' => char::from_u32(u32::from(character) - 0xFEE0),
        _ => Some(character),
    };
    text.chars()
        .filter_map(small)
        .map(|character| {
            let digit = character.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            let letter = LETTERS.iter().find(|(letter, _)| *letter == character).map(|(_, small)| small);
            digit.and_then(|digit| RAISED.get(digit)).or(letter).copied().unwrap_or(character)
        })
        .collect()
}

/// A text with its small digits as ordinary ones: where a whole paragraph is shifted, nothing in it is a note.
pub fn lowered(text: &str) -> String {
    text.chars()
        .map(|character| {
            let digit = RAISED.iter().position(|raised| *raised == character);
            let digit = digit.and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10));
            let letter = LETTERS.iter().find(|(_, small)| *small == character).map(|(letter, _)| *letter);
            digit.or(letter).unwrap_or(character)
        })
        .collect()
}

/// Whether a character takes a full width: Chinese characters, kana, full-width forms and punctuation.
pub fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether a character style stands for HTML's `<del>`: LibreOffice keeps the element as a style of its name that draws
/// no line.
#[cfg(feature = "documents")]
pub fn is_deletion_style(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case("del")
}

/// The digit or sign of a symbol font's code point, where it is one: the fonts' private area repeats ASCII.
#[cfg(feature = "documents")]
pub fn of_symbol_font(font: &str, code: u32) -> Option<char> {
    let low = code & 0xFF;
    if code > 0xFF && !(0xF000..=0xF0FF).contains(&code) {
        return char::from_u32(code);
    }
    let circled = |zero: u32, first: char| match low.checked_sub(zero)? {
        0 => Some(if first == '①' { '⓪' } else { '⓿' }),
        number @ 1..=10 => char::from_u32(u32::from(first) + number - 1),
        _ => None,
    };
    let name = font.trim().to_ascii_lowercase();
    match name.as_str() {
        "wingdings" => match low {
            0xFE | 0x52 => Some('☑'),
            0xA8 | 0x6F => Some('□'),
            0xFC => Some('√'),
            0xFB => Some('×'),
            0x80..=0x8A => circled(0x80, '①'),
            0x8B..=0x95 => circled(0x8B, '❶'),
            _ => None,
        },
        "wingdings 2" => match low {
            0x52 => Some('☑'),
            0xA3 | 0x2A => Some('□'),
            0x50 => Some('√'),
            0x69..=0x73 => circled(0x69, '①'),
            0x74..=0x7E => circled(0x74, '❶'),
            _ => None,
        },
        "wingdings 3" | "webdings" | "marlett" => None,
        // Symbol has digits and most signs where ASCII has them; so have fonts that nobody knows.
        "symbol" => match low {
            0x30..=0x39 | 0x20 | 0x28 | 0x29 | 0x2B | 0x2C | 0x2E | 0x2F | 0x25 => char::from_u32(low),
            0x2D => Some('−'),
            0xB4 => Some('×'),
            0xD6 => Some('√'),
            _ => None,
        },
        _ if code > 0xFF => None,
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Table};

    fn cleaned(text: &str) -> String {
        let mut text = text.to_owned();
        clean_text(&mut text);
        text
    }

    #[test]
    fn what_shows_nothing_is_not_there() {
        for (written, seen) in [
            ("\u{202e}71\u{202c}2", "172"),
            ("\u{202d}17\u{202c}2", "172"),
            ("1\u{2066}2\u{2069}", "12"),
            ("1\u{ad}2", "12"),
            ("1\u{fe0e}2\u{fe0f}\u{20e3}", "12"),
            ("总\u{200b}\u{200d}计\u{2060}", "总计"),
            ("\u{200f}\u{61c}5\u{180e}", "5"),
            ("\u{2800}\u{3164}7", " 7"),
            ("葛\u{e0100}镇", "葛镇"),
            ("１\u{feff}２", "１２"),
            ("甲\u{0}\u{85}乙\u{7f}", "甲乙"),
        ] {
            assert_eq!(cleaned(written), seen, "{written:?}");
        }
    }

    #[test]
    fn shapes_are_the_characters_that_they_look_like() {
        for (written, seen) in [
            ("⾏政许可", "行政许可"),
            ("⼀、总体情况", "一、总体情况"),
            ("\u{f9b4}导", "領导"),
            ("⻋辆", "车辆"),
            ("︵一︶", "（一）"),
            ("𝟏𝟐", "12"),
            ("🯱🯲", "12"),
            ("ⅲ①㈠½", "ⅲ①㈠½"),
        ] {
            assert_eq!(cleaned(written), seen, "{written:?}");
        }
    }

    #[test]
    fn every_text_of_a_document_is_cleaned() {
        let mut document = Document {
            blocks: vec![
                Block::heading(1, "⼀"),
                Block::paragraph("\u{200b}"),
                Block::table(Table::from_rows([["⼆"]])),
            ],
            title: Some("⼋".to_owned()),
            ..Document::default()
        };
        clean(&mut document);
        assert_eq!(document.blocks[0].text(), Some("一"));
        assert_eq!(document.blocks[1].text(), Some(""));
        assert_eq!(document.blocks[2].as_table().unwrap().cells[0].text, "二");
        assert_eq!(document.title.as_deref(), Some("八"));
    }

    #[test]
    fn a_cell_that_shows_a_picture_is_not_blank() {
        let table = Table::from_rows([["\u{fffc}", "甲"], ["\u{fffc}\n", "5\u{fffc}"]]);
        let mut document = Document {
            blocks: vec![Block::table(table), Block::paragraph("\u{fffc}")],
            ..Document::default()
        };
        clean(&mut document);
        let table = document.blocks[0].as_table().unwrap();
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.trim()).collect();
        assert_eq!(texts, ["", "甲", "\u{fffd}", "5"]);
        assert_eq!(document.blocks[1].text(), Some(" "));
    }

    #[test]
    fn notes_stand_above_the_line() {
        assert_eq!(raised("[1]"), "[¹]");
        assert_eq!(raised("注１０"), "注¹⁰");
        assert_eq!(lowered("¹⁰件"), "10件");
        assert_eq!((raised("iv").as_str(), lowered("ⁱᵛ").as_str()), ("ⁱᵛ", "iv"));
    }

    #[cfg(feature = "documents")]
    #[test]
    fn symbol_fonts_have_digits() {
        for (font, code, seen) in [
            ("Symbol", 0xF031, Some('1')),
            ("Symbol", 0x39, Some('9')),
            ("Wingdings", 0xF081, Some('①')),
            ("Wingdings", 0xF08C, Some('❶')),
            ("Wingdings 2", 0xF06B, Some('②')),
            ("Wingdings", 0xF031, None),
            ("Wingdings", 0xFE, Some('☑')),
            ("Webdings", 0xF031, None),
            ("某字体", 0xF031, None),
            ("宋体", 0x4E00, Some('一')),
        ] {
            assert_eq!(of_symbol_font(font, code), seen, "{font} {code:x}");
        }
    }
}
