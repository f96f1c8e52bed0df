//! Locating wrong cells: one, two, three errors, a shifted row, and a table that is wrong throughout.
//!
//! `cargo bench --bench locate`

#![allow(clippy::expect_used, reason = "a bench fails loudly")]

use gouji::assess::Assessed;
use gouji::document::Place;
use gouji::form::{CellId, FormId, TableId};
use gouji::locate::{Evidence, explain};
use gouji::report::{Cell, Report};

fn main() {
    divan::main();
}

const COLUMNS: [&str; 6] =
    ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

/// A consistent report of 62 requests.
const ROWS: [(&str, [i64; 6]); 10] = [
    ("new", [41, 12, 0, 2, 5, 0]),
    ("carried_in", [3, 1, 0, 0, 0, 0]),
    ("granted", [17, 6, 0, 1, 0, 0]),
    ("partial", [8, 0, 0, 1, 2, 0]),
    ("denied.internal_affairs", [4, 3, 0, 0, 0, 0]),
    ("denied.process", [2, 0, 0, 0, 1, 0]),
    ("unavailable.not_held", [11, 2, 0, 0, 2, 0]),
    ("refused.petition", [0, 1, 0, 0, 0, 0]),
    ("handled", [42, 12, 0, 2, 5, 0]),
    ("carried_out", [2, 1, 0, 0, 0, 0]),
];

fn cell(name: &str) -> CellId {
    CellId::parse(name).expect("a cell of the form")
}

fn value(cell: CellId) -> i64 {
    let Some((_, values)) = ROWS.iter().find(|(row, _)| *row == cell.row().name()) else { return 0 };
    match COLUMNS.iter().position(|column| *column == cell.column().name()) {
        Some(at) => values.get(at).copied().unwrap_or(0),
        None => values.iter().sum(),
    }
}

fn report(change: impl Fn(CellId, i64) -> i64) -> Report {
    let mut report = Report { form: Some(FormId::CURRENT), ..Report::default() };
    for table in [TableId::Table3, TableId::Table4] {
        for id in FormId::CURRENT.form().table(table).into_iter().flat_map(|table| table.cells()) {
            let number = change(id, if table == TableId::Table3 { value(id) } else { 0 });
            report.cells.insert(id, Cell::integer(number, "", Place::Cell { block: 0, row: 0, column: 0 }));
        }
    }
    report
}

fn run(bencher: divan::Bencher, change: impl Fn(CellId, i64) -> i64) {
    let report = report(change);
    let assessed = Assessed::new(&report, report.form_data());
    bencher.bench_local(|| explain(divan::black_box(&report), &assessed, &Evidence::default()));
}

/// The first `count` of five wrong cells.
fn wrong(count: usize) -> impl Fn(CellId, i64) -> i64 {
    let errors = [
        (cell("t3.granted.natural"), 71),
        (cell("t3.partial.legal_service"), 0),
        (cell("t3.handled.commercial"), 112),
        (cell("t3.carried_in.total"), 40),
        (cell("t3.unavailable.not_held.other_org"), 1),
    ];
    move |cell, value| errors.iter().take(count).find(|error| error.0 == cell).map_or(value, |error| error.1)
}

#[divan::bench(args = [0, 1, 2, 3, 5])]
fn wrong_cells(bencher: divan::Bencher, count: usize) {
    run(bencher, wrong(count));
}

#[divan::bench]
fn shifted_row(bencher: divan::Bencher) {
    let order =
        ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org", "total"];
    run(bencher, |id, own| {
        if id.row().name() != "granted" {
            return own;
        }
        let at = order.iter().position(|column| *column == id.column().name()).unwrap_or(0);
        at.checked_sub(1)
            .and_then(|at| order.get(at))
            .map_or(0, |column| value(cell(&format!("t3.granted.{column}"))))
    });
}

/// The bound on work: nothing can be located.
#[divan::bench]
fn wrong_throughout(bencher: divan::Bencher) {
    run(bencher, |cell, value| {
        if cell.table() == TableId::Table4 {
            return value;
        }
        let seed: usize = cell
            .row()
            .name()
            .bytes()
            .chain(cell.column().name().bytes())
            .fold(7, |sum, byte| (sum * 31 + usize::from(byte)) % 1_009);
        i64::try_from(seed % 50).unwrap_or(0)
    });
}
