//! How well a written label agrees with a label of the form.

use crate::extract::fold::{folded, is_han};
use crate::form::{GroupForm, RowForm};

/// A label prepared for comparison: folded, without ordinal, brackets and punctuation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Core {
    /// The characters that carry meaning.
    pub chars: Vec<char>,
    /// The ordinal in front (`三`, `1`), where there was one.
    pub ordinal: Option<char>,
}

/// Prepares a label.
#[must_use]
pub fn core(label: &str) -> Core {
    let text = folded(label);
    let chars: Vec<char> = text.chars().collect();
    let (ordinal, start) = leading_ordinal(&chars);
    let chars = chars.iter().skip(start).copied().filter(|c| is_meaning(*c)).collect();
    Core { chars, ordinal }
}

/// Characters that carry meaning in a label: letters, digits and Chinese characters.
pub fn is_meaning(character: char) -> bool {
    is_han(character) || character.is_alphanumeric()
}

/// The ordinal at the start of a folded label and the number of characters it takes: `三、`, `(三)`, `3.`, `3、`.
#[must_use]
pub fn leading_ordinal(chars: &[char]) -> (Option<char>, usize) {
    let ordinal = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    match chars {
        ['(' | '[', c, ')' | ']', '、' | '.', ..] if ordinal(c) => (Some(*c), 4),
        ['(' | '[', c, ')' | ']', ..] if ordinal(c) => (Some(*c), 3),
        ['(' | '[', '-', ')' | ']', ..] => (Some('一'), 3),
        [c, ')' | '、' | '.' | ',' | ':' | ';' | '·', ..] if ordinal(c) => (Some(*c), 2),
        [c, rest, ..] if c.is_ascii_digit() && !rest.is_ascii_digit() && *rest != '.' => (Some(*c), 1),
        _ => (None, 0),
    }
}

/// A label of the form prepared for fast comparison: for each character, the places where it stands, as bits.
#[derive(Debug, Clone)]
pub struct Pattern {
    chars: Vec<char>,
    places: Vec<(char, u64)>,
}

/// Labels are compared over their first 64 characters; the form's longest has 37.
const LENGTH: usize = 64;

impl Pattern {
    /// Prepares the characters of a label.
    #[must_use]
    pub fn new(core: Core) -> Self {
        let mut chars = core.chars;
        chars.truncate(LENGTH);
        let mut places: Vec<(char, u64)> = Vec::new();
        for (index, character) in chars.iter().enumerate() {
            let bit = 1_u64 << index;
            match places.iter_mut().find(|(each, _)| each == character) {
                Some((_, bits)) => *bits |= bit,
                None => places.push((*character, bit)),
            }
        }
        places.sort_unstable();
        Self { chars, places }
    }

    /// The characters that carry meaning.
    #[must_use]
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    fn places_of(&self, character: char) -> u64 {
        let found = self.places.binary_search_by_key(&character, |(each, _)| *each);
        found.ok().and_then(|index| self.places.get(index)).map_or(0, |(_, bits)| *bits)
    }

    /// Length of the longest common subsequence, bit-parallel (Hyyrö 2004).
    fn common_subsequence(&self, written: &[char]) -> u32 {
        let mut row = u64::MAX;
        for character in written {
            let matches = self.places_of(*character);
            let both = row & matches;
            row = row.wrapping_add(both) | (row & !matches);
        }
        let used = if self.chars.len() >= LENGTH { u64::MAX } else { (1_u64 << self.chars.len()) - 1 };
        (!row & used).count_ones()
    }

