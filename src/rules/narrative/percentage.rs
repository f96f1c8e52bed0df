//! Percentages of the narrative against the numbers that they are said of.

use std::collections::HashSet;

use crate::assess::TableValues;
use crate::report::Number;
use crate::report::narrative::{Class, Closure, List, Quantity, Share, ShareOf};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::bases::{Bases, Said, shares_of_numbers};
use super::wording::percent;
use super::{bearable, fractions, named_shares, rates, sum, wording};

rule! {
    /// # 检查什么
    ///
    /// “A 件，占 p%”：p 是 A 与总数之比。办理结果的比例先按答复数算，再按受理数算，有一种相符就算相符。
    /// 一组列全的比例之和为 100%；因截尾而不足 100% 的，写明应为多少；四舍五入之和恰为 100%、却有一项末位写错的，也写明。写明“主动公开占 p%”的，按它自己的件数算，不按前面紧挨着的数算；从“其中”的小数目算
    /// 得出的，不报；只写“自然人申请占 p%”“予以公开 p%”而没有件数的，同句别的比例或“总数”说明了按什么算的，按表三的数算；“过半”“六成以上”后面的括号里写了件数的，按件数算；有逾期答复的，按时答复率不是 100%；带小数的比例，末位没有四舍五入的，也写明（比例之和凑成 100% 的不算）。“受理 A 件，办结 B 件，办结率 p%”的，p 是 B 与 A 之比；按时办结率只算到期的，不算。
    ///
    /// # 为什么
    ///
    /// 件数改了而比例没有重算。
    ///
    /// # What it checks
    ///
    /// “A, p %”: p follows from A and its total. Shares of results are computed over the answers first, over the requests
    /// received second; either will do. A share with decimals
    /// that is off in the last one (cut off, not rounded) is named, unless the shares were made to add up to 100 %. Shares of a complete list add up to 100 %, and those that miss it because they were cut off are named, as
    /// are those that are off in the last digit though the rounded ones add up to 100 %. A
    /// share that names its subject (主动公开占…) is computed over that subject's number, and one that follows from an
    /// inner number (其中…) is left alone. A rate (办结率) right after what came in and what was closed is computed over
    /// these. Shares of rows and kinds of applicants that are named without numbers follow from table 3, where the others
    /// of the sentence do or the whole is named; shares in words (过半, 六成以上) from the number in brackets. Who answered late
    /// did not answer all in time.
    ///
    /// # Why
    ///
    /// A number was changed and its share was not computed again.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。全年答复政府信息公开申请8件，其中予以公开4件，占40%。
    /// → “予以公开4件”占 40%，而 4 ÷ 8 = 50%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2024年，共解读文件25个，其中图片解读文件17个，动漫解读文件8个，动漫解读占比25%。
    /// → 8 ÷ 25 = 32%
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。全年答复政府信息公开申请8件，其中予以公开4件，占50%；部分公开1件，占12.5%；不予公开1件，占12.5%；无法提供2件，占25%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息125条，同比增长20%，其中网站80条，占64%，公众号45条，占36%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 主动公开信息的申请内容中，规划类占45%，教育类占38%，其他占27%。
    /// → 45%、38%、27% 之和为 110%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息130条，其中网站59条，占45.3%，公众号70条，占53.8%，其他1条，占0.7%。
    /// → 59 ÷ 130 = 45.4%（45.3%）
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息4003条，其中局机关2001条，占49.9%，下属单位2002条，占50.1%。
    /// → 2002 ÷ 4003 = 50%（50.1%）
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年产生政府信息473条，其中主动公开123条，依申请公开245条，不予公开105条。主动公开的政府信息占26%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 办理事项89项，其中57项可以网办，甲类20项，占35.1%，乙类37项，占64.9%。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。答复申请8件，按时答复率100%，群众满意率98%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息135条，其中网站90条，占66.6%，公众号45条，占33.3%。
    /// → 90 ÷ 135 = 66.7%（66.6%）
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息317条。其中政策解读类共60条，占18.92%。
    /// → 60 ÷ 317 = 18.93%
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息300条，其中甲类100条，占33.4%，乙类100条，占33.3%，丙类100条，占33.3%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息317条，其中政策解读41条，占12%，会议公开28条，占8%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 全年受理审批事项112件，办结121件，办结率100%。
    /// → 121 ÷ 112 = 108%
    /// ```
    ///
    /// ```passes
    /// section 1 = 全年受理审批事项112件，办结110件，办结率98.2%；受理咨询20件，答复18件，按时答复率100%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 审结信访复查7件，其中维持4件，占审结总数7件的66.7%。
    /// → 4 ÷ 7 = 57.1%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 办结的8件复查案件中，维持5件，维持率71.4%。
    /// → 5 ÷ 8 = 62.5%
    /// ```
    ///
    /// ```passes
    /// section 1 = 办结的8件复查案件中，维持5件，维持率62.5%；维持5件，占复查总数9件的55.6%；网上20件、邮寄9件，占来件总数50件的58%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 动态类占42.1%，公告类占18.8%，二者合计占60.9%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息200条，门户网站公开150条占85%，微信公众号公开50条。
    /// → 150 ÷ 200 = 75%
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。答复申请的占比为：予以公开50.0%、部分公开12.5%、不予公开12.5%、无法提供15.0%。
    /// → 按表 2 ÷ 8 = 25%
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。答复申请的占比为：予以公开50.0%、部分公开12.5%、不予公开12.5%、无法提供25.0%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。收到申请523件，其中网站提交431件，占82.4%；信函提交85件，占16.3%；当面提交7件，占1.4%。办结517件。
    /// → 7 ÷ 523
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。收到申请523件，其中网站提交431件，占82.4%；信函提交85件，占16.3%；当面提交7件，占1.3%。办结517件。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 答复的50件申请中，过半数予以公开（21件）。
    /// → 21 ÷ 50 = 42%
    /// ```
    ///
    /// ```passes
    /// section 1 = 答复的50件申请中，过半数予以公开（26件）；发放的50份问卷，收回过半，满意的（21份）。
    /// ```
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。超期答复2件，按期答复率100%。
    /// → 按时的比率就不是 100%
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。没有逾期答复，申请人逾期不补正3件，按时答复率100%。上年逾期答复1件，今年按时答复率100%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息135条，占全县公开总量的4.1%。
    /// ```
    pub PERCENTAGE {
        name: "text-percentage",
        kind: Text,
        title: ("正文的比例与件数不符", "A share in the text does not follow from its numbers"),
        severity: Warning,
        source: Source::Arithmetic,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expected = TableValues::new(context.report);
    let narrative = &context.report.narrative;
    let quantities = &narrative.quantities;
    let bases = Bases::new(narrative, &expected);
    let mut reported = HashSet::new();
    let share_of = shares_of_numbers(narrative);
    for share in &narrative.shares {
        let Some(said) = Said::of(share, quantities) else { continue };
        let own = bases.of(share, &said);
        let named = said.parts.first().is_some_and(|part| is_within_a_result(&part.phrase))
            || is_of_both(share, &said, quantities, &own);
        if named
            || own.is_empty()
            || own.iter().any(|base| said.follows(*base))
            || bases.has_inner(share, &said)
        {
            continue;
        }
        reported.insert(share.percentage);
        findings.push(differs(context, &said, &own));
    }
    for list in &narrative.lists {
        let shares: Vec<&Share> = list.parts.iter().filter_map(|part| share_of.get(part).copied()).collect();
        let percentages: Vec<&Quantity> =
            shares.iter().filter_map(|share| quantities.get(share.percentage)).collect();
        let whole = shares.len() == list.parts.len() && is_whole(list, quantities);
        let other_cause = shares.iter().any(|share| reported.contains(&share.percentage))
            || sum::is_broken(context, &expected, list, &share_of);
        if !whole || other_cause {
            continue;
        }
        let finding = not_hundred(context, &percentages)
            .filter(|_| !are_shares_of_more(&bases, &shares))
            .or_else(|| cut_off(context, &bases, &shares, &percentages))
            .or_else(|| misrounded(context, &bases, &shares));
        if let Some(finding) = finding {
            reported.extend(shares.iter().map(|share| share.percentage));
            findings.push(finding);
        }
    }
    // The shares of parts that do not add up need not either: one cause.
    for list in narrative.lists.iter().filter(|list| sum::is_broken(context, &expected, list, &share_of)) {
        let shares = list.parts.iter().filter_map(|part| share_of.get(part));
        reported.extend(shares.map(|share| share.percentage));
    }
    let named = named_shares::confirmed(context, &expected);
    findings.extend(over_hundred(context, &bases, &reported, &named));
    findings.extend(inexact(context, &bases, &reported));
    findings.extend(rates::rates(context));
    findings.extend(fractions::not_more_than_half(context));
    findings.extend(named_shares::differing(context, &expected));
    findings
}

/// 公开64件、部分公开14件，公开比例（含部分）为45.1%: the share of both together.
fn is_of_both(share: &Share, said: &Said, quantities: &[Quantity], bases: &[i64]) -> bool {
    let ShareOf::Number(part) = share.of else { return false };
    let alike = |each: &&Quantity| {
        said.parts.first().is_some_and(|own| {
            own.paragraph == each.paragraph && own.unit == each.unit && own.class == each.class
        })
    };
    let result = said.parts.iter().all(|part| part.class == Class::Result);
    let beside = [part.checked_sub(1), Some(part + 1)];
    let beside = beside.into_iter().flatten().filter_map(|at| quantities.get(at)).filter(alike);
    result
        && beside
            .filter_map(|each| each.numeral.integer())
            .any(|other| bases.iter().any(|base| said.share.is_share(other + said.value, *base, said.per())))
}

/// 不予公开里行政查询事项92件，占49.5%: the words say of which requests it is the share, and no number of theirs stands
/// there.
fn is_within_a_result(phrase: &str) -> bool {
    const RESULTS: [&str; 5] = ["予公开", "部分公开", "无法提供", "不予处理", "其他处理"];
    RESULTS.iter().any(|result| {
        phrase.split_once(result).is_some_and(|(_, behind)| {
            let behind = behind.trim_start_matches("的").trim_start_matches("申请").trim_start_matches("件");
            behind.starts_with(['里', '中']) || behind.starts_with("当中")
        })
    })
}

/// 受理217件，…121件，占55.76%，…: each is right over one number that is more than all of them together, since some requests
/// are still open. Then they need not add up to 100 %.
fn are_shares_of_more(bases: &Bases, shares: &[&Share]) -> bool {
    let said: Option<Vec<Said>> = shares.iter().map(|share| Said::of(share, bases.quantities)).collect();
    let (Some(said), Some(first)) = (said, shares.first()) else { return false };
    let sum: i64 = said.iter().map(|each| each.value).sum();
    let own = said.first().map(|said| bases.of(first, said)).unwrap_or_default();
    own.into_iter().any(|base| base > sum && said.iter().all(|each| each.follows(base)))
}

/// Whether the parts of a list are all there is, as it says or as its numbers show.
fn is_whole(list: &List, quantities: &[Quantity]) -> bool {
    let value = |at: usize| quantities.get(at).and_then(|each| each.numeral.integer());
    let sum: Option<i64> = list.parts.iter().map(|part| value(*part)).sum();
    let adds_up = list.total.is_none_or(|total| sum == value(total));
    list.closure == Closure::Closed || list.closure == Closure::Unsaid && adds_up
}

fn differs(context: &Context, said: &Said, bases: &[i64]) -> Finding {
    let decimals = said.decimals().max(1);
    let computed: Vec<String> = bases
        .iter()
        .take(3)
        .map(|base| {
            let percent = percent(said.value, *base, said.per(), decimals);
            format!("{} ÷ {base} = {percent}{}", said.value, said.share.unit)
        })
        .collect();
    let share = wording::written(said.share);
    let phrases: Vec<&str> =
        said.parts.iter().map(|part| part.phrase.trim_start_matches(['、', '，'])).collect();
    let phrase = phrases.join("、");
    let message = Message::new(
        format!("正文“{phrase}”占 {share}，而 {}", computed.join("，")),
        format!("The text says “{phrase}” is {share}; {}", computed.join(", ")),
    );
    Finding::new(bearable(context, Severity::Warning), message)
        .at_places(said.parts.iter().map(|part| part.place).chain([said.share.place]))
}

/// Shares of a complete list that were cut off instead of rounded, so that they do not add up to 100 %.
fn cut_off(
    context: &Context,
    bases: &Bases,
    shares: &[&Share],
    percentages: &[&Quantity],
) -> Option<Finding> {
    let mut cut = Vec::new();
    for share in shares {
        let said = Said::of(share, bases.quantities)?;
        let own = bases.of(share, &said);
        let rounds = |base: &i64| {
            percent(said.value, *base, said.per(), said.decimals()) == percent_written(said.share)
        };
        if own.iter().any(rounds) {
            continue;
        }
        let base = own.iter().copied().find(|base| said.follows(*base))?;
        cut.push((said, base));
    }
    let (sum, scale) = total(percentages)?;
    let hundred = 100 * 10_i64.pow(scale);
    if cut.is_empty() || (sum - hundred).abs() < 2 {
        return None;
    }
    let shown: Vec<String> = cut
        .iter()
        .map(|(said, base)| {
            let rounded = percent(said.value, *base, said.per(), said.decimals());
            let unit = said.share.unit;
            format!("{} ÷ {base} = {rounded}{unit}（{}）", said.value, wording::written(said.share))
        })
        .collect();
    let sum = decimal(sum, scale);
    let message = Message::new(
        format!("正文所列比例没有四舍五入：{}；各项之和为 {sum}%，不是 100%", shown.join("，")),
        format!("Shares in the text are not rounded: {}; together {sum} %, not 100 %", shown.join(", ")),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places(cut.iter().map(|(said, _)| said.share.place)))
}

/// Shares of a complete list that are neither rounded nor cut off, where the rounded ones add up to 100 %, so that
/// nothing had to be adjusted.
fn misrounded(context: &Context, bases: &Bases, shares: &[&Share]) -> Option<Finding> {
    let mut wrong = Vec::new();
    let mut rounded_sum = 0;
    let scale = bases.quantities.get(shares.first()?.percentage)?.numeral.scale;
    let hundred = 100 * 10_i64.pow(scale.min(3));
    for share in shares {
        let said = Said::of(share, bases.quantities)?;
        let [base] = bases.of(share, &said)[..] else { return None };
        if said.share.numeral.scale != scale || scale > 3 || said.per() != 100 {
            return None;
        }
        let rounded = (said.value.checked_mul(hundred)?.checked_mul(2)? + base) / (base * 2);
        let cut = said.value.checked_mul(hundred)? / base;
        rounded_sum += rounded;
        if ![rounded, cut].contains(&said.share.numeral.digits) {
            wrong.push((said, base));
        }
    }
    if rounded_sum != hundred || wrong.is_empty() {
        return None;
    }
    let shown = wrong.iter().map(|(said, base)| {
        let rounded = percent(said.value, *base, said.per(), said.decimals());
        format!("{} ÷ {base} = {rounded}%（{}）", said.value, wording::written(said.share))
    });
    let shown = shown.collect::<Vec<String>>().join("，");
    let message = Message::new(
        format!("正文所列比例与件数差一个末位：{shown}"),
        format!("Shares in the text are off by one in the last digit: {shown}"),
    );
    let finding = Finding::new(bearable(context, by_last_digit(&wrong)), message);
    Some(finding.at_places(wrong.iter().map(|(said, _)| said.share.place)))
}

/// How much it says that shares are off by one in their last digit: where that is a hundredth of a percent, nothing that
/// anybody has to correct.
fn by_last_digit(wrong: &[(Said, i64)]) -> Severity {
    let fine = wrong.iter().all(|(said, _)| said.share.numeral.scale >= 2);
    if fine { Severity::Notice } else { Severity::Warning }
}

/// Shares with decimals that are not those of their numbers as one rounds (8.6% for 8.54%, 53.6% for 53.66%), where the
/// number that they are shares of stands in the text.
fn inexact(context: &Context, bases: &Bases, reported: &HashSet<usize>) -> Vec<Finding> {
    let shares = &context.report.narrative.shares;
    let mut findings = Vec::new();
    for group in shares.chunk_by(|left, right| left.group == right.group) {
        let written: Vec<&Quantity> =
            group.iter().filter_map(|share| bases.quantities.get(share.percentage)).collect();
        // One of them was adjusted, so that they add up.
        let adjusted = total(&written).is_some_and(|(sum, scale)| sum == 100 * 10_i64.pow(scale));
        if group.iter().any(|share| reported.contains(&share.percentage)) {
            continue;
        }
        let wrong: Vec<(Said, i64)> = group
            .iter()
            .filter_map(|share| {
                let said = Said::of(share, bases.quantities)?;
                let base = bases.misses(share, &said)?;
                Some((said, base))
            })
            .collect();
        // Two that were off by one each: 61.5% and 38.5% for 61.59 and 38.41.
        if wrong.is_empty() || adjusted && wrong.len() < 2 {
            continue;
        }
        let shown = wrong.iter().map(|(said, base)| {
            let unit = said.share.unit;
            let computed = percent(said.value, *base, said.per(), said.decimals());
            format!("{} ÷ {base} = {computed}{unit}（{}）", said.value, wording::written(said.share))
        });
        let shown = shown.collect::<Vec<String>>().join("，");
        let message = Message::new(
            format!("正文所列比例没有按四舍五入取到末位：{shown}"),
            format!("Shares in the text are not rounded to their last digit: {shown}"),
        );
        let finding = Finding::new(bearable(context, by_last_digit(&wrong)), message);
        findings.push(finding.at_places(wrong.iter().map(|(said, _)| said.share.place)));
    }
    findings
}

/// Shares of one sentence that stand beside each other and pass 100 %.
fn over_hundred(
    context: &Context,
    bases: &Bases,
    reported: &HashSet<usize>,
    named: &[usize],
) -> Vec<Finding> {
    let narrative = &context.report.narrative;
    let quantities = &narrative.quantities;
    let mut findings = Vec::new();
    for group in narrative.shares.chunk_by(|left, right| left.group == right.group) {
        let percentages: Vec<&Quantity> =
            group.iter().filter_map(|share| quantities.get(share.percentage)).collect();
        let known = group.iter().any(|share| reported.contains(&share.percentage));
        // 许可57项，甲45项，占78.9%，乙41项，占71.9%: each is right over the one number before them; they overlap.
        let right = |share: &Share| {
            Said::of(share, quantities).is_some_and(|said| bases.has_inner_number(share, &said))
        };
        // 自然人51件，公开25件，占49%；企业6件，公开4件，占66.7%: each of the number before its own.
        let of_number_before = |share: &Share| {
            let ShareOf::Number(part) = share.of else { return false };
            let before = part.checked_sub(1).and_then(|at| quantities.get(at));
            let base = before.and_then(|before| before.numeral.integer()).filter(|base| *base > 0);
            Said::of(share, quantities).zip(base).is_some_and(|(said, base)| said.rounds(base))
        };
        let each_right = group.iter().all(|share| right(share) || of_number_before(share));
        // 征地类占37.5%，自然人占89.3%: one that the table confirms divides by kinds of applicants or results, the others need not.
        let confirmed = group.iter().any(|share| named.binary_search(&share.percentage).is_ok());
        if known || confirmed || !is_one_division(group, quantities) || each_right {
            continue;
        }
        let Some((sum, scale)) = total(&percentages) else { continue };
        if sums_up_others(&percentages, scale) {
            continue;
        }
        let hundred = 100 * 10_i64.pow(scale);
        let tolerance = i64::try_from(percentages.len()).unwrap_or(i64::MAX);
        let mut running = 0;
        // The shares of two divisions, one after the other.
        let reached = percentages.iter().any(|share| {
            running += scaled(share, scale).unwrap_or(0);
            (running - hundred).abs() <= tolerance
        });
        if sum > hundred + tolerance && !reached {
            findings.push(not_hundred_finding(context, &percentages, sum, scale));
        }
    }
    findings
}

/// 占42.1%，占8.8%，二者合计占50.9%: one of them is what those before it come to.
fn sums_up_others(shares: &[&Quantity], scale: u32) -> bool {
    let mut running = 0;
    shares.iter().zip(0_i64..).any(|(share, before)| {
        let own = scaled(share, scale).unwrap_or(0);
        let sums_up = before > 1 && (own - running).abs() <= before;
        running += own;
        sums_up
    })
}

/// Whether shares divide one whole in one way, as far as it is known.
fn is_one_division(group: &[Share], quantities: &[Quantity]) -> bool {
    let class = |share: &Share| match &share.of {
        ShareOf::Number(part) => quantities.get(*part).map(|part| part.class),
        ShareOf::Openness(_) | ShareOf::Unsaid => None,
    };
    let first = group.first().and_then(class);
    group.iter().all(|share| {
        let whole = quantities.get(share.percentage).and_then(|share| share.numeral.integer()) == Some(100);
        class(share) == first && !whole && !matches!(share.of, ShareOf::Openness(_))
    })
}

/// A share as it is written, without needless zeros.
fn percent_written(share: &Quantity) -> String {
    let written = decimal(share.numeral.digits, share.numeral.scale);
    if !written.contains('.') {
        return written;
    }
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number of units of a last decimal as a decimal.
fn decimal(digits: i64, scale: u32) -> String {
    let power = 10_i64.pow(scale.min(9));
    let width = usize::try_from(scale.min(9)).unwrap_or(9);
    if width == 0 { digits.to_string() } else { format!("{}.{:0width$}", digits / power, digits % power) }
}

/// A share in units of a last decimal.
fn scaled(share: &Quantity, scale: u32) -> Option<i64> {
    share.numeral.digits.checked_mul(10_i64.checked_pow(scale.checked_sub(share.numeral.scale)?)?)
}

/// The sum of exact shares in percent, in units of the last decimal, and the decimals.
fn total(shares: &[&Quantity]) -> Option<(i64, u32)> {
    let exact = |share: &&Quantity| share.numeral.precision == Precision::Exact && share.unit == "%";
    if shares.len() < 2 || !shares.iter().all(exact) {
        return None;
    }
    let scale = shares.iter().map(|share| share.numeral.scale).max()?.min(9);
    let sum = shares.iter().map(|share| scaled(share, scale)).sum::<Option<i64>>()?;
    Some((sum, scale))
}

/// Shares of a complete list that do not add up to 100 %.
fn not_hundred(context: &Context, shares: &[&Quantity]) -> Option<Finding> {
    let (sum, scale) = total(shares)?;
    let coarsest = shares.iter().map(|share| share.numeral.scale).min()?.min(9);
    let hundred = 100 * 10_i64.pow(scale);
    let tolerance = i64::try_from(shares.len()).ok()?.checked_mul(10_i64.pow(scale - coarsest))?;
    ((sum - hundred).abs() > tolerance).then(|| not_hundred_finding(context, shares, sum, scale))
}

fn not_hundred_finding(context: &Context, shares: &[&Quantity], sum: i64, scale: u32) -> Finding {
    let shown = decimal(sum, scale);
    let listed: Vec<String> = shares.iter().map(|share| wording::written(share)).collect();
    let message = Message::new(
        format!("正文所列比例 {} 之和为 {shown}%，不是 100%", listed.join("、")),
        format!("The shares listed in the text, {}, add up to {shown} %, not 100 %", listed.join(", ")),
    );
    let mut finding = Finding::new(bearable(context, Severity::Warning), message)
        .at_places(shares.iter().map(|share| share.place));
    finding.right = Some(Number::Integer(100));
    finding
}
