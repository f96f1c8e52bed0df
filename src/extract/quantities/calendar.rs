//! Lists by the calendar: quarters and halves of a year, and years, with what they come to together.

use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::TokenKind;
use super::{Claim, Closure, List, Quantity};

/// Quarters, a bit each.
const YEAR: u8 = 0b1111;

/// What a number is counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    /// Quarters of the year.
    Quarters(u8),
    /// One year.
    Year(i32),
}

/// The lists of a section whose parts are parts of the time of their total, which stands before or behind them:
/// 一季度收到12件，二季度13件，上半年共25件; 三年办理139件，其中2022年38件、2023年45件、2024年56件.
pub(super) fn lists(mentions: &[Mention], quantities: &[Quantity]) -> Vec<List> {
    let mut lists = Vec::new();
    let mut at = 0;
    while at < mentions.len() {
        let run = run(mentions.get(at..).unwrap_or_default(), quantities);
        if run.len() > 1 {
            lists.extend(list(mentions, at, &run, quantities));
        }
        at += run.len().max(1);
    }
    lists
}

/// The numbers from the first on that stand side by side, of one unit, each of a time of its own.
fn run(mentions: &[Mention], quantities: &[Quantity]) -> Vec<Span> {
    let Some(first) = mentions.first() else { return Vec::new() };
    let unit = |mention: &Mention| {
        quantities.get(mention.quantity).filter(|own| own.claim == Claim::Number).map(|own| own.unit)
    };
    let mut spans: Vec<Span> = Vec::new();
    for mention in mentions {
        let alike =
            mention.sentence == first.sentence && unit(mention) == unit(first) && unit(first).is_some();
        let bracketed = !spans.is_empty()
            && mention
                .between
                .tokens
                .iter()
                .any(|token| matches!(token.kind, TokenKind::Open | TokenKind::Close));
        let Some(span) = span(mention).filter(|_| alike && !bracketed) else { break };
        let fits = spans.iter().all(|other| match (other, span) {
            (Span::Quarters(other), Span::Quarters(own)) => other & own == 0,
            (Span::Year(other), Span::Year(own)) => *other != own,
            _ => false,
        });
        if !fits {
            break;
        }
        spans.push(span);
    }
    spans
}

/// The one time that the words right before a number name.
fn span(mention: &Mention) -> Option<Span> {
    let left = &mention.left;
    let mut years = left.tokens.iter().filter_map(|token| match token.word() {
        Some(Word::Year(year)) => Some(year),
        _ => None,
    });
    let (year, more) = (years.next(), years.next());
    let quarters = quarters(&left.stream.text(left.from, left.to));
    match (year, more, quarters) {
        (None, _, quarters) => quarters.map(Span::Quarters),
        (Some(_), None, Some(quarters)) => Some(Span::Quarters(quarters)),
        (Some(year), None, None) => Some(Span::Year(year)),
        _ => None,
    }
}

/// The quarters that a text names, where it names one stretch of them only.
fn quarters(text: &str) -> Option<u8> {
    const NAMES: [(&str, u8); 7] = [
        ("前三季度", 0b0111),
        ("上半年", 0b0011),
        ("下半年", 0b1100),
        ("一季度", 0b0001),
        ("二季度", 0b0010),
        ("三季度", 0b0100),
        ("四季度", 0b1000),
    ];
    let count = text.matches("季度").count() + text.matches("半年").count();
    let found = NAMES.iter().find(|(name, _)| text.contains(name));
    found.filter(|_| count == 1).map(|(_, quarters)| *quarters)
}

/// How many years a text says that its number is counted over: 三年, 近3年; from 2022年 to 2024年.
fn years(mention: &Mention) -> Option<usize> {
    const NAMES: [(char, usize); 9] =
        [('两', 2), ('二', 2), ('三', 3), ('四', 4), ('五', 5), ('2', 2), ('3', 3), ('4', 4), ('5', 5)];
    let left = &mention.left;
    let text: Vec<char> = left.characters(left.from, left.to);
    let mut counts = text.windows(2).enumerate().filter_map(|(at, pair)| {
        let [count, '年'] = pair else { return None };
        let digit = at
            .checked_sub(1)
            .and_then(|before| text.get(before))
            .is_some_and(|c| c.is_ascii_digit() || among!("一二三四五六七八九十〇零", *c));
        NAMES.iter().find(|(name, _)| name == count && !digit).map(|(_, years)| *years)
    });
    counts.next()
}

/// A run with its total, where that is counted over all of the run's time and no other.
fn list(mentions: &[Mention], at: usize, run: &[Span], quantities: &[Quantity]) -> Option<List> {
    let parts = mentions.get(at..at + run.len())?;
    let first = parts.first()?;
    let like = |mention: &&Mention| {
        let own = |each: &Mention| quantities.get(each.quantity);
        mention.sentence == first.sentence
            && own(mention).is_some_and(|own| own.claim == Claim::Number)
            && own(mention).map(|own| own.unit) == own(first).map(|own| own.unit)
    };
    let union = run.iter().fold(0, |union, span| match span {
        Span::Quarters(own) => union | own,
        Span::Year(_) => union,
    });
    let of_all = |mention: &&Mention| {
        if union == 0 {
            return years(mention) == Some(run.len()) && span(mention).is_none();
        }
        let whole = || union == YEAR && mention.left.has(|word| word == Word::Current);
        span(mention) == Some(Span::Quarters(union)) || span(mention).is_none() && whole()
    };
    let before = at
        .checked_sub(1)
        .and_then(|before| mentions.get(before))
        .filter(|_| first.says(Word::Among) || first.says(Word::Respectively) || first.follows_colon());
    // 共收到: the word for a total is part of another.
    let sums_up = |mention: &&Mention| {
        let left = &mention.left;
        mention.says(Word::Total) || left.stream.text(left.from, left.to).contains('共')
    };
    let behind = mentions.get(at + run.len()).filter(sums_up);
    let total = before.filter(like).filter(of_all).or_else(|| behind.filter(like).filter(of_all))?;
    // 一季度办结12件，二季度办结13件，上半年共收到26件: of two things.
    let acts = |mention: &Mention| {
        let has = |wanted: &[Word]| mention.left.has(|word| wanted.contains(&word));
        (has(&[Word::Receive, Word::ReceiveNew]), has(&[Word::Close, Word::CloseAll]))
    };
    let other = |part: &Mention| {
        matches!((acts(part), acts(total)), ((true, false), (false, true)) | ((false, true), (true, false)))
    };
    if parts.iter().any(other) {
        return None;
    }
    let value = |mention: &Mention| quantities.get(mention.quantity)?.numeral.integer();
    let sum = parts.iter().map(value).sum::<Option<i64>>()?;
    let near = (sum - value(total)?).abs() * 3 <= value(total)?;
    let parts = parts.iter().map(|part| part.quantity).collect();
    near.then_some(List { total: Some(total.quantity), parts, closure: Closure::Closed })
}
