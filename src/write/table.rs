//! A table with merged cells, before it is written anywhere.

use crate::report::Number;

/// A table: the cells that begin in each row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Rows in order.
    pub rows: Vec<Vec<Cell>>,
    /// How wide the columns are, in letters of a workbook; all alike where empty.
    pub widths: Vec<usize>,
}

/// A cell that covers one or more places.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// How many columns it covers.
    pub across: usize,
    /// How many rows it covers.
    pub down: usize,
    /// Whether it heads others.
    pub head: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(Number),
}

/// One place of the grid that a table covers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place<'a> {
    /// No cell is here.
    Free,
    /// A cell begins here.
    Cell(&'a Cell),
    /// The cell that began to the left or above goes on here; `true` where a row of it begins.
    Covered(&'a Cell, bool),
}

impl Table {
    /// A table of plain cells under a line of heads.
    pub fn plain(heads: &[&str], rows: impl IntoIterator<Item = Vec<Content>>) -> Self {
        let heads = heads.iter().map(|text| Cell::head(*text)).collect();
        let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::from).collect());
        Self { rows: std::iter::once(heads).chain(rows).collect(), widths: Vec::new() }
    }

    /// The same with widths of its columns.
    #[must_use]
    pub fn wide(self, widths: &[usize]) -> Self {
        Self { widths: widths.to_vec(), ..self }
    }

    /// Every place of the grid, row by row, all rows of one length.
    #[must_use]
    pub fn grid(&self) -> Vec<Vec<Place<'_>>> {
        let mut grid: Vec<Vec<Place>> = vec![Vec::new(); self.rows.len()];
        for (at, cells) in self.rows.iter().enumerate() {
            let mut column = 0;
            for cell in cells {
                while grid.get(at).and_then(|row| row.get(column)).is_some_and(|place| *place != Place::Free)
                {
                    column += 1;
                }
                for (down, row) in grid.iter_mut().skip(at).take(cell.down).enumerate() {
                    if row.len() < column + cell.across {
                        row.resize(column + cell.across, Place::Free);
                    }
                    for (across, place) in row.iter_mut().skip(column).take(cell.across).enumerate() {
                        let begins = down == 0 && across == 0;
                        *place = if begins { Place::Cell(cell) } else { Place::Covered(cell, across == 0) };
                    }
                }
                column += cell.across;
            }
        }
        let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
        grid.iter_mut().for_each(|row| row.resize(columns, Place::Free));
        grid
    }
}

impl Cell {
    /// A cell that heads others.
    pub fn head(text: impl Into<String>) -> Self {
        Self { content: Content::text(text), across: 1, down: 1, head: true }
    }

    /// The same over several columns.
    #[must_use]
    pub fn across(self, across: usize) -> Self {
        Self { across: across.max(1), ..self }
    }

    /// The same over several rows.
    #[must_use]
    pub fn down(self, down: usize) -> Self {
        Self { down: down.max(1), ..self }
    }
}

impl From<Content> for Cell {
    fn from(content: Content) -> Self {
        Self { content, across: 1, down: 1, head: false }
    }
}

impl Content {
    /// Words, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A whole number.
    #[must_use]
    pub fn integer(value: i64) -> Self {
        Self::Number(Number::Integer(value))
    }

    /// The count of something.
    #[must_use]
    pub fn count(value: usize) -> Self {
        Self::integer(i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// A number as it is written: no thousands, no exponent.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}
