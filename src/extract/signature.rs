//! The signature at the end of a report: organ and date.

use std::ops::Range;

use super::page_fields;
use crate::report::organ::is_name;
use crate::text::dates::{Date, date_at};
use crate::text::flow::Flow;

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The organ that signs; empty where only a date stands.
    pub organ: Range<usize>,
    /// The date.
    pub date: Date,
    /// Where the date stands.
    pub date_range: Range<usize>,
}

/// How the report ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// One past the last character of the report's text, signature not included.
    pub end: usize,
    /// The signature, where there is one.
    pub signature: Option<Signature>,
}

/// Finds the end of the report after its last heading, which ends at `from`; `own` is the organ's name where the title
/// names it.
#[must_use]
pub fn ending(flow: &Flow, from: usize, own: &Range<usize>) -> Ending {
    // Without any heading, what stands above the first sentence are fields of the page: dates, 分享到, the size of letters.
    let from = if from == 0 { flow.find(0..flow.len(), "。").unwrap_or(0) } else { from };
    let furniture = page_fields::begin_after(flow, from..flow.len());
    let own = flow.slice(own.clone());
    let signature =
        (from..furniture).find_map(|index| signature_at(flow, index, from, furniture)).map(|found| {
            // `事项无某县教育局`: in a text without lines the last word of the section stands before the name.
            let signed = flow.slice(found.organ.clone());
            let start = found.organ.end - own.len().min(signed.len());
            // 国家税务总局, 云溪县 before the title's name are part of the full name.
            let named = is_name(flow.slice(found.organ.start..start));
            let more = !own.is_empty() && !named && signed.len() > own.len() && signed.ends_with(own);
            if more { Signature { organ: start..found.organ.end, ..found } } else { found }
        });
    let end = signature.as_ref().map_or(furniture, |signature| {
        if signature.organ.is_empty() { signature.date_range.start } else { signature.organ.start }
    });
    Ending { end, signature }
}

/// A signature whose date begins at an index.
fn signature_at(flow: &Flow, index: usize, from: usize, until: usize) -> Option<Signature> {
    if !matches!(flow.chars.get(index), Some('1' | '2' | '二')) {
        return None;
    }
    let (date, end) = date_at(flow, index)?;
    // After the date nothing of the sentence may follow.
    let alone_after =
        end >= until || flow.gap_before(end) || flow.chars.get(end).is_some_and(|c| among!("|)[", *c));
    if !alone_after {
        return None;
    }
    let bracket = usize::from(index > from && flow.chars.get(index - 1) == Some(&'('));
    let before = index - bracket;
    let organ = organ_before(flow, before, from);
    let last = end + bracket >= flow.len() || flow.starts_piece(end + bracket);
    // 自⏎2023年1月1日⏎起至: a line of the sentence that says which days the numbers cover.
    let runs_on = |at: Option<usize>, signs: &str| {
        at.and_then(|at| flow.chars.get(at)).is_some_and(|c| signs.contains(*c))
    };
    let in_sentence = runs_on(before.checked_sub(1), "自从由至到") || runs_on(Some(end), "起至到止");
    let date_alone = flow.starts_piece(before) && last && !in_sentence;
    (!organ.is_empty() || date_alone).then_some(Signature { organ, date, date_range: index..end })
}

/// The organ's name that ends at an index; empty where what stands there is none.
fn organ_before(flow: &Flow, end: usize, from: usize) -> Range<usize> {
    const LONGEST: usize = 40;
    let mut start = end;
    while start > from && end - start <= LONGEST {
        let before = flow.chars.get(start - 1).copied().unwrap_or(' ');
        if among!("。,;:!?|\"》", before) {
            break;
        }
        start -= 1;
        // A gap ends the name, unless it stands directly before the date.
        if flow.gap_before(start) && is_name(flow.slice(start..end)) {
            break;
        }
    }
    if is_name(flow.slice(start..end)) { start..end } else { end..end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Document};

    fn ending_of(lines: &[&str]) -> (String, Option<(String, String)>) {
        let blocks = lines.iter().map(|line| Block::paragraph(*line)).collect();
        let flow = Flow::of(&Document { blocks, ..Document::default() });
        let ending = ending(&flow, 0, &(0..0));
        let signature = ending.signature.map(|each| (flow.text(each.organ), each.date.to_string()));
        (flow.text(0..ending.end), signature)
    }

    fn signed(organ: &str, date: &str) -> Option<(String, String)> {
        Some((organ.to_owned(), date.to_owned()))
    }

    #[test]
    fn signatures_in_one_line_and_on_lines_of_their_own() {
        assert_eq!(
            ending_of(&["无。 某区经济发展局2025年1月27日"]),
            ("无。".to_owned(), signed("某区经济发展局", "2025-01-27"))
        );
        assert_eq!(
            ending_of(&["无。", "某县人民政府", "2026年1月23日"]).1,
            signed("某县人民政府", "2026-01-23")
        );
        assert_eq!(ending_of(&["无。", "某县人民政府", "2026年1月23日"]).0, "无。");
        let text = "没有产生信息公开处理费。 某市某区人民政府办公室 2024年1月26日 区发改局|区民政局|某街道|";
        assert_eq!(ending_of(&[text]).1, signed("某市某区人民政府办公室", "2024-01-26"));
    }

    #[test]
    fn a_date_in_a_sentence_is_no_signature() {
        assert_eq!(ending_of(&["该办法由某局于2024年1月26日印发。"]).1, None);
        assert_eq!(ending_of(&["统计期限为2024年1月1日至", "2024年12月31日。"]).1, None);
        assert_eq!(ending_of(&["统计期限自", "2024年1月1日", "起至2024年12月31日止。"]).1, None);
        assert_eq!(ending_of(&["统计期限：", "2024年1月1日", "至", "2024年12月31日", "止"]).1, None);
    }

    #[test]
    fn a_tool_bar_above_the_first_sentence_ends_nothing() {
        let lines = [
            "听全文",
            "2016-02-22",
            "分享到",
            "本报告由概述等部分组成。",
            "我局专人负责。",
            "分享到",
            "微信",
        ];
        assert_eq!(ending_of(&lines).0, "听全文2016-02-22分享到本报告由概述等部分组成。我局专人负责。");
    }

    #[test]
    fn furniture_ends_the_report() {
        for line in
            ["【关闭窗口】", "分享:", "凡本网注明“来源”的作品", "上一篇：某某", "版权所有：某县人民政府"]
        {
            assert_eq!(ending_of(&["无其他需要报告的事项。", line]).0, "无其他需要报告的事项。", "{line}");
        }
    }
}
