//! The labels of each table 4 that differs among the forms, prepared once for comparison.

use std::sync::LazyLock;

use super::super::captions::names_cases;
use super::super::heads::plain_head;
use super::super::label::{Core, Expected};
use crate::form::{self, BlockForm, CellId, ColumnId, RowForm, RowId, TableForm, TableId};
use crate::text::fold::is_han;

/// A form's table 4, all in one block.
pub struct Labels {
    /// The form's table.
    pub table: &'static TableForm,
    /// Its block.
    pub block: &'static BlockForm,
    /// Its cells in the form's order.
    pub ids: Vec<CellId>,
    /// The kinds of case.
    pub kinds: Vec<(&'static RowForm, Expected)>,
    /// The results.
    results: Vec<(ColumnId, Expected)>,
}

static PREPARED: LazyLock<Vec<Labels>> = LazyLock::new(|| {
    let tables = form::tables(TableId::Table4).iter();
    tables.filter_map(|table| Some(Labels::new(table, table.blocks.first()?))).collect()
});

/// Those of all forms, in their order.
pub fn all() -> &'static [Labels] {
    &PREPARED
}

impl Labels {
    fn new(table: &'static TableForm, block: &'static BlockForm) -> Self {
        let result = |column: &'static form::ColumnForm| Expected::new(column.label, column.variants, "");
        Self {
            table,
            block,
            ids: table.cells().collect(),
            kinds: block.rows.iter().map(|row| (row, Expected::row(row))).collect(),
            results: block.columns.iter().map(|column| (column.id, result(column))).collect(),
        }
    }

    /// The result that a head names.
    pub fn result(&self, head: &Core) -> Option<ColumnId> {
        best(self.results.iter().map(|(column, expected)| (*column, expected)), head)
    }

    /// The result with which a label ends, and what stands before it.
    pub fn ends_with_result<'t>(&self, label: &'t str) -> Option<(&'t str, ColumnId)> {
        let names = self.results.iter().flat_map(|(column, expected)| {
            expected.patterns.iter().map(|pattern| (pattern.chars().iter().collect::<String>(), *column))
        });
        let ends = names.filter_map(|(name, column)| Some((label.strip_suffix(name.as_str())?, column)));
        ends.min_by_key(|(before, _)| before.len())
    }

    /// The kind of case that a head names.
    pub fn kind(&self, head: &Core) -> Option<RowId> {
        best(self.kinds.iter().map(|(row, expected)| (row.id, expected)), head)
    }

    /// Whether a head can be one of this table: it names a kind of case, or a result or a part of one.
    pub fn may_be_head(&self, head: &Core) -> bool {
        let part = |whole: &[char]| whole.windows(head.chars.len().max(1)).any(|part| part == head.chars);
        let results = self.results.iter().flat_map(|(_, result)| &result.patterns);
        names_cases(&head.chars) || results.map(|pattern| pattern.chars()).any(part)
    }

    /// Whether labels say that this is table 4: at least two different results among them.
    pub fn are_spoken_of(&self, labels: &[Core]) -> bool {
        let results = self.results.iter().filter(|(column, _)| !column.is_total());
        let named = results.filter(|(_, result)| labels.iter().any(|core| result.agreement(core) >= 0.8));
        // Of labels that are torn, the parts.
        let short = || labels.iter().filter(|core| core.chars.len() <= 6);
        let says = |part: [char; 2]| short().any(|core| core.chars.windows(2).any(|two| two == part));
        let torn = [['维', '持'], ['纠', '正'], ['审', '结']].into_iter().filter(|part| says(*part));
        named.take(2).count() == 2 || torn.take(2).count() == 2
    }
}

/// A text as a head; `None` where it can be none: most cells hold no Chinese character.
pub fn head(text: &str) -> Option<Core> {
    text.contains(is_han).then(|| plain_head(text))
}

/// The one whose label a head is, of equals the last.
fn best<'a, K>(labels: impl Iterator<Item = (K, &'a Expected)>, head: &Core) -> Option<K> {
    let agreements = labels.map(|(key, expected)| (key, expected.agreement(head)));
    let fitting = agreements.filter(|(_, agreement)| *agreement >= 0.85);
    fitting.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(key, _)| key)
}
