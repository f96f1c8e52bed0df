//! A summary against the reports that it sums up, where those are given.

use super::years::count;
use super::{Companion, Context, Finding, Source, words};
use crate::form::{CellId, Role, TableId};
use crate::report::{Report, TableStatus};
use crate::rules::Severity;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 给出各份下级报告时：汇总报告的每一格等于各份报告同一格之和。空白按 0 计；有一份没有读到的格不比。
    ///
    /// # 为什么
    ///
    /// 汇总数是逐格相加得来的。汇总范围与给出的报告不一致（例如另加了办公室自己的数）时，这里会有差额。
    ///
    /// # What it checks
    ///
    /// With the reports under it: each cell of a summary equals the sum of that cell over the reports. Blanks count as
    /// 0; a cell that one report lacks is not compared.
    ///
    /// # Why
    ///
    /// A summary is made by adding up. Where its scope is another than that of the reports given, this shows the
    /// difference.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// parts
    /// t3.granted.natural = 7
    /// → “予以公开”一行与各份之和不符：自然人 7（各份之和 6）
    /// ```
    ///
    /// ```passes
    /// parts
    /// ```
    pub SUMMARY_SUM {
        name: "summary-sum",
        kind: Summary,
        title: ("汇总数不等于各份之和", "The summary is not the sum of its parts"),
        severity: Warning,
        source: Source::Practice,
        check: summary_sum,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 给出各份下级报告时：有没有哪一份的表没有读到；汇总的差额是不是正好等于某一份报告的数（漏加或重复加）。
    ///
    /// # 为什么
    ///
    /// 漏报一份、重复一份，是汇总最常见的错。
    ///
    /// # What it checks
    ///
    /// With the reports under it: whether a table of one of them could not be read, and whether the summary differs
    /// from the sum by exactly one report, left out or added twice.
    ///
    /// # Why
    ///
    /// One report forgotten or counted twice is the usual mistake of a summary.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// part 2 without table t3
    /// → 没有读到第三部分的表
    /// ```
    ///
    /// ```passes
    /// parts
    /// ```
    pub PART_MISSING {
        name: "summary-part-missing",
        kind: Summary,
        title: ("汇总时漏了或重复了一份", "A part is missing from the summary or counted twice"),
        severity: Warning,
        source: Source::Practice,
        check: part_missing,
    }
}

/// A cell of the summary that is not the sum: the cell, what it holds, and the sum.
struct Difference {
    id: CellId,
    summary: f64,
    sum: f64,
}

/// The cells that all parts have and whose sum differs.
fn differences(context: &Context) -> Vec<Difference> {
    let cells = context.form.cells().filter(|id| !is_left_out(*id));
    cells
        .filter_map(|id| {
            let summary = number(context.report, id)?;
            let sum = context.parts.iter().map(|part| number(&part.report, id)).sum::<Option<f64>>()?;
            ((summary - sum).abs() > 1e-6).then_some(Difference { id, summary, sum })
        })
        .collect()
}

/// Amounts of procurement have no fixed unit: the reports can have them in different ones.
fn is_left_out(id: CellId) -> bool {
    id.row().role() == Role::Procurement
}

fn number(report: &Report, id: CellId) -> Option<f64> {
    let cell = report.cells.get(id).filter(|cell| cell.sure)?;
    cell.value.map(crate::report::Number::decimal).or_else(|| cell.is_blank().then_some(0.0))
}

fn summary_sum(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    if context.parts.is_empty() {
        return findings;
    }
    let all = differences(context);
    for of_row in all.chunk_by(|a, b| a.id.row() == b.id.row()) {
        let Some(first) = of_row.first() else { continue };
        let row = words::row(first.id, context.form);
        let items: Vec<Message> = of_row
            .iter()
            .map(|each| {
                let column = words::column(each.id, context.form);
                Message::new(
                    format!("{} {}（各份之和 {}）", column.zh, each.summary, each.sum),
                    format!("{} {} (the parts: {})", column.en, each.summary, each.sum),
                )
            })
            .collect();
        let list = words::list(&items, 7, "格");
        let message = Message::new(
            format!("“{}”一行与各份之和不符：{}", row.zh, list.zh),
            format!("Row {} is not the sum of the parts: {}", row.en, list.en),
        );
        findings.push(
            Finding::new(Severity::Warning, message)
                .on_cells(of_row.iter().map(|each| each.id))
                .caused_by(format!("summary.{}", first.id.table().prefix())),
        );
    }
    findings
}

