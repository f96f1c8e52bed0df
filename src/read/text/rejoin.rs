//! Rows as they were before a program broke their lines, or parted their cells by Chinese commas.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{is_number, trimmed};
use crate::read::visible::is_wide;

/// So many rows of a label and as many numbers tell what the rows of a text are like.
const TELLING_ROWS: usize = 8;

/// Rows of fewer numbers are none of the tables that are told by them.
const FEWEST_NUMBERS: usize = 5;

/// A text whose rows stand in lines of their own, cells apart.
pub(super) fn rejoined(text: &str) -> Cow<'_, str> {
    let parted = if text.contains('，') { by_commas(text) } else { None };
    let text = parted.map_or(Cow::Borrowed(text), Cow::Owned);
    match unbroken(&text) {
        Some(whole) => Cow::Owned(whole),
        None => text,
    }
}

/// How many numbers stand at the end of a line's cells, and how many cells there are.
fn numbers<'c>(cells: impl Iterator<Item = &'c str>) -> (usize, usize) {
    cells.fold((0, 0), |(numbers, all), cell| (if is_number(cell) { numbers + 1 } else { 0 }, all + 1))
}

/// How many numbers most rows with a label have, and how many the longest.
fn width_of_rows(counts: impl Iterator<Item = (usize, usize)>) -> Option<(usize, usize)> {
    let mut rows: HashMap<usize, usize> = HashMap::new();
    for (numbers, _) in counts.filter(|(numbers, cells)| numbers < cells && *numbers >= FEWEST_NUMBERS) {
        *rows.entry(numbers).or_default() += 1;
    }
    let (width, count) = rows.iter().max_by_key(|(width, count)| (**count, **width))?;
    (*count >= TELLING_ROWS).then_some((*width, rows.keys().max().copied()?))
}

/// The cells of a line between Chinese commas; those in brackets belong to a text.
fn comma_cells(line: &str) -> Vec<&str> {
    let (mut cells, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, character) in line.char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '，' if depth == 0 => {
                cells.push(trimmed(line.get(start..at).unwrap_or_default()));
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    cells.push(trimmed(line.get(start..).unwrap_or_default()));
    cells
}

/// A text whose rows are parted by Chinese commas, with tabs in their place: no row has more numbers than most, so that none
/// of the commas stands within a number.
fn by_commas(text: &str) -> Option<String> {
    let row = |line: &&str| line.contains('，') && !line.contains(['。', '；', '\t']);
    let counts = text.lines().filter(row).map(|line| numbers(comma_cells(line).into_iter()));
    width_of_rows(counts).filter(|(width, longest)| width == longest)?;
    let mut parted = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match row(&line) {
            true => {
                parted.push_str(&comma_cells(line.trim_end_matches(['\r', '\n'])).join("\t"));
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
    fn long_texts_cost_little() {
        let text = "甲  1  2  3  4  5  6\n7\n".repeat(100_000);
        assert_eq!(rejoined(&text).len(), text.len());
        let commas = "，".repeat(200_000);
        assert_eq!(rejoined(&commas), commas);
    }
}
