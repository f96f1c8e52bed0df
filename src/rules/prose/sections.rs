//! The six sections: there, in order, not empty, not too long.

use super::{found_section, has_six_sections, heading_range, ranges};
use crate::document::Fidelity;
use crate::extract::sections::TITLES;
use crate::form::TableId;
use crate::order::Order;
use crate::report::{Report, Section, TableStatus};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 六个部分的标题都在：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，行政复议、行政诉讼情况，存在的主要问题及改进情况，
    /// 其他需要报告的事项。措辞可以不同，标题可以写在一行文字中间。
    ///
    /// # 为什么
    ///
    /// 2019年以来各地的年度报告都由这六部分组成；缺少行政复议、行政诉讼一类的部分是通报中点名的问题。文字若是节选，
    /// 有没有缺少不核对；镜像或识别结果里标题可能在转换中丢失，只作提示。
    ///
    /// # What it checks
    ///
    /// The headings of all six sections are there, in whatever accepted wording, on a line of their own or inside one.
    ///
    /// # Why
    ///
    /// Reports since 2019 consist of these six sections, and missing ones are named in official notices. On excerpts
    /// it is not checked; in mirrors and recognised text a heading may have been lost on the way: a notice.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// without section 4
    /// → 缺少“四、政府信息公开行政复议、行政诉讼情况”
    /// ```
    ///
    /// ```breaks
    /// without section 6
    /// ```
    ///
    /// ```passes
    /// heading 4 = 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
    /// ```
    ///
    /// ```passes
    /// heading 5 = 五、政府信息公开工作存在的主要问题和改进举措
    /// ```
    ///
    /// ```passes
    /// heading 6 = 六、其他事项
    /// ```
    ///
    /// ```passes
    /// heading 1 = 一、政府信息公开工作总体工作情况
    /// heading 2 = 二、行政机关主动公开政府信息情况
    /// ```
    ///
    /// ```passes
    /// heading 6 = 其他需要报告等事项
    /// ```
    ///
    /// ```passes
    /// heading 1 = 一、基本工作情况
    /// ```
    ///
    /// ```passes
    /// heading 1 = 一、2024年工作开展情况
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// without section 5
    /// ```
    pub SECTION_MISSING {
        name: "section-missing",
        kind: Structure,
        title: ("缺少一个部分", "A section is missing"),
        severity: Error,
        source: Source::Practice,
        check: missing,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 六个部分按格式的先后排列。
    ///
    /// # 为什么
    ///
    /// 次序一乱，读者就找不到对应的表，汇总时也容易取错数。
    ///
    /// # What it checks
    ///
    /// The six sections stand in the order of the form.
    ///
    /// # Why
    ///
    /// Out of order, readers and those who add the reports up look in the wrong place.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// heading 5 = 六、其他需要报告的事项
    /// heading 6 = 五、存在的主要问题及改进情况
    /// → 排在
    /// ```
    ///
    /// ```passes
    /// section 1 + 收到和处理政府信息公开申请情况、主动公开政府信息情况详见下文。
    /// ```
    ///
    /// ```passes
    /// section 1 + （六）其他需要报告的情况。无。
    /// ```
    ///
    /// ```passes
    /// section 1 + 具体数据见“四、政府信息公开行政复议、行政诉讼情况”和“二、主动公开政府信息情况”。
    /// ```
    ///
    /// ```passes
    /// before = 本报告由六、其他需要报告的事项，一、总体情况等部分组成。
    /// ```
    ///
    /// ```passes
    /// without section 3
    /// ```
    pub SECTION_ORDER {
        name: "section-order",
        kind: Structure,
        title: ("各部分次序颠倒", "Sections out of order"),
        severity: Warning,
        source: Source::Practice,
        check: order,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 第一、五、六部分的标题下面有文字。第二、三、四部分的内容是表，由“没有找到表”另行提示。
    ///
    /// # 为什么
    ///
    /// 只有标题没有内容，等于没有报告；没有需要报告的事项，也应当写“无”。
    ///
    /// # What it checks
    ///
    /// Something stands under the headings of sections 1, 5 and 6. Tables that are missing are reported on their own.
    ///
    /// # Why
    ///
    /// A heading without text reports nothing; where there is nothing to report, 无 should stand there.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 5 =
    /// → “五、存在的主要问题及改进情况”下面没有内容
    /// ```
    ///
    /// ```breaks
    /// section 6 = /
    /// ```
    ///
    /// ```passes
    /// section 6 = 无。
    /// ```
    ///
    /// ```passes
    /// section 6 = 无其他需要报告的事项。
    /// ```
    ///
    /// ```passes
    /// section 5 = [……]
    /// ```
    ///
    /// ```passes
    /// section 2 =
    /// ```
    ///
    /// ```passes
    /// section 4 =
    /// ```
    pub SECTION_EMPTY {
        name: "section-empty",
        kind: Structure,
        title: ("标题下面没有内容", "A heading without text"),
        severity: Warning,
        source: Source::Practice,
        check: empty,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 第一部分“总体情况”超过 2000 字时提示。
    ///
    /// # 为什么
    ///
    /// 有的地方在编制通知中要求这一部分一般不超过 1000 字。这不是全国统一的规定，超出不多的不提示。
    ///
    /// # What it checks
    ///
    /// Section 1 has more than 2,000 characters.
    ///
    /// # Why
    ///
    /// Some places ask for about 1,000 characters at most. That is no national rule, so only what is far above is named.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 60 × 围绕群众关心的事项，持续充实公开内容，及时更新栏目，做好政策解读，回应社会关切。
    /// → 有的地方要求
    /// ```
    ///
    /// ```passes
    /// section 1 + 30 × 围绕群众关心的事项，持续充实公开内容，及时更新栏目，做好政策解读，回应社会关切。
    /// ```
    ///
    /// ```passes
    /// section 5 + 60 × 围绕群众关心的事项，持续充实公开内容，及时更新栏目，做好政策解读，回应社会关切。
    /// ```
    ///
    /// ```passes
    /// before = 60 × 围绕群众关心的事项，持续充实公开内容，及时更新栏目，做好政策解读，回应社会关切。
    /// ```
    ///
    /// ```passes
    /// without section 2
    /// section 1 + 60 × 围绕群众关心的事项，持续充实公开内容，及时更新栏目，做好政策解读，回应社会关切。
    /// ```
    ///
    /// ```passes
    /// after = 60 × 围绕群众关心的事项，持续充实公开内容，及时更新栏目，做好政策解读，回应社会关切。
    /// ```
    pub SECTION_TOO_LONG {
        name: "section-too-long",
        kind: Structure,
        title: ("“总体情况”过长", "Section 1 is very long"),
        severity: Notice,
        source: Source::Practice,
        check: too_long,
    }
}

fn missing(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    if !has_six_sections(report) {
        return findings;
    }
    // A sheet of tables or a page of a report is not a report whose sections are missing.
    const FEWEST: usize = 3;
    let bearing = context.bearing;
    let found = report.sections.iter().filter(|section| section.found);
    if found.clone().count() < FEWEST {
        findings.extend(own_parts(context));
        return findings;
    }
    // A text that breaks off says nothing of what stood after its end.
    let last = if bearing.cut { found.map(|section| section.number).max().unwrap_or(6) } else { 6 };
    let lost: Vec<&Section> =
        report.sections.iter().filter(|section| !section.found && section.number <= last).collect();
    if lost.is_empty() {
        return findings;
    }
    let names: Vec<String> = lost.iter().map(|section| format!("“{}”", title(section.number))).collect();
    let names = names.join("");
    // What the section is about stands in the text: only its heading could not be recognised.
    let told = lost.iter().all(|section| is_told(report, section.number));
    let most = lost.len() <= 2;
    let original = context.document.fidelity == Fidelity::Original;
    let usual = match (most, told, original) {
        (true, false, true) => Severity::Error,
        (true, true, true) | (true, false, false) => Severity::Warning,
        _ => Severity::Notice,
    };
    let Some(severity) = bearing.absence(usual) else { return findings };
    let message = if told || severity == Severity::Notice {
        Message::new(
            format!("没有找到{names}的标题，请核对标题是否缺失，或在转换文字时丢失"),
            format!(
                "No heading was found for {names}: it is missing, or was lost when the text was taken out"
            ),
        )
    } else {
        Message::new(format!("缺少{names}"), format!("The report has no {names}"))
    };
    let next = lost.first().and_then(|section| {
        report.sections.iter().find(|each| each.found && each.number > section.number)?.place
    });
    findings.push(Finding::new(severity, message).at_places(next));
    findings
}

/// 一、总体公开情况 二、信息公开情况 三、存在的不足: a whole report in parts of the organ's own, not a word of which is about
/// requests, reviews or lawsuits.
fn own_parts(context: &Context) -> Option<Finding> {
    const WORDS: [&str; 5] = ["申请", "复议", "诉讼", "来函", "要求提供"];
    let report = context.report;
    let flow = &report.text;
    let last = found_section(report, 5)?;
    let first = found_section(report, 1)?;
    let own = |section: &Section, ordinals: &[&str]| {
        section.ordinal.as_deref().is_some_and(|ordinal| ordinals.contains(&ordinal))
    };
    let parts = own(first, &["一"]) && own(last, &["三", "四"]);
    let told = flow.says(0..flow.len(), &WORDS);
    let severity = context.bearing.absence(Severity::Warning)?;
    let message = Message::new(
        "全文没有写收到和处理政府信息公开申请、行政复议和行政诉讼的情况，也没有这两部分",
        "The report has no sections on requests, reviews and lawsuits, and does not tell of them anywhere",
    );
    (parts && !told).then(|| Finding::new(severity, message).at_places(last.place))
}

fn title(number: u8) -> &'static str {
    TITLES.get(usize::from(number).saturating_sub(1)).copied().unwrap_or("")
}

/// Whether the text or its tables speak of what a section is about, so that only the heading may be lost.
fn is_told(report: &Report, number: u8) -> bool {
    let has_table = |table| report.status(table) != TableStatus::NotFound;
    let says = |words: &[&str]| {
        ranges(report).iter().any(|(section, range)| *section != 0 && report.text.says(range.clone(), words))
    };
    match number {
        1 => report.preamble.len() > 2 || says(&["主动公开情况", "依申请公开情况"]),
        2 => has_table(TableId::Table2),
        3 => has_table(TableId::Table3),
        4 => has_table(TableId::Table4),
        5 => says(&["主要问题", "存在问题", "存在的问题", "仍存在", "还存在", "改进措施", "改进情况"]),
        _ => says(&["处理费", "需要报告的事项"]),
    }
}

fn order(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    if !has_six_sections(report) {
        return findings;
    }
    let mut found: Vec<&Section> = report.sections.iter().filter(|section| section.found).collect();
    found.order_by_key(|section| heading_range(report, section).start);
    let Some(pair) =
        found.windows(2).find(|pair| matches!(pair, [left, right] if left.number > right.number))
    else {
        return findings;
    };
    let [left, right] = pair else { return findings };
    let severity = context.bearing.words(Severity::Warning);
    let message = Message::new(
        format!("“{}”排在“{}”之前，与格式的次序不同", left.heading, right.heading),
        format!("“{}” stands before “{}”: not the order of the form", left.heading, right.heading),
    );
    findings.push(Finding::new(severity, message).at_places(left.place).at_places(right.place));
    findings
}

fn empty(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    if !has_six_sections(report) {
        return findings;
    }
    let Some(severity) = context.bearing.absence(Severity::Warning) else { return findings };
    for section in [1, 5, 6].into_iter().filter_map(|number| found_section(report, number)) {
        let words = |range: std::ops::Range<usize>| {
            report.text.slice(range).iter().any(|c| c.is_alphanumeric() || *c == '…')
        };
        let heading = heading_range(report, section);
        let filled = section.body.iter().any(|place| words(report.text.range_of(*place)));
        // A cell next to the heading holds the text in some layouts.
        let next = report.text.pieces.get(report.text.piece_at(heading.end));
        let cell = next.is_some_and(|piece| piece.cell.is_some() && piece.range.start >= heading.end);
        if filled || cell {
            continue;
        }
        let message = Message::new(
            format!("“{}”下面没有内容", section.heading),
            format!("Nothing stands under “{}”", section.heading),
        );
        findings.push(Finding::new(severity, message).at_places(section.place));
    }
    findings
}

fn too_long(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    const FAR_TOO_LONG: usize = 2000;
    let report = context.report;
    let Some(section) = found_section(report, 1).filter(|_| has_six_sections(report)) else {
        return findings;
    };
    // With the next heading lost, the section would swallow what follows it.
    if found_section(report, 2).is_none() {
        return findings;
    }
    let length: usize =
        ranges(report).into_iter().filter(|(number, _)| *number == 1).map(|(_, range)| range.len()).sum();
    if length <= FAR_TOO_LONG {
        return findings;
    }
    let message = Message::new(
        format!("“{}”约 {length} 字，有的地方要求这一部分一般不超过 1000 字", section.heading),
        format!("“{}” has about {length} characters; some places ask for 1,000 at most", section.heading),
    );
    findings.push(Finding::new(Severity::Notice, message).at_places(section.place));
    findings
}
