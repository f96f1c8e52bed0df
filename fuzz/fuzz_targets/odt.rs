#![no_main]

mod packed;

use gouji::read::{Hint, read};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = read(&packed::zip(&[("content.xml", data)]), &Hint::default());
});
