//! The statistics table (政府信息公开情况统计表) of 国办发〔2014〕32号, for the reports of 2014 to 2018.
//!
//! Its nine blocks and their first rows are known from the official text; the full list is not, so what is checked on
//! it warns and never fails.

use super::declare::{Block, COLUMN, Column, Form, Over, ROW, Row, Sum, Table, UNNAMED};
use super::{ColumnRole, Role, TableId, ValueKind};

const fn row(name: &'static str, label: &'static str, variants: &'static [&'static str]) -> Row {
    Row { name, label, variants, ..ROW }
}

/// A row that the later forms have as well, in table 3 or as a case of table 4 with a result.
const fn same(name: &'static str, role: Role, counts: ColumnRole, label: &'static str) -> Row {
    Row { name, label, role, counts: Some(counts), ..ROW }
}

const COLUMNS: &[Column] =
    &[Column {
        label: "统计数", variants: &["数量", "统计数据"], role: ColumnRole::Total, ..COLUMN
    }];

const AMOUNTS: &[Column] = &[Column {
    label: "统计数",
    variants: &["数量", "统计数据"],
    role: ColumnRole::Total,
    kind: ValueKind::Amount,
    ..COLUMN
}];

/// A block of amounts of money, in 万元.
const fn amounts(heading: &'static str, rows: &'static [Row]) -> Block {
    Block { heading, rows, columns: AMOUNTS, side_by_side: false }
}

const fn block(heading: &'static str, rows: &'static [Row]) -> Block {
    Block { heading, rows, columns: COLUMNS, side_by_side: false }
}

