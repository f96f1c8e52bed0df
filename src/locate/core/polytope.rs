//! Whether a small system of linear inequalities has an integer point (Fourier–Motzkin elimination).
//!
//! Needed only where a set of freed variables is not determined by the equations alone. Every derived
//! inequality remembers the rows it came from: when the system is empty, those rows name the variables of which
//! one more would have to change.

use super::rows::gcd;
use crate::order::Order;

/// The sum of coefficient × unknown is at most `bound`.
#[derive(Debug, Clone)]
pub struct Inequality {
    pub coefficients: Vec<i128>,
    pub bound: i128,
    /// The rows it was derived from, ascending.
    pub origin: Vec<usize>,
}

/// The answer for a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It has this integer point.
    Point(Vec<i128>),
    /// It has none; the rows that contradict each other.
    Empty(Vec<usize>),
    /// It is too large to decide.
    Unknown,
}

const MOST_INEQUALITIES: usize = 400;
const MOST_TRIES: usize = 2_000;
/// Elementary steps of one elimination.
const MOST_STEPS: u64 = 60_000;

/// Searches an integer point of the system over `unknowns` unknowns, preferring values near 0. Adds the elementary
/// steps that it took to `steps`.
pub fn integer_point(system: &[Inequality], unknowns: usize, steps: &mut u64) -> Verdict {
    let stages = match project(system, unknowns, None, steps) {
        Ok(stages) => stages,
        Err(verdict) => return verdict,
    };
    let mut point = vec![0_i128; unknowns];
    let mut tries = 0;
    let mut exhaustive = true;
    let found = descend(&stages, stages.len(), &mut point, &mut tries, &mut exhaustive);
    *steps += (tries * unknowns * system.len()) as u64;
    if found {
        return Verdict::Point(point);
    }
    if exhaustive {
        let mut origin: Vec<usize> = system.iter().flat_map(|row| row.origin.iter().copied()).collect();
        origin.order();
        origin.dedup();
        Verdict::Empty(origin)
    } else {
        Verdict::Unknown
    }
}

/// Whether every solution gives the linear form the same integer value. `false` where that is not certain.
pub fn is_constant(system: &[Inequality], unknowns: usize, form: &[i128], steps: &mut u64) -> bool {
    // One more unknown stands for the form; all the others are eliminated.
    let mut extended: Vec<Inequality> = system.to_vec();
    for row in &mut extended {
        row.coefficients.push(0);
    }
    for sign in [1, -1] {
        let mut coefficients: Vec<i128> = form.iter().map(|value| value * sign).collect();
        coefficients.push(-sign);
        extended.push(Inequality { coefficients, bound: 0, origin: Vec::new() });
    }
    let Ok(stages) = project(&extended, unknowns + 1, Some(unknowns), steps) else { return false };
    let Some((_, last)) = stages.last() else { return false };
    matches!(range(last, unknowns, &vec![0; unknowns + 1]), (Some(low), Some(high)) if low == high)
}

type Stage = (usize, Vec<Inequality>);

/// Eliminates the unknowns one by one (`last` comes last); each stage keeps the inequalities that held its
/// unknown.
fn project(
    system: &[Inequality],
    unknowns: usize,
    last: Option<usize>,
    steps: &mut u64,
) -> Result<Vec<Stage>, Verdict> {
    let most = *steps + MOST_STEPS;
    let mut current: Vec<Inequality> = Vec::with_capacity(system.len());
    for row in system {
        *steps += (unknowns + current.len()) as u64;
        add(&mut current, tighten(row.clone()))?;
    }
    let mut remaining: Vec<usize> = (0..unknowns).collect();
    let mut stages = Vec::with_capacity(unknowns);
    while !remaining.is_empty() {
        *steps += (2 * remaining.len() * current.len()) as u64;
        let cost = |unknown: usize| {
            let count =
                |sign: i128| current.iter().filter(|row| coefficient(row, unknown).signum() == sign).count();
            count(1) * count(-1)
        };
        let position = (0..remaining.len())
            .filter(|&at| remaining.len() == 1 || remaining.get(at).copied() != last)
            .min_by_key(|&at| remaining.get(at).map_or(usize::MAX, |&unknown| cost(unknown)))
            .unwrap_or(0);
        let unknown = remaining.remove(position);
        let (with, without): (Vec<Inequality>, Vec<Inequality>) =
            current.into_iter().partition(|row| coefficient(row, unknown) != 0);
        current = without;
        for above in with.iter().filter(|row| coefficient(row, unknown) > 0) {
            for below in with.iter().filter(|row| coefficient(row, unknown) < 0) {
                *steps += (2 * unknowns + current.len()) as u64;
                let derived = merge(above, below, unknown).ok_or(Verdict::Unknown)?;
                add(&mut current, tighten(derived))?;
                if current.len() > MOST_INEQUALITIES || *steps > most {
                    return Err(Verdict::Unknown);
                }
            }
        }
        stages.push((unknown, with));
    }
    Ok(stages)
}

