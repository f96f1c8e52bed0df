//! Many reports at once on the command line: a generated district, its sum, and who of a list is missing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::numbers::{Form, Report};
use crate::support::random::Random;
use crate::support::{parts, writers};
use serde_json::Value;

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
                // The amount of procurement has no fixed unit: it is no number there, and said.
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

#[test]
fn a_district_is_added_up_and_the_mistake_in_its_summary_is_named() {
    // Sixty are in tests/district.rs, by the library alone.
    const TOWNS: usize = 24;
    let path = directory("district");
    let mut random = Random::new(60);
    let mut report = |at: usize, year: i32| {
        let mut report = Report::random(Form::F2021, &mut random);
        report.organ =
            format!("云岭县第{}镇人民政府", ["一", "二", "三", "四", "五", "六", "七", "八", "九"][at % 9]);
        report.organ = report.organ.replace('第', ["青", "白", "红", "黄", "黑", "清", "柳"][at / 9]);
        report.year = year;
        report
    };
    let now: Vec<Report> = (0..TOWNS).map(|at| report(at, 2024)).collect();
    let before: Vec<Report> =
        (0..TOWNS).map(|at| report(at, if at + 1 == TOWNS { 2021 } else { 2023 })).collect();
    let mut random = Random::new(61);
    for (at, report) in now.iter().chain(&before).enumerate() {
        fs::write(path.join("parts").join(format!("{at:03}.html")), written(report, &mut random)).unwrap();
    }
    let whole = |reports: &[&Report]| {
        let owned: Vec<Report> = reports.iter().map(|report| (*report).clone()).collect();
        let mut summary = now[0].clone();
        summary.organ = "云岭县人民政府".to_owned();
        for (name, sum) in expected(&owned) {
            let value = sum as f64 / 100.0;
            summary.write(&name, &value.to_string(), Some(value));
            summary.told.insert(name, sum / 100);
        }
        summary
    };
    let file = path.join("全县.html").display().to_string();
    let parts = path.join("parts").display().to_string();
    let mut check = |summary: &Report| {
        fs::write(&file, written(summary, &mut random)).unwrap();
        let done = gouji(&["check", &file, "--format", "json", "--parts", &parts]);
        let outcome: Value = serde_json::from_slice(&done.stdout).unwrap();
        outcome["summary"].clone()
    };
    let all: Vec<&Report> = now.iter().collect();
    let exact = check(&whole(&all));
    assert_eq!(exact["differences"].as_array().unwrap().len(), 0, "{exact}");
    assert_eq!(exact["parts"].as_array().unwrap().len(), 2 * TOWNS);
    // Last year's report of the seventh in place of this year's.
    let mut mixed = all.clone();
    mixed[6] = &before[6];
    let found = check(&whole(&mixed));
    let steps = &found["explanations"][0]["steps"];
    assert_eq!((&steps[0]["kind"], &steps[0]["part"]), (&"last-years".into(), &6.into()), "{found}");
    assert_eq!(found["explanations"].as_array().unwrap().len(), 1);
    // One left out and two digits exchanged in the summary.
    let mut summary = whole(&all[1..]);
    let value = summary.count("t4.review.upheld");
    summary.put("t4.review.upheld", value + 9);
    let found = check(&summary);
    let steps = &found["explanations"][0]["steps"];
    assert_eq!((&steps[0]["kind"], &steps[0]["part"]), (&"left-out".into(), &0.into()), "{found}");
    assert_eq!(steps[1]["cell"], "t4.review.upheld");
    assert!(steps[1]["holders"][0]["part"].is_null(), "{steps}");
    // The same is said by the sum.
    let year: Vec<String> =
        (0..TOWNS).map(|at| path.join("parts").join(format!("{at:03}.html")).display().to_string()).collect();
    let out = path.join("sum.xlsx").display().to_string();
    let mut call = vec!["sum", "-o", &out, "--against", &file];
    call.extend(year.iter().map(String::as_str));
    let done = gouji(&call);
    let said = text(&done.stdout).replace('\n', "");
    assert!(
        said.contains(&format!("{TOWNS} 份报告逐格相加")) && said.contains("说明 1/1：汇总时漏加了"),
        "{said}"
    );
    assert!(said.contains("汇总的“") && said.contains("写错"), "{said}");
    let read = cells(&out);
    for (name, sum) in expected(&now) {
        assert_eq!(read[&name], Some(sum), "{name}");
    }
}

