//! Tables in parts: rows that a page cut, cells of which one holds several numbers, blocks beside each other, values one
//! in a row.

use super::*;

#[test]
fn a_label_cut_by_the_page_has_its_values_in_either_row() {
    let read = |rows: &[&str]| {
        let report = read_rows(rows);
        values(&report, &["t3.unavailable.needs_creation.natural", "t3.unavailable.needs_creation.total"])
    };
    let (above, below) =
        ("1.本机关不掌握相关政府信息|9|0|0|0|0|0|9", "3.补正后申请内容仍不明确|8|0|0|0|0|0|8");
    let first = [above, "2.没有现成信息需要|4|0|0|0|0|0|4", "另行制作|||||||", below];
    assert_eq!(read(&first), [Some(4), Some(4)]);
    let second = [above, "2.没有现成信息需要|||||||", "另行制作|4|0|0|0|0|0|4", below];
    assert_eq!(read(&second), [Some(4), Some(4)]);
}

#[test]
fn numbers_of_table_2_in_one_merged_cell_are_told_apart_by_what_parts_them() {
    let read = |text: &str, span: u32| {
        let rows = ["信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|0|0|0", "行政规范性文件|x|y|z"];
        let mut table = Table::from_rows(rows.map(|row| row.split('|').collect::<Vec<_>>()));
        let dropped = if span == 3 { ["y", "z"] } else { ["", ""] };
        table.cells.retain(|cell| !dropped.contains(&cell.text.as_str()));
        for cell in &mut table.cells {
            match cell.text.as_str() {
                "x" => (cell.text, cell.column_span) = (text.to_owned(), span),
                "y" | "z" => cell.text.clear(),
                _ => {}
            }
        }
        let report = super::read(vec![Block::table(table)]);
        values(&report, &["t2.normative.issued", "t2.normative.repealed", "t2.normative.in_force"])
    };
    assert_eq!(read("2 1 12", 3), [2, 1, 12].map(Some));
    // A zero that nothing follows is a number of its own.
    assert_eq!(read("0012", 3), [0, 0, 12].map(Some));
    // Three digits may be one number in a cell that is too wide, or three: neither is taken for it.
    assert_ne!(read("212", 3), [2, 1, 2].map(Some));
    assert_ne!(read("212", 1), [2, 1, 2].map(Some));
}

#[test]
fn blocks_of_table_2_beside_each_other_are_both_read() {
    let report = read_rows(&[
        "第二十条第（一）项||||第二十条第（五）项|",
        "信息内容|本年制发件数|本年废止件数|现行有效件数|信息内容|本年处理决定数量",
        "规章|0|0|0|行政许可|31",
        "行政规范性文件|4|1|20|其他对外管理服务事项|7",
    ]);
    let names = ["t2.regulation.issued", "t2.normative.in_force", "t2.licence.decisions"];
    assert_eq!(values(&report, &names), [0, 20, 31].map(Some));
    // The same rows again are those of another year: they are not added to these.
    let again = read_rows(&[
        "本年||||上年|||",
        "规章|0|0|0|规章|9|9|9",
        "行政规范性文件|4|1|20|行政规范性文件|8|8|8",
    ]);
    let read = values(&again, &["t2.normative.issued", "t2.normative.in_force"]);
    assert!(!read.contains(&Some(8)), "{read:?}");
}

