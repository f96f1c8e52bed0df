//! What explains that the parts of a list do not come to its total, so that nothing is wrong: parts that stand elsewhere or
//! divide one another, what was carried over, answers in between.

use std::collections::HashMap;

use super::{Break, Total};
use crate::assess::TableValues;
use crate::form::{CellId, ColumnRole, Role};
use crate::report::narrative::{Claim, Class, List, Quantity, Reason, Share};
use crate::rules::Context;
use crate::rules::Severity;
use crate::rules::narrative::bases::Said;
use crate::rules::narrative::bearable;
use crate::rules::narrative::closed::{
    are_outlets, divided_by_among, ends_in_etcetera, goes_on_behind, goes_on_in_another_unit,
    has_bare_number, is_cut_off, is_rough,
};
use crate::text::numerals::Precision;

/// Whether a list lacks parts that may be there: it was cut off or ends in 等, or they stand where they are not read as its.
pub(super) fn may_have_more(context: &Context, list: &List, parts: &[&Quantity], lacks: i64) -> bool {
    parts.last().is_some_and(|last| is_cut_off(context, last) || ends_in_etcetera(context, list, last))
        || goes_on_behind(context, list, lacks)
        || goes_on_in_another_unit(context, list, lacks)
        || has_bare_number(context, parts, lacks)
}

/// 在线访谈3次，其中主要领导参加在线访谈3次；以其他方式回应79次: all of the whole is in its first part, named with the
/// whole's own words, and what comes behind is another thing.
pub(super) fn repeats_whole(parts: &[&Quantity], values: &[i64], total: i64, stands: &Total) -> bool {
    let Total::Text(whole) = stands else { return false };
    let named = parts.first().is_some_and(|first| first.phrase.ends_with(whole.phrase.as_str()));
    named && values.first() == Some(&total)
}

/// 684件，代表建议269件，政协提案415件，公开的652件，其余32件: the whole divided twice; 138件，自然人118件；甲97件，乙29件，丙12件: named in part
/// before the semicolon, and divided behind it.
pub(super) fn is_divided_twice(context: &Context, parts: &[&Quantity], values: &[i64], total: i64) -> bool {
    let flow = &context.report.text;
    let semicolon = |at: usize| {
        let ends = parts.get(at.wrapping_sub(1)).zip(parts.get(at));
        let ends = ends.map(|(left, right)| flow.range_of(left.place).end..flow.range_of(right.place).start);
        ends.is_some_and(|range| flow.slice(range).contains(&';'))
    };
    let sum: i64 = values.iter().sum();
    let mut first = 0;
    values.iter().enumerate().take(values.len().saturating_sub(2)).any(|(index, value)| {
        first += value;
        let at = index + 1;
        sum - first == total && (first == total && at > 1 || first < total && semicolon(at))
    })
}

/// Whether a list is complete before its end, where another mark divides its parts, and goes on to say more about them:
/// 甲类3条、乙类4条，解读2条.
pub(super) fn is_complete_before(context: &Context, parts: &[&Quantity], values: &[i64], total: i64) -> bool {
    let flow = &context.report.text;
    let marks: Vec<usize> = parts
        .windows(2)
        .map(|pair| {
            let between = pair.iter().map(|part| flow.range_of(part.place)).collect::<Vec<_>>();
            let between =
                between.first().zip(between.last()).map(|(left, right)| flow.slice(left.end..right.start));
            let rank = |c: &char| "、,;。".chars().position(|mark| mark == *c);
            between.unwrap_or_default().iter().filter_map(rank).max().unwrap_or(0)
        })
        .collect();
    let mut running = 0;
    values.iter().zip(&marks).enumerate().any(|(at, (value, mark))| {
        running += value;
        let earlier = marks.iter().take(at).max();
        running == total
            && at > 0
            && (values.len() <= List::MOST_EXAMPLES / 2 || earlier.is_some_and(|earlier| mark > earlier))
    })
}

