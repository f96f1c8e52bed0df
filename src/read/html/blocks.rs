//! The tree as blocks in reading order.

use html5ever::local_name;

use super::arranged;
use super::declare::Display;
use super::inline::Inline;
use super::list;
use super::objects;
use super::style::{Hiding, Styled};
use super::tree::{NodeId, NodeKind, Tree};
use crate::document::{Block, Table};
use crate::read::grid::{self, Arranged, Grid, MAX_CELLS, MAX_COLUMNS, Spans};
use crate::read::meter::{Blocks, Limit};
use crate::read::text;

/// Elements nested deeper than this give their text without structure; the parser keeps trees well below.
const MAX_DEPTH: u32 = 900;

/// Where the font of symbols has the digits 0 to 9.
const SYMBOLS_DIGITS: fn(char) -> bool = |character| matches!(character, '\u{f030}'..='\u{f039}');

/// A character of the font of symbols, digits as ordinary ones.
fn digit_of_symbols(character: char) -> char {
    char::from_digit(u32::from(character).wrapping_sub(0xF030), 10).unwrap_or(character)
}

/// The rows of a `thead`, `tbody` or `tfoot`, each a list of cells.
type RowGroup = Vec<Vec<Spans<NodeId>>>;

/// Walks a tree and collects its blocks.
pub struct Flow<'t> {
    page: &'t Styled<'t>,
    tree: &'t Tree,
    furniture: &'t [bool],
    blocks: Blocks,
    inline: Inline,
    heading: Option<u8>,
    /// Within a cell of a table.
    in_cell: bool,
    /// How many pages deep in others this one stands.
    pages: u32,
    /// The number of a list item, for the first text in it.
    marker: Option<String>,
}

impl<'t> Flow<'t> {
    /// A flow that leaves out the nodes that `furniture` marks.
    pub fn new(page: &'t Styled<'t>, furniture: &'t [bool], blocks: Blocks) -> Self {
        Self {
            page,
            tree: page.tree,
            furniture,
            blocks,
            inline: Inline::default(),
            heading: None,
            in_cell: false,
            pages: 0,
            marker: None,
        }
    }

    /// The blocks collected.
    pub fn finish(mut self) -> Blocks {
        self.end_block();
        self.blocks
    }

    /// Collects the children of a node.
    pub fn children(&mut self, id: NodeId, depth: u32) {
        let tree = self.tree;
        let reversed = self.page.style(id).reversed;
        if let Some(reversed) = reversed {
            self.inline.begin_directed(reversed);
        }
        match arranged::seen(self.page, id) {
            Some(seen) => seen.into_iter().for_each(|child| self.child(child, depth + 1, false)),
            None => {
                let cells = arranged::is_line_of_cells(self.page, id);
                tree.children(id).for_each(|child| self.child(child, depth + 1, cells));
            }
        }
        if reversed.is_some() {
            self.inline.end_directed();
        }
    }

    /// Adds a child; one that is a cell stands by itself.
    fn child(&mut self, id: NodeId, depth: u32, is_cell: bool) {
        if is_cell {
            self.end_block();
        }
        self.node(id, depth);
        if is_cell {
            self.end_block();
        }
    }

    /// Adds text with the style of a node.
    fn text(&mut self, id: NodeId, text: &str) {
        let style = self.page.style(id);
        if style.unseen {
            return;
        }
        let digits: String;
        let text = if style.symbols && text.contains(SYMBOLS_DIGITS) {
            digits = text.chars().map(digit_of_symbols).collect();
            &digits
        } else {
            text
        };
        if style.raised || style.shifted {
            self.inline.push_raised(text, style.shifted && !style.raised);
        } else if style.preserved {
            self.inline.push_preserved(text);
        } else {
            self.inline.push(text);
        }
    }

