//! How one number may have become another: the errors that people make when they write numbers down.

/// What went wrong when a number was written, judged by the two numbers alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// A minus sign too many.
    Sign,
    /// Written in 元 in place of 万元.
    TenThousand,
    /// Two digits in each other's place.
    Swapped,
    /// A digit twice.
    Doubled,
    /// A digit too few.
    Dropped,
    /// A digit too many.
    Added,
    /// Another digit.
    Changed,
    /// Nothing was written, or 0.
    Empty,
}

/// The slip that turns `to` into `from`, if it is one of those that occur. Numbers below 10 give no reason that
/// rests on digits: any small number is one digit away from any other.
pub(super) fn slip(from: Option<i64>, to: i64) -> Option<Slip> {
    let from = match from {
        None => return Some(Slip::Empty),
        Some(0) if to != 0 => return Some(Slip::Empty),
        Some(from) => from,
    };
    if from < 0 && from.checked_neg() == Some(to) {
        return Some(Slip::Sign);
    }
    if to > 0 && to.checked_mul(10_000) == Some(from) {
        return Some(Slip::TenThousand);
    }
    if from < 10 || to < 10 {
        return None;
    }
    let (written, meant) = (from.to_string().into_bytes(), to.to_string().into_bytes());
    let (shorter, longer) = (written.len().min(meant.len()), written.len().max(meant.len()));
    if longer - shorter > 1 {
        return None;
    }
    if written.len() == meant.len() {
        let differing: Vec<usize> = (0..longer).filter(|&at| written.get(at) != meant.get(at)).collect();
        return match differing.as_slice() {
            [_] => Some(Slip::Changed),
            [a, b] if written.get(*a) == meant.get(*b) && written.get(*b) == meant.get(*a) => {
                Some(Slip::Swapped)
            }
            _ => None,
        };
    }
    if written.len() > meant.len() {
        // Of a run of equal digits, the last is taken for the one too many.
        let at = removed(&written, &meant)?;
        let doubled = at > 0 && written.get(at - 1) == written.get(at);
        Some(if doubled { Slip::Doubled } else { Slip::Added })
    } else {
        removed(&meant, &written).map(|_| Slip::Dropped)
    }
}

/// Where a digit has to be taken out of `longer` to get `shorter`.
fn removed(longer: &[u8], shorter: &[u8]) -> Option<usize> {
    let at = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    let rest = longer.get(at + 1..).unwrap_or(&[]);
    (rest == shorter.get(at..).unwrap_or(&[])).then_some(at)
}

/// How far a change is from what people do by mistake: 0 is nearest.
///
/// One more or one less is what miscounting gives for any number: no digit speaks for or against it.
pub(super) fn distance(from: Option<i64>, to: i64, is_total: bool) -> i32 {
    let written = from.unwrap_or(0);
    let (small, large) = (written.min(to), written.max(to));
    match slip(from, to) {
        Some(Slip::Sign | Slip::TenThousand) => 0,
        Some(Slip::Empty) if is_total || from.is_none() => 2,
        // A 1 that was left out is less likely than a stray one.
        _ if large - small == 1 => 4 + i32::from(written == 0 && !is_total),
        Some(Slip::Swapped | Slip::Doubled) => 2,
        // The last digit differs wherever numbers differ by little.
        Some(Slip::Changed) if large - small < 10 => 4,
        Some(Slip::Dropped | Slip::Added | Slip::Changed) => 3,
        Some(Slip::Empty) => 6,
        None if large < 10 => 7 - 2 * i32::from(small > 0),
        None if small > 0 && (small == large / 10 || large % 10 == small) => 4,
        None => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen() {
        for (from, to, expected) in [
            (161, 116, Some(Slip::Swapped)),
            (961, 169, Some(Slip::Swapped)),
            (19979, 1979, Some(Slip::Doubled)),
            (1223, 123, Some(Slip::Doubled)),
            (1253, 123, Some(Slip::Added)),
            (120, 12, Some(Slip::Added)),
            (12, 120, Some(Slip::Dropped)),
            (13, 123, Some(Slip::Dropped)),
            (17, 12, Some(Slip::Changed)),
            (-8, 8, Some(Slip::Sign)),
            (250_000, 25, Some(Slip::TenThousand)),
            (0, 3, Some(Slip::Empty)),
            (57, 12, None),
            (1234, 12, None),
            (3, 7, None),
            (5, 50, None),
            (6, 0, None),
        ] {
            assert_eq!(slip(Some(from), to), expected, "{from} for {to}");
        }
        assert_eq!(slip(None, 3), Some(Slip::Empty));
    }

    #[test]
    fn slips_need_digits_to_rest_on() {
        for (from, to, expected) in [
            (10, 12, Some(Slip::Changed)),
            (10, 9, None),
            (9, 10, None),
            (10_000, 1, Some(Slip::TenThousand)),
            (0, 0, None),
            (-8, 7, None),
            (110, 10, Some(Slip::Doubled)),
            (1100, 110, Some(Slip::Doubled)),
            (2112, 212, Some(Slip::Doubled)),
            (312, 12, Some(Slip::Added)),
            (12, 312, Some(Slip::Dropped)),
            (12, 13_12, None),
            (123, 321, Some(Slip::Swapped)),
            (1234, 2143, None),
            (123, 145, None),
            (1234, 4321, None),
            (123, 65, None),
        ] {
            assert_eq!(slip(Some(from), to), expected, "{from} for {to}");
        }
    }

    #[test]
    fn what_people_do_more_often_is_nearer() {
        for (from, to, is_total, expected) in [
            // A slip by its kind.
            (Some(-8), 8, false, 0),
            (Some(250_000), 25, false, 0),
            (Some(161), 116, false, 2),
            (Some(1223), 123, false, 2),
            (Some(12), 120, false, 3),
            (Some(1253), 123, false, 3),
            (Some(170), 120, false, 3),
            // The last digit of numbers that differ by little anyway.
            (Some(17), 12, false, 4),
            // Nothing written: in a total, or at all.
            (None, 5, false, 2),
            (Some(0), 5, true, 2),
            (Some(0), 5, false, 6),
            // One more or one less, whatever the digits.
            (Some(3), 4, false, 4),
            (Some(4), 3, false, 4),
            (Some(9), 10, false, 4),
            (Some(11), 12, false, 4),
            (Some(121), 120, true, 4),
            (Some(1), 0, false, 4),
            (Some(0), 1, false, 5),
            (Some(1), 0, true, 4),
            (Some(0), 1, true, 2),
            (Some(-1), 0, false, 4),
            // Small numbers: another, or none at all.
            (Some(3), 5, false, 5),
            (Some(9), 0, false, 7),
            // One of the digits of the other, at its beginning or end; 0 is in too many.
            (Some(5), 50, false, 4),
            (Some(5), 57, false, 4),
            (Some(5), 15, false, 4),
            (Some(57), 5, false, 4),
            (Some(20), 0, false, 8),
            // Anything else.
            (Some(5), 61, false, 8),
            (Some(57), 12, false, 8),
            (Some(25), 12_345, true, 8),
        ] {
            assert_eq!(distance(from, to, is_total), expected, "{from:?} for {to}");
        }
    }
}
