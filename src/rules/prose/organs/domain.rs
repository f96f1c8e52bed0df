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
    ("林业", &["林", "自然资源", "农"]),
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

/// Fields that are everybody's concern as well: 为全县乡村振兴事业发展 is an aim of a whole county.
const SHARED: [Domain; 6] = [
    ("信访", &["信访"]),
    ("粮食", &["粮", "发展", "发改", "储备"]),
    ("人力资源", &["人力", "人社", "社会保障"]),
    ("乡村振兴", &["振兴", "农", "扶贫"]),
    ("退役军人", &["退役"]),
    ("民族宗教", &["民", "宗"]),
];

/// What departments are called for short.
const SHORT: [Domain; 5] = [
    ("发改", &["发展", "发改", "改革"]),
    ("人社", &["人力", "人社", "社会保障"]),
    ("住建", &["住", "建", "房"]),
    ("卫健", &["卫"]),
    ("市监", &["市场监"]),
];

/// The fields that are not an organ's own.
fn foreign(domains: &'static [Domain], organ: &str) -> impl Iterator<Item = &'static str> + Clone {
    let is_own = move |owners: &[&str]| owners.iter().any(|owner| organ.contains(owner));
    domains.iter().filter(move |(_, owners)| !is_own(owners)).map(|(domain, _)| *domain)
}

/// The work of another department in a sentence that tells the organ's own: 推进生态环境工作决策、执行、管理、服务、结果公开
/// in the report of an office for natural resources; its catalogue carried out; 税法宣传 as what was done.
pub(super) fn find(context: &Context) -> Option<Finding> {
    let report = context.report;
    let organ = report.organ.as_ref()?;
    // Who serves all departments tells of the work of each.
    const FOR_ALL: [&str; 8] = ["审批", "政务", "数据", "办公室", "综合", "社会事", "社会发展", "经济"];
    let departments = matches!(organ.kind, OrganKind::Department | OrganKind::Branch | OrganKind::Vertical);
    let governments = matches!(organ.kind, OrganKind::Government | OrganKind::Township);
    if !departments && !governments {
        return None;
    }
    let serves_all = organ.office || FOR_ALL.iter().any(|word| organ.folded.contains(word));
    // 人民政府 has 民政 in it.
    let name = organ.folded.replace("人民政府", "政府");
    let single = departments && !serves_all;
    let work = || work_of_others(context, &name).filter(|_| single);
    // A government, and who serves all, further the disclosure of the departments.
    let alone = single || organ.kind == OrganKind::Township;
    let called = || called_by_others(context, &name, single).filter(|_| alone);
    let (domain, range) = work().or_else(|| aim_of_others(context, &name)).or_else(called)?;
    let words = quote(context.document, report, around(&report.text, &range));
    let message = Message::new(
        format!("这是{}的报告，正文却把“{domain}”写成本机关的工作：“{words}”，像是别的机关的话", organ.name),
        format!("This is the report of {}; it tells of “{domain}” as its own work: “{words}”", organ.name),
    );
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(places(report, range)))
}

