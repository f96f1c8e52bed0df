//! Content streams to glyphs and ruling lines (ISO 32000-1 clauses 8 and 9).

mod annotations;
mod colour;
mod covers;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Null, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

use annotations::struck_areas;
use colour::{colour, ink, opacity, white};

use super::font::{Font, Shown};
use super::fonts::Fonts;
use super::geometry::{Area, Direction, Glyph, Ink, Matrix, Sheet};
use super::inline_images;
use super::layers::Layers;
use super::level::{keeps_lines, levelling, slope_of};
use super::path::Path;
use super::seen::{Cover, CoverKind, MOST_COVERS, keep_seen};
use super::stream::decoded;
use crate::read::colour::Colour;
use crate::read::meter::{Limit, Meter};
use crate::read::shapes::ordinary;

/// What all pages share: fonts, and how much work is left.
pub(super) struct Shared {
    meter: Meter,
    fonts: Fonts,
    layers: Layers,
}

impl Shared {
    pub(super) fn new(meter: &Meter, layers: Layers) -> Self {
        Self { meter: meter.clone(), fonts: Fonts::new(meter), layers }
    }
}

/// Deepest nesting of form objects.
const DEEPEST: usize = 12;

/// Operands of one operator; hayro-syntax keeps no more.
const MOST_OPERANDS: usize = 33;

/// Deepest nesting of graphics states.
const MOST_STATES: usize = 256;

/// Text less opaque than this leaves no ink.
const CLEAR: f64 = 0.02;

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    horizontal: f64,
    leading: f64,
    rise: f64,
    invisible: bool,
    line_width: f64,
    white_fill: bool,
    white_stroke: bool,
    /// How text is filled, as far as the colour's space tells.
    ink: Ink,
    /// The colour of the fill, where it is known.
    colour: Option<Colour>,
    /// The fill is a pattern.
    pattern: bool,
    /// Whether the fill's colour is of a space that is not known to say light by large numbers.
    other_space: bool,
    /// How much of what lies below shows through, 0 to 1; blending counts as showing through.
    opacity: f64,
    /// What is painted is seen within this box only.
    clip: Option<Area>,
}

/// What of a marked-content sequence is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Nothing,
    /// Its text: a header, a footer or a watermark.
    Text,
    /// All of it: a layer that is off.
    All,
}

struct Interpreter<'s> {
    shared: &'s mut Shared,
    sheet: Sheet,
    run: u32,
    /// For each open marked-content sequence, what of it is left out.
    marked: Vec<Mark>,
    /// The forms that are being drawn.
    open_forms: Vec<ObjectIdentifier>,
    /// What is painted over parts of the page, and how much was painted.
    covers: Vec<Cover>,
    painted: u32,
    /// From the page as it is read back to the paper.
    to_paper: Matrix,
    /// By how much each character rises or falls along its line.
    leans: Vec<f64>,
}

/// Reads a page: its glyphs, ruling lines and how much of it pictures cover. One that lies a little aslant is turned.
pub(super) fn sheet(page: &Page, number: u32, shared: &mut Shared) -> Sheet {
    let (sheet, leans) = turned_sheet(page, number, shared, 0.0);
    let Some(slope) = slope_of(&leans) else { return sheet };
    let (turned, _) = turned_sheet(page, number, shared, slope);
    if keeps_lines(&sheet, &turned) { turned } else { sheet }
}

