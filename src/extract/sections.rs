//! The six sections, found by what their headings say.
//!
//! A heading stands on a line of its own, begins a paragraph, or stands in the middle of a text without lines; it may
//! have lost its ordinal or carry a wrong one. A list of the sections in the opening paragraph and a table of contents
//! are not headings.

mod wordings;

use std::ops::Range;

use self::wordings::{PHRASES, numbered};
pub use self::wordings::{TITLES, without_number};
use crate::document::Document;
use crate::order::Order;
use crate::report::Section;
use crate::text::flow::{Flow, Piece};
use crate::text::phrase::Phrases;
use crate::text::slip::{has_one_more, is_slip_of};

/// A line longer than this is a paragraph.
const LONGEST_LINE: usize = 45;

/// A section with its place in the stream, before it becomes a [`Section`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub number: u8,
    /// From the ordinal to the last word.
    pub range: Range<usize>,
    /// Characters of the ordinal with its mark; empty where there is none.
    pub ordinal: Range<usize>,
    /// How much it looks like the heading.
    rank: Rank,
    /// A list goes on after it: it names the section in a sentence.
    listed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Only its key words are there: damaged, or in words of the organ's own.
    Keywords,
    /// In the words of an older form.
    Older,
    /// The form's words after an ordinal that numbers what stands inside a section: （一）.
    Bracketed,
    /// The form's words or an accepted variant, in running text.
    Inline,
    /// The same at the beginning of a line.
    Line,
}

/// Finds the headings of the six sections in a part of the stream, each at most once, in the order of the document; and
/// where its tables of contents stand.
#[must_use]
pub fn headings(flow: &Flow, range: &Range<usize>) -> (Vec<Heading>, Vec<Range<usize>>) {
    let mut candidates = candidates(flow, range);
    drop_items(flow, &mut candidates);
    drop_inner(flow, &mut candidates);
    let contents = drop_lists(flow, &mut candidates);
    let mut found: Vec<Heading> = Vec::new();
    for number in 1..=6 {
        let mut best: Option<&Heading> = None;
        for candidate in candidates.iter().filter(|candidate| candidate.number == number) {
            // Of equally good ones, the one that carries the section's own number.
            let rank = |heading: &Heading| (heading.rank, ordinal_value(flow, heading) == Some(number));
            if best.is_none_or(|best| rank(candidate) > rank(best)) {
                best = Some(candidate);
            }
        }
        found.extend(best.cloned());
    }
    found.extend(first_by_number(flow, range, &found));
    found.order_by_key(|heading| heading.range.start);
    (found, contents)
}

/// The first section under words of the organ's own (一、基本工作情况): it has no table and no duty by which its words could be
/// known, but a short line that numbers it 一 stands before the second section, which is numbered 二 in the form's words.
fn first_by_number(flow: &Flow, range: &Range<usize>, found: &[Heading]) -> Option<Heading> {
    let second = found.iter().find(|heading| heading.number == 2)?;
    let sure = second.rank == Rank::Line && flow.has(second.ordinal.start, "二、");
    if !sure || found.iter().any(|heading| heading.number == 1) {
        return None;
    }
    let numbered = |piece: &&Piece| {
        piece.cell.is_none() && piece.range.len() <= LONGEST_LINE && flow.has(piece.range.start, "一、")
    };
    let inside = |piece: &&Piece| range.start <= piece.range.start && piece.range.end <= second.range.start;
    let mut lines = flow.pieces.iter().filter(inside).filter(numbered);
    let line = lines.next().filter(|_| lines.next().is_none())?;
    // 一、加强领导。成立领导小组……: a point of a list says something.
    let words = flow.slice(line.range.start + 2..line.range.end);
    let heads = words.len() >= 2 && !words.iter().any(|c| among!("。;?\"《,:", *c));
    heads.then(|| Heading {
        number: 1,
        range: line.range.clone(),
        ordinal: line.range.start..line.range.start + 2,
        rank: Rank::Keywords,
        listed: false,
    })
}

