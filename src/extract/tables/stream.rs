//! The running text of a document as one stream of folded characters, in which labels of the form are followed by
//! their values (DOMAIN: L8, L10, L11): one cell per line, everything on one line, digits glued together.

use std::cmp::Reverse;

use super::glued::{Run, Token};
use super::label::is_meaning;
use crate::document::{Content, Document};
use crate::order::Order;
use crate::text::flow::{Flow, Piece};

/// What stands before a character in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the character follows directly.
    None,
    /// White space, a line break or the end of a block.
    Space,
    /// A table: nothing that stands before it continues after it.
    Table,
}

/// One character of the stream.
#[derive(Debug, Clone, Copy)]
pub struct Char {
    /// Folded.
    pub folded: char,
    /// Block and offset in the block's text.
    pub origin: (u32, u32),
    /// What stands before it.
    pub gap: Gap,
}

/// The stream.
#[derive(Debug, Default)]
pub struct Stream {
    /// All characters without white space.
    pub chars: Vec<Char>,
    /// Indices of the characters that carry meaning (letters, digits, Chinese characters).
    meaning: Vec<usize>,
    /// These characters themselves.
    letters: Vec<char>,
}

/// A label found in the stream, by indices into [`Stream::chars`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Index of the label in the caller's list.
    pub label: usize,
    /// First character, the ordinal included.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Whether the ordinal that the form prints stands before it.
    pub ordinal: bool,
}

/// A label to look for.
#[derive(Debug, Clone)]
pub struct Needle {
    /// What the caller calls it.
    pub label: usize,
    /// Characters that carry meaning.
    pub chars: Vec<char>,
    /// The ordinal that the form prints.
    pub ordinal: Option<char>,
}

/// Labels to look for, prepared to be looked for in one pass.
#[derive(Debug)]
pub struct Needles {
    /// By first character, then the longest first.
    sorted: Vec<Needle>,
    /// For the last ten bits of a character, whether a needle may begin with it.
    first: [bool; 1024],
}

impl Needles {
    /// Prepares labels; of equal ones, the first counts.
    pub fn new(mut needles: Vec<Needle>) -> Self {
        needles.retain(|needle| !needle.chars.is_empty());
        needles.order_by_key(|needle| (needle.chars.first().copied(), Reverse(needle.chars.len())));
        let mut first = [false; 1024];
        for character in needles.iter().filter_map(|needle| needle.chars.first()) {
            if let Some(place) = first.get_mut(*character as usize % 1024) {
                *place = true;
            }
        }
        Self { sorted: needles, first }
    }

    /// Those that begin with a character, the longest first. Nearly all characters begin none.
    fn beginning_with(&self, first: char) -> &[Needle] {
        if self.first.get(first as usize % 1024) != Some(&true) {
            return &[];
        }
        let first = Some(&first);
        let start = self.sorted.partition_point(|needle| needle.chars.first() < first);
        let end = self.sorted.partition_point(|needle| needle.chars.first() <= first);
        self.sorted.get(start..end).unwrap_or(&[])
    }
}

/// The page numbers that stand in a text between what goes on over the end of a page.
struct PageNumbers {
    /// Whether numbers between dashes are page numbers: they rise one by one.
    dashed: bool,
}

impl PageNumbers {
    fn of(flow: &Flow) -> Self {
        let of_text = flow.pieces.iter().filter(|piece| piece.cell.is_none());
        let dashed: Vec<u32> = of_text.filter_map(|piece| between_dashes(flow, piece)).collect();
        let rise = dashed.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
        Self { dashed: dashed.len() > 1 && rise }
    }

    /// Whether a piece is nothing but a page number: 第3页 共7页, - 3 -.
    fn has(&self, flow: &Flow, piece: &Piece) -> bool {
        let text = flow.slice(piece.range.clone());
        let worded = || {
            let words = text.iter().filter(|c| !c.is_ascii_digit() && !among!("/-,", **c));
            matches!(words.collect::<String>().as_str(), "第页" | "第页共页" | "共页第页" | "Pageof")
        };
        let numbered = text.len() <= LONGEST_PAGE_NUMBER && text.iter().any(char::is_ascii_digit);
        numbered && (worded() || self.dashed && between_dashes(flow, piece).is_some())
    }
}

/// Characters of the longest page number: 第1000页, 共1000页.
const LONGEST_PAGE_NUMBER: usize = 13;

/// The number that a piece is nothing but, between dashes.
fn between_dashes(flow: &Flow, piece: &Piece) -> Option<u32> {
    match flow.slice(piece.range.clone()) {
        ['-', number @ .., '-'] if number.len() <= 3 => number.iter().collect::<String>().parse().ok(),
        _ => None,
    }
}

