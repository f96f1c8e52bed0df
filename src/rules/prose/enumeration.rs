//! Lists that count their points: 一是…二是…, （一）…（二）…, 1.…2.….

mod announced;
mod unnumbered;

use std::ops::Range;

use super::lost::brackets;
use super::points::{Mark, STYLES, Style, han, is_run_on, marks};
use super::{found_section, has_six_sections, heading_range, places, ranges};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// “一是……二是……三是……”“第一……第二……”，以及第一、第五部分中“（一）……（二）……”“1.……2.……”等列举的序号依次相接：有第一点，不重复、不跳号、不倒回。列举里面再列举的，里外各自相接。
    /// 列举前写明“以下三个方面”“四点措施”的，列出的就是几点。
    ///
    /// # 为什么
    ///
    /// 序号重复或跳号，说明删改、拼接后没有通读，前后两处往往出自不同年份或不同单位的稿子。
    ///
    /// # What it checks
    ///
    /// Points counted by 一是, 第一 and the like, and by （一） and 1. in sections 1 and 5, follow one another: the first is
    /// there, none stands twice, none is left out, none is out of order. Lists inside lists count by themselves. Where
    /// the number of points is announced (以下三个方面：), as many are listed.
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
    /// ```breaks
    /// section 1 + （一）更新公开指南，调整公开目录。 / （二）核对栏目内容；二是加强审查。 / （三）加强培训。
    /// → 列举从“二是”开始，前面没有第一点
    /// ```
    ///
    /// ```breaks
    /// section 5 = 存在更新偏慢的问题。下一步从以下三个方面改进：一是按月检查；二是充实内容。
    /// → 列举的有 2 点，不是 3 点
    /// ```
    ///
    /// ```breaks
    /// section 5 = 存在更新偏慢的问题。主要采取两项措施：一是按月检查；二是充实内容；三是加强培训。
    /// → 列举的有 3 点，不是 2 点
    /// ```
    ///
    /// ```breaks
    /// section 5 = 主要做法：一是按月检查；二是充实内容；三是加强培训。 / 四、定期走访群众，收集大家对公开内容和公开方式的意见建议，逐条研究改进。
    /// → “三是”之后是“四、”
    /// ```
    ///
    /// ```passes
    /// section 5 = 主要做法：一是按月检查；二是充实内容；三是加强培训。 / 四、下一步打算 / 定期走访群众，收集大家对公开内容和公开方式的意见建议，逐条研究改进。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 公开的内容涉及公告公示、政策文件、预决算及年度报告7大类。
    /// → 列举的有 4 点，不是 7 点
    /// ```
    ///
    /// ```passes
    /// section 1 + 公开的内容涉及公告公示、政策文件、预决算、年度报告等7大类，涵盖机构和人事、会议、规划与统计4个方面。
    /// ```
    ///
    /// ```passes
    /// section 5 = 存在两个方面的问题：一是更新慢；二是形式少。下一步做好以下三点：一是按月检查；二是充实内容；此外，加强培训。
    /// ```
    ///
    /// ```passes
    /// section 1 + （一）更新公开指南。 / （二）一方面核对栏目内容，二是加强审查。 / （三）公开三个方面的内容。
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
    /// section 1 = （一）主动公开。按照条例第二十条规定：（十四）公务员招考的职位、名额，逐项公开。 / （二）依申请公开。规范办理。
    /// ```
    ///
    /// ```passes
    /// section 1 + 一是加强领导。[……] / 三是加强考核。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开情况。逐条审核。 / （二）依申请公开情况。收到申请8件。 / 政府信息管理情况。先审后发。 / （四）平台建设情况。专人维护。 / （五）监督保障情况。按季考核。
    /// → “政府信息管理情况”前面少了序号“（三）”
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开。逐条审核。 / ）依申请公开。未收到申请。 / ）平台建设。专人维护。 / （四）监督保障。按季考核。
    /// → 行首缺字
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开（含解读 / ）。逐条审核。 / 一）主动公开。逐条审核。 / 二）平台建设。专人维护。
    /// ```
    ///
    /// ```passes
    /// section 1 + 一是主动公开方面。及时发布信息。二是依申请公开方面。本年度共收到依申请公开事项0三是政府信息管理方面。健全审核机制。四是平台建设方面。优化栏目。
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

