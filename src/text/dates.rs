//! Dates in running text, and the statistical period that a report states.

use std::fmt;
use std::ops::Range;

use super::flow::Flow;

/// A date of the calendar. Whether the day exists is not checked: 2 月 30 日 is what the report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year in four digits.
    pub year: i32,
    /// The month as written.
    pub month: u32,
    /// The day as written.
    pub day: u32,
}

/// The statistical period as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Date {
    /// Whether the calendar has this date.
    #[must_use]
    pub fn exists(self) -> bool {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

/// A year in four digits (1990 to 2099) at a place of the stream, with the index after it.
#[must_use]
pub fn year_at(flow: &Flow, index: usize) -> Option<(i32, usize)> {
    let digits = flow.slice(index..index + 4);
    if digits.len() < 4
        || index.checked_sub(1).and_then(|before| flow.chars.get(before)).is_some_and(is_digit)
    {
        return None;
    }
    let mut year = 0;
    for character in digits {
        year = year * 10 + digit(*character)?;
    }
    let next_is_digit = flow.chars.get(index + 4).is_some_and(char::is_ascii_digit);
    ((1990..=2099).contains(&year) && !next_is_digit).then_some((i32::try_from(year).ok()?, index + 4))
}

/// A date at a place of the stream (`2024年1月2日`, `2024-01-02`, `2024.1.2`, `二〇二四年一月二日`), with the index
/// after it. White space between the digits of a date in 年月日 is what recognition inserts and is read over.
#[must_use]
pub fn date_at(flow: &Flow, index: usize) -> Option<(Date, usize)> {
    let (year, after) = year_at(flow, index)?;
    match flow.chars.get(after)? {
        '年' => {
            let (month, day, end) = month_day_at(flow, after + 1)?;
            Some((Date { year, month, day }, end))
        }
        separator @ ('-' | '/' | '.') => {
            let (month, after) = number_at(flow, after + 1, true)?;
            if flow.chars.get(after) != Some(separator) {
                return None;
            }
            let (day, end) = number_at(flow, after + 1, true)?;
            plausible(month, day).then_some((Date { year, month, day }, end))
        }
        _ => None,
    }
}

/// `12月31日` at a place of the stream, with the index after it.
#[must_use]
pub fn month_day_at(flow: &Flow, index: usize) -> Option<(u32, u32, usize)> {
    let (month, after) = number_at(flow, index, false)?;
    if flow.chars.get(after) != Some(&'月') {
        return None;
    }
    let (day, after) = number_at(flow, after + 1, false)?;
    let end = match flow.chars.get(after) {
        Some('日' | '号') => after + 1,
        _ => return None,
    };
    plausible(month, day).then_some((month, day, end))
}

/// Where a text says what period its numbers are of: 统计期限, 统计时限, 统计周期 and the like; 据统计 introduces something
/// else.
pub fn of_statistics(flow: &Flow, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    const AFTER: [&str; 12] =
        ["起止", "期", "日期", "时限", "时间", "时段", "周期", "范围", "区间", "口径", "数据", "年度"];
    flow.find_all(range, "统计").filter(|at| AFTER.iter().any(|word| flow.has(at + 2, word)))
}

/// The period that is stated from a place of the stream on, at most `reach` characters further, with its range.
///
/// The second year may be left out (2024年1月1日至12月31日).
#[must_use]
pub fn period_from(flow: &Flow, from: usize, reach: usize) -> Option<(Period, Range<usize>)> {
    let until = (from + reach).min(flow.len());
    for index in from..until {
        let Some((start, after)) = date_at(flow, index) else { continue };
        let mut next = after;
        while next < after + 6 && flow.chars.get(next).is_some_and(|c| among!("起到至-~～,为的日期", *c))
        {
            next += 1;
        }
        if next == after {
            continue;
        }
        if let Some((end, after)) = date_at(flow, next) {
            return Some((Period { start, end }, index..after));
        }
        if let Some((month, day, after)) = month_day_at(flow, next) {
            let end = Date { year: start.year, month, day };
            return Some((Period { start, end }, index..after));
        }
    }
    None
}

fn plausible(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// A number of one or two digits, or in Chinese numerals up to 三十一; `tight`: white space ends it.
fn number_at(flow: &Flow, index: usize, tight: bool) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut end = index;
    while end < index + 2 && flow.chars.get(end).is_some_and(char::is_ascii_digit) {
        if tight && end > index && flow.gap_before(end) {
            break;
        }
        value = value * 10 + flow.chars.get(end).copied().and_then(digit)?;
        end += 1;
    }
    if end > index { Some((value, end)) } else { chinese_number_at(flow, index) }
}

fn chinese_number_at(flow: &Flow, index: usize) -> Option<(u32, usize)> {
    let (mut tens, mut ones, mut end) = (0, 0, index);
    while end < index + 3 {
        match flow.chars.get(end).copied() {
            Some('十') if tens == 0 => {
                tens = ones.max(1);
                ones = 0;
            }
            Some(character) if !character.is_ascii_digit() => match digit(character) {
                Some(value) if ones == 0 => ones = value,
                _ => break,
            },
            _ => break,
        }
        end += 1;
    }
    (end > index).then_some((tens * 10 + ones, end))
}

fn is_digit(character: &char) -> bool {
    digit(*character).is_some()
}

/// Value of a digit, Western or Chinese.
#[must_use]
pub fn digit(character: char) -> Option<u32> {
    Some(match character {
        '0'..='9' => return character.to_digit(10),
        '〇' | '○' | '零' | '◯' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    fn flow(text: &str) -> Flow {
        Flow::of(&Document { blocks: vec![Block::paragraph(text)], ..Document::default() })
    }

    fn date(text: &str) -> Option<String> {
        date_at(&flow(text), 0).map(|(date, _)| date.to_string())
    }

    #[test]
    fn dates_in_all_their_writings() {
        for text in [
            "2022年1月24日",
            "2022 年 1 月 2 4 日",
            "２０２２年０１月２４日",
            "2022-01-24 08:51:18",
            "2022/1/24",
            "2022.1.24",
            "二〇二二年一月二十四日",
            "二○二二年一月二十四日",
        ] {
            assert_eq!(date(text).as_deref(), Some("2022-01-24"), "{text}");
        }
        assert_eq!(date("2022-1-2 08:51").as_deref(), Some("2022-01-02"));
        assert_eq!(date("2022年12月"), None);
        assert_eq!(date("12022年1月2日"), None);
        assert_eq!(date("2022年13月2日"), None);
        assert!(Date { year: 2024, month: 2, day: 29 }.exists());
        assert!(!Date { year: 2023, month: 2, day: 29 }.exists());
    }

    #[test]
    fn periods_with_and_without_the_second_year() {
        for text in [
            "统计期限自 2022 年 1 月 1 日起至 2022 年 1 2 月 31 日止",
            "统计期限为2022年1月1日到12月31日",
            "统计周期:2022年1月1日-2022年12月31日",
            "统计期限为2022.1.1至2022.12.31",
        ] {
            let (period, _) = period_from(&flow(text), 0, 40).unwrap();
            assert_eq!(period.start.to_string(), "2022-01-01", "{text}");
            assert_eq!(period.end.to_string(), "2022-12-31", "{text}");
        }
        assert!(period_from(&flow("2022年1月1日施行,2022年12月31日废止"), 0, 40).is_none());
    }
}
