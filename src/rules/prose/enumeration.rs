//! Lists that count their points: 一是…二是…, （一）…（二）…, 1.…2.….

use super::points::{Mark, STYLES, Style, marks};
use super::{found_section, has_six_sections, places, ranges};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 第一、第五部分中“一是……二是……三是……”“（一）……（二）……”“1.……2.……”“第一……第二……”等列举的序号依次相接：不重复、不跳号、不倒回。列举里面再列举的，里外各自相接。
    ///
    /// # 为什么
    ///
    /// 序号重复或跳号，说明删改、拼接后没有通读，前后两处往往出自不同年份或不同单位的稿子。
    ///
    /// # What it checks
    ///
    /// Points counted by 一是, （一）, 1., 第一 and the like in sections 1 and 5 follow one another: none twice, none left
    /// out, none out of order. Lists inside lists count by themselves.
    ///
    /// # Why
    ///
    /// Broken numbers show that a text was put together from parts and not read through.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 5 = 主要问题：一是更新不及时；二是形式单一；二是人手不足。
    /// → “二是”出现两次
    /// ```
    ///
    /// ```breaks
    /// section 5 = 下一步：一是充实内容；二是加强培训；四是完善制度。
    /// → “二是”之后是“四是”
    /// ```
    ///
    /// ```breaks
    /// section 1 + 一是加强领导；三是加强考核；二是加强培训。
    /// ```
    ///
    /// ```breaks
    /// section 5 = （一）内容不够丰富。要加强更新。 / （二）培训不够。要组织学习。 / （二）形式单一。要增加图解。
    /// → “（二）”出现两次
    /// ```
    ///
    /// ```breaks
    /// section 5 = 存在问题：1、更新慢；2、形式少；4、人手紧。今后加强培训。
    /// ```
    ///
    /// ```passes
    /// section 5 = 主要问题：一是更新不及时；二是形式单一。改进措施：一是建立台账；二是丰富形式；三是加强培训。
    /// ```
    ///
    /// ```passes
    /// section 5 = 一是内容方面，一是更新慢，二是数量少；二是形式方面，一是图解少，二是视频少；三是人员方面，培训少。
    /// ```
    ///
    /// ```passes
    /// section 5 = （一）主要问题 / 一是更新慢；二是形式少。 / （二）改进情况 / 一是建立台账；二是加强培训。
    /// ```
    ///
    /// ```passes
    /// section 1 + 首先是加强领导，二是加强考核，三是加强培训。
    /// ```
    ///
    /// ```passes
    /// section 1 + 做到说一是一，公开目录统一是全县的要求，第二是重点。
    /// ```
    ///
    /// ```passes
    /// section 1 + 一是加强领导。[……] / 三是加强考核。
    /// ```
    pub ENUMERATION_BROKEN {
        name: "enumeration-broken",
        kind: Structure,
        title: ("列举的序号不连续", "Points of a list are numbered wrongly"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

/// Two marks that do not follow one another.
#[derive(Debug, PartialEq, Eq)]
struct Break {
    before: Mark,
    after: Mark,
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    // What was left out may hold the points that are missing.
    if !has_six_sections(report) && report.year.is_none_or(|year| year >= 2019) || context.bearing.excerpt {
        return Vec::new();
    }
    let severity = context.bearing.words(Severity::Warning);
    let mut findings = Vec::new();
    for section in [1, 5] {
        // With the next heading lost, the section would hold what belongs to others.
        if found_section(report, section + 1).is_none() {
            continue;
        }
        let marks: Vec<Mark> = ranges(report)
            .into_iter()
            .filter(|(number, _)| *number == section)
            .flat_map(|(_, range)| marks(flow, &range))
            .collect();
        for broken in STYLES.into_iter().filter_map(|style| broken(&marks, style)) {
            let words = |mark: &Mark| flow.text(mark.range.clone()).replace('(', "（").replace(')', "）");
            let (before, after) = (words(&broken.before), words(&broken.after));
            let message = if broken.before.value == broken.after.value {
                Message::new(
                    format!("同一列举中“{after}”出现两次"),
                    format!("“{after}” stands twice in one list"),
                )
            } else {
                Message::new(
                    format!("同一列举中“{before}”之后是“{after}”，序号不相接"),
                    format!("In one list “{before}” is followed by “{after}”"),
                )
            };
            let at = [broken.before.range, broken.after.range];
            let at = at.into_iter().flat_map(|range| places(report, range));
            findings.push(Finding::new(severity, message).at_places(at));
        }
    }
    findings
}

/// The first break among the points of one style. A mark of a wider style begins anew; lists may stand inside lists.
fn broken(marks: &[Mark], style: Style) -> Option<Break> {
    const DEEPEST: usize = 32;
    let mut open: Vec<&Mark> = Vec::new();
    // What only looks like a mark stands alone: two that follow one another make a list.
    let mut listed = matches!(style, Style::Bracketed | Style::Is);
    for mark in marks {
        if mark.style < style && mark.style <= Style::Number {
            open.clear();
        }
        if mark.style != style {
            continue;
        }
        let continued = open.iter().rposition(|last| last.value + 1 == mark.value);
        // Parts of the section by （一） stand in one row; they begin anew at （一）.
        let continued = continued.filter(|level| style != Style::Bracketed || level + 1 == open.len());
        match (continued, open.last()) {
            (Some(level), _) => {
                listed = true;
                open.truncate(level);
                open.push(mark);
            }
            // The first point may be counted in other words (首先).
            (None, None) => open.push(mark),
            (None, Some(_)) if mark.value == 1 => {
                // Lists do not stand inside one another deeper than this: older ones are over.
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push(mark);
            }
            (None, Some(last)) if listed => {
                return Some(Break { before: (*last).clone(), after: mark.clone() });
            }
            (None, Some(_)) => open = vec![mark],
        }
    }
    None
}
