//! List numbers ([MS-DOC] 2.9.131 and after): the 一、 of a heading that exists only as list numbering.

use std::collections::HashMap;

use super::bytes::{size_at, slice, u8_at, u16_at, u32_at};
use super::file::{Part, Streams, part_range};

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: u8,
    /// The number's text; characters 0 to 8 stand for the number of that level.
    text: Vec<u16>,
    /// All numbers of this level are shown as digits.
    legal: bool,
}

/// A paragraph's list: which definition it counts in, and the levels that it replaces.
#[derive(Debug, Clone, Default)]
struct Override {
    list: u32,
    levels: Vec<(usize, Option<u32>, Option<Level>)>,
}

/// The lists of a file and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, Vec<Level>>,
    overrides: Vec<Override>,
    /// For each list the last number at each level; 0 where it has not begun.
    counters: HashMap<u32, [Option<u32>; 9]>,
    /// Overrides whose new start has been used.
    started: Vec<(u16, usize)>,
}

impl Lists {
    /// Reads the list definitions; what cannot be read has no numbers.
    pub(super) fn of(streams: &Streams) -> Self {
        let mut lists = Self::default();
        let _ = lists.read_definitions(streams);
        let _ = lists.read_overrides(streams);
        lists
    }

    fn read_definitions(&mut self, streams: &Streams) -> Option<()> {
        let (offset, length) = part_range(&streams.word, Part::Lists)?;
        // The levels follow the definitions beyond the length that is written down.
        let bytes = streams.table.get(offset..)?;
        let count = usize::from(u16_at(bytes, 0)?);
        let mut at = length.max(2 + count * 28);
        if slice(bytes, 2, count * 28).is_none() || at > 2 + count * 28 {
            at = 2 + count * 28;
        }
        for index in 0..count {
            let entry = 2 + index * 28;
            let identity = u32_at(bytes, entry)?;
            let simple = u8_at(bytes, entry + 26)? & 1 == 1;
            let mut levels = Vec::new();
            for _ in 0..(if simple { 1 } else { 9 }) {
                let (level, next) = level_at(bytes, at)?;
                levels.push(level);
                at = next;
            }
            self.lists.insert(identity, levels);
        }
        Some(())
    }

    fn read_overrides(&mut self, streams: &Streams) -> Option<()> {
        let (offset, _) = part_range(&streams.word, Part::ListOverrides)?;
        let bytes = streams.table.get(offset..)?;
        let count = size_at(bytes, 0)?.min(0xFFFF);
        let mut at = 4 + count * 16;
        for index in 0..count {
            let entry = 4 + index * 16;
            let changed = u8_at(bytes, entry + 12)?;
            let mut one = Override { list: u32_at(bytes, entry)?, levels: Vec::new() };
            if let Some(next) = read_changes(bytes, at, changed, &mut one) {
                at = next;
            }
            self.overrides.push(one);
        }
        Some(())
    }

    /// The number of the next paragraph of a list at a level, ready to stand before its text; `None` for bullets and
    /// for lists that the file does not define.
    pub(super) fn next(&mut self, list: u16, level: u8) -> Option<String> {
        let chosen = self.overrides.get(usize::from(list).checked_sub(1)?)?;
        let level = usize::from(level);
        let defined = self.lists.get(&chosen.list)?;
        let find = |at: usize| -> Option<(&Level, Option<u32>)> {
            let change = chosen.levels.iter().find(|change| change.0 == at);
            let own = change.and_then(|change| change.2.as_ref()).or_else(|| defined.get(at))?;
            Some((own, change.and_then(|change| change.1)))
        };
        let (own, new_start) = find(level)?;
        let counters = self.counters.entry(chosen.list).or_default();
        let key = (list, level);
        let restart = new_start.is_some() && !self.started.contains(&key);
        if restart {
            self.started.push(key);
        }
        let start = new_start.unwrap_or(own.start);
        let slot = counters.get_mut(level)?;
        *slot = Some(match *slot {
            Some(last) if !restart => last.saturating_add(1),
            _ => start,
        });
        counters.iter_mut().skip(level + 1).for_each(|counter| *counter = None);
        if own.format == 23 || own.format == 255 && own.text.is_empty() {
            return None;
        }
        let mut units: Vec<u16> = Vec::new();
        for &unit in &own.text {
            if unit < 9 {
                let at = usize::from(unit);
                let Some((other, _)) = find(at) else { continue };
                let number = counters.get(at).copied().flatten().unwrap_or(other.start);
                let format = if own.legal { 0 } else { other.format };
                units.extend(number_text(number, format).encode_utf16());
            } else {
                units.push(unit);
            }
        }
        let mut text = String::from_utf16_lossy(&units);
        // Chinese numbering brings its own mark (一、 （一） 1．); Latin numbering is set off by its tab.
        if text.ends_with(|last: char| last.is_ascii()) {
            text.push(' ');
        }
        Some(text)
    }
}

