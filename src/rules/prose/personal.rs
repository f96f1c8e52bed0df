//! Data of persons that must not be published.

mod addressed;

use std::ops::Range;

use super::places;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 正文中没有身份证号码（按校验码核对，写明是身份证号的不论校验码），没有申请人的姓名（写成“某某女士”“某某先生”“某某等几户村民”的也是），没有写明是快递、挂号信单号的号码，联系方式以外没有手机号码。
    ///
    /// # 为什么
    ///
    /// 政府信息公开不得泄露个人隐私；把申请人的证件号、手机号写进报告，是不能挽回的差错。
    ///
    /// # What it checks
    ///
    /// No identity-card number (by its check digit, or as it is called one), no applicant's name (with 女士 or 先生 or before other villagers, too), no number that is said to be that of a parcel or registered letter
    /// and, outside contact lines, no mobile number.
    ///
    /// # Why
    ///
    /// An applicant's numbers in a published report cannot be called back.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 申请人（11010519491231002X）的申请已经答复。
    /// → 身份证号码
    /// ```
    ///
    /// ```breaks
    /// section 1 + 8月14日，收到某律师事务所方慧敏女士的申请，已经答复。
    /// → 写出了申请人的姓名
    /// ```
    ///
    /// ```breaks
    /// section 1 + 申请人李某13800138000对答复不满意。
    /// → 手机号码
    /// ```
    ///
    /// ```breaks
    /// section 1 + 答复书已经邮寄给申请人（快递单号：1023456789012）。
    /// → 邮件单号（102********12）
    /// ```
    ///
    /// ```breaks
    /// section 1 + 以EMS（EA123456789CN）答复申请人。
    /// → 邮件单号
    /// ```
    ///
    /// ```breaks
    /// section 1 + 申请人李某，联系电话13800138000，申请公开征地信息。
    /// → 手机号码
    /// ```
    ///
    /// ```breaks
    /// section 1 + 申请人（身份证号：110105194912310020）的申请已经答复。
    /// → 身份证号码
    /// ```
    ///
    /// ```breaks
    /// section 1 + 申请人张志远申请公开征地信息，已经答复。
    /// → 申请人的姓名（张**）
    /// ```
    ///
    /// ```breaks
    /// section 1 + 受理申请1件，具体为：方慧敏、李志远等4户村民申请公开征地补偿分配方案，已经答复。
    /// → 写出了申请人的姓名（方**）
    /// ```
    ///
    /// ```passes
    /// section 1 + 王家庄、李家屯等村民申请公开分配方案，张某、李某等4户村民申请公开分配方案，牛角湾、马家坝等2村群众申请公开账目，均已答复。
    /// ```
    ///
    /// ```passes
    /// section 1 + 申请人张某、李某某申请公开征地信息，申请人许可后查阅，申请人陈述理由，听取当事人陈述、申辩，申请人陆续提出申请，申请人范围、条件明确，村民张贴公告，申请人可拨打电话13800138000。
    /// ```
    ///
    /// ```passes
    /// section 1 + 通过EMS寄送答复书12件，快递单号逐件登记；统一受理单号20240115001，EMS客服11183。
    /// ```
    ///
    /// ```passes
    /// before = 如有疑问请与党政办联系，电话：13800138000。统计期限为2024年1月1日至2024年12月31日。
    /// ```
    ///
    /// ```passes
    /// section 1 + 统一社会信用代码为11010519491231002A。
    /// ```
    ///
    /// ```passes
    /// section 1 + 索引号110105194912310021，累计访问量13800138001次。
    /// ```
    ///
    /// ```passes
    /// section 1 + 政务服务热线12345、监督电话0469-5818672畅通。
    /// ```
    ///
    /// ```passes
    /// section 3 = 一、本年新收政府信息公开申请数量15130000154二、上年结转政府信息公开申请数量0000000
    /// ```
    ///
    /// ```passes
    /// section 3 = 7.属于行政执法案卷 19 6 0 0 0 33 58 8.属于行政查询事项 13 8 0 0 1 3 8 0 0 1 3
    /// ```
    ///
    /// ```passes
    /// section 1 + 网址为https://www.example.gov.cn/t13800138000.html。
    /// ```
    pub PERSONAL_DATA {
        name: "personal-data",
        kind: Names,
        title: ("含有个人信息", "Personal data"),
        severity: Error,
        source: Source::Practice,
        check: check,
    }
}

