//! The organ's own name, written otherwise than in the title.

mod doubled;

use super::{places, ranges};
use crate::report::organ::{Organ, OrganKind};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::fold::folded;
use crate::text::message::Message;
use crate::text::slip::{Slip, slip_between, slips_in};

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
    /// ```breaks
    /// organ = 青禾县水利局
    /// section 1 + 2024年，青禾县水局按月公开水情。
    /// → 青禾县水局
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县水利局
    /// section 1 + 2024年，青禾县水利局局坚持按月公开水情。
    /// → 多了一个“局”字
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县水利局
    /// signature = 青禾县县水利局 / 2025年1月16日
    /// → 多了一个字
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县水利局
    /// section 1 + 青禾县水务局、青禾县水利局局长信箱和青禾县水利站公开信息，青禾水利局网站按月更新，青和县水利局来访。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾镇
    /// section 1 + 青禾镇镇长接待群众，青禾镇镇村两级公开栏按月更新，青河镇交流经验。
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县市场监督管理局
    /// section 1 + 落实临江市市场监督管理局的要求，青禾县市场监管局网站按月更新。
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县科技和工业局
    /// section 6 + 没有其他需要报告的事项。青禾县科技与工业局2025年1月16日
    /// → 青禾县科技与工业局
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县科技和工业局
    /// section 1 + 青禾县科技与工业局按月公开信息。
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
    let Some(organ) = &context.report.organ else { return doubled::unnamed(context).into_iter().collect() };
    signature(context, organ)
        .or_else(|| mistyped(context, organ))
        .into_iter()
        .chain(left_out(context, organ))
        .chain(in_the_text(context, organ))
        .chain(doubled::find(context, organ))
        .collect()
}

/// A slip in the signature's name, where its parts tell nothing.
fn mistyped(context: &Context, organ: &Organ) -> Option<Finding> {
    let report = context.report;
    let signature = report.signature.as_ref()?;
    let titled = report.title.as_ref().is_some_and(|title| folded(&title.text).contains(&organ.folded));
    let slip = signed_with_slip(organ, &signature.text).filter(|_| titled)?;
    let (zh, en) = match slip {
        Slip::Wrong(_) => ("只差一字", "one character differs"),
        Slip::Lost(_) => ("少了一个字", "one character is left out"),
        Slip::Doubled(_) => ("多了一个字", "one character stands twice"),
    };
    let message = Message::new(
        format!("落款写的是“{}”，标题写的是“{}”，{zh}", signature.text.trim(), organ.name),
        format!("The signature says “{}”, the title “{}”: {en}", signature.text.trim(), organ.name),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(signature.place))
}

/// The signature's name against the organ's.
fn signature(context: &Context, organ: &Organ) -> Option<Finding> {
    let report = context.report;
    let signature = report.signature.as_ref()?;
    // Where the signature itself names the organ, there is nothing to compare.
    let titled = report.title.as_ref().is_some_and(|title| folded(&title.text).contains(&organ.folded));
    let signed = Organ::parse(signature.text.trim())?;
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

/// The slip in a signature that otherwise is the organ's whole name, or that of the government of its place.
fn signed_with_slip(organ: &Organ, signature: &str) -> Option<Slip> {
    // 县水利局 and 市水利局 are two organs, 云溪教育局 is short for 云溪县教育局; the rest is told by the names' parts.
    const PARTICLES: &str = "和与及、的省市县区州旗盟镇乡街";
    const SHORTEST: usize = 5;
    let signed: Vec<char> = folded(signature.trim()).chars().collect();
    let whole = organ.folded.split('(').next().unwrap_or("");
    let governed =
        organ.own_place().filter(|place| whole.ends_with(place)).map(|_| format!("{whole}人民政府"));
    std::iter::once(whole.to_owned()).chain(governed).find_map(|own| {
        let own: Vec<char> = own.chars().collect();
        let slip = slip_between(&signed, &own).filter(|_| own.len() >= SHORTEST)?;
        let part = |at: &usize| own.get(*at).is_some_and(|c| among!(PARTICLES, *c));
        let likely = match slip {
            Slip::Wrong(at) => {
                let behind = own.iter().take(at).any(|c| among!(PARTICLES, *c));
                differ_by_one(&own, &signed) && !part(&at) && (behind && own.len() >= 8)
            }
            Slip::Lost(at) => !part(&at),
            Slip::Doubled(_) => true,
        };
        likely.then_some(slip)
    })
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
    let numbered = different.iter().any(|(a, b)| among!(NUMERALS, **a) && among!(NUMERALS, **b));
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
    let particle = longer.get(same).is_some_and(|c| among!("和与及、的省市县区州旗盟镇乡", *c));
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

/// The organ's full name in the text with one character wrong, left out or written twice: 国家税务局某市税务局 for
/// 国家税务总局某市税务局. Other organs' names differ in more, or in the place.
fn in_the_text(context: &Context, organ: &Organ) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    if organ.places.is_empty() {
        return None;
    }
    let whole = organ.folded.split('(').next().unwrap_or("");
    // What the organ is called is what the title says, or the text itself.
    let titled = report.title.as_ref().is_some_and(|title| folded(&title.text).contains(&organ.folded));
    let named = || ranges(report).into_iter().any(|(_, range)| flow.find(range, whole).is_some());
    if !titled && !named() {
        return None;
    }
    let place = organ.own_place().filter(|place| *place != whole);
    let (wrong, own) = std::iter::once(whole).chain(place).find_map(|own| {
        let name: Vec<char> = own.chars().collect();
        ranges(report).into_iter().find_map(|(_, range)| {
            let slips = slips_in(flow, range, own).into_iter();
            let mut certain = slips.filter(|(range, slip)| {
                // 市市中区, 辖区内内蒙古…: the first character may be of the word before.
                let first = matches!(slip, Slip::Wrong(0) | Slip::Doubled(0));
                !first && is_of_this(&name, flow.slice(range.clone()), *slip)
            });
            certain.next().map(|(range, _)| (range, own))
        })
    })?;
    let written = flow.text(wrong.clone());
    let named = if own == whole { organ.name.as_str() } else { own };
    let message = Message::new(
        format!("正文把本机关写成“{written}”，标题写的是“{named}”，相差一个字"),
        format!("The text calls the organ “{written}”, the title “{named}”: one character differs"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, wrong)))
}

