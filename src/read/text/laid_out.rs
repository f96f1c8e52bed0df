//! Tables in text that keeps the places of a page by spaces, as `pdftotext -layout` writes it: values stand under their
//! heads, heads and labels take several lines, a number too wide for its column goes on below.

mod heads;
mod lines;
mod under;

use std::ops::Range;

use crate::document::{Table, TableCell};
use crate::order::Order;
use crate::read::number::enumerated;
use heads::{heads_above, heads_of};
use lines::{LEAST_VALUES, LEAST_WITHOUT_LABEL, Line, Word, drift, is_number};

/// Rows that tell a table with labels.
const LEAST_ROWS: usize = 3;

/// Lines that heads take, and that one row can.
const MOST_LINES: usize = 12;

/// Lines of a table on one page.
const LONGEST_TABLE: usize = 400;

/// The tables of a page with the lines that they take.
pub(super) fn tables(lines: &[&str]) -> Vec<(Range<usize>, Table)> {
    // Without places there is nothing to read from them.
    if !lines.iter().any(|line| line.contains("  ") && line.len() < 1000) {
        return Vec::new();
    }
    let mut found = under::tables(lines);
    // What the heads tell goes before what the values of full rows do.
    let taken: Vec<Range<usize>> = found.iter().map(|(lines, _)| lines.clone()).collect();
    let free =
        |lines: &Range<usize>| !taken.iter().any(|taken| taken.start < lines.end && lines.start < taken.end);
    found.extend(by_values(lines).into_iter().filter(|(lines, _)| free(lines)));
    found.order_by_key(|(lines, _)| lines.start);
    found
}

/// The tables whose columns stand where the values of most rows do.
fn by_values(lines: &[&str]) -> Vec<(Range<usize>, Table)> {
    let read = |wide: bool| -> Vec<Line> {
        lines.iter().map(|line| Line::of(if line.len() < 1000 { line } else { "" }, wide)).collect()
    };
    let (by_signs, by_width) = (read(false), read(true));
    let read = if drift(&by_width) < drift(&by_signs) { by_width } else { by_signs };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = (at..read.len()).find(|line| read.get(*line).is_some_and(Line::is_row)) {
        let (rows, last) = rows_from(&read, first);
        at = last + 1;
        let floor = found.last().map_or(0, |(range, _): &(Range<usize>, Table)| range.end);
        if let Some((range, table)) = Builder::build(&read, first, &rows, floor) {
            at = range.end.max(at);
            found.push((range, table));
        }
    }
    found
}

/// The lines from one on that are rows of one table, which have as many values as most of them, and the last of them.
fn rows_from(lines: &[Line], first: usize) -> (Vec<usize>, usize) {
    let wanted = lines.get(first).map_or(0, |line| line.values);
    let mut last = first;
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(first).take(LONGEST_TABLE) {
        if at - last > MOST_LINES || line.is_prose() || line.values > wanted + 2 {
            break;
        }
        if line.values + 2 >= wanted && line.values >= LEAST_VALUES {
            rows.push((at, line.values));
            last = at;
        }
    }
    let count = |values: usize| rows.iter().filter(|row| row.1 == values).count();
    let most = rows.iter().map(|row| row.1).max_by_key(|values| (count(*values), *values)).unwrap_or(wanted);
    let full: Vec<usize> = rows.iter().filter(|row| row.1 == most).map(|row| row.0).collect();
    let last = full.last().copied().unwrap_or(first);
    (full, last.max(first))
}

struct Row {
    /// Where each part of the label begins, and what it says.
    labels: Vec<(usize, String)>,
    values: Vec<String>,
    line: usize,
    /// Whether its values cannot be told apart, or from another row's.
    doubt: bool,
}

