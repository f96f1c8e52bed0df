//! The structure of a report: title, organ, year, dates, the six sections, and where the report begins and ends.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hints::Hints;
use super::page_fields::{Field, is_field, values};
use super::sections::{headings, sections};
use super::signature::{Signature, ending};
use super::title::{Title, ends_with, named_in_text, title, title_of_another_year};
use crate::document::{Document, Fidelity};
use crate::form::FormId;
use crate::report::organ::{Organ, is_name, may_speak_for_another, without_town_office};
use crate::report::{Located, Report, StatedPeriod};
use crate::text::dates::{Date, Period, date_at, of_statistics, period_from, year_at};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::script::simplify;

/// Reads the structure of a document into a report; its cells are read elsewhere.
#[must_use]
pub fn structure(document: &Document, flow: Flow) -> Report {
    let (found, contents) = headings(&flow, &(0..flow.len()));
    let first_heading = found.first().map_or(flow.len(), |heading| heading.range.start);
    let last_heading = found.last().map_or(0, |heading| heading.range.end);
    let hints = Hints::of(document);
    let title = title(&flow, first_heading, hints.year);
    let titled = title.as_ref().map_or(0..0, |title| title.organ.clone());
    let ending = ending(&flow, last_heading, &titled);
    let opening = opening(&flow, title.as_ref(), &contents, first_heading.min(ending.end));
    let opening_text =
        opening.first().map_or(0..0, |range| range.start..opening.last().map_or(0, |last| last.end));
    // Some open their report under the first heading.
    const OPENING: usize = 400;
    let second_heading = found.get(1).map_or(ending.end, |heading| heading.range.start);
    let opening_end = if found.is_empty() { ending.end } else { second_heading.min(first_heading + OPENING) };
    let named = named_in_text(&flow, opening_end);
    let period = period(&flow, opening_text.start.min(first_heading)..ending.end);
    let own = first_heading..ending.end;
    let published = published(&flow, title.as_ref(), &own, ending.signature.as_ref())
        .map(|(date, range)| (date, Some(range)))
        .or_else(|| hints.published.map(|date| (date, None)));
    let traditional = is_traditional_text(document_text(document));
    let mirror = traditional || document.fidelity == Fidelity::Mirror;
    let organ = organ(&flow, title.as_ref(), named.as_ref(), ending.signature.as_ref(), &own, opening_end);
    let titled_year = title.as_ref().and_then(|title| title.year);
    let stated = titled_year.or(named.as_ref().and_then(|named| named.year)).or(hints.year);
    let content = Content {
        period: period.as_ref().map(|(period, _)| period.end.year),
        narrative: narrative_year(&flow, last_heading, ending.end),
        signed: ending.signature.as_ref().map(|signature| signature.date.year - 1),
    };
    let other_titles = [named.as_ref().and_then(|named| named.year), hints.year];
    let year = match stated {
        Some(stated) => content
            .against(stated, other_titles)
            // What is left over in a text is older than its title.
            .filter(|year| titled_year.is_none() || *year > stated)
            .or(Some(stated)),
        None => {
            content.period.or(content.narrative).or(published.as_ref().map(|published| published.0.year - 1))
        }
    };
    let sections = sections(&flow, document, &found, ending.end);
    let other_title = title.as_ref().zip(year).and_then(|(title, year)| {
        title_of_another_year(&flow, title, first_heading, year).and_then(|range| flow.place(range))
    });
    let unplaced = |text: String| Located { text, place: None };
    let named_by_file = title.is_none();
    Report {
        title: title
            .map(|title| Located {
                text: flow.written(document, title.range.clone()).trim().to_owned(),
                place: flow.place(title.range),
            })
            .or(hints.title.map(unplaced)),
        other_title,
        organ: organ
            .map(|range| shown(&flow, document, range, traditional))
            .filter(|_| !named_by_file || hints.organ.is_none())
            .or(hints.organ.or(hints.origin))
            .map(|name| Organ::named(&name)),
        year,
        form: year.and_then(FormId::of_year),
        published: published.map(|(date, range)| Located {
            text: date.to_string(),
            place: range.and_then(|range| flow.place(range)),
        }),
        period: period.map(|(period, range)| StatedPeriod {
            start: period.start.to_string(),
            end: period.end.to_string(),
            place: flow.place(range),
        }),
        preamble: opening.into_iter().filter_map(|range| flow.place(range)).collect(),
        signature: ending.signature.as_ref().map(|signature| located_signature(&flow, document, signature)),
        sections,
        mirror,
        text: flow,
        ..Report::default()
    }
}

