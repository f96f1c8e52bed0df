//! Each number of a section understood from its clause, and bound to cells where nothing speaks against it.

use std::collections::VecDeque;

use crate::form::{CellId, FormId};

use super::cells::{disclosure_cell, of_form, request_cells};
use super::context::{Setting, State, Topic};
use super::labels::{Label, RequestKind, Window};
use super::lexicon::Word;
use super::lists::Lists;
use super::organ::{OrganKind, Width};
use super::stream::Stream;
use super::tokens::{COUNTS, Kind, Token, tokens};
use super::{Claim, Narrative, Quantity, Subject};

/// Reads the numbers of one section.
pub(super) fn read(stream: &Stream, setting: &Setting, narrative: &mut Narrative) {
    let tokens = tokens(stream, &setting.lexicon);
    let paragraph = narrative.quantities.last().map_or(0, |last| last.paragraph + 1);
    let mut reader = Reader {
        stream,
        setting,
        section: stream.section,
        state: State::new(stream.section),
        queue: VecDeque::new(),
        lists: Lists::default(),
        paragraph,
        depth: 0,
        taken: 0,
        narrative,
    };
    let mut begin = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Stop {
            if let Some(sentence) = tokens.get(begin..index).filter(|sentence| !sentence.is_empty()) {
                let from =
                    begin.checked_sub(1).and_then(|before| tokens.get(before)).map_or(0, |stop| stop.end);
                reader.sentence(sentence, from, token.start);
            }
            begin = index + 1;
        }
    }
    reader.lists.finish(reader.narrative);
}

/// How many tokens before and after a word are looked at, so that the time taken is linear in any text.
pub(super) const REACH: usize = 48;

/// What a number means.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub readings: Vec<Vec<CellId>>,
    pub subject: Subject,
    pub plain: bool,
}

impl Meaning {
    fn unbound(subject: Subject) -> Self {
        Self { readings: Vec::new(), subject, plain: false }
    }
}

pub(super) struct Reader<'a> {
    pub stream: &'a Stream,
    pub setting: &'a Setting,
    pub section: u8,
    pub state: State,
    /// What the next numbers of an enumeration with 分别 count.
    queue: VecDeque<Option<Label>>,
    lists: Lists,
    pub paragraph: u32,
    /// Depth of brackets in the sentence.
    depth: usize,
    /// First character that the last number did not take for itself.
    taken: usize,
    pub narrative: &'a mut Narrative,
}

impl<'a> Reader<'a> {
    /// One sentence; `from` and `to` are its first character and the one after its last.
    fn sentence(&mut self, sentence: &'a [Token], from: usize, to: usize) {
        let mut sentence = sentence;
        let mut from = from;
        if let Some(Token { kind: Kind::Item { heading }, start, end }) = sentence.first() {
            if *heading {
                let text = self.heading(*start, to);
                self.state.paragraph(Some(text));
            }
            from = *end;
            self.paragraph += 1;
            sentence = sentence.get(1..).unwrap_or_default();
            self.lists.paragraph();
        } else if self.stream.glyphs.get(from).is_some_and(|glyph| glyph.paragraph) {
            let goes_on = sentence.first().and_then(Token::word) == Some(Word::Among);
            if !goes_on {
                self.state.paragraph(None);
                self.paragraph += 1;
                self.lists.paragraph();
            }
        }
        self.state.sentence();
        self.lists.sentence(sentence);
        self.queue.clear();
        let whole = Window { stream: self.stream, tokens: sentence, from, to };
        if self.state.run == Topic::None && whole.speaks_of_requests() {
            self.state.run = Topic::Request;
        }
        let evidence = self.evidence(&whole);
        self.state.evidence |= evidence;
        let last_begin = |last: Option<usize>, index: usize| {
            last.map_or(0, |at: usize| at + 1).max(index.saturating_sub(REACH))
        };
        let mut last_number = None;
        self.depth = 0;
        for (index, token) in sentence.iter().enumerate() {
            match &token.kind {
                Kind::Open => self.depth += 1,
                Kind::Close => self.depth = self.depth.saturating_sub(1),
                Kind::Number(_) => {
                    let begin = last_number.map_or(0, |at: usize| at + 1);
                    self.number(&whole, begin, index, evidence);
                    last_number = Some(index);
                }
                Kind::Word(Word::Negation) => {
                    self.negation(&whole, last_begin(last_number, index), index, evidence);
                }
                Kind::Word(Word::All | Word::Rate) => {
                    let before = self.window(&whole, last_begin(last_number, index), index);
                    self.scope(&before);
                    self.time(&before);
                    self.all(&whole, index, evidence);
                }
                _ => {}
            }
        }
    }

