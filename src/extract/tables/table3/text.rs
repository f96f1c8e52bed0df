//! Rows of table 3 in running text, and what the words of a head before them say.

use super::super::columns::order_in;
use super::super::label::core;
use super::super::open::official;
use super::super::rows::{Label, ObservedRow, Values};
use super::super::stream::{Needles, Stream};
use crate::document::Place;
use crate::form::{ColumnId, TableForm};

/// Rows of running text: a label of the form with the values that follow it.
/// Also the order of the columns, where the head before the first of them states another than the form's.
pub(super) fn text_rows(
    table: &TableForm,
    needles: &Needles,
    stream: &Stream,
) -> (Vec<ObservedRow>, Option<Vec<ColumnId>>) {
    let forms: Vec<_> = table.rows().collect();
    let width = official(table).len();
    let found = stream.find(needles);
    let mut rows = Vec::new();
    let mut order: Option<Vec<ColumnId>> = None;
    for (index, each) in found.iter().enumerate() {
        let Some(form) = forms.get(each.label) else { continue };
        // A short label (总计, 其他, 重复申请) is one only with its ordinal.
        if !each.ordinal && core(form.label).chars.len() <= 4 {
            continue;
        }
        let end = found.get(index + 1).map_or(stream.chars.len(), |next| next.start);
        let (mut run, after) = stream.run(each.end, end);
        run.without_page_number(width);
        let digits = run.tokens.iter().flat_map(|token| &token.chars).filter(|c| c.is_ascii_digit()).count();
        let filled = run.tokens.iter().filter(|token| !token.blank).count();
        if digits + run.tokens.len() < width || (digits < width && filled < width && run.tokens.len() < width)
        {
            continue;
        }
        // Digits that run on into a word are part of a sentence.
        let stops_clean =
            stream.chars.get(after).is_none_or(|c| after == end || !"年月日".contains(c.folded));
        let Some(place) = run.place().filter(|_| stops_clean) else { continue };
        if rows.is_empty() {
            match order_before(table, stream, each.start) {
                Head::Official => {}
                Head::Other(other) => order = Some(other),
                // A value under a head that cannot be followed may be anybody's.
                Head::Unclear => return (Vec::new(), None),
            }
        }
        let text = form.full_label();
        rows.push(ObservedRow {
            block: match place {
                Place::Span { block, .. } | Place::Cell { block, .. } => block,
            },
            labels: vec![Label { core: core(&text), text, place }],
            inherited: Vec::new(),
            values: Values::Run(run),
            told: Vec::new(),
        });
    }
    (rows, order)
}

/// What the words of a head in running text say about the order of the columns.
enum Head {
    /// The form's, or nothing.
    Official,
    /// Another.
    Other(Vec<ColumnId>),
    /// It was taken apart into lines, which do not tell what stood beside what.
    Unclear,
}

/// The order of the columns that the head before a place states.
fn order_before(table: &TableForm, stream: &Stream, start: usize) -> Head {
    const REACH: usize = 260;
    let from = start.saturating_sub(REACH);
    let head = stream.text(from, start);
    let skipped = head.rfind("申请人情况").map_or(0, |at| at + "申请人情况".len());
    let own = head.get(skipped..).unwrap_or(&head);
    let columns = table.blocks.first().map_or(&[][..], |block| block.columns);
    let Some(order) = order_in(own, columns).filter(|order| *order != official(table)) else {
        return Head::Official;
    };
    let at = |words: &[&str]| words.iter().find_map(|word| own.find(word));
    let places = at(&["自然人"]).zip(at(&["法人或其他组织", "法人或者其他组织"]));
    let Some((natural, organisations)) = places.filter(|(natural, organisations)| natural > organisations)
    else {
        return Head::Other(order);
    };
    // Over the natural persons, in a line above, the organisations stand where the head takes several lines.
    let line_of = |at: usize| {
        let before = head.get(..skipped + at).map_or(0, |before| before.chars().count());
        stream.chars.get(from + before).map(|character| character.origin.0)
    };
    if line_of(natural) == line_of(organisations) {
        return Head::Other(order);
    }
    let kinds = ["商业", "科研", "社会公益", "法律服务"];
    let behind = natural + "自然人".len();
    let rest = own.get(behind..).unwrap_or_default();
    if kinds.iter().any(|kind| rest.starts_with(kind)) && line_of(natural) == line_of(behind) {
        return Head::Official;
    }
    let words = kinds.iter().chain(&["总计", "合计"]).filter_map(|word| own.find(word));
    let alone = !words.into_iter().any(|at| line_of(at) == line_of(natural));
    if alone { Head::Other(order) } else { Head::Unclear }
}
