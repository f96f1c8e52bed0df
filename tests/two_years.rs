//! This year and another one in one table: whichever stands first, the report's own is read.

use crate::support::changes;
use crate::support::numbers::{Form, Report};
use crate::support::parts;
use crate::support::random::Random;
use crate::traits::{judged, plain, written};
use gouji::{Options, check};

/// The formats in which a cell reaches over several rows.
const WITH_SPANS: [&str; 9] = ["html", "docx", "doc", "rtf", "odt", "ods", "xlsx", "xls", "pdf"];

#[test]
fn rows_with_a_line_for_each_year_are_those_of_the_reports_year() {
    let mut failures = Vec::new();
    for (seed, format) in (0..).zip(WITH_SPANS) {
        for (way, own) in [(0, 0), (1, 1), (2, 0), (3, 1)] {
            if !crate::support::is_chosen(seed as usize + way, 2) {
                continue;
            }
            let report = Report::random(Form::F2021, &mut Random::new(seed * 10 + way as u64));
            let (this, before) = (format!("{}年", report.year), format!("{}年度", report.year - 1));
            let (this, before) =
                if way < 2 { (this.as_str(), before.as_str()) } else { ("本年", "上年") };
            let years = if own == 0 { [this, before] } else { [before, this] };
            let mut made = parts::parts(&report, &parts::Manner::default(), &mut Random::new(seed));
            changes::years_in_lines(&mut made, years, own);
            let kind = format!("{} over {}", years[0], years[1]);
            let bytes = written(format, &made, &|cell| vec![plain(&cell.text)]);
            failures.extend(judged(&kind, format, &report, &bytes));
            // What is not read is said.
            let notes = check(&bytes, &Options::default()).map_or(Vec::new(), |outcome| outcome.input.notes);
            if !notes.iter().any(|note| note.contains(&format!("标着“{before}”的各行"))) {
                failures.push(format!("{kind} in {format}: {notes:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