/// What is wrong with a list.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// Two marks that do not follow one another.
    Break { before: Mark, after: Mark },
    /// The list begins with its second point.
    NoFirst(Mark),
    /// More or fewer points than were announced.
    Announced { number: u32, points: u32, at: Range<usize>, last: Range<usize> },
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    // What was left out may hold the points that are missing.
    if context.bearing.excerpt {
        return Vec::new();
    }
    // A mirror changes words, not the numbers of points.
    let severity = context.bearing.said(Severity::Warning);
    let severity = if loses_numerals(report) { Severity::Notice } else { severity };
    let of_form = has_six_sections(report) || report.year.is_some_and(|year| year < 2019);
    let ranges = ranges(report);
    let mut findings: Vec<Finding> = numbers_lost(context).into_iter().collect();
    for section in 0..=6 {
        // Where the next heading is lost, the section holds what belongs to others: （一） and 1. may be of its tables.
        let bounded = of_form && matches!(section, 1 | 5) && found_section(report, section + 1).is_some();
        // A text that ends in its first section holds nothing of the others, nor of their tables.
        let alone = of_form
            && section == 1
            && !report.sections.iter().any(|each| each.found && each.number > 1)
            && (context.bearing.cut || !has_rows(report));
        let styles: &[Style] = match (bounded, alone) {
            (true, _) => &STYLES,
            (false, true) => &IN_FIRST,
            (false, false) => &IN_SENTENCES,
        };
        let parts = || ranges.iter().filter(|(number, _)| *number == section);
        let Some((_, first)) = parts().next() else { continue };
        let marks: Vec<Mark> = parts().flat_map(|(_, range)| marks(&report.text, range)).collect();
        let breaks = styles.iter().filter_map(|style| broken(&report.text, first.start, &marks, *style));
        let ends = bounded || !context.bearing.cut;
        let counts = announced::faults(&report.text, &marks, styles, ends);
        let counts = counts.into_iter().chain(other_mark(report, &marks));
        findings.extend(breaks.chain(counts).map(|fault| finding(report, severity, fault)));
    }
    let told = context.sentences.iter().filter(|sentence| sentence.section == 1);
    let named = told.filter_map(|sentence| announced::named(&report.text, &sentence.range));
    findings.extend(named.map(|fault| finding(report, severity, fault)));
    findings
}

/// Points of which only the closing bracket is left, and the year without 年 that the same page has.
fn numbers_lost(context: &Context) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let lost = brackets(flow);
    let year = format!("{},", report.year?);
    let years = flow.find_all(0..flow.len(), &year).filter(|at| flow.starts_piece(*at)).map(|at| at..at + 5);
    let at = lost.iter().map(|at| *at..at + 1).chain(years).flat_map(|range| places(report, range));
    let message = Message::new(
        "行首缺字，序号只剩下“）”",
        "Lines lost their first characters: only “）” is left of their numbers",
    );
    let severity = if context.bearing.recognised { Severity::Notice } else { Severity::Warning };
    (!lost.is_empty()).then(|| Finding::new(severity, message).at_places(at))
}

/// Whether lines begin with brackets that are empty: the page lost the numerals of points elsewhere as well.
fn loses_numerals(report: &Report) -> bool {
    let flow = &report.text;
    flow.find_all(0..flow.len(), "()").any(|at| flow.starts_piece(at))
}

/// Whether rows of the tables stand anywhere: their （一） and （二） are no points.
fn has_rows(report: &Report) -> bool {
    let flow = &report.text;
    flow.says(0..flow.len(), &["本年新收", "予以公开", "第二十条第(", "主动公开政府信息情况"])
}

