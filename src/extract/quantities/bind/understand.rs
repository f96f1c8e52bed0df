//! What a number is about.

use crate::extract::quantities::cells::request_cells;
use crate::extract::quantities::context::{State, Topic};
use crate::extract::quantities::labels::{Label, RequestKind, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::tokens::{COUNTS, Token, TokenKind};
use crate::extract::quantities::whose::Reporter;
use crate::extract::quantities::{Claim, Class, Quantity, Reason, Strength};
use crate::form::{CellId, ColumnRole, FormId, Role};

use super::enumerated::{Enumerated, with_what_is_divided};
use super::{At, Meaning, Named, REACH, Reader};

/// What a unit says by itself that is counted.
fn by_unit(unit: &str) -> Class {
    match unit {
        "分钟" | "小时" | "个小时" | "秒" | "天" | "个工作日" | "工作日" | "个月" | "日" => {
            Class::Time
        }
        "元" | "万元" | "亿元" => Class::Money,
        "人" | "名" | "户" | "家" | "位" => Class::Persons,
        "人次" | "家次" => Class::Visits,
        _ => Class::Other,
    }
}

/// Why a number is none of this year's, whatever it counts.
fn aside(state: &State, left: &Window) -> Option<Reason> {
    let changes = |token: &Token| token.word() == Some(Word::Change);
    let delta = left.has(|word| word == Word::Compare)
        || left.tokens.iter().rev().take(2).any(changes)
        || left.tokens.iter().any(|token| changes(token) && token.end > token.start + 1);
    // 未发生一起…, 没有超过3件: what is denied is no number of anything.
    let denied = left.has(|word| word == Word::Negation);
    let reasons = [
        (delta, Reason::Change),
        (denied, Reason::Denied),
        (state.plan, Reason::Plan),
        (state.other_time, Reason::OtherTime),
    ];
    reasons.into_iter().find_map(|(is, reason)| is.then_some(reason))
}

/// What a number without a label counts, as far as its topic and its clause tell.
fn without_label(topic: Topic, left: &Window, reason: Reason) -> Class {
    match (reason, topic) {
        (Reason::Change | Reason::Denied | Reason::Plan | Reason::OtherTime | Reason::OtherScope, _) => {
            Class::Other
        }
        (Reason::TwoReceived, _) => Class::Requests,
        (Reason::OneWay, _) => Class::Channel,
        (_, Topic::Request | Topic::None) if left.has(|word| word == Word::Channel) => Class::Channel,
        (_, Topic::Request) if left.has(|word| matches!(word, Word::Applicant(_))) => Class::Applicant,
        (_, Topic::Disclosure | Topic::Alien) if is_account(left) => Class::Outlet,
        (_, Topic::Disclosure) if left.has(|word| word == Word::Channel) => Class::Outlet,
        (_, Topic::Disclosure) => Class::Information,
        _ => Class::Other,
    }
}

/// The number of requests received that stands among the last three of a paragraph.
pub(super) fn received_before(read: &[Quantity], paragraph: u32) -> Option<(usize, &Quantity)> {
    let near = read.iter().enumerate().rev().take(3);
    near.into_iter().find(|(_, quantity)| quantity.paragraph == paragraph && is_received(quantity))
}

/// Readings of 企业3件: it may be meant of 商业企业, or of all organisations.
fn with_organisations(form: FormId, readings: Vec<Vec<CellId>>, left: &Window) -> Vec<Vec<CellId>> {
    let one_kind = |cell: &CellId| cell.column().role() == ColumnRole::Organisation;
    let loosely = left.tokens.iter().any(|token| left.is(token, "企业"));
    if !loosely || readings.is_empty() || !readings.iter().flatten().all(one_kind) {
        return readings;
    }
    let all = |cells: &Vec<CellId>| -> Vec<CellId> {
        let column = ColumnRole::Organisations.column();
        cells.iter().flat_map(|cell| request_cells(form, cell.row(), column)).collect()
    };
    let wider: Vec<Vec<CellId>> = readings.iter().map(all).collect();
    [readings, wider].concat()
}

/// Whether a clause says by what way something came.
pub(super) fn says_by_what_way(left: &Window) -> bool {
    left.tokens.iter().any(|token| left.is(token, "通过"))
}

/// Whether a quantity is the number of all requests received, as far as its cells tell.
pub(in crate::extract::quantities) fn is_received(quantity: &Quantity) -> bool {
    quantity.readings.first().is_some_and(|cells| {
        cells.first().is_some_and(|first| first.row().role() == Role::New)
            && cells.iter().all(|cell| {
                matches!(cell.row().role(), Role::New | Role::CarriedIn) && cell.column().is_total()
            })
    })
}

/// 会商后作出的答复中,: whether words before a number say that it is of some answers, and which.
fn is_among_some_answers(words: &str) -> bool {
    const OF_ALL: [&str; 9] = ["全年", "本年", "年内", "作出", "所有", "全部", "已", "的", "申请"];
    let Some((before, _)) = words.split_once("答复中") else { return false };
    let clause = before.rsplit([',', ';', '。']).next().unwrap_or_default();
    let rest = OF_ALL.iter().fold(clause.to_owned(), |rest, word| rest.replace(word, ""));
    !rest.is_empty() && !rest.contains(|c: char| c.is_ascii_digit())
}

/// Whether a clause names an account of a social medium.
fn is_account(left: &Window) -> bool {
    let accounts = ["微信", "微博", "公众号", "短视频", "专栏", "栏目"];
    left.tokens.iter().any(|token| accounts.iter().any(|account| left.is(token, account)))
}

impl<'a> Reader<'a> {
    /// Understands the number at `index`. `left`: its clause up to it; `wide`: all since the last number; `after`: what
    /// follows it up to the next mark; `read`: the numbers before it.
    pub(super) fn understand(&self, mut state: State, read: &[Quantity], at: &At<'a>) -> (State, Meaning) {
        let At { sentence, index, left, wide, after } = at;
        let unit = sentence.tokens.get(*index).and_then(Token::measure).map_or("", |measure| measure.unit);
        if let Some(class) = self.openness_of(&state, left, after, unit) {
            state.run = Topic::Disclosure;
            return (state, Meaning::unbound(Class::Openness(class), Reason::Class));
        }
        let own_topic = left.topic(&state);
        let money = unit == "万元" && left.has(|word| word == Word::Fee);
        if !COUNTS.contains(&unit) && !money {
            if let Some(topic) = own_topic.filter(|topic| *topic != Topic::Request) {
                state.run = topic;
            }
            return (state, Meaning::unbound(by_unit(unit), Reason::Class));
        }
        let (next, enumerated) = self.enumerated(state, sentence, *index, left, wide);
        state = next;
        match enumerated {
            Enumerated::No => {}
            Enumerated::Unknown => {
                return (state, Meaning::unbound(Class::Other, Reason::Unclear));
            }
            Enumerated::As(label) => {
                if let Some(reason) = aside(&state, left) {
                    return (state, Meaning::unbound(Class::Other, reason));
                }
                return match with_what_is_divided(&state, read, at, label, unit) {
                    Some(label) => self.meaning(state, label, true),
                    None => (state, Meaning::unbound(Class::Other, Reason::Part)),
                };
            }
        }
        let topic = self.topic_of(&state, read, at, own_topic);
        let list_of_results = topic == Topic::Disclosure && self.is_granted(&state, sentence, *index, left);
        let topic = if list_of_results { Topic::Request } else { topic };
        state.run = topic;
        let leads = !state.counts;
        state.counts |= matches!(topic, Topic::Request | Topic::Case);
        let (mut state, label) = if list_of_results {
            let rows = vec![vec![Role::Granted.row()]];
            let column = ColumnRole::Total.column();
            (state, Ok(Label::Request { rows, column, kind: RequestKind::Result }))
        } else {
            self.label(state, read, at, topic, unit)
        };
        let label = match aside(&state, left) {
            Some(reason) => Err(reason),
            None => label.and_then(|label| match self.objection(&state, read, at, &label) {
                Some(reason) => Err(reason),
                None => Ok(label),
            }),
        };
        let label = match label {
            Ok(label) => label,
            Err(reason) => {
                let class = without_label(topic, left, reason);
                // 决策、执行、管理、服务、结果五个公开: information is not counted like this.
                let measure = sentence.tokens.get(*index).and_then(Token::measure);
                let kinds = measure.is_some_and(|own| own.numeral.chinese && own.unit == "个");
                return (state, Meaning::unbound(if kinds { Class::Other } else { class }, reason));
            }
        };
        let strong = |word: Word| {
            matches!(
                word,
                Word::Result(_)
                    | Word::Detail(_)
                    | Word::CarryIn
                    | Word::CarryOut
                    | Word::ReceiveNew
                    | Word::Case(_)
            )
        };
        let named = own_topic == Some(topic) || left.has(strong);
        // 办理处罚案件 need not be decisions.
        let named =
            named && (topic != Topic::Decision || left.has(|word| matches!(word, Word::Decide | Word::Fee)));
        // 受理复议案件, 审结: the organ may speak of its work as the one that reviews.
        let reviews = topic == Topic::Case
            && wide.has(|word| matches!(word, Word::Receive | Word::Handle | Word::Concluded));
        // 商业企业提出的6件：予以公开3件; 法律服务机构新收27件、上年结转2件，办结28件: of those, or of all.
        let mut of_applicant = None;
        match &label {
            Label::Request { column, .. } if column.is_total() => of_applicant = state.applicant,
            // 自然人申请办结51件，公开25件；企业申请办结6件，公开4件.
            Label::Request { column, kind, .. }
                if !column.is_total() && (leads || *kind != RequestKind::Applicant) =>
            {
                state.applicant = Some(*column);
            }
            _ => state.applicant = None,
        }
        let (mut state, mut meaning) = self.meaning(state, label, named && !reviews);
        // 复议9件，诉讼6件，纠错1件: perhaps of all that the sentence named.
        let of_several = meaning.class == Class::CaseResult
            && wide.cases().is_empty()
            && after.cases().is_empty()
            && state.sentence_cases != state.cases;
        if of_several && meaning.strength == Strength::Understood {
            meaning.strength = Strength::Likely;
        }
        (state, meaning) = self.of_both_kinds(state, read, at, meaning, of_several);
        if let Some(column) = of_applicant {
            let own = |cells: &Vec<CellId>| -> Vec<CellId> {
                let form = self.setting.form;
                cells.iter().flat_map(|cell| request_cells(form, cell.row(), column)).collect()
            };
            let readings: Vec<Vec<CellId>> = meaning.readings.iter().map(own).collect();
            meaning.readings.extend(readings.into_iter().filter(|cells| !cells.is_empty()));
            meaning.strength = meaning.strength.min(Strength::Likely);
        }
        let cumulative = own_topic != Some(Topic::Case) && self.may_be_cumulative(at);
        // 市政府收到申请17件 in the report of the whole city: perhaps without its departments.
        // So are 市政府制定规范性文件19件.
        let itself = state.itself && topic != Topic::Disclosure;
        let doubted =
            if state.scope_doubt { meaning.strength.min(Strength::Likely) } else { meaning.strength };
        let strength = if cumulative || itself { Strength::Slight } else { doubted };
        (
            state,
            Meaning {
                readings: with_organisations(self.setting.form, meaning.readings, left),
                strength,
                ..meaning
            },
        )
    }

    /// 截至年底，累计受理486件: it may be all that came in since the beginning.
    fn may_be_cumulative(&self, at: &At<'a>) -> bool {
        let At { sentence, index, left, .. } = at;
        if !left.tokens.iter().any(|token| left.is(token, "累计")) {
            return false;
        }
        let before = sentence.part(index.saturating_sub(REACH), *index);
        let until = ["截至", "截止"];
        before.tokens.iter().any(|token| until.iter().any(|word| before.is(token, word)))
            || !before.has(|word| matches!(word, Word::Current | Word::Year(_)))
    }

    /// The topic of a number: its clause names it, or what follows, or the words since the last number, or the last
    /// number had it.
    fn topic_of(&self, state: &State, read: &[Quantity], at: &At<'a>, own_topic: Option<Topic>) -> Topic {
        let At { left, wide, after, .. } = at;
        // 收到申请17件政府信息公开.
        let split = left.has(|word| word == Word::Apply) && after.has(|word| word == Word::Information);
        let topic = own_topic
            .or(split.then_some(Topic::Request))
            .or_else(|| after.topic(state))
            .or_else(|| wide.topic(state))
            .unwrap_or(state.run);
        // Results among requests that something else came between (信访类12件，重复申请15件).
        // 收到申请5件，涉及土地、建设等，已办结5件: what they are about came in between.
        let closes = left.has(|word| matches!(word, Word::Close | Word::CloseAll))
            && wide.has(|word| word == Word::Qualifier)
            && read.last().is_some_and(|last| last.paragraph == state.paragraph && is_received(last));
        let passing = match topic {
            Topic::Alien | Topic::Disclosure if closes => true,
            Topic::Alien => left.has(|word| {
                matches!(word, Word::Result(_) | Word::Detail(_) | Word::CarryIn | Word::CarryOut)
            }),
            Topic::Disclosure => left.has(|word| matches!(word, Word::Detail(_))),
            _ => false,
        };
        let resumes = passing && own_topic.is_none() && (state.received || state.closed);
        let topic = if resumes { Topic::Request } else { topic };
        // 主动公开…、依申请公开…、不予公开…: documents by attribute, not requests.
        let attribute = state.run == Topic::Disclosure
            && !left.has(|word| {
                matches!(word, Word::Receive | Word::ReceiveNew | Word::Handle | Word::Close | Word::Apply)
            });
        if attribute && topic == Topic::Request { Topic::Disclosure } else { topic }
    }

    /// What a number of a topic counts.
    fn label(
        &self,
        mut state: State,
        read: &[Quantity],
        at: &At<'a>,
        topic: Topic,
        unit: &str,
    ) -> (State, Result<Label, Reason>) {
        let At { sentence, index, left, wide, after } = at;
        let named = match topic {
            Topic::Request => self.request(&state, read, at),
            Topic::Case => {
                state.other_work =
                    self.is_other_work(&state, sentence, wide) || self.is_reported(wide, after);
                if state.other_work || self.only_part_is_said(&state, sentence, *index) {
                    return (state, Err(Reason::OtherCases));
                }
                self.case(&state, left, wide, after)
            }
            Topic::Document => {
                let (document, version, label) = self.document(&state, left, wide, after);
                (state.document, state.version) = (document, version);
                Named { label, taken: None, divided: None }
            }
            // 3206件行政许可、5117件行政处罚决定: each number stands before what it counts.
            Topic::Decision
                if left.tokens.last().is_some_and(|last| last.kind == TokenKind::Pause)
                    && after.has(|word| matches!(word, Word::Decision(_))) =>
            {
                Named::not(Reason::Unclear)
            }
            Topic::Decision => {
                let (decisions, label) = self.decision(&state, &sentence.part(0, *index), left, wide, unit);
                state.decisions = decisions;
                Named { label, taken: None, divided: None }
            }
            Topic::Disclosure => Named::not(Reason::Class),
            Topic::Alien => Named::not(Reason::OtherMatter),
            Topic::None => Named::not(Reason::Unclear),
        };
        state.taken = named.taken.unwrap_or(state.taken);
        state.rows = named.divided.unwrap_or(state.rows);
        (state, named.label)
    }

    /// What speaks against a label.
    fn objection(&self, state: &State, read: &[Quantity], at: &At<'a>, label: &Label) -> Option<Reason> {
        let At { sentence, index, left, wide, after } = at;
        let counts = matches!(label, Label::Request { .. } | Label::Case { .. });
        let measure = sentence.tokens.get(*index).and_then(Token::measure);
        // 平均每百件办结申请引发复议约11.8件: no count has decimals, save in tens of thousands.
        if counts && measure.is_some_and(|own| own.numeral.integer().is_none()) {
            return Some(Reason::Narrowed);
        }
        let behind = self.stream.text(after.from, after.from + 4);
        // 对以往不予公开的1870份文件开展评估: what is counted is named behind.
        if matches!(label, Label::Request { kind: RequestKind::Result, .. })
            && ["文件", "公文", "规范性文件"].iter().any(|word| behind.starts_with(word))
        {
            return Some(Reason::OtherMatter);
        }
        // 县区局经验不足，12件中有7件…: of those told of before, whatever they are.
        if self.section > 4 && left.tokens.is_empty() && behind.starts_with(['中', '里']) {
            return Some(Reason::Part);
        }
        // 会商后作出的答复中，被复议5件: of some answers.
        if matches!(label, Label::Case { .. }) && is_among_some_answers(&self.stream.text(wide.from, wide.to))
        {
            return Some(Reason::Narrowed);
        }
        // 第三方权益与过程性信息各两件: one number for each of several.
        if left.to.checked_sub(1).and_then(|at| self.stream.character(at)) == Some('各') {
            return Some(Reason::Unclear);
        }
        // 主动公开、依申请公开两项工作: what is counted is named behind.
        if self.stream.text(after.from, after.from + 2) == "工作" {
            return Some(Reason::OtherMatter);
        }
        // 除不予处理的5件外，答复的14件: all but some.
        if wide.from < wide.to
            && self.stream.character(wide.from) == Some('外')
            && self.stream.text(sentence.from, wide.from).contains('除')
        {
            return Some(Reason::Part);
        }
        if self.is_what_it_was(left, after) {
            return Some(Reason::OtherTime);
        }
        if self.is_part_of_unknown_part(state, read, at) {
            return Some(Reason::Part);
        }
        // 通过网站办理申请3件、书面申请36件: a number of one way only.
        let whole = matches!(
            label,
            Label::Request {
                kind: RequestKind::Received
                    | RequestKind::ReceivedNew
                    | RequestKind::Handled
                    | RequestKind::Closed,
                column,
                ..
            } if column.is_total()
        );
        // 收到1286件，受理1102件: only one of them is the number of the table.
        let accepted = matches!(label, Label::Request { kind: RequestKind::Received, column, .. } if column.is_total())
            && left.tokens.iter().any(|token| left.is(token, "受理"));
        if accepted && self.disagrees_with_received(state, read, sentence, *index) {
            Some(Reason::TwoReceived)
        } else if self.setting.organ.kind == Reporter::Town && self.is_of_office(left) {
            // 镇党政办收到申请5件: a number of the office, in the report of the town.
            Some(Reason::OtherScope)
        } else if whole && left.has(|word| word == Word::Channel) && self.channel_follows(sentence, *index)
            || whole && self.is_one_way_of(state, read, at)
        {
            Some(Reason::OneWay)
        } else {
            None
        }
    }

    /// 由20件增至24件: what it was before.
    fn is_what_it_was(&self, left: &Window, after: &Window) -> bool {
        const REACH: usize = 4;
        let from = left.to.checked_sub(1).and_then(|at| self.stream.character(at));
        let behind = self.stream.text(after.from, after.from + REACH);
        matches!(from, Some('由' | '从'))
            && behind.starts_with(|c| among!("增升降减上下提扩回", c))
            && behind.contains(['至', '到', '为'])
    }

    /// 办结68件……办公室作答的18件，其中16件办结，2件跨年: what a number divides that is less than a total told of before, and of
    /// which it was not understood what it counts, no cell counts either.
    fn is_part_of_unknown_part(&self, state: &State, read: &[Quantity], at: &At<'a>) -> bool {
        let At { sentence, index, .. } = at;
        let before = sentence.tokens.get(index.saturating_sub(2 * REACH)..*index).unwrap_or_default();
        let mut since = 0;
        let mut among = false;
        for token in before.iter().rev() {
            if among && token.measure().is_some() {
                break;
            }
            since += usize::from(token.measure().is_some());
            // Behind a semicolon something else is told of.
            if matches!(token.kind, TokenKind::Semicolon | TokenKind::Open | TokenKind::Close) {
                return false;
            }
            among |= token.word() == Some(Word::Among);
        }
        let Some(at) = read.len().checked_sub(1 + since).filter(|_| among) else { return false };
        let (told, rest) = read.split_at_checked(at).unwrap_or_default();
        let Some(divided) = rest.first().filter(|each| each.paragraph == state.paragraph) else {
            return false;
        };
        let bound = |each: &&Quantity| {
            each.paragraph == divided.paragraph
                && each.unit == divided.unit
                && matches!(each.class, Class::Requests | Class::Case)
                && !each.readings.is_empty()
        };
        // 2023年收到的申请中有4件延至2024年办结，其中予以公开2件: of those alone, whatever stands before them. So are 办理证明174件，
        // 其中面向企业121件.
        if divided.claim == Claim::Number
            && divided.readings.is_empty()
            && matches!(divided.reason, Reason::OtherTime | Reason::OtherMatter)
        {
            return true;
        }
        let unknown = divided.claim == Claim::Number
            && divided.readings.is_empty()
            && matches!(divided.reason, Reason::Unclear | Reason::OtherScope | Reason::Part)
            && divided.class == Class::Other;
        let mut totals = told.iter().rev().take(REACH).filter(bound);
        unknown && totals.any(|total| total.numeral.integer() > divided.numeral.integer())
    }

    /// Whether a clause says that an office of the organ is meant, not one that serves the public (政务公开办).
    fn is_of_office(&self, left: &Window) -> bool {
        left.tokens.iter().any(|token| {
            token.word() == Some(Word::Office) && !left.stream.text(token.start, token.end).contains("公开")
        })
    }

    /// Whether the next number of the sentence counts what came another way.
    fn channel_follows(&self, sentence: &Window<'a>, index: usize) -> bool {
        let rest = sentence.tokens.get(index + 1..).unwrap_or_default();
        let between: Vec<&Token> =
            rest.iter().take(REACH).take_while(|token| token.measure().is_none()).collect();
        let counted = rest.get(between.len()).is_some_and(|next| next.measure().is_some());
        counted
            && between.iter().any(|token| token.word() == Some(Word::Channel))
            && !between.iter().any(|token| token.word() == Some(Word::Among) || token.kind == TokenKind::Open)
    }

    /// 共收到申请13件，通过申请系统收到11件: a smaller number after the one received, with the way by which it came.
    fn is_one_way_of(&self, state: &State, read: &[Quantity], at: &At<'a>) -> bool {
        let own = at.sentence.tokens.get(at.index).and_then(Token::measure);
        let own = own.and_then(|measure| measure.numeral.integer());
        says_by_what_way(&at.left)
            && received_before(read, state.paragraph)
                .is_some_and(|(_, before)| before.numeral.integer() > own)
    }

    /// Whether the sentence gave another number as received; then neither leaves no doubt.
    fn disagrees_with_received(
        &self,
        state: &State,
        read: &[Quantity],
        sentence: &Window<'a>,
        index: usize,
    ) -> bool {
        let own =
            sentence.tokens.get(index).and_then(Token::measure).and_then(|measure| measure.numeral.integer());
        received_before(read, state.paragraph).is_some_and(|(_, quantity)| quantity.numeral.integer() != own)
    }

    /// 公开3件，不予公开2件: the bare word among results.
    pub(super) fn is_granted(
        &self,
        state: &State,
        sentence: &Window<'a>,
        index: usize,
        left: &Window<'a>,
    ) -> bool {
        if state.run != Topic::Request {
            return false;
        }
        let names_it = left.tokens.iter().any(|token| left.is(token, "公开"));
        let bare = left.tokens.iter().all(|token| match &token.kind {
            TokenKind::Word(Word::Disclosure) => left.is(token, "公开"),
            // 公开答复3件.
            TokenKind::Word(Word::Close) => names_it,
            TokenKind::Word(Word::Among | Word::Glue) | TokenKind::Pause => true,
            _ => false,
        });
        let rest = sentence.tokens.get(index + 1..).unwrap_or_default();
        let next = rest.iter().take_while(|token| token.measure().is_none());
        bare && left.residue(&|_| false) == 0
            && next.filter_map(Token::word).any(|word| {
                matches!(word, Word::Detail(_))
                    || matches!(word, Word::Result(rows) if *rows != [Role::Granted.row()])
            })
    }

    /// Whether a window says nothing of its own: a number in it takes what stands around it.
    pub(super) fn is_neutral(&self, window: &Window) -> bool {
        window.tokens.iter().all(|token| match &token.kind {
            TokenKind::Word(word) => matches!(
                word,
                Word::Total
                    | Word::Glue
                    | Word::Among
                    | Word::Rest
                    | Word::Contains
                    | Word::Own
                    | Word::Wide
                    | Word::WideTown
                    | Word::Levels
                    | Word::Name
                    | Word::Current
                    | Word::Year(_)
                    | Word::ThisOrgan
                    | Word::Office
                    | Word::All
                    | Word::Everyone
                    | Word::Apply
                    | Word::Request
            ),
            TokenKind::Pause => true,
            _ => false,
        }) && self.strange(window) < 2
    }

    /// Characters of a window that nothing explains, the organ's own name left out.
    pub(in crate::extract::quantities) fn strange(&self, window: &Window) -> usize {
        window.residue(&|run| self.setting.organ.is_own(run))
    }
}
