//! Totals of the narrative against the parts listed after them.

mod complement;
mod explained;
mod severity;

use std::collections::HashMap;

use crate::assess::TableValues;
use crate::form::{CellId, ColumnRole, Role};
use crate::report::Number;
use crate::report::narrative::{Class, List, Quantity, Reason, Share};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::bases::shares_of_numbers;
use super::closed::{FEWEST, is_as_good_as_closed, is_rough, may_overlap};
use super::{bearable, wording};
use explained::{
    divides_first_part, divides_the_rest, goes_on_outside, has_part_above, is_all_in_each, is_answered,
    is_complete_before, is_divided_twice, is_nested, is_of_more, is_without_carried, may_have_more,
    may_include_carried, part_above, repeats_whole, several_before, shares_follow_from_sum,
};

rule! {
    /// # 检查什么
    ///
    /// “共 T 条，其中 A、B、C”：列出的各项之和等于总数。以“其他”收尾，或按申请人、办理结果、提交方式列全的，报为提醒；没有写明是否列全的，
    /// 三项以上、列出的已到总数六成（六项以上的不论多少）、句中再没有别的数的，和只有两项而差不到六分之一的，也报为提醒，其余报为提示。
    /// 先列各项、后写“共”“合计”的，“共计 T 件，分别为 A、B、C”的，按季度、半年或年份列全的，同样相加。“其中”的一项多于总数的，报为提醒。六种办理结果列全而没有写总数的，与正文的答复数（没有则与表中的总计）比较。
    ///
    /// “等”“含”“主要”表示还有别的，少于总数的不报；没有写明、列出的还不到总数六成（只有两项的，四分之三）的，当作举例，也不报。同一信息在几个渠道公开只计一次，按渠道列出而多于总数的，总数写明是共计、合计的，或只多出不到百分之一的，报为提醒，其余是提示。
    ///
    /// 分项的比例若不是按总数、而是按分项之和算的，说明错在总数，一并说明。
    ///
    /// # 为什么
    ///
    /// 分项改了而总数没有改，或反过来，是正文里最常见的错。
    ///
    /// # What it checks
    ///
    /// “T in all, of which A, B, C”: the parts add up to the total. A warning where the list ends in 其他 or is complete
    /// by kind of applicant, result or way of coming in, or names three kinds or more that come to most of it (six, however little) and the sentence counts nothing else, or two that miss it by less than a sixth; a notice where
    /// else nothing says that it is complete. Parts that come to less than three fifths of it (three quarters, of two
    /// parts) are taken for examples.
    ///
    /// So do parts that stand before their total (共, 合计), those told by 分别为 behind one, and quarters, halves and years
    /// that are all of its time. One part behind 其中 that is more than its total is a warning. Where the shares of the parts are computed over their sum and not over the total, the total is wrong, and it is
    /// said so.
    ///
    /// # Why
    ///
    /// A part that was changed without its total is the commonest mistake of the narrative.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = 公开政府信息686条，其中，网站公开166条，公众号公开325条，其他方式公开39条。
    /// → 166 + 325 + 39 = 530
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。答复政府信息公开申请8件。予以公开4件，部分公开1件，不予公开1件，无法提供3件，不予处理0件，其他处理0件。
    /// → 4 + 1 + 1 + 3 + 0 + 0 = 9
    /// ```
    ///
    /// ```breaks
    /// section 1 = 在公开的90条政府信息中，机构类信息共1条；政策类信息10条；财政资金等信息52条；工作动态和其他政府信息25条。
    /// → 1 + 10 + 52 + 25 = 88
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息总数510条，其中网站198条，占41.5%，公众号142条，其他方式137条。
    /// → 各项的比例也是按 477 算的
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年共公开政府信息82条，动态类信息61条，通知类信息14条，财政类信息6条，人事类信息4条。
    /// → 61 + 14 + 6 + 4 = 85
    /// ```
    ///
    /// ```breaks
    /// section 1 = 各渠道共计发布信息740条，其中网站（含转载）210条、公众号320条、视频号（含转载）290条。
    /// → 210 + 320 + 290 = 820
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息200条。在公开的信息中，甲类信息80条，占40%；乙类信息60条，占30%；丙类信息40条，占20%；丁类信息17条，占8.5%。
    /// → 80 + 60 + 40 + 17 = 197
    /// ```
    ///
    /// ```breaks
    /// section 1 = （一）主动公开政府信息的数量。今年主动公开政府信息2543条。 / （二）主动公开政府信息的主要类别。今年，各股室主动公开政府信息的主要类别有：机构职能类信息594条，政策、规范性文件类信息281条，规划计划类信息29条，其他应主动公开的信息2046条。
    /// → 594 + 281 + 29 + 2046 = 2950
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年举办各类解读活动8场，其中新闻发布会12场。
    /// → 多于总数
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。新收申请8件，上年结转1件。共办结8件，其中予以公开4件、部分公开1件；结转下年度继续办理1件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 主动公开信息246条。其中，通过网站公开174条，包括：动态132条，公告42条；通过公众号公开21条；通过其他方式公开63条，其中，报刊24条，广播39条。
    /// → 174 + 21 + 63 = 258
    /// ```
    ///
    /// ```passes
    /// section 1 = 办理建议提案684件，其中代表建议269件，政协提案415件，应当公开的652件均已公开，其余32件依规不公开。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 办理建议提案684件，其中代表建议269件，政协提案418件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。收到申请17件，2件因逾期不补正不再处理；其余15件作出答复：予以公开7件，部分公开1件，不予公开4件，无法提供3件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年制作解读材料8篇，其中推送的一篇阅读量12000次。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息100条，其中通知等公告信息20条，文件信息5条，公示信息40条，审批信息12条。
    /// → 20 + 5 + 40 + 12 = 77
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息52条，其中机构类6条，动态类40条，制度类4条，收费类2条，其他类别信息31条。
    /// → 6 + 40 + 4 + 2 + 31 = 83
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年主动公开信息共341条，通过政府门户网站发布信息86条、通过公众号发布信息298条、其他方式公开12条。
    /// → 86 + 298 + 12 = 396
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年主动公开信息共396条，通过政府门户网站发布信息86条、通过公众号发布信息298条、其他方式公开12条。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。2024年共办理依申请公开9件（含上年结转1件），均无跨年。其中公民个人申请新收5件，企业2件，律师事务所1件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开动态类信息61条，通知类信息14条，财政类信息6条，人事类信息4条，规划类信息2条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息200条。在公开的信息中，甲类信息80条，占40%；乙类信息60条，占30%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 平均等候从42分钟缩减至19分钟。其中受理从12分钟缩短至9分钟，办结在30分钟内。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息139条，含文件类信息30条，工作动态等信息83条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 收到政府信息公开申请8件，其中网络申请6件、信函申请2件；自然人5件、法人或其他组织3件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息100条，其中网站60条（含政策文件12条）、公众号40条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息300余条，其中网站200余条、其他50条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息300条，其中重点领域信息120条。制作解读12篇。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息22条，其中审计结果12条，审计计划3条，公共资源配置信息4条，减税降费信息1条，其他信息2条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息46条，其中网站25条，公众号S条，公开栏9条，宣传册7条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息796条，其中会议信息22条，政策文件33件，意见征集7件，其他信息734条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息96条，其中政府网站41条，其中公告6条，政务新媒体55条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年编发政务信息27件，其中结转发布2件，2023年为19件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 举办新闻发布会2场；在线访谈3次，其中主要负责人参加在线访谈3次；以其他方式回应79次。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息210条。其中，指南信息30条，机构信息25条，公告信息41条，统计信息8条。试点领域信息公开中建设项目52条，义务教育33条，养老服务21条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息12件。其中预决算2件，年度计划1件，规范性文件3件，年度报告1其他文件3件，审计公告2件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息210条。其中，指南信息30条，机构信息25条，公告信息41条，统计信息98条。试点领域信息公开中建设项目52条，义务教育33条。
    /// → 30 + 25 + 41 + 98 = 194
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息1268条，其中概况类信息100条，政务动态类信息285条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息3950条。其中，公众号推文310条，微博3180条，短视频140条，粉丝5万人。此外，在县政府网站公开320条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 目录和专栏公开信息共203条。其中目录里有年报类信息1条，机构类信息5条，动态类信息103条，共发布109条；专栏里有收费类信息56条，项目类信息38条，共发布94条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 接待政府信息咨询286人次，其中现场咨询231人次，电话咨询75人次。
    /// → 231 + 75 = 306
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息263条，其中动态类信息152条，机构类信息1条，人事类信息4条，其他信息9条；公众号发布信息61条。
    /// → 152 + 1 + 4 + 9 = 166
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息100条，其中动态类信息40条，机构类信息20条，其他信息10条；公众号发布信息20条；公开栏10条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息100条，其中：文件类60条，包含甲类20条、乙类25条、其他类25条；动态类信息39条；年报1条。
    /// → 20 + 25 + 25 = 70
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息100条，其中：文件类60条，包含甲类20条、乙类40条；动态类信息38条；年报1条。
    /// → 60 + 38 + 1 = 99
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息100条，其中：1.机构类信息20条；2.动态类信息30条；3.其他信息40条。网站公开60条。
    /// → 20 + 30 + 40 = 90
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息100条，其中：1.机构类信息20条；2.动态类信息30条；3.其他信息50条。（二）解读回应。解读12条。（三）培训30条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 网站公开政府信息201842万条。其中部门公开88317条，乡镇公开113525条。
    /// → 多写或漏写了“万”
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。从提交方式看，网上6件、邮寄2件、窗口3件，共12件。
    /// → 6 + 2 + 3 = 11
    /// ```
    ///
    /// ```breaks
    /// section 1 = 近三年公开规范性文件分别为12件、15件、20件，合计57件。
    /// → 12 + 15 + 20 = 47
    /// ```
    ///
    /// ```breaks
    /// section 1 = 以邮件寄出12件、平台推送25件、窗口领取6件，合计发出告知书44份。
    /// → 12 + 25 + 6 = 43
    /// ```
    ///
    /// ```breaks
    /// section 1 = 许可、处罚两类决定共计130件，分别为95件和45件。
    /// → 95 + 45 = 140
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息120条，按季度依次为22条、31条、40条、37条。
    /// → 22 + 31 + 40 + 37 = 130
    /// ```
    ///
    /// ```breaks
    /// section 1 = 三季度公开信息30条、四季度42条，下半年共计82条。
    /// → 30 + 42 = 72
    /// ```
    ///
    /// ```breaks
    /// section 1 = 上半年收到来信25件，下半年收到来信32件，全年共收到来信56件。
    /// → 25 + 32 = 57
    /// ```
    ///
    /// ```breaks
    /// section 1 = 图文120条、视频35条、音频12条，三类合计177条。
    /// → 120 + 35 + 12 = 167
    /// ```
    ///
    /// ```breaks
    /// section 1 = 近两年共办理提案25件，其中2023年11件、2024年15件。
    /// → 11 + 15 = 26
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息1680条，其中门户网站1230条，微信公众号460条。
    /// → 1230 + 460 = 1690
    /// ```
    ///
    /// ```passes
    /// section 1 = 近两年共办理提案26件，其中2023年11件、2024年15件。近三年公开文件分别为12件、15件、20件，合计47件。两类决定共计140件，分别为95件和45件；公开信息120条，按季度依次为22条、31条、40条、27条。
    /// ```
    ///
    /// ```passes
    /// section 1 = 受理信访事项9件，维持6件、纠正2件，共8件。公开信息12条、解读20条，共召开会议35次。网站100条、公众号80条，累计发布600条。一季度公开信息30条、二季度42条、三季度38条，全年共130条。一季度公开信息30条、二季度42条，全年共公开160条。一季度办结来信30件、二季度办结来信42件，上半年共收到来信73件。共计开展培训20次，分别为县级6次、镇级9次等。近三年公开文件60件，其中2023年11件、2024年15件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 网站浏览量12万人次，其中电脑端20000人次，手机端100000人次。
    /// ```
    ///
    /// ```passes
    /// section 1 = 通过政府网站公开88条，通过政务新媒体公开240条，通过其他方式公开48条。其中，“青溪发布”公众号发布176条、微博112条、抖音号62条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 通过政府网站公开88条，通过政务新媒体公开240条，通过其他方式公开48条。其中，“青溪发布”公众号发布276条、微博112条、抖音号62条。
    /// → 共 376，所列各项 276 + 112 + 62 = 450
    /// ```
    ///
    /// ```breaks
    /// section 1 = 通过政府网站公开88条，共公开政府信息248条。其中，“青溪发布”公众号发布176条、微博112条、抖音号62条。
    /// → 176 + 112 + 62 = 350
    /// ```
    ///
    /// ```breaks
    /// section 1 = 1.政务网公开131条，其中：省局网站19篇，市局网站61篇，县局网站41篇，其它媒体67篇；2.公示栏公开12条。
    /// → 19 + 61 + 41 + 67 = 188
    /// ```
    pub SUM {
        name: "text-sum",
        kind: Text,
        title: ("正文的分项之和与总数不符", "The parts in the text do not add up"),
        severity: Warning,
        source: Source::Arithmetic,
        check: check,
    }
}

