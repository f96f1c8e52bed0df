//! Numbers of `<ol>`, which exist only as formatting.

use html5ever::local_name;

use super::style::list_style;
use super::tree::{NodeId, Tree};
use crate::read::number::number_text;

/// The numbers of one list.
pub struct Numbers {
    /// Format as office programs number them; `None` where the list shows none.
    format: Option<u8>,
    /// What follows the number.
    suffix: &'static str,
    next: u32,
}

impl Numbers {
    /// The numbers of an `<ol>`, by its style, its `type` and its `start`.
    pub fn of(tree: &Tree, list: NodeId) -> Self {
        let style = tree.attribute(list, &local_name!("style")).and_then(list_style);
        let kind = tree.attribute(list, &local_name!("type")).map(str::trim);
        let (format, suffix) = match (style.as_deref(), kind) {
            (Some("none"), _) => (None, ""),
            (
                Some("cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" | "cjk-decimal"),
                _,
            ) => (Some(37), "、"),
            (Some("simp-chinese-formal"), _) => (Some(38), "、"),
            (Some("upper-roman"), _) | (None, Some("I")) => (Some(1), ". "),
            (Some("lower-roman"), _) | (None, Some("i")) => (Some(2), ". "),
            (Some("upper-alpha" | "upper-latin"), _) | (None, Some("A")) => (Some(3), ". "),
            (Some("lower-alpha" | "lower-latin"), _) | (None, Some("a")) => (Some(4), ". "),
            (Some("decimal"), _) | (None, _) => (Some(0), ". "),
            // Discs and squares.
            (Some(_), _) => (None, ""),
        };
        let start = tree
            .attribute(list, &local_name!("start"))
            .and_then(|start| start.trim().parse().ok())
            .unwrap_or(1);
        Self { format, suffix, next: start }
    }

    /// The number of the next item, ready to stand before its text.
    pub fn next(&mut self, tree: &Tree, item: NodeId) -> Option<String> {
        let value = tree.attribute(item, &local_name!("value")).and_then(|value| value.trim().parse().ok());
        let number: u32 = value.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        if tree.attribute(item, &local_name!("style")).and_then(list_style).as_deref() == Some("none") {
            return None;
        }
        self.format.map(|format| format!("{}{}", number_text(number, format), self.suffix))
    }
}

/// Whether a text brings its own number or bullet: then the list was only a way to indent it.
pub fn is_numbered(text: &str) -> bool {
    let mut characters = text.trim_start().chars();
    match characters.next() {
        Some('(' | '（' | '第' | '\u{2460}'..='\u{24ff}' | '•' | '·' | '●' | '■' | '◆') => true,
        Some(first) if first.is_ascii_digit() || among!("一二三四五六七八九十", first) => {
            let rest =
                characters.find(|next| !next.is_ascii_digit() && !among!("一二三四五六七八九十", *next));
            rest.is_some_and(|next| matches!(next, '、' | '.' | '．' | '，' | ',' | ')' | '）' | '是'))
        }
        _ => false,
    }
}
