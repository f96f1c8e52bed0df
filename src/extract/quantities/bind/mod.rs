//! Each number of a section understood from its clause, and bound to cells where nothing speaks against it.

mod cases;
mod disclosure;
mod meaning;
pub(super) mod openness;
mod requests;
mod surroundings;
mod understand;

use std::collections::VecDeque;

use crate::form::CellId;

use crate::extract::quantities::context::{Setting, State, Topic};
use crate::extract::quantities::labels::{Label, Window};
use crate::extract::quantities::lexicon::Word;
use crate::extract::quantities::mention::Mention;
use crate::extract::quantities::repeated::{self, Counted};
use crate::extract::quantities::stream::Stream;
use crate::extract::quantities::tokens::{Kind, Token, tokens};
use crate::extract::quantities::{Claim, Narrative, Quantity, Reason, Strength, Subject};
use crate::extract::quantities::{growth, lists, shares};

/// Reads the numbers of one section, whose first paragraph has the number given, and those that count all of a thing.
pub(super) fn read(stream: &Stream, setting: &Setting, paragraph: u32) -> (Narrative, Vec<Counted>) {
    let tokens = tokens(stream, &setting.lexicon);
    let mut reader = Reader {
        stream,
        setting,
        section: stream.section,
        state: State::new(stream.section),
        queue: VecDeque::new(),
        sentence: 0,
        opens_paragraph: true,
        mentions: Vec::new(),
        paragraph,
        depth: 0,
        taken: 0,
        strange: 0,
        read_to: 0,
        openness: false,
        withdrawn: tokens.iter().any(|token| token.word() == Some(Word::Withdrawn)),
        quantities: Vec::new(),
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
    let Reader { quantities, mentions, .. } = reader;
    let lists = lists::lists(&mentions, &quantities, setting.form.form());
    let counted = repeated::counted(&mentions, &quantities, &lists);
    let narrative = Narrative {
        lists,
        shares: shares::shares(&mentions, &quantities),
        growths: growth::growths(&mentions, &quantities, setting.year),
        quantities,
        ..Narrative::default()
    };
    (narrative, counted)
}

/// How many tokens before and after a word are looked at, so that the time taken is linear in any text.
pub(super) const REACH: usize = 48;

/// What a number means.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    pub readings: Vec<Vec<CellId>>,
    pub subject: Subject,
    pub strength: Strength,
}

impl Meaning {
    fn unbound(subject: Subject) -> Self {
        Self { readings: Vec::new(), subject, strength: Strength::Slight }
    }
}

pub(super) struct Reader<'a> {
    pub stream: &'a Stream,
    pub setting: &'a Setting,
    pub section: u8,
    pub state: State,
    /// What the next numbers of an enumeration with 分别 count.
    queue: VecDeque<Option<Label>>,
    /// Number of the sentence in the section.
    sentence: usize,
    /// Whether the sentence begins a paragraph.
    opens_paragraph: bool,
    /// The numbers read, with where they stand.
    mentions: Vec<Mention<'a>>,
    pub paragraph: u32,
    /// Depth of brackets in the sentence.
    depth: usize,
    /// First character that the last number did not take for itself.
    taken: usize,
    /// Characters of the sentence, up to `read_to`, that nothing explains.
    pub strange: usize,
    pub read_to: usize,
    /// Whether the sentence divides documents by class of openness.
    pub openness: bool,
    /// Whether the section speaks of requests that were withdrawn: they may be counted among those closed or not.
    pub withdrawn: bool,
    pub quantities: Vec<Quantity>,
}

impl<'a> Reader<'a> {
    /// One sentence; `from` and `to` are its first character and the one after its last.
    fn sentence(&mut self, sentence: &'a [Token], from: usize, to: usize) {
        let mut sentence = sentence;
        let mut from = from;
        self.sentence += 1;
        self.opens_paragraph = false;
        if let Some(Token { kind: Kind::Item { heading }, start, end }) = sentence.first() {
            if *heading {
                let text = self.heading(*start, to);
                self.state.paragraph(Some(text));
            }
            from = *end;
            self.paragraph += 1;
            sentence = sentence.get(1..).unwrap_or_default();
            self.opens_paragraph = true;
        } else if self.stream.glyphs.get(from).is_some_and(|glyph| glyph.paragraph) {
            let goes_on = sentence.first().and_then(Token::word) == Some(Word::Among);
            if !goes_on {
                self.state.paragraph(None);
                self.paragraph += 1;
                self.opens_paragraph = true;
            }
        }
        self.state.sentence();
        self.queue.clear();
        let whole = Window { stream: self.stream, tokens: sentence, from, to };
        if self.state.run == Topic::None && whole.speaks_of_requests() {
            self.state.run = Topic::Request;
        }
        self.openness = self.divides_by_openness(&whole);
        (self.strange, self.read_to) = (0, from);
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
        sentence.part(begin, end)
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
        let understood = self.is_understood(&wide, &left, &after);
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
            reason: self.reason(&meaning, &wide),
            strength: if understood { meaning.strength } else { meaning.strength.min(Strength::Likely) },
            readings: meaning.readings,
            section: self.section,
            paragraph: self.paragraph,
        };
        self.mentions.push(Mention {
            quantity: self.quantities.len(),
            sentence: self.sentence,
            paragraph: self.opens_paragraph,
            between: wide,
            left,
            follows: begin > 0,
            aside: self.state.other_time || self.state.plan || self.state.other_scope,
        });
        self.quantities.push(quantity);
    }

    /// Why a number is bound to nothing.
    fn reason(&self, meaning: &Meaning, wide: &Window<'a>) -> Reason {
        let changes = wide.tokens.iter().rev().take(2).any(|token| token.word() == Some(Word::Change));
        match meaning.subject {
            _ if changes => Reason::Change,
            _ if self.state.plan => Reason::Plan,
            _ if self.state.other_time => Reason::OtherTime,
            _ if self.state.other_scope => Reason::OtherScope,
            Subject::Information
            | Subject::Outlet
            | Subject::Openness(_)
            | Subject::Channel
            | Subject::Persons
            | Subject::Visits
            | Subject::Time
            | Subject::Money => Reason::Class,
            _ if self.state.run == Topic::Alien => Reason::OtherMatter,
            _ => Reason::Unclear,
        }
    }

    /// Whether every word of the sentence up to the end of a number's clause is understood, and none in the clause
    /// narrows what is counted. What is not understood could change the meaning.
    fn is_understood(&mut self, wide: &Window<'a>, left: &Window<'a>, after: &Window<'a>) -> bool {
        let before = Window { from: wide.from.max(self.read_to), ..*wide };
        self.strange += self.strange_all(&before);
        self.read_to = self.read_to.max(wide.to);
        let narrows = |word: Word| {
            matches!(
                word,
                Word::Qualifier
                    | Word::Withdrawn
                    | Word::Alien
                    | Word::Etcetera
                    | Word::Title
                    | Word::Negation
            )
        };
        self.strange == 0 && self.strange_all(after) == 0 && !left.has(narrows) && !after.has(narrows)
    }

    /// Characters of a window that nothing explains, single ones as well, the organ's own name left out.
    pub(super) fn strange_all(&self, window: &Window) -> usize {
        window.residue(&|run| self.setting.organ.is_own(run))
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
