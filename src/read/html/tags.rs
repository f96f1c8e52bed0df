//! Tags within limits: the tokenizer compares each attribute of a tag with all before it, which a tag of many thousand
//! attributes makes quadratic.

use std::borrow::Cow;

use crate::read::meter::{Limit, Meter};

/// Attributes that a tag may have; a portal's have some ten.
const MOST_ATTRIBUTES: usize = 200;

/// The text with the attributes left out that a tag has too many of.
pub fn bounded<'h>(html: &'h str, meter: &Meter) -> Cow<'h, str> {
    let bytes = html.as_bytes();
    let (mut kept, mut from, mut at) = (String::new(), 0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
        at += found + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let end = tag_end(bytes, at);
        // Each attribute has a character and one before it that parts it from others.
        let may_have_too_many = end - at > 2 * MOST_ATTRIBUTES;
        if may_have_too_many && let Some(cut) = too_many(bytes.get(..end).unwrap_or(bytes), at) {
            kept.push_str(html.get(from..cut).unwrap_or_default());
            from = end;
            meter.cut(Limit::Nodes);
        }
        at = end;
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

/// Where a tag ends that begins at an index: its `>`, or the end of the text.
fn tag_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)) {
        let mark = at + found;
        if bytes.get(mark) == Some(&b'>') {
            return mark;
        }
        // White space round the sign does not part a value from its name.
        let before = bytes.get(start..mark).unwrap_or_default().trim_ascii_end();
        at = if before.ends_with(b"=") { value_end(bytes, mark) + 1 } else { mark + 1 };
    }
    bytes.len()
}

/// Where a value ends that begins with a quotation mark: at the next, or with the text.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes.get(start).copied().unwrap_or(b'"');
    let rest = bytes.get(start + 1..).unwrap_or_default();
    start + 1 + memchr::memchr(quote, rest).unwrap_or(rest.len())
}

/// Where the first attribute too many begins of a tag that begins at an index and ends with the text, just after white
/// space.
fn too_many(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut at, mut attributes) = (start, 0_usize);
    let mut before = b' ';
    while let Some(&byte) = bytes.get(at) {
        let separates = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
        if separates(before) && !separates(byte) {
            attributes += 1;
            if attributes > MOST_ATTRIBUTES {
                return Some(at);
            }
        }
        if matches!(byte, b'"' | b'\'') && before == b'=' {
            at = value_end(bytes, at);
        }
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = byte;
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_too_many_attributes_keeps_the_first() {
        let meter = Meter::default();
        let few = "<p a=\"1 > 2\" b='<q r>' c = 'x y'>甲</p> 1 < 2 <br/>";
        assert!(matches!(bounded(few, &meter), Cow::Borrowed(_)) && !meter.is_over(Limit::Nodes));
        let many: String = (0..1000).map(|index| format!(" a{index}=\"甲 > 乙\"")).collect();
        let cut = bounded(&format!("<p{many}>甲<b{many}>乙"), &meter).into_owned();
        assert!(meter.is_over(Limit::Nodes) && cut.len() < 10_000);
        assert!(cut.contains(">甲<b a0=") && cut.ends_with(">乙") && !cut.contains("a900"));
        assert!(bounded("<p a='", &meter) == "<p a='");
    }
}
