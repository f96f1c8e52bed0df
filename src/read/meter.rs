//! One meter for reading: what a document may cost, in one table of limits.
//!
//! Every reader has a handle on the meter of its document. Text, cells and blocks come into a document through
//! [`Blocks`] only, which pays for them; unpacked parts, nodes of markup, repeats and steps of work are paid for where
//! they arise. Past a limit nothing more is taken in, what was read so far is checked, and a note says what was cut.

use std::cell::Cell;
use std::rc::Rc;

use crate::document::{Block, Content, Document, ReadNote, Table};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Characters of text in paragraphs, headings and cells.
    Text,
    /// Characters of one paragraph, heading or cell.
    Paragraph,
    /// Paragraphs, headings and tables.
    Blocks,
    /// Cells of all tables, blank ones included.
    Cells,
    /// Elements and runs of text of a page or an XML part.
    Nodes,
    /// Elements of a page within one another; deeper ones are read as if their tags were not there.
    Depth,
    /// Parts of a package, and documents embedded in one.
    Parts,
    /// Bytes that the parts of one document unpack to.
    Unpacked,
    /// Copies that repetition counts ask for.
    Repeats,
    /// Pages of a PDF or OFD.
    Pages,
    /// Characters that a PDF or OFD places on its pages.
    Glyphs,
    /// Places that the ruling lines of a PDF or OFD make.
    Places,
    /// Steps of work: operators of a page, records of a workbook, numbers written for lists.
    Steps,
    /// Characters of the narrative whose numbers are looked at. Held where the report is found, not by the meter.
    Narrative,
}

/// One row of the table of limits.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is measured.
    pub limit: Limit,
    /// The most that a document may have of it.
    pub most: usize,
    /// The limit in Chinese, as the note and README say it.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// Characters of the narrative whose numbers are looked at. That of a yearly report has 3,000 to 30,000.
pub const MOST_NARRATIVE: usize = 200_000;

/// The limits. A yearly report has some 30,000 characters, 600 cells and 300 blocks.
pub const LIMITS: [Row; 14] = [
    Row { limit: Limit::Text, most: 1_500_000, zh: "文字 150 万字", en: "1,500,000 characters of text" },
    Row {
        limit: Limit::Paragraph,
        most: 200_000,
        zh: "一段或一格 20 万字",
        en: "200,000 characters in one paragraph or cell",
    },
    Row { limit: Limit::Blocks, most: 200_000, zh: "20 万段", en: "200,000 paragraphs" },
    Row { limit: Limit::Cells, most: 300_000, zh: "表格 30 万格", en: "300,000 cells in tables" },
    Row { limit: Limit::Nodes, most: 1_500_000, zh: "标记 150 万个", en: "1,500,000 pieces of markup" },
    Row { limit: Limit::Depth, most: 400, zh: "嵌套 400 层", en: "400 levels of nesting" },
    Row { limit: Limit::Parts, most: 2_000, zh: "部件 2000 个", en: "2,000 parts" },
    Row {
        limit: Limit::Unpacked, most: 64 << 20, zh: "部件解开后合计 64 MB", en: "64 MB of unpacked parts"
    },
    Row {
        limit: Limit::Repeats,
        most: 100_000,
        zh: "重复的行、格 10 万个",
        en: "100,000 repeated rows and cells",
    },
    Row { limit: Limit::Pages, most: 1_000, zh: "PDF 或 OFD 1000 页", en: "1,000 pages of a PDF or OFD" },
    Row {
        limit: Limit::Glyphs,
        most: 600_000,
        zh: "PDF 或 OFD 60 万个字",
        en: "600,000 characters of a PDF or OFD",
    },
    Row {
        limit: Limit::Places,
        most: 500_000,
        zh: "PDF 或 OFD 表格线 50 万格",
        en: "500,000 places between ruling lines of a PDF or OFD",
    },
    Row { limit: Limit::Steps, most: 5_000_000, zh: "指令 500 万步", en: "5 million steps of work" },
    Row {
        limit: Limit::Narrative,
        most: MOST_NARRATIVE,
        zh: "找数的正文 20 万字",
        en: "200,000 characters of text that numbers are looked for in",
    },
];

/// How much of each limit has been used. Handles share one meter.
#[derive(Debug, Clone, Default)]
pub struct Meter(Rc<[Used; LIMITS.len()]>);

