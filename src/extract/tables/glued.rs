//! Digits glued together (DOMAIN: L11): `15130000154` is 151, 3, 0, 0, 0, 0, 154 because the total must be their sum.
//!
//! All splits that the digits allow are enumerated; what the identities leave decides. Where they leave several, none
//! is chosen.

use super::value::read_value;
use crate::document::Place;
use crate::form::{CellId, ValueKind};
use crate::order::Order;
use crate::report::{Cell, CellState, Cells, Number, Recovery};
use crate::text::fold::folded_chars;

/// A run of digits in running text: tokens between which white space (or a bar) stands in the source.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// The cell of a table in which they stand, where they do not stand in running text.
    pub cell: Option<Place>,
}

/// Characters that stand together.
#[derive(Debug, Clone, Default)]
pub struct Token {
    /// The characters, folded to half width.
    pub chars: Vec<char>,
    /// Source of each character: block and offset.
    pub origin: Vec<(u32, u32)>,
    /// An empty cell between two bars.
    pub blank: bool,
}

impl Token {
    /// The first character of one, with room for those of most numbers.
    pub fn of(character: char, origin: (u32, u32)) -> Self {
        const LENGTH: usize = 4;
        let mut token =
            Self { chars: Vec::with_capacity(LENGTH), origin: Vec::with_capacity(LENGTH), blank: false };
        token.chars.push(character);
        token.origin.push(origin);
        token
    }
}

/// A number with the characters it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The number.
    pub value: i64,
    /// Index of its token.
    pub token: usize,
    /// First character within the token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// No more splits than this are enumerated.
const LIMIT: usize = 60_000;
/// No count has more digits.
const MAX_DIGITS: usize = 9;

impl Run {
    /// Of the text of a cell: only where nothing but digits (and the signs and points of numbers) stands in it.
    pub fn in_cell(text: &str, cell: Place) -> Option<Self> {
        let tokens: Vec<Token> = text
            .split_whitespace()
            .map(|word| Token { chars: folded_chars(word), ..Token::default() })
            .collect();
        let mut all = tokens.iter().flat_map(|token| &token.chars);
        let plain = all.all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
        (plain && !tokens.is_empty()).then_some(Self { tokens, cell: Some(cell) })
    }

