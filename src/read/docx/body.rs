//! The body of a WordprocessingML document as blocks: tracked changes as accepted, text boxes after the paragraph
//! that holds them, footnotes, comments and hidden text left out.

use std::collections::HashMap;
use std::rc::Rc;

use super::look::{Look, ground_of, over};
use super::numbering::Numbering;
use super::styles::{Style, Styles, heading_of_outline};
use crate::document::Block;
use crate::read::colour::Colour;
use crate::read::direction::{END, REVERSED};
use crate::read::equation;
use crate::read::grid::{Arranged, Grid, MAX_CELLS, MAX_COLUMNS, Placed, arranged, parted};
use crate::read::meter::{Blocks, Limit, Meter};
use crate::read::visible::{OBJECT, lowered, of_symbol_font, raised};
use crate::read::xml::{Id, Xml};

/// Walks a body.
pub struct Body<'x> {
    pub xml: &'x Xml<'x>,
    pub styles: &'x Styles,
    pub numbering: Numbering,
    /// Every field that begins also ends, so that those that are left out cannot swallow the rest.
    pub fields_balanced: bool,
    /// What is shown in place of the text of an element, and which controls are bound.
    pub bound: HashMap<Id, String>,
    /// The blocks so far.
    pub blocks: Blocks,
    /// Reads a part of another format that the body embeds, by its relation.
    pub embedded: &'x dyn Fn(&str) -> Option<Blocks>,
    /// Parts that the body embeds and that could not be read.
    pub unread: usize,
    /// What stands behind the text at hand; `None` where it cannot be told.
    ground: Option<Colour>,
    paragraph: Paragraph,
    /// Text of paragraphs whose end mark is deleted: it goes on in the next one.
    carried: String,
    fields: Vec<Field>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    boxes: Vec<Id>,
    /// Objects embedded in the paragraph, read, to stand after it.
    objects: Vec<Blocks>,
    /// How its text looks before the runs' own properties.
    look: Rc<Look>,
    /// What stands behind it; `None` where it cannot be told.
    ground: Option<Colour>,
    /// Some of its text stands on the line.
    level: bool,
    /// Some of its text is moved up or down by a length.
    shifted: bool,
}

/// A field that has begun.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
    /// What a form's field shows that has no result of its own.
    value: Option<String>,
}

impl Field {
    /// Whether what stands in the field is not to be read: instructions, and the tables of contents made by them.
    fn hides(&self) -> bool {
        !self.in_result
            || self.instruction.trim_start().get(..3).is_some_and(|word| word.eq_ignore_ascii_case("toc"))
    }
}

impl<'x> Body<'x> {
    /// A walk that has not begun.
    pub fn new(
        xml: &'x Xml<'x>,
        styles: &'x Styles,
        numbering: Numbering,
        embedded: &'x dyn Fn(&str) -> Option<Blocks>,
        meter: &Meter,
    ) -> Self {
        Self {
            xml,
            styles,
            numbering,
            fields_balanced: false,
            bound: HashMap::new(),
            blocks: Blocks::new(meter),
            embedded,
            unread: 0,
            ground: Some(Colour::WHITE),
            paragraph: Paragraph::default(),
            carried: String::new(),
            fields: Vec::new(),
        }
    }

    /// Reads the blocks in an element.
    pub fn read(&mut self, parent: Id) {
        let xml = self.xml;
        for child in xml.children(parent) {
            match xml.name(child) {
                ("w", "p") => self.paragraph(child),
                ("w", "tbl") => self.table(child),
                ("w", "sdt") => {
                    if let Some(content) = self.content_control(child) {
                        self.read(content);
                    }
                }
                ("mc", "AlternateContent") => {
                    if let Some(choice) = self.choice(child) {
                        self.read(choice);
                    }
                }
                ("w", "altChunk") => {
                    if let Some(relation) = xml.attribute(child, "id") {
                        match (self.embedded)(relation) {
                            Some(blocks) => self.blocks.append(blocks),
                            None => self.unread += 1,
                        }
                    }
                }
                ("w", "customXml" | "smartTag" | "ins" | "moveTo")
                | ("wx", "sect" | "sub-section")
                | ("", "content") => {
                    self.read(child);
                }
                ("", "annotation") if !self.is_deletion(child) => self.read(child),
                _ => {}
            }
        }
    }

