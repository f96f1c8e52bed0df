//! Each number of a section understood from its clause, and bound to cells where nothing speaks against it.

mod cases;
mod disclosure;
mod enumerated;
mod kinds;
mod meaning;
pub(super) mod openness;
mod requests;
mod surroundings;
mod understand;

use std::ops::Range;

use crate::form::{CellId, RowId};

use crate::extract::quantities::context::{Setting, State, Topic};
use crate::extract::quantities::labels::{Label, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::mention::Mention;
use crate::extract::quantities::repeated::{self, Counted};
use crate::extract::quantities::stream::Stream;
use crate::extract::quantities::tokens::{Token, TokenKind, tokens};
use crate::extract::quantities::{Claim, Class, Narrative, Quantity, Reason, Strength};
use crate::extract::quantities::{growth, lists, named_shares, rates, shared_out, shares};

pub(super) use understand::is_received;
use understand::{received_before, says_by_what_way};

/// Reads the numbers of one section, whose first paragraph has the number given, and those that count all of a thing.
///
/// The tokens are cut into sentences; each goes with the state before it to [`Reader::sentence`], and the state after it
/// and what was read come out. Lists, shares, growth and repetitions are read from the numbers found.
pub(super) fn read(stream: &Stream, setting: &Setting, paragraph: u32) -> (Narrative, Vec<Counted>) {
    let tokens = tokens(stream, &setting.lexicon);
    let withdrawn = tokens.iter().any(|token| token.word() == Some(Word::Withdrawn));
    let reader = Reader { stream, setting, section: stream.section, withdrawn };
    let mut state = State::new(stream.section, paragraph);
    let mut read = Read::default();
    for (range, from, to) in sentences(&tokens) {
        if let Some(sentence) = tokens.get(range).filter(|sentence| !sentence.is_empty()) {
            (state, read) = reader.sentence(state, read, sentence, from, to);
        }
    }
    let Read { quantities, mentions } = read;
    let quantities = settled(quantities, &mentions);
    let lists = lists::lists(&mentions, &quantities, setting.form.form());
    let shares = shares::shares(&mentions, &quantities);
    let mut lists = shared_out::closed(lists, &shares, &quantities);
    let shared_out = shared_out::lists(&shares, &lists, &quantities);
    lists.extend(shared_out);
    let counted = repeated::counted(&mentions, &quantities, &lists, &|run| setting.organ.is_own(run));
    let narrative = Narrative {
        lists,
        shares,
        growths: growth::growths(&mentions, &quantities, setting.year),
        rates: rates::rates(&mentions, &quantities),
        named_shares: named_shares::named_shares(&mentions, &quantities, setting.form),
        quantities,
        ..Narrative::default()
    };
    (narrative, counted)
}

/// The sentences of a section: their tokens, their first character and the one after their last.
///
/// What is looked at together has a greatest length, so that the time taken is linear in any text: what goes on longer
/// than any sentence ends at a comma, or anywhere.
fn sentences(tokens: &[Token]) -> Vec<(Range<usize>, usize, usize)> {
    const LONGEST: usize = 2_000;
    let (mut begin, mut from) = (0, 0);
    let mut sentences = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let length = token.start.saturating_sub(from);
        let (next, start) = match token.kind {
            TokenKind::Stop => (index + 1, token.end),
            TokenKind::Comma | TokenKind::Semicolon if length >= LONGEST => (index + 1, token.end),
            _ if length >= LONGEST * 2 => (index, token.start),
            _ => continue,
        };
        sentences.push((begin..index, from, token.start));
        (begin, from) = (next, start);
    }
    sentences
}

