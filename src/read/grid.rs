//! The table model that the readers of marked-up formats share: which grid places each cell covers, by the algorithm
//! "forming a table" of the HTML standard, and whether a table holds data or only arranges parts of a page.

use super::meter::Blocks;
use super::visible::is_only_objects;
use crate::document::{Block, Content, Table, TableCell};
use crate::order::Order;

/// Columns that a table may have; the official forms have ten, a spreadsheet's clipboard a few dozen.
pub const MAX_COLUMNS: u32 = 512;

/// Cells that a table may have.
pub const MAX_CELLS: usize = 200_000;

/// A cell with more characters than this is an article in a layout table, unless numbers stand round it.
const LONG_CELL: usize = 500;

/// A cell as the markup gives it.
#[derive(Debug, Clone, Copy)]
pub struct Spans<T> {
    /// What the caller wants back with the place.
    pub item: T,
    /// `rowspan` as parsed: 0 means to the end of the row group.
    pub rows: u32,
    /// `colspan` as parsed, at least 1.
    pub columns: u32,
}

/// A cell with its place in the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<T> {
    /// What the caller gave.
    pub item: T,
    /// Grid row of the top left place.
    pub row: u32,
    /// Grid column of the top left place.
    pub column: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
}

/// A grid with all its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid<T> {
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// Cells in row-major order.
    pub cells: Vec<Placed<T>>,
    /// Cells were left out because the table is larger than [`MAX_COLUMNS`] or [`MAX_CELLS`] allow.
    pub cut: bool,
}

impl<T> Grid<T> {
    /// Takes columns away, given as runs: first and one past the last. What reaches over them reaches less far.
    pub fn take_away(&mut self, columns: &[(u32, u32)]) {
        if columns.is_empty() {
            return;
        }
        let is_away = |column: u32| columns.iter().any(|run| (run.0..run.1).contains(&column));
        // How many columns are left before each.
        let mut left = vec![0_u32];
        for column in 0..self.columns {
            left.push(left.last().copied().unwrap_or(0) + u32::from(!is_away(column)));
        }
        let all = left.last().copied().unwrap_or(0);
        let left = |column: u32| left.get(column as usize).copied().unwrap_or(all);
        self.cells.retain_mut(|cell| {
            let (from, to) = (left(cell.column), left(cell.column + cell.column_span));
            (cell.column, cell.column_span) = (from, to - from);
            to > from
        });
        self.columns = left(self.columns);
    }

    /// Counts the columns from the right, as a table shows them in text that runs from right to left.
    pub fn mirror(&mut self) {
        for cell in &mut self.cells {
            cell.column = self.columns.saturating_sub(cell.column + cell.column_span);
        }
        self.cells.order_by_key(|cell| (cell.row, cell.column));
    }
}

/// Places the cells of row groups (`thead`, `tbody`, …, each a list of rows) in a grid.
///
/// Where the spans of two cells overlap, the standard lets both cover the place; here the earlier one keeps it and
/// the later one ends before it, so that every place belongs to one cell. Spans never reach beyond their row group.
pub fn place<T: Copy>(groups: &[Vec<Vec<Spans<T>>>]) -> Grid<T> {
    let mut grid = Grid { rows: 0, columns: 0, cells: Vec::new(), cut: false };
    // For each column the first row that is free again below the cells placed so far.
    let mut free_from: Vec<u32> = Vec::new();
    for group in groups {
        let first_row = grid.rows;
        let end_row = first_row.saturating_add(u32::try_from(group.len()).unwrap_or(u32::MAX));
        for (row, cells) in (first_row..end_row).zip(group) {
            let mut column = 0_u32;
            for cell in cells {
                while taken(&free_from, column, row) {
                    column += 1;
                }
                if column >= MAX_COLUMNS || grid.cells.len() >= MAX_CELLS {
                    grid.cut = true;
                    break;
                }
                let mut end = column + 1;
                let wanted_end = column.saturating_add(cell.columns.max(1)).min(MAX_COLUMNS);
                while end < wanted_end && !taken(&free_from, end, row) {
                    end += 1;
                }
                let to_group_end = end_row - row;
                let row_span = if cell.rows == 0 { to_group_end } else { cell.rows.min(to_group_end) };
                if free_from.len() < end as usize {
                    free_from.resize(end as usize, 0);
                }
                for slot in free_from.iter_mut().take(end as usize).skip(column as usize) {
                    *slot = row + row_span;
                }
                grid.cells.push(Placed { item: cell.item, row, column, row_span, column_span: end - column });
                grid.columns = grid.columns.max(end);
                column = end;
            }
        }
        grid.rows = end_row;
    }
    grid
}

