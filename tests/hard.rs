//! Shapes of tables that lie near to the official ones and are read wrongly with ease: last year's numbers beside this
//! year's, tables beside each other on a sheet, page numbers and line ends inside what belongs together. Each with its
//! neighbours, and with look-alikes that must not be read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::support::numbers::{CASES, COLUMNS, Form, RESULTS_OF_CASES, Report};
use crate::support::parts::{self, Cell, Part, Sheet, label};
use crate::support::random::Random;
use crate::traits::{judged, plain, written};
use gouji::outcome::{Outcome, Severity};
use gouji::{Options, check};

/// A report with its parts.
pub fn report(seed: u64) -> (Report, Vec<Part>) {
    let report = Report::random(Form::F2021, &mut Random::new(seed));
    let made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    (report, made)
}

pub fn bytes(format: &str, parts: &[Part]) -> Vec<u8> {
    written(format, parts, &|cell| vec![plain(&cell.text)])
}

pub fn table_3(parts: &mut [Part]) -> &mut Sheet {
    let table = parts.iter_mut().find_map(|part| match part {
        Part::Table3(sheet) => Some(sheet),
        _ => None,
    });
    table.unwrap()
}

/// Gives each applicant of table 3 several columns under these heads; where a head stands for this year by `own`, the
/// numbers are the form's.
pub fn in_columns(sheet: &mut Sheet, heads: &[String], own: usize) {
    let count = heads.len();
    let mut under = Vec::new();
    for (row, line) in sheet.iter_mut().enumerate() {
        let mut wider = Vec::new();
        for (at, cell) in line.drain(..).enumerate() {
            if cell.value {
                wider.extend((0..count).map(|column| match column == own {
                    true => cell.clone(),
                    false => label(((row * 7 + at * 3 + column) % 90).to_string(), 1, 1),
                }));
            } else if row < 3 && !(row == 0 && at == 0) {
                wider.push(Cell { across: cell.across * count, ..cell });
            } else {
                wider.push(Cell { down: cell.down + usize::from(row == 0), ..cell });
            }
        }
        *line = wider;
    }
    for _ in COLUMNS {
        under.extend(heads.iter().map(|head| label(head.as_str(), 1, 1)));
    }
    sheet.insert(3, under);
}

