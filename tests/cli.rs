//! The command line's contract: what it prints, and its exit status.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::support::numbers::{Form, Report};
use crate::support::random::Random;
use crate::support::{parts, writers};
use serde_json::Value;

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A report that has table 4 only: `total` cases of review, of which 1 was upheld.
fn report(total: i64) -> String {
    let header = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>";
    format!(
        "<html><body><h1>青禾镇人民政府2024年政府信息公开工作年度报告</h1>\
         <p>四、政府信息公开行政复议、行政诉讼情况</p><table>\
         <tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>\
         <tr>{}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr><tr>{header}{header}</tr>\
         <tr><td>1</td><td>0</td><td>0</td><td>0</td><td>{total}</td>{}</tr></table></body></html>",
        header.replace("<td>", "<td rowspan=2>"),
        "<td>0</td>".repeat(10)
    )
}

/// The report of an organ that answered `new` + `carried_in` requests and carried `carried_out` over: table 3 with the
/// columns 自然人 and 总计 filled and zeros elsewhere.
fn requests(organ: &str, year: i32, [new, carried_in, carried_out]: [i64; 3]) -> String {
    let row = |label: &str, value: i64| {
        format!(
            "<tr><td colspan=3>{label}</td><td>{value}</td>{}<td>{value}</td></tr>",
            "<td>0</td>".repeat(5)
        )
    };
    let granted = new + carried_in - carried_out;
    let details = [
        "（二）部分公开",
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
        "1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ];
    format!(
        "<html><body><h1>{organ}人民政府{year}年政府信息公开工作年度报告</h1>\
         <p>三、收到和处理政府信息公开申请情况</p><table>\
         <tr><td colspan=3 rowspan=3></td><td colspan=7>申请人情况</td></tr>\
         <tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>\
         <tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>\
         {}{}{}{}{}{}</table></body></html>",
        row("一、本年新收政府信息公开申请数量", new),
        row("二、上年结转政府信息公开申请数量", carried_in),
        row("三、本年度办理结果（一）予以公开", granted),
        details.map(|label| row(label, 0)).concat(),
        row("（七）总计", granted),
        row("四、结转下年度继续办理", carried_out),
    )
}

/// A report with all of its tables, in which every sum holds.
fn whole() -> String {
    let mut random = Random::new(7);
    let report = Report::random(Form::F2021, &mut random);
    let parts = parts::parts(&report, &parts::Manner::default(), &mut random);
    writers::page(&writers::html(&parts, &mut random))
}

/// A directory of its own for a test, with files in it.
fn directory(name: &str, files: &[(&str, String)]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    for (name, text) in files {
        fs::write(path.join(name), text).unwrap();
    }
    path
}

#[test]
fn exit_status_tells_clean_errors_and_failure() {
    let path =
        directory("status", &[("right.html", report(1)), ("wrong.html", report(2)), ("whole.html", whole())]);
    let file = |name: &str| path.join(name).display().to_string();
    // Only table 4 is there: what was not checked is not called clean.
    assert_eq!(gouji(&["check", &file("right.html")]).status.code(), Some(2));
    assert_eq!(gouji(&["check", &file("whole.html")]).status.code(), Some(0));
    let wrong = gouji(&["check", &file("wrong.html")]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong.stdout).contains("行政复议：总计为 2，而其余各项只有结果维持 1，相差 1"),
        "{}",
        text(&wrong.stdout)
    );
    assert!(!text(&wrong.stdout).contains('\u{1b}'), "colours outside a terminal");
    let missing = gouji(&["check", &file("wrong.html"), &file("nothing.html")]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("没有这个文件"));
    assert_eq!(gouji(&["check"]).status.code(), Some(2));
    assert_eq!(gouji(&["inspect"]).status.code(), Some(2));
    assert_eq!(gouji(&["check", &file("wrong.html"), "--ignore", "t4-case-total"]).status.code(), Some(2));
    assert_eq!(gouji(&["check", &file("wrong.html"), "--select", "t3-balance"]).status.code(), Some(2));
}

