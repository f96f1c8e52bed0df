//! The statistics table of 2014 with columns and units of the organ's own, in halves, and cut in two.

use super::{outcome, value};
use crate::support::parts::{Cell, Part, Sheet, label};
use crate::traits::ALL;
use gouji::outcome::Outcome;

/// Label, unit and contract name of each row; those without a name are headings.
const ROWS: [(&str, &str, &str); 27] = [
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数", "条", "disclosed"),
    ("其中：主动公开规范性文件数", "条", "disclosed.normative"),
    ("制发规范性文件总数", "件", "normative_made"),
    ("1.政府公报公开政府信息数", "条", "channel.gazette"),
    ("2.政府网站公开政府信息数", "条", "channel.website"),
    ("3.政务微博公开政府信息数", "条", "channel.weibo"),
    ("二、回应解读情况", "——", ""),
    ("（一）回应公众关注热点或重大舆情数", "次", "responses"),
    ("3.政策解读稿件发布数", "篇", "responses.interpretations"),
    ("三、依申请公开情况", "——", ""),
    ("（一）收到申请数", "件", "received"),
    ("1.当面申请数", "件", "received.in_person"),
    ("2.传真申请数", "件", "received.fax"),
    ("3.网络申请数", "件", "received.online"),
    ("4.信函申请数", "件", "received.letter"),
    ("（二）申请办结数", "件", "closed"),
    ("1.按时办结数", "件", "closed.on_time"),
    ("2.延期办结数", "件", "closed.extended"),
    ("四、行政复议数量", "件", "review"),
    ("（一）维持具体行政行为数", "件", "review.upheld"),
    ("（二）被依法纠错数", "件", "review.corrected"),
    ("（三）其他情形数", "件", "review.other"),
    ("五、行政诉讼数量", "件", "suit"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "suit.upheld"),
    ("（二）被依法纠错数", "件", "suit.corrected"),
    ("（三）其他情形数", "件", "suit.other"),
];

/// The number of a row: sums hold.
fn number(name: &str) -> usize {
    let parts = |names: &[&str]| names.iter().map(|name| number(name)).sum();
    match name {
        "received" => parts(&["received.in_person", "received.fax", "received.online", "received.letter"]),
        "closed" => parts(&["closed.on_time", "closed.extended"]),
        "review" => parts(&["review.upheld", "review.corrected", "review.other"]),
        "suit" => parts(&["suit.upheld", "suit.corrected", "suit.other"]),
        _ => 11 + 7 * ROWS.iter().position(|row| row.2 == name).unwrap(),
    }
}

fn plain(text: impl Into<String>) -> Cell {
    label(text, 1, 1)
}

/// What stands under a head in a row; the year's own number under a head that begins with `=`.
fn under(head: &str, own: usize) -> String {
    match head {
        own_head if own_head.starts_with('=') => own.to_string(),
        "增减" | "变化" => "+4".to_owned(),
        "增减%" | "同比" => format!("{}.5%", own % 9),
        "备注" => String::new(),
        _ => (own - 4).to_string(),
    }
}

fn report(tables: Vec<Sheet>) -> Vec<Part> {
    let mut parts = vec![
        Part::Title("松溪县水务局2016年政府信息公开工作年度报告".to_owned()),
        Part::Paragraph("统计期限自2016年1月1日起至2016年12月31日止。".to_owned()),
        Part::Heading("附：政府信息公开情况统计表".to_owned()),
    ];
    parts.extend(tables.into_iter().map(Part::Table2));
    parts
}

/// The table with these heads behind 指标 and 单位.
fn table(heads: &[&str]) -> Sheet {
    let shown = heads.iter().map(|head| head.trim_start_matches('='));
    let mut sheet = vec![["统计指标", "单位"].into_iter().chain(shown).map(plain).collect()];
    for (text, unit, name) in ROWS {
        let cells = heads.iter().map(|head| match name {
            "" => String::new(),
            _ => under(head, number(name)),
        });
        sheet.push([text, unit].into_iter().map(str::to_owned).chain(cells).map(plain).collect());
    }
    sheet
}