/// The quantities of a section, each as sure as the others leave it: 收到1286件，受理1102件 makes both of them doubtful.
/// 通过申请系统收到11件。共收到申请13件 leaves the first to one way of coming in.
fn settled(quantities: Vec<Quantity>, mentions: &[Mention]) -> Vec<Quantity> {
    const NEAR: usize = 3;
    let of_one_way = |mention: &&Mention| {
        let own = quantities.get(mention.quantity).filter(|own| is_received(own));
        let next = || quantities.iter().skip(mention.quantity + 1).take(NEAR);
        let whole = |own: &Quantity| {
            next().any(|other| {
                other.paragraph == own.paragraph
                    && is_received(other)
                    && other.numeral.integer() > own.numeral.integer()
            })
        };
        says_by_what_way(&mention.left) && own.is_some_and(whole)
    };
    let one_way: Vec<usize> = mentions.iter().filter(of_one_way).map(|mention| mention.quantity).collect();
    let doubted: Vec<usize> = quantities
        .iter()
        .enumerate()
        .filter(|(_, quantity)| quantity.reason == Reason::TwoReceived)
        .filter_map(|(at, quantity)| received_before(quantities.get(..at)?, quantity.paragraph))
        .map(|(at, _)| at)
        .collect();
    let settle = |(at, quantity): (usize, Quantity)| {
        if one_way.binary_search(&at).is_ok() {
            let unbound = Meaning::unbound(Class::Channel, Reason::OneWay);
            let Meaning { readings, class, strength, reason } = unbound;
            Quantity { readings, class, strength, reason, ..quantity }
        } else if doubted.binary_search(&at).is_ok() {
            Quantity { strength: quantity.strength.min(Strength::Likely), ..quantity }
        } else {
            quantity
        }
    };
    quantities.into_iter().enumerate().map(settle).collect()
}

/// How many tokens before and after a word are looked at, so that the time taken is linear in any text.
pub(super) const REACH: usize = 48;

/// What was read of a section.
#[derive(Debug, Default)]
pub(super) struct Read<'a> {
    quantities: Vec<Quantity>,
    /// The numbers among them, with where they stand.
    mentions: Vec<Mention<'a>>,
}

impl<'a> Read<'a> {
    /// With words that stand for a number, where there are any.
    fn with_claim(mut self, claim: Option<Quantity>) -> Self {
        self.quantities.extend(claim);
        self
    }

    /// With a number and where it stands.
    fn with_number(mut self, number: Option<(Quantity, Mention<'a>)>) -> Self {
        if let Some((quantity, mention)) = number {
            self.mentions.push(Mention { quantity: self.quantities.len(), ..mention });
            self.quantities.push(quantity);
        }
        self
    }
}

/// Where a number stands in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub sentence: Window<'a>,
    /// The number's token in the sentence.
    pub index: usize,
    /// Its clause up to it.
    pub left: Window<'a>,
    /// All since the last number.
    pub wide: Window<'a>,
    /// What follows it up to the next mark.
    pub after: Window<'a>,
}

/// What the words around a number name.
#[derive(Debug)]
pub(super) struct Named {
    /// What the number counts, or why that is not known.
    pub label: Result<Label, Reason>,
    /// Up to where the number took the words after it for itself.
    pub taken: Option<usize>,
    /// What kinds of applicants divide from here on, where that was named.
    pub divided: Option<Vec<Vec<RowId>>>,
}

impl Named {
    fn not(reason: Reason) -> Self {
        Self { label: Err(reason), taken: None, divided: None }
    }

    fn only(label: Label) -> Self {
        Self { label: Ok(label), taken: None, divided: None }
    }
}

/// What a number means.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub readings: Vec<Vec<CellId>>,
    pub class: Class,
    pub strength: Strength,
    /// Why there are no readings, where there are none.
    pub reason: Reason,
}

impl Meaning {
    fn unbound(class: Class, reason: Reason) -> Self {
        Self { readings: Vec::new(), class, strength: Strength::Slight, reason }
    }
}

/// What is the same for all sentences of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub stream: &'a Stream,
    pub setting: &'a Setting,
    pub section: u8,
    /// Whether the section speaks of requests that were withdrawn: they may be counted among those closed or not.
    pub withdrawn: bool,
}

