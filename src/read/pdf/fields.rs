//! What fields and typed texts hold that the file leaves to the viewer to draw (`NeedAppearances`).

use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};

/// Fields within fields, at most this many deep.
const DEEPEST: usize = 8;

/// The longest value that is read, in characters.
const LONGEST: usize = 2000;

/// A text string: UTF-16 with a byte order mark, UTF-8 with one, otherwise as good as Latin.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| pair.iter().fold(0_u16, |value, byte| value << 8 | u16::from(*byte)))
                .collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// The text that an annotation without appearance shows, and its rectangle.
pub(super) fn shown<'a>(annotation: &Dict<'a>) -> Option<(String, Rect)> {
    let value = match annotation.get::<Name>("Subtype")?.as_str() {
        "FreeText" => annotation.get::<PdfString>("Contents").map(|text| text_string(text.as_bytes())),
        "Widget" => value(annotation),
        _ => None,
    };
    let text: String = value?.chars().take(LONGEST).collect();
    Some((text, annotation.get::<Rect>("Rect")?)).filter(|(text, _)| !text.trim().is_empty())
}

/// The value of a text field or a choice, its own or that of the fields it belongs to.
fn value<'a>(annotation: &Dict<'a>) -> Option<String> {
    const PASSWORD: i64 = 1 << 13;
    let mut kind: Option<String> = None;
    let mut value: Option<Object<'a>> = None;
    let mut flags: Option<i64> = None;
    let mut field = annotation.clone();
    for _ in 0..DEEPEST {
        kind = kind.or_else(|| field.get::<Name>("FT").map(|kind| kind.as_str().to_owned()));
        value = value.or_else(|| field.get::<Object>("V"));
        flags = flags.or_else(|| field.get::<hayro_syntax::object::Number>("Ff").map(|flags| flags.as_i64()));
        let Some(parent) = field.get::<Dict>("Parent") else { break };
        field = parent;
    }
    if !matches!(kind.as_deref(), Some("Tx" | "Ch")) || flags.unwrap_or(0) & PASSWORD != 0 {
        return None;
    }
    match value? {
        Object::String(text) => Some(text_string(text.as_bytes())),
        Object::Array(chosen) => chosen_text(&chosen),
        _ => None,
    }
}

fn chosen_text(chosen: &Array) -> Option<String> {
    let texts: Vec<String> =
        chosen.iter::<PdfString>().take(100).map(|text| text_string(text.as_bytes())).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}
