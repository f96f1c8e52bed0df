//! Points of which the number alone is missing.

use std::ops::Range;

use super::super::points::{Mark, Style};
use crate::text::flow::Flow;

/// （二）依申请公开情况。… / 政府信息管理情况。… / （四）…: the head of a point between two whose numbers leave one out, where just
/// one paragraph between them begins as the points do.
pub(super) fn point(flow: &Flow, before: &Mark, after: &Mark) -> Option<Range<usize>> {
    const LONGEST: usize = 16;
    const ENDS: [&str; 5] = ["情况", "工作", "方面", "建设", "保障"];
    if after.style != Style::Bracketed || after.value != before.value + 2 {
        return None;
    }
    let pieces = flow.pieces.iter().skip(flow.piece_at(before.range.end) + 1);
    let between = pieces.take_while(|piece| piece.range.start < after.range.start);
    let heads = between.filter_map(|piece| {
        let start = piece.range.start;
        let text = flow.slice(start..piece.range.end.min(start + LONGEST + 1));
        let length = text.iter().position(|c| among!("。:", *c)).unwrap_or(text.len());
        let head = start..start + length;
        let words = flow.text(head.clone());
        (length <= LONGEST && ENDS.iter().any(|end| words.ends_with(end))).then_some(head)
    });
    let mut heads = heads.take(2);
    let (head, None) = (heads.next()?, heads.next()) else { return None };
    Some(head)
}
