//! Reports in which one thing stands many times over. Each is checked in time that grows as its length does: what is
//! here would take minutes where every one of them looked at all the others.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use gouji::outcome::Outcome;
use gouji::{Options, check};

/// A report with these contents of its first section.
fn checked(section: &str) -> Outcome {
    let page = format!(
        "<h1>云溪县2024年政府信息公开工作年度报告</h1><h2>一、总体情况</h2>{section}<h2>二、主动公开政府信息情况</h2>"
    );
    check(page.as_bytes(), &Options::default()).unwrap()
}

#[test]
fn numbers_that_no_full_stop_parts_are_all_looked_at() {
    for piece in [
        "未经复议直接起诉9件，复议后起诉9件，",
        "其中9件",
        "（其中9件",
        "0件",
        "9件、",
        "行政复议9件，办理相关案件9件；",
    ] {
        let times = 40_000 / piece.chars().count();
        let outcome = checked(&format!("<p>{}</p>", piece.repeat(times)));
        let each = piece.matches(['0', '9']).count();
        assert_eq!(outcome.numbers.len(), times * each, "{piece}");
    }
}

#[test]
fn paragraphs_of_nothing_but_a_mark_are_passed_over() {
    let outcome = checked(&"<p>，</p>".repeat(20_000));
    assert!(outcome.numbers.is_empty());
    // So are they before what a sentence says.
    let outcome = checked(&format!("{}<p>2024年，新收政府信息公开申请9件。</p>", "<p>，</p>".repeat(20_000)));
    assert_eq!(outcome.numbers.len(), 1);
}

#[test]
fn heads_of_a_table_that_stand_in_it_again_and_again_do_not_matter() {
    let kinds =
        "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>";
    let cells = "<td>1</td>".repeat(5);
    let table = |times: usize| {
        format!(
            "<table><tr><td rowspan=2>本列数据的勾稽关系</td><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>\
             {}<tr><td>一、本年新收政府信息公开申请数量</td><td>2</td>{cells}<td>7</td></tr>\
             <tr><td>二、上年结转政府信息公开申请数量</td><td>2</td>{cells}<td>7</td></tr></table>",
            kinds.repeat(times)
        )
    };
    let value = |times: usize, cell: &str| {
        let outcome = checked(&table(times));
        outcome.report.cells.get(cell).and_then(|cell| cell.value).map(|value| value.decimal())
    };
    assert_eq!(value(1, "t3.new.natural"), Some(2.0));
    // Whatever is made of them, it is made.
    let _ = value(3_000, "t3.new.natural");
}

#[test]
fn rows_of_values_under_one_head_are_read_by_it() {
    let zeros = ["0"; 15].join("\t");
    let head = "一、总体情况\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\t\t\t\t\t行政诉讼\n\
                结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n";
    let text = format!("云溪县2024年政府信息公开工作年度报告\n{head}{}", format!("{zeros}\n").repeat(4_000));
    assert!(check(text.as_bytes(), &Options::default()).is_ok());
}
