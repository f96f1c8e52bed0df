//! `traits.doc` is a report of an invented office, written for these tests and saved by an office suite.

use std::io::{Cursor, Seek, SeekFrom, Write};

use super::{Compound, compound};
use crate::document::{Block, Content, Document, Table};
use crate::read::ReadError;
use crate::read::meter::Meter;
use crate::read::test_support::{Random, assert_cells_within};

const TRAITS: &[u8] = include_bytes!("../../../tests/fixtures/doc/traits.doc");

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    super::read(bytes, &Meter::default())
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

/// The fixture with bytes of one stream replaced.
fn changed(stream: &str, at: u64, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(TRAITS.to_vec())).unwrap();
    let mut opened = file.open_stream(stream).unwrap();
    opened.seek(SeekFrom::Start(at)).unwrap();
    opened.write_all(bytes).unwrap();
    opened.flush().unwrap();
    drop(opened);
    file.into_inner().into_inner()
}

#[test]
fn reads_text_as_a_person_would_see_it() {
    let document = read(TRAITS).unwrap();
    assert_eq!(
        texts(&document),
        [
            "云溪县水务局2023年政府信息公开工作年度报告",
            "一、总体情况",
            "（一）主动公开",
            "（二）依申请公开",
            "1. 网络申请",
            "全年收到申请12件，办结11件。\ncafé “引号”",
            "二、收到和处理政府信息公开申请情况",
            "三、行政复议、行政诉讼情况",
            "完。",
        ]
    );
    assert!(matches!(&document.blocks[1].content, Content::Heading { level: 1, .. }));
    assert!(document.notes.is_empty());
}

#[test]
fn reads_merged_cells_both_ways() {
    let document = read(TRAITS).unwrap();
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns), (5, 5));
    assert_eq!(cell(table, 0, 0), ("申请类别", 2, 2));
    assert_eq!(cell(table, 0, 2), ("申请人情况", 1, 3));
    assert_eq!(cell(table, 2, 0), ("办理结果", 3, 1));
    assert_eq!(cell(table, 3, 4), ("第一行\n第二行", 1, 1));
    assert_eq!(cell(table, 4, 1), ("总计", 1, 3));
    assert_eq!(cell(table, 4, 4), ("44", 1, 1));
    let covered: u32 = table.cells.iter().map(|cell| cell.row_span * cell.column_span).sum();
    assert_eq!(covered, 25);
}

#[test]
fn puts_a_nested_table_after_its_outer_one() {
    let document = read(TRAITS).unwrap();
    let tables = tables(&document);
    assert_eq!(tables.len(), 3);
    assert_eq!(cell(tables[1], 1, 1), ("外三", 1, 1));
    assert_eq!(cell(tables[2], 1, 0), ("内10", 1, 1));
}

#[test]
fn says_what_it_cannot_read() {
    assert_eq!(compound(TRAITS), Some(Compound::Text));
    assert_eq!(read(b"").unwrap_err().code, "damaged");
    // The flag of an encrypted file, then the version of Word 95.
    assert_eq!(read(&changed("/WordDocument", 0x0A, &[0x00, 0x01])).unwrap_err().code, "encrypted");
    assert_eq!(read(&changed("/WordDocument", 2, &[0x68, 0x00])).unwrap_err().code, "unsupported");

    for (name, kind, code) in [
        ("/EncryptedPackage", Compound::Encrypted, "encrypted"),
        ("/Workbook", Compound::Spreadsheet, "unsupported"),
        ("/PowerPoint Document", Compound::Other, "unsupported"),
    ] {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(name).unwrap();
        let bytes = file.into_inner().into_inner();
        assert_eq!(compound(&bytes), Some(kind));
        assert_eq!(read(&bytes).unwrap_err().code, code);
    }
}

/// The fixture with the property that hides a word of it replaced by another of one byte.
fn with_property(property: [u8; 2], value: u8) -> Vec<String> {
    let mut file = cfb::CompoundFile::open(Cursor::new(TRAITS.to_vec())).unwrap();
    let mut word = Vec::new();
    std::io::Read::read_to_end(&mut file.open_stream("/WordDocument").unwrap(), &mut word).unwrap();
    let at = word.windows(3).position(|bytes| bytes == [0x3C, 0x08, 0x01]).unwrap();
    let bytes = changed("/WordDocument", u64::try_from(at).unwrap(), &[property[0], property[1], value]);
    read(&bytes).unwrap().blocks.iter().filter_map(Block::text).map(str::to_owned).collect()
}

#[test]
fn what_is_struck_out_is_not_there() {
    let hidden = with_property([0x3C, 0x08], 1);
    // A line through the text, two lines, deleted by a tracked change.
    for property in [[0x37, 0x08], [0x53, 0x2A], [0x00, 0x08]] {
        assert_eq!(with_property(property, 1), hidden, "{property:x?}");
        assert_ne!(with_property(property, 0), hidden, "{property:x?}");
    }
    // Superscript and subscript, bold, are seen.
    for property in [[0x48, 0x2A], [0x35, 0x08]] {
        assert_ne!(with_property(property, 1), hidden, "{property:x?}");
    }
}

