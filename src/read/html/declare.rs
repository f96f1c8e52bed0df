//! What CSS declarations say about what is shown: only those that hide, strike out, raise or arrange text.

use super::placing::Placing;
use crate::decimal;
use crate::read::colour::Colour;

/// How an element takes part in the flow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Display {
    /// Not shown, with everything in it.
    None,
    /// Its own line or lines.
    Block,
    /// Within a line.
    #[default]
    Inline,
    /// Shown, as its name says.
    Shown,
}

/// What a rule or an inline style declares; `None` where it says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Declared {
    /// The display; text that is placed out of sight or cut to nothing is not displayed.
    pub display: Option<Display>,
    /// `visibility: hidden` and its like.
    pub invisible: Option<bool>,
    /// `visibility: collapse`, which takes columns and rows of a table away.
    pub collapsed: Option<bool>,
    /// A line through the text.
    pub struck: Option<bool>,
    /// Above or below the line, as notes' marks are.
    pub raised: Option<bool>,
    /// Moved up or down by a length, which is done to whole paragraphs, too.
    pub shifted: Option<bool>,
    /// Letters of no size; `Some(false)` for a size of their own.
    pub sizeless: Option<bool>,
    /// The colour of the letters.
    pub ink: Option<Ink>,
    /// The background.
    pub ground: Option<Ground>,
    /// White space is kept.
    pub preserved: Option<bool>,
    /// The font is that of symbols, which keeps its digits in an area of its own.
    pub symbols: Option<bool>,
    /// What stands in the element is not drawn, where it is a box of its own.
    pub skipped: Option<bool>,
    /// An element within a line is a box of its own.
    pub boxed: Option<bool>,
    /// The text runs from right to left.
    pub right_to_left: Option<bool>,
    /// All text runs as the element does, digits and Chinese, too.
    pub overridden: Option<bool>,
    /// How its place among others is said, and that of its children.
    pub placing: Placing,
}

/// What letters stand on, as far as it decides whether they can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// What the element stands on itself.
    Clear,
    /// A colour.
    Colour(Colour),
    /// A picture, or a colour that cannot be told.
    Other,
}

/// The colour of letters, as far as it decides whether they can be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ink {
    /// One that cannot be told, or is the page's own.
    #[default]
    Other,
    /// A colour.
    Colour(Colour),
    /// None at all.
    Transparent,
}

impl Ink {
    /// Whether letters of it cannot be seen on a ground; `None` for one that cannot be told.
    pub fn is_lost_on(self, ground: Option<Colour>) -> bool {
        match self {
            Self::Transparent => true,
            Self::Colour(colour) => ground.is_some_and(|ground| colour.is_lost_on(ground)),
            Self::Other => false,
        }
    }
}

impl Ground {
    /// The colour under an element that stands on another's ground.
    pub fn over(own: Option<Self>, outer: Option<Colour>) -> Option<Colour> {
        match own {
            None | Some(Self::Clear) => outer,
            Some(Self::Colour(colour)) => Some(colour),
            Some(Self::Other) => None,
        }
    }
}

impl Declared {
    /// Whether nothing is declared that concerns what is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes over what another declaration says.
    pub fn override_with(&mut self, other: &Self) {
        self.display = other.display.or(self.display);
        self.invisible = other.invisible.or(self.invisible);
        self.collapsed = other.collapsed.or(self.collapsed);
        self.struck = other.struck.or(self.struck);
        self.raised = other.raised.or(self.raised);
        self.shifted = other.shifted.or(self.shifted);
        self.sizeless = other.sizeless.or(self.sizeless);
        self.ink = other.ink.or(self.ink);
        self.ground = other.ground.or(self.ground);
        self.preserved = other.preserved.or(self.preserved);
        self.symbols = other.symbols.or(self.symbols);
        self.skipped = other.skipped.or(self.skipped);
        self.boxed = other.boxed.or(self.boxed);
        self.right_to_left = other.right_to_left.or(self.right_to_left);
        self.overridden = other.overridden.or(self.overridden);
        self.placing.override_with(&other.placing);
    }
}

