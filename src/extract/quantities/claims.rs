//! Words that deny and stand for 0: 未收到申请, 没有行政复议, 未制发规范性文件.

use crate::form::{CellId, ColumnId, ColumnRole, Role, RowId};
use crate::text::numerals::{Numeral, Precision};

use super::bind::{REACH, Reader};
use super::cells::{case_cells, disclosure_cell, request_cells};
use super::context::{Cases, State, Topic, received};
use super::labels::{Label, Window};
use super::lexicon::Word;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, Quantity, Reason, Strength};

/// So many characters that are not understood leave open what is denied: 无处正理当理由逾期不补正、…政府信息.
const MUCH: usize = 3;

/// 因超期被复议: only what comes of one cause is denied; 因政府信息公开 is that of all.
fn has_cause(text: &str) -> bool {
    let cause = text.split_once('因').and_then(|(_, behind)| {
        let end = behind.find(['被', '引', '产', '提', '导', '而', '发', '申', '复', '诉', '起'])?;
        behind.get(..end)
    });
    let general = ["公开", "信息", "此", "工作"];
    cause.is_some_and(|cause| cause.chars().count() >= 2 && !general.iter().any(|word| cause.contains(word)))
}

impl Reader<'_> {
    /// A word that denies: what it denies is 0 if it is something that the tables count, and nothing else is said.
    pub(super) fn negation(
        &self,
        state: State,
        sentence: &Window,
        begin: usize,
        index: usize,
    ) -> (State, Option<Quantity>) {
        let Some(token) = sentence.tokens.get(index) else { return (state, None) };
        let furthest = sentence.tokens.len().min(index + REACH);
        let end = (index + 1..furthest)
            .find(|at| {
                sentence.tokens.get(*at).is_some_and(|token| {
                    matches!(
                        token.kind,
                        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close
                    )
                })
            })
            .unwrap_or(furthest);
        let clause = (begin..index)
            .rev()
            .find(|at| {
                sentence
                    .tokens
                    .get(*at)
                    .is_some_and(|token| !matches!(token.kind, TokenKind::Word(_) | TokenKind::Pause))
            })
            .map_or(begin, |at| at + 1);
        let before = sentence.part(clause, index);
        let object = sentence.part(index + 1, end);
        let wide = sentence.part(begin, index);
        let outside = state.clone();
        let state = self.time(self.scope(state, &wide), &wide);
        let previous = token.start.checked_sub(1).and_then(|at| self.stream.character(at));
        if matches!(previous, Some('如' | '若' | '凡' | '并' | '对' | '期' | '时' | '是'))
            && !matches!(previous, Some('并' | '期'))
        {
            return (state, None);
        }
        // 上年无结转申请: of last year's requests, not of another time.
        let adjoins = |side: Option<&Token>, word: Word| side.and_then(Token::word) == Some(word);
        if adjoins(before.tokens.last(), Word::Previous) && adjoins(object.tokens.first(), Word::Carry) {
            let about =
                object.has(|word| matches!(word, Word::Apply | Word::Request)) || state.run == Topic::Request;
            let rest = object.part(1, object.tokens.len());
            let plain = rest.words().all(|word| matches!(word, Word::Apply | Word::Request | Word::Glue));
            if !about || !plain || self.strange(&object) > 0 || outside.other_scope {
                return (state, None);
            }
            let cells = self.requests(&[vec![Role::CarriedIn.row()]], ColumnRole::Total.column());
            let state = State { other_time: outside.other_time, ..state };
            return self.claim(
                state,
                sentence,
                (token.start, token.end),
                Claim::Nothing,
                cells,
                Class::Requests,
            );
        }
        // 1件由申请人直接起诉，尚未开庭: how far it is.
        const COURT: [&str; 6] = ["开庭", "宣判", "判决", "裁判", "立案", "审判"];
        let behind = self.stream.text(token.end, token.end + 2);
        if COURT.contains(&behind.as_str()) {
            return (state, None);
        }
        // 46家全年“零申请”: of so many organs.
        let quoted = matches!(previous, Some('"'));
        let of_organs = |token: &Token| token.measure().is_some_and(|measure| measure.unit == "家");
        if quoted && sentence.tokens.iter().any(of_organs) {
            return (state, None);
        }
        // 没有经过行政复议、直接提起诉讼 says how, not that nothing was.
        if self.stream.character(token.end) == Some('经') {
            return (state, None);
        }
        // 未发生一起行政复议 denies; 没有超过3件 does not.
        let one = |token: &Token| {
            token
                .measure()
                .is_some_and(|measure| measure.numeral.chinese && measure.numeral.integer() == Some(1))
        };
        if object.tokens.iter().any(|token| token.measure().is_some() && !one(token))
            || self.is_special(&object)
        {
            return (state, None);
        }
        // 行政复议、行政诉讼均未发生; 申请情况：无.
        let empty =
            object.tokens.iter().all(|token| matches!(token.word(), Some(Word::Glue | Word::Information)))
                && object.residue(&|_| false) <= 2;
        let cells = if empty {
            let reversed = if before.topic(&state).is_some() || before.has(|word| word == Word::Apply) {
                before
            } else {
                wide
            };
            if reversed.tokens.is_empty() && reversed.residue(&|_| false) == 0 {
                self.nothing_at_all(sentence)
            } else {
                self.denied(&state, &reversed, &wide, true)
            }
        } else {
            // 企业申请6件，没有不予公开的: of those counted before, whoever and whatever they are.
            let counted =
                begin.checked_sub(1).and_then(|at| sentence.tokens.get(at)).and_then(Token::measure);
            let of_all = counted.is_none() && state.applicant.is_none();
            let results = of_all.then(|| self.results_denied(token, &object)).flatten();
            results.or_else(|| self.denied(&state, &object, &wide, false))
        };
        let Some((cells, class)) = cells else { return (state, None) };
        if state.other_time || state.plan || state.other_scope {
            return (state, None);
        }
        let last = object.tokens.first().filter(|next| {
            matches!(next.word(), Some(Word::Receive | Word::Glue)) && next.start == token.end
        });
        let end = last.map_or(token.end, |next| next.end);
        self.claim(state, sentence, (token.start, end), Claim::Nothing, cells, class)
    }

    /// Whether only something of a special kind is denied: 因办理不当引起的行政复议, 重大案件.
    fn is_special(&self, object: &Window) -> bool {
        let text = self.stream.text(object.from, object.to.min(object.from + 60));
        let special = [
            "不当",
            "不到位",
            "不及时",
            "违规",
            "违法",
            "过错",
            "失误",
            "瑕疵",
            "错误",
            "重大",
            "有责",
            "不规范",
            "不力",
            "恶意",
            "群体性",
            "较大",
            "超过",
        ];
        special.iter().any(|words| text.contains(words)) || has_cause(&text)
    }

    /// 无。 as all that a section says.
    fn nothing_at_all(&self, sentence: &Window) -> Option<(Vec<Vec<CellId>>, Class)> {
        if sentence.to.saturating_sub(sentence.from) > 3 || self.stream.glyphs.len() > 12 {
            return None;
        }
        let all = Cases { review: true, direct: true, after: true };
        match self.section {
            3 => Some((self.received(), Class::Requests)),
            4 => Some((vec![self.cases(all, &[ColumnRole::Total])], Class::Case)),
            _ => None,
        }
    }

    fn received(&self) -> Vec<Vec<CellId>> {
        self.requests(&received(), ColumnRole::Total.column())
    }

    /// The cells of rows of requests, by reading.
    pub(super) fn requests(&self, readings: &[Vec<RowId>], column: ColumnId) -> Vec<Vec<CellId>> {
        let cells = |rows: &Vec<RowId>| -> Vec<CellId> {
            rows.iter().flat_map(|row| request_cells(self.setting.form, *row, column)).collect()
        };
        readings.iter().map(cells).collect()
    }

    pub(super) fn cases(&self, cases: Cases, columns: &[ColumnRole]) -> Vec<CellId> {
        let columns: Vec<ColumnId> = columns.iter().map(|role| role.column()).collect();
        case_cells(self.setting.form, cases, &columns)
    }

    /// The cells that are 0 if what a window names is denied.
    fn denied(
        &self,
        state: &State,
        window: &Window,
        before: &Window,
        reversed: bool,
    ) -> Option<(Vec<Vec<CellId>>, Class)> {
        let spoils = |word: Word| {
            matches!(
                word,
                Word::Alien
                    | Word::Qualifier
                    | Word::Withdrawn
                    | Word::Result(_)
                    | Word::Rate
                    | Word::Share
                    | Word::CloseAll
                    | Word::Close
                    | Word::Plan
            )
        };
        let cases = window.cases();
        let corrected = window.case_columns();
        if !cases.is_empty() || !corrected.is_empty() {
            let aims = |word: Word| matches!(word, Word::Rate | Word::Plan | Word::Disclosure);
            // 没有被投诉、举报、行政复议: each of them is denied.
            let alien = window.tokens.iter().any(|token| {
                token.word() == Some(Word::Alien)
                    && !["投诉", "举报", "投诉举报", "举报投诉"].iter().any(|words| window.is(token, words))
            });
            // 没有行政复议后…: what follows the cases must not say something else of them.
            if !state.about || alien || window.has(aims) || self.trailing(window, reversed) > 4 {
                return None;
            }
            let cases = if cases.is_empty() { before.cases() } else { cases };
            let cases = if cases.is_empty() { state.cases } else { cases };
            if cases.is_empty() {
                return None;
            }
            if corrected.is_empty() {
                return Some((vec![self.cases(cases, &[ColumnRole::Total])], Class::Case));
            }
            // 被纠错 and 败诉 are denied of the cases there are, not the cases themselves.
            let cells = || vec![case_cells(self.setting.form, cases, &corrected)];
            // 2件均未审结.
            let ends = window.from;
            let one_kind = !(cases.review && (cases.direct || cases.after));
            if one_kind
                && window.tokens.first().and_then(Token::word) == Some(Word::Concluded)
                && self.stream.text(ends.saturating_sub(2), ends) == "均未"
            {
                return Some((cells(), Class::CaseResult));
            }
            return (!corrected.contains(&ColumnRole::Upheld.column())).then(|| (cells(), Class::CaseResult));
        }
        if window.has(spoils) {
            return None;
        }
        if let Some(cell) = self.document_denied(state, window) {
            return Some((vec![cell], Class::Disclosure));
        }
        let topic = if window.has(|word| word == Word::Request) {
            Topic::Request
        } else if window.has(|word| word == Word::Apply)
            || window.tokens.iter().any(|token| {
                // 法人或其他组织申请 is one word.
                matches!(token.word(), Some(Word::Applicant(_)))
                    && self.stream.text(token.start, token.end).ends_with("申请")
            })
        {
            state.run
        } else {
            Topic::None
        };
        let carried = window.request(state, self.setting.year);
        // 无企业申请结转, 6件企业申请全部办结，无一件跨年: of those alone.
        let of_some = state.applicant.is_some() || window.has(|word| matches!(word, Word::Applicant(_)));
        if let Some(Label::Request { rows, .. }) = &carried
            && !of_some
            && rows.iter().flatten().any(|row| matches!(row.role(), Role::CarriedIn | Role::CarriedOut))
            && rows.len() == 1
        {
            let one = self.requests(rows, ColumnRole::Total.column());
            let before = before.topic(state) == Some(Topic::Request);
            let about = topic == Topic::Request || state.run == Topic::Request || before;
            return about.then(|| (vec![one.concat()], Class::Requests));
        }
        let carries = |word: Word| matches!(word, Word::Carry | Word::CarryIn | Word::CarryOut);
        if topic != Topic::Request || of_some && window.has(carries) || self.trailing(window, reversed) > 1 {
            return None;
        }
        // 无律师代为申请: only of those is it denied that what no word explains names.
        let by_itself = !window.has(|word| word == Word::Request);
        if by_itself && self.strange(window) >= 2 {
            return None;
        }
        let receives =
            window.has(|word| matches!(word, Word::Receive | Word::ReceiveNew | Word::Handle | Word::Glue));
        let direct = window.tokens.iter().find(|token| token.kind != TokenKind::Pause).and_then(Token::word);
        if !reversed
            && !receives
            && !matches!(direct, Some(Word::Request | Word::Apply | Word::Everyone | Word::Applicant(_)))
        {
            return None;
        }
        // 未对…申请: the request is not what is denied.
        if !reversed {
            let first = window.characters(window.from, window.from + 1);
            if first == ['对'] || first == ['因'] || first == ['就'] || first == ['在'] {
                return None;
            }
        }
        // 除1件外,未收到其他申请: there were some.
        if window.has(|word| word == Word::Rest) {
            return None;
        }
        // 未收到信函申请 denies one way only; 未收到书面申请 all of them.
        let one_way = |token: &Token| token.word() == Some(Word::Channel) && !window.is(token, "书面");
        let by_channel = window.tokens.iter().any(one_way) && !window.has(|word| word == Word::Etcetera);
        if by_channel {
            return None;
        }
        let column = match window.request(state, self.setting.year) {
            Some(Label::Request { column, .. }) => column,
            Some(Label::Channel) => return None,
            _ => ColumnRole::Total.column(),
        };
        // 没有收到科研机构和社会公益组织的申请: of those kinds alone; 公民、法人或其他组织 are all that there are.
        let kind = |word: Word| if let Word::Applicant(kind) = word { Some(kind) } else { None };
        let mut kinds: Vec<ColumnId> = window.words().filter_map(kind).collect();
        // 科研机构、社会公益组织均未提出申请: of those who are named before it.
        if kinds.is_empty() && !reversed {
            let last = before.tokens.iter().rposition(|token| token.kind == TokenKind::Comma);
            let clause = before.part(last.map_or(0, |at| at + 1), before.tokens.len());
            let all = clause.has(|word| word == Word::Everyone);
            kinds = clause.words().filter_map(kind).filter(|_| !all).collect();
            if let [one] = kinds.as_slice() {
                return Some((self.requests(&received(), *one), Class::Applicant));
            }
        }
        let everybody = kinds.iter().any(|kind| kind.role() == ColumnRole::Natural);
        if column.is_total() && kinds.len() > 1 && !everybody {
            let of_kind = |kind: &ColumnId| self.requests(&received(), *kind).into_iter().next();
            let cells = kinds.iter().filter_map(of_kind).flatten().collect();
            return Some((vec![cells], Class::Applicant));
        }
        let class = if column.is_total() { Class::Requests } else { Class::Applicant };
        Some((self.requests(&received(), column), class))
    }

    /// 没有不予处理的申请, 未收到要求提供公开出版物的申请: results that no request had, where nothing else is said of them.
    fn results_denied(&self, negation: &Token, object: &Window) -> Option<(Vec<Vec<CellId>>, Class)> {
        let nothing = ["没有", "无", "暂无", "并无", "不存在"];
        let happened = ["收到", "发生", "出现", "接到", "存在"];
        let behind = self.stream.text(negation.end, negation.end + 2);
        let denies = nothing.contains(&self.stream.text(negation.start, negation.end).as_str())
            || happened.contains(&behind.as_str());
        let plain = object.tokens.iter().all(|token| match token.kind {
            TokenKind::Pause => true,
            TokenKind::Word(word) => matches!(
                word,
                Word::Result(_)
                    | Word::Detail(_)
                    | Word::Glue
                    | Word::Apply
                    | Word::Request
                    | Word::Receive
                    | Word::Everyone
            ),
            _ => false,
        });
        if !denies || !plain || object.residue(&|run| matches!(run, ['存', '在'])) > 0 {
            return None;
        }
        let detail = |word: Word| if let Word::Detail(row) = word { Some(row) } else { None };
        let details: Vec<RowId> = object.words().filter_map(detail).collect();
        let group = |word: Word| if let Word::Result(rows) = word { rows.to_vec() } else { Vec::new() };
        // 没有以行政执法案卷为由不予公开的: of that reason alone.
        let rows = if details.is_empty() { object.words().flat_map(group).collect() } else { details };
        let cells = self.requests(&[rows], ColumnRole::Total.column());
        (!cells.concat().is_empty()).then_some((cells, Class::Result))
    }

    /// 未制发行政规范性文件: the cells of the documents named; 无文件废止, of those named before; 未实施行政强制.
    fn document_denied(&self, state: &State, window: &Window) -> Option<Vec<CellId>> {
        let form = self.setting.form;
        if let [first, second] = window.tokens
            && let Some(Word::Decision(row)) = second.word()
            && first.word() == Some(Word::Decide)
            && window.residue(&|_| false) == 0
        {
            return disclosure_cell(form, row, ColumnRole::Decisions.column()).map(|cell| vec![cell]);
        }
        if let [first, second] = window.tokens
            && let Some(Word::Version(version)) = second.word()
            && window.is(first, "文件")
            && window.residue(&|_| false) == 0
        {
            return disclosure_cell(form, state.document?, version).map(|cell| vec![cell]);
        }
        let version = window.words().find_map(|word| match word {
            Word::Version(column) => Some(column),
            _ => None,
        })?;
        let ends = window.tokens.last().and_then(Token::word);
        let last = matches!(ends, Some(Word::Document(_) | Word::Glue));
        let plain =
            window.words().all(|word| matches!(word, Word::Version(_) | Word::Document(_) | Word::Glue));
        if !last || !plain || window.residue(&|_| false) > 0 {
            return None;
        }
        let cells: Vec<CellId> = window
            .words()
            .filter_map(|word| match word {
                Word::Document(row) => disclosure_cell(form, row, version).or_else(|| {
                    let made = disclosure_cell(form, row, ColumnRole::Made.column());
                    made.filter(|_| version.role() == ColumnRole::Issued)
                }),
                _ => None,
            })
            .collect();
        (!cells.is_empty()).then_some(cells)
    }

    /// Characters after the last word that names what is denied which no harmless word explains.
    fn trailing(&self, window: &Window, reversed: bool) -> usize {
        let last = window.tokens.iter().rposition(|token| {
            matches!(
                token.word(),
                Some(
                    Word::Request
                        | Word::Apply
                        | Word::Review
                        | Word::Suit
                        | Word::SuitDirect
                        | Word::SuitAfter
                        | Word::Case(_)
                )
            )
        });
        let Some(last) = last else { return 0 };
        let rest = window.part(last + 1, window.tokens.len());
        let residue = rest.residue(&|run| {
            matches!(
                run,
                ['业', '务']
                    | ['需', '求']
                    | ['办', '件']
                    | ['问', '题']
                    | ['行', '为']
                    | ['事', '件']
                    | ['件']
                    | ['类']
                    | ['办']
            )
        });
        let other = rest.tokens.iter().filter(|token| {
            !matches!(
                token.kind,
                TokenKind::Word(Word::Glue | Word::Information | Word::All | Word::Negation)
                    | TokenKind::Pause
            )
        });
        let _ = reversed;
        residue + 2 * other.count()
    }

    /// How many characters of the sentence up to the end of the clause of a word are not understood; `None` where the
    /// clause has no end in reach.
    fn strange_around(
        &self,
        mut state: State,
        sentence: &Window,
        (start, end): (usize, usize),
    ) -> (State, Option<usize>) {
        let at = |place: usize| sentence.tokens.partition_point(|token| token.start < place);
        let here = at(start);
        let before = sentence.part(at(state.read_to).min(here), here);
        let before = Window { from: state.read_to.min(start), to: start, ..before };
        state.strange += self.strange(&before);
        state.read_to = state.read_to.max(start);
        let first = at(end);
        let mark = |kind: &TokenKind| {
            matches!(kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Open | TokenKind::Close)
        };
        let furthest = sentence.tokens.len().min(first + REACH);
        let last = (first..furthest)
            .find(|at| sentence.tokens.get(*at).is_some_and(|token| mark(&token.kind)))
            .unwrap_or(furthest);
        let object = Window { from: end, ..sentence.part(first, last) };
        let strange = (last < first + REACH).then(|| state.strange + self.strange(&object));
        (state, strange)
    }

    pub(super) fn claim(
        &self,
        state: State,
        sentence: &Window,
        (start, end): (usize, usize),
        claim: Claim,
        readings: Vec<Vec<CellId>>,
        class: Class,
    ) -> (State, Option<Quantity>) {
        let Some(place) = self.stream.place(start, end) else { return (state, None) };
        let (state, strange) = self.strange_around(state, sentence, (start, end));
        // A word that denies among many that are not understood denies anything: a piece of a label, say.
        if claim == Claim::Nothing && strange.is_some_and(|strange| strange >= MUCH) {
            return (state, None);
        }
        let mut readings: Vec<Vec<CellId>> = readings.into_iter().filter(|cells| !cells.is_empty()).collect();
        readings.dedup();
        if readings.is_empty() {
            return (state, None);
        }
        let words_end = sentence.to.min(end + 24);
        let text = self.stream.written(start, words_end);
        let phrase: String =
            text.split(['，', ',', '；', ';', '。', '（']).next().unwrap_or_default().to_owned();
        let quantity = Quantity {
            numeral: Numeral {
                start,
                end,
                digits: i64::from(claim == Claim::Told),
                scale: 0,
                precision: Precision::Exact,
                chinese: true,
                after_space: None,
            },
            unit: "",
            place,
            phrase,
            claim,
            class,
            readings,
            reason: Reason::Unclear,
            strength: if self.setting.form.form().certain && strange == Some(0) {
                Strength::Certain
            } else {
                Strength::Likely
            },
            section: self.section,
            paragraph: state.paragraph,
        };
        (state, Some(quantity))
    }
}