fn coefficient(row: &Inequality, unknown: usize) -> i128 {
    row.coefficients.get(unknown).copied().unwrap_or(0)
}

/// Adds an inequality unless another with the same left side is at least as strict.
fn add(system: &mut Vec<Inequality>, row: Inequality) -> Result<(), Verdict> {
    if row.coefficients.iter().all(|&value| value == 0) {
        return if row.bound < 0 { Err(Verdict::Empty(row.origin)) } else { Ok(()) };
    }
    if let Some(same) = system.iter_mut().find(|other| other.coefficients == row.coefficients) {
        if row.bound < same.bound {
            *same = row;
        }
    } else {
        system.push(row);
    }
    Ok(())
}

/// Divides by the common divisor; the bound may be rounded down because the unknowns are integers.
fn tighten(mut row: Inequality) -> Inequality {
    let common = row
        .coefficients
        .iter()
        .fold(0, |common, value| gcd(common, u64::try_from(value.unsigned_abs()).unwrap_or(1)));
    if common > 1 {
        let common = i128::from(common);
        for value in &mut row.coefficients {
            *value /= common;
        }
        row.bound = row.bound.div_euclid(common);
    }
    row
}

fn merge(above: &Inequality, below: &Inequality, unknown: usize) -> Option<Inequality> {
    let (up, down) = (coefficient(above, unknown), coefficient(below, unknown).checked_neg()?);
    let mut coefficients = Vec::with_capacity(above.coefficients.len());
    for (a, b) in above.coefficients.iter().zip(&below.coefficients) {
        coefficients.push(a.checked_mul(down)?.checked_add(b.checked_mul(up)?)?);
    }
    let bound = above.bound.checked_mul(down)?.checked_add(below.bound.checked_mul(up)?)?;
    let mut origin: Vec<usize> = above.origin.iter().chain(&below.origin).copied().collect();
    origin.order();
    origin.dedup();
    Some(Inequality { coefficients, bound, origin })
}

/// The integers allowed for an unknown when the others of the stage have the values of `point`.
fn range(stage: &[Inequality], unknown: usize, point: &[i128]) -> (Option<i128>, Option<i128>) {
    let (mut low, mut high): (Option<i128>, Option<i128>) = (None, None);
    for row in stage {
        let own = coefficient(row, unknown);
        let others: i128 = row
            .coefficients
            .iter()
            .zip(point)
            .enumerate()
            .filter(|(at, _)| *at != unknown)
            .map(|(_, (a, b))| a.saturating_mul(*b))
            .fold(0, i128::saturating_add);
        let rest = row.bound.saturating_sub(others);
        if own > 0 {
            let most = rest.div_euclid(own);
            high = Some(high.map_or(most, |high| high.min(most)));
        } else if own < 0 {
            // own × x ≤ rest  ⇔  x ≥ −rest ÷ |own|, rounded up
            let least = -rest.div_euclid(-own);
            low = Some(low.map_or(least, |low| low.max(least)));
        }
    }
    (low, high)
}

