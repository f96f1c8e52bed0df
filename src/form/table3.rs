//! Table 3, 收到和处理政府信息公开申请情况: rows and columns common to the forms of 2019 and 2021.

use super::declare::{Block, COLUMN, Column, Group, Over, ROW, Row, Sum, Table};
use super::{ColumnRole, Role, TableId};

/// A column for one kind of applicant.
pub(super) const fn column(
    name: &'static str,
    role: ColumnRole,
    label: &'static str,
    variants: &'static [&'static str],
    words: &'static str,
) -> Column {
    Column { name, label, variants, words, role, ..COLUMN }
}

pub(super) const NATURAL: Column = column(
    "natural",
    ColumnRole::Natural,
    "自然人",
    &["公民", "个人"],
    "自然人 公民 个人 公民个人 自然人申请 公民申请 个人申请",
)
.english("natural persons");
pub(super) const COMMERCIAL: Column =
    column("commercial", ColumnRole::Organisation, "商业企业", &["企业"], "商业企业 企业 企业法人")
        .english("businesses");
pub(super) const RESEARCH: Column =
    column("research", ColumnRole::Organisation, "科研机构", &["科研院所"], "科研机构 科研院所")
        .english("research bodies");
pub(super) const PUBLIC_BENEFIT: Column = column(
    "public_benefit",
    ColumnRole::Organisation,
    "社会公益组织",
    &["公益组织", "社会公益机构"],
    "社会公益组织 公益组织 社会公益机构",
)
.english("public benefit bodies");
pub(super) const LEGAL_SERVICE: Column = column(
    "legal_service",
    ColumnRole::Organisation,
    "法律服务机构",
    &["法律服务组织"],
    "法律服务机构 律师事务所 法律服务组织",
)
.english("legal services");
pub(super) const OTHER_ORG: Column =
    column("other_org", ColumnRole::OtherOrganisation, "其他", &["其它", "其他组织"], "")
        .english("other organisations");
pub(super) const TOTAL: Column =
    column("total", ColumnRole::Total, "总计", &["合计", "共计"], "").english("total");

/// The seven value columns.
pub(super) const COLUMNS: &[Column] =
    &[NATURAL, COMMERCIAL, RESEARCH, PUBLIC_BENEFIT, LEGAL_SERVICE, OTHER_ORG, TOTAL];

/// The column that some layouts add.
pub(super) const ORGANISATIONS: Column = column(
    "organisations",
    ColumnRole::Organisations,
    "法人或其他组织小计",
    &["法人小计", "小计", "法人或其他组织合计", "法人或者其他组织小计", "组织小计"],
    "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人 组织机构 法人组织 \
         法人单位 法人或其他组织申请 法人申请 法人或其它组织",
)
.english("all organisations");

const fn group(
    name: &'static str,
    role: Role,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
    words: &'static str,
) -> Group {
    Group { name, english: "", ordinal, label, variants, words, role }
}

pub(super) static DENIED: Group =
    group("denied", Role::Denied, "三", "不予公开", &[], "不予公开 不同意公开 决定不予公开")
        .english("denied");
pub(super) static UNAVAILABLE: Group =
    group("unavailable", Role::Plain, "四", "无法提供", &[], "无法提供 不能提供 无法予以提供")
        .english("not available");
pub(super) static REFUSED: Group =
    group("refused", Role::Plain, "五", "不予处理", &[], "不予处理 不予办理").english("not processed");
pub(super) static OTHER: Group = group(
    "other",
    Role::Rest,
    "六",
    "其他处理",
    &["其它处理", "其他"],
    "其他处理 其它处理 作其他处理 其他方式处理 其他情形处理",
)
.english("otherwise closed");

const fn result(
    name: &'static str,
    role: Role,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
    words: &'static str,
) -> Row {
    Row { name, ordinal, label, variants, words, role, ..ROW }
}

/// A detail of a group of results.
pub(super) const fn detail(
    group: &'static Group,
    name: &'static str,
    ordinal: &'static str,
    label: &'static str,
    variants: &'static [&'static str],
    words: &'static str,
) -> Row {
    Row { name, ordinal, label, variants, words, group: Some(group), role: Role::Detail, ..ROW }
}

