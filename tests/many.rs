//! Many reports at once on the command line: a generated district, its sum, and who of a list is missing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use support::numbers::{Form, Report};
use support::random::Random;
use support::{parts, writers};

mod support;

const ORGANS: [&str; 6] = [
    "云岭县教育局",
    "云岭县水务局",
    "云岭县青禾镇人民政府",
    "云岭县松溪街道办事处",
    "云岭县财政局",
    "云岭县柳河乡人民政府",
];

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn directory(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("parts")).unwrap();
    path
}

fn written(report: &Report, random: &mut Random) -> String {
    let parts = parts::parts(report, &parts::Manner::default(), random);
    writers::page(&writers::html(&parts, random))
}

/// Reports of one year, one for each organ.
fn district(form: Form, seed: u64) -> (Vec<Report>, Random) {
    let mut random = Random::new(seed);
    let reports = ORGANS
        .iter()
        .map(|organ| {
            let mut report = Report::random(form, &mut random);
            report.organ = (*organ).to_owned();
            report.year = if form == Form::F2019 { 2020 } else { 2024 };
            report
        })
        .collect();
    (reports, random)
}

fn put(path: &Path, reports: &[Report], random: &mut Random) {
    for report in reports {
        fs::write(path.join("parts").join(format!("{}.html", report.organ)), written(report, random))
            .unwrap();
    }
}

/// The sum of each cell, added up here from what was generated, in hundredths.
fn expected(reports: &[Report]) -> BTreeMap<String, i64> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for report in reports {
        for (name, value) in &report.values {
            *sums.entry(name.clone()).or_default() += (value.unwrap_or(0.0) * 100.0).round() as i64;
        }
    }
    sums
}

/// The cells of a file as gouji reads it, in hundredths.
fn cells(file: &str) -> BTreeMap<String, Option<i64>> {
    let outcome: Value = serde_json::from_slice(&gouji(&["check", file, "--format", "json"]).stdout).unwrap();
    let cells = outcome["report"]["cells"].as_object().unwrap();
    let hundredths = |value: &Value| value.as_f64().map(|value| (value * 100.0).round() as i64);
    cells.iter().map(|(name, cell)| (name.clone(), hundredths(&cell["value"]))).collect()
}

#[test]
fn the_sum_of_a_district_is_read_back_exactly() {
    for (form, seed) in [(Form::F2021, 1), (Form::F2019, 2), (Form::Hybrid, 3)] {
        let path = directory(&format!("sum-{seed}"));
        let (reports, mut random) = district(form, seed);
        put(&path, &reports, &mut random);
        for ending in ["xlsx", "docx", "csv"] {
            let out = path.join(format!("sum.{ending}")).display().to_string();
            let done = gouji(&["sum", &path.join("parts").display().to_string(), "-o", &out]);
            let said = text(&done.stdout);
            assert!(said.contains("6 份报告逐格相加"), "{said}");
            let read = cells(&out);
            for (name, sum) in expected(&reports) {
                // The amount of procurement has no fixed unit: it is left blank, and said.
                let wanted = (name != "t2.procurement.amount").then_some(sum);
                assert_eq!(read.get(&name).copied(), Some(wanted), "{ending} {name}: {said}");
            }
            // Everything that the year 2021's form has can be added; 2019's procurement cannot.
            let status = if form == Form::F2019 { 2 } else { 0 };
            assert_eq!(done.status.code(), Some(status), "{ending}: {said}");
        }
    }
}

