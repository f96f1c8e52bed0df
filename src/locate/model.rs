//! The cells of a report and the identities in force between them, as numbers.

use super::core::{Constraint, Problem, Variable, Weight};
use crate::assess::{Assessed, Assessment, SumStatus};
use crate::form::{CellId, Form};
use crate::order::Order;
use crate::report::{Recovery, Report};

/// Values beyond this are no counts of anything; identities that hold one are left out.
const LARGEST: i64 = 1_000_000_000_000;

/// One identity in force: the sum of sign × value is 0.
#[derive(Debug, Clone)]
pub(super) struct ModelRule {
    /// Index into the identities given.
    pub identity: usize,
    /// Cell and sign.
    pub terms: Vec<(usize, i64)>,
}

/// The part of a report that identities speak about.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub form: &'static Form,
    /// Cells in the order of the form.
    pub cells: Vec<CellId>,
    /// The number as published; `None` where nothing was written.
    pub published: Vec<Option<i64>>,
    /// The number counted with: what was published; for a blank 0, or what its own sum makes it where that is not 0.
    pub values: Vec<i64>,
    /// For a blank total over known addends: the rule that gives it its value. It may take any value at no cost.
    pub open: Vec<Option<usize>>,
    /// Whether the reading of the cell is certain.
    pub sure: Vec<bool>,
    /// Whether the cell is the total of a sum.
    pub total: Vec<bool>,
    /// Other readings that the cell's text allows.
    pub readings: Vec<Vec<i64>>,
    pub rules: Vec<ModelRule>,
    /// By cell: the rules that it is in, with its sign.
    pub rules_of: Vec<Vec<(usize, i64)>>,
    /// Whether zeros are left blank more often than they are written.
    pub blank_for_zero: bool,
    /// By the index of a cell: one more than its place among the cells; 0 where it is not there.
    index: Vec<u32>,
}

impl Model {
    /// Takes the identities that were assessed, with the values that they were assessed with.
    pub fn new(report: &Report, assessed: &Assessed) -> Self {
        let form = report.form_data();
        let number = |id: CellId| -> Option<Option<i64>> {
            let cell = report.cells.get(id)?;
            match cell.count() {
                Some(value) if value.abs() <= LARGEST => Some(Some(value)),
                None if cell.is_blank() => Some(None),
                _ => None,
            }
        };
        let identities = &assessed.identities;
        let in_force = |each: &Assessment| {
            !matches!(each.status, SumStatus::NotAssessable { .. })
                && each.identity.cells().all(|cell| number(cell).is_some())
        };
        let usable: Vec<usize> =
            (0..).zip(identities).filter(|(_, each)| in_force(each)).map(|(index, _)| index).collect();
        let named =
            || usable.iter().filter_map(|&at| identities.get(at)).flat_map(|each| each.identity.cells());
        let size = named().map(|cell| cell.index() + 1).max().unwrap_or(0);
        // Each cell once: most are in several sums.
        let mut seen = vec![false; size];
        let is_first =
            |cell: &CellId| seen.get_mut(cell.index()).is_some_and(|seen| !std::mem::replace(seen, true));
        let mut cells: Vec<CellId> = named().filter(is_first).collect();
        // Cells that the form does not have follow, as the report has them.
        let order = |cell: &CellId| match form.position(*cell) {
            Some(position) => (0, usize::from(position)),
            None => (1, report.cells.place(*cell).unwrap_or(usize::MAX)),
        };
        cells.order_by_key(order);
        let mut index = vec![0_u32; size];
        for (at, cell) in (1..).zip(&cells) {
            if let Some(place) = index.get_mut(cell.index()) {
                *place = at;
            }
        }
        let mut model = Self {
            form,
            published: Vec::with_capacity(cells.len()),
            values: Vec::with_capacity(cells.len()),
            open: vec![None; cells.len()],
            sure: Vec::with_capacity(cells.len()),
            total: vec![false; cells.len()],
            readings: Vec::with_capacity(cells.len()),
            rules: Vec::with_capacity(usable.len()),
            rules_of: vec![Vec::new(); cells.len()],
            blank_for_zero: false,
            index,
            cells,
        };
        for cell in &model.cells {
            let value = number(*cell).flatten();
            let found = report.cells.get(*cell);
            // Digits without separation that leave one reading are as good as separated ones.
            let sure = found.is_none_or(|cell| cell.sure && cell.recovered != Some(Recovery::Recognised));
            let readings = found.map_or_else(Vec::new, |cell| cell.readings.clone());
            model.published.push(value);
            model.values.push(value.or_else(|| assessed.determined.get(cell).copied()).unwrap_or(0));
            model.sure.push(sure);
            model.readings.push(readings);
        }
        let blanks = model.published.iter().filter(|value| value.is_none()).count();
        let zeros = model.published.iter().filter(|value| **value == Some(0)).count();
        model.blank_for_zero = blanks > zeros;
        for at in usable {
            let Some(identity) = identities.get(at).map(|each| &each.identity) else { continue };
            let mut terms: Vec<(usize, i64)> = Vec::new();
            for cell in identity.cells() {
                if let Some(variable) = model.find(cell) {
                    terms.push((variable, identity.sign(cell)));
                }
            }
            if let [total] = identity.left.as_slice()
                && let Some(place) = model.find(total.cell).and_then(|at| model.total.get_mut(at))
            {
                *place = true;
            }
            let rule = model.rules.len();
            for &(variable, sign) in &terms {
                if let Some(list) = model.rules_of.get_mut(variable) {
                    list.push((rule, sign));
                }
            }
            model.rules.push(ModelRule { identity: at, terms });
        }
        model.open_blank_totals(assessed);
        model
    }

