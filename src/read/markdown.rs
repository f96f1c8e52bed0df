//! Markdown as people and recognition programs write it: headings, pipe tables, HTML tables between them.
//!
//! Only the markup that such reports use is resolved. Lines stay lines: a text taken from a PDF keeps its line ends in
//! Markdown too, and joining them is for the one who knows what they say.

mod inline;
mod latex;

use crate::document::{Block, Content, Document, Fidelity};
use crate::read::meter::{Blocks, Meter};
use crate::read::{html, text};
use inline::plain;

/// Reads a Markdown text.
pub fn read(source: &str, meter: &Meter) -> Document {
    Document { fidelity: Fidelity::Extracted, ..blocks(source, meter).into_document() }
}

fn blocks(source: &str, meter: &Meter) -> Blocks {
    let mut blocks = Blocks::new(meter);
    let mut rest = source;
    // HTML tables stand between the Markdown; each goes to the HTML reader whole.
    while let Some((before, table, after)) = split_at_table(rest) {
        blocks.append(lines(before, meter));
        blocks.append(html::blocks(table, meter));
        rest = after;
    }
    blocks.append(lines(rest, meter));
    for block in blocks.iter_mut() {
        if let Content::Table(table) = &mut block.content {
            for cell in &mut table.cells {
                if cell.text.contains(inline::is_markup) {
                    cell.text = plain(&cell.text);
                }
            }
        }
    }
    blocks.retain(|block| block.text() != Some(""));
    blocks
}

/// The blocks of a text without HTML tables; tables as LaTeX writes them are read here, the others by [`text`].
fn lines(source: &str, meter: &Meter) -> Blocks {
    let mut blocks = Blocks::within(meter);
    let mut rest = source;
    while let Some((before, table, after)) = latex::split_at_table(rest) {
        blocks.append(text::blocks_with(&unquoted(before), &line, meter));
        blocks.push(Block::table(table));
        rest = after;
    }
    blocks.append(text::blocks_with(&unquoted(rest), &line, meter));
    blocks
}

/// Rows of a table that stand in a quotation (`> | a | b |`) without its signs.
fn unquoted(source: &str) -> std::borrow::Cow<'_, str> {
    let row = |line: &str| {
        line.trim_start().strip_prefix('>').is_some_and(|line| line.trim_start().starts_with('|'))
    };
    if !source.lines().any(row) {
        return std::borrow::Cow::Borrowed(source);
    }
    let plain = |line: &str| match line.trim_start().strip_prefix('>') {
        Some(inner) if row(line) => inner.trim_start().to_owned(),
        _ => line.to_owned(),
    };
    std::borrow::Cow::Owned(source.split('\n').map(plain).collect::<Vec<_>>().join("\n"))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<Block> {
        read(source, &Meter::default()).blocks
    }

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

    /// The cells of the only table of a text, row by row.
    fn cells(source: &str) -> Vec<Vec<String>> {
        let blocks = blocks(source);
        let table = blocks.iter().find_map(Block::as_table).cloned().unwrap_or_default();
        let row = |row| table.row(row).iter().map(|cell| cell.text.clone()).collect();
        (0..table.rows).map(row).collect()
    }

    #[test]
    fn tables_of_all_dialects() {
        for source in [
            "|项目|件数|\n|:-:|--:|\n|**规章**|**12**|\n|文件|$3$|",
            "项目 | 件数\n---|---\n规章 | 12\n文件 | 3",
            "| 项目 | 件数 |\n|----+----|\n| 规章 | 12 |\n| 文件 | 3 |",
            "+----+----+\n| 项目 | 件数 |\n+====+====+\n| 规章 | 12 |\n+----+----+\n| 文件 | 3 |\n+----+----+",
            "+------+------+\n| 项   | 件数 |\n| 目   |      |\n+======+======+\n| 规章 | 12   |\n+------+------+\n| 文件 | 3    |\n+------+------+\n|      |      |\n+------+------+\n",
            "> | 项目 | 件数 |\n> |---|---|\n> | 规章 | 12 |\n> | 文件 | 3 |",
            "```\n| 项目 | 件数 |\n|---|---|\n| 规章 | 12 |\n| 文件 | 3 |\n```",
            "\\begin{tabular}{cc}\\hline 项目 & 件数 \\\\ 规章 & 12 \\\\ 文件 & 3 \\\\ \\end{tabular}",
            "<table><tr><td>项目<td>件数<tr><td>规章<td><s>9</s>12<tr><td>文件<td>3</table>",
        ] {
            let mut rows = cells(&format!("# 题\n\n{source}\n\n完"));
            rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| cell.replace('\n', "")).collect()).collect();
            assert_eq!(rows, [["项目", "件数"], ["规章", "12"], ["文件", "3"]], "{source}");
        }
    }
}