/// The organ's name as it is shown: what was written, in simplified characters where the text is traditional.
fn shown(flow: &Flow, document: &Document, range: Range<usize>, traditional: bool) -> String {
    if traditional {
        return flow.text(range);
    }
    flow.written(document, range).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text is in traditional script: a fair share of characters that simplified script does not have.
fn is_traditional_text(text: impl Iterator<Item = char>) -> bool {
    let (mut han, mut traditional) = (0u32, 0u32);
    for character in text.filter(|c| is_han(*c)) {
        han += 1;
        traditional += u32::from(simplify(character) != character);
    }
    han > 0 && traditional * 20 > han
}

fn located_signature(flow: &Flow, document: &Document, signature: &Signature) -> Located {
    let whole = signature.organ.start.min(signature.date_range.start)..signature.date_range.end;
    Located {
        text: flow.written(document, signature.organ.clone()).trim().to_owned(),
        place: flow.place(whole),
    }
}

/// The years that the text itself tells.
#[derive(Debug, Clone, Copy)]
struct Content {
    /// That of the statistical period.
    period: Option<i32>,
    /// The year that the sections speak of most.
    narrative: Option<i32>,
    /// The year before the signature.
    signed: Option<i32>,
}

impl Content {
    /// The year that the report is of, where its title names another one by mistake: period, sections and signature
    /// agree on it as far as they tell, at least two of them, and no other title stands by the first.
    fn against(self, stated: i32, others: [Option<i32>; 2]) -> Option<i32> {
        let told: Vec<i32> = [self.period, self.narrative, self.signed].into_iter().flatten().collect();
        let first = told.first().copied().filter(|first| *first != stated)?;
        let agree = told.len() >= 2 && told.iter().all(|year| *year == first);
        let supported = others.into_iter().flatten().filter(|year| *year == stated).count();
        (agree && supported < 2).then_some(first)
    }
}

fn document_text(document: &Document) -> impl Iterator<Item = char> + '_ {
    document.blocks.iter().filter_map(|block| block.text()).flat_map(str::chars)
}

/// The opening paragraphs between the title and the first heading, without the page's fields, short lines and tables of
/// contents.
fn opening(flow: &Flow, title: Option<&Title>, contents: &[Range<usize>], end: usize) -> Vec<Range<usize>> {
    const SHORTEST: usize = 12;
    let start = title.map_or(0, |title| title.range.end);
    let first = flow.piece_at(start);
    let sentence = |range: &Range<usize>| flow.slice(range.clone()).iter().any(|c| among!("。,;", *c));
    // Lines of a broken paragraph need no stop of their own, once the text has begun.
    let mut begun = title.is_some_and(|title| {
        !is_field(flow, &flow.pieces.get(first).map_or(0..0, |p| p.range.start..title.range.end))
    });
    flow.pieces
        .iter()
        .skip(first)
        .take_while(|piece| piece.range.start < end)
        .filter(|piece| piece.cell.is_none() || piece.range.len() > 60)
        .map(|piece| piece.range.start.max(start)..piece.range.end.min(end))
        .flat_map(|range| contents.iter().fold(vec![range], |ranges, list| without(&ranges, list)))
        .filter(|range| {
            // A line that begins with a date and is no sentence says when the page was published.
            let dated = date_at(flow, range.start + usize::from(flow.has(range.start, "("))).is_some();
            let stamp = dated && flow.find(range.clone(), "。").is_none();
            let text = range.len() >= SHORTEST && !is_field(flow, range) && !stamp;
            begun = begun || (text && sentence(range));
            text && begun
        })
        .collect()
}

/// What is left of some ranges without another.
fn without(ranges: &[Range<usize>], other: &Range<usize>) -> Vec<Range<usize>> {
    let parts = |range: &Range<usize>| {
        [range.start..range.end.min(other.start), range.start.max(other.end)..range.end]
    };
    ranges.iter().flat_map(parts).filter(|part| part.start < part.end).collect()
}

