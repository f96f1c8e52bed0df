//! Cells that show something which is no text are not blank, in every format; formulas are read.

use super::docx::tests::package;
use super::test_support::shown;
use super::zip::tests::archive;
use super::{Hint, read};

fn outline(bytes: &[u8]) -> Vec<String> {
    shown(&read(bytes, &Hint::default()).unwrap().document.blocks)
}

/// The second row's cells of a table in Word, each a paragraph with this in it.
fn word(cells: &[&str]) -> String {
    let cell = |content: &str| format!("<w:tc><w:p>{content}</w:p></w:tc>");
    let row = |cells: String| format!("<w:tr>{cells}</w:tr>");
    let heads: String = cells.iter().map(|_| cell("<w:r><w:t>甲</w:t></w:r>")).collect();
    let values: String = cells.iter().map(|content| cell(content)).collect();
    let body = format!("<w:tbl>{}{}</w:tbl>", row(heads), row(values));
    outline(&package(&body, "", "")).concat()
}

#[test]
fn word_files() {
    let picture = "<w:drawing><wp:inline xmlns:wp='wp'><pic:pic xmlns:pic='pic'/></wp:inline></w:drawing>";
    let run = |look: &str, content: &str| format!("<w:r><w:rPr>{look}</w:rPr>{content}</w:r>");
    for shows in [
        run("", picture),
        run("", "<w:pict><v:shape style='width:20pt'><v:imagedata r:id='r9'/></v:shape></w:pict>"),
        run("", "<w:object><o:OLEObject xmlns:o='o' ProgID='Equation.3' r:id='r9'/></w:object>"),
        run("", "<w:sym w:font='Webdings' w:char='F031'/>"),
    ] {
        assert_eq!(word(&[&shows, &run("", "<w:t>5</w:t>")]), "t 甲¦甲 / \u{fffd}¦5", "{shows}");
    }
    let five = run("", "<w:t>5</w:t>");
    for shows_nothing in [
        run("<w:vanish/>", picture),
        format!("<w:del>{}</w:del>", run("", picture)),
        run("", &picture.replace("wp:inline", "wp:anchor")),
        run("", "<w:pict><v:shape style='position:absolute'><v:imagedata r:id='r9'/></v:shape></w:pict>"),
        run("", "<w:drawing><wps:wsp/></w:drawing>"),
        run("<w:strike/>", "<w:sym w:font='Webdings' w:char='F031'/>"),
    ] {
        assert_eq!(word(&[&shows_nothing, &five]), "t 甲¦甲 / ¦5", "{shows_nothing}");
    }
    // Beside a number a picture is an ornament; what a browser hides is printed.
    assert_eq!(word(&[&(run("", picture) + &five), &five]), "t 甲¦甲 / 5¦5");
    assert_eq!(word(&[&run("<w:webHidden/>", "<w:t>12</w:t>"), &five]), "t 甲¦甲 / 12¦5");
    assert_eq!(word(&[&run("<w:webHidden/><w:vanish/>", "<w:t>12</w:t>"), &five]), "t 甲¦甲 / ¦5");
}

#[test]
fn rich_text() {
    let table = |first: &str| {
        let row =
            |a: &str, b: &str| format!("\\trowd\\cellx900\\cellx1800\\pard\\intbl {a}\\cell {b}\\cell\\row ");
        let fonts = "{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f5\\froman\\fcharset0 Symbol;}{\\f6\\fcharset2 Webdings;}}";
        outline(format!("{{\\rtf1\\ansi\\ansicpg936{fonts}{}{}}}", row("A", "B"), row(first, "5")).as_bytes())
            .concat()
    };
    // A font of symbols that is not said to be one.
    assert_eq!(table("{\\f5 \\u61489\\'3f\\u-4046\\'3f}"), "t A¦B / 12¦5");
    for shows in [
        "{\\f6 \\u61489\\'3f}",
        "{\\f6 1}",
        "{\\pict\\pngblip 00}",
        "{\\*\\shppict{\\pict\\pngblip 00}}{\\nonshppict{\\pict 00}}",
        "{\\object\\objemb{\\*\\objdata 00}{\\result{\\pict 00}}}",
    ] {
        assert_eq!(table(shows), "t A¦B / \u{fffd}¦5", "{shows}");
    }
    assert_eq!(table("{\\pict\\pngblip 00}7"), "t A¦B / 7¦5");
    assert_eq!(table("{\\v{\\pict\\pngblip 00}}"), "t A¦B / ¦5");
    assert_eq!(table("{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv{\\pict 00}}}}}"), "t A¦B / ¦5");
    let formula = "{\\mmath{\\*\\moMath{\\mr 12}{\\msSup{\\msSupPr{\\mctrlPr x}}{\\me{\\mr 3}}{\\msup{\\mr 1}}}}{\\mmathPict{\\pict 00}}}";
    assert_eq!(table(formula), "t A¦B / 123¹¦5");
}

