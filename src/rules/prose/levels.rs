//! How the text speaks of the place whose report it is: 全市 in a county's report is another's sentence.

use std::ops::Range;

use super::pronoun::around;
use super::{places, quote, ranges};
use crate::report::organ::{Organ, OrganKind, is_zone};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// Sentences about a wider place as the organ's own.
pub(super) fn find(context: &Context) -> Option<Finding> {
    let organ = context.report.organ.as_ref();
    let (own, range) = governed(context, organ)
        .or_else(|| counted(context, organ?))
        .or_else(|| system(context, organ?))
        .or_else(|| reported_for(context, organ?))?;
    let report = context.report;
    let word = report.text.text(range.clone());
    let words = quote(context.document, report, around(&report.text, &range));
    let message = Message::new(
        format!("这是{own}的报告，正文却写“{word}”：“{words}”"),
        format!("This is the report of {own}; the text speaks of “{word}”: “{words}”"),
    );
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(places(report, range)))
}

fn all(context: &Context, words: &str) -> Vec<usize> {
    let found =
        |(_, range): (u8, Range<usize>)| context.report.text.find_all(range, words).collect::<Vec<_>>();
    ranges(context.report).into_iter().flat_map(found).collect()
}

/// 对全市…工作 in the report of a zone or county that else speaks of 全区, 全县: the sentence of the city's report. Where
/// nothing names the organ, what it calls itself tells its level.
fn governed(context: &Context, organ: Option<&Organ>) -> Option<(String, Range<usize>)> {
    const FEWEST: usize = 2;
    const OF_OTHERS: [&str; 9] = ["会议", "要点", "考核", "部署", "推进会", "评估", "通报", "任务", "检查"];
    let flow = &context.report.text;
    let of_own =
        |own: char| all(context, &format!("全{own}")).len() + all(context, &format!("我{own}")).len();
    let (own, name) = match organ {
        Some(organ) => {
            let own = organ.own_place().filter(|_| organ.is_government())?.chars().last()?;
            (own, organ.name.clone())
        }
        None => {
            let own = ['县', '旗'].into_iter().find(|own| of_own(*own) >= FEWEST)?;
            (own, format!("{own}级机关"))
        }
    };
    if !"区县旗".contains(own) || of_own(own) < FEWEST {
        return None;
    }
    let wider: Vec<usize> = ['市', '县', '区', '州', '旗']
        .into_iter()
        .filter(|unit| *unit != own)
        .flat_map(|unit| all(context, &format!("对全{unit}")))
        .filter(|at| {
            let reach = at + 3..at + 15;
            ["信息公开工作", "政务公开工作", "信息公开情况"].iter().any(|words| {
                let found = flow.find(reach.clone(), words);
                // A meeting or a plan of the city's is its own.
                found.is_some_and(|at| {
                    !OF_OTHERS.iter().any(|word| flow.has(at + words.chars().count(), word))
                })
            })
        })
        .collect();
    let [at] = wider.as_slice() else { return None };
    Some((name, at + 1..at + 3))
}

/// 全市共收到申请8件 in the report of a county or a town that else speaks of 全县, 全镇: what it counts is its own.
fn counted(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const FEWEST: usize = 2;
    const REACH: usize = 14;
    const COUNTS: [&str; 8] =
        ["共收到", "共受理", "收到政府信息公开申请", "新收", "主动公开", "未收到", "没有收到", "未发生"];
    let flow = &context.report.text;
    let own = organ.own_place()?.chars().last().filter(|own| "省市县区旗镇乡".contains(*own))?;
    if all(context, &format!("全{own}")).len() < FEWEST {
        return None;
    }
    let region = organ.places.iter().any(|place| place.ends_with("自治区"));
    let others = ['省', '市', '县', '区', '旗', '镇', '乡'].into_iter();
    let others = others.filter(|unit| *unit != own && !(region && *unit == '区'));
    let found: Vec<usize> = others.flat_map(|unit| all(context, &format!("全{unit}"))).collect();
    let mut telling = found.into_iter().filter(|at| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(*at) || before.is_none_or(|before| "。;,年".contains(before));
        let end = flow.find(at + 2..at + 2 + REACH, ",").unwrap_or(at + 2 + REACH);
        let counts = COUNTS.iter().find_map(|word| {
            let verb = flow.find(at + 2..end, word)?;
            (!flow.has(verb + word.chars().count(), "的")).then_some(verb)
        });
        // 全市政务公开会议…, 全镇12个村…: who counts stands right before.
        begins && counts.is_some_and(|verb| verb <= at + 6)
    });
    let (first, None) = (telling.next()?, telling.next()) else { return None };
    Some((organ.name.clone(), first..first + 2))
}

/// 全市税务系统本着… as who acts, in the report of a county's or a zone's organ: the sentence of the city's.
fn system(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    const LONGEST: usize = 8;
    const ACTS: [&str; 9] = ["本着", "坚持", "严格", "认真", "积极", "紧紧", "深入", "以", "按照"];
    let flow = &context.report.text;
    let place = organ.place()?;
    // A city's district quotes the city's system; what a county or a zone does is no city's.
    let narrow = place.ends_with('县') || place.ends_with('旗') || is_zone(place);
    if !narrow || !matches!(organ.kind, OrganKind::Department | OrganKind::Vertical) {
        return None;
    }
    let own: Vec<char> = organ.folded.chars().collect();
    let at = all(context, "全市").into_iter().find(|at| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = flow.starts_piece(*at) || before.is_none_or(|before| "。;:".contains(before));
        let Some(end) = flow.find(at + 2..at + 2 + LONGEST, "系统") else { return false };
        // It is the organ's own system: 地税 of 地方税务局.
        let same = flow.slice(at + 2..end).iter().all(|c| own.contains(c));
        begins && same && ACTS.iter().any(|word| flow.has(end + 2, word))
    })?;
    Some((organ.name.clone(), at..at + 2))
}

/// 现将我县2024年度政府信息公开工作…报告如下 in the report of a bureau: the sentence of the county's.
fn reported_for(context: &Context, organ: &Organ) -> Option<(String, Range<usize>)> {
    let flow = &context.report.text;
    let own = matches!(organ.kind, OrganKind::Department | OrganKind::Vertical) && !organ.office;
    let year = context.report.year.filter(|_| own)?;
    let titled = context.report.title.as_ref().is_some_and(|title| title.text.contains(&organ.name));
    let at = all(context, "现将我").into_iter().filter(|_| titled).find(|at| {
        let unit = flow.chars.get(at + 3).is_some_and(|unit| "省市县区州旗盟".contains(*unit));
        let named = ["年度政府信息公开", "年政府信息公开"];
        unit && named.iter().any(|words| flow.has(at + 4, &format!("{year}{words}")))
    })?;
    Some((organ.name.clone(), at + 2..at + 4))
}
