//! A made-up form of 2027: it shows that a form is one file, and is never read outside tests.
//!
//! Two further rows, one further column and a group of another name. Nothing else in gouji knows of them.

use super::declare::{Block, Column, Form, Group, Row, Table};
use super::table3::{self, detail};
use super::{ColumnRole, Role, TableId, form2021, table4};

const COOPERATIVES: Column = table3::column(
    "cooperative",
    ColumnRole::Organisation,
    "农民合作社",
    &["合作社"],
    "农民合作社 合作社 农民专业合作社",
);

const COLUMNS: &[Column] = &[
    table3::NATURAL,
    table3::COMMERCIAL,
    table3::RESEARCH,
    table3::PUBLIC_BENEFIT,
    table3::LEGAL_SERVICE,
    COOPERATIVES,
    table3::OTHER_ORG,
    table3::TOTAL,
];

/// （四）无法提供 under another name.
static UNAVAILABLE: Group = Group {
    name: "unavailable",
    ordinal: "四",
    label: "不具备提供条件",
    variants: &[],
    words: "不具备提供条件",
    role: Role::Plain,
};

const fn unavailable(row: Row) -> Row {
    Row { group: Some(&UNAVAILABLE), ..row }
}

const DATA_SECURITY: Row = detail(
    &table3::DENIED,
    "denied.data_security",
    "9",
    "危及网络和数据安全",
    &["危及网络与数据安全"],
    "危及网络和数据安全 网络和数据安全",
);

const AUTOMATED: Row = detail(
    &table3::REFUSED,
    "refused.automated",
    "6",
    "程序自动生成的申请",
    &[],
    "程序自动生成的申请 自动生成的申请",
);

const TABLE_3: Table = Table {
    id: TableId::Table3,
    title: table3::TITLE,
    blocks: &[Block {
        heading: "",
        rows: &[
            table3::NEW,
            table3::CARRIED_IN,
            table3::GRANTED,
            table3::PARTIAL,
            table3::STATE_SECRET,
            table3::FORBIDDEN_BY_LAW,
            table3::SAFETY_STABILITY,
            table3::THIRD_PARTY,
            table3::INTERNAL_AFFAIRS,
            table3::PROCESS,
            table3::ENFORCEMENT_FILE,
            table3::ADMINISTRATIVE_QUERY,
            DATA_SECURITY,
            unavailable(table3::NOT_HELD),
            unavailable(table3::NEEDS_CREATION),
            unavailable(table3::UNCLEAR),
            table3::PETITION,
            table3::REPEATED,
            table3::PUBLICATION,
            table3::EXCESSIVE,
            table3::CONFIRMATION,
            AUTOMATED,
            table3::NOT_CORRECTED,
            table3::FEE_UNPAID,
            table3::REST,
            table3::HANDLED,
            table3::CARRIED_OUT,
        ],
        columns: COLUMNS,
        side_by_side: false,
    }],
    sums: table3::SUMS,
    subtotal: Some(table3::ORGANISATIONS),
    over_rows: table3::OVER_ROWS,
    over_columns: table3::OVER_COLUMNS,
    phrases: table3::PHRASES,
};

/// The form.
pub(super) static FORM: Form = Form {
    name: "2027",
    title: ("2027年格式（虚构）", "the form of 2027 (made up)"),
    short: ("2027 版格式", "form 2027"),
    from: 2027,
    instead_of: None,
    certain: true,
    tables: &[form2021::TABLE_2, TABLE_3, table4::TABLE],
};

const _: () = FORM.verify();

mod tests {
    use crate::document::{Content, Document, Table};
    use crate::outcome::{Outcome, Status};
    use crate::rules::example::Example;
    use crate::{Options, check};

    /// A consistent report that has numbers in the new rows and the new column.
    const CONSISTENT: &str = "form 2027
        t3.new.cooperative = 2
        t3.new.total = 10
        t3.granted.natural = 2
        t3.granted.total = 3
        t3.denied.data_security.natural = 1
        t3.denied.data_security.total = 1
        t3.refused.automated.cooperative = 2
        t3.refused.automated.total = 2
        t3.handled.cooperative = 2
        t3.handled.total = 10
        section 1 = （一）主动公开情况。全年更新公开目录。 \
/ （二）依申请公开情况。2027年，我镇新收政府信息公开申请10件，上年结转1件；办结10件，其中予以公开3件、部分公开1件、\
属于三类内部事务信息1件、危及网络和数据安全1件、不具备提供条件2件、程序自动生成的申请2件。申请人中，农民合作社2件。 \
/ （三）政府信息管理情况。严格落实保密审查制度。 \
/ （四）政府信息公开平台建设情况。规范政府网站专栏的设置。 \
/ （五）监督保障情况。定期自查并组织业务培训。";

    fn report(changes: &str) -> Document {
        Example::new(&format!("{CONSISTENT}\n{changes}")).document
    }

    /// What a table has in each row, one text for each cell of the grid that a cell begins in.
    fn rows(table: &Table) -> Vec<Vec<Option<&str>>> {
        let mut rows = vec![vec![None; table.columns as usize]; table.rows as usize];
        for cell in &table.cells {
            rows[cell.row as usize][cell.column as usize] = Some(cell.text.as_str());
        }
        rows
    }

    fn html(document: &Document) -> String {
        let table = |table: &Table| -> String {
            let row = |row: u32| -> String {
                let cells = table.cells.iter().filter(|cell| cell.row == row);
                cells
                    .map(|cell| {
                        let (height, width) = (cell.row_span, cell.column_span);
                        format!("<td rowspan={height} colspan={width}>{}</td>", cell.text)
                    })
                    .collect()
            };
            (0..table.rows).map(|at| format!("<tr>{}</tr>", row(at))).collect()
        };
        written(document, |text| format!("<p>{text}</p>"), |each| format!("<table>{}</table>", table(each)))
    }

