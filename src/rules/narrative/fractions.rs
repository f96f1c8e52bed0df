//! Shares in words (超过半数, 六成以上) beside both of their numbers.

use std::ops::Range;

use crate::report::narrative::{Claim, Quantity};
use crate::rules::{Context, Finding, Severity};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::{bearable, wording};

/// 50件办结件中，过半数予以公开（21件）: fewer than the words say, by the whole before them and the number in brackets.
pub(super) fn not_more_than_half(context: &Context) -> Vec<Finding> {
    const HALVES: [&str; 5] = ["过半", "超半数", "半数以上", "一半以上", "超过一半"];
    const TENTHS: [(&str, i64); 7] =
        [("三成", 3), ("四成", 4), ("五成", 5), ("六成", 6), ("七成", 7), ("八成", 8), ("九成", 9)];
    let flow = &context.report.text;
    let all = 0..flow.len();
    let halves = HALVES.into_iter().flat_map(|word| {
        let length = word.chars().count();
        flow.find_all(all.clone(), word).map(move |at| (at..at + length, 5))
    });
    let tenths = TENTHS.into_iter().flat_map(|(word, tenths)| {
        let over = |at: usize| {
            let before = flow.text(at.saturating_sub(2)..at);
            flow.has(at + 2, "以上") || ["超过", "超", "逾"].iter().any(|over| before.ends_with(over))
        };
        flow.find_all(all.clone(), word).filter(move |at| over(*at)).map(move |at| (at..at + 2, tenths))
    });
    halves.chain(tenths).filter_map(|(words, tenths)| finding(context, &words, tenths)).collect()
}

fn finding(context: &Context, words: &Range<usize>, tenths: i64) -> Option<Finding> {
    const NEAR: usize = 20;
    let flow = &context.report.text;
    let quantities = &context.report.narrative.quantities;
    let at = quantities.partition_point(|each| flow.range_of(each.place).start < words.start);
    let (whole, part) = (quantities.get(at.checked_sub(1)?)?, quantities.get(at)?);
    let (before, after) = (flow.range_of(whole.place), flow.range_of(part.place));
    let number = |each: &Quantity| {
        let exact = each.claim == Claim::Number && each.numeral.precision == Precision::Exact;
        each.numeral.integer().filter(|value| exact && *value > 0)
    };
    let (base, value) = (number(whole)?, number(part)?);
    let among = flow.text(before.end..words.start.max(before.end));
    let object = among.trim_end_matches([',', '超']).trim_end_matches('有');
    let divides = object.ends_with(['中', '里']) && !object.contains([',', '、', ';', '。', '(']);
    let named = flow.text(words.end..after.start.max(words.end));
    let bracketed =
        named.strip_suffix('(').is_some_and(|name| !name.contains([',', '、', ';', '。', '(', ')']));
    let alone = flow.has(after.end, ")") && whole.unit == part.unit;
    let near = named.chars().count() <= NEAR && among.chars().count() <= NEAR;
    if !divides || !bracketed || !alone || !near || value * 10 >= base * tenths {
        return None;
    }
    let said = flow.text(words.clone());
    let computed = wording::percent(value, base, 100, 1);
    let message = Message::new(
        format!("正文写“{said}”，而 {value} ÷ {base} = {computed}%"),
        format!("The text says “{said}” (more than {tenths}0 %); {value} ÷ {base} = {computed} %"),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places([whole.place, part.place]))
}
