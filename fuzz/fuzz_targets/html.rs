#![no_main]

use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate};

libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::file(data, Some("html")));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Markup, data, size, max, seed)
});
