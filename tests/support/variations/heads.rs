//! Damaged heads: lines of them lost, all in one cell, none at all.

use super::super::parts::{Cell, Part, Sheet, label};
use super::{Choice, is};
use crate::support::layouts;

pub fn damage(made: &mut [Part], choice: &Choice) {
    match () {
        () if is(choice, "heads", "second lines lost") => {
            if is(choice, "columns", "results turned") {
                shorten(made, &[("结果纠正", "纠正"), ("其他结果", "其他"), ("尚未审结", "尚未")]);
            } else {
                layouts::lose_second_line(made);
            }
            shorten(
                made,
                &[
                    ("商业企业", "商业"),
                    ("科研机构", "科研"),
                    ("社会公益组织", "社会公益"),
                    ("法律服务机构", "法律服务"),
                    ("本年处理决定数量", "本年处理决定"),
                ],
            );
        }
        () if is(choice, "heads", "a line lost") => sheets(made, lose_a_line),
        () if is(choice, "heads", "in one cell") => sheets(made, into_one_cell),
        () if is(choice, "heads", "gone") => sheets(made, |part, sheet| {
            let lines = lines_of(sheet);
            match part {
                Kind::Applicants => drop(sheet.drain(..lines)),
                // What is left says at least that cases are counted.
                Kind::Cases => {
                    sheet.drain(1..lines);
                    sheet[0].iter_mut().for_each(|cell| cell.down = 1);
                }
                Kind::Published => sheet.retain(|row| row[0].text != "信息内容"),
            }
        }),
        () => {}
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Published,
    Applicants,
    Cases,
}

fn sheets(made: &mut [Part], change: fn(Kind, &mut Sheet)) {
    for part in made {
        match part {
            Part::Table2(sheet) => change(Kind::Published, sheet),
            Part::Table3(sheet) => change(Kind::Applicants, sheet),
            Part::Table4(sheet) => change(Kind::Cases, sheet),
            _ => {}
        }
    }
}

fn shorten(made: &mut [Part], words: &[(&str, &str)]) {
    sheets_of(made).for_each(|sheet| {
        for cell in sheet.iter_mut().flatten().filter(|cell| !cell.value) {
            if let Some((_, short)) =
                words.iter().find(|(long, _)| *long == cell.text.replace([' ', '\n'], ""))
            {
                cell.text = (*short).to_owned();
            }
        }
    });
}

fn sheets_of(made: &mut [Part]) -> impl Iterator<Item = &mut Sheet> {
    made.iter_mut().filter_map(|part| match part {
        Part::Table2(sheet) | Part::Table3(sheet) | Part::Table4(sheet) => Some(sheet),
        _ => None,
    })
}

/// Lines of heads above the first values; a row that numbers the columns stays a row of its own.
fn lines_of(sheet: &Sheet) -> usize {
    sheet.len().min(3)
}

/// The kinds of organisation, the results of the reviews: one line of the heads is not there.
fn lose_a_line(kind: Kind, sheet: &mut Sheet) {
    if kind == Kind::Published {
        return;
    }
    sheet.remove(2);
    for (row, cells) in sheet.iter_mut().enumerate().take(2) {
        cells.iter_mut().for_each(|cell| cell.down = cell.down.min(2 - row));
    }
}

/// What the heads say, in the order of their lines, in cells that reach over all columns below.
fn into_one_cell(kind: Kind, sheet: &mut Sheet) {
    let words = |cells: &[&Cell]| cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
    match kind {
        Kind::Published => {
            for row in sheet.iter_mut().filter(|row| row[0].text == "信息内容") {
                let across = row.iter().map(|cell| cell.across).sum();
                let text = words(&row.iter().collect::<Vec<_>>());
                *row = vec![label(text, 1, across)];
            }
        }
        Kind::Applicants => {
            let across: usize = sheet[0].iter().map(|cell| cell.across).sum();
            let lines: Vec<Vec<Cell>> = sheet.drain(..3).collect();
            let inner: Vec<&Cell> = lines.iter().flatten().skip(1).collect();
            let own = lines[0][0].across;
            let row = vec![label(lines[0][0].text.clone(), 1, own), label(words(&inner), 1, across - own)];
            sheet.insert(0, row);
        }
        Kind::Cases => {
            let lines: Vec<Vec<Cell>> = sheet.drain(..3).collect();
            let mut rest: Vec<&Cell> = lines[1].iter().filter(|cell| cell.across == 1).collect();
            let mut row = vec![label(format!("行政复议 {}", words(&rest)), 1, 5)];
            rest = lines[1].iter().filter(|cell| cell.across > 1).chain(&lines[2]).collect();
            row.push(label(format!("行政诉讼 {}", words(&rest)), 1, 10));
            row.extend(lines[0].iter().skip(2).map(|cell| label(cell.text.clone(), 1, cell.across)));
            sheet.insert(0, row);
        }
    }
}
