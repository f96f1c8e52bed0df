//! Colours and widths in a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use gouji::outcome::Severity;
use gouji::write::inert::shown;

/// Whether colours are used.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    colours: bool,
}

impl Style {
    /// Colours are for terminals only, and not where `NO_COLOR` is set (<https://no-color.org>).
    pub fn new(terminal: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { colours: terminal && !refused && !dumb }
    }

    /// Nothing that a text holds is a command to the terminal.
    fn paint(self, code: &str, text: &str) -> String {
        let text = shown(text);
        if self.colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.into_owned() }
    }

    /// Bold.
    pub fn strong(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Quiet.
    pub fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// What holds.
    pub fn good(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// In the colour of a severity.
    pub fn severity(self, severity: Severity, text: &str) -> String {
        self.paint(
            match severity {
                Severity::Error => "1;31",
                Severity::Warning => "33",
                Severity::Notice => "36",
            },
            text,
        )
    }
}

/// The number of columns that a text takes in a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text filled with spaces to a width.
pub fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Breaks a text, made inert, into lines of at most `most` columns; Chinese breaks anywhere but before closing punctuation, other
/// words at spaces.
pub fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(&shown(text)) {
        let Some(line) = lines.last_mut() else { break };
        let closing = piece.starts_with(['，', '。', '；', '：', '、', '）', '”', '》', '％', '！', '？']);
        if !line.is_empty() && !closing && width(line) + width(piece.trim_end()) > most {
            let trimmed = line.trim_end().to_owned();
            *line = trimmed;
            lines.push(piece.trim_start().to_owned());
        } else {
            line.push_str(&piece);
        }
    }
    lines
}

/// Words with the space after them; wide characters one by one.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for character in text.chars() {
        let wide = character.width().unwrap_or(0) > 1;
        match pieces.last_mut() {
            Some(piece) if open && !wide => piece.push(character),
            _ => pieces.push(character.to_string()),
        }
        open = !wide && !character.is_whitespace();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns_and_lines_do_not_begin_with_a_comma() {
        assert_eq!(width("总计 3"), 6);
        assert_eq!(padded("总计", 6), "总计  ");
        assert_eq!(wrapped("自然人列：新收 13 件，办结 0 件", 16), ["自然人列：新收", "13 件，办结 0 件"]);
        assert!(wrapped("一二三四，五", 8).iter().all(|line| !line.starts_with('，')));
    }
}
