#![no_main]

use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate, packed};

const ROOT: &[u8] = br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="strings.xml"/><Relationship Id="f" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="a" id="s"/></sheets></workbook>"#;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let fixed = [("_rels/.rels", ROOT), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", RELATIONS)];
    judge::file(&packed::parts(data, &["xl/sheet.xml", "xl/strings.xml", "xl/styles.xml"], &fixed), None);
});
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Markup, data, size, max, seed)
});
