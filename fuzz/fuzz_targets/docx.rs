#![no_main]

use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate, packed};

const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/><Relationship Id="b" Type="x/numbering" Target="numbering.xml"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let names = ["word/document.xml", "word/numbering.xml", "word/styles.xml"];
    judge::file(&packed::parts(data, &names, &[("word/_rels/document.xml.rels", RELATIONS)]), None);
});
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Markup, data, size, max, seed)
});
