//! Title, organ, year and dates in the layouts of portals, archives and files.

use super::*;
use crate::document::{Block, Table};

fn read(lines: &[&str]) -> Report {
    let blocks = lines.iter().map(|line| Block::paragraph(*line)).collect();
    let document = Document { blocks, ..Document::default() };
    structure(&document, Flow::of(&document))
}

fn organ(report: &Report) -> &str {
    report.organ.as_ref().map_or("", |organ| &organ.name)
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
        ("2020年度青溪镇政府信息公开年度报告", "青溪镇", 2020),
        ("某某总署（本级机关）2020年政府信息公开工作年度报告", "某某总署（本级机关）", 2020),
        ("青禾县“互联网+”产业发展中心2019年政府信息公开工作年度报告", "青禾县“互联网+”产业发展中心", 2019),
        ("青山市「放管服」改革办公室2021年政府信息公开年报", "青山市「放管服」改革办公室", 2021),
        ("“12345”热线管理中心2021年政府信息公开年报", "“12345”热线管理中心", 2021),
        ("【图文】青禾县教育局2022年度政府信息公开工作年度报告", "青禾县教育局", 2022),
        ("青禾新区发展改革局（以下简称发改局）2025年度政府信息公开工作报告", "青禾新区发展改革局", 2025),
    ] {
        let report = read(&[title, "一、总体情况", "正文。"]);
        assert_eq!((organ(&report), report.year), (name, Some(year)), "{title}");
        assert!(report.title.is_some(), "{title}");
    }
}

#[test]
fn a_quotation_before_a_name_is_none_of_it() {
    for opening in
        ["根据“条例”公布“青禾县教育局2020年政府信息公开年报”", "现公布“青禾县教育局2020年政府信息公开年报”"]
    {
        let report = read(&[opening, "一、总体情况", "正文。"]);
        assert_eq!((organ(&report), report.year), ("青禾县教育局", Some(2020)), "{opening}");
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

#[test]
fn organ_and_year_named_in_a_sentence() {
    for (sentence, name, year) in [
        ("根据《条例》规定，现公布青山市人民政府2017年政府信息公开工作年度报告。", "青山市人民政府", 2017),
        ("青禾县教育局编制了青禾县教育局2022年政府信息公开工作年度报告。", "青禾县教育局", 2022),
        ("按照有关规定，编写青禾县教育局2022年政府信息公开工作年度报告。", "青禾县教育局", 2022),
        ("本报告由青禾县教育局编写，数据统计期限为2022年1月1日至2022年12月31日。", "青禾县教育局", 2022),
        ("特向社会公布2021年度本镇政府信息公开年度报告。", "", 2021),
        ("结合园区政府信息公开工作实际，编制了2024年政府信息公开工作年度报告。", "", 2024),
        (
            "本报告由国家税务总局青山区税务局编制，数据统计期限为2021年1月1日至2021年12月31日。",
            "国家税务总局青山区税务局",
            2021,
        ),
        ("本报告由青山区人民政府办公室汇总编制，数据统计期限为2021年1月1日至2021年12月31日。", "", 2021),
        ("现公布《青禾县统计局2024年政府信息公开工作年度报告》。", "青禾县统计局", 2024),
    ] {
        let report = read(&[sentence, "一、总体情况", "认真落实各项要求。"]);
        assert_eq!((organ(&report), report.year), (name, Some(year)), "{sentence}");
        let inside = read(&["一、总体情况", sentence, "二、主动公开政府信息情况"]);
        if !sentence.contains("汇总") && !sentence.contains("国家税务") {
            assert_eq!((organ(&inside), inside.year), (name, Some(year)), "{sentence}");
        }
    }
    let report = read(&[
        "某地局编制了2021年政府信息公开年度报告。数据的统计期限自2020年1月1日起至2020年12月31日止。",
        "一、总体情况",
    ]);
    assert_eq!(report.year, Some(2021), "the title says which year it is, the period may be last year's");
}

#[test]
fn organ_of_the_opening_paragraphs() {
    for (sentence, name) in [
        ("按照有关要求，青禾县审计局根据工作实际情况编制2025年度报告。", "青禾县审计局"),
        ("青山市人民政府结合全市2022年度政府信息公开工作，编制本报告。", "青山市人民政府"),
        (
            "编制2021年度报告。如有疑问，可与青禾县青溪生态环境局联系（地址：某路1号）。",
            "青禾县青溪生态环境局",
        ),
        ("编制2021年度报告。如有疑问，请与青禾县统计局办公室联系。", "青禾县统计局"),
        ("编制2021年度报告。如有疑问，请与青溪镇人民政府党政办公室联系。", "青溪镇人民政府"),
        ("编制2021年度报告。如有疑问，请与青禾县统计局政务公开领导小组办公室联系。", "青禾县统计局"),
        ("编制2021年度报告。如有疑问，请与青禾县政务公开办公室联系。", ""),
        ("本报告由青溪镇人民政府党政办公室编制。", "青溪镇人民政府"),
        ("编制2021年度报告。如有疑问，请与青禾县人民政府办公室联系。", ""),
        ("编制2021年度报告。如有疑问，请与青禾县政务服务中心联系。", ""),
    ] {
        let report = read(&[sentence, "一、总体情况", "各项工作取得新进展。"]);
        assert_eq!(organ(&report), name, "{sentence}");
    }
    let report = read(&[
        "如有疑问，请与青禾县财政局办公室联系。",
        "一、总体情况",
        "2024年，县财政局认真贯彻《条例》。",
    ]);
    assert_eq!(organ(&report), "青禾县财政局");
    let report = read(&["一、总体情况", "2024年，青禾县审计局始终坚持以公开为常态。"]);
    assert_eq!(organ(&report), "青禾县审计局");
}

#[test]
fn subjects_that_name_no_organ() {
    for sentence in [
        "2012年，在国务院全面加强透明政府建设的背景下，认真贯彻各项要求。",
        "2020年，分局认真贯彻《条例》。",
        "按照要求，向社会公开2016年度镇政府信息公开年度报告。",
        "乡党委、政府高度重视此项工作。",
        "2024年，县人民政府始终高度重视政府信息公开工作。",
        "2023年，本街道认真贯彻落实《条例》要求。",
    ] {
        let report = read(&["一、总体情况", sentence]);
        assert_eq!(organ(&report), "", "{sentence}");
    }
}

#[test]
fn days_of_the_page_and_days_of_the_text() {
    let document = Document {
        blocks: vec![
            Block::table(Table::from_rows([["发布机构", "市政府办", "发文日期", "2018-02-28"]])),
            Block::paragraph("现公布青山市人民政府2017年政府信息公开工作年度报告。"),
            Block::paragraph("一、主要工作概述"),
        ],
        ..Document::default()
    };
    let report = structure(&document, Flow::of(&document));
    assert_eq!((organ(&report), published(&report)), ("青山市人民政府", "2018-02-28"));
    let last = [
        "青禾县民政局2019年政府信息公开工作年度报告",
        "一、总体情况",
        "公开各类信息。",
        "发布日期：2019-12-27",
    ];
    assert_eq!(published(&read(&last)), "2019-12-27");
    let needed =
        "为做好全县2021年度政府信息公开工作年度报告发布工作，现公开2021年度青禾县政府信息公开工作年度报告。";
    assert_eq!(organ(&read(&[needed, "一、总体情况", "公开各类信息。"])), "青禾县");
    let told =
        read(&["青禾县民政局2019年政府信息公开工作年度报告", "2019年7月29日，我局召开专题会议，完善了"]);
    assert_eq!(published(&told), "");
}
