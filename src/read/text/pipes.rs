//! Rows whose cells stand between pipes, and tables drawn with box characters.

use std::borrow::Cow;

use super::{LONG_CELL, Page, ragged, table_of, trimmed};
use crate::document::Block;
use crate::order::Order;
use crate::read::grid::MAX_COLUMNS;
use crate::read::meter::Limit;

/// A row with more cells than this and next to no text is what a page's empty layout cells leave behind.
const MANY_CELLS: usize = 40;

/// A line of more cells than this is no row: no table has so many columns.
const MOST_CELLS: usize = MAX_COLUMNS as usize;

/// A row of a table to be.
struct Row<'l> {
    cells: Vec<Cow<'l, str>>,
    /// The row stands above Markdown's line of dashes.
    header: bool,
    /// The line begins and ends with a pipe.
    edged: bool,
    /// The line itself.
    line: &'l str,
}

impl Row<'_> {
    /// Adds the next line of the row to its cells.
    fn go_on(&mut self, more: &[Cow<str>]) {
        for (cell, more) in self.cells.iter_mut().zip(more) {
            if !more.is_empty() {
                let between = if cell.is_empty() { "" } else { "\n" };
                *cell = Cow::Owned(format!("{cell}{between}{more}"));
            }
        }
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

impl Page<'_> {
    /// Reads a run of pipe rows at the start of `lines`; the number of lines read.
    pub(super) fn pipe_rows<'l>(&mut self, lines: &[&'l str]) -> Option<usize> {
        // A table of more rows than there is room for is cut there, before its cells are split.
        let mut room = self.blocks.meter().left(Limit::Cells);
        let mut run: Vec<PipeLine<'l>> = Vec::new();
        for line in lines {
            let Some(line) = pipe_line(line) else { break };
            if let PipeLine::Row { cells, .. } = &line {
                room = room.saturating_sub(cells.len());
            }
            run.push(line);
            if room == 0 {
                break;
            }
        }
        if run.is_empty() {
            return None;
        }
        let taken = run.len();
        if let Some(rows) = rows_of_cells(lines.get(..taken).unwrap_or_default(), &run) {
            self.pipe_table(rows);
            return Some(taken);
        }
        keep_blank_ends(lines, &mut run);
        let rows = run.iter().filter(|line| matches!(line, PipeLine::Row { .. })).count();
        let single =
            run.iter().filter(|line| matches!(line, PipeLine::Row { cells, .. } if cells.len() == 1)).count();
        // Where most rows hold one cell, they are lines of a page's layout table and not rows of this one.
        let part_singles = single * 2 > rows;
        let grid = is_grid(&run);
        let mut table: Vec<Row<'l>> = Vec::new();
        // Where the row begins that goes on until the next rule.
        let mut group = 0;
        for (line, kind) in lines.iter().zip(run) {
            match kind {
                PipeLine::Delimiter => {
                    // The row before a delimiter is a header: it begins a table of its own.
                    let header = table.pop();
                    self.pipe_table(std::mem::take(&mut table));
                    table.extend(header.map(|row| Row { header: true, ..row }));
                }
                PipeLine::Row { cells, edged: _ } if part_singles && cells.len() == 1 => {
                    self.pipe_table(std::mem::take(&mut table));
                    self.paragraph(cells.first().copied().unwrap_or_default());
                }
                PipeLine::Row { cells, edged } => {
                    let cells: Vec<Cow<str>> = cells.into_iter().map(Cow::Borrowed).collect();
                    match table.get_mut(group..).and_then(<[Row]>::first_mut) {
                        Some(row) if grid && row.cells.len() == cells.len() => row.go_on(&cells),
                        _ => table.push(Row { cells, header: false, edged, line }),
                    }
                }
                PipeLine::Empty { count } => {
                    if !table.is_empty() && !grid {
                        table.push(Row {
                            cells: vec![Cow::Borrowed(""); count],
                            header: false,
                            edged: true,
                            line,
                        });
                    }
                }
                PipeLine::Drawn => group = table.len(),
                PipeLine::Noise => self.pipe_table(std::mem::take(&mut table)),
                PipeLine::Prose(text) => {
                    self.pipe_table(std::mem::take(&mut table));
                    self.paragraph(text);
                }
            }
        }
        self.pipe_table(table);
        Some(taken)
    }

    /// Writes the rows as a table, or as paragraphs where they are too little for one.
    fn pipe_table(&mut self, mut rows: Vec<Row>) {
        while rows.last().is_some_and(|row| row.filled() == 0) {
            rows.pop();
        }
        if rows.iter().any(|row| row.cells.len() > MANY_CELLS) {
            let extent = rows.iter().map(|row| extent(&row.cells)).max().unwrap_or_default();
            for row in &mut rows {
                row.cells.truncate(extent.max(1));
            }
        }
        let enough = match rows.as_slice() {
            [] => return,
            [row] => {
                let least = if row.header || row.edged { 2 } else { 3 };
                row.filled() >= least && row.cells.iter().all(|cell| cell.chars().count() <= 60)
            }
            _ => rows.iter().any(|row| row.filled() >= 2),
        };
        if enough {
            ragged::settle(&mut rows.iter_mut().map(|row| &mut row.cells).collect::<Vec<_>>());
            self.blocks.push(Block::table(table_of(rows.into_iter().map(|row| (row.cells, row.header)))));
        } else {
            for row in rows {
                self.paragraph(without_edges(row.line));
            }
        }
    }
}

