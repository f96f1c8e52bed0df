//! Sheets whose columns were printed on pages of their own: a spreadsheet that is wider than the paper prints its left
//! columns on the first pages and those to their right on the next. The pages are put beside each other again.

use super::geometry::{Area, Direction, Glyph, Sheet};
use super::lines::split_at;
use crate::order::Order;

/// More pages than this are no sheet that somebody reads.
const MOST_PAGES: usize = 60;

/// Rows of numbers alone on a page that tell that their labels are on another.
const LEAST_ROWS: usize = 6;

/// How far apart, in points, two rows of one height stand at most.
const NEAR: f64 = 0.8;

/// A row of a page: where its characters stand, and what they are.
#[derive(Debug, Clone, Copy)]
struct Row {
    baseline: f64,
    has_words: bool,
    /// How many numbers stand by themselves.
    numbers: usize,
}

impl Row {
    fn is_of_numbers(&self) -> bool {
        self.numbers > 0 && !self.has_words
    }
}

/// Which pages are the left ones of the sheet, and those that were printed to their right: for each of these the place of
/// its left page among them, and its own.
struct Plan {
    left: Vec<usize>,
    bands: Vec<Vec<(usize, usize)>>,
}

impl Plan {
    /// Whether the lines of pages beside each other end at one height.
    fn is_level(&self, sheets: &[Sheet]) -> bool {
        let end = |page: usize| {
            let lines = sheets.get(page).into_iter().flat_map(|sheet| &sheet.rules);
            lines.filter(|rule| rule.horizontal).map(|rule| rule.at).fold(0.0, f64::max)
        };
        let left = |place: usize| self.left.get(place).copied().unwrap_or_default();
        self.bands.iter().flatten().all(|(place, page)| (end(left(*place)) - end(*page)).abs() <= NEAR)
    }
}

type Page<'s> = (&'s Sheet, &'s [Row]);

/// Puts pages beside each other whose rows go on from one to the other; all other documents stay as they are.
pub(super) fn beside(sheets: Vec<Sheet>) -> Vec<Sheet> {
    if sheets.len() < 2 || sheets.len() > MOST_PAGES {
        return sheets;
    }
    let rows: Vec<Vec<Row>> = sheets.iter().map(rows_of).collect();
    let pages: Vec<Page> = sheets.iter().zip(rows.iter().map(Vec::as_slice)).collect();
    let mut plans: Vec<Plan> =
        (1..=sheets.len() / 2).filter_map(|high| down_then_over(&pages, high)).take(1).collect();
    plans.extend(over_then_down(&pages));
    // Both ways can be thought of where all rows are equally high.
    let level = plans.iter().position(|plan| plan.is_level(&sheets)).unwrap_or(0);
    let Some(plan) = plans.into_iter().nth(level) else { return sheets };
    let Some((_, mut edge)) = ruled_width(plan.left.iter().filter_map(|page| sheets.get(*page))) else {
        return sheets;
    };
    let mut sheets: Vec<Option<Sheet>> = sheets.into_iter().map(Some).collect();
    let mut taken = |page: usize| sheets.get_mut(page).and_then(Option::take);
    let mut joined: Vec<Sheet> = plan.left.iter().filter_map(|page| taken(*page)).collect();
    for band in plan.bands {
        let own: Vec<Sheet> = band.iter().filter_map(|(_, page)| taken(*page)).collect();
        // What is only text that goes on beyond the last column stays a page of its own.
        let Some((left, right)) = ruled_width(own.iter()) else {
            joined.extend(own);
            continue;
        };
        let shift = edge - left;
        edge = right + shift;
        for ((place, _), sheet) in band.into_iter().zip(own) {
            if let Some(left) = joined.get_mut(place) {
                join(left, sheet, shift);
            }
        }
    }
    joined
}

/// Where the lines of pages begin and end.
fn ruled_width<'s>(sheets: impl Iterator<Item = &'s Sheet>) -> Option<(f64, f64)> {
    let lines = sheets.flat_map(|sheet| &sheet.rules).filter(|rule| rule.horizontal);
    lines.map(|rule| (rule.from, rule.to)).reduce(|all, rule| (all.0.min(rule.0), all.1.max(rule.1)))
}

