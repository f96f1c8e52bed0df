//! Errors that move several numbers: whatever is moved anywhere is found with all that moves it back.

use super::generator::{COLUMNS, Draft, Numbers, form, t3};
use crate::assess::Assessed;
use crate::form::{CellId, TableId};
use crate::locate::compound::{Shape, hypotheses, joined};
use crate::locate::model::Model;

/// What stood in cells before an error, and what stands there after it.
type Moved = Vec<(CellId, i64, i64)>;

/// The cells of a block of a table in rows.
fn grid(draft: &Draft, table: TableId) -> Vec<Vec<CellId>> {
    let block =
        draft.form.form().table(table).unwrap().blocks.iter().max_by_key(|block| block.rows.len()).unwrap();
    let row = |row: &crate::form::RowForm| {
        block.columns.iter().map(|column| CellId::new(row.id, column.id)).collect()
    };
    block.rows.iter().map(row).collect()
}

/// All the ways in which several numbers come to stand elsewhere.
fn errors(draft: &Draft, grid: &[Vec<CellId>]) -> Vec<(String, Moved)> {
    let turned: Vec<Vec<CellId>> =
        (0..grid[0].len()).map(|column| grid.iter().map(|row| row[column]).collect()).collect();
    let value = |cell: &CellId| draft.get(*cell);
    let mut all = Vec::new();
    let mut add = |name: String, moved: Vec<(CellId, i64)>| {
        all.push((name, moved.into_iter().map(|(cell, now)| (cell, value(&cell), now)).collect::<Moved>()));
    };
    for (kind, lines) in [("rows", grid), ("columns", &turned)] {
        for (first, a) in lines.iter().enumerate() {
            for (second, b) in lines.iter().enumerate().skip(first + 1) {
                let there = a.iter().zip(b).map(|(a, b)| (*a, value(b)));
                let back = a.iter().zip(b).map(|(a, b)| (*b, value(a)));
                add(format!("{kind} {first} and {second} exchanged"), there.chain(back).collect());
            }
            for (from, a) in a.iter().enumerate() {
                for (to, b) in lines[first].iter().enumerate().skip(from + 1) {
                    let exchanged = vec![(*a, value(b)), (*b, value(a))];
                    add(format!("{from} and {to} of {kind} {first} exchanged"), exchanged);
                }
            }
        }
        for (number, line) in lines.iter().enumerate() {
            for from in 0..line.len() - 1 {
                for to in from + 1..line.len() {
                    // The numbers of a row move as far as the row goes.
                    if kind == "rows" && to + 1 != line.len() {
                        continue;
                    }
                    let part = &line[from..=to];
                    let on = part.windows(2).map(|two| (two[1], value(&two[0])));
                    add(format!("{kind} {number} on, {from} to {to}"), on.chain([(part[0], 0)]).collect());
                    let back = part.windows(2).map(|two| (two[0], value(&two[1])));
                    add(
                        format!("{kind} {number} back, {from} to {to}"),
                        back.chain([(part[to - from], 0)]).collect(),
                    );
                }
            }
        }
    }
    for row in grid {
        for (at, two) in row.windows(2).enumerate() {
            let number = value(&two[0]);
            if number < 10 {
                continue;
            }
            let parts = vec![(two[0], number / 10), (two[1], number % 10)];
            if value(&two[1]) == 0 {
                add(format!("{number} in two cells"), parts.clone());
            }
            let rest = row[at + 1..].windows(2).map(|two| (two[1], value(&two[0])));
            add(format!("{number} in two cells, the rest moved on"), parts.into_iter().chain(rest).collect());
        }
    }
    all
}

