//! Columns where the grid of a table has their heads, in as many lines as there are: known columns in any order, beside
//! them columns of the organ's own (备注, 行次, 上年同期, 校验), which are left out and said.

mod cells;
mod share;

use std::ops::Range;

use super::label::{Core, core, core_of};
use super::rows::{KNOWN_LABELS, Label, ObservedRow, Value, Values, is_broken_value, labels_of, place_of};
use super::value::{read_value, under_head};
use super::years::{is_of_other_year, is_of_this_year, year_alone};
use crate::document::{Table, TableCell};
use crate::form::{ColumnId, ColumnRole};
use crate::order::Order;
use crate::text::fold::{folded_chars, is_han};

pub use cells::{Rows, text_to_the_left};
use share::Share;

/// Lines that a head can have above the first row of values.
const MAX_LINES: u32 = 6;

/// A column of the form with the grid columns that its head covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head<K> {
    /// Which column.
    pub key: K,
    /// The grid columns.
    pub range: Range<u32>,
}

/// A head with the rows below it.
#[derive(Debug, Clone)]
pub struct Band {
    /// The known columns, from left to right.
    pub heads: Vec<Head<ColumnId>>,
    /// Heads of other columns, as written.
    pub others: Vec<(String, Range<u32>)>,
    /// The columns that are of another year, tell of a change or hold a part of what stands beside them.
    aside: Vec<u32>,
    /// The rows below the head.
    pub rows: Range<u32>,
}

/// The head that stood last over a table.
#[derive(Debug)]
pub struct Last {
    block: u32,
    columns: u32,
    band: Band,
}

impl Last {
    /// Of a table block.
    pub fn new(block: u32, table: &Table, band: &Band) -> Self {
        Self { block, columns: table.columns, band: band.clone() }
    }

    /// Its columns over the rows of the next table, where those are as wide and stand next to it.
    pub fn goes_on(&self, block: u32, table: &Table) -> Option<Band> {
        // A page number or a heading of the page may stand between.
        let next = block > self.block && block - self.block <= 3;
        // A wider table can follow the rest of this one without anything between them.
        let wider = table.cells.iter().filter(|cell| cell.column + cell.column_span > self.columns);
        let end = wider.map(|cell| cell.row).min().unwrap_or(table.rows);
        (next && table.columns >= self.columns && end > 0).then(|| Band { rows: 0..end, ..self.band.clone() })
    }
}

/// A head's text without what it explains in brackets: 本年(2023)制发件数, 现行有效件数（历史累计）.
pub fn plain_head(text: &str) -> Core {
    let mut depth = 0_u32;
    let mut plain = folded_chars(text);
    plain.retain(|character| match character {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let stripped = core_of(plain);
    if stripped.chars.is_empty() { core(text) } else { stripped }
}

/// A text as a head of a column of table 3; `None` where it can be none: without Chinese characters, as most cells are, or
/// too long.
pub fn head(text: &str) -> Option<Core> {
    /// No head of this table is longer.
    const LONGEST: usize = 16;
    let written = text.contains(is_han).then(|| plain_head(text))?;
    (written.chars.len() <= LONGEST).then_some(written)
}

/// Whether the values of a row number its columns: 1, 2, 3 and so on.
pub fn numbers_columns<'v>(raw: impl Iterator<Item = &'v str>) -> bool {
    let mut count = 0_u32;
    let mut last: Option<i64> = None;
    for text in raw.map(str::trim).filter(|text| !text.is_empty()) {
        // A column that is a sum says so behind its number: 5=1+2+3+4.
        let own = text.split(['=', '＝']).next().filter(|own| !own.trim().is_empty()).unwrap_or(text);
        let Some(number) = read_value(own).value.and_then(crate::report::Number::integer) else {
            // 甲, 乙 before the numbers, formulas (1=2+3) among them.
            if text.chars().count() <= 12 && (last.is_none() || text.contains(['=', '+', '＝'])) {
                continue;
            }
            return false;
        };
        if last.is_none() && number > 3 || last.is_some_and(|last| number != last + 1) {
            return false;
        }
        last = Some(number);
        count += 1;
    }
    count >= 5
}

/// A head of a known column, and whether it speaks of this year, or of the whole of what others divide.
type Told = (Head<ColumnId>, bool);
/// The head of another column, with the grid columns that it covers.
type Other = (String, Range<u32>);

/// What heads are called.
pub struct Names<'a> {
    /// The column that a head names.
    pub column: &'a dyn Fn(&TableCell, &Core) -> Option<ColumnId>,
    /// Whether a head stands over the kinds of organisation.
    pub over: &'a dyn Fn(&Core) -> bool,
}

