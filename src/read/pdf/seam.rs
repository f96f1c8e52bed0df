//! Tables over pages: the parts of one table joined, with the row or label that the page break cut.

use super::page::{PageCell, PageTable};
use crate::document::{Table, TableCell};
use crate::order::Order;
use crate::read::number::enumerated;

/// A table whose parts are being joined.
#[derive(Debug, Clone, Default)]
pub(super) struct Joined {
    pub(super) page: u32,
    width: f64,
    rows: usize,
    cells: Vec<PageCell>,
    /// Column edges, near ones as one.
    edges: Vec<f64>,
    /// The first cell of the last part.
    last_part: usize,
    /// Cells of earlier parts that reached the seam before the last part, and may go on over it.
    carried: Vec<usize>,
    /// For each part but the first, its first row and its first cell.
    parts: Vec<(usize, usize)>,
}

/// Column edges nearer than this are one edge, in points.
const SAME_EDGE: f64 = 3.0;

impl From<PageTable> for Joined {
    fn from(table: PageTable) -> Self {
        Self {
            page: table.page,
            width: table.area.width(),
            rows: table.rows,
            edges: edges(&table.cells),
            cells: table.cells,
            last_part: 0,
            carried: Vec::new(),
            parts: Vec::new(),
        }
    }
}

impl Joined {
    /// Adds the part on the next page if it continues this table; gives it back where it does not.
    pub(super) fn add(&mut self, part: PageTable) -> Option<PageTable> {
        if !self.continued_by(&part) {
            return Some(part);
        }
        let mut part = part;
        self.drop_empty_end();
        drop_empty_beginning(&mut part);
        self.drop_repeated_header(&mut part);
        if part.rows == 0 {
            return None;
        }
        let cut = self.row_is_cut(&part);
        let heads = !cut && self.heads_are_cut(&part);
        let whole = !cut && self.rows_are_whole(&part);
        let first_row = if cut { self.rows.saturating_sub(1) } else { self.rows };
        let bottom = self.rows;
        self.merge_edges(&part.cells);
        let carried: Vec<usize> = self.at_bottom(bottom).collect();
        let last_part = self.cells.len();
        for mut cell in part.cells {
            let at_seam = cell.row == 0;
            cell.row += first_row;
            let above = if at_seam { self.above(&cell, bottom) } else { None };
            match above.and_then(|index| self.cells.get_mut(index)) {
                Some(above)
                    if cut
                        || (label_continues(above, &cell)
                            && !(whole && above.rows == 1 && cell.rows == 1))
                        || (heads && head_continues(above, &cell)) =>
                {
                    above.rows = cell.row + cell.rows - above.row;
                    above.text.push_str(&cell.text);
                    above.open_bottom = cell.open_bottom;
                    above.full = cell.full;
                }
                _ => self.cells.push(cell),
            }
        }
        self.rows = first_row + part.rows;
        self.carried = carried;
        self.last_part = last_part;
        self.parts.push((first_row, last_part));
        None
    }