/// 748条，其中网站131条，具体为甲类57条、乙类74条，公众号617条: what comes behind a part and divides it, before the list goes
/// on.
fn is_nested_within(values: &[i64], total: i64) -> bool {
    let sum: i64 = values.iter().sum();
    values.iter().enumerate().any(|(at, value)| {
        let mut running = 0;
        let inner = values.iter().skip(at + 1).zip(1..);
        let ends = |(inner, count): (&i64, usize)| {
            running += inner;
            count > 1 && running == *value
        };
        *value > 0 && sum - value == total && inner.into_iter().any(ends)
    })
}

/// 公开86条，其中网站86条，公众号86条: the same information in each place.
pub(super) fn is_all_in_each(parts: &[&Quantity], values: &[i64], total: i64) -> bool {
    are_outlets(parts) && values.iter().all(|value| *value == total)
}

/// 89项，其中57项…，甲类20项，乙类37项: the last parts divide the one before them, which is the first or completes the total.
pub(super) fn is_nested(values: &[i64], total: i64) -> bool {
    if is_nested_within(values, total) || is_divided_again(values, total) {
        return true;
    }
    let mut rest = 0;
    let mut before: i64 = values.iter().sum();
    values.iter().enumerate().rev().any(|(at, value)| {
        let outer = at == 0 && before <= total || before == total;
        let nested = values.len() - at > 2 && rest == *value && outer;
        rest += value;
        before -= value;
        nested && *value > 0
    })
}

/// 诉讼43件，其中直接起诉12件，维持7件、其他2件、未结3件；复议后起诉31件，维持22件……: some of the parts have parts of their own behind them,
/// and the others make the total.
fn is_divided_again(values: &[i64], total: i64) -> bool {
    const LONGEST: usize = 24;
    let Some((first, rest)) = values.split_first() else { return total == 0 };
    if values.len() > LONGEST || *first > total {
        return false;
    }
    let mut sum = 0;
    let own = rest.iter().position(|value| {
        sum += value;
        sum >= *first
    });
    let divided = own
        .filter(|last| *last > 0 && sum == *first && *first > 0)
        .is_some_and(|last| is_divided_again(rest.get(last + 1..).unwrap_or_default(), total - first));
    divided || is_divided_again(rest, total - first)
}

/// Whether the shares of the parts were computed over what they add up to, not over the total given: then the total is
/// wrong.
pub(super) fn shares_follow_from_sum(
    list: &List,
    quantities: &[Quantity],
    share_of: &HashMap<usize, &Share>,
    sum: i64,
    total: i64,
) -> bool {
    let shares = list.parts.iter().filter_map(|part| share_of.get(part));
    let said: Vec<Said> = shares.filter_map(|share| Said::of(share, quantities)).collect();
    !said.is_empty() && said.iter().all(|said| said.follows(sum) && !said.follows(total))
}

/// 89项，其中许可57项，甲45项，占78.9%，乙41项，占71.9%: the shares say that what comes behind the first part divides that part.
pub(super) fn divides_first_part(
    list: &List,
    quantities: &[Quantity],
    share_of: &HashMap<usize, &Share>,
    total: i64,
) -> bool {
    let first = list.parts.first().and_then(|first| quantities.get(*first)?.numeral.integer());
    let Some(first) = first.filter(|first| *first > 0 && *first < total) else { return false };
    let shares = list.parts.iter().skip(1).filter_map(|part| share_of.get(part));
    let said: Vec<Said> = shares.filter_map(|share| Said::of(share, quantities)).collect();
    said.len() >= 2
        && said.iter().all(|said| said.value <= first && said.follows(first) && !said.follows(total))
}

/// Whether the parts are results of requests received, and nothing tells how many were carried in or out: they need not
/// add up to those received.
pub(super) fn may_include_carried(
    expected: &TableValues,
    stands: &Total,
    parts: &[&Quantity],
    sum: i64,
    total: i64,
) -> bool {
    let Total::Text(whole) = stands else { return false };
    let received = whole.readings.iter().any(|cells| cells.iter().any(|cell| cell.row().role() == Role::New));
    sum != total
        && received
        && parts.iter().all(|part| part.class == Class::Result)
        && expected.values(&[CellId::new(Role::Handled.row(), ColumnRole::Total.column())]).is_empty()
}

