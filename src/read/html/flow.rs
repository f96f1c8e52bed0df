//! The tree as blocks in reading order.

use super::grid::{self, Grid, Placed, Spans};
use super::inline::Inline;
use super::style::{Display, display, keeps_white_space};
use super::tree::{NodeId, NodeKind, Tree};
use crate::document::{Block, Content, Table, TableCell};
use crate::read::text;

/// Elements nested deeper than this give their text without structure; the parser keeps trees well below.
const MAX_DEPTH: u32 = 900;

/// A cell with more characters than this is an article in a layout table, unless numbers stand round it.
const LONG_CELL: usize = 500;

/// The rows of a `thead`, `tbody` or `tfoot`, each a list of cells.
type RowGroup = Vec<Vec<Spans<NodeId>>>;

/// Walks a tree and collects its blocks.
pub struct Flow<'t> {
    tree: &'t Tree,
    furniture: &'t [bool],
    blocks: Vec<Block>,
    inline: Inline,
    heading: Option<u8>,
    preserve: bool,
    /// A table had more columns or cells than allowed.
    pub cut: bool,
}

impl<'t> Flow<'t> {
    /// A flow that leaves out the nodes that `furniture` marks.
    pub fn new(tree: &'t Tree, furniture: &'t [bool]) -> Self {
        Self {
            tree,
            furniture,
            blocks: Vec::new(),
            inline: Inline::default(),
            heading: None,
            preserve: false,
            cut: false,
        }
    }

    /// The blocks collected.
    pub fn finish(mut self) -> Vec<Block> {
        self.end_block();
        self.blocks
    }

    /// Collects the children of a node.
    pub fn children(&mut self, id: NodeId, depth: u32) {
        let tree = self.tree;
        let outer = self.preserve;
        self.preserve = keeps_white_space(tree, id).unwrap_or(outer);
        for child in tree.children(id) {
            self.node(child, depth + 1);
        }
        self.preserve = outer;
    }

    fn node(&mut self, id: NodeId, depth: u32) {
        match self.tree.kind(id) {
            NodeKind::Text(text) if self.preserve => self.inline.push_preserved(text),
            NodeKind::Text(text) => self.inline.push(text),
            NodeKind::Element { name, .. } => {
                if depth > MAX_DEPTH || self.furniture.get(id as usize).copied().unwrap_or_default() {
                    return;
                }
                match (&**name, display(self.tree, id)) {
                    (_, Display::None) => {}
                    ("br", _) => self.inline.line_break(),
                    ("wbr", _) => {}
                    ("table", _) => {
                        self.end_block();
                        self.table(id, depth);
                    }
                    ("pre" | "listing" | "xmp" | "plaintext", _) => {
                        self.end_block();
                        self.preformatted(id);
                    }
                    ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                        self.end_block();
                        let level = name.bytes().nth(1).map_or(6, |digit| digit - b'0');
                        let outer = self.heading.replace(level);
                        self.children(id, depth);
                        self.end_block();
                        self.heading = outer;
                    }
                    (_, Display::Block) => {
                        self.end_block();
                        self.children(id, depth);
                        self.end_block();
                    }
                    (_, Display::Inline) => self.children(id, depth),
                }
            }
            NodeKind::Other => {}
        }
    }

    fn end_block(&mut self) {
        for text in self.inline.take() {
            self.blocks.push(match self.heading {
                Some(level) => Block::heading(level, text),
                None => Block::paragraph(text),
            });
        }
    }

    /// A preformatted text is a plain text of its own: a text file that a browser shows is one.
    fn preformatted(&mut self, id: NodeId) {
        let mut source = String::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            match self.tree.kind(id) {
                NodeKind::Text(text) => source.push_str(text),
                NodeKind::Element { name, .. } if &**name == "br" => source.push('\n'),
                NodeKind::Element { .. } if display(self.tree, id) == Display::None => {}
                _ => {
                    let children: Vec<NodeId> = self.tree.children(id).collect();
                    open.extend(children.into_iter().rev());
                }
            }
        }
        self.blocks.extend(text::blocks(&source));
    }

    fn table(&mut self, id: NodeId, depth: u32) {
        let (captions, groups) = self.rows(id);
        for caption in captions {
            self.children(caption, depth);
            self.end_block();
        }
        let grid = grid::place(&groups);
        self.cut |= grid.cut;
        let contents: Vec<Vec<Block>> = grid.cells.iter().map(|cell| self.cell(cell.item, depth)).collect();
        if is_layout(&grid, &contents) {
            self.blocks.extend(contents.into_iter().flatten());
            return;
        }
        let cells =
            grid.cells.iter().zip(contents).map(|(placed, blocks)| self.table_cell(placed, blocks)).collect();
        let mut table = Table { rows: grid.rows, columns: grid.columns, cells };
        drop_row_of_column_widths(self.tree, &grid, &mut table);
        self.blocks.push(Block::table(table));
    }

    fn cell(&mut self, id: NodeId, depth: u32) -> Vec<Block> {
        if self.furniture.get(id as usize).copied().unwrap_or_default() {
            return Vec::new();
        }
        let mut inner = Self::new(self.tree, self.furniture);
        inner.children(id, depth + 3);
        inner.end_block();
        self.cut |= inner.cut;
        inner.blocks
    }

    fn table_cell(&self, placed: &Placed<NodeId>, blocks: Vec<Block>) -> TableCell {
        TableCell {
            row: placed.row,
            column: placed.column,
            row_span: placed.row_span,
            column_span: placed.column_span,
            text: joined(&blocks),
            header: self.tree.name(placed.item) == "th",
            page: None,
        }
    }

    /// The captions of a table and its row groups, `tfoot` last as the standard orders them.
    fn rows(&self, table: NodeId) -> (Vec<NodeId>, Vec<RowGroup>) {
        let tree = self.tree;
        let (mut captions, mut groups, mut feet, mut bare) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for child in tree.children(table) {
            if display(tree, child) == Display::None {
                continue;
            }
            match tree.name(child) {
                "caption" => captions.push(child),
                "tr" => bare.push(self.row(child)),
                name @ ("thead" | "tbody" | "tfoot") => {
                    if !bare.is_empty() {
                        groups.push(std::mem::take(&mut bare));
                    }
                    let rows = tree
                        .children(child)
                        .filter(|&row| tree.name(row) == "tr" && display(tree, row) != Display::None)
                        .map(|row| self.row(row))
                        .collect();
                    if name == "tfoot" { feet.push(rows) } else { groups.push(rows) }
                }
                _ => {}
            }
        }
        groups.push(bare);
        groups.append(&mut feet);
        (captions, groups)
    }

    fn row(&self, row: NodeId) -> Vec<Spans<NodeId>> {
        let tree = self.tree;
        tree.children(row)
            .filter(|&cell| matches!(tree.name(cell), "td" | "th") && display(tree, cell) != Display::None)
            .map(|cell| Spans {
                item: cell,
                rows: span(tree.attribute(cell, "rowspan"), 0, 65_534),
                columns: span(tree.attribute(cell, "colspan"), 1, 1000),
            })
            .collect()
    }
}

