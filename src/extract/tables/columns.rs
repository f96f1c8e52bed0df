//! Which value of a row belongs to which column.

use super::label::{Core, Expected, core};
use super::rows::{ObservedRow, Value, Values};
use super::surplus::Surplus;
use super::years::is_of_other_year;
use crate::document::Place;
use crate::form::{ColumnForm, ColumnId, ColumnRole, TableForm};
use crate::order::Order;

/// The columns of a table as its header gives them, in order.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The columns in order of appearance; none where it cannot be told.
    pub columns: Vec<ColumnId>,
    /// Whether the header named them; otherwise they are the form's.
    pub from_header: bool,
    /// Grid columns of the values in rows that are full, those of most rows first: where merged labels vanish, the
    /// values of a row begin where its own labels end.
    grids: Vec<Vec<u32>>,
    /// Grid columns in which rows with values have their labels.
    labels: Vec<u32>,
    /// Of rows with more values than columns, which are the columns'.
    surplus: Vec<Surplus>,
}

/// The columns of table 3 prepared for comparison.
#[derive(Debug)]
pub struct Columns {
    form: &'static [ColumnForm],
    /// With their labels, the local subtotal of the organisations last.
    expected: Vec<(ColumnForm, Expected)>,
    /// The label over the columns of organisations.
    organisations: Expected,
}

impl Columns {
    /// Of a form's table 3.
    pub fn new(table: &TableForm) -> Self {
        let form = table.blocks.first().map_or(&[] as &[ColumnForm], |block| block.columns);
        let expected = form
            .iter()
            .chain(&table.subtotal)
            .map(|column| (*column, Expected::new(column.label, column.variants, "")))
            .collect();
        let (label, variants) = table.over_columns.split_first().unwrap_or((&"", &[]));
        let organisations = Expected::new(label, variants, "");
        Self { form, expected, organisations }
    }
}

impl Columns {
    /// The column that a head names; none where its text speaks of another year.
    pub fn recognise(&self, text: &str, head: &Core, year: Option<i32>) -> Option<ColumnId> {
        let column = self.column_of(head)?;
        (!is_of_other_year(text, year)).then_some(column)
    }

    /// The column whose label a text agrees with best.
    fn column_of(&self, written: &Core) -> Option<ColumnId> {
        // 法人或其他组织 over five columns is no column; only a subtotal is.
        let subtotal = written.chars.contains(&'计');
        let mut best: Option<(ColumnId, f64)> = None;
        for (column, expected) in &self.expected {
            let agreement = expected.agreement(written);
            if agreement >= 0.85
                && (column.role != ColumnRole::Organisations || subtotal)
                && best.is_none_or(|(_, other)| agreement > other)
            {
                best = Some((column.id, agreement));
            }
        }
        best.map(|(column, _)| column)
    }

    /// Whether a head stands over the kinds of organisation: 法人或其他组织.
    pub fn is_over_organisations(&self, head: &Core) -> bool {
        !head.chars.contains(&'计') && self.organisations.agreement(head) >= 0.85
    }
}

/// What the words of a head say about the order of the columns.
pub enum Stated {
    /// Nothing, or not all of it.
    Unsaid,
    /// This order.
    Said(Vec<ColumnId>),
    /// Heads that stand one above the other were taken apart into lines, which do not tell what stood beside what.
    Unclear,
}