impl Stream {
    /// Of all text blocks of a document, which are folded in `flow`.
    pub fn of(document: &Document, flow: &Flow) -> Self {
        let in_text = |piece: &&Piece| piece.cell.is_none();
        let length = flow.pieces.iter().filter(in_text).map(|piece| piece.range.len()).sum();
        let mut chars = Vec::with_capacity(length);
        // Pieces of the flow are the cells of a table, too; an empty table has none and parts all the same.
        let mut pieces = flow.pieces.iter().peekable();
        let mut after_table = false;
        let numbers = PageNumbers::of(flow);
        for (block, content) in (0_u32..).zip(&document.blocks) {
            let is_table = matches!(content.content, Content::Table(_));
            after_table |= is_table;
            while let Some(piece) = pieces.next_if(|piece| piece.block == block) {
                if is_table || numbers.has(flow, piece) {
                    continue;
                }
                for (index, character) in (piece.range.start..).zip(flow.slice(piece.range.clone())) {
                    let gap = if std::mem::take(&mut after_table) {
                        Gap::Table
                    } else if flow.gap_before(index) {
                        Gap::Space
                    } else {
                        Gap::None
                    };
                    chars.push(Char { folded: *character, origin: (block, flow.origin(index)), gap });
                }
            }
        }
        let count = chars.iter().filter(|each: &&Char| is_meaning(each.folded)).count();
        let (mut meaning, mut letters) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for (index, each) in (0_usize..).zip(&chars).filter(|(_, each)| is_meaning(each.folded)) {
            meaning.push(index);
            letters.push(each.folded);
        }
        Self { chars, meaning, letters }
    }

    /// Whether a row of values may stand in the text at all: whether there are characters enough of which values are
    /// made.
    pub fn may_hold_row(&self, values: usize) -> bool {
        // The least that is taken for a row: half its values as single characters, or the bars between them.
        let of_values = self
            .chars
            .iter()
            .filter(|each| is_value_char(each.folded) || each.folded == '|')
            .take(values / 2);
        of_values.count() == values / 2
    }

