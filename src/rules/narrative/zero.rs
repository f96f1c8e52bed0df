//! No request received, and all of them answered: 收到申请0件，均已按时答复.

use crate::form::{CellId, ColumnRole, Role};
use crate::report::narrative::{Claim, Quantity, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

use super::bearable;

/// Sentences that say what became of requests of which there were none.
pub(super) fn answered_though_none(context: &Context) -> Vec<Finding> {
    let quantities = context.report.narrative.quantities.iter();
    quantities
        .filter(|quantity| is_none(quantity))
        .filter_map(|quantity| finding(context, quantity))
        .collect()
}

/// 申请方式仍以网上申请为主 where table 3 has no request at all: the sentence of another year.
pub(super) fn ways_though_none(context: &Context) -> Option<Finding> {
    const WHAT: [&str; 4] = ["申请方式", "申请内容", "申请渠道", "申请途径"];
    let flow = &context.report.text;
    let count = |role: Role| context.report.cells.count(CellId::new(role.row(), ColumnRole::Total.column()));
    let none = count(Role::New) == Some(0) && count(Role::CarriedIn) == Some(0);
    let sentences = context.sentences.iter().filter(|sentence| none && sentence.section == 1);
    let said = sentences.into_iter().find_map(|sentence| {
        let at = WHAT.iter().find_map(|word| flow.find(sentence.range.clone(), word))?;
        let main = flow.find(at..sentence.range.end, "为主")?;
        let by = flow.find(at..main, "以")?;
        let past = flow.says(at..main, &["往年", "历年", "上年", "去年"]);
        let clause = flow.slice(at..main).iter().all(|c| !among!(",。;", *c));
        (clause && by < main && !past).then_some(at..main + 2)
    })?;
    let words = flow.text(said.clone());
    let message = Message::new(
        format!("正文写“{words}”，而表三没有一件申请"),
        format!("The text says “{words}”, and table 3 has no request"),
    );
    Some(Finding::new(bearable(context, Severity::Warning), message).at_places(flow.places(said)))
}

/// Whether a number says that no request was received.
fn is_none(quantity: &Quantity) -> bool {
    let received = |cells: &[CellId]| matches!(cells, [cell] if cell.row().role() == Role::New && cell.column().is_total());
    quantity.claim == Claim::Number
        && quantity.numeral.integer() == Some(0)
        && quantity.strength > Strength::Slight
        && quantity.readings.first().is_some_and(|cells| received(cells))
}

fn finding(context: &Context, quantity: &Quantity) -> Option<Finding> {
    // 按时答复率100% and 答复0件 say nothing of a request; 指南已公开 speaks of something else.
    const ANSWERED: [&str; 7] = ["公开", "答复", "回复", "办结", "办理", "处理", "办理完毕"];
    const DONE: [&str; 3] = ["已", "均", "全部"];
    const OTHERWISE: [&str; 18] = [
        "率",
        "未",
        "没有",
        "无",
        "如",
        "若",
        "上年",
        "结转",
        "主动公开",
        "渠道",
        "指南",
        "目录",
        "电话",
        "方式",
        "网站",
        "信息",
        "流程",
        "制度",
    ];
    const LONGEST: usize = 30;
    let flow = &context.report.text;
    let end = flow.range_of(quantity.place).end;
    let stop = (end..(end + LONGEST).min(flow.len()))
        .find(|at| flow.chars.get(*at).is_some_and(|c| among!("。;!?", *c)))?;
    let rest = flow.text(end..stop);
    let said = rest.strip_prefix(',').filter(|rest| !OTHERWISE.iter().any(|word| rest.contains(word)))?;
    let answered =
        ANSWERED.iter().any(|word| said.ends_with(word)) && DONE.iter().any(|word| said.contains(word));
    if !answered || said.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let phrase = quantity.phrase.trim_start_matches(['、', '，']);
    let message = Message::new(
        format!("正文“{phrase}”，却又写“{said}”：没有收到申请，就没有可答复、公开的"),
        format!(
            "The text says “{phrase}” and then “{said}”: where nothing was asked for, nothing was answered"
        ),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places([quantity.place]).at_places(flow.places(end + 1..stop)))
}