    /// What the heading of a paragraph says that it is about.
    fn heading(&self, start: usize, to: usize) -> Topic {
        let text: String = self.stream.text(start, to.min(start + 30));
        let text = text.split(['。', ',', ':']).next().unwrap_or_default();
        if text.contains("主动公开") {
            Topic::None
        } else if text.contains("依申请") || text.contains("申请公开") || text.contains("公开申请")
        {
            Topic::Request
        } else if text.contains("复议") || text.contains("诉讼") {
            Topic::Case
        } else {
            match self.section {
                3 => Topic::Request,
                4 => Topic::Case,
                _ => Topic::None,
            }
        }
    }

    /// Whether review and litigation in this sentence are about government information.
    fn evidence(&self, sentence: &Window) -> bool {
        let named = sentence.has(|word| matches!(word, Word::Information | Word::Request));
        let about = named || self.state.run == Topic::Request || self.state.heading != Topic::None;
        let unrelated = ["无关", "作为复议机关"];
        let text = if about { self.stream.text(sentence.from, sentence.to) } else { String::new() };
        let about = about || (self.state.evidence && self.state.run == Topic::Case);
        about && !unrelated.iter().any(|words| text.contains(words))
    }

    /// A window of tokens of the sentence.
    pub(super) fn window<'b>(&self, sentence: &Window<'b>, begin: usize, end: usize) -> Window<'b> {
        let tokens = sentence.tokens.get(begin..end).unwrap_or_default();
        let from = begin
            .checked_sub(1)
            .and_then(|before| sentence.tokens.get(before))
            .map_or(sentence.from, |token| token.end);
        let to = sentence.tokens.get(end).map_or(sentence.to, |token| token.start);
        Window { stream: sentence.stream, tokens, from, to }
    }

    fn number(&mut self, sentence: &Window<'a>, begin: usize, index: usize, evidence: bool) {
        let Some(token) = sentence.tokens.get(index) else { return };
        let Some(measure) = token.measure() else { return };
        let is_delimiter =
            |kind: &Kind| matches!(kind, Kind::Comma | Kind::Semicolon | Kind::Open | Kind::Close);
        // Words that the last number took for itself (1件维持、2件…) are not this one's.
        let begin = (begin..index)
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| token.start >= self.taken))
            .unwrap_or(index);
        let clause = (begin..index)
            .rev()
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| is_delimiter(&token.kind)))
            .map_or(begin, |at| at + 1);
        let right = (index + 1..sentence.tokens.len())
            .find(|at| {
                sentence.tokens.get(*at).is_some_and(|token| {
                    is_delimiter(&token.kind) || matches!(token.kind, Kind::Pause | Kind::Number(_))
                })
            })
            .unwrap_or(sentence.tokens.len());
        let (first, last) = self.clause_of(sentence, begin, clause, index);
        let left = self.window(sentence, first, last);
        let wide = self.window(sentence, begin, index);
        let after = self.window(sentence, index + 1, right);
        self.scope(&wide);
        self.time(&wide);
        let percent = matches!(measure.unit, "%" | "‰");
        let meaning = if percent {
            Meaning::unbound(Subject::Other)
        } else {
            self.understand(sentence, index, &left, &wide, &after, evidence)
        };
        let phrase_from = left.from.max(token.end.saturating_sub(30));
        let cut = if phrase_from > left.from { "…" } else { "" };
        let Some(place) = self.stream.place(token.start, token.end) else { return };
        let quantity = Quantity {
            numeral: measure.numeral.clone(),
            unit: measure.unit,
            place,
            phrase: format!("{cut}{}", phrase(&self.stream.written(phrase_from, token.end))),
            claim: if percent { Claim::Percentage } else { Claim::Number },
            subject: meaning.subject,
            plain: meaning.plain && !meaning.readings.is_empty(),
            readings: meaning.readings,
            section: self.section,
            share: None,
            paragraph: self.paragraph,
        };
        self.narrative.quantities.push(quantity);
        self.lists.number(sentence, (begin, clause, index), &left, self.narrative);
    }

    /// The tokens of a number's clause: from `clause` to `index`; where a bracket ends right before the number
    /// (不予公开（行政执法案卷）3件), those before the bracket, unless it says what is included.
    fn clause_of(&self, sentence: &Window, begin: usize, clause: usize, index: usize) -> (usize, usize) {
        let kind = |at: usize| sentence.tokens.get(at).map(|token| &token.kind);
        let closes = clause == index && index > begin && kind(index - 1) == Some(&Kind::Close);
        if !closes {
            return (clause, index);
        }
        let open = (begin..index).rev().find(|at| kind(*at) == Some(&Kind::Open));
        let Some(open) = open else { return (clause, index) };
        let includes = self.window(sentence, open, index).has(|word| {
            matches!(word, Word::Contains | Word::CarryIn | Word::Carry | Word::Among | Word::Office)
        });
        let before = (begin..open)
            .rev()
            .find(|at| matches!(kind(*at), Some(Kind::Comma | Kind::Semicolon | Kind::Open | Kind::Close)))
            .map_or(begin, |at| at + 1);
        if includes || before == open { (clause, index) } else { (before, open) }
    }

    /// Takes in what the words before a number say about whose numbers are meant.
    pub(super) fn scope(&mut self, window: &Window) {
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
    pub(super) fn time(&mut self, window: &Window) {
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

    /// Understands the number at `index`. `left`: its clause up to it; `wide`: all since the last number; `after`: what
    /// follows it up to the next mark.
    fn understand(
        &mut self,
        sentence: &Window<'a>,
        index: usize,
        left: &Window<'a>,
        wide: &Window<'a>,
        after: &Window<'a>,
        evidence: bool,
    ) -> Meaning {
        let unit = sentence.tokens.get(index).and_then(Token::measure).map_or("", |measure| measure.unit);
        let own_topic = left.topic(&self.state);
        let money = unit == "万元" && left.has(|word| word == Word::Fee);
        if !COUNTS.contains(&unit) && !money {
            if let Some(topic) = own_topic.filter(|topic| *topic != Topic::Request) {
                self.state.run = topic;
            }
            return Meaning::unbound(Subject::Other);
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
                rows: vec![vec!["granted"]],
                column: "total",
                kind: RequestKind::Result,
            }),
            Topic::Request => self.request(sentence, index, left, wide, after),
            Topic::Case if self.is_other_work(sentence, wide, evidence) => None,
            Topic::Case => self.case(left, wide, after),
            Topic::Document => self.document(left, wide),
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
        let accepted = matches!(&label, Label::Request { kind: RequestKind::Received, column: "total", .. })
            && left.tokens.iter().any(|token| left.is(token, "受理"));
        if accepted && self.disagrees_with_received(sentence, index) {
            return Meaning::unbound(Subject::Requests);
        }
        // 办理处罚案件 need not be decisions.
        let named =
            named && (topic != Topic::Decision || left.has(|word| matches!(word, Word::Decide | Word::Fee)));
        // 受理复议案件, 审结: the organ may speak of its work as the one that reviews.
        let reviews = topic == Topic::Case
            && wide.has(|word| matches!(word, Word::Receive | Word::Handle | Word::Concluded));
        self.meaning(label, named && !reviews, evidence)
    }

    /// Whether the sentence gave another number as received; then neither leaves no doubt.
    fn disagrees_with_received(&mut self, sentence: &Window<'a>, index: usize) -> bool {
        let own =
            sentence.tokens.get(index).and_then(Token::measure).and_then(|measure| measure.numeral.integer());
        let paragraph = self.paragraph;
        let received = self.narrative.quantities.iter_mut().rev().take(3).find(|quantity| {
            quantity.paragraph == paragraph
                && quantity.readings.first().is_some_and(|cells| {
                    cells.len() == 1 && cells.iter().all(|cell| cell.row == "new" && cell.column == "total")
                })
        });
        match received {
            Some(quantity) if quantity.numeral.integer() != own => {
                quantity.plain = false;
                true
            }
            _ => false,
        }
    }

    /// The label that an enumeration with 分别 gives to a number; the outer `None`: there is no such enumeration.
    fn enumerated(
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
    fn is_granted(&self, sentence: &Window<'a>, index: usize, left: &Window<'a>) -> bool {
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
                matches!(word, Word::Detail(_)) || matches!(word, Word::Result(name) if name != "granted")
            })
    }

    /// Whether a window says nothing of its own: a number in it takes what stands around it.
    fn is_neutral(&self, window: &Window) -> bool {
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
    fn strange(&self, window: &Window) -> usize {
        window.residue(&|run| self.setting.organ.is_own(run))
    }

    fn request(
        &mut self,
        sentence: &Window<'a>,
        index: usize,
        left: &Window<'a>,
        wide: &Window<'a>,
        after: &Window<'a>,
    ) -> Option<Label> {
        let year = self.setting.year;
        if left.has(|word| word == Word::Qualifier) {
            return None;
        }
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
            return None;
        }
        let neutral = self.is_neutral(left);
        let rest = left.has(|word| word == Word::Rest) && left.tokens.len() <= 2 && self.strange(left) == 0;
        if rest && self.state.organisations {
            return Some(Label::Request {
                rows: self.state.applicant_rows(),
                column: "other_org",
                kind: RequestKind::Applicant,
            });
        }
        let mut label = if neutral && !left.has(|word| word == Word::Request) {
            let strange =
                self.strange(after) >= 4 || after.has(|word| matches!(word, Word::Qualifier | Word::Alien));
            let follows = (!strange).then(|| after.request(&self.state, year)).flatten();
            if follows.is_some() {
                self.taken = after.to;
            }
            let before = || {
                let allowed = !left.has(|word| matches!(word, Word::Among | Word::Rest));
                let more = wide.tokens.len() > left.tokens.len();
                let doubtful = wide.has(|word| matches!(word, Word::Qualifier | Word::Compare));
                // 2件告知向其他单位申请: what follows says what is counted.
                let silent = after.tokens.iter().all(|token| token.word() == Some(Word::Glue))
                    && after.residue(&|_| false) < 2;
                (allowed && more && !doubtful && silent).then(|| wide.request(&self.state, year)).flatten()
            };
            follows.or_else(before)
        } else {
            left.request(&self.state, year)
        };
        let strong = left.has(|word| matches!(word, Word::Request | Word::Result(_) | Word::Detail(_)));
        if !neutral && !strong && self.strange(left) >= 2 {
            return None;
        }
        if let Some(Label::Request { rows, kind, .. }) = &mut label {
            match kind {
                RequestKind::Applicant => {
                    // 新收申请中，自然人…: what is divided is named without a number.
                    let named = (!neutral).then(|| wide.base(&self.state, year)).flatten();
                    let among = left.has(|word| word == Word::Among) || self.state.rows.is_empty();
                    let base = if among { &self.state.last_rows } else { &self.state.rows };
                    *rows = match named {
                        Some(named) => {
                            self.state.rows.clone_from(&named);
                            named
                        }
                        None if base.is_empty() => vec![vec!["new"], vec!["new", "carried_in"]],
                        None => base.clone(),
                    };
                }
                RequestKind::Received if self.includes_carried(sentence, index) => {
                    *rows = vec![vec!["new", "carried_in"]];
                }
                _ => {}
            }
        }
        // 合计: what came in and what was carried in, where both were given.
        let adds = left.has(|word| word == Word::Total)
            && !left.has(|word| matches!(word, Word::Receive | Word::Close | Word::CloseAll | Word::Handle))
            && self.state.received
            && self.state.carried_in
            && neutral;
        if adds && !self.state.closed {
            return Some(Label::Request {
                rows: vec![vec!["new", "carried_in"]],
                column: "total",
                kind: RequestKind::Received,
            });
        }
        label
    }

    /// Whether a bracket after the number says that requests carried in are included.
    fn includes_carried(&self, sentence: &Window<'a>, index: usize) -> bool {
        if sentence.tokens.get(index + 1).is_none_or(|token| token.kind != Kind::Open) {
            return false;
        }
        let inside: Vec<Word> = sentence
            .tokens
            .iter()
            .skip(index + 2)
            .take(24)
            .take_while(|token| token.kind != Kind::Close)
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

    /// 办理行政复议案件46件 with nothing that says that they are about government information: the organ's other work.
    fn is_other_work(&mut self, sentence: &Window<'a>, wide: &Window<'a>, evidence: bool) -> bool {
        let works = wide.has(|word| matches!(word, Word::Handle | Word::Receive));
        let said = sentence.has(|word| matches!(word, Word::Information | Word::Request))
            || sentence.tokens.iter().any(|token| sentence.is(token, "相关") || sentence.is(token, "有关"));
        self.state.other_work |= evidence && works && !said && self.section != 4;
        self.state.other_work
    }

    fn case(&mut self, left: &Window<'a>, wide: &Window<'a>, after: &Window<'a>) -> Option<Label> {
        let mut window = left;
        let named = |window: &Window| !window.cases().is_empty() || !window.case_columns().is_empty();
        if !named(left) {
            if named(after) {
                window = after;
                self.taken = after.to;
            } else if named(wide)
                && wide.tokens.len() > left.tokens.len()
                && !left.has(|w| matches!(w, Word::Among | Word::Rest))
            {
                window = wide;
            }
        }
        let mut cases = window.cases();
        let mut columns = window.case_columns();
        let tail = window.residues().last().is_some_and(|(start, end)| {
            *end == window.to
                && end - start >= 2
                && window.tokens.last().is_some_and(|token| token.end <= *start)
        });
        if tail && std::ptr::eq(window, left) {
            return None;
        }
        let total_only = columns.is_empty();
        if cases.is_empty() {
            if columns.is_empty() && left.has(|word| word == Word::Rest) && left.tokens.len() <= 2 {
                columns = vec!["other"];
            }
            if columns.is_empty() {
                return None;
            }
            cases = self.state.cases;
        } else if total_only
            && left.tokens.iter().any(|token| left.is(token, "撤回") || left.is(token, "撤销"))
        {
            return None;
        }
        (!cases.is_empty()).then_some(Label::Case { cases, columns })
    }

    fn document(&mut self, left: &Window<'a>, wide: &Window<'a>) -> Option<Label> {
        let row = left.words().rev().find_map(|word| match word {
            Word::Document(row) => Some(row),
            _ => None,
        });
        let published = left.has(|word| word == Word::Disclosure);
        let version = left
            .words()
            .rev()
            .find_map(|word| match word {
                Word::Version(column) => Some(column),
                _ => None,
            })
            .or_else(|| {
                // 现行有效规章11件，行政规范性文件366件.
                let bare = left.tokens.iter().all(|token| {
                    matches!(
                        token.kind,
                        Kind::Pause | Kind::Word(Word::Document(_) | Word::Glue | Word::Total)
                    )
                });
                (bare && !published).then_some(self.state.version).flatten()
            });
        let in_all = left.tokens.iter().any(|token| left.is(token, "对外公开"))
            && left
                .tokens
                .iter()
                .any(|token| left.is(token, "总数") || left.is(token, "总量") || left.is(token, "总数量"));
        let version = if in_all { Some("public_total") } else { version };
        let row = row.or(if wide.has(|word| matches!(word, Word::Document(_))) {
            None
        } else {
            self.state.document
        });
        let row = row.or_else(|| {
            wide.words().rev().find_map(|word| match word {
                Word::Document(row) => Some(row),
                _ => None,
            })
        });
        self.state.document = row;
        self.state.version = version;
        if left.has(|word| matches!(word, Word::Qualifier | Word::Among)) || self.tail(left) {
            return None;
        }
        let (row, version) = (row?, version?);
        // 市政府制发: without its departments, which the table of a whole government covers too.
        let itself = self.setting.organ.kind == OrganKind::Government
            && row == "normative"
            && !self.state.named_scope
            && wide.residues().iter().any(|(start, end)| self.stream.text(*start, *end).contains("政府"));
        if itself {
            return None;
        }
        // Both a verb and 公开: which column is meant is left open.
        if published
            && !matches!(version, "published" | "public_total")
            && !left.has(|word| matches!(word, Word::Version(_)))
        {
            return None;
        }
        let form = self.setting.form;
        let column = match version {
            "issued" if disclosure_cell(form, row, "issued").is_none() => "made",
            "in_force" if disclosure_cell(form, row, "in_force").is_none() => "public_total",
            other => other,
        };
        Some(Label::Document { row, column })
    }

    /// Something that no word explains stands right before the number.
    fn tail(&self, left: &Window<'a>) -> bool {
        left.residues().last().is_some_and(|(start, end)| *end == left.to && end - start >= 2)
    }

    fn decision(&mut self, left: &Window<'a>, wide: &Window<'a>, unit: &str) -> Option<Label> {
        if left.has(|word| word == Word::Fee) {
            return (unit == "万元").then_some(Label::Decision("fee"));
        }
        let row = left.words().rev().find_map(|word| match word {
            Word::Decision(row) => Some(row),
            _ => None,
        })?;
        let decides = left.has(|word| matches!(word, Word::Decide | Word::Handle));
        let published =
            wide.has(|word| matches!(word, Word::Disclosure | Word::Apply | Word::Receive | Word::Alien));
        let goes_on = self.state.decisions && !published;
        self.state.decisions = decides && !published || goes_on;
        let strange = left.has(|word| word == Word::Qualifier) || self.tail(left) || unit == "条";
        (self.state.decisions && !published && !strange).then_some(Label::Decision(row))
    }

    /// The meaning of a label, and what it means for the numbers that follow.
    fn meaning(&mut self, label: Label, named: bool, evidence: bool) -> Meaning {
        let form = self.setting.form;
        let state = &mut self.state;
        let (readings, subject, clear) = match label {
            Label::Channel => return Meaning::unbound(Subject::Channel),
            Label::Request { rows, column, kind } => {
                match kind {
                    RequestKind::Received | RequestKind::ReceivedNew | RequestKind::Handled => {
                        state.received = true;
                    }
                    RequestKind::CarriedIn => state.carried_in = true,
                    RequestKind::Closed => state.closed = true,
                    _ => {}
                }
                state.organisations = !matches!(column, "total" | "natural" | "organisations");
                let base = !matches!(
                    kind,
                    RequestKind::Result
                        | RequestKind::Applicant
                        | RequestKind::CarriedIn
                        | RequestKind::CarriedOut
                );
                let aside = self.depth > 0;
                if base && column == "total" && !aside {
                    state.rows.clone_from(&rows);
                }
                if kind != RequestKind::Applicant && column == "total" && !aside {
                    state.last_rows.clone_from(&rows);
                }
                let cells = |names: &Vec<&'static str>| -> Vec<CellId> {
                    names.iter().flat_map(|row| request_cells(form, row, column)).collect()
                };
                let mut readings: Vec<Vec<CellId>> =
                    rows.iter().map(cells).filter(|reading| !reading.is_empty()).collect();
                if form == FormId::Statistics2014 && rows.iter().any(|names| names == &["handled"]) {
                    // 办结 and 答复 are two rows there.
                    readings.push(request_cells(form, "closed", "total"));
                }
                readings.dedup();
                let subject = match kind {
                    RequestKind::Result => Subject::Result,
                    _ if column != "total" => Subject::Applicant,
                    _ => Subject::Requests,
                };
                (readings, subject, kind != RequestKind::Handled)
            }
            Label::Case { cases, columns } => {
                state.cases = cases;
                state.sentence_cases = state.sentence_cases.with(cases);
                if !evidence {
                    state.run = Topic::Alien;
                    return Meaning::unbound(Subject::Other);
                }
                let subject = if columns.is_empty() { Subject::Case } else { Subject::CaseResult };
                let columns = if columns.is_empty() { vec!["total"] } else { columns };
                let cells = of_form(form, cases.cells(&columns));
                ((!cells.is_empty()).then_some(cells).into_iter().collect(), subject, true)
            }
            Label::Document { row, column } => (
                disclosure_cell(form, row, column).map(|cell| vec![cell]).into_iter().collect(),
                Subject::Disclosure,
                true,
            ),
            Label::Decision("fee") => (
                disclosure_cell(form, "fee", "amount").map(|cell| vec![cell]).into_iter().collect(),
                Subject::Disclosure,
                true,
            ),
            Label::Decision(row) => (
                disclosure_cell(form, row, "decisions").map(|cell| vec![cell]).into_iter().collect(),
                Subject::Disclosure,
                true,
            ),
        };
        if state.other_scope {
            return Meaning::unbound(subject);
        }
        let whole = self.setting.organ.kind != OrganKind::Government || state.named_scope;
        // The full list of rows of the table of 2014 is not known from an official text: what is checked on it warns.
        let official = form != FormId::Statistics2014;
        Meaning { readings, subject, plain: named && clear && whole && official }
    }
}

/// The words of a clause without the mark or the 其中 that it begins with.
fn phrase(text: &str) -> String {
    let text = text.trim_start_matches(['、', '，', ',']);
    text.strip_prefix("其中").unwrap_or(text).to_owned()
}
