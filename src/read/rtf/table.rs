//! Tables of RTF: rows that state the right edges of their cells, nested as deep as the text says.

use crate::document::Block;
use crate::order::Order;
use crate::read::grid::{Arranged, Grid, MAX_CELLS, MAX_COLUMNS, Placed, arranged, parted};
use crate::read::meter::{Blocks, Limit, Meter};

/// Edges nearer to one another than this are one, in twips (a twentieth of a point).
const SAME_EDGE: i32 = 30;

/// The right edge of a cell and how the cell is merged.
#[derive(Debug, Clone, Copy, Default)]
pub struct Edge {
    /// In twips from the margin.
    right: i32,
    /// The cell goes on in the cells below that follow it.
    pub vertical_first: bool,
    /// The cell belongs to the one above.
    pub vertical_next: bool,
    /// The cell belongs to the one on its left.
    pub horizontal_next: bool,
}

#[derive(Debug, Clone, Default)]
struct Definition {
    left: i32,
    /// The row is exactly so high that nothing can be read in it.
    flat: bool,
    edges: Vec<Edge>,
    /// Flags of the edge to come.
    next: Edge,
}

#[derive(Debug)]
struct Level {
    definition: Definition,
    rows: Vec<(Definition, Vec<Blocks>)>,
    /// Finished cells of the row.
    cells: Vec<Blocks>,
    /// Blocks of the cell, or of the document at depth 0.
    blocks: Blocks,
}

impl Level {
    fn new(meter: &Meter) -> Self {
        let (definition, rows, cells) = Default::default();
        Self { definition, rows, cells, blocks: Blocks::within(meter) }
    }

    fn take_blocks(&mut self) -> Blocks {
        let empty = Blocks::within(self.blocks.meter());
        std::mem::replace(&mut self.blocks, empty)
    }
}

/// The document and the tables that are open in it, from the outermost to the innermost.
#[derive(Debug)]
pub struct Levels {
    levels: Vec<Level>,
    meter: Meter,
}

impl Levels {
    /// A document or a text box without text.
    pub fn new(meter: &Meter) -> Self {
        Self { levels: Vec::new(), meter: meter.clone() }
    }

    /// The level of a depth; deeper tables are finished.
    fn at(&mut self, depth: usize) -> Option<&mut Level> {
        while self.levels.len() > depth + 1 {
            self.close();
        }
        while self.levels.len() <= depth {
            self.levels.push(Level::new(&self.meter));
        }
        self.levels.get_mut(depth)
    }

    /// As [`Levels::at`], but leaves deeper tables open: row properties come before the row they are for ends.
    fn defining(&mut self, depth: usize) -> Option<&mut Level> {
        while self.levels.len() <= depth {
            self.levels.push(Level::new(&self.meter));
        }
        self.levels.get_mut(depth)
    }

    /// Finishes the innermost table and puts it where it stands.
    fn close(&mut self) {
        let Some(mut level) = self.levels.pop() else { return };
        if !level.blocks.is_empty() || !level.cells.is_empty() {
            // A row that the file does not end.
            let blocks = level.take_blocks();
            if !blocks.is_empty() {
                level.cells.push(blocks);
            }
            level.rows.push((level.definition, std::mem::take(&mut level.cells)));
        }
        if let Some(outer) = self.levels.last_mut() {
            table(level.rows, &mut outer.blocks);
        }
    }

    /// Adds a block at a depth.
    pub fn push(&mut self, depth: usize, block: Block) {
        if let Some(level) = self.at(depth) {
            level.blocks.push(block);
        }
    }

    /// Adds blocks at a depth.
    pub fn append(&mut self, depth: usize, blocks: Blocks) {
        if let Some(level) = self.at(depth) {
            level.blocks.append(blocks);
        }
    }

    /// Ends a cell.
    pub fn end_cell(&mut self, depth: usize) {
        if let Some(level) = self.at(depth) {
            let blocks = level.take_blocks();
            level.cells.push(blocks);
        }
    }

    /// Ends a row.
    pub fn end_row(&mut self, depth: usize) {
        if let Some(level) = self.at(depth) {
            let cells = std::mem::take(&mut level.cells);
            if !cells.is_empty() {
                level.rows.push((level.definition.clone(), cells));
            }
        }
    }

    /// Begins the definition of a row.
    pub fn begin_row(&mut self, depth: usize) {
        if let Some(level) = self.defining(depth) {
            level.definition = Definition::default();
        }
    }

