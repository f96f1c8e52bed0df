//! Shares of rows and columns that are named without their numbers, against table 3.

use crate::assess::TableValues;
use crate::report::narrative::{NamedShare, Quantity};
use crate::rules::{Context, Finding, Severity};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::wording::percent;
use super::{bearable, wording};

/// A share with the numbers that it may be computed from.
struct Known<'a> {
    said: &'a Quantity,
    /// Part and whole, in each way that it may be meant.
    ratios: Vec<(i64, i64)>,
    based: bool,
}

impl<'a> Known<'a> {
    fn of(share: &NamedShare, quantities: &'a [Quantity], expected: &TableValues) -> Option<Self> {
        let said = quantities.get(share.percentage)?;
        let loosely = ["约", "近", "超", "逾"].iter().any(|word| said.phrase.contains(word));
        let ratio = |(part, whole): &(Vec<_>, Vec<_>)| {
            let ([part], [whole]) = (&expected.values(part)[..], &expected.values(whole)[..]) else {
                return None;
            };
            (*whole > 0).then_some((*part, *whole))
        };
        let ratios = share.ratios.iter().map(ratio).collect::<Option<_>>()?;
        let exact = said.numeral.precision == Precision::Exact && said.numeral.after_space.is_none();
        (exact && !loosely).then_some(Self { said, ratios, based: share.based })
    }

    fn follows(&self) -> bool {
        self.ratios.iter().any(|(part, whole)| self.said.is_share(*part, *whole, 100))
    }
}

/// Shares that do not follow from the table, in sentences whose other shares, or words for the whole, show what they are
/// shares of.
pub(super) fn differing(context: &Context, expected: &TableValues) -> Vec<Finding> {
    let narrative = &context.report.narrative;
    let groups = narrative.named_shares.chunk_by(|left, right| left.group == right.group);
    let mut findings = Vec::new();
    for group in groups {
        let known: Vec<Known> =
            group.iter().filter_map(|share| Known::of(share, &narrative.quantities, expected)).collect();
        let (right, wrong): (Vec<&Known>, Vec<&Known>) = known.iter().partition(|known| known.follows());
        // A rough number agrees by chance.
        let shown = right.iter().filter(|known| known.said.numeral.scale > 0).count();
        let told = |known: &&&Known| known.based || shown > wrong.len() || shown > 0 && wrong.len() == 1;
        if known.len() == group.len() {
            findings.extend(wrong.iter().filter(told).map(|known| finding(context, known)));
        }
    }
    findings
}

/// The percentages that follow from the table, in order.
pub(super) fn confirmed(context: &Context, expected: &TableValues) -> Vec<usize> {
    let narrative = &context.report.narrative;
    let follows = |share: &&NamedShare| {
        Known::of(share, &narrative.quantities, expected).is_some_and(|known| known.follows())
    };
    narrative.named_shares.iter().filter(follows).map(|share| share.percentage).collect()
}

fn finding(context: &Context, known: &Known) -> Finding {
    let said = known.said;
    let decimals = usize::try_from(said.numeral.scale).unwrap_or(0).clamp(1, 3);
    let mut computed: Vec<String> = known
        .ratios
        .iter()
        .map(|(part, whole)| format!("{part} ÷ {whole} = {}%", percent(*part, *whole, 100, decimals)))
        .collect();
    computed.dedup();
    let phrase = said.phrase.trim_start_matches(['、', '，']);
    let written = wording::written(said);
    let message = Message::new(
        format!("正文“{phrase}”写的比例是 {written}，而按表 {}", computed.join("，")),
        format!("The text says “{phrase}”, a share of {written}; by the table {}", computed.join(", ")),
    );
    Finding::new(bearable(context, Severity::Warning), message).at_places([said.place])
}
