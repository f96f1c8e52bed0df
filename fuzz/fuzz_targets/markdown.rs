#![no_main]

use gouji::read::{Hint, read};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = read(data, &Hint { name: None, format: Some("markdown") });
});
