//! The one verdict: what each kind of input is called, and that nothing unchecked is called good.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use crate::support::numbers::{Form, Report};
use crate::support::parts::{Manner, parts};
use crate::support::random::Random;
use crate::support::writers::{html, page};
use gouji::outcome::{Outcome, Status};
use gouji::{Options, check};

fn outcome(text: &str) -> Outcome {
    let outcome = check(text.as_bytes(), &Options::default()).unwrap();
    let counts = outcome.counts;
    assert_eq!(counts.held + counts.broken + counts.open, 42, "{counts:?}");
    assert_eq!(outcome.sums.broken.len(), counts.broken as usize, "{:?}", outcome.sums);
    assert_eq!(outcome.sums.open.len(), counts.open as usize, "{:?}", outcome.sums);
    outcome
}

fn written(change: impl Fn(&mut Report), manner: &Manner) -> String {
    let mut random = Random::new(11);
    let mut report = Report::random(Form::F2021, &mut random);
    change(&mut report);
    page(&html(&parts(&report, manner, &mut random), &mut random))
}

fn blank(report: &mut Report, table: &str) {
    let names: Vec<String> = report.values.keys().filter(|name| name.starts_with(table)).cloned().collect();
    for name in names {
        report.write(&name, "", None);
    }
}

#[test]
fn a_report_whose_sums_all_hold_holds() {
    let outcome = outcome(&written(|_| (), &Manner::default()));
    assert_eq!(outcome.status, Status::Holds, "{:#?}", outcome.findings);
    assert_eq!(outcome.counts.held, 42);
}

#[test]
fn one_wrong_cell_is_one_error() {
    let text = written(
        |report| {
            let value = report.count("t3.granted.natural");
            report.put("t3.granted.natural", value + 3);
        },
        &Manner::default(),
    );
    let outcome = outcome(&text);
    assert_eq!(outcome.status, Status::Errors);
    assert_eq!((outcome.counts.error, outcome.counts.broken), (1, 2), "a root cause counts once");
    assert!(outcome.findings.len() > 1);
}

#[test]
fn a_blank_that_the_sums_leave_one_value_is_given_with_it() {
    let text = written(|report| report.write("t3.granted.total", "", None), &Manner::default());
    let outcome = outcome(&text);
    let [blank] = outcome.blanks.as_slice() else { panic!("{:?}", outcome.blanks) };
    let cells = &outcome.report.cells;
    let parts = cells.iter().filter(|(name, _)| name.starts_with("t3.granted.") && !name.ends_with(".total"));
    let sum: f64 = parts.filter_map(|(_, cell)| cell.value).map(gouji::report::Number::decimal).sum();
    assert_eq!(
        (blank.cell.as_str(), blank.from, f64::from(i32::try_from(blank.to).unwrap())),
        ("t3.granted.total", None, sum)
    );
}

#[test]
fn a_rule_left_out_does_not_make_a_broken_sum_good() {
    let text = written(
        |report| {
            let value = report.count("t4.review.total");
            report.put("t4.review.total", value + 1);
        },
        &Manner::default(),
    );
    let ignore = ["t4-case-total"].map(|name| gouji::rules::find(name).unwrap()).to_vec();
    let outcome = check(text.as_bytes(), &Options { ignore, ..Options::default() }).unwrap();
    assert_eq!((outcome.status, outcome.counts.broken), (Status::Doubts, 1));
}

#[test]
fn a_warning_alone_is_a_doubt() {
    // More documents issued than are in force or repealed: possible, and worth a look.
    let text = written(
        |report| {
            let issued = report.count("t2.normative.in_force") + report.count("t2.normative.repealed") + 5;
            report.put("t2.normative.issued", issued);
        },
        &Manner::default(),
    );
    let outcome = outcome(&text);
    assert_eq!(outcome.status, Status::Doubts, "{:#?}", outcome.findings);
}

#[test]
fn a_table_that_is_missing_leaves_the_report_partly_checked() {
    let text = written(|report| blank(report, "t4."), &Manner::default());
    let outcome = outcome(&text);
    assert_eq!(outcome.status, Status::PartlyChecked, "{:#?}", outcome.counts);
    assert_eq!(outcome.counts.open, 3);
}

#[test]
fn empty_tables_are_not_filled_in() {
    let text = written(
        |report| {
            for table in ["t2.", "t3.", "t4."] {
                blank(report, table);
            }
        },
        &Manner::default(),
    );
    assert_eq!(outcome(&text).status, Status::NotFilledIn);
}

#[test]
fn a_report_without_tables_is_not_checked() {
    let text = written(|_| (), &Manner { without_tables: true, ..Manner::default() });
    let outcome = outcome(&text);
    assert_eq!((outcome.status, outcome.counts.open), (Status::NotChecked, 42));
}

#[test]
fn a_page_cut_off_after_its_opening_is_still_a_report() {
    for text in [
        "<p>根据《中华人民共和国政府信息公开条例》要求，现公布青禾市人民政府2022年政府信息公开工作年度报告。本报告包括总体情况等部分。</p>",
        "<p>本报告根据《中华人民共和国政府信息公开条例》的要求编制。数据统计期限为2022年1月1日至12月31日。</p>",
        "<p>一、总体情况</p><p>2024年，集团在青禾市政府信息公开平台公开各类信息。</p><p>（一）主动公开情况。公开信息51条，其中工作动态23条、</p>",
    ] {
        assert_eq!(outcome(text).status, Status::NotChecked, "{text}");
    }
}

#[test]
fn another_document_is_not_a_report() {
    for text in [
        "<h1>关于召开全县政务公开工作推进会的通知</h1><p>各乡镇人民政府，县政府各部门：</p><p>定于3月5日上午9时召开会议，请准时参加。</p>",
        "<table><tr><td>序号</td><td>姓名</td><td>电话</td></tr><tr><td>1</td><td>王某</td><td>8823</td></tr></table>",
        "采购清单\n打印纸 20 箱\n墨盒 6 个\n",
        "<p>一、总体情况</p><p>2024年，全县粮食播种面积稳定，主动公开收购价格。</p><p>（一）夏粮收购。收购小麦2万吨。</p>",
        "<h1>青禾县人民政府办公室关于做好2024年度政府信息公开年度报告编制工作的通知</h1><p>各镇人民政府：为做好政府信息公开年度报告编制工作，请于1月15日前将报告报送县政府办公室。</p>",
        "<p>关于做好2024年政府信息公开工作年度报告编制发布工作的通知</p><p>请各单位于1月20日前报送。</p>",
    ] {
        assert_eq!(outcome(text).status, Status::NotAReport, "{text}");
    }
}
