//! A number of the narrative against the cells that it must equal.

use std::collections::HashSet;

use crate::assess::TableValues;
use crate::form::{CellId, ColumnRole, Role, TableForm, TableId};
use crate::report::Number;
use crate::report::narrative::{Claim, List, Narrative, Quantity, Strength};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::annexed::annexed;
use super::elsewhere::is_elsewhere;
use super::wider::{divides_something_else, is_of_more_organs};
use super::{Verdict, bearable, judge, root_cause, value, wording};

rule! {
    /// # 检查什么
    ///
    /// 正文里写明的件数与表格一致：新收、上年结转、答复和办结、结转下年度，各种办理结果，申请人类别，行政复议和行政诉讼的件数及其结果，
    /// 规范性文件的制发、废止和现行有效件数，行政许可、处罚、强制的处理决定数量，行政事业性收费金额。报告附有自制统计表（指标名称、单位、本年度、历年累计）的，正文的件数与它一致。
    ///
    /// 只说一部分的数（办公室、本级、某一部门、某一领域）、往年和计划的数、约数超不出的范围、信访和建议提案等别的事项，不作比较。
    /// “收到”“受理”是否含上年结转没有写明的，两种读法有一种相符就算相符。答复数少于（七）总计、正好少其他处理的件数的，是提示：撤回等没有答复。
    ///
    /// # 为什么
    ///
    /// 同一份报告里正文和表格说的是同一件事，两处不同，至少有一处错了。写法只有一种读法的，报为错误；可能另有所指的，报为提醒。
    ///
    /// # What it checks
    ///
    /// Numbers of the narrative equal the tables: requests received, carried over, answered, by result and by kind of
    /// applicant; reviews and lawsuits with their results; normative documents; decisions; fees. Where a statistics table
    /// of the organ's own making is appended, they equal its rows.
    ///
    /// Numbers of a part only (an office, a department, a field), of other years, plans, and of other matters are not
    /// compared. Where the wording leaves open whether last year's requests are included, either reading will do.
    /// Answers that are fewer than the total by just those handled otherwise are a notice: those withdrawn were not
    /// answered.
    ///
    /// # Why
    ///
    /// Text and tables of one report speak of the same thing. Where they differ, one of them is wrong. Wording that can
    /// be read in one way only makes an error, other wording a warning.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。2024年，我镇新收政府信息公开申请9件。
    /// → 正文“我镇新收政府信息公开申请9件”，表中本年新收·总计为 8，相差 1
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。全年办结政府信息公开申请8件，其中不予公开5件。
    /// → 正文“不予公开5件”，表中不予公开各项为 1，相差 4
    /// ```
    ///
    /// ```breaks
    /// form 2014
    /// without table s14
    /// section 1 = 我镇按月更新公开目录。
    /// section 3 = 2017年收到政府信息公开申请4件，网上申请数3件，信函申请数1件。
    /// section 6 + 附表：指标名称 单位 2017年度 历年累计 受理申请总数 件 4 9 其中：1.网上申请数 件 2 5 2.信函申请数 件 2 4
    /// → 附表“网上申请数”为 2（2017年度）
    /// ```
    ///
    /// ```passes
    /// form 2014
    /// without table s14
    /// section 1 = 我镇按月更新公开目录。
    /// section 3 = 2017年收到政府信息公开申请4件，网上申请数2件，信函申请数2件。近3年共收到政府信息公开申请7件。
    /// section 6 + 附表：指标名称 单位 2017年度 历年累计 受理申请总数 件 4 9 其中：1.网上申请数 件 2 5 2.信函申请数 件 2 4
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。2024年，我镇共收到政府信息公开申请9件（含上年结转1件），其中自然人6件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。2023年，我镇收到政府信息公开申请12件。派出所收到申请5件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。全镇各单位收到公开申请30件，其中镇政府（含党政办）8件，各站所22件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。全镇收到公开申请30件，其中以镇政府名义办理的8件，其余由各站所办理。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。我镇收到公开申请30件，其中网上提交8件，当面提交22件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。全年办理气象证明174件，其中面向企业121件、面向个人53件，不计入依申请公开件数。
    /// ```
    ///
    /// ```passes
    /// section 1 = （一）主动公开情况。网站公开信息3417条，同比增长18.6%（2023年为2881条）。构成为：公告214条、统计资料168条、行政处罚决定书1406件、行政许可结果733条、工作动态896条。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。计划2025年办结申请20件。办理12345热线工单34件，办结34件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。收到政府信息公开申请8件。从结果看，同意公开的2件，部分公开的1件，已主动公开的2件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。收到政府信息公开申请8件。从结果看，同意公开的2件，部分公开的1件，已主动公开的1件。
    /// → 相差
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。收到政府信息公开申请8件，予以公开4件，无法提供等其他情况3件。
    /// ```
    ///
    /// ```passes
    /// t2.normative.in_force = 43
    /// section 1 = 行政规范性文件全部统一编号，年末现行有效43件，2件当年废止。
    /// t2.normative.repealed = 2
    /// ```
    ///
    /// ```breaks
    /// t2.normative.in_force = 43
    /// section 1 = 行政规范性文件全部统一编号，年末现行有效43件，3件当年废止。
    /// t2.normative.repealed = 2
    /// → 本年废止件数为 2
    /// ```
    ///
    /// ```passes
    /// t2.normative.in_force = 38
    /// t2.normative.repealed = 2
    /// section 1 = 行政规范性文件当年废止2件，年底有效的38件集中展示，仍在执行的37件单列。
    /// ```
    ///
    /// ```passes
    /// t2.normative.repealed = 2
    /// section 1 = 动态调整行政规范性文件库，全年标注废止和失效行政规范性文件3件。
    /// ```
    ///
    /// ```breaks
    /// t2.normative.repealed = 2
    /// section 1 = 动态调整行政规范性文件库，全年标注废止和失效行政规范性文件1件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 新收政府信息公开申请较上年增加3件。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。2024年，收到政府信息公开申请8件。依申请公开4件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。2024年，收到政府信息公开申请8件。依申请公开6件。
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年答复政府信息公开申请8件，涉及土地征收的3件。
    /// ```
    pub TABLE_MISMATCH {
        name: "text-table-mismatch",
        kind: Text,
        title: ("正文与表格不一致", "The text contradicts the table"),
        severity: Error,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let expected = TableValues::new(context.report);
    let mut known: Vec<(Vec<CellId>, Number, usize)> = Vec::new();
    let rests = last_of_lists_that_hold(&context.report.narrative);
    for (at, quantity) in context.report.narrative.quantities.iter().enumerate() {
        if quantity.claim != Claim::Number || quantity.strength == Strength::Slight {
            continue;
        }
        let Some(Verdict::Differs(values)) = judge(quantity, &expected) else { continue };
        let (Some(reading), Some(first)) = (quantity.readings.first(), values.first()) else { continue };
        let said = value(quantity);
        if is_elsewhere(quantity, &expected)
            || is_granted_beside_published(context, quantity, reading, *first)
            || is_closed_of_those_new(context, &expected, quantity, reading)
            || is_granted_of_those_received(context, &expected, quantity, reading)
            || is_last_of_others(&expected, quantity, reading)
            || counts_lapsed(quantity, reading, *first)
            || is_rest_of_applicants(&rests, at, reading)
            || divides_with_neighbour(context, at, *first)
            || was_left_open(&context.report.narrative.quantities, at)
            || is_of_more_organs(context, at, *first)
            || divides_something_else(&context.report.narrative.quantities, at)
        {
            continue;
        }
        // The same mistake said again is the same finding at one more place.
        let again = known.iter().find(|(cells, number, _)| cells == reading && *number == said);
        if let Some(finding) = again.and_then(|(_, _, index)| findings.get_mut(*index)) {
            // Less sure than the finding: it adds nothing.
            if finding.severity != Severity::Error || quantity.strength == Strength::Certain {
                finding.places.push(quantity.place);
            }
            continue;
        }
        known.push((reading.clone(), said, findings.len()));
        findings.push(finding(context, &expected, quantity, reading, *first, &values));
    }
    findings.extend(annexed(context));
    findings
}

fn finding(
    context: &Context,
    expected: &TableValues,
    quantity: &Quantity,
    reading: &[CellId],
    first: Number,
    values: &[Number],
) -> Finding {
    let said = value(quantity);
    // Readings that come to the same leave nothing open.
    let settled = values.iter().all(|value| *value == first);
    let certain =
        quantity.strength == Strength::Certain && settled && quantity.numeral.precision == Precision::Exact;
    // 收到15件，答复12件: those handled otherwise (withdrawn, not corrected) were not answered.
    let severity = if is_all_but_others(context, expected, reading, quantity) {
        Severity::Notice
    } else {
        bearable(context, if certain { Severity::Error } else { Severity::Warning })
    };
    let mut zh = Vec::new();
    let mut en = Vec::new();
    for (cells, number) in quantity.readings.iter().zip(values) {
        let words = wording::sum(cells, context.form);
        zh.push(format!("{}为 {}", words.zh, number));
        en.push(format!("{} is {}", words.en, number));
        if settled {
            break;
        }
    }
    let difference = match (said, first) {
        (Number::Integer(left), Number::Integer(right)) if settled => Some((left - right).abs()),
        _ => None,
    };
    let hint = hint(quantity, reading, expected, context);
    let message = Message::new(
        format!(
            "正文“{}”，表中{}{}{}",
            quantity.phrase,
            zh.join("，"),
            difference.map(|by| format!("，相差 {by}")).unwrap_or_default(),
            hint.zh
        ),
        format!(
            "The text says “{}”; in the table {}{}{}",
            quantity.phrase,
            en.join(", "),
            difference.map(|by| format!(", a difference of {by}")).unwrap_or_default(),
            hint.en
        ),
    );
    let mut finding = Finding::new(severity, message)
        .caused_by(root_cause(context, reading, quantity.numeral.integer(), first))
        .on_cells(reading.iter().copied())
        .at_places([quantity.place]);
    finding.left = Some(said);
    finding.right = Some(first);
    finding
}

/// Whether what was granted is counted apart from what the applicants were told is public already, which the form counts with
/// it: 同意公开的2件，……已主动公开的4件 of 6.
fn is_granted_beside_published(
    context: &Context,
    quantity: &Quantity,
    reading: &[CellId],
    expected: Number,
) -> bool {
    let granted = matches!(reading, [cell] if cell.row().role() == Role::Granted);
    let published = |each: &&Quantity| {
        each.paragraph == quantity.paragraph
            && each.unit == quantity.unit
            && each.readings.is_empty()
            && ["已主动公开", "已经主动公开", "主动公开范围", "已公开"]
                .iter()
                .any(|words| each.phrase.contains(words))
    };
    let mut others = context.report.narrative.quantities.iter().filter(published);
    let sum = |other: &Quantity| Some(other.numeral.integer()? + quantity.numeral.integer()?);
    granted && others.any(|other| sum(other).map(Number::Integer) == Some(expected))
}

/// 以市政府为被申请人的复议23件，纠正2件。……被纠正的2件，…: the number that was left open before, told again.
fn was_left_open(quantities: &[Quantity], at: usize) -> bool {
    const BACK: usize = 16;
    let Some(own) = quantities.get(at) else { return false };
    let near = quantities.get(at.saturating_sub(BACK)..at).unwrap_or_default();
    near.iter().any(|each| {
        each.paragraph == own.paragraph
            && each.strength == Strength::Slight
            && each.readings == own.readings
            && each.numeral.integer() == own.numeral.integer()
    })
}

/// 标注废止和失效文件6件: with those that lapsed of themselves there can be more than were repealed.
fn counts_lapsed(quantity: &Quantity, reading: &[CellId], expected: Number) -> bool {
    let repealed = matches!(reading, [cell] if cell.column().role() == ColumnRole::Repealed);
    repealed && quantity.phrase.contains("失效") && value(quantity).decimal() > expected.decimal()
}

/// 4件逾期不补正，1件作其他处理: the last of the ways in which requests are handled otherwise has their name.
fn is_last_of_others(expected: &TableValues, quantity: &Quantity, reading: &[CellId]) -> bool {
    let [.., last] = reading else { return false };
    let of_others = reading.len() > 1 && last.row().name().starts_with("other.");
    let said = quantity.numeral.integer();
    of_others && said.is_some() && expected.values(&[*last]).first().copied() == said
}

/// 按受理层级，市局11件，县（区）局27件: with the number beside it, of which nothing is known, it is what the table has.
fn divides_with_neighbour(context: &Context, at: usize, expected: Number) -> bool {
    let quantities = &context.report.narrative.quantities;
    let Some(own) = quantities.get(at) else { return false };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| quantities.get(at));
    beside
        .filter(|each| {
            let silent = each.readings.is_empty() || each.readings == own.readings;
            silent && each.paragraph == own.paragraph && each.unit == own.unit && each.claim == Claim::Number
        })
        .filter_map(|each| each.numeral.integer().zip(own.numeral.integer()))
        .any(|(other, value)| Number::Integer(other + value) == expected)
}

