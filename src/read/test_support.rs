//! What the tests of several readers share: a document in short, and damage that is the same in every run.

#[cfg(feature = "documents")]
use crate::document::Document;
use crate::document::{Block, Content};

/// The blocks in short: paragraphs as they are, tables as rows of cells, each with its spans where it has any.
pub(super) fn shown(blocks: &[Block]) -> Vec<String> {
    let one = |block: &Block| match &block.content {
        Content::Heading { level, text } => format!("h{level} {text}"),
        Content::Paragraph { text } => format!("p {text}"),
        Content::Table(table) => {
            let row = |row: u32| {
                let cells = table.cells.iter().filter(|cell| cell.row == row);
                let shown = cells.map(|cell| match (cell.row_span, cell.column_span) {
                    (1, 1) => cell.text.clone(),
                    (rows, columns) => format!("{}[{rows}×{columns}]", cell.text),
                });
                shown.collect::<Vec<_>>().join("¦")
            };
            format!("t {}", (0..table.rows).map(row).collect::<Vec<_>>().join(" / "))
        }
    };
    blocks.iter().map(one).collect()
}

/// Asserts that every cell lies within its table.
#[cfg(feature = "documents")]
pub(super) fn assert_cells_within(document: &Document) {
    for table in document.blocks.iter().filter_map(Block::as_table) {
        assert!(table.cells.iter().all(|cell| cell.row + cell.row_span <= table.rows));
        assert!(table.cells.iter().all(|cell| cell.column + cell.column_span <= table.columns));
    }
}

/// Numbers that look like random ones and are the same in every run.
pub(super) struct Random(pub(super) u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0
    }

    /// A number below `end`.
    #[cfg(feature = "documents")]
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 8).unwrap() % end
    }

    /// Any byte.
    pub(super) fn byte(&mut self) -> u8 {
        self.next().to_be_bytes()[0]
    }

    /// The bytes with some of them changed.
    #[cfg(feature = "documents")]
    pub(super) fn damage(&mut self, bytes: &[u8], changes: usize) -> Vec<u8> {
        let mut damaged = bytes.to_vec();
        for _ in 0..changes {
            let at = self.below(bytes.len());
            damaged[at] = self.byte();
        }
        damaged
    }
}
