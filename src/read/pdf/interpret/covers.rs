//! What is painted over what was drawn before: filled paths, thick lines and pictures, and the lines of tables that they hide.

use super::super::geometry::{Area, Ink, RuledLine, Stroke};
use super::super::seen::{Cover, CoverKind, MOST_COVERS};
use super::{CLEAR, Interpreter, State};
use crate::read::colour::Colour;
use crate::read::meter::Limit;

impl Interpreter<'_> {
    /// Notes what a filled path covers.
    pub(super) fn cover(&mut self, bounds: Option<(Area, bool)>, state: &State) {
        let Some((area, is_box)) = bounds else { return };
        self.painted += 1;
        let kind = match state.ink {
            _ if state.opacity < 0.95 => CoverKind::Shape,
            Ink::White if is_box => CoverKind::White,
            Ink::White => return,
            // The numbers of an unknown space, or a pattern, can mean that next to nothing is painted.
            _ if !is_box || state.other_space => CoverKind::Shape,
            _ => CoverKind::Colour,
        };
        self.waves(area, is_box, state);
        let colour = state.colour.filter(|_| kind == CoverKind::Colour);
        self.add_cover(area, kind, colour, state);
    }

    /// A low box filled with a pattern is how browsers draw a wavy line; one through a number strikes it out.
    fn waves(&mut self, area: Area, is_box: bool, state: &State) {
        const LOW: std::ops::RangeInclusive<f64> = 1.0..=8.0;
        if is_box && state.pattern && LOW.contains(&area.height()) && area.width() >= area.height() {
            let y = area.middle().1;
            self.sheet.strokes.push(Stroke { from: (area.left, y), to: (area.right, y) });
        }
    }

    /// Notes what a thick level or upright line covers.
    pub(super) fn cover_by_stroke(&mut self, bounds: Option<(Area, bool)>, state: &State) {
        const LEVEL: f64 = 0.3;
        let half = state.line_width * state.matrix.scale() / 2.0;
        let Some((area, _)) = bounds.filter(|_| half > 2.0) else { return };
        let (across, down) = match (area.width() < LEVEL, area.height() < LEVEL) {
            (true, false) => (half, 0.0),
            (false, true) => (0.0, half),
            _ => return,
        };
        let area = Area {
            left: area.left - across,
            right: area.right + across,
            top: area.top - down,
            bottom: area.bottom + down,
        };
        self.painted += 1;
        let kind = match state.white_stroke {
            _ if state.opacity < 0.95 => CoverKind::Shape,
            true => CoverKind::White,
            false => CoverKind::Colour,
        };
        self.add_cover(area, kind, None, state);
    }

    /// Notes what is painted over an area. Lines that a large opaque box hides are none of a table.
    fn add_cover(&mut self, area: Area, kind: CoverKind, colour: Option<Colour>, state: &State) {
        const LARGE: f64 = 60.0;
        let area = state.clip.map_or(area, |clip| clip.intersection(area));
        if area.width() > 1.0 && area.height() > 1.0 && self.covers.len() < MOST_COVERS {
            self.covers.push(Cover { area, order: self.painted, kind, colour });
        }
        let opaque = matches!(kind, CoverKind::White | CoverKind::Colour);
        if opaque && area.width().min(area.height()) > LARGE {
            let pays = self.shared.meter.pay(Limit::Steps, self.sheet.rules.len() / 100);
            self.sheet.rules.retain(|rule| !pays || !hides(area, rule));
        }
    }

    /// Notes a picture; one with a mask lets show through what lies below, and one aslant does not fill its box.
    pub(super) fn picture(&mut self, state: &State, masked: bool) {
        let area = state.matrix.bounds(0.0, 0.0, 1.0, 1.0);
        let area = state.clip.map_or(area, |clip| clip.intersection(area));
        self.painted += 1;
        if self.covers.len() < MOST_COVERS {
            let part = masked || state.opacity < 0.95 || state.matrix.leans();
            let kind = if part { CoverKind::Shape } else { CoverKind::Picture };
            self.covers.push(Cover { area, order: self.painted, kind, colour: None });
            self.sheet.images.extend((state.opacity >= CLEAR).then_some(area));
        }
        let width = area.right.min(self.sheet.width) - area.left.max(0.0);
        let height = area.bottom.min(self.sheet.height) - area.top.max(0.0);
        let whole = self.sheet.width * self.sheet.height;
        if width > 0.0 && height > 0.0 && whole > 0.0 {
            self.sheet.pictures += width * height / whole;
        }
    }
}

/// Whether a box that is painted hides a line; those along its edges are its frame.
fn hides(area: Area, rule: &RuledLine) -> bool {
    const EDGE: f64 = 3.0;
    let (along, across) = match rule.horizontal {
        true => ((area.left, area.right), (area.top, area.bottom)),
        false => ((area.top, area.bottom), (area.left, area.right)),
    };
    (across.0 + EDGE..across.1 - EDGE).contains(&rule.at)
        && rule.from >= along.0 - 1.0
        && rule.to <= along.1 + 1.0
}
