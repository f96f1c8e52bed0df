//! Aspects that the section names one after the other, and nothing more.

use std::ops::Range;

use super::super::Sentence;
use super::five::ASPECTS;
use crate::text::flow::Flow;

/// Whether the section names the aspects in a list (扎实做好主动公开、依申请公开、政府信息管理、平台建设、监督保障等各项工作), and no word
/// besides tells of any of them.
pub(super) fn only(flow: &Flow, own: &[&&Sentence]) -> bool {
    let silent = |sentence: &&&Sentence| {
        let inside = list(flow, &sentence.range).unwrap_or(0..0);
        let mut words = ASPECTS.iter().flat_map(|aspect| aspect.words.iter().chain(aspect.weak));
        !counts(flow, &sentence.range)
            && words.all(|word| flow.find_all(sentence.range.clone(), word).all(|at| inside.contains(&at)))
    };
    own.iter().any(|sentence| list(flow, &sentence.range).is_some()) && own.iter().all(silent)
}

/// Where a sentence names all aspects close to each other.
fn list(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const NEAR: usize = 60;
    let names = ASPECTS.iter().map(|aspect| aspect.name.0.trim_start_matches("政府"));
    let places = names.map(|name| Some((flow.find(sentence.clone(), name)?, name.chars().count())));
    let places: Vec<(usize, usize)> = places.collect::<Option<_>>()?;
    let first = places.iter().map(|(at, _)| *at).min()?;
    let end = places.iter().map(|(at, length)| at + length).max()?;
    (end - first <= NEAR).then_some(first..end)
}

/// Whether a sentence counts anything.
fn counts(flow: &Flow, sentence: &Range<usize>) -> bool {
    let pairs = flow.slice(sentence.clone()).windows(2);
    pairs
        .into_iter()
        .any(|pair| matches!(pair, [digit, unit] if digit.is_ascii_digit() && among!("条件次个篇", *unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_names(text: &str) -> bool {
        let flow = Flow::of_line(text);
        let sentence = Sentence { section: 1, range: 0..flow.len() };
        only(&flow, &[&&sentence])
    }

    #[test]
    fn a_list_of_the_aspects_tells_nothing_of_them() {
        let list = "做好主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作";
        assert!(only_names(&format!("2024年，我局按要求{list}，取得成效。")));
        assert!(!only_names(&format!("2024年，我局按要求{list}，培训2次。")));
        assert!(!only_names(&format!("2024年，我局按要求{list}，公开信息20条。")));
        assert!(!only_names("2024年，我局做好主动公开，维护平台建设，办理依申请公开。"));
        // What names none of them may leave them to other sections.
        assert!(!only_names("2024年，我局贯彻条例，取得成效。"));
    }
}
