//! Lists without 其中: the numbers of one sentence, the first or the last of which is the total of the others.

use crate::form::Role;
use crate::text::numerals::Numeral;

use super::labels::Window;
use super::lexicon::Word;
use super::mention::Mention;
use super::repeated;
use super::tokens::{Token, TokenKind};
use super::{Claim, Class, Closure, List, Quantity, Reason};

/// The numbers of a sentence so far, outside brackets, all of one unit.
#[derive(Debug)]
pub(super) struct Row {
    /// None where one of them divides another.
    numbers: Option<Vec<usize>>,
    /// The last one is of 其他.
    rest: bool,
    /// The first one is said to count all: 共公开信息69条.
    whole: bool,
}

impl Row {
    /// A row that no number can be added to.
    pub(super) fn ended() -> Self {
        Self { numbers: None, rest: false, whole: false }
    }

    /// The row of a new sentence.
    pub(super) fn begun() -> Self {
        Self { numbers: Some(Vec::new()), rest: false, whole: false }
    }

    /// Whether a sentence that begins with a number goes on with the row: 甲类5条，乙类3条。其他信息4条.
    pub(super) fn goes_on(&self, mention: &Mention) -> bool {
        let first = mention.left.tokens.first().filter(|token| token.word() == Some(Word::Rest));
        let rest = first.is_some_and(|token| {
            token.start == mention.left.from && mention.left.stream.character(token.start) == Some('其')
        });
        rest && self.whole && !mention.paragraph && self.numbers.as_ref().is_some_and(|row| row.len() > 1)
    }

    /// With one number more, and the list that ends by it: that which it is the total of (予以公开3件、部分公开1件，合计4件),
    /// or the one before it.
    pub(super) fn with(mut self, mention: &Mention, quantities: &[Quantity]) -> (Self, Option<List>) {
        let Some(mut row) = self.numbers.take() else { return (self, None) };
        let own = mention.quantity;
        let unit = |at: usize| quantities.get(at).map(|own| own.unit);
        if mention.says(Word::Among) || mention.says(Word::Includes) || mention.leaves_unread() {
            return (Self::ended(), None);
        }
        if counts_row(mention, row.len(), quantities) {
            return (Self { numbers: Some(row), ..self }, None);
        }
        if names_total(mention) && is_named_total(own, &row, quantities) {
            let list = List { total: Some(own), parts: row, closure: Closure::Closed };
            return (Self::ended(), Some(list));
        }
        if row.first().is_some_and(|first| unit(*first) != unit(own)) {
            let list = Self { numbers: Some(row), ..self }.list(quantities, true);
            return (Self::ended(), list);
        }
        if row.len() > 1 && is_bare_total(mention, &row, quantities) {
            let list = is_total(own, &row, quantities).then_some(List {
                total: Some(own),
                parts: row,
                closure: Closure::Closed,
            });
            return (Self::ended(), list);
        }
        self.whole = if row.is_empty() { says_all(&mention.left) && !mention.aside } else { self.whole };
        row.push(own);
        self.rest = mention.left.has(|word| word == Word::Rest);
        self.numbers = Some(row);
        (self, None)
    }

