//! Lists whose number of points is announced before them: 从以下三个方面改进：一是…二是…三是….

use std::ops::Range;

use super::Fault;
use crate::rules::prose::points::{Mark, Style, is_run_on};
use crate::text::dates::digit;
use crate::text::flow::Flow;

/// What a number of points is said of.
const NOUNS: [&str; 14] =
    ["方面", "点", "项", "条", "问题", "措施", "举措", "不足", "工作", "途径", "渠道", "环节", "路径", "类"];

/// Words that count one more point in another way.
const MORE: [&str; 10] = ["此外", "另外", "最后", "再次", "再者", "同时", "还要", "还需", "还有", "还应"];

/// Lists that have more or fewer points than were announced for them. `ends`: the text goes on after the last list, or
/// is known to end there.
pub(super) fn faults(flow: &Flow, marks: &[Mark], styles: &[Style], ends: bool) -> Vec<Fault> {
    // No list of points is longer: what is looked at together keeps this linear.
    const LONGEST: usize = 100;
    let firsts = (0..).zip(marks).filter(|(_, mark)| mark.value == 1 && styles.contains(&mark.style));
    let from = |at: usize| marks.get(at..marks.len().min(at + LONGEST));
    firsts.filter_map(|(at, first)| fault(flow, from(at)?, first, ends)).collect()
}

/// `marks`: the first point and all that follow it.
fn fault(flow: &Flow, marks: &[Mark], first: &Mark, ends: bool) -> Option<Fault> {
    let (number, at) = announcement(flow, first.range.start)?;
    // A wider mark ends the list; narrower ones stand inside it.
    let wider = |mark: &Mark| mark.style < first.style;
    let length = marks.iter().position(wider).unwrap_or(marks.len());
    let own: Vec<&Mark> = marks.iter().take(length).filter(|mark| mark.style == first.style).collect();
    let points = own.iter().zip(1..).take_while(|(mark, value)| mark.value == *value).count();
    let (listed, rest) = own.split_at_checked(points)?;
    let last = listed.last()?;
    // What follows must be a list of its own: neither one inside this, nor one whose numbers are broken.
    let of_its_own = rest.first().is_none_or(|next| next.value == 1)
        && !rest.iter().any(|mark| mark.value as usize == points + 1);
    let followed = length < marks.len() || !rest.is_empty();
    let points = u32::try_from(points).ok()?;
    if points < 2 || points == number || !of_its_own || !(followed || ends) {
        return None;
    }
    let end = rest.first().map_or_else(
        || marks.get(length).map_or(flow.len(), |next| next.range.start),
        |next| next.range.start,
    );
    // The last points may be counted in other words.
    const LONGEST: usize = 1000;
    let tail = last.range.end..end.min(last.range.end + LONGEST);
    // 三是对常用表格进行了: what breaks off in its last point may go on with others.
    let rest_of_text = last.range.end..flow.len();
    let breaks_off = !followed && !flow.slice(rest_of_text).iter().any(|c| among!("。;!?", *c));
    let more = points < number
        && (breaks_off
            || is_run_on(flow, tail.clone(), first.style, points + 1)
            || flow.says(tail.clone(), &MORE)
            || counts_on(flow, tail, points + 1));
    (!more).then(|| Fault::Announced { number, points, at, last: last.range.clone() })
}

/// Whether a clause goes on counting in other words: 三抓, 其三, 3).
fn counts_on(flow: &Flow, mut tail: Range<usize>, next: u32) -> bool {
    tail.any(|at| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before));
        let begins =
            flow.gap_before(at) || before.is_none_or(|c| matches!(*c, '。' | ';' | ':' | ',' | '!' | '?'));
        let opens = flow.chars.get(at).is_some_and(|c| matches!(*c, '第' | '其' | '('));
        let counted = flow.chars.get(at + usize::from(opens)).copied().and_then(digit);
        begins && counted == Some(next)
    })
}

