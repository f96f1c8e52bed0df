//! What is said about wrong cells: which sums tell, what each cell should be, and that nothing broken is left untold.

use super::generator::{Draft, t3, t4};
use super::shapes::busy;
use crate::form::{CellId, TableId};
use crate::locate::{Completeness, Repair};

/// The first reason given for these cells.
fn reason(wrong: &Draft, cells: &[CellId]) -> (String, String) {
    let explanation = wrong.explain();
    let changes = |repair: &&Repair| repair.changes.iter().map(|each| each.cell).eq(cells.iter().copied());
    let found = explanation.repairs.iter().find(changes);
    let reason = &found.unwrap_or_else(|| panic!("{explanation:#?}")).reason;
    (reason.zh.clone(), reason.en.clone())
}

#[test]
fn a_wrong_cell_is_told_by_each_of_its_sums() {
    let truth = busy();
    let one = |cell: CellId, value: i64| {
        let mut wrong = truth.clone();
        wrong.set(cell, value);
        reason(&wrong, &[cell])
    };
    let (zh, en) = one(t3("handled", "natural"), 24);
    for phrase in ["其余 21 项之和", "第一、二项之和减第四项", "与本行“总计”减其余各列都是 42，只有它是 24"]
    {
        assert!(zh.contains(phrase), "{zh}");
    }
    assert!(en.contains("are all 42, only this cell is 24"), "{en}");
    let (zh, _) = one(t3("carried_in", "natural"), 30);
    let sums = "应为 3：（七）总计与第四项之和减第一项与本行“总计”减其余各列都是 3，只有它是 30";
    assert!(zh.contains(sums), "{zh}");
    // What is 0 is not named.
    let (zh, _) = one(t3("new", "commercial"), 21);
    assert!(zh.contains("（七）总计与第四项之和减第二项与本行"), "{zh}");
    let (zh, _) = one(t3("new", "legal_service"), 15);
    assert!(zh.contains("（七）总计与第四项之和与本行"), "{zh}");
    let (zh, _) = one(t3("granted", "natural"), 71);
    assert!(zh.contains("“（七）总计”减其余各项与本行“总计”减其余各列都是 17，只有它是 71"), "{zh}");
    let (zh, _) = one(t3("granted", "total"), 42);
    assert!(zh.contains("与本行其余 6 列之和都是 24，只有它是 42"), "{zh}");
    // One sum alone.
    let mut cases = truth.clone();
    for (column, value) in [("upheld", 3), ("other", 2), ("total", 9)] {
        cases.set(t4("review", column), value);
    }
    let (zh, en) = reason(&cases, &[t4("review", "total")]);
    assert!(zh.contains("应为 5：本行其余 4 列之和是 5，这里是 9"), "{zh}");
    assert!(en.contains("the sum of the other 4 columns of its row is 5, here it is 9"), "{en}");
    let (zh, _) = reason(&cases, &[t4("review", "pending")]);
    assert!(zh.contains("应为 4：本行“总计”减其余各列是 4"), "{zh}");
}

#[test]
fn several_wrong_cells_are_told_with_what_they_should_be() {
    let truth = busy();
    let (granted, partial) = (t3("granted", "natural"), t3("partial", "natural"));
    let beside = t3("granted", "commercial");
    let mut wrong = truth.clone();
    wrong.set(granted, 18);
    wrong.set(beside, 16);
    wrong.set(t3("partial", "commercial"), 5);
    let (zh, en) = reason(&wrong, &[granted, beside, t3("partial", "commercial")]);
    for words in [
        "（一）予以公开·自然人应为 17（现为 18）、（一）予以公开·商业企业应为 6（现为 16）",
        "（二）部分公开·商业企业应为 0（现为 5）：同时改正这 3 格，4 条不成立的勾稽关系就全部成立",
    ] {
        assert!(zh.contains(words), "{zh}");
    }
    assert!(en.contains("with these 3 cells corrected together all 4 broken identities hold"), "{en}");
    let mut column = truth.clone();
    column.set(granted, 18);
    column.set(partial, 10);
    let (zh, _) = reason(&column, &[granted, partial]);
    assert!(zh.contains("“自然人”一列有 2 格不对"), "{zh}");
    assert!(zh.contains("予以公开应为 17（现为 18）") && zh.contains("部分公开应为 8（现为 10）"), "{zh}");
    let mut row = truth.clone();
    row.set(granted, 27);
    row.set(beside, 9);
    let (zh, _) = reason(&row, &[granted, beside]);
    assert!(zh.contains("“（一）予以公开”一行有 2 格不对"), "{zh}");
    assert!(zh.contains("自然人一列的“（七）总计”减其余各项是 17"), "{zh}");
}

#[test]
fn where_nothing_explains_what_is_broken_all_of_it_is_still_told() {
    let mut wrong = busy();
    let cells = wrong.table(TableId::Table3);
    for (at, cell) in cells.into_iter().enumerate() {
        wrong.set(cell, (at * at * 7 % 97) as i64);
    }
    wrong.set(t4("review", "total"), 3);
    let explanation = wrong.explain();
    let mut told: Vec<String> =
        explanation.groups.iter().flat_map(|group| group.identities.iter().cloned()).collect();
    let mut broken = wrong.broken();
    told.sort();
    broken.sort();
    assert_eq!(told, broken);
    assert!(explanation.groups.iter().any(|group| group.status == Completeness::TooMany), "{explanation:#?}");
}

/// What is said at first sight of the first explanation by these cells.
fn short(wrong: &Draft, cells: &[CellId]) -> String {
    let explanation = wrong.explain();
    let changes = |repair: &&Repair| repair.changes.iter().map(|each| each.cell).eq(cells.iter().copied());
    let found = explanation.repairs.iter().find(changes);
    let short = &found.unwrap_or_else(|| panic!("{explanation:#?}")).short;
    assert!(!short.en.is_empty());
    short.zh.clone()
}

#[test]
fn at_first_sight_it_is_said_which_way_the_sums_come_out() {
    let truth = busy();
    let mut both = truth.clone();
    both.set(t3("handled", "natural"), 24);
    let said = short(&both, &[t3("handled", "natural")]);
    assert!(said.starts_with("这样横向、纵向合计都对得上；像是两位数字写颠倒了"), "{said}");
    assert!(!said.contains("之和"), "{said}");
    // Table 4 has sums across alone.
    let mut across = truth.clone();
    for (column, value) in [("upheld", 3), ("other", 2), ("total", 9)] {
        across.set(t4("review", column), value);
    }
    assert_eq!(short(&across, &[t4("review", "total")]), "这样横向合计就对得上");
    // Several cells of one row, or of one column.
    let mut row = truth.clone();
    row.set(t3("granted", "natural"), 27);
    row.set(t3("granted", "commercial"), 9);
    let said = short(&row, &[t3("granted", "natural"), t3("granted", "commercial")]);
    assert!(said.starts_with("“（一）予以公开”一行的 2 格一起改，横向、纵向合计都对得上"), "{said}");
    let mut column = truth.clone();
    column.set(t3("granted", "natural"), 18);
    column.set(t3("partial", "natural"), 10);
    let said = short(&column, &[t3("granted", "natural"), t3("partial", "natural")]);
    assert!(said.starts_with("“自然人”一列的 2 格一起改，横向、纵向合计都对得上"), "{said}");
}
