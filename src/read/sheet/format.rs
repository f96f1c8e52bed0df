//! Numbers as a spreadsheet shows them: the formats of ECMA-376 18.8.30 as far as reports use them.

use std::collections::HashMap;

use crate::read::colour::Colour;

/// The longest format that is followed, in characters; Excel itself stops at 255.
const LONGEST_CODE: usize = 1000;

/// The number formats of a workbook.
#[derive(Debug, Clone, Default)]
pub struct Formats {
    codes: HashMap<u32, String>,
    /// Format of each cell style, in order.
    styles: Vec<u32>,
    /// Dates count from 1904.
    pub from_1904: bool,
}

impl Formats {
    /// Adds a format of the workbook's own.
    pub fn add_code(&mut self, id: u32, code: &str) {
        self.codes.insert(id, code.chars().take(LONGEST_CODE).collect());
    }

    /// Adds the format of the next cell style.
    pub fn add_style(&mut self, format: u32) {
        self.styles.push(format);
    }

    /// A number as shown in a cell of a style.
    pub fn shown(&self, value: f64, style: Option<usize>) -> String {
        let id = style.and_then(|style| self.styles.get(style)).copied().unwrap_or(0);
        let code = self.codes.get(&id).map_or_else(|| built_in(id), String::as_str);
        in_format(value, code, self.from_1904)
    }
}

impl Formats {
    /// White, where a format writes all numbers so, whatever the font's colour is.
    pub fn ink(&self, id: u32) -> Option<Colour> {
        let code = self.codes.get(&id)?.to_lowercase();
        let white =
            |section: &str| ["[white]", "[白色]", "[color2]"].iter().any(|name| section.contains(name));
        code.split(';').all(white).then_some(Colour::WHITE)
    }

    /// The same of a number as the file has written it: the digits of an integer that no double holds are kept.
    pub fn shown_as_written(&self, written: &str, value: f64, style: Option<usize>) -> String {
        /// From here on doubles pass over integers.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let shown = self.shown(value, style);
        let digits = written.strip_prefix('-').unwrap_or(written);
        if value.abs() < EXACT || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return shown;
        }
        let ungrouped = shown.replace(',', "");
        ungrouped.strip_prefix(&plain(value)).map(|unit| format!("{written}{unit}")).unwrap_or(shown)
    }
}

/// The format of a cell that has none of its own.
const GENERAL: &str = "General";

/// The formats that a workbook need not define.
fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-m-d",
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => "h:mm",
        22 => "yyyy-m-d h:mm",
        37 | 38 | 41 | 42 => "#,##0",
        39 | 40 | 43 | 44 => "#,##0.00",
        _ => GENERAL,
    }
}

/// The number that a cell holds, with the unit that its format adds: formats that pad, round, scale or hide a zero for
/// the eye change no value. Dates and shares are shown as such. A format that shows nothing at all hides the number.
fn in_format(value: f64, code: &str, from_1904: bool) -> String {
    // As nearly all cells are.
    if code == GENERAL {
        return plain(value);
    }
    let sections: Vec<&str> = sections(code);
    let conditional = code.contains("[<") || code.contains("[>") || code.contains("[=");
    if sections.len() >= 3 && sections.iter().take(3).all(|section| pieces(section).is_empty()) {
        return String::new();
    }
    let section = match (sections.as_slice(), conditional) {
        ([], _) | (_, true) => return plain(value),
        ([_, negative, ..], _) if value < 0.0 => *negative,
        ([first, ..], _) => *first,
    };
    let pieces = pieces(section);
    if pieces.iter().any(|piece| matches!(piece, Piece::Date(_))) {
        return date(value, &pieces, from_1904).unwrap_or_else(|| plain(value));
    }
    held(value, &pieces).unwrap_or_else(|| plain(value))
}

