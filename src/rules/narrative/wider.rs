//! Numbers of more organs than the table's.

use crate::report::Number;
use crate::report::narrative::{Claim, Quantity};
use crate::rules::Context;

/// 全区收到申请320件，其中区政府56件，部门208件，镇街56件: the parts that follow come to the number, and that of the organ itself is
/// what the table has. `at` is the quantity's index, `expected` what the table has.
pub(super) fn is_of_more_organs(context: &Context, at: usize, expected: Number) -> bool {
    /// As many organs may be told apart.
    const PARTS: usize = 8;
    let quantities = &context.report.narrative.quantities;
    let Some(whole) = quantities.get(at) else { return false };
    let (Some(said), Number::Integer(expected)) = (whole.numeral.integer(), expected) else { return false };
    let counts = |each: &&Quantity| {
        each.paragraph == whole.paragraph && each.claim == Claim::Number && each.unit == whole.unit
    };
    let mut sum = 0;
    let mut has_own = false;
    for part in quantities.iter().skip(at + 1).take(PARTS).take_while(counts) {
        let Some(value) = part.numeral.integer() else { return false };
        sum += value;
        has_own |= value == expected && names_the_organ(context, part);
        if sum >= said {
            break;
        }
    }
    expected > 0 && said > expected && has_own && sum == said
}

/// Whether the words right before a number name a government or the organ itself: 区政府（含政府办）56件, 市本级18件, 局机关7件.
fn names_the_organ(context: &Context, part: &Quantity) -> bool {
    const ITSELF: [&str; 4] = ["政府", "本级", "机关", "我"];
    let flow = &context.report.text;
    let at = flow.range_of(part.place).start;
    let piece = flow.pieces.get(flow.piece_at(at)).map_or(at, |piece| piece.range.start);
    let mut depth = 0_usize;
    let clause: Vec<char> = flow
        .slice(piece..at)
        .iter()
        .rev()
        .copied()
        .take_while(|c| {
            match c {
                ')' => depth += 1,
                '(' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0 || !among!(",。;、:", *c)
        })
        .collect();
    let clause: String = clause.into_iter().rev().collect();
    // Where it came in, and what is asked for, are named after governments too.
    let bare = clause.replace("政府信息", "").replace("政府网", "").replace("政府门户", "");
    ITSELF.iter().any(|word| bare.contains(word))
}
