//! How well a written label agrees with a label of the form.

use std::hash::{Hash, Hasher};

use super::value::is_unit;
use crate::form::{GroupForm, RowForm};
use crate::text::fold::{folded_chars, is_han};

/// A label prepared for comparison: folded, without ordinal, brackets and punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Core {
    /// The characters that carry meaning.
    pub chars: Vec<char>,
    /// The ordinal in front (`三`, `1`), where there was one.
    pub ordinal: Option<char>,
    /// Which characters stand in the part that is compared.
    signature: Signature,
}

/// Which characters a label has, as bits, many characters to a bit: labels that have few bits in common have few
/// characters in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Signature {
    bits: u64,
    /// How many bits there are.
    count: u32,
    /// Whether one of them is Chinese.
    chinese: bool,
}

impl Signature {
    fn of(chars: &[char]) -> Self {
        let mut signature = Self::default();
        for character in chars.iter().take(LENGTH) {
            // Multiplicative hashing: the upper six bits of the product are the best mixed.
            signature.bits |= 1 << (u32::from(*character).wrapping_mul(0x9e37_79b1) >> 26);
            signature.chinese |= is_han(*character);
        }
        signature.count = signature.bits.count_ones();
        signature
    }
}

/// Prepares a label.
#[must_use]
pub fn core(label: &str) -> Core {
    core_of(folded_chars(label))
}

/// Prepares a label that is folded already.
#[must_use]
pub fn core_of(mut chars: Vec<char>) -> Core {
    // What stands before it is no part of a label: ★ and ☑, a list's point.
    let begins = |c: &char| is_meaning(*c) || matches!(c, '(' | '[');
    chars.drain(..chars.iter().position(begins).unwrap_or(0));
    if chars.starts_with(&['其', '中', ':']) {
        chars.drain(..3);
    }
    chars.truncate(end_of_label(&chars));
    let (ordinal, start) = leading_ordinal(&chars);
    chars.drain(..start);
    chars.retain(|character| is_meaning(*character));
    Core::new(chars, ordinal)
}

/// Where a label ends: what is said of it in another writing (其他 Others), how it is reckoned ((七)总计(=(一)+(二))), in what
/// it is counted ((件)) and which number it has in the list ((25)) is no part of it.
fn end_of_label(chars: &[char]) -> usize {
    /// Fewer letters are what recognition leaves of Chinese ones.
    const WORD: usize = 3;
    let is_foreign = |c: char| c.is_alphabetic() && !is_han(c);
    match chars.last() {
        Some(last) if is_foreign(*last) => {
            let from = chars.iter().rposition(|c| is_han(*c) || c.is_ascii_digit()).map_or(0, |at| at + 1);
            let letters = chars.get(from..).unwrap_or_default().iter().filter(|c| is_foreign(**c)).count();
            if from > 0 && letters >= WORD { from } else { chars.len() }
        }
        Some(')') => {
            let note = chars.iter().position(|c| *c == '=').and_then(|sign| {
                let before = chars.get(..sign)?;
                before.iter().rposition(|c| *c == '(').filter(|at| *at > 0)
            });
            let unit = || {
                let open = chars.iter().rposition(|c| *c == '(').filter(|at| *at > 0)?;
                let inner: String = chars.get(open + 1..chars.len() - 1)?.iter().collect();
                // A row's own number in the list: （25）.
                let code = inner.len() <= 3 && inner.bytes().all(|c| c.is_ascii_digit());
                (is_unit(&inner) || code && !inner.is_empty()).then_some(open)
            };
            note.or_else(unit).unwrap_or(chars.len())
        }
        _ => chars.len(),
    }
}

/// Labels that are equal have equal signatures and lengths: hashing these is enough, and a tenth of the work.
impl Hash for Core {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.signature.bits ^ (self.chars.len() as u64).rotate_left(48));
    }
}

impl Core {
    /// From the characters that carry meaning, and the ordinal.
    pub fn new(chars: Vec<char>, ordinal: Option<char>) -> Self {
        Self { signature: Signature::of(&chars), chars, ordinal }
    }
}

/// Characters that carry meaning in a label: letters, digits and Chinese characters.
pub fn is_meaning(character: char) -> bool {
    is_han(character) || character.is_alphanumeric()
}