/// A list whose parts do not add up to its total.
struct Break<'a> {
    parts: Vec<&'a Quantity>,
    sum: i64,
    total: i64,
    /// Where the total stands: the number of the text, or the cell.
    stands: Total<'a>,
    /// Whether the shares of the parts follow from their sum.
    by_sum: bool,
    severity: Severity,
}

enum Total<'a> {
    Text(&'a Quantity),
    /// Several numbers beside each other, which 其中 divides all together.
    Several(Vec<&'a Quantity>),
    Cell(CellId),
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expected = TableValues::new(context.report);
    let share_of = shares_of_numbers(&context.report.narrative);
    for list in &context.report.narrative.lists {
        if let Some(broken) = broken(context, &expected, list, &share_of) {
            findings.push(finding(context, &broken));
        }
    }
    findings.extend(complement::broken(context).iter().map(|broken| finding(context, broken)));
    findings
}

/// Whether a list does not add up.
pub(super) fn is_broken(
    context: &Context,
    expected: &TableValues,
    list: &List,
    share_of: &HashMap<usize, &Share>,
) -> bool {
    broken(context, expected, list, share_of).is_some()
}

fn broken<'a>(
    context: &Context<'a>,
    expected: &TableValues,
    list: &List,
    share_of: &HashMap<usize, &Share>,
) -> Option<Break<'a>> {
    let quantities: &'a [Quantity] = &context.report.narrative.quantities;
    let parts: Vec<&Quantity> = list.parts.iter().filter_map(|part| quantities.get(*part)).collect();
    let exact = |quantity: &&Quantity| {
        quantity.numeral.precision == Precision::Exact
            && quantity.numeral.after_space.is_none()
            && !is_rough(context, quantity)
    };
    // 276条，其中甲216条，乙50条，丙100余条: parts that are more than their total at the least.
    let at_least = |part: &&Quantity| {
        exact(part) || part.numeral.precision == Precision::More && part.numeral.after_space.is_none()
    };
    let rough = !parts.iter().all(exact);
    if rough && !(parts.len() >= FEWEST && parts.iter().all(at_least)) {
        return None;
    }
    let values: Vec<i64> = parts.iter().map(|part| part.numeral.integer()).collect::<Option<_>>()?;
    if let ([part], [value]) = (parts.as_slice(), values.as_slice()) {
        return part_above(context, list, part, *value);
    }
    if values.len() < 2 {
        return None;
    }
    let sum: i64 = values.iter().sum();
    let (total, stands) = match list.total {
        Some(index) => {
            let total = quantities.get(index)?;
            let value = total.numeral.integer()?;
            if !exact(&total) && !is_by_unit(sum, value) {
                return None;
            }
            // 312件，较上年的347件下降10.1%。其中甲48件: last year's number is not what this year's parts divide.
            let past = |each: &Quantity| {
                matches!(each.reason, Reason::OtherTime | Reason::Change) && each.readings.is_empty()
            };
            if past(total) && total.phrase.contains(['较', '比']) && !parts.iter().all(|part| past(part)) {
                return None;
            }
            (value, Total::Text(total))
        }
        None => answers(context, expected, &parts, list)?,
    };
    if sum == total || rough && sum < total {
        return None;
    }
    if let Some(several) = several_before(context, list, &parts) {
        let total = several.iter().map(|each| each.numeral.integer()).sum::<Option<i64>>()?;
        let severity = bearable(context, Severity::Warning);
        let stands = Total::Several(several);
        return (sum > total).then_some(Break { parts, sum, total, stands, by_sum: false, severity });
    }
    if is_by_unit(sum, total) {
        let severity = bearable(context, Severity::Warning);
        return Some(Break { parts, sum, total, stands, by_sum: false, severity });
    }
    if list.total.is_some() && is_answered(context, expected, list, &parts, sum, total) {
        return None;
    }
    if is_complete_before(context, &parts, &values, total)
        || is_divided_twice(context, &parts, &values, total)
        || is_nested(&values, total)
        || is_all_in_each(&parts, &values, total)
        || repeats_whole(&parts, &values, total, &stands)
        || divides_first_part(list, quantities, share_of, total)
    {
        return None;
    }
    if sum < total && may_have_more(context, list, &parts, total - sum) {
        return None;
    }
    if sum > total && list.total.is_some_and(|at| goes_on_outside(quantities, at, total, &values)) {
        return None;
    }
    if is_without_carried(list, quantities, sum, total) || divides_the_rest(list, quantities, sum) {
        return None;
    }
    let most = values.iter().copied().max().unwrap_or_default();
    if most > total && list.total.is_some_and(|at| is_of_more(context, at, most)) {
        return None;
    }
    let by_sum = shares_follow_from_sum(list, quantities, share_of, sum, total);
    let carried = may_include_carried(expected, &stands, &parts, sum, total);
    let severity = match severity::of(context, list, &parts, &values, sum, total) {
        _ if by_sum => Severity::Warning,
        Some(_) if carried || sum > total && may_overlap(context, &parts) => Severity::Notice,
        Some(Severity::Notice) if has_part_above(&parts, &values, total, &stands) => Severity::Warning,
        Some(Severity::Notice) if is_as_good_as_closed(context, list, &parts, &values, sum, total) => {
            Severity::Warning
        }
        severity => severity?,
    };
    Some(Break { parts, sum, total, stands, by_sum, severity: bearable(context, severity) })
}

