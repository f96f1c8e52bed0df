//! HTML, Markdown, plain text and CSV.

use super::{Kind, Manner, Piece, escaped, hidden_columns, is_hidden, kind, placed, turned};
use crate::support::parts::{Part, Sheet};

fn html_piece(piece: &Piece) -> String {
    let broken = |text: &str| escaped(text).replace('\n', "<br>");
    match piece {
        Piece::Plain(text) => broken(text),
        Piece::Struck(text) => format!("<s>{}</s>", broken(text)),
        Piece::Deleted(text) => format!("<del>{}</del>", broken(text)),
        Piece::DeletedByStyle(text) => {
            format!("<span style='text-decoration:line-through'>{}</span>", broken(text))
        }
        Piece::Raised(text) => format!("<sup>{}</sup>", broken(text)),
        Piece::Hidden(text) => format!("<span class=\"out\">{}</span>", broken(text)),
        Piece::White(text) => format!("<font color=\"#ffffff\">{}</font>", broken(text)),
        Piece::Field(text) => format!("<input type=\"text\" value=\"{}\">", escaped(text)),
        Piece::Symbol(text) => {
            let signs: String = text.bytes().map(|byte| format!("&#{};", 0xF000 + u32::from(byte))).collect();
            format!("<font face=\"Symbol\">{signs}</font>")
        }
        Piece::Reversed(text) => format!("<bdo dir=rtl>{}</bdo>", escaped(&turned(text))),
        Piece::Sum(..) | Piece::Lookup | Piece::Bound(_) => panic!("no formulas in this format"),
        Piece::Read(text) => format!("<ruby>{}<rp>(</rp><rt>9</rt><rp>)</rp></ruby>", escaped(text)),
    }
}

pub fn html(parts: &[Part], manner: Manner) -> String {
    let mut body = String::new();
    for part in parts {
        match kind(part) {
            Kind::Title(text) => body.push_str(&format!("<h1>{}</h1>\n", escaped(text))),
            Kind::Heading(text) => body.push_str(&format!("<h2>{}</h2>\n", escaped(text))),
            Kind::Paragraph(text) => body.push_str(&format!("<p>{}</p>\n", escaped(text))),
            Kind::Table(sheet) => {
                body.push_str("<table border=1>");
                if let Some(last) = hidden_columns(sheet).last() {
                    body.push_str(&format!(
                        "<colgroup><col span={last}><col style='visibility: collapse'></colgroup>"
                    ));
                }
                for row in sheet {
                    body.push_str(if is_hidden(row) { "<tr hidden>" } else { "<tr>" });
                    for cell in row {
                        let text: String = manner(cell).iter().map(html_piece).collect();
                        body.push_str(&format!(
                            "<td rowspan={} colspan={}>{text}</td>",
                            cell.down, cell.across
                        ));
                    }
                    body.push_str("</tr>\n");
                }
                body.push_str("</table>\n");
            }
        }
    }
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><style>.out{{display:none}}</style></head><body>\n{body}</body></html>\n"
    )
}

fn markdown_piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) => text.replace('\n', "<br>"),
        Piece::Struck(text) => format!("~~{text}~~"),
        Piece::Deleted(text) => format!("<del>{text}</del>"),
        Piece::Raised(text) => format!("<sup>{text}</sup>"),
        Piece::Reversed(text) => format!("\u{202e}{}\u{202c}", turned(text)),
        other => panic!("no Markdown for {other:?}"),
    }
}

/// Every place of the grid, merged cells blank but for their first place.
fn grid(sheet: &Sheet, write: &dyn Fn(&crate::support::parts::Cell) -> String) -> Vec<Vec<String>> {
    let (cells, columns) = placed(sheet);
    let mut rows = vec![vec![String::new(); columns]; sheet.len()];
    for placed in cells {
        rows[placed.row][placed.column] = write(placed.cell);
    }
    rows
}

pub fn markdown(parts: &[Part], manner: Manner) -> String {
    let mut text = String::new();
    for part in parts {
        match kind(part) {
            Kind::Title(words) => text.push_str(&format!("# {words}\n\n")),
            Kind::Heading(words) => text.push_str(&format!("## {words}\n\n")),
            Kind::Paragraph(words) => text.push_str(&format!("{words}\n\n")),
            Kind::Table(sheet) => {
                let rows = grid(sheet, &|cell| manner(cell).iter().map(markdown_piece).collect());
                for (number, row) in rows.iter().enumerate() {
                    text.push_str(&format!("| {} |\n", row.join(" | ")));
                    if number == 0 {
                        text.push_str(&format!("|{}\n", "---|".repeat(row.len())));
                    }
                }
                text.push('\n');
            }
        }
    }
    text
}

fn text_piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) => text.replace('\n', ""),
        Piece::Raised(text) => text
            .chars()
            .map(|c| {
                c.to_digit(10)
                    .map_or(c, |digit| ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit as usize])
            })
            .collect(),
        Piece::Reversed(text) => format!("\u{202e}{}\u{202c}", turned(text)),
        other => panic!("no plain text for {other:?}"),
    }
}

/// As pasted from a spreadsheet: tabs between the cells.
pub fn tabbed(parts: &[Part], manner: Manner) -> String {
    let mut text = String::new();
    for part in parts {
        match kind(part) {
            Kind::Title(words) | Kind::Heading(words) | Kind::Paragraph(words) => {
                text.push_str(&format!("{words}\n"));
            }
            Kind::Table(sheet) => {
                for row in grid(sheet, &|cell| manner(cell).iter().map(text_piece).collect()) {
                    text.push_str(&format!("{}\n", row.join("\t")));
                }
            }
        }
    }
    text
}

pub fn csv(parts: &[Part], manner: Manner) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = String::new();
    for part in parts {
        match kind(part) {
            Kind::Title(words) | Kind::Heading(words) | Kind::Paragraph(words) => {
                text.push_str(&format!("{}\r\n", quoted(words)));
            }
            Kind::Table(sheet) => {
                for row in grid(sheet, &|cell| manner(cell).iter().map(text_piece).collect()) {
                    let row: Vec<String> = row.iter().map(|text| quoted(text)).collect();
                    text.push_str(&format!("{}\r\n", row.join(",")));
                }
            }
        }
    }
    text
}