/// Drops what is numbered inside a section: where 一、总体情况 heads the first, 1.主动公开情况 and （一）主动公开情况 below it are
/// aspects of it and not the second section, which may stand after the text was cut off.
fn drop_inner(flow: &Flow, candidates: &mut Vec<Heading>) {
    let chinese = |heading: &Heading| {
        flow.slice(heading.ordinal.clone()).first().is_some_and(|c| among!("一二三四五六七八九十", *c))
    };
    let first = |heading: &Heading| flow.slice(heading.ordinal.clone()).first().copied();
    let own = |heading: &Heading| {
        let digit = first(heading).and_then(|c| c.to_digit(10)).and_then(|digit| u8::try_from(digit).ok());
        digit.or_else(|| ordinal_value(flow, heading)) == Some(heading.number)
    };
    let inner =
        |heading: &Heading| first(heading).is_some_and(|c| c.is_ascii_digit() || c == '(') && !own(heading);
    if candidates.iter().any(|heading| chinese(heading) && own(heading)) {
        candidates.retain(|heading| !inner(heading));
    }
}

/// Whether a part of the text is the form's words for a section or an accepted variant of them, and nothing else.
#[must_use]
pub fn names_a_section(flow: &Flow, range: &Range<usize>) -> bool {
    PHRASES.iter().any(|(phrases, _)| phrases.match_at(flow, range.start, range.end) == Some(range.end))
}

/// The six sections of a report whose text ends at `end`.
#[must_use]
pub fn sections(flow: &Flow, document: &Document, headings: &[Heading], end: usize) -> Vec<Section> {
    (1..=6)
        .zip(TITLES)
        .map(|(number, title)| {
            let position = headings.iter().position(|heading| heading.number == number);
            let Some(heading) = position.and_then(|position| headings.get(position)) else {
                return Section {
                    number,
                    heading: title.to_owned(),
                    found: false,
                    place: None,
                    ordinal: None,
                    in_form_words: true,
                    body: Vec::new(),
                };
            };
            let next =
                position.and_then(|position| headings.get(position + 1)).map_or(end, |next| next.range.start);
            let ordinal = ordinal_text(flow, heading);
            Section {
                number,
                heading: flow.written(document, heading.range.clone()).trim().to_owned(),
                found: true,
                place: flow.place(heading.range.clone()),
                ordinal: (!ordinal.is_empty()).then_some(ordinal),
                in_form_words: heading.rank != Rank::Keywords,
                body: body(flow, heading.range.end..next.max(heading.range.end)),
            }
        })
        .collect()
}

/// The text between two headings: paragraphs as spans; a cell only where it is a text and not a value or a label.
fn body(flow: &Flow, range: Range<usize>) -> Vec<crate::document::Place> {
    const LONGEST_LABEL: usize = 60;
    let first = flow.piece_at(range.start);
    flow.pieces
        .iter()
        .skip(first)
        .take_while(|piece| piece.range.start < range.end)
        .filter(|piece| piece.cell.is_none() || piece.range.len() > LONGEST_LABEL)
        .filter(|piece| !is_page_number(flow.slice(piece.range.clone())))
        .filter_map(|piece| {
            let start = piece.range.start.max(range.start);
            let end = piece.range.end.min(range.end);
            flow.place(start..end)
        })
        .collect()
}

/// A line of digits and dashes: the number of a page, or a value that lost its table.
fn is_page_number(line: &[char]) -> bool {
    line.iter().all(|c| c.is_ascii_digit() || matches!(*c, '-' | '—' | '·' | '|' | '/' | '第' | '页' | '共'))
}

fn ordinal_text(flow: &Flow, heading: &Heading) -> String {
    flow.slice(heading.ordinal.clone()).iter().filter(|c| !among!("、.,:()第部分章", **c)).collect()
}

