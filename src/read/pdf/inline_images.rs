//! Pictures within a content stream (`BI … ID … EI`), where there are so many that finding the end of each by looking
//! through all that follows, as the library does, would take the square of the stream's length.

use std::borrow::Cow;

/// Marks of pictures times bytes of the stream that the library may look at.
const MOST_WORK: usize = 40_000_000;

/// The longest dictionary of a picture, in bytes.
const LONGEST_DICTIONARY: usize = 2000;

/// The stream, its pictures blanked where they are too many for the library.
pub(super) fn bounded(content: &[u8]) -> Cow<'_, [u8]> {
    let before = |at: usize| at.checked_sub(1).and_then(|before| content.get(before));
    let marks =
        memchr::memchr_iter(b'I', content).filter(|at| matches!(before(*at), Some(b'B' | b'E'))).count();
    if marks.saturating_mul(content.len()) <= MOST_WORK {
        return Cow::Borrowed(content);
    }
    let mut blanked = content.to_vec();
    let mut at = 0;
    // Once no end was found, none of those that follow has one.
    let mut ends_left = true;
    while let Some(found) = word(content, at, b"BI") {
        let dictionary = found + 2;
        let reach = content.len().min(dictionary + LONGEST_DICTIONARY);
        let data = content.get(..reach).and_then(|head| word(head, dictionary, b"ID"));
        let end = data.filter(|_| ends_left).and_then(|data| word(content, data + 2, b"EI"));
        ends_left &= data.is_none() || end.is_some();
        let end = end.map_or(dictionary, |end| end + 2);
        if let Some(picture) = blanked.get_mut(found..end) {
            picture.fill(b' ');
        }
        at = end;
    }
    Cow::Owned(blanked)
}

/// Where a word stands alone, from an index on.
fn word(content: &[u8], from: usize, wanted: &[u8; 2]) -> Option<usize> {
    let parts = |at: usize| content.get(at).is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0);
    let mut at = from;
    while let Some(found) = content.get(at..)?.windows(2).position(|pair| pair == wanted) {
        at += found;
        if at.checked_sub(1).is_none_or(parts) && parts(at + 2) {
            return Some(at);
        }
        at += 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_pictures_are_left_to_the_library() {
        let content = b"q BI /W 1 /H 1 ID x EI Q BT (a) Tj ET";
        assert!(matches!(bounded(content), Cow::Borrowed(_)));
    }

    #[test]
    fn many_pictures_are_blanked_and_the_text_stays() {
        let (picture, text) = (b"BI /W 1 ID abc EI ".repeat(20_000), b"BT (a) Tj ET ");
        let blanked = bounded(&[&picture, &text[..], &picture].concat()).into_owned();
        assert_eq!(blanked.trim_ascii(), text.trim_ascii());
        for endless in [b"BI ID ".repeat(60_000), b"BI ".repeat(60_000)] {
            let blanked = bounded(&[&text[..], &endless].concat()).into_owned();
            assert!(word(&blanked, 0, b"BI").is_none() && blanked.starts_with(text));
        }
    }
}
