//! Shares named by rows or columns of table 3 without their numbers: 自然人申请占新收总数的89.3%; 各类答复的占比为予以公开42.1%、….

use crate::form::{CellId, ColumnRole, FormId, Role};

use super::cells::request_cells;
use super::lexicon::Word;
use super::mention::Mention;
use super::tokens::{Token, TokenKind};
use super::{Claim, NamedShare, Quantity};

/// The shares of a section, where every word of a share's clause is understood and its sentence speaks of requests only.
pub(super) fn named_shares(mentions: &[Mention], quantities: &[Quantity], form: FormId) -> Vec<NamedShare> {
    let sentences = mentions.chunk_by(|left, right| left.sentence == right.sentence);
    sentences
        .enumerate()
        .flat_map(|(group, sentence)| of_sentence(sentence, quantities, form, group))
        .collect()
}

fn of_sentence(mentions: &[Mention], quantities: &[Quantity], form: FormId, group: usize) -> Vec<NamedShare> {
    let has = |wanted: &dyn Fn(Word) -> bool| mentions.iter().any(|each| each.between.has(wanted));
    let other = |word: Word| {
        matches!(
            word,
            Word::Review
                | Word::Suit
                | Word::SuitDirect
                | Word::SuitAfter
                | Word::Alien
                | Word::Previous
                | Word::Compare
                | Word::Change
                | Word::Wide
                | Word::WideTown
                | Word::Levels
                | Word::Narrow
                | Word::OtherTime
                | Word::Plan
                | Word::Negation
                | Word::Withdrawn
        )
    };
    let of_requests = |word: Word| {
        matches!(word, Word::Request | Word::Apply | Word::ReceiveNew | Word::Close | Word::Result(_))
    };
    if !has(&|word| word == Word::Share) || !has(&of_requests) || has(&other) {
        return Vec::new();
    }
    let aside = mentions.iter().any(|mention| mention.aside);
    let percent = |mention: &Mention| {
        quantities.get(mention.quantity).is_some_and(|own| own.claim == Claim::Percentage && own.unit == "%")
    };
    let shares = mentions.iter().filter(|mention| !aside && percent(mention));
    shares.filter_map(|mention| share(mention, form, group)).collect()
}

/// What a percentage is the share of, by the one row or kind of applicant that its clause names.
fn share(mention: &Mention, form: FormId, group: usize) -> Option<NamedShare> {
    let left = &mention.left;
    let names = |token: &Token| matches!(token.word(), Some(Word::Result(_) | Word::Applicant(_)));
    let plain = |token: &Token| {
        names(token)
            || matches!(
                token.kind,
                TokenKind::Pause
                    | TokenKind::Word(
                        Word::Share
                            | Word::Glue
                            | Word::Apply
                            | Word::Request
                            | Word::Receive
                            | Word::ReceiveNew
                            | Word::Close
                            | Word::CloseAll
                            | Word::Total
                            | Word::Current
                    )
            )
    };
    let mut named = left.tokens.iter().enumerate().filter(|(_, token)| names(token));
    let ((at, token), more) = (named.next()?, named.next());
    // 占自然人申请的20%: what is named behind is the whole.
    let said = left.tokens.iter().position(|token| token.word() == Some(Word::Share));
    let subject = said.is_none_or(|said| at < said);
    let alone = left.tokens.iter().all(plain) && left.residue(&|_| false) == 0 && more.is_none();
    if !subject || !alone {
        return None;
    }
    let total = ColumnRole::Total.column();
    // Received, answered, and received with those carried in.
    let cells = |column| {
        let of = |role: Role| request_cells(form, role.row(), column);
        [of(Role::New), of(Role::Handled), [of(Role::New), of(Role::CarriedIn)].concat()]
    };
    let parts: [Vec<CellId>; 3] = match token.word()? {
        Word::Result(rows) => {
            let own: Vec<CellId> = rows.iter().flat_map(|row| request_cells(form, *row, total)).collect();
            [own.clone(), own.clone(), own]
        }
        Word::Applicant(column) => cells(column),
        _ => return None,
    };
    let bases = cells(total);
    let ratios: Vec<(Vec<CellId>, Vec<CellId>)> =
        parts.into_iter().zip(bases).filter(|(part, base)| !part.is_empty() && !base.is_empty()).collect();
    let based = said.is_some_and(|said| {
        let after = left.part(said + 1, left.tokens.len());
        after.stream.text(after.from, after.to).contains('总')
            && after.has(|word| matches!(word, Word::Apply | Word::Request | Word::ReceiveNew | Word::Close))
    });
    (!ratios.is_empty()).then_some(NamedShare { percentage: mention.quantity, ratios, group, based })
}