/// The styles that count points of a text, not its headings nor rows of a table.
const IN_SENTENCES: [Style; 3] = [Style::Ordinal, Style::Is, Style::Must];

/// The same, with the points of the first section.
const IN_FIRST: [Style; 4] = [Style::Bracketed, Style::Ordinal, Style::Is, Style::Must];

fn finding(report: &Report, severity: Severity, fault: Fault) -> Finding {
    let flow = &report.text;
    let words = |range: &Range<usize>| flow.text(range.clone()).replace('(', "（").replace(')', "）");
    let (message, at) = match fault {
        Fault::Break { before, after } if before.value == after.value => {
            let words = words(&after.range);
            let message = Message::new(
                format!("同一列举中“{words}”出现两次"),
                format!("“{words}” stands twice in one list"),
            );
            (message, vec![before.range, after.range])
        }
        Fault::Break { before, after } => {
            if let Some(head) = unnumbered::point(flow, &before, &after) {
                return without_number(report, severity, head, before.value + 1);
            }
            let (first, second) = (words(&before.range), words(&after.range));
            let message = Message::new(
                format!("同一列举中“{first}”之后是“{second}”，序号不相接"),
                format!("In one list “{first}” is followed by “{second}”"),
            );
            (message, vec![before.range, after.range])
        }
        Fault::NoFirst(mark) => {
            let words = words(&mark.range);
            let message = Message::new(
                format!("列举从“{words}”开始，前面没有第一点"),
                format!("A list begins with “{words}”; its first point is missing"),
            );
            (message, vec![mark.range])
        }
        Fault::Announced { number, points, at, last } => {
            let words = words(&at);
            let message = Message::new(
                format!("写的是“{words}”，列举的有 {points} 点，不是 {number} 点"),
                format!("“{words}” announces {number} points; {points} are listed"),
            );
            (message, vec![at, last])
        }
    };
    let at = at.into_iter().flat_map(|range| places(report, range));
    Finding::new(severity, message).at_places(at)
}

/// A point that stands there without its number: nothing of the text is missing.
fn without_number(report: &Report, severity: Severity, head: Range<usize>, value: u32) -> Finding {
    let words = report.text.text(head.clone());
    let numerals = ["二", "三", "四", "五", "六", "七", "八", "九"];
    let number = usize::try_from(value).ok().and_then(|value| numerals.get(value.checked_sub(2)?));
    let number = number.copied().unwrap_or_default();
    let message = Message::new(
        format!("“{words}”前面少了序号“（{number}）”"),
        format!("“{words}” lacks its number “（{number}）”"),
    );
    Finding::new(severity.max(Severity::Notice), message).at_places(places(report, head))
}

/// The first break among the points of one style. A mark of a wider style begins anew; lists may stand inside lists.
fn broken(flow: &Flow, mut begins: usize, marks: &[Mark], style: Style) -> Option<Fault> {
    const DEEPEST: usize = 32;
    // How far back the first point is looked for; further back, it is not known to be missing.
    const NEAR: usize = 2000;
    let mut open: Vec<&Mark> = Vec::new();
    // What only looks like a mark stands alone: two that follow one another make a list.
    let mut listed = matches!(style, Style::Bracketed | Style::Is);
    for mark in marks {
        if mark.style < style && mark.style <= Style::Number {
            open.clear();
            // 一是…1.…2.…二是: what 1. counts may stand inside the first point.
            if mark.style == Style::Bracketed {
                begins = mark.range.end;
            }
        }
        // 第二十条规定：“（十四）…”: a point of a law is quoted.
        let before = mark.range.start.checked_sub(1).and_then(|before| flow.chars.get(before));
        let quoted = style == Style::Bracketed && before.is_some_and(|c| among!(":\"", *c));
        if mark.style != style || quoted && mark.value > 1 && !flow.starts_piece(mark.range.start) {
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
            (None, None) => {
                let near = mark.range.start - begins.min(mark.range.start) <= NEAR;
                let lacks_first = style == Style::Is && mark.value == 2 && near;
                if lacks_first && !counts_otherwise(flow, begins..mark.range.start) {
                    return Some(Fault::NoFirst(mark.clone()));
                }
                open.push(mark);
            }
            (None, Some(_)) if mark.value == 1 => {
                // Lists do not stand inside one another deeper than this: older ones are over.
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push(mark);
            }
            // …参加培训3.建章立制: the points between are there, without a stop before them.
            (None, Some(last)) if is_bridged(flow, last, mark) => {
                let level = open.len() - 1;
                open.truncate(level);
                open.push(mark);
                listed = true;
            }
            (None, Some(last)) if listed => {
                return Some(Fault::Break { before: (*last).clone(), after: mark.clone() });
            }
            (None, Some(_)) => open = vec![mark],
        }
    }
    None
}

