//! Formulas of a sheet that their program may never have computed: plain sums are computed, others are said to be
//! without a result.

use super::formula::{At, Cells, Content, content};
use super::{Room, Sheet, plain};
use crate::read::meter::Meter;

/// Characters of a formula that are shown in place of its result.
const SHOWN: usize = 60;

/// The numbers of a sheet and its formulas without a result that can be believed.
#[derive(Default)]
pub struct Sums {
    cells: Cells,
    /// With the formula, where there is no result at all.
    open: Vec<(At, Option<String>)>,
}

impl Sums {
    /// Adds a cell that holds a number or a text.
    pub fn add(&mut self, at: At, number: Option<f64>, text: &str) {
        self.cells.insert(at, number.map_or_else(|| content(text), Content::Number));
    }

    /// Adds a cell with a formula; `has_result` where it may have come to the text that is there, or to an empty one.
    pub fn add_formula(&mut self, at: At, formula: String, number: Option<f64>, has_result: bool) {
        match number {
            // Programs that do not compute write 0, or nothing at all.
            Some(0.0) => {
                self.cells.insert(at, Content::Doubted(formula));
                self.open.push((at, None));
            }
            None if !has_result => {
                self.open.push((at, Some(formula.trim_start_matches('=').chars().take(SHOWN).collect())));
                self.cells.insert(at, Content::Formula(formula));
            }
            number => self.add(at, number, ""),
        }
    }

    /// What the formulas without a result come to: a number, or the formula where it is no plain sum.
    pub fn results(mut self, meter: &Meter) -> Vec<(At, Result<f64, String>)> {
        let open = std::mem::take(&mut self.open).into_iter();
        let result = |(at, source): (At, Option<String>)| match (self.cells.computed(at, meter), source) {
            (Some(value), source) if value != 0.0 || source.is_some() => Some((at, Ok(value))),
            (None, Some(source)) => Some((at, Err(source))),
            _ => None,
        };
        open.filter_map(result).collect()
    }

    /// Puts these results into their sheet.
    pub fn close(self, sheet: &mut Sheet, room: &mut Room) {
        for (at, result) in self.results(&room.meter.clone()) {
            match result {
                Ok(value) => {
                    sheet.computed.push(at);
                    sheet.put(at, &plain(value), room);
                }
                Err(source) => {
                    sheet.uncomputed.push(at);
                    sheet.put(at, &format!("={source}"), room);
                }
            }
        }
    }
}
