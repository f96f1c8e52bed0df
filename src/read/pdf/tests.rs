//! `two_pages.pdf` was printed by a browser and `repeated.pdf` by an office suite, both from invented tables; the
//! other files are written here.

use std::fmt::Write;

use crate::document::{Block, Document, Fidelity, Table};
use crate::read::ReadError;
use crate::read::meter::Meter;
use crate::read::test_support::{Random, assert_cells_within};

const TWO_PAGES: &[u8] = include_bytes!("../../../tests/fixtures/pdf/two_pages.pdf");
const REPEATED: &[u8] = include_bytes!("../../../tests/fixtures/pdf/repeated.pdf");

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    super::read(bytes, &Meter::default())
}

/// A font that is not embedded: its entries after `/Type /Font`.
pub(crate) const GBK: &str = "/Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font \
                   /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) \
                   /Supplement 2 >> /DW 1000 /W [814 [500]] >>]";

/// A PDF of pages with these contents; `/F` is a font of `font`. Pages are 300 by 200 points; `extra` goes into each
/// page's dictionary.
pub(crate) fn paper(font: &str, extra: &str, contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|index| format!("{} 0 R", 4 + index * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] /MediaBox [0 0 300 200] /Resources << /Font << /F 3 0 R >> >> >>",
            contents.len(),
            kids.join(" ")
        ),
        format!("<< /Type /Font {font} >>"),
    ];
    for (index, content) in contents.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R {extra} >>", 5 + index * 2));
        objects.push(format!("<< /Length {} >> stream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{number} 0 obj {object} endobj").unwrap();
    }
    let start = file.len();
    write!(file, "{table}trailer << /Root 1 0 R /Size {} >>\nstartxref\n{start}\n%%EOF", objects.len() + 1)
        .unwrap();
    file.into_bytes()
}

/// A showing operator with the text in GBK.
pub(crate) fn shown(x: u32, y: u32, text: &str) -> String {
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let hex: String = bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02X}").unwrap();
        hex
    });
    format!("BT /F 10 Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().filter_map(Block::text).collect()
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(Block::as_table).collect()
}

fn cell(table: &Table, row: u32, column: u32) -> (&str, u32, u32) {
    let cell = table.at(row, column).unwrap();
    (cell.text.as_str(), cell.row_span, cell.column_span)
}

fn row_texts(table: &Table, row: u32) -> Vec<&str> {
    table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()).collect()
}

#[test]
fn joins_a_table_and_its_label_over_the_page_break() {
    let document = read(TWO_PAGES).unwrap();
    let paragraphs = texts(&document);
    assert_eq!(
        paragraphs,
        [
            "一、申请人申请公开十二件，结转件九，自然人申请公开九件，法人申请公开三件，共计公开十二件。",
            "二、公开。"
        ]
    );
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns, table.cells.len()), (9, 5, 34));
    assert_eq!(cell(table, 0, 0), ("申请", 2, 2));
    assert_eq!(cell(table, 0, 2), ("申请人", 1, 3));
    assert_eq!(cell(table, 3, 0), ("（一）申请人不公开的申请件", 4, 1));
    assert_eq!(row_texts(table, 6), ["4.申请", "3", "2", "5"]);
    assert_eq!(row_texts(table, 8), ["（三）共计", "9", "3", "12"]);
    assert_eq!(document.blocks[1].page, Some(1));
    assert_eq!(table.at(8, 4).unwrap().page, Some(2));
    assert_eq!(document.fidelity, Fidelity::Original);
}

#[test]
fn a_drawn_hyphen_parts_numbers_whatever_the_font_calls_it() {
    const FONT: &str =
        "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 173 /Widths [333]";
    let drawn = read(&paper(FONT, "", &["BT /F 10 Tf 20 100 Td <31AD3132> Tj ET".to_owned()])).unwrap();
    assert_eq!(texts(&drawn), ["1-12"]);
    let font = FONT.replace("[333]", "[0]");
    let without_width =
        read(&paper(&font, "", &["BT /F 10 Tf 20 100 Td <31AD3132> Tj ET".to_owned()])).unwrap();
    assert_eq!(texts(&without_width), ["1\u{AD}2"]);
}

