//! Ruling lines to grids: lines that meet make a table, and a line missing between two places makes them one cell.

use super::geometry::{Area, Glyph, RuledLine};
use super::lines::Line;
use crate::order::Order;

/// A table drawn with lines on one page.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) area: Area,
    /// Column edges from left to right.
    pub(super) xs: Vec<f64>,
    /// Row edges from top to bottom.
    pub(super) ys: Vec<f64>,
    pub(super) cells: Vec<GridCell>,
    /// For each place, row by row, the index of its cell.
    places: Vec<usize>,
}

/// A cell of a drawn table.
#[derive(Debug, Clone, Default)]
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// No line above, or below.
    pub(super) open_top: bool,
    pub(super) open_bottom: bool,
    pub(super) glyphs: Vec<Glyph>,
    /// The lines that its glyphs stand in, once all have been put into it.
    pub(super) lines: Vec<Line>,
}

/// Lines nearer than this meet, in points.
const SLACK: f64 = 3.0;

/// The most lines (after joining their parts) of a page whose tables are looked for.
const MOST_LINES: usize = 4000;

/// The most places of a grid.
const MOST_PLACES: usize = 250_000;

/// The tables of a page from its rules, larger ones before those inside them.
pub(super) fn grids_of(rules: &[RuledLine]) -> Vec<Grid> {
    let across = joined(rules, true);
    let down = joined(rules, false);
    if across.is_empty() || down.is_empty() || across.len() + down.len() > MOST_LINES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> =
        components(&across, &down).into_iter().filter_map(|(across, down)| grid_of(&across, &down)).collect();
    grids.order_by(|a, b| (b.area.width() * b.area.height()).total_cmp(&(a.area.width() * a.area.height())));
    grids
}

/// Joins the parts of lines that lie on each other or follow each other closely.
fn joined(rules: &[RuledLine], horizontal: bool) -> Vec<RuledLine> {
    let mut chosen: Vec<RuledLine> =
        rules.iter().filter(|rule| rule.horizontal == horizontal).copied().collect();
    chosen.order_by(|a, b| a.at.total_cmp(&b.at));
    let mut lines: Vec<RuledLine> = Vec::new();
    let mut start = 0;
    while start < chosen.len() {
        let at = chosen.get(start).map_or(0.0, |rule| rule.at);
        let end = start + chosen.iter().skip(start).take_while(|rule| rule.at - at <= 0.8).count();
        let mut band: Vec<RuledLine> = chosen.get(start..end).unwrap_or_default().to_vec();
        band.order_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<RuledLine> = None;
        for rule in band {
            match &mut open {
                Some(line) if rule.from - line.to <= SLACK + 1.0 => line.to = line.to.max(rule.to),
                _ => {
                    lines.extend(open.take());
                    open = Some(rule);
                }
            }
        }
        lines.extend(open);
        start = end.max(start + 1);
    }
    lines.retain(|line| line.to - line.from >= 5.0);
    lines
}

