//! The body of an OpenDocument text as blocks.

use std::collections::HashMap;

use super::fields;
use super::formulas;
use super::lists::{Counters, Lists};
use super::looks::{Look, Looks};
use super::math;
use super::{count, is_collapsed, rows};
use crate::document::{Block, Document, Place, ReadNote};
use crate::read::grid::{Arranged, Grid, MAX_CELLS, MAX_COLUMNS, Placed, arranged, parted};
use crate::read::meter::{Blocks, Limit, Meter};
use crate::read::sheet::{Remarks, cell_name};
use crate::read::visible::{OBJECT, lowered, of_symbol_font, raised};
use crate::read::xml::{Id, Xml};

/// Walks a text.
pub struct Text<'x> {
    xml: &'x Xml<'x>,
    lists: Lists,
    looks: Looks,
    /// What the controls of forms show.
    fields: HashMap<String, String>,
    /// What the formulas of other parts of the file say, by their folders.
    formulas: &'x HashMap<String, String>,
    /// How text looks in the cell at hand before the paragraphs' own styles.
    cell: Look,
    /// List styles that paragraph styles carry.
    blocks: Blocks,
    /// Formulas that were computed here, and those that were not.
    remarks: Remarks,
    /// Tables within tables, this many deep.
    depth: u32,
    boxes: Vec<Id>,
    headings: Counters,
    /// Counters of lists by their identifier and by their style.
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
}

/// The list in which a paragraph stands.
struct Item<'s> {
    style: Option<&'s str>,
    level: usize,
    counters: &'s mut Counters,
}

impl<'x> Text<'x> {
    /// Reads the `office:text` element of a document.
    pub fn read(
        xml: &'x Xml<'x>,
        root: Id,
        text: Id,
        styles: &Xml,
        formulas: &'x HashMap<String, String>,
        meter: &Meter,
    ) -> Document {
        let mut walk = Self {
            xml,
            lists: Lists::default(),
            looks: Looks::default(),
            fields: fields::values(xml, root),
            formulas,
            cell: Look::default(),
            blocks: Blocks::new(meter),
            remarks: Remarks::default(),
            depth: 0,
            boxes: Vec::new(),
            headings: Counters::default(),
            by_id: HashMap::new(),
            by_style: HashMap::new(),
        };
        for (xml, root) in [(styles, styles.root()), (xml, Some(root))] {
            let Some(root) = root else { continue };
            for parent in
                ["styles", "automatic-styles"].into_iter().filter_map(|name| xml.child(root, "office", name))
            {
                walk.lists.add(xml, parent);
                walk.looks.add(xml, parent);
            }
        }
        walk.block_children(text);
        let mut document = walk.blocks.into_document();
        document.notes.extend(walk.remarks.notes());
        document.computed = walk.remarks.places;
        if xml.damaged {
            document.notes.push(ReadNote {
                code: "truncated".to_owned(),
                zh: "这个文档不完整，只读到了其中一部分；请重新下载或另存后再检查。".to_owned(),
                en: "This document is incomplete; only a part of it was read.".to_owned(),
            });
        }
        document
    }

    fn block_children(&mut self, parent: Id) {
        for child in self.xml.children(parent) {
            self.block(child, None);
        }
    }

    fn block(&mut self, element: Id, item: Option<Item>) {
        let xml = self.xml;
        match xml.name(element) {
            ("text", "h") => {
                let level = count(xml, element, "outline-level").min(6);
                let at = usize::try_from(level - 1).unwrap_or(0);
                let number = match item {
                    Some(item) => self.number(item, None),
                    None if xml.attribute(element, "is-list-header") == Some("true") => None,
                    None => self.lists.next_heading(&mut self.headings, at, self.blocks.meter()),
                };
                self.paragraph(element, number, Some(u8::try_from(level).unwrap_or(6)));
            }
            ("text", "p") => {
                let number = item.and_then(|item| self.number(item, None));
                self.paragraph(element, number, None);
            }
            ("text", "list") => self.list(element),
            ("table", "table") => self.table(element),
            ("text", "section" | "numbered-paragraph") | ("draw", _) => {
                if matches!(xml.name(element), ("draw", _)) {
                    self.drawing(element);
                    self.read_boxes();
                } else if xml.attribute(element, "display") != Some("none") {
                    self.block_children(element);
                }
            }
            // Tables of contents, deleted text, forms and declarations say nothing of their own.
            _ => {}
        }
    }

