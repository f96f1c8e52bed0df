//! Parts to text: HTML, pipes, tabs, lines, one line, fragments of character recognition, glued digits.

use super::parts::{Part, Sheet};
use super::random::Random;

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br />")
}

pub fn sheet(part: &Part) -> Option<&Sheet> {
    match part {
        Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) => Some(sheet),
        _ => None,
    }
}

fn text_of(part: &Part) -> &str {
    match part {
        Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => text,
        _ => "",
    }
}

/// Every place of the grid: the text where a cell begins, `None` where a cell goes on.
pub fn expand(sheet: &Sheet) -> Vec<Vec<Option<String>>> {
    let columns = sheet.first().map_or(0, |row| row.iter().map(|cell| cell.across).sum());
    let mut grid: Vec<Vec<Option<Option<String>>>> = vec![vec![None; columns]; sheet.len()];
    for (row, cells) in sheet.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while column < columns && grid[row][column].is_some() {
                column += 1;
            }
            for (down, places) in grid[row..].iter_mut().take(cell.down).enumerate() {
                for (across, place) in places[column..].iter_mut().take(cell.across).enumerate() {
                    *place = Some((down == 0 && across == 0).then(|| cell.text.clone()));
                }
            }
            column += cell.across;
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(|place| place.unwrap_or(None)).collect()).collect()
}

/// L1: rowspan and colspan, paragraphs and spans nested in cells, `&nbsp;` for nothing.
pub fn html(parts: &[Part], random: &mut Random) -> String {
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Title(text) => body.push_str(&format!("<div class=\"title\">{}</div>\n", escaped(text))),
            Part::Heading(text) => {
                let tag = *random.pick(&["p", "h2"]);
                body.push_str(&format!(
                    "<{tag} style=\"text-indent:2em\"><strong>{}</strong></{tag}>\n",
                    escaped(text)
                ));
            }
            Part::Paragraph(text) => body.push_str(&format!("<p>　　<span>{}</span></p>\n", escaped(text))),
            Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) => {
                body.push_str("<table border=\"1\" cellspacing=\"0\"><tbody>");
                for row in sheet {
                    body.push_str("<tr>");
                    for cell in row {
                        let text =
                            if cell.text.is_empty() { "&nbsp;".to_owned() } else { escaped(&cell.text) };
                        let mut spans = String::new();
                        if cell.down > 1 {
                            spans.push_str(&format!(" rowspan=\"{}\"", cell.down));
                        }
                        if cell.across > 1 {
                            spans.push_str(&format!(" colspan=\"{}\"", cell.across));
                        }
                        body.push_str(&format!(
                            "<td{spans} style=\"width:60px;\"><p align=\"center\"><span style=\"font-size:14px\">{text}</span></p></td>"
                        ));
                    }
                    body.push_str("</tr>\n");
                }
                body.push_str("</tbody></table>\n");
            }
        }
    }
    page(&body)
}

pub fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><style>td{{border:1px solid}}</style></head><body>\n{body}</body></html>\n"
    )
}

/// L2: merged cells padded with empty ones, no rowspan at all.
pub fn padded_html(parts: &[Part]) -> String {
    let mut body = String::new();
    for part in parts {
        let Some(sheet) = sheet(part) else {
            body.push_str(&format!("<p>{}</p>\n", escaped(text_of(part))));
            continue;
        };
        body.push_str("<table>");
        for row in expand(sheet) {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| format!("<td>{}</td>", escaped(cell.as_deref().unwrap_or(""))))
                .collect();
            body.push_str(&format!("<tr>{}</tr>\n", cells.join("")));
        }
        body.push_str("</table>\n");
    }
    page(&body)
}

/// What becomes of the labels of detail rows in text with pipes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Details {
    Kept,
    /// L3: gone, and with them their place.
    Gone,
    /// L4: a 0 in their place.
    Zero,
}