    fn piped(table: &Table) -> Vec<String> {
        let line = |row: Vec<Option<&str>>| {
            let cells: Vec<&str> = row.into_iter().map(Option::unwrap_or_default).collect();
            format!("| {} |", cells.join(" | "))
        };
        rows(table).into_iter().map(line).collect()
    }

    fn markdown(document: &Document) -> String {
        let table = |table: &Table| {
            let mut lines = piped(table);
            lines.insert(1, format!("|{}", " --- |".repeat(table.columns as usize)));
            format!("\n{}\n", lines.join("\n"))
        };
        written(document, |text| format!("{text}\n"), table)
    }

    fn pipes(document: &Document) -> String {
        written(document, str::to_owned, |table| piped(table).join("\n"))
    }

    fn one_cell_a_line(document: &Document) -> String {
        let table = |table: &Table| -> String {
            rows(table).into_iter().flatten().flatten().collect::<Vec<_>>().join("\n")
        };
        written(document, str::to_owned, table)
    }

    fn written(
        document: &Document,
        text: impl Fn(&str) -> String,
        table: impl Fn(&Table) -> String,
    ) -> String {
        let blocks = document.blocks.iter().map(|block| match &block.content {
            Content::Table(each) => table(each),
            Content::Heading { text: words, .. } | Content::Paragraph { text: words } => text(words),
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    type Layout = (&'static str, fn(&Document) -> String);
    const LAYOUTS: [Layout; 4] = [
        ("report.html", html),
        ("report.md", markdown),
        ("report.txt", pipes),
        ("lines.txt", one_cell_a_line),
    ];

    /// The outcomes of a report in every layout.
    fn outcomes(changes: &str) -> Vec<(&'static str, Outcome)> {
        let document = report(changes);
        let outcome = |(name, write): Layout| {
            let options = Options { name: Some(name.to_owned()), ..Options::default() };
            (name, check(write(&document).as_bytes(), &options).unwrap())
        };
        LAYOUTS.map(outcome).into_iter().collect()
    }

    #[test]
    fn is_read_checked_and_bound_in_every_layout() {
        for (layout, outcome) in outcomes("") {
            assert_eq!(outcome.report.form.map(|form| form.name()), Some("2027"), "{layout}");
            for (cell, value) in [
                ("t3.denied.data_security.natural", 1),
                ("t3.refused.automated.cooperative", 2),
                ("t3.refused.automated.total", 2),
                ("t3.unavailable.not_held.total", 2),
                ("t3.new.cooperative", 2),
                ("t3.new.other_org", 0),
            ] {
                let found = outcome.report.cells[cell].value.and_then(|value| value.integer());
                assert_eq!(found, Some(value), "{layout}: {cell}");
            }
            // Two sums down each of eight columns, one across each of 27 rows, three kinds of cases.
            assert_eq!(
                (outcome.counts.held, outcome.counts.broken, outcome.counts.open),
                (46, 0, 0),
                "{layout}"
            );
            assert_eq!(outcome.status, Status::Holds, "{layout}: {:#?}", outcome.findings);
            for cells in [
                vec!["t3.denied.data_security.total"],
                vec!["t3.refused.automated.total"],
                vec![
                    "t3.unavailable.not_held.total",
                    "t3.unavailable.needs_creation.total",
                    "t3.unavailable.unclear.total",
                ],
            ] {
                let bound = outcome.numbers.iter().find(|number| number.cells == cells);
                assert_eq!(bound.and_then(|number| number.agrees), Some(true), "{layout}: {cells:?}");
            }
        }
    }

    #[test]
    fn a_wrong_cell_of_the_new_column_is_located_and_explained() {
        for (layout, outcome) in outcomes("t3.refused.automated.cooperative = 7") {
            assert_eq!((outcome.status, outcome.counts.broken), (Status::Errors, 2), "{layout}");
            let first = &outcome.repairs[0];
            let changes: Vec<_> =
                first.changes.iter().map(|each| (each.cell.as_str(), each.from, each.to)).collect();
            assert_eq!(changes, [("t3.refused.automated.cooperative", Some(7), 2)], "{layout}");
            assert!(
                first.reason.contains("程序自动生成的申请·农民合作社应为 2"),
                "{layout}: {}",
                first.reason
            );
            let said = |words: &str| outcome.findings.iter().any(|finding| finding.message.contains(words));
            assert!(said("农民合作社列：（七）总计为 2"), "{layout}: {:#?}", outcome.findings);
        }
    }

    #[test]
    fn a_number_of_the_text_that_differs_from_a_new_row_is_found() {
        let wrong = "t3.denied.data_security.natural = 0
            t3.denied.data_security.total = 0
            t3.granted.natural = 3
            t3.granted.total = 4";
        for (layout, outcome) in outcomes(wrong) {
            let found =
                outcome.findings.iter().find(|finding| finding.cells == ["t3.denied.data_security.total"]);
            assert_eq!(
                found.map(|finding| finding.rule.as_str()),
                Some("text-table-mismatch"),
                "{layout}: {:#?}",
                outcome.findings
            );
        }
    }

    #[test]
    fn reports_of_other_years_keep_their_forms() {
        for (form, year) in [("2021", 2024), ("2019", 2020), ("hybrid", 2027), ("2021", 2027)] {
            let document = Example::new(&format!("form {form}\nyear = {year}")).document;
            let outcome = check(html(&document).as_bytes(), &Options::default()).unwrap();
            assert_eq!(outcome.report.form.map(|form| form.name()), Some(form), "{year}");
        }
    }
}
