//! The labels of each table 2 that differs among the forms, prepared for comparison once and only where a document asks
//! for them.

use std::sync::{LazyLock, OnceLock};

use super::super::heads::plain_head;
use super::super::label::{Expected, Pattern, core};
use super::super::stream::{Needle, Needles};
use super::super::years::is_of_other_year;
use crate::form::{self, BlockForm, ColumnId, RowForm, TableForm, TableId};
use crate::text::fold::is_han;

/// A form's table 2 prepared for comparison.
pub struct Labels {
    /// The form's table.
    pub table: &'static TableForm,
    evidence: OnceLock<(Vec<Pattern>, Needles)>,
    rows: OnceLock<Vec<Expected>>,
    heads: OnceLock<Vec<Pattern>>,
    blocks: OnceLock<Vec<Block>>,
    in_text: OnceLock<Needles>,
}

/// A block of the table with the labels of its columns.
pub struct Block {
    /// The form's block.
    pub form: &'static BlockForm,
    /// Each column with its label, and whether that speaks of another year.
    columns: Vec<(ColumnId, Expected, bool)>,
}

/// What is found in running text beside the rows, which are called by their number: where the table begins …
pub const START: usize = usize::MAX - 1;
/// … and where it has ended.
pub const END: usize = usize::MAX;

static PREPARED: LazyLock<Vec<Labels>> = LazyLock::new(|| {
    let tables = form::tables(TableId::Table2).iter();
    tables.map(|table| Labels::new(table)).collect()
});

/// Those of all forms, in their order.
pub fn all() -> &'static [Labels] {
    &PREPARED
}

impl Labels {
    fn new(table: &'static TableForm) -> Self {
        Self {
            table,
            evidence: OnceLock::new(),
            rows: OnceLock::new(),
            heads: OnceLock::new(),
            blocks: OnceLock::new(),
            in_text: OnceLock::new(),
        }
    }

    /// The labels of its columns that are long enough to speak for the table, each once, and the same to look for in
    /// running text.
    pub fn evidence(&self) -> &(Vec<Pattern>, Needles) {
        self.evidence.get_or_init(|| {
            let mut labels: Vec<Pattern> = Vec::new();
            for each in self.columns().filter(|each| each.chars().len() >= 5) {
                if !labels.iter().any(|label| label.chars() == each.chars()) {
                    labels.push(each);
                }
            }
            let needles = labels.iter().enumerate().map(|(label, pattern)| Needle {
                label,
                chars: pattern.chars().to_vec(),
                ordinal: None,
            });
            let needles = Needles::new(needles.collect());
            (labels, needles)
        })
    }

    /// The labels of its rows.
    pub fn rows(&self) -> &[Expected] {
        self.rows.get_or_init(|| self.table.rows().map(Expected::row).collect())
    }

    /// The labels of its columns, without the shortest.
    pub fn heads(&self) -> &[Pattern] {
        self.heads.get_or_init(|| self.columns().filter(|head| head.chars().len() >= 4).collect())
    }

    /// Its blocks.
    pub fn blocks(&self) -> &[Block] {
        self.blocks.get_or_init(|| self.table.blocks.iter().map(Block::new).collect())
    }

    /// The block in which a row stands, by the row's number in the table.
    pub fn block_of(&self, row: usize) -> Option<&Block> {
        let mut before = 0;
        self.blocks().iter().find(|block| {
            before += block.form.rows.len();
            row < before
        })
    }

    /// Its rows with their blocks.
    pub fn rows_in_blocks(&self) -> impl Iterator<Item = (&'static BlockForm, &'static RowForm)> {
        self.table.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)))
    }

    /// What to look for in running text.
    pub fn in_text(&self) -> &Needles {
        self.in_text.get_or_init(|| {
            let rows = (0..).zip(self.table.rows()).flat_map(|(label, row)| {
                std::iter::once(&row.label).chain(row.variants).map(move |text| (label, *text))
            });
            let edges = [
                (START, "第二十条第"),
                (START, "信息内容"),
                (END, "收到和处理政府信息公开申请情况"),
                (END, "本年新收政府信息公开申请数量"),
            ];
            let needle = |(label, text)| Needle { label, chars: core(text).chars, ordinal: None };
            Needles::new(rows.chain(edges).map(needle).collect())
        })
    }

    fn columns(&self) -> impl Iterator<Item = Pattern> {
        let columns = self.table.blocks.iter().flat_map(|block| block.columns);
        columns.map(|column| Pattern::new(core(column.label)))
    }
}

impl Block {
    fn new(form: &'static BlockForm) -> Self {
        let columns = form.columns.iter().map(|column| {
            let other_year = is_of_other_year(column.label, None);
            (column.id, Expected::new(column.label, column.variants, ""), other_year)
        });
        Self { form, columns: columns.collect() }
    }

    /// The column that a head names; none where it speaks of another year and the form does not.
    pub fn recognise(&self, text: &str) -> Option<ColumnId> {
        // Most cells hold no Chinese character.
        let written = text.contains(is_han).then(|| plain_head(text))?;
        let fitting = |(_, expected, other_year): &&(ColumnId, Expected, bool)| {
            expected.agreement(&written) >= 0.85 && (*other_year || !is_of_other_year(text, None))
        };
        self.columns.iter().find(fitting).map(|(column, ..)| *column)
    }
}
