//! Plain text: each line a paragraph, and tables where the text shows its columns by pipes, tabs or alignment.

mod laid_out;
mod margin;
mod pipes;
mod ragged;
mod rejoin;
mod wiki;

use std::borrow::Cow;

use super::meter::{Blocks, Limit, Meter};
use crate::document::{Block, Document, Fidelity, Table, TableCell};
use crate::read::grid::MAX_COLUMNS;

/// A cell with more characters than this is no cell: the line is prose that happens to hold the separator.
const LONG_CELL: usize = 500;

/// Rows that tell whether lines of words that stand apart are a table.
const MOST_TELLING_ROWS: usize = 300;

/// Reads a plain text.
pub fn read(source: &str, meter: &Meter) -> Document {
    let blocks = blocks_in(Blocks::new(meter), source, &|line| Block::paragraph(line));
    Document { fidelity: Fidelity::Extracted, ..blocks.into_document() }
}

/// The blocks of a plain text. Form feeds count pages, as `pdftotext` writes them.
pub fn blocks(source: &str, meter: &Meter) -> Blocks {
    blocks_with(source, &|line| Block::paragraph(line), meter)
}

/// As [`blocks`], with the caller's own way to make a block of a line that belongs to no table.
pub(crate) fn blocks_with(source: &str, make_block: &dyn Fn(&str) -> Block, meter: &Meter) -> Blocks {
    blocks_in(Blocks::within(meter), source, make_block)
}

/// Adds the blocks of a plain text to those that are there; no more lines are kept than these have room for.
fn blocks_in(mut blocks: Blocks, source: &str, make_block: &dyn Fn(&str) -> Block) -> Blocks {
    let paged = source.trim_end_matches(|character: char| character.is_whitespace()).contains('\u{c}');
    let mut numbered = false;
    for (page, text) in (1..).zip(source.split('\u{c}')) {
        let first = blocks.len();
        let text = margin::without_line_numbers(text, &mut numbered);
        Page { make_block, blocks: &mut blocks }.read(&rejoin::rejoined(&text));
        if paged {
            for block in blocks.iter_mut().skip(first) {
                block.page = Some(page);
            }
        }
    }
    blocks
}

struct Page<'a> {
    make_block: &'a dyn Fn(&str) -> Block,
    blocks: &'a mut Blocks,
}

impl Page<'_> {
    fn read(&mut self, text: &str) {
        // So many lines at a time as a table can have rows: ten million lines need not be known at once.
        let mut rest = text;
        while !rest.is_empty() && !self.blocks.meter().is_full() {
            let (lines, after) = logical_lines(rest, self.blocks.meter().left(Limit::Cells).max(1));
            self.lines(&lines);
            rest = after;
        }
    }

    fn lines(&mut self, lines: &[&str]) {
        let mut rest = lines;
        let mut laid_out = laid_out::tables(lines).into_iter().peekable();
        while let Some(first) = rest.first() {
            if self.blocks.meter().is_full() {
                return;
            }
            let at = lines.len() - rest.len();
            if let Some((range, table)) = laid_out.next_if(|(range, _)| range.start <= at)
                && range.start == at
            {
                self.blocks.push(Block::table(table));
                rest = lines.get(range.end..).unwrap_or_default();
                continue;
            }
            let taken = self
                .wiki_table(rest)
                .or_else(|| self.pipe_rows(rest))
                .or_else(|| self.tab_rows(rest))
                .or_else(|| self.aligned_rows(rest));
            let taken = taken.unwrap_or_else(|| {
                self.paragraph(first);
                1
            });
            rest = rest.get(taken.max(1)..).unwrap_or_default();
        }
    }

    fn paragraph(&mut self, line: &str) {
        let text = trimmed(line);
        if !text.is_empty() {
            self.blocks.push((self.make_block)(text));
        }
    }

    /// Reads a run of tab-separated rows at the start of `lines`; the number of lines read.
    fn tab_rows<'l>(&mut self, lines: &[&'l str]) -> Option<usize> {
        let tabs = |line: &str| line.matches('\t').count();
        let inner = |line: &str| line.trim_matches([' ', '\t']).contains('\t');
        // Rows of a spreadsheet whose cells are all merged or blank have their tabs at the ends only.
        let strong =
            lines.iter().take(20).take_while(|line| line.contains('\t')).position(|line| inner(line))?;
        let expected = tabs(lines.get(strong)?);
        if !lines.get(..strong)?.iter().all(|line| expected > 1 && tabs(line) == expected) {
            return None;
        }
        // A table of more rows than there is room for is cut there, before its cells are split.
        let mut room = self.blocks.meter().left(Limit::Cells);
        let taken = lines
            .iter()
            .take_while(|line| inner(line) || (expected > 1 && tabs(line) == expected))
            .take_while(|line| {
                let fits = room > 0;
                room = room.saturating_sub(tabs(line) + 1);
                fits
            })
            .count()
            .max(1);
        let cells =
            |line: &&'l str| line.split('\t').map(|cell| Cow::Borrowed(unquoted(trimmed(cell)))).collect();
        let mut rows: Vec<Vec<Cow<'l, str>>> = lines.get(..taken)?.iter().map(cells).collect();
        let long = rows.iter().flatten().any(|cell| cell.chars().count() > LONG_CELL)
            || rows.iter().any(|cells| cells.len() > MAX_COLUMNS as usize);
        let enough = taken >= 2 || rows.iter().all(|cells| cells.len() >= 3);
        if long || !enough {
            for line in lines.get(..taken)? {
                self.paragraph(line);
            }
        } else {
            ragged::settle(&mut rows.iter_mut().collect::<Vec<_>>());
            self.blocks.push(Block::table(table_of(rows.into_iter().map(|cells| (cells, false)))));
        }
        Some(taken)
    }

    /// Reads a run of lines whose cells stand apart by two or more spaces. Only clear runs count: at least two
    /// lines with the same number of short cells, with numbers at their ends.
    fn aligned_rows<'l>(&mut self, lines: &[&'l str]) -> Option<usize> {
        let first = aligned_cells(lines.first()?)?;
        let row = |line: &&'l str| aligned_cells(line).filter(|cells| cells.len() == first.len());
        // The first rows tell whether it is a table: those of a long run that is none are looked at again and again.
        let start = || lines.iter().map_while(row).take(MOST_TELLING_ROWS);
        let numbers = start().filter(|cells| cells.last().is_some_and(|cell| is_number(cell))).count();
        if start().count() < 2 || numbers == 0 || numbers * 2 < start().count() {
            return None;
        }
        let most = self.blocks.meter().left(Limit::Cells) / first.len().max(1) + 1;
        let rows: Vec<(Vec<&str>, bool)> =
            lines.iter().map_while(row).take(most).map(|cells| (cells, false)).collect();
        let taken = rows.len();
        self.blocks.push(Block::table(table_of(rows)));
        Some(taken)
    }
}

