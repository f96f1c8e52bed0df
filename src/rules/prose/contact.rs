//! Addresses of the organ that cannot be right: of web sites and mail, postal codes, telephone numbers.

mod fields;

use std::ops::Range;

use super::phone::landlines;
use super::{places, quote};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 政府网站的网址以 http://、https:// 或 www. 开头，域名以 .gov.cn 结尾；电子邮箱有“@”；邮政编码是六位；写了区号的电话号码是七位或八位，手机号码是十一位；邮编、电话、邮箱各栏填的是该填的，没有空着。
    ///
    /// # 为什么
    ///
    /// 联系方式和网址是给公众用的，错一个字就找不到；写成别的域名还可能把人引到别的网站。
    ///
    /// # What it checks
    ///
    /// Addresses of government sites begin with http://, https:// or www. and end in .gov.cn, mail addresses have an @, postal codes six digits, telephone numbers
    /// behind an area code seven or eight, mobile numbers eleven. Each field (邮编, 电话, 邮箱) holds what it asks for and none
    /// is left blank.
    ///
    /// # Why
    ///
    /// The public is to use them: one wrong character and nobody is reached, or another site is.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 电子版可在县人民政府网站（www.qinghe.gov.com）下载。
    /// → gov.com
    /// ```
    ///
    /// ```breaks
    /// before = 网址：http://www.qinghe.gov,cn/。
    /// ```
    ///
    /// ```breaks
    /// before = 网址：htp://www.qinghe.gov.cn/。
    /// → 开头写错了
    /// ```
    ///
    /// ```breaks
    /// before = 网址：https//www.qinghe.gov.cn/。
    /// ```
    ///
    /// ```breaks
    /// before = 县人民政府网站（wwwqinghe.gov.cn）公布。
    /// ```
    ///
    /// ```breaks
    /// before = 联系地址：青禾镇人民路1号，邮编：24250，电话：0563-2345678。
    /// → 邮政编码
    /// ```
    ///
    /// ```breaks
    /// before = 电子邮箱：qinghezhen163.com。
    /// → 没有“@”
    /// ```
    ///
    /// ```breaks
    /// before = 联系电话：0563-234567。
    /// → 0563-234567
    /// ```
    ///
    /// ```breaks
    /// before = 联系电话：1391234567。
    /// → 手机号码
    /// ```
    ///
    /// ```breaks
    /// before = 地址：青禾镇人民路1号，邮编：qinghe@163.com，电话：0563-2345678。
    /// → 填的不是邮政编码
    /// ```
    ///
    /// ```breaks
    /// before = 地址：青禾镇人民路1号，传真：qinghe@163.com，邮编：242500。
    /// → 填的不是号码
    /// ```
    ///
    /// ```breaks
    /// before = 地址：青禾镇人民路1号，邮箱：0563-2345678，邮编：242500。
    /// → 填的不是电子邮箱
    /// ```
    ///
    /// ```breaks
    /// before = 联系电话：0563-2345678 邮编： 地址：青禾镇人民路1号。
    /// → 后面没有填写
    /// ```
    ///
    /// ```breaks
    /// before = 地址：青禾镇人民路1号，邮编：，联系电话：0563-2345678。
    /// → 后面没有填写
    /// ```
    ///
    /// ```passes
    /// before = 邮编：电话：地址：242500，0563-2345678，青禾镇人民路1号。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告可在县政府网站下载（网址：）。
    /// → “网址：”后面没有填写
    /// ```
    ///
    /// ```breaks
    /// before = 如有疑问，请与本机关联系，电话56712098，电子邮箱：
    /// → 后面没有填写
    /// ```
    ///
    /// ```passes
    /// before = 邮箱地址：qinghe@163.com，电话、传真：0563-2345678，地址：3号楼6层，邮编：242500，手机：13912345678。
    /// ```
    ///
    /// ```passes
    /// before = 联系人：电话：张三，0563-2345678。
    /// ```
    ///
    /// ```passes
    /// before = 网址：http://www.qinghe.gov.cn/xxgk，邮箱：qinghe@163.com，邮政编码：242500，电话：0563-2345678转8001，手机13912345678。
    /// ```
    ///
    /// ```passes
    /// before = 电子邮箱为qinghezhen#163.com，传真：0563-2345678/2345679，热线：12345。
    /// ```
    ///
    /// ```passes
    /// before = 通过镇长信箱（http://www.qinghe.gov.cn/yx.html）和电子邮箱www.qinghe.gov.cn/mail反映意见。
    /// ```
    ///
    /// ```passes
    /// before = 联系电话：（0563）2345678、2345679，电话0563-12345。
    /// ```
    pub CONTACT_WRONG {
        name: "contact-wrong",
        kind: Text,
        title: ("联系方式写错了", "An address that cannot be right"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

/// What is wrong with an address.
type Fault = (Range<usize>, &'static str, &'static str);

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    // Addresses stand in the opening and, where it is part of it, in the first section, or at the end.
    let sentences = context.sentences.iter().filter(|sentence| matches!(sentence.section, 0 | 1 | 6));
    let mut findings: Vec<Finding> = Vec::new();
    for (range, zh, en) in sentences.flat_map(|sentence| faults(flow, &sentence.range)) {
        let words = quote(context.document, report, range.clone());
        let message = Message::new(format!("“{words}”{zh}"), format!("“{words}” {en}"));
        let severity = context.bearing.words(Severity::Warning);
        findings.push(Finding::new(severity, message).at_places(places(report, range)));
    }
    findings
}

fn faults(flow: &Flow, sentence: &Range<usize>) -> Vec<Fault> {
    let at = |index: usize| match flow.chars.get(index)? {
        'g' | 'G' => site(flow, index, sentence.end),
        'h' | 'w' => protocol(flow, index, sentence),
        '邮' => post(flow, index, sentence.end),
        '电' if flow.has(index, "电话") => mobile(flow, index + 2, sentence.end),
        _ => None,
    };
    let field = |index: usize| fields::fault(flow, index);
    let fields = sentence.clone().filter_map(field);
    sentence.clone().filter_map(at).chain(fields).chain(landline(flow, sentence)).collect()
}

/// An address of a government's site that goes on otherwise than with .cn: gov.com, gov,cn.
fn site(flow: &Flow, index: usize, limit: usize) -> Option<Fault> {
    const WRONG: [&str; 8] = [".com", ".con", ".net", ".org", ",cn", "。cn", "cn", ".cm"];
    let gov = flow.has(index, "gov") || flow.has(index, "GOV");
    let inside = index.checked_sub(1).is_some_and(|before| flow.has(before, "."));
    let end = index + 3;
    let wrong = WRONG.iter().find(|wrong| flow.has(end, wrong)).filter(|_| gov && inside)?;
    let end = end + wrong.chars().count();
    let over = flow.chars.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() && *c != '.');
    let address = |c: &char| c.is_ascii_alphanumeric() || among!(".-_", *c);
    let start = (0..index).rev().take_while(|at| flow.chars.get(*at).is_some_and(address)).last()?;
    (over && end <= limit).then_some((
        start..end,
        "不是政府网站的域名，应以“.gov.cn”结尾",
        "is no address of a government's site: these end in .gov.cn",
    ))
}

