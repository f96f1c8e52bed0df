//! Missing values that the rules determine.

use super::rows::{Row, Tableau};
use super::{Problem, ProblemError};

/// The missing values that have exactly one possible value, by ascending variable; all observed values are taken
/// as they are. Empty when no filling-in makes the rules hold.
///
/// Every bound that follows from one rule, or from one combination of rules free of other missing values, is
/// followed to its end. That covers a blank in a sum, blanks beside addends that already reach the total, and
/// chains of these; what only several blanks together would determine stays open.
///
/// # Errors
/// When a rule names an unknown variable or the values are too large to add up exactly.
pub fn deduce(problem: &Problem) -> Result<Vec<(usize, i64)>, ProblemError> {
    let mut tableau = Tableau::new(problem)?;
    let mut rows = tableau.rows.clone();
    for variable in tableau.free_of_cost.clone() {
        if tableau.free(variable).is_none() {
            break;
        }
    }
    rows.append(&mut tableau.rows);
    let mut ranges: Vec<(Option<i128>, Option<i128>)> = tableau
        .variables
        .iter()
        .map(|variable| match variable.value {
            Some(value) => (Some(i128::from(value)), Some(i128::from(value))),
            None => (variable.lower.map(i128::from), variable.upper.map(i128::from)),
        })
        .collect();
    let start = tableau.start;
    // Each pass narrows at least one range or ends; a bound on passes keeps strange inputs finite.
    for _ in 0..=2 * ranges.len() {
        let mut narrowed = false;
        for row in &rows {
            match narrow(row, &start, &mut ranges) {
                Some(changed) => narrowed |= changed,
                None => return Ok(Vec::new()),
            }
        }
        if !narrowed {
            break;
        }
    }
    Ok(problem
        .variables
        .iter()
        .zip(&ranges)
        .enumerate()
        .filter(|(_, (variable, _))| variable.value.is_none())
        .filter_map(|(index, (_, range))| match range {
            (Some(low), Some(high)) if low == high => i64::try_from(*low).ok().map(|value| (index, value)),
            _ => None,
        })
        .collect())
}

/// Narrows the ranges of a row's variables; whether one became narrower, `None` when one became empty.
fn narrow(row: &Row, start: &[i64], ranges: &mut [(Option<i128>, Option<i128>)]) -> Option<bool> {
    // The row is over changes: the sum of coefficient × value equals `total`.
    let mut total = -i128::from(row.residual);
    for &(variable, coefficient) in &row.terms {
        total += i128::from(coefficient) * i128::from(start.get(variable).copied().unwrap_or(0));
    }
    let mut changed = false;
    for &(variable, coefficient) in &row.terms {
        let (mut least, mut most) = (Some(total), Some(total));
        for &(other, factor) in row.terms.iter().filter(|term| term.0 != variable) {
            let (low, high) = ranges.get(other).copied().unwrap_or((None, None));
            let factor = i128::from(factor);
            let (small, large) = if factor > 0 { (low, high) } else { (high, low) };
            most = most.zip(small).map(|(sum, value)| sum - factor * value);
            least = least.zip(large).map(|(sum, value)| sum - factor * value);
        }
        let coefficient = i128::from(coefficient);
        let (low, high) = if coefficient > 0 {
            (least.map(|v| -(-v).div_euclid(coefficient)), most.map(|v| v.div_euclid(coefficient)))
        } else {
            let size = -coefficient;
            (most.map(|v| -v.div_euclid(size)), least.map(|v| (-v).div_euclid(size)))
        };
        let range = ranges.get_mut(variable)?;
        if let Some(low) = low
            && range.0.is_none_or(|old| low > old)
        {
            range.0 = Some(low);
            changed = true;
        }
        if let Some(high) = high
            && range.1.is_none_or(|old| high < old)
        {
            range.1 = Some(high);
            changed = true;
        }
        if let (Some(low), Some(high)) = *range
            && low > high
        {
            return None;
        }
    }
    Some(changed)
}