/// The rows of a page's upright text, from top to bottom.
fn rows_of(sheet: &Sheet) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = sheet.glyphs.iter().filter(|glyph| is_upright(glyph)).collect();
    glyphs.order_by(|a, b| a.area.bottom.total_cmp(&b.area.bottom));
    let same = |a: &&Glyph, b: &&Glyph| (a.area.bottom - b.area.bottom).abs() <= NEAR;
    let is_number = |word: &&&[Glyph]| word.iter().all(|glyph| glyph.character.is_ascii_digit());
    let row = |glyphs: &mut [&Glyph]| {
        glyphs.order_by(|a, b| a.area.left.total_cmp(&b.area.left));
        let glyphs: Vec<Glyph> = glyphs.iter().copied().copied().collect();
        Row {
            baseline: glyphs.first().map_or(0.0, |glyph| glyph.area.bottom),
            has_words: glyphs.iter().any(|glyph| glyph.character.is_alphabetic()),
            numbers: split_at(&glyphs, 0.5).iter().filter(is_number).count(),
        }
    };
    glyphs.chunk_by_mut(same).map(row).collect()
}

fn is_upright(glyph: &Glyph) -> bool {
    glyph.direction == Direction::Right && !glyph.character.is_whitespace()
}

/// The pages after the first `high` ones stand to the right of these: pages go down and then on from the top, which begins
/// another band; those without anything on them are not printed.
fn down_then_over(pages: &[Page], high: usize) -> Option<Plan> {
    let (first, further) = pages.split_at_checked(high)?;
    let mut bands: Vec<Vec<(usize, usize)>> = Vec::new();
    for (number, page) in (high..).zip(further) {
        let next = bands.last().and_then(|band| band.last()).map_or(high, |(place, _)| place + 1);
        let mut order = (next..high).chain(0..next.min(high));
        let place = order.find(|place| first.get(*place).is_some_and(|left| stands_beside(left, page)))?;
        match bands.last_mut().filter(|_| place >= next) {
            Some(band) => band.push((place, number)),
            None => bands.push(vec![(place, number)]),
        }
    }
    let of_numbers =
        |(_, rows): &Page| rows.iter().filter(|row| row.is_of_numbers()).count() * 3 >= rows.len();
    (!first.iter().any(of_numbers) && lack_labels(further, first))
        .then(|| Plan { left: (0..high).collect(), bands })
}

/// Each page stands to the right of the one before it, or below all of them.
fn over_then_down(pages: &[Page]) -> Option<Plan> {
    let (mut left, mut bands): (Vec<usize>, Vec<Vec<(usize, usize)>>) = (Vec::new(), Vec::new());
    let mut across = 0;
    for (number, page) in pages.iter().enumerate() {
        let first = left.last().and_then(|first| pages.get(*first));
        // A number alone at the head or foot of a page is its own.
        let inner = |place: usize| place > 0 && place + 1 < page.1.len();
        let of_numbers =
            |&(place, row): &(usize, &Row)| row.is_of_numbers() && row.numbers > usize::from(!inner(place));
        let numbers = page.1.iter().enumerate().filter(of_numbers).count();
        if numbers * 3 >= page.1.len() && first.is_some_and(|first| stands_beside(first, page)) {
            bands.resize(bands.len().max(across + 1), Vec::new());
            bands.get_mut(across)?.push((left.len() - 1, number));
            across += 1;
        } else {
            left.push(number);
            across = 0;
        }
    }
    let all = |numbers: &mut dyn Iterator<Item = usize>| -> Vec<Page> {
        numbers.filter_map(|number| pages.get(number).copied()).collect()
    };
    let further = all(&mut bands.iter().flatten().map(|(_, number)| *number));
    lack_labels(&further, &all(&mut left.iter().copied())).then_some(Plan { left, bands })
}

/// Whether enough of the rows of pages are numbers without a word, which have their words on others.
fn lack_labels(pages: &[Page], others: &[Page]) -> bool {
    let rows = |pages: &[Page], wanted: fn(&Row) -> bool| -> usize {
        pages.iter().map(|(_, rows)| rows.iter().filter(|row| wanted(row)).count()).sum()
    };
    let of_numbers = rows(pages, Row::is_of_numbers);
    let labelled = rows(pages, |row| row.numbers > 0 && row.has_words);
    let words = rows(others, |row| row.has_words) + rows(pages, |row| row.has_words);
    of_numbers >= LEAST_ROWS && labelled * 4 < of_numbers && words >= LEAST_ROWS
}

/// Whether the rows of one of two pages are rows of the other: where cells reach over rows there are fewer.
fn stands_beside(left: &Page, right: &Page) -> bool {
    let (own, other) = (left.0, right.0);
    let same_paper = (own.width - other.width).abs() < 1.0 && (own.height - other.height).abs() < 1.0;
    same_paper && (rows_are_rows_of(left, right) || rows_are_rows_of(right, left))
}

