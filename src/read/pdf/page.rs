//! One page to its lines and tables in reading order.

use super::geometry::{Area, Direction, Glyph, RuledLine, Sheet};
use super::halves::halves;
use super::lines::{Line, are_several_numbers, cell_text, lines_of};
use super::loose::RowLine;
use super::ruling::{Grid, GridCell, grids_of};
use crate::order::Order;
use crate::read::meter::{Limit, Meter};
use crate::read::visible::OBJECT;

/// Something on a page, in reading order.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Line(Line),
    Table(PageTable),
}

/// A table, or the part of one, on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageTable {
    pub(super) page: u32,
    pub(super) area: Area,
    pub(super) rows: usize,
    pub(super) cells: Vec<PageCell>,
}

/// A cell of a table on a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PageCell {
    pub(super) page: u32,
    pub(super) row: usize,
    pub(super) rows: usize,
    /// Left and right edge, in points from the table's left side.
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
    /// No line above, or below.
    pub(super) open_top: bool,
    pub(super) open_bottom: bool,
    /// The last line of the text fills the cell's width.
    pub(super) full: bool,
}

/// A page's content after it was turned upright.
#[derive(Debug, Clone, Default)]
pub(super) struct PageItems {
    pub(super) number: u32,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) items: Vec<Item>,
    /// The notes at the foot of the page, which what goes over the page's end goes on behind.
    pub(super) notes: Vec<Line>,
    /// The part stands below a title on the same page: nothing of it goes on with what was before.
    pub(super) below_title: bool,
}

/// Turns the page so that its text runs to the right.
fn upright(sheet: &mut Sheet) {
    let count = |wanted: Direction| sheet.glyphs.iter().filter(|glyph| glyph.direction == wanted).count();
    let right = count(Direction::Right);
    let best = [Direction::Down, Direction::Up, Direction::Left]
        .into_iter()
        .max_by_key(|direction| count(*direction));
    let Some(direction) = best.filter(|direction| count(*direction) > 2 * right) else { return };
    let whole = Area { left: 0.0, top: 0.0, right: sheet.width, bottom: sheet.height }.aligned(direction);
    let (dx, dy) = (-whole.left, -whole.top);
    for glyph in &mut sheet.glyphs {
        *glyph = glyph.aligned(direction);
        let area = glyph.area;
        glyph.area = Area {
            left: area.left + dx,
            right: area.right + dx,
            top: area.top + dy,
            bottom: area.bottom + dy,
        };
    }
    for rule in &mut sheet.rules {
        *rule = rule.aligned(direction);
        let (along, at) = if rule.horizontal { (dx, dy) } else { (dy, dx) };
        rule.at += at;
        rule.from += along;
        rule.to += along;
    }
    for image in &mut sheet.images {
        let area = image.aligned(direction);
        *image = Area {
            left: area.left + dx,
            right: area.right + dx,
            top: area.top + dy,
            bottom: area.bottom + dy,
        };
    }
    sheet.width = whole.width();
    sheet.height = whole.height();
}

/// The lines and tables of a page from top to bottom; of each of its columns, where it has two.
pub(super) fn items_of(mut sheet: Sheet, meter: &Meter) -> Vec<PageItems> {
    upright(&mut sheet);
    let parts = halves(sheet);
    let titled = parts.len() == 3;
    let below_title = |at: usize| titled && at == 1;
    let items = |(at, part)| PageItems { below_title: below_title(at), ..items_of_part(part, meter) };
    parts.into_iter().enumerate().map(items).collect()
}

