mod heads;
mod parts;

use super::*;
use crate::document::{Block, Table, TableCell};
use crate::form::{CellId, Form};
use crate::report::{CellState, Number};

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
    let document = Document { blocks, ..Document::default() };
    let text = crate::text::flow::Flow::of(&document);
    let mut report = Report { year: Some(2023), text, ..Report::default() };
    extract(&document, &mut report);
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
fn values_in_boxes_below_the_first_line_of_their_label_are_its_values() {
    let form = FormId::CURRENT.form();
    let place = form.table(TableId::Table3).unwrap().rows().position(|row| row.name == "partial").unwrap();
    let place = u32::try_from(place).unwrap();
    // The label of 部分公开 reaches over three rows of the grid; its values stand in the second, and a third can hold more.
    let boxes = |further: &str| {
        let mut table = table3(form, 4);
        table.rows += 2;
        table.cells.iter_mut().filter(|cell| cell.row > place).for_each(|cell| cell.row += 2);
        let own: Vec<TableCell> =
            table.cells.iter().filter(|cell| cell.row == place && cell.column > 0).cloned().collect();
        for cell in table.cells.iter_mut().filter(|cell| cell.row == place) {
            if cell.column == 0 {
                cell.row_span = 3;
            } else {
                cell.text.clear();
            }
        }
        for (row, text) in [(place + 1, "4"), (place + 2, further)] {
            table.cells.extend(own.iter().map(|cell| TableCell {
                row,
                text: text.to_owned(),
                ..cell.clone()
            }));
        }
        table
    };
    let report = read(vec![Block::table(boxes(""))]);
    assert!(report.cells.iter().all(|(_, cell)| cell.count() == Some(4)));
    // Of two numbers neither is it, and the cell is not blank: its sums stay open.
    let report = read(vec![Block::table(boxes("5"))]);
    let natural = report.cells.get(cell("partial", "natural")).unwrap();
    assert_eq!((natural.value, natural.state), (None, CellState::Unreadable));
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

/// What is read of the row 重复申请 where it is parted into rows: the lines of its label, and which of these has the
/// values; its number, and whether it is blank.
fn of_lines(lines: &[&str], values: usize, spans: bool) -> (Option<i64>, bool) {
    let form = FormId::CURRENT.form();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    let labels: Vec<(String, bool)> = form
        .table(TableId::Table3)
        .unwrap()
        .rows()
        .map(|row| (row.full_label(), row.name == "refused.repeated"))
        .collect();
    let at = labels.iter().position(|(_, own)| *own).unwrap();
    for (label, own) in &labels {
        fn row<'a>(label: &'a str, value: &'a str) -> Vec<&'a str> {
            [[label].as_slice(), &[value; 7]].concat()
        }
        let parts =
            lines.iter().zip(0..).map(|(line, part)| row(line, if part == values { "4" } else { "" }));
        if *own { rows.extend(parts) } else { rows.push(row(label, "4")) }
    }
    let mut table = Table::from_rows(rows);
    if spans {
        let (first, height) = (u32::try_from(at).unwrap(), u32::try_from(lines.len()).unwrap());
        let below = first + 1..first + height;
        table.cells.retain(|cell| cell.column > 0 || !below.contains(&cell.row));
        let label = table.cells.iter_mut().find(|cell| (cell.row, cell.column) == (first, 0)).unwrap();
        label.row_span = height;
    }
    let report = read(vec![Block::table(table)]);
    let own = report.cells.get(cell("refused.repeated", "natural")).unwrap();
    (own.count(), own.is_blank())
}

#[test]
fn a_label_whose_lines_stand_in_rows_round_the_values_is_one() {
    for (lines, values) in
        [(["2.重", "复申", "请"], 0), (["2.重", "复申", "请"], 1), (["2.重复", "", "申请"], 1)]
    {
        assert_eq!(of_lines(&lines, values, false), (Some(4), false), "{lines:?} {values}");
    }
    // Frames of fields: the label's cell reaches down beside what the first row has not.
    assert_eq!(of_lines(&["2.重复申请", "", ""], 1, true), (Some(4), false));
    assert_eq!(of_lines(&["2.重复申请", "", ""], 5, true), (None, true));
}

#[test]
fn of_columns_parted_by_year_this_years_are_read() {
    let form = FormId::CURRENT.form();
    let table = form.table(TableId::Table3).unwrap();
    let heads = table.blocks[0].columns.iter().map(|column| column.label.to_owned());
    let twice =
        |texts: Vec<String>| texts.into_iter().flat_map(|text| [text.clone(), text]).collect::<Vec<_>>();
    let years = (0..7).flat_map(|_| ["本年", "上年"]).map(str::to_owned).collect();
    let row = |label: &str, cells: Vec<String>| [vec![label.to_owned()], cells].concat();
    let values = || (0..7).flat_map(|_| ["4", "9"]).map(str::to_owned).collect();
    let rows = table.rows().map(|each| row(&each.full_label(), values()));
    let above = [row("申请人情况", twice(heads.collect())), row("", years)];
    let report = read(vec![Block::table(Table::from_rows(above.into_iter().chain(rows)))]);
    assert_eq!(report.status(TableId::Table3), TableStatus::Found);
    assert!(report.cells.iter().all(|(_, cell)| cell.count() == Some(4)));
    assert!(report.notes.iter().any(|note| note.zh.contains("上年")), "{:?}", report.notes);
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

/// A report of 2023 that holds one table of these rows.
fn read_rows(rows: &[&str]) -> Report {
    read_blocks(vec![rows])
}

fn read_blocks(tables: Vec<&[&str]>) -> Report {
    let table = |rows: &[&str]| Block::table(Table::from_rows(rows.iter().map(|row| row.split('|'))));
    read(tables.into_iter().map(table).collect())
}

fn values(report: &Report, names: &[&str]) -> Vec<Option<i64>> {
    names
        .iter()
        .map(|name| CellId::parse(name).and_then(|id| report.cells.get(id)).and_then(|cell| cell.count()))
        .collect()
}

const HEAD4: [&str; 3] = [
    "年度|行政复议|||||行政诉讼|||||||||",
    "|||||| 未经复议直接起诉|||||复议后起诉||||",
    "|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计",
];
const CASES: [&str; 4] =
    ["t4.review.upheld", "t4.review.total", "t4.suit_direct.total", "t4.suit_after_review.upheld"];

#[test]
fn of_two_years_in_table_4_the_reports_own_is_read() {
    let (last, own) = ("2022|9|9|9|9|36|8|8|8|8|32|7|7|7|7|28", "2023|1|0|2|0|3|0|4|0|0|4|5|0|0|0|5");
    for rows in [[last, own], [own, last]] {
        let report = read_rows(&[&HEAD4[..], &rows].concat());
        assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)], "{rows:?}");
    }
}

