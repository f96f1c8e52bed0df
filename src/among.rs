//! Whether a character is one of a few.
//!
//! `"。;".contains(character)` writes the character out and searches a text for it, some 200 instructions; rules and
//! readers ask it at every place of a text. Here the few are spread out by the compiler and compared together.

/// Whether a character is one of those of a text that is known when the program is compiled.
macro_rules! among {
    ($characters:expr, $character:expr) => {
        if cfg!(target_family = "wasm") {
            // The smallest: a text, and one function for all.
            $crate::among::has($characters, $character)
        } else {
            const LENGTH: usize = $crate::among::length($characters);
            const CHARACTERS: [char; LENGTH] = $crate::among::spread($characters);
            $crate::among::is_among(&CHARACTERS, $character)
        }
    };
}

/// A few wide comparisons without a way out among them.
#[inline(always)]
pub fn is_among<const LENGTH: usize>(characters: &[char; LENGTH], character: char) -> bool {
    characters.iter().fold(false, |found, each| found | (*each == character))
}

/// The same of a text.
#[inline(never)]
pub fn has(characters: &str, character: char) -> bool {
    characters.chars().any(|each| each == character)
}

/// Number of characters.
pub const fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut length) = (0, 0);
    while at < bytes.len() {
        at += width(bytes[at]);
        length += 1;
    }
    length
}

/// The characters of a text.
pub const fn spread<const LENGTH: usize>(text: &str) -> [char; LENGTH] {
    let bytes = text.as_bytes();
    let mut characters = ['\0'; LENGTH];
    let (mut at, mut index) = (0, 0);
    while index < LENGTH {
        let width = width(bytes[at]);
        // The first byte says with its highest bits how many follow; those carry six bits each.
        let mut code = bytes[at] as u32 & (0xff >> if width == 1 { 0 } else { width + 1 });
        let mut next = at + 1;
        while next < at + width {
            code = code << 6 | bytes[next] as u32 & 0x3f;
            next += 1;
        }
        if let Some(character) = char::from_u32(code) {
            characters[index] = character;
        }
        at = next;
        index += 1;
    }
    characters
}

const fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn characters_of_all_widths_are_among_a_text() {
        const MARKS: &str = "a。é\u{1f600}";
        for character in MARKS.chars() {
            assert!(among!(MARKS, character), "{character}");
        }
        assert!(!among!("。,", 'x') && !among!("。,", '\0') && !among!("", '\0'));
    }
}
