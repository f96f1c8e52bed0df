//! Pages of two columns, and two pages printed on one sheet: the left half is read before the right one.

use super::geometry::{Area, Direction, Glyph, RuledLine, Sheet};
use crate::order::Order;

/// The narrowest gap between two columns, in points.
const NARROWEST: f64 = 12.0;

/// A title over both columns ends within this part of the page's height.
const TITLE_WITHIN: f64 = 0.3;

/// What stands below both columns is a page number, within this part of the height.
const NUMBER_BELOW: f64 = 0.88;

/// Lines of prose on each side that tell columns from a table without lines, where no ruled table stands there.
const LINES_OF_PROSE: usize = 3;

/// The parts of a page in the order in which they are read; the page itself where it has no columns.
pub(super) fn halves(sheet: Sheet) -> Vec<Sheet> {
    // Columns from the top of the page, or below a title.
    let Some(gap) = gap_of(&sheet, 0.0).or_else(|| gap_of(&sheet, TITLE_WITHIN)) else { return vec![sheet] };
    let crosses = |area: &Area| area.left < gap.1 - 1.0 && area.right > gap.0 + 1.0;
    let over = sheet.glyphs.iter().filter(|glyph| crosses(&glyph.area) && is_ink(glyph));
    let title_end = over
        .filter(|glyph| glyph.area.bottom < TITLE_WITHIN * sheet.height)
        .map(|glyph| glyph.area.bottom + 1.0)
        .fold(0.0, f64::max);
    let part = |keep: &dyn Fn(&Area) -> bool, shift: f64, width: f64| {
        let glyphs = sheet.glyphs.iter().filter(|glyph| keep(&glyph.area)).map(|glyph| {
            let area = glyph.area;
            Glyph { area: Area { left: area.left - shift, right: area.right - shift, ..area }, ..*glyph }
        });
        let rules = sheet.rules.iter().filter(|rule| keep(&area_of(rule))).map(|rule| {
            let mut moved = *rule;
            if rule.horizontal {
                (moved.from, moved.to) = (rule.from - shift, rule.to - shift);
            } else {
                moved.at = rule.at - shift;
            }
            moved
        });
        Sheet {
            glyphs: glyphs.collect(),
            rules: rules.collect(),
            width,
            ..Sheet { number: sheet.number, height: sheet.height, ..Sheet::default() }
        }
    };
    let middle = f64::midpoint(gap.0, gap.1);
    let below_title = |area: &Area| area.middle().1 > title_end;
    let title = part(&|area| !below_title(area), 0.0, sheet.width);
    let left = part(&|area| below_title(area) && area.right <= gap.0 + 1.0, 0.0, middle);
    let right = part(&|area| below_title(area) && area.left >= gap.1 - 1.0, middle, sheet.width - middle);
    [title, left, right].into_iter().filter(|part| !part.glyphs.is_empty()).collect()
}

fn is_ink(glyph: &Glyph) -> bool {
    !glyph.character.is_whitespace()
}

fn area_of(rule: &RuledLine) -> Area {
    if rule.horizontal {
        Area { left: rule.from, right: rule.to, top: rule.at, bottom: rule.at }
    } else {
        Area { left: rule.at, right: rule.at, top: rule.from, bottom: rule.to }
    }
}

/// The gap between two columns of a page: its left and right side.
fn gap_of(sheet: &Sheet, title_within: f64) -> Option<(f64, f64)> {
    let (width, height) = (sheet.width, sheet.height);
    // Between a title over both columns and a page number below them.
    let between = |area: &Area| (title_within * height..NUMBER_BELOW * height).contains(&area.middle().1);
    let glyphs = || sheet.glyphs.iter().filter(|glyph| is_ink(glyph));
    let (mut left, mut right) = (0.42 * width, 0.58 * width);
    let (mut from, mut to) = (f64::NEG_INFINITY, f64::INFINITY);
    // What stands nearest to the middle on either side; what stands over the middle leaves no gap.
    let middle = 0.5 * width;
    let areas = glyphs().map(|glyph| glyph.area);
    let rules = sheet
        .rules
        .iter()
        .map(area_of)
        .filter(|area| area.width() > 0.0 || area.left < left || area.left > right);
    for area in areas.chain(rules).filter(between) {
        if area.right <= middle + 0.08 * width && area.middle().0 < middle {
            from = from.max(area.right);
        } else if area.left >= middle - 0.08 * width && area.middle().0 > middle {
            to = to.min(area.left);
        } else {
            return None;
        }
    }
    (left, right) = (left.max(from), right.min(to));
    if !from.is_finite() || !to.is_finite() || right - left < NARROWEST {
        return None;
    }
    // Nothing else stands in the gap but a title, and a page number.
    let in_gap = |area: &Area| area.left < to - 1.0 && area.right > from + 1.0;
    let others = glyphs().filter(|glyph| in_gap(&glyph.area));
    for glyph in others {
        let number = glyph.character.is_ascii_digit() || among!("-—–第页共/ ", glyph.character);
        let is_title = glyph.area.bottom < title_within * height;
        let is_number = number && glyph.area.top > NUMBER_BELOW * height;
        if !(is_title || is_number || between(&glyph.area)) {
            return None;
        }
    }
    let both = is_column(sheet, 0.0, from) && is_column(sheet, to, width);
    both.then_some((from, to))
}

