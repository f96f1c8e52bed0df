//! The order of the results in table 4, as the words of its head state it.

use std::cmp::Reverse;

use super::label::core;
use crate::form::{BlockForm, CellId};
use crate::order::Order;

/// Which cells the values are, by the results that the words of a head name: the form's where they name none or name
/// them in its order, another where each kind of case has all of them, `None` where neither can be said.
pub fn order_of(head: &str, block: &BlockForm, ids: &[CellId]) -> Option<Vec<CellId>> {
    let width = block.columns.len();
    let ids = &kinds_in_order(head, ids, width)?;
    // Where each name begins and ends, and whose it is.
    let mut named: Vec<(usize, Reverse<usize>, usize)> = Vec::new();
    for (index, column) in block.columns.iter().enumerate() {
        let names = std::iter::once(column.label).chain(column.variants.iter().copied());
        for name in names.map(|name| core(name).chars.iter().collect::<String>()).chain(halves(block, index))
        {
            named.extend(head.match_indices(&name).map(|(at, _)| (at, Reverse(at + name.len()), index)));
        }
    }
    named.order();
    let mut order: Vec<usize> = Vec::new();
    let mut end = 0;
    for (start, Reverse(until), index) in named {
        // A name inside another is a part of that one.
        if start >= end {
            order.push(index);
            end = until;
        }
    }
    let most = order.iter().max().copied();
    // After the last result of one kind of case the order starts again.
    let follows = |pair: &[usize]| match pair {
        [before, after] => before <= after || Some(*before) == most,
        _ => true,
    };
    let total_first = order.len() > 1 && order.first().is_some_and(|first| *first + 1 == width);
    if !total_first && order.windows(2).all(follows) {
        return Some(ids.clone());
    }
    let complete = |part: &[usize]| (0..width).all(|index| part.contains(&index));
    if order.len() != ids.len() || !order.chunks(width).all(complete) {
        return None;
    }
    let cases = order.chunks(width).enumerate();
    let turned = cases.flat_map(|(case, part)| part.iter().map(move |index| case * width + index));
    turned.map(|index| ids.get(index).copied()).collect()
}

/// The cells in the order in which the kinds of case stand: the suits can stand before the reviews. What is named last is
/// the head, a caption stands before it.
fn kinds_in_order(head: &str, ids: &[CellId], width: usize) -> Option<Vec<CellId>> {
    // 行政复议 is a part of the names of suits, too: 未经行政复议直接起诉, 行政复议后起诉.
    let is_kind = |at: &usize| {
        let behind = head.get(at + "行政复议".len()..).unwrap_or_default();
        !behind.starts_with('后') && !head.get(..*at).unwrap_or_default().ends_with("未经")
    };
    let reviews = head.rmatch_indices("行政复议").map(|(at, _)| at).find(is_kind);
    let direct = head.rfind("未经");
    let after = head.rfind("复议后");
    let in_order = direct.zip(after).is_none_or(|(direct, after)| direct < after);
    let own = |at: usize| Some(at) > reviews;
    // Where results stand behind the last name of reviews and before suits, each name has its own.
    let next = [direct, after].into_iter().flatten().filter(|at| own(*at)).min();
    let each_has_own = reviews.zip(next).is_some_and(|(reviews, next)| {
        head.get(reviews..next)
            .is_some_and(|own| ["维持", "纠正", "审结", "计"].iter().any(|part| own.contains(part)))
    });
    let suits_first = match (direct, after) {
        (Some(direct), Some(after)) if each_has_own && own(direct) != own(after) => return None,
        _ if each_has_own => false,
        (Some(direct), Some(after)) if !own(direct) && !own(after) => true,
        _ => head.rfind("行政诉讼").zip(reviews).is_some_and(|(suits, reviews)| suits < reviews),
    };
    let (reviews, suits) = ids.split_at_checked(width).filter(|_| in_order)?;
    Some(if suits_first { [suits, reviews].concat() } else { ids.to_vec() })
}

/// The halves of a result's label that no other result's has: of a label that lost a line one of them is left.
fn halves(block: &BlockForm, index: usize) -> Vec<String> {
    let label = |index: usize| block.columns.get(index).map_or(Vec::new(), |column| core(column.label).chars);
    let own = label(index);
    let others = || (0..block.columns.len()).filter(|other| *other != index).map(label);
    let (first, second) = own.split_at(own.len() / 2);
    let alone = |half: &&[char]| {
        half.len() > 1 && !others().any(|other| other.windows(half.len()).any(|part| part == *half))
    };
    [first, second].iter().filter(|half| alone(half)).map(|half| half.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{FormId, TableId};

    #[test]
    fn results_in_another_order_are_told_where_each_kind_of_case_has_all_of_them() {
        let table = FormId::CURRENT.form().table(TableId::Table4).unwrap();
        let (block, ids) = (&table.blocks[0], table.cells().collect::<Vec<_>>());
        let order = |results: &str| {
            let kinds = ["行政复议", "未经复议直接起诉", "复议后起诉"];
            order_of(&kinds.map(|kind| format!("{kind}|{results}")).join("|"), block, &ids)
        };
        assert_eq!(order("结果维持|结果纠正|其他结果|尚未审结|总计"), Some(ids.clone()));
        let turned: Vec<CellId> = ids.chunks(5).flat_map(|kind| [&kind[4..], &kind[..4]].concat()).collect();
        assert_eq!(order("总计|结果维持|结果纠正|其他结果|尚未审结"), Some(turned));
        // One of them is named nowhere: what stands where cannot be said.
        assert_eq!(order("总计|结果维持|结果纠正|尚未审结"), None);
    }
}