/// Whether all points between two marks stand there without a stop before them.
fn is_bridged(flow: &Flow, before: &Mark, after: &Mark) -> bool {
    let between = before.range.end..after.range.start.max(before.range.end);
    after.value > before.value + 1
        && (before.value + 1..after.value).all(|value| is_run_on(flow, between.clone(), after.style, value))
}

/// A list by 一是 whose next point is marked as a heading would be: 四是…五是…六、…. A heading is short, and is not the
/// only one of its kind.
fn other_mark(report: &Report, marks: &[Mark]) -> Option<Fault> {
    const FEWEST: u32 = 3;
    const SHORTEST: usize = 24;
    const REACH: usize = 1000;
    const HEADINGS: [&str; 7] = ["打算", "措施", "问题", "情况", "计划", "事项", "改进"];
    let flow = &report.text;
    let last = marks.iter().rfind(|mark| mark.style == Style::Is).filter(|mark| mark.value >= FEWEST)?;
    let first = marks.iter().rfind(|mark| mark.style == Style::Is && mark.value == 1)?;
    let begins = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| flow.chars.get(before));
        flow.gap_before(index) || before.is_some_and(|c| among!("。;", *c))
    };
    // What only looks like a heading may have been taken for one; those of the form are headings.
    let is_heading = |index: usize| {
        let of_form = report.sections.iter().filter(|section| section.found && section.in_form_words);
        of_form.map(|section| heading_range(report, section)).any(|heading| heading.contains(&index))
    };
    let ends = report.sections.iter().filter(|section| section.found && section.in_form_words);
    let ends =
        ends.map(|section| heading_range(report, section).start).filter(|start| *start > last.range.end);
    let end = ends.min().unwrap_or(flow.len());
    let reach = first.range.end..end.min(last.range.end + REACH);
    let mut found = None;
    for pause in flow.find_all(reach, "、") {
        let Some(index) = pause.checked_sub(1) else { continue };
        let Some((value, 1)) = han(flow, index).filter(|_| begins(index)) else { continue };
        // Another one: they are headings.
        if found.is_some() || value != last.value + 1 || index < last.range.end || is_heading(index) {
            return None;
        }
        found = Some(Mark { value, style: Style::Is, range: index..pause + 1 });
    }
    let after = found?;
    // 三、…一是…三是…。四、附表: it follows the heading above the list.
    let headed_before = flow.find_all(0..first.range.start, "、").filter_map(|pause| {
        let index = pause.checked_sub(1)?;
        han(flow, index).filter(|(_, length)| *length == 1 && begins(index)).map(|(value, _)| value)
    });
    if headed_before.last() == Some(last.value) {
        return None;
    }
    let line = after.range.end..(after.range.end + SHORTEST).min(end);
    let headed = flow.says(line.clone(), &HEADINGS);
    let stops = line.clone().any(|at| {
        flow.starts_piece(at) && at > after.range.end
            || flow.chars.get(at).is_some_and(|c| among!("。;:", *c))
    });
    let goes_on = line.len() == SHORTEST && !headed && !stops;
    goes_on.then(|| Fault::Break { before: last.clone(), after })
}

