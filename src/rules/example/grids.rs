//! The official tables of a draft as grids of cells.

use crate::document::{Table, TableCell};
use crate::form::{BlockForm, CellId, ColumnRole, GroupForm, Role, RowForm, TableId};
use crate::order::Order;

use super::draft::Draft;

impl Draft {
    fn label(&self, table: TableId, name: &str, official: &str) -> String {
        self.labels.get(&(table, name.to_owned())).cloned().unwrap_or_else(|| official.to_owned())
    }

    fn is_row_out(&self, table: TableId, row: &str) -> bool {
        self.is_left_out(&format!("row {}.{row}", table.prefix()))
    }

    pub(super) fn table_2(&self) -> Grid {
        let id = TableId::Table2;
        let mut grid = Grid::default();
        let mut row = 0;
        for block in self.form_data().table(id).expect("table 2").blocks {
            grid.put(row, 0, 1, 4, block.heading);
            grid.put(row + 1, 0, 1, 1, "信息内容");
            let width = if block.columns.len() == 1 { 3 } else { 1 };
            for (column, form) in (1..).zip(block.columns) {
                grid.put(row + 1, column, 1, width, &self.label(id, form.name, form.label));
            }
            row += 2;
            for each in block.rows {
                if self.is_row_out(id, each.name) {
                    continue;
                }
                grid.put(row, 0, 1, 1, &self.label(id, each.name, each.label));
                for (column, form) in (1..).zip(block.columns) {
                    let cell = CellId::new(each.id, form.id);
                    grid.put(row, column, 1, width, &self.text(cell).unwrap_or_default());
                }
                row += 1;
            }
        }
        grid
    }

