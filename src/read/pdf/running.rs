//! Page numbers, running headers and footers: found by what repeats from page to page at the edge of the paper.

use super::lines::Line;
use super::page::{Item, PageItems};
use crate::order::Order;

/// How far from the edge (as a part of the page's height) furniture stands at most: a number between dashes is a page
/// number wherever it stands alone, a bare number or a repeated line only near the edge.
const MARKED_WITHIN: f64 = 0.3;
const NUMBER_WITHIN: f64 = 0.18;
const TEXT_WITHIN: f64 = 0.14;

/// So near to the edge there is no text of the document: what browsers print round a page stands there.
const OUTSIDE_TEXT: f64 = 0.07;

/// Takes page numbers and running headers and footers out of the pages.
pub(super) fn remove(pages: &mut [PageItems]) {
    let mut found: Vec<(usize, usize, EdgeText)> = Vec::new();
    let mut outermost: Vec<(usize, usize)> = Vec::new();
    for (page_index, page) in pages.iter().enumerate() {
        for (item_index, line, depth) in edge_lines(page) {
            let kind = kind_of(&line.text);
            let within = match kind {
                EdgeText::Number { marked: true, .. } => MARKED_WITHIN,
                EdgeText::Number { .. } => NUMBER_WITHIN,
                EdgeText::Text(_) => TEXT_WITHIN,
            };
            if depth <= OUTSIDE_TEXT {
                outermost.push((page_index, item_index));
            }
            if depth <= within {
                found.push((page_index, item_index, kind));
            }
        }
    }
    let numbers: Vec<(usize, u32)> = found
        .iter()
        .filter_map(
            |(page, _, kind)| {
                if let EdgeText::Number { value, .. } = kind { Some((*page, *value)) } else { None }
            },
        )
        .collect();
    let in_sequence = |page: usize, value: u32| {
        let shift = |page: usize, value: u32| i64::from(value) - i64::try_from(page).unwrap_or(0);
        shift(page, value) == 1
            || numbers
                .iter()
                .any(|(other, known)| *other != page && shift(*other, *known) == shift(page, value))
    };
    let repeats = |page: usize, item: usize, text: &str| {
        let same = found
            .iter()
            .filter(|(other, _, kind)| {
                *other != page && matches!(kind, EdgeText::Text(known) if known == text)
            })
            .count();
        // In a report of two pages, a line that stands on both may be a coincidence, unless it stands in the margin.
        let enough = if outermost.contains(&(page, item)) { 1 } else { 2 };
        same >= enough && (same + 1) * 2 >= pages.len()
    };
    let mut drop: Vec<(usize, usize)> = found
        .iter()
        .filter(|(page, item, kind)| match kind {
            EdgeText::Number { marked: true, .. } => true,
            EdgeText::Number { value, marked: false } => in_sequence(*page, *value),
            EdgeText::Text(text) => repeats(*page, *item, text),
        })
        .map(|(page, item, _)| (*page, *item))
        .collect();
    drop.order();
    for (page, item) in drop.into_iter().rev() {
        if let Some(page) = pages.get_mut(page)
            && item < page.items.len()
        {
            page.items.remove(item);
        }
    }
}

enum EdgeText {
    /// A page number; `marked` by dashes or words, so that it cannot be a value.
    Number { value: u32, marked: bool },
    /// Any other line, its digits levelled.
    Text(String),
}

/// The lines at the top and bottom edge of a page, no more than two each, with how far into the page they reach (as a
/// part of its height).
fn edge_lines(page: &PageItems) -> Vec<(usize, &Line, f64)> {
    let mut lines = Vec::new();
    let line = |index: usize| match page.items.get(index) {
        Some(Item::Line(line)) => Some(line),
        _ => None,
    };
    let height = page.height.max(1.0);
    for index in 0..page.items.len().min(2) {
        let Some(line) = line(index) else { break };
        lines.push((index, line, line.area.bottom / height));
    }
    for index in (0..page.items.len()).rev().take(2) {
        let Some(line) = line(index) else { break };
        let depth = 1.0 - line.area.top / height;
        match lines.iter_mut().find(|known| known.0 == index) {
            Some(known) => known.2 = known.2.min(depth),
            None => lines.push((index, line, depth)),
        }
    }
    lines
}

fn kind_of(text: &str) -> EdgeText {
    let squeezed: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let dash = |character: char| among!("-—–―－﹣─·•~～", character);
    let core = squeezed.trim_matches(dash);
    let dashed = core.len() < squeezed.len();
    let worded = core.strip_prefix('第').and_then(|rest| rest.split_once('页')).map(|(number, _)| number);
    let english = core.strip_prefix("Page").map(|rest| rest.split("of").next().unwrap_or(rest));
    let slashed = core.split_once('/').filter(|(_, of)| of.parse::<u32>().is_ok()).map(|(number, _)| number);
    let number = |text: &str| -> Option<u32> {
        (text.chars().count() <= 4).then_some(())?;
        text.chars()
            .map(|digit| digit.to_digit(10).or_else(|| full_width_digit(digit)))
            .try_fold(0, |value: u32, digit| Some(value * 10 + digit?))
    };
    if core.is_empty() {
        return EdgeText::Text(squeezed);
    }
    for (candidate, marked) in [(worded, true), (english, true), (slashed, true), (Some(core), dashed)] {
        if let Some(value) = candidate.and_then(number) {
            return EdgeText::Number { value, marked };
        }
    }
    EdgeText::Text(
        squeezed.chars().map(|character| if character.is_ascii_digit() { '0' } else { character }).collect(),
    )
}

fn full_width_digit(character: char) -> Option<u32> {
    u32::from(character).checked_sub(u32::from('０')).filter(|value| *value < 10)
}

#[cfg(test)]
mod tests {
    use super::{EdgeText, kind_of};

    #[test]
    fn knows_page_numbers() {
        for (text, wanted) in [
            ("- 3 -", Some((3, true))),
            ("— 12 —", Some((12, true))),
            ("第 4 页 共 6 页", Some((4, true))),
            ("3 / 8", Some((3, true))),
            ("３", Some((3, false))),
            ("103", Some((103, false))),
            ("103 件", None),
            ("——", None),
        ] {
            let found = match kind_of(text) {
                EdgeText::Number { value, marked } => Some((value, marked)),
                EdgeText::Text(_) => None,
            };
            assert_eq!(found, wanted, "{text}");
        }
    }
}
