//! Totals with the parts listed after them.

mod finished;

use crate::form::{CellId, ColumnRole, Form, Role};

use super::calendar;
use super::lexicon::Word;
use super::mention::Mention;
use super::repeated;
use super::respective;
use super::result_lists;
use super::row_lists::Row;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, List, Quantity};
use finished::finished;

/// The lists of a section, from its numbers in reading order.
pub(super) fn lists(mentions: &[Mention], quantities: &[Quantity], form: &Form) -> Vec<List> {
    let mut reading = Reading::new(quantities);
    for mention in mentions {
        reading = reading.with(mention);
    }
    let mut reading = reading.ended();
    for list in
        calendar::lists(mentions, quantities).into_iter().chain(respective::lists(mentions, quantities))
    {
        // Said to be all there is, whatever else was read of them.
        reading.lists.retain(|other| !other.parts.iter().all(|part| list.parts.contains(part)));
        reading.lists.push(list);
    }
    let results = result_lists::lists(quantities, &reading.lists, form);
    reading.lists.extend(results);
    reading.lists
}

/// What was read of lists up to a number.
#[derive(Debug)]
struct Reading<'q> {
    quantities: &'q [Quantity],
    /// Lists that go on.
    open: Vec<OpenList>,
    /// Lists that ended.
    lists: Vec<List>,
    /// Depth of brackets.
    depth: usize,
    /// The last number that counts things at each depth of brackets, the outermost first, with the depth.
    last: Vec<(usize, usize)>,
    /// The last number of requests as a whole.
    requests: Option<usize>,
    /// The last number of all that was published.
    whole: Option<usize>,
    /// The last number began with 、, as part of an enumeration.
    enumerated: bool,
    /// Sentence of the last number.
    sentence: Option<usize>,
    /// The numbers of the sentence so far, outside brackets.
    row: Row,
}

#[derive(Debug, Default)]
struct OpenList {
    total: usize,
    /// The list begins a sentence: what it divides may stand further back.
    apart: bool,
    /// What it divides is named in words: it is the one only where the parts come near it.
    named: bool,
    parts: Vec<usize>,
    depth: usize,
    /// 等, 主要: there is more.
    more: bool,
    /// 包括 or 涵盖 leads to the parts: they may be all, or examples.
    including: bool,
    /// 含 leads to the parts: one alone is no list, nor are a few.
    contains: bool,
    /// The last part is named by examples: 甲、乙等信息.
    etcetera: bool,
    /// How many parts stand before the first semicolon, where they are divided by commas.
    before_semicolon: Option<usize>,
    /// The last part is 其他.
    rest: bool,
    /// The first part says that something was closed: 其中办结62件、转办8件.
    closings: bool,
    /// Parts counted in another unit (会议信息220条、政策文件3302件).
    mixed: Vec<usize>,
    /// The list above it divides its last part; it goes on behind that one.
    waits: bool,
}

impl<'q> Reading<'q> {
    fn new(quantities: &'q [Quantity]) -> Self {
        Self {
            quantities,
            open: Vec::new(),
            lists: Vec::new(),
            depth: 0,
            last: Vec::new(),
            requests: None,
            whole: None,
            enumerated: false,
            sentence: None,
            row: Row::ended(),
        }
    }

