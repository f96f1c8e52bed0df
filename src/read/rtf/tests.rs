use crate::read::test_support::shown as outline;
use crate::read::{Hint, read};

fn shown(rtf: &[u8]) -> Vec<String> {
    let input = read(rtf, &Hint::default()).unwrap();
    assert_eq!(input.format, "rtf");
    outline(&input.document.blocks)
}

/// Text as RTF writes it with escapes of the code page.
fn escaped(text: &str) -> String {
    encoding_rs::GBK
        .encode(text)
        .0
        .iter()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(*byte).to_string()
            } else {
                format!("\\'{byte:02x}")
            }
        })
        .collect()
}

const HEAD: &str = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\froman\\fcharset0 Times;}{\\f2\\fcharset136 Ming;}}\
    {\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s9 toc 1;}}{\\info{\\title x}}{\\*\\generator y;}";

fn document(body: &str) -> Vec<String> {
    shown(format!("{HEAD}{body}}}").as_bytes())
}

#[test]
fn texts_in_code_pages_and_unicode() {
    let big5: String = encoding_rs::BIG5.encode("鎮").0.iter().map(|byte| format!("\\'{byte:02x}")).collect();
    let body = format!(
        "\\pard\\f0 {}\\f1 2021{}\\par {{\\f2 {big5}}}\\uc1\\u-28523 ?\\u20320\\'c4{{\\uc2\\u20320 ab}}c\\par \\uc0\\u-10179\\u-8704\\par",
        escaped("报告"),
        escaped("年")
    );
    assert_eq!(document(&body), ["p 报告2021年", "p 鎮邕你你c", "p 😀"]);
}

#[test]
fn paragraphs_headings_and_signs() {
    let body = "\\pard\\s1 A\\par\\pard\\outlinelevel1 B\\par\\pard\\s9 C\\par\\pard D\\line E\\tab F\\~G\\_H\\{\\\\\\}\\ldblquote I\\rdblquote\\par\
        {\\listtext\\pard 1.\\tab}J\\par{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\v K}{\\deleted L}{\\header M\\par}{\\footnote N}{\\*\\unknown O}{\\upr{P}{\\*\\ud Q}}\\par{\\pict 0102}";
    assert_eq!(document(body), ["h1 A", "h2 B", "p D\nE\tF\u{a0}G-H{\\}“I”", "p 1.\tJ", "p 7Q"]);
}

#[test]
fn cells_merge_both_ways() {
    let body = "\\trowd\\trleft0\\clvmgf\\cellx2000\\cellx3000\\cellx4000\\pard\\intbl A\\cell 1\\cell 2\\cell\\row\
        \\trowd\\trleft0\\clvmrg\\cellx2000\\cellx3010\\cellx4000\\pard\\intbl\\cell 3\\cell 4\\par 5\\cell\\row\
        \\trowd\\trleft0\\cellx3000\\cellx4000\\pard\\intbl B\\cell 6\\cell\\row\
        \\trowd\\trleft0\\clmgf\\cellx2000\\clmrg\\cellx3000\\cellx4000\\pard\\intbl C\\cell\\cell 7\\cell\\row\\pard D\\par";
    assert_eq!(document(body), ["t A[2×1]¦1¦2 / 3¦4\n5 / B[1×2]¦6 / C[1×2]¦7", "p D"]);
    // The cell that goes on is narrower in the second row: what stands beside it there has its own place.
    let body = "\\trowd\\trleft0\\clvmgf\\cellx3000\\cellx4000\\pard\\intbl A\\cell 1\\cell\\row\
        \\trowd\\trleft0\\clvmrg\\cellx1000\\cellx3000\\cellx4000\\pard\\intbl\\cell 2\\cell 3\\cell\\row\\pard D\\par";
    assert_eq!(document(body), ["t A[2×1]¦1 / 2¦3", "p D"]);
}

#[test]
fn nested_tables() {
    let body = "\\trowd\\cellx5000\\pard\\intbl\\itap1 A\\par\\pard\\intbl\\itap2 1\\nestcell 2\\nestcell{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}{\\nonesttables\\par}\
        \\pard\\intbl\\itap2 3\\nestcell 4\\nestcell{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}\\pard\\intbl\\itap1 B\\cell\\row\\pard C\\par";
    assert_eq!(document(body), ["p A", "t 1¦2 / 3¦4", "p B", "p C"]);
}

#[test]
fn text_boxes_come_after_their_paragraph() {
    let body = "A{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt\\pard B\\par C\\par}}{\\shprslt D}}E\\par F\\par";
    assert_eq!(document(body), ["p AE", "p B", "p C", "p F"]);
}

/// A document with colours: 1 black, 2 white, 3 blue.
fn coloured(body: &str) -> Vec<String> {
    let table = "{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;\\red0\\green0\\blue200;}";
    document(&format!("{table}{body}\\par"))
}

