//! Documents of the year by class of openness (公开属性): 主动公开 a 条、依申请公开 b 条、不予公开 c 条. The words are those of
//! requests and their results, but no requests are counted.

use crate::extract::quantities::Openness;
use crate::extract::quantities::context::State;
use crate::extract::quantities::labels::Window;
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::{COUNTS, Token, TokenKind};
use crate::form::Role;

use super::{REACH, Reader};

impl<'a> Reader<'a> {
    /// Whether a sentence counts documents by two classes or more.
    pub(super) fn divides_by_openness(&self, sentence: &Window<'a>) -> bool {
        let mut classes: Vec<(Openness, &str)> = Vec::new();
        let mut begin = 0;
        for (index, token) in sentence.tokens.iter().enumerate() {
            let Some(measure) = token.measure() else { continue };
            if COUNTS.contains(&measure.unit) {
                let left = sentence.part(begin.max(index.saturating_sub(REACH)), index);
                let after = self.until_mark(sentence, index);
                let class = named(&left, &after);
                let class = class.map(|class| (class, measure.unit));
                classes.extend(class.filter(|class| !classes.contains(class)));
            }
            begin = index + 1;
        }
        let open = classes.iter().filter(|(class, _)| *class == Openness::Open);
        // Documents are counted in one unit; 主动公开123条，不予公开2件 counts two things.
        open.flat_map(|(_, unit)| classes.iter().filter(move |(_, other)| other == unit))
            .any(|(class, _)| *class != Openness::Open)
    }

    /// The window after a number up to the next mark or number.
    fn until_mark(&self, sentence: &Window<'a>, index: usize) -> Window<'a> {
        let last = sentence.tokens.len().min(index + REACH);
        let is_word =
            |at: usize| sentence.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Word(_)));
        let end = (index + 1..last).find(|at| !is_word(*at)).unwrap_or(last);
        sentence.part(index + 1, end)
    }

    /// The class of openness that a number counts documents of.
    pub(super) fn openness_of(
        &self,
        state: &State,
        left: &Window<'a>,
        after: &Window<'a>,
        unit: &str,
    ) -> Option<Openness> {
        if !COUNTS.contains(&unit) {
            return None;
        }
        let class = named(left, after)?;
        // 依申请公开信息1180条, 制作依申请公开文件40件: requests are not counted in 条 of 信息, nor are they documents.
        let words = left.stream.text(left.from, left.to);
        let of_documents =
            ["公开文件", "公开的文件", "公开公文", "公开类文件"].iter().any(|noun| words.contains(noun));
        // 经依申请公开渠道公开政府信息12项: the way in which it was published.
        let by_way = ["渠道", "方式", "途径", "形式"]
            .iter()
            .any(|way| words.split_once("依申请公开").is_some_and(|(_, behind)| behind.starts_with(way)));
        let information = class != Openness::Open
            && (of_documents || (unit == "条" || by_way) && words.contains("信息"))
            && !left.has(|word| word == Word::Negation);
        (state.openness || information).then_some(class)
    }
}

/// The one class of openness that the words before a number name, or those after it where none stands before.
fn named(left: &Window, after: &Window) -> Option<Openness> {
    let one = |classes: Vec<Openness>| match classes.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let silent = left.tokens.iter().all(is_silent) && left.residue(&|_| false) == 0;
    match classes_of(left) {
        Some(classes) if silent && classes.is_empty() => classes_of(after).and_then(one),
        classes => classes.and_then(one),
    }
}

/// The classes of openness that a clause names; `None` where it speaks of receiving, answering or of who asks.
pub(in crate::extract::quantities) fn classes_of(window: &Window) -> Option<Vec<Openness>> {
    let deals = |word: Word| {
        matches!(
            word,
            Word::Receive
                | Word::ReceiveNew
                | Word::Handle
                | Word::Close
                | Word::CloseAll
                | Word::Apply
                | Word::Carry
                | Word::CarryIn
                | Word::CarryOut
                | Word::Applicant(_)
                | Word::Review
                | Word::Suit
        )
    };
    if window.has(deals) {
        return None;
    }
    let mut classes = Vec::new();
    for token in window.tokens {
        let text = || window.stream.text(token.start, token.end);
        // 回应依申请公开信息1条: what was answered was asked for.
        if token.word() == Some(Word::Request)
            && window.stream.text(token.start.saturating_sub(2), token.start) == "回应"
        {
            return None;
        }
        let class = match token.word() {
            Some(Word::Disclosure) if text() == "主动公开" => Openness::Open,
            Some(Word::Request) if text().starts_with("依申请公开") && !text().ends_with("申请") => {
                Openness::OnRequest
            }
            Some(Word::Result([row])) if row.role() == Role::Denied => Openness::Closed,
            _ => continue,
        };
        if !classes.contains(&class) {
            classes.push(class);
        }
    }
    Some(classes)
}

/// Whether a token before a number leaves it to what follows to say what is counted.
fn is_silent(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Pause
            | TokenKind::Comma
            | TokenKind::Open
            | TokenKind::Word(Word::Among | Word::Glue | Word::Total | Word::Rest)
    )
}