    fn number(&self, item: Item, start: Option<u32>) -> Option<String> {
        self.lists.next(item.style?, item.counters, item.level, start, self.blocks.meter())
    }

    fn list(&mut self, list: Id) {
        let xml = self.xml;
        let style = xml.attribute(list, "style-name");
        let continued = xml.attribute(list, "continue-list").and_then(|id| self.by_id.get(id));
        let mut counters = match continued {
            Some(counters) => *counters,
            None if xml.attribute(list, "continue-numbering") == Some("true") => {
                style.and_then(|style| self.by_style.get(style)).copied().unwrap_or_default()
            }
            None => Counters::default(),
        };
        self.items(list, style, 0, &mut counters);
        if let Some(id) = xml.attribute(list, "id") {
            self.by_id.insert(id.to_owned(), counters);
        }
        if let Some(style) = style {
            self.by_style.insert(style.to_owned(), counters);
        }
    }

    fn items(&mut self, list: Id, style: Option<&str>, level: usize, counters: &mut Counters) {
        let xml = self.xml;
        for item in xml.children(list) {
            let ("text", kind @ ("list-item" | "list-header")) = xml.name(item) else { continue };
            let start = xml.attribute(item, "start-value").and_then(|start| start.parse::<u32>().ok());
            if let (Some(start), Some(counter)) = (start, counters.get_mut(level)) {
                *counter = start.checked_sub(1);
            }
            let mut numbered = kind == "list-item";
            for child in xml.children(item) {
                match xml.name(child) {
                    ("text", "list") => {
                        let style = xml.attribute(child, "style-name").or(style);
                        self.items(child, style, level + 1, counters);
                    }
                    ("text", "p" | "h") if numbered => {
                        numbered = false;
                        self.block(child, Some(Item { style, level, counters }));
                    }
                    ("text", "h") => self.paragraph(child, None, Some(6)),
                    _ => self.block(child, None),
                }
            }
        }
    }

    fn paragraph(&mut self, element: Id, number: Option<String>, heading: Option<u8>) {
        let mut line = Line::default();
        let xml = self.xml;
        let look = self.looks.look(&self.cell, "paragraph", xml.attribute(element, "style-name"));
        self.inline(element, &look, &mut line);
        let text = line.finish();
        if !text.is_empty() && !hides_itself(xml, element) {
            let text = number.unwrap_or_default() + &text;
            self.blocks.push(match heading {
                Some(level) => Block::heading(level, text),
                None => Block::paragraph(text),
            });
        }
        self.read_boxes();
    }

    fn read_boxes(&mut self) {
        for text_box in std::mem::take(&mut self.boxes) {
            self.block_children(text_box);
        }
    }

    fn inline(&mut self, parent: Id, look: &Look, line: &mut Line) {
        let xml = self.xml;
        for child in xml.children(parent) {
            if let Some(text) = xml.text_of(child) {
                line.push_styled(text, look);
                continue;
            }
            match xml.name(child) {
                ("text", "s" | "tab" | "line-break") if look.is_unseen() => {}
                ("text", "s") => {
                    line.spaces(xml.attribute(child, "c").and_then(|count| count.parse().ok()).unwrap_or(1))
                }
                ("text", "tab") => line.sign('\t'),
                ("text", "line-break") => line.sign('\n'),
                ("text", "span" | "a") => {
                    let own = self.looks.look(look, "text", xml.attribute(child, "style-name"));
                    self.inline(child, &own, line);
                }
                ("text", "ruby") => {
                    if let Some(base) = xml.child(child, "text", "ruby-base") {
                        self.inline(base, look, line);
                    }
                }
                ("text", "note" | "hidden-text" | "hidden-paragraph" | "tracked-changes") | ("office", _) => {
                }
                ("draw", "control") => {
                    if let Some(value) =
                        xml.attribute(child, "control").and_then(|name| self.fields.get(name))
                    {
                        line.push_styled(value, look);
                    }
                }
                ("draw", _) => match math::of_frame(xml, child, self.formulas) {
                    Some(formula) => line.push_styled(&formula, look),
                    None => self.drawing(child),
                },
                _ => self.inline(child, look, line),
            }
        }
    }

