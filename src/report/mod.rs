//! The report found in a document: organ, year, form, sections and cells, each with its raw text and place.
//!
//! A value is what was written. Nothing is repaired here: a blank has no value, a total is never recomputed. A value
//! that had to be recovered (digits glued together, a character misread) says so and how sure it is.

pub mod annex;
pub mod decimal;
pub mod narrative;
pub mod organ;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::decimal::written;
use crate::document::{Place, ReadNote};
use crate::form::{CellId, Form, FormId, RowId, TableId};
use crate::order::Order;
use crate::text::flow::Flow;
use annex::Annex;
use narrative::Narrative;
use organ::Organ;

/// A report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The title as written, line breaks removed.
    pub title: Option<Located>,
    /// A line above the text that is a title of this report with another year.
    pub other_title: Option<Place>,
    /// The organ as the title, the signature or the page's own data name it, and what its name says.
    pub organ: Option<Organ>,
    /// The year that the report is about.
    pub year: Option<i32>,
    /// The form that the report uses: by its labels first, its year second.
    pub form: Option<FormId>,
    /// Date of publication, `YYYY-MM-DD`.
    pub published: Option<Located>,
    /// The statistical period that the report states.
    pub period: Option<StatedPeriod>,
    /// The opening paragraphs between title and first heading, page furniture left out.
    pub preamble: Vec<Place>,
    /// The organ that signs at the end (empty where only a date stands); the place covers the date too.
    pub signature: Option<Located>,
    /// The six sections, found or not, by number.
    pub sections: Vec<Section>,
    /// What was found of each table of the form.
    pub tables: BTreeMap<TableId, TableReading>,
    /// All cells that were found, whether readable or not, in the order of the form.
    pub cells: Cells,
    /// Labels that differ from the form's and its accepted variants, and rows that could not be found.
    pub labels: Vec<LabelReading>,
    /// The statistics table that the organ appended in a form of its own.
    pub annex: Option<Annex>,
    /// The numbers of the narrative, each with the cells that it must equal.
    pub narrative: Narrative,
    /// Whether the text is a mirror (converted script, inserted pinyin, replaced names): what is found about names on
    /// such text is a notice at most.
    pub mirror: bool,
    /// What was left out or chosen where the document has more than the form: columns of the organ's own, tables of
    /// other years.
    pub notes: Vec<ReadNote>,
    /// The document's text, folded, with the place of every character.
    pub text: Flow,
}

/// A statistical period as stated: dates as `YYYY-MM-DD`, whether the calendar has them or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedPeriod {
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Where it stands.
    pub place: Option<Place>,
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The text.
    pub text: String,
    /// Where it stands, where it stands anywhere.
    pub place: Option<Place>,
}

/// One of the six sections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Section {
    /// 1 to 6, by what the heading says, not by the number it carries.
    pub number: u8,
    /// The heading as written; the form's own where it was not found.
    pub heading: String,
    /// Whether it was found.
    pub found: bool,
    /// Where the heading stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The ordinal as written (`一`), where there is one.
    #[serde(skip)]
    pub ordinal: Option<String>,
    /// Whether the heading is in the form's words, an accepted variant of them, or those of an older form; false where
    /// only its key words are there.
    #[serde(skip)]
    pub in_form_words: bool,
    /// The section's text from after its heading to the next heading, as spans in reading order; tables not included.
    #[serde(skip)]
    pub body: Vec<Place>,
}

/// How much of a table was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum TableStatus {
    /// Every cell of the form was found.
    Found,
    /// Some cells were found.
    Partial,
    /// None was found in this text.
    NotFound,
}

/// A table as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReading {
    /// How much was found.
    pub status: TableStatus,
    /// Blocks of the document that its cells were read from, in order.
    pub blocks: Vec<u32>,
    /// Where the table's section heading stands.
    pub heading: Option<Place>,
}

/// A label that is not as the form has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelReading {
    /// The table.
    pub table: TableId,
    /// The row.
    pub row: RowId,
    /// The label as the form prints it.
    pub expected: String,
    /// The label as written; `None` where the row could not be found at all.
    pub found: Option<String>,
    /// Where it stands.
    pub place: Option<Place>,
    /// Why it differs.
    pub cause: LabelCause,
}

