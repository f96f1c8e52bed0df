//! What of a page's text can be seen: not what is struck out, painted over, white on white or a watermark; a text that
//! is drawn twice, as its own shadow, is one.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::geometry::{Area, Direction, Glyph, Ink, RuledLine, Sheet};
use super::strokes;
use crate::order::Order;
use crate::read::colour::Colour;

/// Something that is painted over a part of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cover {
    pub(super) area: Area,
    /// Place in the order of painting, which glyphs share.
    pub(super) order: u32,
    pub(super) kind: CoverKind,
    /// Its colour, where that is known and all over its area.
    pub(super) colour: Option<Colour>,
}

/// What a part of the page is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CoverKind {
    /// The paper's colour, all over its area.
    White,
    /// Another colour, all over its area.
    Colour,
    /// Another colour on some of its area.
    Shape,
    /// A picture.
    Picture,
}

/// The most that glyphs and what is painted over them are compared.
const MOST_COMPARED: usize = 40_000_000;

/// The most coverings of a page that are kept.
pub(super) const MOST_COVERS: usize = 20_000;

/// Leaves on a page what can be seen. `struck` are the areas that annotations strike out.
pub(super) fn keep_seen(sheet: &mut Sheet, covers: &[Cover], struck: &[Area]) {
    if sheet.glyphs.len().saturating_mul(covers.len()) <= MOST_COMPARED {
        under_covers(sheet, covers);
    }
    if sheet.glyphs.len().saturating_mul(struck.len()) <= MOST_COMPARED {
        sheet.glyphs.retain(|glyph| !struck.iter().any(|area| crosses(*area, glyph)));
    }
    // Nobody sees a text that is smaller than a point.
    sheet.glyphs.retain(|glyph| glyph.size >= 1.0);
    shadows(sheet);
    spaces_over_text(sheet);
    watermarks(sheet);
    tiles(sheet);
    struck_out(sheet);
    strokes::strike_out(sheet);
}

/// Whether an area that strikes out lies over the middle of a glyph.
fn crosses(area: Area, glyph: &Glyph) -> bool {
    let (x, y) = glyph.area.middle();
    area.holds(x, y, 0.5)
}

fn under_covers(sheet: &mut Sheet, covers: &[Cover]) {
    for glyph in &mut sheet.glyphs {
        let (x, y) = glyph.area.middle();
        let over = |cover: &&Cover| cover.area.holds(x, y, 0.0);
        // Covers come in the order of painting, in which none has the place of a glyph.
        let (before, later) = covers.split_at(covers.partition_point(|cover| cover.order < glyph.order));
        // What was painted last under a white text is what it is read on.
        let ground = || before.iter().rfind(over);
        let on_colour = || ground().is_some_and(|cover| cover.kind != CoverKind::White);
        let lost =
            |colour: Colour| ground().and_then(|cover| cover.colour).is_some_and(|on| colour.is_lost_on(on));
        // What is set without ink has no colour either: the recognised text under a scan.
        let unseen = || (glyph.ink == Ink::White && !on_colour()) || glyph.colour.is_some_and(lost);
        if !glyph.invisible && unseen() {
            glyph.gone = true;
        }
        for cover in later.iter().filter(over) {
            match cover.kind {
                // As the layer of recognised text under a scan.
                CoverKind::Picture => glyph.invisible = true,
                CoverKind::White | CoverKind::Colour
                    if cover.area.height() > 0.5 * glyph.area.height()
                        && cover.area.width() > 0.5 * glyph.area.width() =>
                {
                    glyph.gone = true;
                }
                _ => {}
            }
        }
    }
    sheet.glyphs.retain(|glyph| !glyph.gone);
}

/// Runs of glyphs, each drawn by one operator: where they begin and end in the list.
fn runs(glyphs: &[Glyph]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, glyph) in glyphs.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if glyphs.get(run.0).is_some_and(|first| first.run == glyph.run) => run.1 = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

/// Where a run of glyphs begins, whether it is without ink, and where in the list it stands.
type Placed = (Area, bool, (usize, usize));

