//! Whole checks of large inputs, by stage: no step may take more than linear time in the text, and 5 MB are checked in
//! under 2 s. Each shape is made in 1, 2, 5 and 10 MB; times are those of the processor, in milliseconds.
//!
//! `cargo bench --bench large` runs all shapes, `cargo bench --bench large -- digits` one of them, and with `rules`
//! added it prints the time of each rule for 5 MB.

use std::hint::black_box;
use std::time::{Duration, Instant};

use gouji::Options;
use gouji::extract::{extract, quantities};
use gouji::read::{Hint, read};
use gouji::rules::{self, Context};

const MEGABYTE: usize = 1_000_000;

const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

const PARAGRAPHS: [&str; 6] = [
    "（一）主动公开情况。2024年，全县主动公开政府信息12,830条，其中县政府门户网站公开10,256条、政务新媒体公开2,574条；制发行政规范性文件14件，废止3件，现行有效88件。",
    "（二）依申请公开情况。全县共收到政府信息公开申请213件，上年结转5件，办结208件，其中予以公开100件，占48.1%；部分公开28件，占13.5%；不予公开20件，占9.6%；无法提供40件，占19.2%；不予处理12件，占5.8%；其他处理8件，占3.8%；结转下年度继续办理10件。",
    "因政府信息公开引发行政复议12件，其中结果维持7件、结果纠正2件、尚未审结3件；没有因政府信息公开提起的行政诉讼，未发生应公开而不予公开的情况。",
    "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度，全年组织培训4期，参训320人次，办理12345热线工单38,620件，办结率99.8%。",
    "一是对照《中华人民共和国政府信息公开条例》的要求，部分乡镇公开内容不够全面，更新不够及时；二是业务培训的针对性有待加强，县自然资源局、县教育局等部门的指导力度不够。",
    "2024年，本县按照《政府信息公开信息处理费管理办法》收取信息处理费0元。没有其他需要报告的事项。",
];

/// One report after another: headings and paragraphs, a line each.
fn reports() -> String {
    let mut text = String::from("某某县人民政府2024年政府信息公开工作年度报告\n");
    for (heading, paragraph) in HEADINGS.iter().zip(PARAGRAPHS) {
        text.push_str(heading);
        text.push('\n');
        text.push_str(paragraph);
        text.push('\n');
    }
    text
}

/// A page of tables: table 3 again and again, with a paragraph before each.
fn tables() -> String {
    let mut text = String::new();
    text.push_str("<p>收到和处理政府信息公开申请情况</p>\n<table>");
    text.push_str("<tr><td colspan=3 rowspan=2>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>");
    text.push_str("<td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>");
    text.push_str(
        "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>",
    );
    for row in [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "1.本机关不掌握相关政府信息",
        "1.信访举报投诉类申请",
        "3.其他",
        "（七）总计",
        "四、结转下年度继续办理",
    ] {
        text.push_str("<tr><td colspan=3><p><span>");
        text.push_str(row);
        text.push_str(
            "</span></p></td><td>3</td><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td><td>5</td></tr>\n",
        );
    }
    text.push_str("</table>\n");
    text
}

/// Name of a shape, what it begins with, what it repeats.
fn shapes() -> Vec<(&'static str, String, String)> {
    let report = reports();
    let line = report.replace('\n', "");
    let none = String::new;
    vec![
        ("reports", none(), report.clone()),
        ("one line", none(), line.clone()),
        (
            "page",
            "<html><body>".to_owned(),
            report.lines().fold(none(), |text, line| text + "<p>" + line + "</p>\n"),
        ),
        ("tables", "<html><body>".to_owned(), tables()),
        ("no full stop", none(), line.replace(['。', '；', '（', '）', '，'], "、")),
        ("headings", none(), HEADINGS.map(|heading| format!("{heading}\n")).concat()),
        (
            "list items",
            none(),
            "1.组织培训4期，参训320人次；\n（二）公开信息30条；\n一是加强指导；\n".to_owned(),
        ),
        ("pipes", none(), "| 一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n".to_owned()),
        ("lines", none(), "本年新收\n3\n".to_owned()),
        ("digits", none(), "1234567890".to_owned()),
        ("numbers", none(), "12345678 ".to_owned()),
        ("dates", none(), "2024年1月1日".to_owned()),
        ("years", none(), "2023年".to_owned()),
        ("denying", none(), "没有未收到申请均已办结".to_owned()),
        ("lists in lists", none(), "其中（共3件，其中（1件".to_owned()),
        ("shares", none(), "申请3件，占12.5%，均维持，分别为".to_owned()),
        // Within a report's own section, where more rules look.
        (
            "lines of a section",
            "青禾镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n".to_owned(),
            "一是抓公开。三是抓培训。\n".to_owned(),
        ),
        (
            "lists of a section",
            "青禾镇人民政府2024年政府信息公开工作年度报告\n一、总体情况\n".to_owned(),
            "公开信息364条，甲类17条，乙类1条，丙类308条，丁类8条，其他19条。\n".to_owned(),
        ),
        (
            "glued rows",
            "<html><body><p>收到和处理政府信息公开申请情况</p>\n<table>".to_owned(),
            "<tr><td>（一）予以公开</td><td>10 0 0 0 0 0 10</td></tr>".to_owned(),
        ),
        (
            "blocks beside",
            "<html><body><p>主动公开政府信息情况</p>\n<table>".to_owned(),
            "<tr><td>信息内容</td><td>本年制发件数</td><td>规章</td><td>3</td><td>行政许可</td><td>12</td></tr>".to_owned(),
        ),
        (
            "captions",
            "<html><body>".to_owned(),
            "<p>主动公开政府信息情况（2012年）</p><table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>3</td></tr></table>"
                .to_owned(),
        ),
        ("organs", none(), "清凉峰镇人民政府、县自然资源局和".to_owned()),
        ("laws", none(), "《中华人民共和国政府信息公开条例》".to_owned()),
        ("open brackets", none(), "（《“".to_owned()),
        ("one character", none(), "公".to_owned()),
    ]
}