#[test]
fn table_4_with_one_value_in_each_row_is_read_where_all_of_them_are_there() {
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let kinds = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let numbers = [1, 0, 2, 0, 3, 0, 4, 0, 0, 4, 5, 0, 0, 0, 5];
    let rows: Vec<String> = kinds
        .iter()
        .flat_map(|kind| results.iter().map(move |result| (kind, result)))
        .zip(numbers)
        .map(|((kind, result), number)| format!("{kind}|{result}|{number}"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(values(&read_rows(&rows), &CASES), [Some(1), Some(3), Some(4), Some(5)]);
    // Of a list that lacks a row nobody knows which kind of case the rest belong to.
    assert_eq!(values(&read_rows(&rows[..14]), &CASES), [None; 4]);
}

#[test]
fn a_blank_line_between_the_name_of_a_kind_of_case_and_its_table_says_nothing() {
    let part = |name: &str, row: &str| {
        let rows =
            ["结果维持|结果纠正|其他结果|尚未审结|总计", row].map(|row| row.split('|').collect::<Vec<_>>());
        vec![Block::paragraph(name), Block::paragraph("　"), Block::table(Table::from_rows(rows))]
    };
    // Of three parts one is missing, so that only their names tell which they are.
    let blocks = [part("复议后起诉", "5|0|0|0|5"), part("行政复议", "1|0|2|0|3")].concat();
    assert_eq!(values(&super::read(blocks), &CASES), [Some(1), Some(3), None, Some(5)]);
}

#[test]
fn blank_lines_only_part_the_lines_of_cells_that_hold_several_rows() {
    assert_eq!(lines::lines_of("4\n\n7", 2), Some(vec!["4", "7"]));
    // A blank cell among them is one.
    assert_eq!(lines::lines_of("4\n\n7", 3), Some(vec!["4", "", "7"]));
    assert_eq!(lines::lines_of("4\n7", 3), None);
}

#[test]
fn the_place_of_a_value_in_lines_of_text_is_where_it_stands() {
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let kinds = ["行政复议", "未经复议直接起诉", "复议后起诉"];
    let text: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{kind}\n{}", results.map(|result| format!("{result}：7")).join("\n")))
        .collect();
    let document = Document { blocks: vec![Block::paragraph(text.join("\n"))], ..Document::default() };
    let report = super::read(document.blocks.clone());
    let cell = |name: &str| CellId::parse(name).and_then(|id| report.cells.get(id));
    for name in ["t4.review.corrected", "t4.suit_after_review.total"] {
        let cell = cell(name).unwrap();
        assert_eq!(document.text_at(cell.place), Some("7".to_owned()), "{name}");
    }
}

#[test]
fn a_subtotal_without_a_name_belongs_to_the_group_before_it_where_the_next_begins_behind_it() {
    let form = FormId::CURRENT.form();
    let rows: Vec<String> = form
        .table(TableId::Table3)
        .unwrap()
        .rows()
        .flat_map(|row| {
            let group = row.group.map_or("", |group| group.label);
            let own = format!("{group}|{}|4|0|0|0|0|0|4", row.full_label());
            let last = ["denied.enforcement_file", "unavailable.unclear"].contains(&row.name);
            [Some(own), last.then(|| "|小计|32|0|0|0|0|0|32".to_owned())].into_iter().flatten()
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let report = read_rows(&rows);
    let read =
        values(&report, &["t3.denied.state_secret.natural", "t3.handled.natural", "t3.granted.natural"]);
    assert_eq!(read, [Some(4), Some(4), Some(4)]);
}

#[test]
fn one_column_more_in_lines_of_text_is_left_out_where_the_sums_tell_which() {
    let form = FormId::CURRENT.form();
    let lines: Vec<Block> = (0..)
        .zip(form.table(TableId::Table3).unwrap().rows())
        .map(|(at, row)| {
            let (natural, company, other) = (at + 1, at % 3, at % 4);
            // The subtotal of the organisations stands before the total.
            let organisations = company + other;
            let total = natural + organisations;
            let label = row.full_label();
            Block::paragraph(format!("{label} {natural} {company} 0 0 0 {other} {organisations} {total}"))
        })
        .collect();
    let report = super::read(lines);
    let read = values(&report, &["t3.carried_in.natural", "t3.carried_in.commercial", "t3.carried_in.total"]);
    assert_eq!(read, [2, 1, 4].map(Some));
}

#[test]
fn numbers_of_the_text_decide_how_glued_digits_of_table_2_are_parted() {
    let read = |said: &str| {
        let table = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 000 行政规范性文件 2112 \
                     第二十条第（五）项";
        let report = super::read(vec![Block::paragraph(said), Block::paragraph(table)]);
        values(&report, &["t2.normative.issued", "t2.normative.repealed", "t2.normative.in_force"])
    };
    let said = |made, ended, valid| {
        format!("全年制发规范性文件{made}件，废止{ended}件，现行有效规范性文件{valid}件。")
    };
    assert_eq!(read(&said(2, 1, 12)), [2, 1, 12].map(Some));
    assert_eq!(read(&said(21, 1, 2)), [21, 1, 2].map(Some));
    assert_eq!(read("全年按时公布规范性文件。"), [None; 3]);
}

#[test]
fn words_behind_a_mark_without_a_number_are_no_numbered_row() {
    assert!(statistics::is_numbered("22.与信息公开事务相关的行政复议申请数"));
    assert!(statistics::is_numbered("3、政策解读信息数"));
    for other in ["、政策解读信息数", "政策解读信息数", "3127 条", "3127"] {
        assert!(!statistics::is_numbered(other), "{other}");
    }
}

#[test]
fn a_line_over_blocks_beside_each_other_does_not_join_them() {
    let rows = [
        "政府信息主动公开情况统计（2023年度）|||||",
        "信息内容|本年制发件数|本年废止件数|现行有效件数|信息内容|本年处理决定数量",
        "规章|0|0|0|行政许可|31",
        "行政规范性文件|4|1|20|其他对外管理服务事项|7",
    ];
    let mut table = Table::from_rows(rows.map(|row| row.split('|').collect::<Vec<_>>()));
    table.cells.retain(|cell| cell.row > 0 || cell.column == 0);
    table.cells[0].column_span = 6;
    let report = super::read(vec![Block::table(table)]);
    let names = ["t2.regulation.issued", "t2.normative.in_force", "t2.licence.decisions"];
    assert_eq!(values(&report, &names), [0, 20, 31].map(Some));
}

#[test]
fn of_two_tables_with_rows_of_table_2_the_one_with_the_articles_items_is_the_forms() {
    let own: &[&str] =
        &["信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|9|9|9", "行政规范性文件|9|9|9"];
    let form: &[&str] = &[
        "第二十条第（一）项|||",
        "信息内容|本年制发件数|本年废止件数|现行有效件数",
        "规章|0|0|0",
        "行政规范性文件|4|1|20",
    ];
    for tables in [vec![own, form], vec![form, own]] {
        let report = read_blocks(tables);
        let read = values(&report, &["t2.regulation.issued", "t2.normative.issued", "t2.normative.in_force"]);
        assert_eq!(read, [0, 4, 20].map(Some));
    }
}

#[test]
fn rows_of_digits_in_one_cell_are_read_where_most_of_them_add_up() {
    let form = FormId::CURRENT.form();
    let read = |wrong: &[&str]| {
        let rows = form.table(TableId::Table3).unwrap().rows().map(|row| {
            let digits = if wrong.contains(&row.name) { "1200097" } else { "4000004" };
            [vec![row.full_label(), digits.to_owned()], vec![String::new(); 6]].concat()
        });
        let report = super::read(vec![Block::table(Table::from_rows(rows))]);
        let number = |row| report.cells.count(cell(row, "natural"));
        [number("granted"), number("refused.excessive"), number("carried_out")]
    };
    assert_eq!(read(&[]), [Some(4); 3]);
    assert_eq!(read(&["denied.process", "refused.repeated", "other.rest"]), [Some(4); 3]);
}

#[test]
fn a_page_number_in_a_line_of_its_own_is_no_value_of_the_row_above_it() {
    let lines = [
        "一、本年新收政府信息公开申请数量 6 0 0 0 0 0 6",
        "12",
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
    ];
    let report = super::read(lines.map(Block::paragraph).to_vec());
    let read = ["natural", "other_org", "total"].map(|column| report.cells.count(cell("new", column)));
    assert_eq!(read, [Some(6), Some(0), Some(6)]);
}

#[test]
fn the_number_of_a_label_that_cannot_be_read_is_no_digit_of_the_row_before_it() {
    for mark in ['.', '、'] {
        let text = format!(
            "（四）无法提供 1.本机关不掌握相关政府信息1400000142{mark}没有□□□□□另□制□0000000 \
             3.补正后申请内容仍不明确0000000"
        );
        let report = super::read(vec![Block::paragraph(text)]);
        // Of the row itself; whether one of its numbers is wrong only the whole table could tell.
        let read = |column| report.cells.count(cell("unavailable.not_held", column));
        assert_eq!([read("other_org"), read("total")], [Some(0), Some(14)], "{mark}");
    }
}

#[test]
fn a_sign_and_digits_of_table_2_in_running_text_leave_open_which_cell_is_blank() {
    let read = |row: &str| {
        let text = format!(
            "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 {row} \
             第二十条第（五）项"
        );
        let report = super::read(vec![Block::paragraph(text)]);
        values(&report, &["t2.normative.issued", "t2.normative.repealed", "t2.normative.in_force"])
    };
    assert_eq!(read("2 - 12"), [Some(2), None, Some(12)]);
    assert_eq!(read("- 212"), [None; 3]);
}

#[test]
fn table_4_has_blank_cells_and_signs_where_nothing_happened() {
    let heads = HEAD4.map(|row| row.split_once('|').unwrap().1);
    let read = |row: &str| values(&read_rows(&[&heads[..], &[row]].concat()), &CASES);
    assert_eq!(read("1||2||3|0|4|0|0|4|5|||0|5"), [Some(1), Some(3), Some(4), Some(5)]);
    assert_eq!(read("1||2||3||||||||||"), [Some(1), Some(3), None, None]);
    let words = heads.join(" ").replace('|', " ");
    let text = super::read(vec![Block::paragraph(format!("{words} 1 - 2 - 3 - 4 - - 4 5 - - - 5"))]);
    assert_eq!(values(&text, &CASES), [Some(1), Some(3), Some(4), Some(5)]);
}

#[test]
fn results_whose_names_are_torn_over_two_lines_are_those_of_table_4() {
    let report = read_rows(&[
        "行政复议|||||行政诉讼|||||||||",
        "|||||未经复议直接起诉|||||复议后起诉||||",
        "结果|结果|其他|尚未||结果|结果|其他|尚未||结果|结果|其他|尚未|",
        "维持|纠正|结果|审结|总计|维持|纠正|结果|审结|总计|维持|纠正|结果|审结|总计",
        "1|0|2|0|3|0|4|0|0|4|5|0|0|0|5",
    ]);
    assert_eq!(values(&report, &CASES), [Some(1), Some(3), Some(4), Some(5)]);
}

#[test]
fn glued_digits_are_told_apart_by_the_sums_that_are_known_whatever_another_row_lost() {
    let form = FormId::CURRENT.form();
    // 110000011 is 11 of natural persons, or 1 of them and 10 of businesses.
    let read = |lost: &str| {
        let lines = form.table(TableId::Table3).unwrap().rows().map(|row| {
            let digits = match row.name {
                "new" | "granted" => "110000011",
                "handled" => "11 0 0 0 0 0 11",
                name if name == lost => "",
                _ => "0000000",
            };
            Block::paragraph(format!("{} {digits}", row.full_label()))
        });
        let report = super::read(lines.collect());
        let number = |row, column| report.cells.count(cell(row, column));
        [
            number("new", "natural"),
            number("new", "total"),
            number("granted", "natural"),
            number("granted", "total"),
        ]
    };
    assert_eq!(read("none"), [11, 11, 11, 11].map(Some));
    // Of the results one is gone, and with it their sum: what came in is told by what was handled, 予以公开 by nothing.
    assert_eq!(read("denied.process"), [Some(11), Some(11), None, Some(11)]);
}
