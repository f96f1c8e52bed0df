//! What is said of the regulation itself: the year of its version, and the principle of its fifth article; and the one
//! phrase that nearly every report opens with.

use std::ops::Range;

use super::REGULATION;
use super::citation::{citations, distance};
use crate::text::flow::Flow;
use crate::text::fold::is_han;

/// The years in which a version of the regulation was given or came into force.
const YEARS: [&str; 3] = ["2007", "2008", "2019"];

/// A year right behind the regulation's name in which there was no version of it: 《政府信息公开条例》（2020年）.
pub(super) fn unknown_version(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 10;
    citations(flow, range).into_iter().find_map(|citation| {
        let text = flow.text(citation.title.clone());
        let own = text.strip_prefix("中华人民共和国").unwrap_or(&text);
        if !REGULATION.ends_with(own) || !own.starts_with("政府信息公开") {
            return None;
        }
        let open = citation.title.end + 1;
        let inside = flow.slice(open + 1..(open + 1 + LONGEST).min(range.end));
        let length = inside.iter().position(|c| *c == ')')?;
        let words: String = inside.get(..length)?.iter().collect();
        let (year, rest) = words.split_once('年')?;
        let digits = year.len() == 4 && year.chars().all(|c| c.is_ascii_digit());
        let version = rest.chars().all(|c| among!("新修订正改版本", c));
        let wrong = flow.has(open, "(") && digits && version && !YEARS.contains(&year);
        wrong.then(|| open + 1..open + 1 + length)
    })
}

/// 以公开为常态、不公开为例外 without its 不, which turns it round.
pub(super) fn turned_principle(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const RULES: [&str; 4] = ["公开为常态", "公开是常态", "公开为原则", "公开是原则"];
    const EXCEPTIONS: [&str; 2] = ["公开为例外", "公开是例外"];
    const JOINTS: [&str; 4] = ["", ",", "、", "和"];
    RULES.iter().find_map(|rule| {
        flow.find_all(range.clone(), rule).find_map(|start| {
            let after = start + rule.chars().count();
            JOINTS.iter().find_map(|joint| {
                let from = after + joint.chars().count();
                let from = if flow.has(from, "以") { from + 1 } else { from };
                let exception =
                    EXCEPTIONS.iter().find(|words| flow.has(after, joint) && flow.has(from, words))?;
                let end = from + exception.chars().count();
                (end <= range.end).then_some(start..end)
            })
        })
    })
}

/// What nearly every report names as its guide, word for word.
pub(super) const THOUGHT: &str = "习近平新时代中国特色社会主义思想";

/// That phrase with characters left out or one wrong, or with 总书记 in it: 习近平新时代特色社会主义思想,
/// 习近平总书记新时代…. With others in it names a part of it (…社会主义经济思想, …特色大国外交思想).
pub(super) fn slipped_thought(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 4;
    const TITLED: &str = "习近平总书记新时代中国特色社会主义思想";
    let whole: Vec<char> = THOUGHT.chars().collect();
    flow.find_all(range.clone(), "习近平").find_map(|at| {
        if flow.has(at, TITLED) {
            return Some(at..at + TITLED.chars().count());
        }
        let reach = at..(at + whole.len()).min(range.end);
        let end = flow.find(reach, "思想")? + 2;
        let written = flow.slice(at..end);
        let away = distance(written, &whole);
        let others = written.iter().filter(|c| !whole.contains(c)).count();
        let slip = (1..=MOST).contains(&away) && others < 2;
        (slip && written.iter().all(|c| is_han(*c))).then_some(at..end)
    })
}
