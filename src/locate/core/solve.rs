//! Values for the freed variables once no single row stands in their way.

use super::polytope::{self, Inequality, Verdict};
use super::rows::Row;
use super::search::{Mark, Search, Set, Solved, Unmet};
use crate::order::Order;

/// The bounds of the freed variables as inequalities over the changes of the loose ones, and of one further
/// unknown for each defining row that does not divide evenly.
#[derive(Default)]
struct System {
    inequalities: Vec<Inequality>,
    unknowns: usize,
}

impl System {
    fn push(&mut self, form: &[i128], sign: i128, bound: i128, origin: &[usize]) {
        let mut coefficients: Vec<i128> = form.iter().map(|value| value * sign).collect();
        coefficients.resize(self.unknowns, 0);
        self.inequalities.push(Inequality { coefficients, bound, origin: origin.to_vec() });
    }

    fn is_constant(&self, form: &[i128], steps: &mut u64) -> bool {
        let mut form = form.to_vec();
        form.resize(self.unknowns, 0);
        polytope::is_constant(&self.inequalities, self.unknowns, &form, steps)
    }
}

impl Search {
    /// Called when no single row is unmet: finds values for the freed variables.
    pub fn solve(&mut self) -> Solved {
        let loose = self.loose.clone();
        let system = if loose.is_empty() { System::default() } else { self.system(&loose) };
        let point = if loose.is_empty() {
            Vec::new()
        } else {
            match polytope::integer_point(&system.inequalities, system.unknowns, &mut self.used) {
                Verdict::Point(point) => point,
                Verdict::Unknown => return Solved::Unknown,
                Verdict::Empty(rows) => return Solved::Contradiction(self.contradiction(&rows)),
            }
        };
        let mut set = Set { variables: Vec::new(), values: Vec::new(), determined: Vec::new() };
        let mut chosen = self.chosen.clone();
        chosen.order();
        for variable in chosen {
            let start = self.tableau.start.get(variable).copied().unwrap_or(0);
            let defining = self.tableau.rows.iter().find(|row| row.basic == Some(variable));
            let (change, determined) = if let Some(row) = defining {
                let Some(own) = row.coefficient(variable) else { return Solved::Unknown };
                let form: Vec<i128> =
                    loose.iter().map(|&v| i128::from(row.coefficient(v).unwrap_or(0))).collect();
                let others: i128 = form.iter().zip(&point).map(|(a, b)| a * b).sum();
                let top = -(i128::from(row.residual) + others);
                if top % i128::from(own) != 0 {
                    return Solved::Unknown;
                }
                let free = form.iter().any(|&value| value != 0);
                (
                    top / i128::from(own),
                    !free || (self.determined && system.is_constant(&form, &mut self.used)),
                )
            } else {
                let at = loose.iter().position(|&v| v == variable);
                let change = at.and_then(|at| point.get(at)).copied().unwrap_or(0);
                let form: Vec<i128> = (0..loose.len()).map(|i| i128::from(Some(i) == at)).collect();
                (change, self.determined && system.is_constant(&form, &mut self.used))
            };
            let Ok(value) = i64::try_from(i128::from(start) + change) else { return Solved::Unknown };
            set.variables.push(variable);
            set.values.push(value);
            set.determined.push(determined);
        }
        Solved::Set(set)
    }

    fn system(&self, loose: &[usize]) -> System {
        let uneven = |row: &Row| {
            row.basic.and_then(|basic| row.coefficient(basic)).is_some_and(|own| own.abs() != 1)
                && loose.iter().any(|&variable| row.coefficient(variable).is_some())
        };
        let extra = self.tableau.rows.iter().filter(|row| uneven(row)).count();
        let mut system = System { inequalities: Vec::new(), unknowns: loose.len() + extra };
        for (at, &variable) in loose.iter().enumerate() {
            let form: Vec<i128> = (0..loose.len()).map(|i| i128::from(i == at)).collect();
            let start = i128::from(self.tableau.start.get(variable).copied().unwrap_or(0));
            let Some(bounds) = self.tableau.variables.get(variable) else { continue };
            if let Some(upper) = bounds.upper {
                system.push(&form, 1, i128::from(upper) - start, &[]);
            }
            if let Some(lower) = bounds.lower {
                system.push(&form, -1, start - i128::from(lower), &[]);
            }
        }
        let mut next_extra = loose.len();
        for (index, row) in self.tableau.rows.iter().enumerate() {
            let Some(basic) = row.basic else { continue };
            let mut form: Vec<i128> =
                loose.iter().map(|&v| i128::from(row.coefficient(v).unwrap_or(0))).collect();
            if form.iter().all(|&value| value == 0) {
                continue;
            }
            let Some(own) = row.coefficient(basic).map(i128::from) else { continue };
            let Some(bounds) = self.tableau.variables.get(basic) else { continue };
            let start = i128::from(self.tableau.start.get(basic).copied().unwrap_or(0));
            let residual = i128::from(row.residual);
            let sign = own.signum();
            // own × change = −residual − form, and lower − start ≤ change ≤ upper − start
            if let Some(lower) = bounds.lower {
                system.push(&form, sign, sign * (-residual - own * (i128::from(lower) - start)), &[index]);
            }
            if let Some(upper) = bounds.upper {
                system.push(&form, -sign, sign * (residual + own * (i128::from(upper) - start)), &[index]);
            }
            if uneven(row) {
                // The change itself as a whole number: own × change + form = −residual.
                form.resize(next_extra, 0);
                form.push(own);
                next_extra += 1;
                system.push(&form, 1, -residual, &[index]);
                system.push(&form, -1, residual, &[index]);
            }
        }
        system
    }

    /// Every open variable of the given defining rows, of which one must change.
    fn contradiction(&self, rows: &[usize]) -> Unmet {
        let mut candidates: Vec<usize> = rows
            .iter()
            .filter_map(|&row| self.tableau.rows.get(row))
            .flat_map(|row| row.terms.iter().map(|term| term.0))
            .filter(|&variable| self.mark(variable) == Mark::Open)
            .collect();
        candidates.order();
        candidates.dedup();
        let least = candidates.iter().map(|&variable| self.weight(variable)).min().unwrap_or(u32::MAX);
        Unmet { candidates, least }
    }
}
