//! Formulas that their program never computed, as far as they are plain sums: `SUM(D25:I25)`, `D25+E25-F3`, and what
//! is put round sums: `ROUND(SUM(D25:I25),0)`, `IF(SUM(D25:I25)=0,0,SUM(D25:I25))`.

use std::collections::HashMap;

use crate::read::meter::{Limit, Meter};

/// Sums that refer to sums, at most this many deep.
const MAX_DEPTH: u32 = 30;

/// Row and column, both from 0.
pub type At = (u32, u32);

/// What stands in a cell, for sums.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A number.
    Number(f64),
    /// Text: not counted by `SUM`, no addend of `+`.
    Text,
    /// A formula without a result that can be believed.
    Formula(String),
    /// A formula with a result of 0, as programs write it that leave computing to others.
    Doubted(String),
    /// An error, as `#REF!`.
    Error,
}

/// What a cell without number is to a sum.
pub fn content(text: &str) -> Content {
    if text.starts_with('#') && text.ends_with(['!', '?', 'A', '0']) { Content::Error } else { Content::Text }
}

/// The cells of a sheet as far as sums need them.
#[derive(Debug, Default)]
pub struct Cells {
    cells: HashMap<At, Content>,
    known: HashMap<At, Option<f64>>,
}

impl Cells {
    /// Adds a cell.
    pub fn insert(&mut self, at: At, content: Content) {
        self.cells.insert(at, content);
    }

    /// What the formula of a cell comes to; `None` where it is no plain sum.
    pub fn computed(&mut self, at: At, meter: &Meter) -> Option<f64> {
        self.value(at, meter, 0)
    }

    fn value(&mut self, at: At, meter: &Meter, depth: u32) -> Option<f64> {
        if let Some(known) = self.known.get(&at) {
            return *known;
        }
        let (source, result) = match self.cells.get(&at)? {
            Content::Formula(source) => (source, None),
            Content::Doubted(source) => (source, Some(0.0)),
            _ => return None,
        };
        if depth > MAX_DEPTH || !meter.pay(Limit::Steps, 5) {
            return None;
        }
        let source = source.clone();
        // A sum that refers to itself has no value.
        self.known.insert(at, None);
        let rest = source.trim_start_matches('=');
        let mut parser = Parser { cells: self, rest, meter, depth, nesting: 0 };
        let value = parser.sum().filter(|_| parser.rest.trim().is_empty());
        let value = value.map(|value| (value * 1e6).round() / 1e6).or(result);
        self.known.insert(at, value);
        value
    }

    /// A cell as an addend; one that is not there is 0.
    fn addend(&mut self, at: At, meter: &Meter, depth: u32) -> Option<f64> {
        match self.cells.get(&at) {
            None => Some(0.0),
            Some(Content::Number(number)) => Some(*number),
            Some(Content::Formula(_) | Content::Doubted(_)) => self.value(at, meter, depth + 1),
            Some(Content::Text | Content::Error) => None,
        }
    }

    /// The sum of a rectangle, texts left out.
    fn range(&mut self, from: At, to: At, meter: &Meter, depth: u32) -> Option<f64> {
        let (rows, columns) = (from.0.min(to.0)..=from.0.max(to.0), from.1.min(to.1)..=from.1.max(to.1));
        let size =
            (u64::from(rows.end() - rows.start()) + 1) * (u64::from(columns.end() - columns.start()) + 1);
        if !meter.pay(Limit::Steps, usize::try_from(size).ok()?) {
            return None;
        }
        let mut sum = 0.0;
        for row in rows {
            for column in columns.clone() {
                match self.cells.get(&(row, column)) {
                    None | Some(Content::Text) => {}
                    _ => sum += self.addend((row, column), meter, depth)?,
                }
            }
        }
        Some(sum)
    }
}

struct Parser<'f, 'c> {
    cells: &'c mut Cells,
    rest: &'f str,
    meter: &'c Meter,
    depth: u32,
    /// Brackets that are open.
    nesting: u32,
}

/// Brackets within brackets, at most this many deep.
const MAX_NESTING: u32 = 40;

