//! The account of each number of the narrative: what it is, what it was compared with, or why it was left alone.

use std::collections::HashMap;

use serde::Serialize;

use crate::assess::TableValues;
use crate::document::Place;
use crate::form::{Form, FormId};
use crate::report::Number;
use crate::report::Report;
use crate::report::narrative::{
    Claim, Class, Direction, Narrative, Openness, Quantity, Rate, Reason, Share, Strength,
};
use crate::text::message::{Language, Message};

use super::bases::{Bases, Said};
use super::elsewhere::is_elsewhere;
use super::rates::Known;
use super::{Verdict, judge, value, wording};

/// A number of the narrative.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct NarrativeNumber {
    /// The number.
    pub value: Number,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// The words that it stands in.
    pub text: String,
    /// What it counts: `requests`, `results`, `applicants`, `channels`, `cases`, `case-results`, `documents`,
    /// `information`, `outlets`, `openness`, `persons`, `visits`, `time`, `money`, `share`, `growth` or `other`.
    pub class: String,
    /// The cells whose sum it must equal; empty where it is bound to nothing.
    pub cells: Vec<String>,
    /// Whether it agrees; absent where it could not be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agrees: Option<bool>,
    /// What it is, what it was compared with, or why it was left alone: a sentence.
    pub reason: String,
}

/// The numbers of the narrative with what each was checked against, or why it was not, for the Outcome.
#[must_use]
pub fn numbers(report: &Report, language: Language) -> Vec<NarrativeNumber> {
    let account = Account::new(report);
    let quantities = report.narrative.quantities.iter().enumerate();
    quantities.map(|(at, quantity)| account.number(at, quantity, language)).collect()
}

struct Account<'a> {
    narrative: &'a Narrative,
    expected: TableValues<'a>,
    form: &'static Form,
    bases: Bases<'a>,
    /// What stands in a list, a share or a growth says so.
    roles: HashMap<usize, Vec<Message>>,
    shares: HashMap<usize, &'a Share>,
    rates: HashMap<usize, &'a Rate>,
}

impl<'a> Account<'a> {
    fn new(report: &'a Report) -> Self {
        let expected = TableValues::new(report);
        let narrative = &report.narrative;
        let bases = Bases::new(narrative, &expected);
        let shares = narrative.shares.iter().map(|share| (share.percentage, share)).collect();
        let rates = narrative.rates.iter().map(|rate| (rate.rate, rate)).collect();
        let form = report.form.unwrap_or(FormId::CURRENT).form();
        Self { narrative, expected, form, bases, roles: roles(narrative), shares, rates }
    }

    fn number(&self, at: usize, quantity: &Quantity, language: Language) -> NarrativeNumber {
        let verdict = judge(quantity, &self.expected);
        let reading = match verdict {
            Some(Verdict::Agrees(index)) => quantity.readings.get(index),
            _ => quantity.readings.first(),
        };
        let mut reason = self.reason(at, quantity, verdict.as_ref());
        for role in self.roles.get(&at).into_iter().flatten() {
            reason =
                Message::new(format!("{}；{}", reason.zh, role.zh), format!("{}; {}", reason.en, role.en));
        }
        NarrativeNumber {
            value: value(quantity),
            place: quantity.place,
            text: quantity.phrase.trim_start_matches(['、', '，']).to_owned(),
            class: class(quantity).0.to_owned(),
            cells: reading.map(|cells| cells.iter().map(ToString::to_string).collect()).unwrap_or_default(),
            agrees: verdict
                .map(|verdict| matches!(verdict, Verdict::Agrees(_)))
                .filter(|agrees| *agrees || quantity.strength > Strength::Slight)
                .filter(|agrees| *agrees || !is_elsewhere(quantity, &self.expected)),
            reason: reason.get(language).to_owned(),
        }
    }

    fn reason(&self, at: usize, quantity: &Quantity, verdict: Option<&Verdict>) -> Message {
        let (_, what, what_en) = class(quantity);
        if quantity.claim == Claim::Percentage {
            return self.percentage(at, quantity);
        }
        let (means, means_en) = meant(quantity.claim);
        let (what, what_en) = (format!("{what}{means}"), format!("{what_en}{means_en}"));
        let Some(first) = quantity.readings.first() else {
            let (zh, en) = why(quantity.reason);
            return Message::new(format!("{what}：{zh}"), format!("{what_en}: {en}"));
        };
        let (zh, en) = match verdict {
            Some(Verdict::Agrees(index)) => {
                let cells = quantity.readings.get(*index).unwrap_or(first);
                let words = wording::sum(cells, self.form);
                (format!("与表中{}相符", words.zh), format!("agrees with {}", words.en))
            }
            Some(Verdict::Differs(values)) => {
                let words = wording::sum(first, self.form);
                let found = values.first().map(ToString::to_string).unwrap_or_default();
                let (more, more_en) = match quantity.strength {
                    Strength::Likely if is_elsewhere(quantity, &self.expected) => (
                        "，但句中另有没有读懂的话，这个数与表中别的格相符，不作判断",
                        ", but not all of the sentence is understood, and other cells have this number",
                    ),
                    Strength::Slight => ("，但所计的或许不同，不作判断", ", but something else may be meant"),
                    Strength::Likely => {
                        ("，句中另有没有读懂的话，只作提醒", "; not all of the sentence is understood")
                    }
                    Strength::Understood => {
                        ("，没有写明是谁的数，只作提醒", "; whose numbers they are is not said")
                    }
                    Strength::Certain => ("", ""),
                };
                (
                    format!("表中{}为 {found}，不相符{more}", words.zh),
                    format!("{} is {found} in the table{more_en}", words.en),
                )
            }
            None => {
                let words = wording::sum(first, self.form);
                (
                    format!("应与表中{}相符；表中没有读出这个数，没有比较", words.zh),
                    format!("should equal {}, which was not read: not compared", words.en),
                )
            }
        };
        Message::new(format!("{what}：{zh}"), format!("{what_en}: {en}"))
    }

