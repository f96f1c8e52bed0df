//! Painted paths to ruling lines: strokes that run straight, and filled boxes so thin that they stand for one.

use hayro_syntax::object::Object;

use super::geometry::{Area, Matrix, RuledLine, Sheet, Stroke};

/// A path under construction, in page coordinates.
#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Part>,
    points: usize,
}

#[derive(Default)]
struct Part {
    points: Vec<(f64, f64)>,
    /// Has a curve: its outline is no rule.
    curved: bool,
    closed: bool,
}

/// Thickest box that still is a line, in points.
const THICKEST: f64 = 3.2;

/// The most points of one path that are kept.
const MOST_POINTS: usize = 100_000;

/// The most rules of one page that are kept.
pub(super) const MOST_RULES: usize = 60_000;

/// The most strokes aslant of one page that are kept: pages of hatching have no others.
pub(super) const MOST_STROKES: usize = 20_000;

impl Path {
    /// Adds a construction operator.
    pub(super) fn add(&mut self, operator: &[u8], operands: &[&Object], matrix: Matrix) {
        let mut values = [0.0; 6];
        let mut count = 0;
        for (value, operand) in values.iter_mut().zip(operands) {
            let Object::Number(number) = operand else { return };
            *value = number.as_f64();
            count += 1;
        }
        self.add_numbers(operator, values.get(..count).unwrap_or(&[]), matrix);
    }

    /// Adds a construction operator with its numbers.
    pub(super) fn add_numbers(&mut self, operator: &[u8], numbers: &[f64], matrix: Matrix) {
        let mut values = [0.0; 6];
        values.iter_mut().zip(numbers).for_each(|(value, number)| *value = *number);
        if self.points > MOST_POINTS || values.iter().any(|value| !value.is_finite()) {
            return;
        }
        let [a, b, c, d, e, f] = values;
        match (operator, numbers.len()) {
            (b"m", 2) => {
                self.parts.push(Part { points: vec![matrix.point(a, b)], ..Part::default() });
                self.points += 1;
            }
            (b"re", 4) => {
                let corners = [(a, b), (a + c, b), (a + c, b + d), (a, b + d)];
                let points = corners.into_iter().map(|(x, y)| matrix.point(x, y)).collect();
                self.parts.push(Part { points, curved: false, closed: true });
                self.points += 4;
            }
            (b"h", _) => {
                if let Some(part) = self.parts.last_mut() {
                    part.closed = true;
                }
            }
            (b"l", 2) => self.extend(matrix.point(a, b), false),
            (b"c", 6) => self.extend(matrix.point(e, f), true),
            (b"v" | b"y", 4) => self.extend(matrix.point(c, d), true),
            _ => {}
        }
    }

    /// The box round the path, and whether the path is that box.
    pub(super) fn bounds(&self) -> Option<(Area, bool)> {
        let mut areas =
            self.parts.iter().filter(|part| !part.points.is_empty()).map(|part| Area::around(&part.points));
        let first = areas.next()?;
        let area = areas.fold(first, Area::union);
        let is_box = match self.parts.as_slice() {
            [part] => {
                let corner = |&(x, y): &(f64, f64)| {
                    let at =
                        |value: f64, edges: [f64; 2]| edges.iter().any(|edge| (value - edge).abs() < 0.05);
                    at(x, [area.left, area.right]) && at(y, [area.top, area.bottom])
                };
                !part.curved && (4..=5).contains(&part.points.len()) && part.points.iter().all(corner)
            }
            _ => false,
        };
        Some((area, is_box))
    }

    fn extend(&mut self, point: (f64, f64), curved: bool) {
        if self.parts.last().is_none_or(|part| part.closed && part.points.len() > 2) {
            let start = self.parts.last().and_then(|part| part.points.first().copied());
            self.parts.push(Part { points: start.into_iter().collect(), ..Part::default() });
        }
        if let Some(part) = self.parts.last_mut() {
            part.points.push(point);
            part.curved |= curved;
            self.points += 1;
        }
    }

