//! Table 3 in pieces, with several rows in one, and with the numbers of other years beside its own.

use super::{judged, outcome, value};
use crate::support::numbers::{COLUMNS, Form, Report};
use crate::support::parts::{self, Cell, Part, Sheet, label};
use crate::support::random::Random;
use crate::traits::ALL;

/// A report, and its parts with these in place of table 3.
fn with(seed: u64, change: impl Fn(&Report, Sheet) -> Vec<Part>) -> (Report, Vec<Part>) {
    let report = Report::random(Form::F2021, &mut Random::new(seed));
    let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
    let at = made.iter().position(|part| matches!(part, Part::Table3(_))).unwrap();
    let Part::Table3(sheet) = made.remove(at) else { return (report, made) };
    made.splice(at..at, change(&report, sheet));
    (report, made)
}

/// What is wrong, or not read though it should be.
fn failures(kind: &str, format: &str, (report, made): &(Report, Vec<Part>)) -> Vec<String> {
    let (mut wrong, unread) = judged("t3.", kind, format, report, made);
    wrong.extend((unread > 0).then(|| format!("{kind} in {format}: {unread} unread")));
    wrong
}

/// The rows below the heads of three lines.
fn body(sheet: &Sheet) -> &[Vec<Cell>] {
    &sheet[3..]
}

fn is_value(cell: &Cell) -> bool {
    cell.value
}

/// The values of a row that is not the report's, each unlike its own.
fn other(row: &[Cell]) -> impl Iterator<Item = Cell> + '_ {
    row.iter().filter(|cell| cell.value).map(|cell| label(format!("{}3", cell.text), 1, 1))
}

/// The columns from one to another as a table of their own.
fn piece(sheet: &Sheet, from: usize, to: usize) -> Sheet {
    let heads = COLUMNS[from..to].iter().map(|(_, name)| label(*name, 1, 1));
    let mut piece = vec![std::iter::once(label("办理情况", 1, 3)).chain(heads).collect()];
    for row in body(sheet) {
        let values: Vec<Cell> = row.iter().filter(|cell| cell.value).cloned().collect();
        let labels = row.iter().filter(|cell| !cell.value).cloned();
        piece.push(labels.chain(values[from..to].iter().cloned()).collect());
    }
    piece
}

