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

/// Whether a text is the first characters of all words of some lists and holds no other. What is written by hand because
/// it is looked at first, at every place of a text, is held so against the words that it stands for, when it is compiled.
pub const fn are_firsts(characters: &str, lists: &[&[&str]]) -> bool {
    let characters = characters.as_bytes();
    let mut used = 0;
    while used < characters.len() {
        let mut begins = false;
        let mut list = 0;
        while list < lists.len() {
            let mut word = 0;
            while word < lists[list].len() {
                let word_bytes = lists[list][word].as_bytes();
                begins |= same(characters, used, word_bytes, 0);
                if !holds(characters, word_bytes, 0) {
                    return false;
                }
                word += 1;
            }
            list += 1;
        }
        if !begins {
            return false;
        }
        used += width(characters[used]);
    }
    true
}

/// Whether each of some words has one of the characters of a text.
pub const fn each_has_one(words: &[&str], characters: &str) -> bool {
    let mut index = 0;
    while index < words.len() {
        let word = words[index].as_bytes();
        let (mut at, mut has) = (0, false);
        while at < word.len() {
            has |= holds(characters.as_bytes(), word, at);
            at += width(word[at]);
        }
        if !has {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether a text has the character that stands at a byte of another one.
const fn holds(characters: &[u8], text: &[u8], place: usize) -> bool {
    let mut at = 0;
    while at < characters.len() {
        if same(characters, at, text, place) {
            return true;
        }
        at += width(characters[at]);
    }
    false
}

/// Whether the characters at a byte of two texts are the same: the first byte says how many there are.
const fn same(one: &[u8], at: usize, other: &[u8], place: usize) -> bool {
    let end = width(one[at]);
    let mut index = 0;
    while index < end && place + index < other.len() && one[at + index] == other[place + index] {
        index += 1;
    }
    index == end
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
    use super::{are_firsts, each_has_one};

    #[test]
    fn first_characters_are_those_of_all_words_and_no_others() {
        const WORDS: [&[&str]; 2] = [&["邮编", "邮箱", "a"], &["电话"]];
        assert!(are_firsts("邮电a", &WORDS) && are_firsts("a电邮", &WORDS));
        for (wrong, why) in
            [("邮a", "电话 is missed"), ("邮电a传", "传 begins none"), ("邮电话a", "话 begins none")]
        {
            assert!(!are_firsts(wrong, &WORDS), "{why}");
        }
        // 郮 and 邮 begin with the same bytes.
        assert!(!are_firsts("郮", &[&["邮编"]]));
    }

    #[test]
    fn each_word_has_one_of_some_characters_or_it_is_said() {
        assert!(each_has_one(&["上年", "增幅"], "年幅") && each_has_one(&[], ""));
        assert!(!each_has_one(&["上年", "增幅"], "年") && !each_has_one(&["上年"], "平"));
    }

    #[test]
    fn characters_of_all_widths_are_among_a_text() {
        const MARKS: &str = "a。é\u{1f600}";
        for character in MARKS.chars() {
            assert!(among!(MARKS, character), "{character}");
        }
        assert!(!among!("。,", 'x') && !among!("。,", '\0') && !among!("", '\0'));
    }
}
