#![no_main]

use gouji::read::{Hint, read};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // Only what is told to be this format reaches its reader.
    let _ = read(&[b"MIME-Version: 1.0\r\nContent-Type: ", data].concat(), &Hint::default());
});
