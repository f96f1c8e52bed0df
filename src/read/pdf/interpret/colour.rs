//! Colours and graphics states as far as they tell what can be seen.

use hayro_syntax::object::{Dict, Name, Number, Object};

use super::super::geometry::Ink;
use super::Layer;
use crate::read::colour::Colour;

/// How a text of a colour is seen. In a space that is not known three numbers are taken as red, green and blue.
pub(super) fn ink(operands: &[&Object], other_space: bool) -> Ink {
    let values: Vec<f64> = numbers(operands).collect();
    let light = match *values.as_slice() {
        [grey] if !other_space => grey,
        [red, green, blue] => 0.3 * red + 0.59 * green + 0.11 * blue,
        [cyan, magenta, yellow, black] if !other_space => {
            (1.0 - black) * (1.0 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow))
        }
        _ => return Ink::Dark,
    };
    if values.len() == operands.len() && light >= 0.985 {
        Ink::White
    } else if light >= 0.7 {
        Ink::Light
    } else {
        Ink::Dark
    }
}

/// The colour of a fill, where its space is known.
pub(super) fn colour(operands: &[&Object], other_space: bool) -> Option<Colour> {
    // Between 0 and 255 by the clamp.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let part = |value: &f64| (value * 255.0).round().clamp(0.0, 255.0) as u8;
    let values: Vec<f64> = numbers(operands).collect();
    match values.as_slice() {
        _ if other_space || values.len() != operands.len() => None,
        [grey] => Some(Colour::of_parts([part(grey); 3])),
        [red, green, blue] => Some(Colour::of_parts([red, green, blue].map(part))),
        [..] if values.len() == 4 => {
            let parts: Vec<String> = values.iter().map(|value| part(value).to_string()).collect();
            Some(Colour::of_name(&parts.join(" ")))
        }
        _ => None,
    }
}

/// How opaque a graphics state paints; one that blends with what lies below lets it show through.
pub(super) fn opacity(name: &Name, layer: &Layer) -> Option<f64> {
    let state = layer.states.iter().find_map(|states| states.get::<Dict>(name))?;
    let blends =
        state.get::<Name>("BM").is_some_and(|mode| !matches!(mode.as_str(), "Normal" | "Compatible"));
    let masked = state.get::<Dict>("SMask").is_some();
    let filled = state.get::<Number>("ca").map(|value| value.as_f64());
    if blends || masked { Some(filled.unwrap_or(1.0).min(0.9)) } else { filled }
}

/// The numbers among operands; the others are names of patterns.
fn numbers<'a>(operands: &'a [&Object]) -> impl Iterator<Item = f64> + use<'a> {
    operands
        .iter()
        .filter_map(|operand| if let Object::Number(number) = operand { Some(number.as_f64()) } else { None })
}

/// Whether colour operands are white.
pub(super) fn white(operands: &[&Object]) -> bool {
    match numbers(operands).count() {
        0 => false,
        4 => numbers(operands).all(|ink| ink <= 0.02),
        _ => numbers(operands).all(|light| light >= 0.98),
    }
}
