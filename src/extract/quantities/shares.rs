//! Shares: what each percentage that is said with 占 is the share of.

use super::bind::openness::classes_of;
use super::labels::Window;
use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, Openness, Quantity, Share, ShareOf};

/// How many numbers back the subject of a share may stand.
const BACK: usize = 40;

/// The shares of a section.
pub(super) fn shares(mentions: &[Mention], quantities: &[Quantity]) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let mut group = 0;
    let mut last: Option<&Mention> = None;
    // The numbers that brackets were opened behind, the outermost first; `None` where nothing stood before one.
    let mut outside: Vec<Option<&Mention>> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if last.is_some_and(|last| last.sentence != mention.sentence) {
            group += 1;
        }
        if last.is_some_and(|last| last.sentence != mention.sentence) {
            outside.clear();
        }
        // 3357条（甲633条、乙2724条），占15%: the share is that of the number before the brackets.
        let mut subject = last;
        let mut bracketed = false;
        for token in mention.between.tokens {
            match token.kind {
                TokenKind::Open => outside.push(last),
                TokenKind::Close => {
                    if let Some(before) = outside.pop() {
                        (subject, bracketed) = (before, true);
                    }
                }
                _ => {}
            }
        }
        let percentage = quantities.get(mention.quantity).is_some_and(|own| own.claim == Claim::Percentage);
        if percentage {
            let named = || named_again(mentions.get(..at).unwrap_or_default(), mention, quantities);
            match share(mention, subject, bracketed, quantities).map(|of| match of {
                ShareOf::Unsaid => named().unwrap_or(of),
                known => known,
            }) {
                Some(of) => shares.push(Share { percentage: mention.quantity, of, group }),
                None => group += 1,
            }
        }
        last = Some(mention);
    }
    shares
}

/// What a percentage is the share of; `None` where it is no share, or a share of something narrower or wider.
/// `bracketed`: whether a bracket was closed since the number before it.
fn share(
    mention: &Mention,
    last: Option<&Mention>,
    bracketed: bool,
    quantities: &[Quantity],
) -> Option<ShareOf> {
    let between = &mention.between;
    let other = |word: Word| {
        matches!(
            word,
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
    };
    if between.has(other) {
        return None;
    }
    let said = between.tokens.iter().position(|token| token.word() == Some(Word::Share))?;
    let (before, after) = (between.part(0, said), between.part(said + 1, between.tokens.len()));
    let narrower = |word: Word| {
        matches!(word, Word::Result(_) | Word::Detail(_) | Word::Applicant(_) | Word::Review | Word::Suit)
    };
    // 复议9件，其中维持5件，占复议总数的55.6%: the whole of the cases that the number is one result of.
    let of_cases =
        last.and_then(|last| quantities.get(last.quantity)).is_some_and(|own| own.class == Class::CaseResult)
            && after.has(|word| word == Word::Total)
            && !after.has(|word| matches!(word, Word::Result(_) | Word::Detail(_) | Word::Applicant(_)));
    if after.has(narrower) && !of_cases {
        return None;
    }
    // 公开157件、部分公开34件，占比分别为41.6%、9.0%: one for each of them in turn.
    if between.has(|word| word == Word::Respectively) {
        return Some(ShareOf::Unsaid);
    }
    // 公开34件、部分公开15件，合计占51.6%: of both together.
    if before.has(|word| word == Word::Total)
        && between.tokens.iter().any(|token| {
            let text = between.stream.text(token.start, token.end);
            ["合计", "共计", "相加", "之和"].iter().any(|word| text.ends_with(word))
        })
    {
        return Some(ShareOf::Unsaid);
    }
    if !names_something(&before) {
        let clauses = |token: &&Token| matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon);
        let near = between.tokens.iter().filter(clauses).count() <= 1;
        let counted = last.filter(|last| {
            let adjoins =
                (bracketed || last.quantity + 1 == mention.quantity) && last.sentence == mention.sentence;
            let counts = quantities.get(last.quantity).is_some_and(|own| own.claim == Claim::Number);
            adjoins && counts && near
        });
        return Some(counted.map_or(ShareOf::Unsaid, |last| ShareOf::Number(last.quantity)));
    }
    let classes = classes_of(&before).unwrap_or_default();
    if classes.is_empty() {
        return Some(ShareOf::Unsaid);
    }
    // 主动公开占33.3%，主动公开及依申请公开占83.3%: shares of classes need not exclude each other.
    let found: Option<Vec<usize>> =
        classes.iter().map(|class| of_class(*class, mention.quantity, quantities)).collect();
    found.map(ShareOf::Openness)
}

/// Whether the words before 占 name a subject of their own.
fn names_something(before: &Window) -> bool {
    let silent = |token: &Token| {
        !matches!(token.kind, TokenKind::Word(_))
            || matches!(token.word(), Some(Word::Glue | Word::All | Word::Total))
    };
    !before.tokens.iter().all(silent) || before.residue(&|_| false) > 0
}

/// The last number of documents of a class before a share.
fn of_class(class: Openness, before: usize, quantities: &[Quantity]) -> Option<usize> {
    let paragraph = quantities.get(before)?.paragraph;
    let near = (before.saturating_sub(BACK)..before).rev();
    near.filter_map(|at| quantities.get(at).map(|quantity| (at, quantity)))
        .take_while(|(_, quantity)| quantity.paragraph == paragraph)
        .find(|(_, quantity)| quantity.class == Class::Openness(class))
        .map(|(at, _)| at)
}

/// The number that a share names once more in the same sentence, by the same words: 图解18个、动漫8个，动漫占26%.
fn named_again(before: &[Mention], mention: &Mention, quantities: &[Quantity]) -> Option<ShareOf> {
    const NEAR: usize = 4;
    const SHORTEST: usize = 2;
    let words = |window: &Window, to: usize| {
        let text = window.stream.text(window.from, to);
        text.rsplit([',', '、', ';']).next().unwrap_or_default().to_owned()
    };
    let between = &mention.between;
    let said = between.tokens.iter().find(|token| token.word() == Some(Word::Share))?;
    let subject = words(between, said.start);
    let near = before.iter().rev().take(NEAR).take_while(|each| each.sentence == mention.sentence);
    let mut alike = near.filter(|each| {
        let counts = quantities.get(each.quantity).is_some_and(|own| own.claim == Claim::Number);
        counts && bare(&words(&each.left, each.left.to)) == bare(&subject)
    });
    let found =
        alike.next().filter(|_| bare(&subject).chars().count() >= SHORTEST && alike.next().is_none())?;
    Some(ShareOf::Number(found.quantity))
}

/// A kind of information without the word that all of them have: 动漫解读 of 动漫解读文件.
fn bare(name: &str) -> &str {
    ["文件", "信息", "材料", "类"].iter().fold(name, |name, word| name.strip_suffix(word).unwrap_or(name))
}
