//! How well the numbers of the narrative are bound: precision and recall on the labelled sentences of tests/narrative.
//!
//! `GOUJI_SHOW=1 cargo test --test all -- narrative --nocapture` prints each sentence of labelled.txt that is read
//! otherwise than a careful reader does; those of held_out.txt are only counted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation
)]

use gouji::document::{Block, Document, Place};
use gouji::extract::extract;
use gouji::form::{CellId, Form, FormId, TableId};
use gouji::outcome::Severity;
use gouji::report::narrative::Claim;
use gouji::report::{Cell, CellState, Number, Report};
use gouji::rules::{self, Context};

/// A sentence with what a careful reader binds its numbers to.
struct Labelled {
    organ: String,
    year: i32,
    form: FormId,
    section: usize,
    text: String,
    bindings: Vec<Binding>,
    /// The rules that object to the sentence by itself.
    objections: Vec<String>,
}

/// A number with the sums that it may be meant to equal; `None`: readers differ.
struct Binding {
    start: u32,
    end: u32,
    readings: Option<Vec<Vec<CellId>>>,
}

/// What was counted.
#[derive(Default, Debug)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    sentences: usize,
    traps: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }
}

const HEADINGS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

fn read(name: &str) -> Vec<Labelled> {
    let path = format!("{}/tests/narrative/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut sentences = Vec::new();
    let mut head = (String::new(), 0, FormId::CURRENT, 1);
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(group) = line.strip_prefix("@ ") {
            // After `#`: whose words the sentences show.
            let parts: Vec<&str> = group.split_whitespace().collect();
            let form = match parts[2] {
                named @ ("2014" | "2019") => FormId::parse(named).unwrap(),
                _ => FormId::CURRENT,
            };
            head = (parts[0].to_owned(), parts[1].parse().unwrap(), form, parts[3].parse().unwrap());
            continue;
        }
        let mut text = String::new();
        let mut bindings = Vec::new();
        let (line, objections) = line.split_once(" => ").unwrap_or((line, ""));
        let objections = objections.split_whitespace().map(str::to_owned).collect();
        let mut rest = line;
        while let Some(open) = rest.find('{') {
            let close = open + rest[open..].find('}').expect("a closing brace");
            text.push_str(&rest[..open]);
            let (shown, meant) = rest[open + 1..close].split_once('=').expect("number=cells");
            let start = text.chars().count() as u32;
            text.push_str(shown);
            let end = text.chars().count() as u32;
            let unclear = meant.split('|').any(|reading| reading == "?");
            let readings = (!unclear).then(|| meant.split('|').map(|reading| sum(reading, head.2)).collect());
            bindings.push(Binding { start, end, readings });
            rest = &rest[close + 1..];
        }
        text.push_str(rest);
        let (organ, year, form, section) = head.clone();
        sentences.push(Labelled { organ, year, form, section, text, bindings, objections });
    }
    sentences
}

/// The cells of a sum in the notation of labelled.txt, sorted.
fn sum(reading: &str, form: FormId) -> Vec<CellId> {
    let mut cells: Vec<CellId> = reading.split('+').flat_map(|name| term(name, form.form())).collect();
    cells.sort();
    cells
}

fn term(name: &str, form: &Form) -> Vec<CellId> {
    let parse = |full: String| CellId::parse(&full);
    if let Some(cell) = parse(name.to_owned()).or_else(|| parse(format!("t2.{name}"))) {
        return vec![cell];
    }
    for (column, cells) in [("fee.amount", "t2.fee.amount")] {
        if name == column {
            return vec![CellId::parse(cells).unwrap()];
        }
    }
    for row in ["licence", "penalty", "coercion"] {
        if name.starts_with(row) {
            return vec![CellId::parse(&format!("t2.{name}")).unwrap()];
        }
    }
    let (first, column) = name.split_once('.').unwrap_or((name, "total"));
    let cases: &[&str] = match first {
        "review" => &["review"],
        "suit" => &["suit_direct", "suit_after_review"],
        "suit_direct" => &["suit_direct"],
        "suit_after_review" => &["suit_after_review"],
        _ => &[],
    };
    if !cases.is_empty() {
        let columns: &[&str] =
            if column == "notupheld" { &["corrected", "other", "pending"] } else { &[column] };
        return cases
            .iter()
            .flat_map(|row| columns.iter().map(move |column| format!("t4.{row}.{column}")))
            .map(|full| CellId::parse(&full).unwrap())
            .collect();
    }
    let rows = form.table(TableId::Table3).unwrap().rows().map(|row| row.name);
    let (row, column) = match name.rsplit_once('.') {
        Some((row, column))
            if CellId::parse(&format!("t3.{row}.{column}")).is_some() || column == "organisations" =>
        {
            (row, column)
        }
        _ => (name, "total"),
    };
    let columns: &[&str] = match column {
        "organisations" => &["commercial", "research", "public_benefit", "legal_service", "other_org"],
        _ => &[column],
    };
    let prefix = format!("{row}.");
    let cells: Vec<CellId> = rows
        .filter(|each| *each == row || each.starts_with(&prefix))
        .flat_map(|each| columns.iter().map(move |column| format!("t3.{each}.{column}")))
        .map(|full| CellId::parse(&full).unwrap())
        .collect();
    assert!(!cells.is_empty(), "no such cells: {name}");
    cells
}

