//! The trial form of 国办公开办函〔2019〕60号, for the reports of 2019 and 2020.

use super::{BlockForm, ColumnForm, Form, FormId, Kind, Role, RowForm, TableForm, TableId, table3, table4};

const fn row(name: &'static str, label: &'static str, variants: &'static [&'static str]) -> RowForm {
    RowForm { name, ordinal: "", label, variants, group: None, role: Role::Plain }
}

const PREVIOUS: ColumnForm = ColumnForm {
    name: "previous",
    label: "上一年项目数量",
    variants: &["上一年度项目数量", "上年项目数量"],
    kind: Kind::Count,
};
const CHANGE: ColumnForm = ColumnForm {
    name: "change",
    label: "本年增/减",
    variants: &["本年增减", "本年度增/减", "本年增／减"],
    kind: Kind::Change,
};
const DECISIONS: ColumnForm = ColumnForm {
    name: "decisions",
    label: "处理决定数量",
    variants: &["本年处理决定数量", "处理决定数"],
    kind: Kind::Count,
};

/// Table 2 of 2019.
const TABLE_2: TableForm = TableForm {
    id: TableId::Table2,
    title: "主动公开政府信息情况",
    blocks: &[
        BlockForm {
            heading: "第二十条第（一）项",
            rows: &[
                row("regulation", "规章", &[]),
                row("normative", "规范性文件", &["行政规范性文件", "规范性档案", "行政规范性档案"]),
            ],
            columns: &[
                ColumnForm {
                    name: "made",
                    label: "本年新制作数量",
                    variants: &["本年度新制作数量", "本年新制作件数"],
                    kind: Kind::Count,
                },
                ColumnForm {
                    name: "published",
                    label: "本年新公开数量",
                    variants: &["本年度新公开数量", "本年新公开件数"],
                    kind: Kind::Count,
                },
                ColumnForm {
                    name: "public_total",
                    label: "对外公开总数量",
                    variants: &["对外公开总数", "对外公开数量"],
                    kind: Kind::Count,
                },
            ],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（五）项",
            rows: &[row("licence", "行政许可", &[]), row("other_service", "其他对外管理服务事项", &[])],
            columns: &[PREVIOUS, CHANGE, DECISIONS],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（六）项",
            rows: &[row("penalty", "行政处罚", &[]), row("coercion", "行政强制", &[])],
            columns: &[PREVIOUS, CHANGE, DECISIONS],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（八）项",
            rows: &[row("fee", "行政事业性收费", &["行政事业性收费项目"])],
            columns: &[PREVIOUS, CHANGE],
            side_by_side: false,
        },
        BlockForm {
            heading: "第二十条第（九）项",
            rows: &[row("procurement", "政府集中采购", &["政府采购"])],
            columns: &[
                ColumnForm {
                    name: "projects",
                    label: "采购项目数量",
                    variants: &["采购项目数"],
                    kind: Kind::Count,
                },
                ColumnForm {
                    name: "amount",
                    label: "采购总金额",
                    variants: &["采购总额", "采购金额"],
                    kind: Kind::Amount,
                },
            ],
            side_by_side: false,
        },
    ],
    sums: &[],
};

/// The form of 2019.
pub(super) static FORM: Form =
    Form { id: FormId::Form2019, tables: &[TABLE_2, table3::TABLE_2019, table4::TABLE] };
