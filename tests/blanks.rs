//! Cells left blank beside numbers: whatever parts the cells tells where a number stands. Each way in which tables arrive
//! as text is read back without a wrong cell, and nearly whole where separators stand between the cells.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::support::numbers::{Form, Report};
use crate::support::parts::{Cell, Manner, Part, parts};
use crate::support::random::Random;
use crate::support::writers::{self, expand, sheet};
use gouji::{Options, check};

/// A way to write the rows of a table: cells by cell, and whether merged cells leave blank ones behind.
type Rows = fn(&[String]) -> String;

fn joined(between: &'static str) -> impl Fn(&[String]) -> String {
    move |cells| cells.join(between)
}

/// Only a space parts the labels of a row from each other and from the first value, or from the first head.
fn beside_label(cells: &[String], between: &str) -> String {
    let is_label = |cell: &String| cell.contains(|c: char| c.is_alphabetic());
    let labels = cells.iter().take_while(|cell| is_label(cell)).count();
    let labels = if labels == cells.len() { 1 } else { labels };
    let (labels, values) = cells.split_at(labels);
    format!("{} {}", labels.join(" "), values.join(between)).trim_end_matches(' ').to_owned()
}

const WAYS: [(&str, &str, bool, Rows, usize); 13] = [
    ("tabs", "report.txt", true, |cells| joined("\t")(cells), 0),
    ("tabs without blank ends", "report.txt", true, |cells| joined("\t")(cells).trim_end().to_owned(), 8),
    ("copied", "report.txt", false, |cells| joined("\t")(cells), 4),
    ("copied without blank ends", "report.txt", false, |cells| joined("\t")(cells).trim_end().to_owned(), 12),
    ("edged", "report.txt", true, |cells| format!("| {} |", joined(" | ")(cells)), 0),
    ("pipes", "report.txt", true, |cells| joined(" | ")(cells), 0),
    ("pipes of what is there", "report.txt", false, |cells| joined(" | ")(cells), 8),
    ("tight pipes", "report.txt", false, |cells| joined("|")(cells), 8),
    ("values", "report.csv", true, |cells| joined(",")(cells), 0),
    ("beside the label, pipes", "report.txt", false, |cells| beside_label(cells, " | "), 12),
    ("beside the label, tabs", "report.txt", false, |cells| beside_label(cells, "\t"), 12),
    // Nothing tells which cell is blank: no number may be wrong, and that is all.
    ("spaces", "report.txt", false, |cells| joined(" ")(cells), 100),
    ("two spaces", "report.txt", false, |cells| joined("  ")(cells), 100),
];

/// The report with every so many cells of table 2 blank, and zeros of table 3.
fn with_blanks(seed: u64, percent: i64) -> Report {
    let random = &mut Random::new(seed);
    let mut report = Report::random(if seed.is_multiple_of(2) { Form::F2019 } else { Form::F2021 }, random);
    let names: Vec<String> = report.values.keys().cloned().collect();
    for name in names {
        let zero = report.values[&name] == Some(0.0);
        if (name.starts_with("t2.") || zero && name.starts_with("t3.")) && random.chance(percent) {
            report.write(&name, "", None);
        }
    }
    report
}

fn written(made: &[Part], padded: bool, row: Rows) -> String {
    let mut text = String::new();
    for part in made {
        let Some(sheet) = sheet(part) else {
            let (Part::Title(own) | Part::Heading(own) | Part::Paragraph(own)) = part else { continue };
            text.push_str(&format!("{}\n", own.replace(',', "，")));
            continue;
        };
        let flat = |text: &str| text.replace('\n', "").replace(',', "，");
        let of_row = |cells: &Vec<Cell>| cells.iter().map(|cell| flat(&cell.text)).collect();
        let rows: Vec<Vec<String>> = if padded {
            let blank = |cell: Option<String>| cell.as_deref().map_or_else(String::new, flat);
            expand(sheet).into_iter().map(|row| row.into_iter().map(blank).collect()).collect()
        } else {
            sheet.iter().map(of_row).collect()
        };
        rows.iter().for_each(|cells| text.push_str(&format!("{}\n", row(cells))));
    }
    text
}

