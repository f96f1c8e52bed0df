//! What the words of a clause say that its number counts.

use crate::form::{ColumnId, ColumnRole, Role, RowId};
use crate::text::fold::is_han;

use super::context::State;
use super::counted::{Cases, Topic, received};
use super::lexicon::Word;
use super::stream::Stream;
use super::tokens::{Token, TokenKind};

pub(super) use super::counted::{Label, RequestKind};

/// A stretch of tokens with the characters between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'a> {
    pub stream: &'a Stream,
    pub tokens: &'a [Token],
    /// First character.
    pub from: usize,
    /// One past the last character.
    pub to: usize,
}

impl<'a> Window<'a> {
    /// The part of it from one token to another, `end` exclusive, with the characters before and after them.
    pub(super) fn part(&self, begin: usize, end: usize) -> Self {
        let from = begin
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or(self.from, |token| token.end);
        let to = self.tokens.get(end).map_or(self.to, |token| token.start);
        Self { stream: self.stream, tokens: self.tokens.get(begin..end).unwrap_or_default(), from, to }
    }

    pub(super) fn words(&self) -> impl DoubleEndedIterator<Item = Word> + 'a {
        self.tokens.iter().filter_map(Token::word)
    }

    pub(super) fn has(&self, wanted: impl Fn(Word) -> bool) -> bool {
        self.words().any(wanted)
    }

    /// Runs of Chinese characters that no token explains.
    pub(super) fn residues(&self) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut at = self.from;
        let ends = self.tokens.iter().map(|token| (token.start, token.end)).chain([(self.to, self.to)]);
        for (start, end) in ends {
            let mut run = at;
            for index in at..start.max(at) {
                let chinese = self.stream.character(index).is_some_and(is_han);
                if !chinese {
                    if index > run {
                        runs.push((run, index));
                    }
                    run = index + 1;
                }
            }
            if start > run {
                runs.push((run, start));
            }
            at = at.max(end);
        }
        runs
    }

    /// Where what no token explains begins, when words without a meaning of their own in front of it belong to it: 公安分局,
    /// 市场监管所 after 监管.
    pub(super) fn before_glue(&self, start: usize) -> usize {
        /// No organ's name is longer.
        const LONGEST: usize = 24;
        let mut from = start;
        let before = self.tokens.partition_point(|token| token.end <= start);
        let mut before = self.tokens.get(..before).unwrap_or_default().iter().rev();
        let mut floor = self.from;
        for token in before.by_ref() {
            // Other such words, or what no token explains, may stand between.
            let chinese = (token.end..from).all(|at| self.stream.character(at).is_some_and(is_han));
            if !chinese || token.word() != Some(Word::Glue) || token.start + LONGEST < start {
                floor = token.end;
                break;
            }
            from = token.start;
        }
        let unexplained = |at: &usize| self.stream.character(*at).is_some_and(is_han);
        let more = (floor.min(from)..from).rev().take(LONGEST).take_while(unexplained).count();
        from - more
    }

    /// Number of characters that no token explains, leaving out those for which `explained` is true.
    pub(super) fn residue(&self, explained: &dyn Fn(&[char]) -> bool) -> usize {
        self.residues()
            .into_iter()
            .map(|(start, end)| self.characters(start, end))
            .filter(|run| !explained(run))
            .map(|run| run.len())
            .sum()
    }

    pub(super) fn characters(&self, start: usize, end: usize) -> Vec<char> {
        (start..end).filter_map(|at| self.stream.character(at)).collect()
    }

    /// The subject that the last topical word names.
    pub(super) fn topic(&self, state: &State) -> Option<Topic> {
        let mut topic = None;
        let last = self.tokens.len().checked_sub(1);
        for (index, token) in self.tokens.iter().enumerate() {
            let Some(word) = token.word() else { continue };
            topic = match word {
                Word::Request => match topic {
                    // What cases are about; a list that goes on about information published.
                    Some(Topic::Case) => topic,
                    _ => Some(Topic::Request),
                },
                Word::Review | Word::Suit | Word::SuitDirect | Word::SuitAfter => Some(Topic::Case),
                Word::Case(_) | Word::Concluded if state.run == Topic::Case || topic == Some(Topic::Case) => {
                    Some(Topic::Case)
                }
                Word::Document(_) => Some(Topic::Document),
                Word::Decision(_) | Word::Fee => Some(Topic::Decision),
                // 确认失效或废止文件7件, after numbers of 规范性文件.
                Word::Disclosure
                    if self.is(token, "文件") && state.run == Topic::Document && topic.is_none() =>
                {
                    None
                }
                // 信息无法提供30件: a result.
                Word::Disclosure
                    if self.is(token, "信息")
                        && self.tokens.get(index + 1).is_some_and(|next| {
                            next.start == token.end && matches!(next.word(), Some(Word::Result(_)))
                        }) =>
                {
                    topic
                }
                // 无法提供相关信息2件, in a list of results: what could not be given.
                Word::Disclosure
                    if state.run == Topic::Request
                        && (self.is(token, "信息") || self.is(token, "政府信息"))
                        && self.tokens.iter().take(index).any(|before| {
                            matches!(before.word(), Some(Word::Result(_) | Word::Detail(_)))
                        }) =>
                {
                    topic
                }
                Word::Disclosure => match topic {
                    Some(Topic::Request) if !self.is(token, "主动公开") => topic,
                    _ => Some(Topic::Disclosure),
                },
                Word::Alien => Some(Topic::Alien),
                Word::Title if Some(index) == last => Some(Topic::Alien),
                _ => topic,
            };
        }
        topic
    }

    /// Whether its words can only be said of requests for information, even where none is named: two results, a reason
    /// for refusing, kinds of applicants beside 申请.
    pub(super) fn speaks_of_requests(&self) -> bool {
        let mut groups: Vec<&[RowId]> = Vec::new();
        let mut applicants: Vec<ColumnId> = Vec::new();
        let (mut apply, mut moves, mut carried, mut reasons) = (false, false, false, false);
        let mut unmistakable = false;
        for token in self.tokens {
            match token.word() {
                Some(Word::Result(name)) if !groups.contains(&name) => groups.push(name),
                Some(Word::Applicant(name)) => {
                    if !applicants.contains(&name) {
                        applicants.push(name);
                    }
                    apply |= self.stream.text(token.start, token.end).contains("申请");
                }
                Some(Word::Detail(_)) => {
                    reasons = true;
                    // 没有现成信息需要另行制作; not 重复申请, 信访类.
                    unmistakable |= token.end - token.start >= 7;
                }
                Some(Word::Apply | Word::Everyone) => {
                    apply |= self.stream.text(token.start, token.end).contains("申请");
                }
                Some(Word::ReceiveNew | Word::Close | Word::CloseAll) => moves = true,
                Some(Word::CarryIn | Word::CarryOut | Word::Carry) => carried = true,
                Some(Word::Glue) => apply |= self.is(token, "申请人情况"),
                _ => {}
            }
        }
        groups.len() >= 2
            || (!groups.is_empty() && reasons)
            || unmistakable
            || (apply && !groups.is_empty() && (moves || self.has(|word| word == Word::Receive)))
            || (apply && applicants.len() >= 2)
            || (carried && (apply || moves))
            || (apply && self.has(|word| word == Word::ReceiveNew))
    }

    pub(super) fn is(&self, token: &Token, text: &str) -> bool {
        let characters = (token.start..token.end).map_while(|at| self.stream.character(at));
        characters.eq(text.chars())
    }

    /// The kinds of cases named.
    pub(super) fn cases(&self) -> Cases {
        let mut cases = Cases::default();
        for word in self.words() {
            match word {
                Word::Review => cases.review = true,
                Word::Suit => {
                    cases.direct = true;
                    cases.after = true;
                }
                _ => {}
            }
        }
        let direct = self.has(|word| word == Word::SuitDirect);
        let after = self.has(|word| word == Word::SuitAfter);
        if direct || after {
            (cases.direct, cases.after) = (direct, after);
        }
        cases
    }

    /// Columns of table 4 named.
    pub(super) fn case_columns(&self) -> Vec<ColumnId> {
        let mut columns: Vec<ColumnId> = Vec::new();
        let mut before = None;
        let mut concluded = false;
        for word in self.words() {
            let denied = before.replace(word) == Some(Word::Negation);
            match word {
                // 3件还没有审结.
                Word::Concluded if denied => columns = vec![ColumnRole::Pending.column()],
                // 已审结案件败诉5件: of those concluded, that result.
                Word::Case(column) if concluded => (columns, concluded) = (vec![column], false),
                Word::Case(column) if !columns.contains(&column) => columns.push(column),
                Word::Concluded => {
                    concluded = true;
                    use ColumnRole::{Corrected, OtherResult, Upheld};
                    columns = [Upheld, Corrected, OtherResult].map(ColumnRole::column).to_vec();
                }
                _ => {}
            }
        }
        columns
    }

    /// What requests the window is about; `None` where it names nothing.
    pub(super) fn request(&self, state: &State, year: Option<i32>) -> Option<Label> {
        let column = self.column();
        let rows = |rows: Vec<Vec<RowId>>, kind: RequestKind| Label::Request {
            rows,
            column: column.unwrap_or_else(|| ColumnRole::Total.column()),
            kind,
        };
        let one = |role: Role, kind: RequestKind| rows(vec![vec![role.row()]], kind);
        if let Some(carried_in) = self.carried(year) {
            let receives = self.has(|word| matches!(word, Word::Receive | Word::Request));
            if carried_in && receives && self.has(|word| word == Word::Contains) {
                return Some(rows(vec![vec![Role::New.row(), Role::CarriedIn.row()]], RequestKind::Received));
            }
            return Some(if carried_in {
                one(Role::CarriedIn, RequestKind::CarriedIn)
            } else {
                one(Role::CarriedOut, RequestKind::CarriedOut)
            });
        }
        if self.has(|word| word == Word::Open) {
            return Some(one(Role::CarriedOut, RequestKind::CarriedOut));
        }
        if let Some(readings) = self.results() {
            // （含重复申请12件）: said of what came in, not of how it was answered.
            if self.has(|word| word == Word::Contains) {
                return None;
            }
            return Some(rows(readings, RequestKind::Result));
        }
        if self.has(|word| word == Word::Carry) {
            return state.closed.then(|| one(Role::CarriedOut, RequestKind::CarriedOut));
        }
        // 新收申请中网上提交41件: one way of those.
        let within = || self.stream.text(self.from, self.to).contains('中');
        if self.has(|word| word == Word::ReceiveNew) && self.is_one_channel() && within() {
            return Some(Label::Channel);
        }
        if self.has(|word| word == Word::ReceiveNew) {
            return Some(one(Role::New, RequestKind::ReceivedNew));
        }
        let verb = self
            .words()
            .rev()
            .find(|word| matches!(word, Word::Receive | Word::Close | Word::CloseAll | Word::Handle));
        if self.is_one_channel() && !matches!(verb, Some(Word::Close | Word::CloseAll)) {
            return Some(Label::Channel);
        }
        let all = || [vec![vec![Role::Handled.row()]], received()].concat();
        let both = self.has(|word| word == Word::Receive)
            && self.has(|word| matches!(word, Word::Close | Word::CloseAll | Word::Handle));
        // 当年受理、当年办结的: not all that came in, nor all that was closed.
        let each_its_own = self.words().filter(|word| *word == Word::Current).count() > 1;
        match verb {
            _ if both && each_its_own => None,
            _ if both => Some(rows(all(), RequestKind::Handled)),
            Some(Word::Receive) => Some(rows(received(), RequestKind::Received)),
            Some(Word::Close | Word::CloseAll) => Some(one(Role::Handled, RequestKind::Closed)),
            // 共处理1717件 may be all that there was to handle.
            Some(Word::Handle) if state.received => Some(rows(
                vec![vec![Role::Handled.row()], vec![Role::New.row(), Role::CarriedIn.row()]],
                RequestKind::Handled,
            )),
            Some(Word::Handle) => Some(rows(all(), RequestKind::Handled)),
            _ => match column {
                Some(_) => Some(rows(Vec::new(), RequestKind::Applicant)),
                None if self.has(|word| word == Word::Request) => {
                    let applied = !self.has(|word| word == Word::Among);
                    applied.then(|| rows(received(), RequestKind::Received))
                }
                None => None,
            },
        }
    }

    /// The rows that the verbs of the window name, whatever kinds of applicants stand in it.
    pub(super) fn base(&self, state: &State, year: Option<i32>) -> Option<Vec<Vec<RowId>>> {
        match self.request(state, year)? {
            Label::Request { rows, .. } if !rows.is_empty() => Some(rows),
            _ => None,
        }
    }

    /// Whether requests carried over are named: from last year (`true`) or into the next (`false`).
    fn carried(&self, year: Option<i32>) -> Option<bool> {
        let mut carry = false;
        let mut side = None;
        let carries =
            |token: &Token| matches!(token.word(), Some(Word::CarryIn | Word::CarryOut | Word::Carry));
        let new = |token: &Token| token.word() == Some(Word::ReceiveNew);
        // 结转上年后新收到47件: those that are new.
        if self.tokens.iter().rposition(new) > self.tokens.iter().rposition(carries) {
            return None;
        }
        for word in self.words() {
            match word {
                Word::CarryIn => return Some(true),
                Word::CarryOut => return Some(false),
                Word::Carry => carry = true,
                Word::Previous => side = Some(true),
                Word::Next => side = Some(false),
                Word::Year(other) => match year {
                    Some(year) if other < year => side = Some(true),
                    Some(year) if other > year => side = Some(false),
                    _ => {}
                },
                _ => {}
            }
        }
        let continues = self.has(|word| matches!(word, Word::Handle | Word::Close | Word::CloseAll));
        match side.or_else(|| self.end_of_year().filter(|_| carry)) {
            Some(side) if carry => Some(side),
            // 下一年度继续办理, 在下年度答复.
            Some(false) if continues => Some(false),
            _ => None,
        }
    }

    /// 年初结转, 年末无结转: at which end of the year the clause says that it was; `true` at its beginning.
    fn end_of_year(&self) -> Option<bool> {
        const BEFORE: usize = 6;
        let text = self.stream.text(self.from.saturating_sub(BEFORE), self.to);
        let clause = text.rsplit([',', ';', '。', '、']).next().unwrap_or_default();
        let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
        match (says(&["年初", "期初"]), says(&["年末", "年底", "期末"])) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Rows of the results named, by reading.
    fn results(&self) -> Option<Vec<Vec<RowId>>> {
        let mut groups: Vec<RowId> = Vec::new();
        let mut details: Vec<RowId> = Vec::new();
        let mut reasons = false;
        for (index, token) in self.tokens.iter().enumerate() {
            match token.word() {
                Some(Word::Result(named)) => {
                    for each in named {
                        if !groups.contains(each) {
                            groups.push(*each);
                        }
                    }
                }
                Some(Word::Detail(name)) => {
                    let next = self.tokens.get(index + 1).and_then(Token::word);
                    if next == Some(Word::Etcetera) {
                        reasons = true;
                    } else if !details.contains(&name) {
                        details.push(name);
                    }
                }
                _ => {}
            }
        }
        // 国家秘密、法律法规禁止和危及“三安全一稳定”的共25件: one of those named is not understood.
        let is_row = |token: &&Token| matches!(token.word(), Some(Word::Result(_) | Word::Detail(_)));
        let bounds = self.tokens.iter().find(is_row).zip(self.tokens.iter().rfind(is_row));
        let strange = bounds.is_some_and(|(first, last)| {
            self.residues().iter().any(|(from, to)| *from >= first.end && *to <= last.start && to - from > 2)
        });
        if strange {
            return None;
        }
        // 无法提供等其他情况41件: more than what is named.
        let last = |wanted: &dyn Fn(Word) -> bool| {
            self.tokens.iter().rposition(|token| token.word().is_some_and(wanted))
        };
        let named = last(&|word| matches!(word, Word::Result(_) | Word::Detail(_)));
        let more = last(&|word| word == Word::Etcetera) > named && last(&|word| word == Word::Rest) > named;
        if more {
            return None;
        }
        match (groups.is_empty(), details.is_empty()) {
            (true, true) => None,
            (false, true) => Some(vec![groups]),
            (false, false) if reasons => Some(vec![groups]),
            (false, false) => Some(vec![details, groups]),
            // 因申请人未按要求补正作其他处理: the group may be meant as well.
            (true, false) => Some(vec![details]),
        }
    }

    /// The column of the kind of applicant named; `None` where none or everybody is.
    fn column(&self) -> Option<ColumnId> {
        let mut columns = self.words().filter_map(|word| match word {
            Word::Applicant(column) => Some(column),
            _ => None,
        });
        let first = columns.next()?;
        let narrower = columns.next_back();
        match narrower {
            None => Some(first),
            // 法人或其他组织中，商业企业: the narrower one counts; 自然人、法人: both, that is all.
            Some(last) if first == last => Some(first),
            Some(last) if first.role() == ColumnRole::Organisations && last.role() != ColumnRole::Natural => {
                Some(last)
            }
            Some(_) => None,
        }
    }

    /// Whether one way of coming in is named, not several (通过网络、信函等方式).
    fn is_one_channel(&self) -> bool {
        let count = self.words().filter(|word| *word == Word::Channel).count();
        let several = self.has(|word| word == Word::Etcetera)
            || self.tokens.iter().any(|token| token.kind == TokenKind::Pause)
                && self.tokens.first().is_none_or(|token| token.kind != TokenKind::Pause);
        count == 1 || (count > 1 && !several)
    }

    /// The kinds of labels that a list before 分别为 names, in order.
    pub(super) fn enumerated(&self, state: &State) -> Vec<Label> {
        let mut labels: Vec<Label> = Vec::new();
        let document = self.words().find_map(|word| match word {
            Word::Document(row) => Some(row),
            _ => None,
        });
        for token in self.tokens {
            let label = match token.word() {
                Some(Word::Review) => Label::Case {
                    cases: Cases { review: true, ..Cases::default() },
                    columns: self.case_columns(),
                },
                Some(Word::Suit) => Label::Case {
                    cases: Cases { direct: true, after: true, ..Cases::default() },
                    columns: self.case_columns(),
                },
                Some(Word::SuitDirect) => Label::Case {
                    cases: Cases { direct: true, ..Cases::default() },
                    columns: self.case_columns(),
                },
                Some(Word::SuitAfter) => Label::Case {
                    cases: Cases { after: true, ..Cases::default() },
                    columns: self.case_columns(),
                },
                Some(Word::Version(column)) => match document.or(state.document) {
                    Some(row) => Label::Document { row, column },
                    None => continue,
                },
                Some(Word::Result([row])) => Label::Request {
                    rows: vec![vec![*row]],
                    column: ColumnRole::Total.column(),
                    kind: RequestKind::Result,
                },
                // Of what, the number before says.
                Some(Word::Applicant(column)) => {
                    Label::Request { rows: Vec::new(), column, kind: RequestKind::Applicant }
                }
                _ => continue,
            };
            if labels.last() != Some(&label) {
                labels.push(label);
            }
        }
        labels
    }
}