pub(super) const NEW: Row = result(
    "new",
    Role::New,
    "一",
    "本年新收政府信息公开申请数量",
    &[
        "本年新收政府信息公开申请",
        "本年度新收政府信息公开申请数量",
        "新收政府信息公开申请数量",
        "本年新收申请数量",
    ],
    "",
)
.english("new requests");
pub(super) const CARRIED_IN: Row = result(
    "carried_in",
    Role::CarriedIn,
    "二",
    "上年结转政府信息公开申请数量",
    &[
        "上年度结转政府信息公开申请数量",
        "上年结转政府信息公开申请",
        "上年转结政府信息公开申请数量",
        "上年结转申请数量",
    ],
    "",
)
.english("carried over from last year");
pub(super) const GRANTED: Row = result(
    "granted",
    Role::Granted,
    "一",
    "予以公开",
    &[],
    "予以公开 同意公开 全部公开 准予公开 给予公开 决定公开 予以全部公开",
)
.english("granted in full");
pub(super) const PARTIAL: Row = result(
    "partial",
    Role::Partial,
    "二",
    "部分公开（区分处理的，只计这一情形，不计其他情形）",
    &["部分公开", "部分公开（区分处理的，只计这一情形）"],
    "部分公开 予以部分公开 部分予以公开 同意部分公开 区分处理后公开 区分处理 区分公开 作部分公开 部分同意公开",
).english("granted in part");
pub(super) const STATE_SECRET: Row = detail(
    &DENIED,
    "denied.state_secret",
    "1",
    "属于国家秘密",
    &["国家秘密"],
    "国家秘密 属于国家秘密 涉及国家秘密 涉国家秘密",
)
.english("state secret");
pub(super) const FORBIDDEN_BY_LAW: Row = detail(
    &DENIED,
    "denied.forbidden_by_law",
    "2",
    "其他法律行政法规禁止公开",
    &["其他法律、行政法规禁止公开", "法律行政法规禁止公开"],
    "法律行政法规禁止公开 法律、行政法规禁止公开 其他法律行政法规禁止公开 其他法律、行政法规禁止公开 法律法规禁止公开 法律法规禁止",
)
.english("forbidden by other laws");
pub(super) const SAFETY_STABILITY: Row = detail(
    &DENIED,
    "denied.safety_stability",
    "3",
    "危及“三安全一稳定”",
    &["危及三安全一稳定", "危及国家安全、公共安全、经济安全和社会稳定"],
    "三安全一稳定 \"三安全一稳定\"",
)
.english("security and stability");
pub(super) const THIRD_PARTY: Row = detail(
    &DENIED,
    "denied.third_party",
    "4",
    "保护第三方合法权益",
    &["第三方合法权益"],
    "第三方合法权益 第三方权益 保护第三方合法权益 损害第三方合法权益 涉及第三方合法权益",
)
.english("rights of third parties");
pub(super) const INTERNAL_AFFAIRS: Row = detail(
    &DENIED,
    "denied.internal_affairs",
    "5",
    "属于三类内部事务信息",
    &["三类内部事务信息"],
    "三类内部事务信息 内部事务信息 三类内部事务 内部事务",
)
.english("internal affairs");
pub(super) const PROCESS: Row = detail(
    &DENIED,
    "denied.process",
    "6",
    "属于四类过程性信息",
    &["四类过程性信息"],
    "四类过程性信息 过程性信息 四类过程性",
)
.english("process information");
pub(super) const ENFORCEMENT_FILE: Row = detail(
    &DENIED,
    "denied.enforcement_file",
    "7",
    "属于行政执法案卷",
    &["行政执法案卷", "属于行政执法案卷信息"],
    "行政执法案卷 行政执法案卷信息 执法案卷信息 执法案卷",
)
.english("enforcement files");
pub(super) const ADMINISTRATIVE_QUERY: Row = detail(
    &DENIED,
    "denied.administrative_query",
    "8",
    "属于行政查询事项",
    &["行政查询事项"],
    "行政查询事项 行政查询",
)
.english("administrative queries");
pub(super) const NOT_HELD: Row = detail(
    &UNAVAILABLE,
    "unavailable.not_held",
    "1",
    "本机关不掌握相关政府信息",
    &["不掌握相关政府信息", "本机关不掌握相关信息"],
    "本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握相关信息 不掌握相关信息 本机关不掌握 不掌握 \
         不掌握该信息 不掌握该政府信息",
)
.english("not held");
pub(super) const NEEDS_CREATION: Row = detail(
    &UNAVAILABLE,
    "unavailable.needs_creation",
    "2",
    "没有现成信息需要另行制作",
    &["没有现成信息，需要另行制作", "需要另行制作"],
    "没有现成信息需要另行制作 没有现成信息、需要另行制作 没有现成信息,需要另行制作 没有现成信息 需要另行制作 \
         需另行制作",
)
.english("would have to be made");
pub(super) const UNCLEAR: Row = detail(
    &UNAVAILABLE,
    "unavailable.unclear",
    "3",
    "补正后申请内容仍不明确",
    &["经补正后申请内容仍不明确", "申请内容仍不明确"],
    "补正后申请内容仍不明确 经补正后申请内容仍不明确 补正后仍不明确 申请内容仍不明确 内容仍不明确 \
         补正后申请内容不明确",
)
.english("still unclear");
pub(super) const PETITION: Row = detail(
    &REFUSED,
    "refused.petition",
    "1",
    "信访举报投诉类申请",
    &["信访、举报、投诉类申请"],
    "信访举报投诉类申请 信访、举报、投诉类申请 信访类申请 信访类 信访、投诉、举报类 信访、投诉、举报类申请 \
         信访举报类 信访投诉类 信访、投诉类 信访举报投诉类 信访、举报、投诉类 信访投诉举报类申请 信访投诉举报类 \
         信访举报投诉",
).english("petitions and complaints");
pub(super) const REPEATED: Row =
    detail(&REFUSED, "refused.repeated", "2", "重复申请", &["重复提出申请"], "重复申请 重复提出申请")
        .english("repeated requests");
