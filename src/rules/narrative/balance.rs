//! What came in beside what became of it, in one sentence of a text without its table: 新收8件，上年结转0件，办结0件，结转下年0件.

use crate::assess::TableValues;
use crate::form::{CellId, ColumnRole, Role};
use crate::report::narrative::{Claim, Class, Quantity, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::{bearable, judge};

/// The four numbers of the form's balance, all of them said in one paragraph and none of them in the table.
const ROLES: [Role; 4] = [Role::New, Role::CarriedIn, Role::Handled, Role::CarriedOut];

/// Requests that came in and are neither closed nor carried over, or more of these than came in.
pub(super) fn unbalanced(context: &Context, expected: &TableValues) -> Option<Finding> {
    const NEAR: usize = 6;
    let quantities = &context.report.narrative.quantities;
    let told = quantities.iter().enumerate().filter(|(_, quantity)| came_in(quantity));
    let (numbers, values) = told.into_iter().find_map(|(at, first)| {
        let near =
            quantities.get(at..)?.iter().take(NEAR).take_while(|each| each.paragraph == first.paragraph);
        let near: Vec<&Quantity> = near.collect();
        let of = |wanted: Role| {
            let mut found = near.iter().filter(|quantity| role(quantity) == Some(wanted));
            found.next().copied().filter(|_| found.next().is_none())
        };
        let mut said = ROLES.map(of);
        // 收到申请14件 may count what was carried in: then nothing else does.
        if let [new, None, ..] = &mut said {
            *new = Some(first);
        }
        let value = |at: usize| said.get(at).copied().flatten().and_then(|each| each.numeral.integer());
        let [new, carried_in, handled, carried_out] = [value(0), value(1), value(2), value(3)];
        let (new, handled, carried_out) = (new?, handled?, carried_out?);
        // Nothing is said to have been carried in: there can have been more to close, not less.
        let broken = match carried_in {
            Some(carried_in) => new + carried_in != handled + carried_out,
            None => new > handled + carried_out,
        };
        let numbers: Vec<&Quantity> = said.into_iter().flatten().collect();
        (broken && in_one_sentence(context, &numbers))
            .then_some((numbers, (new, carried_in, handled, carried_out)))
    })?;
    if numbers.iter().any(|quantity| judge(quantity, expected).is_some()) {
        return None;
    }
    let (new, carried_in, handled, carried_out) = values;
    let gone = handled + carried_out;
    let message = match carried_in {
        Some(carried_in) => Message::new(
            format!(
                "正文新收 {new} + 上年结转 {carried_in} = {}，而办结 {handled} + 结转下年度 {carried_out} = {gone}，两边应当相等",
                new + carried_in,
            ),
            format!(
                "The text: {new} new + {carried_in} carried in = {}; {handled} closed + {carried_out} carried over = \
                 {gone}: both must be the same",
                new + carried_in,
            ),
        ),
        None => Message::new(
            format!(
                "正文收到申请 {new} 件，而办结 {handled} + 结转下年度 {carried_out} = {gone}，有 {} 件没有着落",
                new - gone
            ),
            format!(
                "The text: {new} requests came in; {handled} closed + {carried_out} carried over = {gone}: {} are \
                 neither",
                new - gone
            ),
        ),
    };
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places(numbers.iter().map(|quantity| quantity.place)))
}

/// Whether a number is that of new requests, or of these with what was carried in.
fn came_in(quantity: &Quantity) -> bool {
    let of = |reading: &Vec<CellId>, allowed: &[Role]| {
        reading
            .iter()
            .all(|cell| cell.column().role() == ColumnRole::Total && allowed.contains(&cell.row().role()))
    };
    let readings = &quantity.readings;
    readings.iter().any(|reading| of(reading, &[Role::New]))
        && readings.iter().all(|reading| of(reading, &[Role::New, Role::CarriedIn]))
        && is_sure(quantity)
}

/// Whether a number is exact and meant to be what it is bound to.
fn is_sure(quantity: &Quantity) -> bool {
    quantity.claim == Claim::Number
        && quantity.strength > Strength::Slight
        && quantity.numeral.precision == Precision::Exact
        && quantity.numeral.after_space.is_none()
}

/// The row of which a number is the total, where it can mean no other.
fn role(quantity: &Quantity) -> Option<Role> {
    let [reading] = quantity.readings.as_slice() else { return None };
    let [cell] = reading.as_slice() else { return None };
    let total = cell.column().role() == ColumnRole::Total;
    let role = match cell.row().role() {
        Role::Closed => Role::Handled,
        role => role,
    };
    (is_sure(quantity) && total).then_some(role)
}

/// Whether numbers stand in one sentence, that tells of no other fate of requests.
fn in_one_sentence(context: &Context, numbers: &[&Quantity]) -> bool {
    const OTHERWISE: [&str; 16] = [
        "撤", "并", "补正", "正在", "尚", "延期", "累计", "放弃", "终止", "中止", "不予", "转为", "重复",
        "不再", "作为", "含",
    ];
    let flow = &context.report.text;
    let ranges: Vec<_> = numbers.iter().map(|number| flow.range_of(number.place)).collect();
    let from = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let to = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let behind = flow.slice(to..flow.len()).iter().position(|c| *c == '。').map_or(flow.len(), |at| to + at);
    let sentence = from..behind;
    let counted = |quantity: &&Quantity| sentence.contains(&flow.range_of(quantity.place).start);
    // How they came and from whom changes nothing about what became of them.
    let others = context
        .report
        .narrative
        .quantities
        .iter()
        .filter(counted)
        .filter(|each| !matches!(each.class, Class::Channel | Class::Applicant));
    let only_these = others.count() == numbers.len();
    // 转入下一年办理1件 is carried over, 转入信访程序1件 is not.
    let moved = flow.find_all(sentence.clone(), "转入").any(|at| !flow.has(at + 2, "下"));
    // 其中撤回2件; what came by mail is no other fate.
    let among = flow.find_all(sentence.clone(), "其中").any(|at| {
        let next = |each: &&Quantity| flow.range_of(each.place).end > at;
        let part = context.report.narrative.quantities.iter().find(next);
        !part.is_some_and(|part| matches!(part.class, Class::Channel | Class::Applicant))
    });
    only_these
        && !among
        && !moved
        && !flow.slice(from..to).contains(&'。')
        && !flow.says(sentence.clone(), &OTHERWISE)
}