#[test]
fn a_font_that_draws_in_large_units_is_set_in_small_sizes() {
    const FONT: &str = "/Subtype /Type3 /FontBBox [0 -10 40 40] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding \
                        << /Differences [49 /one /two] >> /FirstChar 49 /LastChar 50 /Widths [25 25]";
    let content = "BT /F 0.24 Tf 20 100 Td (12) Tj 30 0 Td (21) Tj ET";
    assert_eq!(texts(&read(&paper(FONT, "", &[content.to_owned()])).unwrap()), ["12 21"]);
    // Letters of a quarter of a point are seen by nobody.
    let tiny = FONT.replace("[1 0 0 1 0 0]", "[0.02 0 0 0.02 0 0]");
    assert!(texts(&read(&paper(&tiny, "", &[content.to_owned()])).unwrap()).is_empty());
}

#[test]
fn a_font_of_one_low_sign_is_as_large_as_its_neighbours() {
    // As cairo prints: a font for each few signs, with a box close around them.
    let resources = |box_of_it: &str, widths: &str| {
        format!(
            "/Resources << /Font << /F 3 0 R /G << /Type /Font /Subtype /Type3 /FontBBox {box_of_it} /FontMatrix \
             [1 0 0 -1 0 0] /CharProcs << >> /Encoding << /Differences [48 /period] >> /FirstChar 48 /LastChar 48 \
             /Widths {widths} >> >> >>"
        )
    };
    let font =
        "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 49 /Widths [556 556]";
    let content = "BT /F 10 Tf 20 100 Td (1) Tj /G 10 Tf (0) Tj /F 10 Tf (2) Tj ET";
    for (box_of_it, widths) in [("[0.04 -0.2 0.32 0.08]", "[0.5]"), ("[0.04 -0.1 0.12 0]", "[0.25]")] {
        let file = paper(font, &resources(box_of_it, widths), &[content.to_owned()]);
        assert_eq!(texts(&read(&file).unwrap()), ["1.2"], "{box_of_it}");
    }
}

#[test]
fn drops_page_numbers_and_repeated_headers_and_keeps_blanks() {
    let document = read(REPEATED).unwrap();
    assert_eq!(texts(&document).len(), 2);
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns), (8, 5));
    // Written from top to bottom, cut by the page break.
    assert_eq!(cell(table, 3, 0), ("办结件", 5, 1));
    assert_eq!(row_texts(table, 4), ["（二）不公开，不公开申请人申请件", "0", "5", "5"]);
    assert_eq!(row_texts(table, 5), ["（三）结转", "0", "", "0"]);
    assert_eq!(row_texts(table, 7), ["（五）共计", "3", "9", "12"]);
}

#[test]
fn reads_gbk_without_a_map() {
    let document = read(&paper(GBK, "", &[shown(20, 150, "政府信息公开3件")])).unwrap();
    assert_eq!(texts(&document), ["政府信息公开3件"]);
    assert!(document.notes.is_empty());
}

#[test]
fn reads_ucs2_and_identifiers_without_a_map() {
    let unicode = GBK.replace("GBK-EUC-H", "UniGB-UCS2-H");
    let document =
        read(&paper(&unicode, "", &["BT /F 10 Tf 20 150 Td <653F5E9C0033> Tj ET".to_owned()])).unwrap();
    assert_eq!(texts(&document), ["政府3"]);
    // Adobe-GB1: 啊 is 940, the proportional 3 is 20.
    let identity = GBK.replace("GBK-EUC-H", "Identity-H");
    let document =
        read(&paper(&identity, "", &["BT /F 10 Tf 20 150 Td <03AC0014> Tj ET".to_owned()])).unwrap();
    assert_eq!(texts(&document), ["啊3"]);
}

#[test]
fn reads_simple_fonts_and_their_differences() {
    let font = "/Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 \
                /uni4E00 /zero] >>";
    let document =
        read(&paper(font, "", &["BT /F 10 Tf 20 150 Td (AB C\\2231\\224) Tj ET".to_owned()])).unwrap();
    assert_eq!(texts(&document), ["一0 C“1”"]);
}

#[test]
fn reads_turned_pages() {
    let content = format!("{}{}", shown(20, 150, "第一行的文字"), shown(20, 130, "第二行的文字"));
    for turn in [0, 90, 180, 270] {
        let document = read(&paper(GBK, &format!("/Rotate {turn}"), std::slice::from_ref(&content))).unwrap();
        assert!(
            texts(&document).concat().starts_with("第一行的文字第二行"),
            "{turn}: {:?}",
            texts(&document)
        );
    }
}

