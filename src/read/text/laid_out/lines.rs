//! Lines of a text as words with their places, and which of them are values.

use crate::read::visible::is_wide;

/// Fewer values at the end of a line make no row; a row without a label has as many as a table of cases.
pub(super) const LEAST_VALUES: usize = 5;
pub(super) const LEAST_WITHOUT_LABEL: usize = 10;

/// A word with how much of its line stands before its beginning and its end: characters, or the places that they take.
#[derive(Clone, Copy)]
pub(super) struct Word<'l> {
    pub(super) text: &'l str,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Word<'_> {
    /// Twice the place of its middle.
    pub(super) fn middle(&self) -> usize {
        self.from + self.to
    }
}

/// A line: its words, and how many of them at its end are values.
pub(super) struct Line<'l> {
    pub(super) words: Vec<Word<'l>>,
    pub(super) values: usize,
    /// Whether it is a rule over the columns, and holds no words.
    pub(super) rule: bool,
}

impl<'l> Line<'l> {
    /// `wide`: a Chinese character takes two places.
    pub(super) fn of(line: &'l str, wide: bool) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut begun: Option<(usize, usize)> = None;
        let ends = line.char_indices().chain([(line.len(), ' ')]);
        let mut next = 0;
        for (at, character) in ends {
            let place = next;
            next += if wide && is_wide(character) { 2 } else { 1 };
            match begun {
                Some((start, from)) if character.is_whitespace() => {
                    words.push(Word { text: line.get(start..at).unwrap_or(""), from, to: place });
                    begun = None;
                }
                None if !character.is_whitespace() => begun = Some((at, place)),
                _ => {}
            }
        }
        let rule = is_rule(&words);
        if rule {
            words.clear();
        }
        let values = words.iter().rev().take_while(|word| is_value(word.text)).count();
        Self { words, values, rule }
    }

    pub(super) fn label(&self) -> &[Word<'l>] {
        self.words.get(..self.words.len() - self.values).unwrap_or(&[])
    }

    pub(super) fn values(&self) -> &[Word<'l>] {
        self.words.get(self.words.len() - self.values..).unwrap_or(&[])
    }

    /// Whether the line can be a row by itself.
    pub(super) fn is_row(&self) -> bool {
        self.values >= if self.label().is_empty() { LEAST_WITHOUT_LABEL } else { LEAST_VALUES }
    }

    /// Whether it is a row of another table, of fewer columns.
    pub(super) fn has_labelled_value(&self) -> bool {
        !self.label().is_empty() && self.values().iter().any(|word| is_number(word.text))
    }

    /// Whether it tells something, and so stands in no table.
    pub(super) fn is_prose(&self) -> bool {
        self.words.iter().any(|word| word.text.chars().count() > 40 || word.text.ends_with('。'))
    }
}

/// Digits with their marks, perhaps a unit, or a sign for none.
fn is_value(word: &str) -> bool {
    let ink = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let number = word.strip_prefix('-').unwrap_or(word).trim_end_matches(['件', '宗', '份', '%']);
    number.chars().filter(ink).all(|c| digit(c) || matches!(c, '.' | ',' | '〇' | '○'))
        || word.chars().all(|c| matches!(c, '-' | '—' | '/'))
}

/// Whether words are the parts of a rule over columns: `====  ===`, `----  --`. Two dashes may stand for none.
fn is_rule(words: &[Word]) -> bool {
    let drawn = |word: &Word| {
        word.text.len() > 1
            && ['=', '-', '─', '━'].iter().any(|sign| word.text.trim_start_matches(*sign).is_empty())
    };
    words.len() > 1 && words.iter().all(drawn) && words.iter().any(|word| word.text.len() > 2)
}

/// A value that is a number.
pub(super) fn is_number(word: &str) -> bool {
    word.contains(char::is_numeric) && is_value(word)
}

/// How far the values of rows stand from those of the row before that has as many: some programs count Chinese characters
/// as one place, some as two, and only with the right measure columns stand straight.
pub(super) fn drift(lines: &[Line]) -> usize {
    let mut drift = 0;
    let mut above: &[Word] = &[];
    for line in lines.iter().filter(|line| line.is_row()) {
        let values = line.values();
        if values.len() == above.len() {
            let apart = |(a, b): (&Word, &Word)| {
                let edges = 2 * a.from.abs_diff(b.from).min(a.to.abs_diff(b.to));
                edges.min(a.middle().abs_diff(b.middle()))
            };
            drift += above.iter().zip(values).map(apart).sum::<usize>();
        }
        above = values;
    }
    drift
}
