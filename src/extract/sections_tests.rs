//! Headings in the wordings and layouts of real reports.

use super::*;
use crate::document::Block;

fn document(lines: &[&str]) -> Document {
    Document { blocks: lines.iter().map(|line| Block::paragraph(*line)).collect(), ..Document::default() }
}

fn all_headings(flow: &Flow) -> Vec<Heading> {
    headings(flow, &(0..flow.len())).0
}

fn found(lines: &[&str]) -> Vec<(u8, String)> {
    let document = document(lines);
    let flow = Flow::of(&document);
    sections(&flow, &document, &all_headings(&flow), flow.len())
        .into_iter()
        .filter(|section| section.found)
        .map(|section| (section.number, section.heading))
        .collect()
}

fn number_of(heading: &str) -> Option<u8> {
    found(&[heading]).first().map(|(number, _)| *number)
}

#[test]
fn accepted_wordings_of_each_section() {
    let wordings: [(u8, &[&str]); 6] = [
        (
            1,
            &[
                "一、总体情况",
                "一、政府信息公开工作总体情况",
                "一、总体工作情况",
                "一、概述",
                "第一部分 总体情况",
                "总体情况",
                "一、2023年总体情况",
                "1.总体情况",
                "—、总体情况",
            ],
        ),
        (
            2,
            &[
                "二、主动公开政府信息情况",
                "二、行政机关主动公开政府信息情况",
                "二、主动公开信息情况",
                "二、主动公开政府信息的情况",
                "二、主动公开情况",
            ],
        ),
        (
            3,
            &[
                "三、收到和处理政府信息公开申请情况",
                "三、行政机关收到和处理政府信息公开申请情况",
                "三、收到和處理政府信息公開申請情況",
                "三、依申请公开政府信息情况",
                "三、政府信息依申请公开办理情况",
                "三、收到和处理依申请公开信息情况",
            ],
        ),
        (
            4,
            &[
                "四、政府信息公开行政复议、行政诉讼情况",
                "四、政府信息公开行政复议和行政诉讼情况",
                "四、政府信息公开行政复议行政诉讼情况",
                "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
                "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
                "四、政府信息公开行政复议与行政诉讼情况",
                "四、行政复议、行政诉讼情况",
                "四、政府信息公开行政法复议、行政诉讼情况",
            ],
        ),
        (
            5,
            &[
                "五、存在的主要问题及改进情况",
                "五、政府信息公开工作存在的主要问题及改进情况",
                "五、存在的主要问题和改进措施",
                "五、存在的主要问题和改进举措",
                "五、存在的主要问题及明年工作计划",
                "五、存在问题及改进措施",
                "五、主要问题和改进措施",
                "五、工作中存在的主要问题及改进情况",
                "五、存在的问题及下一步工作打算",
            ],
        ),
        (
            6,
            &[
                "六、其他需要报告的事项",
                "六、其他需要报告等事项",
                "六、其他事项",
                "六、其它需要报告的事项",
                "六、需要报告的其他事项",
                "六、其他需要说明的事项",
            ],
        ),
    ];
    for (number, headings) in wordings {
        for heading in headings {
            assert_eq!(number_of(heading), Some(number), "{heading}");
        }
    }
}

#[test]
fn other_lines_are_no_headings() {
    for line in [
        "一、本年新收政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "总体情况、主动公开政府信息情况、收到和",
        "本报告由总体情况、主动公开政府信息情况等六部分组成。",
        "一是主动公开政府信息情况良好",
        "情况，存在的主要问题及改进情况以及其他需要报告的事项等六",
        "二、主动公开政府信息情况、三、收到和处理",
        "（一）主动公开情况。2023年，我镇通过网站公开信息。",
        "（一）主动公开信息情况",
        "（一）主动公开政府信息情况。全年公开276条。",
        "二、工作机制保障",
        "详见本报告“二、主动公开政府信息情况”。",
    ] {
        assert_eq!(found(&[line]), [], "{line}");
    }
}

#[test]
fn headings_in_one_endless_line() {
    let text = "本报告共分6个部分：总体情况、主动公开政府信息情况、其他需要报告的事项。一、总体情况 2025年，[……]（一）主动公开方面。\
                公开2个。[……]二、主动公开政府信息情况第二十条第（一）项规章000三、收到和处理政府信息公开申请情况（本列数据）\
                四、结转下年度继续办理4200006四、政府信息公开行政复议、行政诉讼情况行政复议00三五、存在的主要问题及改进情况2025年，\
                仍有不足。六、其他需要报告的事项无。";
    let document = document(&[text]);
    let flow = Flow::of(&document);
    let found = sections(&flow, &document, &all_headings(&flow), flow.len());
    let titles: Vec<&str> = found.iter().map(|section| &*section.heading).collect();
    assert_eq!(titles[..2], ["一、总体情况", "二、主动公开政府信息情况"]);
    assert_eq!(titles[5], "六、其他需要报告的事项");
    assert!(found.iter().all(|section| section.found));
    assert_eq!(found[3].ordinal.as_deref(), Some("四"));
    let body = flow.range_of(found[5].body[0]);
    assert_eq!(flow.text(body), "无。");
}