/// Cells that stand apart by two or more blanks; `None` where a line is not of such cells.
fn aligned_cells(line: &str) -> Option<Vec<&str>> {
    let line = trimmed(line);
    let blank = |character: char| matches!(character, ' ' | '\u{a0}' | '\u{3000}');
    let mut cells = Vec::new();
    let (mut start, mut gap_start, mut gap, mut narrowest) = (0, 0, 0_usize, usize::MAX);
    for (at, character) in line.char_indices() {
        if blank(character) {
            if gap == 0 {
                gap_start = at;
            }
            gap += if character == '\u{3000}' { 2 } else { 1 };
        } else {
            if gap >= 2 {
                cells.push(line.get(start..gap_start).unwrap_or_default());
                start = at;
                narrowest = narrowest.min(gap);
            }
            gap = 0;
        }
    }
    cells.push(line.get(start..).unwrap_or_default());
    let short = cells.iter().all(|cell| cell.chars().count() <= 40);
    let some = cells.len() >= 3 || (cells.len() == 2 && narrowest >= 3);
    (some && short && cells.len() <= MAX_COLUMNS as usize).then_some(cells)
}

fn is_number(text: &str) -> bool {
    text.chars().any(|character| character.is_numeric())
        && text
            .chars()
            .all(|character| character.is_numeric() || matches!(character, '.' | ',' | '，' | '-' | '%'))
}

/// A table of rows of texts; each row with whether it is a header.
fn table_of<T: Into<String>>(rows: impl IntoIterator<Item = (Vec<T>, bool)>) -> Table {
    let mut table = Table::default();
    for (row, (texts, header)) in (0..).zip(rows) {
        table.rows = row + 1;
        for (column, text) in (0..).zip(texts) {
            table.columns = table.columns.max(column + 1);
            table.cells.push(TableCell { header, ..TableCell::at(row, column, text) });
        }
    }
    table.cells.shrink_to_fit();
    table
}

/// Lines, where a quoted cell of a spreadsheet's clipboard may hold line breaks of its own.
/// At most so many as `most`, and the text after them.
fn logical_lines(text: &str, most: usize) -> (Vec<&str>, &str) {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && lines.len() < most {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = quoted_end(rest, end).unwrap_or(end);
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        lines.push(line);
        rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or_default();
    }
    (lines, rest)
}

/// Where a line's last cell begins with a quotation mark that the line does not close: the end of the line in which
/// it is closed before a tab or line end. A spreadsheet writes cells with line breaks in this way.
fn quoted_end(rest: &str, end: usize) -> Option<usize> {
    /// A cell of more bytes than this is none; it also keeps a text full of open quotation marks linear.
    const LONGEST: usize = 2000;
    let line = rest.get(..end)?;
    let open = |line: &str| {
        let cell = line.rsplit('\t').next().unwrap_or(line);
        line.contains('\t') && cell.starts_with('"') && cell.matches('"').count() % 2 == 1
    };
    let open_from_start = line.starts_with('"') && line.matches('"').count() % 2 == 1;
    if !open(line) && !open_from_start {
        return None;
    }
    let mut quotes = line.matches('"').count();
    let mut end = end;
    while end < LONGEST.max(line.len() + LONGEST) {
        let after = rest.get(end..)?;
        let skipped = if after.starts_with("\r\n") { 2 } else { 1 };
        let next = after.get(skipped..)?;
        let length = next.find(['\n', '\r']).unwrap_or(next.len());
        let next_line = next.get(..length)?;
        quotes += next_line.matches('"').count();
        end += skipped + length;
        if quotes.is_multiple_of(2) {
            // Only a cell that is closed where a cell ends, in a text that has tabs at all.
            let closes = next_line.ends_with('"') || next_line.contains("\"\t");
            let whole = rest.get(..end)?;
            return (closes && whole.contains('\t')).then_some(end);
        }
        if length == next.len() {
            return None;
        }
    }
    None
}

fn unquoted(cell: &str) -> &str {
    if cell.contains(['\n', '\r']) {
        cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
    } else {
        cell
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_ascii_whitespace() || character == '\u{feff}')
}

#[cfg(test)]
mod tests;
