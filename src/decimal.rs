//! Numbers with a point, as they are written: read and written out without the standard library's conversions, whose
//! tables weigh 20,000 bytes in the page's module after compression and serve numbers that no office writes.

/// Digits that are kept: all numbers of so many fit into 64 bits.
const DIGITS: usize = 18;

/// Whole numbers up to here are exact as a binary fraction.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What digits with a sign, a point or an exponent mean; places after the eighteenth digit are not looked at. `None`
/// where the text is not a number, or one with more digits before or behind its point.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "powers of ten up to the 18th and digits up to the 15th are exact"
)]
pub fn read(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() || whole.len() > DIGITS {
        return None;
    }
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let kept = fraction.get(..fraction.len().min(DIGITS - whole.len()))?;
    let digits = whole.bytes().chain(kept.bytes()).try_fold(0_u64, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u64::from(digit - b'0'))
    })?;
    let places = i32::try_from(kept.len()).ok()?.saturating_sub(exponent);
    if places.unsigned_abs() as usize > DIGITS {
        return None;
    }
    let power = 10_u64.pow(places.unsigned_abs()) as f64;
    let value = if places < 0 { digits as f64 * power } else { digits as f64 / power };
    Some(if text.starts_with('-') { -value } else { value })
}

/// The shortest decimal that means a value: its digits, and how many of them stand after the point. `None` where it
/// has more than can be told apart.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "at most 2^53, which is looked at"
)]
pub fn shortest(value: f64) -> Option<(i64, u32)> {
    for places in 0..=18 {
        let power = 10_u64.pow(places) as f64;
        let digits = (value * power).round();
        if digits.abs() <= EXACT && digits / power == value {
            return Some((digits as i64, places));
        }
    }
    None
}

/// A value written out, never with an exponent: 35.72. One with more digits than can be told apart is rounded.
#[must_use]
pub fn written(value: f64) -> String {
    let (digits, places) = shortest(value).unwrap_or_else(|| rounded(value));
    let sign = if digits < 0 { "-" } else { "" };
    let power = 10_u64.pow(places);
    let (whole, fraction) = (digits.unsigned_abs() / power, digits.unsigned_abs() % power);
    if places == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{fraction:0places$}", places = places as usize)
}

/// As many digits of a value as can be told apart.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the digits are at most 2^53"
)]
fn rounded(value: f64) -> (i64, u32) {
    let fits = |places: &u32| (value * 10_u64.pow(*places) as f64).abs() <= EXACT / 16.0;
    let places = (0..=18).rev().find(fits).unwrap_or(0);
    let (mut digits, mut places) = ((value * 10_u64.pow(places) as f64).round() as i64, places);
    while places > 0 && digits % 10 == 0 {
        (digits, places) = (digits / 10, places - 1);
    }
    (digits, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_the_standard_library_does() {
        for text in [
            "0",
            "0.5",
            "-0.5",
            "+3.25",
            ".5",
            "5.",
            "35.72",
            "12.50",
            "0.1",
            "0.3",
            "1234567.89",
            "99999999999.99",
            "0.000001",
            "123456789012.345",
            "1e3",
            "1.5e-3",
            "2E2",
            "-7",
            "0.07",
            "1.005",
        ] {
            assert_eq!(read(text), text.parse().ok(), "{text}");
        }
        for text in [
            "",
            ".",
            "-",
            "1.2.3",
            "12a",
            "1,000",
            "inf",
            "NaN",
            "--1",
            "1.-2",
            "1.2e",
            "9999999999999999999.5",
            "1e19",
            "1e-19",
            "1.5e-18",
            "1e2147483648",
            "1e-2147483648",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_read_is_written_as_it_was() {
        let mut digits = 1_u64;
        for step in 0..4_000_u64 {
            digits = digits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(step);
            let (number, places) = (digits % 10_u64.pow((step % 15) as u32 + 1), (step % 7) as u32);
            let value = number as f64 / 10_u64.pow(places) as f64;
            assert_eq!(written(value), value.to_string());
            assert_eq!(
                written(-value),
                (-value).to_string().replace("-0", if value == 0.0 { "0" } else { "-0" })
            );
            assert_eq!(read(&written(value)), Some(value));
        }
        assert_eq!(written(1e-15), "0.000000000000001");
        assert_eq!(written(12_345_678_901_234_568.0), "12345678901234568");
    }

    #[test]
    fn more_digits_than_can_be_told_apart_are_rounded() {
        assert_eq!(written(0.1 + 0.2), "0.3");
        assert_eq!(written(1_234.499_999_999_999_8), "1234.5");
        assert_eq!(written(1e300 * 0.1).len(), 19);
        assert_eq!(shortest(f64::NAN), None);
        assert_eq!(shortest(f64::INFINITY), None);
    }
}
