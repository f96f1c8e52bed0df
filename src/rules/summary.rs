//! A summary against the reports that it sums up, where those are given.

use super::{Companion, Context, Finding, Source, words};
use crate::form::{CellId, Form};
use crate::locate::parts::{
    self, Comparison, Explanation, Given, Holder, How, Listed, Miswritten, Step, Values,
};
use crate::report::organ::alike;
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
    /// 给出各份下级报告时：有没有哪一份的表没有读到；汇总的差额最少用几处错就能全部说明：漏加一份、重复加一份、某一份用了上一年的报告、汇总或某一份的一格写错。同样简单的说明全部列出，不替人选。上一年的报告一起给出来时，按机关对上，不加进去。
    ///
    /// # 为什么
    ///
    /// 漏报一份、重复一份、拿错年份、抄错一格，是汇总最常见的错；一格一格去找要花几天。
    ///
    /// # What it checks
    ///
    /// With the reports under it: whether a table of one of them could not be read, and the fewest mistakes that explain
    /// all differences: a part left out, added twice, or added with last year's report, or one cell wrong in the summary
    /// or in a part. All explanations that are as simple are given. Reports of the year before that are given as well
    /// are matched by organ and not added up.
    ///
    /// # Why
    ///
    /// A report forgotten, counted twice or taken from the wrong year and a cell copied wrongly are the usual mistakes of
    /// a summary.
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

/// Compares a summary with the reports that are given beside it.
pub(super) fn listed(report: &Report, form: &'static Form, companions: &[Companion]) -> Listed {
    let given: Vec<Given> = companions
        .iter()
        .map(|companion| Given {
            organ: companion.report.organ.as_ref().map(|organ| alike::key(&organ.name)),
            year: companion.report.year,
            values: Values::of(&companion.report, form),
        })
        .collect();
    parts::compare_listed(form, report.year, &Values::of(report, form), &given)
}

