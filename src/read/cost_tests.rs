//! Small files that ask for much. Each is read within the limits, which are counted, not timed: what a document holds
//! is measured here, and that the file asks for more is said in its note. A part of each limit shows the same sooner.

use super::docx::tests::package;
use super::meter::{LIMITS, Limit, Meter};
use super::pdf::tests::{GBK, paper, shown};
use super::sheet::seen_tests::package as workbook;
use super::zip::tests::archive;
use super::{Input, read_document};
use crate::document::{Block, Content};

/// What is left of a limit that is used up. What is no amount, as a length is not, stays whole.
fn most(limit: Limit) -> usize {
    let most = LIMITS.iter().find(|row| row.limit == limit).unwrap().most;
    match limit {
        Limit::Paragraph | Limit::Depth => most,
        // More than one paragraph may have.
        Limit::Text => most / 5,
        _ => most / 10,
    }
}

/// A meter of which most is used up.
fn meter() -> Meter {
    let meter = Meter::default();
    for row in &LIMITS {
        meter.pay(row.limit, row.most - most(row.limit));
    }
    meter
}

/// Reads a file, and holds what was read against the limits.
fn measured(bytes: &[u8]) -> Input {
    let input = read_document(bytes, None, &meter()).unwrap();
    let (mut characters, mut cells, mut longest) = (0, 0, 0);
    let mut count = |text: &str| {
        let length = text.chars().count();
        characters += length;
        longest = longest.max(length);
    };
    for block in &input.document.blocks {
        match &block.content {
            Content::Heading { text, .. } | Content::Paragraph { text } => count(text),
            Content::Table(table) => {
                cells += table.cells.len();
                table.cells.iter().for_each(|cell| count(&cell.text));
            }
        }
    }
    assert!(characters <= most(Limit::Text) + cells && cells <= most(Limit::Cells));
    assert!(longest <= most(Limit::Paragraph) * 2 && input.document.blocks.len() <= most(Limit::Blocks));
    input
}

/// Reads a file that asks for more than a limit.
fn cut(bytes: &[u8], limit: Limit) -> Input {
    let input = measured(bytes);
    let row = LIMITS.iter().find(|row| row.limit == limit).unwrap();
    let said =
        |code: &str| input.document.notes.iter().any(|note| note.code == code && note.zh.contains(row.zh));
    assert!(said("truncated"), "{limit:?}: {:?}", input.document.notes);
    input
}

fn texts(input: &Input) -> Vec<&str> {
    input.document.blocks.iter().filter_map(Block::text).collect()
}

fn xlsx(format: &str, cells: &str) -> Vec<u8> {
    let styles = format!(
        "<numFmts><numFmt numFmtId='176' formatCode='{format}'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='176'/></cellXfs>"
    );
    let parts = [("s", "worksheet", format!("<sheetData>{cells}</sheetData>")), ("f", "styles", styles)];
    workbook("<sheets><sheet name='甲' r:id='s'/></sheets>", &parts)
}

#[test]
fn formats_of_thousands_of_digits_show_the_number() {
    let long = [
        format!("0.{}", "0".repeat(65_536)),
        "0".repeat(40_000),
        format!("#,##0.{}", "?".repeat(66_000)),
        "%".repeat(60_000) + "0",
        format!("{}0{}", "\"甲\"".repeat(20_000), ",".repeat(9_000)),
        "0;".repeat(50_000),
    ];
    for format in long {
        let row = "<c s='1'><v>12</v></c><c s='1'><v>7.5</v></c>";
        let input = measured(&xlsx(&format, &format!("<row>{row}</row>").repeat(300)));
        let table = input.document.blocks.iter().find_map(Block::as_table).unwrap();
        assert_eq!(table.cells.len(), 600);
        assert!(table.cells.iter().all(|cell| cell.text.len() < 3_000), "{}", format.len());
    }
}

