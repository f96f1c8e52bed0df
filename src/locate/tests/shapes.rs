//! Errors of known shape: one group, one suggestion, and words that name it.

use super::generator::{COLUMNS, Draft, form, t3, t4};
use crate::assess::Assessed;
use crate::form::{CellId, TableId};
use crate::locate::{Completeness, Evidence, Explanation, Hint, HintSource, Origin, Repair, explain};
use crate::report::Report;

pub fn empty() -> Draft {
    let mut draft = Draft::consistent(1, form("2021"));
    for cell in [draft.table(TableId::Table3), draft.table(TableId::Table4)].concat() {
        draft.set(cell, 0);
    }
    draft
}

/// Sets a row's six columns and its total.
pub fn row(draft: &mut Draft, name: &'static str, values: [i64; 6]) {
    for (column, value) in COLUMNS.into_iter().zip(values) {
        draft.set(t3(name, column), value);
    }
    draft.set(t3(name, "total"), values.iter().sum());
}

/// A consistent report: new 60, carried in 4, handled 62, carried out 2.
pub fn busy() -> Draft {
    let mut draft = empty();
    row(&mut draft, "new", [41, 12, 0, 2, 5, 0]);
    row(&mut draft, "carried_in", [3, 1, 0, 0, 0, 0]);
    row(&mut draft, "granted", [17, 6, 0, 1, 0, 0]);
    row(&mut draft, "partial", [8, 0, 0, 1, 2, 0]);
    row(&mut draft, "denied.internal_affairs", [4, 3, 0, 0, 0, 0]);
    row(&mut draft, "denied.process", [2, 0, 0, 0, 1, 0]);
    row(&mut draft, "unavailable.not_held", [11, 2, 0, 0, 2, 0]);
    row(&mut draft, "refused.petition", [0, 1, 0, 0, 0, 0]);
    row(&mut draft, "handled", [42, 12, 0, 2, 5, 0]);
    row(&mut draft, "carried_out", [2, 1, 0, 0, 0, 0]);
    assert_eq!(draft.broken(), Vec::<String>::new());
    draft
}

fn line(draft: &Draft, row: &'static str) -> Vec<CellId> {
    draft.table(TableId::Table3).into_iter().filter(|cell| cell.row().name() == row).collect()
}

/// One group, the truth first, and words that say what happened.
fn one_cause(spoiled: &Draft, truth: &Draft, words: &[&str]) -> Explanation {
    let explanation = spoiled.explain();
    assert_eq!(explanation.groups.len(), 1, "{explanation:#?}");
    let first = &explanation.repairs[0];
    assert!(spoiled.apply(first).cells == truth.cells, "{first:#?}");
    for word in words {
        assert!(first.reason.zh.contains(word), "“{word}” is not in “{}”", first.reason.zh);
    }
    assert!(!first.reason.en.is_empty() && !first.reason.zh.contains(['!', '！']));
    // Nothing beside the one cause.
    assert!(!first.reason.zh.contains("此外") && !first.reason.en.contains("besides"), "{}", first.reason.zh);
    assert_eq!(explanation.repairs.iter().filter(|repair| repair.rank == 1).count(), 1, "{explanation:#?}");
    explanation
}

#[test]
fn a_total_left_at_zero_in_a_column_and_in_the_total_is_one_cause() {
    // New 3, all of them 不掌握, （七）总计 0 throughout.
    let mut truth = empty();
    row(&mut truth, "new", [3, 0, 0, 0, 0, 0]);
    row(&mut truth, "unavailable.not_held", [3, 0, 0, 0, 0, 0]);
    row(&mut truth, "handled", [3, 0, 0, 0, 0, 0]);
    let mut spoiled = truth.clone();
    row(&mut spoiled, "handled", [0; 6]);
    let explanation = one_cause(
        &spoiled,
        &truth,
        &["（七）总计", "都是 3", "其余 21 项之和", "第一、二项之和", "没有更新"],
    );
    assert_eq!(explanation.groups[0].identities.len(), 4);
    assert_eq!(explanation.groups[0].status, Completeness::All);
    assert_eq!(explanation.repairs.len(), 1);
}

