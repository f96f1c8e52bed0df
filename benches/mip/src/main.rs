//! Locating wrong cells beside a general mixed-integer solver: the same cases, in one run.
//!
//! `cargo run --release -p gouji-mip [CASES]`. Each case is a consistent table 3 of 25 rows and 7 columns with 1, 2 or 3
//! cells changed. gouji finds the smallest number of cells whose change makes all 39 sums hold, and every set of
//! that size; the solver (microlp, branch and bound) is given the usual formulation with one yes-or-no variable for
//! each cell and finds the smallest number and one set. Both numbers have to be the same, or the run fails.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use gouji::locate::core::{self, Constraint, Limits, Located, Problem, Variable};
use microlp::{ComparisonOp, OptimizationDirection, SolveOutcome};

const ROWS: usize = 25;
const COLUMNS: usize = 7;
/// The solver may take so long for one case; beyond it the case counts as not solved.
const LONGEST: Duration = Duration::from_secs(60);

/// A small generator of numbers that is the same everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap_or(0)
    }

    fn number(&mut self, bound: usize) -> i64 {
        i64::try_from(self.below(bound)).unwrap_or(0)
    }
}

/// The sums of table 3 over cells numbered row by row: new, carried in, 21 results, handled, carried over.
fn rules() -> Vec<Constraint> {
    let cell = |row: usize, column: usize| row * COLUMNS + column;
    let mut rules = Vec::new();
    for column in 0..COLUMNS {
        let [new, carried_in, handled, carried_over] = [0, 1, 23, 24].map(|row| cell(row, column));
        rules.push(Constraint::equal(vec![(new, 1), (carried_in, 1), (handled, -1), (carried_over, -1)], 0));
        let mut terms: Vec<(usize, i64)> = (2..23).map(|row| (cell(row, column), 1)).collect();
        terms.push((handled, -1));
        rules.push(Constraint::equal(terms, 0));
    }
    for row in 0..ROWS {
        let mut terms: Vec<(usize, i64)> = (0..COLUMNS - 1).map(|column| (cell(row, column), 1)).collect();
        terms.push((cell(row, COLUMNS - 1), -1));
        rules.push(Constraint::equal(terms, 0));
    }
    rules
}

/// A table in which all sums hold.
fn consistent(numbers: &mut Numbers) -> Vec<i64> {
    let mut table = vec![vec![0_i64; COLUMNS]; ROWS];
    for column in 0..COLUMNS - 1 {
        for row in table.iter_mut().take(23).skip(2) {
            if numbers.below(3) == 0 {
                row[column] = numbers.number(if column == 0 { 60 } else { 12 });
            }
        }
        let handled: i64 = (2..23).map(|row| table[row][column]).sum();
        table[23][column] = handled;
        table[24][column] = numbers.number(5);
        table[1][column] = numbers.number(5).min(handled + table[24][column]);
        table[0][column] = handled + table[24][column] - table[1][column];
    }
    for row in &mut table {
        row[COLUMNS - 1] = row.iter().sum();
    }
    table.concat()
}

/// Changes as many cells, each to another number.
fn spoil(table: &mut [i64], count: usize, numbers: &mut Numbers) {
    let mut changed: Vec<usize> = Vec::new();
    while changed.len() < count {
        let cell = numbers.below(table.len());
        if changed.contains(&cell) {
            continue;
        }
        changed.push(cell);
        table[cell] = match numbers.below(3) {
            0 => table[cell] + 1,
            1 => table[cell] * 10 + 3,
            _ => table[cell] + 2 + numbers.number(20),
        };
    }
}

