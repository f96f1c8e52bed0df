//! What a number is about: its topic, and the enumerations with 分别.

use crate::extract::quantities::context::Topic;
use crate::extract::quantities::labels::{Label, RequestKind, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::organ::OrganKind;
use crate::extract::quantities::tokens::{COUNTS, Kind, Token};
use crate::extract::quantities::{Strength, Subject};
use crate::form::{ColumnRole, Role};

use super::{Meaning, REACH, Reader};

/// What a unit says by itself that is counted.
fn by_unit(unit: &str) -> Subject {
    match unit {
        "分钟" | "小时" | "个小时" | "秒" | "天" | "个工作日" | "工作日" | "个月" | "日" => {
            Subject::Time
        }
        "元" | "万元" | "亿元" => Subject::Money,
        "人" | "名" | "户" | "家" | "位" => Subject::Persons,
        "人次" | "家次" => Subject::Visits,
        _ => Subject::Other,
    }
}

/// Whether a clause names an account of a social medium.
fn is_account(left: &Window) -> bool {
    let accounts = ["微信", "微博", "公众号", "短视频", "专栏", "栏目"];
    left.tokens.iter().any(|token| accounts.iter().any(|account| left.is(token, account)))
}

impl<'a> Reader<'a> {
    /// Understands the number at `index`. `left`: its clause up to it; `wide`: all since the last number; `after`: what
    /// follows it up to the next mark.
    pub(super) fn understand(
        &mut self,
        sentence: &Window<'a>,
        index: usize,
        left: &Window<'a>,
        wide: &Window<'a>,
        after: &Window<'a>,
        evidence: bool,
    ) -> Meaning {
        let unit = sentence.tokens.get(index).and_then(Token::measure).map_or("", |measure| measure.unit);
        if let Some(class) = self.openness_of(left, after, unit) {
            self.state.run = Topic::Disclosure;
            return Meaning::unbound(Subject::Openness(class));
        }
        let own_topic = left.topic(&self.state);
        let money = unit == "万元" && left.has(|word| word == Word::Fee);
        if !COUNTS.contains(&unit) && !money {
            if let Some(topic) = own_topic.filter(|topic| *topic != Topic::Request) {
                self.state.run = topic;
            }
            return Meaning::unbound(by_unit(unit));
        }
        if let Some(label) = self.enumerated(sentence, index, left, wide) {
            let Some(label) = label else { return Meaning::unbound(Subject::Other) };
            return self.meaning(label, true, evidence);
        }
        // 收到申请17件政府信息公开.
        let split = left.has(|word| word == Word::Apply) && after.has(|word| word == Word::Information);
        let topic = own_topic
            .or(split.then_some(Topic::Request))
            .or_else(|| after.topic(&self.state))
            .or_else(|| wide.topic(&self.state))
            .unwrap_or(self.state.run);
        // Results among requests that something else came between (信访类12件，重复申请15件).
        let passing = match topic {
            Topic::Alien => left.has(|word| {
                matches!(word, Word::Result(_) | Word::Detail(_) | Word::CarryIn | Word::CarryOut)
            }),
            Topic::Disclosure => left.has(|word| matches!(word, Word::Detail(_))),
            _ => false,
        };
        let resumes = passing && own_topic.is_none() && (self.state.received || self.state.closed);
        let topic = if resumes { Topic::Request } else { topic };
        // 主动公开…、依申请公开…、不予公开…: documents by attribute, not requests.
        let attribute = self.state.run == Topic::Disclosure
            && !left.has(|word| {
                matches!(word, Word::Receive | Word::ReceiveNew | Word::Handle | Word::Close | Word::Apply)
            });
        let topic = if attribute && topic == Topic::Request { Topic::Disclosure } else { topic };
        let list_of_results = topic == Topic::Disclosure && self.is_granted(sentence, index, left);
        let topic = if list_of_results { Topic::Request } else { topic };
        self.state.run = topic;
        let delta = left.has(|word| word == Word::Compare)
            || left.tokens.iter().rev().take(2).any(|token| token.word() == Some(Word::Change))
            || left
                .tokens
                .iter()
                .any(|token| token.word() == Some(Word::Change) && token.end > token.start + 1);
        let label = match topic {
            Topic::Request if list_of_results => Some(Label::Request {
                rows: vec![vec![Role::Granted.row()]],
                column: ColumnRole::Total.column(),
                kind: RequestKind::Result,
            }),
            Topic::Request => self.request(sentence, index, left, wide, after),
            Topic::Case if self.is_other_work(sentence, index, wide, evidence) => None,
            Topic::Case => self.case(left, wide, after),
            Topic::Document => self.document(left, wide, after),
            Topic::Decision => self.decision(left, wide, unit),
            _ => None,
        };
        // 未发生一起…, 没有超过3件: what is denied is no number of anything.
        let denied = left.has(|word| word == Word::Negation);
        if delta || denied || self.state.other_time || self.state.plan {
            return Meaning::unbound(Subject::Other);
        }
        let Some(label) = label else {
            return Meaning::unbound(match topic {
                Topic::Request | Topic::None if left.has(|word| word == Word::Channel) => Subject::Channel,
                Topic::Request if left.has(|word| matches!(word, Word::Applicant(_))) => Subject::Applicant,
                Topic::Disclosure | Topic::Alien if is_account(left) => Subject::Outlet,
                Topic::Disclosure if left.has(|word| word == Word::Channel) => Subject::Outlet,
                Topic::Disclosure => Subject::Information,
                _ => Subject::Other,
            });
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
        // 收到1286件，受理1102件: only one of them is the number of the table.
        let accepted = matches!(&label, Label::Request { kind: RequestKind::Received, column, .. } if column.is_total())
            && left.tokens.iter().any(|token| left.is(token, "受理"));
        if accepted && self.disagrees_with_received(sentence, index) {
            return Meaning::unbound(Subject::Requests);
        }
        // 镇党政办收到申请5件: a number of the office, in the report of the town.
        if self.setting.organ.kind == OrganKind::Town && self.is_of_office(left) {
            return Meaning::unbound(Subject::Other);
        }
        // 通过网站办理申请3件、书面申请36件: a number of one way only.
        let whole = matches!(
            &label,
            Label::Request {
                kind: RequestKind::Received
                    | RequestKind::ReceivedNew
                    | RequestKind::Handled
                    | RequestKind::Closed,
                column,
                ..
            } if column.is_total()
        );
        if whole && left.has(|word| word == Word::Channel) && self.channel_follows(sentence, index) {
            return Meaning::unbound(Subject::Channel);
        }
        // 办理处罚案件 need not be decisions.
        let named =
            named && (topic != Topic::Decision || left.has(|word| matches!(word, Word::Decide | Word::Fee)));
        // 受理复议案件, 审结: the organ may speak of its work as the one that reviews.
        let reviews = topic == Topic::Case
            && wide.has(|word| matches!(word, Word::Receive | Word::Handle | Word::Concluded));
        self.meaning(label, named && !reviews, evidence)
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
            && !between.iter().any(|token| token.word() == Some(Word::Among) || token.kind == Kind::Open)
    }

    /// Whether the sentence gave another number as received; then neither leaves no doubt.
    pub(super) fn disagrees_with_received(&mut self, sentence: &Window<'a>, index: usize) -> bool {
        let own =
            sentence.tokens.get(index).and_then(Token::measure).and_then(|measure| measure.numeral.integer());
        let paragraph = self.paragraph;
        let received = self.quantities.iter_mut().rev().take(3).find(|quantity| {
            quantity.paragraph == paragraph
                && quantity.readings.first().is_some_and(|cells| {
                    cells.first().is_some_and(|first| first.row().role() == Role::New)
                        && cells.iter().all(|cell| {
                            matches!(cell.row().role(), Role::New | Role::CarriedIn)
                                && cell.column().is_total()
                        })
                })
        });
        match received {
            Some(quantity) if quantity.numeral.integer() != own => {
                quantity.strength = quantity.strength.min(Strength::Likely);
                true
            }
            _ => false,
        }
    }

    /// The label that an enumeration with 分别 gives to a number; the outer `None`: there is no such enumeration.
    pub(super) fn enumerated(
        &mut self,
        sentence: &Window<'a>,
        index: usize,
        left: &Window<'a>,
        wide: &Window<'a>,
    ) -> Option<Option<Label>> {
        let joined = |window: &Window| {
            window
                .tokens
                .iter()
                .all(|token| matches!(token.kind, Kind::Pause | Kind::Comma | Kind::Word(Word::Glue)))
                && window.residue(&|_| false) == 0
        };
        if !self.queue.is_empty() {
            if joined(wide) {
                return self.queue.pop_front();
            }
            self.queue.clear();
        }
        if !left.has(|word| word == Word::Respectively) {
            return None;
        }
        let labels = wide.enumerated(&self.state);
        let mut count = 1;
        let mut at = index;
        for next in index + 1..sentence.tokens.len().min(index + REACH) {
            if sentence.tokens.get(next).is_some_and(|token| token.measure().is_some()) {
                if !joined(&self.window(sentence, at + 1, next)) {
                    break;
                }
                at = next;
                count += 1;
            }
        }
        if count < 2 {
            return None;
        }
        let known = labels.len() == count;
        self.queue =
            (0..count).map(|position| if known { labels.get(position).cloned() } else { None }).collect();
        if let Some(topic) = wide.topic(&self.state) {
            self.state.run = topic;
        }
        self.queue.pop_front()
    }

    /// 公开3件，不予公开2件: the bare word among results.
    pub(super) fn is_granted(&self, sentence: &Window<'a>, index: usize, left: &Window<'a>) -> bool {
        if self.state.run != Topic::Request {
            return false;
        }
        let bare = left.tokens.iter().all(|token| match &token.kind {
            Kind::Word(Word::Disclosure) => left.is(token, "公开"),
            Kind::Word(Word::Among | Word::Glue) | Kind::Pause => true,
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
            Kind::Word(word) => matches!(
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
            Kind::Pause => true,
            _ => false,
        }) && self.strange(window) < 2
    }

    /// Characters of a window that nothing explains, the organ's own name left out.
    pub(super) fn strange(&self, window: &Window) -> usize {
        window.residue(&|run| self.setting.organ.is_own(run))
    }
}