/// Reads a page whose lines fall by a slope, and says by how much each of its characters leans.
fn turned_sheet(page: &Page, number: u32, shared: &mut Shared, slope: f64) -> (Sheet, Vec<f64>) {
    let (width, height) = page.render_dimensions();
    let turned = |slope: f64| match slope {
        0.0 => Matrix::IDENTITY,
        _ => levelling(slope, f64::from(width), f64::from(height)),
    };
    let mut interpreter = Interpreter {
        shared,
        sheet: Sheet { number, width: f64::from(width), height: f64::from(height), ..Sheet::default() },
        run: 0,
        marked: Vec::new(),
        open_forms: Vec::new(),
        covers: Vec::new(),
        painted: 0,
        to_paper: turned(-slope),
        leans: Vec::new(),
    };
    let state = State {
        matrix: Matrix(page.initial_transform(true).as_coeffs()).then(turned(slope)),
        font: None,
        size: 1.0,
        character_space: 0.0,
        word_space: 0.0,
        horizontal: 1.0,
        leading: 0.0,
        rise: 0.0,
        invisible: false,
        line_width: 1.0,
        white_fill: false,
        white_stroke: false,
        ink: Ink::Dark,
        colour: None,
        pattern: false,
        other_space: false,
        opacity: 1.0,
        clip: None,
    };
    let (content, whole) = content_of(page, &interpreter.shared.meter);
    interpreter.sheet.unreadable = !whole;
    let resources = Layer {
        fonts: vec![page.resources().fonts.clone()],
        objects: vec![page.resources().x_objects.clone()],
        properties: vec![page.resources().properties.clone()],
        states: vec![page.resources().ext_g_states.clone()],
    };
    interpreter.stream(&content, &resources, state.clone(), 0);
    let mut struck = Vec::new();
    if let Some(annotations) = page.raw().get::<Array>("Annots") {
        for annotation in annotations.iter::<Dict>().take(10_000) {
            let _ = interpreter.annotation(&annotation, &resources, &state);
            struck.extend(struck_areas(&annotation, state.matrix));
        }
    }
    let (mut sheet, covers) = (interpreter.sheet, interpreter.covers);
    keep_seen(&mut sheet, &covers, &struck);
    (sheet, interpreter.leans)
}

/// The resources in force, innermost first.
struct Layer<'a> {
    fonts: Vec<Dict<'a>>,
    objects: Vec<Dict<'a>>,
    properties: Vec<Dict<'a>>,
    states: Vec<Dict<'a>>,
}

impl<'a> Layer<'a> {
    /// A form's own resources before those of the page: some files leave them out.
    fn within(&self, own: &Dict<'a>) -> Self {
        let stack = |key: &str, outer: &[Dict<'a>]| {
            let mut all: Vec<Dict<'a>> = own.get::<Dict>(key).into_iter().collect();
            all.extend(outer.last().cloned());
            all
        };
        Self {
            fonts: stack("Font", &self.fonts),
            objects: stack("XObject", &self.objects),
            properties: stack("Properties", &self.properties),
            states: stack("ExtGState", &self.states),
        }
    }
}

/// The page's content, its streams joined, and whether all of them could be unpacked within the limits.
///
/// They are paid for on each page: many pages may show the same one, which is unpacked and looked through for each.
fn content_of(page: &Page, meter: &Meter) -> (Vec<u8>, bool) {
    let mut joined = Vec::new();
    let mut whole = true;
    let mut add = |stream: &Stream| match decoded(stream) {
        Some(part)
            if joined.len() + part.len() <= super::stream::LARGEST
                && meter.pay(Limit::Unpacked, part.len()) =>
        {
            joined.extend(part);
            joined.push(b' ');
        }
        _ => whole = false,
    };
    match page.raw().get::<Object>("Contents") {
        Some(Object::Stream(stream)) => add(&stream),
        Some(Object::Array(streams)) => streams.iter::<Stream>().take(10_000).for_each(|stream| add(&stream)),
        _ => {}
    }
    (joined, whole)
}

fn numbers<const N: usize>(operands: &[&Object]) -> Option<[f64; N]> {
    let start = operands.len().checked_sub(N)?;
    let mut values = [0.0; N];
    for (value, operand) in values.iter_mut().zip(operands.iter().skip(start)) {
        let Object::Number(number) = operand else { return None };
        *value = number.as_f64();
        if !value.is_finite() || value.abs() > 1e9 {
            return None;
        }
    }
    Some(values)
}

