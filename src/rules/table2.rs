//! Table 2: what its numbers must be to each other.

mod decisions;

use std::ops::Range;

use super::values::severity_of;
use super::{Context, Finding, Source, prose, words};
use crate::form::{BlockForm, CellId, ColumnRole, Form, Role, TableId};
use crate::report::Number;
use crate::report::organ::{Level, Organ, OrganKind};
use crate::rules::Severity;
use crate::text::message::Message;

pub(super) use decisions::DECISIONS_AS_ITEMS;

rule! {
    /// # 检查什么
    ///
    /// 规章、行政规范性文件：现行有效件数加本年废止件数，不小于本年制发件数。
    ///
    /// # 为什么
    ///
    /// 本年制发的文件，到年底要么仍然有效，要么已经废止。制发后当年失效而没有计入废止的，是可能的例外。
    ///
    /// # What it checks
    ///
    /// For regulations and normative documents: in force plus repealed this year is at least issued this year.
    ///
    /// # Why
    ///
    /// What was issued this year is still in force or was repealed. A document that expired without being counted as
    /// repealed is a possible exception.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t2.normative.issued = 20
    /// → 行政规范性文件：本年制发 20 件，而现行有效 12 + 本年废止 1 = 13
    /// ```
    ///
    /// ```passes
    /// t2.normative.issued = 13
    /// ```
    pub IN_FORCE {
        name: "t2-in-force",
        kind: Table,
        title: ("制发的文件多于有效加废止", "More issued than in force and repealed"),
        severity: Warning,
        source: Source::Arithmetic,
        check: in_force,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 2019 年试行格式：本年新公开数量不大于对外公开总数量；本年制作的规章、规范性文件没有比公开的多出许多，也不多于对外公开总数量。
    ///
    /// # 为什么
    ///
    /// 总数量里包含本年新公开的；规章和规范性文件都应当主动公开。
    ///
    /// # What it checks
    ///
    /// In the form of 2019: published this year is not more than published in total; not far more documents were made
    /// this year than published, and not more than are published in total.
    ///
    /// # Why
    ///
    /// The total includes this year's; regulations and normative documents must be published.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// form 2019
    /// t2.normative.published = 20
    /// → 规范性文件：本年新公开 20，多于对外公开总数量 12
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// t2.normative.made = 93
    /// t2.normative.published = 0
    /// t2.normative.public_total = 0
    /// → 制作了 93 件，一件也没有公开
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// t2.normative.made = 14
    /// → 本年新制作 14 件，多于对外公开总数量 12
    /// ```
    ///
    /// ```breaks
    /// form 2019
    /// t2.normative.made = 29
    /// t2.normative.published = 3
    /// t2.normative.public_total = 41
    /// → 本年新制作 29 件，新公开的只有 3 件
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.normative.made = 3
    /// t2.normative.published = 0
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.normative.made = 29
    /// t2.normative.published = 20
    /// t2.normative.public_total = 41
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.normative.published = 12
    /// ```
    pub PUBLISHED_TOTAL {
        name: "t2-published-total",
        kind: Table,
        title: ("制作、公开的数量对不上", "Made, published and public in all do not fit together"),
        severity: Warning,
        source: Source::Arithmetic,
        check: published_total,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 2019 年试行格式：上一年项目数量加本年增/减，不小于 0。
    ///
    /// # 为什么
    ///
    /// 减少的不能比原有的多。
    ///
    /// # What it checks
    ///
    /// In the form of 2019: last year's number of items plus the change is not negative.
    ///
    /// # Why
    ///
    /// No more can be taken away than there was.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// form 2019
    /// t2.penalty.change = -9
    /// → 行政处罚：上一年 8 项，本年减少 9 项，减后小于 0
    /// ```
    ///
    /// ```passes
    /// form 2019
    /// t2.penalty.change = -8
    /// ```
    pub PREVIOUS_CHANGE {
        name: "t2-previous-change",
        kind: Table,
        title: ("减少的多于原有的", "More taken away than there was"),
        severity: Error,
        source: Source::Arithmetic,
        check: previous_change,
    }
}

rule! {
    /// # 检查什么
    ///
    /// 县（区）、乡镇、街道一级的机关，以及地方各级政府的工作部门，“规章”一行填了 0 以外的数。
    ///
    /// # 为什么
    ///
    /// 规章由国务院部门、省级人民政府、设区的市和自治州人民政府制定，县级以下和地方的局没有规章，填的多半是规范性文件。功能区、实验区等层级不一，不报。
    ///
    /// # What it checks
    ///
    /// An organ at county level or below, or a bureau of any local government, that reports regulations (规章).
    ///
    /// # Why
    ///
    /// Regulations are made by ministries, provinces, cities with districts and autonomous prefectures. Below that, and
    /// in their bureaus, the number most likely counts normative documents. Zones of unclear rank are left out.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t2.regulation.in_force = 3
    /// → 青禾镇人民政府
    /// ```
    ///
    /// ```breaks
    /// title = 2024年政府信息公开工作年度报告
    /// signature = 2025年1月16日
    /// section 1 + 我镇按季更新栏目，我镇明确专人负责。
    /// t2.regulation.in_force = 3
    /// → 我镇
    /// ```
    ///
    /// ```passes
    /// organ = 平江市人民政府
    /// t2.regulation.in_force = 3
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县财政局
    /// section 1 + 公开其他信息19条：工作动态2条；地方性法规1条；公示公告16条。
    /// → 不能制定地方性法规
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县财政局
    /// section 1 + 公开其他信息19条：工作动态2条；地方性法规、规章和规范性文件1条；公示公告16条。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 全年公开信息：1.机构概况6；2.规章82；3.工作动态54。
    /// → 不能制定规章，正文却列了“规章82”
    /// ```
    ///
    /// ```passes
    /// section 1 + 全年公开信息：法律法规规章类28条，规章0条，规章、规范性文件14条。
    /// ```
    ///
    /// ```passes
    /// title = 2024年政府信息公开工作年度报告
    /// signature = 2025年1月16日
    /// section 1 = 我局指导全国的公开工作，落实政府部门职责。
    /// t2.regulation.in_force = 3
    /// ```
    ///
    /// ```breaks
    /// title = 2024年政府信息公开工作年度报告
    /// signature = 2025年1月16日
    /// section 1 = 我局落实市委市政府部署，主动公开政府信息125条，专人负责。
    /// t2.regulation.in_force = 3
    /// → 自称“我局”的是工作部门
    /// ```
    ///
    /// ```passes
    /// title = 自治区人民政府办公厅2024年政府信息公开工作年度报告
    /// signature = 2025年1月16日
    /// section 1 = 我厅落实自治区党委和自治区政府部署，主动公开政府信息125条，专人负责。
    /// t2.regulation.in_force = 3
    /// ```
    ///
    /// ```breaks
    /// organ = 平江市水务局
    /// t2.regulation.in_force = 3
    /// ```
    ///
    /// ```breaks
    /// organ = 临东省水利厅
    /// t2.regulation.in_force = 3
    /// ```
    ///
    /// ```passes
    /// organ = 国家林业和草原局
    /// t2.regulation.in_force = 3
    /// ```
    pub REGULATION_LEVEL {
        name: "t2-regulation-level",
        kind: Table,
        title: ("这一级机关没有规章", "Regulations at a level that makes none"),
        severity: Warning,
        source: Source::Practice,
        check: regulation_level,
    }
}

rule! {
    /// # 检查什么
    ///
    /// “本年收费金额”的大小。这一列以万元为单位，大到不合这一级机关常理的，很可能是按元填的。
    ///
    /// # 为什么
    ///
    /// 按元填写会大一万倍，汇总时整个数就不能用了。界限：乡镇、街道 1 亿元，县区的部门 5 亿元，县区 100 亿元，其他 1000 亿元。
    ///
    /// # What it checks
    ///
    /// The size of the fee amount. The column is in 万元; a number too large for an organ of its level was most likely
    /// filled in in 元. Limits: 100 million yuan for townships, 500 million for departments of counties, 10 billion for counties, 100
    /// billion for others.
    ///
    /// # Why
    ///
    /// An amount in 元 is ten thousand times too large and spoils every summary.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// t2.fee.amount = 251000
    /// → 本年收费金额填的是 251000，以万元计就是 25.1 亿元
    /// ```
    ///
    /// ```passes
    /// t2.fee.amount = 4068.208
    /// ```
    ///
    /// ```breaks
    /// organ = 青禾县林业局
    /// t2.fee.amount = 96171.6
    /// ```
    ///
    /// ```passes
    /// organ = 青禾县自然资源局
    /// t2.fee.amount = 12044.28
    /// ```
    ///
    /// ```passes
    /// organ = 平江市人民政府
    /// t2.fee.amount = 96171.6
    /// ```
    pub FEE_MAGNITUDE {
        name: "t2-fee-magnitude",
        kind: Table,
        title: ("收费金额像是按元填的", "The fee amount seems to be in yuan"),
        severity: Warning,
        source: Source::Practice,
        check: fee_magnitude,
    }
}

/// The rows of the form's table 2 that have all these columns: the cells of each.
pub(super) fn rows_with<const N: usize>(form: &'static Form, columns: [ColumnRole; N]) -> Vec<[CellId; N]> {
    let blocks = form.table(TableId::Table2).map_or(&[][..], |table| table.blocks);
    let has_all = |block: &&BlockForm| columns.iter().all(|role| block.column_with(*role).is_some());
    let rows = blocks.iter().filter(has_all).flat_map(|block| block.rows);
    rows.map(|row| columns.map(|role| CellId::new(row.id, role.column()))).collect()
}

/// The whole number in a cell of table 2 that was read for sure.
fn count(context: &Context, id: CellId) -> Option<i64> {
    context.report.cells.get(id).filter(|cell| cell.sure)?.count()
}

fn in_force(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let columns = [ColumnRole::Issued, ColumnRole::Repealed, ColumnRole::InForce];
    for cells in rows_with(context.form, columns) {
        let [id, ..] = cells;
        let [Some(issued), Some(repealed), Some(valid)] = cells.map(|id| count(context, id)) else {
            continue;
        };
        let sum = repealed.saturating_add(valid);
        if sum < issued {
            let name = words::row(id, context.form);
            let message = Message::new(
                format!(
                    "{}：本年制发 {issued} 件，而现行有效 {valid} + 本年废止 {repealed} = {sum}，制发的应当仍有效或已废止",
                    name.zh
                ),
                format!("{}: {issued} issued, but {valid} in force + {repealed} repealed = {sum}", name.en),
            );
            findings.push(
                Finding::new(Severity::Warning, message)
                    .of_identity(
                        format!("t2.in_force.{}", id.row().name()),
                        Number::Integer(sum),
                        Number::Integer(issued),
                    )
                    .on_cells(cells),
            );
        }
    }
    findings
}

/// So many documents of a year are not all still to be published.
const MANY_MADE: i64 = 10;

fn published_total(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for cells in rows_with(context.form, [ColumnRole::Published, ColumnRole::PublicTotal]) {
        let [id, _] = cells;
        let [Some(published), Some(total)] = cells.map(|id| count(context, id)) else { continue };
        if published > total {
            let name = words::row(id, context.form);
            let message = Message::new(
                format!("{}：本年新公开 {published}，多于对外公开总数量 {total}", name.zh),
                format!("{}: {published} published this year, more than {total} in total", name.en),
            );
            findings.push(
                Finding::new(Severity::Warning, message)
                    .of_identity(
                        format!("t2.published_total.{}", id.row().name()),
                        Number::Integer(published),
                        Number::Integer(total),
                    )
                    .on_cells(cells),
            );
        }
    }
    let made = rows_with(context.form, [ColumnRole::Made, ColumnRole::Published, ColumnRole::PublicTotal]);
    findings.extend(made.into_iter().filter_map(|cells| kept_back(context, cells)));
    findings
}

/// Documents of the year that were made and not published: more than are public in all, or by far more than were
/// published this year.
fn kept_back(context: &Context, cells: [CellId; 3]) -> Option<Finding> {
    let [id, _, in_all] = cells;
    let [made, published, total] = cells.map(|id| count(context, id));
    let (made, name) = (made?, words::row(id, context.form));
    // Of a few, all may have been made public only next year.
    let severity = |left: i64| if left >= MANY_MADE { Severity::Warning } else { Severity::Notice };
    match (published, total) {
        (_, Some(0)) if made > 0 => {
            let message = Message::new(
                format!("{}：本年制作了 {made} 件，一件也没有公开，对外公开总数量为 0", name.zh),
                format!("{}: {made} made this year, none of them published and 0 in total", name.en),
            );
            Some(Finding::new(severity(made), message).on_cells([id, in_all]))
        }
        (_, Some(total)) if total < made => {
            let message = Message::new(
                format!("{}：本年新制作 {made} 件，多于对外公开总数量 {total}，有的没有公开", name.zh),
                format!("{}: {made} made this year, more than the {total} published in all", name.en),
            );
            Some(Finding::new(severity(made - total), message).on_cells([id, in_all]))
        }
        (Some(published), _) if published * 2 < made && made - published >= MANY_MADE => {
            let message = Message::new(
                format!("{}：本年新制作 {made} 件，新公开的只有 {published} 件", name.zh),
                format!("{}: {made} made this year, only {published} of them published", name.en),
            );
            Some(Finding::new(Severity::Warning, message).on_cells(cells))
        }
        _ => None,
    }
}

fn previous_change(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    for cells in rows_with(context.form, [ColumnRole::Previous, ColumnRole::Change]) {
        let [id, _] = cells;
        let [Some(previous), Some(change)] = cells.map(|id| count(context, id)) else { continue };
        let sum = previous.saturating_add(change);
        if sum < 0 {
            let name = words::row(id, context.form);
            let less = change.unsigned_abs();
            let message = Message::new(
                format!("{}：上一年 {previous} 项，本年减少 {less} 项，减后小于 0", name.zh),
                format!("{}: {previous} last year and {less} fewer this year is less than 0", name.en),
            );
            findings.push(
                Finding::new(Severity::Error, message)
                    .of_identity(
                        format!("t2.previous_change.{}", id.row().name()),
                        Number::Integer(sum),
                        Number::Integer(0),
                    )
                    .on_cells(cells),
            );
        }
    }
    findings
}

fn organ<'a>(context: &'a Context) -> Option<&'a Organ> {
    context.report.organ.as_ref()
}