    fn node(&mut self, id: NodeId, depth: u32) {
        match self.tree.kind(id) {
            NodeKind::Text(text) => self.text(id, text),
            NodeKind::Element { name, .. } => {
                if depth > MAX_DEPTH || self.furniture.get(id as usize).copied().unwrap_or_default() {
                    return;
                }
                match (name, self.page.display(id)) {
                    (_, Display::None) => {}
                    (&local_name!("br"), _) => self.inline.line_break(),
                    (&(local_name!("input") | local_name!("select") | local_name!("textarea")), _) => {
                        self.field(id)
                    }
                    (&local_name!("iframe"), _) => self.framed(id),
                    (&local_name!("wbr"), _) => {}
                    (&local_name!("table"), _) => {
                        self.end_block();
                        self.table(id, depth);
                    }
                    (
                        &(local_name!("pre")
                        | local_name!("listing")
                        | local_name!("xmp")
                        | local_name!("plaintext")),
                        _,
                    ) => {
                        self.end_block();
                        self.preformatted(id);
                    }
                    (
                        &(local_name!("h1")
                        | local_name!("h2")
                        | local_name!("h3")
                        | local_name!("h4")
                        | local_name!("h5")
                        | local_name!("h6")),
                        _,
                    ) => {
                        self.end_block();
                        let level = name.bytes().nth(1).map_or(6, |digit| digit - b'0');
                        let outer = self.heading.replace(level);
                        self.children(id, depth);
                        self.end_block();
                        self.heading = outer;
                    }
                    (&local_name!("ol"), _) => {
                        self.end_block();
                        self.ordered_list(id, depth);
                        self.end_block();
                    }
                    (_, Display::Block) => {
                        self.end_block();
                        self.children(id, depth);
                        self.end_block();
                    }
                    (_, Display::Inline | Display::Shown) => self.children(id, depth),
                }
            }
            NodeKind::Other => {}
        }
    }

    /// The page that is walked.
    pub(super) fn page(&self) -> &'t Styled<'t> {
        self.page
    }

    /// Whether the walk is within a cell of a table.
    pub(super) fn in_cell(&self) -> bool {
        self.in_cell
    }

    /// Whether the line at hand has text before this place.
    pub(super) fn in_text(&self) -> bool {
        !self.inline.is_empty()
    }

    /// Whether text in an element cannot be seen.
    pub(super) fn unseen(&self, id: NodeId) -> bool {
        self.page.style(id).unseen
    }

    /// Adds the value of a field to the line at hand.
    pub(super) fn add_value(&mut self, value: &str) {
        self.inline.push_preserved(value);
    }

    /// Adds what another page shows.
    pub(super) fn add_page(&mut self, html: &str) {
        /// Pages within pages, at most this many deep.
        const DEEPEST: u32 = 3;
        self.end_block();
        if self.pages >= DEEPEST {
            return;
        }
        let tree = super::tree::parse(html, self.blocks.meter());
        let page = Styled::of(&tree, Hiding::All);
        let blocks = Blocks::within(self.blocks.meter());
        let mut inner = Flow { pages: self.pages + 1, ..Flow::new(&page, &[], blocks) };
        inner.children(super::tree::ROOT, 0);
        self.blocks.append(inner.finish());
    }

    fn end_block(&mut self) {
        let Self { blocks, marker, heading, .. } = self;
        self.inline.take(|text| {
            let text = match marker.take() {
                Some(marker) if !list::is_numbered(text) => marker + text,
                _ => text.to_owned(),
            };
            blocks.push(match heading {
                Some(level) => Block::heading(*level, text),
                None => Block::paragraph(text),
            });
        });
    }

    /// The items of a numbered list with the numbers that a browser shows.
    fn ordered_list(&mut self, id: NodeId, depth: u32) {
        let tree = self.tree;
        let mut numbers = list::Numbers::of(tree, id);
        for child in tree.children(id) {
            if tree.is(child, &local_name!("li")) && !self.page.is_gone(child) {
                self.end_block();
                self.marker = numbers.next(tree, child);
                self.node(child, depth + 1);
                self.end_block();
                self.marker = None;
            } else {
                self.node(child, depth + 1);
            }
        }
    }

