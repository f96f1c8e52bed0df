//! The reasons in words, in Chinese and English.

mod compound;
mod said;
mod short;
mod slips;

pub(super) use short::in_short;

use super::candidate::Candidate;
use super::core::Located;
use super::model::Model;
use super::{Completeness, Evidence};
use crate::form::{CellId, ColumnId, ColumnRole, RowId};
use crate::text::message::Message;

/// Cells named one by one in a sentence; the others are counted.
const MOST_NAMED: usize = 6;

/// Why this explanation: one finished sentence.
pub(super) fn reason(model: &Model, candidate: &Candidate, broken: &[usize], evidence: &Evidence) -> Message {
    let changes = &candidate.changes;
    let mut message = match (&candidate.compound, changes.as_slice()) {
        (Some(hypothesis), _) => compound::reason(model, hypothesis, &candidate.cells, broken.len()),
        (None, [(variable, to)]) => one_cell(model, *variable, *to),
        (None, _) => several_cells(model, changes, broken.len()),
    };
    if candidate.compound.is_none() {
        append(&mut message, slips::slip_of(model, changes, evidence));
    }
    beside(&mut message, model, changes, evidence);
    message
}

/// What does not come from the sums: what is said elsewhere, and that the reading may be wrong.
fn beside(message: &mut Message, model: &Model, changes: &[(usize, i64)], evidence: &Evidence) {
    append(message, said::said_elsewhere(model, changes, evidence));
    if changes.iter().any(|&(variable, _)| !model.is_sure(variable)) {
        let zh = "这里的数字是从图像或连写的数字中识别出来的，也可能是识别有误，请对照原文".to_owned();
        let en = "the number was recognised from a picture or from digits without separation, so the reading may be \
                  wrong rather than the report: compare with the original"
            .to_owned();
        append(message, Some((zh, en)));
    }
}

fn append(message: &mut Message, part: Option<(String, String)>) {
    if let Some((zh, en)) = part {
        message.zh.push('；');
        message.zh.push_str(&zh);
        message.en.push_str("; ");
        message.en.push_str(&en);
    }
}

/// What there is to say about a group that could not be explained, or not completely.
pub(super) fn note(identities: &[String], status: Completeness, located: &Located) -> Option<Message> {
    match (status, located) {
        (Completeness::TooMany, Located::TooMany { at_least }) => Some(Message::new(
            format!(
                "这 {} 条勾稽关系不成立，错误太多，无法定位到具体单元格（至少有 {at_least} 格不对），请先核对整行整列是否错位",
                identities.len()
            ),
            format!(
                "{} identities are broken: too many errors to locate (at least {at_least} cells are wrong). Check \
                 first whether whole rows or columns are out of place",
                identities.len()
            ),
        )),
        (Completeness::TooMany, _) => Some(Message::new(
            format!("这 {} 条勾稽关系不成立，错误太多，无法定位到具体单元格", identities.len()),
            format!("{} identities are broken: too many errors to locate", identities.len()),
        )),
        (Completeness::Some, _) => Some(Message::new(
            "还有其他同样可能的改法，未全部列出",
            "There are more explanations of the same size than are listed",
        )),
        (Completeness::Impossible, _) => Some(Message::new(
            "无论怎样改动已填的单元格，这些勾稽关系都不能同时成立",
            "No change of the cells at hand makes these identities hold together",
        )),
        (Completeness::All, _) => None,
    }
}

/// Row and column of a cell, without the form's own explanations in brackets.
pub(super) fn label(model: &Model, variable: usize) -> Message {
    let Some(cell) = model.cell(variable) else { return Message::default() };
    let full = cell.label(model.form);
    let zh = match full.rsplit_once('·') {
        Some((row, column)) => format!("{}·{column}", without_note(row)),
        None => full,
    };
    let row = model.form.row_english(cell.row());
    let column = column_label(model, cell.column()).en;
    Message::new(zh, if column.is_empty() { row } else { format!("{row} ({column})") })
}

