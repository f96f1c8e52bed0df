//! Character maps (CMaps): codes to Unicode (`ToUnicode`) or to character identifiers (an embedded `Encoding`).
//!
//! Source: Adobe Technical Note 5014 and 5411, ISO 32000-1 9.7.5 and 9.10.3.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A range of codes and what the first of them stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// Text of the first code; the last character counts up.
    Text(String),
    /// Character identifier of the first code; counts up.
    Identifier(u32),
}

/// A character map.
#[derive(Debug, Clone, Default)]
pub(super) struct CharacterMap {
    /// Code lengths in bytes with their lowest and highest codes.
    spaces: Vec<(usize, u32, u32)>,
    /// From the first code of a range to its last code and target; later entries win.
    ranges: BTreeMap<u32, (u32, Target)>,
    /// Written from top to bottom.
    pub(super) vertical: bool,
    /// The map that this one adds to.
    pub(super) uses: Option<String>,
}

/// The most entries that are kept: more than characters exist.
const MOST_ENTRIES: usize = 200_000;

/// The most texts of one range: as many as it can have codes.
const LONGEST_LIST: usize = 65_536;

#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    Hex(Code<'a>),
    Word(&'a [u8]),
    Number(u32),
    Name(&'a [u8]),
    Open,
    Close,
}

/// A code or a text, in the hexadecimal digits that it is written in: maps hold thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Code<'a>(&'a [u8]);

impl Code<'_> {
    /// Its bytes; a digit that is alone has a 0 behind it.
    fn bytes(self) -> impl Iterator<Item = u8> {
        let mut digits = self.0.iter().filter_map(|digit| char::from(*digit).to_digit(16));
        let mut digit = move || digits.next().and_then(|digit| u8::try_from(digit).ok());
        std::iter::from_fn(move || Some(digit()? << 4 | digit().unwrap_or(0)))
    }

    fn number(self) -> u32 {
        number(self.bytes())
    }

    /// As a text in UTF-16; a byte that is alone is a character.
    fn text(self) -> Target {
        const LONGEST: usize = 64;
        let mut bytes = self.bytes();
        let mut is_first = true;
        let units = std::iter::from_fn(|| {
            let high = bytes.next()?;
            let is_first = std::mem::take(&mut is_first);
            match bytes.next() {
                Some(low) => Some(u16::from_be_bytes([high, low])),
                None => is_first.then(|| u16::from(high)),
            }
        });
        let characters = char::decode_utf16(units.take(LONGEST));
        Target::Text(characters.map(|each| each.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    }
}

impl CharacterMap {
    /// Reads a map. What cannot be understood is skipped.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { bytes, at: 0 };
        let mut section: &[u8] = b"";
        let mut held: Vec<Held> = Vec::new();
        let mut list: Option<Vec<Code>> = None;
        let mut last_name: &[u8] = b"";
        let mut wanted_mode = false;
        while let Some(token) = tokens.next() {
            if map.ranges.len() > MOST_ENTRIES {
                break;
            }
            match token {
                Token::Open => list = Some(Vec::new()),
                Token::Close => held.extend(list.take().map(Held::List)),
                Token::Hex(code) => match &mut list {
                    Some(list) if list.len() < LONGEST_LIST => list.push(code),
                    None if !section.is_empty() => held.push(Held::Code(code)),
                    _ => {}
                },
                Token::Number(number) => {
                    if wanted_mode {
                        map.vertical = number == 1;
                        wanted_mode = false;
                    }
                    if !section.is_empty() {
                        held.push(Held::Number(number));
                    }
                }
                Token::Name(name) => {
                    wanted_mode = name == b"WMode";
                    last_name = name;
                }
                Token::Word(word) => {
                    match word {
                        b"begincodespacerange"
                        | b"beginbfchar"
                        | b"beginbfrange"
                        | b"begincidchar"
                        | b"begincidrange" => section = word,
                        b"usecmap" => map.uses = Some(String::from_utf8_lossy(last_name).into_owned()),
                        _ if word.starts_with(b"end") || word.starts_with(b"begin") => section = b"",
                        _ => {}
                    }
                    held.clear();
                    continue;
                }
            }
            let full = match section {
                b"begincodespacerange" | b"beginbfchar" | b"begincidchar" => 2,
                b"beginbfrange" | b"begincidrange" => 3,
                _ => continue,
            };
            if held.len() == full {
                map.entry(section, &held);
                held.clear();
            }
        }
        map
    }

    fn entry(&mut self, section: &[u8], held: &[Held]) {
        match (section, held) {
            (b"begincodespacerange", [Held::Code(low), Held::Code(high)]) => {
                self.spaces.push((low.bytes().count(), low.number(), high.number()));
            }
            (b"beginbfchar", [Held::Code(code), Held::Code(text)]) => {
                self.ranges.insert(code.number(), (code.number(), text.text()));
            }
            (b"beginbfrange", [Held::Code(low), Held::Code(high), Held::Code(text)]) => {
                self.ranges.insert(low.number(), (high.number(), text.text()));
            }
            (b"beginbfrange", [Held::Code(low), Held::Code(_), Held::List(texts)]) => {
                for (code, text) in (low.number()..).zip(texts) {
                    self.ranges.insert(code, (code, text.text()));
                }
            }
            (b"begincidchar", [Held::Code(code), Held::Number(identifier)]) => {
                self.ranges.insert(code.number(), (code.number(), Target::Identifier(*identifier)));
            }
            (b"begincidrange", [Held::Code(low), Held::Code(high), Held::Number(identifier)]) => {
                self.ranges.insert(low.number(), (high.number(), Target::Identifier(*identifier)));
            }
            _ => {}
        }
    }

    /// Whether the map says anything.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The code at the beginning of `bytes` and its length; `None` where the map tells no code lengths.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<(u32, usize)> {
        let fits = |length: usize, low: u32, high: u32| {
            let code = number(bytes.get(..length)?.iter().copied());
            // Each byte has its own range (a rectangle, not an interval).
            let inside = (0..length).all(|byte| {
                let shift = 8 * byte;
                let part =
                    |value: u32| value.checked_shr(u32::try_from(shift).unwrap_or(0)).unwrap_or(0) & 0xFF;
                (part(low)..=part(high)).contains(&part(code))
            });
            inside.then_some((code, length))
        };
        let found = self.spaces.iter().find_map(|&(length, low, high)| fits(length, low, high));
        found.or_else(|| {
            let shortest = self.spaces.iter().map(|space| space.0).min()?;
            let length = shortest.clamp(1, bytes.len().max(1));
            Some((number(bytes.get(..length)?.iter().copied()), length))
        })
    }

    fn find(&self, code: u32) -> Option<(u32, &Target)> {
        let (first, (last, target)) = self.ranges.range(..=code).next_back()?;
        (code <= *last).then(|| (code - first, target))
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<Cow<'_, str>> {
        let (offset, Target::Text(text)) = self.find(code)? else { return None };
        if offset == 0 {
            return Some(Cow::Borrowed(text));
        }
        let mut text = text.clone();
        let last = text.pop()?;
        text.push(char::from_u32(u32::from(last).checked_add(offset)?)?);
        Some(Cow::Owned(text))
    }

    /// The character identifier of a code.
    pub(super) fn identifier(&self, code: u32) -> Option<u32> {
        let (offset, Target::Identifier(first)) = self.find(code)? else { return None };
        first.checked_add(offset)
    }
}

