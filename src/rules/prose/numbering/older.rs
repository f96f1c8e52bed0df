//! The ordinals of the headings in reports before the form of six sections.

use std::ops::Range;

use crate::rules::Severity;
use crate::rules::prose::places;
use crate::rules::prose::points::han;
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// A heading on a line of its own: 二、依申请公开政府信息情况.
struct Heading {
    value: u32,
    /// The numeral with its pause.
    mark: Range<usize>,
}

/// The first heading whose number does not follow that of the heading before, where all others do.
pub(super) fn find(context: &Context) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let of_older = report.year.is_some_and(|year| year < 2019);
    if !of_older || context.bearing.excerpt {
        return None;
    }
    let headings = headings(flow);
    // What is numbered is a report on disclosure.
    const FEWEST: usize = 2;
    let named = report.title.is_some() || report.organ.is_some();
    let line = |heading: &&Heading| flow.pieces.get(flow.piece_at(heading.mark.start));
    let of_disclosure = headings.iter().filter_map(|heading| line(&heading));
    let of_disclosure = of_disclosure.filter(|line| flow.find(line.range.clone(), "公开").is_some()).count();
    if !named && of_disclosure < FEWEST {
        return None;
    }
    let (before, at, wanted) = fault(flow, &headings)?;
    let (before, after) = (headings.get(before)?, headings.get(at)?);
    let words = |heading: &Heading| flow.text(heading.mark.clone());
    let (first, second) = (words(before), words(after));
    let message = if before.value == after.value {
        Message::new(
            format!("标题的序号“{second}”出现两次，后一处应当是“{}、”", super::NUMERALS.get(wanted)?),
            format!("“{second}” numbers two headings; the second should be {}", super::NUMERALS.get(wanted)?),
        )
    } else {
        Message::new(
            format!("标题的序号“{first}”之后是“{second}”，不相接"),
            format!("The heading “{first}” is followed by “{second}”"),
        )
    };
    let severity = context.bearing.words(Severity::Warning);
    let at = [&before.mark, &after.mark].into_iter().flat_map(|mark| places(report, mark.clone()));
    Some(Finding::new(severity, message).at_places(at.collect::<Vec<_>>()))
}

/// The short lines that begin with a numeral and a pause, from the first 一、 to the next one; in a text that has lost its
/// lines, what stands so between white space. A second 一、 that comes at once, before a 三、, is one of the row.
fn headings(flow: &Flow) -> Vec<Heading> {
    const LONGEST: usize = 40;
    let lines = flow.pieces.iter().filter(|piece| piece.cell.is_none() && piece.range.len() <= LONGEST);
    let sentence = |range: &Range<usize>| flow.find(range.start..range.end.saturating_sub(1), "。").is_some();
    let row =
        row(lines.filter(|piece| !sentence(&piece.range)).filter_map(|piece| heading(flow, &piece.range)));
    if !row.is_empty() {
        return row;
    }
    let long = flow.pieces.iter().filter(|piece| piece.cell.is_none() && piece.range.len() > LONGEST);
    self::row(long.flat_map(|piece| piece.range.clone()).filter(|at| flow.gap_before(*at)).filter_map(|at| {
        let end = (at + 1..=at + LONGEST).find(|end| flow.gap_before(*end))?;
        let is_name = !flow.slice(at..end).iter().any(|c| among!("。,;:", *c));
        heading(flow, &(at..end)).filter(|_| is_name)
    }))
}

/// The heading that a line is.
fn heading(flow: &Flow, line: &Range<usize>) -> Option<Heading> {
    let (value, length) = han(flow, line.start)?;
    let end = line.start + length;
    (line.len() > length + 2 && flow.has(end, "、")).then(|| Heading { value, mark: line.start..end + 1 })
}

fn row(marked: impl Iterator<Item = Heading>) -> Vec<Heading> {
    let mut marked = marked.skip_while(|heading| heading.value != 1).peekable();
    let mut row = Vec::new();
    while let Some(heading) = marked.next() {
        let twice = row.len() == 1 && marked.peek().is_some_and(|next| next.value == 3);
        if heading.value == 1 && !row.is_empty() && !twice {
            break;
        }
        row.push(heading);
    }
    row
}