/// Why a label differs from the form's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelCause {
    /// One or two characters differ: a typing error of the organ, most likely.
    Typing,
    /// Damage that text recognition or extraction does: noise, not the organ's error.
    Noise,
    /// The row is not there: neither its label nor its values were found.
    Missing,
    /// The values were found by order and group size, the label is not there.
    Unlabelled,
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(untagged)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// A decimal; in a column of counts this is an error to report, in an amount it is as it should be.
    Decimal(f64),
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// A number.
    Number,
    /// Nothing.
    Blank,
    /// `-`, `—`, `/`, 无 and the like: no value.
    Placeholder,
    /// Something that is not a number.
    Unreadable,
    /// Digits that can be read in several ways; none is chosen.
    Ambiguous,
}

/// How a value was recovered that does not stand by itself in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "snake_case")]
pub enum Recovery {
    /// Split from digits that stand together without separation; the identities leave one reading.
    Glued,
    /// Read by character recognition, with look-alike characters taken as digits.
    Recognised,
    /// The row has no label; it was found by order and group size.
    Ordered,
    /// The file holds a sum as a formula without its result, which was computed here.
    Computed,
}

/// A cell as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The number, where there is one.
    pub value: Option<Number>,
    /// The text as written; for glued digits, the digits that belong to this cell where that is known, else all.
    pub raw: String,
    /// Where it stands.
    pub place: Place,
    /// What it holds.
    pub state: CellState,
    /// How the value was recovered, where it had to be.
    pub recovered: Option<Recovery>,
    /// False where the reading could be another: not to be reported as the organ's error.
    pub sure: bool,
    /// The readings that are possible, where there are several.
    pub readings: Vec<i64>,
    /// A note or unit inside the cell (`件`, `元`, `万元`, `其中修订16件`), as written.
    pub note: Option<String>,
}

/// The cells of a report: found by their number at once, gone through in the order in which they were put in, or of a
/// form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cells {
    list: Vec<(CellId, Cell)>,
    /// By the index of a cell: one more than its place in the list; 0 where it is not there.
    places: Vec<u16>,
}

impl Number {
    /// The whole number, where it is one.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(value),
            Self::Decimal(_) => None,
        }
    }

    /// The number as a decimal.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "amounts and counts are far below 2^53")]
    pub fn decimal(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Decimal(value) => value,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(formatter),
            Self::Decimal(value) => formatter.write_str(&written(*value)),
        }
    }
}

impl Cell {
    /// A cell that holds a whole number as it stands.
    #[must_use]
    pub fn integer(value: i64, raw: impl Into<String>, place: Place) -> Self {
        Self {
            value: Some(Number::Integer(value)),
            raw: raw.into(),
            place,
            state: CellState::Number,
            recovered: None,
            sure: true,
            readings: Vec::new(),
            note: None,
        }
    }

    /// The whole number, where the cell holds one.
    #[must_use]
    pub fn count(&self) -> Option<i64> {
        self.value.and_then(Number::integer)
    }

    /// Whether the cell is empty or holds a placeholder: no value was written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.state, CellState::Blank | CellState::Placeholder)
    }
}

impl Cells {
    /// Where a cell stands among the others.
    #[must_use]
    pub fn place(&self, id: CellId) -> Option<usize> {
        usize::from(self.places.get(id.index()).copied()?).checked_sub(1)
    }

    fn note_place(&mut self, id: CellId, at: usize) {
        if self.places.len() <= id.index() {
            self.places.resize(id.index() + 1, 0);
        }
        if let Some(place) = self.places.get_mut(id.index()) {
            // There are fewer cells than numbers of cells.
            *place = u16::try_from(at + 1).unwrap_or(0);
        }
    }

    /// The cell with a number.
    #[must_use]
    pub fn get(&self, id: CellId) -> Option<&Cell> {
        self.list.get(self.place(id)?).map(|(_, cell)| cell)
    }

    /// The whole number in a cell.
    #[must_use]
    pub fn count(&self, id: CellId) -> Option<i64> {
        self.get(id).and_then(Cell::count)
    }

    /// Puts a cell in; one that is already there stays, and `false` is returned.
    pub fn insert(&mut self, id: CellId, cell: Cell) -> bool {
        if self.place(id).is_some() {
            return false;
        }
        self.note_place(id, self.list.len());
        self.list.push((id, cell));
        true
    }