fn regulation_level(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A zone can have any rank, but no bureau of it makes regulations; nor does one of a city or a province, whose
    // government does. 署 without a place is the State Council's; a 办公厅 reports its government's.
    let below = |organ: &&Organ| match organ.level {
        _ if organ.name.ends_with("办公厅") => false,
        Level::County | Level::Township => true,
        Level::Central => false,
        Level::Zone | Level::City | Level::Province => organ.kind == OrganKind::Department,
        Level::Unknown => {
            organ.kind == OrganKind::Department && (organ.name.ends_with('局') || organ.name.ends_with('厅'))
        }
    };
    let own = organ(context);
    // What nothing names may say of itself that it is a township, or the bureau of a place.
    let called = prose::called_throughout(context.report);
    let ends = |word: &String, units: &[&str]| units.iter().any(|unit| word.ends_with(unit));
    // 我厅 of a 办公厅, which reports what its government made.
    const BEGINNING: usize = 200;
    let office = || {
        let flow = &context.report.text;
        flow.find(0..flow.len().min(BEGINNING), "办公厅").is_some()
    };
    let bureau = |word: &String| ends(word, &["局", "厅", "委"]) && names_a_place(context) && !office();
    let (name, department, township) = match (own.filter(below), called) {
        (Some(organ), _) => {
            let township = organ.level == Level::Township;
            (organ.name.clone(), organ.kind == OrganKind::Department, township)
        }
        (None, Some(word)) if own.is_none() && ends(&word, &["镇", "乡", "街道"]) => {
            (format!("自称“{word}”的"), false, true)
        }
        (None, Some(word)) if own.is_none() && bureau(&word) => (format!("自称“{word}”的"), true, false),
        _ => return findings,
    };
    let cells: Vec<CellId> = context
        .form
        .cells()
        .filter(|id| id.row().role() == Role::Regulation)
        .filter(|id| count(context, *id).is_some_and(|value| value > 0))
        .collect();
    let severity = if context.report.mirror { Severity::Notice } else { Severity::Warning };
    let made = cells.iter().any(|cell| cell.column().role() != ColumnRole::InForce);
    let of_province = own.is_some_and(|organ| organ.level == Level::Province);
    if let Some((what, range)) = counted_regulations(context, township) {
        let message = Message::new(
            format!(
                "{name}不能制定{what}，正文却列了“{}”，分类有误",
                context.report.text.text(range.clone())
            ),
            format!("{name} makes none of what the text counts as {what} (laws or regulations)"),
        );
        findings.push(Finding::new(severity, message).at_places(context.report.text.places(range)));
    }
    if cells.is_empty() {
        return findings;
    }
    // Departments of a province draft what its government issues, and many count what is in force of it.
    let severity = if of_province && !made { Severity::Notice } else { severity };
    let (zh, en) = if department {
        ("是工作部门", "a department")
    } else {
        ("是县级以下机关", "below the level that makes regulations (规章)")
    };
    let message = Message::new(
        format!("{name}{zh}，没有规章制定权，“规章”一行应为 0；如果填的是规范性文件，请移到下一行"),
        format!("{name} is {en}: it makes no regulations (规章), and the row should be 0"),
    );
    findings.push(Finding::new(severity, message).on_cells(cells));
    findings
}

