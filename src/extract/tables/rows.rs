//! Rows as observed in the document's tables, before it is known which row of the form they are.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::label::{Core, Expected, core, is_ordinal, leading_ordinal};
use super::value::{Reading, read_value};
use crate::document::{Document, Place, Table, TableCell};
use crate::form::{self, ColumnId, FormId, TableForm, TableId};
use crate::order::Order;
use crate::report::CellState;
use crate::text::fold::{fold_char, folded_chars, is_han};

/// A row of label cells followed by value cells.
#[derive(Debug, Clone)]
pub struct ObservedRow {
    /// Block of the document.
    pub block: u32,
    /// Labels that begin in this row, left to right.
    pub labels: Vec<Label>,
    /// Labels of cells that begin above and reach down into this row.
    pub inherited: Vec<Label>,
    /// The value part.
    pub values: Values,
    /// The column of each value, where the table's head tells it; empty where it does not.
    pub told: Vec<ColumnId>,
}

/// The value part of a row.
#[derive(Debug, Clone)]
pub enum Values {
    /// Cells of their own.
    Cells(Vec<Value>),
    /// Digits in running text, possibly glued together.
    Run(super::glued::Run),
}

/// A label cell.
#[derive(Debug, Clone)]
pub struct Label {
    /// As written.
    pub text: String,
    /// Prepared for comparison.
    pub core: Core,
    /// Where it stands.
    pub place: Place,
}

/// A value cell.
#[derive(Debug, Clone)]
pub struct Value {
    /// As written.
    pub raw: String,
    /// Read.
    pub reading: Reading,
    /// Where it stands.
    pub place: Place,
    /// Grid column.
    pub column: u32,
}

/// The rows of each block, which stand together.
pub fn by_block(rows: &[ObservedRow]) -> HashMap<u32, &[ObservedRow]> {
    let mut tables = HashMap::new();
    tables.extend(rows.chunk_by(|a, b| a.block == b.block).filter_map(|own| Some((own.first()?.block, own))));
    tables
}

impl ObservedRow {
    /// The value cells; none for running text.
    pub fn cells(&self) -> &[Value] {
        match &self.values {
            Values::Cells(cells) => cells,
            Values::Run(_) => &[],
        }
    }

    /// Where its first value stands.
    pub fn place(&self) -> Option<Place> {
        match &self.values {
            Values::Cells(cells) => cells.first().map(|value| value.place),
            Values::Run(run) => run.place(),
        }
    }

    /// How many of the value cells are numbers.
    pub fn numbers(&self) -> usize {
        self.cells().iter().filter(|value| value.reading.is_number()).count()
    }

    /// Several labels that begin in this row as one text, for labels that a layout cut into several cells.
    pub fn joined(&self) -> Option<Core> {
        match self.labels.as_slice() {
            [] | [_] => None,
            labels => {
                let chars = labels.iter().flat_map(|label| &label.core.chars).copied().collect();
                Some(Core::new(chars, labels.iter().find_map(|label| label.core.ordinal)))
            }
        }
    }
}

/// The labels of all forms' rows and groups, to tell a label from a value that cannot be read.
pub struct KnownLabels(Vec<Expected>);

/// The labels, prepared once.
pub static KNOWN_LABELS: LazyLock<KnownLabels> = LazyLock::new(KnownLabels::new);

impl KnownLabels {
    /// Of all forms.
    fn new() -> Self {
        let mut labels: Vec<Expected> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for form in FormId::all().map(FormId::form) {
            let tables = form.tables.iter().filter(|table| table.id != TableId::Statistics2014);
            for row in tables.flat_map(TableForm::rows) {
                if !seen.contains(&row.label) {
                    seen.push(row.label);
                    labels.push(Expected::row(row));
                }
                if let Some(group) = row.group.filter(|group| !seen.contains(&group.label)) {
                    seen.push(group.label);
                    labels.push(Expected::group(&group));
                }
            }
        }
        Self(labels)
    }

    /// Whether a text is a label of some form, allowing for damage.
    pub fn knows(&self, label: &Core) -> bool {
        // No label of the forms has more than forty characters.
        (2..=60).contains(&label.chars.len())
            && self.0.iter().any(|expected| expected.agreement(label) >= 0.7)
    }

    /// Whether a text is exactly a label of some form.
    pub fn accepts(&self, label: &Core) -> bool {
        (2..=60).contains(&label.chars.len()) && self.0.iter().any(|expected| expected.accepts(label))
    }
}