fn check(context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    let report = context.report;
    let flow = &report.text;
    for sentence in &context.sentences {
        let mut index = sentence.range.start;
        while index < sentence.range.end {
            if !flow.chars.get(index).is_some_and(char::is_ascii_digit) {
                index += 1;
                continue;
            }
            let digits =
                flow.slice(index..sentence.range.end).iter().take_while(|c| c.is_ascii_digit()).count();
            let run = index..index + digits;
            index = run.end;
            if stands_alone(flow, &run) {
                let numbers = card(context, &run).or_else(|| named_card(context, &run, &sentence.range));
                findings.extend(numbers.or_else(|| mobile(context, &run, &sentence.range)));
            }
        }
        findings.extend(waybill(context, &sentence.range));
        let name = applicant(flow, &sentence.range).or_else(|| addressed::find(flow, &sentence.range));
        findings.extend(name.map(|name| {
            let shown = masked(flow.slice(name.clone()), 1, 0);
            let message = Message::new(
                format!("写出了申请人的姓名（{shown}），应当删去或者隐去"),
                format!("An applicant's name ({shown}) stands in the text; it should be removed or hidden"),
            );
            Finding::new(context.bearing.said(Severity::Warning), message).at_places(places(report, name))
        }));
    }
    findings
}

/// Words for whoever applied or complained.
const APPLICANTS: [&str; 9] =
    ["申请人", "当事人", "举报人", "信访人", "投诉人", "原告", "市民", "村民", "居民"];

/// The full name of an applicant who does something: 申请人张志远申请公开…. Hidden names (张某) are none; what applicants do
/// or have may begin as a name does (当事人陈述、申辩, 申请人范围).
fn applicant(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    // The most frequent family names.
    const FAMILIES: &str = "王李张刘陈杨黄赵吴徐孙朱胡郭罗郑梁谢宋唐许韩冯邓曹彭曾萧袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔谭陆汪范\
                            廖贾韦邹孟熊秦邱尹薛闫侯陶黎贺郝龚邵钱戴莫欧阳";
    // Those of them with which other words begin: 陈述, 许可, 范围, 陆续, 谢绝, 张贴, 杜绝, 钱款, 贺信, 唐突, 莫名, 曾经, 阳光.
    const BEGIN_WORDS: &str = "陈许范陆谢张杜钱贺唐莫曾阳";
    const WORDS: [&str; 14] = [
        "陈述", "许可", "许多", "范围", "陆续", "谢绝", "张贴", "杜绝", "钱款", "贺信", "唐突", "莫名",
        "曾经", "阳光",
    ];
    const ACTS: [&str; 12] =
        ["申请公", "申请的", "申请政", "提出", "提交", "向我", "要求", "不服", "就", "因", "诉", "通过"];
    APPLICANTS.iter().find_map(|word| {
        flow.find_all(sentence.clone(), word).find_map(|at| {
            let start = at + word.chars().count();
            let first = flow.chars.get(start).filter(|c| among!(FAMILIES, **c))?;
            if WORDS.iter().any(|word| flow.has(start, word)) {
                return None;
            }
            let shortest = if among!(BEGIN_WORDS, *first) { 3 } else { 2 };
            (shortest..=3).rev().find_map(|length| {
                let end = start + length;
                let given = flow.slice(start + 1..end);
                let whole = end <= sentence.end
                    && given.len() + 1 == length
                    && given
                        .iter()
                        .all(|c| is_han(*c) && !among!("某甲乙丙申提向要不就因诉通的等和与在于", *c));
                (whole && ACTS.iter().any(|words| flow.has(end, words))).then_some(start..end)
            })
        })
    })
}

