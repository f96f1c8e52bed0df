//! The heads of a table without lines: what stands over a row of many values that has no label, each word over the
//! columns that it covers. Heads that take several lines in narrow columns are joined within their column.

use std::collections::HashMap;

use super::lines::{Line, join, split_at};
use super::loose::RowLine;
use super::page::{Item, PageCell, PageItems, PageTable};
use crate::order::Order;

/// A row with fewer values has a label, or is read without heads.
const LEAST_VALUES: usize = 10;

/// Lines that heads can take.
const MOST_LINES: usize = 12;

/// The longest word of a head; what is longer tells something.
const LONGEST: usize = 12;

/// Lines of heads are at most so far apart, as a part of the font size.
const PITCH: f64 = 3.2;

/// Lines of one head are at most so far apart.
const WRAP_PITCH: f64 = 2.2;

/// A word with its edges.
struct Placed {
    left: f64,
    right: f64,
    text: String,
}

fn placed(line: &Line, part: f64) -> Vec<Placed> {
    let edges = |glyphs: &[super::geometry::Glyph]| {
        let left = glyphs.first().map_or(0.0, |glyph| glyph.area.left);
        let right = glyphs.last().map_or(left, |glyph| glyph.area.right);
        (left, right)
    };
    let words = split_at(&line.glyphs, part).into_iter();
    words
        .map(|glyphs| {
            let (left, right) = edges(glyphs);
            Placed { left, right, text: glyphs.iter().map(|glyph| glyph.character).collect() }
        })
        .collect()
}

/// Puts rows of values without labels and the heads over them into tables of their own.
pub(super) fn with_heads(mut page: PageItems) -> PageItems {
    let mut kept: Vec<Item> = Vec::with_capacity(page.items.len());
    let mut items = page.items.into_iter().peekable();
    while let Some(item) = items.next() {
        let values = match &item {
            Item::Line(line) => values_of(line),
            Item::Table(_) => None,
        };
        let Some(values) = values else {
            kept.push(item);
            continue;
        };
        let Item::Line(mut row) = item else { continue };
        if let Some(Item::Line(below)) =
            items.next_if(|next| matches!(next, Item::Line(line) if goes_on(&row, line, values)))
        {
            row = with_digits(row, &below);
        }
        let from = first_head(&kept, &row, values);
        if kept.len() - from < 1 {
            kept.push(Item::Line(row));
            continue;
        }
        let heads: Vec<Line> = kept
            .drain(from..)
            .filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None })
            .collect();
        kept.push(Item::Table(table(&heads, &row, page.number)));
    }
    page.items = kept;
    page
}

/// Whether a line under a row of values holds the ends of some of them, for which their columns are too narrow.
fn goes_on(row: &Line, below: &Line, values: usize) -> bool {
    let words = placed(below, 0.5);
    let pitch = below.area.middle().1 - row.area.middle().1;
    let digits = |word: &Placed| word.text.chars().all(|c| c.is_numeric());
    let above = placed(row, 0.5);
    let under =
        |word: &Placed| above.iter().any(|value| value.left <= word.right && word.left <= value.right);
    words.len() * 2 < values
        && pitch <= 1.5 * row.size
        && words.iter().all(|word| digits(word) && under(word))
}

/// A row of values with the digits under some of them put behind.
fn with_digits(mut row: Line, below: &Line) -> Line {
    let values = placed(&row, 0.5);
    for word in split_at(&below.glyphs, 0.5) {
        let Some((left, right)) = word.first().zip(word.last()).map(|(a, b)| (a.area.left, b.area.right))
        else {
            continue;
        };
        let apart = |value: &&Placed| (value.left + value.right - left - right).abs();
        let over = values.iter().filter(|value| value.left <= right && left <= value.right);
        let Some(value) = over.min_by(|a, b| apart(a).total_cmp(&apart(b))) else { continue };
        let ends = |glyph: &super::geometry::Glyph| glyph.area.right <= value.right + 0.01;
        let Some(at) = row.glyphs.iter().rposition(ends) else { continue };
        let mut place = value.right;
        let moved: Vec<_> = word
            .iter()
            .map(|glyph| {
                let mut glyph = *glyph;
                let width = glyph.area.width().min(0.1);
                (glyph.area.left, glyph.area.right) = (place, place + width);
                place += width;
                glyph
            })
            .collect();
        row.glyphs.splice(at + 1..at + 1, moved);
    }
    row
}

