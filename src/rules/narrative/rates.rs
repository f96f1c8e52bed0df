//! Rates of what was closed against what came in.

use crate::report::narrative::{Quantity, Rate, Reason};
use crate::rules::Severity;
use crate::rules::{Context, Finding};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::wording::percent;
use super::{bearable, wording};

/// A rate with its numbers.
pub(super) struct Known<'a> {
    pub rate: &'a Quantity,
    pub received: i64,
    pub closed: i64,
}

impl<'a> Known<'a> {
    /// A rate whose numbers are known exactly.
    pub(super) fn of(rate: &Rate, quantities: &'a [Quantity]) -> Option<Self> {
        let exact = |at: usize| {
            let spaced = |quantity: &&Quantity| quantity.numeral.after_space.is_none();
            quantities.get(at).filter(|own| own.numeral.precision == Precision::Exact).filter(spaced)
        };
        let received = exact(rate.received)?.numeral.integer().filter(|received| *received > 0)?;
        let closed = exact(rate.closed)?.numeral.integer()?;
        Some(Self { rate: exact(rate.rate)?, received, closed })
    }

    pub(super) fn follows(&self) -> bool {
        self.rate.is_share(self.closed, self.received, 100)
    }

    /// 171 ÷ 117 = 146.2%
    pub(super) fn computed(&self) -> String {
        let decimals = usize::try_from(self.rate.numeral.scale).unwrap_or(0).clamp(1, 3);
        let percent = percent(self.closed, self.received, 100, decimals);
        format!("{} ÷ {} = {percent}%", self.closed, self.received)
    }
}

/// Whether the sentence says why not all that came in was closed, or more: 1件未到期, 含上年2件.
fn explains(context: &Context, first: &Quantity, last: &Quantity) -> bool {
    const WORDS: [&str; 11] =
        ["未到期", "到期", "结转", "正在", "尚在", "期限内", "时限内", "上年", "去年", "上一年", "含"];
    const LONGEST: usize = 60;
    let flow = &context.report.text;
    let (from, to) = (flow.range_of(first.place).end, flow.range_of(last.place).end);
    let stop = (to..(to + LONGEST).min(flow.len())).find(|at| flow.chars.get(*at) == Some(&'。'));
    let sentence = from..stop.unwrap_or(to);
    flow.says(sentence.clone(), &WORDS)
}

/// Rates that do not follow from what came in and what was closed.
pub(super) fn rates(context: &Context) -> Vec<Finding> {
    let narrative = &context.report.narrative;
    let quantities = &narrative.quantities;
    let finding = |rate: &Rate| {
        let known = Known::of(rate, quantities).filter(|known| !known.follows())?;
        let (received, closed) = (quantities.get(rate.received)?, quantities.get(rate.closed)?);
        if explains(context, received, known.rate) {
            return None;
        }
        let written = wording::written(known.rate);
        let computed = known.computed();
        let phrase = |quantity: &'_ Quantity| quantity.phrase.trim_start_matches(['、', '，']).to_owned();
        let (first, second) = (phrase(received), phrase(closed));
        let message = Message::new(
            format!("正文“{first}”“{second}”，写的比率是 {written}，而 {computed}"),
            format!("The text says “{first}”, “{second}” and a rate of {written}; {computed}"),
        );
        let finding = Finding::new(bearable(context, Severity::Warning), message);
        Some(finding.at_places([received.place, closed.place, known.rate.place]))
    };
    let on_time = quantities.iter().enumerate().filter_map(|(at, _)| late_beside_all_on_time(context, at));
    narrative.rates.iter().filter_map(finding).chain(on_time).collect()
}

/// 逾期答复2件，按时答复率100%: some were late, and all were in time.
fn late_beside_all_on_time(context: &Context, at: usize) -> Option<Finding> {
    const NEAR: usize = 4;
    const LATE: [&str; 4] = ["逾期", "超期", "超时限", "超时"];
    const CLOSED: [&str; 4] = ["答复", "办结", "办理", "回复"];
    const ON_TIME: [&str; 4] = ["按时", "按期", "及时", "如期"];
    let quantities = &context.report.narrative.quantities;
    let flow = &context.report.text;
    let late = quantities.get(at).filter(|each| each.numeral.integer().is_some_and(|value| value > 0))?;
    let range = flow.range_of(late.place);
    let before = flow.text(range.start.saturating_sub(10)..range.start);
    let words = before.trim_end_matches(['的', '为']);
    let closed = CLOSED.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    let named = LATE.iter().find_map(|word| closed.strip_suffix(word))?;
    let denied = named.ends_with(['无', '未', '免', '止', '非', '不']) || named.ends_with("没有");
    let rate = quantities.iter().skip(at + 1).take(NEAR).find(|each| {
        let (from, to) = (range.end, flow.range_of(each.place).start);
        let whole = each.unit == "%" && each.numeral.integer() == Some(100);
        let clause = flow.text(to.saturating_sub(10)..to);
        let clause = clause.rsplit([',', '，', '、', ';', '；']).next().unwrap_or_default();
        let on_time = ON_TIME.iter().any(|word| clause.contains(word)) && clause.contains('率');
        whole && on_time && from <= to && !flow.slice(from..to).contains(&'。')
    })?;
    // 上年逾期答复1件: of another time, organ or matter.
    let elsewhere =
        matches!(late.reason, Reason::OtherTime | Reason::OtherScope | Reason::Plan | Reason::Change)
            || ["上年", "去年", "上一年", "往年"].iter().any(|time| late.phrase.contains(time));
    if late.unit != "件" && late.unit != "宗" || denied || elsewhere || closed == words {
        return None;
    }
    let phrase = late.phrase.trim_start_matches(['、', '，']);
    let message = Message::new(
        format!("正文写“{phrase}”，按时的比率就不是 100%"),
        format!("The text says “{phrase}” (late): then the rate of those in time is not 100 %"),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places([late.place, rate.place]))
}
