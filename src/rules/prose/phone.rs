//! Telephone numbers of the organ that lack a digit.

use std::ops::Range;

use super::places;
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 联系电话、传真的号码位数与区号相符：北京、上海等三位区号的地方和已经升到八位的地方，号码是八位，写成七位的少了一位。
    ///
    /// # 为什么
    ///
    /// 联系方式是给公众用的，少一位就打不通；往往是号码升位以后没有改。
    ///
    /// # What it checks
    ///
    /// Telephone and fax numbers have as many digits as their area code asks for: eight where the code has three digits and
    /// in cities that have gone over to eight.
    ///
    /// # Why
    ///
    /// A number that lacks a digit reaches nobody; most often it dates from before numbers became longer.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// before = 联系电话：0591-2345678。
    /// → 0591-2345678
    /// ```
    ///
    /// ```breaks
    /// before = 传真：（021）5234567，邮编：200000。
    /// ```
    ///
    /// ```passes
    /// before = 联系电话：0591-23456789，传真：0591-23456780。
    /// ```
    ///
    /// ```passes
    /// before = 联系电话：0563-2345678。
    /// ```
    ///
    /// ```passes
    /// section 1 + 索引号0591-2345678的文件已经归档。
    /// ```
    pub PHONE_INCOMPLETE {
        name: "phone-incomplete",
        kind: Text,
        title: ("电话号码少了一位", "A telephone number lacks a digit"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

/// Area codes of four digits whose numbers have eight: a table of facts, of which only those known for certain are here.
const EIGHT: [&str; 38] = [
    "0311", "0371", "0411", "0431", "0451", "0510", "0511", "0512", "0513", "0514", "0515", "0516", "0517",
    "0518", "0519", "0523", "0527", "0531", "0532", "0551", "0571", "0573", "0574", "0575", "0576", "0577",
    "0579", "0591", "0595", "0731", "0755", "0757", "0760", "0769", "0791", "0851", "0871", "0898",
];

fn check(context: &Context) -> Vec<Finding> {
    let report = context.report;
    let flow = &report.text;
    // The last of these cities went over in 2014.
    if report.year.is_none_or(|year| year < 2016) {
        return Vec::new();
    }
    let found: Vec<Range<usize>> = context
        .sentences
        .iter()
        .flat_map(|sentence| landlines(flow, &sentence.range))
        .filter(|landline| landline.digits == SHORT && has_eight(&landline.code))
        .map(|landline| landline.range)
        .collect();
    let Some(first) = found.first() else { return Vec::new() };
    let written = flow.text(first.clone());
    let message = Message::new(
        format!("电话号码“{written}”少了一位，这个区号的号码是八位"),
        format!("The number “{written}” lacks a digit: those of this area have eight"),
    );
    let severity = context.bearing.words(Severity::Warning);
    vec![Finding::new(severity, message).at_places(found.into_iter().flat_map(|at| places(report, at)))]
}

/// Digits of a number that lacks one where numbers have eight.
const SHORT: usize = 7;

/// Whether the numbers of an area have eight digits.
fn has_eight(code: &str) -> bool {
    EIGHT.contains(&code) || code.len() == 3 && (code == "010" || code.starts_with("02"))
}

/// A number behind its area code.
pub(super) struct Landline {
    /// Code and number.
    pub(super) range: Range<usize>,
    code: String,
    /// Digits of the number.
    pub(super) digits: usize,
}

/// The numbers with an area code (0563-2345678, (0563)2345678) in a sentence, where a telephone is given.
pub(super) fn landlines(flow: &Flow, sentence: &Range<usize>) -> Vec<Landline> {
    const NEAR: usize = 14;
    const PHONES: [&str; 3] = ["电话", "传真", "热线"];
    if !flow.says(sentence.clone(), &PHONES) {
        return Vec::new();
    }
    let digits = |from: usize| {
        flow.slice(from..sentence.end.min(from + 12)).iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let is_dash = |index: usize| flow.chars.get(index).is_some_and(|c| among!("-—–", *c));
    let mut found = Vec::new();
    let mut index = sentence.start;
    while index < sentence.end {
        let length = digits(index);
        if length == 0 {
            index += 1;
            continue;
        }
        let start = index;
        index += length;
        let code = flow.text(start..index);
        let bracket = flow.has(index, ")");
        let joined = bracket || is_dash(index);
        let from = index + 1 + usize::from(bracket && is_dash(index + 1));
        let number = digits(from);
        let end = from + number;
        // 0591-2345678/79 gives two numbers; a letter or a dash goes on.
        let ends =
            !is_dash(end) && flow.chars.get(end).is_none_or(|c| !c.is_ascii_alphanumeric() && *c != '*');
        let near = start.saturating_sub(NEAR).max(sentence.start)..start;
        let phone = || flow.says(near.clone(), &PHONES);
        if (3..=4).contains(&length) && code.starts_with('0') && joined && number > 0 && ends && phone() {
            found.push(Landline { range: start..end, code, digits: number });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_its_area_code_ends_where_nothing_goes_on() {
        for (line, numbers) in [
            ("联系电话：0591-2345678。", &[("0591-2345678", 7)][..]),
            ("联系电话：（0591）23456789，", &[("0591)23456789", 8)]),
            ("联系电话：（0591）-2345678", &[("0591)-2345678", 7)]),
            ("传真：020-87654321、热线：020-1234567", &[("020-87654321", 8), ("020-1234567", 7)]),
            // A second number, an extension, a letter, a blank to be filled in: not the number itself.
            ("联系电话：0591-2345678-12", &[]),
            ("联系电话：0591-2345678a", &[]),
            ("联系电话：0591-23456**", &[]),
            // No area code: it does not begin with 0, is too long, or nothing joins it to a number.
            ("联系电话：1591-2345678", &[]),
            ("联系电话：05912-345678", &[]),
            ("联系电话：05912345678", &[]),
            ("联系电话：0591-", &[]),
            // No telephone.
            ("邮政编码：0591-2345678", &[]),
        ] {
            let flow = Flow::of_line(line);
            let found = landlines(&flow, &(0..flow.len()));
            let found: Vec<(String, usize)> =
                found.into_iter().map(|each| (flow.text(each.range), each.digits)).collect();
            let expected: Vec<(String, usize)> =
                numbers.iter().map(|(text, digits)| ((*text).to_owned(), *digits)).collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
