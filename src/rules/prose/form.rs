//! The form against the year.

use crate::form::{CellId, FormId, TableId};
use crate::report::TableStatus;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 报告所用的表式与年度相符：2021年及以后用国办公开办函〔2021〕30号的格式，2019、2020年用〔2019〕60号的试行格式，2014至2018年用国办发〔2014〕32号的
    /// 统计表。表式按表中的栏目名称判断。
    ///
    /// # 为什么
    ///
    /// 套用旧表式，有的数据无处可填，汇总时也对不上。
    ///
    /// # What it checks
    ///
    /// The form that the tables' labels show is that of the report's year.
    ///
    /// # Why
    ///
    /// An old form has no place for some data and cannot be added up with the others.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// form 2019
    /// year = 2023
    /// → 用的是2019年试行格式
    /// ```
    ///
    /// ```breaks
    /// form hybrid
    /// year = 2022
    /// → 其他处理
    /// ```
    ///
    /// ```breaks
    /// form 2021
    /// year = 2020
    /// ```
    ///
    /// ```passes
    /// year = 2021
    /// ```
    ///
    /// ```passes
    /// year = 2025
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// year = 2019
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// year = 2020
    /// ```
    ///
    /// ```passes
    /// year = 2020
    /// without table t2
    /// without table t3
    /// without table t4
    /// ```
    pub FORM_YEAR_MISMATCH {
        name: "form-year-mismatch",
        kind: Structure,
        title: ("表式与年度不符", "The form is not that of the year"),
        severity: Warning,
        source: Source::Official {
            document: "国办公开办函〔2021〕30号、国办公开办函〔2019〕60号、国办发〔2014〕32号",
            clause: "所附格式及施行年度",
        },
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let (Some(form), Some(year)) = (report.form, report.year) else { return findings };
    let Some(right) = FormId::of_year(year).filter(|right| *right != form) else { return findings };
    let mixed = form.form().official != form;
    // What a mixture has of another form is a row of table 3.
    let official = form.form().official.form();
    let foreign = |id: CellId| !mixed || !official.has(id);
    let deciding: &[TableId] =
        if mixed { &[TableId::Table3] } else { &[TableId::Statistics2014, TableId::Table2, TableId::Table3] };
    let read = |table: &&TableId| report.status(**table) != TableStatus::NotFound;
    let place = if let Some(table) = deciding.iter().find(read) {
        report.cells.iter().find(|(id, _)| id.table() == *table && foreign(*id)).map(|(_, cell)| cell.place)
    } else {
        return findings;
    };
    // A table cut off above that row fits a mixture as well.
    if mixed && place.is_none() {
        return findings;
    }
    let bearing = context.bearing;
    let (severity, message) = if mixed {
        (
            bearing.words(Severity::Warning),
            Message::new(
                "“（六）其他处理”只有一行，2021年起的格式分为三行（逾期不补正、逾期未缴费、其他）",
                "“(六) 其他处理” is a single row; since 2021 the form has three rows there",
            ),
        )
    } else {
        (
            // A mirror changes words, not the form.
            bearing.said(Severity::Warning),
            Message::new(
                format!("{year}年的报告用的是{}的表，应当用{}", form.form().title.0, right.form().title.0),
                format!(
                    "The report of {year} uses {}; it should use {}",
                    form.form().title.1,
                    right.form().title.1
                ),
            ),
        )
    };
    findings.push(Finding::new(severity, message).at_places(place));
    findings
}
