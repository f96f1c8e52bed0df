//! Rows of table 3 in running text, and what the words of a head before them say.

use super::super::columns::{Stated, order_in};
use super::super::glued::Run;
use super::super::label::core;
use super::super::open::official;
use super::super::rows::{Label, ObservedRow, Values};
use super::super::stream::{Found, Needles, Stream};
use super::super::subtotals;
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
    // A short label (总计, 其他, 重复申请) is one only with its ordinal.
    let is_label = |found: &Found| {
        found.ordinal || forms.get(found.label).is_some_and(|form| core(form.label).chars.len() > 4)
    };
    let mut rows = Vec::new();
    let mut order: Option<Vec<ColumnId>> = None;
    let mut behind = false;
    for (index, each) in found.iter().enumerate() {
        let Some(form) = forms.get(each.label).filter(|_| is_label(each)) else { continue };
        let end = found.get(index + 1).map_or(stream.chars.len(), |next| next.start);
        let (mut run, after) = stream.run(each.end, end);
        run.without_page_number(width);
        if !may_be_row(&run, width) {
            continue;
        }
        // Digits that run on into a word are part of a sentence.
        let stops_clean = stream.chars.get(after).is_none_or(|c| after == end || !among!("年月日", c.folded));
        let Some(place) = run.place().filter(|_| stops_clean) else { continue };
        if rows.is_empty() {
            match order_before(table, stream, each.start) {
                Stated::Unsaid => {}
                Stated::Said(other) => order = Some(other),
                // A value under a head that cannot be followed may be anybody's.
                Stated::Unclear => return (Vec::new(), None),
            }
        }
        rows.push(row_of(form.full_label(), run, place));
        let next = found.iter().skip(index + 1).find(|next| is_label(next));
        let end = next.map_or(stream.chars.len(), |next| next.start);
        let next = next.and_then(|next| forms.get(next.label).copied());
        if let Some((label, run)) = subtotals::in_text(stream, form, next, (after, end), &mut behind)
            && let Some(place) = run.place().filter(|_| may_be_row(&run, width))
        {
            rows.push(row_of(label, run, place));
        }
    }
    (rows, order)
}

/// Whether there are digits, or tokens, enough for a row.
fn may_be_row(run: &Run, width: usize) -> bool {
    let digits = run.tokens.iter().flat_map(|token| &token.chars).filter(|c| c.is_ascii_digit()).count();
    let filled = run.tokens.iter().filter(|token| !token.blank).count();
    digits + run.tokens.len() >= width && (digits >= width || filled >= width || run.tokens.len() >= width)
}

fn row_of(label: String, run: Run, place: Place) -> ObservedRow {
    let (Place::Span { block, .. } | Place::Cell { block, .. }) = place;
    ObservedRow {
        block,
        labels: vec![Label { core: core(&label), text: label, place }],
        inherited: Vec::new(),
        values: Values::Run(run),
        told: Vec::new(),
    }
}

/// The order of the columns that the head before a place states.
fn order_before(table: &TableForm, stream: &Stream, start: usize) -> Stated {
    const REACH: usize = 260;
    let from = start.saturating_sub(REACH);
    let head = stream.text(from, start);
    let skipped = head.rfind("申请人情况").map_or(0, |at| at + "申请人情况".len());
    let skipped = from + head.get(..skipped).map_or(0, |before| before.chars().count());
    let own = stream.chars.get(skipped..start).unwrap_or(&[]);
    let lines: Vec<String> = own
        .chunk_by(|a, b| a.origin.0 == b.origin.0)
        .map(|line| line.iter().map(|each| each.folded).collect())
        .collect();
    let columns = table.blocks.first().map_or(&[][..], |block| block.columns);
    match order_in(&lines, columns) {
        Stated::Said(order) if order == official(table) => Stated::Unsaid,
        stated => stated,
    }
}
