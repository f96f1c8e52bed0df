//! What stands over a table or over rows of it: whether it speaks of the report's year or of another one, and of
//! reviews or suits. A whole report can stand in one table; then its captions are rows.

use std::ops::Range;

use super::label::core;
use super::rows::KNOWN_LABELS;
use super::years::{is_of_other_year, is_of_this_year, is_put_right, is_set_aside, year_alone};
use crate::document::{Content, Document, Place, Table};
use crate::text::fold::{folded, folded_chars};

/// A text with more characters than this tells something; a caption names a table.
const LONGEST: usize = 60;

/// Rows of a table that one caption stands over.
#[derive(Debug)]
struct Part {
    block: u32,
    rows: Range<u32>,
    /// What says that they are of another year, or of a form to fill in.
    other_year: Option<String>,
    /// Whether reviews or suits are named.
    cases: bool,
}

/// The captions of a document's tables, in their order.
#[derive(Debug, Default)]
pub struct Captions {
    parts: Vec<Part>,
    year: Option<i32>,
}

impl Captions {
    /// Reads what stands over each table.
    pub fn of(document: &Document, year: Option<i32>) -> Self {
        let mut captions = Self { parts: Vec::new(), year };
        let mut above: Vec<&str> = Vec::new();
        // A heading of another year or of a form to fill in, with its level: it stands over all tables until the next of its
        // rank; a line that is no heading, until one of this year.
        let mut section: Option<(u8, &str)> = None;
        // Whether a table stands below it already.
        let mut has_table = false;
        for (block, content) in (0_u32..).zip(&document.blocks) {
            if let Content::Heading { level, text } = &content.content {
                section = section.filter(|(of_section, _)| of_section < level);
                if (names_other_year(text, year) && !is_long(text)) || is_set_aside(text) {
                    section = section.or(Some((*level, text)));
                }
            } else if let Content::Paragraph { text } = &content.content {
                let ends = || {
                    let other_line = has_table && !is_long(text) && !is_heading(text);
                    other_line || is_of_this_year(text, year) || is_put_right(text)
                };
                section = section.filter(|(level, _)| *level > 0 || !ends());
                if is_set_aside(text) {
                    section = section.or(Some((0, text)));
                    has_table = false;
                }
            }
            match &content.content {
                Content::Heading { text, .. } | Content::Paragraph { text } => {
                    if is_long(text) {
                        above.clear();
                    } else if !text.trim().is_empty() {
                        above.push(text);
                    }
                }
                Content::Table(table) => {
                    let lines: Vec<&str> = above.iter().rev().take(2).copied().collect();
                    captions.read(block, table, &lines, section.map(|(_, text)| text));
                    above.clear();
                    has_table = true;
                }
            }
        }
        captions
    }

    /// Reads the captions of one table: the lines above it, then its rows with one text.
    fn read(&mut self, block: u32, table: &Table, above: &[&str], section: Option<&str>) {
        let year = self.year;
        let mut part = Part { block, rows: 0..table.rows, other_year: None, cases: false };
        let this = above.iter().any(|line| is_of_this_year(line, year));
        let section = section.filter(|_| !this).map(|text| text.trim().to_owned());
        part.other_year.clone_from(&section);
        part.add(above, year);
        for (row, text) in single_texts(table) {
            let heading = is_heading(text);
            let of_a_year = is_of_other_year(text, year) || is_of_this_year(text, year);
            let telling = of_a_year || heading || is_set_aside(text) || is_put_right(text);
            if telling && !KNOWN_LABELS.knows(&core(text)) {
                part.rows.end = row;
                let next = Part {
                    block,
                    rows: row..table.rows,
                    other_year: section.clone(),
                    cases: part.cases && !heading,
                };
                self.parts.push(std::mem::replace(&mut part, next));
            }
            part.add(&[text], year);
        }
        self.parts.push(part);
    }