#[derive(Debug, Default)]
struct Used {
    amount: Cell<usize>,
    /// More was asked for than there was: nothing is left.
    spent: Cell<bool>,
    /// Something was left out.
    cut: Cell<bool>,
}

impl Meter {
    fn used(&self, limit: Limit) -> Option<(&Used, usize)> {
        // The rows stand in the order of the limits, which a test holds.
        let at = limit as usize;
        Some((self.0.get(at)?, LIMITS.get(at)?.most))
    }

    /// Takes an amount; whether there was enough left. Where there was not, nothing is left from then on.
    pub fn pay(&self, limit: Limit, amount: usize) -> bool {
        let Some((used, most)) = self.used(limit) else { return false };
        let sum = used.amount.get().saturating_add(amount);
        let enough = !used.spent.get() && sum <= most;
        if enough {
            used.amount.set(sum);
        } else {
            used.amount.set(most);
            used.spent.set(true);
            used.cut.set(true);
        }
        enough
    }

    /// Whether an amount that is not used up, as a depth is not, keeps to its limit.
    pub fn allows(&self, limit: Limit, amount: usize) -> bool {
        self.used(limit).is_some_and(|(_, most)| amount <= most)
    }

    /// What is left.
    pub fn left(&self, limit: Limit) -> usize {
        self.used(limit).map_or(0, |(used, most)| most - used.amount.get().min(most))
    }

    /// Whether something was left out because of the limit.
    pub fn is_over(&self, limit: Limit) -> bool {
        self.used(limit).is_none_or(|(used, _)| used.cut.get())
    }

    /// Says that something was left out because of a limit.
    pub fn cut(&self, limit: Limit) {
        if let Some((used, _)) = self.used(limit) {
            used.cut.set(true);
        }
    }

    /// Whether no more blocks can be taken in: a reader may stop.
    pub fn is_full(&self) -> bool {
        let spent = |limit| self.used(limit).is_none_or(|(used, _)| used.spent.get());
        [Limit::Text, Limit::Blocks, Limit::Cells].into_iter().any(spent)
    }

    /// Gives back what is no longer there: the text of blocks that were joined to a cell.
    fn give_back(&self, limit: Limit, amount: usize) {
        if let Some((used, _)) = self.used(limit)
            && !used.spent.get()
        {
            used.amount.set(used.amount.get().saturating_sub(amount));
        }
    }

    /// The sentence on what was cut, where anything was.
    pub fn note(&self) -> Option<ReadNote> {
        let over = || LIMITS.iter().filter(|row| self.is_over(row.limit));
        let zh: Vec<&str> = over().map(|row| row.zh).collect();
        let en: Vec<&str> = over().map(|row| row.en).collect();
        if zh.is_empty() {
            return None;
        }
        Some(ReadNote {
            code: "truncated".to_owned(),
            zh: format!(
                "文件内容过多（超过{}的上限），超出的部分没有读取，已读到的部分照常检查；请只保留年度报告本身。",
                zh.join("、")
            ),
            en: format!(
                "The file holds too much (over the limit of {}); what goes beyond was not read, the rest is checked as \
                 usual. Please keep the report itself only.",
                en.join(", ")
            ),
        })
    }
}

/// The blocks that a reader makes. Whatever comes in has been paid for.
#[derive(Debug)]
pub struct Blocks {
    meter: Meter,
    list: Vec<Block>,
    /// The blocks of a cell, which become its text.
    within_cell: bool,
}

impl Blocks {
    /// The blocks of a document.
    pub fn new(meter: &Meter) -> Self {
        Self { meter: meter.clone(), list: Vec::new(), within_cell: false }
    }

    /// The blocks of a cell or of anything else that stands within a block.
    pub fn within(meter: &Meter) -> Self {
        Self { meter: meter.clone(), list: Vec::new(), within_cell: true }
    }

    /// The meter that is paid.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// Adds a block; what there is no room for is left out or cut short.
    pub fn push(&mut self, mut block: Block) {
        if self.meter.is_full() {
            return;
        }
        let paid = match &mut block.content {
            Content::Heading { text, .. } | Content::Paragraph { text } => pay_text(&self.meter, text),
            Content::Table(table) => pay_table(&self.meter, table),
        };
        if paid {
            self.add(block);
        }
    }

    /// Adds a table whose cells' texts were paid for as blocks within them, see [`Blocks::into_text`].
    pub fn push_joined(&mut self, table: Table) {
        // Where the text came to its end within the table, cells that are blank now are not blank in the file.
        if !self.meter.is_full() && self.meter.pay(Limit::Cells, table.cells.len()) {
            self.add(Block::table(table));
        }
    }

