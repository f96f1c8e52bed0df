//! Lists that only their shares tell: parts, each with its share, of a number that stands in a sentence before them.

use std::collections::HashMap;

use crate::text::numerals::Precision;

use super::{Claim, Closure, List, Quantity, Share, ShareOf};

/// Fewest parts of such a list.
const FEWEST: usize = 3;
/// Fewest parts of a list whose shares come near 100 % only, and by how much they may miss it.
const MANY: usize = 4;
const NEAR: i64 = 10;
/// How many numbers back its total may stand.
const BACK: usize = 6;

/// The lists of parts that stand in no list yet, whose shares add up to 100 % and most of which follow from one number
/// before them: 在公开的信息中，甲类48条，占18.7%；乙类207条，占80.5%；丙类2条，占0.8%. Where the shares come near 100 % only, all
/// of them must follow, and there must be more of them.
pub(super) fn lists(shares: &[Share], lists: &[List], quantities: &[Quantity]) -> Vec<List> {
    let groups = shares.chunk_by(|left, right| left.group == right.group);
    groups.filter_map(|group| list(group, lists, quantities)).collect()
}

/// The lists of a section, those closed whose parts have shares that add up to 100 %.
pub(super) fn closed(lists: Vec<List>, shares: &[Share], quantities: &[Quantity]) -> Vec<List> {
    let of_number = |share: &Share| match share.of {
        ShareOf::Number(part) => Some(part),
        ShareOf::Openness(_) | ShareOf::Unsaid => None,
    };
    let groups = shares.chunk_by(|left, right| left.group == right.group);
    let groups: HashMap<usize, &[Share]> =
        groups.filter_map(|group| Some((group.first().and_then(of_number)?, group))).collect();
    let divides = |list: &List, group: &[Share]| {
        group.len() == list.parts.len()
            && group.iter().zip(&list.parts).all(|(share, part)| of_number(share) == Some(*part))
            && is_whole(group, quantities, 0)
    };
    let close = |list: List| {
        let own = list.parts.first().and_then(|first| groups.get(first));
        let whole = list.closure == Closure::Unsaid && list.parts.len() >= FEWEST;
        let closes = whole && own.is_some_and(|group| divides(&list, group));
        List { closure: if closes { Closure::Closed } else { list.closure }, ..list }
    };
    lists.into_iter().map(close).collect()
}

fn list(group: &[Share], lists: &[List], quantities: &[Quantity]) -> Option<List> {
    let parts: Vec<usize> = group
        .iter()
        .map(|share| match share.of {
            ShareOf::Number(part) => Some(part),
            ShareOf::Openness(_) | ShareOf::Unsaid => None,
        })
        .collect::<Option<_>>()?;
    let first = quantities.get(*parts.first()?)?;
    let known = |part: &usize| lists.iter().any(|list| list.parts.contains(part));
    let like = |at: &usize| {
        quantities.get(*at).is_some_and(|each| {
            each.unit == first.unit
                && each.claim == Claim::Number
                && each.numeral.precision == Precision::Exact
                && each.numeral.integer().is_some()
        })
    };
    let whole = is_whole(group, quantities, 0);
    let most = parts.len() >= MANY && is_whole(group, quantities, NEAR);
    let divides = parts.len() >= FEWEST && (whole || most) && parts.iter().all(like);
    if !divides || parts.iter().any(known) {
        return None;
    }
    let start = *parts.first()?;
    let before = (start.saturating_sub(BACK)..start).rev().filter(like);
    let total = before.into_iter().find(|at| {
        let fitting =
            group.iter().zip(&parts).filter(|(share, part)| follows(share, **part, *at, quantities));
        let fitting = fitting.count();
        fitting == parts.len() || (whole && fitting * 3 >= parts.len() * 2)
    })?;
    let closure = if whole { Closure::Closed } else { Closure::Unsaid };
    Some(List { total: Some(total), parts, closure })
}

/// Whether shares add up to 100 %, to one unit of the last digit for each, and some percent more or less.
fn is_whole(group: &[Share], quantities: &[Quantity], percent: i64) -> bool {
    let numerals: Option<Vec<_>> = group
        .iter()
        .map(|share| {
            quantities.get(share.percentage).filter(|share| share.unit == "%").map(|share| &share.numeral)
        })
        .collect();
    let Some(numerals) = numerals else { return false };
    let scale = numerals.iter().map(|numeral| numeral.scale).max().unwrap_or(0).min(6);
    let coarsest = numerals.iter().map(|numeral| numeral.scale).min().unwrap_or(0).min(scale);
    let scaled =
        |scale: u32, own: u32, digits: i64| digits.checked_mul(10_i64.checked_pow(scale.checked_sub(own)?)?);
    let sum: Option<i64> = numerals.iter().map(|numeral| scaled(scale, numeral.scale, numeral.digits)).sum();
    let tolerance = i64::try_from(group.len()).unwrap_or(0) * 10_i64.pow(scale - coarsest);
    let one = 10_i64.pow(scale);
    sum.is_some_and(|sum| (sum - 100 * one).abs() <= tolerance + percent * one)
}

/// Whether a share is that of a part in a total, to one unit of its last digit.
fn follows(share: &Share, part: usize, total: usize, quantities: &[Quantity]) -> bool {
    let value = |at: usize| quantities.get(at).and_then(|each| each.numeral.integer());
    let (Some(part), Some(total), Some(share)) =
        (value(part), value(total), quantities.get(share.percentage))
    else {
        return false;
    };
    total > 0 && share.is_share(part, total, 100)
}
