//! Numbers of requests: received, carried, answered, by result and by applicant.

use crate::extract::quantities::context::{State, received};
use crate::extract::quantities::labels::{Label, RequestKind, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::{Token, TokenKind};
use crate::extract::quantities::{Claim, Class, Quantity, Reason};
use crate::form::{ColumnRole, Role};

use super::{At, Named, Reader};

/// Whether the numbers before are results of requests, several of them.
fn results_before(read: &[Quantity], paragraph: u32) -> bool {
    const FEWEST: usize = 3;
    let near = read.iter().rev().take(12).take_while(|each| each.paragraph == paragraph);
    let counted = near.filter(|each| each.claim == Claim::Number);
    counted.take_while(|each| each.class == Class::Result).count() >= FEWEST
}

/// 办结57件，其中本年新收53件: what is divided are those closed; not all that came in need be among them.
fn is_new_of_those_closed(read: &[Quantity], paragraph: u32, left: &Window) -> bool {
    let new = left.has(|word| word == Word::ReceiveNew);
    let mut near = read.iter().rev().take(2).filter(|each| each.paragraph == paragraph);
    let closed = |each: &Quantity| {
        let handled = each.readings.first().and_then(|cells| cells.first());
        each.class == Class::Requests && handled.is_some_and(|cell| cell.row().role() == Role::Handled)
    };
    let divides = left.has(|word| word == Word::Among) || read.last().is_some_and(|last| !closed(last));
    new && divides && near.any(closed)
}

/// 接到申请46件,当年回复41件;上年结转的3件也已回复: of those that came in this year alone, where the others are told of as well.
fn is_of_this_years_own(sentence: &Window, index: usize, left: &Window, clause: &str) -> bool {
    let closes = |word: Word| matches!(word, Word::Close | Word::CloseAll | Word::Handle);
    let own = ["当年", "年内"].iter().any(|word| clause.contains(word)) && left.has(closes);
    let rest = sentence.tokens.get(index + 1..).unwrap_or_default();
    own && rest.iter().any(|token| token.word() == Some(Word::CarryIn))
}

/// 本年新收的56件办结53件: of those that are new, in one clause with them.
fn is_closed_of_new(read: &[Quantity], paragraph: u32, at: &At) -> bool {
    let new = |last: &Quantity| {
        last.paragraph == paragraph
            && matches!(last.readings.as_slice(), [cells]
                if matches!(cells.as_slice(), [cell] if cell.row().role() == Role::New && cell.column().is_total()))
    };
    let joined = at.wide.tokens.iter().all(|token| matches!(token.kind, TokenKind::Word(_)));
    let closes = at.left.has(|word| matches!(word, Word::Close | Word::CloseAll));
    closes && joined && read.last().is_some_and(new)
}

/// 依申请事项1187项, 依申请类政务服务事项900项: what an office does when it is asked to, not requests for information.
fn is_of_services(clause: &str) -> bool {
    const LONGEST: usize = 8;
    let between = clause.split_once("依申请").and_then(|(_, behind)| behind.split_once("事项"));
    between.is_some_and(|(between, _)| {
        between.chars().count() <= LONGEST && !["公开", "信息"].iter().any(|word| between.contains(word))
    })
}

/// 全年新收和上年结转的申请共40件: both together, in one clause without a number between.
fn counts_new_and_carried(clause: &str) -> bool {
    const NEW: [&str; 4] = ["新收", "收到", "受理", "新增"];
    const CARRIED: [&str; 5] = ["上年", "上一年", "去年", "往年", "结转"];
    let joined = ["和", "与", "及", "加", "连同"].iter().any(|and| {
        clause.split_once(and).is_some_and(|(before, behind)| {
            NEW.iter().any(|word| before.contains(word))
                && CARRIED.iter().any(|word| behind.starts_with(word))
        })
    });
    joined && clause.contains('转') && !clause.chars().any(|c| c.is_ascii_digit())
}

impl<'a> Reader<'a> {
    /// What requests a number counts.
    pub(super) fn request(&self, state: &State, read: &[Quantity], at: &At<'a>) -> Named {
        let At { sentence, index, left, wide, after } = at;
        let year = self.setting.year;
        if left.has(|word| word == Word::Withdrawn) {
            return Named::not(Reason::Withdrawn);
        }
        if left.has(|word| word == Word::Qualifier) {
            return Named::not(Reason::Narrowed);
        }
        // 依申请公开三项制度: what stands right behind the number is what it counts.
        let counts = after.tokens.first().filter(|token| token.start == after.from);
        let other = counts.is_some_and(|token| token.word() == Some(Word::Alien))
            || after.residues().first().is_some_and(|(start, end)| *start == after.from && end - start >= 2);
        let unit = sentence.tokens.get(*index).and_then(Token::measure).map_or("", |measure| measure.unit);
        let clause = self.stream.text(left.from, left.to);
        if self.is_some_of_number_before(at)
            || is_closed_of_new(read, state.paragraph, at)
            || self.divides_carried_in(sentence, left)
            || self.is_of_each_or_rest(sentence, left)
        {
            return Named::not(Reason::Part);
        }
        if unit == "个" && self.counts_organs(after.from) {
            return Named::not(Reason::OtherMatter);
        }
        if matches!(unit, "项" | "个") && other || is_of_services(&clause) {
            return Named::not(Reason::OtherMatter);
        }
        if self.is_within_days(left, &clause) || is_new_of_those_closed(read, state.paragraph, left) {
            return Named::not(Reason::Part);
        }
        // 涉及第三方合法权益的申请3件: what they are about, not how they were answered.
        let about = clause.split_once("涉及").is_some_and(|(_, what)| what.contains('的'));
        if about && clause.ends_with("申请") {
            return Named::not(Reason::Narrowed);
        }
        // 答复书被纠正1件: what became of an answer elsewhere.
        if ["被纠正", "被纠错", "被撤销", "被确认违法", "被维持"].iter().any(|word| clause.contains(word))
        {
            return Named::not(Reason::OtherMatter);
        }
        let late = self.is_in_time_beside_late(sentence, left, &clause);
        if late || is_of_this_years_own(sentence, *index, left, &clause) {
            return Named::not(Reason::Narrowed);
        }
        let mut taken = None;
        let mut divided = None;
        // Something that no word explains right before the number is what it counts.
        let tail = left.residues().last().is_some_and(|(start, end)| {
            end - start >= 2 && *end == left.to && !self.setting.organ.is_own(&left.characters(*start, *end))
        });
        // 低保申请: what stands right before a bare 申请 says what is applied for.
        let of_else = left.tokens.iter().any(|token| {
            token.word() == Some(Word::Apply)
                && left.residues().iter().any(|(start, end)| {
                    *end == token.start
                        && end - start >= 2
                        && !self.setting.organ.is_own(&left.characters(*start, *end))
                })
        });
        if tail || of_else {
            return Named::not(Reason::OtherMatter);
        }
        let neutral = self.is_neutral(left);
        let rest = left.has(|word| word == Word::Rest) && left.tokens.len() <= 2 && self.strange(left) == 0;
        // 企业3件，其余60件均由自然人提出: who they are is said behind them.
        let named_behind = after.has(|word| matches!(word, Word::Applicant(_)));
        if rest && state.organisations && !named_behind {
            return Named::only(Label::Request {
                rows: state.applicant_rows(),
                column: ColumnRole::OtherOrganisation.column(),
                kind: RequestKind::Applicant,
            });
        }
        let mut label = if neutral && !left.has(|word| word == Word::Request) {
            let strange = self.strange(after) >= 4
                || after.has(|word| {
                    // 2件因属内部事务信息而未予公开.
                    matches!(word, Word::Qualifier | Word::Withdrawn | Word::Alien | Word::Negation)
                });
            // 137件申请由自然人125件、企业8件构成: the words right before a number are that one's.
            let next = sentence.tokens.get(index + 1..).unwrap_or_default();
            let next = next.iter().find(|token| token.measure().is_some());
            let of_next = next.is_some_and(|next| next.start == after.to)
                && after.has(|word| matches!(word, Word::Applicant(_)));
            // 余4件为需另行制作、补正后仍不明确各2件, 其余84件分属不予公开、无法提供、其他处理: of several.
            let last = sentence.tokens.iter().find(|token| token.start >= after.to);
            let in_turn = after.stream.text(after.from, after.from + 2) == "分别";
            let several = left.has(|word| word == Word::Rest)
                && (in_turn
                    || last.is_some_and(|token| token.kind == TokenKind::Pause)
                        && self.stream.character(after.from).is_some_and(|c| among!("为是系分属", c)));
            let follows = (!strange && !of_next && !several).then(|| after.request(state, year)).flatten();
            if follows.is_some() {
                taken = Some(after.to);
            }
            let before = || {
                let allowed = !left.has(|word| matches!(word, Word::Among | Word::Rest));
                let more = wide.tokens.len() > left.tokens.len();
                let doubtful =
                    wide.has(|word| matches!(word, Word::Qualifier | Word::Withdrawn | Word::Compare));
                // 2件告知向其他单位申请: what follows says what is counted.
                let silent = after.tokens.iter().all(|token| token.word() == Some(Word::Glue))
                    && after.residue(&|_| false) < 2;
                (allowed && more && !doubtful && silent).then(|| wide.request(state, year)).flatten()
            };
            let part = |label: &Label| self.is_part_of_something(state, read, label, sentence, left);
            if follows.as_ref().is_some_and(part) {
                return Named { label: Err(Reason::Part), taken, divided };
            }
            // 除1件外均已办结: all but one.
            let but = left.to.checked_sub(1).and_then(|at| self.stream.character(at)) == Some('除');
            let carried_out =
                |label: &Label| matches!(label, Label::Request { kind: RequestKind::CarriedOut, .. });
            // 除1件仍在审理外: a case.
            let tried = but && self.stream.text(after.from, after.to).contains('审');
            // 除2件结转外，…均已办结.
            let carries = but
                && after.has(|word| word == Word::Carry)
                && !after.has(|word| matches!(word, Word::Previous | Word::CarryIn | Word::Year(_)))
                && sentence.has(|word| matches!(word, Word::Close | Word::CloseAll));
            if tried {
                None
            } else if carries && follows.is_none() {
                Some(Label::Request {
                    rows: vec![vec![Role::CarriedOut.row()]],
                    column: ColumnRole::Total.column(),
                    kind: RequestKind::CarriedOut,
                })
            } else if but {
                follows.filter(carried_out)
            } else {
                follows.or_else(before)
            }
        } else if left.to.checked_sub(1).and_then(|at| self.stream.character(at)) == Some('除') {
            None
        } else {
            left.request(state, year)
        };
        let strong = left.has(|word| matches!(word, Word::Request | Word::Result(_) | Word::Detail(_)));
        if !neutral && !strong && self.strange(left) >= 2 {
            return Named { label: Err(Reason::Unclear), taken, divided };
        }
        if let Some(Label::Request { rows, kind, .. }) = &mut label {
            match kind {
                RequestKind::Applicant => {
                    // 新收申请中，自然人…: what is divided is named without a number.
                    let named = (!neutral).then(|| wide.base(state, year)).flatten();
                    let among = left.has(|word| word == Word::Among) || state.rows.is_empty();
                    let base = if among { &state.last_rows } else { &state.rows };
                    *rows = match named {
                        Some(named) => {
                            divided = Some(named.clone());
                            named
                        }
                        None if base.is_empty() => received(),
                        None => {
                            // 收到46件，办结45件。自然人31件、企业12件…: those who asked may be those of all that came in.
                            let closing = |word| matches!(word, Word::Close | Word::CloseAll | Word::Handle);
                            let all = state.received && !among && !sentence.has(closing);
                            let mut rows = base.clone();
                            rows.extend(received().into_iter().filter(|each| all && !base.contains(each)));
                            rows
                        }
                    };
                }
                // 共处理1717件（包含上年结转76件）; but 答复805件（含上年结转18件） is of those closed.
                RequestKind::Received | RequestKind::Handled if self.includes_carried(sentence, *index) => {
                    *rows = vec![vec![Role::New.row(), Role::CarriedIn.row()]];
                }
                RequestKind::Received if self.divides_carried(sentence, *index) => {
                    *rows = vec![vec![Role::New.row(), Role::CarriedIn.row()]];
                }
                // 公开答复29件（含部分公开5件）: both together.
                RequestKind::Result
                    if *rows == [vec![Role::Granted.row()]]
                        && (self.includes_partial(sentence, *index) || self.said_with_partial(wide)) =>
                {
                    *rows = vec![vec![Role::Granted.row(), Role::Partial.row()]];
                }
                _ => {}
            }
        }
        // 合计: what came in and what was carried in, where both were given.
        // 应办449件: all that there was to handle.
        let due = left.tokens.iter().any(|token| {
            token.word() == Some(Word::Receive)
                && left.stream.character(token.start).is_some_and(|c| among!("应需", c))
        });
        let adds_up = due
            || left.has(|word| word == Word::Total)
                && !left
                    .has(|word| matches!(word, Word::Receive | Word::Close | Word::CloseAll | Word::Handle))
                && neutral;
        if adds_up && state.received && state.carried_in && !state.closed || counts_new_and_carried(&clause) {
            let label = Label::Request {
                rows: vec![vec![Role::New.row(), Role::CarriedIn.row()]],
                column: ColumnRole::Total.column(),
                kind: RequestKind::Received,
            };
            return Named { label: Ok(label), taken, divided };
        }
        // 予以公开3件、部分公开1件，…，合计6件: what the results add up to was answered.
        if adds_up && !due && results_before(read, state.paragraph) {
            let label = Label::Request {
                rows: vec![vec![Role::Handled.row()]],
                column: ColumnRole::Total.column(),
                kind: RequestKind::Handled,
            };
            return Named { label: Ok(label), taken, divided };
        }
        Named { label: label.ok_or(Reason::Unclear), taken, divided }
    }

    /// 按时办结461件,延期办结18件: those closed in time, where the next are those that were not.
    fn is_in_time_beside_late(&self, sentence: &Window<'a>, left: &Window<'a>, clause: &str) -> bool {
        const REACH: usize = 16;
        let behind = || self.stream.text(left.to, sentence.to.min(left.to + REACH));
        ["按时", "按期", "如期", "期限内"].iter().any(|word| clause.contains(word))
            && ["延期", "延长", "超期", "逾期"].iter().any(|word| behind().contains(word))
    }

    /// 56件新申请有53件得到答复: some of the number before it, in its own clause.
    fn is_some_of_number_before(&self, at: &At<'a>) -> bool {
        let At { sentence, index, wide, .. } = at;
        let before = index.checked_sub(wide.tokens.len() + 1).and_then(|at| sentence.tokens.get(at));
        let applied = wide.has(|word| matches!(word, Word::Apply | Word::Request));
        let joined = wide.tokens.iter().all(|token| matches!(token.kind, TokenKind::Word(_)));
        let some = wide.to.checked_sub(1).and_then(|at| self.stream.character(at)) == Some('有');
        some && joined && applied && before.is_some_and(|before| before.measure().is_some())
    }

    /// 上年结转的4件中，予以公开2件、无法提供1件: results of those that were carried in.
    fn divides_carried_in(&self, sentence: &Window<'a>, left: &Window<'a>) -> bool {
        const REACH: usize = 60;
        let text = self.stream.text(sentence.from.max(left.from.saturating_sub(REACH)), left.from);
        let said = text.rsplit([';', '。']).next().unwrap_or_default();
        ["件中,", "件中:", "宗中,", "件里,"].iter().any(|divides| {
            said.split_once(divides).is_some_and(|(before, _)| {
                let clause = before.rsplit(',').next().unwrap_or_default();
                ["结转", "上年", "去年", "上一年"].iter().any(|word| clause.contains(word))
            })
        })
    }

    /// 每收到10件申请，约有9件来自自然人; 其余不予公开情形均为0; 由市局受理的46起: no numbers of the table.
    fn is_of_each_or_rest(&self, sentence: &Window<'a>, left: &Window<'a>) -> bool {
        const REACH: usize = 24;
        let told = self.stream.text(sentence.from.max(left.from.saturating_sub(REACH)), left.to);
        let each = ["每收到", "每受理", "每办理", "每办结"].iter().any(|word| told.contains(word));
        let result = |word: Word| matches!(word, Word::Result(_) | Word::Detail(_));
        let place = |wanted: &dyn Fn(Word) -> bool| left.words().position(wanted);
        let rest =
            place(&|word| word == Word::Rest).zip(place(&result)).is_some_and(|(rest, result)| rest < result);
        let clause = self.stream.text(left.from, left.to);
        let by_whom = ["由", "经由"].iter().any(|word| clause.starts_with(word))
            && ["受理的", "办理的", "答复的", "承办的"].iter().any(|word| clause.ends_with(word));
        each || rest || by_whom
    }

    /// 15日内办结的40件: of those closed, the ones within so many days.
    fn is_within_days(&self, left: &Window<'a>, clause: &str) -> bool {
        if !left.has(|word| matches!(word, Word::Close | Word::CloseAll | Word::Handle)) {
            return false;
        }
        let days =
            |at: usize| clause.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        // 6至10个工作日答复的17件.
        let days_before = left.stream.text(left.from.saturating_sub(3), left.from);
        if days_before.ends_with("工作日") || days_before.ends_with("个月") {
            return true;
        }
        // The days are a number of their own: 20个工作日 stands before what is looked at.
        let before = left.from.checked_sub(1).and_then(|at| self.stream.character(at));
        let apart = clause.starts_with('内') && matches!(before, Some('日' | '天'));
        apart
            || ["日内", "天内", "个工作日内", "工作日内"]
                .iter()
                .any(|word| clause.find(word).is_some_and(days))
    }

    /// 受理97件,其中3件来自上一年度结转: the first part of what was received are those carried in.
    fn divides_carried(&self, sentence: &Window<'a>, index: usize) -> bool {
        const REACH: usize = 12;
        let next = sentence.tokens.get(index + 1..).unwrap_or_default().iter().take(REACH);
        let mut measures = 0;
        let part: Vec<&Token> = next
            .skip_while(|token| token.kind == TokenKind::Comma)
            .take_while(|token| {
                measures += usize::from(token.measure().is_some());
                let ends = matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Pause);
                measures < 2 && !(ends && measures > 0)
            })
            .collect();
        part.first().is_some_and(|first| first.word() == Some(Word::Among))
            && part.iter().any(|token| token.word() == Some(Word::CarryIn))
            && measures > 0
    }

    /// 公开类（含部分公开）26件: the bracket right before the number says so.
    fn said_with_partial(&self, wide: &Window<'a>) -> bool {
        const REACH: usize = 12;
        let before = self.stream.text(wide.to.saturating_sub(REACH).max(wide.from), wide.to);
        let inside = before.strip_suffix(')').and_then(|text| text.rsplit_once('('));
        inside.is_some_and(|(_, inside)| {
            inside.starts_with(['含', '包'])
                && ["部分公开", "区分处理"].iter().any(|word| inside.contains(word))
        })
    }

    /// Whether a bracket after a number of requests granted says that those granted in part are included.
    fn includes_partial(&self, sentence: &Window<'a>, index: usize) -> bool {
        const REACH: usize = 24;
        let next = sentence.tokens.get(index + 1..).unwrap_or_default();
        let opens = next.first().is_some_and(|token| token.kind == TokenKind::Open);
        let inside = next.iter().take(REACH).skip(1).take_while(|token| token.kind != TokenKind::Close);
        let words: Vec<Word> = inside.filter(|_| opens).filter_map(Token::word).collect();
        let partial = |word: &Word| matches!(word, Word::Result(rows) if **rows == [Role::Partial.row()]);
        words.iter().any(partial) && words.iter().any(|word| matches!(word, Word::Contains | Word::Includes))
    }

    /// Whether a number with a total's label after it (其余8件均已答复, 不予公开4件，其中2件已办结) is a part of what was
    /// counted before, and so no total.
    fn is_part_of_something(
        &self,
        state: &State,
        read: &[Quantity],
        label: &Label,
        sentence: &Window<'a>,
        left: &Window<'a>,
    ) -> bool {
        let Label::Request { kind, .. } = label else { return false };
        let of_all = match kind {
            RequestKind::Received | RequestKind::ReceivedNew | RequestKind::Handled => false,
            // 共收到15件，其中13件办结，2件结转: all that is not carried over.
            RequestKind::Closed => {
                let last = read.last().filter(|last| last.paragraph == state.paragraph);
                last.is_some_and(|last| last.class == Class::Requests)
                    && (self.withdrawn
                        || sentence.has(|word| matches!(word, Word::CarryOut | Word::Carry | Word::Open)))
            }
            _ => return false,
        };
        match left.words().find(|word| matches!(word, Word::Among | Word::Rest)) {
            Some(Word::Among) => !of_all,
            Some(_) => true,
            None => false,
        }
    }

    /// Whether a bracket after the number says that requests carried in are included.
    pub(super) fn includes_carried(&self, sentence: &Window<'a>, index: usize) -> bool {
        if sentence.tokens.get(index + 1).is_none_or(|token| token.kind != TokenKind::Open) {
            return false;
        }
        let inside: Vec<Word> = sentence
            .tokens
            .iter()
            .skip(index + 2)
            .take(24)
            .take_while(|token| token.kind != TokenKind::Close)
            .filter_map(Token::word)
            .collect();
        let from_before = inside.contains(&Word::CarryIn)
            || inside.contains(&Word::Carry)
                && (inside.contains(&Word::Previous)
                    || inside.iter().any(|word| matches!((word, self.setting.year), (Word::Year(other), Some(year)) if *other < year)));
        from_before
            && inside
                .iter()
                .any(|word| matches!(word, Word::Contains | Word::ReceiveNew | Word::Includes | Word::Among))
    }
}