/// How many values a line holds that has no label.
fn values_of(line: &Line) -> Option<usize> {
    let row = RowLine::of(line)?;
    (row.is_unlabelled() && row.count() >= LEAST_VALUES).then(|| row.count())
}

/// Where the lines begin that are heads over a row.
fn first_head(items: &[Item], row: &Line, values: usize) -> usize {
    let mut below = row;
    let mut from = items.len();
    for (at, item) in items.iter().enumerate().rev().take(MOST_LINES) {
        let Item::Line(line) = item else { break };
        let near = below.area.middle().1 - line.area.middle().1 <= PITCH * below.size.max(line.size);
        let within = line.area.left >= row.area.left - 3.0 * row.size
            && line.area.right <= row.area.right + 3.0 * row.size;
        let words = placed(line, SAME_WORD);
        let short = words.iter().all(|word| word.text.chars().count() <= LONGEST);
        let of_numbers = RowLine::of(line).is_some_and(|row| !row.is_unlabelled() || row.count() != values);
        if !near || !within || !short || of_numbers || line.text.contains(['。', '：', ':']) {
            break;
        }
        from = at;
        below = line;
    }
    from
}

/// Gaps of words within a line of heads, as a part of the font size: heads of narrow columns stand near to one another.
const SAME_WORD: f64 = 0.3;

/// A head in the making: its line, the columns that it covers, and the middle of its text.
struct Head {
    line: usize,
    first: usize,
    end: usize,
    left: f64,
    middle: f64,
    text: String,
}

fn table(heads: &[Line], row: &Line, page: u32) -> PageTable {
    let values = placed(row, 0.5);
    let middles: Vec<f64> = values.iter().map(|word| f64::midpoint(word.left, word.right)).collect();
    let edges = edges(&middles);
    let mut cells = heads_of(heads, &middles, &edges);
    // Where heads begin where their values do, they begin where their first column does.
    let at_left =
        |head: &&Head| values.get(head.first).is_some_and(|value| (value.left - head.left).abs() <= 1.0);
    let to_the_left = cells.iter().filter(at_left).count() * 10 > cells.len() * 7;
    spread(&mut cells, heads.len(), &edges, to_the_left);
    over_repeated(&mut cells, &edges);
    let of_values = values.into_iter().zip(&middles).enumerate();
    cells.extend(of_values.map(|(column, (value, &middle))| Head {
        line: heads.len(),
        first: column,
        end: column,
        left: value.left,
        middle,
        text: value.text,
    }));
    let left = edges.first().copied().unwrap_or(0.0);
    let edge = |at: usize| edges.get(at).copied().unwrap_or(left) - left;
    let cells = cells.into_iter().map(|head| PageCell {
        page,
        row: head.line,
        rows: 1,
        left: edge(head.first),
        right: edge(head.end + 1),
        text: head.text,
        ..PageCell::default()
    });
    let area = heads.iter().fold(row.area, |area, line| area.union(line.area));
    PageTable { page, area, rows: heads.len() + 1, cells: cells.collect() }
}

