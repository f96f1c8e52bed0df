//! Some requests carried over, and all of them closed: 结转下年继续办理1件，所有申请已全部办理完毕.

use std::ops::Range;

use crate::form::{CellId, Role};
use crate::report::narrative::{Claim, Quantity, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

use super::bearable;

/// A sentence that calls all requests closed behind a number of those carried over.
pub(super) fn closed_though_carried(context: &Context) -> Option<Finding> {
    let quantities = context.report.narrative.quantities.iter();
    quantities.filter(|quantity| is_carried_over(quantity)).find_map(|quantity| finding(context, quantity))
}

/// Whether a number says that so many requests go on into the next year.
fn is_carried_over(quantity: &Quantity) -> bool {
    let carried = |cells: &[CellId]| matches!(cells, [cell] if cell.row().role() == Role::CarriedOut && cell.column().is_total());
    quantity.claim == Claim::Number
        && quantity.numeral.integer().is_some_and(|count| count > 0)
        && quantity.strength > Strength::Slight
        && quantity.readings.first().is_some_and(|cells| carried(cells))
}

fn finding(context: &Context, quantity: &Quantity) -> Option<Finding> {
    let flow = &context.report.text;
    let end = flow.range_of(quantity.place).end;
    let sentence = context.sentence_at(end.checked_sub(1)?)?;
    let range = all_closed(flow, end..sentence.range.end)?;
    let phrase = quantity.phrase.trim_start_matches(['、', '，']);
    let said = flow.text(range.clone());
    let message = Message::new(
        format!("正文“{phrase}”，同一句又写“{said}”：还有结转的，就不是全部办完"),
        format!(
            "The text says “{phrase}” and in the same sentence “{said}”: what is carried over is not closed"
        ),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places([quantity.place]).at_places(flow.places(range)))
}

/// 所有申请 … 全部办理完毕 in a range, with nothing between that leaves some out: 除结转的外, 其余, 按时, 到期的.
fn all_closed(flow: &Flow, range: Range<usize>) -> Option<Range<usize>> {
    const ALL: [&str; 4] = ["所有申请", "全部申请", "以上申请", "上述申请"];
    const CLOSED: [&str; 5] = ["办理完毕", "办理完成", "全部办结", "均已办结", "办理完结"];
    const LEAVES_OUT: [&str; 7] = ["除", "其余", "其他", "按时", "按期", "到期", "及时"];
    const REACH: usize = 24;
    ALL.iter().find_map(|all| {
        let at = flow.find(range.clone(), all)?;
        let reach = at..(at + REACH).min(range.end);
        let end = CLOSED
            .iter()
            .find_map(|closed| flow.find(reach.clone(), closed).map(|at| at + closed.chars().count()))?;
        (!flow.says(range.start..end, &LEAVES_OUT)).then_some(at..end)
    })
}
