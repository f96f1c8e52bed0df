//! OFD, the layout format of GB/T 33190: a package whose pages place characters and lines as those of a PDF do.
//!
//! Its pages become the same sheets, and what makes lines and tables of them is the PDF's. Lengths are millimetres,
//! from the upper left corner down; templates of a page lie below it; stamps and watermarks stand in annotations,
//! which are no text of the document and are not read.

use super::document_of;
use super::geometry::{Area, Direction, Glyph, Ink, Matrix, Sheet};
use super::path::Path;
use super::seen::{Cover, CoverKind, MOST_COVERS, keep_seen};
use crate::document::Document;
use crate::read::ReadError;
use crate::read::docx::part;
use crate::read::meter::{Limit, Meter};
use crate::read::shapes::ordinary;
use crate::read::xml::{Id, Xml};
use crate::read::zip::Archive;

/// Points of a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// A page as wide and high as A4, where the file does not say.
const A4: [f64; 4] = [0.0, 0.0, 210.0, 297.0];

/// Whether an archive is an OFD package.
pub(in crate::read) fn is_ofd(archive: &Archive) -> bool {
    archive.find("OFD.xml").is_some()
}

/// Reads an OFD package.
///
/// # Errors
/// `encrypted` where its parts are, `damaged` where no page can be found, `too-large` over the limits.
pub(in crate::read) fn read(archive: &Archive) -> Result<Document, ReadError> {
    let meter = archive.meter();
    let entry = part(archive, "OFD.xml")?;
    let entry = Xml::parse(&entry, meter);
    let location = entry.root().and_then(|root| find(&entry, root, "DocRoot")).ok_or_else(damaged)?;
    let location = entry.all_text(location).trim().to_owned();
    let locked = archive.entries().iter().any(|entry| entry.name.ends_with("Encryptions.xml"));
    let source = part(archive, &resolved("", &location));
    let source = source.map_err(|error| if locked { encrypted() } else { error })?;
    let xml = Xml::parse(&source, meter);
    let root = xml.root().ok_or_else(|| if locked { encrypted() } else { damaged() })?;
    let page_box = find(&xml, root, "PageArea").and_then(|area| page_box(&xml, area)).unwrap_or(A4);
    let templates: Vec<(&str, String)> = find(&xml, root, "CommonData")
        .into_iter()
        .flat_map(|data| xml.children(data))
        .filter(|child| xml.is(*child, "", "TemplatePage"))
        .filter_map(|child| Some((xml.attribute(child, "ID")?, base_location(&xml, child, &location)?)))
        .collect();
    let pages = find(&xml, root, "Pages").ok_or_else(damaged)?;
    let mut sheets = Vec::new();
    for (number, page) in (1..).zip(xml.children(pages).filter(|child| xml.is(*child, "", "Page"))) {
        if !meter.pay(Limit::Pages, 1) {
            break;
        }
        let Some(path) = base_location(&xml, page, &location) else { continue };
        sheets.push(sheet(archive, &path, number, page_box, &templates));
        if meter.is_over(Limit::Steps) || meter.is_over(Limit::Glyphs) {
            break;
        }
    }
    if sheets.is_empty() {
        return Err(damaged());
    }
    let title = entry.root().and_then(|root| find(&entry, root, "Title"));
    let title = title.map(|title| entry.all_text(title)).filter(|title| !title.trim().is_empty());
    Ok(Document { title, ..document_of(sheets, "OFD", meter) })
}

fn damaged() -> ReadError {
    ReadError::new(
        "damaged",
        "这个 OFD 已损坏，找不到页面；请重新下载或另存后再检查。",
        "This OFD is damaged: no page can be found; download or save it again.",
    )
}

fn encrypted() -> ReadError {
    ReadError::new(
        "encrypted",
        "这个 OFD 加了密，无法读取；请用 OFD 阅读器打开，去掉密码后另存再试。",
        "This OFD is encrypted; open it in an OFD reader and save it without the password.",
    )
}

/// The first element of a local name below one, in the order of the document.
fn find(xml: &Xml, from: Id, name: &str) -> Option<Id> {
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if xml.is(id, "", name) {
            return Some(id);
        }
        let children: Vec<Id> = xml.children(id).collect();
        open.extend(children.into_iter().rev());
    }
    None
}

