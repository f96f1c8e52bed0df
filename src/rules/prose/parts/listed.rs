//! Lists of the report's parts in its opening: which parts they name, and how many.

use std::ops::Range;

use crate::text::dates::digit;
use crate::text::flow::Flow;

/// A name in Chinese and English.
pub(super) type Name = (&'static str, &'static str);

/// A part: its name in both languages, and the words by which lists name it.
pub(super) type Part = (Name, &'static [&'static str]);

pub(super) const PARTS: [Part; 6] = [
    (
        ("总体情况", "overall situation"),
        &[
            "总体情况",
            "总体工作",
            "总体概述",
            "总体概况",
            "概述",
            "概况",
            "基本情况",
            "整体情况",
            "总的情况",
            "总体",
        ],
    ),
    (("主动公开政府信息情况", "disclosure"), &["主动公开"]),
    (
        ("收到和处理政府信息公开申请情况", "requests"),
        &[
            "收到和处理",
            "收到及处理",
            "依申请",
            "申请公开",
            "公开申请情况",
            "申请处理",
            "申请办理",
            "受理和处理",
            "处理政府信息公开申请",
        ],
    ),
    (("政府信息公开行政复议、行政诉讼情况", "reconsideration and lawsuits"), &["复议", "诉讼"]),
    (("存在的主要问题及改进情况", "problems and improvements"), &["问题", "不足", "改进", "整改"]),
    (
        ("其他需要报告的事项", "other matters"),
        &[
            "其他需要",
            "其它需要",
            "其他事项",
            "其它事项",
            "其他报告",
            "其它报告",
            "其他需",
            "其他应",
            "其他有关",
            "需要报告",
            "需要说明",
        ],
    ),
];

/// The list of the parts in an opening sentence that leaves one or two of the six out: where it stands and which are
/// missing. `announced`: the sentence says how many there are, so that 等 before the number opens nothing.
pub(super) fn named(
    flow: &Flow,
    sentence: &Range<usize>,
    announced: bool,
) -> Option<(Range<usize>, Vec<Name>)> {
    // The parts of the forms before 2019.
    const OLDER: [&str; 3] = ["机构", "人员", "统计表"];
    const LONGEST: usize = 600;
    if sentence.len() > LONGEST {
        return None;
    }
    // What is attached is no part: 并附相关指标统计表.
    let end = flow.find(sentence.clone(), "并附").unwrap_or(sentence.end);
    let sentence = &(sentence.start..end);
    let has = |words: &[&str]| flow.says(sentence.clone(), words);
    let counted = announced && has(&["部分"]);
    if !counted && !has(&["报告", "全文", "年报", "主要内容"]) {
        return None;
    }
    let lead = ["年报由", "报告由", "全文由", "组成", "包括", "包含", "分为", "共分", "内容"]
        .into_iter()
        .find_map(|word| flow.find(sentence.clone(), word))
        .or_else(|| counted.then_some(sentence.start))?;
    let missing: Vec<_> = PARTS.iter().filter(|(_, words)| !has(words)).map(|(name, _)| *name).collect();
    let last = sentence.end;
    let open = goes_on(flow, sentence)
        || flow.find(sentence.clone(), "等部分").is_some()
        || flow.says(lead..last, &["等内容", "等方面", "等情况", "等。", "等;", "等,"])
        || ends_in_others(flow, lead..last);
    let few = (1..=2).contains(&missing.len());
    (few && !has(&OLDER) && (announced || !open)).then(|| (sentence.clone(), missing))
}

/// Whether a list of parts names fees, as the form before 2019 did.
pub(super) fn named_fees(flow: &Flow, list: &Range<usize>) -> bool {
    flow.says(list.clone(), &["收费及减免", "收费和减免", "收费情况", "减免"])
}

/// Whether a list ends in 等 and a word for what it lists, without their number: 等内容组成, 等几方面构成.
fn goes_on(flow: &Flow, sentence: &Range<usize>) -> bool {
    const NEAR: usize = 6;
    ["组成", "构成"].into_iter().flat_map(|word| flow.find_all(sentence.clone(), word)).any(|end| {
        let words = flow.slice(end.saturating_sub(NEAR).max(sentence.start)..end);
        let after = words.iter().rposition(|c| *c == '等').map(|at| words.iter().skip(at + 1));
        after.is_some_and(|mut after| after.all(|c| digit(*c).is_none()))
    })
}

/// Whether 等, with a few words at most, ends a list: 行政诉讼、举报等相关数据.
fn ends_in_others(flow: &Flow, list: Range<usize>) -> bool {
    const FEW: usize = 14;
    let words = flow.slice(list);
    // 等六个方面 says how many there are.
    let tail = words.iter().rev().skip_while(|c| among!("。;", **c)).take(FEW);
    let mut tail = tail.take_while(|c| !among!("、,", **c) && digit(**c).is_none());
    tail.any(|c| *c == '等')
}

