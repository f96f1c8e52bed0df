//! The number of parts that the opening paragraph announces.

mod asked;
mod listed;
mod older;
mod others;

use super::{has_six_sections, places, quote, ranges};
use crate::report::Report;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::digit;
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;
use std::ops::Range;

use listed::{PARTS, items, named, named_fees};

rule! {
    /// # 检查什么
    ///
    /// 开头写“由……六部分组成”“共分五个部分”的，与正文的部分数一致（正文用格式的标题的，格式有六个部分）；逐一列出各部分的，六个部分都列到，没有一个写两次。
    /// 2018年度以前的报告，列出的各部分包括当时的条例要求写明的：收费及减免（2017年4月起停止收费，2018年度不再要求）、复议诉讼、主要问题及改进；列出的，正文里也写到；标题写“复议、诉讼”的，两样都写到。
    ///
    /// # 为什么
    ///
    /// 开头是从往年报告或别的机关抄来的，部分数就常常对不上。
    ///
    /// # What it checks
    ///
    /// The number of parts that the opening paragraph announces is the number of sections that the report has; a list of
    /// the parts names all six, and none twice. Before 2019 it names what the regulation then in force asked for: fees,
    /// reviews and lawsuits, problems and improvements; and the text tells of what it names, of both reviews and lawsuits
    /// where a heading does.
    ///
    /// # Why
    ///
    /// An opening copied from an older report often announces another number.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 本报告由总体情况、主动公开政府信息情况、存在的主要问题及改进情况等五个部分组成。统计期限为2024年1月1日至2024年12月31日。
    /// → 开头说有 5 个部分，正文有 6 个部分
    /// ```
    ///
    /// ```breaks
    /// before = 本报告共分为八部分。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况等六部分组成。
    /// → 没有列“其他需要报告的事项”
    /// ```
    ///
    /// ```breaks
    /// before = 全文包括：（一）总体情况；（二）主动公开政府信息情况；（三）收到和处理政府信息公开申请情况；（四）行政复议、行政诉讼情况；（五）存在的主要问题及改进情况。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```breaks
    /// before = 全文由总体情况、主动公开政府信息情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项组成。
    /// → 写了两次
    /// ```
    ///
    /// ```breaks
    /// before = 本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议情况、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。
    /// → 列出的有 7 个
    /// ```
    ///
    /// ```breaks
    /// before = 现发布本机关年度报告。内容包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况六部分。
    /// → 没有列“其他需要报告的事项”
    /// ```
    ///
    /// ```breaks
    /// before = 本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、下一步工作打算等五个部分。
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// before = 本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况以及存在的主要问题和改进措施，并附相关的指标统计表。
    /// ```
    ///
    /// ```passes
    /// before = 本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题和改进措施、其他需要报告的事项，并附相关的指标统计表。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告由主动公开、依申请公开、政府信息管理、信息公开平台建设、监督保障五个部分组成。
    /// → 不是报告的六个部分
    /// ```
    ///
    /// ```breaks
    /// before = 全文包括概述、主动公开政府信息情况、依申请公开情况、复议和诉讼情况、政府信息公开的收费及减免情况、存在的主要问题和改进措施。
    /// → 没有按现在格式的六个部分写
    /// ```
    ///
    /// ```passes
    /// before = 本报告总体情况由主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面组成。
    /// ```
    ///
    /// ```breaks
    /// without section 4
    /// before = 本报告由总体情况、公开工作情况、存在的问题及措施三部分组成。
    /// → 格式有六个部分
    /// ```
    ///
    /// ```breaks
    /// before = 统计期限为2024年1月1日至2024年12月31日。
    /// section 1 + 本报告由主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等五个部分组成。
    /// → 开头说有 5 个部分
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// year = 2015
    /// before = 本报告由概述、主动公开政府信息情况、依申请公开政府信息情况、行政复议和行政诉讼情况、存在的主要问题及改进措施组成。
    /// section 6 = 没有其他需要报告的事项。
    /// → 没有收费及减免情况
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// year = 2018
    /// before = 本报告由概述、主动公开政府信息情况、依申请公开政府信息情况、行政复议和行政诉讼情况、存在的主要问题及改进措施组成。
    /// section 6 = 没有其他需要报告的事项。
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// before = 全文包括概述、主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况、行政复议和行政诉讼情况。
    /// → 没有存在的主要问题及改进情况
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// before = 本报告根据条例编制。
    /// section 1 + 我镇改进公开载体，按季更新公开栏。
    /// heading 5 = 五、下一步工作打算
    /// section 5 = 继续充实公开内容，加强业务培训。
    /// without section 6
    /// → 全文没有写存在的主要问题及改进情况
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// before = 本报告由概述、主动公开政府信息情况、依申请公开政府信息情况、行政复议和行政诉讼情况、存在的主要问题及改进措施组成。
    /// section 6 = 没有其他需要报告的事项。
    /// → 没有收费及减免情况
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// before = 全文包括概述、主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况、行政复议和行政诉讼情况、存在的主要问题及改进措施。
    /// without section 6
    /// → 开头列出的各部分中有收费及减免情况，正文没有写
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// before = 全文包括概述、主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况、行政复议和行政诉讼情况、存在的主要问题及改进措施等内容。
    /// without section 6
    /// → 开头列出的各部分中有收费及减免情况，正文没有写
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// before = 本报告根据条例编制。
    /// heading 5 = 五、下一步工作打算
    /// section 5 = 公开内容还不够丰富，继续充实。形式单一的不足也要改进。
    /// without section 6
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// before = 全文包括概述、主动公开政府信息情况、依申请公开政府信息情况、行政复议和行政诉讼情况、存在的主要问题及改进措施。
    /// section 6 = 全年没有收取费用，免费提供信息。
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// before = 全文包括概述、主动公开政府信息情况、依申请公开政府信息情况、收费及减免情况、行政复议和行政诉讼情况、存在的主要问题及改进措施。
    /// section 3 = 全年收到申请2件，提供信息未收取费用。
    /// without section 6
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// year = 2015
    /// before = 本报告由概述、主动公开政府信息情况、依申请公开政府信息情况、行政复议和行政诉讼情况、存在的主要问题及改进措施等部分组成。
    /// ```
    ///
    /// ```passes
    /// before = 全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、政府信息公开行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项组成。
    /// ```
    ///
    /// ```passes
    /// before = 全文包括总体情况、主动公开、依申请公开、行政复议和行政诉讼、存在的主要问题及改进情况等内容。
    /// ```
    ///
    /// ```passes
    /// before = 本报告共分6个部分：总体情况、主动公开政府信息情况、其他需要报告的事项。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```passes
    /// before = 本报告由总体情况等六大部分组成，并附相关指标统计表。
    /// ```
    ///
    /// ```passes
    /// before = 本报告包括总体情况、主动公开政府信息情况等内容。
    /// ```
    ///
    /// ```passes
    /// before = 本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题和改进情况等内容组成。
    /// ```
    ///
    /// ```passes
    /// before = 报告全文由总体情况、落实政务公开主要任务、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议与行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项共七个部分组成。
    /// ```
    ///
    /// ```passes
    /// without section 6
    /// before = 本报告由总体情况等五个部分组成。
    /// ```
    ///
    /// ```passes
    /// section 1 + 围绕三部分重点内容加强公开，共涉及五个部门。
    /// ```
    ///
    /// ```passes
    /// before = 根据有关要求编制本报告，全面反映五个方面的工作。
    /// ```
    pub PARTS_COUNT {
        name: "parts-count",
        kind: Structure,
        title: ("开头列出的部分与正文不符", "Announced parts differ"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    if !has_six_sections(report) {
        return older::check(context);
    }
    let severity = context.bearing.said(Severity::Warning);
    if let Some(finding) = named_twice(context, severity) {
        return vec![finding];
    }
    if let Some(finding) = named_more(context, severity).or_else(|| others::aspects(context, severity)) {
        return vec![finding];
    }
    let announced = announced(report);
    let found = report.sections.iter().filter(|section| section.found).count();
    if let Some((number, range)) = &announced {
        // With a section missing, the number may be right and that section the one finding. A seventh part of the
        // organ's own (附件, 附表) is not counted here.
        let seventh =
            *number > 6 && (report.text.find(0..report.text.len(), "七、").is_some() || *number == 7);
        let at = |message: Message| Finding::new(severity, message).at_places(places(report, range.clone()));
        if found == 6 && *number != found && !seventh {
            return vec![at(Message::new(
                format!("开头说有 {number} 个部分，正文有 {found} 个部分"),
                format!("The opening announces {number} parts; the report has {found}"),
            ))];
        }
        if *number < FEWEST && has_parts_of_form(report) {
            return vec![at(Message::new(
                format!("开头说有 {number} 个部分，而正文的标题是格式的标题，格式有六个部分"),
                format!(
                    "The opening announces {number} parts; the headings are those of the form, which has six"
                ),
            ))];
        }
    }
    // 等六个部分 over seven headings of the organ's own.
    if let Some((6, at)) = &announced
        && let Some((ordinal, heading)) = older::beyond(report, 6, at.end)
    {
        return vec![older::goes_beyond(context, 6, &ordinal, at.clone(), heading, severity)];
    }
    if let Some(finding) = others::older(context) {
        return vec![finding];
    }
    let number = announced.map(|(number, _)| number);
    // 五个部分 with five of the six named: one is left out all the same.
    if number.is_some_and(|number| number != 6 && number != 5) {
        return Vec::new();
    }
    let mut opening = opening(report).into_iter();
    let list = opening.find_map(|range| named(&report.text, &range, number.is_some()));
    let Some((range, missing)) = list else { return Vec::new() };
    // 收费及减免 among them: the list of the older form, whose parts need not be those of the text.
    let older = named_fees(&report.text, &range);
    // 工作开展情况 and the like name the first part in many words.
    let only_first = matches!(missing.as_slice(), [first] if *first == PARTS[0].0);
    let severity = if only_first || older { Severity::Notice } else { severity };
    let names: String = missing.iter().map(|(zh, _)| format!("“{zh}”")).collect();
    let english: Vec<&str> = missing.iter().map(|(_, en)| *en).collect();
    let count = PARTS.len() - missing.len();
    // Six are named, but another stands in the place of one.
    let replaced = items(&report.text, &range).is_some_and(|(_, most)| most == PARTS.len());
    let message = if number == Some(6) && !replaced {
        Message::new(
            format!("开头说有六个部分，只列了 {count} 个，没有列{names}"),
            format!("The opening announces six parts and names {count}; missing: {}", english.join(", ")),
        )
    } else {
        Message::new(
            format!("开头列出的各部分中没有{names}"),
            format!("The parts that the opening lists leave out: {}", english.join(", ")),
        )
    };
    vec![Finding::new(severity, message).at_places(places(report, range))]
}

/// Fewest parts that the form's six can come to, where one is not counted or two are one.
const FEWEST: usize = 5;

/// Whether the report's second or third part is headed as the form has it.
fn has_parts_of_form(report: &Report) -> bool {
    const WORDS: [&str; 3] = ["主动公开政府信息", "收到和处理", "公开申请"];
    report.sections.iter().any(|section| {
        section.found
            && matches!(section.number, 2 | 3)
            && WORDS.iter().any(|word| section.heading.contains(word))
    })
}

/// More parts in the list of the opening than the number that it gives, or a seventh that nobody names.
fn named_more(context: &Context, severity: Severity) -> Option<Finding> {
    let report = context.report;
    let flow = &report.text;
    let (number, at) = announced(report)?;
    let sentence = opening(report).into_iter().find(|sentence| sentence.contains(&at.start))?;
    let (count, most) = items(flow, &sentence)?;
    let has = |words: &[&str]| flow.says(sentence.clone(), words);
    let all = PARTS.iter().all(|(_, words)| has(words));
    // 七个部分 with the six of the form: the tables may be the seventh.
    let fewer = all && most == 6 && number == 7 && !has(&["附", "表", "图", "等"]);
    if count <= number && !fewer {
        return None;
    }
    let count = if fewer { most } else { count };
    let message = Message::new(
        format!("开头说有 {number} 个部分，列出的有 {count} 个"),
        format!("The opening announces {number} parts and names {count}"),
    );
    Some(Finding::new(severity, message).at_places(places(report, sentence)))
}

/// A part that the list in the opening names twice, one after the other: 行政复议情况、行政复议情况和行政诉讼情况.
fn named_twice(context: &Context, severity: Severity) -> Option<Finding> {
    const SHORTEST: usize = 6;
    let report = context.report;
    let flow = &report.text;
    let range = opening(report)
        .into_iter()
        .filter(|sentence| {
            let named = PARTS.iter().filter(|(_, words)| flow.says(sentence.clone(), words));
            let has = |word: &str| flow.find(sentence.clone(), word).is_some();
            named.count() >= 4 && (has("报告") || has("全文") || has("年报"))
        })
        .find_map(|sentence| {
            let is_mark = |index: &usize| matches!(flow.chars.get(*index), Some('、' | ',' | ';' | ':'));
            let marks: Vec<usize> = sentence.filter(is_mark).collect();
            marks.windows(2).find_map(|pair| {
                let [before, after] = pair else { return None };
                let item = before + 1..*after;
                let whole = flow.slice(item.clone()).iter().all(|c| is_han(*c));
                let again = whole && item.len() >= SHORTEST && flow.has(after + 1, &flow.text(item.clone()));
                again.then(|| item.start..after + 1 + item.len())
            })
        })?;
    let words = quote(context.document, report, range.clone());
    let message = Message::new(
        format!("开头列出的各部分中有一个写了两次：“{words}”"),
        format!("The opening's list of the parts names one twice: “{words}”"),
    );
    Some(Finding::new(severity, message).at_places(places(report, range)))
}

/// What stands between the full stops of the opening paragraphs and of the first section.
fn opening(report: &Report) -> Vec<Range<usize>> {
    let parts = ranges(report).into_iter().filter(|(section, _)| *section <= 1);
    parts.flat_map(|(_, range)| between_stops(&report.text, range)).collect()
}

/// The stretches of a range between its full stops: the items of a list may end in semicolons.
fn between_stops(flow: &Flow, range: Range<usize>) -> Vec<Range<usize>> {
    let stops: Vec<usize> = flow.find_all(range.clone(), "。").collect();
    let starts = std::iter::once(range.start).chain(stops.iter().map(|stop| stop + 1));
    starts.zip(stops.iter().copied().chain([range.end])).map(|(start, end)| start..end.max(start)).collect()
}

/// The number announced in the opening paragraphs, or in a sentence of the first section that speaks of the report:
/// `六部分`, `六个部分`, `6大部分`.
fn announced(report: &Report) -> Option<(usize, Range<usize>)> {
    let flow = &report.text;
    let speaks = |sentence: &Range<usize>| {
        let has = |words: &[&str]| flow.says(sentence.clone(), words);
        has(&["报告", "全文", "年报"]) && has(&["组成", "包括", "包含", "分为", "构成"])
    };
    let opening =
        ranges(report).into_iter().filter(|(section, _)| *section <= 1).flat_map(|(section, range)| {
            let sentences = if section == 0 { vec![range] } else { between_stops(flow, range) };
            sentences.into_iter().filter(move |sentence| section == 0 || speaks(sentence))
        });
    opening.into_iter().find_map(|range| {
        flow.find_all(range.clone(), "部分").find_map(|at| {
            let mut number = at.checked_sub(1)?;
            if flow.chars.get(number).is_some_and(|c| among!("个大", *c)) {
                number = number.checked_sub(1)?;
            }
            let value = flow.chars.get(number).copied().and_then(digit)?;
            let before =
                number.checked_sub(1).and_then(|before| flow.chars.get(before)).copied().unwrap_or(' ');
            let single = digit(before).is_none() && !among!("十第", before);
            (single && (3..=9).contains(&value)).then_some((value as usize, number..at + 2))
        })
    })
}