fn taken(free_from: &[u32], column: u32, row: u32) -> bool {
    free_from.get(column as usize).is_some_and(|&free| free > row)
}

/// Ends each cell where a later one begins: rows of unlike edges let a cell merged downwards reach over cells beside it,
/// and what stands in their place is theirs. A cell gives way to its right first, so that it goes on beside all the rows
/// that it labels.
#[cfg(feature = "documents")]
pub fn parted(table: &mut Table) {
    let mut owners: Vec<Option<usize>> = Vec::new();
    for index in 0..table.cells.len() {
        let Some(cell) = table.cells.get(index) else { return };
        let (row, from) = (cell.row, cell.column);
        let end = from.saturating_add(cell.column_span) as usize;
        if owners.len() < end {
            owners.resize(end, None);
        }
        for (column, owner) in (from..).zip(owners.get_mut(from as usize..end).into_iter().flatten()) {
            let before = owner.replace(index).and_then(|before| table.cells.get_mut(before));
            let Some(before) = before.filter(|before| before.covers(row, column)) else { continue };
            if before.column < from {
                before.column_span = from - before.column;
            } else if before.row < row {
                before.row_span = row - before.row;
            }
        }
    }
}

/// What a table turned out to be.
pub enum Arranged {
    /// Parts of a page, one after the other.
    Layout(Vec<Blocks>),
    /// A table.
    Data(Table),
}

/// Puts the contents of a grid's cells, in the grid's order, into a table, or takes them out of a layout table.
pub fn arranged<T: Copy>(grid: &Grid<T>, contents: Vec<Blocks>, is_header: impl Fn(&T) -> bool) -> Arranged {
    let unpacked: Grid<T>;
    let (grid, contents) =
        if contents.iter().zip(&grid.cells).filter(|(blocks, cell)| row_in(blocks, cell).is_some()).count()
            > 1
        {
            let (cells, contents) = unpacked_rows(grid, contents);
            unpacked = Grid { rows: grid.rows, columns: grid.columns, cells, cut: grid.cut };
            (&unpacked, contents)
        } else {
            (grid, contents)
        };
    if is_layout(grid, &contents) {
        return Arranged::Layout(in_columns(grid, contents));
    }
    let cell = |(placed, blocks): (&Placed<T>, Blocks)| TableCell {
        row: placed.row,
        column: placed.column,
        row_span: placed.row_span,
        column_span: placed.column_span,
        text: blocks.into_text(),
        header: is_header(&placed.item),
        page: None,
    };
    Arranged::Data(Table {
        rows: grid.rows,
        columns: grid.columns,
        cells: grid.cells.iter().zip(contents).map(cell).collect(),
    })
}

/// The cells of a table of one row that fills a cell over as many columns: the values of a row, each in its column.
fn row_in<'b, T>(blocks: &'b Blocks, cell: &Placed<T>) -> Option<&'b [TableCell]> {
    let [block] = &**blocks else { return None };
    let table = block.as_table()?;
    let row = table.rows == 1 && table.columns > 1 && table.columns == cell.column_span && cell.row_span == 1;
    (row && table.cells.len() == table.columns as usize).then_some(table.cells.as_slice())
}

/// A grid with the cells of rows in cells in their columns.
fn unpacked_rows<T: Copy>(grid: &Grid<T>, contents: Vec<Blocks>) -> (Vec<Placed<T>>, Vec<Blocks>) {
    let (mut cells, mut texts) = (Vec::new(), Vec::new());
    for (cell, blocks) in grid.cells.iter().zip(contents) {
        match row_in(&blocks, cell) {
            Some(row) => {
                for (column, value) in (cell.column..).zip(row) {
                    let mut text = Blocks::within(blocks.meter());
                    text.push(Block::paragraph(value.text.as_str()));
                    cells.push(Placed { column, column_span: 1, ..*cell });
                    texts.push(text);
                }
            }
            None => {
                cells.push(*cell);
                texts.push(blocks);
            }
        }
    }
    (cells, texts)
}