/// All places that look like one of the headings.
fn candidates(flow: &Flow, range: &Range<usize>) -> Vec<Heading> {
    let mut found = Vec::new();
    for (at, piece) in flow.pieces.iter().enumerate() {
        if !range.contains(&piece.range.start) {
            continue;
        }
        // 总体情况 in a cell beside others is a label; alone in its row, with its number, it is a heading.
        let in_cell = || ordinal_at(flow, piece.range.start).is_some() && alone_in_row(flow, at);
        if piece.cell.is_none() || piece.range.len() > 8 || in_cell() {
            found.extend(at_line(flow, piece.range.clone(), piece.heading));
        }
        for index in piece.range.start + 1..piece.range.end {
            let Some(ordinal) = ordinal_at(flow, index) else { continue };
            found.extend(in_line(flow, index, ordinal, piece.range.end));
        }
    }
    found
}

/// Whether a cell is the only one in its row that holds a text: a whole report can stand in one table. The unit in which
/// a table counts may stand at the end of the line.
fn alone_in_row(flow: &Flow, at: usize) -> bool {
    let Some(piece) = flow.pieces.get(at) else { return false };
    let row = |other: &&Piece| {
        other.block == piece.block && other.cell.map(|cell| cell.0) == piece.cell.map(|cell| cell.0)
    };
    let before = flow.pieces.iter().take(at).rev().take_while(row);
    let after = flow.pieces.iter().skip(at + 1).take_while(row);
    let unit = |start: usize| flow.has(start, "单位:") || flow.has(start, "(单位:");
    before.chain(after).all(|other| other.range.is_empty() || unit(other.range.start))
}

/// A heading that begins a piece.
fn at_line(flow: &Flow, piece: Range<usize>, marked: bool) -> Option<Heading> {
    let start = piece.start;
    let ordinal = ordinal_at(flow, start).filter(|words| *words < piece.end);
    let words = ordinal.unwrap_or(start);
    // （一） numbers what stands inside a section: only the form's own words make it a section.
    let bracketed = flow.has(start, "(");
    let heading = |number, end, rank| Heading {
        number,
        range: start..end,
        ordinal: start..words,
        rank,
        listed: continues(flow, end),
    };
    // Without an ordinal only a line that is nothing else can be a heading.
    if ordinal.is_none() && piece.len() > LONGEST_LINE {
        return None;
    }
    let broken = if ordinal.is_some() { broken_over_lines(flow, &piece, words) } else { None };
    if let Some((number, end)) = broken {
        return Some(heading(number, end, Rank::Line));
    }
    for (number, (phrases, older)) in (1..).zip(&*PHRASES) {
        for (list, rank) in [(phrases, Rank::Line), (older, Rank::Older)] {
            let Some(end) = heading_words(flow, words, piece.end, list) else { continue };
            let whole = flow.slice(end..piece.end).iter().all(|c| among!("。.:;,、", *c));
            // Without an ordinal, only a line that says nothing else is a heading. Words of older forms are too
            // common (基本情况) to be one inside a line.
            let led = || flow.has(end, "…") || flow.has(end, "..") || flow.has(end, "··");
            let accepted = match rank {
                Rank::Older => whole && !bracketed && (ordinal.is_some() || marked),
                _ => whole || ordinal.is_some() || led(),
            };
            if accepted {
                let rank = if bracketed { Rank::Bracketed } else { rank };
                let end = if whole { piece.end } else { end };
                return Some(heading(number, end, rank));
            }
        }
    }
    let short = piece.len() <= LONGEST_LINE && !bracketed && (ordinal.is_some() || marked);
    let number = if short { by_key_words(flow.slice(words..piece.end)) } else { None }?;
    Some(Heading { listed: false, ..heading(number, piece.end, Rank::Keywords) })
}

/// A heading whose end stands on the next line: section and end.
fn broken_over_lines(flow: &Flow, piece: &Range<usize>, words: usize) -> Option<(u8, usize)> {
    let next = flow.pieces.get(flow.piece_at(piece.end)).filter(|next| next.cell.is_none())?;
    if piece.len() > LONGEST_LINE || words + 2 > piece.end {
        return None;
    }
    (1..).zip(&*PHRASES).find_map(|(number, (phrases, _))| {
        // A line that is a heading by itself is not carried on, unless it ends in “and”.
        let unfinished = flow.chars.get(piece.end - 1).is_some_and(|last| among!("及和与、", *last));
        if heading_words(flow, words, piece.end, phrases) == Some(piece.end) && !unfinished {
            return None;
        }
        let end = heading_words(flow, words, next.range.end, phrases)?;
        (end > piece.end).then_some((number, end))
    })
}

