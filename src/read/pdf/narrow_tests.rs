//! What stands near to something else, or has too little room: values right behind their label, numbers over several
//! lines of a narrow column, heads no wider than one of the columns they stand over, a number over the end of a line.

use super::tests::{paper, shown};
use crate::document::{Content, Document, Table};
use crate::read::meter::Meter;

/// Digits and Latin letters are half as wide as Chinese characters.
const FONT: &str = "/Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype \
                    /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> \
                    /DW 1000 /W [814 907 500] >>]";

fn document(pages: &[String]) -> Document {
    super::read(&paper(FONT, "", pages), &Meter::default()).unwrap()
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|block| block.as_table()).collect()
}

/// What is written in a row.
fn row(table: &Table, row: u32) -> Vec<&str> {
    let own = table.cells.iter().filter(|cell| cell.row == row && !cell.text.is_empty());
    own.map(|cell| cell.text.as_str()).collect()
}

#[test]
fn a_value_right_behind_its_label_is_one() {
    let page = |label: u32, first: [u32; 3], values: [&str; 3]| {
        let rows = [("一、新收申请数量", 20), ("（二）部分公开（区分处", label), ("四、结转", 20)];
        let rows = (0..).zip(rows).zip(first.into_iter().zip(values));
        rows.map(|((at, (text, x)), (first, value))| {
            let y = 180 - at * 20;
            shown(x, y, text) + &shown(first, y, value) + &shown(225, y, "0") + &shown(265, y, "12")
        })
        .collect::<String>()
    };
    // Set from the left, from the right, and in the middle; nothing parts the label from its value.
    for (label, first) in [(68, [180, 180, 180]), (74, [190, 185, 190]), (74, [187, 185, 187])] {
        let document = document(&[page(label, first, ["7", "51", "8"])]);
        let [table] = tables(&document)[..] else { panic!("{first:?}") };
        assert_eq!(row(table, 1), ["（二）部分公开（区分处", "51", "0", "12"], "{first:?}");
    }
    // Digits of a label stand elsewhere than the values of the first column.
    let document = document(&[page(44, [180, 155, 180], ["7", "51", "8"])]);
    let values = |table: &Table| table.cells.iter().any(|cell| cell.text == "51");
    assert!(!tables(&document).into_iter().any(values));
}

/// A table with a column of labels and three of numbers, 14 points wide, of three rows.
fn narrow(rows: [[&[&str]; 3]; 3]) -> String {
    let (ys, xs) = ([100, 130, 160, 190], [20, 155, 169, 183, 197]);
    let across = ys.iter().map(|y| format!("20 {y} m 197 {y} l S\n"));
    let down = xs.iter().map(|x| format!("{x} 100 m {x} 190 l S\n"));
    let labels = [171, 141, 111].map(|y| shown(30, y, "本年的申请"));
    let numbers = rows.iter().zip([171, 141, 111]).flat_map(|(row, middle)| {
        row.iter().zip([157, 171, 185]).map(move |(lines, x)| {
            let top = middle + 6 * (u32::try_from(lines.len()).unwrap() - 1);
            (0..).zip(*lines).map(|(line, text)| shown(x, top - line * 12, text)).collect::<String>()
        })
    });
    across.chain(down).chain(labels).chain(numbers).collect()
}

#[test]
fn numbers_that_are_all_too_wide_for_their_columns_are_whole() {
    let wide: [&[&str]; 3] = [&["33", "93"], &["64", "4"], &["50", "61"]];
    let whole: [&[&str]; 3] = [&["33"], &["5"], &["0"]];
    let cut: [&[&str]; 3] = [&["18", "4"], &["5"], &["20"]];
    let first = |rows: [[&[&str]; 3]; 3]| -> Vec<String> {
        let document = document(&[narrow(rows)]);
        let [table] = tables(&document)[..] else { panic!() };
        row(table, 0).iter().skip(1).map(|text| (*text).to_owned()).collect()
    };
    assert_eq!(first([wide, cut, whole]), ["3393", "644", "5061"]);
    // Nothing says that the columns are too narrow; the upper numbers do not fill them.
    assert_eq!(first([wide, whole, whole]), ["33\n93", "64\n4", "50\n61"]);
    assert_eq!(
        first([[&["3", "93"], &["64", "4"], &["50", "61"]], cut, whole]),
        ["3\n93", "64\n4", "50\n61"]
    );
}

#[test]
fn a_head_no_wider_than_one_column_stands_over_several() {
    let column = |at: u32| 15 + at * 28;
    let line = |y: u32, words: [&str; 5]| -> String {
        (0..10).zip(words.iter().cycle()).map(|(at, word)| shown(column(at), y, word)).collect()
    };
    let values: String = (0..10).map(|at| shown(column(at) + 5, 100, &(at + 11).to_string())).collect();
    let over = shown(column(2), 140, "复议") + &shown(column(7), 140, "诉讼");
    let whole = document(&[over + &line(126, ["维持", "纠正", "其他", "未结", "总计"]) + &values]);
    let [table] = tables(&whole)[..] else { panic!() };
    assert_eq!(row(table, 0), ["复议", "诉讼"]);
    assert_eq!(
        row(table, 1),
        ["维持", "纠正", "其他", "未结", "总计", "维持", "纠正", "其他", "未结", "总计"]
    );
    // Heads of two lines go on, though some of their words stand there again.
    let upper: String = [0, 1, 2, 3, 5, 6, 7, 8]
        .into_iter()
        .zip(["结果", "结果", "其他", "尚未"].iter().cycle())
        .map(|(at, word)| shown(column(at), 138, word))
        .collect();
    let halves = document(&[upper + &line(126, ["维持", "纠正", "结果", "审结", "总计"]) + &values]);
    let [table] = tables(&halves)[..] else { panic!() };
    let heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let found: Vec<&str> =
        table.cells.iter().filter(|cell| cell.row < 2).map(|cell| cell.text.as_str()).collect();
    assert!(heads.iter().all(|head| found.iter().filter(|text| *text == head).count() == 2), "{found:?}");
}

#[test]
fn a_number_over_the_end_of_a_line_is_one_on_a_page_with_wider_margins() {
    let texts = |end: &str, next: &str| -> Vec<String> {
        let line = format!("{}{end}", "办".repeat(21));
        let first = shown(44, 180, &line) + &shown(44, 166, next);
        let second = ["二、主动公开情况", "没有制发规章。", "没有收费。"];
        let second: String = (0..).zip(second).map(|(at, text)| shown(20, 180 - at * 14, text)).collect();
        let document = document(&[first, second]);
        let text = |block: &crate::document::Block| match &block.content {
            Content::Paragraph { text } => Some(text.clone()),
            _ => None,
        };
        document.blocks.iter().filter_map(text).collect()
    };
    assert_eq!(texts("4", "9件，其余如下。")[0], format!("{}49件，其余如下。", "办".repeat(21)));
    // Elsewhere the narrower lines are lines of their own, as they are where somebody set them apart.
    assert_eq!(texts("４", "件数如下。").len(), 5);
}
