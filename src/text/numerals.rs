//! Numbers as they are written in running text: digits with separators and stray spaces, 万 and 亿, Chinese numerals,
//! and the words that make a number approximate (余, 多, 近, 约, 逾).

/// A character of the narrative, folded, with what stood before it in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The folded character.
    pub character: char,
    /// The character as written.
    pub written: char,
    /// Index of the document's block.
    pub block: u32,
    /// Index of the character in the block's text.
    pub at: u32,
    /// White space, or the end of a line that runs on, stands before it.
    pub gap: bool,
    /// Number of spaces before it in the source, at most 255, line ends left out.
    pub spaces: u8,
    /// A paragraph begins here.
    pub paragraph: bool,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// As it stands.
    Exact,
    /// At least so many, fewer than one more of the last place written (余, 多, 逾, 超过).
    More,
    /// A little less (近).
    Nearly,
    /// Round about (约, 左右), or rounded by writing 万.
    About,
}

/// A number as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// Index of its first character.
    pub start: usize,
    /// Index after its last character (万 and 余 belong to it, the unit does not).
    pub end: usize,
    /// Its digits without the point.
    pub digits: i64,
    /// How many of the digits stand after the point.
    pub scale: u32,
    /// How exactly it is meant.
    pub precision: Precision,
    /// Whether it is written in Chinese numerals.
    pub chinese: bool,
    /// What it is if a space inside separates two numbers: the digits after the last space.
    pub after_space: Option<i64>,
}

impl Numeral {
    /// The whole number, where it is one.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        (self.scale == 0).then_some(self.digits)
    }

    /// The number as a decimal.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "amounts and counts are far below 2^53")]
    pub fn decimal(&self) -> f64 {
        self.digits as f64 / 10_f64.powi(i32::try_from(self.scale).unwrap_or(0))
    }

    /// Whether a count can be what the number says.
    #[must_use]
    pub fn admits(&self, count: i64) -> bool {
        let Some(value) = self.integer() else { return false };
        match self.precision {
            Precision::Exact => value == count || self.after_space == Some(count),
            Precision::More => (value..value + last_place(value)).contains(&count),
            Precision::Nearly => (value - last_place(value)..=value).contains(&count),
            Precision::About => (count - value).abs() * 10 <= value,
        }
    }
}

/// The value of the last digit that is not 0: 1 for 836, 100 for 1200.
fn last_place(value: i64) -> i64 {
    let mut place = 1;
    while value != 0 && value % (place * 10) == 0 {
        place *= 10;
    }
    place
}

/// The number that begins at an index: digits, or Chinese numerals. `None` where none begins there.
///
/// A number never runs over a paragraph; digits separated by one gap inside a line (text recognition does that) or by
/// the end of a line that runs on are one number unless the second part is a year.
#[must_use]
pub fn numeral_at(glyphs: &[Glyph], start: usize) -> Option<Numeral> {
    let character = glyphs.get(start)?.character;
    let mut numeral = if character.is_ascii_digit() {
        digits_at(glyphs, start)?
    } else if chinese_digit(character).is_some() || character == '十' {
        chinese_at(glyphs, start)?
    } else {
        return None;
    };
    let mut multiplied = false;
    while let Some(next) = glyphs.get(numeral.end) {
        let after = glyphs.get(numeral.end + 1).map(|glyph| glyph.character);
        let factor_exponent = match next.character {
            '万' if !numeral.chinese => 4,
            '亿' if !numeral.chinese => 8,
            '余' | '多' if numeral.precision != Precision::More => {
                numeral.precision = Precision::More;
                numeral.end += 1;
                continue;
            }
            _ => break,
        };
        // 万元 and 亿元 are units.
        if multiplied || after == Some('元') || (after == Some('余') && is_money(glyphs, numeral.end + 2)) {
            break;
        }
        multiplied = true;
        let shift: u32 = factor_exponent;
        let (digits, scale) = if numeral.scale >= shift {
            (Some(numeral.digits), numeral.scale - shift)
        } else {
            (numeral.digits.checked_mul(10_i64.pow(shift - numeral.scale)), 0)
        };
        numeral.digits = digits?;
        numeral.scale = scale;
        numeral.end += 1;
        if numeral.precision == Precision::Exact {
            numeral.precision = Precision::About;
        }
    }
    if numeral.precision == Precision::Exact || numeral.precision == Precision::About {
        numeral.precision = precision_before(glyphs, start).unwrap_or(numeral.precision);
    }
    Some(numeral)
}

fn is_money(glyphs: &[Glyph], at: usize) -> bool {
    glyphs.get(at).is_some_and(|glyph| glyph.character == '元')
}

/// What the words before a number say about it.
fn precision_before(glyphs: &[Glyph], start: usize) -> Option<Precision> {
    let before =
        |distance: usize| start.checked_sub(distance).and_then(|at| glyphs.get(at)).map(|g| g.character);
    match (before(2), before(1)?) {
        (_, '逾' | '超') | (Some('超'), '过') | (Some('突'), '破') => Some(Precision::More),
        // 最近, 附近 and the like are not said of a number.
        (other, '近') if !matches!(other, Some('最' | '附' | '接' | '临')) => Some(Precision::Nearly),
        (_, '约') | (Some('大'), '概') => Some(Precision::About),
        _ => None,
    }
}

