//! Names of the rules of provinces and cities on disclosure, and of what the regulation has no name for.

use std::ops::Range;

use super::citation::Citation;
use crate::text::flow::Flow;

/// The rule of a province or city on disclosure without 信息: 《云岭省政府公开条例》. The right name is the one with it.
pub(super) fn without_information(flow: &Flow, cited: &[Citation]) -> Option<(Range<usize>, String)> {
    cited.iter().find_map(|citation| {
        let text = flow.text(citation.title.clone());
        let (place, kind) = text.split_once("政府公开")?;
        let local = ["省", "自治区", "市", "国"].iter().any(|suffix| place.ends_with(suffix));
        let rule = ["条例", "办法", "规定", "暂行办法"].contains(&kind);
        (local && rule)
            .then(|| (citation.title.clone(), format!("{place}政府信息公开{kind}（或政务公开{kind}）")))
    })
}

/// The rule of a province or city without the word that says what it is: 根据《条例》和《云岭省政府信息公开》.
pub(super) fn without_kind(flow: &Flow, cited: &[Citation]) -> Option<Range<usize>> {
    const BEFORE: usize = 14;
    cited.iter().find_map(|citation| {
        let text = flow.text(citation.title.clone());
        let place = text.strip_suffix("政府信息公开")?;
        let local = ["省", "自治区", "市"].iter().any(|suffix| place.ends_with(suffix));
        let start = citation.title.start;
        let from = start.saturating_sub(BEFORE);
        let based = flow.says(from..start, &["条例》", "根据", "依据", "按照", "贯彻", "落实", "执行"]);
        // 《…政府信息公开》专栏, 宣传册: a thing of that name.
        let next = flow.chars.get(citation.title.end + 1).copied().unwrap_or(' ');
        let rule = among!("(、,。;的和等要有规", next);
        (local && based && rule).then(|| citation.title.clone())
    })
}

/// 1件属于“本机关不掌握相关政府信息”，故不予受理: one kind of answer called another.
pub(super) fn not_held(flow: &Flow, range: &Range<usize>) -> Option<Range<usize>> {
    const KIND: &str = "不掌握相关政府信息";
    const WRONG: &str = "不予受理";
    const NEAR: usize = 6;
    flow.find_all(range.clone(), KIND).find_map(|at| {
        let behind = at + KIND.chars().count();
        let wrong = flow.find(behind..(behind + NEAR + 4).min(range.end), WRONG)?;
        // 不掌握…2件，不予受理1件 counts two kinds.
        let joined = flow.slice(behind..wrong).iter().all(|c| !c.is_ascii_digit() && !among!("。;、", *c));
        let counted = flow.chars.get(wrong + 4).is_some_and(char::is_ascii_digit);
        (joined && !counted).then_some(at..wrong + 4)
    })
}

/// A document of the State Council or its office with a number of another one's series: 《国务院办公厅关于…的通知》(青政办函[2024]8号).
/// Its number begins with 国; that of a letter that passes it on belongs to another title.
pub(super) fn of_another_issuer(flow: &Flow, cited: &[Citation]) -> Option<Range<usize>> {
    /// Between a title and its number may stand what it is called from here on: (以下简称《要点》).
    const SHORT_NAME: usize = 8;
    cited.iter().enumerate().find_map(|(index, citation)| {
        let title = &citation.title;
        let issued = flow.has(title.start, "国务院") && flow.find(title.clone(), "转发").is_none();
        let named = cited.get(index + 1).filter(|next| {
            let between = title.end..next.title.start;
            between.len() <= SHORT_NAME && flow.find(between, "简称").is_some()
        });
        let number = citation.number.clone().or_else(|| named?.number.clone()).filter(|_| issued)?;
        // 中办发, 厅字: letters that both offices gave.
        let first = flow.chars.get(number.start).copied()?;
        (!among!("国中厅", first)).then_some(number)
    })
}