#[test]
fn a_number_wider_than_its_cell_stays_whole() {
    let lines = "0.5 w 20 100 m 120 100 l S 20 120 m 120 120 l S 20 100 m 20 120 l S 60 100 m 60 120 l S 120 100 m \
                 120 120 l S\n";
    let content = format!("{lines}{}{}", shown(25, 106, "123456789"), shown(90, 106, "7"));
    let document = read(&paper(GBK, "", &[content])).unwrap();
    assert_eq!(row_texts(tables(&document)[0], 0), ["123456789", "7"]);
}

/// Horizontal and vertical lines of a table from y 100 to y 160.
fn lines_at(ys: &[u32], xs: &[u32]) -> String {
    let (first, last) = (xs[0], xs[xs.len() - 1]);
    let across = ys.iter().map(|y| format!("{first} {y} m {last} {y} l S\n"));
    let down = xs.iter().map(|x| format!("{x} 100 m {x} 160 l S\n"));
    across.chain(down).collect()
}

#[test]
fn numbers_below_one_another_are_several_however_narrow_their_columns_are() {
    let rows = |x: u32, texts: [&str; 3]| -> String {
        (0..).zip(texts).map(|(row, text)| shown(x, 146 - row * 16, text)).collect()
    };
    let columns = rows(160, ["96", "3", "12"]) + &rows(184, ["20", "0", "7"]) + &rows(208, ["6", "0", "40"]);
    let labels = rows(30, ["一、办结", "二、结转", "三、其他"]);
    // No lines between the rows.
    let content = lines_at(&[100, 160], &[20, 155, 180, 204, 228]) + &labels + &columns;
    let document = read(&paper(GBK, "", &[content])).unwrap();
    let table = tables(&document)[0];
    assert_eq!(row_texts(table, 0), ["一、办结", "96", "20", "6"]);
    assert_eq!(row_texts(table, 2), ["三、其他", "12", "7", "40"]);
    // Nor between the columns of values.
    let content = lines_at(&[100, 160], &[20, 155, 228]) + &labels + &columns;
    let document = read(&paper(GBK, "", &[content])).unwrap();
    assert_eq!(row_texts(tables(&document)[0], 1), ["二、结转", "3", "0", "0"]);
    // In one row of a table whose others have lines between them they stay apart.
    let more: String = [178, 162].iter().flat_map(|y| [160, 184, 208].map(|x| shown(x, *y, "5"))).collect();
    let lines = lines_at(&[100, 158, 174, 190], &[20, 155, 180, 204, 228]).replace(" 160 l", " 190 l");
    let document = read(&paper(GBK, "", &[lines + &labels + &columns + &more])).unwrap();
    assert_eq!(row_texts(tables(&document)[0], 2)[1..], ["96\n3\n12", "20\n0\n7", "6\n0\n40"]);
}

#[test]
fn numbers_far_apart_in_a_cell_are_no_number() {
    let line = lines_at(&[100, 160], &[20, 100, 260]);
    let cell = |texts: &[(u32, &str)]| {
        let texts: String = texts.iter().map(|(x, text)| shown(*x, 120, text)).collect();
        let content = line.clone() + &shown(30, 120, "规章") + &texts;
        let document = read(&paper(GBK, "", &[content])).unwrap();
        tables(&document)[0].at(0, 1).unwrap().text.clone()
    };
    assert_eq!(cell(&[(130, "2"), (200, "31")]), "2\n31");
    assert_eq!(cell(&[(130, "2"), (200, "1")]), "2\n1");
    // Digits that are set from edge to edge are one.
    assert_eq!(cell(&[(103, "1"), (176, "2"), (250, "8")]), "1 2 8");
    assert_eq!(cell(&[(150, "1"), (158, "286")]), "1 286");
}

#[test]
fn rows_of_a_label_a_unit_and_a_number_are_lines_of_their_own() {
    let rows = [("一、收到申请数", "305"), ("其中：当面申请数", "47"), ("其中：信函申请数", "258")];
    let line = |(row, (label, number)): (u32, (&str, &str))| {
        let y = 150 - row * 16;
        shown(20, y, label) + &shown(200, y, "件") + &shown(250, y, number)
    };
    let content: String = (0..).zip(rows).map(line).collect();
    let document = read(&paper(GBK, "", &[content])).unwrap();
    assert_eq!(
        texts(&document),
        ["一、收到申请数 件 305", "其中：当面申请数 件 47", "其中：信函申请数 件 258"]
    );
}