/// L3, L4, L5: a line for each row, merged cells vanished, bars left at the end for the places that they had.
pub fn pipes(parts: &[Part], details: Details, bars: bool) -> String {
    let mut text = String::new();
    for part in parts {
        let Some(sheet) = sheet(part) else {
            text.push_str(&format!("{}\n", text_of(part)));
            continue;
        };
        let columns: usize = sheet[0].iter().map(|cell| cell.across).sum();
        for row in sheet {
            let mut cells: Vec<String> = row.iter().map(|cell| cell.text.replace('\n', " ")).collect();
            let is_detail = |text: &str| {
                text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().nth(1) == Some('.')
            };
            let values = row.iter().filter(|cell| cell.value).count();
            let lost = matches!(part, Part::Table3(_)) && values > 0 && details != Details::Kept;
            if let Some(at) = row.iter().position(|cell| lost && !cell.value && is_detail(&cell.text)) {
                if details == Details::Zero {
                    cells[at] = "0".to_owned();
                } else {
                    cells.remove(at);
                }
            }
            let missing = if bars { columns.saturating_sub(cells.len()) } else { 0 };
            let end = if missing > 0 { format!(" {}", "|".repeat(missing)) } else { String::new() };
            text.push_str(&format!("{} |{end}\n", cells.join(" | ")));
        }
    }
    text
}

/// A table copied out of a spreadsheet: tabs, merged cells empty.
pub fn tabs(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        let Some(sheet) = sheet(part) else {
            text.push_str(&format!("{}\n", text_of(part)));
            continue;
        };
        for row in expand(sheet) {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.as_deref().unwrap_or("").replace('\n', "")).collect();
            text.push_str(&format!("{}\n", cells.join("\t")));
        }
    }
    text
}

/// A table copied out of a browser: tabs between cells, of merged ones nothing but their text where they begin.
pub fn copied(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        let Some(sheet) = sheet(part) else {
            text.push_str(&format!("{}\n", text_of(part)));
            continue;
        };
        for row in sheet {
            let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            text.push_str(&format!("{}\n", cells.join("\t")));
        }
    }
    text
}

/// L8: one cell a line.
pub fn lines(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match sheet(part) {
            Some(sheet) => sheet.iter().flatten().for_each(|cell| text.push_str(&format!("{}\n", cell.text))),
            None => text.push_str(&format!("{}\n", text_of(part))),
        }
    }
    text
}

/// L8 as archives of pages give it: a line for each cell, with the bar that followed it, and what the merged cells of a
/// row left behind.
#[derive(Clone, Copy, PartialEq)]
pub enum Bars {
    /// `text |`, and `|||` after a row with merged cells.
    Behind,
    /// `text`, then a line that is a bar.
    Below,
    /// A bar begins each row, `text |`, and the row ends in `text | |||`.
    Round,
    /// No bar, but an empty line.
    Empty,
}

pub fn archived(parts: &[Part], bars: Bars) -> String {
    let mut text = String::new();
    for part in parts {
        let Some(sheet) = sheet(part) else {
            text.push_str(&format!("{}\n", text_of(part)));
            continue;
        };
        for row in sheet {
            let spare: usize = row.iter().map(|cell| cell.across - 1).sum();
            if bars == Bars::Round {
                text.push_str("|\n");
            }
            for (index, cell) in row.iter().enumerate() {
                let words = cell.text.replace('\n', " ");
                let last = index + 1 == row.len();
                text.push_str(&match bars {
                    Bars::Behind => format!("{words} |\n"),
                    Bars::Below => format!("{words}\n|\n"),
                    Bars::Round if last => format!("{words} | {}\n", "|".repeat(spare)),
                    Bars::Round => format!("{words} |\n"),
                    Bars::Empty => format!("{words}\n\n"),
                });
            }
            if bars == Bars::Behind && spare > 0 {
                text.push_str(&format!("{}\n", "|".repeat(spare)));
            }
        }
    }
    text
}

/// L10: everything on one line, with bars where a layout was.
pub fn one_line(parts: &[Part]) -> String {
    let mut text = "|".repeat(180);
    text.push('\n');
    for part in parts {
        match sheet(part) {
            Some(sheet) => {
                sheet
                    .iter()
                    .flatten()
                    .for_each(|cell| text.push_str(&format!(" {}", cell.text.replace('\n', ""))));
            }
            None => text.push_str(&format!(" {}", text_of(part))),
        }
    }
    text.push_str(" |\n");
    text.push_str(&"|".repeat(240));
    text.push('\n');
    text
}

/// L11: nothing between a label and its digits, nor between the digits.
pub fn glued(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match sheet(part) {
            Some(sheet) => {
                sheet.iter().flatten().for_each(|cell| text.push_str(&cell.text.replace('\n', " ")))
            }
            None => text.push_str(text_of(part)),
        }
    }
    text
}

