//! Traditional to simplified characters, for matching.
//!
//! The table is that of OpenCC (`TSCharacters`, Apache License 2.0, <https://github.com/BYVoid/OpenCC>), made by
//! `scripts/simplified.mjs`. It folds character by character, so that words which a mirror over-converted (製度,
//! 全麵, 體係) come back as 制度, 全面, 体系; 覆 is folded in [`super::fold`], where its neighbour is known.

use std::sync::OnceLock;

/// Lines of a simplified character followed by the traditional characters that become it.
const TABLE: &str = include_str!("simplified.txt");

/// First character of the table: the CJK extension A.
const FIRST: u32 = 0x3400;
/// One past the last character of the table: the end of the unified ideographs.
const END: u32 = 0xa000;

/// The simplified form of a character; other characters as they are.
#[must_use]
pub fn simplify(character: char) -> char {
    static SIMPLIFIED: OnceLock<Vec<char>> = OnceLock::new();
    let code = u32::from(character);
    if !(FIRST..END).contains(&code) {
        return character;
    }
    let table = SIMPLIFIED.get_or_init(expand);
    table.get((code - FIRST) as usize).copied().unwrap_or(character)
}

/// Whether a character is written so in traditional script only.
#[must_use]
pub fn is_traditional(character: char) -> bool {
    simplify(character) != character
}

/// The table spread out, one entry for each character of the range.
fn expand() -> Vec<char> {
    let mut table: Vec<char> = (FIRST..END).map(|code| char::from_u32(code).unwrap_or('\u{fffd}')).collect();
    for line in TABLE.lines() {
        let mut characters = line.chars();
        let Some(simplified) = characters.next() else { continue };
        for traditional in characters {
            let entry =
                u32::from(traditional).checked_sub(FIRST).and_then(|code| table.get_mut(code as usize));
            if let Some(entry) = entry {
                *entry = simplified;
            }
        }
    }
    table
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
            for character in line.chars().skip(1) {
                assert!(seen.insert(character), "{character}");
                assert_eq!(Some(simplify(character)), line.chars().next());
            }
        }
        assert!(seen.len() > 2900, "{}", seen.len());
    }
}
