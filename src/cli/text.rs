//! Outcomes for people, in a terminal.

use std::io::{self, Write};

use gouji::document::{Document, Place};
use gouji::form::{CellId, FormId};
use gouji::outcome::{Finding, Language, Outcome, Repair, ReportInfo, Severity};
use gouji::report::TableStatus;
use gouji::rules::documentation::severity;
use gouji::rules::words;

use super::style::{Style, wrapped};

/// Columns that a line may take.
const COLUMNS: usize = 96;

/// Prints one outcome.
pub fn print(out: &mut dyn Write, outcome: &Outcome, language: Language, style: Style) -> io::Result<()> {
    let zh = language == Language::Zh;
    if let Some(name) = &outcome.input.name {
        writeln!(out, "{}", style.faint(name))?;
    }
    writeln!(out, "{}", style.strong(&headline(&outcome.report, zh)))?;
    writeln!(out, "{}", verdict(outcome, zh, style))?;
    for note in &outcome.input.notes {
        writeln!(out, "  {}", style.faint(note))?;
    }
    let mut last = 0;
    for finding in &outcome.findings {
        if finding.group != last {
            if last != 0 {
                repairs(out, outcome, last, zh)?;
            }
            last = finding.group;
            let label = severity(finding.severity, language);
            writeln!(
                out,
                "\n{} {}  {}",
                numbered(finding.group),
                style.severity(finding.severity, label),
                style.faint(&finding.rule)
            )?;
        }
        self::finding(out, finding, outcome, style)?;
    }
    if last != 0 {
        repairs(out, outcome, last, zh)?;
    }
    Ok(())
}

/// Prints what came of several files.
pub fn summary(
    out: &mut dyn Write,
    language: Language,
    style: Style,
    files: usize,
    with_errors: usize,
    failed: usize,
) -> io::Result<()> {
    let clean = files - with_errors;
    let mut line = match language {
        Language::Zh => format!("共 {files} 份：{clean} 份没有错误，{with_errors} 份有错误"),
        Language::En => format!("{files} reports: {clean} without an error, {with_errors} with errors"),
    };
    if failed > 0 {
        line.push_str(&match language {
            Language::Zh => format!("；{failed} 个文件未能读取"),
            Language::En => format!("; {failed} could not be read"),
        });
    }
    writeln!(out, "\n{}", style.strong(&line))
}

/// `清凉峰镇 · 2021 年 · 2021 版格式`.
pub fn headline(report: &ReportInfo, zh: bool) -> String {
    let organ = report.organ.clone().or_else(|| report.title.clone());
    let organ =
        organ.unwrap_or_else(|| if zh { "（没有找到机关名称）" } else { "(organ not found)" }.to_owned());
    let year = match report.year {
        Some(year) if zh => format!("{year} 年"),
        Some(year) => year.to_string(),
        None => if zh { "年份不明" } else { "year unknown" }.to_owned(),
    };
    let form = match report.form {
        Some(FormId::Hybrid) if zh => "2021 版格式（其他处理为一行）".to_owned(),
        Some(FormId::Hybrid) => "form 2021 with a single row 其他处理".to_owned(),
        Some(FormId::Statistics2014) if zh => "2014 版统计表".to_owned(),
        Some(FormId::Statistics2014) => "statistics table of 2014".to_owned(),
        Some(form) if zh => format!("{} 版格式", form.name()),
        Some(form) => format!("form {}", form.name()),
        None => if zh { "格式不明" } else { "form unknown" }.to_owned(),
    };
    format!("{organ} · {year} · {form}")
}

/// How many identities hold, and how many places to look at.
fn verdict(outcome: &Outcome, zh: bool, style: Style) -> String {
    let counts = outcome.counts;
    let broken = outcome
        .findings
        .iter()
        .filter(|finding| finding.identity.is_some() && finding.severity == Severity::Error)
        .count();
    // Where rules were left out, broken sums are not among the findings, but they do not hold either.
    let of_form = outcome.report.form.map_or(0, |form| form.form().identities().len());
    let all = (counts.passed as usize + counts.not_assessable as usize + broken).max(of_form);
    let tables = outcome.report.tables.values().filter(|status| **status != TableStatus::NotFound).count();
    let sums = if tables == 0 {
        if zh {
            "没有找到表格，勾稽关系未检查".to_owned()
        } else {
            "no table found, no sum checked".to_owned()
        }
    } else if counts.passed as usize == all {
        let text = if zh {
            format!("✓ {} 项勾稽关系全部成立", counts.passed)
        } else {
            format!("✓ all {} identities hold", counts.passed)
        };
        style.good(&text)
    } else {
        let mut text = if zh {
            format!("{}/{all} 项勾稽成立", counts.passed)
        } else {
            format!("{} of {all} identities hold", counts.passed)
        };
        if counts.not_assessable > 0 {
            let count = counts.not_assessable;
            text.push_str(&if zh {
                format!("，{count} 项缺数字、未能检查")
            } else {
                format!(", {count} could not be assessed")
            });
        }
        text
    };
    let mut parts = vec![sums];
    for (severity, count, zh_name, en_name) in [
        (Severity::Error, counts.error, "处错误", "error"),
        (Severity::Warning, counts.warning, "处存疑", "warning"),
        (Severity::Notice, counts.notice, "处提示", "notice"),
    ] {
        if count > 0 {
            let plural = if count == 1 { "" } else { "s" };
            let text = if zh { format!("{count} {zh_name}") } else { format!("{count} {en_name}{plural}") };
            parts.push(style.severity(severity, &text));
        }
    }
    parts.join(if zh { "　" } else { "   " })
}

