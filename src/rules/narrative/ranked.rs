//! Numbers that are said to come in the order of their size.

use crate::report::narrative::Quantity;
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::bearable;

/// 最多的是甲类71%，其次是乙类11%，再次是丙类18%: one that is more than the one before it.
pub(super) fn out_of_order(context: &Context) -> Vec<Finding> {
    let quantities = &context.report.narrative.quantities;
    let superlative = quantities.windows(2).filter_map(|pair| finding(context, pair));
    superlative.chain(unsorted(context)).collect()
}

/// 由多到少依次为：甲20件、乙12件、丙15件: one that is more than the one before it, or less where they are said to rise.
fn unsorted(context: &Context) -> Vec<Finding> {
    const FALLING: [&str; 6] = ["由多到少", "从多到少", "由高到低", "从高到低", "由大到小", "从大到小"];
    const RISING: [&str; 6] = ["由少到多", "从少到多", "由低到高", "从低到高", "由小到大", "从小到大"];
    let flow = &context.report.text;
    let said = |words: [&'static str; 6], most_first: bool| {
        words.into_iter().flat_map(move |word| flow.find_all(0..flow.len(), word)).filter_map(move |at| {
            let numbers = sorted_numbers(context, at + 4);
            let mut pairs = numbers.windows(2).filter_map(|pair| match pair {
                [before, own] => Some((*before, *own)),
                _ => None,
            });
            let value = |each: &Quantity| each.numeral.decimal();
            let (before, own) = pairs.find(|(before, own)| {
                if most_first { value(own) > value(before) } else { value(own) < value(before) }
            })?;
            Some(misplaced(context, before, own, most_first))
        })
    };
    said(FALLING, true).chain(said(RISING, false)).collect()
}

/// The numbers that are listed from a place on, of the first one's unit, up to the end of their enumeration; those in
/// brackets and of what is left (其他) left out.
fn sorted_numbers<'a>(context: &'a Context, from: usize) -> Vec<&'a Quantity> {
    const REACH: usize = 300;
    const LEADS: [&str; 4] = ["依次", "排列", "排序", "分别"];
    const ENDS: [&str; 6] = ["共", "合计", "总计", "其中", "同比", "较"];
    let flow = &context.report.text;
    let quantities = &context.report.narrative.quantities;
    let reach = (from + REACH).min(flow.len());
    let stop = flow.slice(from..reach).iter().position(|c| among!("。；;", *c));
    let end = stop.map_or(reach, |stop| from + stop);
    let begin = quantities.partition_point(|each| flow.range_of(each.place).start < from);
    let mut numbers: Vec<&Quantity> = Vec::new();
    let (mut last, mut depth, mut paused) = (from, 0_usize, true);
    for quantity in quantities.get(begin..).unwrap_or_default() {
        let range = flow.range_of(quantity.place);
        if range.end > end || range.start < last {
            break;
        }
        let between = last..range.start;
        if numbers.is_empty() && !flow.says(between.clone(), &LEADS) {
            break;
        }
        for c in flow.slice(between.clone()) {
            match c {
                '(' | '（' => depth += 1,
                ')' | '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        last = range.end;
        let same = numbers.first().is_none_or(|first| first.unit == quantity.unit);
        if depth > 0 || !same {
            continue;
        }
        let pause = flow.slice(between.clone()).contains(&'、');
        if flow.says(between, &ENDS) || numbers.len() > 1 && paused && !pause {
            break;
        }
        paused = numbers.is_empty() || paused && pause;
        let rest = ["其他", "其它", "其余"].iter().any(|word| quantity.phrase.contains(word));
        let exact = quantity.numeral.precision == Precision::Exact;
        if !rest && exact {
            numbers.push(quantity);
        }
    }
    numbers
}

fn misplaced(context: &Context, before: &Quantity, own: &Quantity, most_first: bool) -> Finding {
    let phrase = |each: &Quantity| each.phrase.trim_start_matches(['、', '，']).to_owned();
    let (zh, en) = if most_first { ("大", "more") } else { ("小", "less") };
    let message = Message::new(
        format!("“{}”排在“{}”之后，却比它{zh}", phrase(own), phrase(before)),
        format!("“{}” is named behind “{}” and is {en}", phrase(own), phrase(before)),
    );
    Finding::new(bearable(context, Severity::Warning), message).at_places([before.place, own.place])
}

fn finding(context: &Context, pair: &[Quantity]) -> Option<Finding> {
    const REACH: usize = 120;
    const MOST: [&str; 4] = ["最多", "最高", "最大", "首位"];
    const CHANGES: [&str; 6] = ["增", "减", "升", "降", "较", "同比"];
    let [before, own] = pair else { return None };
    let flow = &context.report.text;
    let (last, at) = (flow.range_of(before.place), flow.range_of(own.place));
    let next = flow.slice(last.end..at.start.max(last.end)).iter().skip(1).take(2).collect::<String>();
    let from = at.start.saturating_sub(REACH);
    let stop = flow.slice(from..at.start).iter().rposition(|c| among!("。;", *c));
    let sentence = flow.text(stop.map_or(from, |stop| from + stop)..at.start);
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    let more = before.unit == own.unit && own.numeral.decimal() > before.numeral.decimal();
    (matches!(&*next, "其次" | "再次") && more && says(&MOST) && !says(&CHANGES)).then(|| {
        let message = Message::new(
            format!("“{}”排在“{}”之后，却比它大", own.phrase, before.phrase),
            format!("“{}” is named behind “{}” and is more", own.phrase, before.phrase),
        );
        Finding::new(bearable(context, Severity::Warning), message).at_places([before.place, own.place])
    })
}
