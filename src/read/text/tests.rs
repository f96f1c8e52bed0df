use super::*;
use crate::document::Content;

fn blocks(source: &str) -> Vec<Block> {
    super::blocks(source, &Meter::default()).into_document().blocks
}

/// The blocks in short: paragraphs as they are, tables as rows of cells.
fn shown(source: &str) -> Vec<String> {
    blocks(source)
        .iter()
        .map(|block| match &block.content {
            Content::Heading { level, text } => format!("h{level} {text}"),
            Content::Paragraph { text } => format!("p {text}"),
            Content::Table(table) => {
                let rows: Vec<String> = (0..table.rows)
                    .map(|row| {
                        let cells = table.cells.iter().filter(|cell| cell.row == row);
                        cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("¦")
                    })
                    .collect();
                format!("t {}", rows.join(" / "))
            }
        })
        .collect()
}

#[test]
fn lines_are_paragraphs() {
    assert_eq!(shown("一、总体情况\r\n\r\n  本年度…\r二\n"), ["p 一、总体情况", "p 本年度…", "p 二"]);
    assert_eq!(shown(""), [""; 0]);
}

#[test]
fn pipe_rows_become_a_table() {
    assert_eq!(
        shown("甲\n信息内容 | 本年制发件数 | 现行有效件数 |\n规章 | 0 | 0 |\n乙 | |||\n丙"),
        ["p 甲", "t 信息内容¦本年制发件数¦现行有效件数 / 规章¦0¦0 / 乙¦¦¦", "p 丙"]
    );
    assert_eq!(
        shown("| 发布机构: | 本网 | 生成日期: | 2020-01-19 |"),
        ["t 发布机构:¦本网¦生成日期:¦2020-01-19"]
    );
    assert_eq!(shown("0 | 0 | 0 | 0"), ["t 0¦0¦0¦0"]);
    assert_eq!(shown("| 规章 | 0 | 12 ]\n| 文件 | 3 | 4 |"), ["t 规章¦0¦12 / 文件¦3¦4"]);
    assert_eq!(shown("| 规章 | 0 | [1]\n| 文件 | 3 | 4 |"), ["t 规章¦0¦[1] / 文件¦3¦4"]);
    assert_eq!(shown("规章 | 0 | 12]\n文件 | 3 | 4"), ["t 规章¦0¦12] / 文件¦3¦4"]);
    assert_eq!(shown("分享: |"), ["p 分享:"]);
    assert_eq!(shown("一    目|     N   了"), ["p 一    目|     N   了"]);
}

#[test]
fn a_delimiter_parts_tables_and_marks_headers() {
    let text = "| 三、 | 予以公开 | 9 |\n| 甲 | 1 |\n|---|---|\n| 乙 | 2 |\n| - | - |";
    assert_eq!(shown(text), ["t 三、¦予以公开¦9", "t 甲¦1 / 乙¦2 / -¦-"]);
    let blocks = blocks(text);
    let table = blocks.get(1).and_then(Block::as_table).unwrap();
    assert!(table.at(0, 0).unwrap().header && !table.at(1, 0).unwrap().header);
}

#[test]
fn hundreds_of_pipes_are_no_table() {
    let noise = "|".repeat(347);
    let long = "本报告".repeat(400);
    assert_eq!(
        shown(&format!(
            "报告 |\n{noise}\n2024-01-22 作者: | {noise}\n|\n{long}区公安局|区民政局|区司法局 |\n{noise}"
        )),
        ["p 报告".to_owned(), "p 2024-01-22 作者:".to_owned(), format!("p {long}区公安局|区民政局|区司法局")]
    );
}

#[test]
fn rows_of_one_cell_are_lines_of_a_layout() {
    assert_eq!(
        shown("一、总体情况 |\n本年 |\n二、公开 |\n规章 | 0 | 0 |"),
        ["p 一、总体情况", "p 本年", "p 二、公开", "t 规章¦0¦0"]
    );
    assert_eq!(shown("第(一)项 |\n内容 | 件数 |\n规章 | 0 |"), ["t 第(一)项 / 内容¦件数 / 规章¦0"]);
}