/// The form of 2014.
pub(super) static FORM: Form = Form {
    name: "2014",
    title: ("2014年统计表（国办发〔2014〕32号）", "the statistics table of 2014 (国办发〔2014〕32号)"),
    short: ("2014 版统计表", "statistics table of 2014"),
    from: 2014,
    instead_of: None,
    certain: false,
    tables: &[Table {
        id: TableId::Statistics2014,
        title: "政府信息公开情况统计表",
        blocks: &[
            block(
                "主动公开情况",
                &[
                    row("disclosed", "主动公开政府信息数", &[]).english("information disclosed"),
                    row("disclosed.normative", "主动公开规范性文件数", &[])
                        .english("normative documents disclosed"),
                    row("normative_made", "制发规范性文件总数", &[]).english("normative documents made"),
                    row("channel.gazette", "政府公报公开政府信息数", &[]).english("disclosed in the gazette"),
                    row("channel.website", "政府网站公开政府信息数", &[]).english("disclosed on the website"),
                    row("channel.weibo", "政务微博公开政府信息数", &[]).english("disclosed on Weibo"),
                    row("channel.wechat", "政务微信公开政府信息数", &[]).english("disclosed on WeChat"),
                    row("channel.other", "其他方式公开政府信息数", &[]).english("disclosed in other ways"),
                ],
            ),
            block(
                "回应解读情况",
                &[
                    row("responses", "回应公众关注热点或重大舆情数", &[])
                        .english("responses to public concern"),
                    row("responses.press_conferences", "参加或举办新闻发布会总次数", &[])
                        .english("press conferences"),
                    row("responses.press_conferences_of_leaders", "主要负责同志参加新闻发布会次数", &[])
                        .english("press conferences of leaders"),
                    row("responses.interviews", "政府网站在线访谈次数", &[]).english("online interviews"),
                    row("responses.interviews_of_leaders", "主要负责同志参加政府网站在线访谈次数", &[])
                        .english("online interviews of leaders"),
                    row("responses.interpretations", "政策解读稿件发布数", &[])
                        .english("interpretations of policy"),
                    row("responses.weibo_and_wechat", "微博微信回应事件数", &[])
                        .english("responses on Weibo and WeChat"),
                    row("responses.other", "其他方式回应事件数", &[]).english("responses in other ways"),
                ],
            ),
            block(
                "依申请公开情况",
                &[
                    same("received", Role::New, ColumnRole::Total, "收到申请数").english("requests received"),
                    row("received.in_person", "当面申请数", &[]).english("received in person"),
                    row("received.fax", "传真申请数", &[]).english("received by fax"),
                    row("received.online", "网络申请数", &[]).english("received online"),
                    row("received.letter", "信函申请数", &[]).english("received by letter"),
                    same("closed", Role::Closed, ColumnRole::Total, "申请办结数").english("requests closed"),
                    row("closed.on_time", "按时办结数", &[]).english("closed on time"),
                    row("closed.extended", "延期办结数", &[]).english("closed after extension"),
                    same("answered", Role::Handled, ColumnRole::Total, "申请答复数")
                        .english("requests answered"),
                    row("answered.already_public", "属于已主动公开范围数", &[]).english("already public"),
                    same("answered.granted", Role::Granted, ColumnRole::Total, "同意公开答复数")
                        .english("granted in full"),
                    same("answered.partial", Role::Partial, ColumnRole::Total, "同意部分公开答复数")
                        .english("granted in part"),
                    same("answered.denied", Role::Denied, ColumnRole::Total, "不同意公开答复数")
                        .english("denied"),
                    row("denied.state_secret", "涉及国家秘密", &[]).english("denied: state secret"),
                    row("denied.trade_secret", "涉及商业秘密", &[]).english("denied: trade secret"),
                    row("denied.privacy", "涉及个人隐私", &[]).english("denied: privacy"),
                    row(
                        "denied.safety_stability",
                        "危及国家安全、公共安全、经济安全和社会稳定",
                        &["危及国家安全、公共安全、经济安全、社会稳定"],
                    )
                    .english("denied: security and stability"),
                    row(
                        "denied.not_government_information",
                        "不是《条例》所指政府信息",
                        &["不是条例所指政府信息"],
                    )
                    .english("denied: not government information"),
                    row("denied.other", "法律法规规定的其他情形", &[]).english("denied: other"),
                    row("answered.not_this_organ", "不属于本行政机关公开数", &[])
                        .english("another organ's information"),
                    row("answered.not_existing", "申请信息不存在数", &[])
                        .english("information does not exist"),
                    row("answered.to_be_corrected", "告知作出更改补充数", &[]).english("to be corrected"),
                    row("answered.other_channel", "告知通过其他途径办理数", &[])
                        .english("referred elsewhere"),
                ],
            ),
            block(
                "行政复议数量",
                &[
                    same("review", Role::Review, ColumnRole::Total, "行政复议数量")
                        .english("administrative review"),
                    same("review.upheld", Role::Review, ColumnRole::Upheld, "维持具体行政行为数")
                        .english("review: upheld"),
                    same("review.corrected", Role::Review, ColumnRole::Corrected, "被依法纠错数")
                        .english("review: corrected"),
                    row("review.other", "其他情形数", &[]).english("review: other"),
                ],
            ),
            block(
                "行政诉讼数量",
                &[
                    same("suit", Role::Suits, ColumnRole::Total, "行政诉讼数量").english("lawsuits"),
                    same(
                        "suit.upheld",
                        Role::Suits,
                        ColumnRole::Upheld,
                        "维持具体行政行为或者驳回原告诉讼请求数",
                    )
                    .english("lawsuits: upheld"),
                    same("suit.corrected", Role::Suits, ColumnRole::Corrected, "被依法纠错数")
                        .english("lawsuits: corrected"),
                    row("suit.other", "其他情形数", &[]).english("lawsuits: other"),
                ],
            ),
            block("举报投诉数量", &[row("complaints", "举报投诉数量", &[]).english("complaints")]),
            amounts(
                "依申请公开信息收取的费用",
                &[row("fees", "依申请公开信息收取的费用", &[]).english("fees for information")],
            ),
            block(
                "机构建设和保障经费情况",
                &[
                    row("offices", "政府信息公开工作专门机构数", &[]).english("offices for disclosure"),
                    row("reading_points", "设置政府信息公开查阅点数", &[]).english("reading points"),
                    row("staff", "从事政府信息公开工作人员数", &[]).english("staff"),
                    row("staff.full_time", "专职人员数", &[]).english("full-time staff"),
                    row("staff.part_time", "兼职人员数", &[]).english("part-time staff"),
                ],
            ),
            amounts("", &[row("budget", "政府信息公开专项经费", &[]).english("budget")]),
            block(
                "政府信息公开会议和培训情况",
                &[
                    row("meetings", "召开政府信息公开工作会议或专题会议数", &[]).english("meetings"),
                    row("trainings", "举办各类培训班数", &[]).english("trainings"),
                    row("trained", "接受培训人员数", &[]).english("persons trained"),
                ],
            ),
        ],
        sums: &[
            sum(
                "received_sum",
                "received",
                &["received.in_person", "received.fax", "received.online", "received.letter"],
            ),
            sum("closed_sum", "closed", &["closed.on_time", "closed.extended"]),
            sum(
                "answered_sum",
                "answered",
                &[
                    "answered.already_public",
                    "answered.granted",
                    "answered.partial",
                    "answered.denied",
                    "answered.not_this_organ",
                    "answered.not_existing",
                    "answered.to_be_corrected",
                    "answered.other_channel",
                ],
            ),
            sum(
                "denied_sum",
                "answered.denied",
                &[
                    "denied.state_secret",
                    "denied.trade_secret",
                    "denied.privacy",
                    "denied.safety_stability",
                    "denied.not_government_information",
                    "denied.other",
                ],
            ),
            sum("review_sum", "review", &["review.upheld", "review.corrected", "review.other"]),
            sum("suit_sum", "suit", &["suit.upheld", "suit.corrected", "suit.other"]),
            sum("staff_sum", "staff", &["staff.full_time", "staff.part_time"]),
        ],
        ..UNNAMED
    }],
};

const _: () = FORM.verify();

const fn sum(family: &'static str, total: &'static str, parts: &'static [&'static str]) -> Sum {
    Sum { rule: "s14-sum", family, over: Over::Rows(total, parts) }
}