#[test]
fn of_two_years_under_each_applicant_this_years_is_meant() {
    let mut failures = Vec::new();
    for (seed, format) in (1..).zip(["xlsx", "xls", "html", "docx", "ods", "md", "csv", "rtf"]) {
        let (report, made) = report(seed);
        let (this, last) = (report.year.to_string(), (report.year - 1).to_string());
        let ways: [(Vec<String>, usize); 7] = [
            (vec!["上年".into(), "本年".into()], 1),
            (vec!["本年".into(), "上年".into()], 0),
            (vec!["上年".into(), "本年".into(), "同比".into()], 1),
            (vec!["本年".into(), "同比".into(), "上年".into()], 0),
            (vec![last.clone(), this.clone()], 1),
            (vec![this.clone(), last.clone()], 0),
            (vec![format!("{last}年"), format!("{this}年"), "增减".into()], 1),
        ];
        // Where merging is lost, only the first column under a head tells whose it is.
        let merged = !matches!(format, "md" | "csv");
        for (heads, own) in ways.iter().filter(|(_, own)| merged || *own == 0) {
            let mut made = made.clone();
            in_columns(table_3(&mut made), heads, *own);
            failures.extend(judged(&heads.join("-"), format, &report, &bytes(format, &made)));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn outcome(bytes: &[u8]) -> Outcome {
    check(bytes, &Options::default()).unwrap()
}

/// The cells that were read otherwise than the report has them, and the errors found.
pub fn wrong(report: &Report, bytes: &[u8]) -> Vec<String> {
    let outcome = outcome(bytes);
    let read =
        |cell: &str| outcome.report.cells.get(cell).and_then(|cell| cell.value).map(|value| value.decimal());
    let values =
        report.values.iter().filter(|(cell, own)| read(cell).is_some_and(|read| Some(read) != **own));
    let of_numbers =
        |rule: &str| rule.starts_with('t') && !rule.starts_with("table") && !rule.starts_with("title");
    let errors = outcome
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error && of_numbers(&finding.rule));
    values.map(|(cell, _)| cell.clone()).chain(errors.map(|finding| finding.message.clone())).collect()
}

pub fn is_read(bytes: &[u8], cell: &str) -> bool {
    outcome(bytes).report.cells.get(cell).is_some_and(|cell| cell.value.is_some())
}

#[test]
fn of_two_columns_that_do_not_tell_their_year_none_is_read() {
    for (seed, format) in (20..).zip(["xlsx", "html", "docx", "csv"]) {
        let (report, made) = report(seed);
        for heads in [["市本级", "县区"], ["一季度", "二季度"], ["件数", "件数"]] {
            for own in [0, 1] {
                let mut made = made.clone();
                in_columns(table_3(&mut made), &heads.map(str::to_owned), own);
                let bytes = bytes(format, &made);
                assert_eq!(wrong(&report, &bytes), Vec::<String>::new(), "{format} {heads:?} {own}");
                assert!(!is_read(&bytes, "t3.new.natural"), "{format} {heads:?} {own}");
            }
        }
        // Both columns of other years: neither is this year's.
        let heads = [report.year - 1, report.year - 2].map(|year| year.to_string());
        let mut made = made.clone();
        in_columns(table_3(&mut made), &heads, 9);
        assert!(!is_read(&bytes(format, &made), "t3.new.natural"), "{format}");
    }
}

/// Table 4 with a row for each kind of case.
fn cases_in_rows(report: &Report) -> Sheet {
    let results = RESULTS_OF_CASES.iter().map(|(_, text)| label(*text, 1, 1));
    let mut sheet = vec![std::iter::once(label("类别", 1, 1)).chain(results).collect::<Vec<_>>()];
    for (case, text) in CASES {
        let value = |(result, _): &(&str, &str)| {
            let name = format!("t4.{case}.{result}");
            Cell { value: true, text: report.text(&name).to_owned(), name, ..label("", 1, 1) }
        };
        sheet.push(std::iter::once(label(text, 1, 1)).chain(RESULTS_OF_CASES.iter().map(value)).collect());
    }
    sheet
}

fn width(sheet: &Sheet) -> usize {
    sheet.iter().map(|line| line.iter().map(|cell| cell.across).sum()).max().unwrap_or(0)
}

/// Sheets below each other with a line between them.
fn below(sheets: &[(&str, &Sheet)]) -> Sheet {
    let mut whole = Sheet::new();
    for (line, sheet) in sheets {
        whole.push(vec![label(*line, 1, 1)]);
        whole.extend(sheet.iter().cloned());
        whole.push(vec![label("", 1, 1)]);
    }
    whole
}

/// Sheets beside each other with blank columns between them.
fn beside(left: &Sheet, blank: usize, right: &Sheet) -> Sheet {
    let (wide, mut whole) = (width(left), left.clone());
    whole.resize(left.len().max(right.len()), Vec::new());
    for (at, line) in whole.iter_mut().enumerate() {
        // Cells that reach down from above cover the rest of a row of the left sheet.
        let own: usize = line.iter().map(|cell| cell.across).sum();
        let heading = own == 1;
        if heading || at >= left.len() {
            line.extend((own..wide).map(|_| label("", 1, 1)));
        }
        line.extend((0..blank).map(|_| label("", 1, 1)));
        line.extend(right.get(at).cloned().unwrap_or_default());
    }
    whole
}

/// The parts with one sheet in the place of all tables and of the headings over them.
fn on_one_sheet(parts: Vec<Part>, sheet: Sheet) -> Vec<Part> {
    let mut sheet = Some(sheet);
    let of_tables = ["二、", "三、", "四、"];
    let parts = parts.into_iter().filter_map(|part| match part {
        Part::Heading(text) if of_tables.iter().any(|start| text.starts_with(start)) => None,
        Part::Table2(_) => sheet.take().map(Part::Table3),
        Part::Table3(_) | Part::Table4(_) => None,
        other => Some(other),
    });
    parts.collect()
}

fn tables(parts: &[Part]) -> [Sheet; 3] {
    let find = |wanted: fn(&Part) -> Option<&Sheet>| parts.iter().find_map(wanted).unwrap().clone();
    [
        find(|part| if let Part::Table2(sheet) = part { Some(sheet) } else { None }),
        find(|part| if let Part::Table3(sheet) = part { Some(sheet) } else { None }),
        find(|part| if let Part::Table4(sheet) = part { Some(sheet) } else { None }),
    ]
}

const HEADINGS: [&str; 3] = [
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
];

#[test]
fn tables_beside_each_other_on_a_sheet_are_several() {
    let mut failures = Vec::new();
    for (seed, format) in (40..).zip(["xlsx", "xls", "ods", "html", "csv", "docx"]) {
        let (report, made) = report(seed);
        let [two, three, four] = tables(&made);
        let rows = cases_in_rows(&report);
        let three = below(&[(HEADINGS[1], &three)]);
        let with = |four: &Sheet| below(&[(HEADINGS[0], &two), (HEADINGS[2], four)]);
        let ways = [
            ("rows", beside(&three, 2, &with(&rows))),
            ("columns", beside(&three, 1, &with(&four))),
            ("only cases", beside(&three, 1, &below(&[(HEADINGS[2], &rows), (HEADINGS[0], &two)]))),
        ];
        for (kind, sheet) in ways {
            let parts = on_one_sheet(made.clone(), sheet);
            let found = judged(kind, format, &report, &bytes(format, &parts));
            failures.extend(found.into_iter().filter(|failure| !failure.contains(" section-")));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn of_the_tables_of_two_years_beside_each_other_this_years_is_read() {
    for (seed, format) in (60..).zip(["xlsx", "html", "csv"]) {
        let (report, made) = report(seed);
        let [_, three, _] = tables(&made);
        let mut other = three.clone();
        for (at, cell) in other.iter_mut().flatten().filter(|cell| cell.value).enumerate() {
            cell.text = (at * 7 % 60).to_string();
        }
        let caption = |year: i32| format!("{year}年收到和处理政府信息公开申请情况");
        let (this, last) = (caption(report.year), caption(report.year - 1));
        let (this, last) = (below(&[(&this, &three)]), below(&[(&last, &other)]));
        for blank in [0, 2] {
            for sheet in [beside(&this, blank, &last), beside(&last, blank, &this)] {
                let bytes = bytes(format, &on_one_sheet(made.clone(), sheet));
                assert_eq!(wrong(&report, &bytes), Vec::<String>::new(), "{format} {blank}");
                assert!(is_read(&bytes, "t3.new.natural"), "{format} {blank}");
            }
        }
    }
}

#[test]
fn the_halves_of_a_table_beside_each_other_are_one() {
    let mut failures = Vec::new();
    for (seed, format) in (65..).zip(["xlsx", "html", "csv", "docx"]) {
        let (report, mut made) = report(seed);
        for blank in [0, 1] {
            let sheet = table_3(&mut made);
            let whole = sheet.clone();
            // Each row with the label of its group, so that it can stand anywhere.
            let mut group = String::new();
            let rows: Sheet = whole
                .iter()
                .skip(3)
                .map(|line| {
                    let (labels, values) = line.split_at(line.len() - COLUMNS.len());
                    if labels.len() > 1 {
                        group.clone_from(&labels[labels.len() - 2].text);
                    }
                    let own = &labels[labels.len() - 1];
                    let over = if own.across == 1 { group.as_str() } else { "" };
                    let labels = [label(over, 1, 1), label(own.text.as_str(), 1, 1)];
                    labels.into_iter().chain(values.iter().cloned()).collect()
                })
                .collect();
            let head: Vec<Cell> = std::iter::once(label("办理情况", 1, 2))
                .chain(COLUMNS.iter().map(|(_, text)| label(*text, 1, 1)))
                .collect();
            let (first, second) = rows.split_at(rows.len().div_ceil(2));
            let half = |rows: &[Vec<Cell>]| -> Sheet {
                std::iter::once(head.clone()).chain(rows.iter().cloned()).collect()
            };
            *sheet = beside(&half(first), blank, &half(second));
            failures.extend(judged("halves", format, &report, &bytes(format, &made)));
            *table_3(&mut made) = whole;
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn blank_columns_inside_a_table_part_nothing() {
    let mut failures = Vec::new();
    for (seed, format) in (70..).zip(["xlsx", "html", "csv"]) {
        let (report, mut made) = report(seed);
        for part in &mut made {
            let (Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet)) = part else { continue };
            for line in sheet.iter_mut() {
                *line = line
                    .drain(..)
                    .flat_map(|cell| {
                        let across = cell.across * 2 - 1;
                        [Cell { across, ..cell.clone() }, Cell { down: cell.down, ..label("", 1, 1) }]
                    })
                    .collect();
            }
        }
        failures.extend(judged("spacers", format, &report, &bytes(format, &made)));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The report as a text with a cell in each line, with `mark` before some of the values of table 3.
fn in_lines(parts: &[Part], mark: &dyn Fn(usize) -> Option<String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let (mut values, mut pages) = (0, 0);
    for part in parts {
        match part {
            Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => lines.push(text.clone()),
            Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) => {
                for cell in sheet.iter().flatten() {
                    values += usize::from(cell.value && matches!(part, Part::Table3(_)));
                    if cell.value && values % 47 == 19 {
                        lines.extend(mark(pages));
                        pages += 1;
                    }
                    lines.push(cell.text.clone());
                }
            }
        }
    }
    lines.join("\n\n")
}

#[test]
fn page_numbers_between_the_values_of_a_row_are_none_of_them() {
    let mut failures = Vec::new();
    let ways: [fn(usize) -> String; 6] = [
        |page| format!("第 {} 页 共 7 页", page + 3),
        |page| format!("第{}页", page + 3),
        |page| format!("共 9 页 第 {} 页", page + 3),
        |page| format!("第{}页/共12页", page + 9),
        |page| format!("Page {} of 7", page + 2),
        |page| format!("— {} —", page + 3),
    ];
    for (seed, way) in (80..).zip(ways) {
        let (report, made) = report(seed);
        let text = in_lines(&made, &|page| Some(way(page)));
        failures.extend(judged(&way(0), "txt", &report, text.as_bytes()));
        let paragraphs: String = text.split("\n\n").map(|line| format!("<p>{line}</p>\n")).collect();
        failures.extend(judged(&way(0), "html paragraphs", &report, paragraphs.as_bytes()));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    // What may be values stays: such rows are left unread.
    let (report, made) = report(90);
    for way in [|_: usize| "- 4 -".to_owned(), |page: usize| (page * 3 + 2).to_string()] {
        let text = in_lines(&made, &|page| Some(way(page)));
        assert_eq!(wrong(&report, text.as_bytes()), Vec::<String>::new(), "{}", way(0));
    }
}

#[test]
fn a_number_over_the_end_of_a_line_is_one() {
    let (report, made) = (0..)
        .map(|seed| report(100 + seed))
        .find(|(report, _)| report.told["t3.carried_in.total"] > 9)
        .unwrap();
    let carried = report.told["t3.carried_in.total"].to_string();
    let (first, rest) = carried.split_at(1);
    let agreeing = |between: &str, rest: &str| {
        let html = String::from_utf8(bytes("html", &made)).unwrap();
        let (start, end) =
            (format!("上年结转{carried}件"), format!("上年结转{first}</p>{between}<p>{rest}件"));
        assert!(html.contains(&start));
        let outcome = outcome(html.replace(&start, &end).as_bytes());
        let objected = outcome.findings.iter().any(|finding| finding.severity != Severity::Notice);
        let number =
            outcome.numbers.iter().find(|number| number.cells.contains(&"t3.carried_in.total".to_owned()));
        (objected, number.and_then(|number| number.agrees))
    };
    assert_eq!(agreeing("", rest), (false, Some(true)));
    // What stands between the lines may be a part of the number or none, and the number may be another.
    assert!(!agreeing("<p>3</p>", rest).0);
    assert_eq!(agreeing("", &format!("{rest}7")), (false, None));
}

/// What stands in a cell of the other table.
pub type Other<'o> = &'o dyn Fn(&Cell) -> String;

/// The parts with a second sheet for each table before its own, made of it by `other`, each under a line.
pub fn with_others(parts: &[Part], lines: [&str; 2], other: Other) -> Vec<Part> {
    let mut whole = Vec::new();
    for part in parts {
        if let Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) = part {
            let mut sheet = sheet.clone();
            for cell in sheet.iter_mut().flatten().filter(|cell| cell.value) {
                cell.text = other(cell);
            }
            whole.push(Part::Paragraph(lines[0].to_owned()));
            whole.push(match part {
                Part::Table2(_) => Part::Table2(sheet),
                Part::Table3(_) => Part::Table3(sheet),
                _ => Part::Table4(sheet),
            });
            whole.push(Part::Paragraph(lines[1].to_owned()));
        }
        whole.push(part.clone());
    }
    whole
}

#[test]
fn of_two_tables_the_one_that_was_put_right_or_filled_in_is_read() {
    let mut failures = Vec::new();
    let zero = |_: &Cell| "0".to_owned();
    let blank = |_: &Cell| String::new();
    let larger =
        |cell: &Cell| cell.text.parse().map_or(cell.text.clone(), |value: u32| (value + 7).to_string());
    for (seed, format) in (80..).zip(["html", "docx", "xlsx", "rtf", "md", "txt"]) {
        let (report, made) = report(seed);
        let ways: [([&str; 2], Other); 6] = [
            (["更正前：", "更正后："], &larger),
            (["修改前", "修改后"], &larger),
            (["（原表）", "现更正为："], &larger),
            (["（作废）", "重新公布如下："], &larger),
            (["填报示例：", "本机关填报："], &zero),
            (["格式如下", "填报如下"], &blank),
        ];
        for (lines, other) in ways {
            let parts = with_others(&made, lines, other);
            let found = judged(lines[0], format, &report, &bytes(format, &parts));
            failures.extend(found.into_iter().filter(|failure| !failure.contains(" text-placeholder ")));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn cells_that_repeat_their_head_count_their_row_or_name_a_unit_are_read() {
    let mut failures = Vec::new();
    for (seed, format) in (90..).zip(["html", "docx", "xlsx", "md"]) {
        let (report, made) = report(seed);
        let heads: Vec<&str> = COLUMNS.iter().map(|(_, text)| *text).collect();
        let mut named = made.clone();
        let sheet = table_3(&mut named);
        for line in sheet.iter_mut() {
            let values = line.iter_mut().filter(|cell| cell.value);
            for (cell, head) in values.zip(&heads) {
                cell.text = format!("{head} {}", cell.text);
            }
        }
        failures.extend(judged("named", format, &report, &bytes(format, &named)));
        let mut numbered = made.clone();
        for part in &mut numbered {
            let Part::Table2(sheet) = part else { continue };
            for (row, line) in sheet.iter_mut().enumerate() {
                line.insert(0, label((row + 1).to_string(), 1, 1));
            }
        }
        failures.extend(judged("numbered", format, &report, &bytes(format, &numbered)));
        let mut counted = made.clone();
        for line in table_3(&mut counted).iter_mut() {
            *line = line
                .drain(..)
                .flat_map(|cell| {
                    let unit = cell.value.then(|| label("件", 1, 1));
                    let is_head = heads.contains(&cell.text.as_str())
                        || cell.text == "法人或其他组织"
                        || cell.text == "申请人情况";
                    let across = if is_head { cell.across * 2 } else { cell.across };
                    std::iter::once(Cell { across, ..cell }).chain(unit)
                })
                .collect();
        }
        failures.extend(judged("units", format, &report, &bytes(format, &counted)));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn kinds_of_case_one_after_the_other_with_their_results_are_read() {
    let mut failures = Vec::new();
    for (seed, format) in (90..).zip(["html", "txt", "docx", "rtf"]) {
        let (report, made) = report(seed);
        let lists = |heads: &[(&str, &str)], parted: Option<&str>| -> Vec<Part> {
            let mut lines = Vec::new();
            for (kind, name) in heads {
                lines.push((*name).to_owned());
                let number =
                    |(result, _): &(&str, &str)| report.text(&format!("t4.{kind}.{result}")).to_owned();
                let labels: Vec<String> =
                    RESULTS_OF_CASES.iter().map(|(_, label)| (*label).to_owned()).collect();
                let numbers: Vec<String> = RESULTS_OF_CASES.iter().map(number).collect();
                match parted {
                    Some(between) => lines.extend([labels.join(between), numbers.join(between)]),
                    None => lines.extend(labels.into_iter().chain(numbers)),
                }
            }
            let place = made.iter().position(|part| matches!(part, Part::Table4(_))).unwrap();
            let mut parts = made.clone();
            parts.splice(place..=place, lines.into_iter().map(Part::Paragraph));
            parts
        };
        let heads = [
            ("review", "（一）行政复议"),
            ("suit_direct", "（二）行政诉讼：未经复议直接起诉"),
            ("suit_after_review", "（三）行政诉讼（复议后起诉）"),
        ];
        for parted in [None, Some("\t")] {
            let bytes = bytes(format, &lists(&heads, parted));
            failures.extend(judged("kinds", format, &report, &bytes));
        }
        // Two lists for one kind, and one kind without a name, tell nothing.
        let mut twice = heads;
        twice[1] = ("suit_direct", "（二）行政复议");
        let found = wrong(&report, &bytes(format, &lists(&twice, None)));
        assert_eq!(found, Vec::<String>::new(), "{format}");
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
