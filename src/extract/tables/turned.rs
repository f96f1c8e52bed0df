//! Tables that stand on their side: what the form has as columns (自然人, 结果维持, 本年制发件数) are rows there, and its
//! rows are columns. They are turned, blocks that stand beside each other put in order, and rows that hold several parted, before
//! anything is read; what was found is said where it stands.

use std::ops::Range;
use std::sync::LazyLock;

use super::added::{without_names, without_row_numbers, without_units};
use super::beside::{Segment, side_by_side, stacked};
use super::captions::speaks_of_cases;
use super::label::core;
use super::lines::parted;
use super::rows::KNOWN_LABELS;
use crate::document::{Content, Document, Place, Table, TableCell};
use crate::form::{self, ColumnForm, TableForm, TableId};
use crate::order::Order;

/// Lines of heads that such a table can have.
const MOST_HEADS: u32 = 6;

/// The label of a column of the form.
struct Name {
    table: TableId,
    chars: Vec<char>,
    /// Whether rows of the form bear it as well (总计, 其他), so that it says nothing alone.
    is_weak: bool,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let mut names: Vec<Name> = Vec::new();
    for id in [TableId::Table2, TableId::Table3, TableId::Table4] {
        let tables = || form::tables(id).iter().copied();
        let columns = tables().flat_map(|table: &TableForm| {
            table.blocks.iter().flat_map(|block| block.columns).chain(&table.subtotal)
        });
        let labels =
            columns.flat_map(|column: &ColumnForm| std::iter::once(&column.label).chain(column.variants));
        for chars in labels.map(|label| core(label).chars) {
            if !names.iter().any(|name| name.table == id && name.chars == chars) {
                let is_weak = matches!(chars.as_slice(), [.., '计'] | ['其', '他']);
                names.push(Name { table: id, chars, is_weak });
            }
        }
    }
    names
});

/// Rows of a table whose labels are columns of the form.
struct Side {
    table: TableId,
    rows: Range<u32>,
    /// The names that rows do not bear as well.
    strong: Vec<Vec<char>>,
}

/// A document whose tables stand as the form's do.
pub struct View {
    /// The document: its blocks are those of the other.
    pub document: Document,
    tables: Vec<(u32, Vec<Segment>)>,
}

impl View {
    /// Of a document with tables on their side, or with blocks beside each other; `None` where it has none.
    pub fn of(document: &Document) -> Option<Self> {
        let tables = (0_u32..).zip(&document.blocks).filter_map(|(block, content)| {
            let table = content.as_table()?;
            let (table, segments) = upright(table)
                .or_else(|| stacked(table))
                .or_else(|| side_by_side(table))
                .or_else(|| parted(table))
                .or_else(|| without_names(table))
                .or_else(|| without_row_numbers(table))
                .or_else(|| without_units(table))?;
            Some((block, table, segments))
        });
        let mut view: Option<Self> = None;
        for (block, table, segments) in tables {
            let view = view.get_or_insert_with(|| Self { document: document.clone(), tables: Vec::new() });
            if let Some(own) = view.document.blocks.get_mut(block as usize) {
                own.content = Content::Table(table);
            }
            view.tables.push((block, segments));
        }
        view
    }

    /// Where a place of this document stands in the one that it was made of.
    pub fn back(&self, place: Place) -> Place {
        let Place::Cell { block, row, column } = place else { return place };
        // Tables stand in the order of their blocks, segments in that of their rows.
        let own =
            self.tables.binary_search_by_key(&block, |(of, _)| *of).ok().and_then(|at| self.tables.get(at));
        let segment = own.and_then(|(_, segments)| {
            let at = segments.partition_point(|segment| segment.rows.end <= row);
            segments.get(at).filter(|segment| segment.rows.contains(&row))
        });
        let Some(Segment { rows, from, column: first, is_turned }) = segment else { return place };
        let within = row - rows.start;
        match is_turned {
            true => Place::Cell { block, row: from + column, column: within },
            false => Place::Cell { block, row: from + within, column: first + column },
        }
    }
}