/// Puts together labels whose lines stand in rows of their own, as a spreadsheet parts the lines of a cell that was pasted
/// and a page without lines shows them round the values: only where together they are exactly a label of the form, and
/// none is one by itself.
pub fn join_lines(rows: &mut [ObservedRow], known: &KnownLabels) {
    /// No label of the forms has more lines.
    const MOST_LINES: usize = 14;
    let filled = |row: &ObservedRow| row.cells().iter().any(|value| !value.raw.trim().is_empty());
    for at in 0..rows.len() {
        let own = rows.get(at..rows.len().min(at + MOST_LINES)).unwrap_or_default();
        let Some(values) = own.iter().position(filled) else { continue };
        let Some(first) = own.first().and_then(|row| row.labels.last()) else { continue };
        let mut text = String::new();
        let mut whole: Option<(usize, Label)> = None;
        for (count, row) in own.iter().enumerate() {
            if count > values && filled(row) {
                break;
            }
            match row.labels.last() {
                // Lines that say something by themselves are rows.
                Some(line) if known.accepts(&line.core) => break,
                Some(line) => text.push_str(&line.text),
                None if count == values => {}
                None => break,
            }
            let joined = core(&text);
            if joined.chars.len() > 60 {
                break;
            }
            if count >= values.max(1) && known.accepts(&joined) {
                whole = Some((count, Label { text: text.clone(), core: joined, place: first.place }));
            }
        }
        let Some((count, label)) = whole else { continue };
        for (offset, row) in (0..).zip(rows.iter_mut().skip(at).take(count + 1)) {
            row.labels.pop();
            if offset == values {
                row.labels.push(label.clone());
            } else {
                row.values = Values::Cells(Vec::new());
                row.told.clear();
            }
        }
    }
}

/// The rows of a table block.
pub fn observe(block: u32, table: &Table, known: &KnownLabels) -> Vec<ObservedRow> {
    let mut cells: Vec<&TableCell> = table.cells.iter().filter(|cell| cell.row < table.rows).collect();
    cells.order_by(|a, b| (a.row, a.column).cmp(&(b.row, b.column)));
    let mut rest = cells.as_slice();
    // Cells that reach into the rows below, with their labels.
    let mut reaching: Vec<(&TableCell, Vec<Label>)> = Vec::new();
    let mut rows = Vec::with_capacity(table.rows as usize);
    for row in 0..table.rows {
        let (cells, below) = rest.split_at(rest.partition_point(|cell| cell.row <= row));
        rest = below;
        reaching.retain(|(cell, _)| cell.row + cell.row_span > row);
        let inherited = reaching.iter().flat_map(|(_, labels)| labels).cloned().collect();
        let further = cells.iter().filter(|cell| cell.row_span > 1);
        let mut observed: ObservedRow = observe_row(block, cells, inherited, known);
        fill_from_below(&mut observed, block, cells, below);
        if let Some(above) = rows.last_mut() {
            open_blanks(above, &observed);
        }
        rows.push(observed);
        reaching.extend(further.map(|cell| (*cell, labels_of(block, cell, &read_value(&cell.text)))));
    }
    rows
}

/// Where numbers stand below a row beside its own label, frames of fields in the cells tore it apart: what is blank in it
/// is not known to be.
fn open_blanks(row: &mut ObservedRow, below: &ObservedRow) {
    let place = |labels: &[Label]| labels.last().map(|label| label.place);
    let under = !row.labels.is_empty() && place(&below.inherited) == place(&row.labels);
    let torn = under && below.labels.is_empty() && below.numbers() > 0;
    if let (true, Values::Cells(values)) = (torn, &mut row.values) {
        for value in values.iter_mut().filter(|value| value.reading.state == CellState::Blank) {
            value.reading.state = CellState::Ambiguous;
        }
    }
}

/// Rows that stand in one line of running text: a label, possibly cut or damaged, and `wanted` values after it, parted
/// by white space. This is what copying out of a PDF or recognising a scan leaves of a table.
pub fn observe_lines(document: &Document, wanted: usize) -> Vec<ObservedRow> {
    let mut rows = Vec::new();
    for (block, content) in (0_u32..).zip(&document.blocks) {
        let Some(text) = content.text() else { continue };
        let mut offset = 0_u32;
        for line in text.split('\n') {
            rows.extend(observe_line(block, offset, line, wanted));
            offset = offset
                .saturating_add(u32::try_from(line.chars().count()).unwrap_or(u32::MAX))
                .saturating_add(1);
        }
    }
    rows
}