/// Reads the declarations of a rule or an inline style: the ordinary ones and the important ones.
pub fn declarations(style: &str) -> (Declared, Declared) {
    let (mut ordinary, mut important) = (Declared::default(), Declared::default());
    let (mut out_of_flow, mut away, mut clipping, mut of_no_extent) = (false, false, false, false);
    let mut relative_shift = (false, false);
    for declaration in split_outside_brackets(style, ';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim();
        let (value, target) = match value.rfind('!') {
            Some(at)
                if value.get(at + 1..).is_some_and(|word| word.trim().eq_ignore_ascii_case("important")) =>
            {
                (value.get(..at).unwrap_or_default().trim_end(), &mut important)
            }
            _ => (value, &mut ordinary),
        };
        let value = value.to_ascii_lowercase();
        let property = property.trim().to_ascii_lowercase();
        match property.as_str() {
            "position" => {
                out_of_flow = matches!(value.as_str(), "absolute" | "fixed");
                target.boxed = out_of_flow.then_some(true).or(target.boxed);
                relative_shift.0 = value == "relative";
            }
            "left" | "top" | "right" | "bottom" | "margin-left" | "margin-top" => {
                let length = pixels(&value);
                away |= length.is_some_and(|length| length <= -900.0);
                relative_shift.1 |= property == "top"
                    && (length.is_some_and(|length| length <= -2.0)
                        || of_letters(&value).is_some_and(|share| share <= -0.2));
            }
            "overflow" | "overflow-y" | "overflow-x" => {
                clipping = value.contains("hidden") || value == "clip"
            }
            "height" | "max-height" | "width" | "max-width" => {
                of_no_extent |= pixels(&value).is_some_and(|length| length == 0.0);
            }
            _ => declare(&property, &value, target),
        }
    }
    if (out_of_flow && away) || (clipping && of_no_extent) {
        ordinary.display = Some(Display::None);
    }
    if relative_shift == (true, true) {
        ordinary.shifted = Some(true);
    }
    (ordinary, important)
}

fn declare(property: &str, value: &str, into: &mut Declared) {
    match property {
        "display" => {
            into.placing.display(value);
            let display = match value {
                "none" => Some(Display::None),
                "inline" | "inline-block" | "inline-flex" | "inline-grid" | "inline-table" | "contents" => {
                    Some(Display::Inline)
                }
                "block" | "flex" | "grid" | "list-item" | "flow-root" | "table" | "table-row" => {
                    Some(Display::Block)
                }
                // Parts of tables keep their own display, but are shown.
                value if value.starts_with("table") => Some(Display::Shown),
                "initial" | "revert" | "unset" | "revert-layer" | "ruby" => Some(Display::Shown),
                _ => None,
            };
            into.display = display.or(into.display);
            if display == Some(Display::Inline) {
                into.boxed = Some(value.starts_with("inline-"));
            }
        }
        "float" if value != "none" => into.boxed = Some(true),
        "content-visibility" => into.skipped = Some(value == "hidden"),
        "visibility" => {
            into.invisible = Some(matches!(value, "hidden" | "collapse"));
            into.collapsed = Some(value == "collapse");
        }
        "opacity" | "filter" => {
            // filter:opacity(0)
            let value = value.strip_prefix("opacity(").map_or(value, |value| value.trim_end_matches(')'));
            let opacity = decimal::read(value.strip_suffix('%').unwrap_or(value));
            into.invisible = opacity.map(|opacity| opacity <= 0.02).or(into.invisible);
        }
        // Word: text formatted as hidden, and the comments at the end of the page.
        "mso-hide" if value == "all" => into.display = Some(Display::None),
        "mso-element" if value == "comment-list" => into.display = Some(Display::None),
        "clip" if is_nothing(value.strip_prefix("rect").unwrap_or("x")) => into.display = Some(Display::None),
        "clip-path" if matches!(value, "inset(50%)" | "inset(100%)" | "circle(0)") => {
            into.display = Some(Display::None);
        }
        "transform" | "scale" if matches!(value, "scale(0)" | "scale(0,0)" | "scale(0, 0)" | "0") => {
            into.display = Some(Display::None);
        }
        "text-indent" if pixels(value).is_some_and(|length| length <= -900.0) => {
            into.display = Some(Display::None);
        }
        "font-family" => into.symbols = Some(is_of_symbols(value)),
        "direction" => into.right_to_left = Some(value == "rtl"),
        "unicode-bidi" => into.overridden = Some(matches!(value, "bidi-override" | "isolate-override")),
        "text-decoration" | "text-decoration-line" => into.struck = Some(value.contains("line-through")),
        "vertical-align" => {
            let length = pixels(value).or_else(|| decimal::read(value.strip_suffix('%')?));
            let length = length.or_else(|| of_letters(value).map(|share| share * 16.0));
            match (value, length) {
                ("super" | "sub", _) => into.raised = Some(true),
                (_, Some(length)) => into.shifted = Some(length.abs() >= 2.0),
                ("baseline", _) => (into.raised, into.shifted) = (Some(false), Some(false)),
                _ => {}
            }
        }
        "font-variant-position" => into.raised = Some(matches!(value, "super" | "sub")),
        "mso-text-raise" => {
            into.shifted = pixels(value).map(|length| length.abs() >= 2.0).or(into.shifted);
        }
        "font-size" => {
            into.sizeless = match (pixels(value), value) {
                // So small that nobody can read it.
                (Some(size), _) => Some(size < 1.5),
                (None, "inherit" | "smaller" | "larger") => into.sizeless,
                (None, value) if value.ends_with("em") && !value.ends_with("rem") || value.ends_with('%') => {
                    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
                    decimal::read(number).filter(|size| *size <= 0.0).map(|_| true).or(into.sizeless)
                }
                (None, _) => Some(false),
            };
        }
        "font" => {
            let zero = value.split_ascii_whitespace().any(|part| {
                let size = part.split('/').next().unwrap_or_default();
                size.ends_with(|c: char| c.is_ascii_alphabetic())
                    && pixels(size).is_some_and(|size| size < 1.5)
            });
            into.sizeless = Some(zero);
        }
        "color" | "-webkit-text-fill-color" => into.ink = ink(value).or(into.ink),
        "background" | "background-color" | "background-image" => {
            into.ground = ground(property, value).or(into.ground);
        }
        "white-space" => into.preserved = Some(value.starts_with("pre")),
        _ => into.placing.declare(property, value),
    }
}