/// L11 as archives have it: digits mostly glued, with a stray space here and there between two cells.
pub fn loosely_glued(parts: &[Part], random: &mut Random) -> String {
    let mut text = String::new();
    for part in parts {
        match sheet(part) {
            Some(sheet) => {
                for cell in sheet.iter().flatten() {
                    text.push_str(&cell.text.replace('\n', " "));
                    if random.chance(30) {
                        text.push(' ');
                    }
                }
            }
            None => text.push_str(text_of(part)),
        }
    }
    text
}

/// Lines of text with columns held apart by spaces, as a PDF reader lays them out; labels on one line.
pub fn columns(parts: &[Part]) -> String {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut text = String::new();
    for part in parts {
        let Some(sheet) = sheet(part) else {
            text.push_str(&format!("{}\n", text_of(part)));
            continue;
        };
        let grid = expand(sheet);
        let places = grid.first().map_or(0, Vec::len);
        let widths: Vec<usize> = (0..places)
            .map(|column| {
                let own =
                    |row: &Vec<Option<String>>| row[column].as_deref().map_or(0, |text| width(text).min(60));
                grid.iter().map(own).max().unwrap_or(0) + 3
            })
            .collect();
        for row in grid {
            let mut line = String::new();
            let mut at = 0;
            for (place, wide) in row.iter().zip(&widths) {
                if let Some(cell) = place.as_deref().filter(|cell| !cell.is_empty()) {
                    let gap = at - width(&line).min(at);
                    line.push_str(&" ".repeat(if line.is_empty() { gap } else { gap.max(2) }));
                    line.push_str(&cell.replace('\n', ""));
                }
                at += wide;
            }
            text.push_str(&format!("{line}\n"));
        }
    }
    text
}

/// A page whose layout is a table around everything.
pub fn in_layout_table(page: &str) -> String {
    page.replace(
        "<body>\n",
        "<body>\n<table width=\"100%\"><tr><td>政府信息公开</td></tr><tr><td><table><tr><td align=\"left\">",
    )
    .replace("</body>", "</td></tr></table></td></tr><tr><td>版权所有</td></tr></table></body>")
}

/// Table 3 cut at a page break, the header repeated.
pub fn cut(parts: &mut Vec<Part>, random: &mut Random) {
    let Some(at) = parts.iter().position(|part| matches!(part, Part::Table3(_))) else { return };
    let Part::Table3(sheet) = parts[at].clone() else { return };
    // Where a group begins, so that no merged cell is cut; what stands to the left of it is said again.
    let groups: Vec<usize> =
        (6..sheet.len()).filter(|row| sheet[*row].iter().any(|cell| !cell.value && cell.down > 1)).collect();
    let row = *random.pick(&groups);
    let first: Sheet = sheet[..row].to_vec();
    let mut second: Sheet = [&sheet[..3], &sheet[row..]].concat();
    let inner = second.len() - 4;
    second[3].insert(0, super::parts::label("三、本年度办理结果", inner, 1));
    parts.splice(at..=at, [Part::Table3(first), Part::Table3(second)]);
}

fn markdown_row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn rule(columns: usize) -> String {
    format!("|{}\n", "---|".repeat(columns))
}

/// L6: one table in fragments with different numbers of columns, padded with empty ones; each fragment begins with
/// what looks like a header.
pub fn fragments(parts: &[Part], random: &mut Random) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Table2(sheet) => table_2_fragments(sheet, &mut text, random),
            Part::Table3(sheet) => table_3_fragments(sheet, &mut text, random),
            Part::Table4(sheet) => {
                let grid = expand(sheet);
                for (index, row) in grid.iter().enumerate() {
                    let cells: Vec<String> =
                        row.iter().map(|cell| cell.clone().unwrap_or_default()).collect();
                    text.push_str(&markdown_row(&cells));
                    if index == 0 {
                        text.push_str(&rule(cells.len()));
                    }
                }
                text.push('\n');
            }
            other => text.push_str(&format!("{}\n\n", text_of(other))),
        }
    }
    text
}

