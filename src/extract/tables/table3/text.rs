//! Rows of table 3 in running text, and what the words of a head before them say.

use super::super::columns::{Stated, order_in};
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
                Stated::Unsaid => {}
                Stated::Said(other) => order = Some(other),
                // A value under a head that cannot be followed may be anybody's.
                Stated::Unclear => return (Vec::new(), None),
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