/// Whether a head must have all columns of the form, or can be that of a piece of the table with some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    Piece,
}

/// The heads of a table, each with its rows: the official columns must be there, each once.
pub fn bands(
    cells: &Rows,
    official: &[ColumnId],
    names: &Names,
    year: Option<i32>,
    extent: Extent,
) -> Vec<Band> {
    let fewest = if extent == Extent::Whole { 3 } else { 2 };
    let own = |row: u32| cells.row(row).iter().filter(move |cell| cell.row == row);
    let is_named = |(cell, head): &(&TableCell, Option<&Core>)| {
        head.is_some_and(|head| (names.column)(cell, head).is_some() || (names.over)(head))
    };
    let named = |row: u32| cells.heads(row).filter(is_named).count();
    // Rows of values have a label or two.
    let in_words = |row: u32| own(row).filter(|cell| cell.text.contains(is_han)).count();
    let mut bands: Vec<Band> = Vec::new();
    let mut row = 0;
    while row < cells.len() {
        // The last piece of a table can have two organisations, under the name of all and beside the total.
        let few = in_words(row) < 3
            && (extent == Extent::Whole || in_words(row) < 2 || row == 0 || named(row - 1) < fewest);
        if few || named(row) < fewest || cells.numbers(row) > 0 {
            row += 1;
            continue;
        }
        let floor = bands.last().map_or(0, |band| band.rows.start);
        let first = (floor..row)
            .rev()
            .take_while(|above| row - above <= MAX_LINES && cells.numbers(*above) == 0)
            .last()
            .unwrap_or(row);
        let mut end = row + 1;
        // 本年 and 上年 under each kind of applicant are heads, too.
        let of_years = |row: u32| {
            own(row).any(|cell| cell.text.chars().count() <= 6 && is_of_other_year(&cell.text, year))
        };
        let divides = |row: u32| own(row).filter(|cell| share::of(&cell.text).is_some()).count() > 1;
        let is_head = |row: u32| named(row) > 0 || of_years(row) || divides(row);
        while end < cells.len()
            && end - row <= 3
            && (cells.numbers(end) == 0 && is_head(end) || names_years(cells, end, year))
        {
            end += 1;
        }
        if let Some(band) = band(cells, first..end, official, names, year, extent) {
            if let Some(last) = bands.last_mut() {
                last.rows.end = first;
            }
            bands.push(band);
        }
        row = end;
    }
    bands
}

/// Whether all numbers of a row are years, the report's and another: 2023, 2024年 under each kind of applicant.
fn names_years(cells: &Rows, row: u32, year: Option<i32>) -> bool {
    let own = cells.row(row).iter().filter(|cell| cell.row == row);
    let numbers = own.filter(|cell| cell.text.contains(|c: char| c.is_numeric()));
    let told: Vec<Option<bool>> = numbers.map(|cell| year_alone(&cell.text, year)).collect();
    told.iter().all(Option::is_some) && [true, false].iter().all(|own| told.contains(&Some(*own)))
}

