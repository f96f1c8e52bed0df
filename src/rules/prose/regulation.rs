//! Whose report it is in law: the regulation on open government information binds organs of the government; a university or a
//! hospital reports by measures of its own.

use super::is_of_school_year;
use crate::report::Report;
use crate::text::flow::Flow;

/// Whether the regulation on open government information, its form and its calendar year do not bind the report: a school
/// reports on its year of teaching, or nothing of its own is called government information, whatever documents it cites.
pub(super) fn is_under_other_rules(report: &Report) -> bool {
    let flow = &report.text;
    let own = |words: &str| flow.find_all(0..flow.len(), words).any(|at| !is_in_title(flow, at));
    let government = || own("政府信息") || own("政府资讯");
    is_of_school_year(report) || own("信息公开") && !government()
}

/// Whether a character stands between 《 and 》: 《关于政府信息公开若干问题的意见》 tells of no problems.
pub(super) fn is_in_title(flow: &Flow, at: usize) -> bool {
    const LONGEST: usize = 80;
    let from = at.saturating_sub(LONGEST);
    let before = flow.slice(from..at).iter().rposition(|c| among!("《》", *c));
    before.is_some_and(|mark| flow.chars.get(from + mark) == Some(&'《'))
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Document};

    /// The rules that warn of a text.
    fn warned(lines: &[&str]) -> Vec<String> {
        let blocks = lines.iter().map(|line| Block::paragraph(*line)).collect();
        let document = Document { blocks, ..Document::default() };
        let input = crate::read::Input { document, format: "", encoding: None, bytes: 0 };
        let outcome = crate::pipeline::check_input(input, &crate::Options::default());
        let warned =
            outcome.findings.iter().filter(|finding| finding.severity != crate::rules::Severity::Notice);
        warned.map(|finding| finding.rule.clone()).collect()
    }

    const LIST: &str =
        "全文包括概述、主动公开情况、依申请公开情况、对信息公开的评议情况、存在的问题和改进措施。";

    #[test]
    fn who_has_no_government_information_reports_by_rules_of_its_own() {
        let cited = "本报告根据《政府信息公开条例》和《学校信息公开办法》编制。";
        let dated = "数据统计期限为2013年10月1日至2014年9月30日。";
        let rest = ["一、概述", "学校重视信息公开，专人负责。", "二、主动公开情况", "公开各类信息130条。"];
        let school = |title: &str| {
            let opening = format!("{cited}{LIST}{dated}");
            let lines: Vec<&str> =
                [title, &opening].into_iter().chain(rest).chain(["2014年11月4日"]).collect();
            warned(&lines)
        };
        // A year from autumn to autumn, no fees, and a signature before December.
        assert_eq!(school("青禾师范学院2014年信息公开工作年度报告"), [""; 0]);
        let bound = school("青禾镇2014年政府信息公开工作年度报告");
        assert!(
            bound.contains(&"parts-count".to_owned()) && bound.contains(&"period-wrong".to_owned()),
            "{bound:?}"
        );
    }

    #[test]
    fn a_school_year_from_september_ends_with_august() {
        let school = |end: &str, more: &str| {
            let dated = format!("数据统计期限为2013年9月1日至{end}。{more}");
            warned(&[
                "青禾师范学院2014年信息公开工作年度报告",
                &dated,
                "一、概述",
                "学校重视信息公开，专人负责。",
                "二、主动公开情况",
                "公开各类信息130条。",
            ])
        };
        assert_eq!(school("2014年10月23日", ""), ["period-wrong"]);
        assert_eq!(school("2014年8月31日", ""), [""; 0]);
        assert_eq!(school("2014年10月23日", "学院当年并入青禾大学。"), [""; 0]);
    }

    #[test]
    fn its_headings_are_not_those_of_the_form() {
        let lines = |information: &str| {
            let title = format!("青禾师范学院2020年度{information}公开工作年度报告");
            warned(&[
                &title,
                "现将我校2020年度的工作报告如下：",
                "一、概述",
                "学校重视信息公开，专人负责，在门户网站公开办学信息130条，逐条审核，定期组织培训和考核。",
                "二、主动公开情况",
                "公开各类信息130条。",
                "2020年10月28日",
            ])
        };
        assert_eq!(lines("信息"), [""; 0]);
        let bound = lines("政府信息");
        assert!(
            bound.contains(&"aspect-missing".to_owned()) && bound.contains(&"date-inconsistent".to_owned()),
            "{bound:?}"
        );
    }
}
