#![no_main]

use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate};

libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::file(data, None));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Lines, data, size, max, seed)
});