    fn quantity(&self, at: usize) -> Option<&'q Quantity> {
        self.quantities.get(at)
    }

    /// With one number more.
    fn with(mut self, mention: &Mention) -> Self {
        let own = mention.quantity;
        let Some(quantity) = self.quantity(own) else { return self };
        let new_sentence = self.sentence != Some(mention.sentence);
        if new_sentence {
            if !self.row.goes_on(mention) {
                self.lists.extend(self.row.list(self.quantities, false));
                self.row = Row::begun();
            }
            self.sentence = Some(mention.sentence);
            self.depth = 0;
            // 具体包括… as a paragraph of its own divides the number that the one before ended with.
            if mention.paragraph && !mention.leads_with_parts() {
                self.last.clear();
                self.requests = None;
            }
            if !mention.says(Word::Among) && !mention.says(Word::Includes) {
                self = self.completed(own);
            }
        }
        for token in mention.between.tokens {
            match token.kind {
                TokenKind::Open => self.depth += 1,
                TokenKind::Close => {
                    self.depth = self.depth.saturating_sub(1);
                    self = self.with_deeper_closed();
                }
                _ => {}
            }
        }
        // Shares, and lengths of time, are no parts of anything.
        if quantity.claim == Claim::Percentage || matches!(quantity.class, Class::Time | Class::Money) {
            return self;
        }
        if self.depth == 0 {
            let list;
            (self.row, list) = self.row.with(mention, self.quantities);
            self.lists.extend(list);
        }
        if let Some(total) = self.named_total(mention) {
            self.open.push(OpenList { total, named: true, depth: self.depth, ..OpenList::default() });
        } else if self.begins(mention) {
            self = self.opened(mention, new_sentence);
        }
        if mention.leaves_unread()
            && let Some(list) = self.open.last_mut()
        {
            list.more = true;
        }
        self = self.with_part(mention);
        let carried = is_carried_in(mention);
        let contained = mention.says(Word::Includes) || mention.says(Word::Contains);
        if carried && contained {
            // 答复1453件，包括上年结转30件。其中…: what is divided is the whole.
        } else if carried && self.requests.is_some() && self.depth == 0 && !new_sentence {
            // 收到9件，上年结转1件，其中…: both together, or the first of them alone.
            self.last.clear();
        } else {
            while self.last.last().is_some_and(|(_, depth)| *depth >= self.depth) {
                self.last.pop();
            }
            self.last.push((own, self.depth));
        }
        self.enumerated = mention.left.tokens.first().is_some_and(|token| token.kind == TokenKind::Pause);
        if !mention.aside && repeated::counts_all(&mention.left) {
            self.whole = Some(own);
        }
        if quantity.class == Class::Requests && self.depth == 0 && !carried {
            self.requests = Some(own);
        }
        self
    }

    /// What is divided in words from a number on: 主动公开信息25条。在主动公开的信息中，甲类5条，乙类20条.
    fn named_total(&self, mention: &Mention) -> Option<usize> {
        let total = self.whole.filter(|_| self.open.is_empty() && mention.divides_information())?;
        let unit = |at: usize| self.quantity(at).map(|quantity| quantity.unit);
        (total != mention.quantity && unit(total) == unit(mention.quantity)).then_some(total)
    }

    /// Whether a list of parts begins with a number.
    fn begins(&self, mention: &Mention) -> bool {
        mention.says_outside(Word::Among)
            || (mention.says_outside(Word::Includes) && !is_carried_in(mention))
            || self.contains(mention)
            || mention.divides_what_precedes()
            || mention.follows_colon()
            || (mention.opens()
                && self.depth > 0
                && !mention.says(Word::Contains)
                && !mention.says(Word::Carry))
    }

    /// 发布信息108条，含规范性文件2件、…: information that is said to contain kinds of it.
    fn contains(&self, mention: &Mention) -> bool {
        let published = |at: usize| {
            self.quantity(at).is_some_and(|each| matches!(each.class, Class::Information | Class::Outlet))
        };
        let adjoins =
            self.last.last().is_some_and(|(last, _)| *last + 1 == mention.quantity && published(*last));
        self.depth == 0
            && self.open.is_empty()
            && adjoins
            && mention.says_outside(Word::Contains)
            && !is_carried_in(mention)
    }

    fn opened(mut self, mention: &Mention, new_sentence: bool) -> Self {
        // 办结177件（含结转3件），其中…: what stands in brackets is not what is divided after them.
        let Some((last, depth)) = self.last.iter().rev().copied().find(|(_, depth)| *depth <= self.depth)
        else {
            return self;
        };
        let left = &mention.left;
        if self.depth <= depth {
            // A second 其中 on the same level: what it divides is the last part, and the outer list is left; one that
            // begins a sentence leaves it complete.
            let (open, left): (Vec<OpenList>, Vec<OpenList>) =
                std::mem::take(&mut self.open).into_iter().partition(|list| list.depth < self.depth);
            self.open = open;
            for mut list in left {
                // 发布信息93条，其中甲类12条，乙类81条；公开文件99件，其中…: what is divided next is no part of it.
                let ended = list.mixed.last() == Some(&last) && list.parts.len() > 1;
                list.mixed.truncate(list.mixed.len() - usize::from(ended));
                // One within a sentence leaves it unfinished, to go on where the inner one ends.
                let whole = new_sentence || ended;
                list.waits |= !whole;
                self.open.push(list);
                if whole {
                    self = self.closed();
                }
            }
        }
        // 其中主要有甲; not 机构职能、主要职能.
        let mainly = left
            .tokens
            .iter()
            .take_while(|token| token.kind != TokenKind::Pause)
            .any(|token| left.is(token, "主要") || left.is(token, "重点"));
        let including = mention.between.tokens.iter().any(|token| {
            token.word() == Some(Word::Includes)
                || (token.word() == Some(Word::Among) && token.end - token.start > 2)
        });
        // 法人或其他组织56件（企业31件、…）: brackets right behind a number divide that one.
        let total = if mention.opens() && self.depth > 0 {
            Some(last)
        } else {
            self.total(mention.quantity, last, new_sentence)
        };
        if let Some(total) = total {
            self.open.push(OpenList {
                total,
                apart: new_sentence,
                depth: self.depth,
                more: mainly,
                including,
                contains: self.contains(mention),
                ..OpenList::default()
            });
        }
        self
    }

    /// Whether one part of a list is more than its total.
    fn has_part_above_total(&self, list: &OpenList) -> bool {
        let value = |at: usize| self.quantity(at).and_then(|quantity| quantity.numeral.integer());
        list.parts.iter().any(|part| value(*part) > value(list.total))
    }

    /// Whether the parts of a list add up to its total.
    fn is_complete(&self, list: &OpenList) -> bool {
        let value = |at: &usize| self.quantity(*at).and_then(|quantity| quantity.numeral.integer());
        let sum: Option<i64> = list.parts.iter().map(value).sum();
        sum.is_some() && sum == value(&list.total)
    }

    /// The innermost list ended; one that waited is unfinished, and only that it says too much already is known.
    fn closed(mut self) -> Self {
        let Some(mut list) = self.open.pop() else { return self };
        // What its last part holds came to its end, and nothing behind it: the list above ended with that part.
        if list.parts.len() > 1
            && self.is_complete(&list)
            && let Some(outer) = self.open.last_mut()
            && outer.depth == list.depth
            && outer.parts.last() == Some(&list.total)
        {
            outer.waits = false;
        }
        list.more |= list.waits;
        if !list.waits || self.has_part_above_total(&list) {
            let found = finished(list, self.quantities, &self.lists);
            self.lists.extend(found);
        }
        self
    }

    /// 甲类40条，包含A类15条、B类25条；乙类60条: behind a semicolon the list goes on whose part the inner one divided, where that
    /// came to its end.
    fn with_inner_ended(mut self, mention: &Mention) -> Self {
        let [.., outer, inner] = self.open.as_slice() else { return self };
        let over = inner.parts.len() > 1 && self.is_complete(inner) || inner.parts.len() > 2 && inner.rest;
        let divided = mention.between.tokens.iter().any(|token| token.kind == TokenKind::Semicolon);
        if outer.waits && outer.depth == inner.depth && over && divided && inner.before_semicolon.is_none() {
            self = self.closed();
            if let Some(outer) = self.open.last_mut() {
                outer.waits = false;
            }
        }
        self
    }

    /// What a list that begins with a number divides: the number before it, or the last one that its parts can divide.
    fn total(&self, own: usize, last: usize, new_sentence: bool) -> Option<usize> {
        let class = |at: usize| self.quantity(at).map(|quantity| quantity.class);
        match (class(own)?, class(last)?) {
            (Class::Result | Class::Applicant, Class::Result) => Some(last),
            (Class::Channel, Class::Information | Class::Outlet) => Some(last),
            (Class::Result | Class::Applicant | Class::Channel, before) if before != Class::Requests => {
                self.requests
            }
            // 涉及甲 1 件、乙 2 件。其中…: what 其中 divides is not the last of the enumeration.
            _ if new_sentence && self.enumerated => None,
            _ => Some(last),
        }
    }

    /// With a number added to the innermost list, or the list ended by it.
    fn with_part(mut self, mention: &Mention) -> Self {
        let own = mention.quantity;
        self = self.with_inner_ended(mention);
        let Some(list) = self.open.last().filter(|list| self.depth <= list.depth && !list.waits) else {
            return self;
        };
        let (Some(total), Some(part)) = (self.quantity(list.total), self.quantity(own)) else { return self };
        if self.is_new_whole(mention, list, total, part) {
            // 受理45件，其中公开43件，结转下年2件: what is carried over is the rest; so is what was received, if it fits.
            let value = |at: &usize| self.quantity(*at).and_then(|quantity| quantity.numeral.integer());
            let sum: Option<i64> = list.parts.iter().chain([&own]).map(value).sum();
            let carried =
                mention.left.has(|word| matches!(word, Word::Carry | Word::CarryOut | Word::Receive));
            let outlet = part.class == Class::Outlet;
            let may_be_rest = carried || outlet || is_besides(mention) || is_closing(mention);
            // 收到45件，其中公开43件，部分公开1件，结转下年2件: with it the list is complete, whether it adds up or not.
            let result = |at: &usize| self.quantity(*at).is_some_and(|each| each.class == Class::Result);
            let handled = |cells: &Vec<CellId>| matches!(cells.as_slice(), [cell] if cell.row().role() == Role::Handled);
            // What was handled holds nothing that was carried over, and a list far below what came in names some results.
            let near = sum.zip(value(&list.total)).is_some_and(|(sum, total)| sum * 2 > total);
            let completes = total.class == Class::Requests
                && !total.readings.iter().any(handled)
                && near
                && part.is_carried_out()
                && list.parts.len() > 1
                && list.parts.iter().all(result);
            let is_rest = may_be_rest && part.unit == total.unit && (completes || sum == value(&list.total));
            if let Some(list) = self.open.last_mut() {
                list.parts.extend(is_rest.then_some(own));
            }
            self = self.closed();
            while self.open.last().is_some_and(|list| list.waits) {
                self = self.closed();
            }
            return self;
        }
        let Some(list) = self.open.last_mut() else { return self };
        // 予以公开966件，部分公开67; 主动公开信息数130，依申请公开信息数363条: a unit left out.
        let bare = part.unit.is_empty() && matches!(part.class, Class::Result | Class::Openness(_));
        if part.unit != total.unit && !bare {
            // 甲类3条，其他97条；办理申请1件: what comes behind the rest is no part.
            let behind =
                list.rest && mention.between.tokens.iter().any(|each| each.kind == TokenKind::Semicolon);
            list.mixed.extend((!behind).then_some(own));
            return self;
        }
        let left = &mention.left;
        // 甲类、乙类各10条 is more than it says: nothing is added up.
        if left.stream.text(left.to.saturating_sub(1), left.to) == "各" {
            self.open.pop();
            return self;
        }
        let divides = |kind: TokenKind| mention.between.tokens.iter().any(|token| token.kind == kind);
        if list.before_semicolon.is_none() && !list.parts.is_empty() && divides(TokenKind::Semicolon) {
            list.before_semicolon = Some(list.parts.len());
        }
        // 27件，其中上年结转2件，2021年为19件: a comparison with another year is no part; 2021年年报1条 is one.
        let of_year = left.has(|word| matches!(word, Word::Year(_)));
        let bare = || left.tokens.iter().all(is_empty) && left.residue(&|_| false) == 0;
        if of_year && (bare() || repeated::counts_all(left)) {
            return self;
        }
        // 余8件 of requests may be what is left of a part of them.
        let remaining = left.tokens.iter().any(|token| {
            token.word() == Some(Word::Rest)
                && !left.stream.text(token.start, token.end).starts_with(['其', '另'])
        });
        let of_requests = matches!(total.class, Class::Requests | Class::Result);
        list.rest = left.has(|word| word == Word::Rest) && !(remaining && of_requests)
            || left.has(|word| match word {
                Word::Result([row]) => row.role() == Role::Rest,
                Word::Case(column) => column.role() == ColumnRole::OtherResult,
                _ => false,
            });
        // 利用宣传车、公开栏等方式公开367条: more ways in the part, and none beside it; behind two others it is the rest.
        let behind = |token: &Token| left.stream.text(token.end, token.end + 2);
        let ways = |token: &Token| ["方式", "途径", "形式", "渠道"].contains(&behind(token).as_str());
        let etcetera = || left.tokens.iter().filter(|token| token.word() == Some(Word::Etcetera));
        list.rest |= list.parts.len() > 1 && etcetera().any(ways);
        // 甲、乙等信息17条: there is more in the part, and hardly beside it, save where such a part is the last.
        list.etcetera = etcetera().any(|token| !ways(token)) && !list.rest && part.class != Class::Result;
        list.closings |= list.parts.is_empty() && is_closing(mention);
        list.parts.push(own);
        self
    }

    /// Whether a number is no part of a list but a whole of its own.
    fn is_new_whole(&self, mention: &Mention, list: &OpenList, total: &Quantity, part: &Quantity) -> bool {
        let left = &mention.left;
        if left.has(|word| word == Word::Among) {
            return false;
        }
        let last = left.tokens.len().saturating_sub(1);
        let begins_anew = |(at, token): (usize, &Token)| match token.word() {
            // 机构职能类信息共1条 is a part; 共1条 and 共公开信息1条 are not.
            // 计生信息3条: 计 is a total right before the number only.
            Some(Word::Total) if left.is(token, "计") && token.end != left.to => false,
            Some(Word::Total) => {
                at < last
                    || token.end != left.to
                    || left.tokens.iter().take(at).all(is_empty) && left.residue(&|_| false) == 0
            }
            Some(Word::ReceiveNew | Word::Carry | Word::CarryIn | Word::CarryOut) => true,
            // 收到留言56条 is nothing that was published; 登记公告12条 is.
            Some(Word::Receive) => {
                matches!(total.class, Class::Information | Class::Outlet) && !left.is(token, "登记")
            }
            // 较上年增加12条, 增加12条; not 减税降费类12条, 比赛信息3条.
            Some(Word::Change) => token.end == left.to || token.end > token.start + 1,
            Some(Word::Compare) => token.end > token.start + 1 || left.has(|word| word == Word::Previous),
            _ => false,
        };
        let first = list.parts.first().and_then(|first| self.quantity(*first));
        // 通过网站公开10条，其中甲类6条，乙类4条；通过公众号公开18条: what another outlet published is no part of it.
        let by_outlet = total.class == Class::Outlet && part.class == Class::Outlet;
        let of_other_outlet = by_outlet
            && part.numeral.integer() > total.numeral.integer()
            && first.is_some_and(|first| first.class != Class::Outlet);
        // 甲类6条，乙类4条，其他3条；公众号发布18条: nor is one that stands behind the rest of them.
        let kinds =
            || list.parts.iter().all(|at| self.quantity(*at).is_some_and(|each| each.class != Class::Outlet));
        let semicolon = || mention.between.tokens.iter().any(|token| token.kind == TokenKind::Semicolon);
        // Save where it and those behind it make the list complete: 公众号61条；公开栏40条.
        let value = |at: usize| self.quantity(at).and_then(|each| each.numeral.integer());
        let whole = value(list.total);
        let completed = || {
            let mut sum: Option<i64> = list.parts.iter().map(|at| value(*at)).sum();
            (mention.quantity..mention.quantity + 4).any(|at| {
                sum = sum.zip(value(at)).map(|(sum, next)| sum + next);
                sum == whole
            })
        };
        let outlet = part.class == Class::Outlet;
        let after_rest = list.rest && !list.more && list.parts.len() > 2;
        // 网站发布90条，其中甲类6条，乙类4条；公众号推送18条: of another outlet than the total is.
        let of_site = || ["网站", "公众号", "专栏"].iter().any(|place| total.phrase.contains(place));
        let beside = (after_rest || list.parts.len() > 1 && (by_outlet || of_site()))
            && outlet
            && semicolon()
            && kinds()
            && !completed();
        beside
            || of_other_outlet
            || left.tokens.iter().enumerate().any(begins_anew)
            || is_besides(mention)
            || first.is_some() && !list.closings && is_closing(mention)
            || part.class == Class::Requests && total.class == Class::Requests
            || part.class == Class::Case
                && first.map_or(!mention.says(Word::Among), |first| first.class != Class::Case)
            || part.class == Class::CaseResult && total.class != Class::Case
    }

    /// A new sentence begins with a number: the lists end, save one that this number makes complete.
    fn completed(mut self, own: usize) -> Self {
        let quantities = self.quantities;
        let value = |at: usize| quantities.get(at).and_then(|quantity| quantity.numeral.integer());
        // 2条信息 completes 44条信息; 申请2件 does not.
        let alike = |one: usize, other: usize| {
            quantities.get(one).zip(quantities.get(other)).is_some_and(|(one, other)| {
                let of_requests = |each: &Quantity| matches!(each.class, Class::Requests | Class::Result);
                one.unit == other.unit && of_requests(one) == of_requests(other)
            })
        };
        while let Some(list) = self.open.last_mut() {
            let sum: Option<i64> = list.parts.iter().map(|part| value(*part)).sum();
            let completes = list.parts.first().is_none_or(|first| alike(*first, own))
                && matches!((sum, value(own), value(list.total)),
                (Some(sum), Some(next), Some(total)) if next > 0 && sum + next == total);
            if completes {
                list.parts.push(own);
            }
            self = self.closed();
        }
        self
    }

    fn with_deeper_closed(mut self) -> Self {
        while self.open.last().is_some_and(|list| list.depth > self.depth) {
            self = self.closed();
        }
        self
    }

    /// All lists ended.
    fn ended(self) -> Self {
        let mut this = self;
        this.lists.extend(this.row.list(this.quantities, false));
        while !this.open.is_empty() {
            this = this.closed();
        }
        this
    }
}

/// Whether a number counts what comes besides: 另有转载信息12条.
fn is_besides(mention: &Mention) -> bool {
    let first =
        mention.left.tokens.iter().find(|token| !matches!(token.kind, TokenKind::Pause | TokenKind::Comma));
    first.is_some_and(|token| mention.left.stream.text(token.start, token.start + 2) == "另有")
}

/// Whether a number counts what became of the whole: 电话42件、窗口20件；办结69件.
fn is_closing(mention: &Mention) -> bool {
    mention.left.has(|word| matches!(word, Word::Close | Word::CloseAll))
}

/// Whether a number counts what was carried in from last year.
fn is_carried_in(mention: &Mention) -> bool {
    let left = &mention.left;
    let carried = left.has(|word| word == Word::CarryIn)
        || left.has(|word| word == Word::Carry) && left.has(|word| word == Word::Previous);
    carried && !left.has(|word| word == Word::ReceiveNew)
}

/// Whether a word before 共 leaves it a total.
fn is_empty(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Pause
            | TokenKind::Comma
            | TokenKind::Word(
                Word::Glue
                    | Word::Current
                    | Word::Year(_)
                    | Word::Wide
                    | Word::WideTown
                    | Word::Own
                    | Word::Name
            )
    )
}