#[test]
fn a_formula_of_many_cells_is_paid_for_in_each() {
    let shared = |formula: &str, cells: u32| {
        let first = format!(
            "<row r='1'><c r='A1'><f t='shared' si='0' ref='A1:A{cells}'>{formula}</f></c><c r='B1'><v>7</v></c></row>"
        );
        let rest = (2..=cells).map(|row| {
            format!("<row r='{row}'><c r='A{row}'><f t='shared' si='0'/></c><c r='B{row}'><v>7</v></c></row>")
        });
        xlsx("0", &(first + &rest.collect::<String>()))
    };
    cut(&shared(&"B1+".repeat(30_000), 9), Limit::Steps);
    // An ordinary one is computed in all its cells.
    let input = measured(&shared("SUM(C1:H1)+3", 300));
    let table = input.document.blocks.iter().find_map(Block::as_table).unwrap();
    let computed = table.cells.iter().filter(|cell| cell.column == 0 && cell.text == "3");
    assert_eq!((table.rows, computed.count()), (300, 300));
}

fn odt(styles: &str, text: &str) -> Vec<u8> {
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office='{names}:office:1.0' xmlns:table='{names}:table:1.0' xmlns:text='{names}:text:1.0' \
         xmlns:style='{names}:style:1.0'><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>\
         </office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

#[test]
fn repeated_rows_and_cells_are_paid_for() {
    let text = "长".repeat(1000);
    let repeated = |rows: u32, columns: u32, text: &str| {
        format!(
            "<text:p>前</text:p><table:table><table:table-row table:number-rows-repeated='{rows}'><table:table-cell table:number-columns-repeated='{columns}'><text:p>{text}</text:p>\
             </table:table-cell></table:table-row></table:table>"
        )
    };
    let input = cut(&odt("", &repeated(1000, 500, &text)), Limit::Repeats);
    assert_eq!(texts(&input).first(), Some(&"前"));
    cut(&odt("", &repeated(4_000_000_000, 1, "1")), Limit::Repeats);
    cut(&odt("", &repeated(1000, 400, "1").repeat(50)), Limit::Repeats);
    cut(&odt("", &repeated(100, 50, &text)), Limit::Text);
    cut(&odt("", &repeated(6, 500, &"<text:s text:c='200'/>字".repeat(9))), Limit::Text);
    let small = measured(&odt("", &repeated(3, 2, "1")));
    assert!(small.document.notes.is_empty());
    assert_eq!(
        small.document.blocks.get(1).and_then(Block::as_table).map(|table| table.cells.len()),
        Some(6)
    );
}

#[test]
fn labels_of_lists_are_no_longer_than_a_line() {
    let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    let lists = |text: &str| {
        format!(
            "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='{text}'/></w:lvl></w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
        )
    };
    for text in ["%1".repeat(100_000), "长".repeat(30_000), format!("%1{}", "、".repeat(9_999))] {
        let input = measured(&package(&item.repeat(200), "", &lists(&text)));
        assert_eq!(texts(&input).len(), 200);
        assert!(texts(&input).iter().all(|text| text.ends_with('甲') && text.chars().count() <= 202));
    }
    let style = |level: &str| {
        format!(
            "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' {level}/></text:list-style>"
        )
    };
    let list = |count: usize| {
        let items = "<text:list-item><text:p>甲</text:p></text:list-item>".repeat(count);
        format!("<text:list text:style-name='L'>{items}</text:list>")
    };
    for level in [
        format!("style:num-prefix='{}'", "前".repeat(30_000)),
        format!("style:num-suffix='{}'", "后".repeat(30_000)),
        format!("loext:num-list-format='{}'", "%1%".repeat(30_000)),
        format!("loext:num-list-format='{}'", "100%".repeat(30_000)),
    ] {
        let input = measured(&odt(&style(&level), &list(200)));
        assert_eq!(texts(&input).len(), 200);
        assert!(texts(&input).iter().all(|text| text.ends_with('甲') && text.chars().count() <= 202));
    }
}

#[test]
fn embedded_parts_are_paid_for_at_each_reference() {
    let main = |count: usize| {
        let chunks = "<w:altChunk r:id='c'/>".repeat(count);
        format!(
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='r'><w:body><w:p><w:r><w:t>前</w:t></w:r></w:p>{chunks}</w:body></w:document>"
        )
    };
    let word = |count: usize, name: &str, part: &str| {
        let relations =
            format!("<Relationships><Relationship Id='c' Type='t/aFChunk' Target='{name}'/></Relationships>");
        archive(&[
            ("word/document.xml", main(count).as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            (&format!("word/{name}"), part.as_bytes()),
        ])
    };
    let input = cut(&word(30, "a.txt", &format!("甲{}", " ".repeat(2 << 20))), Limit::Unpacked);
    assert_eq!(texts(&input).first(), Some(&"前"));
    cut(&word(300, "a.html", "<p>甲"), Limit::Parts);
    cut(&word(20, "a.html", &"<p>甲乙".repeat(5_000)), Limit::Nodes);
    cut(&word(50, "a.txt", &format!("{}\n", "甲乙丙丁".repeat(100)).repeat(100)), Limit::Text);
    cut(&word(40, "a.txt", &"1\n".repeat(900)), Limit::Blocks);
    assert_eq!(texts(&measured(&word(2, "a.txt", "甲"))), ["前", "甲", "甲"]);
}

#[test]
fn pictures_and_marks_in_a_page_take_no_more_than_their_length() {
    let (before, after) = (shown(20, 150, "前"), shown(20, 100, "后"));
    for content in [
        "BI ID ".repeat(6_000),
        "BI /W 1 ID x EI ".repeat(2_000),
        "BI ".repeat(9_000) + " EI ",
        format!("BI /W 1 ID {} EI ", "BI ".repeat(6_000)),
        "EI BI ID EI ".repeat(2_000),
        "/Artifact /P BDC EMC ".repeat(10_000),
        "/F 10 Tf ".repeat(20_000),
    ] {
        let input = measured(&paper(GBK, "", &[format!("{before}{content}{after}")]));
        assert_eq!(texts(&input), ["前", "后"], "{}", &content[..9]);
    }
    let meter = meter();
    meter.pay(Limit::Steps, meter.left(Limit::Steps) - 1000);
    let file = paper(GBK, "", &[format!("{before}{}{after}", "q Q ".repeat(2_000))]);
    let document = super::pdf::read(&file, &meter).unwrap();
    assert_eq!(document.blocks.iter().filter_map(Block::text).collect::<Vec<_>>(), ["前"]);
    assert!(meter.is_over(Limit::Steps));
}

#[test]
fn pages_of_one_content_pay_for_it_on_each() {
    let before = shown(20, 150, "前");
    let blank = |sign: &str| format!("{before}{}", sign.repeat((1 << 20) / sign.len()));
    for content in [blank(" "), blank("% x\n")] {
        let input = cut(&paper(GBK, "", &vec![content; 12]), Limit::Unpacked);
        assert!(texts(&input).len() < 12 && texts(&input).iter().all(|text| *text == "前"));
    }
}

#[test]
fn ranges_of_widths_that_lie_over_one_another_are_written_a_limited_number_of_times() {
    let wide = |widths: &str| GBK.replace("/W [814 [500]]", &format!("/W [{widths}]"));
    for widths in
        ["0 65535 500 ".repeat(30_000), "0 4000000 500 ".repeat(9_000), "7 [500 500] ".repeat(30_000)]
    {
        let input = measured(&paper(&wide(&widths), "", &[shown(20, 150, "前后")]));
        assert_eq!(texts(&input), ["前后"]);
    }
}

/// A font program with one table of codes, of all that there are, which so many encodings name.
fn program(encodings: u16) -> Vec<u8> {
    let groups = [0_u32, 0x10_FFFF, 1].iter().flat_map(|number| number.to_be_bytes());
    let table: Vec<u8> =
        [0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1].into_iter().chain(groups).collect();
    let at = (4 + u32::from(encodings) * 8).to_be_bytes();
    let records = (0..encodings).flat_map(|_| [[0, 3, 0, 1], at].concat());
    let [high, low] = encodings.to_be_bytes();
    let cmap: Vec<u8> = [0, 0, high, low].into_iter().chain(records).chain(table).collect();
    let head =
        [&[0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0][..], b"cmap", &[0; 4], &28_u32.to_be_bytes(), &[0, 0, 0, 0]];
    [head.concat(), cmap].concat()
}

#[test]
fn a_table_of_codes_that_many_encodings_name_is_read_once() {
    let entries = |encodings| super::pdf::entries_of_program(&program(encodings));
    assert!(entries(1) > 60_000);
    assert_eq!(entries(1), entries(3_000));
}

#[test]
fn fonts_in_the_dictionary_of_each_page_share_their_maps() {
    let map = format!("1 beginbfchar {} endbfchar", "<41> <7532> ".repeat(6_000));
    let differences = "/a".repeat(3_000);
    for extra in [
        String::new(),
        format!("/Encoding << /Differences [0 {differences}] >>"),
        format!("/Widths [{}] /FirstChar 0", "500 ".repeat(3_000)),
    ] {
        let pages = 60;
        let font = format!("<< /Type /Font /Subtype /TrueType /BaseFont /A {extra} /ToUnicode 900 0 R >>");
        let content = "BT /G 10 Tf 1 0 0 1 20 150 Tm (A) Tj ET".to_owned();
        let file = paper(GBK, &format!("/Resources << /Font << /G {font} >> >>"), &vec![content; pages]);
        let object = format!("900 0 obj << /Length {} >> stream\n{map}\nendstream endobj\n", map.len());
        // Before the table of references, which no longer fits: the objects are then looked for.
        let text = String::from_utf8(file).unwrap();
        let at = text.find("xref").unwrap();
        let file = [text.get(..at).unwrap(), &object, text.get(at..).unwrap()].concat();
        let input = measured(file.as_bytes());
        assert!(
            input.document.blocks.iter().filter_map(Block::text).all(|text| text.contains('甲')),
            "{:?}",
            texts(&input)
        );
        assert!(!input.document.blocks.is_empty());
    }
}

#[test]
fn texts_of_one_sign_are_read_as_far_as_the_limits_go() {
    for sign in ["|", ",", "1", "<", "&", "(", "[", "一", "\"", "\\", "`", "年"] {
        let input = read_document(sign.repeat(900_000 / sign.len()).as_bytes(), None, &meter());
        if let Ok(input) = input {
            assert!(
                input.document.blocks.iter().filter_map(Block::text).all(|text| text.len() <= 600_000),
                "{sign}"
            );
        }
    }
    // A number that is cut off would be another number.
    let long = format!("共{}", "1".repeat(most(Limit::Paragraph) + 1));
    assert_eq!(texts(&cut(long.as_bytes(), Limit::Paragraph)), ["共"]);
    let word = package(
        &format!("<w:p><w:r><w:t>共{}</w:t></w:r></w:p>", "1".repeat(most(Limit::Paragraph) + 1)),
        "",
        "",
    );
    assert_eq!(texts(&cut(&word, Limit::Paragraph)), ["共"]);
}

#[test]
fn texts_of_many_lines_and_cells_are_cut_where_the_limits_are() {
    cut("1\n".repeat(25_000).as_bytes(), Limit::Blocks);
    cut("甲 | 1 | 2 | 3\n".repeat(8_000).as_bytes(), Limit::Cells);
    cut("甲\t1\t2\t3\n".repeat(8_000).as_bytes(), Limit::Cells);
    cut("甲   1   2   3\n".repeat(8_000).as_bytes(), Limit::Cells);
    cut("甲,1,2,3\n".repeat(8_000).as_bytes(), Limit::Cells);
    cut("# 甲\n".repeat(21_000).as_bytes(), Limit::Blocks);
    // Words that stand apart and are no table: each line would look through all that follow.
    measured("甲   乙   丙\n".repeat(5_000).as_bytes());
    let table = "甲 | 1 | 2 | 3\n".repeat(5_000) + &"乙，".repeat(200_000);
    let input = cut(table.as_bytes(), Limit::Paragraph);
    assert_eq!(input.document.blocks.first().and_then(Block::as_table).map(|table| table.rows), Some(5_000));
}

#[test]
fn pages_of_too_many_attributes_and_nodes_are_read_as_far_as_the_limits_go() {
    let attributes: String = (0..20_000).map(|index| format!(" a{index}")).collect();
    for html in [
        format!("<p{attributes}>甲"),
        format!("<div{}>甲", attributes.replace(' ', "\n")),
        format!("<p>乙<table{attributes}><tr><td>甲"),
        format!("<p {}=''>甲", "a='x' b=\"y\" ".repeat(10_000)),
        format!("<!DOCTYPE html><body{attributes}>甲<br{attributes}>"),
    ] {
        let input = cut(html.as_bytes(), Limit::Nodes);
        assert!(texts(&input).iter().any(|text| text.ends_with('甲')));
    }
    let input = cut(format!("<p>甲{}", "<p>1".repeat(90_000)).as_bytes(), Limit::Nodes);
    assert!(!input.document.blocks.is_empty());
}