#[test]
fn one_wrong_total_is_told_by_both_sums() {
    let truth = busy();
    let mut spoiled = truth.clone();
    spoiled.set(t3("handled", "natural"), 24);
    let explanation =
        one_cause(&spoiled, &truth, &["（七）总计·自然人应为 42", "都是 42，只有它是 24", "写颠倒"]);
    assert_eq!(explanation.repairs.len(), 1);
    assert_eq!(explanation.repairs[0].origin, Origin::Author);
    spoiled.unsure.push(t3("handled", "natural"));
    let explanation = spoiled.explain();
    assert_eq!(explanation.repairs[0].origin, Origin::Reading);
    assert!(explanation.repairs[0].reason.zh.contains("识别有误"));
}

#[test]
fn a_row_shifted_by_one_column() {
    let truth = busy();
    for row in ["new", "granted", "unavailable.not_held", "handled"] {
        let cells = line(&truth, row);
        let mut right = truth.clone();
        right.set(cells[0], 0);
        for pair in cells.windows(2) {
            right.set(pair[1], truth.get(pair[0]));
        }
        one_cause(&right, &truth, &["右移了一格"]);
        let mut left = truth.clone();
        left.set(*cells.last().unwrap(), 0);
        for pair in cells.windows(2) {
            left.set(pair[0], truth.get(pair[1]));
        }
        one_cause(&left, &truth, &["左移了一格"]);
    }
}

#[test]
fn two_shifted_rows_that_share_no_sum_are_told_each_by_itself() {
    let truth = busy();
    let mut wrong = truth.clone();
    for row in ["granted", "new"] {
        let cells = line(&truth, row);
        wrong.set(cells[0], 0);
        for pair in cells.windows(2) {
            wrong.set(pair[1], truth.get(pair[0]));
        }
    }
    let explanation = wrong.explain();
    for row in ["granted", "new"] {
        let cells = line(&truth, row);
        let told = explanation.repairs.iter().any(|repair| {
            repair.reason.zh.contains("右移了一格")
                && repair.changes.iter().all(|each| cells.contains(&each.cell))
        });
        assert!(told, "{row}: {explanation:#?}");
    }
}

#[test]
fn a_column_shifted_by_one_row() {
    let truth = busy();
    for column in ["natural", "commercial", "total"] {
        let cells: Vec<CellId> =
            truth.table(TableId::Table3).into_iter().filter(|cell| cell.column().name() == column).collect();
        let mut down = truth.clone();
        down.set(cells[0], 0);
        for pair in cells.windows(2) {
            down.set(pair[1], truth.get(pair[0]));
        }
        one_cause(&down, &truth, &["下移了一行"]);
        let mut up = truth.clone();
        up.set(*cells.last().unwrap(), 0);
        for pair in cells.windows(2) {
            up.set(pair[0], truth.get(pair[1]));
        }
        one_cause(&up, &truth, &["上移了一行"]);
    }
}

fn exchange(draft: &mut Draft, pairs: &[(CellId, CellId)]) {
    for &(a, b) in pairs {
        let (left, right) = (draft.get(a), draft.get(b));
        draft.set(a, right);
        draft.set(b, left);
    }
}

#[test]
fn two_rows_exchanged_and_a_row_written_into_another() {
    let truth = busy();
    for (a, b) in [("handled", "carried_out"), ("new", "granted"), ("unavailable.not_held", "handled")] {
        let mut spoiled = truth.clone();
        let pairs: Vec<_> = line(&truth, a).into_iter().zip(line(&truth, b)).collect();
        exchange(&mut spoiled, &pairs);
        one_cause(&spoiled, &truth, &["填反了", "两行"]);
    }
    let mut spoiled = truth.clone();
    let pairs: Vec<_> = line(&truth, "partial").into_iter().zip(line(&truth, "other.rest")).collect();
    exchange(&mut spoiled, &pairs);
    // Within the details no sum can tell: nothing is broken.
    assert_eq!(spoiled.explain(), Explanation::default());
}