/// The order of the columns that the words of a head state, in the lines in which they stand: the total may stand first,
/// the natural persons after the organisations. Each of the three must be named once.
///
/// Only what stands in one line tells it, where a line holds more than one head: the head over the organisations stands
/// a line above the others, wherever their columns are.
pub fn order_in(lines: &[String], columns: &[ColumnForm]) -> Stated {
    const KINDS: [&[&str]; 5] = [&["商业"], &["科研"], &["社会", "公益"], &["法律", "服务"], &["其他"]];
    const NATURAL: &str = "自然人";
    let head = lines.concat();
    let places = |words: &[&str]| -> Vec<usize> {
        words.iter().flat_map(|word| head.match_indices(word).map(|(at, _)| at)).collect()
    };
    let place = |words: &[&str]| match places(words).as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let (Some(natural), Some(mut organisations), Some(total)) =
        (place(&[NATURAL]), place(&["法人或其他组织", "法人或者其他组织"]), place(&["总计", "合计"]))
    else {
        return Stated::Unsaid;
    };
    let over = organisations..organisations + "法人或者其他".len();
    let places_of = |kind: &[&str]| places(kind).into_iter().filter(|at| !over.contains(at));
    let kinds: Vec<usize> = KINDS.iter().flat_map(|kind| places_of(kind)).collect();
    let mut ends = Vec::with_capacity(lines.len());
    for line in lines {
        ends.push(ends.last().copied().unwrap_or(0) + line.len());
    }
    let line_of = |at: usize| ends.partition_point(|end| *end <= at);
    // A head in a narrow column goes on in the next line.
    let behind = natural + NATURAL.len();
    let own = line_of(natural)..=line_of(behind - 1);
    let in_own = |at: &usize| own.contains(&line_of(*at));
    let heads = [natural, organisations, total].into_iter().map(|at| vec![at]);
    let heads = heads.chain(KINDS.iter().map(|kind| places_of(kind).collect()));
    // The lines of each head once: a line that is there twice holds two heads.
    let lines_of = |head: Vec<usize>| {
        let mut lines: Vec<usize> = head.into_iter().map(line_of).collect();
        lines.order();
        lines.dedup();
        lines
    };
    let mut held: Vec<usize> = heads.flat_map(lines_of).collect();
    held.order();
    let of_page = held.windows(2).any(|pair| pair.first() == pair.last());
    // What follows the total may stand in another line that was joined to this one.
    let end = if total > natural { total } else { head.len() };
    let kinds_behind = kinds.iter().filter(|at| in_own(at) && (natural..end).contains(*at)).count();
    let kinds_before = kinds.iter().filter(|at| in_own(at) && **at < natural).count();
    if organisations < natural {
        // In one line with it 自然人 is followed by the kinds only where two lines of heads became one.
        let one_line = in_own(&organisations);
        let under = kinds.contains(&behind) && total > behind;
        if kinds_behind > 0 && kinds_before == 0 && (under || !one_line) {
            organisations = behind;
        } else if !one_line && of_page && (kinds_before == 0 || kinds_behind > 0) {
            return Stated::Unclear;
        }
    }
    // The total stands before all others only in a line with one of them.
    let first = total < natural.min(organisations);
    if first && of_page && !in_own(&total) && line_of(total) != line_of(organisations) {
        return Stated::Unclear;
    }
    let mut order: Vec<(usize, ColumnId)> = columns
        .iter()
        .map(|column| {
            let at = match column.role {
                ColumnRole::Natural => natural,
                _ if column.id.is_total() => total,
                _ => organisations,
            };
            (at, column.id)
        })
        .collect();
    order.order_by_key(|(at, _)| *at);
    Stated::Said(order.into_iter().map(|(_, column)| column).collect())
}

impl Layout {
    /// The form's own columns.
    pub fn official(columns: &'static [ColumnForm]) -> Self {
        Self {
            columns: columns.iter().map(|column| column.id).collect(),
            from_header: false,
            grids: Vec::new(),
            labels: Vec::new(),
            surplus: Vec::new(),
        }
    }

    /// Looks for a header among rows: the labels 自然人, 商业企业 … 总计 and, in local layouts, a subtotal of the
    /// organisations. Headers of two lines are put together: what stands under 法人或其他组织 takes its place.
    pub fn of_table3(rows: &[&ObservedRow], columns: &Columns) -> Self {
        let recognise = |core: &Core| columns.column_of(core);
        let Columns { form: columns, organisations, .. } = columns;
        let mut upper: Vec<ColumnId> = Vec::new();
        let mut lower: Vec<ColumnId> = Vec::new();
        // The kinds of organisation stand where the head over them does.
        let (mut seen_group, mut split) = (false, 0);
        for row in rows {
            if row.numbers() > 0 || matches!(row.values, Values::Run(_)) {
                continue;
            }
            let texts = || row.labels.iter().map(|label| &label.core);
            let named: Vec<ColumnId> = texts().filter_map(recognise).collect();
            let group =
                texts().position(|core| organisations.agreement(core) >= 0.85 && recognise(core).is_none());
            if let Some(group) = group.filter(|_| !seen_group) {
                seen_group = true;
                split = texts().take(group).filter_map(recognise).count();
                upper = named;
            } else if named.len() >= 3 && lower.is_empty() {
                lower = named;
            }
        }
        let mut found: Vec<ColumnId> = Vec::new();
        // One line that names them all tells their order, wherever the line over the organisations was put.
        let in_one_line = lower.iter().any(|column| column.role() == ColumnRole::Natural);
        if in_one_line {
            found = lower;
        } else if !lower.is_empty() {
            let (before, after) = upper.split_at_checked(split).unwrap_or((&upper, &[]));
            found = before.iter().chain(&lower).chain(after).copied().collect();
        }
        let complete =
            columns.iter().all(|column| found.iter().filter(|each| **each == column.id).count() == 1)
                && found.len() <= columns.len() + 1;
        // The words of a head tell the order, of a damaged one too.
        let is_head = |row: &ObservedRow| row.numbers() == 0 && matches!(row.values, Values::Cells(_));
        // From left to right, not from line to line: what stands over the organisations may stand above the others.
        // Within a cell the lines of a page are kept.
        let words = |head: &[&ObservedRow]| -> Vec<String> {
            let mut labels: Vec<_> = head.iter().flat_map(|row| &row.labels).collect();
            labels.order_by_key(|label| match label.place {
                Place::Cell { column, .. } => column,
                Place::Span { .. } => 0,
            });
            let lines = labels.iter().flat_map(|label| label.text.lines());
            lines.map(|line| core(line).chars.iter().collect()).collect()
        };
        // A whole report can stand in one table: then there are rows of values before the head.
        let heads = rows.chunk_by(|a, b| is_head(a) == is_head(b));
        let stated = heads
            .filter(|part| part.first().is_some_and(|row| is_head(row)))
            .map(|head| order_in(&words(head), columns))
            .find(|stated| !matches!(stated, Stated::Unsaid));
        let official = Self::official(columns);
        if complete && (in_one_line || found.len() != columns.len()) {
            return Self { columns: found, from_header: true, ..official };
        }
        match stated {
            Some(Stated::Said(named)) => Self { columns: named, from_header: true, ..official },
            Some(Stated::Unclear) => Self { columns: Vec::new(), from_header: true, ..official },
            _ if complete => Self { columns: found, from_header: true, ..official },
            _ => official,
        }
    }