/// An address that begins otherwise than with http:// and www.: htp://, https//, wwwqinghe.gov.cn.
fn protocol(flow: &Flow, index: usize, sentence: &Range<usize>) -> Option<Fault> {
    const LONGEST: usize = 60;
    const PROTOCOLS: [&str; 2] = ["http", "https"];
    let letter = |at: usize| flow.chars.get(at).is_some_and(char::is_ascii_alphanumeric);
    if index > sentence.start && letter(index - 1) {
        return None;
    }
    let reach = index..sentence.end.min(index + LONGEST);
    let address = |c: &char| c.is_ascii_alphanumeric() || among!("./:-_", *c);
    let end = index + flow.slice(reach).iter().take_while(|c| address(c)).count();
    let text = flow.text(index..end);
    let government = text.contains(".gov.cn") || text.contains(".gov/");
    let name: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = text.get(name.len()..)?;
    let right = PROTOCOLS.contains(&name.as_str());
    let near = name.starts_with('h') && (name.ends_with("tp") || name.ends_with("tps")) && name.len() <= 6;
    let begins = rest.starts_with("://");
    let joined =
        text.strip_prefix("www").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let wrong = near && !right && begins || right && rest.starts_with("//") || joined;
    (government && wrong).then_some((
        index..end,
        "作为网址开头写错了，应以“http://”“https://”或“www.”开头",
        "does not begin as an address does: http://, https:// or www.",
    ))
}

