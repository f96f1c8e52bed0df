#![no_main]

use gouji_fuzz::structure::Syntax;
use gouji_fuzz::{judge, mutate, packed};

// A text or a spreadsheet: the content tells which.
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let is_sheet = data.windows(18).any(|window| window == b"office:spreadsheet");
    let kind: &[u8] = if is_sheet {
        b"application/vnd.oasis.opendocument.spreadsheet"
    } else {
        b"application/vnd.oasis.opendocument.text"
    };
    judge::file(&packed::parts(data, &["content.xml", "styles.xml"], &[("mimetype", kind)]), None)
});
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max: usize, seed: u32| {
    mutate::in_place(Syntax::Markup, data, size, max, seed)
});
