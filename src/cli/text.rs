//! Outcomes for people, in a terminal.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji::document::{Document, Place};
use gouji::form::{CellId, FormId};
use gouji::outcome::{Counts, Finding, Language, Outcome, Repair, ReportInfo, Severity, Status};
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

/// Prints what came of several files: how many there are of each verdict, and how many could not be read.
pub fn summary(
    out: &mut dyn Write,
    language: Language,
    style: Style,
    verdicts: &BTreeMap<Status, usize>,
    failed: usize,
) -> io::Result<()> {
    let files: usize = verdicts.values().sum();
    let mut parts: Vec<String> = verdicts
        .iter()
        .map(|(status, count)| match language {
            Language::Zh => format!("{count} 份{}", status.words().zh),
            Language::En => format!("{count} {}", status.words().en),
        })
        .collect();
    if failed > 0 {
        parts.push(match language {
            Language::Zh => format!("{failed} 个文件未能读取"),
            Language::En => format!("{failed} could not be read"),
        });
    }
    let line = match language {
        Language::Zh => format!("共 {files} 份：{}", parts.join("，")),
        Language::En => format!("{files} reports: {}", parts.join(", ")),
    };
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
        Some(form) if zh => form.form().short.0.to_owned(),
        Some(form) => form.form().short.1.to_owned(),
        None => if zh { "格式不明" } else { "form unknown" }.to_owned(),
    };
    format!("{organ} · {year} · {form}")
}

/// What became of the sums, and how many places to look at.
fn verdict(outcome: &Outcome, zh: bool, style: Style) -> String {
    let counts = outcome.counts;
    let sums = sums(outcome.status, counts, zh);
    let mut parts =
        vec![if outcome.status == Status::Holds { style.good(&format!("✓ {sums}")) } else { sums }];
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

/// How many of the form's sums hold, and how many could not be checked.
pub fn sums(status: Status, counts: Counts, zh: bool) -> String {
    let Counts { held, broken, open, .. } = counts;
    let all = held + broken + open;
    match status {
        Status::NotAReport if zh => "看不出是政府信息公开年度报告，没有核对".to_owned(),
        Status::NotAReport => "nothing shows that this is an annual report; nothing was checked".to_owned(),
        Status::NotFilledIn if zh => format!("表格尚未填写，{all} 项勾稽关系都没有核对"),
        Status::NotFilledIn => {
            format!("the tables are not filled in; none of the {all} identities was checked")
        }
        _ if held + broken == 0 && zh => format!("没有读到可以核对的表格，{all} 项勾稽关系都没有核对"),
        _ if held + broken == 0 => {
            format!("no table could be read; none of the {all} identities was checked")
        }
        _ if held == all && zh => format!("{all} 项勾稽关系全部成立"),
        _ if held == all => format!("all {all} identities hold"),
        _ => {
            let mut text = if zh {
                format!("{held}/{all} 项勾稽关系成立")
            } else {
                format!("{held} of {all} identities hold")
            };
            for (count, zh_words, en_words) in
                [(broken, "项不成立", "do not"), (open, "项缺数字、没有核对", "could not be checked")]
            {
                if count > 0 && zh {
                    text.push_str(&format!("，{count} {zh_words}"));
                } else if count > 0 {
                    text.push_str(&format!(", {count} {en_words}"));
                }
            }
            text
        }
    }
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
    const SHOWN: usize = 60;
    let block = document.blocks.get(block as usize)?;
    // Only what is shown is taken out: a paragraph may be long, and so may the list of what is found in it.
    let (start, end) = (start as usize, (end as usize).max(start as usize));
    let from = start.saturating_sub(AROUND);
    let mut rest = block.text()?.chars().skip(from).map(|c| if c == '\n' { ' ' } else { c });
    let before: String = rest.by_ref().take(start - from).collect();
    let mut middle: String = rest.by_ref().take((end - start).min(SHOWN)).collect();
    if end - start > SHOWN {
        middle.push('…');
        rest.by_ref().take(end - start - SHOWN).for_each(drop);
    }
    let after: String = rest.by_ref().take(AROUND).collect();
    let (left, right) = (if from > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
    let page = block.page.map_or(String::new(), |page| format!("（第 {page} 页）"));
    Some(format!("「{left}{before}【{middle}】{after}{right}」{page}"))
}

fn repairs(out: &mut dyn Write, outcome: &Outcome, group: u32, zh: bool) -> io::Result<()> {
    let repairs: Vec<&Repair> = outcome.repairs.iter().filter(|repair| repair.group == group).collect();
    let form = outcome.report.form.unwrap_or(FormId::CURRENT).form();
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

#[cfg(test)]
mod tests {
    use super::*;
    use gouji::document::Block;

    #[test]
    fn a_quotation_has_a_few_words_around_and_says_where_it_was_cut() {
        let document = |text: &str| Document { blocks: vec![Block::paragraph(text)], ..Document::default() };
        let quoted = |text: &str, start, end| quote(Place::Span { block: 0, start, end }, &document(text));
        assert_eq!(quoted("公开三条。", 2, 4).unwrap(), "「公开【三条】。」");
        assert_eq!(quoted("一\n二三", 2, 9).unwrap(), "「一 【二三】」");
        // A place past the end has nothing in it.
        assert_eq!(quoted("一二", 5, 9).unwrap(), "「一二【】」");
        let long = "甲".repeat(20) + &"乙".repeat(70) + &"丙".repeat(20);
        let expected = format!("「…{}【{}…】{}…」", "甲".repeat(14), "乙".repeat(60), "丙".repeat(14));
        assert_eq!(quoted(&long, 20, 90).unwrap(), expected);
        let end = format!("「…{}【{}】」", "丙".repeat(14), "丙".repeat(3));
        assert_eq!(quoted(&long, 107, 110).unwrap(), end);
    }
}