/// The heading before the one whose number is wrong, that one, and the number that it should have: in a row of enough
/// headings of which all others follow one another. A number between the two that stands inside a line was lost by the
/// line's end alone.
fn fault(flow: &Flow, headings: &[Heading]) -> Option<(usize, usize, usize)> {
    const FEWEST: usize = 4;
    let steps: Vec<i64> = headings
        .windows(2)
        .filter_map(|pair| Some(i64::from(pair.last()?.value) - i64::from(pair.first()?.value)))
        .collect();
    let wrong: Vec<usize> = (0..steps.len()).filter(|index| steps.get(*index) != Some(&1)).collect();
    let first = *wrong.first()?;
    let step = *steps.get(first)?;
    let next = steps.get(first + 1).copied();
    // One number alone is wrong, or all behind it are off by one.
    let alone =
        wrong.len() == 2 && wrong.last() == Some(&(first + 1)) && next.is_some_and(|next| step + next == 2);
    let shifted = wrong.len() == 1 && (step == 0 || step == 2);
    let (before, after) = (headings.get(first)?, headings.get(first + 1)?);
    let numeral = super::NUMERALS.get(usize::try_from(before.value + 1).ok()?)?;
    // 一、, 一、, 三、: which of them is wrong is plain without more of them.
    let fewest = if alone && before.value == 1 && step == 0 { FEWEST - 1 } else { FEWEST };
    let behind = headings
        .get(first + 2)
        .filter(|_| alone && step == 0)
        .map_or(after.mark.start, |next| next.mark.start);
    let is_there = |at: usize| flow.has(at + 1, "、") || flow.starts_piece(at);
    let inside = flow.find_all(before.mark.end..behind, numeral).any(is_there) && (alone || step != 0);
    let found = headings.len() >= fewest && (alone || shifted) && !inside;
    found.then_some((first, first + 1, usize::try_from(before.value + 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    fn read(lines: &str) -> Option<(usize, usize, usize)> {
        let blocks = lines.split('/').map(Block::paragraph).collect();
        let flow = Flow::of(&Document { blocks, ..Document::default() });
        fault(&flow, &headings(&flow))
    }

    #[test]
    fn headings_follow_one_another() {
        for (lines, expected) in [
            ("一、公开情况/二、申请情况/二、收费情况/三、问题情况", Some((1, 2, 3))),
            ("一、公开情况/二、申请情况/四、收费情况/五、问题情况", Some((1, 2, 3))),
            ("一、公开情况/二、申请情况/二、收费情况/四、问题情况", Some((1, 2, 3))),
            ("一、公开情况/二、申请情况/三、收费情况/三、问题情况", Some((2, 3, 4))),
            ("一、公开情况/二、申请情况/三、收费情况/四、问题情况", None),
            ("一、公开情况/二、申请情况/并有三、收费情况/四、问题情况/五、其他情况", None),
            ("一、公开情况/二、申请情况/一、主要问题/二、改进措施/三、其他情况", None),
            ("一、公开情况/三、申请情况/二、收费情况/五、问题情况", None),
            ("一、引言情况/一、公开概述/三、公开情况", Some((0, 1, 2))),
            ("一、引言情况/一、公开概述/三、公开情况/四、申请情况", Some((0, 1, 2))),
            ("一、引言情况/一、公开概述/二、公开情况/三、申请情况", None),
            ("一、引言情况/一、公开概述/二.公开情况/三、申请情况/四、收费情况", None),
            ("一、公开情况/二.申请情况/三、收费情况/四、问题情况/五、其他情况", None),
            (
                "2011年年报 一、引言情况 本报告由县水利局编制，按照有关规定向社会公布，敬请大家监督。 一、公开概述 有三条。 三、公开情况 信息有61条，占100%。",
                Some((0, 1, 2)),
            ),
            (
                "2011年年报 一、引言情况 本报告由县水利局编制，按照有关规定向社会公布，敬请大家监督。 一、公开概述 有三条。二、申请情况没有收到申请。 三、公开情况 信息有61条，占100%。",
                None,
            ),
            ("一、公开情况/三、申请情况", None),
            ("公开情况/申请情况", None),
        ] {
            assert_eq!(read(lines), expected, "{lines}");
        }
    }
}
