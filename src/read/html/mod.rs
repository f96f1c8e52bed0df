//! HTML: whole saved pages, fragments, and what browsers, Word, Excel and WPS put on the clipboard.

mod arranged;
mod blocks;
mod carried;
mod custom;
pub(super) mod declare;
mod field;
mod frozen;
mod furniture;
mod inline;
mod list;
mod objects;
mod placing;
mod positions;
mod selectors;
mod sheet;
mod style;
mod tags;
mod tokens;
mod tree;

use std::borrow::Cow;

use html5ever::local_name;

use crate::document::{Block, Document};
use crate::read::meter::{Blocks, Meter};
use blocks::Flow;
use style::{Hiding, Styled};
use tree::{NodeId, NodeKind, ROOT, Tree};

/// Pages within pages, at most this many deep.
const MAX_PAGES: u32 = 3;

/// Reads a page or a fragment.
pub fn read(html: &str, meter: &Meter) -> Document {
    read_at(html, 0, meter)
}

/// Reads a page that stands so many pages deep in others.
fn read_at(html: &str, depth: u32, meter: &Meter) -> Document {
    let html = without_clipboard_header(html);
    // Data for a program (`{"content":"<table…"}`): its strings are read as the program reads them.
    if depth < MAX_PAGES
        && html.trim_start().starts_with(['{', '['])
        && let Some(carried) = carried::in_strings(html)
    {
        return read_at(&carried, depth + 1, meter);
    }
    let tree = tree::parse(&with_table_round_rows(&with_blanks(html)), meter);
    let blocks = shown(&tree, meter);
    // A page whose own text holds no table of numbers can carry the report as the text of a field or a program.
    if depth < MAX_PAGES
        && numbers(&blocks) == 0
        && let Some(carried) = carried::page_in(&tree, &blocks)
    {
        let inner = read_at(&carried, depth + 1, meter);
        if numbers(&inner.blocks) > 0 {
            return inner;
        }
    }
    let mut document = blocks.into_document();
    document.blocks = frozen::join(document.blocks);
    (document.title, document.metadata) = head(&tree);
    document
}

/// The blocks of a piece of HTML inside another format.
pub fn blocks(html: &str, meter: &Meter) -> Blocks {
    let tree = tree::parse(html, meter);
    flow(&Styled::of(&tree, Hiding::All), &[], Blocks::within(meter))
}

/// What a page shows, without its furniture.
fn shown(tree: &Tree, meter: &Meter) -> Blocks {
    // Numbers that dates and counters of a page make, those of tables 2 and 4, and those of table 3 or more.
    const FEW: usize = 6;
    const WITHOUT_REQUESTS: usize = 30;
    const MANY: usize = 40;
    const OF_REQUESTS: usize = 120;
    let mut kept = without_furniture(&Styled::of(tree, Hiding::All), meter);
    // What is hidden, a program can show: a page without its tables was not meant so, nor one whose parts are shown one at a
    // time (tabs, pages of an article) with table 3 in another.
    for (hiding, most, more) in
        [(Hiding::Inline, 0, 0), (Hiding::Seen, FEW, MANY), (Hiding::Placed, WITHOUT_REQUESTS, OF_REQUESTS)]
    {
        let own = numbers(&kept);
        let page = (own <= most).then(|| Styled::of(tree, hiding));
        let Some(page) = page.filter(|page| page.opened || hiding == Hiding::Inline) else { continue };
        let other = without_furniture(&page, meter);
        let least = if own <= FEW { more.min(MANY) } else { own + more };
        let (better, worse) = if numbers(&other) > least { (other, kept) } else { (kept, other) };
        worse.discard();
        kept = better;
    }
    kept
}

fn without_furniture(page: &Styled, meter: &Meter) -> Blocks {
    let read = flow(page, &furniture::find(page), Blocks::new(meter));
    // A fragment that is all links was pasted for its own sake.
    if read.is_empty() { flow(page, &[], Blocks::new(meter)) } else { read }
}

/// How many cells of tables hold digits.
fn numbers(blocks: &[Block]) -> usize {
    let cells = blocks.iter().filter_map(Block::as_table).flat_map(|table| &table.cells);
    // A Chinese numeral is no digit; asking for it is dear.
    cells
        .filter(|cell| cell.text.contains(|c: char| !matches!(c, '\u{4e00}'..='\u{9fff}') && c.is_numeric()))
        .count()
}

fn flow(page: &Styled, furniture: &[bool], blocks: Blocks) -> Blocks {
    let mut flow = Flow::new(page, furniture, blocks);
    flow.children(ROOT, 0);
    flow.finish()
}

/// A page that was escaped twice shows `&nbsp;` where blanks are meant.
fn with_blanks(html: &str) -> Cow<'_, str> {
    let escaped = "&amp;nbsp;";
    if html.contains(escaped) { html.replace(escaped, "&nbsp;").into() } else { html.into() }
}

/// Windows puts lines such as `Version:0.9` and `StartHTML:0000000105` before the HTML on the clipboard.
fn without_clipboard_header(html: &str) -> &str {
    if html.trim_start().starts_with("Version:")
        && let Some(start) = html.find('<')
        && html.get(..start).is_some_and(|header| header.contains("StartHTML:"))
    {
        return html.get(start..).unwrap_or(html);
    }
    html
}

/// Rows or cells copied out of a table can come without it; a parser would drop their tags.
fn with_table_round_rows(html: &str) -> Cow<'_, str> {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = rest.get(start + 1..).unwrap_or_default();
        let name: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|character| character.to_ascii_lowercase())
            .collect();
        match name.as_str() {
            "tr" | "td" | "th" | "tbody" | "thead" | "colgroup" | "col" => {
                return Cow::Owned(format!("<table>{html}</table>"));
            }
            // What may stand before the rows in a fragment; anything else is a page with tables of its own.
            "html" | "head" | "body" | "meta" | "link" | "" => {}
            "style" => rest = rest.find("</style").and_then(|end| rest.get(end..)).unwrap_or_default(),
            _ => break,
        }
    }
    Cow::Borrowed(html)
}

/// The page's title and its named metadata, in the order of the page.
fn head(tree: &Tree) -> (Option<String>, Vec<(String, String)>) {
    let (mut title, mut metadata) = (None, Vec::new());
    let mut open: Vec<NodeId> = vec![ROOT];
    while let Some(id) = open.pop() {
        match tree.name(id) {
            "title" if title.is_none() => {
                let text: String = tree
                    .children(id)
                    .filter_map(|child| match tree.kind(child) {
                        NodeKind::Text(text) => Some(&**text),
                        _ => None,
                    })
                    .collect();
                let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                title = Some(text).filter(|text| !text.is_empty());
            }
            "meta" => {
                let name = tree
                    .attribute(id, &local_name!("name"))
                    .or_else(|| tree.attribute(id, &local_name!("property")));
                if let (Some(name), Some(content)) = (name, tree.attribute(id, &local_name!("content"))) {
                    metadata.push((name.trim().to_owned(), content.trim().to_owned()));
                }
            }
            "svg" | "math" => {}
            _ => {
                let children: Vec<NodeId> = tree.children(id).collect();
                open.extend(children.into_iter().rev());
            }
        }
    }
    (title, metadata)
}

#[cfg(test)]
mod tests;
