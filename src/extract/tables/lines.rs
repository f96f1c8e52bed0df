//! Rows whose cells hold several rows of the form, one on each line: eight labels in a cell, eight numbers in each cell
//! beside it. They are parted before anything is read.

use super::beside::Segment;
use super::label::core;
use super::rows::KNOWN_LABELS;
use super::value::read_value;
use crate::document::{Table, TableCell};
use crate::order::Order;

/// A table with such rows parted; `None` where it has none.
pub fn parted(table: &Table) -> Option<(Table, Vec<Segment>)> {
    // How many rows each becomes, and where they begin.
    let mut heights: Vec<u32> = vec![1; table.rows as usize];
    for cells in table.cells.chunk_by(|a, b| a.row == b.row) {
        let height = cells.first().and_then(|cell| heights.get_mut(cell.row as usize));
        if let (Some(height), Some(lines)) = (height, lines(cells)) {
            *height = lines;
        }
    }
    if heights.iter().all(|height| *height == 1) {
        return None;
    }
    let mut starts = vec![0_u32];
    for height in &heights {
        starts.push(starts.last().copied().unwrap_or(0) + height);
    }
    let start = |row: u32| starts.get(row as usize).or(starts.last()).copied().unwrap_or(0);
    let mut cells: Vec<TableCell> = Vec::new();
    for cell in &table.cells {
        let (from, end) = (start(cell.row), start(cell.row + cell.row_span));
        let height = start(cell.row + 1) - from;
        let own = lines_of(&cell.text, height).filter(|_| height > 1 && cell.row_span == 1);
        match own {
            Some(lines) => cells.extend((from..end).zip(lines).map(|(row, line)| TableCell {
                row,
                text: line.to_owned(),
                ..cell.clone()
            })),
            None => cells.push(TableCell { row: from, row_span: end - from, ..cell.clone() }),
        }
    }
    cells.order_by_key(|cell| (cell.row, cell.column));
    let rows = (0_u32..).zip(heights);
    let segments = rows.flat_map(|(row, height)| {
        let from = start(row);
        (from..from + height).map(move |at| Segment {
            rows: at..at + 1,
            from: row,
            column: 0,
            is_turned: false,
        })
    });
    let segments = segments.collect();
    Some((Table { rows: start(table.rows), columns: table.columns, cells }, segments))
}

/// How many rows of the form stand in a row: as many as its label has lines, each a label, and each cell behind it has
/// numbers or none.
fn lines(cells: &[TableCell]) -> Option<u32> {
    let at = cells.iter().position(|cell| cell.text.contains('\n') && are_labels(&cell.text))?;
    let (labels, values) = cells.get(at..)?.split_first()?;
    let count = u32::try_from(labels.text.lines().count()).ok()?;
    let is_part = |cell: &TableCell| {
        let all_blank = cell.text.trim().is_empty();
        let are_values = |lines: Vec<&str>| lines.into_iter().all(|line| read_value(line).is_value());
        cell.row_span == 1 && (all_blank || lines_of(&cell.text, count).is_some_and(are_values))
    };
    let any = values.iter().any(|cell| !cell.text.trim().is_empty());
    (any && labels.row_span == 1 && values.iter().all(is_part)).then_some(count)
}

/// Whether each line is a label of its own: no second line of one.
fn are_labels(text: &str) -> bool {
    text.lines().all(|line| {
        let label = core(line);
        KNOWN_LABELS.accepts(&label) || (label.ordinal.is_some() && KNOWN_LABELS.knows(&label))
    })
}

/// The lines of a cell, where they are so many; a blank one counts, unless it only parts others.
pub(super) fn lines_of(text: &str, count: u32) -> Option<Vec<&str>> {
    let all: Vec<&str> = text.lines().collect();
    let filled: Vec<&str> = all.iter().copied().filter(|line| !line.trim().is_empty()).collect();
    [all, filled].into_iter().find(|lines| lines.len() == count as usize)
}
