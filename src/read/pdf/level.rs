//! Pages that lie a little aslant, as scans do: how much, and their text levelled. Over the width of a page a slope of
//! one degree comes to the height of a row, and numbers would stand beside the label of the row above or below.

use super::geometry::{Area, Direction, Glyph, Matrix, Sheet};
use crate::order::Order;

/// The least slope that is worth turning a page for, about 0.15°, and the largest that a scan has by mishap, 5°.
const LEAST: f64 = 0.002_6;
const MOST: f64 = 0.087_5;

/// So few characters, or words, tell no slope.
const FEW: usize = 20;

/// So many words tell the slope of a page.
const ENOUGH: usize = 1_000;

/// Slopes of characters that agree differ by less.
const AGREE: f64 = 0.005;

/// Slopes of lines are tried in steps, about 0.05°, to beyond the largest.
const STEP: f64 = 0.000_9;
const STEPS: i32 = 110;

/// Slopes that are farther apart than so many steps are two readings of a page.
const APART: i32 = 16;

/// Longer lines that are drawn level tell that the page is.
const LONG_RULE: f64 = 50.0;

/// The slope of a page's text by that of each character, where it is one: what most of it leans by.
pub(super) fn slope_of(leans: &[f64]) -> Option<f64> {
    let aslant = leans.iter().filter(|lean| lean.abs() >= LEAST).count();
    if leans.len() < FEW || aslant * 2 <= leans.len() {
        return None;
    }
    let mut sorted = leans.to_vec();
    sorted.order_by(f64::total_cmp);
    let slope = sorted.get(sorted.len() / 2).copied()?;
    let agreeing = leans.iter().filter(|lean| (**lean - slope).abs() <= AGREE).count();
    (agreeing * 3 >= leans.len() * 2 && (LEAST..=MOST).contains(&slope.abs())).then_some(slope)
}

/// Turns a page about its middle so that what rises or falls by a slope is level.
pub(super) fn levelling(slope: f64, width: f64, height: f64) -> Matrix {
    let cosine = 1.0 / slope.hypot(1.0);
    let sine = slope * cosine;
    let (x, y) = (width / 2.0, height / 2.0);
    Matrix([cosine, -sine, sine, cosine, x - cosine * x - sine * y, y + sine * x - cosine * y])
}

/// Whether a page that was turned shows at least nearly as much of lines as before: those that were level are none any
/// more.
pub(super) fn keeps_lines(before: &Sheet, after: &Sheet) -> bool {
    let length = |sheet: &Sheet| sheet.rules.iter().map(|rule| rule.to - rule.from).sum::<f64>();
    length(after) >= 0.8 * length(before)
}

/// Levels the words of a page of recognised text that were set level, each where a slanting picture shows it.
pub(super) fn level_words(sheet: &mut Sheet) {
    let is_level = |glyph: &Glyph| glyph.direction == Direction::Right;
    if !sheet.glyphs.iter().all(is_level) || sheet.rules.iter().any(|rule| rule.to - rule.from > LONG_RULE) {
        return;
    }
    let words = || sheet.glyphs.chunk_by(|before, after| before.run == after.run);
    let start = |word: &[Glyph]| {
        let first = word.iter().find(|glyph| !glyph.character.is_whitespace())?;
        Some((first.area.left, first.area.bottom))
    };
    let mut starts: Vec<(f64, f64)> = words().filter_map(start).collect();
    let every = starts.len() / ENOUGH + 1;
    starts = starts.into_iter().step_by(every).collect();
    let mut sizes: Vec<f64> = sheet.glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.order_by(f64::total_cmp);
    let Some(size) = sizes.get(sizes.len() / 2) else { return };
    let Some(slope) = slope_of_places(&starts, *size) else { return };
    let turn = levelling(slope, sheet.width, sheet.height);
    for word in sheet.glyphs.chunk_by_mut(|before, after| before.run == after.run) {
        let Some((x, y)) = start(word) else { continue };
        let (to_x, to_y) = turn.point(x, y);
        for glyph in word {
            let Area { left, top, right, bottom } = glyph.area;
            let (dx, dy) = (to_x - x, to_y - y);
            glyph.area = Area { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy };
        }
    }
}

