//! Chinese character collections: GBK codes and the identifiers of Adobe-GB1, without CMap files.

use crate::read::encoding::decode_as;

/// The character of a GBK or GB 18030 code of one, two or four bytes.
pub(super) fn gbk(code: &[u8]) -> Option<char> {
    let decoded = decode_as(code, "gb18030");
    let mut characters = decoded.text.chars();
    let first = characters.next().filter(|_| decoded.invalid == 0)?;
    characters.next().is_none().then_some(first)
}

/// The rows of GB 2312 as Adobe-GB1 numbers them: first code, last code, identifier of the first (Adobe Technical
/// Note 5079, `GB-EUC-H`). From row 0xB0 on all rows follow each other.
const ROWS: [(u16, u16, u32); 16] = [
    (0xA1A1, 0xA1FE, 96),
    (0xA2B1, 0xA2E2, 190),
    (0xA2E5, 0xA2EE, 240),
    (0xA2F1, 0xA2FC, 250),
    (0xA3A1, 0xA3FE, 262),
    (0xA4A1, 0xA4F3, 356),
    (0xA5A1, 0xA5F6, 439),
    (0xA6A1, 0xA6B8, 525),
    (0xA6C1, 0xA6F5, 549),
    (0xA7A1, 0xA7C1, 602),
    (0xA7D1, 0xA7F1, 635),
    (0xA8A1, 0xA8C0, 668),
    (0xA8C5, 0xA8EA, 700),
    (0xA9A4, 0xA9EF, 738),
    (0xB0A1, 0xD7F9, 940),
    (0xD8A1, 0xF7FE, 4695),
];

/// The character of an Adobe-GB1 identifier: Latin and GB 2312, which is what reports are written in; `None` for the
/// later supplements, whose order follows no code.
pub(super) fn adobe_gb1(identifier: u32) -> Option<char> {
    match identifier {
        0 => return None,
        1..=95 => return char::from_u32(identifier + 0x1F),
        814..=907 => return char::from_u32(identifier - 814 + 0x21),
        7716 => return Some(' '),
        _ => {}
    }
    ROWS.iter().find_map(|&(first, last, begin)| {
        let offset = u16::try_from(identifier.checked_sub(begin)?).ok()?;
        // Each row has 94 places, from 0xA1 to 0xFE.
        let place = (first & 0xFF) - 0xA1 + offset % 94;
        let row = (first >> 8) + offset / 94 + place / 94;
        let code = row << 8 | (0xA1 + place % 94);
        (code <= last).then(|| gbk(&code.to_be_bytes())).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::{adobe_gb1, gbk};

    #[test]
    fn follows_the_rows_of_gb_2312() {
        assert_eq!(gbk(&[0xD5, 0xFE]), Some('政'));
        assert_eq!(gbk(b"7"), Some('7'));
        assert_eq!(gbk(&[0xD5]), None);
        // 啊 is the first of row B0, 座 the last of row D7, 亍 the first of row D8.
        assert_eq!(adobe_gb1(940), Some('啊'));
        assert_eq!(adobe_gb1(1034), Some('薄'));
        assert_eq!(adobe_gb1(4694), Some('座'));
        assert_eq!(adobe_gb1(4695), Some('亍'));
        assert_eq!(adobe_gb1(98), Some('。'));
        assert_eq!(adobe_gb1(278), Some('１'));
        assert_eq!(adobe_gb1(17), Some('0'));
        assert_eq!(adobe_gb1(829), Some('0'));
        assert_eq!(adobe_gb1(7717), None);
    }
}
