//! One mistake of a person, told before all that would explain as much: what it takes to err so, and what the text and
//! last year's report say.

use super::generator::{Draft, t3, t4};
use super::shapes::{busy, empty, row};
use crate::form::CellId;
use crate::locate::{Evidence, Explanation, Hint, HintSource, Repair};

const ROWS: [&str; 6] = ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

/// A statement of the text about the sum of some cells.
fn said(cells: &[CellId], value: i64) -> Hint {
    Hint { cells: cells.to_vec(), value, source: HintSource::Narrative }
}

/// What a text says of the totals of rows.
fn text(totals: &[(&str, i64)]) -> Vec<Hint> {
    totals.iter().map(|&(row, value)| said(&[t3(row, "total")], value)).collect()
}

fn explained(wrong: &Draft, expected: Vec<Hint>) -> Explanation {
    let explanation = wrong.explain_with(&Evidence { expected, previous: None });
    assert_eq!(explanation.groups.len(), 1, "{explanation:#?}");
    explanation
}

/// The first suggestion, which has to give back the truth.
fn first(wrong: &Draft, truth: &Draft, expected: Vec<Hint>) -> Repair {
    let explanation = explained(wrong, expected);
    let first = explanation.repairs.first().unwrap();
    let told: Vec<_> = explanation.repairs.iter().map(|each| (each.rank, &each.reason.zh)).collect();
    assert!(wrong.apply(first).cells == truth.cells, "{told:#?}");
    first.clone()
}

/// The rank of the suggestion that gives back the truth, and how many have the first rank.
fn place(wrong: &Draft, truth: &Draft, expected: Vec<Hint>) -> (u32, usize) {
    let explanation = explained(wrong, expected);
    let found = explanation.repairs.iter().find(|each| wrong.apply(each).cells == truth.cells);
    let firsts = explanation.repairs.iter().filter(|each| each.rank == 1).count();
    (found.expect("the truth is listed").rank, firsts)
}

/// New 300, carried in 40, handled 310, carried out 30; every total follows.
fn city() -> Draft {
    let mut draft = empty();
    row(&mut draft, "new", [240, 41, 0, 6, 13, 0]);
    row(&mut draft, "carried_in", [31, 7, 0, 0, 2, 0]);
    row(&mut draft, "granted", [96, 18, 0, 2, 5, 0]);
    row(&mut draft, "partial", [38, 5, 0, 1, 1, 0]);
    row(&mut draft, "denied.process", [22, 4, 0, 0, 2, 0]);
    row(&mut draft, "unavailable.not_held", [71, 9, 0, 2, 4, 0]);
    row(&mut draft, "other.rest", [20, 9, 0, 0, 1, 0]);
    row(&mut draft, "handled", [247, 45, 0, 5, 13, 0]);
    row(&mut draft, "carried_out", [24, 3, 0, 1, 2, 0]);
    assert_eq!(draft.broken(), Vec::<String>::new());
    draft
}

/// Adds the numbers of one row to another.
fn add(draft: &mut Draft, to: &'static str, from: &'static str, times: i64) {
    let values = ROWS.map(|column| draft.get(t3(to, column)) + times * draft.get(t3(from, column)));
    row(draft, to, values);
}

#[test]
fn a_row_that_was_left_out_is_one_mistake_however_many_columns_it_has() {
    for name in ["carried_in", "carried_out"] {
        let truth = city();
        let mut wrong = truth.clone();
        row(&mut wrong, name, [0; 6]);
        let reason = first(&wrong, &truth, Vec::new()).reason.zh;
        assert!(reason.contains("漏填"), "{reason}");
        let totals = [("new", 300), ("carried_in", 40), ("handled", 310), ("carried_out", 30)];
        let reason = first(&wrong, &truth, text(&totals)).reason.zh;
        assert!(reason.contains("报告正文写的“") && reason.contains("·总计”也是"), "{reason}");
    }
}

#[test]
fn a_row_that_holds_what_another_one_holds_as_well() {
    for (name, other, words) in [
        ("handled", "carried_out", "“（七）总计”多出的数与“四、结转下年度继续办理”一行相同"),
        ("new", "carried_in", "多出的数与“二、上年结转政府信息公开申请数量”一行相同，像是把这一行也计入了"),
    ] {
        let truth = city();
        let mut wrong = truth.clone();
        add(&mut wrong, name, other, 1);
        let reason = first(&wrong, &truth, Vec::new()).reason.zh;
        assert!(reason.contains(words), "{reason}");
    }
    // A total worked out without what was carried in.
    let truth = city();
    let mut wrong = truth.clone();
    add(&mut wrong, "handled", "carried_in", -1);
    let reason = first(&wrong, &truth, Vec::new()).reason.zh;
    assert!(reason.contains("少的数与“二、上年结转政府信息公开申请数量”一行相同"), "{reason}");
    // New requests are counted by themselves: that they lack a row of the other side is chance.
    let mut wrong = city();
    add(&mut wrong, "new", "carried_out", -1);
    let explanation = explained(&wrong, Vec::new());
    assert!(explanation.repairs.iter().all(|each| !each.reason.zh.contains("没有计入这一行")));
}