impl Interpreter<'_> {
    fn stream(&mut self, content: &[u8], layer: &Layer, mut state: State, depth: usize) {
        let mut saved: Vec<State> = Vec::new();
        let mut path = Path::default();
        let mut text = Matrix::IDENTITY;
        let mut line = Matrix::IDENTITY;
        let mut local: HashMap<Vec<u8>, Rc<Font>> = HashMap::new();
        // Whether the sequences of a named properties dictionary are left out: read once, not at each mark.
        let mut known: HashMap<Vec<u8>, Mark> = HashMap::new();
        // How opaque each graphics state paints; writers set one before every word.
        let mut opacities: HashMap<Vec<u8>, Option<f64>> = HashMap::new();
        let marks = self.marked.len();
        let mut clips = false;
        let content = inline_images::bounded(content);
        let mut instructions = UntypedIter::new(&content);
        let nothing = Object::Null(Null);
        while let Some(instruction) = instructions.next() {
            if !self.shared.meter.pay(Limit::Steps, 1) || self.shared.meter.is_over(Limit::Glyphs) {
                break;
            }
            let mut held = [&nothing; MOST_OPERANDS];
            let places = held.iter_mut().zip(instruction.operands());
            let count = places.map(|(place, operand)| *place = operand).count();
            let operands = held.get(..count).unwrap_or_default();
            let operator: &[u8] = instruction.operator;
            match operator {
                b"q" if saved.len() < MOST_STATES => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => {
                    if let Some(values) = numbers::<6>(operands) {
                        state.matrix = Matrix(values).then(state.matrix);
                    }
                }
                b"w" => {
                    state.line_width = numbers::<1>(operands).map_or(state.line_width, |[width]| width.abs())
                }
                b"g" | b"rg" | b"k" | b"sc" | b"scn" => {
                    state.white_fill = white(operands);
                    if matches!(operator, b"g" | b"rg" | b"k") {
                        state.other_space = false;
                        state.pattern = false;
                    }
                    state.colour = colour(operands, state.other_space);
                    state.ink = ink(operands, state.other_space);
                }
                b"G" | b"RG" | b"K" | b"SC" | b"SCN" => state.white_stroke = white(operands),
                b"cs" => {
                    state.white_fill = false;
                    state.ink = Ink::Dark;
                    state.colour = None;
                    state.pattern = matches!(operands, [Object::Name(name)] if name.as_str() == "Pattern");
                    let known = |name: &Name| {
                        matches!(
                            name.as_str(),
                            "DeviceGray" | "DeviceRGB" | "DeviceCMYK" | "CalGray" | "CalRGB"
                        )
                    };
                    state.other_space = !matches!(operands, [Object::Name(name)] if known(name));
                }
                b"gs" => {
                    if let Some(Object::Name(name)) = operands.last() {
                        let key: &[u8] = name.as_ref();
                        let known = opacities.get(key).copied();
                        let own = known.unwrap_or_else(|| {
                            *opacities.entry(key.to_vec()).or_insert_with(|| opacity(name, layer))
                        });
                        state.opacity = own.unwrap_or(state.opacity);
                    }
                }
                b"W" | b"W*" => clips = true,
                b"CS" => state.white_stroke = false,
                b"m" | b"l" | b"c" | b"v" | b"y" | b"h" | b"re" => path.add(operator, operands, state.matrix),
                b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => {
                    let bounds = path.bounds();
                    let off = self.marked.contains(&Mark::All);
                    if !off && matches!(operator, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
                        self.cover(bounds, &state);
                    }
                    if !off && matches!(operator, b"S" | b"s") {
                        self.cover_by_stroke(bounds, &state);
                    }
                    if std::mem::take(&mut clips)
                        && let Some((area, _)) = bounds
                    {
                        state.clip = Some(state.clip.map_or(area, |clip| clip.intersection(area)));
                    }
                    let width = state.line_width * state.matrix.scale();
                    let (white_fill, white_stroke) = (state.white_fill || off, state.white_stroke || off);
                    let strokes = self.sheet.strokes.len();
                    path.paint(operator, width, white_fill, white_stroke, &mut self.sheet);
                    if let Some(clip) = state.clip {
                        self.sheet.drop_strokes_outside(clip, strokes);
                    }
                }
                b"BT" => {
                    text = Matrix::IDENTITY;
                    line = Matrix::IDENTITY;
                }
                b"Tc" => state.character_space = numbers::<1>(operands).map_or(0.0, |[value]| value),
                b"Tw" => state.word_space = numbers::<1>(operands).map_or(0.0, |[value]| value),
                b"Tz" => state.horizontal = numbers::<1>(operands).map_or(1.0, |[value]| value / 100.0),
                b"TL" => state.leading = numbers::<1>(operands).map_or(0.0, |[value]| value),
                b"Ts" => state.rise = numbers::<1>(operands).map_or(0.0, |[value]| value),
                b"Tr" => {
                    state.invisible = numbers::<1>(operands).is_some_and(|[mode]| mode == 3.0 || mode == 7.0)
                }
                b"Tf" => {
                    if let [Object::Name(name), Object::Number(size)] = operands {
                        state.size = size.as_f64();
                        state.font = self.font(name, layer, &mut local);
                    }
                }
                b"Td" | b"TD" => {
                    if let Some([x, y]) = numbers::<2>(operands) {
                        if operator == b"TD" {
                            state.leading = -y;
                        }
                        line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(line);
                        text = line;
                    }
                }
                b"Tm" => {
                    if let Some(values) = numbers::<6>(operands) {
                        line = Matrix(values);
                        text = line;
                    }
                }
                b"T*" | b"'" | b"\"" => {
                    if let (b"\"", [Object::Number(word), Object::Number(character), _]) =
                        (operator, operands)
                    {
                        state.word_space = word.as_f64();
                        state.character_space = character.as_f64();
                    }
                    line = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading]).then(line);
                    text = line;
                    if let Some(Object::String(string)) = operands.last() {
                        self.run += 1;
                        self.show(string.as_bytes(), &state, &mut text);
                    }
                }
                b"Tj" => {
                    if let Some(Object::String(string)) = operands.last() {
                        self.run += 1;
                        self.show(string.as_bytes(), &state, &mut text);
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(parts)) = operands.last() {
                        self.run += 1;
                        self.show_parts(parts, &state, &mut text);
                    }
                }
                b"sh" if !self.marked.contains(&Mark::All) => {
                    let page =
                        Area { left: 0.0, top: 0.0, right: self.sheet.width, bottom: self.sheet.height };
                    self.painted += 1;
                    let cover = Cover {
                        area: state.clip.unwrap_or(page),
                        order: self.painted,
                        kind: CoverKind::Shape,
                        colour: None,
                    };
                    self.covers.extend((self.covers.len() < MOST_COVERS).then_some(cover));
                }
                b"BI" => {
                    let stencil = |dictionary: &Dict| {
                        ["IM", "ImageMask"].iter().any(|key| dictionary.get::<bool>(*key) == Some(true))
                    };
                    let masked = !matches!(operands, [Object::Stream(own)] if !stencil(own.dict()));
                    self.picture(&state, masked);
                }
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.last() {
                        self.object(name, layer, &state, depth);
                    }
                }
                b"BMC" | b"BDC" if self.marked.len() < 10_000 => {
                    let left_out = match operands {
                        [Object::Name(tag), Object::Name(name)] => {
                            let key = [tag.as_ref(), b" ", name.as_ref()].concat();
                            *known.entry(key).or_insert_with(|| self.left_out(operands, layer))
                        }
                        _ => self.left_out(operands, layer),
                    };
                    self.marked.push(left_out);
                }
                b"EMC" if self.marked.len() > marks => {
                    self.marked.pop();
                }
                _ => {}
            }
        }
        self.marked.truncate(marks);
    }

    /// Whether a marked-content sequence is page furniture: a header, a footer or a watermark that the file names so.
    fn left_out(&self, operands: &[&Object], layer: &Layer) -> Mark {
        let [Object::Name(tag), properties] = operands else { return Mark::Nothing };
        // Paragraphs, cells and words are marked by the thousand.
        if !matches!(tag.as_str(), "OC" | "Artifact") {
            return Mark::Nothing;
        }
        let dictionary = match properties {
            Object::Dict(dictionary) => Some(dictionary.clone()),
            Object::Name(name) => layer.properties.iter().find_map(|known| known.get::<Dict>(name)),
            _ => None,
        };
        let Some(dictionary) = dictionary else { return Mark::Nothing };
        if tag.as_str() == "OC" && self.shared.layers.hides(&dictionary) {
            return Mark::All;
        }
        let is = |key: &str, values: &[&str]| {
            dictionary.get::<Name>(key).is_some_and(|name| values.contains(&name.as_str()))
        };
        let furniture = is("Type", &["Pagination"]) || is("Subtype", &["Header", "Footer", "Watermark"]);
        if tag.as_str() == "Artifact" && furniture { Mark::Text } else { Mark::Nothing }
    }

    fn font(
        &mut self,
        name: &Name,
        layer: &Layer,
        local: &mut HashMap<Vec<u8>, Rc<Font>>,
    ) -> Option<Rc<Font>> {
        let key: &[u8] = name.as_ref();
        if let Some(font) = local.get(key) {
            return Some(Rc::clone(font));
        }
        let dictionary = layer.fonts.iter().find_map(|fonts| fonts.get::<Dict>(name))?;
        let font = self.shared.fonts.font(&dictionary)?;
        local.insert(key.to_vec(), Rc::clone(&font));
        Some(font)
    }

    fn show_parts(&mut self, parts: &Array, state: &State, text: &mut Matrix) {
        for part in parts.iter::<Object>() {
            match part {
                Object::String(string) => self.show(string.as_bytes(), state, text),
                Object::Number(number) => {
                    let move_by = -number.as_f64() / 1000.0 * state.size;
                    let vertical = state.font.as_ref().is_some_and(|font| font.vertical);
                    let (x, y) = if vertical { (0.0, move_by) } else { (move_by * state.horizontal, 0.0) };
                    *text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(*text);
                }
                _ => {}
            }
            if self.shared.meter.is_over(Limit::Glyphs) {
                return;
            }
        }
    }

    fn show(&mut self, string: &[u8], state: &State, text: &mut Matrix) {
        let Some(font) = state.font.clone() else { return };
        let size = state.size * font.em;
        let left_out = self.marked.iter().any(|mark| *mark != Mark::Nothing);
        font.show(string, |shown: Shown| {
            let spacing = state.character_space + if shown.space { state.word_space } else { 0.0 };
            let to_page = Matrix([size * state.horizontal, 0.0, 0.0, size, 0.0, state.rise])
                .then(*text)
                .then(state.matrix);
            if !left_out {
                self.place(&shown, to_page, font.vertical, state);
            }
            let (x, y) = if font.vertical {
                (0.0, -shown.advance * size - spacing)
            } else {
                ((shown.advance * size + spacing) * state.horizontal, 0.0)
            };
            *text = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(*text);
        });
    }

    /// Puts a code's characters on the page; several share the width.
    fn place(&mut self, shown: &Shown, to_page: Matrix, vertical: bool, state: &State) {
        const ASCENT: f64 = 0.88;
        const DESCENT: f64 = -0.12;
        let unknown = shown.text.is_none();
        let text = shown.text.as_deref().unwrap_or("\u{FFFD}");
        let count = text.chars().count().max(1);
        let [a, b, c, d, ..] = to_page.0;
        let size = (c * c + d * d).sqrt();
        if !size.is_finite() || size <= 0.0 {
            return;
        }
        // Text that leans is a watermark or a stamp.
        if a.abs().min(b.abs()) > 0.12 * a.abs().max(b.abs()) {
            return;
        }
        let direction = if vertical {
            Direction::Down
        } else if a.abs() >= b.abs() {
            if a >= 0.0 { Direction::Right } else { Direction::Left }
        } else if b >= 0.0 {
            Direction::Down
        } else {
            Direction::Up
        };
        self.sheet.unknown += usize::from(unknown);
        for (index, character) in (0_u32..).zip(text.chars()) {
            let part = |index: u32| f64::from(index) / f64::from(u32::try_from(count).unwrap_or(1));
            let area = if vertical {
                let half = shown.width.max(0.5) / 2.0;
                to_page.bounds(-half, -part(index + 1), half, -part(index))
            } else {
                let width = shown.width;
                to_page.bounds(width * part(index), DESCENT, width * part(index + 1), ASCENT)
            };
            let (x, y) = area.middle();
            if state.clip.is_some_and(|clip| !clip.holds(x, y, 0.5 * size)) {
                continue;
            }
            let (x, y) = self.to_paper.point(x, y);
            if !x.is_finite()
                || !y.is_finite()
                || x < -1.0
                || y < -1.0
                || x > self.sheet.width + 1.0
                || y > self.sheet.height + 1.0
            {
                continue;
            }
            if !self.shared.meter.pay(Limit::Glyphs, 1) {
                return;
            }
            let character = match character {
                // Many fonts call the hyphen that they draw the soft one: 1-12 is not 112.
                '\u{AD}' if shown.width > 0.0 => '-',
                character => ordinary(character),
            };
            self.painted += 1;
            self.leans.push(if a.abs() >= b.abs() { b / a } else { -a / b });
            let ink = if state.opacity < 0.5 && state.ink == Ink::Dark { Ink::Light } else { state.ink };
            self.sheet.glyphs.push(Glyph {
                character,
                area,
                size,
                direction,
                run: self.run,
                invisible: state.invisible || state.opacity < CLEAR,
                ink,
                colour: state.colour.filter(|_| state.opacity >= 0.95),
                order: self.painted,
                gone: false,
            });
        }
    }

    fn object(&mut self, name: &Name, layer: &Layer, state: &State, depth: usize) {
        let Some(stream) = layer.objects.iter().find_map(|objects| objects.get::<Stream>(name)) else {
            return;
        };
        let dictionary = stream.dict();
        let of_layer = dictionary.get::<Dict>("OC").is_some_and(|layer| self.shared.layers.hides(&layer));
        if of_layer || self.marked.contains(&Mark::All) {
            return;
        }
        match dictionary.get::<Name>("Subtype").as_ref().map(Name::as_str) {
            Some("Image") => {
                let masked = ["SMask", "Mask", "ImageMask", "SMaskInData"];
                self.picture(state, masked.iter().any(|key| dictionary.contains_key(*key)));
            }
            Some("Form") => self.form(&stream, layer, state.clone(), depth),
            _ => {}
        }
    }

    /// Draws a form object.
    fn form(&mut self, stream: &Stream, layer: &Layer, mut state: State, depth: usize) {
        // A form that draws itself, directly or through others, would draw for ever.
        if depth >= DEEPEST || self.open_forms.contains(&stream.obj_id()) {
            return;
        }
        let Some(content) = decoded(stream) else { return };
        // The bytes of a form are work too: a small stream drawn a million times.
        if !self.shared.meter.pay(Limit::Steps, content.len() / 8 + 500) {
            return;
        }
        state.matrix = matrix_of(stream.dict()).then(state.matrix);
        let own = stream.dict().get::<Dict>("Resources").unwrap_or_default();
        let layer = layer.within(&own);
        self.open_forms.push(stream.obj_id());
        self.stream(&content, &layer, state, depth + 1);
        self.open_forms.pop();
    }
}

/// The matrix of a form's dictionary.
fn matrix_of(dictionary: &Dict) -> Matrix {
    let values: Vec<f64> = dictionary
        .get::<Array>("Matrix")
        .map(|matrix| matrix.iter::<Number>().map(|number| number.as_f64()).collect())
        .unwrap_or_default();
    <[f64; 6]>::try_from(values).map_or(Matrix::IDENTITY, Matrix)
}
