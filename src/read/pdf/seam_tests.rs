//! Tables over pages: what a page break cuts, and what stands between the parts.

use std::fmt::Write;

use super::tests::{GBK, paper, shown};
use crate::document::{Content, Document};
use crate::read::meter::Meter;

/// The edges of the columns: a label, three columns in which a number of three digits fills the line.
const EDGES: [u32; 5] = [20, 130, 160, 190, 220];

/// How tall a row is; pages are 200 points high.
const ROW: u32 = 24;

/// A text in a size of its own.
fn sized(x: u32, y: u32, size: u32, text: &str) -> String {
    shown(x, y, text).replace("/F 10", &format!("/F {size}"))
}

/// A box with lines round it.
fn framed(left: u32, right: u32, low: u32, high: u32) -> String {
    format!("{left} {low} {} {} re S\n", right - left, high - low)
}

/// Rows of ruled cells from the top of a page; a cell's lines are parted by `/`.
fn ruled(rows: &[[&str; 4]]) -> String {
    let mut content = String::new();
    for (number, row) in (0..).zip(rows) {
        let high = 190 - number * ROW;
        for (cell, edges) in row.iter().zip(EDGES.windows(2)) {
            content += &framed(edges[0], edges[1], high - ROW, high);
            for (line, text) in (0..).zip(cell.split('/').filter(|text| !text.is_empty())) {
                content += &shown(edges[0] + 3, high - 10 - 11 * line, text);
            }
        }
    }
    content
}

fn read(pages: &[String]) -> Document {
    super::read(&paper(GBK, "", pages), &Meter::default()).unwrap()
}

/// The blocks: rows of tables by ` / `, their cells by `¦`.
fn blocks(document: &Document) -> Vec<String> {
    let block = |content: &Content| match content {
        Content::Table(table) => {
            let row = |row| {
                let own = table.cells.iter().filter(|cell| cell.row == row);
                own.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("¦")
            };
            (0..table.rows).map(row).collect::<Vec<_>>().join(" / ")
        }
        Content::Paragraph { text } | Content::Heading { text, .. } => text.clone(),
    };
    document.blocks.iter().map(|each| block(&each.content)).collect()
}

#[test]
fn a_row_that_a_page_break_cuts_is_one_row() {
    let first = ["信息内容", "甲类", "乙类", "丙类"];
    let last = ["9.其他", "7", "8", "9"];
    for (above, below, rows) in [
        // Digits for which there was no room, of one value and of several, beside a label of one line.
        (["1.国家秘密", "102", "37", "0"], ["", "4", "", ""], "1.国家秘密¦1024¦37¦0"),
        (["1.国家秘密", "102", "376", "0"], ["", "4", "0", ""], "1.国家秘密¦1024¦3760¦0"),
        (["1.国家秘密", "0", "102", "104"], ["", "", "4", "3"], "1.国家秘密¦0¦1024¦1043"),
        (
            ["1.国家秘密和其他法律禁", "102", "5", "0"],
            ["止公开", "4", "", ""],
            "1.国家秘密和其他法律禁止公开¦1024¦5¦0",
        ),
        // The label on one side, the values on the other.
        (["", "46", "46", "0"], ["1.国家秘密", "", "", ""], "1.国家秘密¦46¦46¦0"),
        (["1.国家秘密", "", "", ""], ["", "46", "46", "0"], "1.国家秘密¦46¦46¦0"),
        // Each cell on one side.
        (["1.国家秘密", "", "4", "5"], ["", "19", "", ""], "1.国家秘密¦19¦4¦5"),
        (["", "19", "", "5"], ["1.国家秘密", "", "4", ""], "1.国家秘密¦19¦4¦5"),
        // Two rows.
        (
            ["1.国家秘密", "102", "376", "0"],
            ["2.内部事务", "4", "0", "1"],
            "1.国家秘密¦102¦376¦0 / 2.内部事务¦4¦0¦1",
        ),
        (["1.国家秘密", "102", "376", "100"], ["", "4", "0", "1"], "1.国家秘密¦102¦376¦100 / ¦4¦0¦1"),
        (["1.国家秘密", "", "", ""], ["2.内部事务", "4", "0", "1"], "1.国家秘密¦¦¦ / 2.内部事务¦4¦0¦1"),
        (["1.国家秘密", "4", "0", ""], ["2.内部事务", "", "", ""], "1.国家秘密¦4¦0¦ / 2.内部事务¦¦¦"),
    ] {
        let document = read(&[ruled(&[first, above]), ruled(&[below, last])]);
        let wanted = format!("信息内容¦甲类¦乙类¦丙类 / {rows} / 9.其他¦7¦8¦9");
        assert_eq!(blocks(&document), [wanted]);
    }
}