#[test]
fn requests_carried_over_and_counted_among_the_results() {
    let truth = city();
    let mut wrong = truth.clone();
    add(&mut wrong, "other.rest", "carried_out", 1);
    add(&mut wrong, "handled", "carried_out", 1);
    // They may not have been carried over at all: that is as likely.
    let explanation = explained(&wrong, Vec::new());
    let firsts: Vec<_> = explanation.repairs.iter().filter(|each| each.rank == 1).collect();
    assert_eq!(firsts.len(), 2, "{firsts:#?}");
    assert!(firsts.iter().any(|each| wrong.apply(each).cells == truth.cells));
    assert!(firsts.iter().any(|each| each.changes.iter().all(|change| change.to == 0)));
    // The text tells; and the reason is true: the details do agree with their total.
    let reason = first(&wrong, &truth, text(&[("handled", 310), ("carried_out", 30)])).reason.zh;
    assert!(
        reason.starts_with(
            "“（七）总计”与第一、二项之和减第四项对不上。若这几项无误，则“（七）总计”和“3.其他”都要改"
        ),
        "{reason}"
    );
    assert!(reason.contains("多出的数与“四、结转下年度继续办理”一行相同"), "{reason}");
}

#[test]
fn the_text_decides_unless_it_was_copied_from_the_table() {
    // A late request stands among the results, and in neither total.
    let mut truth = city();
    row(&mut truth, "granted", [97, 18, 0, 2, 5, 0]);
    row(&mut truth, "handled", [248, 45, 0, 5, 13, 0]);
    row(&mut truth, "new", [241, 41, 0, 6, 13, 0]);
    let mut wrong = city();
    row(&mut wrong, "granted", [97, 18, 0, 2, 5, 0]);
    let reason = first(&wrong, &truth, text(&[("new", 301), ("handled", 311)])).reason.zh;
    assert!(reason.contains("若明细无误"), "{reason}");
    // Nothing said: any row of details may be too large by one.
    let (rank, firsts) = place(&wrong, &city(), Vec::new());
    assert!(rank == 1 && firsts > 2, "{firsts}");
    assert!(place(&wrong, &truth, Vec::new()).0 > 1);
    // The text gives the totals as the table does: it may have them from there, but why should they be wrong?
    assert_eq!(place(&wrong, &city(), text(&[("new", 300), ("handled", 310)])).0, 1);
    // A group of results named by the text.
    let denied = |value| {
        let cells = truth.table(crate::form::TableId::Table3).into_iter();
        let of_group =
            cells.filter(|cell| cell.row().name().starts_with("denied.") && cell.column().is_total());
        said(&of_group.collect::<Vec<_>>(), value)
    };
    let mut forgotten = city();
    row(&mut forgotten, "denied.process", [21, 4, 0, 0, 2, 0]);
    let explanation = explained(&forgotten, vec![denied(28)]);
    let firsts = explanation.repairs.iter().filter(|each| each.rank == 1);
    assert!(firsts.clone().count() > 1);
    for each in firsts {
        assert!(each.changes.iter().all(|change| change.cell.row().name().starts_with("denied.")));
        assert!(each.reason.zh.contains("之和也与报告正文写的 28 一致"), "{}", each.reason.zh);
    }
    // What goes against the text says so.
    let copied = explained(&forgotten, vec![denied(27)]);
    let against = copied.repairs.iter().find(|each| forgotten.apply(each).cells == city().cells).unwrap();
    assert!(against.reason.zh.contains("等 8 格之和与报告正文写的 27 不一致"), "{}", against.reason.zh);
}

#[test]
fn one_more_or_one_less_is_as_likely_for_any_number() {
    let truth = city();
    let mut wrong = truth.clone();
    row(&mut wrong, "partial", [38, 6, 0, 1, 1, 0]);
    // 18, 6, 4, 9 and 9 in the details: no digit tells which is one too large.
    assert_eq!(place(&wrong, &truth, Vec::new()), (1, 5));
}