    /// Paints the path and begins a new one. `width` is the stroke's width in points.
    pub(super) fn paint(
        &mut self,
        operator: &[u8],
        width: f64,
        white_fill: bool,
        white_stroke: bool,
        sheet: &mut Sheet,
    ) {
        let Sheet { rules, strokes: aslant, .. } = sheet;
        let strokes = matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && !white_stroke;
        let fills = matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") && !white_fill;
        let closes = matches!(operator, b"s" | b"b" | b"b*");
        for part in self.parts.drain(..) {
            if rules.len() > MOST_RULES || part.points.len() < 2 {
                continue;
            }
            let area = Area::around(&part.points);
            if aslant.len() < MOST_STROKES {
                let thin = width <= THICKEST && strokes && !part.closed && !closes;
                let stroke = if thin { stroke_of(&part.points) } else { None };
                aslant.extend(stroke.or_else(|| if fills { thin_bar(&part) } else { None }));
            }
            if fills && !part.curved && part.points.len() > 2 && area.width().min(area.height()) <= THICKEST {
                box_rule(area, rules);
            } else if strokes && width <= THICKEST && !part.curved {
                let mut ends: Vec<(f64, f64)> = part.points.clone();
                if part.closed || closes {
                    ends.extend(part.points.first());
                }
                for pair in ends.windows(2) {
                    if let [from, to] = pair {
                        box_rule_of_stroke(*from, *to, rules);
                    }
                }
            } else if strokes && width > THICKEST && !part.curved && part.points.len() == 2 {
                // A short, very wide stroke: a box drawn as a line.
                let (dx, dy) = (area.width(), area.height());
                let half = width / 2.0;
                if dy < 0.3 && dx <= THICKEST {
                    let (x, y) = area.middle();
                    rules.push(RuledLine { horizontal: false, at: x, from: y - half, to: y + half });
                } else if dx < 0.3 && dy <= THICKEST {
                    let (x, y) = area.middle();
                    rules.push(RuledLine { horizontal: true, at: y, from: x - half, to: x + half });
                }
            }
        }
        self.points = 0;
    }
}

/// A thin box as a rule along its longer side; a dot may be part of a dotted line either way.
fn box_rule(area: Area, rules: &mut Vec<RuledLine>) {
    let (x, y) = area.middle();
    let dot = area.width() <= THICKEST && area.height() <= THICKEST;
    if dot || area.width() >= area.height() {
        rules.push(RuledLine { horizontal: true, at: y, from: area.left, to: area.right });
    }
    if dot || area.height() > area.width() {
        rules.push(RuledLine { horizontal: false, at: x, from: area.top, to: area.bottom });
    }
}

/// A stroke that runs aslant: those along the page's sides are rules.
fn stroke_of(points: &[(f64, f64)]) -> Option<Stroke> {
    let area = Area::around(points);
    Stroke::along(points).filter(|_| area.width() > 0.5 && area.height() > 0.5)
}

/// A thin bar that lies aslant, as the stroke along its middle.
fn thin_bar(part: &Part) -> Option<Stroke> {
    const LEAST_LENGTHS: f64 = 3.0;
    let [a, b, c, d, rest @ ..] = part.points.as_slice() else { return None };
    if part.curved || rest.iter().any(|point| point != a) {
        return None;
    }
    let length = |from: &(f64, f64), to: &(f64, f64)| (to.0 - from.0).hypot(to.1 - from.1);
    let middle =
        |from: &(f64, f64), to: &(f64, f64)| (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    let ends = match length(a, b) + length(c, d) >= length(b, c) + length(d, a) {
        true => [middle(b, c), middle(d, a)],
        false => [middle(a, b), middle(c, d)],
    };
    let [from, to] = ends;
    let twice = ((c.0 - a.0) * (d.1 - b.1) - (c.1 - a.1) * (d.0 - b.0)).abs();
    let long = length(&from, &to);
    let thick = twice / 2.0 / long;
    (thick <= THICKEST && long >= LEAST_LENGTHS * thick).then(|| stroke_of(&ends)).flatten()
}

fn box_rule_of_stroke(from: (f64, f64), to: (f64, f64), rules: &mut Vec<RuledLine>) {
    let area = Area::around(&[from, to]);
    // Straight to within half a point.
    if area.height() <= 0.5 && area.width() > 0.5 {
        rules.push(RuledLine { horizontal: true, at: area.middle().1, from: area.left, to: area.right });
    } else if area.width() <= 0.5 && area.height() > 0.5 {
        rules.push(RuledLine { horizontal: false, at: area.middle().0, from: area.top, to: area.bottom });
    }
}
