//! Pages written by hand; whole reports stand in `tests/support/formats/ofd.rs`.

use crate::document::{Block, Document};
use crate::read::meter::Meter;
use crate::read::zip::Archive;
use crate::read::zip::tests::archive;

/// A package of one page, 100 by 100 millimetres, with these objects.
fn package(objects: &str) -> Vec<u8> {
    let page = format!(
        "<o:Page xmlns:o='http://www.ofdspec.org/2016'><o:Content><o:Layer>{objects}</o:Layer></o:Content></o:Page>"
    );
    archive(&[
        ("OFD.xml", b"<o:OFD xmlns:o='http://www.ofdspec.org/2016'><o:DocBody><o:DocRoot>/Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"),
        (
            "Doc_0/Document.xml",
            b"<o:Document xmlns:o='http://www.ofdspec.org/2016'><o:CommonData><o:PageArea><o:PhysicalBox>0 0 100 100</o:PhysicalBox>\
              </o:PageArea></o:CommonData><o:Pages><o:Page ID='1' BaseLoc='P/../P/0.xml'/></o:Pages></o:Document>",
        ),
        ("Doc_0/P/0.xml", page.as_bytes()),
    ])
}

fn read(bytes: &[u8]) -> Result<Document, &'static str> {
    let meter = Meter::default();
    let archive = Archive::open(bytes, &meter).map_err(|error| error.code)?;
    super::read(&archive).map_err(|error| error.code)
}

fn texts(objects: &str) -> Vec<String> {
    let document = read(&package(objects)).unwrap();
    document.blocks.iter().filter_map(Block::text).map(str::to_owned).collect()
}

fn text(place: &str, attributes: &str, code: &str) -> String {
    format!("<o:TextObject Boundary='{place}' Size='4' {attributes}>{code}</o:TextObject>")
}

#[test]
fn characters_stand_where_their_steps_put_them() {
    let code = "<o:TextCode X='0' Y='4' DeltaX='g 3 4'>总体情况</o:TextCode>";
    assert_eq!(texts(&text("10 10 30 5", "", code)), ["总体情况"]);
    let code = "<o:TextCode X='0' Y='4' DeltaX='4 4 2 2 2'>公开125条</o:TextCode>";
    assert_eq!(texts(&text("10 10 30 5", "", code)), ["公开125条"]);
    // A second text that says no height stands on the first one's line.
    let code = "<o:TextCode X='0' Y='4'>总</o:TextCode><o:TextCode X='4'>体</o:TextCode>";
    assert_eq!(texts(&text("10 10 30 5", "", code)), ["总体"]);
    // Steps that are more than there are characters, and no numbers.
    let code = "<o:TextCode X='0' Y='4' DeltaX='g 99999999999 4'>总体</o:TextCode>";
    assert_eq!(texts(&text("10 10 30 5", "", code)), ["总体"]);
    let code = "<o:TextCode X='0' Y='4' DeltaX='g x NaN'>总体</o:TextCode>";
    assert_eq!(texts(&text("10 10 30 5", "", code)), ["总体"]);
}

#[test]
fn what_is_not_seen_is_not_read() {
    let seen = text("10 10 30 5", "", "<o:TextCode X='0' Y='4' DeltaX='4'>看见</o:TextCode>");
    let code = "<o:TextCode X='0' Y='4' DeltaX='4'>不见</o:TextCode>";
    let white = format!("<o:FillColor Value='255 255 255'/>{code}");
    for other in [
        text("10 30 30 5", "Visible='false'", code),
        text("10 30 30 5", "Alpha='0'", code),
        text("10 30 30 5", "", &white),
        text("10 30 30 5", "CTM='0.7 0.7 -0.7 0.7 0 0'", code),
        text("10 300 30 5", "", code),
        text("10 30 30 5", "Size='x'", code).replacen("Size='4'", "", 1),
        text("10 30", "", code),
    ] {
        assert_eq!(texts(&format!("{seen}{other}")), ["看见"], "{other}");
    }
}

#[test]
fn a_box_over_a_text_hides_it() {
    let under = text("10 30 30 5", "", "<o:TextCode X='0' Y='4' DeltaX='4'>旧数</o:TextCode>");
    let over = text("50 60 30 5", "", "<o:TextCode X='0' Y='4' DeltaX='4'>新数</o:TextCode>");
    let path = "<o:PathObject Boundary='5 25 40 20' Stroke='false' Fill='true'><o:FillColor Value='255 255 255'/>\
                <o:AbbreviatedData>M 0 0 L 40 0 L 40 20 L 0 20 C</o:AbbreviatedData></o:PathObject>";
    assert_eq!(texts(&format!("{under}{path}{over}")), ["新数"]);
}

#[test]
fn damage_is_said() {
    assert_eq!(read(&archive(&[("OFD.xml", b"<OFD/>")])).err(), Some("damaged"));
    assert_eq!(read(&archive(&[("OFD.xml", b"")])).err(), Some("damaged"));
    let locked = archive(&[
        ("OFD.xml", b"<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>"),
        ("Doc_0/Document.xml", b"\x01\x02\x03"),
        ("Encryptions.xml", b"<x/>"),
    ]);
    assert_eq!(read(&locked).err(), Some("encrypted"));
    // A page that is not there is said, the others are read.
    let document = read(&package("")).unwrap();
    assert!(document.notes.iter().any(|note| note.zh.contains("OFD")), "{:?}", document.notes);
}
