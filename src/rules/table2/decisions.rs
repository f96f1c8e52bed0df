//! Decisions that were filled in as items: 上一年项目数量 + 本年增/减 is a number of items, 处理决定数量 is none.

use super::{count, rows_with};
use crate::form::{CellId, ColumnRole};
use crate::rules::{Context, Finding, Severity, Source, words};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 2019 年试行格式：“处理决定数量”是不是由“上一年项目数量”加“本年增/减”得来的。有三行如此而项目不只几个，或者一行如此而项目有上百个，才报。
    ///
    /// # 为什么
    ///
    /// 项目数量是许可、处罚、强制的事项有多少种，处理决定数量是一年里作出了多少个决定，两者没有加减关系。几行都恰好等于和数，多半是把决定数当作年末的项目数填了。
    ///
    /// # What it checks
    ///
    /// In the form of 2019: whether the number of decisions is last year's number of items plus the change. Reported where
    /// three rows agree and the items are more than a few, or one row with a hundred items or more.
    ///
    /// # Why
    ///
    /// Items are kinds of licences, penalties and measures; decisions are what was decided in the year. The two do not add
    /// up to each other: where they do, the items at the end of the year were most likely filled in.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// form 2019
    /// t2.licence.previous = 31
    /// t2.licence.change = 2
    /// t2.licence.decisions = 33
    /// t2.other_service.previous = 44
    /// t2.other_service.change = -8
    /// t2.other_service.decisions = 36
    /// t2.coercion.previous = 4
    /// t2.coercion.change = 1
    /// t2.coercion.decisions = 5
    /// → 行政许可 31 + 2 = 33、其他对外管理服务事项 44 - 8 = 36、行政强制 4 + 1 = 5
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// t2.licence.previous = 968
    /// t2.licence.change = -41
    /// t2.licence.decisions = 927
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.penalty.previous = 3
    /// t2.penalty.change = 2
    /// t2.penalty.decisions = 5
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.penalty.previous = 1
    /// t2.penalty.change = 3
    /// t2.penalty.decisions = 4
    /// t2.other_service.previous = 4
    /// t2.other_service.change = -3
    /// t2.other_service.decisions = 1
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.licence.previous = 968
    /// t2.licence.change = -968
    /// t2.licence.decisions = 0
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// t2.licence.previous = 54
    /// t2.licence.change = 29
    /// t2.licence.decisions = 83
    /// t2.other_service.previous = 0
    /// t2.other_service.change = 0
    /// t2.other_service.decisions = 0
    /// t2.penalty.previous = 0
    /// t2.penalty.change = 2
    /// t2.penalty.decisions = 2
    /// t2.coercion.previous = 0
    /// t2.coercion.change = 0
    /// t2.coercion.decisions = 0
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.licence.previous = 54
    /// t2.licence.change = 29
    /// t2.licence.decisions = 83
    /// t2.penalty.previous = 0
    /// t2.penalty.change = 2
    /// t2.penalty.decisions = 7
    /// ```
    pub DECISIONS_AS_ITEMS {
        name: "t2-decisions-as-items",
        kind: Table,
        title: ("处理决定数量像是项目数量", "Decisions seem to be counted as items"),
        severity: Warning,
        source: Source::Practice,
        check: decisions_as_items,
    }
}

/// From so many items on one row alone is no chance.
const MANY: i64 = 100;
/// From so many items on two rows without a third are no chance.
const FAIRLY_MANY: i64 = 30;
/// Below that small numbers agree by chance in several rows as well.
const SOME: i64 = 10;

fn decisions_as_items(context: &Context) -> Vec<Finding> {
    let mut cells: Vec<CellId> = Vec::new();
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    let (mut rows, mut most, mut many, mut others) = (0, 0, false, 0);
    for row in rows_with(context.form, [ColumnRole::Previous, ColumnRole::Change, ColumnRole::Decisions]) {
        let [id, ..] = row;
        let [Some(previous), Some(change), Some(decisions)] = row.map(|id| count(context, id)) else {
            continue;
        };
        if change == 0 || previous < 0 || previous.saturating_add(change) != decisions {
            others += usize::from(decisions > 0);
            continue;
        }
        // No items are left and nothing was decided: that is so in any case.
        if decisions == 0 {
            continue;
        }
        rows += 1;
        most = most.max(previous);
        many |= previous >= MANY && change.abs() > 1;
        let name = words::row(id, context.form);
        let sign = if change < 0 { '-' } else { '+' };
        let sum = format!("{previous} {sign} {} = {decisions}", change.abs());
        zh.push(format!("{} {sum}", name.zh));
        en.push(format!("{} {sum}", name.en));
        cells.extend(row);
    }
    // Two rows, the only ones with decisions, of which one is too large for a chance.
    let only_two = rows == 2 && others == 0 && most >= FAIRLY_MANY;
    if !many && !only_two && (rows < 3 || most < SOME) {
        return Vec::new();
    }
    let message = Message::new(
        format!(
            "{}：“处理决定数量”恰好是“上一年项目数量”加“本年增/减”，像是把年末的项目数当作决定数填了；应填一年里作出的决定有多少件",
            zh.join("、")
        ),
        format!(
            "{}: the number of decisions is last year's items plus the change; the decisions of the year belong here",
            en.join("; ")
        ),
    );
    vec![Finding::new(Severity::Warning, message).on_cells(cells)]
}
