//! What stands over a table or over rows of it: whether it speaks of the report's year or of another one, of its organ or of
//! another one, and of reviews or suits. A whole report can stand in one table; then its captions are rows.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::label::core;
use super::rows::KNOWN_LABELS;
use super::whose::{Whose, told};
use super::years::{is_of_other_year, is_of_this_year, is_put_right, is_set_aside, year_alone};
use crate::document::{Content, Document, Place, Table, TableCell};
use crate::report::organ::Organ;
use crate::text::fold::{folded, folded_chars};

/// A text with more characters than this tells something; a caption names a table.
const LONGEST: usize = 60;

/// So many lines over a table may name its organ.
const LINES: usize = 6;

/// More captions than this are not asked whose their tables are.
const MOST_ASKED: usize = 2_000;

/// Rows of a table that one caption stands over.
#[derive(Debug)]
struct Part {
    block: u32,
    rows: Range<u32>,
    /// What says that they are of another year, or of a form to fill in.
    other_year: Option<String>,
    /// Whose they are, with what says so.
    whose: Option<(Whose, String)>,
    /// Whether another part is the organ's, and this one is not.
    of_other_organ: bool,
    /// Whether reviews or suits are named.
    cases: bool,
}

/// The captions of a document's tables, in their order.
#[derive(Debug, Default)]
pub struct Captions<'o> {
    parts: Vec<Part>,
    year: Option<i32>,
    organ: Option<&'o Organ>,
    /// How many captions were asked whose their tables are.
    asked: usize,
}