/// Groups of lines that touch each other.
fn components(across: &[RuledLine], down: &[RuledLine]) -> Vec<(Vec<RuledLine>, Vec<RuledLine>)> {
    let mut leader: Vec<usize> = (0..across.len() + down.len()).collect();
    for (i, flat) in across.iter().enumerate() {
        for (j, steep) in down.iter().enumerate() {
            let meets = steep.at >= flat.from - SLACK
                && steep.at <= flat.to + SLACK
                && flat.at >= steep.from - SLACK
                && flat.at <= steep.to + SLACK;
            if meets {
                unite(&mut leader, i, across.len() + j);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, (Vec<RuledLine>, Vec<RuledLine>)> =
        std::collections::BTreeMap::new();
    for (index, rule) in across.iter().chain(down).enumerate() {
        let group = groups.entry(find(&mut leader, index)).or_default();
        if rule.horizontal { group.0.push(*rule) } else { group.1.push(*rule) }
    }
    groups.into_values().filter(|(across, down)| !across.is_empty() && !down.is_empty()).collect()
}

fn find(leader: &mut [usize], index: usize) -> usize {
    let mut at = index;
    while let Some(&next) = leader.get(at)
        && next != at
    {
        let after = leader.get(next).copied().unwrap_or(next);
        if let Some(slot) = leader.get_mut(at) {
            *slot = after;
        }
        at = after;
    }
    at
}

fn unite(leader: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(leader, a), find(leader, b));
    if let Some(slot) = leader.get_mut(a.max(b)) {
        *slot = a.min(b);
    }
}

/// An edge of the grid: its position and the lines that draw it.
struct Edge {
    at: f64,
    lines: Vec<RuledLine>,
}

/// Lines at nearly the same position are one edge; tables with spaced borders draw two lines for each.
fn edges_of(lines: &[RuledLine]) -> Vec<Edge> {
    let mut sorted = lines.to_vec();
    sorted.order_by(|a, b| a.at.total_cmp(&b.at));
    let mut edges: Vec<Edge> = Vec::new();
    for line in sorted {
        match edges.last_mut() {
            Some(edge)
                if edge.lines.last().is_some_and(|last| line.at - last.at <= SLACK)
                    && edge.lines.first().is_some_and(|first| line.at - first.at <= 5.0) =>
            {
                edge.lines.push(line);
            }
            _ => edges.push(Edge { at: line.at, lines: vec![line] }),
        }
    }
    for edge in &mut edges {
        let count = f64::from(u32::try_from(edge.lines.len()).unwrap_or(1));
        edge.at = edge.lines.iter().map(|line| line.at).sum::<f64>() / count;
    }
    edges
}

/// Adds the sides that are not drawn: lines across that run on beyond the outermost lines down.
fn close_sides(edges: &mut Vec<Edge>, crossing: &[RuledLine]) {
    let from = crossing.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    let to = crossing.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    let shared = |end: f64, pick: fn(&RuledLine) -> f64| {
        crossing.iter().filter(|line| (pick(line) - end).abs() < 5.0).count() > 1
    };
    if edges.first().is_some_and(|edge| edge.at - from > 8.0) && shared(from, |line| line.from) {
        edges.insert(0, Edge { at: from, lines: Vec::new() });
    }
    if edges.last().is_some_and(|edge| to - edge.at > 8.0) && shared(to, |line| line.to) {
        edges.push(Edge { at: to, lines: Vec::new() });
    }
}

impl Edge {
    /// Whether lines draw at least half of a stretch.
    fn drawn(&self, from: f64, to: f64) -> bool {
        let mut drawn = 0.0;
        let mut reached = from;
        let mut lines: Vec<&RuledLine> = self.lines.iter().collect();
        lines.order_by(|a, b| a.from.total_cmp(&b.from));
        for line in lines {
            let (start, end) = (line.from.max(reached), line.to.min(to));
            if end > start {
                drawn += end - start;
                reached = end;
            }
        }
        drawn >= 0.5 * (to - from)
    }
}

fn grid_of(across: &[RuledLine], down: &[RuledLine]) -> Option<Grid> {
    let mut rows = edges_of(across);
    let mut columns = edges_of(down);
    close_sides(&mut columns, across);
    close_sides(&mut rows, down);
    let (height, width) = (rows.len().checked_sub(1)?, columns.len().checked_sub(1)?);
    let places = height.checked_mul(width)?;
    if !(2..=MOST_PLACES).contains(&places) {
        return None;
    }
    let mut leader: Vec<usize> = (0..places).collect();
    for row in 0..height {
        for column in 0..width {
            let place = row * width + column;
            let (top, bottom) = (rows.get(row)?, rows.get(row + 1)?);
            let (left, right) = (columns.get(column)?, columns.get(column + 1)?);
            if column + 1 < width && !right.drawn(top.at, bottom.at) {
                unite(&mut leader, place, place + 1);
            }
            if row + 1 < height && !bottom.drawn(left.at, right.at) {
                unite(&mut leader, place, place + width);
            }
        }
    }
    let labels: Vec<usize> = (0..places).map(|place| find(&mut leader, place)).collect();
    let (labels, cells) = rectangles(labels, height, width);
    if cells.len() < 2 {
        return None;
    }
    let mut grid = Grid {
        area: Area {
            left: columns.first()?.at,
            right: columns.last()?.at,
            top: rows.first()?.at,
            bottom: rows.last()?.at,
        },
        xs: columns.iter().map(|edge| edge.at).collect(),
        ys: rows.iter().map(|edge| edge.at).collect(),
        cells,
        places: labels,
    };
    for cell in &mut grid.cells {
        let (left, right) = (columns.get(cell.column)?.at, columns.get(cell.column + cell.columns)?.at);
        cell.open_top = !rows.get(cell.row)?.drawn(left, right);
        cell.open_bottom = !rows.get(cell.row + cell.rows)?.drawn(left, right);
    }
    Some(grid)
}

/// Regions of places to rectangles: a region of another shape is cut into the rectangles of its rows.
fn rectangles(labels: Vec<usize>, height: usize, width: usize) -> (Vec<usize>, Vec<GridCell>) {
    const NONE: usize = usize::MAX;
    let mut extent: std::collections::HashMap<usize, (usize, usize, usize, usize, usize)> =
        std::collections::HashMap::new();
    for (place, label) in labels.iter().enumerate() {
        let (row, column) = (place / width, place % width);
        let entry = extent.entry(*label).or_insert((row, row, column, column, 0));
        *entry = (entry.0.min(row), entry.1.max(row), entry.2.min(column), entry.3.max(column), entry.4 + 1);
    }
    let whole = |label: usize| {
        extent.get(&label).is_some_and(|(top, bottom, left, right, count)| {
            (bottom - top + 1) * (right - left + 1) == *count
        })
    };
    let mut cells: Vec<GridCell> = Vec::new();
    let mut places = vec![NONE; labels.len()];
    for row in 0..height {
        let mut column = 0;
        while column < width {
            let place = row * width + column;
            let label = labels.get(place).copied().unwrap_or(NONE);
            if places.get(place) != Some(&NONE) {
                column += 1;
                continue;
            }
            let same = |place: usize| labels.get(place) == Some(&label);
            let mut columns = 1;
            while column + columns < width
                && same(place + columns)
                && places.get(place + columns) == Some(&NONE)
            {
                columns += 1;
            }
            let mut rows = 1;
            if whole(label) {
                while row + rows < height && same(place + rows * width) {
                    rows += 1;
                }
            } else {
                // The run may go down as long as it is the same run in each row.
                let run = |row: usize| {
                    let start = row * width + column;
                    row < height
                        && (start..start + columns).all(same)
                        && !(column > 0 && same(start - 1))
                        && !(column + columns < width && same(start + columns))
                };
                while run(row) && run(row + rows) {
                    rows += 1;
                }
            }
            for covered in
                (row..row + rows).flat_map(|row| (row * width + column)..(row * width + column + columns))
            {
                if let Some(slot) = places.get_mut(covered) {
                    *slot = cells.len();
                }
            }
            cells.push(GridCell { row, column, rows, columns, ..GridCell::default() });
            column += columns;
        }
    }
    (places, cells)
}

impl Grid {
    /// The cell at a point, by index; `None` outside.
    pub(super) fn cell_at(&self, x: f64, y: f64) -> Option<usize> {
        if !self.area.holds(x, y, 1.0) {
            return None;
        }
        let last = |edges: &[f64], value: f64| {
            edges.partition_point(|edge| *edge <= value).saturating_sub(1).min(edges.len().saturating_sub(2))
        };
        let (row, column) = (last(&self.ys, y), last(&self.xs, x));
        self.places.get(row * self.xs.len().checked_sub(1)? + column).copied()
    }

    /// The area of a cell.
    pub(super) fn cell_area(&self, cell: &GridCell) -> Area {
        let at = |edges: &[f64], index: usize| edges.get(index).copied().unwrap_or(0.0);
        Area {
            left: at(&self.xs, cell.column),
            right: at(&self.xs, cell.column + cell.columns),
            top: at(&self.ys, cell.row),
            bottom: at(&self.ys, cell.row + cell.rows),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::grids_of;
    use crate::read::pdf::geometry::RuledLine;

    fn across(at: f64, from: f64, to: f64) -> RuledLine {
        RuledLine { horizontal: true, at, from, to }
    }

    fn down(at: f64, from: f64, to: f64) -> RuledLine {
        RuledLine { horizontal: false, at, from, to }
    }

    #[test]
    fn a_missing_line_merges_cells() {
        // Two rows, three columns; the upper left two places are one cell, the right column is one cell.
        let rules = [
            across(0.0, 0.0, 90.0),
            across(20.0, 0.0, 60.0),
            across(40.0, 0.0, 90.0),
            down(0.0, 0.0, 40.0),
            down(30.0, 20.0, 40.0),
            down(60.0, 0.0, 40.0),
            down(90.0, 0.0, 40.0),
        ];
        let grids = grids_of(&rules);
        assert_eq!(grids.len(), 1);
        let shape: Vec<_> =
            grids[0].cells.iter().map(|cell| (cell.row, cell.column, cell.rows, cell.columns)).collect();
        assert_eq!(shape, [(0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn lines_in_parts_and_open_sides_are_a_table() {
        let mut rules: Vec<RuledLine> = Vec::new();
        for y in [0.0, 20.0, 40.0] {
            rules.extend((0..6).map(|part| across(y, f64::from(part) * 20.0, f64::from(part) * 20.0 + 19.0)));
        }
        rules.push(down(60.0, 0.0, 40.0));
        let grids = grids_of(&rules);
        assert_eq!(grids[0].cells.len(), 4);
        assert!(grids[0].cell_at(10.0, 30.0).is_some());
    }

    #[test]
    fn a_frame_is_no_table() {
        let rules =
            [across(0.0, 0.0, 90.0), across(50.0, 0.0, 90.0), down(0.0, 0.0, 50.0), down(90.0, 0.0, 50.0)];
        assert!(grids_of(&rules).is_empty());
    }
}
