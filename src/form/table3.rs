//! Table 3, 收到和处理政府信息公开申请情况: rows and columns common to the forms of 2019 and 2021.

use super::{BlockForm, ColumnForm, GroupForm, Kind, Role, RowForm, Rows, Sum, TableForm, TableId};

const fn column(name: &'static str, label: &'static str, variants: &'static [&'static str]) -> ColumnForm {
    ColumnForm { name, label, variants, kind: Kind::Count }
}

/// The seven value columns.
pub(super) const COLUMNS: &[ColumnForm] = &[
    column("natural", "自然人", &["公民", "个人"]),
    column("commercial", "商业企业", &["企业"]),
    column("research", "科研机构", &["科研院所"]),
    column("public_benefit", "社会公益组织", &["公益组织", "社会公益机构"]),
    column("legal_service", "法律服务机构", &["法律服务组织"]),
    column("other_org", "其他", &["其它", "其他组织"]),
    column("total", "总计", &["合计", "共计"]),
];

const ORGANISATION_COLUMNS: &[&str] =
    &["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

const fn group(
    name: &'static str,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
) -> GroupForm {
    GroupForm { name, ordinal, label, variants }
}

static DENIED: GroupForm = group("denied", "三", "不予公开", &[]);
static UNAVAILABLE: GroupForm = group("unavailable", "四", "无法提供", &[]);
static REFUSED: GroupForm = group("refused", "五", "不予处理", &[]);
static OTHER: GroupForm = group("other", "六", "其他处理", &["其它处理", "其他"]);

/// The groups of 三、本年度办理结果 that have rows of their own.
pub(super) static GROUPS: &[&GroupForm] = &[&DENIED, &UNAVAILABLE, &REFUSED, &OTHER];

const fn plain(
    name: &'static str,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
) -> RowForm {
    RowForm { name, ordinal, label, variants, group: None, role: Role::Plain }
}

const fn result(
    name: &'static str,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
) -> RowForm {
    RowForm { name, ordinal, label, variants, group: None, role: Role::Detail }
}

const fn detail(
    group: &'static GroupForm,
    name: &'static str,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
) -> RowForm {
    RowForm { name, ordinal, label, variants, group: Some(group), role: Role::Detail }
}

const NEW: RowForm = plain(
    "new",
    "一",
    "本年新收政府信息公开申请数量",
    &[
        "本年新收政府信息公开申请",
        "本年度新收政府信息公开申请数量",
        "新收政府信息公开申请数量",
        "本年新收申请数量",
    ],
);
const CARRIED_IN: RowForm = plain(
    "carried_in",
    "二",
    "上年结转政府信息公开申请数量",
    &[
        "上年度结转政府信息公开申请数量",
        "上年结转政府信息公开申请",
        "上年转结政府信息公开申请数量",
        "上年结转申请数量",
    ],
);
const GRANTED: RowForm = result("granted", "一", "予以公开", &[]);
const PARTIAL: RowForm = result(
    "partial",
    "二",
    "部分公开（区分处理的，只计这一情形，不计其他情形）",
    &["部分公开", "部分公开（区分处理的，只计这一情形）"],
);
const STATE_SECRET: RowForm = detail(&DENIED, "denied.state_secret", "1", "属于国家秘密", &["国家秘密"]);
const FORBIDDEN_BY_LAW: RowForm = detail(
    &DENIED,
    "denied.forbidden_by_law",
    "2",
    "其他法律行政法规禁止公开",
    &["其他法律、行政法规禁止公开", "法律行政法规禁止公开"],
);
const SAFETY_STABILITY: RowForm = detail(
    &DENIED,
    "denied.safety_stability",
    "3",
    "危及“三安全一稳定”",
    &["危及三安全一稳定", "危及国家安全、公共安全、经济安全和社会稳定"],
);
const THIRD_PARTY: RowForm =
    detail(&DENIED, "denied.third_party", "4", "保护第三方合法权益", &["第三方合法权益"]);
const INTERNAL_AFFAIRS: RowForm =
    detail(&DENIED, "denied.internal_affairs", "5", "属于三类内部事务信息", &["三类内部事务信息"]);
const PROCESS: RowForm = detail(&DENIED, "denied.process", "6", "属于四类过程性信息", &["四类过程性信息"]);
const ENFORCEMENT_FILE: RowForm = detail(
    &DENIED,
    "denied.enforcement_file",
    "7",
    "属于行政执法案卷",
    &["行政执法案卷", "属于行政执法案卷信息"],
);
const ADMINISTRATIVE_QUERY: RowForm =
    detail(&DENIED, "denied.administrative_query", "8", "属于行政查询事项", &["行政查询事项"]);
const NOT_HELD: RowForm = detail(
    &UNAVAILABLE,
    "unavailable.not_held",
    "1",
    "本机关不掌握相关政府信息",
    &["不掌握相关政府信息", "本机关不掌握相关信息"],
);
const NEEDS_CREATION: RowForm = detail(
    &UNAVAILABLE,
    "unavailable.needs_creation",
    "2",
    "没有现成信息需要另行制作",
    &["没有现成信息，需要另行制作", "需要另行制作"],
);
const UNCLEAR: RowForm = detail(
    &UNAVAILABLE,
    "unavailable.unclear",
    "3",
    "补正后申请内容仍不明确",
    &["经补正后申请内容仍不明确", "申请内容仍不明确"],
);
const PETITION: RowForm =
    detail(&REFUSED, "refused.petition", "1", "信访举报投诉类申请", &["信访、举报、投诉类申请"]);
const REPEATED: RowForm = detail(&REFUSED, "refused.repeated", "2", "重复申请", &["重复提出申请"]);
const PUBLICATION: RowForm =
    detail(&REFUSED, "refused.publication", "3", "要求提供公开出版物", &["提供公开出版物"]);
const EXCESSIVE: RowForm =
    detail(&REFUSED, "refused.excessive", "4", "无正当理由大量反复申请", &["无正当理由，大量反复申请"]);
const CONFIRMATION: RowForm = detail(
    &REFUSED,
    "refused.confirmation",
    "5",
    "要求行政机关确认或重新出具已获取信息",
    &["要求行政机关确认或者重新出具已获取信息", "要求确认或重新出具已获取信息"],
);
const NOT_CORRECTED: RowForm = detail(
    &OTHER,
    "other.not_corrected",
    "1",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    &["申请人无正当理由逾期不补正", "无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
);
const FEE_UNPAID: RowForm = detail(
    &OTHER,
    "other.fee_unpaid",
    "2",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    &[
        "申请人逾期未按收费通知要求缴纳费用",
        "逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ],
);
const REST: RowForm = detail(&OTHER, "other.rest", "3", "其他", &["其它", "其他情形"]);
const OTHER_ROW: RowForm = result("other", "六", "其他处理", &["其它处理", "其他"]);
const HANDLED: RowForm = plain("handled", "七", "总计", &["合计", "共计", "小计"]);
const CARRIED_OUT: RowForm = plain(
    "carried_out",
    "四",
    "结转下年度继续办理",
    &["结转下一年度继续办理", "结转下年继续办理", "转结下年度继续办理", "结转下年度办理"],
);

const SUMS: &[Sum] = &[
    Sum::Down {
        rule: "t3-balance",
        family: "balance",
        left: &["new", "carried_in"],
        right: Rows::Named(&["handled", "carried_out"]),
    },
    Sum::Down { rule: "t3-handled-sum", family: "handled_sum", left: &["handled"], right: Rows::Details },
    Sum::Across { rule: "t3-row-total", family: "row_total", total: "total", parts: ORGANISATION_COLUMNS },
];

/// The heading of section three.
pub(super) const TITLE: &str = "收到和处理政府信息公开申请情况";

/// Table 3 of 2021: 25 rows.
pub(super) const TABLE_2021: TableForm = TableForm {
    id: TableId::Table3,
    title: TITLE,
    blocks: &[BlockForm {
        heading: "",
        rows: &[
            NEW,
            CARRIED_IN,
            GRANTED,
            PARTIAL,
            STATE_SECRET,
            FORBIDDEN_BY_LAW,
            SAFETY_STABILITY,
            THIRD_PARTY,
            INTERNAL_AFFAIRS,
            PROCESS,
            ENFORCEMENT_FILE,
            ADMINISTRATIVE_QUERY,
            NOT_HELD,
            NEEDS_CREATION,
            UNCLEAR,
            PETITION,
            REPEATED,
            PUBLICATION,
            EXCESSIVE,
            CONFIRMATION,
            NOT_CORRECTED,
            FEE_UNPAID,
            REST,
            HANDLED,
            CARRIED_OUT,
        ],
        columns: COLUMNS,
        side_by_side: false,
    }],
    sums: SUMS,
};

/// Table 3 of 2019: 23 rows, （六）其他处理 is one of them.
pub(super) const TABLE_2019: TableForm = TableForm {
    id: TableId::Table3,
    title: TITLE,
    blocks: &[BlockForm {
        heading: "",
        rows: &[
            NEW,
            CARRIED_IN,
            GRANTED,
            PARTIAL,
            STATE_SECRET,
            FORBIDDEN_BY_LAW,
            SAFETY_STABILITY,
            THIRD_PARTY,
            INTERNAL_AFFAIRS,
            PROCESS,
            ENFORCEMENT_FILE,
            ADMINISTRATIVE_QUERY,
            NOT_HELD,
            NEEDS_CREATION,
            UNCLEAR,
            PETITION,
            REPEATED,
            PUBLICATION,
            EXCESSIVE,
            CONFIRMATION,
            OTHER_ROW,
            HANDLED,
            CARRIED_OUT,
        ],
        columns: COLUMNS,
        side_by_side: false,
    }],
    sums: SUMS,
};