fn read_changes(bytes: &[u8], at: usize, count: u8, into: &mut Override) -> Option<usize> {
    let mut at = at.checked_add(4)?;
    u32_at(bytes, at.checked_sub(4)?)?;
    for _ in 0..count {
        let start = u32_at(bytes, at)?;
        let flags = u32_at(bytes, at + 4)?;
        at += 8;
        let own = if flags & 0x20 != 0 {
            let (level, next) = level_at(bytes, at)?;
            at = next;
            Some(level)
        } else {
            None
        };
        let start = (flags & 0x10 != 0).then(|| own.as_ref().map_or(start, |level| level.start));
        into.levels.push((usize::try_from(flags & 0xF).ok()?, start, own));
    }
    Some(at)
}

fn level_at(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let start = u32_at(bytes, at)?;
    let format = u8_at(bytes, at + 4)?;
    let legal = u8_at(bytes, at + 5)? & 4 != 0;
    let characters = usize::from(u8_at(bytes, at + 24)?);
    let paragraphs = usize::from(u8_at(bytes, at + 25)?);
    let text = at + 28 + characters + paragraphs;
    let length = usize::from(u16_at(bytes, text)?);
    let units = slice(bytes, text + 2, length * 2)?;
    let units = units.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
    Some((Level { start, format, text: units, legal }, text + 2 + length * 2))
}

/// A number in one of Word's number formats ([MS-OSHARED] 2.2.1.3); unknown formats are written as digits.
fn number_text(number: u32, format: u8) -> String {
    let pick = |from: &str, index: u32| -> Option<String> {
        from.chars().nth(usize::try_from(index.checked_sub(1)?).ok()?).map(String::from)
    };
    let made = match format {
        1 | 2 => {
            let roman = roman(number);
            Some(if format == 1 { roman } else { roman.to_lowercase() })
        }
        3 | 4 if number > 0 => {
            let letter = pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (number - 1) % 26 + 1).unwrap_or_default();
            let repeated = letter.repeat(usize::try_from((number - 1) / 26 + 1).unwrap_or(1).min(9));
            Some(if format == 3 { repeated } else { repeated.to_lowercase() })
        }
        10 | 35 | 36 => Some(number.to_string().chars().map(|digit| chinese_digit(digit, '〇')).collect()),
        11 | 33 | 34 | 37 | 39 => Some(chinese(number)),
        38 | 15 => pick("壹贰叁肆伍陆柒捌玖拾", number),
        14 => Some(number.to_string().chars().map(full_width).collect()),
        18 => pick("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", number),
        22 => Some(format!("{number:02}")),
        28 | 29 => pick("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", number),
        26 => pick("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", number),
        27 => pick("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", number),
        30 => pick("甲乙丙丁戊己庚辛壬癸", number),
        31 => pick("子丑寅卯辰巳午未申酉戌亥", number),
        255 => Some(String::new()),
        _ => None,
    };
    made.unwrap_or_else(|| number.to_string())
}

fn full_width(digit: char) -> char {
    char::from_u32(u32::from(digit) + 0xFEE0).unwrap_or(digit)
}

fn chinese_digit(digit: char, zero: char) -> char {
    let index = digit.to_digit(10).and_then(|index| usize::try_from(index).ok()).unwrap_or(0);
    "一二三四五六七八九".chars().nth(index.wrapping_sub(1)).unwrap_or(zero)
}

/// A counting number in Chinese: 十一, 二十, 一百零三.
fn chinese(number: u32) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.push(char::from_digit(digit, 10).map_or('一', |digit| chinese_digit(digit, '零')));
        }
        text.push_str(name);
    }
    text
}

fn roman(mut number: u32) -> String {
    let mut text = String::new();
    if number >= 4000 {
        return number.to_string();
    }
    for (value, letters) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{chinese, number_text, roman};

    #[test]
    fn counts_in_chinese() {
        let counted: Vec<String> = [1, 10, 11, 20, 21, 103, 110, 1005].into_iter().map(chinese).collect();
        assert_eq!(counted, ["一", "十", "十一", "二十", "二十一", "一百零三", "一百一十", "一千零五"]);
    }

    #[test]
    fn counts_in_other_formats() {
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!(number_text(28, 4), "bb");
        assert_eq!(number_text(3, 18), "③");
        assert_eq!(number_text(12, 14), "１２");
        assert_eq!(number_text(25, 18), "25");
    }
}
