#![no_main]

use gouji_fuzz::judge;

// Bytes of whatever kind: formats and encodings are told apart.
libfuzzer_sys::fuzz_target!(|data: &[u8]| judge::file(data, None));
