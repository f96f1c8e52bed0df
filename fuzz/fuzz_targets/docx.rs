#![no_main]

mod packed;

use gouji::read::{Hint, read};

const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/><Relationship Id="b" Type="x/numbering" Target="numbering.xml"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // Three parts, set apart by a NUL byte.
    let mut parts = data.splitn(3, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    let package = packed::zip(&[
        ("word/document.xml", next()),
        ("word/numbering.xml", next()),
        ("word/styles.xml", next()),
        ("word/_rels/document.xml.rels", RELATIONS),
    ]);
    let _ = read(&package, &Hint::default());
});
