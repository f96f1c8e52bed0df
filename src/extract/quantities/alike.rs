//! Words that say that all requests are of one kind: 收到申请10件，均为自然人提出. Then none is of another.

use crate::form::{CellId, ColumnRole};

use super::bind::{Reader, is_received};
use super::cells::request_cells;
use super::context::State;
use super::labels::Window;
use super::lexicon::Word;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, Quantity};

impl Reader<'_> {
    /// 均为自然人, right behind the number received: no organisation was among those who asked.
    pub(super) fn all_alike(
        &self,
        state: State,
        read: &[Quantity],
        sentence: &Window,
        (begin, index): (usize, usize),
    ) -> (State, Option<Quantity>) {
        let before = sentence.part(begin, index);
        let joins = |token: &Token| {
            matches!(token.kind, TokenKind::Comma)
                || matches!(token.word(), Some(Word::Glue | Word::Apply | Word::Request))
                || before.is(token, "申请人")
        };
        let behind = begin.checked_sub(1).and_then(|at| sentence.tokens.get(at)).and_then(Token::measure);
        let received = read.last().filter(|last| is_received(last) && behind.is_some());
        let adjoins = before.tokens.iter().all(joins) && self.strange(&before) == 0;
        let Some(received) = received.filter(|_| adjoins) else { return (state, None) };
        if state.other_scope || state.other_time || state.plan {
            return (state, None);
        }
        let ends = |token: &&Token| !matches!(token.kind, TokenKind::Word(_));
        let rest = sentence.tokens.get(index + 1..).unwrap_or_default();
        let object =
            sentence.part(index + 1, index + 1 + rest.iter().take_while(|token| !ends(token)).count());
        let follows = rest.get(object.tokens.len());
        let natural = |token: &Token| matches!(token.word(), Some(Word::Applicant(column)) if column.role() == ColumnRole::Natural);
        let plain = |token: &Token| {
            natural(token) || matches!(token.word(), Some(Word::Glue | Word::Apply | Word::Request))
        };
        let closed =
            follows.is_none_or(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon));
        let says = object.tokens.iter().any(natural)
            && object.tokens.iter().all(plain)
            && self.strange(&object) == 0
            && closed;
        let (Some(all), true) = (sentence.tokens.get(index), says) else { return (state, None) };
        let organisations = |cells: &Vec<CellId>| -> Vec<CellId> {
            let column = ColumnRole::Organisations.column();
            cells.iter().flat_map(|cell| request_cells(self.setting.form, cell.row(), column)).collect()
        };
        let readings = received.readings.iter().map(organisations).collect();
        let end = object.tokens.iter().find(|token| natural(token)).map_or(all.end, |named| named.end);
        self.claim(state, sentence, (all.start, end), Claim::AllAlike, readings, Class::Applicant)
    }
}
