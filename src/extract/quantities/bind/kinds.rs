//! Results told behind cases of two kinds, of the last of them or of both together, and kinds told behind a result.

use crate::extract::quantities::cells::case_cells;
use crate::extract::quantities::context::{Cases, State};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::TokenKind;
use crate::extract::quantities::{Class, Quantity, Strength};
use crate::form::{CellId, ColumnId, RowId};

use super::{At, Meaning, Reader};

/// Whether the last quantity counts all cases of another kind than those told of now: reviews before suits, suits without a
/// review before those after one.
fn counts_other_cases(state: &State, own: &Meaning, last: &Quantity) -> bool {
    let rows = |readings: &[Vec<CellId>]| -> Vec<RowId> {
        readings.iter().flatten().map(|cell| cell.row()).collect()
    };
    let own = rows(&own.readings);
    last.paragraph == state.paragraph
        && last.class == Class::Case
        && !last.readings.is_empty()
        && !rows(&last.readings).iter().any(|row| own.contains(row))
}

impl<'a> Reader<'a> {
    /// 诉讼11件，直接起诉4件、复议后起诉7件，累计维持8件; 复议6件、诉讼5件，未审结2件: a result whose clause names no cases, right behind two
    /// kinds that were counted one after the other, is of the last of both, or of both together. `of_several`: it is such a
    /// result. Kinds of cases behind a result are parts of that, or of all.
    pub(super) fn of_both_kinds(
        &self,
        mut state: State,
        read: &[Quantity],
        at: &At<'a>,
        mut meaning: Meaning,
        of_several: bool,
    ) -> (State, Meaning) {
        let At { left, wide, .. } = at;
        if meaning.class == Class::Case {
            state.both_kinds = read.last().is_some_and(|last| counts_other_cases(&state, &meaning, last));
        }
        // 年末未审结9件，其中直接起诉4件、复议后起诉5件: of each kind those with that result, or all.
        let listed = left.tokens.first().is_some_and(|token| token.kind == TokenKind::Pause);
        let divides = wide.has(|word| word == Word::Among) || listed && state.inherits_result;
        state.inherits_result = meaning.class == Class::Case && divides && !state.result.is_empty();
        if state.inherits_result {
            let of_result = case_cells(self.setting.form, state.cases, &state.result);
            meaning.readings.extend((!of_result.is_empty()).then_some(of_result));
            meaning.strength = meaning.strength.min(Strength::Likely);
        } else if matches!(meaning.class, Class::Case | Class::CaseResult) {
            let result = |cell: &CellId| (!cell.column().is_total()).then(|| cell.column());
            state.result = meaning.readings.first().into_iter().flatten().filter_map(result).collect();
            state.result.dedup();
        }
        if !of_several || !state.both_kinds {
            return (state, meaning);
        }
        // 复议后起诉7件，其中维持5件; 起诉7件（维持5件）: of those alone, and what follows is no result of both either.
        let behind = wide.has(|word| word == Word::Among)
            || wide.tokens.iter().any(|token| token.kind == TokenKind::Open)
            || state.depth > 0;
        if behind {
            state.both_kinds = false;
            return (state, meaning);
        }
        let suits = state.cases.direct != state.cases.after;
        // 败诉1件: no review.
        let words = self.stream.text(left.from, left.to);
        if !suits && state.sentence_cases.review && words.contains(['诉', '判']) {
            return (state, meaning);
        }
        let both =
            if suits { Cases { review: false, direct: true, after: true } } else { state.sentence_cases };
        let columns = |cells: &Vec<CellId>| {
            let mut columns: Vec<ColumnId> = cells.iter().map(|cell| cell.column()).collect();
            columns.dedup();
            columns
        };
        let together = |cells: &Vec<CellId>| case_cells(self.setting.form, both, &columns(cells));
        let readings: Vec<Vec<CellId>> = meaning.readings.iter().map(together).collect();
        meaning.readings.extend(readings.into_iter().filter(|cells| !cells.is_empty()));
        meaning.strength = meaning.strength.min(Strength::Likely);
        (state, meaning)
    }
}