#[test]
fn a_heading_broken_by_the_page_and_one_without_ordinal() {
    let lines = [
        "一、总体情况",
        "正文",
        "四、政府信息公开行政复议、行政诉讼情",
        "况",
        "五、存在的主要问题及",
        "改进情况",
        "不足。",
        "其他需要报告的事项",
        "无",
    ];
    assert_eq!(
        found(&lines),
        [
            (1, "一、总体情况".to_owned()),
            (4, "四、政府信息公开行政复议、行政诉讼情况".to_owned()),
            (5, "五、存在的主要问题及改进情况".to_owned()),
            (6, "其他需要报告的事项".to_owned()),
        ]
    );
}

#[test]
fn a_table_of_contents_and_an_opening_list_are_passed_over() {
    let contents =
        ["目录", "一、总体情况……1", "二、主动公开政府信息情况……2", "三、收到和处理政府信息公开申请情况 3"];
    let text =
        ["一、总体情况", "甲", "二、主动公开政府信息情况", "乙", "三、收到和处理政府信息公开申请情况", "丙"];
    let lines: Vec<&str> = contents.into_iter().chain(text).collect();
    let document = document(&lines);
    let flow = Flow::of(&document);
    let blocks: Vec<u32> =
        all_headings(&flow).iter().map(|h| flow.pieces[flow.piece_at(h.range.start)].block).collect();
    assert_eq!(blocks, [4, 6, 8]);
    let listing =
        "本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况三部分组成。";
    assert_eq!(found(&[listing]), []);
}

#[test]
fn headings_without_their_tables_stay_headings() {
    let lines = [
        "一、总体情况 文字。 二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况 问题。",
    ];
    assert_eq!(found(&lines).len(), 5);
}

#[test]
fn the_forms_own_heading_wins_over_one_in_other_words() {
    let lines = [
        "一、总体情况",
        "甲",
        "三、主动公开工作情况",
        "乙",
        "四、政府信息公开申请情况",
        "丙",
        "一、主动公开政府信息情况",
        "表",
        "二、收到和处理政府信息公开申请情况",
    ];
    let found = found(&lines);
    assert_eq!(found[1].1, "一、主动公开政府信息情况");
    assert_eq!(found[2].1, "二、收到和处理政府信息公开申请情况");
}

#[test]
fn a_mark_left_after_a_heading_does_not_make_it_a_list() {
    assert_eq!(found(&["一、总体情况、", "二、主动公开政府信息情况"]).len(), 2);
}

#[test]
fn aspects_numbered_inside_the_first_section_are_no_sections() {
    for (one, two) in [("1.", "2."), ("1、", "2、"), ("（一）", "（二）")] {
        let text = format!(
            "青禾镇2024年政府信息公开工作年度报告\n一、总体情况\n2024年，工作有序开展。\n{one}主动公开情况\n全年公开信息11条。\n{two}依申请公开情况\n没有收到申请。"
        );
        let lines: Vec<&str> = text.lines().collect();
        let found: Vec<u8> = found(&lines).into_iter().map(|(number, _)| number).collect();
        assert_eq!(found, [1], "{one}");
    }
}

#[test]
fn headings_in_running_text_with_a_slip_or_without_their_mark() {
    let text = "本报告自公布之日起公开。一总体情况2024年，我局主动公开政府信息12条。二、主动公开政府信息情况规章000\
                四、政府信息公开行政法复议、行政诉讼情况行政复议0 0 0五、存在的主要问题及改进情况问题是宣传不够。";
    let numbers: Vec<u8> = found(&[text]).into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [1, 2, 4, 5]);
    // A sentence that counts, and one that names a section, begin none.
    let text = "问题有二。一总体情况说明不够，见四、政府信息公开行政法复议、行政诉讼情况。";
    assert!(!found(&[text]).iter().any(|(number, _)| *number == 4));
}

#[test]
fn a_unit_beside_a_heading_in_a_table_leaves_it_a_heading() {
    let numbers = |beside: &str| {
        let table = crate::document::Table::from_rows([
            ["一、总体情况", "", beside],
            ["本年度公开各类信息。", "", ""],
            ["二、主动公开政府信息情况", "", ""],
        ]);
        let document = Document { blocks: vec![Block::table(table)], ..Document::default() };
        all_headings(&Flow::of(&document)).iter().map(|heading| heading.number).collect::<Vec<_>>()
    };
    for beside in ["", "单位：件", "（单位：件、万元）", "单位:件"] {
        assert_eq!(numbers(beside), [1, 2], "{beside}");
    }
    for beside in ["12", "已完成"] {
        assert_eq!(numbers(beside), [2], "{beside}");
    }
}
