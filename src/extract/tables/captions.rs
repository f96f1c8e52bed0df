//! What stands over a table: whether it speaks of the report's year or of another one.

use std::collections::{BTreeMap, HashSet};

use super::heads::{is_of_other_year, is_of_this_year};
use super::label::core;
use super::rows::KNOWN_LABELS;
use crate::document::{Content, Document, Table};
use crate::text::fold::folded;

/// A text with more characters than this tells something; a caption names a table.
const LONGEST: usize = 60;

/// The tables of a document that their captions say are of another year, and those about reviews and suits.
#[derive(Debug, Default)]
pub struct Captions {
    other_year: BTreeMap<u32, String>,
    cases: HashSet<u32>,
}

impl Captions {
    /// Reads what stands over each table.
    pub fn of(document: &Document, year: Option<i32>) -> Self {
        let mut captions = Self::default();
        let mut above: Vec<&str> = Vec::new();
        for (block, content) in (0_u32..).zip(&document.blocks) {
            match &content.content {
                Content::Heading { text, .. } | Content::Paragraph { text } => {
                    if text.chars().count() > LONGEST {
                        above.clear();
                    } else if !text.trim().is_empty() {
                        above.push(text);
                    }
                }
                Content::Table(table) => {
                    let lines = above.iter().rev().take(2).copied().chain(first_lines(table));
                    let (mut other, mut this, mut cases) = (None, false, false);
                    for line in lines {
                        // 二、上年结转政府信息公开申请数量 is a row, not a caption.
                        if KNOWN_LABELS.knows(&core(line)) {
                            continue;
                        }
                        if other.is_none() && is_of_other_year(line, year) {
                            other = Some(line.trim().to_owned());
                        }
                        this |= is_of_this_year(line, year);
                        cases |= speaks_of_cases(line);
                    }
                    if let (Some(caption), false) = (other, this) {
                        captions.other_year.insert(block, caption);
                    }
                    if cases {
                        captions.cases.insert(block);
                    }
                    above.clear();
                }
            }
        }
        captions
    }

    /// Whether a table is said to be of another year.
    pub fn is_of_other_year(&self, block: u32) -> bool {
        self.other_year.contains_key(&block)
    }

    /// The tables that are said to be of another year, with what says so.
    pub fn of_other_years(&self) -> impl Iterator<Item = (u32, &str)> {
        self.other_year.iter().map(|(block, caption)| (*block, caption.as_str()))
    }

    /// Whether a table is said to be about reviews or suits.
    pub fn is_about_cases(&self, block: u32) -> bool {
        self.cases.contains(&block)
    }
}

/// The lines of a table that hold one text only, before the first that holds more.
fn first_lines(table: &Table) -> Vec<&str> {
    let mut lines = Vec::new();
    for row in 0..table.rows.min(3) {
        let mut cells = table.cells.iter().take_while(|cell| cell.row <= row).filter(|cell| cell.row == row);
        let filled: Vec<&str> =
            cells.by_ref().map(|cell| cell.text.as_str()).filter(|text| !text.trim().is_empty()).collect();
        match filled.as_slice() {
            [only] if only.chars().count() <= LONGEST => lines.push(*only),
            [] => {}
            _ => break,
        }
    }
    lines
}

/// Whether a text names reviews or suits.
pub fn speaks_of_cases(text: &str) -> bool {
    let text = folded(text);
    ["复议", "诉讼", "起诉", "应诉"].iter().any(|word| text.contains(word))
}