/// The slope along which places stand in lines, where there is but one: no other gathers them nearly as well, and none
/// at all does not either. Thin strips tell it exactly, thick ones also where the places are not exact.
fn slope_of_places(places: &[(f64, f64)], size: f64) -> Option<f64> {
    if places.len() < FEW {
        return None;
    }
    let mut tried: Vec<(i32, f64)> = (-STEPS..=STEPS).map(|step| (step, 0.0)).collect();
    for part in [3.0, 6.0, 12.0] {
        let height = (size / part).max(0.1);
        let gathered = |(step, _): &(i32, f64)| gathered(places, f64::from(*step) * STEP, height);
        let own: Vec<f64> = tried.iter().map(gathered).collect();
        let mean = own.iter().sum::<f64>() / f64::from(2 * STEPS + 1);
        tried.iter_mut().zip(own).for_each(|((_, score), own)| *score += own / mean - 1.0);
    }
    let (step, best) = tried.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let beaten = |(other, score): &(i32, f64)| {
        let clearer = if *other == 0 { 1.2 } else { 1.4 };
        (*other != 0 && (other - step).abs() <= APART) || best > clearer * score
    };
    let slope = f64::from(step) * STEP;
    ((LEAST..=MOST).contains(&slope.abs()) && tried.iter().all(beaten)).then_some(slope)
}

