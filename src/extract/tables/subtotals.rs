//! Subtotals that a local layout adds behind the details of a group of table 3, and rows of its own that the form has not.

use std::sync::LazyLock;

use super::align::{Alignment, is_subtotal_word};
use super::glued::Run;
use super::label::{Core, core};
use super::rows::{Label, ObservedRow, Values};
use super::stream::Stream;
use crate::form::{self, RowForm, TableId};
use crate::text::fold::is_han;

/// The groups of all forms' table 3 in order, by the characters of their labels.
static GROUPS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let mut groups: Vec<Vec<char>> = Vec::new();
    for group in form::tables(TableId::Table3).iter().flat_map(|table| table.groups()) {
        let label = core(group.label).chars;
        if !groups.contains(&label) {
            groups.push(label);
        }
    }
    groups
});

/// The place among the groups of the one whose label a label is, or begins with.
fn group_of(label: &Core) -> Option<usize> {
    GROUPS.iter().position(|group| label.chars.starts_with(group))
}

/// Gives a row that is called 小计 and nothing else the label of the group that it stands behind, where that of the next
/// group begins with the next row. Where no such label tells, it may as well stand before the rows of the next group, or,
/// behind the last group, be the total of all; then it is as those of the groups before it are.
pub fn tell(rows: &mut [ObservedRow]) {
    let mut above: Option<(usize, Label)> = None;
    // Whether a subtotal of this table stands behind its group.
    let mut behind = false;
    for at in 0..rows.len() {
        let next = rows.get(at + 1).and_then(|row| row.labels.iter().find_map(|label| group_of(&label.core)));
        let Some(row) = rows.get_mut(at) else { continue };
        let bare = !row.labels.is_empty() && row.labels.iter().all(|label| is_subtotal_word(&label.core));
        let alone = bare && !row.inherited.iter().any(|label| group_of(&label.core).is_some());
        if let (true, Some((group, label))) = (alone, &above)
            && (next == Some(group + 1) || (behind && group + 1 == GROUPS.len()))
        {
            row.inherited.push(label.clone());
            behind = true;
        }
        let mut own = row.labels.iter().filter_map(|label| Some((group_of(&label.core)?, label)));
        if let Some((group, label)) = own.next_back() {
            behind &= above.as_ref().is_some_and(|(before, _)| *before <= group);
            above = Some((group, label.clone()));
        }
    }
}

/// The subtotal that stands in running text between the values of a row and the next label, with its label as far as it
/// can be told: `小计`, `9.小计`, `不予公开小计`. `behind`: whether one before it stood behind its group.
pub fn in_text(
    stream: &Stream,
    row: &RowForm,
    next: Option<&RowForm>,
    (from, end): (usize, usize),
    behind: &mut bool,
) -> Option<(String, Run)> {
    /// No label of a group with a word behind it is longer.
    const REACH: usize = 16;
    let between: Vec<char> = stream.text(from, end.min(from + REACH)).chars().collect();
    let word = between.windows(2).position(|pair| matches!(pair, ['小' | '合', '计']))?;
    let label: String = between.get(..word + 2)?.iter().collect();
    let (run, after) = stream.run(from + word + 2, end);
    let written = core(&label);
    if group_of(&written).is_some() {
        return Some((label, run));
    }
    if !is_subtotal_word(&written) {
        return None;
    }
    let own = row.group.and_then(|group| group_of(&core(group.label)));
    let next_group = group_of(&core(&stream.text(after, end)));
    let of_next = next_group.is_some() && next_group == own.map(|own| own + 1);
    let of_form = next.is_some_and(|next| next.group.is_none() && next.role.is_result());
    let last = *behind && own.is_some_and(|own| own + 1 == GROUPS.len());
    let group = row.group.filter(|_| of_next || of_form || last);
    *behind |= group.is_some();
    Some((group.map_or(label, |group| format!("{}小计", group.full_label())), run))
}

/// What rows of table 3 are called that hold numbers as the others do and are none of the form's.
pub fn left_out(alignment: &Alignment, candidates: &[&ObservedRow], width: usize) -> Vec<String> {
    let (Some(first), Some(last)) = (alignment.matches.first(), alignment.matches.last()) else {
        return Vec::new();
    };
    let matched = |index: usize| alignment.matches.iter().any(|each| each.observed == index);
    let others = (first.observed..last.observed).filter(|index| !matched(*index));
    let rows = others.filter_map(|index| candidates.get(index));
    rows.filter_map(|row| {
        let label = row.labels.iter().rfind(|label| label.text.contains(is_han))?;
        let holds = match &row.values {
            Values::Cells(_) => row.numbers() >= width,
            // Rows of running text are called as the form calls them, but for subtotals.
            Values::Run(_) => is_subtotal_word(&label.core),
        };
        holds.then(|| label.text.clone())
    })
    .collect()
}
