//! Marks by which Chinese texts count their points: 一是, 一要, 第一, （一）, （1）, 1., 1、.

use std::ops::Range;

use crate::text::dates::digit;
use crate::text::flow::Flow;

/// A mark of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) value: u32,
    pub(super) style: Style,
    pub(super) range: Range<usize>,
}

/// How points are counted, from the widest parts of a text to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// （一）
    Bracketed,
    /// 1. and 1、
    Number,
    /// 第一
    Ordinal,
    /// 一是
    Is,
    /// 一要
    Must,
    /// （1）
    BracketedNumber,
}

/// The styles, in their order.
pub(super) const STYLES: [Style; 6] =
    [Style::Bracketed, Style::Number, Style::Ordinal, Style::Is, Style::Must, Style::BracketedNumber];

/// The mark that begins at an index, whatever stands before it.
pub(super) fn mark_at(flow: &Flow, index: usize) -> Option<Mark> {
    let at = |offset: usize| flow.chars.get(index + offset).copied();
    let mark = |value, style, length| Some(Mark { value, style, range: index..index + length });
    let first = at(0)?;
    if first == '(' {
        let (value, length) = han(flow, index + 1).or_else(|| number(flow, index + 1))?;
        let style = if at(1)?.is_ascii_digit() { Style::BracketedNumber } else { Style::Bracketed };
        return flow.has(index + 1 + length, ")").then_some(()).and_then(|()| mark(value, style, length + 2));
    }
    if first.is_ascii_digit() {
        let (value, length) = number(flow, index)?;
        // 1.5 and 1、2 are numbers; what is counted is said in words.
        let words = at(length + 1).is_some_and(|next| !next.is_ascii_digit() && !next.is_whitespace());
        return (matches!(at(length), Some('.' | '、')) && words)
            .then_some(())
            .and_then(|()| mark(value, Style::Number, length + 1));
    }
    if first == '第' {
        let (value, length) = han(flow, index + 1)?;
        let follows = matches!(at(length + 1), Some(',' | ':')) || at(length + 1) == Some('、');
        // 第一、二部分 names two things.
        let more = at(length + 2).and_then(digit).is_some();
        return (follows && !more).then_some(()).and_then(|()| mark(value, Style::Ordinal, length + 1));
    }
    let (value, length) = han(flow, index)?;
    let style = match at(length)? {
        '是' if !counts_one(flow, index + length) => Style::Is,
        '要' => Style::Must,
        _ => return None,
    };
    mark(value, style, length + 1)
}

/// 是一个甲: the numeral before it is what is spoken of, and no mark; 二是一些信息更新慢 is one.
fn counts_one(flow: &Flow, index: usize) -> bool {
    const UNITS: &str = "个件种项次家条名位本把门道样份座年";
    flow.has(index, "是一") && flow.chars.get(index + 2).is_some_and(|c| among!(UNITS, *c))
}

/// The marks in a range that stand where a point can begin, in order.
pub(super) fn marks(flow: &Flow, range: &Range<usize>) -> Vec<Mark> {
    let begins = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        index == range.start
            || flow.gap_before(index)
            || matches!(before, Some('。' | ';' | ':' | ',' | '!' | '?' | ')' | '"'))
    };
    let mark = |index: usize| if begins(index) { mark_at(flow, index) } else { behind_number(flow, index) };
    range.clone().filter_map(mark).collect()
}

/// 收到申请0三是…: the unit and the stop behind a number were lost, and the point, one of several, is there.
pub(super) fn behind_number(flow: &Flow, index: usize) -> Option<Mark> {
    let counted = flow.chars.get(index.checked_sub(1)?).is_some_and(char::is_ascii_digit);
    let mark = counted.then(|| mark_at(flow, index)).flatten()?;
    (mark.style == Style::Is && mark.value > 1).then_some(mark)
}

/// Whether a point stands in a range without a stop before it: 选送4人参加培训3.建章立制. Not 第（三）项 of a law, 12.3 nor 第三是.
pub(super) fn is_run_on(flow: &Flow, mut range: Range<usize>, style: Style, value: u32) -> bool {
    range.any(|index| {
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
        let inside =
            before.is_some_and(|c| c.is_ascii_digit() || among!(".第条款项", *c) || digit(*c).is_some());
        let point = |mark: Mark| mark.style == style && mark.value == value;
        let cited = |mark: &Mark| flow.chars.get(mark.range.end).is_some_and(|c| among!("项款目", *c));
        // 三）政府信息管理: a line whose first bracket was lost.
        let half = || {
            let numeral = han(flow, index).filter(|(found, _)| *found == value);
            numeral.is_some_and(|(_, length)| flow.has(index + length, ")")) && flow.starts_piece(index)
        };
        // 全市第三, is a rank.
        style == Style::Bracketed && half()
            || style != Style::Ordinal
                && !inside
                && mark_at(flow, index).filter(|mark| !cited(mark)).is_some_and(point)
    })
}

