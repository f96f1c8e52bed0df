//! What reading a workbook leaves out, or does in place of the program that wrote it, in sentences.

use crate::document::{Place, ReadNote};

/// Names of cells that a sentence lists.
const MOST_NAMES: usize = 8;

/// What reading a workbook could not do, or did in place of its program.
#[derive(Debug, Default)]
pub struct Remarks {
    /// Names of sheets that are hidden.
    pub hidden_sheets: Vec<String>,
    /// Cells with text in hidden rows and columns.
    pub hidden_cells: usize,
    /// Cells whose formulas were computed here: by their names in the sheet.
    pub computed: Vec<String>,
    /// Cells whose formulas nobody computed.
    pub uncomputed: Vec<String>,
    /// Where the computed cells stand in the document.
    pub places: Vec<Place>,
}

impl Remarks {
    /// The sentences.
    pub fn notes(&self) -> Vec<ReadNote> {
        let mut notes = Vec::new();
        let mut note =
            |code: &str, zh: String, en: String| notes.push(ReadNote { code: code.to_owned(), zh, en });
        if !self.hidden_sheets.is_empty() {
            let names = self.hidden_sheets.join("、");
            note(
                "hidden-sheet",
                format!("隐藏的工作表没有读取：{names}。"),
                format!("Hidden sheets were not read: {names}."),
            );
        }
        if self.hidden_cells > 0 {
            let count = self.hidden_cells;
            note(
                "hidden-cells",
                format!(
                    "隐藏的行和列没有读取，其中有 {count} 格写有内容；如属正文，请取消隐藏后另存再检查。"
                ),
                format!(
                    "Hidden rows and columns were not read; {count} of their cells hold text. Unhide them and save again if they belong to the report."
                ),
            );
        }
        if !self.computed.is_empty() {
            let (count, names) = (self.computed.len(), named(&self.computed));
            note(
                "formulas-computed",
                format!(
                    "有 {count} 格（{names}）是没有存下结果的求和公式，这里按公式算出了结果；请用 Excel 或 WPS 打开后保存一次再核对。"
                ),
                format!(
                    "{count} cells ({names}) are sums without a stored result; they were computed here. Open and save the workbook once to make sure."
                ),
            );
        }
        if !self.uncomputed.is_empty() {
            let (count, names) = (self.uncomputed.len(), named(&self.uncomputed));
            note(
                "formulas-uncomputed",
                format!(
                    "有 {count} 格（{names}）是公式而没有存下结果，读不出数；请用 Excel 或 WPS 打开后保存一次再检查。"
                ),
                format!(
                    "{count} cells ({names}) are formulas without a stored result and have no number; open and save the workbook once and check again."
                ),
            );
        }
        notes
    }
}

fn named(names: &[String]) -> String {
    let listed: Vec<&str> = names.iter().take(MOST_NAMES).map(String::as_str).collect();
    let more = if names.len() > MOST_NAMES { "…" } else { "" };
    listed.join("、") + more
}
