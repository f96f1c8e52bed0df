//! Glyph names and the encodings of simple fonts (ISO 32000-1 annex D; Adobe Glyph List for the names that occur).

/// Names of the characters from U+0020 to U+007E in order.
const ASCII: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk \
plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater \
question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum \
underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde";

/// Other names that reports use.
const OTHERS: [(&str, char); 36] = [
    ("bullet", '•'),
    ("circle", '○'),
    ("degree", '°'),
    ("divide", '÷'),
    ("ellipsis", '…'),
    ("emdash", '—'),
    ("endash", '–'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("hyphenminus", '-'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("middot", '·'),
    ("minus", '−'),
    ("multiply", '×'),
    ("nbspace", '\u{a0}'),
    ("nonbreakingspace", '\u{a0}'),
    ("notequal", '≠'),
    ("paragraph", '¶'),
    ("periodcentered", '·'),
    ("perthousand", '‰'),
    ("plusminus", '±'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("section", '§'),
    ("sfthyphen", '-'),
    ("softhyphen", '-'),
    ("trademark", '™'),
    ("yen", '¥'),
    ("copyright", '©'),
    ("registered", '®'),
    ("Euro", '€'),
];

/// The character of a glyph name; `None` for names without meaning (`g12`, `cid123`).
pub(super) fn character_of(name: &str) -> Option<char> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    // No name of these lists has a digit in it, and subset fonts name thousands of glyphs by number.
    let plain = !name.bytes().any(|byte| byte.is_ascii_digit());
    if plain && let Some(at) = ASCII.split(' ').position(|known| known == name) {
        return u32::try_from(at + 0x20).ok().and_then(char::from_u32);
    }
    if plain && let Some((_, character)) = OTHERS.iter().find(|(known, _)| *known == name) {
        return Some(*character);
    }
    let digits =
        name.strip_prefix("uni").filter(|digits| digits.len() >= 4).and_then(|digits| digits.get(..4));
    let digits =
        digits.or_else(|| name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())))?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// The standard strings of compact fonts behind those of ASCII, from the 96th to the 228th.
const STANDARD_STRINGS: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔ\
ÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž";

/// The character that a standard string of compact fonts names (Adobe Technical Note 5176, appendix A).
pub(super) fn standard_string(number: u16) -> Option<char> {
    match number {
        1..=95 => char::from_u32(u32::from(number) + 0x1F),
        96..=228 => STANDARD_STRINGS.chars().nth(usize::from(number - 96)),
        _ => None,
    }
}

/// How a simple font reads the codes that its `Differences` do not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// `StandardEncoding`, also for fonts that name none.
    Standard,
    /// `WinAnsiEncoding`: code page 1252.
    Windows,
    /// `MacRomanEncoding`.
    Mac,
}

impl Base {
    /// The character of a code.
    pub(super) fn character(self, code: u8) -> Option<char> {
        match (self, code) {
            (_, 0..0x20 | 0x7F) => None,
            (Self::Standard, b'\'') => Some('’'),
            (Self::Standard, b'`') => Some('‘'),
            (_, 0x20..0x7F) => Some(char::from(code)),
            (Self::Windows, 0x80..0xA0) => pick(WINDOWS_80, code - 0x80),
            (Self::Windows, _) => Some(char::from(code)),
            (Self::Mac, 0xC0..0xE0) => pick("¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ", code - 0xC0),
            (Self::Mac, 0xA0..0xB0) => pick("†°¢£§•¶ß®©™´¨≠ÆØ", code - 0xA0),
            (Self::Mac, 0xE0) => Some('‡'),
            (Self::Mac, 0xE1) => Some('·'),
            (Self::Mac, _) => None,
            (Self::Standard, 0xA0..0xC0) => {
                pick("\u{a0}¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\u{a0}–†‡·\u{a0}¶•‚„”»…‰\u{a0}¿", code - 0xA0)
            }
            (Self::Standard, 0xD0) => Some('—'),
            (Self::Standard, _) => None,
        }
    }
}

const WINDOWS_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn pick(from: &str, at: u8) -> Option<char> {
    from.chars().nth(usize::from(at))
}

/// Widths (thousandths of the size) of the fourteen standard fonts, near enough to place words; the files that use
/// them do not carry widths.
pub(super) fn standard_width(font: &str, character: char) -> f64 {
    if font.contains("Courier") {
        return 600.0;
    }
    match character {
        'i' | 'j' | 'l' | '\'' | ',' | '.' | ':' | ';' | ' ' | '!' | 'I' | 'f' | 't' => 278.0,
        '(' | ')' | '-' | 'r' => 333.0,
        'm' | 'M' | 'W' => 850.0,
        'A'..='Z' => 690.0,
        _ if font.contains("Times") => 500.0,
        _ => 556.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, character_of, standard_string};

    #[test]
    fn knows_names_and_codes() {
        assert_eq!(character_of("zero"), Some('0'));
        assert_eq!(character_of("asciitilde"), Some('~'));
        assert_eq!(character_of("uni4E00"), Some('一'));
        assert_eq!(character_of("u2000B"), Some('\u{2000B}'));
        assert_eq!(character_of("nine.tab"), Some('9'));
        assert_eq!(character_of("g123"), None);
        assert_eq!(character_of("cid00123"), None);
        assert_eq!(Base::Windows.character(0x93), Some('“'));
        assert_eq!(Base::Mac.character(0xD2), Some('“'));
        assert_eq!(Base::Standard.character(0xAA), Some('“'));
        let strings: String =
            [1, 17, 95, 96, 109, 149, 200, 228].into_iter().filter_map(standard_string).collect();
        assert_eq!(strings, " 0~¡ﬁßáž");
        assert_eq!(standard_string(229), None);
    }
}
