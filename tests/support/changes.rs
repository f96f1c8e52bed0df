//! What offices do to the official tables: columns and rows more, in another order, of last year, that say what they
//! mean.

use super::formats::{HIDDEN_COLUMN, HIDDEN_ROW, placed};
use super::parts::{Cell, Part, Sheet, label};

fn is_value(cell: &Cell) -> bool {
    !cell.name.is_empty()
}

/// The row of a sheet from which on rows hold values.
fn first_row(sheet: &Sheet) -> usize {
    sheet.iter().position(|row| row.iter().any(is_value)).unwrap_or(0)
}

fn table_3(parts: &mut [Part], change: impl Fn(&mut Sheet)) {
    for part in parts {
        if let Part::Table3(sheet) = part {
            change(sheet);
        }
    }
}

/// Adds a column at the right end of table 3 with a head and a text for each row.
fn column_at_the_end(sheet: &mut Sheet, head: &str, text: &dyn Fn(&[Cell]) -> String) {
    let first = first_row(sheet);
    sheet[0].push(label(head, first, 1));
    for row in &mut sheet[first..] {
        let text = text(row);
        row.push(label(text, 1, 1));
    }
}

/// A column that is wide as it is and says something of each row: 备注, 校验.
pub fn remarks(parts: &mut [Part]) {
    table_3(parts, |sheet| column_at_the_end(sheet, "备注", &|_| String::new()));
}

pub fn ticks(parts: &mut [Part]) {
    table_3(parts, |sheet| column_at_the_end(sheet, "校验", &|_| "√".to_owned()));
}

/// Last year's totals at the right.
pub fn last_year(parts: &mut [Part]) {
    table_3(parts, |sheet| {
        column_at_the_end(sheet, "上年同期", &|row| {
            let total =
                row.iter().rfind(|cell| is_value(cell)).map_or(0, |cell| cell.text.parse().unwrap_or(0));
            (total * 2 + 3).to_string()
        });
    });
}

/// Growth in per cent at the right.
pub fn growth(parts: &mut [Part]) {
    table_3(parts, |sheet| column_at_the_end(sheet, "同比增长%", &|row| format!("{}.5%", row.len())));
}

/// A number for each line at the left.
pub fn line_numbers(parts: &mut [Part]) {
    table_3(parts, |sheet| {
        let first = first_row(sheet);
        sheet[0].insert(0, label("行次", first, 1));
        for (number, row) in (1..).zip(&mut sheet[first..]) {
            row.insert(0, label(number.to_string(), 1, 1));
        }
    });
}

/// A row of column numbers, or formulas, below the heads.
pub fn column_numbers(parts: &mut [Part]) {
    numbered(parts, &["1", "2", "3", "4", "5", "6", "7"]);
}

pub fn column_formulas(parts: &mut [Part]) {
    numbered(parts, &["1", "2", "3", "4", "5", "6", "7=1+2+3+4+5+6"]);
}

fn numbered(parts: &mut [Part], numbers: &[&str]) {
    table_3(parts, |sheet| {
        let first = first_row(sheet);
        let across = sheet[0][0].across;
        let mut row = vec![label("栏次", 1, across)];
        row.extend(numbers.iter().map(|number| label(*number, 1, 1)));
        sheet.insert(first, row);
    });
}

/// 总计 before the kinds of applicants.
pub fn total_first(parts: &mut [Part]) {
    table_3(parts, |sheet| {
        let first = first_row(sheet);
        let total = sheet[1].pop().unwrap();
        sheet[1].insert(0, total);
        for row in &mut sheet[first..] {
            let at = row.iter().position(is_value).unwrap();
            row[at..].rotate_right(1);
        }
    });
}

/// 自然人 behind the organisations.
pub fn persons_last(parts: &mut [Part]) {
    table_3(parts, |sheet| {
        let first = first_row(sheet);
        sheet[1].swap(0, 1);
        for row in &mut sheet[first..] {
            let at = row.iter().position(is_value).unwrap();
            row[at..at + 6].rotate_left(1);
        }
    });
}