    /// Ends the walk: what a deleted paragraph mark carried over has no next paragraph.
    pub fn finish(&mut self) {
        let text = std::mem::take(&mut self.carried);
        self.push(&text, None);
    }

    fn paragraph(&mut self, element: Id) {
        let xml = self.xml;
        let outer = std::mem::take(&mut self.paragraph);
        let properties = xml.child(element, "w", "pPr");
        let style_name = properties.and_then(|properties| xml.value(properties, "w", "pStyle"));
        let style = self.styles.get(style_name);
        let number = self.number(properties, style.and_then(|style| style.list.as_ref()));
        self.paragraph.look = Rc::new(self.styles.look(style, None));
        let shading = properties.and_then(|properties| xml.child(properties, "w", "shd"));
        self.paragraph.ground = match shading {
            Some(shading) => ground_of(xml, shading),
            None => self.ground.filter(|_| !style.is_some_and(|style| style.coloured)),
        };
        self.runs(element, style);
        let Paragraph { text, boxes, objects, level, shifted, .. } =
            std::mem::replace(&mut self.paragraph, outer);
        // Where all of a paragraph is moved up or down, nothing in it is a note's mark.
        let text = if shifted && !level { lowered(&text) } else { text };
        let outline = properties.and_then(|properties| xml.value(properties, "w", "outlineLvl"));
        let heading = match outline {
            Some(outline) => heading_of_outline(outline),
            None => style.and_then(|style| style.heading),
        };
        let shown = !style.is_some_and(|style| style.contents_line);
        if shown {
            let text = match number {
                Some(number) if !text.trim().is_empty() => number + text.trim_start_matches([' ', '\t']),
                _ => text,
            };
            let mark_deleted =
                properties.and_then(|properties| xml.child(properties, "w", "rPr")).is_some_and(|mark| {
                    xml.child(mark, "w", "del").is_some() || xml.child(mark, "w", "moveFrom").is_some()
                });
            self.carried.push_str(&text);
            if !mark_deleted {
                let text = std::mem::take(&mut self.carried);
                self.push(&text, heading);
            }
        }
        for text_box in boxes {
            self.read(text_box);
        }
        objects.into_iter().for_each(|object| self.blocks.append(object));
    }

    fn push(&mut self, text: &str, heading: Option<u8>) {
        let text = text.trim_matches(|character: char| character.is_ascii_whitespace());
        if !text.is_empty() {
            self.blocks.push(match heading {
                Some(level) => Block::heading(level, text),
                None => Block::paragraph(text),
            });
        }
    }

    /// The list number of a paragraph, by its own properties or its style's.
    fn number(&mut self, properties: Option<Id>, of_style: Option<&(String, usize)>) -> Option<String> {
        let xml = self.xml;
        // Word 2003 writes the number itself.
        if let Some(list) = properties.and_then(|properties| xml.child(properties, "w", "listPr")) {
            return xml.child(list, "wx", "t").and_then(|text| xml.attribute(text, "val")).map(str::to_owned);
        }
        let own = properties.and_then(|properties| xml.child(properties, "w", "numPr"));
        let name =
            own.and_then(|own| xml.value(own, "w", "numId")).or(of_style.map(|list| list.0.as_str()))?;
        let level = own.and_then(|own| xml.value(own, "w", "ilvl")).and_then(|level| level.parse().ok());
        let level = level.or(of_style.map(|list| list.1)).unwrap_or(0);
        self.numbering.next(name, level, self.blocks.meter())
    }