fn digits_at(glyphs: &[Glyph], start: usize) -> Option<Numeral> {
    let digit = |at: usize| glyphs.get(at).and_then(|glyph| glyph.character.to_digit(10));
    let mut end = start;
    let mut digits: i64 = 0;
    let mut after_space = None;
    let mut part: i64 = 0;
    let mut part_length = 0;
    let mut length = 0;
    let mut separated = false;
    loop {
        let Some(value) = digit(end) else {
            // A thousands separator: an ASCII comma, at most three digits before it and exactly three after it.
            let comma = glyphs.get(end).is_some_and(|glyph| glyph.written == ',' && !glyph.gap);
            let three = (1..=3).all(|step| digit(end + step).is_some()) && digit(end + 4).is_none();
            let run = (1..=3).all(|step| digit(end + step).is_some())
                && glyphs.get(end + 4).is_some_and(|glyph| glyph.written == ',')
                && (5..=7).all(|step| digit(end + step).is_some());
            if comma && (three || run) && (separated || length <= 3) && length > 0 {
                separated = true;
                end += 1;
                continue;
            }
            break;
        };
        let glyph = glyphs.get(end)?;
        if end > start && glyph.paragraph {
            break;
        }
        if end > start && glyph.gap {
            if is_year(glyphs, end) || length > 6 {
                break;
            }
            after_space = Some(0);
            part = 0;
            part_length = 0;
        }
        digits = digits.checked_mul(10)?.checked_add(i64::from(value))?;
        part = part.checked_mul(10)?.checked_add(i64::from(value))?;
        part_length += 1;
        length += 1;
        end += 1;
    }
    if after_space.is_some() {
        after_space = (part_length > 0).then_some(part);
    }
    let mut scale = 0;
    if glyphs.get(end).is_some_and(|glyph| glyph.character == '.') && digit(end + 1).is_some() {
        let mut at = end + 1;
        while let Some(value) = digit(at).filter(|_| scale < 6) {
            if glyphs.get(at).is_some_and(|glyph| glyph.paragraph) {
                break;
            }
            digits = digits.checked_mul(10)?.checked_add(i64::from(value))?;
            scale += 1;
            at += 1;
        }
        end = at;
        after_space = None;
    }
    let precision = Precision::Exact;
    Some(Numeral { start, end, digits, scale, precision, chinese: false, after_space })
}

/// Whether a year (four digits and 年) begins at an index.
pub(super) fn is_year(glyphs: &[Glyph], start: usize) -> bool {
    let character = |at: usize| glyphs.get(at).map(|glyph| glyph.character);
    matches!(character(start), Some('1' | '2'))
        && (1..=3).all(|step| character(start + step).is_some_and(|c| c.is_ascii_digit()))
        && character(start + 4) == Some('年')
}

