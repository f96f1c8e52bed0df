//! Characters of glyphs in embedded fonts, for files that leave out the `ToUnicode` map: the font's own `cmap` and
//! `post` tables (TrueType, OpenType) and the character names of a CFF font.

use std::collections::HashMap;

use super::names::{Base, character_of, standard_string};

/// What an embedded font tells about its glyphs.
#[derive(Debug, Clone, Default)]
pub(super) struct Embedded {
    /// Glyph numbers to characters.
    pub(super) characters: HashMap<u16, char>,
    /// Codes of a symbolic font's own encoding to glyph numbers.
    pub(super) symbols: HashMap<u8, u16>,
    /// Codes of a Type 1 or compact font's own encoding to characters.
    pub(super) codes: HashMap<u8, char>,
    /// Character identifiers to glyph numbers, for CFF fonts that are keyed by them.
    pub(super) identifiers: HashMap<u16, u16>,
    /// How many entries of its tables were read.
    pub(super) entries: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

impl Embedded {
    /// Reads a font program of any kind; what it does not tell is empty.
    pub(super) fn of(font: &[u8]) -> Self {
        let mut embedded = Self::default();
        match font {
            [1, 0, ..] if !font.starts_with(&[1, 0, 0, 0]) => {
                let _ = embedded.read_compact(font);
            }
            [b'%', b'!', ..] => embedded.read_type1(font),
            _ => {
                let _ = embedded.read_tables(font);
            }
        }
        embedded
    }

    fn read_tables(&mut self, font: &[u8]) -> Option<()> {
        let start = if font.starts_with(b"ttcf") { size_at(font, 12)? } else { 0 };
        let count = usize::from(u16_at(font, start.checked_add(4)?)?);
        let table = |tag: &[u8]| -> Option<&[u8]> {
            (0..count).find_map(|index| {
                let entry = start + 12 + index * 16;
                (font.get(entry..entry + 4)? == tag).then(|| font.get(size_at(font, entry + 8)?..)).flatten()
            })
        };
        if let Some(compact) = table(b"CFF ") {
            let _ = self.read_compact(compact);
        }
        if let Some(post) = table(b"post") {
            let _ = self.read_names(post);
        }
        if let Some(cmap) = table(b"cmap") {
            let _ = self.read_cmap(cmap);
        }
        Some(())
    }

    /// The encoding in the readable part of a Type 1 font: `dup 12 /uni4E00 put`.
    fn read_type1(&mut self, font: &[u8]) {
        let end = font.windows(5).position(|window| window == b"eexec").unwrap_or(font.len());
        let text = String::from_utf8_lossy(font.get(..end.min(200_000)).unwrap_or_default()).into_owned();
        if text.contains("/Encoding StandardEncoding") {
            self.codes.extend((0..=255).filter_map(|code| Some((code, Base::Standard.character(code)?))));
        }
        let mut words = text.split_ascii_whitespace();
        while let Some(word) = words.next() {
            if word != "dup" {
                continue;
            }
            let (code, name) = (words.next().and_then(|code| code.parse::<u8>().ok()), words.next());
            if let (Some(code), Some(character)) =
                (code, name.and_then(|name| character_of(name.strip_prefix('/')?)))
            {
                self.codes.insert(code, character);
            }
        }
    }

    /// The glyph names of a version 2 `post` table.
    fn read_names(&mut self, post: &[u8]) -> Option<()> {
        if u32_at(post, 0)? != 0x0002_0000 {
            return None;
        }
        let count = usize::from(u16_at(post, 32)?);
        let mut names = Vec::new();
        let mut at = 34 + count * 2;
        while let Some(length) = post.get(at).map(|length| usize::from(*length)) {
            let Some(name) = post.get(at + 1..at + 1 + length) else { break };
            names.push(name);
            at += 1 + length;
            if names.len() > 65_535 {
                break;
            }
        }
        for glyph in 0..count {
            let index = usize::from(u16_at(post, 34 + glyph * 2)?);
            let Some(name) = index.checked_sub(258).and_then(|index| names.get(index)) else { continue };
            if let (Some(character), Ok(glyph)) =
                (std::str::from_utf8(name).ok().and_then(character_of), u16::try_from(glyph))
            {
                self.characters.insert(glyph, character);
            }
        }
        Some(())
    }