impl Parser<'_, '_> {
    fn take(&mut self, sign: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Terms with `+` and `-` between them.
    fn sum(&mut self) -> Option<f64> {
        self.nesting += 1;
        let sum = if self.nesting > MAX_NESTING { None } else { self.terms() };
        self.nesting -= 1;
        sum
    }

    fn terms(&mut self) -> Option<f64> {
        let mut sum = match (self.take('-'), self.take('+')) {
            (true, _) => -self.term()?,
            _ => self.term()?,
        };
        loop {
            if self.take('+') {
                sum += self.term()?;
            } else if self.take('-') {
                sum -= self.term()?;
            } else {
                return Some(sum);
            }
        }
    }

    fn term(&mut self) -> Option<f64> {
        if self.take('(') {
            let inner = self.sum()?;
            return self.take(')').then_some(inner);
        }
        if self.begins("ROUND") {
            let number = self.sum()?;
            let places = if self.take(',') { self.sum()? } else { return None };
            let scale = 10_f64.powf(places.trunc().clamp(-9.0, 9.0));
            return self.take(')').then_some((number * scale).round() / scale);
        }
        // What stands for an error is not asked for: a sum is none.
        if self.begins("IFERROR") {
            let number = self.sum()?;
            self.pass_arguments();
            return self.take(')').then_some(number);
        }
        if self.begins("IF") {
            return self.choice();
        }
        if self.begins("SUM") {
            let mut sum = self.argument()?;
            while self.take(',') {
                sum += self.argument()?;
            }
            return self.take(')').then_some(sum);
        }
        if let Some(at) = self.reference() {
            return self.cells.addend(at, self.meter, self.depth);
        }
        let length = self.rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (number, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        number.parse().ok()
    }

    /// Whether a function of this name begins here; then it is passed over with its bracket.
    fn begins(&mut self, name: &str) -> bool {
        self.rest = self.rest.trim_start();
        let is_name = self.rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
        let after = self.rest.get(name.len()..).and_then(|after| after.trim_start().strip_prefix('('));
        match after.filter(|_| is_name) {
            Some(after) => {
                self.rest = after;
                true
            }
            None => false,
        }
    }

    /// The number that `IF` chooses, behind its bracket: `SUM(D5:I5)=0,0,SUM(D5:I5))`.
    fn choice(&mut self) -> Option<f64> {
        let left = self.sum()?;
        self.rest = self.rest.trim_start();
        let signs = ["<>", "<=", ">=", "=", "<", ">"];
        let sign = signs.into_iter().find(|sign| self.rest.starts_with(sign))?;
        self.rest = self.rest.get(sign.len()..)?;
        let right = self.sum()?;
        let holds = match sign {
            "<>" => left != right,
            "<=" => left <= right,
            ">=" => left >= right,
            "=" => left == right,
            "<" => left < right,
            _ => left > right,
        };
        if !self.take(',') {
            return None;
        }
        if !holds {
            self.pass_argument();
            if !self.take(',') {
                return None;
            }
        }
        let number = self.sum()?;
        self.pass_arguments();
        self.take(')').then_some(number)
    }

    /// Passes over what is left of the arguments up to the closing bracket.
    fn pass_arguments(&mut self) {
        self.pass_argument();
        while self.take(',') {
            self.pass_argument();
        }
    }

    /// Passes over an argument that is not asked for, up to the comma or bracket that ends it.
    fn pass_argument(&mut self) {
        let (mut depth, mut quoted) = (0_u32, false);
        let end = self.rest.find(|sign: char| {
            match sign {
                '"' => quoted = !quoted,
                '(' if !quoted => depth += 1,
                ')' if !quoted && depth > 0 => depth -= 1,
                ')' | ',' if !quoted && depth == 0 => return true,
                _ => {}
            }
            false
        });
        self.rest = end.and_then(|end| self.rest.get(end..)).unwrap_or_default();
    }

    /// An argument of `SUM`: a rectangle, one cell whatever it holds, or a sum.
    fn argument(&mut self) -> Option<f64> {
        self.rest = self.rest.trim_start();
        let whole = self.rest;
        if let Some(from) = self.reference() {
            let to = if self.take(':') { self.reference()? } else { from };
            self.rest = self.rest.trim_start();
            if self.rest.starts_with([',', ')']) {
                return self.cells.range(from, to, self.meter, self.depth);
            }
            self.rest = whole;
        }
        self.sum()
    }

    /// A cell of this sheet: `D25`, `$D$25`.
    fn reference(&mut self) -> Option<At> {
        let (at, length) = reference(self.rest)?;
        self.rest = self.rest.get(length..)?;
        Some(at)
    }
}

/// The cell that a text begins with, and the length of its name in bytes.
pub fn reference(text: &str) -> Option<(At, usize)> {
    let dollar = |at: usize| usize::from(text.as_bytes().get(at) == Some(&b'$'));
    let run = |at: usize, is: fn(&u8) -> bool| text.bytes().skip(at).take_while(is).count();
    let letters_at = dollar(0);
    let letters = run(letters_at, u8::is_ascii_alphabetic);
    let digits_at = letters_at + letters + dollar(letters_at + letters);
    let digits = run(digits_at, u8::is_ascii_digit);
    let end = digits_at + digits;
    // What goes on is a name, a function or a cell of another sheet.
    let goes_on = text.get(end..)?.starts_with(|next: char| next.is_alphanumeric() || among!("(!_.[", next));
    if !(1..=3).contains(&letters) || !(1..=7).contains(&digits) || goes_on {
        return None;
    }
    let column = text
        .get(letters_at..letters_at + letters)?
        .bytes()
        .fold(0_u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A' + 1));
    let row: u32 = text.get(digits_at..end)?.parse().ok()?;
    Some(((row.checked_sub(1)?, column.checked_sub(1)?), end))
}

/// A shared formula as it stands in another cell: references without `$` move along.
pub fn moved(source: &str, from: At, to: At) -> Option<String> {
    let mut text = String::new();
    let mut rest = source;
    let mut within_name = false;
    while let Some(next) = rest.chars().next() {
        if !within_name && let Some(((row, column), length)) = reference(rest) {
            let name = rest.get(..length)?;
            let fixed_column = name.starts_with('$');
            let fixed_row = name.get(1..)?.contains('$');
            let along = |at: u32, from: u32, to: u32, fixed: bool| {
                if fixed {
                    Some(at)
                } else {
                    u32::try_from(i64::from(at) + i64::from(to) - i64::from(from)).ok()
                }
            };
            let row = along(row, from.0, to.0, fixed_row)?;
            let column = along(column, from.1, to.1, fixed_column)?;
            text.push_str(&format!("{}{}", letters(column), row + 1));
            rest = rest.get(length..)?;
            continue;
        }
        within_name = next.is_alphanumeric() || matches!(next, '_' | '.' | '$' | '!');
        text.push(next);
        rest = rest.get(next.len_utf8()..)?;
    }
    Some(text)
}

/// A formula of a cell whose references count rows and columns, `SUM(RC[-6]:R1C2)`, with the names of cells.
pub fn from_relative(source: &str, of: At) -> String {
    let mut text = String::new();
    let mut rest = source;
    let mut within_name = false;
    while let Some(next) = rest.chars().next() {
        if !within_name && let Some((name, after)) = relative_reference(rest, of) {
            text.push_str(&name);
            rest = after;
            continue;
        }
        within_name = next.is_alphanumeric() || matches!(next, '_' | '.' | '!');
        text.push(next);
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
    }
    text
}

/// The name of the cell that a text refers to in its beginning, and what follows.
fn relative_reference(text: &str, of: At) -> Option<(String, &str)> {
    let (row, rest) = relative_place(text.strip_prefix('R')?, of.0)?;
    let (column, rest) = relative_place(rest.strip_prefix('C')?, of.1)?;
    let goes_on = rest.starts_with(|next: char| next.is_alphanumeric() || among!("(!_.[", next));
    (!goes_on).then(|| (cell_name((row, column)), rest))
}

/// A row or column, from 0: `[-6]` away from the cell's own, `2` counted from 1, its own without anything.
fn relative_place(text: &str, own: u32) -> Option<(u32, &str)> {
    if let Some(text) = text.strip_prefix('[') {
        // No distance has more characters: a long text full of brackets is not gone through for each of them.
        const LONGEST: usize = 11;
        let end = text.bytes().take(LONGEST + 1).position(|byte| byte == b']')?;
        let (distance, rest) = (text.get(..end)?, text.get(end + 1..)?);
        let place = i64::from(own) + i64::from(distance.parse::<i32>().ok()?);
        return Some((u32::try_from(place).ok()?, rest));
    }
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(length)?;
    let place = if number.is_empty() { own } else { number.parse::<u32>().ok()?.checked_sub(1)? };
    Some((place, rest))
}

/// The name of a cell: `D25`.
pub fn cell_name((row, column): At) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The letters of a column, which counts from 0.
pub fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(formulas: &[(&str, &str)]) -> Cells {
        let mut cells = Cells::default();
        // Row 1: 1 to 6 in A to F, a text in G, an error in H.
        (0..6).for_each(|column| cells.insert((0, column), Content::Number(f64::from(column) + 1.0)));
        cells.insert((0, 6), Content::Text);
        cells.insert((0, 7), Content::Error);
        for (at, source) in formulas {
            cells.insert(reference(at).unwrap().0, Content::Formula((*source).to_owned()));
        }
        cells
    }

    fn computed(source: &str) -> Option<f64> {
        sheet(&[("A9", source)]).computed((8, 0), &Meter::default())
    }

    #[test]
    fn references_by_distance_have_names() {
        let from = |source: &str| from_relative(source, (4, 3));
        assert_eq!(from("SUM(RC[-2]:R1C2)"), "SUM(B5:B1)");
        assert_eq!(from("R[1]C+RC"), "D6+D5");
        // What no sheet has is left as it is.
        for odd in ["R[-9]C", "RC[9223372036854775807]", "RC[-2147483649]", "R0C1", "R[1C", "ROUND(1)"] {
            assert_eq!(from(odd), odd);
        }
        // Brackets without end cost no more than their length.
        let open = "R[+".repeat(200_000);
        assert_eq!(from(&open), open);
    }

    #[test]
    fn plain_sums_are_computed() {
        assert_eq!(computed("SUM(A1:F1)"), Some(21.0));
        assert_eq!(computed("=sum($A$1:C1, F1)"), Some(12.0));
        assert_eq!(computed("A1+B1+C1"), Some(6.0));
        assert_eq!(computed("SUM(A1:B1)+SUM(C1:D1)-F1"), Some(4.0));
        assert_eq!(computed("(A1+B1)-(C1-2)"), Some(2.0));
        assert_eq!(computed("SUM(A1:G1)"), Some(21.0));
        assert_eq!(computed("A1+Z99"), Some(1.0));
        assert_eq!(computed("SUM(A1+B1,C1)"), Some(6.0));
        assert_eq!(computed("-A1+5"), Some(4.0));
        assert_eq!(computed("=+A1+B1"), Some(3.0));
    }

    #[test]
    fn what_is_put_round_sums_is_computed() {
        assert_eq!(computed("ROUND(SUM(A1:F1),0)"), Some(21.0));
        assert_eq!(computed("round(A1+0.256, 2)"), Some(1.26));
        assert_eq!(computed("IFERROR(SUM(A1:C1),0)+1"), Some(7.0));
        assert_eq!(computed("IFERROR(A1,\"(,\")"), Some(1.0));
        assert_eq!(computed("IF(SUM(A1:F1)=0,0,SUM(A1:F1))"), Some(21.0));
        assert_eq!(computed("IF(A1>0,1,2)"), Some(1.0));
        assert_eq!(computed("IF( A1 >= 2 , \"\", IF(B1<>2,0,B1+C1) )"), Some(5.0));
        assert_eq!(computed("IF(A1<=0,SUM(B1:C1),D1)"), Some(4.0));
    }

    #[test]
    fn all_else_is_not() {
        for source in [
            "A1*2",
            "SUM(A1:H1)",
            "H1+A1",
            "G1+A1",
            "IF(A1>0,\"\",2)",
            "IF(A1,1,2)",
            "IF(A1>0)",
            "IF(A1<0,1)",
            "IFERROR(H1,0)",
            "ROUND(A1)",
            "ROUNDUP(A1,0)",
            "Sheet2!A1+A1",
            "SUM(Sheet2!A1:B1)",
            "AVERAGE(A1:B1)",
            "A9+1",
            "SUM(A1:#REF!)",
            "总计+A1",
            "SUM(A1:B1",
            "",
            "SUM()",
            "A1 B1",
            "SUM(A1:A1048576,A1:XFD1048576)",
        ] {
            assert_eq!(computed(source), None, "{source}");
        }
    }

    #[test]
    fn sums_of_sums_are_followed_and_circles_are_not() {
        let mut cells =
            sheet(&[("A2", "SUM(A1:C1)"), ("A3", "A2+B2"), ("B2", "D1"), ("A4", "A5"), ("A5", "A4+1")]);
        let meter = Meter::default();
        assert_eq!(cells.computed((2, 0), &meter), Some(10.0));
        assert_eq!(cells.computed((3, 0), &meter), None);
        let chain: Vec<(String, String)> =
            (2..200).map(|row| (format!("A{row}"), format!("A{}", row - 1))).collect();
        let chain: Vec<(&str, &str)> =
            chain.iter().map(|(at, source)| (at.as_str(), source.as_str())).collect();
        assert_eq!(sheet(&chain).computed((198, 0), &meter), None);
    }

    #[test]
    fn shared_formulas_move_along() {
        assert_eq!(moved("SUM(D25:I25)", (24, 9), (26, 9)).as_deref(), Some("SUM(D27:I27)"));
        assert_eq!(moved("$A1+B$2+LOG10(C3)", (0, 0), (1, 1)).as_deref(), Some("A2+C2+LOG10(D4)"));
        assert_eq!(moved("A1", (5, 0), (0, 0)), None);
        assert_eq!(computed(&("(".repeat(100_000) + "1" + &")".repeat(100_000))), None);
        assert_eq!(computed(&("IF(1=1,".repeat(50_000) + "1")), None);
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701), letters(702)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into(), "AAA".into())
        );
    }
}
