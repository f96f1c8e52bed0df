//! How a run of text looks, as far as that decides what a person sees: struck out, hidden, raised, white, in a font of
//! symbols.

use crate::read::xml::{Id, Xml};

/// The properties of a run or a style; `None` where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    strike: Option<bool>,
    double_strike: Option<bool>,
    vanish: Option<bool>,
    /// Superscript or subscript.
    raised: Option<bool>,
    /// Moved up or down by a length.
    shifted: Option<bool>,
    white: Option<bool>,
    coloured: Option<bool>,
    font: Option<String>,
}

impl Look {
    /// Of a `w:rPr` element.
    pub fn of(xml: &Xml, properties: Id) -> Self {
        let toggle = |name: &str| xml.child(properties, "w", name).map(|_| xml.on(properties, "w", name));
        let position = xml.value(properties, "w", "position").and_then(|value| value.parse::<i32>().ok());
        let colour = xml.child(properties, "w", "color").map(|colour| {
            let themed = xml.attribute(colour, "themeColor");
            match themed {
                Some(theme) => matches!(theme, "background1" | "bg1" | "light1"),
                None => {
                    xml.attribute(colour, "val").is_some_and(|value| value.eq_ignore_ascii_case("FFFFFF"))
                }
            }
        });
        let shading = xml.child(properties, "w", "shd").map(|shading| is_coloured(xml, shading));
        let highlight =
            xml.value(properties, "w", "highlight").map(|colour| !matches!(colour, "none" | "white"));
        let fonts = xml.child(properties, "w", "rFonts");
        let font = fonts.and_then(|fonts| {
            ["ascii", "hAnsi", "cs"].iter().find_map(|name| xml.attribute(fonts, name)).map(str::to_owned)
        });
        Self {
            strike: toggle("strike"),
            double_strike: toggle("dstrike"),
            // What is hidden in a browser only (`webHidden`) is on the page.
            vanish: toggle("vanish"),
            raised: xml.value(properties, "w", "vertAlign").map(|align| align != "baseline"),
            shifted: position.map(|half_points| half_points.abs() >= 3),
            white: colour,
            coloured: match (shading, highlight) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (shading, highlight) => shading.or(highlight),
            },
            font,
        }
    }

    /// The look of a deletion, where nothing else is said.
    pub fn deleted(self) -> Self {
        Self { strike: self.strike.or(Some(true)), ..self }
    }

    /// This, with what another says in front of it.
    pub fn under(mut self, other: &Self) -> Self {
        self.strike = other.strike.or(self.strike);
        self.double_strike = other.double_strike.or(self.double_strike);
        self.vanish = other.vanish.or(self.vanish);
        self.raised = other.raised.or(self.raised);
        self.shifted = other.shifted.or(self.shifted);
        self.white = other.white.or(self.white);
        self.coloured = other.coloured.or(self.coloured);
        if other.font.is_some() {
            self.font.clone_from(&other.font);
        }
        self
    }

    /// A paragraph style's look with a character style's: what both switch on is off again (ECMA-376 17.7.3).
    pub fn with_style(self, characters: &Self) -> Self {
        let toggled = |paragraph: Option<bool>, characters: Option<bool>| match (paragraph, characters) {
            (Some(paragraph), Some(characters)) => Some(paragraph != characters),
            (paragraph, characters) => characters.or(paragraph),
        };
        let strike = toggled(self.strike, characters.strike);
        let double_strike = toggled(self.double_strike, characters.double_strike);
        let vanish = toggled(self.vanish, characters.vanish);
        Self { strike, double_strike, vanish, ..self.under(characters) }
    }

    /// Whether the text is struck out.
    pub fn is_struck(&self) -> bool {
        self.strike == Some(true) || self.double_strike == Some(true)
    }

    /// Whether the text is hidden.
    pub fn is_hidden(&self) -> bool {
        self.vanish == Some(true)
    }

    /// Whether the text cannot be seen; `coloured` says that a background other than white stands behind it.
    pub fn is_unseen(&self, coloured: bool) -> bool {
        let white = self.white == Some(true) && !self.coloured.unwrap_or(coloured);
        self.is_hidden() || self.is_struck() || white
    }

    /// Whether the text stands above or below the line as a note's mark does.
    pub fn is_raised(&self) -> bool {
        self.raised == Some(true)
    }

    /// Whether the text is moved up or down by a length.
    pub fn is_shifted(&self) -> bool {
        self.shifted == Some(true)
    }

    /// The font of digits and letters.
    pub fn font(&self) -> &str {
        self.font.as_deref().unwrap_or_default()
    }
}

/// Whether a `w:shd` element is a background other than white.
pub fn is_coloured(xml: &Xml, shading: Id) -> bool {
    let [fill, theme, pattern] = xml.attributes(shading, ["fill", "themeFill", "val"]);
    let white = fill
        .is_none_or(|colour| colour.eq_ignore_ascii_case("auto") || colour.eq_ignore_ascii_case("FFFFFF"));
    let themed = theme.is_some_and(|fill| !matches!(fill, "background1" | "bg1" | "light1"));
    themed || !white || !matches!(pattern.unwrap_or("clear"), "clear" | "nil")
}