    /// The list of a row that ended: 公开信息364条，甲类17条，乙类308条，其他39条 is a list of parts without 其中, closed by 其他.
    /// What stands first is the total only where the others come near it; without 其他, where it is said to count all, and
    /// they are more or miss it by very little. `goes_on`: the sentence counts more, of another unit.
    pub(super) fn list(&self, quantities: &[Quantity], goes_on: bool) -> Option<List> {
        const PARTS: usize = 4;
        let row = self.numbers.as_ref()?;
        if let Some(list) = exact(row, quantities) {
            return Some(list);
        }
        let carried = row.last().and_then(|last| quantities.get(*last)).is_some_and(Quantity::is_carried_out);
        let fewest = if self.whole && self.rest || carried { PARTS - 1 } else { PARTS };
        let row = Some(row).filter(|row| row.len() > fewest)?;
        let value = |at: &usize| quantities.get(*at)?.numeral.integer();
        let class = |at: &usize| quantities.get(*at).map(|quantity| quantity.class);
        let (first, parts) = row.split_first()?;
        let total = value(first)?;
        let sum = parts.iter().map(value).sum::<Option<i64>>()?;
        if divides_requests(*first, parts, quantities) {
            return Some(List { total: Some(*first), parts: parts.to_vec(), closure: Closure::Unsaid });
        }
        let near = sum * 5 >= total * 4 && sum * 5 <= total * 6;
        let whole = parts.iter().all(|part| value(part).is_some_and(|part| part < total));
        let of_information = parts.iter().all(|at| class(at) == Some(Class::Information));
        // 共341条，通过网站86条、通过公众号298条、其他方式12条: all ways of publishing.
        let of_outlets = self.rest
            && self.whole
            && parts
                .split_last()
                .is_some_and(|(_, ways)| ways.iter().all(|at| class(at) == Some(Class::Outlet)));
        if !near || !whole || !of_information && !of_outlets {
            return None;
        }
        let closure = if self.rest && !goes_on && class(first) == Some(Class::Information) {
            Closure::Closed
        } else {
            let all = matches!(class(first), Some(Class::Information | Class::Outlet)) && self.whole;
            let misses = sum > total || !goes_on && total - sum <= (total / 40).clamp(1, 5);
            all.then_some(Closure::Unsaid).filter(|_| misses)?
        };
        Some(List { total: Some(*first), parts: parts.to_vec(), closure })
    }
}

/// 公开信息98条，网站60条占61.2%，公众号38条: what is published where, and is exactly what the first says. Shares in the
/// sentence are those of it.
fn exact(row: &[usize], quantities: &[Quantity]) -> Option<List> {
    let quantity = |at: &usize| quantities.get(*at);
    let value = |at: &usize| quantity(at)?.numeral.integer();
    let (first, parts) = row.split_first()?;
    let class = |at: &usize| quantity(at).map(|each| each.class);
    let of_outlets = class(first) == Some(Class::Information)
        && parts.iter().any(|at| class(at) == Some(Class::Outlet))
        && parts.iter().all(|at| matches!(class(at), Some(Class::Outlet | Class::Information)));
    let sum = parts.iter().map(value).sum::<Option<i64>>()?;
    let divides = of_outlets && parts.len() > 1 && value(first) == Some(sum);
    divides.then(|| List { total: Some(*first), parts: parts.to_vec(), closure: Closure::Unsaid })
}

/// 收到56件，予以公开23件，无法提供30件，结转下年度3件: all that came in, and what became of it.
fn divides_requests(first: usize, parts: &[usize], quantities: &[Quantity]) -> bool {
    let quantity = |at: &usize| quantities.get(*at);
    let received = |own: &Quantity| own.readings.iter().flatten().any(|cell| cell.row().role() == Role::New);
    let Some((last, results)) = parts.split_last() else { return false };
    quantity(&first).is_some_and(received)
        && results.iter().all(|at| quantity(at).is_some_and(|each| each.class == Class::Result))
        && quantity(last).is_some_and(Quantity::is_carried_out)
}

/// Whether a number is the total of those before it: all count the same, or add up to it.
fn is_total(own: usize, row: &[usize], quantities: &[Quantity]) -> bool {
    let value = |at: usize| quantities.get(at).and_then(|quantity| quantity.numeral.integer());
    let class = |at: &usize| quantities.get(*at).map(|each| each.class);
    let alike = row.iter().all(|at| class(at) == row.first().and_then(class))
        && matches!(class(&own), Some(Class::Requests | Class::Information | Class::Case))
        || row.iter().all(|at| matches!(class(at), Some(Class::Result | Class::CaseResult)));
    let sum: Option<i64> = row.iter().map(|at| value(*at)).sum();
    alike && !has_total_inside(own, row, quantities) || sum == value(own) || is_near(own, row, quantities, 4)
}

/// Whether what was enumerated comes near a number that is said to be its total, to one part in so many, and no number
/// of the row is a total itself: 受理9件，维持6件、纠正2件，共8件.
fn is_near(own: usize, row: &[usize], quantities: &[Quantity], parts: i64) -> bool {
    let quantity = |at: usize| quantities.get(at).filter(|each| each.claim == Claim::Number);
    let value = |at: usize| quantity(at).and_then(|each| each.numeral.integer());
    let class = |at: &usize| quantity(*at).map(|each| each.class);
    let one_kind = row.len() > 2 || row.iter().all(|at| class(at) == row.first().and_then(class));
    let changes = row.iter().any(|at| quantity(*at).is_none_or(|each| each.reason == Reason::Change));
    let sum: Option<i64> = row.iter().map(|at| value(*at)).sum();
    let near = sum.zip(value(own)).is_some_and(|(sum, total)| (sum - total).abs() * parts <= total);
    near && one_kind && !changes && !has_total_inside(own, row, quantities)
}

