//! Tables whose first columns stay in sight while the others are moved: pages hold them as a table of labels, or as lines,
//! before one of values, row for row.

use crate::document::{Block, Content, Table, TableCell};
use crate::read::grid::is_number;

/// A table of fewer values tells nothing.
const FEWEST_ROWS: u32 = 5;
const FEWEST_COLUMNS: u32 = 3;

/// Rows of heads over the values.
const MOST_HEADS: u32 = 4;

/// A label that stands as a line of its own has no more characters than this.
const LONGEST_LABEL: usize = 60;

/// Puts tables of values beside the labels that stand before them.
pub fn join(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let Content::Table(values) = &mut block.content
            && let Some(heads) = heads_over_values(values)
        {
            if let Some(table) =
                joined.last().and_then(Block::as_table).filter(|table| labels(table, values, heads))
            {
                *values = beside(table, values);
                joined.pop();
            } else if heads == 0 {
                with_lines(&mut joined, values);
            }
        }
        joined.push(block);
    }
    joined
}

/// How many rows of heads a table has over rows that hold nothing but numbers and blanks; `None` for other tables.
fn heads_over_values(table: &Table) -> Option<u32> {
    let blank = |cell: &TableCell| cell.text.trim().is_empty();
    let heads = table.cells.iter().find(|cell| is_number(&cell.text))?.row;
    let values = table.band(heads..table.rows);
    (heads <= MOST_HEADS
        && table.rows >= heads + FEWEST_ROWS
        && table.columns >= FEWEST_COLUMNS
        && values.iter().all(|cell| blank(cell) || is_number(&cell.text)))
    .then_some(heads)
}

/// Whether a table holds the labels of another one's rows and no values.
fn labels(table: &Table, values: &Table, heads: u32) -> bool {
    let says = |row: u32| table.row(row).iter().any(|cell| !cell.text.trim().is_empty());
    table.rows == values.rows
        && !table.cells.iter().any(|cell| is_number(&cell.text))
        && (heads..table.rows).all(says)
}

/// Two tables beside each other as one.
fn beside(left: &Table, right: &Table) -> Table {
    let mut whole = Table { rows: left.rows, columns: left.columns + right.columns, cells: Vec::new() };
    for row in 0..left.rows {
        whole.cells.extend_from_slice(left.row(row));
        let from = whole.cells.len();
        whole.cells.extend_from_slice(right.row(row));
        whole.cells.iter_mut().skip(from).for_each(|cell| cell.column += left.columns);
    }
    whole
}

/// Puts the lines before a table that are as many as its rows beside them, and a table of heads between above it.
fn with_lines(joined: &mut Vec<Block>, values: &mut Table) {
    let rows = values.rows as usize;
    let is_head = |table: &&Table| {
        table.rows < FEWEST_ROWS
            && table.columns == values.columns
            && !table.cells.iter().any(|cell| is_number(&cell.text))
    };
    let Some(heads) = joined.last().and_then(Block::as_table).filter(is_head) else { return };
    let before = joined.get(..joined.len() - 1).unwrap_or_default();
    let line = |block: &&Block| match &block.content {
        Content::Paragraph { text } => text.chars().count() <= LONGEST_LABEL,
        _ => false,
    };
    // One for each row, and one for the head over them.
    let lines = before.iter().rev().take_while(line).take(rows + 2).count();
    if lines != rows && lines != rows + 1 {
        return;
    }
    let labels = before.iter().skip(before.len() - rows).filter_map(Block::text).zip(heads.rows..);
    let cells = labels.map(|(text, row)| TableCell::at(row, 0, text)).collect();
    let labels = Table { rows: heads.rows + values.rows, columns: 1, cells };
    values.cells.iter_mut().for_each(|cell| cell.row += heads.rows);
    values.cells.splice(0..0, heads.cells.iter().cloned());
    *values = beside(&labels, values);
    joined.truncate(joined.len() - 1 - lines);
}