#[test]
fn a_column_in_place_of_the_total() {
    let truth = busy();
    let mut spoiled = truth.clone();
    let pairs: Vec<_> = truth
        .table(TableId::Table3)
        .into_iter()
        .filter(|cell| cell.column().name() == "other_org")
        .map(|cell| (cell, t3(cell.row().name(), "total")))
        .collect();
    exchange(&mut spoiled, &pairs);
    one_cause(&spoiled, &truth, &["填到了“其他”一列", "“总计”"]);
}

#[test]
fn a_value_in_the_neighbouring_cell() {
    let truth = busy();
    let mut spoiled = truth.clone();
    exchange(&mut spoiled, &[(t3("partial", "legal_service"), t3("partial", "other_org"))]);
    one_cause(&spoiled, &truth, &["填错了格", "法律服务机构"]);
    let mut spoiled = truth.clone();
    exchange(&mut spoiled, &[(t3("denied.process", "natural"), t3("denied.enforcement_file", "natural"))]);
    one_cause(&spoiled, &truth, &["填错了格"]);
}

#[test]
fn where_a_number_should_stand_is_said_both_ways() {
    let truth = busy();
    let granted = |column| t3("granted", column);
    for (is, words) in [
        ("research", "应填在“（一）予以公开·社会公益组织”，却填在了“（一）予以公开·科研机构”"),
        ("legal_service", "应填在“（一）予以公开·社会公益组织”，却填在了“（一）予以公开·法律服务机构”"),
    ] {
        let mut spoiled = truth.clone();
        exchange(&mut spoiled, &[(granted("public_benefit"), granted(is))]);
        let explanation = spoiled.explain();
        let found = explanation.repairs.iter().find(|repair| spoiled.apply(repair).cells == truth.cells);
        assert!(found.is_some_and(|repair| repair.reason.zh.contains(words)), "{explanation:#?}");
    }
}

#[test]
fn a_number_split_over_two_cells() {
    let truth = busy();
    let mut spoiled = truth.clone();
    let cells = line(&truth, "unavailable.not_held");
    // 12 | 3 | … written as 1 | 2 | 3 | …: the total falls off the row.
    let mut wide = truth.clone();
    row(&mut wide, "unavailable.not_held", [12, 2, 0, 0, 2, 0]);
    row(&mut wide, "handled", [43, 12, 0, 2, 5, 0]);
    row(&mut wide, "new", [42, 12, 0, 2, 5, 0]);
    assert_eq!(wide.broken(), Vec::<String>::new());
    for (cell, value) in cells.iter().zip([1, 2, 2, 0, 0, 2, 0]) {
        spoiled.set(*cell, value);
    }
    for name in ["handled", "new"] {
        for cell in line(&wide, name) {
            spoiled.set(cell, wide.get(cell));
        }
    }
    one_cause(&spoiled, &wide, &["一个数 12 拆成了两格"]);
}

#[test]
fn a_subtotal_counted_twice() {
    let truth = busy();
    let mut spoiled = truth.clone();
    // （三）不予公开: 6 natural and 3 commercial, 1 legal service.
    row(&mut spoiled, "handled", [48, 15, 0, 2, 6, 0]);
    let explanation = spoiled.explain();
    assert_eq!(explanation.groups.len(), 1);
    assert!(spoiled.apply(&explanation.repairs[0]).cells == truth.cells);
    let mut spoiled = truth.clone();
    spoiled.set(t3("handled", "natural"), 48);
    one_cause(&spoiled, &truth, &["（七）总计·自然人应为 42", "“（三）不予公开”的小计重复计算"]);
}

#[test]
fn a_request_counted_as_handled_and_as_carried_over() {
    let mut truth = busy();
    row(&mut truth, "carried_out", [0; 6]);
    row(&mut truth, "new", [39, 11, 0, 2, 5, 0]);
    assert_eq!(truth.broken(), Vec::<String>::new());
    let mut spoiled = truth.clone();
    row(&mut spoiled, "carried_out", [2, 0, 0, 0, 0, 0]);
    let explanation = spoiled.explain();
    assert_eq!(explanation.groups.len(), 1);
    let found = explanation
        .repairs
        .iter()
        .find(|repair| spoiled.apply(repair).cells == truth.cells)
        .expect("the truth is listed");
    assert!(found.reason.zh.contains("既算作办结，又算作结转"), "{}", found.reason.zh);
}

