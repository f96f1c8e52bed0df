//! A copy of the report with its findings marked: one HTML page without scripts, for printing and passing on.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji::document::{Content, Document, Place, Table};
use gouji::outcome::{Language, Outcome, Severity};
use gouji::write::inert::markup as escaped;

use super::text::{headline, numbered};

const STYLE: &str = "\
:root{color-scheme:light}body{margin:0;background:#fdfcf8;color:#22201c;font:16px/1.8 'Songti SC','Noto Serif CJK SC',SimSun,serif}\
main{display:grid;grid-template-columns:minmax(0,46em) 24em;gap:2em;max-width:76em;margin:2em auto;padding:0 1.5em}\
header{grid-column:1/-1;font-family:system-ui,sans-serif;border-bottom:1px solid #ddd6c8}h1{font-size:1.2em;margin:.2em 0}\
table{border-collapse:collapse;width:100%;font-size:.82em;line-height:1.4;margin:1em 0;font-variant-numeric:tabular-nums}\
td,th{border:1px solid #b9b1a3;padding:.25em .4em;font-weight:normal;text-align:center}\
.error{background:#fae3df;outline:2px solid #c23a2b;outline-offset:-2px}\
.warning{background:#f8ebd2;outline:2px dashed #a86f00;outline-offset:-2px}\
.notice{background:#e8edf0;outline:1px dotted #5b6b78;outline-offset:-1px}\
sup{font-size:.75em;color:#c23a2b;font-family:system-ui,sans-serif}\
aside{font:14px/1.7 system-ui,sans-serif}aside ol{list-style:none;padding:0;margin:0}aside li{border-left:3px solid;padding:.3em 0 .3em .8em;margin:0 0 1em}\
aside li.error,aside li.warning,aside li.notice{background:none;outline:none}\
li.error{border-color:#c23a2b}li.warning{border-color:#a86f00}li.notice{border-color:#5b6b78}li p{margin:.2em 0}.quiet{color:#6b6459}\
@media(max-width:60em){main{grid-template-columns:1fr}}@media print{main{display:block;margin:0}li{break-inside:avoid}}";

/// The head of the page.
pub fn begin(out: &mut dyn Write, language: Language) -> io::Result<()> {
    let (code, title) = match language {
        Language::Zh => ("zh-CN", "勾稽：带批注的年度报告"),
        Language::En => ("en", "gouji: annotated report"),
    };
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body>"
    )
}

/// The end of the page.
pub fn end(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</body></html>")
}

/// One report with its findings.
pub fn print(out: &mut dyn Write, outcome: &Outcome, language: Language) -> io::Result<()> {
    let zh = language == Language::Zh;
    let counts = outcome.counts;
    writeln!(out, "<main><header>")?;
    if let Some(name) = &outcome.input.name {
        writeln!(out, "<p class=\"quiet\">{}</p>", escaped(name))?;
    }
    let sums = super::text::sums(outcome.status, counts, zh);
    let sums = if zh {
        format!("{sums}；{} 处错误，{} 处存疑，{} 处提示", counts.error, counts.warning, counts.notice)
    } else {
        format!("{sums}; {} errors, {} warnings, {} notices", counts.error, counts.warning, counts.notice)
    };
    writeln!(out, "<h1>{}</h1><p>{sums}</p></header>", escaped(&headline(&outcome.report, zh)))?;
    let marks = Marks::new(outcome);
    writeln!(out, "<article>")?;
    if let Some(document) = &outcome.document {
        blocks(out, document, &marks)?;
    }
    writeln!(out, "</article><aside><ol>")?;
    let mut last = 0;
    for finding in &outcome.findings {
        if finding.group != last {
            if last != 0 {
                suggestions(out, outcome, last)?;
            }
            last = finding.group;
            writeln!(
                out,
                "<li class=\"{}\"><sup>{}</sup>",
                class(finding.severity),
                numbered(finding.group)
            )?;
        }
        writeln!(
            out,
            "<p>{} <span class=\"quiet\">{}</span></p>",
            escaped(&finding.message),
            escaped(&finding.rule)
        )?;
    }
    if last != 0 {
        suggestions(out, outcome, last)?;
    }
    writeln!(out, "</ol></aside></main>")
}