/// The number of points that the words right before a list announce, and where they stand: 以下三个方面, 两项措施.
fn announcement(flow: &Flow, list: usize) -> Option<(u32, Range<usize>)> {
    const NEAR: usize = 20;
    let from = list.saturating_sub(NEAR);
    let before = flow.slice(from..list);
    let colon = before.iter().rposition(|c| !c.is_whitespace())?;
    if before.get(colon) != Some(&':') {
        return None;
    }
    let clause = before.get(..colon)?;
    let begin = clause
        .iter()
        .rposition(|c| matches!(*c, '。' | ';' | '!' | '?' | ',' | '、' | ':'))
        .map_or(0, |at| at + 1);
    let clause = clause.get(begin..)?;
    let count = |c: char| if c == '两' { Some(2) } else { digit(c) };
    let at = clause.iter().rposition(|c| count(*c).is_some())?;
    let number = count(*clause.get(at)?)?;
    // 第三点, 五十条, 一一: no number of points.
    let alone = at
        .checked_sub(1)
        .and_then(|before| clause.get(before))
        .is_none_or(|c| count(*c).is_none() && !among!("第十百几其之\"“”", *c));
    let rest: String = clause.get(at + 1..)?.iter().collect();
    let counted = rest.trim_start_matches(['个', '大']);
    let named = NOUNS.iter().any(|noun| counted.starts_with(noun));
    let end = list.saturating_sub(before.len() - colon);
    (alone && named && (2..=9).contains(&number)).then(|| (number, from + begin..end))
}

/// A list of names whose number stands behind it, and which has fewer: 涉及公告公示、政策文件、预决算及年度报告7大类. 等 before
/// the number leaves it open. The number, how many there are at most, and where they stand.
pub(super) fn named(flow: &Flow, sentence: &Range<usize>) -> Option<Fault> {
    const KINDS: [&str; 8] = ["大类", "个大类", "个类别", "个方面", "个领域", "个栏目", "个板块", "个子栏目"];
    const LEADS: [&str; 6] = ["涉及", "涵盖", "包括", "包含", "分为", "覆盖"];
    const FEWEST: usize = 3;
    sentence.clone().find_map(|at| {
        let kind = flow
            .chars
            .get(at)
            .filter(|c| among!("大个", **c))
            .and_then(|_| KINDS.iter().find(|kind| flow.has(at, kind)))?;
        let (number, start) = number_before(flow, at)?;
        let stops = |index: &usize| {
            flow.chars
                .get(*index)
                .is_some_and(|c| matches!(*c, '。' | ';' | '!' | '?' | ',' | ':' | '(' | ')'))
        };
        let begin = (sentence.start..start).rfind(stops).map_or(sentence.start, |stop| stop + 1);
        let clause = begin..start;
        let lead = LEADS.iter().filter_map(|lead| flow.find(clause.clone(), lead)).min()? + 2;
        let items = flow.slice(lead..start);
        let pauses = items.iter().filter(|c| **c == '、').count();
        let joints = items.iter().filter(|c| among!("和与及", **c)).count();
        let most = pauses + joints + 1;
        // 县、镇、村三级12个领域: another number stands between.
        let open = items.iter().any(|c| *c == '等' || digit(*c).is_some())
            || items.windows(2).any(|two| two == ['其', '他']);
        let end = at + kind.chars().count();
        let over = flow.chars.get(end).is_none_or(|c| among!("。;!?,:()信内", *c));
        let fewer = pauses + 1 >= FEWEST && most < number as usize;
        (fewer && !open && over).then(|| Fault::Announced {
            number,
            points: u32::try_from(most).unwrap_or(0),
            at: start..end,
            last: lead..start,
        })
    })
}

/// The number right before an index, in digits or characters, and where it begins.
fn number_before(flow: &Flow, end: usize) -> Option<(u32, usize)> {
    let digits =
        (0..end).rev().take_while(|at| flow.chars.get(*at).is_some_and(char::is_ascii_digit)).count();
    let start = end - digits;
    if digits > 0 {
        let value: u32 = flow.text(start..end).parse().ok()?;
        return (digits <= 2).then_some((value, start));
    }
    let start = end.checked_sub(1)?;
    let value = flow.chars.get(start).copied().and_then(|c| if c == '两' { Some(2) } else { digit(c) })?;
    let alone = start.checked_sub(1).and_then(|before| flow.chars.get(before).copied());
    alone.is_none_or(|c| digit(c).is_none() && !among!("十百第几", c)).then_some((value, start))
}