fn summary_sum(context: &Context) -> Vec<Finding> {
    let Some(summary) = &context.summary else { return Vec::new() };
    let mut findings = Vec::new();
    let all = &summary.comparison.differences;
    for of_row in all.chunk_by(|a, b| a.cell.row() == b.cell.row()) {
        let Some(first) = of_row.first() else { continue };
        let row = words::row(first.cell, context.form);
        let items: Vec<Message> = of_row
            .iter()
            .map(|each| {
                let column = words::column(each.cell, context.form);
                let (own, sum) = (each.summary, each.sum);
                Message::new(
                    format!("{} {own}（各份之和 {sum}）", column.zh),
                    format!("{} {own} (the parts: {sum})", column.en),
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
                .on_cells(of_row.iter().map(|each| each.cell))
                .caused_by(cause(context, first.cell)),
        );
    }
    findings
}

/// All differences have one cause where one explanation covers them; else those of each table stand together.
fn cause(context: &Context, cell: CellId) -> String {
    let explained =
        context.summary.as_ref().is_some_and(|summary| !summary.comparison.explanations.is_empty());
    if explained { "summary".to_owned() } else { format!("summary.{}", cell.table().prefix()) }
}

fn part_missing(context: &Context) -> Vec<Finding> {
    let Some(summary) = &context.summary else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, part) in context.parts.iter().enumerate().filter(|(at, _)| summary.parts.contains(at)) {
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
    findings.extend(explained(context, &summary.comparison));
    findings
}

/// Explanations that are told one by one.
const MOST_TOLD: usize = 5;

/// What explains all differences, where that says more than the differences themselves.
fn explained(context: &Context, comparison: &Comparison) -> Option<Finding> {
    let says_more = |step: &Step| match step {
        Step::Cell { holders, .. } => {
            matches!(holders.as_slice(), [holder] if holder.part.is_some() || holder.slip == Some(Miswritten::Swapped))
        }
        _ => true,
    };
    let all = &comparison.explanations;
    let (first, first_cell) = (all.first()?, comparison.differences.first()?.cell);
    if !first.steps.iter().any(says_more) {
        return None;
    }
    let told: Vec<Message> =
        all.iter().take(MOST_TOLD).map(|explanation| words_of(context, explanation)).collect();
    let count = comparison.differences.len();
    let message = match told.as_slice() {
        [only] if all.len() == 1 => Message::new(
            format!("与各份之和相差的 {count} 格可以用一个原因说明：{}", only.zh),
            format!(
                "The {count} cells that differ from the sum of the parts have one explanation: {}",
                only.en
            ),
        ),
        _ => {
            let numbered = |text: &dyn Fn(&Message) -> String, join: &str| {
                let each = (1..).zip(&told).map(|(number, message)| format!("（{number}）{}", text(message)));
                each.collect::<Vec<_>>().join(join)
            };
            let more = all.len() - told.len();
            let (zh, en) = if more > 0 {
                (format!("；另有 {more} 种"), format!("; and {more} more"))
            } else {
                (String::new(), String::new())
            };
            Message::new(
                format!(
                    "与各份之和相差的 {count} 格有 {} 种同样简单的说明：{}{zh}",
                    all.len(),
                    numbered(&|message| message.zh.clone(), "；")
                ),
                format!(
                    "The {count} cells that differ from the sum of the parts have {} explanations, each as simple: {}{en}",
                    all.len(),
                    numbered(&|message| message.en.clone(), "; ")
                ),
            )
        }
    };
    let cells = comparison.differences.iter().map(|each| each.cell);
    Some(Finding::new(Severity::Warning, message).on_cells(cells).caused_by(cause(context, first_cell)))
}

/// An explanation in words.
fn words_of(context: &Context, explanation: &Explanation) -> Message {
    let named = |at: usize| part_name(context, at);
    let steps: Vec<Message> =
        explanation.steps.iter().map(|step| step_in_words(step, context.form, &named)).collect();
    let joined =
        |text: &dyn Fn(&Message) -> String, join: &str| steps.iter().map(text).collect::<Vec<_>>().join(join);
    Message::new(joined(&|step| step.zh.clone(), "，另外"), joined(&|step| step.en.clone(), ", and "))
}

/// A mistake in words; `named` tells the name of a part.
pub fn step_in_words(step: &Step, form: &'static Form, named: &dyn Fn(usize) -> Message) -> Message {
    match step {
        Step::Part { part, how, table } => {
            let name = named(*part);
            let (zh, en) = table.map_or_else(Default::default, |table| {
                let table = words::table(table);
                (table.zh, format!(" in {}", table.en))
            });
            match how {
                How::LeftOut => Message::new(
                    format!("汇总{zh}时漏加了{}", name.zh),
                    format!("{} was left out{en}", name.en),
                ),
                How::Twice => Message::new(
                    format!("汇总{zh}时把{}加了两次", name.zh),
                    format!("{} was counted twice{en}", name.en),
                ),
                How::LastYears => Message::new(
                    format!("汇总{zh}时{}用的是上一年的报告", name.zh),
                    format!("last year's report of {} was added{en}", name.en),
                ),
            }
        }
        Step::Cell { cell, holders } => cell_in_words(*cell, holders, form, named),
    }
}

fn cell_in_words(
    cell: CellId,
    holders: &[Holder],
    form: &'static Form,
    named: &dyn Fn(usize) -> Message,
) -> Message {
    let label = words::cell(cell, form);
    let own = Message::new("汇总", "the summary");
    let who = |holder: &Holder| holder.part.map_or_else(|| own.clone(), named);
    let Some(first) = holders.first() else {
        return Message::new(format!("{}写错", label.zh), format!("{} is wrong", label.en));
    };
    let name = who(first);
    let (from, to) = (first.from, first.to);
    let (zh, en) = match first.slip {
        Some(Miswritten::Swapped) => ("，像是数字写颠倒了", ", two digits in each other's place"),
        Some(Miswritten::Digits) => ("，像是多写或少写了一位", ", a digit too many or too few"),
        _ => ("", ""),
    };
    let (others_zh, others_en) = match holders.len() - 1 {
        0 => (String::new(), String::new()),
        others => (
            format!("，也可能是另外 {others} 份中的一份写错"),
            format!(", or it is wrong in one of {others} others"),
        ),
    };
    Message::new(
        format!("{}的“{}”写错：{from} 应为 {to}{zh}{others_zh}", name.zh, label.zh),
        format!("{} in {} is wrong: {from} should be {to}{en}{others_en}", label.en, name.en),
    )
}

/// What the part with a number is called.
pub fn part_name(context: &Context, at: usize) -> Message {
    context.parts.get(at).map_or_else(|| Message::new("", ""), |part| name(part, at))
}

/// What a part is called: its organ, its file, or its number.
fn name(part: &Companion, index: usize) -> Message {
    let number = index + 1;
    match (&part.report.organ, &part.name) {
        (Some(organ), Some(file)) => {
            Message::new(format!("“{}”（{file}）", organ.name), format!("{} ({file})", organ.name))
        }
        (Some(organ), None) => {
            Message::new(format!("第 {number} 份“{}”", organ.name), format!("part {number}, {}", organ.name))
        }
        (None, Some(file)) => Message::new(file.clone(), file.clone()),
        (None, None) => Message::new(format!("第 {number} 份"), format!("part {number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::TableId;
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