/// The place of a part that an element names, from the place of the part in which it does.
fn base_location(xml: &Xml, id: Id, from: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    xml.attribute(id, "BaseLoc").map(|location| resolved(folder, location.trim()))
}

/// A path within the package: from its root, or from a folder.
fn resolved(folder: &str, location: &str) -> String {
    let path = if location.starts_with('/') { location.to_owned() } else { format!("{folder}/{location}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Left, top, width and height of a page, in millimetres.
fn page_box(xml: &Xml, area: Id) -> Option<[f64; 4]> {
    // What is shown is the physical box, or the application's within it.
    ["PhysicalBox", "ApplicationBox"].iter().find_map(|name| {
        let place = find(xml, area, name)?;
        let place: [f64; 4] = numbers(&xml.all_text(place))?;
        (place[2] > 0.0 && place[3] > 0.0).then_some(place)
    })
}

/// So many numbers; nothing where there are fewer or one is none.
fn numbers<const N: usize>(text: &str) -> Option<[f64; N]> {
    let mut values = [0.0; N];
    let mut words = text.split_whitespace();
    for value in &mut values {
        *value = words.next()?.parse().ok().filter(|value: &f64| value.is_finite())?;
    }
    Some(values)
}

/// An attribute that is one number.
fn number(xml: &Xml, id: Id, name: &str) -> Option<f64> {
    xml.attribute(id, name).and_then(numbers::<1>).map(|[number]| number)
}

/// A page with its templates.
fn sheet(
    archive: &Archive,
    path: &str,
    number: u32,
    page_box: [f64; 4],
    templates: &[(&str, String)],
) -> Sheet {
    let meter = archive.meter();
    let lost = Sheet { number, unreadable: true, ..Sheet::default() };
    let Ok(source) = part(archive, path) else { return lost };
    let xml = Xml::parse(&source, meter);
    let Some(root) = xml.root() else { return lost };
    let own = xml.children(root).find(|child| xml.is(*child, "", "Area"));
    let own = own.and_then(|area| self::page_box(&xml, area));
    let [left, top, width, height] = own.unwrap_or(page_box);
    let sheet = Sheet {
        number,
        width: width * MILLIMETRE,
        height: height * MILLIMETRE,
        unreadable: xml.damaged,
        ..Sheet::default()
    };
    let to_page = Matrix([MILLIMETRE, 0.0, 0.0, MILLIMETRE, -left * MILLIMETRE, -top * MILLIMETRE]);
    let mut drawn = Drawn { meter, sheet, covers: Vec::new(), to_page, run: 0, painted: 0 };
    for child in xml.children(root).filter(|child| xml.is(*child, "", "Template")) {
        let named = xml.attribute(child, "TemplateID");
        let path = templates.iter().find(|(id, _)| Some(*id) == named).map(|(_, path)| path);
        if let Some(Ok(source)) = path.map(|path| part(archive, path)) {
            let template = Xml::parse(&source, meter);
            drawn.objects(&template, template.root().unwrap_or_default());
        }
    }
    drawn.objects(&xml, root);
    keep_seen(&mut drawn.sheet, &drawn.covers, &[]);
    drawn.sheet
}

/// What has been drawn of a page.
struct Drawn<'m> {
    meter: &'m Meter,
    sheet: Sheet,
    covers: Vec<Cover>,
    to_page: Matrix,
    /// Texts that were shown, and all that was painted.
    run: u32,
    painted: u32,
}

impl Drawn<'_> {
    /// Draws the objects of a page, through layers and blocks, in their order.
    fn objects(&mut self, xml: &Xml, root: Id) {
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if !self.meter.pay(Limit::Steps, 1) {
                return;
            }
            if xml.attribute(id, "Visible") == Some("false") {
                continue;
            }
            match xml.name(id).1 {
                "TextObject" => self.text(xml, id),
                "PathObject" => self.path(xml, id),
                "ImageObject" => self.picture(xml, id),
                "Annotations" | "Actions" => {}
                _ => {
                    let children: Vec<Id> = xml.children(id).collect();
                    open.extend(children.into_iter().rev());
                }
            }
        }
    }

    /// From an object's own lengths to the page's points.
    fn placed(&self, xml: &Xml, id: Id) -> Option<Matrix> {
        let [x, y, ..]: [f64; 4] = numbers(xml.attribute(id, "Boundary")?)?;
        let own = xml.attribute(id, "CTM").and_then(numbers).map_or(Matrix::IDENTITY, Matrix);
        Some(own.then(Matrix([1.0, 0.0, 0.0, 1.0, x, y])).then(self.to_page))
    }

    fn text(&mut self, xml: &Xml, id: Id) {
        const ASCENT: f64 = 0.88;
        const DESCENT: f64 = 0.12;
        const LEANS: f64 = 0.12;
        let (Some(matrix), Some(size)) = (self.placed(xml, id), number(xml, id, "Size")) else { return };
        let [a, b, c, d, ..] = matrix.0;
        let points = size * c.hypot(d);
        // Text that leans is a watermark or a stamp.
        if !points.is_finite() || points <= 0.0 || a.abs().min(b.abs()) > LEANS * a.abs().max(b.abs()) {
            return;
        }
        let paint = Paint::of(xml, id, "FillColor");
        let unseen =
            xml.attribute(id, "Fill") == Some("false") && xml.attribute(id, "Stroke") != Some("true");
        let horizontal = number(xml, id, "HScale").unwrap_or(1.0);
        let mut begin = (0.0, 0.0);
        for code in xml.children(id).filter(|child| xml.is(*child, "", "TextCode")) {
            let text: Vec<char> = xml.all_text(code).chars().collect();
            let moves = |name: &str| xml.attribute(code, name).map(|deltas| steps(deltas, text.len()));
            let (across, down) = (moves("DeltaX"), moves("DeltaY").unwrap_or_default());
            let vertical = across.is_none() && !down.is_empty();
            // What says no place begins where the one before it did.
            begin = (number(xml, code, "X").unwrap_or(begin.0), number(xml, code, "Y").unwrap_or(begin.1));
            let (mut x, mut y) = begin;
            self.run += 1;
            for (index, character) in text.iter().enumerate() {
                if !self.meter.pay(Limit::Glyphs, 1) {
                    return;
                }
                // Half as wide as high are the letters and digits that most fonts have.
                let natural = size * horizontal * if character.is_ascii() { 0.5 } else { 1.0 };
                let step = across.as_ref().and_then(|steps| steps.get(index)).copied();
                let width = step.filter(|step| *step > 0.0).unwrap_or(natural);
                let area = matrix.bounds(x, y - ASCENT * size, x + width, y + DESCENT * size);
                let (middle, height) = area.middle();
                self.painted += 1;
                let inside = (-1.0..=self.sheet.width + 1.0).contains(&middle)
                    && (-1.0..=self.sheet.height + 1.0).contains(&height);
                if inside {
                    self.sheet.glyphs.push(Glyph {
                        character: ordinary(*character),
                        area,
                        size: points,
                        direction: if vertical { Direction::Down } else { direction(a, b) },
                        run: self.run,
                        invisible: unseen || paint.is_clear(),
                        ink: paint.ink(),
                        colour: None,
                        order: self.painted,
                        gone: false,
                    });
                }
                if !vertical {
                    x += step.unwrap_or(natural);
                }
                y += down.get(index).copied().unwrap_or(0.0);
            }
        }
    }

    fn path(&mut self, xml: &Xml, id: Id) {
        const LINE_WIDTH: f64 = 0.353;
        let Some(matrix) = self.placed(xml, id) else { return };
        let Some(data) = xml.children(id).find(|child| xml.is(*child, "", "AbbreviatedData")) else { return };
        let data = xml.all_text(data);
        let mut path = Path::default();
        let mut words = data.split_whitespace();
        while let Some(word) = words.next() {
            // The operators of a PDF that do the same; of a curve only its end is looked at.
            let (operator, count): (&[u8], usize) = match word {
                "S" | "M" => (b"m", 2),
                "L" => (b"l", 2),
                "Q" => (b"v", 4),
                "B" => (b"c", 6),
                "A" => (b"c", 7),
                "C" => (b"h", 0),
                _ => continue,
            };
            if !self.meter.pay(Limit::Steps, 1) {
                break;
            }
            let mut values: Vec<f64> =
                words.by_ref().take(count).filter_map(|word| word.parse().ok()).collect();
            if values.len() < count {
                break;
            }
            // Both radii, the angle and two flags stand before the end of an arc.
            if word == "A" {
                values.remove(0);
            }
            path.add_numbers(operator, &values, matrix);
        }
        let strokes = xml.attribute(id, "Stroke") != Some("false");
        let fills = xml.attribute(id, "Fill") == Some("true");
        let (fill, stroke) = (Paint::of(xml, id, "FillColor"), Paint::of(xml, id, "StrokeColor"));
        self.painted += 1;
        if let Some((area, is_box)) = path.bounds().filter(|_| fills && self.covers.len() < MOST_COVERS) {
            let kind = match fill.ink() {
                Ink::Dark if is_box && fill.is_whole() => CoverKind::Colour,
                Ink::White if is_box && fill.is_whole() => CoverKind::White,
                _ => CoverKind::Shape,
            };
            self.covers.push(Cover { area, order: self.painted, kind, colour: None });
        }
        let operator: &[u8] = match (strokes, fills) {
            (true, true) => b"B",
            (true, false) => b"S",
            (false, true) => b"f",
            (false, false) => b"n",
        };
        let width = number(xml, id, "LineWidth").unwrap_or(LINE_WIDTH);
        let white = |paint: &Paint| paint.ink() == Ink::White || paint.is_clear();
        path.paint(operator, width * matrix.scale(), white(&fill), white(&stroke), &mut self.sheet);
    }

    fn picture(&mut self, xml: &Xml, id: Id) {
        let Some(matrix) = self.placed(xml, id) else { return };
        // Where it has a matrix, a picture is a square of one millimetre.
        let side = match xml.attribute(id, "CTM") {
            Some(_) => Some((1.0, 1.0)),
            None => xml.attribute(id, "Boundary").and_then(numbers).map(|[_, _, w, h]: [f64; 4]| (w, h)),
        };
        let Some((width, height)) = side else { return };
        let area: Area = matrix.bounds(0.0, 0.0, width, height);
        if self.sheet.images.len() < MOST_COVERS {
            self.sheet.images.push(area);
        }
        let width = area.right.min(self.sheet.width) - area.left.max(0.0);
        let height = area.bottom.min(self.sheet.height) - area.top.max(0.0);
        let whole = self.sheet.width * self.sheet.height;
        if width > 0.0 && height > 0.0 && whole > 0.0 {
            self.sheet.pictures += width * height / whole;
        }
    }
}

