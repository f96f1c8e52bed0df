//! Whose numbers are meant, and of which time: what the words before a number say about it.

use crate::extract::quantities::context::State;
use crate::extract::quantities::labels::Window;
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::{Token, TokenKind};
use crate::extract::quantities::whose::{Reporter, Width};
use crate::text::fold::is_han;

use super::Reader;

impl<'a> Reader<'a> {
    /// The state with what the words before a number say about whose numbers are meant.
    pub(in crate::extract::quantities) fn scope(&self, mut state: State, window: &Window) -> State {
        let organ = &self.setting.organ;
        let mut wide_before = None;
        let outside = (state.other_scope, state.named_scope);
        for (start, end) in window.residues() {
            // 通过某县人民政府网站: where something stands, not whose it is.
            let next = window.tokens.iter().find(|token| token.start == end);
            if next.is_some_and(|next| next.word() == Some(Word::Channel)) {
                continue;
            }
            if organ.is_other(&window.characters(window.before_glue(start), end)) {
                state.other_scope = true;
                state.named_scope = false;
                wide_before = Some(usize::MAX);
            }
        }
        // 十个区新收7412件, 6个分局办结3件: of so many organs, where not all of them were named before.
        if self.counts_organs(window.from) {
            state.other_scope = true;
            state.named_scope = false;
            wide_before = Some(usize::MAX);
        }
        let named_otherwise = wide_before.take().is_some();
        let mut other_here = named_otherwise;
        for (index, token) in window.tokens.iter().enumerate() {
            // 由业务部门办件，全年收到申请5件: the organ is meant again, perhaps.
            let anew = || {
                // 区政府办公室作为主管部门，全年收到18件: it is the office that did.
                if window.stream.text(window.from, token.start).contains("作为") {
                    return false;
                }
                let next = window.tokens.get(index + 1).filter(|next| next.start == token.end);
                matches!(next.and_then(Token::word), Some(Word::Current | Word::Year(_)))
            };
            if token.kind == TokenKind::Comma && other_here && !named_otherwise && !state.counts && anew() {
                (state.other_scope, state.named_scope) = outside;
                (other_here, state.scope_doubt) = (false, true);
            }
            let Some(word) = token.word() else { continue };
            // 市政府办公室新收件占全市的14.7%: in what it is a share, not whose it is.
            let before = index.checked_sub(1).and_then(|at| window.tokens.get(at));
            if before.is_some_and(|before| before.end == token.start && before.word() == Some(Word::Share)) {
                continue;
            }
            if word == Word::Name {
                // 南河县 is the whole county; 南河县政府 may be the government without its departments.
                let next =
                    (0..2).filter_map(|step| self.stream.character(token.end + step)).collect::<String>();
                let itself = self.stream.text(token.start, token.end).ends_with("政府")
                    || next.starts_with("人民")
                    || next.starts_with("政府");
                state.other_scope = false;
                state.named_scope = !itself;
                continue;
            }
            let text = window.characters(token.start, token.end);
            // 全县各部门 is the whole county.
            let of_all = wide_before == Some(token.start) && organ.kind == Reporter::Government;
            if let Some(width) = organ.width(word, &text) {
                let own = width == Width::Own || (word == Word::Narrow && of_all);
                other_here |= !own;
                state.other_scope = !own;
                state.named_scope = own;
            }
            if word == Word::Wide || word == Word::Levels {
                wide_before = Some(token.end);
            }
        }
        let names_itself = |(start, end): &(usize, usize)| {
            let channel =
                window.tokens.iter().any(|token| token.start == *end && token.word() == Some(Word::Channel));
            !channel && self.stream.text(*start, *end).ends_with("政府")
        };
        // 全市发布信息21.7万条。市政府制定规范性文件19件: the government is named behind the city.
        let last = |itself: usize| {
            let wide = |token: &Token| token.start > itself && token.word() == Some(Word::Wide);
            !window.tokens.iter().any(wide)
        };
        if window.residues().iter().any(|residue| names_itself(residue) && last(residue.0)) {
            state.named_scope = false;
        }
        state.itself = !state.named_scope
            && organ.kind == Reporter::Government
            && (state.itself || window.residues().iter().any(names_itself));
        // 其中区本级…、部门…、镇街…: a total divided by organ; what comes after the sentence is of the whole again.
        if other_here {
            state.scope_parts += 1;
            state.scope_outside.get_or_insert(outside);
        }
        state
    }