#[test]
fn what_was_moved_is_found_with_all_that_moves_it_back() {
    let mut numbers = Numbers::new(3);
    let mut looked = 0;
    for (seed, table, share) in [(2, TableId::Table4, 2), (7, TableId::Table4, 2), (4, TableId::Table3, 120)]
    {
        let draft = Draft::consistent(seed, form("2021"));
        for (name, moved) in errors(&draft, &grid(&draft, table)) {
            let changed: Moved = moved.into_iter().filter(|(_, before, now)| before != now).collect();
            let filled = changed.iter().filter(|(_, _, now)| *now != 0).count();
            // One number that moved on by a place stands in another's, and is found as that.
            let least = if name.ends_with("exchanged") { 1 } else { 2 };
            if changed.len() < 2 || filled < least || numbers.below(share) != 0 {
                continue;
            }
            let mut wrong = draft.clone();
            changed.iter().for_each(|(cell, _, now)| wrong.set(*cell, *now));
            let report = wrong.report();
            let model = Model::new(&report, &Assessed::new(&report, report.form_data()));
            let broken = model.broken();
            if broken.is_empty() {
                continue;
            }
            looked += 1;
            let found = hypotheses(&model, &broken, &mut 1_000_000_000);
            let mut back: Vec<(usize, i64)> =
                changed.iter().map(|(cell, before, _)| (model.find(*cell).unwrap(), *before)).collect();
            back.sort_unstable();
            assert!(found.iter().any(|each| each.changes == back), "{name} of seed {seed}: {changed:?}");
            for each in &found {
                assert_eq!(model.with(&each.changes).broken().len(), each.broken_after, "{each:?}");
                assert!(each.broken_after == 0 || each.broken_after + 1 < broken.len(), "{each:?}");
                assert!(each.changes.iter().all(|(cell, value)| model.value(*cell) != *value));
            }
            let order: Vec<(usize, bool, i32)> =
                found.iter().map(|each| (each.broken_after, !each.kind.is_one(), each.distance)).collect();
            assert!(order.is_sorted(), "{order:?}");
        }
    }
    assert!(looked > 20, "{looked} looked at");
}

