//! A line of the title in which a word was left out or written twice: 某镇2024年政府公开工作年度报告.

use std::ops::Range;

use crate::rules::Severity;
use crate::rules::prose::{heading_range, places};
use crate::rules::{Context, Finding};
use crate::text::flow::Flow;
use crate::text::message::Message;

/// The words of the report's name.
const WORDS: [&str; 7] = ["政府", "政务", "信息", "公开", "工作", "年度", "报告"];

/// The first place above the sections where the report's name stands but for one word, its year before it.
pub(super) fn find(context: &Context) -> Option<Finding> {
    const REACH: usize = 30;
    let report = context.report;
    let flow = &report.text;
    let first =
        report.sections.iter().filter(|section| section.found).map(|each| heading_range(report, each));
    let end = first.map(|heading| heading.start).min()?;
    let year = format!("{}", report.year?);
    let (range, zh, en) = ends(flow, end).find_map(|line| {
        let name = name_at_end(flow, &line);
        let (at, fault) = fault(flow, &name)?;
        let start = name.first()?.0;
        // The name of a notice or of another year's report is none of this one's.
        let clause = start.saturating_sub(REACH).max(line.start)..start;
        let stop = flow.slice(clause.clone()).iter().rposition(|c| among!(",。;:《》", *c));
        let clause = stop.map_or(clause.start, |stop| clause.start + stop + 1)..start;
        flow.find(clause, &year)?;
        let whole = flow.has(line.end, "报") && flow.starts_piece(line.end);
        let wrapped = fault == Fault::Lacks("报告") && (whole || !flow.starts_piece(line.end));
        let written = flow.text(start..line.end);
        let word = flow.text(at..at + 2);
        let (zh, en) = match fault {
            Fault::Twice => {
                (format!("名称“{written}”里“{word}”写了两遍"), format!("“{written}” has “{word}” twice"))
            }
            Fault::Lacks(word) => {
                (format!("名称“{written}”漏了“{word}”"), format!("“{written}” lacks “{word}”"))
            }
        };
        (!wrapped).then_some((start..line.end, zh, en))
    })?;
    let message = Message::new(
        format!("报告的{zh}，应当是“政府信息公开工作年度报告”"),
        format!("The report's name {en}; it should be 政府信息公开工作年度报告"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, range)))
}

/// The texts above the sections that a name can end: lines up to their end, and up to each 报告 before a gap or a mark.
fn ends(flow: &Flow, end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    const LONGEST: usize = 80;
    let lines = flow.pieces.iter().take_while(move |piece| piece.range.end <= end);
    let lines = lines.filter(|piece| piece.cell.is_none() && piece.range.len() <= LONGEST);
    let lines = lines.map(|piece| piece.range.clone());
    let inside = flow.find_all(0..end, "报告").map(|at| at + 2).filter(move |at| {
        let next = flow.chars.get(*at);
        flow.gap_before(*at) || next.is_some_and(|c| among!("。,;", *c))
    });
    lines.chain(inside.map(move |at| {
        let piece = flow.pieces.get(flow.piece_at(at - 1)).map_or(0, |piece| piece.range.start);
        piece.max(at.saturating_sub(LONGEST))..at
    }))
}

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// A word stands twice.
    Twice,
    /// A word is not there.
    Lacks(&'static str),
}

/// The words of the report's name with which a line ends, each with its place.
fn name_at_end(flow: &Flow, line: &Range<usize>) -> Vec<(usize, &'static str)> {
    let mut name = Vec::new();
    let mut end = line.end;
    while let Some(start) = end.checked_sub(2).filter(|start| *start >= line.start) {
        let Some(word) = WORDS.iter().find(|word| flow.has(start, word)) else { break };
        name.push((start, *word));
        end = start;
    }
    name.reverse();
    // 2024年度政府信息公开…: the first word is of the year.
    let of_year = |at: usize| at > line.start && flow.chars.get(at - 1).is_some_and(char::is_ascii_digit);
    if name.first().is_some_and(|(at, word)| *word == "年度" && of_year(*at)) {
        name.remove(0);
    }
    name
}

/// The word that is left out of a name, or stands in it twice. 县人民政府政府信息公开 is right: the first is the organ's.
fn fault(flow: &Flow, name: &[(usize, &'static str)]) -> Option<(usize, Fault)> {
    const FEWEST: usize = 4;
    let has = |word: &str| name.iter().any(|(_, each)| *each == word);
    if name.len() < FEWEST || !has("公开") && !has("信息") || !has("年度") {
        return None;
    }
    let pairs = || name.windows(2).filter_map(|pair| pair.first().zip(pair.last()));
    if let Some(((at, _), _)) = pairs().find(|((_, one), (_, two))| one == two && *one != "政府") {
        return Some((*at, Fault::Twice));
    }
    let (last, word) = *name.last()?;
    if word == "年度" && has("公开") && has("信息") {
        return Some((last, Fault::Lacks("报告")));
    }
    // The name of a government whose report is called 信息公开…: 某镇人民政府信息公开年度报告.
    let first = name.first()?.0;
    let shared = first >= 2 && flow.has(first - 2, "人民");
    let lacks = pairs().find_map(|((at, one), (_, two))| match (*one, *two) {
        ("政府", "公开") => Some((*at, Fault::Lacks("信息"))),
        ("信息", "工作" | "年度") if !shared => Some((*at, Fault::Lacks("公开"))),
        _ => None,
    });
    lacks.filter(|_| word == "报告")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_left_out_or_stands_twice() {
        let read = |text: &str| {
            let flow = Flow::of_line(text);
            let line = 0..flow.len();
            fault(&flow, &name_at_end(&flow, &line)).map(|(_, fault)| fault)
        };
        for (text, expected) in [
            ("青禾镇2024年政府公开工作年度报告", Some(Fault::Lacks("信息"))),
            ("青禾镇2024年政府信息年度报告", Some(Fault::Lacks("公开"))),
            ("青禾镇2024年政府信息公开公开工作年度报告", Some(Fault::Twice)),
            ("青禾镇2024年政府信息公开工作年度年度报告", Some(Fault::Twice)),
            ("青禾镇2024年政府信息公开工作年度", Some(Fault::Lacks("报告"))),
            ("青禾镇2024年度政府信息公开工作年度报告", None),
            ("青禾县人民政府政府信息公开工作年度报告", None),
            ("青禾镇政府信息公开2024年度报告", None),
            ("青禾镇2024年政务公开工作年度报告", None),
            ("青禾镇2024年信息公开年度报告", None),
            ("青禾镇2024年政府信息公开年度工作报告", None),
            ("青禾镇政府信息公开工作", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
