//! The statistics table that an organ appends in a form of its own: its parts against their totals.

use crate::order::Order;

use crate::report::annex::{Annex, Row};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::fold::{folded_chars, is_han};
use crate::text::message::Message;
use crate::text::slip::{Slip, slip_between};

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

/// Labels that such tables have everywhere.
const LABELS: [&str; 15] = [
    "主动公开信息数",
    "主动公开文件数",
    "受理依申请公开信息总数",
    "受理政府信息公开申请总数",
    "对申请的答复总数",
    "对申请的答复数",
    "同意公开答复数",
    "同意部分公开答复数",
    "不予公开答复数",
    "政府公报公开数",
    "行政复议数",
    "行政诉讼数",
    "行政申诉数",
    "行政申诉、举报数",
    "政府信息公开收费减免金额",
];
/// Terms in them that are always written alike; what stands beside them (网站, 信函, 总数) has many wordings.
const TERMS: [&str; 8] =
    ["主动公开", "依申请公开", "政府信息公开", "申请", "答复", "行政复议", "行政诉讼", "行政申诉"];
/// Words that differ from a term in one character and mean something of their own.
const OTHERS: [&str; 10] = ["复核", "复查", "复审", "诉求", "公布", "公示", "公告", "回复", "批复", "申报"];

/// Labels of the appended table with a slip inside a term: 行政复试数 for 行政复议数.
pub(super) fn altered_labels(context: &Context, severity: Severity) -> Vec<Finding> {
    let rows = context.report.annex.iter().flat_map(|annex| &annex.rows);
    let found = rows.filter_map(|row| Some((row, right_label(&row.label)?)));
    let finding = |(row, right): (&Row, &str)| {
        let message = Message::new(
            format!("附表中写的是“{}”，应为“{right}”", row.label),
            format!("The label in the appended table reads “{}”; it should be “{right}”", row.label),
        );
        Finding::new(severity, message).at_places(row.place)
    };
    found.map(finding).collect()
}

/// The label that was meant by one with a slip; nothing where it is right or another wording.
fn right_label(written: &str) -> Option<&'static str> {
    let label = folded_chars(written);
    if OTHERS.iter().any(|word| written.contains(word)) || LABELS.contains(&written) {
        return None;
    }
    LABELS.into_iter().find(|known| {
        let known: Vec<char> = known.chars().collect();
        let at = match slip_between(&label, &known) {
            Some(Slip::Wrong(at)) if label.get(at).is_some_and(|c| is_han(*c)) => at,
            Some(Slip::Lost(at) | Slip::Doubled(at)) => at,
            _ => return false,
        };
        TERMS.iter().any(|term| {
            let term: Vec<char> = term.chars().collect();
            let starts = (at + 1).saturating_sub(term.len())..=at;
            starts.into_iter().any(|start| known.get(start..start + term.len()) == Some(&term[..]))
        })
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_a_slip_and_other_wordings() {
        for (written, right) in [
            ("行政复义数", "行政复议数"),
            ("行政诉论数", "行政诉讼数"),
            ("主动公升信息数", "主动公开信息数"),
            ("受理依申清公开信息总数", "受理依申请公开信息总数"),
            ("同意部分公开答夏数", "同意部分公开答复数"),
            ("行政复复议数", "行政复议数"),
            ("主动公信息数", "主动公开信息数"),
        ] {
            assert_eq!(right_label(written), Some(right), "{written}");
        }
        for written in [
            "行政复议数",
            "行政诉讼数",
            "行政申诉数",
            "行政复核数",
            "行政复查数",
            "行政诉求数",
            "主动公布信息数",
            "对申请的回复总数",
            "受理依申请公开信息数",
            "对申请答复总数",
            "否决公开答复数",
            "网络申请数",
            "网上申请数",
            "来函申请数",
            "书面申请数",
            "接受行政诉讼、举报数",
            "主动公开信息总数",
            "政府网站公开数",
        ] {
            assert_eq!(right_label(written), None, "{written}");
        }
    }
}
