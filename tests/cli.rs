//! The command line's contract: what it prints, and its exit status.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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
    let path = directory("status", &[("right.html", report(1)), ("wrong.html", report(2))]);
    let file = |name: &str| path.join(name).display().to_string();
    assert_eq!(gouji(&["check", &file("right.html")]).status.code(), Some(0));
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
    assert_eq!(gouji(&["check", &file("wrong.html"), "--ignore", "t4-case-total"]).status.code(), Some(0));
    assert_eq!(gouji(&["check", &file("wrong.html"), "--select", "t3-balance"]).status.code(), Some(0));
}

#[test]
fn json_is_one_outcome_an_array_or_lines() {
    let path =
        directory("json", &[("a.html", report(1)), ("b.html", report(2)), ("c.exe", "no report".into())]);
    let file = |name: &str| path.join(name).display().to_string();
    let one: Value =
        serde_json::from_slice(&gouji(&["check", &file("b.html"), "--format", "json"]).stdout).unwrap();
    assert_eq!(one["schema"], 1);
    assert_eq!(one["counts"]["error"], 1);
    assert_eq!(one["report"]["cells"]["t4.review.total"]["value"], 2);
    assert_eq!(one["findings"][0]["identity"], "t4.case_total.review");
    assert!(one.get("document").is_none());
    let two: Value = serde_json::from_slice(
        &gouji(&["check", &file("b.html"), &file("a.html"), "--format", "json"]).stdout,
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
    assert!(csv.starts_with("\u{feff}file,organ,year"));
    assert!(csv.contains(",error,t4-case-total,t4.case_total.review,"), "{csv}");

    let path = directory("html", &[("a.html", report(2).replace("<h1>", "<script>alert(1)</script><h1>"))]);
    let file = path.join("a.html").display().to_string();
    let html = text(&gouji(&["check", &file, "--format", "html"]).stdout);
    assert!(html.contains("class=\"error\">2<sup>"), "{html}");
    assert!(html.contains("default-src 'none'") && !html.contains("<script"));
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