/// A number without format: as many digits as the file holds, 15 at most.
pub fn plain(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0".to_owned() } else { String::new() };
    }
    // What adding fractions leaves behind is no fraction: a spreadsheet shows 12.0000000000001 as 12.
    let dust = value.abs() < 1e9 && (value - value.round()).abs() < 1e-9;
    if (value.fract() == 0.0 || dust) && value.abs() < 1e15 {
        // Below 2^53 an integer has the same digits.
        return (value.round() as i64).to_string();
    }
    // Fifteen significant digits, as spreadsheets keep them: 0.1 + 0.2 is shown as 0.3.
    let magnitude = value.abs().log10().floor();
    let decimals = (14.0 - magnitude).clamp(0.0, 30.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A piece of one section of a format.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    /// `0`, `#`, `?`, `.`, `,`, `%`.
    Digit(char),
    /// Text shown as it is.
    Text(String),
    /// A run of one of `y m d h s`, or the Chinese signs of a date with them.
    Date(String),
    /// `General` and `@`.
    Plain,
    /// What is not understood: exponents, fractions.
    Other,
}

fn sections(code: &str) -> Vec<&str> {
    let (mut sections, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, character) in code.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' | '!' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(code.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(code.get(start..).unwrap_or_default());
    sections
}

fn pieces(section: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if section.eq_ignore_ascii_case("general") || section == "@" {
        return vec![Piece::Plain];
    }
    let mut characters = section.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => pieces.push(Piece::Text(characters.by_ref().take_while(|&next| next != '"').collect())),
            // A backslash, in Chinese programs also an exclamation mark, makes the next character text.
            '\\' | '!' => pieces.extend(characters.next().map(|next| Piece::Text(next.to_string()))),
            // A blank as wide as a character, and a filling.
            '_' | '*' => {
                characters.next();
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|&next| next != ']').collect();
                // A currency sign stands before the language: [$¥-804].
                if let Some(currency) = inside.strip_prefix('$') {
                    let sign = currency.split('-').next().unwrap_or_default();
                    pieces.push(Piece::Text(sign.to_owned()));
                } else if inside.chars().all(|inside| matches!(inside, 'h' | 'm' | 's' | 'H' | 'M' | 'S')) {
                    pieces.push(Piece::Other);
                }
            }
            '0' | '#' | '?' | '.' | ',' | '%' => pieces.push(Piece::Digit(character)),
            'E' | 'e' if matches!(characters.peek(), Some('+' | '-')) => pieces.push(Piece::Other),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let mut run = character.to_ascii_lowercase().to_string();
                while characters.peek().is_some_and(|next| next.eq_ignore_ascii_case(&character)) {
                    run.extend(characters.next().map(|next| next.to_ascii_lowercase()));
                }
                pieces.push(Piece::Date(run));
            }
            '/' if pieces.iter().any(|piece| matches!(piece, Piece::Digit(_))) => pieces.push(Piece::Other),
            '@' => pieces.push(Piece::Plain),
            _ => pieces.push(Piece::Text(character.to_string())),
        }
    }
    // "General" with other text round it.
    if section.contains("General") {
        return vec![Piece::Plain];
    }
    pieces
}

/// A number as it is, with what its format writes round it; `None` where that would not be the number.
fn held(value: f64, pieces: &[Piece]) -> Option<String> {
    if pieces.iter().any(|piece| matches!(piece, Piece::Other | Piece::Plain)) {
        return None;
    }
    let digit = |piece: &Piece| matches!(piece, Piece::Digit('0' | '#' | '?'));
    let first = pieces.iter().position(digit)?;
    let last = pieces.iter().rposition(digit)?;
    // A sign among the digits, or a comma after them, shows another number: 0!.0,"万" shows 12000 as 1.2万.
    let inside = pieces.get(first..=last)?;
    let scaled = pieces.get(last + 1..)?.contains(&Piece::Digit(','));
    if scaled && shows_ten_thousands(inside, pieces.get(last + 1..)?) {
        return Some(format!("{}万", plain(value / 10_000.0)));
    }
    if scaled || inside.iter().any(|piece| !matches!(piece, Piece::Digit(sign) if *sign != '%')) {
        return None;
    }
    let percent = pieces.contains(&Piece::Digit('%'));
    let number = plain(if percent { value * 100.0 } else { value });
    let (sign, number) = number.strip_prefix('-').map_or(("", number.as_str()), |number| ("-", number));
    let shown = match number.split_once('.') {
        _ if !inside.contains(&Piece::Digit(',')) => number.to_owned(),
        Some((whole, fraction)) => format!("{}.{fraction}", grouped(whole)),
        None => grouped(number),
    };
    let before = unit(pieces.get(..first)?);
    let after = unit(pieces.get(last + 1..)?);
    let text = format!("{before}{sign}{shown}{}{after}", if percent { "%" } else { "" });
    // What is written round it must not read as a part of the number.
    (!before.ends_with(is_of_number) && !after.starts_with(is_of_number)).then_some(text)
}

