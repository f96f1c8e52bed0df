//! Tables as LaTeX writes them, which is what some recognition programs give.

use super::inline::plain;
use crate::document::{Table, TableCell};
use crate::read::grid::{MAX_CELLS, MAX_COLUMNS};

/// The text before the next table, the table, and the rest.
pub fn split_at_table(text: &str) -> Option<(&str, Table, &str)> {
    const NAMES: [&str; 4] = ["tabular", "array", "longtable", "tabularx"];
    let (name, start) = text.match_indices("\\begin{").find_map(|(start, begin)| {
        let rest = text.get(start + begin.len()..)?;
        let name =
            NAMES.iter().find(|name| rest.strip_prefix(**name).is_some_and(|rest| rest.starts_with('}')))?;
        Some((*name, start))
    })?;
    let close = format!("\\end{{{name}}}");
    let open = start + "\\begin{}".len() + name.len();
    let inside = text.get(open..)?;
    let end = inside.find(&close)?;
    let table = read(inside.get(..end)?)?;
    Some((text.get(..start)?, table, inside.get(end + close.len()..)?))
}

fn read(source: &str) -> Option<Table> {
    // Widths and the alignment of columns come first, in braces.
    let mut body = source.trim_start();
    while let Some((_, after)) = braces(body) {
        body = after.trim_start();
    }
    if let Some(after) = body.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        body = after.1;
    }
    let mut table = Table::default();
    // For each column the first row that is free again below the cells placed so far.
    let mut free_from: Vec<u32> = Vec::new();
    for line in body.split("\\\\") {
        let line = without_rules(line);
        if line.trim().is_empty() {
            continue;
        }
        let row = table.rows;
        let mut column = 0_u32;
        for cell in cells(line) {
            let (mut text, mut rows, mut columns) = (cell.trim(), 1_u32, 1_u32);
            loop {
                if let Some((count, inner)) = command(text, "\\multicolumn") {
                    (columns, text) = (count, inner);
                } else if let Some((count, inner)) = command(text, "\\multirow") {
                    (rows, text) = (count, inner);
                } else {
                    break;
                }
            }
            if column >= MAX_COLUMNS || table.cells.len() >= MAX_CELLS {
                break;
            }
            let columns = columns.clamp(1, MAX_COLUMNS - column);
            let taken = free_from.get(column as usize).is_some_and(|free| *free > row);
            // LaTeX leaves the places under a cell of several rows empty.
            if !(taken && text.is_empty()) {
                if free_from.len() < (column + columns) as usize {
                    free_from.resize((column + columns) as usize, 0);
                }
                for slot in free_from.iter_mut().skip(column as usize).take(columns as usize) {
                    *slot = row.saturating_add(rows.max(1));
                }
                let shown = plain(text);
                table.cells.push(TableCell {
                    row_span: rows.max(1),
                    column_span: columns,
                    ..TableCell::at(row, column, shown)
                });
            }
            column += columns;
            table.columns = table.columns.max(column);
        }
        table.rows += 1;
    }
    let rows = table.rows;
    for cell in &mut table.cells {
        cell.row_span = cell.row_span.min(rows - cell.row).max(1);
    }
    (table.rows > 0 && table.columns > 1).then_some(table)
}

/// A line without the commands that draw rules before it.
fn without_rules(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let Some(name) = ["\\hline", "\\toprule", "\\midrule", "\\bottomrule", "\\cline", "\\cmidrule"]
            .iter()
            .find_map(|name| rest.strip_prefix(name))
        else {
            return rest;
        };
        rest = name.trim_start();
        if let Some((_, after)) = braces(rest) {
            rest = after.trim_start();
        }
    }
}

/// The cells of a line, parted by `&` that no backslash escapes.
fn cells(line: &str) -> Vec<&str> {
    let (mut cells, mut start, mut escaped) = (Vec::new(), 0, false);
    for (at, character) in line.char_indices() {
        if character == '&' && !escaped {
            cells.push(line.get(start..at).unwrap_or_default());
            start = at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    cells.push(line.get(start..).unwrap_or_default());
    cells
}

/// `\multicolumn{3}{c}{text}` and `\multirow{3}{*}{text}`: the number and the text.
fn command<'t>(text: &'t str, name: &str) -> Option<(u32, &'t str)> {
    let rest = text.strip_prefix(name)?;
    let (count, rest) = braces(rest)?;
    let (_, rest) = braces(rest)?;
    let (inner, _) = braces(rest)?;
    Some((count.trim().parse().ok()?, inner.trim()))
}

/// What stands in the braces at the start of a text, and what follows them.
fn braces(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u32;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((text.get(1..at)?, text.get(at + 1..)?));
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_span_as_they_say() {
        let source = "前\n\\begin{tabular}{|c|c|c|}\n\\hline \\multirow{2}{*}{信息内容} & \\multicolumn{2}{c|}{件数} \\\\\n\\cline{2-3} & 制发 & 废止 \\\\\n\\hline 规章 & 12 & $0$ \\\\\n\\hline\n\\end{tabular}\n后";
        let (before, table, after) = split_at_table(source).unwrap();
        assert_eq!((before, after), ("前\n", "\n后"));
        assert_eq!((table.rows, table.columns), (3, 3));
        let cell = |row, column| {
            let cell = table.at(row, column).unwrap();
            (cell.text.as_str(), cell.row_span, cell.column_span)
        };
        assert_eq!(cell(0, 0), ("信息内容", 2, 1));
        assert_eq!(cell(0, 1), ("件数", 1, 2));
        assert_eq!(cell(1, 2), ("废止", 1, 1));
        assert_eq!(cell(2, 1), ("12", 1, 1));
        assert_eq!(cell(2, 2), ("0", 1, 1));
    }

    #[test]
    fn what_is_no_table_is_left() {
        for text in
            ["\\begin{tabular}", "\\begin{tabular}{c}甲\\end{tabular}", "\\begin{tabular}{cc}{", "甲 & 乙"]
        {
            assert!(split_at_table(text).is_none(), "{text}");
        }
    }
}
