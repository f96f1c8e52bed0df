#![no_main]

use gouji::read::{Hint, read_all};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = read_all(data, &Hint::default());
});