    /// Takes a page number (`- 5 -`) off either end, unless the row has as many values with it as it should.
    pub fn without_page_number(&mut self, wanted: usize) {
        let is_number = |tokens: &[Token]| {
            let texts: Vec<String> = tokens.iter().map(|token| token.chars.iter().collect()).collect();
            matches!(texts.as_slice(), [before, number, after] if before == "-" && after == "-"
                && (1..=3).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit()))
        };
        if self.tokens.len() == wanted || self.tokens.len() < 4 {
            return;
        }
        if self.tokens.first_chunk::<3>().is_some_and(|tokens| is_number(tokens)) {
            self.tokens.drain(..3);
        } else if self.tokens.last_chunk::<3>().is_some_and(|tokens| is_number(tokens)) {
            self.tokens.truncate(self.tokens.len() - 3);
        }
    }

    /// The run without a number of up to three digits that stands by itself at either end: a page's, or the next label's.
    /// Only where the values add up without it and do not with it, in one way alone.
    pub fn without_stray(&self, wanted: usize, adds_up: &dyn Fn(&[i64]) -> bool) -> Option<Self> {
        /// No page has a number of more digits.
        const LONGEST: usize = 3;
        let plain = |token: &Token| !token.blank && token.chars.iter().all(char::is_ascii_digit);
        if self.tokens.len() < 2 || !self.tokens.iter().all(plain) {
            return None;
        }
        let kinds = vec![ValueKind::Count; wanted];
        // Too many readings to count are more than one.
        let readings = |run: &Self| run.splits(&kinds, adds_up).map_or(usize::MAX, |splits| splits.len());
        let block =
            |token: Option<&Token>| token.and_then(|token| token.origin.first()).map(|origin| origin.0);
        let alone = |stray: Option<&Token>, next: Option<&Token>| {
            stray.is_some_and(|token| token.chars.len() <= LONGEST) && block(stray) != block(next)
        };
        let mut without: Vec<Self> = Vec::new();
        if let [first, second, ..] = self.tokens.as_slice()
            && alone(Some(first), Some(second))
        {
            without.push(Self { tokens: self.tokens.iter().skip(1).cloned().collect(), cell: self.cell });
        }
        if let [.., before, last] = self.tokens.as_slice()
            && alone(Some(last), Some(before))
        {
            let rest = self.tokens.len() - 1;
            without.push(Self { tokens: self.tokens.iter().take(rest).cloned().collect(), cell: self.cell });
        }
        let counts: Vec<usize> = without.iter().map(readings).collect();
        let one = counts.iter().fold(0_usize, |sum, count| sum.saturating_add(*count)) == 1;
        if !one || readings(self) > 0 {
            return None;
        }
        without.into_iter().zip(counts).find(|(_, count)| *count == 1).map(|(run, _)| run)
    }

    /// The run of these tokens alone.
    pub fn only(&self, places: &[usize]) -> Self {
        Self {
            tokens: places.iter().filter_map(|at| self.tokens.get(*at)).cloned().collect(),
            cell: self.cell,
        }
    }

    /// How many digits there are.
    pub fn digits(&self) -> usize {
        self.tokens.iter().flat_map(|token| &token.chars).filter(|c| c.is_ascii_digit()).count()
    }

    /// The text of the run, tokens separated by a space.
    pub fn text(&self) -> String {
        let tokens: Vec<String> = self.tokens.iter().map(|token| token.chars.iter().collect()).collect();
        tokens.join(" ")
    }

    /// Place of the whole run.
    pub fn place(&self) -> Option<Place> {
        if self.cell.is_some() {
            return self.cell;
        }
        let first = self.tokens.iter().find_map(|token| token.origin.first())?;
        let last =
            self.tokens.iter().rev().filter(|token| token.origin.last().is_some_and(|o| o.0 == first.0));
        let end = last.filter_map(|token| token.origin.last()).next()?;
        Some(Place::Span { block: first.0, start: first.1, end: end.1 + 1 })
    }

    /// Place of one part.
    pub fn place_of(&self, part: &Part) -> Option<Place> {
        if self.cell.is_some() {
            return self.cell;
        }
        let token = self.tokens.get(part.token)?;
        let (block, start) = *token.origin.get(part.start)?;
        let (last_block, last) = *token.origin.get(part.end.checked_sub(1)?)?;
        let end = if last_block == block { last + 1 } else { start + 1 };
        Some(Place::Span { block, start, end })
    }

    /// Whether the tokens could be whole numbers of which some were lost, rather than digits glued together: there is
    /// more than one, and none begins with a 0 that only glued digits have.
    pub fn may_lack_values(&self) -> bool {
        let tokens = || self.tokens.iter().filter(|token| !token.blank);
        tokens().count() > 1
            && tokens().all(|token| token.chars.len() == 1 || token.chars.first() != Some(&'0'))
    }

    /// Whether one of the tokens begins with a 0 that no number has: several numbers run together.
    pub fn begins_with_zero(&self) -> bool {
        self.tokens.iter().any(|token| token.chars.len() > 1 && token.chars.first() == Some(&'0'))
    }

    /// Puts the values on which all readings agree into cells; the others could be read in several ways.
    pub fn put_readings(&self, ids: &[CellId], splits: &[Vec<Part>], cells: &mut Cells) {
        let Some(whole) = self.place() else { return };
        for (index, id) in ids.iter().enumerate() {
            let mut readings: Vec<i64> =
                splits.iter().filter_map(|parts| parts.get(index)).map(|part| part.value).collect();
            readings.order();
            readings.dedup();
            let mut cell = read_value("").cell(&self.text(), whole);
            cell.recovered = Some(Recovery::Glued);
            if let [only] = readings.as_slice() {
                let part = splits.first().and_then(|parts| parts.get(index));
                cell.value = Some(Number::Integer(*only));
                cell.raw = only.to_string();
                cell.state = CellState::Number;
                if let (1, Some(place)) = (splits.len(), part.and_then(|part| self.place_of(part))) {
                    cell.place = place;
                }
            } else {
                cell.state = CellState::Ambiguous;
                cell.sure = false;
                cell.readings = readings;
            }
            cells.insert(*id, cell);
        }
    }

    /// All ways to read the run as one number for each kind. `prefix` prunes: it is asked after each number.
    ///
    /// `None` where there are more than the limit.
    pub fn splits(&self, kinds: &[ValueKind], prefix: &dyn Fn(&[i64]) -> bool) -> Option<Vec<Vec<Part>>> {
        let tokens: Vec<&Token> = self.tokens.iter().filter(|token| !token.blank).collect();
        let mut search = Search {
            tokens: &tokens,
            kinds,
            prefix,
            parts: Vec::new(),
            values: Vec::new(),
            found: Vec::new(),
            steps: 0,
        };
        search.go(0, 0).then_some(search.found)
    }
}

struct Search<'a> {
    tokens: &'a [&'a Token],
    kinds: &'a [ValueKind],
    prefix: &'a dyn Fn(&[i64]) -> bool,
    parts: Vec<Part>,
    values: Vec<i64>,
    found: Vec<Vec<Part>>,
    steps: usize,
}

