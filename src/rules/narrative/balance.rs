//! What came in beside what became of it, in one sentence of a text without its table: 新收8件，上年结转0件，办结0件，结转下年0件.

use crate::assess::TableValues;
use crate::form::{ColumnRole, Role};
use crate::report::narrative::{Claim, Quantity, Strength};
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
    let told = quantities.iter().enumerate().filter(|(_, quantity)| role(quantity) == Some(Role::New));
    let four = told.into_iter().find_map(|(at, first)| {
        let near =
            quantities.get(at..)?.iter().take(NEAR).take_while(|each| each.paragraph == first.paragraph);
        let near: Vec<&Quantity> = near.collect();
        let of = |wanted: Role| {
            let mut found = near.iter().filter(|quantity| role(quantity) == Some(wanted));
            found.next().copied().filter(|_| found.next().is_none())
        };
        let four: Vec<&Quantity> = ROLES.into_iter().filter_map(of).collect();
        (four.len() == ROLES.len() && in_one_sentence(context, &four)).then_some(four)
    })?;
    let read = four.iter().any(|quantity| judge(quantity, expected).is_some());
    let values: Vec<i64> = four.iter().filter_map(|quantity| quantity.numeral.integer()).collect();
    let &[new, carried_in, handled, carried_out] = values.as_slice() else { return None };
    if read || new + carried_in == handled + carried_out {
        return None;
    }
    let message = Message::new(
        format!(
            "正文新收 {new} + 上年结转 {carried_in} = {}，而办结 {handled} + 结转下年度 {carried_out} = {}，两边应当相等",
            new + carried_in,
            handled + carried_out
        ),
        format!(
            "The text: {new} new + {carried_in} carried in = {}; {handled} closed + {carried_out} carried over = {}: \
             both must be the same",
            new + carried_in,
            handled + carried_out
        ),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places(four.iter().map(|quantity| quantity.place)))
}

/// The row of which a number is the total, where it can mean no other.
fn role(quantity: &Quantity) -> Option<Role> {
    let [reading] = quantity.readings.as_slice() else { return None };
    let [cell] = reading.as_slice() else { return None };
    let exact = quantity.claim == Claim::Number
        && quantity.strength > Strength::Slight
        && quantity.numeral.precision == Precision::Exact
        && quantity.numeral.after_space.is_none();
    let total = cell.column().role() == ColumnRole::Total;
    let role = match cell.row().role() {
        Role::Closed => Role::Handled,
        role => role,
    };
    (exact && total).then_some(role)
}

/// Whether numbers stand in one sentence, that tells of no other fate of requests.
fn in_one_sentence(context: &Context, numbers: &[&Quantity]) -> bool {
    const OTHERWISE: [&str; 18] = [
        "撤", "并", "补正", "正在", "尚", "延期", "其中", "累计", "放弃", "终止", "中止", "不予", "转为",
        "转入", "重复", "不再", "作为", "含",
    ];
    let flow = &context.report.text;
    let ranges: Vec<_> = numbers.iter().map(|number| flow.range_of(number.place)).collect();
    let from = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let to = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let behind = flow.slice(to..flow.len()).iter().position(|c| *c == '。').map_or(flow.len(), |at| to + at);
    let counted = |quantity: &Quantity| (from..behind).contains(&flow.range_of(quantity.place).start);
    let only_these =
        context.report.narrative.quantities.iter().filter(|each| counted(each)).count() == numbers.len();
    only_these && !flow.slice(from..to).contains(&'。') && !flow.says(from..behind, &OTHERWISE)
}
