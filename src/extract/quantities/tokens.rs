//! The narrative cut into numbers, words that matter, and marks.

use crate::text::dates::digit;
use crate::text::fold::is_han;
use crate::text::numerals::{Glyph, Numeral, is_ordinal_numeral, numeral_at};

use super::lexicon::{Lexicon, Word};
use super::stream::{Stream, item_mark};

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A number with its unit; `percent` for shares and rates.
    Number(Measure),
    /// A word.
    Word(Word),
    /// 。 and the like, and the end of a paragraph.
    Stop,
    /// ；
    Semicolon,
    /// ，or ：
    Comma,
    /// 、
    Pause,
    /// （
    Open,
    /// ）
    Close,
    /// The mark of a heading or list item (（二）, 一是).
    Item {
        /// Whether what follows can be a heading: not 一是.
        heading: bool,
    },
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    /// The number.
    pub numeral: Numeral,
    /// Its unit; empty where it has none.
    pub unit: &'static str,
}

/// A token with its place in the stream, `end` exclusive.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub(super) fn word(&self) -> Option<Word> {
        match self.kind {
            TokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn measure(&self) -> Option<&Measure> {
        match &self.kind {
            TokenKind::Number(measure) => Some(measure),
            _ => None,
        }
    }
}

/// Units, longer ones first where one begins with another.
const UNITS: &[&str] = &[
    "个百分点",
    "个工作日",
    "个小时",
    "小时",
    "分钟",
    "秒",
    "百分点",
    "工作日",
    "平方米",
    "立方米",
    "平方公里",
    "公里",
    "个月",
    "万元",
    "亿元",
    "人次",
    "件次",
    "条次",
    "场次",
    "家次",
    "批次",
    "余件",
    "元",
    "件",
    "宗",
    "份",
    "起",
    "条",
    "个",
    "项",
    "例",
    "次",
    "篇",
    "期",
    "场",
    "人",
    "家",
    "部",
    "册",
    "批",
    "笔",
    "封",
    "页",
    "户",
    "名",
    "类",
    "处",
    "套",
    "本",
    "位",
    "种",
    "天",
    "块",
    "张",
    "吨",
    "辆",
    "卷",
    "幅",
    "站",
    "届",
    "级",
    "分",
    "倍",
    "案",
    "所",
    "%",
    "‰",
    "字",
    "只",
    "台",
    "座",
    "亩",
    "轮",
    "则",
    "组",
    "通",
    "班",
    "支",
    "日",
];

/// Units in which requests, cases and decisions are counted.
pub(super) const COUNTS: &[&str] =
    &["件", "宗", "份", "起", "条", "个", "项", "例", "件次", "案", "笔", "次", "余件", ""];

/// Cuts a stream into tokens. Linear in its length: words and numbers have a greatest length.
pub(super) fn tokens(stream: &Stream, lexicon: &Lexicon) -> Vec<Token> {
    let glyphs = &stream.glyphs;
    let character = |at: usize| glyphs.get(at).map(|glyph| glyph.character);
    let mut tokens = Vec::new();
    let mut part = None;
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        let mut push = |kind: TokenKind, start: usize, end: usize| tokens.push(Token { kind, start, end });
        let begins = glyph.paragraph || at == 0 || after_stop(glyphs, at);
        let item = item_at(glyphs, at, begins);
        // 其中：1.甲类4条；2.乙类11条: the parts of one sentence.
        let value = item.map(|length| {
            let digits = glyphs.iter().skip(at).take(length).filter_map(|glyph| digit(glyph.character));
            digits.fold(0, |value, digit| value * 10 + digit)
        });
        let joins = value.is_some_and(|value| {
            let before = stream.text(at.saturating_sub(3), at);
            value == 1 && before == "其中:"
                || part.map(|part| part + 1) == Some(value) && before.ends_with(';')
        });
        if glyph.paragraph && !joins {
            push(TokenKind::Stop, at, at);
        }
        if let Some(length) = item {
            if joins {
                push(TokenKind::Comma, at, at + length);
                part = value;
                at += length;
                continue;
            }
            let last = character(at + length - 1);
            push(TokenKind::Stop, at, at);
            push(TokenKind::Item { heading: last != Some('是') }, at, at + length);
            at += length;
            continue;
        }
        let mark = match glyph.character {
            '。' | '!' | '?' | '|' => Some(TokenKind::Stop),
            '.' if ends_words(glyphs, at) => Some(TokenKind::Stop),
            ';' => Some(TokenKind::Semicolon),
            ',' | ':' => Some(TokenKind::Comma),
            '、' => Some(TokenKind::Pause),
            '(' | '[' => Some(TokenKind::Open),
            ')' | ']' => Some(TokenKind::Close),
            _ => None,
        };
        if let Some(kind) = mark {
            // A bracket may be part of a word of the lexicon: 各县(市、区).
            push(kind, at, at + 1);
            at += 1;
            continue;
        }
        if glyph.character == '《' {
            let length = glyphs.iter().skip(at).take(80).position(|each| each.character == '》');
            if let Some(length) = length {
                push(TokenKind::Word(Word::Title), at, at + length + 1);
                at += length + 1;
                continue;
            }
        }
        if glyph.character.is_ascii_alphabetic() {
            // An address or a code: its digits are no numbers of the narrative.
            at = skip(glyphs, at, |c| c.is_ascii_alphanumeric() || among!("./:_-@", c));
            continue;
        }
        // Words that begin like a number (三安全一稳定, 十三五, 一季度) come first.
        let word = lexicon.longest(glyphs.get(at..).unwrap_or_default());
        let word = word.map(|found| among_cases(lexicon, glyphs, at, found));
        let word = word.filter(|(length, word)| match glyph.character {
            '零' => *word == Word::Negation && !zero_of_unit(glyphs, at),
            '共' | '计' if *length == 1 => is_total(glyphs, at),
            other => *length > 2 || !is_digit(other),
        });
        if let Some((length, word)) = word {
            push(TokenKind::Word(word), at, at + length);
            at += length;
            continue;
        }
        if is_digit(glyph.character) {
            at = number(stream, at, &mut tokens);
            continue;
        }
        at += 1;
    }
    let end = glyphs.len();
    tokens.push(Token { kind: TokenKind::Stop, start: end, end });
    tokens
}

