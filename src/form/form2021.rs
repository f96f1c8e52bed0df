//! The form of 国办公开办函〔2021〕30号, for the reports of 2021 and later, and its hybrid with the form of 2019.

use super::declare::{Block, COLUMN, Column, Form, ROW, Row, Table, UNNAMED};
use super::{ColumnRole, Role, TableId, ValueKind, table3, table4};

const fn row(
    name: &'static str,
    role: Role,
    label: &'static str,
    variants: &'static [&'static str],
    words: &'static str,
) -> Row {
    Row { name, label, variants, words, role, ..ROW }
}

const DECISIONS: Column = Column {
    name: "decisions",
    english: "decisions this year",
    label: "本年处理决定数量",
    variants: &["处理决定数量", "本年度处理决定数量"],
    words: "",
    role: ColumnRole::Decisions,
    ..COLUMN
};

/// Table 2 of 2021.
pub(super) const TABLE_2: Table = Table {
    id: TableId::Table2,
    title: "主动公开政府信息情况",
    blocks: &[
        Block {
            heading: "第二十条第（一）项",
            rows: &[
                row("regulation", Role::Regulation, "规章", &[], "规章 政府规章 部门规章")
                    .english("regulations"),
                row(
                    "normative",
                    Role::Normative,
                    "行政规范性文件",
                    &["规范性文件", "行政规范性档案", "规范性档案"],
                    "行政规范性文件 规范性文件 规范性档案 行政规范性档案 行政机关规范性文件",
                )
                .english("normative documents"),
            ],
            columns: &[
                Column {
                    name: "issued",
                    english: "issued this year",
                    label: "本年制发件数",
                    variants: &["本年度制发件数", "本年度制发数", "本年制发数"],
                    words: "制发 新制发 制定 新制定 印发 出台 新出台 制作 新制作 制定出台 制定印发 制定发布 制定颁布 颁布 \
         制作发布",
                    role: ColumnRole::Issued,
                    ..COLUMN
                },
                Column {
                    name: "repealed",
                    english: "repealed this year",
                    label: "本年废止件数",
                    variants: &["本年度废止件数", "本年度废止数", "本年废止数"],
                    words: "废止 宣布废止 失效或废止 废止和失效 废止、失效 废止及失效 失效、废止 失效和废止 废止或失效 废止失效 \
         宣布失效和废止 已废止",
                    role: ColumnRole::Repealed,
                    ..COLUMN
                },
                Column {
                    name: "in_force",
                    english: "in force",
                    label: "现行有效件数",
                    variants: &["现行有效数", "现行有效"],
                    words: "现行有效 继续有效 现有效 年底有效 年末有效 仍然有效 仍有效 目前有效",
                    role: ColumnRole::InForce,
                    ..COLUMN
                },
            ],
            side_by_side: false,
        },
        Block {
            heading: "第二十条第（五）项",
            rows: &[row("licence", Role::Plain, "行政许可", &[], "行政许可 行政许可决定 行政许可处理决定")
                .english("licences")],
            columns: &[DECISIONS],
            side_by_side: false,
        },
        Block {
            heading: "第二十条第（六）项",
            rows: &[
                row("penalty", Role::Plain, "行政处罚", &[], "行政处罚 行政处罚决定 行政处罚处理决定")
                    .english("penalties"),
                row(
                    "coercion",
                    Role::Plain,
                    "行政强制",
                    &[],
                    "行政强制 行政强制决定 行政强制措施 行政强制执行",
                )
                .english("compulsory measures"),
            ],
            columns: &[DECISIONS],
            side_by_side: false,
        },
        Block {
            heading: "第二十条第（八）项",
            rows: &[row(
                "fee",
                Role::Fee,
                "行政事业性收费",
                &["行政事业性收费项目"],
                "行政事业性收费 行政事业性收费金额 行政事业性收费收入",
            )
            .english("administrative fees")],
            columns: &[Column {
                name: "amount",
                english: "amount",
                label: "本年收费金额（单位：万元）",
                variants: &["本年收费金额", "本年度收费金额", "本年收费总金额"],
                kind: ValueKind::Amount,
                words: "",
                role: ColumnRole::Amount,
            }],
            side_by_side: false,
        },
    ],
    ..UNNAMED
};

/// The form of 2021.
pub(super) static FORM: Form = Form {
    name: "2021",
    title: ("2021年格式（国办公开办函〔2021〕30号）", "the form of 2021 (国办公开办函〔2021〕30号)"),
    short: ("2021 版格式", "form 2021"),
    from: 2021,
    instead_of: None,
    certain: true,
    tables: &[TABLE_2, table3::TABLE_2021, table4::TABLE],
};

/// Table 2 of 2021 with the 其他处理 row of 2019.
pub(super) static HYBRID: Form = Form {
    name: "hybrid",
    title: ("混用两种格式", "a mixture of two forms"),
    short: ("2021 版格式（其他处理为一行）", "form 2021 with a single row 其他处理"),
    from: 2021,
    instead_of: Some("2021"),
    certain: true,
    tables: &[TABLE_2, table3::TABLE_2019, table4::TABLE],
};

const _: () = FORM.verify();
const _: () = HYBRID.verify();