/// A word of a line with the offset of its first character.
struct Word<'a> {
    text: &'a str,
    start: u32,
}

fn observe_line(block: u32, offset: u32, line: &str, wanted: usize) -> Option<ObservedRow> {
    // No line of a table is longer than a label and its values.
    if line.len() > 600 {
        return None;
    }
    let mut words: Vec<Word> = Vec::new();
    let mut begun: Option<(usize, u32)> = None;
    for (index, (at, character)) in (offset..).zip(line.char_indices()) {
        if character.is_whitespace() || matches!(character, '|' | '｜') {
            if let Some((from, start)) = begun.take() {
                words.push(Word { text: line.get(from..at).unwrap_or_default(), start });
            }
        } else {
            begun.get_or_insert((at, index));
        }
    }
    if let Some((from, start)) = begun {
        words.push(Word { text: line.get(from..).unwrap_or_default(), start });
    }
    let values = words.iter().rev().take_while(|word| is_plain_value(word.text)).count();
    if values != wanted {
        return None;
    }
    let (label, values) = words.split_at_checked(words.len() - values)?;
    let place = |first: &Word, last: &Word| Place::Span {
        block,
        start: first.start,
        end: last.start.saturating_add(u32::try_from(last.text.chars().count()).unwrap_or(0)),
    };
    let labels = match (label.first(), label.last()) {
        (Some(first), Some(last)) => {
            let text = label.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
            vec![Label { core: core(&text), text, place: place(first, last) }]
        }
        _ => Vec::new(),
    };
    let values = (0_u32..)
        .zip(values)
        .map(|(column, word)| Value {
            raw: word.text.to_owned(),
            reading: read_value(word.text),
            place: place(word, word),
            column,
        })
        .collect();
    Some(ObservedRow {
        block,
        labels,
        inherited: Vec::new(),
        values: Values::Cells(values),
        told: Vec::new(),
    })
}

/// Digits alone, or a dash: in a line of text nothing else is surely a value.
fn is_plain_value(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '/' | ',' | '○' | '〇'))
        && read_value(word).is_value()
}

pub fn place_of(block: u32, cell: &TableCell) -> Place {
    Place::Cell { block, row: cell.row, column: cell.column }
}

/// The labels of a cell: none where it holds a value; several where the heading or the group above a row stands in one
/// cell with the row's own label, as in “三、本年度办理结果（一）予以公开”.
pub fn labels_of(block: u32, cell: &TableCell, reading: &Reading) -> Vec<Label> {
    if reading.is_value() {
        return Vec::new();
    }
    let label = |text: &str| Label { text: text.to_owned(), core: core(text), place: place_of(block, cell) };
    let mut labels = Vec::new();
    let mut rest = cell.text.as_str();
    while let Some((above, own)) = split_above(rest) {
        labels.push(label(above));
        rest = own;
    }
    labels.push(label(rest));
    labels
}

/// Cuts what stands above several rows off the front of a label, where an ordinal begins the row's own label after it.
fn split_above(text: &str) -> Option<(&str, &str)> {
    // The longest, “三、本年度办理结果”, is short: an ordinal further on belongs to a note.
    let places = text.char_indices().take(24).skip(3);
    places.filter(|(_, first)| may_begin_ordinal(*first)).map(|(at, _)| text.split_at(at)).find(
        |(above, own)| {
            let end = own.char_indices().nth(4).map_or(own.len(), |(at, _)| at);
            let (ordinal, length) = leading_ordinal(&folded_chars(own.get(..end).unwrap_or(own)));
            ordinal.is_some() && length >= 2 && stands_above(&core(above))
        },
    )
}

/// Whether an ordinal with its sign may begin with a character, or with what follows one that folding drops.
fn may_begin_ordinal(character: char) -> bool {
    fold_char(character).is_none_or(|folded| matches!(folded, '(' | '[') || is_ordinal(folded))
}

/// The labels that stand above several rows of table 3: 三、本年度办理结果 and those of the groups.
static ABOVE: LazyLock<Vec<Core>> = LazyLock::new(|| {
    let groups = form::tables(TableId::Table3).iter().flat_map(|table| table.groups());
    let labels = groups.flat_map(|group| std::iter::once(group.label).chain(group.variants.iter().copied()));
    let results = form::tables(TableId::Table3).iter().map(|table| table.over_rows);
    results.chain(labels).map(core).collect()
});

