//! The part on requests that tells of everything but how many there were.

use std::ops::Range;

use super::super::{Sentence, places};
use super::{bracketed, heads_of_points};
use crate::form::{CellId, ColumnRole, Role};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// The part under （二）依申请公开 that neither counts requests nor says that there were none, where no other sentence does.
/// `next` is where section 2 begins.
pub(super) fn part(context: &Context, next: usize) -> Option<Finding> {
    /// A shorter one is what is left of a line.
    const SHORTEST: usize = 24;
    /// One that is told of at length is counted.
    const CAME: [&str; 4] = ["收到", "接到", "收悉", "申请书"];
    let flow = &context.report.text;
    let sentences = &context.sentences;
    let value = |sentence: &Sentence| bracketed(flow, sentence);
    let of_section = |sentence: &Sentence| sentence.section == 1 && sentence.range.start < next;
    let (at, number, head) = sentences.iter().enumerate().find_map(|(at, sentence)| {
        let number = value(sentence).filter(|_| of_section(sentence))?;
        Some((at, number, head_on_requests(flow, &sentence.range)?))
    })?;
    // Closed by the next part: nothing was cut off.
    let mut behind = sentences.get(at + 1..)?.iter().take_while(|sentence| of_section(sentence));
    let length = 1 + behind.position(|sentence| value(sentence) == Some(number + 1))?;
    let part = sentences.get(at..at + length)?;
    let range = part.first()?.range.start..part.last()?.range.end;
    let counted = |sentence: &Sentence| counts_or_denies(flow, &sentence.range);
    let came = |sentence: &Sentence| flow.says(sentence.range.clone(), &CAME);
    let elsewhere = |sentence: &Sentence| {
        let prose =
            sentence.section <= 1 || flow.slice(sentence.range.clone()).iter().any(|c| among!(",。", *c));
        !range.contains(&sentence.range.start)
            && prose
            && flow.find(sentence.range.clone(), "申请").is_some()
            && counted(sentence)
    };
    if range.len() < SHORTEST
        || part.iter().any(|each| counted(each) || came(each))
        || sentences.iter().any(elsewhere)
    {
        return None;
    }
    // Where the table could be read, it says how many.
    if context.report.cells.count(CellId::new(Role::New.row(), ColumnRole::Total.column())).is_some() {
        return None;
    }
    let words = flow.text(head.clone());
    let message = Message::new(
        format!("“{words}”下面没有写收到多少件申请、怎样办理；没有收到的，也应写明"),
        format!("Under “{words}” nothing says how many requests came in, or that none did"),
    );
    // The aspect is reported; how many there were may stand in a table that is not here.
    Some(Finding::new(Severity::Notice, message).at_places(places(context.report, head)))
}

/// Where a sentence's head （二）依申请公开情况 stands, if it is one on requests.
fn head_on_requests(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    let words = heads_of_points(flow, sentence.clone()).next()?;
    flow.says(words.clone(), &["依申请公开", "公开申请"]).then_some(sentence.start..words.end)
}

/// Whether a sentence has a number with a unit in which requests are counted, or says of anything that there was none.
fn counts_or_denies(flow: &Flow, sentence: &Range<usize>) -> bool {
    const NONE: [&str; 6] = ["无", "没有", "未", "零", "不存在", "为0"];
    let counted = flow.slice(sentence.clone()).windows(2).any(|pair| {
        let [number, unit] = pair else { return false };
        let numeral = number.is_ascii_digit() || among!("一二两三四五六七八九十百千余几", *number);
        numeral && among!("件宗份起条项次个人例%", *unit)
    });
    counted || flow.says(sentence.clone(), &NONE)
}
