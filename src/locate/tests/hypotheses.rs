//! Errors that move several numbers: whatever is moved anywhere is found with all that moves it back.

use super::generator::{Draft, Numbers, form};
use crate::assess::Assessed;
use crate::form::{CellId, TableId};
use crate::locate::compound::hypotheses;
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