#[test]
fn details_against_totals_says_what_each_would_mean() {
    // Form 2019: details add up to 26 and 27, the totals say 20 and 21.
    let mut draft = Draft::consistent(1, form("2019"));
    for cell in draft.table(TableId::Table3).into_iter().chain(draft.table(TableId::Table4)) {
        draft.set(cell, 0);
    }
    row(&mut draft, "new", [20, 0, 0, 0, 0, 1]);
    row(&mut draft, "granted", [6, 0, 0, 0, 0, 1]);
    row(&mut draft, "partial", [6, 0, 0, 0, 0, 0]);
    row(&mut draft, "unavailable.not_held", [4, 0, 0, 0, 0, 0]);
    row(&mut draft, "unavailable.unclear", [3, 0, 0, 0, 0, 0]);
    row(&mut draft, "refused.repeated", [3, 0, 0, 0, 0, 0]);
    row(&mut draft, "other", [4, 0, 0, 0, 0, 0]);
    row(&mut draft, "handled", [20, 0, 0, 0, 0, 1]);
    let explanation = draft.explain();
    assert_eq!(explanation.groups.len(), 1);
    assert_eq!(explanation.groups[0].identities, ["t3.handled_sum.natural", "t3.handled_sum.total"]);
    let to = |row, column| {
        explanation
            .repairs
            .iter()
            .map(|repair| repair.changes.iter().find(|c| c.cell == t3(row, column)).map(|c| c.to))
            .collect::<Vec<_>>()
    };
    assert!(to("granted", "natural").contains(&Some(0)) && to("granted", "total").contains(&Some(1)));
    assert!(to("partial", "natural").contains(&Some(0)));
    let follows: Vec<_> =
        explanation.repairs.iter().filter(|each| each.reason.zh.contains("若明细无误")).collect();
    assert!(follows.iter().all(|each| each.changes.iter().any(|change| change.to == 26)));
    // A row that would lose all that it says is not put before the totals that nobody added up again; what would be
    // carried over from another report comes last.
    let place = |row: &str| {
        let all = |each: &&Repair| each.changes.iter().all(|c| c.cell.row() == t3(row, "total").row());
        explanation.repairs.iter().find(all).expect("the row is listed")
    };
    assert_eq!(draft.apply(&explanation.repairs[0]).get(t3("new", "total")), 27, "{follows:#?}");
    assert_eq!((place("granted").rank, place("partial").rank), (1, 1));
    assert!(place("granted").reason.zh.contains("“（二）部分公开”也是 6"), "{}", place("granted").reason.zh);
    assert_eq!(draft.apply(explanation.repairs.last().unwrap()).get(t3("carried_in", "total")), 6);
}

#[test]
fn a_row_that_keeps_a_number_comes_before_totals_that_would_have_to_change_together() {
    let mut draft = Draft::consistent(1, form("2019"));
    for cell in draft.table(TableId::Table3).into_iter().chain(draft.table(TableId::Table4)) {
        draft.set(cell, 0);
    }
    row(&mut draft, "new", [20, 0, 0, 0, 0, 1]);
    row(&mut draft, "granted", [18, 0, 0, 0, 0, 1]);
    row(&mut draft, "partial", [5, 0, 0, 0, 0, 0]);
    row(&mut draft, "handled", [20, 0, 0, 0, 0, 1]);
    let explanation = draft.explain();
    let first: Vec<_> = explanation.repairs.iter().filter(|each| each.rank == 1).collect();
    assert!(first.iter().all(|each| !each.reason.zh.contains("若明细无误")), "{first:#?}");
}

#[test]
fn two_errors_that_have_nothing_to_do_with_each_other_are_two_groups() {
    let truth = busy();
    let mut spoiled = truth.clone();
    spoiled.set(t3("granted", "natural"), 71);
    spoiled.set(t3("partial", "legal_service"), 3);
    spoiled.set(t4("review", "total"), 5);
    let explanation = spoiled.explain();
    assert_eq!(explanation.groups.len(), 3, "{explanation:#?}");
    let repairs = |group| explanation.repairs.iter().filter(|each| each.group == group).collect::<Vec<_>>();
    assert_eq!(repairs(0).len(), 1);
    assert_eq!(repairs(1).len(), 1);
    assert_eq!(repairs(2)[0].changes.len(), 1);
    assert!(repairs(0)[0].reason.zh.contains("写颠倒"), "{}", repairs(0)[0].reason.zh);
}