/// How well places stand in lines of a slope: for each strip of a height, the square of how many it holds. Strips beyond
/// the foot of a usual page begin again from its top.
fn gathered(places: &[(f64, f64)], slope: f64, height: f64) -> f64 {
    const STRIPS: u16 = 2048;
    let mut strips = vec![0.0; usize::from(STRIPS) + 1];
    for (x, y) in places {
        let at = ((y - x * slope) / height).rem_euclid(f64::from(STRIPS));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to STRIPS")]
        let strip = at as usize;
        for (strip, part) in [(strip, 1.0 - at.fract()), (strip + 1, at.fract())] {
            if let Some(count) = strips.get_mut(strip) {
                *count += part;
            }
        }
    }
    strips.iter().map(|count| count * count).sum()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{slope_of, slope_of_places};
    use crate::document::{Block, Document};
    use crate::read::meter::Meter;
    use crate::read::pdf::read;
    use crate::read::pdf::tests::{GBK, paper, shown};

    /// The words of ten rows of a label and four numbers.
    fn words() -> Vec<(u32, u32, String)> {
        let labels = "赤橙黄绿青蓝紫黑白灰".chars().enumerate();
        let row = |(row, label): (usize, char)| {
            let row = u32::try_from(row).unwrap();
            let y = 175 - row * 16;
            let values = (0..4).map(move |column| (100 + column * 45, y, (row * 10 + column).to_string()));
            [(20, y, format!("{}.{label}色", row + 1))].into_iter().chain(values)
        };
        labels.flat_map(row).collect()
    }

    fn turned(degrees: f64, x: f64, y: f64) -> (f64, f64) {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (x, y) = (x - 150.0, y - 100.0);
        (150.0 + x * cosine - y * sine, 100.0 + x * sine + y * cosine)
    }

    /// Recognised words, each level at the place where it stands on a turned page.
    fn scanned(degrees: f64) -> Document {
        let content: String = words().iter().fold("3 Tr\n".to_owned(), |mut content, (x, y, text)| {
            let (to_x, to_y) = turned(degrees, f64::from(*x), f64::from(*y));
            let word = shown(*x, *y, text);
            write!(content, "{}", word.replace(&format!("{x} {y} Tm"), &format!("{to_x:.3} {to_y:.3} Tm")))
                .unwrap();
            content
        });
        read(&paper(GBK, "", &[content]), &Meter::default()).unwrap()
    }

    /// A page whose content is turned, with the lines of its table where it has some.
    fn drawn(degrees: f64, ruled: bool, of_lines: f64) -> Document {
        let matrix = |degrees: f64| {
            let (sine, cosine) = degrees.to_radians().sin_cos();
            let (x, y) = turned(degrees, 0.0, 0.0);
            format!("{cosine:.6} {sine:.6} {:.6} {cosine:.6} {x:.4} {y:.4} cm\n", -sine)
        };
        let lines: String = if ruled {
            let across = (0..11).map(|row| format!("15 {0} m 275 {0} l S\n", 186 - row * 16));
            let down = [15, 95, 140, 185, 230, 275].map(|x| format!("{x} 26 m {x} 186 l S\n"));
            across.chain(down).collect()
        } else {
            String::new()
        };
        let words: String = words().iter().map(|(x, y, text)| shown(*x, *y, text)).collect();
        let content = format!("q {}{lines}Q q {}{words}Q", matrix(of_lines), matrix(degrees));
        read(&paper(GBK, "", &[content]), &Meter::default()).unwrap()
    }

    fn cells(document: &Document) -> Vec<&str> {
        let tables = document.blocks.iter().filter_map(Block::as_table);
        tables.flat_map(|table| &table.cells).map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn a_page_aslant_is_read_as_if_it_lay_straight() {
        let straight = drawn(0.0, true, 0.0);
        assert_eq!(cells(&straight).len(), 50);
        for degrees in [0.3, 1.0, -1.0, 2.5, -4.0] {
            assert_eq!(cells(&drawn(degrees, true, degrees)), cells(&straight), "{degrees}");
            assert_eq!(cells(&drawn(degrees, false, 0.0)), cells(&straight), "{degrees}");
        }
    }

    #[test]
    fn recognised_words_of_a_scan_aslant_stand_in_their_rows() {
        let straight = scanned(0.0);
        assert_eq!(cells(&straight).len(), 50);
        for degrees in [0.4, -0.4, 1.2, -1.2, 2.5, -3.5] {
            assert_eq!(cells(&scanned(degrees)), cells(&straight), "{degrees}");
        }
    }

    #[test]
    fn lines_that_are_level_keep_their_page() {
        let before = drawn(0.0, true, 0.0);
        assert_eq!(cells(&drawn(0.5, true, 0.0)).len(), cells(&before).len());
    }

    #[test]
    fn most_characters_must_lean_alike() {
        assert_eq!(slope_of(&[0.02; 30]), Some(0.02));
        assert_eq!(slope_of(&[0.0; 30]), None);
        assert_eq!(slope_of(&[0.02; 10]), None);
        assert_eq!(slope_of(&[0.1; 30]), None);
        let stamp: Vec<f64> = [vec![0.0; 20], vec![0.04; 15]].concat();
        assert_eq!(slope_of(&stamp), None);
        let scattered: Vec<f64> = (0..30).map(|index| 0.003 * f64::from(index)).collect();
        assert_eq!(slope_of(&scattered), None);
    }

    #[test]
    fn places_that_stand_in_lines_both_ways_have_no_slope() {
        let rows = |columns: &[f64], slope: f64| -> Vec<(f64, f64)> {
            let row = |row: i32| columns.iter().map(move |x| (*x, f64::from(row) * 16.0 + x * slope));
            (0..20).flat_map(row).collect()
        };
        let columns = [60.0, 130.0, 190.0, 250.0, 390.0, 450.0];
        assert!((slope_of_places(&rows(&columns, 0.02), 10.0).unwrap() - 0.02).abs() < 0.001);
        assert_eq!(slope_of_places(&rows(&columns, 0.0), 10.0), None);
        assert_eq!(slope_of_places(&rows(&columns, 0.002), 10.0), None);
        // Two columns: each number may stand in the row above as well.
        assert_eq!(slope_of_places(&rows(&[60.0, 410.0], 0.02), 10.0), None);
    }
}
