//! Fonts: the codes of a shown string to characters and widths (ISO 32000-1 9.5 to 9.10).

use std::borrow::Cow;
use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as PdfString};

use super::chinese::{adobe_gb1, gbk};
use super::cmap::CharacterMap;
use super::embedded::Embedded;
use super::font_parts::Parts;
use super::names::{Base, character_of, standard_width};
use super::widths::Widths;

/// A code of a shown string.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown<'f> {
    /// What it reads; `None` where the file does not tell.
    pub(super) text: Option<Cow<'f, str>>,
    /// Advance as a part of the font size: to the right, or downwards in vertical writing.
    pub(super) advance: f64,
    /// Width of the character as a part of the font size.
    pub(super) width: f64,
    /// The single-byte code 32, which word spacing applies to.
    pub(super) space: bool,
}

/// How codes are cut and what they are, where `ToUnicode` does not tell.
#[derive(Debug, Clone)]
enum Coding {
    /// One byte each; characters by code.
    Simple(Vec<Option<char>>),
    /// Two bytes, the character identifier itself.
    Identity,
    /// GBK: one byte, or two, or four.
    Gbk,
    /// UTF-16, two bytes or a surrogate pair.
    Utf16,
    /// A map that the file brings along.
    Embedded(Rc<CharacterMap>),
}

/// The ordering of a composite font's identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Collection {
    /// Glyphs of this font only.
    Own,
    /// Adobe-GB1, simplified Chinese.
    Gb1,
}

/// A font as far as its text goes.
#[derive(Debug, Clone)]
pub(super) struct Font {
    coding: Coding,
    to_unicode: Option<Rc<CharacterMap>>,
    collection: Collection,
    embedded: Rc<Embedded>,
    /// Identifiers to glyph numbers, where the file tells.
    glyphs: Option<Rc<Vec<u8>>>,
    widths: Widths,
    default_width: f64,
    /// The identifier of the first half-width character of a legacy Chinese encoding.
    half_width: u32,
    /// Widths of the standard fonts by name.
    standard: Option<String>,
    pub(super) vertical: bool,
    /// The glyph space of a Type 3 font: thousandths elsewhere.
    unit: f64,
    /// How tall its characters are as a part of the size that it is set in: a Type 3 font may draw them in any.
    pub(super) em: f64,
}

/// The longest list of widths or differences that is read.
const MOST_ENTRIES: usize = 100_000;

impl Font {
    /// Reads a font's dictionary.
    pub(super) fn of(dictionary: &Dict, parts: &mut Parts) -> Self {
        let kind = dictionary.get::<Name>("Subtype").map(|name| name.as_str().to_owned()).unwrap_or_default();
        let mut font = Self {
            coding: Coding::Identity,
            to_unicode: None,
            collection: Collection::Own,
            embedded: Rc::default(),
            glyphs: None,
            widths: Widths::default(),
            default_width: 1000.0,
            half_width: 1,
            standard: None,
            vertical: false,
            unit: 0.001,
            em: 1.0,
        };
        if let Some(stream) = dictionary.get::<Stream>("ToUnicode") {
            font.to_unicode = parts.map(&stream).filter(|map| !map.is_empty());
        }
        if kind == "Type0" {
            font.read_composite(dictionary, parts);
        } else {
            font.read_simple(dictionary, &kind, parts);
        }
        // Each font has its own, even where all are written in one place.
        parts.pay(font.widths.len());
        font
    }

