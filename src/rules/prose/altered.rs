//! The organ's own name, written otherwise than in the title.

use super::{places, ranges};
use crate::report::organ::{Organ, OrganKind};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::fold::folded;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 落款的机关名称与标题一致：没有错一个字、漏一个字，也不是更名以前的名称；正文中的全称也没有错一个字、漏一个字。简称、全称和代为落款的办公室不算。正文中把功能区的名称漏写一部分的，只作提示。
    ///
    /// # 为什么
    ///
    /// 机关名称写错，是最不应当出的错；落款是旧名称，说明从往年报告抄来没有改全。
    ///
    /// # What it checks
    ///
    /// The name in the signature is that of the title: no character wrong or left out, and not a former name; nor is a
    /// character of the full name wrong or left out in the text. Short and
    /// full names and offices that sign are none. A zone's name with a part left out in the text is a notice.
    ///
    /// # Why
    ///
    /// An organ's own name is the last thing to get wrong; a former name is left over from an older report.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// organ = 青禾县财政金融局
    /// signature = 青禾县财政全融局 / 2025年1月16日
    /// → 只差一字
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县投资促进局
    /// signature = 青禾县国有资产管理局 / 2025年1月16日
    /// → 更名
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县自然资源局
    /// signature = 青禾县自然源局 / 2025年1月16日
    /// ```
    ///
    /// ```breaks
    /// signature = 青禾乡人民政府 / 2025年1月16日
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾综合实验区财政局
    /// before = 如有疑问，请与青禾综合区财政局办公室联系。
    /// → 青禾综合区
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县市场监督管理局
    /// before = 如有疑问，请与青禾县市场监督管局办公室联系。
    /// → 相差一个字
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾乡人民政府
    /// section 1 + 青禾乡乡人民政府认真落实各项要求。
    /// → 多了一个“乡”字
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县市场监督管理局
    /// section 1 + 落实临江市市场监督管理局的要求，青禾县市场监管局网站按月更新。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县科学技术局
    /// signature = 青禾县科技局 / 2025年1月16日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县住房和城乡建设局
    /// signature = 青禾县住房城乡建设局 / 2025年1月16日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾镇
    /// signature = 临江市青禾镇人民政府 / 2025年1月16日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县人民政府
    /// signature = 青禾县人民政府办公室 / 2025年1月16日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县发展和改革局
    /// signature = 青禾县发展和改革局（青禾县粮食和物资储备局） / 2025年1月16日
    /// ```
    ///
    /// ```passes
    /// organ = 青禾综合实验区财政局
    /// before = 如有疑问，请与青禾综合实验区财政局办公室联系。
    /// ```
    pub ORGAN_ALTERED {
        name: "organ-altered",
        kind: Names,
        title: ("本机关名称前后不一致", "The organ's own name differs"),
        severity: Error,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let Some(organ) = &context.report.organ else { return Vec::new() };
    signature(context, organ)
        .into_iter()
        .chain(left_out(context, organ))
        .chain(in_the_text(context, organ))
        .chain(doubled(context, organ))
        .collect()
}

/// 青禾乡乡人民政府: the last character of the place's name once too often.
fn doubled(context: &Context, organ: &Organ) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let place = organ.own_place().or_else(|| organ.place())?;
    let unit = place.chars().last().filter(|unit| "省市县区旗州盟镇乡".contains(*unit))?;
    // 岚县县政府: with a name of one character the county is never called without its suffix.
    if place.chars().count() < 3 {
        return None;
    }
    let range = ranges(report).into_iter().find_map(|(_, range)| {
        ["人民政府", "政府", "党委", "委员会"].iter().find_map(|body| {
            let start = flow.find(range.clone(), &format!("{place}{unit}{body}"))?;
            Some(start..start + place.chars().count() + 1 + body.chars().count())
        })
    })?;
    let words = flow.text(range.clone());
    let message = Message::new(
        format!("“{words}”多了一个“{unit}”字"),
        format!("“{words}” has “{unit}” once too often"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)))
}

/// The signature's name against the organ's.
fn signature(context: &Context, organ: &Organ) -> Option<Finding> {
    let report = context.report;
    let signature = report.signature.as_ref()?;
    let signed = Organ::parse(signature.text.trim())?;
    // Where the signature itself names the organ, there is nothing to compare.
    let titled = report.title.as_ref().is_some_and(|title| folded(&title.text).contains(&organ.folded));
    let (own, other) = (core(organ), core(&signed));
    if !titled || own == other || own.is_empty() || other.is_empty() {
        return None;
    }
    let one = differ_by_one(&own, &other);
    let lost = lost_inside(&own, &other) || lost_inside(&other, &own);
    let departments = organ.kind == OrganKind::Department && signed.kind == OrganKind::Department;
    let full = departments && !signed.office && !signed.places.is_empty() && signed.places == organ.places;
    let renamed = full && !is_short_for(&own, &other) && !is_short_for(&other, &own);
    let (severity, zh, en) = if one {
        (Severity::Error, "，只差一字", "one character differs")
    } else if lost {
        (Severity::Warning, "，少了一个字", "one character is left out")
    } else if renamed {
        (Severity::Warning, "；机关如已更名，落款应当用现在的名称", "a former name, or another organ's")
    } else {
        return None;
    };
    let message = Message::new(
        format!("落款写的是“{}”，标题写的是“{}”{zh}", signed.name, organ.name),
        format!("The signature says “{}”, the title “{}”: {en}", signed.name, organ.name),
    );
    let severity = context.bearing.words(severity);
    Some(Finding::new(severity, message).at_places(signature.place))
}

