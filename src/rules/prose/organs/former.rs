//! Departments by the names that they had before the reform of 2018 and 2019.

use std::ops::Range;

use super::around;
use crate::rules::Severity;
use crate::rules::prose::{Sentence, places, quote};
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// Names that the reform ended everywhere, each with what took its place.
const FORMER: [(&str, &str); 14] = [
    ("国土资源局", "自然资源"),
    ("国土资源厅", "自然资源"),
    ("环境保护局", "生态环境"),
    ("环境保护厅", "生态环境"),
    ("环保局", "生态环境"),
    ("卫生和计划生育局", "卫生健康"),
    ("卫生和计划生育委员会", "卫生健康"),
    ("卫计局", "卫生健康"),
    ("卫计委", "卫生健康"),
    ("工商行政管理局", "市场监督管理"),
    ("质量技术监督局", "市场监督管理"),
    ("食品药品监督管理局", "市场监督管理"),
    ("安全生产监督管理局", "应急管理"),
    ("国土局", "自然资源"),
];

/// The first report of which no department has such a name any more.
const SINCE: i32 = 2020;

/// A department of the place by a name that it no longer has: 县国土资源局 in a report of 2021. What is said to be the former
/// one, a title, a column's or a website's name is none; nor is the organ's own name.
pub(super) fn find(context: &Context) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    if report.year.is_none_or(|year| year < SINCE) || context.bearing.mirror {
        return None;
    }
    let own = report.organ.as_ref().map_or("", |organ| &*organ.folded);
    let told = context.sentences.iter().filter(|sentence| (1..=5).contains(&sentence.section));
    let (range, name, now) = told.filter(|sentence| tells_of_now(flow, sentence)).find_map(|sentence| {
        FORMER.iter().filter(|(name, _)| !own.contains(name)).find_map(|(name, now)| {
            let at =
                flow.find_all(sentence.range.clone(), name).find(|at| is_named(flow, sentence, *at, name))?;
            Some((at - 1..at + name.chars().count(), *name, *now))
        })
    })?;
    let words = quote(context.document, report, around(flow, &range));
    let message = Message::new(
        format!("“{words}”里的“{name}”是机构改革（2018年至2019年）以前的名称，改革后是{now}部门"),
        format!("“{name}” in “{words}” is a name from before the reform of 2018 and 2019; it is now {now}"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)).caused_by(format!("former {name}")))
}

/// Whether a sentence speaks of no earlier time.
fn tells_of_now(flow: &Flow, sentence: &Sentence) -> bool {
    const EARLIER: [&str; 8] = ["原", "前身", "更名", "改革", "撤销", "合并", "划转", "整合"];
    EARLIER.iter().all(|word| flow.find(sentence.range.clone(), word).is_none())
}

/// Whether a place stands before the name, and no title, column or website has it.
fn is_named(flow: &Flow, sentence: &Sentence, at: usize, name: &str) -> bool {
    const LONGEST: usize = 60;
    const PLACES: [char; 7] = ['省', '市', '县', '区', '州', '旗', '盟'];
    const OF_PAGES: [&str; 9] = ["网", "官网", "板块", "栏目", "专栏", "门户", "公众号", "旧址", "老"];
    let of_place = at > sentence.range.start && flow.chars.get(at - 1).is_some_and(|c| PLACES.contains(c));
    let end = at + name.chars().count();
    let from = at.saturating_sub(LONGEST).max(sentence.range.start);
    let before: Range<usize> = from..at;
    let titled = flow.slice(before).iter().rev().find(|c| among!("《》", **c)) == Some(&'《');
    of_place && !titled && !OF_PAGES.iter().any(|word| flow.has(end, word))
}
