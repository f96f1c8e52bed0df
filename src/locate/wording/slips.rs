//! How a wrong number may have come about.

use super::super::Evidence;
use super::super::lines::RowChange;
use super::super::model::Model;
use super::super::repeated::{counted_twice, taken_over};
use super::super::typing::{self, Slip};
use super::{column_label, row_label};
use crate::form::{CellId, RowId};

/// How the wrong number may have come about, where it looks like one of the slips that occur.
pub(super) fn slip_of(
    model: &Model,
    changes: &[(usize, i64)],
    evidence: &Evidence,
) -> Option<(String, String)> {
    if let Some(found) = repeats_a_row(model, changes) {
        return Some(found);
    }
    if let Some(found) = both_handled_and_carried(model, changes) {
        return Some(found);
    }
    if let Some(found) = counted_under_another(model, changes) {
        return Some(found);
    }
    if let Some(found) = counted_in_two_rows(model, changes) {
        return Some(found);
    }
    let all = |test: &dyn Fn(usize, i64) -> bool| changes.iter().all(|&(variable, to)| test(variable, to));
    if all(&|variable, _| taken_over(model, variable, evidence)) {
        return Some((
            "与上一年度报告的数字相同，像是沿用了上年的数".to_owned(),
            "it is last year's number, taken over".to_owned(),
        ));
    }
    let &(variable, to) = changes.first()?;
    if let Some((zh, en)) = counted_twice(model, variable, to)
        && all(&|each, value| counted_twice(model, each, value).is_some_and(|(other, _)| other == zh))
    {
        return Some((format!("像是把{zh}重复计算了一次"), format!("{en} seems to be counted twice")));
    }
    let kind = typing::slip(model.published(variable), to)?;
    if !all(&|variable, to| typing::slip(model.published(variable), to) == Some(kind)) {
        return None;
    }
    let is_total = all(&|variable, _| model.is_total(variable));
    let (zh, en) = match kind {
        Slip::Sign => ("像是多写了负号", "the minus sign seems to be one too many"),
        Slip::TenThousand => {
            ("像是以元为单位填写，应以万元为单位", "it seems to be in yuan in place of ten thousand yuan")
        }
        Slip::Swapped => ("像是两位数字写颠倒了", "two digits seem to stand in each other's place"),
        Slip::Doubled => ("像是一位数字重复写了一次", "a digit seems to be written twice"),
        Slip::Dropped => ("像是少写了一位数字", "a digit seems to be missing"),
        Slip::Added => ("像是多写了一位数字", "a digit seems to be one too many"),
        Slip::Changed => ("像是写错了一位数字", "one digit seems to be wrong"),
        Slip::Empty if is_total => ("像是总计没有更新", "the total seems not to have been filled in"),
        Slip::Empty => ("像是漏填了", "the number seems to have been left out"),
    };
    Some((zh.to_owned(), en.to_owned()))
}

/// A row that is too large or too small by just what another row of its balance holds.
fn repeats_a_row(model: &Model, changes: &[(usize, i64)]) -> Option<(String, String)> {
    let row_of = |change: &(usize, i64)| model.cell(change.0).map(CellId::row);
    let row = changes.first().and_then(row_of)?;
    changes.iter().all(|change| row_of(change) == Some(row)).then(|| row_repeated(model, row, changes))?
}

/// The same of one row among those that change.
pub(super) fn row_repeated(model: &Model, row: RowId, changes: &[(usize, i64)]) -> Option<(String, String)> {
    let (other, more) = RowChange::new(model, row, changes)?.repeats(model)?;
    let (row, other) = (row_label(model, row), row_label(model, other));
    Some(if more {
        (
            format!("“{}”多出的数与“{}”一行相同，像是把这一行也计入了", row.zh, other.zh),
            format!("“{}” is too large by the row “{}”, which seems to be counted in it", row.en, other.en),
        )
    } else {
        (
            format!("“{}”少的数与“{}”一行相同，像是没有计入这一行", row.zh, other.zh),
            format!("“{}” is too small by the row “{}”, which seems to be left out of it", row.en, other.en),
        )
    })
}