/// （二）部分公开 for （二）部分公开（区分处理的，…）.
fn without_note(label: &str) -> &str {
    match label.char_indices().skip(1).find(|(_, character)| *character == '（') {
        Some((at, _)) if label.ends_with('）') => label.get(..at).unwrap_or(label),
        _ => label,
    }
}

fn written(model: &Model, variable: usize) -> (String, String) {
    match model.published(variable) {
        Some(value) => (value.to_string(), value.to_string()),
        None => ("空白".to_owned(), "blank".to_owned()),
    }
}

/// Labels of a row and of a column of the cell's table.
fn row_label(model: &Model, row: RowId) -> Message {
    let full = model.form.row(row).map_or_else(|| row.name().to_owned(), crate::form::RowForm::full_label);
    Message::new(without_note(&full), model.form.row_english(row))
}

fn column_label(model: &Model, column: ColumnId) -> Message {
    // Tables 3 and 4 share the one column that both have, with the same label.
    let blocks = model.form.tables.iter().flat_map(|table| table.blocks);
    let found = blocks.filter(|block| block.columns.len() > 1).find_map(|block| block.column(column));
    let subtotal = || model.form.tables.iter().find_map(|table| table.column(column));
    let found = found.or_else(|| subtotal().filter(|column| column.role == ColumnRole::Organisations));
    found.map_or_else(
        || Message::new(column.name(), column.name()),
        |column| Message::new(column.label, column.english()),
    )
}

/// What the rules of a cell say it should be, as far as they hold none of the cells in `others`.
fn demands(model: &Model, variable: usize, others: &[(usize, i64)]) -> Vec<(String, String)> {
    let mut phrases: Vec<(String, String)> = Vec::new();
    for &(rule, sign) in model.rules_of(variable) {
        let terms = model.terms(rule);
        let concerned = |each: &(usize, i64)| each.0 != variable && terms.iter().any(|term| term.0 == each.0);
        if !others.iter().any(concerned) {
            phrases.extend(demand(model, variable, sign, terms));
        }
    }
    // Sums down a column before the sum across: they say more about a row of totals.
    phrases
}

/// What a cell should be by a sum that holds it but not one of the rows that it adds up.
fn demand_without(model: &Model, total: usize, part: usize) -> Option<(String, String)> {
    let holds = |rule: usize| model.terms(rule).iter().any(|term| term.0 == part);
    let down = |rule: usize| {
        let column = model.cell(total).map(CellId::column);
        model.terms(rule).iter().all(|term| model.cell(term.0).map(CellId::column) == column)
    };
    let alone = |rule: usize, sign: i64| model.terms(rule).iter().filter(|term| term.1 == sign).count() == 1;
    let rules = || model.rules_of(total).iter().filter(|each| down(each.0));
    if !rules().any(|&(rule, sign)| holds(rule) && alone(rule, sign)) {
        return None;
    }
    let &(rule, sign) = rules().find(|each| !holds(each.0))?;
    demand(model, total, sign, model.terms(rule))
}

