//! What a list of parts comes to once it has ended.

use super::OpenList;
use crate::extract::quantities::{Claim, Class, Closure, List, Quantity};
use crate::form::Role;
use crate::order::Order;

/// The lists that a list of parts comes to: one, or one for each way of dividing.
pub(super) fn finished(mut list: OpenList, quantities: &[Quantity], before: &[List]) -> Vec<List> {
    let value = |at: usize| quantities.get(at).and_then(|quantity| quantity.numeral.integer());
    // 在90条中，全文电子化的共90条，甲类1条，…: the whole is said once more before its parts.
    let restated = list.parts.len() >= 3
        && list.parts.first().is_some_and(|first| value(*first) == value(list.total))
        && list.parts.iter().skip(1).any(|part| value(*part) != Some(0));
    if restated {
        list.parts.remove(0);
    }
    list = with_mixed(up_to_semicolon(list, quantities), quantities);
    // 公开139条，含文件类信息30条，动态信息83条: 含 may be said of the first alone.
    if list.contains && list.parts.len() < List::MOST_EXAMPLES {
        return Vec::new();
    }
    if list.parts.len() < 2 {
        // 206件，其中征收类92件，占44.7%: no list to add up; what the part is a share of.
        let single = List { total: Some(list.total), parts: list.parts, closure: Closure::Open };
        return if single.parts.is_empty() || list.apart { Vec::new() } else { vec![single] };
    }
    if list.named {
        let sum: Option<i64> = list.parts.iter().map(|part| value(*part)).sum();
        let near = |sum: i64, total: i64| sum * 5 >= total * 3 && sum * 2 <= total * 3;
        if !sum.zip(value(list.total)).is_some_and(|(sum, total)| near(sum, total)) {
            return Vec::new();
        }
    }
    if list.apart {
        list.total = divided(&list, quantities);
        // 141条，其中甲132条，其他9条。其中…: the 9 are no total of what comes after the sentence.
        const NEAR: usize = 8;
        let sum: Option<i64> = list.parts.iter().map(|part| value(*part)).sum();
        let is_part =
            before.iter().rev().take(NEAR).any(|each| each.parts.binary_search(&list.total).is_ok());
        if is_part && sum != value(list.total) {
            return Vec::new();
        }
    }
    let classes: Vec<Class> =
        list.parts.iter().filter_map(|part| quantities.get(*part)).map(|part| part.class).collect();
    let closure = if !list.mixed.is_empty() {
        Closure::Open
    } else if list.rest {
        Closure::Closed
    } else if list.more {
        Closure::Open
    } else if list.including || list.contains || list.etcetera {
        Closure::Including
    } else {
        Closure::Unsaid
    };
    // Kinds of applicants, ways of coming in and results divide the same total each in its own way.
    const SCHEMES: [Class; 3] = [Class::Applicant, Class::Channel, Class::Result];
    let named: Vec<Class> = SCHEMES.into_iter().filter(|scheme| classes.contains(scheme)).collect();
    if named.len() < 2 {
        return vec![List { total: Some(list.total), parts: list.parts, closure }];
    }
    if classes.iter().any(|class| !SCHEMES.contains(class)) {
        return Vec::new();
    }
    let of_scheme = |scheme: Class| -> Vec<usize> {
        let of = |part: &usize| quantities.get(*part).is_some_and(|part| part.class == scheme);
        list.parts.iter().copied().filter(of).collect()
    };
    // 自然人13件、法人7件；网上申请占八成（16件），信函3件: a division that begins with a share is not read as a whole.
    let begins = |parts: &[usize]| {
        let Some(first) = parts.first() else { return false };
        let before = list.parts.iter().copied().rfind(|part| part < first).unwrap_or(list.total);
        let between = quantities.get(before + 1..*first).unwrap_or_default();
        let unit = quantities.get(list.total).map(|total| total.unit);
        !between.iter().any(|each| each.claim == Claim::Number && Some(each.unit) == unit)
    };
    let divisions = named.into_iter().map(of_scheme).filter(|parts| parts.len() >= 2 && begins(parts));
    divisions.map(|parts| List { total: Some(list.total), parts, closure: Closure::Unsaid }).collect()
}

