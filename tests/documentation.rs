//! The generated documentation is the one in the code.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[test]
fn docs_rules_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == gouji::rules::documentation::markdown(),
        "docs/rules.md is not what the code says; make it anew with\n  cargo run -q -- rules --format markdown > docs/rules.md"
    );
}
