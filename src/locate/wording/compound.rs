//! The reasons of errors that move several numbers at once.

use super::super::Evidence;
use super::super::compound::{Changes, Hypothesis, Shape};
use super::super::model::Model;
use super::{append, column_label, demand_without, label, list, one_row, row_label, slips};
use crate::form::{ColumnId, RowId};
use crate::text::message::Message;

/// Why this error explains what is broken.
pub(super) fn reason(model: &Model, hypothesis: &Hypothesis, beside: &Changes, resolved: usize) -> Message {
    let changes = &hypothesis.changes;
    let row = |row: RowId| row_label(model, row);
    let column = |column: ColumnId| column_label(model, column);
    let then = |zh: &str, en: &str| {
        (
            format!("{zh}，{resolved} 条不成立的勾稽关系就全部成立"),
            format!("{en} all {resolved} broken identities hold"),
        )
    };
    let cell = |variable: usize| label(model, variable);
    let (zh, en) = match hypothesis.kind {
        Shape::RowShift { row: name, right, from, whole } => {
            let (name, from) = (row(name), column(from));
            let part = if whole { String::new() } else { format!("从“{}”起", from.zh) };
            let part_en = if whole { String::new() } else { format!(" from “{}” on", from.en) };
            let (way, back) = if right { ("右", "左") } else { ("左", "右") };
            let (way_en, back_en) = if right { ("right", "left") } else { ("left", "right") };
            let end = then(&format!("各数{back}移一格后"), &format!("moved one column to the {back_en},"));
            (
                format!("“{}”一行的数字{part}像是整体{way}移了一格：{}", name.zh, end.0),
                format!(
                    "the values of the row “{}”{part_en} stand one column too far {way_en}: {}",
                    name.en, end.1
                ),
            )
        }
        Shape::ColumnShift { column: name, down, from, to } => {
            let (name, from, to) = (column(name), row(from), row(to));
            let (way, back) = if down { ("下", "上") } else { ("上", "下") };
            let (way_en, back_en) = if down { ("low", "up") } else { ("high", "down") };
            let end = then(&format!("各数{back}移一行后"), &format!("moved {back_en} by one row,"));
            (
                format!(
                    "“{}”一列从“{}”到“{}”的数字像是整体{way}移了一行：{}",
                    name.zh, from.zh, to.zh, end.0
                ),
                format!(
                    "the values of the column “{}” from “{}” to “{}” stand one row too {way_en}: {}",
                    name.en, from.en, to.en, end.1
                ),
            )
        }
        Shape::Moved { should, is } => {
            let value = model.value(is);
            let (should, is) = (cell(should), cell(is));
            let end = then("移回后", "moved back,");
            (
                format!("{value} 像是填错了格：应填在“{}”，却填在了“{}”：{}", should.zh, is.zh, end.0),
                format!(
                    "{value} seems to stand in the wrong cell, in “{}” in place of “{}”: {}",
                    is.en, should.en, end.1
                ),
            )
        }
        Shape::CellsExchanged { first, second } => {
            let end = then("对调后", "exchanged,");
            let (a, b) = (model.value(first), model.value(second));
            let (first, second) = (cell(first), cell(second));
            (
                format!("“{}”的 {a} 与“{}”的 {b} 像是填反了：{}", first.zh, second.zh, end.0),
                format!(
                    "{a} in “{}” and {b} in “{}” seem to stand in each other's place: {}",
                    first.en, second.en, end.1
                ),
            )
        }
        Shape::RowMoved { should, is } => {
            moved(&row(should), &row(is), ("行", "row"), &then("移回后", "moved back,"))
        }
        Shape::RowsExchanged { first, second } => {
            exchanged(&row(first), &row(second), ("行", "rows"), &then("对调后", "exchanged,"))
        }
        Shape::ColumnMoved { should, is } => {
            moved(&column(should), &column(is), ("列", "column"), &then("移回后", "moved back,"))
        }
        Shape::ColumnsExchanged { first, second } => {
            exchanged(&column(first), &column(second), ("列", "columns"), &then("对调后", "exchanged,"))
        }
        Shape::Split { first, second, number, shifted } => {
            let end = then("合并后", "joined,");
            let rest = if shifted { "，其后各数也随之后移了一格" } else { "" };
            let rest_en = if shifted { ", which pushed on the rest of the row" } else { "" };
            let (a, b) = (model.value(first), model.value(second));
            let (first, second) = (cell(first), cell(second));
            (
                format!(
                    "“{}”的 {a} 与“{}”的 {b} 像是一个数 {number} 拆成了两格{rest}：{}",
                    first.zh, second.zh, end.0
                ),
                format!(
                    "{a} in “{}” and {b} in “{}” look like the one number {number} split over two cells{rest_en}: {}",
                    first.en, second.en, end.1
                ),
            )
        }
        Shape::Row { row: name } => {
            let mut message = one_row(model, changes, name);
            append(&mut message, slips::slip_of(model, changes, &Evidence::default()));
            (message.zh, message.en)
        }
        Shape::Column { column: name } => {
            let (zh, en) = list(model, changes, |variable| {
                model.cell(variable).map(|cell| row_label(model, cell.row())).unwrap_or_default()
            });
            let (name, count) = (column(name), changes.len());
            let stale =
                || ("这一列像是没有随各行更新".to_owned(), "it seems not to follow its rows".to_owned());
            let (why, why_en) = slips::counted_under_another(model, changes).unwrap_or_else(stale);
            (
                format!("“{}”一列有 {count} 格不对：{zh}；{why}", name.zh),
                format!("{count} cells of the column “{}” are wrong: {en}; {why_en}", name.en),
            )
        }
        Shape::Together { total, partner } => {
            let (zh, en) = together(model, changes, total, partner);
            let mut message = Message::new(zh, en);
            append(&mut message, slips::row_repeated(model, total, changes));
            (message.zh, message.en)
        }
    };
    let mut message = Message::new(zh, en);
    if !beside.is_empty() {
        let (zh, en) = list(model, beside, cell);
        append(&mut message, Some((format!("此外，{zh}"), format!("besides, {en}"))));
    }
    message
}

