//! Comma-separated values, as spreadsheets write them.

use super::{Remarks, Room, Sheet, write};
use crate::document::Document;
use crate::read::grid::MAX_COLUMNS;
use crate::read::meter::{Blocks, Limit, Meter};

/// Reads a text as comma-separated values; `None` where it is none, since prose holds commas too. Lines that stand
/// alone, as the title and the sections of a report do, are paragraphs.
pub fn read(text: &str, meter: &Meter) -> Option<Document> {
    let room = meter.left(Limit::Cells);
    let of_values = |separator| rows(text, separator, room).filter(|(rows, _)| are_values(rows, separator));
    let (rows, cut) = separators(text).into_iter().find_map(of_values)?;
    if cut {
        meter.cut(Limit::Cells);
    }
    let (mut sheet, mut room) = (Sheet::default(), Room::new(meter));
    for (row, cells) in (0_u32..).zip(&rows) {
        for (column, cell) in (0_u32..).zip(cells) {
            sheet.put((row, column), cell, &mut room);
        }
    }
    let mut blocks = Blocks::new(meter);
    write(sheet, &mut blocks, &mut Remarks::default());
    // The name of a sheet, which a file of values has not.
    blocks.retain(|block| block.text() != Some(""));
    Some(blocks.into_document())
}

/// Whether rows are those of tables: at least two of more than one cell and one of three, in one of two shapes. As wide
/// as the others in most rows, of whose cells a fifth are numbers, blank or a sign for nothing; or rows that end where
/// their own table does, of which half are, at least five of them.
fn are_values(rows: &[Vec<String>], separator: char) -> bool {
    let filled = || rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
    let wide_rows = || filled().filter(|row| row.len() > 1);
    let plain = |cell: &&String| {
        let bare = cell.trim_matches(['-', '—', '/', '%', '.']);
        bare.is_empty() || bare.replace(',', "").parse::<f64>().is_ok()
    };
    let (count, several) = (filled().count(), wide_rows().count());
    let cells = wide_rows().flatten().count();
    let numbers = wide_rows().flatten().filter(plain).count();
    let Some(width) = filled().map(Vec::len).max().filter(|&width| width >= 3 && several >= 2) else {
        return false;
    };
    // Rows that end early are padded by some programs and not by others; a line of its own has one cell.
    let as_wide = filled().filter(|row| row.len() == width).count();
    let one_width = (as_wide + count - several) * 10 >= count * 9 && as_wide * 2 >= count;
    let of_tables = several >= 5 && several * 4 >= count && numbers * 2 >= cells && separator != '\t';
    (one_width && numbers * 5 >= cells) || of_tables
}

/// The separators that a text can have, the one that stands in its first lines most before the others: a comma, a
/// semicolon or a tab, and never prose's full-width comma. A first line `sep=;` names it.
fn separators(text: &str) -> Vec<char> {
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(40);
    if let Some(named) = lines.clone().next().and_then(|line| line.trim().strip_prefix("sep=")) {
        return named.chars().next().into_iter().collect();
    }
    // Tabs in a text without quotation marks are for the reader of plain texts.
    let head: String = lines.by_ref().collect();
    let mut candidates = if head.starts_with('"') { vec![',', ';', '\t'] } else { vec![',', ';'] };
    candidates.retain(|&separator| head.contains(separator));
    candidates.sort_by_key(|&separator| std::cmp::Reverse(head.matches(separator).count()));
    candidates
}

/// A value as a program protects it from a spreadsheet: `="12"`, `'12`; or in the quotation marks of a Chinese keyboard.
fn unprotected(cell: &str) -> &str {
    let cell = cell.trim();
    let inner = cell.strip_prefix('“').and_then(|cell| cell.strip_suffix('”'));
    if let Some(inner) = inner.filter(|inner| inner.contains(|c: char| c.is_ascii_digit())) {
        return inner.trim();
    }
    if let Some(inner) = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')) {
        return inner.trim();
    }
    match cell.strip_prefix('\'') {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '=') => number,
        _ => cell,
    }
}

/// Whether all cells of the first line stand in single quotation marks, as some programs write them: one alone before a number
/// keeps it from being reckoned with.
fn in_single_quotes(text: &str, separator: char) -> bool {
    let mut cells = text.lines().next().unwrap_or_default().split(separator).map(str::trim).peekable();
    cells.peek().is_some_and(|first| first.len() > 2)
        && cells.all(|cell| cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\''))
}

