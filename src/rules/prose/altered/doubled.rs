//! The last character of a name once too often: 青禾乡乡人民政府, 青禾县水利局局.

use std::ops::Range;

use crate::report::organ::Organ;
use crate::rules::Severity;
use crate::rules::prose::{places, ranges};
use crate::rules::{Context, Finding};
use crate::text::fold::is_han;
use crate::text::message::Message;

/// 青禾乡乡人民政府, 青禾镇镇严格…: the last character of the organ's or its place's name once too often.
pub(super) fn find(context: &Context, organ: &Organ) -> Option<Finding> {
    /// What goes on behind a name. 镇长, 县级, 市场, 局域网 are words of their own.
    const GOES_ON: [&str; 36] = [
        "人民政府",
        "政府",
        "党委",
        "委员会",
        "严格",
        "认真",
        "坚持",
        "全面",
        "积极",
        "深入",
        "高度",
        "按照",
        "根据",
        "紧",
        "主动",
        "不断",
        "持续",
        "共",
        "没有",
        "未",
        "在",
        "通过",
        "以习",
        "围绕",
        "将",
        "依",
        "收到",
        "无",
        "2",
        ",",
        "。",
        ";",
        "、",
        "》",
        "\"",
        ")",
    ];
    let report = context.report;
    let flow = &report.text;
    // 岚县县政府: with a name of one character the county is never called without its suffix.
    let place = organ.own_place().or_else(|| organ.place()).filter(|place| place.chars().count() >= 3);
    let whole = || organ.folded.split('(').next().filter(|name| name.ends_with(['局', '厅']));
    // 水利局局政府信息…: the second one is the government's.
    const BODIES: usize = 4;
    let (range, unit) = place.into_iter().chain(whole()).find_map(|name| {
        let follows = GOES_ON.get(if name.ends_with(['局', '厅']) { BODIES } else { 0 }..)?;
        let unit = if name.ends_with("街道") { "街道" } else { last(name)? };
        let twice = format!("{name}{unit}");
        let length = twice.chars().count();
        let goes_on = |at: usize| follows.iter().find(|words| flow.has(at + length, words));
        ranges(report).into_iter().find_map(|(_, range)| {
            flow.find_all(range.clone(), &twice).find_map(|at| {
                let next = goes_on(at)?.chars().filter(|c| is_han(*c)).count();
                Some((at..(at + length + next).min(range.end), unit))
            })
        })
    })?;
    Some(finding(context, range, unit))
}

/// The last character of a name, where it tells what the name is of.
fn last(name: &str) -> Option<&str> {
    let (at, unit) = name.char_indices().last()?;
    among!("省市县区旗州盟镇乡局厅", unit).then(|| name.get(at..))?
}

/// 青禾县县人民政府 where nothing names the organ: of a place that the text names elsewhere.
pub(super) fn unnamed(context: &Context) -> Option<Finding> {
    const UNITS: [&str; 7] = ["县", "市", "区", "旗", "州", "镇", "乡"];
    const BODY: &str = "人民政府";
    const STEM: std::ops::RangeInclusive<usize> = 2..=5;
    const FEWEST: usize = 2;
    let flow = &context.report.text;
    let (range, unit) = UNITS.iter().find_map(|unit| {
        let twice = format!("{unit}{unit}{BODY}");
        // 津市市, 乌镇镇: names whose last character stands twice wherever they do.
        let single = |at: usize, length: usize| !flow.has(at + length, unit);
        ranges(context.report).into_iter().find_map(|(_, range)| {
            let at = flow.find_all(range.clone(), &twice).find(|at| {
                STEM.filter_map(|length| at.checked_sub(length).filter(|from| *from >= range.start)).any(
                    |from| {
                        let stem = flow.slice(from..*at);
                        let name: String = stem.iter().copied().chain(unit.chars()).collect();
                        // 各县县人民政府, 市辖区区人民政府: words, not the name of a place.
                        stem.iter().all(|c| is_han(*c) && !among!("各两个辖全乡", *c))
                            && flow
                                .find_all(0..flow.len(), &name)
                                .filter(|at| single(*at, name.chars().count()))
                                .count()
                                >= FEWEST
                    },
                )
            })?;
            Some((at..at + twice.chars().count(), *unit))
        })
    })?;
    Some(finding(context, range, unit))
}

fn finding(context: &Context, range: Range<usize>, unit: &str) -> Finding {
    let words = context.report.text.text(range.clone());
    let message = Message::new(
        format!("“{words}”多了一个“{unit}”字"),
        format!("“{words}” has “{unit}” once too often"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Finding::new(severity, message).at_places(places(context.report, range))
}