    /// Agreement of a written label with this one, 0 to 1; 1 is the same.
    ///
    /// A label that is cut off, or has damage inside, is measured by the characters that both have in the same order.
    #[must_use]
    pub fn agreement(&self, written: &Core) -> f64 {
        let length = written.chars.len().min(LENGTH);
        let a = written.chars.get(..length).unwrap_or(&written.chars);
        let b = self.chars.as_slice();
        // All labels of the forms are Chinese: other writing, thousands of cells of it in some workbooks, has nothing in
        // common with them.
        if b.is_empty() || !a.iter().any(|character| is_han(*character)) {
            return 0.0;
        }
        if a == b {
            return 1.0;
        }
        // Whole numbers up to 64 are exact.
        let size = |length: usize| f64::from(u32::try_from(length).unwrap_or(u32::MAX));
        let common = f64::from(self.common_subsequence(a));
        let precision = common / size(a.len());
        let recall = common / size(b.len());
        // A cut label has all its characters in the form's label; a short one could be anywhere, so length counts.
        let cut = if a.len() >= 4 && precision > 0.99 { 0.55 + 0.45 * recall } else { 0.0 };
        // A label with a note after it begins with the form's label.
        let noted = if b.len() >= 4 && a.starts_with(b) { 0.9 } else { 0.0 };
        let both = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        both.max(cut).max(noted).min(0.99)
    }
}

/// A form label with its variants, prepared.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The form's label first, then the accepted variants.
    pub patterns: Vec<Pattern>,
    /// The ordinal that the form prints.
    pub ordinal: Option<char>,
}

impl Expected {
    /// From the label and the variants.
    #[must_use]
    pub fn new(label: &str, variants: &[&str], ordinal: &str) -> Self {
        let patterns = std::iter::once(label)
            .chain(variants.iter().copied())
            .map(|each| Pattern::new(core(each)))
            .collect();
        Self { patterns, ordinal: ordinal.chars().next() }
    }

    /// Of a row.
    #[must_use]
    pub fn row(row: &RowForm) -> Self {
        Self::new(row.label, row.variants, row.ordinal)
    }

    /// Of a group.
    #[must_use]
    pub fn group(group: &GroupForm) -> Self {
        Self::new(group.label, group.variants, group.ordinal)
    }

    /// The best agreement over label and variants, with a small bonus or malus for the ordinal.
    #[must_use]
    pub fn agreement(&self, written: &Core) -> f64 {
        let best = self.patterns.iter().map(|expected| expected.agreement(written)).fold(0.0, f64::max);
        let ordinal = match (written.ordinal, self.ordinal) {
            (Some(a), Some(b)) if a == b => 0.05,
            (Some(_), Some(_)) => -0.10,
            _ => 0.0,
        };
        if best <= 0.0 { 0.0 } else { (best + ordinal).clamp(0.0, 1.05) }
    }

    /// Whether the written label is the form's own or an accepted variant.
    #[must_use]
    pub fn accepts(&self, written: &Core) -> bool {
        self.patterns.iter().any(|expected| expected.chars == written.chars)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(written: &str, expected: &str) -> f64 {
        Pattern::new(core(expected)).agreement(&core(written))
    }

    #[test]
    fn ordinals_brackets_width_and_script_do_not_matter() {
        for (a, b) in [
            ("（三）不予公开", "不予公开"),
            ("(-) 予以公開", "予以公开"),
            ("３．危及「三安全一稳定」", "危及“三安全一稳定”"),
            ("① 属于国家秘密", "属于国家秘密"),
            ("1、本机关不掌握\n相关政府信息", "本机关不掌握相关政府信息"),
        ] {
            assert!(measure(a, b) > 0.999, "{a} {b}");
        }
        assert_eq!(core("3.其他").ordinal, Some('3'));
        assert_eq!(core("（七）总计").ordinal, Some('七'));
        assert_eq!(core("三、本年度办理结果").ordinal, Some('三'));
    }

    #[test]
    fn damaged_labels_agree_more_with_their_own_than_with_others() {
        let damaged = "·公开(区分 只计这一情 其他情形)";
        assert!(measure(damaged, "部分公开（区分处理的，只计这一情形，不计其他情形）") > 0.7);
        assert!(measure(damaged, "予以公开") < 0.5);
        assert!(measure("不子公开", "不予公开") > 0.7);
        assert!(measure("2. 没有现成 去 信息需要另 行制作", "没有现成信息需要另行制作") > 0.9);
        assert!(measure("其他主动公开文件", "其他") < 0.7);
    }
}
