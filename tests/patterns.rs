//! The scanner for identity cards and mobile numbers against regular expressions that say the same in another way.
//!
//! The program itself has no regular expressions: its scanners run over folded characters that know their places, look
//! at what stands around, and compute check digits. Here the expressions are the second opinion.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::support::random::Random;
use gouji::outcome::Severity;
use gouji::{Options, check};
use regex::Regex;

/// The last place of an identity-card number over its first 17 digits.
fn check_digit(digits: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    "10X98765432".chars().nth((sum % 11) as usize).unwrap()
}

/// Something that is a card, nearly one, a mobile number, or just digits.
fn number(random: &mut Random) -> String {
    let digits = |random: &mut Random, count: usize| -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(random.below(10)).unwrap())).collect()
    };
    match random.below(5) {
        0 => digits(random, 18),
        1 => {
            let length = 9 + random.below(4);
            format!("1{}", digits(random, usize::try_from(length).unwrap()))
        }
        _ => {
            let region = digits(random, 6);
            let month = random.below(14);
            let (year, day) = (1890 + random.below(150), random.below(33));
            let body = format!("{region}{year}{month:02}{day:02}{}", digits(random, 3));
            let right = check_digit(&body);
            let last = if random.chance(75) {
                right
            } else {
                char::from(b'0' + u8::try_from(random.below(10)).unwrap())
            };
            format!("{body}{}", if random.chance(50) { last.to_ascii_lowercase() } else { last })
        }
    }
}

#[test]
fn personal_data_is_found_where_the_expressions_find_it() {
    let card = Regex::new(
        r"(?:^|[^0-9A-Za-z./_=@-])((?:1[1-9]|[2-7][0-9]|8[0-2])[0-9]{4}(?:19[0-9]{2}|20(?:[0-2][0-9]|30))(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx])(?:$|[^0-9A-Za-z_=@])",
    )
    .unwrap();
    let mobile = Regex::new(r"(?:^|[^0-9A-Za-z./_=@-])(1[3-9][0-9]{9})(?:$|[^0-9A-Za-z_=@])").unwrap();
    let mut random = Random::new(2027);
    let (mut cards, mut mobiles) = (0, 0);
    for round in 0..600 {
        let (before, after) =
            (*random.pick(&["", "a", "-", "，", "（", "."]), *random.pick(&["", "号", "b", "。", "）"]));
        let written = format!("{before}{}{after}", number(&mut random));
        let text = format!(
            "某县人民政府2024年政府信息公开工作年度报告\n一、总体情况\n申请人王某{written}提出的申请已经答复。\n"
        );
        let outcome = check(text.as_bytes(), &Options::default()).unwrap();
        let found = |severity| {
            outcome
                .findings
                .iter()
                .filter(|each| each.rule == "personal-data" && each.severity == severity)
                .count()
        };
        let line = text.lines().nth(2).unwrap();
        let is_card = card.captures(line).is_some_and(|found| {
            let (body, last) = found[1].split_at(17);
            last.eq_ignore_ascii_case(&check_digit(body).to_string())
        });
        let is_mobile = mobile.is_match(line) && !is_card;
        let found = (found(Severity::Error), found(Severity::Warning));
        assert_eq!(found, (usize::from(is_card), usize::from(is_mobile)), "{round}: {line}");
        cards += usize::from(is_card);
        mobiles += usize::from(is_mobile);
    }
    assert!(cards > 30 && mobiles > 5, "{cards} {mobiles}");
}