/// One rule solved for a cell, in words.
fn demand(model: &Model, variable: usize, sign: i64, terms: &[(usize, i64)]) -> Option<(String, String)> {
    let own = model.cell(variable)?;
    let same: Vec<CellId> = terms
        .iter()
        .filter(|term| term.0 != variable && term.1 == sign && model.value(term.0) != 0)
        .filter_map(|term| model.cell(term.0))
        .collect();
    let other: Vec<CellId> =
        terms.iter().filter(|term| term.1 != sign).filter_map(|term| model.cell(term.0)).collect();
    let siblings = terms.iter().filter(|term| term.0 != variable && term.1 == sign).count();
    let across = terms.iter().all(|term| model.cell(term.0).is_some_and(|cell| cell.row() == own.row()));
    if across {
        return Some(match other.as_slice() {
            [total] if siblings > 0 => {
                let total = column_label(model, total.column());
                (
                    format!("本行“{}”减其余各列", total.zh),
                    format!("its row's {} less the other columns", total.en),
                )
            }
            _ => (
                format!("本行其余 {} 列之和", other.len()),
                format!("the sum of the other {} columns of its row", other.len()),
            ),
        });
    }
    if siblings == 0 && other.len() > 4 {
        return Some((
            format!("其余 {} 项之和", other.len()),
            format!("the sum of the other {} rows", other.len()),
        ));
    }
    if let [total] = other.as_slice()
        && siblings > 3
    {
        return Some((
            format!("“{}”减其余各项", short(model, total.row()).0),
            format!("{} less the other rows", short(model, total.row()).1),
        ));
    }
    let names = |cells: &[CellId]| -> (String, String) {
        let shorts: Vec<(String, String)> = cells.iter().map(|cell| short(model, cell.row())).collect();
        let ordinals: Vec<&str> =
            shorts.iter().filter_map(|(zh, _)| zh.strip_prefix('第')?.strip_suffix('项')).collect();
        let zh = if ordinals.len() == shorts.len() && shorts.len() > 1 {
            format!("第{}项", ordinals.join("、"))
        } else {
            shorts.iter().map(|(zh, _)| zh.as_str()).collect::<Vec<_>>().join("与")
        };
        (zh, shorts.iter().map(|(_, en)| en.as_str()).collect::<Vec<_>>().join(" plus "))
    };
    let (mut zh, mut en) = names(&other);
    if other.len() > 1 {
        zh.push_str("之和");
    }
    if !same.is_empty() {
        let (less_zh, less_en) = names(&same);
        zh = format!("{zh}减{less_zh}");
        en = format!("{en} less {less_en}");
    }
    Some((zh, en))
}

/// A row by its ordinal: 第一项, （七）总计.
fn short(model: &Model, row: RowId) -> (String, String) {
    let full = row_label(model, row);
    match full.zh.split_once('、') {
        Some((ordinal, _)) if ordinal.chars().count() == 1 => (format!("第{ordinal}项"), full.en),
        _ => (full.zh, full.en),
    }
}

fn one_cell(model: &Model, variable: usize, to: i64) -> Message {
    let name = label(model, variable);
    let (from_zh, from_en) = written(model, variable);
    let phrases = demands(model, variable, &[]);
    let (zh, en): (Vec<&str>, Vec<&str>) = phrases.iter().map(|(zh, en)| (zh.as_str(), en.as_str())).unzip();
    match phrases.len() {
        0 => Message::new(
            format!("{}应为 {to}，现为 {from_zh}", name.zh),
            format!("{} should be {to}, it is {from_en}", name.en),
        ),
        1 => Message::new(
            format!("{}应为 {to}：{}是 {to}，这里是 {from_zh}", name.zh, zh.concat()),
            format!("{} should be {to}: {} is {to}, here it is {from_en}", name.en, en.concat()),
        ),
        _ => Message::new(
            format!("{}应为 {to}：{}都是 {to}，只有它是 {from_zh}", name.zh, join_zh(&zh)),
            format!("{} should be {to}: {} are all {to}, only this cell is {from_en}", name.en, join_en(&en)),
        ),
    }
}

fn join_zh(parts: &[&str]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}与{last}", rest.join("、")),
        _ => parts.concat(),
    }
}

fn join_en(parts: &[&str]) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}

/// The changes as a list: （七）总计·自然人应为 3（现为 0）、….
fn list(model: &Model, changes: &[(usize, i64)], short_name: impl Fn(usize) -> Message) -> (String, String) {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    for &(variable, to) in changes.iter().take(MOST_NAMED) {
        let name = short_name(variable);
        let (from_zh, from_en) = written(model, variable);
        zh.push(format!("{}应为 {to}（现为 {from_zh}）", name.zh));
        en.push(format!("{} should be {to}, not {from_en}", name.en));
    }
    let more = changes.len().saturating_sub(MOST_NAMED);
    let (mut zh, mut en) = (zh.join("、"), en.join(", "));
    if more > 0 {
        zh.push_str(&format!("，另有 {more} 格"));
        en.push_str(&format!(", and {more} more cells"));
    }
    (zh, en)
}