/// Whether a folded character is a digit or a Chinese numeral of ordinals.
pub fn is_ordinal(character: char) -> bool {
    matches!(character, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The ordinal at the start of a folded label and the number of characters it takes: `三、`, `(三)`, `3.`, `3、`.
#[must_use]
pub fn leading_ordinal(chars: &[char]) -> (Option<char>, usize) {
    match chars {
        ['(' | '[', c, ')' | ']', '、' | '.', ..] if is_ordinal(*c) => (Some(*c), 4),
        ['(' | '[', c, ')' | ']', ..] if is_ordinal(*c) => (Some(*c), 3),
        ['(' | '[', '-', ')' | ']', ..] => (Some('一'), 3),
        [c, ')' | '、' | '.' | ',' | ':' | ';' | '·', ..] if is_ordinal(*c) => (Some(*c), 2),
        [c, rest, ..] if c.is_ascii_digit() && !rest.is_ascii_digit() && *rest != '.' => (Some(*c), 1),
        _ => (None, 0),
    }
}

/// A label of the form prepared for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    chars: Vec<char>,
    signature: Signature,
}

/// Labels are compared over their first 64 characters; the form's longest has 37.
const LENGTH: usize = 64;

impl Pattern {
    /// Prepares the characters of a label.
    #[must_use]
    pub fn new(core: Core) -> Self {
        let mut chars = core.chars;
        chars.truncate(LENGTH);
        Self { chars, signature: core.signature }
    }

    /// Whether a written label is this one, character by character.
    #[must_use]
    pub fn is(&self, written: &Core) -> bool {
        self.signature == written.signature && self.chars == written.chars
    }

    /// The characters that carry meaning.
    #[must_use]
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Agreement of a written label with this one, 0 to 1; 1 is the same. Where it is below a half it may be given as 0:
    /// nobody asks how little labels agree that are not the same, and most are ruled out by their signatures.
    #[must_use]
    pub fn agreement(&self, written: &Core) -> f64 {
        let (ours, theirs) = (self.signature, written.signature);
        if ours.bits & theirs.bits == 0 {
            return 0.0;
        }
        let both = (ours.bits & theirs.bits).count_ones();
        let (only_ours, only_theirs) = (ours.count - both, theirs.count - both);
        if only_ours > 0 && only_theirs > 0 {
            let size = |length: usize| u32::try_from(length.min(LENGTH)).unwrap_or(u32::MAX);
            let (a, b) = (size(written.chars.len()), size(self.chars.len()));
            let common = a.saturating_sub(only_theirs).min(b.saturating_sub(only_ours));
            // Neither is a part of the other, and both is at most 2 × common ÷ (a + b).
            if 4 * common < a + b {
                return 0.0;
            }
        }
        self.closeness(written)
    }

    /// The agreement to the last digit, however small.
    ///
    /// A label that is cut off, or has damage inside, is measured by the characters that both have in the same order.
    fn closeness(&self, written: &Core) -> f64 {
        let length = written.chars.len().min(LENGTH);
        let a = written.chars.get(..length).unwrap_or(&written.chars);
        let b = self.chars.as_slice();
        // All labels of the forms are Chinese: other writing, thousands of cells of it in some workbooks, has nothing in
        // common with them.
        if b.is_empty() || !written.signature.chinese {
            return 0.0;
        }
        if a == b {
            return 1.0;
        }
        // Whole numbers up to 64 are exact.
        let size = |length: usize| f64::from(u32::try_from(length).unwrap_or(u32::MAX));
        let common = f64::from(common_subsequence(b, a));
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

/// Length of the longest common subsequence of two texts, the first of at most 64 characters.
///
/// What both begin and end with is common to them; what is left, mostly little, is compared bit-parallel (Hyyrö 2004).
fn common_subsequence(mut a: &[char], mut b: &[char]) -> u32 {
    let mut common = 0;
    while let ([first, after @ ..], [other, rest @ ..]) = (a, b)
        && first == other
    {
        (a, b) = (after, rest);
        common += 1;
    }
    while let ([before @ .., last], [rest @ .., other]) = (a, b)
        && last == other
    {
        (a, b) = (before, rest);
        common += 1;
    }
    let mut row = u64::MAX;
    for character in b {
        let places = a.iter().enumerate().filter(|(_, each)| *each == character);
        let matches = places.fold(0_u64, |bits, (index, _)| bits | 1 << index);
        let both = row & matches;
        row = row.wrapping_add(both) | (row & !matches);
    }
    let used = if a.len() >= LENGTH { u64::MAX } else { (1_u64 << a.len()) - 1 };
    common + (!row & used).count_ones()
}

/// A form label with its variants, prepared.
#[derive(Debug, Clone, PartialEq)]
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

    /// Of a group's subtotal: the group's label alone, with a word for it, or the word alone.
    #[must_use]
    pub fn subtotal(label: &str, ordinal: &str) -> Self {
        let own = core(label).chars;
        let words = [['小', '计'], ['合', '计'], ['总', '计']];
        let with_words = words.iter().flat_map(|word| [[own.as_slice(), word].concat(), word.to_vec()]);
        let patterns = std::iter::once(own.clone()).chain(with_words);
        let patterns = patterns.map(|chars| Pattern::new(Core::new(chars, None))).collect();
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
        self.with_ordinal(self.without_ordinal(written), written)
    }

    /// The best agreement over label and variants.
    #[must_use]
    pub fn without_ordinal(&self, written: &Core) -> f64 {
        self.best(written, Pattern::agreement)
    }

    /// The same to the last digit, however small it is.
    #[must_use]
    pub fn closeness(&self, written: &Core) -> f64 {
        self.with_ordinal(self.best(written, Pattern::closeness), written)
    }

    fn best(&self, written: &Core, agreement: impl Fn(&Pattern, &Core) -> f64) -> f64 {
        self.patterns.iter().map(|expected| agreement(expected, written)).fold(0.0, f64::max)
    }

    /// An agreement with the small bonus or malus for the ordinal.
    #[must_use]
    pub fn with_ordinal(&self, best: f64, written: &Core) -> f64 {
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
        self.patterns.iter().any(|expected| expected.is(written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{FormId, TableForm};

    fn measure(written: &str, expected: &str) -> f64 {
        let (pattern, written) = (Pattern::new(core(expected)), core(written));
        let agreement = pattern.agreement(&written);
        assert!(
            agreement == pattern.closeness(&written)
                || (agreement == 0.0 && pattern.closeness(&written) < 0.5)
        );
        agreement
    }

    #[test]
    fn ordinals_brackets_width_and_script_do_not_matter() {
        for (a, b) in [
            ("㈠予以公开", "（一）予以公开"),
            ("⒈属于国家秘密", "1.属于国家秘密"),
            ("⑴属于国家秘密", "1.属于国家秘密"),
            ("3.其他 Others", "3.其他"),
            ("其中：3.其他", "3.其他"),
            ("（七）总计（=（一）至（六）之和）", "（七）总计"),
            ("总计(7=1+2+3+4+5+6)", "总计"),
            ("（一）予以公开（件）", "予以公开"),
            ("其他（件）", "其他"),
            ("（三）不予公开", "不予公开"),
            ("(-) 予以公開", "予以公开"),
            ("３．危及「三安全一稳定」", "危及“三安全一稳定”"),
            ("① 属于国家秘密", "属于国家秘密"),
            ("★（一）予以公开", "予以公开"),
            ("☑ 三、本年度办理结果", "本年度办理结果"),
            ("1、本机关不掌握\n相关政府信息", "本机关不掌握相关政府信息"),
        ] {
            assert!(measure(a, b) > 0.999, "{a} {b}");
        }
        assert_eq!(core("3.其他").ordinal, Some('3'));
        assert_eq!(core("㈦总计").ordinal, Some('七'));
        // Two letters are what recognition made of a character.
        assert!(measure("其他ab", "其他") < 1.0);
        assert_eq!(core("（七）总计").ordinal, Some('七'));
        assert_eq!(core("三、本年度办理结果").ordinal, Some('三'));
    }

    #[test]
    fn what_the_signatures_rule_out_agrees_by_less_than_half() {
        let forms = FormId::all().map(FormId::form).collect::<Vec<_>>();
        let rows = || forms.iter().flat_map(|form| form.tables).flat_map(TableForm::rows);
        let mut ruled_out = 0;
        for written in rows().flat_map(|row| [row.full_label(), row.label.chars().step_by(2).collect()]) {
            for row in rows() {
                ruled_out += u32::from(measure(&written, row.label) == 0.0);
            }
        }
        assert!(ruled_out > 1000, "{ruled_out}");
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

    #[test]
    fn a_label_that_was_cut_off_agrees_the_more_the_longer_it_is() {
        let whole = "没有现成信息需要另行制作";
        let cut = |length: usize| measure(&whole.chars().take(length).collect::<String>(), whole);
        assert!(cut(2) < 0.5);
        assert!(cut(4) > 0.6);
        assert!(cut(8) > 0.8);
        assert!((2..12).all(|length| cut(length) < cut(length + 1)));
        // What is not all in the label is no part of it.
        assert!(measure("没有其他", whole) < 0.6);
    }
}