/// Another table of fifteen numbers before table 4: of the townships, one for each.
pub fn townships(parts: &mut Vec<Part>) {
    let at = parts.iter().position(|part| matches!(part, Part::Table4(_))).unwrap();
    let names: Vec<Cell> = (1..=15).map(|number| label(format!("第{number}镇"), 1, 1)).collect();
    let counts: Vec<Cell> = (1..=15).map(|number| label((number * 7 % 11).to_string(), 1, 1)).collect();
    parts.insert(at - 1, Part::Paragraph("各镇公开情况如下：".to_owned()));
    parts.insert(at, Part::Table2(vec![names, counts]));
}

/// Last year's table 4 before this year's.
pub fn last_years_cases(parts: &mut Vec<Part>) {
    let at = parts.iter().position(|part| matches!(part, Part::Table4(_))).unwrap();
    let Part::Table4(mut sheet) = parts[at].clone() else { return };
    let last = sheet.last_mut().unwrap();
    for cell in last.iter_mut() {
        cell.text = format!("{}1", cell.text.trim_start_matches('0'));
        cell.name = String::new();
    }
    parts.insert(at, Part::Paragraph("（一）上年度行政复议、行政诉讼情况：".to_owned()));
    parts.insert(at + 1, Part::Table4(sheet));
    parts.insert(at + 2, Part::Paragraph("（二）本年度行政复议、行政诉讼情况：".to_owned()));
}

/// Tables of their own for the kinds of case, each with a heading: one for the reviews and one for the suits, or one for
/// each kind; the totals may stand before the results.
pub fn cases_apart(parts: &mut Vec<Part>, each: bool, total_first: bool) {
    let at = parts.iter().position(|part| matches!(part, Part::Table4(_))).unwrap();
    let Part::Table4(sheet) = parts.remove(at) else { return };
    let turned = |cells: &[Cell]| {
        let mut cells = cells.to_vec();
        if total_first {
            cells.chunks_mut(5).for_each(|kind| kind.rotate_right(1));
        }
        cells
    };
    let (values, heads) = (sheet.last().unwrap(), &sheet[1][..5]);
    let single = |name: &str, values: &[Cell]| {
        let heads = heads.iter().map(|head| label(head.text.clone(), 1, 1)).collect::<Vec<_>>();
        Part::Table4(vec![vec![label(name, 1, 5)], turned(&heads), turned(values)])
    };
    let heading = |number: &str, words: &str| Part::Paragraph(format!("（{number}）{words}情况"));
    let mut made = vec![heading("一", "行政复议"), single("行政复议", &values[..5])];
    if each {
        for (number, kind, from) in [("二", &sheet[1][5], 5), ("三", &sheet[1][6], 10)] {
            made.push(heading(number, &kind.text));
            made.push(single(&kind.text, &values[from..from + 5]));
        }
    } else {
        made.push(heading("二", "行政诉讼"));
        let kinds = sheet[1][5..].to_vec();
        let suits = vec![label("行政诉讼", 1, 10)];
        made.push(Part::Table4(vec![suits, kinds, turned(&sheet[2]), turned(&values[5..])]));
    }
    parts.splice(at..at, made);
}

/// The heads of the second line of table 4 say 结果维持 only once for all.
pub fn spaced_heads(parts: &mut [Part]) {
    for part in parts {
        if let Part::Table3(sheet) | Part::Table4(sheet) = part {
            let first = first_row(sheet);
            for cell in sheet[..first].iter_mut().flatten().filter(|cell| cell.text.chars().count() < 5) {
                cell.text = cell.text.chars().map(String::from).collect::<Vec<_>>().join(" ");
            }
        }
    }
}

/// Details in another order than the form's.
pub fn details_reversed(parts: &mut [Part]) {
    table_3(parts, |sheet| {
        let named = |row: &[Cell]| row.iter().find(|cell| is_value(cell)).map(|cell| cell.name.clone());
        let of_group = |row: &[Cell]| named(row).is_some_and(|name| name.starts_with("t3.denied."));
        let rows: Vec<usize> = (0..sheet.len()).filter(|row| of_group(&sheet[*row])).collect();
        let (Some(&from), Some(&to)) = (rows.first(), rows.last()) else { return };
        let group = sheet[from].remove(0);
        sheet[from..=to].reverse();
        sheet[from].insert(0, group);
    });
}

