//! docs/TRUST.md names tests: they exist.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::Path;

#[test]
fn every_promise_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/TRUST.md")).unwrap();
    let mut seen = 0;
    for row in page.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let tests = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for test in tests.split(" · ") {
            let (file, name) = test.trim().trim_start_matches('`').split_once("` ").unwrap();
            if file.contains('/') {
                let source = fs::read_to_string(root.join(file)).unwrap_or_else(|_| String::new());
                assert!(source.contains(name), "docs/TRUST.md: there is no “{name}” in {file}");
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "{seen}");
}
