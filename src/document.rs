//! The document as it was read: blocks in reading order, each text at its place.
//!
//! `read` makes a [`Document`], `extract` finds the report in it. Nothing here knows what a report is. Texts are kept
//! as written (no folding, no repair); white space inside a paragraph is collapsed as its format prescribes, and a
//! forced line break inside a paragraph or cell is `\n`.

use std::ops::Range;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::order::Order;

/// A document in reading order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Document {
    /// Headings, paragraphs and tables from top to bottom.
    pub blocks: Vec<Block>,
    /// The title that the file's metadata gives (`<title>`, core properties): a hint, not a text of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How near the text is to what the organ published.
    pub fidelity: Fidelity,
    /// Named metadata as the file gives it, e.g. a portal's `<meta name="PubDate">`: hints, not texts of the report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub metadata: Vec<(String, String)>,
    /// Cells whose numbers are sums that the file holds as formulas without a result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub computed: Vec<Place>,
    /// What reading could not do; the rest of the document is still here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub notes: Vec<ReadNote>,
}

/// How near the text is to what the organ published: rules that a poor text cannot bear are lowered or left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Fidelity {
    /// The file itself, or its text without visible loss.
    #[default]
    Original,
    /// Text taken out of another format: layout lost, tables possibly flattened or dropped.
    Extracted,
    /// Read by character recognition: letters and digits may be wrong.
    Recognised,
    /// A mirror: converted script, inserted pinyin, replaced names.
    Mirror,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Block {
    /// What the block is and what it says.
    #[serde(flatten)]
    pub content: Content,
    /// The page (from 1) on which the block begins, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// The content of a block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// A heading by the format's own markup (`<h2>`, a heading style); a heading made by hand is a paragraph.
    Heading {
        /// 1 is the highest.
        level: u8,
        /// The text as written.
        text: String,
    },
    /// A paragraph, or one line of a plain text.
    Paragraph {
        /// The text as written.
        text: String,
    },
    /// A table.
    Table(Table),
}

/// A table: a grid in which each cell covers one or more places.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Table {
    /// Number of grid rows.
    pub rows: u32,
    /// Number of grid columns.
    pub columns: u32,
    /// The cells in row-major order of their top left place. Places without a cell (ragged text tables) are allowed.
    pub cells: Vec<TableCell>,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct TableCell {
    /// Grid row of the top left place, from 0.
    pub row: u32,
    /// Grid column of the top left place, from 0.
    pub column: u32,
    /// Grid rows covered, at least 1.
    pub row_span: u32,
    /// Grid columns covered, at least 1.
    pub column_span: u32,
    /// The text as written, paragraphs and forced breaks separated by `\n`.
    pub text: String,
    /// Marked as a header cell by the format (`<th>`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub header: bool,
    /// The page (from 1), where it differs from the block's: a table that runs over pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// Something that reading could not do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ReadNote {
    /// Stable kebab-case name, e.g. `scan-without-text`, `encrypted`, `too-large`, `truncated`.
    pub code: String,
    /// A finished sentence in Chinese that says what is missing and what to do.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// A place in a document.
///
/// Offsets count Unicode scalar values (characters, not bytes nor UTF-16 units) of the block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(untagged)]
pub enum Place {
    /// A cell of a table.
    Cell {
        /// Index into [`Document::blocks`].
        block: u32,
        /// Grid row.
        row: u32,
        /// Grid column.
        column: u32,
    },
    /// A span of a paragraph or heading, `start` inclusive, `end` exclusive.
    Span {
        /// Index into [`Document::blocks`].
        block: u32,
        /// First character.
        start: u32,
        /// One past the last character.
        end: u32,
    },
}

// What is derived for tagged, untagged and flattened values first keeps everything in a value of no type, which is slower
// and 5,000 bytes more in each of the page's modules than to look at the fields that there are.

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Kind {
            Heading,
            Paragraph,
            Table,
        }
        #[derive(Deserialize)]
        struct Fields {
            kind: Kind,
            level: Option<u8>,
            text: Option<String>,
            rows: Option<u32>,
            columns: Option<u32>,
            cells: Option<Vec<TableCell>>,
            page: Option<u32>,
        }
        let Fields { kind, level, text, rows, columns, cells, page } = Fields::deserialize(deserializer)?;
        let missing = |name| move || D::Error::missing_field(name);
        let content = match kind {
            Kind::Heading => Content::Heading {
                level: level.ok_or_else(missing("level"))?,
                text: text.ok_or_else(missing("text"))?,
            },
            Kind::Paragraph => Content::Paragraph { text: text.ok_or_else(missing("text"))? },
            Kind::Table => Content::Table(Table {
                rows: rows.ok_or_else(missing("rows"))?,
                columns: columns.ok_or_else(missing("columns"))?,
                cells: cells.ok_or_else(missing("cells"))?,
            }),
        };
        Ok(Self { content, page })
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Fields {
            block: u32,
            row: Option<u32>,
            column: Option<u32>,
            start: Option<u32>,
            end: Option<u32>,
        }
        match Fields::deserialize(deserializer)? {
            Fields { block, row: Some(row), column: Some(column), .. } => {
                Ok(Self::Cell { block, row, column })
            }
            Fields { block, start: Some(start), end: Some(end), .. } => Ok(Self::Span { block, start, end }),
            Fields { .. } => Err(D::Error::custom("a place is a row and a column, or a start and an end")),
        }
    }
}