impl<'o> Captions<'o> {
    /// Reads what stands over each table.
    pub fn of(document: &Document, year: Option<i32>, organ: Option<&'o Organ>) -> Self {
        let mut captions = Self { parts: Vec::new(), year, organ, asked: 0 };
        let mut above: Vec<&str> = Vec::new();
        // The short lines since the last table, and whose that was.
        let mut lines: Vec<&str> = Vec::new();
        let mut whose: Option<(Whose, String)> = None;
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
                        lines.push(text);
                    }
                }
                Content::Table(table) => {
                    let nearest = lines.drain(..).rev().take(LINES);
                    whose = nearest.into_iter().find_map(|line| captions.whose(line)).or(whose);
                    let lines: Vec<&str> = above.iter().rev().take(2).copied().collect();
                    captions.read(block, table, &lines, section.map(|(_, text)| text), &mut whose);
                    above.clear();
                    has_table = true;
                }
            }
        }
        captions.tell_organs();
        captions
    }

    /// Whose the tables under a line are.
    fn whose(&mut self, line: &str) -> Option<(Whose, String)> {
        self.asked += 1;
        let organ = self.organ.filter(|_| self.asked <= MOST_ASKED)?;
        Some((told(line, organ)?, line.trim().to_owned()))
    }

    /// Whose a row is by its label; the name of a unit need not tell its place.
    pub fn whose_row(&self, label: &str) -> Option<Whose> {
        told(label, self.organ?)
    }

    /// Reads the captions of one table: the lines above it, then its rows with one text. `whose`: what stands over it says,
    /// and then what its last row that says so does.
    fn read(
        &mut self,
        block: u32,
        table: &Table,
        above: &[&str],
        section: Option<&str>,
        whose: &mut Option<(Whose, String)>,
    ) {
        let year = self.year;
        let rows = 0..table.rows;
        let mut part =
            Part { block, rows, other_year: None, whose: whose.clone(), of_other_organ: false, cases: false };
        let this = above.iter().any(|line| is_of_this_year(line, year));
        let section = section.filter(|_| !this).map(|text| text.trim().to_owned());
        part.other_year.clone_from(&section);
        part.add(above, year);
        for (row, text, is_single) in texts_of_rows(table) {
            let of_organ = self.whose(&text).filter(|_| !KNOWN_LABELS.knows(&core(&text)));
            let heading = is_single && is_heading(&text);
            let of_a_year = || is_of_other_year(&text, year) || is_of_this_year(&text, year);
            let told = || of_a_year() || heading || is_set_aside(&text) || is_put_right(&text);
            let telling = is_single && told() && !KNOWN_LABELS.knows(&core(&text));
            if telling || of_organ.is_some() {
                part.rows.end = row;
                let other_year = if telling { section.clone() } else { part.other_year.clone() };
                let cases = part.cases && !heading;
                let whose = of_organ.or(part.whose.clone());
                let next =
                    Part { block, rows: row..table.rows, other_year, whose, of_other_organ: false, cases };
                self.parts.push(std::mem::replace(&mut part, next));
            }
            if is_single {
                part.add(&[&text], year);
            }
        }
        whose.clone_from(&part.whose);
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

    /// Whether what stands at a place is said to be of another year or of another organ, where another table is said to be of
    /// this one.
    pub fn is_passed_over(&self, place: Place) -> bool {
        let Place::Cell { block, row, .. } = place else { return false };
        self.at(block, row).is_some_and(|part| part.other_year.is_some() || part.of_other_organ)
    }

    /// Whether any part is passed over.
    pub fn pass_over(&self) -> bool {
        self.parts.iter().any(|part| part.other_year.is_some() || part.of_other_organ)
    }

    /// Tells which parts are another organ's, or hold less than another one that is the organ's.
    fn tell_organs(&mut self) {
        let heights = |wanted: Whose| {
            let mut heights: HashSet<u32> = HashSet::new();
            let own = self.parts.iter().filter(|part| part.is_of(wanted));
            heights.extend(own.map(Part::height));
            heights
        };
        let [own, itself, whole] = [Whose::Own, Whose::Itself, Whose::Whole].map(heights);
        let none = own.is_empty() && itself.is_empty() && whole.is_empty();
        for part in &mut self.parts {
            // The same table once more: nearly as many rows.
            let height = part.height();
            let again = |heights: &HashSet<u32>| {
                (height.saturating_sub(2)..=height + 2).any(|height| heights.contains(&height))
            };
            part.of_other_organ = match part.whose {
                Some((Whose::Other, _)) => !none,
                Some((Whose::Itself, _)) => again(&own) || again(&whole),
                Some((Whose::Own, _)) => again(&whole),
                Some((Whose::Whole, _)) | None => false,
            };
        }
    }

    /// The captions of tables of several organs, none of which is said to be the report's own: that over a place and those
    /// over as many rows elsewhere.
    pub fn of_several_organs(&self, place: Place) -> Vec<(u32, Range<u32>, &str)> {
        let Place::Cell { block, row, .. } = place else { return Vec::new() };
        let Some(own) = self.at(block, row) else { return Vec::new() };
        let other = |part: &Part| part.is_of(Whose::Other);
        if !other(own) || self.parts.iter().any(|part| part.whose.is_some() && !other(part)) {
            return Vec::new();
        }
        let caption = |part: &'_ Part| part.whose.as_ref().map(|(_, caption)| caption.clone());
        let name = caption(own);
        let alike =
            |part: &&Part| other(part) && part.height().abs_diff(own.height()) <= 2 && caption(part) != name;
        let all = std::iter::once(own).chain(self.parts.iter().filter(alike));
        all.filter_map(|part| Some((part.block, part.rows.clone(), part.whose.as_ref()?.1.as_str())))
            .collect()
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

    /// The rows that are passed over because they are said to be of another organ, with what says so.
    pub fn of_other_organs(&self) -> impl Iterator<Item = (u32, Range<u32>, &str)> {
        let other = self.parts.iter().filter(|part| part.other_year.is_none());
        other
            .filter(|part| part.of_other_organ)
            .filter_map(|part| Some((part.block, part.rows.clone(), part.whose.as_ref()?.1.as_str())))
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
    fn height(&self) -> u32 {
        self.rows.end.saturating_sub(self.rows.start)
    }

    fn is_of(&self, wanted: Whose) -> bool {
        self.whose.as_ref().is_some_and(|(whose, _)| *whose == wanted)
    }

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

/// The short texts of a table that may be captions: of rows that hold one text only, and of those that name who filled the
/// table in. With their rows, and whether the row holds nothing else.
fn texts_of_rows(table: &Table) -> Vec<(u32, Cow<'_, str>, bool)> {
    let mut texts: Vec<(u32, Cow<str>, bool)> = Vec::new();
    for of_row in table.cells.chunk_by(|a, b| a.row == b.row) {
        let mut filled = of_row.iter().filter(|cell| !cell.text.trim().is_empty());
        let Some(first) = filled.next() else { continue };
        match filled.next() {
            None if first.row_span == 1
                && !is_long(&first.text)
                && first.text.chars().any(|c| !c.is_numeric()) =>
            {
                texts.push((first.row, Cow::Borrowed(&first.text), true));
            }
            Some(second) => texts.extend(filled_in_by(first, second).map(|text| (first.row, text, false))),
            None => {}
        }
    }
    texts
}

/// What the first two texts of a row say of who filled a table in: 填报单位：某局 beside 单位：件, or the name in a cell of its own.
fn filled_in_by<'t>(first: &'t TableCell, second: &'t TableCell) -> Option<Cow<'t, str>> {
    const NAMES: [&str; 3] = ["单位", "机关", "部门"];
    let text = first.text.trim();
    if is_long(text) || first.row_span > 1 {
        return None;
    }
    match text.split_once([':', '：']) {
        Some((what, name)) if !name.trim().is_empty() => {
            let is_who = what.chars().count() <= 8 && NAMES.iter().any(|name| what.contains(name));
            is_who.then_some(Cow::Borrowed(name))
        }
        _ => {
            let what = text.trim_end_matches([':', '：']).trim_end_matches("名称");
            let is_who = what.chars().count() <= 6 && NAMES.iter().any(|name| what.ends_with(name));
            is_who.then_some(Cow::Borrowed(second.text.as_str()))
        }
    }
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
