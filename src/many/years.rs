//! One organ's reports, year after year: what each year takes over from the one before.

use std::collections::BTreeMap;

use super::{Part, Reading};
use crate::form::{CellId, ColumnRole, Form, FormId, Role};
use crate::order::Order;
use crate::report::organ::alike as organs;
use crate::rules::Companion;
use crate::rules::repeated::same_share;
use crate::rules::years::{count, table2_rows};

/// A report that stands in a row of years.
pub trait Yearly {
    /// The organ.
    fn organ(&self) -> Option<&str>;
    /// The year.
    fn year(&self) -> Option<i32>;
    /// The form.
    fn form(&self) -> &'static Form;
    /// The whole number in a cell; 0 where it is blank.
    fn count(&self, cell: CellId) -> Option<i64>;
    /// How many characters of its text stand in another's as well, of how many; nothing where the texts are not at hand.
    fn same_text(&self, then: &Self) -> Option<(usize, usize)>;
}

impl Yearly for Companion {
    fn organ(&self) -> Option<&str> {
        self.report.organ.as_ref().map(|organ| organ.name.as_str())
    }

    fn year(&self) -> Option<i32> {
        self.report.year
    }

    fn form(&self) -> &'static Form {
        self.report.form_data()
    }

    fn count(&self, cell: CellId) -> Option<i64> {
        count(&self.report, cell)
    }

    fn same_text(&self, then: &Self) -> Option<(usize, usize)> {
        same_share((&self.report, &self.document), (&then.report, &then.document))
    }
}

impl Yearly for Part {
    fn organ(&self) -> Option<&str> {
        self.organ.as_deref()
    }

    fn year(&self) -> Option<i32> {
        self.year
    }

    fn form(&self) -> &'static Form {
        self.form.unwrap_or(FormId::CURRENT).form()
    }

    fn count(&self, cell: CellId) -> Option<i64> {
        match self.reading(cell) {
            Reading::Number(number) => number.integer(),
            Reading::Blank => Some(0),
            Reading::Unread => None,
        }
    }

    fn same_text(&self, _: &Self) -> Option<(usize, usize)> {
        None
    }
}

/// The reports of one organ by year.
#[derive(Debug)]
pub struct Years<'a, T> {
    /// The name in the newest report.
    pub organ: String,
    /// In the order of their years; several of one year stand side by side.
    pub reports: Vec<(i32, &'a T)>,
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
pub fn by_organ<T: Yearly>(reports: &[T]) -> (Vec<Years<'_, T>>, Vec<usize>) {
    let (mut groups, mut left): (BTreeMap<String, Vec<(i32, &T)>>, _) = (BTreeMap::new(), Vec::new());
    for (at, report) in reports.iter().enumerate() {
        match (report.organ(), report.year()) {
            (Some(organ), Some(year)) => {
                groups.entry(organs::key(organ)).or_default().push((year, report));
            }
            _ => left.push(at),
        }
    }
    let years = |mut reports: Vec<(i32, _)>| {
        reports.order_by_key(|(year, _)| *year);
        let newest = reports.last().and_then(|(_, report): &(i32, &T)| report.organ());
        Years { organ: newest.unwrap_or_default().to_owned(), reports }
    };
    (groups.into_values().map(years).collect(), left)
}

impl<T: Yearly> Years<'_, T> {
    /// Everything that each year takes over from the year before; a gap of years, or two reports of one year, has none.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let alone = |year: i32| self.reports.iter().filter(|(other, _)| *other == year).count() == 1;
        let pairs = self.reports.iter().zip(self.reports.iter().skip(1));
        let pairs = pairs.filter(|((then, _), (now, _))| then + 1 == *now && alone(*then) && alone(*now));
        pairs.flat_map(|((_, then), (year, now))| between(*year, *then, *now)).collect()
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

fn between<T: Yearly>(year: i32, then: &T, now: &T) -> Vec<Link> {
    let mut links = Vec::new();
    let form = now.form();
    let (carried_in, carried_out) = (Role::CarriedIn.row(), Role::CarriedOut.row());
    let mut columns: Vec<_> =
        form.block_of(carried_in).map_or(&[][..], |block| block.columns).iter().collect();
    columns.order_by_key(|column| !column.id.is_total());
    for column in columns {
        let cell = CellId::new(carried_in, column.id);
        let before = then.count(CellId::new(carried_out, column.id));
        let numbers = before.zip(now.count(cell));
        links.push(Link { year, form: form.id, rule: "carry-over", cell: Some(cell), numbers });
    }
    for cells in table2_rows(form, [ColumnRole::Issued, ColumnRole::Repealed, ColumnRole::InForce]) {
        let [issued, repealed, in_force] = cells.map(|cell| now.count(cell));
        let [.., cell] = cells;
        let expected = then.count(cell).zip(issued).zip(repealed);
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
        let [items, change] = cells.map(|cell| then.count(cell));
        let expected = items.zip(change).map(|(items, change)| items.saturating_add(change));
        let numbers = expected.zip(now.count(cell));
        links.push(Link { year, form: form.id, rule: "previous-change-chain", cell: Some(cell), numbers });
    }
    let both = form.cells().filter_map(|cell| now.count(cell).zip(then.count(cell)));
    let (same, all) = both.fold((0, 0), |(same, all), (now, then)| (same + i64::from(now == then), all + 1));
    links.push(Link {
        year,
        form: form.id,
        rule: "same-numbers",
        cell: None,
        numbers: (all > 0).then_some((same, all)),
    });
    let share = now.same_text(then);
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