    /// What is said of a percentage.
    fn percentage(&self, at: usize, quantity: &Quantity) -> Message {
        if let Some(known) = self.rates.get(&at).and_then(|rate| Known::of(rate, &self.narrative.quantities))
        {
            let (zh, en) =
                if known.follows() { ("相符", "it follows") } else { ("不相符", "it does not follow") };
            let computed = known.computed();
            return Message::new(format!("比率：{computed}，{zh}"), format!("a rate: {computed}; {en}"));
        }
        let left_alone = Message::new(
            "比率：没有写明是哪个件数的比例，没有计算",
            "a rate: what it is the share of is not said, so it was not computed",
        );
        let Some(share) = self.shares.get(&at) else {
            return match quantity.reason {
                Reason::Change if self.roles.contains_key(&at) => Message::new("增减幅度", "a change"),
                Reason::Change => Message::new(
                    "增减幅度：看不出由哪两个数算得，没有验算",
                    "a change: the two numbers that it follows from are not clear, so it was not computed",
                ),
                _ => left_alone,
            };
        };
        let Some(said) = Said::of(share, &self.narrative.quantities) else { return left_alone };
        let mut bases = self.bases.of(share, &said);
        if bases.is_empty() {
            bases.extend(self.bases.misses(share, &said));
        }
        let base = bases.iter().find(|base| said.rounds(**base));
        let base = base.or_else(|| bases.iter().find(|base| said.follows(**base))).or_else(|| bases.first());
        let Some(base) = base else {
            return Message::new(
                format!("{} 所占的比例：没有找到总数，没有计算", said.value),
                format!("the share of {}: its total was not found", said.value),
            );
        };
        let decimals = said.decimals().max(1);
        let percent = wording::percent(said.value, *base, said.per(), decimals);
        let computed = format!("{} ÷ {base} = {percent}{}", said.value, said.share.unit);
        let (zh, en) = if said.follows(*base) && self.bases.misses(share, &said).is_some() {
            ("只差末位：没有四舍五入", "off in the last digit: not rounded")
        } else if said.follows(*base) {
            ("相符", "it follows")
        } else if self.bases.has_inner(share, &said) {
            (
                "不相符，但从前面另一个数算得出，没有计较",
                "it does not follow, but does from another number before it",
            )
        } else {
            ("不相符", "it does not follow")
        };
        Message::new(format!("比例：{computed}，{zh}"), format!("a share: {computed}; {en}"))
    }
}

/// What lists and growth say of each number.
fn roles(narrative: &Narrative) -> HashMap<usize, Vec<Message>> {
    let mut roles: HashMap<usize, Vec<Message>> = HashMap::new();
    let number = |at: usize| narrative.quantities.get(at).and_then(|quantity| quantity.numeral.integer());
    for list in narrative.lists.iter().filter(|list| list.parts.len() > 1) {
        let sum: Option<i64> = list.parts.iter().map(|part| number(*part)).sum();
        if let (None, Some(sum)) = (list.total, sum) {
            let count = list.parts.len();
            for part in &list.parts {
                roles.entry(*part).or_default().push(Message::new(
                    format!("是 {count} 项结果中的一项，合计 {sum}"),
                    format!("one of {count} results, {sum} in all"),
                ));
            }
        }
        if let (Some(total), Some(sum)) = (list.total, sum) {
            let count = list.parts.len();
            let (zh, en) = match number(total) {
                Some(value) if value == sum => ("，相符", ", as it says"),
                _ => ("", ""),
            };
            roles.entry(total).or_default().push(Message::new(
                format!("所列 {count} 项之和为 {sum}{zh}"),
                format!("its {count} parts add up to {sum}{en}"),
            ));
            if let Some(value) = number(total) {
                for part in &list.parts {
                    roles
                        .entry(*part)
                        .or_default()
                        .push(Message::new(format!("是 {value} 的一个分项"), format!("a part of {value}")));
                }
            }
        }
    }
    for growth in &narrative.growths {
        let Some(now) = number(growth.now) else { continue };
        for (at, direction) in [growth.by, growth.rate].into_iter().flatten() {
            let (zh, en) = match direction {
                Direction::Up => ("增加", "more than"),
                Direction::Down => ("减少", "fewer than"),
            };
            let before = growth.before.and_then(number);
            roles.entry(at).or_default().push(match before {
                Some(before) => Message::new(
                    format!("由 {before} 到 {now} {zh}，已验算"),
                    format!("from {before} to {now}, computed"),
                ),
                None => Message::new(
                    format!("{now} 比上年{zh}，已按文中的增减数验算"),
                    format!("{now} is {en} last year, computed from the change given"),
                ),
            });
        }
    }
    roles
}