    /// The cells that end at a row edge, among those that can.
    fn at_bottom(&self, bottom: usize) -> impl Iterator<Item = usize> + '_ {
        let ends = move |index: &usize| {
            self.cells.get(*index).is_some_and(|cell| cell.rows > 0 && cell.row + cell.rows == bottom)
        };
        self.carried.iter().copied().chain(self.last_part..self.cells.len()).filter(ends)
    }

    fn merge_edges(&mut self, cells: &[PageCell]) {
        for edge in edges(cells) {
            let place = self.edges.partition_point(|known| *known < edge);
            let near = |index: Option<usize>| {
                index
                    .and_then(|index| self.edges.get(index))
                    .is_some_and(|known| (known - edge).abs() <= SAME_EDGE)
            };
            if !near(Some(place)) && !near(place.checked_sub(1)) {
                self.edges.insert(place, edge);
            }
        }
    }

    /// Same width, and the column edges of the one among those of the other.
    fn continued_by(&self, part: &PageTable) -> bool {
        if (self.width - part.area.width()).abs() > 4.0 {
            return false;
        }
        let (own, other) = (&self.edges, edges(&part.cells));
        let shared = |some: &[f64], all: &[f64]| {
            some.iter().filter(|edge| all.iter().any(|known| (*known - **edge).abs() <= SAME_EDGE)).count()
        };
        let smaller = own.len().min(other.len());
        let common = shared(own, &other).min(shared(&other, own));
        // Two columns and more in common with the table above, or all of a part that has fewer.
        common >= smaller.min(3) && common * 10 >= smaller * 7
    }

    /// Header rows that the word processor repeats on each page are there once.
    fn drop_repeated_header(&self, part: &mut PageTable) {
        // Rows of the table that the part has as well: those of cells that were added with later ones come behind them.
        let limit = part.rows.min(self.rows);
        let until =
            self.parts.iter().find(|(row, _)| *row >= limit).map_or(self.cells.len(), |(_, cells)| *cells);
        let own = in_rows(self.cells.get(..until).unwrap_or_default(), limit);
        let other = in_rows(&part.cells, limit);
        let alike = |(a, b): (&&PageCell, &&PageCell)| {
            a.text == b.text && a.rows == b.rows && (rounded(a.left) - rounded(b.left)).abs() <= 3
        };
        let same = |(own, other): &(Vec<&PageCell>, Vec<&PageCell>)| {
            !own.is_empty() && own.len() == other.len() && own.iter().zip(other).all(alike)
        };
        let mut repeated =
            own.into_iter().zip(other).take_while(|rows| same(rows) || rows.1.is_empty()).count();
        // Only whole cells repeat, and a header has words in it.
        while repeated > 0
            && part.cells.iter().any(|cell| cell.row < repeated && cell.row + cell.rows > repeated)
        {
            repeated -= 1;
        }
        // A row that a program takes for a part of the header is repeated with its values; the first line is of words.
        let in_row = |at: usize| part.cells.iter().filter(move |cell| cell.row == at);
        let words = |at: usize| in_row(at).any(|cell| worded(&cell.text));
        let values = in_row(0).any(|cell| !cell.text.is_empty() && !worded(&cell.text));
        let headed = |at: usize| words(at) || spanned(&part.cells, at);
        if repeated == 0 || values || !words(0) || !(0..repeated).all(headed) {
            return;
        }
        part.cells.retain(|cell| cell.row >= repeated);
        part.cells.iter_mut().for_each(|cell| cell.row -= repeated);
        part.rows -= repeated;
    }

    /// A last row of empty cells without a line below is only the frame of a row that stands on the next page.
    fn drop_empty_end(&mut self) {
        let Some(last) = self.rows.checked_sub(1).filter(|last| *last > 0) else { return };
        let reaching: Vec<usize> = self.at_bottom(self.rows).collect();
        let mut own = reaching
            .iter()
            .filter_map(|index| self.cells.get(*index))
            .filter(|cell| cell.row == last)
            .peekable();
        if own.peek().is_none() || !own.all(|cell| cell.text.is_empty() && cell.open_bottom) {
            return;
        }
        for index in reaching.into_iter().rev() {
            match self.cells.get_mut(index) {
                Some(cell) if cell.row < last => cell.rows = last - cell.row,
                // A cell of no rows is left out of the table.
                Some(cell) => cell.rows = 0,
                None => {}
            }
        }
        self.rows = last;
    }

    /// The cell that ends at the seam in the same columns.
    fn above(&self, cell: &PageCell, bottom: usize) -> Option<usize> {
        self.at_bottom(bottom).find(|index| {
            self.cells.get(*index).is_some_and(|known| {
                (known.left - cell.left).abs() <= SAME_EDGE && (known.right - cell.right).abs() <= SAME_EDGE
            })
        })
    }

    /// Whether the page break cut one row in two: its label goes on and its values stand on one side only.
    fn row_is_cut(&self, part: &PageTable) -> bool {
        let last_row = self.rows.saturating_sub(1);
        let below: Vec<&PageCell> = part.cells.iter().filter(|cell| cell.row == 0).collect();
        let pairs: Vec<(&PageCell, &PageCell)> = below
            .iter()
            .filter_map(|cell| Some((self.cells.get(self.above(cell, self.rows)?)?, *cell)))
            .collect();
        // Every cell of the row goes on, and none but labels over several rows begins before it.
        if pairs.len() != below.len() || pairs.is_empty() || part.rows == 0 {
            return false;
        }
        let in_row: Vec<&(&PageCell, &PageCell)> =
            pairs.iter().filter(|(above, below)| above.row == last_row && below.rows == 1).collect();
        let label = |cell: &PageCell| worded(&cell.text);
        if halves(in_row.iter().copied()) {
            return true;
        }
        if in_row.iter().any(|(_, below)| enumerated(&below.text)) {
            return false;
        }
        let values_above = in_row.iter().any(|(above, _)| !above.text.is_empty() && !label(above));
        let values_below = in_row.iter().any(|(_, below)| !below.text.is_empty() && !label(below));
        if values_above && values_below {
            // Numbers that were broken for lack of room, and the break between their digits is the page's.
            let room = |(above, below): &&(&PageCell, &PageCell)| below.text.is_empty() || above.full;
            let goes_on = |(above, below): &&(&PageCell, &PageCell)| {
                label(above) && label(below) && enumerated(&above.text)
            };
            // A row of its own has a label, or else a value in every column.
            let ended = |(above, below): &&(&PageCell, &PageCell)| below.text.is_empty() && label(above);
            let short = |(above, below): &&(&PageCell, &PageCell)| {
                below.text.is_empty() && !above.text.is_empty() && !label(above)
            };
            let any = |what: &dyn Fn(&&(&PageCell, &PageCell)) -> bool| {
                in_row.iter().copied().any(|pair| what(&pair))
            };
            return in_row.iter().copied().all(|pair| room(&pair))
                && (any(&goes_on) || (any(&ended) && any(&short)));
        }
        let open = in_row.iter().all(|(above, below)| above.open_bottom && below.open_top);
        let Some((above, below)) = in_row.iter().find(|(above, _)| label(above)) else {
            // The whole row stands below, its frame alone above.
            return in_row.iter().all(|(above, _)| above.text.is_empty()) && open && !in_row.is_empty();
        };
        let goes_on = label(below) && (enumerated(&above.text) || above.full) && (above.full || open);
        // A row of words alone, each of which goes on or has ended.
        let words_go_on = !values_above
            && !values_below
            && in_row.iter().all(|(above, below)| below.text.is_empty() || (label(above) && above.full));
        let only_values_below = below.text.is_empty() && values_below && !values_above && above.full;
        (goes_on && (values_above || values_below || open || words_go_on)) || (only_values_below && open)
    }

    /// Whether the rows on both sides of the seam have values of their own, so that what they are called is not one label.
    fn rows_are_whole(&self, part: &PageTable) -> bool {
        let is_value = |cell: &&PageCell| cell.rows == 1 && !cell.text.is_empty() && !worded(&cell.text);
        let above = self.at_bottom(self.rows).filter_map(|index| self.cells.get(index)).filter(is_value);
        let below = part.cells.iter().filter(|cell| cell.row == 0).filter(is_value);
        above.count() > 1 && below.count() > 1
    }

    /// Whether the page break goes through heads: words alone stand on both sides of it, and one above is divided below.
    /// Heads beside it that go on below are heads over both rows.
    fn heads_are_cut(&self, part: &PageTable) -> bool {
        let below = || part.cells.iter().filter(|cell| cell.row == 0);
        let above = || self.at_bottom(self.rows).filter_map(|index| self.cells.get(index));
        let divided = |over: &PageCell| {
            let under =
                |cell: &&PageCell| cell.left >= over.left - SAME_EDGE && cell.right <= over.right + SAME_EDGE;
            below().filter(under).count() > 1
        };
        let words = |cell: &PageCell| cell.text.is_empty() || worded(&cell.text);
        above().all(words) && below().all(words) && above().any(divided)
    }

    /// The finished table.
    pub(super) fn finish(self) -> Table {
        let edges = self.edges;
        let cells: Vec<PageCell> = self.cells.into_iter().filter(|cell| cell.rows > 0).collect();
        let column = |edge: f64| {
            let after = edges.partition_point(|known| *known < edge);
            let before = after.saturating_sub(1);
            let distance =
                |index: usize| edges.get(index).map_or(f64::INFINITY, |known| (known - edge).abs());
            if distance(after) < distance(before) { after } else { before }
        };
        // Rows in which no cell begins have only been made by lines that lead nowhere.
        let mut row_starts: Vec<usize> = cells.iter().map(|cell| cell.row).collect();
        row_starts.order();
        row_starts.dedup();
        let row = |row: usize| row_starts.partition_point(|start| *start < row);
        let mut cells: Vec<TableCell> = cells
            .iter()
            .map(|cell| {
                let (left, right) = (column(cell.left), column(cell.right));
                let (top, bottom) = (row(cell.row), row(cell.row + cell.rows));
                TableCell {
                    row: narrow(top),
                    column: narrow(left),
                    row_span: narrow(bottom.saturating_sub(top).max(1)),
                    column_span: narrow(right.saturating_sub(left).max(1)),
                    text: cell.text.clone(),
                    header: false,
                    page: (cell.page != self.page).then_some(cell.page),
                }
            })
            .collect();
        cells.order_by_key(|cell| (cell.row, cell.column));
        Table { rows: narrow(row_starts.len()), columns: narrow(edges.len().saturating_sub(1)), cells }
    }
}

