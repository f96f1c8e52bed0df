//! How styled text of OpenDocument looks, as far as that decides what a person sees.

use std::collections::HashMap;

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
    white: Option<bool>,
    /// A background other than white, behind the letters or in the cell.
    coloured: Option<bool>,
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
            white: other.white.or(self.white),
            coloured: other.coloured.or(self.coloured),
            font: other.font.clone().or_else(|| self.font.clone()),
        }
    }

    /// Whether text of this look cannot be seen.
    pub fn is_unseen(&self) -> bool {
        let on = |property: Option<bool>| property == Some(true);
        on(self.struck) || on(self.hidden) || (on(self.white) && !on(self.coloured))
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
                look.coloured = Some(!is_white(colour));
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
            look.white = match (value("use-window-font-color"), value("color")) {
                (Some("true"), _) => Some(false),
                (_, colour) => colour.map(is_white),
            };
            look.font =
                value("font-name").or(value("font-family")).map(|name| name.trim_matches('\'').to_owned());
        }
        look
    }
}

fn is_white(colour: &str) -> bool {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    digits.len() == 6
        && (0..3).all(|at| {
            let part = digits.get(at * 2..at * 2 + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
            part.is_some_and(|part| part >= 0xFA)
        })
}

/// The styles of a document by family and name.
#[derive(Debug, Default)]
pub struct Looks {
    styles: HashMap<(String, String), (Look, Option<String>)>,
}

impl Looks {
    /// Reads the styles among the children of `parent`.
    pub fn add(&mut self, xml: &Xml, parent: Id) {
        for style in xml.children(parent).filter(|&child| xml.is(child, "style", "style")) {
            let (Some(family), Some(name)) = (xml.attribute(style, "family"), xml.attribute(style, "name"))
            else {
                continue;
            };
            let parent = xml.attribute(style, "parent-style-name").map(str::to_owned);
            let mut look = Look::of(xml, style);
            if family == "text" && is_deletion_style(name) {
                look.struck = look.struck.or(Some(true));
            }
            self.styles.insert((family.to_owned(), name.to_owned()), (look, parent));
        }
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