    fn read_cmap(&mut self, cmap: &[u8]) -> Option<()> {
        /// Fonts have two or three tables of codes, and some have more entries for one of them.
        const MOST_TABLES: usize = 16;
        let count = usize::from(u16_at(cmap, 2)?);
        let mut read: Vec<(usize, bool)> = Vec::new();
        for index in 0..count {
            let entry = 4 + index * 8;
            let platform = (u16_at(cmap, entry)?, u16_at(cmap, entry + 2)?);
            let at = size_at(cmap, entry + 4)?;
            let Some(table) = cmap.get(at..) else { continue };
            let unicode = platform.0 == 0 || matches!(platform, (3, 1 | 10));
            // What was read once says nothing new.
            if read.contains(&(at, unicode)) {
                continue;
            }
            if read.len() == MOST_TABLES {
                break;
            }
            read.push((at, unicode));
            let mut found: Vec<(u32, u16)> = Vec::new();
            let _ = match u16_at(table, 0)? {
                0 => bytes_table(table, &mut found),
                4 => segments_table(table, &mut found),
                6 => trimmed_table(table, &mut found),
                12 => groups_table(table, &mut found),
                _ => None,
            };
            self.entries += found.len();
            for (code, glyph) in found {
                if glyph == 0 {
                    continue;
                }
                if unicode {
                    if let Some(character) = char::from_u32(code).filter(|known| !private(*known)) {
                        self.characters.entry(glyph).or_insert(character);
                    }
                } else if let Some(code) = code.to_be_bytes().last() {
                    self.symbols.entry(*code).or_insert(glyph);
                }
            }
        }
        Some(())
    }

    /// The character set of a compact (CFF) font: names or character identifiers.
    fn read_compact(&mut self, font: &[u8]) -> Option<()> {
        let header = usize::from(*font.get(2)?);
        let (_, after_names) = index_at(font, header)?;
        let (dictionaries, after_dictionaries) = index_at(font, after_names)?;
        let (strings, _) = index_at(font, after_dictionaries)?;
        let dictionary = dictionary_of(dictionaries.first()?);
        let number = |key: u16| dictionary.get(&key).and_then(|value| usize::try_from(*value).ok());
        let (glyphs, _) = index_at(font, number(17)?)?;
        let keyed = dictionary.contains_key(&(12 << 8 | 30));
        let set = charset(font, number(15).unwrap_or(0), glyphs.len())?;
        for (glyph, value) in (0..=u16::MAX).zip(set).take(glyphs.len()) {
            if keyed {
                self.identifiers.insert(value, glyph);
                continue;
            }
            let own = usize::from(value).checked_sub(391).and_then(|own| strings.get(own));
            let named = || std::str::from_utf8(own?).ok().and_then(character_of);
            if let Some(character) = standard_string(value).or_else(named) {
                self.characters.insert(glyph, character);
            }
        }
        if !keyed {
            let _ = self.read_compact_encoding(font, number(16).unwrap_or(0));
        }
        Some(())
    }