    /// Adds blocks that have been paid for.
    pub fn append(&mut self, other: Self) {
        for block in other.list {
            if self.within_cell || self.meter.pay(Limit::Blocks, 1) {
                self.list.push(block);
            }
        }
    }

    fn add(&mut self, block: Block) {
        // Steps keep cells of millions of paragraphs in bounds.
        let limit = if self.within_cell { Limit::Steps } else { Limit::Blocks };
        if self.meter.pay(limit, 1) {
            // Nearly all cells of tables hold one block, and there are many cells.
            if self.list.capacity() == 0 && self.within_cell {
                self.list.reserve_exact(1);
            }
            self.list.push(block);
        }
    }

    /// The blocks as one text, for a cell: paragraphs and the rows of tables in it, one a line.
    pub fn into_text(self) -> String {
        let mut text = String::new();
        for block in self.list {
            if !text.is_empty() {
                text.push('\n');
            }
            match block.content {
                Content::Heading { text: own, .. } | Content::Paragraph { text: own } => {
                    if text.is_empty() {
                        text = own;
                    } else {
                        text.push_str(&own);
                    }
                }
                Content::Table(table) => {
                    self.meter.give_back(Limit::Cells, table.cells.len());
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

    /// Keeps the blocks that a condition holds for.
    pub fn retain(&mut self, keep: impl FnMut(&Block) -> bool) {
        self.list.retain(keep);
    }

    /// The blocks to change in place, for what makes no text longer.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Block> {
        self.list.iter_mut()
    }

    /// Gives back what blocks cost that are not taken in after all.
    pub fn discard(self) {
        for block in &self.list {
            match &block.content {
                Content::Heading { text, .. } | Content::Paragraph { text } => {
                    self.meter.give_back(Limit::Text, text.chars().count());
                }
                Content::Table(table) => {
                    let characters = table.cells.iter().map(|cell| cell.text.chars().count()).sum();
                    self.meter.give_back(Limit::Text, characters);
                    self.meter.give_back(Limit::Cells, table.cells.len());
                }
            }
        }
        self.meter.give_back(Limit::Blocks, self.list.len());
    }

    /// The blocks of a document that was read with the same meter, to stand in another.
    #[cfg(feature = "documents")]
    pub fn of_document(document: Document, meter: &Meter) -> Self {
        Self { meter: meter.clone(), list: document.blocks, within_cell: true }
    }

    /// The document of these blocks.
    pub fn into_document(self) -> Document {
        Document { blocks: self.list, ..Document::default() }
    }
}

impl std::ops::Deref for Blocks {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        &self.list
    }
}

/// Pays for a text, cut to the longest that a paragraph may be; whether there is room for it.
fn pay_text(meter: &Meter, text: &mut String) -> bool {
    let longest = LIMITS.iter().find(|row| row.limit == Limit::Paragraph).map_or(0, |row| row.most);
    let mut length = text.chars().count();
    if length > longest {
        meter.cut(Limit::Paragraph);
        let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
        // Not within a number: its first digits would be another one.
        let kept = text.get(..end).unwrap_or_default();
        let end = kept.trim_end_matches(|last: char| last.is_numeric() || among!(".,．，", last)).len();
        text.truncate(end);
        text.shrink_to_fit();
        length = text.chars().count();
    }
    meter.pay(Limit::Text, length)
}

/// Pays for a table with its texts, cut to the rows that there is room for; whether anything of it is left.
fn pay_table(meter: &Meter, table: &mut Table) -> bool {
    let (room, rows) = (meter.left(Limit::Cells), table.rows);
    let mut last = rows;
    if table.cells.len() > room {
        meter.cut(Limit::Cells);
        last = table.cells.get(room).map_or(0, |cell| cell.row);
    }
    for cell in &mut table.cells {
        if cell.row >= last {
            break;
        }
        if !pay_text(meter, &mut cell.text) {
            last = cell.row;
        }
    }
    if last < rows {
        table.cells.retain(|cell| cell.row < last);
        table.rows = last;
        for cell in &mut table.cells {
            cell.row_span = cell.row_span.min(last - cell.row);
        }
    }
    let paid = meter.pay(Limit::Cells, table.cells.len());
    if table.rows < rows {
        // What follows does not follow on what was read.
        meter.pay(Limit::Cells, usize::MAX);
    }
    paid && !table.cells.is_empty()
}
