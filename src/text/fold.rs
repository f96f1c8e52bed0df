//! Folding of text for matching only: what is shown is what was written.
//!
//! Folding takes full-width to half-width forms, traditional to simplified characters, unifies brackets, quotes,
//! dashes and list marks, drops white space and control characters, and the pinyin that some mirrors put after a
//! character (`鎮(zhèn)`). Every folded character remembers the character of the source that it came from.

use super::script::simplify;

/// A folded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each folded character, the index (in characters) of its source.
    pub origin: Vec<u32>,
}

impl Folded {
    /// The folded text as a string.
    #[must_use]
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Source index just after the folded character before `end`: where a match that ends at `end` ends in the source.
    #[must_use]
    pub fn source_end(&self, end: usize) -> u32 {
        end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(0, |last| last + 1)
    }

    /// Source index of the folded character at `start`.
    #[must_use]
    pub fn source_start(&self, start: usize) -> u32 {
        self.origin.get(start).or(self.origin.last()).copied().unwrap_or(0)
    }
}

/// Folds a text.
#[must_use]
pub fn fold(text: &str) -> Folded {
    // A Chinese character has three bytes: nearly always right, and never far too much.
    let expected = text.len() / 3 + 1;
    let mut folded = Folded { chars: Vec::with_capacity(expected), origin: Vec::with_capacity(expected) };
    fold_each(text, |character, index, _| {
        folded.chars.push(character);
        folded.origin.push(u32::try_from(index).unwrap_or(u32::MAX));
    });
    folded
}

/// Folds a text to a string, where places are not needed.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_each(text, |character, _, _| folded.push(character));
    folded
}

/// Folds a text to its characters, where places are not needed.
#[must_use]
pub fn folded_chars(text: &str) -> Vec<char> {
    let mut folded = Vec::with_capacity(text.len() / 3 + 1);
    fold_each(text, |character, _, _| folded.push(character));
    folded
}

/// Folds a text, one character after the other: each with the number of its source character and the byte at which
/// that begins.
pub fn fold_each(text: &str, mut push: impl FnMut(char, usize, usize)) {
    let mut source = text.char_indices();
    let (mut index, mut before, mut last) = (0, '\0', '\0');
    while let Some((byte, character)) = source.next() {
        // Nearly all characters: no bracket, no mark, and never dropped.
        if let '\u{4e00}'..='\u{9fff}' = character {
            let mut folded = simplify(character);
            // 覆 is also a character of its own (覆盖): it is 复 in 答覆, 回覆, 反覆 only.
            if folded == '覆' && matches!(last, '答' | '回' | '反' | '批' | '函') {
                folded = '复';
            }
            push(folded, index, byte);
            (before, last) = (character, folded);
            index += 1;
            continue;
        }
        // Asked of the character first, which is a bracket or a mark more seldom than the one before is of those kinds.
        if matches!(character, '(' | '（')
            && matches!(before, '\u{3400}'..='\u{9fff}' | ')' | '）')
            && let Some(length) = pinyin_in(source.clone().map(|(_, each)| each))
        {
            // The letters and the bracket that closes them.
            before = source.nth(length).map_or(before, |(_, each)| each);
            index += length + 2;
            continue;
        }
        if let Some(signs) = composed(character) {
            signs.into_iter().flatten().for_each(|sign| push(sign, index, byte));
            (before, last) = (character, signs.into_iter().flatten().last().unwrap_or(character));
            index += 1;
            continue;
        }
        // ① behind a digit is a note's mark; elsewhere it numbers what follows.
        let is_mark = matches!(character, '①'..='⑳' | '❶'..='❿') && before.is_ascii_digit();
        if let Some(folded) = fold_char(character).filter(|_| !is_mark) {
            push(folded, index, byte);
            last = folded;
        }
        before = character;
        index += 1;
    }
}

