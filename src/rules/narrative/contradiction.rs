//! Words of the narrative that deny what the tables count, and places of the text that disagree.

use std::collections::HashMap;

use crate::assess::TableValues;
use crate::form::{CellId, Role};
use crate::order::Order;
use crate::report::Number;
use crate::report::narrative::{Claim, Class, Narrative, Openness, Quantity, Reason, Repeated, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::balance::unbalanced;
use super::carried::closed_though_carried;
use super::in_force::fewer_in_force_than_issued;
use super::listed_twice::listed_twice;
use super::ranked::out_of_order;
use super::zero::{answered_though_none, ways_though_none};
use super::{Verdict, bearable, cause, judge, root_cause, wording};

rule! {
    /// # 检查什么
    ///
    /// 正文用话说出的结论与数字不矛盾：“未收到申请”而新收不为 0；“没有行政复议、行政诉讼”而第四部分的表不全为 0；“均获维持”而有纠正、其他结果
    /// 或尚未审结的案件；“全部办结”而有结转下年度的申请；说到一起复议或诉讼案件的结果，而第四部分的表里没有案件。正文两处说同一件事（同一种申请、同一个公开渠道、同一类公开属性、全部公开的信息）而件数不同的，在表格无法判断时也报；一次列举里同一类信息列了两次的，收到申请 0 件而又写均已答复的，也报。
    /// 主动公开的信息还没有本年制发的规章和规范性文件多的，也报：这些文件都应当主动公开。没有写到废止，而现行有效的文件比本年制发的还少的，也报；没有表格可比时，一句话里新收加上年结转与办结加结转下年度不相等的，也报。
    ///
    /// “按时办结率100%”不表示没有结转，不报。
    ///
    /// # 为什么
    ///
    /// 这类话往往沿用往年的文字，数字变了，话没有改。
    ///
    /// # What it checks
    ///
    /// What the text says in words does not contradict the numbers: “no requests” where some came in, “no reviews or
    /// lawsuits” where table 4 has some, a case told with its end where it has none, “all upheld” where cases are pending, “all closed” where requests are carried
    /// over. Also two places of the text that give different numbers for the same thing (requests of a kind, one place
    /// of publication, one class of openness, all that was published), where no table decides; one kind of information
    /// twice in a list; no request received and all of them answered; and fewer items published than normative
    /// documents issued, all of which must be published; and fewer documents in force than issued where none is said to
    /// have been repealed; and, where there is no table, what came in beside what was closed and carried over in one
    /// sentence.
    ///
    /// # Why
    ///
    /// Such sentences are often kept from last year's report when the numbers have changed.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。2024年，我镇未收到政府信息公开申请。
    /// → 正文“未收到政府信息公开申请”，而表中本年新收·总计为 8
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。因政府信息公开引发行政复议1件，均获维持。
    /// t4.review.upheld = 0
    /// t4.review.pending = 1
    /// → 正文“均获维持”，而表中行政复议的结果纠正、其他结果、尚未审结为 1
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。全年收到政府信息公开申请8件，已全部办结。
    /// → 正文“全部办结”，而表中结转下年度·总计为 1
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。申请人不服信息公开答复，提起行政复议，复议机关作出维持决定。
    /// t4.review.upheld = 0
    /// t4.review.total = 0
    /// → 正文说到“提起行政复议”，而表中行政复议的总计为 0
    /// ```
    ///
    /// ```breaks
    /// section 1 = 通过县政府网站审计信息栏目公开信息20条。全年通过审计信息专栏公开政府信息16条。
    /// → 正文两处不一致
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇主动公开政府信息4条。
    /// t2.normative.issued = 25
    /// t2.normative.in_force = 25
    /// → 本年制发的规章和规范性文件有 25 件
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，我镇公开行政规范性文件2件。
    /// t2.normative.issued = 3
    /// t2.normative.in_force = 3
    /// → 本年制发的行政规范性文件有 3 件
    /// ```
    ///
    /// ```passes
    /// without table t3
    /// section 1 = （二）依申请公开情况。申请办结数8件。按时办结数7件。延期办结数1件。
    /// ```
    ///
    /// ```breaks
    /// without table t3
    /// section 1 = （二）依申请公开情况。2024年办结申请8件。全年共办结申请7件。
    /// → 正文两处不一致
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息90条，其中规划计划类信息20条，财政预决算类信息30条，规划计划类信息15条，其他信息25条。
    /// → 同一列举中“规划计划”列了两次
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年办理建议、提案24件，其中：县人大七届一次会议代表建议6件、县政协七届一次会议委员提案2件、县人大七届二次会议代表建议13件、县政协七届一次会议委员提案3件。
    /// → 同一列举中“县政协七届一次会议委员提案”列了两次
    /// ```
    ///
    /// ```breaks
    /// section 1 = 发布各类信息100条，其中占比最高的是工作动态类，为71%，其次是民生类11%，再次是政策类18%。
    /// → 却比它大
    /// ```
    ///
    /// ```breaks
    /// section 1 = 各类信息由多到少依次为：动态类80条、公告类60条、文件类65条。
    /// → “文件类65条”排在“公告类60条”之后，却比它大
    /// ```
    ///
    /// ```passes
    /// section 1 = 各类信息由多到少依次为：动态类80条（含转载90条）、公告类65条、文件类60条、其他70条，共275条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。2024年，我镇收到政府信息公开申请0件，均已按时答复。
    /// → 没有收到申请
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。2023年，我镇收到政府信息公开申请0件，按时答复率100%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇公开规范性文件类信息2件，公开行政规范性文件解读2件。
    /// t2.normative.issued = 3
    /// t2.normative.in_force = 3
    /// ```
    ///
    /// ```breaks
    /// without table t2
    /// section 1 = 2024年，我镇公开信息310条。全年制发行政规范性文件5件，现行有效行政规范性文件3件。
    /// → 没有写到废止
    /// ```
    ///
    /// ```breaks
    /// without table t3
    /// section 1 = 新收政府信息公开申请8件，上年结转0件，办结0件，结转下年度0件。
    /// → 两边应当相等
    /// ```
    ///
    /// ```passes
    /// without table t2
    /// section 1 = 2024年，我镇公开信息310条。全年制发行政规范性文件5件，废止2件，现行有效行政规范性文件3件。
    /// ```
    ///
    /// ```passes
    /// without table t2
    /// section 1 = 2024年，我镇公开信息310条。全年制发行政规范性文件5件，现行有效行政规范性文件5件。
    /// ```
    ///
    /// ```passes
    /// without table t2
    /// section 1 = 2024年，我镇公开信息310条。全年制发行政规范性文件5件，现行有效规章3件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年，我镇主动公开信息243条，其中通过网站公开131条，公告栏公开112条。 / 1.社会管理信息公开。在县政府网站公开19条。 / 2.群众工作信息公开。在县政府网站公开14条。 / 3.发展规划信息公开。在县政府网站公开4条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 通过县政府网站公开信息20条，通过“清清青禾”公众号发布信息16条。县政府网站公开政策解读8条。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。申请人对答复不服的，可以依法申请行政复议，由复议机关作出复议决定。
    /// t4.review.upheld = 0
    /// t4.review.total = 0
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。全年收到政府信息公开申请8件，按时办结率100%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 没有应公开而不予公开的情况。我镇没有收取信息处理费，没有超期答复申请的情况。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。因政府信息公开引发行政复议1件，均获维持，没有行政诉讼。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。未收到对政府信息公开工作的投诉举报。2023年未收到政府信息公开申请。
    /// ```
    ///
    /// ```breaks
    /// without table t3
    /// section 1 = （二）依申请公开情况。收到政府信息公开申请8件，办结7件，结转下年度继续办理1件，所有申请均依法办理完毕。
    /// → 还有结转的
    /// ```
    ///
    /// ```passes
    /// without table t3
    /// section 1 = （二）依申请公开情况。收到政府信息公开申请8件，办结7件，结转下年度继续办理1件，除结转的外所有申请均已办理完毕。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。收到政府信息公开申请8件，除1件结转外，其余全部办结。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。申请方式仍以网上申请为主。
    /// t3.new.total = 0
    /// t3.carried_in.total = 0
    /// → 表三没有一件申请
    /// ```
    pub CONTRADICTION {
        name: "text-contradiction",
        kind: Text,
        title: ("正文自相矛盾", "The text contradicts itself or the table"),
        severity: Error,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expected = TableValues::new(context.report);
    claims(context, &expected, &mut findings);
    places(context, &expected, &mut findings);
    findings.extend(repeated(context));
    findings.extend(listed_twice(context));
    findings.extend(out_of_order(context));
    findings.extend(answered_though_none(context));
    findings.extend(ways_though_none(context));
    findings.extend(closed_though_carried(context));
    findings.extend(fewer_published_than_issued(context, &expected));
    findings.extend(fewer_documents_published(context, &expected));
    findings.extend(fewer_in_force_than_issued(context, &expected));
    findings.extend(unbalanced(context, &expected));
    findings
}

fn claims(context: &Context, expected: &TableValues, findings: &mut Vec<Finding>) {
    let mut known: HashMap<(String, Claim), usize> = HashMap::new();
    for quantity in &context.report.narrative.quantities {
        if matches!(quantity.claim, Claim::Number | Claim::Percentage) {
            continue;
        }
        let Some(Verdict::Differs(values)) = judge(quantity, expected) else { continue };
        let (Some(reading), Some(first)) = (quantity.readings.first(), values.first()) else { continue };
        // Nothing is denied by a table that cannot say so: only numbers above 0 contradict.
        let told = quantity.claim == Claim::Told;
        if !told && !matches!(first, Number::Integer(1..)) {
            continue;
        }
        let key = (cause(reading), quantity.claim);
        if let Some(finding) = known.get(&key).and_then(|index| findings.get_mut(*index)) {
            finding.places.push(quantity.place);
            continue;
        }
        let certain = quantity.claim == Claim::Nothing
            && quantity.section != 0
            && quantity.strength == Strength::Certain;
        let severity = bearable(context, if certain { Severity::Error } else { Severity::Warning });
        let words = wording::sum(reading, context.form);
        let phrase = quantity.phrase.as_str();
        let (tells, tells_en) = if told { ("说到", "tells of") } else { ("", "says") };
        let message = Message::new(
            format!("正文{tells}“{phrase}”，而表中{}为 {}", words.zh, first),
            format!("The text {tells_en} “{phrase}”; in the table {} is {}", words.en, first),
        );
        // 均为重复申请: the other rows one by one would say less.
        let one_reason = quantity.claim == Claim::AllUpheld && quantity.class == Class::Result;
        let others = || {
            Message::new(
                format!("正文“{phrase}”，而表中同一类结果的其他各项共 {first} 件"),
                format!("The text says “{phrase}”; in the table the other rows of that result have {first}"),
            )
        };
        let message = if one_reason { others() } else { message };
        let mut finding = Finding::new(severity, message)
            .caused_by(root_cause(context, reading, Some(i64::from(told)), *first))
            .on_cells(reading.iter().copied())
            .at_places([quantity.place]);
        finding.left = Some(Number::Integer(i64::from(told)));
        finding.right = Some(*first);
        known.insert(key, findings.len());
        findings.push(finding);
    }
}

/// Two places that say different numbers of the same cells, where the table does not decide between them.
fn places(context: &Context, expected: &TableValues, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&[Vec<CellId>], &Quantity> = HashMap::new();
    let mut reported: Vec<&[Vec<CellId>]> = Vec::new();
    let carried = context.report.narrative.quantities.iter().any(|quantity| {
        quantity.numeral.integer() != Some(0)
            && quantity.readings.iter().flatten().any(|cell| cell.row().role() == Role::CarriedIn)
            && quantity.readings.len() == 1
    });
    for quantity in &context.report.narrative.quantities {
        let counts = quantity.claim != Claim::Percentage
            && quantity.claim != Claim::Told
            && quantity.numeral.precision == Precision::Exact
            && quantity.is_bound()
            && quantity.strength > Strength::Slight
            && (quantity.readings.len() == 1 || !carried);
        if !counts || judge(quantity, expected).is_some() {
            continue;
        }
        let key = quantity.readings.as_slice();
        let other = first.get(key).copied().or_else(|| counted_though_denied(&first, quantity));
        let Some(other) = other else {
            first.insert(key, quantity);
            continue;
        };
        let (Some(left), Some(right)) = (other.numeral.integer(), quantity.numeral.integer()) else {
            continue;
        };
        let spaced = other.numeral.after_space.is_some() || quantity.numeral.after_space.is_some();
        // 申请办结298件，1.按时办结281件: those in time are some of all.
        let in_time = |of: &Quantity, value: i64, whole: i64| says_when(of) && value < whole;
        let part = says_when(other) != says_when(quantity)
            && (in_time(other, left, right) || in_time(quantity, right, left));
        if left == right || spaced || part || reported.contains(&key) {
            continue;
        }
        reported.push(key);
        let message = Message::new(
            format!("正文两处不一致：一处“{}”，另一处“{}”", other.phrase, quantity.phrase),
            format!("Two places of the text disagree: “{}” and “{}”", other.phrase, quantity.phrase),
        );
        let severity = bearable(context, Severity::Warning);
        let mut finding = Finding::new(severity, message)
            .caused_by(cause(key.first().map(Vec::as_slice).unwrap_or_default()))
            .at_places([other.place, quantity.place]);
        finding.left = Some(Number::Integer(left));
        finding.right = Some(Number::Integer(right));
        findings.push(finding);
    }
}

/// Whether a number counts what was done in time, or late.
fn says_when(quantity: &Quantity) -> bool {
    ["按时", "按期", "如期", "期限内", "延期", "逾期", "超期"]
        .iter()
        .any(|word| quantity.phrase.contains(word))
}

/// 行政复议2件 beside 未发生行政复议、行政诉讼: what is denied includes what was counted, or the other way round.
fn counted_though_denied<'a>(
    first: &HashMap<&[Vec<CellId>], &'a Quantity>,
    quantity: &Quantity,
) -> Option<&'a Quantity> {
    let [own] = quantity.readings.as_slice() else { return None };
    let contradicts = |denial: &Quantity, count: &Quantity| match (&denial.readings[..], &count.readings[..])
    {
        ([denied], [counted]) => {
            denial.claim == Claim::Nothing
                && count.claim == Claim::Number
                && count.numeral.integer() > Some(0)
                && counted.iter().all(|cell| denied.contains(cell))
        }
        _ => false,
    };
    let mut found: Vec<&Quantity> = first
        .iter()
        .filter(|(key, _)| matches!(key, [cells] if cells.iter().any(|cell| own.contains(cell))))
        .map(|(_, other)| *other)
        .filter(|other| contradicts(other, quantity) || contradicts(quantity, other))
        .collect();
    found.order_by_key(|other| (other.paragraph, other.numeral.start));
    found.first().copied()
}