/// Whether a table only arranges parts of the page: then its cells are read one after the other.
fn is_layout<T>(grid: &Grid<T>, contents: &[Blocks]) -> bool {
    let mut in_row = (None, 0_u32);
    let (mut widest_row, mut numbers, mut longest, mut nested) = (0_u32, 0_u32, 0_usize, false);
    for (placed, blocks) in grid.cells.iter().zip(contents) {
        if in_row.0 != Some(placed.row) {
            in_row = (Some(placed.row), 0);
        }
        // A picture beside a text makes no table.
        if blocks.iter().all(|block| block.text().is_some_and(is_only_objects)) {
            continue;
        }
        in_row.1 += 1;
        widest_row = widest_row.max(in_row.1);
        nested |= blocks.iter().any(|block| block.as_table().is_some());
        let length = blocks.iter().filter_map(Block::text).map(|text| text.chars().count()).sum();
        longest = longest.max(length);
        if let [Block { content: Content::Paragraph { text }, .. }] = &**blocks {
            numbers += u32::from(is_number(text));
        }
    }
    // One cell with text a row: nothing stands beside anything.
    if widest_row <= 1 {
        return true;
    }
    (nested || longest > LONG_CELL) && numbers < 6
}

/// The contents of a layout table in the order in which they are read: row by row, but where tables stand side by side
/// under a line of heads (2023年 | 2024年), each head before what stands under it.
fn in_columns<T>(grid: &Grid<T>, contents: Vec<Blocks>) -> Vec<Blocks> {
    /// A head has no more characters than this.
    const LONGEST: usize = 30;
    let columns = |row: &[(&Placed<T>, &Blocks)]| -> Vec<(u32, u32)> {
        row.iter().map(|(placed, _)| (placed.column, placed.column_span)).collect()
    };
    let is_head = |blocks: &Blocks| match &**blocks {
        [block] => block.text().is_some_and(|text| text.chars().count() <= LONGEST),
        _ => false,
    };
    let has_table = |blocks: &Blocks| blocks.iter().any(|block| block.as_table().is_some());
    let cells: Vec<(&Placed<T>, &Blocks)> = grid.cells.iter().zip(&contents).collect();
    let rows: Vec<&[(&Placed<T>, &Blocks)]> = cells.chunk_by(|a, b| a.0.row == b.0.row).collect();
    let mut order: Vec<usize> = (0..contents.len()).collect();
    let mut from = 0;
    for pair in rows.windows(2) {
        let [heads, under] = pair else { continue };
        let side_by_side = heads.len() > 1
            && heads.iter().all(|(_, blocks)| is_head(blocks))
            && under.iter().filter(|(_, blocks)| has_table(blocks)).count() > 1
            && columns(heads) == columns(under);
        if side_by_side && let Some(places) = order.get_mut(from..from + 2 * heads.len()) {
            for (at, place) in places.iter_mut().enumerate() {
                *place = from + at / 2 + if at % 2 == 0 { 0 } else { heads.len() };
            }
        }
        from += heads.len();
    }
    let mut contents: Vec<Option<Blocks>> = contents.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| contents.get_mut(at)?.take()).collect()
}

