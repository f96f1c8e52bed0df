//! What a person sees, in every format in which it can be seen: a table of traits by formats.
//!
//! Each kind of trait is written in six ways into six cells of one report, and the report is written in each of the
//! formats that have the trait. All cells must be read as they are seen, and nothing may be objected to.
//! Where traits meet formats and forms, `make variations` looks at all of them, the ordinary run at a part in which each
//! trait meets several formats and each format several traits.
//! `GOUJI_KEEP` keeps the documents that fail.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::support::changes;
use crate::support::formats::{
    Kind, Manner, Piece, Pieces, doc, ofd, open, packed, pdf, plain, rtf, sheets, word, xls,
};
use crate::support::numbers::{Form, Report};
use crate::support::parts::{self, Cell, Part};
use crate::support::random::Random;
use gouji::outcome::Severity;
use gouji::{Options, check};

/// The formats, by their names in the table below.
pub fn written(format: &str, parts: &[Part], manner: Manner) -> Vec<u8> {
    match format {
        "html" => plain::html(parts, manner).into_bytes(),
        "md" => plain::markdown(parts, manner).into_bytes(),
        "txt" => plain::tabbed(parts, manner).into_bytes(),
        "csv" => plain::csv(parts, manner).into_bytes(),
        "docx" => word::docx(parts, manner),
        "doc" => doc::doc(parts, &[], manner),
        "rtf" => rtf::rtf(parts, manner),
        "odt" => open::odt(parts, manner),
        "ods" => open::ods(parts, manner),
        "xlsx" => sheets::xlsx(parts, manner),
        "xls" => xls::xls(parts, manner),
        "xml" => sheets::xml(parts, manner),
        "pdf" => pdf::pdf(parts, manner),
        "ofd" => ofd::ofd(parts, manner),
        "eml" => packed::mail("report.docx", &word::docx(parts, manner)),
        "mht" => packed::saved_page(&plain::html(parts, manner)),
        "zip" => packed::zip(&[("report/report.xls", xls::xls(parts, manner))]),
        other => panic!("no format {other}"),
    }
}

/// The cells that bear the six ways of a trait: of every table, first and last columns, ones that sums depend on.
const MARKED: [&str; 6] = [
    "t3.new.natural",
    "t3.granted.commercial",
    "t3.handled.total",
    "t2.licence.decisions",
    "t4.review.upheld",
    "t4.suit_after_review.total",
];

pub fn plain(text: impl Into<String>) -> Piece {
    Piece::Plain(text.into())
}

/// A number with something else round it, in six ways.
fn beside(other: fn(String) -> Piece, number: &str, way: usize) -> Pieces {
    let (first, rest) = number.split_at(1);
    match way {
        0 => vec![other("21".to_owned()), plain(number)],
        1 => vec![plain(number), other("21".to_owned())],
        2 => vec![other("9".to_owned()), plain(number), other("件".to_owned())],
        3 => vec![other(format!("{number}0")), plain(number)],
        4 => vec![plain(first), other("5".to_owned()), plain(rest)],
        _ => vec![other("0".to_owned()), other("1".to_owned()), plain(number)],
    }
}

/// A number that is all, or in part, written in another way.
fn made_of(other: fn(String) -> Piece, number: &str, way: usize) -> Pieces {
    let (first, rest) = number.split_at(1);
    let rest_of =
        |pieces: Pieces| pieces.into_iter().filter(|piece| *piece != other(String::new())).collect();
    match way {
        0 | 5 => vec![other(number.to_owned())],
        1 => rest_of(vec![plain(first), other(rest.to_owned())]),
        2 => vec![other(number.to_owned()), plain("件")],
        3 => vec![other(first.to_owned()), plain(rest)],
        _ => vec![plain(" "), other(number.to_owned()), plain(" ")],
    }
}

/// One report with its marked cells written in these ways, in one format: what is wrong with it.
fn failures(kind: &str, format: &str, seed: u64, ways: &dyn Fn(&str, usize) -> Pieces) -> Vec<String> {
    let report = Report::random(Form::F2021, &mut Random::new(seed));
    let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    let manner = |cell: &Cell| match MARKED.iter().position(|name| *name == cell.name) {
        Some(way) => ways(&cell.text, way),
        None => vec![plain(&cell.text)],
    };
    judged(kind, format, &report, &written(format, &made, &manner))
}

