#![no_main]

use gouji::outcome::Severity;
use gouji::{Options, check};
use gouji_fuzz::judge;
use gouji_fuzz::support::layouts::{self, Demand};
use gouji_fuzz::support::numbers::{Form, Report};
use gouji_fuzz::support::random::Random;

// A consistent report of the generator in one of its layouts: no value that differs, no error.
libfuzzer_sys::fuzz_target!(|choice: (u64, u8, u8)| {
    let (seed, layout, form) = choice;
    let layouts = layouts::all();
    let layout = &layouts[usize::from(layout) % layouts.len()];
    let mut random = Random::new(seed);
    let mut report =
        Report::random([Form::F2021, Form::F2019, Form::Hybrid][usize::from(form) % 3], &mut random);
    let text = (layout.write)(&mut report, &mut random);
    let outcome = check(text.as_bytes(), &Options::default()).expect("a report is read");
    if layout.demand != Demand::NoTables {
        for (name, cell) in outcome.report.cells.iter().filter(|(_, cell)| cell.sure) {
            let Some(value) = cell.value else { continue };
            if let Some(expected) = report.values.get(name) {
                let same = expected.is_some_and(|expected| (value.decimal() - expected).abs() < 1e-9);
                assert!(same, "{}: {name} = {value:?} for {expected:?}\n{text}", layout.name);
            }
        }
        if layout.demand == Demand::Exact {
            for (name, expected) in report.values.iter().filter(|(_, value)| value.is_some()) {
                let value = outcome.report.cells.get(name).and_then(|cell| cell.value);
                assert!(value.is_some(), "{}: {name} unread for {expected:?}\n{text}", layout.name);
            }
        }
    }
    let hybrid = report.form == Form::Hybrid;
    for finding in &outcome.findings {
        let allowed =
            layout.allowed.contains(&finding.rule.as_str()) || hybrid && finding.rule == "form-year-mismatch";
        assert!(
            allowed || finding.severity != Severity::Error,
            "{}: {}\n{text}",
            layout.name,
            finding.message
        );
    }
    judge::file(text.as_bytes(), None);
});
