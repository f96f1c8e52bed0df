//! Each number of a section understood from its clause, and bound to cells where nothing speaks against it.

mod cases;
mod disclosure;
mod meaning;
mod requests;
mod surroundings;
mod understand;

use std::collections::VecDeque;

use crate::form::CellId;

use crate::extract::quantities::context::{Setting, State, Topic};
use crate::extract::quantities::labels::{Label, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::lists::Lists;
use crate::extract::quantities::stream::Stream;
use crate::extract::quantities::tokens::{Kind, Token, tokens};
use crate::extract::quantities::{Claim, Narrative, Quantity, Subject};

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
}

/// The words of a clause without the mark or the 其中 that it begins with.
fn phrase(text: &str) -> String {
    let text = text.trim_start_matches(['、', '，', ',']);
    text.strip_prefix("其中").unwrap_or(text).to_owned()
}
