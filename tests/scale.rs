//! Many generated reports on disk, for measuring: how fast a list is checked, how much memory it takes, and what other
//! programs read of the result. See docs/MANY.md.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::fs;
use std::path::PathBuf;

use crate::support::numbers::{Form, Report};
use crate::support::parts::{Manner, parts};
use crate::support::random::Random;
use crate::support::writers;

/// Writes so many reports, one in ten with a wrong cell, and beside them what they add up to.
fn write(directory: &std::path::Path, count: usize) -> (i64, usize) {
    fs::create_dir_all(directory).unwrap();
    let mut random = Random::new(2024);
    let (mut requests, mut wrong) = (0, 0);
    for at in 0..count {
        let mut report = Report::random(Form::F2021, &mut random);
        report.organ = format!("{}县{}镇人民政府", word(at / 400), word(at % 400));
        report.year = 2024;
        requests += report.count("t3.new.total");
        if random.chance(10) {
            let before = report.count("t4.review.upheld");
            report.put("t4.review.upheld", before + 3);
            wrong += 1;
        }
        let written = parts(&report, &Manner::default(), &mut random);
        let page = writers::page(&writers::html(&written, &mut random));
        fs::write(directory.join(format!("{at:06}.html")), page).unwrap();
    }
    (requests, wrong)
}

/// A name of two characters for each number below 400.
fn word(number: usize) -> String {
    const CHARACTERS: [char; 20] = [
        '云', '岭', '青', '禾', '松', '溪', '柳', '河', '石', '桥', '竹', '林', '梅', '塘', '枫', '泉', '桃',
        '源', '荷', '湾',
    ];
    [number / 20, number % 20].iter().map(|at| CHARACTERS[at % 20]).collect()
}

#[test]
#[ignore = "writes GOUJI_COUNT reports to GOUJI_REPORTS: scripts/many.sh"]
fn reports() {
    let count = std::env::var("GOUJI_COUNT").unwrap().parse().unwrap();
    let directory = PathBuf::from(std::env::var_os("GOUJI_REPORTS").unwrap());
    let (requests, wrong) = write(&directory, count);
    fs::write(
        directory.with_extension("json"),
        format!("{{\"reports\":{count},\"requests\":{requests},\"wrong\":{wrong}}}"),
    )
    .unwrap();
}
