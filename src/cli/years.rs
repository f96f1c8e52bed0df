//! `gouji years`: one organ's reports, year after year.

use std::io::{self, Write};

use gouji::many::years::{Link, Years, by_organ};
use gouji::outcome::Language;
use gouji::report::organ::{Organ, alike};
use gouji::rules::{Companion, words};
use gouji::text::message::Message;
use gouji::write::csv;
use gouji::write::inert::shown;
use serde_json::json;

use super::arguments::{Format, YearsCall};
use super::sources::{self, InputFile};
use super::{Exit, complain};

/// Pairs the years of each organ and prints what each takes over from the one before.
pub fn years(call: &YearsCall, out: &mut dyn Write) -> io::Result<Exit> {
    let zh = call.language == Language::Zh;
    let (mut reports, mut whole) = (Vec::new(), true);
    for source in call.files.iter().flat_map(|file| sources::read(file, call.input.as_deref())) {
        match source {
            Ok(InputFile { name, input }) => reports.push(Companion::new(Some(name), input.document)),
            Err(failure) => {
                complain(&failure, call.language);
                whole = false;
            }
        }
    }
    let renamed = rename(&mut reports, &call.same);
    let (groups, left) = by_organ(&reports);
    match call.format {
        Format::Json => {
            let list: Vec<_> = groups.iter().map(|group| as_json(group, call.language)).collect();
            serde_json::to_writer_pretty(&mut *out, &list)?;
            writeln!(out)?;
        }
        Format::Csv => {
            let heads = ["organ", "year", "rule", "cell", "label", "expected", "found", "holds"];
            write!(out, "{}{}", csv::MARK, csv::line(heads))?;
            groups.iter().try_for_each(|group| as_csv(out, group, call.language))?;
        }
        _ => {
            for line in &renamed {
                writeln!(out, "{}", shown(line.get(call.language)))?;
            }
            groups.iter().try_for_each(|group| as_text(out, group, zh))?;
        }
    }
    for companion in left.iter().filter_map(|at| reports.get(*at)) {
        let name = companion.name.as_deref().unwrap_or_default();
        let words = if zh {
            "没有读到机关名称或年份，没有归入哪一家"
        } else {
            "no organ or no year was found"
        };
        eprintln!("gouji: {}: {words}", shown(name));
        whole = false;
    }
    // What does not follow is a doubt: organs merge, counts are corrected.
    Ok(if whole { Exit::Clean } else { Exit::Unchecked })
}

/// Gives reports under an organ's former name its present one, and says so of each.
fn rename(reports: &mut [Companion], same: &[(String, String)]) -> Vec<Message> {
    let mut said = Vec::new();
    for (before, after) in same {
        for companion in reports.iter_mut() {
            let Some(organ) = &companion.report.organ else { continue };
            if alike::key(&organ.name) == alike::key(before) {
                let year = companion.report.year.map_or(String::new(), |year| year.to_string());
                said.push(Message::new(
                    format!("{year} 年的报告署名“{}”，按给出的对应算作“{after}”改名以前的", organ.name),
                    format!(
                        "the report of {year} by {} is taken for that of {after} before it was renamed",
                        organ.name
                    ),
                ));
                companion.report.organ = Some(Organ::named(after));
            }
        }
    }
    said
}

fn label(link: &Link, language: Language) -> String {
    let zh = language == Language::Zh;
    match (link.cell, link.rule) {
        (Some(cell), _) => words::cell(cell, link.form.form()).get(language).to_owned(),
        (None, "same-text") => if zh { "相同的字句" } else { "the same text" }.to_owned(),
        (None, _) => if zh { "相同的数字" } else { "the same numbers" }.to_owned(),
    }
}

fn as_json(group: &Years<Companion>, language: Language) -> serde_json::Value {
    let links = group.links();
    let links = links.iter().map(|link| {
        json!({
            "year": link.year, "rule": link.rule, "cell": link.cell.map(|cell| cell.to_string()),
            "label": label(link, language), "expected": link.numbers.map(|numbers| numbers.0),
            "found": link.numbers.map(|numbers| numbers.1), "holds": link.holds(),
        })
    });
    let reports = group.reports.iter().map(|(year, companion)| json!({"year": year, "file": companion.name}));
    json!({"organ": group.organ, "reports": reports.collect::<Vec<_>>(), "links": links.collect::<Vec<_>>()})
}

fn as_csv(out: &mut dyn Write, group: &Years<Companion>, language: Language) -> io::Result<()> {
    for link in group.links() {
        let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
        let holds = link.holds().map_or("", |holds| if holds { "yes" } else { "no" });
        let cell = link.cell.map_or(String::new(), |cell| cell.to_string());
        let (year, label) = (link.year.to_string(), label(&link, language));
        let (expected, found) =
            (number(link.numbers.map(|numbers| numbers.0)), number(link.numbers.map(|numbers| numbers.1)));
        write!(
            out,
            "{}",
            csv::line([group.organ.as_str(), &year, link.rule, &cell, &label, &expected, &found, holds])
        )?;
    }
    Ok(())
}

fn as_text(out: &mut dyn Write, group: &Years<Companion>, zh: bool) -> io::Result<()> {
    let years: Vec<String> = group.reports.iter().map(|(year, _)| year.to_string()).collect();
    writeln!(out, "{} · {}", shown(&group.organ), years.join(if zh { "、" } else { ", " }))?;
    let links = group.links();
    if links.is_empty() {
        let none = if zh {
            "没有相邻两年各一份的报告，没有核对年度衔接"
        } else {
            "no two years in a row with one report each; nothing was compared"
        };
        writeln!(out, "  {none}")?;
    }
    let language = if zh { Language::Zh } else { Language::En };
    for link in &links {
        let label = label(link, language);
        let (year, before) = (link.year, link.year - 1);
        let mark = match link.holds() {
            Some(true) => "✓",
            Some(false) => "✗",
            None => "·",
        };
        let words = match (link.rule, link.numbers, zh) {
            (_, None, true) => "有一年没有读到，没有核对".to_owned(),
            (_, None, false) => "one of the years could not be read; not checked".to_owned(),
            ("same-text", Some((percent, _)), true) => format!("正文有 {percent}% 与 {before} 年的字句相同"),
            ("same-text", Some((percent, _)), false) => {
                format!("{percent} % of the text is that of {before}")
            }
            ("same-numbers", Some((same, all)), true) => {
                format!("{all} 格数字中 {same} 格与 {before} 年相同")
            }
            ("same-numbers", Some((same, all)), false) => {
                format!("{same} of {all} numbers are those of {before}")
            }
            (_, Some((then, now)), true) if then == now => format!("{now}，与 {before} 年报告一致"),
            (_, Some((then, now)), false) if then == now => {
                format!("{now}, as the report of {before} has it")
            }
            (_, Some((then, now)), true) => {
                format!("{now}，按 {before} 年报告应为 {then}，相差 {}", then.abs_diff(now))
            }
            (_, Some((then, now)), false) => format!(
                "{now}, but {then} by the report of {before}; the difference is {}",
                then.abs_diff(now)
            ),
        };
        writeln!(out, "  {mark} {year} {label}{} {words}", if zh { "：" } else { ":" })?;
    }
    Ok(())
}
