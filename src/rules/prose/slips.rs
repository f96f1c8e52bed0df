//! Slips of typing in the words that every report has: a character lost, written twice or turned round in them, a word said
//! twice, 我 without its organ.

use std::ops::Range;

use super::{places, quote};
use crate::rules::Severity;
use crate::rules::{Context, Finding, Source};
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::message::Message;

rule! {
    /// # 检查什么
    ///
    /// 报告里人人都写的词有没有写错：词中漏一个字、重一个字、两个字颠倒（政府信息公工作、公开工情况、依请申公开），“其中，其中”这样写了两遍的词，紧接着写了两遍的地名，“我未收到”这样漏了机关的自称，连在一起的两个逗号、顿号。
    ///
    /// # 为什么
    ///
    /// 改稿时删多、删少的字，校对最容易漏过；公开以后，读者一眼就能看到。
    ///
    /// # What it checks
    ///
    /// Slips in the words that every report has: a character lost, doubled or turned round inside a word, a word or a place's name said twice
    /// (其中，其中), 我 without what follows it (我未收到),
    /// and two commas side by side.
    ///
    /// # Why
    ///
    /// Such slips are left by corrections, are easily passed over in proof-reading and easily seen by whoever reads.
    ///
    /// # 例 Example
    ///
    /// ```breaks
    /// section 1 + 2024年，我镇依申请主动公开政府信息96条。
    /// → “依申请公开”和“主动公开”写在了一起
    /// ```
    ///
    /// ```passes
    /// section 1 + 规范依申请、主动公开政府信息的程序，依申请公开转为主动公开。
    /// ```
    ///
    /// ```breaks
    /// section 1 + 现将本年度政府信息公开工情况说明如下。
    /// → 应当是“公开工作情况”
    /// ```
    ///
    /// ```breaks
    /// section 1 + 明确专人负责政府信息公公开工作。
    /// ```
    ///
    /// ```breaks
    /// before = 本报告由总体情况、主动公开政府信息情况等八87部分组成。
    /// → 两个数字连在一起
    /// ```
    ///
    /// ```breaks
    /// section 5 + 其中，其中栏目更新慢的问题较为突出。
    /// → “其中”写了两遍
    /// ```
    ///
    /// ```breaks
    /// section 1 + 本年度我未收到要求更正信息的来信。
    /// → “我”字后面漏了字
    /// ```
    ///
    /// ```breaks
    /// section 1 + 云溪县云溪县青禾镇认真落实条例要求。
    /// → “云溪县”写了两遍
    /// ```
    ///
    /// ```breaks
    /// before + 全文包括总体情况、作被申请行政复议和提起行政诉讼情况。
    /// → 前面缺了字
    /// ```
    ///
    /// ```breaks
    /// section 1 + 内容有主动公开情况，、依申请公开情况。
    /// → 两个标点连在一起
    /// ```
    ///
    /// ```passes
    /// section 1 + 信息公告栏、信息公示栏按月更新，政府信息公开公告按季汇总，应公开尽公开，公开栏公开工程进度和工作作风建设情况。我镇全年未收到来信，其中没有投诉。
    /// ```
    pub TEXT_SLIP {
        name: "text-slip",
        kind: Text,
        title: ("正文写错了字", "A slip of typing in the text"),
        severity: Warning,
        source: Source::Practice,
        check: check,
    }
}

/// A word between the words around it. With a character of it lost, doubled or turned round nothing else is meant.
struct Frame {
    before: &'static str,
    word: [char; 2],
    /// Whether the word's second character alone between the others means something else (公开作情况说明).
    keeps_first: bool,
    behind: &'static [&'static str],
}