/// A table with what stands on its side in it turned.
fn upright(table: &Table) -> Option<(Table, Vec<Segment>)> {
    let regions = regions(table);
    if regions.is_empty() {
        return None;
    }
    let mut whole = Table::default();
    let mut segments = Vec::new();
    let mut next = 0;
    let ends = regions.into_iter().map(Some).chain([None]);
    for region in ends {
        let until = region.as_ref().map_or(table.rows, |region| region.start);
        let parts = [Some((next..until, false)), region.clone().map(|region| (region, true))];
        for (rows, is_turned) in parts.into_iter().flatten().filter(|(rows, _)| !rows.is_empty()) {
            let start = whole.rows;
            let mut cells: Vec<TableCell> = table
                .band(rows.clone())
                .iter()
                .map(|cell| {
                    let row = cell.row - rows.start;
                    match is_turned {
                        true => TableCell {
                            row: start + cell.column,
                            column: row,
                            row_span: cell.column_span,
                            column_span: cell.row_span,
                            ..cell.clone()
                        },
                        false => TableCell { row: start + row, ..cell.clone() },
                    }
                })
                .collect();
            cells.order_by_key(|cell| (cell.row, cell.column));
            whole.cells.append(&mut cells);
            let (height, width) = match is_turned {
                true => (table.columns, rows.end - rows.start),
                false => (rows.end - rows.start, table.columns),
            };
            whole.rows += height;
            whole.columns = whole.columns.max(width);
            segments.push(Segment { rows: start..whole.rows, from: rows.start, column: 0, is_turned });
        }
        next = region.map_or(next, |region| region.end);
    }
    Some((whole, segments))
}

/// The rows of a table that stand on their side, with their heads.
fn regions(table: &Table) -> Vec<Range<u32>> {
    let rows: Vec<&[TableCell]> = table.cells.chunk_by(|a, b| a.row == b.row).collect();
    let mut sides: Vec<Side> = Vec::new();
    for cells in &rows {
        let Some(row) = cells.first().map(|cell| cell.row) else { continue };
        let Some((of, chars, is_weak)) = name_of(cells, sides.last().map(|side| side.table)) else {
            continue;
        };
        // The results of table 4 stand there once for each kind of case.
        let is_new =
            |side: &&mut Side| of == TableId::Table4 || !side.strong.iter().any(|known| known == &chars);
        match sides.last_mut().filter(|side| side.table == of && side.rows.end == row).filter(is_new) {
            Some(side) => {
                side.rows.end = row + 1;
                if !is_weak && !side.strong.contains(&chars) {
                    side.strong.push(chars);
                }
            }
            None if is_weak => {}
            None => sides.push(Side { table: of, rows: row..row + 1, strong: vec![chars] }),
        }
    }
    let mut reach: Vec<u32> = Vec::with_capacity(rows.len());
    for cells in &rows {
        let above = reach.last().copied().unwrap_or(0);
        reach.push(cells.iter().map(|cell| cell.row + cell.row_span).fold(above, u32::max));
    }
    let mut regions: Vec<Range<u32>> = Vec::new();
    for side in sides {
        let free = regions.last().map_or(0, |region| region.end);
        regions.extend(region(table, &rows, &reach, &side, free));
    }
    regions
}

/// The only name of a column that a row has, with values beside it: of the table that the row before is of, if any is.
fn name_of(cells: &[TableCell], before: Option<TableId>) -> Option<(TableId, Vec<char>, bool)> {
    /// No name of a column is longer.
    const LONGEST: usize = 24;
    let mut found: Option<(TableId, Vec<char>, bool)> = None;
    let mut values = 0;
    for cell in cells {
        let text = cell.text.trim();
        let is_number = text.starts_with(|c: char| c.is_numeric());
        values += usize::from(is_number || matches!(text, "-" | "—" | "/" | "无"));
        if text.is_empty() || is_number || text.chars().count() > LONGEST {
            continue;
        }
        let chars = core(text).chars;
        let mut named = NAMES.iter().filter(|name| name.chars == chars);
        let first = named.next();
        let Some(name) = named.find(|name| Some(name.table) == before).or(first) else { continue };
        // A second one, or one behind values: no label of a row.
        if found.is_some() || values > 0 {
            return None;
        }
        found = Some((name.table, chars, name.is_weak));
    }
    let least = |table| if table == TableId::Table3 { 6 } else { 1 };
    found.filter(|(table, ..)| values >= least(*table))
}