    /// The codes of a compact font's glyphs: its own, or the standard ones.
    fn read_compact_encoding(&mut self, font: &[u8], at: usize) -> Option<()> {
        match at {
            0 => {
                self.codes.extend((0..=255).filter_map(|code| Some((code, Base::Standard.character(code)?))))
            }
            // The expert encoding has small capitals and old figures.
            1 => {}
            _ => {
                let format = *font.get(at)? & 0x7F;
                let count = usize::from(*font.get(at + 1)?);
                let mut glyph = 1;
                for index in 0..count {
                    let (first, more) = match format {
                        0 => (*font.get(at + 2 + index)?, 0),
                        _ => (*font.get(at + 2 + index * 2)?, *font.get(at + 3 + index * 2)?),
                    };
                    for code in first..=first.saturating_add(more) {
                        self.symbols.insert(code, glyph);
                        glyph += 1;
                    }
                }
            }
        }
        Some(())
    }
}

/// The names (by number) or character identifiers of a compact font's glyphs.
fn charset(font: &[u8], at: usize, glyphs: usize) -> Option<Vec<u16>> {
    match at {
        0 => return Some((0..=228).collect()),
        1 | 2 => return None,
        _ => {}
    }
    let mut set: Vec<u16> = vec![0];
    let format = *font.get(at)?;
    let mut at = at + 1;
    while set.len() < glyphs {
        let first = u16_at(font, at)?;
        let more = match format {
            0 => 0,
            1 => u16::from(*font.get(at + 2)?),
            _ => u16_at(font, at + 2)?,
        };
        at += match format {
            0 => 2,
            1 => 3,
            _ => 4,
        };
        set.extend((0..=more).map(|offset| first.wrapping_add(offset)));
    }
    Some(set)
}

fn private(character: char) -> bool {
    ('\u{E000}'..='\u{F8FF}').contains(&character) || character < ' '
}

fn bytes_table(table: &[u8], found: &mut Vec<(u32, u16)>) -> Option<()> {
    for (code, glyph) in (0..256).zip(table.get(6..262)?) {
        found.push((code, u16::from(*glyph)));
    }
    Some(())
}

fn trimmed_table(table: &[u8], found: &mut Vec<(u32, u16)>) -> Option<()> {
    let first = u32::from(u16_at(table, 6)?);
    for index in 0..usize::from(u16_at(table, 8)?) {
        found.push((first + u32::try_from(index).ok()?, u16_at(table, 10 + index * 2)?));
    }
    Some(())
}

fn segments_table(table: &[u8], found: &mut Vec<(u32, u16)>) -> Option<()> {
    let double = usize::from(u16_at(table, 6)?);
    for segment in 0..double / 2 {
        let end = u16_at(table, 14 + segment * 2)?;
        let start = u16_at(table, 16 + double + segment * 2)?;
        let delta = u16_at(table, 16 + double * 2 + segment * 2)?;
        let place = 16 + double * 3 + segment * 2;
        let offset = u16_at(table, place)?;
        for code in start..=end {
            if code == 0xFFFF || found.len() > 70_000 {
                break;
            }
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let at = place + usize::from(offset) + usize::from(code - start) * 2;
                match u16_at(table, at) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            found.push((u32::from(code), glyph));
        }
    }
    Some(())
}

fn groups_table(table: &[u8], found: &mut Vec<(u32, u16)>) -> Option<()> {
    let count = size_at(table, 12)?.min(70_000);
    for group in 0..count {
        let entry = 16 + group * 12;
        let (start, end) = (u32_at(table, entry)?, u32_at(table, entry + 4)?);
        let glyph = u32_at(table, entry + 8)?;
        for (offset, code) in (0..).zip(start..=end) {
            if found.len() > 140_000 {
                return None;
            }
            found.push((code, u16::try_from(glyph.checked_add(offset)?).unwrap_or(0)));
        }
    }
    Some(())
}

/// The entries of a CFF index and the place after it.
fn index_at(font: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let count = usize::from(u16_at(font, at)?);
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let width = usize::from(*font.get(at + 2)?);
    let offset = |index: usize| -> Option<usize> {
        let from = at + 3 + index * width;
        let bytes = font.get(from..from + width)?;
        Some(bytes.iter().fold(0_usize, |value, byte| value << 8 | usize::from(*byte)))
    };
    if !(1..=4).contains(&width) {
        return None;
    }
    let base = at + 2 + (count + 1) * width;
    let mut entries = Vec::with_capacity(count);
    for index in 0..count {
        entries.push(font.get(base.checked_add(offset(index)?)?..base.checked_add(offset(index + 1)?)?)?);
    }
    Some((entries, base.checked_add(offset(count)?)?))
}

/// The last operand of each operator of a CFF dictionary (two-byte operators as `12 << 8 | second`).
fn dictionary_of(bytes: &[u8]) -> HashMap<u16, i32> {
    let mut entries = HashMap::new();
    let mut last = 0;
    let mut at = 0;
    while let Some(first) = bytes.get(at).copied() {
        let next = |offset: usize| i32::from(bytes.get(at + offset).copied().unwrap_or(0));
        at += match first {
            12 => {
                entries.insert(12 << 8 | u16::from(bytes.get(at + 1).copied().unwrap_or(0)), last);
                2
            }
            0..=21 => {
                entries.insert(u16::from(first), last);
                1
            }
            28 => {
                last = next(1) << 8 | next(2);
                3
            }
            29 => {
                last = next(1) << 24 | next(2) << 16 | next(3) << 8 | next(4);
                5
            }
            30 => {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                2 + rest.iter().position(|byte| byte & 0xF == 0xF).unwrap_or(rest.len())
            }
            32..=246 => {
                last = i32::from(first) - 139;
                1
            }
            247..=250 => {
                last = (i32::from(first) - 247) * 256 + next(1) + 108;
                2
            }
            251..=254 => {
                last = -(i32::from(first) - 251) * 256 - next(1) - 108;
                2
            }
            _ => 1,
        };
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::Embedded;

    /// An index of a compact font.
    fn index(entries: &[&[u8]]) -> Vec<u8> {
        let Ok(count) = u16::try_from(entries.len()) else { return Vec::new() };
        let mut bytes = count.to_be_bytes().to_vec();
        if entries.is_empty() {
            return bytes;
        }
        bytes.extend([1, 1]);
        let mut end = 1;
        for entry in entries {
            end += u8::try_from(entry.len()).unwrap();
            bytes.push(end);
        }
        bytes.extend(entries.concat());
        bytes
    }

    /// A compact font of four glyphs with this set of characters and this encoding; `None` for the standard ones.
    fn compact(charset: Option<&[u8]>, encoding: Option<&[u8]>) -> Vec<u8> {
        let glyphs = index(&[&b"\x0e"[..]; 4]);
        let names = index(&[b"Invented"]);
        // Three operands of five bytes each, and their operators.
        let before = 4 + names.len() + (5 + 18) + 2 + 2;
        let at = |part: Option<&[u8]>, at: usize| part.map_or(0, |_| i32::try_from(at).unwrap());
        let set = before + glyphs.len();
        let code = set + charset.map_or(0, <[u8]>::len);
        let mut top = Vec::new();
        for (value, operator) in
            [(at(charset, set), 15), (at(encoding, code), 16), (at(Some(&[]), before), 17)]
        {
            top.push(29);
            top.extend(value.to_be_bytes());
            top.push(operator);
        }
        let dictionary = index(&[&top]);
        let nothing: &[&[u8]] = &[];
        let parts = [vec![1, 0, 4, 1], names, dictionary, index(nothing), index(nothing), glyphs];
        let mut font = parts.concat();
        font.extend(charset.unwrap_or_default());
        font.extend(encoding.unwrap_or_default());
        font
    }

    /// The character that a font gives to a code.
    fn told(font: &[u8], code: u8) -> Option<char> {
        let font = Embedded::of(font);
        let of_glyph = font.symbols.get(&code).and_then(|glyph| font.characters.get(glyph));
        of_glyph.or_else(|| font.codes.get(&code)).copied()
    }

    #[test]
    fn the_codes_of_a_compact_font_are_its_own() {
        // one, two, three by their numbers, at codes of the font's choice: one by one, or as a range.
        let set: &[u8] = &[0, 0, 18, 0, 19, 0, 20];
        for encoding in [&[0, 3, 200, 7, 201][..], &[1, 2, 200, 0, 7, 0]] {
            let font = compact(Some(set), Some(encoding));
            assert_eq!(told(&font, 200), Some('1'), "{encoding:?}");
            assert_eq!(told(&font, 7), Some('2'), "{encoding:?}");
            assert_eq!(told(&font, 65), None, "{encoding:?}");
        }
        let ranges = compact(Some(set), Some(&[1, 1, 48, 2]));
        assert_eq!([48, 49, 50, 51].map(|code| told(&ranges, code)), [Some('1'), Some('2'), Some('3'), None]);
    }

    #[test]
    fn standard_sets_and_encodings_need_not_be_in_the_font() {
        assert_eq!(told(&compact(Some(&[0, 0, 18, 0, 19, 0, 20]), None), b'2'), Some('2'));
        // The second glyph of the standard set is the exclamation mark.
        assert_eq!(told(&compact(None, Some(&[0, 2, 9, 8])), 8), Some('!'));
        assert_eq!(told(b"%!PS-AdobeFont-1.0\n/Encoding StandardEncoding def\neexec", b'7'), Some('7'));
    }
}