#[test]
fn numbers_of_columns_with_their_sums_are_no_values() {
    for numbers in [
        "栏次|1|2|3|4|5=1+2+3+4|6|7|8|9|10=6+7+8+9|11|12|13|14|15=11+12+13+14",
        "甲|1|2|3|4|5|6|7|8|9|10|11|12|13|14|15",
        "栏次|(1)|(2)|(3)|(4)|(5)=(1)+…|(6)|(7)|(8)|(9)|(10)|(11)|(12)|(13)|(14)|(15)",
    ] {
        let report = read_rows(&[&HEAD4[..], &[numbers, "本年|1|0|2|0|3|0|4|0|0|4|5|0|0|0|5"]].concat());
        assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)], "{numbers}");
    }
}

#[test]
fn kinds_of_case_below_one_another_are_told_by_the_rows_over_their_values() {
    let heads = "结果维持|结果纠正|其他结果|尚未审结|总计";
    let report = read_rows(&[
        "行政复议||||",
        heads,
        "1|0|2|0|3",
        "行政诉讼||||",
        "未经复议直接起诉||||",
        heads,
        "0|4|0|0|4",
        "复议后起诉||||",
        heads,
        "5|0|0|0|5",
    ]);
    assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)]);
}

#[test]
fn a_heading_of_another_year_stands_over_all_tables_below_it() {
    let table = |values: &str| {
        let head = HEAD4.map(|row| row.split_once('|').unwrap().1);
        let rows = [head[0], head[1], head[2], values].map(|row| row.split('|').collect::<Vec<_>>());
        Block::table(Table::from_rows(rows))
    };
    let other = || Block::table(Table::from_rows([["规章", "9", "9", "9"]]));
    let (last, own) = ("9|9|9|9|36|8|8|8|8|32|7|7|7|7|28", "1|0|2|0|3|0|4|0|0|4|5|0|0|0|5");
    let report = read(vec![
        Block::heading(1, "2022年"),
        other(),
        table(last),
        Block::heading(1, "2023年"),
        table(own),
    ]);
    assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)]);
    // A heading below it in rank ends nothing; the label of a row that speaks of the last year is no such heading.
    let report = read(vec![
        Block::heading(1, "上年数据"),
        Block::heading(2, "复议诉讼"),
        table(last),
        Block::heading(1, "正文"),
        table(own),
    ]);
    assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)]);
    let report = read(vec![Block::heading(2, "二、上年结转政府信息公开申请数量"), table(own)]);
    assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)]);
}

