//! Rates: 受理34件，办结33件，办结率97.1%.

use super::labels::Window;
use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::{Token, TokenKind};
use super::{Claim, Quantity, Rate};

/// The rates of a section that are said right after what came in and what was closed of it.
pub(super) fn rates(mentions: &[Mention], quantities: &[Quantity]) -> Vec<Rate> {
    mentions.windows(3).filter_map(|three| rate(three, quantities)).collect()
}

fn rate(mentions: &[Mention], quantities: &[Quantity]) -> Option<Rate> {
    let [received, closed, rate] = mentions else { return None };
    let quantity = |mention: &Mention| quantities.get(mention.quantity);
    let one_sentence = received.sentence == closed.sentence && closed.sentence == rate.sentence;
    let adjoin = received.quantity + 1 == closed.quantity && closed.quantity + 1 == rate.quantity;
    let counts = |each: &Mention| quantity(each).is_some_and(|own| own.claim == Claim::Number);
    let same_unit = quantity(received)?.unit == quantity(closed)?.unit;
    let percentage = quantity(rate)?.claim == Claim::Percentage && quantity(rate)?.unit == "%";
    let aside = [received, closed, rate].iter().any(|each| each.aside);
    let right = one_sentence && adjoin && counts(received) && counts(closed) && same_unit && percentage;
    if !right || aside || !says_received(&received.left) || !says_closed(&closed.between) {
        return None;
    }
    is_rate_of_all(&rate.between).then_some(Rate {
        rate: rate.quantity,
        received: received.quantity,
        closed: closed.quantity,
    })
}

/// Whether a clause says that all that came in is counted, this year's only.
fn says_received(left: &Window) -> bool {
    let takes = |word: Word| matches!(word, Word::Receive | Word::ReceiveNew);
    let spoils = |word: Word| {
        matches!(
            word,
            Word::Among
                | Word::Rest
                | Word::Carry
                | Word::CarryIn
                | Word::Change
                | Word::Negation
                | Word::Close
        )
    };
    left.has(takes) && !left.has(spoils)
}

/// Whether nothing stands between two numbers but that the second was closed: ，已办结.
fn says_closed(between: &Window) -> bool {
    let plain = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Comma
                | TokenKind::Pause
                | TokenKind::Semicolon
                | TokenKind::Word(Word::Close | Word::CloseAll | Word::Glue | Word::Total)
        )
    };
    between.has(|word| matches!(word, Word::Close | Word::CloseAll))
        && between.tokens.iter().all(plain)
        && between.residue(&|_| false) == 0
}

/// Whether what stands between a number and a percentage makes it the rate of all that came in: 办结率, not 按时办结率,
/// which is of those that were due, nor two rates.
fn is_rate_of_all(between: &Window) -> bool {
    const OF_ALL: [&str; 4] = ["办结率", "答复率", "办复率", "回复率"];
    let rates = between.tokens.iter().filter(|token| token.word() == Some(Word::Rate));
    let [only] = rates.collect::<Vec<&Token>>()[..] else { return false };
    let plain = |token: &Token| {
        matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon)
            || matches!(token.word(), Some(Word::Rate))
            || ["为", "达", "达到"].iter().any(|word| between.is(token, word))
    };
    OF_ALL.iter().any(|word| between.is(only, word))
        && between.tokens.iter().all(plain)
        && between.residue(&|_| false) == 0
}