/// What is wrong with how a document of a report is read.
pub fn judged(kind: &str, format: &str, report: &Report, bytes: &[u8]) -> Vec<String> {
    let name = format!("{kind} in {format}");
    let outcome = match check(bytes, &Options::default()) {
        Ok(outcome) => outcome,
        Err(error) => return vec![format!("{name}: {error}")],
    };
    let mut failures = Vec::new();
    for (cell, expected) in &report.values {
        let read = outcome.report.cells.get(cell).and_then(|cell| cell.value).map(|value| value.decimal());
        if read != *expected {
            failures.push(format!("{name}: {cell} is {read:?} for {expected:?}"));
        }
    }
    for finding in outcome.findings.iter().filter(|finding| finding.severity != Severity::Notice) {
        failures.push(format!("{name}: {} {}", finding.rule, finding.message));
    }
    failures.truncate(6);
    if !failures.is_empty() && std::env::var("GOUJI_KEEP").is_ok() {
        let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        std::fs::write(path.join(format!("{}.{format}", kind.replace(' ', "-"))), bytes).unwrap();
    }
    failures
}

/// Runs a row of the table: one kind in the formats that have it.
fn expect(kind: &str, formats: &[&str], ways: &dyn Fn(&str, usize) -> Pieces) {
    let failures: Vec<String> =
        (1..).zip(formats).flat_map(|(seed, format)| failures(kind, format, seed, ways)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

pub const ALL: [&str; 16] = [
    "html", "md", "txt", "csv", "docx", "doc", "rtf", "odt", "ods", "xlsx", "xls", "ofd", "pdf", "eml",
    "mht", "zip",
];

#[test]
fn numbers_as_they_are() {
    expect("plain", &ALL, &|number, _| vec![plain(number)]);
}

#[test]
fn what_is_struck_out_is_not_there() {
    let formats =
        ["html", "md", "docx", "doc", "rtf", "odt", "ods", "xlsx", "xls", "ofd", "pdf", "eml", "mht", "zip"];
    expect("struck", &formats, &|number, way| beside(Piece::Struck, number, way));
    let formats = ["html", "docx", "doc", "rtf", "md", "eml"];
    expect("deleted", &formats, &|number, way| beside(Piece::Deleted, number, way));
    let formats = ["html", "docx", "doc", "rtf", "odt", "eml"];
    expect("deleted by style", &formats, &|number, way| beside(Piece::DeletedByStyle, number, way));
}

#[test]
fn notes_are_notes() {
    let formats = [
        "html", "md", "txt", "csv", "docx", "doc", "rtf", "odt", "ods", "xlsx", "xls", "ofd", "pdf", "eml",
        "mht", "zip",
    ];
    let marks = ["1", "[1]", "注1", "*", "2", "（3）"];
    expect("notes", &formats, &|number, way| vec![plain(number), Piece::Raised(marks[way].to_owned())]);
    let marks = ["①", "*", "※", "(注)", "注", "**"];
    expect("notes of signs", &ALL, &|number, way| vec![plain(format!("{number}{}", marks[way]))]);
}

#[test]
fn hidden_is_hidden() {
    let formats = ["html", "docx", "doc", "rtf", "odt", "ods", "pdf", "ofd", "eml", "mht"];
    expect("hidden", &formats, &|number, way| beside(Piece::Hidden, number, way));
    let formats =
        ["html", "docx", "doc", "rtf", "odt", "ods", "xlsx", "xls", "ofd", "pdf", "eml", "mht", "zip"];
    expect("white", &formats, &|number, way| beside(Piece::White, number, way));
}

#[test]
fn hidden_rows_and_columns_are_not_there() {
    let changes: [(&str, Change); 3] = [
        ("hidden column", |parts| changes::hidden_column(parts)),
        ("hidden rows", |parts| changes::hidden_rows(parts)),
        ("hidden rows and column", |parts| {
            changes::hidden_column(parts);
            changes::hidden_rows(parts);
        }),
    ];
    let mut failures = Vec::new();
    for (number, (kind, change)) in (0..).zip(changes) {
        // Of a row that a browser hides the cells are gone that reach down from it: another column is the fourth then.
        let formats = ["html", "mht", "xlsx", "xls", "ods", "xml", "zip"];
        let formats = formats.into_iter().skip(if number == 2 { 2 } else { 0 });
        for (other, format) in (0..).zip(formats) {
            for form in [Form::F2021, Form::F2019] {
                let report = Report::random(form, &mut Random::new(number * 10 + other));
                let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(number));
                change(&mut made);
                let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
                failures.extend(judged(kind, format, &report, &bytes));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn what_is_shown_otherwise_is_read() {
    let formats = ["html", "docx", "doc", "rtf", "odt", "pdf", "eml", "mht"];
    expect("fields", &formats, &|number, way| made_of(Piece::Field, number, way));
    expect("bound", &["docx", "eml"], &|number, way| made_of(Piece::Bound, number, way));
    let formats = ["html", "docx", "doc", "rtf", "odt", "pdf", "eml", "mht"];
    expect("symbols", &formats, &|number, way| made_of(Piece::Symbol, number, way));
    let formats =
        ["html", "md", "txt", "csv", "docx", "doc", "rtf", "odt", "ods", "xlsx", "xls", "eml", "mht", "zip"];
    expect("reversed", &formats, &|number, way| made_of(Piece::Reversed, number, way));
    let formats = ["html", "docx", "doc", "rtf", "odt", "eml", "mht"];
    expect("readings", &formats, &|number, way| made_of(Piece::Read, number, way));
}

/// The formats that hold formulas.
const WITH_FORMULAS: [&str; 5] = ["xlsx", "xls", "ods", "odt", "xml"];

#[test]
fn sums_that_nobody_computed_are_computed() {
    let mut failures = Vec::new();
    for (seed, format) in (0..).zip(WITH_FORMULAS) {
        let report = Report::random(Form::F2021, &mut Random::new(seed + 90));
        let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
        let totals: Vec<&String> = report.values.keys().filter(|name| name.ends_with(".total")).collect();
        let manner = |cell: &Cell| match totals.iter().position(|name| **name == cell.name) {
            Some(way) => {
                let left = if cell.name.starts_with("t3.") { 6 } else { 4 };
                vec![Piece::Sum(cell.text.clone(), left, way % 6)]
            }
            None => vec![plain(&cell.text)],
        };
        failures.extend(judged("sums", format, &report, &written(format, &made, &manner)));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn formulas_that_are_no_sums_leave_their_cells_unread_and_are_named() {
    for (seed, format) in (0..).zip(WITH_FORMULAS) {
        for cell in MARKED {
            let mut report = Report::random(Form::F2021, &mut Random::new(seed + 30));
            let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
            let manner =
                |own: &Cell| if own.name == cell { vec![Piece::Lookup] } else { vec![plain(&own.text)] };
            let bytes = written(format, &made, &manner);
            let outcome = check(&bytes, &Options::default()).unwrap();
            let read = |name: &str| outcome.report.cells.get(name).and_then(|cell| cell.value);
            assert!(read(cell).is_none(), "{cell} in {format}: {:?}", read(cell));
            report.values.remove(cell);
            for (other, expected) in &report.values {
                assert_eq!(
                    read(other).map(|value| value.decimal()),
                    *expected,
                    "{other} in {format} beside {cell}"
                );
            }
            let errors = outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
            assert_eq!(errors.count(), 0, "{cell} in {format}");
            let said = outcome.input.notes.iter().any(|note| {
                note.contains("formulas without a stored result") || note.contains("是公式而没有存下结果")
            });
            assert!(said, "{cell} in {format} is not said to be a formula");
        }
    }
}

#[test]
fn signs_that_show_nothing_are_not_there() {
    let signs = ["\u{200b}", "\u{ad}", "\u{200e}", "\u{feff}", "\u{fe0f}", "\u{2060}"];
    // GBK, in which the PDF is written, has none of them.
    let formats: Vec<&str> = ALL.into_iter().filter(|format| *format != "pdf").collect();
    expect("signs", &formats, &|number, way| {
        vec![plain(number.chars().map(|c| format!("{c}{}", signs[way])).collect::<String>())]
    });
}

#[test]
fn private_characters_and_objects_that_stand_for_blanks_are_blanks() {
    let formats: Vec<&str> = ALL.into_iter().filter(|format| *format != "pdf").collect();
    expect("blanks", &formats, &|number, way| {
        vec![plain(match way {
            0 => format!("\u{e5e5}{number}"),
            1 => format!("{number}\u{fffc}"),
            2 => format!("\u{f020}{number}\u{f020}"),
            3 => format!("\u{e5e5}\u{e5e5}{number}"),
            4 => format!("\u{fffc}{number}"),
            _ => format!("{number}\u{e5e5}"),
        })]
    });
}

#[test]
fn numbers_are_what_the_cell_says() {
    let wide =
        |text: &str| text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect::<String>();
    expect("numbers", &ALL, &|number, way| {
        vec![plain(match way {
            0 => wide(number),
            1 => format!("{number}件"),
            2 => format!("　{number} "),
            3 => format!("{number}."),
            4 => format!("'{number}"),
            _ => format!("{number} 份"),
        })]
    });
}

#[test]
fn radicals_and_compatible_characters_are_the_characters() {
    // As copied out of PDF; GBK, in which the PDF is written, has none of them.
    let twins = [
        ('一', '\u{2f00}'),
        ('二', '\u{2f06}'),
        ('人', '\u{2f08}'),
        ('自', '\u{2f83}'),
        ('大', '\u{2f24}'),
        ('行', '\u{2f8f}'),
        ('不', '\u{f967}'),
        ('理', '\u{f9e4}'),
    ];
    let mut failures = Vec::new();
    for (seed, format) in (0..).zip(ALL.into_iter().filter(|format| *format != "pdf")) {
        let report = Report::random(Form::F2021, &mut Random::new(seed + 60));
        let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
        let twin = |c: char| twins.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, twin)| *twin);
        let manner = |cell: &Cell| vec![plain(cell.text.chars().map(twin).collect::<String>())];
        failures.extend(judged("radicals", format, &report, &written(format, &made, &manner)));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_number_that_cannot_be_read_loses_itself_in_every_format() {
    let broken = ["2O", "#REF!", "l2", "3/5", "#DIV/0!", "？3"];
    for (number, format) in ALL.into_iter().enumerate() {
        let (cell, broken) = (MARKED[number % 6], broken[(number / 2) % 6]);
        let mut report = Report::random(Form::F2021, &mut Random::new(number as u64));
        let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(number as u64));
        let manner = |own: &Cell| vec![plain(if own.name == cell { broken } else { own.text.as_str() })];
        let outcome = check(&written(format, &made, &manner), &Options::default()).unwrap();
        let read = |name: &str| outcome.report.cells.get(name).and_then(|cell| cell.value);
        assert!(read(cell).is_none(), "{broken} in {format}: {:?}", read(cell));
        report.values.remove(cell);
        for (other, expected) in &report.values {
            let read = read(other).map(|value| value.decimal());
            assert_eq!(read, *expected, "{other} in {format} beside {broken}");
        }
        let named = outcome.findings.iter().any(|finding| finding.message.contains(broken));
        assert!(named, "{broken} in {format} is not named");
        let errors = outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{broken} in {format}");
    }
}

#[test]
fn one_wrong_number_where_no_zeros_are_written_breaks_its_own_sums() {
    let mut failures = Vec::new();
    for (number, format) in (0..).zip(ALL) {
        for (seed, sign) in (0..).zip(["", "—", "", "/", "", "-"]) {
            if !crate::support::is_chosen((number + seed) as usize, 3) {
                continue;
            }
            let mut random = Random::new(900 + number * 10 + seed);
            let mut report = Report::random(Form::F2021, &mut random);
            let changed = report.change(&mut random);
            // What is changed to nothing is a blank that all sums fill; one sum alone says of its blank what it may be.
            if changed.starts_with("t4.") || report.count(&changed) == 0 {
                continue;
            }
            let broken = report.broken();
            let zeros: Vec<String> = report
                .values
                .iter()
                .filter(|(name, value)| name.starts_with("t3.") && **value == Some(0.0))
                .map(|(name, _)| name.clone())
                .collect();
            zeros.iter().for_each(|name| report.write(name, sign, None));
            let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
            let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
            let outcome = check(&bytes, &Options::default()).unwrap();
            let said: std::collections::BTreeSet<String> = outcome.sums.broken.iter().cloned().collect();
            if said != broken {
                failures.push(format!("{format} {seed} {changed}: {said:?} said, {broken:?} broken"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// A change of the tables.
type Change = fn(&mut Vec<Part>);

#[test]
fn tables_are_told_by_what_they_say_and_where_their_heads_stand() {
    let changes: [(&str, Change); 26] = [
        ("remarks", |parts| changes::remarks(parts)),
        ("ticks", |parts| changes::ticks(parts)),
        ("last year", |parts| changes::last_year(parts)),
        ("growth", |parts| changes::growth(parts)),
        ("line numbers", |parts| changes::line_numbers(parts)),
        ("column numbers", |parts| changes::column_numbers(parts)),
        ("column formulas", |parts| changes::column_formulas(parts)),
        ("total first", |parts| changes::total_first(parts)),
        ("persons last", |parts| changes::persons_last(parts)),
        ("townships", changes::townships),
        ("cases of last year", changes::last_years_cases),
        ("spaced heads", |parts| changes::spaced_heads(parts)),
        ("details reversed", |parts| changes::details_reversed(parts)),
        ("applicants as rows", |parts| changes::applicants_as_rows(parts)),
        ("applicants as rows, one head", |parts| changes::applicants_as_rows_of_one_head(parts)),
        ("results as rows", |parts| changes::results_as_rows(parts)),
        ("cases as rows", |parts| changes::cases_as_rows(parts)),
        ("documents as columns", |parts| changes::documents_as_columns(parts)),
        ("four blocks beside", |parts| changes::four_blocks_beside(parts)),
        ("two blocks beside", |parts| changes::two_blocks_beside(parts)),
        ("labels in two rows", |parts| changes::labels_in_two_rows(parts)),
        ("labels in three rows", |parts| changes::labels_in_three_rows(parts)),
        ("cases listed", |parts| changes::cases_listed_in_one_label(parts)),
        ("cases listed in groups", |parts| changes::cases_listed_in_groups(parts)),
        ("blank form first", changes::blank_form_first),
        ("none", |_| {}),
    ];
    let mut failures = Vec::new();
    for (number, (kind, change)) in (0..).zip(changes) {
        // Of so many columns, or rows, the properties of a row are longer than this writer's pages hold.
        let too_wide = |format: &str| {
            (format == "doc" && kind.starts_with("applicants as rows"))
                || (matches!(format, "pdf" | "ofd") && kind == "labels in three rows")
        };
        for (other, format) in (0..).zip(ALL).filter(|(_, format)| !too_wide(format)) {
            if !crate::support::is_chosen((number + other) as usize, 3) {
                continue;
            }
            let report = Report::random(Form::F2021, &mut Random::new(number * 100 + other));
            let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(number));
            change(&mut made);
            let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
            failures.extend(judged(kind, format, &report, &bytes));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn kinds_of_case_are_read_in_tables_of_their_own() {
    let mut failures = Vec::new();
    for (seed, format) in (600..).zip(ALL) {
        for (way, (each, total_first)) in
            (0..).zip([(false, false), (true, false), (false, true), (true, true)])
        {
            if !crate::support::is_chosen((seed + way) as usize, 2) {
                continue;
            }
            let report = Report::random(Form::F2021, &mut Random::new(seed));
            let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
            changes::cases_apart(&mut made, each, total_first);
            let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
            let kind = format!("cases apart {each} {total_first}");
            failures.extend(judged(&kind, format, &report, &bytes));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn one_of_the_reports_of_two_years_is_read_in_every_format() {
    let mut failures = Vec::new();
    for (seed, format) in (700..).zip(ALL) {
        let report = Report::random(Form::F2021, &mut Random::new(seed));
        let mut other = Report::random(Form::F2021, &mut Random::new(seed + 100));
        (other.year, other.organ) = (report.year - 1, report.organ.clone());
        let [own, before] = [&report, &other]
            .map(|each| parts::parts(each, &parts::Manner::default(), &mut Random::new(seed)));
        let mut tables = before.clone();
        tables.retain(|part| !matches!(part, Part::Heading(_) | Part::Paragraph(_)));
        let orders = [
            ("the latest first", [own.clone(), before.clone()].concat()),
            ("the latest last", [before, own.clone()].concat()),
            // Tables to compare with stand under a caption that is worded as a title; they are no report.
            ("tables of the year before", [own, tables].concat()),
        ];
        for (kind, made) in &orders {
            let bytes = written(format, made, &|cell| vec![plain(&cell.text)]);
            failures.extend(judged(kind, format, &report, &bytes));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The lines of a table of contents for a heading and its page.
type Lines = fn(&str, usize) -> Vec<String>;

#[test]
fn a_table_of_contents_is_no_text_of_the_report() {
    let manners: [(&str, Lines); 8] = [
        ("目　录", |head, page| vec![format!("{head}……………………{page}")]),
        ("目录", |head, page| vec![format!("{head}\t{page}")]),
        ("CONTENTS", |head, page| vec![format!("{head}{page}")]),
        ("目 录", |head, page| vec![format!("{head} （{page}）")]),
        ("", |head, page| vec![head.to_owned(), page.to_string()]),
        ("目录", |head, _| vec![head.to_owned()]),
        ("目录", |head, page| vec![format!("{}........{page}", head.split_once('、').unwrap().1)]),
        ("目录", |head, page| {
            vec![format!("{head} - {page} -"), format!("（一）本部分的数据 {page}"), format!("2.说明 {page}")]
        }),
    ];
    let mut failures = Vec::new();
    for (number, (format, (name, manner))) in
        ALL.into_iter().flat_map(|format| manners.map(|manner| (format, manner))).enumerate()
    {
        let seed = 800 + number as u64;
        let report = Report::random(Form::F2021, &mut Random::new(seed));
        let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
        let heads = made.iter().filter_map(|part| match part {
            Part::Heading(head) => Some(head.clone()),
            _ => None,
        });
        let lines = heads.zip(2..).flat_map(|(head, page)| manner(&head, page));
        let contents: Vec<Part> =
            std::iter::once(name.to_owned()).chain(lines).map(Part::Paragraph).collect();
        made.splice(1..1, contents);
        let kind = format!("contents {number} {name}");
        failures.extend(judged(
            &kind,
            format,
            &report,
            &written(format, &made, &|cell| vec![plain(&cell.text)]),
        ));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn local_forms_are_read_in_every_format() {
    let manners = [
        ("local", parts::Manner { local: true, ..parts::Manner::default() }),
        ("variants", parts::Manner { variants: true, ..parts::Manner::default() }),
        ("tax", parts::Manner { tax: true, ..parts::Manner::default() }),
        ("breaks", parts::Manner { breaks: true, ..parts::Manner::default() }),
        ("wide", parts::Manner { wide: true, ..parts::Manner::default() }),
        ("group lines", parts::Manner { group_lines: true, ..parts::Manner::default() }),
    ];
    let mut failures = Vec::new();
    for (number, (kind, manner)) in (0..).zip(&manners) {
        for (other, format) in (0..).zip(ALL) {
            for (year, form) in (0..).zip([Form::F2021, Form::F2019]) {
                if !crate::support::is_chosen((number + other + year) as usize, 2) {
                    continue;
                }
                let report = Report::random(form, &mut Random::new(number * 100 + other));
                let made = parts::parts(&report, manner, &mut Random::new(number));
                let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
                failures.extend(judged(kind, format, &report, &bytes));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The report as lines: what a row says, then its values; the values of a label that a page break cut stand before the
/// rest of it.
fn lines(parts: &[Part], cut: &str) -> String {
    let mut text = String::new();
    for part in parts {
        match crate::support::formats::kind(part) {
            Kind::Table(sheet) => {
                for row in sheet {
                    let (values, labels): (Vec<&Cell>, Vec<&Cell>) =
                        row.iter().partition(|cell| !cell.name.is_empty());
                    let all = |cells: &[&Cell], mark: &str| {
                        cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(mark)
                    };
                    let (label, values) = (all(&labels, "\n"), all(&values, " "));
                    match label.split_once(cut).filter(|_| !values.is_empty()) {
                        Some((before, after)) => {
                            text.push_str(&format!("{before}\n{values}\n\n{cut}{after}\n"))
                        }
                        None => text.push_str(&format!("{label}\n{values}\n")),
                    }
                }
            }
            Kind::Title(words) | Kind::Heading(words) | Kind::Paragraph(words) => {
                text.push_str(&format!("{words}\n"));
            }
        }
    }
    text
}

#[test]
fn a_number_before_the_rest_of_a_label_keeps_its_last_digit() {
    let mut failures = Vec::new();
    for seed in 0..6 {
        let report = Report::random(Form::F2021, &mut Random::new(seed + 70));
        let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
        failures.extend(judged("cut label", "txt", &report, lines(&made, "、行政机关不再处理").as_bytes()));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn text_boxes_are_read() {
    let report = Report::random(Form::F2021, &mut Random::new(3));
    let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(3));
    let at = made.iter().position(|part| matches!(part, Part::Table4(_))).unwrap();
    let boxed = made.remove(at);
    let bytes = doc::doc(&made, &[boxed, Part::Paragraph(String::new())], &|cell| vec![plain(&cell.text)]);
    let failures = judged("text boxes", "doc", &report, &bytes);
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn numbers_as_machines_and_hurried_people_write_them() {
    let grouped = |number: &str, mark: char| {
        let mut text = String::new();
        for (index, digit) in number.chars().enumerate() {
            if index > 0 && (number.len() - index).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        text
    };
    expect("machine", &ALL, &|number, way| {
        vec![plain(match way {
            0 => number.replace('0', "〇"),
            1 => number.replace('0', "○"),
            2 => grouped(number, ','),
            3 => grouped(number, '，'),
            4 => number.chars().map(String::from).collect::<Vec<_>>().join(" "),
            _ => format!("{number}.00"),
        })]
    });
}

#[test]
fn numbers_with_a_word_or_a_sign_that_counts() {
    expect("counted", &ALL, &|number, way| {
        vec![plain(match way {
            0 => format!("共{number}件"),
            1 => format!("{number}（件）"),
            2 => format!("{number} 件/次"),
            3 => format!("共计：{number}"),
            4 => format!("计 {number} 件"),
            _ => format!("“{number}”"),
        })]
    });
}

/// The report as text that was copied: the cells of a row with the same sign between them, merged cells once.
fn copied(parts: &[Part], between: &str) -> String {
    let lines = parts.iter().flat_map(|part| match crate::support::formats::kind(part) {
        Kind::Table(sheet) => {
            let row =
                |row: &Vec<Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(between);
            sheet.iter().map(row).collect()
        }
        Kind::Title(words) | Kind::Heading(words) | Kind::Paragraph(words) => vec![words.to_owned()],
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn copied_rows_with_columns_beside_the_forms_are_told_by_their_sums() {
    let changes: [(&str, Change); 7] = [
        ("none", |_| {}),
        ("blank remarks", |parts| changes::remarks(parts)),
        ("remarks", |parts| changes::told_remarks(parts)),
        ("last year", |parts| changes::last_year(parts)),
        ("growth", |parts| changes::growth(parts)),
        ("last year and growth", |parts| changes::last_year_and_growth(parts)),
        ("line numbers", |parts| changes::line_numbers(parts)),
    ];
    let mut failures = Vec::new();
    for (number, (kind, change)) in (0..).zip(changes) {
        for (other, between) in (0..).zip(["\t", "  ", "   ", " "]) {
            for form in [Form::F2021, Form::F2019] {
                let report = Report::random(form, &mut Random::new(number * 10 + other + 900));
                let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(number));
                change(&mut made);
                let kind = format!("{kind} copied with {between:?}");
                failures.extend(judged(&kind, "txt", &report, copied(&made, between).as_bytes()));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
