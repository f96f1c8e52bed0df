//! Comma-separated values, as spreadsheets write them.

use crate::document::{Block, Document, Table};

/// Cells that a file may have.
const MAX_CELLS: usize = 300_000;

/// Reads a text as comma-separated values; `None` where it is none: at least two rows, with as many cells in most rows
/// as in the others and at least three, a fifth of them numbers or blank, since prose holds commas too.
pub fn read(text: &str) -> Option<Document> {
    let separator = separator(text)?;
    let rows = rows(text, separator)?;
    let filled: Vec<&Vec<String>> =
        rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    let width = filled.iter().map(|row| row.len()).max()?;
    let like = filled.iter().filter(|row| row.len() == width).count();
    let cells = || filled.iter().copied().flatten();
    let plain =
        |cell: &&String| cell.is_empty() || cell.trim_matches(['-', '%', ',', '.']).parse::<f64>().is_ok();
    let numbers = cells().filter(plain).count();
    if filled.len() < 2 || width < 3 || like * 10 < filled.len() * 9 || numbers * 5 < cells().count() {
        return None;
    }
    let table = Table::from_rows(filled.into_iter().cloned());
    Some(Document { blocks: vec![Block::table(table)], ..Document::default() })
}

/// The separator that stands in the first lines most: a comma or a semicolon, and never prose's full-width comma.
fn separator(text: &str) -> Option<char> {
    let head: String = text.lines().take(20).collect();
    let best = [',', ';'].into_iter().max_by_key(|&separator| head.matches(separator).count())?;
    head.contains(best).then_some(best)
}

/// The rows (RFC 4180): cells in quotation marks may hold separators, line ends and doubled quotation marks.
fn rows(text: &str, separator: char) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut count) = (false, 0_usize);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            _ if quoted => cell.push(character),
            '\r' => {}
            '\n' => {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                rows.push(std::mem::take(&mut row));
            }
            _ if character == separator => {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                count += 1;
                if count > MAX_CELLS {
                    return None;
                }
            }
            _ => cell.push(character),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell.trim().to_owned());
        rows.push(row);
    }
    // A quotation mark that never ends is prose.
    (!quoted).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Hint, read as read_bytes};

    #[test]
    fn values_become_a_table() {
        let text = "项目,\"商业\n企业\",总计\r\n\"一、本年新收,甲\",\"1,234\",\"说\"\"是\"\"\"\r\n,,\r\n二、,2,3\r\n";
        let document = read(text).unwrap();
        let table = document.blocks.first().and_then(Block::as_table).unwrap();
        let texts: Vec<&str> = table.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(
            texts,
            ["项目", "商业\n企业", "总计", "一、本年新收,甲", "1,234", "说\"是\"", "二、", "2", "3"]
        );
        assert_eq!(read_bytes(text.as_bytes(), &Hint::default()).map(|input| input.format), Ok("csv"));
    }

    #[test]
    fn prose_is_none() {
        assert_eq!(read("2023年,果耶镇认真贯彻,按要求,公开\n根据条例,编制"), None);
        assert_eq!(read("一、总体情况\n规章 | 0 | 0"), None);
        assert_eq!(read("甲,乙\n丙,丁"), None);
        assert_eq!(read("本年,我镇,认真\n落实,各项,要求"), None);
        let text = "2023年,我镇认真,落实\n一、总体情况,二、其他";
        assert_eq!(read_bytes(text.as_bytes(), &Hint::default()).map(|input| input.format), Ok("text"));
    }
}