/// Two places that say different numbers of the same thing, of what no table counts.
fn repeated(context: &Context) -> Vec<Finding> {
    let narrative = &context.report.narrative;
    let finding = |repeated: &Repeated| {
        let first = narrative.quantities.get(repeated.first)?;
        let second = narrative.quantities.get(repeated.second)?;
        let message = Message::new(
            format!("正文两处不一致：一处“{}”，另一处“{}”", first.phrase, second.phrase),
            format!("Two places of the text disagree: “{}” and “{}”", first.phrase, second.phrase),
        );
        let severity = bearable(context, Severity::Warning);
        let mut finding = Finding::new(severity, message).at_places([first.place, second.place]);
        finding.left = first.numeral.integer().map(Number::Integer);
        finding.right = second.numeral.integer().map(Number::Integer);
        Some(finding)
    };
    let parted = told_in_parts(narrative);
    let is_parted = |each: &&Repeated| parted.get(each.first) == Some(&true);
    narrative.repeated.iter().filter(|each| !is_parted(each)).filter_map(finding).collect()
}

/// The numbers of which several smaller ones are told elsewhere: 网站公开131条, and under the heads of fields 网站公开19条, 14条 and
/// 4条, which are parts of them.
fn told_in_parts(narrative: &Narrative) -> Vec<bool> {
    let value = |at: usize| narrative.quantities.get(at).and_then(|each| each.numeral.integer());
    // How many smaller ones each has; none counts where one is not smaller.
    let mut smaller: Vec<Option<u8>> = vec![Some(0); narrative.quantities.len()];
    for Repeated { first, second, .. } in &narrative.repeated {
        if let Some(count) = smaller.get_mut(*first) {
            *count = count.filter(|_| value(*second) < value(*first)).map(|count| count.saturating_add(1));
        }
    }
    smaller.into_iter().map(|count| count > Some(1)).collect()
}