/// The name of what a quantity counts, for JSON, and its words.
fn class(quantity: &Quantity) -> (&'static str, &'static str, &'static str) {
    if quantity.claim == Claim::Percentage {
        return match quantity.reason {
            Reason::Change => ("growth", "增减幅度", "a change"),
            _ => ("share", "比例", "a share"),
        };
    }
    match quantity.class {
        Class::Requests => ("requests", "申请件数", "requests"),
        Class::Result => ("results", "按办理结果的申请件数", "requests by result"),
        Class::Applicant => ("applicants", "按申请人的申请件数", "requests by applicant"),
        Class::Channel => ("channels", "按提交方式的申请件数", "requests by the way they came"),
        Class::Case => ("cases", "复议、诉讼件数", "cases"),
        Class::CaseResult => ("case-results", "复议、诉讼按结果的件数", "cases by result"),
        Class::Disclosure => ("documents", "文件、决定或收费", "documents, decisions or fees"),
        Class::Information => ("information", "公开的信息数", "items published"),
        Class::Outlet => ("outlets", "按公开渠道的信息数", "items by place of publication"),
        Class::Openness(Openness::Open) => {
            ("openness", "公开属性为主动公开的信息数", "documents of the class 主动公开")
        }
        Class::Openness(Openness::OnRequest) => {
            ("openness", "公开属性为依申请公开的信息数", "documents of the class 依申请公开")
        }
        Class::Openness(Openness::Closed) => {
            ("openness", "公开属性为不予公开的信息数", "documents of the class 不予公开")
        }
        Class::Persons => ("persons", "按人、户、家计的数", "persons, households or bodies"),
        Class::Visits => ("visits", "人次", "visits"),
        Class::Time => ("time", "时长", "lengths of time"),
        Class::Money => ("money", "金额", "money"),
        Class::Other => match quantity.reason {
            Reason::Change => ("growth", "增减的件数", "a change"),
            _ => ("other", "别的数", "another number"),
        },
    }
}

/// What words that stand for a number mean, where no number stands.
fn meant(claim: Claim) -> (&'static str, &'static str) {
    match claim {
        Claim::Number | Claim::Percentage => ("", ""),
        Claim::Nothing => ("（即 0 件）", " (0)"),
        Claim::Told => ("（至少 1 件）", " (1 or more)"),
        Claim::AllClosed => ("（即没有结转的）", " (none carried over)"),
        Claim::AllAlike => ("（即没有单位申请的）", " (none by an organisation)"),
        Claim::AllUpheld => ("（即没有别的结果）", " (no other result)"),
    }
}

/// Why a number was left alone.
fn why(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Class => ("表格不统计，没有可比的数", "no table counts it"),
        Reason::Unclear => {
            ("看不出是表格统计的哪一项，没有比较", "it is not clear that the tables count it: not compared")
        }
        Reason::OtherMatter => ("说的是别的事项，不与表格比较", "another matter, which no table counts"),
        Reason::OtherTime => ("说的不是本年，不与本年的表格比较", "of another time: not compared"),
        Reason::Plan => ("是计划或目标，不与表格比较", "a plan: not compared"),
        Reason::OtherScope => (
            "说的是本机关的一部分、别的机关或更大的范围，不与整份报告的表格比较",
            "of a part, of another organ or of more than the organ: not compared",
        ),
        Reason::Change => ("说的是增减，不是本年的件数", "a change, not a number of this year"),
        Reason::Denied => ("被句中的话否定了，不是件数", "denied by its sentence"),
        Reason::Withdrawn => {
            ("说的是撤回的申请，表格没有单列", "requests that were withdrawn, which no row counts")
        }
        Reason::Narrowed => ("只是其中的一种情形，表格没有单列", "only some of them, which no row counts"),
        Reason::Part => ("是前面件数的一部分，不是总数", "a part of what was counted before it, no total"),
        Reason::OneWay => {
            ("只是一种提交方式的件数，表格不统计", "of one way of coming in only, which no table counts")
        }
        Reason::TwoReceived => (
            "收到和受理各有一个数，没有弄清哪一个是表格的数",
            "two numbers received: which is the table's is not clear",
        ),
        Reason::OtherCases => (
            "没有写明是本机关的政府信息公开案件（或是备案、办理的别的案件），不与表格比较",
            "not said to be the organ's own cases about government information: not compared",
        ),
        Reason::NoCell => ("本报告的表格没有这一项", "the form has no cell for it"),
    }
}
