//! Line numbers that a word processor prints beside the text.

use super::geometry::{Glyph, Sheet};
use super::lines::lines_of;
use crate::order::Order;

/// Takes the numbers of lines off the pages: they stand left of all that is written and drawn, and rise by equal steps.
/// Pages with few of them are known by those that have more. A spreadsheet prints its rows' numbers together with the
/// letters of its columns, in boxes; rows that are hidden have none.
pub(super) fn drop_line_numbers(sheets: &mut [Sheet]) {
    let of_sheet: Vec<bool> = sheets.iter().map(|sheet| !column_letters(sheet).is_empty()).collect();
    let found: Vec<(f64, Vec<u32>)> = sheets
        .iter()
        .zip(&of_sheet)
        .map(|(sheet, of_sheet)| numbers_in_the_margin(sheet, *of_sheet))
        .collect();
    let many = |numbers: &[u32], of_sheet: bool| numbers.len() > 2 && rise(numbers, of_sheet);
    if !found.iter().zip(&of_sheet).any(|((_, numbers), of_sheet)| many(numbers, *of_sheet)) {
        return;
    }
    for ((sheet, (left, numbers)), of_sheet) in sheets.iter_mut().zip(found).zip(of_sheet) {
        if rise(&numbers, of_sheet) {
            let letters = if numbers.is_empty() { Vec::new() } else { column_letters(sheet) };
            sheet.glyphs.retain(|glyph| !stands_before(glyph, left) && !letters.contains(glyph));
        }
    }
}

/// The letters of a spreadsheet's columns: the first line of a page, one after the other in the alphabet.
fn column_letters(sheet: &Sheet) -> Vec<Glyph> {
    let ink = || sheet.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace());
    let Some(first) = ink().min_by(|a, b| a.area.bottom.total_cmp(&b.area.bottom)) else { return Vec::new() };
    let at_top = |glyph: &&Glyph| glyph.area.bottom - first.area.bottom < 0.3 * first.size;
    let mut letters: Vec<Glyph> = ink().filter(at_top).copied().collect();
    letters.order_by(|a, b| a.area.left.total_cmp(&b.area.left));
    // Behind Z two letters name a column.
    let named = letters.iter().zip('A'..='Z').all(|(letter, expected)| letter.character == expected)
        && letters.iter().all(|letter| letter.character.is_ascii_uppercase());
    if letters.len() < 3 || !named { Vec::new() } else { letters }
}

/// Where the rest of a page begins, and the numbers that stand before it, from top to bottom.
fn numbers_in_the_margin(sheet: &Sheet, of_sheet: bool) -> (f64, Vec<u32>) {
    let other = |glyph: &&Glyph| !glyph.character.is_ascii_digit() && !glyph.character.is_whitespace();
    let written = sheet.glyphs.iter().filter(other).map(|glyph| glyph.area.left);
    let drawn = sheet.rules.iter().map(|rule| if rule.horizontal { rule.from } else { rule.at });
    let left = written.chain(drawn.filter(|_| !of_sheet)).fold(f64::INFINITY, f64::min);
    let digits = sheet.glyphs.iter().filter(|glyph| stands_before(glyph, left)).copied().collect();
    (left, lines_of(digits).iter().map(|line| line.text.parse().unwrap_or(0)).collect())
}

fn stands_before(digit: &Glyph, left: f64) -> bool {
    digit.character.is_ascii_digit() && digit.area.right < left && left.is_finite()
}

/// Whether numbers rise, by equal steps unless they are those of a spreadsheet's rows.
fn rise(numbers: &[u32], of_sheet: bool) -> bool {
    let step =
        |pair: &[u32]| pair.last().zip(pair.first()).and_then(|(last, first)| last.checked_sub(*first));
    let mut steps = numbers.windows(2).map(step);
    let mut next = numbers.windows(2).map(step);
    let first = next.next().flatten();
    steps.all(|step| step > Some(0) && (of_sheet || step == first))
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
    fn the_names_of_a_spreadsheets_rows_and_columns_are_no_text() {
        let letters = shown(60, 188, "A") + &shown(120, 188, "B") + &shown(180, 188, "C");
        let boxes: String = (0..12).map(|row| format!("20 {0} m 40 {0} l S\n", 186 - row * 16)).collect();
        let rows =
            [("1", "一、总体情况"), ("2", "全年收到申请四十八"), ("5", "12件，办结9件。"), ("6", "二、申请")];
        let row = |(at, (number, text)): (u32, (&str, &str))| {
            [shown(25, 174 - at * 16, number), shown(44, 174 - at * 16, text)].concat()
        };
        let page = letters + &boxes + &(0..).zip(rows).map(row).collect::<String>();
        let document = read(&paper(GBK, "", &[page]), &Meter::default()).unwrap();
        assert_eq!(texts(&document), "一、总体情况|全年收到申请四十八|12件，办结9件。|二、申请");
        // Letters without numbers, as options of a question, are text.
        let options = shown(60, 188, "A") + &shown(120, 188, "B") + &shown(180, 188, "C");
        let document = read(&paper(GBK, "", &[options]), &Meter::default()).unwrap();
        assert_eq!(texts(&document), "A B C");
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
