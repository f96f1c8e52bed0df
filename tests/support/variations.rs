//! Traits of real documents as independent axes: where the tables come from, what their heads, rows and columns are
//! like, what stands beside them. Every pair of traits is covered by some document.

use super::numbers::Report;
use super::parts::{Cell, Manner, Part, Sheet, label, parts};
use super::random::Random;
use super::writers::{self, expand};

/// One axis: its name and its traits; the first of each is the plain one.
pub const AXES: [(&str, &[&str]); 7] = [
    (
        "source",
        &[
            "html",
            "padded html",
            "csv",
            "markdown",
            "grid",
            "pipes",
            "tabs",
            "one table",
            "sheet",
            "one cell a line",
            "one line",
        ],
    ),
    ("columns", &["official", "total first", "natural last", "results turned"]),
    ("beside", &["nothing", "remarks", "check", "last year", "line numbers", "this and last year", "change"]),
    ("under the head", &["nothing", "column numbers", "formulas"]),
    ("rows", &["in order", "first two swapped", "shuffled in groups"]),
    ("labels", &["official", "variants", "with the year"]),
    ("other tables", &["none", "townships", "categories", "last year first", "months"]),
];

/// A choice on every axis.
pub type Choice = [usize; AXES.len()];

/// Sources that keep the grid, so that columns can be told by their heads.
pub fn has_grid(choice: &Choice) -> bool {
    choice[0] < 9
}

/// The trait of an axis by name.
pub fn is(choice: &Choice, axis: &str, name: &str) -> bool {
    let at = AXES.iter().position(|(each, _)| *each == axis).unwrap();
    AXES[at].1[choice[at]] == name
}

/// Choices in which every pair of traits occurs, found greedily; always the same ones.
pub fn pairs() -> Vec<Choice> {
    let mut open: Vec<(usize, usize, usize, usize)> = Vec::new();
    for (a, (_, first)) in AXES.iter().enumerate() {
        for (b, (_, second)) in AXES.iter().enumerate().skip(a + 1) {
            for x in 0..first.len() {
                open.extend((0..second.len()).map(|y| (a, x, b, y)));
            }
        }
    }
    let mut random = Random::new(5);
    let mut choices = Vec::new();
    while let Some(&(a, x, b, y)) = open.first() {
        let covered = |choice: &Choice, open: &[(usize, usize, usize, usize)]| {
            open.iter().filter(|pair| choice[pair.0] == pair.1 && choice[pair.2] == pair.3).count()
        };
        let best = (0..40)
            .map(|_| {
                let mut choice: Choice =
                    std::array::from_fn(|axis| random.below(AXES[axis].1.len() as i64) as usize);
                (choice[a], choice[b]) = (x, y);
                choice
            })
            .max_by_key(|choice| covered(choice, &open))
            .unwrap();
        open.retain(|pair| !(best[pair.0] == pair.1 && best[pair.2] == pair.3));
        choices.push(best);
    }
    choices
}

/// The name of the file and its text.
pub fn write(report: &Report, choice: &Choice, random: &mut Random) -> (&'static str, String) {
    let manner = Manner { variants: is(choice, "labels", "variants"), ..Manner::default() };
    let mut made = parts(report, &manner, random);
    for part in &mut made {
        match part {
            Part::Table2(sheet) => change_table_2(sheet, report, choice),
            Part::Table3(sheet) => change_table_3(sheet, choice, random),
            Part::Table4(sheet) => change_table_4(sheet, choice),
            _ => {}
        }
    }
    if has_grid(choice) {
        add_tables(&mut made, report, choice);
    }
    let source = AXES[0].1[choice[0]];
    match source {
        "html" => ("report.html", writers::html(&made, random)),
        "padded html" => ("report.html", writers::padded_html(&made)),
        "csv" => ("report.csv", csv(&made)),
        "markdown" => ("report.md", markdown(&made)),
        "grid" => ("report.txt", grid(&made)),
        "pipes" => ("report.txt", piped(&made)),
        "tabs" => ("report.txt", writers::tabs(&made)),
        "one table" => ("report.html", one_table(&made, false)),
        "sheet" => ("report.html", one_table(&made, true)),
        "one cell a line" => ("report.txt", writers::lines(&made)),
        _ => ("report.txt", writers::one_line(&made)),
    }
}