/// The rows (RFC 4180): cells in quotation marks may hold separators, line ends and doubled quotation marks.
/// Also whether there are more cells than `most`.
fn rows(text: &str, separator: char, most: usize) -> Option<(Vec<Vec<String>>, bool)> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut count) = (false, 0_usize);
    let text = text.trim_start_matches('\u{feff}');
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.trim().starts_with("sep=") => rest,
        _ => text,
    };
    let mark = if in_single_quotes(text, separator) { '\'' } else { '"' };
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            _ if quoted && character == mark && characters.peek() == Some(&mark) => {
                cell.push(mark);
                characters.next();
            }
            _ if quoted && character == mark => quoted = false,
            _ if cell.is_empty() && character == mark => quoted = true,
            _ if quoted => cell.push(character),
            '\r' if characters.peek() == Some(&'\n') => {}
            // Some programs end their lines with a carriage return alone.
            '\n' | '\r' => {
                row.push(unprotected(&std::mem::take(&mut cell)).to_owned());
                rows.push(std::mem::take(&mut row));
            }
            // Spreadsheets write out their last column in each row, 16,384 of them: what is blank there is not there.
            _ if character == separator && row.len() >= MAX_COLUMNS as usize && cell.is_empty() => {}
            _ if character == separator => {
                row.push(unprotected(&std::mem::take(&mut cell)).to_owned());
                count += 1;
                if count + rows.len() >= most {
                    return Some((rows, true));
                }
            }
            _ => cell.push(character),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(unprotected(&cell).to_owned());
        rows.push(row);
    }
    // A quotation mark that never ends is prose.
    (!quoted).then_some((rows, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::read::{Hint, read as read_bytes};

    #[test]
    fn values_become_a_table() {
        let text = "项目,\"商业\n企业\",总计\r\n\"一、本年新收,甲\",\"1,234\",\"说\"\"是\"\"\"\r\n,,\r\n二、,2,3\r\n";
        let document = read(text).unwrap();
        let texts: Vec<&str> = cells(&document);
        assert_eq!(
            texts,
            ["项目", "商业\n企业", "总计", "一、本年新收,甲", "1,234", "说\"是\"", "二、", "2", "3"]
        );
        assert_eq!(read_bytes(text.as_bytes(), &Hint::default()).map(|input| input.format), Ok("csv"));
    }

    fn read(text: &str) -> Option<Document> {
        super::read(text, &Meter::default())
    }

    fn cells(document: &Document) -> Vec<&str> {
        let tables = document.blocks.iter().filter_map(Block::as_table);
        tables.flat_map(|table| &table.cells).map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn numbers_in_one_cell_are_a_row_of_the_table_above_them() {
        let text = "表四,,\r\n维持,纠正,总计\r\n1 20 21,,\r\n五、问题,,\r\n,,\r\n规章,0,0\r\n文件,1,2\r\n";
        let document = read(text).unwrap();
        assert_eq!(cells(&document)[..4], ["维持", "纠正", "总计", "1 20 21"]);
        let paragraphs: Vec<&str> = document.blocks.iter().filter_map(Block::text).collect();
        assert_eq!(paragraphs, ["表四", "五、问题"]);
    }

    #[test]
    fn numbers_in_chinese_quotation_marks_are_numbers() {
        let text = "项目,自然人,总计\r\n一、新收,“12”,“ 12 ”\r\n二、结转,“0”,0\r\n“三、其他”,1,1\r\n";
        let document = read(text).unwrap();
        assert_eq!(
            cells(&document)[3..],
            ["一、新收", "12", "12", "二、结转", "0", "0", "“三、其他”", "1", "1"]
        );
    }

    #[test]
    fn a_report_in_one_file_keeps_its_sections_apart() {
        let text = "某镇2023年年度报告,,,\r\n一、总体情况,,,\r\n全年受理申请,审查12件。,,,\r\n"
            .replace("申请,审查", "申请，审查")
            + "信息内容,制发,废止,有效\r\n规章,0,0,0\r\n文件,1,2,3\r\n,,,\r\n二、其他,,,\r\n";
        let document = read(&text).unwrap();
        let paragraphs: Vec<&str> = document.blocks.iter().filter_map(Block::text).collect();
        assert_eq!(
            paragraphs,
            ["某镇2023年年度报告", "一、总体情况", "全年受理申请，审查12件。", "二、其他"]
        );
        assert_eq!(cells(&document).len(), 12);
    }

    #[test]
    fn tables_of_different_widths_stand_in_one_file() {
        for separator in [',', ';'] {
            let lines = [
                "某镇2023年年度报告",
                "一、总体情况",
                "信息内容,制发,废止,有效",
                "规章,0,0,0",
                "文件,1,2,3",
                "二、收到和处理申请情况",
                "项目,,自然人,商业,科研,总计",
                "一、新收,,3,1,0,4",
                "三、结果,（一）公开,3,1,0,4",
                ",（二）部分公开,0,0,0,0",
                "三、其他",
            ];
            let text = lines.join("\r\n").replace(',', &separator.to_string());
            let document = read(&text).unwrap();
            let tables: Vec<(u32, u32)> = document
                .blocks
                .iter()
                .filter_map(Block::as_table)
                .map(|table| (table.rows, table.columns))
                .collect();
            assert_eq!(tables, [(8, 6)], "{separator}");
            assert!(cells(&document).ends_with(&["（二）部分公开", "0", "0", "0", "0"]));
            assert_eq!(document.blocks.iter().filter_map(Block::text).count(), 3);
        }
    }

    #[test]
    fn a_column_that_counts_the_rows_is_no_part_of_the_report() {
        let rows = (0..8).map(|row| format!("文件,{row},2,3"));
        let lines = ["某镇2023年年度报告".to_owned(), "一、总体情况".to_owned()].into_iter().chain(rows);
        let lines = lines.chain(["二、其他".to_owned()]);
        let numbered: Vec<String> = (0..).zip(lines).map(|(row, line)| format!("{row},{line}")).collect();
        for text in [numbered.join("\n"), format!(",甲,乙,丙,丁\n{}", numbered.join("\n"))] {
            let document = read(&text).unwrap();
            let paragraphs: Vec<&str> = document.blocks.iter().filter_map(Block::text).collect();
            assert!(paragraphs.ends_with(&["二、其他"]), "{paragraphs:?}");
            assert!(!cells(&document).contains(&"9"));
        }
        // The numbers do not follow each other: they say something.
        let values: Vec<String> = (0..12).map(|row| format!("{},甲,{row}", row * 2)).collect();
        assert!(cells(&read(&values.join("\n")).unwrap()).contains(&"22"));
    }

    #[test]
    fn columns_that_a_spreadsheet_writes_out_to_its_last_are_not_there() {
        let line = |text: &str| format!("{text}{}", ",".repeat(16_380));
        let lines: Vec<String> = (0..60).map(|row| line(&format!("文件,{row},2,3"))).collect();
        let document = read(&lines.join("\r\n")).unwrap();
        let table = document.blocks.iter().find_map(Block::as_table).unwrap();
        assert_eq!((table.rows, table.columns), (60, 4));
        assert_eq!(table.at(59, 1).map(|cell| cell.text.as_str()), Some("59"));
    }

    #[test]
    fn programs_write_values_in_many_ways() {
        let expected = ["甲", "12", "0", "乙", "3", "4"];
        for text in [
            "甲,12,0\n乙,3,4",
            "\u{feff}甲,12,0\r\n乙,3,4\r\n",
            "甲;12;0\n乙;3;4\n",
            "sep=;\n甲;12;0\n乙;3;4\n",
            "\"甲\",\"12\",\"0\"\r\"乙\",\"3\",\"4\"\r",
            "甲,\"=\"\"12\"\"\",\"=\"\"0\"\"\"\n乙,=\"3\",4",
            "甲,'12,0\n乙,3,'4",
            "'甲','12','0'\n'乙','3','4'\n",
            "甲,12,0\n\n乙,3,4\n,,\n",
            "\"甲\"\t\"12\"\t\"0\"\n\"乙\"\t\"3\"\t\"4\"\n",
        ] {
            let document = read(text).unwrap_or_default();
            assert_eq!(cells(&document), expected, "{text:?}");
        }
        let gbk = encoding_rs::GBK.encode("项目,制发,废止\r\n规章,12,0\r\n文件,3,4\r\n").0.into_owned();
        assert_eq!(read_bytes(&gbk, &Hint::default()).map(|input| input.format), Ok("csv"));
    }

    #[test]
    fn signs_for_nothing_are_values() {
        for sign in ["-", "—", "/"] {
            let lines = ["某镇2023年年度报告", "二、主动公开", "规章,0,-,-", "文件,-,-,-", "三、依申请公开"];
            let rows = ["一、新收,,-,-,-,-", "三、结果,（一）公开,2,-,-,2", ",（二）部分公开,-,-,-,-"];
            let text = [&lines[..], &rows].concat().join("\n").replace('-', sign);
            assert_eq!(
                cells(&read(&text).unwrap()).iter().filter(|cell| **cell == sign).count(),
                15,
                "{sign}"
            );
        }
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