/// How sentences tell of the work of a field: what stands behind its name, and what a clause has before it.
type Frame = (&'static str, &'static [&'static str]);

const FRAMES: [Frame; 8] = [
    ("工作的决策、执行", &["推进", "深化", "做好", "强化", "把", "将"]),
    ("工作决策、执行", &["推进", "深化", "做好", "强化"]),
    ("工作中的决策、执行", &["推进", "深化", "做好", "强化"]),
    ("工作中决策、执行", &["推进", "深化", "做好", "强化"]),
    ("部门政府信息主动公开", &["落实", "按照", "对照", "参照", "执行"]),
    ("系统政府信息主动公开", &["落实", "按照", "对照", "参照", "执行"]),
    ("部门主动公开", &["落实", "按照", "对照", "参照", "执行"]),
    ("税法宣传", &["开展"]),
];

/// The last of the frames holds its field itself: 税法宣传.
const TAX_LAW: &str = "税法";

/// Where the work of a field is told as the organ's own that is another's.
fn work_of_others(context: &Context, organ: &str) -> Option<(&'static str, Range<usize>)> {
    const BEFORE: usize = 30;
    const WITH_OTHERS: [&str; 3] = ["配合", "协助", "税务"];
    let flow = &context.report.text;
    let foreign: Vec<&str> = foreign(&DOMAINS, organ).collect();
    ranges(context.report).into_iter().find_map(|(_, range)| {
        FRAMES.iter().find_map(|(frame, verbs)| {
            flow.find_all(range.clone(), frame).find_map(|at| {
                let law = frame.starts_with(TAX_LAW);
                let (domain, start) = foreign.iter().find_map(|domain| {
                    let length = domain.chars().count();
                    let start = if law { at } else { at.checked_sub(length)? };
                    (flow.has(start, domain) && (!law || *domain == TAX_LAW)).then_some((*domain, start))
                })?;
                let from = start.saturating_sub(BEFORE).max(range.start);
                let stop = flow.slice(from..start).iter().rposition(|c| among!("。;", *c));
                let clause = stop.map_or(from, |stop| from + stop + 1)..start;
                let says = |words: &[&str]| flow.says(clause.clone(), words);
                let own = says(verbs) && !(law && says(&WITH_OTHERS));
                own.then(|| (domain, start..start + domain.chars().count()))
            })
        })
    })
}

/// Where what is disclosed, or whose character it is fitted to, is called by the field of another department: 加大教育局机关信息公开力度,
/// 结合信访工作特点, 政府统计信息的主动公开和依申请公开.
fn called_by_others(context: &Context, organ: &str, single: bool) -> Option<(&'static str, Range<usize>)> {
    const FITTED: [&str; 3] = ["结合", "立足", "紧扣"];
    const CHARACTER: [&str; 4] = ["工作特点", "业务特点", "部门特点", "行业特点"];
    const FURTHERED: [&str; 12] =
        ["加大", "加强", "推进", "推动", "深化", "规范", "做好", "提升", "提高", "强化", "抓好", "促进"];
    const DISCLOSURE: [&str; 4] = ["政府信息公开", "信息公开", "政务公开", "政务信息公开"];
    const OF_BUREAU: [&str; 3] = ["局机关", "局", "系统"];
    const BOTH: [&str; 4] = [
        "信息的主动公开和依申请公开",
        "信息主动公开和依申请公开",
        "信息的主动公开与依申请公开",
        "信息主动公开与依申请公开",
    ];
    const BEFORE: usize = 20;
    const WITH_OTHERS: [&str; 6] = ["配合", "协助", "指导", "督促", "协调", "会同"];
    /// The whole of what a clause furthers, not one field among those in which much is disclosed.
    const CARRIED_THROUGH: [&str; 5] = ["落到实处", "工作", "力度", "走深走实", "落地见效"];
    let flow = &context.report.text;
    let short: Vec<&str> = foreign(&SHORT, organ).collect();
    let foreign: Vec<&str> =
        foreign(&DOMAINS, organ).chain(foreign(&SHARED, organ)).chain(short.iter().copied()).collect();
    let told = |domain: &'static str, start: usize| {
        let end = start + domain.chars().count();
        let before = |words: &[&str]| {
            words
                .iter()
                .any(|word| start.checked_sub(word.chars().count()).is_some_and(|at| flow.has(at, word)))
        };
        let behind = |at: usize, words: &[&str]| {
            words.iter().find(|word| flow.has(at, word)).map(|word| at + word.chars().count())
        };
        let clause = start.saturating_sub(BEFORE)..start;
        let stop = flow.slice(clause.clone()).iter().rposition(|c| among!(",。;", *c));
        if flow.says(stop.map_or(clause.start, |stop| clause.start + stop)..start, &WITH_OTHERS) {
            return None;
        }
        if single && before(&FITTED) {
            return behind(end, &CHARACTER);
        }
        if let Some(stop) = behind(end, &BOTH).filter(|_| single && (before(&["政府"]) || before(&FURTHERED)))
        {
            return Some(stop);
        }
        if !before(&FURTHERED) {
            return None;
        }
        let bureau = behind(end, &OF_BUREAU);
        // 发改 and the like are the department itself, other words a field that a town discloses something of as well.
        let stop = behind(bureau.unwrap_or(end), &DISCLOSURE)?;
        let whole = behind(stop, &CARRIED_THROUGH);
        match (bureau, whole) {
            (Some(_), whole) => Some(whole.unwrap_or(stop)),
            // 推进人社信息公开工作 may be one field of a town's.
            (None, Some(whole)) if short.contains(&domain) && (single || !flow.has(stop, "工作")) => {
                Some(whole)
            }
            _ => None,
        }
    };
    context.sentences.iter().filter(|sentence| sentence.section <= 1).find_map(|sentence| {
        foreign.iter().find_map(|domain| {
            flow.find_all(sentence.range.clone(), domain)
                .find_map(|start| Some((*domain, start..told(domain, start)?)))
        })
    })
}

/// Where the aim of all that the organ discloses is told of one field that is another's: 及时准确地公开教育工作信息 and
/// 为全县教育事业稳步发展 in the report of a county's government.
fn aim_of_others(context: &Context, organ: &str) -> Option<(&'static str, Range<usize>)> {
    /// How far a clause is looked at before a field.
    const BEFORE: usize = 24;
    const DISCLOSES: [&str; 4] = ["公开", "获取", "知晓", "公布"];
    const INFORMATION: [&str; 4] = ["工作信息", "政务信息", "政务公开信息", "政府信息"];
    const AIMS: [&str; 8] =
        ["准确地", "准确公开", "依法获取", "能够获取", "方便获取", "便捷获取", "及时获取", "更好地获取"];
    const GROWS: [&str; 6] = ["发展", "稳步", "健康", "持续", "又好又快", "高质量"];
    const WHOLE: [&str; 6] = ["全县", "全区", "全市", "全旗", "全镇", "全乡"];
    let flow = &context.report.text;
    let foreign: Vec<&str> = foreign(&DOMAINS, organ).collect();
    let told = |domain: &'static str, start: usize, from: usize| {
        let end = start + domain.chars().count();
        let clause = start.saturating_sub(BEFORE).max(from)..start;
        let stop = flow.slice(clause.clone()).iter().rposition(|c| among!(",。;", *c));
        let clause = stop.map_or(clause.start, |stop| clause.start + stop + 1)..start;
        let before = |words: &[&str]| {
            words.iter().any(|word| flow.slice(clause.clone()).ends_with(&word.chars().collect::<Vec<_>>()))
        };
        let behind =
            |words: &[&str]| words.iter().find(|word| flow.has(end, word)).map(|word| word.chars().count());
        let information = before(&DISCLOSES) && flow.says(clause.start..end, &AIMS);
        let cause = before(&WHOLE) && flow.has(end, "事业") && flow.has(clause.start, "为");
        let length = match (information, cause) {
            (true, _) => behind(&INFORMATION)?,
            (_, true) => 2 + GROWS.iter().find(|word| flow.has(end + 2, word))?.chars().count(),
            _ => return None,
        };
        Some((domain, start..end + length))
    };
    context.sentences.iter().filter(|sentence| sentence.section <= 1).find_map(|sentence| {
        foreign.iter().find_map(|domain| {
            flow.find_all(sentence.range.clone(), domain)
                .find_map(|start| told(domain, start, sentence.range.start))
        })
    })
}
