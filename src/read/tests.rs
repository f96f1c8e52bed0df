//! How formats are told, and what every way of reading keeps to.

use super::*;
use crate::document::Fidelity;

#[test]
fn formats_are_told_by_content() {
    let format = |text: &str| read(text.as_bytes(), &Hint::default()).map(|input| input.format);
    assert_eq!(format("<p>甲</p>"), Ok("html"));
    assert_eq!(format("\n<!DOCTYPE html><html><body>甲"), Ok("html"));
    assert_eq!(format("<!--StartFragment--><b>甲</b>"), Ok("html"));
    assert_eq!(format("# 甲\n\n| 乙 | 丙 |\n|---|---|\n| 1 | 2 |"), Ok("markdown"));
    assert_eq!(format("甲\n\n| 乙 | 丙 |\n|:-:|-:|\n| ~~9~~ 1 | 2 |"), Ok("markdown"));
    assert_eq!(format("行政事业性收费\n\n35\\.72\n"), Ok("markdown"));
    assert_eq!(format("本年增/减\n\n\\-5\n"), Ok("markdown"));
    assert_eq!(format("var p = /^1\\.5/;\n见 C:\\.git"), Ok("text"));
    // Cells without a number.
    assert_eq!(format("甲\n| 乙 | 丙 |\n| - | - |\n| 1 | 2 |"), Ok("text"));
    assert_eq!(format("甲\n<table><tr><td>1</td></tr></table>\n# 乙"), Ok("markdown"));
    assert_eq!(format("一、总体情况\n规章 | 0 | 0 |"), Ok("text"));
    assert_eq!(format("<某镇>2021年报告"), Ok("text"));
    assert_eq!(format(" \n").map_err(|error| error.code), Err("empty"));
}

#[test]
fn the_first_module_asks_for_the_readers_of_texts_that_are_documents() {
    let table = "规章,0,0,0\r\n行政规范性文件,3,1,9\r\n";
    for (text, format) in [
        (table.to_owned(), "csv"),
        (format!("2024年报告,,,\r\n一、总体情况,,,\r\n{table}"), "csv"),
        (table.replace(',', ";"), "csv"),
        ("\"规章\"\t\"0\"\t\"0\"\r\n\"规范性文件\"\t\"3\"\t\"1\"\r\n".to_owned(), "csv"),
        ("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>甲</p>".to_owned(), "mht"),
        ("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet \
          xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" ss:Name=\"a\"><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>".to_owned(), "xls"),
    ] {
        let input = read(text.as_bytes(), &Hint::default()).unwrap();
        assert_eq!(input.format, format, "{text}");
        assert!(detect::of_documents(&text).is_some(), "{text}");
    }
    for text in [
        "<p>甲,1,2</p>",
        "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><p>甲</p></body></html>",
        "2024年, 我局公开信息20条, 其中网站12条, 公众号8条。\n没有收到申请, 没有收费。",
        "一、总体情况\n规章 | 0 | 0 |",
    ] {
        assert!(detect::of_documents(text).is_none(), "{text}");
    }
}

#[test]
fn a_text_with_a_mark_of_its_encoding_is_one_in_any_script() {
    assert_eq!(read("\u{feff}ۮ\r\n".as_bytes(), &Hint::default()).map(|input| input.format), Ok("text"));
    assert!(read(b"\xef\xbb\xbf\x01\xff\xfe\x02", &Hint::default()).is_err());
}

#[test]
fn a_wrong_name_is_no_obstacle_and_a_forced_format_is_kept() {
    let hint = Hint { name: Some("a.pdf"), format: None };
    assert_eq!(read("甲".as_bytes(), &hint).map(|input| input.format), Ok("text"));
    let hint = Hint { name: None, format: Some("html") };
    let input = read_str("甲&nbsp;乙", &hint).unwrap();
    assert_eq!(input.document.blocks.first().and_then(|block| block.text()), Some("甲\u{a0}乙"));
    assert_eq!(input.document.fidelity, Fidelity::Original);
}

#[test]
fn limits_are_said() {
    let error = read_str(&"甲".repeat(MAX_TEXT_BYTES / 3 + 1), &Hint::default()).unwrap_err();
    assert_eq!(error.code, "too-large");
    assert!(error.zh.contains("24.0 MB") && error.en.contains("24.0 MB"));
}
