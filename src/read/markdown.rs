//! Markdown as people and recognition programs write it: headings, pipe tables, HTML tables between them.
//!
//! Only the markup that such reports use is resolved. Lines stay lines: a text taken from a PDF keeps its line ends in
//! Markdown too, and joining them is for the one who knows what they say.

use crate::document::{Block, Content, Document, Fidelity};
use crate::read::{html, text};

/// Reads a Markdown text.
pub fn read(source: &str) -> Document {
    Document { blocks: blocks(source), fidelity: Fidelity::Extracted, ..Document::default() }
}

fn blocks(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = source;
    // HTML tables stand between the Markdown; each goes to the HTML reader whole.
    while let Some((before, table, after)) = split_at_table(rest) {
        blocks.extend(text::blocks_with(before, &line));
        blocks.extend(html::blocks(table));
        rest = after;
    }
    blocks.extend(text::blocks_with(rest, &line));
    for block in &mut blocks {
        if let Content::Table(table) = &mut block.content {
            for cell in &mut table.cells {
                if cell.text.contains(['*', '\\', '`', '<', '&', '[']) {
                    cell.text = plain(&cell.text);
                }
            }
        }
    }
    blocks.retain(|block| block.text() != Some(""));
    blocks
}

/// The text before the next `<table>`, the table with its end tag, and the rest. Nested tables stay together.
fn split_at_table(text: &str) -> Option<(&str, &str, &str)> {
    let (mut start, mut depth) = (None, 0_u32);
    for (at, _) in text.match_indices('<') {
        let tag = text.get(at + 1..)?;
        if starts_with_ignoring_case(tag, "table") {
            start = start.or(Some(at));
            depth += 1;
        } else if let Some(start) = start
            && starts_with_ignoring_case(tag, "/table")
        {
            depth -= 1;
            if depth == 0 {
                let end = tag.find('>').map_or(text.len(), |end| at + 1 + end + 1);
                return Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?));
            }
        }
    }
    None
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// One line outside tables.
fn line(source: &str) -> Block {
    let hashes = source.bytes().take_while(|&byte| byte == b'#').count();
    if let Some(text) = source.get(hashes..)
        && (1..=6).contains(&hashes)
        && (text.is_empty() || text.starts_with([' ', '\t', '\u{3000}']))
    {
        let text = plain(text.trim().trim_end_matches('#').trim_end());
        return Block::heading(u8::try_from(hashes).unwrap_or(6), text);
    }
    let rule = source.len() >= 3
        && (source.bytes().all(|byte| byte == b'-' || byte == b' ')
            || source.bytes().all(|byte| byte == b'*' || byte == b' ')
            || source.bytes().all(|byte| byte == b'_' || byte == b' '));
    if rule || source.starts_with("```") || source.starts_with("~~~") {
        return Block::paragraph("");
    }
    let source = source.strip_prefix("> ").unwrap_or(source);
    let source = ["- ", "* ", "+ "].iter().find_map(|bullet| source.strip_prefix(bullet)).unwrap_or(source);
    Block::paragraph(plain(source.trim_start()))
}