/// Whether digits and what follows them show a number in units of ten thousand: a comma divides by a thousand, a point
/// that is text among the digits by ten, and the sign 万 says so.
fn shows_ten_thousands(inside: &[Piece], after: &[Piece]) -> bool {
    let commas = after.iter().filter(|piece| **piece == Piece::Digit(',')).count();
    let point = inside.iter().position(|piece| *piece == Piece::Text(".".to_owned()));
    let decimals = point.map_or(0, |at| inside.len() - at - 1);
    let says = after.iter().any(|piece| matches!(piece, Piece::Text(text) if text.contains('万')));
    commas == 1 && decimals == 1 && says
}

fn is_of_number(sign: char) -> bool {
    sign.is_numeric() || matches!(sign, '.' | ',' | '．' | '，')
}

/// The words and signs of money in a part of a format; brackets, signs and blanks are for the eye.
fn unit(pieces: &[Piece]) -> String {
    let texts =
        pieces.iter().filter_map(|piece| if let Piece::Text(text) = piece { Some(text) } else { None });
    let keeps = |sign: &char| sign.is_alphanumeric() || matches!(sign, '¥' | '￥' | '$' | '.' | ',');
    texts.flat_map(|text| text.chars()).filter(keeps).collect()
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A date or time; `None` for numbers that are no date.
fn date(value: f64, pieces: &[Piece], from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let mut days = value.floor() as i64 + if from_1904 { 1462 } else { 0 };
    let seconds = ((value - value.floor()) * 86_400.0).round() as i64;
    // Day 60 is 29 February 1900, which never was.
    if days < 60 {
        days += 1;
    }
    // Days from 30 December 1899 to days from 1 January 1970, then the calendar.
    let (year, month, day) = civil(days - 25_569);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let mut text = String::new();
    let mut after_hour = false;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(own) => text.push_str(own),
            Piece::Digit(sign @ ('.' | ',')) => text.push(*sign),
            Piece::Date(run) => {
                let next_is_second = pieces.iter().skip(at + 1).find_map(|piece| match piece {
                    Piece::Date(run) => Some(run.starts_with('s')),
                    _ => None,
                });
                let wide = run.len() >= 2;
                let two = |number: i64| if wide { format!("{number:02}") } else { number.to_string() };
                let shown = match run.chars().next()? {
                    'y' if run.len() <= 2 => format!("{:02}", year % 100),
                    'y' => year.to_string(),
                    'm' if after_hour || next_is_second == Some(true) => two(minute),
                    'm' => two(month),
                    'd' => two(day),
                    'h' => two(hour),
                    _ => two(second),
                };
                after_hour = run.starts_with('h');
                text.push_str(&shown);
            }
            _ => {}
        }
    }
    Some(text)
}

