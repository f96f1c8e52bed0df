//! Documents and meetings that a report names before they could have been there.

use super::super::period::parts;
use super::super::{places, quote, signed};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// What reports name, as the folded text has it, with the year and the month in which it came to be.
const EVENTS: [(&str, i32, u32); 12] = [
    ("国办公开办函[2019]60号", 2019, 11),
    ("国办函[2020]109号", 2020, 11),
    ("国办公开办函[2021]30号", 2021, 9),
    ("国令第711号", 2019, 4),
    ("党的十九大", 2017, 10),
    ("十九届四中全会", 2019, 10),
    ("十九届五中全会", 2020, 10),
    ("十九届六中全会", 2021, 11),
    ("党的二十大", 2022, 10),
    ("二十届二中全会", 2023, 2),
    ("二十届三中全会", 2024, 7),
    ("二十届四中全会", 2025, 10),
];

/// With what something to come is named: 迎接党的二十大, 党的二十大召开前.
const TO_COME: [&str; 5] = ["迎", "召开前", "即将", "备战", "保障"];

/// What is named in a report that was signed, or published, before it could be; where no date tells when, what came more
/// than a year after the report's.
pub(super) fn named_early(context: &Context, year: i32) -> Option<Finding> {
    const NEAR: usize = 12;
    let report = context.report;
    let flow = &report.text;
    // A date of the report's own year or before is a slip itself.
    let signature = signed(report).filter(|(date, _)| date.year > year);
    let dated = signature.as_ref().map(|(date, range)| {
        let words = quote(context.document, report, range.clone());
        (date.year, date.month, format!("落款日期是 {words}"), format!("the signature's date is {words}"))
    });
    let dated = dated.or_else(|| {
        let text = &report.published.as_ref()?.text;
        let (stated, month, _) = parts(text).filter(|(stated, ..)| *stated > year)?;
        Some((stated, month, format!("{text} 发布"), format!("published on {text}")))
    });
    EVENTS.iter().find_map(|(words, of, month)| {
        let early = match &dated {
            Some((stated, in_month, ..)) => (*stated, *in_month) < (*of, *month),
            None => year + 1 < *of,
        };
        // A page of today has today's meetings round the report: only what the sections say counts.
        let document = words.contains('号');
        let sentences = context.sentences.iter().filter(|sentence| early && sentence.section > 0);
        let told = sentences.filter(|sentence| document || sentence.section < 6);
        let at = told.filter_map(|sentence| flow.find(sentence.range.clone(), words)).next()?;
        let end = at + words.chars().count();
        let near = at.saturating_sub(NEAR)..(end + NEAR).min(flow.len());
        if flow.says(near.clone(), &TO_COME) {
            return None;
        }
        let named = quote(context.document, report, at..end);
        let (zh, en) = match &dated {
            Some((_, _, zh, en)) => (zh.clone(), en.clone()),
            None => (format!("报告的是 {year} 年"), format!("it is the report of {year}")),
        };
        let message = Message::new(
            format!("正文写到“{named}”，是 {of} 年 {month} 月的，而{zh}，那时还没有"),
            format!("The text names “{named}”, of {of}-{month:02}, but {en}"),
        );
        let severity = context.bearing.words(Severity::Error);
        Some(Finding::new(severity, message).at_places(places(report, at..end)))
    })
}

/// A congress whose successor's spirit is to be studied from a year on, as reports name it and its plenary sessions, and what
/// the successor is called.
const CONGRESSES: [([&str; 2], i32, [&str; 2]); 2] =
    [(["十八大", "十八届"], 2018, ["十九大", "十九届"]), (["十九大", "十九届"], 2023, ["二十大", "二十届"])];

/// 贯彻党的十九届六中全会精神 in a report of 2023 that nowhere names the congress of 2022: left over from an older one. 十八大以来 and
/// congresses named one after the other are right.
pub(super) fn named_late(context: &Context, year: i32) -> Option<Finding> {
    const NEAR: usize = 12;
    let report = context.report;
    let flow = &report.text;
    CONGRESSES.iter().filter(|(_, from, _)| year >= *from).find_map(|(names, _, next)| {
        let told = context.sentences.iter().filter(|sentence| (1..6).contains(&sentence.section));
        let named = told.into_iter().find_map(|sentence| {
            names.iter().find_map(|name| {
                let at = flow.find(sentence.range.clone(), name)?;
                let spirit = flow.find(at..(at + NEAR).min(sentence.range.end), "精神")?;
                Some(at..spirit + 2)
            })
        })?;
        if flow.says(0..flow.len(), next) {
            return None;
        }
        let words = quote(context.document, report, named.clone());
        let message = Message::new(
            format!("{year}年的报告写到“{words}”，却没有写到{}，像是往年报告的文字", next[0]),
            format!("The report of {year} names “{words}” and nowhere the congress after it: the words of an older report"),
        );
        let severity = context.bearing.words(Severity::Warning);
        Some(Finding::new(severity, message).at_places(places(report, named)))
    })
}
