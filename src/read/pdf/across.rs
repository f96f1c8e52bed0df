//! Sheets whose columns were printed on pages of their own: a spreadsheet that is wider than the paper prints its left
//! columns on the first pages and those to their right on the next. The pages are put beside each other again.

use super::geometry::{Area, Direction, Glyph, Sheet};
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
    has_digits: bool,
}

/// Puts pages beside each other whose rows go on from one to the other; all other documents stay as they are.
pub(super) fn beside(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    if sheets.len() < 2 || sheets.len() > MOST_PAGES {
        return sheets;
    }
    let rows: Vec<Vec<Row>> = sheets.iter().map(rows_of).collect();
    let pages: Vec<(&Sheet, &[Row])> = sheets.iter().zip(rows.iter().map(Vec::as_slice)).collect();
    let Some(bands) = (1..=sheets.len() / 2).find_map(|high| bands(&pages, high)) else { return sheets };
    let further = sheets.split_off(sheets.len() - bands.iter().map(Vec::len).sum::<usize>());
    let mut further = further.into_iter();
    let Some((_, mut edge)) = ruled_width(&sheets) else { return sheets };
    for band in bands {
        let own: Vec<Sheet> = further.by_ref().take(band.len()).collect();
        // What is only text that goes on beyond the last column stays a page of its own.
        let Some((left, right)) = ruled_width(&own) else {
            sheets.extend(own);
            continue;
        };
        let shift = edge - left;
        edge = right + shift;
        for (place, sheet) in band.into_iter().zip(own) {
            if let Some(left) = sheets.get_mut(place) {
                join(left, sheet, shift);
            }
        }
    }
    sheets
}

/// Where the lines of pages begin and end.
fn ruled_width(sheets: &[Sheet]) -> Option<(f64, f64)> {
    let lines = sheets.iter().flat_map(|sheet| &sheet.rules).filter(|rule| rule.horizontal);
    lines.map(|rule| (rule.from, rule.to)).reduce(|all, rule| (all.0.min(rule.0), all.1.max(rule.1)))
}

/// The rows of a page's upright text, from top to bottom.
fn rows_of(sheet: &Sheet) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = sheet.glyphs.iter().filter(|glyph| is_upright(glyph)).collect();
    glyphs.order_by(|a, b| a.area.bottom.total_cmp(&b.area.bottom));
    let same = |a: &&Glyph, b: &&Glyph| (a.area.bottom - b.area.bottom).abs() <= NEAR;
    let row = |glyphs: &[&Glyph]| Row {
        baseline: glyphs.first().map_or(0.0, |glyph| glyph.area.bottom),
        has_words: glyphs.iter().any(|glyph| glyph.character.is_alphabetic()),
        has_digits: glyphs.iter().any(|glyph| glyph.character.is_ascii_digit()),
    };
    glyphs.chunk_by(same).map(row).collect()
}

fn is_upright(glyph: &Glyph) -> bool {
    glyph.direction == Direction::Right && !glyph.character.is_whitespace()
}

/// For each page after the first `high` ones, to the right of which of them it stands: its rows are rows there, and enough
/// of all these rows are numbers without a word, which have their words there. Pages go down and then on from the top,
/// which begins another band; those without anything on them are not printed.
fn bands(pages: &[(&Sheet, &[Row])], high: usize) -> Option<Vec<Vec<usize>>> {
    let (first, further) = pages.split_at_checked(high)?;
    let mut bands: Vec<Vec<usize>> = Vec::new();
    for page in further {
        let next = bands.last().and_then(|band| band.last()).map_or(high, |place| place + 1);
        let mut order = (next..high).chain(0..next.min(high));
        let place = order.find(|place| first.get(*place).is_some_and(|left| stands_beside(left, page)))?;
        match bands.last_mut().filter(|_| place >= next) {
            Some(band) => band.push(place),
            None => bands.push(vec![place]),
        }
    }
    let rows = |pages: &[(&Sheet, &[Row])], wanted: fn(&Row) -> bool| -> usize {
        pages.iter().map(|(_, rows)| rows.iter().filter(|row| wanted(row)).count()).sum()
    };
    let of_numbers = rows(further, |row| row.has_digits && !row.has_words);
    let labelled = rows(further, |row| row.has_digits && row.has_words);
    let words = rows(first, |row| row.has_words);
    (of_numbers >= LEAST_ROWS && labelled * 4 < of_numbers && words >= LEAST_ROWS).then_some(bands)
}

/// Whether the rows of a page have the heights of rows of another, by their text or by the lines between them. A cell
/// that reaches over rows has its text between them.
fn stands_beside(&(left, on_left): &(&Sheet, &[Row]), &(right, on_right): &(&Sheet, &[Row])) -> bool {
    let same_paper = (left.width - right.width).abs() < 1.0 && (left.height - right.height).abs() < 1.0;
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
    same_paper && nearly_all(on_right.iter().filter(beside).count(), on_right.len())
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