/// 办理88件（含上年结转4件），其中公民新收52件、企业32件: what is divided is all but those that were carried in.
pub(super) fn is_without_carried(list: &List, quantities: &[Quantity], sum: i64, total: i64) -> bool {
    let between = list.total.zip(list.parts.first()).and_then(|(at, first)| quantities.get(at + 1..*first));
    let carried = |each: &&Quantity| {
        each.readings
            .iter()
            .flatten()
            .any(|cell| cell.row().role() == Role::CarriedIn && cell.column().is_total())
    };
    between
        .unwrap_or_default()
        .iter()
        .filter(carried)
        .any(|each| each.numeral.integer().is_some_and(|carried| carried > 0 && sum + carried == total))
}

/// 收到17件，2件逾期不补正，其余15件作出答复：公开7件、…: what is divided is a number that stands between the total and the parts.
pub(super) fn divides_the_rest(list: &List, quantities: &[Quantity], sum: i64) -> bool {
    let bounds = list.total.zip(list.parts.first());
    let between = bounds.and_then(|(at, first)| quantities.get(at + 1..*first)).unwrap_or_default();
    let own = bounds.and_then(|(at, _)| quantities.get(at));
    between.iter().any(|each| {
        own.is_some_and(|own| own.unit == each.unit && own.paragraph == each.paragraph)
            && each.claim == Claim::Number
            && each.numeral.integer() == Some(sum)
    })
}

/// 96条，其中网站41条，其中甲6条，部门55条: the last parts belong to what the total itself is a part of.
pub(super) fn goes_on_outside(quantities: &[Quantity], at: usize, total: i64, values: &[i64]) -> bool {
    const NEAR: usize = 3;
    let Some(own) = quantities.get(at) else { return false };
    let outer = quantities.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let wholes = outer.iter().filter(|each| each.paragraph == own.paragraph && each.unit == own.unit);
    wholes.filter_map(|whole| whole.numeral.integer()).any(|whole| {
        let mut rest = total;
        values.iter().rev().any(|value| {
            rest += value;
            rest == whole
        })
    })
}

/// 公开382条，包括网站35条、公众号2443条: one part alone is more than the whole, which names no outlet of its own after
/// which another one may follow.
pub(super) fn has_part_above(parts: &[&Quantity], values: &[i64], total: i64, stands: &Total) -> bool {
    let Total::Text(whole) = stands else { return false };
    let is_outlet = |part: &Quantity| part.class == Class::Outlet;
    let above = parts.iter().zip(values).any(|(part, value)| is_outlet(part) && *value > total);
    whole.class == Class::Information && parts.first().is_some_and(|first| is_outlet(first)) && above
}

/// Whether results listed after the number of requests received add up to what was answered of them: those carried
/// over come in between.
pub(super) fn is_answered(
    context: &Context,
    expected: &TableValues,
    list: &List,
    parts: &[&Quantity],
    sum: i64,
    total: i64,
) -> bool {
    if !parts.iter().any(|part| part.class == Class::Result) {
        return false;
    }
    let (Some(paragraph), Some(first)) = (parts.first().map(|part| part.paragraph), list.parts.first())
    else {
        return false;
    };
    let around = first.saturating_sub(20)..first + 40;
    let row = |role: Role| -> Vec<i64> {
        let here = context.report.narrative.quantities.get(around.start..).unwrap_or_default();
        here.iter()
            .take(around.len())
            .filter(|quantity| quantity.paragraph == paragraph)
            .filter(|quantity| {
                matches!(quantity.readings.as_slice(), [cells]
                    if cells.len() == 1 && cells.iter().all(|cell| cell.row() == role.row() && cell.column().is_total()))
            })
            .filter_map(|quantity| quantity.numeral.integer())
            .collect()
    };
    let carried_in: i64 = row(Role::CarriedIn).first().copied().unwrap_or(0);
    let carried_out: i64 = row(Role::CarriedOut).first().copied().unwrap_or(0);
    let answered = expected.values(&[CellId::new(Role::Handled.row(), ColumnRole::Total.column())]);
    row(Role::Handled).contains(&sum)
        || answered.contains(&sum)
        || sum == total - carried_out
        || sum == total + carried_in - carried_out
}

