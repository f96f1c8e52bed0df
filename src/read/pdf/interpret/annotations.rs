//! What annotations show on a page: filled fields, typed texts and stamps, what they strike out.

use hayro_syntax::object::{Array, Dict, Name, Number, Object, Rect, Stream};

use super::super::fields;
use super::super::font::Shown;
use super::super::geometry::{Area, Matrix, RuledLine, Stroke};
use super::super::seen::CoverKind;
use super::{Interpreter, Layer, State, matrix_of};

/// Flags of annotations that are not shown.
const HIDDEN_OR_NOT_SHOWN: i64 = 2 | 32;

/// The areas that an annotation strikes out, by its four-cornered parts.
pub(super) fn struck_areas(annotation: &Dict, matrix: Matrix) -> Vec<Area> {
    let kind = annotation.get::<Name>("Subtype");
    let flags = annotation.get::<Number>("F").map_or(0, |flags| flags.as_i64());
    if kind.as_ref().map(Name::as_str) != Some("StrikeOut") || flags & HIDDEN_OR_NOT_SHOWN != 0 {
        return Vec::new();
    }
    let points: Vec<f64> = annotation
        .get::<Array>("QuadPoints")
        .map(|points| points.iter::<Number>().take(800).map(|number| number.as_f64()).collect())
        .unwrap_or_default();
    points
        .chunks_exact(8)
        .map(|corners| {
            let corners: Vec<(f64, f64)> = corners
                .chunks_exact(2)
                .filter_map(|pair| Some(matrix.point(*pair.first()?, *pair.get(1)?)))
                .collect();
            Area::around(&corners)
        })
        .collect()
}

/// The strokes of an annotation that leaves its appearance to the viewer; wide and transparent ones mark a text.
fn strokes_of(annotation: &Dict, matrix: Matrix) -> Vec<Stroke> {
    const MOST: usize = 2_000;
    let number = |dictionary: &Dict, key: &str| dictionary.get::<Number>(key).map(|number| number.as_f64());
    let width = annotation.get::<Dict>("BS").and_then(|border| number(&border, "W")).unwrap_or(1.0);
    if width > 3.2 || width <= 0.0 || number(annotation, "CA").is_some_and(|opaque| opaque < 0.5) {
        return Vec::new();
    }
    let points = |list: &Array| -> Vec<(f64, f64)> {
        let values: Vec<f64> = list.iter::<Number>().take(MOST).map(|number| number.as_f64()).collect();
        let pairs = values.chunks_exact(2);
        pairs.filter_map(|pair| Some(matrix.point(*pair.first()?, *pair.get(1)?))).collect()
    };
    let lists: Vec<Array> = match annotation.get::<Array>("InkList") {
        Some(list) => list.iter::<Array>().take(MOST).collect(),
        None => ["L", "Vertices"].iter().filter_map(|key| annotation.get::<Array>(*key)).collect(),
    };
    lists.iter().filter_map(|list| Stroke::along(&points(list))).collect()
}

