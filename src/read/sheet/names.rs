//! Formulas that name cells of other sheets, or cells by a name of the workbook's own: as formulas of one sheet, below which
//! the cells of the others stand.

use std::collections::HashMap;

use super::formula::{At, cell_name, reference};

/// Rows of a sheet: those of the next one that is named stand below them.
pub const ROWS: u32 = 1_048_576;

/// Other sheets that one sheet can name: more would have rows that no reference can say.
const MOST_SHEETS: usize = 8;

/// Names that stand for names, at most this many deep.
const DEEPEST: u32 = 4;

/// What a workbook calls its cells; nothing where it does so twice.
pub type Names = HashMap<String, Option<String>>;

/// The sheets that the formulas of one sheet name.
#[derive(Debug)]
pub struct Named<'n> {
    names: &'n Names,
    /// The sheets of the workbook.
    known: &'n [String],
    own: &'n str,
    /// In the order in which they stand below the sheet.
    pub sheets: Vec<String>,
}

impl<'n> Named<'n> {
    /// For the formulas of a sheet.
    pub fn new(names: &'n Names, known: &'n [String], own: &'n str) -> Self {
        Self { names, known, own, sheets: Vec::new() }
    }

    /// A formula with the places at which the cells that it names stand; `None` where one of them has none.
    pub fn local(&mut self, source: &str) -> Option<String> {
        self.placed(source, DEEPEST)
    }

    fn placed(&mut self, source: &str, deeper: u32) -> Option<String> {
        let mut text = String::with_capacity(source.len());
        let mut rest = source;
        while let Some(next) = rest.chars().next() {
            if next == '"' {
                let end = rest.get(1..)?.find('"')? + 2;
                text.push_str(rest.get(..end)?);
                rest = rest.get(end..)?;
                continue;
            }
            let (word, after) = word(rest)?;
            if word.is_empty() {
                text.push(next);
                rest = rest.get(next.len_utf8()..)?;
                continue;
            }
            rest = after;
            if let Some(cells) = rest.strip_prefix('!') {
                let below = self.below(word)?;
                let (from, length) = reference(cells)?;
                text.push_str(&cell_name((from.0.checked_add(below)?, from.1)));
                rest = cells.get(length..)?;
                if let Some(to) = rest.strip_prefix(':') {
                    let (to, length) = reference(to)?;
                    text.push(':');
                    text.push_str(&cell_name((to.0.checked_add(below)?, to.1)));
                    rest = rest.get(1 + length..)?;
                }
            } else if let Some(named) =
                self.names.get(&word.to_lowercase()).filter(|_| !rest.starts_with('('))
            {
                text.push_str(&self.placed(named.as_deref().filter(|_| deeper > 0)?, deeper - 1)?);
            } else {
                text.push_str(word);
            }
        }
        Some(text)
    }

    /// How many rows below the formulas' own sheet the cells of a sheet stand.
    fn below(&mut self, name: &str) -> Option<u32> {
        if name == self.own {
            return Some(0);
        }
        let at = self.sheets.iter().position(|named| named == name).or_else(|| {
            // Those of other workbooks are not at hand.
            self.known.iter().any(|known| known == name).then(|| self.sheets.push(name.to_owned()))?;
            Some(self.sheets.len() - 1)
        })?;
        (at < MOST_SHEETS).then(|| u32::try_from(at + 1).ok()?.checked_mul(ROWS)).flatten()
    }
}

/// Where a cell of the sheet that stands in such a place stands.
pub fn below(at: usize, (row, column): At) -> Option<At> {
    Some((u32::try_from(at + 1).ok()?.checked_mul(ROWS)?.checked_add(row)?, column))
}

/// The name that a text begins with, and what follows; quotation marks may stand round the name of a sheet.
fn word(text: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = text.strip_prefix('\'') {
        return quoted.split_once('\'');
    }
    let is_part = |c: char| c.is_alphanumeric() || among!("_.$\\", c);
    text.split_at_checked(text.find(|c: char| !is_part(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_other_sheets_have_places_below_the_sheet() {
        let names: Names = [
            ("办理", Some("'表 一'!$D$3:$D$5")),
            ("费用", Some("数据!$A$1")),
            ("二", Some("办理")),
            ("常数", Some("#REF!")),
            ("两处", None),
            ("环", Some("环")),
        ]
        .into_iter()
        .map(|(name, cells)| (name.to_owned(), cells.map(str::to_owned)))
        .collect();
        let known = ["数据", "其 他"].map(str::to_owned);
        let mut named = Named::new(&names, &known, "表 一");
        for (source, expected) in [
            ("SUM(办理)", Some("SUM(D3:D5)")),
            ("SUM(二)+费用", Some("SUM(D3:D5)+A1048577")),
            ("数据!B7", Some("B1048583")),
            ("SUM(数据!B$1:$B2)-'其 他'!A1", Some("SUM(B1048577:B1048578)-A2097153")),
            ("'表 一'!A1+IF(A1=0,\"费用!\",0)", Some("A1+IF(A1=0,\"费用!\",0)")),
            ("SUM(A1:B2)", Some("SUM(A1:B2)")),
            ("环", None),
            ("两处", None),
            ("[1]数据!B7+费用!", None),
            ("数据!办理", None),
            ("'[1]数据'!B7", None),
            ("别处!B7", None),
        ] {
            assert_eq!(named.local(source).as_deref(), expected, "{source}");
        }
        assert_eq!(named.sheets, ["数据", "其 他"]);
        let many: Vec<String> = (0..9).map(|at| format!("表{at}")).collect();
        let sum: String = many.iter().map(|name| format!("+{name}!A1")).collect();
        assert_eq!(Named::new(&names, &many, "").local(&sum), None);
    }
}
