//! The value of one cell as it was written (DOMAIN: L14).
//!
//! Full-width digits, thousands separators, units, notes in brackets, Chinese numerals and ring zeros are read;
//! blanks and placeholders have no value. What cannot be read is said, never guessed.

use crate::decimal;
use crate::document::Place;
use crate::form::ValueKind;
use crate::report::{Cell, CellState, Number, Recovery};
use crate::text::fold::is_han;
use crate::text::numerals::{chinese_integer, is_chinese_numeral};

/// A raw text read as a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it is.
    pub state: CellState,
    /// The number, where it is one.
    pub value: Option<Number>,
    /// Unit or note beside the number.
    pub note: Option<String>,
    /// How the number was recovered, where it does not stand there plainly.
    pub recovered: Option<Recovery>,
    /// Whether the reading could be another.
    pub sure: bool,
}

impl Reading {
    fn without_value(state: CellState) -> Self {
        Self { state, value: None, note: None, recovered: None, sure: state != CellState::Unreadable }
    }

    /// Whether the text can stand in a value column: a number, a blank or a placeholder.
    #[must_use]
    pub fn is_value(&self) -> bool {
        self.state != CellState::Unreadable
    }

    /// Whether it is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.state == CellState::Number
    }

    /// A report cell at a place.
    #[must_use]
    pub fn cell(self, raw: &str, place: Place) -> Cell {
        Cell {
            value: self.value,
            raw: raw.trim().to_owned(),
            place,
            state: self.state,
            recovered: self.recovered,
            sure: self.sure,
            readings: Vec::new(),
            note: self.note,
        }
    }
}

/// Signs that stand for "no value".
const PLACEHOLDERS: &[&str] =
    &["-", "--", "---", "/", "//", "\\", "无", "空", "暂无", "*", "×", "x", "不适用"];
/// Signs that stand for zero.
const ZEROS: &[&str] = &["○", "〇", "零", "◯", "Ο", "О"];
/// Units that may follow a number; longest first.
const UNITS: &[&str] = &[
    "亿元", "万元", "千元", "元", "万件", "万", "件次", "人次", "件", "宗", "份", "条", "个", "项", "次",
    "起", "例", "人", "部", "篇", "类", "封", "笔",
];

/// Whether a text is a unit and nothing else.
#[must_use]
pub fn is_unit(text: &str) -> bool {
    UNITS.contains(&text.trim())
}

/// Reads the text of one cell.
#[must_use]
pub fn read_value(raw: &str) -> Reading {
    plain_value(raw.trim()).unwrap_or_else(|| any_value(raw))
}

/// What nearly all cells are, read without a copy: nothing, digits alone, or a word that begins with no numeral.
fn plain_value(text: &str) -> Option<Reading> {
    /// So many digits are a number for certain.
    const DIGITS: usize = 18;
    let Some(first) = text.chars().next() else { return Some(Reading::without_value(CellState::Blank)) };
    if first.is_ascii_digit() {
        let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at_checked(end)?;
        if rest.is_empty() && digits.len() <= DIGITS && (digits.len() == 1 || first != '0') {
            let value = digits.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
            return Some(number(Number::Integer(value), None, None));
        }
        // 1.属于国家秘密: an ordinal before words.
        let mut rest = rest.chars();
        let ordinal = rest.next().is_some_and(|mark| matches!(mark, '.' | '．' | '、'));
        return (ordinal && rest.next().is_some_and(is_han))
            .then(|| Reading::without_value(CellState::Unreadable));
    }
    // (三)不予公开: no number begins so.
    if matches!(first, '(' | '（') {
        return Some(Reading::without_value(CellState::Unreadable));
    }
    // Signs of a number, and words for 0 and for nothing.
    let may_be_value = |c: char| {
        is_chinese_numeral(c)
            || matches!(c, '-' | '+' | '无' | '空' | '暂' | '不' | '共' | '计' | '数' | '件')
    };
    let word = is_han(first) && !fold_value(first).is_some_and(may_be_value);
    word.then(|| Reading::without_value(CellState::Unreadable))
}

