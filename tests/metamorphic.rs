//! What does not change a report must not change what is said about it.
//!
//! Every report of tests/reports/ is changed in ways that leave what it says alone: white space, line ends, the order
//! of attributes, a portal's page round it, traditional script, another format of text. The cells, the status and the
//! findings (rule, severity, cells) must stay the same; where the change takes something away, what is found may weigh
//! less, and nothing may be found that was not there. Each of the many pages is changed in some of the ways, and each way
//! is tried on many pages; all are with `GOUJI_CASES`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use gouji::document::{Content, Document};
use gouji::outcome::{Outcome, Severity};
use gouji::read::{Hint, read};
use gouji::{Options, check_input};

/// The reports that stand alone, without their marks.
fn reports(ending: &str) -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let mut files: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let names: BTreeSet<String> =
        files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let has_companions = |stem: &str| {
        names.iter().any(|name| {
            name.starts_with(&format!("{stem}.previous.")) || name.starts_with(&format!("{stem}.part-"))
        })
    };
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|each| each == ending))
        .map(|file| (file.file_stem().unwrap().to_string_lossy().into_owned(), file))
        .filter(|(stem, _)| !stem.contains('.') && !has_companions(stem))
        .map(|(stem, file)| (stem, unmarked(&fs::read_to_string(file).unwrap())))
        .collect()
}

/// `⟦rule?|words⟧` is `words`, `⟦rule?⟧` nothing.
fn unmarked(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once('⟦') {
        let (inside, after) = marked.split_once('⟧').unwrap();
        plain.push_str(before);
        plain.push_str(inside.split_once('|').map_or("", |(_, words)| words));
        rest = after;
    }
    plain + rest
}

fn outcome(bytes: &[u8], name: &str) -> Outcome {
    let input = read(bytes, &Hint { name: Some(name), format: None }).unwrap();
    check_input(input, &Options { name: Some(name.to_owned()), document: true, ..Options::default() })
}

/// What must stay: cells with their values, the status, and each finding's rule, severity and cells.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    cells: BTreeSet<String>,
    status: String,
    findings: BTreeSet<(String, Severity, Vec<String>)>,
}

fn said(outcome: &Outcome) -> Said {
    Said {
        cells: outcome
            .report
            .cells
            .iter()
            .filter(|(_, cell)| cell.value.is_some())
            .map(|(id, cell)| format!("{id} = {:?}", cell.value.unwrap()))
            .collect(),
        status: format!("{:?}", outcome.status),
        findings: outcome
            .findings
            .iter()
            .map(|finding| (finding.rule.clone(), finding.severity, finding.cells.clone()))
            .collect(),
    }
}

/// What a change leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// All.
    All,
    /// The cells; errors may become doubts or notices, and doubts may go: a text that somebody converted, or that came
    /// out of a page without its headings, is no proof of what the organ wrote.
    Less,
}

impl Keeps {
    fn holds(self, before: &Said, after: &Said) -> bool {
        let rules = |said: &Said, least: Severity| -> BTreeSet<(String, Vec<String>)> {
            said.findings
                .iter()
                .filter(|finding| finding.1 <= least)
                .map(|finding| (finding.0.clone(), finding.2.clone()))
                .collect()
        };
        match self {
            Self::All => before == after,
            Self::Less => {
                before.cells == after.cells
                    && rules(after, Severity::Notice).is_subset(&rules(before, Severity::Notice))
                    && rules(before, Severity::Error).is_subset(&rules(after, Severity::Notice))
            }
        }
    }
}

/// A change: its name, the ending of what it makes, what it leaves, and how it is made.
type Change<'a> = (&'a str, &'a str, Keeps, &'a dyn Fn(&str) -> Vec<u8>);

