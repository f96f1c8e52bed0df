//! What is of the report's year, and what of another or set aside: heads and captions that say it, and rows of several years
//! under one label, each with its year in a cell of its own.

use super::rows::{Label, ObservedRow, Values};
use crate::among::{are_firsts, each_has_one};
use crate::text::fold::{fold_char, folded, is_han};

/// Rows of each year that a table must have.
const FEWEST: usize = 3;

/// Leaves out the rows of other years, and of differences between years, and gives those of the report's year the labels
/// that stand with the first of them. Gives what is left out by its names.
pub fn tell(rows: &mut [ObservedRow], year: Option<i32>) -> Vec<String> {
    let mut left_out: Vec<String> = Vec::new();
    for table in rows.chunk_by_mut(|a, b| a.block == b.block) {
        let told =
            |own: bool| move |row: &&ObservedRow| time_of(row, year).is_some_and(|(_, is_own)| is_own == own);
        if [true, false].into_iter().any(|own| table.iter().filter(told(own)).take(FEWEST).count() < FEWEST) {
            continue;
        }
        let mut above: Vec<Label> = Vec::new();
        for row in table {
            let Some((at, is_own)) = time_of(row, year) else {
                above.clear();
                continue;
            };
            let time = row.labels.remove(at).text;
            if !is_own && !left_out.contains(&time) {
                left_out.push(time);
            }
            if row.labels.is_empty() {
                row.labels.clone_from(&above);
            } else {
                above.clone_from(&row.labels);
            }
            if !is_own {
                row.labels.clear();
                row.values = Values::Cells(Vec::new());
                row.told.clear();
            }
        }
    }
    left_out
}

/// The label of a row that is a time and nothing else, and whether it is the report's year.
fn time_of(row: &ObservedRow, year: Option<i32>) -> Option<(usize, bool)> {
    (0..).zip(&row.labels).find_map(|(at, label)| Some((at, is_own_time(&label.text, year)?)))
}

/// Whether a label is the report's year and nothing else, or another time: 2023年度, 上年同期, 增减.
fn is_own_time(label: &str, year: Option<i32>) -> Option<bool> {
    let label = label.trim();
    let differs = label.chars().count() <= 4 && label.contains(|c: char| among!("增减变差比", c));
    if differs { Some(false) } else { year_alone(label, year) }
}

/// Whether a head or a caption speaks of another year than the report's, or of a change between years.
pub fn is_of_other_year(text: &str, year: Option<i32>) -> bool {
    const WORDS: [&str; 12] =
        ["上年", "去年", "上一年", "往年", "前年", "同期", "同比", "环比", "增幅", "增长率", "较上", "比上"];
    // Each of the words has one of these characters; most texts have none of them and no digit.
    const SIGNS: &str = "年期比幅率较";
    const _: () = assert!(each_has_one(&WORDS, SIGNS));
    // Their first characters: at most places of a text none of them stands.
    const FIRSTS: &str = "上去往前同环增较比";
    const _: () = assert!(are_firsts(FIRSTS, &[&WORDS]));
    let may_tell = |c: char| c.is_ascii_digit() || among!(SIGNS, c);
    if !text.chars().filter_map(fold_char).any(may_tell) {
        return false;
    }
    let text = folded(text);
    let (mut own, mut other) = (false, false);
    for stated in years(&text) {
        own |= Some(stated) == year;
        other |= year.is_some_and(|year| stated != year);
    }
    let may_begin = |c: char| among!(FIRSTS, c);
    let has_word = text.match_indices(may_begin).any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default();
        WORDS.iter().any(|word| rest.starts_with(word))
    });
    has_word || (other && !own)
}

/// Whether a text names the report's year or says 本年.
pub fn is_of_this_year(text: &str, year: Option<i32>) -> bool {
    let text = folded(text);
    years(&text).any(|stated| Some(stated) == year) || text.contains("本年") || text.contains("今年")
}