    /// Keeps the text boxes of a drawing for after the paragraph.
    fn drawing(&mut self, drawing: Id) {
        let xml = self.xml;
        let mut open = vec![drawing];
        while let Some(id) = open.pop() {
            let children: Vec<Id> = xml.children(id).collect();
            let holds_text =
                children.iter().any(|&child| matches!(xml.name(child), ("text", "p" | "h" | "list")));
            if xml.is(id, "draw", "text-box") || (holds_text && !xml.is(id, "draw", "object")) {
                self.boxes.push(id);
                continue;
            }
            open.extend(children.into_iter().rev().filter(|&child| xml.name(child).0 == "draw"));
        }
    }

    fn table(&mut self, table: Id) {
        let xml = self.xml;
        let mut elements = Vec::new();
        rows(xml, table, &mut elements);
        let mut grid = Grid { rows: 0, columns: 0, cells: Vec::new(), cut: false };
        let meter = self.blocks.meter().clone();
        let flat = |row: Id| self.looks.is_flat(xml.attribute(row, "style-name"));
        for row in elements.into_iter().filter(|&row| !is_collapsed(xml, row) && !flat(row)) {
            let rows = count(xml, row, "number-rows-repeated");
            for copy in 0..rows {
                if copy > 0 && !meter.pay(Limit::Repeats, 1) {
                    break;
                }
                let mut column = 0;
                for cell in xml.children(row) {
                    let ("table", name @ ("table-cell" | "covered-table-cell")) = xml.name(cell) else {
                        continue;
                    };
                    for copy in 0..count(xml, cell, "number-columns-repeated").min(MAX_COLUMNS) {
                        let paid = copy == 0 || meter.pay(Limit::Repeats, 1);
                        if column >= MAX_COLUMNS || grid.cells.len() >= MAX_CELLS || !paid {
                            grid.cut = true;
                            break;
                        }
                        if name == "table-cell" {
                            let column_span =
                                count(xml, cell, "number-columns-spanned").min(MAX_COLUMNS - column);
                            let row_span = count(xml, cell, "number-rows-spanned");
                            grid.cells.push(Placed {
                                item: cell,
                                row: grid.rows,
                                column,
                                row_span,
                                column_span,
                            });
                        }
                        column += 1;
                    }
                }
                grid.columns = grid.columns.max(column);
                grid.rows += 1;
            }
        }
        for cell in &mut grid.cells {
            cell.row_span = cell.row_span.min(grid.rows - cell.row);
            cell.column_span = cell.column_span.min(grid.columns - cell.column).max(1);
        }
        if grid.cut && !meter.is_over(Limit::Repeats) {
            meter.cut(Limit::Cells);
        }
        let mut contents = Vec::with_capacity(grid.cells.len());
        let of_table = self.looks.look(&self.cell, "table", xml.attribute(table, "style-name"));
        for placed in &grid.cells {
            let outer = std::mem::replace(&mut self.blocks, Blocks::within(&meter));
            let outer_look = self.cell.clone();
            let of_cell = self.looks.look(&of_table, "table-cell", xml.attribute(placed.item, "style-name"));
            self.cell = of_cell;
            self.depth += 1;
            self.block_children(placed.item);
            if self.blocks.is_empty() && math::shows_object(xml, placed.item) {
                self.blocks.push(Block::paragraph(OBJECT));
            }
            self.depth -= 1;
            self.cell = outer_look;
            contents.push(std::mem::replace(&mut self.blocks, outer));
        }
        let results = formulas::results(xml, &grid, &meter);
        let computed = results.map(|results| self.put_results(results, &mut contents)).unwrap_or_default();
        match arranged(&grid, contents, |_| false) {
            Arranged::Layout(cells) => cells.into_iter().for_each(|cell| self.blocks.append(cell)),
            Arranged::Data(mut table) => {
                parted(&mut table);
                let block = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
                let cells = computed.into_iter().filter_map(|index| grid.cells.get(index));
                let places = cells.map(|cell| Place::Cell { block, row: cell.row, column: cell.column });
                if self.depth == 0 {
                    self.remarks.places.extend(places);
                }
                self.blocks.push_joined(table);
            }
        }
    }

