//! Enumerations with 分别: what is counted is named first, the numbers follow in turn.

use crate::extract::quantities::Quantity;
use crate::extract::quantities::context::State;
use crate::extract::quantities::labels::{Label, RequestKind, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::TokenKind;
use crate::form::{CellId, RowId, TableId};

use super::{At, REACH, Reader};

/// What an enumeration with 分别 says that a number counts.
pub(super) enum Enumerated {
    /// It is in none.
    No,
    /// In one whose names and numbers do not fit.
    Unknown,
    /// What stands in its place.
    As(Label),
}

/// A label of an enumeration; kinds of applicants are those of the number right before, where that was bound to rows of
/// table 3: 新收56件，自然人、企业分别为50件、6件, but not 延期8件，自然人、企业分别为7件、1件.
pub(super) fn with_what_is_divided(
    state: &State,
    read: &[Quantity],
    at: &At,
    label: Label,
    unit: &str,
) -> Option<Label> {
    let Label::Request { kind: RequestKind::Applicant, column, .. } = label else { return Some(label) };
    let last = read.last().filter(|last| last.paragraph == state.paragraph && last.unit == unit)?;
    let plain = at.wide.words().all(|word| {
        matches!(
            word,
            Word::Applicant(_) | Word::Respectively | Word::Glue | Word::Apply | Word::Request | Word::Among
        )
    });
    let row = |cell: &CellId| cell.row();
    let rows: Vec<Vec<RowId>> = last
        .readings
        .iter()
        .filter(|cells| cells.iter().all(|cell| cell.row().table() == TableId::Table3))
        .map(|cells| cells.iter().map(row).collect())
        .collect();
    let known = plain && at.wide.residue(&|_| false) == 0 && !rows.is_empty();
    known.then_some(Label::Request { rows, column, kind: RequestKind::Applicant })
}

impl<'a> Reader<'a> {
    /// What an enumeration with 分别 says that a number counts.
    pub(super) fn enumerated(
        &self,
        mut state: State,
        sentence: &Window<'a>,
        index: usize,
        left: &Window<'a>,
        wide: &Window<'a>,
    ) -> (State, Enumerated) {
        let joined = |window: &Window| {
            window.tokens.iter().all(|token| {
                matches!(token.kind, TokenKind::Pause | TokenKind::Comma | TokenKind::Word(Word::Glue))
            }) && window.residue(&|_| false) == 0
        };
        if joined(wide)
            && let Some(next) = state.queue.pop_front()
        {
            return (state, next.map_or(Enumerated::Unknown, Enumerated::As));
        }
        state.queue.clear();
        if !left.has(|word| word == Word::Respectively) {
            return (state, Enumerated::No);
        }
        let labels = wide.enumerated(&state);
        let mut count = 1;
        let mut at = index;
        for next in index + 1..sentence.tokens.len().min(index + REACH) {
            if sentence.tokens.get(next).is_some_and(|token| token.measure().is_some()) {
                if !joined(&sentence.part(at + 1, next)) {
                    break;
                }
                at = next;
                count += 1;
            }
        }
        if count < 2 {
            return (state, Enumerated::No);
        }
        let known = labels.len() == count;
        state.queue =
            (0..count).map(|position| if known { labels.get(position).cloned() } else { None }).collect();
        if let Some(topic) = wide.topic(&state) {
            state.run = topic;
        }
        let first = state.queue.pop_front().flatten();
        (state, first.map_or(Enumerated::Unknown, Enumerated::As))
    }
}