/// A run that was drawn before, a little aside, with the same text, is its shadow.
fn shadows(sheet: &mut Sheet) {
    // Runs that stand, each with the one before it whose text is hashed to the same, and the last of each hash.
    let runs = runs(&sheet.glyphs);
    let mut placed: Vec<(Placed, Option<usize>)> = Vec::with_capacity(runs.len());
    let mut last: HashMap<u64, usize> = HashMap::with_capacity(runs.len());
    let mut gone = vec![false; sheet.glyphs.len()];
    for (start, end) in runs {
        let Some(run) = sheet.glyphs.get(start..end) else { continue };
        let Some(first) = run.first() else { continue };
        let text = || run.iter().map(|glyph| glyph.character);
        if text().all(char::is_whitespace) {
            continue;
        }
        let near = 0.25 * first.size;
        // Narrow characters set one by one stand near to one another.
        let aside = near.min(0.7 * first.area.width());
        let known = last.entry(text().fold(0, mixed));
        let has_text = |(start, end): (usize, usize)| {
            let other = sheet.glyphs.get(start..end).unwrap_or_default();
            other.iter().map(|glyph| glyph.character).eq(text())
        };
        let latest = match &known {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(_) => None,
        };
        let mut same = std::iter::successors(latest, |at| placed.get(*at)?.1).take(200);
        let double = same.find(|at| {
            placed.get(*at).is_some_and(|((place, _, own), _)| {
                (place.left - first.area.left).abs() <= aside
                    && (place.top - first.area.top).abs() <= near
                    && has_text(*own)
            })
        });
        let mut own = (first.area, first.invisible, (start, end));
        match double.and_then(|at| placed.get_mut(at)) {
            Some((place, _)) => {
                // What is drawn with ink stands.
                if place.1 && !own.1 {
                    std::mem::swap(place, &mut own);
                }
                let (start, end) = own.2;
                gone.iter_mut().take(end).skip(start).for_each(|gone| *gone = true);
            }
            None => {
                known.insert_entry(placed.len());
                placed.push((own, latest));
            }
        }
    }
    let mut gone = gone.into_iter();
    sheet.glyphs.retain(|_| gone.next() != Some(true));
}

/// White space that is drawn over a text of its own parts nothing of it: what pads a number in a spreadsheet's cell lies
/// over the first digit in some writers' files.
fn spaces_over_text(sheet: &mut Sheet) {
    let is_space = |glyph: &Glyph| glyph.character.is_whitespace() && glyph.direction == Direction::Right;
    if !sheet.glyphs.iter().any(is_space) {
        return;
    }
    let of_line = |glyph: &&Glyph| glyph.direction == Direction::Right && !is_space(glyph);
    // Where the lines of characters end below, in order, with their sides and runs.
    let mut ink: Vec<(f64, Range<f64>, u32)> = sheet
        .glyphs
        .iter()
        .filter(of_line)
        .map(|glyph| (glyph.area.bottom, glyph.area.left..glyph.area.right, glyph.run))
        .collect();
    ink.order_by(|a, b| a.0.total_cmp(&b.0));
    let mut compared = 0;
    sheet.glyphs.retain(|space| {
        if !is_space(space) || compared > MOST_COMPARED {
            return true;
        }
        let (middle, bottom) = (space.area.middle().0, space.area.bottom);
        let near = 0.2 * space.size;
        let from = ink.partition_point(|glyph| glyph.0 < bottom - near);
        let mut line = ink.iter().skip(from).take_while(|glyph| glyph.0 <= bottom + near);
        !line.any(|(_, sides, run)| {
            compared += 1;
            *run != space.run && sides.contains(&middle)
        })
    });
}