impl<'a> Reader<'a> {
    /// One sentence; `from` and `to` are its first character and the one after its last.
    fn sentence(
        &self,
        state: State,
        mut read: Read<'a>,
        sentence: &'a [Token],
        from: usize,
        to: usize,
    ) -> (State, Read<'a>) {
        let (mut state, sentence, from) = self.opened(state, sentence, from, to);
        let whole = Window { stream: self.stream, tokens: sentence, from, to };
        state = state.in_sentence(from);
        if state.run == Topic::None && whole.speaks_of_requests() {
            state.run = Topic::Request;
        }
        state.openness = self.divides_by_openness(&whole);
        state.reviews_itself = self.reviews_itself(&whole);
        state.about = self.evidence(&state, &whole);
        state.evidence |= state.about;
        let last_begin = |last: Option<usize>, index: usize| {
            last.map_or(0, |at: usize| at + 1).max(index.saturating_sub(REACH))
        };
        let mut last_number = None;
        for (index, token) in sentence.iter().enumerate() {
            match &token.kind {
                TokenKind::Open => state.depth += 1,
                TokenKind::Close => state.depth = state.depth.saturating_sub(1),
                TokenKind::Number(_) => {
                    let begin = last_number.map_or(0, |at: usize| at + 1);
                    let number;
                    (state, number) = self.number(state, &read.quantities, &whole, begin, index);
                    read = read.with_number(number);
                    last_number = Some(index);
                }
                TokenKind::Word(Word::Negation) => {
                    let claim;
                    (state, claim) = self.negation(state, &whole, last_begin(last_number, index), index);
                    read = read.with_claim(claim);
                }
                TokenKind::Word(Word::All | Word::Rate) => {
                    let before = whole.part(last_begin(last_number, index), index);
                    state = self.time(self.scope(state, &before), &before);
                    let claim;
                    (state, claim) = self.all(state, &whole, index);
                    let alike;
                    let begin = last_begin(last_number, index);
                    (state, alike) = self.all_alike(state, &read.quantities, &whole, (begin, index));
                    let reason;
                    (state, reason) =
                        self.all_for_one_reason(state, &read.quantities, &whole, (begin, index));
                    read = read.with_claim(claim.or(alike).or(reason));
                }
                _ => {}
            }
        }
        let (state, told) = self.told(state, &whole);
        (state, read.with_claim(told))
    }

    /// The state where a sentence begins, and the sentence without the mark of a heading or item.
    fn opened(
        &self,
        state: State,
        sentence: &'a [Token],
        from: usize,
        to: usize,
    ) -> (State, &'a [Token], usize) {
        let state = State { sentence: state.sentence + 1, opens_paragraph: false, ..state };
        if let Some(Token { kind: TokenKind::Item { heading }, start, end }) = sentence.first() {
            let rest = sentence.get(1..).unwrap_or_default();
            if *heading {
                let topic = self.heading(*start, to);
                return (state.in_paragraph(Some(topic)), rest, *end);
            }
            let state = State { paragraph: state.paragraph + 1, opens_paragraph: true, ..state };
            return (state, rest, *end);
        }
        let begins = self.stream.glyphs.get(from).is_some_and(|glyph| glyph.paragraph);
        let goes_on = sentence.first().and_then(Token::word) == Some(Word::Among);
        if begins && !goes_on {
            return (state.in_paragraph(None), sentence, from);
        }
        (state, sentence, from)
    }

    /// What the heading of a paragraph says that it is about.
    fn heading(&self, start: usize, to: usize) -> Topic {
        let text: String = self.stream.text(start, to.min(start + 30));
        let text = text.split(['。', ',', ':']).next().unwrap_or_default();
        if text.contains("主动公开") {
            Topic::None
        } else if text.contains("依申请") || text.contains("申请公开") || text.contains("公开申请")
        {
            Topic::Request
        } else if text.contains("复议") || text.contains("诉讼") {
            Topic::Case
        } else {
            match self.section {
                3 => Topic::Request,
                4 => Topic::Case,
                _ => Topic::None,
            }
        }
    }

    /// Whether review and litigation in this sentence are about government information.
    fn evidence(&self, state: &State, sentence: &Window) -> bool {
        let named = sentence.has(|word| matches!(word, Word::Information | Word::Request));
        let about = named || state.run == Topic::Request || state.heading != Topic::None;
        let unrelated = ["无关", "作为复议机关"];
        let text = if about { self.stream.text(sentence.from, sentence.to) } else { String::new() };
        let about = about || (state.evidence && state.run == Topic::Case);
        about && !unrelated.iter().any(|words| text.contains(words))
    }

