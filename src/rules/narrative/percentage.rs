//! Percentages of the narrative against the numbers that they are said of.

use crate::extract::numerals::Precision;
use crate::extract::quantities::{Closure, Expected, Quantity, Subject};
use crate::form::CellId;
use crate::outcome::{Message, Severity};
use crate::report::Number;
use crate::rules::{Context, Finding, Source};

use super::{bearable, sum, wording};

rule! {
    /// # 检查什么
    ///
    /// “A 件，占 p%”：p 是 A 与总数之比。办理结果的比例先按答复数算，再按受理数算，有一种相符就算相符；四舍五入和截尾都可以。
    /// 一组列全的比例之和为 100%。
    ///
    /// # 为什么
    ///
    /// 件数改了而比例没有重算。
    ///
    /// # What it checks
    ///
    /// “A, p %”: p follows from A and its total. Shares of results are computed over the answers first, over the requests
    /// received second; either will do, rounded or cut off. Shares of a complete list add up to 100 %.
    ///
    /// # Why
    ///
    /// A number was changed and its share was not computed again.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = （二）依申请公开情况。全年答复政府信息公开申请8件，其中予以公开4件，占40%。
    /// → “予以公开4件”占 40%，而 4 ÷ 8 = 50%
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。全年答复政府信息公开申请8件，其中予以公开4件，占50%；部分公开1件，占12.5%；不予公开1件，占12.5%；无法提供2件，占25%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息125条，同比增长20%，其中网站80条，占64%，公众号45条，占36%。
    /// ```
    ///
    /// ```passes
    /// section 1 = （二）依申请公开情况。答复申请8件，按时答复率100%，群众满意率98%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息135条，其中网站90条，占66.6%，公众号45条，占33.3%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息135条，占全县公开总量的4.1%。
    /// ```
    pub PERCENTAGE {
        name: "text-percentage",
        kind: Text,
        title: ("正文的比例与件数不符", "A share in the text does not follow from its numbers"),
        severity: Warning,
        source: Source::Arithmetic,
        check: check,
    }
}

/// A number that a share may be computed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Base {
    value: i64,
}

/// The numbers of requests as a whole that a paragraph gives, the last of each.
#[derive(Debug, Default)]
struct Wholes {
    paragraph: u32,
    answered: Option<i64>,
    received: Option<i64>,
    carried_in: Option<i64>,
}

impl Wholes {
    fn take_in(&mut self, quantity: &Quantity) {
        if quantity.subject != Subject::Requests {
            return;
        }
        let Some(value) = quantity.numeral.integer() else { return };
        let Some(cell) = quantity.readings.first().and_then(|cells| cells.first()) else { return };
        if self.paragraph != quantity.paragraph {
            *self = Self { paragraph: quantity.paragraph, ..Self::default() };
        }
        match cell.row {
            "handled" | "answered" | "closed" => self.answered = Some(value),
            "new" | "received" => self.received = Some(value),
            "carried_in" => self.carried_in = Some(value),
            _ => {}
        }
    }

