//! Two parts of which one is what the other is not: 公文类95份，非公文类47份. Whatever is counted is one or the other.

use super::{Break, Total};
use crate::report::narrative::{Claim, Quantity};
use crate::rules::narrative::bearable;
use crate::rules::{Context, Severity};
use crate::text::numerals::Precision;

/// Totals that are divided into a kind and all that is not of that kind, and are not their sum.
pub(super) fn broken<'a>(context: &Context<'a>) -> Vec<Break<'a>> {
    let quantities: &'a [Quantity] = &context.report.narrative.quantities;
    let threes =
        quantities.windows(3).zip(2..).filter_map(|(three, last)| Some((of_three(context, three)?, last)));
    // Counted in the same list already: told there.
    let listed = |at: usize| context.report.narrative.lists.iter().any(|list| list.parts.contains(&at));
    threes.filter(|(_, last)| !listed(*last)).map(|(broken, _)| broken).collect()
}

fn of_three<'a>(context: &Context<'a>, three: &'a [Quantity]) -> Option<Break<'a>> {
    let [whole, kind, rest] = three else { return None };
    let exact = |each: &Quantity| {
        let plain = each.numeral.precision == Precision::Exact && each.claim == Claim::Number;
        each.numeral.integer().filter(|_| plain && each.paragraph == whole.paragraph)
    };
    let (total, one, other) = (exact(whole)?, exact(kind)?, exact(rest)?);
    let complementary = name(rest)?.strip_prefix('非') == Some(name(kind)?.as_str());
    let sum =
        one.checked_add(other).filter(|sum| complementary && *sum != total && kind.unit == rest.unit)?;
    let flow = &context.report.text;
    let between = flow.range_of(whole.place).end..flow.range_of(kind.place).start;
    let divides = flow.find(between.clone(), "其中").is_some() || flow.slice(between).contains(&':');
    divides.then(|| Break {
        parts: vec![kind, rest],
        sum,
        total,
        stands: Total::Text(whole),
        by_sum: false,
        severity: bearable(context, Severity::Warning),
    })
}

/// What a number counts, as its clause has it before the digits: 公文类信息 of 公文类信息95份.
fn name(quantity: &Quantity) -> Option<String> {
    const SHORTEST: usize = 2;
    let words = quantity.phrase.trim_start_matches(['、', '，', ',', ' ', '：']);
    let words = words.strip_prefix("其中").unwrap_or(words).trim_start_matches(['、', '，', ',', ' ', '：']);
    let name: String = words.chars().take_while(|c| !c.is_numeric()).collect();
    (name.chars().count() >= SHORTEST).then_some(name)
}
