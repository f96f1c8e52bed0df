//! Whether a list of parts that does not say so names all of them.

use crate::report::narrative::{Class, Closure, List, Quantity, Reason};
use crate::rules::Context;
use crate::text::fold::{folded, is_han};

/// Fewest parts of a list that may be taken for all of them.
pub(super) const FEWEST: usize = 3;

/// Whether parts are all that the yearly form of government web sites (国办发〔2017〕47号) divides what was published by:
/// 概况类信息, 政务动态信息, 信息公开目录信息.
pub(super) fn is_of_site_form(parts: &[&Quantity]) -> bool {
    const KINDS: [&str; 3] = ["概况类", "政务动态", "信息公开目录"];
    let named = |kind: &str| parts.iter().any(|part| part.phrase.contains(kind));
    parts.len() == KINDS.len() && KINDS.into_iter().all(named)
}

/// Whether parts are counted by where they stand: not one of many only (专栏信息57条).
pub(super) fn are_outlets(parts: &[&Quantity]) -> bool {
    let outlets = parts.iter().filter(|part| matches!(part.class, Class::Outlet | Class::Channel)).count();
    outlets > parts.len() / 4
}

/// Whether parts are too much of a total to be examples of it.
pub(super) fn is_most(sum: i64, total: i64) -> bool {
    sum * 5 >= total * 3
}

/// Whether a list that does not say so is as good as closed: parts that are more than their total, many that miss it by
/// very little, or kinds of one thing that come to most of it with nothing else said. Not where parts may count the
/// same thing twice, nor where the sentence goes on to count more.
pub(super) fn is_as_good_as_closed(
    context: &Context,
    list: &List,
    parts: &[&Quantity],
    values: &[i64],
    sum: i64,
    total: i64,
) -> bool {
    const MANY: usize = 4;
    let is_outlet = |part: &&Quantity| matches!(part.class, Class::Outlet | Class::Channel);
    let same_unit = parts.iter().all(|part| Some(part.unit) == parts.first().map(|first| first.unit));
    if list.closure == Closure::Closed || !same_unit {
        return false;
    }
    // What is counted besides would only make it more.
    let outlets = are_outlets(parts);
    let exceeds = sum > total && !is_contained(values, sum, total);
    // Two may overlap, but not two classes of one division.
    let of_classes = || {
        let named = parts.iter().any(|part| part.phrase.contains('类'));
        named
            && parts.iter().all(|part| part.class == Class::Information)
            && divided_by_among(context, list, parts)
    };
    let enough = parts.len() >= FEWEST || of_classes();
    // That a list says “含” or “等” excuses less than the total, and many parts hardly overlap, save what a text covers
    // (内容涵盖).
    let covers = || parts.first().is_some_and(|first| first.phrase.contains("涵盖"));
    let unsaid = list.closure == Closure::Unsaid || parts.len() >= List::MOST_EXAMPLES && !covers();
    if exceeds && !outlets && enough && unsaid {
        return true;
    }
    if is_near_miss(list, parts, sum, total) && !goes_on(context, list, ";") {
        return true;
    }
    // What stands in several places is hardly one in a hundred only.
    if exceeds && outlets && (sum - total) * 100 <= total {
        return list.closure == Closure::Unsaid && divided_by_among(context, list, parts);
    }
    if goes_on(context, list, "") {
        return false;
    }
    // So many columns are all of them, if nothing says that there are more.
    if parts.len() >= 2 * List::MOST_EXAMPLES
        && sum < total
        && list.closure == Closure::Unsaid
        && divided_by_among(context, list, parts)
    {
        return true;
    }
    if parts.len() < FEWEST || parts.iter().all(is_outlet) && list.closure == Closure::Unsaid && sum < total {
        return is_pair_of_all(context, list, parts, sum, total);
    }
    // 通过网站发布甲类29条，乙类1条: the outlet says where all of them stand.
    let later = parts.iter().skip(1).filter(|part| is_outlet(part)).count();
    let near = parts.len() >= MANY && later == 0 && (sum - total).abs() <= (total / 40).clamp(1, 5);
    let more = exceeds && (!outlets || adds_up(context, list));
    if matches!(list.closure, Closure::Open | Closure::Including) {
        // More of them, in another unit or behind 等, would only make it more; a part above the whole is of another.
        // What a text covers (内容涵盖) may overlap.
        return more
            && !outlets
            && values.iter().all(|value| *value <= total)
            && divided_by_among(context, list, parts);
    }
    // So many kinds are hardly examples, however little they come to.
    // Requests may be answered otherwise, withdrawn, or still open.
    let of_requests = parts.iter().any(|part| matches!(part.class, Class::Result | Class::Applicant));
    let most = is_most(sum, total) && (parts.len() >= MANY || !of_requests);
    let listed = most
        || goes_through_all(parts, values)
        || (parts.len() >= List::MOST_EXAMPLES && !of_requests)
        || is_of_site_form(parts);
    // 乙97条，其他栏目按时更新: there is more, without a number.
    let rest = || parts.last().is_some_and(|last| names_a_rest(context, last));
    let fewer =
        sum < total && later * 4 <= parts.len() && listed && !is_of_other_cases(context, list) && !rest();
    near || more || fewer
}