/// What tells an organ from others of its place: the place that it governs, or its name without places.
fn core(organ: &Organ) -> Vec<char> {
    if let Some(place) = organ.own_place() {
        return place.chars().collect();
    }
    let mut name = organ.folded.split('(').next().unwrap_or("");
    for place in &organ.places {
        name = name.find(place.as_str()).and_then(|at| name.get(at + place.len()..)).unwrap_or(name);
    }
    let name =
        if organ.office { name.trim_end_matches("办公室").trim_end_matches("办公厅") } else { name };
    name.chars().collect()
}

fn differ_by_one(left: &[char], right: &[char]) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let different: Vec<_> = left.iter().zip(right).filter(|(a, b)| a != b).collect();
    let numbered = different.iter().any(|(a, b)| NUMERALS.contains(**a) && NUMERALS.contains(**b));
    left.len() == right.len() && left.len() > 2 && different.len() == 1 && !numbered
}

/// Whether the second text is the first without one character inside, other than a particle that short names leave out.
fn lost_inside(longer: &[char], shorter: &[char]) -> bool {
    if longer.len() != shorter.len() + 1 || shorter.len() < 4 {
        return false;
    }
    let same = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    let inside = same > 0 && same + 1 < longer.len();
    // 云溪教育局 is short for 云溪县教育局.
    let particle = longer.get(same).is_some_and(|c| "和与及、的省市县区州旗盟镇乡".contains(*c));
    inside && !particle && longer.get(same + 1..) == shorter.get(same..)
}

/// Whether a name's characters stand in another one in their order.
fn is_short_for(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|c| rest.any(|other| other == c))
}

/// A zone's name with a word left out: 平潭综合区 for 平潭综合实验区.
fn left_out(context: &Context, organ: &Organ) -> Option<Finding> {
    const SHORTEST: usize = 7;
    let report = context.report;
    let flow = &report.text;
    let zone: Vec<char> = organ.places.iter().find(|place| place.ends_with('区'))?.chars().collect();
    if zone.len() < SHORTEST {
        return None;
    }
    // The word before the suffix is left out; what stands before it is the name and a part of the kind.
    let head: String = zone.get(..zone.len().checked_sub(3)?)?.iter().collect();
    let short = format!("{head}区");
    let found: Vec<usize> = ranges(report)
        .into_iter()
        .flat_map(|(_, range)| flow.find_all(range, &short).collect::<Vec<_>>())
        .collect();
    let first = *found.first()?;
    let whole: String = zone.iter().collect();
    let length = short.chars().count();
    let message = Message::new(
        format!("“{short}”少了字，标题写的是“{whole}”"),
        format!("“{short}” lacks a word; the title says “{whole}”"),
    );
    let at = std::iter::once(first).chain(found.into_iter().skip(1));
    let at = at.flat_map(|start| places(report, start..start + length));
    Some(Finding::new(Severity::Notice, message).at_places(at))
}

/// The organ's full name in the text with one character wrong or left out: 国家税务局某市税务局 for 国家税务总局某市税务局.
/// Other organs' names differ in more, or in the place.
fn in_the_text(context: &Context, organ: &Organ) -> Option<Finding> {
    const SHORTEST: usize = 9;
    let report = context.report;
    let flow = &report.text;
    let name: Vec<char> = organ.folded.split('(').next().unwrap_or("").chars().collect();
    if name.len() < SHORTEST || organ.places.is_empty() {
        return None;
    }
    // What the organ is called is what the title says, or the text itself.
    let titled = report.title.as_ref().is_some_and(|title| folded(&title.text).contains(&organ.folded));
    let whole: String = name.iter().collect();
    let named = || ranges(report).into_iter().any(|(_, range)| flow.find(range, &whole).is_some());
    if !titled && !named() {
        return None;
    }
    let head: String = name.iter().take(2).collect();
    let wrong = ranges(report).into_iter().find_map(|(_, range)| {
        flow.find_all(range.clone(), &head).find_map(|start| {
            [name.len() - 1, name.len()].into_iter().find_map(|length| {
                let end = start + length;
                let written = (end <= range.end).then(|| flow.slice(start..end))?;
                let near = if length == name.len() {
                    is_one_wrong(written, &name)
                } else {
                    lost_inside(&name, written)
                };
                let tail = written.last() == name.last();
                (near && tail).then_some(start..end)
            })
        })
    })?;
    let written = flow.text(wrong.clone());
    let message = Message::new(
        format!("正文把本机关写成“{written}”，标题写的是“{}”，相差一个字", organ.name),
        format!("The text calls the organ “{written}”, the title “{}”: one character differs", organ.name),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, wrong)))
}

/// Whether one character differs that names no other place, number or level.
fn is_one_wrong(written: &[char], name: &[char]) -> bool {
    const LEVELS: &str = "省市县区州旗盟镇乡局厅委院和与及东南西北";
    let pair = written.iter().zip(name).find(|(a, b)| a != b);
    let level = pair.is_some_and(|(a, b)| LEVELS.contains(*a) && LEVELS.contains(*b));
    // The place must be this organ's own: what differs stands behind its name.
    let same = written.iter().zip(name).take_while(|(a, b)| a == b).count();
    let behind = name.iter().take(same).any(|c| "省市县区州旗盟".contains(*c));
    differ_by_one(written, name) && !level && behind
}