/// 复议中结果维持5件: a result follows, of those under review; 复议中2件 are not ended.
fn among_cases(
    lexicon: &Lexicon,
    glyphs: &[Glyph],
    at: usize,
    (length, word): (usize, Word),
) -> (usize, Word) {
    let last = glyphs.get(at + length - 1).map(|glyph| glyph.character);
    let case = |found: Option<(usize, Word)>| matches!(found, Some((_, Word::Case(_))));
    let behind = || case(lexicon.longest(glyphs.get(at + length..).unwrap_or_default()));
    // 9起复议中自然人7起: of so many.
    let before = at.checked_sub(2).and_then(|from| glyphs.get(from..at)).unwrap_or_default();
    let counted = || matches!(before, [number, unit] if is_digit(number.character) && among!("件宗起例", unit.character));
    if last != Some('中') || !case(Some((length, word))) || !(behind() || counted()) {
        return (length, word);
    }
    lexicon.longest(glyphs.get(at..at + length - 1).unwrap_or_default()).unwrap_or((length, word))
}

/// Whether a point stands for a full stop: 其他信息6条. 从渠道看.
fn ends_words(glyphs: &[Glyph], at: usize) -> bool {
    let word = |index: usize| glyphs.get(index).filter(|glyph| is_han(glyph.character));
    at > 0 && word(at - 1).is_some() && word(at + 1).is_some_and(|next| next.gap)
}

/// Whether 共 or 计 by itself sums up, and is no part of another word (公共, 审计, 共享).
fn is_total(glyphs: &[Glyph], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| glyphs.get(before)).map(|glyph| glyph.character);
    let after = glyphs.get(at + 1).map(|glyph| glyph.character);
    let inside = before.is_some_and(|c| among!("公审设会估核统中", c));
    let begins = after.is_some_and(|c| among!("享建同性治青产识赢鸣和生量", c));
    !inside && !begins
}

fn is_digit(character: char) -> bool {
    is_ordinal_numeral(character) || matches!(character, '0'..='9' | '零' | '〇' | '两')
}

/// 零件, 零宗: the number 0.
fn zero_of_unit(glyphs: &[Glyph], at: usize) -> bool {
    glyphs.get(at + 1).is_some_and(|glyph| among!("件宗份起条例项", glyph.character))
}

fn after_stop(glyphs: &[Glyph], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| glyphs.get(before))
        .is_none_or(|glyph| matches!(glyph.character, '。' | ';' | ':' | '!' | '|'))
}

/// Length of the mark of a heading or item: anywhere for （一）, else only where a sentence begins.
fn item_at(glyphs: &[Glyph], at: usize, begins: bool) -> Option<usize> {
    let first = glyphs.get(at)?.character;
    if !begins && first != '(' {
        return None;
    }
    let window: Vec<char> = glyphs.iter().skip(at).take(8).map(|glyph| glyph.character).collect();
    let window = window.as_slice();
    let length = match first {
        '(' if glyphs.get(at + 1).is_some_and(|glyph| is_ordinal_numeral(glyph.character)) => {
            let before = at.checked_sub(1).and_then(|before| glyphs.get(before));
            before.is_none_or(|glyph| glyph.character != '第').then(|| item_mark(window))?
        }
        '(' if begins => item_mark(window),
        '1'..='9' if begins => item_mark(window),
        first if begins && is_ordinal_numeral(first) => item_mark(window),
        _ => None,
    };
    // 一件是, 3件 are no marks: item_mark takes only numerals with `、`, `.`, `)` or 是 after them.
    length
}

