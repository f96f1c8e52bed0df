//! Which of several columns of numbers holds those of the report's year: as their heads say, wherever they stand.

use std::ops::Range;

use super::super::value::read_value;
use super::super::years::{is_of_other_year, is_of_this_year};
use crate::document::TableCell;
use crate::text::fold::folded;

/// A cell longer than this is no head of a column of numbers.
const LONGEST_HEAD: usize = 12;

/// What columns of numbers are called that say nothing of a year.
const NUMBERS: [&str; 4] = ["统计数", "统计数据", "数量", "数据"];

/// Words in the head of a column that counts all years together, or that compares.
const OTHERWISE: [&str; 9] = ["累计", "历年", "增", "减", "变", "差", "比", "率", "%"];

/// What the heads over a column say of the numbers under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// That they are of no year, or of another.
    Other,
    /// The same, by the name of a year alone.
    OtherYear,
    /// Nothing.
    Unsaid,
    /// That they are numbers.
    Numbers,
    /// That they are the year's.
    OfYear,
    /// That they are the year's numbers.
    NumbersOfYear,
}

/// What heads that stand one above the other say together. Of a report without a year none of its columns is known to be
/// of that year by its name.
pub fn told<'t>(heads: impl Iterator<Item = &'t str>, year: Option<i32>) -> Told {
    let (mut numbers, mut of_year, mut other) = (false, false, false);
    for head in heads.map(str::trim).filter(|head| head.chars().count() <= LONGEST_HEAD) {
        let text = folded(head);
        if is_of_other_year(head, None) || OTHERWISE.iter().any(|word| text.contains(word)) {
            return Told::Other;
        }
        other |= is_of_other_year(head, year.or(Some(0)));
        of_year |= is_of_this_year(head, year);
        numbers |= NUMBERS.contains(&text.trim());
    }
    match (other, numbers, of_year) {
        (true, ..) => Told::OtherYear,
        (_, true, true) => Told::NumbersOfYear,
        (_, _, true) => Told::OfYear,
        (_, true, _) => Told::Numbers,
        _ => Told::Unsaid,
    }
}

/// The heads of a table's columns.
#[derive(Debug, Default)]
pub struct Heads(Vec<Told>);

impl Heads {
    /// Of the rows before the first with a label.
    pub fn of(rows: &[&[TableCell]], columns: u32, year: Option<i32>) -> Self {
        let cells = || rows.iter().copied().flatten();
        // What begins where the labels stand is the name of the table or of its rows.
        let over = |column: u32| {
            cells().filter(move |cell| {
                cell.column > 0 && (cell.column..cell.column + cell.column_span).contains(&column)
            })
        };
        Self((0..columns).map(|column| told(over(column).map(|cell| cell.text.as_str()), year)).collect())
    }

    /// Takes the heads of the next table, unless it has none and is as wide: then it is the rest of the one before.
    pub fn go_on(&mut self, next: Self) {
        if next.0.len() != self.0.len() || next.0.iter().any(|told| *told != Told::Unsaid) {
            *self = next;
        }
    }

    fn told(&self, column: u32) -> Told {
        self.0.get(column as usize).copied().unwrap_or(Told::Unsaid)
    }

    /// The cell of a row with the year's number, among those that stand in columns; `None` where more than one can be.
    pub fn value<'t>(&self, cells: &[&'t TableCell], columns: Range<u32>) -> Option<&'t TableCell> {
        let is_other = |told: Told| told < Told::Unsaid;
        let several = columns.clone().any(|column| is_other(self.told(column)));
        let end = |cell: &TableCell| cell.column + cell.column_span;
        // A row that lacks a cell does not stand under the heads.
        if several && cells.last().is_none_or(|last| end(last) < columns.end) {
            return None;
        }
        let named = best(columns.clone().map(|column| (column, self.told(column))));
        let under = |column: u32| cells.iter().find(|cell| (cell.column..end(cell)).contains(&column));
        if let Some(cell) = named.and_then(under) {
            return Some(cell);
        }
        // The only column can bear the name of a wrong year.
        let years = columns.filter(|column| self.told(*column) == Told::OtherYear).count();
        let mut kept = cells.iter().filter(|cell| {
            let told = self.told(cell.column);
            !is_other(told) || (told == Told::OtherYear && years == 1)
        });
        let first = kept.clone().next();
        let mut numbers = kept.by_ref().filter(|cell| read_value(&cell.text).is_number());
        match (numbers.next(), numbers.next()) {
            (Some(_), Some(_)) => None,
            (Some(only), None) => Some(only),
            _ => first.copied(),
        }
    }
}

/// Which of so many figures that stand behind a label is the year's; `None` where that is not known.
pub fn place_of_years(heads: &[Told], figures: usize) -> Option<usize> {
    // Of a head in two lines the upper one, 统计数, stands over all columns.
    let years: Vec<Told> = heads.iter().copied().filter(|told| *told != Told::Numbers).collect();
    let fits = |heads: &&[Told]| heads.len() == figures;
    match [heads, &years].into_iter().find(fits) {
        Some(heads) if figures > 1 => best((0..).zip(heads.iter().copied())),
        _ if figures == 1 && (heads.len() < 2 || heads.iter().all(|told| *told > Told::Unsaid)) => Some(0),
        _ => None,
    }
}

/// The column that its head tells to be the year's best, the first of equals.
fn best<K: Copy>(columns: impl Iterator<Item = (K, Told)>) -> Option<K> {
    let mut best: Option<(K, Told)> = None;
    for (key, told) in columns.filter(|(_, told)| *told > Told::Unsaid) {
        if best.is_none_or(|(_, other)| told > other) {
            best = Some((key, told));
        }
    }
    best.map(|(key, _)| key)
}