fn table_2_fragments(sheet: &Sheet, text: &mut String, random: &mut Random) {
    // Cut somewhere after the first block.
    let cut = 5 + random.below(2) as usize;
    for (fragment, padding) in [(&sheet[..cut], 8), (&sheet[cut..], 0)] {
        let columns = fragment.iter().map(Vec::len).max().unwrap_or(1) + padding;
        for (index, row) in fragment.iter().enumerate() {
            let mut cells: Vec<String> = row.iter().map(|cell| cell.text.replace('\n', " ")).collect();
            // A heading over a block slides into the second column now and then.
            if cells.len() == 1 && columns > 1 && padding == 0 {
                cells.insert(0, String::new());
            }
            cells.resize(columns, String::new());
            text.push_str(&markdown_row(&cells));
            if index == 0 {
                text.push_str(&rule(columns));
            }
        }
        text.push('\n');
    }
}

fn table_3_fragments(sheet: &Sheet, text: &mut String, random: &mut Random) {
    let grid = expand(sheet);
    let header: Vec<Vec<String>> = grid[..3]
        .iter()
        .map(|row| row.iter().map(|cell| cell.clone().unwrap_or_default()).collect())
        .collect();
    for (index, row) in header.iter().enumerate() {
        let mut cells = row.clone();
        cells.extend(["", "", "", ""].map(str::to_owned));
        text.push_str(&markdown_row(&cells));
        if index == 0 {
            text.push_str(&rule(cells.len()));
        }
    }
    text.push('\n');
    let body = &grid[3..];
    let mut from = 0;
    while from < body.len() {
        let to = (from + 6 + random.below(6) as usize).min(body.len());
        // Empty label columns on the left come and go.
        let drop = if from > 0 && body[from..to].iter().all(|row| row[0].is_none()) {
            random.below(2) as usize
        } else {
            0
        };
        for (index, row) in body[from..to].iter().enumerate() {
            let cells: Vec<String> =
                row[drop..].iter().map(|cell| cell.clone().unwrap_or_default().replace('\n', " ")).collect();
            text.push_str(&markdown_row(&cells));
            if index == 0 {
                text.push_str(&rule(cells.len()));
            }
        }
        text.push('\n');
        from = to;
    }
}

/// L6: one table for each row, with headers made up.
pub fn table_per_row(parts: &[Part]) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Title(title) => text.push_str(&format!("# {title}\n\n")),
            Part::Heading(heading) => text.push_str(&format!("## {heading}\n\n")),
            Part::Paragraph(paragraph) => text.push_str(&format!("{paragraph}\n\n")),
            Part::Table2(sheet) => {
                for row in sheet {
                    let cells: Vec<String> = row.iter().map(|cell| cell.text.replace('\n', "")).collect();
                    if cells.len() == 1 {
                        text.push_str(&format!("\n### {}\n", cells[0]));
                        continue;
                    }
                    text.push_str(&markdown_row(&cells));
                    if cells[0] == "信息内容" {
                        text.push_str(&rule(cells.len()));
                    }
                }
                text.push('\n');
            }
            Part::Table3(sheet) => {
                for row in &sheet[3..] {
                    let labels: Vec<&str> =
                        row.iter().filter(|cell| !cell.value).map(|cell| cell.text.as_str()).collect();
                    let values: Vec<String> =
                        row.iter().filter(|cell| cell.value).map(|cell| cell.text.clone()).collect();
                    for heading in &labels[..labels.len() - 1] {
                        text.push_str(&format!("### {heading}\n\n"));
                    }
                    let own = labels[labels.len() - 1];
                    if !own.starts_with(|c: char| c.is_ascii_digit()) {
                        text.push_str(&format!("### {own}\n\n"));
                    }
                    let header = "| 类别 | 数据1 | 数据2 | 数据3 | 数据4 | 数据5 | 数据6 | 总计 |\n";
                    text.push_str(&format!("{header}{}", rule(8)));
                    let mut cells = vec![own.to_owned()];
                    cells.extend(values);
                    text.push_str(&format!("{}\n", markdown_row(&cells)));
                }
            }
            Part::Table4(sheet) => {
                let names = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"];
                for (name, values) in names.iter().zip(sheet[3].chunks(5)) {
                    let header = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"].map(str::to_owned);
                    let values: Vec<String> = values.iter().map(|cell| cell.text.clone()).collect();
                    text.push_str(&format!(
                        "### {name}\n{}{}{}\n",
                        markdown_row(&header),
                        rule(5),
                        markdown_row(&values)
                    ));
                }
            }
        }
    }
    text
}
