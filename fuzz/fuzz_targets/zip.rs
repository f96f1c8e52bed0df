#![no_main]

use gouji_fuzz::judge;

libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::files(data));