/// The words of the lines over their columns, those that go on below joined.
fn heads_of(heads: &[Line], middles: &[f64], edges: &[f64]) -> Vec<Head> {
    let last = middles.len().saturating_sub(1);
    let column_of = |x: f64| edges.iter().rposition(|edge| *edge <= x).unwrap_or(0).min(last);
    let mut cells: Vec<Head> = Vec::new();
    // For each column the head that ended last, with the place of its last line and its size.
    let mut open: Vec<Option<(usize, f64, f64)>> = vec![None; last + 1];
    let lines: Vec<Vec<Placed>> = heads.iter().map(|line| placed(line, SAME_WORD)).collect();
    let mut times: HashMap<String, usize> = HashMap::new();
    for word in lines.iter().flatten() {
        *times.entry(word.text.clone()).or_default() += 1;
    }
    for (at, (line, words)) in heads.iter().zip(lines).enumerate() {
        let (y, size) = (line.area.middle().1, line.size);
        let under = |word: &&Placed| {
            open.get(column_of(f64::midpoint(word.left, word.right))).is_some_and(Option::is_some)
        };
        // Heads that stand again are whole, unless most of their line goes on with what is above. The halves of others stand
        // again in other lines, too.
        let few = words.iter().filter(under).count() * 2 < words.len();
        let again = |text: &str| {
            let elsewhere = || text.chars().count() > 2 && times.get(text).is_some_and(|times| *times > 1);
            few && (words.iter().filter(|word| word.text == text).count() > 1 || elsewhere())
        };
        let whole: Vec<bool> = words.iter().map(|word| again(&word.text)).collect();
        for (word, whole) in words.into_iter().zip(whole) {
            let middle = f64::midpoint(word.left, word.right);
            let is_covered = |middle: &f64| (word.left..=word.right).contains(middle);
            let covered = middles.iter().position(is_covered).zip(middles.iter().rposition(is_covered));
            let own = (column_of(middle), column_of(middle));
            let (first, end) = covered.filter(|(first, end)| first < end).unwrap_or(own);
            // What is wider than its column stands over several.
            let own = edges.get(first + 1).zip(edges.get(first)).map_or(0.0, |(right, left)| right - left);
            let single = first == end && word.right - word.left <= 1.02 * own;
            let above = open.get(first).copied().flatten().filter(|(_, above, of_size)| {
                single && !whole && y - above <= WRAP_PITCH * size.max(*of_size)
            });
            open.iter_mut().take(end + 1).skip(first).for_each(|open| *open = None);
            let index = match above.and_then(|(index, ..)| cells.get_mut(index).map(|head| (index, head))) {
                Some((index, head)) => {
                    join(&mut head.text, &word.text, false);
                    index
                }
                None => {
                    cells.push(Head { line: at, first, end, left: word.left, middle, text: word.text });
                    cells.len() - 1
                }
            };
            if single && let Some(open) = open.get_mut(first) {
                *open = Some((index, y, size));
            }
        }
    }
    cells
}

/// Gives heads over others the columns that they stand over the beginning of, up to the next head of the line, or the
/// columns that they stand in the middle of: from the right, where the last of a line ends with the table.
fn spread(cells: &mut [Head], lines: usize, edges: &[f64], to_the_left: bool) {
    let columns = edges.len().saturating_sub(1);
    for line in 0..lines {
        let below = |column: usize| {
            cells.iter().any(|head| head.line > line && (head.first..=head.end).contains(&column))
        };
        let headed: Vec<bool> = (0..columns).map(below).collect();
        let mut end = columns;
        let mut of_line: Vec<&mut Head> = cells.iter_mut().filter(|head| head.line == line).collect();
        of_line.order_by_key(|head| std::cmp::Reverse(head.first));
        for head in of_line {
            if to_the_left {
                let over = |column: &usize| headed.get(*column) == Some(&true);
                let reach = (head.first..end).take_while(over).count();
                if reach > 1 {
                    head.end = head.first + reach - 1;
                }
                end = head.first;
                continue;
            }
            let Some(right) = edges.get(end) else { break };
            let left = 2.0 * head.middle - right;
            let width =
                (edges.last().unwrap_or(right) - edges.first().unwrap_or(right)) / columns.max(1) as f64;
            let first = edges.iter().position(|edge| (edge - left).abs() <= 0.4 * width);
            let fitting = first.filter(|first| {
                *first <= head.first
                    && head.end < end
                    && headed.get(*first..end).is_some_and(|below| below.iter().all(|below| *below))
            });
            let Some(first) = fitting else { break };
            (head.first, head.end, end) = (first, end - 1, first);
        }
    }
}

