//! Rows as they were before a program broke their lines, parted their cells by Chinese commas, or said before their bars how
//! many columns they cover.

use std::borrow::Cow;

use super::{is_number, trimmed};
use crate::read::html::declare::split_outside_brackets;
use crate::read::visible::is_wide;

/// So many rows of a label and as many numbers tell what the rows of a text are like.
const TELLING_ROWS: usize = 8;

/// Rows of fewer numbers are none of the tables that are told by them.
const FEWEST_NUMBERS: usize = 5;

/// A text whose rows stand in lines of their own, cells apart.
pub(super) fn rejoined(text: &str) -> Cow<'_, str> {
    let parted = match text.contains("|===") {
        true => Some(without_spans(text)),
        false if text.contains('，') => by_commas(text),
        false => None,
    };
    let text = parted.map_or(Cow::Borrowed(text), Cow::Owned);
    match unbroken(&text) {
        Some(whole) => Cow::Owned(whole),
        None => text,
    }
}

/// A text with tables of AsciiDoc without what stands before a bar of a cell that covers several places: 2+|, .3+^.^s|.
fn without_spans(text: &str) -> String {
    let is_span = |said: &str| {
        said.contains('+') && said.chars().all(|c| c.is_ascii_digit() || among!("+.*<^>adehlmsv", c))
    };
    let mut plain = String::with_capacity(text.len());
    for part in text.split_inclusive('|') {
        let cell = part.strip_suffix('|').unwrap_or_default();
        let from = cell.rfind([' ', '\n']).map_or(0, |before| before + 1);
        let span = cell.get(from..).is_some_and(is_span);
        plain.push_str(if span { cell.get(..from).unwrap_or_default() } else { part });
        plain.push_str(if span { "|" } else { "" });
    }
    plain
}

/// How many numbers stand at the end of a line's cells, and how many cells there are.
fn numbers<'c>(cells: impl Iterator<Item = &'c str>) -> (usize, usize) {
    cells.fold((0, 0), |(numbers, all), cell| (if is_number(cell) { numbers + 1 } else { 0 }, all + 1))
}

/// How many numbers most rows with a label have, and how many the longest.
fn width_of_rows(counts: impl Iterator<Item = (usize, usize)>) -> Option<(usize, usize)> {
    /// No table has rows of more numbers.
    const MOST: usize = 64;
    let mut rows = [0_usize; MOST];
    for (numbers, _) in counts.filter(|(numbers, cells)| numbers < cells && *numbers >= FEWEST_NUMBERS) {
        *rows.get_mut(numbers)? += 1;
    }
    let most = rows.iter().max().filter(|most| **most >= TELLING_ROWS)?;
    let width = rows.iter().rposition(|count| count == most)?;
    Some((width, rows.iter().rposition(|count| *count > 0)?))
}

/// A text whose rows are parted by Chinese commas, with tabs in their place: no row has more numbers than most, so that none
/// of the commas stands within a number.
fn by_commas(text: &str) -> Option<String> {
    let row = |line: &&str| line.contains('，') && !line.contains(['。', '；', '\t']);
    let counts = text
        .lines()
        .filter(row)
        .map(|line| numbers(split_outside_brackets(line, '，').into_iter().map(trimmed)));
    width_of_rows(counts).filter(|(width, longest)| width == longest)?;
    let mut parted = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match row(&line) {
            true => {
                parted
                    .push_str(&split_outside_brackets(line.trim_end_matches(['\r', '\n']), '，').join("\t"));
                parted.push('\n');
            }
            false => parted.push_str(line),
        }
    }
    Some(parted)
}

/// The cells of a line that stand two blanks apart.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty())
}

/// How many places a line takes.
fn places(line: &str) -> usize {
    line.trim_end().chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}