/// Whether a total is the sum of its parts but for 万 written behind one and not behind the other.
fn is_by_unit(sum: i64, total: i64) -> bool {
    sum.max(total) == sum.min(total).saturating_mul(10_000)
}

/// The number of answers that a complete list of results without a total of its own must add up to.
fn answers<'a>(
    context: &Context<'a>,
    expected: &TableValues,
    parts: &[&Quantity],
    list: &List,
) -> Option<(i64, Total<'a>)> {
    let handled = CellId::new(Role::Handled.row(), ColumnRole::Total.column());
    let first = *list.parts.first()?;
    let paragraph = parts.first()?.paragraph;
    let quantities: &'a [Quantity] = &context.report.narrative.quantities;
    // 自然人申请的51件办结件中，予以公开21件……: they are the parts of the number right before them.
    let sum: Option<i64> = parts.iter().map(|part| part.numeral.integer()).sum();
    let before = first.checked_sub(1).and_then(|at| quantities.get(at));
    if before.is_some_and(|before| before.paragraph == paragraph && before.numeral.integer() == sum) {
        return None;
    }
    let said = quantities.iter().take(first).rev().take(40).find(|quantity| {
        quantity.paragraph == paragraph
            && quantity.readings == [vec![handled]]
            && quantity.class == Class::Requests
    });
    match said {
        Some(quantity) => Some((quantity.numeral.integer()?, Total::Text(quantity))),
        None => match expected.values(&[handled]).as_slice() {
            [value] => Some((*value, Total::Cell(handled))),
            _ => None,
        },
    }
}

