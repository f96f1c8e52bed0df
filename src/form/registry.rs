//! The forms that gouji knows, and the numbers of their rows and columns, made once from the declarations.

use std::sync::{LazyLock, OnceLock};

use super::{
    BlockForm, CellId, ColumnForm, ColumnId, ColumnRole, DECLARED, Form, FormId, GroupForm, Role, RowForm,
    RowId, TableForm, TableId, declare,
};

/// What is known about a row from its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowEntry {
    pub table: TableId,
    pub name: &'static str,
    pub role: Role,
}

/// What is known about a column from its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnEntry {
    pub name: &'static str,
    pub role: ColumnRole,
}

/// Words by which a narrative names rows and columns.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Groups of rows and single rows, each with its words.
    pub rows: Vec<(RowId, &'static str)>,
    /// Columns.
    pub columns: Vec<(ColumnId, &'static str)>,
    /// Several rows together.
    pub phrases: Vec<(&'static [RowId], &'static str)>,
}

pub(super) struct Registry {
    rows: Vec<RowEntry>,
    columns: Vec<ColumnEntry>,
    pub forms: Vec<Form>,
    /// Of each kind of table those that differ, in the order of the forms.
    pub different: Vec<(TableId, Vec<&'static TableForm>)>,
    pub vocabulary: Vocabulary,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::new);

pub(super) fn registry() -> &'static Registry {
    &REGISTRY
}

impl Registry {
    fn new() -> Self {
        let mut registry = Self {
            rows: Vec::new(),
            columns: Vec::new(),
            forms: Vec::new(),
            different: TableId::ALL.map(|id| (id, Vec::new())).to_vec(),
            vocabulary: Vocabulary::default(),
        };
        for id in TableId::ALL {
            let mut numbered: Vec<&declare::Table> = Vec::new();
            for table in DECLARED.iter().flat_map(|form| form.tables).filter(|table| table.id == id) {
                // Forms share tables.
                if !numbered.iter().any(|other| other.shares_blocks_with(table)) {
                    registry.number_rows(table);
                    numbered.push(table);
                }
                registry.number_columns(table);
                registry.add_phrases(table);
            }
        }
        for (id, form) in (0..).map(FormId).zip(DECLARED) {
            let form = registry.form(id, form);
            for table in form.tables {
                let slot = registry.different.iter_mut().find(|(each, _)| *each == table.id);
                if let Some((_, known)) = slot
                    && !known.iter().any(|other| other.is_same(table))
                {
                    known.push(table);
                }
            }
            registry.forms.push(form);
        }
        registry
    }

    /// Gives numbers to the rows that a table names first.
    fn number_rows(&mut self, table: &'static declare::Table) {
        for row in table.blocks.iter().flat_map(|block| block.rows) {
            if let Some(group) = row.group {
                self.add_row(table.id, group.name, group.role, group.words);
            }
            self.add_row(table.id, row.name, row.role, row.words);
        }
    }

    /// The same for its columns.
    fn number_columns(&mut self, table: &'static declare::Table) {
        let columns = table.blocks.iter().flat_map(|block| block.columns);
        for column in columns.chain(&table.subtotal) {
            if self.column_named(column.name) == ColumnId::NONE {
                let id = ColumnId(u8::try_from(self.columns.len()).unwrap_or(ColumnId::NONE.0));
                self.columns.push(ColumnEntry { name: column.name, role: column.role });
                if !column.words.is_empty() {
                    self.vocabulary.columns.push((id, column.words));
                }
            }
        }
    }

    fn add_phrases(&mut self, table: &'static declare::Table) {
        for (names, words) in table.phrases {
            let rows: Vec<RowId> = names.iter().map(|name| self.row_named(table.id, name)).collect();
            if !self.vocabulary.phrases.iter().any(|(known, _)| *known == rows) {
                self.vocabulary.phrases.push((rows.leak(), words));
            }
        }
    }

    fn add_row(&mut self, table: TableId, name: &'static str, role: Role, words: &'static str) {
        let mut id = self.row_named(table, name);
        if id == RowId::NONE {
            id = RowId(u16::try_from(self.rows.len()).unwrap_or(RowId::NONE.0));
            self.rows.push(RowEntry { table, name, role });
        }
        if !words.is_empty() && !self.vocabulary.rows.contains(&(id, words)) {
            self.vocabulary.rows.push((id, words));
        }
    }

    fn row_named(&self, table: TableId, name: &str) -> RowId {
        // Rows have their numbers table by table.
        let first = self.rows.partition_point(|row| row.table < table);
        let rows = self.rows.iter().enumerate().skip(first).take_while(|(_, row)| row.table == table);
        let found = rows.into_iter().find(|(_, row)| row.name == name);
        found.map_or(RowId::NONE, |(at, _)| RowId(u16::try_from(at).unwrap_or(RowId::NONE.0)))
    }

    fn column_named(&self, name: &str) -> ColumnId {
        let found = (0..).zip(&self.columns).find(|(_, column)| column.name == name);
        found.map_or(ColumnId::NONE, |(at, _)| ColumnId(at))
    }

    fn form(&self, id: FormId, form: &'static declare::Form) -> Form {
        let tables: Vec<TableForm> = form.tables.iter().map(|table| self.table(table)).collect();
        let cells: Vec<CellId> = tables.iter().flat_map(TableForm::cells).collect();
        let mut positions = vec![u16::MAX; cells.iter().map(|cell| cell.index() + 1).max().unwrap_or(0)];
        for (position, cell) in (0..).zip(&cells) {
            if let Some(place) = positions.get_mut(cell.index()) {
                *place = position;
            }
        }
        let instead = form.instead_of.unwrap_or(form.name);
        let official = (0..).map(FormId).zip(DECLARED).find(|(_, each)| each.name == instead);
        Form {
            id,
            name: form.name,
            title: form.title,
            short: form.short,
            from: form.from,
            official: official.map_or(id, |(official, _)| official),
            certain: form.certain,
            tables: tables.leak(),
            positions,
        }
    }

    fn table(&self, table: &'static declare::Table) -> TableForm {
        let column = |column: &declare::Column| ColumnForm {
            id: self.column_named(column.name),
            name: column.name,
            english: column.english,
            label: column.label,
            variants: column.variants,
            role: column.role,
            kind: column.kind,
        };
        let group = |group: &declare::Group| GroupForm {
            id: self.row_named(table.id, group.name),
            name: group.name,
            english: group.english,
            ordinal: group.ordinal,
            label: group.label,
            variants: group.variants,
        };
        let row = |row: &declare::Row| RowForm {
            id: self.row_named(table.id, row.name),
            name: row.name,
            english: row.english,
            ordinal: row.ordinal,
            label: row.label,
            variants: row.variants,
            group: row.group.map(group),
            role: row.role,
            counts: row.counts,
        };
        let block = |block: &declare::Block| BlockForm {
            heading: block.heading,
            rows: block.rows.iter().map(row).collect::<Vec<_>>().leak(),
            columns: block.columns.iter().map(column).collect::<Vec<_>>().leak(),
            side_by_side: block.side_by_side,
        };
        // Forms share tables, and those that are declared twice may be equal.
        let forms = DECLARED.iter().zip(&self.forms);
        let mut made = forms.flat_map(|(declared, form)| declared.tables.iter().zip(form.tables));
        let shared =
            made.find(|(declared, _)| declared.shares_blocks_with(table)).map(|(_, made)| made.blocks);
        let blocks = shared.unwrap_or_else(|| {
            let blocks: Vec<BlockForm> = table.blocks.iter().map(block).collect();
            let different = self.different.iter().flat_map(|(_, tables)| tables);
            let equal = different.into_iter().find(|other| other.id == table.id && *other.blocks == *blocks);
            equal.map_or_else(|| blocks.leak() as &[BlockForm], |equal| equal.blocks)
        });
        TableForm {
            id: table.id,
            title: table.title,
            over_rows: table.over_rows,
            over_columns: table.over_columns,
            blocks,
            subtotal: table.subtotal.as_ref().map(column),
            sums: table.sums,
            identities: OnceLock::new(),
            subtotals: OnceLock::new(),
        }
    }

    pub fn row(&self, id: RowId) -> RowEntry {
        const NONE: RowEntry = RowEntry { table: TableId::Table2, name: "?", role: Role::Plain };
        self.rows.get(usize::from(id.0)).copied().unwrap_or(NONE)
    }

    pub fn column(&self, id: ColumnId) -> ColumnEntry {
        const NONE: ColumnEntry = ColumnEntry { name: "?", role: ColumnRole::Plain };
        self.columns.get(usize::from(id.0)).copied().unwrap_or(NONE)
    }

    pub fn row_of(&self, role: Role) -> RowId {
        (0..).zip(&self.rows).find(|(_, row)| row.role == role).map_or(RowId::NONE, |(at, _)| RowId(at))
    }

    pub fn column_of(&self, role: ColumnRole) -> ColumnId {
        let found = (0..).zip(&self.columns).find(|(_, column)| column.role == role);
        found.map_or(ColumnId::NONE, |(at, _)| ColumnId(at))
    }

    /// The official cell or local subtotal with a contract name.
    pub fn parse(&self, name: &str) -> Option<CellId> {
        let (prefix, rest) = name.split_once('.')?;
        let table = TableId::ALL.into_iter().find(|table| table.prefix() == prefix)?;
        // The table of 2014 has a column without a name.
        let named = rest.rsplit_once('.').filter(|(_, column)| !column.is_empty());
        named.and_then(|(row, column)| self.cell(table, row, column)).or_else(|| self.cell(table, rest, ""))
    }

    fn cell(&self, table: TableId, row: &str, column: &str) -> Option<CellId> {
        let (row, column) = (self.row_named(table, row), self.column_named(column));
        if row == RowId::NONE || column == ColumnId::NONE {
            return None;
        }
        let cell = CellId::new(row, column);
        let tables = || self.forms.iter().flat_map(|form| form.tables);
        let official = self.forms.iter().any(|form| form.has(cell));
        (official || tables().any(|table| table.local_cells().any(|local| local == cell))).then_some(cell)
    }
}
