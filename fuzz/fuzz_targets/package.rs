#![no_main]

use gouji_fuzz::{judge, mutate};

// Whole office files and archives: their parts are changed and packed anew.
libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::files(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::package(data, size, max, seed)
});