/// A first row of empty cells without a line above is only the end of a row's frame.
fn drop_empty_beginning(part: &mut PageTable) {
    let own = |cell: &PageCell| cell.row == 0 && cell.rows == 1;
    if part.rows > 1
        && part.cells.iter().any(own)
        && part.cells.iter().filter(|cell| own(cell)).all(|cell| cell.text.is_empty() && cell.open_top)
    {
        part.cells.retain(|cell| !own(cell));
        for cell in &mut part.cells {
            if cell.row == 0 {
                cell.rows -= 1;
            } else {
                cell.row -= 1;
            }
        }
        part.rows -= 1;
    }
}

/// Whether of a row that a page break cut the label stands on one side and the values on the other, or each cell, the
/// label among them, on one side.
fn halves<'a>(pairs: impl Iterator<Item = &'a (&'a PageCell, &'a PageCell)> + Clone) -> bool {
    let apart = pairs.clone().all(|(above, below)| above.text.is_empty() || below.text.is_empty());
    let above = || pairs.clone().map(|(above, _)| above.text.as_str()).filter(|text| !text.is_empty());
    let below = || pairs.clone().map(|(_, below)| below.text.as_str()).filter(|text| !text.is_empty());
    let of_values = |text: &str| !worded(text);
    let of_label = worded;
    let both = above().next().is_some() && below().next().is_some();
    let each = pairs.clone().all(|(above, below)| above.text.is_empty() != below.text.is_empty());
    let labelled = above().chain(below()).any(of_label);
    apart
        && both
        && ((each && labelled)
            || (above().all(of_values) && below().all(of_label))
            || (above().all(of_label) && below().all(of_values)))
}

