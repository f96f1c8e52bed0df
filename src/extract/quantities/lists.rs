//! Totals with the parts listed after them, and the percentages said of parts.

use std::collections::HashMap;

use crate::extract::numerals::Precision;

use super::labels::Window;
use super::lexicon::Word;
use super::tokens::{Kind, Token};
use super::{Claim, Closure, List, Narrative, Subject};

/// Lists being read.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<OpenList>,
    /// Depth of brackets.
    depth: usize,
    /// The last number that is not a percentage, with the depth that it stands at.
    last: Option<(usize, usize)>,
    /// The last number of requests as a whole.
    requests: Option<usize>,
    /// The last number began with 、, as part of an enumeration.
    enumerated: bool,
    /// Whether a sentence ended since the last number.
    sentence_ended: bool,
    /// First quantity of this section.
    first: Option<usize>,
}

#[derive(Debug)]
struct OpenList {
    total: usize,
    /// The list begins a sentence: what it divides may stand further back.
    apart: bool,
    parts: Vec<usize>,
    depth: usize,
    /// 等, 主要 or another unit: there is more.
    more: bool,
    /// The last part is 其他.
    rest: bool,
    /// A part was counted in another unit (会议信息220条、政策文件3302件).
    mixed: bool,
}

impl Lists {
    /// A paragraph begins: no list runs on.
    pub(super) fn paragraph(&mut self) {
        self.sentence_ended = true;
        self.last = None;
        self.requests = None;
        self.depth = 0;
    }

    /// A sentence begins.
    pub(super) fn sentence(&mut self, _tokens: &[Token]) {
        self.sentence_ended = true;
        self.depth = 0;
    }

    /// Takes in the quantity read last. `positions`: in the sentence, where the tokens since the last number begin,
    /// where the number's clause begins, and where the number stands.
    pub(super) fn number(
        &mut self,
        sentence: &Window,
        (begin, _clause, index): (usize, usize, usize),
        left: &Window,
        narrative: &mut Narrative,
    ) {
        let Some(own) = narrative.quantities.len().checked_sub(1) else { return };
        self.first.get_or_insert(own);
        let between = sentence.tokens.get(begin..index).unwrap_or_default();
        let has = |wanted: Word| between.iter().any(|token| token.word() == Some(wanted));
        let new_sentence = std::mem::take(&mut self.sentence_ended);
        if new_sentence && !has(Word::Among) && !has(Word::Includes) {
            self.over(own, narrative);
        }
        let opened_after_number = between.first().is_some_and(|token| token.kind == Kind::Open) && begin > 0;
        for token in between {
            match token.kind {
                Kind::Open => self.depth += 1,
                Kind::Close => {
                    self.depth = self.depth.saturating_sub(1);
                    self.close_deeper(narrative);
                }
                _ => {}
            }
        }
        let Some(quantity) = narrative.quantities.get(own) else { return };
        if quantity.claim == Claim::Percentage {
            self.share(own, between, narrative);
            return;
        }
        let begins = has(Word::Among)
            || has(Word::Includes)
            || (opened_after_number && self.depth > 0 && !has(Word::Contains) && !has(Word::Carry));
        if begins && let Some((last, depth)) = self.last {
            if self.depth <= depth {
                // A second 其中 on the same level: what it divides is the last part, and the outer list is left.
                self.open.retain(|list| list.depth < self.depth);
            }
            let open = left.tokens.iter().any(|token| {
                matches!(token.word(), Some(Word::Qualifier))
                    && (left.is(token, "主要") || left.is(token, "重点"))
            });
            let including = |token: &Token| {
                token.word() == Some(Word::Includes)
                    || (token.word() == Some(Word::Among) && token.end - token.start > 2)
            };
            let open = open || between.iter().any(including);
            if let Some(total) = self.total(own, last, new_sentence, narrative) {
                let depth = self.depth;
                let apart = new_sentence;
                self.open.push(OpenList {
                    total,
                    apart,
                    parts: Vec::new(),
                    depth,
                    more: open,
                    rest: false,
                    mixed: false,
                });
            }
        }
        self.unread(sentence, begin, index);
        self.part(own, left, narrative);
        self.last = Some((own, self.depth));
        self.enumerated = left.tokens.first().is_some_and(|token| token.kind == Kind::Pause);
        let whole = narrative.quantities.get(own).is_some_and(|own| own.subject == Subject::Requests);
        if whole && self.depth == 0 {
            self.requests = Some(own);
        }
    }

    /// A letter that stands for a digit (S件) between the last number and this one: a part that cannot be read.
    fn unread(&mut self, sentence: &Window, begin: usize, index: usize) {
        let end = |at: usize| sentence.tokens.get(at).map(|token| token.end);
        let from = begin.checked_sub(1).and_then(end).unwrap_or(sentence.from);
        let to = sentence.tokens.get(index).map_or(sentence.to, |token| token.start);
        let text: Vec<char> = sentence.stream.text(from, to).chars().collect();
        let letter = |pair: &[char]| matches!(pair, [c, unit] if c.is_ascii_alphabetic() && "件条份宗项起".contains(*unit));
        if let Some(list) = self.open.last_mut().filter(|_| text.windows(2).any(letter)) {
            list.more = true;
        }
    }