    /// States the left edge of a row.
    pub fn left(&mut self, depth: usize, left: i32) {
        if let Some(level) = self.defining(depth) {
            level.definition.left = left;
        }
    }

    /// States the height of a row, in twips: an exact one is less than nothing.
    pub fn height(&mut self, depth: usize, height: i32) {
        if let Some(level) = self.defining(depth) {
            level.definition.flat = (-40..0).contains(&height);
        }
    }

    /// States the right edge of the next cell.
    pub fn edge(&mut self, depth: usize, right: i32) {
        if let Some(level) = self.defining(depth) {
            let edge = std::mem::take(&mut level.definition.next);
            level.definition.edges.push(Edge { right, ..edge });
        }
    }

    /// Sets a flag of the next cell.
    pub fn flag(&mut self, depth: usize, set: impl Fn(&mut Edge)) {
        if let Some(level) = self.defining(depth) {
            set(&mut level.definition.next);
        }
    }

    /// The blocks of the document.
    pub fn finish(mut self) -> Blocks {
        let mut blocks = Blocks::within(&self.meter);
        if let Some(level) = self.at(0) {
            blocks.append(level.take_blocks());
        }
        blocks
    }
}

/// A table of rows, its columns found by the edges of all of them.
fn table(rows: Vec<(Definition, Vec<Blocks>)>, into: &mut Blocks) {
    let mut edges: Vec<i32> = Vec::new();
    let rows: Vec<(Definition, Vec<Blocks>)> = rows
        .into_iter()
        .map(|(mut definition, cells)| {
            // Cells that no edge is stated for stand to the right of the others.
            while definition.edges.len() < cells.len() {
                let right = definition.edges.last().map_or(definition.left, |edge| edge.right);
                definition.edges.push(Edge { right: right.saturating_add(1000), ..Edge::default() });
            }
            (definition, cells)
        })
        .collect();
    for (definition, cells) in &rows {
        edges.push(definition.left);
        edges.extend(definition.edges.iter().take(cells.len()).map(|edge| edge.right));
    }
    edges.order();
    edges.dedup_by(|next, kept| next.saturating_sub(*kept) < SAME_EDGE);
    let column = |edge: i32| -> u32 {
        let at = edges.partition_point(|&known| known <= edge.saturating_add(SAME_EDGE / 2));
        u32::try_from(at.saturating_sub(1)).unwrap_or(u32::MAX)
    };
    let mut grid = Grid { rows: 0, columns: 0, cells: Vec::new(), cut: false };
    let mut contents: Vec<Blocks> = Vec::new();
    let mut merging: Vec<(u32, usize)> = Vec::new();
    for (definition, cells) in rows.into_iter().filter(|(definition, _)| !definition.flat) {
        let mut start = column(definition.left);
        let mut still_merging = Vec::new();
        let mut last: Option<usize> = None;
        for (edge, blocks) in definition.edges.iter().zip(cells) {
            let end = column(edge.right).max(start + 1);
            if end > MAX_COLUMNS || grid.cells.len() >= MAX_CELLS {
                into.meter().cut(Limit::Cells);
                break;
            }
            let above = merging.iter().find(|merged| merged.0 == start).map(|merged| merged.1);
            if edge.vertical_next
                && let Some(above) = above
                && let Some(merged) = grid.cells.get_mut(above)
            {
                merged.row_span = grid.rows + 1 - merged.row;
                still_merging.push((start, above));
                last = None;
            } else if edge.horizontal_next
                && let Some(left) = last.and_then(|last| grid.cells.get_mut(last))
            {
                left.column_span += end - start;
            } else {
                if edge.vertical_first || edge.vertical_next {
                    still_merging.push((start, grid.cells.len()));
                }
                last = Some(grid.cells.len());
                grid.cells.push(Placed {
                    item: (),
                    row: grid.rows,
                    column: start,
                    row_span: 1,
                    column_span: end - start,
                });
                contents.push(blocks);
            }
            grid.columns = grid.columns.max(end);
            start = end;
        }
        merging = still_merging;
        grid.rows += 1;
    }
    match arranged(&grid, contents, |()| false) {
        Arranged::Layout(cells) => cells.into_iter().for_each(|cell| into.append(cell)),
        Arranged::Data(mut table) => {
            parted(&mut table);
            into.push_joined(table);
        }
    }
}
