//! Matrices, boxes and what a page shows: glyphs, ruling lines, pictures.
//!
//! Page coordinates are points (1/72 inch) from the top left corner of the page as it is shown: x to the right,
//! y downwards.

use crate::read::colour::Colour;

/// An affine transformation in PDF's order `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The transformation that applies `self` first and `outer` after it.
    pub(super) fn then(self, outer: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [oa, ob, oc, od, oe, of] = outer.0;
        Self([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }

    /// A point transformed.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The box around a transformed box.
    pub(super) fn bounds(self, left: f64, low: f64, right: f64, high: f64) -> Area {
        let corners = [(left, low), (right, low), (left, high), (right, high)].map(|(x, y)| self.point(x, y));
        Area::around(&corners)
    }

    /// Whether what stood upright stands aslant.
    pub(super) fn leans(self) -> bool {
        let [a, b, c, d, ..] = self.0;
        let aslant = |x: f64, y: f64| x.abs().min(y.abs()) > 0.02 * x.abs().max(y.abs());
        aslant(a, b) || aslant(c, d)
    }

    /// How much a length grows on average.
    pub(super) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// A box on the page; `top` is the smaller y.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The smallest box around points.
    pub(super) fn around(points: &[(f64, f64)]) -> Self {
        let mut area = Self {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        for &(x, y) in points {
            area.left = area.left.min(x);
            area.right = area.right.max(x);
            area.top = area.top.min(y);
            area.bottom = area.bottom.max(y);
        }
        area
    }

    /// The smallest box around both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// What both boxes have in common; one without width or height where that is nothing.
    pub(super) fn intersection(self, other: Self) -> Self {
        let (left, top) = (self.left.max(other.left), self.top.max(other.top));
        Self {
            left,
            top,
            right: self.right.min(other.right).max(left),
            bottom: self.bottom.min(other.bottom).max(top),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn middle(self) -> (f64, f64) {
        (f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// Whether a point lies in the box, grown by `slack` on all sides.
    pub(super) fn holds(self, x: f64, y: f64, slack: f64) -> bool {
        x >= self.left - slack && x <= self.right + slack && y >= self.top - slack && y <= self.bottom + slack
    }

    /// The box after the page was turned a quarter counter-clockwise: what ran downwards runs to the right.
    pub(super) fn turned(self) -> Self {
        Self { left: self.top, right: self.bottom, top: -self.right, bottom: -self.left }
    }

    /// The box after the page was turned a quarter clockwise: what ran upwards runs to the right.
    pub(super) fn turned_back(self) -> Self {
        Self { left: -self.bottom, right: -self.top, top: self.left, bottom: self.right }
    }

    /// The box after the page was turned upside down.
    pub(super) fn flipped(self) -> Self {
        Self { left: -self.right, right: -self.left, top: -self.bottom, bottom: -self.top }
    }
}

/// The direction in which a text runs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Direction {
    /// Left to right.
    #[default]
    Right,
    /// Downwards: turned clockwise, or written vertically.
    Down,
    /// Right to left: upside down.
    Left,
    /// Upwards: turned counter-clockwise.
    Up,
}

/// How a text is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    /// To be read.
    #[default]
    Dark,
    /// So light or transparent that it lies behind what is to be read.
    Light,
    /// Of the paper's colour.
    White,
}

/// One character on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) character: char,
    /// From the beginning of the character to the beginning of the next, and from its descent to its ascent.
    pub(super) area: Area,
    /// Font size in points.
    pub(super) size: f64,
    pub(super) direction: Direction,
    /// Which showing operator of the page drew it: characters of one operator belong together.
    pub(super) run: u32,
    /// Drawn without ink: the text layer under a scan.
    pub(super) invisible: bool,
    pub(super) ink: Ink,
    /// Its colour, where that is known.
    pub(super) colour: Option<Colour>,
    /// Place in the order of painting.
    pub(super) order: u32,
    /// Cannot be seen, and is to be left out.
    pub(super) gone: bool,
}

impl Glyph {
    /// The glyph after the page was turned so that `direction` runs to the right.
    pub(super) fn aligned(self, direction: Direction) -> Self {
        use Direction::{Down, Left, Right, Up};
        let order = [Right, Down, Left, Up];
        let index = |wanted: Direction| order.iter().position(|known| *known == wanted).unwrap_or(0);
        let turned = order.get((index(self.direction) + 4 - index(direction)) % 4).copied().unwrap_or(Right);
        Self { area: self.area.aligned(direction), direction: turned, ..self }
    }
}

impl Area {
    /// The box after the page was turned so that `direction` runs to the right.
    pub(super) fn aligned(self, direction: Direction) -> Self {
        match direction {
            Direction::Right => self,
            Direction::Down => self.turned(),
            Direction::Left => self.flipped(),
            Direction::Up => self.turned_back(),
        }
    }
}

/// A straight line of a table or frame, or the thin box that stands for one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RuledLine {
    /// From left to right if true, else from top to bottom.
    pub(super) horizontal: bool,
    /// The y of a horizontal rule, the x of a vertical one.
    pub(super) at: f64,
    /// The smaller end.
    pub(super) from: f64,
    /// The larger end.
    pub(super) to: f64,
}

impl RuledLine {
    /// The rule after the page was turned so that `direction` runs to the right.
    pub(super) fn aligned(self, direction: Direction) -> Self {
        let (from, to, at) = (self.from, self.to, self.at);
        let area = if self.horizontal {
            Area { left: from, right: to, top: at, bottom: at }
        } else {
            Area { left: at, right: at, top: from, bottom: to }
        };
        let area = area.aligned(direction);
        let sideways = matches!(direction, Direction::Down | Direction::Up);
        if self.horizontal != sideways {
            Self { horizontal: true, at: area.top, from: area.left, to: area.right }
        } else {
            Self { horizontal: false, at: area.left, from: area.top, to: area.bottom }
        }
    }
}

/// A single stroke that is no line of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stroke {
    /// Its left end and its right one.
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
}

impl Stroke {
    /// A stroke between two points, in either order.
    pub(super) fn between(a: (f64, f64), b: (f64, f64)) -> Self {
        if a.0 <= b.0 { Self { from: a, to: b } } else { Self { from: b, to: a } }
    }

    /// The stroke along points that lie nearly on one line, or that run to and fro over one place; `None` for others:
    /// a tick, a frame, a ring.
    pub(super) fn along(points: &[(f64, f64)]) -> Option<Self> {
        const WIDE: f64 = 0.15;
        let (first, last) = (*points.first()?, *points.last()?);
        let (dx, dy) = (last.0 - first.0, last.1 - first.1);
        let length = dx.hypot(dy);
        let aside = |&(x, y): &(f64, f64)| ((x - first.0) * dy - (y - first.1) * dx).abs() / length;
        if length > 0.0 && points.iter().all(|point| aside(point) <= WIDE * length) {
            return Some(Self::between(first, last));
        }
        let area = Area::around(points);
        let (mut turns, mut towards, mut back) = (0, first.0, first.0);
        for &(x, _) in points {
            // How far it came since it last turned, and how far it went back from there.
            let forth = (towards - back).signum();
            if forth == 0.0 || (x - towards) * forth > 0.0 {
                towards = x;
            } else if (towards - x).abs() > 0.4 * area.width() {
                turns += 1;
                (back, towards) = (towards, x);
            }
        }
        let middle = area.middle().1;
        (turns >= 3).then_some(Self { from: (area.left, middle), to: (area.right, middle) })
    }
}

/// What one page shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// Page number, from 1.
    pub(super) number: u32,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<RuledLine>,
    /// Single strokes aslant, and all that were drawn as annotations: they part no cells, but may strike something out.
    pub(super) strokes: Vec<Stroke>,
    /// Where pictures stand.
    pub(super) images: Vec<Area>,
    /// Part of the page that pictures cover, 0 to 1 (more where they overlap).
    pub(super) pictures: f64,
    /// Characters whose meaning the file does not tell.
    pub(super) unknown: usize,
    /// Some of the page's content could not be unpacked.
    pub(super) unreadable: bool,
}

impl Sheet {
    /// Forgets strokes from an index on that are clipped away.
    pub(super) fn drop_strokes_outside(&mut self, clip: Area, from: usize) {
        let outside = |stroke: &mut Stroke| {
            let (x, y) = Area::around(&[stroke.from, stroke.to]).middle();
            !clip.holds(x, y, 0.0)
        };
        self.strokes.extract_if(from.min(self.strokes.len()).., outside).for_each(drop);
    }
}