/// What is not read as it stands in the table.
fn failures(kind: &str, outcome: &Outcome) -> Vec<String> {
    let names = ROWS.iter().map(|row| row.2).filter(|name| !name.is_empty());
    let differ = names.filter(|name| value(outcome, &format!("s14.{name}")) != Some(number(name) as f64));
    differ
        .take(3)
        .map(|name| format!("{kind}: {name} is {:?}", value(outcome, &format!("s14.{name}"))))
        .collect()
}

/// Values that were read and do not stand in the year's column.
fn wrong(kind: &str, outcome: &Outcome) -> Vec<String> {
    let names = ROWS.iter().map(|row| row.2).filter(|name| !name.is_empty());
    let read = names.filter_map(|name| Some((name, value(outcome, &format!("s14.{name}"))?)));
    let wrong = read.filter(|(name, value)| *value != number(name) as f64);
    wrong.take(3).map(|(name, value)| format!("{kind}: {name} is {value}")).collect()
}

#[test]
fn the_years_column_is_read_wherever_it_stands() {
    let heads: [&[&str]; 11] = [
        &["2015年", "=2016年", "增减"],
        &["=2016年", "2015年", "增减%"],
        &["2015年度", "=2016年度"],
        &["上年", "=本年"],
        &["=本年数", "上年数", "变化"],
        &["去年", "=今年", "同比"],
        &["上年数", "=统计数", "增减"],
        &["增减", "2015年", "=2016年", "备注"],
        &["历年累计", "2014年", "2015年", "=2016年"],
        &["2015年", "=2016年", "增减", "增减%"],
        &["=统计数"],
    ];
    let mut all = Vec::new();
    for (number, heads) in heads.iter().enumerate() {
        for (other, format) in ALL.into_iter().enumerate() {
            if crate::support::is_chosen(number + other, 2) {
                let kind = format!("{} in {format}", heads.join(" "));
                all.extend(failures(&kind, &outcome(format, &report(vec![table(heads)]))));
            }
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn heads_in_two_lines_tell_the_year() {
    let mut all = Vec::new();
    for format in ["html", "docx", "odt", "xlsx", "xls", "rtf", "pdf"] {
        for (upper, own) in [("统计数", "2016年"), ("数量", "本年")] {
            let other = if own == "本年" { "上年" } else { "2015年" };
            let mut sheet = table(&[other, "=own", "增减"]);
            sheet[0] = vec![label("统计指标", 2, 1), label("单位", 2, 1), label(upper, 1, 3)];
            sheet.insert(1, vec![plain(other), plain(own), plain("增减")]);
            all.extend(failures(&format!("{own} in {format}"), &outcome(format, &report(vec![sheet]))));
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn a_table_cut_in_two_goes_on_under_its_heads() {
    let mut all = Vec::new();
    for format in ["html", "docx", "odt", "rtf"] {
        let mut first = table(&["2015年", "=2016年", "增减"]);
        let rest = first.split_off(14);
        let mut parts = report(vec![first]);
        parts.push(Part::Paragraph("（续表）".to_owned()));
        parts.push(Part::Table2(rest));
        all.extend(failures(format, &outcome(format, &parts)));
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn a_table_of_last_year_before_this_years_is_passed_over() {
    let mut all = Vec::new();
    for format in ["html", "docx", "xlsx"] {
        let mut parts = report(Vec::new());
        for (caption, heads) in [("2015年度统计表", ["统计数"]), ("2016年度统计表", ["=统计数"])]
        {
            parts.push(Part::Paragraph(caption.to_owned()));
            parts.push(Part::Table2(table(&heads)));
        }
        all.extend(failures(format, &outcome(format, &parts)));
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn columns_that_do_not_tell_the_year_are_left_unread() {
    let mut all = Vec::new();
    for format in ["html", "docx", "xlsx", "csv", "txt"] {
        // Years that are not the report's, and columns of whom is not said.
        for heads in [["2014年", "2015年"], ["甲", "乙"], ["本期", "上期"]] {
            let kind = format!("{} in {format}", heads.join(" "));
            all.extend(wrong(&kind, &outcome(format, &report(vec![table(&heads)]))));
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn lines_of_text_have_their_heads_columns() {
    let line = |between: &str, heads: &[&str], head: &str| {
        let mut text = format!("松溪县水务局2016年政府信息公开工作年度报告\n{head}\n");
        for (label, unit, name) in ROWS {
            let figures = heads.iter().filter(|_| !name.is_empty()).map(|head| under(head, number(name)));
            let words: Vec<String> = [label, unit].into_iter().map(str::to_owned).chain(figures).collect();
            text.push_str(&words.join(between));
            text.push('\n');
        }
        gouji::check(text.as_bytes(), &gouji::Options::default()).unwrap()
    };
    let mut all = Vec::new();
    for between in [" ", "\n", "\t", "　"] {
        let three = ["2015年", "=2016年", "增减"];
        let head = ["统计指标", "单位", "2015年", "2016年", "增减"].join(between);
        all.extend(failures(&format!("{between:?}"), &line(between, &three, &head)));
        // Of a head in two lines the upper one stands over all columns.
        let two = ["=本年", "上年"];
        let head = ["指标名称", "单位", "统计数", "本年", "上年"].join(between);
        if matches!(between, " " | "\n") {
            all.extend(failures(&format!("two, {between:?}"), &line(between, &two, &head)));
        }
        // Without heads it is not known which of them is the year's.
        all.extend(wrong(&format!("none, {between:?}"), &line(between, &two, "见下表")));
    }
    all.extend(failures("one, by a colon", &line("：", &["=统计数"], "统计指标：单位：统计数")));
    let rows = ROWS.iter().map(|(label, unit, name)| match *name {
        "" => (*label).to_owned(),
        name => format!("{label}：{}{unit}", number(name)),
    });
    let text = format!("松溪县水务局2016年政府信息公开工作年度报告\n{}", rows.collect::<Vec<_>>().join("\n"));
    let outcome = gouji::check(text.as_bytes(), &gouji::Options::default()).unwrap();
    all.extend(failures("with units", &outcome));
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn units_stand_behind_the_numbers() {
    let mut all = Vec::new();
    // Two columns of text with commas are no table to the reader of such.
    for format in ALL.into_iter().filter(|format| *format != "csv") {
        for between in ["", " "] {
            let mut sheet = table(&["=统计数"]);
            sheet[0].remove(1);
            for row in sheet.iter_mut().skip(1) {
                let unit = row.remove(1).text;
                if !row[1].text.is_empty() {
                    row[1].text = format!("{}{between}{unit}", row[1].text);
                }
            }
            all.extend(failures(&format!("{between:?} in {format}"), &outcome(format, &report(vec![sheet]))));
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// The rows in two halves side by side.
fn halves(heads: &[&str]) -> Sheet {
    let mut sheet = table(heads);
    let rows = sheet.split_off(1);
    let head = sheet[0].clone();
    sheet[0].extend(head);
    let (left, right) = rows.split_at(rows.len().div_ceil(2));
    let blank = || (0..heads.len() + 2).map(|_| plain("")).collect::<Vec<_>>();
    for (at, row) in left.iter().enumerate() {
        let beside = right.get(at).cloned().unwrap_or_else(blank);
        sheet.push([row.clone(), beside].concat());
    }
    sheet
}

#[test]
fn halves_side_by_side_are_read_one_after_the_other() {
    let mut all = Vec::new();
    for format in ALL {
        for heads in [&["=统计数"][..], &["2015年", "=2016年"]] {
            let kind = format!("{} in {format}", heads.join(" "));
            all.extend(failures(&kind, &outcome(format, &report(vec![halves(heads)]))));
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
