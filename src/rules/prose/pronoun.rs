//! How the text speaks of its own organ: 我局 in a town's report is another's sentence.

use std::ops::Range;

use super::{places, quote, ranges};
use crate::report::Report;
use crate::report::organ::{Organ, OrganKind, town_suffix};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

/// A word by which an organ speaks of itself.
#[derive(Debug, PartialEq, Eq)]
struct Word {
    unit: char,
    range: Range<usize>,
}

/// Words of another kind of organ for the report's own.
pub(super) fn find(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let Some(organ) = &report.organ else { return Vec::new() };
    let words: Vec<Word> = ranges(report).into_iter().flat_map(|(_, range)| words(flow, &range)).collect();
    let (own, foreign): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|word| !is_foreign(organ, word.unit));
    // Where the name was not taken from the title, the text must bear it out.
    let titled = report.title.as_ref().is_some_and(|title| title.text.contains(&organ.name));
    let own = own.iter().filter(|word| organ.own_units().contains(&word.unit)).count();
    let mut findings = Vec::new();
    if let Some(first) = foreign.first().filter(|_| titled && foreign.len() <= own + 2 || own > foreign.len())
    {
        let word = flow.text(first.range.clone());
        let around = around(flow, &first.range);
        let words = quote(context.document, report, around);
        let message = Message::new(
            format!("这是{}的报告，正文却自称“{word}”：“{words}”，像是别的机关的话", organ.name),
            format!("This is the report of {}; it calls itself “{word}”: “{words}”", organ.name),
        );
        let at = foreign.iter().flat_map(|word| places(report, word.range.clone()));
        findings.push(
            Finding::new(context.bearing.words(Severity::Warning), message)
                .at_places(at)
                .caused_by(format!("foreign organ {word}")),
        );
    }
    findings.extend(wider(context, organ));
    findings
}

/// Whether an organ does not call itself by a unit.
fn is_foreign(organ: &Organ, unit: char) -> bool {
    if organ.own_units().contains(&unit) {
        return false;
    }
    match organ.kind {
        OrganKind::Department => "局委厅镇乡街部".contains(unit),
        OrganKind::Township => {
            let own = organ.place().and_then(town_suffix).and_then(|suffix| suffix.chars().next());
            // Without its place the suffix is not known.
            // 我办 is what a sub-district office says of itself.
            "局委厅部".contains(unit)
                || own.is_some_and(|own| "镇乡街".contains(unit) && unit != own)
                || unit == '办' && !organ.office && own.is_some_and(|own| "镇乡".contains(own))
        }
        OrganKind::Government => "局委厅镇乡街部".contains(unit),
        OrganKind::Zone => "局厅镇乡街部".contains(unit),
        _ => false,
    }
}

/// 我局, 本镇 and the like in a range, outside the titles of documents.
fn words(flow: &Flow, range: &Range<usize>) -> Vec<Word> {
    let mut inside_title = false;
    let mut words = Vec::new();
    for index in range.clone() {
        match flow.chars.get(index) {
            Some('《') => inside_title = true,
            Some('》' | '。') => inside_title = false,
            Some(pronoun @ ('我' | '本')) if !inside_title => {
                words.extend(word_at(flow, index, *pronoun, range));
            }
            _ => {}
        }
    }
    words
}

fn word_at(flow: &Flow, index: usize, pronoun: char, range: &Range<usize>) -> Option<Word> {
    let before = index.checked_sub(1).filter(|before| *before >= range.start);
    let before = before.and_then(|before| flow.chars.get(before)).copied();
    // 自我, 基本, 成本: the pronoun must begin a word.
    let begins =
        before.is_none_or(|before| !is_han(before) || "在为对以由与和向经将使让及是年".contains(before));
    if !(begins || pronoun == '我' && before != Some('自')) {
        return None;
    }
    let unit = flow.chars.get(index + 1).copied()?;
    let next = flow.chars.get(index + 2).copied().unwrap_or(' ');
    // 局部, 委托, 部门, 乡村 are words of their own.
    let other = match unit {
        '局' => "限部面势域",
        '委' => "托派任员屈婉",
        '部' => "分门署队位长委",
        '乡' => "村镇愁本",
        '镇' => "街",
        '街' => return (next == '道' || next == '镇').then(|| Word { unit, range: index..index + 3 }),
        '厅' => "局",
        '办' => "理公事法案学结",
        _ => return None,
    };
    (!other.contains(next)).then(|| Word { unit, range: index..index + 2 })
}

/// 对全市…工作 in the report of a zone or county that else speaks of 全区: the sentence of the city's report.
fn wider(context: &Context, organ: &Organ) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let own = organ.own_place().filter(|_| organ.is_government())?.chars().last()?;
    if !"区县旗".contains(own) {
        return None;
    }
    let all = |words: &str| -> Vec<usize> {
        ranges(report)
            .into_iter()
            .flat_map(|(_, range)| flow.find_all(range, words).collect::<Vec<_>>())
            .collect()
    };
    let of_own = all(&format!("全{own}")).len() + all(&format!("我{own}")).len();
    let wider: Vec<usize> = ['市', '县', '区', '州', '旗']
        .into_iter()
        .filter(|unit| *unit != own)
        .flat_map(|unit| all(&format!("对全{unit}")))
        .filter(|at| {
            let reach = at + 3..at + 15;
            ["信息公开工作", "政务公开工作", "信息公开情况"]
                .iter()
                .any(|words| flow.find(reach.clone(), words).is_some())
        })
        .collect();
    let [at] = wider.as_slice() else { return None };
    if of_own < 2 {
        return None;
    }
    let range = *at..at + 3;
    let word = flow.text(at + 1..at + 3);
    let words = quote(context.document, report, around(flow, &range));
    let message = Message::new(
        format!("这是{}的报告，正文却写“{word}”：“{words}”", organ.name),
        format!("This is the report of {}; the text speaks of “{word}”: “{words}”", organ.name),
    );
    Some(Finding::new(context.bearing.words(Severity::Warning), message).at_places(places(report, range)))
}

/// Some words round a range, inside its piece.
fn around(flow: &Flow, range: &Range<usize>) -> Range<usize> {
    let piece =
        flow.pieces.get(flow.piece_at(range.start)).map_or(range.clone(), |piece| piece.range.clone());
    let from = range.start.saturating_sub(8).max(piece.start);
    let marks =
        flow.slice(from..range.start).iter().rposition(|c| "。,;、:".contains(*c)).map_or(0, |at| at + 1);
    from + marks..(range.end + 14).min(piece.end)
}

/// Whether the text calls its organ by a pronoun at all.
pub(super) fn speaks_of_itself(report: &Report) -> bool {
    const WORDS: [&str; 8] = ["本机关", "本单位", "本部门", "我们", "我单位", "我市", "我县", "我区"];
    let flow = &report.text;
    ranges(report).into_iter().any(|(_, range)| {
        !words(flow, &range).is_empty() || WORDS.iter().any(|word| flow.find(range.clone(), word).is_some())
    })
}