/// What the page's own tests hold for the page, the list and the event: each verdict has words of its own, in text, JSON
/// and CSV, and only what holds or is in doubt ends well.
#[test]
fn each_status_has_its_words_its_name_and_its_exit_status() {
    let written = |change: &dyn Fn(&mut Report), without_tables: bool| {
        let mut random = Random::new(11);
        let mut report = Report::random(Form::F2021, &mut random);
        change(&mut report);
        let manner = parts::Manner { without_tables, ..parts::Manner::default() };
        let parts = parts::parts(&report, &manner, &mut random);
        writers::page(&writers::html(&parts, &mut random))
    };
    let blank = |report: &mut Report| {
        for name in report.values.keys().cloned().collect::<Vec<_>>() {
            report.write(&name, "", None);
        }
    };
    // More documents issued than are in force or repealed: possible, and worth a look.
    let doubtful = |report: &mut Report| {
        let issued = report.count("t2.normative.in_force") + report.count("t2.normative.repealed") + 5;
        report.put("t2.normative.issued", issued);
    };
    let files = [
        ("errors.html", report(2), "errors", 1, "处错误"),
        (
            "not-a-report.txt",
            "关于召开防汛会议的通知\n定于6月3日开会，请准时参加。\n".to_owned(),
            "not-a-report",
            2,
            "不",
        ),
        ("not-checked.html", written(&|_| (), true), "not-checked", 2, "没有核对"),
        ("not-filled-in.html", written(&blank, false), "not-filled-in", 2, "尚未填写"),
        ("partly-checked.html", report(1), "partly-checked", 2, "没有核对"),
        ("doubts.html", written(&doubtful, false), "doubts", 0, "存疑"),
        ("holds.html", whole(), "holds", 0, "成立"),
    ];
    let path = directory("statuses", &files.clone().map(|(name, text, ..)| (name, text)));
    for (name, _, status, exit, words) in files {
        let file = path.join(name).display().to_string();
        let json = gouji(&["check", &file, "--format", "json"]);
        let outcome: Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(outcome["status"], status, "{name}: {:?}", outcome["findings"]);
        assert_eq!(json.status.code(), Some(exit), "{name}");
        let said = text(&gouji(&["check", &file]).stdout);
        assert!(said.lines().nth(2).unwrap_or_default().contains(words), "{name}: {said}");
        let csv = text(&gouji(&["check", &file, "--format", "csv"]).stdout);
        assert!(csv.lines().skip(1).all(|line| line.contains(&format!(",{status},"))), "{name}: {csv}");
        assert!(csv.lines().count() > 1, "{name}: {csv}");
    }
    fs::write(path.join("broken.docx"), b"PK\x03\x04 broken").unwrap();
    let broken = gouji(&["check", &path.join("broken.docx").display().to_string()]);
    assert_eq!((broken.status.code(), broken.stdout.len()), (Some(2), 0), "what was not read has no verdict");
}

#[test]
fn json_is_one_outcome_an_array_or_lines() {
    let path = directory(
        "json",
        &[
            ("a.html", report(1)),
            ("b.xml", report(2)),
            ("c.exe", "no report".into()),
            ("~$a.html", report(2)),
        ],
    );
    let file = |name: &str| path.join(name).display().to_string();
    let one: Value =
        serde_json::from_slice(&gouji(&["check", &file("b.xml"), "--format", "json"]).stdout).unwrap();
    assert_eq!(one["schema"], 1);
    assert_eq!(one["counts"]["error"], 1);
    assert_eq!(one["report"]["cells"]["t4.review.total"]["value"], 2);
    assert_eq!(one["findings"][0]["identity"], "t4.case_total.review");
    assert!(one.get("document").is_none());
    let two: Value = serde_json::from_slice(
        &gouji(&["check", &file("b.xml"), &file("a.html"), "--format", "json"]).stdout,
    )
    .unwrap();
    let errors: Vec<_> =
        two.as_array().unwrap().iter().map(|each| each["counts"]["error"].as_u64()).collect();
    assert_eq!(errors, [Some(1), Some(0)]);
    let all = gouji(&["check", &path.display().to_string(), "--format", "jsonl", "--lang", "en"]);
    let lines = text(&all.stdout);
    assert_eq!(lines.lines().count(), 2);
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert!(last["findings"][0]["message"].as_str().unwrap().contains("total is 2"));
}

#[test]
fn json_of_a_mail_with_several_reports_is_an_array() {
    let part = |name: &str, page: &str| {
        format!(
            "--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename={name}\n\n{page}\n"
        )
    };
    let mail = |parts: &[String]| {
        format!("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n{}--x--\n", parts.concat())
    };
    let two = mail(&[part("a.html", &report(1)), part("b.html", &report(2))]);
    let one = mail(&[part("a.html", &report(1)), part("b.png", "")]);
    let path = directory("mail", &[("two.eml", two), ("one.eml", one)]);
    let printed = |name: &str, format: &str| {
        let file = path.join(name).display().to_string();
        text(&gouji(&["check", &file, "--format", format]).stdout)
    };
    let json = |name: &str| serde_json::from_str::<Value>(&printed(name, "json")).unwrap();
    assert_eq!(json("two.eml").as_array().map(Vec::len), Some(2));
    assert_eq!(json("one.eml")["schema"], 1);
    assert_eq!(printed("two.eml", "jsonl").lines().count(), 2);
    assert_eq!(printed("two.eml", "csv").matches("rule").count(), 1);
}

