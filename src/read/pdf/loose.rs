//! Tables without lines: what can be said of them for sure from the place of their text.
//!
//! A row of values is told by three or more values at the end of a line. Its label stands left of the values, in one or
//! more columns, and may take several lines beside or around them: such a line goes on with the label that stands at
//! the same place above it, unless it begins with a number of its own, which begins a new label.

use super::geometry::Glyph;
use super::lines::{Line, Word, join, lines_of, split_at, text_of, words_of};
use crate::document::{Table, TableCell};
use crate::order::Order;
use crate::read::number::enumerated;

/// Texts that begin within so many points of each other stand in one column.
const SAME_COLUMN: f64 = 3.0;

/// What begins within so many points of a label begins where its lines do.
const SAME_START: f64 = 1.0;

/// Labels beside each other are at least so far apart, as a part of the font size.
const LEAST_GAP: f64 = 0.25;

/// Lines of a centred label have their middles within so many points of each other.
const SAME_MIDDLE: f64 = 1.5;

/// Lines of one label are at most so far apart, as a part of the font size; a new label may stand farther below.
const LABEL_PITCH: f64 = 1.75;
const ROW_PITCH: f64 = 3.0;

/// As far as the lines of a label with a number, which nothing else goes on with.
const NUMBERED_PITCH: f64 = 2.2;

/// What begins so far right of the last value is no part of the table, as a part of the font size.
const BESIDE: f64 = 1.5;

/// A number begins at most so far left of the narrower ones of its column, as a part of the font size.
const MOST_WIDER: f64 = 3.0;

/// How many beginnings of a number are tried in a line.
const MOST_BEGINNINGS: usize = 8;