/// Whether the first of a list of fonts is the one of symbols.
pub fn is_of_symbols(fonts: &str) -> bool {
    let first = fonts.split(',').next().unwrap_or_default();
    first.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).eq_ignore_ascii_case("symbol")
}

/// Whether all lengths of `rect(…)` are nothing: (0,0,0,0), (1px 1px 1px 1px).
fn is_nothing(rectangle: &str) -> bool {
    let inner = rectangle.trim_matches(['(', ')', ' ']);
    let mut lengths = inner.split([',', ' ']).filter(|length| !length.is_empty()).peekable();
    lengths.peek().is_some() && lengths.all(|length| pixels(length).is_some_and(|length| length <= 1.0))
}

/// A length in pixels, where it is one of an absolute unit or 0.
pub fn pixels(value: &str) -> Option<f64> {
    let value = value.trim();
    let split =
        value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(split)?;
    let number = decimal::read(number)?;
    Some(match unit {
        "px" => number,
        "pt" => number * 4.0 / 3.0,
        "cm" => number * 37.8,
        "mm" => number * 3.78,
        "in" => number * 96.0,
        "pc" => number * 16.0,
        // The letters' own size, unless it is nothing, is taken as ordinary.
        "em" | "rem" | "ex" | "ch" if number.abs() >= 50.0 => number * 16.0,
        _ if number == 0.0 && unit != "%" => 0.0,
        "" => number,
        _ => return None,
    })
}

/// A length in the size of the letters: -0.5em.
fn of_letters(value: &str) -> Option<f64> {
    decimal::read(value.trim().strip_suffix("em")?.trim_end_matches('r'))
}

/// What a colour of letters is.
pub fn ink(value: &str) -> Option<Ink> {
    Some(match value.trim() {
        "transparent" => Ink::Transparent,
        "inherit" | "currentcolor" | "unset" | "" => return None,
        value => match colour(value) {
            Some((_, alpha)) if alpha <= 0.05 => Ink::Transparent,
            Some((colour, alpha)) if alpha >= 1.0 => Ink::Colour(colour),
            _ => Ink::Other,
        },
    })
}

