use super::*;
use crate::document::{Block, Table};
use crate::form::{CellId, Form};
use crate::report::Number;

/// Table 3 as the form prints it, every value the same number.
fn table3(form: &Form, value: i64) -> Table {
    let rows = form.table(TableId::Table3).unwrap().rows().map(|row| {
        let label = row.full_label();
        std::iter::once(label).chain(std::iter::repeat_n(value.to_string(), 7)).collect::<Vec<_>>()
    });
    Table::from_rows(rows)
}

fn cell(row: &str, column: &str) -> CellId {
    CellId::parse(&format!("t3.{row}.{column}")).unwrap()
}

fn read(blocks: Vec<Block>) -> Report {
    let mut report = Report { year: Some(2023), ..Report::default() };
    extract(&Document { blocks, ..Document::default() }, &mut report);
    report
}

#[test]
fn rows_of_two_tables_are_never_mixed() {
    let form = FormId::CURRENT.form();
    let mut second = table3(form, 7);
    // The first copy lacks its end, so that the second is the better one, alone.
    let mut first = table3(form, 5);
    first.cells.retain(|cell| cell.row < 20);
    let report = read(vec![Block::table(first), Block::paragraph("附件"), Block::table(second.clone())]);
    assert!(report.cells.iter().all(|(_, cell)| cell.count() == Some(7)));
    // Of two whole ones the first is the report's own.
    second.cells.iter_mut().filter(|cell| cell.text == "7").for_each(|cell| cell.text = "8".to_owned());
    let report = read(vec![Block::table(table3(form, 7)), Block::table(second)]);
    assert!(report.cells.iter().all(|(_, cell)| cell.count() == Some(7)));
    assert_eq!(report.status(TableId::Table3), TableStatus::Found);
}

#[test]
fn a_row_that_cannot_be_told_apart_is_unread_and_the_others_are_read() {
    let form = FormId::CURRENT.form();
    let mut table = table3(form, 4);
    // One value too few and no grid to tell which: the row of 重复申请.
    let row =
        form.table(TableId::Table3).unwrap().rows().position(|row| row.name == "refused.repeated").unwrap();
    let row = u32::try_from(row).unwrap();
    table.cells.retain(|cell| cell.row != row || cell.column < 7);
    let report = read(vec![Block::table(table)]);
    let natural = |row| report.cells.get(cell(row, "natural"));
    assert_eq!(natural("refused.repeated").and_then(|cell| cell.value), None);
    assert_eq!(natural("refused.petition").and_then(|cell| cell.value), Some(Number::Integer(4)));
    assert_eq!(report.status(TableId::Table3), TableStatus::Partial);
}

#[test]
fn lines_copied_out_of_a_pdf_are_rows_even_where_the_line_end_cuts_the_label() {
    let blocks = [
        "一、本年新收政府信息公开申请数量 12 3 0 0 1 0 16",
        "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1",
        "（一）予以公开 5 1 0 0 0 0 6",
        "（三）不 2.其他法律行政法规禁 0 2 0 0 0 0 2",
        "止公开",
        "予公开 3.危及“三安全一稳定” 0 0 0 0 0 0 0",
        "（七）总计 12 3 0 0 1 0 16",
        "四、结转下年度继续办理 1 0 0 0 0 0 1",
    ];
    let report = read(blocks.into_iter().map(Block::paragraph).collect());
    let value = |row, column| report.cells.count(cell(row, column));
    assert_eq!(value("denied.forbidden_by_law", "commercial"), Some(2));
    assert_eq!(value("denied.safety_stability", "total"), Some(0));
    assert_eq!(value("new", "total"), Some(16));
    assert_eq!(value("carried_out", "natural"), Some(1));
    assert_eq!(value("partial", "natural"), None);
}

#[test]
fn a_heading_or_group_in_one_cell_with_the_rows_own_label_is_not_part_of_it() {
    let form = FormId::CURRENT.form();
    let mut table = table3(form, 2);
    for cell in &mut table.cells {
        for (own, above) in [
            ("（一）予以公开", "三、本年度办理结果"),
            ("1.属于国家秘密", "（三）不予公开\n"),
            ("1.信访举报投诉类申请", "（五）不予处理 "),
        ] {
            if cell.text == own {
                cell.text = format!("{above}{own}");
            }
        }
    }
    let report = read(vec![Block::table(table)]);
    assert_eq!(report.status(TableId::Table3), TableStatus::Found);
    assert!(report.cells.iter().all(|(_, cell)| cell.count() == Some(2)));
    assert!(report.labels.is_empty(), "{:?}", report.labels);
}
