//! Line numbers that a word processor prints beside the text.

use super::geometry::{Glyph, Sheet};
use super::lines::lines_of;

/// Takes the numbers of lines off the pages: they stand left of all that is written and drawn, and rise by equal steps.
/// Pages with few of them are known by those that have more.
pub(super) fn drop_line_numbers(sheets: &mut [Sheet]) {
    let found: Vec<(f64, Vec<u32>)> = sheets.iter().map(numbers_in_the_margin).collect();
    if !found.iter().any(|(_, numbers)| numbers.len() > 2 && rise(numbers)) {
        return;
    }
    for (sheet, (left, numbers)) in sheets.iter_mut().zip(found) {
        if rise(&numbers) {
            sheet.glyphs.retain(|glyph| !stands_before(glyph, left));
        }
    }
}

/// Where the rest of a page begins, and the numbers that stand before it, from top to bottom.
fn numbers_in_the_margin(sheet: &Sheet) -> (f64, Vec<u32>) {
    let other = |glyph: &&Glyph| !glyph.character.is_ascii_digit() && !glyph.character.is_whitespace();
    let written = sheet.glyphs.iter().filter(other).map(|glyph| glyph.area.left);
    let drawn = sheet.rules.iter().map(|rule| if rule.horizontal { rule.from } else { rule.at });
    let left = written.chain(drawn).fold(f64::INFINITY, f64::min);
    let digits = sheet.glyphs.iter().filter(|glyph| stands_before(glyph, left)).copied().collect();
    (left, lines_of(digits).iter().map(|line| line.text.parse().unwrap_or(0)).collect())
}

fn stands_before(digit: &Glyph, left: f64) -> bool {
    digit.character.is_ascii_digit() && digit.area.right < left && left.is_finite()
}

/// Whether numbers rise by equal steps.
fn rise(numbers: &[u32]) -> bool {
    let step =
        |pair: &[u32]| pair.last().zip(pair.first()).and_then(|(last, first)| last.checked_sub(*first));
    let mut steps = numbers.windows(2).map(step);
    steps.next().is_none_or(|first| first > Some(0) && steps.all(|step| step == first))
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, Document};
    use crate::read::meter::Meter;
    use crate::read::pdf::read;
    use crate::read::pdf::tests::{GBK, paper, shown};

    /// Pages whose lines are written with what stands before them.
    fn pages(pages: &[&[(&str, &str)]]) -> Document {
        let page = |lines: &&[(&str, &str)]| -> String {
            let line = |(row, (before, text)): (u32, &(&str, &str))| {
                let left = 35 - 5 * u32::try_from(before.len()).unwrap();
                [shown(left, 180 - row * 16, before), shown(44, 180 - row * 16, text)].concat()
            };
            (0..).zip(lines.iter()).map(line).collect()
        };
        read(&paper(GBK, "", &pages.iter().map(page).collect::<Vec<_>>()), &Meter::default()).unwrap()
    }

    fn texts(document: &Document) -> String {
        document.blocks.iter().filter_map(Block::text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn numbers_of_lines_are_no_text() {
        let counted =
            [("8", "全年收到申请四十八"), ("9", "12件，办结9件。"), ("10", "二、申请"), ("", "三、办结")];
        let plain = counted.map(|(_, text)| ("", text));
        let next: [(&str, &str); 2] = [("11", "7件转下年。"), ("12", "四、结语")];
        let wanted = texts(&pages(&[&plain, &next.map(|(_, text)| ("", text))]));
        assert_eq!(texts(&pages(&[&counted, &next])), wanted);
        let by_five =
            [("5", "全年收到申请四十八"), ("10", "12件，办结9件。"), ("15", "二、申请"), ("", "三、办结")];
        assert_eq!(texts(&pages(&[&by_five, &next.map(|(_, text)| ("", text))])), wanted);
    }

    #[test]
    fn other_numbers_before_a_text_are_kept() {
        // Neither rising by equal steps, nor before all of the text, nor many.
        for (lines, number) in [
            ([("3", "赤"), ("4", "橙"), ("9", "黄"), ("", "绿")], "9"),
            ([("1", "赤"), ("2", "橙"), ("3", "黄"), ("一二", "绿")], "3"),
            ([("1", "赤"), ("2", "橙"), ("", "黄"), ("", "绿")], "2"),
        ] {
            assert!(texts(&pages(&[&lines])).contains(number), "{lines:?}");
        }
    }
}
