//! The statistics table of 2014 in the shapes in which it arrives.

use crate::outcome::{Outcome, Status};
use crate::{Options, check};

/// Label, unit and number of each row, block headings with `——`, written down a second time. The numbers add up.
const ROWS: [(&str, &str, &str); 52] = [
    ("一、主动公开情况", "——", "——"),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "486"),
    ("其中：主动公开规范性文件数", "条", "7"),
    ("制发规范性文件总数", "件", "9"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", "——"),
    ("1．政府公报公开政府信息数", "条", "0"),
    ("2．政府网站公开政府信息数", "条", "472"),
    ("3．政务微博公开政府信息数", "条", "31"),
    ("4．政务微信公开政府信息数", "条", "58"),
    ("5．其他方式公开政府信息数", "条", "12"),
    ("二、回应解读情况", "——", "——"),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "4"),
    ("（二）通过不同渠道和方式回应解读的情况", "——", "——"),
    ("1．参加或举办新闻发布会总次数", "次", "1"),
    ("2．政府网站在线访谈次数", "次", "2"),
    ("3．政策解读稿件发布数", "篇", "16"),
    ("4．微博微信回应事件数", "次", "3"),
    ("三、依申请公开情况", "——", "——"),
    ("（一）收到申请数", "件", "25"),
    ("1．当面申请数", "件", "6"),
    ("2．传真申请数", "件", "1"),
    ("3．网络申请数", "件", "13"),
    ("4．信函申请数", "件", "5"),
    ("（二）申请办结数", "件", "25"),
    ("1．按时办结数", "件", "24"),
    ("2．延期办结数", "件", "1"),
    ("（三）申请答复数", "件", "25"),
    ("1．属于已主动公开范围数", "件", "8"),
    ("2．同意公开答复数", "件", "9"),
    ("3．同意部分公开答复数", "件", "2"),
    ("4．不同意公开答复数", "件", "3"),
    ("其中：涉及国家秘密", "件", "0"),
    ("涉及商业秘密", "件", "1"),
    ("涉及个人隐私", "件", "2"),
    ("危及国家安全、公共安全、经济安全和社会稳定", "件", "0"),
    ("不是《条例》所指政府信息", "件", "0"),
    ("法律法规规定的其他情形", "件", "0"),
    ("5．不属于本行政机关公开数", "件", "1"),
    ("6．申请信息不存在数", "件", "2"),
    ("7．告知作出更改补充数", "件", "0"),
    ("8．告知通过其他途径办理数", "件", "0"),
    ("四、行政复议数量", "件", "3"),
    ("（一）维持具体行政行为数", "件", "2"),
    ("（二）被依法纠错数", "件", "1"),
    ("（三）其他情形数", "件", "0"),
    ("五、行政诉讼数量", "件", "2"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "1"),
    ("（二）被依法纠错数", "件", "0"),
    ("（三）其他情形数", "件", "1"),
    ("六、举报投诉数量", "件", "0"),
    ("七、依申请公开信息收取的费用", "万元", "0.5"),
    ("（二）举办各类培训班数", "次", "2"),
];

const TITLE: &str = "青禾县2016年政府信息公开工作年度报告";

fn outcome(bytes: &[u8]) -> Outcome {
    check(bytes, &Options::default()).unwrap()
}

fn assert_read(outcome: &Outcome) {
    assert_eq!(outcome.report.form.map(|form| form.name()), Some("2014"));
    let value =
        |name: &str| outcome.report.cells.get(name).and_then(|cell| cell.value).map(|value| value.decimal());
    for (cell, expected) in [
        ("s14.disclosed", 486.0),
        ("s14.disclosed.normative", 7.0),
        ("s14.normative_made", 9.0),
        ("s14.channel.website", 472.0),
        ("s14.responses", 4.0),
        ("s14.responses.interpretations", 16.0),
        ("s14.received", 25.0),
        ("s14.received.in_person", 6.0),
        ("s14.answered.partial", 2.0),
        ("s14.denied.privacy", 2.0),
        ("s14.review", 3.0),
        ("s14.review.upheld", 2.0),
        ("s14.review.corrected", 1.0),
        ("s14.suit.upheld", 1.0),
        ("s14.suit.corrected", 0.0),
        ("s14.suit.other", 1.0),
        ("s14.fees", 0.5),
        ("s14.trainings", 2.0),
    ] {
        assert_eq!(value(cell), Some(expected), "{cell}");
    }
    // No row was made up for which nothing stands there.
    assert_eq!(value("s14.staff"), None);
    assert_eq!((outcome.counts.held, outcome.counts.broken, outcome.counts.open), (6, 0, 1));
}