/// Whether the text speaks of the place whose organ it is (区委区政府, 海口市政务公开工作); what belongs to the State Council
/// speaks of the whole country.
fn names_a_place(context: &Context) -> bool {
    const PLACES: [char; 4] = ['省', '市', '县', '区'];
    let flow = &context.report.text;
    let whole = 0..flow.len();
    let of_place = ["委", "政府", "政务公开"].iter().any(|words| {
        flow.find_all(whole.clone(), words)
            .any(|at| at > 0 && flow.chars.get(at - 1).is_some_and(|c| PLACES.contains(c)))
    });
    of_place && ["全国", "总局", "国家局"].iter().all(|words| flow.find(whole.clone(), words).is_none())
}

/// What an organ cannot make, counted as a class of its own among what was published: 工作动态2条；地方性法规1条, and in a
/// township 2.规章82. 地方性法规、规章和规范性文件4条 is the name of a class.
fn counted_regulations(context: &Context, township: bool) -> Option<(&'static str, Range<usize>)> {
    const NAMES: [(&str, &str); 4] =
        [("地方性法规", "地方性法规"), ("规章类文件", "规章"), ("规章类", "规章"), ("规章", "规章")];
    let flow = &context.report.text;
    let digit = |index: usize| flow.chars.get(index).is_some_and(char::is_ascii_digit);
    let is_item = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| flow.chars.get(before));
        before.is_some_and(|c| among!(",;、:", *c)) || before == Some(&'.') && at > 1 && digit(at - 2)
    };
    let names = if township { &NAMES[..] } else { &NAMES[..1] };
    context.sentences.iter().find_map(|sentence| {
        names.iter().find_map(|(name, what)| {
            flow.find_all(sentence.range.clone(), name).filter(|at| is_item(*at)).find_map(|at| {
                let number = at + name.chars().count();
                let end = (number..sentence.range.end).find(|index| !digit(*index))?;
                let next = flow.chars.get(end)?;
                let (unit, stop) = (among!("条件部项", *next), among!(",;、", *next));
                let none = flow.text(number..end).chars().all(|c| c == '0');
                ((unit || stop) && !none).then_some((*what, at..end + usize::from(unit)))
            })
        })
    })
}