fn band(
    cells: &Rows,
    lines: Range<u32>,
    official: &[ColumnId],
    names: &Names,
    year: Option<i32>,
    extent: Extent,
) -> Option<Band> {
    let width =
        lines.clone().flat_map(|line| cells.row(line)).map(|cell| cell.column + cell.column_span).max()?;
    let mut heads: Vec<Told> = Vec::new();
    let mut others: Vec<Other> = Vec::new();
    let mut aside = Vec::new();
    // The head over columns that divide what it names.
    let mut divided_head: Option<(ColumnId, &TableCell)> = None;
    for column in 0..width {
        let over = cells.over(lines.clone(), column);
        let Some(lowest) = over.first() else { continue };
        let named = |cell: &&'_ TableCell| (names.column)(cell, cells.head(cell)?);
        let known = || over.iter().find_map(|cell| Some((named(cell)?, *cell)));
        // 合计 and 其中 under 自然人 are the natural persons' own; where the merging was lost, under the head before.
        let share = share::of(&lowest.text);
        let above = over.iter().skip(1).find_map(|cell| Some((named(cell)?, *cell)));
        divided_head =
            above.filter(|_| share.is_some()).or(divided_head.filter(|_| share.is_some() && over.len() == 1));
        let known = divided_head.or_else(known).filter(|_| share != Some(Share::Part));
        let is_whole = divided_head.is_some() && share == Some(Share::Whole);
        // What stands over a column says which year it is of.
        let other_year =
            over.iter().any(|cell| cell.text.chars().count() <= 20 && is_of_other_year(&cell.text, year));
        aside.extend((other_year || share == Some(Share::Part)).then_some(column));
        // Where merging was lost a head stands over the first of the columns that belong to it: without a word of years
        // none of them is the form's.
        let this_year =
            || over.iter().any(|cell| cell.text.chars().count() <= 20 && is_of_this_year(&cell.text, year));
        let divided = |cell: &TableCell| {
            let beside = cells.over(lines.clone(), column + 1);
            !std::ptr::eq(*lowest, cell)
                && !this_year()
                && matches!(beside.as_slice(), [next] if next.row == lowest.row && next.column > column && !is_of_other_year(&next.text, year))
        };
        match known {
            Some((key, cell)) if !other_year && (is_whole || !divided(cell)) => match heads.last_mut() {
                // Other words under the same head are of another column.
                Some((last, _))
                    if last.key == key
                        && last.range.end == column
                        && lowest.covers(lowest.row, column - 1) =>
                {
                    last.range.end = column + 1;
                }
                _ => heads.push((Head { key, range: column..column + 1 }, is_whole || this_year())),
            },
            _ => {
                let text = lowest.text.trim().to_owned();
                match others.last_mut() {
                    Some((last, range)) if *last == text && range.end == column => range.end = column + 1,
                    _ => others.push((text, column..column + 1)),
                }
            }
        }
    }
    organisations_by_place(cells, lines.clone(), official, names, (&mut heads, &mut others));
    // Where a column is there twice, the one that speaks of this year counts.
    let twice = |key: ColumnId| heads.iter().filter(|(head, _)| head.key == key).count() > 1;
    let (kept, dropped): (Vec<&Told>, Vec<&Told>) =
        heads.iter().partition(|(head, this_year)| *this_year || !twice(head.key));
    let kept: Vec<Head<ColumnId>> = kept.into_iter().map(|(head, _)| head.clone()).collect();
    aside.extend(dropped.iter().flat_map(|(head, _)| head.range.clone()));
    let name = |head: &Head<ColumnId>| {
        cells.over(lines.clone(), head.range.start).first().map(|cell| cell.text.trim().to_owned())
    };
    others.extend(dropped.iter().filter_map(|(head, _)| Some((name(head)?, head.range.clone()))));
    let count = |key: &ColumnId| kept.iter().filter(|head| head.key == *key).count();
    let is_told = match extent {
        Extent::Whole => official.iter().all(|key| count(key) == 1),
        Extent::Piece => !kept.is_empty() && kept.iter().all(|head| count(&head.key) == 1),
    };
    is_told.then(|| Band { heads: kept, others, aside, rows: lines.end..cells.len() })
}

