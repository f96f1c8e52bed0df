//! The words of the messages: cells, sums and lists, in both languages.
//!
//! All of them are those of the form's declaration.

use crate::form::{CellId, ColumnForm, ColumnRole, Form, TableId};
use crate::text::message::Message;

/// The row of a cell in few words: `本年新收`, `（七）总计`; `new requests`, `total handled`.
#[must_use]
pub fn row(cell: CellId, form: &Form) -> Message {
    let Some(row) = form.row(cell.row()) else {
        let whole = cell.label(form);
        let zh = whole.rsplit_once('·').map_or(whole.clone(), |(row, _)| row.to_owned());
        return Message::new(zh, form.row_english(cell.row()));
    };
    let head = row.label.split(['（', '、']).next().unwrap_or(row.label);
    let short = head.strip_suffix("政府信息公开申请数量").or(head.strip_suffix("继续办理")).unwrap_or(head);
    let zh = match row.group {
        Some(group) if short.chars().count() <= 2 => format!("{}·{short}", group.label),
        None if short.chars().count() <= 2 && !row.ordinal.is_empty() => {
            format!("（{}）{short}", row.ordinal)
        }
        _ => short.to_owned(),
    };
    Message::new(zh, row.english())
}

/// The column of a cell: `自然人`; `natural persons`. Organisations of the kind 其他 are called 其他组织.
#[must_use]
pub fn column(cell: CellId, form: &Form) -> Message {
    let column = form.column(cell);
    let label = column.map_or("", |column| column.label);
    let en = column.filter(|column| !column.name.is_empty()).map_or_else(String::new, ColumnForm::english);
    let zh = label.split('（').next().unwrap_or(label);
    let other = cell.column().role() == ColumnRole::OtherOrganisation;
    Message::new(if other { "其他组织" } else { zh }, en)
}

/// The cell in few words: `本年新收·自然人`; `new requests (natural persons)`.
#[must_use]
pub fn cell(cell: CellId, form: &Form) -> Message {
    let (row, column) = (row(cell, form), column(cell, form));
    if column.zh.is_empty() {
        return row;
    }
    Message::new(format!("{}·{}", row.zh, column.zh), format!("{} ({})", row.en, column.en))
}

/// The table of a cell: `表三`; `table 3`.
#[must_use]
pub fn table(id: TableId) -> Message {
    match id {
        TableId::Table2 => Message::new("第二部分的表", "table 2"),
        TableId::Table3 => Message::new("第三部分的表", "table 3"),
        TableId::Table4 => Message::new("第四部分的表", "table 4"),
        TableId::Statistics2014 => Message::new("统计表", "the statistics table"),
    }
}

/// A list of at most `most` items and how many more there are: `甲、乙等 5 项`.
#[must_use]
pub fn list(items: &[Message], most: usize, counter: &str) -> Message {
    let zh: Vec<&str> = items.iter().take(most).map(|item| item.zh.as_str()).collect();
    let en: Vec<&str> = items.iter().take(most).map(|item| item.en.as_str()).collect();
    if items.len() <= most {
        return Message::new(zh.join("、"), en.join(", "));
    }
    let more = items.len() - most;
    Message::new(
        format!("{}等 {} {counter}", zh.join("、"), items.len()),
        format!("{} and {more} more", en.join(", ")),
    )
}