/// A heading inside a piece: it must carry an ordinal, and its words must be the form's.
fn in_line(flow: &Flow, start: usize, words: usize, piece_end: usize) -> Option<Heading> {
    let before = flow.chars.get(start - 1).copied().unwrap_or(' ');
    // A reference to a section (见“二、主动公开政府信息情况”) is not its heading.
    if matches!(before, '"' | '\'' | '《' | '<' | '(' | '见' | '第' | '和' | '及' | '由' | '为' | '十')
    {
        return None;
    }
    let known = (1..).zip(&*PHRASES).find_map(|(number, (phrases, older))| {
        let (end, rank) = match heading_words(flow, words, piece_end, phrases) {
            Some(end) => (end, Rank::Inline),
            None => (heading_words(flow, words, piece_end, older)?, Rank::Older),
        };
        let older_stands_alone = rank != Rank::Older
            || among!("。]", before)
            || (end == piece_end || flow.gap_before(end))
            || flow.chars.get(end) == Some(&'(');
        older_stands_alone.then(|| Heading {
            number,
            range: start..end,
            ordinal: start..words,
            rank,
            listed: continues(flow, end),
        })
    });
    known.or_else(|| slipped(flow, start, words, before))
}

/// A heading inside a piece, in the form's words with one slip, under its own number and where a sentence or a table
/// ended: 0 四、政府信息公开行政法复议、行政诉讼情况.
fn slipped(flow: &Flow, start: usize, words: usize, before: char) -> Option<Heading> {
    const SHORTEST: usize = 8;
    if !(among!("。;", before) || before.is_ascii_digit()) {
        return None;
    }
    let (number, own) = numbered(*flow.chars.get(start)?)?;
    let length = own.chars().count();
    if length < SHORTEST {
        return None;
    }
    let last = own.chars().last();
    let end = (words + length - 2..=words + length + 2).filter(|end| *end <= flow.len()).find(|end| {
        let text = flow.slice(words..*end);
        text.last().copied() == last && (is_slip_of(text, own) || has_one_more(text, own))
    })?;
    Some(Heading {
        number,
        range: start..end,
        ordinal: start..words,
        rank: Rank::Keywords,
        listed: continues(flow, end),
    })
}

/// Whether the words after a heading make it a part of a sentence.
fn continues(flow: &Flow, end: usize) -> bool {
    let at_edge = flow.starts_piece(end);
    !at_edge && flow.chars.get(end).is_some_and(|next| among!("、和与及以,;的等", *next))
}

/// Where the words of a heading end, with a year before them read over (2023年主动公开政府信息情况).
fn heading_words(flow: &Flow, index: usize, limit: usize, phrases: &Phrases) -> Option<usize> {
    let digits = flow.slice(index..index + 4).iter().all(char::is_ascii_digit);
    let start = match (digits, flow.chars.get(index + 4), flow.chars.get(index + 5)) {
        (true, Some('年'), Some('度')) => index + 6,
        (true, Some('年'), _) => index + 5,
        _ => index,
    };
    phrases.match_at(flow, start, limit)
}