#[test]
fn table_2_is_read_beside_units_damaged_values_and_merged_cells_that_were_written_out() {
    let names =
        ["t2.normative.issued", "t2.normative.in_force", "t2.licence.decisions", "t2.coercion.decisions"];
    let expected = [Some(4), Some(20), Some(31), Some(6)];
    let with_units = read_rows(&[
        "第二十条第（一）项||||",
        "信息内容|计量单位|本年制发件数|本年废止件数|现行有效件数",
        "规章|件|0|0|0",
        "行政规范性文件|件|4|1|20",
        "第二十条第（五）项||||",
        "信息内容|计量单位|本年处理决定数量||",
        "行政许可|件|31||",
        "第二十条第（六）项||||",
        "信息内容|计量单位|本年处理决定数量||",
        "行政处罚|件|2||",
        "行政强制|件|6||",
    ]);
    assert_eq!(values(&with_units, &names), expected);
    let written_out = read_rows(&[
        "第二十条第（一）项|第二十条第（一）项|第二十条第（一）项|第二十条第（一）项",
        "信息内容|本年制发件数|本年废止件数|现行有效件数",
        "规章|0|0|0",
        "行政规范性文件|4|1|20",
        "第二十条第（五）项|第二十条第（五）项|第二十条第（五）项|第二十条第（五）项",
        "信息内容|本年处理决定数量|本年处理决定数量|本年处理决定数量",
        "行政许可|31|31|31",
        "第二十条第（六）项|第二十条第（六）项|第二十条第（六）项|第二十条第（六）项",
        "信息内容|本年处理决定数量|本年处理决定数量|本年处理决定数量",
        "行政处罚|2|2|2",
        "行政强制|6|6|6",
    ]);
    assert_eq!(values(&written_out, &names), expected);
    // Of a value that cannot be read the others of its row stay.
    for damaged in ["2O", "=数据!A4", "#REF!"] {
        let row = format!("行政规范性文件|{damaged}|1|20");
        let report =
            read_rows(&["第二十条第（一）项|||", "信息内容|本年制发件数|本年废止件数|现行有效件数", &row]);
        assert_eq!(values(&report, &names[..2]), [None, Some(20)], "{damaged}");
        let cell = report.cells.get(CellId::parse(names[0]).unwrap()).unwrap();
        assert_eq!(cell.raw, damaged);
    }
}

#[test]
fn a_block_under_the_only_head_of_a_later_form_has_that_column_alone() {
    let report = read_rows(&[
        "第二十条第（一）项||||",
        "信息内容|本年新制作数量|本年新公开数量|对外公开总数量|",
        "规章|0|0|0|",
        "规范性文件|1|1|6|",
        "第二十条第（五）项||||",
        "信息内容|本年处理决定数量|||",
        "行政许可|9|||",
        "第二十条第（六）项||||",
        "信息内容|本年处理决定数量|||",
        "行政处罚|4|||",
        "行政强制|0|||",
    ]);
    let names = ["t2.normative.public_total", "t2.licence.decisions", "t2.penalty.decisions"];
    assert_eq!(values(&report, &names), [Some(6), Some(9), Some(4)]);
    for name in ["t2.licence.previous", "t2.licence.change", "t2.penalty.previous", "t2.coercion.change"] {
        assert!(report.cells.get(CellId::parse(name).unwrap()).is_none(), "{name}");
    }
}

