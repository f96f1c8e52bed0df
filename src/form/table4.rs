//! Table 4, 政府信息公开行政复议、行政诉讼情况: the same in the forms of 2019 and 2021.

use super::{BlockForm, ColumnForm, GroupForm, Kind, Role, RowForm, Sum, TableForm, TableId};

const fn column(name: &'static str, label: &'static str, variants: &'static [&'static str]) -> ColumnForm {
    ColumnForm { name, label, variants, kind: Kind::Count }
}

const fn row(
    name: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
    group: Option<&'static GroupForm>,
) -> RowForm {
    RowForm { name, ordinal: "", label, variants, group, role: Role::Plain }
}

static SUITS: GroupForm = GroupForm { name: "suits", ordinal: "", label: "行政诉讼", variants: &[] };

/// Table 4: three kinds of case, each with four results and their total.
pub(super) const TABLE: TableForm = TableForm {
    id: TableId::Table4,
    title: "政府信息公开行政复议、行政诉讼情况",
    blocks: &[BlockForm {
        heading: "",
        rows: &[
            row("review", "行政复议", &[], None),
            row("suit_direct", "未经复议直接起诉", &["未经行政复议直接起诉"], Some(&SUITS)),
            row("suit_after_review", "复议后起诉", &["行政复议后起诉"], Some(&SUITS)),
        ],
        columns: &[
            column("upheld", "结果维持", &["维持"]),
            column("corrected", "结果纠正", &["纠正"]),
            column("other", "其他结果", &["其它结果"]),
            column("pending", "尚未审结", &["未审结"]),
            column("total", "总计", &["合计", "共计"]),
        ],
        side_by_side: true,
    }],
    sums: &[Sum::Across {
        rule: "t4-case-total",
        family: "case_total",
        total: "total",
        parts: &["upheld", "corrected", "other", "pending"],
    }],
};