#[test]
fn many_files_are_checked_at_once_and_come_in_their_order() {
    let names: Vec<String> = (0..120).map(|number| format!("{number:03}.html")).collect();
    // Every seventh is wrong, every eleventh holds nothing, and every thirtieth takes longer than the others.
    let content = |number: usize| match number {
        _ if number.is_multiple_of(11) => String::new(),
        _ if number.is_multiple_of(30) => format!("{}{}", whole(), "<p>正文。</p>".repeat(20_000)),
        _ if number.is_multiple_of(7) => report(2),
        _ => report(1),
    };
    let files: Vec<(&str, String)> =
        names.iter().enumerate().map(|(number, name)| (name.as_str(), content(number))).collect();
    let path = directory("many", &files);
    let all = gouji(&["check", &path.display().to_string(), "--format", "jsonl"]);
    assert_eq!(all.status.code(), Some(2));
    let printed = text(&all.stdout);
    let printed: Vec<&str> = printed.lines().collect();
    let readable: Vec<&String> =
        names.iter().enumerate().filter(|(n, _)| n % 11 != 0).map(|(_, n)| n).collect();
    assert_eq!(printed.len(), readable.len());
    for (line, name) in printed.iter().zip(readable) {
        let outcome: Value = serde_json::from_str(line).unwrap();
        let file = path.join(name).display().to_string();
        assert_eq!(outcome["input"]["name"], file);
        if name.ends_with("7.html") {
            // The same as by itself.
            let alone = gouji(&["check", &file, "--format", "jsonl"]);
            assert_eq!(text(&alone.stdout).trim_end(), *line);
        }
    }
    let failures = text(&all.stderr);
    let failed: Vec<&str> = failures.lines().collect();
    assert_eq!(failed.len(), 11);
    assert!(failed.is_sorted(), "{failures}");
}

#[test]
fn standard_input_csv_and_html_work() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(report(2).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let csv = text(&output.stdout);
    assert!(csv.starts_with("\u{feff}file,status,organ,year"));
    assert!(csv.contains(",error,t4-case-total,t4.case_total.review,"), "{csv}");

    let path = directory("html", &[("a.html", report(2).replace("<h1>", "<script>alert(1)</script><h1>"))]);
    let file = path.join("a.html").display().to_string();
    let html = text(&gouji(&["check", &file, "--format", "html"]).stdout);
    assert!(html.contains("class=\"error\">2<sup>"), "{html}");
    assert!(html.contains("default-src 'none'") && !html.contains("<script"));
}

/// The findings of one check as `rule: message`.
fn findings(arguments: &[&str]) -> Vec<String> {
    let output = gouji(&[&["check", "--format", "json"], arguments].concat());
    let outcome: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}{}", text(&output.stdout), text(&output.stderr)));
    assert_eq!(outcome["report"]["tables"]["t3"], "found");
    outcome["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| format!("{}: {}", each["rule"].as_str().unwrap(), each["message"].as_str().unwrap()))
        .filter(|each| ["carry-over", "summary"].iter().any(|rule| each.starts_with(rule)))
        .collect()
}

