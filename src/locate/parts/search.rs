//! The search: all sets of mistakes about parts, and what they leave over explained cell by cell.

use super::{Explanation, Holder, How, Miswritten, Part, Step, Values};
use crate::form::{CellId, Form, Identity, TableId};
use crate::locate::typing::{Slip, slip};
use crate::order::Order;
use crate::report::decimal::number;

/// Mistakes of an explanation at most: beyond that, any difference can be explained somehow.
const MOST_STEPS: usize = 4;
/// Cells that an explanation may correct one by one.
const MOST_CELLS: usize = 3;
/// Mistakes about whole parts that are tried together, as long as there are no more ways to err than this about one.
const FEW: usize = 400;
/// Explanations that are kept.
const MOST_EXPLANATIONS: usize = 200;

/// A mistake about a whole part, and what it adds to the differences, cell by compared cell.
struct Move {
    step: Step,
    part: usize,
    adds: Vec<i128>,
}

impl Move {
    /// Whether both are about the same numbers: one of them is enough.
    fn is_about(&self, other: &Self) -> bool {
        let (Step::Part { table: own, .. }, Step::Part { table, .. }) = (&self.step, &other.step) else {
            return false;
        };
        self.part == other.part && (own.is_none() || table.is_none() || own == table)
    }
}

/// A mistake about all tables, and about each of them alone; those that change nothing are none.
fn scopes(
    form: &'static Form,
    cells: &[CellId],
    places: &[usize],
    adds: Vec<i128>,
) -> impl Iterator<Item = (Option<TableId>, Vec<i128>)> {
    let of = |table: TableId| -> Vec<i128> {
        let within = |place: &usize| cells.get(*place).is_some_and(|cell| cell.table() == table);
        places.iter().zip(&adds).map(|(place, value)| if within(place) { *value } else { 0 }).collect()
    };
    let mut all: Vec<(Option<TableId>, Vec<i128>)> =
        form.tables.iter().map(|table| (Some(table.id), of(table.id))).collect();
    // What is about one table only is the same as about all.
    all.retain(|(_, each)| *each != adds);
    all.insert(0, (None, adds));
    all.into_iter().filter(|(_, each)| each.iter().any(|value| *value != 0))
}

