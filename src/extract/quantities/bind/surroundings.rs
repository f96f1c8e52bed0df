//! Whose numbers are meant, and of which time: what the words before a number say about it.

use crate::extract::quantities::labels::Window;
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::organ::{OrganKind, Width};
use crate::extract::quantities::tokens::{Kind, Token};

use super::Reader;

impl<'a> Reader<'a> {
    /// Takes in what the words before a number say about whose numbers are meant.
    pub(in crate::extract::quantities) fn scope(&mut self, window: &Window) {
        let organ = &self.setting.organ;
        let mut wide_before = None;
        let outside = (self.state.other_scope, self.state.named_scope);
        for (start, end) in window.residues() {
            if organ.is_other(&window.characters(start, end)) {
                self.state.other_scope = true;
                self.state.named_scope = false;
                wide_before = Some(usize::MAX);
            }
        }
        let mut other_here = wide_before.take().is_some();
        for token in window.tokens {
            let Some(word) = token.word() else { continue };
            if word == Word::Name {
                // 南河县 is the whole county; 南河县政府 may be the government without its departments.
                let next =
                    (0..2).filter_map(|step| self.stream.character(token.end + step)).collect::<String>();
                let itself = self.stream.text(token.start, token.end).ends_with("政府")
                    || next.starts_with("人民")
                    || next.starts_with("政府");
                self.state.other_scope = false;
                self.state.named_scope = !itself;
                continue;
            }
            let text = window.characters(token.start, token.end);
            // 全县各部门 is the whole county.
            let of_all = wide_before == Some(token.start) && organ.kind == OrganKind::Government;
            if let Some(width) = organ.width(word, &text) {
                let own = width == Width::Own || (word == Word::Narrow && of_all);
                other_here |= !own;
                self.state.other_scope = !own;
                self.state.named_scope = own;
            }
            if word == Word::Wide || word == Word::Levels {
                wide_before = Some(token.end);
            }
        }
        // 其中区本级…、部门…、镇街…: a total divided by organ; what comes after the sentence is of the whole again.
        if other_here {
            self.state.scope_parts += 1;
            self.state.scope_outside.get_or_insert(outside);
        }
    }

    /// Takes in what the words before a number say about the time that is meant.
    pub(in crate::extract::quantities) fn time(&mut self, window: &Window) {
        let year = self.setting.year;
        let word = |at: Option<usize>| at.and_then(|at| window.tokens.get(at)).and_then(Token::word);
        let mut other_here = false;
        for (index, token) in window.tokens.iter().enumerate() {
            match token.kind {
                // A year in brackets counts inside them.
                Kind::Open => self.state.time_outside = Some(self.state.other_time),
                Kind::Close => {
                    if let Some(outside) = self.state.time_outside.take() {
                        self.state.other_time = outside;
                    }
                }
                _ => {}
            }
            if !matches!(token.kind, Kind::Word(_) | Kind::Pause) {
                other_here = false;
            }
            let Some(own) = token.word() else { continue };
            let carries = |word: Option<Word>| {
                matches!(word, Some(Word::Carry | Word::CarryIn | Word::CarryOut | Word::Compare))
            };
            let beside = carries(word(index.checked_sub(1)))
                || carries(word(Some(index + 1)))
                || word(index.checked_sub(1)) == Some(Word::Glue) && carries(word(index.checked_sub(2)))
                || word(Some(index + 1)) == Some(Word::Glue) && carries(word(Some(index + 2)));
            match own {
                Word::Year(other) if Some(other) == year => {
                    self.state.other_time = false;
                    other_here = false;
                }
                // Without the report's year, a year in digits is taken for it.
                Word::Year(_) | Word::Previous if !beside && (year.is_some() || own == Word::Previous) => {
                    self.state.other_time = true;
                    other_here = true;
                }
                Word::Current if !other_here => self.state.other_time = false,
                Word::OtherTime => {
                    self.state.other_time = true;
                    other_here = true;
                }
                Word::Plan => self.state.plan = true,
                _ => {}
            }
        }
    }
}