/// The statistical period that the report states: after 统计期限 and its like, else any period that fills a year.
fn period(flow: &Flow, range: Range<usize>) -> Option<(Period, Range<usize>)> {
    const REACH: usize = 40;
    let stated = of_statistics(flow, range.clone()).find_map(|index| {
        let sentence = flow.slice(index..index + REACH).iter().position(|c| *c == '。').unwrap_or(REACH);
        period_from(flow, index, sentence)
    });
    stated.or_else(|| {
        // 数据自2022年1月1日起至2022年12月31日止: without the word.
        let opening = range.start..range.end.min(range.start + 1500);
        let (period, at) = period_from(flow, opening.start, opening.len())?;
        let whole_year = (period.start.month, period.start.day) == (1, 1)
            && (period.end.month, period.end.day) == (12, 31);
        let from = at.start.saturating_sub(25).max(range.start);
        let about_data = flow.says(from..at.start, &["数据", "期限", "报告"]);
        // 涵盖2022年1月1日至12月21日…工作情况: the whole year is meant, and its last day is not that of the year.
        let of_report = flow.says(from..at.start, &["涵盖", "反映", "数据"]);
        let december = (period.start.month, period.start.day, period.end.month) == (1, 1, 12);
        (whole_year && about_data || december && of_report).then_some((period, at))
    })
}

/// The year that the sections speak of most: `2021年`, not in the number of a document nor as part of a date.
fn narrative_year(flow: &Flow, last_heading: usize, end: usize) -> Option<i32> {
    let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
    for index in 0..end.max(last_heading).min(flow.len()) {
        if !matches!(flow.chars.get(index), Some('1' | '2')) {
            continue;
        }
        let Some((year, after)) = year_at(flow, index) else { continue };
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
        // 截至2023年12月31日 names the year too; other days may be of another one.
        let day = date_at(flow, index).map(|(date, _)| (date.month, date.day));
        let named = day.is_none_or(|day| day == (12, 31));
        if flow.chars.get(after) == Some(&'年') && before != Some(&'[') && named {
            *counts.entry(year).or_default() += 1;
        }
    }
    let most = counts.values().max().copied()?;
    counts.into_iter().rev().find(|(_, count)| *count == most).map(|(year, _)| year)
}

/// The day of publication: the page's own field, a line under the title that is a date, the day of the document, or
/// the signature's date.
fn published(
    flow: &Flow,
    title: Option<&Title>,
    own: &Range<usize>,
    signature: Option<&Signature>,
) -> Option<(Date, Range<usize>)> {
    let field = |field| values(flow, field, own).into_iter().find_map(|value| dated(flow, value.start));
    let line = || {
        flow.pieces.iter().take_while(|piece| piece.range.start < own.start).find_map(|piece| {
            const LONGEST: usize = 60;
            let start = piece.range.start + usize::from(flow.has(piece.range.start, "("));
            let (date, range) = dated(flow, start)?;
            let short = piece.range.len() <= LONGEST && period_from(flow, start, 1).is_none();
            // 2023年7月9日，我局召开…: a day that the text tells of.
            let told = flow.chars.get(range.end).is_some_and(|next| among!(",至起止前", *next));
            let sentence = told || flow.slice(piece.range.clone()).contains(&'。');
            (short && !sentence).then_some((date, range))
        })
    };
    // 发布日期：2025-01-20 as the last line, behind a text without anything else of its page.
    let last = || {
        let piece = flow.pieces.last()?.range.clone();
        let named = ["发布日期:", "发布时间:"].iter().find(|name| flow.has(piece.start, name))?;
        dated(flow, piece.start + named.chars().count()).filter(|(_, range)| range.end == piece.end)
    };
    let least = title.and_then(|title| title.year).unwrap_or(0);
    field(Field::Published)
        .or_else(line)
        .or_else(last)
        .or_else(|| field(Field::Written))
        .or_else(|| signature.map(|signature| (signature.date, signature.date_range.clone())))
        .filter(|(date, _)| date.year >= least && date.exists())
}

fn dated(flow: &Flow, start: usize) -> Option<(Date, Range<usize>)> {
    date_at(flow, start).map(|(date, end)| (date, start..end))
}

/// The organ: the title's, the publisher's, the signature's, or the one of the opening sentence.
fn organ(
    flow: &Flow,
    title: Option<&Title>,
    named: Option<&Title>,
    signature: Option<&Signature>,
    own: &Range<usize>,
    opening_end: usize,
) -> Option<Range<usize>> {
    let title = title.map(|title| title.organ.clone()).filter(|organ| !organ.is_empty());
    let field = |field| values(flow, field, own).into_iter().find(|value| is_name(flow.slice(value.clone())));
    let signed = || signature.map(|signature| signature.organ.clone()).filter(|organ| !organ.is_empty());
    let named = || named.map(|named| named.organ.clone()).filter(|organ| !organ.is_empty());
    title
        .or_else(named)
        .or_else(|| field(Field::Publisher))
        .or_else(signed)
        .or_else(|| compiler(flow, opening_end))
        .or_else(|| opening_subject(flow, opening_end))
        // 2023年,果耶镇认真贯彻…: the subject of the first sentence that has one.
        .or_else(|| match (first_subject(flow, own.start), contact(flow, opening_end)) {
            // 区财政局 in the text is 某区财政局 where questions go to.
            (Some(short), Some(full)) if ends_with(flow, &full, &short) => Some(full),
            (subject, contact) => subject.or(contact),
        })
        .or_else(|| field(Field::Origin))
}