/// A list up to its first semicolon, where what stands before it comes nearer to the total, and very near.
fn up_to_semicolon(mut list: OpenList, quantities: &[Quantity]) -> OpenList {
    let value = |at: &usize| quantities.get(*at).and_then(|quantity| quantity.numeral.integer());
    let misses = |parts: &[usize]| {
        let sum: Option<i64> = parts.iter().map(value).sum();
        sum.zip(value(&list.total)).map(|(sum, total)| (sum - total).abs())
    };
    let near = value(&list.total).map(|total| (total / 40).clamp(1, 5));
    let before = list.before_semicolon.filter(|end| *end > 1).and_then(|end| list.parts.get(..end));
    let Some((first, last)) = before.and_then(|parts| Some((misses(parts)?, *parts.last()?))) else {
        return list;
    };
    if misses(&list.parts).is_some_and(|all| first < all) && near.is_some_and(|near| first <= near) {
        list.parts.retain(|part| *part <= last);
        list.mixed.retain(|part| *part <= last);
        list.rest = false;
    }
    list
}

/// A list with its parts in other units among the others, where they are things of a kind and it ends in 其他 or they make
/// it complete; without them where the others add up by themselves.
fn with_mixed(mut list: OpenList, quantities: &[Quantity]) -> OpenList {
    const OF_THINGS: [&str; 7] = ["条", "件", "份", "篇", "个", "项", "条次"];
    let value = |at: &usize| quantities.get(*at).and_then(|quantity| quantity.numeral.integer());
    let of_things = list.mixed.iter().chain([&list.total]).all(|at| {
        quantities.get(*at).is_some_and(|each| {
            // 11个镇街中，甲镇4件，其余8个: pieces are not things.
            let pieces = quantities.get(list.total).is_some_and(|total| total.unit == "个");
            OF_THINGS.contains(&each.unit)
                && (each.unit == "个") == pieces
                && matches!(each.class, Class::Information | Class::Outlet | Class::Other)
        })
    });
    let without: Option<i64> = list.parts.iter().map(value).sum();
    let besides: Option<i64> = list.mixed.iter().map(value).sum();
    let total = value(&list.total);
    let completes =
        || without.zip(besides).is_some_and(|(without, besides)| Some(without + besides) == total);
    // 公开131条，其中甲网站109篇，乙网站61篇: all in one other unit, and more than there were.
    let unit = |at: &usize| quantities.get(*at).map(|each| each.unit);
    const OF_TEXTS: [&str; 3] = ["条", "篇", "份"];
    let texts = |at: &usize| quantities.get(*at).is_some_and(|each| OF_TEXTS.contains(&each.unit));
    let too_many = || {
        let one = list.mixed.windows(2).all(|pair| pair.first().map(unit) == pair.last().map(unit));
        list.parts.is_empty()
            && list.mixed.len() > 1
            && one
            && besides > total
            && list.mixed.iter().chain([&list.total]).all(texts)
    };
    if of_things && without != total && (list.rest || completes() || too_many()) {
        list.parts.append(&mut list.mixed);
        list.parts.order();
    }
    list
}

/// What a list that begins a sentence divides: the nearest of the numbers before it that its parts add up to, else the
/// nearest that is not one carried over.
fn divided(list: &OpenList, quantities: &[Quantity]) -> usize {
    let quantity = |at: usize| quantities.get(at);
    let sum: i64 = list.parts.iter().filter_map(|part| quantity(*part)?.numeral.integer()).sum();
    let own = quantity(list.total);
    let nearest = (0..=list.total).rev().take(5).filter(|at| {
        quantity(*at).is_some_and(|each| {
            each.claim == Claim::Number
                && own.is_some_and(|own| own.paragraph == each.paragraph && own.unit == each.unit)
        })
    });
    let carried = |at: &usize| {
        quantity(*at).is_some_and(|each| {
            each.readings.iter().any(|cells| {
                cells.iter().all(|cell| matches!(cell.row().role(), Role::CarriedIn | Role::CarriedOut))
            })
        })
    };
    let candidates: Vec<usize> = nearest.collect();
    candidates
        .iter()
        .copied()
        .find(|at| quantity(*at).is_some_and(|each| each.numeral.integer() == Some(sum)))
        .or_else(|| candidates.iter().copied().find(|at| !carried(at)))
        .unwrap_or(list.total)
}