fn suggestions(out: &mut dyn Write, outcome: &Outcome, group: u32) -> io::Result<()> {
    for repair in outcome.repairs.iter().filter(|repair| repair.group == group).take(3) {
        writeln!(out, "<p class=\"quiet\">→ {}</p>", escaped(&repair.reason))?;
    }
    writeln!(out, "</li>")
}

/// The first mark of each place: its group and severity.
struct Marks {
    cells: BTreeMap<(u32, u32, u32), (u32, Severity)>,
    spans: BTreeMap<u32, Vec<(u32, u32, u32, Severity)>>,
}

impl Marks {
    fn new(outcome: &Outcome) -> Self {
        let mut marks = Self { cells: BTreeMap::new(), spans: BTreeMap::new() };
        for finding in &outcome.findings {
            for place in &finding.places {
                match *place {
                    Place::Cell { block, row, column } => {
                        marks.cells.entry((block, row, column)).or_insert((finding.group, finding.severity));
                    }
                    Place::Span { block, start, end } => {
                        marks.spans.entry(block).or_default().push((
                            start,
                            end,
                            finding.group,
                            finding.severity,
                        ));
                    }
                }
            }
        }
        for spans in marks.spans.values_mut() {
            spans.sort_by_key(|(start, end, ..)| (*start, std::cmp::Reverse(*end)));
        }
        marks
    }
}

fn blocks(out: &mut dyn Write, document: &Document, marks: &Marks) -> io::Result<()> {
    for (index, block) in (0_u32..).zip(&document.blocks) {
        let spans = marks.spans.get(&index).map_or(&[][..], Vec::as_slice);
        match &block.content {
            Content::Heading { level, text } => {
                let level = (level + 1).clamp(2, 6);
                writeln!(out, "<h{level}>{}</h{level}>", marked(text, spans))?;
            }
            Content::Paragraph { text } => writeln!(out, "<p>{}</p>", marked(text, spans))?,
            Content::Table(table) => self::table(out, index, table, marks)?,
        }
    }
    Ok(())
}

fn table(out: &mut dyn Write, block: u32, table: &Table, marks: &Marks) -> io::Result<()> {
    writeln!(out, "<table>")?;
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.rows {
        write!(out, "<tr>")?;
        while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
            let mark = marks.cells.get(&(block, cell.row, cell.column));
            let class =
                mark.map_or(String::new(), |(_, severity)| format!(" class=\"{}\"", class(*severity)));
            let number = mark.map_or(String::new(), |(group, _)| format!("<sup>{}</sup>", numbered(*group)));
            let text = escaped(&cell.text).replace('\n', "<br>");
            write!(
                out,
                "<td rowspan=\"{}\" colspan=\"{}\"{class}>{text}{number}</td>",
                cell.row_span, cell.column_span
            )?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table>")
}

/// A text with its spans marked; of spans that overlap the first one is shown.
fn marked(text: &str, spans: &[(u32, u32, u32, Severity)]) -> String {
    let characters: Vec<char> = text.chars().collect();
    let piece = |from: usize, to: usize| -> String {
        escaped(&characters.get(from..to).unwrap_or(&[]).iter().collect::<String>()).replace('\n', "<br>")
    };
    let mut html = String::new();
    let mut done = 0;
    for (start, end, group, severity) in spans {
        let (start, end) = (*start as usize, (*end as usize).min(characters.len()));
        if start < done || start >= end {
            continue;
        }
        html.push_str(&piece(done, start));
        html.push_str(&format!(
            "<mark class=\"{}\">{}</mark><sup>{}</sup>",
            class(*severity),
            piece(start, end),
            numbered(*group)
        ));
        done = end;
    }
    html.push_str(&piece(done, characters.len()));
    html
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_report_says_is_text_and_never_markup() {
        let shown = marked("<b>3</b>件", &[(3, 4, 1, Severity::Error)]);
        assert_eq!(shown, "&lt;b&gt;<mark class=\"error\">3</mark><sup>①</sup>&lt;/b&gt;件");
    }
}
