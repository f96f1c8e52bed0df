//! A list of organs against the reports at hand: who has one for which year, who has none, who has two.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Content, Document};
use crate::report::organ::{Organ, alike as organs};

/// A report at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The name of its file.
    pub file: String,
    /// Its organ.
    pub organ: Option<String>,
    /// Its year.
    pub year: Option<i32>,
}

/// A listed organ with its reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// The name as listed.
    pub name: String,
    /// Other names under which its reports are.
    pub called: BTreeSet<String>,
    /// The files by year; a year that could not be read is `None`.
    pub files: BTreeMap<Option<i32>, Vec<String>>,
    /// Organs with reports whose names are like it and that no name of the list is: for a person to decide.
    pub perhaps: BTreeSet<String>,
}

/// What comes of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attendance {
    /// The list in its order, a name that stands there twice once.
    pub listed: Vec<Listed>,
    /// Reports whose organ is not on the list, or was not found.
    pub others: Vec<Held>,
    /// The years that count: those asked for, else those of the reports.
    pub years: BTreeSet<i32>,
}

/// What an organ has for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// No report.
    None,
    /// One report.
    One,
    /// Several reports.
    Several,
}

impl Listed {
    /// What it has for a year.
    #[must_use]
    pub fn has(&self, year: i32) -> Has {
        match self.files.get(&Some(year)).map_or(0, Vec::len) {
            0 => Has::None,
            1 => Has::One,
            _ => Has::Several,
        }
    }
}

/// Matches reports with a list. A name that could be several organs' is nobody's.
#[must_use]
pub fn attendance(names: &[String], reports: Vec<Held>, years: &[i32]) -> Attendance {
    let mut listed: Vec<Listed> = Vec::new();
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        let at = listed.len();
        if *keys.entry(organs::key(name)).or_insert(at) == at {
            listed.push(Listed { name: name.clone(), ..Listed::default() });
        }
    }
    let held: BTreeSet<String> = reports.iter().filter_map(|report| report.organ.clone()).collect();
    let mut owner: BTreeMap<String, usize> = BTreeMap::new();
    for organ in &held {
        if let Some(at) = keys.get(&organs::key(organ)) {
            owner.insert(organ.clone(), *at);
        }
    }
    let taken: BTreeSet<usize> = owner.values().copied().collect();
    let open: Vec<&String> = held.iter().filter(|organ| !owner.contains_key(*organ)).collect();
    let short = |at: usize, organ: &str| {
        listed.get(at).is_some_and(|listed| organs::is_short_for(&listed.name, organ))
    };
    let free: Vec<usize> = (0..listed.len()).filter(|at| !taken.contains(at)).collect();
    // By a short name only where it means one organ on both sides.
    let mut by_short: Vec<(String, usize)> = Vec::new();
    for organ in &open {
        let candidates: Vec<usize> = free.iter().copied().filter(|at| short(*at, organ)).collect();
        if let [only] = candidates.as_slice() {
            let key = organs::key(organ);
            let rivals = open.iter().filter(|other| organs::key(other) != key && short(*only, other));
            if rivals.count() == 0 {
                by_short.push(((*organ).clone(), *only));
            }
        }
    }
    owner.extend(by_short);
    for (organ, at) in &owner {
        if let Some(listed) = listed.get_mut(*at).filter(|listed| listed.name != *organ) {
            listed.called.insert(organ.clone());
        }
    }
    let years_of_reports = reports.iter().filter_map(|report| report.year);
    let years: BTreeSet<i32> =
        if years.is_empty() { years_of_reports.collect() } else { years.iter().copied().collect() };
    let mut others = Vec::new();
    for report in reports {
        let at = report.organ.as_ref().and_then(|organ| owner.get(organ));
        match at.and_then(|at| listed.get_mut(*at)) {
            Some(listed) => listed.files.entry(report.year).or_default().push(report.file),
            None => others.push(report),
        }
    }
    let unknown: BTreeSet<String> = others.iter().filter_map(|report| report.organ.clone()).collect();
    for listed in listed.iter_mut().filter(|listed| listed.files.is_empty()) {
        listed.perhaps =
            unknown.iter().filter(|organ| organs::is_like(&listed.name, organ)).cloned().collect();
    }
    Attendance { listed, others, years }
}