/// A request counted as handled and as carried over: one side of a balance is too large by what another row of the
/// same side holds already.
fn both_handled_and_carried(model: &Model, changes: &[(usize, i64)]) -> Option<(String, String)> {
    let mut most = 0;
    for &(variable, to) in changes {
        let cell = model.cell(variable)?;
        let less = model.published(variable)?.checked_sub(to).filter(|less| *less > 0)?;
        let together = model.rules_of(variable).iter().any(|&(rule, sign)| {
            let terms = model.terms(rule);
            // A balance: two or more on either side, this one and a total of details together on one.
            terms.iter().filter(|term| term.1 != sign).count() > 1
                && terms.iter().any(|term| {
                    term.0 != variable
                        && term.1 == sign
                        && model.value(term.0) >= less
                        && model.is_total_of_column(term.0)
                        && model.cell(term.0).is_some_and(|other| other.column() == cell.column())
                })
        });
        if !together || model.is_total_of_column(variable) {
            return None;
        }
        most = most.max(less);
    }
    Some((
        format!("像是有 {most} 件既算作办结，又算作结转"),
        format!("{most} requests seem to be counted both as handled and as carried over"),
    ))
}

/// Requests counted under the wrong kind of applicant or the wrong result: what one cell has too much, another of its
/// row or column has too little.
pub(super) fn counted_under_another(model: &Model, changes: &[(usize, i64)]) -> Option<(String, String)> {
    let &[(first, to_first), (second, to_second)] = changes else { return None };
    let more = to_first - model.published(first)?;
    if more == 0 || more != model.published(second)? - to_second {
        return None;
    }
    if model.is_total(first) || model.is_total(second) {
        return None;
    }
    let (should, is) = if more > 0 { (first, second) } else { (second, first) };
    let (should, is) = (model.cell(should)?, model.cell(is)?);
    let count = more.abs();
    if should.row() == is.row() {
        let (should, is) = (column_label(model, should.column()), column_label(model, is.column()));
        return Some((
            format!("像是有 {count} 件计错了列，应计入“{}”，却计入了“{}”", should.zh, is.zh),
            format!(
                "{count} seem to be counted under the wrong column, “{}” in place of “{}”",
                is.en, should.en
            ),
        ));
    }
    if should.column() == is.column() {
        let (should, is) = (row_label(model, should.row()), row_label(model, is.row()));
        return Some((
            format!("像是有 {count} 件计错了行，应计入“{}”，却计入了“{}”", should.zh, is.zh),
            format!("{count} seem to be counted in the wrong row, “{}” in place of “{}”", is.en, should.en),
        ));
    }
    None
}

