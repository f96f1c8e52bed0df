//! What is asked of many reports at once: their sum, and who of a list is missing.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use gouji::many::against::{Against, against};
use gouji::many::missing::{Attendance, Has, Held, Listed, attendance};
use gouji::many::sum::{self, Sum, Total};
use gouji::many::{Part, Reading};
use gouji::outcome::{Language, Outcome};
use gouji::read::{Hint, read};
use gouji::rules::summary::step_in_words;
use gouji::rules::words;
use gouji::text::message::Message;
use gouji::write::inert::shown;
use gouji::write::{csv, summary};
use gouji::{Options, check_input};
use serde_json::json;

use super::Exit;
use super::arguments::{Format, Missing, SumCall};
use super::gather::{self, Gathered, gathered};
use super::style::wrapped;

/// Columns that a line may take.
const COLUMNS: usize = 96;

/// What is kept of every report, and whether all could be read.
fn all<T: Send>(
    files: &[OsString],
    input: Option<&str>,
    language: Language,
    keep: impl Fn(&Outcome) -> T + Sync,
) -> (Vec<T>, bool) {
    let options = Options { language, ..Options::default() };
    let Gathered { kept, failures } = gathered(files, input, &options, &HashSet::new(), keep);
    (kept, failures.is_empty())
}

/// `gouji sum`.
pub fn sum(call: &SumCall, out: &mut dyn Write) -> io::Result<Exit> {
    let (parts, whole) = all(&call.files, call.input.as_deref(), call.language, Part::new);
    let sums = sum::sums(&parts);
    let say = |out: &mut dyn Write, message: &Message| say(out, message.get(call.language));
    if sums.is_empty() {
        say(
            out,
            &Message::new(
                "没有一份报告的表格可以相加，没有写出文件。",
                "No report could be added; nothing was written.",
            ),
        )?;
        return Ok(Exit::Unchecked);
    }
    let bytes = call.target.write(&summary::book(&parts, &sums));
    let read_back = differences(&bytes, &sums, call.language);
    fs::write(&call.out, bytes)?;
    let file = Path::new(&call.out).display();
    for sum in &sums {
        let (form, cells, open) = (sum.form.form(), sum.cells.len(), sum.open().count());
        let (count, exact) = (sum.parts.len(), cells - open);
        say(
            out,
            &Message::new(
                format!(
                    "{}：{count} 份报告逐格相加，{cells} 格中有 {exact} 格得出合计数，写入 {file}。",
                    form.short.0
                ),
                format!(
                    "{}: {count} reports added up, {exact} of {cells} cells have a sum; written to {file}.",
                    form.short.1
                ),
            ),
        )?;
    }
    let mut remarks = sum::remarks(&parts, &sums);
    let mut errors = sum::errors(&parts);
    if let Some(path) = &call.against {
        let (summaries, _) = all(std::slice::from_ref(path), call.input.as_deref(), call.language, Part::new);
        match summaries.first().and_then(|summary| against(summary, &parts)) {
            Some(found) => {
                errors.extend(differences_in_words(&found, &parts));
                remarks.extend(not_compared(&found));
            }
            None => remarks.push(Message::new(
                "已有的汇总没有读出表格，没有比",
                "The summary to compare with has no tables that could be read; nothing was compared",
            )),
        }
    }
    for remark in remarks.iter().chain(&errors) {
        say(out, remark)?;
    }
    if read_back > 0 {
        say(
            out,
            &Message::new(
                format!("写出的文件再读一遍，有 {read_back} 格与合计数不一致；请改用 xlsx。"),
                format!(
                    "Read back, {read_back} cells of the file differ from the sums; please write an xlsx instead."
                ),
            ),
        )?;
    }
    Ok(match () {
        () if !whole || !remarks.is_empty() || read_back > 0 => Exit::Unchecked,
        () if !errors.is_empty() => Exit::Errors,
        () => Exit::Clean,
    })
}

/// How many cells of what was written are read as something else; files with several forms are not read back.
fn differences(bytes: &[u8], sums: &[Sum], language: Language) -> usize {
    let [sum] = sums else { return 0 };
    let options = Options { language, ..Options::default() };
    let Ok(input) = read(bytes, &Hint::default()) else { return sum.cells.len() };
    let part = Part::new(&check_input(input, &options));
    let same = |(cell, total): &(&gouji::form::CellId, &Total)| match (total, part.reading(**cell)) {
        (Total::Exact(number), Reading::Number(found)) => found.decimal() == number.decimal(),
        // An amount of procurement is never taken for sure, and a cell without a sum holds no number.
        (Total::Open(_), Reading::Blank | Reading::Unread) => true,
        _ => false,
    };
    sum.cells.iter().filter(|pair| !same(pair)).count()
}