/// Reads the text of one cell, whatever it is.
fn any_value(raw: &str) -> Reading {
    let mut text = String::with_capacity(raw.len());
    text.extend(raw.chars().filter_map(fold_value));
    let trimmed = unwrapped(text.trim());
    if trimmed.is_empty() {
        return Reading::without_value(CellState::Blank);
    }
    if numbers_on_lines(raw) {
        return Reading::without_value(CellState::Unreadable);
    }
    if has_lost_digit(trimmed) {
        return Reading::without_value(CellState::Unreadable);
    }
    if PLACEHOLDERS.contains(&trimmed) {
        return Reading::without_value(CellState::Placeholder);
    }
    if ZEROS.contains(&trimmed) {
        return number(Number::Integer(0), None, None);
    }
    if trimmed == "一" {
        // One, or a dash that was misread: no office writes a lone 一 into a cell of digits.
        return Reading { sure: false, ..number(Number::Integer(1), None, None) };
    }
    if matches!(trimmed, "o" | "O") {
        return Reading { sure: false, ..number(Number::Integer(0), None, Some(Recovery::Recognised)) };
    }
    let trimmed = behind_sum(counted(trimmed.trim_start_matches(is_mark_of_note)).trim_start());
    // Characters set apart one by one: `7 1 . 3 5`.
    let apart = trimmed.contains(" . ") && trimmed.split(' ').all(|each| each.chars().count() == 1);
    let together = if apart { trimmed.replace(' ', "") } else { String::new() };
    let trimmed = if apart { &together } else { trimmed };
    let (digits, rest, spaced) = split_number(trimmed);
    if digits.is_empty() {
        return chinese(trimmed).unwrap_or_else(|| Reading::without_value(CellState::Unreadable));
    }
    let Some(value) = parse_digits(&digits) else { return Reading::without_value(CellState::Unreadable) };
    let Some((scale, note)) = read_rest(rest.trim()) else {
        return Reading::without_value(CellState::Unreadable);
    };
    number(scaled(value, scale), note, spaced.then_some(Recovery::Recognised))
}

/// Reads an amount under a head that gives 万元 as its unit: a workbook that shows 35.72万 there says 35.72 万元.
fn amount_under_head(raw: &str) -> Reading {
    match raw.trim().strip_suffix('万').map(under_head) {
        Some(reading) if reading.is_number() => Reading { note: Some("万".to_owned()), ..reading },
        _ => under_head(raw),
    }
}

/// Reads what stands under the head of a column of this kind.
#[must_use]
pub fn of_kind(kind: ValueKind, raw: &str) -> Reading {
    match kind {
        ValueKind::Amount => amount_under_head(raw),
        ValueKind::Change => change_under_head(raw),
        ValueKind::Count => under_head(raw),
    }
}

/// Reads a change against the year before: an arrow tells its direction.
fn change_under_head(raw: &str) -> Reading {
    let mut reading = under_head(raw);
    if raw.contains(is_arrow_down) {
        reading.value = reading.value.map(|value| match value {
            Number::Integer(value) => Number::Integer(-value.abs()),
            Number::Decimal(value) => Number::Decimal(-value.abs()),
        });
    }
    reading
}

/// Whether a sign says that a number has fallen.
fn is_arrow_down(character: char) -> bool {
    among!("↓▼▽⬇", character)
}

/// Reads the text of a cell that stands where a value must: `12.` is no ordinal there.
#[must_use]
pub fn under_head(raw: &str) -> Reading {
    let reading = read_value(raw);
    let number = raw.trim().trim_end_matches(['.', '。', '．', ',', '，', ';', '；', '、']);
    if reading.is_value() || number.is_empty() || number.len() == raw.trim().len() {
        return reading;
    }
    let plain = read_value(number);
    if plain.is_number() { plain } else { reading }
}