/// Heads of which some stand over two rows, with the page break between the rows.
#[test]
fn heads_that_a_page_break_cuts_are_whole() {
    let row = |high: u32, cells: &[(u32, u32, &str)]| {
        cells.iter().fold(String::new(), |mut content, (left, right, text)| {
            content += &framed(*left, *right, high - ROW, high);
            content + &shown(left + 3, high - 15, text)
        })
    };
    let above = row(190, &[(20, 36, "结"), (36, 52, "总"), (52, 132, "复议后起诉")]);
    let heads = [(20, 36, "果"), (36, 52, "计"), (52, 92, "维持"), (92, 132, "纠正")];
    let values = [(20, 36, "1"), (36, 52, "2"), (52, 92, "3"), (92, 132, "4")];
    let below = row(190, &heads) + &row(190 - ROW, &values);
    assert_eq!(blocks(&read(&[above, below])), ["结果¦总计¦复议后起诉 / 维持¦纠正 / 1¦2¦3¦4"]);
    // Rows of heads of their own, as the equal columns say.
    let above = row(190, &[(20, 36, "甲"), (36, 52, "乙"), (52, 92, "丙"), (92, 132, "丁")]);
    let below = row(190, &heads) + &row(190 - ROW, &values);
    assert_eq!(blocks(&read(&[above, below])), ["甲¦乙¦丙¦丁 / 果¦计¦维持¦纠正 / 1¦2¦3¦4"]);
}

#[test]
fn notes_at_the_foot_of_a_page_stand_behind_what_they_interrupt() {
    let foot = "20 40 m 80 40 l S\n".to_owned() + &sized(20, 28, 8, "含上年收到的3件。");
    let rows = |from: usize, to: usize| {
        let row = ["1.国家秘密", "4", "0", "1"];
        ruled(&vec![row; to - from])
    };
    let row = "1.国家秘密¦4¦0¦1";
    // A table.
    let document = read(&[rows(0, 5) + &foot, rows(5, 7)]);
    assert_eq!(blocks(&document), [[row; 7].join(" / ").as_str(), "含上年收到的3件。"]);
    // A paragraph; what stands behind it goes on as ever.
    let line = "全年收到申请并全部按期答复的政府信息公开事项共计三";
    let text = (0..6).fold(String::new(), |text, at| text + &shown(20, 180 - 16 * at, line));
    let document = read(&[text + &foot, shown(20, 180, "共12件。") + &shown(20, 130, "二、其他。")]);
    assert_eq!(
        blocks(&document),
        [format!("{}共12件。", line.repeat(6)).as_str(), "含上年收到的3件。", "二、其他。"]
    );
    // A line as wide as the text, or larger letters below it, are no notes.
    for other in [foot.replace("80 40 l", "220 40 l"), foot.replace("/F 8", "/F 12")] {
        let document = read(&[rows(0, 5) + &other, rows(5, 7)]);
        assert_eq!(
            blocks(&document),
            [[row; 5].join(" / ").as_str(), "含上年收到的3件。", [row; 2].join(" / ").as_str()]
        );
    }
}

#[test]
fn numbers_below_one_another_are_several() {
    // Lines part the columns only: each line of the text is a row.
    let mut content = "20 170 m 220 170 l S\n".to_owned();
    for edge in [130, 160, 190] {
        writeln!(content, "{edge} 190 m {edge} 100 l S").unwrap();
    }
    for (at, cells) in
        (0..).zip([["信息内容", "甲", "乙", "丙"], ["规章", "0", "6", "8"], ["文件", "14", "5", "3"]])
    {
        for (text, edge) in cells.iter().zip(EDGES) {
            content += &shown(edge + 8, 175 - 24 * at, text);
        }
    }
    let text = blocks(&read(&[content])).join(" ");
    assert!(text.contains("规章¦0¦6¦8 / 文件¦14¦5¦3"), "{text}");
    // In one cell they are not one number, unless they fill it.
    let document = read(&[ruled(&[["文件", "7/25", "102/4", "3"]])]);
    assert_eq!(blocks(&document), ["文件¦7\n25¦1024¦3"]);
}

#[test]
fn a_raised_note_is_one_in_any_smaller_size() {
    for (size, lift) in [(5, 4), (6, 5), (8, 4), (8, 6)] {
        let note = sized(130 + 3 + 15, 190 - 10 + lift, size, "1");
        let document = read(&[ruled(&[["文件", "172", "8", "3"]]) + &note]);
        assert_eq!(blocks(&document), ["文件¦172¹¦8¦3"], "{size} {lift}");
    }
}

#[test]
fn a_head_that_a_thousand_pages_repeat_is_there_once() {
    use super::geometry::Area;
    use super::page::{PageCell, PageTable};
    use super::seam::Joined;
    let cell = |page: u32, row: usize, column: u32, text: String| {
        let left = f64::from(column) * 50.0;
        PageCell { page, row, rows: 1, left, right: left + 50.0, text, ..PageCell::default() }
    };
    let part = |page: u32| {
        let head = (0..4).map(|column| cell(page, 0, column, format!("头{column}")));
        let body = (1..40).flat_map(|row| (0..4).map(move |column| (row, column)));
        let body = body.map(|(row, column)| cell(page, row, column, format!("{page}")));
        let area = Area { left: 0.0, top: 0.0, right: 200.0, bottom: 400.0 };
        PageTable { page, area, rows: 40, cells: head.chain(body).collect() }
    };
    let mut joined = Joined::from(part(1));
    for page in 2..=1_000 {
        assert!(joined.add(part(page)).is_none(), "{page}");
    }
    let table = joined.finish();
    assert_eq!((table.rows, table.columns), (1 + 39 * 1_000, 4));
    assert_eq!(table.cells.len(), 4 + 39 * 4 * 1_000);
}
