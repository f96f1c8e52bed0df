use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

use super::*;

/// What a part holds, piece by piece: tags with their attributes, texts, and whether it is damaged.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Start(String, Vec<(String, String)>, bool),
    End,
    Text(String),
}

/// What the scanner reads.
fn own(source: &str) -> (Vec<Told>, bool) {
    let (mut told, mut at) = (Vec::new(), 0);
    while let Some((piece, length)) = piece(&source[at..]) {
        assert!(length > 0);
        at += length;
        told.push(match piece {
            Piece::Start { name, attributes: written, is_empty } => {
                let each = |(name, value): (&str, &str)| (name.to_owned(), meant(value).unwrap_or_default());
                Told::Start(name.to_owned(), attributes(written).map(each).collect(), is_empty)
            }
            Piece::End => Told::End,
            Piece::Text(text) => Told::Text(text.to_owned()),
            Piece::Reference(name) => Told::Text(resolved(name).unwrap_or_default().into_owned()),
            Piece::Aside => continue,
            Piece::Damage => return (told, true),
        });
    }
    assert_eq!(at, source.len());
    (told, false)
}

/// What quick-xml reads.
fn second_opinion(source: &str) -> (Vec<Told>, bool) {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut told = Vec::new();
    loop {
        let start = |start: &quick_xml::events::BytesStart, is_empty| {
            let mut attributes = start.attributes();
            let attributes = attributes.with_checks(false).flatten().map(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap_or_default();
                (attribute.key.into_inner().to_owned(), value.into_owned())
            });
            Told::Start(start.name().into_inner().to_owned(), attributes.collect(), is_empty)
        };
        told.push(match reader.read_event() {
            Ok(Event::Start(tag)) => start(&tag, false),
            Ok(Event::Empty(tag)) => start(&tag, true),
            Ok(Event::End(_)) => Told::End,
            Ok(Event::Text(text)) => Told::Text(text.into_inner().into_owned()),
            Ok(Event::CData(text)) => Told::Text(text.into_inner().into_owned()),
            Ok(Event::GeneralRef(reference)) => Told::Text(match reference.resolve_char_ref() {
                Ok(Some(character)) => character.to_string(),
                _ => quick_xml::escape::resolve_predefined_entity(&reference).unwrap_or_default().to_owned(),
            }),
            Ok(Event::Eof) => return (told, false),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => continue,
            Err(_) => return (told, true),
        });
    }
}

/// Marks, beginnings and ends of everything that a part may hold, whole and torn.
const PARTS: [&str; 58] = [
    "<",
    ">",
    "</",
    "/>",
    "/",
    "<a",
    "<w:p",
    "<a>",
    "</a>",
    "<b/>",
    "a",
    "甲",
    "乙丙",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "=",
    "\"",
    "'",
    " x=\"1\"",
    " w:val='二'",
    " y = \"&lt;&#65;\"",
    " z=3",
    " k",
    "&",
    ";",
    "&amp;",
    "&lt;",
    "&#x4e59;",
    "&#20;",
    "&#0;",
    "&#+1;",
    "&#x110000;",
    "&none;",
    "<!--",
    "-->",
    "--",
    "-",
    "<![CDATA[",
    "]]>",
    "]]",
    "]",
    "[",
    "<!DOCTYPE",
    "<!doctype a",
    "<!D",
    "<!",
    "<?",
    "?>",
    "?",
    "<?xml version='1.0'?>",
    "<!ENTITY b '>'>",
    "<!ELEMENT c>",
    "<!ATTLIST d \">\">",
    "<!NOTATION",
    "!",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn a_part_is_read_as_quick_xml_reads_it(parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..24)) {
        let source = parts.concat();
        prop_assert_eq!(own(&source), second_opinion(&source), "{}", source);
    }

    #[test]
    fn a_tag_is_read_as_quick_xml_reads_it(parts in prop::collection::vec(prop::sample::select(&PARTS[12..36]), 0..12)) {
        let source = format!("<a{}>甲</a>", parts.concat());
        prop_assert_eq!(own(&source), second_opinion(&source), "{}", source);
    }
}

#[test]
fn a_space_that_breaks_no_line_may_be_named() {
    assert_eq!(resolved("nbsp").as_deref(), Some("\u{a0}"));
    assert_eq!(meant("甲&nbsp;乙\r\n丙").as_deref(), Some("甲\u{a0}乙 丙"));
}