/// The rows of a side with the heads above them, where they say that it is one; `reach` is how far down the cells of each
/// row and those above it go.
fn region(table: &Table, rows: &[&[TableCell]], reach: &[u32], side: &Side, free: u32) -> Option<Range<u32>> {
    let knows = |cell: &&TableCell| KNOWN_LABELS.knows(&core(&cell.text));
    let row = |number: u32| {
        rows.binary_search_by_key(&number, |cells| cells.first().map_or(0, |cell| cell.row))
            .ok()
            .and_then(|at| rows.get(at).copied())
            .unwrap_or(&[])
    };
    let is_head = |cells: &[TableCell]| match side.table {
        TableId::Table4 => cells.iter().any(|cell| speaks_of_cases(&cell.text)),
        _ => cells.iter().skip(1).any(|cell| knows(&cell)),
    };
    let lowest = side.rows.start.saturating_sub(MOST_HEADS).max(free);
    let heads = (lowest..side.rows.start).rev().take_while(|number| is_head(row(*number)));
    let start = heads.last().unwrap_or(side.rows.start);
    let labels = || (start..side.rows.start).flat_map(row).filter(knows).count();
    let told = match side.table {
        TableId::Table3 => side.strong.len() >= 4 && labels() >= 6,
        TableId::Table4 => {
            side.strong.len() >= 3
                && (start..side.rows.end)
                    .any(|number| row(number).iter().any(|cell| speaks_of_cases(&cell.text)))
        }
        _ => labels() >= 1,
    };
    // Cells of the last row may reach over rows that have none of their own.
    let lower = row(side.rows.end - 1).iter().map(|cell| cell.row + cell.row_span).max();
    let rest = side.rows.end..lower.unwrap_or(0).min(table.rows);
    let is_blank = |number: u32| row(number).iter().all(|cell| cell.text.trim().is_empty());
    let end = if rest.clone().all(is_blank) { rest.end.max(side.rows.end) } else { side.rows.end };
    let region = start..end;
    // Cells that reach in or out are of a larger table.
    let crosses = |at: u32| {
        let above = rows.partition_point(|cells| cells.first().is_none_or(|cell| cell.row < at));
        above.checked_sub(1).and_then(|last| reach.get(last)).is_some_and(|reach| *reach > at)
    };
    (told && !crosses(region.start) && !crosses(region.end)).then_some(region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::extract::extract;

    const HEADS: [&str; 8] = [
        "申请人",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（二）部分公开",
        "2.重复申请",
        "（七）总计",
        "四、结转下年度继续办理",
    ];

    /// Rows of applicants under these heads, below a line of another kind.
    fn on_its_side(names: &[&str]) -> Document {
        let mut rows = vec![vec!["统计表".to_owned()], HEADS.map(str::to_owned).to_vec()];
        for (row, name) in names.iter().enumerate() {
            rows.push(
                std::iter::once((*name).to_owned())
                    .chain((0..7).map(|at| (row * 10 + at).to_string()))
                    .collect(),
            );
        }
        rows.push(vec!["注".to_owned(), "1".to_owned()]);
        Document { blocks: vec![Block::table(Table::from_rows(rows))], ..Document::default() }
    }

    #[test]
    fn what_is_found_stands_where_it_was_written() {
        let names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
        let document = on_its_side(&names);
        let report = extract(&document);
        let cells: Vec<_> = report.cells.iter().collect();
        assert_eq!(cells.len(), 49);
        for (cell, read) in cells {
            assert_eq!(document.text_at(read.place).as_ref(), Some(&read.raw), "{cell:?}");
        }
        let view = View::of(&document).unwrap();
        let place = |row, column| Place::Cell { block: 0, row, column };
        // The line above and the note below stand as they did, the rest is turned: the note in the tenth row.
        assert_eq!(view.back(place(0, 0)), place(0, 0));
        assert_eq!(view.back(place(1, 3)), place(4, 0));
        assert_eq!(view.back(place(9, 1)), place(9, 1));
        assert_eq!(
            view.back(Place::Cell { block: 3, row: 1, column: 0 }),
            Place::Cell { block: 3, row: 1, column: 0 }
        );
    }

    #[test]
    fn tables_that_stand_upright_are_left_alone() {
        // Too few kinds of applicant, two names in one row, heads that are none of the form's.
        assert!(View::of(&on_its_side(&["自然人", "商业企业", "科研机构", "总计"])).is_none());
        let upright = Table::from_rows([
            vec!["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
            vec!["一、本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"],
        ]);
        assert!(regions(&upright).is_empty());
        let other = Table::from_rows([
            vec!["申请人", "一月", "二月", "三月", "四月", "五月", "六月"],
            vec!["自然人", "1", "2", "3", "4", "5", "6"],
            vec!["商业企业", "1", "2", "3", "4", "5", "6"],
            vec!["科研机构", "1", "2", "3", "4", "5", "6"],
            vec!["社会公益组织", "1", "2", "3", "4", "5", "6"],
            vec!["法律服务机构", "1", "2", "3", "4", "5", "6"],
        ]);
        assert!(regions(&other).is_empty());
    }
}
