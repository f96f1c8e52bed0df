//! Characters that a page or its extraction took from a text.

use std::ops::Range;

use crate::text::flow::Flow;
use crate::text::fold::is_han;

/// Whether a date or a number with a year stands without the characters between its numbers: 2024118日, 2024年18日,
/// 〔202437号, 2024政府信息公开.
pub(super) fn loses_characters(flow: &Flow, range: Range<usize>) -> bool {
    let digit = |index: usize| flow.chars.get(index).is_some_and(char::is_ascii_digit);
    let run_before = |end: usize| (range.start..end).rev().take_while(|index| digit(*index)).count();
    let days = flow.find_all(range.clone(), "日").any(|day| {
        let run = run_before(day);
        let before = day - run;
        (5..=8).contains(&run) || run > 0 && before > range.start && flow.has(before - 1, "年")
    });
    let numbers = || {
        flow.find_all(range.clone(), "号").any(|at| {
            let run = run_before(at);
            run > 4 && at > run && flow.has(at - run - 1, "[") && flow.has(at - run, "20")
        })
    };
    let years = || {
        ["政府信息公开", "度政府信息"].iter().any(|words| {
            flow.find_all(range.clone(), words).any(|at| run_before(at) == 4 && flow.has(at - 4, "20"))
        })
    };
    // 称:, 号: on a line, of 名称 and 文号: the page's own labels lost a character.
    let labels = || {
        let first = flow.piece_at(range.start);
        let pieces = flow.pieces.iter().skip(first).take_while(|piece| piece.range.start < range.end);
        pieces
            .filter(|piece| flow.has(piece.range.start + 1, ":"))
            .any(|piece| flow.has(piece.range.start, "称") || flow.has(piece.range.start, "号"))
    };
    let ordinals = || ordinals(flow, range.clone()).next().is_some();
    days || numbers() || years() || labels() || ordinals()
}

/// Whether a text lost characters here and there: what is missing or damaged in it need not be so in the original.
pub(super) fn has_gaps(flow: &Flow) -> bool {
    const FEWEST: usize = 2;
    // 第二十条第()项.
    let items = flow.find_all(0..flow.len(), "第()");
    ordinals(flow, 0..flow.len()).chain(items).take(FEWEST).count() == FEWEST
}

/// The brackets that are left of the numbers of points, each behind a full stop: ）完善机制。. A text that lost other
/// characters as well is a poor copy.
pub(super) fn brackets(flow: &Flow) -> Vec<usize> {
    let all: Vec<usize> = ordinals(flow, 0..flow.len()).collect();
    let ended = |at: &usize| flow.has(*at, ")") && flow.has(at.wrapping_sub(1), "。");
    if all.iter().all(ended) { all } else { Vec::new() }
}

/// Lines that begin with the end of a number whose beginning is lost: )依申请公开, 、行政机关收到….
fn ordinals(flow: &Flow, range: Range<usize>) -> impl Iterator<Item = usize> {
    let first = flow.piece_at(range.start);
    let begins = move |at: usize| {
        let Some(mark) = flow.chars.get(at).filter(|c| matches!(c, ')' | '、')) else { return false };
        // A bracket or a list may go on over the end of a line.
        let before = flow.slice(at.saturating_sub(40)..at);
        let open = before.iter().rev().take_while(|c| **c != ')').any(|c| *c == '(');
        let ended = before.last().is_none_or(|c| !is_han(*c) && *c != '、');
        !open && (*mark == ')' || ended) && flow.chars.get(at + 1).is_some_and(|c| is_han(*c))
    };
    let starts = flow.pieces.iter().skip(first).map(|piece| piece.range.start);
    starts.take_while(move |at| *at < range.end).filter(move |at| *at >= range.start && begins(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    fn lines(lines: &[&str]) -> Flow {
        let blocks = lines.iter().copied().map(Block::paragraph).collect();
        Flow::of(&Document { blocks, ..Document::default() })
    }

    #[test]
    fn a_date_and_a_number_keep_what_stands_between_their_digits() {
        for (line, lost) in [
            ("发布日期：2024118日", true),
            ("发布日期：20240118日", true),
            ("发布日期：2024年18日", true),
            ("2024年1月18日", false),
            ("18日发布", false),
            ("1234567890日", false),
            ("望政办〔202437号", true),
            ("望政办〔2024〕37号", false),
            ("望政办〔2024号", false),
            ("2024政府信息公开工作报告", true),
            ("2024年政府信息公开工作报告", false),
            ("1954政府信息公开工作报告", false),
            ("称：望溪镇年度报告", true),
            ("名称：望溪镇年度报告", false),
            ("）依申请公开情况", true),
            ("（二）依申请公开情况", false),
        ] {
            let flow = lines(&[line]);
            assert_eq!(loses_characters(&flow, 0..flow.len()), lost, "{line}");
        }
    }

    #[test]
    fn what_the_next_line_lost_this_one_did_not() {
        let flow = lines(&["主动公开信息20条。", "）依申请公开情况"]);
        let first = flow.pieces[0].range.clone();
        let second = flow.pieces[1].range.clone();
        assert!(!loses_characters(&flow, first.start..second.start));
        assert!(loses_characters(&flow, second));
    }

    #[test]
    fn one_gap_is_a_slip_and_two_are_a_poor_text() {
        assert!(!has_gaps(&lines(&["）依申请公开情况", "（二）平台建设"])));
        assert!(has_gaps(&lines(&["）依申请公开情况", "全年无事项。", "）平台建设"])));
        assert!(has_gaps(&lines(&["依据第二十条第（）项和第二十一条第（）项。"])));
        assert!(!has_gaps(&lines(&["依据第二十条第（）项。"])));
        // The bracket was opened on the line before.
        assert!(!has_gaps(&lines(&["网站（含微博", "）依申请公开", "公众号（含视频", "）平台建设"])));
    }
}