fn plain(text: impl Into<String>) -> Cell {
    label(text, 1, 1)
}

/// The grid of a sheet as rows of single cells, each with whether it holds a value.
fn flat(sheet: &Sheet) -> Vec<Vec<Option<String>>> {
    expand(sheet)
}

fn change_table_2(sheet: &mut Sheet, report: &Report, choice: &Choice) {
    if is(choice, "labels", "with the year") {
        for cell in sheet.iter_mut().flatten().filter(|cell| !cell.value) {
            cell.text = cell.text.replace("本年制发件数", &format!("本年({})制发件数", report.year));
            cell.text = cell.text.replace("现行有效件数", "现行有效件数（历史累计）");
        }
    }
    let beside: Option<(&str, &str)> = match () {
        () if is(choice, "beside", "remarks") => Some(("备注", "")),
        () if is(choice, "beside", "last year") => Some(("上年同期", "9")),
        () if is(choice, "beside", "change") => Some(("同比增减", "12.5%")),
        _ => None,
    };
    if let Some((head, text)) = beside {
        for row in sheet.iter_mut() {
            let has_value = row.iter().any(|cell| cell.value);
            let text = if has_value {
                text
            } else if row.len() > 1 {
                head
            } else {
                ""
            };
            row.push(plain(text));
        }
    }
    if is(choice, "beside", "line numbers") {
        for (number, row) in sheet.iter_mut().enumerate() {
            let text = match row.len() {
                1 => String::new(),
                _ if row.iter().any(|cell| cell.value) => number.to_string(),
                _ => "行次".to_owned(),
            };
            row.insert(1, plain(text));
        }
    }
}

/// Where the seven values of a row of table 3 begin.
fn first_value(row: &[Cell]) -> Option<usize> {
    row.iter().position(|cell| cell.value)
}

fn change_table_3(sheet: &mut Sheet, choice: &Choice, random: &mut Random) {
    let head = 3;
    match () {
        () if is(choice, "columns", "total first") => {
            let total = sheet[1].pop().unwrap();
            sheet[1].insert(0, total);
            for row in &mut sheet[head..] {
                let at = first_value(row).unwrap();
                let total = row.pop().unwrap();
                row.insert(at, total);
            }
        }
        () if is(choice, "columns", "natural last") => {
            let natural = sheet[1].remove(0);
            sheet[1].push(natural);
            for row in &mut sheet[head..] {
                let at = first_value(row).unwrap();
                let natural = row.remove(at);
                row.push(natural);
            }
        }
        _ => {}
    }
    match () {
        () if is(choice, "rows", "first two swapped") => sheet.swap(head, head + 1),
        () if is(choice, "rows", "shuffled in groups") => {
            // The details of (三): their group's label stays on the first of them.
            let from = sheet
                .iter()
                .position(|row| row.iter().any(|cell| cell.text.contains("不予公开") && cell.down > 1));
            if let Some(from) = from {
                let height = sheet[from].iter().find(|cell| cell.text.contains("不予公开")).unwrap().down;
                let mut details: Vec<Vec<Cell>> = sheet[from..from + height]
                    .iter_mut()
                    .map(|row| {
                        let at = first_value(row).unwrap() - 1;
                        row.split_off(at)
                    })
                    .collect();
                for at in (1..details.len()).rev() {
                    details.swap(at, random.below(at as i64 + 1) as usize);
                }
                for (row, detail) in sheet[from..from + height].iter_mut().zip(details) {
                    row.extend(detail);
                }
            }
        }
        _ => {}
    }
    let rows = sheet.len();
    type Beside<'a> = (Vec<&'a str>, &'a dyn Fn(usize) -> Vec<String>);
    let right: Option<Beside> = match () {
        () if is(choice, "beside", "remarks") => Some((vec!["备注"], &|_| vec![String::new()])),
        () if is(choice, "beside", "check") => Some((vec!["校验"], &|_| vec!["0".to_owned()])),
        () if is(choice, "beside", "last year") => {
            Some((vec!["上年同期"], &|row| vec![(row * 3 % 17).to_string()]))
        }
        () if is(choice, "beside", "change") => {
            Some((vec!["同比（%）"], &|row| vec![format!("{row}.5%")]))
        }
        () if is(choice, "beside", "this and last year") => {
            Some((vec!["上年总计", "增减"], &|row| vec![(row * 5 % 23).to_string(), row.to_string()]))
        }
        _ => None,
    };
    if let Some((heads, values)) = right {
        for head in &heads {
            sheet[0].push(label(*head, 3, 1));
        }
        for (number, row) in sheet.iter_mut().enumerate().skip(head) {
            row.extend(values(number).into_iter().map(plain));
        }
    }
    if is(choice, "beside", "line numbers") {
        sheet[0].insert(1, label("行次", 3, 1));
        for (number, row) in sheet.iter_mut().enumerate().skip(head) {
            let at = first_value(row).unwrap();
            row.insert(at, plain((number - 2).to_string()));
        }
    }
    let width = sheet[0].iter().map(|cell| cell.across).sum::<usize>();
    let under: Option<Vec<Cell>> = match () {
        () if is(choice, "under the head", "column numbers") => {
            let mut row = vec![label("栏次", 1, 3)];
            row.extend((1..=width - 3).map(|number| plain(number.to_string())));
            Some(row)
        }
        () if is(choice, "under the head", "formulas") => {
            let mut row = vec![label("甲", 1, 3)];
            row.extend((1..width - 3).map(|number| plain(number.to_string())));
            row.push(plain("7=1+2+3+4+5+6"));
            Some(row)
        }
        _ => None,
    };
    if let Some(row) = under {
        sheet.insert(head, row);
    }
    debug_assert!(sheet.len() >= rows);
}