/// The numbers that lists end with which add up.
fn last_of_lists_that_hold(narrative: &Narrative) -> HashSet<usize> {
    let value = |at: &usize| narrative.quantities.get(*at).and_then(|each| each.numeral.integer());
    let holds = |list: &&List| {
        let sum: Option<i64> = list.parts.iter().map(value).sum();
        list.total.is_some_and(|total| value(&total) == sum)
    };
    narrative.lists.iter().filter(holds).filter_map(|list| list.parts.last().copied()).collect()
}

/// 自然人8104件，商业企业1188件，其他158件: all but those named, where they come to the total; not the column 其他.
fn is_rest_of_applicants(rests: &HashSet<usize>, at: usize, reading: &[CellId]) -> bool {
    let of_rest = reading.iter().all(|cell| cell.column().role() == ColumnRole::OtherOrganisation);
    of_rest && rests.contains(&at)
}

/// 收到137件，按时办结128件，结转9件；办结上年结转8件: what was closed of those that came in this year, where the text says that all
/// that were carried in were closed besides, before (上年转来的6件全部办完) or behind, or gives the number of both as well.
fn is_closed_of_those_new(
    context: &Context,
    expected: &TableValues,
    quantity: &Quantity,
    reading: &[CellId],
) -> bool {
    const REACH: usize = 16;
    let flow = &context.report.text;
    let is_carried = |each: &Quantity, before: Number| {
        let carried = |cells: &Vec<CellId>| matches!(cells.as_slice(), [cell] if cell.row().role() == Role::CarriedIn && cell.column().is_total());
        // 2021年结转12件: of the year before, by its number.
        let by_words =
            || each.numeral.integer().map(Number::Integer) == Some(before) && each.phrase.contains('转');
        each.readings.iter().any(carried) || each.readings.is_empty() && by_words()
    };
    let is_closed = |each: &Quantity| {
        const CLOSED: [&str; 6] = ["办结", "答复", "办理", "办完", "处理完", "了结"];
        let end = flow.range_of(each.place).end;
        let behind = flow.slice(end..end + REACH).iter().take_while(|c| !among!(",。;", **c));
        let behind: String = behind.collect();
        CLOSED.iter().any(|word| each.phrase.contains(word) || behind.contains(word))
    };
    let handled = matches!(reading, [cell] if cell.row().role() == Role::Handled && cell.column().is_total());
    let total = |role: Role| {
        let cell = CellId::new(role.row(), ColumnRole::Total.column());
        expected.values(&[cell]).first().copied()
    };
    let (Some(new), Some(before), Some(out)) =
        (total(Role::New), total(Role::CarriedIn), total(Role::CarriedOut))
    else {
        return false;
    };
    let narrative = &context.report.narrative;
    let besides = |each: &Quantity| {
        each.paragraph == quantity.paragraph && is_carried(each, Number::Integer(before)) && is_closed(each)
    };
    handled
        && before > 0
        && quantity.numeral.integer() == Some(new - out)
        && narrative.quantities.iter().any(besides)
}