/// A number that should not be there and stands in another row of the same sum as well: the same requests under two
/// results.
fn counted_in_two_rows(model: &Model, changes: &[(usize, i64)]) -> Option<(String, String)> {
    let &(variable, _) = changes.iter().find(|&&(variable, to)| to == 0 && !model.is_total(variable))?;
    let number = model.published(variable).filter(|number| *number > 1)?;
    let column = model.cell(variable)?.column();
    let other = model.rules_of(variable).iter().find_map(|&(rule, sign)| {
        model.terms(rule).iter().find(|term| {
            term.0 != variable
                && term.1 == sign
                && model.published(term.0) == Some(number)
                && model.cell(term.0).is_some_and(|other| other.column() == column)
                && !changes.iter().any(|change| change.0 == term.0)
        })
    })?;
    let row = row_label(model, model.cell(other.0)?.row());
    Some((
        format!("“{}”也是 {number}，像是同一批申请在两行各计了一次", row.zh),
        format!("“{}” is {number} as well: the same requests seem to be counted in both rows", row.en),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Assessed;
    use crate::rules::example::Example;

    type Tells = fn(&Model, &[(usize, i64)]) -> Option<(String, String)>;

    /// What is said where cells of table 3 should be something else, in a report with other numbers here and there.
    fn said(tells: Tells, text: &str, changes: &[(&str, i64)]) -> Option<String> {
        let report = Example::new(text).report;
        let model = Model::new(&report, &Assessed::new(&report, report.form_data()));
        let cell =
            |name: &str| CellId::parse(&format!("t3.{name}")).and_then(|cell| model.find(cell)).unwrap();
        let changes: Vec<(usize, i64)> = changes.iter().map(|&(name, to)| (cell(name), to)).collect();
        tells(&model, &changes).map(|(zh, _)| zh)
    }

    #[test]
    fn a_request_is_both_handled_and_carried_over_where_the_row_beside_the_total_is_too_large() {
        let both = |text: &str, name: &str, to: i64| said(both_handled_and_carried, text, &[(name, to)]);
        let one = Some("像是有 1 件既算作办结，又算作结转".to_owned());
        assert_eq!(both("", "carried_out.natural", 0), one);
        // As many as were handled can be meant, and no more.
        let five = Some("像是有 5 件既算作办结，又算作结转".to_owned());
        assert_eq!(both("t3.carried_out.natural = 6", "carried_out.natural", 1), five);
        assert_eq!(both("t3.carried_out.natural = 7", "carried_out.natural", 1), None);
        // What is right or too small, the total itself, what came in, one of the results.
        assert_eq!(both("", "carried_out.natural", 1), None);
        assert_eq!(both("", "carried_out.natural", 2), None);
        assert_eq!(both("", "handled.natural", 4), None);
        assert_eq!(both("", "new.natural", 4), None);
        assert_eq!(both("", "granted.natural", 2), None);
    }

    #[test]
    fn what_one_cell_has_too_much_another_of_its_row_or_column_has_too_little() {
        let under = |changes: &[(&str, i64)]| said(counted_under_another, "", changes);
        let column = Some("像是有 1 件计错了列，应计入“自然人”，却计入了“商业企业”".to_owned());
        assert_eq!(under(&[("granted.natural", 4), ("granted.commercial", 0)]), column);
        assert_eq!(under(&[("granted.commercial", 0), ("granted.natural", 4)]), column);
        let row = under(&[("granted.natural", 2), ("partial.natural", 2)]).unwrap();
        assert!(row.contains("1 件计错了行") && row.contains("应计入“（二）部分公开"), "{row}");
        // Nothing, not the same, a total, neither row nor column.
        assert_eq!(under(&[("granted.natural", 3), ("granted.commercial", 1)]), None);
        assert_eq!(under(&[("granted.natural", 5), ("granted.commercial", 0)]), None);
        assert_eq!(under(&[("granted.natural", 2), ("granted.total", 5)]), None);
        assert_eq!(under(&[("granted.natural", 2), ("denied.internal_affairs.commercial", 2)]), None);
        assert_eq!(under(&[("granted.natural", 2)]), None);
    }

    #[test]
    fn a_number_that_another_row_of_the_sum_has_as_well_is_counted_in_both() {
        let twice = |text: &str, name: &str| said(counted_in_two_rows, text, &[(name, 0)]);
        let found = twice("t3.partial.natural = 3", "partial.natural").unwrap();
        assert!(found.contains("也是 3，像是同一批申请在两行各计了一次"), "{found}");
        // One may be one by chance; the total of the column is no other row; nor is another column.
        assert_eq!(twice("", "partial.natural"), None);
        assert_eq!(twice("t3.granted.natural = 5", "granted.natural"), None);
        assert_eq!(twice("t3.granted.commercial = 3", "granted.commercial"), None);
        assert_eq!(twice("t3.partial.total = 4", "partial.total"), None);
    }
}
