//! The title of the report, and the year and the organ that it names.

use std::ops::Range;
use std::sync::LazyLock;

use super::page_fields::{Field, values};
use crate::report::organ::is_name;
use crate::text::dates::year_at;
use crate::text::flow::Flow;
use crate::text::fold::is_han;
use crate::text::phrase::Phrases;

/// A title in the stream.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Title {
    /// The whole title, organ included.
    pub range: Range<usize>,
    /// The organ that it names; empty where it names none.
    pub organ: Range<usize>,
    /// The year that it names.
    pub year: Option<i32>,
    /// The words after organ and year: 政府信息公开工作年度报告.
    pub words: Range<usize>,
    /// How good it is.
    score: u32,
}

const SUBJECT: &str =
    "政府信息和政务公开|政务和政府信息公开|政府信息与政务公开|政府信息公开|政务信息公开|政务公开|信息公开";

/// What a title says besides organ and year; what stands before and after the year of the second list.
static WHOLE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[&[
        "关于|",
        SUBJECT,
        "的|",
        "工作|",
        "开展|落实|推进|完成|",
        "情况|",
        "的|",
        "年度报告|年度工作报告|工作年度报告|年报|报告|工作报告|情况报告|情况年度报告|年度总结|总结|工作总结|年度情况报告|工作情况报告",
    ]])
});
/// A title with a slip in it (工作告年度报, 政府信息工作年度报告): it is still the title.
static SLIPPED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        &[
            SUBJECT,
            "工作|",
            "告|年|度|报|情|况",
            "年|度|报|告|情|况|",
            "年|度|报|告|",
            "年|度|报|告|",
            "年|度|报|告|",
            "报|告|",
        ],
        &["政府信息工作", "年度报告|年报"],
    ])
});
static BEFORE_YEAR: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(&[&["关于|", SUBJECT, "工作|", "情况|", "的|"]]));
static AFTER_YEAR: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[&[
        "年度|年|",
        "政府信息公开|",
        "工作|",
        "开展|落实|推进|完成|",
        "情况|",
        "年度报告|年度工作报告|工作年度报告|报告|年报|工作报告|总结|情况报告",
    ]])
});

/// The best title among the lines before `end` (the first heading); a title inside a sentence or in 《》 is none.
///
/// `year` is what the file's own title says, where it says one: lists of older reports stand round some reports.
#[must_use]
pub fn title(flow: &Flow, end: usize, year: Option<i32>) -> Option<Title> {
    let fields = values(flow, Field::Title, &(end..flow.len())).into_iter().map(|value| (value, true));
    let lines = flow.pieces.iter().take_while(|piece| piece.range.start < end);
    let mut titles: Vec<Title> = fields
        .chain(lines.map(|piece| (piece.range.clone(), false)))
        .filter_map(|(line, field)| title_in(flow, line, field))
        .collect();
    let agrees = |title: &Title| year.is_none() || title.year.is_none() || title.year == year;
    if titles.iter().any(agrees) {
        titles.retain(agrees);
    }
    let best = titles.iter().map(|title| title.score).max()?;
    titles.retain(|title| title.score == best);
    // Of equally good titles of several years, the one next to the text is the report's.
    let year = titles.last().and_then(|title| title.year);
    titles.retain(|title| title.year == year);
    let first = titles.first()?.clone();
    // `文件下载 某市2017年…` and `某市2017年…`: what one line has more is not of the name.
    let named = |title: &Title| !title.organ.is_empty() && ends_with(flow, &first.organ, &title.organ);
    titles.into_iter().filter(named).min_by_key(|title| title.organ.len()).or(Some(first))
}