/// Whether a text that is a year and nothing else is the report's (2024年, 本年) or another one (2023年度, 上年).
pub fn year_alone(text: &str, year: Option<i32>) -> Option<bool> {
    // Most labels have no four digits, and none of the characters that the words and verbs below begin with.
    const FIRSTS: &str = "本今当上去前更修订调变";
    let (mut digits, mut may_tell) = (0, false);
    for character in text.chars().filter_map(fold_char) {
        digits += usize::from(character.is_ascii_digit());
        may_tell |=
            among!(FIRSTS, character) || !(is_han(character) || character.is_ascii() || character == '、');
    }
    if digits < 4 && !may_tell {
        return None;
    }
    let text = folded(text.trim());
    let text = text.trim_end_matches('数').trim_end_matches("年度").trim_end_matches('年');
    match text {
        "本" | "今" | "当" => return Some(true),
        "上" | "去" | "上一" | "前" | "上年同期" | "去年同期" => return Some(false),
        _ => {}
    }
    if let Some(corrected) = corrected(text) {
        return Some(corrected);
    }
    let alone = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    Some(years(text).next().filter(|_| alone)? == year?)
}

/// Whether a short text says that what follows was put right (更正后, 现更正为), or stood there before (更正前).
fn corrected(folded: &str) -> Option<bool> {
    const VERBS: [&str; 8] = ["更正", "修改", "修正", "修订", "订正", "调整", "变更", "更改"];
    const LONGEST: usize = 12;
    const FIRSTS: &str = "更修订调变";
    const _: () = assert!(are_firsts(FIRSTS, &[&VERBS]));
    if !folded.chars().any(|c| among!(FIRSTS, c)) || folded.chars().count() > LONGEST {
        return None;
    }
    VERBS.iter().find_map(|verb| match folded.split_once(verb)?.1.chars().next()? {
        '前' => Some(false),
        '后' | '为' => Some(true),
        _ => None,
    })
}

/// Whether a short text says that the table under it is not the report's: a form to fill in (模板, 填报示例), or what was put
/// right since (更正前, 作废).
pub fn is_set_aside(text: &str) -> bool {
    const WORDS: [&str; 17] = [
        "模板",
        "模版",
        "样表",
        "样本",
        "样例",
        "范本",
        "范例",
        "示例",
        "空表",
        "空白表",
        "作废",
        "原表",
        "原数据",
        "初稿",
        "草稿",
        "旧表",
        "备份",
    ];
    const LONGEST: usize = 12;
    // Each of the words, and of the verbs of what was put right, has one of these characters in either script; most texts are
    // long or have none of them.
    const SIGNS: &str = "模样樣范範示空作原初草旧舊备備更修订訂调調变變";
    let may_tell = || text.chars().any(|c| among!(SIGNS, c));
    text.chars().take(LONGEST + 1).count() <= LONGEST && may_tell() && {
        let text = folded(text);
        WORDS.iter().any(|word| text.contains(word)) || corrected(&text) == Some(false)
    }
}

/// Whether a short text says that the table under it is the one that counts: 更正后, 现更正为, 重新公布如下.
pub fn is_put_right(text: &str) -> bool {
    let may_tell = |c: char| among!("更修订訂调調变變重", c);
    if !text.chars().any(may_tell) {
        return false;
    }
    let text = folded(text);
    corrected(&text) == Some(true) || (text.chars().count() <= 12 && text.contains("重新公"))
}

/// The years that a folded text names: 2023年, 2023年度, (2023).
fn years(text: &str) -> impl Iterator<Item = i32> {
    let numbers = text.split(|character: char| !character.is_ascii_digit());
    numbers
        .filter(|number| number.len() == 4)
        .filter_map(|number| number.parse().ok())
        .filter(|year| (2000..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::is_put_right;

    #[test]
    fn what_was_put_right_counts_and_what_is_to_be_put_right_does_not() {
        for right in ["更正后", "现更正为：", "重新公布如下", "修订后的统计表"] {
            assert!(is_put_right(right), "{right}");
        }
        for other in
            ["更正前", "调整前的数据", "更新于3月1日", "重新公布的是经核对的全部三张统计表", "年度统计表"]
        {
            assert!(!is_put_right(other), "{other}");
        }
    }
}