fn finding(context: &Context, broken: &Break) -> Finding {
    let addends: Vec<String> = broken
        .parts
        .iter()
        .map(|part| part.numeral.integer().map(|value| value.to_string()).unwrap_or_default())
        .collect();
    let named: Vec<String> =
        broken.parts.iter().map(|part| part.phrase.trim_start_matches(['、', '，']).to_owned()).collect();
    let named = if named.len() <= 6 { format!("（{}）", named.join("、")) } else { String::new() };
    let (zh, en) = match &broken.stands {
        Total::Text(total) => {
            (format!("正文“{}”", total.phrase), format!("the text says “{}”", total.phrase))
        }
        Total::Several(several) => {
            let named: Vec<&str> = several.iter().map(|each| each.phrase.as_str()).collect();
            let named = named.join("”“");
            (
                format!("正文“{named}”共 {}", broken.total),
                format!("the text says “{named}”, {} together", broken.total),
            )
        }
        Total::Cell(cell) => {
            let words = wording::sum(&[*cell], context.form);
            (
                format!("表中{}为 {}", words.zh, broken.total),
                format!("in the table {} is {}", words.en, broken.total),
            )
        }
    };
    let (sum, total, difference) = (broken.sum, broken.total, (broken.sum - broken.total).abs());
    let addends = addends.join(" + ");
    let hint = if broken.by_sum {
        Message::new(
            format!("；各项的比例也是按 {sum} 算的"),
            format!("; the shares of the parts are computed over {sum}, too"),
        )
    } else if is_by_unit(broken.sum, broken.total) {
        Message::new("；像是多写或漏写了“万”", "; 万 seems to be left out or too many")
    } else {
        Message::default()
    };
    let message = if let [part] = broken.parts.as_slice() {
        let phrase = part.phrase.trim_start_matches(['、', '，']);
        Message::new(
            format!("{zh}，而其中的“{phrase}”多于总数，多 {difference}"),
            format!("{en}; “{phrase}”, a part of it, is more than that, by {difference}"),
        )
    } else {
        Message::new(
            format!("{zh}，所列各项 {addends} = {sum}{named}，与 {total} 相差 {difference}{}", hint.zh),
            format!(
                "{en}; the parts listed {addends} = {sum}, not {total}: a difference of {difference}{}",
                hint.en
            ),
        )
    };
    let places = broken.parts.iter().map(|part| part.place);
    let mut finding = Finding::new(broken.severity, message);
    match &broken.stands {
        Total::Text(total) => finding = finding.at_places([total.place]),
        Total::Several(several) => finding = finding.at_places(several.iter().map(|each| each.place)),
        Total::Cell(cell) => finding = finding.on_cells([*cell]),
    }
    finding = finding.at_places(places);
    finding.left = Some(Number::Integer(sum));
    finding.right = Some(Number::Integer(total));
    finding
}