#[test]
fn what_cannot_be_added_is_said_and_never_guessed() {
    let path = directory("sum-open");
    let (mut reports, mut random) = district(Form::F2021, 4);
    // A cell that is no number, a part of another year, a part with an error of its own.
    reports[0].write("t3.new.natural", "约十余", None);
    reports[1].year = 2023;
    let granted = reports[2].count("t3.granted.total");
    reports[2].put("t3.granted.total", granted + 1);
    put(&path, &reports, &mut random);
    fs::write(path.join("parts/会议通知.html"), "<p>下周一召开会议，请准时参加。</p>").unwrap();
    let out = path.join("sum.xlsx").display().to_string();
    let done = gouji(&["sum", &path.join("parts").display().to_string(), "-o", &out]);
    let said = text(&done.stdout).replace('\n', "");
    assert_eq!(done.status.code(), Some(2), "{said}");
    for words in [
        "云岭县教育局.html”有 1 格没有读到",
        "会议通知.html”没有加进去：不是年度报告",
        "年份不同",
        "2023 年 1，2024 年 5",
        "云岭县青禾镇人民政府.html”自身有错误",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let read = cells(&out);
    assert_eq!(read["t3.new.natural"], None);
    assert_eq!(read["t3.granted.total"], Some(expected(&reports)["t3.granted.total"]));
}

#[test]
fn forms_are_not_mixed_and_an_organ_that_is_there_twice_is_named() {
    let path = directory("sum-forms");
    let (mut reports, mut random) = district(Form::F2021, 5);
    let mut other = Report::random(Form::Hybrid, &mut random);
    other.organ = "云岭县审计局".to_owned();
    other.year = 2024;
    reports.push(other);
    put(&path, &reports, &mut random);
    let again = written(&reports[2], &mut random);
    fs::write(path.join("parts/青禾镇（终稿）.html"), again).unwrap();
    let out = path.join("sum.docx").display().to_string();
    let done = gouji(&["sum", &path.join("parts").display().to_string(), "-o", &out]);
    let said = text(&done.stdout).replace('\n', "");
    assert_eq!(done.status.code(), Some(2));
    assert!(said.contains("格式不同") && said.contains("分别相加"), "{said}");
    assert!(said.contains("“云岭县青禾镇”有 2 份报告"), "{said}");
}

#[test]
fn a_mistake_in_a_summary_is_named_with_its_row() {
    let path = directory("sum-mistake");
    let (reports, mut random) = district(Form::F2021, 6);
    put(&path, &reports, &mut random);
    let mut summary = reports[0].clone();
    summary.organ = "云岭县人民政府".to_owned();
    for (name, sum) in expected(&reports) {
        let value = sum as f64 / 100.0;
        summary.write(&name, &value.to_string(), Some(value));
        summary.told.insert(name, sum / 100);
    }
    let whole = path.join("全县.html").display().to_string();
    let parts = path.join("parts").display().to_string();
    let check = |summary: &Report, random: &mut Random| {
        fs::write(&whole, written(summary, random)).unwrap();
        text(&gouji(&["check", &whole, "--select", "summary-sum", "--parts", &parts]).stdout)
    };
    assert!(!check(&summary, &mut random).contains("与各份之和不符"));
    summary.put("t4.review.upheld", summary.count("t4.review.upheld") + 3);
    let said = check(&summary, &mut random);
    assert!(said.contains("“行政复议”一行与各份之和不符"), "{said}");
}

#[test]
fn a_list_in_short_names_tells_who_is_missing() {
    let path = directory("missing");
    let (reports, mut random) = district(Form::F2021, 7);
    put(&path, &reports[..4], &mut random);
    fs::write(path.join("parts/水务局（新）.html"), written(&reports[1], &mut random)).unwrap();
    let list = path.join("名单.txt").display().to_string();
    fs::write(&list, "单位名称\n教育局\n县水务局\n青禾镇\n松溪街道\n财政局\n").unwrap();
    let parts = path.join("parts").display().to_string();
    let done = gouji(&["missing", &list, &parts]);
    let said = text(&done.stdout);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("2024 年：名单上 5 家，3 家有报告，1 家没有，1 家不止一份"), "{said}");
    assert!(said.contains("没有：财政局") && said.contains("不止一份：县水务局"), "{said}");
    let csv = text(&gouji(&["missing", &list, &parts, "--format", "csv"]).stdout);
    assert!(csv.contains("教育局,2024,one,云岭县教育局,"), "{csv}");
    let json: Value = serde_json::from_slice(
        &gouji(&["missing", &list, &parts, "--year", "2025", "--format", "json"]).stdout,
    )
    .unwrap();
    assert!(json["listed"].as_array().unwrap().iter().all(|listed| listed["years"]["2025"]["has"] == "none"));
}

#[test]
fn years_of_one_organ_pair_by_themselves_and_others_are_left_alone() {
    let path = directory("years");
    let mut random = Random::new(8);
    let mut now = Report::random(Form::F2021, &mut random);
    now.organ = "云岭县青禾镇人民政府".to_owned();
    now.year = 2024;
    let mut then = now.clone();
    then.organ = "云岭县青禾镇".to_owned();
    then.year = 2023;
    for column in ["natural", "total"] {
        let carried = now.count(&format!("t3.carried_in.{column}"));
        then.put(&format!("t3.carried_out.{column}"), carried + 2);
    }
    let mut other = Report::random(Form::F2021, &mut random);
    other.organ = "云岭县柳河乡人民政府".to_owned();
    other.year = 2022;
    for (name, report) in [("a", &now), ("b", &then), ("c", &other)] {
        fs::write(path.join("parts").join(format!("{name}.html")), written(report, &mut random)).unwrap();
    }
    let parts = path.join("parts").display().to_string();
    let done = gouji(&["years", &parts]);
    let said = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("云岭县青禾镇人民政府 · 2023、2024"), "{said}");
    assert!(said.contains("没有相邻两年各一份的报告"), "{said}");
    let csv = text(&gouji(&["years", &parts, "--format", "csv"]).stdout);
    let total = now.count("t3.carried_in.total");
    let row = csv.lines().find(|line| line.contains(",t3.carried_in.total,")).unwrap();
    assert!(row.ends_with(&format!(",{},{total},no", total + 2)), "{row}");
    assert!(csv.lines().filter(|line| line.contains(",carry-over,")).count() == 7, "{csv}");
    // The total stands first.
    assert!(csv.lines().nth(1).unwrap().contains("t3.carried_in.total"), "{csv}");
    let json: Value = serde_json::from_slice(&gouji(&["years", &parts, "--format", "json"]).stdout).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
}