#[test]
fn tab_rows_become_a_table() {
    assert_eq!(
        shown("\t一、总体情况\n\t申请人情况\t\n项目\t自然人\t总计\n\t1\t2\n结尾"),
        ["p 一、总体情况", "t ¦申请人情况¦ / 项目¦自然人¦总计 / ¦1¦2", "p 结尾"]
    );
    assert_eq!(shown("项目\t\"商业\n企业\"\t总计\n甲\t1\t1"), ["t 项目¦商业\n企业¦总计 / 甲¦1¦1"]);
    assert_eq!(shown("他说\"甲\n乙\"丙"), ["p 他说\"甲", "p 乙\"丙"]);
}

#[test]
fn lines_of_more_cells_than_a_table_has_columns_stay_text() {
    for between in ["|", "\t", "  "] {
        for (cells, table) in [(512, true), (513, false), (667, false)] {
            let line = vec!["5"; cells].join(between);
            let lines = shown(&format!("{line}\n{line}"));
            assert_eq!(lines.iter().any(|line| line.starts_with("t ")), table, "{between:?} {cells}");
            assert_eq!(
                lines.concat().matches('5').count(),
                2 * cells,
                "nothing is lost: {between:?} {cells}"
            );
        }
    }
}

#[test]
fn aligned_columns_become_a_table_when_clear() {
    assert_eq!(
        shown("信息内容            本年处理决定数量\n行政处罚            3985758\n行政强制            88283"),
        ["t 信息内容¦本年处理决定数量 / 行政处罚¦3985758 / 行政强制¦88283"]
    );
    assert_eq!(shown("甲方  乙方\n丙方  丁方"), ["p 甲方  乙方", "p 丙方  丁方"]);
}

#[test]
fn drawn_tables_are_pipe_tables() {
    assert_eq!(shown("┌──┬──┐\n│规章│ 0 │\n├──┼──┤\n│文件│ 5 │\n└──┴──┘"), ["t 规章¦0 / 文件¦5"]);
    // A rule may end at a cell of several lines.
    for text in
        ["│甲│类型│\n│乙├──┼──┤丙│\n│  │ 1│ 2│ 3│", "| 甲 | 类型 |\n| 乙 +---+---+ 丙 |\n|   | 1 | 2 | 3 |"]
    {
        assert_eq!(shown(text), ["t 甲¦类型 / 乙¦¦¦丙 / ¦1¦2¦3"]);
    }
    assert_eq!(shown("| 甲 | 3+2 | -- |\n| 乙 | + | 5-1 |"), ["t 甲¦3+2¦-- / 乙¦+¦5-1"]);
}