/// 收到申请21件。依申请公开14件: behind the number of those received, what was made public on request.
fn is_granted_of_those_received(
    context: &Context,
    expected: &TableValues,
    quantity: &Quantity,
    reading: &[CellId],
) -> bool {
    let total = |role: Role| vec![CellId::new(role.row(), ColumnRole::Total.column())];
    let first = |cells: &[CellId]| expected.values(cells).first().copied();
    let (granted, both) = (total(Role::Granted), [total(Role::Granted), total(Role::Partial)].concat());
    let said = quantity.numeral.integer();
    let received = |each: &Quantity| {
        each.paragraph == quantity.paragraph
            && each.readings == quantity.readings
            && each.numeral.integer() == first(reading)
    };
    reading == total(Role::New)
        && quantity.phrase.contains("依申请公开")
        && [granted, both].iter().any(|cells| said.is_some() && first(cells) == said)
        && context.report.narrative.quantities.iter().any(received)
}

/// Whether a number of requests answered is what is left of the total without 其他处理.
fn is_all_but_others(
    context: &Context,
    expected: &TableValues,
    reading: &[CellId],
    quantity: &Quantity,
) -> bool {
    let [cell] = reading else { return false };
    if cell.row().role() != Role::Handled || !cell.column().is_total() {
        return false;
    }
    let rows = context.form.table(TableId::Table3).into_iter().flat_map(TableForm::rows);
    let of_others = rows
        .filter(|row| row.role == Role::Rest || row.group.is_some_and(|group| group.id.role() == Role::Rest));
    let others: Vec<CellId> = of_others.map(|row| CellId::new(row.id, cell.column())).collect();
    let (Some(all), Some(others)) =
        (expected.values(&[*cell]).first().copied(), expected.values(&others).first().copied())
    else {
        return false;
    };
    others > 0 && quantity.numeral.integer() == Some(all - others)
}