/// Places of grids are paid for; pages of hatching are not tables.
fn items_of_part(sheet: Sheet, meter: &Meter) -> PageItems {
    let mut grids = if meter.is_over(Limit::Places) { Vec::new() } else { grids_of(&sheet.rules) };
    let used: usize = grids.iter().map(|grid| grid.xs.len() * grid.ys.len()).sum();
    meter.pay(Limit::Places, used);
    let mut free = distribute(&sheet.glyphs, &mut grids);
    for cell in grids.iter_mut().flat_map(|grid| &mut grid.cells) {
        cell.lines = lines_of(cell.glyphs.clone());
    }
    for grid in grids.extract_if(.., |grid| parts_no_rows(grid)) {
        free.extend(grid.cells.into_iter().flat_map(|cell| cell.glyphs));
    }
    // Lines without text in them are ornament or an empty form field.
    grids.retain(|grid| {
        grid.cells.iter().any(|cell| cell.glyphs.iter().any(|glyph| !glyph.character.is_whitespace()))
    });
    let mut lines = lines_of(free);
    let notes = notes_of(&mut lines, &grids, &sheet.rules);
    let mut items: Vec<(f64, Item)> =
        lines.into_iter().map(|line| (line.area.middle().1, Item::Line(line))).collect();
    items.extend(
        grids
            .into_iter()
            .map(|grid| (grid.area.top, Item::Table(table_of(grid, sheet.number, &sheet.images)))),
    );
    items.order_by(|a, b| a.0.total_cmp(&b.0));
    let items = items.into_iter().map(|(_, item)| item).collect();
    PageItems {
        number: sheet.number,
        width: sheet.width,
        height: sheet.height,
        items,
        notes,
        below_title: false,
    }
}

/// Takes the notes out of the lines of a page: what stands in smaller letters below a short line across that begins
/// where the text does, and below everything else.
fn notes_of(lines: &mut Vec<Line>, grids: &[Grid], rules: &[RuledLine]) -> Vec<Line> {
    let left = lines.iter().map(|line| line.area.left).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|line| line.area.right).fold(f64::NEG_INFINITY, f64::max);
    let (left, right) = grids
        .iter()
        .fold((left, right), |(left, right), grid| (left.min(grid.area.left), right.max(grid.area.right)));
    let lowest = grids.iter().map(|grid| grid.area.bottom).fold(f64::NEG_INFINITY, f64::max);
    let length = |rule: &RuledLine| (rule.to - rule.from) / (right - left).max(1.0);
    let separates = |rule: &&RuledLine| {
        rule.horizontal
            && rule.at > lowest
            && rule.from - left < NEAR_THE_LEFT
            && SEPARATOR.contains(&length(rule))
    };
    let Some(separator) = rules.iter().filter(separates).map(|rule| rule.at).reduce(f64::max) else {
        return Vec::new();
    };
    let below = lines.partition_point(|line| line.area.middle().1 < separator);
    let size = |lines: &[Line]| lines.iter().map(|line| line.size).fold(0.0, f64::max);
    let (text, notes) = lines.split_at(below);
    let in_cells = grids.iter().flat_map(|grid| &grid.cells).flat_map(|cell| &cell.glyphs);
    let of_cells = in_cells.map(|glyph| glyph.size).fold(0.0, f64::max);
    let smaller =
        if text.is_empty() { size(notes) < 1.05 * of_cells } else { size(notes) < 0.95 * size(text) };
    if smaller { lines.split_off(below) } else { Vec::new() }
}

/// How far from the left edge of what stands on the page the line above notes begins, in points.
const NEAR_THE_LEFT: f64 = 12.0;

/// How long that line is, as a part of the width of what stands on the page.
const SEPARATOR: std::ops::Range<f64> = 0.15..0.6;

/// Puts each glyph into the innermost table's cell that holds it; the others are returned.
fn distribute(glyphs: &[Glyph], grids: &mut [Grid]) -> Vec<Glyph> {
    let mut free = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let end = start + word_length(glyphs.get(start..).unwrap_or_default());
        let word = glyphs.get(start..end).unwrap_or_default();
        start = end.max(start + 1);
        let area = word
            .iter()
            .skip(1)
            .fold(word.first().map(|glyph| glyph.area).unwrap_or_default(), |area, glyph| {
                area.union(glyph.area)
            });
        // A closing mark stands where the character before it does.
        let of_word = word.get(1).is_none_or(|second| second.character.is_ascii());
        let area = if of_word { area } else { word.first().map_or(area, |first| first.area) };
        let (x, y) = area.middle();
        // The last of the grids that hold the place is the smallest.
        let found =
            grids.iter().enumerate().rev().find_map(|(index, grid)| Some((index, grid.cell_at(x, y)?)));
        let cell = found.and_then(|(grid, cell)| grids.get_mut(grid)?.cells.get_mut(cell));
        match cell {
            Some(cell) => cell.glyphs.extend_from_slice(word),
            None => free.extend_from_slice(word),
        }
    }
    free
}