/// Rows and columns that a table may state. Readers keep to less; what a caller hands over may state anything.
const MOST_ROWS: u32 = 400_000;
const MOST_COLUMNS: u32 = 1_024;

impl Document {
    /// Takes tables at the size that their cells have, where they state more than any reader makes: cells beyond that
    /// are dropped and spans end there. Cells are put in row-major order. A document that was read is left as it is.
    pub(crate) fn settle(&mut self) {
        for block in &mut self.blocks {
            if let Content::Table(table) = &mut block.content {
                table.settle();
            }
        }
    }

    /// The text at a place: the whole text of a cell, or the characters of a span.
    #[must_use]
    pub fn text_at(&self, place: Place) -> Option<String> {
        match place {
            Place::Cell { block, row, column } => {
                let table = self.blocks.get(block as usize)?.as_table()?;
                table.at(row, column).map(|cell| cell.text.clone())
            }
            Place::Span { block, start, end } => {
                let text = self.blocks.get(block as usize)?.text()?;
                Some(text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect())
            }
        }
    }
}

impl Block {
    /// A paragraph without page.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self { content: Content::Paragraph { text: text.into() }, page: None }
    }

    /// A heading without page; `level` 1 is the highest.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self { content: Content::Heading { level, text: text.into() }, page: None }
    }

    /// A table without page.
    #[must_use]
    pub fn table(table: Table) -> Self {
        Self { content: Content::Table(table), page: None }
    }

    /// The text of a heading or paragraph; `None` for a table.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Heading { text, .. } | Content::Paragraph { text } => Some(text),
            Content::Table(_) => None,
        }
    }

    /// The table, where the block is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&Table> {
        match &self.content {
            Content::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl Table {
    /// The cells whose top left place is in a grid row.
    #[must_use]
    pub fn row(&self, row: u32) -> &[TableCell] {
        self.band(row..row.saturating_add(1))
    }

    /// The cells whose top left place is in some grid rows.
    #[must_use]
    pub fn band(&self, rows: Range<u32>) -> &[TableCell] {
        let first = |row: u32| self.cells.partition_point(|cell| cell.row < row);
        self.cells.get(first(rows.start)..first(rows.end)).unwrap_or_default()
    }

    fn settle(&mut self) {
        self.cells.order_by(|a, b| (a.row, a.column).cmp(&(b.row, b.column)));
        let is_sound = |cell: &TableCell| {
            (1..=MOST_ROWS).contains(&cell.row_span)
                && (1..=MOST_COLUMNS).contains(&cell.column_span)
                && cell.row <= MOST_ROWS - cell.row_span
                && cell.column <= MOST_COLUMNS - cell.column_span
        };
        if self.rows <= MOST_ROWS && self.columns <= MOST_COLUMNS && self.cells.iter().all(is_sound) {
            return;
        }
        self.cells.retain(|cell| cell.row < MOST_ROWS && cell.column < MOST_COLUMNS);
        let (mut rows, mut columns) = (0, 0);
        for cell in &mut self.cells {
            cell.row_span = cell.row_span.clamp(1, MOST_ROWS - cell.row);
            cell.column_span = cell.column_span.clamp(1, MOST_COLUMNS - cell.column);
            rows = rows.max(cell.row + cell.row_span);
            columns = columns.max(cell.column + cell.column_span);
        }
        (self.rows, self.columns) = (rows, columns);
    }

    /// A table from rows of plain texts, one grid place each; rows may differ in length.
    #[must_use]
    pub fn from_rows<R, S>(rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item = S>,
        S: Into<String>,
    {
        let mut table = Self::default();
        for (row, texts) in (0..).zip(rows) {
            table.rows = row + 1;
            for (column, text) in (0..).zip(texts) {
                table.columns = table.columns.max(column + 1);
                table.cells.push(TableCell::at(row, column, text));
            }
        }
        table
    }

    /// The cell that covers a grid place.
    #[must_use]
    pub fn at(&self, row: u32, column: u32) -> Option<&TableCell> {
        self.cells.iter().find(|cell| cell.covers(row, column))
    }
}

impl TableCell {
    /// A cell of one grid place.
    #[must_use]
    pub fn at(row: u32, column: u32, text: impl Into<String>) -> Self {
        Self { row, column, row_span: 1, column_span: 1, text: text.into(), header: false, page: None }
    }

    /// Whether the cell covers a grid place.
    #[must_use]
    pub fn covers(&self, row: u32, column: u32) -> bool {
        (self.row..self.row + self.row_span).contains(&row)
            && (self.column..self.column + self.column_span).contains(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(rows: u32, columns: u32, cells: &[(u32, u32, u32, u32)]) -> Table {
        let cells = cells.iter().map(|&(row, column, row_span, column_span)| TableCell {
            row_span,
            column_span,
            ..TableCell::at(row, column, "甲")
        });
        let table = Table { rows, columns, cells: cells.collect() };
        let mut document = Document { blocks: vec![Block::table(table)], ..Document::default() };
        document.settle();
        document.blocks.first().and_then(Block::as_table).cloned().unwrap()
    }

    #[test]
    fn a_document_is_read_back_as_it_was_written() {
        let cell = TableCell { header: true, page: Some(3), row_span: 2, ..TableCell::at(1, 0, "甲\n乙") };
        let table = Table { rows: 3, columns: 1, cells: vec![cell] };
        let document = Document {
            blocks: vec![
                Block { page: Some(2), ..Block::heading(2, "一、总体情况") },
                Block::paragraph(""),
                Block::table(table),
            ],
            computed: vec![
                Place::Cell { block: 2, row: 1, column: 0 },
                Place::Span { block: 0, start: 1, end: 2 },
            ],
            ..Document::default()
        };
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document);
        for (part, without) in [
            ("\"level\":2,", ""),
            ("\"text\":\"\"", "\"words\":\"\""),
            ("\"start\":1,", ""),
            ("paragraph", "prose"),
        ] {
            assert!(json.contains(part), "{part}");
            assert!(serde_json::from_str::<Document>(&json.replacen(part, without, 1)).is_err(), "{part}");
        }
    }

    #[test]
    fn what_a_table_states_of_itself_makes_no_work() {
        let most = u32::MAX;
        let empty = settled(most, 3, &[]);
        assert_eq!((empty.rows, empty.columns), (0, 0));
        let one = settled(most, most, &[(0, 1, 1, 1)]);
        assert_eq!((one.rows, one.columns, one.cells.len()), (1, 2, 1));
        let far = settled(9, 9, &[(0, 0, 1, 1), (most, 0, 1, 1), (0, most, 1, 1)]);
        assert_eq!((far.rows, far.columns, far.cells.len()), (1, 1, 1));
        let wide = settled(1, 1, &[(0, 0, most, most), (3, 3, 0, 0)]);
        assert!(wide.rows == MOST_ROWS && wide.columns == MOST_COLUMNS);
        assert!(wide.cells.iter().all(|cell| cell.row + cell.row_span <= MOST_ROWS && cell.row_span > 0));
        // A table with rows that hold no cell is a table as readers make them.
        let ragged = settled(9, 9, &[(0, 0, 1, 1)]);
        assert_eq!((ragged.rows, ragged.columns), (9, 9));
    }
}