/// A hidden column of old numbers before the fourth of each table; what reached over the place reaches further.
pub fn hidden_column(parts: &mut [Part]) {
    const AT: usize = 3;
    for part in parts {
        let (Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet)) = part else { continue };
        let (cells, columns) = placed(sheet);
        let reaches = |row: usize| {
            cells.iter().find(|placed| {
                (placed.row..placed.row + placed.cell.down).contains(&row)
                    && (placed.column + 1..placed.column + placed.cell.across).contains(&AT)
            })
        };
        let mut wider: Sheet = vec![Vec::new(); sheet.len()];
        for (row, line) in wider.iter_mut().enumerate() {
            let mut own: Vec<_> = cells.iter().filter(|placed| placed.row == row).collect();
            own.sort_by_key(|placed| placed.column);
            let before = own.iter().filter(|placed| placed.column < AT).count();
            line.extend(own.iter().map(|placed| placed.cell.clone()));
            match reaches(row) {
                Some(reaching) if reaching.row == row => {
                    let at = own.iter().position(|placed| placed.column == reaching.column).unwrap();
                    line[at].across += 1;
                }
                Some(_) => {}
                None if columns > AT => {
                    let text = if own.iter().any(|placed| is_value(placed.cell)) { "77" } else { "旧" };
                    line.insert(before, Cell { name: HIDDEN_COLUMN.to_owned(), ..label(text, 1, 1) });
                }
                None => {}
            }
        }
        *sheet = wider;
    }
}

/// A hidden copy of each row of values, with other numbers, before it; what reaches down from above reaches further.
pub fn hidden_rows(parts: &mut [Part]) {
    for part in parts {
        let (Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet)) = part else { continue };
        let mut row = 0;
        while row < sheet.len() {
            if !sheet[row].iter().any(|cell| cell.value) {
                row += 1;
                continue;
            }
            let mut copy: Vec<Cell> = sheet[row]
                .iter()
                .filter(|cell| cell.down == 1)
                .map(|cell| Cell { name: HIDDEN_ROW.to_owned(), ..cell.clone() })
                .collect();
            copy.iter_mut().filter(|cell| cell.value).for_each(|cell| cell.text = "88".to_owned());
            // What begins in the row and reaches down begins in its copy.
            let reaching: Vec<Cell> = sheet[row].iter().filter(|cell| cell.down > 1).cloned().collect();
            sheet[row].retain(|cell| cell.down == 1);
            for (before, cells) in sheet.iter_mut().enumerate().take(row) {
                cells.iter_mut().filter(|cell| before + cell.down > row).for_each(|cell| cell.down += 1);
            }
            let reaching = reaching.into_iter().map(|cell| Cell { down: cell.down + 1, ..cell });
            copy.splice(0..0, reaching);
            sheet.insert(row, copy);
            row += 2;
        }
    }
}

/// A sheet on its side: what were rows are columns.
fn on_its_side(sheet: &Sheet) -> Sheet {
    let (cells, columns) = placed(sheet);
    let mut turned: Vec<Vec<(usize, Cell)>> = vec![Vec::new(); columns];
    for placed in cells {
        let cell = Cell { down: placed.cell.across, across: placed.cell.down, ..placed.cell.clone() };
        turned[placed.column].push((placed.row, cell));
    }
    turned.iter_mut().for_each(|row| row.sort_by_key(|(column, _)| *column));
    turned.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect()
}

/// Table 3 with the kinds of applicant as rows.
pub fn applicants_as_rows(parts: &mut [Part]) {
    table_3(parts, |sheet| *sheet = on_its_side(sheet));
}

/// The same with one line of heads, without what stands above several rows.
pub fn applicants_as_rows_of_one_head(parts: &mut [Part]) {
    table_3(parts, |sheet| {
        let first = first_row(sheet);
        let mut rows: Sheet = vec![vec![label("申请人类别", 1, 1)]];
        rows[0].extend(
            ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
                .map(|head| label(head, 1, 1)),
        );
        for row in &sheet[first..] {
            let at = row.iter().position(is_value).unwrap();
            let mut line = vec![label(row[at - 1].text.clone(), 1, 1)];
            line.extend(row[at..].iter().cloned());
            rows.push(line);
        }
        *sheet = on_its_side(&rows);
    });
}

/// Table 4 with the results as rows.
pub fn results_as_rows(parts: &mut [Part]) {
    for part in parts {
        if let Part::Table4(sheet) = part {
            *sheet = on_its_side(sheet);
        }
    }
}