#[test]
fn fonts_have_their_names() {
    let mut file = cfb::CompoundFile::open(Cursor::new(TRAITS.to_vec())).unwrap();
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file.open_stream(name).unwrap(), &mut content).unwrap();
        content
    };
    let (word, table) = (stream("/WordDocument"), stream("/1Table"));
    let streams =
        super::file::Streams { word, table, data: Vec::new(), meter: crate::read::meter::Meter::default() };
    let fonts = streams.fonts();
    assert!(fonts.iter().any(|name| name == "Symbol"), "{fonts:?}");
    assert!(fonts.iter().any(|name| name == "Times New Roman"), "{fonts:?}");
}

/// The streams of the fixture with so many pieces, each of one and the same paragraph mark, that name one property list.
fn with_pieces(count: u32, list: &[u8]) -> super::file::Streams {
    let mut file = cfb::CompoundFile::open(Cursor::new(TRAITS.to_vec())).unwrap();
    let mut stream = |name: &str| {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file.open_stream(name).unwrap(), &mut content).unwrap();
        content
    };
    let meter = crate::read::meter::Meter::default();
    let (word, table) = (stream("/WordDocument"), stream("/1Table"));
    let mut streams = super::file::Streams { word, table, data: Vec::new(), meter };
    let (offset, wide) = streams.pieces().first().map(|piece| (piece.offset, !piece.compressed)).unwrap();
    assert!(wide);
    let units = streams.word.get(offset..).unwrap().chunks_exact(2);
    let mark = offset + 2 * units.into_iter().position(|unit| unit == [0x0D, 0]).unwrap();
    let mark = u32::try_from(mark).unwrap().to_le_bytes();
    let length = u16::try_from(list.len()).unwrap().to_le_bytes();
    let positions = (0..=count).flat_map(u32::to_le_bytes);
    let descriptors = (0..count).flat_map(|_| [0, 0, mark[0], mark[1], mark[2], mark[3], 1, 0]);
    let plc: Vec<u8> = positions.chain(descriptors).collect();
    let size = u32::try_from(plc.len()).unwrap().to_le_bytes();
    let pieces = [&[1][..], &length, list, &[2], &size, &plc].concat();
    let (at, size) = (u32::try_from(streams.table.len()).unwrap(), u32::try_from(pieces.len()).unwrap());
    streams.word.splice(0x1A2..0x1AA, [at.to_le_bytes(), size.to_le_bytes()].concat());
    streams.word.splice(0x4C..0x50, count.to_le_bytes());
    streams.table.extend(pieces);
    streams
}

#[test]
fn a_property_list_of_many_pieces_is_kept_once_and_paid_for_in_each() {
    use crate::read::meter::{Blocks, Limit};
    // Bold, ten thousand times.
    let streams = with_pieces(20_000, &[0x35, 0x08, 0x01].repeat(10_000));
    let pieces = streams.pieces();
    assert_eq!(pieces.len(), 20_000);
    assert!(
        pieces
            .iter()
            .all(|piece| matches!(&piece.changes, std::borrow::Cow::Borrowed(list) if list.len() == 30_000))
    );
    let (blocks, _) = super::text::blocks(&streams, &pieces, Blocks::new(&streams.meter));
    assert!(streams.meter.is_over(Limit::Steps) && blocks.len() <= 20_000);
    // Ordinary ones cost next to nothing.
    let streams = with_pieces(300, &[0x35, 0x08, 0x01]);
    let _ = super::text::blocks(&streams, &streams.pieces(), Blocks::new(&streams.meter));
    assert!(streams.meter.left(Limit::Steps) > 4_900_000 && streams.meter.note().is_none());
}

#[test]
fn a_row_of_cells_is_widened_and_added_to() {
    let streams = with_pieces(1, &[]);
    let edges = |list: &[u8]| {
        let mut paragraph = super::properties::Paragraph::default();
        // A definition of three cells that are 100 wide.
        let definition = [0x08, 0xD6, 10, 0, 3, 0, 0, 100, 0, 200, 0, 44, 1];
        paragraph.apply(&definition, &streams);
        paragraph.apply(list, &streams);
        (paragraph.row.edges, paragraph.row.merges.len())
    };
    assert_eq!(edges(&[]), (vec![0, 100, 200, 300], 3));
    assert_eq!(edges(&[0x23, 0x76, 0, 2, 50, 0]), (vec![0, 50, 100, 200], 3));
    assert_eq!(edges(&[0x23, 0x76, 1, 9, 150, 0]), (vec![0, 100, 250, 400], 3));
    assert_eq!(edges(&[0x23, 0x76, 3, 9, 150, 0]), (vec![0, 100, 200, 300], 3));
    assert_eq!(edges(&[0x21, 0x76, 1, 2, 30, 0]), (vec![0, 100, 130, 160, 260, 360], 5));
    assert_eq!(edges(&[0x21, 0x76, 9, 1, 30, 0]), (vec![0, 100, 200, 300, 330], 4));
}

#[test]
fn bears_a_file_cut_off_anywhere() {
    for length in (0..TRAITS.len()).step_by(97) {
        if let Err(error) = read(&TRAITS[..length]) {
            assert!(matches!(error.code, "damaged" | "unsupported"), "{length}: {error:?}");
        }
    }
}

#[test]
fn bears_damaged_bytes() {
    let mut random = Random(1);
    for _ in 0..400 {
        if let Ok(document) = read(&random.damage(TRAITS, 8)) {
            assert_cells_within(&document);
        }
    }
}
