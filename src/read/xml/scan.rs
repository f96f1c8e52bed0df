//! The tags and texts of an XML part, one after the other, as slices of it.
//!
//! Only what tells them apart is looked at, each byte once; that the part is text is known. What malformed XML means is
//! what quick-xml makes of it, which the tests ask for a second opinion.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3, memmem};

/// What stands at one place of a part.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'s> {
    /// A tag that begins an element, with its attributes as written, and whether it ends it as well: `<a/>`.
    Start { name: &'s str, attributes: &'s str, is_empty: bool },
    /// A tag that ends an element, whatever its name.
    End,
    /// Text as written, or what a section of text holds.
    Text(&'s str),
    /// What stands between `&` and `;`.
    Reference(&'s str),
    /// A comment, a declaration or an instruction.
    Aside,
    /// No XML from here on.
    Damage,
}

/// What a text begins with, and its length; none at its end. Put into the one loop that asks it.
#[inline]
pub fn piece(rest: &str) -> Option<(Piece<'_>, usize)> {
    let bytes = rest.as_bytes();
    let found = match bytes {
        [] => return None,
        [b'<', b'/', ..] => tag_end(bytes, 2).map(|end| (Piece::End, end + 1)),
        [b'<', b'!', ..] => declared(rest),
        // `<?>` is no instruction.
        [b'<', b'?', ..] => {
            memmem::find(bytes, b"?>").filter(|end| *end > 1).map(|end| (Piece::Aside, end + 2))
        }
        [b'<', ..] => tag(rest),
        [b'&', ..] => reference(rest),
        _ => {
            let end = memchr2(b'<', b'&', bytes).unwrap_or(rest.len());
            rest.get(..end).map(|text| (Piece::Text(text), end))
        }
    };
    Some(found.unwrap_or((Piece::Damage, rest.len())))
}

/// A tag that begins an element.
fn tag(rest: &str) -> Option<(Piece<'_>, usize)> {
    let bytes = rest.as_bytes();
    // Names are short: going through their bytes is less than looking at many together.
    let stop = 1 + bytes.get(1..)?.iter().position(|byte| of_kinds(*byte, SPACE | END_OR_QUOTE))?;
    let end = if bytes.get(stop) == Some(&b'>') { stop } else { tag_end(bytes, stop)? };
    let is_empty = bytes.get(1..end)?.ends_with(b"/");
    let attributes_end = end - usize::from(is_empty);
    // A quote may stand in a name, too.
    let name_end = match bytes.get(stop) {
        Some(b'"' | b'\'') => {
            let space = bytes.get(1..attributes_end)?.iter().position(|byte| is_space(*byte));
            space.map_or(attributes_end, |at| 1 + at)
        }
        _ => stop.min(attributes_end),
    };
    let (name, attributes) = (rest.get(1..name_end)?, rest.get(name_end..attributes_end)?);
    Some((Piece::Start { name, attributes, is_empty }, end + 1))
}

/// Where the `>` of a tag stands: the first behind a place that is in no quotes.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let stop = at + bytes.get(at..)?.iter().position(|byte| of_kinds(*byte, END_OR_QUOTE))?;
        let quote = *bytes.get(stop)?;
        if quote == b'>' {
            return Some(stop);
        }
        at = stop + 1;
        at += 1 + memchr(quote, bytes.get(at..)?)?;
    }
}

/// What begins with `&`: a reference, or text as far as the next reference or tag.
fn reference(rest: &str) -> Option<(Piece<'_>, usize)> {
    let bytes = rest.as_bytes();
    let end = memchr3(b';', b'&', b'<', bytes.get(1..)?).map_or(rest.len(), |end| end + 1);
    if bytes.get(end) == Some(&b';') {
        return Some((Piece::Reference(rest.get(1..end)?), end + 1));
    }
    Some((Piece::Text(rest.get(..end)?), end))
}

/// What begins with `<!`: a comment, a section of text or a declaration of the document's type.
fn declared(rest: &str) -> Option<(Piece<'_>, usize)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return memmem::find(comment.as_bytes(), b"-->").map(|end| (Piece::Aside, 4 + end + 3));
    }
    if let Some(section) = rest.strip_prefix("<![CDATA[") {
        let end = memmem::find(section.as_bytes(), b"]]>")?;
        return Some((Piece::Text(section.get(..end)?), 9 + end + 3));
    }
    let (start, declaration) = rest.as_bytes().split_at_checked(9)?;
    let end = start.eq_ignore_ascii_case(b"<!DOCTYPE").then(|| type_end(declaration))??;
    let has_name = declaration.get(..end)?.iter().any(|byte| !is_space(*byte));
    has_name.then_some((Piece::Aside, 9 + end + 1))
}