/// Table 4 with the kinds of case as rows and the results as columns.
pub fn cases_as_rows(parts: &mut [Part]) {
    for part in parts {
        if let Part::Table4(sheet) = part {
            let values: Vec<Cell> = sheet.iter().flatten().filter(|cell| is_value(cell)).cloned().collect();
            let mut head = vec![label("类别", 1, 2)];
            head.extend(
                ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"].map(|head| label(head, 1, 1)),
            );
            let mut rows = vec![head];
            for (number, cells) in values.chunks(5).enumerate() {
                let mut row = match number {
                    0 => vec![label("行政复议", 1, 2)],
                    1 => vec![label("行政诉讼", 2, 1), label("未经复议直接起诉", 1, 1)],
                    _ => vec![label("复议后起诉", 1, 1)],
                };
                row.extend(cells.iter().cloned());
                rows.push(row);
            }
            *sheet = rows;
        }
    }
}

/// Table 2 with each of its blocks on its side.
pub fn documents_as_columns(parts: &mut [Part]) {
    for part in parts {
        if let Part::Table2(sheet) = part {
            let starts: Vec<usize> = (0..sheet.len()).filter(|row| sheet[*row].len() == 1).collect();
            let ends = starts.iter().skip(1).copied().chain([sheet.len()]);
            let mut rows = Vec::new();
            for (start, end) in starts.iter().copied().zip(ends) {
                rows.push(sheet[start].clone());
                rows.extend(on_its_side(&sheet[start + 1..end].to_vec()));
            }
            *sheet = rows;
        }
    }
}

/// The blocks of table 2 beside each other, so many in a line.
fn blocks_beside(parts: &mut [Part], in_line: usize) {
    for part in parts {
        let Part::Table2(sheet) = part else { continue };
        let mut blocks: Vec<Sheet> = Vec::new();
        for mut row in std::mem::take(sheet) {
            if row.len() == 1 {
                blocks.push(Vec::new());
            }
            row.iter_mut().for_each(|cell| cell.across = 1);
            blocks.last_mut().unwrap().push(row);
        }
        for line in blocks.chunks(in_line) {
            for at in 0..line.iter().map(Vec::len).max().unwrap() {
                let mut whole = Vec::new();
                for block in line {
                    let width = block.iter().map(Vec::len).max().unwrap();
                    match block.get(at) {
                        Some(title) if title.len() == 1 => whole.push(label(title[0].text.clone(), 1, width)),
                        Some(row) => whole.extend(row.iter().cloned()),
                        None => whole.extend((0..width).map(|_| label("", 1, 1))),
                    }
                }
                sheet.push(whole);
            }
        }
    }
}

pub fn four_blocks_beside(parts: &mut [Part]) {
    blocks_beside(parts, 4);
}

pub fn two_blocks_beside(parts: &mut [Part]) {
    blocks_beside(parts, 2);
}

/// A form that was not filled in before the one that was.
pub fn blank_form_first(parts: &mut Vec<Part>) {
    let at = parts.iter().position(|part| matches!(part, Part::Table3(_))).unwrap();
    let mut blank = parts[at].clone();
    table_3(std::slice::from_mut(&mut blank), |sheet| {
        for cell in sheet.iter_mut().flatten().filter(|cell| is_value(cell)) {
            cell.text.clear();
            cell.name.clear();
        }
    });
    parts.insert(at, Part::Paragraph("（样表）".to_owned()));
    parts.insert(at + 1, blank);
    parts.insert(at + 2, Part::Paragraph("本机关情况如下：".to_owned()));
}

/// Last year's totals and the growth over them at the right.
pub fn last_year_and_growth(parts: &mut [Part]) {
    last_year(parts);
    growth(parts);
}

/// A remark at the right that says something.
pub fn told_remarks(parts: &mut [Part]) {
    table_3(parts, |sheet| column_at_the_end(sheet, "备注", &|_| "见附件".to_owned()));
}