/// A total that is not what one of its sums makes it, and the row that has to change with it.
fn together(model: &Model, changes: &Changes, total: RowId, partner: RowId) -> (String, String) {
    let cell_of = |row: RowId| {
        let mut cells = changes.iter().map(|change| change.0);
        cells.find(|&cell| model.cell(cell).is_some_and(|cell| cell.row() == row))
    };
    let part = cell_of(total).zip(cell_of(partner));
    let balance = part.and_then(|(total, part)| demand_without(model, total, part));
    let (total, partner) = (row_label(model, total), row_label(model, partner));
    let (sum_zh, right_zh, sum_en, right_en) = match balance {
        Some((zh, en)) => (zh, "这几项", en, "those rows"),
        None => ("各项明细之和".to_owned(), "明细", "the sum of its details".to_owned(), "the details"),
    };
    (
        format!("“{}”与{sum_zh}对不上。若{right_zh}无误，则“{}”和“{}”都要改", total.zh, total.zh, partner.zh),
        format!(
            "“{}” and {sum_en} disagree; if {right_en} are right, “{}” and “{}” both have to change",
            total.en, total.en, partner.en
        ),
    )
}

fn moved(should: &Message, is: &Message, unit: (&str, &str), then: &(String, String)) -> (String, String) {
    (
        format!("“{}”一{}的数字像是填到了“{}”一{}：{}", should.zh, unit.0, is.zh, unit.0, then.0),
        format!("the values of the {} “{}” seem to stand in “{}”: {}", unit.1, should.en, is.en, then.1),
    )
}

fn exchanged(
    first: &Message,
    second: &Message,
    unit: (&str, &str),
    then: &(String, String),
) -> (String, String) {
    (
        format!("“{}”与“{}”两{}像是填反了：{}", first.zh, second.zh, unit.0, then.0),
        format!(
            "the {} “{}” and “{}” seem to stand in each other's place: {}",
            unit.1, first.en, second.en, then.1
        ),
    )
}