/// 主动公开政府信息4条 beside 25 normative documents issued, each of which must be published.
fn fewer_published_than_issued(context: &Context, expected: &TableValues) -> Option<Finding> {
    let published: Vec<&Quantity> = context
        .report
        .narrative
        .quantities
        .iter()
        .filter(|quantity| {
            let published = matches!(
                quantity.class,
                Class::Information | Class::Outlet | Class::Openness(Openness::Open)
            );
            published && quantity.claim == Claim::Number
        })
        .collect();
    let most =
        published.iter().copied().max_by_key(|quantity| quantity.numeral.integer().unwrap_or(i64::MAX))?;
    let first = published.iter().copied().find(|quantity| quantity.phrase.contains("主动公开"))?;
    let cells = [CellId::parse("t2.regulation.issued")?, CellId::parse("t2.normative.issued")?];
    let issued = expected.values(&cells).into_iter().min()?;
    let said =
        most.numeral.integer().filter(|said| *said < issued && most.numeral.precision == Precision::Exact)?;
    let message = Message::new(
        format!(
            "正文“{}”，各处公开的信息数最多 {said}，而表中本年制发的规章和规范性文件有 {issued} 件，都应当主动公开",
            first.phrase
        ),
        format!(
            "The text says “{}” and no more than {said} anywhere; in the table {issued} regulations and normative documents were issued, all of which must be published",
            first.phrase
        ),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.on_cells(cells).at_places([first.place]))
}

