//! Numbers that are said to come in the order of their size.

use crate::report::narrative::Quantity;
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

use super::bearable;

/// 最多的是甲类71%，其次是乙类11%，再次是丙类18%: one that is more than the one before it.
pub(super) fn out_of_order(context: &Context) -> Vec<Finding> {
    let quantities = &context.report.narrative.quantities;
    quantities.windows(2).filter_map(|pair| finding(context, pair)).collect()
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