/// Of a damaged head the kinds of organisation are told by their place: as many columns under 法人或其他组织 as the form
/// has there, in its order.
fn organisations_by_place(
    cells: &Rows,
    lines: Range<u32>,
    official: &[ColumnId],
    names: &Names,
    (heads, others): (&mut Vec<Told>, &mut Vec<Other>),
) {
    let kinds: Vec<ColumnId> = official
        .iter()
        .copied()
        .filter(|column| !column.is_total() && column.role() != ColumnRole::Natural)
        .collect();
    if kinds.iter().all(|kind| heads.iter().any(|(head, _)| head.key == *kind)) {
        return;
    }
    let mut over = lines
        .flat_map(|line| cells.heads(line))
        .filter(|(_, head)| head.is_some_and(names.over))
        .map(|(cell, _)| cell);
    let (Some(over), None) = (over.next(), over.next()) else { return };
    // Where the merging was lost it reaches to the next text of its line, or as far as the form has columns there.
    let count = u32::try_from(kinds.len()).unwrap_or(u32::MAX);
    let width = cells.row(over.row).iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
    let next =
        cells.row(over.row).iter().find(|cell| cell.column > over.column && !cell.text.trim().is_empty());
    let end = if over.column_span > 1 {
        over.column + over.column_span
    } else {
        next.map_or(over.column + count, |next| next.column)
    };
    let under = over.column..end;
    if under.len() != kinds.len() || end > width {
        return;
    }
    let wrong = |(head, _): &Told| {
        let at = head.range.start.checked_sub(under.start).and_then(|at| usize::try_from(at).ok());
        under.contains(&head.range.start) && at.and_then(|at| kinds.get(at)) != Some(&head.key)
    };
    if heads.iter().any(wrong) {
        return;
    }
    heads.retain(|(head, _)| !under.contains(&head.range.start));
    others.retain(|(_, range)| !under.contains(&range.start));
    heads.extend(under.zip(kinds).map(|(column, key)| (Head { key, range: column..column + 1 }, false)));
    heads.order_by_key(|(head, _)| head.range.start);
}

impl Band {
    /// The rows below the head as the head tells them; `None` where the cells do not stand under it.
    pub fn told(&self, cells: &Rows, row: u32, block: u32, old: &ObservedRow) -> Option<ObservedRow> {
        let first = self.heads.iter().map(|head| head.range.start).min()?;
        let own = cells.row(row);
        // Numbers between the heads with nothing over them: merging was lost, and which of two are meant is not told.
        let last = self.heads.iter().map(|head| head.range.start).max()?;
        let heads =
            || self.heads.iter().map(|head| &head.range).chain(self.others.iter().map(|(_, range)| range));
        let headless = |cell: &&TableCell| {
            let columns = cell.column..cell.column + cell.column_span;
            cell.row == row
                && (first..last).contains(&cell.column)
                && !self.aside.contains(&cell.column)
                && !heads().any(|head| head.start < columns.end && columns.start < head.end)
                && read_value(&cell.text).is_number()
        };
        if own.iter().copied().any(|cell| headless(&cell)) {
            return None;
        }
        let mut values: Vec<Value> = Vec::new();
        let mut used: Vec<&TableCell> = Vec::new();
        for head in &self.heads {
            let under = || {
                own.iter().copied().filter(|cell| {
                    cell.column < head.range.end && head.range.start < cell.column + cell.column_span
                })
            };
            let mut filled = under().filter(|cell| !cell.text.trim().is_empty());
            let cell = match (filled.next(), filled.next()) {
                (Some(only), None) => only,
                (None, _) => under().next()?,
                _ => return None,
            };
            // One cell under two heads, a label under a head, a cell that reaches down from above.
            if cell.row != row || cell.row_span > 1 || used.iter().any(|used| std::ptr::eq(*used, cell)) {
                return None;
            }
            let reading = under_head(&cell.text);
            if !reading.is_value() && KNOWN_LABELS.knows(&core(&cell.text)) {
                return None;
            }
            used.push(cell);
            values.push(Value {
                raw: cell.text.clone(),
                reading,
                place: place_of(block, cell),
                column: cell.column,
            });
        }
        let numbered = |column: u32| {
            let index = ["行次", "栏次", "序号", "编号", "列次", "代码"];
            self.others
                .iter()
                .any(|(text, range)| range.contains(&column) && index.iter().any(|word| text.contains(word)))
        };
        // Last year's numbers may stand before the first of this year's.
        let is_label = |cell: &&&TableCell| {
            let beside = self.aside.contains(&cell.column) && !cell.text.contains(is_han);
            cell.row == row && cell.column < first && !beside && !numbered(cell.column)
        };
        let is_year = |column: u32| {
            self.others.iter().any(|(text, range)| range.contains(&column) && text.contains('年'))
        };
        let mut labels = Vec::new();
        for cell in own.iter().filter(is_label) {
            let reading = read_value(&cell.text);
            if reading.is_number() && is_year(cell.column) {
                let text = cell.text.clone();
                labels.push(Label { core: core(&text), text, place: place_of(block, cell) });
                continue;
            }
            // A number where labels stand: the row is shifted.
            if reading.is_number() || is_broken_value(&cell.text) {
                return None;
            }
            labels.extend(labels_of(block, cell, &reading));
        }
        let any = values.iter().any(|value| !value.raw.trim().is_empty());
        let is_row = any || !labels.is_empty();
        let columns = self.heads.iter().map(|head| head.key).collect();
        is_row.then(|| ObservedRow {
            block,
            labels,
            inherited: old.inherited.clone(),
            values: Values::Cells(values),
            told: columns,
        })
    }
}