/// An ordinal at a place (`一、`, `(一)`, `第一部分`, `1.`), with the index after it.
///
/// Only the ordinals that a section can carry are taken: 一 to 十 and what recognition makes of them.
fn ordinal_at(flow: &Flow, index: usize) -> Option<usize> {
    let at = |offset: usize| flow.chars.get(index + offset).copied();
    let first = at(0)?;
    if first == '第' {
        let numeral = at(1)?;
        let mark = match (at(2)?, at(3)) {
            ('部', Some('分')) => 4,
            ('章', _) => 3,
            _ => return None,
        };
        let end = index + mark;
        let separated = at(mark).is_some_and(|c| among!("、:.", c));
        return is_numeral(numeral).then_some(end + usize::from(separated));
    }
    if first == '(' {
        let closes = at(2) == Some(')') && is_numeral(at(1)?) && flow.starts_piece(index);
        return closes.then(|| index + 3 + usize::from(at(3).is_some_and(|c| among!("、.", c))));
    }
    let begins = flow.starts_piece(index);
    // At the beginning of a line a recogniser's 一 may be a dash, and an Arabic number may stand for it.
    if !(is_numeral(first) || begins && (first == '-' || ('1'..='6').contains(&first))) {
        return None;
    }
    let length = if is_numeral(first) && at(1).is_some_and(is_numeral) { 2 } else { 1 };
    let mark = at(length)?;
    // `一　总体情况`: the mark was a space.
    let spaced = begins && is_numeral(first) && flow.gap_before(index + length);
    if spaced && !among!("、.,:", mark) {
        return Some(index + length);
    }
    if among!("、.,:", mark) {
        return Some(index + length + 1);
    }
    // 。一总体情况: the mark was left out before the form's own words, where a sentence or a table ended.
    let before = index.checked_sub(1).and_then(|before| flow.chars.get(before).copied());
    let stands_alone = before.is_some_and(|c| among!("。;", c) || c.is_ascii_digit());
    let own = numbered(first).is_some_and(|(_, words)| flow.has(index + length, words));
    (length == 1 && stands_alone && own).then_some(index + length)
}

