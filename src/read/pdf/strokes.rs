//! Numbers that are crossed out by hand: a stroke aslant, two that cross, a line or a scribble that was drawn as an
//! annotation.

use super::geometry::{Area, Direction, Glyph, RuledLine, Sheet, Stroke};
use crate::order::Order;

/// How near, in points, the ends of lines are that meet.
const MEETS: f64 = 1.5;

/// The most that glyphs, rules and strokes are compared.
const MOST_COMPARED: usize = 40_000_000;

/// Takes out the numbers with a stroke over them that is as long as they are. Lines that divide a cell, ticks, arrows
/// and hatching strike nothing out.
pub(super) fn strike_out(sheet: &mut Sheet) {
    let strokes = std::mem::take(&mut sheet.strokes);
    if strokes.is_empty() {
        return;
    }
    let mut lines: Vec<(f64, usize)> = (0..)
        .zip(&sheet.glyphs)
        .filter(|(_, glyph)| glyph.direction == Direction::Right && !glyph.invisible)
        .map(|(index, glyph)| (glyph.area.middle().1, index))
        .collect();
    lines.order_by(|a, b| a.0.total_cmp(&b.0));
    // How many strokes of each of the two ways lie over a glyph.
    let mut over = vec![[0_u8; 2]; sheet.glyphs.len()];
    let mut compared = 0;
    for stroke in &strokes {
        let middle = f64::midpoint(stroke.from.1, stroke.to.1);
        let from = lines.partition_point(|(line, _)| *line < middle - 20.0);
        let near = lines.iter().skip(from).take_while(|(line, _)| *line <= middle + 20.0);
        let under: Vec<usize> = near
            .inspect(|_| compared += 1)
            .filter(|(_, index)| sheet.glyphs.get(*index).is_some_and(|glyph| lies_under(glyph, *stroke)))
            .map(|(_, index)| *index)
            .collect();
        let glyphs = || under.iter().filter_map(|index| sheet.glyphs.get(*index));
        if compared > MOST_COMPARED {
            return;
        }
        if crosses_out(*stroke, glyphs()) {
            compared += strokes.len() + sheet.rules.len();
            if divides_a_cell(*stroke, &sheet.rules) || strokes.iter().any(|other| joins(*stroke, *other)) {
                continue;
            }
            let way = usize::from(stroke.to.1 > stroke.from.1);
            for index in under {
                if let Some(count) = over.get_mut(index).and_then(|ways| ways.get_mut(way)) {
                    *count = count.saturating_add(1);
                }
            }
        }
    }
    let mut over = over.into_iter();
    // More strokes than two side by side are hatching.
    sheet
        .glyphs
        .retain(|_| over.next().is_none_or(|ways| ways == [0, 0] || ways.iter().any(|count| *count > 2)));
}

/// Whether a glyph stands on the line that the stroke's middle lies on, between its ends.
fn lies_under(glyph: &Glyph, stroke: Stroke) -> bool {
    let (x, y) = glyph.area.middle();
    (stroke.from.0 - 0.5..=stroke.to.0 + 0.5).contains(&x)
        && (f64::midpoint(stroke.from.1, stroke.to.1) - y).abs() < 0.35 * glyph.size
}

/// Whether a stroke over these glyphs is as long as they are, no higher than a hand makes it, and lies over a number.
fn crosses_out<'g>(stroke: Stroke, glyphs: impl Iterator<Item = &'g Glyph> + Clone) -> bool {
    let glyphs = glyphs.filter(|glyph| !glyph.character.is_whitespace());
    let Some(area) = glyphs.clone().map(|glyph| glyph.area).reduce(Area::union) else { return false };
    let size = glyphs.clone().map(|glyph| glyph.size).fold(0.0, f64::max);
    let (wide, high) = (stroke.to.0 - stroke.from.0, (stroke.to.1 - stroke.from.1).abs());
    let reaches = |inside: f64| (-size..=0.5 * size).contains(&inside);
    let crossed = |glyph: &&Glyph| {
        let (x, _) = glyph.area.middle();
        let y = stroke.from.1 + (stroke.to.1 - stroke.from.1) * (x - stroke.from.0) / wide;
        (glyph.area.top..=glyph.area.bottom).contains(&y)
    };
    wide >= 0.4 * size
        && wide >= 0.3 * high
        && high <= 1.8 * size
        && reaches(stroke.from.0 - area.left)
        && reaches(area.right - stroke.to.0)
        && glyphs.clone().any(|glyph| glyph.character.is_numeric())
        && 2 * glyphs.clone().filter(crossed).count() >= glyphs.count()
}

/// Whether a stroke runs from the corner of a cell to another place of its frame: the line in a table's first head.
fn divides_a_cell(stroke: Stroke, rules: &[RuledLine]) -> bool {
    let on = |(x, y): (f64, f64), horizontal: bool| {
        let (across, along) = if horizontal { (y, x) } else { (x, y) };
        rules.iter().any(|rule| {
            rule.horizontal == horizontal
                && (rule.at - across).abs() <= MEETS
                && (rule.from - MEETS..=rule.to + MEETS).contains(&along)
        })
    };
    let [from, to] = [stroke.from, stroke.to].map(|end| [on(end, true), on(end, false)]);
    (from == [true, true] && to != [false, false]) || (to == [true, true] && from != [false, false])
}

/// Whether two strokes meet at an end, as those of a tick, an arrow or a triangle do.
fn joins(stroke: Stroke, other: Stroke) -> bool {
    let meets = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() <= MEETS && (a.1 - b.1).abs() <= MEETS;
    let ends = [stroke.from, stroke.to];
    let met = |end: (f64, f64)| ends.iter().filter(|own| meets(**own, end)).count();
    // Where both meet, it is the same stroke or a second one along it.
    met(other.from) + met(other.to) == 1
}