/// The organ of 由…编制 in the opening paragraphs. An office that compiles may do so for its government: it is left out.
fn compiler(flow: &Flow, opening_end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 30;
    let compiles = ["编制", "编写"].into_iter().flat_map(|verb| flow.find_all(0..opening_end, verb));
    compiles.into_iter().find_map(|verb| {
        let from = verb.saturating_sub(LONGEST);
        let by = flow.slice(from..verb).iter().rposition(|c| *c == '由')? + from + 1;
        let end = by + without_town_office(flow.slice(by..verb));
        let name = flow.slice(by..end);
        (is_name(name) && !may_speak_for_another(name)).then_some(by..end)
    })
}

/// The organ that compiles according to something, in the opening paragraphs: 某局根据工作实际编制本报告.
fn opening_subject(flow: &Flow, opening_end: usize) -> Option<Range<usize>> {
    let begins = |index: usize| {
        flow.starts_piece(index)
            || index > 0 && among!(",。;", flow.chars.get(index - 1).copied().unwrap_or(' '))
    };
    ["根据", "按照", "结合"].iter().find_map(|verb| {
        flow.find_all(0..opening_end, verb).find_map(|index| {
            const LONGEST: usize = 25;
            let start = (index.saturating_sub(LONGEST)..index).rev().find(|start| begins(*start))?;
            let name = flow.slice(start..index);
            let sentence = flow.slice(index..opening_end.min(index + 60)).iter().position(|c| *c == '。')?;
            let compiles = flow.find(index..index + sentence, "编制").is_some();
            (compiles && is_name(name) && !may_speak_for_another(name)).then_some(start..index)
        })
    })
}

/// The department named where questions go to (请与某局联系): a government's office answers for more than one organ.
fn contact(flow: &Flow, opening_end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 30;
    flow.find_all(0..opening_end, "联系").find_map(|index| {
        let from = index.saturating_sub(LONGEST);
        let start = flow.slice(from..index).iter().rposition(|c| *c == '与')? + from + 1;
        let end = start + without_town_office(flow.slice(start..index));
        let text = flow.text(start..end);
        // 某局政务公开领导小组办公室 is of that department.
        let named = ["政务公开", "政府信息公开"].iter().find_map(|word| Some(text.split_once(word)?.0));
        let named = named.unwrap_or(&text);
        let department = named.strip_suffix("办公室").unwrap_or(named);
        let end = start + department.chars().count();
        let kinds = ["局", "委员会", "厅", "街道办事处", "镇人民政府", "乡人民政府"];
        let named = kinds.iter().any(|kind| department.ends_with(kind));
        (named && department.chars().count() >= 4 && is_name(flow.slice(start..end))).then_some(start..end)
    })
}

/// The organ before 认真, 坚持, 严格 and the like in the first sentences after the first heading.
fn first_subject(flow: &Flow, first_heading: usize) -> Option<Range<usize>> {
    const REACH: usize = 400;
    const VERBS: [&str; 10] =
        ["认真", "坚持", "严格", "深入", "全面", "以习近平", "按照", "根据", "紧紧围绕", "高度重视"];
    (first_heading..(first_heading + REACH).min(flow.len())).find_map(|index| {
        if !VERBS.iter().any(|verb| flow.has(index, verb)) {
            return None;
        }
        let before = flow.slice(first_heading..index);
        let start =
            before.iter().rposition(|c| among!("。,;:年", *c) || c.is_ascii_digit())? + 1 + first_heading;
        let adverb = ["始终", "持续", "一直", "继续"]
            .iter()
            .any(|words| index >= start + 4 && flow.has(index - 2, words));
        let index = if adverb { index - 2 } else { index };
        let name = flow.slice(start..index);
        let pronoun = name.first().is_some_and(|c| among!("我本全该各", *c));
        (!pronoun && !name.contains(&'、') && is_name(name)).then_some(start..index)
    })
}

#[cfg(test)]
#[path = "structure_tests.rs"]
mod tests;
