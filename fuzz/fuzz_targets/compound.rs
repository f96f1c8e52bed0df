#![no_main]

use gouji_fuzz::{compound, judge};

// Old Word, Excel and Outlook: their streams are changed and laid down anew.
libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::files(data));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    compound::mutate(data, size, max, seed)
});
