//! What the report rests on: the notice with the form, and the notice that asks for it.

use std::ops::Range;

use super::{places, quote, ranges};
use crate::form::TableId;
use crate::report::TableStatus;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::year_at;
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 2021年度及以后的报告不再以国办公开办函〔2019〕60号《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》为编制依据；
    /// 开头引用的“关于做好某年政府信息公开工作年度报告……的通知”不是往年的；只写文号的国办公开办函，是年度报告的那一份。
    ///
    /// # 为什么
    ///
    /// 〔2019〕60号所附的是试行格式，2021年9月起由国办公开办函〔2021〕30号所附的格式代替。依据停在旧的一份，说明开头是从往年报告抄来的。
    ///
    /// # What it checks
    ///
    /// A report of 2021 or later does not rest on 国办公开办函〔2019〕60号, and the notice that asks for the report is not
    /// that of an earlier year. A number of that series without a name is the number of the notice on the report.
    ///
    /// # Why
    ///
    /// The notice of 2019 came with the trial form, which 国办公开办函〔2021〕30号 replaced in September 2021. A basis that
    /// is outdated shows an opening copied from an older report.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 根据国务院办公厅公开办《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求，现将2024年度工作情况公布如下。
    /// → 国办公开办函〔2021〕30号
    /// ```
    ///
    /// ```breaks
    /// before = 根据国务院（国办公开办函〔2019〕51号）要求，现公布2024年度报告。
    /// → 不是关于年度报告的通知
    /// ```
    ///
    /// ```breaks
    /// section 1 + 按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号）编制本报告。
    /// ```
    ///
    /// ```breaks
    /// before = 根据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》的要求，编制本报告。
    /// ```
    ///
    /// ```breaks
    /// before = 根据《中华人民共和国政府信息公开工作年度报告格式（试行）》，编制本报告。
    /// ```
    ///
    /// ```breaks
    /// before = 根据国务院办公厅政府信息与政务公开办公室《关于工作年度报告有关事项的通知》要求，编制本报告。
    /// ```
    ///
    /// ```breaks
    /// before = 根据县政府办公室《关于做好2023年政府信息公开工作年度报告编制发布工作的通知》要求，编制本报告。
    /// → 2023 年的通知
    /// ```
    ///
    /// ```breaks
    /// before = 根据县政府办公室《关于编制公布2023年政府信息公开工作年度报告有关事项的通知》（青政办函〔2023〕8号）要求，现编制完成2024年度报告。
    /// ```
    ///
    /// ```breaks
    /// before = 按照县政府办《关于做好2023年政府信息公开年度报告编制和发布工作的工作提示》要求，编制本报告。
    /// ```
    ///
    /// ```breaks
    /// before = 按照《县政务公开办关于编报2023年度政府信息公开工作年度报告的函》要求，编制本报告。
    /// ```
    ///
    /// ```passes
    /// before = 根据《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。
    /// ```
    ///
    /// ```passes
    /// before = 根据县政府办公室《关于做好2024年政府信息公开工作年度报告编制发布工作的通知》要求，编制本报告。
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// before = 根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求，编制本报告。
    /// ```
    ///
    /// ```passes
    /// section 1 + 落实《关于规范政府信息公开平台有关事项的通知》（国办公开办函〔2019〕61号），完善专栏。
    /// ```
    ///
    /// ```breaks
    /// before = 根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）及《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。
    /// → 国办公开办函〔2019〕60号
    /// ```
    ///
    /// ```passes
    /// before = 国办公开办函〔2021〕30号代替国办公开办函〔2019〕60号，本报告按新的格式编制。
    /// ```
    ///
    /// ```passes
    /// section 1 + 对照《关于做好2023年政府信息公开工作年度报告编制发布工作的通知》反馈的问题，逐项整改。
    /// ```
    ///
    /// ```breaks
    /// before = 根据《关于政府信息公开工作年度报告有关事项的通知》要求，编制本报告。
    /// ```
    ///
    /// ```breaks
    /// form 2021
    /// section 2 = 规章、规范性文件对外公开总数量按累计数填报。
    /// → 对外公开总数量
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// section 2 = 规章、规范性文件对外公开总数量按累计数填报。
    /// ```
    pub BASIS_OUTDATED {
        name: "basis-outdated",
        kind: Years,
        title: ("编制依据已经过时", "The report rests on an outdated notice"),
        severity: Warning,
        source: Source::Official {
            document: "国办公开办函〔2021〕30号、国办公开办函〔2019〕60号",
            clause: "所附格式及施行年度",
        },
        check: check,
    }
}

