//! Consistent reports from a seed, and the ways to spoil them.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::assess::Assessed;
use crate::document::Place;
use crate::form::{BlockForm, CellId, FormId, Identity, TableId, ValueKind};
use crate::locate::{Evidence, Explanation, Repair, explain};
use crate::report::{Cell, CellState, Report};

/// A small generator of numbers that is the same everywhere (SplitMix64).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

pub const COLUMNS: [&str; 6] =
    ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

/// Counts by cell; `None` is a blank.
#[derive(Debug, Clone)]
pub struct Draft {
    pub form: FormId,
    pub cells: BTreeMap<CellId, Option<i64>>,
    pub unsure: Vec<CellId>,
}

/// The cells of all forms by their names.
static CELLS: LazyLock<HashMap<String, CellId>> = LazyLock::new(|| {
    FormId::all().flat_map(|form| form.form().cells()).map(|cell| (cell.to_string(), cell)).collect()
});

/// A cell by its name.
pub fn named(name: &str) -> CellId {
    CELLS[name]
}

/// A cell of table 3.
pub fn t3(row: &str, column: &str) -> CellId {
    CELLS[&format!("t3.{row}.{column}")]
}

/// A cell of table 4.
pub fn t4(row: &str, column: &str) -> CellId {
    CELLS[&format!("t4.{row}.{column}")]
}

/// A form by its name.
pub fn form(name: &str) -> FormId {
    FormId::parse(name).unwrap()
}

impl Draft {
    /// A consistent report: mostly zeros as real ones are, of very different sizes.
    pub fn consistent(seed: u64, form: FormId) -> Self {
        let mut numbers = Numbers::new(seed.wrapping_mul(7919).wrapping_add(13));
        let mut cells = BTreeMap::new();
        let table3 = form.form().table(TableId::Table3).unwrap();
        let size = [4, 12, 60, 400][numbers.below(4)];
        let busy = 2 + numbers.below(5);
        let mut sums = [0_i64; 6];
        for row in table3.rows().filter(|row| row.role.is_result()) {
            let filled = numbers.below(8) < busy;
            for (at, column) in COLUMNS.iter().enumerate() {
                let likely = if at == 0 { 4 } else { 1 };
                let value = if filled && numbers.below(5) < likely { numbers.below(size) as i64 } else { 0 };
                let value = if at == 0 { value } else { value / 3 };
                cells.insert(t3(row.name, column), Some(value));
                sums[at] += value;
            }
        }
        for (at, column) in COLUMNS.iter().enumerate() {
            let out = if numbers.below(3) == 0 { numbers.below(size / 2 + 1) as i64 } else { 0 };
            let most = (sums[at] + out).min(size as i64 / 2) as usize;
            let carried = if numbers.below(3) == 0 { numbers.below(most + 1) as i64 } else { 0 };
            cells.insert(t3("handled", column), Some(sums[at]));
            cells.insert(t3("carried_out", column), Some(out));
            cells.insert(t3("carried_in", column), Some(carried));
            cells.insert(t3("new", column), Some(sums[at] + out - carried));
        }
        for row in table3.rows() {
            let total = COLUMNS.iter().map(|column| cells[&t3(row.name, column)].unwrap()).sum();
            cells.insert(t3(row.name, "total"), Some(total));
        }
        for row in form.form().table(TableId::Table4).unwrap().rows() {
            let mut total = 0;
            for column in ["upheld", "corrected", "other", "pending"] {
                let value = if numbers.below(3) == 0 { numbers.below(size / 4 + 2) as i64 } else { 0 };
                total += value;
                cells.insert(t4(row.name, column), Some(value));
            }
            cells.insert(t4(row.name, "total"), Some(total));
        }
        Self { form, cells, unsure: Vec::new() }
    }

    pub fn identities(&self) -> Vec<&'static Identity> {
        self.form.form().identities().collect()
    }

    pub fn get(&self, cell: CellId) -> i64 {
        self.cells[&cell].unwrap_or(0)
    }

    pub fn set(&mut self, cell: CellId, value: i64) {
        assert!(self.cells.insert(cell, Some(value)).is_some(), "{cell} is not a cell of the form");
    }

    pub fn blank(&mut self, cell: CellId) {
        assert!(self.cells.insert(cell, None).is_some(), "{cell} is not a cell of the form");
    }

    pub fn table(&self, table: TableId) -> Vec<CellId> {
        self.form
            .form()
            .table(table)
            .unwrap()
            .blocks
            .iter()
            .filter(|block| block.columns.iter().all(|column| column.kind == ValueKind::Count))
            .flat_map(BlockForm::cells)
            .collect()
    }

    pub fn report(&self) -> Report {
        let mut report = Report { form: Some(self.form), ..Report::default() };
        for (at, (&id, &value)) in self.cells.iter().enumerate() {
            let place = Place::Cell { block: 0, row: at as u32, column: 0 };
            let mut cell = Cell::integer(value.unwrap_or(0), "", place);
            if value.is_none() {
                cell.value = None;
                cell.state = CellState::Blank;
            }
            cell.sure = !self.unsure.contains(&id);
            report.cells.insert(id, cell);
        }
        report
    }

    pub fn explain(&self) -> Explanation {
        self.explain_with(&Evidence::default())
    }

    pub fn explain_with(&self, evidence: &Evidence) -> Explanation {
        let report = self.report();
        explain(&report, &Assessed::new(&report, report.form_data()), evidence)
    }

    /// The names of the identities that do not hold, blanks counted as 0.
    pub fn broken(&self) -> Vec<String> {
        self.identities()
            .into_iter()
            .filter(|identity| {
                let sum: i64 = identity.cells().map(|cell| identity.sign(cell) * self.get(cell)).sum();
                sum != 0
            })
            .map(|identity| identity.name.clone())
            .collect()
    }

    pub fn apply(&self, repair: &Repair) -> Self {
        let mut applied = self.clone();
        for change in &repair.changes {
            assert_eq!(self.cells[&change.cell], change.from, "{repair:?}");
            applied.set(change.cell, change.to);
        }
        applied
    }
}

/// What the exhaustive tests write in place of a number.
pub fn spoiled(value: i64) -> Vec<i64> {
    let mut values = vec![value + 1];
    if value > 0 {
        values.push(value - 1);
        values.push(value * 10);
        values.push(0);
    }
    let digits: Vec<char> = value.to_string().chars().collect();
    for at in 0..digits.len().saturating_sub(1) {
        let mut swapped = digits.clone();
        swapped.swap(at, at + 1);
        values.push(swapped.into_iter().collect::<String>().parse().unwrap());
    }
    values.retain(|&each| each != value);
    values.sort_unstable();
    values.dedup();
    values
}