#[test]
fn a_shifted_row_beside_a_wrong_cell() {
    let truth = busy();
    let mut spoiled = truth.clone();
    let cells = line(&truth, "granted");
    spoiled.set(cells[0], 0);
    for pair in cells.windows(2) {
        spoiled.set(pair[1], truth.get(pair[0]));
    }
    spoiled.set(t3("carried_in", "natural"), 30);
    let explanation = spoiled.explain();
    let mut repaired = spoiled.clone();
    for group in 0..explanation.groups.len() {
        let first = explanation.repairs.iter().find(|each| each.group == group).unwrap();
        repaired = repaired.apply(first);
    }
    assert!(repaired.cells == truth.cells, "{explanation:#?}");
    assert!(
        explanation.repairs.iter().any(|each| each.rank == 1 && each.reason.zh.contains("右移了一格")),
        "{explanation:#?}"
    );
    let beside =
        explanation.repairs.iter().filter(|each| each.reason.zh.contains("此外")).collect::<Vec<_>>();
    assert!(beside.iter().all(|each| each.reason.zh.contains("上年结转")), "{beside:#?}");
    assert!(!beside.is_empty() || explanation.groups.len() > 1);
}

#[test]
fn blank_totals_follow_their_addends() {
    let mut truth = busy();
    for cell in truth.table(TableId::Table3) {
        if cell.column().is_total() && !matches!(cell.row().name(), "new" | "handled") {
            truth.blank(cell);
        }
    }
    assert_eq!(truth.explain(), Explanation::default());
    // A wrong addend is found through its column; the blank total is no change that anyone has to make.
    let mut spoiled = truth.clone();
    spoiled.set(t3("granted", "natural"), 71);
    let explanation = one_cause(&spoiled, &truth, &["（一）予以公开·自然人应为 17"]);
    assert_eq!(explanation.repairs.len(), 1);
}

#[test]
fn an_identity_with_a_cell_that_was_not_found_takes_no_part() {
    let mut draft = busy();
    draft.set(t3("granted", "natural"), 18);
    draft.cells.remove(&t3("denied.process", "natural"));
    let explanation = draft.explain();
    // The column cannot be added up, but the row and all its other columns can.
    assert_eq!(explanation.groups.len(), 1);
    assert_eq!(explanation.groups[0].identities, ["t3.row_total.granted"]);
    assert_eq!(explanation.repairs.len(), 1);
    assert_eq!(explanation.repairs[0].changes[0].cell, t3("granted", "natural"));
    assert_eq!(explanation.repairs[0].changes[0].to, 17);
}

#[test]
fn what_is_said_elsewhere_decides_between_equals() {
    // Table 4: one identity, five cells; the narrative names the number.
    let mut draft = busy();
    let cell = |column| t4("review", column);
    draft.set(cell("upheld"), 4);
    draft.set(cell("corrected"), 2);
    draft.set(cell("total"), 7);
    let expected = vec![Hint { cells: vec![cell("corrected")], value: 3, source: HintSource::Narrative }];
    let explanation = draft.explain_with(&Evidence { expected, previous: None });
    assert_eq!(explanation.repairs[0].changes[0].cell, cell("corrected"));
    assert!(explanation.repairs[0].reason.zh.contains("正文"));
    assert!(explanation.repairs.len() > 1 && explanation.repairs[1].rank > 1);
}