/// The rows of a table whose every cell ends with a pipe and a new line: `规章 |`, `0 |`, `|` (a blank cell), `||` (two
/// that merged cells left). The width is the one at which every row begins with a text and the lines of several blanks
/// end a row. `None` where no width fits, and where no single cell is blank: the lines alone tell as much then.
fn rows_of_cells<'l>(lines: &[&'l str], run: &[PipeLine<'l>]) -> Option<Vec<Row<'l>>> {
    const WIDTHS: std::ops::RangeInclusive<usize> = 3..=15;
    const FEWEST_ROWS: usize = 3;
    let mut cells: Vec<(&'l str, &'l str)> = Vec::new();
    // How many cells stand before the end of each line of several blanks.
    let mut ends: Vec<usize> = Vec::new();
    let (mut blank, mut single) = (false, 0);
    for (line, kind) in lines.iter().zip(run) {
        let text = trimmed(line);
        match kind {
            PipeLine::Row { cells: parts, .. } if ends_with_pipe(text) && !text.starts_with(is_pipe) => {
                single += usize::from(parts.len() == 1);
                cells.extend(parts.iter().map(|part| (*part, *line)));
            }
            PipeLine::Empty { .. } => {
                let count = pipes(text);
                blank |= count == 1;
                cells.extend(std::iter::repeat_n(("", *line), count));
                if count > 1 {
                    ends.push(cells.len());
                }
            }
            _ => return None,
        }
    }
    if !blank || ends.is_empty() || single * 2 <= cells.iter().filter(|(text, _)| !text.is_empty()).count() {
        return None;
    }
    // A label: table 4 has rows of values alone, whose width nothing tells.
    let begins_a_row = |text: &str| text.chars().any(char::is_alphabetic);
    let fits = |width: &usize| {
        cells.len() > width * (FEWEST_ROWS - 1)
            && cells.iter().step_by(*width).all(|(text, _)| begins_a_row(text))
            && ends.iter().all(|end| end % width == 0)
    };
    let width = WIDTHS.into_iter().find(fits)?;
    let rows = cells.chunks(width).map(|row| {
        let line = row.first().map_or("", |(_, line)| line);
        // What stands together at the end is no blank of the organ's.
        let own = row.iter().take_while(|(text, line)| !text.is_empty() || pipes(line) < 2);
        let cells = own.map(|(text, _)| Cow::Borrowed(*text)).collect();
        Row { cells, header: false, edged: true, line }
    });
    Some(rows.collect())
}

/// Pipes stand at the ends of rows as edges or between a blank cell and the next. They are edges unless nearly all rows
/// are equally wide only with the blank cells, `一、新收 | | 12` above ` | 网络 | 5`, or most rows have none there.
fn keep_blank_ends(lines: &[&str], run: &mut [PipeLine]) {
    let ends = |line: &str| {
        let line = trimmed(line);
        (usize::from(line.starts_with(is_pipe)), usize::from(ends_with_pipe(line)))
    };
    let (mut without, mut with) = (Vec::new(), Vec::new());
    let mut edges = (0, 0);
    for (line, kind) in lines.iter().zip(run.iter()) {
        if let PipeLine::Row { cells, .. } = kind {
            let (before, behind) = ends(line);
            edges = (edges.0 + before, edges.1 + behind);
            without.push(cells.len());
            with.push(before + cells.len() + behind);
        }
    }
    let alike = most_alike(&mut with);
    let wide = alike * 10 >= with.len() * 9 && alike > most_alike(&mut without);
    // Rows that are edged begin with a pipe one and all; at their ends merged cells leave pipes, too.
    let blank_before = wide || edges.0 * 20 < with.len() * 19;
    let blank_behind = wide || edges.1 * 2 < with.len();
    for (line, kind) in lines.iter().zip(run) {
        if let PipeLine::Row { cells, edged } = kind {
            let (before, behind) = ends(line);
            cells.splice(0..0, std::iter::repeat_n("", if blank_before { before } else { 0 }));
            cells.extend(std::iter::repeat_n("", if blank_behind { behind } else { 0 }));
            *edged &= !wide;
        }
    }
}

/// How many pipes a line holds.
fn pipes(line: &str) -> usize {
    line.chars().filter(|&character| is_pipe(character)).count()
}

/// How often the most frequent of the numbers stands among them.
fn most_alike(numbers: &mut [usize]) -> usize {
    numbers.order();
    numbers.chunk_by(PartialEq::eq).map(<[usize]>::len).max().unwrap_or_default()
}

/// Whether rules stand between all rows of a table, so that lines between two of them are one row: no column has two
/// numbers within such a row.
fn is_grid(run: &[PipeLine]) -> bool {
    let rules = run.iter().filter(|line| matches!(line, PipeLine::Drawn)).count();
    if rules < 5 {
        return false;
    }
    let number = |cell: &&str| cell.chars().all(|c| c.is_numeric() || among!(".,-", c)) && !cell.is_empty();
    run.split(|line| matches!(line, PipeLine::Drawn)).all(|group| {
        let mut numbers: Vec<bool> = Vec::new();
        group.iter().all(|line| {
            let PipeLine::Row { cells, .. } = line else { return matches!(line, PipeLine::Empty { .. }) };
            numbers.resize(numbers.len().max(cells.len()), false);
            cells.iter().zip(&mut numbers).all(|(cell, seen)| {
                let twice = number(cell) && *seen;
                *seen |= number(cell);
                !twice
            })
        })
    })
}

/// A line that holds pipes.
enum PipeLine<'a> {
    /// Cells, trimmed; whether the line begins and ends with a pipe.
    Row { cells: Vec<&'a str>, edged: bool },
    /// A row of empty cells.
    Empty { count: usize },
    /// A rule of a table drawn with box characters.
    Drawn,
    /// Markdown's line of dashes below a header.
    Delimiter,
    /// Pipes and nothing else, too many for a row.
    Noise,
    /// A text with stray pipes at its ends or too much text for a cell.
    Prose(&'a str),
}

fn is_pipe(character: char) -> bool {
    matches!(character, '|' | '｜' | '│' | '┃' | '║')
}

fn pipe_line(line: &str) -> Option<PipeLine<'_>> {
    let line = trimmed(line);
    if is_drawn(line) {
        return Some(PipeLine::Drawn);
    }
    if !line.contains(is_pipe) {
        return None;
    }
    let inner = line.strip_prefix(|c| is_pipe(c) || is_junction(c)).unwrap_or(line);
    // Recognition takes the last ruling line for a bracket, which nothing opens.
    let open =
        |row: &&str| line.starts_with(is_pipe) && !row.rsplit(is_pipe).next().unwrap_or(row).contains('[');
    let inner = inner.strip_suffix(']').filter(open).unwrap_or(inner);
    let inner = if ends_with_pipe(inner) { inner.strip_suffix(is_pipe).unwrap_or(inner) } else { inner };
    let inner = inner.strip_suffix(is_junction).unwrap_or(inner);
    // Splitting what cannot be a row costs sixteen bytes for each byte.
    if inner.chars().filter(|&character| is_pipe(character)).take(MOST_CELLS).count() == MOST_CELLS {
        let text = without_edges(line);
        let noise = text.chars().all(|character| is_pipe(character) || character.is_ascii_whitespace());
        return Some(if noise { PipeLine::Noise } else { PipeLine::Prose(text) });
    }
    let cells: Vec<&str> = split_cells(inner).into_iter().map(trimmed).collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    if filled == 0 {
        return Some(if cells.len() > MANY_CELLS {
            PipeLine::Noise
        } else {
            PipeLine::Empty { count: cells.len() }
        });
    }
    if is_delimiter(&cells, inner) {
        return Some(PipeLine::Delimiter);
    }
    if cells.iter().any(|cell| cell.chars().count() > LONG_CELL) || (filled == 1 && cells.len() > MANY_CELLS)
    {
        return Some(PipeLine::Prose(without_edges(line)));
    }
    let edged = line.starts_with(is_pipe) && ends_with_pipe(line);
    Some(PipeLine::Row { cells, edged })
}

/// A rule of a table drawn with signs: `├──┼──┤`, `+----+====+`, `|----+----|`.
fn is_drawn(line: &str) -> bool {
    let boxes = |character: char| matches!(character, '\u{2500}'..='\u{257f}' | ' ');
    let edges = line.contains(boxes) && !line.contains(['-', '=']) && line.chars().all(boxes);
    let signs = line.chars().all(|character| matches!(character, '+' | '-' | '=' | ':' | '|'));
    !line.trim().is_empty()
        && (edges && !line.trim_matches(is_pipe).is_empty()
            || signs && line.contains('+') && line.len() >= 5 && line.contains(['-', '=']))
}

/// Whether the text ends with a pipe that no backslash escapes.
fn ends_with_pipe(text: &str) -> bool {
    text.ends_with(is_pipe) && !text.ends_with("\\|")
}

/// Splits at pipes that no backslash escapes, and where a rule that parts other cells of the line begins and ends
/// (`│自然人├────┼────┤总计│`, `| 自然人 +----+----+ 总计 |`): where it stands there is no text.
fn split_cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    let signs = ["+--", "--+", "+==", "==+"].iter().any(|rule| line.contains(rule));
    let meets = |character: char| is_junction(character) || signs && character == '+';
    let ruled = line.contains(meets);
    let rule = |cell: &str| {
        ruled && cell.len() > 1 && cell.chars().all(|c| matches!(c, '─' | '━' | '═' | '-' | '='))
    };
    let mut put = |cell| cells.push(if rule(cell) { "" } else { cell });
    for (at, character) in line.char_indices() {
        if (is_pipe(character) || meets(character)) && !escaped {
            put(line.get(start..at).unwrap_or_default());
            start = at + character.len_utf8();
        }
        escaped = character == '\\' && !escaped;
    }
    put(line.get(start..).unwrap_or_default());
    cells
}

/// Where a drawn rule meets an edge of cells: `├`, `┼`, `╪`.
fn is_junction(character: char) -> bool {
    matches!(character, '\u{250c}'..='\u{254b}' | '\u{2552}'..='\u{256c}')
}

/// `|---|:--:|`, but not a row of placeholders `| - | - |`.
fn is_delimiter(cells: &[&str], inner: &str) -> bool {
    let dashes = |cell: &&str| {
        let core = cell.trim_start_matches(':').trim_end_matches(':');
        !core.is_empty() && core.bytes().all(|byte| byte == b'-')
    };
    cells.iter().all(dashes)
        && (cells.iter().any(|cell| cell.len() > 1) || (cells.len() > 1 && !inner.contains(' ')))
}

fn extent(cells: &[Cow<str>]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

/// A line without the pipes and blanks at its ends.
fn without_edges(line: &str) -> &str {
    line.trim_matches(|character: char| is_pipe(character) || character.is_ascii_whitespace())
}