/// How many parts a list names: items that end in words for a part; what ends otherwise goes on in the next item
/// (行政复议、行政诉讼情况). The fewest and the most: what ends otherwise may also be a part of the organ's own, or go on
/// in the next (工作的主要经验、存在的问题和改进措施). Nothing where the list does not name the parts of a report.
pub(super) fn items(flow: &Flow, sentence: &Range<usize>) -> Option<(usize, usize)> {
    const OWN_PART: usize = 6;
    const ENDINGS: [&str; 7] = ["情况", "事项", "措施", "概述", "概况", "附表", "统计表"];
    let has = |word: &str| flow.find(sentence.clone(), word).is_some();
    if !has("主动公开") || !(has("问题") || has("改进")) {
        return None;
    }
    let mut count = 0;
    let mut doubtful = 0;
    let mut from = sentence.start;
    // 其他需要报告的事项 is the last part; what follows it goes on: …的事项,内容涵盖全年的情况.
    let mut last = false;
    let ends = |item: &str, last: &mut bool| {
        let ends = ENDINGS.iter().any(|ending| item.ends_with(ending));
        let counts = ends && (!*last || item.ends_with('表'));
        *last |= item.ends_with("事项") && (item.contains("其他") || item.contains("其它"));
        counts
    };
    // 甲,乙,丙情况、丁情况,戊: where commas divide the list, 、 stands within a part.
    let commas = sentence.clone().filter(|index| flow.chars.get(*index) == Some(&',')).count();
    let pauses = sentence.clone().filter(|index| flow.chars.get(*index) == Some(&'、')).count();
    // 甲情况;乙,丙、丁情况;…: likewise where semicolons do.
    let marks = match (divided_by_semicolons(flow, sentence, &ENDINGS), commas > pauses && pauses > 0) {
        (true, _) => ";:",
        (false, true) => ",;:\"",
        (false, false) => "、,;:\"",
    };
    for index in sentence.clone() {
        let mark = flow.chars.get(index).is_some_and(|c| marks.contains(*c));
        let announces = index > from && (flow.has(index, "等") || numbered_at(flow, index));
        // 改进情况以及其他需要报告的事项: the last part is joined by a word.
        let joined = ["以及其", "及其", "和其"].iter().any(|word| {
            flow.has(index, word)
                && flow.chars.get(index + word.chars().count()).is_some_and(|c| among!("他它", *c))
        });
        let joined = joined && {
            let item = flow.text(from..index);
            ENDINGS.iter().any(|ending| item.ends_with(ending))
        };
        if mark || announces || joined {
            let item = flow.text(from..index);
            // A part of the organ's own counts as well once the list has begun: 落实主要任务.
            let own = count > 0
                && item.chars().count() >= OWN_PART
                && !PARTS.iter().any(|(_, words)| words.iter().any(|word| item.contains(word)));
            let is_part = ends(&item, &mut last);
            count += usize::from(is_part);
            doubtful += usize::from(!is_part && own && !last);
            from = index + usize::from(!joined);
        }
        if numbered_at(flow, index) && count > 0 {
            return Some((count, count + doubtful));
        }
    }
    let item = flow.text(from..sentence.end);
    let item = item.trim_end_matches('。');
    count += usize::from(ends(item, &mut last));
    Some((count, count + doubtful))
}

/// Whether a list of the parts is divided by semicolons: most of what stands between them ends as a part does.
fn divided_by_semicolons(flow: &Flow, sentence: &Range<usize>, endings: &[&str]) -> bool {
    const FEWEST: usize = 3;
    let stops: Vec<usize> = flow.find_all(sentence.clone(), ";").collect();
    let starts = std::iter::once(sentence.start).chain(stops.iter().map(|stop| stop + 1));
    let ends =
        |(start, end): (usize, &usize)| endings.iter().any(|ending| flow.text(start..*end).ends_with(ending));
    let parts = starts.zip(&stops).filter(|part| ends(*part)).count();
    parts >= FEWEST && parts * 2 > stops.len()
}

/// Whether `六部分`, `六个部分`, `共6部分` stands at an index.
fn numbered_at(flow: &Flow, index: usize) -> bool {
    let start = index + usize::from(flow.has(index, "共"));
    let unit = start + 1;
    let after = unit + usize::from(flow.chars.get(unit).is_some_and(|c| among!("个大", *c)));
    flow.chars.get(start).copied().and_then(digit).is_some() && flow.has(after, "部分")
}