    /// Whether what begins at a place is what the number before it counts, and those are organs.
    pub(super) fn counts_organs(&self, from: usize) -> bool {
        const BACK: usize = 12;
        const ORGANS: [&str; 12] =
            ["区", "县", "乡", "镇", "街道", "部门", "单位", "分局", "科室", "处室", "市直", "委办"];
        let before = self.stream.text(from.saturating_sub(BACK), from);
        let counted = before.ends_with(['个', '家']) && !before.contains('全');
        let behind = self.stream.text(from, from + 2);
        counted && ORGANS.iter().any(|organ| behind.starts_with(organ))
    }

    /// The state with what the words before a number say about the time that is meant.
    pub(in crate::extract::quantities) fn time(&self, mut state: State, window: &Window) -> State {
        let year = self.setting.year;
        let word = |at: Option<usize>| at.and_then(|at| window.tokens.get(at)).and_then(Token::word);
        let mut other_here = false;
        // Since when something is counted: 自条例施行以来.
        let mut since = false;
        state.other_time |= self.names_a_month(window);
        for (index, token) in window.tokens.iter().enumerate() {
            match token.kind {
                // A year in brackets counts inside them.
                TokenKind::Open => state.time_outside = Some(state.other_time),
                TokenKind::Close => {
                    if let Some(outside) = state.time_outside.take() {
                        state.other_time = outside;
                    }
                }
                _ => {}
            }
            if !matches!(token.kind, TokenKind::Word(_) | TokenKind::Pause) {
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
                // 2023年受理、2024年审结的: of both years, and so not of this one alone.
                // 施行以来，截至2024年底: the year in which that time ends.
                Word::Year(other) if Some(other) == year && since && self.ends_at(token.start) => {}
                Word::Year(other) if Some(other) == year && !other_here => state.other_time = false,
                // Without the report's year, a year in digits is taken for it.
                Word::Year(_) | Word::Previous if !beside && (year.is_some() || own == Word::Previous) => {
                    since |= self.begins_at(token.start);
                    state.other_time = true;
                    other_here = true;
                }
                Word::Current if !other_here => state.other_time = false,
                // 2024年以来 in the report of 2024.
                Word::OtherTime
                    if matches!(word(index.checked_sub(1)), Some(Word::Year(other)) if Some(other) == year)
                        && window.is(token, "以来") => {}
                // "十四五"规划: a plan by its name.
                Word::OtherTime if self.names_a_plan(token.end) => {}
                Word::OtherTime => {
                    since = true;
                    state.other_time = true;
                    other_here = true;
                }
                Word::Plan if self.names_a_kind_of_plan(token.start, token.end) => {}
                Word::Plan => state.plan = true,
                _ => {}
            }
        }
        state
    }

    /// 12月新收7件, 当月办结4件: of that month alone; not until 12月底, nor from 1月 to 12月.
    fn names_a_month(&self, window: &Window) -> bool {
        const LONGEST: usize = 60;
        let text = self.stream.text(window.from, window.to.min(window.from + LONGEST));
        let clause = text.rsplit([',', ';']).next().unwrap_or_default();
        if clause.starts_with("当月") {
            return true;
        }
        let Some((month, behind)) = clause.split_once('月') else { return false };
        let digits = month.chars().rev().take_while(char::is_ascii_digit).count();
        let before = month.chars().rev().nth(digits);
        let begins = before.is_none_or(|c| c == '年' || c == ',');
        let verbs = ["新收", "收到", "受理", "份收到", "份新收", "份受理", "办结", "份办结"];
        (1..=2).contains(&digits) && begins && verbs.iter().any(|verb| behind.starts_with(verb))
    }

    /// Whether a word for what is planned is the name of a kind of documents: 培训计划6条, but not 明年计划公开6条.
    fn names_a_kind_of_plan(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).and_then(|at| self.stream.character(at));
        let of_something = before.is_some_and(|c| is_han(c) && !among!("年月度将已还也均共我", c));
        let ends =
            self.stream.character(end).is_none_or(|c| c.is_ascii_digit() || among!("类、,;和及与等", c));
        of_something && ends && self.stream.text(start, end) == "计划"
    }

    /// Whether a time ends with what begins at a place: 截至2024年12月31日.
    fn ends_at(&self, start: usize) -> bool {
        let before = self.stream.text(start.saturating_sub(3), start);
        ["截至", "截止", "截至到", "截止到", "截止至"].iter().any(|words| before.ends_with(words))
    }

    /// Whether a time begins with what begins at a place: 自2008年5月1日起.
    fn begins_at(&self, start: usize) -> bool {
        let before = self.stream.text(start.saturating_sub(1), start);
        before.ends_with(['自', '从'])
    }

    /// Whether 规划 stands at a place, marks of quotation left out.
    fn names_a_plan(&self, end: usize) -> bool {
        let from = end + usize::from(self.stream.character(end).is_some_and(|c| among!("\"”』」", c)));
        self.stream.text(from, from + 2) == "规划"
    }
}