#[test]
fn what_is_struck_out_or_hidden_is_not_there() {
    for old in [
        "{\\strike 21}",
        "{\\striked1 21}",
        "\\strike 21\\strike0 ",
        "\\strike 21\\plain ",
        "{\\v 21}",
        "{\\cf2 21}",
        "{\\cf2\\highlight2 21}",
        "{\\strike \\u50 ?\\'31}",
    ] {
        assert_eq!(coloured(&format!("\\pard {old}12")), ["p 12"], "{old}");
    }
    for seen in [
        "{\\strike0 1}",
        "{\\cf2\\highlight3 1}",
        "{\\cf2\\chcbpat3 1}",
        "{\\cf1 1}",
        "{\\cf0 1}",
        "{\\cf9 1}",
    ] {
        assert_eq!(coloured(&format!("\\pard {seen}2")), ["p 12"], "{seen}");
    }
    assert_eq!(coloured("\\pard\\cbpat3 {\\cf2 1}2"), ["p 12"]);
    let row = "\\trowd\\clcbpat3\\cellx1000\\cellx2000\\pard\\intbl {\\cf2 A}\\cell B\\cell\\row\\trowd\\cellx1000\\cellx2000\\pard\\intbl {\\cf2 9}1\\cell 2\\cell\\row\\pard ";
    assert_eq!(coloured(row), ["t A¦B / 1¦2"]);
}

#[test]
fn rows_that_are_exactly_too_low_to_be_read_are_not_there() {
    let row = |height: &str, text: &str| {
        format!("\\trowd{height}\\cellx1000\\cellx2000\\pard\\intbl {text}\\cell {text}\\cell\\row")
    };
    let read = |height: &str| document(&(row("", "1") + &row(height, "9") + &row("", "2") + "\\pard "));
    assert_eq!(read("\\trrh-15"), ["t 1¦1 / 2¦2"]);
    for seen in ["\\trrh15", "\\trrh-300", "\\trrh0"] {
        assert_eq!(read(seen), ["t 1¦1 / 9¦9 / 2¦2"], "{seen}");
    }
}

#[test]
fn marks_of_notes_stand_above_the_line() {
    for (written, seen) in [
        ("12{\\super 1}", "12¹"),
        ("12\\super 1\\nosupersub ", "12¹"),
        ("12{\\sub 1}", "12¹"),
        ("12{\\up6 1}", "12¹"),
        ("12{\\dn6 1}", "12¹"),
        ("12{\\up0 1}", "121"),
        ("{\\up6 12}", "12"),
        ("{\\super 1}", "¹"),
        ("12{\\super\\u91 ?1]}", "12[¹]"),
    ] {
        assert_eq!(document(&format!("\\pard {written}\\par")), [format!("p {seen}")], "{written}");
    }
}

#[test]
fn symbols_and_fields_of_forms() {
    let fonts = "{\\fonttbl{\\f7\\froman\\fcharset2 Symbol;}{\\f8\\fnil\\fcharset2 Wingdings;}}";
    let of = |body: &str| document(&format!("{fonts}\\pard {body}\\par"));
    assert_eq!(of("{\\f7 1}2"), ["p 12"]);
    assert_eq!(of("{\\f7\\u-4047 ?}2"), ["p 12"]);
    assert_eq!(of("{\\f8\\'fe}A"), ["p ☑A"]);
    assert_eq!(of("{\\f8 J}A"), ["p A"]);
    let field = |data: &str, result: &str| {
        format!(
            "{{\\field{{\\*\\fldinst {{ FORMDROPDOWN }}{{\\*\\formfield{{{data}}}}}}}{{\\fldrslt {result}}}}}"
        )
    };
    let list = "\\ffdefres0{\\*\\ffname d}{\\*\\ffl 0}{\\*\\ffl 12}{\\*\\ffl 35}";
    assert_eq!(of(&field(&format!("\\fftype2\\ffres1{list}"), "")), ["p 12"]);
    assert_eq!(of(&field(&format!("\\fftype2\\ffres25{list}"), "")), ["p 0"]);
    assert_eq!(of(&(field(&format!("\\fftype2\\ffres7{list}"), "") + "A")), ["p A"]);
    assert_eq!(of(&field("\\fftype0", "12")), ["p 12"]);
    assert_eq!(of(&(field("\\fftype1\\ffres25\\ffdefres1", "") + "A")), ["p ☑A"]);
    assert_eq!(of(&(field("\\fftype1\\ffres0\\ffdefres1", "") + "A")), ["p □A"]);
}

#[test]
fn damaged_and_hostile_texts() {
    let whole =
        format!("{HEAD}\\pard A\\par\\trowd\\cellx100\\cellx200\\intbl 1\\cell 2\\cell\\row B\\par}}");
    for length in 6..whole.len() {
        let _ = read(whole.get(..length).unwrap().as_bytes(), &Hint::default());
    }
    let cut = read(whole.get(..whole.len() - 3).unwrap().as_bytes(), &Hint::default()).unwrap();
    assert!(cut.document.notes.iter().any(|note| note.code == "truncated"));
    let deep = format!("{HEAD}A{}", "{".repeat(100_000));
    assert_eq!(shown(deep.as_bytes()), ["p A"]);
    let _ = read(format!("{HEAD}\\bin99999999 x}}").as_bytes(), &Hint::default());
}