/// A line between the title and `end` (the first heading) that is a title of the same report but for its year.
#[must_use]
pub fn title_of_another_year(flow: &Flow, title: &Title, end: usize, year: i32) -> Option<Range<usize>> {
    let lines = flow.pieces.iter().filter(|piece| {
        piece.range.start >= title.range.end && piece.range.end <= end && piece.cell.is_none()
    });
    let mut others = lines.filter_map(|piece| {
        let other = title_in(flow, piece.range.clone(), false)?;
        let whole = other.range.end >= piece.range.end && other.range.start == piece.range.start;
        let same = other.organ.is_empty()
            || ends_with(flow, &other.organ, &title.organ)
            || ends_with(flow, &title.organ, &other.organ);
        (whole && same && other.year.is_some_and(|other| other != year)).then_some(other.range)
    });
    // A list of the reports of several years is no title.
    let first = others.next()?;
    others.next().is_none().then_some(first)
}

/// The lines of a document that are a title with a year and nothing else.
pub fn dated_titles(flow: &Flow) -> impl Iterator<Item = Title> + '_ {
    flow.pieces.iter().filter_map(|piece| {
        let title = title_in(flow, piece.range.clone(), false)?;
        (title.year.is_some() && title.range.end >= piece.range.end).then_some(title)
    })
}

/// Whether a range of the stream ends in the same words as another.
pub fn ends_with(flow: &Flow, whole: &Range<usize>, tail: &Range<usize>) -> bool {
    flow.slice(whole.clone()).ends_with(flow.slice(tail.clone()))
}

/// The title in a text that is no part of the report: a file's own title.
#[must_use]
pub fn title_of(flow: &Flow) -> Option<Title> {
    title_in(flow, 0..flow.len(), true)
}

/// A title named in a sentence of the opening paragraph (现公布《某镇2019年政府信息公开工作年度报告》): one with an organ,
/// else one that only names the year of an annual report (编制了2021年政府信息公开年度报告).
#[must_use]
pub fn named_in_text(flow: &Flow, end: usize) -> Option<Title> {
    let mut dated = None;
    for subject in subjects(flow, 0..end.min(flow.len())) {
        let Some(title) = around(flow, subject, 0).filter(|title| title.year.is_some()) else { continue };
        if !title.organ.is_empty() {
            return Some(title);
        }
        let annual = flow.find(title.words.clone(), "年度报告").or(flow.find(title.words.clone(), "年报"));
        if annual.is_some() {
            dated.get_or_insert(title);
        }
    }
    dated
}

/// All places where the words of a title can begin.
fn subjects(flow: &Flow, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    range.filter(|index| match flow.chars.get(*index) {
        Some('政') => {
            SUBJECT.split('|').any(|words| flow.has(*index, words)) || flow.has(*index, "政府信息工作年")
        }
        Some('信') => flow.has(*index, "信息公开") && !follows_government(flow, *index),
        _ => false,
    })
}

/// 信息公开 inside 政府信息公开 or 政务信息公开.
fn follows_government(flow: &Flow, index: usize) -> bool {
    index.checked_sub(2).is_some_and(|before| flow.has(before, "政府") || flow.has(before, "政务"))
}

/// The title in a line, or at the beginning of a text that goes on after it.
fn title_in(flow: &Flow, line: Range<usize>, field: bool) -> Option<Title> {
    const LONGEST: usize = 70;
    let reach = line.start..line.end.min(line.start + LONGEST);
    subjects(flow, reach).take(4).find_map(|subject| {
        let mut title = around(flow, subject, line.start)?;
        // Something else before it in the line: a sentence, a path of links.
        let lead = flow.slice(line.start..title.range.start);
        if !lead.is_empty()
            && !is_tag(lead)
            && !lead.iter().all(|c| c.is_ascii_digit() || among!("#*|[]<>-", *c))
        {
            return None;
        }
        title.range.start = title.range.start.max(line.start);
        let after = title.range.end;
        // Behind the title: the end of the line, a gap, or the year in brackets.
        let separated = flow.chars.get(after).is_some_and(|c| among!("|(_-[<>", *c));
        let ends = after >= line.end || flow.gap_before(after) || separated;
        if !ends {
            return None;
        }
        if title.organ.is_empty() {
            join_line_before(flow, &mut title, line.start);
        }
        if title.organ.is_empty() && title.year.is_none() && !follows_year(flow, &mut title) {
            return None;
        }
        let official = flow.find(title.words.clone(), "政府信息公开").is_some();
        let annual = flow.find(title.words.clone(), "年").is_some() || title.year.is_some();
        let whole = after >= line.end;
        title.score = u32::from(title.year.is_some()) * 4
            + u32::from(!title.organ.is_empty()) * 4
            + u32::from(official) * 2
            + u32::from(annual)
            + u32::from(whole || field);
        Some(title)
    })
}

