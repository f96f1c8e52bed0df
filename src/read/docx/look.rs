//! How a run of text looks, as far as that decides what a person sees: struck out, hidden, raised, white, in a font of
//! symbols.

use crate::read::colour::Colour;
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
    /// The colour of the letters; nothing inside where it cannot be told.
    ink: Option<Option<Colour>>,
    /// What stands behind them; nothing inside where it cannot be told.
    ground: Option<Option<Colour>>,
    /// Letters without a fill and an outline.
    unfilled: Option<bool>,
    font: Option<String>,
}

impl Look {
    /// Of a `w:rPr` element.
    pub fn of(xml: &Xml, properties: Id) -> Self {
        let toggle = |name: &str| xml.child(properties, "w", name).map(|_| xml.on(properties, "w", name));
        let position = xml.value(properties, "w", "position").and_then(|value| value.parse::<i32>().ok());
        let ink = xml.child(properties, "w", "color").map(|colour| {
            let [value, theme, shade, tint] =
                xml.attributes(colour, ["val", "themeColor", "themeShade", "themeTint"]);
            stated(value, theme, shade.is_some() || tint.is_some())
        });
        let shading = xml.child(properties, "w", "shd").map(|shading| ground_of(xml, shading));
        let highlight = xml.value(properties, "w", "highlight").map(|colour| match colour {
            "none" | "white" => Some(Colour::WHITE),
            colour => Some(Colour::of_name(colour)),
        });
        // Effects of later Word have a namespace of their own.
        let effect = |name: &str, kind: &str| {
            let effect = xml.children(properties).find(|&child| xml.name(child).1 == name)?;
            Some(xml.children(effect).any(|fill| xml.name(fill).1 == kind))
        };
        let unfilled = effect("textFill", "noFill")
            .map(|unfilled| unfilled && effect("textOutline", "noFill") != Some(false));
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
            ink,
            // What is highlighted is so over what is shaded.
            ground: highlight.filter(|ground| *ground != Some(Colour::WHITE)).or(shading).or(highlight),
            unfilled,
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
        self.ink = other.ink.or(self.ink);
        self.ground = other.ground.or(self.ground);
        self.unfilled = other.unfilled.or(self.unfilled);
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

    /// Whether the text cannot be seen on what stands behind it; `None` for a ground that cannot be told.
    pub fn is_unseen(&self, ground: Option<Colour>) -> bool {
        let ground = self.ground.unwrap_or(ground);
        let lost = self.ink.flatten().zip(ground).is_some_and(|(ink, ground)| ink.is_lost_on(ground));
        self.is_hidden() || self.is_struck() || self.unfilled == Some(true) || lost
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

/// The colour that a `w:shd` element puts behind the text; `None` where it cannot be told.
pub fn ground_of(xml: &Xml, shading: Id) -> Option<Colour> {
    let [fill, theme, shade, tint, pattern] =
        xml.attributes(shading, ["fill", "themeFill", "themeFillShade", "themeFillTint", "val"]);
    let plain = matches!(pattern.unwrap_or("clear"), "clear" | "nil");
    let fill = fill.filter(|fill| !fill.eq_ignore_ascii_case("auto"));
    match (fill, theme) {
        (None, None) if plain => Some(Colour::WHITE),
        _ => stated(fill, theme, shade.is_some() || tint.is_some()).filter(|_| plain),
    }
}

/// What stands behind the text under a `w:shd` element of a cell or a table: one without a fill shows what is behind it.
pub fn over(behind: Option<Colour>, xml: &Xml, shading: Id) -> Option<Colour> {
    let own = ground_of(xml, shading);
    if own == Some(Colour::WHITE) && xml.attribute(shading, "fill") == Some("auto") { behind } else { own }
}

/// Whether a `w:shd` element is a background other than white.
pub fn is_coloured(xml: &Xml, shading: Id) -> bool {
    ground_of(xml, shading) != Some(Colour::WHITE)
}

/// A colour by its digits and its place in the theme, lighter or darker than that; `None` where it cannot be told.
fn stated(digits: Option<&str>, theme: Option<&str>, turned: bool) -> Option<Colour> {
    match theme {
        Some("background1" | "bg1" | "light1") if !turned => Some(Colour::WHITE),
        _ => Colour::of_digits(digits?),
    }
}
