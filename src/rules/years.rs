//! This year's report against last year's report of the same organ, where that is given.

use super::repeated::same_share;
use super::table2::rows_with;
use super::{Companion, Context, Finding, Source, words};
use crate::form::{CellId, ColumnForm, ColumnRole, Form, Role};
use crate::report::{Number, Report};
use crate::rules::Severity;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 给出上年报告时：今年的“上年结转”等于上年的“结转下年度继续办理”。总计不同是存疑；总计相同、各类申请人不同，只作提示。
    ///
    /// # 为什么
    ///
    /// 上年没办完的，就是今年从上年接过来的。机关合并、拆分，申请人重新归类，或者上年报告后来更正，都可能使两数不同。
    ///
    /// # What it checks
    ///
    /// With last year's report: what is carried in this year equals what was carried over last year. A different total
    /// is a warning, a different spread over applicants a notice.
    ///
    /// # Why
    ///
    /// What was not closed last year is what this year begins with. Merged or split organs, applicants counted under
    /// another kind and later corrections are possible exceptions.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// previous t3.carried_out.total = 3
    /// → 今年报告的上年结转总计 1 件，上年报告的结转下年度为 3 件，相差 2
    /// ```
    ///
    /// ```passes
    /// previous
    /// ```
    pub CARRY_OVER {
        name: "carry-over",
        kind: Years,
        title: ("上年结转与上年报告不符", "Carried in differs from last year's carried over"),
        severity: Warning,
        source: Source::Practice,
        check: carry_over,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 给出上年报告时：现行有效件数等于上年的现行有效件数加本年制发、减本年废止。
    ///
    /// # 为什么
    ///
    /// 文件不会凭空多出或消失。自然失效没有计入废止的、清理后口径变化的，是可能的例外。
    ///
    /// # What it checks
    ///
    /// With last year's report: documents in force equal last year's plus those issued less those repealed.
    ///
    /// # Why
    ///
    /// Documents do not appear or vanish. Documents that expired without being repealed and changed ways of counting are
    /// possible exceptions.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// previous t2.normative.in_force = 13
    /// → 行政规范性文件：上年现行有效 13 + 本年制发 2 − 本年废止 1 = 14，而本年现行有效为 12，相差 2
    /// ```
    ///
    /// ```passes
    /// previous t2.normative.in_force = 11
    /// ```
    pub IN_FORCE_CHAIN {
        name: "in-force-chain",
        kind: Years,
        title: ("现行有效件数与上年接不上", "Documents in force do not follow from last year's"),
        severity: Warning,
        source: Source::Practice,
        check: in_force_chain,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 两年都用 2019 年试行格式时：今年的“上一年项目数量”等于上年的“上一年项目数量”加“本年增/减”。
    ///
    /// # 为什么
    ///
    /// 上年年底的项目数，就是今年的“上一年项目数量”。
    ///
    /// # What it checks
    ///
    /// Where both years use the form of 2019: last year's items plus last year's change are this year's 上一年项目数量.
    ///
    /// # Why
    ///
    /// The items at the end of last year are those that this year begins with.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// form 2019
    /// previous t2.licence.change = 3
    /// → 行政许可：上年 4 + 增减 3 = 7，而今年报告的上一年项目数量为 5，相差 2
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// previous
    /// ```
    pub PREVIOUS_CHANGE_CHAIN {
        name: "previous-change-chain",
        kind: Years,
        title: ("上一年项目数量与上年报告不符", "Last year's items differ from last year's report"),
        severity: Warning,
        source: Source::Practice,
        check: previous_change_chain,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 给出上年报告时：三张表的数字是不是全部与上年相同。全是 0 的不报；申请很少的只作提示。
    ///
    /// # 为什么
    ///
    /// 曾有机关连续三年的数据完全一样，是照抄了上年的表。
    ///
    /// # What it checks
    ///
    /// With last year's report: whether all numbers of the tables are the same as last year's. Reports with nothing but
    /// zeros are left out, those with very few requests get a notice.
    ///
    /// # Why
    ///
    /// Identical numbers for years in a row were found to be copies.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// previous t2.normative.issued = 2
    /// previous t2.normative.repealed = 1
    /// previous t2.normative.in_force = 12
    /// previous t2.licence.decisions = 36
    /// previous t2.penalty.decisions = 4
    /// previous t3.new.natural = 5
    /// previous t3.new.total = 8
    /// previous t3.granted.natural = 3
    /// previous t3.granted.total = 4
    /// previous t3.handled.natural = 5
    /// previous t3.handled.total = 8
    /// → 三张表的 200 个数字与上年报告完全相同
    /// ```
    ///
    /// ```passes
    /// previous
    /// ```
    pub SAME_NUMBERS {
        name: "same-numbers",
        kind: Years,
        title: ("数字与往年完全相同", "All numbers are those of an earlier year"),
        severity: Warning,
        source: Source::Practice,
        check: same_numbers,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 给出上年报告时：正文（不看数字和年份，也不算编制依据、统计期限、信息处理费这些格式要求写的话）有一半以上的字句与上年相同；九成以上算存疑，其余只作提示。
    ///
    /// # 为什么
    ///
    /// 通报里常见的问题：照抄上年的报告，只改年份和数字。有的地方考核时，与上年重复超过一半就扣分。
    ///
    /// # What it checks
    ///
    /// With last year's report: more than half of the narrative, years, numbers and what the format asks every report to
    /// say aside, is last year's; from nine tenths on this is a warning, below it a notice.
    ///
    /// # Why
    ///
    /// Copying last year's text and changing only the figures is a fault that assessments name; some deduct from one
    /// half on.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// previous same text
    /// → 与上年报告的字句相同
    /// ```
    ///
    /// ```passes
    /// previous
    /// ```
    pub SAME_TEXT {
        name: "same-text",
        kind: Years,
        title: ("正文与往年雷同", "The text is that of an earlier year"),
        severity: Warning,
        source: Source::Practice,
        check: same_text,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 给出用来对照的报告时：它是上一年的。不是的，年度之间的衔接不检查，只比较字句和数字是否照抄。
    ///
    /// # 为什么
    ///
    /// 结转、现行有效件数和项目数量一年接一年，隔了年份就对不上，也说明不了什么。
    ///
    /// # What it checks
    ///
    /// That the report given for comparison is that of the year before. Where it is not, what one year takes over from
    /// another is not checked, only whether words and numbers were copied.
    ///
    /// # Why
    ///
    /// Requests carried over, documents in force and items go on from year to year: across a gap they need not agree.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// previous year = 2021
    /// → 用来对照的是 2021 年的报告，不是 2023 年的，年度之间的衔接没有检查
    /// ```
    ///
    /// ```passes
    /// previous
    /// ```
    pub PREVIOUS_YEAR {
        name: "previous-year",
        kind: Years,
        title: ("给的不是上一年的年报", "Not the report of the year before"),
        severity: Notice,
        source: Source::Arithmetic,
        check: previous_year,
    }
}

/// A count as a comparison between reports takes it: blanks stand for 0, what is not sure is not compared.
#[must_use]
pub fn count(report: &Report, id: CellId) -> Option<i64> {
    let cell = report.cells.get(id).filter(|cell| cell.sure)?;
    if cell.is_blank() { Some(0) } else { cell.count() }
}

/// Last year's report, if it is that of the year before (or its year is not known).
fn year_before<'a>(context: &'a Context) -> Option<&'a Companion> {
    let previous = context.previous?;
    match (context.report.year, previous.report.year) {
        (Some(this), Some(that)) if this - 1 != that => None,
        _ => Some(previous),
    }
}

/// How the report given for comparison is called: by its year, where that is known and not the one before.
fn name_of(context: &Context, previous: &Companion) -> (String, String) {
    match previous.report.year {
        Some(that) if year_before(context).is_none() => {
            (format!(" {that} 年报告"), format!("that of {that}"))
        }
        _ => ("上年报告".to_owned(), "last year's".to_owned()),
    }
}

fn previous_year(context: &Context) -> Vec<Finding> {
    let that = context.previous.and_then(|previous| previous.report.year);
    let (Some(this), Some(that), None) = (context.report.year, that, year_before(context)) else {
        return Vec::new();
    };
    let before = this - 1;
    vec![Finding::new(
        Severity::Notice,
        Message::new(
            format!("用来对照的是 {that} 年的报告，不是 {before} 年的，年度之间的衔接没有检查"),
            format!(
                "The report given for comparison is that of {that}, not of {before}; the years were not compared"
            ),
        ),
    )]
}

fn carry_over(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(previous) = year_before(context) else { return findings };
    let (carried_in, carried_out) = (Role::CarriedIn.row(), Role::CarriedOut.row());
    let columns = context.form.block_of(carried_in).map_or(&[][..], |block| block.columns);
    let pair = |column: &ColumnForm| -> Option<(CellId, i64, i64)> {
        let id = CellId::new(carried_in, column.id);
        Some((id, count(context.report, id)?, count(&previous.report, CellId::new(carried_out, column.id))?))
    };
    let differing: Vec<(CellId, i64, i64)> =
        columns.iter().filter_map(pair).filter(|(_, now, then)| now != then).collect();
    let cells = || differing.iter().map(|(id, ..)| *id);
    if let Some((id, now, then)) = differing.iter().find(|(id, ..)| id.column().is_total()) {
        let difference = now.abs_diff(*then);
        let message = Message::new(
            format!("今年报告的上年结转总计 {now} 件，上年报告的结转下年度为 {then} 件，相差 {difference}"),
            format!(
                "{now} requests carried in, but {then} carried over in last year's report; the difference is {difference}"
            ),
        );
        findings.push(
            Finding::new(Severity::Warning, message)
                .of_identity(
                    format!("carry_over.{}", id.column().name()),
                    Number::Integer(*now),
                    Number::Integer(*then),
                )
                .on_cells(cells()),
        );
    } else if !differing.is_empty() {
        let items: Vec<Message> = differing
            .iter()
            .map(|(id, now, then)| {
                let column = words::column(*id, context.form);
                Message::new(
                    format!("{}今年 {now}、上年 {then}", column.zh),
                    format!("{} {now} this year, {then} last year", column.en),
                )
            })
            .collect();
        let list = words::list(&items, 6, "列");
        let message = Message::new(
            format!("上年结转的总计与上年报告一致，但各类申请人不同：{}", list.zh),
            format!("The total carried in agrees with last year's report, its spread does not: {}", list.en),
        );
        findings.push(Finding::new(Severity::Notice, message).on_cells(cells()));
    }
    findings
}

fn in_force_chain(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(previous) = year_before(context) else { return findings };
    let columns = [ColumnRole::Issued, ColumnRole::Repealed, ColumnRole::InForce];
    for cells in rows_with(context.form, columns) {
        let [.., in_force] = cells;
        let [Some(issued), Some(repealed), Some(now)] = cells.map(|id| count(context.report, id)) else {
            continue;
        };
        let Some(then) = count(&previous.report, in_force) else { continue };
        let expected = then.saturating_add(issued).saturating_sub(repealed);
        if expected != now {
            let name = words::row(in_force, context.form);
            let difference = expected.abs_diff(now);
            let message = Message::new(
                format!(
                    "{}：上年现行有效 {then} + 本年制发 {issued} − 本年废止 {repealed} = {expected}，而本年现行有效为 {now}，相差 {difference}",
                    name.zh
                ),
                format!(
                    "{}: {then} in force last year + {issued} issued − {repealed} repealed = {expected}, but {now} are in force; the difference is {difference}",
                    name.en
                ),
            );
            findings.push(
                Finding::new(Severity::Warning, message)
                    .of_identity(
                        format!("in_force_chain.{}", in_force.row().name()),
                        Number::Integer(expected),
                        Number::Integer(now),
                    )
                    .on_cells(cells),
            );
        }
    }
    findings
}

fn previous_change_chain(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(previous) = year_before(context) else { return findings };
    for cells in rows_with(context.form, [ColumnRole::Previous, ColumnRole::Change]) {
        let [id, _] = cells;
        let then = cells.map(|id| count(&previous.report, id));
        let ([Some(items), Some(change)], Some(now)) = (then, count(context.report, id)) else {
            continue;
        };
        let expected = items.saturating_add(change);
        if expected != now {
            let name = words::row(id, context.form);
            let difference = expected.abs_diff(now);
            let message = Message::new(
                format!(
                    "{}：上年 {items} + 增减 {change} = {expected}，而今年报告的上一年项目数量为 {now}，相差 {difference}",
                    name.zh
                ),
                format!(
                    "{}: {items} + change {change} last year = {expected}, but this year's report has {now}; the difference is {difference}",
                    name.en
                ),
            );
            findings.push(
                Finding::new(Severity::Warning, message)
                    .of_identity(
                        format!("previous_change_chain.{}", id.row().name()),
                        Number::Integer(expected),
                        Number::Integer(now),
                    )
                    .on_cells([id]),
            );
        }
    }
    findings
}

fn same_numbers(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Few cells, or few numbers other than 0, can be the same by chance.
    const CELLS: usize = 100;
    const NUMBERS: usize = 6;
    let Some(previous) = context.previous.filter(|previous| previous.report.year != context.report.year)
    else {
        return findings;
    };
    let (mut same, mut other_than_zero) = (0_usize, 0_usize);
    for (id, cell) in context.report.cells.iter() {
        let (Some(now), Some(then)) = (cell.value, previous.report.cells.get(id).and_then(|cell| cell.value))
        else {
            continue;
        };
        if now.decimal() != then.decimal() {
            return findings;
        }
        same += 1;
        other_than_zero += usize::from(now.decimal() != 0.0);
    }
    if same < CELLS || other_than_zero < NUMBERS {
        return findings;
    }
    let (zh, en) = name_of(context, previous);
    let few = count(context.report, CellId::new(Role::New.row(), ColumnRole::Total.column()))
        .is_none_or(|requests| requests <= 2);
    let message = Message::new(
        format!("三张表的 {same} 个数字与{zh}完全相同（其中 {other_than_zero} 个不是 0），像是照抄的"),
        format!(
            "All {same} numbers of the tables are the same as {en} ({other_than_zero} of them not 0), as if copied"
        ),
    );
    let severity = if few { Severity::Notice } else { Severity::Warning };
    findings.push(Finding::new(severity, message));
    findings
}

fn same_text(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(previous) = context.previous.filter(|previous| previous.report.year != context.report.year)
    else {
        return findings;
    };
    let share = same_share((context.report, context.document), (&previous.report, &previous.document));
    if let Some((same, all)) = share.filter(|(same, all)| same * 2 > *all) {
        // Nearly everything: last year's text was published again. More than half: what some supervisors deduct for.
        let severity = if same * 10 >= all * 9 { Severity::Warning } else { Severity::Notice };
        let share = same * 100 / all;
        let (zh, en) = name_of(context, previous);
        let message = Message::new(
            format!("正文 {all} 字（不计数字和格式要求写的话）中有 {share}% 与{zh}的字句相同"),
            format!(
                "{share} % of the text ({all} characters, numbers and what the format asks for aside) is {en} word for word"
            ),
        );
        let places = context.report.sections.iter().filter_map(|section| section.place);
        findings.push(Finding::new(severity, message).at_places(places.take(1)));
    }
    findings
}

/// The rows of a form's table 2 that have all these columns: the cells of each.
#[must_use]
pub fn table2_rows<const N: usize>(form: &'static Form, columns: [ColumnRole; N]) -> Vec<[CellId; N]> {
    rows_with(form, columns)
}