/// Whether a label over several rows goes on below the seam.
fn label_continues(above: &PageCell, below: &PageCell) -> bool {
    if !worded(&above.text) || (!below.text.is_empty() && !worded(&below.text)) {
        return false;
    }
    let several = above.rows > 1 || below.rows > 1;
    if below.text.is_empty() {
        return several || (above.open_bottom && below.open_top);
    }
    if enumerated(&below.text) {
        return false;
    }
    let opened = above.text.matches(['（', '(']).count() > above.text.matches(['）', ')']).count();
    let closes = below.text.starts_with(['）', ')', '、', '，', '。', '；', '”', '》']);
    enumerated(&above.text) || opened || closes || (above.open_bottom && below.open_top)
}

/// Whether a head over several rows, for which its column is too narrow, goes on below the seam.
fn head_continues(above: &PageCell, below: &PageCell) -> bool {
    above.full && worded(&above.text) && above.text != below.text && !enumerated(&below.text)
}

/// The cells that begin in each of the first rows.
fn in_rows(cells: &[PageCell], count: usize) -> Vec<Vec<&PageCell>> {
    let mut rows = vec![Vec::new(); count];
    for cell in cells {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(cell);
        }
    }
    rows
}

fn spanned(cells: &[PageCell], row: usize) -> bool {
    !cells.iter().any(|cell| cell.row == row)
}

fn rounded(value: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    let rounded = value.round() as i64;
    rounded
}

fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// All column edges of cells, near ones as one.
fn edges(cells: &[PageCell]) -> Vec<f64> {
    let mut all: Vec<f64> = cells.iter().flat_map(|cell| [cell.left, cell.right]).collect();
    all.order_by(f64::total_cmp);
    let mut edges: Vec<f64> = Vec::new();
    for edge in all {
        if edges.last().is_none_or(|last| edge - last > SAME_EDGE) {
            edges.push(edge);
        }
    }
    edges
}

/// Whether a text has words in it and is not only a value.
fn worded(text: &str) -> bool {
    text.chars().any(|character| character.is_alphabetic() && character != '〇')
}
