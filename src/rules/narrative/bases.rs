//! What the shares of the narrative may be computed over.

use std::collections::HashMap;

use crate::assess::TableValues;
use crate::form::{CellId, ColumnRole, Role};
use crate::report::narrative::{Claim, Class, List, Narrative, Quantity, Share, ShareOf};
use crate::text::numerals::Precision;

/// A share with the sum that it is said of.
pub(super) struct Said<'a> {
    pub share: &'a Quantity,
    pub parts: Vec<&'a Quantity>,
    pub value: i64,
}

impl<'a> Said<'a> {
    /// A share whose numbers are known exactly.
    pub(super) fn of(share: &'a Share, quantities: &'a [Quantity]) -> Option<Self> {
        let parts: Vec<&Quantity> = match &share.of {
            ShareOf::Number(part) => vec![quantities.get(*part)?],
            ShareOf::Openness(parts) => {
                parts.iter().map(|part| quantities.get(*part)).collect::<Option<_>>()?
            }
            ShareOf::Unsaid => return None,
        };
        let share = quantities.get(share.percentage)?;
        let exact = |quantity: &&Quantity| quantity.numeral.precision == Precision::Exact;
        let spaced = |quantity: &&Quantity| quantity.numeral.after_space.is_some();
        let loosely = ["约", "近", "超"].iter().any(|word| share.phrase.contains(word));
        if loosely || !exact(&share) || !parts.iter().all(exact) || parts.iter().any(spaced) {
            return None;
        }
        let value = parts.iter().map(|part| part.numeral.integer()).sum::<Option<i64>>()?;
        Some(Self { share, parts, value })
    }

    /// How many of the unit of the share make a whole.
    pub(super) fn per(&self) -> i64 {
        if self.share.unit == "‰" { 1000 } else { 100 }
    }

    /// Whether it is the share of its parts in a base, to one unit of its last digit.
    pub(super) fn follows(&self, base: i64) -> bool {
        self.share.is_share(self.value, base, self.per())
    }

    /// Whether it is the share of its parts in a base, rounded to its last digit; a half may be rounded either way.
    pub(super) fn rounds(&self, base: i64) -> bool {
        let power = 10_i128.pow(self.share.numeral.scale.min(9));
        let exact = i128::from(self.value) * i128::from(self.per()) * power;
        let written = i128::from(self.share.numeral.digits) * i128::from(base);
        (exact - written).abs() * 2 <= i128::from(base)
    }

    /// Decimals of the share as written.
    pub(super) fn decimals(&self) -> usize {
        usize::try_from(self.share.numeral.scale).unwrap_or(0).min(3)
    }
}

/// The shares that are said of single numbers, by number.
pub(super) fn shares_of_numbers(narrative: &Narrative) -> HashMap<usize, &Share> {
    let of_number = |share: &Share| match share.of {
        ShareOf::Number(part) => Some(part),
        ShareOf::Openness(_) | ShareOf::Unsaid => None,
    };
    narrative.shares.iter().filter_map(|share| Some((of_number(share)?, share))).collect()
}

/// The numbers of requests as a whole that a paragraph gives, the last of each.
#[derive(Debug, Default)]
struct Wholes {
    answered: Option<i64>,
    received: Option<i64>,
    carried_in: Option<i64>,
}

impl Wholes {
    fn take_in(&mut self, quantity: &Quantity) {
        if quantity.class != Class::Requests {
            return;
        }
        let Some(value) = quantity.numeral.integer() else { return };
        let Some(cell) = quantity.readings.first().and_then(|cells| cells.first()) else { return };
        match cell.row().role() {
            Role::Handled | Role::Closed => self.answered = Some(value),
            Role::New => self.received = Some(value),
            Role::CarriedIn => self.carried_in = Some(value),
            _ => {}
        }
    }

    /// Answers first, requests received second, those carried in added last.
    fn bases(&self) -> Vec<i64> {
        let both = self.received.zip(self.carried_in).map(|(received, carried)| received + carried);
        self.answered.into_iter().chain(self.received).chain(both).collect()
    }
}