/// A number of 15 or 18 digits right behind words that call it that of an identity card, whether its check digit is
/// right or not.
fn named_card(context: &Context, run: &Range<usize>, sentence: &Range<usize>) -> Option<Finding> {
    const NEAR: usize = 10;
    let flow = &context.report.text;
    let before = run.start.saturating_sub(NEAR).max(sentence.start)..run.start;
    let called = flow.says(before.clone(), &["身份证", "公民身份号码"]);
    let checked = usize::from(run.len() == 17 && flow.chars.get(run.end).is_some_and(|c| among!("Xx", *c)));
    let whole = matches!(run.len() + checked, 15 | 18);
    let number = run.start..run.end + checked;
    let shown = masked(flow.slice(number.clone()), 3, 2);
    let message = Message::new(
        format!("含有身份证号码（{shown}），应当删去"),
        format!("An identity-card number ({shown}) stands in the text; it must be removed"),
    );
    let at = places(context.report, number);
    (called && whole).then(|| Finding::new(Severity::Warning, message).at_places(at))
}

/// The number of a parcel or registered letter, right behind words that say so: EMS单号:…. It leads to who received it.
fn waybill(context: &Context, sentence: &Range<usize>) -> Option<Finding> {
    const WORDS: [&str; 12] = [
        "EMS",
        "快递单号",
        "快递号",
        "邮件单号",
        "邮件号",
        "邮件编号",
        "邮寄单号",
        "邮单号",
        "运单号",
        "物流单号",
        "挂号信号",
        "挂号信单号",
    ];
    const NUMBER: std::ops::RangeInclusive<usize> = 9..=20;
    const FEWEST_DIGITS: usize = 9;
    let flow = &context.report.text;
    let number = WORDS.iter().find_map(|word| {
        flow.find_all(sentence.clone(), word).find_map(|at| {
            let after = at + word.chars().count();
            let joint = |c: &char| among!(":(\"“ ", *c) || among!("快递邮件运单编号码为是No.", *c);
            let start = after + flow.slice(after..sentence.end).iter().take_while(|c| joint(c)).count();
            let rest = flow.slice(start..sentence.end);
            let length = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
            let digits = rest.iter().take(length).filter(|c| c.is_ascii_digit()).count();
            (NUMBER.contains(&length) && digits >= FEWEST_DIGITS).then_some(start..start + length)
        })
    })?;
    let shown = masked(flow.slice(number.clone()), 3, 2);
    let message = Message::new(
        format!("含有邮件单号（{shown}），可以查到收件人，应当删去"),
        format!(
            "The number of a parcel or letter ({shown}), which leads to who received it, should be removed"
        ),
    );
    Some(Finding::new(Severity::Warning, message).at_places(places(context.report, number)))
}

/// Not part of a longer number, word or address.
fn stands_alone(flow: &Flow, run: &Range<usize>) -> bool {
    let joined = |c: &char| c.is_ascii_alphanumeric() || among!("./_-=@", *c);
    let before = run.start.checked_sub(1).and_then(|before| flow.chars.get(before)).is_some_and(joined);
    let after = flow.chars.get(run.end);
    let check_letter = run.len() == 17 && after.is_some_and(|c| among!("Xx", *c));
    let joined_after = after.is_some_and(|c| c.is_ascii_alphanumeric() || among!("_=@", *c));
    !before && (check_letter || !joined_after)
}

/// An identity-card number of 18 places with a right check digit, a region and a date of birth.
fn card(context: &Context, run: &Range<usize>) -> Option<Finding> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let flow = &context.report.text;
    let end = if run.len() == 17 { run.end + 1 } else { run.end };
    let number = flow.slice(run.start..end);
    if number.len() != 18 {
        return None;
    }
    let digits: Vec<u32> = number.iter().take(17).filter_map(|c| c.to_digit(10)).collect();
    let value =
        |from: usize, to: usize| digits.get(from..to).map(|part| part.iter().fold(0, |sum, d| sum * 10 + d));
    let (region, year, month, day) = (value(0, 2)?, value(6, 10)?, value(10, 12)?, value(12, 14)?);
    let born = (1900..=2030).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = CHECKS.get((sum % 11) as usize)?;
    let right = number.last().is_some_and(|last| last.to_ascii_uppercase() == *check);
    if !((11..=82).contains(&region) && born && right) {
        return None;
    }
    let shown = masked(number, 3, 2);
    let message = Message::new(
        format!("含有身份证号码（{shown}），应当删去"),
        format!("An identity-card number ({shown}) stands in the text; it must be removed"),
    );
    Some(Finding::new(Severity::Error, message).at_places(places(context.report, run.start..end)))
}

