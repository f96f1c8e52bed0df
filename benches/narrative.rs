//! Time to read and check the numbers of a 5 MB text: paragraphs as reports have them, the same on one line, and
//! texts made to be hard (no full stop anywhere, words that deny, lists in lists, digits).
//! `cargo bench --bench narrative -- "one line"` runs one of them.

use std::hint::black_box;
use std::time::Instant;

use gouji::document::{Block, Document};
use gouji::extract::quantities::narrative;
use gouji::report::Report;
use gouji::rules::{self, Context};

const BYTES: usize = 5_000_000;

const PARAGRAPHS: &[&str] = &[
    "（一）主动公开情况。2024年，全县主动公开政府信息12,830条，其中县政府门户网站公开10,256条、政务新媒体公开2,574条；制发行政规范性文件14件，废止3件，现行有效88件。",
    "（二）依申请公开情况。全县共收到政府信息公开申请213件，上年结转5件，办结208件，其中予以公开100件，占48.1%；部分公开28件，占13.5%；不予公开20件，占9.6%；无法提供40件，占19.2%；不予处理12件，占5.8%；其他处理8件，占3.8%；结转下年度继续办理10件。",
    "因政府信息公开引发行政复议12件，其中结果维持7件、结果纠正2件、尚未审结3件；没有因政府信息公开提起的行政诉讼，未发生应公开而不予公开的情况。",
    "（三）政府信息管理情况。严格落实公开属性源头认定和保密审查制度，全年组织培训4期，参训320人次，办理12345热线工单38,620件，办结率99.8%。",
];

fn main() {
    let report_text = PARAGRAPHS.concat();
    let cases: Vec<(&str, Vec<String>)> = vec![
        ("paragraphs", repeated(&report_text).split('。').map(|each| format!("{each}。")).collect()),
        ("one line", vec![repeated(&report_text)]),
        ("no full stop", vec![repeated(&report_text.replace(['。', '；', '（', '）', '，'], "、"))]),
        ("denying", vec![repeated("没有未收到申请均已办结")]),
        ("lists in lists", vec![repeated("其中（共3件，其中（1件")]),
        ("digits", vec![repeated("12345678 ")]),
        ("shares", vec![repeated("申请3件，占12.5%，均维持，分别为")]),
    ];
    let wanted: Vec<String> = std::env::args().skip(1).filter(|each| !each.starts_with("--")).collect();
    for (name, texts) in cases {
        if !wanted.is_empty() && !wanted.iter().any(|each| each == name) {
            continue;
        }
        let document =
            Document { blocks: texts.into_iter().map(Block::paragraph).collect(), ..Document::default() };
        let mut report = Report::default();
        let begin = Instant::now();
        report.narrative = narrative(&document, &report);
        let read = begin.elapsed();
        let context = Context::new(&document, &report, None, &[]);
        let begin = Instant::now();
        let mut findings = Vec::new();
        for rule in rules::all().iter().filter(|rule| RULES.contains(&rule.name)) {
            findings.extend(rule.findings(&context));
        }
        black_box(rules::narrative::numbers(&report, gouji::outcome::Language::Zh));
        let check = begin.elapsed();
        println!(
            "{name:>16}: read {:>5} ms, check {:>5} ms, {} numbers, {} findings",
            read.as_millis(),
            check.as_millis(),
            report.narrative.quantities.len(),
            findings.len()
        );
    }
}

const RULES: [&str; 5] =
    ["text-table-mismatch", "text-sum", "text-percentage", "text-contradiction", "text-number-blank"];

fn repeated(text: &str) -> String {
    text.repeat(BYTES / text.len() + 1)
}