#[test]
fn books_are_written_from_a_check_and_what_is_done_is_not_done_again() {
    let path = directory("books");
    let (mut reports, mut random) = district(Form::F2021, 9);
    let wrong = reports[1].count("t4.review.upheld");
    reports[1].put("t4.review.upheld", wrong + 3);
    reports[2].organ = "=HYPERLINK(1)镇人民政府".to_owned();
    put(&path, &reports, &mut random);
    fs::write(path.join("parts/坏了的.docx"), b"PK\x03\x04 broken").unwrap();
    let parts = path.join("parts").display().to_string();
    let list = path.join("名单.txt").display().to_string();
    fs::write(&list, "教育局\n财政局\n").unwrap();
    let book = path.join("结果.xlsx").display().to_string();
    let said = text(&gouji(&["check", &parts, "-o", &book, "--list", &list]).stdout);
    assert!(said.contains("6 份读出，1 份有错误") && said.contains("1 份没有读出"), "{said}");
    // Read back by gouji's own reader of workbooks: every sheet is there, and no cell is a formula.
    let bytes = fs::read(&book).unwrap();
    assert_eq!(&bytes[..2], b"PK");
    let input = gouji::read::read(&bytes, &gouji::read::Hint::default()).unwrap();
    let cells: Vec<String> = input
        .document
        .blocks
        .iter()
        .filter_map(|block| block.as_table())
        .flat_map(|table| table.cells.iter().map(|cell| cell.text.clone()))
        .collect();
    for words in
        ["最要紧的一处", "t3 本年新收·自然人", "同一原因的另外几处", "名单上的名称", "没有读出", "财政局"]
    {
        assert!(cells.iter().any(|cell| cell == words), "{words}");
    }
    let letters = path.join("整改.docx").display().to_string();
    gouji(&["check", &parts, "-o", &letters]);
    let input = gouji::read::read(&fs::read(&letters).unwrap(), &gouji::read::Hint::default()).unwrap();
    let words: String = input.document.blocks.iter().filter_map(|block| block.text()).collect();
    assert!(words.contains("云岭县水务局2024年政府信息公开工作年度报告整改清单"), "{words}");
    let zip = path.join("整改.zip").display().to_string();
    gouji(&["check", &parts, "-o", &zip]);
    let names: Vec<String> = gouji::read::read_all(&fs::read(&zip).unwrap(), &gouji::read::Hint::default())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert!(names.iter().any(|name| name == "云岭县水务局2024年 整改清单.docx"), "{names:?}");
    // A first run that was cut short, and a second that goes on.
    let all = text(&gouji(&["check", &parts, "--format", "jsonl"]).stdout);
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(lines.len(), 6);
    let results = path.join("结果.jsonl").display().to_string();
    fs::write(&results, format!("{}\n{}\n{}", lines[0], lines[1], &lines[2][..lines[2].len() / 2])).unwrap();
    let rest = text(&gouji(&["check", &parts, "--format", "jsonl", "--skip-done", &results]).stdout);
    assert_eq!(rest.lines().collect::<Vec<_>>(), lines[2..]);
    // Reports as lines of JSON.
    let given = path.join("输入.jsonl").display().to_string();
    let file = path.join("parts").join(format!("{}.html", reports[0].organ));
    let html = written(&reports[1], &mut random);
    let line = |value: Value| value.to_string();
    fs::write(
        &given,
        [
            line(serde_json::json!({"name": "甲", "html": html})),
            line(serde_json::json!({"path": file})),
            "坏".to_owned(),
        ]
        .join("\n"),
    )
    .unwrap();
    let done = gouji(&["check", &given, "--format", "jsonl"]);
    assert_eq!(text(&done.stdout).lines().count(), 2);
    assert!(text(&done.stdout).contains("\"name\":\"甲\"") && text(&done.stderr).contains("第 3 行"));
}

/// A row of Parquet as JSON.
fn as_json(field: &parquet::record::Field) -> Value {
    use parquet::record::Field;
    match field {
        Field::Str(text) => text.as_str().into(),
        Field::Int(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Group(row) => {
            row.get_column_iter().map(|(name, field)| (name.clone(), as_json(field))).collect()
        }
        Field::ListInternal(list) => list.elements().iter().map(as_json).collect(),
        Field::Null => Value::Null,
        other => panic!("no column is like {other:?}"),
    }
}

fn parquet_rows(path: &Path) -> Vec<Value> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| as_json(&parquet::record::Field::Group(row.unwrap()))).collect()
}