#[test]
fn form_feeds_count_pages() {
    let blocks = blocks("甲\n\u{c}乙\n\u{c}");
    assert_eq!(blocks.iter().map(|block| block.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn long_texts_are_read_in_one_pass() {
    // Were any of these looked through again for each line, this would not end.
    for line in ["a  1\n", "甲\n", "\t甲\n", "\"甲\n", "\"甲\t\n", "甲|\n", "甲  \n\n"] {
        assert!(!blocks(&line.repeat(40_000)).is_empty(), "{line:?}");
    }
}

#[test]
fn a_pipe_at_the_end_of_a_row_is_an_edge_or_stands_behind_a_blank_cell() {
    // Nearly all rows are equally wide only with their blank cells.
    let rows = ["项目|办理|件数", "申请|网络|5", "|信函|2", "|当面|", "合计||7"];
    assert_eq!(shown(&rows.join("\n")), ["t 项目¦办理¦件数 / 申请¦网络¦5 / ¦信函¦2 / ¦当面¦ / 合计¦¦7"]);
    // Edges on both sides, or before each row alone.
    let edged = rows.map(|row| format!("|{row}|"));
    assert_eq!(shown(&edged.join("\n")), shown(&rows.join("\n")));
    assert_eq!(shown("| 甲 | 1\n| 乙 | 2"), ["t 甲¦1 / 乙¦2"]);
}

#[test]
fn blank_cells_on_lines_of_their_own_stay_where_they_stand() {
    let lines = "第二十条 |\n|||\n信息内容 |\n制发 |\n废止 |\n有效 |\n规章 |\n|\n|\n|\n行政规范性文件 |\n3 |\n|\n9 |\n";
    let whole = "t 第二十条 / 信息内容¦制发¦废止¦有效 / 规章¦¦¦ / 行政规范性文件¦3¦¦9";
    assert_eq!(shown(lines), [whole]);
    // Blank values before the total, and behind it what merged cells left.
    let row = |label: &str| format!("{label} |\n|\n|\n0 |\n||\n");
    let applicants = format!("关系 |\n申请人 |\n||||\n{}{}", row("新收"), row("结转"));
    assert_eq!(shown(&applicants), ["t 关系¦申请人 / 新收¦¦¦0 / 结转¦¦¦0"]);
    // No width at which every row begins with a text: lines as before.
    assert_eq!(shown(&applicants.replacen("新收 |\n", "", 1)).first().map(String::as_str), Some("p 关系"));
}

#[test]
fn numbers_of_lines_are_no_text() {
    let first =
        " 8   全年收到申请四十八\n 9   12 件，办结 9 件。\n10\n     说明\n11   二、申请\n12   三、办结\n";
    assert_eq!(
        shown(&format!("{first}\u{c}13   7 件转下年。\n")),
        [
            "p 全年收到申请四十八",
            "p 12 件，办结 9 件。",
            "p 说明",
            "p 二、申请",
            "p 三、办结",
            "p 7 件转下年。"
        ]
    );
}

#[test]
fn other_numbers_before_a_text_are_kept() {
    for text in [
        "1 赤\n2 橙\n3 黄\n4 绿\n5 青\n说明",
        " 1  赤\n 2  橙\n 3  黄\n 7  绿\n 9  青\n",
        "1 赤\n2 橙\n3 黄\n4 绿\n",
    ] {
        assert!(shown(text).concat().contains('3'), "{text}");
    }
}

#[test]
fn a_first_value_beside_its_label_is_a_cell_of_its_own() {
    assert_eq!(
        shown("内容 上一年数 | 增减 | 决定数\n许可 51 | | 3551\n处罚 | 2 | 7\n事项"),
        ["t 内容¦上一年数¦增减¦决定数 / 许可¦51¦¦3551 / 处罚¦¦2¦7", "p 事项"]
    );
    assert_eq!(
        shown("内容 上一年数\t增减\t决定数\n许可 51\t\t\n处罚 4\t2\t7"),
        ["t 内容¦上一年数¦增减¦决定数 / 许可¦51¦¦ / 处罚¦4¦2¦7"]
    );
    // No head stands beside that of the labels: a number behind a name may be part of it.
    assert_eq!(shown("名称 | 数量\n附件 1 | 3\n附件 2 | 4"), ["t 名称¦数量 / 附件 1¦3 / 附件 2¦4"]);
}

#[test]
fn blank_ends_that_were_lost_are_blank_again() {
    assert_eq!(
        shown("内容\t甲\t乙\t丙\n许可\t51\t\t3551\n处罚\t12\n强制\t3\t4"),
        ["t 内容¦甲¦乙¦丙 / 许可¦51¦¦3551 / 处罚¦12¦¦ / 强制¦3¦4¦"]
    );
    // Nothing tells that a blank between numbers would have been kept.
    assert_eq!(shown("内容\t甲\t乙\n许可\t51\t7\n处罚\t12"), ["t 内容¦甲¦乙 / 许可¦51¦7 / 处罚¦12"]);
    // Pipes that stand before some rows only are no edges, and behind few no more.
    assert_eq!(
        shown("一 | 新收 | 1 | 2\n | 网络 | 3 | \n | 信函 | | 4\n二 | 结转 | 5 | 6\n三 | 其他 | 7 | 8"),
        ["t 一¦新收¦1¦2 / ¦网络¦3¦ / ¦信函¦¦4 / 二¦结转¦5¦6 / 三¦其他¦7¦8"]
    );
}