    pub(super) fn table_3(&self) -> Grid {
        let id = TableId::Table3;
        let table = self.form_data().table(id).expect("table 3");
        let block = table.blocks.first().expect("one block");
        let column_label = |role: ColumnRole| {
            let form = block.columns.iter().find(|column| column.role == role);
            form.map_or(String::new(), |form| self.label(id, form.name, form.label))
        };
        let organisations = table.subtotal.expect("a subtotal column");
        let mut grid = Grid::default();
        grid.put(0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
        let width = u32::try_from(block.columns.len()).expect("few");
        grid.put(0, 3, 1, width, "申请人情况");
        grid.put(1, 3, 2, 1, &column_label(ColumnRole::Natural));
        grid.put(1, 4, 1, width - 2, "法人或其他组织");
        grid.put(1, width + 2, 2, 1, &column_label(ColumnRole::Total));
        for (column, form) in (4..width + 2).zip(block.columns.iter().skip(1)) {
            grid.put(2, column, 1, 1, &self.label(id, form.name, form.label));
        }
        let subtotal_column = self.cells.keys().any(|cell| cell.column() == organisations.id);
        if subtotal_column {
            grid.put(2, width + 3, 1, 1, organisations.label);
        }
        let mut rows: Vec<(&RowForm, bool)> = Vec::new();
        for row in block.rows.iter().filter(|row| !self.is_row_out(id, row.name)) {
            // A subtotal row of a group stands above its first row.
            let first = row.group.is_some() && rows.last().is_none_or(|(last, _)| last.group != row.group);
            let named = |group: GroupForm| self.cells.keys().any(|cell| cell.row() == group.id);
            if first && row.group.is_some_and(named) {
                rows.push((row, true));
            }
            rows.push((row, false));
        }
        let inner = rows.iter().filter(|(row, _)| !row.role.stands_alone()).count();
        let mut group = None;
        let mut inner_begun = false;
        for (row, (form, subtotal)) in (3..).zip(&rows) {
            let row_id = form.group.filter(|_| *subtotal).map_or(form.id, |group| group.id);
            let label =
                if *subtotal { "小计".to_owned() } else { self.label(id, form.name, &form.full_label()) };
            if form.role.stands_alone() {
                grid.put(row, 0, 1, 3, &label);
            } else {
                if !inner_begun {
                    inner_begun = true;
                    grid.put(row, 0, u32::try_from(inner).expect("few"), 1, "三、本年度办理结果");
                }
                match form.group {
                    Some(own) => {
                        if group != Some(own) {
                            group = Some(own);
                            let height = rows.iter().filter(|(each, _)| each.group == Some(own)).count();
                            let text = self.label(id, own.name, &format!("（{}）{}", own.ordinal, own.label));
                            grid.put(row, 1, u32::try_from(height).expect("few"), 1, &text);
                        }
                        grid.put(row, 2, 1, 1, &label);
                    }
                    None => grid.put(row, 1, 1, 2, &label),
                }
            }
            let columns = block.columns.iter().chain(subtotal_column.then_some(&organisations));
            for (column, each) in (3..).zip(columns) {
                let cell = CellId::new(row_id, each.id);
                let text = self.text(cell).unwrap_or_else(|| self.subtotal(block, cell).to_string());
                grid.put(row, column, 1, 1, &text);
            }
        }
        grid
    }

    /// The subtotal of a group of rows or of the organisations, as its parts are written.
    fn subtotal(&self, block: &BlockForm, cell: CellId) -> i64 {
        let rows = block
            .rows
            .iter()
            .filter(|row| row.id == cell.row() || row.group.is_some_and(|group| group.id == cell.row()));
        let of_organisations = cell.column().role() == ColumnRole::Organisations;
        let columns = block.columns.iter().filter(|column| match of_organisations {
            true => column.role.is_organisation(),
            false => column.id == cell.column(),
        });
        rows.flat_map(|row| columns.clone().map(|column| self.text(CellId::new(row.id, column.id))))
            .filter_map(|text| text?.parse::<i64>().ok())
            .sum()
    }

    pub(super) fn table_4(&self) -> Grid {
        let id = TableId::Table4;
        let block = self.form_data().table(id).expect("table 4").blocks.first().expect("one block");
        let mut grid = Grid::default();
        grid.put(0, 0, 1, 5, &self.label(id, "review", "行政复议"));
        grid.put(0, 5, 1, 10, "行政诉讼");
        grid.put(1, 5, 1, 5, &self.label(id, "suit_direct", "未经复议直接起诉"));
        grid.put(1, 10, 1, 5, &self.label(id, "suit_after_review", "复议后起诉"));
        let mut column = 0;
        for row in block.rows {
            for form in block.columns {
                let (top, height) = if row.role == Role::Review { (1, 2) } else { (2, 1) };
                grid.put(top, column, height, 1, &self.label(id, form.name, form.label));
                let cell = CellId::new(row.id, form.id);
                grid.put(3, column, 1, 1, &self.text(cell).unwrap_or_default());
                column += 1;
            }
        }
        grid.table.cells.order_by_key(|cell| (cell.row, cell.column));
        grid
    }

    pub(super) fn statistics(&self) -> Grid {
        let id = TableId::Statistics2014;
        let mut grid = Grid::default();
        for (column, text) in ["统计指标", "单位", "统计数"].into_iter().enumerate() {
            grid.put(0, u32::try_from(column).expect("few"), 1, 1, text);
        }
        let mut row = 1;
        let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        for (ordinal, block) in ordinals.iter().zip(self.form_data().table(id).expect("the table").blocks) {
            grid.put(row, 0, 1, 1, &format!("{ordinal}、{}", block.heading));
            row += 1;
            for form in block.rows {
                grid.put(row, 0, 1, 1, &self.label(id, form.name, form.label));
                grid.put(row, 1, 1, 1, "件");
                let cell = CellId::new(form.id, block.columns[0].id);
                grid.put(row, 2, 1, 1, &self.text(cell).unwrap_or_default());
                row += 1;
            }
        }
        grid
    }
}

/// A table as it grows.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) table: Table,
}

impl Grid {
    fn put(&mut self, row: u32, column: u32, row_span: u32, column_span: u32, text: &str) {
        self.table.rows = self.table.rows.max(row + row_span);
        self.table.columns = self.table.columns.max(column + column_span);
        self.table.cells.push(TableCell { row_span, column_span, ..TableCell::at(row, column, text) });
    }
}