/// A span attribute by HTML's rules for non-negative integers: leading digits count, nonsense is 1.
fn span(value: Option<&str>, least: u32, most: u32) -> u32 {
    let Some(value) = value else { return 1 };
    let value = value.trim_start_matches(|character: char| character.is_ascii_whitespace());
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.split(|character: char| !character.is_ascii_digit()).next().unwrap_or_default();
    if digits.is_empty() {
        return 1;
    }
    // More digits than a number holds are more than any limit.
    let number = digits.parse::<u32>().unwrap_or(most);
    if number < least { 1 } else { number.min(most) }
}

/// The text of a cell: its paragraphs and the rows of tables in it, one a line.
fn joined(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match &block.content {
            Content::Heading { text: own, .. } | Content::Paragraph { text: own } => text.push_str(own),
            Content::Table(table) => {
                let mut row = None;
                for cell in &table.cells {
                    if let Some(row) = row {
                        text.push(if row == cell.row { ' ' } else { '\n' });
                    }
                    row = Some(cell.row);
                    text.push_str(&cell.text);
                }
            }
        }
    }
    text
}

/// Whether a table only arranges parts of the page: then its cells are read one after the other.
fn is_layout(grid: &Grid<NodeId>, contents: &[Vec<Block>]) -> bool {
    let mut in_row = (None, 0_u32);
    let (mut widest_row, mut numbers, mut longest, mut nested) = (0_u32, 0_u32, 0_usize, false);
    for (placed, blocks) in grid.cells.iter().zip(contents) {
        if in_row.0 != Some(placed.row) {
            in_row = (Some(placed.row), 0);
        }
        if blocks.is_empty() {
            continue;
        }
        in_row.1 += 1;
        widest_row = widest_row.max(in_row.1);
        nested |= blocks.iter().any(|block| block.as_table().is_some());
        let length = blocks.iter().filter_map(Block::text).map(|text| text.chars().count()).sum();
        longest = longest.max(length);
        if let [Block { content: Content::Paragraph { text }, .. }] = blocks.as_slice() {
            numbers += u32::from(is_number(text));
        }
    }
    // One cell with text a row: nothing stands beside anything.
    if widest_row <= 1 {
        return true;
    }
    (nested || longest > LONG_CELL) && numbers < 6
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 24
        && text.chars().all(|character| character.is_numeric() || ".,%-".contains(character))
}

/// Word and Excel end a table with a row of empty cells of height 0 that only carries the column widths.
fn drop_row_of_column_widths(tree: &Tree, grid: &Grid<NodeId>, table: &mut Table) {
    let Some(last_row) = grid.rows.checked_sub(1) else { return };
    let is_last = |row: u32| row == last_row;
    let Some(first) = grid.cells.iter().find(|cell| is_last(cell.row)) else { return };
    let of_no_height = tree.parent(first.item).and_then(|row| tree.attribute(row, "height")) == Some("0");
    let empty = table.cells.iter().filter(|cell| is_last(cell.row)).all(|cell| cell.text.is_empty());
    if of_no_height
        && empty
        && !table.cells.iter().any(|cell| cell.row < last_row && cell.row + cell.row_span > last_row)
    {
        table.cells.retain(|cell| !is_last(cell.row));
        table.rows = last_row;
    }
}