fn html(rows: &[(&str, &str, &str)]) -> String {
    let rows: String = rows
        .iter()
        .map(|(label, unit, value)| format!("<tr><td>{label}</td><td>{unit}</td><td>{value}</td></tr>"))
        .collect();
    format!(
        "<h1>{TITLE}</h1><p>附表：政府信息公开情况统计表</p><table>\
         <tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>{rows}</table>"
    )
}

#[test]
fn from_a_page() {
    assert_read(&outcome(html(&ROWS).as_bytes()));
}

#[test]
fn from_a_page_with_last_years_numbers_beside_it() {
    let rows: String = ROWS
        .iter()
        .map(|(label, unit, value)| {
            format!("<tr><td>{label}</td><td>{unit}</td><td>77</td><td>{value}</td></tr>")
        })
        .collect();
    let page = format!(
        "<h1>{TITLE}</h1><table><tr><td>统计指标</td><td>单位</td><td>上年数</td><td>统计数</td></tr>{rows}</table>"
    );
    assert_read(&outcome(page.as_bytes()));
}

#[cfg(feature = "documents")]
#[test]
fn from_a_word_document() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let head = [("统计指标", "单位", "统计数")];
    let rows: String = head
        .iter()
        .chain(&ROWS)
        .map(|(label, unit, value)| format!("<w:tr>{}{}{}</w:tr>", cell(label), cell(unit), cell(value)))
        .collect();
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:tbl>{rows}</w:tbl></w:body></w:document>"
    );
    let bytes = crate::read::zip::tests::archive(&[("word/document.xml", document.as_bytes())]);
    assert_read(&outcome(&bytes));
}

#[test]
fn from_lines_of_text() {
    let rows: String =
        ROWS.iter().map(|(label, unit, value)| format!("{label}\t{unit}\t{value}\n")).collect();
    assert_read(&outcome(format!("{TITLE}\n统计指标\t单位\t统计数\n{rows}").as_bytes()));
    let rows: String = ROWS.iter().map(|(label, unit, value)| format!("{label} {unit} {value}\n")).collect();
    assert_read(&outcome(format!("{TITLE}\n统计指标 单位 统计数\n{rows}").as_bytes()));
    let rows: String =
        ROWS.iter().map(|(label, unit, value)| format!("{label}\n{unit}\n{value}\n")).collect();
    assert_read(&outcome(format!("{TITLE}\n统计指标\n单位\n统计数\n{rows}").as_bytes()));
}

#[test]
fn a_wrong_sum_is_a_doubt() {
    let mut rows = ROWS;
    rows[18].2 = "26";
    let outcome = outcome(html(&rows).as_bytes());
    assert_eq!((outcome.counts.held, outcome.counts.broken, outcome.counts.open), (5, 1, 1));
    assert_eq!((outcome.counts.error, outcome.status), (0, Status::PartlyChecked));
    assert!(outcome.findings.iter().any(|finding| finding.identity.as_deref() == Some("s14.received_sum")));
}

#[test]
fn a_narrative_that_names_the_rows_is_no_table() {
    let text = format!(
        "{TITLE}\n2016年，收到申请数25件，申请办结数25件。当面申请数6件、传真申请数1件、网络申请数13件、信函申请数5件。\n"
    );
    let outcome = outcome(text.as_bytes());
    assert!(outcome.report.cells.is_empty(), "{:?}", outcome.report.cells.keys());
    assert_eq!(outcome.status, Status::NotChecked);
}

