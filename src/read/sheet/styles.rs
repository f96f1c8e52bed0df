//! The styles of cells in Office Open XML: number formats, and whether their text can be seen.

use super::format::Formats;
use super::rich::{Font, Look};
use crate::read::colour::Colour;
use crate::read::meter::Meter;
use crate::read::xml::{Id, Xml};

/// What the styles of a workbook say.
#[derive(Debug, Default)]
pub struct Styles {
    /// The number formats.
    pub formats: Formats,
    /// The look of each cell style, in order.
    pub looks: Vec<Look>,
    /// What rules of conditional formats change, in order.
    pub changes: Vec<Change>,
}

/// What a conditional format changes in the look of a cell.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    struck: bool,
    ink: Option<Colour>,
    ground: Option<Option<Colour>>,
}

impl Change {
    /// A look with the change made.
    pub fn of(self, look: Look) -> Look {
        let font =
            Font { struck: look.font.struck || self.struck, ink: self.ink.or(look.font.ink), ..look.font };
        Look { font, ground: self.ground.unwrap_or(look.ground) }
    }
}

/// Reads the part with the styles.
pub fn read(source: &str, meter: &Meter) -> Styles {
    let xml = Xml::parse(source, meter);
    let mut styles = Styles::default();
    let Some(root) = xml.root() else { return styles };
    let number = |id: Id, name: &str| xml.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
    let list = |name: &str| xml.child(root, "x", name);
    for entry in list("numFmts").into_iter().flat_map(|list| xml.children(list)) {
        if let (Some(id), Some(code)) = (number(entry, "numFmtId"), xml.attribute(entry, "formatCode")) {
            styles.formats.add_code(id, code);
        }
    }
    let children = |list_name: &str, name: &str| -> Vec<Id> {
        let list = list(list_name).into_iter().flat_map(|list| xml.children(list));
        list.filter(|&child| xml.is(child, "x", name)).collect()
    };
    let fonts: Vec<Font> = children("fonts", "font").into_iter().map(|each| font(&xml, each)).collect();
    let grounds: Vec<Option<Colour>> =
        children("fills", "fill").into_iter().map(|fill| ground_of(&xml, fill)).collect();
    for style in children("cellXfs", "xf") {
        let format = number(style, "numFmtId").unwrap_or(0);
        styles.formats.add_style(format);
        let at = |name: &str| number(style, name).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        let mut font = fonts.get(at("fontId")).copied().unwrap_or_default();
        font.ink = styles.formats.ink(format).or(font.ink);
        let ground = grounds.get(at("fillId")).copied().unwrap_or(Some(Colour::WHITE));
        styles.looks.push(Look { font, ground });
    }
    let changes = |entry: Id| Change {
        struck: xml.child(entry, "x", "font").is_some_and(|font| xml.on(font, "x", "strike")),
        ink: xml.child(entry, "x", "font").and_then(|font| colour(&xml, xml.child(font, "x", "color"))),
        ground: xml.child(entry, "x", "fill").map(|fill| ground_of(&xml, fill)),
    };
    styles.changes = children("dxfs", "dxf").into_iter().map(changes).collect();
    styles
}

/// A font, of a style or of a run.
pub fn font(xml: &Xml, font: Id) -> Font {
    Font {
        struck: xml.on(font, "x", "strike"),
        raised: matches!(xml.value(font, "x", "vertAlign"), Some("superscript" | "subscript")),
        ink: colour(xml, xml.child(font, "x", "color")),
    }
}

/// A colour by its value, by its place in the palette, or by that in the theme, whose background is white.
fn colour(xml: &Xml, colour: Option<Id>) -> Option<Colour> {
    let [rgb, theme, tint, indexed] = xml.attributes(colour?, ["rgb", "theme", "tint", "indexed"]);
    match (rgb, theme, indexed) {
        (Some(rgb), ..) => Colour::of_digits(rgb.get(rgb.len().checked_sub(6)?..)?),
        (_, Some("0"), _) if tint.is_none() => Some(Colour::WHITE),
        (_, Some(theme), _) => Some(Colour::of_name(&format!("{theme} {}", tint.unwrap_or_default()))),
        (.., Some("1" | "9" | "65")) => Some(Colour::WHITE),
        // The window's own.
        (.., Some("64")) | (None, None, None) => None,
        (.., Some(indexed)) => Some(Colour::of_name(&format!("palette {indexed}"))),
    }
}

/// The colour of a filling; `None` where it cannot be told.
fn ground_of(xml: &Xml, fill: Id) -> Option<Colour> {
    let Some(pattern) = xml.child(fill, "x", "patternFill") else {
        return Some(Colour::WHITE).filter(|_| xml.child(fill, "x", "gradientFill").is_none());
    };
    let front = xml.child(pattern, "x", "fgColor");
    match xml.attribute(pattern, "patternType") {
        Some("solid") => colour(xml, front),
        None | Some("none") => Some(Colour::WHITE),
        _ => None,
    }
}