/// Whether what was written with a slip can be no other organ's and no other place's name.
fn is_of_this(name: &[char], written: &[char], slip: Slip) -> bool {
    const SUFFIXES: &str = "省市县区州旗盟镇乡";
    // Of so many characters one can be wrong or left out; in a place's, so many.
    const SHORTEST: usize = 6;
    const SHORTEST_PLACE: usize = 4;
    // 财政局 and 民政局, 水务局 and 税务局 are two: what has a longer name has it alone.
    const DEPARTMENT: usize = 5;
    const LONG: usize = 9;
    let length = name.len();
    let is_suffix = |c: &char| among!(SUFFIXES, *c);
    let ends = name.iter().rposition(is_suffix).map_or(0, |at| at + 1);
    match slip {
        Slip::Doubled(at) => length >= 3 && at + 1 < length,
        Slip::Lost(_) => length >= SHORTEST && lost_inside(name, written),
        Slip::Wrong(at) => {
            const LEVELS: &str = "省市县区州旗盟镇乡局厅委院和与及";
            const SIDES: &str = "东西南北中前后上下左右大小新老";
            let (Some(own), Some(other)) = (name.get(at), written.get(at)) else { return false };
            let one_of = |set: &str| set.contains(*own) && set.contains(*other);
            if one_of(LEVELS)
                || one_of(SIDES)
                || written.last() != name.last()
                || !differ_by_one(name, written)
            {
                return false;
            }
            let kind = is_suffix(own) && !is_suffix(other) && length >= SHORTEST;
            let of_department = at >= ends && ends > 0 && length - ends >= DEPARTMENT;
            // The place must be this organ's own: what differs stands behind its name.
            let behind = length >= LONG && name.iter().take(at).any(is_suffix);
            let of_place = ends == length && length >= SHORTEST_PLACE;
            kind || of_department || behind || of_place
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lost_inside;

    #[test]
    fn a_character_lost_inside_a_name_is_a_slip_and_what_short_names_leave_out_is_none() {
        let lost = |longer: &str, shorter: &str| {
            let [longer, shorter] = [longer, shorter].map(|name| name.chars().collect::<Vec<_>>());
            lost_inside(&longer, &shorter)
        };
        assert!(lost("云溪县财政金融局", "云溪县财金融局"));
        // At either end, a particle, another character beside it, too short to tell.
        assert!(!lost("云溪县教育局", "云溪县教育"));
        assert!(!lost("云溪县教育局", "溪县教育局"));
        assert!(!lost("云溪县教育局", "云溪教育局"));
        assert!(!lost("云溪县财政金融局", "云溪县财金触局"));
        assert!(!lost("财政局", "财局"));
    }
}