fn change_table_4(sheet: &mut Sheet, choice: &Choice) {
    if is(choice, "columns", "results turned") {
        sheet[1][..5].reverse();
        sheet[2][..5].reverse();
        sheet[2][5..].reverse();
        for group in sheet[3].chunks_mut(5) {
            group.reverse();
        }
    }
    if is(choice, "beside", "remarks") || is(choice, "beside", "check") {
        sheet[0].push(label("备注", 3, 1));
        sheet[3].push(plain(if is(choice, "beside", "check") { "0" } else { "" }));
    }
    if !is(choice, "under the head", "nothing") {
        let width = sheet[3].len();
        sheet.insert(3, (1..=width).map(|number| plain(number.to_string())).collect());
    }
}

/// Tables of the organ's own before those of the form, and last year's.
fn add_tables(made: &mut Vec<Part>, report: &Report, choice: &Choice) {
    let at = |made: &[Part], wanted: fn(&Part) -> bool| made.iter().position(wanted).unwrap();
    match () {
        () if is(choice, "other tables", "townships") => {
            let mut head = vec![plain("单位")];
            head.extend("甲乙丙丁戊己庚辛壬癸子丑寅卯辰".chars().map(|name| plain(format!("{name}泉镇"))));
            let mut values = vec![plain("主动公开数量（条）")];
            values.extend((0..15).map(|number| plain((90 + number * 7).to_string())));
            let place = at(made, |part| matches!(part, Part::Table4(_))) - 1;
            made.insert(place, Part::Table2(vec![head, values]));
        }
        () if is(choice, "other tables", "months") => {
            let mut head = vec![plain("月份")];
            head.extend((1..=12).map(|month| plain(format!("{month}月"))));
            let mut values = vec![plain("受理件数")];
            values.extend((0..12).map(|number| plain((number * 5 % 13).to_string())));
            let place = at(made, |part| matches!(part, Part::Table3(_))) - 1;
            made.insert(place, Part::Table2(vec![head, values]));
        }
        () if is(choice, "other tables", "categories") => {
            let rows = [
                ("信息类别", "公开数量（条）"),
                ("规章", "3"),
                ("行政规范性文件", "12"),
                ("行政许可", "500"),
                ("财政信息", "40"),
            ];
            let sheet = rows.iter().map(|(a, b)| vec![plain(*a), plain(*b)]).collect();
            let place = at(made, |part| matches!(part, Part::Table2(_))) - 1;
            made.insert(place, Part::Table2(sheet));
        }
        () if is(choice, "other tables", "last year first") => {
            let place = at(made, |part| matches!(part, Part::Table3(_)));
            let Part::Table3(mut sheet) = made[place].clone() else { return };
            for cell in sheet.iter_mut().flatten().filter(|cell| cell.value) {
                cell.text = format!("{}1", cell.text.trim_start_matches('0'));
            }
            made.insert(place, Part::Paragraph(format!("{}年度", report.year)));
            made.insert(place, Part::Table3(sheet));
            made.insert(place, Part::Paragraph(format!("{}年度", report.year - 1)));
        }
        _ => {}
    }
}