/// Table 4 as a list of fifteen rows: the kind of case and the result in one label, or in cells of which that of the kind
/// is merged.
fn cases_listed(parts: &mut [Part], merged: bool) {
    for part in parts {
        let Part::Table4(sheet) = part else { continue };
        let values: Vec<Cell> = sheet.iter().flatten().filter(|cell| is_value(cell)).cloned().collect();
        let kinds = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"];
        let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        *sheet = vec![vec![label("类别", 1, if merged { 2 } else { 1 }), label("件数", 1, 1)]];
        for (index, value) in values.into_iter().enumerate() {
            let (kind, result) = (kinds[index / 5], results[index % 5]);
            let mut row = Vec::new();
            if merged && index % 5 == 0 {
                row.push(label(kind, 5, 1));
            }
            row.push(label(if merged { result.to_owned() } else { format!("{kind}·{result}") }, 1, 1));
            row.push(value);
            sheet.push(row);
        }
    }
}

pub fn cases_listed_in_one_label(parts: &mut [Part]) {
    cases_listed(parts, false);
}

pub fn cases_listed_in_groups(parts: &mut [Part]) {
    cases_listed(parts, true);
}

/// Labels parted into lines that stand in rows of their own, beside values that are merged over them: what a spreadsheet
/// makes of a page's cells that are pasted.
pub fn labels_in_rows(parts: &mut [Part], lines: usize) {
    for part in parts {
        let (Part::Table2(sheet) | Part::Table3(sheet)) = part else { continue };
        for at in (0..sheet.len()).rev().filter(|at| *at >= 2) {
            let Some(own) = sheet[at].iter().position(is_value).and_then(|first| first.checked_sub(1)) else {
                continue;
            };
            let text: Vec<char> = sheet[at][own].text.chars().collect();
            if text.len() < lines * 3 || text.contains(&'（') {
                continue;
            }
            let more = lines - 1;
            for (above, row) in sheet.iter_mut().enumerate().take(at) {
                for cell in row.iter_mut().filter(|cell| above + cell.down > at) {
                    cell.down += more;
                }
            }
            for (index, cell) in sheet[at].iter_mut().enumerate().filter(|(index, _)| *index != own) {
                cell.down = if index < own { cell.down + more } else { lines };
            }
            let across = sheet[at][own].across;
            let mut pieces = text
                .chunks(text.len().div_ceil(lines))
                .map(|piece| label(piece.iter().collect::<String>(), 1, across));
            sheet[at][own] = pieces.next().unwrap();
            let below: Vec<Vec<Cell>> = pieces.map(|piece| vec![piece]).collect();
            sheet.splice(at + 1..at + 1, below);
        }
    }
}

pub fn labels_in_two_rows(parts: &mut [Part]) {
    labels_in_rows(parts, 2);
}

pub fn labels_in_three_rows(parts: &mut [Part]) {
    labels_in_rows(parts, 3);
}

/// A row behind the details of each group of table 3 with their sum, wrong by so many in its first and last column.
/// `inside`: the group's label reaches down to it.
pub fn subtotals_behind(parts: &mut [Part], word: &str, inside: bool, wrong: i64) {
    table_3(parts, |sheet| {
        for group in ["denied", "unavailable", "refused", "other"] {
            let prefix = format!("t3.{group}.");
            let of_group = |row: &[Cell]| {
                row.iter().any(|cell| cell.name.starts_with(&prefix) && cell.name.matches('.').count() == 3)
            };
            let rows: Vec<usize> = (0..sheet.len()).filter(|row| of_group(&sheet[*row])).collect();
            let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { continue };
            let width = sheet[first].iter().filter(|cell| is_value(cell)).count();
            let sum = |column: usize| -> i64 {
                let values =
                    rows.iter().map(|row| sheet[*row].iter().filter(|cell| is_value(cell)).nth(column));
                values.flatten().map(|cell| cell.text.parse::<i64>().unwrap_or(0)).sum()
            };
            let mut line = vec![label(word, 1, if inside { 1 } else { 2 })];
            line.extend((0..width).map(|column| {
                let more = if column == 0 || column + 1 == width { wrong } else { 0 };
                Cell { value: true, ..label((sum(column) + more).to_string(), 1, 1) }
            }));
            if inside {
                sheet[first][0].down += 1;
            }
            sheet.insert(last + 1, line);
            let over = sheet.iter_mut().flatten().find(|cell| cell.text.starts_with("三、本年度办理结果"));
            over.into_iter().for_each(|over| over.down += 1);
        }
    });
}