/// 公开行政规范性文件2件 beside 3 issued: each of them must be published.
fn fewer_documents_published(context: &Context, expected: &TableValues) -> Option<Finding> {
    let cell = CellId::parse("t2.normative.issued")?;
    let issued = expected.values(&[cell]).into_iter().min()?;
    // Of the documents themselves, not of 规范性文件解读, 规范性文件类信息 or other documents beside them.
    let published = |quantity: &&Quantity| {
        let words = quantity.phrase.trim_end_matches('件').trim_end_matches(|c: char| c.is_ascii_digit());
        let named = words.strip_suffix("行政规范性文件").or_else(|| words.strip_suffix("规范性文件"));
        quantity.claim == Claim::Number
            && quantity.unit == "件"
            && quantity.reason == Reason::Unclear
            && !quantity.is_bound()
            && quantity.numeral.precision == Precision::Exact
            && named.is_some_and(|named| named.ends_with("公开") || named.ends_with("发布"))
    };
    let said = context.report.narrative.quantities.iter().find(published)?;
    said.numeral.integer().filter(|said| *said < issued)?;
    let message = Message::new(
        format!("正文“{}”，而表中本年制发的行政规范性文件有 {issued} 件，都应当主动公开", said.phrase),
        format!(
            "The text says “{}”; in the table {issued} normative documents were issued, all of which must be published",
            said.phrase
        ),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.on_cells([cell]).at_places([said.place]))
}
