//! Numbers of the narrative against the statistics table that the organ appended in a form of its own.

use std::collections::{HashMap, HashSet};

use crate::form::{ColumnRole, Role};
use crate::report::annex::{Annex, Row};
use crate::report::narrative::{Claim, Class, Quantity, Reason, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::fold::folded;
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::bearable;

/// Numbers that differ from the row of the appended table that counts the same.
pub(super) fn annexed(context: &Context) -> Vec<Finding> {
    let Some(annex) = &context.report.annex else { return Vec::new() };
    let narrative = &context.report.narrative;
    let mut findings: Vec<Finding> = Vec::new();
    let mut known: HashSet<(usize, u64)> = HashSet::new();
    let sites = narrative.published.iter().filter(|published| published.site).count();
    // On several sites: which of them is meant is not known.
    let published: HashMap<usize, Option<bool>> = narrative
        .published
        .iter()
        .map(|published| (published.quantity, (!published.site || sites == 1).then_some(published.site)))
        .collect();
    for (at, quantity) in narrative.quantities.iter().enumerate() {
        let Some(said) = said(quantity) else { continue };
        let Some(row) = row_of(annex, published.get(&at).copied(), quantity) else { continue };
        let Some(own) = annex.rows.get(row) else { continue };
        // 累计 may be said of the year or of all years.
        let all = folded(&quantity.phrase).contains("累计");
        let columns = || (0..annex.columns.len()).filter(|column| all || annex.is_of_year(*column));
        if columns().any(|column| own.values(column).any(|value| value == said)) || !known.insert((row, said))
        {
            continue;
        }
        findings.push(finding(context, annex, quantity, own, &columns().collect::<Vec<_>>()));
    }
    findings
}

/// What a number says of the organ and its year; nothing where it is of something else.
fn said(quantity: &Quantity) -> Option<u64> {
    let of_year =
        matches!(quantity.reason, Reason::Class | Reason::Unclear | Reason::OneWay) || quantity.is_bound();
    let plain = matches!(quantity.claim, Claim::Number | Claim::Nothing)
        && quantity.numeral.precision == Precision::Exact
        && quantity.numeral.after_space.is_none();
    if !of_year || !plain || quantity.is_bound() && quantity.strength == Strength::Slight {
        return None;
    }
    quantity.numeral.integer().and_then(|said| u64::try_from(said).ok())
}

/// The row that counts what a number counts: by what the number was understood to count, or by the very words of its
/// label. `published`: it counts all that was published, on a web site or altogether; nothing inside where it is not
/// known on which.
fn row_of(annex: &Annex, published: Option<Option<bool>>, quantity: &Quantity) -> Option<usize> {
    let find = |is: &dyn Fn(&Row) -> bool| {
        let mut rows = annex.rows.iter().enumerate().filter(|(_, row)| is(row)).map(|(at, _)| at);
        rows.next().filter(|_| rows.next().is_none())
    };
    let has = |row: &Row, words: &[&str]| words.iter().any(|word| row.label.contains(word));
    match published {
        Some(Some(false)) => return find(&|row| row.parent.is_none() && has(row, &["主动公开"])),
        Some(Some(true)) => return find(&|row| row.parent.is_some() && has(row, &["网站公开"])),
        Some(None) => return None,
        None => {}
    }
    if quantity.claim == Claim::Number {
        let words = folded(&quantity.phrase);
        let words = words.trim_end_matches(quantity.unit).trim_end_matches(|c: char| c.is_ascii_digit());
        let words = words.trim_end_matches("为");
        let named = find(&|row| {
            let before = words.strip_suffix(row.label.as_str());
            before.is_some_and(is_frame) && row.label.chars().count() >= LABEL
        });
        if named.is_some() {
            return named;
        }
    }
    let [cell] = quantity.readings.first()?.as_slice() else { return None };
    // 未收到公民提出的申请 denies all of them, in the words of most reports.
    let whole = cell.column().is_total()
        || quantity.claim == Claim::Nothing && cell.column().role() == ColumnRole::Natural;
    if !matches!(quantity.class, Class::Requests | Class::Result | Class::Case | Class::Applicant) || !whole {
        return None;
    }
    match cell.row().role() {
        Role::New => find(&|row| row.parent.is_none() && has(row, &["受理", "收到"]) && has(row, &["申请"])),
        Role::Handled | Role::Closed => find(&|row| row.parent.is_none() && has(row, &["答复"])),
        Role::Granted => find(&|row| row.parent.is_some() && row.label.starts_with("同意公开")),
        Role::Partial => find(&|row| row.parent.is_some() && has(row, &["部分公开"])),
        Role::Review => find(&|row| row.parent.is_none() && has(row, &["行政复议"])),
        Role::Suits => find(&|row| row.parent.is_none() && has(row, &["行政诉讼"])),
        _ => None,
    }
}

/// Whether words before a label say only when and by whom: 2013年我局.
fn is_frame(words: &str) -> bool {
    words.chars().all(|c| c.is_ascii_digit() || among!("年度本全我局委县区市镇乡、,", c))
}

/// Fewest characters of a label that is known again in the text.
const LABEL: usize = 4;

fn finding(context: &Context, annex: &Annex, quantity: &Quantity, row: &Row, columns: &[usize]) -> Finding {
    let phrase = quantity.phrase.trim_start_matches(['、', '，']);
    let label = &row.label;
    let message = match row.readings.as_slice() {
        [values] => {
            let shown = columns.iter().filter_map(|column| {
                let (head, value) = (&annex.columns.get(*column)?.head, values.get(*column)?);
                Some(format!("{value}（{head}）"))
            });
            let shown = shown.collect::<Vec<String>>().join("、");
            Message::new(
                format!("正文“{phrase}”，附表“{label}”为 {shown}"),
                format!("The text says “{phrase}”; in the appended table “{label}” is {shown}"),
            )
        }
        several => {
            let digits: String = several.iter().take(1).flatten().map(ToString::to_string).collect();
            Message::new(
                format!("正文“{phrase}”，附表“{label}”一行的数字连在一起（{digits}），怎样分开都对不上"),
                format!(
                    "The text says “{phrase}”; the digits of “{label}” in the appended table run together ({digits}), and no way of parting them agrees"
                ),
            )
        }
    };
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    finding.at_places(std::iter::once(quantity.place).chain(row.place))
}