/// Where the `>` of a document's type stands. What it declares is passed over: entities of its own are never expanded.
fn type_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'[' || of_kinds(*byte, END_OR_QUOTE))?;
        let found = *bytes.get(at)?;
        if found == b'>' {
            return Some(at);
        }
        at += 1;
        if found == b'[' {
            break;
        }
        at += 1 + memchr(found, bytes.get(at..)?)?;
    }
    loop {
        at += memchr2(b']', b'<', bytes.get(at..)?)?;
        let rest = bytes.get(at..)?;
        at += match rest {
            [b']', ..] => return Some(at + memchr(b'>', rest)?),
            [b'<', b'!', b'-', b'-', rest @ ..] => 4 + memmem::find(rest, b"-->")? + 3,
            [b'<', b'?', rest @ ..] => 2 + memmem::find(rest, b"?>")? + 2,
            _ if [&b"<!ENTITY"[..], b"<!ATTLIST", b"<!NOTATION"]
                .iter()
                .any(|name| rest.starts_with(name)) =>
            {
                tag_end(rest, 1)? + 1
            }
            _ => memchr(b'>', rest)? + 1,
        };
    }
}

/// White space.
const SPACE: u8 = 1;

/// What may end a tag, or hides what would.
const END_OR_QUOTE: u8 = 2;

/// Of which kinds each byte is: asked of every byte of every tag.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    (kinds[b' ' as usize], kinds[b'\t' as usize]) = (SPACE, SPACE);
    (kinds[b'\r' as usize], kinds[b'\n' as usize]) = (SPACE, SPACE);
    kinds[b'>' as usize] = END_OR_QUOTE;
    (kinds[b'"' as usize], kinds[b'\'' as usize]) = (END_OR_QUOTE, END_OR_QUOTE);
    kinds
};

fn of_kinds(byte: u8, kinds: u8) -> bool {
    KINDS.get(usize::from(byte)).is_some_and(|of| of & kinds != 0)
}

fn is_space(byte: u8) -> bool {
    of_kinds(byte, SPACE)
}

/// The attributes of a tag, without what is malformed: name and value as written.
#[derive(Debug, Clone)]
pub struct Attributes<'s>(&'s str);

/// The attributes in what a tag holds behind its name.
pub const fn attributes(written: &str) -> Attributes<'_> {
    Attributes(written)
}

impl<'s> Attributes<'s> {
    /// Passes over so many bytes, and gives them.
    fn take(&mut self, length: usize) -> &'s str {
        let (taken, rest) = self.0.split_at_checked(length).unwrap_or((self.0, ""));
        self.0 = rest;
        taken
    }

    /// Passes over bytes as long as they are such, and gives them.
    fn pass(&mut self, mut such: impl FnMut(u8) -> bool) -> &'s str {
        self.take(self.0.bytes().position(|byte| !such(byte)).unwrap_or(self.0.len()))
    }
}

impl<'s> Iterator for Attributes<'s> {
    type Item = (&'s str, &'s str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.pass(is_space);
            // A name has one character at least, be it the sign itself.
            let mut is_first = true;
            let in_name = |byte| std::mem::take(&mut is_first) || (byte != b'=' && !is_space(byte));
            let name = self.pass(in_name);
            self.pass(is_space);
            if !self.0.starts_with('=') {
                if self.0.is_empty() {
                    return None;
                }
                // A name alone.
                continue;
            }
            self.take(1);
            self.pass(is_space);
            let quote = *self.0.as_bytes().first()?;
            if !matches!(quote, b'"' | b'\'') {
                // A value without quotes.
                self.pass(|byte| !is_space(byte));
                continue;
            }
            self.take(1);
            let value = self.take(memchr(quote, self.0.as_bytes())?);
            self.take(1);
            return Some((name, value));
        }
    }
}

/// A name without the prefix of its namespace, and that prefix.
pub fn parted(name: &str) -> (&str, &str) {
    // Names are short: going through their bytes is less than looking for a character in a text.
    match name.bytes().position(|byte| byte == b':') {
        Some(at) => (name.get(..at).unwrap_or_default(), name.get(at + 1..).unwrap_or_default()),
        None => ("", name),
    }
}

/// Whether the value of an attribute does not mean what is written: references, white space that becomes a space.
pub fn is_escaped(value: &str) -> bool {
    memchr3(b'&', b'\t', b'\n', value.as_bytes()).or_else(|| memchr(b'\r', value.as_bytes())).is_some()
}

/// What the value of an attribute means; nothing where a reference in it means nothing.
pub fn meant(value: &str) -> Option<String> {
    let (mut meant, mut rest) = (String::with_capacity(value.len()), value);
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'\t' | b'\r' | b'\n')) {
        let (before, found) = rest.split_at_checked(at)?;
        meant.push_str(before);
        rest = if let Some(reference) = found.strip_prefix('&') {
            let (name, rest) = reference.split_once(';')?;
            meant.push_str(&resolved(name)?);
            rest
        } else {
            meant.push(' ');
            found.strip_prefix("\r\n").or_else(|| found.get(1..))?
        };
    }
    meant.push_str(rest);
    Some(meant)
}

/// What a reference stands for: a character by its number, or what every document may name.
pub fn resolved(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
        let code = u32::from_str_radix(digits, radix).ok()?;
        if code == 0 || digits.starts_with('+') {
            return None;
        }
        return Some(Cow::Owned(char::from_u32(code)?.to_string()));
    }
    Some(Cow::Borrowed(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => return None,
    }))
}

#[cfg(test)]
mod tests;