    /// What a list that begins with a number divides: the number before it, or the last one that its parts can divide.
    fn total(&self, own: usize, last: usize, new_sentence: bool, narrative: &Narrative) -> Option<usize> {
        let subject = |at: usize| narrative.quantities.get(at).map(|quantity| quantity.subject);
        match (subject(own)?, subject(last)?) {
            (Subject::Result | Subject::Applicant, Subject::Result) => Some(last),
            (Subject::Result | Subject::Applicant | Subject::Channel, before)
                if before != Subject::Requests =>
            {
                self.requests
            }
            // 涉及甲 1 件、乙 2 件。其中…: what 其中 divides is not the last of the enumeration.
            _ if new_sentence && self.enumerated => None,
            _ => Some(last),
        }
    }

    /// Adds a number to the innermost list, or ends the list.
    fn part(&mut self, own: usize, left: &Window, narrative: &mut Narrative) {
        let depth = self.depth;
        let Some(list) = self.open.last_mut() else { return };
        if depth > list.depth {
            return;
        }
        let (Some(total), Some(part)) = (narrative.quantities.get(list.total), narrative.quantities.get(own))
        else {
            return;
        };
        let begins_anew = |token: &Token| match token.word() {
            Some(Word::Total | Word::ReceiveNew | Word::Carry | Word::CarryIn | Word::CarryOut) => true,
            // 较上年增加12条, 增加12条; not 减税降费类12条, 比赛信息3条.
            Some(Word::Change) => token.end == left.to || token.end > token.start + 1,
            Some(Word::Compare) => token.end > token.start + 1 || left.has(|word| word == Word::Previous),
            _ => false,
        };
        let anew = left.tokens.iter().any(begins_anew) && !left.has(|word| word == Word::Among)
            || part.subject == Subject::Requests
                && matches!(total.subject, Subject::Requests)
                && !left.has(|word| word == Word::Among)
            || (part.subject == Subject::Case
                && !left.has(|word| word == Word::Among)
                && list
                    .parts
                    .first()
                    .and_then(|first| narrative.quantities.get(*first))
                    .is_none_or(|first| first.subject != Subject::Case))
            || (matches!(part.subject, Subject::CaseResult) && !matches!(total.subject, Subject::Case));
        if anew {
            if let Some(list) = self.open.pop() {
                push(list, narrative);
            }
            return;
        }
        if part.unit != total.unit {
            list.more = true;
            list.mixed = true;
            return;
        }
        // 27件，其中上年结转2件，2021年为19件: a comparison with another year is no part.
        let carries = |word| matches!(word, Word::Carry | Word::CarryIn | Word::CarryOut);
        if left.has(|word| matches!(word, Word::Year(_))) && !left.has(carries) {
            return;
        }
        list.rest = left.has(|word| word == Word::Rest)
            || left.has(|word| word == Word::Result("other"))
            || left.has(|word| word == Word::Case("other"));
        if left.has(|word| word == Word::Etcetera) && !list.rest && part.subject != Subject::Result {
            list.more = true;
        }
        list.parts.push(own);
    }

    /// A new sentence begins with a number: the lists end, save one that this number makes complete.
    fn over(&mut self, own: usize, narrative: &mut Narrative) {
        while let Some(mut list) = self.open.pop() {
            let value =
                |at: usize| narrative.quantities.get(at).and_then(|quantity| quantity.numeral.integer());
            let sum: Option<i64> = list.parts.iter().map(|part| value(*part)).sum();
            let completes = matches!((sum, value(own), value(list.total)),
                (Some(sum), Some(next), Some(total)) if next > 0 && sum + next == total);
            if completes {
                list.parts.push(own);
            }
            push(list, narrative);
        }
    }

    fn close_deeper(&mut self, narrative: &mut Narrative) {
        while self.open.last().is_some_and(|list| list.depth > self.depth) {
            if let Some(list) = self.open.pop() {
                push(list, narrative);
            }
        }
    }

    /// A percentage right after a number is its share.
    fn share(&mut self, own: usize, between: &[Token], narrative: &mut Narrative) {
        let said = between.iter().any(|token| token.word() == Some(Word::Share));
        let other = between.iter().any(|token| {
            matches!(
                token.word(),
                Some(
                    Word::Change
                        | Word::Compare
                        | Word::Among
                        | Word::Rate
                        | Word::Previous
                        | Word::Wide
                        | Word::Levels
                        | Word::Narrow
                        | Word::Name
                )
            )
        });
        let clauses =
            between.iter().filter(|token| matches!(token.kind, Kind::Comma | Kind::Semicolon)).count();
        let before = own.checked_sub(1);
        if !said || other || clauses > 1 || self.last.map(|(last, _)| last) != before {
            return;
        }
        if let Some(part) = before.and_then(|before| narrative.quantities.get_mut(before)) {
            part.share = Some(own);
        }
    }