impl Interpreter<'_> {
    /// The appearance of a field that was filled in, or of a text that was typed or stamped onto the page (12.5.5).
    pub(super) fn annotation(&mut self, annotation: &Dict, layer: &Layer, state: &State) -> Option<()> {
        let flags = annotation.get::<Number>("F").map_or(0, |flags| flags.as_i64());
        let kind = annotation.get::<Name>("Subtype")?;
        if annotation.get::<Dict>("OC").is_some_and(|layer| self.shared.layers.hides(&layer)) {
            return None;
        }
        let drawn = matches!(kind.as_str(), "Line" | "Ink" | "PolyLine" | "Polygon" | "Square" | "Circle");
        let written = matches!(kind.as_str(), "Widget" | "FreeText" | "Stamp");
        if flags & HIDDEN_OR_NOT_SHOWN != 0 || !(drawn || written) {
            return None;
        }
        let Some(appearances) = annotation.get::<Dict>("AP") else {
            if drawn {
                self.sheet.strokes.extend(strokes_of(annotation, state.matrix));
                return Some(());
            }
            let (text, rectangle) = fields::shown(annotation)?;
            self.typed(&text, rectangle, state);
            return Some(());
        };
        let appearance = match appearances.get::<Object>("N")? {
            Object::Stream(stream) => stream,
            Object::Dict(states) => states.get::<Stream>(annotation.get::<Name>("AS")?)?,
            _ => return None,
        };
        let rectangle = annotation.get::<Rect>("Rect")?;
        let frame = appearance.dict().get::<Rect>("BBox")?;
        let shown = matrix_of(appearance.dict()).bounds(frame.x0, frame.y0, frame.x1, frame.y1);
        if shown.width() <= 0.0 || shown.height() <= 0.0 {
            return None;
        }
        let (across, down) = (rectangle.width() / shown.width(), rectangle.height() / shown.height());
        let (x, y) = (rectangle.x0 - shown.left * across, rectangle.y0 - shown.top * down);
        let mut inner = state.clone();
        inner.matrix = Matrix([across, 0.0, 0.0, down, x, y]).then(inner.matrix);
        if drawn {
            self.drawing(&appearance, layer, inner);
        } else if kind.as_str() == "Stamp" {
            self.stamp(&appearance, layer, inner);
        } else {
            self.form(&appearance, layer, inner, 0);
        }
        Some(())
    }

    /// What was drawn onto the page covers and strikes out; its lines are none of a table.
    fn drawing(&mut self, appearance: &Stream, layer: &Layer, state: State) {
        let (glyphs, rules) = (self.sheet.glyphs.len(), self.sheet.rules.len());
        self.form(appearance, layer, state, 0);
        self.sheet.glyphs.truncate(glyphs);
        let across = |rule: RuledLine| Stroke { from: (rule.from, rule.at), to: (rule.to, rule.at) };
        let lines = self.sheet.rules.drain(rules.min(self.sheet.rules.len())..);
        self.sheet.strokes.extend(lines.filter(|rule| rule.horizontal).map(across));
    }

    /// A text that was stamped onto a free place of the page, or on a white ground of its own, is read; a seal over
    /// something is not, hides nothing of it and draws no table.
    fn stamp(&mut self, appearance: &Stream, layer: &Layer, state: State) {
        let (glyphs, rules) = (self.sheet.glyphs.len(), self.sheet.rules.len());
        let (covers, strokes) = (self.covers.len(), self.sheet.strokes.len());
        self.form(appearance, layer, state, 0);
        self.sheet.rules.truncate(rules);
        self.sheet.strokes.truncate(strokes);
        let own = self.covers.get_mut(covers..).unwrap_or_default();
        own.iter_mut().filter(|own| own.kind != CoverKind::White).for_each(|own| own.kind = CoverKind::Shape);
        let (before, stamped) = self.sheet.glyphs.split_at(glyphs.min(self.sheet.glyphs.len()));
        let Some(area) = stamped.iter().map(|glyph| glyph.area).reduce(Area::union) else { return };
        let (x, y) = area.middle();
        if own.iter().any(|own| own.kind == CoverKind::White && own.area.holds(x, y, 0.0)) {
            return;
        }
        let lies_over = |(x, y): (f64, f64)| area.holds(x, y, 0.0);
        let crossed = |rule: &RuledLine| {
            let (across, along) = match rule.horizontal {
                true => ((area.top, area.bottom), (area.left, area.right)),
                false => ((area.left, area.right), (area.top, area.bottom)),
            };
            (across.0 + 1.0..across.1 - 1.0).contains(&rule.at) && rule.from < along.1 && rule.to > along.0
        };
        if before.iter().any(|glyph| lies_over(glyph.area.middle())) || self.sheet.rules.iter().any(crossed) {
            self.sheet.glyphs.truncate(glyphs);
        }
    }

    /// Sets the lines of a text into a rectangle, as a viewer would.
    fn typed(&mut self, text: &str, rectangle: Rect, state: &State) {
        let lines: Vec<&str> = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
        let count = f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX)).max(1.0);
        let pitch = rectangle.height() / count;
        let widest = lines.iter().map(|line| line.chars().map(width_of).sum::<f64>()).fold(0.5, f64::max);
        let size = (0.75 * pitch).min(rectangle.width() / widest).clamp(1.0, 12.0);
        for (index, line) in (0_u32..).zip(lines) {
            self.run += 1;
            let baseline = rectangle.y1 - pitch * (f64::from(index) + 0.5) - 0.38 * size;
            let mut left = rectangle.x0 + 0.1 * size;
            for character in line.chars() {
                let width = width_of(character);
                let to_page = Matrix([size, 0.0, 0.0, size, left, baseline]).then(state.matrix);
                let text = Some(character.to_string().into());
                let shown = Shown { text, advance: width, width, space: false };
                self.place(&shown, to_page, false, state);
                left += width * size;
            }
        }
    }
}

/// The width of a character that no font tells, as a part of its size.
fn width_of(character: char) -> f64 {
    if character.is_ascii() { 0.5 } else { 1.0 }
}