/// Whether parts are told as all that there are: 甲5条，乙6条，丙7条，丁0条. Who says that there was none of one kind goes through
/// all of them.
pub(super) fn goes_through_all(parts: &[&Quantity], values: &[i64]) -> bool {
    const MANY: usize = 4;
    let of_information = |part: &&Quantity| {
        !matches!(part.class, Class::Result | Class::Applicant | Class::Requests | Class::CaseResult)
    };
    parts.len() >= MANY && values.contains(&0) && parts.iter().all(of_information)
}

/// 受理行政复议申请62件，办结45件，其中撤销5件: of cases that are the organ's work and not about its information, others may have
/// ended otherwise.
fn is_of_other_cases(context: &Context, list: &List) -> bool {
    let quantities = &context.report.narrative.quantities;
    let near = list.total.and_then(|at| quantities.get(at.saturating_sub(1)..=at)).unwrap_or_default();
    near.iter().any(|each| each.reason == Reason::OtherCases)
}

/// Whether parts miss a total by so little that they are hardly not meant to be all of it, even where they are only said
/// to be included. Not results and applicants of requests, of which there are others; what stands in several outlets may
/// exceed the total.
pub(super) fn is_near_miss(list: &List, parts: &[&Quantity], sum: i64, total: i64) -> bool {
    let of_requests = |part: &&Quantity| {
        matches!(
            part.class,
            Class::Result | Class::Applicant | Class::CaseResult | Class::Case | Class::Requests
        )
    };
    let most =
        if parts.len() >= List::MOST_EXAMPLES { (total / 10).clamp(1, 15) } else { (total / 40).clamp(1, 5) };
    matches!(list.closure, Closure::Unsaid | Closure::Including)
        && parts.len() >= FEWEST
        && !parts.iter().any(of_requests)
        && (sum - total).abs() <= most
        && !(are_outlets(parts) && sum > total)
}

/// Whether one of the parts is what they exceed the total by: it may be contained in one before it, that is no smaller. A
/// small difference of many parts is more likely a slip.
pub(super) fn is_contained(values: &[i64], sum: i64, total: i64) -> bool {
    let slip = (total / 20).clamp(2, 10);
    let more = sum - total;
    let outer = values.iter().position(|value| *value >= more);
    let holds = values.iter().skip(outer.map_or(values.len(), |at| at + 1)).any(|value| *value == more);
    holds && (more > slip || values.len() <= FEWEST)
}

/// Whether two parts, or some outlets, are meant to be all of a total: they miss it by little, and 其中 alone leads to them.
/// Requests may be answered otherwise.
fn is_pair_of_all(context: &Context, list: &List, parts: &[&Quantity], sum: i64, total: i64) -> bool {
    let of_requests = |part: &&Quantity| {
        matches!(part.class, Class::Result | Class::Applicant | Class::Requests | Class::CaseResult)
    };
    let near = sum < total && total - sum <= (total / 6).max(2) && sum * 4 >= total * 3;
    // 12件，其中甲12件、乙8件、丙3件: what was said once more stands between.
    let beside = list.total.zip(list.parts.first()).is_some_and(|(total, first)| total + 1 == *first);
    list.closure == Closure::Unsaid
        && near
        && beside
        && !parts.iter().any(of_requests)
        && divided_by_among(context, list, parts)
        && !parts.last().is_some_and(|last| names_a_rest(context, last))
}

/// 图文24条，视频15条，其余为转载: there are more, without a number.
fn names_a_rest(context: &Context, last: &Quantity) -> bool {
    const NEAR: usize = 30;
    const RESTS: [&str; 7] = ["其余", "其他", "其它", "还有", "另有", "此外", "余下"];
    let flow = &context.report.text;
    let end = flow.range_of(last.place).end;
    let reach = flow.slice(end..(end + NEAR).min(flow.len()));
    let sentence: String = reach.iter().take_while(|c| !among!("。;!?", **c)).collect();
    RESTS.iter().any(|word| sentence.contains(word))
}