    /// Answers first, requests received second, those carried in added last.
    fn bases(&self) -> impl Iterator<Item = i64> {
        let both = self.received.zip(self.carried_in).map(|(received, carried)| received + carried);
        self.answered.into_iter().chain(self.received).chain(both)
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let expected = Expected::new(context.report);
    let quantities = &context.report.narrative.quantities;
    let mut totals: Vec<Option<i64>> = vec![None; quantities.len()];
    for list in &context.report.narrative.lists {
        let total =
            list.total.and_then(|total| quantities.get(total)).and_then(|total| total.numeral.integer());
        for part in &list.parts {
            if let Some(slot) = totals.get_mut(*part) {
                *slot = total;
            }
        }
    }
    let mut wholes = Wholes::default();
    let table: Vec<i64> = [
        vec![CellId::t3("handled", "total")],
        vec![CellId::t3("new", "total")],
        vec![CellId::t3("new", "total"), CellId::t3("carried_in", "total")],
    ]
    .iter()
    .flat_map(|cells| expected.values(cells))
    .collect();
    let mut wrong = Vec::new();
    for (index, part) in quantities.iter().enumerate() {
        wholes.take_in(part);
        let Some(share) = part.share.and_then(|share| quantities.get(share)) else { continue };
        let own = totals.get(index).copied().flatten();
        let of_requests = matches!(part.subject, Subject::Result | Subject::Applicant | Subject::Channel);
        let mut bases: Vec<Base> = Vec::new();
        let mut add = |value: i64| {
            if value > 0 && !bases.contains(&Base { value }) {
                bases.push(Base { value });
            }
        };
        own.into_iter().for_each(&mut add);
        if of_requests {
            if wholes.paragraph == part.paragraph {
                wholes.bases().for_each(&mut add);
            }
            table.iter().copied().for_each(&mut add);
        }
        if let Some(finding) = differs(context, part, share, &bases) {
            wrong.push(index);
            findings.push(finding);
        }
    }
    for list in &context.report.narrative.lists {
        let shares: Vec<&Quantity> = list
            .parts
            .iter()
            .filter_map(|part| quantities.get(*part)?.share)
            .filter_map(|share| quantities.get(share))
            .collect();
        let whole = shares.len() == list.parts.len() && list.closure != Closure::Open;
        let other_cause =
            list.parts.iter().any(|part| wrong.contains(part)) || sum::is_broken(context, &expected, list);
        if whole && !other_cause {
            findings.extend(not_hundred(context, &shares));
        }
    }
    findings
}

fn differs(context: &Context, part: &Quantity, share: &Quantity, bases: &[Base]) -> Option<Finding> {
    let exact = |quantity: &Quantity| quantity.numeral.precision == Precision::Exact;
    let loosely = share.phrase.contains('约') || share.phrase.contains('近') || share.phrase.contains('超');
    if !exact(part) || !exact(share) || loosely || bases.is_empty() || part.numeral.after_space.is_some() {
        return None;
    }
    let value = part.numeral.integer()?;
    let per = if share.unit == "‰" { 1000 } else { 100 };
    if bases.iter().any(|base| follows(value, base.value, per, share)) {
        return None;
    }
    let decimals = usize::try_from(share.numeral.scale.max(1)).unwrap_or(1).min(3);
    let computed: Vec<String> = bases
        .iter()
        .take(3)
        .map(|base| {
            format!("{value} ÷ {} = {}{}", base.value, percent(value, base.value, per, decimals), share.unit)
        })
        .collect();
    let said = wording::written(share);
    let phrase = part.phrase.trim_start_matches(['、', '，']);
    let message = Message::new(
        format!("正文“{phrase}”占 {said}，而 {}", computed.join("，")),
        format!("The text says “{phrase}” is {said}; {}", computed.join(", ")),
    );
    Some(Finding::new(bearable(context, Severity::Warning), message).at_places([part.place, share.place]))
}

/// Whether a share is that of a part in a base, to one unit of its last digit.
fn follows(part: i64, base: i64, per: i64, share: &Quantity) -> bool {
    let power = 10_i128.pow(share.numeral.scale.min(9));
    // |part/base·per − digits/power| ≤ 1/power, without fractions.
    let left =
        i128::from(part) * i128::from(per) * power - i128::from(share.numeral.digits) * i128::from(base);
    left.abs() <= i128::from(base)
}

/// `part ÷ base` in percent, to a number of decimals, half rounded up as offices round, without needless zeros.
fn percent(part: i64, base: i64, per: i64, decimals: usize) -> String {
    let power = 10_i128.pow(u32::try_from(decimals.min(9)).unwrap_or(9));
    let base = i128::from(base).max(1);
    let rounded = (i128::from(part) * i128::from(per) * power * 2 + base) / (base * 2);
    let (whole, fraction) = (rounded / power, rounded % power);
    let text = format!("{whole}.{fraction:0width$}", width = decimals.min(9));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Shares of a complete list that do not add up to 100 %.
fn not_hundred(context: &Context, shares: &[&Quantity]) -> Option<Finding> {
    if shares.len() < 2
        || shares.iter().any(|share| share.numeral.precision != Precision::Exact || share.unit != "%")
    {
        return None;
    }
    let scale = shares.iter().map(|share| share.numeral.scale).max()?.min(9);
    let coarsest = shares.iter().map(|share| share.numeral.scale).min()?.min(9);
    let total: i64 = shares
        .iter()
        .map(|share| share.numeral.digits.checked_mul(10_i64.pow(scale - share.numeral.scale.min(scale))))
        .sum::<Option<i64>>()?;
    let hundred = 100 * 10_i64.pow(scale);
    let tolerance = i64::try_from(shares.len()).ok()?.checked_mul(10_i64.pow(scale - coarsest))?;
    if (total - hundred).abs() <= tolerance {
        return None;
    }
    let power = usize::try_from(scale).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "percentages are small")]
    let shown = format!("{:.power$}", total as f64 / 10_f64.powi(i32::try_from(scale).ok()?));
    let listed: Vec<String> = shares.iter().map(|share| wording::written(share)).collect();
    let message = Message::new(
        format!("正文所列比例 {} 之和为 {shown}%，不是 100%", listed.join("、")),
        format!("The shares listed in the text, {}, add up to {shown} %, not 100 %", listed.join(", ")),
    );
    let mut finding = Finding::new(bearable(context, Severity::Warning), message)
        .at_places(shares.iter().map(|share| share.place));
    finding.right = Some(Number::Integer(100));
    Some(finding)
}