    /// Ends the section: open lists are kept, and complete lists of results without a total are found.
    pub(super) fn finish(&mut self, narrative: &mut Narrative) {
        while let Some(list) = self.open.pop() {
            push(list, narrative);
        }
        if let Some(first) = self.first {
            results(first, narrative);
        }
    }
}

fn push(mut list: OpenList, narrative: &mut Narrative) {
    if list.parts.len() < 2 {
        return;
    }
    if list.apart {
        list.total = divided(&list, narrative);
    }
    let subjects: Vec<Subject> = list
        .parts
        .iter()
        .filter_map(|part| narrative.quantities.get(*part))
        .map(|part| part.subject)
        .collect();
    let closure = if list.mixed {
        Closure::Open
    } else if list.rest {
        Closure::Closed
    } else if list.more {
        Closure::Open
    } else {
        Closure::Unsaid
    };
    // Kinds of applicants, ways of coming in and results divide the same total each in its own way.
    const SCHEMES: [Subject; 3] = [Subject::Applicant, Subject::Channel, Subject::Result];
    let named: Vec<Subject> = SCHEMES.into_iter().filter(|scheme| subjects.contains(scheme)).collect();
    if named.len() < 2 {
        narrative.lists.push(List { total: Some(list.total), parts: list.parts, closure });
        return;
    }
    if subjects.iter().any(|subject| !SCHEMES.contains(subject)) {
        return;
    }
    for scheme in named {
        let of_scheme =
            |part: &usize| narrative.quantities.get(*part).is_some_and(|part| part.subject == scheme);
        let parts: Vec<usize> = list.parts.iter().copied().filter(of_scheme).collect();
        if parts.len() >= 2 {
            narrative.lists.push(List { total: Some(list.total), parts, closure: Closure::Unsaid });
        }
    }
}

/// What a list that begins a sentence divides: the nearest of the numbers before it that its parts add up to, else the
/// nearest that is not one carried over.
fn divided(list: &OpenList, narrative: &Narrative) -> usize {
    let quantity = |at: usize| narrative.quantities.get(at);
    let sum: i64 = list.parts.iter().filter_map(|part| quantity(*part)?.numeral.integer()).sum();
    let own = quantity(list.total);
    let nearest = (0..=list.total).rev().take(5).filter(|at| {
        quantity(*at).is_some_and(|each| {
            each.claim == Claim::Number
                && own.is_some_and(|own| own.paragraph == each.paragraph && own.unit == each.unit)
        })
    });
    let carried = |at: &usize| {
        quantity(*at).is_some_and(|each| {
            each.readings.iter().any(|cells| cells.iter().all(|cell| cell.row.starts_with("carried")))
        })
    };
    let candidates: Vec<usize> = nearest.collect();
    candidates
        .iter()
        .copied()
        .find(|at| quantity(*at).is_some_and(|each| each.numeral.integer() == Some(sum)))
        .or_else(|| candidates.iter().copied().find(|at| !carried(at)))
        .unwrap_or(list.total)
}

/// Finds runs of results of requests that name all six, and have no total of their own.
fn results(first: usize, narrative: &mut Narrative) {
    const SCHEME: [&str; 6] = ["granted", "partial", "denied", "unavailable", "refused", "other"];
    let mut run: Vec<usize> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut paragraph = None;
    for (index, quantity) in narrative.quantities.iter().enumerate().skip(first) {
        if paragraph != Some(quantity.paragraph) {
            paragraph = Some(quantity.paragraph);
            run.clear();
            seen.clear();
        }
        if quantity.subject != Subject::Result || quantity.claim != Claim::Number {
            continue;
        }
        let Some(reading) = quantity.readings.first() else {
            run.clear();
            seen.clear();
            continue;
        };
        let mut groups: Vec<&str> =
            reading.iter().map(|cell| cell.row.split('.').next().unwrap_or(cell.row)).collect();
        groups.dedup();
        let partly = reading.len() == 1 && reading.first().is_some_and(|cell| cell.row.contains('.'));
        if partly || quantity.numeral.precision != Precision::Exact {
            continue;
        }
        if groups.iter().any(|group| seen.contains(group)) {
            run.clear();
            seen.clear();
        }
        seen.extend(groups);
        run.push(index);
        if SCHEME.iter().all(|group| seen.contains(group)) {
            found.push(std::mem::take(&mut run));
            seen.clear();
        }
    }
    // The list that each part stands in already.
    let mut list_of: HashMap<usize, usize> = HashMap::new();
    for (index, list) in narrative.lists.iter().enumerate() {
        list_of.extend(list.parts.iter().map(|part| (*part, index)));
    }
    for parts in found {
        let first = parts.first().and_then(|part| list_of.get(part));
        let known = first.is_some() && parts.iter().all(|part| list_of.get(part) == first);
        if !known {
            narrative.lists.push(List { total: None, parts, closure: Closure::Closed });
        }
    }
}