/// The text without the signs that programs put round a number: `="12"`, `'12`, `**12**`, `$12$`.
fn unwrapped(text: &str) -> &str {
    let pairs = [
        ("=\"", "\""),
        ("\"", "\""),
        ("**", "**"),
        ("__", "__"),
        ("“", "”"),
        ("_", "_"),
        ("$", "$"),
        ("`", "`"),
        ("'", "'"),
    ];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.is_empty()).then_some(inner.trim())
    });
    let text = inner.unwrap_or(text);
    // A spreadsheet's sign for a number kept as text, or a currency's.
    match text.strip_prefix(['\'', '’', '$', '¥', '￥']) {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit() || c == '-') => number,
        _ => text,
    }
}

/// What stands behind a sum that is written out: 363+133=496.
fn behind_sum(text: &str) -> &str {
    let is_sum = |sum: &str| sum.contains('+') && sum.chars().all(|c| c.is_ascii_digit() || among!("+ ", c));
    text.split_once('=').filter(|(sum, _)| is_sum(sum)).map_or(text, |(_, total)| total.trim_start())
}

/// The text without the word that says that something was counted: 共5件, 共计 5 件, 数量：5.
fn counted(text: &str) -> &str {
    let named =
        ["数量", "件数"].iter().find_map(|word| text.strip_prefix(word)?.trim_start().strip_prefix(':'));
    let text = named.map_or(text, str::trim_start);
    let number = ["共计", "共", "计"].iter().find_map(|word| text.strip_prefix(word));
    let number = number.map(|number| number.trim_start_matches([' ', ':']));
    number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

/// Whether a character is the mark of a note: a small digit above the line, a digit in a circle, a star, an arrow that tells
/// how the number has changed.
#[must_use]
pub fn is_mark_of_note(character: char) -> bool {
    matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | 'ⁱ' | 'ᵛ' | 'ˣ' | 'ᵃ' | 'ᵇ' | 'ᶜ' | '①'..='⑳' | '❶'..='❿' | '*' | '※' | '†' | '‡' | '#' | '√' | '✓' | '✔' | '☑' | '☐' | '□' | '↑' | '▲' | '△' | '⬆')
        || is_arrow_down(character)
}

/// Whether a box stands directly beside a digit: what a font shows for a character that it has not, here most likely a
/// digit. A box to tick stands apart.
fn has_lost_digit(text: &str) -> bool {
    let is_box = |c: char| among!("□▯▭⎕☐▢￼", c);
    let beside = |a: char, b: char| is_box(a) && b.is_ascii_digit();
    text.chars().zip(text.chars().skip(1)).any(|(a, b)| beside(a, b) || beside(b, a))
}

fn number(value: Number, note: Option<String>, recovered: Option<Recovery>) -> Reading {
    Reading { state: CellState::Number, value: Some(value), note, recovered, sure: true }
}

/// Whether digits end a line and others begin the next: two numbers, which together are neither.
fn numbers_on_lines(raw: &str) -> bool {
    let mut lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(mut before) = lines.next() else { return false };
    lines.any(|line| {
        let apart =
            before.ends_with(|c: char| c.is_ascii_digit()) && line.starts_with(|c: char| c.is_ascii_digit());
        before = line;
        apart
    })
}

/// Folds width and dashes, and keeps spaces as such; control and format characters are dropped.
fn fold_value(character: char) -> Option<char> {
    match character {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0),
        '—' | '–' | '―' | '─' | '‐' | '‑' | '‒' | '−' | '﹣' | 'ー' => Some('-'),
        '减' | '減' | '負' | '负' => Some('-'),
        '增' => Some('+'),
        '﹢' => Some('+'),
        '萬' => Some('万'),
        '億' => Some('亿'),
        '個' => Some('个'),
        '項' => Some('项'),
        '條' => Some('条'),
        '無' => Some('无'),
        other => Some(other),
    }
}

