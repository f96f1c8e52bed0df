//! Names of places before a word: where they begin, and what only looks like one.

use std::collections::HashMap;
use std::ops::Range;

use super::own::{PLACE_SUFFIXES, PLACES};
use crate::text::flow::Flow;
use crate::text::fold::is_han;

/// The place that ends at an index: its name of two or three characters and its kind, where both edges are sure.
///
/// The left edge is sure at the beginning of a clause, after a wider place (云溪县大坝镇) and after words that lead to a
/// name. A part of the name that stands elsewhere in the text by itself is a word and no name (平台建设中街道).
pub(super) fn place_before(words: &mut Words, end: usize, from: usize) -> Option<(String, Range<usize>)> {
    const LEADS: [&str; 25] = [
        "网站", "门户", "平台", "栏目", "专栏", "通过", "依托", "利用", "登录", "根据", "按照", "发布",
        "公布", "现将", "编制", "在", "由", "将", "经", "从", "是", "了", "的", "年", "日",
    ];
    let flow = words.flow;
    let text = flow.slice(from..end);
    let suffix = PLACES.iter().find(|suffix| {
        let suffix: Vec<char> = suffix.chars().collect();
        text.ends_with(&suffix)
    })?;
    let stem_end = end - suffix.chars().count();
    [2, 3].into_iter().find_map(|length| {
        let start = stem_end.checked_sub(length).filter(|start| *start >= from)?;
        let before = start.checked_sub(1).and_then(|before| flow.chars.get(before)).copied();
        let begins = start == from || flow.gap_before(start) || before.is_none_or(|before| !is_han(before));
        let wider = before.is_some_and(|before| PLACE_SUFFIXES.contains(&before));
        let led = LEADS.iter().any(|lead| {
            let length = lead.chars().count();
            start >= from + length && flow.has(start - length, lead)
        });
        let stem = start..stem_end;
        let sure = begins || wider || led;
        (sure && is_name(flow.slice(stem.clone()), suffix) && (wider || !words.is_word(&stem, suffix)))
            .then(|| (flow.text(start..end), start..end))
    })
}

/// What was found out about names: a part of a name that stands elsewhere by itself is a word.
pub(super) struct Words<'a> {
    pub(super) flow: &'a Flow,
    known: HashMap<String, bool>,
}

impl<'a> Words<'a> {
    pub(super) fn of(flow: &'a Flow) -> Self {
        Self { flow, known: HashMap::new() }
    }

    /// Whether a part of what may be a name stands elsewhere in the text without the name: then it is a word.
    ///
    /// The text is read through once for each name; past a bound no more is taken for a name.
    pub(super) fn is_word(&mut self, stem: &Range<usize>, suffix: &str) -> bool {
        const MOST: usize = 48;
        let flow = self.flow;
        let whole = flow.text(stem.clone()) + suffix;
        if let Some(known) = self.known.get(&whole) {
            return *known;
        }
        if self.known.len() >= MOST {
            return true;
        }
        let word = (stem.start..stem.end.saturating_sub(1)).any(|index| {
            let pair = flow.text(index..index + 2);
            let offset = index - stem.start;
            flow.find_all(0..flow.len(), &pair)
                .any(|at| at.checked_sub(offset).is_none_or(|start| !flow.has(start, &whole)))
        });
        self.known.insert(whole, word);
        word
    }
}

/// Whether what stands before 镇, 乡, 县 and the like is a place's name and not a word: 规范镇政府网站, 各乡镇, 我县.
///
/// Rather a name missed than a word taken for one.
pub(super) fn is_name(stem: &[char], suffix: &str) -> bool {
    // Characters that words end in which stand before 镇政府, 县政府: verbs, prepositions, pronouns.
    const ENDS: &str = "强化进动善范用托绕全立好实升高快新护置通助挥宽富造合照据时极导与录询问布开织理障督查受保现行施整确出焦扣大\
                        展报送发传告知示作为对向给让使到入于从在是有无各每该本我及和由经将以把被的了着过等其此所又再已均也并或且\
                        中上下内外前后间设建抓紧按依凭借结接聚提推拓优健完落履执细明统筹参配组改编制订修写说讲看听办管配套层级区县乡镇村社城";
    const WORDS: [&str; 22] = [
        "城", "集", "小", "古", "名", "特色", "重点", "中心", "建制", "试点", "示范", "下辖", "所属", "相关",
        "其他", "周边", "邻近", "部分", "全体", "上级", "直属", "基层",
    ];
    let text: String = stem.iter().collect();
    let foreign_words = stem.iter().any(|c| !is_han(*c) || among!("我本全各该每两镇乡县市", *c));
    // 规范镇, 强化集镇: a verb ends at the end of the stem or before its last character.
    let ends = stem.iter().skip(1).any(|each| among!(ENDS, *each));
    let common_area = suffix == "区"
        && [
            "园", "辖", "片", "景", "开发", "高新", "实验", "示范", "保护", "自治", "服务", "功能", "经开",
            "度假",
        ]
        .iter()
        .any(|word| text.ends_with(word));
    (2..=3).contains(&stem.len()) && !foreign_words && !ends && !WORDS.contains(&&*text) && !common_area
}
