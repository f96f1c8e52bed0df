//! The styles of cells in Office Open XML: number formats, and whether their text can be seen.

use super::format::Formats;
use super::rich::{Font, Look};
use crate::read::meter::Meter;
use crate::read::xml::{Id, Xml};

/// What the styles of a workbook say.
#[derive(Debug, Default)]
pub struct Styles {
    /// The number formats.
    pub formats: Formats,
    /// The look of each cell style, in order.
    pub looks: Vec<Look>,
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
    let coloured: Vec<bool> =
        children("fills", "fill").into_iter().map(|fill| is_coloured(&xml, fill)).collect();
    for style in children("cellXfs", "xf") {
        styles.formats.add_style(number(style, "numFmtId").unwrap_or(0));
        let at = |name: &str| number(style, name).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        let font = fonts.get(at("fontId")).copied().unwrap_or_default();
        let coloured = coloured.get(at("fillId")).copied().unwrap_or(false);
        styles.looks.push(Look { font, coloured });
    }
    styles
}

/// A font, of a style or of a run.
pub fn font(xml: &Xml, font: Id) -> Font {
    Font {
        struck: xml.on(font, "x", "strike"),
        raised: matches!(xml.value(font, "x", "vertAlign"), Some("superscript" | "subscript")),
        white: is_white(xml, xml.child(font, "x", "color")),
    }
}

/// Whether a colour is white: by its value, by its place in the palette, or as the theme's background.
fn is_white(xml: &Xml, colour: Option<Id>) -> bool {
    let Some(colour) = colour else { return false };
    let rgb = xml
        .attribute(colour, "rgb")
        .is_some_and(|rgb| rgb.len() >= 6 && rgb.to_ascii_uppercase().ends_with("FFFFFF"));
    let theme = xml.attribute(colour, "theme") == Some("0") && xml.attribute(colour, "tint").is_none();
    rgb || theme || matches!(xml.attribute(colour, "indexed"), Some("1" | "9" | "65"))
}

/// Whether a filling is of another colour than white.
fn is_coloured(xml: &Xml, fill: Id) -> bool {
    let Some(pattern) = xml.child(fill, "x", "patternFill") else {
        return xml.child(fill, "x", "gradientFill").is_some();
    };
    let kind = xml.attribute(pattern, "patternType").unwrap_or("none");
    kind != "none" && !(kind == "solid" && is_white(xml, xml.child(pattern, "x", "fgColor")))
}
