//! Formulas without a result that only name a cell of another sheet: what stands there is shown.

use std::collections::HashMap;

use super::Sheet;
use super::formula::{At, reference};

/// Fills such cells from the sheets that are shown. A cell that is blank there shows 0.
pub fn follow(sheets: &mut [Sheet]) {
    let mut found: Vec<(usize, At, String)> = Vec::new();
    let names: HashMap<&str, &Sheet> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet)).collect();
    for (index, sheet) in sheets.iter().enumerate() {
        for at in &sheet.uncomputed {
            let Some((name, cell)) = sheet.cells.get(at).and_then(|text| named(text)) else { continue };
            let Some(other) = names.get(name.replace("''", "'").as_str()) else { continue };
            let text = other.cells.get(&cell).map_or("0", String::as_str);
            // What nobody computed there either.
            if !text.starts_with('=') {
                found.push((index, *at, text.to_owned()));
            }
        }
    }
    for (index, at, text) in found {
        let Some(sheet) = sheets.get_mut(index) else { continue };
        sheet.cells.insert(at, text);
        sheet.computed.push(at);
    }
    for sheet in sheets {
        let cells = &sheet.cells;
        sheet.uncomputed.retain(|at| cells.get(at).is_some_and(|text| text.starts_with('=')));
    }
}

/// The sheet and the cell that a formula names, where it does nothing else: `=数据!B12`, `='第 1 页'!$B$12`,
/// `=of:=[$数据.B12]`.
fn named(formula: &str) -> Option<(&str, At)> {
    let formula = formula.strip_prefix('=')?;
    let open = formula.strip_prefix("of:=[").and_then(|inner| inner.strip_suffix(']'));
    let (name, cell) = match open {
        Some(inner) => inner.trim_start_matches('$').rsplit_once('.')?,
        None => formula.rsplit_once('!')?,
    };
    let quoted = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\''));
    let (at, length) = reference(cell.trim())?;
    (length == cell.trim().len()).then_some((quoted.unwrap_or(name), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(name: &str, cells: &[(u32, u32, &str)], uncomputed: &[At]) -> Sheet {
        let cells = cells.iter().map(|(row, column, text)| ((*row, *column), (*text).to_owned())).collect();
        Sheet { name: name.to_owned(), cells, uncomputed: uncomputed.to_vec(), ..Sheet::default() }
    }

    #[test]
    fn cells_of_other_sheets_are_shown() {
        for (formula, wanted) in [
            ("=数据!B12", "48"),
            ("='数据'!$B$12", "48"),
            ("=of:=[$数据.B12]", "48"),
            ("=of:=['数据'.B12]", "48"),
            ("=数据!C1", "0"),
            ("='某局''s'!A1", "9"),
            // Another formula, a sheet that is not there, a cell that nobody computed.
            ("=数据!B12+1", "=数据!B12+1"),
            ("=SUM(数据!B1:B12)", "=SUM(数据!B1:B12)"),
            ("=旧表!B12", "=旧表!B12"),
            ("=数据!A2", "=数据!A2"),
        ] {
            let mut sheets = [
                sheet("报告", &[(0, 0, formula)], &[(0, 0)]),
                sheet("数据", &[(11, 1, "48"), (1, 0, "=MEAN(A5:A9)")], &[(1, 0)]),
                sheet("某局's", &[(0, 0, "9")], &[]),
            ];
            follow(&mut sheets);
            assert_eq!(sheets[0].cells[&(0, 0)], wanted);
            assert_eq!(sheets[0].uncomputed.len(), usize::from(wanted == formula));
            assert_eq!(sheets[0].computed.len(), usize::from(wanted != formula));
        }
    }
}
