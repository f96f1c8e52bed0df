//! A number where it stands: what is between it and the number before it. Lists, shares and growth are read from these.

use super::labels::Window;
use super::lexicon::Word;
use super::tokens::TokenKind;

/// A number of the text with the words that lead up to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'a> {
    /// Its quantity, as an index into those of the section.
    pub quantity: usize,
    /// Number of its sentence in the section.
    pub sentence: usize,
    /// Whether a paragraph begins with its sentence.
    pub paragraph: bool,
    /// All since the number before it in its sentence.
    pub between: Window<'a>,
    /// Its clause.
    pub left: Window<'a>,
    /// What follows it, up to and with the next number of its sentence.
    pub rest: Window<'a>,
    /// Whether a number stands before it in its sentence.
    pub follows: bool,
    /// Whether the words before it say that another time, a plan or less than the organ is meant.
    pub aside: bool,
}

impl Mention<'_> {
    /// Whether a word stands between it and the number before it.
    pub(super) fn says(&self, wanted: Word) -> bool {
        self.between.has(|word| word == wanted)
    }

    /// Whether a word stands between, and not in brackets that are closed again.
    pub(super) fn says_outside(&self, wanted: Word) -> bool {
        let mut inside = 0_usize;
        self.between.tokens.iter().rev().any(|token| {
            match token.kind {
                TokenKind::Close => inside += 1,
                // One that opens here and goes on is where the number stands.
                TokenKind::Open => inside = inside.saturating_sub(1),
                _ => {}
            }
            inside == 0 && token.word() == Some(wanted)
        })
    }

    /// Whether its sentence begins with words that lead to the parts of something: 具体包括, 其中.
    pub(super) fn leads_with_parts(&self) -> bool {
        const LEADS: [&str; 4] = ["其中", "具体包括", "具体为", "主要包括"];
        let text = self.between.stream.text(self.between.from, self.between.from + 4);
        !self.follows && LEADS.iter().any(|lead| text.starts_with(lead))
    }

    /// Whether a bracket opens right after the number before it.
    pub(super) fn opens(&self) -> bool {
        self.follows && self.between.tokens.first().is_some_and(|token| token.kind == TokenKind::Open)
    }

    /// 政府信息108条：机构信息1条，…: a colon right behind the number before it leads to what that one is divided into.
    pub(super) fn follows_colon(&self) -> bool {
        let between = &self.between;
        let first = between
            .tokens
            .first()
            .filter(|token| token.kind == TokenKind::Comma && token.start == between.from);
        self.follows && first.is_some_and(|token| between.stream.character(token.start) == Some(':'))
    }

    /// 在主动公开的90条政府信息中，…: what the number before it counts is divided from here.
    pub(super) fn divides_what_precedes(&self) -> bool {
        let comma = self.between.tokens.iter().position(|token| token.kind == TokenKind::Comma);
        let before = comma.and_then(|at| at.checked_sub(1)).and_then(|at| self.between.tokens.get(at));
        let near = comma.is_some_and(|at| at <= 4);
        self.follows && near && before.is_some_and(|token| self.between.is(token, "中"))
    }

    /// 在主动公开的信息中，…, 主动公开信息的主要类别有：…: information published before is divided from here.
    pub(super) fn divides_information(&self) -> bool {
        const NEAR: usize = 24;
        const LONGEST: usize = 16;
        const ENDS: [&str; 7] = ["信息中", "类别情况", "类别有", "类别为", "类别是", "类别如下", "类别包括"];
        let between = &self.between;
        let commas = between.tokens.iter().take(NEAR).filter(|token| token.kind == TokenKind::Comma);
        let named = |end: usize| {
            let words = between.stream.text(end.saturating_sub(LONGEST).max(between.from), end);
            words.contains("公开")
                && words.contains("信息")
                && ENDS.iter().any(|ending| words.ends_with(ending))
        };
        commas.map(|token| token.start).any(named)
    }

    /// A letter that stands for a digit (S件): a number that cannot be read stands between.
    pub(super) fn leaves_unread(&self) -> bool {
        let letter = |pair: &[char]| matches!(pair, [c, unit] if c.is_ascii_alphabetic() && among!("件条份宗项起", *unit));
        let text = self.between.characters(self.between.from, self.between.to);
        text.windows(2).any(letter)
    }
}