fn ground(property: &str, value: &str) -> Option<Ground> {
    match value {
        "none" | "transparent" | "initial" => {
            return (property != "background-image").then_some(Ground::Clear);
        }
        "inherit" | "unset" => return None,
        _ => {}
    }
    if value.contains("url(") || value.contains("gradient") {
        return Some(Ground::Other);
    }
    let first = colour(value).or_else(|| value.split_ascii_whitespace().find_map(colour));
    Some(match first {
        Some((_, alpha)) if alpha <= 0.05 => return None,
        Some((colour, alpha)) if alpha >= 1.0 => Ground::Colour(colour),
        // What lies under it shows through, or it is not known.
        _ => Ground::Other,
    })
}

/// A colour as attributes state it, which may leave out the sign before its digits.
pub fn of_attribute(value: &str) -> String {
    let value = value.trim().to_ascii_lowercase();
    let bare = value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if bare { format!("#{value}") } else { value }
}

/// A colour with its opacity.
fn colour(value: &str) -> Option<(Colour, f64)> {
    if let Some((red, green, blue, alpha)) = rgb(value) {
        return Some((Colour::of_parts([red, green, blue]), alpha));
    }
    match value {
        "inherit" | "none" | "repeat" | "no-repeat" | "scroll" | "fixed" | "center" | "left" | "top" => None,
        // A name stands for itself.
        name if name.bytes().all(|byte| byte.is_ascii_lowercase()) && !name.is_empty() => {
            Some((Colour::of_name(name), 1.0))
        }
        _ => None,
    }
}

/// Red, green, blue and opacity of a colour.
fn rgb(value: &str) -> Option<(u8, u8, u8, f64)> {
    if let Some(digits) = value.strip_prefix('#') {
        let wide: Vec<u8> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        let one = |at: usize| wide.get(at).map(|digit| digit * 17);
        let two = |at: usize| Some(wide.get(at)? * 16 + wide.get(at + 1)?);
        return match wide.len() {
            3 | 4 => Some((one(0)?, one(1)?, one(2)?, one(3).map_or(1.0, |alpha| f64::from(alpha) / 255.0))),
            6 | 8 => Some((two(0)?, two(2)?, two(4)?, two(6).map_or(1.0, |alpha| f64::from(alpha) / 255.0))),
            _ => None,
        };
    }
    if let Some(inner) = value.strip_prefix("rgba(").or_else(|| value.strip_prefix("rgb(")) {
        let inner = inner.trim_end_matches(')');
        let parts: Vec<&str> = inner.split([',', ' ', '/']).filter(|part| !part.is_empty()).collect();
        let channel = |at: usize| -> Option<u8> {
            let part = *parts.get(at)?;
            let number = match part.strip_suffix('%') {
                Some(share) => decimal::read(share)? * 2.55,
                None => decimal::read(part)?,
            };
            // Between 0 and 255 by the clamp.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            Some(number.round().clamp(0.0, 255.0) as u8)
        };
        let alpha = parts.get(3).and_then(|part| match part.strip_suffix('%') {
            Some(share) => decimal::read(share).map(|share| share / 100.0),
            None => decimal::read(part),
        });
        return Some((channel(0)?, channel(1)?, channel(2)?, alpha.unwrap_or(1.0)));
    }
    match value {
        "white" | "snow" | "window" => Some((255, 255, 255, 1.0)),
        "black" => Some((0, 0, 0, 1.0)),
        _ => None,
    }
}