/// Whether a word of a line is a value: digits with their marks, or what stands for none.
fn value(word: &str) -> bool {
    let digit = |character: char| character.is_ascii_digit() || ('０'..='９').contains(&character);
    let none = |character: char| matches!(character, '-' | '—' | '/' | '〇' | '○');
    let word = word.trim_end_matches(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    // A spreadsheet's format may put the unit behind every number.
    let word = ['件', '宗', '份'].iter().find_map(|unit| word.strip_suffix(*unit)).unwrap_or(word);
    word.chars().any(|character| digit(character) || none(character))
        && word
            .chars()
            .all(|character| digit(character) || none(character) || matches!(character, '.' | ',' | '%'))
}

/// The parts of a line that may be a row: its label, by columns, and three or more values.
pub(super) struct RowLine {
    label: Vec<Word>,
    values: Vec<Word>,
}

impl RowLine {
    /// The row that a line is; `None` for other lines.
    pub(super) fn of(line: &Line) -> Option<Self> {
        let mut label = words_of(&line.glyphs);
        let count = label.iter().rev().take_while(|word| value(&word.text)).count();
        let values = label.split_off(label.len().checked_sub(count)?);
        (count >= 3).then_some(Self { label, values })
    }

    /// Whether its label may begin in the line above.
    pub(super) fn wants_more(&self, above: &Line) -> bool {
        match self.label.first() {
            None => true,
            Some(first) => enumerated(&above.text) && !enumerated(&first.text),
        }
    }

    /// Whether there are values only.
    pub(super) fn is_unlabelled(&self) -> bool {
        self.label.is_empty()
    }

    /// How many values there are.
    pub(super) fn count(&self) -> usize {
        self.values.len()
    }

    fn left(&self) -> f64 {
        self.values.first().map_or(0.0, |word| word.left)
    }
}

struct Row {
    page: u32,
    /// Where each part of the label begins, and what it says.
    labels: Vec<(f64, String)>,
    values: Vec<String>,
    /// The lines of a row that has no values yet.
    lines: Vec<Line>,
}

/// A label that may go on: where it begins, where its middle is, its row and its place among the row's labels.
struct OpenLabel {
    left: f64,
    middle: f64,
    row: usize,
    at: usize,
}

/// A table without lines whose rows are being gathered.
pub(super) struct Loose {
    rows: Vec<Row>,
    /// Labels from left to right.
    open: Vec<OpenLabel>,
    /// Where the leftmost value begins.
    left: f64,
    count: usize,
    last: Line,
    /// Where the values of the last row stand: the middle of their line, and the edges of each.
    edges: (f64, Vec<(f64, f64)>),
}

impl Loose {
    /// A table that begins with a row, and with the line above it that holds the beginning of its label.
    pub(super) fn new(row: RowLine, line: Line, above: Option<Line>, page: u32) -> Self {
        let first = above.unwrap_or_else(|| line.clone());
        let mut table = Self {
            rows: Vec::new(),
            open: Vec::new(),
            left: row.left(),
            count: row.values.len(),
            last: first,
            edges: (0.0, Vec::new()),
        };
        if table.last != line {
            let label = table.words_of(&table.last.glyphs);
            table.place(label, page);
        }
        table.add(row, line, page);
        table
    }

    /// Whether a line above a first row is near enough to be part of its label.
    pub(super) fn reaches(row: &RowLine, line: &Line, above: &Line) -> bool {
        above.area.right <= row.left()
            && line.area.middle().1 - above.area.middle().1 <= LABEL_PITCH * line.size
            && row.wants_more(above)
    }

    /// Adds a row, unless it has another number of values.
    pub(super) fn takes(&self, row: &RowLine) -> bool {
        row.values.len() == self.count
    }

    /// The row that a line is whose label reaches so near to its first value that the two look like one word: digits behind
    /// the label stand where the values of the first column do, and the others in theirs.
    pub(super) fn row_near_label(&self, line: &Line) -> Option<RowLine> {
        let column = *self.edges.1.first()?;
        let near = |a: f64, b: f64| (a - b).abs() <= SAME_START;
        let begins = |at: &usize| {
            let (Some(before), Some(first)) = (line.glyphs.get(at - 1), line.glyphs.get(*at)) else {
                return false;
            };
            let inside = before.character.is_ascii_digit() || matches!(before.character, '.' | ',' | ' ');
            first.character.is_ascii_digit()
                && !inside
                && first.area.left <= column.1
                && first.area.left >= column.0 - MOST_WIDER * first.size
        };
        let parted = |at: usize| {
            let (label, values) = line.glyphs.split_at_checked(at)?;
            let row = RowLine { label: words_of(label), values: words_of(values) };
            let first = row.values.first()?;
            let middles = [(first.left, first.right), column].map(|(left, right)| f64::midpoint(left, right));
            let stands =
                near(first.left, column.0) || near(first.right, column.1) || near(middles[0], middles[1]);
            let over = |(word, column): (&Word, &(f64, f64))| {
                value(&word.text) && word.left <= column.1 && column.0 <= word.right
            };
            (stands && self.takes(&row) && row.values.iter().zip(&self.edges.1).all(over)).then_some(row)
        };
        (1..line.glyphs.len()).filter(begins).take(MOST_BEGINNINGS).find_map(parted)
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: RowLine, line: Line, page: u32) {
        self.left = self.left.min(row.left());
        let of_label = line.glyphs.iter().take_while(|glyph| glyph.area.left < row.left() - 0.01).count();
        let label = self.words_of(line.glyphs.get(..of_label).unwrap_or_default());
        let numbered = label.iter().any(|word| enumerated(&word.text));
        let pending = self.rows.last().is_some_and(|last| last.values.is_empty());
        let fits = label.iter().all(|word| self.open_at(word).is_some());
        if !numbered && pending && fits {
            self.append(label);
        } else {
            if !pending {
                self.begin(page);
                if !numbered {
                    self.open.clear();
                }
            }
            self.place(label, page);
        }
        self.edges = (line.area.middle().1, row.values.iter().map(|word| (word.left, word.right)).collect());
        if let Some(last) = self.rows.last_mut() {
            last.values = row.values.into_iter().map(|word| word.text).collect();
            last.lines.clear();
        }
        self.last = line;
    }

    /// Adds a line without values, where it is part of a label; gives it back where it is not.
    pub(super) fn add_label(&mut self, line: Line, page: u32, over: bool) -> Option<Line> {
        let line = self.add_digits(line)?;
        let label = self.words_of(&line.glyphs);
        let numbered = label.iter().any(|word| enumerated(&word.text));
        let size = self.last.size.max(1.0);
        let pitch = line.area.middle().1 - self.last.area.middle().1;
        let of_numbered = || label.iter().all(|word| self.open_text(word).is_some_and(enumerated));
        let reach = if numbered {
            ROW_PITCH
        } else if of_numbered() {
            NUMBERED_PITCH
        } else {
            LABEL_PITCH
        };
        let near = over || pitch <= reach * size;
        let fits =
            label.iter().all(|word| enumerated(&word.text) || numbered || self.open_at(word).is_some());
        if line.area.right > self.left
            || !near
            || !fits
            || (line.size - self.last.size).abs() > 0.15 * size
            || line.text.ends_with('。')
        {
            return Some(line);
        }
        if numbered {
            self.place(label, page);
        } else {
            self.append(label);
        }
        if let Some(row) = self.rows.last_mut().filter(|row| row.values.is_empty()) {
            row.lines.push(line.clone());
        }
        self.last = line;
        None
    }

    /// Digits right under values go on with them, where a column is too narrow for a number; what is left of the line.
    fn add_digits(&mut self, line: Line) -> Option<Line> {
        let (middle, edges) = &self.edges;
        let mut words = words_of(&line.glyphs);
        // What stands beyond the last column is another column of the page.
        let last = edges.iter().map(|(_, right)| *right).fold(f64::NEG_INFINITY, f64::max);
        let beyond = words.iter().rev().take_while(|word| word.left > last + BESIDE * line.size).count();
        words.truncate(words.len() - beyond);
        let from = words.len() - words.iter().rev().take_while(|word| value(&word.text)).count();
        let pitch = line.area.middle().1 - middle;
        let column = |word: &Word| {
            let middle = f64::midpoint(word.left, word.right);
            let over = |(left, right): &(f64, f64)| {
                (*left..=*right).contains(&middle)
                    || (word.left..=word.right).contains(&f64::midpoint(*left, *right))
            };
            edges.iter().position(over)
        };
        let more: Option<Vec<(usize, &Word)>> =
            words.iter().skip(from).map(|word| Some((column(word)?, word))).collect();
        let Some(more) =
            more.filter(|more| !more.is_empty() && pitch > 0.0 && pitch <= LABEL_PITCH * line.size)
        else {
            return Some(line);
        };
        // Beside the beginning of a label they are a row of their own, of which the other cells are blank.
        let goes_on = |word: &Word| !enumerated(&word.text) && self.open_at(word).is_some();
        if !words.iter().take(from).all(goes_on) {
            return Some(line);
        }
        let row = self.rows.iter_mut().rev().find(|row| !row.values.is_empty());
        let values = row.map(|row| &mut row.values)?;
        // The first line of a number that is too wide holds as much of it as there is room for.
        let longer = |(column, word): &(usize, &Word)| {
            values.get(*column).is_some_and(|value| value.chars().count() >= word.text.chars().count())
        };
        if !more.iter().all(longer) {
            return Some(line);
        }
        for (column, word) in &more {
            if let Some(value) = values.get_mut(*column) {
                value.push_str(&word.text);
            }
        }
        let end = more.iter().map(|(_, word)| word.left).fold(f64::INFINITY, f64::min);
        let taken = |glyph: &Glyph| (end - 0.1..=last + BESIDE * line.size).contains(&glyph.area.left);
        let glyphs: Vec<Glyph> = line.glyphs.iter().filter(|glyph| !taken(glyph)).copied().collect();
        lines_of(glyphs).pop()
    }

    fn begin(&mut self, page: u32) {
        self.rows.push(Row { page, labels: Vec::new(), values: Vec::new(), lines: Vec::new() });
    }

    /// The words of a label's line. Labels in columns of their own may stand nearer to each other than words do: where one
    /// that is open begins, or what begins with a number, another word begins.
    fn words_of(&self, glyphs: &[Glyph]) -> Vec<Word> {
        let begins = |piece: &&[Glyph]| {
            let left = piece.first()?.area.left;
            let open = self.open.iter().any(|label| (label.left - left).abs() <= SAME_START);
            (open || enumerated(&text_of(piece))).then_some(left)
        };
        let starts: Vec<f64> = split_at(glyphs, LEAST_GAP).iter().filter_map(begins).collect();
        let same_word = |_: &Glyph, next: &Glyph| !starts.contains(&next.area.left);
        glyphs.chunk_by(same_word).flat_map(words_of).collect()
    }

    /// The open label that a word goes on with: lines begin at the same place, or are centred on the same place.
    fn open_at(&self, word: &Word) -> Option<usize> {
        let middle = f64::midpoint(word.left, word.right);
        let begins = self.open.iter().position(|label| (label.left - word.left).abs() <= SAME_COLUMN);
        begins.or_else(|| self.open.iter().position(|label| (label.middle - middle).abs() <= SAME_MIDDLE))
    }

    /// The text of the open label that a word goes on with.
    fn open_text(&self, word: &Word) -> Option<&str> {
        let open = self.open.get(self.open_at(word)?)?;
        self.rows.get(open.row)?.labels.get(open.at).map(|(_, text)| text.as_str())
    }

    /// Words that go on with the labels above them.
    fn append(&mut self, words: Vec<Word>) {
        for word in words {
            let open = self.open_at(&word).and_then(|at| self.open.get(at));
            let label = open.and_then(|open| self.rows.get_mut(open.row)?.labels.get_mut(open.at));
            if let Some((_, text)) = label {
                join(text, &word.text, false);
            }
        }
    }

    /// Words of which at least one begins a label: in the last row, if that has no values and no label there yet.
    fn place(&mut self, words: Vec<Word>, page: u32) {
        for word in words {
            if !enumerated(&word.text) && self.open_at(&word).is_some() {
                self.append(vec![word]);
                continue;
            }
            let free = self.rows.last().is_some_and(|row| {
                row.values.is_empty()
                    && row.labels.iter().all(|label| (label.0 - word.left).abs() > SAME_COLUMN)
            });
            if !free {
                self.begin(page);
            }
            self.open.retain(|label| label.left < word.left - SAME_COLUMN);
            let row = self.rows.len().saturating_sub(1);
            if let Some(last) = self.rows.last_mut() {
                let middle = f64::midpoint(word.left, word.right);
                self.open.push(OpenLabel { left: word.left, middle, row, at: last.labels.len() });
                last.labels.push((word.left, word.text));
            }
        }
    }

    /// The table with the page on which it begins, and the lines after it that only looked like labels.
    pub(super) fn finish(mut self) -> (Table, u32, Vec<(u32, Line)>) {
        let kept = self.rows.iter().rposition(|row| !row.values.is_empty()).map_or(0, |last| last + 1);
        let rest = self.rows.split_off(kept);
        let rest = rest.into_iter().flat_map(|row| row.lines.into_iter().map(move |line| (row.page, line)));
        let mut columns: Vec<f64> =
            self.rows.iter().flat_map(|row| row.labels.iter().map(|label| label.0)).collect();
        columns.order_by(f64::total_cmp);
        columns.dedup_by(|next, kept| (*next - *kept).abs() <= SAME_COLUMN);
        let column_of = |left: f64| columns.iter().rposition(|column| *column <= left + 0.1).unwrap_or(0);
        let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let width = columns.len().max(1);
        let first = self.rows.first().map_or(1, |row| row.page);
        let mut cells = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let page = Some(row.page).filter(|page| *page != first);
            let mut labels: Vec<(usize, &str)> =
                row.labels.iter().map(|(left, text)| (column_of(*left), text.as_str())).collect();
            labels.order_by_key(|label| label.0);
            if labels.first().is_none_or(|label| label.0 > 0) {
                labels.insert(0, (0, ""));
            }
            let ends = labels.iter().skip(1).map(|label| label.0).chain([width]);
            for ((column, text), end) in labels.iter().zip(ends) {
                let column_span = number(end.saturating_sub(*column)).max(1);
                cells.push(TableCell {
                    column_span,
                    page,
                    ..TableCell::at(number(index), number(*column), *text)
                });
            }
            for (column, value) in (width..).zip(&row.values) {
                cells
                    .push(TableCell { page, ..TableCell::at(number(index), number(column), value.as_str()) });
            }
        }
        let table = Table { rows: number(self.rows.len()), columns: number(width + self.count), cells };
        (table, first, rest.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn knows_values() {
        for word in ["35", "1,204", "-", "—", "0.5%", "〇", "19¹", "１８", "3件"] {
            assert!(value(word), "{word}");
        }
        for word in ["件", "3件半", "0517-83605210x", "", "，", "¹"] {
            assert!(!value(word), "{word}");
        }
    }
}