pub(super) struct Search<'a> {
    form: &'static Form,
    cells: &'a [CellId],
    summary: &'a Values,
    parts: &'a [Part],
    /// Places of the compared cells among the form's, and how much each differs.
    places: Vec<usize>,
    differences: Vec<i128>,
    moves: Vec<Move>,
    /// The fewest mistakes so far, and the sets of moves that need no more: with what they leave over.
    best: usize,
    found: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        form: &'static Form,
        cells: &'a [CellId],
        summary: &'a Values,
        parts: &'a [Part],
        compared: &[(usize, i128)],
    ) -> Self {
        // What differs stands first: a set of moves that does not explain it is given up soon.
        let mut compared = compared.to_vec();
        compared.order_by_key(|(index, difference)| (*difference == 0, *index));
        let places: Vec<usize> = compared.iter().map(|(index, _)| *index).collect();
        let mut moves = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let own: Vec<i128> = places.iter().filter_map(|index| part.values.at(*index)).collect();
            let before: Option<Vec<i128>> = part
                .before
                .as_ref()
                .and_then(|before| places.iter().map(|index| before.at(*index)).collect());
            let instead =
                before.map(|before| before.iter().zip(&own).map(|(before, now)| before - now).collect());
            let less: Vec<i128> = own.iter().map(|value| -value).collect();
            for (how, adds) in
                [(How::LeftOut, Some(less)), (How::Twice, Some(own)), (How::LastYears, instead)]
            {
                let Some(adds) = adds else { continue };
                moves.extend(scopes(form, cells, &places, adds).map(|(table, adds)| Move {
                    step: Step::Part { part: at, how, table },
                    part: at,
                    adds,
                }));
            }
        }
        let differences = compared.into_iter().map(|(_, difference)| difference).collect();
        Self {
            form,
            cells,
            summary,
            parts,
            places,
            differences,
            moves,
            best: MOST_STEPS + 1,
            found: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Vec<Explanation> {
        let deepest = if self.moves.len() <= FEW { 3 } else { 2 };
        for depth in 0..=deepest {
            // One more mistake about a part than the best explanation has mistakes cannot be better.
            if depth <= self.best {
                let differences = self.differences.clone();
                self.choose(depth, 0, &mut Vec::new(), &differences);
            }
        }
        let found = std::mem::take(&mut self.found);
        let mut explanations: Vec<(Vec<usize>, Explanation)> =
            found.into_iter().map(|set| (set.clone(), self.explanation(&set))).collect();
        explanations.order_by_key(|(set, explanation)| (weight(explanation), set.len(), set.clone()));
        explanations.into_iter().map(|(_, explanation)| explanation).collect()
    }

    /// Tries all sets of so many further moves, the first of them not before `from`.
    fn choose(&mut self, depth: usize, from: usize, chosen: &mut Vec<usize>, left: &[i128]) {
        if depth == 0 {
            self.weigh(chosen, left);
            return;
        }
        for index in from..self.moves.len() {
            let Some(next) = self.moves.get(index) else { return };
            if chosen.iter().any(|at| self.moves.get(*at).is_some_and(|other| other.is_about(next))) {
                continue;
            }
            if depth == 1 && !self.can_be_best(chosen.len() + 1, left, &next.adds) {
                continue;
            }
            let rest: Vec<i128> = left.iter().zip(&next.adds).map(|(left, adds)| left - adds).collect();
            chosen.push(index);
            self.choose(depth - 1, index + 1, chosen, &rest);
            chosen.pop();
        }
    }

    /// How many cells may be left over after so many moves.
    fn room(&self, moves: usize) -> usize {
        self.best.min(MOST_STEPS).saturating_sub(moves).min(MOST_CELLS)
    }

    fn can_be_best(&self, moves: usize, left: &[i128], adds: &[i128]) -> bool {
        if moves > self.best.min(MOST_STEPS) {
            return false;
        }
        let room = self.room(moves);
        let over = left.iter().zip(adds).filter(|(left, adds)| left != adds);
        over.take(room + 1).count() <= room
    }

    fn weigh(&mut self, chosen: &[usize], left: &[i128]) {
        let over = left.iter().filter(|value| **value != 0).count();
        let steps = chosen.len() + over;
        if over > self.room(chosen.len()) || steps > self.best.min(MOST_STEPS) {
            return;
        }
        if steps < self.best {
            self.best = steps;
            self.found.clear();
        }
        if self.found.len() < MOST_EXPLANATIONS {
            self.found.push(chosen.to_vec());
        }
    }

    fn explanation(&self, set: &[usize]) -> Explanation {
        let moves: Vec<&Move> = set.iter().filter_map(|index| self.moves.get(*index)).collect();
        let mut left = self.differences.clone();
        for each in &moves {
            left.iter_mut().zip(&each.adds).for_each(|(left, adds)| *left -= adds);
        }
        let mut over: Vec<(usize, i128)> = self
            .places
            .iter()
            .zip(&left)
            .filter(|(_, value)| **value != 0)
            .map(|(place, value)| (*place, *value))
            .collect();
        over.order();
        let cells = over.iter().filter_map(|(place, _)| self.cell_step(*place, &over));
        Explanation { steps: moves.iter().map(|each| each.step.clone()).chain(cells).collect() }
    }

    /// Where a cell that is left over can be wrong. `over`: all that are left over, with how much each differs.
    fn cell_step(&self, place: usize, over: &[(usize, i128)]) -> Option<Step> {
        let cell = *self.cells.get(place)?;
        let difference = over.iter().find(|(other, _)| *other == place)?.1;
        let mut holders = Vec::new();
        let mut add = |part: Option<usize>, values: &Values, change: i128, sign: i128| {
            let from = values.at(place)?;
            let to = from + change;
            if to < 0 && from >= 0 {
                return None;
            }
            let proven = self.comes_right(values, place, over, sign);
            let (from, to) = (number(from)?, number(to)?);
            let written = from.integer().zip(to.integer()).and_then(|(from, to)| miswritten(from, to));
            holders.push(Holder { part, from, to, proven, slip: written });
            Some(())
        };
        add(None, self.summary, -difference, -1);
        for (at, part) in self.parts.iter().enumerate() {
            add(Some(at), &part.values, difference, 1);
        }
        // Who is proven wrong by its own sums is meant; where nobody is, and the summary's own sums bind the cell, all.
        if holders.iter().any(|holder| holder.proven) {
            holders.retain(|holder| holder.proven);
        }
        holders.order_by_key(|holder| {
            (holder.part.is_some(), holder.slip != Some(Miswritten::Swapped), holder.part)
        });
        Some(Step::Cell { cell, holders })
    }

    /// Whether some of the changes, that of this cell among them, make the report's own sums about them hold, where one
    /// about this cell does not hold as it stands.
    fn comes_right(&self, values: &Values, place: usize, over: &[(usize, i128)], sign: i128) -> bool {
        let others: Vec<(usize, i128)> = over.iter().filter(|(other, _)| *other != place).copied().collect();
        let own = over.iter().find(|(other, _)| *other == place).copied();
        (0..1_usize << others.len()).any(|mask| {
            let with =
                others.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0).map(|(_, each)| *each);
            let changes: Vec<(CellId, i128)> = own
                .into_iter()
                .chain(with)
                .filter_map(|(at, change)| Some((*self.cells.get(at)?, sign * change)))
                .collect();
            let concerned = |identity: &&&Identity| {
                identity.cells().any(|cell| changes.iter().any(|(changed, _)| *changed == cell))
            };
            let identities: Vec<&Identity> = self.form.identities().collect();
            let residuals: Option<Vec<(bool, i128, i128)>> = identities
                .iter()
                .filter(concerned)
                .map(|identity| {
                    let before = self.residual(identity, values)?;
                    let change: i128 =
                        changes.iter().map(|(cell, change)| i128::from(identity.sign(*cell)) * change).sum();
                    let own = self.cells.get(place).is_some_and(|cell| identity.sign(*cell) != 0);
                    Some((own, before, before + change))
                })
                .collect();
            residuals.is_some_and(|residuals| {
                residuals.iter().any(|(own, before, _)| *own && *before != 0)
                    && residuals.iter().all(|(_, _, after)| *after == 0)
            })
        })
    }

    fn residual(&self, identity: &Identity, values: &Values) -> Option<i128> {
        identity
            .cells()
            .map(|cell| {
                let value = values.at(usize::from(self.form.position(cell)?))?;
                Some(i128::from(identity.sign(cell)) * value)
            })
            .sum()
    }
}

/// The order of explanations with equally many mistakes: those that own sums prove first, then whole parts.
fn weight(explanation: &Explanation) -> usize {
    let step = |step: &Step| match step {
        Step::Cell { holders, .. } if holders.iter().any(|holder| holder.proven) => 0,
        Step::Cell { .. } => 2,
        _ => 1,
    };
    explanation.steps.iter().map(step).sum()
}

fn miswritten(from: i64, to: i64) -> Option<Miswritten> {
    match slip(Some(from), to)? {
        Slip::Swapped => Some(Miswritten::Swapped),
        Slip::Doubled | Slip::Dropped | Slip::Added => Some(Miswritten::Digits),
        Slip::Changed => Some(Miswritten::Changed),
        Slip::Sign | Slip::TenThousand | Slip::Empty => None,
    }
}