enum Held<'a> {
    Code(Code<'a>),
    List(Vec<Code<'a>>),
    Number(u32),
}

/// Up to four bytes as a number, the first the most significant.
fn number(code: impl Iterator<Item = u8>) -> u32 {
    code.take(4).fold(0, |value, byte| value << 8 | u32::from(byte))
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = *self.bytes.get(self.at)?;
            self.at += 1;
            match first {
                b'%' => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
                b'<' if self.bytes.get(self.at) == Some(&b'<') => self.at += 1,
                b'<' => {
                    let inside = self.take_while(|byte| byte != b'>');
                    self.at += 1;
                    return Some(Token::Hex(Code(inside)));
                }
                b'[' => return Some(Token::Open),
                b']' => return Some(Token::Close),
                b'/' => return Some(Token::Name(self.take_while(regular))),
                b'(' => self.skip_while(|byte| byte != b')'),
                _ if regular(first) => {
                    self.at -= 1;
                    let word = self.take_while(regular);
                    let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                    return Some(number.map_or(Token::Word(word), Token::Number));
                }
                _ => {}
            }
        }
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let start = self.at;
        self.skip_while(wanted);
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| wanted(*byte)) {
            self.at += 1;
        }
    }
}

fn regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::CharacterMap;

    #[test]
    fn reads_characters_ranges_and_lists() {
        let map = CharacterMap::parse(
            b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0003> <4E00> <0004> <D840DC00> endbfchar\n\
              2 beginbfrange <0010><0012><0041> <0020> <0021> [<4E8C> <4E09 0031>] endbfrange",
        );
        assert_eq!(map.code(&[0, 3, 9]), Some((3, 2)));
        assert_eq!(map.text(3).as_deref(), Some("一"));
        assert_eq!(map.text(4).as_deref(), Some("\u{20000}"));
        assert_eq!(map.text(0x12).as_deref(), Some("C"));
        assert_eq!(map.text(0x13), None);
        assert_eq!(map.text(0x21).as_deref(), Some("三1"));
    }

    #[test]
    fn reads_identifiers_and_mixed_code_lengths() {
        let map = CharacterMap::parse(
            b"/WMode 1 def 2 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange\n\
              1 begincidrange <B0A1> <B0FE> 940 endcidrange 1 begincidchar <20> 7716 endcidchar /GBK-EUC-H usecmap",
        );
        assert!(map.vertical);
        assert_eq!(map.uses.as_deref(), Some("GBK-EUC-H"));
        assert_eq!(map.code(b"A"), Some((65, 1)));
        assert_eq!(map.code(&[0xB0, 0xA2]), Some((0xB0A2, 2)));
        assert_eq!(map.identifier(0xB0A2), Some(941));
        assert_eq!(map.identifier(0x20), Some(7716));
        assert_eq!(map.text(0x20), None);
    }
}