#[test]
fn parquet_says_what_json_says_report_by_report_and_cell_by_cell() {
    let path = directory("parquet");
    for (form, seed) in [(Form::F2021, 41), (Form::F2019, 42), (Form::Hybrid, 43)] {
        let (mut reports, mut random) = district(form, seed);
        // One wrong total; one cell that is no number; a blank; half a case, which is no count.
        let wrong = reports[1].count("t3.new.total");
        reports[1].put("t3.new.total", wrong + 7);
        reports[2].write("t3.new.natural", "约十余", None);
        reports[3].write("t3.granted.research", "", None);
        reports[4].write("t3.partial.research", "3.5", None);
        for report in &mut reports {
            report.organ = format!("{}{form:?}", report.organ);
        }
        put(&path, &reports, &mut random);
    }
    fs::write(path.join("parts/空的.docx"), "").unwrap();
    let parts = path.join("parts").display().to_string();
    let (lines, out) = (gouji(&["check", &parts, "--format", "jsonl"]), path.join("结果.parquet"));
    let done = gouji(&["check", &parts, "-o", &out.display().to_string()]);
    assert_eq!(done.status.code(), lines.status.code());
    // To standard output comes the same.
    assert_eq!(gouji(&["check", &parts, "--format", "parquet"]).stdout, fs::read(&out).unwrap());
    let rows = parquet_rows(&out);
    let failed: Vec<&Value> = rows.iter().filter(|row| row["status"].is_null()).collect();
    assert_eq!(failed.len(), 1);
    assert!(failed[0]["name"].as_str().unwrap().ends_with("空的.docx"));
    assert!(text(&done.stderr).contains(failed[0]["failure"].as_str().unwrap()));
    let read = rows.iter().filter(|row| !row["status"].is_null());
    let outcomes: Vec<Value> =
        text(&lines.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(outcomes.len(), rows.len() - 1);
    let (mut numbers, mut unread) = (0, 0);
    for (row, outcome) in read.zip(&outcomes) {
        let report = &outcome["report"];
        assert_eq!(row["name"], outcome["input"]["name"]);
        assert_eq!(row["status"], outcome["status"]);
        assert_eq!(row["counts"], outcome["counts"]);
        for name in ["organ", "year", "form", "published"] {
            assert_eq!(row[name], report[name], "{name}");
        }
        let told: Vec<&str> =
            row["unread"].as_array().unwrap().iter().map(|cell| cell.as_str().unwrap()).collect();
        for (name, cell) in report["cells"].as_object().unwrap() {
            let held = row.pointer(&format!("/{}", name.replace('.', "/"))).unwrap_or(&Value::Null);
            match cell["value"].as_f64().filter(|_| cell["sure"] == true) {
                // Its unit is not fixed: as in sums, it is no number there.
                Some(_) if name == "t2.procurement.amount" => assert!(told.contains(&name.as_str())),
                Some(value) => assert_eq!(held.as_f64(), Some(value), "{name}"),
                None => assert!(held.is_null(), "{name}"),
            }
            numbers += usize::from(!held.is_null());
            // What could not be read is not taken for blank.
            if cell["state"] == "unreadable" {
                assert!(told.contains(&name.as_str()), "{name}");
                unread += 1;
            }
        }
        for (finding, known) in
            row["findings"].as_array().unwrap().iter().zip(outcome["findings"].as_array().unwrap())
        {
            for (name, value) in finding.as_object().unwrap() {
                let known = known.get(name).unwrap_or(&Value::Null);
                let same = value.as_f64().map_or(value == known, |number| known.as_f64() == Some(number));
                assert!(same, "{name}: {value} {known}");
            }
        }
        assert_eq!(row["findings"].as_array().unwrap().len(), outcome["findings"].as_array().unwrap().len());
    }
    assert!(numbers > 2_000 && unread >= 3, "{numbers} {unread}");
}

#[test]
fn parquet_of_more_reports_than_lie_in_memory_at_a_time() {
    let path = directory("parquet-long");
    let (reports, mut random) = district(Form::F2021, 44);
    let html = written(&reports[0], &mut random);
    // Every fortieth is a report, the others are soon read.
    let html = |at: usize| if at.is_multiple_of(40) { html.as_str() } else { "<p>会议通知</p>" };
    let line = |at| serde_json::json!({"name": format!("第 {at} 份.html"), "html": html(at)}).to_string();
    let lines: Vec<String> = (0..1_203).map(line).collect();
    let (input, out) = (path.join("全部.jsonl"), path.join("结果.parquet"));
    fs::write(&input, lines.join("\n")).unwrap();
    let done = gouji(&["check", &input.display().to_string(), "-o", &out.display().to_string()]);
    assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
    let rows = parquet_rows(&out);
    let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 1_203);
    assert!(names.iter().enumerate().all(|(at, name)| *name == format!("第 {at} 份.html")));
    let total = reports[0].count("t3.new.total") as f64;
    let held = |row: &Value| row.pointer("/t3/new/total").and_then(Value::as_f64);
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(held(row), at.is_multiple_of(40).then_some(total), "{at}");
    }
}