/// Time of the processor for this thread, so that other work on the machine does not count; the clock's where the
/// system does not tell.
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|each| !each.starts_with("--")).collect();
    let (flags, wanted): (Vec<String>, Vec<String>) = arguments.into_iter().partition(|each| each == "rules");
    ordinary();
    println!(
        "{:>16}  {:>5}  {:>6} {:>6} {:>6} {:>6}   times the whole of 1 MB",
        "shape", "MB", "read", "extract", "rules", "whole"
    );
    for (name, begin, unit) in shapes() {
        if !wanted.is_empty() && !wanted.iter().any(|each| each == name) {
            continue;
        }
        let mut smallest = None;
        for megabytes in [1, 2, 5, 10] {
            let text = format!("{begin}{}", unit.repeat(megabytes * MEGABYTE / unit.len() + 1));
            let figures = check(text.as_bytes(), !flags.is_empty() && megabytes == 5);
            let whole = figures.iter().sum::<f64>();
            let first = *smallest.get_or_insert(whole);
            let [read, extract, rules] = figures;
            println!(
                "{name:>16}  {megabytes:>5}  {read:>6.0} {extract:>6.0} {rules:>6.0} {whole:>6.0}   {:.1}",
                whole / first
            );
        }
    }
}

/// Milliseconds for reading, extracting, and for the rules with what they share.
fn check(bytes: &[u8], print: bool) -> [f64; 3] {
    let milliseconds = |from: Duration, to: Duration| to.saturating_sub(from).as_secs_f64() * 1000.0;
    let begin = processor_time();
    let Ok(input) = read(bytes, &Hint::default()) else { return [0.0; 3] };
    let after_read = processor_time();
    let report = extract(&input.document);
    let after_extract = processor_time();
    let context = Context::new(&input.document, &report, None, &[]);
    let after_context = processor_time();
    let mut findings = Vec::new();
    for rule in rules::all() {
        let before = processor_time();
        findings.extend(rule.findings(&context));
        let took = milliseconds(before, processor_time());
        if print && took > 5.0 {
            println!("{:>30} {took:.0}", rule.name);
        }
    }
    black_box(rules::narrative::numbers(&report, gouji::outcome::Language::Zh));
    let after_rules = processor_time();
    if print {
        black_box(quantities::narrative(&input.document, &report));
        println!(
            "{:>30} {:.0}, of extracting; what rules share: {:.0}",
            "narrative",
            milliseconds(after_rules, processor_time()),
            milliseconds(after_extract, after_context)
        );
    }
    black_box(&findings);
    [
        milliseconds(begin, after_read),
        milliseconds(after_read, after_extract),
        milliseconds(after_extract, after_rules),
    ]
}

/// An ordinary report of 20 KB: the time that matters to most.
fn ordinary() {
    let text = reports().repeat(3) + &tables() + &tables() + &tables();
    let options = Options::default();
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let begin = processor_time();
            let _ = black_box(gouji::check(black_box(text.as_bytes()), &options));
            processor_time().saturating_sub(begin)
        })
        .collect();
    times.sort();
    let median = times.get(25).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    println!("an ordinary report of {} bytes: median {median:.2} ms", text.len());
}
