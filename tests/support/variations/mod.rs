//! Traits of real documents as independent axes: where the tables come from, what their heads, rows and columns are
//! like, what stands beside them. Every pair of traits is covered by some document.

mod breaks;
mod glue;
mod heads;

use std::collections::BTreeSet;

use super::layouts;
use super::numbers::Report;
use super::parts::{Cell, Manner, Part, Sheet, label, parts};
use super::random::Random;
use super::traditional::{converted, mirrored};
use super::writers::{self, expand};

/// One axis: its name and its traits; the first of each is the plain one.
pub const AXES: [(&str, &[&str]); 12] = [
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
    ("labels", &["official", "variants", "with the year", "noise"]),
    ("other tables", &["none", "townships", "categories", "last year first", "months"]),
    ("heads", &["whole", "second lines lost", "a line lost", "in one cell", "gone"]),
    ("glue", &["none", "values in one cell", "half", "digits", "next label"]),
    ("page break", &["none", "heads repeated", "without heads", "page number", "label cut"]),
    ("furniture", &["none", "portal"]),
    ("script", &["simplified", "traditional", "mirror"]),
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

/// Choices in which every combination of traits of `strength` axes occurs, found greedily; always the same ones for a
/// seed.
pub fn covering(strength: usize, seed: u64) -> Vec<Choice> {
    let mut open: BTreeSet<Vec<(usize, usize)>> = BTreeSet::new();
    combine(strength, 0, &mut Vec::new(), &mut open);
    let mut random = Random::new(seed);
    let mut choices = Vec::new();
    let axes: Vec<usize> = (0..AXES.len()).collect();
    let groups = subsets(&axes, strength);
    while let Some(first) = open.first().cloned() {
        let parts = |choice: &Choice| -> Vec<Vec<(usize, usize)>> {
            groups.iter().map(|group| group.iter().map(|axis| (*axis, choice[*axis])).collect()).collect()
        };
        let best = (0..12)
            .map(|_| {
                let mut choice: Choice =
                    std::array::from_fn(|axis| random.below(AXES[axis].1.len() as i64) as usize);
                first.iter().for_each(|(axis, at)| choice[*axis] = *at);
                choice
            })
            .max_by_key(|choice| parts(choice).iter().filter(|part| open.contains(*part)).count())
            .unwrap();
        for part in parts(&best) {
            open.remove(&part);
        }
        choices.push(best);
    }
    choices
}

/// Every pair of traits of two axes, all else plain; also each trait alone.
pub fn plain_pairs() -> Vec<Choice> {
    let mut all: BTreeSet<Vec<(usize, usize)>> = BTreeSet::new();
    combine(2, 0, &mut Vec::new(), &mut all);
    let choices: BTreeSet<Choice> = all
        .into_iter()
        .map(|pair| {
            let mut choice: Choice = [0; AXES.len()];
            pair.iter().for_each(|(axis, at)| choice[*axis] = *at);
            choice
        })
        .collect();
    choices.into_iter().collect()
}

/// Every combination of traits of further axes put behind what is there.
fn combine(
    left: usize,
    from: usize,
    begun: &mut Vec<(usize, usize)>,
    all: &mut BTreeSet<Vec<(usize, usize)>>,
) {
    if left == 0 {
        all.insert(begun.clone());
        return;
    }
    for (axis, (_, traits)) in AXES.iter().enumerate().skip(from) {
        for at in 0..traits.len() {
            begun.push((axis, at));
            combine(left - 1, axis + 1, begun, all);
            begun.pop();
        }
    }
}

fn subsets(axes: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (at, axis) in axes.iter().enumerate() {
        for mut rest in subsets(&axes[at + 1..], size - 1) {
            rest.insert(0, *axis);
            all.push(rest);
        }
    }
    all
}

/// A document with these traits.
pub struct Written {
    /// The name of the file.
    pub file: &'static str,
    pub text: String,
    /// Cells whose digits are glued so that the sums of their own row leave more than one reading.
    pub open: BTreeSet<String>,
}

pub fn write(report: &Report, choice: &Choice, random: &mut Random) -> Written {
    let choice = &told(choice);
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
    heads::damage(&mut made, choice);
    if is(choice, "labels", "noise") {
        layouts::noise(&mut made, random);
    }
    let open = glue::apply(&mut made, choice, random);
    if has_grid(choice) {
        add_tables(&mut made, report, choice);
    }
    breaks::apply(&mut made, choice, random);
    if is(choice, "furniture", "portal") {
        add_furniture(&mut made, report);
    }
    let (file, text) = match AXES[0].1[choice[0]] {
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
    };
    let text = match () {
        () if is(choice, "script", "traditional") => converted(&text),
        () if is(choice, "script", "mirror") => mirrored(&text),
        () => text,
    };
    Written { file, text, open }
}

/// The traits that can stand together. Without heads nothing tells columns in another order.
fn told(choice: &Choice) -> Choice {
    let mut choice = *choice;
    if is(&choice, "heads", "gone") {
        choice[1] = 0;
    }
    // Nothing parts the values of columns beside the form's from its own where both run together without heads.
    let headless = is(&choice, "heads", "in one cell") || is(&choice, "heads", "gone");
    if (!has_grid(&choice) || headless) && !is(&choice, "glue", "none") {
        choice[2] = 0;
    }
    // Nor which of two tables with rows of the same names is the form's.
    if headless && is(&choice, "other tables", "categories") {
        choice[6] = 0;
    }
    choice
}

/// What a portal puts round a report.
fn add_furniture(made: &mut Vec<Part>, report: &Report) {
    let year = report.year + 1;
    let before = [
        "当前位置：首页 > 政务公开 > 政府信息公开年报".to_owned(),
        format!("索引号：003107/{year}-00821 发布机构：{} 成文日期：{year}-01-22", report.organ),
        "字号：大 中 小 浏览次数：318".to_owned(),
    ];
    let after = [
        "【打印本页】 【关闭窗口】".to_owned(),
        "主办单位：人民政府办公室 备案号05000017号-2 网站标识码3301850003".to_owned(),
    ];
    made.splice(0..0, before.map(Part::Paragraph));
    made.extend(after.map(Part::Paragraph));
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
    assert!(sheet.len() >= rows);
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

/// What is asked of this document: every cell but the open ones where the columns can be told, nothing wrong anywhere.
pub fn is_exact(choice: &Choice) -> bool {
    let plain_columns = is(choice, "columns", "official") && is(choice, "beside", "nothing");
    // Where heads are gone or in one cell, nothing tells another order of the columns, nor what stands beside them.
    let headless = is(choice, "heads", "in one cell") || is(choice, "heads", "gone");
    // Of a line that is lost nothing tells the order of the results in it.
    if is(choice, "columns", "results turned") && is(choice, "heads", "a line lost") {
        return false;
    }
    // Glued values stand under no head of their own.
    let glued = !is(choice, "glue", "none");
    if has_grid(choice) { plain_columns || !(headless || glued) } else { plain_columns }
}
