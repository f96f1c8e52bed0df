//! The one place that makes a text safe for where it goes.
//!
//! Names of files and words of reports are written by strangers: in a spreadsheet they must begin no formula, in a
//! terminal command nothing, in markup be text, and nowhere turn the direction of what stands beside them.

use std::borrow::Cow;

/// Whether a character shows nothing and changes what stands beside it: controls, and marks of direction.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || is_no_character(character)
}

/// What XML cannot hold.
fn is_no_character(character: char) -> bool {
    matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn is_space(character: char) -> bool {
    character.is_whitespace()
}

/// A name or a sentence for a terminal or a message: one line, without controls and changes of direction.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    let plain = |text: &str| {
        let mut space = false;
        text.chars().all(|c| {
            let twice = space && c == ' ';
            space = c == ' ';
            !twice && !is_control(c) && (c == ' ' || c == '\u{3000}' || !is_space(c))
        })
    };
    if plain(text) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\u{3000}' {
            kept.push(character);
        } else if is_space(character) {
            if !kept.ends_with(' ') {
                kept.push(' ');
            }
        } else if !is_control(character) {
            kept.push(character);
        }
    }
    Cow::Owned(kept)
}

/// Whether a spreadsheet would take a field for a formula: a sign that begins one, in either width, and no plain number
/// behind it.
#[must_use]
pub fn is_formula(text: &str) -> bool {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let begun = text.trim_start_matches(|c: char| is_space(c) || is_control(c));
    begun.starts_with(SIGNS)
        && !is_plain_number(begun)
        && !begun.trim().chars().all(|c| c == '-' || c == '－')
}

/// A number with at most one sign before it and a sign of percent behind it.
fn is_plain_number(text: &str) -> bool {
    let digits = text.trim().trim_end_matches(['%', '％']);
    let digits = digits.strip_prefix(['-', '+', '－', '＋']).unwrap_or(digits).trim_start();
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    digits.starts_with(is_digit) && digits.chars().all(|c| is_digit(c) || ".,，".contains(c))
}

/// A field for a spreadsheet that begins no formula and no new line.
#[must_use]
pub fn field(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if is_formula(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

/// A field of comma-separated values: inert, and in quotes where a separator of any kind stands in it.
#[must_use]
pub fn csv(text: &str) -> Cow<'_, str> {
    let text = field(text);
    if text.contains([',', ';', '"', '\n', '\r', '\t']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        text
    }
}

/// A text in HTML or XML, inside an element or an attribute; line breaks stay.
#[must_use]
pub fn markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            other if is_control(other) => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dashes_are_no_formulas() {
        for text in ["-3", "+3.5", "－３", "3%", "-1,234", "—", "--", "-", "自然人列", "", "a=1", "50%以上"]
        {
            assert!(!is_formula(text), "{text}");
        }
        for text in ["=1", "-inf", "-1+1", "+a", "@x", "\t=1", "\n=1", "　＝1", "\u{200e}=1", "－2+3", "-nan"]
        {
            assert!(is_formula(text), "{text:?}");
            assert!(field(text).starts_with('\''), "{text:?}: {}", field(text));
        }
    }

    #[test]
    fn what_is_shown_is_one_line_without_commands() {
        assert_eq!(shown("a\u{1b}[31mb\u{202e}c\r\nd\te"), "a[31mbc d e");
        assert_eq!(shown("某镇　2024年 报告"), "某镇　2024年 报告");
        assert_eq!(csv("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(csv("a;=b"), "\"a;=b\"");
        assert_eq!(markup("<a b='c'>&\u{0}\u{202e}\n"), "&lt;a b=&#39;c&#39;&gt;&amp;\n");
    }
}
