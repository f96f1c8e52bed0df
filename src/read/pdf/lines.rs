//! Glyphs to lines of text, and lines to one text.

use std::borrow::Cow;

use super::geometry::{Area, Direction, Glyph};
use super::seen::raise_notes;
use crate::order::Order;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) area: Area,
    /// The largest font size in the line, in points.
    pub(super) size: f64,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
}

/// Groups glyphs into lines from top to bottom, each from left to right. White space alone makes no line.
pub(super) fn lines_of(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.order_by(|a, b| a.area.middle().1.total_cmp(&b.area.middle().1));
    let mut groups: Vec<(f64, f64, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        let middle = glyph.area.middle().1;
        match groups.last_mut() {
            Some((mean, size, group))
                if (middle - *mean).abs() <= 0.45 * size.min(glyph.area.height().max(4.0)) =>
            {
                group.push(glyph);
                let count = f64::from(u32::try_from(group.len()).unwrap_or(u32::MAX));
                *mean += (middle - *mean) / count;
                *size = size.max(glyph.area.height());
            }
            _ => groups.push((middle, glyph.area.height().max(4.0), vec![glyph])),
        }
    }
    notes_to_their_lines(&mut groups);
    groups.into_iter().filter_map(|(_, _, group)| line_of(group)).collect()
}

/// Small digits that stand so high or low that they make a line of their own belong to the line beside whose end they
/// stand.
fn notes_to_their_lines(groups: &mut Vec<(f64, f64, Vec<Glyph>)>) {
    let mut at = 0;
    while at < groups.len() {
        let beside = |note: &Glyph, line: &[Glyph]| {
            line.iter().any(|glyph| {
                let overlap = glyph.area.bottom.min(note.area.bottom) - glyph.area.top.max(note.area.top);
                note.size < 0.9 * glyph.size
                    && glyph.character.is_ascii_digit()
                    && overlap > 0.15 * note.area.height()
                    && (-0.1..0.5).contains(&((note.area.left - glyph.area.right) / glyph.size))
            })
        };
        let is_note = |note: &Glyph| {
            note.character.is_ascii_digit()
                || matches!(note.character, '[' | ']' | '(' | ')' | '*' | '注' | 'i' | 'v' | 'x')
        };
        let target = groups.get(at).and_then(|(_, _, notes)| {
            let first = notes.first()?;
            let small = notes.iter().all(|note| is_note(note) && note.size <= first.size * 1.1);
            if !small || notes.len() > 200 {
                return None;
            }
            let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let mut lines = neighbours.filter_map(|line| Some((line, &groups.get(line)?.2)));
            // A mark of several characters is beside the line with its first.
            lines.find(|(_, line)| beside(leftmost(notes).unwrap_or(first), line)).map(|(line, _)| line)
        });
        match target {
            Some(line) => {
                let notes = groups.remove(at).2;
                let line = if line > at { line - 1 } else { line };
                if let Some((_, _, glyphs)) = groups.get_mut(line) {
                    glyphs.extend(notes);
                }
            }
            None => at += 1,
        }
    }
}

fn leftmost(glyphs: &[Glyph]) -> Option<&Glyph> {
    glyphs.iter().min_by(|a, b| a.area.left.total_cmp(&b.area.left))
}

fn line_of(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.order_by(|a, b| a.area.left.total_cmp(&b.area.left));
    drop_doubles(&mut glyphs);
    raise_notes(&mut glyphs);
    let first_ink = glyphs.iter().position(|glyph| !glyph.character.is_whitespace())?;
    let last_ink = glyphs.iter().rposition(|glyph| !glyph.character.is_whitespace())?;
    let glyphs: Vec<Glyph> = glyphs.get(first_ink..=last_ink)?.to_vec();
    let first = glyphs.first()?;
    let area = glyphs.iter().fold(first.area, |area, glyph| area.union(glyph.area));
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let text = text_of(&glyphs);
    Some(Line { area, size, text, glyphs })
}

/// Bold type made by drawing a character twice is one character.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.drain(..) {
        let double = kept.iter().rev().take(3).any(|known| {
            known.character == glyph.character
                && (known.area.left - glyph.area.left).abs() < 0.2 * glyph.area.width().max(0.2 * glyph.size)
                && (known.area.top - glyph.area.top).abs() < 0.2 * glyph.size
        });
        if !double {
            kept.push(glyph);
        }
    }
    *glyphs = kept;
}

/// Whether a character is written without spaces between words.
pub(super) fn ideographic(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—' | '①'..='⑳')
}

/// A part of a line between gaps that are spaces.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Where it begins and ends, in points.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
}

