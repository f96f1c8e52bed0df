//! Numbers of more than is meant in one place: the same table for the organ and for a unit of it, rows for several units,
//! and columns that divide the numbers of an applicant. What is meant is read, what cannot be told is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::hard::{bytes, in_columns, is_read, table_3, with_others, wrong};
use crate::support::numbers::{Form, Report};
use crate::support::parts::{self, Cell, Part, Sheet, label};
use crate::support::random::Random;
use crate::traits::judged;
use gouji::{Options, check};

const ORGAN: &str = "白石县水务局";

fn report(seed: u64) -> (Report, Vec<Part>) {
    let report = Report { organ: ORGAN.to_owned(), ..Report::random(Form::F2021, &mut Random::new(seed)) };
    let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    (report, made)
}

fn larger(cell: &Cell) -> String {
    cell.text.parse().map_or(cell.text.clone(), |value: u32| (value + 7).to_string())
}

fn sheets(parts: &mut [Part]) -> impl Iterator<Item = &mut Sheet> {
    parts.iter_mut().filter_map(|part| match part {
        Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) => Some(sheet),
        _ => None,
    })
}

#[test]
fn of_the_tables_of_two_organs_the_report_s_own_is_read() {
    let mut failures = Vec::new();
    let lines = [
        ["（一）白石县河道管理站收到和处理情况", "（二）白石县水务局收到和处理情况"],
        ["白石县水政监察大队", "县水务局"],
        ["填报单位：白石县水文站", "填报单位：白石县水务局"],
        ["（一）白石县水文站", "（二）局机关"],
        ["统计表（白石县水文站）", "统计表（本局）"],
        ["（一）局机关", "（二）合计"],
        ["（二）白石县水务局", "（三）合计"],
    ];
    for (seed, format) in (30..).zip(["html", "docx", "rtf", "odt", "xlsx", "md", "pdf"]) {
        let (report, made) = report(seed);
        for lines in lines {
            let parts = with_others(&made, lines, &larger);
            failures.extend(judged(lines[0], format, &report, &bytes(format, &parts)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_row_in_the_table_tells_whose_it_is() {
    let mut failures = Vec::new();
    for (seed, format) in (40..).zip(["html", "docx", "xlsx", "ods"]) {
        let (report, made) = report(seed);
        for apart in [false, true] {
            let mut parts = with_others(&made, ["其一", "其二"], &larger);
            let names = ["白石县水文站", ORGAN];
            for (at, sheet) in sheets(&mut parts).enumerate() {
                let wide: usize = sheet.first().unwrap().iter().map(|cell| cell.across).sum();
                let name = names.get(at % 2).unwrap();
                sheet.insert(
                    0,
                    match apart {
                        true => vec![label("填报单位", 1, 1), label(*name, 1, wide - 1)],
                        false => vec![label(format!("填报单位：{name}"), 1, wide)],
                    },
                );
            }
            failures.extend(judged("row", format, &report, &bytes(format, &parts)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn of_tables_of_organs_none_of_which_is_the_report_s_none_is_read() {
    for (seed, format) in (50..).zip(["html", "docx", "xlsx"]) {
        let (report, made) = report(seed);
        let lines = ["（一）白石县水文站", "（二）白石县河道管理站"];
        let bytes = bytes(format, &with_others(&made, lines, &larger));
        assert_eq!(wrong(&report, &bytes), Vec::<String>::new(), "{format}");
        assert!(!is_read(&bytes, "t3.new.natural") && !is_read(&bytes, "t4.review.total"), "{format}");
        let notes = check(&bytes, &Options::default()).unwrap().input.notes;
        assert!(notes.iter().any(|note| note.contains("看不出哪一张是本报告的")), "{format} {notes:?}");
    }
}

#[test]
fn one_table_is_read_whoever_filled_it_in() {
    for (seed, format) in (60..).zip(["html", "docx", "xlsx"]) {
        let (report, made) = report(seed);
        let mut whole = Vec::new();
        for part in made {
            if matches!(part, Part::Table2(_) | Part::Table3(_) | Part::Table4(_)) {
                whole.push(Part::Paragraph("填报单位：白石县水利服务中心".to_owned()));
            }
            whole.push(part);
        }
        let failures = judged("one", format, &report, &bytes(format, &whole));
        assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    }
}

/// Gives table 4 a first column with the names of units, and before or behind its own row one for each other name.
fn in_units(parts: &mut [Part], names: &[&str], own: usize) {
    let sheet = parts.iter_mut().find_map(|part| match part {
        Part::Table4(sheet) => Some(sheet),
        _ => None,
    });
    let sheet = sheet.unwrap();
    let values = sheet.pop().unwrap();
    let heads = sheet.len();
    sheet.first_mut().unwrap().insert(0, label("单位", heads, 1));
    for (at, name) in names.iter().enumerate() {
        let mut row = values.clone();
        if at != own {
            row.iter_mut().for_each(|cell| cell.text = larger(cell));
        }
        row.insert(0, label(*name, 1, 1));
        sheet.push(row);
    }
}

#[test]
fn of_rows_for_several_units_the_sum_or_the_organ_s_own_is_read() {
    let mut failures = Vec::new();
    let ways: [(&[&str], usize); 4] = [
        (&["水文管理站", "局机关", "合计"], 2),
        (&["合计", "局机关", "水文管理站"], 0),
        (&["白石县水文站", "白石县水务局"], 1),
        (&["局本级", "白石县水文站"], 0),
    ];
    for (seed, format) in (70..).zip(["html", "docx", "xlsx", "rtf", "ods"]) {
        let (report, made) = report(seed);
        for (names, own) in ways {
            let mut parts = made.clone();
            in_units(&mut parts, names, own);
            failures.extend(judged(&names.join("-"), format, &report, &bytes(format, &parts)));
        }
        let mut parts = made.clone();
        in_units(&mut parts, &["白石县水文站", "白石县河道管理站"], 9);
        let bytes = bytes(format, &parts);
        assert!(!is_read(&bytes, "t4.review.total") && wrong(&report, &bytes).is_empty(), "{format}");
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn of_columns_that_divide_an_applicant_s_numbers_the_whole_is_read() {
    let mut failures = Vec::new();
    let ways: [(&[&str], usize); 7] = [
        (&["合计", "其中：县本级"], 0),
        (&["其中：网上申请", "合计"], 1),
        (&["件数", "占比（%）"], 0),
        (&["占比", "件数（件）"], 1),
        (&["小计", "其中：当面", "其中：信函"], 0),
        (&["县本级", "乡镇", "合计"], 2),
        (&["数量", "比例"], 0),
    ];
    for (seed, format) in (80..).zip(["html", "docx", "xlsx", "xls", "rtf", "odt", "md", "csv"]) {
        let (report, made) = report(seed);
        // Where merging is lost, what stands under a head is told only by words of the whole or of a part.
        let merged = !matches!(format, "md" | "csv");
        for (heads, own) in ways.iter().filter(|(heads, _)| merged || heads.len() == 2) {
            let mut made = made.clone();
            let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
            in_columns(table_3(&mut made), &heads, *own);
            failures.extend(judged(&heads.join("-"), format, &report, &bytes(format, &made)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn of_columns_that_are_two_wholes_or_none_nothing_is_read() {
    for (seed, format) in (90..).zip(["html", "docx", "xlsx", "csv"]) {
        let (report, made) = report(seed);
        for heads in [["合计", "总数"], ["网上申请", "当面申请"], ["其中：网上", "其中：当面"]]
        {
            for own in [0, 1] {
                let mut made = made.clone();
                in_columns(table_3(&mut made), &heads.map(str::to_owned), own);
                let bytes = bytes(format, &made);
                assert_eq!(wrong(&report, &bytes), Vec::<String>::new(), "{format} {heads:?} {own}");
                assert!(!is_read(&bytes, "t3.new.natural"), "{format} {heads:?} {own}");
            }
        }
    }
}