#[test]
fn open_document_texts() {
    let office = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'";
    let table = |first: &str| {
        let cell = |content: &str| format!("<table:table-cell><text:p>{content}</text:p></table:table-cell>");
        let row = |a: &str, b: &str| format!("<table:table-row>{}{}</table:table-row>", cell(a), cell(b));
        let content = format!(
            "<office:document-content {office}><office:body><office:text><table:table>{}{}</table:table></office:text></office:body></office:document-content>",
            row("甲", "乙"),
            row(first, "5")
        );
        let math = "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mrow><mn>12</mn><msup><mn>3</mn><mn>1</mn></msup><mfrac><mn>4</mn><mn>5</mn></mfrac></mrow><annotation encoding='StarMath 5.0'>123</annotation></semantics></math>";
        outline(&archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
            ("Object 1/content.xml", math.as_bytes()),
            ("Object 2/content.xml", b"<chart/>"),
        ]))
        .concat()
    };
    let frame = |anchor: &str, content: &str| {
        format!(
            "<draw:frame text:anchor-type='{anchor}'>{content}<draw:image xlink:href='./r'/></draw:frame>"
        )
    };
    assert_eq!(table(&frame("as-char", "<draw:object xlink:href='./Object 1'/>")), "t 甲¦乙 / 123¹4/5¦5");
    assert_eq!(
        table(&frame("as-char", "<draw:object><math><mn>7</mn></math></draw:object>")),
        "t 甲¦乙 / 7¦5"
    );
    assert_eq!(table(&frame("as-char", "<draw:object xlink:href='./Object 2'/>")), "t 甲¦乙 / \u{fffd}¦5");
    assert_eq!(table(&frame("as-char", "")), "t 甲¦乙 / \u{fffd}¦5");
    assert_eq!(table(&frame("page", "")), "t 甲¦乙 / ¦5");
    assert_eq!(table(&(frame("as-char", "") + "6")), "t 甲¦乙 / 6¦5");
}

#[test]
fn pages() {
    let table = |first: &str| {
        outline(
            format!("<table><tr><td>甲</td><td>乙</td></tr><tr><td>{first}</td><td>5</td></tr></table>")
                .as_bytes(),
        )
        .concat()
    };
    for shows in [
        "<img src='n.png'>",
        "&nbsp;<p><img src='n.png' width=20 height=12></p>",
        "<picture><source srcset=n.webp><img src=n.png></picture>",
        "<svg width=20><text>12</text></svg>",
        "<object data='n.pdf'></object>",
        "<math></math>",
    ] {
        assert_eq!(table(shows), "t 甲¦乙 / \u{fffd}¦5", "{shows}");
    }
    for shows_nothing in [
        "",
        "<img>",
        "<img src='s.gif' width=1 height=1>",
        "<img src='s.gif' style='display: none'>",
        "<span style='display:none'><img src='n.png'></span>",
        "<svg></svg>",
    ] {
        assert_eq!(table(shows_nothing), "t 甲¦乙 / ¦5", "{shows_nothing}");
    }
    assert_eq!(table("<img src='up.png'>12"), "t 甲¦乙 / 12¦5");
    assert_eq!(
        table(
            "<math><mrow><mn>12</mn><msup><mn>3</mn><mn>1</mn></msup></mrow><annotation>x</annotation></math>"
        ),
        "t 甲¦乙 / 123¹¦5"
    );
}
