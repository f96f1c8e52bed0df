//! Pages laid out by spaces, and the rows read from them.

use super::tables;
use crate::document::TableCell;

/// The rows of the tables of a page, the cells of a row in their order.
fn read(page: &str) -> Vec<Vec<String>> {
    let lines: Vec<&str> = page.lines().collect();
    let mut rows = Vec::new();
    for (_, table) in tables(&lines) {
        let within = |cell: &TableCell| {
            cell.row + cell.row_span <= table.rows && cell.column + cell.column_span <= table.columns
        };
        assert!(table.cells.iter().all(within), "{table:?}");
        for row in 0..table.rows {
            let cells = table.row(row).iter();
            rows.push(cells.map(|cell| cell.text.clone()).collect());
        }
    }
    rows
}

const PAGE: [&str; 12] = [
    "（甲列）        自然   法人或其他组织             总计",
    "            人    商业   科研   社会   其他",
    "                 企业   机构   公益",
    "一、新收的       16   4    0    2    7    44",
    "申请          5",
    "二、结转的       5    0    0    0    0    5",
    "三  （一）公     12   0    0    0    0    12",
    "、  开",
    "办  （二）部     0    3    0    0    0    3",
    "   分公开",
    "",
    "五、其他事项",
];

#[test]
fn heads_labels_and_numbers_of_several_lines_are_joined_where_they_stand() {
    let rows = read(&PAGE.join("\n"));
    assert_eq!(rows[0][1..], ["自然人", "法人或其他组织", "总计"][..], "{rows:?}");
    assert_eq!(rows[1], ["商业企业", "科研机构", "社会公益", "其他"]);
    assert_eq!(rows[2], ["一、新收的申请", "165", "4", "0", "2", "7", "44"]);
    assert_eq!(rows[4], ["三、办", "（一）公开", "12", "0", "0", "0", "0", "12"]);
    assert_eq!(rows.len(), 6);
}

#[test]
fn a_head_right_of_all_values_has_a_column_of_its_own() {
    let mut page = PAGE;
    page[0] = "（甲列）        自然   法人或其他组织             总计      备注";
    let rows = read(&page.join("\n"));
    assert_eq!(rows[0][1..], ["自然人", "法人或其他组织", "总计", "备注"][..], "{rows:?}");
    assert_eq!(rows[2], ["一、新收的申请", "165", "4", "0", "2", "7", "44"]);
}

#[test]
fn rows_of_another_table_above_are_no_heads_and_numbers_no_part_of_one() {
    let above = [
        "甲表            件数",
        "甲类            214",
        "乙类             17",
        "表            元（共",
        "                计）",
    ];
    let page = [&above[..], &PAGE[..]].concat();
    let rows = read(&page.join("\n"));
    assert!(!rows.iter().flatten().any(|cell| cell.contains('1') && cell.contains("7")), "{rows:?}");
    assert_eq!(
        rows.iter().filter(|row| row.first().is_some_and(|label| label == "一、新收的申请")).count(),
        1
    );
    // Years over columns are no part of what stands below them.
    let mut page = PAGE;
    page[1] = "            2024 2023 2022 2021 2020";
    let rows = read(&page.join("\n"));
    assert!(rows.iter().flatten().all(|cell| !cell.contains("2024") || cell == "2024"), "{rows:?}");
}

#[test]
fn chinese_characters_take_the_places_by_which_the_columns_stand_straight() {
    let wide = [
        "（甲列）                  自然 法人或其他组织          总计",
        "                          人   商业 科研 社会 其他",
        "一、新收的申请            16   4    0    2    7    29",
        "二、结转                  5    0    0    0    0    5",
        "三  （一）公开（甲乙丙）  12   0    0         0    12",
        "    （二）部分             0   3    0    0    0    3",
    ];
    let rows = read(&wide.join("\n"));
    assert_eq!(rows[0][1..], ["自然人", "法人或其他组织", "总计"], "{rows:?}");
    assert_eq!(rows[4], ["三", "（一）公开（甲乙丙）", "12", "0", "0", "", "0", "12"], "{rows:?}");
}

