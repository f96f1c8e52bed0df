//! Whether a sentence tells of an aspect where a word alone does not say so.

use std::ops::Range;

use super::super::Sentence;
use crate::text::flow::Flow;

/// Whether a word tells of its aspect: what is said of the rights of the people (保障群众的知情权、监督权) and of government at
/// large (行政管理) does not.
pub(super) fn tells(flow: &Flow, range: &Range<usize>, word: &str) -> bool {
    const REACH: usize = 14;
    // 保障政府信息应公开尽公开, 民生保障类信息: only what the work itself is given supervises and supports it.
    const GIVEN: [&str; 16] = [
        "监督", "组织", "制度", "工作", "队伍", "人员", "经费", "机制", "技术", "强化", "加强", "健全",
        "完善", "有力", "坚强", "提供",
    ];
    const MEANS: [&str; 5] = ["机制", "措施", "体系", "工作", "水平"];
    flow.find_all(range.clone(), word)
        .filter(|at| {
            word != "保障"
                || GIVEN.iter().any(|given| flow.has(at.saturating_sub(2), given))
                || MEANS.iter().any(|means| flow.has(at + 2, means))
        })
        .any(|at| {
            let rights = at..(at + REACH).min(range.end);
            // 推进决策、执行、管理、服务、结果公开 is what is to be public.
            let public = flow.has(at + 2, "、服务") || flow.has(at + 2, "和服务");
            // 满足群众参与、表达和监督的需要.
            let people = flow.find(at.saturating_sub(4)..at, "表达").is_some();
            !public
                && !people
                && !flow.has(at + 2, "权")
                && flow.find(rights, "知情权").is_none()
                && !flow.has(at.saturating_sub(2), "行政")
        })
}

/// Who sees to it; whoever reads what is to be published or looks after a website belongs to the aspect of that.
const PERSONS: [&str; 3] = ["专人", "分管领导", "主要领导"];
const OF_OTHERS: [&str; 6] = ["审核", "审查", "审签", "平台", "网站", "栏目"];

/// Whether a clause says who sees to it, and not to what is to be published or to a website.
pub(super) fn has_somebody_see_to_it(flow: &Flow, range: &Range<usize>) -> bool {
    let mark = |c: &char| among!(",。;:", *c);
    PERSONS.iter().flat_map(|word| flow.find_all(range.clone(), word)).any(|at| {
        let from =
            flow.slice(range.start..at).iter().rposition(mark).map_or(range.start, |mark| range.start + mark);
        let end = flow.slice(at..range.end).iter().position(mark).map_or(range.end, |mark| at + mark);
        !flow.says(from..end, &OF_OTHERS)
    })
}

/// Whether a sentence says how much was published: 公开规范性文件2件.
pub(super) fn counts_what_was_published(flow: &Flow, sentence: &Sentence) -> bool {
    const REACH: usize = 24;
    let range = &sentence.range;
    let verbs = ["公开", "发布", "推送", "上报信息"];
    verbs.iter().flat_map(|verb| flow.find_all(range.clone(), verb)).any(|at| {
        let reach = at + 2..(at + 2 + REACH).min(range.end);
        let clause = flow.slice(reach.clone()).iter().take_while(|c| !among!("。;", **c));
        let clause: Vec<char> = clause.copied().collect();
        clause.windows(2).any(|pair| matches!(pair, [digit, unit] if digit.is_ascii_digit() && among!("条件篇份项个次余多", *unit)))
            && !flow.has(at + 2, "申请")
    })
}