/// Whether lines part a table's columns but not its rows: most cells that hold numbers hold several below one another, or
/// one holds whole rows. Such a table is read as one without lines.
fn parts_no_rows(grid: &Grid) -> bool {
    let of_rows = |cell: &GridCell| cell.lines.iter().filter(|line| RowLine::of(line).is_some()).count() > 2;
    if grid.cells.iter().any(|cell| cell.glyphs.len() > 8 && of_rows(cell)) {
        return true;
    }
    let digit = |glyph: &Glyph| glyph.character.is_ascii_digit();
    let with_numbers = || grid.cells.iter().filter(|cell| cell.glyphs.iter().any(digit));
    let stacked = stacked_rows(grid);
    let several = |cell: &&GridCell| {
        stacked.contains(&cell.row) || are_several_numbers(&cell.lines, grid.cell_area(cell).width())
    };
    let of_several = with_numbers().filter(several).count();
    of_several > 1 && of_several * 2 > with_numbers().count()
}

/// The rows of a grid whose cells of numbers, three or more, each hold several at the same heights: a number that is too
/// wide for its column goes on alone, or beside others where the columns are known to be too narrow.
fn stacked_rows(grid: &Grid) -> Vec<usize> {
    let rows: Vec<Vec<Digits>> = grid
        .cells
        .chunk_by(|a, b| a.row == b.row)
        .map(|cells| cells.iter().filter_map(|cell| Digits::of(grid, cell)).collect())
        .collect();
    let stacked = rows.iter().filter(|row| {
        row.split_first().is_some_and(|(first, others)| {
            let level = |other: &Digits| {
                other.lines.len() == first.lines.len() && other.lines.iter().all(|line| first.has_at(line))
            };
            first.lines.len() > 1 && others.len() > 1 && others.iter().all(level)
        })
    });
    let narrow = rows.iter().any(|row| is_cut_beside_whole(row));
    let most = |column: usize| {
        let own = rows.iter().flatten().filter(|digits| digits.column == column);
        own.flat_map(|digits| digits.lines).map(|line| line.text.len()).max()
    };
    let wraps = |row: &&Vec<Digits>| {
        narrow && row.iter().all(|digits| digits.is_cut() && most(digits.column) == Some(digits.first()))
    };
    stacked.filter(|row| !wraps(row)).filter_map(|row| row.first()).map(|digits| digits.row).collect()
}

/// A cell that holds nothing but digits.
struct Digits<'g> {
    row: usize,
    column: usize,
    room: f64,
    lines: &'g [Line],
}

impl<'g> Digits<'g> {
    fn of(grid: &Grid, cell: &'g GridCell) -> Option<Self> {
        let number = |glyph: &Glyph| glyph.character.is_ascii_digit() || glyph.character.is_whitespace();
        let is_number = !cell.lines.is_empty() && cell.glyphs.iter().all(number);
        let room = grid.cell_area(cell).width();
        is_number.then_some(Self { row: cell.row, column: cell.column, room, lines: &cell.lines })
    }

    /// How many digits its first line has.
    fn first(&self) -> usize {
        self.lines.first().map_or(0, |line| line.text.len())
    }

    fn has_at(&self, other: &Line) -> bool {
        self.lines.iter().any(|line| (line.area.middle().1 - other.area.middle().1).abs() <= LEVEL)
    }