#[test]
fn watermarks_and_what_a_browser_prints_round_a_page_are_left_out() {
    let page = |text: &str, number: u32| {
        let watermark = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 90 40 Tm <C4DAB2BF> Tj ET\n";
        let top = shown(20, 190, "2024/1/30 10:02 年度报告");
        format!(
            "{watermark}{top}{}{}",
            shown(20, 120, text),
            shown(20, 4, &format!("http://a.gov.cn/b.html {number}/2"))
        )
    };
    let document = read(&paper(GBK, "", &[page("收到申请三件。", 1), page("办结申请三件。", 2)])).unwrap();
    assert_eq!(texts(&document), ["收到申请三件。", "办结申请三件。"]);
}

#[test]
fn a_page_of_pictures_is_a_scan() {
    let image = "q 300 0 0 200 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{7f} EI Q".to_owned();
    let document = read(&paper(GBK, "", &[image.clone(), image.clone()])).unwrap();
    assert!(document.blocks.is_empty());
    assert_eq!(document.notes[0].code, "scan-without-text");
    assert!(document.notes[0].zh.contains("2 页都是图片"), "{}", document.notes[0].zh);
    // One page of the two has text.
    let text: String =
        (0..3).map(|line| shown(20, 150 - line * 20, "这一页有足够多的文字可以读取")).collect();
    let document = read(&paper(GBK, "", &[text, image])).unwrap();
    assert!(document.notes[0].zh.contains("第 2 页是扫描图片"), "{}", document.notes[0].zh);
    assert!(!document.blocks.is_empty());
}

#[test]
fn text_without_ink_on_a_picture_was_recognised() {
    let text = shown(20, 150, "识别得到的文字").replace("Tf", "Tf 3 Tr");
    let image = "q 300 0 0 200 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{7f} EI Q ";
    let document = read(&paper(GBK, "", &[format!("{image}{text}")])).unwrap();
    assert_eq!(texts(&document), ["识别得到的文字"]);
    assert_eq!(document.fidelity, Fidelity::Recognised);
}

#[test]
fn characters_without_meaning_are_said() {
    let font = "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype \
                /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >> /DW 1000 >>]";
    let document = read(&paper(font, "", &["BT /F 10 Tf 20 150 Td <00410042> Tj ET".to_owned()])).unwrap();
    assert_eq!(texts(&document), ["\u{FFFD}\u{FFFD}"]);
    assert_eq!(document.notes[0].code, "unknown-characters");
}

#[test]
fn says_what_it_cannot_read() {
    assert_eq!(read(b"%PDF-1.4 and nothing else").unwrap_err().code, "damaged");
    // Locked: an encryption dictionary whose password is unknown.
    let locked = String::from_utf8(paper(GBK, "", &[shown(20, 150, "密")])).unwrap().replace(
        "trailer <<",
        &format!(
            "trailer << /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>",
            "41".repeat(32)
        ),
    );
    assert_eq!(read(locked.as_bytes()).unwrap_err().code, "encrypted");
}

#[test]
fn rows_of_values_without_lines_are_rows() {
    let row = |y: u32, label: &str, values: [&str; 3]| {
        let values: String = (0..).zip(values).map(|(at, value)| shown(150 + at * 40, y, value)).collect();
        shown(20, y, label) + &values
    };
    let content = [
        shown(20, 180, "三、收到和处理申请情况"),
        row(160, "一、新收", ["3", "0", "12"]),
        // The label stands in two lines round its values.
        shown(20, 146, "二、上年结转申请"),
        row(140, "", ["1", "-", "1"]),
        shown(20, 134, "的数量"),
        row(110, "（七）总计", ["4", "0", "13"]),
        shown(20, 90, "没有行政复议。"),
    ];
    let document = read(&paper(GBK, "", &[content.concat()])).unwrap();
    assert_eq!(texts(&document), ["三、收到和处理申请情况", "没有行政复议。"]);
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns), (3, 4));
    assert_eq!(row_texts(table, 0), ["一、新收", "3", "0", "12"]);
    assert_eq!(row_texts(table, 1), ["二、上年结转申请的数量", "1", "-", "1"]);
}

/// Values beside each other at a height, right of all labels.
fn values(y: u32, values: [&str; 3]) -> String {
    (0..).zip(values).map(|(at, value)| shown(180 + at * 40, y, value)).collect()
}