/// Compares every report with what changes make of it: all of them, or of so many each time one.
fn unchanged(ending: &str, parts: usize, changes: &[Change]) {
    let reports = reports(ending);
    assert!(reports.len() > 3, "hardly any report ends in .{ending}");
    let mut failures = String::new();
    for (number, (name, text)) in reports.iter().enumerate() {
        let chosen = changes
            .iter()
            .enumerate()
            .filter(|(other, _)| crate::support::is_chosen(number + other, parts))
            .map(|(_, change)| change)
            .collect::<Vec<_>>();
        if chosen.is_empty() {
            continue;
        }
        let before = said(&outcome(text.as_bytes(), &format!("{name}.{ending}")));
        for (change, format, keeps, make) in chosen {
            let after = said(&outcome(&make(text), &format!("{name}.{format}")));
            if keeps.holds(&before, &after) {
                continue;
            }
            write!(failures, "{name} ({change}):").unwrap();
            if after.status != before.status {
                write!(failures, " {} became {}", before.status, after.status).unwrap();
            }
            for (sign, from, to) in [("lost", &before, &after), ("new", &after, &before)] {
                for cell in from.cells.difference(&to.cells).take(4) {
                    write!(failures, " {sign} {cell};").unwrap();
                }
                for finding in from.findings.difference(&to.findings) {
                    write!(failures, " {sign} {finding:?};").unwrap();
                }
            }
            failures.push('\n');
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// Puts something after each tag that ends or begins a block.
fn after_blocks(html: &str, what: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["</td>", "</th>", "</tr>", "</p>", "</h1>", "</h2>", "</h3>", "<tr>", "<body>", "</table>"] {
        text = text.replace(tag, &format!("{tag}{what}"));
    }
    text
}

/// The attributes of each tag in the opposite order, each with some of a word processor's before and after.
fn attributes_turned(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        let Some((inside, after)) = tag.split_once('>') else {
            rest = tag;
            continue;
        };
        let mut words = inside.split(' ');
        let name = words.next().unwrap();
        out.push_str(name);
        if ["p", "td", "th", "tr", "table", "h1", "h2", "h3"].contains(&name) {
            let mut attributes: Vec<&str> = words.collect();
            attributes.reverse();
            out.push_str(" class=\"MsoNormal\" data-sudy-wp=\"1\"");
            for attribute in attributes {
                write!(out, " {attribute}").unwrap();
            }
            out.push_str(" align=center lang=ZH-CN");
        } else {
            for word in words {
                write!(out, " {word}").unwrap();
            }
        }
        out.push('>');
        rest = after;
    }
    out + rest
}

/// A portal's page round the report.
fn in_a_portal(html: &str) -> String {
    let (head, body) = html.split_once("<body>").unwrap();
    let body = body.rsplit_once("</body>").map_or(body, |(body, _)| body);
    format!(
        "{head}<body><div class=\"top\"><a href=\"/\">首页</a> <a href=\"/zwgk\">政务公开</a> \
         <a href=\"/bsfw\">办事服务</a> <a href=\"/hdjl\">互动交流</a></div>\
         <div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk\">政府信息公开</a> &gt; \
         <a href=\"/nb\">政府信息公开年报</a></div><div class=\"article\">{body}</div>\
         <div class=\"tools\">【打印】 【关闭】 分享到：</div>\
         <div class=\"foot\"><a href=\"/map\">网站地图</a> | <a href=\"/about\">联系我们</a><br>\
         网站标识码：1234560001</div></body></html>"
    )
}

/// What was read, as plain text: a paragraph a line, a row of a table a line with tabs between its cells.
fn as_text(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match &block.content {
            Content::Table(table) => {
                let rows = table.cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
                let columns =
                    table.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
                for row in 0..rows {
                    let line: Vec<String> = (0..columns)
                        .map(|column| {
                            table
                                .cells
                                .iter()
                                .find(|cell| (cell.row, cell.column) == (row, column))
                                .map_or(String::new(), |cell| cell.text.replace(['\n', '\t'], ""))
                        })
                        .collect();
                    text.push_str(&line.join("\t"));
                    text.push('\n');
                }
            }
            _ => {
                text.push_str(block.text().unwrap_or_default());
                text.push('\n');
            }
        }
        text.push('\n');
    }
    text
}

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn of_web_pages() {
    unchanged(
        "html",
        6,
        &[
            ("line ends between blocks", "html", Keeps::All, &|html| {
                after_blocks(html, "\r\n\t  ").into_bytes()
            }),
            ("comments between blocks", "html", Keeps::All, &|html| {
                after_blocks(html, "<!-- 打印 9 -->").into_bytes()
            }),
            ("attributes turned round", "html", Keeps::All, &|html| attributes_turned(html).into_bytes()),
            ("a portal's page", "html", Keeps::All, &|html| in_a_portal(html).into_bytes()),
            ("traditional script", "html", Keeps::Less, &|html| {
                crate::support::traditional::converted(html).into_bytes()
            }),
            ("a byte order mark", "html", Keeps::All, &|html| format!("\u{feff}{html}").into_bytes()),
            ("UTF-16", "html", Keeps::All, &|html| utf16(&html.replace("<meta charset=\"utf-8\">", ""))),
            ("GB18030", "html", Keeps::All, &|html| {
                gb18030(&html.replace("charset=\"utf-8\"", "charset=\"gb2312\""))
            }),
            ("as text with tabs", "txt", Keeps::Less, &|html| {
                let input = read(html.as_bytes(), &Hint { name: Some("a.html"), format: None }).unwrap();
                as_text(&input.document).into_bytes()
            }),
        ],
    );
}

#[test]
fn of_texts() {
    let spaced = |text: &str| text.lines().map(|line| format!("　　{line}  \r\n")).collect::<String>();
    let apart = |text: &str| text.replace('\n', "\n\n");
    for ending in ["txt", "md"] {
        let mut changes: Vec<Change> = vec![
            ("line ends of Windows", ending, Keeps::All, &|text| text.replace('\n', "\r\n").into_bytes()),
            ("a byte order mark", ending, Keeps::All, &|text| format!("\u{feff}{text}").into_bytes()),
            ("traditional script", ending, Keeps::Less, &|text| {
                crate::support::traditional::converted(text).into_bytes()
            }),
            ("UTF-16", ending, Keeps::All, &utf16),
            ("GB18030", ending, Keeps::All, &gb18030),
        ];
        let spaced = |text: &str| spaced(text).into_bytes();
        let apart = |text: &str| apart(text).into_bytes();
        if ending == "txt" {
            changes.push(("lines begin and end with spaces", ending, Keeps::All, &spaced));
            changes.push(("an empty line after each", ending, Keeps::All, &apart));
        }
        unchanged(ending, 3, &changes);
    }
}