#[test]
fn a_report_is_compared_with_the_year_before() {
    let path = directory(
        "years",
        &[
            ("2023.html", requests("青禾镇", 2023, [5, 0, 2])),
            ("right.html", requests("青禾镇", 2024, [7, 2, 0])),
            ("wrong.html", requests("青禾镇", 2024, [7, 1, 0])),
        ],
    );
    let file = |name: &str| path.join(name).display().to_string();
    assert_eq!(findings(&[&file("right.html"), "--previous", &file("2023.html")]), [""; 0]);
    let wrong = findings(&[&file("wrong.html"), "--previous", &file("2023.html")]);
    assert!(wrong.iter().any(|each| each.contains("上年结转") && each.contains('2')), "{wrong:?}");
    // Without the other year nothing is said.
    assert_eq!(findings(&[&file("wrong.html")]), [""; 0]);
    let missing = gouji(&["check", &file("right.html"), "--previous", &file("2022.html")]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn a_summary_is_compared_with_its_parts() {
    let path = directory(
        "parts",
        &[
            ("甲.html", requests("青禾镇", 2024, [5, 1, 2])),
            ("乙.html", requests("白石镇", 2024, [7, 0, 0])),
            ("right.html", requests("云溪县", 2024, [12, 1, 2])),
            ("wrong.html", requests("云溪县", 2024, [5, 1, 2])),
        ],
    );
    let file = |name: &str| path.join(name).display().to_string();
    let parts = ["--parts", &file("甲.html"), &file("乙.html")];
    assert_eq!(findings(&[&[file("right.html").as_str()][..], &parts].concat()), [""; 0]);
    let wrong = findings(&[&[file("wrong.html").as_str()][..], &parts].concat());
    assert!(wrong.iter().any(|each| each.starts_with("summary-sum") && each.contains("12")), "{wrong:?}");
    assert!(
        wrong.iter().any(|each| each.starts_with("summary-part-missing") && each.contains("乙")),
        "{wrong:?}"
    );
}

#[test]
fn rules_can_be_listed_and_explained() {
    let list: Value = serde_json::from_slice(&gouji(&["rules", "--format", "json"]).stdout).unwrap();
    assert_eq!(list[0]["name"], "t3-balance");
    for rule in list.as_array().unwrap() {
        let page = gouji(&["explain", rule["name"].as_str().unwrap()]);
        assert_eq!(page.status.code(), Some(0));
        assert!(text(&page.stdout).contains("## 为什么"));
    }
    assert_eq!(gouji(&["explain", "no-such-rule"]).status.code(), Some(2));
    assert!(text(&gouji(&["--help"]).stdout).contains("gouji check"));
    assert!(text(&gouji(&["rules"]).stdout).contains("t3-balance"));
}

#[test]
fn numbers_says_of_each_number_what_became_of_it() {
    let directory = std::env::temp_dir().join(format!("gouji-numbers-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let page = requests("青禾镇", 2024, [5, 0, 0]).replace(
        "<body>",
        "<body><p>青禾镇2024年政府信息公开工作年度报告</p><p>一、总体情况</p>\
         <p>全年收到政府信息公开申请5件，主动公开政府信息120条。2023年收到政府信息公开申请8件。</p>",
    );
    let file = directory.join("青禾镇.html");
    fs::write(&file, page).unwrap();
    let path = file.to_str().unwrap();
    let output = gouji(&["numbers", path]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(
        printed.contains("✓ 全年收到政府信息公开申请5件\n    申请件数：与表中本年新收·总计相符"),
        "{printed}"
    );
    assert!(printed.contains("· 主动公开政府信息120条"), "{printed}");
    assert!(printed.contains("说的不是本年，不与本年的表格比较"), "{printed}");
    let json: Value =
        serde_json::from_slice(&gouji(&["numbers", path, "--format", "json", "--lang", "en"]).stdout)
            .unwrap();
    let numbers = json["numbers"].as_array().unwrap();
    let classes: Vec<&str> = numbers.iter().map(|number| number["class"].as_str().unwrap()).collect();
    assert_eq!(classes, ["requests", "information", "other"]);
    assert_eq!(numbers[0]["agrees"], Value::Bool(true));
    assert!(numbers[0]["reason"].as_str().unwrap().starts_with("requests: agrees with "));
    assert_eq!(gouji(&["numbers"]).status.code(), Some(2));
    fs::remove_dir_all(&directory).unwrap();
}

#[test]
#[cfg(unix)]
fn what_is_no_file_or_has_no_end_is_told_before_it_is_read() {
    let directory = directory("no-files", &[("a.html", requests("青禾镇", 2024, [5, 1, 2]))]);
    let fifo = directory.join("b.html");
    let made = Command::new("mkfifo").arg(&fifo).status();
    assert!(made.is_ok_and(|status| status.success()));
    let sparse = directory.join("c.html");
    std::fs::File::create(&sparse).unwrap().set_len(3 << 30).unwrap();
    let output = gouji(&["check", directory.to_str().unwrap()]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("b.html: 这不是普通文件") && said.contains("c.html: 文件超过 64 MB"), "{said}");
    for device in ["/dev/zero", "/dev/null", fifo.to_str().unwrap()] {
        let output = gouji(&["check", device]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("不是普通文件"), "{device}");
    }
    let zeros = std::fs::File::open("/dev/zero").unwrap();
    let output =
        Command::new(env!("CARGO_BIN_EXE_gouji")).args(["check", "-"]).stdin(zeros).output().unwrap();
    assert!(text(&output.stderr).contains("文件超过 64 MB"), "{}", text(&output.stderr));
}
