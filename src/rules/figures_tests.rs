//! What findings say in figures, and how severe they are where that turns on one of them.

use crate::rules::example::Example;
use crate::rules::{self, Finding, Severity};

fn told(rule: &str, text: &str) -> Vec<Finding> {
    let rule = rules::find(rule).unwrap();
    Example::new(text).findings(rule)
}

/// The only finding: how severe it is, and its sentence.
fn only(rule: &str, text: &str) -> (Severity, String) {
    let found = told(rule, text);
    assert_eq!(found.len(), 1, "{found:#?}");
    (found[0].severity, found[0].message.zh.clone())
}

#[test]
fn an_amount_in_yuan_is_shown_in_both_units() {
    let (severity, words) = only("t2-fee-magnitude", "organ = 望溪镇人民政府\nt2.fee.amount = 251000");
    assert_eq!(severity, Severity::Warning);
    assert!(words.contains("就是 25.1 亿元") && words.contains("应为 25.1 万元"), "{words}");
    assert!(told("t2-fee-magnitude", "organ = 望溪镇人民政府\nt2.fee.amount = 10000").is_empty());
}

#[test]
fn the_same_text_is_said_with_its_share() {
    let (severity, words) = only("same-text", "previous same text");
    assert_eq!(severity, Severity::Warning);
    assert!(words.contains("100%"), "{words}");
}

#[test]
fn a_sum_of_many_shows_what_is_not_0() {
    let (_, words) = only("t3-handled-sum", "t3.granted.research = 1");
    assert!(words.contains("其余各项只有"), "{words}");
    let (_, words) = only("t3-handled-sum", "t3.handled.research = 1");
    assert!(words.contains("其余各项之和为 0"), "{words}");
    // Both addends of a balance are shown, also where one is 0.
    let (_, words) = only("t3-balance", "t3.new.research = 3");
    assert!(words.contains("本年新收 3 + 上年结转 0 = 3"), "{words}");
}

#[test]
fn a_blank_of_a_text_that_was_recognised_may_have_been_lost() {
    let blank = "t3.granted.research = ";
    assert_eq!(only("value-blank", blank).0, Severity::Warning);
    for poor in ["recognised", "mirror"] {
        assert_eq!(only("value-blank", &format!("{poor}\n{blank}")).0, Severity::Notice, "{poor}");
    }
}

#[test]
fn a_period_that_begins_late_is_a_doubt_and_any_other_an_error() {
    let period = |from: &str, to: &str| {
        let text = format!("year = 2023\nbefore = 本报告所列数据的统计期限为{from}起至{to}止。");
        told("period-wrong", &text).first().map(|finding| finding.severity)
    };
    assert_eq!(period("2023年1月1日", "2023年12月31日"), None);
    assert_eq!(period("2023年3月1日", "2023年12月31日"), Some(Severity::Warning));
    assert_eq!(period("2023年1月1日", "2023年11月30日"), Some(Severity::Error));
    assert_eq!(period("2022年3月1日", "2023年12月31日"), Some(Severity::Error));
}

/// The words that the findings mark.
fn marked(rule: &str, text: &str) -> Vec<String> {
    let example = Example::new(text);
    let flow = &example.report.text;
    let found = example.findings(rules::find(rule).unwrap());
    let places = found.iter().flat_map(|finding| finding.places.iter().copied());
    places.map(|place| flow.text(flow.range_of(place))).collect()
}

#[test]
fn what_is_marked_is_what_is_wrong_and_no_more() {
    let town = |count: u8| {
        format!("organ = 望溪镇人民政府\nsection 2 = 全年公开工作动态2条；地方性法规{count}条；通知公告5条。")
    };
    assert_eq!(marked("t2-regulation-level", &town(1)), ["地方性法规1条"]);
    assert!(marked("t2-regulation-level", &town(0)).is_empty());
    let period = "before = 本报告所列数据的统计期限自年1月1日起至年12月31日止。";
    assert_eq!(marked("period-wrong", period), ["自年1月1日起至年12月31日止"]);
}