/// The text without its inline markup: emphasis, code, links, images, escapes, entities, `<br>`.
fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        match character {
            '\\' => match after.chars().next() {
                Some(escaped) if escaped.is_ascii_punctuation() => {
                    text.push(escaped);
                    rest = after.get(1..).unwrap_or_default();
                    continue;
                }
                _ => text.push(character),
            },
            // Bold, or bold and italic. One star is a sign, more are a blank or a rule; underscores are blanks.
            '*' => {
                let stars = rest.bytes().take_while(|&byte| byte == b'*').count();
                let (run, after) = rest.split_at_checked(stars).unwrap_or((rest, ""));
                if !(2..=3).contains(&stars) {
                    text.push_str(run);
                }
                rest = after;
                continue;
            }
            '`' => {}
            '!' if after.starts_with('[') => {
                if let Some((_, after)) = link(after) {
                    rest = after;
                    continue;
                }
                text.push(character);
            }
            '[' => {
                if let Some((label, after)) = link(rest) {
                    text.push_str(label);
                    rest = after;
                    continue;
                }
                text.push(character);
            }
            '<' => {
                // No tag is longer than this; without the limit a text full of `<` would be read again and again.
                let tag = head(after, 200).split('>').next().unwrap_or_default();
                let name = tag.trim_start_matches('/').trim_end_matches('/').trim();
                let name = name.split(' ').next().unwrap_or_default();
                let known = matches!(
                    name,
                    "br" | "b"
                        | "i"
                        | "u"
                        | "p"
                        | "em"
                        | "strong"
                        | "sup"
                        | "sub"
                        | "span"
                        | "div"
                        | "center"
                        | "font"
                );
                if known && after.len() > tag.len() {
                    if name == "br" && !text.is_empty() {
                        text.push('\n');
                    }
                    rest = after.get(tag.len() + 1..).unwrap_or_default();
                    continue;
                }
                text.push(character);
            }
            '&' => {
                let entity = [
                    ("nbsp;", "\u{a0}"),
                    ("amp;", "&"),
                    ("lt;", "<"),
                    ("gt;", ">"),
                    ("quot;", "\""),
                    ("emsp;", "\u{2003}"),
                    ("ensp;", "\u{2002}"),
                ]
                .iter()
                .find_map(|(name, value)| after.strip_prefix(name).map(|after| (value, after)));
                if let Some((value, after)) = entity {
                    text.push_str(value);
                    rest = after;
                    continue;
                }
                text.push(character);
            }
            _ => text.push(character),
        }
        rest = after;
    }
    text.trim_matches(|character: char| character.is_ascii_whitespace()).to_owned()
}

/// The first bytes of a text, cut where a character ends.
fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// `[label](address)` at the start of a text: its label and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('[')?;
    let end = head(inside, 500).find("](")?;
    let (label, after) = (inside.get(..end)?, inside.get(end + 2..)?);
    if label.contains(['[', ']', '\n']) {
        return None;
    }
    let end = head(after, 2000).find(')')?;
    let (address, after) = (after.get(..end)?, after.get(end + 1..)?);
    (!address.contains(char::is_whitespace)).then_some((label, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_emphasis() {
        let blocks = blocks(
            "# 标题 2025 年\n\n**一、总体情况**\n\n### (一) 公开。\n- 甲\n---\n3 * 4 = 12，a_b，[链接](http://a.b/c)\n![](images/1.jpg)",
        );
        assert_eq!(
            blocks,
            [
                Block::heading(1, "标题 2025 年"),
                Block::paragraph("一、总体情况"),
                Block::heading(3, "(一) 公开。"),
                Block::paragraph("甲"),
                Block::paragraph("3 * 4 = 12，a_b，链接"),
            ]
        );
    }

    #[test]
    fn endless_openings_are_read_once() {
        // Were each of them looked for to the end of the text, this would not end.
        for opening in ["<table", "[", "![a", "<b", "**", "\\", "&"] {
            assert!(!blocks(&format!("# 题\n{}", opening.repeat(60_000))).is_empty(), "{opening}");
        }
    }

    #[test]
    fn tables_of_both_kinds() {
        let blocks = blocks(
            "甲\n| 项目 | **数量**<br>件 |\n|:--|--:|\n| a\\|b | 1 |\n\n<table><tr><td rowspan=\"2\">丙</td><td>1</td></tr><tr><td>2</td></tr></table>\n\n乙",
        );
        let table = blocks.get(1).and_then(Block::as_table).unwrap();
        assert_eq!(table.at(0, 1).unwrap().text, "数量\n件");
        assert_eq!(table.at(1, 0).unwrap().text, "a|b");
        let table = blocks.get(2).and_then(Block::as_table).unwrap();
        assert_eq!(table.at(1, 0).unwrap().text, "丙");
        assert_eq!(table.at(1, 1).unwrap().text, "2");
        assert_eq!(blocks.len(), 4);
    }
}
