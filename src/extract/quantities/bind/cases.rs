//! Numbers of review and litigation.

use crate::extract::quantities::Reason;
use crate::extract::quantities::context::{Cases, State, Topic};
use crate::extract::quantities::labels::{Label, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::{Token, TokenKind};
use crate::form::ColumnRole;

use super::{Named, REACH, Reader};

impl<'a> Reader<'a> {
    /// 办理行政复议案件46件 with nothing that says that they are about government information: the organ's other work. What
    /// it says of one number, it says of those that follow in the sentence.
    pub(super) fn is_other_work(&self, state: &State, sentence: &Window<'a>, wide: &Window<'a>) -> bool {
        let works = wide.has(|word| matches!(word, Word::Handle | Word::Receive));
        let said = sentence.has(|word| matches!(word, Word::Information | Word::Request))
            || sentence.tokens.iter().any(|token| sentence.is(token, "相关") || sentence.is(token, "有关"));
        state.other_work || (state.about && works && !said && self.section != 4) || state.reviews_itself
    }

    /// 行政复议机构受理行政复议案件41件: its work as the one that reviews.
    pub(super) fn reviews_itself(&self, sentence: &Window<'a>) -> bool {
        if !sentence.has(|word| word == Word::Review) {
            return false;
        }
        let text = self.stream.text(sentence.from, sentence.to);
        let subjects = ["复议机构", "复议机关"];
        let verbs = ["受理", "审理", "审结", "收到", "办理", "共受理", "共收到", "共审理", "共办理"];
        subjects.iter().any(|subject| {
            text.match_indices(subject).any(|(at, found)| {
                let rest = text.get(at + found.len()..).unwrap_or_default();
                verbs.iter().any(|verb| rest.starts_with(verb))
            })
        })
    }

    /// 备案行政复议案件36件: cases of others, that were only reported to the organ.
    pub(super) fn is_reported(&self, wide: &Window<'a>, after: &Window<'a>) -> bool {
        let reported = |window: &Window| window.tokens.iter().any(|token| window.is(token, "备案"));
        reported(wide) || reported(after)
    }

    /// 行政诉讼26件，其中政府信息公开类4件: only of the part is it said that it is about government information.
    pub(super) fn only_part_is_said(&self, state: &State, sentence: &Window<'a>, index: usize) -> bool {
        let about = |token: &Token| matches!(token.word(), Some(Word::Information | Word::Request));
        let (before, after) = sentence.tokens.split_at_checked(index).unwrap_or_default();
        // 复议86件、诉讼117件，其中: of both.
        let mut measures = 0;
        let next = after.iter().skip(1).take(REACH).take_while(|token| {
            measures += usize::from(token.measure().is_some());
            measures < 2
        });
        let next: Vec<&Token> = next.collect();
        let among = next.iter().position(|token| token.word() == Some(Word::Among));
        let behind = |at: usize| next.iter().skip(at).take_while(|token| token.measure().is_none());
        let part = among.is_some_and(|at| behind(at).any(|token| about(token)));
        // Under the heading of section four it is said of all, unless the part is said to be about information.
        let said = among.is_some_and(|at| behind(at).any(|token| token.word() == Some(Word::Information)));
        part && (said || matches!(state.heading, Topic::None | Topic::Request))
            && !before.iter().rev().take(2 * REACH).any(about)
    }

    /// What cases a number counts.
    pub(super) fn case(
        &self,
        state: &State,
        left: &Window<'a>,
        wide: &Window<'a>,
        after: &Window<'a>,
    ) -> Named {
        let mut taken = None;
        let mut window = left;
        let named = |window: &Window| !window.cases().is_empty() || !window.case_columns().is_empty();
        // 已结14宗中被判纠正1宗: what stands behind 中 is said of the next number.
        let divided = self.stream.character(after.from).is_some_and(|c| among!("中里内", c));
        if !named(left) {
            if named(after) && !divided {
                window = after;
                taken = Some(after.to);
            } else if named(wide)
                && wide.tokens.len() > left.tokens.len()
                // 复议3件，其中，1件被…: a part of what was named.
                && !wide.has(|w| w == Word::Among)
                && !left.has(|w| w == Word::Rest)
            {
                window = wide;
            }
        }
        let behind = std::ptr::eq(window, after);
        let text = if behind { self.stream.text(after.from, after.to) } else { String::new() };
        // 5件行政诉讼分为直接起诉2件、…: what stands right before the next number is that one's.
        let divided = ["分为", "分别", "包括", "中被", "中结果", "中,"].iter().find_map(|word| {
            // 1件答复在复议中被纠正: where it was, not of how many.
            text.get(..text.find(word)?).filter(|before| !word.starts_with('中') || !before.contains('在'))
        });
        // 9件计入“其他结果”: where they were counted, with others.
        if ["计入", "列入", "归入", "记入"].iter().any(|word| text.starts_with(word)) {
            return Named { label: Err(Reason::Part), taken: None, divided: None };
        }
        let cut = divided.map(|before| {
            let end = after.from + before.chars().count();
            after.part(0, after.tokens.iter().take_while(|token| token.end <= end).count())
        });
        let said = cut.as_ref().unwrap_or(window);
        let mut cases = said.cases();
        let mut columns = said.case_columns();
        // 9件行政复议无一被纠正: of none of them it is so.
        if ["无一", "均未"].iter().any(|word| text.contains(word)) {
            columns.clear();
        }
        let tail = window.residues().last().is_some_and(|(start, end)| {
            *end == window.to
                && end - start >= 2
                && window.tokens.last().is_some_and(|token| token.end <= *start)
        });
        if tail && std::ptr::eq(window, left) {
            return Named { label: Err(Reason::Unclear), taken, divided: None };
        }
        // 复议中有1件被纠正, 诉讼有1件未结: what became of it is said behind.
        // 诉讼26件，含由本厅具体应诉的13件: some of them.
        if std::ptr::eq(window, left) && left.has(|word| word == Word::Contains) {
            return Named { label: Err(Reason::Part), taken, divided: None };
        }
        let ends = left.stream.text(left.to.saturating_sub(2), left.to);
        if columns.is_empty() && std::ptr::eq(window, left) && (ends.ends_with('有') || ends == "中的") {
            columns = after.case_columns();
            if columns.is_empty() && self.strange(after) > 1 {
                return Named { label: Err(Reason::Part), taken, divided: None };
            }
        }
        // 否定本机关的复议1件: which ones they are is said by words that are not understood.
        let told = self.stream.text(left.from, left.to);
        let by_unknown = std::ptr::eq(window, left)
            && left.residues().iter().any(|(start, end)| {
                let mut behind = told.chars().skip(end - left.from).take(8);
                // 公安部审结9件: by whom.
                let acts = left.tokens.iter().any(|token| {
                    token.start == *end
                        && matches!(token.word(), Some(Word::Concluded | Word::Receive | Word::Handle))
                });
                end - start >= 2
                    && (acts || behind.any(|c| c == '的'))
                    && !self.setting.organ.is_own(&left.characters(*start, *end))
            });
        if by_unknown {
            return Named { label: Err(Reason::Narrowed), taken, divided: None };
        }
        let total_only = columns.is_empty();
        // 结转起诉案件2件: of another year; no table counts them.
        const BACK: usize = 14;
        let listed = left.tokens.first().is_some_and(|token| token.kind == TokenKind::Pause);
        let told_before = self.stream.text(left.from.saturating_sub(BACK), left.from);
        let carried = listed && ["跨年", "结转"].iter().any(|word| told_before.contains(word));
        if total_only
            && (carried || left.has(|word| matches!(word, Word::Carry | Word::CarryIn | Word::CarryOut)))
        {
            return Named { label: Err(Reason::Unclear), taken, divided: None };
        }
        // 复议3件，其中，1件被复议机关…: a part is no total.
        // 行政复议144件，120件作了复议决定: nor is what follows a total of the same cases.
        let again = !cases.is_empty() && state.sentence_cases.with(cases) == state.sentence_cases;
        let part = wide.has(|word| word == Word::Among) || again;
        if total_only && std::ptr::eq(window, after) && part {
            return Named { label: Err(Reason::Unclear), taken, divided: None };
        }
        let told_all = wide.stream.text(wide.from, wide.to);
        if cases.is_empty() {
            // 其余5件已结: what they are is said behind.
            let silent = after.tokens.is_empty() && after.residue(&|_| false) == 0;
            if columns.is_empty() && silent && left.has(|word| word == Word::Rest) && left.tokens.len() <= 2 {
                columns = vec![ColumnRole::OtherResult.column()];
            }
            if columns.is_empty() {
                return Named { label: Err(Reason::Unclear), taken, divided: None };
            }
            // 对被纠正的1件，已重新作出答复: one of those told of before, whatever they were.
            let text = left.stream.text(left.from, left.to);
            let back = text.trim_start_matches([',', ';', '。']);
            if back.starts_with('对') && back.ends_with('的') {
                return Named { label: Err(Reason::Part), taken, divided: None };
            }
            // 两类合计，维持43件: of both kinds of suits, 两类 being a number of its own. 纠正和其他结果合计3件 adds up results, not kinds.
            const KINDS: [&str; 3] = ["两类", "两种", "两项"];
            let suits = !state.cases.review && state.cases.direct != state.cases.after;
            let before = told_before.trim_end_matches(|c| among!(",:案件诉讼合总共计", c));
            let together = KINDS.iter().any(|word| before.ends_with(word) || told_all.contains(word));
            cases = if suits && together {
                Cases { review: false, direct: true, after: true }
            } else {
                state.cases
            };
        } else if total_only
            && (left.has(|word| word == Word::Withdrawn)
                || left.tokens.iter().any(|token| left.is(token, "撤销")))
        {
            return Named { label: Err(Reason::Unclear), taken, divided: None };
        }
        if cases.is_empty() {
            return Named { label: Err(Reason::Unclear), taken, divided: None };
        }
        Named { label: Ok(Label::Case { cases, columns }), taken, divided: None }
    }
}
