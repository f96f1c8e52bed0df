//! Formulas in the tables of a text: `ooow:sum <D5:I5>`. The program that shows the text computes them when it opens it.

use super::number;
use crate::read::grid::Grid;
use crate::read::meter::Meter;
use crate::read::sheet::{At, Sums, plain};
use crate::read::xml::{Id, Xml};

/// Cells of a table beyond which its formulas are left as they are: their names are counted from the other cells.
const MOST_CELLS: usize = 2_000;

/// What the cells of a table come to that hold a formula without a result: for each cell of the grid its text.
pub struct Results {
    /// Cells that were computed, by their index in the grid, with their names and texts.
    pub computed: Vec<(usize, At, String)>,
    /// Cells that are no plain sums.
    pub uncomputed: Vec<(usize, At, String)>,
}

/// Computes the formulas of a table, where it has any without a result.
pub fn results(xml: &Xml, grid: &Grid<Id>, meter: &Meter) -> Option<Results> {
    let formula = |cell: Id| xml.attribute(cell, "formula");
    if grid.cells.len() > MOST_CELLS || !grid.cells.iter().any(|cell| formula(cell.item).is_some()) {
        return None;
    }
    let mut sums = Sums::default();
    let mut names = Vec::new();
    for cell in &grid.cells {
        // Cells that are merged to the right are one; the columns after them are called as if it were the only one.
        let beside = grid.cells.iter().filter(|other| {
            other.column < cell.column && (other.row..other.row + other.row_span).contains(&cell.row)
        });
        let merged: u32 = beside.map(|other| other.column_span - 1).sum();
        let at = (cell.row, cell.column.saturating_sub(merged));
        names.push(at);
        let text = xml.all_text(cell.item);
        let value = number(xml, cell.item).or_else(|| text.trim().parse().ok());
        match formula(cell.item) {
            Some(formula) => sums.add_formula(at, plain_formula(formula), value, !text.trim().is_empty()),
            None if text.trim().is_empty() => {}
            None => sums.add(at, value, &text),
        }
    }
    let mut results = Results { computed: Vec::new(), uncomputed: Vec::new() };
    for (at, result) in sums.results(meter) {
        let Some(index) = names.iter().position(|name| *name == at) else { continue };
        match result {
            Ok(value) => results.computed.push((index, at, plain(value))),
            Err(source) => results.uncomputed.push((index, at, format!("={source}"))),
        }
    }
    Some(results)
}

/// A formula of a text's table as spreadsheets write it: `ooow:sum <D5:I5>|<K5>` is `SUM(D5:I5,K5)`.
fn plain_formula(formula: &str) -> String {
    let formula =
        formula.split_once(':').filter(|(space, _)| *space == "ooow").map_or(formula, |(_, own)| own);
    let formula = formula.trim().trim_start_matches('=').trim().replace(['<', '>'], "").replace('|', ",");
    match formula.get(..4).filter(|word| word.eq_ignore_ascii_case("sum ")) {
        Some(_) => format!("SUM({})", formula.get(4..).unwrap_or_default()),
        None => formula,
    }
}
