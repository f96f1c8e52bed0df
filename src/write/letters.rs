//! The list of what an organ is to put right: one page or more for each organ, or a file for each.

use super::package;
use super::{Book, Content, Piece, Sheet, Table, Target};
use crate::many::{Glance, Item};
use crate::outcome::Severity;

/// Widths of the columns: number, how serious, place, what it says, what it should say, what was done.
const WIDTHS: [usize; 6] = [5, 7, 22, 40, 26, 12];

/// Whether there is anything to put right or to look at.
#[must_use]
pub fn is_needed(glance: &Glance) -> bool {
    glance.items.iter().any(is_listed)
}

fn is_listed(item: &Item) -> bool {
    item.severity != Severity::Notice
}

/// All lists in one document, each on a page of its own.
#[must_use]
pub fn book(glances: &[Glance]) -> Book {
    let mut pieces = Vec::new();
    for glance in glances.iter().filter(|glance| is_needed(glance)) {
        if !pieces.is_empty() {
            pieces.push(Piece::Page);
        }
        pieces.extend(letter(glance));
    }
    vec![Sheet { name: "整改清单".to_owned(), pieces, upright: true }]
}

/// An archive of one document for each organ.
#[must_use]
pub fn archive(glances: &[Glance]) -> Vec<u8> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for glance in glances.iter().filter(|glance| is_needed(glance)) {
        let sheet = Sheet { name: "整改清单".to_owned(), pieces: letter(glance), upright: true };
        let name = file_name(&about(glance));
        let taken = |name: &str| files.iter().any(|(other, _)| other == name);
        let plain = format!("{name} 整改清单.docx");
        let numbered = (2..).map(|number| format!("{name} 整改清单（{number}）.docx"));
        let free = std::iter::once(plain).chain(numbered).find(|name| !taken(name));
        files.push((free.unwrap_or_default(), Target::Docx.write(&[sheet])));
    }
    package::files(&files)
}

/// Whose report of which year; the file where that is not known.
fn about(glance: &Glance) -> String {
    match (&glance.organ, glance.year) {
        (Some(organ), Some(year)) => format!("{organ}{year}年"),
        (Some(organ), None) => organ.clone(),
        (None, _) => glance.name.clone(),
    }
}

/// A name that a file may have.
fn file_name(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && !"\\/:*?\"<>|".contains(*c);
    let name: String = super::inert::shown(text).chars().filter(kept).take(60).collect();
    let name = name.trim_matches(['.', ' ']).to_owned();
    if name.is_empty() { "未署名".to_owned() } else { name }
}

fn letter(glance: &Glance) -> Vec<Piece> {
    let (errors, warnings) = (glance.counts.error, glance.counts.warning);
    let rows = (1..).zip(glance.items.iter().filter(|item| is_listed(item))).map(|(number, item)| {
        vec![
            Content::integer(number),
            Content::text(if item.severity == Severity::Error { "错误" } else { "存疑" }),
            Content::text(&item.place),
            Content::text(says(item)),
            Content::text(&item.should),
            Content::Empty,
        ]
    });
    let heads = ["序号", "程度", "位置", "现在的写法和问题", "应当", "整改情况"];
    vec![
        Piece::Heading(format!("{}政府信息公开工作年度报告整改清单", about(glance))),
        Piece::Paragraph(format!("报告文件：{}", glance.name)),
        Piece::Paragraph(format!(
            "经核对，有错误 {errors} 处、存疑 {warnings} 处，列在下表。请核实改正，于　　　　年　　月　　日前将改正后的报告和整改情况反馈。"
        )),
        Piece::Table(Table::plain(&heads, rows).wide(&WIDTHS)),
        Piece::Paragraph("核对人：　　　　　　　　日期：　　　　年　　月　　日".to_owned()),
    ]
}

fn says(item: &Item) -> String {
    if item.further == 0 {
        item.says.clone()
    } else {
        format!("{}（同一原因的另有 {} 处）", item.says, item.further)
    }
}
