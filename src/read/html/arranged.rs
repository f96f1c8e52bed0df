//! Boxes beside each other that style sheets arrange: in which order the children of an element are seen.

use super::style::Styled;
use super::tree::{NodeId, NodeKind};
use crate::order::Order;

/// The children of an element as they are seen; `None` where that is as they are written.
pub fn seen(page: &Styled, id: NodeId) -> Option<Vec<NodeId>> {
    let own = page.style(id);
    if !own.arranges {
        return None;
    }
    let backwards = own.placing.backwards == Some(true);
    let backwards = backwards != (own.from_right && own.placing.downwards != Some(true));
    let of = |child: NodeId| page.style(child).placing;
    let children: Vec<NodeId> = page.tree.children(id).collect();
    let is_box = |child: &&NodeId| {
        matches!(page.tree.kind(**child), NodeKind::Element { .. }) && !page.is_gone(**child)
    };
    let boxes = || children.iter().filter(is_box).map(|child| of(*child));
    let columns: Option<Vec<i32>> = boxes().map(|placing| placing.column).collect();
    let in_rows = columns.is_some() && boxes().all(|placing| placing.row.is_some());
    // A column that comes again begins the next row, which nothing numbers: the boxes stand in rows as they are written.
    let in_columns = columns.is_some_and(|mut columns| {
        let count = columns.len();
        columns.order();
        columns.dedup();
        in_rows || columns.len() == count
    });
    let ranked = boxes().any(|placing| placing.order.is_some());
    if !backwards && !ranked && !in_columns {
        return None;
    }
    let key = |child: &NodeId| {
        let placing = of(*child);
        let row = placing.row.filter(|_| in_rows).unwrap_or(0);
        let column = placing.column.filter(|_| in_columns).unwrap_or(0);
        // A line that is named tells the place whatever the rank is.
        let order = if in_columns { 0 } else { placing.order.unwrap_or(0) };
        (order, row, column)
    };
    let mut seen = children.clone();
    // Text of the line stands among the boxes as one of no rank.
    seen.order_by_key(key);
    if backwards {
        seen.reverse();
    }
    Some(seen)
}

/// Whether the children of an element are boxes beside each other that a line of a table is made of: its label and its
/// numbers, each in an element of the line.
pub fn is_line_of_cells(page: &Styled, id: NodeId) -> bool {
    /// Fewer numbers are words of a sentence that are set apart.
    const NUMBERS: usize = 3;
    /// So many without a label are a line, too.
    const ALONE: usize = 7;
    let elements = || page.tree.children(id).filter(|child| !page.is_gone(*child));
    let is_blank =
        |child: NodeId| matches!(page.tree.kind(child), NodeKind::Text(text) if text.trim().is_empty());
    let first = elements().find(|child| !is_blank(*child));
    if !first.is_some_and(|first| page.style(first).boxed) {
        return false;
    }
    let (mut numbers, mut words) = (0, 0);
    for child in elements().filter(|child| !is_blank(*child)) {
        if !page.style(child).boxed {
            return false;
        }
        let text = page.tree.first_child(child).map(|inner| page.tree.kind(inner));
        let is_number = |text: &str| {
            let text = text.trim();
            !text.is_empty()
                && text.len() <= 12
                && text.bytes().all(|c| c.is_ascii_digit() || among!(".,", c as char))
        };
        match text {
            Some(NodeKind::Text(text)) if is_number(text) => numbers += 1,
            None => {}
            _ => words += 1,
        }
    }
    numbers >= ALONE || (numbers >= NUMBERS && words > 0 && words <= NUMBERS)
}
