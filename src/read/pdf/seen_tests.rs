//! Pages as a person sees them, each written here: what is struck out, covered, white, clipped, off or doubled.

use super::tests::{GBK, paper, shown};
use crate::document::{Block, Document};
use crate::read::meter::Meter;

fn read(bytes: &[u8]) -> Document {
    super::read(bytes, &Meter::default()).unwrap()
}

fn lines(document: &Document) -> String {
    document.blocks.iter().filter_map(Block::text).collect::<Vec<_>>().join("/")
}

/// What a page of this content shows.
fn page(content: &str) -> String {
    lines(&read(&paper(GBK, "", &[content.to_owned()])))
}

/// A text of a size at a place, in black; ASCII only.
fn text(x: f64, y: f64, size: f64, text: &str) -> String {
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

#[test]
fn a_line_through_a_text_strikes_it_out() {
    let both = text(20.0, 100.0, 10.0, "21") + &text(32.0, 100.0, 10.0, "12");
    let stroke = |y: f64, from: f64, to: f64| format!("0.6 w {from} {y} m {to} {y} l S\n");
    assert_eq!(page(&both), "2112");
    assert_eq!(page(&(both.clone() + &stroke(103.0, 19.5, 30.5))), "12");
    assert_eq!(page(&(both.clone() + &stroke(104.0, 20.0, 30.0))), "12");
    assert_eq!(page(&(stroke(103.0, 32.0, 42.0) + &both)), "21");
    assert_eq!(page(&(both.clone() + &stroke(103.0, 20.0, 42.0))), "");
    assert_eq!(page(&(both.clone() + "19.8 102.7 10.5 0.8 re f\n")), "12");
    assert_eq!(page(&(both.clone() + &stroke(102.4, 20.0, 30.0) + &stroke(104.0, 20.0, 30.0))), "12");
    // Under the text, over it, and a line of a table, which is longer than the text.
    assert_eq!(page(&(both.clone() + &stroke(98.5, 20.0, 30.0))), "2112");
    assert_eq!(page(&(both.clone() + &stroke(108.5, 20.0, 30.0))), "2112");
    assert_eq!(page(&(both + &stroke(103.0, 5.0, 200.0))), "2112");
}

#[test]
fn a_wavy_line_through_a_number_strikes_it_out() {
    let both = text(20.0, 100.0, 10.0, "21") + &text(40.0, 100.0, 10.0, "12");
    let wave = |y: f64, from: f64, wide: f64, high: f64| {
        format!("/Pattern cs /P1 scn {from} {y} {wide} {high} re f 0 g\n")
    };
    assert_eq!(page(&(both.clone() + &wave(101.5, 20.0, 10.0, 4.0))), "12");
    // Under the text, longer than it, as high as a cell, and a box of a colour.
    for seen in [
        wave(96.0, 20.0, 10.0, 4.0),
        wave(101.5, 5.0, 100.0, 4.0),
        wave(96.0, 10.0, 30.0, 14.0),
        "0.9 g 20 101.5 10 4 re f 0 g\n".to_owned(),
    ] {
        assert_eq!(page(&(seen.clone() + &both)), "21 12", "{seen}");
    }
}

#[test]
fn a_text_of_the_colour_of_its_ground_is_not_seen() {
    let (old, new) = (text(20.0, 100.0, 10.0, "21"), text(40.0, 100.0, 10.0, "12"));
    let on = |ground: &str, ink: &str| page(&format!("{ground} 10 90 100 20 re f {ink} {old} 0 g {new}"));
    for (ground, ink) in [
        ("0.85 g", "0.85 g"),
        ("0.85 0.85 0.85 rg", "0.85 g"),
        ("1 0 0 rg", "1 0.01 0 rg"),
        ("0 0 0 0.2 k", "0 0 0 0.2 k"),
    ] {
        assert_eq!(on(ground, ink), "12", "{ground} {ink}");
    }
    for (ground, ink) in [
        ("0.85 g", "0.7 g"),
        ("1 0 0 rg", "0 0 1 rg"),
        ("0 0 0 0.2 k", "0 0 0.2 0 k"),
        ("/CS0 cs 0.85 scn", "/CS0 cs 0.85 scn"),
        ("/Pattern cs /P1 scn", "0.85 g"),
    ] {
        assert_eq!(on(ground, ink), "21 12", "{ground} {ink}");
    }
    // The box stands elsewhere, and another one over it.
    assert_eq!(page(&format!("0.85 g 10 150 100 20 re f {old}")), "21");
    assert_eq!(page(&format!("0.5 g 10 90 100 20 re f 0.2 g 10 90 100 20 re f 0.5 g {old}")), "21");
}

#[test]
fn a_stroke_aslant_over_a_number_strikes_it_out() {
    let both = text(20.0, 100.0, 10.0, "21") + &text(40.0, 100.0, 10.0, "12");
    let over = |drawn: &str| page(&(both.clone() + drawn));
    assert_eq!(page(&both), "21 12");
    for drawn in [
        "0.8 w 19.5 99 m 30.5 108 l S\n",
        "1 0 0 RG 2 w 18 108 m 32 98.5 l S\n",
        "19 98 m 31 109 l S 19 109 m 31 98 l S\n",
        "19 98 m 31 109 l 19 109 m 31 98 l S\n",
        "20 102 m 30 104 l S\n",
        // A bar aslant, and lines twice over each other.
        "1 0 0 rg 19 99 m 30 108 l 31 107 l 20 98 l h f\n",
        "19 98 m 31 109 l S 19.3 98 m 31.3 109 l S\n",
    ] {
        assert_eq!(over(drawn), "12", "{drawn}");
        assert_eq!(page(&(drawn.to_owned() + "0 g\n" + &both)), "12", "{drawn}");
    }
    // One digit of two.
    assert_eq!(over("20.5 99 m 24.5 108 l S\n"), "1 12");
    for drawn in [
        // Beside, above, below, much longer, much higher, steep, white, wide as a marker, and clipped away.
        "31 99 m 39 108 l S\n",
        "20 112 m 30 118 l S\n",
        "20 95 m 30 98 l S\n",
        "19 60 m 31 140 l S\n",
        "5 99 m 90 108 l S\n",
        "24.8 98 m 25.8 109 l S\n",
        "1 G 19 99 m 31 108 l S\n",
        "9 w 19 99 m 31 108 l S\n",
        "q 100 100 50 50 re W n 19 99 m 31 108 l S Q\n",
        // A tick in one and in two strokes, a ring, a triangle, and hatching.
        "18 103 m 22 98 l 31 110 l S\n",
        "18 103 m 21 98 l S 21 98 m 31 109 l S\n",
        "18 104 m 18 110 32 110 32 104 c 32 97 18 97 18 104 c S\n",
        "19 98 m 31 98 l 25 110 l h S\n",
        "18.4 98 m 30.4 109 l S 19 98 m 31 109 l S 19.6 98 m 31.6 109 l S\n",
    ] {
        assert_eq!(over(drawn), "21 12", "{drawn}");
    }
    // Words keep what lies over them.
    let words = page(&(shown(20, 100, "规章") + "19 99 m 41 108 l S\n"));
    assert_eq!(words, "规章");
}

#[test]
fn a_line_from_corner_to_corner_divides_a_cell() {
    let frame = "0.5 w 10 90 m 200 90 l S 10 115 m 200 115 l S 10 90 m 10 115 l S 40 90 m 40 115 l S 200 90 m 200 115 l S\n";
    let head = |line: &str| {
        let content =
            frame.to_owned() + line + &text(20.0, 98.0, 10.0, "21") + &text(100.0, 98.0, 10.0, "12");
        let document = read(&paper(GBK, "", &[content]));
        let table = document.blocks.iter().find_map(Block::as_table).unwrap();
        table.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(head(""), ["21", "12"]);
    assert_eq!(head("10 115 m 40 90 l S\n"), ["21", "12"]);
    assert_eq!(head("10 115 m 40 105 l S 10 115 m 30 90 l S\n"), ["21", "12"]);
    assert_eq!(head("19 107 m 31 97 l S\n"), ["", "12"]);
}

#[test]
fn what_is_drawn_over_a_number_as_an_annotation_strikes_it_out() {
    let both = text(20.0, 100.0, 10.0, "21") + &text(40.0, 100.0, 10.0, "12");
    let with = |annotation: &str, appearance: &str| {
        let form = format!(
            "6 0 obj << /Type /XObject /Subtype /Form /BBox [15 90 60 115] /Length {} >> stream\n{appearance}\nendstream endobj\n",
            appearance.len()
        );
        let own = if appearance.is_empty() { "" } else { "/Rect [15 90 60 115] /AP << /N 6 0 R >>" };
        let extra = format!("/Annots [<< /Type /Annot {annotation} {own} >>]");
        let file = String::from_utf8(paper(GBK, &extra, std::slice::from_ref(&both))).unwrap();
        lines(&read(file.replace("xref\n", &(form + "xref\n")).as_bytes()))
    };
    let drawn = |annotation: &str| with(annotation, "");
    assert_eq!(drawn("/Subtype /Line /L [19 99 31 108]"), "12");
    assert_eq!(drawn("/Subtype /Line /L [31 103.5 19 103.5]"), "12");
    assert_eq!(drawn("/Subtype /Ink /InkList [[19 108 24 103 31 98]]"), "12");
    assert_eq!(drawn("/Subtype /Ink /InkList [[19 108 31 98] [19 98 31 108]]"), "12");
    assert_eq!(drawn("/Subtype /Ink /InkList [[20 100 30 106 21 102 30 104 20 106 31 101]]"), "12");
    assert_eq!(with("/Subtype /Line", "1 0 0 RG 19 103.5 m 31 103.5 l S"), "12");
    assert_eq!(with("/Subtype /Ink", "19 108 m 24 103 l 31 98 l S"), "12");
    assert_eq!(with("/Subtype /Square", "1 g 19 98 12 12 re f"), "12");
    // A ring or a frame round it, a line under it, a tick, a marker's line; and one that is not shown.
    assert_eq!(drawn("/Subtype /Ink /InkList [[18 103 25 111 33 103 25 97 18 103]]"), "21 12");
    assert_eq!(with("/Subtype /Square", "1 0 0 RG 18 97 14 13 re S"), "21 12");
    assert_eq!(with("/Subtype /Line", "19 98 m 31 98 l S"), "21 12");
    assert_eq!(drawn("/Subtype /Ink /InkList [[18 103 22 98 31 110]]"), "21 12");
    assert_eq!(drawn("/Subtype /Ink /BS << /W 10 >> /InkList [[19 103 31 104]]"), "21 12");
    assert_eq!(drawn("/Subtype /Line /F 2 /L [19 99 31 108]"), "21 12");
}

#[test]
fn an_opaque_picture_hides_what_was_there_before() {
    let (old, new) = (text(20.0, 100.0, 10.0, "21"), text(20.0, 100.0, 10.0, "12"));
    let over = |content: &str| page(&format!("{}{content}", text(20.0, 50.0, 10.0, "abcdefgh")));
    let picture = |place: &str, entries: &str| format!("q {place} cm BI /W 1 /H 1 {entries} ID ~ EI Q\n");
    let grey = "/BPC 8 /CS /G";
    let rest = "abcdefgh";
    assert_eq!(over(&(old.clone() + &picture("14 0 0 12 19 98", grey) + &new)), format!("12/{rest}"));
    assert_eq!(over(&(old.clone() + &picture("14 0 0 12 19 98", grey))), rest);
    for (place, entries) in [
        // Beside, before, a stencil, clipped to another place, and aslant.
        ("14 0 0 12 60 98", grey),
        ("14 0 0 12 19 98", "/BPC 1 /IM true"),
        ("100 100 5 5 re W n 14 0 0 12 19 98", grey),
        ("20 20 -20 20 25 90", grey),
    ] {
        assert_eq!(over(&(old.clone() + &picture(place, entries))), format!("21/{rest}"), "{place}");
    }
    assert_eq!(over(&(picture("14 0 0 12 19 98", grey) + &old)), format!("21/{rest}"));
    // What lies under pictures that cover the page was recognised in them.
    let strips = picture("300 0 0 100 0 0", grey) + &picture("300 0 0 100 0 100", grey);
    let file = paper(GBK, "", &[old + &strips]);
    assert_eq!(
        (lines(&read(&file)).as_str(), read(&file).fidelity),
        ("21", crate::document::Fidelity::Recognised)
    );
}

#[test]
fn a_text_smaller_than_a_point_is_not_there() {
    assert_eq!(page(&(text(20.0, 100.0, 10.0, "12") + &text(32.0, 100.0, 0.4, "99"))), "12");
    assert_eq!(page(&text(20.0, 100.0, 1.5, "12")), "12");
}

#[test]
fn text_without_any_opacity_is_not_there() {
    let page = |opacity: &str| {
        let states = format!(
            "/Resources << /Font << /F 3 0 R >> /ExtGState << /A << /ca {opacity} >> /B << /ca 1 >> >> >>"
        );
        let content =
            format!("/A gs\n{}/B gs\n{}", text(20.0, 100.0, 10.0, "9"), text(32.0, 100.0, 10.0, "12"));
        lines(&read(&paper(GBK, &states, &[content])))
    };
    assert_eq!(page("0"), "12");
    assert_eq!(page("0.9"), "9 12");
}

#[test]
fn light_text_repeated_over_the_page_is_no_part_of_it() {
    let tile = |x: f64, y: f64| "0.85 g\n".to_owned() + &text(x, y, 9.0, "draft 9") + "0 g\n";
    let tiles: String = [(22.0, 100.0), (90.0, 60.0), (20.0, 140.0), (100.0, 160.0)]
        .into_iter()
        .map(|(x, y)| tile(x, y))
        .collect();
    let number = text(20.0, 100.0, 10.0, "12");
    assert_eq!(page(&(number.clone() + &tiles)), "12");
    // Light text that lies over nothing, or stands there once, is a text.
    assert_eq!(page(&(text(20.0, 20.0, 10.0, "12") + &tiles)).matches("draft").count(), 4);
    assert_eq!(page(&(number + &tile(60.0, 100.0))), "12 draft 9");
}

/// Rows of words, each with the places at which they begin.
fn words(y: f64, words: &[(f64, &str)]) -> String {
    words.iter().map(|(x, word)| text(*x, y, 8.0, word)).collect()
}

#[test]
fn heads_over_a_row_of_values_without_lines_stand_over_their_columns() {
    let columns: Vec<f64> = (0..10).map(|column| 20.0 + 18.0 * f64::from(column)).collect();
    let row = |y: f64, texts: &[&str]| {
        let placed: Vec<(f64, &str)> = columns.iter().copied().zip(texts.iter().copied()).collect();
        words(y, &placed)
    };
    let content = words(150.0, &[(56.5, "AB"), (146.5, "CD")])
        + &row(130.0, &["a", "b", "c", "d", "e", "a", "b", "c", "d", "e"])
        + &row(121.0, &["1x", "2x", "3x", "4x", "5x", "1x", "2x", "3x", "4x", "5x"])
        + "1 0 0 1 2.5 0 cm\n"
        + &row(105.0, &["1", "0", "0", "2", "3", "0", "0", "4", "0", "4"]);
    let document = read(&paper(GBK, "", &[content]));
    let table = document.blocks.iter().find_map(Block::as_table).unwrap();
    let rows: Vec<Vec<(&str, u32)>> = (0..table.rows)
        .map(|row| {
            let cells = table.cells.iter().filter(|cell| cell.row == row && !cell.text.is_empty());
            cells.map(|cell| (cell.text.as_str(), cell.column_span)).collect()
        })
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect();
    assert_eq!(rows[0], [("AB", 5), ("CD", 5)]);
    assert_eq!(rows[1].first(), Some(&("a 1x", 1)));
    assert_eq!(rows[1].len(), 10);
    assert_eq!(rows[2].iter().map(|cell| cell.0).collect::<String>(), "1002300404");
}

#[test]
fn heads_over_repeated_ones_stand_over_whole_repetitions() {
    let place = |column: u32| 20.0 + 18.0 * f64::from(column);
    let each = ["a", "b", "c", "d", "e"];
    let row = |y: f64, from: u32, texts: &[&str]| {
        let placed: Vec<(f64, &str)> = (from..).map(place).zip(texts.iter().copied()).collect();
        words(y, &placed)
    };
    let spans = |over: &[(f64, &str)], inner: &[(f64, &str)]| {
        // The heads of the first five reach down beside those in between.
        let content = words(170.0, over)
            + &row(158.0, 0, &each)
            + &words(158.0, inner)
            + &row(146.0, 5, &[each, each].concat())
            + "1 0 0 1 2.5 0 cm\n"
            + &row(130.0, 0, &["5"; 15]);
        let document = read(&paper(GBK, "", &[content]));
        let table = document.blocks.iter().find_map(Block::as_table).unwrap();
        let cells = table.cells.iter().filter(|cell| cell.column_span > 1);
        cells.map(|cell| (cell.text.clone(), cell.column, cell.column_span)).collect::<Vec<_>>()
    };
    let wanted = [("PQPQPQ", 0, 5), ("RSRSRS", 5, 10), ("VWVWVW", 5, 5), ("XYXYXY", 10, 5)];
    let wanted: Vec<_> =
        wanted.iter().map(|(text, column, span)| ((*text).to_owned(), *column, *span)).collect();
    // In their middles, a little off.
    let middle = |column: u32| place(column) - 10.0;
    assert_eq!(
        spans(
            &[(middle(2) - 1.0, "PQPQPQ"), (middle(9) + 8.0, "RSRSRS")],
            &[(middle(7) + 2.0, "VWVWVW"), (middle(12) - 3.0, "XYXYXY")]
        ),
        wanted
    );
    // From where they begin.
    assert_eq!(
        spans(&[(place(0), "PQPQPQ"), (place(5), "RSRSRS")], &[(place(5), "VWVWVW"), (place(10), "XYXYXY")]),
        wanted
    );
}

#[test]
fn a_head_over_the_middle_of_others_is_not_joined_to_the_one_below_it() {
    let place = |column: u32| 20.0 + 18.0 * f64::from(column);
    let row = |y: f64, from: u32, texts: &[&str]| {
        let placed: Vec<(f64, &str)> = (from..).map(place).zip(texts.iter().copied()).collect();
        words(y, &placed)
    };
    let each = ["abc", "bcd", "cde", "def", "efg"];
    let content = words(170.0, &[(place(2), "PQ"), (place(9), "RS")])
        + &row(158.0, 0, &each)
        + &row(146.0, 5, &[each, each].concat())
        + &row(130.0, 0, &["5"; 15]);
    let document = read(&paper(GBK, "", &[content]));
    let table = document.blocks.iter().find_map(Block::as_table).unwrap();
    let times = |text: &str| table.cells.iter().filter(|cell| cell.text == text).count();
    assert_eq!(each.map(times), [3; 5]);
    assert_eq!([times("PQ"), times("RS")], [1, 1]);
}

#[test]
fn white_space_over_a_number_does_not_part_it() {
    let number = text(60.0, 100.0, 10.0, "922");
    for padding in
        [text(60.0, 100.0, 10.0, " "), text(41.0, 100.0, 10.0, "     "), text(61.0, 100.5, 8.0, " ")]
    {
        assert_eq!(page(&(number.clone() + &padding)), "922");
        assert_eq!(page(&(padding + &number)), "922");
    }
    // Between two numbers it does.
    assert_eq!(page(&(number + &text(75.0, 100.0, 10.0, " ") + &text(80.0, 100.0, 10.0, "703"))), "922 703");
}

#[test]
fn digits_below_a_number_go_on_with_it_whatever_stands_in_the_next_column_of_the_page() {
    let row = |y: u32, label: &str, values: [&str; 3]| {
        let places = [80.0, 110.0, 140.0].into_iter().zip(values).collect::<Vec<_>>();
        shown(20, y, label) + &words(f64::from(y), &places)
    };
    let rows = row(150, "一、申请", ["12", "13", "132"]) + &row(120, "二、公开", ["4", "5", "6"]);
    for beside in ["", "法", "法 7"] {
        let page = rows.clone() + &words(140.0, &[(140.0, "2")]) + &shown(230, 140, beside);
        let document = read(&paper(GBK, "", &[page]));
        let table = document.blocks.iter().find_map(Block::as_table).unwrap();
        let first = table.cells.iter().filter(|cell| cell.row == 0).map(|cell| cell.text.as_str());
        assert_eq!(first.collect::<Vec<_>>(), ["一、申请", "12", "13", "1322"], "{beside}");
    }
}

#[test]
fn an_annotation_strikes_out_what_its_corners_hold() {
    let both = text(20.0, 100.0, 10.0, "21") + &text(40.0, 100.0, 10.0, "12");
    let with = |annotation: &str| {
        lines(&read(&paper(
            GBK,
            &format!("/Annots [<< /Type /Annot {annotation} >>]"),
            std::slice::from_ref(&both),
        )))
    };
    let corners = "/Rect [19 98 31 110] /QuadPoints [19 110 31 110 19 98 31 98]";
    assert_eq!(with(&format!("/Subtype /StrikeOut {corners}")), "12");
    assert_eq!(with(&format!("/Subtype /StrikeOut /F 2 {corners}")), "21 12");
    assert_eq!(with(&format!("/Subtype /Underline {corners}")), "21 12");
    assert_eq!(with(&format!("/Subtype /Highlight {corners}")), "21 12");
    assert_eq!(with("/Subtype /StrikeOut /QuadPoints [39 110 51 110 39 98 51 98]"), "21");
    assert_eq!(
        with("/Subtype /StrikeOut /QuadPoints [39 110 51 110 39 98 51 98 19 110 31 110 19 98 31 98]"),
        ""
    );
    assert_eq!(with("/Subtype /StrikeOut"), "21 12");
}

#[test]
fn raised_and_small_digits_behind_others_are_notes() {
    let number = text(20.0, 100.0, 10.0, "12");
    assert_eq!(page(&(number.clone() + &text(30.0, 103.5, 6.0, "1"))), "12¹");
    assert_eq!(page(&(number.clone() + &text(30.5, 103.0, 5.0, "23"))), "12²³");
    assert_eq!(page("BT /F 10 Tf 1 0 0 1 20 100 Tm (12) Tj 3 Ts (1) Tj ET"), "12¹");
    assert_eq!(page("BT /F 10 Tf 1 0 0 1 20 100 Tm (12) Tj /F 6 Tf 4 Ts (1) Tj ET"), "12¹");
    assert_eq!(page(&(shown(20, 100, "规章") + &text(40.0, 104.0, 6.0, "1"))), "规章¹");
    assert_eq!(page(&(number.clone() + &text(30.0, 103.5, 6.0, "(1)"))), "12(¹)");
    assert_eq!(
        page(&(number.clone() + &shown(30, 100, "注1").replace("/F 10 Tf", "/F 6 Tf 3.5 Ts"))),
        "12注¹"
    );
    // Higher or lower than the digits' own line, and the roman numbers of notes at the end.
    assert_eq!(page(&(number.clone() + &text(30.0, 105.5, 5.0, "1"))), "12¹");
    assert_eq!(page(&(number.clone() + &text(30.0, 97.0, 5.0, "1"))), "12¹");
    assert_eq!(page(&(number.clone() + &text(30.0, 105.5, 5.0, "[2]"))), "12[²]");
    assert_eq!(page(&(number.clone() + &text(30.0, 104.0, 6.0, "iv"))), "12ⁱᵛ");
    // Small digits on the line, a number at a distance, and small digits alone.
    assert_eq!(page(&(number.clone() + &text(30.0, 100.0, 7.0, "3"))), "123");
    assert_eq!(page(&(number + &text(60.0, 102.0, 6.0, "3"))), "12 3");
    assert_eq!(page(&text(30.0, 103.5, 6.0, "1")), "1");
}

#[test]
fn what_is_painted_over_is_gone() {
    let (old, new) = (text(20.0, 100.0, 10.0, "21"), text(20.0, 100.0, 10.0, "12"));
    let filled = |colour: &str, area: &str| format!("{colour}\n{area} re f\n0 g\n");
    assert_eq!(page(&(old.clone() + &filled("1 g", "19 98 14 12") + &new)), "12");
    assert_eq!(page(&(old.clone() + &filled("1 1 1 rg", "19 98 14 12") + &new)), "12");
    assert_eq!(page(&(old.clone() + &filled("0 0 0 0 k", "0 0 300 200") + &new)), "12");
    assert_eq!(page(&(old.clone() + &filled("0.2 g", "19 98 14 12"))), "");
    assert_eq!(page(&(old.clone() + "/Cs cs 1 1 1 sc 19 98 14 12 re f /DeviceGray cs 0 sc\n" + &new)), "12");
    // A background below, a box beside, a thin box, and one that is not a box.
    assert_eq!(page(&(filled("0.9 g", "0 0 300 200") + &old)), "21");
    assert_eq!(page(&(old.clone() + &filled("1 g", "60 98 14 12"))), "21");
    assert_eq!(page(&(old.clone() + &filled("1 g", "19 104 14 1"))), "21");
    assert_eq!(page(&(old + "1 g 19 98 m 33 98 l 26 110 l f 0 g")), "21");
}

#[test]
fn white_text_is_read_on_another_colour_only() {
    let (text, white) = (text(20.0, 100.0, 10.0, "12"), "1 g\n");
    assert_eq!(page(&format!("{white}{text}")), "");
    assert_eq!(page(&format!("1 1 1 rg {text}")), "");
    assert_eq!(page(&format!("0 0 0 0 k {text}")), "");
    assert_eq!(page(&format!("1 g 0 0 300 200 re f {text}")), "");
    assert_eq!(page(&format!("0.2 0.3 0.6 rg 0 0 300 200 re f {white}{text}")), "12");
    assert_eq!(page(&format!("0.2 g 0 90 m 300 90 l 300 130 l 150 140 l f {white}{text}")), "12");
    // Full ink of one colour is written with the same number as white light.
    assert_eq!(page(&format!("/Spot cs 1 scn {text}")), "12");
    assert_eq!(page(&format!("0 g {text}")), "12");
}

#[test]
fn what_is_clipped_away_is_not_there() {
    let text = text(20.0, 100.0, 10.0, "12");
    let clipped = |path: &str| page(&format!("q {path} W n {text}Q\n{}", self::text(20.0, 50.0, 10.0, "3")));
    assert_eq!(clipped("0 0 300 200 re"), "12/3");
    assert_eq!(clipped("19 98 14 12 re"), "12/3");
    assert_eq!(clipped("100 98 14 12 re"), "3");
    assert_eq!(clipped("0 0 300 80 re"), "3");
    assert_eq!(clipped("0 0 300 200 re W n 0 0 10 10 re"), "3");
    assert_eq!(clipped("0 120 m 300 120 l 300 200 l 0 200 l h"), "3");
}

#[test]
fn layers_that_are_off_are_not_there() {
    let content = format!(
        "{}/OC /M BDC\n{}EMC\n{}",
        text(20.0, 150.0, 10.0, "1"),
        text(20.0, 100.0, 10.0, "77"),
        text(20.0, 50.0, 10.0, "2")
    );
    let with = |properties: &str, configuration: &str| {
        let extra = format!("/Resources << /Font << /F 3 0 R >> /Properties << /M {properties} >> >>");
        let file = String::from_utf8(paper(GBK, &extra, std::slice::from_ref(&content))).unwrap();
        let catalogue =
            format!("/Type /Catalog /OCProperties << /OCGs [90 0 R 91 0 R] /D << {configuration} >> >>");
        let groups =
            "90 0 obj << /Type /OCG /Name (a) >> endobj\n91 0 obj << /Type /OCG /Name (b) >> endobj\n";
        let file = file.replace("/Type /Catalog", &catalogue).replace("xref\n0", &format!("{groups}xref\n0"));
        lines(&read(file.as_bytes()))
    };
    assert_eq!(with("90 0 R", ""), "1/77/2");
    assert_eq!(with("90 0 R", "/OFF [90 0 R]"), "1/2");
    assert_eq!(with("90 0 R", "/OFF [91 0 R]"), "1/77/2");
    assert_eq!(with("90 0 R", "/BaseState /OFF"), "1/2");
    assert_eq!(with("90 0 R", "/BaseState /OFF /ON [90 0 R]"), "1/77/2");
    let of_two = |policy: &str| format!("<< /Type /OCMD /OCGs [90 0 R 91 0 R] {policy} >>");
    assert_eq!(with(&of_two(""), "/OFF [90 0 R]"), "1/77/2");
    assert_eq!(with(&of_two(""), "/OFF [90 0 R 91 0 R]"), "1/2");
    assert_eq!(with(&of_two("/P /AllOn"), "/OFF [90 0 R]"), "1/2");
    assert_eq!(with(&of_two("/P /AllOff"), "/OFF [90 0 R]"), "1/2");
}

#[test]
fn text_without_ink_is_read_where_nothing_else_says_it() {
    let (seen, hidden) = (text(20.0, 100.0, 10.0, "12"), text(20.0, 100.0, 10.0, "99"));
    assert_eq!(page(&format!("{seen}3 Tr {hidden}")), "12");
    assert_eq!(page(&format!("3 Tr {hidden}0 Tr {seen}")), "12");
    assert_eq!(page(&format!("3 Tr {seen}")), "12");
    // It has no colour either.
    assert_eq!(page(&format!("3 Tr 1 g {seen}")), "12");
    assert_eq!(page(&format!("3 Tr {seen}{}", text(21.2, 100.8, 10.0, "12"))), "12");
    let file = paper(GBK, "", &[format!("3 Tr {seen}")]);
    assert_eq!(read(&file).fidelity, crate::document::Fidelity::Recognised);
    assert_eq!(
        page(&format!("{seen}{}3 Tr {}", text(20.0, 80.0, 10.0, "3"), text(21.0, 100.5, 10.0, "12"))),
        "12/3"
    );
}

#[test]
fn a_shadow_does_not_double_a_text() {
    let text_at = |x: f64, y: f64| text(x, y, 10.0, "112");
    assert_eq!(page(&(text_at(21.0, 99.0) + &text_at(20.0, 100.0))), "112");
    assert_eq!(page(&(text_at(20.0, 100.0) + &text_at(20.3, 100.0) + &text_at(20.6, 100.0))), "112");
    assert_eq!(page(&format!("0.8 g {}0 g {}", text_at(22.0, 98.5), text_at(20.0, 100.0))), "112");
    assert_eq!(page(&(shown(21, 99, "规章") + &shown(20, 100, "规章"))), "规章");
    // Equal digits side by side, and equal numbers one below the other.
    assert_eq!(page(&(text(20.0, 100.0, 10.0, "1") + &text(25.0, 100.0, 10.0, "1"))), "11");
    assert_eq!(page(&(text_at(20.0, 100.0) + &text_at(20.0, 60.0))), "112/112");
}

#[test]
fn watermarks_stay_out_whatever_way_they_run() {
    let rows: String =
        (0..4).map(|row| text(20.0, 150.0 - 30.0 * f64::from(row), 10.0, "12 3 4 5")).collect();
    let whole = page(&rows);
    let turned = |matrix: &str, look: &str| {
        page(&format!("{rows}q {look} BT /F 10 Tf {matrix} 60 20 Tm (2024 12 31 08 15) Tj ET Q"))
    };
    assert_eq!(turned("0 1 -1 0", "0.85 g"), whole);
    assert_eq!(turned("0 -1 1 0", "0.8 0.8 0.9 rg"), whole);
    assert_eq!(turned("0.7 0.7 -0.7 0.7", "0 g"), whole);
    assert_eq!(turned("-1 0 0 -1", "0.9 g"), whole);
    assert_eq!(page(&format!("{rows}0.85 g {}", text(20.0, 100.0, 40.0, "DRAFT"))), whole);
    let table = "0.5 w 10 40 m 290 40 l S 10 80 m 290 80 l S 10 120 m 290 120 l S\n";
    assert_eq!(
        page(&format!("{table}{rows}BT /F 10 Tf 0 1 -1 0 250 30 Tm (2024 12 31 08 15) Tj ET")),
        page(&format!("{table}{rows}"))
    );
}

#[test]
fn fields_and_typed_texts_without_appearance_show_their_values() {
    let with = |annotation: &str| {
        let extra = format!("/Annots [<< /Type /Annot {annotation} /Rect [20 95 120 110] >>]");
        lines(&read(&paper(GBK, &extra, &[text(20.0, 150.0, 10.0, "1")])))
    };
    assert_eq!(with("/Subtype /Widget /FT /Tx /V (12)"), "1/12");
    assert_eq!(with("/Subtype /Widget /FT /Ch /V (12)"), "1/12");
    assert_eq!(with("/Subtype /Widget /Parent << /FT /Tx /V <FEFF89C47AE0> >>"), "1/规章");
    assert_eq!(with("/Subtype /FreeText /Contents (12)"), "1/12");
    assert_eq!(with("/Subtype /Widget /FT /Tx /V (12\\r34)"), "1/12/34");
    // Hidden, a password, a button, and a note that is not on the page.
    assert_eq!(with("/Subtype /Widget /F 2 /FT /Tx /V (12)"), "1");
    assert_eq!(with("/Subtype /Widget /FT /Tx /Ff 8192 /V (12)"), "1");
    assert_eq!(with("/Subtype /Widget /FT /Btn /V /Yes"), "1");
    assert_eq!(with("/Subtype /Text /Contents (12)"), "1");
}

#[test]
fn a_stamp_on_a_free_place_is_read_and_a_seal_over_a_text_is_not() {
    let number = text(20.0, 100.0, 10.0, "12");
    // Its appearance is a picture of a text in a frame.
    let with = |rectangle: &str, content: &str| {
        let form = "/Annots [<< /Type /Annot /Subtype /Stamp /Rect [RECT] /AP << /N 6 0 R >> >>]"
            .replace("RECT", rectangle);
        let stamp = format!(
            "6 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 40 14] /Resources << /Font << /F 3 0 R >> >> /Length {} >> stream\n{content}\nendstream endobj\n",
            content.len()
        );
        let file = String::from_utf8(paper(GBK, &form, std::slice::from_ref(&number))).unwrap();
        // The table of objects need not name it: files without a sound one are searched.
        lines(&read(file.replace("xref\n", &(stamp + "xref\n")).as_bytes()))
    };
    let seven = "0 0 40 14 re S BT /F 10 Tf 1 0 0 1 2 3 Tm (7) Tj ET";
    assert_eq!(with("100 97 140 111", seven), "12 7");
    assert_eq!(with("19 97 59 111", seven), "12");
    // On a white ground of its own it is a correction; a coloured one is a seal's.
    assert_eq!(with("19 97 59 111", &format!("1 g 0 0 40 14 re f 0 g {seven}")), "7");
    assert_eq!(with("19 97 59 111", &format!("1 0 0 rg 0 0 40 14 re f 0 g {seven}")), "12");
}

#[test]
fn a_cell_with_a_picture_in_it_is_not_blank() {
    let frame = "0.5 w 10 60 m 200 60 l S 10 90 m 200 90 l S 10 120 m 200 120 l S 10 60 m 10 120 l S 100 60 m 100 120 l S 200 60 m 200 120 l S\n";
    let table = |first: &str| {
        let texts = [text(20.0, 98.0, 10.0, "A"), text(110.0, 98.0, 10.0, "B"), text(110.0, 70.0, 10.0, "5")];
        let file = paper(GBK, "", &[frame.to_owned() + &texts.concat() + first]);
        let document = crate::read::read(&file, &crate::read::Hint::default()).unwrap().document;
        let table = document.blocks.iter().find_map(Block::as_table).unwrap();
        table.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
    };
    let picture = |place: &str| format!("q {place} cm BI /W 1 /H 1 /BPC 8 /CS /G ID ~ EI Q\n");
    assert_eq!(table(&picture("20 0 0 12 30 70")), ["A", "B", "\u{fffd}", "5"]);
    assert_eq!(table(""), ["A", "B", "", "5"]);
    // Over two cells, too small to be a number, and behind one.
    assert_eq!(table(&picture("120 0 0 12 30 70")), ["A", "B", "", ""]);
    assert_eq!(table(&picture("20 0 0 1 30 70")), ["A", "B", "", "5"]);
    assert_eq!(table(&(picture("20 0 0 12 30 70") + &text(32.0, 72.0, 10.0, "7"))), ["A", "B", "7", "5"]);
}

#[test]
fn marks_as_browsers_set_them_are_notes_behind_and_before_a_number() {
    let number = text(20.0, 100.0, 10.0, "12");
    // Five sixths as large, higher or lower.
    assert_eq!(page(&(number.clone() + &text(30.0, 98.5, 8.3, "1"))), "12¹");
    assert_eq!(page(&(shown(20, 100, "规章") + &text(40.0, 103.4, 8.3, "1"))), "规章¹");
    assert_eq!(page(&(text(15.8, 103.4, 8.3, "1") + &number)), "¹12");
    assert_eq!(page(&(text(11.6, 103.4, 8.3, "23") + &number)), "²³12");
    // On the line, at a distance, and behind a letter.
    assert_eq!(page(&(text(15.8, 100.0, 8.3, "1") + &number)), "112");
    assert_eq!(page(&(text(5.8, 102.5, 8.3, "1") + &number)), "1 12");
    assert_eq!(page(&(number + &text(30.0, 100.0, 8.3, "1"))), "121");
}

#[test]
fn a_thick_line_is_a_ground_and_covers_as_a_box_does() {
    let number = text(20.0, 100.0, 10.0, "12");
    let line = |look: &str| format!("q {look} 12 w 18 103 m 40 103 l S Q\n");
    assert_eq!(page(&format!("{}1 g {number}", line("0.1 0.2 0.4 RG"))), "12");
    assert_eq!(page(&format!("{}1 g {number}", line("1 G"))), "");
    assert_eq!(page(&format!("{}{}{number}", text(20.0, 100.0, 10.0, "21"), line("1 G"))), "12");
    assert_eq!(page(&(number + &line("1 G").replace("103", "130"))), "12");
}

#[test]
fn lines_under_a_large_white_box_are_none_of_a_table() {
    let frame = "0.5 w 10 60 m 200 60 l S 10 90 m 200 90 l S 10 120 m 200 120 l S 10 60 m 10 120 l S 100 60 m 100 120 l S 200 60 m 200 120 l S\n";
    let texts =
        [text(20.0, 98.0, 10.0, "A"), text(110.0, 98.0, 10.0, "B"), text(20.0, 70.0, 10.0, "C")].concat();
    let tables = |content: String| {
        let document = read(&paper(GBK, "", &[content]));
        document.blocks.iter().filter_map(Block::as_table).count()
    };
    assert_eq!(tables(format!("{frame}{texts}")), 1);
    assert_eq!(tables(format!("{frame}1 g 0 0 300 200 re f 0 g {texts}")), 0);
    // The box of the table itself is its ground, whenever it is painted.
    assert_eq!(tables(format!("1 g 0 0 300 200 re f 0 g {frame}{texts}")), 1);
}
