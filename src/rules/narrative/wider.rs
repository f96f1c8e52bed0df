//! Numbers of more organs than the table's.

use crate::report::Number;
use crate::report::narrative::{Claim, Quantity};
use crate::rules::Context;

/// 全区收到申请320件，其中区政府56件，部门208件，镇街56件: of the parts that follow, that of the organ itself is what the table has, and
/// they come to the number, or the others are not all counted (其中区政府办理的56件，其余由部门办理). `at` is the quantity's index,
/// `expected` what the table has.
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
    let mut among = false;
    for part in quantities.iter().skip(at + 1).take(PARTS).take_while(counts) {
        let Some(value) = part.numeral.integer() else { return false };
        sum += value;
        let named =
            (value == expected).then(|| words_before(context, part)).filter(|words| is_the_organ(words));
        has_own |= named.is_some();
        among |= named.is_some_and(|words| words.starts_with("其中"));
        if sum >= said {
            break;
        }
    }
    expected > 0 && said > expected && has_own && (among || sum == said)
}

/// Whether words name a government or the organ itself: 区政府（含政府办）, 市本级, 局机关.
fn is_the_organ(words: &str) -> bool {
    const ITSELF: [&str; 4] = ["政府", "本级", "机关", "我"];
    // Where it came in, and what is asked for, are named after governments too.
    let bare = words.replace("政府信息", "").replace("政府网", "").replace("政府门户", "");
    ITSELF.iter().any(|word| bare.contains(word))
}

/// The words of its clause before a number, what stands in brackets included.
fn words_before(context: &Context, part: &Quantity) -> String {
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
    clause.into_iter().rev().collect()
}
