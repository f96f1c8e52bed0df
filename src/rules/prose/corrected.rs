//! Decisions corrected in review or in court of which the text says nothing.

use super::ranges;
use crate::form::{CellId, ColumnRole, TableId};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 第四部分的表里有“结果纠正”的，正文应当有一处写到行政复议、行政诉讼或者败诉、纠错的情况。
    ///
    /// # 为什么
    ///
    /// 被纠正的案件是存在问题的直接反映，第五部分要写存在的主要问题及改进情况。一句话也没有写到的，往往是填表和写正文的不是一个人。
    ///
    /// # What it checks
    ///
    /// Where table 4 counts cases that were corrected, the text says something of reviews, lawsuits or corrections.
    ///
    /// # Why
    ///
    /// A correction is a problem that section 5 should speak of. Where nothing is said, table and text hardly come from
    /// one hand.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = 主动公开政府信息125条，收到申请8件，均已答复。
    /// t4.review.corrected = 1
    /// t4.review.total = 1
    /// → 结果纠正 1 件
    /// ```
    ///
    /// ```breaks
    /// section 1 = 主动公开政府信息125条，收到申请8件，均已答复。
    /// t4.review.corrected = 1
    /// t4.review.total = 1
    /// t4.suit_direct.corrected = 2
    /// t4.suit_direct.total = 2
    /// → 结果纠正 3 件
    /// ```
    ///
    /// ```passes
    /// section 1 = 主动公开政府信息125条，收到申请8件，均已答复。
    /// section 5 + 被复议机关纠正的1件，我镇已按要求重新答复。
    /// t4.review.corrected = 1
    /// t4.review.total = 1
    /// ```
    ///
    /// ```passes
    /// section 1 = 主动公开政府信息125条，收到申请8件，均已答复。
    /// section 5 + 行政诉讼案件增多，依申请公开的答复还要规范。
    /// t4.suit_direct.corrected = 1
    /// t4.suit_direct.total = 1
    /// ```
    ///
    /// ```passes
    /// section 1 = 主动公开政府信息125条，收到申请8件，均已答复。
    /// t4.review.upheld = 1
    /// t4.review.total = 1
    /// ```
    pub CORRECTION_UNTOLD {
        name: "correction-untold",
        kind: Text,
        title: ("结果纠正的案件正文没有写到", "Corrected cases that the text does not mention"),
        severity: Notice,
        source: Source::Practice,
        check: check,
    }
}

/// Characters in which a sentence of section 4 ends.
const REACH: usize = 120;

/// Words by which a text speaks of reviews and suits, or of what came of them.
const TOLD: [&str; 7] = ["复议", "诉讼", "起诉", "应诉", "败诉", "纠错", "纠正"];

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    let cells: Vec<(CellId, i64)> = report
        .cells
        .iter()
        .filter(|(id, _)| id.table() == TableId::Table4 && id.column().role() == ColumnRole::Corrected)
        .filter_map(|(id, cell)| Some((id, cell.count().filter(|count| *count > 0)?)))
        .collect();
    // What the opening announces as the report's parts tells nothing, nor do the heads of table 4.
    let narrative: Vec<_> = ranges(report).into_iter().filter(|(section, _)| *section > 0).collect();
    let told = narrative.iter().any(|(section, range)| {
        TOLD.iter().any(|word| {
            let sentence =
                |at: usize| *section != 4 || flow.find(at..(at + REACH).min(range.end), "。").is_some();
            flow.find_all(range.clone(), word).any(sentence)
        })
    });
    if cells.is_empty() || narrative.is_empty() || told {
        return Vec::new();
    }
    let Some(severity) = context.bearing.absence(Severity::Notice) else { return Vec::new() };
    let count: i64 = cells.iter().map(|(_, count)| count).sum();
    let message = Message::new(
        format!("第四部分的表里有结果纠正 {count} 件，正文没有一处写到行政复议、行政诉讼或者改正的情况"),
        format!(
            "Table 4 counts {count} corrected; the text says nothing of reviews, lawsuits or what was corrected"
        ),
    );
    vec![Finding::new(severity, message).on_cells(cells.into_iter().map(|(id, _)| id))]
}