    /// One number; `begin` is the first token after the number before it.
    fn number(
        &self,
        state: State,
        read: &[Quantity],
        sentence: &Window<'a>,
        begin: usize,
        index: usize,
    ) -> (State, Option<(Quantity, Mention<'a>)>) {
        let Some(token) = sentence.tokens.get(index) else { return (state, None) };
        let Some(measure) = token.measure() else { return (state, None) };
        let Some(place) = self.stream.place(token.start, token.end) else { return (state, None) };
        let is_delimiter = |kind: &TokenKind| {
            matches!(kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close)
        };
        // Words that the last number took for itself (1件维持、2件…) are not this one's.
        let begin = (begin..index)
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| token.start >= state.taken))
            .unwrap_or(index);
        let clause = (begin..index)
            .rev()
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| is_delimiter(&token.kind)))
            .map_or(begin, |at| at + 1);
        let right = (index + 1..sentence.tokens.len())
            .find(|at| {
                sentence.tokens.get(*at).is_some_and(|token| {
                    is_delimiter(&token.kind) || matches!(token.kind, TokenKind::Pause | TokenKind::Number(_))
                })
            })
            .unwrap_or(sentence.tokens.len());
        let next = (index + 1..sentence.tokens.len().min(index + REACH))
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| token.measure().is_some()))
            .map_or(sentence.tokens.len().min(index + REACH), |at| at + 1);
        let (first, last) = self.clause_of(sentence, begin, clause, index);
        let left = sentence.part(first, last);
        let wide = sentence.part(begin, index);
        let after = sentence.part(index + 1, right);
        let at = At { sentence: *sentence, index, left, wide, after };
        let state = self.time(self.scope(state, &wide), &wide);
        let (state, understood) = self.is_understood(state, &at);
        let percent = matches!(measure.unit, "%" | "‰");
        let (state, meaning) = if percent {
            (state, Meaning::unbound(Class::Other, Reason::Unclear))
        } else {
            self.understand(state, read, &at)
        };
        let phrase_from = left.from.max(token.end.saturating_sub(30));
        let cut = if phrase_from > left.from { "…" } else { "" };
        let quantity = Quantity {
            numeral: measure.numeral.clone(),
            unit: measure.unit,
            place,
            phrase: format!("{cut}{}", phrase(&self.stream.written(phrase_from, token.end))),
            claim: if percent { Claim::Percentage } else { Claim::Number },
            class: meaning.class,
            reason: reason(&state, &meaning, &wide),
            strength: match (self.stream.is_broken(measure.numeral.start..measure.numeral.end), understood) {
                // Its digits stand in two blocks: something else may stand between them, a page number.
                (true, _) => Strength::Slight,
                (_, true) => meaning.strength,
                _ => meaning.strength.min(Strength::Likely),
            },
            readings: meaning.readings,
            section: self.section,
            paragraph: state.paragraph,
        };
        let mention = Mention {
            quantity: read.len(),
            sentence: state.sentence,
            paragraph: state.opens_paragraph,
            between: wide,
            left,
            rest: sentence.part(index + 1, next),
            follows: begin > 0,
            aside: state.other_time || state.plan || state.other_scope,
        };
        (state, Some((quantity, mention)))
    }

    /// Whether every word of the sentence up to the end of a number's clause is understood, and none in the clause
    /// narrows what is counted. What is not understood could change the meaning.
    fn is_understood(&self, mut state: State, at: &At<'a>) -> (State, bool) {
        let At { left, wide, after, .. } = at;
        let before = Window { from: wide.from.max(state.read_to), ..*wide };
        state.strange += self.strange(&before);
        state.read_to = state.read_to.max(wide.to);
        let narrows = |word: Word| {
            matches!(
                word,
                Word::Qualifier
                    | Word::Withdrawn
                    | Word::Alien
                    | Word::Etcetera
                    | Word::Title
                    | Word::Negation
            )
        };
        let understood =
            state.strange == 0 && self.strange(after) == 0 && !left.has(narrows) && !after.has(narrows);
        (state, understood)
    }

    /// The tokens of a number's clause: from `clause` to `index`; where a bracket ends right before the number
    /// (不予公开（行政执法案卷）3件), those before the bracket, unless it says what is included.
    fn clause_of(&self, sentence: &Window, begin: usize, clause: usize, index: usize) -> (usize, usize) {
        let kind = |at: usize| sentence.tokens.get(at).map(|token| &token.kind);
        let closes = clause == index && index > begin && kind(index - 1) == Some(&TokenKind::Close);
        if !closes {
            return (clause, index);
        }
        let open = (begin..index).rev().find(|at| kind(*at) == Some(&TokenKind::Open));
        let Some(open) = open else { return (clause, index) };
        let includes = sentence.part(open, index).has(|word| {
            matches!(word, Word::Contains | Word::CarryIn | Word::Carry | Word::Among | Word::Office)
        });
        let before = (begin..open)
            .rev()
            .find(|at| {
                matches!(
                    kind(*at),
                    Some(TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close)
                )
            })
            .map_or(begin, |at| at + 1);
        if includes || before == open { (clause, index) } else { (before, open) }
    }
}