/// The leading number with its separators removed, what follows, and whether spaces stood between its digits.
fn split_number(text: &str) -> (String, &str, bool) {
    let mut digits = String::new();
    let mut spaced = false;
    let mut end = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut index = 0;
    if let Some((_, sign @ ('-' | '+'))) = chars.first() {
        digits.push(*sign);
        // 增加16, 减少5: 增 and 减 are signs by now.
        index = if chars.get(1).is_some_and(|(_, c)| among!("加少", *c)) { 2 } else { 1 };
    }
    let mut seen_digit = false;
    while let Some((at, character)) = chars.get(index) {
        let next_digit = chars.get(index + 1).is_some_and(|(_, c)| c.is_ascii_digit());
        match character {
            c if c.is_ascii_digit() => {
                digits.push(*c);
                seen_digit = true;
                end = at + c.len_utf8();
            }
            // The Chinese zero among digits, as recognition and input methods leave it.
            '〇' if seen_digit => {
                digits.push('0');
                end = at + character.len_utf8();
            }
            ' ' if !seen_digit => {}
            ' ' if next_digit && seen_digit => spaced = true,
            ',' | '\'' | '’' if seen_digit && thousands_follow(&chars, index + 1) => {}
            '.' if next_digit && seen_digit && !digits.contains('.') => digits.push('.'),
            _ => break,
        }
        index += 1;
    }
    if !seen_digit {
        return (String::new(), text, false);
    }
    (digits, text.get(end..).unwrap_or(""), spaced)
}

/// Three digits and then no fourth: the group after a thousands separator.
fn thousands_follow(chars: &[(usize, char)], from: usize) -> bool {
    let digit = |index: usize| chars.get(index).is_some_and(|(_, c)| c.is_ascii_digit());
    digit(from) && digit(from + 1) && digit(from + 2) && !digit(from + 3)
}

/// Digits as a number; several digits that begin with 0 (`00`, `012`) are not one number.
fn parse_digits(digits: &str) -> Option<Number> {
    let unsigned = digits.trim_start_matches(['-', '+']);
    if unsigned.len() > 1 && unsigned.starts_with('0') && !unsigned.starts_with("0.") {
        return None;
    }
    if let Some((whole, fraction)) = digits.split_once('.') {
        // 12.00 is a whole number that is shown with decimals.
        if fraction.bytes().all(|digit| digit == b'0') {
            return whole.trim_start_matches('+').parse().ok().map(Number::Integer);
        }
        return decimal::read(digits).map(Number::Decimal);
    }
    digits.trim_start_matches('+').parse().ok().map(Number::Integer)
}

/// What stands behind a note's mark, bare or in brackets.
fn behind_mark(text: &str) -> &str {
    const LONGEST: usize = 6;
    let inner = text.strip_prefix('[').and_then(|inner| inner.split_once(']'));
    let behind = inner.filter(|(mark, _)| mark.len() <= LONGEST).map_or(text, |(_, behind)| behind);
    behind.trim_start_matches(is_mark_of_note).trim_start()
}

