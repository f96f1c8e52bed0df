//! What stands in single cells: decimals, negative numbers, blanks, units.

use std::collections::BTreeMap;

use super::{Context, Finding, Source, words};
use crate::assess::SumStatus;
use crate::document::Fidelity;
use crate::form::{CellId, ColumnId, ColumnRole, Role, TableId, ValueKind};
use crate::report::narrative::{Claim, Class};
use crate::report::{Cell, CellState, Number};
use crate::rules::Severity;
use crate::text::message::Message;
use crate::text::numerals::Precision;

rule! {
    /// # 检查什么
    ///
    /// 件数、数量各格填的是不是整数，正文“公开信息4.8余条”这样的件数有没有漏掉“万”；有文字而没有数字的格，提醒看一看。金额可以有小数。
    ///
    /// # 为什么
    ///
    /// 申请、文件、案件都是一件一件数的，不会有半件。
    ///
    /// # What it checks
    ///
    /// Cells that hold counts hold whole numbers, and so do counts of the text (公开信息4.8余条 lacks its 万); a cell with words but no number is pointed out. Amounts of money may
    /// have decimals.
    ///
    /// # Why
    ///
    /// Requests, documents and cases are counted one by one.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.new.natural = 5.5
    /// → 本年新收·自然人填的是 5.5，件数应为整数
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年主动公开政府信息4.8余条。
    /// → 漏了“万”
    /// ```
    ///
    /// ```breaks
    /// t3.granted.natural = #N/A
    /// → 填的是“#N/A”，不是数字
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年主动公开政府信息4.8万余条，平均每月0.4万条，办件材料由人均5.2份减至2.6份，日均发布13.2条，按月折算为4.8条，依据规范5.2条公开，面积3.5亩，缩短0.5个工作日。
    /// ```
    ///
    /// ```passes
    /// t2.fee.amount = 4068.208
    /// ```
    ///
    /// ```passes
    /// t2.licence.decisions = 1,036
    /// ```
    pub NOT_INTEGER {
        name: "value-not-integer",
        kind: Table,
        title: ("填的不是整数", "Not a whole number"),
        severity: Error,
        source: Source::Arithmetic,
        check: not_integer,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 除“本年增/减”以外，各格不应是负数。
    ///
    /// # 为什么
    ///
    /// 件数和金额最少是 0。“本年增/减”可以是负数，它与“上一年项目数量”相加不应小于 0（见 t2-previous-change）。
    ///
    /// # What it checks
    ///
    /// No cell but 本年增/减 is negative.
    ///
    /// # Why
    ///
    /// Counts and amounts are at least 0. A change may be negative; see t2-previous-change.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.carried_out.natural = -1
    /// → 结转下年度·自然人填的是 -1，不应小于 0
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.licence.change = -5
    /// ```
    pub NEGATIVE {
        name: "value-negative",
        kind: Table,
        title: ("出现负数", "A count is negative"),
        severity: Error,
        source: Source::Arithmetic,
        check: negative,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 没有填数字的格：空着，或者写成“-”“—”“/”“无”。能由勾稽关系推出应填几的，一并说出。
    ///
    /// # 为什么
    ///
    /// 没有发生的应填 0；空着让人分不清是 0 还是漏填。空白按 0 看各项勾稽都成立时，只作提醒；空着的总计如果能由各项算出来，就说应填几，不算作不平。
    ///
    /// # What it checks
    ///
    /// Cells without a number: empty, or a dash, a slash or 无. Where the identities leave one value only, it is said.
    ///
    /// # Why
    ///
    /// What did not happen is 0; a blank may be 0 or may have been forgotten. Where all sums hold with 0 for the
    /// blanks this is a reminder; an empty total whose addends are known is reported with its value, not as a broken
    /// sum.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t3.denied.process.research = -
    /// t3.denied.process.total =
    /// → 第三部分的表有 2 格没有填数字（空白或“-”），视为 0 时各项勾稽成立
    /// ```
    ///
    /// ```breaks
    /// t3.granted.total =
    /// → 予以公开·总计没有填数字，由勾稽关系可知应为 4
    /// ```
    ///
    /// ```passes
    /// t3.granted.research = 0
    /// ```
    pub BLANK {
        name: "value-blank",
        kind: Table,
        title: ("没有填数字", "No number filled in"),
        severity: Warning,
        source: Source::Practice,
        check: blank,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 数字后面带了单位。“本年收费金额”以万元为单位，写成“元”“亿元”的要换算；件数后面的“件”“宗”等不必写。
    ///
    /// # 为什么
    ///
    /// 单位不同的数字汇总时会差一万倍。“采购总金额”没有规定单位，带单位不算问题。
    ///
    /// # What it checks
    ///
    /// Units after numbers. The fee column is in 万元, so that an amount in 元 or 亿元 has to be converted; 件 and the
    /// like after counts are not needed.
    ///
    /// # Why
    ///
    /// Amounts in another unit are out by a factor of ten thousand in the summary. The procurement amount of the form
    /// of 2019 has no fixed unit and may carry one.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t2.fee.amount = 251000元
    /// → 本列以万元为单位，而行政事业性收费·本年收费金额填的是“251000元”，应换算为 25.1
    /// ```
    ///
    /// ```passes
    /// t2.fee.amount = 12.5万元
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.procurement.amount = 251000元
    /// ```
    pub UNIT {
        name: "value-unit",
        kind: Table,
        title: ("数字带了别的单位", "A number carries another unit"),
        severity: Warning,
        source: Source::Official {
            document: "国办公开办函〔2021〕30号附件《中华人民共和国政府信息公开工作年度报告格式》",
            clause: "第二部分表中“本年收费金额（单位：万元）”",
        },
        check: unit,
    }
}

/// Cells that nobody filled in have one cause, in whatever table they are and whatever they must be.
const BLANKS: &str = "blanks";

/// What the values of the cell's column may be.
pub(super) fn kind(cell: CellId, context: &Context) -> ValueKind {
    context.form.column(cell).map_or(ValueKind::Count, |column| column.kind)
}

/// The severity of a fault of a cell: never an error on the table of 2014, nor where the reading is not sure.
pub(super) fn severity_of(cell: CellId, found: &Cell, usual: Severity) -> Severity {
    match (found.sure, cell.table()) {
        (false, _) => Severity::Notice,
        (true, TableId::Statistics2014) => usual.max(Severity::Warning),
        (true, _) => usual,
    }
}

fn not_integer(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (garbled, told) = without_characters(context);
    findings.extend(told);
    let counts = |id: &CellId| kind(*id, context) != ValueKind::Amount && !garbled.contains(id);
    let is_suspect = |cell: &Cell| {
        matches!((cell.value, cell.state), (Some(Number::Decimal(_)), _) | (None, CellState::Unreadable))
    };
    let cells = context.report.cells.iter().filter(|(_, cell)| is_suspect(cell));
    for (id, cell) in cells.filter(|(id, _)| counts(id)) {
        let (severity, message) = match (cell.value, cell.state) {
            (Some(value @ Number::Decimal(_)), _) => {
                let words = words::cell(id, context.form);
                (
                    Severity::Error,
                    Message::new(
                        format!("{}填的是 {value}，件数应为整数", words.zh),
                        format!("{} is {value}; a count is a whole number", words.en),
                    ),
                )
            }
            (None, CellState::Unreadable) => {
                let words = words::cell(id, context.form);
                let bearable = context.document.fidelity == Fidelity::Original;
                let raw = cell.raw.trim();
                (
                    if bearable { Severity::Warning } else { Severity::Notice },
                    Message::new(
                        format!("{}填的是“{raw}”，不是数字", words.zh),
                        format!("{} says “{raw}”, which is not a number", words.en),
                    ),
                )
            }
            _ => continue,
        };
        // What a spreadsheet shows in the place of a value that it cannot compute is for nobody to read.
        let failed = is_spreadsheet_error(cell.raw.trim());
        let severity = if failed { Severity::Warning } else { severity_of(id, cell, severity) };
        findings.push(Finding::new(severity, message).on_cells([id]));
    }
    findings.extend(told_in_parts(context));
    findings
}

/// `#REF!`, `#DIV/0!`, `#N/A`, `#NAME?`.
fn is_spreadsheet_error(raw: &str) -> bool {
    raw.strip_prefix('#').is_some_and(|name| {
        name.len() >= 3
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || among!("/!?", c))
            && name.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

/// Cells whose characters the file does not tell (a font without a table of characters), with one finding on all of them:
/// they have one cause and one remedy.
fn without_characters(context: &Context) -> (Vec<CellId>, Option<Finding>) {
    /// Fewer are told one by one.
    const FEWEST: usize = 3;
    let untold = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'..='\u{10ffff}');
    let cells = context.report.cells.iter().filter(|(_, cell)| cell.state == CellState::Unreadable);
    let garbled: Vec<CellId> =
        cells.filter(|(_, cell)| cell.raw.chars().any(untold)).map(|(id, _)| id).collect();
    let count = garbled.len();
    if count < FEWEST {
        return (Vec::new(), None);
    }
    let message = Message::new(
        format!(
            "有 {count} 格的数字取不出来：文件里这些字没有文字编码，或者是图片、公式；请用 Word 原件，或者在阅读器里重新打印成 PDF 再试"
        ),
        format!(
            "The numbers of {count} cells cannot be taken from the file: its font does not tell its characters, or they \
             are pictures or formulas; use the original document, or print it to PDF again"
        ),
    );
    let finding = Finding::new(Severity::Notice, message).on_cells(garbled.iter().copied());
    (garbled, Some(finding))
}

/// 公开信息4.8余条, whose 万 was left out: things that are counted one by one, where nothing says that it is an average.
fn told_in_parts(context: &Context) -> Option<Finding> {
    let flow = &context.report.text;
    let told = context.report.narrative.quantities.iter().find(|quantity| {
        let at = flow.range_of(quantity.place);
        let sentence = context.sentence_at(at.start);
        let before = sentence.map_or(&[][..], |sentence| flow.slice(sentence.range.start..at.start));
        // 依据规范4.8条 is a clause, 微博2.048条 may be thousands.
        quantity.numeral.scale > 0
            && quantity.numeral.precision != Precision::Exact
            && quantity.claim == Claim::Number
            && matches!(quantity.class, Class::Information | Class::Outlet | Class::Requests)
            && ["条", "件", "份", "篇"].contains(&quantity.unit)
            && !before.iter().any(|c| among!("均每率倍", *c))
            && !flow.has(at.end, "/")
    })?;
    let phrase = &told.phrase;
    let message = Message::new(
        format!("正文“{phrase}”不是整数，像是漏了“万”"),
        format!("“{phrase}” in the text is no whole number; 万 may have been left out"),
    );
    let severity = context.bearing.words(Severity::Warning);
    Some(Finding::new(severity, message).at_places([told.place]))
}

fn negative(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, cell) in context.report.cells.iter() {
        let Some(value) = cell.value.map(Number::decimal).filter(|value| *value < 0.0) else { continue };
        if kind(id, context) == ValueKind::Change {
            continue;
        }
        let words = words::cell(id, context.form);
        let message = Message::new(
            format!("{}填的是 {value}，不应小于 0", words.zh),
            format!("{} is {value}; it cannot be less than 0", words.en),
        );
        let severity = severity_of(id, cell, Severity::Error);
        findings.push(Finding::new(severity, message).on_cells([id]));
    }
    findings
}

fn blank(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let assessed = &context.assessed;
    let found: Vec<TableId> = context
        .form
        .tables
        .iter()
        .map(|table| table.id)
        .filter(|table| context.report.cells.iter().any(|(id, _)| id.table() == *table))
        .collect();
    if !found.is_empty() && found.iter().all(|table| assessed.empty_tables.contains(table)) {
        let message = Message::new(
            "表格尚未填写，各格都是空白",
            "The tables have not been filled in: every cell is blank",
        );
        findings.push(Finding::new(Severity::Notice, message).on_cells(assessed.blanks.iter().copied()));
        return findings;
    }
    for table in found {
        let blanks: Vec<CellId> = assessed.blanks.iter().copied().filter(|id| id.table() == table).collect();
        if blanks.is_empty() {
            continue;
        }
        if assessed.empty_tables.contains(&table) {
            findings.push(empty_table(context, table, blanks));
            continue;
        }
        let must_be = |cell: &CellId| assessed.determined.get(cell).copied().unwrap_or(0);
        let (zero, filled): (Vec<CellId>, Vec<CellId>) =
            blanks.into_iter().partition(|cell| must_be(cell) == 0);
        let mut lines: BTreeMap<Option<ColumnId>, Vec<CellId>> = BTreeMap::new();
        for cell in filled {
            // A whole column of totals left out is said in one sentence.
            let sums_up = matches!(cell.column().role(), ColumnRole::Total | ColumnRole::Organisations);
            let line = Some(cell.column()).filter(|column| sums_up && !column.name().is_empty());
            lines.entry(line).or_default().push(cell);
        }
        for (line, cells) in lines {
            let sentences =
                if line.is_some() { vec![cells] } else { cells.chunks(1).map(<[_]>::to_vec).collect() };
            for cells in sentences {
                let values: Vec<(CellId, i64)> = cells.iter().map(|cell| (*cell, must_be(cell))).collect();
                findings.push(
                    Finding::new(severity(context, &cells), determined(context, &values))
                        .on_cells(cells)
                        .caused_by(BLANKS),
                );
            }
        }
        if !zero.is_empty() {
            let message = stands_for_zero(context, table, &zero);
            findings.push(Finding::new(severity(context, &zero), message).on_cells(zero).caused_by(BLANKS));
        }
    }
    findings
}

/// A blank may have been lost by text recognition; on the table of 2014 blanks are common.
fn severity(context: &Context, cells: &[CellId]) -> Severity {
    let local = cells.iter().all(|cell| cell.table() == TableId::Statistics2014);
    let sure = cells.iter().any(|cell| context.report.cells.get(*cell).is_some_and(|found| found.sure));
    let damaged = matches!(context.document.fidelity, Fidelity::Recognised | Fidelity::Mirror);
    if local || damaged || !sure { Severity::Notice } else { Severity::Warning }
}

fn empty_table(context: &Context, table: TableId, cells: Vec<CellId>) -> Finding {
    let name = words::table(table);
    let message = Message::new(
        format!("{}各格都没有填数字；没有发生的应填 0", name.zh),
        format!("No number is filled in in {}; what did not happen is 0", name.en),
    );
    Finding::new(severity(context, &cells), message).on_cells(cells).caused_by(BLANKS)
}

/// Blanks that must have a value other than 0.
fn determined(context: &Context, values: &[(CellId, i64)]) -> Message {
    if let [(cell, value)] = values {
        let words = words::cell(*cell, context.form);
        return Message::new(
            format!("{}没有填数字，由勾稽关系可知应为 {value}", words.zh),
            format!("{} is blank; by the sums it must be {value}", words.en),
        );
    }
    let column = values.first().map_or_else(Message::default, |(cell, _)| words::column(*cell, context.form));
    let items: Vec<Message> = values
        .iter()
        .map(|(cell, value)| {
            let row = words::row(*cell, context.form);
            Message::new(format!("{} {value}", row.zh), format!("{} {value}", row.en))
        })
        .collect();
    let list = words::list(&items, 40, "格");
    Message::new(
        format!("{}列有 {} 格没有填数字，由勾稽关系可知应为：{}", column.zh, values.len(), list.zh),
        format!(
            "{} cells of column {} are blank; by the sums they must be: {}",
            values.len(),
            column.en,
            list.en
        ),
    )
}

/// Blanks that stand for 0.
fn stands_for_zero(context: &Context, table: TableId, cells: &[CellId]) -> Message {
    let name = words::table(table);
    let what = how_written(context, cells);
    let count = cells.len();
    let proved = cells.iter().filter(|cell| context.assessed.determined.contains_key(cell)).count();
    let around = |each: &&crate::assess::Assessment| each.identity.cells().any(|cell| cells.contains(&cell));
    let broken = context
        .assessed
        .identities
        .iter()
        .filter(around)
        .filter(|each| matches!(each.status, SumStatus::Broken { .. }))
        .count();
    let has_sums = context.form.table(table).is_some_and(|form| !form.identities().is_empty());
    let mut message = match cells {
        [cell] => {
            let words = words::cell(*cell, context.form);
            Message::new(
                format!("{}没有填数字（{}）", words.zh, what.zh),
                format!("{} has no number ({})", words.en, what.en),
            )
        }
        _ => Message::new(
            format!("{}有 {count} 格没有填数字（{}）", name.zh, what.zh),
            format!("{count} cells of {} have no number ({})", name.en, what.en),
        ),
    };
    if has_sums && broken == 0 {
        message.zh.push_str("，视为 0 时各项勾稽成立");
        message.en.push_str("; taken as 0, all sums hold");
        if proved > 0 && proved == count {
            message.zh.push_str("，由勾稽关系可知只能是 0");
            message.en.push_str(", and the sums leave no other value");
        } else if proved > 0 {
            message.zh.push_str(&format!("，其中 {proved} 格由勾稽关系可知只能是 0"));
            message.en.push_str(&format!(", and for {proved} of them the sums leave no other value"));
        }
    } else if has_sums {
        message.zh.push_str(&format!("，视为 0 时有 {broken} 项勾稽不成立"));
        message.en.push_str(&format!("; taken as 0, {broken} sums do not hold"));
    }
    message.zh.push_str("；没有发生的应填 0");
    message.en.push_str("; what did not happen is 0");
    message
}

/// `空白`, `“-”`, or both.
fn how_written(context: &Context, cells: &[CellId]) -> Message {
    let found = || cells.iter().filter_map(|cell| context.report.cells.get(*cell));
    let placeholder = found().find(|cell| cell.state == CellState::Placeholder).map(|cell| cell.raw.trim());
    let blank = found().any(|cell| cell.state == CellState::Blank);
    match (placeholder, blank) {
        (Some(raw), true) => Message::new(format!("空白或“{raw}”"), format!("blank or “{raw}”")),
        (Some(raw), false) => Message::new(format!("写的是“{raw}”"), format!("“{raw}”")),
        (None, _) => Message::new("空白", "blank"),
    }
}

fn unit(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut counted = Vec::new();
    for (id, cell) in context.report.cells.iter() {
        let Some(note) = cell.note.as_deref().map(str::trim) else { continue };
        let in_ten_thousands = kind(id, context) == ValueKind::Amount && id.row().role() == Role::Fee;
        let factor = match note {
            "元" | "元整" => Some(10_000.0),
            "亿元" | "亿" => Some(0.000_1),
            _ => None,
        };
        match (in_ten_thousands, factor, cell.value) {
            (true, Some(factor), Some(value)) => {
                let (raw, right) = (cell.raw.trim(), Number::Decimal(value.decimal() / factor));
                let words = words::cell(id, context.form);
                let message = Message::new(
                    format!("本列以万元为单位，而{}填的是“{raw}”，应换算为 {right}", words.zh),
                    format!("The column is in 万元, but {} says “{raw}”, which is {right}", words.en),
                );
                let severity = severity_of(id, cell, Severity::Warning);
                findings.push(Finding::new(severity, message).on_cells([id]));
            }
            (false, ..) if kind(id, context) != ValueKind::Amount && is_counter(note) => {
                counted.push((id, note))
            }
            _ => {}
        }
    }
    let Some((first, note)) = counted.first() else { return findings };
    let words = words::cell(*first, context.form);
    let count = counted.len();
    let message = Message::new(
        format!("{}等 {count} 格的数字后面带有“{note}”等字样，只填数字即可", words.zh),
        format!(
            "{count} cells carry a word like “{note}” after the number ({}, …); the number is enough",
            words.en
        ),
    );
    let cells = counted.iter().map(|(id, _)| *id);
    findings.push(Finding::new(Severity::Notice, message).on_cells(cells).caused_by("unit.count"));
    findings
}

fn is_counter(note: &str) -> bool {
    matches!(note, "件" | "宗" | "份" | "条" | "项" | "个" | "起" | "件次" | "人次" | "次")
}