/// What differs between a summary and its parts, and what explains it.
fn differences_in_words(found: &Against, parts: &[Part]) -> Vec<Message> {
    let form = found.form.form();
    let comparison = &found.listed.comparison;
    let named = |at: usize| {
        let name = parts.get(at).map_or("", |part| part.organ.as_deref().unwrap_or(&part.name));
        Message::new(format!("“{name}”"), name)
    };
    let mut said = Vec::new();
    for each in &comparison.differences {
        let label = words::cell(each.cell, form);
        let (own, sum) = (each.summary.decimal(), each.sum.decimal());
        said.push(Message::new(
            format!("{}：汇总写 {own}，各份之和 {sum}，相差 {}", label.zh, (own - sum).abs()),
            format!("{}: the summary has {own}, the parts add up to {sum}", label.en),
        ));
    }
    for (number, explanation) in (1..).zip(&comparison.explanations) {
        let steps: Vec<Message> =
            explanation.steps.iter().map(|step| step_in_words(step, form, &named)).collect();
        let join = |text: &dyn Fn(&Message) -> String, with: &str| {
            steps.iter().map(text).collect::<Vec<_>>().join(with)
        };
        let count = comparison.explanations.len();
        said.push(Message::new(
            format!("说明 {number}/{count}：{}", join(&|step| step.zh.clone(), "，另外")),
            format!("explanation {number} of {count}: {}", join(&|step| step.en.clone(), ", and ")),
        ));
    }
    if !comparison.differences.is_empty() && comparison.explanations.is_empty() {
        said.push(Message::new(
            "差额不是少数几处错能说明的：汇总的范围可能与给出的报告不同，例如另加了本级自己的数",
            "A few mistakes do not explain the differences: the summary may cover other reports than these",
        ));
    }
    said
}

/// The cells that could not be compared, and the reports that are no parts.
fn not_compared(found: &Against) -> Vec<Message> {
    let mut said = Vec::new();
    let (open, left) = (found.listed.comparison.open.len(), found.left.len());
    if open > 0 {
        said.push(Message::new(
            format!("有 {open} 格在汇总或某一份里没有读到，没有比"),
            format!("{open} cells were not compared: the summary or a part lacks them"),
        ));
    }
    if left > 0 {
        said.push(Message::new(
            format!("有 {left} 份没有读出与汇总同一格式的表格，没有算作各份之一"),
            format!("{left} reports without tables of the summary's form were not taken for parts"),
        ));
    }
    said
}

fn say(out: &mut dyn Write, message: &str) -> io::Result<()> {
    wrapped(message, COLUMNS).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// `gouji missing`.
pub fn missing(call: &Missing, out: &mut dyn Write) -> io::Result<Exit> {
    let (listed, whole) = gather::listed(&call.list, call.language);
    if !whole {
        return Ok(Exit::Unchecked);
    }
    let zh = call.language == Language::Zh;
    if listed.is_empty() {
        say(
            out,
            if zh {
                "名单里没有读到机关名称。"
            } else {
                "No name of an organ was found in the list."
            },
        )?;
        return Ok(Exit::Unchecked);
    }
    let keep = |outcome: &Outcome| Held {
        file: outcome.input.name.clone().unwrap_or_default(),
        organ: outcome.report.organ.clone(),
        year: outcome.report.year,
    };
    let (held, whole) = all(&call.files, call.input.as_deref(), call.language, keep);
    let found = attendance(&listed, held, &call.years);
    match call.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &as_json(&found))?;
            writeln!(out)?;
        }
        Format::Csv => as_csv(out, &found)?,
        _ => as_text(out, &found, zh)?,
    }
    let complete = |listed: &Listed| {
        found.years.iter().all(|year| listed.has(*year) == Has::One) && !found.years.is_empty()
    };
    let unknown = found.others.iter().any(|report| report.organ.is_none() || report.year.is_none());
    Ok(match () {
        () if !whole || unknown => Exit::Unchecked,
        () if !found.listed.iter().all(complete) => Exit::Errors,
        () => Exit::Clean,
    })
}

fn word(has: Has) -> &'static str {
    match has {
        Has::None => "none",
        Has::One => "one",
        Has::Several => "several",
    }
}

