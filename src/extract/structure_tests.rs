//! Title, organ, year and dates in the layouts of portals, archives and files.

use super::*;
use crate::document::{Block, Table};

fn read(lines: &[&str]) -> Report {
    let blocks = lines.iter().map(|line| Block::paragraph(*line)).collect();
    let document = Document { blocks, ..Document::default() };
    structure(&document, Flow::of(&document))
}

fn organ(report: &Report) -> &str {
    report.organ.as_ref().map_or("", |organ| &organ.text)
}

fn published(report: &Report) -> &str {
    report.published.as_ref().map_or("", |published| &published.text)
}

#[test]
fn titles_in_their_wordings() {
    for (title, name, year) in [
        ("青禾县大坝镇2023年政府信息公开工作年度报告", "青禾县大坝镇", 2023),
        ("青禾镇人民政府 2022 年政府 信息公开工作年度报告", "青禾镇人民政府", 2022),
        ("2019年青山市人民政府办公厅政府信息公开工作年度报告", "青山市人民政府办公厅", 2019),
        ("2022年青山市政府信息公开工作年度报告", "青山市", 2022),
        ("青山区公安局2024年度政府信息公开工作年度报告", "青山区公安局", 2024),
        ("青山市科委政府信息公开工作2023年度报告", "青山市科委", 2023),
        ("青禾县教育局关于2021年度政府信息公开工作的年度报告", "青禾县教育局", 2021),
        ("青禾县教育局2020年政府信息公开年报", "青禾县教育局", 2020),
        ("青禾县青溪镇2023年政府信息公开 工作告年度报", "青禾县青溪镇", 2023),
        ("青禾鎮2023年政府信息公開工作年度報告", "青禾镇", 2023),
        ("青禾县人民政府2015年政府信息公开工作年度报告", "青禾县人民政府", 2015),
        ("青禾县教育局政府信息公开工作年度报告（2021年度）", "青禾县教育局", 2021),
    ] {
        let report = read(&[title, "一、总体情况", "正文。"]);
        assert_eq!((organ(&report), report.year), (name, Some(year)), "{title}");
        assert!(report.title.is_some(), "{title}");
    }
}

#[test]
fn titles_over_lines_and_before_the_text() {
    let report = read(&[
        "首页",
        "青禾县人民政府",
        "2024 年政府信息公开工作年度报告",
        "根据有关规定编制。",
        "一、总体情况",
    ]);
    assert_eq!((organ(&report), report.year), ("青禾县人民政府", Some(2024)));
    let report = read(&["2024年青山市科委政府信息公开工作", "年度报告", "一、总体情况", "正文。"]);
    assert_eq!((organ(&report), report.year), ("青山市科委", Some(2024)));
    let text =
        "青山市青禾区2023年政府信息公开 工作年度报告 根据《通知》要求编制。 一、总体情况 青禾区坚持公开。";
    assert_eq!(organ(&read(&[text])), "青山市青禾区");
}

#[test]
fn the_fields_of_the_page() {
    let report = read(&[
        "首页 > 政府信息公开 > 政府信息公开年报",
        "青禾县人民政府办公室2021年政府信息公开工作年度报告",
        "发布日期：2022-01-31 11:52 来源: 青禾县人民政府 浏览次数: 【字体:大】",
        "根据有关规定，现公布年度报告。",
        "一、总体情况",
    ]);
    assert_eq!((organ(&report), published(&report)), ("青禾县人民政府办公室", "2022-01-31"));
    assert_eq!(report.preamble.len(), 1);

    let table = Table::from_rows([
        vec!["索引号", "002509054/2022-00455", "公开形式", "主动公开"],
        vec!["发布单位", "青禾镇", "成文日期", "2022-01-24"],
    ]);
    let mut document = Document::default();
    document.blocks.push(Block::table(table));
    document.blocks.push(Block::paragraph("一、总体情况"));
    document.blocks.push(Block::paragraph("2021年，我镇公开信息84条。2021年公开36条，较2020年增加。"));
    let report = structure(&document, Flow::of(&document));
    assert_eq!((organ(&report), report.year, published(&report)), ("青禾镇", Some(2021), "2022-01-24"));

    let report = read(&[
        "标题: 青禾区2025年度政府信息公开工作年度报告",
        "发布时间: 2026-03-10 12:56",
        "发布机构: ",
        "一、总体情况",
    ]);
    assert_eq!((organ(&report), published(&report)), ("青禾区", "2026-03-10"));
    let report = read(&[
        "发布机构：本网",
        "生成日期：2020-01-19 08:51:18",
        "2019年，青山市青禾镇人民政府现公布青山市青禾镇2019年政府信息公开工作年度报告。",
        "一、总体情况",
    ]);
    assert_eq!((organ(&report), report.year, published(&report)), ("青山市青禾镇", Some(2019), "2020-01-19"));
    let report = read(&[
        "来源：青禾县人民政府办公室 时间：2024-01-31",
        "一、总体情况",
        "2023年，青溪镇认真贯彻落实条例。",
    ]);
    assert_eq!(organ(&report), "青溪镇");
}

#[test]
fn signature_and_period() {
    let report = read(&[
        "一、总体情况",
        "本报告统计数据从2024年1月1日至12月31日。",
        "六、其他需要报告的事项",
        "无。",
        "青禾县水务局",
        "2025年1月20日",
        "【关闭窗口】",
    ]);
    assert_eq!((organ(&report), report.year, published(&report)), ("青禾县水务局", Some(2024), "2025-01-20"));
    let period = report.period.as_ref().unwrap();
    assert_eq!((&*period.start, &*period.end), ("2024-01-01", "2024-12-31"));
    let body = report.text.range_of(report.sections[5].body[0]);
    assert_eq!(report.text.text(body), "无。");
    assert_eq!(report.sections[5].body.len(), 1);
}

#[test]
fn nothing_is_made_up() {
    let report = read(&[
        "转发《湖北省人民政府办公厅关于做好2020年政府信息公开年度报告编制和发布工作的通知》，现将我局情况报告如下。",
    ]);
    assert_eq!(organ(&report), "");
    let report = read(&["会议通知", "请各部门参加。"]);
    assert_eq!((organ(&report), report.year, published(&report)), ("", None, ""));
    assert!(report.sections.iter().all(|section| !section.found));
    let report = read(&[]);
    assert_eq!(report.year, None);
}

#[test]
fn what_the_file_says_of_itself() {
    let blocks = ["一、总体情况", "正文。"].iter().map(|line| Block::paragraph(*line)).collect();
    let document = Document {
        blocks,
        title: Some("青禾县水务局2023年政府信息公开工作年度报告_青禾县人民政府".to_owned()),
        metadata: vec![("PubDate".to_owned(), "2024-01-26 10:10".to_owned())],
        ..Document::default()
    };
    let report = structure(&document, Flow::of(&document));
    assert_eq!((organ(&report), report.year, published(&report)), ("青禾县水务局", Some(2023), "2024-01-26"));

    let lines = [
        "青禾县水务局2022年政府信息公开工作年度报告",
        "青禾县水务局2023年政府信息公开工作年度报告",
        "青禾县水务局2023年政府信息公开工作年度报告",
        "根据有关规定编制。",
        "一、总体情况",
    ];
    assert_eq!(read(&lines).year, Some(2023));
    let blocks = lines.iter().rev().skip(2).map(|line| Block::paragraph(*line)).collect();
    let document = Document {
        blocks,
        title: Some("青禾县水务局2023年政府信息公开工作年度报告".to_owned()),
        ..Document::default()
    };
    assert_eq!(structure(&document, Flow::of(&document)).year, Some(2023));
}
