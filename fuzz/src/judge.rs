//! What must hold of whatever is read and checked.

use std::collections::BTreeMap;

use gouji::document::{Content, Document, Place, Table};
use gouji::form::FormId;
use gouji::outcome::{FormInfo, Language, Outcome, Severity, Status};
use gouji::read::{Hint, Input, ReadError, read, read_all};
use gouji::report::{CellState, Number};
use gouji::{Options, check_input};

/// The limits that README states.
const TEXT: usize = 1_500_000;
const BLOCKS: usize = 200_000;
const CELLS: usize = 300_000;
const PARAGRAPH: usize = 200_000;

/// Reads bytes and judges what comes of it.
pub fn file(bytes: &[u8], format: Option<&str>) {
    let hint = Hint { name: None, format };
    let first = read(bytes, &hint);
    // Nothing in the way through may depend on chance.
    if bytes.len().is_multiple_of(4) {
        match (&first, &read(bytes, &hint)) {
            (Ok(one), Ok(other)) => assert_eq!(one.document, other.document),
            (Err(one), Err(other)) => assert_eq!(one, other),
            (one, other) => panic!("read once {one:?}, then {other:?}"),
        }
    }
    match first {
        Ok(found) => input(found),
        Err(error) => sentence(&error),
    }
}

/// Reads bytes that begin as a format does: only what is told to be this format reaches its reader.
pub fn begun(begin: &[u8], data: &[u8]) {
    if data.starts_with(begin) {
        file(data, None);
    } else {
        file(&[begin, data].concat(), None);
    }
}

/// Reads all files of bytes and judges each.
pub fn files(bytes: &[u8]) {
    let all = read_all(bytes, &Hint::default());
    assert!(!all.is_empty());
    for (_, result) in all.into_iter().take(20) {
        match result {
            Ok(found) => input(found),
            Err(error) => sentence(&error),
        }
    }
}

fn sentence(error: &ReadError) {
    assert!(!error.code.is_empty() && error.zh.ends_with('。') && error.en.ends_with('.'), "{error:?}");
}

/// Judges a document and what comes of checking it.
pub fn input(input: Input) {
    document(&input.document);
    checked(input);
}

/// A document that a reader made: within the limits, its tables whole.
pub fn document(document: &Document) {
    let (mut characters, mut cells) = (0, 0);
    let mut count = |text: &str| {
        let length = text.chars().count();
        assert!(length <= 2 * PARAGRAPH, "a text of {length} characters");
        characters += length;
    };
    for block in &document.blocks {
        match &block.content {
            Content::Heading { text, level } => {
                assert!(*level >= 1);
                count(text);
            }
            Content::Paragraph { text } => count(text),
            Content::Table(table) => {
                cells += table.cells.len();
                table.cells.iter().for_each(|cell| count(&cell.text));
                grid(table);
            }
        }
    }
    assert!(
        document.blocks.len() <= BLOCKS && cells <= CELLS && characters <= TEXT + cells,
        "{cells} cells, {characters} characters"
    );
}

/// Cells stand in order within the table, and no two cover one place.
fn grid(table: &Table) {
    assert!(table.columns <= 512, "{} columns", table.columns);
    let places = u64::from(table.rows) * u64::from(table.columns);
    let mut taken = vec![false; usize::try_from(places.min(300_000)).unwrap_or(0)];
    let mut last = None;
    for cell in &table.cells {
        assert!(cell.row_span > 0 && cell.column_span > 0);
        assert!(
            cell.row + cell.row_span <= table.rows && cell.column + cell.column_span <= table.columns,
            "{cell:?} beyond the table"
        );
        assert!(last < Some((cell.row, cell.column)), "{cell:?} out of order");
        last = Some((cell.row, cell.column));
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                let place = (row * table.columns + column) as usize;
                if let Some(taken) = taken.get_mut(place) {
                    assert!(!std::mem::replace(taken, true), "two cells at {row}, {column}");
                }
            }
        }
    }
}

/// What comes of checking any document, also one that no reader made.
pub fn checked(input: Input) {
    let plain = |language| Options { language, document: true, ..Options::default() };
    // The boundary hands the document over and back.
    let json = serde_json::to_string(&input.document).expect("a document is plain values");
    let again: Document = serde_json::from_str(&json).expect("what was written is read");
    let other = Input { document: again, format: input.format, encoding: input.encoding, bytes: input.bytes };
    let outcome = check_input(input, &plain(Language::Zh));
    let twice = check_input(other, &plain(Language::Zh));
    let text = serde_json::to_string(&outcome).expect("an outcome is plain values");
    assert_eq!(text, serde_json::to_string(&twice).expect("an outcome is plain values"));
    self::outcome(&outcome);
    let document = outcome.document.clone().expect("was asked for");
    let english = check_input(Input { document, ..Input::default() }, &plain(Language::En));
    assert_eq!(
        (outcome.status, outcome.counts, &outcome.sums),
        (english.status, english.counts, &english.sums)
    );
    let place = |outcome: &Outcome| {
        outcome.findings.iter().map(|each| (each.rule.clone(), each.places.clone())).collect::<Vec<_>>()
    };
    assert_eq!(place(&outcome), place(&english));
}

