//! Changes since last year against the two years' numbers.

use std::cmp::Ordering;

use crate::report::narrative::{Claim, Direction, Growth, Quantity};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::message::Message;
use crate::text::numerals::Precision;

use super::series::against_their_words;
use super::{bearable, wording};

rule! {
    /// # 检查什么
    ///
    /// “今年 A 件，上年 B 件，增加 C 件，增长 p%”：正文写明其中足够的数时，增减的件数、比例和方向与两年的件数相符；只用文字写增减的（“较上年的 B 件有所增加”），方向也与两年的件数相符。上年的数没有写明、只有
    /// 增减件数和比例的，按这两个数推算。整数的比例四舍五入或截尾都不报，带小数的按四舍五入，上年的数一个也没有写明的，上年要有一个整数得得出这个增长率；“百分点”不是增长率，不报；两个比例的差写成“%”的，应为百分点。写几年的数“逐年上升”“逐年下降”的，各数也如此。
    ///
    /// # 为什么
    ///
    /// 件数改了，增长率没有重算；或沿用了上年的增长率。
    ///
    /// # What it checks
    ///
    /// “A this year, B last year, C more, p % more”: where the text gives enough of these numbers, the change, its rate
    /// and its direction follow from the two years' numbers. In words alone (有所增加) its direction does. A rate without decimals may be rounded or cut off; one
    /// with decimals is rounded, and where nothing tells of last year it grows from some whole number. Percentage points are not rates of growth, and the difference of two shares is one in points. Numbers of several years that are said to rise or fall (逐年) do.
    ///
    /// # Why
    ///
    /// A number was changed and its growth was not computed again, or last year's growth was kept.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 = 主动公开政府信息420条，较上年的350条增加80条。
    /// → 420 - 350 = 70，而正文写增加 80
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2023年公开政府信息100条，2024年公开政府信息125条，同比增长20%。
    /// → 正文写增长 20%，而 125 比 100 增长 25%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息125条，同比2021年的125条增长19%。
    /// → 125 比 125
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息120条，较上年增加20条，增长25%。
    /// → 正文写增长 25%，而 120 比 100 增长 20%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 主动公开占全部信息的89.5%，比2023年的77.7%提高了11.8%。
    /// → 应为 11.8 个百分点
    /// ```
    ///
    /// ```breaks
    /// section 1 = 收到政府信息公开申请61件，同比增长74.5%。
    /// → 由上年的整数得不出 74.5%，上年应在 34 与 35 之间
    /// ```
    ///
    /// ```passes
    /// section 1 = 网站全年发布信息1408条，一至四季度各为318条、377条、402条、311条，比上年增加132条，增长10.3%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 收到政府信息公开申请61件，办结57件，同比增长74.3%；网站公开信息100条、公众号200条，同比增长20.5%；申请总量同比增长74.5%；网站浏览量648万次，同比增长12.35%；收到留言7件，同比增长100.0%；回复近60件，较上年增长74.5%；人均办件61件，同比增长8.4%；每千人公开信息61条，同比增长8.4%。
    /// ```
    ///
    /// ```passes
    /// section 1 = 主动公开占全部信息的89.5%，比2023年的77.7%提高了11.8个百分点。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息125条，较上年增加25条，增长25%。网站公开80条，占比64%，较上年提高3个百分点。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息125条（2023年为100条），同比增长25%。推送信息60条，增长20%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息35条，较上年减少70条，减少66.6%。
    /// → 35 比 105 下降 66.7%
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息35条，较上年减少70条，减少66%；网站发布信息17条，较上年增加1条，增长6.3%；公众号发布信息17条，较上年增加1条，增长6.2%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 主动公开政府信息120条，较上年的150条有所增加。
    /// → 正文写比上年增加，而上年为 150，今年为 120，是减少
    /// ```
    ///
    /// ```passes
    /// section 1 = 主动公开政府信息120条，较上年的150条有所减少。公众号推送信息90条，上年为75条，增加了政策解读。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 门户网站发布信息由上年的210条增至260条，增加40条。
    /// → 260 - 210 = 50，而正文写增加 40
    /// ```
    ///
    /// ```breaks
    /// section 1 = 政策解读从2023年的25条减少到18条，下降38%。
    /// → 18 比 25 下降 28%
    /// ```
    ///
    /// ```breaks
    /// section 1 = 结转办理的事项由上年末的9件降至5件，减少3件。
    /// → 9 - 5 = 4
    /// ```
    ///
    /// ```breaks
    /// section 1 = 推送信息由上年的80条增加至65条。
    /// → 正文写比上年增加，而上年为 80，今年为 65，是减少
    /// ```
    ///
    /// ```passes
    /// section 1 = 门户网站发布信息由上年的210条增至260条，增加50条，增长23.8%；审批材料从一季度的12项压减到8项，同比减少6项；办理时间由12天降至9天；专栏由8个增至10个，增加政策解读3篇。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息150条，同比下降25%（上年为120条）。
    /// → 150 比 120 增长 25%
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息150条，同比增长25%（上年为120条）；网站公开80条，同比增长14.3%（上年公众号20条）。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 公开政府信息150条，比上年的120条多出20条。
    /// → 150 - 120 = 30，而正文写增加 20
    /// ```
    ///
    /// ```breaks
    /// section 1 = 与2021年的120条相比，2024年公开信息150条，增加50条。
    /// → 150 - 120 = 30
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息150条，比上年的180条少了30条。与2021年的120条相比，2024年公开信息150条，增加30条。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 2022年至2024年公开文件分别为31件、28件、30件，呈逐年递减趋势。
    /// → 而 28件 与 30件 不是这样
    /// ```
    ///
    /// ```passes
    /// section 1 = 2024年、2023年、2022年公开文件分别为38件、31件、28件，逐年上升。近三年公开文件分别为28件、31件、38件，重复发布的逐年下降。
    /// ```
    ///
    /// ```passes
    /// section 1 = 公开政府信息125条，同比增长13.6%，增幅居全县第一。
    /// ```
    ///
    /// ```passes
    /// section 1 = 政务新媒体58个，其中微信公众号37个；年内注销21个，较上年底79个减少26.6%。
    /// ```
    ///
    /// ```breaks
    /// section 1 = 政务新媒体58个；年内注销21个，较上年底70个减少26.6%。
    /// → 21 比 70 下降 70%
    /// ```
    pub GROWTH {
        name: "text-growth",
        kind: Text,
        title: ("正文的增减与两年的件数不符", "Growth in the text does not follow from its numbers"),
        severity: Warning,
        source: Source::Arithmetic,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let growths = context.report.narrative.growths.iter();
    let broken = growths.filter_map(|growth| broken(context, growth));
    broken.chain(against_their_words(context)).collect()
}

/// A number that is exact.
fn exact(quantity: &Quantity) -> Option<i64> {
    let plain = quantity.numeral.precision == Precision::Exact && quantity.numeral.after_space.is_none();
    quantity.numeral.integer().filter(|_| plain)
}

/// 占89.5%，比上年的77.7%提高了11.8%: the difference of two shares is one in percentage points.
fn points_called_percent(context: &Context, growth: &Growth) -> Option<Finding> {
    const DECIMALS: u32 = 4;
    let quantities = &context.report.narrative.quantities;
    let share = |at: usize| quantities.get(at).filter(|each| each.numeral.precision == Precision::Exact);
    let (now, before) = (share(growth.now)?, share(growth.before?)?);
    let (rate, direction) = growth.rate?;
    let rate = share(rate)?;
    let units = |each: &Quantity| {
        let up = 10_i64.checked_pow(DECIMALS.checked_sub(each.numeral.scale)?)?;
        each.numeral.digits.checked_mul(up)
    };
    let (grown, from, said) = (units(now)? - units(before)?, units(before)?, units(rate)?);
    let up = direction == Direction::Up;
    let as_points = said > 0 && (if up { grown } else { -grown }) == said;
    if !as_points || from <= 0 || rate.is_share(grown.abs(), from, 100) {
        return None;
    }
    let (before_said, now_said, said) =
        (wording::written(before), wording::written(now), wording::written(rate));
    let decimals = said.trim_end_matches('%');
    let (zh, en) = if up { ("提高", "up") } else { ("下降", "down") };
    let message = Message::new(
        format!("正文写比例由 {before_said} 到 {now_said} {zh} {said}，应为 {decimals} 个百分点"),
        format!(
            "The text says that a share went {en} from {before_said} to {now_said} by {said}: these are percentage points"
        ),
    );
    let finding = Finding::new(bearable(context, Severity::Warning), message);
    Some(finding.at_places([now.place, before.place, rate.place]))
}

/// 12件，较上年的18件有所增加: the words say the opposite of the numbers.
fn told_otherwise(
    context: &Context,
    (now, value): (&Quantity, i64),
    (last, before): (&Quantity, i64),
    direction: Direction,
) -> Finding {
    let (said, said_en) = match direction {
        Direction::Up => ("增加", "more"),
        Direction::Down => ("减少", "fewer"),
    };
    let (is, is_en) = match value.cmp(&before) {
        Ordering::Less => ("减少", "fewer"),
        Ordering::Equal => ("持平", "the same"),
        Ordering::Greater => ("增加", "more"),
    };
    let message = Message::new(
        format!("“{}”：正文写比上年{said}，而上年为 {before}，今年为 {value}，是{is}", now.phrase),
        format!(
            "“{}”: the text says {said_en} than last year; {before} then and {value} now is {is_en}",
            now.phrase
        ),
    );
    Finding::new(bearable(context, Severity::Warning), message).at_places([now.place, last.place])
}

/// Whether a rate with decimals is rounded in its last one, a half either way; one without is a rough number.
fn is_rounded(rate: &Quantity, change: i64, before: i64, per: i64) -> bool {
    let power = 10_i128.pow(rate.numeral.scale.min(9));
    let exact = i128::from(change.abs()) * i128::from(per) * power;
    let written = i128::from(rate.numeral.digits) * i128::from(before);
    rate.numeral.scale == 0 || (exact - written).abs() * 2 <= i128::from(before)
}

/// 收到申请61件，同比增长74.5%: no whole number of last year grows to this one by that rate, nor to what was counted right
/// before it, nor to several of them together, whose growth may be meant.
fn no_whole_number(
    context: &Context,
    growth: &Growth,
    (rate, direction): (&Quantity, Direction),
) -> Option<Finding> {
    const BACK: usize = 4;
    let quantities = &context.report.narrative.quantities;
    let now = quantities.get(growth.now)?;
    let hundred = 100 * 10_i64.checked_pow(rate.numeral.scale)?;
    // From nothing anything grows by 100%; 增加4件，增幅57.1% tells of another number; 人均办件61件 is rounded.
    let told = rate.numeral.precision == Precision::Exact
        && rate.numeral.scale > 0
        && rate.unit == "%"
        && rate.numeral.digits != hundred
        && !now.phrase.contains(['增', '减', '升', '降', '多', '少', '均', '每', '日']);
    if !told {
        return None;
    }
    let base = match direction {
        Direction::Up => hundred + rate.numeral.digits,
        Direction::Down => hundred - rate.numeral.digits,
    };
    // The two whole numbers of last year between which the one lies that would grow to a value.
    let near = |value: i64| {
        let last = value.checked_mul(hundred)? / Some(base).filter(|base| *base > 0)?;
        (last > 0).then_some([last, last + 1])
    };
    let grows = |value: i64| {
        near(value).is_none_or(|near| near.iter().any(|last| rate.is_share((value - last).abs(), *last, 100)))
    };
    let mut sum = 0;
    let before = quantities.get(growth.now.saturating_sub(BACK)..=growth.now)?.iter().rev();
    let counted = before.take_while(|each| each.paragraph == now.paragraph);
    let meant = counted.filter_map(|each| each.numeral.integer()).any(|value| {
        sum += value;
        grows(value) || grows(sum)
    });
    if meant {
        return None;
    }
    let [less, more] = near(exact(now)?)?;
    let said = wording::written(rate);
    let message = Message::new(
        format!("“{}”：由上年的整数得不出 {said}，上年应在 {less} 与 {more} 之间", now.phrase),
        format!(
            "“{}”: no whole number of last year gives {said}; it lies between {less} and {more}",
            now.phrase
        ),
    );
    Some(Finding::new(bearable(context, Severity::Warning), message).at_places([now.place, rate.place]))
}

/// 新收694件中，当面41件；比上年的538件增加156件, 账号58个，年内注销21个，较上年底79个减少26.6%: the change is that of a number
/// further before, not of the last.
fn is_of_another(
    context: &Context,
    growth: &Growth,
    before: i64,
    by: Option<(&Quantity, Direction)>,
    rate: Option<(&Quantity, Direction)>,
) -> bool {
    const BACK: usize = 12;
    let quantities = &context.report.narrative.quantities;
    let Some(now) = quantities.get(growth.now) else { return false };
    let meant = |value: i64| match (by, rate) {
        (Some((by, Direction::Up)), _) => exact(by).is_some_and(|by| value - before == by),
        (Some((by, Direction::Down)), _) => exact(by).is_some_and(|by| before - value == by),
        (None, Some((rate, direction))) => {
            let change = if direction == Direction::Up { value - before } else { before - value };
            rate.unit == "%" && change > 0 && rate.is_share(change, before, 100)
        }
        (None, None) => false,
    };
    let near = quantities.get(growth.now.saturating_sub(BACK)..growth.now).unwrap_or_default();
    near.iter().any(|each| {
        let alike = each.paragraph == now.paragraph && (by.is_some() || each.unit == now.unit);
        alike && exact(each).is_some_and(meant)
    })
}

/// 全年1408条，四季度各为318条、377条、402条、311条，比上年增加132条，增长10.3%: both are right of a number further before, the whole.
fn grew_by_both(context: &Context, growth: &Growth, by: &Quantity, rate: (&Quantity, Direction)) -> bool {
    const BACK: usize = 12;
    let quantities = &context.report.narrative.quantities;
    let near = quantities.get(growth.now.saturating_sub(BACK)..growth.now).unwrap_or_default();
    let Some((now, by)) = quantities.get(growth.now).zip(exact(by)) else { return false };
    let (rate, direction) = rate;
    near.iter().filter(|each| each.paragraph == now.paragraph && each.unit == now.unit).any(|each| {
        let before =
            exact(each).map(|value| if direction == Direction::Up { value - by } else { value + by });
        before.is_some_and(|before| before > 0 && rate.unit == "%" && rate.is_share(by, before, 100))
    })
}

fn broken(context: &Context, growth: &Growth) -> Option<Finding> {
    let quantities = &context.report.narrative.quantities;
    let now = quantities.get(growth.now)?;
    if now.claim == Claim::Percentage {
        return points_called_percent(context, growth);
    }
    let value = exact(now)?;
    let by = growth.by.and_then(|(at, direction)| Some((quantities.get(at)?, direction)));
    let rate = growth.rate.and_then(|(at, direction)| Some((quantities.get(at)?, direction)));
    let last = growth.before.and_then(|at| quantities.get(at));
    let before = match (last, by) {
        (Some(last), _) => exact(last)?,
        (None, Some((by, Direction::Up))) => value - exact(by)?,
        (None, Some((by, Direction::Down))) => value + exact(by)?,
        (None, None) => return no_whole_number(context, growth, rate?),
    };
    if before <= 0 || last.is_some() && is_of_another(context, growth, before, by, rate) {
        return None;
    }
    if last.is_none() && by.zip(rate).is_some_and(|(by, rate)| grew_by_both(context, growth, by.0, rate)) {
        return None;
    }
    let change = value - before;
    let fits = |direction: Direction| match direction {
        Direction::Up => change >= 0,
        Direction::Down => change <= 0,
    };
    let places = [Some(now), last].into_iter().flatten().map(|each| each.place);
    let finding = |message: Message, at: &Quantity| {
        let severity = bearable(context, Severity::Warning);
        Finding::new(severity, message).at_places(places.clone().chain([at.place]))
    };
    if let (Some(_), Some((by, direction))) = (last, by) {
        let said = exact(by)?;
        if said != change.abs() || !fits(direction) {
            let (zh, en) = match direction {
                Direction::Up => ("增加", "more"),
                Direction::Down => ("减少", "fewer"),
            };
            let difference = if change < 0 {
                format!("{before} - {value} = {}", -change)
            } else {
                format!("{value} - {before} = {change}")
            };
            let message = Message::new(
                format!("“{}”：{difference}，而正文写{zh} {said}", now.phrase),
                format!("“{}”: {difference}, but the text says {said} {en}", now.phrase),
            );
            return Some(finding(message, by));
        }
    }
    if let Some(direction) = growth.told {
        let opposite = match direction {
            Direction::Up => change <= 0,
            Direction::Down => change >= 0,
        };
        if opposite {
            return last.map(|last| told_otherwise(context, (now, value), (last, before), direction));
        }
    }
    let (rate, direction) = rate?;
    let per = if rate.unit == "‰" { 1000 } else { 100 };
    if rate.numeral.precision != Precision::Exact
        || fits(direction)
            && rate.is_share(change.abs(), before, per)
            && is_rounded(rate, change, before, per)
    {
        return None;
    }
    let decimals = usize::try_from(rate.numeral.scale.max(1)).unwrap_or(1).min(3);
    let computed = super::wording::percent(change.abs(), before, per, decimals);
    let (zh, en) = match direction {
        Direction::Up => ("增长", "more"),
        Direction::Down => ("下降", "less"),
    };
    let (grown, grown_en) = if change < 0 { ("下降", "less") } else { ("增长", "more") };
    let (said, unit) = (wording::written(rate), rate.unit);
    let message = Message::new(
        format!("“{}”：正文写{zh} {said}，而 {value} 比 {before} {grown} {computed}{unit}", now.phrase),
        format!(
            "“{}”: the text says {said} {en}; from {before} to {value} it is {computed}{unit} {grown_en}",
            now.phrase
        ),
    );
    Some(finding(message, rate))
}