/// Whether the rows of a page have the heights of rows of another, by their text or by the lines between them. A cell
/// that reaches over rows has its text between them.
fn rows_are_rows_of(&(left, on_left): &Page, &(right, on_right): &Page) -> bool {
    let lines = |sheet: &Sheet| -> Vec<f64> {
        let mut lines: Vec<f64> =
            sheet.rules.iter().filter(|rule| rule.horizontal).map(|rule| rule.at).collect();
        lines.order_by(f64::total_cmp);
        lines
    };
    let (own, other) = (lines(left), lines(right));
    let is_drawn = |line: &&f64| {
        let from = own.partition_point(|known| *known < **line - NEAR);
        own.get(from).is_some_and(|known| *known <= **line + NEAR)
    };
    let drawn = other.iter().filter(is_drawn).count();
    let is_ruled = other.len() >= LEAST_ROWS && nearly_all(drawn, other.len());
    let top = other.iter().copied().fold(f64::INFINITY, f64::min);
    let bottom = other.iter().copied().fold(0.0, f64::max);
    let beside = |row: &&Row| {
        let from = on_left.partition_point(|known| known.baseline < row.baseline - NEAR);
        on_left.get(from).is_some_and(|known| known.baseline <= row.baseline + NEAR)
            || (is_ruled && (top..bottom).contains(&row.baseline))
    };
    nearly_all(on_right.iter().filter(beside).count(), on_right.len())
}

fn nearly_all(part: usize, whole: usize) -> bool {
    part * 5 >= whole * 4
}

