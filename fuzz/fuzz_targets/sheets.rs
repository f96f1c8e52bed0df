#![no_main]

use gouji::document::Content;
use gouji::read::{Hint, read};
use gouji_fuzz::judge;
use gouji_fuzz::sheets::{Sheet, texts_of};

// The same cells as a workbook of each kind and as a page: nothing is lost, changed or moved before another.
libfuzzer_sys::fuzz_target!(|sheet: Sheet| {
    let sheet = sheet.tidy();
    let expected = sheet.texts();
    if expected.is_empty() {
        return;
    }
    for bytes in [sheet.xlsx(), sheet.ods(), sheet.html()] {
        let mut input = read(&bytes, &Hint::default()).expect("a sheet with texts is read");
        input.document.blocks.retain(|block| !matches!(block.content, Content::Heading { .. }));
        assert_eq!(texts_of(&input.document), expected, "{}", input.format);
        judge::input(input);
    }
});
