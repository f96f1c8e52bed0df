//! Pages to blocks: lines to paragraphs, parts of tables to tables.

use super::lines::{Line, first_word_width, join};
use super::loose::{Loose, RowLine};
use super::page::{Item, PageItems};
use super::seam::Joined;
use crate::document::{Block, Content};
use crate::order::Order;
use crate::read::meter::{Blocks, Meter};
use crate::read::number::enumerated;

/// The blocks of all pages.
pub(super) fn blocks_of(pages: Vec<PageItems>, meter: &Meter) -> Blocks {
    let margins = Margins::of(&pages);
    let mut flow = Flow {
        margins,
        blocks: Blocks::new(meter),
        paragraph: None,
        table: None,
        rows: None,
        notes: Vec::new(),
    };
    for page in pages {
        let mut first = !page.below_title;
        for item in page.items {
            match item {
                Item::Line(line) => flow.line(line, page.number, first),
                Item::Table(table) => {
                    flow.end_paragraph();
                    flow.end_rows();
                    let rest = match &mut flow.table {
                        Some(open) if first => open.add(table),
                        _ => Some(table),
                    };
                    if let Some(table) = rest {
                        flow.end_table();
                        flow.table = Some(Joined::from(table));
                    }
                }
            }
            first = false;
        }
        flow.notes.extend(page.notes.into_iter().map(|line| (page.number, line)));
    }
    flow.end_paragraph();
    flow.end_rows();
    flow.end_table();
    flow.blocks
}

/// Where the text of the document stands on its pages.
struct Margins {
    left: f64,
    right: f64,
    /// The usual distance from line to line, as a part of the font size.
    pitch: f64,
}

impl Margins {
    fn of(pages: &[PageItems]) -> Self {
        let mut lefts = Vec::new();
        let mut rights = Vec::new();
        let mut pitches = Vec::new();
        for page in pages {
            let mut last: Option<&Line> = None;
            for item in &page.items {
                let Item::Line(line) = item else {
                    last = None;
                    continue;
                };
                lefts.push(line.area.left);
                rights.push(line.area.right);
                if let Some(before) = last {
                    pitches.push((line.area.middle().1 - before.area.middle().1) / line.size.max(1.0));
                }
                last = Some(line);
            }
        }
        // The outermost tenth is left to what sticks out.
        let pick = |values: &mut Vec<f64>, part: f64| {
            values.order_by(f64::total_cmp);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let index = (values.len().saturating_sub(1) as f64 * part) as usize;
            values.get(index).copied().unwrap_or(0.0)
        };
        let left = pick(&mut lefts, 0.05);
        // Where all lines are short, the paper tells how long they could be: margins are much the same on both sides.
        let paper = pages.iter().map(|page| page.width).fold(f64::INFINITY, f64::min) - 1.3 * left;
        Self {
            left,
            right: pick(&mut rights, 0.95).max(if paper.is_finite() { paper } else { 0.0 }),
            pitch: pick(&mut pitches, 0.5).clamp(1.0, 3.0),
        }
    }
}

struct Flow {
    margins: Margins,
    blocks: Blocks,
    paragraph: Option<(String, u32, Line)>,
    table: Option<Joined>,
    /// A table without lines, all rows with as many values.
    rows: Option<Loose>,
    /// The notes of the pages over which what is open goes on.
    notes: Vec<(u32, Line)>,
}

impl Flow {
    fn line(&mut self, line: Line, page: u32, first: bool) {
        self.end_table();
        let row = self.rows.as_ref().and_then(|rows| rows.row_near_label(&line));
        if let Some(row) = row.or_else(|| RowLine::of(&line)) {
            self.row(row, line, page);
            return;
        }
        let line = match &mut self.rows {
            Some(rows) => rows.add_label(line, page, first),
            None => Some(line),
        };
        if let Some(line) = line {
            self.end_rows();
            self.text(line, page, first);
        }
    }

    fn row(&mut self, row: RowLine, line: Line, page: u32) {
        if self.rows.as_ref().is_some_and(|rows| !rows.takes(&row)) {
            self.end_rows();
        }
        if let Some(rows) = &mut self.rows {
            rows.add(row, line, page);
            return;
        }
        // The label of the first row may have begun in the line before.
        let alone = |(text, on, last): &(String, u32, Line)| {
            *on == page && *text == last.text && Loose::reaches(&row, &line, last)
        };
        let above = self.paragraph.take_if(|paragraph| alone(paragraph)).map(|(_, _, last)| last);
        self.end_paragraph();
        self.rows = Some(Loose::new(row, line, above, page));
    }

    /// A line that is no part of a table.
    fn text(&mut self, line: Line, page: u32, first: bool) {
        if let Some((text, _, last)) = &mut self.paragraph
            && continues(&self.margins, text, last, &line, first)
        {
            join(text, &line.text, false);
            *last = line;
            return;
        }
        self.end_paragraph();
        self.paragraph = Some((line.text.clone(), page, line));
    }

    fn end_rows(&mut self) {
        let Some(rows) = self.rows.take() else { return };
        let (table, page, rest) = rows.finish();
        self.blocks.push(Block { content: Content::Table(table), page: Some(page) });
        for (page, line) in rest {
            self.text(line, page, false);
        }
        self.end_notes();
    }

    fn end_paragraph(&mut self) {
        self.push_paragraph();
        self.end_notes();
    }

    fn push_paragraph(&mut self) {
        if let Some((text, page, _)) = self.paragraph.take() {
            self.blocks.push(Block { content: Content::Paragraph { text }, page: Some(page) });
        }
    }

    /// The notes stand behind what went over the end of their page.
    fn end_notes(&mut self) {
        if self.table.is_some() || self.rows.is_some() || self.paragraph.is_some() {
            return;
        }
        for (page, line) in std::mem::take(&mut self.notes) {
            self.text(line, page, false);
        }
        self.push_paragraph();
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            let page = table.page;
            self.blocks.push(Block { content: Content::Table(table.finish()), page: Some(page) });
        }
        self.end_notes();
    }
}

/// Whether a line goes on with the paragraph of the line before it. `over` pages there is no distance to measure.
fn continues(margins: &Margins, text: &str, last: &Line, line: &Line, over: bool) -> bool {
    let size = last.size.max(line.size).max(1.0);
    // Rows of a table without lines: what ends one is no part of the next.
    if last.is_listed() || line.is_listed() {
        return false;
    }
    if (last.size - line.size).abs() > 0.15 * size {
        return false;
    }
    let indented = line.area.left - margins.left > 1.2 * size;
    // A paragraph set in from the left as a whole goes on at the same place.
    let hanging =
        last.area.left - margins.left > 1.2 * size && (last.area.left - line.area.left).abs() < 0.3 * size;
    if indented && !hanging {
        return false;
    }
    let free = margins.right - last.area.right;
    if free > first_word_width(line) + 1.2 * size {
        return false;
    }
    // The text of one page may be narrower than that of others: half a number goes on all the same.
    let cut =
        text.ends_with(|c: char| c.is_ascii_digit()) && line.text.starts_with(|c: char| c.is_ascii_digit());
    if indented && hanging && !cut && free > 0.6 * size {
        return false;
    }
    let pitch = line.area.middle().1 - last.area.middle().1;
    if !over && pitch > (margins.pitch * 1.35 + 0.1) * size {
        return false;
    }
    let ended = text.ends_with(['。', '：', '；', '！', '？', ':', ';']);
    !(ended && enumerated(&line.text))
}