fn descend(
    stages: &[Stage],
    depth: usize,
    point: &mut Vec<i128>,
    tries: &mut usize,
    exhaustive: &mut bool,
) -> bool {
    let Some((unknown, stage)) = depth.checked_sub(1).and_then(|at| stages.get(at)) else { return true };
    let (low, high) = range(stage, *unknown, point);
    let near = 0_i128.max(low.unwrap_or(0)).min(high.unwrap_or(i128::MAX));
    for distance in 0_i128.. {
        let mut inside = false;
        for value in [near.saturating_add(distance), near.saturating_sub(distance)] {
            if low.is_some_and(|low| value < low)
                || high.is_some_and(|high| value > high)
                || (distance == 0 && inside)
            {
                continue;
            }
            inside = true;
            *tries += 1;
            if *tries > MOST_TRIES {
                *exhaustive = false;
                return false;
            }
            if let Some(place) = point.get_mut(*unknown) {
                *place = value;
            }
            if descend(stages, depth - 1, point, tries, exhaustive) {
                return true;
            }
            if !*exhaustive {
                return false;
            }
        }
        if !inside {
            break;
        }
    }
    if let Some(place) = point.get_mut(*unknown) {
        *place = 0;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(coefficients: &[i128], bound: i128, origin: usize) -> Inequality {
        Inequality { coefficients: coefficients.to_vec(), bound, origin: vec![origin] }
    }

    #[test]
    fn finds_a_point_and_names_the_contradiction() {
        // x + y ≥ 4, x ≤ 3, y ≤ 3
        let mut system = vec![row(&[-1, -1], -4, 0), row(&[1, 0], 3, 1), row(&[0, 1], 3, 2)];
        assert!(matches!(integer_point(&system, 2, &mut 0), Verdict::Point(p) if p[0] + p[1] >= 4));
        system.push(row(&[1, 0], 0, 3));
        assert_eq!(integer_point(&system, 2, &mut 0), Verdict::Empty(vec![0, 2, 3]));
    }

    #[test]
    fn no_integer_between_two_fractions() {
        // 1 ≤ 2x ≤ 1 has a rational point only; 2x + 4y = 3 neither.
        assert!(matches!(integer_point(&[row(&[2], 1, 0), row(&[-2], -1, 1)], 1, &mut 0), Verdict::Empty(_)));
        assert!(matches!(
            integer_point(&[row(&[2, 4], 3, 0), row(&[-2, -4], -3, 1)], 2, &mut 0),
            Verdict::Empty(_)
        ));
    }

    #[test]
    fn a_form_can_be_constant_while_its_unknowns_are_not() {
        let system =
            vec![row(&[1, 1], 5, 0), row(&[-1, -1], -5, 0), row(&[-1, 0], 0, 1), row(&[0, -1], 0, 2)];
        assert!(is_constant(&system, 2, &[1, 1], &mut 0));
        assert!(!is_constant(&system, 2, &[1, 0], &mut 0));
    }

    /// All integer points of the box that reaches so far on each side of 0.
    fn points(unknowns: usize, far: i128) -> Vec<Vec<i128>> {
        (0..unknowns).fold(vec![Vec::new()], |all, _| {
            all.iter()
                .flat_map(|point| (-far..=far).map(move |value| [point.as_slice(), &[value]].concat()))
                .collect()
        })
    }

    fn holds(row: &Inequality, point: &[i128]) -> bool {
        row.coefficients.iter().zip(point).map(|(a, b)| a * b).sum::<i128>() <= row.bound
    }

    #[test]
    fn what_is_found_is_what_looking_at_every_point_finds() {
        let mut state = 7_u64;
        let mut below = |bound: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i128::from((state >> 33) % bound)
        };
        let (mut full, mut empty, mut constant) = (0, 0, 0);
        for _ in 0..400 {
            let unknowns = 1 + below(3) as usize;
            let mut system = Vec::new();
            for at in 0..unknowns {
                for sign in [1, -1] {
                    let mut coefficients = vec![0; unknowns];
                    coefficients[at] = sign;
                    system.push(row(&coefficients, 3, system.len()));
                }
            }
            for _ in 0..1 + below(4) {
                let coefficients: Vec<i128> = (0..unknowns).map(|_| below(7) - 3).collect();
                let bound = below(9) - 5;
                if below(3) == 0 {
                    let turned: Vec<i128> = coefficients.iter().map(|value| -value).collect();
                    system.push(row(&turned, -bound, system.len()));
                }
                system.push(row(&coefficients, bound, system.len()));
            }
            let all: Vec<Vec<i128>> = points(unknowns, 3);
            let within = |system: &[Inequality]| -> Vec<Vec<i128>> {
                all.iter().filter(|point| system.iter().all(|row| holds(row, point))).cloned().collect()
            };
            let solutions = within(&system);
            match integer_point(&system, unknowns, &mut 0) {
                Verdict::Point(point) => {
                    assert!(solutions.contains(&point), "{point:?} in {system:?}");
                    full += 1;
                }
                Verdict::Empty(rows) => {
                    assert!(solutions.is_empty(), "{solutions:?} in {system:?}");
                    // The rows that are named contradict each other without the others.
                    let named: Vec<Inequality> = system
                        .iter()
                        .filter(|row| row.origin.iter().all(|own| rows.contains(own)))
                        .cloned()
                        .collect();
                    let far = points(unknowns, if unknowns < 3 { 9 } else { 4 });
                    let is_free = far.iter().any(|point| named.iter().all(|row| holds(row, point)));
                    assert!(!is_free, "{rows:?} in {system:?}");
                    empty += 1;
                }
                Verdict::Unknown => panic!("small, and not decided: {system:?}"),
            }
            let form: Vec<i128> = (0..unknowns).map(|_| below(3) - 1).collect();
            if is_constant(&system, unknowns, &form, &mut 0) {
                let mut values: Vec<i128> =
                    solutions.iter().map(|point| form.iter().zip(point).map(|(a, b)| a * b).sum()).collect();
                values.dedup();
                assert!(values.len() < 2, "{form:?} is {values:?} in {system:?}");
                constant += 1;
            }
        }
        assert!(full > 50 && empty > 50 && constant > 5, "{full} {empty} {constant}");
    }
}