/// Whether a total is already among the numbers before it, or the last of them come to it.
fn has_total_inside(own: usize, row: &[usize], quantities: &[Quantity]) -> bool {
    let value = |at: usize| quantities.get(at).and_then(|each| each.numeral.integer()).unwrap_or_default();
    let mut sum = 0;
    let inner = row.get(1..).unwrap_or_default();
    row.iter().any(|at| value(*at) == value(own))
        || inner.iter().rev().any(|at| {
            sum += value(*at);
            sum == value(own)
        })
}

/// Whether words for a sum lead up to a number, and name in other words what it counts: ，合计寄出告知书57份.
fn names_total(mention: &Mention) -> bool {
    const SUMS: [&str; 3] = ["合计", "总计", "共计"];
    let [mark, sum, ..] = mention.between.tokens else { return false };
    let marks = mention.between.tokens.iter().filter(|token| !matches!(token.kind, TokenKind::Word(_)));
    mark.kind == TokenKind::Comma
        && mark.start == mention.between.from
        && sum.start == mark.end
        && SUMS.iter().any(|word| mention.between.is(sum, word))
        && marks.count() == 1
}

/// Whether a number so named is meant to be the total of those before it: what comes that near them is.
fn is_named_total(own: usize, row: &[usize], quantities: &[Quantity]) -> bool {
    const FEWEST: usize = 3;
    const NEAR: i64 = 20;
    const UNITS: [&str; 6] = ["件", "份", "宗", "起", "条", "封"];
    let unit = |at: &usize| quantities.get(*at).is_some_and(|each| UNITS.contains(&each.unit));
    row.len() >= FEWEST && row.iter().chain([&own]).all(unit) && is_near(own, row, quantities, NEAR)
}

/// Whether a number says how many numbers the row has: 三类 before 合计.
fn counts_row(mention: &Mention, length: usize, quantities: &[Quantity]) -> bool {
    let rest = &mention.rest;
    let sums_up = rest
        .tokens
        .first()
        .is_some_and(|token| token.word() == Some(Word::Total) && token.start == rest.from);
    length > 1
        && sums_up
        && quantities.get(mention.quantity).is_some_and(|own| is_count(&own.numeral, length))
}

/// A numeral in characters that is a number of things.
fn is_count(numeral: &Numeral, things: usize) -> bool {
    numeral.chinese && numeral.integer().and_then(|count| usize::try_from(count).ok()) == Some(things)
}

/// Whether nothing but a word for a total leads up to a number, and how many things or what time it is of: 合计4件, 三项共计,
/// 全年合计 behind numbers that are of no part of the year.
fn is_bare_total(mention: &Mention, row: &[usize], quantities: &[Quantity]) -> bool {
    let left = &mention.left;
    let of_parts =
        row.iter().any(|at| quantities.get(*at).is_some_and(|each| each.reason == Reason::OtherTime));
    let bare = |token: &Token| match token.kind {
        TokenKind::Word(Word::Total | Word::Glue) | TokenKind::Comma | TokenKind::Pause => true,
        TokenKind::Word(Word::Current) => !of_parts,
        TokenKind::Number(ref count) => is_count(&count.numeral, row.len()),
        _ => false,
    };
    let counts = |run: &[char]| matches!(run, [count, '项' | '类' | '年' | '者' | '种'] if among!("两二三四五六七", *count));
    left.has(|word| word == Word::Total)
        && left.tokens.iter().all(bare)
        && left.residue(&counts) == 0
        && mention.between.tokens.iter().all(bare)
}

/// Whether the words before a number say that it counts all that was published: 共公开信息, 在网站发布信息.
fn says_all(left: &Window) -> bool {
    left.has(|word| word == Word::Total) || repeated::counts_all(left)
}
