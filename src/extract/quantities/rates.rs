//! Rates: 受理34件，办结33件，办结率97.1%; 维持6件，占总数9件的66.7%.

use super::labels::Window;
use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::{Token, TokenKind};
use super::{Claim, Quantity, Rate};

/// The rates of a section that are said right after what came in and what was closed of it.
pub(super) fn rates(mentions: &[Mention], quantities: &[Quantity]) -> Vec<Rate> {
    let read = |three: &[Mention]| {
        rate(three, quantities)
            .or_else(|| share_of_named(three, quantities))
            .or_else(|| rate_among(three, quantities))
    };
    mentions.windows(3).filter_map(read).collect()
}

/// Three numbers of one sentence beside each other, two counts of one unit and a percentage.
fn three_in_a_row<'a, 'b>(
    mentions: &'a [Mention<'b>],
    quantities: &[Quantity],
) -> Option<[&'a Mention<'b>; 3]> {
    let [first, second, rate] = mentions else { return None };
    let quantity = |mention: &Mention| quantities.get(mention.quantity);
    let one_sentence = first.sentence == second.sentence && second.sentence == rate.sentence;
    let adjoin = first.quantity + 1 == second.quantity && second.quantity + 1 == rate.quantity;
    let counts = |each: &Mention| quantity(each).is_some_and(|own| own.claim == Claim::Number);
    let same_unit = quantity(first)?.unit == quantity(second)?.unit;
    let percentage = quantity(rate)?.claim == Claim::Percentage && quantity(rate)?.unit == "%";
    let right = one_sentence && adjoin && counts(first) && counts(second) && same_unit && percentage;
    right.then_some([first, second, rate])
}

/// 维持6件，占复议总数9件的66.7%: the share of a number in one that is named with it.
fn share_of_named(mentions: &[Mention], quantities: &[Quantity]) -> Option<Rate> {
    let [part, base, rate] = three_in_a_row(mentions, quantities)?;
    let leads = |token: &&Token| token.kind != TokenKind::Comma;
    let said = base.between.tokens.iter().find(leads)?;
    let share = base.between.is(said, "占") && base.between.part(0, 0).residue(&|_| false) == 0;
    // 网上20件、邮寄9件，占总数50件的58%: of both together.
    let single = part.left.tokens.first().is_none_or(|token| token.kind != TokenKind::Pause);
    let plain = rate.between.stream.text(rate.between.from, rate.between.to) == "的";
    let whole = !base.between.has(|word| matches!(word, Word::Change | Word::Negation | Word::Among));
    (share && single && plain && whole).then_some(Rate {
        rate: rate.quantity,
        received: base.quantity,
        closed: part.quantity,
    })
}

/// 审结的8件案件中，维持5件，维持率62.5%: a rate named by the word that the number before it is, of what is divided before.
fn rate_among(mentions: &[Mention], quantities: &[Quantity]) -> Option<Rate> {
    let [base, part, rate] = three_in_a_row(mentions, quantities)?;
    let name = rate.between.stream.text(rate.between.from, rate.between.to);
    let name = name.strip_prefix(',').unwrap_or(&name);
    let name = ["为", "达到", "达", "是"].iter().find_map(|verb| name.strip_suffix(verb)).unwrap_or(name);
    let what = name.strip_suffix('率')?;
    let clause = part.left.stream.text(part.left.from, part.left.to);
    // 纠正1件，纠错率: the first character is the same.
    let named = what.chars().count() == 2 && what.chars().next().is_some_and(|first| clause.contains(first));
    let first = base.left.tokens.first().is_none_or(|token| token.kind != TokenKind::Pause);
    (named && first && part.divides_what_precedes()).then_some(Rate {
        rate: rate.quantity,
        received: base.quantity,
        closed: part.quantity,
    })
}

fn rate(mentions: &[Mention], quantities: &[Quantity]) -> Option<Rate> {
    let [received, closed, rate] = three_in_a_row(mentions, quantities)?;
    let aside = [received, closed, rate].iter().any(|each| each.aside);
    if aside || !says_received(&received.left) || !says_closed(&closed.between) {
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
