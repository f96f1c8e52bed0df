//! An official form with numbers in it, laid out as the form is printed.

use super::table::{Cell, Content, Table};
use crate::form::{BlockForm, CellId, Form, RowForm, TableForm, TableId};

/// The words in the corner of table 3, and those above its results and its columns.
const CORNER: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
const RESULTS: &str = "三、本年度办理结果";
const APPLICANTS: &str = "申请人情况";
const ORGANISATIONS: &str = "法人或其他组织";
/// The head of the column of labels in table 2.
const CONTENT: &str = "信息内容";

/// The heading of a table's section as the form prints it.
#[must_use]
pub fn heading(table: &TableForm) -> String {
    let ordinal = match table.id {
        TableId::Table2 => "二、",
        TableId::Table3 => "三、",
        TableId::Table4 => "四、",
        TableId::Statistics2014 => "",
    };
    format!("{ordinal}{}", table.title)
}

/// The tables of a form with what stands in their cells, each with its heading.
pub fn tables(form: &Form, value: &dyn Fn(CellId) -> Content) -> Vec<(String, Table)> {
    form.tables.iter().map(|table| (heading(table), filled(table, value))).collect()
}

/// One table of a form with what stands in its cells.
#[must_use]
pub fn filled(table: &TableForm, value: &dyn Fn(CellId) -> Content) -> Table {
    let width = table.blocks.iter().map(width).max().unwrap_or(1);
    let mut rows = Vec::new();
    for block in table.blocks {
        if block.side_by_side {
            side_by_side(block, value, &mut rows);
        } else {
            if !block.heading.is_empty() {
                rows.push(vec![Cell::head(block.heading).across(width)]);
            }
            heads(block, width, &mut rows);
            lines(block, width, value, &mut rows);
        }
    }
    Table { rows, widths: Vec::new() }
}

/// How many columns of labels a block has.
fn labels(block: &BlockForm) -> usize {
    let grouped = block.rows.iter().any(|row| row.group.is_some());
    1 + usize::from(grouped) + usize::from(has_results(block))
}

/// Whether the rows of a block are requests by their applicants: results, and what stands before and behind them.
fn has_results(block: &BlockForm) -> bool {
    organisations(block) > 1 && block.rows.iter().any(|row| row.role.is_result())
}

fn organisations(block: &BlockForm) -> usize {
    block.columns.iter().filter(|column| column.role.is_organisation()).count()
}

fn width(block: &BlockForm) -> usize {
    labels(block) + block.columns.len()
}

/// The heads above the columns of a block.
fn heads(block: &BlockForm, width: usize, rows: &mut Vec<Vec<Cell>>) {
    let labels = labels(block);
    let organisations = organisations(block);
    if organisations < 2 {
        let mut line = vec![Cell::head(CONTENT).across(labels)];
        for (index, column) in block.columns.iter().enumerate() {
            line.push(Cell::head(column.label).across(spans(block, width, index)));
        }
        rows.push(line);
        return;
    }
    let mut second = Vec::new();
    let mut over = false;
    for column in block.columns {
        if !column.role.is_organisation() {
            second.push(Cell::head(column.label).down(2));
        } else if !std::mem::replace(&mut over, true) {
            second.push(Cell::head(ORGANISATIONS).across(organisations));
        }
    }
    let third = block.columns.iter().filter(|column| column.role.is_organisation());
    rows.push(vec![
        Cell::head(CORNER).across(labels).down(3),
        Cell::head(APPLICANTS).across(block.columns.len()),
    ]);
    rows.push(second);
    rows.push(third.map(|column| Cell::head(column.label)).collect());
}

/// How many places a column takes: the last one takes what is left.
fn spans(block: &BlockForm, width: usize, column: usize) -> usize {
    let last = block.columns.len() - 1;
    if column == last { width.saturating_sub(labels(block) + last) } else { 1 }
}

/// The rows of a block with their labels and values.
fn lines(block: &BlockForm, width: usize, value: &dyn Fn(CellId) -> Content, rows: &mut Vec<Vec<Cell>>) {
    let labels = labels(block);
    let of_results = |row: &RowForm| has_results(block) && !row.role.stands_alone();
    let mut group = None;
    let mut results = false;
    for row in block.rows {
        let mut line = Vec::new();
        let mut left = labels;
        if of_results(row) {
            if !std::mem::replace(&mut results, true) {
                line.push(Cell::head(RESULTS).down(block.rows.iter().filter(|row| of_results(row)).count()));
            }
            left -= 1;
        }
        if let Some(own) = row.group {
            if group.replace(own.id) != Some(own.id) {
                let height = block.rows.iter().filter(|row| row.group.is_some_and(|each| each.id == own.id));
                line.push(Cell::head(own.full_label()).down(height.count()));
            }
            left -= 1;
        } else {
            group = None;
        }
        line.push(Cell::head(row.full_label()).across(left));
        for (index, column) in block.columns.iter().enumerate() {
            let content = value(CellId::new(row.id, column.id));
            line.push(Cell::from(content).across(spans(block, width, index)));
        }
        rows.push(line);
    }
}

/// A block whose rows stand side by side: their names and those of their columns above one line of values.
fn side_by_side(block: &BlockForm, value: &dyn Fn(CellId) -> Content, rows: &mut Vec<Vec<Cell>>) {
    let columns = block.columns.len();
    let grouped = block.rows.iter().any(|row| row.group.is_some());
    let (mut first, mut second, mut third, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut group = None;
    for row in block.rows {
        let heads = block.columns.iter().map(|column| Cell::head(column.label));
        match row.group {
            Some(own) => {
                if group.replace(own.id) != Some(own.id) {
                    let count =
                        block.rows.iter().filter(|row| row.group.is_some_and(|each| each.id == own.id));
                    first.push(Cell::head(own.full_label()).across(columns * count.count()));
                }
                second.push(Cell::head(row.full_label()).across(columns));
                third.extend(heads);
            }
            None => {
                first.push(Cell::head(row.full_label()).across(columns));
                second.extend(heads.map(|head| head.down(if grouped { 2 } else { 1 })));
            }
        }
        values.extend(block.columns.iter().map(|column| Cell::from(value(CellId::new(row.id, column.id)))));
    }
    rows.extend([first, second]);
    if grouped {
        rows.push(third);
    }
    rows.push(values);
}