#[test]
fn labels_of_several_lines_and_columns_without_lines_are_put_together() {
    let page = |parts: &[String]| parts.concat();
    let first = page(&[
        shown(20, 190, "一、新收申请数量"),
        values(190, ["9", "0", "9"]),
        shown(20, 176, "（三）"),
        shown(80, 176, "1.属于国家秘"),
        values(176, ["1", "2", "3"]),
        shown(20, 164, "不予公"),
        shown(80, 164, "密"),
        shown(20, 152, "开"),
        shown(80, 152, "2.保护"),
        values(152, ["4", "0", "4"]),
        shown(80, 140, "第三方合法权"),
    ]);
    let second = page(&[
        shown(80, 190, "益"),
        // Centred: the values stand beside the second line of their label.
        shown(80, 170, "3.属于行"),
        shown(80, 158, "政执法"),
        values(158, ["0", "5", "5"]),
        shown(80, 146, "案卷"),
        shown(20, 120, "四、复议情况"),
        shown(20, 106, "没有。"),
    ]);
    let document = read(&paper(GBK, "", &[first, second])).unwrap();
    assert_eq!(texts(&document), ["四、复议情况", "没有。"]);
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns), (4, 5));
    assert_eq!(row_texts(table, 0), ["一、新收申请数量", "9", "0", "9"]);
    assert_eq!(row_texts(table, 1), ["（三）不予公开", "1.属于国家秘密", "1", "2", "3"]);
    assert_eq!(row_texts(table, 2), ["", "2.保护第三方合法权益", "4", "0", "4"]);
    assert_eq!(row_texts(table, 3), ["", "3.属于行政执法案卷", "0", "5", "5"]);
    assert_eq!(table.at(3, 1).unwrap().page, Some(2));
}

#[test]
fn labels_of_columns_near_to_each_other_are_two() {
    // The second column begins four points behind the first, nearer than words stand.
    let page = [
        shown(20, 190, "一、新收申请数量"),
        values(190, ["9", "0", "9"]),
        shown(20, 176, "三、本年"),
        shown(64, 176, "（一）予以公开"),
        values(176, ["1", "2", "3"]),
        shown(20, 162, "度办理结"),
        shown(64, 162, "（二）部分公"),
        values(156, ["4", "0", "4"]),
        shown(20, 150, "果的情况"),
        shown(64, 150, "开"),
        shown(64, 136, "（三）其他"),
        values(136, ["0", "5", "5"]),
    ];
    let document = read(&paper(GBK, "", &[page.concat()])).unwrap();
    let table = tables(&document)[0];
    assert_eq!(row_texts(table, 1), ["三、本年度办理结果的情况", "（一）予以公开", "1", "2", "3"]);
    assert_eq!(row_texts(table, 2), ["", "（二）部分公开", "4", "0", "4"]);
    assert_eq!(row_texts(table, 3), ["", "（三）其他", "0", "5", "5"]);
}

#[test]
fn reads_what_was_filled_in() {
    let appearance = "<< /Type /XObject /Subtype /Form /BBox [0 0 40 20] /Length 43 >> stream\nBT /F 10 Tf 2 5 Td \
                      <3132BCFE> Tj ET            \nendstream";
    let page = "/Annots [<< /Subtype /Widget /Rect [100 146 140 166] /AP << /N 6 0 R >> >> << /Subtype /FreeText /F 2 \
                /Rect [200 146 240 166] /AP << /N 6 0 R >> >>]";
    let file = String::from_utf8(paper(GBK, page, &[shown(20, 150, "收到申请")]))
        .unwrap()
        .replace("xref\n", &format!("6 0 obj {appearance} endobj\nxref\n"));
    assert_eq!(texts(&read(file.as_bytes()).unwrap()), ["收到申请 12件"]);
}

#[test]
fn a_form_that_draws_itself_ends() {
    let content = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length \
                   23 >> stream\n/X Do /X Do /X Do /X Do \nendstream";
    let file =
        String::from_utf8(paper(GBK, "/Resources << /XObject << /X 6 0 R >> >>", &["/X Do".to_owned()]))
            .unwrap()
            .replace("xref\n", &format!("6 0 obj {content} endobj\nxref\n"));
    assert!(read(file.as_bytes()).is_ok());
}

#[test]
fn bears_floods() {
    // Many lines, many states, many characters, long numbers, unbalanced operators.
    let lines: String = (0..30_000)
        .map(|index| format!("{} {} m {} 190 l S ", index % 300, index % 7, (index * 7) % 300))
        .collect();
    let grid: String =
        (0..400).map(|index| format!("0 {0}.25 m 300 {0}.25 l S {0} 0 m {0} 200 l S ", index / 2)).collect();
    for content in [
        lines,
        grid,
        "q ".repeat(200_000),
        "[".repeat(100_000),
        "(".repeat(100_000),
        "BT ".repeat(50_000) + &"1e308 ".repeat(1000) + "Tm",
        format!("BT /F 10 Tf <{}> Tj ET", "D5FE".repeat(50_000)),
        "/A BMC ".repeat(50_000),
    ] {
        assert!(read(&paper(GBK, "", &[content])).is_ok());
    }
}