/// How something is painted.
struct Paint {
    /// The darkest of red, green and blue, 0 to 255; black where nothing is said.
    darkest: f64,
    /// 0 lets everything through, 255 nothing.
    alpha: f64,
}

impl Paint {
    fn of(xml: &Xml, id: Id, name: &str) -> Self {
        let colour = xml.children(id).find(|child| xml.is(*child, "", name));
        let said = |id: Id| number(xml, id, "Alpha");
        let alpha = colour.and_then(said).or_else(|| said(id)).unwrap_or(255.0);
        let value: Option<[f64; 3]> =
            colour.and_then(|colour| xml.attribute(colour, "Value")).and_then(numbers);
        Self { darkest: value.map_or(0.0, |[red, green, blue]| red.min(green).min(blue)), alpha }
    }

    fn is_clear(&self) -> bool {
        self.alpha < 5.0
    }

    fn is_whole(&self) -> bool {
        self.alpha > 242.0
    }

    fn ink(&self) -> Ink {
        match self.darkest {
            value if value >= 250.0 => Ink::White,
            value if value >= 180.0 || self.alpha < 128.0 => Ink::Light,
            _ => Ink::Dark,
        }
    }
}

/// Where a text runs whose first axis falls by `b` for `a`.
fn direction(a: f64, b: f64) -> Direction {
    match a.abs() >= b.abs() {
        true if a >= 0.0 => Direction::Right,
        true => Direction::Left,
        false if b >= 0.0 => Direction::Down,
        false => Direction::Up,
    }
}

/// The steps from character to character: `5 5 3`, or `g 3 5` for three times five.
fn steps(text: &str, characters: usize) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next().filter(|_| steps.len() < characters) {
        let mut number = || words.next()?.parse::<f64>().ok().filter(|value| value.is_finite());
        if word == "g" {
            let (Some(count), Some(step)) = (number(), number()) else { break };
            let left = characters - steps.len();
            steps.extend(std::iter::repeat_n(step, (count.max(0.0) as usize).min(left)));
        } else if let Ok(step) = word.parse::<f64>() {
            steps.push(step);
        }
    }
    steps.retain(|step| step.is_finite());
    steps
}

#[cfg(test)]
#[path = "ofd_tests.rs"]
mod tests;
