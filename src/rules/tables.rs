//! Whether the tables are there, with their rows and the form's labels.

use std::ops::Range;

use super::{Context, Finding, Source, annex, words};
use crate::document::{Fidelity, Table};
use crate::form::{CellId, TableForm, TableId};
use crate::report::{Cell, CellState, LabelCause, LabelReading, TableStatus};
use crate::rules::Severity;
use crate::text::fold::folded;
use crate::text::message::Message;
use crate::text::slip::{Slip, slips_in};

const FORMAT: &str =
    "国办公开办函〔2021〕30号附件《中华人民共和国政府信息公开工作年度报告格式》（2019年试行格式同）";

rule! {
    /// # 检查什么
    ///
    /// 年度报告的三张表（2014 至 2018 年度为一张统计表）在文本里找得到没有。
    ///
    /// # 为什么
    ///
    /// 格式要求填报这些表。网页或文件转成文字时，表格常常丢失；整篇一张表都没有时，多半是丢了，只作提示，请对照原文。
    ///
    /// # What it checks
    ///
    /// Whether the three tables of the form (one statistics table for 2014 to 2018) are found in the text.
    ///
    /// # Why
    ///
    /// The form demands them. Tables are often lost when a page or file is turned into text: where none is found at
    /// all, that is the likely reason, and this is only a notice.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// without table t4
    /// → 没有找到第四部分的表
    /// ```
    ///
    /// ```breaks
    /// without table t2
    /// without table t3
    /// without table t4
    /// → 这份文本里没有找到表格
    /// ```
    ///
    /// ```passes
    /// t4.review.upheld =
    /// ```
    pub NOT_FOUND {
        name: "table-not-found",
        kind: Table,
        title: ("没有找到表格", "A table was not found"),
        severity: Warning,
        source: Source::Official { document: FORMAT, clause: "第二、三、四部分" },
        check: not_found,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 表里有没有缺行：格式里有、文本里却没有的行。
    ///
    /// # 为什么
    ///
    /// 统一格式的行不能少，没有发生的填 0。文本由识别或转换得来时，也可能是转换时丢失，只作提示；第二部分的表单单缺当中一行的，不像是丢失。
    ///
    /// # What it checks
    ///
    /// Rows of the official form that are not in the table.
    ///
    /// # Why
    ///
    /// Rows may not be left out; what did not happen is 0. In converted or recognised text the row may have been lost
    /// on the way, and this is only a notice; one row alone inside table 2 is hardly lost.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// without row t3.refused.publication
    /// → 第三部分的表里没有找到“3.要求提供公开出版物”一行
    /// ```
    ///
    /// ```breaks
    /// extracted
    /// without row t2.regulation
    /// → 第二部分的表里没有找到“规章”一行
    /// ```
    ///
    /// ```passes
    /// t3.refused.publication.natural = -
    /// ```
    pub ROW_NOT_FOUND {
        name: "row-not-found",
        kind: Table,
        title: ("表里有行或格没有找到", "A row or cell of a table was not found"),
        severity: Warning,
        source: Source::Official { document: FORMAT, clause: "第二、三、四部分的表" },
        check: row_not_found,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 表头（数字连成一串的表也看）和行名有没有打错字，附在文后的自制统计表（指标名称、单位、年度）也看。已知的通行写法不算错，例如“合计”与“总计”、“规范性文件”与“行政规范性文件”。
    ///
    /// # 为什么
    ///
    /// 行名是统一格式的文字，打错一个字就可能变成另外的意思。识别或转换的文本里不报。
    ///
    /// # What it checks
    ///
    /// Typing errors in the labels of rows and columns, those of an appended table of the organ's own form (指标名称)
    /// included. Usual variants are not errors.
    ///
    /// # Why
    ///
    /// The labels are those of the official form. In recognised or converted text nothing is said.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// row t3.denied.forbidden_by_law = 2.其他法律行政法规禁正公开
    /// → 应为“2.其他法律行政法规禁止公开”
    /// ```
    ///
    /// ```breaks
    /// row t2.in_force = 先行有效件数
    /// → 应为“现行有效件数”
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// without table s14
    /// section 6 + 附表：指标名称 单位 2016年度 历年累计 主动公开信息数 条 12 30 行政复义数 件 0 0 行政诉讼数 件 0 0
    /// → 应为“行政复议数”
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// without table s14
    /// section 6 + 附表：指标名称 单位 2016年度 历年累计 主动公开信息数 条 12 30 来函申请数 件 0 0 行政复核数 件 0 0
    /// ```
    ///
    /// ```passes
    /// row t2.issued = 本年度制发件数
    /// ```
    ///
    /// ```passes
    /// row t3.total = 合计
    /// ```
    ///
    /// ```passes
    /// row t3.total = （七）总计①
    /// ```
    ///
    /// ```passes
    /// row t3.denied.forbidden_by_law = 2.其他法律行政法规禁止公开定”
    /// row t3.denied.safety_stability = 3.危及“三安全一稳
    /// ```
    ///
    /// ```passes
    /// recognised
    /// row t3.denied.forbidden_by_law = 2.其他法律行政法规禁正公开
    /// ```
    pub LABEL_ALTERED {
        name: "label-altered",
        kind: Table,
        title: ("表中文字与格式不同", "A label differs from the form"),
        severity: Warning,
        source: Source::Official { document: FORMAT, clause: "第二、三、四部分的表" },
        check: label_altered,
    }
}

fn not_found(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    // Before 2014 there was no common form, so that there is no table to look for.
    if report.form.is_none() && report.year.is_some_and(|year| year < 2014) {
        return findings;
    }
    let tables = context.form.tables;
    let missing: Vec<TableId> = tables
        .iter()
        .map(|table| table.id)
        .filter(|id| report.status(*id) == TableStatus::NotFound)
        .collect();
    if missing.is_empty() {
        return findings;
    }
    let places = missing.iter().filter_map(|id| report.tables.get(id).and_then(|reading| reading.heading));
    let none = missing.len() == tables.len();
    let of_another_form = if none { others(context) } else { 0 };
    let message = if of_another_form > 0 {
        Message::new(
            format!(
                "文件里的 {of_another_form} 张表都不是统一格式的表（可能是当地自定的统计表），里面的数字没有检查"
            ),
            format!(
                "None of the tables of numbers here ({of_another_form}) is one of the official form's, perhaps a local \
                 form; their numbers were not checked"
            ),
        )
    } else if none {
        Message::new(
            "这份文本里没有找到表格，可能是转成文字时丢失了；表里的数字没有检查，请用带表格的原件",
            "No table could be found in this text, perhaps lost when it was made; its numbers were not checked, use the \
             original with its tables",
        )
    } else {
        let names: Vec<Message> = missing.iter().map(|id| words::table(*id)).collect();
        let list = words::list(&names, 4, "张");
        Message::new(
            format!("没有找到{}，其中的数字没有检查", list.zh),
            format!("Not found in this text: {}; the numbers in it were not checked", list.en),
        )
    };
    let severity = if none || is_lost(context) { Severity::Notice } else { Severity::Warning };
    findings.push(Finding::new(severity, message).at_places(places).caused_by(cause(severity, "tables")));
    findings
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() <= 12 && text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Tables of numbers in the document, of whatever form.
fn others(context: &Context) -> usize {
    let numbers =
        |table: &Table| table.cells.iter().filter(|cell| cell.column > 0 && is_number(&cell.text)).count();
    let tables = context.document.blocks.iter().filter_map(|block| block.as_table());
    tables.filter(|table| table.rows >= 3 && numbers(table) >= 4).count()
}

/// Whether what is not there was most likely lost when the text was made, or left out of it.
fn is_lost(context: &Context) -> bool {
    context.document.fidelity != Fidelity::Original || context.bearing.is_part()
}

/// Whether the one row of table 2 that is not there was left out by whoever filled it in, though the text was taken out
/// of another format: all others are there, those behind it too, and what loses text loses more than one row.
fn is_left_out(context: &Context, table: &TableForm, label: Option<&&LabelReading>) -> bool {
    let extracted = context.document.fidelity == Fidelity::Extracted && !context.bearing.is_part();
    let last = table.rows().last().map(|row| row.id);
    extracted && table.id == TableId::Table2 && label.is_some_and(|label| Some(label.row) != last)
}

/// All that a poor text did not give has one cause: the text. What an original lacks, it lacks for reasons of its own.
fn cause(severity: Severity, own: impl Into<String>) -> String {
    if severity == Severity::Notice { "unread".to_owned() } else { own.into() }
}

/// Rows that are there with their digits, which cannot be told apart: one finding for each table.
fn rows_not_told_apart(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in context.form.tables {
        let open: Vec<(CellId, &Cell)> = context
            .report
            .cells
            .iter()
            .filter(|(id, cell)| id.table() == table.id && cell.state == CellState::Ambiguous)
            .collect();
        let rows: Vec<Message> = table
            .rows()
            .filter_map(|row| {
                let (_, cell) = open.iter().find(|(id, _)| id.row() == row.id)?;
                let raw = cell.raw.split_whitespace().collect::<Vec<_>>().join(" ");
                Some(Message::new(
                    format!("“{}”的“{raw}”", row.full_label()),
                    format!("“{raw}” of {}", row.english()),
                ))
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        let list = words::list(&rows, 8, "行");
        let name = words::table(table.id);
        let several = open.iter().any(|(_, cell)| cell.readings.len() > 1);
        let (zh, en) = if several {
            (
                "数字连在一起，有多种拆法，没有核对",
                "digits stand together and can be parted in several ways; not checked",
            )
        } else {
            ("数字对不上各列，没有核对", "the numbers do not fit the columns; not checked")
        };
        let message = Message::new(
            format!("{}里{}，{zh}", name.zh, list.zh),
            format!("In {}, {}: {en}", name.en, list.en),
        );
        findings.push(
            Finding::new(Severity::Notice, message)
                .on_cells(open.iter().map(|(id, _)| *id))
                .caused_by(cause(Severity::Notice, "")),
        );
    }
    findings
}

fn row_not_found(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(rows_not_told_apart(context));
    for table in context.form.tables {
        let mut rows: Vec<&LabelReading> = context
            .report
            .labels
            .iter()
            .filter(|label| label.table == table.id && label.cause == LabelCause::Missing)
            .collect();
        findings.extend(one_value_short(context, table, &mut rows));
        let names: Vec<Message> = rows
            .iter()
            .map(|label| {
                let row = table.row(label.row).map_or_else(|| label.expected.clone(), |row| row.full_label());
                Message::new(format!("“{row}”"), context.form.row_english(label.row))
            })
            .collect();
        if names.is_empty() {
            continue;
        }
        let list = words::list(&names, 6, "行");
        let name = words::table(table.id);
        let one = if names.len() == 1 { "一行" } else { "" };
        let lost = is_lost(context) && !(rows.len() == 1 && is_left_out(context, table, rows.first()));
        let severity =
            if lost || table.id == TableId::Statistics2014 { Severity::Notice } else { Severity::Warning };
        let (zh, en) = if lost { ("，没有核对", "; not checked") } else { ("", "") };
        let message = Message::new(
            format!("{}里没有找到{}{one}{zh}", name.zh, list.zh),
            format!("Not found in {}: {}{en}", name.en, list.en),
        );
        findings.push(
            Finding::new(severity, message)
                .at_places(rows.iter().filter_map(|label| label.place))
                .caused_by(cause(severity, format!("rows.{}", table.id.prefix()))),
        );
    }
    findings
}

/// Rows of table 3 in running text that have one value less than its columns, where all others are read: a cell was left
/// blank, and which one cannot be told. They are taken out of those that were not found.
fn one_value_short(context: &Context, table: &TableForm, rows: &mut Vec<&LabelReading>) -> Option<Finding> {
    const MOST: usize = 3;
    let columns = table.blocks.iter().map(|block| block.columns.len()).max()?;
    if table.id != TableId::Table3 || rows.is_empty() || rows.len() > MOST || context.bearing.is_part() {
        return None;
    }
    let flow = &context.report.text;
    let within = between_headings(context, 3);
    let mut found = Vec::new();
    rows.retain(|label| {
        let expected = folded(&label.expected);
        let length = expected.chars().count();
        let mut ends = flow.find_all(within.clone(), &expected).map(|at| at + length);
        let (Some(end), None) = (ends.next(), ends.next()) else { return true };
        let digits =
            flow.slice(end..within.end).iter().take(columns * 2).take_while(|c| c.is_ascii_digit()).count();
        let gaps = (end + 1..end + digits).filter(|at| flow.gap_before(*at)).count();
        // One after the other, or each by itself; a nought is a value wherever it stands.
        let noughts = flow.slice(end..end + digits).iter().all(|c| *c == '0');
        let short = digits == columns - 1 && (noughts || gaps == 0 || gaps == digits - 1);
        if short {
            found.push((label.expected.clone(), end - length..end + digits));
        }
        !short
    });
    if found.is_empty() {
        return None;
    }
    let labels: Vec<Message> =
        found.iter().map(|(label, _)| Message::new(format!("“{label}”"), format!("“{label}”"))).collect();
    let list = words::list(&labels, 4, "行");
    let name = words::table(table.id);
    let less = columns - 1;
    let message = Message::new(
        format!("{}里{}只有 {less} 个数，应有 {columns} 个：有一格空着没有填", name.zh, list.zh),
        format!(
            "In {}, {}: {less} values where there are {columns} columns; one cell is blank",
            name.en, list.en
        ),
    );
    let places = found.into_iter().flat_map(|(_, range)| flow.places(range));
    Some(Finding::new(Severity::Warning, message).at_places(places))
}

/// The text between the heading of a section and that of the next, as far as they were found.
fn between_headings(context: &Context, section: u8) -> Range<usize> {
    let flow = &context.report.text;
    let heading = |number: u8| {
        let section =
            context.report.sections.iter().find(|section| section.found && section.number == number)?;
        section.place.map(|place| flow.range_of(place))
    };
    let from = heading(section).map_or(0, |heading| heading.end);
    let to = heading(section + 1).map_or(flow.len(), |heading| heading.start).max(from);
    from..to
}

fn label_altered(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    if matches!(context.document.fidelity, Fidelity::Recognised | Fidelity::Mirror) {
        return findings;
    }
    // Where other labels are damaged as no person damages them, this one was most likely damaged in the same way.
    let damaged = context.report.labels.iter().any(|label| label.cause == LabelCause::Noise);
    let severity = if damaged || context.bearing.gaps { Severity::Notice } else { Severity::Warning };
    for label in context.report.labels.iter().filter(|label| label.cause == LabelCause::Typing) {
        let Some(found) = label.found.as_ref().filter(|_| !is_displaced(label, &context.report.labels))
        else {
            continue;
        };
        let found = found.split_whitespace().collect::<String>();
        let message = Message::new(
            format!("表中写的是“{found}”，应为“{}”", label.expected),
            format!("The label reads “{found}”, the form has “{}”", label.expected),
        );
        findings.push(Finding::new(severity, message).at_places(label.place));
    }
    findings.extend(head_altered(context, severity));
    findings.extend(lost_to_a_slip(context, severity));
    findings.extend(annex::altered_labels(context, severity));
    findings
}

/// Whether the end that a label lost stands behind that of another row, or the other way round: a line of it was put there
/// where the columns of a page have no lines, and nobody typed it so.
fn is_displaced(label: &LabelReading, labels: &[LabelReading]) -> bool {
    let plain = |text: &str| folded(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let texts = |label: &LabelReading| Some((plain(label.found.as_ref()?), plain(&label.expected)));
    let Some((found, expected)) = texts(label) else { return false };
    let tail =
        |long: &str, short: &str| long.strip_prefix(short).filter(|tail| !tail.is_empty()).map(str::to_owned);
    let (lost, gained) = (tail(&expected, &found), tail(&found, &expected));
    labels.iter().filter_map(texts).any(|(found, expected)| {
        (lost.is_some() && tail(&found, &expected) == lost)
            || (gained.is_some() && tail(&expected, &found) == gained)
    })
}

/// Labels of rows that were not found, where the text of their section has them with one slip: 属于行政执法案件.
fn lost_to_a_slip(context: &Context, severity: Severity) -> Vec<Finding> {
    const SHORTEST: usize = 6;
    const MOST: usize = 2;
    let flow = &context.report.text;
    let missing: Vec<&LabelReading> =
        context.report.labels.iter().filter(|label| label.cause == LabelCause::Missing).collect();
    let slipped = missing.into_iter().filter_map(|label| {
        let section = match label.table {
            TableId::Table2 => 2,
            TableId::Table3 => 3,
            _ => return None,
        };
        let expected = folded(&label.expected);
        let mark = expected.chars().take(3).position(|c| among!(".、)", c)).map_or(0, |at| at + 1);
        let core: String = expected.chars().skip(mark).collect();
        let core = Some(&*core).filter(|core| core.chars().count() >= SHORTEST)?;
        let within = between_headings(context, section);
        let bounded = within.start > 0 && flow.find(within.clone(), core).is_none();
        let (range, _) = slips_in(flow, within, core).into_iter().next().filter(|_| bounded)?;
        Some((label, range))
    });
    let slipped: Vec<_> = slipped.collect();
    // A text that damages one label after the other is what lost them.
    if slipped.len() > MOST {
        return Vec::new();
    }
    let finding = |(label, range): (&LabelReading, Range<usize>)| {
        let written = flow.text(range.clone());
        let message = Message::new(
            format!("表中写的是“{written}”，应为“{}”", label.expected),
            format!("The label reads “{written}”, the form has “{}”", label.expected),
        );
        Finding::new(severity, message).at_places(flow.places(range))
    };
    slipped.into_iter().map(finding).collect()
}

/// The heads of all columns of table 2, in the order of the form.
fn heads_of_table_2(context: &Context) -> impl Iterator<Item = &'static str> {
    let blocks = context.form.table(TableId::Table2).into_iter().flat_map(|table| table.blocks);
    blocks.flat_map(|block| block.columns).map(|column| column.label)
}

/// Another head of the block of one that was not found, which stands in one cell more than the form has: 本年新制作数量 over
/// two columns.
fn headed_twice(
    context: &Context,
    within: Range<usize>,
    head: &str,
) -> Option<(&'static str, Vec<Range<usize>>)> {
    let flow = &context.report.text;
    let is_cell = |place: &Range<usize>| {
        let piece = flow.pieces.get(flow.piece_at(place.start));
        piece.is_some_and(|piece| piece.cell.is_some() && piece.range == *place)
    };
    let mut blocks = context.form.table(TableId::Table2)?.blocks.iter().map(|block| block.columns);
    let beside = blocks.find(|columns| columns.iter().any(|column| column.label == head))?;
    beside.iter().map(|column| column.label).find_map(|label| {
        let length = label.chars().count();
        let found = flow.find_all(within.clone(), label).map(|at| at..at + length).filter(is_cell);
        let found: Vec<_> = found.collect();
        let usual = heads_of_table_2(context).filter(|other| *other == label).count();
        (found.len() == usual + 1).then_some((label, found))
    })
}

/// Heads of columns in table 2 with one character wrong: 先行有效件数, 本年废纸件数. They are looked for in the text,
/// so that a table whose cells run together is no other case.
fn head_altered(context: &Context, severity: Severity) -> Vec<Finding> {
    const SHORTEST: usize = 6;
    let flow = &context.report.text;
    let mut heads: Vec<&'static str> = heads_of_table_2(context).collect();
    heads.dedup();
    let Range { start: from, end: to } = between_headings(context, 2);
    let right = heads.iter().filter(|head| flow.find(from..to, head).is_some()).count();
    // What stands in none of its places is another table, or text.
    if right == 0 {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for head in heads {
        let letters = head.chars().count();
        let known = letters >= SHORTEST && flow.find(from..to, head).is_none();
        let found = slips_in(flow, from..to, head).into_iter().filter(|_| known).find(|(range, slip)| {
            // 本年度发件数 and 本年制发数 are other wordings, or the rest of one.
            let other = match slip {
                Slip::Wrong(at) => flow.has(range.start + at, "度") || at + 1 == letters,
                Slip::Lost(at) => head.chars().nth(*at).is_some_and(|c| among!("新件本年数", c)),
                Slip::Doubled(_) => false,
            };
            !other
        });
        let found = found.map(|(range, _)| range);
        let Some(range) = found else {
            let twice = if known { headed_twice(context, from..to, head) } else { None };
            findings.extend(twice.map(|(label, at)| {
                let message = Message::new(
                    format!("表头有两栏都写“{label}”，其中一栏应为“{head}”"),
                    format!("Two columns are headed “{label}”; one of them should be “{head}”"),
                );
                Finding::new(severity, message).at_places(at.into_iter().flat_map(|range| flow.places(range)))
            }));
            continue;
        };
        let written = flow.text(range.clone());
        let message = Message::new(
            format!("表头写的是“{written}”，应为“{head}”"),
            format!("The head of a column reads “{written}”, the form has “{head}”"),
        );
        findings.push(Finding::new(severity, message).at_places(flow.places(range)));
    }
    findings
}