const REPLACED: &str = "[2019]60号";
const IN_FORCE: &str = "[2021]30号";
/// How far behind the name of a notice its number ends.
const NUMBER_BEHIND: usize = 36;
const FORMAT: &str = "政府信息公开工作年度报告格式";
/// What stands behind the name of the form that came with the notice of 2019.
const TRIAL: &str = "(试行)";

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let Some(year) = report.year else { return Vec::new() };
    let severity = context.bearing.words(Severity::Warning);
    let mut findings = Vec::new();
    // Who names the notice in force, by its number or its name, does not rest on the old one alone.
    let in_force = ranges(report).into_iter().any(|(_, range)| {
        let by_name = flow.find_all(range.clone(), FORMAT).any(|at| {
            flow.find(at..(at + NUMBER_BEHIND).min(range.end), REPLACED).is_none() && !is_trial(flow, at)
        });
        by_name || flow.find(range, IN_FORCE).is_some()
    });
    if year >= 2021 {
        let all: Vec<Range<usize>> = ranges(report)
            .into_iter()
            .filter_map(|(_, range)| {
                let at = replaced_notice(flow, &range)?;
                (!in_force || is_named_beside(flow, &range, &at)).then_some(at)
            })
            .collect();
        if let Some(first) = all.first() {
            let words = quote(context.document, report, first.clone());
            let message = Message::new(
                format!(
                    "{year}年的报告仍以“{words}”为依据，这份通知及其试行格式已由国办公开办函〔2021〕30号代替"
                ),
                format!(
                    "The report of {year} rests on “{words}”; that notice and its trial form were replaced by \
                     国办公开办函〔2021〕30号"
                ),
            );
            let at = all.iter().flat_map(|range| places(report, range.clone()));
            // A mirror changes names and words; the number of a document, or a name as long, it does not make.
            // Without a number and without who issued it, it may be a notice of the province by the same name.
            let told = all.iter().any(|range| flow.says(range.clone(), &["国办", "国务院", "格式"]));
            // Who names the notice in force beside it follows that one.
            let severity = if told && !in_force { Severity::Warning } else { Severity::Notice };
            let severity = context.bearing.said(severity);
            findings.push(Finding::new(severity, message).at_places(at));
        }
    }
    let opening = ranges(report).into_iter().filter(|(section, _)| *section <= 1);
    let older = opening.into_iter().find_map(|(_, range)| older_notice(flow, &range, year));
    if let Some((stated, at)) = older {
        let words = quote(context.document, report, at.clone());
        let message = Message::new(
            format!("{year}年的报告依据的是 {stated} 年的通知：“{words}”"),
            format!("The report of {year} rests on the notice of {stated}: “{words}”"),
        );
        findings.push(Finding::new(severity, message).at_places(places(report, at)));
    }
    findings.extend(number_of_no_notice(context, year));
    findings.extend(column_of_the_trial_form(context, year));
    findings
}

/// 规章、规范性文件对外公开总数量按累计数填报 beside tables of the form of 2021, which have no such column: the sentence is left over
/// from a report of the trial form.
fn column_of_the_trial_form(context: &Context, year: i32) -> Option<Finding> {
    const COLUMNS: [&str; 4] = ["对外公开总数量", "本年新制作数量", "本年新公开数量", "上一年项目数量"];
    let report = context.report;
    let flow = &report.text;
    let lacks = year >= 2021
        && context.form.table(TableId::Table2).is_some_and(|table| {
            let labels = || table.blocks.iter().flat_map(|block| block.columns).map(|column| column.label);
            !labels().any(|label| COLUMNS.contains(&label))
        })
        && report.tables.get(&TableId::Table2).is_some_and(|table| table.status == TableStatus::Found);
    if !lacks {
        return None;
    }
    let prose = ranges(report).into_iter().filter(|(section, _)| *section <= 2);
    let said = prose.into_iter().find_map(|(_, range)| {
        COLUMNS.iter().find_map(|column| {
            let at = flow.find(range.clone(), column)?;
            // A cell of a table is no sentence.
            let piece = flow.pieces.get(flow.piece_at(at)).filter(|piece| piece.cell.is_none());
            piece.is_some().then_some(at..at + column.chars().count())
        })
    });
    // In a cell by itself it is the head of a column.
    let headed = || {
        let cells = flow.pieces.iter().filter(|piece| piece.cell.is_some());
        let is_head = |column: &&str, range: &Range<usize>| {
            flow.has(range.start, column) && column.chars().count() == range.len()
        };
        cells
            .map(|piece| piece.range.clone())
            .find(|range| COLUMNS.iter().any(|column| is_head(column, range)))
    };
    let head = said.is_none();
    let at = said.or_else(headed)?;
    let words = flow.text(at.clone());
    let message = if head {
        Message::new(
            format!("表头“{words}”是2019年试行格式的栏目，{year}年的格式没有这一栏"),
            format!(
                "the head “{words}” is a column of the trial form of 2019; that of {year} has no such column"
            ),
        )
    } else {
        Message::new(
            format!("正文说的“{words}”是2019年试行格式的栏目，{year}年报告的表里没有这一栏"),
            format!(
                "“{words}” is a column of the trial form of 2019; the table of {year} has no such column"
            ),
        )
    };
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, at)))
}