struct Builder<'a, 'l> {
    lines: &'a [Line<'l>],
    /// Lines with all values.
    full: &'a [usize],
    /// How many characters the widest value of each column has: where one is shorter, it does not go on below.
    room: Vec<usize>,
    rows: Vec<Row>,
    /// Whether the values of rows are only parted, and stand in no columns.
    joined: bool,
    /// Whether labels may stand below their values, since one row had none.
    shifted: bool,
    /// The line of values that last could not be told to be whose.
    doubt: Option<usize>,
    /// The last line of digits that went on with the row above, and the last of digits that may be a page's number: in
    /// the middle of its height a row may have digits above and below its line.
    went_on: Option<usize>,
    alone: Option<usize>,
    /// Parts of labels that may go on below: where they stand, their row and place in it.
    open: Vec<(Range<usize>, usize, usize)>,
}

impl<'a, 'l> Builder<'a, 'l> {
    fn build(
        lines: &'a [Line<'l>],
        first: usize,
        full: &'a [usize],
        floor: usize,
    ) -> Option<(Range<usize>, Table)> {
        let (top, &last) = (lines.get(*full.first()?)?, full.last()?);
        let spaced = |line: &usize| {
            let values = lines.get(*line).map_or(&[][..], Line::values);
            values.windows(2).any(|pair| matches!(pair, [a, b] if b.from > a.to + 1))
        };
        let bare = top.values >= LEAST_WITHOUT_LABEL;
        if full.iter().filter(|line| spaced(line)).count() * 2 < full.len()
            || (!bare && full.len() < LEAST_ROWS)
        {
            return None;
        }
        let left =
            full.iter().filter_map(|line| lines.get(*line)?.values().first()).map(|word| word.from).min()?;
        let heads = heads_above(lines, first, left, floor);
        if bare && (heads.is_empty() || are_joined(lines.get(heads.clone())?, top)) {
            return None;
        }
        let widest = |column: usize| {
            let values = full.iter().filter_map(|line| lines.get(*line)?.values().get(column));
            values.map(|word| word.to - word.from).max().unwrap_or(0)
        };
        let room = (0..top.values).map(widest).collect();
        let digits = |line: &Line| line.words.len() < top.values && line.values == line.words.len();
        let above = |at: usize| at.checked_sub(1).filter(|at| lines.get(*at).is_some_and(digits));
        let mut builder = Self {
            lines,
            full,
            room,
            joined: values_are_joined(lines, full),
            rows: Vec::new(),
            open: Vec::new(),
            shifted: false,
            doubt: None,
            went_on: None,
            alone: above(first),
        };
        let mut end = first;
        for (at, line) in lines.iter().enumerate().skip(first) {
            if line.words.is_empty() {
                if at > last {
                    break;
                }
                continue;
            }
            // A word that stands alone between the lines is the number of a page.
            let above = at.checked_sub(1).and_then(|above| lines.get(above));
            let of_page = line.words.len() == 1 && above.is_none_or(|above| above.words.is_empty());
            let taken = !of_page && builder.take(at, line, bare);
            if of_page && digits(line) {
                builder.alone = Some(at);
            }
            if at > last && !taken {
                break;
            }
            if !taken {
                let words = line.words.iter().map(|word| (word.from, word.text.to_owned())).collect();
                builder.begin(at);
                if let Some(row) = builder.rows.last_mut() {
                    row.labels = words;
                }
                builder.open.clear();
            }
            end = at;
        }
        let start = heads.start;
        let table = builder.finish(heads, top);
        Some((start..end + 1, table))
    }

    /// The full row nearest to a line: where its values stand.
    fn columns(&self, at: usize) -> &'a [Word<'l>] {
        let near = self.full.iter().min_by_key(|full| full.abs_diff(at));
        near.and_then(|full| self.lines.get(*full)).map_or(&[], Line::values)
    }

    /// Takes a line; false where it is no part of the table.
    fn take(&mut self, at: usize, line: &Line<'l>, bare: bool) -> bool {
        let columns = self.columns(at);
        let numbered = line.label().iter().any(|word| enumerated(word.text));
        let fits = (0..line.label().len()).all(|at| self.open_at(line.label(), at).is_some());
        let label = |row: &Row| row.labels.iter().any(|(_, label)| !is_number(label));
        let pending = self.rows.last().is_some_and(|row| row.values.is_empty() && label(row));
        if line.values == 0 {
            let left = columns.first().map_or(0, |first| first.from);
            let within = line.words.iter().all(|word| word.to <= left + 1);
            if !within || !(numbered || fits) || line.is_prose() {
                return false;
            }
            // Under the last row only what goes on with it.
            if numbered && self.full.last().is_some_and(|last| at > *last) {
                return false;
            }
            self.place(line.label(), at, numbered);
            return true;
        }
        if line.values < columns.len() && !numbered && fits && self.follows(at) {
            // With digits above its line, too, the row's own stand round it.
            let around = self.alone.is_some_and(|above| at - above == 2);
            if !around && self.goes_on(at, columns, line) {
                self.went_on = Some(at);
            } else {
                self.doubt = Some(at);
                if let Some(row) = self.rows.last_mut() {
                    row.doubt = true;
                    row.line = at;
                    row.values.extend(line.values().iter().map(|word| word.text.to_owned()));
                }
            }
            self.place(line.label(), at, false);
            return true;
        }
        if at > self.full.last().copied().unwrap_or(at) {
            return false;
        }
        let labelled = numbered || bare || (pending && fits);
        let mut doubt = self.doubt.is_some_and(|doubt| at - doubt <= 2);
        if !labelled && line.values < columns.len() {
            // Some values without a label: of the row above, or of the one below.
            doubt = true;
            self.doubt = Some(at);
            if let Some(row) = self.rows.last_mut().filter(|row| at <= row.line.saturating_add(2)) {
                row.doubt = true;
            }
        }
        let lacks = |row: &&mut Row| {
            let filled = row.values.iter().filter(|value| !value.is_empty()).count();
            filled > 0 && filled < columns.len()
        };
        let below = |digits: Option<usize>| digits.is_some_and(|digits| digits + 1 == at);
        if line.values < columns.len() && (below(self.went_on) || below(self.alone)) {
            // The digits above are the first of what the row lacks.
            doubt = true;
            if let Some(row) = self.rows.last_mut().filter(|row| row.line + 1 == at) {
                row.doubt = true;
            }
        }
        if !labelled && let Some(row) = self.rows.last_mut().filter(|row| row.line + 1 == at).filter(lacks) {
            // All values without a label below some with one.
            doubt = true;
            row.doubt = true;
        }
        if numbered || !pending || !fits || self.shifted {
            self.begin(at);
            if !numbered {
                self.open.clear();
            }
        }
        // Where a row has no label its own may stand below it, and so may those of the next rows.
        self.shifted = !numbered && (self.shifted || !labelled);
        self.place(line.label(), at, numbered);
        self.put(columns, line);
        if let Some(row) = self.rows.last_mut() {
            row.doubt |= doubt;
        }
        true
    }

    /// Digits under the values of the row above: the rest of numbers too wide for their columns, or values that stand a
    /// little lower than the others.
    fn goes_on(&mut self, at: usize, columns: &[Word], line: &Line) -> bool {
        let Some(row) = self.rows.last_mut().filter(|row| !row.doubt) else { return false };
        let places: Option<Vec<usize>> = line.values().iter().map(|word| column_of(columns, word)).collect();
        let Some(places) = places else { return false };
        let mut pieces = places.iter().zip(line.values());
        let blank = |place: &usize| row.values.get(*place).is_some_and(String::is_empty);
        let longer = |(place, word): (&usize, &Word)| {
            let room = self.room.get(*place).copied().unwrap_or(0).max(word.to - word.from);
            let unit = !word.text.contains(|c: char| c.is_numeric());
            row.values
                .get(*place)
                .is_some_and(|value| unit || (value.chars().count() >= room && value != "0"))
        };
        let free = places.iter().all(blank);
        let wrapped = !places.iter().any(blank) && pieces.all(longer);
        if !free && !wrapped {
            return false;
        }
        for (place, word) in places.iter().zip(line.values()) {
            if let Some(value) = row.values.get_mut(*place) {
                value.push_str(word.text);
            }
        }
        row.line = at;
        true
    }

    /// Whether a line stands right under a row with values.
    fn follows(&self, at: usize) -> bool {
        self.rows.last().is_some_and(|row| !row.values.is_empty() && at == row.line + 1)
    }

    fn begin(&mut self, at: usize) {
        self.rows.push(Row { labels: Vec::new(), values: Vec::new(), line: at, doubt: false });
    }

    /// Puts the values of a line into the last row, each in its column.
    fn put(&mut self, columns: &[Word], line: &Line) {
        let Some(row) = self.rows.last_mut() else { return };
        let texts = line.values().iter().map(|word| word.text.to_owned());
        if line.values == columns.len() {
            row.values = texts.collect();
            return;
        }
        let places: Option<Vec<usize>> = line.values().iter().map(|word| column_of(columns, word)).collect();
        match places.filter(|places| !self.joined && places.is_sorted_by(|a, b| a < b)) {
            Some(places) => {
                row.values = vec![String::new(); columns.len()];
                for (place, text) in places.into_iter().zip(texts) {
                    if let Some(value) = row.values.get_mut(place) {
                        *value = text;
                    }
                }
            }
            None => (row.values, row.doubt) = (texts.collect(), true),
        }
    }

    /// The part of a label that a word of a line goes on with. One that reaches over the next word stands in other
    /// columns.
    fn open_at(&self, words: &[Word], at: usize) -> Option<usize> {
        let (word, next) = (words.get(at)?, words.get(at + 1).map_or(usize::MAX, |next| next.from));
        self.open.iter().position(|(place, ..)| place.start.abs_diff(word.from) <= 1 && place.end <= next)
    }

    /// Puts words of labels where they go on or begin.
    fn place(&mut self, words: &[Word], at: usize, numbered: bool) {
        for (index, word) in words.iter().enumerate() {
            let open = self.open_at(words, index).and_then(|open| self.open.get_mut(open));
            if let Some((place, row, part)) = open.filter(|_| !enumerated(word.text)) {
                place.end = place.end.max(word.to);
                let last = *row + 1 == self.rows.len();
                if let Some(row) = self.rows.get_mut(*row) {
                    if let Some((_, text)) = row.labels.get_mut(*part) {
                        text.push_str(word.text);
                    }
                    if last {
                        row.line = at;
                    }
                }
                continue;
            }
            let free = self.rows.last().is_some_and(|row| {
                row.values.is_empty() && row.labels.iter().all(|(from, _)| from.abs_diff(word.from) > 1)
            });
            if !free {
                self.begin(at);
            }
            // No table has more columns of labels.
            self.open.truncate(20);
            if numbered {
                self.open.retain(|open| open.0.start + 1 < word.from);
            }
            let row = self.rows.len().saturating_sub(1);
            if let Some(last) = self.rows.last_mut() {
                self.open.push((word.from..word.to, row, last.labels.len()));
                last.labels.push((word.from, word.text.to_owned()));
                last.line = at;
            }
        }
    }

    fn finish(self, heads: Range<usize>, top: &Line) -> Table {
        let mut places: Vec<usize> =
            self.rows.iter().flat_map(|row| &row.labels).map(|(from, _)| *from).collect();
        places.order();
        places.dedup_by(|next, kept| *next - *kept <= 2);
        let width = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let columns = top.values();
        let mut table =
            Table { rows: 0, columns: width + u32::try_from(columns.len()).unwrap_or(0), cells: Vec::new() };
        let mut put = |row: u32, column: u32, span: u32, text: String| {
            table.cells.push(TableCell { column_span: span.max(1), ..TableCell::at(row, column, text) });
            table.rows = table.rows.max(row + 1);
            // A head that stands right of all values has a column without any.
            table.columns = table.columns.max(column + span.max(1));
        };
        let lines = self.lines.get(heads).unwrap_or(&[]);
        for head in heads_of(lines, columns, width > 0) {
            let column = head.column.map_or(0, |column| width + column);
            put(head.line, column, head.span, head.text);
        }
        let first = u32::try_from(lines.len()).unwrap_or(0);
        for (row, of_row) in (first..).zip(self.rows) {
            for (from, text) in of_row.labels {
                let column = places.iter().rposition(|place| *place <= from + 1).unwrap_or(0);
                put(row, u32::try_from(column).unwrap_or(0), 1, text);
            }
            if of_row.doubt {
                // All in one cell, with a sign that there may be more.
                let values = of_row.values.iter().filter(|value| !value.is_empty()).map(String::as_str);
                put(row, width, 1, values.chain(["..."]).collect::<Vec<_>>().join(" "));
                continue;
            }
            for (column, value) in (width..).zip(of_row.values) {
                put(row, column, 1, value);
            }
        }
        table.cells.order_by_key(|cell| (cell.row, cell.column));
        // Lines that hold only what goes on from above are no rows.
        let mut rows: Vec<u32> = table.cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        for cell in &mut table.cells {
            cell.row = u32::try_from(rows.partition_point(|row| *row < cell.row)).unwrap_or(cell.row);
        }
        table.rows = u32::try_from(rows.len()).unwrap_or(table.rows);
        // Two parts of a label can stand at one place.
        table.cells.dedup_by(|next, kept| {
            let same = (next.row, next.column) == (kept.row, kept.column);
            if same {
                kept.text.push_str(&next.text);
            }
            same
        });
        table
    }
}

