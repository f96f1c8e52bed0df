//! The sum of several reports, cell by cell, for each form that they use.

use std::collections::BTreeMap;

use super::{Part, Reading};
use crate::form::{CellId, FormId};
use crate::outcome::Status;
use crate::report::organ::alike as organs;
use crate::report::{Number, decimal};
use crate::text::message::Message;

/// What comes of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Total {
    /// All parts have it.
    Exact(Number),
    /// These parts, by their place in the list, have not: no sum is given.
    Open(Vec<usize>),
}

/// The sum of the parts that use one form.
#[derive(Debug, Clone)]
pub struct Sum {
    /// The form.
    pub form: FormId,
    /// The parts that were added up, by their place in the list.
    pub parts: Vec<usize>,
    /// Every cell of the form.
    pub cells: BTreeMap<CellId, Total>,
}

/// Adds up, for each form by itself; what cannot be added is in no sum.
#[must_use]
pub fn sums(parts: &[Part]) -> Vec<Sum> {
    let mut by_form: BTreeMap<FormId, Vec<usize>> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.can_be_added()) {
        if let Some(form) = part.form {
            by_form.entry(form).or_default().push(at);
        }
    }
    let sum = |(form, own): (FormId, Vec<usize>)| {
        let total = |cell: CellId| {
            let readings = || own.iter().filter_map(|at| Some((*at, parts.get(*at)?.reading(cell))));
            let open: Vec<usize> =
                readings().filter(|(_, reading)| *reading == Reading::Unread).map(|(at, _)| at).collect();
            let numbers = readings().filter_map(|(_, reading)| match reading {
                Reading::Number(number) => Some(number),
                _ => None,
            });
            match decimal::sum(numbers) {
                Some(sum) if open.is_empty() => Total::Exact(sum),
                Some(_) => Total::Open(open),
                None => Total::Open(own.clone()),
            }
        };
        let cells = form.form().cells().map(|cell| (cell, total(cell))).collect();
        Sum { form, parts: own, cells }
    };
    by_form.into_iter().map(sum).collect()
}

impl Sum {
    /// The cells that have no sum.
    pub fn open(&self) -> impl Iterator<Item = CellId> + '_ {
        self.cells.iter().filter(|(_, total)| matches!(total, Total::Open(_))).map(|(cell, _)| *cell)
    }

    /// How many cells of a part that stand in this sum could not be read, and how many are blank.
    #[must_use]
    pub fn gaps(&self, part: &Part) -> (usize, usize) {
        let count = |wanted: Reading| self.cells.keys().filter(|cell| part.reading(**cell) == wanted).count();
        (count(Reading::Unread), count(Reading::Blank))
    }
}

/// Why the sums are not simply those of everything that was given: each reason a sentence, and whether the numbers
/// written depend on it.
#[must_use]
pub fn remarks(parts: &[Part], sums: &[Sum]) -> Vec<Message> {
    let mut remarks = Vec::new();
    for part in parts.iter().filter(|part| !part.can_be_added()) {
        let words = part.status.words();
        remarks.push(Message::new(
            format!("“{}”没有加进去：{}", part.name, words.zh),
            format!("{} was not added: {}", part.name, words.en),
        ));
    }
    if sums.len() > 1 {
        let (zh, en): (Vec<String>, Vec<String>) = sums
            .iter()
            .map(|sum| {
                let (form, count) = (sum.form.form(), sum.parts.len());
                (format!("{} {count} 份", form.short.0), format!("{}: {count}", form.short.1))
            })
            .unzip();
        remarks.push(Message::new(
            format!("各份报告用的格式不同（{}），行不一样，分别相加，没有合在一起", zh.join("，")),
            format!("The reports use different forms ({}); each form was added up by itself", en.join(", ")),
        ));
    }
    let mut years: BTreeMap<Option<i32>, usize> = BTreeMap::new();
    parts
        .iter()
        .filter(|part| part.can_be_added())
        .for_each(|part| *years.entry(part.year).or_default() += 1);
    if years.len() > 1 {
        let list = |unknown: &str, unit: &str| {
            let each = years.iter().map(|(year, count)| {
                let year = year.map_or_else(|| unknown.to_owned(), |year| format!("{year}{unit}"));
                format!("{year}{count}")
            });
            each.collect::<Vec<_>>()
        };
        remarks.push(Message::new(
            format!(
                "各份报告的年份不同，份数为：{}；请确认没有混进别的年度",
                list("年份不明 ", " 年 ").join("，")
            ),
            format!("The reports are of different years: {}", list("unknown: ", ": ").join(", ")),
        ));
    }
    remarks.extend(doubles(parts));
    for sum in sums {
        for part in sum.parts.iter().filter_map(|at| parts.get(*at)) {
            let (unread, _) = sum.gaps(part);
            if unread > 0 {
                remarks.push(Message::new(
                    format!("“{}”有 {unread} 格没有读到或不能确定，这些格没有合计数，写“—”", part.name),
                    format!("{}: {unread} cells could not be read; they have no sum and show “—”", part.name),
                ));
            }
        }
    }
    remarks
}

/// Organs that have two reports of one year among the parts.
fn doubles(parts: &[Part]) -> Vec<Message> {
    let mut known: BTreeMap<(String, Option<i32>), Vec<&str>> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.can_be_added()) {
        if let Some(organ) = &part.organ {
            known.entry((organs::key(organ), part.year)).or_default().push(&part.name);
        }
    }
    known
        .into_iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|((organ, _), files)| {
            Message::new(
                format!("“{organ}”有 {} 份报告，都加了进去：{}", files.len(), files.join("、")),
                format!("{organ} has {} reports, all of which were added: {}", files.len(), files.join(", ")),
            )
        })
        .collect()
}

/// What is wrong in the parts themselves: their errors go into the sum.
#[must_use]
pub fn errors(parts: &[Part]) -> Vec<Message> {
    let wrong = parts.iter().filter(|part| part.can_be_added() && part.status == Status::Errors);
    wrong
        .map(|part| {
            let error = part.error.as_deref().unwrap_or_default();
            Message::new(
                format!("“{}”自身有错误，原数照加：{error}", part.name),
                format!("{} has errors of its own, added as they are: {error}", part.name),
            )
        })
        .collect()
}
