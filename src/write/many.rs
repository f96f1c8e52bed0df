//! A list of reports as a book: the list itself, every number, what was found, year against year, who is missing.

use super::{Content, Piece, Sheet, Table};
use crate::form::{CellId, FormId};
use crate::many::missing::{Attendance, Has};
use crate::many::years::by_organ;
use crate::many::{Glance, Part};
use crate::order::Order;
use crate::outcome::Severity;
use crate::rules::words;

/// A file that could not be read, and why.
pub type Unread = (String, String);

/// The book of a list.
#[must_use]
pub fn book(glances: &[Glance], unread: &[Unread], attendance: Option<&Attendance>) -> Vec<Sheet> {
    let mut book = vec![sheet("名单", list(glances, unread))];
    let mut forms: Vec<FormId> = glances.iter().filter_map(|glance| glance.form).collect();
    forms.order();
    forms.dedup();
    for form in forms {
        book.push(sheet(&format!("各格 {}", form.form().short.0), cells(glances, form)));
    }
    book.push(sheet("发现", findings(glances)));
    let years = years(glances);
    if years.rows.len() > 1 {
        book.push(sheet("各年", years));
    }
    if let Some(attendance) = attendance {
        book.push(sheet("谁没有报", missing(attendance)));
    }
    book
}

fn sheet(name: &str, table: Table) -> Sheet {
    Sheet { name: name.to_owned(), pieces: vec![Piece::Table(table)], upright: false }
}

fn year(year: Option<i32>) -> Content {
    year.map_or(Content::Empty, |year| Content::integer(i64::from(year)))
}

fn organ(glance: &Glance) -> Content {
    Content::text(glance.organ.as_deref().unwrap_or_default())
}

fn list(glances: &[Glance], unread: &[Unread]) -> Table {
    let heads = [
        "文件",
        "机关",
        "年份",
        "格式",
        "结果",
        "成立",
        "不成立",
        "未核对",
        "错误",
        "存疑",
        "提示",
        "最要紧的一处",
    ];
    let count = |count: u32| Content::integer(i64::from(count));
    let rows = glances.iter().map(|glance| {
        let counts = glance.counts;
        let mut row = vec![
            Content::text(&glance.name),
            organ(glance),
            year(glance.year),
            Content::text(glance.form.map_or("", |form| form.form().short.0)),
            Content::text(glance.status.words().zh),
        ];
        row.extend(
            [counts.held, counts.broken, counts.open, counts.error, counts.warning, counts.notice].map(count),
        );
        row.push(Content::text(glance.items.first().map_or("", |item| item.says.as_str())));
        row
    });
    let failed = unread.iter().map(|(name, why)| {
        let mut row = vec![Content::Empty; heads.len()];
        let ends = [(0, name.as_str()), (4, "没有读出"), (heads.len() - 1, why.as_str())];
        for (at, text) in ends {
            if let Some(place) = row.get_mut(at) {
                *place = Content::text(text);
            }
        }
        row
    });
    Table::plain(&heads, rows.chain(failed)).wide(&[40, 28, 8, 12, 12, 8, 8, 8, 8, 8, 8, 80])
}

/// One line for each report, one column for each cell of the form.
fn cells(glances: &[Glance], id: FormId) -> Table {
    let form = id.form();
    let mut heads = vec!["文件".to_owned(), "机关".to_owned(), "年份".to_owned()];
    heads.extend(form.cells().map(|cell: CellId| {
        let words = words::cell(cell, form).zh;
        format!("{} {words}", cell.table().prefix())
    }));
    let rows = glances.iter().filter(|glance| glance.form == Some(id)).map(|glance| {
        let numbers = glance.cells.iter().enumerate().map(|(at, value)| match value {
            Some(number) => Content::Number(*number),
            None if glance.unread.contains(&at) => Content::text("未读到"),
            None => Content::Empty,
        });
        [Content::text(&glance.name), organ(glance), year(glance.year)].into_iter().chain(numbers).collect()
    });
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let widths: Vec<usize> =
        [36, 28, 8].into_iter().chain(std::iter::repeat_n(12, heads.len() - 3)).collect();
    Table::plain(&heads, rows).wide(&widths)
}

fn findings(glances: &[Glance]) -> Table {
    let rows = glances.iter().flat_map(|glance| {
        glance.items.iter().map(move |item| {
            let severity = match item.severity {
                Severity::Error => "错误",
                Severity::Warning => "存疑",
                Severity::Notice => "提示",
            };
            vec![
                Content::text(&glance.name),
                organ(glance),
                year(glance.year),
                Content::text(severity),
                Content::text(&item.rule),
                Content::text(&item.place),
                Content::text(&item.says),
                Content::text(&item.should),
                Content::count(item.further),
            ]
        })
    });
    let heads = ["文件", "机关", "年份", "程度", "规则", "位置", "说明", "应当", "同一原因的另外几处"];
    Table::plain(&heads, rows).wide(&[36, 28, 8, 8, 20, 36, 80, 60, 10])
}

fn years(glances: &[Glance]) -> Table {
    let parts: Vec<Part> = glances.iter().map(Part::from).collect();
    let (groups, _) = by_organ(&parts);
    let mut rows = Vec::new();
    for group in &groups {
        for link in group.links().iter().filter(|link| link.cell.is_some()) {
            let label = link.cell.map_or(String::new(), |cell| words::cell(cell, link.form.form()).zh);
            let holds = match link.holds() {
                Some(true) => "接得上",
                Some(false) => "接不上",
                None => "没有核对",
            };
            let number = |number: Option<i64>| number.map_or(Content::Empty, Content::integer);
            rows.push(vec![
                Content::text(&group.organ),
                Content::integer(i64::from(link.year)),
                Content::text(link.rule),
                Content::text(label),
                number(link.numbers.map(|(then, _)| then)),
                number(link.numbers.map(|(_, now)| now)),
                Content::text(holds),
            ]);
        }
    }
    let heads = ["机关", "年份", "规则", "哪一格", "按上一年应为", "本年写的", "结果"];
    Table::plain(&heads, rows).wide(&[28, 8, 22, 36, 14, 12, 12])
}

fn missing(attendance: &Attendance) -> Table {
    let mut rows = Vec::new();
    for listed in &attendance.listed {
        for year in &attendance.years {
            let has = match listed.has(*year) {
                Has::None => "没有",
                Has::One => "有",
                Has::Several => "不止一份",
            };
            let files = listed.files.get(&Some(*year)).map_or(String::new(), |files| files.join("、"));
            let joined = |names: &std::collections::BTreeSet<String>| {
                names.iter().map(String::as_str).collect::<Vec<_>>().join("、")
            };
            rows.push(vec![
                Content::text(&listed.name),
                Content::integer(i64::from(*year)),
                Content::text(has),
                Content::text(joined(&listed.called)),
                Content::text(files),
                Content::text(joined(&listed.perhaps)),
            ]);
        }
    }
    for held in &attendance.others {
        rows.push(vec![
            Content::Empty,
            held.year.map_or(Content::Empty, |year| Content::integer(i64::from(year))),
            Content::text("名单上没有"),
            Content::text(held.organ.as_deref().unwrap_or_default()),
            Content::text(&held.file),
            Content::Empty,
        ]);
    }
    let heads = ["名单上的名称", "年份", "有没有", "报告里的名称", "文件", "名称相近、没有对上"];
    Table::plain(&heads, rows).wide(&[28, 8, 10, 28, 40, 28])
}