/// A report with the given rows, by applicant; every total follows.
fn with(rows: &[(&'static str, [i64; 6])]) -> Draft {
    let mut draft = Draft::consistent(1, form("2021"));
    for cell in [draft.table(TableId::Table3), draft.table(TableId::Table4)].concat() {
        draft.set(cell, 0);
    }
    for &(name, values) in rows {
        for (column, value) in COLUMNS.into_iter().zip(values) {
            draft.set(t3(name, column), value);
        }
        draft.set(t3(name, "total"), values.iter().sum());
    }
    assert_eq!(draft.broken(), Vec::<String>::new());
    draft
}

/// The values of two sets of cells in each other's place.
fn exchanged(draft: &Draft, first: &[CellId], second: &[CellId]) -> Draft {
    let mut wrong = draft.clone();
    for (a, b) in first.iter().zip(second) {
        wrong.set(*a, draft.get(*b));
        wrong.set(*b, draft.get(*a));
    }
    wrong
}

fn row_of(name: &'static str) -> Vec<CellId> {
    COLUMNS.into_iter().chain(["total"]).map(|column| t3(name, column)).collect()
}

fn column_of(draft: &Draft, name: &'static str) -> Vec<CellId> {
    draft.table(TableId::Table3).into_iter().filter(|cell| cell.column().name() == name).collect()
}

/// How far the hypothesis is that gives back the right report.
fn distance(wrong: &Draft, truth: &Draft) -> (Shape, i32) {
    let report = wrong.report();
    let model = Model::new(&report, &Assessed::new(&report, report.form_data()));
    let back: Vec<(usize, i64)> = (0..model.cells.len())
        .map(|at| (at, truth.get(model.cell(at).unwrap())))
        .filter(|(at, value)| model.value(*at) != *value)
        .collect();
    let found = hypotheses(&model, &model.broken(), &mut 1_000_000_000);
    let each = found.iter().find(|each| each.changes == back).expect("it is among those found");
    (each.kind, each.distance)
}

#[test]
fn neighbours_are_nearer_and_what_should_be_empty_nearer_still() {
    let busy = with(&[
        ("new", [41, 12, 5, 2, 7, 0]),
        ("carried_in", [3, 1, 0, 0, 0, 0]),
        ("granted", [27, 6, 4, 1, 2, 0]),
        ("partial", [15, 6, 1, 1, 4, 0]),
        ("handled", [42, 12, 5, 2, 6, 0]),
        ("carried_out", [2, 1, 0, 0, 1, 0]),
    ]);
    let rows = |a, b| distance(&exchanged(&busy, &row_of(a), &row_of(b)), &busy);
    let id = |name| t3(name, "natural").row();
    let both = |a, b| Shape::RowsExchanged { first: id(a), second: id(b) };
    assert_eq!(rows("carried_in", "granted"), (both("carried_in", "granted"), 4));
    assert_eq!(rows("handled", "carried_out"), (both("handled", "carried_out"), 4));
    assert_eq!(rows("new", "granted"), (both("new", "granted"), 6));
    assert_eq!(rows("carried_in", "handled"), (both("carried_in", "handled"), 6));
    let columns = |a, b| distance(&exchanged(&busy, &column_of(&busy, a), &column_of(&busy, b)), &busy);
    let id = |name| t3("new", name).column();
    let both = |a, b| Shape::ColumnsExchanged { first: id(a), second: id(b) };
    assert_eq!(columns("legal_service", "total"), (both("legal_service", "total"), 6));
    assert_eq!(columns("natural", "total"), (both("natural", "total"), 6));
    // The column beside it is empty throughout.
    let should = Shape::ColumnMoved { should: id("total"), is: id("other_org") };
    assert_eq!(columns("other_org", "total"), (should, 3));
    let cells = |a: CellId, b: CellId| distance(&exchanged(&busy, &[a], &[b]), &busy).1;
    assert_eq!(cells(t3("granted", "natural"), t3("granted", "commercial")), 3);
    assert_eq!(cells(t3("partial", "public_benefit"), t3("partial", "legal_service")), 3);
    assert_eq!(cells(t3("granted", "commercial"), t3("granted", "public_benefit")), 5);
    assert_eq!(cells(t3("handled", "natural"), t3("carried_out", "natural")), 3);
    assert_eq!(cells(t3("granted", "natural"), t3("handled", "natural")), 5);
    // A number in the next cell is as near as two in each other's place.
    assert_eq!(cells(t3("partial", "legal_service"), t3("partial", "other_org")), 3);
}

#[test]
fn a_line_in_another_that_should_be_empty_tells_which() {
    let handled = with(&[
        ("new", [15, 3, 0, 0, 0, 0]),
        ("granted", [15, 3, 0, 0, 0, 0]),
        ("handled", [15, 3, 0, 0, 0, 0]),
    ]);
    let rows = |truth: &Draft, a, b| distance(&exchanged(truth, &row_of(a), &row_of(b)), truth);
    let id = |name| t3(name, "natural").row();
    let moved = |should, is| Shape::RowMoved { should: id(should), is: id(is) };
    assert_eq!(rows(&handled, "handled", "carried_out"), (moved("handled", "carried_out"), 3));
    assert_eq!(rows(&handled, "carried_in", "granted"), (moved("granted", "carried_in"), 3));
    let old = with(&[
        ("carried_in", [15, 3, 0, 0, 0, 0]),
        ("granted", [15, 3, 0, 0, 0, 0]),
        ("handled", [15, 3, 0, 0, 0, 0]),
    ]);
    assert_eq!(rows(&old, "carried_in", "partial"), (moved("carried_in", "partial"), 5));
}

#[test]
fn a_line_moved_on_as_a_whole_is_nearer_than_a_part_of_it() {
    let busy = with(&[
        ("new", [0, 12, 5, 2, 7, 6]),
        ("granted", [0, 9, 1, 0, 7, 4]),
        ("partial", [0, 3, 4, 2, 0, 2]),
        ("handled", [0, 12, 5, 2, 7, 6]),
    ]);
    let shifted = |from: usize| {
        let cells = row_of("granted");
        let mut wrong = busy.clone();
        for pair in cells.get(from..).unwrap().windows(2) {
            wrong.set(pair[1], busy.get(pair[0]));
        }
        wrong.set(cells[from], 0);
        distance(&wrong, &busy)
    };
    let shape = |from: &'static str, whole| Shape::RowShift {
        row: t3("granted", "natural").row(),
        right: true,
        from: t3("granted", from).column(),
        whole,
    };
    // The first cell was 0: nothing tells whether it moved, and the whole row is what people move.
    assert_eq!(shifted(0), (shape("natural", true), 0));
    assert_eq!(shifted(3), (shape("public_benefit", false), 1));
    let column = column_of(&busy, "commercial");
    let moved = |from: usize, to: usize| {
        let mut wrong = busy.clone();
        for pair in column.get(from..=to).unwrap().windows(2) {
            wrong.set(pair[1], busy.get(pair[0]));
        }
        wrong.set(column[from], 0);
        distance(&wrong, &busy).1
    };
    assert_eq!(moved(0, column.len() - 1), 0);
    assert_eq!(moved(0, column.len() - 2), 1);
    assert_eq!(moved(2, 5), 1);
}

#[test]
fn two_numbers_stand_beside_each_other_as_one() {
    for (first, second, together) in [
        (1, 2, Some(12)),
        (3, 0, Some(30)),
        (99_999, 9, Some(999_999)),
        (100_000, 0, None),
        (0, 5, None),
        (-1, 3, None),
        (1, -3, None),
    ] {
        assert_eq!(joined(first, second), together, "{first} {second}");
    }
}