/// The smallest number of cells and the number of sets of that size; `None` where the bound on work was met.
fn locate(table: &[i64], rules: &[Constraint]) -> Option<(u32, usize)> {
    let variables = table.iter().map(|&value| Variable::count(value)).collect();
    let problem = Problem { variables, rules: rules.to_vec() };
    let parts = core::locate(&problem, Limits { determined: false, ..Limits::default() }).ok()?;
    let mut found = (0, 1);
    for part in parts {
        let Located::Sets { weight, sets, complete: true } = part.located else { return None };
        found = (found.0 + weight, found.1 * sets.len());
    }
    Some(found)
}

/// The same by the general solver: the smallest number of yes-or-no variables that are yes. Each cell may rise or fall
/// by a whole number, but only where its variable is yes, and never below 0.
fn solve(table: &[i64], rules: &[Constraint]) -> Option<u32> {
    let most = table.iter().max().copied().unwrap_or(0).max(1) * 2;
    let limit = |value: i64| i32::try_from(value).unwrap_or(i32::MAX);
    let mut problem = microlp::Problem::new(OptimizationDirection::Minimize);
    let cells: Vec<_> = table
        .iter()
        .map(|&value| {
            let changes = problem.add_binary_var(1.0);
            let rise = problem.add_integer_var(0.0, (0, limit(most)));
            let fall = problem.add_integer_var(0.0, (0, limit(value)));
            problem.add_constraint([(rise, 1.0), (changes, -(most as f64))], ComparisonOp::Le, 0.0);
            problem.add_constraint([(fall, 1.0), (changes, -(value as f64))], ComparisonOp::Le, 0.0);
            (rise, fall)
        })
        .collect();
    for rule in rules {
        let residual: i64 = rule.terms.iter().map(|&(cell, sign)| sign * table[cell]).sum();
        let terms: Vec<_> = rule
            .terms
            .iter()
            .flat_map(|&(cell, sign)| {
                let (rise, fall) = cells[cell];
                [(rise, sign as f64), (fall, -(sign as f64))]
            })
            .collect();
        problem.add_constraint(terms, ComparisonOp::Eq, -(residual as f64));
    }
    problem.set_time_limit(LONGEST);
    match problem.solve() {
        Ok(SolveOutcome::Solution(solution)) if solution.status() == microlp::SolutionStatus::Optimal =>
        {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
            Some(solution.objective().round() as u32)
        }
        _ => None,
    }
}

fn main() -> ExitCode {
    let cases = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(5);
    let rules = rules();
    let mut same = true;
    println!("times in milliseconds, median and largest; {cases} cases each");
    for wrong in 1..=3 {
        let (mut own, mut general): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        let (mut sets, mut agreed, mut unsolved) = (0, 0, 0);
        for case in 0..cases {
            let mut numbers = Numbers(wrong as u64 * 1_000 + case);
            let mut table = consistent(&mut numbers);
            spoil(&mut table, wrong, &mut numbers);
            let begin = Instant::now();
            let found = locate(&table, &rules);
            own.push(begin.elapsed().as_secs_f64() * 1000.0);
            let begin = Instant::now();
            let least = solve(&table, &rules);
            general.push(begin.elapsed().as_secs_f64() * 1000.0);
            match (found, least) {
                (Some(found), Some(least)) if found.0 == least => {
                    agreed += 1;
                    sets += found.1;
                }
                (Some(_), None) => unsolved += 1,
                _ => {
                    same = false;
                    println!(
                        "{wrong} wrong cells, case {case}: gouji {found:?}, the general solver {least:?}"
                    );
                }
            }
        }
        let [own, general] = [own, general].map(|mut times| {
            times.sort_by(f64::total_cmp);
            let median = times.get(times.len() / 2).copied().unwrap_or(0.0);
            (median, times.last().copied().unwrap_or(0.0))
        });
        println!(
            "{wrong} wrong: gouji {:.3} {:.3}, all sets; general {:.0} {:.0}, one set; the same minimum in {agreed}, {sets} \
             sets in all, {unsolved} not solved in {} s",
            own.0,
            own.1,
            general.0,
            general.1,
            LONGEST.as_secs()
        );
    }
    if same { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