/// The signs that one character for an ordinal stands for, as some input methods write them: ㈠ is (一), ⑴ is (1), ⒈ is `1.`.
fn composed(character: char) -> Option<[Option<char>; 3]> {
    const CHINESE: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let from = |first: char| u32::from(character) - u32::from(first) + 1;
    Some(match character {
        '㈠'..='㈩' => [Some('('), CHINESE.get(from('㈠') as usize - 1).copied(), Some(')')],
        '⑴'..='⑼' => [Some('('), char::from_digit(from('⑴'), 10), Some(')')],
        '⒈'..='⒐' => [char::from_digit(from('⒈'), 10), Some('.'), None],
        _ => return None,
    })
}

/// One character folded; `None` where it is dropped.
#[must_use]
pub fn fold_char(character: char) -> Option<char> {
    // Nearly all characters of a report are one of these kinds.
    match character {
        '\u{4e00}'..='\u{9fff}' => return Some(simplify(character)),
        '!'..='~' | '、' | '。' => return Some(character),
        '\u{ff01}'..='\u{ff5e}' => return Some(half_width(character)),
        ' ' | '\n' | '\t' | '\r' | '\u{3000}' | '\u{a0}' => return None,
        _ => {}
    }
    if character.is_whitespace() || character.is_control() {
        return None;
    }
    Some(match character {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => return None,
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '〝' | '〞' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '〔' | '【' | '﹝' | '〖' => '[',
        '〕' | '】' | '﹞' | '〗' => ']',
        '〈' => '<',
        '〉' => '>',
        '﹙' => '(',
        '﹚' => ')',
        '﹑' | '､' => '、',
        '｡' => '。',
        '·' | '•' | '・' | '‧' | '∙' => '·',
        '—' | '–' | '―' | '─' | '‐' | '‑' | '‒' | '−' | '﹣' => '-',
        // Notes' marks above and below the line.
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉' => return None,
        '①'..='⑳' => return Some(enclosed(character, '①')),
        '❶'..='❿' => return Some(enclosed(character, '❶')),
        other => simplify(other),
    })
}

fn half_width(character: char) -> char {
    char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
}

/// ① to ⑨ as digits; from ⑩ on they stay as they are.
fn enclosed(character: char, one: char) -> char {
    char::from_digit(u32::from(character) - u32::from(one) + 1, 10).unwrap_or(character)
}

/// Number of letters of a pinyin that stands before a closing bracket, `zhèn)`; `None` where there is none.
fn pinyin_in(source: impl Iterator<Item = char>) -> Option<usize> {
    let (mut length, mut has_vowel) = (0, false);
    for character in source.take(7) {
        if matches!(character, ')' | '）') {
            return (has_vowel && length > 0).then_some(length);
        }
        if length == 6 || !is_pinyin_letter(character) {
            return None;
        }
        has_vowel |= !character.is_ascii() || matches!(character, 'a' | 'e' | 'i' | 'o' | 'u');
        length += 1;
    }
    None
}

fn is_pinyin_letter(character: char) -> bool {
    character.is_ascii_lowercase() || among!("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê", character)
}

/// Whether a character is Chinese: the unified ideographs with their first extension.
#[must_use]
pub fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_script_quotes_space_and_pinyin_are_folded_with_their_origin() {
        let folded = fold("（四）無 法\n提供：“３”鎮(zhèn)公(gong)(gong)開");
        assert_eq!(folded.text(), "(四)无法提供:\"3\"镇公开");
        assert_eq!(folded.source_start(3), 3);
        assert_eq!(folded.source_start(4), 5);
        assert_eq!(folded.chars.len(), folded.origin.len());
    }

    #[test]
    fn brackets_that_are_not_pinyin_stay() {
        assert_eq!(folded("规章(b)"), "规章(b)");
        assert_eq!(folded("共5件(其中2件)"), "共5件(其中2件)");
        assert_eq!(folded("政府(https)"), "政府(https)");
    }

    #[test]
    fn marks_of_notes_are_no_digits() {
        assert_eq!(folded("收到12¹件，办结10①件"), "收到12件,办结10件");
        assert_eq!(folded("①属于国家秘密 3②"), "1属于国家秘密3");
        assert_eq!(folded("5㎡、6m²"), "5㎡、6m");
    }

    #[test]
    fn an_answer_is_an_answer_in_either_script() {
        assert_eq!(folded("答覆申請，反覆申請，覆蓋面"), "答复申请,反复申请,覆盖面");
    }
}