/// 根据国务院（国办公开办函〔2019〕51号），现公布年度报告: a number of the office that gave the form, of a notice that is not on the
/// form. With a name beside it, the rule on quoted names compares both.
fn number_of_no_notice(context: &Context, year: i32) -> Option<Finding> {
    const SERIES: &str = "国办公开办函[";
    /// The form's notices, and the one on platforms that came with the first.
    const KNOWN: [(i32, u32); 3] = [(2019, 60), (2021, 30), (2019, 61)];
    const NUMBER: usize = 10;
    let report = context.report;
    let flow = &report.text;
    let opening = context.sentences.iter().filter(|sentence| sentence.section == 0 && year >= 2019);
    let at = opening.into_iter().find_map(|sentence| {
        let says = |word: &&str| flow.find(sentence.range.clone(), word).is_some();
        let rests = ["根据", "按照", "依据"].iter().any(says)
            && ["年度报告", "年报", "本报告"].iter().any(says)
            && ["公布", "编制", "编写", "发布", "报告如下"].iter().any(says);
        flow.find_all(sentence.range.clone(), SERIES).filter(|_| rests).find_map(|at| {
            let number = at + SERIES.chars().count();
            let end = flow.find(number..(number + NUMBER).min(sentence.range.end), "号")? + 1;
            let written = flow.text(number..end);
            let (stated, _) = year_at(flow, number)?;
            // 第30号, 030号.
            let digits: String = written.chars().skip(4).filter(char::is_ascii_digit).collect();
            let known = KNOWN.contains(&(stated, digits.parse().ok()?));
            let of_time = (2019..=2021).contains(&stated);
            let named = at.checked_sub(2).is_some_and(|before| flow.has(before, "》"));
            (of_time && !named && !known).then_some(at..end)
        })
    })?;
    let words = quote(context.document, report, at.clone());
    let right =
        if year >= 2021 { "国办公开办函〔2021〕30号" } else { "国办公开办函〔2019〕60号" };
    let message = Message::new(
        format!("“{words}”不是关于年度报告的通知，{year}年的报告依据的是{right}"),
        format!("“{words}” is no notice on the annual report; a report of {year} rests on {right}"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places(places(report, at)))
}

/// Whether the old notice is named as a basis beside the one in force: 根据…〔2019〕60号及…〔2021〕30号要求. A sentence that
/// says which took the other's place is none.
fn is_named_beside(flow: &Flow, range: &Range<usize>, at: &Range<usize>) -> bool {
    const REACH: usize = 160;
    const REPLACES: [&str; 6] = ["代替", "废止", "替代", "不再", "取代", "原"];
    let from = at.start.saturating_sub(REACH).max(range.start);
    let start = flow.slice(from..at.start).iter().rposition(|c| among!("。;", *c));
    let start = start.map_or(from, |stop| from + stop + 1);
    let end = (at.end + REACH).min(range.end);
    let stop =
        flow.slice(at.end..end).iter().position(|c| among!("。;", *c)).map_or(end, |stop| at.end + stop);
    let sentence = start..stop;
    let has = |word: &str| flow.find(sentence.clone(), word).is_some();
    // By its number: the name of the one with the number of the other is a slip of its own.
    let numbered = flow.find(at.clone(), REPLACED).is_some();
    let bound = |c: &char| among!("和及、与", *c);
    let joined = flow.slice(at.end..(at.end + 4).min(stop)).iter().any(bound)
        || flow.slice(at.start.saturating_sub(40).max(start)..at.start).iter().any(bound);
    numbered
        && has(IN_FORCE)
        && joined
        && !REPLACES.into_iter().any(has)
        && ["根据", "按照", "依据"].into_iter().any(has)
}

/// Whether the name of the form at an index is that of the trial form.
fn is_trial(flow: &Flow, at: usize) -> bool {
    flow.has(at + FORMAT.chars().count(), TRIAL)
}

/// The notice of 2019 in a text, by its number or, where none follows, by its name.
fn replaced_notice(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    let by_number = flow.find_all(range.clone(), REPLACED).find_map(|at| {
        // 国办公开办函, 国办函 and the like before the year.
        let from = at.saturating_sub(6).max(range.start);
        let start = flow.find(from..at, "国办")?;
        Some(start..at + REPLACED.chars().count())
    });
    let by_name = || {
        // 关于政府信息公开工作年度报告有关事项的通知, and as it is often cut short: 关于工作年度报告有关事项的通知.
        const NAMES: [&str; 3] = ["政府信息公开工作", "工作", "政府信息公开"];
        const ISSUER: usize = 24;
        NAMES.iter().find_map(|subject| {
            let name = format!("关于{subject}年度报告有关事项的通知");
            flow.find_all(range.clone(), &name).find_map(|at| {
                let from = at.saturating_sub(ISSUER).max(range.start);
                let issuer =
                    flow.find(from..at, "国务院办公厅").or_else(|| without_issuer(flow, at, subject))?;
                let end = at + name.chars().count();
                let numbered = flow.find(end..(end + 16).min(range.end), "号").is_some();
                (!numbered).then_some(issuer..end)
            })
        })
    };
    let trial = || {
        flow.find_all(range.clone(), FORMAT)
            .find(|at| is_trial(flow, *at))
            .map(|at| at..at + FORMAT.chars().count() + TRIAL.chars().count())
    };
    by_number.or_else(by_name).or_else(trial)
}

/// Where the notice's whole name begins, in 《》 behind a verb or another document's name: nobody else is said to have
/// issued it.
fn without_issuer(flow: &Flow, at: usize, subject: &str) -> Option<usize> {
    let before = at.checked_sub(2).and_then(|index| flow.chars.get(index));
    let bound = before.is_some_and(|c| among!("》和及与据照、", *c));
    let named = flow.has(at.checked_sub(1)?, "《");
    (subject == "政府信息公开工作" && named && bound).then_some(at)
}

/// The notice of an earlier year on which the report is said to rest.
fn older_notice(flow: &Flow, range: &Range<usize>, year: i32) -> Option<(i32, Range<usize>)> {
    const REACH: usize = 45;
    const VERBS: usize = 8;
    flow.find_all(range.clone(), "关于").find_map(|at| {
        // What is asked for stands before the year: 做好, 编制公布, 认真做好.
        let year_from = (at + 2..at + 2 + VERBS).find(|index| year_at(flow, *index).is_some())?;
        let asks = flow.slice(at + 2..year_from);
        let (stated, after) = year_at(flow, year_from).filter(|_| asks.iter().all(|c| is_han(*c)))?;
        let end = (at + REACH).min(range.end);
        let subject = flow.find(after..end, "政府信息公开")?;
        let paper = |kind: &str| flow.find(subject..end, kind).map(|at| at + kind.chars().count());
        let notice = ["通知", "的函", "提示", "提醒", "方案", "要点"].into_iter().find_map(paper)?;
        let annual = flow.find(subject..notice, "年度报告").is_some();
        // The sentence must say that this report is made by it.
        let start = flow.slice(range.start..at).iter().rposition(|c| among!("。;", *c));
        let start = start.map_or(range.start, |stop| range.start + stop + 1);
        let stop = flow.find(notice..range.end, "。").unwrap_or(range.end).min(notice + 80);
        let rests = flow.says(start..at, &["根据", "按照", "依据"]);
        let makes = flow.says(notice..stop, &["本报告", "编制", "编写", "编成", "撰写", "公布", "发布"]);
        (annual && rests && makes && stated < year && stated + 4 > year).then_some((stated, at..notice))
    })
}
