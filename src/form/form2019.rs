//! The trial form of 国办公开办函〔2019〕60号, for the reports of 2019 and 2020.

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

const PREVIOUS: Column = Column {
    name: "previous",
    english: "items last year",
    label: "上一年项目数量",
    variants: &["上一年度项目数量", "上年项目数量"],
    words: "",
    role: ColumnRole::Previous,
    ..COLUMN
};
const CHANGE: Column = Column {
    name: "change",
    english: "change this year",
    label: "本年增/减",
    variants: &["本年增减", "本年度增/减", "本年增／减"],
    kind: ValueKind::Change,
    words: "",
    role: ColumnRole::Change,
};
const DECISIONS: Column = Column {
    name: "decisions",
    english: "decisions this year",
    label: "处理决定数量",
    variants: &["本年处理决定数量", "处理决定数"],
    words: "",
    role: ColumnRole::Decisions,
    ..COLUMN
};

/// Table 2 of 2019.
const TABLE_2: Table = Table {
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
                    "规范性文件",
                    &["行政规范性文件", "规范性档案", "行政规范性档案"],
                    "行政规范性文件 规范性文件 规范性档案 行政规范性档案 行政机关规范性文件",
                )
                .english("normative documents"),
            ],
            columns: &[
                Column {
                    name: "made",
                    english: "made this year",
                    label: "本年新制作数量",
                    variants: &["本年度新制作数量", "本年新制作件数"],
                    words: "",
                    role: ColumnRole::Made,
                    ..COLUMN
                },
                Column {
                    name: "published",
                    english: "published this year",
                    label: "本年新公开数量",
                    variants: &["本年度新公开数量", "本年新公开件数"],
                    words: "新公开 新对外公开",
                    role: ColumnRole::Published,
                    ..COLUMN
                },
                Column {
                    name: "public_total",
                    english: "published in all",
                    label: "对外公开总数量",
                    variants: &["对外公开总数", "对外公开数量"],
                    words: "对外公开总数 对外公开总数量",
                    role: ColumnRole::PublicTotal,
                    ..COLUMN
                },
            ],
            side_by_side: false,
        },
        Block {
            heading: "第二十条第（五）项",
            rows: &[
                row("licence", Role::Plain, "行政许可", &[], "行政许可 行政许可决定 行政许可处理决定")
                    .english("licences"),
                row("other_service", Role::Plain, "其他对外管理服务事项", &[], "").english("other services"),
            ],
            columns: &[PREVIOUS, CHANGE, DECISIONS],
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
            columns: &[PREVIOUS, CHANGE, DECISIONS],
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
            columns: &[PREVIOUS, CHANGE],
            side_by_side: false,
        },
        Block {
            heading: "第二十条第（九）项",
            rows: &[row("procurement", Role::Procurement, "政府集中采购", &["政府采购"], "")
                .english("central procurement")],
            columns: &[
                Column {
                    name: "projects",
                    english: "projects",
                    label: "采购项目数量",
                    variants: &["采购项目数"],
                    words: "",
                    role: ColumnRole::Plain,
                    ..COLUMN
                },
                Column {
                    name: "amount",
                    english: "amount",
                    label: "采购总金额",
                    variants: &["采购总额", "采购金额"],
                    kind: ValueKind::Amount,
                    words: "",
                    role: ColumnRole::Amount,
                },
            ],
            side_by_side: false,
        },
    ],
    ..UNNAMED
};

/// The form of 2019.
pub(super) static FORM: Form = Form {
    name: "2019",
    title: (
        "2019年试行格式（国办公开办函〔2019〕60号）",
        "the trial form of 2019 (国办公开办函〔2019〕60号)",
    ),
    short: ("2019 版格式", "form 2019"),
    from: 2019,
    instead_of: None,
    certain: true,
    tables: &[TABLE_2, table3::TABLE_2019, table4::TABLE],
};

const _: () = FORM.verify();