/// The report that a sentence stands in.
fn document(sentence: &Labelled) -> (Document, u32) {
    let mut document = Document::default();
    let title = format!("{}{}年政府信息公开工作年度报告", sentence.organ, sentence.year);
    document.blocks.push(Block::heading(1, title));
    let mut at = 0;
    for (number, heading) in (1..).zip(HEADINGS) {
        document.blocks.push(Block::paragraph(heading));
        if number == sentence.section {
            at = document.blocks.len() as u32;
            document.blocks.push(Block::paragraph(sentence.text.clone()));
        }
    }
    (document, at)
}

/// The rules that object to a report's text by itself, as an error or a warning, with what they say.
fn objections(document: &Document, report: &Report) -> Vec<(String, String)> {
    const RULES: [&str; 4] = ["text-sum", "text-percentage", "text-growth", "text-contradiction"];
    let context = Context::new(document, report, None, &[]);
    let rules = rules::all().iter().filter(|rule| RULES.contains(&rule.name));
    rules
        .flat_map(|rule| {
            let found = rule.findings(&context);
            let serious = found.into_iter().filter(|finding| finding.severity <= Severity::Warning);
            serious.map(|finding| (rule.name.to_owned(), finding.message.zh)).collect::<Vec<_>>()
        })
        .collect()
}