/// Splits at a sign that no bracket or quotation mark encloses.
pub fn split_outside_brackets(text: &str, at: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_u32, None);
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '（') => depth += 1,
            (None, ')' | '）') => depth = depth.saturating_sub(1),
            (None, _) if character == at && depth == 0 => {
                parts.push(text.get(start..index).unwrap_or_default());
                start = index + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(style: &str) -> Declared {
        let (mut declared, important) = declarations(style);
        declared.override_with(&important);
        declared
    }

    #[test]
    fn what_hides_text() {
        for style in [
            "color:red; DISPLAY : none",
            "display:none !important;display:block",
            "mso-hide:all",
            "position:absolute;left:-9999px",
            "text-indent:-999em",
            "overflow:hidden;height:0",
            "clip: rect(0, 0, 0, 0)",
            "clip:rect(1px 1px 1px 1px)",
            "transform:scale(0);position:absolute",
        ] {
            assert_eq!(declared(style).display, Some(Display::None), "{style}");
        }
        assert_eq!(declared("visibility: hidden").invisible, Some(true));
        assert_eq!(declared("opacity:0").invisible, Some(true));
        assert_eq!(declared("opacity:.6").invisible, Some(false));
        assert_eq!(declared("display:block;color:red").display, Some(Display::Block));
        assert_eq!(declared("background:none").display, None);
        assert_eq!(declared("height:0"), Declared::default());
        assert_eq!(declared(""), Declared::default());
    }

    #[test]
    fn sizes_and_colours() {
        for (style, sizeless) in [
            ("font-size:0", Some(true)),
            ("font-size:0pt", Some(true)),
            ("font-size:1px", Some(true)),
            ("font-size:12pt", Some(false)),
            ("font-size:0.8em", None),
            ("font-size:small", Some(false)),
            ("font:0/0 a", Some(false)),
            ("font:0px 宋体", Some(true)),
        ] {
            assert_eq!(declared(style).sizeless, sizeless, "{style}");
        }
        let white = Some(Colour::WHITE);
        let lost = |style: &str, ground| declared(style).ink.map(|ink| ink.is_lost_on(ground));
        for (style, expected) in [
            ("color:#FFF", true),
            ("color:#ffffff", true),
            ("color: white", true),
            ("color:rgb(255, 255, 255)", true),
            ("color:rgb(100% 100% 100%)", true),
            ("color:#fff0", true),
            ("color:transparent", true),
            ("color:rgba(0,0,0,0)", true),
            ("color:red", false),
            ("color:#333", false),
            ("color:#efefef", false),
            ("color:hsl(0 0% 100%)", false),
        ] {
            assert_eq!(lost(style, white), Some(expected), "{style}");
        }
        for (style, expected) in [
            ("color:#d9d9d9;background:#d9d9d9", true),
            ("color:#d8d9da;background:#d9d9d9 none", true),
            ("color:silver;background-color:silver", true),
            ("color:#bbb;background:#d9d9d9", false),
            ("color:#fff;background:#d9d9d9", false),
            ("color:red;background:blue", false),
            ("color:#fff;background:#fff url(a.png)", false),
            ("color:#fff;background:rgba(255,255,255,.5)", false),
            ("color:#000;background:#000", true),
        ] {
            assert_eq!(lost(style, Ground::over(declared(style).ground, white)), Some(expected), "{style}");
        }
        for (style, expected) in [
            ("background:#0070c0", Some(Ground::Colour(Colour::of_parts([0, 0x70, 0xC0])))),
            ("background-color:#fff", Some(Ground::Colour(Colour::WHITE))),
            ("background:url(a.png) no-repeat", Some(Ground::Other)),
            ("background:white none repeat", Some(Ground::Colour(Colour::WHITE))),
            ("background:none", Some(Ground::Clear)),
            ("background: transparent", Some(Ground::Clear)),
            ("background:rgba(0,0,0,0)", None),
        ] {
            assert_eq!(declared(style).ground, expected, "{style}");
        }
    }

    #[test]
    fn lines_through_and_marks_above() {
        assert_eq!(declared("text-decoration: underline line-through red").struck, Some(true));
        assert_eq!(declared("text-decoration-line:line-through").struck, Some(true));
        assert_eq!(declared("text-decoration:underline").struck, Some(false));
        assert_eq!(declared("vertical-align:super;font-size:8px").raised, Some(true));
        assert_eq!(declared("vertical-align:4pt").shifted, Some(true));
        assert_eq!(declared("vertical-align:middle").raised, None);
        assert_eq!(declared("position:relative;top:-4.0pt").shifted, Some(true));
        assert_eq!(declared("position:relative;top:-0.5em;font-size:8px").shifted, Some(true));
        assert_eq!(declared("position:relative;top:-.1em").shifted, None);
        assert_eq!(declared("vertical-align:0.4em").shifted, Some(true));
        assert_eq!(declared("font-variant-position:super;vertical-align:text-top").raised, Some(true));
        assert_eq!(declared("content:';a:b';white-space:pre-wrap").preserved, Some(true));
    }
}
