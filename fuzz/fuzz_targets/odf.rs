#![no_main]

use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate, packed};

// A text or a spreadsheet: the content tells which.
libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::file(
    &packed::parts(data, &["content.xml", "styles.xml"], &[]),
    None
));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Markup, data, size, max, seed)
});
