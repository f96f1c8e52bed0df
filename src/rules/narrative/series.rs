//! Numbers of several years that are said to rise or to fall from each to the next.

use std::cmp::Ordering;
use std::ops::Range;

use crate::report::narrative::{Claim, Quantity};
use crate::rules::{Context, Finding, Severity};
use crate::text::dates::year_at;
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::{bearable, wording};

/// 近三年分别为38件、45件、56件，呈逐年下降趋势: the words say the opposite of two numbers that stand side by side.
pub(super) fn against_their_words(context: &Context) -> Vec<Finding> {
    const UP: [&str; 5] = ["上升", "增长", "增加", "递增", "提高"];
    const DOWN: [&str; 5] = ["下降", "减少", "递减", "降低", "回落"];
    let flow = &context.report.text;
    let found = flow.find_all(0..flow.len(), "逐年").filter_map(|at| {
        let says = |words: &[&str]| words.iter().any(|word| flow.has(at + 2, word));
        let said = match (says(&UP), says(&DOWN)) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            _ => return None,
        };
        finding(context, at, said)
    });
    found.collect()
}

/// `said`: how each number is said to compare with the next one in time.
fn finding(context: &Context, at: usize, said: Ordering) -> Option<Finding> {
    const FEWEST: usize = 3;
    let flow = &context.report.text;
    let numbers = numbers_before(context, at);
    let (first, _) = numbers.first().filter(|_| numbers.len() >= FEWEST)?;
    let range = flow.range_of(first.place);
    let newest_first = newest_first(context, range.start)?;
    let pair = numbers.windows(2).find_map(|pair| {
        let [(left, before), (right, after)] = pair else { return None };
        let order = if newest_first { after.cmp(before) } else { before.cmp(after) };
        (order == said.reverse()).then_some((*left, *right))
    });
    let (left, right) = pair?;
    let (zh, en) = if said == Ordering::Less { ("上升", "rise") } else { ("下降", "fall") };
    let shown: Vec<String> = numbers.iter().map(|(each, _)| wording::written(each)).collect();
    let shown = shown.join("、");
    let (one, other) = (wording::written(left), wording::written(right));
    let message = Message::new(
        format!("正文写 {shown} 逐年{zh}，而 {one} 与 {other} 不是这样"),
        format!("The text says that {shown} {en} from year to year; {one} and {other} do not"),
    );
    let places = numbers.iter().map(|(each, _)| each.place);
    Some(Finding::new(bearable(context, Severity::Warning), message).at_places(places))
}

/// The numbers that end right before a place, where nothing but marks stands between them: 38件、45件和56件，呈.
fn numbers_before<'a>(context: &'a Context, at: usize) -> Vec<(&'a Quantity, i64)> {
    const NEAR: usize = 10;
    const MOST: usize = 6;
    let flow = &context.report.text;
    let quantities = &context.report.narrative.quantities;
    let only = |range: Range<usize>, set: &str| {
        range.start <= range.end && range.len() <= NEAR && flow.slice(range).iter().all(|c| set.contains(*c))
    };
    let end = quantities.partition_point(|each| flow.range_of(each.place).start < at);
    let mut numbers: Vec<(&Quantity, i64)> = Vec::new();
    let mut next = at;
    for quantity in quantities.get(..end).unwrap_or_default().iter().rev().take(MOST) {
        let range = flow.range_of(quantity.place);
        let joins = if numbers.is_empty() {
            only(range.end..next, ",，呈现出总体整数量均的趋势")
        } else {
            only(range.end..next, "、和与")
        };
        let unit = numbers.first().is_none_or(|(each, _)| each.unit == quantity.unit);
        let exact = quantity.claim == Claim::Number && quantity.numeral.precision == Precision::Exact;
        let Some(value) = quantity.numeral.integer().filter(|_| joins && unit && exact) else { break };
        numbers.insert(0, (quantity, value));
        next = range.start;
    }
    numbers
}

/// Whether the words before the first number name the years from the newest on; `None` where they do not say that the numbers
/// are of years, one after the other.
fn newest_first(context: &Context, at: usize) -> Option<bool> {
    const REACH: usize = 60;
    let flow = &context.report.text;
    let from = at.saturating_sub(REACH);
    let stop = flow.slice(from..at).iter().rposition(|c| among!("。;；", *c));
    let from = stop.map_or(from, |stop| from + stop + 1);
    let words = flow.text(from..at);
    let told = ["分别为", "分别是", "依次为", "依次是"].iter().any(|lead| words.ends_with(lead));
    let years: Vec<i32> = (from..at).filter_map(|index| year_at(flow, index)).map(|(year, _)| year).collect();
    let recent = ["近三年", "近四年", "近五年", "近几年", "近年", "三年来", "五年来"];
    let of_years = years.len() > 1 || recent.iter().any(|word| words.contains(word));
    (told && of_years).then(|| years.first() > years.last())
}