#[test]
fn columns_in_several_tables_are_put_together() {
    let mut all = Vec::new();
    for (number, cuts) in [&[3, 7][..], &[2, 5, 7], &[2, 4, 7], &[5, 7]].into_iter().enumerate() {
        for (other, format) in ALL.into_iter().enumerate() {
            if !crate::support::is_chosen(number + other, 2) {
                continue;
            }
            let made = with(100 + (number * 20 + other) as u64, |_, sheet| {
                let starts = std::iter::once(0).chain(cuts.iter().copied());
                let pieces = starts.zip(cuts).enumerate().flat_map(|(at, (from, to))| {
                    [Part::Paragraph(format!("（{}）", at + 1)), Part::Table3(piece(&sheet, from, *to))]
                });
                pieces.collect()
            });
            all.extend(failures(&format!("{cuts:?}"), format, &made));
            // In one sheet the next table stands below without a gap.
            let cases =
                outcome(format, &made.1).report.cells.into_iter().filter(|(name, _)| name.starts_with("t4."));
            if cases.filter(|(_, cell)| cell.value.is_some()).count() < 15 {
                all.push(format!("{cuts:?} in {format}: table 4 is not read"));
            }
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn pieces_that_do_not_belong_together_are_not() {
    let mut all = Vec::new();
    for format in ["html", "docx", "xlsx", "txt"] {
        // A row is missing in the second; a column stands in both; rows stand in another order.
        let changes: [fn(&mut Sheet, &Sheet); 3] = [
            |second, _| drop(second.remove(3)),
            |second, sheet| *second = piece(sheet, 2, 7),
            |second, _| second.swap(1, 2),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let (report, made) = with(200 + number as u64, |_, sheet| {
                let mut second = piece(&sheet, 3, 7);
                change(&mut second, &sheet);
                vec![Part::Table3(piece(&sheet, 0, 3)), Part::Table3(second)]
            });
            all.extend(judged("t3.", &format!("change {number}"), format, &report, &made).0);
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn of_a_piece_by_itself_no_other_columns_are_read() {
    let mut all = Vec::new();
    for (number, format) in ["html", "docx", "csv", "xlsx", "txt"].into_iter().enumerate() {
        for (from, to) in [(0, 5), (1, 6), (2, 7)] {
            let (report, made) = with(220 + number as u64, |_, sheet| {
                let mut own = piece(&sheet, from, to);
                // Blank cells at the right, as a sheet has them.
                own.iter_mut().for_each(|row| row.extend([label("", 1, 1), label("", 1, 1)]));
                vec![Part::Table3(own)]
            });
            all.extend(judged("t3.", &format!("{from} to {to}"), format, &report, &made).0);
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// The rows of each group in one, a line for each in every cell.
fn groups_in_one_row(sheet: &Sheet, between: &str) -> Sheet {
    let mut joined: Sheet = sheet[..3].to_vec();
    let mut rows = body(sheet).iter().peekable();
    while let Some(row) = rows.next() {
        let mut own = row.clone();
        let height = row.iter().filter(|cell| !cell.value).map(|cell| cell.down).min().unwrap_or(1);
        let labels = row.iter().filter(|cell| !cell.value).count();
        let group = row.iter().find(|cell| !cell.value && (2..10).contains(&cell.down)).map(|cell| cell.down);
        for _ in 1..group.unwrap_or(height) {
            let below = rows.next().unwrap();
            for (cell, line) in own.iter_mut().skip(labels - 1).zip(below) {
                cell.text = format!("{}{between}{}", cell.text, line.text);
            }
        }
        if group.is_some() {
            own[labels - 2].down = 1;
        }
        joined.push(own);
    }
    let results = joined.iter_mut().flatten().find(|cell| cell.text.starts_with("三、")).unwrap();
    results.down = 7;
    joined
}

#[test]
fn groups_in_one_row_are_parted_by_their_lines() {
    let mut all = Vec::new();
    for (seed, format) in (300..).zip(["html", "docx", "odt", "rtf", "doc", "xlsx", "xls", "ods", "md"]) {
        let made = with(seed, |_, sheet| vec![Part::Table3(groups_in_one_row(&sheet, "\n"))]);
        all.extend(failures("lines", format, &made));
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn lines_of_one_label_do_not_part_a_row() {
    let mut all = Vec::new();
    for format in ["html", "docx", "xlsx"] {
        // A label of two lines beside numbers that a narrow column broke, and one line too few.
        let (report, made) = with(320, |_, mut sheet| {
            for row in sheet.iter_mut().skip(3) {
                let cell = row.iter_mut().find(|cell| cell.text.starts_with("2.没有现成信息"));
                if let Some(cell) = cell {
                    cell.text = "2.没有现成信息需要\n另行制作".to_owned();
                    row.iter_mut()
                        .filter(|cell| is_value(cell))
                        .for_each(|cell| cell.text = "1\n2".to_owned());
                }
            }
            vec![Part::Table3(sheet)]
        });
        let (_, unread) = judged("t3.", "one label", format, &report, &made);
        if unread < 7 {
            all.push(format!("one label in {format}: {unread} unread"));
        }
        let (report, made) = with(321, |_, sheet| {
            let mut joined = groups_in_one_row(&sheet, "\n");
            for cell in joined.iter_mut().flatten().filter(|cell| cell.value && cell.text.contains('\n')) {
                cell.text = cell.text.rsplit_once('\n').unwrap().0.to_owned();
            }
            vec![Part::Table3(joined)]
        });
        all.extend(judged("t3.", "too few", format, &report, &made).0);
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// Each row in lines, one for each time, under one label.
fn times_below(sheet: &Sheet, times: &[(String, bool)], is_repeated: bool) -> Sheet {
    let heads = COLUMNS.iter().map(|(_, name)| label(*name, 1, 1));
    let mut made = vec![[label("办理结果", 1, 2), label("年度", 1, 1)].into_iter().chain(heads).collect()];
    for row in body(sheet) {
        let name = row.iter().rfind(|cell| !cell.value).unwrap().text.clone();
        for (at, (time, is_own)) in times.iter().enumerate() {
            let own = row.iter().filter(|cell| cell.value).cloned();
            let values: Vec<Cell> = if *is_own { own.collect() } else { other(row).collect() };
            let labels = match (at, is_repeated) {
                (0, false) => vec![label(name.clone(), times.len(), 2)],
                (_, true) => vec![label(name.clone(), 1, 2)],
                _ => Vec::new(),
            };
            made.push(labels.into_iter().chain([label(time.clone(), 1, 1)]).chain(values).collect());
        }
    }
    made
}

#[test]
fn of_years_below_each_other_the_reports_is_read() {
    let mut all = Vec::new();
    for (number, format) in
        ["html", "docx", "odt", "ods", "rtf", "doc", "xlsx", "xls", "md", "txt"].into_iter().enumerate()
    {
        for is_repeated in [false, true] {
            for way in 0..5 {
                let made = with(400 + number as u64, |report, sheet| {
                    let (own, last) = (format!("{}年", report.year), format!("{}年", report.year - 1));
                    let word = |text: &str, is_own: bool| (text.to_owned(), is_own);
                    let times = match way {
                        0 => vec![(last, false), (own, true)],
                        1 => vec![(own, true), (last, false)],
                        2 => vec![word("上年", false), word("本年", true), word("增减", false)],
                        3 => vec![word("去年", false), word("今年", true)],
                        _ => vec![(report.year - 1, false), (report.year, true)]
                            .into_iter()
                            .map(|(year, is_own)| (year.to_string(), is_own))
                            .collect(),
                    };
                    vec![Part::Table3(times_below(&sheet, &times, is_repeated))]
                });
                all.extend(failures(&format!("way {way} {is_repeated}"), format, &made));
                // What is not read is said.
                let notes = outcome(format, &made.1).input.notes;
                if !notes.iter().any(|note| note.contains("不是本年的数")) {
                    all.push(format!("way {way} {is_repeated} in {format}: {notes:?}"));
                }
            }
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn of_years_beside_each_other_under_each_applicant_the_reports_is_read() {
    let mut all = Vec::new();
    for (number, format) in ["html", "docx", "odt", "xlsx", "xls", "ods"].into_iter().enumerate() {
        for way in 0..4 {
            let made = with(500 + number as u64, |report, mut sheet| {
                let years = [report.year - 1, report.year].map(|year| format!("{year}年"));
                let (times, own) = match way {
                    0 => (["上年".to_owned(), "本年".to_owned()], 1),
                    1 => (["本年".to_owned(), "上年".to_owned()], 0),
                    2 => (years, 1),
                    _ => ([years[1].clone(), years[0].clone()], 0),
                };
                for cell in sheet[..3].iter_mut().flatten() {
                    cell.across = if cell.text.starts_with('（') { 3 } else { cell.across * 2 };
                    cell.down = if cell.text.starts_with('（') { 4 } else { cell.down };
                }
                for row in sheet.iter_mut().skip(3) {
                    let values: Vec<Cell> = other(row).collect();
                    let first = row.iter().position(is_value).unwrap();
                    for (at, value) in values.into_iter().enumerate() {
                        row.insert(first + at * 2 + 1 - own, value);
                    }
                }
                sheet.insert(3, times.iter().cycle().take(14).map(|time| label(time, 1, 1)).collect());
                vec![Part::Table3(sheet)]
            });
            all.extend(failures(&format!("way {way}"), format, &made));
        }
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

/// The report as a page, with table 3 as this makes it of its rows.
fn page(seed: u64, write: impl Fn(&Report, &str) -> String) -> (Report, gouji::outcome::Outcome) {
    let (report, made) = with(seed, |_, sheet| vec![Part::Table3(sheet)]);
    let html = String::from_utf8(crate::traits::written("html", &made, &|cell| {
        vec![crate::traits::plain(&cell.text)]
    }))
    .unwrap();
    let head = html.find("（本列数据").unwrap();
    let start = html[..head].rfind("<table").unwrap();
    let end = start + html[start..].find("</table>").unwrap() + "</table>".len();
    let page = format!("{}{}{}", &html[..start], write(&report, &html[start..end]), &html[end..]);
    let outcome = gouji::check(page.as_bytes(), &gouji::Options::default()).unwrap();
    (report, outcome)
}

fn differing(report: &Report, outcome: &gouji::outcome::Outcome) -> usize {
    let own = report.values.iter().filter(|(name, _)| name.starts_with("t3."));
    own.filter(|(name, expected)| value(outcome, name) != **expected).count()
}

/// Each number of a table another one.
fn of_another_year(table: &str) -> String {
    let mut pieces = table.split("</td>");
    let first = pieces.next().unwrap_or_default().to_owned();
    let with = |text: &str| if text.ends_with(|c: char| c.is_ascii_digit()) { "4" } else { "" };
    let mut made = first;
    for piece in pieces {
        let added = with(&made);
        made.push_str(&format!("{added}</td>{piece}"));
    }
    made
}

#[test]
fn of_tables_side_by_side_the_one_under_the_reports_year_is_read() {
    for seed in 600..604 {
        for (first, second, is_first) in [
            ("last", "own", false),
            ("own", "last", true),
            ("上年", "本年", false),
            ("本年度", "上年度", true),
        ] {
            let (report, outcome) = page(seed, |report, table| {
                let named = |name: &str| match name {
                    "last" => format!("{}年", report.year - 1),
                    "own" => format!("{}年", report.year),
                    other => other.to_owned(),
                };
                let other = of_another_year(table);
                let (left, right) = if is_first { (table, other.as_str()) } else { (other.as_str(), table) };
                format!(
                    "<table><tr><td>{}</td><td>{}</td></tr><tr><td>{left}</td><td>{right}</td></tr></table>",
                    named(first),
                    named(second)
                )
            });
            assert_eq!(differing(&report, &outcome), 0, "{seed} {first}");
        }
    }
}

#[test]
fn a_table_that_runs_from_right_to_left_is_read_as_it_is_shown() {
    for (seed, how) in (610..).zip(["dir=rtl", "style='direction: rtl'", "dir=RTL lang=ar"]) {
        let (report, outcome) = page(seed, |_, table| {
            let rows = table.split_inclusive("</tr>").map(|row| {
                let Some(start) = row.find("<td").or(row.find("<th")) else { return row.to_owned() };
                let end = row.find("</tr>").unwrap();
                let close = if row[start..].starts_with("<td") { "</td>" } else { "</th>" };
                let mut cells: Vec<&str> = row[start..end].split_inclusive(close).collect();
                cells.reverse();
                format!("{}{}{}", &row[..start], cells.concat(), &row[end..])
            });
            format!("<div {how}>{}</div>", rows.collect::<String>())
        });
        assert_eq!(differing(&report, &outcome), 0, "{how}");
    }
}