pub(super) const PUBLICATION: Row = detail(
    &REFUSED,
    "refused.publication",
    "3",
    "要求提供公开出版物",
    &["提供公开出版物"],
    "公开出版物 要求提供公开出版物 提供公开出版物",
)
.english("published matter");
pub(super) const EXCESSIVE: Row = detail(
    &REFUSED,
    "refused.excessive",
    "4",
    "无正当理由大量反复申请",
    &["无正当理由，大量反复申请"],
    "无正当理由大量反复申请 大量反复申请 无正当理由反复申请",
)
.english("excessive requests");
pub(super) const CONFIRMATION: Row = detail(
    &REFUSED,
    "refused.confirmation",
    "5",
    "要求行政机关确认或重新出具已获取信息",
    &["要求行政机关确认或者重新出具已获取信息", "要求确认或重新出具已获取信息"],
    "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 重新出具已获取信息 确认或重新出具 \
         要求重新出具已获取信息",
)
.english("confirmation or second copies");
pub(super) const NOT_CORRECTED: Row = detail(
    &OTHER,
    "other.not_corrected",
    "1",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    &["申请人无正当理由逾期不补正", "无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"],
    "逾期不补正 无正当理由逾期不补正 申请人无正当理由逾期不补正 申请人逾期不补正 逾期未补正 未按要求补正",
)
.english("not corrected in time");
pub(super) const FEE_UNPAID: Row = detail(
    &OTHER,
    "other.fee_unpaid",
    "2",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    &[
        "申请人逾期未按收费通知要求缴纳费用",
        "逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ],
    "逾期未缴费 逾期未缴纳费用 未按收费通知缴费 未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 申请人逾期未按收费通知要求缴纳费用",
)
.english("fee not paid in time");
pub(super) const REST: Row =
    detail(&OTHER, "other.rest", "3", "其他", &["其它", "其他情形"], "").english("other");
pub(super) const OTHER_ROW: Row = result(
    "other",
    Role::Rest,
    "六",
    "其他处理",
    &["其它处理", "其他"],
    "其他处理 其它处理 作其他处理 其他方式处理 其他情形处理",
)
.english("otherwise closed");
pub(super) const HANDLED: Row =
    result("handled", Role::Handled, "七", "总计", &["合计", "共计", "小计"], "").english("total handled");
pub(super) const CARRIED_OUT: Row = result(
    "carried_out",
    Role::CarriedOut,
    "四",
    "结转下年度继续办理",
    &["结转下一年度继续办理", "结转下年继续办理", "转结下年度继续办理", "结转下年度办理"],
    "",
)
.english("carried over to next year");

pub(super) const SUMS: &[Sum] = &[
    Sum {
        rule: "t3-balance",
        family: "balance",
        over: Over::Balance(&[Role::New, Role::CarriedIn], &[Role::Handled, Role::CarriedOut]),
    },
    Sum { rule: "t3-handled-sum", family: "handled_sum", over: Over::Results(Role::Handled) },
    Sum { rule: "t3-row-total", family: "row_total", over: Over::Columns },
];

/// Words for both results by which something is given out.
pub(super) const PHRASES: &[(&[&str], &str)] = &[(
    &["granted", "partial"],
    "予以公开及部分公开 予以公开和部分公开 予以公开或部分公开 予以公开与部分公开 予以公开、部分公开 \
         公开和部分公开 公开及部分公开 公开或部分公开 全部或部分公开 全部公开或部分公开 全部公开和部分公开 全部公开及部分公开 予以公开(含部分公开) \
         予以公开或者部分公开 予以公开和予以部分公开",
)];

/// 三、本年度办理结果 stands over all results.
pub(super) const OVER_ROWS: &str = "本年度办理结果";

/// What stands over the columns of organisations.
pub(super) const OVER_COLUMNS: &[&str] = &["法人或其他组织", "法人或者其他组织", "法人", "法人和其他组织"];

/// The heading of section three.
pub(super) const TITLE: &str = "收到和处理政府信息公开申请情况";

/// Table 3 of 2021: 25 rows.
pub(super) const TABLE_2021: Table = Table {
    id: TableId::Table3,
    title: TITLE,
    blocks: &[Block {
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
    subtotal: Some(ORGANISATIONS),
    over_rows: OVER_ROWS,
    over_columns: OVER_COLUMNS,
    phrases: PHRASES,
};

/// Table 3 of 2019: 23 rows, （六）其他处理 is one of them.
pub(super) const TABLE_2019: Table = Table {
    id: TableId::Table3,
    title: TITLE,
    blocks: &[Block {
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
    subtotal: Some(ORGANISATIONS),
    over_rows: OVER_ROWS,
    over_columns: OVER_COLUMNS,
    phrases: PHRASES,
};
