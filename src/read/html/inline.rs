//! Text of one block, white space collapsed as CSS does it.

use crate::read::direction::{END, REVERSED, STRAIGHT};
use crate::read::visible::{is_wide, lowered, raised};

/// Collects the text of a block.
#[derive(Debug, Default)]
pub struct Inline {
    text: String,
    pending: Pending,
    /// Some of the text stands on the line.
    level: bool,
    /// Some of the text is moved up or down by a length.
    shifted: bool,
}

/// White space that was seen and is written only if text follows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    #[default]
    Nothing,
    Space,
    /// White space that holds a line break of the source.
    SourceLineBreak,
}

impl Inline {
    /// Adds text of the source; runs of its white space become one space, or nothing between two wide characters
    /// if the run breaks the source line there (CSS Text 3, segment break transformation).
    pub fn push(&mut self, source: &str) {
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            let mut length = first.len_utf8();
            match first {
                '\n' | '\r' => self.pending = Pending::SourceLineBreak,
                ' ' | '\t' | '\u{c}' => self.pending = self.pending.max(Pending::Space),
                _ if is_nothing(first) => {}
                _ => {
                    self.write_pending(first);
                    length = rest.find(|c| is_space(c) || is_nothing(c)).unwrap_or(rest.len());
                    self.text.push_str(rest.get(..length).unwrap_or_default());
                    self.level = true;
                }
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// Adds text above or below the line: a note's mark behind a number. `shifted` says that it is moved by a length,
    /// which is done to whole paragraphs, too: then it is no note.
    pub fn push_raised(&mut self, source: &str, shifted: bool) {
        let level = self.level;
        self.push(&raised(source));
        self.level = level;
        self.shifted |= shifted;
    }

    /// Whether text stands in the block already.
    pub fn is_empty(&self) -> bool {
        self.text
            .chars()
            .all(|character| character.is_whitespace() || matches!(character, REVERSED | STRAIGHT | END))
    }

    /// Begins text that is shown in a direction whatever it is.
    pub fn begin_directed(&mut self, reversed: bool) {
        self.write_pending('0');
        self.text.push(if reversed { REVERSED } else { STRAIGHT });
    }

    /// Ends it.
    pub fn end_directed(&mut self) {
        self.text.push(END);
    }

    /// Adds preserved text: white space stays, line ends are forced breaks.
    pub fn push_preserved(&mut self, source: &str) {
        for line in source.split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            if let Some(first) = text.chars().next() {
                self.write_pending(first);
                self.text.push_str(text);
                self.level = true;
            }
            if line.ends_with('\n') {
                self.line_break();
            }
        }
    }

    /// A forced line break (`<br>`).
    pub fn line_break(&mut self) {
        self.pending = Pending::Nothing;
        self.text.push('\n');
    }

    fn write_pending(&mut self, next: char) {
        let pending = std::mem::take(&mut self.pending);
        let Some(last) = self.text.chars().next_back() else { return };
        let space = match pending {
            Pending::Nothing => false,
            Pending::Space => last != '\n',
            Pending::SourceLineBreak => last != '\n' && !(is_wide(last) && is_wide(next)),
        };
        if space {
            self.text.push(' ');
        }
    }

    /// Takes the text out, without the white space at its ends, in the parts that blank lines separate.
    pub fn take(&mut self, mut each: impl FnMut(&str)) {
        self.pending = Pending::Nothing;
        let (level, shifted) = (std::mem::take(&mut self.level), std::mem::take(&mut self.shifted));
        if self.text.is_empty() {
            return;
        }
        let lowered = (shifted && !level).then(|| lowered(&self.text));
        let text = lowered.as_deref().unwrap_or(&self.text);
        let mut own = |part: &str| {
            let part = part.trim_ascii();
            if !part.is_empty() {
                each(part);
            }
        };
        // Most blocks are one line.
        if text.contains('\n') {
            text.split("\n\n").for_each(own)
        } else {
            own(text)
        }
        self.text.clear();
    }
}

/// White space of the source that collapses.
fn is_space(character: char) -> bool {
    matches!(character, '\n' | '\r' | ' ' | '\t' | '\u{c}')
}

/// Zero-width characters that editors leave behind: they say nothing.
fn is_nothing(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collapsed(pieces: &[&str]) -> Vec<String> {
        let mut inline = Inline::default();
        for piece in pieces {
            if *piece == "<br>" { inline.line_break() } else { inline.push(piece) }
        }
        let mut parts = Vec::new();
        inline.take(|part| parts.push(part.to_owned()));
        parts
    }

    #[test]
    fn white_space_collapses() {
        assert_eq!(collapsed(&["  a \t b\n c  "]), ["a b c"]);
        assert_eq!(collapsed(&["a ", " b"]), ["a b"]);
        assert_eq!(collapsed(&["a\u{a0} \u{a0}b"]), ["a\u{a0} \u{a0}b"]);
        assert_eq!(collapsed(&["\u{a0}"]), ["\u{a0}"]);
        assert!(collapsed(&[" \n "]).is_empty());
    }

    #[test]
    fn a_source_line_break_between_wide_characters_is_nothing() {
        assert_eq!(collapsed(&["政府信息\r\n    公开"]), ["政府信息公开"]);
        assert_eq!(collapsed(&["政府信息", "\n", "公开"]), ["政府信息公开"]);
        assert_eq!(collapsed(&["科研 机构"]), ["科研 机构"]);
        assert_eq!(collapsed(&["2024\n年"]), ["2024 年"]);
        assert_eq!(collapsed(&["数据，\n截至"]), ["数据，截至"]);
    }

    #[test]
    fn forced_breaks_stay_and_blank_lines_part() {
        assert_eq!(collapsed(&["本年新 ", "<br>", " 制作数量"]), ["本年新\n制作数量"]);
        assert_eq!(collapsed(&["<br>", "a", "<br>", "<br>", "<br>", "b", "<br>"]), ["a", "b"]);
    }
}
