//! What the text or last year's report says of the changed numbers, and of which cell or sum it says so.

use super::super::model::Model;
use super::super::{Evidence, Hint, HintSource};
use super::{join_en, join_zh, label};
use crate::form::CellId;
use crate::text::message::Message;

/// Cells of a sum that are named one by one.
const MOST_NAMED: usize = 3;

/// First what is said of one number, then of a sum of several, then against them.
pub(super) fn said_elsewhere(
    model: &Model,
    changes: &[(usize, i64)],
    evidence: &Evidence,
) -> Option<(String, String)> {
    let after = |cell: &CellId| {
        let variable = model.find(*cell)?;
        let changed = changes.iter().find(|change| change.0 == variable).map(|change| change.1);
        Some(changed.unwrap_or_else(|| model.value(variable)))
    };
    let sum = |hint: &Hint| hint.cells.iter().map(after).sum::<Option<i64>>();
    let concerned = |hint: &&Hint| {
        let mut cells = hint.cells.iter().filter_map(|cell| model.find(*cell));
        cells.any(|cell| changes.iter().any(|change| change.0 == cell))
    };
    let borne_out = |hint: &&Hint| concerned(hint) && sum(hint) == Some(hint.value);
    let hints = || evidence.expected.iter();
    if let Some(hint) = hints().filter(|hint| hint.cells.len() == 1).find(borne_out) {
        // One cell alone needs no name.
        let name = if changes.len() > 1 { sum_of(model, &hint.cells) } else { Message::default() };
        let to = hint.value;
        let of_en = if name.en.is_empty() { String::new() } else { format!(" for {}", name.en) };
        return Some(match hint.source {
            HintSource::Narrative => (
                format!("报告正文写的{}也是 {to}", name.zh),
                format!("the report's text says {to}{of_en} as well"),
            ),
            HintSource::LastYear => (
                format!("{}与上一年度报告的 {to} 也一致", name.zh),
                format!("last year's report gives {to}{of_en} as well"),
            ),
        });
    }
    if let Some(hint @ Hint { value, .. }) = hints().find(borne_out) {
        let name = sum_of(model, &hint.cells);
        return Some((
            format!("这样{}也与报告正文写的 {value} 一致", name.zh),
            format!("then {} agrees with the {value} of the report's text as well", name.en),
        ));
    }
    let text = |hint: &&Hint| hint.source == HintSource::Narrative && concerned(hint);
    let hint = hints().filter(text).find(|hint| sum(hint) != Some(hint.value))?;
    let (name, value) = (sum_of(model, &hint.cells), hint.value);
    Some((
        format!("但{}与报告正文写的 {value} 不一致", name.zh),
        format!("but {} does not agree with the {value} of the report's text", name.en),
    ))
}

/// A cell by its name, or the sum of several.
fn sum_of(model: &Model, cells: &[CellId]) -> Message {
    let labels = cells.iter().filter_map(|cell| model.find(*cell)).map(|cell| label(model, cell));
    let (zh, en): (Vec<String>, Vec<String>) =
        labels.map(|label| (format!("“{}”", label.zh), format!("“{}”", label.en))).unzip();
    match (zh.as_slice(), en.as_slice()) {
        ([zh], [en]) => Message::new(zh, en),
        ([first, ..], [first_en, ..]) if zh.len() > MOST_NAMED => Message::new(
            format!("{first}等 {} 格之和", zh.len()),
            format!("the sum of {first_en} and {} further cells", zh.len() - 1),
        ),
        _ => {
            let (zh, en): (Vec<&str>, Vec<&str>) =
                zh.iter().zip(&en).map(|(zh, en)| (zh.as_str(), en.as_str())).unzip();
            Message::new(format!("{}之和", join_zh(&zh)), format!("the sum of {}", join_en(&en)))
        }
    }
}