#[test]
fn a_small_file_that_unpacks_to_gigabytes_is_not_unpacked() {
    let zeros = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 60 << 20], 6);
    let packed = |dictionary: &str| {
        let file = paper(GBK, "", &["@".to_owned()]);
        let file = String::from_utf8(file).unwrap();
        let (before, after) = file.split_once("<< /Length 1 >> stream\n@").unwrap();
        let head = format!("<< /Length {} /Filter /FlateDecode {dictionary} >> stream\n", zeros.len());
        [before.as_bytes(), head.as_bytes(), &zeros, after.as_bytes()].concat()
    };
    let document = read(&packed("")).unwrap();
    assert_eq!(document.notes[0].code, "damaged");
    assert!(document.notes[0].zh.contains("第 1 页"));
    assert_eq!(read(&packed("/Type /ObjStm /N 1 /First 9")).unwrap_err().code, "too-large");
}

#[test]
fn bombs_are_found_under_other_names_and_in_locked_files() {
    let zeros = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 90 << 20], 6);
    let file = |dictionary: &str, trailer: &str| {
        let stream =
            format!("9 0 obj << {dictionary} /Filter /FlateDecode /Length {} >> stream\n", zeros.len());
        let end = format!("\nendstream endobj\ntrailer << /Root 1 0 R {trailer} >>");
        [b"%PDF-1.5\n", stream.as_bytes(), &zeros, end.as_bytes()].concat()
    };
    for dictionary in ["/Type /ObjStm /N 1 /First 4", "/Type /#4fbjStm", "/N 1 /First 4"] {
        for trailer in ["", "/Encrypt 5 0 R"] {
            let error = read(&file(dictionary, trailer)).unwrap_err();
            assert_eq!(error.code, "too-large", "{dictionary} {trailer}");
        }
    }
}

#[test]
fn locked_streams_are_no_bombs_whatever_their_bytes_look_like() {
    let mut random = Random(7);
    let mut file = b"%PDF-1.6\n".to_vec();
    // Pictures and fonts that are locked with an owner's password: any byte may stand before the end of one.
    for number in 1..20 {
        let bytes: Vec<u8> = (0..100_000).map(|_| random.byte()).collect();
        file.extend(format!("{number} 0 obj << /Length {} >> stream\n", bytes.len()).bytes());
        file.extend(bytes);
        file.extend(b"\nendstream\nendobj\n");
    }
    file.extend(b"trailer << /Root 1 0 R /Encrypt 5 0 R >>");
    assert_ne!(read(&file).unwrap_err().code, "too-large");
}

#[test]
fn bears_files_cut_off_and_damaged() {
    for file in [TWO_PAGES, REPEATED] {
        for length in (0..file.len()).step_by(file.len() / 20) {
            let _ = read(&file[..length]);
        }
        let mut random = Random(7);
        for _ in 0..12 {
            if let Ok(document) = read(&random.damage(file, 20)) {
                assert_cells_within(&document);
            }
        }
    }
}

#[test]
fn a_file_without_its_end_is_said_to_be_incomplete() {
    let cut =
        |bytes: &[u8]| read(bytes).map(|document| document.notes.iter().any(|note| note.code == "truncated"));
    let whole = paper(GBK, "", &[shown(20, 150, "年度报告"), shown(20, 150, "第二页")]);
    let last = whole.windows(9).rposition(|window| window == b"startxref").unwrap();
    assert_eq!(cut(&whole).ok(), Some(false));
    // Something behind the end, as servers add it; a change that was saved behind it.
    assert_eq!(cut(&[whole.as_slice(), b"\n<!-- served in 3 ms -->\n"].concat()).ok(), Some(false));
    let saved = [whole.as_slice(), b"\n9 0 obj << >> endobj\nstartxref\n0\n%%EOF"].concat();
    assert_eq!(cut(&saved).ok(), Some(false));
    assert_eq!(cut(&saved[..saved.len() - 20]).ok(), Some(true));
    assert_eq!(cut(&whole[..last]).ok(), Some(true));
    // A file for the web begins with a table of objects.
    let web = [b"%PDF-1.4\nstartxref\n0\n%%EOF\n", &whole[9..last]].concat();
    assert_eq!(cut(&web).ok(), Some(true));
}