/// What the shares of a report may be computed over.
pub(super) struct Bases<'a> {
    pub quantities: &'a [Quantity],
    lists: &'a [List],
    /// For each quantity, the list that it is a part of.
    list_of: HashMap<usize, usize>,
    /// What the parts of each list add up to.
    sums: Vec<Option<i64>>,
    table: Vec<i64>,
    /// Totals of requests by paragraph.
    wholes: HashMap<u32, Wholes>,
    /// Of each list, its total where its shares show that they are computed over it.
    settled: Vec<Option<i64>>,
}

impl<'a> Bases<'a> {
    pub(super) fn new(narrative: &'a Narrative, expected: &TableValues) -> Self {
        let mut list_of = HashMap::new();
        for (index, list) in narrative.lists.iter().enumerate() {
            list_of.extend(list.parts.iter().map(|part| (*part, index)));
        }
        let value = |at: &usize| narrative.quantities.get(*at)?.numeral.integer();
        let sums = narrative.lists.iter().map(|list| list.parts.iter().map(value).sum()).collect();
        let mut wholes: HashMap<u32, Wholes> = HashMap::new();
        for quantity in &narrative.quantities {
            wholes.entry(quantity.paragraph).or_default().take_in(quantity);
        }
        let total = |role: Role| CellId::new(role.row(), ColumnRole::Total.column());
        let table = [
            vec![total(Role::Handled)],
            vec![total(Role::New)],
            vec![total(Role::New), total(Role::CarriedIn)],
        ];
        let mut bases = Self {
            quantities: &narrative.quantities,
            lists: &narrative.lists,
            list_of,
            sums,
            table: table.iter().flat_map(|cells| expected.values(cells)).collect(),
            wholes,
            settled: Vec::new(),
        };
        let share_of = shares_of_numbers(narrative);
        let lists = narrative.lists.iter().zip(&bases.sums);
        bases.settled = lists.map(|(list, sum)| bases.total_of_shares(list, *sum, &share_of)).collect();
        bases
    }

    /// The total of a list that adds up, where two of its shares are right over it and over nothing else that they might be
    /// shares of: then the others are shares of it as well (431件占82.4%，85件占16.3%，7件占1.4% of 523).
    fn total_of_shares(
        &self,
        list: &List,
        sum: Option<i64>,
        share_of: &HashMap<usize, &Share>,
    ) -> Option<i64> {
        const ENOUGH: usize = 2;
        let total = self.value(list.total?).filter(|total| sum == Some(*total))?;
        let shows = |part: &&usize| {
            let share = share_of.get(*part)?;
            let said = Said::of(share, self.quantities)?;
            let others = self.of(share, &said).into_iter().chain(self.inner(share, &said));
            let only =
                said.rounds(total) && !others.filter(|base| *base != total).any(|base| said.rounds(base));
            only.then_some(())
        };
        (list.parts.iter().filter_map(|part| shows(&part)).take(ENOUGH).count() == ENOUGH).then_some(total)
    }

    /// The total of a share's list, where it is known that the shares are computed over it.
    fn settled(&self, share: &Share) -> Option<i64> {
        self.list(&share.of).and_then(|list| self.settled.get(list).copied().flatten())
    }

    /// The list that all parts of a share belong to.
    fn list(&self, of: &ShareOf) -> Option<usize> {
        let mut lists = match of {
            ShareOf::Number(part) => vec![self.list_of.get(part)?],
            ShareOf::Openness(parts) => {
                parts.iter().map(|part| self.list_of.get(part)).collect::<Option<Vec<_>>>()?
            }
            ShareOf::Unsaid => return None,
        };
        lists.dedup();
        match lists.as_slice() {
            [only] => Some(**only),
            _ => None,
        }
    }

    fn value(&self, at: usize) -> Option<i64> {
        self.quantities.get(at)?.numeral.integer()
    }

