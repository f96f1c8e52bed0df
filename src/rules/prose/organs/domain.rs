//! What a sentence says to be the organ's own work, though it is that of another department.

use std::ops::Range;

use super::super::{places, quote, ranges};
use super::around;
use crate::report::organ::OrganKind;
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// A field of government: what its work is called, and what stands in the names of those whose work it is.
type Domain = (&'static str, &'static [&'static str]);

/// The fields of the departments that every government has.
const DOMAINS: [Domain; 26] = [
    ("税收", &["税", "财"]),
    ("税法", &["税", "财"]),
    ("生态环境", &["环境", "环保"]),
    ("环境保护", &["环境", "环保"]),
    ("教育", &["教"]),
    ("公安", &["公安"]),
    ("民政", &["民政"]),
    ("司法行政", &["司法"]),
    ("财政", &["财"]),
    ("审计", &["审计"]),
    ("统计", &["统计", "调查"]),
    ("交通运输", &["交通", "公路", "港"]),
    ("水利", &["水"]),
    ("水务", &["水"]),
    ("农业农村", &["农"]),
    ("林业", &["林", "园林"]),
    ("自然资源", &["自然资源", "规划", "国土", "海洋", "林"]),
    ("应急管理", &["应急", "安全"]),
    ("市场监管", &["市场监"]),
    ("卫生健康", &["卫"]),
    ("发展改革", &["发展", "发改", "改革"]),
    ("商务", &["商"]),
    ("医疗保障", &["医"]),
    ("住房城乡建设", &["住", "建", "房"]),
    ("城市管理", &["城", "执法"]),
    ("文化旅游", &["文", "旅"]),
];

/// The work of another department in a sentence that tells the organ's own: 推进生态环境工作决策、执行、管理、服务、结果公开
/// in the report of an office for natural resources; its catalogue carried out; 税法宣传 as what was done.
pub(super) fn find(context: &Context) -> Option<Finding> {
    let report = context.report;
    let organ = report.organ.as_ref()?;
    // Who serves all departments tells of the work of each.
    const FOR_ALL: [&str; 5] = ["审批", "政务", "数据", "办公室", "综合"];
    let departments = matches!(organ.kind, OrganKind::Department | OrganKind::Branch | OrganKind::Vertical);
    if !departments || organ.office || FOR_ALL.iter().any(|word| organ.folded.contains(word)) {
        return None;
    }
    let (domain, range) = DOMAINS
        .iter()
        .filter(|(_, owners)| !owners.iter().any(|owner| organ.folded.contains(owner)))
        .find_map(|(domain, _)| Some((domain, work_of(context, domain)?)))?;
    let words = quote(context.document, report, around(&report.text, &range));
    let message = Message::new(
        format!("这是{}的报告，正文却把“{domain}”写成本机关的工作：“{words}”，像是别的机关的话", organ.name),
        format!("This is the report of {}; it tells of “{domain}” as its own work: “{words}”", organ.name),
    );
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(places(report, range)))
}

/// Where the work of a field is told as the organ's own.
fn work_of(context: &Context, domain: &str) -> Option<Range<usize>> {
    const BEFORE: usize = 30;
    let flow = &context.report.text;
    let length = domain.chars().count();
    let starts = |words: &[&str], at: usize| words.iter().any(|word| flow.has(at, word));
    ranges(context.report).into_iter().find_map(|(_, range)| {
        flow.find_all(range.clone(), domain).find_map(|at| {
            let end = at + length;
            let from = at.saturating_sub(BEFORE).max(range.start);
            let clause = flow.slice(from..at).iter().rposition(|c| "。;".contains(*c));
            let clause = clause.map_or(from, |stop| from + stop + 1)..at;
            let says = |words: &[&str]| words.iter().any(|word| flow.find(clause.clone(), word).is_some());
            let all_stages = starts(&["工作决策、执行", "工作中的决策、执行", "工作中决策、执行"], end)
                && says(&["推进", "深化", "做好", "强化"]);
            let catalogue = starts(&["部门政府信息主动公开", "系统政府信息主动公开", "部门主动公开"], end)
                && says(&["落实", "按照", "对照", "参照", "执行"]);
            let law = domain == "税法"
                && starts(&["宣传"], end)
                && says(&["开展"])
                && !says(&["配合", "协助", "税务"]);
            (all_stages || catalogue || law).then_some(at..end)
        })
    })
}