    /// Puts what formulas come to into their cells. Which of them were computed is returned.
    fn put_results(&mut self, results: formulas::Results, contents: &mut [Blocks]) -> Vec<usize> {
        let meter = self.blocks.meter().clone();
        let mut put = |index: usize, text: String| {
            if let Some(content) = contents.get_mut(index) {
                *content = Blocks::within(&meter);
                content.push(Block::paragraph(text));
            }
        };
        let mut computed = Vec::new();
        for (index, name, text) in results.computed {
            put(index, text);
            self.remarks.computed.push(cell_name(name));
            computed.push(index);
        }
        for (index, name, text) in results.uncomputed {
            put(index, text);
            self.remarks.uncomputed.push(cell_name(name));
        }
        computed
    }
}

/// Whether a paragraph holds the sign that hides it.
fn hides_itself(xml: &Xml, paragraph: Id) -> bool {
    xml.children(paragraph).any(|child| {
        xml.is(child, "text", "hidden-paragraph") && xml.attribute(child, "is-hidden") == Some("true")
    })
}

/// The text of one paragraph of a sheet's cell without what may hang on it.
pub fn line(xml: &Xml, looks: &Looks, of_cell: &Look, element: Id) -> String {
    let mut line = Line::default();
    let mut open = vec![(element, of_cell.clone())];
    while let Some((id, look)) = open.pop() {
        match xml.name(id) {
            ("text", "s" | "tab" | "line-break") if look.is_unseen() => {}
            ("text", "s") => {
                line.spaces(xml.attribute(id, "c").and_then(|count| count.parse().ok()).unwrap_or(1))
            }
            ("text", "tab") => line.sign('\t'),
            ("text", "line-break") => line.sign('\n'),
            ("office", _) | ("text", "note") => {}
            (space, name) => {
                line.push_styled(xml.text_of(id).unwrap_or_default(), &look);
                let own = match (space, name) {
                    ("text", "span") => looks.look(&look, "text", xml.attribute(id, "style-name")),
                    _ => look,
                };
                let children: Vec<(Id, Look)> = xml.children(id).map(|child| (child, own.clone())).collect();
                open.extend(children.into_iter().rev());
            }
        }
    }
    line.finish()
}

/// White space collapses as OpenDocument has it; spaces that count are elements.
#[derive(Debug, Default)]
struct Line {
    text: String,
    space: bool,
    /// Some of the text stands on the line.
    level: bool,
    /// Some of it is moved up or down by a length.
    shifted: bool,
}

impl Line {
    /// Adds text as it looks.
    fn push_styled(&mut self, text: &str, look: &Look) {
        if look.is_unseen() {
            return;
        }
        let private = |character: char| matches!(character, '\u{f000}'..='\u{f0ff}');
        let sign = |character: char| match private(character) {
            true => of_symbol_font(look.font(), u32::from(character)).unwrap_or(character),
            false => character,
        };
        let signs: Option<String> =
            (text.contains(private) && !look.font().is_empty()).then(|| text.chars().map(sign).collect());
        let text = signs.as_deref().unwrap_or(text);
        if look.is_raised() || look.is_shifted() {
            self.shifted |= !look.is_raised();
            self.push(&raised(text));
        } else {
            self.level |= !text.trim().is_empty();
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_ascii_whitespace() {
                self.space = true;
            } else {
                self.write_space();
                self.text.push(character);
            }
        }
    }

    fn write_space(&mut self) {
        if std::mem::take(&mut self.space) && !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t'])
        {
            self.text.push(' ');
        }
    }

    fn spaces(&mut self, count: usize) {
        self.write_space();
        self.text.extend(std::iter::repeat_n(' ', count.min(200)));
    }

    fn sign(&mut self, sign: char) {
        self.write_space();
        self.text.push(sign);
    }

    fn finish(self) -> String {
        // Where all of a paragraph is moved up or down, nothing in it is a note's mark.
        let text = if self.shifted && !self.level { lowered(&self.text) } else { self.text };
        text.trim_matches(|character: char| character.is_ascii_whitespace()).to_owned()
    }
}