/// Whether the same thing may be counted in two parts: 涉及民生的60条，涉及企业的45条; 部分信息归入多类.
pub(super) fn may_overlap(context: &Context, parts: &[&Quantity]) -> bool {
    const NEAR: usize = 30;
    const WORDS: [&str; 9] =
        ["重复计", "同时归", "同时属", "多类", "交叉", "分别计", "兼有", "并处", "重复统计"];
    let flow = &context.report.text;
    let concerns = parts.iter().filter(|part| folded(&part.phrase).contains("涉及")).count();
    let says = parts.last().is_some_and(|last| {
        let end = flow.range_of(last.place).end;
        let reach = end..(end + NEAR).min(flow.len());
        let stop =
            flow.slice(reach.clone()).iter().position(|c| *c == '。').map_or(reach.end, |stop| end + stop);
        flow.says(end..stop, &WORDS)
    });
    concerns >= 2 || says
}

/// 镇级15次以上: not an exact number, though none of its digits says so.
pub(super) fn is_rough(context: &Context, quantity: &Quantity) -> bool {
    let flow = &context.report.text;
    let end = flow.range_of(quantity.place).end;
    ["以上", "左右", "上下", "以内"].iter().any(|word| flow.has(end, word))
}

/// Whether the last part is said to be what the others leave: 其余12条, 其他方式公开59条.
pub(super) fn ends_in_rest(parts: &[&Quantity]) -> bool {
    const RESTS: [&str; 5] = ["其余", "剩余", "余下", "其他方式", "其它方式"];
    parts.last().is_some_and(|last| {
        let phrase = folded(&last.phrase);
        // 以其他方式公开59条.
        let words = ["以", "用", "通过"].iter().find_map(|by| phrase.strip_prefix(by)).unwrap_or(&phrase);
        RESTS.iter().any(|word| words.starts_with(word))
    })
}

/// Whether the sentence of a list, or the one behind it, speaks of requests withdrawn or joined.
pub(super) fn says_withdrawn(context: &Context, whole: Option<&Quantity>, parts: &[&Quantity]) -> bool {
    const NEAR: usize = 40;
    let flow = &context.report.text;
    let (Some(whole), Some(last)) = (whole, parts.last()) else { return true };
    let end = flow.range_of(last.place).end;
    let range = flow.range_of(whole.place).start..(end + NEAR).min(flow.len());
    flow.says(range.clone(), &["撤", "并案", "合并", "补正", "重复"])
}

/// Whether 其中, and no word for examples, stands between a total and its first part.
pub(super) fn divided_by_among(context: &Context, list: &List, parts: &[&Quantity]) -> bool {
    let flow = &context.report.text;
    let whole = list.total.and_then(|at| context.report.narrative.quantities.get(at));
    let (Some(whole), Some(first)) = (whole, parts.first()) else { return false };
    let between = flow.range_of(whole.place).end..flow.range_of(first.place).start;
    let says = |word: &str| flow.find(between.clone(), word).is_some();
    says("其中") && !["包括", "包含", "涵盖", "涉及", "主要", "重点"].into_iter().any(says)
}

/// Whether the total is said to be what its parts add up to: 共计659条. What stands in several places is counted there as
/// often. A request comes in one way: 网络20件、信函9件，共29件.
pub(super) fn adds_up(context: &Context, list: &List) -> bool {
    const WORDS: [&str; 9] =
        ["共计", "合计", "总计", "总数", "总共", "累计", "共公开", "共发布", "共主动公开"];
    let quantities = &context.report.narrative.quantities;
    let whole = list.total.and_then(|at| quantities.get(at));
    let way = |at: &usize| quantities.get(*at).is_some_and(|part| part.class == Class::Channel);
    list.total > list.parts.last().copied() && list.parts.iter().all(way)
        || whole.is_some_and(|whole| WORDS.iter().any(|word| folded(&whole.phrase).contains(word)))
}

