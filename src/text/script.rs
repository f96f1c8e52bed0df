//! Traditional to simplified characters, for matching.
//!
//! The table is that of OpenCC (`TSCharacters`, Apache License 2.0, <https://github.com/BYVoid/OpenCC>), made by
//! `scripts/simplified.mjs`. It folds character by character, so that words which a mirror over-converted (製度,
//! 全麵, 體係) come back as 制度, 全面, 体系; 覆 is folded in [`super::fold`], where its neighbour is known.

/// Lines of a simplified character followed by the traditional characters that become it.
const TABLE: &str = include_str!("simplified.txt");

/// First character of the table: the CJK extension A.
const FIRST: u32 = 0x3400;
/// One past the last character of the table: the end of the unified ideographs.
const END: u32 = 0xa000;

/// The table spread out by the compiler, one entry for each character of the range: its simplified form, or 0 where it
/// has none. Nothing is left to do when the program starts.
static SIMPLIFIED: [u16; (END - FIRST) as usize] = expand(TABLE.as_bytes());

/// The simplified form of a character; other characters as they are.
#[must_use]
pub fn simplify(character: char) -> char {
    let place = u32::from(character).wrapping_sub(FIRST) as usize;
    match SIMPLIFIED.get(place) {
        None | Some(0) => character,
        Some(simplified) => char::from_u32(u32::from(*simplified)).unwrap_or(character),
    }
}

/// Whether a character is written so in traditional script only.
#[must_use]
pub fn is_traditional(character: char) -> bool {
    simplify(character) != character
}

/// Spreads the table out. All its characters are three bytes long in UTF-8, which a test holds.
const fn expand(table: &[u8]) -> [u16; (END - FIRST) as usize] {
    let mut expanded = [0; (END - FIRST) as usize];
    let mut simplified = 0;
    let mut at = 0;
    while at < table.len() {
        if table[at] == b'\n' {
            simplified = 0;
            at += 1;
            continue;
        }
        let [first, second, third] = [table[at], table[at + 1], table[at + 2]];
        let code = (first as u16 & 0x0f) << 12 | (second as u16 & 0x3f) << 6 | (third as u16 & 0x3f);
        if simplified == 0 {
            simplified = code;
        } else {
            expanded[code as usize - FIRST as usize] = simplified;
        }
        at += 3;
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simplified(text: &str) -> String {
        text.chars().map(simplify).collect()
    }

    #[test]
    fn reports_of_mirrors_become_simplified() {
        assert_eq!(
            simplified("政府信息公開工作年度報告 臺山市赤溪鎮 點擊數 覈對 傳真"),
            "政府信息公开工作年度报告 台山市赤溪镇 点击数 核对 传真"
        );
        assert_eq!(simplified("收到和處理政府信息公開申請情況"), "收到和处理政府信息公开申请情况");
    }

    #[test]
    fn over_converted_words_come_back() {
        assert_eq!(simplified("製度 全麵 體係 髮布 隻計這一情形"), "制度 全面 体系 发布 只计这一情形");
    }

    #[test]
    fn simplified_text_stays() {
        let text = "总体情况 主动公开政府信息情况 行政复议 覆盖面 瞭望 什么";
        assert_eq!(simplified(text), text);
        assert!(!text.chars().any(is_traditional));
        assert!(is_traditional('鎮'));
    }

    #[test]
    fn the_table_is_complete_and_each_character_stands_once() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines() {
            assert!(line.chars().count() >= 2, "{line}");
            assert!(line.chars().all(|character| character.len_utf8() == 3), "{line}");
            for character in line.chars().skip(1) {
                assert!(seen.insert(character), "{character}");
                assert!((FIRST..END).contains(&u32::from(character)), "{character}");
                assert_eq!(Some(simplify(character)), line.chars().next());
            }
        }
        assert!(seen.len() > 2900, "{}", seen.len());
    }
}