fn is_numeral(character: char) -> bool {
    matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The section that the key words of a short line with an ordinal name.
fn by_key_words(words: &[char]) -> Option<u8> {
    let text: String = words.iter().collect();
    let has = |word: &str| text.contains(word);
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if text.chars().any(|c| matches!(c, '。' | ';' | '?' | '"' | '《')) {
        return None;
    }
    // Detail rows of the tables begin with ordinals too.
    if has("本年新收") || has("结转") || has("办理结果") || has("处理决定") || has("第二十条")
    {
        return None;
    }
    let slip = (1..).zip(TITLES).find(|(_, title)| is_slip_of(words, without_number(title)));
    if let Some((number, _)) = slip {
        return Some(number);
    }
    if (has("行政复议") || has("行政诉讼")) && has("情况") || has("复议") && has("诉讼") {
        Some(4)
    } else if has("主动公开") && (has("情况") || has("信息情")) {
        Some(2)
    } else if (has("公开申请") || has("申请公开")) && has("情况") {
        Some(3)
    } else if has("问题") && any(&["改进", "整改", "存在", "措施", "打算", "计划"])
        || has("不足") && any(&["改进", "措施", "下一步"])
    {
        Some(5)
    } else if (has("其他") || has("其它"))
        && (has("事项") || has("需要报告") || text.chars().count() <= 6 && has("情况"))
    {
        Some(6)
    } else if has("总体") && has("情") {
        Some(1)
    } else {
        None
    }
}

/// Drops the list of sections in an opening sentence and tables of contents; where the latter stand.
fn drop_lists(flow: &Flow, candidates: &mut Vec<Heading>) -> Vec<Range<usize>> {
    candidates.order_by_key(|candidate| candidate.range.start);
    let close = |left: &Heading, right: &Heading| {
        right.number > left.number && only_items(flow, left.range.end..right.range.start)
    };
    let mut contents = Vec::new();
    let mut keep = vec![true; candidates.len()];
    let mut start = 0;
    while start < candidates.len() {
        let mut end = start + 1;
        while let (Some(left), Some(right)) = (candidates.get(end - 1), candidates.get(end)) {
            if !close(left, right) {
                break;
            }
            end += 1;
        }
        let again = stands_again(candidates, start..end);
        if again || is_list(flow, candidates, start..end) {
            keep.iter_mut().take(end).skip(start).for_each(|keep| *keep = false);
        }
        if let (true, Some(first), Some(last)) = (again, candidates.get(start), candidates.get(end - 1)) {
            contents.push(first.range.start..line_end(flow, last.range.end));
        }
        start = end;
    }
    let mut keep = keep.into_iter();
    candidates.retain(|_| keep.next().unwrap_or(true));
    contents
}

/// What leads to the number of a page, and the number.
fn is_leader(character: &char) -> bool {
    character.is_ascii_digit() || among!("、,;.。·…-—_()[]:#", *character)
}

/// The end of the line of a heading in a table of contents, with what leads to the number of the page, the number, or what
/// stands there where the page was not found.
fn line_end(flow: &Flow, end: usize) -> usize {
    let line = flow.pieces.get(flow.piece_at(end - 1)).map_or(end, |piece| piece.range.end);
    if line - end <= LONGEST_LINE {
        return line;
    }
    end + flow.slice(end..line).iter().take_while(|c| is_leader(c)).count()
}

/// Whether nothing stands between two headings but numbers of pages and lines of a few words that are numbered too.
fn only_items(flow: &Flow, range: Range<usize>) -> bool {
    const LONGEST: usize = 200;
    if range.start > range.end || range.len() > LONGEST {
        return false;
    }
    let rest = line_end(flow, range.start).min(range.end)..range.end;
    rest.is_empty()
        || flow.touched(&rest).all(|piece| {
            let line = flow.slice(piece.range.start..piece.range.end.min(rest.end));
            let item = || {
                line.len() <= LONGEST_LINE
                    && !line.contains(&'。')
                    && ordinal_at(flow, piece.range.start).is_some()
            };
            line.iter().all(is_leader) || piece.range.start >= rest.start && item()
        })
}

/// Drops what （一） numbers inside a section (（一）主动公开信息情况 in 总体情况): such an ordinal is a section's only where
/// others like it carry the numbers that the sections have.
fn drop_items(flow: &Flow, candidates: &mut Vec<Heading>) {
    let mut numbered: Vec<u8> = candidates
        .iter()
        .filter(|each| each.rank == Rank::Bracketed && ordinal_value(flow, each) == Some(each.number))
        .map(|each| each.number)
        .collect();
    numbered.dedup();
    if numbered.len() < 2 {
        candidates.retain(|each| each.rank != Rank::Bracketed);
    }
}

/// The number that the ordinal of a heading says: （二） is 2.
fn ordinal_value(flow: &Flow, heading: &Heading) -> Option<u8> {
    let numeral = flow.slice(heading.ordinal.clone()).iter().find(|c| is_numeral(**c))?;
    let position = "一二三四五六七八九十".chars().position(|each| each == *numeral)?;
    u8::try_from(position + 1).ok()
}

/// Whether a run of headings without text between them lists the sections instead of beginning them.
fn is_list(flow: &Flow, candidates: &[Heading], run: Range<usize>) -> bool {
    let Some(listed) = candidates.get(run.clone()) else { return false };
    let Some(last) = listed.last() else { return false };
    if listed.iter().any(|heading| heading.listed) {
        return true;
    }
    if listed.len() < 3 {
        return false;
    }
    let after = flow.text(last.range.end..last.range.end + 8);
    // 六部分组成, 六个部分; 部分地区… begins a text of its own.
    let counted = after.trim_start_matches(is_numeral).trim_start_matches(['个', '大']);
    ["组成", "等", "。本报告", "部分组成", "部分构成"].iter().any(|word| after.starts_with(word))
        || after.starts_with(is_numeral) && counted.starts_with("部分")
}

/// Whether the headings of a run stand once more behind it: it is a table of contents.
fn stands_again(candidates: &[Heading], run: Range<usize>) -> bool {
    let later =
        |heading: &&Heading| candidates.iter().skip(run.end).any(|later| later.number == heading.number);
    let again = candidates.iter().take(run.end).skip(run.start).filter(later).count();
    run.len() >= 3 && again * 3 >= run.len() * 2
}

#[cfg(test)]
#[path = "sections_tests.rs"]
mod tests;
