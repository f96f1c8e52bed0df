//! Numbers of more organs than the table's, and numbers that divide something else than the table counts.

use crate::report::Number;
use crate::report::narrative::{Claim, Quantity, Reason};
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

/// 公开信息3417条，……处罚决定书1406件、许可结果733条、……; 办理气象证明174件，面向企业121件、面向个人53件: with its neighbours it comes to a
/// number before them that was understood as that of something else.
pub(super) fn divides_something_else(quantities: &[Quantity], at: usize) -> bool {
    /// A list may have as many parts on either side.
    const PARTS: usize = 12;
    /// As many numbers may stand between a total and its parts: growth, last year's.
    const BETWEEN: usize = 4;
    let Some(own) = quantities.get(at) else { return false };
    let number = |each: &Quantity| {
        let here = each.paragraph == own.paragraph && each.claim == Claim::Number;
        each.numeral.integer().filter(|_| here)
    };
    let of_others = |each: &&Quantity| {
        let told = matches!(each.reason, Reason::OtherMatter | Reason::Class);
        each.readings.is_empty() && told && number(each).is_some_and(|value| value > 0)
    };
    (at.saturating_sub(PARTS)..=at).any(|from| {
        let before = quantities.get(from.saturating_sub(BETWEEN)..from).unwrap_or_default();
        let wholes: Vec<i64> = before.iter().filter(of_others).filter_map(number).collect();
        let Some(parts) = quantities.get(from..).filter(|_| !wholes.is_empty()) else { return false };
        let mut sum = 0;
        let running = parts.iter().take(at - from + PARTS).map_while(|part| {
            sum += number(part)?;
            Some(sum)
        });
        // Two at the least, this one among them.
        running.enumerate().any(|(index, sum)| index > 0 && from + index >= at && wholes.contains(&sum))
    })
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
