//! The statistics table that an organ appends in a form of its own: its parts against their totals.

use crate::order::Order;

use crate::report::annex::{Annex, Row};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;

/// Rows that their parts divide: a request comes in one way and has one answer. What is published may stand in several
/// places.
const DIVIDED: [&str; 3] = ["申请", "答复", "办结"];
/// Most values that are followed at once.
const MOST: usize = 4096;

/// Totals of the appended table that are not what their parts come to, in whatever way digits that run together are
/// parted.
pub(super) fn broken_totals(context: &Context) -> Vec<Finding> {
    let Some(annex) = &context.report.annex else { return Vec::new() };
    let rows = annex.rows.iter().enumerate();
    let severity = if context.report.mirror { Severity::Notice } else { Severity::Warning };
    let finding = |(at, row): (usize, &Row)| Some(finding(severity, annex, at, row, fault(annex, at, row)?));
    let mut findings: Vec<Finding> = rows.filter_map(finding).collect();
    findings.extend(annex.rows.iter().filter_map(|row| more_than_all(severity, annex, row)));
    findings
}

/// A row that counts more in one year than in all years together.
fn more_than_all(severity: Severity, annex: &Annex, row: &Row) -> Option<Finding> {
    let [year, all] = annex.columns.as_slice() else { return None };
    let [values] = row.readings.as_slice() else { return None };
    let [in_year, in_all] = values.as_slice() else { return None };
    if !all.cumulative || year.cumulative || in_year <= in_all {
        return None;
    }
    let (label, year, all) = (&row.label, &year.head, &all.head);
    let message = Message::new(
        format!("附表“{label}”的{year}数 {in_year} 比{all}数 {in_all} 还多"),
        format!("In the appended table “{label}” is {in_year} ({year}), more than {in_all} ({all})"),
    );
    Some(Finding::new(severity, message).at_places(row.place))
}

/// A column in which a total is not what its parts come to.
struct Fault {
    column: usize,
    /// One part alone is more than its total.
    single: bool,
}

fn fault(annex: &Annex, at: usize, row: &Row) -> Option<Fault> {
    let parts: Vec<&Row> = annex.parts(at).collect();
    if parts.is_empty() {
        return None;
    }
    let divides = DIVIDED.iter().any(|word| row.label.contains(word));
    let rest =
        parts.last().is_some_and(|part| part.label.starts_with("其他") || part.label.starts_with("其它"));
    (0..annex.columns.len()).find_map(|column| {
        let totals: Vec<u64> = row.values(column).collect();
        let most = totals.iter().copied().max()?;
        let single = parts.iter().any(|part| part.values(column).min().is_some_and(|least| least > most));
        let sums = sums(&parts, column)?;
        let holds = |total: &u64| {
            if rest { sums.contains(total) } else { sums.iter().any(|sum| sum <= total) }
        };
        (single || divides && !totals.iter().any(holds)).then_some(Fault { column, single })
    })
}

/// Values from the least to the greatest, each once.
fn distinct(values: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut values: Vec<u64> = values.collect();
    values.order();
    values.dedup();
    values
}

/// What parts can come to in a column; nothing where there are too many ways.
fn sums(parts: &[&Row], column: usize) -> Option<Vec<u64>> {
    let mut sums = vec![0];
    for part in parts {
        let values = distinct(part.values(column));
        sums = distinct(sums.iter().flat_map(|sum| values.iter().map(move |value| sum + value)));
        if sums.len() > MOST {
            return None;
        }
    }
    Some(sums)
}

fn finding(severity: Severity, annex: &Annex, at: usize, row: &Row, fault: Fault) -> Finding {
    let parts: Vec<&Row> = annex.parts(at).collect();
    let head = annex.columns.get(fault.column).map_or("", |column| &column.head);
    let shown = |row: &Row, is: &str, or: &str| {
        let values: Vec<String> = distinct(row.values(fault.column)).iter().map(u64::to_string).collect();
        format!("“{}”{is}{}", row.label, values.join(or))
    };
    let is_zero = |row: &Row| row.values(fault.column).all(|value| value == 0);
    let others: Vec<&&Row> = parts.iter().filter(|part| !is_zero(part)).collect();
    let listed = |or: &str, none: &str, mark: &str| {
        let listed: Vec<String> = others.iter().map(|part| shown(part, " ", or)).collect();
        if listed.is_empty() { none.to_owned() } else { listed.join(mark) }
    };
    let (zh, en) = if fault.single {
        ("有一项比总数还多", "one part is more than the total")
    } else {
        ("各项之和与总数不符", "the parts do not come to the total")
    };
    let message = Message::new(
        format!(
            "附表“{head}”一栏{}，其中{}，{zh}",
            shown(row, "为 ", " 或 "),
            listed(" 或 ", "各项都是 0", "、")
        ),
        format!(
            "Column “{head}” of the appended table: {}, of which {}; {en}",
            shown(row, " is ", " or "),
            listed(" or ", "all are 0", ", ")
        ),
    );
    Finding::new(severity, message).at_places(std::iter::once(row).chain(parts).filter_map(|row| row.place))
}