/// Whether a side holds lines of prose or a ruled table, nearly as wide as it is.
fn is_column(sheet: &Sheet, from: f64, to: f64) -> bool {
    let wide = 0.6 * (to - from);
    let on_side = |area: &Area| area.left >= from - 1.0 && area.right <= to + 1.0;
    // Lines of a table are drawn as a whole or cell by cell.
    let mut across: Vec<&RuledLine> =
        sheet.rules.iter().filter(|rule| rule.horizontal && on_side(&area_of(rule))).collect();
    across.order_by(|a, b| a.at.total_cmp(&b.at));
    let of_one_line = across.chunk_by(|a, b| b.at - a.at < 1.0);
    let length = |rules: &[&RuledLine]| rules.iter().map(|rule| rule.to - rule.from).sum::<f64>();
    if of_one_line.filter(|rules| length(rules) > wide).count() >= 3 {
        return true;
    }
    // Runs of Chinese without a gap, by their lines.
    let (mut lines, mut start, mut last): (usize, f64, Option<&Glyph>) = (0, 0.0, None);
    let glyphs = sheet.glyphs.iter().filter(|glyph| is_ink(glyph) && on_side(&glyph.area));
    for glyph in glyphs.filter(|glyph| glyph.direction == Direction::Right) {
        let goes_on = last.is_some_and(|last| {
            (glyph.area.bottom - last.area.bottom).abs() < 0.3 * glyph.size
                && (glyph.area.left - last.area.right).abs() < glyph.size
        });
        if !goes_on {
            lines += usize::from(last.is_some_and(|last| last.area.right - start > wide));
            start = glyph.area.left;
        }
        last = Some(glyph);
    }
    lines += usize::from(last.is_some_and(|last| last.area.right - start > wide));
    lines >= LINES_OF_PROSE
}

#[cfg(test)]
mod tests {
    use crate::document::Block;
    use crate::read::meter::Meter;
    use crate::read::pdf::tests::{GBK, paper, shown};

    const LEFT: [&str; 4] =
        ["一、公开申请办结件申", "请人公开共计九件。", "二、结转公开申请办结", "件申请人公开三件。"];
    const RIGHT: [&str; 4] =
        ["三、办结公开申请结转", "件申请人公开七件。", "四、共计公开申请办结", "件结转办结公开五件。"];

    /// The paragraphs of a page with a text at the top.
    fn read(top: &str, left: u32, right: u32) -> Vec<String> {
        let column = |x: u32, lines: [&str; 4]| {
            (0_u32..).zip(lines).map(|(line, text)| shown(x, 130 - line * 14, text)).collect::<String>()
        };
        let content = top.to_owned() + &column(left, LEFT) + &column(right, RIGHT);
        let document = super::super::read(&paper(GBK, "", &[content]), &Meter::default()).unwrap();
        document.blocks.iter().filter_map(Block::text).map(str::to_owned).collect()
    }

    fn order(paragraphs: &[String]) -> String {
        let text = paragraphs.concat();
        let mut places: Vec<(usize, char)> =
            "一二三四".chars().filter_map(|c| Some((text.find(&format!("{c}、"))?, c))).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, c)| c).collect()
    }

    #[test]
    fn the_left_column_is_read_before_the_right_one() {
        assert_eq!(order(&read("", 20, 170)), "一二三四");
        let titled = read(&shown(110, 180, "公开申请件"), 20, 170);
        assert_eq!((titled[0].as_str(), order(&titled).as_str()), ("公开申请件", "一二三四"));
        assert_eq!(order(&read(&shown(145, 10, "- 2 -"), 20, 170)), "一二三四");
    }

    #[test]
    fn what_is_no_column_is_read_line_by_line() {
        // Text over the gap, in the middle of the page.
        assert_eq!(order(&read(&shown(100, 110, "公开申请件公开件"), 20, 170)).chars().next(), Some('一'));
        // Labels and numbers beside them.
        let rows: String = (0..4)
            .map(|row| shown(20, 130 - row * 14, LEFT[row as usize]) + &shown(200, 130 - row * 14, "12"))
            .collect();
        let document = super::super::read(&paper(GBK, "", &[rows]), &Meter::default()).unwrap();
        let first = format!("{:?}", document.blocks.first());
        assert!(first.contains("12"), "{first}");
    }
}