fn fee_magnitude(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let Some(id) = context.form.cell(Role::Fee, ColumnRole::Amount) else { return findings };
    let Some(found) = context.report.cells.get(id).filter(|cell| cell.note.is_none()) else {
        return findings;
    };
    let Some(amount) = found.value.map(Number::decimal) else { return findings };
    let organ = organ(context);
    let department = organ.is_some_and(|organ| organ.kind == OrganKind::Department);
    let limit = match organ.map(|organ| organ.level) {
        Some(Level::Township) => 10_000.0,
        Some(Level::County) if department => 50_000.0,
        Some(Level::County) => 1_000_000.0,
        _ => 10_000_000.0,
    };
    if amount > limit {
        let (hundred_millions, in_yuan) = (amount / 10_000.0, amount / 10_000.0);
        let message = Message::new(
            format!(
                "本年收费金额填的是 {amount}，以万元计就是 {hundred_millions} 亿元，像是按元填写的；如果单位是元，应为 {in_yuan} 万元"
            ),
            format!(
                "The fee amount is {amount}; in 万元 that is {hundred_millions} × 100 million yuan. If it is in yuan, it \
                 should be {in_yuan}"
            ),
        );
        let severity = severity_of(id, found, Severity::Warning);
        findings.push(Finding::new(severity, message).on_cells([id]));
    }
    findings
}
