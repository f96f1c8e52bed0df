//! Exact sums of amounts: decimals as they are written, not as binary fractions.

use super::Number;
use crate::decimal::shortest;

/// Decimals kept at most; amounts have two, rarely four.
const PLACES: u32 = 12;

/// The exact sum of numbers; `None` where one has more places than can be kept.
#[must_use]
pub fn sum(numbers: impl IntoIterator<Item = Number>) -> Option<Number> {
    let mut units: i128 = 0;
    for number in numbers {
        units = units.checked_add(exact(number)?)?;
    }
    number(units)
}

/// The number that so many units of the last place are.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^53 units of their last place")]
pub fn number(units: i128) -> Option<Number> {
    let one = 10_i128.pow(PLACES);
    if units % one == 0 {
        return i64::try_from(units / one).ok().map(Number::Integer);
    }
    let (mut units, mut places) = (units, PLACES);
    while units % 10 == 0 {
        (units, places) = (units / 10, places - 1);
    }
    // Digits and powers of ten beyond what a binary fraction keeps are rounded once each.
    Some(Number::Decimal(units as f64 / 10_u64.pow(places) as f64))
}

/// A number in units of the last place that is kept; `None` where it has more places than can be kept.
#[must_use]
pub fn exact(number: Number) -> Option<i128> {
    let (digits, places) = match number {
        Number::Integer(value) => (value, 0),
        // The shortest decimal that means this value is the one that was written.
        Number::Decimal(value) => shortest(value)?,
    };
    i128::from(digits).checked_mul(10_i128.pow(PLACES.checked_sub(places)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_add_up_as_they_are_written() {
        let amounts = |list: &[f64]| sum(list.iter().map(|value| Number::Decimal(*value)));
        assert_eq!(amounts(&[0.1, 0.2]), Some(Number::Decimal(0.3)));
        assert_eq!(amounts(&[1.5, 2.5]), Some(Number::Integer(4)));
        assert_eq!(amounts(&[-0.75, 0.5]), Some(Number::Decimal(-0.25)));
        assert_eq!(sum([Number::Integer(2), Number::Decimal(0.05)]), Some(Number::Decimal(2.05)));
        assert_eq!(amounts(&[f64::NAN]), None);
        assert_eq!(amounts(&[1e-15]), None);
    }
}