    fn at(&self, block: u32, row: u32) -> Option<&Part> {
        let from = self.parts.partition_point(|part| part.block < block);
        self.parts
            .iter()
            .skip(from)
            .take_while(|part| part.block == block)
            .find(|part| part.rows.contains(&row))
    }

    /// Whether what stands at a place is said to be of another year.
    pub fn is_of_other_year(&self, place: Place) -> bool {
        let Place::Cell { block, row, .. } = place else { return false };
        self.at(block, row).is_some_and(|part| part.other_year.is_some())
    }

    /// Whether a text is a year and nothing else, and not the report's: 2023, 2023年度, 上年, 更正前.
    pub fn is_other_year(&self, text: &str) -> bool {
        year_alone(text, self.year) == Some(false)
    }

    /// The rows that are said to be of another year, with what says so.
    pub fn of_other_years(&self) -> impl Iterator<Item = (u32, Range<u32>, &str)> {
        self.parts
            .iter()
            .filter_map(|part| Some((part.block, part.rows.clone(), part.other_year.as_deref()?)))
    }

    /// Whether what stands over a table speaks of reviews or suits.
    pub fn is_about_cases(&self, block: u32) -> bool {
        self.at(block, 0).is_some_and(|part| part.cases)
    }
}

fn is_long(text: &str) -> bool {
    text.chars().count() > LONGEST
}

/// Whether a heading says that all under it is of another year: it names one, or is the name of a sheet (上年, 去年数据).
fn names_other_year(text: &str, year: Option<i32>) -> bool {
    let names_year = text.chars().any(char::is_numeric) && !KNOWN_LABELS.knows(&core(text));
    let of_sheet = text.chars().count() <= 6 && (text.contains("上年") || text.contains("去年"));
    (names_year || of_sheet) && is_of_other_year(text, year) && !is_of_this_year(text, year)
}

impl Part {
    fn add(&mut self, lines: &[&str], year: Option<i32>) {
        // To compare with all labels is dear: asked only of what names a year.
        let is_caption = |line: &str| !KNOWN_LABELS.knows(&core(line));
        let this = lines.iter().any(|line| is_of_this_year(line, year) && is_caption(line));
        let other = lines.iter().find(|line| is_of_other_year(line, year) && is_caption(line));
        // What is set aside is so whatever year the lines beside it name.
        let aside = lines.iter().find(|line| is_set_aside(line));
        if let Some(other) = aside.or(other.filter(|_| !this)) {
            self.other_year = Some(other.trim().to_owned());
        }
        self.cases |= lines.iter().any(|line| speaks_of_cases(line));
    }
}

/// The rows of a table that hold one short text only.
fn single_texts(table: &Table) -> Vec<(u32, &str)> {
    let mut texts: Vec<(u32, &str)> = Vec::new();
    for of_row in table.cells.chunk_by(|a, b| a.row == b.row) {
        let mut filled = of_row.iter().filter(|cell| !cell.text.trim().is_empty());
        if let (Some(only), None) = (filled.next(), filled.next())
            && only.row_span == 1
            && !is_long(&only.text)
            && only.text.chars().any(|c| !c.is_numeric())
        {
            texts.push((only.row, only.text.as_str()));
        }
    }
    texts
}

/// Whether a text is the heading of a section: 三、收到和处理政府信息公开申请情况.
fn is_heading(text: &str) -> bool {
    let text = folded(text);
    let mut characters = text.chars();
    let numbered =
        characters.next().is_some_and(|c| among!("一二三四五六七八九", c)) && characters.next() == Some('、');
    numbered && (text.ends_with("情况") || text.ends_with("事项"))
}

/// Whether a text names reviews or suits.
pub fn speaks_of_cases(text: &str) -> bool {
    names_cases(&folded_chars(text))
}

/// Whether a text that is folded names reviews or suits.
pub fn names_cases(text: &[char]) -> bool {
    text.windows(2).any(|two| matches!(two, ['复', '议'] | ['诉', '讼'] | ['起' | '应', '诉']))
}