/// Puts what a table's heads tell into its rows, in place of what was observed without them. The names of columns that
/// were left out are returned.
pub fn tell(
    cells: &Rows,
    bands: &[Band],
    block: u32,
    year: Option<i32>,
    rows: &mut [ObservedRow],
) -> Vec<String> {
    let mut left_out = Vec::new();
    for band in bands {
        let mut told: Vec<(usize, ObservedRow)> = Vec::new();
        let mut full = 0_usize;
        for row in band.rows.clone() {
            let Some(old) = rows.get(row as usize) else { continue };
            let numbered = numbers_columns(
                cells.row(row).iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()),
            );
            if numbered && old.labels.iter().all(|label| label.core.chars.len() <= 4) {
                // A row that numbers the columns holds no values.
                let mut without = old.clone();
                without.values = Values::Cells(Vec::new());
                told.push((row as usize, without));
                continue;
            }
            // A row of more numbers than there are heads is one of another table.
            let width = band.heads.len();
            let like = width.saturating_sub(2)..=width + band.others.len() + 1;
            full += usize::from(like.contains(&old.numbers()));
            if let Some(new) = band.told(cells, row, block, old) {
                told.push((row as usize, new));
            }
        }
        let fitting = told.iter().filter(|(_, row)| row.numbers() + 2 >= band.heads.len()).count();
        // Cells that stand elsewhere than their heads are told by their number, as they were observed.
        if fitting * 10 < full * 8 {
            continue;
        }
        for (row, new) in told {
            if let Some(old) = rows.get_mut(row) {
                *old = new;
            }
        }
        // Years that stand as heads are no values.
        let heads = band.rows.start.saturating_sub(MAX_LINES)..band.rows.start;
        for row in heads.filter(|row| names_years(cells, *row, year)) {
            if let Some(old) = rows.get_mut(row as usize) {
                old.values = Values::Cells(Vec::new());
            }
        }
        let right_of = band.heads.iter().map(|head| head.range.start).min().unwrap_or(0);
        left_out.extend(
            band.others.iter().filter(|(_, range)| range.start > right_of).map(|(text, _)| text.clone()),
        );
    }
    left_out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_numbers_that_rise_by_one_number_the_columns() {
        let numbers = |row: &str| numbers_columns(row.split(' '));
        for row in ["1 2 3 4 5", "甲 乙 1 2 3 4 5", "2 3 4 5 6", "1 2 3 4 5=1+2+3+4", "1 2 3 4 5 6 =1+6"] {
            assert!(numbers(row), "{row}");
        }
        // Too few, a gap, values, a word between them, a label before them.
        for row in [
            "1 2 3 4",
            "1 2 4 5 6",
            "4 5 6 7 8",
            "1 2 备注 3 4 5",
            "本年度新收政府信息公开申请数量 1 2 3 4 5",
        ] {
            assert!(!numbers(row), "{row}");
        }
    }
}
