#![no_main]

mod packed;

use gouji::read::{Hint, read};

const ROOT: &[u8] = br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="f" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="a" id="s"/></sheets></workbook>"#;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // Three parts, set apart by a NUL byte.
    let mut parts = data.splitn(3, |byte| *byte == 0);
    let mut next = || parts.next().unwrap_or_default();
    let package = packed::zip(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sheet.xml", next()),
        ("xl/strings.xml", next()),
        ("xl/styles.xml", next()),
    ]);
    let _ = read(&package, &Hint::default());
});