/// Wrong cells of a document, how many are unread and how many are filled.
fn compare(report: &Report, file: &str, text: &str, name: &str) -> (Vec<String>, usize, usize) {
    let options = Options { name: Some(file.to_owned()), ..Options::default() };
    let outcome = check(text.as_bytes(), &options).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (mut wrong, mut unread, mut filled) = (Vec::new(), 0, 0);
    for (cell, expected) in report.values.iter().filter(|(cell, _)| !cell.starts_with("t4.")) {
        let read = outcome.report.cells.get(cell).filter(|cell| cell.sure).and_then(|cell| cell.value);
        filled += usize::from(expected.is_some());
        match (read, expected) {
            (Some(read), Some(expected)) if (read.decimal() - expected).abs() < 1e-9 => {}
            (None, Some(_)) => unread += 1,
            (None, None) => {}
            (Some(read), _) => wrong.push(format!("{name}: {cell} = {read:?} for {expected:?}")),
        }
    }
    (wrong, unread, filled)
}

#[test]
fn numbers_beside_blank_cells_are_read_where_the_cells_are_parted() {
    let mut failures = Vec::new();
    for (name, file, padded, row, share) in WAYS {
        let (mut unread, mut filled) = (0, 0);
        for (seed, percent) in (0..8).flat_map(|seed| [20, 40].map(|percent| (seed, percent))) {
            let report = with_blanks(seed, percent);
            let made = parts(&report, &Manner::default(), &mut Random::new(seed));
            let text = written(&made, padded, row);
            let own = compare(&report, file, &text, &format!("{name} {seed} {percent}"));
            failures.extend(own.0);
            unread += own.1;
            filled += own.2;
        }
        if unread * 100 > filled * share {
            failures.push(format!("{name}: {unread} of {filled} unread"));
        }
    }
    assert!(failures.is_empty(), "{}\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn what_stands_under_its_head_is_told_by_its_place() {
    let (mut unread, mut filled) = (0, 0);
    for (seed, percent) in (0..8).flat_map(|seed| [20, 40].map(|percent| (seed * 2, percent))) {
        let report = with_blanks(seed, percent);
        let mut made = parts(&report, &Manner::default(), &mut Random::new(seed));
        made.retain(|part| !matches!(part, Part::Table3(_) | Part::Table4(_)));
        let text = writers::columns(&made);
        let mut of_table_2 = report;
        of_table_2.values.retain(|name, _| name.starts_with("t2."));
        let (wrong, own, all) =
            compare(&of_table_2, "report.txt", &text, &format!("columns {seed} {percent}"));
        assert!(wrong.is_empty(), "{wrong:?}\n{text}");
        unread += own;
        filled += all;
    }
    assert!(unread * 4 < filled, "{unread} of {filled} unread");
}

#[test]
fn a_lone_number_beside_lost_cells_stays_unread() {
    let report = |row: &str| {
        format!(
            "某县水利局2020年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n\
             上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n{row}\n其他对外管理服务事项\n12\n\
             三、收到和处理政府信息公开申请情况\n无。\n"
        )
    };
    let read = |row: &str| {
        let outcome = check(report(row).as_bytes(), &Options::default()).unwrap();
        let value =
            |name: &str| outcome.report.cells.get(name).filter(|cell| cell.sure).and_then(|cell| cell.value);
        ["t2.licence.previous", "t2.licence.change", "t2.licence.decisions"]
            .map(|name| value(name).map(|n| n.decimal()))
    };
    // 257 may be one number: the row below has fewer digits than columns.
    assert_eq!(read("257"), [None; 3]);
    assert_eq!(read("5100"), [None; 3]);
    assert_eq!(read("000"), [Some(0.0); 3]);
    assert_eq!(read("51\n-2\n257"), [Some(51.0), Some(-2.0), Some(257.0)]);
}

#[test]
fn a_table_in_one_line_has_no_number_in_another_cell() {
    for (seed, percent) in (0..8).flat_map(|seed| [0, 20, 40].map(|percent| (seed, percent))) {
        let report = with_blanks(seed, percent);
        let mut made = parts(&report, &Manner::default(), &mut Random::new(seed));
        made.retain(|part| !matches!(part, Part::Table3(_) | Part::Table4(_)));
        let text = written(&made, false, |cells| format!("{}\u{1}", cells.join(" | ")));
        let (wrong, ..) =
            compare(&report, "report.txt", &text.replace("\u{1}\n", " | "), &format!("{seed} {percent}"));
        assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    }
}
