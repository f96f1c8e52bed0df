#![no_main]

use gouji_fuzz::{judge, pdf};

libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::begun(b"%PDF-1.7\n", data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    pdf::mutate(data, size, max, seed)
});
