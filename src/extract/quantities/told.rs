//! Cases that are told without a number: 申请人不服，提起行政复议，复议机关作出维持决定. There was one at least.

use crate::form::ColumnRole;

use super::bind::Reader;
use super::context::State;
use super::labels::Window;
use super::lexicon::Word;
use super::tokens::Token;
use super::{Claim, Class, Quantity};

/// Words for how a case ended, which are not said of cases in general.
const DECIDED: [&str; 14] = [
    "驳回",
    "判决",
    "裁定",
    "作出行政复议决定",
    "作出复议决定",
    "作出维持",
    "决定维持",
    "予以维持",
    "维持原",
    "维持了",
    "确认违法",
    "责令重新",
    "终止行政复议",
    "终止复议",
];

/// Words for those who brought it.
const PARTIES: [&str; 6] = ["申请人", "原告", "当事人", "某", "该案", "一案"];

/// Words of rules, duties and plans, not of what happened.
const GENERAL: [&str; 22] = [
    "如",
    "若",
    "凡",
    "可以",
    "应当",
    "有权",
    "须",
    "依法申请",
    "加强",
    "规范",
    "机制",
    "制度",
    "提升",
    "防范",
    "避免",
    "减少",
    "案例",
    "研判",
    "培训",
    "学习",
    "要求",
    "告知",
];

impl Reader<'_> {
    /// A case that a sentence tells with its end and without a number.
    pub(super) fn told(&self, state: State, sentence: &Window) -> (State, Option<Quantity>) {
        const LONGEST: usize = 160;
        let named =
            |word: Word| matches!(word, Word::Review | Word::Suit | Word::SuitDirect | Word::SuitAfter);
        let speaks_otherwise = |word: Word| matches!(word, Word::Negation | Word::Plan | Word::OtherTime);
        let counts = |token: &Token| {
            token.measure().is_some_and(|measure| matches!(measure.unit, "件" | "起" | "宗" | "例" | ""))
        };
        let happened = state.about
            && !(state.other_scope || state.other_time || state.plan || state.other_work)
            && (1..=4).contains(&self.section)
            && sentence.to.saturating_sub(sentence.from) <= LONGEST
            && sentence.has(named)
            && !sentence.has(speaks_otherwise)
            && !sentence.tokens.iter().any(counts);
        if !happened {
            return (state, None);
        }
        let text = self.stream.text(sentence.from, sentence.to);
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let case = sentence.tokens.iter().find(|token| token.word().is_some_and(named));
        let Some(case) = case.filter(|_| says(&DECIDED) && says(&PARTIES) && !says(&GENERAL)) else {
            return (state, None);
        };
        let cells = self.cases(sentence.cases(), &[ColumnRole::Total]);
        let place = (case.start, case.end);
        self.claim(state, sentence, place, Claim::Told, vec![cells], Class::Case)
    }
}