/// The names that a list holds: one a line, or the first column of words of its tables.
#[must_use]
pub fn names(document: &Document) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for block in &document.blocks {
        match &block.content {
            Content::Table(table) => {
                let column = |wanted: u32| {
                    table
                        .cells
                        .iter()
                        .filter(move |cell| cell.column == wanted)
                        .map(|cell| cell.text.as_str())
                };
                let is_named = |wanted: u32| column(wanted).filter(|text| is_organ(text)).count();
                let first = (0..table.columns)
                    .find(|wanted| is_named(*wanted) * 2 > column(*wanted).count() || is_named(*wanted) > 2);
                names.extend(first.into_iter().flat_map(column).filter(|text| is_organ(text)).map(plain));
            }
            Content::Heading { text, .. } | Content::Paragraph { text } => {
                let fields = text.lines().map(|line| line.split([',', ';', '\t']).next().unwrap_or(line));
                names.extend(fields.map(plain).filter(|name| !name.is_empty() && !is_head(name)));
            }
        }
    }
    names
}

fn is_organ(text: &str) -> bool {
    let name = plain(text);
    !is_head(&name) && Organ::parse(&name).is_some()
}

/// The head of a column or of the list, which is no organ's name.
fn is_head(name: &str) -> bool {
    ["单位", "名称", "机关", "部门", "序号"].iter().any(|word| name.ends_with(word))
        && Organ::parse(name).is_none()
        || ["名单", "一览表", "清单"].iter().any(|word| name.ends_with(word))
}

/// A name without its number in the list and the quotation marks of a field.
fn plain(text: &str) -> String {
    let text = text.trim().trim_matches('"');
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len();
    let rest = if numbered {
        rest.trim_start_matches(['.', '、', '．', ')', '）', ' ', '\u{3000}'])
    } else {
        text
    };
    rest.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Hint, read_str};

    fn held(organ: &str, year: i32) -> Held {
        Held { file: format!("{organ}{year}.docx"), organ: Some(organ.to_owned()), year: Some(year) }
    }

    fn list(text: &str) -> Vec<String> {
        names(&read_str(text, &Hint::default()).unwrap().document)
    }

    #[test]
    fn short_names_find_their_report_and_nobody_elses() {
        let names = ["教育局", "县水务局", "青禾镇", "松溪街道", "财政局"].map(str::to_owned);
        let reports = vec![
            held("云岭县教育局", 2024),
            held("云岭县水务局", 2024),
            held("云岭县水务局", 2024),
            held("云岭县青禾镇人民政府", 2023),
            held("松溪街道办事处", 2024),
            held("云岭县审计局", 2024),
        ];
        let found = attendance(&names, reports, &[2024]);
        let has: Vec<Has> = found.listed.iter().map(|listed| listed.has(2024)).collect();
        assert_eq!(has, [Has::One, Has::Several, Has::None, Has::One, Has::None]);
        assert!(found.listed[2].files.contains_key(&Some(2023)));
        assert_eq!(
            found.others.iter().map(|report| report.organ.as_deref()).collect::<Vec<_>>(),
            [Some("云岭县审计局")]
        );
    }

    #[test]
    fn a_name_that_means_two_organs_is_nobodys() {
        let names = ["教育局".to_owned()];
        let found = attendance(&names, vec![held("云岭县教育局", 2024), held("白石县教育局", 2024)], &[]);
        assert_eq!(found.listed[0].has(2024), Has::None);
        assert_eq!(found.listed[0].perhaps.len(), 2);
        assert_eq!(found.others.len(), 2);
    }

    #[test]
    fn lists_are_lines_or_a_column() {
        let names = ["云岭县教育局", "青禾镇", "松溪街道办事处"];
        assert_eq!(list("单位名称\n云岭县教育局\n青禾镇\n松溪街道办事处\n"), names);
        assert_eq!(list("1、云岭县教育局\n2、青禾镇\n3、松溪街道办事处"), names);
        assert_eq!(
            list(
                "<table><tr><td>序号</td><td>单位</td></tr><tr><td>1</td><td>云岭县教育局</td></tr><tr><td>2</td><td>青禾镇</td></tr><tr><td>3</td><td>松溪街道办事处</td></tr></table>"
            ),
            names
        );
    }
}
