//! One organ's reports, year after year: what each year takes over from the one before.

use std::collections::BTreeMap;

use super::organs;
use crate::form::{CellId, ColumnRole, FormId, Role};
use crate::order::Order;
use crate::rules::Companion;
use crate::rules::years::{count, same_share, table2_rows};

/// The reports of one organ by year.
#[derive(Debug, Default)]
pub struct Years<'a> {
    /// The name in the newest report.
    pub organ: String,
    /// In the order of their years; several of one year stand side by side.
    pub reports: Vec<(i32, &'a Companion)>,
}

/// What one year takes over from the year before.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The year that takes over.
    pub year: i32,
    /// The form of the year that takes over.
    pub form: FormId,
    /// The name of the rule that checks it.
    pub rule: &'static str,
    /// The cell of this year's report; none for what is about the whole.
    pub cell: Option<CellId>,
    /// What last year's report makes it, and what this year's says; for a share, how many of how many.
    pub numbers: Option<(i64, i64)>,
}

/// Groups reports by organ; those without an organ or a year are in none, by their places in the list.
#[must_use]
pub fn by_organ(reports: &[Companion]) -> (Vec<Years<'_>>, Vec<usize>) {
    let (mut groups, mut left): (BTreeMap<String, Years>, _) = (BTreeMap::new(), Vec::new());
    for (at, companion) in reports.iter().enumerate() {
        match (&companion.report.organ, companion.report.year) {
            (Some(organ), Some(year)) => {
                groups.entry(organs::key(&organ.name)).or_default().reports.push((year, companion));
            }
            _ => left.push(at),
        }
    }
    let mut groups: Vec<Years> = groups.into_values().collect();
    for group in &mut groups {
        group.reports.order_by_key(|(year, _)| *year);
        let newest = group.reports.last().and_then(|(_, companion)| companion.report.organ.as_ref());
        group.organ = newest.map(|organ| organ.name.clone()).unwrap_or_default();
    }
    (groups, left)
}

impl Years<'_> {
    /// Everything that each year takes over from the year before; a gap of years, or two reports of one year, has none.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let alone = |year: i32| self.reports.iter().filter(|(other, _)| *other == year).count() == 1;
        let pairs = self.reports.iter().zip(self.reports.iter().skip(1));
        let pairs = pairs.filter(|((then, _), (now, _))| then + 1 == *now && alone(*then) && alone(*now));
        pairs.flat_map(|((_, then), (year, now))| between(*year, then, now)).collect()
    }
}

impl Link {
    /// Whether it holds; `None` where a number is missing, and for what is a share.
    #[must_use]
    pub fn holds(&self) -> Option<bool> {
        let (then, now) = self.numbers?;
        match self.rule {
            "same-text" | "same-numbers" => None,
            _ => Some(then == now),
        }
    }
}

fn between(year: i32, then: &Companion, now: &Companion) -> Vec<Link> {
    let mut links = Vec::new();
    let form = now.report.form_data();
    let (carried_in, carried_out) = (Role::CarriedIn.row(), Role::CarriedOut.row());
    let mut columns: Vec<_> =
        form.block_of(carried_in).map_or(&[][..], |block| block.columns).iter().collect();
    columns.order_by_key(|column| !column.id.is_total());
    for column in columns {
        let cell = CellId::new(carried_in, column.id);
        let before = count(&then.report, CellId::new(carried_out, column.id));
        let numbers = before.zip(count(&now.report, cell));
        links.push(Link { year, form: form.id, rule: "carry-over", cell: Some(cell), numbers });
    }
    for cells in table2_rows(form, [ColumnRole::Issued, ColumnRole::Repealed, ColumnRole::InForce]) {
        let [issued, repealed, in_force] = cells.map(|cell| count(&now.report, cell));
        let [.., cell] = cells;
        let expected = count(&then.report, cell).zip(issued).zip(repealed);
        let expected =
            expected.map(|((then, issued), repealed)| then.saturating_add(issued).saturating_sub(repealed));
        links.push(Link {
            year,
            form: form.id,
            rule: "in-force-chain",
            cell: Some(cell),
            numbers: expected.zip(in_force),
        });
    }
    for cells in table2_rows(form, [ColumnRole::Previous, ColumnRole::Change]) {
        let [cell, _] = cells;
        let [items, change] = cells.map(|cell| count(&then.report, cell));
        let expected = items.zip(change).map(|(items, change)| items.saturating_add(change));
        let numbers = expected.zip(count(&now.report, cell));
        links.push(Link { year, form: form.id, rule: "previous-change-chain", cell: Some(cell), numbers });
    }
    let both = form.cells().filter_map(|cell| count(&now.report, cell).zip(count(&then.report, cell)));
    let (same, all) = both.fold((0, 0), |(same, all), (now, then)| (same + i64::from(now == then), all + 1));
    links.push(Link {
        year,
        form: form.id,
        rule: "same-numbers",
        cell: None,
        numbers: (all > 0).then_some((same, all)),
    });
    let share = same_share((&now.report, &now.document), (&then.report, &then.document));
    let percent = share.and_then(|(same, all)| i64::try_from(same * 100 / all.max(1)).ok());
    links.push(Link {
        year,
        form: form.id,
        rule: "same-text",
        cell: None,
        numbers: percent.map(|percent| (percent, 100)),
    });
    links
}