/// A mobile number where no contact is given.
fn mobile(context: &Context, run: &Range<usize>, sentence: &Range<usize>) -> Option<Finding> {
    const CONTACT: [&str; 14] = [
        "电话", "联系", "手机", "热线", "传真", "咨询", "邮编", "邮箱", "地址", "微信", "监督", "举报",
        "联络", "QQ",
    ];
    // A count of visits has as many digits.
    const UNITS: &str = "次人条件个元万份户篇亿";
    let flow = &context.report.text;
    // Blanks part a number as it is dialled, or a line ends in it; elsewhere they part the numbers of a row.
    let parted: Vec<usize> =
        (run.start + 1..run.end).filter(|at| flow.gap_before(*at)).map(|at| at - run.start).collect();
    if parted.len() > 1 && !parted.iter().all(|at| matches!(at, 3 | 7)) {
        return None;
    }
    let number = flow.slice(run.clone());
    let second = number.get(1).is_some_and(|c| ('3'..='9').contains(c));
    if number.len() != 11 || number.first() != Some(&'1') || !second {
        return None;
    }
    let contact = flow.says(sentence.clone(), &CONTACT) && !of_applicant(flow, run, sentence);
    let counted = flow.chars.get(run.end).is_some_and(|c| among!(UNITS, *c));
    let amount = run
        .start
        .checked_sub(1)
        .and_then(|before| flow.chars.get(before))
        .is_some_and(|c| among!("量号达", *c));
    if contact || counted || amount {
        return None;
    }
    let shown = masked(number, 3, 2);
    let message = Message::new(
        format!("含有手机号码（{shown}），不是联系方式的应当删去"),
        format!("A mobile number ({shown}) stands in the text; unless it is a contact, it should be removed"),
    );
    Some(Finding::new(Severity::Warning, message).at_places(places(context.report, run.clone())))
}

/// Whether a number is said to be an applicant's: 申请人李某，联系电话13800138000. What applicants can call is the organ's.
fn of_applicant(flow: &Flow, run: &Range<usize>, sentence: &Range<usize>) -> bool {
    const NEAR: usize = 18;
    const OFFERS: [&str; 10] = ["可", "请", "拨打", "咨询", "向", "致电", "均", "如", "办公室", "我"];
    let before = run.start.saturating_sub(NEAR).max(sentence.start)..run.start;
    APPLICANTS.iter().any(|word| {
        flow.find_all(before.clone(), word).last().is_some_and(|at| {
            let between = at + word.chars().count()..run.start;
            OFFERS.iter().all(|words| flow.find(between.clone(), words).is_none())
        })
    })
}

/// The number with its middle hidden: the message must not publish it again.
fn masked(number: &[char], head: usize, tail: usize) -> String {
    let hidden = number.len().saturating_sub(head + tail);
    number
        .iter()
        .enumerate()
        .map(|(index, c)| if (head..head + hidden).contains(&index) { '*' } else { *c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_number_is_shown_by_its_ends() {
        for (number, head, tail, shown) in [
            ("13800001234", 3, 2, "138******34"),
            ("110101199003070000", 6, 2, "110101**********00"),
            ("12345", 3, 2, "12345"),
            ("123456", 3, 2, "123*56"),
            ("12", 3, 2, "12"),
        ] {
            let number: Vec<char> = number.chars().collect();
            assert_eq!(masked(&number, head, tail), shown);
        }
    }
}