fn texts(part: &Part) -> Option<&str> {
    match part {
        Part::Title(text) | Part::Heading(text) | Part::Paragraph(text) => Some(text),
        _ => None,
    }
}

fn rows(part: &Part) -> Vec<Vec<String>> {
    match (texts(part), writers::sheet(part)) {
        (Some(text), _) => vec![vec![text.to_owned()]],
        (_, Some(sheet)) => flat(sheet)
            .into_iter()
            .map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
            .collect(),
        _ => Vec::new(),
    }
}

fn csv(made: &[Part]) -> String {
    let all: Vec<Vec<String>> = made.iter().flat_map(rows).collect();
    let width = all.iter().map(Vec::len).max().unwrap();
    let mut text = String::new();
    for mut row in all {
        row.resize(width, String::new());
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                if cell.contains([',', '"', '\n']) {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            })
            .collect();
        text += &(cells.join(",") + "\r\n");
    }
    text
}

fn markdown(made: &[Part]) -> String {
    let mut text = String::new();
    for part in made {
        match texts(part) {
            Some(line) if matches!(part, Part::Paragraph(_)) => text += &format!("{line}\n\n"),
            Some(line) => text += &format!("## {line}\n\n"),
            None => {
                for (number, row) in rows(part).iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', "<br>")).collect();
                    text += &format!("| {} |\n", cells.join(" | "));
                    if number == 0 {
                        text += &format!("|{}\n", " --- |".repeat(row.len()));
                    }
                }
                text.push('\n');
            }
        }
    }
    text
}

fn grid(made: &[Part]) -> String {
    let mut text = String::new();
    for part in made {
        match texts(part) {
            Some(line) => text += &format!("{line}\n\n"),
            None => {
                let rule = |row: &[String]| format!("+{}\n", "------+".repeat(row.len()));
                for row in rows(part) {
                    text += &rule(&row);
                    let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', "")).collect();
                    text += &format!("| {} |\n", cells.join(" | "));
                }
                text += "+------+\n\n";
            }
        }
    }
    text
}

fn piped(made: &[Part]) -> String {
    let mut text = String::new();
    for part in made {
        match texts(part) {
            Some(line) => text += &format!("{line}\n"),
            None => {
                for row in rows(part) {
                    let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', " ")).collect();
                    text += &format!("| {} |\n", cells.join(" | "));
                }
            }
        }
    }
    text
}

/// The whole report in one table: its texts in cells that reach over all columns, or in the first column of a sheet.
fn one_table(made: &[Part], first_column: bool) -> String {
    let width: usize = made.iter().flat_map(rows).map(|row| row.len()).max().unwrap();
    let mut body = String::from("<table>\n");
    for part in made {
        match (texts(part), writers::sheet(part)) {
            (Some(text), _) => {
                let span = if first_column { String::new() } else { format!(" colspan={width}") };
                body += &format!("<tr><td{span}>{}</td></tr>\n", writers::escaped(text));
            }
            (_, Some(sheet)) => {
                for row in sheet {
                    body += "<tr>";
                    for cell in row {
                        body += &format!(
                            "<td rowspan={} colspan={}>{}</td>",
                            cell.down,
                            cell.across,
                            writers::escaped(&cell.text)
                        );
                    }
                    body += "</tr>\n";
                }
            }
            _ => {}
        }
    }
    writers::page(&(body + "</table>\n"))
}

/// What is asked of this document: every cell where the grid is kept, nothing wrong where it is lost.
pub fn is_exact(choice: &Choice) -> bool {
    has_grid(choice)
}