/// Puts a page to the right of another.
fn join(left: &mut Sheet, right: Sheet, shift: f64) {
    let after = |next: fn(&Glyph) -> u32| left.glyphs.iter().map(next).max().map_or(0, |last| last + 1);
    let (run, order) = (after(|glyph| glyph.run), after(|glyph| glyph.order));
    left.width = left.width.max(right.width + shift);
    let edge = right.glyphs.iter().map(|glyph| glyph.area.left + shift).fold(f64::INFINITY, f64::min);
    let cut: Vec<Glyph> = left.glyphs.iter().filter(|glyph| glyph.area.right > edge).copied().collect();
    // A character that the paper's edge cuts is printed on both pages.
    let is_there = |glyph: &Glyph| {
        cut.iter().any(|other| {
            other.character == glyph.character
                && (other.area.left - glyph.area.left).abs() < 0.3 * glyph.size
                && (other.area.bottom - glyph.area.bottom).abs() <= NEAR
        })
    };
    let moved = right.glyphs.into_iter().map(|glyph| {
        let area = Area { left: glyph.area.left + shift, right: glyph.area.right + shift, ..glyph.area };
        Glyph { area, run: glyph.run + run, order: glyph.order + order, ..glyph }
    });
    left.glyphs.extend(moved.filter(|glyph| !is_there(glyph)));
    left.rules.extend(right.rules.into_iter().map(|mut rule| {
        if rule.horizontal {
            (rule.from, rule.to) = (rule.from + shift, rule.to + shift);
        } else {
            rule.at += shift;
        }
        rule
    }));
    left.pictures = left.pictures.max(right.pictures);
    left.unknown += right.unknown;
    left.unreadable |= right.unreadable;
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::super::read;
    use super::super::tests::{GBK, paper, shown};
    use crate::document::{Block, Document};
    use crate::read::meter::Meter;

    const LABELS: [&str; 7] = ["申请", "公开", "不公开", "结转", "受理", "办结", "答复"];

    /// The lines of seven rows from one edge to another, with a line between two columns.
    fn lines(left: u32, middle: u32, right: u32) -> String {
        let mut content = String::from("0.5 w\n");
        for y in (0..8).map(|row| 160 - row * 16) {
            writeln!(content, "{left} {y} m {right} {y} l S").unwrap();
        }
        for x in [left, middle, right] {
            writeln!(content, "{x} 48 m {x} 160 l S").unwrap();
        }
        content
    }

    fn rows(x: u32, texts: impl Iterator<Item = String>) -> String {
        texts.zip(0..).map(|(text, row)| shown(x, 148 - row * 16, &text)).collect()
    }

    fn numbers(from: u32) -> impl Iterator<Item = String> {
        (from..from + 7).map(|number| number.to_string())
    }

    fn left() -> String {
        let labels = rows(30, LABELS.map(str::to_owned).into_iter());
        lines(20, 150, 280) + &labels + &rows(200, numbers(10)) + &shown(247, 170, "结转132")
    }

    fn right() -> String {
        lines(20, 110, 200) + &rows(40, numbers(20)) + &rows(130, numbers(30)) + &shown(17, 170, "2件")
    }

    fn document(pages: &[String]) -> Document {
        read(&paper(GBK, "", pages), &Meter::default()).unwrap()
    }

    fn first_rows(document: &Document) -> Vec<Vec<&str>> {
        let tables = document.blocks.iter().filter_map(Block::as_table);
        tables
            .map(|table| {
                table.cells.iter().filter(|cell| cell.row == 0).map(|cell| cell.text.as_str()).collect()
            })
            .collect()
    }

    #[test]
    fn columns_printed_on_other_pages_stand_beside_their_labels() {
        let document = document(&[left(), right()]);
        assert_eq!(first_rows(&document), [["申请", "10", "20", "30"]]);
        // The digit that the edge of the paper cut is there once.
        assert_eq!(document.blocks[0].text(), Some("结转132件"));
    }

    #[test]
    fn two_pages_down_and_then_two_to_their_right() {
        // The second page has its text at its foot.
        let below = |page: String| page.replace(" 170 Tm", " 20 Tm");
        let pages = [left(), below(left()), right(), below(right())];
        let document = document(&pages);
        let tables = document.blocks.iter().filter_map(Block::as_table);
        let rows = tables.flat_map(|table| table.cells.chunk_by(|a, b| a.row == b.row)).map(<[_]>::len);
        assert_eq!(rows.collect::<Vec<_>>(), [4; 14]);
    }

    /// How many cells each row has.
    fn widths(document: &Document) -> Vec<usize> {
        let tables = document.blocks.iter().filter_map(Block::as_table);
        tables.flat_map(|table| table.cells.chunk_by(|a, b| a.row == b.row)).map(<[_]>::len).collect()
    }

    #[test]
    fn pages_to_the_right_and_then_down() {
        // Where the sheet ends, its pages are shorter.
        let last = |page: String| {
            let ended = |line: &&str| !line.contains(" 48 m") || line.contains("160 l");
            let lines: Vec<&str> = page.lines().filter(ended).collect();
            lines.join("\n").replace(" 48 m", " 64 m").replace(" 52 Tm", " 190 Tm") + "\n"
        };
        let narrow = lines(20, 60, 110) + &rows(40, numbers(30)) + &rows(80, numbers(40));
        let pages = [left(), right(), narrow, last(left()), last(right())];
        let document = document(&pages);
        assert_eq!(first_rows(&document)[0], ["申请", "10", "20", "30", "30", "40"]);
        assert_eq!(widths(&document)[..8], [6, 6, 6, 6, 6, 6, 6, 4]);
    }

    #[test]
    fn labels_that_reach_over_rows_stand_beside_all_of_them() {
        // One label over the last five rows: lines that the first page does not draw.
        let page = lines(20, 150, 280) + &rows(30, LABELS[..3].iter().map(|label| (*label).to_owned()));
        let drawn = |line: &&str| ![112, 96, 80, 64].iter().any(|y| line.contains(&format!(" {y} m")));
        let few: Vec<&str> = page.lines().filter(drawn).collect();
        let labels = lines(20, 110, 200) + &rows(40, LABELS.map(str::to_owned).into_iter());
        let document = document(&[few.join("\n") + "\n", labels, right()]);
        let table = document.blocks.iter().find_map(Block::as_table).unwrap();
        let row = |row: u32| -> Vec<&str> {
            let cells = table.cells.iter().filter(|cell| cell.row == row && !cell.text.is_empty());
            cells.map(|cell| cell.text.as_str()).collect()
        };
        assert_eq!(row(1), ["公开", "公开", "21", "31"]);
        assert_eq!(row(6), ["答复", "26", "36"]);
    }

    #[test]
    fn other_pages_of_one_make_stay_apart() {
        // A form on each page, and numbers between lines at other heights.
        assert_eq!(first_rows(&document(&[left(), left()]))[0], ["申请", "10"]);
        let moved =
            right().replace(" 148 Tm", " 141 Tm").replace(" 132 Tm", " 125 Tm").replace(" 116 Tm", " 109 Tm");
        let moved = moved
            .replace(" 160 ", " 153 ")
            .replace(" 144 ", " 137 ")
            .replace(" 128 ", " 121 ")
            .replace(" 112 ", " 105 ");
        assert_eq!(first_rows(&document(&[left(), moved]))[0], ["申请", "10"]);
    }
}