/// An outcome in itself and beside its document.
fn outcome(outcome: &Outcome) {
    let document = outcome.document.as_ref().expect("was asked for");
    let mut groups: BTreeMap<u32, Severity> = BTreeMap::new();
    for finding in &outcome.findings {
        let worst = groups.entry(finding.group).or_insert(finding.severity);
        *worst = (*worst).min(finding.severity);
        assert!(!finding.message.is_empty());
        finding.places.iter().for_each(|each| place(document, *each));
        for cell in &finding.cells {
            assert!(gouji::form::CellId::parse(cell).is_some(), "{cell}");
        }
    }
    let of = |severity| groups.values().filter(|each| **each == severity).count() as u32;
    let counts = outcome.counts;
    assert_eq!(
        (counts.error, counts.warning, counts.notice),
        (of(Severity::Error), of(Severity::Warning), of(Severity::Notice))
    );
    assert_eq!(
        (outcome.sums.broken.len(), outcome.sums.open.len()),
        (counts.broken as usize, counts.open as usize)
    );
    if outcome.status == Status::Holds {
        assert!(counts.error + counts.warning + counts.broken + counts.open == 0 && counts.held > 0);
    }
    assert_eq!(outcome.status == Status::Errors, counts.error > 0);
    for (name, cell) in &outcome.report.cells {
        place(document, cell.place);
        assert_eq!(cell.value.is_some(), cell.state == CellState::Number, "{name}: {cell:?}");
    }
    for number in &outcome.numbers {
        place(document, number.place);
    }
    sums(outcome);
}

/// A place within the document.
fn place(document: &Document, place: Place) {
    match place {
        Place::Cell { block, row, column } => {
            let table = document.blocks.get(block as usize).and_then(|block| block.as_table());
            let table = table.unwrap_or_else(|| panic!("{place:?} is in no table"));
            assert!(
                row < table.rows && column < table.columns,
                "{place:?} beyond {} × {}",
                table.rows,
                table.columns
            );
        }
        Place::Span { block, start, end } => {
            let text = document.blocks.get(block as usize).and_then(|block| block.text());
            let length = text.unwrap_or_else(|| panic!("{place:?} is in no text")).chars().count();
            assert!(start <= end && end as usize <= length, "{place:?} in {length} characters");
        }
    }
}

/// Both sides of what is said not to hold, and what the suggestions promise.
fn sums(outcome: &Outcome) {
    let Some(form) = outcome.report.form else { return };
    let info = FormInfo::of(form);
    let count = |cell: &str| match outcome.report.cells.get(cell).and_then(|cell| cell.value) {
        Some(Number::Integer(value)) => Some(i128::from(value)),
        _ => None,
    };
    let total = |cells: &[String], value: &dyn Fn(&str) -> Option<i128>| {
        cells.iter().map(|cell| value(cell)).sum::<Option<i128>>()
    };
    for identity in &info.identities {
        let (Some(left), Some(right)) = (total(&identity.left, &count), total(&identity.right, &count))
        else {
            continue;
        };
        // All of it was read: it holds or it does not.
        assert_eq!(
            outcome.sums.broken.contains(&identity.name),
            left != right,
            "{}: {left} and {right}",
            identity.name
        );
        assert!(!outcome.sums.open.contains(&identity.name), "{}", identity.name);
    }
    assert_eq!(FormId::all().any(|each| each == form), true);
    for repair in &outcome.repairs {
        let changed = |cell: &str| {
            repair
                .changes
                .iter()
                .find(|change| change.cell == cell)
                .map_or_else(|| count(cell), |change| Some(i128::from(change.to)))
        };
        for change in &repair.changes {
            if let Some(value) = count(&change.cell) {
                assert_eq!(change.from.map(i128::from), Some(value), "{repair:?}");
            }
            assert_ne!(change.from, Some(change.to), "{repair:?}");
        }
        for name in &repair.resolves {
            let Some(identity) = info.identities.iter().find(|each| each.name == *name) else { continue };
            if let (Some(left), Some(right)) =
                (total(&identity.left, &changed), total(&identity.right, &changed))
            {
                assert_eq!(left, right, "{repair:?} does not make {name} hold");
            }
        }
    }
}