    /// Reads the runs in a paragraph or in what wraps some of them.
    fn runs(&mut self, parent: Id, style: Option<&Style>) {
        let xml = self.xml;
        for child in xml.children(parent) {
            match xml.name(child) {
                ("w", "r") => self.run(child, style),
                ("w", "bdo") if xml.attribute(child, "val") == Some("rtl") => {
                    self.text(REVERSED.encode_utf8(&mut [0; 4]));
                    self.runs(child, style);
                    self.text(END.encode_utf8(&mut [0; 4]));
                }
                (
                    "w",
                    "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo",
                )
                | ("", "content") => self.runs(child, style),
                ("", "annotation") if !self.is_deletion(child) => self.runs(child, style),
                ("w", "sdt") => {
                    if let Some(content) = self.content_control(child) {
                        self.runs(content, style);
                    }
                }
                ("mc", "AlternateContent") => {
                    if let Some(choice) = self.choice(child) {
                        self.runs(choice, style);
                    }
                }
                ("m", "oMath" | "oMathPara") => {
                    let mut text = String::new();
                    self.formula(child, false, &mut text);
                    self.paragraph.level = true;
                    self.text(&text);
                }
                _ => {}
            }
        }
    }

    /// The text of a formula; what stands above or below the line stays apart.
    fn formula(&self, element: Id, above: bool, text: &mut String) {
        let xml = self.xml;
        for child in xml.children(element) {
            match xml.name(child) {
                ("m", "t") => {
                    let own = xml.own_text(child);
                    text.push_str(&if above { raised(&own) } else { own });
                }
                ("m", "sup" | "sub") => self.formula(child, true, text),
                ("m", "den") => {
                    text.push('/');
                    self.formula(child, above, text);
                }
                ("m", _) => self.formula(child, above, text),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Id, style: Option<&Style>) {
        let xml = self.xml;
        let look = match xml.child(run, "w", "rPr") {
            Some(properties) => {
                let own = Look::of(xml, properties);
                Rc::new(match xml.value(properties, "w", "rStyle") {
                    Some(name) => self.styles.look(style, Some(name)).under(&own),
                    None => Look::clone(&self.paragraph.look).under(&own),
                })
            }
            None => Rc::clone(&self.paragraph.look),
        };
        self.run_contents(run, &look, style);
    }

    fn run_contents(&mut self, run: Id, look: &Look, style: Option<&Style>) {
        let xml = self.xml;
        for child in xml.children(run) {
            match xml.name(child) {
                ("w", "fldChar") => self.field_character(child),
                ("w", "instrText") => {
                    let text = xml.own_text(child);
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&text);
                    }
                }
                ("w", "drawing" | "pict" | "object") if !look.is_hidden() => self.text_boxes(child),
                _ if look.is_unseen(self.paragraph.ground) => {}
                ("w", "t") => {
                    let text = self.bound.get(&child).cloned().unwrap_or_else(|| xml.own_text(child));
                    self.run_text(&text, look);
                }
                ("w", "tab" | "ptab") => self.text("\t"),
                ("w", "br") if matches!(xml.attribute(child, "type"), Some("page" | "column")) => {}
                ("w", "br" | "cr") => self.text("\n"),
                ("w", "noBreakHyphen") => self.text("-"),
                ("w", "sym") => {
                    let code =
                        xml.attribute(child, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                    let font = xml.attribute(child, "font").unwrap_or_default();
                    if let Some(shown) = code.and_then(|code| of_symbol_font(font, code)) {
                        self.run_text(shown.encode_utf8(&mut [0; 4]), look);
                    }
                }
                ("w", "ruby") => {
                    if let Some(base) = xml.child(child, "w", "rubyBase") {
                        self.runs(base, style);
                    }
                }
                ("mc", "AlternateContent") => {
                    if let Some(choice) = self.choice(child) {
                        self.run_contents(choice, look, style);
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        let hidden = self.fields_balanced && self.fields.iter().any(Field::hides);
        if !hidden {
            self.paragraph.text.push_str(text);
        }
    }

    /// Adds text of a run as it looks.
    fn run_text(&mut self, text: &str, look: &Look) {
        let private = |character: char| matches!(character, '\u{f000}'..='\u{f0ff}');
        let signs: String;
        let text = if text.contains(private) && !look.font().is_empty() {
            let sign = |character: char| {
                if private(character) {
                    of_symbol_font(look.font(), u32::from(character)).unwrap_or(character)
                } else {
                    character
                }
            };
            signs = text.chars().map(sign).collect();
            &signs
        } else {
            text
        };
        if look.is_raised() || look.is_shifted() {
            self.paragraph.shifted |= !look.is_raised();
            self.text(&raised(text));
        } else {
            self.paragraph.level |= !text.trim().is_empty();
            self.text(text);
        }
    }

    fn field_character(&mut self, element: Id) {
        match self.xml.attribute(element, "fldCharType") {
            Some("begin") => {
                let value = self.xml.child(element, "w", "ffData").and_then(|data| self.form_value(data));
                self.fields.push(Field { value, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            _ => {
                let field = self.fields.pop().unwrap_or_default();
                let value = field.value.or_else(|| equation::shown(&field.instruction));
                if let (false, Some(value)) = (field.in_result, value) {
                    self.paragraph.level = true;
                    self.text(&value);
                }
            }
        }
    }

    /// What a form's list or box shows (ECMA-376 17.16.9, 17.16.7).
    fn form_value(&self, data: Id) -> Option<String> {
        let xml = self.xml;
        if let Some(list) = xml.child(data, "w", "ddList") {
            let index = xml.value(list, "w", "result").or(xml.value(list, "w", "default"));
            let index = index.and_then(|index| index.parse().ok()).unwrap_or(0);
            let mut entries = xml.children(list).filter(|&entry| xml.is(entry, "w", "listEntry"));
            return entries.nth(index).and_then(|entry| xml.attribute(entry, "val")).map(str::to_owned);
        }
        let box_ = xml.child(data, "w", "checkBox")?;
        let checked = if xml.child(box_, "w", "checked").is_some() {
            xml.on(box_, "w", "checked")
        } else {
            xml.on(box_, "w", "default")
        };
        Some(if checked { "☑" } else { "□" }.to_owned())
    }

    /// Keeps the text boxes of a drawing for after the paragraph; those within them come with their own paragraphs.
    fn text_boxes(&mut self, drawing: Id) {
        let xml = self.xml;
        let mut open = vec![drawing];
        while let Some(id) = open.pop() {
            if xml.is(id, "w", "txbxContent") {
                self.paragraph.boxes.push(id);
                continue;
            }
            if xml.name(id).1 == "OLEObject" {
                self.object(id);
            }
            let inner = match xml.name(id) {
                ("mc", "AlternateContent") => self.choice(id).into_iter().collect::<Vec<_>>(),
                _ => xml.children(id).collect(),
            };
            open.extend(inner.into_iter().rev());
        }
    }

    /// Reads an embedded workbook or document that is shown with its contents; equations and drawings are none.
    fn object(&mut self, object: Id) {
        let xml = self.xml;
        let program = xml.attribute(object, "ProgID").unwrap_or_default().to_ascii_lowercase();
        let readable = ["excel", "word", "et.", "wps.", "ket", "kwps", "package", "htmlfile", "opendocument"];
        if !readable.iter().any(|name| program.contains(name)) {
            return;
        }
        let shown =
            xml.attribute(object, "DrawAspect").is_none_or(|aspect| aspect.eq_ignore_ascii_case("content"));
        let blocks =
            xml.attribute(object, "id").filter(|_| shown).and_then(|relation| (self.embedded)(relation));
        match blocks {
            Some(blocks) => self.paragraph.objects.push(blocks),
            None => self.unread += 1,
        }
    }

    /// The alternative that is read: the first that holds any text, since each says the same in its own way.
    fn choice(&self, alternatives: Id) -> Option<Id> {
        let xml = self.xml;
        let choices: Vec<Id> = xml
            .children(alternatives)
            .filter(|&child| matches!(xml.name(child), ("mc", "Choice" | "Fallback")))
            .collect();
        choices
            .iter()
            .copied()
            .find(|&choice| !xml.all_text(choice).trim().is_empty())
            .or(choices.first().copied())
    }

    /// What a content control holds; nothing where it is a table of contents or still asks for a value.
    fn content_control(&self, control: Id) -> Option<Id> {
        let xml = self.xml;
        let properties = xml.child(control, "w", "sdtPr");
        let content = xml.child(control, "w", "sdtContent");
        let asks = properties.is_some_and(|properties| xml.on(properties, "w", "showingPlcHdr"));
        let numeric = |content| xml.all_text(content).contains(|c: char| c.is_numeric());
        if asks && !self.bound.contains_key(&control) && !content.is_some_and(numeric) {
            return None;
        }
        let gallery = properties
            .and_then(|properties| xml.child(properties, "w", "docPartObj"))
            .and_then(|part| xml.value(part, "w", "docPartGallery"));
        if gallery == Some("Table of Contents") {
            return None;
        }
        content
    }

    /// Whether something that is no text is shown in a line of a cell: a picture, an object, a sign of a font. What
    /// floats stands elsewhere.
    fn shows_object(&self, cell: Id) -> bool {
        let xml = self.xml;
        let mut open = vec![cell];
        while let Some(id) = open.pop() {
            match xml.name(id).1 {
                "pic" | "imagedata" | "OLEObject" | "sym" => return true,
                "del" | "moveFrom" | "anchor" | "Fallback" | "pPr" | "tcPr" => {}
                "shape" if xml.attribute(id, "style").is_some_and(|style| style.contains("absolute")) => {}
                "r" if xml
                    .child(id, "w", "rPr")
                    .is_some_and(|own| Look::of(xml, own).is_unseen(Some(Colour::WHITE))) => {}
                _ => open.extend(xml.children(id)),
            }
        }
        false
    }

    fn is_deletion(&self, annotation: Id) -> bool {
        !matches!(self.xml.attribute(annotation, "type"), Some("Word.Insertion" | "Word.Formatting"))
    }

    fn table(&mut self, table: Id) {
        let mut rows = Vec::new();
        self.collect(table, "tr", &mut rows);
        let grid = self.grid(&rows);
        let meter = self.blocks.meter().clone();
        if grid.cut {
            meter.cut(Limit::Cells);
        }
        let mut contents = Vec::with_capacity(grid.cells.len());
        let xml = self.xml;
        let behind = self.ground;
        let properties = xml.child(table, "w", "tblPr");
        let of_style = properties
            .and_then(|properties| self.styles.named(xml.value(properties, "w", "tblStyle")?))
            .is_some_and(|style| style.coloured);
        let of_table = properties
            .and_then(|properties| xml.child(properties, "w", "shd"))
            .map_or(behind, |shading| over(behind, xml, shading))
            .filter(|_| !of_style);
        for placed in &grid.cells {
            let outer = std::mem::replace(&mut self.blocks, Blocks::within(&meter));
            let carried = std::mem::take(&mut self.carried);
            let shading =
                xml.child(placed.item, "w", "tcPr").and_then(|properties| xml.child(properties, "w", "shd"));
            self.ground = shading.map_or(of_table, |shading| over(of_table, xml, shading));
            self.read(placed.item);
            self.finish();
            if self.blocks.is_empty() && self.shows_object(placed.item) {
                self.blocks.push(Block::paragraph(OBJECT));
            }
            self.ground = behind;
            self.carried = carried;
            contents.push(std::mem::replace(&mut self.blocks, outer));
        }
        match arranged(&grid, contents, |_| false) {
            Arranged::Layout(cells) => cells.into_iter().for_each(|cell| self.blocks.append(cell)),
            Arranged::Data(mut table) => {
                parted(&mut table);
                self.blocks.push_joined(table);
            }
        }
    }

    /// The rows of a table or cells of a row, through the wrappers that may stand round them.
    fn collect(&self, parent: Id, wanted: &str, found: &mut Vec<Id>) {
        let xml = self.xml;
        for child in xml.children(parent) {
            match xml.name(child) {
                ("w", name) if name == wanted => found.push(child),
                ("w", "sdt") => {
                    if let Some(content) = xml.child(child, "w", "sdtContent") {
                        self.collect(content, wanted, found);
                    }
                }
                ("w", "customXml" | "ins" | "moveTo") => self.collect(child, wanted, found),
                _ => {}
            }
        }
    }

    /// Places the cells: `gridSpan` to the right, `vMerge` downwards from the cell that restarts it.
    fn grid(&self, rows: &[Id]) -> Grid<Id> {
        let xml = self.xml;
        let mut grid = Grid { rows: 0, columns: 0, cells: Vec::new(), cut: false };
        // For each column where a merged cell may go on below: its index in the grid.
        let mut merging: Vec<(u32, usize)> = Vec::new();
        for &row in rows {
            let row_properties = xml.child(row, "w", "trPr");
            if row_properties.is_some_and(|properties| {
                xml.child(properties, "w", "del").is_some()
                    || xml.on(properties, "w", "hidden")
                    || is_flat(xml, properties)
            }) {
                continue;
            }
            let skipped = row_properties.and_then(|properties| xml.value(properties, "w", "gridBefore"));
            let mut column: u32 = skipped.and_then(|skipped| skipped.parse().ok()).unwrap_or(0);
            let mut cells = Vec::new();
            self.collect(row, "tc", &mut cells);
            let mut still_merging = Vec::new();
            let mut last: Option<usize> = None;
            for cell in cells {
                let properties = xml.child(cell, "w", "tcPr");
                let value = |name: &str| {
                    let element = properties.and_then(|properties| xml.child(properties, "w", name))?;
                    Some(xml.attribute(element, "val").unwrap_or("continue"))
                };
                if value("cellDel").is_some() {
                    continue;
                }
                let span = value("gridSpan").and_then(|span| span.parse().ok()).unwrap_or(1).max(1);
                if column >= MAX_COLUMNS || grid.cells.len() >= MAX_CELLS {
                    grid.cut = true;
                    break;
                }
                let span = span.min(MAX_COLUMNS - column);
                let above = merging.iter().find(|merged| merged.0 == column).map(|merged| merged.1);
                let vertical = value("vMerge").or_else(|| value("vmerge"));
                let horizontal = value("hMerge").or_else(|| value("hmerge"));
                let goes_on = above.filter(|_| vertical == Some("continue"));
                if let Some(merged) = goes_on.and_then(|above| grid.cells.get_mut(above)) {
                    merged.row_span = grid.rows + 1 - merged.row;
                    still_merging.extend(above.map(|above| (column, above)));
                    last = None;
                } else if let Some(left) = last
                    && horizontal == Some("continue")
                    && let Some(left) = grid.cells.get_mut(left)
                {
                    left.column_span += span;
                } else {
                    if vertical.is_some() {
                        still_merging.push((column, grid.cells.len()));
                    }
                    last = Some(grid.cells.len());
                    grid.cells.push(Placed {
                        item: cell,
                        row: grid.rows,
                        column,
                        row_span: 1,
                        column_span: span,
                    });
                }
                column += span;
                grid.columns = grid.columns.max(column);
            }
            merging = still_merging;
            grid.rows += 1;
        }
        grid
    }
}

/// Whether a row is exactly so high that nothing can be read in it.
fn is_flat(xml: &Xml, properties: Id) -> bool {
    /// Two points, in twentieths of them.
    const FLAT: u32 = 40;
    xml.child(properties, "w", "trHeight").is_some_and(|height| {
        let [rule, height] = xml.attributes(height, ["hRule", "val"]);
        rule == Some("exact")
            && height.and_then(|height| height.parse().ok()).is_some_and(|high: u32| high <= FLAT)
    })
}