/// Reads a number with its unit, a date or an ordinal; returns where to go on.
fn number(stream: &Stream, at: usize, tokens: &mut Vec<Token>) -> usize {
    let glyphs = &stream.glyphs;
    let character = |index: usize| stream.character(index);
    let before = at.checked_sub(1).and_then(character);
    let Some(numeral) = numeral_at(glyphs, at) else {
        return skip(glyphs, at, is_digit).max(at + 1);
    };
    let after = character(numeral.end);
    let end = numeral.end;
    if numeral.scale == 0 && after == Some('年') && !numeral.chinese {
        let year = i32::try_from(numeral.digits).unwrap_or(0);
        if (1980..=2100).contains(&year) {
            // 2024年度, 2024年以来.
            let extra = usize::from(character(end + 1) == Some('度'));
            tokens.push(Token { kind: TokenKind::Word(Word::Year(year)), start: at, end: end + 1 + extra });
            return end + 1 + extra;
        }
    }
    // 近3年: more than one year.
    if numeral.scale == 0 && after == Some('年') && before == Some('近') {
        tokens.push(Token { kind: TokenKind::Word(Word::OtherTime), start: at - 1, end: end + 1 });
        return end + 1;
    }
    let ordinal = before == Some('第') || matches!((before, after), (Some('['), Some(']')));
    let ranged = matches!(after, Some('-' | '~' | '/'))
        && character(end + 1).is_some_and(|c| c.is_ascii_digit())
        || matches!(before, Some('-' | '~' | '/'))
            && !numeral.chinese
            && at >= 2
            && character(at - 2).is_some_and(|c| c.is_ascii_digit());
    let dated = matches!(after, Some('年' | '月' | '号' | '时' | '楼' | '室' | '路' | '届' | '版'));
    if ordinal || ranged || dated {
        return end;
    }
    let unit = unit_at(stream, end);
    if numeral.chinese && !is_counted(stream, &numeral, unit) {
        return end;
    }
    let Some(unit) = unit else {
        // A number by itself counts where it closes a clause (申请数为34，): a telephone number or a code does not.
        let closes =
            after.is_none_or(|c| among!("。,;、)(", c)) || glyphs.get(end).is_some_and(|g| g.paragraph);
        let counts = !numeral.chinese && numeral.digits < 10_000_000 && before != Some('-');
        if closes && counts && !is_address(stream, at) {
            tokens.push(Token { kind: TokenKind::Number(Measure { numeral, unit: "" }), start: at, end });
        }
        return end;
    };
    if unit == "日" {
        return end + 1;
    }
    let end = end + unit.chars().count();
    tokens.push(Token { kind: TokenKind::Number(Measure { numeral, unit }), start: at, end });
    end
}

/// Whether the words before a number say that it is a postcode, a telephone number or another code: 邮编：.
fn is_address(stream: &Stream, at: usize) -> bool {
    const NAMES: [&str; 9] = ["邮编", "邮政编码", "编码", "电话", "传真", "号码", "热线", "代码", "联系方式"];
    const FURTHEST: usize = 2;
    let marks = (0..at).rev().map_while(|index| stream.character(index)).take(FURTHEST);
    let marks = marks.take_while(|c| among!(":(为是", *c)).count();
    let name = stream.text((at - marks).saturating_sub(4), at - marks);
    NAMES.iter().any(|word| name.ends_with(word))
}

fn unit_at(stream: &Stream, at: usize) -> Option<&'static str> {
    UNITS.iter().copied().find(|unit| {
        unit.chars().enumerate().all(|(offset, each)| stream.character(at + offset) == Some(each))
    })
}

/// Whether a Chinese numeral counts something: 一件, 十二宗, but not 一次性, 统一, 三审三校, 一件事.
fn is_counted(stream: &Stream, numeral: &Numeral, unit: Option<&'static str>) -> bool {
    let Some(unit) = unit else { return false };
    let before = numeral.start.checked_sub(1).and_then(|at| stream.character(at));
    let after = stream.character(numeral.end + unit.chars().count());
    if matches!(before, Some('第' | '每' | '任' | '同' | '某' | '唯' | '统' | '逐' | '之' | '进' | '单'))
    {
        return false;
    }
    if unit == "部" && after == Some('分') {
        return false;
    }
    if matches!(after, Some('事' | '龙' | '性' | '体' | '线' | '件' | '部')) {
        return false;
    }
    let single = numeral.end - numeral.start == 1 && stream.character(numeral.start) == Some('一');
    // 一件一登记, 一事一议: each.
    if single && after == Some('一') {
        return false;
    }
    !single || matches!(unit, "件" | "宗" | "起" | "例" | "份")
}

fn skip(glyphs: &[Glyph], from: usize, inside: impl Fn(char) -> bool) -> usize {
    let length = glyphs.iter().skip(from).take_while(|glyph| inside(glyph.character)).count();
    from + length
}
