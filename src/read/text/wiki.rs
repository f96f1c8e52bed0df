//! Tables in the markup of MediaWiki: `{|`, rows after `|-`, cells after `|` or `!`, spans as attributes.

use super::{Page, trimmed};
use crate::document::{Block, Table, TableCell};
use crate::read::grid::{self, Spans};
use crate::read::meter::Limit;

/// Lines that a table may have.
const MOST_LINES: usize = 20_000;

impl Page<'_> {
    /// Reads a table at the start of `lines`; the number of lines read.
    pub(super) fn wiki_table(&mut self, lines: &[&str]) -> Option<usize> {
        trimmed(lines.first()?).strip_prefix("{|")?;
        // A table that another one begins in has no end of its own: no line is looked at twice.
        let edge = |line: &&str| trimmed(line).starts_with("|}") || trimmed(line).starts_with("{|");
        let end = lines.iter().take(MOST_LINES).skip(1).position(edge)? + 1;
        lines.get(end).filter(|line| trimmed(line).starts_with("|}"))?;
        let mut room = self.blocks.meter().left(Limit::Cells);
        let mut texts: Vec<String> = Vec::new();
        let mut rows: Vec<Vec<Spans<usize>>> = Vec::new();
        for line in lines.get(1..end)?.iter().map(|line| trimmed(line)) {
            if line.starts_with("|-") {
                rows.push(Vec::new());
            } else if let Some(caption) = line.strip_prefix("|+") {
                self.paragraph(caption);
            } else if let Some(cells) = line.strip_prefix(['|', '!']) {
                if rows.is_empty() {
                    rows.push(Vec::new());
                }
                let cells = cells.split("||").flat_map(|part| {
                    let heads = line.starts_with('!');
                    part.split(if heads { "!!" } else { "||" })
                });
                for cell in cells {
                    if room == 0 {
                        self.blocks.meter().cut(Limit::Cells);
                        break;
                    }
                    room -= 1;
                    let (attributes, text) = parts_of(cell);
                    let span = |name: &str| attribute(attributes, name).unwrap_or(1);
                    let place =
                        Spans { item: texts.len(), rows: span("rowspan"), columns: span("colspan").max(1) };
                    rows.last_mut()?.push(place);
                    texts.push(plain(text));
                }
            } else if let Some(text) = texts.last_mut()
                && !line.is_empty()
            {
                text.push('\n');
                text.push_str(&plain(line));
            }
        }
        rows.retain(|row| !row.is_empty());
        let grid = grid::place(&[rows]);
        let cells = grid.cells.iter().map(|placed| TableCell {
            row_span: placed.row_span,
            column_span: placed.column_span,
            ..TableCell::at(
                placed.row,
                placed.column,
                texts.get(placed.item).cloned().unwrap_or_default().trim(),
            )
        });
        let cells: Vec<TableCell> = cells.collect();
        if !cells.is_empty() {
            self.blocks.push(Block::table(Table { rows: grid.rows, columns: grid.columns, cells }));
        }
        Some(end + 1)
    }
}

/// The attributes of a cell and its text: `colspan=4 | 规章`. A bar within a link belongs to the text.
fn parts_of(cell: &str) -> (&str, &str) {
    match cell.split_once('|') {
        Some((attributes, text)) if attributes.contains('=') && !attributes.contains("[[") => {
            (attributes, text)
        }
        _ => ("", cell),
    }
}

fn attribute(attributes: &str, name: &str) -> Option<u32> {
    let at = attributes.find(name)?;
    let value = attributes.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
    let digits = value.trim_start().trim_start_matches(['"', '\'']);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits.get(..length)?.parse().ok()
}

/// A text without the marks of bold and italic letters.
fn plain(text: &str) -> String {
    text.trim().replace("'''", "").replace("''", "")
}

#[cfg(test)]
mod tests {
    use crate::document::Block;
    use crate::read::meter::Meter;

    fn tables(text: &str) -> Vec<String> {
        let document = crate::read::text::read(text, &Meter::default());
        let shown = |block: &Block| match block.as_table() {
            Some(table) => {
                let cells = table.cells.iter().map(|cell| match (cell.row_span, cell.column_span) {
                    (1, 1) => format!("{},{} {}", cell.row, cell.column, cell.text),
                    (down, across) => format!("{},{} {}[{down}×{across}]", cell.row, cell.column, cell.text),
                });
                cells.collect::<Vec<String>>().join(" ¦ ")
            }
            None => format!("p {}", block.text().unwrap_or_default()),
        };
        document.blocks.iter().map(shown).collect()
    }

    #[test]
    fn cells_stand_on_lines_of_their_own_or_together() {
        let expected = ["0,0 项目[2×1] ¦ 0,1 件数[1×2] ¦ 1,1 本年 ¦ 1,2 上年 ¦ 2,0 规章 ¦ 2,1 12 ¦ 2,2 3"];
        for text in [
            "{| class=\"wikitable\"\n! rowspan=2 | 项目\n! colspan=\"2\" | 件数\n|-\n| 本年\n| 上年\n|-\n| 规章\n| 12\n| 3\n|}",
            "{|\n|-\n! rowspan=2 | 项目 !! colspan='2' | 件数\n|-\n| 本年 || 上年\n|-\n| 规章 || '''12''' || 3\n|}",
        ] {
            assert_eq!(tables(text), expected, "{text}");
        }
        assert_eq!(tables("{|\n|+ 表一\n| 甲 || \n乙\n| 1\n|}"), ["p 表一", "0,0 甲 ¦ 0,1 乙 ¦ 0,2 1"]);
    }

    #[test]
    fn what_has_no_end_is_no_table() {
        assert_eq!(tables("{| 甲\n乙").len(), 2);
        assert_eq!(tables(&"{|\n".repeat(50_000)).len(), 50_000);
        assert!(tables("{|\n|}").is_empty());
        assert_eq!(tables("{|\n| rowspan=9999999 colspan=99999 | 甲\n|}").len(), 1);
    }
}