#[test]
fn last_years_number_is_a_likely_slip() {
    let truth = busy();
    let mut spoiled = truth.clone();
    let (total, upheld) = (t4("review", "total"), "upheld");
    spoiled.set(t4("review", upheld), 12);
    spoiled.set(total, 57);
    let mut previous: Report = truth.report();
    let mut cell = previous.cells.get(total).unwrap().clone();
    cell.value = Some(crate::report::Number::Integer(57));
    previous.cells.replace(total, cell);
    let evidence = Evidence { expected: Vec::new(), previous: Some(&previous) };
    let explanation = spoiled.explain_with(&evidence);
    assert_eq!(explanation.repairs[0].changes[0].cell, total);
    assert!(explanation.repairs[0].reason.zh.contains("沿用了上年"), "{}", explanation.repairs[0].reason.zh);
}

#[test]
fn a_negative_count_is_a_sign() {
    let truth = busy();
    let mut spoiled = truth.clone();
    spoiled.set(t3("granted", "natural"), -17);
    one_cause(&spoiled, &truth, &["负号"]);
}

#[test]
fn a_consistent_report_has_nothing_to_explain() {
    for seed in 0..20 {
        assert_eq!(Draft::consistent(seed, form("hybrid")).explain(), Explanation::default());
    }
    let nothing = Report::default();
    let assessed = Assessed::new(&nothing, nothing.form_data());
    assert_eq!(explain(&nothing, &assessed, &Evidence::default()), Explanation::default());
}

#[test]
fn a_request_counted_under_the_wrong_applicant() {
    let truth = busy();
    let mut spoiled = truth.clone();
    spoiled.set(t3("new", "natural"), 40);
    spoiled.set(t3("new", "commercial"), 13);
    let explanation = spoiled.explain();
    let found = explanation.repairs.iter().find(|repair| spoiled.apply(repair).cells == truth.cells).unwrap();
    assert!(
        found.reason.zh.contains("1 件计错了列，应计入“自然人”，却计入了“商业企业”"),
        "{}",
        found.reason.zh
    );
}

#[test]
fn a_negative_number_in_sums_that_hold_is_a_group_of_its_own() {
    let negative = |values: [i64; 4], total: i64| {
        let mut draft = empty();
        for (column, value) in ["upheld", "corrected", "other", "pending"].into_iter().zip(values) {
            draft.set(t4("review", column), value);
        }
        draft.set(t4("review", "total"), total);
        assert_eq!(draft.broken(), Vec::<String>::new());
        draft
    };
    // Nothing but the negative numbers, and numbers beside them.
    for draft in [negative([-1, 0, 0, 0], -1), negative([-2, 1, 1, 1], 1)] {
        let explanation = draft.explain();
        assert_eq!(explanation.groups.len(), 1, "{explanation:#?}");
        assert_eq!(explanation.groups[0].identities, Vec::<String>::new());
        assert!(!explanation.repairs.is_empty());
    }
    // A report of these cells alone, none of them 0.
    let mut draft = negative([-2, 1, 1, 1], 1);
    draft.cells.retain(|cell, _| cell.table() == TableId::Table4 && cell.row().name() == "review");
    assert_eq!(draft.explain().groups.len(), 1);
    assert_eq!(negative([2, 1, 1, 1], 5).explain(), Explanation::default());
}

#[test]
fn a_shifted_row_and_a_wrong_cell_that_share_a_sum_are_told_together() {
    let truth = busy();
    for (row, cell) in [
        ("granted", t3("partial", "natural")),
        ("new", t3("carried_in", "natural")),
        ("unavailable.not_held", t3("partial", "commercial")),
    ] {
        let cells = line(&truth, row);
        let mut wrong = truth.clone();
        wrong.set(cells[0], 0);
        for pair in cells.windows(2) {
            wrong.set(pair[1], truth.get(pair[0]));
        }
        wrong.set(cell, truth.get(cell) + 20);
        let explanation = wrong.explain();
        let mut mended = wrong.clone();
        for group in 0..explanation.groups.len() {
            let first = explanation.repairs.iter().find(|repair| repair.group == group).unwrap();
            mended = mended.apply(first);
        }
        let told: Vec<_> =
            explanation.repairs.iter().map(|each| (each.group, each.rank, &each.reason.zh)).collect();
        assert!(mended.cells == truth.cells, "{row} {:#?}", told.get(..3));
        assert!(explanation.repairs.iter().any(|repair| repair.reason.zh.contains("右移了一格")), "{row}");
    }
}
