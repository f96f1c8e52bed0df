//! The form of 国办公开办函〔2021〕30号, for the reports of 2021 and later, and its hybrid with the form of 2019.

use super::{BlockForm, ColumnForm, Form, FormId, Kind, Role, RowForm, TableForm, TableId, table3, table4};

const fn row(name: &'static str, label: &'static str, variants: &'static [&'static str]) -> RowForm {
    RowForm { name, ordinal: "", label, variants, group: None, role: Role::Plain }
}

const DECISIONS: ColumnForm = ColumnForm {
    name: "decisions",
    label: "本年处理决定数量",
    variants: &["处理决定数量", "本年度处理决定数量"],
    kind: Kind::Count,
};

/// Table 2 of 2021.
pub(super) const TABLE_2: TableForm = TableForm {
    id: TableId::Table2,
    title: "主动公开政府信息情况",
    blocks: &[
        BlockForm {
            heading: "第二十条第（一）项",
            rows: &[
                row("regulation", "规章", &[]),
                row("normative", "行政规范性文件", &["规范性文件", "行政规范性档案", "规范性档案"]),
            ],
            columns: &[
                ColumnForm {
                    name: "issued",
                    label: "本年制发件数",
                    variants: &["本年度制发件数", "本年度制发数", "本年制发数"],
                    kind: Kind::Count,
                },
                ColumnForm {
                    name: "repealed",
                    label: "本年废止件数",
                    variants: &["本年度废止件数", "本年度废止数", "本年废止数"],
                    kind: Kind::Count,
                },
                ColumnForm {
                    name: "in_force",
                    label: "现行有效件数",
                    variants: &["现行有效数", "现行有效"],
                    kind: Kind::Count,
                },
            ],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（五）项",
            rows: &[row("licence", "行政许可", &[])],
            columns: &[DECISIONS],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（六）项",
            rows: &[row("penalty", "行政处罚", &[]), row("coercion", "行政强制", &[])],
            columns: &[DECISIONS],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（八）项",
            rows: &[row("fee", "行政事业性收费", &["行政事业性收费项目"])],
            columns: &[ColumnForm {
                name: "amount",
                label: "本年收费金额（单位：万元）",
                variants: &["本年收费金额", "本年度收费金额", "本年收费总金额"],
                kind: Kind::Amount,
            }],
            side_by_side: false,
        },
    ],
    sums: &[],
};

/// The form of 2021.
pub(super) static FORM: Form =
    Form { id: FormId::Form2021, tables: &[TABLE_2, table3::TABLE_2021, table4::TABLE] };

/// Table 2 of 2021 with the 其他处理 row of 2019.
pub(super) static HYBRID: Form =
    Form { id: FormId::Hybrid, tables: &[TABLE_2, table3::TABLE_2019, table4::TABLE] };