    /// All places where one of the needles stands, longest first, none overlapping, in order.
    pub fn find(&self, needles: &Needles) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = self.letters.get(at) {
            let mut here = needles.beginning_with(*first).iter();
            match here.find(|needle| self.stands_at(at, &needle.chars)) {
                Some(needle) => {
                    let (Some(&start), Some(&last)) =
                        (self.meaning.get(at), self.meaning.get(at + needle.chars.len() - 1))
                    else {
                        break;
                    };
                    let with_ordinal = needle.ordinal.and_then(|ordinal| self.ordinal_before(start, ordinal));
                    found.push(Found {
                        label: needle.label,
                        start: with_ordinal.unwrap_or(start),
                        end: last + 1,
                        ordinal: with_ordinal.is_some(),
                    });
                    at += needle.chars.len();
                }
                None => at += 1,
            }
        }
        found
    }

    fn stands_at(&self, at: usize, needle: &[char]) -> bool {
        let after_first = || self.meaning.get(at + 1..at + needle.len()).unwrap_or_default();
        let parted = |index: &usize| self.chars.get(*index).is_some_and(|each| each.gap == Gap::Table);
        self.letters.get(at..at + needle.len()) == Some(needle) && !after_first().iter().any(parted)
    }

    /// Start of the ordinal `1.`, `1、`, `（一）`, `一、` that ends just before `at`.
    fn ordinal_before(&self, at: usize, ordinal: char) -> Option<usize> {
        let before = |back: usize| at.checked_sub(back).and_then(|i| self.chars.get(i)).map(|c| c.folded);
        match before(1)? {
            ')' | ']' if before(2) == Some(ordinal) && matches!(before(3), Some('(' | '[')) => Some(at - 3),
            ')' | ']'
                if ordinal == '一' && before(2) == Some('-') && matches!(before(3), Some('(' | '[')) =>
            {
                Some(at - 3)
            }
            '.' | '、' | ',' | ')' if before(2) == Some(ordinal) && !self.is_cut_off(at - 1) => Some(at - 2),
            _ => None,
        }
    }

    /// Whether white space stands before a sign, and before it a digit that others precede: its number's last.
    fn is_cut_off(&self, sign: usize) -> bool {
        let apart = |at: usize| self.chars.get(at).is_some_and(|each| each.gap != Gap::None);
        let digit = |at: Option<usize>| at.and_then(|at| self.folded(at)).is_some_and(|c| c.is_ascii_digit());
        apart(sign)
            && digit(sign.checked_sub(1))
            && sign.checked_sub(1).is_some_and(|last| !apart(last))
            && digit(sign.checked_sub(2))
    }

    /// The values that follow a label: from `start` up to `end` or to the first character that cannot belong to one.
    ///
    /// Returns the run and the index after it.
    pub fn run(&self, start: usize, end: usize) -> (Run, usize) {
        let mut run = Run::default();
        let mut index = start;
        // The label's own closing bracket and colon.
        while index < end && self.folded(index).is_some_and(|c| matches!(c, ')' | ']' | ':' | '"' | '。')) {
            index += 1;
        }
        index = self.note_end(index, end);
        let mut bars = 0;
        while index < end {
            let Some(each) = self.chars.get(index) else { break };
            if each.gap == Gap::Table {
                break;
            }
            match each.folded {
                '|' => {
                    bars += 1;
                    if bars > 1 {
                        run.tokens.push(Token { blank: true, ..Token::default() });
                    }
                }
                c if is_value_char(c) => {
                    let joined = each.gap == Gap::None && bars == 0;
                    match run.tokens.last_mut() {
                        Some(last) if joined && !last.blank => {
                            last.chars.push(c);
                            last.origin.push(each.origin);
                        }
                        _ => run.tokens.push(Token::of(c, each.origin)),
                    }
                    bars = 0;
                }
                // A letter that stands with the digits (2O): what is written there is no number.
                c if is_foreign(c) && each.gap == Gap::None && bars == 0 => match run.tokens.last_mut() {
                    Some(last) if !last.blank => {
                        last.chars.push(c);
                        last.origin.push(each.origin);
                    }
                    _ => break,
                },
                _ => break,
            }
            index += 1;
        }
        self.without_next_ordinal(&mut run, index);
        (run, index)
    }

    /// Takes the ordinal of a following label (`2.其他法律…`) off the end of a run, where that label was not recognised.
    fn without_next_ordinal(&self, run: &mut Run, after: usize) {
        let next = self.folded(after);
        let Some(last) = run.tokens.last_mut() else { return };
        let dotted = last.chars.last() == Some(&'.') && next.is_some_and(char::is_alphanumeric);
        // Behind white space only a digit that stands alone can belong to the sign: `684` and `、行政机关…` on the next
        // line are a number, and the rest of a label that a page break cut.
        let apart = self.chars.get(after).is_some_and(|each| each.gap != Gap::None) && last.chars.len() > 1;
        let listed = matches!(next, Some('、' | ')')) && !apart;
        if dotted {
            last.chars.pop();
            last.origin.pop();
        }
        if (dotted || listed) && last.chars.last().is_some_and(char::is_ascii_digit) {
            last.chars.pop();
            last.origin.pop();
        }
        if last.chars.is_empty() && !last.blank {
            run.tokens.pop();
        }
    }

    /// The index after a note in brackets behind a label (规章(设区的市…应提供相关数据)); one in which numbers stand is
    /// none.
    fn note_end(&self, start: usize, end: usize) -> usize {
        const SHORTEST: usize = 4;
        const LONGEST: usize = 120;
        if self.folded(start) != Some('(') {
            return start;
        }
        let reach = end.min(start + LONGEST);
        let close = (start + 1..reach).find(|index| self.folded(*index) == Some(')'));
        let Some(close) = close.filter(|close| close - start > SHORTEST) else { return start };
        let plain = self
            .chars
            .get(start..close)
            .unwrap_or_default()
            .iter()
            .all(|each| each.gap != Gap::Table && each.folded != '|' && !each.folded.is_ascii_digit());
        if plain { close + 1 } else { start }
    }

    fn folded(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|each| each.folded)
    }

    /// All whole numbers in sentences that contain a word, as the narrative gives them.
    ///
    /// A flattened table has no full stop either; its headers tell that it is no sentence.
    pub fn numbers_in_sentences_with(&self, word: &[char]) -> Vec<i64> {
        const HEADER: [char; 4] = ['信', '息', '内', '容'];
        let mut numbers = Vec::new();
        for sentence in self.chars.split(|each| matches!(each.folded, '。' | ';')) {
            let letters: Vec<char> =
                sentence.iter().map(|each| each.folded).filter(|c| c.is_alphanumeric()).collect();
            let says = |word: &[char]| letters.windows(word.len().max(1)).any(|window| window == word);
            if !says(word) || says(&HEADER) {
                continue;
            }
            let mut number: Option<i64> = None;
            for each in sentence {
                match each.folded.to_digit(10) {
                    Some(digit) => {
                        number =
                            Some(number.unwrap_or(0).saturating_mul(10).saturating_add(i64::from(digit)));
                    }
                    None => numbers.extend(number.take()),
                }
            }
            numbers.extend(number);
        }
        numbers
    }

    /// The folded text of a range.
    pub fn text(&self, start: usize, end: usize) -> String {
        self.chars
            .get(start..end.min(self.chars.len()))
            .unwrap_or(&[])
            .iter()
            .map(|each| each.folded)
            .collect()
    }
}

/// A character that stands with digits only where they are no number: 2O, l2, ?3.
pub fn is_foreign(character: char) -> bool {
    character.is_ascii_alphabetic() || matches!(character, '?' | '#')
}

/// Characters of which values in running text are made.
fn is_value_char(character: char) -> bool {
    character.is_ascii_digit()
        || matches!(character, '.' | ',' | '-' | '/' | '○' | '〇' | '件' | '宗' | '份' | '元' | '万')
}
