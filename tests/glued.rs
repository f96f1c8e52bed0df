//! Rows of table 3 whose digits run together: right ones are read back, and where one number of the published table is
//! wrong, none is read as another and called sure.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use crate::support::numbers::{COLUMNS, Form, Report};
use crate::support::parts::{Manner, parts};
use crate::support::random::Random;
use crate::support::writers;
use gouji::{Options, check};

/// What a clerk did to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    None,
    Exchanged,
    Mistyped,
    Dropped,
    Left,
}

/// The number with the slip; `None` where it cannot have it.
fn slipped(number: i64, slip: Slip, random: &mut Random) -> Option<i64> {
    let mut digits = number.to_string().into_bytes();
    let at = random.below(digits.len() as i64) as usize;
    match slip {
        Slip::Exchanged => {
            let pair = digits.len().checked_sub(2)?;
            let at = at.min(pair);
            digits.swap(at, at + 1);
        }
        Slip::Mistyped => digits[at] = b'0' + (digits[at] - b'0' + 1 + random.below(9) as u8) % 10,
        Slip::Dropped if digits.len() > 1 => {
            digits.remove(at);
        }
        Slip::Left if number > 0 => return Some(0),
        _ => return None,
    }
    let written: i64 = String::from_utf8(digits).unwrap().parse().unwrap();
    (written != number).then_some(written)
}

/// Puts one slip into table 3.
fn err(report: &mut Report, slip: Slip, random: &mut Random) {
    let names: Vec<String> = report.values.keys().filter(|name| name.starts_with("t3.")).cloned().collect();
    for _ in 0..200 {
        let name = random.pick(&names).clone();
        if let Some(written) = slipped(report.count(&name), slip, random) {
            report.put(&name, written);
            return;
        }
    }
}

/// Cells of table 3 read as another number, unread, and all of them.
fn tally(slip: Slip, loose: bool) -> (Vec<String>, usize, usize) {
    let (mut wrong, mut unread, mut all) = (Vec::new(), 0, 0);
    for seed in 0..24 {
        let random = &mut Random::new(seed);
        let mut report = Report::random(Form::F2021, random);
        if slip != Slip::None {
            err(&mut report, slip, random);
        }
        let made = parts(&report, &Manner::default(), random);
        let text = if loose { writers::loosely_glued(&made, random) } else { writers::glued(&made) };
        let outcome = check(text.as_bytes(), &Options::default()).unwrap();
        for (name, expected) in report.values.iter().filter(|(name, _)| name.starts_with("t3.")) {
            let read = outcome.report.cells.get(name).filter(|cell| cell.sure).and_then(|cell| cell.value);
            all += 1;
            match read {
                None => unread += 1,
                Some(read) if (read.decimal() - expected.unwrap()).abs() < 1e-9 => {}
                Some(read) => wrong.push(format!("{slip:?} {seed}: {name} = {read:?} for {expected:?}")),
            }
        }
    }
    (wrong, unread, all)
}

#[test]
fn right_rows_are_read_where_the_sums_of_the_table_confirm_them() {
    for loose in [false, true] {
        let (wrong, unread, all) = tally(Slip::None, loose);
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(unread * if loose { 5 } else { 50 } < all, "{unread} of {all} unread, loose {loose}");
    }
}

#[test]
fn a_wrong_number_makes_no_other_reading_sure() {
    let mut wrong = Vec::new();
    for slip in [Slip::Exchanged, Slip::Mistyped, Slip::Dropped, Slip::Left] {
        for loose in [false, true] {
            let (own, unread, all) = tally(slip, loose);
            assert!(unread * 5 < all, "{slip:?}: {unread} of {all} unread, loose {loose}");
            wrong.extend(own);
        }
    }
    // In one report of a hundred another reading makes every sum hold.
    assert!(wrong.len() <= 8, "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_row_by_itself_is_not_parted_so_that_it_adds_up() {
    let read = |rows: &str| {
        let text = format!(
            "某县水利局2022年政府信息公开工作年度报告三、收到和处理政府信息公开申请情况自然人法人或其他组织总计商业企业\
             科研机构社会公益组织法律服务机构其他{rows}四、政府信息公开行政复议、行政诉讼情况无"
        );
        let outcome = check(text.as_bytes(), &Options::default()).unwrap();
        COLUMNS.map(|(column, _)| {
            let cell = outcome.report.cells.get(&format!("t3.new.{column}"));
            cell.filter(|cell| cell.sure).and_then(|cell| cell.value).map(|number| number.decimal())
        })
    };
    // 14 with a total of 41, or 1 and 40 with one of 41.
    let alone = read("一、本年新收政府信息公开申请数量140000041二、上年结转政府信息公开申请数量0000000");
    assert_eq!(alone, [None, None, Some(0.0), Some(0.0), Some(0.0), Some(0.0), Some(41.0)]);
    // Digits that can be parted in one way only are what they are.
    let single = read("一、本年新收政府信息公开申请数量4000004二、上年结转政府信息公开申请数量0000000");
    assert_eq!(single, [4, 0, 0, 0, 0, 0, 4].map(|number| Some(f64::from(number))));
}