    /// Learns from rows that are full in which grid columns the values stand, and from all with values in which the
    /// labels do.
    pub fn learn_grid(&mut self, rows: &[&ObservedRow]) {
        let with_values = rows.iter().filter(|row| row.numbers() > 0);
        for label in with_values.flat_map(|row| &row.labels) {
            if let Place::Cell { column, .. } = label.place
                && !self.labels.contains(&column)
            {
                self.labels.push(column);
            }
        }
        let mut counts: Vec<(Vec<u32>, usize)> = Vec::new();
        for row in rows.iter().filter(|row| !row.labels.is_empty()) {
            let grid: Vec<u32> = row
                .cells()
                .iter()
                .filter(|value| value.reading.is_number())
                .map(|value| value.column)
                .collect();
            if grid.len() == self.columns.len() {
                match counts.iter_mut().find(|(each, _)| *each == grid) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((grid, 1)),
                }
            }
        }
        // The first of the most frequent, so that the answer does not depend on anything else.
        let most = counts.iter().map(|(_, count)| *count).max();
        if let Some(first) = counts.iter().position(|(_, count)| Some(*count) == most) {
            counts.swap(0, first);
        }
        self.grids = counts.into_iter().map(|(grid, _)| grid).collect();
    }

    /// Learns from the sums of rows that have more values than there are columns which of them are the columns'.
    pub fn learn_surplus(&mut self, rows: &[&ObservedRow]) {
        self.surplus = Surplus::of_rows(rows.iter().copied(), &self.columns);
    }

    /// The values of a row by column; `None` where it cannot be told which is which.
    ///
    /// `own_label`: the row has a label of its own; without one, one number too many is a label that was replaced by
    /// a number.
    pub fn assign<'a>(&self, row: &'a ObservedRow, own_label: bool) -> Option<Vec<(ColumnId, &'a Value)>> {
        let Values::Cells(cells) = &row.values else { return None };
        let wanted = self.columns.len();
        let named = |values: Vec<&'a Value>| Some(self.columns.iter().copied().zip(values).collect());
        let surplus = self.surplus.iter().find(|surplus| surplus.count == cells.len());
        if let Some(surplus) = surplus.filter(|_| own_label) {
            return named(surplus.kept.iter().filter_map(|place| cells.get(*place)).collect());
        }
        let numbers: Vec<&Value> = cells.iter().filter(|value| value.reading.is_number()).collect();
        let filled: Vec<&Value> = cells.iter().filter(|value| !value.raw.trim().is_empty()).collect();
        if !own_label && filled.len() == wanted + 1 {
            return named(filled.into_iter().skip(1).collect());
        }
        if numbers.len() == wanted && filled.len() == wanted {
            return named(numbers);
        }
        // Where cells are blank, white space between digits may part the numbers of two cells.
        if filled
            .iter()
            .any(|value| value.reading.recovered.is_some() && value.raw.trim().contains(char::is_whitespace))
        {
            return None;
        }
        if filled.len() == wanted {
            return named(filled);
        }
        if filled.len() > wanted {
            return None;
        }
        // The grid in which the values begin where these do, else that of most rows.
        let first = cells.first().map(|value| value.column).filter(|_| own_label);
        let begins_here = |grid: &&Vec<u32>| first.is_some() && grid.first().copied() == first;
        if let Some(grid) = self.grids.iter().find(begins_here).or(self.grids.first()) {
            let by_column = |column: &u32| cells.iter().find(|value| value.column == *column);
            let values: Vec<&Value> = grid.iter().filter_map(by_column).collect();
            let all_inside = filled.iter().all(|value| grid.contains(&value.column));
            if values.len() == wanted && all_inside {
                return named(values);
            }
        }
        // What is blank where others have their label is a label that was lost, no value.
        let lost = |value: &Value| value.raw.trim().is_empty() && self.labels.contains(&value.column);
        if cells.len() == wanted && !cells.iter().any(lost) {
            return named(cells.iter().collect());
        }
        // Padding behind the last column: a row that is filled from its first value on. Behind a single value there may be
        // others that were lost.
        let (own, padding) = cells.split_at_checked(wanted)?;
        let filled_from_first =
            filled.len() > 1 && own.first().is_some_and(|first| !first.raw.trim().is_empty());
        let padded = padding.iter().all(|value| value.raw.trim().is_empty());
        if own_label && filled_from_first && padded { named(own.iter().collect()) } else { None }
    }
}