impl Search<'_> {
    /// Continues at a place of a token; false when the limit is reached.
    fn go(&mut self, token: usize, start: usize) -> bool {
        self.steps += 1;
        if self.steps > LIMIT * 20 || self.found.len() > LIMIT {
            return false;
        }
        let Some(current) = self.tokens.get(token) else {
            if self.parts.len() == self.kinds.len() {
                self.found.push(self.parts.clone());
            }
            return true;
        };
        if start == current.chars.len() {
            return self.go(token + 1, 0);
        }
        let Some(kind) = self.kinds.get(self.parts.len()) else { return true };
        // Every later token holds at least one number, and no token more numbers than characters.
        let tokens_after = self.tokens.len() - token - 1;
        if self.kinds.len() - self.parts.len() < tokens_after + 1 {
            return true;
        }
        let characters_left = current.chars.len() - start
            + self.tokens.iter().skip(token + 1).map(|token| token.chars.len()).sum::<usize>();
        if characters_left < self.kinds.len() - self.parts.len() {
            return true;
        }
        let negative = *kind == ValueKind::Change && current.chars.get(start) == Some(&'-');
        let digits_from = start + usize::from(negative);
        let mut value: i64 = 0;
        for end in digits_from..current.chars.len().min(digits_from + MAX_DIGITS) {
            let Some(digit) = current.chars.get(end).and_then(|c| c.to_digit(10)) else { break };
            value = value * 10 + i64::from(digit);
            let signed = if negative { -value } else { value };
            self.parts.push(Part { value: signed, token, start, end: end + 1 });
            self.values.push(signed);
            let go_on = !(self.prefix)(&self.values) || self.go(token, end + 1);
            self.parts.pop();
            self.values.pop();
            if !go_on {
                return false;
            }
            if value == 0 {
                break;
            }
        }
        true
    }
}

/// Tokens that are one value each.
pub fn separate(run: &Run, wanted: usize) -> Option<Vec<(Cell, usize)>> {
    let filled = run.tokens.iter().filter(|token| !token.blank).count();
    if filled != wanted && run.tokens.len() != wanted {
        return None;
    }
    let keep_blank = filled != wanted;
    let mut cells = Vec::new();
    for (index, token) in run.tokens.iter().enumerate().filter(|(_, token)| keep_blank || !token.blank) {
        let raw: String = token.chars.iter().collect();
        let reading = read_value(&raw);
        if !reading.is_value() {
            return None;
        }
        let place = token_place(token).or_else(|| run.place())?;
        cells.push((reading.cell(&raw, place), index));
    }
    Some(cells)
}

fn token_place(token: &Token) -> Option<Place> {
    let (block, start) = *token.origin.first()?;
    let (_, last) = *token.origin.last()?;
    Some(Place::Span { block, start, end: last + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Run {
        let tokens = text
            .split_whitespace()
            .map(|token| Token {
                chars: token.chars().collect(),
                origin: (0..).zip(token.chars()).map(|(index, _)| (0, index)).collect(),
                blank: false,
            })
            .collect();
        Run { tokens, cell: None }
    }

    fn readings(text: &str, prefix: &dyn Fn(&[i64]) -> bool) -> Vec<Vec<i64>> {
        let splits = run(text).splits(&[ValueKind::Count; 7], prefix).unwrap();
        splits.iter().map(|parts| parts.iter().map(|part| part.value).collect()).collect()
    }

    fn row_total(values: &[i64]) -> bool {
        values.len() < 7 || values.iter().take(6).sum::<i64>() == *values.last().unwrap_or(&0)
    }

    #[test]
    fn the_row_total_decides() {
        assert_eq!(readings("15130000154", &row_total), [[151, 3, 0, 0, 0, 0, 154]]);
        assert_eq!(readings("200 000121", &row_total), [[20, 0, 0, 0, 0, 1, 21]]);
        assert_eq!(readings("3000003", &|_| true), [[3, 0, 0, 0, 0, 0, 3]]);
        assert_eq!(readings("10 0 0 0 01", &|_| true), [[1, 0, 0, 0, 0, 0, 1]]);
        assert_eq!(readings("20 0 00 0 121", &row_total), [[20, 0, 0, 0, 0, 1, 21]]);
    }

    #[test]
    fn negative_changes_are_read_where_the_column_may_be_negative() {
        let kinds = [ValueKind::Count, ValueKind::Change];
        let splits = run("35-15").splits(&kinds, &|_| true).unwrap();
        assert_eq!(splits.len(), 1);
        assert_eq!(splits[0].iter().map(|part| part.value).collect::<Vec<_>>(), [35, -15]);
    }

    #[test]
    fn a_page_number_goes_off_either_end_of_a_run() {
        let without = |text: &str, wanted: usize| {
            let mut run = run(text);
            run.without_page_number(wanted);
            run.text()
        };
        assert_eq!(without("5 3 0 - 12 -", 3), "5 3 0");
        assert_eq!(without("- 12 - 5 3 0", 3), "5 3 0");
        // As many values as there should be, no number, too long a one, nothing beside it.
        assert_eq!(without("5 3 0 - 12 -", 6), "5 3 0 - 12 -");
        assert_eq!(without("5 3 0 - - -", 3), "5 3 0 - - -");
        assert_eq!(without("5 3 0 - 1234 -", 3), "5 3 0 - 1234 -");
        assert_eq!(without("- 12 -", 1), "- 12 -");
    }

    #[test]
    fn several_whole_numbers_may_lack_others_and_glued_digits_do_not() {
        for (text, may) in [("12 3 5", true), ("10 0 5", true), ("12 03 5", false), ("12", false)] {
            assert_eq!(run(text).may_lack_values(), may, "{text}");
        }
    }
}