fn measure(name: &str, show: bool) -> Score {
    let mut score = Score::default();
    for sentence in read(name) {
        score.sentences += 1;
        score.traps += usize::from(sentence.bindings.is_empty() && sentence.objections.is_empty());
        let (document, block) = document(&sentence);
        let mut report = extract(&document);
        // The form is what the group says; without tables it follows from the year.
        assert_eq!(report.form.unwrap_or(sentence.form), sentence.form, "{}", sentence.text);
        let objections = objections(&document, &report);
        let narrative = std::mem::take(&mut report.narrative);
        let mut found = vec![false; sentence.bindings.len()];
        let mut complaints = Vec::new();
        for rule in &sentence.objections {
            if objections.iter().any(|(name, _)| name == rule) {
                score.right += 1;
            } else {
                score.missed += 1;
                complaints.push(format!("  not objected to: {rule}"));
            }
        }
        for (name, message) in &objections {
            if !sentence.objections.iter().any(|rule| rule == name) {
                score.wrong += 1;
                complaints.push(format!("  wrong: {name}: {message}"));
            }
        }
        for quantity in narrative.quantities.iter().filter(|quantity| quantity.is_bound()) {
            let Place::Span { block: own, start, end } = quantity.place else { continue };
            if own != block {
                continue;
            }
            let gold =
                sentence.bindings.iter().position(|binding| binding.start < end && start < binding.end);
            let mut readings = quantity.readings.clone();
            readings.iter_mut().for_each(|reading| reading.sort());
            let agrees = gold.is_some_and(|gold| match &sentence.bindings[gold].readings {
                None => true,
                Some(meant) => readings.iter().all(|reading| meant.contains(reading)),
            });
            let names: Vec<String> = quantity
                .readings
                .iter()
                .map(|reading| reading.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"))
                .collect();
            match (gold, agrees) {
                (Some(gold), true) => found[gold] = true,
                _ => {
                    score.wrong += 1;
                    let claim = if quantity.claim == Claim::Number { "" } else { " (words)" };
                    complaints.push(format!(
                        "  wrong: {}{claim} bound to {}",
                        quantity.phrase,
                        names.join(" | ")
                    ));
                }
            }
        }
        for (binding, found) in sentence.bindings.iter().zip(found) {
            if binding.readings.is_none() {
                continue;
            }
            if found {
                score.right += 1;
            } else {
                score.missed += 1;
                let words: String = sentence
                    .text
                    .chars()
                    .skip(binding.start as usize)
                    .take((binding.end - binding.start) as usize)
                    .collect();
                complaints.push(format!("  missed: {words}"));
            }
        }
        if show && !complaints.is_empty() {
            println!(
                "{} §{}: {}\n{}",
                sentence.organ,
                sentence.section,
                sentence.text,
                complaints.join("\n")
            );
        }
    }
    score
}

fn all(names: &[&str], show: bool) -> Score {
    let mut sum = Score::default();
    for name in names {
        let score = measure(name, show);
        sum.right += score.right;
        sum.wrong += score.wrong;
        sum.missed += score.missed;
        sum.sentences += score.sentences;
        sum.traps += score.traps;
    }
    sum
}

#[test]
fn numbers_are_bound_as_a_careful_reader_does() {
    let show = std::env::var_os("GOUJI_SHOW").is_some();
    let tuned = all(&["labelled.txt", "wide.txt", "provinces.txt"], show);
    let apart = all(&["held_out.txt", "untouched.txt"], false);
    for (name, score) in [("tuned", &tuned), ("untouched", &apart)] {
        println!(
            "{name}: {} sentences, {} of them traps; {} right, {} wrong, {} missed; precision {:.1} %, recall {:.1} %",
            score.sentences,
            score.traps,
            score.right,
            score.wrong,
            score.missed,
            100.0 * score.precision(),
            100.0 * score.recall()
        );
    }
    assert!(tuned.sentences + apart.sentences >= 800, "{tuned:?} {apart:?}");
    assert!(tuned.precision() >= 0.99 && tuned.recall() >= 0.97, "{tuned:?}");
    assert!(apart.precision() >= 0.97 && apart.recall() >= 0.90, "{apart:?}");
}

/// The report of a sentence, whose tables hold numbers that no sentence says.
fn contradicted(sentence: &Labelled, text: &str) -> (Document, u32, Report) {
    const NOWHERE_SAID: i64 = 7_654_321;
    let (mut document, block) = document(sentence);
    document.blocks[block as usize] = Block::paragraph(text);
    let mut report = extract(&document);
    // Kinds of organisations are left out: finding out which of so many cells is wrong takes its time.
    let kept = |id: &CellId| !id.column().role().is_organisation();
    for id in sentence.form.form().cells().filter(kept) {
        let place = Place::Cell { block: 0, row: 0, column: 0 };
        let value = Some(Number::Integer(NOWHERE_SAID));
        let raw = NOWHERE_SAID.to_string();
        report.cells.replace(
            id,
            Cell {
                value,
                raw,
                place,
                state: CellState::Number,
                recovered: None,
                sure: true,
                readings: Vec::new(),
                note: None,
            },
        );
    }
    (document, block, report)
}

/// Where errors of the text end in a sentence's paragraph.
fn errors(document: &Document, block: u32, report: &Report) -> Vec<u32> {
    const RULES: [&str; 2] = ["text-table-mismatch", "text-contradiction"];
    let context = Context::new(document, report, None, &[]);
    let rules = rules::all().iter().filter(|rule| RULES.contains(&rule.name));
    let findings = rules.flat_map(|rule| rule.findings(&context));
    let errors = findings.filter(|finding| finding.severity == Severity::Error);
    errors
        .flat_map(|finding| finding.places)
        .filter_map(|place| match place {
            Place::Span { block: own, end, .. } if own == block => Some(end),
            _ => None,
        })
        .collect()
}

/// What is not understood could change the meaning: a word that nobody knows, put anywhere before a number or into its
/// clause, leaves no error about it.
#[test]
fn an_unknown_word_in_a_clause_never_leaves_an_error() {
    const UNKNOWN: &str = "囫囵";
    // The sentences begin at different places.
    const EVERY: usize = 11;
    let ends_clause = |c: &char| "，。；：（）、,;()".contains(*c);
    let (mut certain, mut tried) = (0, 0);
    for name in ["labelled.txt", "wide.txt", "provinces.txt", "held_out.txt", "untouched.txt"] {
        for (number, sentence) in read(name).iter().enumerate() {
            if !crate::support::is_chosen(number, 3) {
                continue;
            }
            let (document, block, report) = contradicted(sentence, &sentence.text);
            let known = errors(&document, block, &report).len();
            certain += known;
            if known == 0 {
                continue;
            }
            let characters: Vec<char> = sentence.text.chars().collect();
            for at in (number % EVERY..characters.len()).step_by(EVERY) {
                let (before, after) = characters.split_at(at);
                let text: String =
                    before.iter().copied().chain(UNKNOWN.chars()).chain(after.iter().copied()).collect();
                let (document, block, report) = contradicted(sentence, &text);
                tried += 1;
                for end in errors(&document, block, &report) {
                    let end = end as usize;
                    let apart = match before.get(end..) {
                        // The clause was over before the word.
                        Some(between) => between.iter().any(ends_clause),
                        // The word stands in a sentence before.
                        None => text.chars().take(end).skip(at).any(|c| c == '。'),
                    };
                    assert!(apart, "an error in {text} at {end}: {:?}", report.narrative.quantities);
                }
            }
        }
    }
    println!("{certain} numbers are understood as a whole; {tried} sentences with an unknown word");
    assert!(certain > 100 && tried > 200, "{certain} {tried}");
}

/// The report of a sentence, whose tables hold the numbers that it says.
fn agreeing(sentence: &Labelled) -> Option<(Document, Report)> {
    let (document, _) = document(sentence);
    let mut report = extract(&document);
    let mut said: Vec<(&Vec<CellId>, i64)> = Vec::new();
    for quantity in &report.narrative.quantities {
        let Place::Span { start, end, .. } = quantity.place else { continue };
        let gold = sentence.bindings.iter().find(|binding| binding.start < end && start < binding.end);
        let Some(reading) = gold.and_then(|gold| gold.readings.as_ref()?.first()) else { continue };
        said.push((reading, quantity.numeral.integer()?));
    }
    // Single cells first: what is left of a sum stands in its first cell that nothing else says.
    said.sort_by_key(|(reading, _)| reading.len());
    let mut values: Vec<(CellId, i64)> = Vec::new();
    for (reading, value) in said {
        let known = |cell: &CellId| values.iter().find(|(known, _)| known == cell).map(|(_, value)| *value);
        let rest = value - reading.iter().filter_map(known).sum::<i64>();
        let fresh: Vec<CellId> = reading.iter().filter(|cell| known(cell).is_none()).copied().collect();
        values.extend(fresh.iter().enumerate().map(|(at, cell)| (*cell, if at == 0 { rest } else { 0 })));
    }
    for (id, value) in values.into_iter().filter(|(_, value)| *value >= 0) {
        let place = Place::Cell { block: 0, row: 0, column: 0 };
        report.cells.replace(
            id,
            Cell {
                value: Some(Number::Integer(value)),
                raw: value.to_string(),
                place,
                state: CellState::Number,
                recovered: None,
                sure: true,
                readings: Vec::new(),
                note: None,
            },
        );
    }
    Some((document, report))
}

#[test]
fn tables_that_agree_with_their_sentence_are_not_objected_to() {
    const RULES: [&str; 5] =
        ["text-sum", "text-percentage", "text-growth", "text-contradiction", "text-table-mismatch"];
    let (mut compared, mut wrong) = (0, Vec::<String>::new());
    for name in ["labelled.txt", "wide.txt", "provinces.txt", "held_out.txt", "untouched.txt"] {
        for sentence in read(name).iter().filter(|sentence| sentence.objections.is_empty()) {
            let Some((document, report)) = agreeing(sentence) else { continue };
            let context = Context::new(&document, &report, None, &[]);
            let rules = rules::all().iter().filter(|rule| RULES.contains(&rule.name));
            let findings = rules.flat_map(|rule| rule.findings(&context));
            let serious = findings.filter(|finding| finding.severity <= Severity::Warning);
            let said: Vec<String> = serious.map(|finding| finding.message.zh).collect();
            compared += report.narrative.quantities.iter().filter(|quantity| quantity.is_bound()).count();
            if !said.is_empty() {
                wrong.push(format!("{}: {}", sentence.text, said.join("; ")));
            }
        }
    }
    println!(
        "{compared} numbers stand in tables that agree with them; {} sentences are objected to",
        wrong.len()
    );
    assert!(compared > 700 && wrong.is_empty(), "{compared}\n{}", wrong.join("\n"));
}
