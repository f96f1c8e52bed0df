//! The made summary: the added-up tables on their form, the parts, and the cells that have no sum.

use super::form::tables;
use super::{Content, Piece, Sheet, Table};
use crate::form::CellId;
use crate::many::Part;
use crate::many::sum::{Sum, Total};

/// The book of a summary.
#[must_use]
pub fn book(parts: &[Part], sums: &[Sum]) -> Vec<Sheet> {
    let mut book: Vec<Sheet> = sums.iter().map(|sum| filled(parts, sum)).collect();
    book.push(list(parts, sums));
    let open: Vec<Vec<Content>> = sums.iter().flat_map(|sum| without_sum(parts, sum)).collect();
    if !open.is_empty() {
        let table = Table::plain(&["没有合计数的格", "未读到或不能确定的报告"], open);
        let heading = Piece::Heading("没有合计数的格".to_owned());
        book.push(Sheet {
            name: "没有合计数的格".to_owned(),
            pieces: vec![heading, Piece::Table(table)],
            upright: false,
        });
    }
    book
}

fn filled(parts: &[Part], sum: &Sum) -> Sheet {
    let form = sum.form.form();
    let mut years: Vec<i32> = sum.parts.iter().filter_map(|at| parts.get(*at)?.year).collect();
    years.dedup();
    // A title has one year, or none.
    let year = match years.as_slice() {
        [only] => format!("{only}年"),
        _ => String::new(),
    };
    let value = |cell: CellId| match sum.cells.get(&cell) {
        Some(Total::Exact(number)) => Content::Number(*number),
        // Not blank: a blank beside a number could be read as its other half, and would be filled in unseen.
        _ => Content::text("—"),
    };
    let mut pieces = vec![
        Piece::Heading(format!("{year}政府信息公开工作年度报告（汇总）")),
        Piece::Paragraph(format!(
            "以下各表由 {} 份{}的报告逐格相加而成，空白按 0 计。",
            sum.parts.len(),
            form.short.0
        )),
    ];
    for (heading, table) in tables(form, &value) {
        pieces.extend([Piece::Heading(heading), Piece::Table(table)]);
    }
    Sheet { name: format!("汇总 {}", form.short.0), pieces, upright: false }
}

/// The parts, each with what became of it.
fn list(parts: &[Part], sums: &[Sum]) -> Sheet {
    let rows = parts.iter().enumerate().map(|(at, part)| {
        let sum = sums.iter().find(|sum| sum.parts.contains(&at));
        let gaps = sum.map(|sum| sum.gaps(part));
        let count = |count: Option<usize>| count.map_or(Content::Empty, Content::count);
        vec![
            Content::text(&part.name),
            Content::text(part.organ.as_deref().unwrap_or_default()),
            part.year.map_or(Content::Empty, |year| Content::text(year.to_string())),
            Content::text(part.form.map_or("", |form| form.form().short.0)),
            Content::text(part.status.words().zh),
            Content::text(if sum.is_some() { "已相加" } else { "没有相加" }),
            count(gaps.map(|gaps| gaps.0)),
            count(gaps.map(|gaps| gaps.1)),
        ]
    });
    let heads = ["文件", "机关", "年份", "格式", "校验结果", "是否相加", "未读到的格", "空白的格（按 0 计）"];
    let pieces = vec![
        Piece::Heading("各份报告".to_owned()),
        Piece::Table(Table::plain(&heads, rows).wide(&[36, 28, 8, 12, 12, 12, 12, 14])),
    ];
    Sheet { name: "各份报告".to_owned(), pieces, upright: false }
}

fn without_sum(parts: &[Part], sum: &Sum) -> Vec<Vec<Content>> {
    let form = sum.form.form();
    let names = |at: &[usize]| -> String {
        at.iter()
            .filter_map(|at| parts.get(*at))
            .map(|part| part.name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    sum.cells
        .iter()
        .filter_map(|(cell, total)| match total {
            Total::Open(at) => Some(vec![Content::text(cell.label(form)), Content::text(names(at))]),
            Total::Exact(_) => None,
        })
        .collect()
}
