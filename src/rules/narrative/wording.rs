//! Words for sums of cells and for numbers of the text.

use crate::decimal;
use crate::form::{CellId, Form, GroupForm, Role, TableId};
use crate::report::narrative::Quantity;
use crate::rules::words;
use crate::text::message::Message;

/// A sum of cells in few words: `本年新收·总计`, `不予公开各项`, `予以公开·总计加部分公开·总计`.
pub(super) fn sum(cells: &[CellId], form: &Form) -> Message {
    let group_of = |cell: CellId| form.row(cell.row()).and_then(|row| row.group);
    let in_group = |cell: CellId, group: GroupForm| group_of(cell) == Some(group);
    let requests = form.table(TableId::Table3);
    let rows_of = |group: GroupForm| {
        requests.map_or(0, |table| table.rows().filter(|row| row.group == Some(group)).count())
    };
    let is_organisation = |cell: &CellId| cell.column().role().is_organisation();
    let organisations = requests
        .and_then(|table| table.blocks.first())
        .map_or(0, |block| block.columns.iter().filter(|column| column.role.is_organisation()).count());
    let mut parts: Vec<Message> = cases(cells, form).into_iter().collect();
    let mut rest: Vec<CellId> = cells.to_vec();
    if !parts.is_empty() {
        rest.retain(|cell| cell.table() != TableId::Table4);
    }
    while let Some(cell) = rest.first().copied() {
        let same_row = |other: &CellId| other.row() == cell.row() && is_organisation(other);
        if cell.table() == TableId::Table3
            && rest.iter().filter(|other| same_row(other)).count() == organisations
        {
            let row = words::row(cell, form);
            parts.push(Message::new(
                format!("{}·法人或其他组织", row.zh),
                format!("{} (all organisations)", row.en),
            ));
            rest.retain(|other| !same_row(other));
            continue;
        }
        let group = group_of(cell).filter(|group| {
            cell.table() == TableId::Table3 && {
                let same = |other: &&CellId| in_group(**other, *group) && other.column() == cell.column();
                let count = rest.iter().filter(same).count();
                count > 1 && count == rows_of(*group)
            }
        });
        if let Some(group) = group {
            let column = words::column(cell, form);
            let column = if cell.column().is_total() { Message::default() } else { column };
            let dot = if column.zh.is_empty() { "" } else { "·" };
            parts.push(Message::new(
                format!("{}各项{dot}{}", group.label, column.zh),
                if column.en.is_empty() {
                    format!("all {}", group.english())
                } else {
                    format!("all {} ({})", group.english(), column.en)
                },
            ));
            rest.retain(|other| !(in_group(*other, group) && other.column() == cell.column()));
            continue;
        }
        let statistics = cell.table() == TableId::Statistics2014;
        parts.push(if statistics { words::row(cell, form) } else { words::cell(cell, form) });
        rest.remove(0);
    }
    let zh: Vec<&str> = parts.iter().map(|part| part.zh.as_str()).collect();
    let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
    Message::new(zh.join("加"), en.join(" + "))
}

/// Cells of table 4 in words: `行政复议、行政诉讼的总计`, `行政诉讼（复议后起诉）的结果维持`.
fn cases(cells: &[CellId], form: &Form) -> Option<Message> {
    let own: Vec<&CellId> = cells.iter().filter(|cell| cell.table() == TableId::Table4).collect();
    own.first()?;
    let has = |role: Role| own.iter().any(|cell| cell.row().role() == role);
    let mut zh: Vec<&str> = Vec::new();
    let mut en: Vec<&str> = Vec::new();
    if has(Role::Review) {
        zh.push("行政复议");
        en.push("review");
    }
    match (has(Role::SuitDirect), has(Role::SuitAfter)) {
        (true, true) => {
            zh.push("行政诉讼");
            en.push("lawsuits");
        }
        (true, false) => {
            zh.push("行政诉讼（未经复议直接起诉）");
            en.push("lawsuits without review");
        }
        (false, true) => {
            zh.push("行政诉讼（复议后起诉）");
            en.push("lawsuits after review");
        }
        (false, false) => {}
    }
    let mut columns: Vec<Message> = Vec::new();
    for cell in &own {
        let column = words::column(**cell, form);
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let column_zh: Vec<&str> = columns.iter().map(|column| column.zh.as_str()).collect();
    let column_en: Vec<&str> = columns.iter().map(|column| column.en.as_str()).collect();
    Some(Message::new(
        format!("{}的{}", zh.join("、"), column_zh.join("、")),
        format!("{} of {}", column_en.join(" + "), en.join(" and ")),
    ))
}

/// A quantity's number with its unit, as written: `34件`.
pub(super) fn written(quantity: &Quantity) -> String {
    let number = match quantity.numeral.integer() {
        Some(value) => value.to_string(),
        None => decimal::written(quantity.numeral.decimal()),
    };
    format!("{number}{}", quantity.unit)
}

/// `part ÷ base` in percent, to a number of decimals, half rounded up as offices round, without needless zeros.
pub(super) fn percent(part: i64, base: i64, per: i64, decimals: usize) -> String {
    let power = 10_i128.pow(u32::try_from(decimals.min(9)).unwrap_or(9));
    let base = i128::from(base).max(1);
    let rounded = (i128::from(part) * i128::from(per) * power * 2 + base) / (base * 2);
    let (whole, fraction) = (rounded / power, rounded % power);
    let text = format!("{whole}.{fraction:0width$}", width = decimals.min(9));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