/// A numeral in characters up to 十九, with its length.
pub(super) fn han(flow: &Flow, index: usize) -> Option<(u32, usize)> {
    let ordinal = |at: usize| match flow.chars.get(at).copied()? {
        '0'..='9' | '〇' | '零' | '○' | '◯' | '两' => None,
        '十' => Some(10),
        other => digit(other),
    };
    let first = ordinal(index)?;
    match ordinal(index + 1) {
        Some(unit) if first == 10 && unit < 10 => Some((first + unit, 2)),
        _ => Some((first, 1)),
    }
}

/// A number of one or two digits, with its length.
fn number(flow: &Flow, index: usize) -> Option<(u32, usize)> {
    let digits: Vec<u32> =
        flow.slice(index..index + 3).iter().map_while(|character| character.to_digit(10)).collect();
    let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
    ((1..=2).contains(&digits.len()) && value > 0).then_some((value, digits.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marks of a text: value, style, and the mark as it stands there.
    fn read(text: &str) -> Vec<(u32, Style, String)> {
        let flow = Flow::of_line(text);
        let told = |mark: Mark| (mark.value, mark.style, flow.text(mark.range));
        marks(&flow, &(0..flow.len())).into_iter().map(told).collect()
    }

    #[test]
    fn each_style_has_its_marks() {
        for (text, style, marks) in [
            ("一是甲。二是乙；三是丙", Style::Is, ["一是", "二是", "三是"]),
            ("一要甲。二要乙，三要丙", Style::Must, ["一要", "二要", "三要"]),
            ("第一，甲。第二：乙。第三、丙", Style::Ordinal, ["第一", "第二", "第三"]),
            ("（一）甲。（二）乙。（三）丙", Style::Bracketed, ["(一)", "(二)", "(三)"]),
            ("（1）甲。（2）乙！（3）丙", Style::BracketedNumber, ["(1)", "(2)", "(3)"]),
            ("1.甲。2、乙。3.丙", Style::Number, ["1.", "2、", "3."]),
        ] {
            let expected = (1..).zip(marks).map(|(value, mark)| (value, style, mark.to_owned()));
            assert_eq!(read(text), expected.collect::<Vec<_>>(), "{text}");
        }
        assert!(STYLES.is_sorted() && STYLES.len() == 6);
    }

    #[test]
    fn numerals_go_up_to_two_signs() {
        for (text, value) in [
            ("十是甲", 10),
            ("十一是甲", 11),
            ("十九要甲", 19),
            ("九是甲", 9),
            ("二是一些甲", 2),
            ("（十二）甲", 12),
            ("（12）甲", 12),
            ("（99）甲", 99),
            ("第十三，甲", 13),
            ("10.甲", 10),
            ("99、甲", 99),
        ] {
            let marks = read(text);
            assert_eq!(marks.iter().map(|mark| mark.0).collect::<Vec<_>>(), [value], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_is_none() {
        for text in [
            "一是一个甲",
            "两是甲",
            "〇是甲",
            "二十是甲",
            "十十是甲",
            "一甲",
            "（一甲",
            "（100）甲",
            "（0）甲",
            "（甲）乙",
            "0.甲",
            "100.甲",
            "1.5件",
            "2、3件",
            "1.",
            "1甲",
            "第一、二部分",
            "第一节",
            "第甲，",
            "",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn a_mark_begins_the_text_or_stands_behind_a_stop_or_a_gap() {
        for before in ["。", "；", "：", "，", "！", "？", "）", "”", "甲 ", "甲\n"] {
            assert_eq!(read(&format!("{before}一是乙")).len(), 1, "{before:?}");
        }
        for before in ["甲", "、", "5", "《"] {
            assert_eq!(read(&format!("{before}一是乙")), [], "{before:?}");
        }
        assert_eq!(read("收到申请0三是乙").len(), 1);
        assert_eq!(read("第5三要乙"), []);
        // Within a part of the text its first character is a beginning.
        let flow = Flow::of_line("甲一是乙");
        assert_eq!(marks(&flow, &(1..flow.len())).len(), 1);
    }
}
