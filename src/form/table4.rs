//! Table 4, 政府信息公开行政复议、行政诉讼情况: the same in the forms of 2019 and 2021.

use super::declare::{Block, COLUMN, Column, Group, Over, ROW, Row, Sum, Table, UNNAMED};
use super::{ColumnRole, Role, TableId};

const fn column(
    name: &'static str,
    role: ColumnRole,
    label: &'static str,
    variants: &'static [&'static str],
    words: &'static str,
) -> Column {
    Column { name, label, variants, words, role, ..COLUMN }
}

static SUITS: Group = Group {
    name: "suits",
    english: "",
    ordinal: "",
    label: "行政诉讼",
    variants: &[],
    words: "行政诉讼 诉讼 行政诉讼案件 行政应诉 应诉 应诉案件 提起行政诉讼 被提起行政诉讼 诉讼案件 行政应诉案件 行政诉讼应诉 \
         行政诉讼应诉案件 提起诉讼 起诉案件 被起诉案件",
    role: Role::Suits,
};

/// Table 4: three kinds of case, each with four results and their total.
pub(super) const TABLE: Table = Table {
    id: TableId::Table4,
    title: "政府信息公开行政复议、行政诉讼情况",
    blocks: &[Block {
        heading: "",
        rows: &[
            Row {
                name: "review",
                english: "administrative review",
                label: "行政复议",
                words: "行政复议 复议 行政复议案件 行政复议申请 复议申请 复议案件 申请行政复议 被申请行政复议 提起行政复议",
                role: Role::Review,
                ..ROW
            },
            Row {
                name: "suit_direct",
                english: "lawsuits without review",
                label: "未经复议直接起诉",
                variants: &["未经行政复议直接起诉"],
                words: "未经复议的 未经行政复议的 不经复议的 未经复议直接起诉 未经行政复议直接起诉 直接起诉 直接提起诉讼 直接提起行政诉讼 未经复议直接提起行政诉讼 未经复议径行起诉 径行起诉 径直起诉 径行提起诉讼",
                group: Some(&SUITS),
                role: Role::SuitDirect,
                ..ROW
            },
            Row {
                name: "suit_after_review",
                english: "lawsuits after review",
                label: "复议后起诉",
                variants: &["行政复议后起诉"],
                words: "复议后又起诉 复议后再起诉 复议后又提起诉讼 复议后被提起行政诉讼 复议后被提起诉讼 复议后被起诉 复议后被诉 经复议的 经行政复议的 经过复议的 复议后起诉 行政复议后起诉 经复议后起诉 复议后提起诉讼 复议后提起行政诉讼 经行政复议后起诉 复议后诉讼 行政复议后诉讼 复议后行政诉讼",
                group: Some(&SUITS),
                role: Role::SuitAfter,
                ..ROW
            },
        ],
        columns: &[
            column(
                "upheld",
                ColumnRole::Upheld,
                "结果维持",
                &["维持"],
                "维持 结果维持 维持原行政行为 维持原决定 被维持 予以维持 获维持 维持结果 复议维持 判决维持",
            ).english("upheld"),
            column(
                "corrected",
                ColumnRole::Corrected,
                "结果纠正",
                &["纠正"],
                "纠正 结果纠正 纠错 被纠错 败诉 被纠正 被依法纠错 被撤销 责令重作 责令重新答复 确认违法 被责令",
            ).english("corrected"),
            column("other", ColumnRole::OtherResult, "其他结果", &["其它结果"], "其他结果 其它结果 结果其他").english("other result"),
            column(
                "pending",
                ColumnRole::Pending,
                "尚未审结",
                &["未审结"],
                "尚未审结 未审结 正在审理 尚在审理 审理中 未结 尚未结案 正在审理中 尚在审理中 正在复议 复议中 正在诉讼 诉讼中 在审",
            ).english("pending"),
            column("total", ColumnRole::Total, "总计", &["合计", "共计"], "").english("total"),
        ],
        side_by_side: true,
    }],
    sums: &[Sum { rule: "t4-case-total", family: "case_total", over: Over::Columns }],
    ..UNNAMED
};