/// Whether the values of all full rows stand equally far apart, though they are not equally long or begin at different
/// places.
fn values_are_joined(lines: &[Line], full: &[usize]) -> bool {
    let rows = || full.iter().filter_map(|at| lines.get(*at)).map(Line::values);
    let mut gaps = rows().flat_map(|values| values.windows(2)).filter_map(|pair| match pair {
        [a, b] => Some(b.from - a.to),
        _ => None,
    });
    let first = gaps.next();
    let mut starts = rows().filter_map(|values| values.first()).map(|value| value.from);
    let start = starts.next();
    let longer = |values: &[Word]| values.iter().rev().skip(1).any(|value| value.to - value.from > 1);
    gaps.all(|gap| Some(gap) == first) && (rows().any(longer) || starts.any(|each| Some(each) != start))
}

/// Whether the words of heads and the values below them all stand equally far apart: then cells were joined so, and where a
/// word stands says nothing.
fn are_joined(heads: &[Line], values: &Line) -> bool {
    let gaps = |line: &Line| -> Vec<usize> {
        line.words
            .windows(2)
            .filter_map(|pair| if let [a, b] = pair { Some(b.from - a.to) } else { None })
            .collect()
    };
    let mut all = heads.iter().chain([values]).flat_map(gaps);
    let first = all.next();
    let wide = |line: &Line| line.words.iter().any(|word| word.to - word.from > 2);
    heads.iter().any(wide) && first.is_some_and(|first| all.all(|gap| gap == first))
}

/// The column whose value a word stands under or over: the one that it overlaps, or the only one that it touches.
fn column_of(columns: &[Word], word: &Word) -> Option<usize> {
    let one = |slack: usize| {
        let near = |column: &Word| column.from < word.to + slack && word.from < column.to + slack;
        let mut near = (0..columns.len()).filter(|place| columns.get(*place).is_some_and(near));
        near.next().map(|place| (place, near.next().is_none()))
    };
    let (place, alone) = one(0).or_else(|| one(1))?;
    alone.then_some(place)
}

#[cfg(test)]
mod tests;