/// What the rules say about the first cell that they single out.
fn first_demand(model: &Model, changes: &[(usize, i64)]) -> Option<(String, String)> {
    let &(variable, to) = changes.first()?;
    let phrases = demands(model, variable, changes);
    let (zh, en): (Vec<&str>, Vec<&str>) = phrases.iter().map(|(zh, en)| (zh.as_str(), en.as_str())).unzip();
    let name = model.cell(variable).map(|cell| column_label(model, cell.column())).unwrap_or_default();
    match phrases.len() {
        0 => None,
        1 => Some((
            format!("{}一列的{}是 {to}", name.zh, zh.concat()),
            format!("in the column {} {} is {to}", name.en, en.concat()),
        )),
        _ => Some((
            format!("{}一列的{}都是 {to}", name.zh, join_zh(&zh)),
            format!("in the column {} {} are all {to}", name.en, join_en(&en)),
        )),
    }
}

fn several_cells(model: &Model, changes: &[(usize, i64)], resolved: usize) -> Message {
    let rows: Vec<RowId> = changes.iter().filter_map(|&(v, _)| model.cell(v).map(CellId::row)).collect();
    if let [first, rest @ ..] = rows.as_slice()
        && rest.iter().all(|row| row == first)
    {
        return one_row(model, changes, *first);
    }
    let (zh, en) = list(model, changes, |variable| label(model, variable));
    Message::new(
        format!("{zh}：同时改正这 {} 格，{resolved} 条不成立的勾稽关系就全部成立", changes.len()),
        format!(
            "{en}: with these {} cells corrected together all {resolved} broken identities hold",
            changes.len()
        ),
    )
}

/// The change of each cell stands beside the reason: it is said in words only where there is nothing else to say.
fn one_row(model: &Model, changes: &[(usize, i64)], row: RowId) -> Message {
    let name = row_label(model, row);
    let count = changes.len();
    let mut message = Message::new(
        format!("“{}”一行有 {count} 格不对", name.zh),
        format!("{count} cells of the row “{}” are wrong", name.en),
    );
    let demand = first_demand(model, changes);
    if demand.is_some() {
        append(&mut message, demand);
        return message;
    }
    let column = |variable: usize| {
        model.cell(variable).map(|cell| column_label(model, cell.column())).unwrap_or_default()
    };
    let (zh, en) = list(model, changes, column);
    message.zh.push_str(&format!("：{zh}"));
    message.en.push_str(&format!(": {en}"));
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_phrases_are_joined_as_one_says_them() {
        for (parts, zh, en) in [
            (&[][..], "", ""),
            (&["a"], "a", "a"),
            (&["a", "b"], "a与b", "a and b"),
            (&["a", "b", "c"], "a、b与c", "a, b and c"),
        ] {
            assert_eq!((join_zh(parts).as_str(), join_en(parts).as_str()), (zh, en));
        }
    }

    #[test]
    fn a_group_that_is_not_explained_is_told_why() {
        let names = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let said = |status, located| note(&names, status, &located);
        let sets = || Located::Sets { weight: 1, sets: Vec::new(), complete: false };
        for (status, located, zh, en) in [
            (
                Completeness::TooMany,
                Located::TooMany { at_least: 7 },
                "这 3 条勾稽关系不成立，错误太多，无法定位到具体单元格（至少有 7 格不对）",
                "at least 7 cells",
            ),
            (
                Completeness::TooMany,
                sets(),
                "这 3 条勾稽关系不成立，错误太多，无法定位到具体单元格",
                "3 identities are broken",
            ),
            (Completeness::Some, sets(), "还有其他同样可能的改法", "more explanations"),
            (Completeness::Impossible, Located::Impossible, "都不能同时成立", "No change"),
        ] {
            let found = said(status, located).expect("there is something to say");
            assert!(found.zh.contains(zh) && found.en.contains(en), "{found:?}");
        }
        assert_eq!(said(Completeness::All, sets()), None);
    }

    #[test]
    fn what_a_form_explains_in_brackets_is_left_out() {
        assert_eq!(without_note("（二）部分公开（区分处理的）"), "（二）部分公开");
        assert_eq!(without_note("（二）部分公开"), "（二）部分公开");
        assert_eq!(without_note("规章（甲）等"), "规章（甲）等");
    }
}
