//! Table 4 as a list: one number a row, named by its kind of case and its result.

use super::super::Found;
use super::super::rows::{ObservedRow, Value};
use super::labels::Labels;
use crate::form::CellId;

/// Reads a block of such rows. Only where each of the form's cells is there, and once.
pub(super) fn listed<'r>(
    rows: impl Iterator<Item = &'r ObservedRow>,
    form: &Labels,
    found: &mut Found,
) -> bool {
    let mut values: Vec<(CellId, &Value, u32)> = Vec::new();
    // The kind of case that was named last: merged cells can be lost.
    let mut kind: Option<String> = None;
    for row in rows {
        let mut filled = row.cells().iter().filter(|value| !value.raw.trim().is_empty());
        let (Some(value), None) = (filled.next(), filled.next()) else { continue };
        let labels = row.inherited.iter().chain(&row.labels);
        let text: String = labels.flat_map(|label| &label.core.chars).collect();
        let Some((before, result)) = form.ends_with_result(&text) else { continue };
        if !before.is_empty() {
            kind = Some(before.to_owned());
        }
        let Some(group) = kind.as_deref().and_then(|kind| super::group_in(kind, &form.kinds)) else {
            continue;
        };
        let Some((row_form, _)) = form.kinds.get(group) else { continue };
        values.push((CellId::new(row_form.id, result), value, row.block));
    }
    let once = |id: &CellId| values.iter().filter(|(each, ..)| each == id).count() == 1;
    if values.len() != form.ids.len() || !form.ids.iter().all(once) {
        return false;
    }
    for (id, value, block) in values {
        found.cells.insert(id, value.reading.clone().cell(&value.raw, value.place));
        found.blocks.push(block);
    }
    true
}