/// Where the heads right over the values are the same again and again, those over them stand over whole repetitions: the
/// ones in whose middle they stand, or from the one on with which they begin.
fn over_repeated(cells: &mut [Head], edges: &[f64]) {
    let columns = edges.len().saturating_sub(1);
    let lowest = |column: usize| {
        cells.iter().filter(|head| head.first == column && head.end == column).max_by_key(|head| head.line)
    };
    let Some(lowest): Option<Vec<&Head>> = (0..columns).map(lowest).collect() else { return };
    let repeats = |period: &usize| {
        columns.is_multiple_of(*period)
            && lowest.iter().zip(lowest.iter().skip(*period)).all(|(a, b)| a.text == b.text)
    };
    let Some(period) = (2..columns).find(repeats) else { return };
    let is_lowest = |head: &Head| lowest.iter().any(|lowest| std::ptr::eq(*lowest, head));
    let lefts: Vec<f64> = lowest.iter().step_by(period).map(|head| head.left).collect();
    let mut over: Vec<usize> =
        cells.iter().enumerate().filter(|(_, head)| !is_lowest(head)).map(|(index, _)| index).collect();
    let place = |index: &usize| cells.get(*index).map_or((0, 0.0), |head| (head.line, head.left));
    over.order_by(|a, b| {
        let (a, b) = (place(a), place(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let lines: Vec<Vec<usize>> =
        over.chunk_by(|a, b| place(a).0 == place(b).0).map(<[usize]>::to_vec).collect();
    for line in lines {
        let heads: Vec<&Head> = line.iter().filter_map(|index| cells.get(*index)).collect();
        let Some(ranges) = repetitions(&heads, &lefts, edges, period) else { continue };
        for (index, (first, end)) in line.into_iter().zip(ranges) {
            if let Some(head) = cells.get_mut(index) {
                (head.first, head.end) = (first * period, end * period - 1);
            }
        }
    }
}

/// Over which repetitions the heads of a line stand, whose first columns have heads with these left edges.
fn repetitions(heads: &[&Head], lefts: &[f64], edges: &[f64], period: usize) -> Option<Vec<(usize, usize)>> {
    let count = lefts.len();
    let all = || (0..count).flat_map(|first| (first + 1..=count).map(move |end| (first, end)));
    let nearest = |distance: &dyn Fn((usize, usize)) -> f64| {
        all().map(|range| (distance(range), range)).min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let edge = |repetition: usize| edges.get(repetition * period).copied().unwrap_or(f64::INFINITY);
    let left = |repetition: usize| lefts.get(repetition).copied().unwrap_or(f64::INFINITY);
    // All three repetitions have the middle of the second: of those the fewest.
    let fewest = |(a, b): (usize, usize)| if b > a + 1 { 1.0 } else { 0.0 };
    let off_middle =
        |head: &Head, (a, b): (usize, usize)| (head.middle - f64::midpoint(edge(a), edge(b))).abs();
    let centred: Vec<_> =
        heads.iter().filter_map(|head| nearest(&|range| off_middle(head, range) + fewest(range))).collect();
    let mut begun: Vec<_> =
        heads.iter().filter_map(|head| nearest(&|(a, _)| (head.left - left(a)).abs())).collect();
    let mut next = count;
    for (_, (first, end)) in begun.iter_mut().rev() {
        (*end, next) = (next, *first);
    }
    let off = |ranges: &[(f64, (usize, usize))]| ranges.iter().map(|(off, _)| off).sum::<f64>();
    let best = if off(&centred) <= off(&begun) { centred } else { begun };
    let apart = best.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a.1 <= b.0));
    let ranges: Vec<(usize, usize)> = best.into_iter().map(|(_, range)| range).collect();
    (apart && ranges.len() == heads.len() && ranges.iter().all(|(first, end)| first < end)).then_some(ranges)
}

/// The edges of columns whose middles are given: halfway between them.
fn edges(middles: &[f64]) -> Vec<f64> {
    let between: Vec<f64> =
        middles.windows(2).filter_map(|pair| Some(f64::midpoint(*pair.first()?, *pair.last()?))).collect();
    let first = middles.first().zip(between.first()).map_or(0.0, |(middle, edge)| 2.0 * middle - edge);
    let last = middles.last().zip(between.last()).map_or(0.0, |(middle, edge)| 2.0 * middle - edge);
    [vec![first], between, vec![last]].concat()
}