/// Scale and note of what follows the number; `None` where it cannot belong to a number.
fn read_rest(rest: &str) -> Option<(i64, Option<String>)> {
    if rest.is_empty() {
        return Some((1, None));
    }
    let unit_of = |text: &'_ str| UNITS.iter().find(|unit| text.starts_with(**unit)).copied();
    // A note's mark between the number and its unit: 12②件, 12[2] 件.
    let (text, unit) = [rest, behind_mark(rest)]
        .into_iter()
        .find_map(|text| Some((text, unit_of(text)?)))
        .unwrap_or((rest, ""));
    let after = text.get(unit.len()..).unwrap_or_default().trim();
    // A unit with another behind it that means the same: 件/次.
    let after = after.strip_prefix('/').map_or(after, |other| {
        let other = other.trim_start();
        UNITS.iter().find_map(|unit| other.strip_prefix(unit)).filter(|_| !unit.is_empty()).unwrap_or(after)
    });
    let mark = after.strip_prefix('注').unwrap_or(after).trim();
    let note_only = mark.chars().all(is_mark_of_note)
        || (matches!(after.chars().next(), Some('(' | '[' | '〔' | '【' | '（'))
            && after.chars().count() <= 40
            && matches!(after.chars().last(), Some(')' | ']' | '〕' | '】' | '）' | '。' | ';' | '；')));
    if !note_only || (unit.is_empty() && after.is_empty()) {
        return None;
    }
    let scale = match unit {
        "万" | "万件" => 10_000,
        _ => 1,
    };
    Some((scale, Some(rest.to_owned())))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn scaled(value: Number, scale: i64) -> Number {
    if scale == 1 {
        return value;
    }
    match value {
        Number::Integer(value) => Number::Integer(value.saturating_mul(scale)),
        Number::Decimal(value) => {
            let product = value * scale as f64;
            let rounded = product.round();
            if (product - rounded).abs() < 1e-6 {
                Number::Integer(rounded as i64)
            } else {
                Number::Decimal(product)
            }
        }
    }
}

/// A number in Chinese numerals, with an optional unit.
fn chinese(text: &str) -> Option<Reading> {
    let length = text.chars().take_while(|c| is_chinese_numeral(*c)).count();
    let split = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    let (numeral, rest) = text.split_at_checked(split)?;
    let value = chinese_integer(numeral)?;
    let (scale, note) = read_rest(rest.trim())?;
    Some(number(scaled(Number::Integer(value), scale), note, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(raw: &str) -> Option<f64> {
        read_value(raw).value.map(Number::decimal)
    }

    #[test]
    fn arrows_tell_the_direction_of_a_change() {
        for (raw, expected) in
            [("↓66", -66.0), ("66↓", -66.0), ("↑5", 5.0), ("▼ 8", -8.0), ("-8", -8.0), ("0", 0.0)]
        {
            assert_eq!(change_under_head(raw).value.map(Number::decimal), Some(expected), "{raw}");
        }
        assert_eq!(change_under_head("↓").value, None);
    }

    #[test]
    fn a_box_beside_a_digit_is_a_digit_that_was_lost() {
        for raw in ["4□", "□4", "4□件", "2□7", "４▯", "5⎕", "☐8", "1□□", "□0件"] {
            assert_eq!(read_value(raw).state, CellState::Unreadable, "{raw}");
        }
        // A box to tick stands apart from the number, a tick is no digit.
        for (raw, expected) in [("□ 4", 4.0), ("4 □", 4.0), ("√4", 4.0), ("☑4", 4.0)] {
            assert_eq!(value(raw), Some(expected), "{raw}");
        }
    }

    #[test]
    fn an_amount_under_a_head_in_ten_thousands_is_not_multiplied() {
        for (raw, expected) in
            [("35.72万", 35.72), ("35.72万元", 35.72), ("35.72", 35.72), ("0", 0.0), ("2.5 万", 2.5)]
        {
            assert_eq!(amount_under_head(raw).value.map(Number::decimal), Some(expected), "{raw}");
        }
        assert_eq!(amount_under_head("万").value, None);
    }

    #[test]
    fn decimals_of_nothing_make_no_fraction() {
        for raw in ["12.0", "12.00", "１２．００", "12.00件"] {
            assert_eq!(read_value(raw).value, Some(Number::Integer(12)), "{raw}");
        }
        assert_eq!(read_value("12.50").value, Some(Number::Decimal(12.5)));
    }

    #[test]
    fn numbers_as_they_are_written() {
        for (raw, expected) in [
            ("0", 0.0),
            (" 12 ", 12.0),
            ("１２", 12.0),
            ("1,234", 1234.0),
            ("1，234，567", 1_234_567.0),
            ("0件", 0.0),
            ("3 宗", 3.0),
            ("22（其中修订16件）", 22.0),
            ("12.5万元", 12.5),
            ("251000元", 251_000.0),
            ("4166.241619", 4_166.241_619),
            ("○", 0.0),
            ("〇", 0.0),
            ("23〇", 230.0),
            ("1〇〇件", 100.0),
            ("三", 3.0),
            ("十二", 12.0),
            ("一百零五件", 105.0),
            ("-8", -8.0),
            ("－8", -8.0),
            ("减8", -8.0),
            ("减少8", -8.0),
            ("↓66", 66.0),
            ("▲ 5", 5.0),
            ("12↑", 12.0),
            ("363+133+49=545", 545.0),
            ("12 + 3 ＝ 15件", 15.0),
            ("增加 16 项", 16.0),
            ("+5", 5.0),
            ("1.2万", 12_000.0),
            ("12.00", 12.0),
            ("共5件", 5.0),
            ("共 5 件", 5.0),
            ("共计：１２件", 12.0),
            ("计 3 宗", 3.0),
            ("数量：12", 12.0),
            ("数量: 5件", 5.0),
            ("件数：共 5 件", 5.0),
            ("5（件）", 5.0),
            ("5 (件)", 5.0),
            ("5 件/次", 5.0),
            ("5件／人次", 5.0),
            ("1,205件/次", 1205.0),
            ("5件/次（含上年）", 5.0),
            ("“12”", 12.0),
            ("__12__", 12.0),
            ("12’873", 12873.0),
            ("0.0", 0.0),
            ("1,234.00", 1234.0),
            ("1 2", 12.0),
            ("7 1 . 3 5", 71.35),
            ("12¹", 12.0),
            ("12①", 12.0),
            ("12注²", 12.0),
            ("12[¹]", 12.0),
            ("12注", 12.0),
            ("12ⁱᵛ", 12.0),
            ("12√", 12.0),
            ("12☑", 12.0),
            ("12*", 12.0),
            ("5件①", 5.0),
            ("5①件", 5.0),
            ("94[²] 件", 94.0),
            ("5* 件①", 5.0),
            ("¹12", 12.0),
            ("$12$", 12.0),
            ("**12**", 12.0),
            ("=\"12\"", 12.0),
            ("'12", 12.0),
            ("$12", 12.0),
            ("￥71.35", 71.35),
            ("\"1,234\"", 1234.0),
        ] {
            assert_eq!(value(raw), Some(expected), "{raw}");
        }
    }

    #[test]
    fn numbers_on_lines_of_their_own_are_not_one() {
        for raw in ["7\n25", "0\n14", "1\n172", "12 \n 3", "7\r\n25", "7\n\n25"] {
            assert_eq!(read_value(raw).state, CellState::Unreadable, "{raw}");
        }
        for (raw, expected) in [("\n12\n", 12.0), ("12\n件", 12.0), ("22\n（其中修订16件）", 22.0)] {
            assert_eq!(value(raw), Some(expected), "{raw}");
        }
    }

    #[test]
    fn blanks_and_placeholders_have_no_value() {
        for raw in ["", " ", "\u{a0}", "　"] {
            assert_eq!(read_value(raw).state, CellState::Blank, "{raw:?}");
        }
        for raw in ["-", "—", "——", "/", "无", "無", "／"] {
            assert_eq!(read_value(raw).state, CellState::Placeholder, "{raw:?}");
        }
    }

    #[test]
    fn a_stop_behind_a_number_is_no_ordinal_where_a_value_must_be() {
        for (raw, expected) in
            [("12.", 12.0), ("12。", 12.0), ("0、", 0.0), ("1,234,", 1234.0), ("3", 3.0), ("35.72.", 35.72)]
        {
            assert_eq!(under_head(raw).value.map(Number::decimal), Some(expected), "{raw}");
        }
        for raw in ["1.属于国家秘密", ".", "2O", "2O.", "1、2、"] {
            assert_eq!(under_head(raw).value, None, "{raw}");
        }
    }

    #[test]
    fn labels_are_not_values() {
        for raw in [
            "1.属于国家秘密",
            "3.其他",
            "规章",
            "2023年",
            "00",
            "012",
            "1-2",
            "（一）予以公开",
            "第二十条",
            "共计",
            "计划5件",
            "总计5",
            "5件/6件",
            "5/6",
            "12,34",
            "¹",
            "①",
            "$",
            "**",
        ] {
            assert_eq!(read_value(raw).state, CellState::Unreadable, "{raw:?}");
        }
    }
}