/// 【图文】 before a title: what kind of page it is.
fn is_tag(lead: &[char]) -> bool {
    const LONGEST: usize = 8;
    lead.len() <= LONGEST
        && matches!(lead, ['[', words @ .., ']'] if !words.is_empty() && words.iter().all(|c| is_han(*c)))
}

/// Organ, year and words round the subject 政府信息公开 at an index; `from`: where the line begins.
fn around(flow: &Flow, subject: usize, from: usize) -> Option<Title> {
    let limit = subject + 45;
    let mut title = Title::default();
    let mut words_end = WHOLE.match_at(flow, subject, limit);
    if let Some(before) = BEFORE_YEAR.match_at(flow, subject, limit) {
        let bracket = usize::from(flow.has(before, "("));
        if let Some((year, after)) = year_at(flow, before + bracket)
            && let Some(end) = AFTER_YEAR.match_at(flow, after, limit)
        {
            title.year = Some(year);
            words_end = Some(end);
        }
    }
    let slipped = words_end.is_none();
    let words_end = words_end.or_else(|| SLIPPED.match_at(flow, subject, limit))?;
    title.words = subject..words_end;
    title.range = subject..words_end;
    let mut start = subject;
    if flow.has(start.wrapping_sub(2), "关于") {
        start -= 2;
    }
    if title.year.is_none() {
        for (length, words) in [(5, "年"), (6, "年度"), (4, "")] {
            let Some(at) = start.checked_sub(length).filter(|at| *at >= from) else { continue };
            if let Some((year, after)) = year_at(flow, at)
                && flow.has(after, words)
                && after + words.chars().count() == start
            {
                title.year = Some(year);
                start = at;
                break;
            }
        }
    }
    if flow.has(start.wrapping_sub(2), "关于") {
        start -= 2;
    }
    let organ_end = start;
    let organ_start = organ_before(flow, organ_end, from);
    // 某局（以下简称本局）2025年…: the name ends before the bracket.
    let short = ["(以下简称", "(简称", "(下称"]
        .iter()
        .find_map(|words| flow.find(organ_start..organ_end, words))
        .filter(|bracket| *bracket > organ_start);
    title.organ = organ_start..short.unwrap_or(organ_end);
    if !is_name(flow.slice(title.organ.clone())) {
        // `2019年某市人民政府办公厅政府信息公开工作年度报告`: the year stands before the organ.
        title.organ = organ_end..organ_end;
    }
    title.range.start = title.organ.start.min(start);
    if title.year.is_none()
        && let Some((year, at)) = year_before(flow, title.organ.start, from)
    {
        title.year = Some(year);
        title.range.start = at;
    }
    // Damaged words alone (政府信息公开情况) are not a title: the year must stand with them.
    (!slipped || title.year.is_some()).then_some(title)
}

/// Words of the sentence before a name.
const VERBS: [&str; 15] = [
    "名称",
    "标题",
    "现公布",
    "现发布",
    "公布",
    "发布",
    "编制",
    "编写",
    "现将",
    "撰写",
    "形成",
    "公开",
    "制作",
    "报送",
    "发布了",
];