const fn frame(before: &'static str, word: [char; 2], behind: &'static [&'static str]) -> Frame {
    Frame { before, word, keeps_first: false, behind }
}

/// A frame whose word is told by its first character alone: its second would mean something else there.
const fn first_kept(before: &'static str, word: [char; 2], behind: &'static [&'static str]) -> Frame {
    Frame { keeps_first: true, ..frame(before, word, behind) }
}

const FRAMES: [Frame; 17] = [
    frame(
        "信息",
        ['公', '开'],
        &[
            "工作", "申请", "指南", "目录", "制度", "条例", "年度", "情况", "专栏", "栏目", "领导", "平台",
            "保密", "审查", "考核", "培训", "意识", "渠道", "年报", "事项", "内容", "中心",
        ],
    ),
    frame("主动", ['公', '开'], &["政府", "信息", "内容", "事项"]),
    frame("申请", ['公', '开'], &["政府", "信息"]),
    frame("政务", ['公', '开'], &["工作", "领导", "事项", "专栏", "栏目", "要点"]),
    first_kept("公开", ['工', '作'], &["情况", "年度", "领导", "机制", "要求", "制度"]),
    frame("公开", ['申', '请'], &["情况", "数量", "办理"]),
    frame("依", ['申', '请'], &["公开"]),
    frame("政府", ['信', '息'], &["公开", "管理"]),
    frame("人民", ['政', '府'], &["办公室", "网站", "门户"]),
    frame("申请", ['行', '政'], &["复议"]),
    frame("提起", ['行', '政'], &["诉讼"]),
    frame("行政", ['复', '议'], &["和", "、", "案件", "申请"]),
    frame("行政", ['诉', '讼'], &["案件", "情况"]),
    frame("国务院", ['办', '公'], &["厅"]),
    frame("信息", ['处', '理'], &["费"]),
    frame("行政", ['权', '力'], &["公开", "运行", "清单"]),
    first_kept("领导", ['小', '组'], &["办公室", "成员", "组长"]),
];

fn check(context: &Context) -> Vec<Finding> {
    let flow = &context.report.text;
    let severity = context.bearing.words(Severity::Warning);
    let tell = |range: Range<usize>, zh: String, en: String| {
        let words = quote(context.document, context.report, range.clone());
        let message = Message::new(format!("“{words}”{zh}"), format!("“{words}” {en}"));
        Finding::new(severity, message).at_places(places(context.report, range))
    };
    let mut findings = Vec::new();
    let stops: Vec<Range<usize>> =
        context.sentences.iter().flat_map(|sentence| doubled_stops(flow, &sentence.range)).collect();
    if let Some(first) = stops.first() {
        let words = quote(context.document, context.report, first.clone());
        let message = Message::new(
            format!("“{words}”两个标点连在一起，像是改稿留下的"),
            format!("“{words}”: two stops side by side, left by a correction"),
        );
        let at = stops.iter().flat_map(|range| places(context.report, range.clone()));
        findings.push(Finding::new(severity, message).at_places(at));
    }
    for sentence in &context.sentences {
        let range = sentence.range.clone();
        findings.extend(FRAMES.iter().flat_map(|frame| slips(flow, &range, frame)).map(|(at, right)| {
            tell(at, format!("像是写错了字，应当是“{right}”"), format!("has a slip of typing: {right}"))
        }));
        findings.extend(
            said_twice(flow, &range)
                .map(|(at, word)| tell(at, format!("里“{word}”写了两遍"), format!("says {word} twice"))),
        );
        findings.extend(
            place_twice(flow, &range)
                .map(|(at, name)| tell(at, format!("里“{name}”写了两遍"), format!("says {name} twice"))),
        );
        findings.extend(lost_before(flow, &range).map(|at| {
            tell(
                at,
                "前面缺了字，像是“因政府信息公开工作被申请行政复议”".to_owned(),
                "lacks what stood before it: 因政府信息公开工作被申请行政复议".to_owned(),
            )
        }));
        findings.extend(two_numerals(flow, &range).map(|at| {
            tell(
                at,
                "里两个数字连在一起，像是改稿留下的".to_owned(),
                "holds two numerals, left by a correction".to_owned(),
            )
        }));
        findings.extend(in_fact(flow, &range).map(|at| {
            tell(at, "像是写错了字，应当是“其中”".to_owned(), "has a slip of typing: 其中".to_owned())
        }));
        findings.extend(two_classes(flow, &range).map(|at| {
            tell(
                at,
                "把“依申请公开”和“主动公开”写在了一起，两种公开不会是同一件".to_owned(),
                "runs two classes of disclosure together: on request, and without".to_owned(),
            )
        }));
        findings.extend(
            without_organ(flow, &range)
                .map(|at| tell(at, "里“我”字后面漏了字".to_owned(), "lacks what 我 belongs to".to_owned())),
        );
    }
    findings
}

/// Where a frame stands with a slip in its word, and how it is written right.
fn slips(flow: &Flow, sentence: &Range<usize>, frame: &Frame) -> Vec<(Range<usize>, String)> {
    let [first, second] = frame.word;
    let written: [&[char]; 5] =
        [&[first], &[first, first, second], &[first, second, second], &[second, first], &[second]];
    // The last, the second character alone, only where it means nothing else.
    let written = written.iter().take(if frame.keeps_first { 4 } else { 5 });
    let length = frame.before.chars().count();
    let places = flow.find_all(sentence.clone(), frame.before).filter_map(|at| {
        let from = at + length;
        written.clone().find_map(|word| {
            let end = from + word.len();
            let same = end <= sentence.end && flow.slice(from..end) == *word;
            let behind = frame.behind.iter().find(|behind| same && flow.has(end, behind))?;
            let stop = end + behind.chars().count();
            // What stands on two lines may have lost something between them.
            let whole = stop <= sentence.end && (at + 1..stop).all(|index| !flow.starts_piece(index));
            whole.then(|| (at..stop, format!("{}{first}{second}{behind}", frame.before)))
        })
    });
    places.collect()
}

/// A word by which a sentence goes on, said twice: 其中，其中.
fn said_twice<'a>(
    flow: &'a Flow,
    sentence: &'a Range<usize>,
) -> impl Iterator<Item = (Range<usize>, &'static str)> + 'a {
    const WORDS: [&str; 10] =
        ["其中", "通过", "根据", "按照", "关于", "以及", "同时", "截至", "依托", "为了"];
    WORDS.iter().flat_map(move |word| {
        flow.find_all(sentence.clone(), word).filter_map(move |at| {
            let gap = usize::from(flow.has(at + 2, ",") || flow.has(at + 2, ":"));
            let again = at + 2 + gap;
            let whole = (at + 1..again + 2).all(|index| !flow.starts_piece(index));
            (again + 2 <= sentence.end && flow.has(again, word) && whole).then_some((at..again + 2, *word))
        })
    })
}

/// The name of a place written again right behind itself: 景阳县景阳县行政审批局.
fn place_twice(flow: &Flow, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=6;
    sentence.clone().find_map(|last| {
        let place = flow.chars.get(last).is_some_and(|c| among!("县市区镇乡旗州", *c));
        let length = LENGTHS.filter(|_| place).find(|length| {
            let Some(start) = (last + 1).checked_sub(*length).filter(|start| *start >= sentence.start) else {
                return false;
            };
            let name = flow.slice(start..last + 1);
            let again = flow.slice(last + 1..(last + 1 + length).min(sentence.end));
            // What stands on two lines may be a title and the sentence below it.
            let whole = (start + 1..last + 1 + length).all(|index| !flow.starts_piece(index));
            name == again && name.iter().all(|c| is_han(*c)) && whole
        })?;
        let start = last + 1 - length;
        Some((start..last + 1 + length, flow.text(start..last + 1)))
    })
}

/// 、作被申请行政复议: the words that stood before 工作被申请 are gone, and one character of 工作 is left.
fn lost_before(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const WORDS: &str = "作被申请行政复议";
    let at = flow.find(sentence.clone(), WORDS)?;
    let begins = at == sentence.start || flow.slice(at - 1..at).iter().all(|c| among!(",、;:", *c));
    let alone = begins && !flow.starts_piece(at);
    alone.then(|| at..at + WORDS.chars().count())
}

/// Two stops side by side where one belongs, with the character before them.
fn doubled_stops<'a>(flow: &'a Flow, sentence: &'a Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mark = |at: usize| flow.chars.get(at).is_some_and(|c| among!(",、", *c));
    (sentence.start + 1..sentence.end.saturating_sub(1)).filter_map(move |at| {
        let two = mark(at) && mark(at + 1) && !mark(at + 2) && !mark(at - 1);
        // What stood between may have been a picture or another line.
        let whole = !flow.gap_before(at) && !flow.gap_before(at + 1) && !flow.starts_piece(at + 1);
        (two && whole).then_some(at - 1..at + 2)
    })
}

/// 其实 (in fact) before numbers of a list, where 其中 (of these) is meant: 公开信息24条，其实主要是机构信息22条.
fn in_fact(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 16;
    flow.find_all(sentence.clone(), "其实").find_map(|at| {
        let reach = at + 2..(at + 2 + REACH).min(sentence.end);
        let counted = flow.slice(reach).windows(2).any(
            |pair| matches!(pair, [digit, unit] if digit.is_ascii_digit() && among!("条件份篇个", *unit)),
        );
        let before = flow.slice(sentence.start..at).iter().any(char::is_ascii_digit);
        let begins = at > 0 && flow.slice(at - 1..at).iter().all(|c| among!(",。;", *c));
        (counted && before && begins).then_some(at..at + 2)
    })
}

/// A numeral in characters and one in digits side by side before what is counted: 由八87部分组成.
fn two_numerals(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 3;
    let numeral = |at: usize| flow.chars.get(at).is_some_and(|c| among!("一二三四五六七八九十", *c));
    flow.find_all(sentence.clone(), "部分组成").find_map(|at| {
        let end = at
            - usize::from(at > sentence.start && flow.slice(at - 1..at).iter().all(|c| among!("个大", *c)));
        let digits = flow
            .slice(sentence.start..end)
            .iter()
            .rev()
            .take(MOST)
            .take_while(|c| c.is_ascii_digit())
            .count();
        let start = end.checked_sub(digits + 1).filter(|start| *start >= sentence.start && digits > 0)?;
        (numeral(start) && !flow.gap_before(start + 1)).then_some(start..at + 2)
    })
}

/// 依申请主动公开政府信息96条: what is made public on request is not made public without one.
fn two_classes(flow: &Flow, sentence: &Range<usize>) -> Option<Range<usize>> {
    const BOTH: &str = "依申请主动公开";
    flow.find_all(sentence.clone(), BOTH).find_map(|at| {
        let end = at + BOTH.chars().count();
        let counts = flow.has(end, "政府信息")
            || flow.has(end, "信息")
            || flow.chars.get(end).is_some_and(char::is_ascii_digit);
        (counts && (at + 1..end).all(|index| !flow.starts_piece(index))).then_some(at..end)
    })
}

/// 我 before what an organ does, without the organ: 本年度我未收到申请.
fn without_organ<'a>(flow: &'a Flow, sentence: &'a Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    const DOES: [&str; 8] =
        ["未收到", "没有收到", "共收到", "主动公开", "严格按", "认真落实", "认真贯彻", "严格落实"];
    flow.find_all(sentence.clone(), "我").filter_map(move |at| {
        let does = DOES.iter().find(|does| flow.has(at + 1, does))?;
        let end = at + 1 + does.chars().count();
        let whole = end <= sentence.end && (at + 1..end).all(|index| !flow.starts_piece(index));
        // 自我严格要求: of oneself.
        let own = at > 0 && flow.has(at - 1, "自");
        (whole && !own).then_some(at..end)
    })
}