/// A text of rows some of which are too long for its lines, so that their last numbers begin the next ones: as many as they
/// lack of the others' numbers, and there was no room for the first of them.
fn unbroken(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let apart = || lines.iter().filter(|line| line.contains("  ")).map(|line| numbers(cells(line)));
    let (width, _) = width_of_rows(apart())?;
    let whole = lines.iter().filter(|line| numbers(cells(line)).0 == width);
    let longest = whole.map(|line| places(line)).max()?;
    let goes_on = |line: &str, next: &str| {
        let ((own, all), (more, rest)) = (numbers(cells(line)), numbers(cells(next)));
        let first = cells(next).next().map_or(0, places);
        (1..width).contains(&own)
            && own < all
            && more == rest
            && own + more == width
            && places(line) + 2 + first > longest
    };
    let mut joined = String::with_capacity(text.len());
    let (mut broken, mut follows) = (false, false);
    for (at, line) in lines.iter().enumerate() {
        joined.push_str(if follows { line.trim_start() } else { line });
        follows = lines.get(at + 1).is_some_and(|next| goes_on(line, next));
        joined.push_str(if follows { "  " } else { "\n" });
        broken |= follows;
    }
    broken.then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::rejoined;

    /// Rows of a label and seven numbers, in lines of their own.
    fn rows(parted: &str) -> String {
        let row = |at: usize| format!("{at}.属于行政执法案卷的申请{}", format!("{parted}1").repeat(7));
        (1..=8).map(|at| row(at) + "\n").collect()
    }

    #[test]
    fn numbers_that_begin_the_next_line_belong_to_the_row_before() {
        let label = "9.申请人逾期未按收费通知要求缴纳费用";
        let broken = format!("{}{label}  10  20  30\n40  50  60  70\n末", rows("  "));
        assert!(rejoined(&broken).contains(&format!("{label}  10  20  30  40  50  60  70\n")));
        // There was room for the first of them, they are too many or too few, words stand before them, or no row is whole.
        for seen in [
            "9.其他  1  2  3\n4  5  6  7\n".to_owned(),
            format!("{label}  10  20  30\n40  50  60  70  80\n"),
            format!("{label}  10  20  30\n40  50  60\n"),
            format!("{label}  10  20  30\n年  50  60  70  80\n"),
            format!("{label}\n10  20  30  40  50  60  70\n"),
        ] {
            let text = rows("  ") + &seen;
            assert_eq!(rejoined(&text), text, "{seen}");
        }
        let alone = format!("{label}  10  20  30\n40  50  60  70\n");
        assert_eq!(rejoined(&alone), alone);
    }

    #[test]
    fn chinese_commas_part_cells_where_all_rows_have_as_many_numbers() {
        let text = rows("，")
            + "（二）部分公开（只计这一情形，不计其他情形），0，0，0，0，0，0，0\n复议，1，2，3，4，5\n规章，1，2，3\n公开3件，其中1件。\n";
        let parted = rejoined(&text);
        assert!(parted.contains("（二）部分公开（只计这一情形，不计其他情形）\t0\t0"));
        assert!(parted.contains("\n规章\t1\t2\t3\n公开3件，其中1件。\n"));
        // A thousand stands parted in one row.
        let thousands = rows("，") + "总计，1，286，1，1，1，1，1，1\n";
        assert_eq!(rejoined(&thousands), thousands);
        let prose = "收到3件，办结3件，其中公开1件\n".repeat(20);
        assert_eq!(rejoined(&prose), prose);
    }

    #[test]
    fn what_says_how_many_places_a_cell_of_asciidoc_covers_is_no_text() {
        let text = "|===\n.2+^.^h|项目 2+s|件数\n|本年 |上年\n|规章 3+|12\n|===\n";
        assert_eq!(rejoined(text), "|===\n|项目 |件数\n|本年 |上年\n|规章 |12\n|===\n");
        // What only looks like it belongs to the text.
        for seen in ["|===\n|a+b 甲+|3\n|x 1.2|3+4\n|===\n", "|规章 3+|12\n|文件 3+|4\n"] {
            assert_eq!(rejoined(seen), seen);
        }
    }

    #[test]
    fn long_texts_cost_little() {
        let text = "甲  1  2  3  4  5  6\n7\n".repeat(100_000);
        assert_eq!(rejoined(&text).len(), text.len());
        let commas = "，".repeat(200_000);
        assert_eq!(rejoined(&commas), commas);
    }
}