#[test]
fn a_head_taken_apart_into_lines_tells_no_other_order() {
    let rows = |head: &[&str]| {
        let lines = head.iter().copied().chain([
            "一、本年新收政府信息公开申请数量 12 3 0 0 1 0 16",
            "二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1",
        ]);
        let report = read(lines.map(Block::paragraph).collect());
        values(&report, &["t3.new.natural", "t3.new.commercial", "t3.new.total"])
    };
    let official = [Some(12), Some(3), Some(16)];
    // The line of the organisations stands over that of the natural persons.
    assert_eq!(
        rows(&[
            "申请人情况",
            "法人或其他组织",
            "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
        ]),
        official
    );
    // A head that goes on in the next line stands in both.
    assert_eq!(
        rows(&[
            "申请人情况",
            "法人或其他组织",
            "（勾稽关系） 自然",
            "人 商业 科研 社会",
            "公益",
            "服务 其他 总计"
        ]),
        official
    );
    // What stood beside what cannot be told.
    let unclear = rows(&[
        "申请人情况",
        "法人或其他组织",
        "自然人 总计",
        "商业企业 科研机构 社会公益组织 法律服务机构 其他",
    ]);
    assert!(unclear == official || unclear == [None; 3], "{unclear:?}");
    // Where each head has a line of its own, their order is that of the columns.
    let alone = "申请人情况 法人或其他组织 自然人 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他";
    assert_eq!(rows(&alone.split(' ').collect::<Vec<_>>()), [Some(0), Some(12), Some(16)]);
}

#[test]
fn lines_of_a_head_in_one_cell_tell_an_order_only_by_what_stands_beside_each_other() {
    let rows = |head: &str| {
        let report = read_rows(&[
            &format!("（勾稽关系）|{head}||||||"),
            "一、本年新收政府信息公开申请数量|12|3|0|0|1|0|16",
            "二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1",
        ]);
        values(&report, &["t3.new.natural", "t3.new.commercial", "t3.new.total"])
    };
    let over = "申请人情况\n法人或其他组织\n";
    assert_eq!(rows(&format!("{over}自然人 社会公益 总计\n商业企业 其他\n组织")), [12, 3, 16].map(Some));
    assert_eq!(rows(&format!("{over}社会公益 自然人 总计\n商业企业 其他\n组织")), [0, 12, 16].map(Some));
    assert_eq!(rows(&format!("{over}自然人 总计社会公益\n商业企业 其他\n组织")), [None; 3]);
    assert_eq!(rows(&format!("{over}自然人 总计\n商业企业 社会公益组织 其他")), [None; 3]);
    assert_eq!(rows("自然人 法人或其他组织 总计"), [12, 3, 16].map(Some));
    assert_eq!(rows("法人或其他组织 自然人 总计"), [0, 12, 16].map(Some));
}