#[test]
fn a_row_that_is_all_of_what_is_too_much() {
    let truth = city();
    let mut wrong = truth.clone();
    row(&mut wrong, "denied.state_secret", [71, 0, 0, 0, 0, 0]);
    let repair = first(&wrong, &truth, Vec::new());
    assert!(repair.reason.zh.contains("同一批申请在两行各计了一次"), "{}", repair.reason.zh);
    assert_eq!(place(&wrong, &truth, Vec::new()), (1, 1));
}

#[test]
fn a_request_under_the_wrong_applicant_is_one_mistake_in_one_row() {
    let truth = city();
    let mut wrong = truth.clone();
    row(&mut wrong, "new", [244, 37, 0, 6, 13, 0]);
    let reason = first(&wrong, &truth, Vec::new()).reason.zh;
    assert!(reason.contains("4 件计错了列，应计入“商业企业”，却计入了“自然人”"), "{reason}");
    let mut wrong = truth.clone();
    row(&mut wrong, "granted", [92, 22, 0, 2, 5, 0]);
    let (rank, firsts) = place(&wrong, &truth, Vec::new());
    assert!(rank == 1 && firsts > 1);
    // The text counts the applicants.
    let organisations: Vec<CellId> = ROWS[1..].iter().map(|column| t3("new", column)).collect();
    let mut wrong = truth.clone();
    row(&mut wrong, "new", [237, 44, 0, 6, 13, 0]);
    let applicants = vec![said(&[t3("new", "natural")], 240), said(&organisations, 60)];
    first(&wrong, &truth, applicants);
}

#[test]
fn a_row_of_table_4_that_stands_one_column_too_far() {
    let mut truth = busy();
    for (column, value) in [("upheld", 36), ("corrected", 8), ("other", 13), ("pending", 5), ("total", 62)] {
        truth.set(t4("review", column), value);
    }
    let mut wrong = truth.clone();
    for (column, value) in [("upheld", 0), ("corrected", 36), ("other", 8), ("pending", 13), ("total", 5)] {
        wrong.set(t4("review", column), value);
    }
    let reason = first(&wrong, &truth, vec![said(&[t4("review", "total")], 62)]).reason.zh;
    assert!(reason.contains("“行政复议”一行的数字像是整体右移了一格"), "{reason}");
    assert!(reason.contains("报告正文写的“行政复议·总计”也是 62"), "{reason}");
    // Where a number alone explains as much, it comes first.
    let total = explained(&wrong, vec![said(&[t4("review", "total")], 57)]);
    assert_eq!(total.repairs[0].changes.len(), 1);
    let mut stale = truth.clone();
    stale.set(t4("review", "total"), 61);
    assert_eq!(first(&stale, &truth, vec![said(&[t4("review", "total")], 62)]).changes.len(), 1);
}

#[test]
fn the_total_of_both_kinds_of_lawsuits_tells_which_number_is_wrong() {
    let mut truth = busy();
    let suits = [t4("suit_direct", "total"), t4("suit_after_review", "total")];
    for (row, values) in [("suit_direct", [22, 3, 5, 4, 34]), ("suit_after_review", [6, 0, 1, 0, 7])] {
        for (column, value) in ["upheld", "corrected", "other", "pending", "total"].into_iter().zip(values) {
            truth.set(t4(row, column), value);
        }
    }
    let mut wrong = truth.clone();
    wrong.set(suits[0], 35);
    let repair = first(&wrong, &truth, vec![said(&suits, 41)]);
    assert!(repair.reason.zh.contains("与报告正文写的 41 一致"), "{}", repair.reason.zh);
    assert_eq!(place(&wrong, &truth, vec![said(&suits, 41)]), (1, 1));
    assert!(place(&wrong, &truth, Vec::new()).1 > 1);
}

#[test]
fn a_shifted_row_of_one_number() {
    let mut truth = empty();
    for name in ["new", "unavailable.not_held", "handled"] {
        row(&mut truth, name, [43, 0, 0, 0, 0, 0]);
    }
    let mut wrong = truth.clone();
    for (column, value) in [("natural", 0), ("commercial", 43), ("total", 0)] {
        wrong.set(t3("new", column), value);
    }
    let reason = first(&wrong, &truth, Vec::new()).reason.zh;
    assert!(reason.contains("右移了一格"), "{reason}");
}