/// 7条，财政预决算类信息2条: one more part, in words that were not understood as one.
fn goes_on(context: &Context, list: &List, ends: &str) -> bool {
    let quantities = &context.report.narrative.quantities;
    let Some((at, last)) = list.parts.last().and_then(|at| Some((*at, quantities.get(*at)?))) else {
        return true;
    };
    let whole = list.total.and_then(|at| quantities.get(at));
    let of_information = whole.is_some_and(|whole| matches!(whole.class, Class::Information | Class::Outlet));
    let flow = &context.report.text;
    let end = flow.range_of(last.place).end;
    let mut starts = quantities
        .iter()
        .skip(at + 1)
        .filter(|other| other.paragraph == last.paragraph && other.unit == last.unit)
        // What was received is nothing that was published.
        .filter(|other| {
            !(of_information && (other.class == Class::Requests || other.phrase.starts_with("收到")))
        })
        .map(|other| flow.range_of(other.place).start);
    let next = starts.find(|start| *start >= end);
    // Where commas divide the parts, a semicolon ends them.
    let first = list.parts.first().and_then(|at| quantities.get(*at));
    let from = first.map_or(end, |first| flow.range_of(first.place).start);
    let ends = if flow.slice(from..end).contains(&';') { "" } else { ends };
    next.is_some_and(|start| flow.slice(end..start).iter().all(|c| !among!("。!?", *c) && !ends.contains(*c)))
}

/// Whether the text ends after a part without a stop: it was cut, and more parts may have followed.
pub(super) fn is_cut_off(context: &Context, last: &Quantity) -> bool {
    const NEAR: usize = 40;
    let flow = &context.report.text;
    let end = flow.range_of(last.place).end;
    let rest = flow.len().saturating_sub(end);
    end > 0 && rest < NEAR && flow.slice(end..flow.len()).iter().all(|c| !among!("。!?;", *c))
}

/// Whether the parts that a list lacks stand in the sentences after it, which go on counting the same thing: 其中甲38条，乙28条。
/// 某领域信息公开中丙52条，丁53条; or as one number: 此外，在县政府网站公开105条.
pub(super) fn goes_on_behind(context: &Context, list: &List, lacks: i64) -> bool {
    const FEWEST: usize = 3;
    const MOST: usize = 60;
    let quantities = &context.report.narrative.quantities;
    let Some((at, last)) = list.parts.last().and_then(|at| Some((*at, quantities.get(*at)?))) else {
        return false;
    };
    let behind = quantities.iter().skip(at + 1).take(MOST);
    let alike = behind.filter(|each| each.paragraph == last.paragraph && each.unit == last.unit);
    let mut sum = 0;
    alike.zip(1..).any(|(each, count)| {
        let value = each.numeral.integer().unwrap_or(0);
        sum += value;
        value == lacks || sum == lacks && count >= FEWEST
    })
}

/// Whether the part that a list lacks stands right behind it, in its sentence, counted in another unit: 网站34条，公众号215条，
/// 答复群众14件.
pub(super) fn goes_on_in_another_unit(context: &Context, list: &List, lacks: i64) -> bool {
    let quantities = &context.report.narrative.quantities;
    let next = list.parts.last().and_then(|at| Some((quantities.get(*at)?, quantities.get(at + 1)?)));
    let Some((last, next)) = next.filter(|(last, next)| last.paragraph == next.paragraph) else {
        return false;
    };
    let flow = &context.report.text;
    let between = flow.slice(flow.range_of(last.place).end..flow.range_of(next.place).start);
    next.numeral.integer() == Some(lacks) && !between.iter().any(|c| among!("。;!?", *c))
}

/// Whether what the parts miss stands among them as a number that has lost its unit: 甲2件，乙1其他3件.
pub(super) fn has_bare_number(context: &Context, parts: &[&Quantity], lacks: i64) -> bool {
    const LONGEST: usize = 60;
    let flow = &context.report.text;
    let is_name = |at: Option<usize>| {
        at.and_then(|at| flow.chars.get(at)).is_some_and(|c| is_han(*c) && !among!("年月日第号款项", *c))
    };
    parts.windows(2).any(|pair| {
        let [before, after] = pair else { return false };
        let from = flow.range_of(before.place).end;
        let to = flow.range_of(after.place).start.min(from + LONGEST);
        flow.find_all(from..to, &lacks.to_string()).any(|at| {
            let end = at + lacks.to_string().len();
            end < to && is_name(at.checked_sub(1)) && is_name(Some(end))
        })
    })
}

/// 民生保障类75条等: the list says that it goes on.
pub(super) fn ends_in_etcetera(context: &Context, list: &List, last: &Quantity) -> bool {
    const NEAR: usize = 12;
    let flow = &context.report.text;
    let end = flow.range_of(last.place).end;
    let rest = flow.slice(end..(end + NEAR).min(flow.len()));
    let clause: String = rest.iter().take_while(|c| !among!("，,；;。!?！？、：", **c)).collect();
    list.closure != Closure::Closed && clause.contains('等') && !clause.chars().any(|c| c.is_ascii_digit())
}