/// Whether a text is a number.
pub fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 24
        && text.chars().all(|character| character.is_numeric() || among!(".,%-", character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(item: char, rows: u32, columns: u32) -> Spans<char> {
        Spans { item, rows, columns }
    }

    /// The grid as lines of the items that cover each place, `.` where none does.
    fn drawn(grid: &Grid<char>) -> Vec<String> {
        (0..grid.rows)
            .map(|row| {
                (0..grid.columns)
                    .map(|column| {
                        let covering: Vec<char> = grid
                            .cells
                            .iter()
                            .filter(|cell| {
                                (cell.row..cell.row + cell.row_span).contains(&row)
                                    && (cell.column..cell.column + cell.column_span).contains(&column)
                            })
                            .map(|cell| cell.item)
                            .collect();
                        match covering[..] {
                            [] => '.',
                            [item] => item,
                            _ => '#',
                        }
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn spans_push_later_cells_aside() {
        let grid = place(&[vec![
            vec![cell('a', 2, 1), cell('b', 1, 2), cell('c', 3, 1)],
            vec![cell('d', 1, 1), cell('e', 2, 1)],
            vec![cell('f', 1, 2)],
        ]]);
        assert_eq!(drawn(&grid), ["abbc", "adec", "ffec"]);
    }

    #[test]
    fn a_span_of_no_rows_reaches_to_the_end_of_its_group() {
        let grid = place(&[
            vec![vec![cell('a', 0, 1), cell('b', 1, 1)], vec![cell('c', 1, 1)], vec![cell('d', 1, 1)]],
            vec![vec![cell('e', 1, 1), cell('f', 1, 1)]],
        ]);
        assert_eq!(drawn(&grid), ["ab", "ac", "ad", "ef"]);
    }

    #[test]
    fn spans_end_with_their_group() {
        let grid = place(&[
            vec![vec![cell('a', 9, 1), cell('b', 1, 1)]],
            vec![vec![cell('c', 1, 1), cell('d', 65_534, 1)], vec![cell('e', 1, 1)]],
        ]);
        assert_eq!(drawn(&grid), ["ab", "cd", "ed"]);
    }

    #[test]
    fn an_overlapping_span_is_cut_short() {
        let grid =
            place(&[vec![vec![cell('a', 1, 1), cell('b', 2, 1)], vec![cell('c', 1, 3), cell('d', 1, 1)]]]);
        assert_eq!(drawn(&grid), ["ab.", "cbd"]);
    }

    #[test]
    fn rows_without_cells_count() {
        let grid = place(&[vec![vec![cell('a', 2, 1), cell('b', 1, 1)], vec![], vec![cell('c', 1, 1)]]]);
        assert_eq!(drawn(&grid), ["ab", "a.", "c."]);
    }

    #[cfg(feature = "documents")]
    #[test]
    fn a_cell_ends_where_a_later_one_begins() {
        // Place and size of each cell, and of the same cells once they are parted.
        type Cell = (u32, u32, u32, u32);
        let tables: [(&[Cell], &[Cell]); 5] = [
            // Narrower below: the label goes on beside both rows.
            (&[(0, 0, 2, 3), (0, 3, 1, 1), (1, 1, 1, 2)], &[(0, 0, 2, 1), (0, 3, 1, 1), (1, 1, 1, 2)]),
            // Another cell in the very place of the first.
            (&[(0, 0, 3, 2), (1, 0, 1, 2)], &[(0, 0, 1, 2), (1, 0, 1, 2)]),
            // From the left into what reaches down.
            (&[(0, 1, 3, 2), (2, 0, 1, 2)], &[(0, 1, 2, 2), (2, 0, 1, 2)]),
            // In one row.
            (&[(0, 0, 1, 3), (0, 1, 1, 1)], &[(0, 0, 1, 1), (0, 1, 1, 1)]),
            (&[(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 2)], &[(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 2)]),
        ];
        for (given, expected) in tables {
            let cell = |&(row, column, row_span, column_span): &Cell| TableCell {
                row_span,
                column_span,
                ..TableCell::at(row, column, "")
            };
            let mut table = Table { rows: 3, columns: 4, cells: given.iter().map(cell).collect() };
            parted(&mut table);
            let parted: Vec<Cell> = table
                .cells
                .iter()
                .map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span))
                .collect();
            assert_eq!(parted, expected, "{given:?}");
        }
    }

    #[test]
    fn columns_are_taken_away() {
        let rows = vec![
            vec![cell('a', 1, 3), cell('b', 1, 1)],
            vec![cell('c', 1, 1), cell('d', 1, 1), cell('e', 1, 1), cell('f', 1, 1)],
        ];
        let mut grid = place(&[rows]);
        grid.take_away(&[(0, 1), (2, 3)]);
        assert_eq!(drawn(&grid), ["ab", "df"]);
        grid.take_away(&[(1, 9)]);
        assert_eq!(drawn(&grid), ["a", "d"]);
        grid.take_away(&[]);
        assert_eq!(drawn(&grid), ["a", "d"]);
    }

    #[test]
    fn a_table_too_wide_is_cut() {
        let row: Vec<Spans<char>> = (0..10_000).map(|_| cell('a', 1, 1000)).collect();
        let grid = place(&[vec![row]]);
        assert!(grid.cut);
        assert_eq!(grid.columns, MAX_COLUMNS);
    }
}