impl Line {
    /// Whether it lists one number under a head: a label, its unit and a number, each in a column of its own.
    pub(super) fn is_listed(&self) -> bool {
        /// Columns are farther apart than words, as a part of the font size.
        const APART: f64 = 1.5;
        if !self.text.ends_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let words = words_of(&self.glyphs);
        let [label, .., unit, number] = words.as_slice() else { return false };
        let is_number = |word: &Word| word.text.chars().all(|c| c.is_ascii_digit() || among!(".,", c));
        let apart = |before: &Word, after: &Word| after.left - before.right > APART * self.size;
        is_number(number)
            && unit.text.chars().count() <= 3
            && !unit.text.contains(|c: char| c.is_ascii_digit())
            && label.text.chars().count() > 3
            && (apart(unit, number) || words.iter().zip(words.iter().skip(1)).any(|(a, b)| apart(a, b)))
    }
}

/// The words of glyphs that stand in a line.
pub(super) fn words_of(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.character.is_whitespace() {
            last = None;
            continue;
        }
        let character = if glyph.character.is_control() { '\u{FFFD}' } else { glyph.character };
        match words.last_mut() {
            Some(word)
                if last.is_some_and(|before| glyph.area.left - before.area.right <= gap(before, glyph)) =>
            {
                word.text.push(character);
                word.right = glyph.area.right;
            }
            _ => words.push(Word {
                left: glyph.area.left,
                right: glyph.area.right,
                text: character.to_string(),
            }),
        }
        last = Some(glyph);
    }
    words
}

/// The glyphs of a line in pieces, cut at white space and at gaps wider than a part of the font size.
pub(super) fn split_at(glyphs: &[Glyph], part: f64) -> Vec<&[Glyph]> {
    let apart = |before: &Glyph, after: &Glyph| {
        after.area.left - before.area.right > part * before.size.max(after.size)
            || before.character.is_whitespace()
            || after.character.is_whitespace()
    };
    let pieces = glyphs.chunk_by(|before, after| !apart(before, after));
    pieces.filter(|piece| piece.iter().any(|glyph| !glyph.character.is_whitespace())).collect()
}

/// The text of glyphs that stand in a line, with a space where the gap between two is one.
pub(super) fn text_of(glyphs: &[Glyph]) -> String {
    // Nearly all characters have three bytes at most.
    let mut text = String::with_capacity(glyphs.len() * 3);
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.character.is_whitespace() {
            if !text.ends_with(' ') && !text.is_empty() {
                text.push(' ');
            }
            last = Some(glyph);
            continue;
        }
        if let Some(before) = last
            && !text.ends_with(' ')
            && glyph.area.left - before.area.right > gap(before, glyph)
        {
            text.push(' ');
        }
        // A control or private character stands for a glyph without meaning.
        text.push(if glyph.character.is_control() { '\u{FFFD}' } else { glyph.character });
        last = Some(glyph);
    }
    text.truncate(text.trim_end().len());
    text
}

/// The smallest gap between two glyphs that is a space.
fn gap(before: &Glyph, after: &Glyph) -> f64 {
    let part = match (ideographic(before.character), ideographic(after.character)) {
        (true, true) => 0.8,
        (false, false) => 0.22,
        // Word processors set Chinese and Latin apart by a quarter of the size.
        _ => 0.55,
    };
    part * before.size.max(after.size)
}

/// The text of a cell, of its glyphs and the lines that they stand in upright: lines that were broken for lack of room are joined, others stay lines, and all do where the cell is
/// `stacked`. Numbers far apart in a line are in lines of their own: something that parts them is missing.
pub(super) fn cell_text(glyphs: &[Glyph], upright: &[Line], cell: Area, stacked: bool) -> String {
    let direction = reading_direction(glyphs);
    let turned = || lines_of(glyphs.iter().map(|glyph| glyph.aligned(direction)).collect());
    let lines = match direction {
        Direction::Right => Cow::Borrowed(upright),
        _ => Cow::Owned(turned()),
    };
    let room = cell.aligned(direction).width();
    let widest = lines.iter().map(|line| line.area.width()).fold(0.0, f64::max);
    let mut text = String::new();
    let mut last: Option<&Line> = None;
    for line in lines.iter() {
        if let Some(before) = last {
            let forced = is_forced(before, line, room.max(widest + 0.6 * line.size));
            // Words that run downwards; numbers below one another are several.
            let short = before.text.chars().count() <= 2
                && line.text.chars().count() <= 2
                && !digits_go_on(before, line);
            join(&mut text, &parted(line, cell.aligned(direction)), stacked || (forced && !short));
        } else {
            text.push_str(&parted(line, cell.aligned(direction)));
        }
        last = Some(line);
    }
    text
}