fn as_json(found: &Attendance) -> serde_json::Value {
    let listed = found.listed.iter().map(|listed| {
        let years: serde_json::Map<_, _> = found
            .years
            .iter()
            .map(|year| {
                let files = listed.files.get(&Some(*year)).cloned().unwrap_or_default();
                (year.to_string(), json!({"has": word(listed.has(*year)), "files": files}))
            })
            .collect();
        let unknown = listed.files.get(&None).cloned().unwrap_or_default();
        json!({"name": listed.name, "called": listed.called, "years": years, "year_unknown": unknown, "perhaps": listed.perhaps})
    });
    let others =
        found.others.iter().map(|held| json!({"file": held.file, "organ": held.organ, "year": held.year}));
    json!({"years": found.years, "listed": listed.collect::<Vec<_>>(), "others": others.collect::<Vec<_>>()})
}

fn as_csv(out: &mut dyn Write, found: &Attendance) -> io::Result<()> {
    write!(out, "{}{}", csv::MARK, csv::line(["name", "year", "has", "called", "files", "perhaps"]))?;
    let joined =
        |names: &std::collections::BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join("、");
    for listed in &found.listed {
        for year in &found.years {
            let files = listed.files.get(&Some(*year)).map_or(String::new(), |files| files.join("、"));
            let (called, perhaps, year_text) =
                (joined(&listed.called), joined(&listed.perhaps), year.to_string());
            let has = word(listed.has(*year));
            write!(out, "{}", csv::line([&listed.name, &year_text, has, &called, &files, &perhaps]))?;
        }
    }
    for held in &found.others {
        let year = held.year.map_or(String::new(), |year| year.to_string());
        let organ = held.organ.clone().unwrap_or_default();
        write!(out, "{}", csv::line(["", &year, "not-listed", &organ, &held.file, ""]))?;
    }
    Ok(())
}

fn as_text(out: &mut dyn Write, found: &Attendance, zh: bool) -> io::Result<()> {
    for year in &found.years {
        let with = |has: Has| found.listed.iter().filter(move |listed| listed.has(*year) == has);
        let [none, one, several] = [Has::None, Has::One, Has::Several].map(|has| with(has).count());
        let all = found.listed.len();
        say(
            out,
            &if zh {
                format!("{year} 年：名单上 {all} 家，{one} 家有报告，{none} 家没有，{several} 家不止一份")
            } else {
                format!(
                    "{year}: {all} organs listed, {one} have a report, {none} have none, {several} have more than one"
                )
            },
        )?;
        for listed in with(Has::None) {
            let known: Vec<String> = listed
                .files
                .keys()
                .map(|year| {
                    year.map_or_else(
                        || if zh { "年份不明" } else { "year unknown" }.to_owned(),
                        |year| year.to_string(),
                    )
                })
                .collect();
            let mut line =
                if zh { format!("没有：{}", listed.name) } else { format!("none: {}", listed.name) };
            if !known.is_empty() {
                line += &if zh {
                    format!("（只有：{}）", known.join("、"))
                } else {
                    format!(" (only: {})", known.join(", "))
                };
            }
            if !listed.perhaps.is_empty() {
                let perhaps: Vec<&str> = listed.perhaps.iter().map(String::as_str).collect();
                line += &if zh {
                    format!("（名称相近、没有对上：{}，请核对）", perhaps.join("、"))
                } else {
                    format!(" (like it, not taken for it: {}; please look)", perhaps.join(", "))
                };
            }
            writeln!(out, "  {}", shown(&line))?;
        }
        for listed in with(Has::Several) {
            let files = listed.files.get(&Some(*year)).map_or(String::new(), |files| files.join("、"));
            let line = if zh {
                format!("不止一份：{}（{files}）", listed.name)
            } else {
                format!("several: {} ({files})", listed.name)
            };
            writeln!(out, "  {}", shown(&line))?;
        }
    }
    if found.years.is_empty() {
        say(
            out,
            if zh {
                "没有一份报告读出了年份，没有核对。"
            } else {
                "No report has a year; nothing was compared."
            },
        )?;
    }
    for listed in found.listed.iter().filter(|listed| !listed.called.is_empty()) {
        let called: Vec<&str> = listed.called.iter().map(String::as_str).collect();
        let line = if zh {
            format!("对应：名单“{}”＝报告“{}”", listed.name, called.join("”“"))
        } else {
            format!("matched: {} on the list is {} in the report", listed.name, called.join(", "))
        };
        writeln!(out, "{}", shown(&line))?;
    }
    for held in &found.others {
        let organ = held.organ.as_deref();
        let line = match (zh, organ) {
            (true, Some(organ)) => format!("名单上没有：{organ}（{}）", held.file),
            (true, None) => format!("没有读到机关名称：{}", held.file),
            (false, Some(organ)) => format!("not on the list: {organ} ({})", held.file),
            (false, None) => format!("no organ was found in {}", held.file),
        };
        writeln!(out, "{}", shown(&line))?;
    }
    Ok(())
}