/// Where an organ's name that ends at `end` begins: at the last thing that cannot belong to it.
fn organ_before(flow: &Flow, end: usize, from: usize) -> usize {
    const LONGEST: usize = 40;
    const STOPS: &str = "。，,;:!?《》<>\"|[]#*/=>_年\u{3000}";
    let lowest = from.max(end.saturating_sub(LONGEST));
    let mut start = end;
    while start > lowest {
        let before = start - 1;
        if let Some(opening) = quoted_before(flow, start, lowest) {
            start = opening;
            continue;
        }
        if flow.chars.get(before).is_some_and(|c| among!(STOPS, *c) || c.is_ascii_digit()) {
            break;
        }
        let verb = VERBS.iter().any(|verb| {
            let length = verb.chars().count();
            start >= length && start != end && flow.has(start - length, verb)
        });
        if verb {
            break;
        }
        start = before;
        // A title begins its line: what stands on the line before belongs to something else.
        if flow.starts_piece(start) {
            break;
        }
    }
    // `2024年度某局…`: the second character of 年度 is none of the name.
    let of_year = start < end
        && flow.chars.get(start) == Some(&'度')
        && start.checked_sub(2).is_some_and(|digit| flow.chars.get(digit).is_some_and(char::is_ascii_digit))
        && flow.chars.get(start - 1) == Some(&'年');
    // 编制了某局…: the particle after the verb. 政府信息公开年报某局…: a link stands before the title.
    let of_verb = start < end && flow.chars.get(start) == Some(&'了');
    let of_link = start < end
        && flow.chars.get(start) == Some(&'报')
        && start.checked_sub(1).is_some_and(|at| flow.chars.get(at) == Some(&'年'));
    start + usize::from(of_year || of_verb || of_link)
}

/// Where a short word in quotation marks that is part of a name (某县“互联网+”发展中心) begins, if one ends at an index.
fn quoted_before(flow: &Flow, end: usize, lowest: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let closing = end.checked_sub(1).filter(|at| flow.chars.get(*at) == Some(&'"'))?;
    let goes_on = flow.chars.get(end).is_some_and(|c| is_han(*c));
    let reach = lowest.max(closing.saturating_sub(LONGEST))..closing;
    let opening = reach.rev().find(|at| flow.chars.get(*at) == Some(&'"'))?;
    let inside = flow.slice(opening + 1..closing);
    let word = !inside.is_empty()
        && inside.iter().all(|c| is_han(*c) || c.is_ascii_alphanumeric() || among!("+-", *c))
        // What stands between two quotations is the sentence's.
        && !VERBS.iter().any(|verb| inside.iter().copied().eq(verb.chars()));
    let starts_or_follows = flow.starts_piece(opening)
        || opening.checked_sub(1).is_some_and(|at| flow.chars.get(at).is_some_and(|c| is_han(*c)));
    (goes_on && word && starts_or_follows && !flow.gap_before(closing) && !flow.starts_piece(closing))
        .then_some(opening)
}

/// `2019年` or `2019年度` directly before an index.
fn year_before(flow: &Flow, index: usize, from: usize) -> Option<(i32, usize)> {
    [(5, "年"), (6, "年度")].into_iter().find_map(|(length, words)| {
        let at = index.checked_sub(length).filter(|at| *at >= from)?;
        let (year, after) = year_at(flow, at)?;
        flow.has(after, words).then_some((year, at))
    })
}

/// Takes the line before into a title without organ, where that line is an organ's name.
fn join_line_before(flow: &Flow, title: &mut Title, line: usize) {
    let Some(before) = flow.piece_at(line).checked_sub(1).and_then(|index| flow.pieces.get(index)) else {
        return;
    };
    // `某市国资委2023年度` stands above what the report is of.
    let whole = before.range.clone();
    let dated = year_before(flow, whole.end, whole.start).filter(|_| title.year.is_none());
    let organ = whole.start..dated.map_or(whole.end, |(_, at)| at);
    let name = flow.slice(organ.clone());
    if title.range.start == line && before.cell.is_none() && name.len() <= 30 && is_name(name) {
        title.year = dated.map(|(year, _)| year).or(title.year);
        title.organ = organ;
        title.range.start = whole.start;
    }
}

/// Takes a year in brackets or on the next line (`（2023年度）`) into a title without one.
fn follows_year(flow: &Flow, title: &mut Title) -> bool {
    let at = title.range.end + usize::from(flow.has(title.range.end, "("));
    let Some((year, after)) = year_at(flow, at) else { return false };
    if !flow.has(after, "年)") && !flow.has(after, "年度") && !flow.has(after, ")") {
        return false;
    }
    title.year = Some(year);
    true
}