/// What stands behind 邮箱 and 邮编.
fn post(flow: &Flow, index: usize, limit: usize) -> Option<Fault> {
    const CODES: [&str; 2] = ["邮政编码", "邮编"];
    // Without a sign between them, the name and the site of a mail address run together.
    const SITES: [&str; 7] = ["163.com", "126.com", "qq.com", "sina.com", "139.com", "189.cn", "sohu.com"];
    const SHORTEST: usize = 4;
    let value = |from: usize| {
        let mark = flow.chars.get(from).is_some_and(|c| among!(":为是", *c));
        let start = from + usize::from(mark);
        let end = (start..limit).find(|at| {
            flow.chars.get(*at).is_none_or(|c| !c.is_ascii_alphanumeric() && !among!(".@_-#*/", *c))
        });
        start..end.unwrap_or(limit)
    };
    if flow.has(index, "邮箱") {
        let range = value(index + 2);
        let text = flow.text(range.clone()).to_lowercase();
        let name = SITES.iter().find_map(|site| text.strip_suffix(site))?;
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        return (plain && name.len() >= SHORTEST).then_some((
            range,
            "作为电子邮箱没有“@”",
            "lacks the @ of a mail address",
        ));
    }
    let code = CODES.iter().find(|code| flow.has(index, code))?;
    let range = value(index + code.chars().count());
    let digits = flow.slice(range.clone());
    let number = (4..=8).contains(&digits.len()) && digits.iter().all(char::is_ascii_digit);
    (number && digits.len() != 6).then_some((
        range,
        "作为邮政编码不是六位",
        "is a postal code without six digits",
    ))
}

/// A mobile number of ten or twelve digits behind 电话.
fn mobile(flow: &Flow, from: usize, limit: usize) -> Option<Fault> {
    const OTHERS: [&str; 3] = ["10", "11", "12"];
    let mark = flow.chars.get(from).is_some_and(|c| among!(":为是", *c));
    let start = from + usize::from(mark);
    let bracket = usize::from(flow.has(start, "("));
    let number = start + bracket;
    let digits =
        flow.slice(number..limit.max(number)).iter().take(14).take_while(|c| c.is_ascii_digit()).count();
    let end = number + digits;
    let ends = flow.chars.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() && !among!("-—–*", *c));
    let mobile = flow.has(number, "1") && !OTHERS.iter().any(|first| flow.has(number, first));
    ((digits == 10 || digits == 12) && mobile && ends).then_some((
        start..end,
        "作为手机号码不是十一位",
        "is a mobile number without eleven digits",
    ))
}

/// A number behind an area code with six digits, or nine; one of five is the number of a service (0563-12345).
fn landline(flow: &Flow, sentence: &Range<usize>) -> impl Iterator<Item = Fault> {
    let wrong = |digits: usize| digits == 6 || (9..=10).contains(&digits);
    landlines(flow, sentence).into_iter().filter(move |landline| wrong(landline.digits)).map(|landline| {
        (landline.range, "的号码不是七位或八位", "has neither seven nor eight digits behind its area code")
    })
}