#[test]
fn a_head_of_table_4_torn_over_two_lines_tells_its_order_by_the_line_above_the_values() {
    let names: Vec<String> = ["review", "suit_direct", "suit_after_review"]
        .iter()
        .flat_map(|case| {
            ["upheld", "corrected", "other", "pending", "total"].map(|each| format!("t4.{case}.{each}"))
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let torn = read_rows(&[
        "|行政复议|||||行政诉讼||||||||",
        "结果|结果|其他|尚未|||未经复|议直接|起诉||复议后起诉||||",
        "维持|纠正|结果|审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计",
        "1|2|0|0|3|4|0|0|1|5|0|6|0|0|6",
    ]);
    let wanted = [1, 2, 0, 0, 3, 4, 0, 0, 1, 5, 0, 6, 0, 0, 6].map(Some);
    assert_eq!(values(&torn, &names), wanted);
}

#[test]
fn a_line_that_names_all_applicants_tells_their_order_wherever_the_line_over_them_was_put() {
    let names = ["t3.new.natural", "t3.new.commercial", "t3.new.other_org", "t3.new.total"];
    // The head is a table of its own, as a page break leaves it.
    let head = [
        "||申请人情况|||||||",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加||法人或其他组织|||||||",
        "第四项之和）|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计||",
    ];
    let values_below = [
        "一、本年新收政府信息公开申请数量|||9|1|0|0|0|2|12",
        "二、上年结转政府信息公开申请数量||||0|0|0|0|0|0",
    ];
    let apart = read_blocks(vec![&head, &values_below]);
    assert_eq!(values(&apart, &names), [9, 1, 2, 12].map(Some));
    let carried: Vec<Option<i64>> = values(&apart, &["t3.carried_in.natural", "t3.carried_in.commercial"]);
    assert_eq!(carried, [None, Some(0)]);
}

#[test]
fn a_label_cut_over_two_rows_is_one_though_its_first_half_is_a_name_of_its_own() {
    let form = FormId::CURRENT.form();
    let mut table = table3(form, 0);
    let at = table.cells.iter().find(|cell| cell.text.contains("没有现成信息")).unwrap().row;
    for cell in &mut table.cells {
        if cell.row == at && cell.column > 0 {
            cell.text = if cell.column == 1 { "4000004".to_owned() } else { String::new() };
        } else if cell.row == at {
            cell.text = "2.没有现成信息".to_owned();
        }
    }
    table.cells.iter_mut().filter(|cell| cell.row > at).for_each(|cell| cell.row += 1);
    table.rows += 1;
    let rest = std::iter::once("需要另行制作").chain(std::iter::repeat_n("", 7));
    table
        .cells
        .extend((0..).zip(rest).map(|(column, text)| crate::document::TableCell::at(at + 1, column, text)));
    let report = read(vec![Block::table(table)]);
    let read = |column| report.cells.count(cell("unavailable.needs_creation", column));
    assert_eq!([read("natural"), read("research"), read("total")], [Some(4), Some(0), Some(4)]);
}

#[test]
fn columns_beside_table_4_are_left_out_where_its_heads_lost_their_second_lines() {
    let heads = [
        "行政复议|||||行政诉讼||||||||||校验",
        "结果|结果|其他|尚未|总计|未经复议直接起诉|||||复议后起诉|||||",
        "|||||结果|结果|其他|尚未|总计|结果|结果|其他|尚未|总计|",
        "1|0|2|0|3|0|4|0|0|4|5|0|0|0|5|0",
    ];
    assert_eq!(values(&read_rows(&heads), &CASES), [Some(1), Some(3), Some(4), Some(5)]);
}

#[test]
fn in_running_text_values_before_their_labels_are_not_the_next_labels() {
    let read = |text: &str| {
        let report = read(text.split(' ').map(Block::paragraph).collect());
        values(
            &report,
            &["t2.regulation.issued", "t2.normative.issued", "t2.normative.in_force", "t2.penalty.decisions"],
        )
    };
    let before = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 0 0 0 规章 8 3 41 行政规范性文件 \
                  第二十条第（六）项 信息内容 本年处理决定数量 56 行政处罚 9 行政强制";
    assert_eq!(read(before), [None; 4]);
    let behind = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 8 3 41 \
                  第二十条第（六）项 信息内容 本年处理决定数量 行政处罚 56 行政强制 9";
    assert_eq!(read(behind), [Some(0), Some(8), Some(41), Some(56)]);
    // The heads say which value is whose.
    let turned =
        behind.replace("本年制发件数 本年废止件数 现行有效件数", "现行有效件数 本年制发件数 本年废止件数");
    assert_eq!(read(&turned), [Some(0), Some(3), Some(8), Some(56)]);
}

#[test]
fn a_page_number_in_running_text_is_no_value() {
    let row = |text: &str| {
        let rows = [text, "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0"];
        let report = read(rows.map(Block::paragraph).to_vec());
        ["natural", "other_org", "total"].map(|column| report.cells.count(cell("new", column)))
    };
    let name = "一、本年新收政府信息公开申请数量";
    assert_eq!(row(&format!("{name} 6000006 - 5 -")), [Some(6), Some(0), Some(6)]);
    assert_eq!(row(&format!("{name} - 5 - 6 0 0 0 0 0 6")), [Some(6), Some(0), Some(6)]);
    // Signs for blank cells stay.
    assert_eq!(row(&format!("{name} 7 0 0 0 - 2 -")), [Some(7), Some(2), None]);
}

#[test]
fn the_head_of_a_table_that_is_cut_off_is_no_row_of_totals() {
    let report = read_rows(&[
        "三、收到和处理政府信息公开申请情况|申请人情况||||||||",
        "自然人|法人或其他组织|总计|||||||",
    ]);
    assert_eq!(report.cells.iter().count(), 0);
}

#[test]
fn what_is_blank_where_others_have_their_label_is_no_value() {
    // The last column is on another page; one row has lost its label.
    let rows: &[&str] =
        &["1.本机关不掌握相关政府信息|4|1|0|0|0|2", "|7|2|3|1|0|5", "3.补正后申请内容仍不明确|9|0|0|0|0|1"];
    let report = read_rows(rows);
    let names = ["natural", "commercial", "other_org", "total"]
        .map(|column| format!("t3.unavailable.needs_creation.{column}"));
    assert_eq!(values(&report, &names.each_ref().map(String::as_str)), [None; 4]);
    // A blank under the head of the natural persons is a value that is not there.
    let whole = read_rows(&[
        "|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计",
        "1.本机关不掌握相关政府信息|4|1|0|0|0|2|7",
        "2.没有现成信息需要另行制作||2|3|1|0|5|11",
    ]);
    assert_eq!(values(&whole, &names.each_ref().map(String::as_str)), [None, Some(2), Some(5), Some(11)]);
}

/// Table 3 with a number of its own in each row: the 10th row says 19 throughout.
fn numbered(form: &Form) -> Table {
    let mut table = table3(form, 0);
    let values = |row: u32| (10 + row).to_string();
    table.cells.iter_mut().filter(|cell| cell.column > 0).for_each(|cell| cell.text = values(cell.row));
    table
}

/// How many rows were read; none of them with another row's numbers.
fn rows_read(form: &Form, table: Table) -> Vec<&'static str> {
    let report = read(vec![Block::table(table)]);
    let rows = form.table(TableId::Table3).unwrap().rows().enumerate();
    rows.filter_map(|(at, row)| {
        let value = report.cells.count(cell(row.name, "natural"))?;
        assert_eq!(value, 10 + at as i64, "{}", row.name);
        Some(row.name)
    })
    .collect()
}

#[test]
fn rows_without_labels_are_read_by_order_only_where_their_number_is_that_of_the_form() {
    let form = FormId::CURRENT.form();
    let names: Vec<&str> = form.table(TableId::Table3).unwrap().rows().map(|row| row.name).collect();
    let at = |name: &str| u32::try_from(names.iter().position(|each| *each == name).unwrap()).unwrap();
    let (first, last) = (at("denied.third_party"), at("denied.enforcement_file"));
    let unlabelled = |rows: std::ops::RangeInclusive<u32>| {
        let mut table = numbered(form);
        for cell in table.cells.iter_mut().filter(|cell| cell.column == 0 && rows.contains(&cell.row)) {
            cell.text.clear();
        }
        table
    };
    assert_eq!(rows_read(form, numbered(form)), names);
    assert_eq!(rows_read(form, unlabelled(first..=last)), names);
    // One of the four is gone: which, nobody can tell.
    let mut short = unlabelled(first..=last);
    short.cells.retain(|cell| cell.row != last);
    let rest: Vec<&str> = names.iter().copied().filter(|name| !(first..=last).contains(&at(name))).collect();
    assert_eq!(rows_read(form, short), rest);
    // One more than the form has.
    let mut long = unlabelled(first..=last);
    long.cells.iter_mut().filter(|cell| cell.row > last).for_each(|cell| cell.row += 1);
    let again: Vec<_> = long.cells.iter().filter(|cell| cell.row == last).cloned().collect();
    long.cells.extend(again.into_iter().map(|mut cell| {
        cell.row += 1;
        cell
    }));
    long.cells.sort_by_key(|cell| (cell.row, cell.column));
    long.rows += 1;
    assert_eq!(rows_read(form, long), rest);
    // Behind the last label there is nothing to count to.
    let (from, end) = (at("handled"), at("carried_out"));
    let before: Vec<&str> = names.iter().copied().filter(|name| at(name) < from).collect();
    assert_eq!(rows_read(form, unlabelled(from..=end)), before);
}