fn finding(out: &mut dyn Write, finding: &Finding, outcome: &Outcome, style: Style) -> io::Result<()> {
    for line in wrapped(&finding.message, COLUMNS - 3) {
        writeln!(out, "   {line}")?;
    }
    // The message names cells by their labels; only words of the text are quoted.
    let cells: Vec<Place> = finding
        .cells
        .iter()
        .filter_map(|name| outcome.report.cells.get(name))
        .map(|cell| cell.place)
        .collect();
    let places = finding.places.iter().filter(|place| !cells.contains(place));
    for quote in places.filter_map(|place| quote(*place, outcome.document.as_ref()?)).take(3) {
        writeln!(out, "   {}", style.faint(&quote))?;
    }
    Ok(())
}

/// The words at a place with a few around them.
pub fn quote(place: Place, document: &Document) -> Option<String> {
    const AROUND: usize = 14;
    let Place::Span { block, start, end } = place else { return None };
    let block = document.blocks.get(block as usize)?;
    let text: Vec<char> = block.text()?.chars().collect();
    let (start, end) = ((start as usize).min(text.len()), (end as usize).min(text.len()));
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(text.len());
    let piece = |from: usize, to: usize| -> String {
        text.get(from..to).unwrap_or(&[]).iter().map(|c| if *c == '\n' { ' ' } else { *c }).collect()
    };
    let shown = end.min(start + 60);
    let (left, right) = (if from > 0 { "…" } else { "" }, if to < text.len() { "…" } else { "" });
    let middle = if shown < end { format!("{}…", piece(start, shown)) } else { piece(start, end) };
    let page = block.page.map_or(String::new(), |page| format!("（第 {page} 页）"));
    Some(format!("「{left}{}【{middle}】{}{right}」{page}", piece(from, start), piece(end, to)))
}

fn repairs(out: &mut dyn Write, outcome: &Outcome, group: u32, zh: bool) -> io::Result<()> {
    let repairs: Vec<&Repair> = outcome.repairs.iter().filter(|repair| repair.group == group).collect();
    let form = outcome.report.form.unwrap_or(FormId::Form2021).form();
    let language = if zh { Language::Zh } else { Language::En };
    let label = |name: &str| {
        CellId::parse(name)
            .map_or_else(|| name.to_owned(), |cell| words::cell(cell, form).get(language).to_owned())
    };
    // Only what shares the first place is called equally likely; what comes after it is less so, alone or not.
    let first = repairs.first().map(|repair| repair.rank);
    let equal = repairs.iter().filter(|other| Some(other.rank) == first).count() > 1;
    // The first that is less likely says what it would mean, too: totals against details.
    let second = repairs.iter().position(|repair| Some(repair.rank) != first);
    for (index, repair) in repairs.iter().enumerate().take(5) {
        let best = Some(repair.rank) == first;
        let changes: Vec<String> = repair
            .changes
            .iter()
            .map(|change| {
                let from = change.from.map_or_else(
                    || if zh { "空白".to_owned() } else { "blank".to_owned() },
                    |value| value.to_string(),
                );
                format!("{} {from} → {}", label(&change.cell), change.to)
            })
            .collect();
        let head = match (zh, best, equal) {
            (true, true, false) => "最可能",
            (true, true, true) => "同样可能",
            (true, false, _) => "也可能",
            (false, true, false) => "Most likely",
            (false, true, true) => "Equally likely",
            (false, false, _) => "Possibly",
        };
        let separator = if zh { "：" } else { ": " };
        let text = format!("{head}{separator}{}", changes.join(if zh { "，" } else { ", " }));
        for (index, line) in wrapped(&text, COLUMNS - 5).into_iter().enumerate() {
            writeln!(out, "   {} {line}", if index == 0 { "→" } else { " " })?;
        }
        if best || second == Some(index) {
            for line in wrapped(&repair.reason, COLUMNS - 5) {
                writeln!(out, "     {line}")?;
            }
        }
    }
    for note in outcome.notes.iter().filter(|note| note.group == group) {
        for line in wrapped(&note.message, COLUMNS - 5) {
            writeln!(out, "     {line}")?;
        }
    }
    if repairs.len() > 5 {
        let more = repairs.len() - 5;
        writeln!(out, "   → {}", if zh { format!("另有 {more} 种改法") } else { format!("{more} more") })?;
    }
    Ok(())
}

/// ① to ⑳, then plain numbers.
pub fn numbered(number: u32) -> String {
    match number {
        1..=20 => {
            char::from_u32(u32::from('①') + number - 1).map_or_else(|| number.to_string(), String::from)
        }
        _ => format!("({number})"),
    }
}