    /// A blank that was taken for the total of its addends goes on following them.
    fn open_blank_totals(&mut self, assessed: &Assessed) {
        for (index, rule) in self.rules.iter().enumerate() {
            let identity = assessed.identities.get(rule.identity).map(|each| &each.identity);
            let Some([total]) = identity.map(|identity| identity.left.as_slice()) else { continue };
            let Some(variable) = self.find(total.cell) else { continue };
            let follows =
                self.published(variable).is_none() && self.value(variable) != 0 && self.residual(index) == 0;
            if follows
                && let Some(open) = self.open.get_mut(variable)
                && open.is_none()
            {
                *open = Some(index);
            }
        }
    }

    pub fn find(&self, cell: CellId) -> Option<usize> {
        usize::try_from(*self.index.get(cell.index())?).ok()?.checked_sub(1)
    }

    pub fn value(&self, variable: usize) -> i64 {
        self.values.get(variable).copied().unwrap_or(0)
    }

    pub fn published(&self, variable: usize) -> Option<i64> {
        self.published.get(variable).copied().flatten()
    }

    pub fn cell(&self, variable: usize) -> Option<CellId> {
        self.cells.get(variable).copied()
    }

    pub fn rules_of(&self, variable: usize) -> &[(usize, i64)] {
        self.rules_of.get(variable).map_or(&[], Vec::as_slice)
    }

    pub fn terms(&self, rule: usize) -> &[(usize, i64)] {
        self.rules.get(rule).map_or(&[], |rule| rule.terms.as_slice())
    }

    pub fn is_open(&self, variable: usize) -> bool {
        self.open.get(variable).is_some_and(Option::is_some)
    }

    pub fn is_sure(&self, variable: usize) -> bool {
        self.sure.get(variable).copied().unwrap_or(true)
    }

    pub fn is_total(&self, variable: usize) -> bool {
        self.total.get(variable).copied().unwrap_or(false)
    }

    /// Whether a cell is the total of a sum down its column.
    pub fn is_total_of_column(&self, variable: usize) -> bool {
        let Some(own) = self.cell(variable) else { return false };
        self.rules_of(variable).iter().any(|&(rule, sign)| {
            let terms = self.terms(rule);
            terms.iter().filter(|term| term.1 == sign).count() == 1
                && terms
                    .iter()
                    .all(|term| self.cell(term.0).is_some_and(|cell| cell.column() == own.column()))
        })
    }

    /// By how much a rule is missed.
    pub fn residual(&self, rule: usize) -> i64 {
        self.terms(rule).iter().map(|&(variable, sign)| sign * self.value(variable)).sum()
    }

    /// The rules that do not hold.
    pub fn broken(&self) -> Vec<usize> {
        (0..self.rules.len()).filter(|&rule| self.residual(rule) != 0).collect()
    }

    /// The same for the core.
    pub fn problem(&self) -> Problem {
        let variables = (0..self.cells.len())
            .map(|variable| {
                if self.is_open(variable) {
                    Variable::missing()
                } else {
                    Variable { weight: Weight::Units(1), ..Variable::count(self.value(variable)) }
                }
            })
            .collect();
        let rules = self.rules.iter().map(|rule| Constraint::equal(rule.terms.clone(), 0)).collect();
        Problem { variables, rules }
    }