/// Why a number is bound to nothing, said by the words right before it or by what was meant there.
fn reason(state: &State, meaning: &Meaning, wide: &Window) -> Reason {
    let changes = wide.tokens.iter().rev().take(2).any(|token| token.word() == Some(Word::Change));
    match meaning.reason {
        Reason::Unclear | Reason::Class | Reason::OtherMatter if changes => Reason::Change,
        Reason::Unclear if state.plan => Reason::Plan,
        Reason::Unclear if state.other_time => Reason::OtherTime,
        Reason::Unclear if state.other_scope => Reason::OtherScope,
        reason => reason,
    }
}

/// The words of a clause without the mark or the 其中 that it begins with.
fn phrase(text: &str) -> String {
    let text = text.trim_start_matches(['、', '，', ',']);
    text.strip_prefix("其中").unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of so many characters each, of the kinds given.
    fn tokens(kinds: impl Iterator<Item = TokenKind>, length: usize) -> Vec<Token> {
        (0..)
            .step_by(length)
            .zip(kinds)
            .map(|(start, kind)| Token { kind, start, end: start + length })
            .collect()
    }

    /// The numbers of tokens of the sentences, each of which goes on where the one before it ended.
    fn counts(tokens: &[Token]) -> Vec<usize> {
        let found = sentences(tokens);
        let mut at = 0;
        for (range, from, to) in &found {
            let own = tokens.get(range.clone()).unwrap();
            assert!(range.start >= at && range.start <= at + 1);
            assert!(own.iter().all(|token| (*from..=*to).contains(&token.start)));
            at = range.end;
        }
        found.into_iter().map(|(range, ..)| range.len()).collect()
    }

    #[test]
    fn what_is_looked_at_together_has_a_greatest_length() {
        let word = || TokenKind::Word(Word::Among);
        let stops = |every: usize, kind: fn() -> TokenKind, count: usize| {
            (1..=count).map(move |at| {
                if at == count {
                    TokenKind::Stop
                } else if at % every == 0 {
                    kind()
                } else {
                    word()
                }
            })
        };
        // Ordinary sentences are whole, however many commas they have.
        assert_eq!(counts(&tokens(stops(10, || TokenKind::Stop, 100), 2)), [9; 10]);
        assert_eq!(counts(&tokens(stops(10, || TokenKind::Comma, 900), 2)), [899]);
        // Longer ones end at a comma, those without one anywhere: twice as much, no more, is looked at together.
        for (every, kind) in [(10, (|| TokenKind::Comma) as fn() -> TokenKind), (7, || TokenKind::Semicolon)]
        {
            let long = counts(&tokens(stops(every, kind, 100_000), 2));
            assert!(long.len() > 90 && long.iter().all(|count| *count <= 1_000 + every), "{long:?}");
        }
        let long = counts(&tokens(stops(usize::MAX, word, 100_000), 2));
        assert!(long.len() >= 50 && long.iter().all(|count| *count <= 2_000), "{long:?}");
        assert_eq!(long.iter().sum::<usize>(), 99_999);
    }
}
