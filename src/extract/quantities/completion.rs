//! Words that say that all are closed or upheld: 全部办结, 办结率100%, 均获维持.

use crate::form::{CellId, ColumnRole, Role};

use super::bind::{REACH, Reader};
use super::context::{State, Topic};
use super::labels::Window;
use super::lexicon::Word;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, Quantity};

impl Reader<'_> {
    /// 全部办结 and 均获维持.
    pub(super) fn all(&self, state: State, sentence: &Window, index: usize) -> (State, Option<Quantity>) {
        let Some(token) = sentence.tokens.get(index) else { return (state, None) };
        let is_end = |kind: &TokenKind| {
            matches!(kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close)
        };
        let furthest = sentence.tokens.len().min(index + REACH);
        let nearest = index.saturating_sub(REACH);
        let end = (index + 1..furthest)
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| is_end(&token.kind)))
            .unwrap_or(furthest);
        if token.word() != Some(Word::All) {
            return self.rate(state, sentence, index);
        }
        if let Some((cells, end)) = self.all_ended(&state, sentence, (nearest, index, end)) {
            return self.claim(
                state,
                sentence,
                (token.start, end),
                Claim::AllUpheld,
                cells,
                Class::CaseResult,
            );
        }
        // 均 inside 均已 and the like is one word; a second 均 in the clause says nothing new.
        let object = sentence.part(index + 1, end);
        if object.has(|word| word == Word::Negation) {
            return (state, None);
        }
        let columns = object.case_columns();
        if columns == [ColumnRole::Upheld.column()]
            && !object.tokens.iter().any(|token| token.measure().is_some())
        {
            // 行政复议8件，纠正3件；行政诉讼2件，均维持: what stands behind the semicolon, where it names any.
            let is_stop =
                |at: &usize| sentence.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Semicolon);
            let stop = (nearest..index).rfind(is_stop);
            // 除1件被纠正外,余者均获维持; 1件被纠正,10件均获维持: of the others alone.
            let before = sentence.part(stop.unwrap_or(nearest), index);
            if before.has(|word| word == Word::Rest) || excepts(&before) || !before.case_columns().is_empty()
            {
                return (state, None);
            }
            let own = stop.map(|_| before.cases());
            let named =
                own.filter(|own| !own.is_empty()).unwrap_or_else(|| sentence.part(nearest, index).cases());
            let cases = if named.is_empty() { state.cases } else { named };
            if !state.about || cases.is_empty() || state.other_scope || state.other_time {
                return (state, None);
            }
            use ColumnRole::{Corrected, OtherResult, Pending};
            let cells = vec![self.cases(cases, &[Corrected, OtherResult, Pending])];
            let end = object.tokens.first().map_or(token.end, |next| next.end);
            let place = (token.start, end);
            return self.claim(state, sentence, place, Claim::AllUpheld, cells, Class::CaseResult);
        }
        // Without words about time limits in between: 均在法定期限内办结 is said of those that were due.
        let close = object.tokens.iter().position(|token| token.word() == Some(Word::CloseAll));
        let Some(close) = close else { return (state, None) };
        let first = object.tokens.get(close).map_or(token.end, |close| close.end);
        let between = object.part(0, close);
        let timed = between.tokens.iter().any(|token| {
            ["按时", "按期", "及时", "法定期限", "规定期限", "法定时限", "规定时限", "期限内", "时限内"]
                .iter()
                .any(|words| between.is(token, words))
        });
        if timed
            || between.residue(&|_| false) > 2
            || between.has(|word| !matches!(word, Word::Glue | Word::All))
        {
            return (state, None);
        }
        self.all_closed(state, sentence, index, (token.start, first))
    }

    /// 复议9件，已全部审结, 诉讼2件均未审结: the cells that are 0 then, and where the words end.
    fn all_ended(
        &self,
        state: &State,
        sentence: &Window,
        (nearest, index, end): (usize, usize, usize),
    ) -> Option<(Vec<Vec<CellId>>, usize)> {
        use ColumnRole::{Corrected, OtherResult, Pending, Upheld};
        let object = sentence.part(index + 1, end);
        let [first, ..] = object.tokens else { return None };
        let adjoins = sentence.tokens.get(index).is_some_and(|all| all.end == first.start);
        let columns: &[ColumnRole] = match first.word()? {
            Word::Concluded => &[Pending],
            Word::Case(column) if column.role() == Pending => &[Upheld, Corrected, OtherResult],
            _ => return None,
        };
        let before = sentence.part(nearest, index);
        let own = before.cases();
        let cases = if own.is_empty() { state.cases } else { own };
        let counted = object.tokens.iter().any(|token| token.measure().is_some());
        let of_some = before.has(|word| matches!(word, Word::Rest | Word::Negation))
            || excepts(&before)
            || !before.case_columns().is_empty();
        let of_all_kinds = cases.review && (cases.direct || cases.after) && own.is_empty();
        let elsewhere = of_all_kinds || !state.about || state.other_scope || state.other_time || state.plan;
        if !adjoins || cases.is_empty() || counted || of_some || elsewhere {
            return None;
        }
        Some((vec![self.cases(cases, columns)], first.end))
    }

    /// 办结率100%, but not 按时办结率100%.
    fn rate(&self, state: State, sentence: &Window, index: usize) -> (State, Option<Quantity>) {
        let Some(token) = sentence.tokens.get(index) else { return (state, None) };
        if !sentence.is(token, "办结率") {
            return (state, None);
        }
        let timed =
            index.checked_sub(1).and_then(|before| sentence.tokens.get(before)).is_some_and(|before| {
                before.end == token.start
                    && ["按时", "按期", "及时", "法定期限", "规定期限", "期限内", "时限内"]
                        .iter()
                        .any(|w| sentence.is(before, w))
            });
        let full = sentence
            .tokens
            .iter()
            .skip(index + 1)
            .take(3)
            .find_map(Token::measure)
            .is_some_and(|measure| measure.unit == "%" && measure.numeral.integer() == Some(100));
        if full && !timed {
            return self.all_closed(state, sentence, index, (token.start, token.end));
        }
        (state, None)
    }

    fn all_closed(
        &self,
        state: State,
        sentence: &Window,
        index: usize,
        place: (usize, usize),
    ) -> (State, Option<Quantity>) {
        let nearest = index.saturating_sub(REACH);
        let before = sentence.part(nearest, index);
        let clause = (nearest..index)
            .rev()
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Comma))
            .map_or(nearest, |at| at + 1);
        let own = sentence.part(clause, index);
        let topic = own.topic(&state).unwrap_or(state.run);
        let carried = |word: Word| {
            matches!(
                word,
                Word::Carry
                    | Word::CarryIn
                    | Word::CarryOut
                    | Word::Open
                    | Word::Rest
                    | Word::Previous
                    | Word::Next
                    | Word::Qualifier
                    | Word::Withdrawn
            )
        };
        let after = sentence.part(index + 1, sentence.tokens.len().min(index + REACH));
        // 上年结转的3件申请均为自然人提出，已全部办结: those alone, where the sentence counts no others.
        let counted = |token: &Token| token.measure().is_some();
        let others = |word: Word| matches!(word, Word::Receive | Word::ReceiveNew | Word::Handle);
        let of_carried = before.has(|word| word == Word::CarryIn)
            && !before.has(others)
            && before.tokens.iter().filter(|token| counted(token)).count() == 1
            && sentence.tokens.iter().take(index).filter(|token| counted(token)).count() == 1;
        // 除1件外均已办结: all but one.
        let excepts = of_carried || excepts(&before);
        let number_alien = state.run == Topic::Alien || state.run == Topic::Case;
        // Sections five and six speak of problems, plans and duties.
        // 上年结转2件，…，全部办结: those carried in are closed, too.
        let carried_before = |word: Word| carried(word) && !matches!(word, Word::CarryIn | Word::Previous);
        if topic != Topic::Request
            || self.section > 4
            || number_alien
            || excepts
            || before.has(carried_before)
            || own.has(carried)
            || after.has(carried)
            || state.other_scope
            || state.other_time
            || state.plan
            || own.has(|word| matches!(word, Word::Applicant(_) | Word::Channel))
        {
            return (state, None);
        }
        let cells = self.requests(&[vec![Role::CarriedOut.row()]], ColumnRole::Total.column());
        self.claim(state, sentence, place, Claim::AllClosed, cells, Class::Requests)
    }
}

/// Whether something is left out before: 除1件外.
fn excepts(before: &Window) -> bool {
    let text = before.stream.text(before.from, before.to);
    text.rfind('除').is_some_and(|at| text.get(at..).is_some_and(|rest| rest.contains('外')))
}