    /// What a share is most likely computed over, the likeliest first.
    pub(super) fn of(&self, share: &Share, said: &Said) -> Vec<i64> {
        if let Some(total) = self.settled(share) {
            return vec![total];
        }
        let list = self.list(&share.of).and_then(|list| self.lists.get(list));
        let total = list.and_then(|list| list.total).and_then(|total| self.value(total));
        let mut bases: Vec<i64> = total.into_iter().collect();
        let of_requests =
            |part: &&Quantity| matches!(part.class, Class::Result | Class::Applicant | Class::Channel);
        if said.parts.iter().all(of_requests) {
            let wholes = said.parts.first().and_then(|part| self.wholes.get(&part.paragraph));
            bases.extend(wholes.into_iter().flat_map(Wholes::bases));
            bases.extend(&self.table);
        }
        let mut known = Vec::new();
        // What is less than the part is not what it is the share of.
        bases.retain(|base| {
            let fresh = *base > 0 && *base >= said.value && !known.contains(base);
            known.push(*base);
            fresh
        });
        bases
    }

    /// The base of a share that is off in its last decimal by less than one; `None` where it may be right, or is a rough
    /// number. That a share with decimals comes so near shows what it is the share of.
    pub(super) fn misses(&self, share: &Share, said: &Said) -> Option<i64> {
        let rough = said.share.numeral.scale == 0;
        let bases: Vec<i64> = self.of(share, said).into_iter().chain(self.inner(share, said)).collect();
        let right = bases.iter().any(|base| said.rounds(*base));
        bases.into_iter().find(|base| !rough && !right && said.follows(*base))
    }

    /// Whether a share follows from a number that stands before it and may be an inner base (89项，其中57项…，甲类20项，占
    /// 35.1%), or from what the parts of its list add up to.
    pub(super) fn has_inner(&self, share: &Share, said: &Said) -> bool {
        self.inner(share, said).into_iter().any(|base| said.follows(base))
    }

    /// Whether a share with decimals is that of its number in the first part of its list, which the others divide.
    pub(super) fn has_inner_number(&self, share: &Share, said: &Said) -> bool {
        let list = self.list(&share.of).and_then(|list| self.lists.get(list));
        let first = list.and_then(|list| list.parts.first()).and_then(|first| self.value(*first));
        let own = matches!(&share.of, ShareOf::Number(part) if list.is_some_and(|list| list.parts.first() != Some(part)));
        own && said.share.numeral.scale > 0
            && first.is_some_and(|first| first >= said.value && said.follows(first))
    }

    /// The numbers before a share that may be its base, and what the parts of its list add up to.
    fn inner(&self, share: &Share, said: &Said) -> Vec<i64> {
        const BACK: usize = 8;
        // The first part of a list may be what all the others are shares of.
        const FARTHEST: usize = 24;
        if self.settled(share).is_some() {
            return Vec::new();
        }
        let first = match &share.of {
            ShareOf::Number(part) => *part,
            ShareOf::Openness(parts) => parts.first().copied().unwrap_or_default(),
            ShareOf::Unsaid => return Vec::new(),
        };
        let Some(part) = said.parts.first() else { return Vec::new() };
        let list = self.list(&share.of).and_then(|list| self.lists.get(list));
        let begins = list.and_then(|list| list.parts.first()).copied().unwrap_or(first);
        let from = first.saturating_sub(BACK).min(begins.max(first.saturating_sub(FARTHEST)));
        let before = self.quantities.get(from..first).unwrap_or_default();
        let like = before.iter().filter(|each| {
            each.claim == Claim::Number && each.unit == part.unit && each.paragraph == part.paragraph
        });
        let numbers = like.filter_map(|each| each.numeral.integer());
        let sum = self.list(&share.of).and_then(|list| self.sums.get(list).copied().flatten());
        numbers.chain(sum).filter(|base| *base >= said.value && *base > 0).collect()
    }
}