    fn read_composite(&mut self, dictionary: &Dict, parts: &mut Parts) {
        let Some(descendant) =
            dictionary.get::<Array>("DescendantFonts").and_then(|list| list.iter::<Dict>().next())
        else {
            return;
        };
        let ordering = descendant
            .get::<Dict>("CIDSystemInfo")
            .and_then(|info| info.get::<PdfString>("Ordering"))
            .map(|ordering| ordering.as_bytes().to_vec());
        if ordering.as_deref() == Some(b"GB1") {
            self.collection = Collection::Gb1;
        }
        match dictionary.get::<Object>("Encoding") {
            Some(Object::Name(name)) => self.name_coding(name.as_str()),
            Some(Object::Stream(stream)) => {
                if let Some(map) = parts.map(&stream) {
                    let named = map.uses.clone().or_else(|| {
                        stream.dict().get::<Name>("UseCMap").map(|name| name.as_str().to_owned())
                    });
                    if map.is_empty() {
                        self.name_coding(named.as_deref().unwrap_or("Identity-H"));
                        self.vertical |= map.vertical;
                    } else {
                        self.vertical = map.vertical;
                        self.coding = Coding::Embedded(map);
                    }
                }
            }
            _ => {}
        }
        self.default_width = descendant.get::<Number>("DW").map_or(1000.0, |width| width.as_f64());
        if let Some(widths) = descendant.get::<Array>("W") {
            self.read_widths(&widths);
        }
        self.glyphs = descendant.get::<Stream>("CIDToGIDMap").and_then(|stream| parts.glyphs(&stream));
        if self.to_unicode.is_none() {
            self.read_embedded(&descendant, parts);
        }
    }

    /// A predefined encoding by name (ISO 32000-1 table 118).
    fn name_coding(&mut self, name: &str) {
        self.vertical = name.ends_with("-V");
        self.coding = if name.contains("UCS2") || name.contains("UTF16") {
            Coding::Utf16
        } else if name.starts_with("GB") {
            self.half_width =
                if name.starts_with("GBpc") || name.starts_with("GBKp") || name.starts_with("GBK2K") {
                    1
                } else {
                    814
                };
            Coding::Gbk
        } else {
            Coding::Identity
        };
    }

    /// The widths of a composite font: `first [w …]` or `first last w`.
    fn read_widths(&mut self, widths: &Array) {
        let mut items = widths.iter::<Object>().take(MOST_ENTRIES);
        let identifier =
            |object: Object| -> Option<u32> { u32::try_from(object.into_number()?.as_i64()).ok() };
        while let Some(first) = items.next().and_then(identifier) {
            match items.next() {
                Some(Object::Array(list)) => {
                    let left = MOST_ENTRIES.saturating_sub(self.widths.len());
                    for (code, width) in (first..).zip(list.iter::<Number>().take(left)) {
                        self.widths.add(code, width.as_f64());
                    }
                }
                Some(last) => {
                    let (Some(last), Some(width)) =
                        (identifier(last), items.next().and_then(Object::into_number))
                    else {
                        break;
                    };
                    self.widths.add_range(first, last, width.as_f64());
                }
                None => break,
            }
            if self.widths.len() >= MOST_ENTRIES {
                break;
            }
        }
        self.widths.settle();
    }