/// Whether a label is exactly that of 三、本年度办理结果 or of one of its groups.
fn stands_above(above: &Core) -> bool {
    ABOVE.iter().any(|label| label.chars == above.chars)
}

/// Whether a text is a number that was typed or computed wrongly, and no label: `2O`, `l2`, `3/5`, `#REF!`. An ordinal in
/// a cell of its own (`1.`, `(1)`, `2、`) is a label.
pub fn is_broken_value(text: &str) -> bool {
    // Nearly all texts that are asked about are labels.
    if text.contains(is_han) {
        return false;
    }
    let mut folded = folded_chars(text);
    folded.retain(|c| !c.is_whitespace());
    // Values that run together are more digits than a number has.
    if folded.len() > 8 && folded.iter().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.')) {
        return true;
    }
    if !(2..=8).contains(&folded.len()) || folded.contains(&'、') {
        return false;
    }
    let digits = folded.iter().filter(|c| c.is_ascii_digit()).count();
    let ordinal =
        matches!(folded.as_slice(), [.., '.' | ')' | ']' | ',' | ':']) && digits + 2 >= folded.len();
    let failed = folded.first() == Some(&'#') && matches!(folded.last(), Some('!' | '?' | 'A'));
    (digits > 0 && !ordinal) || failed
}

/// Fills the blanks of a row whose label reaches over several rows of the grid, as one does where boxes are drawn in its
/// cells, with what stands below them beside the same label. Where that is more than one text, it is no number.
fn fill_from_below(row: &mut ObservedRow, block: u32, cells: &[&TableCell], below: &[&TableCell]) {
    let Values::Cells(values) = &mut row.values else { return };
    let label = cells.len().checked_sub(values.len() + 1).and_then(|last| cells.get(last));
    let Some(label) = label.filter(|label| label.row_span > 1) else { return };
    let end = label.row + label.row_span;
    let beside = below.get(..below.partition_point(|cell| cell.row < end)).unwrap_or_default();
    if beside.iter().any(|cell| cell.text.contains(is_han)) {
        return;
    }
    for value in values.iter_mut().filter(|value| value.raw.trim().is_empty()) {
        let own = cells.iter().find(|cell| cell.column == value.column);
        let columns = value.column..value.column + own.map_or(1, |cell| cell.column_span);
        let under =
            beside.iter().filter(|cell| columns.contains(&cell.column) && !cell.text.trim().is_empty());
        let under: Vec<&TableCell> = under.copied().collect();
        let Some(first) = under.first() else { continue };
        value.raw = under.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\n");
        value.reading = read_value(&value.raw);
        value.place = place_of(block, first);
    }
}

fn observe_row(block: u32, cells: &[&TableCell], inherited: Vec<Label>, known: &KnownLabels) -> ObservedRow {
    let readings: Vec<Reading> = cells.iter().map(|cell| read_value(&cell.text)).collect();
    let first_number = readings.iter().position(Reading::is_number).unwrap_or(readings.len());
    // The label part ends with the last text before the first number, or with the last text that is a label of the
    // form: some layouts put the ordinal into a cell of its own.
    let mut start = 0;
    for (index, (cell, reading)) in cells.iter().zip(&readings).enumerate() {
        let before = index < first_number && !is_broken_value(&cell.text);
        if !reading.is_value() && (before || known.knows(&core(&cell.text))) {
            start = index + 1;
        }
    }
    let mut labels: Vec<Label> = Vec::with_capacity(start);
    for (cell, reading) in cells.iter().zip(&readings).take(start) {
        labels.append(&mut labels_of(block, cell, reading));
    }
    let values = cells
        .iter()
        .zip(readings)
        .skip(start)
        .map(|(cell, reading)| Value {
            raw: cell.text.clone(),
            reading,
            place: place_of(block, cell),
            column: cell.column,
        })
        .collect();
    ObservedRow { block, labels, inherited, values: Values::Cells(values), told: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_a_slip_of_typing_is_broken_and_an_ordinal_is_not() {
        for broken in ["2O", "l2", "3/5", "#REF!", "1:30", "123456789"] {
            assert!(is_broken_value(broken), "{broken}");
        }
        for other in ["1.", "(1)", "12)", "2、", "一", "二", "—", "", "其他", "abc"] {
            assert!(!is_broken_value(other), "{other}");
        }
    }
}