/// The text of a cell's line, numbers that stand far apart in lines of their own. The digits of one number may be set
/// from one edge of the cell to the other.
fn parted(line: &Line, cell: Area) -> Cow<'_, str> {
    let pieces = split_at(&line.glyphs, FAR);
    let number = |piece: &&[Glyph]| piece.iter().all(|glyph| glyph.character.is_ascii_digit());
    let spread = pieces.iter().all(|piece| piece.len() == 1) && line.area.left - cell.left < FAR * line.size;
    if pieces.len() < 2 || !pieces.iter().all(number) || spread {
        return Cow::Borrowed(&line.text);
    }
    let wide = |pair: &[&[Glyph]]| match pair {
        [before, after] => before
            .last()
            .zip(after.first())
            .is_some_and(|(before, after)| after.area.left - before.area.right > FAR * before.size),
        _ => false,
    };
    if !pieces.windows(2).any(wide) {
        return Cow::Borrowed(&line.text);
    }
    Cow::Owned(pieces.iter().map(|piece| text_of(piece)).collect::<Vec<_>>().join("\n"))
}

/// Numbers so far apart, as a part of the font size, are no number with blanks in it.
const FAR: f64 = 1.5;

/// Whether a line ends with a digit and the next begins with one.
fn digits_go_on(before: &Line, line: &Line) -> bool {
    before.text.ends_with(|c: char| c.is_ascii_digit()) && line.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line was begun though what it begins with had room in the line before: the cell's own padding is unknown,
/// nearly all of the cell is room. Digits are parted wherever the room ends.
fn is_forced(before: &Line, line: &Line, room: f64) -> bool {
    let next = match line.glyphs.first() {
        Some(digit) if digits_go_on(before, line) => digit.area.width(),
        _ => first_word_width(line),
    };
    room - 0.6 * line.size - before.area.width() > next + 1.2 * line.size
}

/// Whether some of the lines are numbers of their own below one another.
pub(super) fn are_several_numbers(lines: &[Line], room: f64) -> bool {
    let number = |line: &Line| line.text.chars().all(|c| c.is_ascii_digit());
    lines.windows(2).any(|pair| match pair {
        [before, line] => number(before) && number(line) && is_forced(before, line, room),
        _ => false,
    })
}

/// Adds a line to a text: with a line break where it was forced, with a space between Latin words, else directly.
pub(super) fn join(text: &mut String, next: &str, forced: bool) {
    if forced {
        text.push('\n');
    } else if let (Some(before), Some(after)) = (text.chars().next_back(), next.chars().next())
        && before.is_ascii_alphanumeric()
        && after.is_ascii_alphanumeric()
        && !(before.is_ascii_digit() && after.is_ascii_digit())
    {
        text.push(' ');
    }
    text.push_str(next);
}

/// The width of what cannot be broken at the beginning of a line.
pub(super) fn first_word_width(line: &Line) -> f64 {
    let Some(first) = line.glyphs.first() else { return 0.0 };
    if ideographic(first.character) {
        return first.area.width();
    }
    let word = line
        .glyphs
        .iter()
        .take_while(|glyph| !ideographic(glyph.character) && !glyph.character.is_whitespace());
    word.last().map_or(0.0, |last| last.area.right - first.area.left)
}

/// The direction in which most of a cell's text runs; upright characters stacked on each other in several columns
/// run downwards.
fn reading_direction(glyphs: &[Glyph]) -> Direction {
    let count = |wanted: Direction| glyphs.iter().filter(|glyph| glyph.direction == wanted).count();
    let best = [Direction::Right, Direction::Down, Direction::Up, Direction::Left]
        .into_iter()
        .max_by_key(|direction| (count(*direction), u8::from(*direction == Direction::Right)))
        .unwrap_or_default();
    if best != Direction::Right || glyphs.len() < 4 {
        return best;
    }
    let mut down = 0;
    let mut right = 0;
    for pair in glyphs.windows(2) {
        let [before, after] = pair else { continue };
        let (dx, dy) = (after.area.left - before.area.left, after.area.top - before.area.top);
        if dx.abs() < 0.3 * after.size && dy > 0.5 * after.size && dy < 2.5 * after.size {
            down += 1;
        } else if dy.abs() < 0.3 * after.size {
            right += 1;
        }
    }
    if columns(glyphs) > 1 && down > 3 * right { Direction::Down } else { best }
}

/// How many columns of at least three characters the glyphs stand in.
fn columns(glyphs: &[Glyph]) -> usize {
    let mut middles: Vec<f64> = glyphs.iter().map(|glyph| glyph.area.middle().0).collect();
    middles.order_by(f64::total_cmp);
    let apart = |a: &f64, b: &f64| b - a <= 3.0;
    middles.chunk_by(apart).filter(|column| column.len() >= 3).count()
}