    /// Whether its lines can be those of one number that is too wide: all but the last have as many digits as there is
    /// room for.
    fn is_cut(&self) -> bool {
        let Some((last, full)) = self.lines.split_last() else { return false };
        let fills = |line: &Line| {
            let digit = line.area.width() / line.text.len() as f64;
            line.text.len() == self.first() && line.area.width() + digit + 0.6 * line.size > self.room
        };
        !full.is_empty() && last.text.len() <= self.first() && full.iter().all(fills)
    }
}

/// Whether a row has a number over several lines and others in the middle beside it: its columns are too narrow.
fn is_cut_beside_whole(row: &[Digits]) -> bool {
    const FEWEST: usize = 2;
    row.iter().filter(|digits| digits.is_cut()).any(|cut| {
        let within = |line: &Line| {
            !cut.has_at(line)
                && cut.lines.first().is_some_and(|first| first.area.top < line.area.top)
                && cut.lines.last().is_some_and(|last| last.area.bottom > line.area.bottom)
        };
        let whole = |digits: &&Digits| matches!(digits.lines, [only] if within(only));
        row.iter().filter(whole).count() >= FEWEST
    })
}

/// Numbers stand at one height within so many points.
const LEVEL: f64 = 1.0;

/// How many glyphs from the first belong to one number or Latin word, drawn by one operator without a gap: such a word
/// belongs to one cell even where it is too wide for it.
fn word_length(glyphs: &[Glyph]) -> usize {
    let Some(first) = glyphs.first() else { return 0 };
    let part =
        |glyph: &Glyph| glyph.character.is_ascii_alphanumeric() || matches!(glyph.character, '.' | ',');
    // A mark that closes a text stands with it, also where it is too wide for the cell.
    let closes = |glyph: &Glyph| {
        matches!(
            glyph.character,
            '”' | '’' | '）' | '」' | '』' | '】' | '》' | '〉' | '、' | '。' | '，' | '；' | '：'
        )
    };
    let of_word = part(first);
    let mut length = 1;
    for pair in glyphs.windows(2) {
        let [before, after] = pair else { break };
        let follows = after.run == before.run
            && if of_word { part(after) } else { closes(after) }
            && (after.area.left - before.area.right).abs() < 0.15 * after.size
            && (after.area.top - before.area.top).abs() < 0.1 * after.size
            && after.direction == Direction::Right;
        if !follows {
            break;
        }
        length += 1;
    }
    length
}

/// Whether a picture stands in a cell, small enough to be what the cell says.
fn holds_picture(area: Area, images: &[Area]) -> bool {
    const LEAST: f64 = 4.0;
    const SLACK: f64 = 2.0;
    images.iter().any(|image| {
        image.width() >= LEAST
            && image.height() >= LEAST
            && area.holds(image.left, image.top, SLACK)
            && area.holds(image.right, image.bottom, SLACK)
    })
}

fn table_of(mut grid: Grid, page: u32, images: &[Area]) -> PageTable {
    let stacked = stacked_rows(&grid);
    let cells = std::mem::take(&mut grid.cells);
    // Borders drawn apart leave strips between them that no text fits into.
    let strip = |cell: &GridCell| {
        let area = grid.cell_area(cell);
        cell.glyphs.is_empty() && area.width().min(area.height()) < 5.0
    };
    let cells = cells
        .into_iter()
        .filter(|cell| !strip(cell))
        .map(|cell| {
            let area = grid.cell_area(&cell);
            let pictured = cell.glyphs.is_empty() && holds_picture(area, images);
            let last = cell.lines.last();
            let full = last.is_some_and(|line| area.width() - line.area.width() < 2.2 * line.size);
            PageCell {
                page,
                row: cell.row,
                rows: cell.rows,
                left: area.left - grid.area.left,
                right: area.right - grid.area.left,
                text: match pictured {
                    true => OBJECT.to_string(),
                    false => cell_text(&cell.glyphs, &cell.lines, area, stacked.contains(&cell.row)),
                },
                open_top: cell.open_top,
                open_bottom: cell.open_bottom,
                full,
            }
        })
        .collect();
    PageTable { page, area: grid.area, rows: grid.ys.len().saturating_sub(1), cells }
}