/// Year, month and day of a day counted from 1 January 1970 (proleptic Gregorian calendar).
fn civil(days: i64) -> (i64, i64, i64) {
    // Howard Hinnant's algorithm, "chrono-compatible low-level date algorithms".
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, code: &str, shown: &str) {
        assert_eq!(in_format(value, code, false), shown, "{value} in {code}");
    }

    #[test]
    fn integers_that_no_double_holds_keep_their_digits() {
        let mut formats = Formats::default();
        formats.add_code(176, "#,##0\"件\"");
        for style in [0, 3, 176, 14] {
            formats.add_style(style);
        }
        for written in ["9007199254740993", "-9007199254740993", "1000000000000000001", "99999999999999999"] {
            let value = written.parse().unwrap();
            assert_eq!(formats.shown_as_written(written, value, Some(0)), written);
            assert_eq!(formats.shown_as_written(written, value, Some(1)), written);
            assert_eq!(formats.shown_as_written(written, value, Some(2)), format!("{written}件"));
        }
        for written in ["12", "9007199254740991", "1.5", "1e3", "-0"] {
            let value = written.parse().unwrap();
            assert_eq!(formats.shown_as_written(written, value, Some(0)), formats.shown(value, Some(0)));
        }
    }

    #[test]
    fn plain_numbers() {
        let shown: Vec<String> =
            [0.0, -0.0, 3.0, -8.0, 96171.6, 0.1 + 0.2, 1e9, 4068.208].into_iter().map(plain).collect();
        assert_eq!(shown, ["0", "0", "3", "-8", "96171.6", "0.3", "1000000000", "4068.208"]);
    }

    #[test]
    fn numbers_are_what_the_cell_holds() {
        check(3_985_758.0, "#,##0", "3,985,758");
        check(12.0, "0.00", "12");
        check(12.5, "0", "12.5");
        check(2.675, "0.00", "2.675");
        check(12.0, "0000", "12");
        check(7.0, "000", "7");
        check(357_200.0, "0!.0,\"万\"", "35.72万");
        check(1286.0, "0\\.0,\"万\"", "0.1286万");
        check(120_000.0, "0!.0,", "120000");
        check(120_000.0, "0!.00,\"万\"", "120000");
        check(1_200_000.0, "#,##0,,", "1200000");
        check(12.0, "0\".5\"", "12");
        check(12.0, "\"1\"0", "12");
        check(12.0, "0 0", "12");
        check(-8.0, "0;(0)", "-8");
        check(-8.0, "#,##0_);[Red](#,##0)", "-8");
        check(-8.0, "#,##0", "-8");
        check(5.0, "@", "5");
        check(123.0, "0.00E+00", "123");
        check(0.5, "# ?/?", "0.5");
        check(5.0, "[>100]0\"多\";0", "5");
        check(5.0, "[DBNum1]General", "5");
    }

    #[test]
    fn units_and_shares_stay() {
        check(0.339, "0.0%", "33.9%");
        check(0.0434, "0.00%", "4.34%");
        check(0.125, "0%", "12.5%");
        check(12.5, "0.##\"万元\"", "12.5万元");
        check(12.0, "0.##\"件\"", "12件");
        check(96171.6, "0.00\"万元\"", "96171.6万元");
        check(1234.5, "[$¥-804]#,##0.00", "¥1,234.5");
    }

    #[test]
    fn a_zero_is_not_lost_and_what_shows_nothing_is_hidden() {
        check(0.0, "#,##0;-#,##0;\"-\"", "0");
        check(0.0, "0;-0;;@", "0");
        check(0.0, "#", "0");
        check(0.0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0");
        check(5.0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "5");
        check(5.0, ";;;", "");
        check(0.0, ";;;@", "");
        check(5.0, "0;;", "5");
    }

    #[test]
    fn dates() {
        check(45316.0, "yyyy-mm-dd", "2024-01-25");
        check(45316.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年1月25日");
        check(45316.5, "yyyy/m/d h:mm", "2024/1/25 12:00");
        check(1.0, "yyyy-m-d", "1900-1-1");
        check(61.0, "yyyy-m-d", "1900-3-1");
        assert_eq!(in_format(0.0, "yyyy-m-d", true), "1904-1-1");
    }
}