#[test]
fn a_table_of_another_form_with_some_rows_alike_is_not_read() {
    // A province's own table: groups before the labels, two columns of numbers, a few rows that read like the form's.
    let rows = [
        ["公开数量", "1.公开信息总数", "340", "12"],
        ["", "其中：(1)规范性文件类信息数", "51", "2"],
        ["", "(2)规划计划类信息数", "9", "1"],
        ["公开形式", "2.在专栏或网站发布信息数", "340", "12"],
        ["", "3.公共信息查阅点数", "1", "1"],
        ["", "4.查阅点接待公众人数", "80", "3"],
        ["", "5.新闻发布会召开次数", "2", "0"],
        ["及时性", "6.不超过20个工作日的数量", "340", "12"],
        ["", "7.超过20个工作日的数量", "0", "0"],
        ["", "8.报送查阅点不超过30个工作日的数量", "340", "12"],
        ["申请", "9.当面申请数", "3", "1"],
        ["", "(1)网络申请数", "5", "2"],
        ["", "(2)信函申请数", "4", "1"],
        ["", "(3)其他形式申请数", "0", "0"],
        ["行政复议数量", "10.与公开事务相关的复议申请数", "", ""],
        ["", "(1)受理数", "", ""],
        ["行政诉讼数量", "11.与公开事务相关的诉讼案件数", "", ""],
        ["收费", "12.依申请公开信息收取的费用", "0", "0"],
        ["培训", "13.举办各类培训班数", "4", "1"],
    ];
    let body: String =
        rows.iter().map(|row| format!("<tr><td>{}</td></tr>", row.join("</td><td>"))).collect();
    let html = format!(
        "<h1>{TITLE}</h1><p>本年度没有收到申请。</p><table><tr><td colspan=2>指标</td><td>累计数</td>\
         <td>16年发生数</td></tr>{body}</table>"
    );
    let outcome = outcome(html.as_bytes());
    let read: Vec<_> = outcome.report.cells.iter().filter(|(_, cell)| cell.value.is_some()).collect();
    assert!(read.is_empty(), "{read:?}");
    assert_eq!(outcome.status, Status::NotChecked);
    assert!(!outcome.findings.iter().any(|finding| finding.rule == "value-not-integer"));
    let absent = outcome.findings.iter().find(|finding| finding.rule == "table-not-found").unwrap();
    assert_eq!(
        absent.message,
        "文件里的 1 张表都不是统一格式的表（可能是当地自定的统计表），里面的数字没有检查"
    );
}

#[test]
fn a_column_of_other_years_beside_the_statistics_is_not_the_years() {
    let body: String = ROWS
        .iter()
        .map(|(label, unit, value)| {
            format!("<tr><td>{label}</td><td>{unit}</td><td>9{value}</td><td>{value}</td></tr>")
        })
        .collect();
    for heads in ["<td>累计数</td><td>统计数</td>", "<td>上年统计数</td><td>2016年</td>"] {
        let html = format!("<h1>{TITLE}</h1><table><tr><td>指标</td><td>单位</td>{heads}</tr>{body}</table>");
        assert_read(&outcome(html.as_bytes()));
    }
}

#[test]
fn of_rows_that_ran_together_no_label_takes_the_number_of_another() {
    let lines: Vec<String> =
        ROWS.iter().map(|(label, unit, value)| format!("{label} {unit} {value}")).collect();
    for together in [2, 3, 5] {
        let text: Vec<String> = lines.chunks(together).map(<[String]>::concat).collect();
        let outcome = outcome(format!("{TITLE}\n{}", text.join("\n")).as_bytes());
        let value = |name: &str| outcome.report.cells.get(name).and_then(|cell| cell.value);
        for (name, own) in [("s14.received", 25.0), ("s14.review", 3.0), ("s14.suit", 2.0)] {
            assert!(value(name).is_none_or(|value| value.decimal() == own), "{name} {together}");
        }
        assert!(!outcome.findings.iter().any(|finding| finding.severity == crate::outcome::Severity::Error));
    }
}

#[test]
fn a_report_without_any_table_of_numbers_says_that_none_is_there() {
    let html =
        format!("<h1>{TITLE}</h1><table><tr><td>索引号</td><td>1</td></tr></table><p>本年度公开3条。</p>");
    let outcome = outcome(html.as_bytes());
    let absent = outcome.findings.iter().find(|finding| finding.rule == "table-not-found").unwrap();
    assert!(absent.message.starts_with("这份文本里没有找到表格"));
}
