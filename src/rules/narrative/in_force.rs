//! Fewer documents in force than were issued in the year, in the text alone: 制发规范性文件5件，现行有效3件.

use crate::assess::TableValues;
use crate::form::{ColumnRole, RowId};
use crate::report::narrative::{Claim, Quantity, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

use super::{bearable, judge};

/// A count of documents in force that is less than those issued in the year, where none ceased to be in force. Where the
/// table can be compared, the rules on it say so.
pub(super) fn fewer_in_force_than_issued(context: &Context, expected: &TableValues) -> Vec<Finding> {
    let quantities = &context.report.narrative.quantities;
    let issued =
        quantities.iter().filter_map(|quantity| Some((counted(quantity, ColumnRole::Issued)?, quantity)));
    let finding = |(row, issued): (RowId, &Quantity)| {
        let valid = quantities.iter().find(|other| {
            counted(other, ColumnRole::InForce) == Some(row)
                && (other.section, other.paragraph) == (issued.section, issued.paragraph)
        })?;
        let read = |quantity: &Quantity| judge(quantity, expected).is_some();
        let (made, left) = (issued.numeral.integer()?, valid.numeral.integer()?);
        if left >= made || read(issued) || read(valid) || tells_of_an_end(context, issued, valid) {
            return None;
        }
        let message = Message::new(
            format!(
                "正文“{}”，而“{}”：本年制发的应当仍有效或已废止，没有写到废止",
                issued.phrase, valid.phrase
            ),
            format!(
                "The text says “{}” and “{}”: what was issued in the year is in force or was repealed, and nothing is \
                 said to have been repealed",
                issued.phrase, valid.phrase
            ),
        );
        let finding = Finding::new(bearable(context, Severity::Warning), message);
        Some(finding.at_places([issued.place, valid.place]))
    };
    issued.filter_map(finding).take(1).collect()
}

/// The row of table 2 of which a number counts a column.
fn counted(quantity: &Quantity, column: ColumnRole) -> Option<RowId> {
    let [reading] = quantity.readings.as_slice() else { return None };
    let [cell] = reading.as_slice() else { return None };
    let said = quantity.claim == Claim::Number && quantity.strength > Strength::Slight;
    (said && cell.column().role() == column).then_some(cell.row())
}

/// Whether the paragraph of the numbers says that documents ceased to be in force, or that those counted are others.
fn tells_of_an_end(context: &Context, issued: &Quantity, valid: &Quantity) -> bool {
    const WORDS: [&str; 9] = ["废止", "失效", "撤销", "修改", "修订", "清理", "到期", "其中", "此前"];
    const NEAR: usize = 120;
    let flow = &context.report.text;
    let places = [issued, valid].map(|quantity| flow.range_of(quantity.place));
    let from = places.iter().map(|place| place.start).min().unwrap_or(0);
    let to = places.iter().map(|place| place.end).max().unwrap_or(0);
    let near = from.saturating_sub(NEAR)..(to + NEAR).min(flow.len());
    flow.says(near.clone(), &WORDS)
}