fn chinese_digit(character: char) -> Option<i64> {
    Some(match character {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What a Chinese place is worth, below 万.
fn chinese_place(character: char) -> Option<i64> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Whether a character is one of those that items are numbered with: 一 to 十.
#[must_use]
pub fn is_ordinal_numeral(character: char) -> bool {
    matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether a character can stand in a count in Chinese numerals.
#[must_use]
pub fn is_chinese_numeral(character: char) -> bool {
    chinese_digit(character).is_some() || chinese_place(character).is_some()
}

/// A count written in Chinese numerals and nothing else: 三, 十二, 一百零五, 二〇; `None` for other texts.
#[must_use]
pub fn chinese_integer(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().all(|c| chinese_digit(c).is_some()) {
        return text
            .chars()
            .filter_map(chinese_digit)
            .try_fold(0_i64, |value, digit| value.checked_mul(10)?.checked_add(digit));
    }
    let (mut total, mut last) = (0_i64, None);
    for character in text.chars() {
        if let Some(digit) = chinese_digit(character) {
            last = Some(digit);
        } else {
            total = total.checked_add(last.take().unwrap_or(1).checked_mul(chinese_place(character)?)?)?;
        }
    }
    total.checked_add(last.unwrap_or(0))
}

/// A number in Chinese numerals: 十二, 一百零三, 两, 三千二百, 一万两千, 二〇二四.
fn chinese_at(glyphs: &[Glyph], start: usize) -> Option<Numeral> {
    let mut end = start;
    let mut total: i64 = 0;
    let mut section: i64 = 0;
    let mut current: Option<i64> = None;
    let mut places = 0;
    let mut bare = 0;
    let mut bare_value: i64 = 0;
    while let Some(glyph) = glyphs.get(end) {
        if end > start && glyph.paragraph {
            break;
        }
        if let Some(digit) = chinese_digit(glyph.character) {
            bare += 1;
            bare_value = bare_value.checked_mul(10)?.checked_add(digit)?;
            current = Some(digit);
        } else {
            let place = chinese_place(glyph.character).or((glyph.character == '万').then_some(10_000));
            let Some(unit) = place else { break };
            if unit == 10_000 {
                total = (section + current.unwrap_or(0)).checked_mul(unit)?;
                section = 0;
            } else {
                section += current.unwrap_or(1).checked_mul(unit)?;
            }
            current = None;
            places += 1;
        }
        end += 1;
        if end - start > 16 {
            return None;
        }
    }
    let digits = if places == 0 { bare_value } else { total + section + current.unwrap_or(0) };
    // Digits one after the other without a place (三四百, 二三十) are an estimate, save for years and 零.
    if places > 0 && bare > places + 1 && glyphs.get(start..end)?.iter().all(|glyph| glyph.character != '零')
    {
        return None;
    }
    let precision = Precision::Exact;
    Some(Numeral { start, end, digits, scale: 0, precision, chinese: true, after_space: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn read(text: &str) -> Option<Numeral> {
        let folded = fold(text);
        let source: Vec<char> = text.chars().collect();
        let mut last = 0;
        let glyphs: Vec<Glyph> = folded
            .chars
            .iter()
            .zip(&folded.origin)
            .map(|(character, at)| {
                let gap = *at > last + 1;
                last = *at;
                Glyph {
                    character: *character,
                    written: source[*at as usize],
                    block: 0,
                    at: *at,
                    gap,
                    spaces: u8::from(gap),
                    paragraph: false,
                }
            })
            .collect();
        let start = glyphs.iter().position(|g| {
            g.character.is_ascii_digit() || among!("零〇一二两三四五六七八九十", g.character)
        })?;
        numeral_at(&glyphs, start)
    }

    fn integer(text: &str) -> Option<i64> {
        read(text).and_then(|numeral| numeral.integer())
    }

    #[test]
    fn a_number_goes_on_in_the_next_line_of_a_sentence() {
        let lines = |before: &str, next: &str, paragraph: bool| {
            let glyph = |(at, character): (usize, char), block: u32, spaces: u8| Glyph {
                character,
                written: character,
                block,
                at: at as u32,
                gap: at == 0,
                spaces,
                paragraph: paragraph && at == 0 && block == 1,
            };
            let own = before.chars().enumerate().map(|each| glyph(each, 0, 0));
            let glyphs: Vec<Glyph> =
                own.chain(next.chars().enumerate().map(|each| glyph(each, 1, 0))).collect();
            let numeral = numeral_at(&glyphs, 0);
            numeral.map(|numeral| (numeral.digits, numeral.after_space))
        };
        assert_eq!(lines("4", "9件", false), Some((49, Some(9))));
        assert_eq!(lines("1,4", "57件", false), Some((1457, Some(57))));
        assert_eq!(lines("4", "9件", true), Some((4, None)));
        // A year is one by itself, and so are the numbers of a list.
        assert_eq!(lines("4", "2024年", false), Some((4, None)));
        assert_eq!(lines("4", "、9件", false), Some((4, None)));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("12件", 12),
            ("１２件", 12),
            ("3,119件", 3119),
            ("1,234,567条", 1_234_567),
            ("3 119 件", 3119),
            ("1 2 月", 12),
            ("1.2万件", 12_000),
            ("2万余条", 20_000),
            ("3.25亿次", 325_000_000),
            ("十二件", 12),
            ("两件", 2),
            ("一百零三件", 103),
            ("二十件", 20),
            ("一千二百三十四件", 1234),
            ("一万两千件", 12_000),
            ("零件", 0),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
    }

    #[test]
    fn a_comma_between_two_numbers_is_no_thousands_separator() {
        assert_eq!(integer("公开12，430件为"), Some(12));
        assert_eq!(integer("5,20件"), Some(5));
        assert_eq!(integer("2013,2014年"), Some(2013));
    }

    #[test]
    fn a_space_may_separate_two_numbers() {
        let numeral = read("附件1 2件").unwrap();
        assert!(numeral.admits(12) && numeral.admits(2) && !numeral.admits(1));
        assert_eq!(integer("共3 2024年"), Some(3));
    }

    #[test]
    fn approximate_numbers_admit_what_their_words_allow() {
        let more = read("1200余条").unwrap();
        assert!(more.admits(1200) && more.admits(1299) && !more.admits(1300) && !more.admits(1199));
        assert!(read("近300件").unwrap().admits(298));
        assert!(read("约300件").unwrap().admits(310));
        assert!(read("超过3000件").unwrap().admits(3119));
        assert!(read("1.2万件").unwrap().admits(12_310));
        let decimal = read("12.5%").unwrap();
        assert_eq!((decimal.digits, decimal.scale), (125, 1));
    }

    #[test]
    fn money_keeps_its_unit_and_long_digits_do_not_overflow() {
        assert_eq!(integer("251万元"), Some(251));
        assert_eq!(integer("99999999999999999999999件"), None);
    }
}
