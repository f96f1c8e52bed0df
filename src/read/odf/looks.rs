//! How styled text of OpenDocument looks, as far as that decides what a person sees.

use std::collections::{HashMap, HashSet};

use crate::read::colour::Colour;
use crate::read::visible::is_deletion_style;
use crate::read::xml::{Id, Xml};

/// Styles that begin from one another, at most this many.
const LONGEST_CHAIN: usize = 20;

/// What a style says; `None` where it says nothing.
#[derive(Debug, Clone, Default)]
pub struct Look {
    struck: Option<bool>,
    hidden: Option<bool>,
    /// Superscript or subscript.
    raised: Option<bool>,
    /// Moved up or down by a length.
    shifted: Option<bool>,
    /// The colour of the letters; nothing inside for that of the window.
    ink: Option<Option<Colour>>,
    /// The background, behind the letters or in the cell.
    ground: Option<Colour>,
    font: Option<String>,
}

impl Look {
    /// This, with what another says in front of it.
    fn under(&self, other: &Self) -> Self {
        Self {
            struck: other.struck.or(self.struck),
            hidden: other.hidden.or(self.hidden),
            raised: other.raised.or(self.raised),
            shifted: other.shifted.or(self.shifted),
            ink: other.ink.or(self.ink),
            ground: other.ground.or(self.ground),
            font: other.font.clone().or_else(|| self.font.clone()),
        }
    }

    /// Whether text of this look cannot be seen.
    pub fn is_unseen(&self) -> bool {
        let on = |property: Option<bool>| property == Some(true);
        let ground = self.ground.unwrap_or(Colour::WHITE);
        on(self.struck) || on(self.hidden) || self.ink.flatten().is_some_and(|ink| ink.is_lost_on(ground))
    }

    /// Whether text of this look stands above or below the line as a note's mark does.
    pub fn is_raised(&self) -> bool {
        self.raised == Some(true)
    }

    /// Whether text of this look is moved up or down by a length.
    pub fn is_shifted(&self) -> bool {
        self.shifted == Some(true)
    }

    /// The font.
    pub fn font(&self) -> &str {
        self.font.as_deref().unwrap_or_default()
    }

    fn of(xml: &Xml, style: Id) -> Self {
        let mut look = Self::default();
        for properties in xml.children(style) {
            let value = |name: &str| xml.attribute(properties, name);
            let ("style", kind) = xml.name(properties) else { continue };
            if let Some(colour) = value("background-color").filter(|colour| *colour != "transparent") {
                look.ground = Some(colour_of(colour));
            }
            if kind != "text-properties" {
                continue;
            }
            let line = value("text-line-through-type").or(value("text-line-through-style"));
            look.struck = line.map(|line| line != "none");
            look.hidden = value("display").map(|display| display == "none");
            if let Some(position) = value("text-position").and_then(|position| position.split(' ').next()) {
                let percent = position.strip_suffix('%').and_then(|number| number.parse::<f32>().ok());
                look.raised = Some(matches!(position, "super" | "sub"));
                look.shifted = percent.map(|percent| percent.abs() >= 10.0);
            }
            look.ink = match (value("use-window-font-color"), value("color")) {
                (Some("true"), _) => Some(None),
                (_, colour) => colour.map(|colour| Some(colour_of(colour))),
            };
            look.font =
                value("font-name").or(value("font-family")).map(|name| name.trim_matches('\'').to_owned());
        }
        look
    }
}

fn is_flat(xml: &Xml, style: Id) -> bool {
    /// In centimetres.
    const LOWEST: f64 = 0.06;
    let height = |properties: Id| {
        let height = xml.attribute(properties, "row-height")?;
        let (number, scale) = [("cm", 1.0), ("mm", 0.1), ("in", 2.54), ("pt", 0.035), ("px", 0.026)]
            .into_iter()
            .find_map(|(unit, scale)| Some((height.strip_suffix(unit)?, scale)))?;
        Some(number.parse::<f64>().ok()? * scale)
    };
    xml.children(style).filter_map(height).any(|height| height > 0.0 && height <= LOWEST)
}

fn colour_of(written: &str) -> Colour {
    written.strip_prefix('#').and_then(Colour::of_digits).unwrap_or_else(|| Colour::of_name(written))
}

/// The styles of a document by family and name.
#[derive(Debug, Default)]
pub struct Looks {
    styles: HashMap<(String, String), (Look, Option<String>)>,
    /// Styles of rows that are too low for text.
    flat: HashSet<String>,
}

impl Looks {
    /// Reads the styles among the children of `parent`.
    pub fn add(&mut self, xml: &Xml, parent: Id) {
        for style in xml.children(parent).filter(|&child| xml.is(child, "style", "style")) {
            let (Some(family), Some(name)) = (xml.attribute(style, "family"), xml.attribute(style, "name"))
            else {
                continue;
            };
            if family == "table-row" && is_flat(xml, style) {
                self.flat.insert(name.to_owned());
            }
            let parent = xml.attribute(style, "parent-style-name").map(str::to_owned);
            let mut look = Look::of(xml, style);
            if family == "text" && is_deletion_style(name) {
                look.struck = look.struck.or(Some(true));
            }
            self.styles.insert((family.to_owned(), name.to_owned()), (look, parent));
        }
    }

    /// Whether a row of a style is exactly so high that nothing can be read in it.
    pub fn is_flat(&self, row_style: Option<&str>) -> bool {
        row_style.is_some_and(|name| self.flat.contains(name))
    }

    /// What a style says, with those that it begins from, in front of what surrounds it.
    pub fn look(&self, outer: &Look, family: &str, name: Option<&str>) -> Look {
        let Some(mut name) = name else { return outer.clone() };
        let mut look = Look::default();
        for _ in 0..LONGEST_CHAIN {
            let Some((own, parent)) = self.styles.get(&(family.to_owned(), name.to_owned())) else { break };
            look = own.under(&look);
            let Some(parent) = parent else { break };
            name = parent;
        }
        outer.under(&look)
    }
}