#[test]
fn what_was_carried_over_last_year_tells_which_row_is_wrong() {
    let truth = city();
    let before = || {
        let cells = ROWS.iter().chain(&["total"]).map(|column| t3("carried_in", column));
        cells.map(|cell| Hint { cells: vec![cell], value: city().get(cell), source: HintSource::LastYear })
    };
    // Both rows may be wrong by 3, unless last year's report tells.
    for (name, column, value) in [("carried_in", "natural", 34), ("carried_out", "natural", 21)] {
        let mut wrong = truth.clone();
        let by = value - truth.get(t3(name, column));
        wrong.set(t3(name, column), value);
        wrong.set(t3(name, "total"), truth.get(t3(name, "total")) + by);
        assert_eq!(place(&wrong, &truth, before().collect()).0, 1, "{name}");
        let named = explained(&wrong, before().collect());
        let carried_in = |each: &&Repair| {
            each.changes.iter().all(|change| change.cell.row() == t3("carried_in", "total").row())
        };
        let rank = named.repairs.iter().find(carried_in).unwrap().rank;
        assert_eq!(rank == 1, name == "carried_in");
    }
}

#[test]
fn a_blank_that_means_0_is_nothing_to_correct() {
    let mut truth = city();
    row(&mut truth, "new", [216, 38, 0, 5, 11, 0]);
    row(&mut truth, "carried_out", [0; 6]);
    for column in ROWS.into_iter().chain(["total"]) {
        truth.blank(t3("carried_out", column));
    }
    // The last of the details was left out of the totals; the balance alone would make the blanks of it.
    let mut wrong = truth.clone();
    add(&mut wrong, "handled", "other.rest", -1);
    for expected in [Vec::new(), text(&[("new", 270), ("handled", 310), ("carried_out", 0)])] {
        let repair = first(&wrong, &truth, expected.clone());
        assert!(repair.changes.iter().all(|change| change.cell.row().name() == "handled"), "{repair:?}");
        let all = explained(&wrong, expected).repairs;
        let blank =
            |repair: &Repair| repair.changes.iter().any(|change| change.from.is_none() && change.to == 0);
        assert!(!all.iter().any(blank), "{all:#?}");
    }
}

#[test]
fn numbers_one_column_too_far_beside_a_total_that_stands_where_it_should() {
    let truth = city();
    let mut wrong = truth.clone();
    row(&mut wrong, "partial", [0, 38, 5, 0, 1, 1]);
    let reason = first(&wrong, &truth, Vec::new()).reason.zh;
    assert!(reason.contains("“（二）部分公开”一行的数字像是整体右移了一格"), "{reason}");
    // From one column on; one number alone is told as such.
    let mut wrong = truth.clone();
    row(&mut wrong, "unavailable.not_held", [71, 0, 9, 0, 2, 4]);
    let reason = first(&wrong, &truth, Vec::new()).reason.zh;
    assert!(reason.contains("从“商业企业”起像是整体右移了一格"), "{reason}");
}

#[test]
fn a_total_that_holds_one_of_its_rows_twice_is_one_mistake() {
    let truth = city();
    for times in [1, -1] {
        let mut wrong = truth.clone();
        add(&mut wrong, "handled", "denied.process", times);
        first(&wrong, &truth, Vec::new());
        assert_eq!(place(&wrong, &truth, Vec::new()), (1, 1));
    }
}

#[test]
fn a_stray_1_with_its_total_comes_before_totals_that_all_lack_it() {
    let truth = city();
    let mut wrong = truth.clone();
    row(&mut wrong, "denied.third_party", [0, 0, 1, 0, 0, 0]);
    first(&wrong, &truth, Vec::new());
    assert_eq!(place(&wrong, &truth, Vec::new()), (1, 1));
}

#[test]
fn a_reason_names_what_the_text_says_something_of() {
    let truth = city();
    let mut wrong = truth.clone();
    row(&mut wrong, "carried_in", [0; 6]);
    let reason = first(&wrong, &truth, text(&[("carried_in", 40)])).reason;
    assert!(reason.zh.contains("报告正文写的“二、上年结转政府信息公开申请数量·总计”也是 40"), "{reason:?}");
    assert!(reason.en.contains("the report's text says 40 for “"), "{reason:?}");
    let applicants = vec![said(&[t3("new", "natural"), t3("new", "commercial")], 281)];
    let mut wrong = truth.clone();
    row(&mut wrong, "new", [204, 41, 0, 6, 13, 0]);
    let reason = first(&wrong, &truth, applicants).reason.zh;
    assert!(
        reason.contains("·自然人”与“") && reason.contains("·商业企业”之和也与报告正文写的 281 一致"),
        "{reason}"
    );
}