fn part_missing(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, part) in (1..).zip(context.parts) {
        let missing: Vec<Message> = context
            .form
            .tables
            .iter()
            .filter(|table| context.report.status(table.id) != TableStatus::NotFound)
            .filter(|table| part.report.status(table.id) == TableStatus::NotFound)
            .map(|table| words::table(table.id))
            .collect();
        if !missing.is_empty() {
            let (name, list) = (name(part, index), words::list(&missing, 4, "张"));
            let message = Message::new(
                format!("{}没有读到{}，这些汇总数没有检查", name.zh, list.zh),
                format!("{}: {} could not be read; these sums were not checked", name.en, list.en),
            );
            findings.push(Finding::new(Severity::Warning, message));
        }
    }
    // Numbers of requests tell one report from another; a few differences can be anybody's.
    let of_table_3: Vec<Difference> =
        differences(context).into_iter().filter(|each| each.id.table() == TableId::Table3).collect();
    if of_table_3.len() < 4 {
        return findings;
    }
    for (index, part) in (1..).zip(context.parts) {
        let differs_by = |sign: f64| {
            context.form.table(TableId::Table3).into_iter().flat_map(|table| table.cells()).all(|id| {
                let (Some(own), Some(_)) = (count(&part.report, id), count(context.report, id)) else {
                    return true;
                };
                let difference =
                    of_table_3.iter().find(|each| each.id == id).map_or(0.0, |each| each.summary - each.sum);
                (difference - sign * own as f64).abs() < 1e-6
            })
        };
        let (zh, en) = if differs_by(-1.0) {
            ("漏加了", "left out")
        } else if differs_by(1.0) {
            ("加了两次", "counted twice")
        } else {
            continue;
        };
        let name = name(part, index);
        let message = Message::new(
            format!("第三部分的差额正好等于{}的数，像是汇总时{zh}这一份", name.zh),
            format!(
                "The differences in table 3 are exactly the numbers of {}, as if it had been {en}",
                name.en
            ),
        );
        findings.push(
            Finding::new(Severity::Warning, message)
                .on_cells(of_table_3.iter().map(|each| each.id))
                .caused_by("summary.t3"),
        );
    }
    findings
}

/// What a part is called: its organ, its file, or its number.
fn name(part: &Companion, index: usize) -> Message {
    match (&part.report.organ, &part.name) {
        (Some(organ), Some(file)) => {
            Message::new(format!("“{}”（{file}）", organ.name), format!("{} ({file})", organ.name))
        }
        (Some(organ), None) => {
            Message::new(format!("第 {index} 份“{}”", organ.name), format!("part {index}, {}", organ.name))
        }
        (None, Some(file)) => Message::new(file.clone(), file.clone()),
        (None, None) => Message::new(format!("第 {index} 份"), format!("part {index}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::example::Example;

    fn found(text: &str) -> Vec<String> {
        Example::new(text).findings(&PART_MISSING).into_iter().map(|finding| finding.message.zh).collect()
    }

    /// The summary with table 3 of one part only, or of three times one part.
    fn summary(times: i64) -> String {
        let base = Example::new("");
        let cells = base.report.cells.iter().filter(|(id, _)| id.table() == TableId::Table3);
        cells.map(|(id, cell)| format!("{id} = {}\n", times * cell.count().unwrap_or(0))).collect::<String>()
            + "parts"
    }

    #[test]
    fn a_part_left_out_or_counted_twice_is_named() {
        assert!(
            found(&summary(1)).iter().any(|message| message.contains("漏加了")),
            "{:?}",
            found(&summary(1))
        );
        assert!(found(&summary(3)).iter().any(|message| message.contains("加了两次")));
        assert!(found("parts\nt3.new.natural = 90").is_empty());
    }
}