/// 共27条，甲10条，乙12条，其中转载15条: whether a number before the one divided, in its sentence, may be what is divided.
pub(super) fn is_of_more(context: &Context, at: usize, value: i64) -> bool {
    const NEAR: usize = 8;
    let quantities = &context.report.narrative.quantities;
    let Some(whole) = quantities.get(at) else { return false };
    let flow = &context.report.text;
    // 人大建议173件、政协提案204件，其中全文公开301件: of both together.
    let last = at.checked_sub(1).and_then(|before| quantities.get(before));
    let listed = last.is_some_and(|last| {
        let apart = flow.slice(flow.range_of(last.place).end..flow.range_of(whole.place).start);
        let both = last.numeral.integer().zip(whole.numeral.integer()).map(|(one, other)| one + other);
        apart.first() == Some(&'、') && last.unit == whole.unit && both >= Some(value)
    });
    if listed {
        return true;
    }
    let before = quantities.iter().take(at).rev().take(NEAR);
    before.take_while(|each| each.paragraph == whole.paragraph).any(|each| {
        let apart = flow.slice(flow.range_of(each.place).end..flow.range_of(whole.place).start);
        each.unit == whole.unit && each.numeral.integer() >= Some(value) && !apart.contains(&'。')
    })
}

/// 通过网站公开688条，通过其他方式公开48条。其中…: the numbers of several outlets right before the sentence, which its 其中
/// divides all together or any one of.
pub(super) fn several_before<'a>(
    context: &Context<'a>,
    list: &List,
    parts: &[&Quantity],
) -> Option<Vec<&'a Quantity>> {
    const MOST: usize = 6;
    let quantities: &'a [Quantity] = &context.report.narrative.quantities;
    let flow = &context.report.text;
    let last = quantities.get(list.total?)?;
    let first = parts.first()?;
    let begins = flow.slice(flow.range_of(last.place).end..flow.range_of(first.place).start).contains(&'。');
    let outlet = |each: &Quantity| {
        each.class == Class::Outlet || each.phrase.starts_with(['通', '经', '以', '在', '利'])
    };
    let mut several = vec![last];
    for each in quantities.get(..list.total?)?.iter().rev().take(MOST) {
        let behind = several.last()?;
        let apart = flow.slice(flow.range_of(each.place).end..flow.range_of(behind.place).start);
        let beside = each.paragraph == last.paragraph && each.unit == last.unit && !apart.contains(&'。');
        // 全年公开900条，其中通过网站公开688条，…: the whole of them is none of them.
        if !beside || !outlet(behind) {
            break;
        }
        if !outlet(each) {
            return None;
        }
        several.push(each);
    }
    several.reverse();
    (begins && several.len() > 1 && outlet(last)).then_some(several)
}

/// 受理8件，其中网络申请12件: one part that is more than what it is a part of.
pub(super) fn part_above<'a>(
    context: &Context<'a>,
    list: &List,
    part: &'a Quantity,
    value: i64,
) -> Option<Break<'a>> {
    let at = list.total.filter(|total| list.parts == [total + 1])?;
    let whole = context.report.narrative.quantities.get(at)?;
    let total = whole.numeral.integer()?;
    let exact = whole.numeral.precision == Precision::Exact
        && whole.numeral.after_space.is_none()
        && !is_rough(context, whole);
    // Of another time or of a plan, it is no part of this year's.
    let same = |each: &Quantity| !matches!(each.reason, Reason::OtherTime | Reason::Plan | Reason::Change);
    // A part of the whole may be of a part of the organ; a whole of another organ may have parts in this one.
    let whole_here = whole.reason != Reason::OtherScope;
    let flow = &context.report.text;
    let between = flow.slice(flow.range_of(whole.place).end..flow.range_of(part.place).start);
    let leads: String = between.iter().skip_while(|c| among!("，,；;（(", **c)).take(2).collect();
    let right =
        exact && value > total && total > 0 && leads == "其中" && same(whole) && same(part) && whole_here;
    (right && !is_of_more(context, at, value) && divided_by_among(context, list, &[part])).then(|| Break {
        parts: vec![part],
        sum: value,
        total,
        stands: Total::Text(whole),
        by_sum: false,
        severity: bearable(context, Severity::Warning),
    })
}