/// Where the number comes from, if it is that of one column or one row of what it should be the sum of.
fn hint(quantity: &Quantity, reading: &[CellId], expected: &TableValues, context: &Context) -> Message {
    let Some(said) = quantity.numeral.integer().filter(|said| *said > 0) else { return Message::default() };
    if reading.iter().any(|cell| !cell.column().is_total()) {
        return Message::default();
    }
    let natural = ColumnRole::Natural.column();
    let natural: Vec<CellId> = reading.iter().map(|cell| cell.in_column(natural)).collect();
    let singles = reading.iter().filter(|_| reading.len() > 1).map(|cell| vec![*cell]);
    let single_natural = natural.iter().filter(|_| reading.len() > 1).map(|cell| vec![*cell]);
    let candidates = std::iter::once(natural.clone()).chain(singles).chain(single_natural);
    for candidate in candidates {
        if expected.values(&candidate).contains(&said) {
            let words = wording::sum(&candidate, context.form);
            return Message::new(
                format!("；{said} 是{}的数", words.zh),
                format!("; {said} is the number of {}", words.en),
            );
        }
    }
    Message::default()
}

#[cfg(test)]
mod tests {
    use crate::rules::Severity;
    use crate::rules::example::Example;

    use super::TABLE_MISMATCH;

    #[test]
    fn answers_without_those_handled_otherwise_are_a_notice() {
        let severity = |answered: u8| {
            // Four granted, three that were not corrected or withdrawn, one carried over.
            let text = format!(
                "section 1 = （二）依申请公开情况。2024年，我镇答复政府信息公开申请{answered}件。\n\
                 t3.other.rest.natural = 3\nt3.other.rest.total = 3"
            );
            let found = Example::new(&text).findings(&TABLE_MISMATCH);
            found.into_iter().map(|finding| finding.severity).next()
        };
        assert_eq!(severity(8), None);
        assert_eq!(severity(5), Some(Severity::Notice));
        assert_eq!(severity(6), Some(Severity::Error));
    }
}
