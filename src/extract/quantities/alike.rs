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
    /// 不予处理的3件均为重复申请, 8件不予公开，全部属于三类内部事务信息: no other reason of that result has any.
    pub(super) fn all_for_one_reason(
        &self,
        state: State,
        read: &[Quantity],
        sentence: &Window,
        (begin, index): (usize, usize),
    ) -> (State, Option<Quantity>) {
        let before = sentence.part(begin, index);
        let joins = |token: &Token| {
            matches!(token.kind, TokenKind::Comma)
                || matches!(token.word(), Some(Word::Glue | Word::Apply | Word::Request | Word::Result(_)))
        };
        let behind = begin.checked_sub(1).and_then(|at| sentence.tokens.get(at)).and_then(Token::measure);
        let counted = read.last().filter(|last| behind.is_some() && last.class == Class::Result);
        let adjoins = before.tokens.iter().all(joins) && self.strange(&before) == 0;
        let Some([cells]) = counted.filter(|_| adjoins).map(|last| last.readings.as_slice()) else {
            return (state, None);
        };
        let rest = sentence.tokens.get(index + 1..).unwrap_or_default();
        let ends = |token: &&Token| !matches!(token.kind, TokenKind::Word(_));
        let object =
            sentence.part(index + 1, index + 1 + rest.iter().take_while(|token| !ends(token)).count());
        let closed = rest
            .get(object.tokens.len())
            .is_none_or(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon));
        let details: Vec<&Token> =
            object.tokens.iter().filter(|token| matches!(token.word(), Some(Word::Detail(_)))).collect();
        let [detail] = details.as_slice() else { return (state, None) };
        let Some(Word::Detail(row)) = detail.word() else { return (state, None) };
        // 属于 is no word of its own.
        let foreign = object.residue(&|run| matches!(run, ['属'] | ['属', '于']));
        let plain = object.words().all(|word| {
            matches!(word, Word::Detail(_) | Word::Glue | Word::Apply | Word::Request | Word::Disclosure)
        });
        let others: Vec<CellId> = cells.iter().copied().filter(|cell| cell.row() != row).collect();
        let of_group = cells.len() > 1 && others.len() + 1 == cells.len();
        let elsewhere = state.other_scope || state.other_time || state.plan;
        let Some(all) = sentence.tokens.get(index).filter(|_| closed && plain && foreign == 0 && of_group)
        else {
            return (state, None);
        };
        if elsewhere {
            return (state, None);
        }
        let place = (all.start, detail.end);
        self.claim(state, sentence, place, Claim::AllUpheld, vec![others], Class::Result)
    }

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