    /// The model with some cells changed.
    pub fn with(&self, changes: &[(usize, i64)]) -> Self {
        let mut changed = self.clone();
        for &(variable, value) in changes {
            if let Some(place) = changed.values.get_mut(variable) {
                *place = value;
            }
        }
        changed.refresh_open();
        changed
    }

    /// Brings the blank totals up to date with their addends.
    fn refresh_open(&mut self) {
        for variable in 0..self.cells.len() {
            let Some(rule) = self.open.get(variable).copied().flatten() else { continue };
            let residual = self.residual(rule);
            let sign = self.terms(rule).iter().find(|term| term.0 == variable).map_or(1, |term| term.1);
            if let Some(value) = self.values.get_mut(variable) {
                *value -= residual * sign;
            }
        }
    }
}

/// Applies changes and takes them back, counting what holds: for trying many hypotheses.
#[derive(Debug)]
pub(super) struct Trial<'a> {
    model: &'a Model,
    residuals: Vec<i64>,
    broken: usize,
    has_open: bool,
    stamps: Vec<u64>,
    stamp: u64,
    touched: Vec<(usize, i64, i64)>,
    moves: Vec<(usize, i64)>,
    pub steps: u64,
}

impl<'a> Trial<'a> {
    pub fn new(model: &'a Model) -> Self {
        let residuals: Vec<i64> = (0..model.rules.len()).map(|rule| model.residual(rule)).collect();
        let broken = residuals.iter().filter(|&&residual| residual != 0).count();
        Self {
            model,
            broken,
            has_open: model.open.iter().any(Option::is_some),
            stamps: vec![0; residuals.len()],
            stamp: 0,
            touched: Vec::new(),
            moves: Vec::new(),
            steps: 0,
            residuals,
        }
    }

    /// By how much a rule is missed at present.
    pub fn residual(&self, rule: usize) -> i64 {
        self.residuals.get(rule).copied().unwrap_or(0)
    }

    /// The rules that these changes concern, each with its residual before and after. A blank total follows its
    /// addends.
    pub fn concerned(&mut self, changes: &[(usize, i64)]) -> &[(usize, i64, i64)] {
        self.stamp += 1;
        self.touched.clear();
        self.moves.clear();
        self.moves
            .extend(changes.iter().map(|&(variable, value)| (variable, value - self.model.value(variable))));
        let mut next = 0;
        while let Some(&(variable, change)) = self.moves.get(next) {
            next += 1;
            for &(rule, sign) in self.model.rules_of(variable) {
                self.steps += 1;
                let (Some(residual), Some(stamp)) = (self.residuals.get_mut(rule), self.stamps.get_mut(rule))
                else {
                    continue;
                };
                if *stamp != self.stamp {
                    *stamp = self.stamp;
                    self.touched.push((rule, *residual, 0));
                }
                *residual += sign * change;
            }
            if next == self.moves.len() && self.has_open && next < 200 {
                self.follow();
            }
        }
        for (rule, before, after) in &mut self.touched {
            if let Some(residual) = self.residuals.get_mut(*rule) {
                *after = *residual;
                *residual = *before;
            }
        }
        &self.touched
    }

    /// Adds the moves of the blank totals whose sums have changed.
    fn follow(&mut self) {
        let from = self.moves.len();
        for &(rule, before, _) in &self.touched {
            let now = self.residuals.get(rule).copied().unwrap_or(0);
            if now == before || now == 0 {
                continue;
            }
            let total =
                self.model.terms(rule).iter().find(|term| self.model.open.get(term.0) == Some(&Some(rule)));
            if let Some(&(variable, sign)) = total
                && !self.moves.iter().skip(from).any(|&(each, _)| each == variable)
            {
                self.moves.push((variable, -sign * now));
            }
        }
    }

    /// How many rules would be broken with these changes; `None` when a value would be negative.
    pub fn broken_after(&mut self, changes: &[(usize, i64)]) -> Option<usize> {
        if changes.iter().any(|&(_, value)| value < 0) {
            return None;
        }
        let mut after = self.broken;
        for &(_, before, now) in self.concerned(changes) {
            match (before != 0, now != 0) {
                (true, false) => after -= 1,
                (false, true) => after += 1,
                _ => {}
            }
        }
        Some(after)
    }

    /// Whether these changes make the given broken rules hold and break none that holds.
    pub fn explains(&mut self, broken: &[usize], changes: &[(usize, i64)]) -> bool {
        let concerned = self.concerned(changes);
        concerned.iter().all(|&(_, before, after)| before != 0 || after == 0)
            && broken.iter().all(|&rule| concerned.iter().any(|each| each.0 == rule && each.2 == 0))
    }
}