    /// Puts in the cells that are not there yet.
    pub fn append(&mut self, others: Self) {
        for (id, cell) in others.list {
            self.insert(id, cell);
        }
    }

    /// Puts a cell in, in place of what was there.
    pub fn replace(&mut self, id: CellId, cell: Cell) {
        match self.place(id).and_then(|at| self.list.get_mut(at)) {
            Some((_, old)) => *old = cell,
            None => {
                self.insert(id, cell);
            }
        }
    }

    /// Marks the cells that stand at places whose numbers were computed in reading.
    pub fn mark_computed(&mut self, computed: &[crate::document::Place]) {
        for (_, cell) in self.list.iter_mut().filter(|(_, cell)| computed.contains(&cell.place)) {
            cell.recovered = cell.recovered.or(Some(Recovery::Computed));
        }
    }

    /// Says of each cell that it stands elsewhere.
    pub fn move_places(&mut self, moved: impl Fn(Place) -> Place) {
        for (_, cell) in &mut self.list {
            cell.place = moved(cell.place);
        }
    }

    /// Brings the cells into the order of a form; cells that it does not have (local subtotals) follow their table.
    pub fn sort(&mut self, form: &Form) {
        self.list.order_by_key(|(id, _)| (id.table(), form.position(*id).unwrap_or(u16::MAX)));
        let order: Vec<CellId> = self.list.iter().map(|(id, _)| *id).collect();
        for (at, id) in order.into_iter().enumerate() {
            self.note_place(id, at);
        }
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = (CellId, &Cell)> {
        self.list.iter().map(|(id, cell)| (*id, cell))
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Report {
    /// The form's data; that of 2021 where the form is not known.
    #[must_use]
    pub fn form_data(&self) -> &'static Form {
        self.form.unwrap_or(FormId::CURRENT).form()
    }

    /// Whether anything shows that this is an annual report: its title, a table of the form, two of its sections, the first
    /// with its first aspect, or its own words.
    #[must_use]
    pub fn is_recognised(&self) -> bool {
        self.title.is_some()
            || self.tables.values().any(|table| table.status != TableStatus::NotFound)
            || self.sections.iter().filter(|section| section.found).count() >= 2
            || self.begins_with_aspect()
            || self.speaks_as_report()
    }

    /// Whether the first section stands there with its year and the aspect with which it begins: a page cut off in it has
    /// no other.
    fn begins_with_aspect(&self) -> bool {
        let says = |words: &str| self.text.find(0..self.text.len(), words).is_some();
        let first = self.sections.iter().any(|section| section.found && section.number == 1);
        first && self.year.is_some() && ["主动公开", "政府信息公开"].into_iter().all(says)
    }

    /// Whether the text calls itself a report on open government information, as the opening paragraph does: pages cut
    /// off after it have neither title nor headings. A notice about such reports does not speak of itself as one.
    fn speaks_as_report(&self) -> bool {
        let says = |words: &str| self.text.find(0..self.text.len(), words).is_some();
        let of_itself = ["本报告", "本年度报告", "本年报", "现公布", "向社会公布"];
        says("政府信息公开") && (self.period.is_some() || of_itself.iter().any(|words| says(words)))
            || self.begins_as_report()
    }

    /// Whether a sentence says that it reports on disclosure: 现将某局2024年政府信息公开工作情况报告如下.
    fn begins_as_report(&self) -> bool {
        const LONGEST: usize = 60;
        const END: &str = "报告如下";
        let flow = &self.text;
        flow.find_all(0..flow.len(), "现将").any(|at| {
            let reach = at..(at + LONGEST).min(flow.len());
            let end = flow.find(reach.clone(), END).or_else(|| flow.find(reach, "汇报如下"));
            end.is_some_and(|end| {
                let says = |word: &str| flow.find(at..end, word).is_some();
                let of_other = ["整改", "自查", "检查", "反馈", "治理"].into_iter().any(says);
                says("信息公开") && says("年") && !of_other && !flow.slice(at..end).contains(&'。')
            })
        })
    }

    /// How much of a table was found.
    #[must_use]
    pub fn status(&self, table: TableId) -> TableStatus {
        self.tables.get(&table).map_or(TableStatus::NotFound, |reading| reading.status)
    }
}