    /// A preformatted text is a plain text of its own: a text file that a browser shows is one.
    fn preformatted(&mut self, id: NodeId) {
        let mut source = String::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            match self.tree.kind(id) {
                NodeKind::Text(text) if !self.page.style(id).unseen => source.push_str(text),
                NodeKind::Element { name, .. } if &**name == "br" => source.push('\n'),
                NodeKind::Element { .. } if self.page.is_gone(id) => {}
                _ => {
                    let children: Vec<NodeId> = self.tree.children(id).collect();
                    open.extend(children.into_iter().rev());
                }
            }
        }
        let blocks = text::blocks(&source, self.blocks.meter());
        self.blocks.append(blocks);
    }

    fn table(&mut self, id: NodeId, depth: u32) {
        let (captions, groups) = self.rows(id);
        for caption in captions {
            self.children(caption, depth);
            self.end_block();
        }
        let mut grid = grid::place(&groups);
        grid.take_away(&self.collapsed_columns(id));
        if self.page.style(id).from_right {
            grid.mirror();
        }
        if grid.cut {
            self.blocks.meter().cut(Limit::Cells);
        }
        let contents: Vec<Blocks> = grid.cells.iter().map(|cell| self.cell(cell.item, depth)).collect();
        match grid::arranged(&grid, contents, |&cell| self.tree.is(cell, &local_name!("th"))) {
            Arranged::Layout(cells) => cells.into_iter().for_each(|cell| self.blocks.append(cell)),
            Arranged::Data(mut table) => {
                drop_row_of_column_widths(self.tree, &grid, &mut table);
                self.blocks.push_joined(table);
            }
        }
    }

    fn cell(&self, id: NodeId, depth: u32) -> Blocks {
        let blocks = Blocks::within(self.blocks.meter());
        if self.furniture.get(id as usize).copied().unwrap_or_default() {
            return blocks;
        }
        let mut inner =
            Self { in_cell: true, pages: self.pages, ..Self::new(self.page, self.furniture, blocks) };
        inner.children(id, depth + 3);
        inner.end_block();
        let blank = |block: &Block| block.text().is_some_and(|text| text.trim().is_empty());
        if inner.blocks.iter().all(blank)
            && let Some(shown) = objects::shown(self.page, id)
        {
            inner.blocks.push(Block::paragraph(shown));
        }
        inner.blocks
    }

    /// The captions of a table and its row groups, `tfoot` last as the standard orders them.
    fn rows(&self, table: NodeId) -> (Vec<NodeId>, Vec<RowGroup>) {
        let tree = self.tree;
        let (mut captions, mut groups, mut feet, mut bare) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        // Rows after as many as a table may have cells are left out, and said to be.
        let mut room = MAX_CELLS;
        let mut admits = || {
            let admits = room > 0;
            room = room.saturating_sub(1);
            if !admits {
                self.blocks.meter().cut(Limit::Cells);
            }
            admits
        };
        for child in tree.children(table) {
            if self.page.is_gone(child) {
                continue;
            }
            match tree.name(child) {
                "caption" => captions.push(child),
                "tr" if admits() => bare.push(self.row(child)),
                name @ ("thead" | "tbody" | "tfoot") => {
                    if !bare.is_empty() {
                        groups.push(std::mem::take(&mut bare));
                    }
                    let rows = tree
                        .children(child)
                        .filter(|&row| tree.is(row, &local_name!("tr")) && !self.page.is_gone(row))
                        .take_while(|_| admits())
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

    /// The columns of a table that are taken away, as runs: first and one past the last.
    fn collapsed_columns(&self, table: NodeId) -> Vec<(u32, u32)> {
        let tree = self.tree;
        let (mut runs, mut at) = (Vec::new(), 0_u32);
        for group in tree.children(table).filter(|&child| tree.is(child, &local_name!("colgroup"))) {
            let mut columns: Vec<NodeId> =
                tree.children(group).filter(|&child| tree.is(child, &local_name!("col"))).collect();
            if columns.is_empty() {
                columns.push(group);
            }
            for column in columns {
                let end = at + span(tree.attribute(column, &local_name!("span")), 1, 1000);
                if self.page.style(column).collapsed || self.page.style(group).collapsed {
                    runs.push((at, end));
                }
                at = end.min(MAX_COLUMNS);
            }
        }
        runs
    }

    fn row(&self, row: NodeId) -> Vec<Spans<NodeId>> {
        let tree = self.tree;
        let cells = tree.children(row);
        let mut cells: Vec<Spans<NodeId>> = cells
            .filter(|&cell| {
                (tree.is(cell, &local_name!("td")) || tree.is(cell, &local_name!("th")))
                    && !self.page.is_gone(cell)
            })
            .map(|cell| Spans {
                item: cell,
                rows: span(tree.attribute(cell, &local_name!("rowspan")), 0, 65_534),
                columns: span(tree.attribute(cell, &local_name!("colspan")), 1, 1000),
            })
            .collect();
        cells.shrink_to_fit();
        cells
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

/// Word and Excel end a table with a row of empty cells of height 0 that only carries the column widths.
fn drop_row_of_column_widths(tree: &Tree, grid: &Grid<NodeId>, table: &mut Table) {
    let Some(last_row) = grid.rows.checked_sub(1) else { return };
    let is_last = |row: u32| row == last_row;
    let Some(first) = grid.cells.iter().find(|cell| is_last(cell.row)) else { return };
    let of_no_height =
        tree.parent(first.item).and_then(|row| tree.attribute(row, &local_name!("height"))) == Some("0");
    let empty = table.cells.iter().filter(|cell| is_last(cell.row)).all(|cell| cell.text.is_empty());
    if of_no_height
        && empty
        && !table.cells.iter().any(|cell| cell.row < last_row && cell.row + cell.row_span > last_row)
    {
        table.cells.retain(|cell| !is_last(cell.row));
        table.rows = last_row;
    }
}