    fn read_simple(&mut self, dictionary: &Dict, kind: &str, parts: &mut Parts) {
        let descriptor = dictionary.get::<Dict>("FontDescriptor");
        let mut base = Base::Standard;
        let mut named = false;
        let mut base_named = |name: &str| {
            named = true;
            match name {
                "WinAnsiEncoding" => Base::Windows,
                "MacRomanEncoding" => Base::Mac,
                _ => Base::Standard,
            }
        };
        let mut differences: Vec<(u8, Option<char>)> = Vec::new();
        match dictionary.get::<Object>("Encoding") {
            Some(Object::Name(name)) => base = base_named(name.as_str()),
            Some(Object::Dict(encoding)) => {
                if let Some(name) = encoding.get::<Name>("BaseEncoding") {
                    base = base_named(name.as_str());
                }
                let mut code = 0_u8;
                for item in
                    encoding.get::<Array>("Differences").iter().flat_map(Array::iter::<Object>).take(1024)
                {
                    match item {
                        Object::Number(number) => code = u8::try_from(number.as_i64()).unwrap_or(0),
                        Object::Name(name) => {
                            differences.push((code, character_of(name.as_str())));
                            code = code.wrapping_add(1);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        let mut characters: Vec<Option<char>> = (0..=255).map(|code| base.character(code)).collect();
        if self.to_unicode.is_none()
            && let Some(descriptor) = &descriptor
        {
            self.read_program(descriptor, parts);
            let symbolic = descriptor.get::<Number>("Flags").is_some_and(|flags| flags.as_i64() & 4 != 0);
            // A symbolic font's codes are its own: what the standard encodings say does not hold for them.
            if (symbolic && !named) || kind == "Type3" {
                for (code, place) in (0..=255).zip(characters.iter_mut()) {
                    let glyph = self.embedded.symbols.get(&code);
                    let character = glyph.and_then(|glyph| self.embedded.characters.get(glyph));
                    *place = character.or_else(|| self.embedded.codes.get(&code)).copied();
                }
            }
        }
        for (code, character) in differences {
            if let Some(place) = characters.get_mut(usize::from(code)) {
                *place = character;
            }
        }
        self.coding = Coding::Simple(characters);
        self.default_width = descriptor
            .as_ref()
            .and_then(|descriptor| descriptor.get::<Number>("MissingWidth"))
            .map_or(0.0, |width| width.as_f64());
        match dictionary.get::<Array>("Widths") {
            Some(widths) => {
                let first = dictionary.get::<Number>("FirstChar").map_or(0, |first| first.as_i64());
                for (code, width) in
                    (u32::try_from(first).unwrap_or(0)..).zip(widths.iter::<Number>().take(256))
                {
                    self.widths.add(code, width.as_f64());
                }
            }
            None => self.standard = dictionary.get::<Name>("BaseFont").map(|name| name.as_str().to_owned()),
        }
        if kind == "Type3" {
            const FEW: usize = 3;
            let numbers = |key: &str| -> Vec<f64> {
                let list = dictionary.get::<Array>(key);
                list.iter().flat_map(Array::iter::<Number>).map(|number| number.as_f64()).collect()
            };
            let matrix = numbers("FontMatrix");
            self.unit = matrix.first().map_or(0.001, |unit| unit.abs());
            let tall = match (numbers("FontBBox").as_slice(), matrix.get(3)) {
                ([_, low, _, high], Some(unit)) => (high - low).abs() * unit.abs(),
                _ => 1.0,
            };
            // A box around 、 or a full stop alone is low, whatever the size of the font: its width tells, or that there
            // is so little in it.
            let widest = self.widths.widest() * self.unit;
            let low = tall < 0.5 && (widest >= 0.5 || self.widths.len() <= FEW);
            let as_others = !(tall.is_finite() && tall > 0.0) || low || (0.5..=2.0).contains(&tall);
            self.em = if as_others { 1.0 } else { tall };
        }
    }

    fn read_embedded(&mut self, descendant: &Dict, parts: &mut Parts) {
        if let Some(descriptor) = descendant.get::<Dict>("FontDescriptor") {
            self.read_program(&descriptor, parts);
        }
    }

    /// Reads the embedded font program for the characters of its glyphs.
    fn read_program(&mut self, descriptor: &Dict, parts: &mut Parts) {
        let program =
            ["FontFile2", "FontFile3", "FontFile"].iter().find_map(|key| descriptor.get::<Stream>(key));
        if let Some(program) = program.and_then(|stream| parts.program(&stream)) {
            self.embedded = program;
        }
    }

    /// Cuts a shown string into its codes.
    pub(super) fn show(&self, string: &[u8], mut each: impl FnMut(Shown)) {
        let mut rest = string;
        while !rest.is_empty() {
            let (code, length) = self.code(rest);
            let (piece, after) = rest.split_at(length.clamp(1, rest.len()));
            rest = after;
            let width = self.width(code, piece) * self.unit / self.em;
            let text =
                self.to_unicode.as_ref().and_then(|map| map.text(code)).filter(|text| meaningful(text));
            let text = text.or_else(|| Some(Cow::Owned(self.character(code, piece)?.to_string())));
            each(Shown {
                text,
                advance: if self.vertical { 1.0 } else { width },
                width,
                space: piece == [32],
            });
        }
    }

    fn code(&self, bytes: &[u8]) -> (u32, usize) {
        let pair = || match bytes {
            [high, low, ..] => (u32::from(*high) << 8 | u32::from(*low), 2),
            [one] => (u32::from(*one), 1),
            [] => (0, 1),
        };
        match &self.coding {
            Coding::Simple(_) => (u32::from(bytes.first().copied().unwrap_or(0)), 1),
            Coding::Identity => pair(),
            Coding::Embedded(map) => map.code(bytes).unwrap_or_else(pair),
            Coding::Utf16 => match (pair(), bytes.get(2..4)) {
                ((high @ 0xD800..0xDC00, 2), Some(&[third, fourth])) => {
                    (high << 16 | u32::from(third) << 8 | u32::from(fourth), 4)
                }
                (code, _) => code,
            },
            Coding::Gbk => match bytes {
                [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => {
                    (bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte)), 4)
                }
                [0x81..=0xFE, _, ..] => pair(),
                _ => (u32::from(bytes.first().copied().unwrap_or(0)), 1),
            },
        }
    }

    /// The character identifier of a code, where it can be told.
    fn identifier(&self, code: u32, piece: &[u8]) -> Option<u32> {
        match &self.coding {
            Coding::Simple(_) | Coding::Identity => Some(code),
            Coding::Embedded(map) => map.identifier(code),
            // The Latin letters of the predefined encodings; Chinese characters have the default width.
            Coding::Gbk => (piece.len() == 1 && (0x20..0x7F).contains(&code)).then(|| {
                if self.half_width == 814 && code == 0x20 {
                    7716
                } else {
                    self.half_width + code - 0x20 - u32::from(self.half_width == 814)
                }
            }),
            Coding::Utf16 => (0x20..0x7F).contains(&code).then(|| code - 0x1F),
        }
    }

    fn width(&self, code: u32, piece: &[u8]) -> f64 {
        let known = self.identifier(code, piece).and_then(|identifier| self.widths.get(identifier));
        known.unwrap_or_else(|| match (&self.coding, &self.standard) {
            (Coding::Gbk, _) if piece.len() == 1 => 500.0,
            (Coding::Utf16, _) if code < 0x7F => 500.0,
            (Coding::Simple(characters), Some(name)) => {
                let character =
                    usize::try_from(code).ok().and_then(|code| characters.get(code)).copied().flatten();
                standard_width(name, character.unwrap_or('n'))
            }
            _ => self.default_width,
        })
    }

    /// The character of a code without the help of `ToUnicode`.
    fn character(&self, code: u32, piece: &[u8]) -> Option<char> {
        match &self.coding {
            Coding::Simple(characters) => {
                usize::try_from(code).ok().and_then(|code| characters.get(code)).copied().flatten()
            }
            Coding::Gbk => gbk(piece),
            Coding::Utf16 => {
                let units: Vec<u16> = piece
                    .chunks_exact(2)
                    .map(|pair| pair.iter().fold(0, |value, byte| value << 8 | u16::from(*byte)))
                    .collect();
                char::decode_utf16(units).next().and_then(Result::ok)
            }
            Coding::Identity | Coding::Embedded(_) => {
                let identifier = self.identifier(code, piece)?;
                self.glyph_character(identifier)
                    .or_else(|| (self.collection == Collection::Gb1).then(|| adobe_gb1(identifier)).flatten())
            }
        }
    }

    /// The character that the embedded font gives to an identifier's glyph.
    fn glyph_character(&self, identifier: u32) -> Option<char> {
        let identifier = u16::try_from(identifier).ok()?;
        let glyph = match &self.glyphs {
            Some(map) => {
                let at = usize::from(identifier) * 2;
                u16::from_be_bytes(map.get(at..at + 2)?.try_into().ok()?)
            }
            None => self.embedded.identifiers.get(&identifier).copied().unwrap_or(identifier),
        };
        self.embedded.characters.get(&glyph).copied()
    }
}

/// Whether a `ToUnicode` text says something: some files map everything to U+0000 or U+FFFD.
fn meaningful(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character != '\u{0}' && character != '\u{FFFD}')
}
