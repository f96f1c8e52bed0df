//! Texts that are nobody's report.

use super::{found_section, pronoun, ranges};
use crate::document::Fidelity;
use crate::form::TableId;
use crate::report::TableStatus;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::dates::digit;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 报告说的是本机关这一年的事：全文没有机关、没有年份、没有一个数字、也没有“我局”“本机关”一类自称，说的又是“各级政府部门”“部分地区”的，
    /// 不是任何一个机关的报告；题为“范文”“范本”的也不是。只有标题没有正文的页面也在这里提示。
    ///
    /// # 为什么
    ///
    /// 年度报告要公布本机关的情况和数据。放在哪里都能用的文字（往往是机器写的），等于没有报告。
    ///
    /// # What it checks
    ///
    /// The report tells of its own organ and year: a text without organ, year, any number and any word for itself that
    /// speaks of “all levels of government” is nobody's report, nor is one that calls itself a model. So is a page that holds a title only.
    ///
    /// # Why
    ///
    /// A report publishes what the organ did. A text that fits everywhere, often machine-written, reports nothing.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// title =
    /// before =
    /// signature =
    /// section 1 = 6 × 各级政府部门通过政府网站、政务新媒体等多渠道积极主动公开信息，部分地区还开发了相关应用，多数部门能在法定时限内进行答复。
    /// section 5 = 部分地区公开内容不够丰富，今后要进一步加强。
    /// section 6 = 无。
    /// without table t2
    /// without table t3
    /// without table t4
    /// → 不是某一个机关的报告
    /// ```
    ///
    /// ```breaks
    /// title = 政府信息公开工作年度报告范文
    /// before =
    /// signature =
    /// section 1 = 根据条例要求，年共主动公开政府信息条。
    /// without table t2
    /// without table t3
    /// without table t4
    /// → 供人套用
    /// ```
    ///
    /// ```passes
    /// section 1 = 6 × 各级政府部门通过政府网站、政务新媒体等多渠道积极主动公开信息，部分地区还开发了相关应用，多数部门能在法定时限内进行答复。
    /// ```
    ///
    /// ```passes
    /// title =
    /// before =
    /// signature =
    /// section 1 = 6 × 我局通过政府网站、政务新媒体等多渠道积极主动公开信息，各级部门配合，及时更新栏目，充实公开内容，做好政策解读。
    /// section 6 = 无。
    /// without table t2
    /// without table t3
    /// without table t4
    /// ```
    pub NOT_SPECIFIC {
        name: "not-specific",
        kind: Text,
        title: ("不是某一个机关的报告", "Nobody's report"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    if context.bearing.recognised {
        return Vec::new();
    }
    generic(context).or_else(|| only_title(context)).or_else(|| model(context)).map_or_else(
        Vec::new,
        |message| {
            let place = found_section(report, 1).and_then(|section| section.place);
            let place = place.or(report.title.as_ref().and_then(|title| title.place));
            vec![Finding::new(Severity::Warning, message).at_places(place)]
        },
    )
}

/// A whole section 1 without organ, year, number and any word for itself that speaks of others in general.
fn generic(context: &Context) -> Option<Message> {
    const SHORTEST: usize = 200;
    const OTHERS: [&str; 9] = [
        "各级政府部门",
        "各级行政机关",
        "部分地区",
        "一些地区",
        "各地区",
        "多数部门",
        "一些部门",
        "部分地方",
        "不少地方",
    ];
    let report = context.report;
    let flow = &report.text;
    found_section(report, 1)?;
    found_section(report, 2)?;
    if report.organ.is_some() || report.year.is_some() || pronoun::speaks_of_itself(report) {
        return None;
    }
    let own: Vec<_> =
        ranges(report).into_iter().filter(|(section, _)| matches!(section, 0 | 1 | 5)).collect();
    let text = || own.iter().flat_map(|(_, range)| flow.slice(range.clone()));
    let length = text().filter(|c| is_han(**c)).count();
    // A numeral before a counter is a number too: 三件.
    let characters: Vec<char> = text().copied().collect();
    let numbered = text().any(char::is_ascii_digit)
        || characters.windows(2).any(|pair| {
            matches!(pair, [numeral, counter] if digit(*numeral).is_some() && among!("件条次个份场期篇", *counter))
        });
    let others =
        OTHERS.iter().any(|word| own.iter().any(|(_, range)| flow.find(range.clone(), word).is_some()));
    (length >= SHORTEST && !numbered && others).then(|| {
        Message::new(
            "全文没有机关名称、没有年份、没有数字，说的是“各级部门”“部分地区”，不是某一个机关的报告",
            "The text has no organ, no year and no number and speaks of others in general: nobody's report",
        )
    })
}

/// A page that holds the title of a report and no text of it.
fn only_title(context: &Context) -> Option<Message> {
    const LONGEST: usize = 40;
    let report = context.report;
    let title = report.title.as_ref().filter(|title| title.place.is_some())?;
    let tables = [TableId::Table2, TableId::Table3, TableId::Table4, TableId::Statistics2014];
    let any_table = tables.into_iter().any(|table| report.status(table) != TableStatus::NotFound)
        || context.document.blocks.iter().any(|block| block.as_table().is_some());
    let any_section = report.sections.iter().any(|section| section.found);
    let length: usize = ranges(report).into_iter().map(|(_, range)| range.len()).sum();
    let sentence = report.text.chars.contains(&'。');
    let original = context.document.fidelity == Fidelity::Original;
    (report.year.is_some() && original && !any_table && !any_section && !sentence && length < LONGEST).then(
        || {
            Message::new(
                format!("这一页只有标题“{}”，没有正文；正文如在附件里，请检查附件", title.text),
                format!(
                    "This page holds the title “{}” only; if the report is attached, check that file",
                    title.text
                ),
            )
        },
    )
}

/// A text that its own first lines call a model: 年度报告范文.
fn model(context: &Context) -> Option<Message> {
    const LINES: usize = 3;
    const LONGEST: usize = 40;
    let report = context.report;
    let flow = &report.text;
    let line = flow.pieces.iter().take(LINES).map(|piece| piece.range.clone()).find(|line| {
        let has = |word: &str| flow.find(line.clone(), word).is_some();
        line.len() <= LONGEST && has("信息公开") && (has("范文") || has("范本") || has("参考样本"))
    })?;
    report.organ.is_none().then(|| {
        let written = flow.text(line);
        Message::new(
            format!("“{written}”是供人套用的文字，不是某一个机关的报告"),
            format!("“{written}” is a text to be filled in by others: nobody's report"),
        )
    })
}