#[test]
fn rules_over_the_columns_are_no_heads() {
    for (above, below) in [("====  ", ""), ("----  ", ""), ("", "----  ")] {
        let (above, below) = (above.repeat(10), below.repeat(10));
        let row = |words: [&str; 10]| words.map(|word| format!("{word:6}")).concat();
        let heads = row(["维持", "纠正", "其他", "未结", "总计", "维持", "纠正", "其他", "未结", "总计"]);
        let values = row(["5", "5", "5", "5", "20", "0", "5", "5", "0", "10"]);
        let page = [above, heads.clone(), below, values].into_iter().filter(|line| !line.is_empty());
        let rows = read(&page.collect::<Vec<_>>().join("\n"));
        assert_eq!(rows[0], heads.split_whitespace().collect::<Vec<_>>(), "{rows:?}");
        assert_eq!(rows.len(), 2, "{rows:?}");
    }
}

#[test]
fn digits_above_and_below_the_line_of_their_row_are_not_told() {
    let page = [
        "一、新收的申请   16   4    0    2    7    29",
        "二、结转的申请   5    0    0    0    0    5",
        "（一）公开      12   0    0    0    0    12",
        "",
        "                                    1",
        "（二）部分公开    0    13   0    0    0",
        "                                    3",
        "（三）不公开     1    0    0    0    0    1",
    ];
    let row = |page: &[&str], label: &str| {
        let rows = read(&page.join("\n"));
        rows.into_iter().find(|row| row.iter().any(|cell| cell == label)).unwrap_or_default()
    };
    assert_eq!(row(&page, "（二）部分公开").last().map(String::as_str), Some("0 13 0 0 0 3 ..."));
    // Without the blank line they may be the row's above.
    let tight = [&page[..3], &page[4..]].concat();
    assert!(row(&tight, "（一）公开").last().is_some_and(|cell| cell.ends_with("...")));
    // All values below some that stand beside the label: whose they are is not told.
    let below =
        [&page[..2], &["（一）公开      12", "               1    0    0    0    0    1"], &page[7..]]
            .concat();
    assert!(
        row(&below, "（一）公开").last().is_some_and(|cell| cell.ends_with("...")),
        "{:?}",
        read(&below.join("\n"))
    );
}

#[test]
fn values_that_may_be_another_rows_are_not_told_apart() {
    // No rest of a number: none goes on after a 0.
    for (at, line) in [(4, "申请                    3"), (7, "、  开             4")] {
        let mut page = PAGE;
        page[at] = line;
        let rows = read(&page.join("\n"));
        let doubtful = rows.iter().flatten().filter(|cell| cell.ends_with("..."));
        assert!(doubtful.count() >= 1, "{line}: {rows:?}");
    }
}

#[test]
fn text_without_places_and_prose_are_no_tables() {
    let tight: Vec<String> =
        PAGE.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(read(&tight.join("\n")), Vec::<Vec<String>>::new());
    assert_eq!(read("全年  受理 1 2 3 4 5\n共计。\n"), Vec::<Vec<String>>::new());
}

#[test]
fn values_under_their_heads_tell_which_cells_are_blank() {
    let page = [
        "信息内容        上一年数    增减    决定数量",
        "行政许可        51          2       3551",
        "其他服务事项    257",
        "行政强制",
        "行政处罚                            34",
    ];
    let rows = read(&page.join("\n"));
    assert_eq!(rows[2], ["其他服务事项", "257", "", ""]);
    assert_eq!(rows[3], ["行政强制", "", "", ""]);
    assert_eq!(rows[4], ["行政处罚", "", "", "34"]);
    // Cells that were joined by spaces stand under no head; and without a full row nothing tells the measure.
    let joined = ["信息内容  上一年数  增减  决定数量", "行政许可  51  2  3551", "其他服务事项  257"];
    assert_eq!(read(&joined.join("\n")), Vec::<Vec<String>>::new());
    let without = [page[0], page[2], page[4]];
    assert_eq!(read(&without.join("\n")), Vec::<Vec<String>>::new());
    // A value between two heads.
    let between = [page[0], page[1], "其他服务事项             257"];
    assert_eq!(read(&between.join("\n")), Vec::<Vec<String>>::new());
}