/// Whether the first point of a list that goes on with 二是 may be counted in other words: 首先, 一方面, 1.
fn counts_otherwise(flow: &Flow, range: Range<usize>) -> bool {
    const ANYWHERE: [&str; 7] = ["首先", "第一", "其一", "之一", "一方面", "一是", "①"];
    // 一抓, 一为; not 统一、, 135.
    const BEGINNING: [&str; 10] = ["一要", "一抓", "一为", "一则", "一来", "一、", "一,", "1.", "1、", "(1)"];
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before));
        at == range.start
            || flow.gap_before(at)
            || before.is_none_or(|c| matches!(*c, '。' | ';' | ':' | ',' | '!' | '?' | ')'))
    };
    flow.says(range.clone(), &ANYWHERE)
        || BEGINNING.iter().any(|word| flow.find_all(range.clone(), word).any(begins))
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Document};

    /// Whether the points of a text are found to be numbered wrongly.
    fn is_broken(lines: &[&str]) -> bool {
        is_broken_of("2024", lines)
    }

    /// The same in a report of a year.
    fn is_broken_of(year: &str, lines: &[&str]) -> bool {
        let title = Block::paragraph(format!("青禾镇{year}年政府信息公开工作年度报告"));
        let lines = lines.iter().map(|line| Block::paragraph(*line));
        let document =
            Document { blocks: std::iter::once(title).chain(lines).collect(), ..Document::default() };
        let input = crate::read::Input { document, format: "", encoding: None, bytes: 0 };
        let outcome = crate::pipeline::check_input(input, &crate::Options::default());
        outcome.findings.iter().any(|finding| finding.rule == "enumeration-broken")
    }

    #[test]
    fn a_text_of_the_first_section_alone_has_its_points_in_order() {
        let heading = "一、总体情况";
        assert!(is_broken(&[heading, "（一）更新公开指南。按月检查。", "（三）加强培训。组织学习。"]));
        assert!(is_broken(&[heading, "（一）更新指南。", "（二）按月检查。", "（二）加强培训。组织学习。"]));
        assert!(!is_broken(&[heading, "（一）更新公开指南。按月检查。", "（二）加强培训。组织学习。"]));
        assert!(!is_broken(&[
            heading,
            "（一）更新公开指南。",
            "二）按月检查。",
            "（三）加强培训。组织学习。"
        ]));
        // The rows of a table that lost its heading are no points.
        let rows = "本年新收政府信息公开申请数量 0 （一）予以公开 0 （三）不予公开 0。";
        assert!(!is_broken(&[heading, "（一）更新公开指南。按月检查。", rows]));
    }

    #[test]
    fn a_list_that_the_text_breaks_off_may_have_more_points() {
        let heading = "二、主动公开情况";
        let begun =
            "公开的内容有以下五个方面：一是机构职能；二是办事指南；三是对常用的表格样本在门户网站进行了";
        let title = |lines: [&str; 2]| is_broken_of("2014", &lines);
        assert!(!title([heading, begun]));
        assert!(title([heading, &format!("{begun}集中展示。")]));
    }

    #[test]
    fn a_heading_behind_a_list_follows_the_heading_above_it() {
        let list = "一是办好公开栏；二是充实网站内容；三是开展业务培训。";
        let behind = "四、附表指标名称计量单位本年度数主动公开信息数条一百二十其中网站公开条一百二十";
        let whole = |heading: &str| {
            let text =
                format!("一、基本情况。专人负责。二、公开情况。按月更新。{heading}下一步：{list}{behind}");
            is_broken_of("2013", &[&text])
        };
        assert!(!whole("三、存在问题。"));
        assert!(whole(""));
    }
}