/// A hash of characters, one after the other: most runs are one character, whose text as a key would be most of the work.
fn mixed(hash: u64, character: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(character)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Text that runs in another direction than the page's and is light, or lies across the lines of a table; and light
/// text that is much larger than the page's.
fn watermarks(sheet: &mut Sheet) {
    let count = |wanted: Direction| sheet.glyphs.iter().filter(|glyph| glyph.direction == wanted).count();
    let all = [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
    let Some(main) = all.into_iter().max_by_key(|direction| count(*direction)) else { return };
    let usual = LazyCell::new(|| {
        let mut sizes: Vec<f64> = sheet.glyphs.iter().map(|glyph| glyph.size).collect();
        sizes.order_by(f64::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
    });
    let long: Vec<RuledLine> =
        sheet.rules.iter().filter(|rule| rule.to - rule.from > 20.0).copied().collect();
    let mut gone = vec![false; sheet.glyphs.len()];
    let mut compared = 0;
    for (start, end) in runs(&sheet.glyphs) {
        let Some(run) = sheet.glyphs.get(start..end) else { continue };
        let Some(first) = run.first() else { continue };
        let light = run.iter().all(|glyph| glyph.ink == Ink::Light);
        let turned = first.direction != main;
        let across = turned && run.len() > 1 && compared < MOST_COMPARED && {
            compared += long.len();
            let area = run.iter().skip(1).fold(first.area, |area, glyph| area.union(glyph.area));
            long.iter().any(|rule| lies_across(rule, area))
        };
        if (turned && light) || across || (light && first.size > 1.8 * *usual) {
            gone.iter_mut().take(end).skip(start).for_each(|gone| *gone = true);
        }
    }
    let mut gone = gone.into_iter();
    sheet.glyphs.retain(|_| gone.next() != Some(true));
}

/// Light text that is repeated over the page and over other text: a watermark that runs like the page's own text.
fn tiles(sheet: &mut Sheet) {
    const LEAST: usize = 4;
    let mut repeated: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (start, end) in runs(&sheet.glyphs) {
        let Some(run) = sheet.glyphs.get(start..end) else { continue };
        if run.iter().all(|glyph| glyph.ink == Ink::Light) {
            let text: String = run.iter().map(|glyph| glyph.character).collect();
            if !text.trim().is_empty() {
                repeated.entry(text).or_default().push((start, end));
            }
        }
    }
    let over_dark = |&(start, end): &(usize, usize)| {
        let own = sheet.glyphs.get(start..end).unwrap_or_default();
        own.iter().take(20).any(|light| {
            sheet.glyphs.iter().any(|dark| {
                let (x, y) = dark.area.middle();
                dark.ink == Ink::Dark && light.area.holds(x, y, 0.0)
            })
        })
    };
    let mut gone = vec![false; sheet.glyphs.len()];
    let mut compared = 0;
    for places in repeated.into_values().filter(|places| places.len() >= LEAST) {
        compared += places.len().saturating_mul(20).saturating_mul(sheet.glyphs.len());
        if compared <= MOST_COMPARED && places.iter().any(over_dark) {
            for (start, end) in places {
                gone.iter_mut().take(end).skip(start).for_each(|gone| *gone = true);
            }
        }
    }
    let mut gone = gone.into_iter();
    sheet.glyphs.retain(|_| gone.next() != Some(true));
}

/// Whether a rule cuts through a text that runs upwards or downwards, well within its length.
fn lies_across(rule: &RuledLine, area: Area) -> bool {
    let (x, y) = area.middle();
    let slack = 0.15 * area.height().max(area.width());
    if rule.horizontal {
        area.height() > area.width()
            && rule.at > area.top + slack
            && rule.at < area.bottom - slack
            && (rule.from..=rule.to).contains(&x)
    } else {
        area.width() > area.height()
            && rule.at > area.left + slack
            && rule.at < area.right - slack
            && (rule.from..=rule.to).contains(&y)
    }
}

/// Text with a line drawn through it that is as long as the text: not a table's line, not one under the text.
fn struck_out(sheet: &mut Sheet) {
    if !sheet.rules.iter().any(|rule| rule.horizontal) {
        return;
    }
    let mut order: Vec<(f64, usize)> =
        sheet.glyphs.iter().map(|glyph| glyph.area.middle().1).zip(0..).collect();
    order.order_by(|a, b| a.0.total_cmp(&b.0));
    let tallest = sheet.glyphs.iter().map(|glyph| glyph.area.height()).fold(0.0, f64::max).min(60.0);
    let mut gone = vec![false; sheet.glyphs.len()];
    let mut compared = 0;
    let mut strikes = Vec::new();
    for (index, rule) in sheet.rules.iter().enumerate().filter(|(_, rule)| rule.horizontal) {
        let from = order.partition_point(|(middle, _)| *middle < rule.at - 0.5 * tallest);
        let crossed: Vec<usize> = order
            .iter()
            .skip(from)
            .take_while(|(middle, _)| *middle <= rule.at + 0.5 * tallest)
            .inspect(|_| compared += 1)
            .map(|(_, at)| *at)
            .filter(|at| sheet.glyphs.get(*at).is_some_and(|glyph| strikes_through(rule, glyph)))
            .collect();
        if compared > MOST_COMPARED {
            return;
        }
        let areas = || {
            crossed
                .iter()
                .filter_map(|at| sheet.glyphs.get(*at))
                .filter(|glyph| !glyph.character.is_whitespace())
        };
        let Some(size) = areas().map(|glyph| glyph.size).reduce(f64::max) else { continue };
        let left = areas().map(|glyph| glyph.area.left).fold(f64::INFINITY, f64::min);
        let right = areas().map(|glyph| glyph.area.right).fold(f64::NEG_INFINITY, f64::max);
        if (rule.from - left).abs() < 0.7 * size && (rule.to - right).abs() < 0.7 * size {
            crossed.iter().for_each(|at| {
                if let Some(gone) = gone.get_mut(*at) {
                    *gone = true;
                }
            });
            strikes.push(index);
        }
    }
    let mut gone = gone.into_iter();
    sheet.glyphs.retain(|_| gone.next() != Some(true));
    for index in strikes.into_iter().rev() {
        sheet.rules.remove(index);
    }
}

/// Whether a line goes through a glyph, between what underlines it and what runs over it.
fn strikes_through(rule: &RuledLine, glyph: &Glyph) -> bool {
    let (x, _) = glyph.area.middle();
    let height = glyph.area.height();
    glyph.direction == Direction::Right
        && (rule.from - 0.5..=rule.to + 0.5).contains(&x)
        && rule.at > glyph.area.top + 0.32 * height
        && rule.at < glyph.area.top + 0.74 * height
}

fn is_bracket(character: char) -> bool {
    matches!(character, '(' | ')' | '（' | '）' | '[' | ']' | '〔' | '〕')
}

/// How large marks of notes are at most beside the text that they belong to: browsers set them at five sixths.
const MARK: f64 = 0.9;

/// Digits before a number, smaller and higher or lower than it and right beside it, are the marks of notes, too.
fn raise_leading(glyphs: &mut [Glyph]) {
    let shifted = |mark: &Glyph, number: &Glyph| {
        mark.size < MARK * number.size
            && (number.area.bottom - mark.area.bottom).abs() > 0.15 * number.size
            && (number.area.left - mark.area.right).abs() < 0.3 * number.size
    };
    let mut mark: Option<(usize, usize)> = None;
    for at in 0..=glyphs.len() {
        let level = |run: (usize, usize), glyph: &Glyph| {
            glyphs.get(run.0).is_some_and(|first| {
                (first.area.bottom - glyph.area.bottom).abs() < 0.1 * first.size && first.size == glyph.size
            })
        };
        let glyph = glyphs.get(at).copied();
        let digit = glyph.filter(|glyph| glyph.character.is_ascii_digit() && !glyph.invisible);
        mark = match (mark, digit) {
            (Some(run), Some(glyph)) if level(run, &glyph) => Some((run.0, at + 1)),
            (Some((from, to)), Some(number)) => {
                let alone = from
                    .checked_sub(1)
                    .and_then(|before| glyphs.get(before))
                    .is_none_or(|before| !before.character.is_alphanumeric());
                if alone && to == at && glyphs.get(at - 1).is_some_and(|last| shifted(last, &number)) {
                    glyphs.iter_mut().take(to).skip(from).for_each(raise);
                }
                Some((at, at + 1))
            }
            (_, Some(_)) => Some((at, at + 1)),
            _ => None,
        };
    }
}

fn raise(glyph: &mut Glyph) {
    let text = crate::read::visible::raised(&glyph.character.to_string());
    glyph.character = text.chars().next().unwrap_or(glyph.character);
}

/// Digits behind others that stand higher or lower and smaller, or clearly higher, are the marks of notes.
pub(super) fn raise_notes(glyphs: &mut [Glyph]) {
    raise_leading(glyphs);
    let mut base: Option<Glyph> = None;
    let mut right = f64::NEG_INFINITY;
    for at in 0..glyphs.len() {
        let Some(glyph) = glyphs.get(at).copied() else { return };
        let above = base.is_some_and(|base| {
            let higher = base.area.bottom - glyph.area.bottom;
            let adjacent = glyph.area.left - right < 0.3 * base.size && glyph.area.left > base.area.left;
            let small = glyph.size < MARK * base.size && higher.abs() > 0.08 * base.size;
            let lifted =
                higher > 0.2 * base.size && base.character.is_ascii_digit() && glyph.size < 1.02 * base.size;
            !glyph.invisible && adjacent && (small || lifted)
        });
        let behind_digit = base.is_some_and(|base| base.character.is_ascii_digit());
        let letter = matches!(glyph.character, 'i' | 'v' | 'x') && behind_digit;
        // The word before the number of a note, as in 注1, stands above the line, too.
        let of_note = above && behind_digit;
        right = glyph.area.right;
        if above && (glyph.character.is_ascii_digit() || letter) {
            glyphs.get_mut(at).into_iter().for_each(raise);
        } else if !glyph.character.is_whitespace() && !is_bracket(glyph.character) && !of_note {
            base = Some(glyph);
        }
    }
}
